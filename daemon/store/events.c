#include "store/events.h"

#include "store/query.h"

void event_row_free(struct event_row *row)
{
	if (!row)
		return;
	g_free(row->id);
	g_free(row->digest);
	g_free(row->title);
	g_free(row);
}

static void free_row(void *row)
{
	event_row_free(row);
}

static void *read_row(struct query *query)
{
	struct event_row *row = g_new0(struct event_row, 1);

	row->id = query_take_text(query);
	row->revision = (int)query_take_int(query);
	row->changed = query_take_instant(query);
	row->digest = query_take_text(query);
	row->shown = query_take_flag(query);
	row->title = query_take_text(query);
	return row;
}

bool event_get(struct store *store, const char *id, struct event_row **ret, GError **error)
{
	struct query *query = query_open(store, STMT_EVENT_GET, error);

	query_text(query, ":id", id);
	return query_one(query, read_row, free_row, (void **)ret, error);
}

bool event_put(struct store *store, const struct event_row *row, GError **error)
{
	struct query *query = query_open(store, STMT_EVENT_PUT, error);

	query_text(query, ":id", row->id);
	query_int(query, ":revision", row->revision);
	query_int(query, ":changed", row->changed.seconds);
	query_text(query, ":digest", row->digest);
	query_int(query, ":shown", row->shown);
	query_text(query, ":title", row->title);
	return query_run(query, NULL, error);
}
