#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "store/migrate.h"
#include "store/schema.h"

enum { BUSY_MILLISECONDS = 5000, LONGEST_VALUE = 64 * 1024 * 1024, COPY_PAGES = 1024, ALL_PAGES = -1 };

static struct store *handle_of(const char *path, bool memory)
{
	struct store *store = g_new0(struct store, 1);

	store->path = g_strdup(path);
	store->memory = memory;
	store->lock = -1;
	return store;
}

static bool fail_errno(const struct store *store, const char *what, GError **error)
{
	int number = errno;
	bool denied = number == EACCES || number == EPERM || number == EROFS;

	g_set_error(error, DEADLINED_ERROR, denied ? DEADLINED_ERROR_PERMISSION : DEADLINED_ERROR_IO,
		    "store %s: %s: %s: its directory must exist and be writable for the service's user", store->path, what,
		    g_strerror(number));
	return false;
}

/* SQLite would create the file readable for everybody; an existing one is left alone. */
static bool create_private(const struct store *store, const char *path, bool must_be_new, GError **error)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd < 0 && errno == EEXIST && !must_be_new)
		return true;
	if (fd < 0)
		return fail_errno(store, "cannot be created", error);
	close(fd);
	return true;
}

static bool execute(struct store *store, const char *sql, GError **error)
{
	int code = sqlite3_exec(store->db, sql, NULL, NULL, NULL);

	return code == SQLITE_OK || query_fail(store, code, error);
}

static bool configure(struct store *store, GError **error)
{
	sqlite3_extended_result_codes(store->db, 1);
	sqlite3_busy_timeout(store->db, BUSY_MILLISECONDS);
	sqlite3_limit(store->db, SQLITE_LIMIT_LENGTH, LONGEST_VALUE);
	sqlite3_limit(store->db, SQLITE_LIMIT_ATTACHED, 0);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
	return execute(store, sql_settings, error);
}

static void *read_text(struct query *query)
{
	return query_take_text(query);
}

/* The first line of a check that answers in words. */
static bool ask(struct store *store, enum stmt which, char **ret, GError **error)
{
	return query_one(query_open(store, which, error), read_text, g_free, (void **)ret, error);
}

static bool check_pages(struct store *store, enum stmt which, GError **error)
{
	g_autofree char *answer = NULL;

	if (!ask(store, which, &answer, error))
		return false;
	if (g_strcmp0(answer, "ok") == 0)
		return true;
	store->code = SQLITE_CORRUPT;
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_IO,
		    "store %s: is damaged: stop the service and restore the last backup (%s)", store->path, answer);
	return false;
}

/* Values are checked when they are written and when a copy is made; here it is the pages, for a start costs this much. */
static bool check_structure(struct store *store, GError **error)
{
	return execute(store, sql_checks_off, error) && check_pages(store, STMT_QUICK_CHECK, error) &&
	       execute(store, sql_checks_on, error);
}

static bool write_ahead(struct store *store, GError **error)
{
	g_autofree char *mode = NULL;

	if (!ask(store, STMT_JOURNAL, &mode, error))
		return false;
	if (store->memory || g_strcmp0(mode, "wal") == 0)
		return true;
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_IO,
		    "store %s: its file system cannot share memory between processes (journal mode %s): use a local disk",
		    store->path, mode);
	return false;
}

static void disconnect(struct store *store)
{
	query_forget(store);
	sqlite3_close(store->db);
	store->db = NULL;
	store->writing = false;
}

/* The file's owner is checked before anything is written to it. */
static bool ready(struct store *store, GError **error)
{
	int version;

	return configure(store, error) && migrate_check(store, schema_version, &version, error) && write_ahead(store, error) &&
	       check_structure(store, error) && migrate_run(store, schema_steps, schema_version, error);
}

static void note_file(struct store *store)
{
	struct stat st = { 0 };

	stat(store->path, &st);
	store->device = st.st_dev;
	store->inode = st.st_ino;
}

static bool connect_file(struct store *store, GError **error)
{
	int code;

	if (!store->memory && !create_private(store, store->path, false, error))
		return false;
	code = sqlite3_open_v2(store->path, &store->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
	if (code != SQLITE_OK) {
		query_fail(store, store->db ? sqlite3_extended_errcode(store->db) : code, error);
	} else if (ready(store, error)) {
		note_file(store);
		return true;
	}
	disconnect(store);
	return false;
}

const char *store_library(void)
{
	return "SQLite " SQLITE_VERSION;
}

struct store *store_open(const char *path, GError **error)
{
	struct store *store = handle_of(path, strcmp(path, ":memory:") == 0);

	if (connect_file(store, error))
		return store;
	store_close(store);
	return NULL;
}

void store_close(struct store *store)
{
	if (!store)
		return;
	disconnect(store);
	if (store->lock >= 0)
		close(store->lock);
	g_free(store->path);
	g_free(store);
}

bool store_reopen(struct store *store, GError **error)
{
	if (store->memory)
		return store->db != NULL;
	disconnect(store);
	return connect_file(store, error);
}

bool store_claim(struct store *store, GError **error)
{
	g_autofree char *name = g_strconcat(store->path, ".lock", NULL);

	if (store->memory || store->lock >= 0)
		return true;
	store->lock = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (store->lock < 0)
		return fail_errno(store, "its lock file cannot be opened", error);
	if (flock(store->lock, LOCK_EX | LOCK_NB) == 0)
		return true;
	close(store->lock);
	store->lock = -1;
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_BUSY,
		    "store %s: another deadlined is using it: stop that one first", store->path);
	return false;
}

