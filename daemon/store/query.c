#include "store/query.h"

#include <errno.h>
#include <string.h>

#include "base/error.h"

static enum deadlined_error error_of(int code)
{
	switch (code & 0xff) {
	case SQLITE_FULL:
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return DEADLINED_ERROR_BUSY;
	case SQLITE_CONSTRAINT:
		return DEADLINED_ERROR_STATE;
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_AUTH:
		return DEADLINED_ERROR_PERMISSION;
	case SQLITE_NOTADB:
		return DEADLINED_ERROR_CONFIG;
	case SQLITE_TOOBIG:
		return DEADLINED_ERROR_INPUT;
	}
	return DEADLINED_ERROR_IO;
}

/* SQLite says only that it could not open the file; the system says why. */
static bool denied(const struct store *store, int code)
{
	int number = store->db && (code & 0xff) == SQLITE_CANTOPEN ? sqlite3_system_errno(store->db) : 0;

	return number == EACCES || number == EPERM || number == EROFS;
}

static const char *advice_of(int code)
{
	switch (code & 0xff) {
	case SQLITE_FULL:
		return "the disk is full: free some space; nothing is lost";
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return "another program is writing to it: try again, or end that program";
	case SQLITE_CONSTRAINT:
		return "refused";
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_AUTH:
		return "cannot be written: give the file and its directory to the service's user";
	case SQLITE_CANTOPEN:
		return "cannot be opened: its directory must exist and be writable for the service's user";
	case SQLITE_NOTADB:
		return "is not a store of deadlined: name another file, or move this one away";
	case SQLITE_CORRUPT:
		return "is damaged: stop the service and restore the last backup";
	case SQLITE_TOOBIG:
		return "refused: a value is too long";
	case SQLITE_IOERR:
		return "the disk reports an error: look at the kernel's log";
	}
	return "unexpected answer of SQLite";
}

bool query_fail(struct store *store, int code, GError **error)
{
	const char *detail = store->db && sqlite3_extended_errcode(store->db) == code ? sqlite3_errmsg(store->db)
										      : sqlite3_errstr(code);

	store->code = code;
	if ((code & 0xff) == SQLITE_FULL)
		store->full = true;
	/* After some errors SQLite has given the transaction up by itself. */
	if (store->writing && store->db && sqlite3_get_autocommit(store->db))
		store->writing = false;
	g_set_error(error, DEADLINED_ERROR, denied(store, code) ? DEADLINED_ERROR_PERMISSION : error_of(code), "store %s: %s (%s)", store->path, advice_of(code), detail);
	return false;
}

static bool prepare(struct query *query, enum stmt which, GError **error)
{
	int code = sqlite3_prepare_v3(query->store->db, sql_statement(which), -1, SQLITE_PREPARE_PERSISTENT, &query->stmt, NULL);

	if (code != SQLITE_OK)
		return query_fail(query->store, code, error);
	query->parameters = sqlite3_bind_parameter_count(query->stmt);
	g_assert(query->parameters < QUERY_PARAMETERS);
	/* SQLite's own copies go when it prepares the statement anew (a changed schema, a GLOB of a parameter). */
	for (int i = 1; i <= query->parameters; i++)
		query->names[i] = g_intern_string(sqlite3_bind_parameter_name(query->stmt, i));
	return true;
}

struct query *query_open(struct store *store, enum stmt which, GError **error)
{
	struct query *query = &store->queries[which];

	if (!store->db && !store_reopen(store, error))
		return NULL;
	query->store = store;
	if (!query->stmt && !prepare(query, which, error))
		return NULL;
	if (query->active) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_IO, "store %s: statement %d is used within itself",
			    store->path, (int)which);
		return NULL;
	}
	query->active = true;
	query->expected = 1;
	query->bound = 0;
	query->used_days = 0;
	query->column = 0;
	query->trouble = NULL;
	if (!store->writing && !sqlite3_stmt_readonly(query->stmt) && which > STMT_ROLLBACK)
		query->trouble = "a write outside a transaction";
	return query;
}

