#include "engine/adhoc.h"

#include <string.h>

#include "base/error.h"
#include "model/config_add.h"
#include "store/requests.h"

/* Its text has no file: the plan's own id stands for one. */
bool adhoc_made(const struct plan *plan)
{
	return g_strcmp0(plan->source.file, plan->id) == 0;
}

static bool is_there(const struct config *config, const struct request *request)
{
	const struct plan *plan = plan_find(config->definitions, request->plan);

	return plan != NULL && adhoc_made(plan);
}

static bool add_one(const struct config *config, const struct request *request, bool strict, GHashTable *left_out, GError **error)
{
	g_autoptr(GError) fault = NULL;
	struct plan *plan = config_read_plan(config, request->plan, request->text, &fault);

	if (plan != NULL) {
		plan_add(config->definitions, plan);
		return true;
	}
	if (strict) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG, "the request '%s' cannot be read with these files: %s",
			    request->plan, fault->message);
		return false;
	}
	g_hash_table_insert(left_out, g_strdup(request->plan), g_strdup(fault->message));
	return true;
}

bool adhoc_add(struct store *store, const struct config *config, bool strict, GHashTable *left_out, GError **error)
{
	g_autoptr(GPtrArray) requests = request_list(store, error);

	for (guint i = 0; requests != NULL && i < requests->len; i++) {
		const struct request *request = requests->pdata[i];

		if (!is_there(config, request) && !add_one(config, request, strict, left_out, error))
			return false;
	}
	return requests != NULL;
}