bool store_in_place(const struct store *store)
{
	struct stat st;

	return store->memory || (stat(store->path, &st) == 0 && st.st_dev == store->device && st.st_ino == store->inode);
}

bool store_is_full(const struct store *store)
{
	return store->full;
}

static bool run(struct store *store, enum stmt which, GError **error)
{
	return query_run(query_open(store, which, error), NULL, error);
}

bool store_in_transaction(const struct store *store)
{
	return store->writing;
}

bool store_begin(struct store *store, GError **error)
{
	if (store->writing) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_STATE, "store %s: a transaction is open already", store->path);
		return false;
	}
	if (!run(store, STMT_BEGIN, error))
		return false;
	store->writing = true;
	store->changes = sqlite3_total_changes64(store->db);
	if (query_number(store, STMT_SERIAL, &store->serial, error))
		return true;
	store_rollback(store);
	return false;
}

void store_rollback(struct store *store)
{
	if (store->db && !sqlite3_get_autocommit(store->db))
		run(store, STMT_ROLLBACK, NULL);
	store->writing = false;
}

static bool set_serial(struct store *store, int64_t value, GError **error)
{
	struct query *query = query_open(store, STMT_SERIAL_SET, error);

	query_int(query, ":value", value);
	return query_run(query, NULL, error);
}

/* Nothing of what was begun can be there: the transaction is still open, or nothing outlives it. */
static bool surely_failed(const struct store *store)
{
	int code = store->code & 0xff;

	return store->memory || code == SQLITE_BUSY || code == SQLITE_LOCKED || code == SQLITE_CONSTRAINT;
}

/* A transaction that is not seen may still lie in the log and come back after a crash, unless another one takes its place. */
static void bury(struct store *store, int64_t serial)
{
	if (!run(store, STMT_BEGIN, NULL))
		return;
	store->writing = true;
	if (!set_serial(store, serial, NULL) || !run(store, STMT_COMMIT, NULL))
		store_rollback(store);
	store->writing = false;
}

/* Was the transaction with that serial, whose COMMIT failed, written? */
static bool look_again(struct store *store, int64_t serial, GError *failure, GError **error)
{
	g_autoptr(GError) unreadable = NULL;
	int64_t found;
	bool full = (store->code & 0xff) == SQLITE_FULL;

	if ((!full && !store_reopen(store, &unreadable)) || !query_number(store, STMT_SERIAL, &found, &unreadable)) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_IO,
			    "%s; whether it was written could not be read: %s", failure->message, unreadable->message);
		g_error_free(failure);
		return false;
	}
	if (found == serial) {
		g_error_free(failure);
		return true;
	}
	bury(store, serial + 1);
	g_propagate_error(error, failure);
	return false;
}

bool store_commit(struct store *store, GError **error)
{
	GError *failure = NULL;
	int64_t serial = store->serial + 1;
	bool changed;

	if (!store->writing) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_STATE, "store %s: no transaction is open", store->path);
		return false;
	}
	changed = sqlite3_total_changes64(store->db) != store->changes;
	if (changed && !set_serial(store, serial, error)) {
		store_rollback(store);
		return false;
	}
	if (run(store, STMT_COMMIT, &failure)) {
		store->writing = false;
		store->full = store->full && !changed;
		return true;
	}
	store_rollback(store);
	if (changed && !surely_failed(store))
		return look_again(store, serial, failure, error);
	g_propagate_error(error, failure);
	return false;
}

char *store_meta_get(struct store *store, const char *key, GError **error)
{
	struct query *query = query_open(store, STMT_META_GET, error);
	void *value = NULL;

	query_text(query, ":key", key);
	return query_one(query, read_text, g_free, &value, error) ? value : NULL;
}

bool store_meta_set(struct store *store, const char *key, const char *value, GError **error)
{
	struct query *query = query_open(store, value ? STMT_META_SET : STMT_META_REMOVE, error);

	query_text(query, ":key", key);
	if (value)
		query_text(query, ":value", value);
	return query_run(query, NULL, error);
}

bool store_next(struct store *store, struct instant *ret_plan, struct instant *ret_outbox, GError **error)
{
	struct query *query = query_open(store, STMT_NEXT, error);

	if (!query || query_step(query, error) != QUERY_ROW)
		return false;
	*ret_plan = query_take_moment(query);
	*ret_plan = instant_min(*ret_plan, query_take_moment(query));
	*ret_outbox = query_take_moment(query);
	query_close(query);
	return true;
}