void query_close(struct query *query)
{
	sqlite3_reset(query->stmt);
	query->active = false;
}

static void trouble(struct query *query, const char *what)
{
	if (!query->trouble)
		query->trouble = what;
}

/* The parameter's number, 0 where the statement has none of this name. Callers mostly bind in the statement's order. */
static int parameter(struct query *query, const char *name)
{
	if (!query)
		return 0;
	for (int tried = 0, i = query->expected; tried < query->parameters; tried++, i++) {
		if (i > query->parameters)
			i = 1;
		if (strcmp(query->names[i], name) == 0) {
			query->expected = i + 1;
			query->bound |= UINT64_C(1) << i;
			return i;
		}
	}
	trouble(query, name);
	return 0;
}

static void bound(struct query *query, int code)
{
	if (code != SQLITE_OK)
		trouble(query, code == SQLITE_TOOBIG ? "a value that is too long" : sqlite3_errstr(code));
}

void query_text(struct query *query, const char *name, const char *value)
{
	int i = parameter(query, name);

	if (i > 0)
		bound(query, sqlite3_bind_text(query->stmt, i, value, -1, SQLITE_STATIC));
}

void query_int(struct query *query, const char *name, int64_t value)
{
	int i = parameter(query, name);

	if (i > 0)
		bound(query, sqlite3_bind_int64(query->stmt, i, value));
}

static void query_null(struct query *query, const char *name)
{
	query_text(query, name, NULL);
}

void query_key(struct query *query, const char *name, int64_t value)
{
	if (value == 0)
		query_null(query, name);
	else
		query_int(query, name, value);
}

void query_day(struct query *query, const char *name, struct civil value)
{
	if (!query)
		return;
	if (!civil_is_set(value)) {
		query_null(query, name);
		return;
	}
	g_assert(query->used_days < QUERY_DAYS);
	query_text(query, name, civil_format(value, query->days[query->used_days++]));
}

void query_instant(struct query *query, const char *name, struct instant value)
{
	query_key(query, name, value.seconds);
}

void query_moment(struct query *query, const char *name, struct instant value)
{
	if (instant_equal(value, INSTANT_NEVER))
		query_null(query, name);
	else
		query_int(query, name, value.seconds);
}

void query_bytes(struct query *query, const char *name, GBytes *value)
{
	gsize size = 0;
	const void *data = value ? g_bytes_get_data(value, &size) : NULL;
	int i = parameter(query, name);

	if (i > 0)
		bound(query, sqlite3_bind_blob64(query->stmt, i, data, size, SQLITE_STATIC));
}

static const char *unbound(const struct query *query)
{
	for (int i = 1; i <= query->parameters; i++)
		if (!(query->bound & UINT64_C(1) << i))
			return query->names[i];
	return NULL;
}

static enum query_result mistaken(struct query *query, const char *what, GError **error)
{
	enum deadlined_error code = strstr(what, "too long") ? DEADLINED_ERROR_INPUT : DEADLINED_ERROR_IO;

	g_set_error(error, DEADLINED_ERROR, code, "store %s: %s in: %s", query->store->path, what, sqlite3_sql(query->stmt));
	query_close(query);
	return QUERY_FAILED;
}

enum query_result query_step(struct query *query, GError **error)
{
	int code;

	if (query->trouble)
		return mistaken(query, query->trouble, error);
	if (query->bound != (UINT64_C(1) << (query->parameters + 1)) - 2)
		return mistaken(query, unbound(query), error);
	query->column = 0;
	code = sqlite3_step(query->stmt);
	if (code == SQLITE_ROW)
		return QUERY_ROW;
	if (code != SQLITE_DONE)
		query_fail(query->store, code, error);
	query_close(query);
	return code == SQLITE_DONE ? QUERY_DONE : QUERY_FAILED;
}

