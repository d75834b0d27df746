#include "store/holds.h"

#include "store/query.h"

void hold_free(struct hold *hold)
{
	if (!hold)
		return;
	g_free(hold->step);
	g_free(hold->reason);
	g_free(hold);
}

static void free_hold(void *hold)
{
	hold_free(hold);
}

static void *read_hold(struct query *query)
{
	struct hold *hold = g_new0(struct hold, 1);

	hold->id = query_take_int(query);
	hold->occurrence = query_take_int(query);
	hold->step = query_take_text(query);
	hold->until = query_take_day(query);
	hold->reason = query_take_text(query);
	hold->at = query_take_instant(query);
	hold->act = query_take_int(query);
	hold->released = query_take_flag(query);
	return hold;
}

bool hold_add(struct store *store, struct hold *hold, GError **error)
{
	struct query *query = query_open(store, STMT_HOLD_ADD, error);

	query_int(query, ":occurrence", hold->occurrence);
	query_text(query, ":step", hold->step);
	query_day(query, ":until", hold->until);
	query_text(query, ":reason", hold->reason);
	query_int(query, ":at", hold->at.seconds);
	query_key(query, ":act", hold->act);
	query_int(query, ":released", hold->released);
	if (!query_run(query, NULL, error))
		return false;
	hold->id = sqlite3_last_insert_rowid(store->db);
	return true;
}

GPtrArray *hold_of(struct store *store, int64_t occurrence, GError **error)
{
	struct query *query = query_open(store, STMT_HOLD_OF, error);

	query_int(query, ":occurrence", occurrence);
	return query_collect(query, read_hold, free_hold, error);
}

bool hold_release(struct store *store, int64_t occurrence, const char *step, int *released, GError **error)
{
	struct query *query = query_open(store, STMT_HOLD_RELEASE, error);

	query_int(query, ":occurrence", occurrence);
	query_text(query, ":step", step);
	return query_run(query, released, error);
}

static void *read_number(struct query *query)
{
	int *number = g_new(int, 1);

	*number = (int)query_take_int(query);
	return number;
}

bool hold_count(struct store *store, struct civil today, int *ret, GError **error)
{
	struct query *query = query_open(store, STMT_HOLD_COUNT, error);
	g_autofree int *number = NULL;

	*ret = 0;
	query_day(query, ":today", today);
	if (!query_one(query, read_number, g_free, (void **)&number, error))
		return false;
	*ret = *number;
	return true;
}
