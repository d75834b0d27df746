#include "engine/assigned.h"

#include <string.h>

#include "store/requests.h"

struct assigned {
	GHashTable *lines; /* "plan/obligation line" -> id of the agency; the latest order counts */
};

static char *key_of(const char *plan, const char *obligation, const char *line)
{
	return g_strconcat(plan, "/", obligation, " ", line, NULL);
}

struct assigned *assigned_read(struct store *store, GError **error)
{
	g_autoptr(GPtrArray) list = assignment_list(store, error);
	struct assigned *assigned;

	if (list == NULL)
		return NULL;
	assigned = g_new0(struct assigned, 1);
	assigned->lines = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	for (guint i = 0; i < list->len; i++) {
		const struct assignment *one = list->pdata[i];

		g_hash_table_replace(assigned->lines, key_of(one->plan, one->obligation, one->line), g_strdup(one->agency));
	}
	return assigned;
}

void assigned_free(struct assigned *assigned)
{
	if (assigned == NULL)
		return;
	g_hash_table_unref(assigned->lines);
	g_free(assigned);
}

/* Whose line it is; NULL: nobody's. */
static const char *given_to(const struct assigned *assigned, const struct obligation *obligation, const char *line)
{
	g_autofree char *key = NULL;

	if (assigned == NULL || g_hash_table_size(assigned->lines) == 0)
		return NULL;
	key = key_of(obligation->plan->id, obligation->id, line);
	return g_hash_table_lookup(assigned->lines, key);
}

static bool is_body(const struct definitions *definitions, const char *id, const struct agency *owner, struct civil day)
{
	const struct agency *agency = plan_agency(definitions, id);

	return agency != NULL && (agency == owner || (civil_is_set(day) && plan_body(agency, day) == owner));
}

GPtrArray *assigned_covers(const struct assigned *assigned, const struct definitions *definitions, const struct obligation *obligation,
			   const struct agency *owner, struct civil day)
{
	GPtrArray *lines = plan_covers(obligation, owner, day);
	g_autoptr(GPtrArray) open = plan_covers_unassigned(obligation, owner, day);

	for (guint i = 0; i < open->len; i++) {
		const char *to = given_to(assigned, obligation, open->pdata[i]);

		if (to != NULL && is_body(definitions, to, owner, day) && !g_ptr_array_find_with_equal_func(lines, open->pdata[i], g_str_equal, NULL))
			g_ptr_array_add(lines, open->pdata[i]);
	}
	return lines;
}

GPtrArray *assigned_open(const struct assigned *assigned, const struct obligation *obligation, const struct agency *owner, struct civil day)
{
	g_autoptr(GPtrArray) all = plan_covers_unassigned(obligation, owner, day);
	GPtrArray *open = g_ptr_array_new();

	for (guint i = 0; i < all->len; i++) {
		if (given_to(assigned, obligation, all->pdata[i]) == NULL)
			g_ptr_array_add(open, all->pdata[i]);
	}
	return open;
}