bool query_run(struct query *query, int *changed, GError **error)
{
	enum query_result result;

	if (!query)
		return false;
	do
		result = query_step(query, error);
	while (result == QUERY_ROW);
	if (changed)
		*changed = sqlite3_changes(query->store->db);
	return result == QUERY_DONE;
}

char *query_take_text(struct query *query)
{
	int i = query->column++;
	const void *text = sqlite3_column_text(query->stmt, i);

	return text ? g_strndup(text, (gsize)sqlite3_column_bytes(query->stmt, i)) : NULL;
}

const char *query_peek_text(struct query *query)
{
	return (const char *)sqlite3_column_text(query->stmt, query->column++);
}

int64_t query_take_int(struct query *query)
{
	return sqlite3_column_int64(query->stmt, query->column++);
}

bool query_take_flag(struct query *query)
{
	return query_take_int(query) != 0;
}

struct civil query_take_day(struct query *query)
{
	const void *text = sqlite3_column_text(query->stmt, query->column++);
	struct civil day = CIVIL_NONE;

	if (text && !civil_parse(text, &day))
		trouble(query, "a date that is none");
	return day;
}

struct instant query_take_instant(struct query *query)
{
	return (struct instant){ query_take_int(query) };
}

struct instant query_take_moment(struct query *query)
{
	int i = query->column++;

	if (sqlite3_column_type(query->stmt, i) == SQLITE_NULL)
		return INSTANT_NEVER;
	return (struct instant){ sqlite3_column_int64(query->stmt, i) };
}

GBytes *query_take_bytes(struct query *query)
{
	int i = query->column++;
	const void *data;

	if (sqlite3_column_type(query->stmt, i) == SQLITE_NULL)
		return NULL;
	data = sqlite3_column_blob(query->stmt, i);
	return g_bytes_new(data, (gsize)sqlite3_column_bytes(query->stmt, i));
}

int query_take_word(struct query *query, const char *const *words, int count)
{
	const void *text = sqlite3_column_text(query->stmt, query->column++);

	for (int i = 0; text && i < count; i++)
		if (strcmp(text, words[i]) == 0)
			return i;
	trouble(query, "a word that is not known");
	return 0;
}

GPtrArray *query_collect(struct query *query, query_reader read, GDestroyNotify free, GError **error)
{
	g_autoptr(GPtrArray) rows = NULL;
	enum query_result result;

	if (!query)
		return NULL;
	rows = g_ptr_array_new_with_free_func(free);
	while ((result = query_step(query, error)) == QUERY_ROW)
		g_ptr_array_add(rows, read(query));
	return result == QUERY_DONE ? g_steal_pointer(&rows) : NULL;
}

bool query_one(struct query *query, query_reader read, GDestroyNotify free, void **ret, GError **error)
{
	enum query_result result;

	*ret = NULL;
	if (!query)
		return false;
	result = query_step(query, error);
	if (result != QUERY_ROW)
		return result == QUERY_DONE;
	*ret = read(query);
	if (!query->trouble) {
		query_close(query);
		return true;
	}
	free(g_steal_pointer(ret));
	mistaken(query, query->trouble, error);
	return false;
}

bool query_number(struct store *store, enum stmt which, int64_t *ret, GError **error)
{
	struct query *query = query_open(store, which, error);
	enum query_result result;

	*ret = 0;
	if (!query)
		return false;
	result = query_step(query, error);
	if (result == QUERY_ROW) {
		*ret = query_take_int(query);
		query_close(query);
	}
	return result != QUERY_FAILED;
}

void query_forget(struct store *store)
{
	for (int i = 0; i < STMT_COUNT; i++) {
		sqlite3_finalize(store->queries[i].stmt);
		store->queries[i].stmt = NULL;
		store->queries[i].active = false;
	}
}
