#include "store/acts.h"

#include "store/query.h"

void act_free(struct act *act)
{
	if (!act)
		return;
	g_free(act->verb);
	g_free(act->user);
	g_free(act->as);
	g_free(act->number);
	g_free(act->channel);
	g_free(act->reason);
	g_free(act->note);
	g_free(act->detail);
	g_free(act);
}

static void free_act(void *act)
{
	act_free(act);
}

static void *read_act(struct query *query)
{
	struct act *act = g_new0(struct act, 1);

	act->id = query_take_int(query);
	act->occurrence = query_take_int(query);
	act->at = query_take_instant(query);
	act->verb = query_take_text(query);
	act->user = query_take_text(query);
	act->as = query_take_text(query);
	act->number = query_take_text(query);
	act->dated = query_take_day(query);
	act->received = query_take_instant(query);
	act->sent = query_take_instant(query);
	act->channel = query_take_text(query);
	act->reason = query_take_text(query);
	act->note = query_take_text(query);
	act->limit = query_take_day(query);
	act->version = (int)query_take_int(query);
	act->detail = query_take_text(query);
	return act;
}

bool act_append(struct store *store, struct act *act, GError **error)
{
	struct query *query = query_open(store, STMT_ACT_APPEND, error);

	query_int(query, ":occurrence", act->occurrence);
	query_int(query, ":at", act->at.seconds);
	query_text(query, ":verb", act->verb);
	query_text(query, ":login", act->user);
	query_text(query, ":clerk", act->as);
	query_text(query, ":number", act->number);
	query_day(query, ":dated", act->dated);
	query_instant(query, ":received", act->received);
	query_instant(query, ":sent", act->sent);
	query_text(query, ":channel", act->channel);
	query_text(query, ":reason", act->reason);
	query_text(query, ":note", act->note);
	query_day(query, ":limit_day", act->limit);
	query_int(query, ":version", act->version);
	query_text(query, ":detail", act->detail);
	if (!query_run(query, NULL, error))
		return false;
	act->id = sqlite3_last_insert_rowid(store->db);
	return true;
}

GPtrArray *act_list(struct store *store, int64_t occurrence, GError **error)
{
	struct query *query = query_open(store, STMT_ACT_LIST, error);

	query_int(query, ":occurrence", occurrence);
	return query_collect(query, read_act, free_act, error);
}

GPtrArray *act_by_number(struct store *store, const char *number, int limit, GError **error)
{
	struct query *query = query_open(store, STMT_ACT_BY_NUMBER, error);

	query_text(query, ":number", number);
	query_int(query, ":limit", limit > 0 ? limit : -1);
	return query_collect(query, read_act, free_act, error);
}

GPtrArray *act_between(struct store *store, const char *verb, struct instant first, struct instant last, GError **error)
{
	struct query *query = query_open(store, STMT_ACT_BETWEEN, error);

	query_text(query, ":verb", verb);
	query_int(query, ":first", first.seconds);
	query_int(query, ":last", last.seconds);
	return query_collect(query, read_act, free_act, error);
}