/* Kind and length before each value, so that no two contents look alike. */
static void digest_value(GChecksum *sum, sqlite3_value *value)
{
	const int kind = sqlite3_value_type(value);
	const void *bytes = kind == SQLITE_BLOB ? sqlite3_value_blob(value) : (const void *)sqlite3_value_text(value);
	const int length = bytes ? sqlite3_value_bytes(value) : 0;

	g_checksum_update(sum, (const guchar *)&kind, sizeof kind);
	g_checksum_update(sum, (const guchar *)&length, sizeof length);
	g_checksum_update(sum, bytes, length);
}

static bool digest_table(struct store *store, enum stmt which, GChecksum *sum, GError **error)
{
	struct query *query = query_open(store, which, error);
	enum query_result result;

	if (!query)
		return false;
	g_checksum_update(sum, (const guchar *)&which, sizeof which);
	while ((result = query_step(query, error)) == QUERY_ROW)
		for (int i = 0; i < sqlite3_column_count(query->stmt); i++)
			digest_value(sum, sqlite3_column_value(query->stmt, i));
	return result == QUERY_DONE;
}

char *store_checksum(struct store *store, GError **error)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);

	for (enum stmt which = STMT_DUMP_META; which <= STMT_DUMP_EVENT; which++)
		if (!digest_table(store, which, sum, error))
			return NULL;
	return g_strdup(g_checksum_get_string(sum));
}

static bool copy_pages(struct store *store, struct store *copy, int at_once, GError **error)
{
	sqlite3_backup *backup;
	int code;

	backup = sqlite3_backup_init(copy->db, "main", store->db, "main");
	if (!backup)
		return query_fail(copy, sqlite3_extended_errcode(copy->db), error);
	do
		code = sqlite3_backup_step(backup, at_once);
	while (code == SQLITE_OK);
	sqlite3_backup_finish(backup);
	return code == SQLITE_DONE || query_fail(copy, code, error);
}

static bool fill_copy(struct store *store, struct store *copy, GError **error)
{
	int code = sqlite3_open_v2(copy->path, &copy->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

	if (code != SQLITE_OK)
		return query_fail(copy, code, error);
	sqlite3_extended_result_codes(copy->db, 1);
	if (!copy_pages(store, copy, COPY_PAGES, error))
		return false;
	return execute(copy, sql_copy_settings, error) && check_pages(copy, STMT_INTEGRITY_CHECK, error);
}

bool store_backup(struct store *store, const char *path, GError **error)
{
	struct store *copy;
	bool done;

	if (store->writing) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_STATE, "store %s: a transaction is open: no copy is made now",
			    store->path);
		return false;
	}
	if (!store->db && !store_reopen(store, error))
		return false;
	copy = handle_of(path, false);
	done = create_private(copy, path, true, error);
	if (done && !fill_copy(store, copy, error)) {
		done = false;
		unlink(path);
	}
	store_close(copy);
	return done;
}

/* ---- a copy that nobody keeps ---- */

/* Without a name SQLite keeps it in memory, and in a file of no name where it grows large. All pages in one go, as one reader of
 * the log: what is written meanwhile would begin the copy anew. */
static bool fill_snapshot(struct store *source, struct store *snapshot, GError **error)
{
	int version, code = sqlite3_open_v2("", &snapshot->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);

	if (code != SQLITE_OK)
		return query_fail(snapshot, code, error);
	if (!configure(snapshot, error) || !copy_pages(source, snapshot, ALL_PAGES, error) ||
	    !execute(snapshot, sql_snapshot_settings, error) || !migrate_check(snapshot, schema_version, &version, error))
		return false;
	if (version == schema_version)
		return true;
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG, "store %s: is of form %d, not %d: start the service once",
		    source->path, version, schema_version);
	return false;
}

static struct store *snapshot_from(struct store *source, GError **error)
{
	struct store *snapshot = handle_of(source->path, true);

	if (fill_snapshot(source, snapshot, error))
		return snapshot;
	store_close(snapshot);
	return NULL;
}

struct store *store_snapshot(const char *path, GError **error)
{
	g_autoptr(store_t) source = handle_of(path, false);
	int code;

	if (strcmp(path, ":memory:") == 0) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_USAGE, "store %s: only its own thread can read it", path);
		return NULL;
	}
	code = sqlite3_open_v2(path, &source->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL);
	if (code != SQLITE_OK) {
		query_fail(source, code, error);
		return NULL;
	}
	return configure(source, error) ? snapshot_from(source, error) : NULL;
}

struct store *store_snapshot_of(struct store *store, GError **error)
{
	if (store->writing) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_STATE, "store %s: a transaction is open: no copy is made now",
			    store->path);
		return NULL;
	}
	if (!store->db && !store_reopen(store, error))
		return NULL;
	return snapshot_from(store, error);
}
