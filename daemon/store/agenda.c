#include "store/agenda.h"

#include "store/query.h"

void agenda_row_free(struct agenda_row *row)
{
	if (!row)
		return;
	g_free(row->subject);
	g_free(row->kind);
	g_free(row->detail);
	g_free(row);
}

static void free_row(void *row)
{
	agenda_row_free(row);
}

static void *read_row(struct query *query)
{
	struct agenda_row *row = g_new0(struct agenda_row, 1);

	row->subject = query_take_text(query);
	row->kind = query_take_text(query);
	row->next = query_take_moment(query);
	row->detail = query_take_text(query);
	return row;
}

bool agenda_put(struct store *store, const struct agenda_row *row, GError **error)
{
	struct query *query = query_open(store, STMT_AGENDA_PUT, error);

	query_text(query, ":subject", row->subject);
	query_text(query, ":kind", row->kind);
	query_moment(query, ":next_at", row->next);
	query_text(query, ":detail", row->detail);
	return query_run(query, NULL, error);
}

bool agenda_get(struct store *store, const char *subject, struct agenda_row **ret, GError **error)
{
	struct query *query = query_open(store, STMT_AGENDA_GET, error);

	query_text(query, ":subject", subject);
	return query_one(query, read_row, free_row, (void **)ret, error);
}

bool agenda_remove(struct store *store, const char *subject, GError **error)
{
	struct query *query = query_open(store, STMT_AGENDA_REMOVE, error);

	query_text(query, ":subject", subject);
	return query_run(query, NULL, error);
}

GPtrArray *agenda_due(struct store *store, struct instant now, GError **error)
{
	struct query *query = query_open(store, STMT_AGENDA_DUE, error);

	query_int(query, ":at", now.seconds);
	return query_collect(query, read_row, free_row, error);
}

GPtrArray *agenda_of_kind(struct store *store, const char *kind, GError **error)
{
	struct query *query = query_open(store, STMT_AGENDA_OF_KIND, error);

	query_text(query, ":kind", kind);
	return query_collect(query, read_row, free_row, error);
}

GPtrArray *agenda_first(struct store *store, const char *kind, int limit, GError **error)
{
	struct query *query = query_open(store, STMT_AGENDA_FIRST, error);

	query_text(query, ":kind", kind);
	query_int(query, ":limit", limit);
	return query_collect(query, read_row, free_row, error);
}
