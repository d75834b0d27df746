/* Lists of occurrences: found by their keys, then read. */
#include "base/error.h"
#include "store/facts.h"
#include "store/facts_keys.h"

static void free_fact(void *fact)
{
	fact_free(fact);
}

static GPtrArray *read_rows(struct store *store, const GArray *keys, GError **error)
{
	g_autoptr(GPtrArray) rows = g_ptr_array_new_full(keys->len, free_fact);

	for (guint i = 0; i < keys->len; i++) {
		GError *failure = NULL;
		struct fact *fact = fact_get_row(store, g_array_index(keys, struct fact_key, i).row, &failure);

		if (failure) {
			g_propagate_error(error, failure);
			return NULL;
		}
		if (fact)
			g_ptr_array_add(rows, fact);
	}
	return g_steal_pointer(&rows);
}

static GPtrArray *list_dated(struct store *store, const struct fact_filter *filter, const struct fact *after, GError **error)
{
	struct civil first = civil_is_set(filter->limit_first) ? filter->limit_first : civil_make(1, 1, 1);
	bool inside = after && !civil_before(after->limit, first);
	g_autoptr(GArray) keys = facts_keys(store, filter, inside ? after->limit : first, inside ? after->id : "", error);

	return keys ? read_rows(store, keys, error) : NULL;
}

static bool find_after(struct store *store, const char *id, struct fact **ret, GError **error)
{
	GError *failure = NULL;

	*ret = id ? fact_get(store, id, &failure) : NULL;
	if (failure) {
		g_propagate_error(error, failure);
		return false;
	}
	if (*ret || !id)
		return true;
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID, "there is no occurrence %s to continue after", id);
	return false;
}

GPtrArray *fact_list(struct store *store, const struct fact_filter *filter, GError **error)
{
	g_autoptr(GPtrArray) rows = NULL;
	g_autoptr(fact_t) after = NULL;
	GPtrArray *undated;

	if (!find_after(store, filter->after, &after, error))
		return NULL;
	if (after && !after->dated)
		return fact_undated(store, filter, after->id, filter->limit, error);
	rows = list_dated(store, filter, after, error);
	if (!rows || !filter->undated || (filter->limit > 0 && rows->len >= (guint)filter->limit))
		return g_steal_pointer(&rows);
	undated = fact_undated(store, filter, "", filter->limit > 0 ? filter->limit - (int)rows->len : 0, error);
	if (!undated)
		return NULL;
	g_ptr_array_extend_and_steal(rows, undated);
	return g_steal_pointer(&rows);
}
