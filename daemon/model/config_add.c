#include "model/config_add.h"

#include <string.h>

#include "base/error.h"
#include "model/config_check.h"
#include "model/config_keys.h"
#include "model/config_refs.h"

static const struct key keys[] = {
	{ "plans", WANT_LIST, true, keys_read_plans, 0, NULL },
	{ 0 },
};
static const struct key_table table = { "", keys, NULL, false, NULL, NULL };

/* The configuration with a list of plans and of problems of its own: whatever goes wrong, the real ones do not notice. */
struct draft {
	struct config config;
	struct definitions definitions;
};

static void draft_init(struct draft *draft, const struct config *config)
{
	draft->config = *config;
	draft->definitions = *config->definitions;
	draft->config.definitions = &draft->definitions;
	draft->config.problems = problems_new();
	draft->definitions.plans = g_ptr_array_new();
	for (guint i = 0; i < config->definitions->plans->len; i++)
		g_ptr_array_add(draft->definitions.plans, config->definitions->plans->pdata[i]);
}

static bool fine(const struct draft *draft)
{
	return problems_count(draft->config.problems, SEVERITY_ERROR) == 0;
}

static void read_text(struct draft *draft, const char *name, const char *text, guint known)
{
	const GPtrArray *plans = draft->definitions.plans;
	struct reader reader;
	struct node *root;

	reader_init(&reader, &draft->config);
	root = tree_read(name, text, strlen(text), draft->config.problems);
	if (root != NULL) {
		g_ptr_array_add(reader.trees, root);
		reader_read(&reader, root, &table, &draft->config);
		references_resolve(&reader);
		if (fine(draft) && plans->len != known + 1)
			problems_error(draft->config.problems, name, 1, "%u plans stand here: exactly one is wanted", plans->len - known);
		if (fine(draft))
			config_check_plan(&reader, plans->pdata[known]);
	}
	reader_clear(&reader);
}

static void report(const struct draft *draft, GError **error)
{
	g_autoptr(GString) out = g_string_new(NULL);

	for (guint i = 0; i < draft->config.problems->list->len; i++) {
		const struct problem *problem = draft->config.problems->list->pdata[i];

		if (problem->severity == SEVERITY_ERROR)
			g_string_append_printf(out, "%s%s", out->len > 0 ? "\n" : "", problem->text);
	}
	g_set_error_literal(error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG, out->str);
}

struct plan *config_read_plan(const struct config *config, const char *name, const char *text, GError **error)
{
	guint known = config->definitions->plans->len;
	struct plan *plan = NULL;
	struct draft draft;

	if (strlen(text) > TREE_FILE_SIZE) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG, "%s: the text is larger than 1 MB: shorten it", name);
		return NULL;
	}
	draft_init(&draft, config);
	read_text(&draft, name, text, known);
	if (fine(&draft))
		plan = g_ptr_array_steal_index(draft.definitions.plans, known);
	else
		report(&draft, error);
	while (draft.definitions.plans->len > known)
		plan_free(g_ptr_array_steal_index(draft.definitions.plans, known));
	g_ptr_array_unref(draft.definitions.plans);
	problems_free(draft.config.problems);
	return plan;
}

bool config_add(struct config *config, const char *name, const char *text, GError **error)
{
	struct plan *plan = config_read_plan(config, name, text, error);

	if (plan != NULL)
		plan_add(config->definitions, plan);
	return plan != NULL;
}
