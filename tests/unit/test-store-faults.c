#include <glib.h>
#include <string.h>

#include "../lib/faultvfs.h"
#include "../lib/storekit.h"
#include "base/error.h"

struct place { char *directory, *path; struct store *store; };

static void place_make(struct place *place, gconstpointer data)
{
	fault = (struct fault){ 0 };
	place->directory = kit_directory();
	place->path = g_build_filename(place->directory, "deadlined.db", NULL);
	place->store = kit_open(place->path);
	kit_store(place->store, kit_fact("so-y-te", "2024", 4));
}

static void place_remove(struct place *place, gconstpointer data)
{
	fault = (struct fault){ 0 };
	store_close(place->store);
	g_free(place->path);
	kit_remove(place->directory);
}

static void begin_note(struct store *store, const char *note)
{
	kit_begin(store);
	g_assert_true(store_meta_set(store, "hold", note, NULL));
}

static void expect_note(struct store *store, const char *note)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *read = store_meta_get(store, "hold", &error);

	g_assert_no_error(error);
	g_assert_cmpstr(read, ==, note);
}

/* The log cannot grow: nothing is written, reading goes on, and writing goes on once there is room. */
static void a_full_disk_loses_nothing(struct place *place, gconstpointer data)
{
	struct store *store = place->store;
	g_autoptr(GError) error = NULL;

	begin_note(store, "kept");
	kit_commit(store);
	begin_note(store, "lost");
	fault = (struct fault){ .write = SQLITE_FULL };
	g_assert_false(store_commit(store, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_BUSY);
	g_assert_nonnull(strstr(error->message, "the disk is full"));
	g_assert_cmpint(fault.hits, >, 1);
	g_assert_false(store_in_transaction(store));
	g_assert_true(store_is_full(store));
	expect_note(store, "kept");
	fault = (struct fault){ 0 };
	kit_begin(store);
	kit_commit(store);
	g_assert_true(store_is_full(store)); /* nothing was written: nothing is known */
	begin_note(store, "again");
	kit_commit(store);
	g_assert_false(store_is_full(store));
	expect_note(store, "again");
}

/* The same by SQLite's own limit, which strikes in the middle of a transaction. */
static void a_full_database_loses_nothing(struct place *place, gconstpointer data)
{
	struct store *store = place->store;
	g_autofree char *before = store_checksum(store, NULL), *after = NULL;
	g_autofree char *huge = g_strnfill(1024 * 1024, 'x');
	g_autoptr(GError) error = NULL;

	g_assert_cmpint(sqlite3_exec(store->db, "PRAGMA max_page_count = 80", NULL, NULL, NULL), ==, SQLITE_OK);
	kit_begin(store);
	g_assert_true(store_meta_set(store, "hold", "lost", NULL));
	g_assert_false(store_meta_set(store, "config", huge, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_BUSY);
	g_assert_true(store_is_full(store));
	store_rollback(store);
	after = store_checksum(store, NULL);
	g_assert_cmpstr(after, ==, before);
	begin_note(store, "small");
	kit_commit(store);
	g_assert_false(store_is_full(store));
}

/* The disk refuses to sync and SQLite reports failure, yet the frames are in the log: after opening anew they count. */
static void a_failed_commit_that_is_there_counts(struct place *place, gconstpointer data)
{
	struct store *store = place->store;
	int64_t serial;

	begin_note(store, "there");
	serial = store->serial;
	fault = (struct fault){ .sync = SQLITE_IOERR_FSYNC, .heal_on_open = true };
	kit_commit(store);
	g_assert_cmpint(fault.hits, >, 0);
	expect_note(store, "there");
	kit_begin(store);
	g_assert_cmpint(store->serial, ==, serial + 1);
	kit_commit(store);
}

static void a_failed_commit_that_is_not_there_fails(struct place *place, gconstpointer data)
{
	struct store *store = place->store;
	g_autoptr(GError) error = NULL;

	begin_note(store, "lost");
	fault = (struct fault){ .write = SQLITE_IOERR_WRITE, .log_only = true, .heal_on_open = true };
	g_assert_false(store_commit(store, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_IO);
	g_assert_nonnull(strstr(error->message, "the disk reports an error"));
	g_assert_cmpint(fault.hits, >, 0);
	expect_note(store, NULL);
	begin_note(store, "next");
	kit_commit(store);
	expect_note(store, "next");
}

/* Not even reading works: that is said, and the store comes back by itself. */
static void an_unknown_commit_is_called_unknown(struct place *place, gconstpointer data)
{
	struct store *store = place->store;
	g_autoptr(GError) error = NULL;

	begin_note(store, "who knows");
	fault = (struct fault){ .sync = SQLITE_IOERR_FSYNC, .open = SQLITE_CANTOPEN };
	g_assert_false(store_commit(store, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_IO);
	g_assert_nonnull(strstr(error->message, "could not be read"));
	g_clear_error(&error);
	g_assert_null(store_meta_get(store, "hold", &error));
	g_assert_nonnull(error);
	g_clear_error(&error);
	g_assert_false(store_begin(store, &error));
	g_assert_nonnull(error);
	fault = (struct fault){ 0 };
	expect_note(store, "who knows"); /* the sync failed, the frames are there */
	begin_note(store, "back");
	kit_commit(store);
	expect_note(store, "back");
}

/* The files as they lie on the disk, opened elsewhere: what a crash at this moment would leave. */
static struct store *after_a_crash(const struct place *place)
{
	g_autofree char *copy = g_build_filename(place->directory, "crash.db", NULL);

	for (int i = 0; i < 2; i++) {
		g_autofree char *from = g_strconcat(place->path, i ? "-wal" : "", NULL);
		g_autofree char *to = g_strconcat(copy, i ? "-wal" : "", NULL);
		g_autofree char *content = NULL;
		gsize length;

		g_assert_true(g_file_get_contents(from, &content, &length, NULL));
		g_assert_true(g_file_set_contents(to, content, (gssize)length, NULL));
	}
	return kit_open(copy);
}

/* A transaction that was turned away never comes back, not even after a crash, though its frames lay in the log. */
static void a_refused_commit_stays_away(struct place *place, gconstpointer data)
{
	struct store *store = place->store, *other;
	g_autoptr(GError) error = NULL;

	begin_note(store, "lost");
	fault = (struct fault){ .sync = SQLITE_FULL, .log_only = true, .times = 1 };
	g_assert_false(store_commit(store, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_BUSY);
	expect_note(store, NULL);
	other = after_a_crash(place);
	expect_note(other, NULL);
	store_close(other);
}

static void a_rolled_back_store_refuses_more(struct place *place, gconstpointer data)
{
	struct store *store = place->store;
	g_autofree char *huge = g_strnfill(9 * 1024 * 1024, 'x');
	g_autoptr(GError) error = NULL;

	kit_begin(store);
	sqlite3_exec(store->db, "PRAGMA cache_spill = 10; PRAGMA cache_size = 10", NULL, NULL, NULL);
	fault = (struct fault){ .write = SQLITE_IOERR_WRITE };
	g_assert_false(store_meta_set(store, "config", huge, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_IO);
	g_clear_error(&error);
	fault = (struct fault){ 0 };
	if (store_in_transaction(store))
		store_rollback(store);
	g_assert_false(store_meta_set(store, "hold", "x", &error));
	g_assert_nonnull(strstr(error->message, "outside a transaction"));
	expect_note(store, NULL);
}

static void a_copy_that_fails_leaves_no_file(struct place *place, gconstpointer data)
{
	g_autofree char *path = g_build_filename(place->directory, "copy.db", NULL);
	g_autoptr(GError) error = NULL;

	fault = (struct fault){ .write = SQLITE_FULL };
	g_assert_false(store_backup(place->store, path, &error));
	g_assert_nonnull(strstr(error->message, "copy.db"));
	g_assert_nonnull(strstr(error->message, "the disk is full"));
	g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
	g_assert_false(store_is_full(place->store));
}

#define ADD_PLACE(path, test) g_test_add(path, struct place, NULL, place_make, test, place_remove)

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	fault_register();
	ADD_PLACE("/faults/full-disk", a_full_disk_loses_nothing);
	ADD_PLACE("/faults/full-database", a_full_database_loses_nothing);
	ADD_PLACE("/faults/commit-there", a_failed_commit_that_is_there_counts);
	ADD_PLACE("/faults/commit-not-there", a_failed_commit_that_is_not_there_fails);
	ADD_PLACE("/faults/commit-unknown", an_unknown_commit_is_called_unknown);
	ADD_PLACE("/faults/commit-refused", a_refused_commit_stays_away);
	ADD_PLACE("/faults/rolled-back", a_rolled_back_store_refuses_more);
	ADD_PLACE("/faults/copy", a_copy_that_fails_leaves_no_file);
	return g_test_run();
}
