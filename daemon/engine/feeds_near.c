#include "engine/feeds_near.h"

#include "store/facts.h"

#define FARTHEST 1024 /* days; what lies beyond counts as this */

struct tally {
	struct civil today;
	int count[FARTHEST + 1], total; /* by distance */
};

/* Nothing is read: only counted. What may not be shown does not count. */
static bool count_key(const struct fact_key *key, void *data)
{
	struct tally *tally = data;

	if (key->shelf == SHELF_WITHDRAWN || key->shelf == STATE_CANCELLED || key->shelf == STATE_WAIVED || key->shelf == STATE_UNKNOWN)
		return false;
	tally->count[MIN(ABS(civil_diff(key->limit, tally->today)), FARTHEST)]++;
	tally->total++;
	return false;
}

static GHashTable *ids_of(GHashTable *bodies)
{
	GHashTable *ids = g_hash_table_new(g_str_hash, g_str_equal);
	GHashTableIter iter;
	gpointer body;

	g_hash_table_iter_init(&iter, bodies);
	while (g_hash_table_iter_next(&iter, &body, NULL))
		g_hash_table_add(ids, ((struct agency *)body)->id);
	return ids;
}

static bool take_tally(struct store *store, const struct feeds_query *query, struct tally *tally, GError **error)
{
	g_autoptr(GHashTable) ids = query->bodies != NULL ? ids_of(query->bodies) : NULL;
	struct fact_filter filter = { .plan = query->plan != NULL ? query->plan->id : NULL, .obligation = query->obligation,
				      .agencies = ids, .limit_first = query->first, .limit_last = query->last, .withdrawn = true,
				      .wants = count_key, .data = tally };
	g_autoptr(GPtrArray) none = fact_list(store, &filter, error);

	return none != NULL;
}

bool feeds_near(struct store *store, struct feeds_query *query, struct civil today, int most, int *beyond, GError **error)
{
	struct tally tally = { .today = today };
	int within = 0, distance = -1;

	if (!take_tally(store, query, &tally, error))
		return false;
	if (tally.total <= most)
		return true;
	while (distance < FARTHEST && within < most)
		within += tally.count[++distance];
	if (civil_before(query->first, civil_add(today, -distance)))
		query->first = civil_add(today, -distance);
	if (civil_before(civil_add(today, distance), query->last))
		query->last = civil_add(today, distance);
	*beyond += tally.total - within;
	return true;
}
