#include "store/roster.h"

#include "store/query.h"

void roster_entry_free(struct roster_entry *entry)
{
	if (!entry)
		return;
	g_free(entry->agency);
	g_free(entry->position);
	g_free(entry->name);
	g_free(entry->title);
	g_free(entry->phone);
	g_free(entry->email);
	g_free(entry->language);
	g_free(entry->number);
	g_free(entry->user);
	g_free(entry->as);
	g_free(entry);
}

static void free_entry(void *entry)
{
	roster_entry_free(entry);
}

static void *read_entry(struct query *query)
{
	struct roster_entry *entry = g_new0(struct roster_entry, 1);

	entry->id = query_take_int(query);
	entry->agency = query_take_text(query);
	entry->position = query_take_text(query);
	entry->name = query_take_text(query);
	entry->title = query_take_text(query);
	entry->phone = query_take_text(query);
	entry->email = query_take_text(query);
	entry->language = query_take_text(query);
	entry->first = query_take_day(query);
	entry->last = query_take_day(query);
	entry->number = query_take_text(query);
	entry->user = query_take_text(query);
	entry->as = query_take_text(query);
	entry->at = query_take_instant(query);
	return entry;
}

bool roster_add(struct store *store, struct roster_entry *entry, GError **error)
{
	struct query *query = query_open(store, STMT_ROSTER_ADD, error);

	query_text(query, ":agency", entry->agency);
	query_text(query, ":position", entry->position);
	query_text(query, ":name", entry->name);
	query_text(query, ":title", entry->title);
	query_text(query, ":phone", entry->phone);
	query_text(query, ":email", entry->email);
	query_text(query, ":language", entry->language);
	query_day(query, ":first_day", entry->first);
	query_day(query, ":last_day", entry->last);
	query_text(query, ":number", entry->number);
	query_text(query, ":login", entry->user);
	query_text(query, ":clerk", entry->as);
	query_int(query, ":at", entry->at.seconds);
	if (!query_run(query, NULL, error))
		return false;
	entry->id = sqlite3_last_insert_rowid(store->db);
	return true;
}

GPtrArray *roster_list(struct store *store, const char *agency, GError **error)
{
	struct query *query = query_open(store, agency ? STMT_ROSTER_OF : STMT_ROSTER_LIST, error);

	if (agency)
		query_text(query, ":agency", agency);
	return query_collect(query, read_entry, free_entry, error);
}
