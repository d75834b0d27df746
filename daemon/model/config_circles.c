/* Circles in what refers to its own kind: under, successor, groups, needs, same_as. */
#include "model/config_check.h"

/* One kind of reference: the neighbours of a record, one by one, and how it is called. */
struct circle_kind {
	const void *(*next)(const void *record, guint i); /* NULL behind the last */
	const char *(*name)(const void *record);
	const char *key; /* where the error is shown; NULL: at the record */
	const char *advice;
};

struct circle_walk {
	struct reader *reader;
	const struct circle_kind *kind;
	GHashTable *done;
	GPtrArray *path;
};

static char *circle_words(const struct circle_walk *walk, guint from)
{
	GString *text = g_string_new(NULL);

	for (guint i = from; i < walk->path->len; i++)
		g_string_append_printf(text, "'%s' -> ", walk->kind->name(walk->path->pdata[i]));
	g_string_append_printf(text, "'%s'", walk->kind->name(walk->path->pdata[from]));
	return g_string_free(text, FALSE);
}

static void report_circle(const struct circle_walk *walk, guint from)
{
	g_autofree char *words = circle_words(walk, from);
	void *last = walk->path->pdata[walk->path->len - 1];
	struct node *node = walk->kind->key != NULL ? check_node(walk->reader, last, walk->kind->key) :
						      g_hash_table_lookup(walk->reader->nodes, last);

	if (node != NULL)
		reader_error(walk->reader, node, "%s is a circle: %s", words, walk->kind->advice);
	for (guint i = from; i < walk->path->len; i++)
		g_hash_table_add(walk->reader->faulty, walk->path->pdata[i]);
}

static void visit(struct circle_walk *walk, const void *record)
{
	const void *next;
	guint at;

	if (g_ptr_array_find(walk->path, record, &at)) {
		report_circle(walk, at);
		return;
	}
	if (!g_hash_table_add(walk->done, (void *)record))
		return;
	g_ptr_array_add(walk->path, (void *)record);
	for (guint i = 0; (next = walk->kind->next(record, i)) != NULL; i++)
		visit(walk, next);
	g_ptr_array_set_size(walk->path, (int)walk->path->len - 1);
}

static void find_circles(struct reader *reader, const GPtrArray *records, const struct circle_kind *kind)
{
	g_autoptr(GHashTable) done = g_hash_table_new(NULL, NULL);
	g_autoptr(GPtrArray) path = g_ptr_array_new();
	struct circle_walk walk = { reader, kind, done, path };

	for (guint i = 0; i < records->len; i++) {
		if (!g_hash_table_contains(done, records->pdata[i]))
			visit(&walk, records->pdata[i]);
	}
}

/* ---- the kinds */

static const char *agency_name(const void *record)
{
	const struct agency *agency = record;

	return agency->id;
}

static const void *next_under(const void *record, guint i)
{
	const struct agency *agency = record;

	return i == 0 ? agency->under : NULL;
}

static const void *next_heir(const void *record, guint i)
{
	const struct agency *agency = record;

	return i < agency->successors->len ? agency->successors->pdata[i] : NULL;
}

static const char *group_name(const void *record)
{
	const struct group *group = record;

	return group->id;
}

static const void *next_group(const void *record, guint i)
{
	const struct group *group = record;
	guint seen = 0;

	for (guint j = 0; j < group->members->len; j++) {
		const struct party *party = group->members->pdata[j];

		if (party->group != NULL && seen++ == i)
			return party->group;
	}
	return NULL;
}

static const char *obligation_name(const void *record)
{
	const struct obligation *obligation = record;

	return obligation->id != NULL ? obligation->id : "?";
}

static const void *next_needed(const void *record, guint i)
{
	const struct obligation *obligation = record;

	return i < obligation->needs->len ? obligation->needs->pdata[i] : NULL;
}

static const void *next_same(const void *record, guint i)
{
	const struct obligation *obligation = record;

	return i == 0 ? obligation->same_as : NULL;
}

static const struct circle_kind under_kind = { next_under, agency_name, "under", "take one of them out" };
static const struct circle_kind heir_kind = { next_heir, agency_name, "successor", "the last body must still be there" };
static const struct circle_kind group_kind = { next_group, group_name, NULL, "a group cannot contain itself, take one out" };
static const struct circle_kind need_kind = { next_needed, obligation_name, "needs", "take one of them out" };
static const struct circle_kind same_kind = { next_same, obligation_name, "same_as", "one of them must stand for itself" };

void check_plan_circles(struct reader *reader, const struct plan *plan)
{
	find_circles(reader, plan->obligations, &need_kind);
	find_circles(reader, plan->obligations, &same_kind);
}

void check_circles(struct reader *reader)
{
	const struct definitions *definitions = reader->config->definitions;
	g_autoptr(GPtrArray) obligations = g_ptr_array_new();

	for (guint i = 0; i < definitions->plans->len; i++) {
		const struct plan *plan = definitions->plans->pdata[i];

		for (guint j = 0; j < plan->obligations->len; j++)
			g_ptr_array_add(obligations, plan->obligations->pdata[j]);
	}
	find_circles(reader, definitions->agencies, &under_kind);
	find_circles(reader, definitions->agencies, &heir_kind);
	find_circles(reader, definitions->groups, &group_kind);
	find_circles(reader, obligations, &need_kind);
	find_circles(reader, obligations, &same_kind);
}
