#include "store/migrate.h"

#include "base/error.h"
#include "store/schema.h"

enum { COPIES = 1000 };

bool migrate_check(struct store *store, int newest, int *version, GError **error)
{
	int64_t application, number, tables;

	if (!query_number(store, STMT_APPLICATION, &application, error) ||
	    !query_number(store, STMT_USER_VERSION, &number, error) || !query_number(store, STMT_TABLES, &tables, error))
		return false;
	*version = (int)number;
	if (application == 0 && number == 0 && tables == 0)
		return true;
	if (application != SCHEMA_APPLICATION || number < 1) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG,
			    "store %s: is the database of another program: name another file", store->path);
		return false;
	}
	if (number > newest) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG,
			    "store %s: was written by a newer deadlined (form %" G_GINT64_FORMAT
			    ", this one knows up to %d): install that version again, or restore a backup made before it",
			    store->path, number, newest);
		return false;
	}
	return true;
}

/* STORE.before-N; an older copy of that name is never overwritten. */
static bool keep_copy(struct store *store, int version, GError **error)
{
	g_autofree char *name = g_strdup_printf("%s.before-%d", store->path, version);

	for (int i = 2; i < COPIES && g_file_test(name, G_FILE_TEST_EXISTS); i++) {
		g_free(name);
		name = g_strdup_printf("%s.before-%d.%d", store->path, version, i);
	}
	return store_backup(store, name, error);
}

static bool execute(struct store *store, const char *sql, GError **error)
{
	int code = sqlite3_exec(store->db, sql, NULL, NULL, NULL);

	return code == SQLITE_OK || query_fail(store, code, error);
}

static bool take_steps(struct store *store, const char *const *steps, int count, GError **error)
{
	char sign[96];
	int version;

	/* Somebody else may have been quicker. */
	if (!migrate_check(store, count, &version, error))
		return false;
	for (int i = version; i < count; i++)
		if (!execute(store, steps[i], error))
			return false;
	g_snprintf(sign, sizeof sign, "PRAGMA application_id = %d; PRAGMA user_version = %d;", SCHEMA_APPLICATION, count);
	return execute(store, sign, error) && execute(store, "COMMIT", error);
}

bool migrate_run(struct store *store, const char *const *steps, int count, GError **error)
{
	int version;

	if (!migrate_check(store, count, &version, error))
		return false;
	if (version == count)
		return true;
	if (version > 0 && !store->memory && !keep_copy(store, count, error))
		return false;
	if (!execute(store, "BEGIN IMMEDIATE", error))
		return false;
	if (take_steps(store, steps, count, error))
		return true;
	sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	g_prefix_error(error, "bringing the tables from form %d to %d failed, nothing is changed: ", version, count);
	return false;
}
