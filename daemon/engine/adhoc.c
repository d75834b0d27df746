#include "engine/adhoc.h"

#include <string.h>

#include "base/error.h"
#include "model/config_add.h"
#include "store/facts.h"
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

/* Is anything of it still to come in, or to be looked at? */
static bool is_needed(struct store *store, const struct request *request, bool *ret, GError **error)
{
	struct fact_filter filter = { .plan = request->plan, .undated = true, .withdrawn = true };
	g_autoptr(GPtrArray) facts = fact_list(store, &filter, error);

	*ret = false;
	for (guint i = 0; facts != NULL && i < facts->len; i++) {
		enum state state = ((const struct fact *)facts->pdata[i])->state;

		*ret |= state == STATE_OPEN || state == STATE_RETURNED || state == STATE_SUBMITTED;
	}
	return facts != NULL;
}

/* What is over for all who were asked does not stand in the way of files that no longer know them. */
static bool add_one(struct store *store, const struct config *config, const struct request *request, bool strict,
		    GHashTable *left_out, GError **error)
{
	g_autoptr(GError) fault = NULL;
	struct plan *plan = config_read_plan(config, request->plan, request->text, &fault);
	bool needed;

	if (plan != NULL) {
		plan_add(config->definitions, plan);
		return true;
	}
	if (!is_needed(store, request, &needed, error))
		return false;
	if (!needed)
		return true;
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

		if (!is_there(config, request) && !add_one(store, config, request, strict, left_out, error))
			return false;
	}
	return requests != NULL;
}
