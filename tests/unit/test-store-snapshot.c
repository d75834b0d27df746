#include <glib.h>
#include <string.h>

#include "../lib/storekit.h"
#include "base/error.h"

struct place {
	char *directory, *path;
};

static void place_make(struct place *place, gconstpointer data)
{
	place->directory = kit_directory();
	place->path = g_build_filename(place->directory, "store.db", NULL);
}

static void place_remove(struct place *place, gconstpointer data)
{
	g_free(place->path);
	kit_remove(place->directory);
}

static struct store *snapshot(const char *path)
{
	g_autoptr(GError) error = NULL;
	struct store *store = store_snapshot(path, &error);

	g_assert_no_error(error);
	g_assert_nonnull(store);
	return store;
}

static int64_t number(struct store *store, const char *sql)
{
	sqlite3_stmt *stmt;
	int64_t value;

	g_assert_cmpint(sqlite3_prepare_v2(store->db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
	g_assert_cmpint(sqlite3_step(stmt), ==, SQLITE_ROW);
	value = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return value;
}

static void expect_played(struct store *store, struct store *copy)
{
	g_autofree char *before = store_checksum(store, NULL), *same = store_checksum(copy, NULL), *after = NULL, *other = NULL;
	g_autoptr(fact_t) fact = fact_get(copy, "hue-2024/result/so-y-te/2024", NULL);

	g_assert_cmpstr(same, ==, before);
	fact->state = STATE_WAIVED;
	kit_begin(copy);
	g_assert_true(fact_put(copy, fact, NULL));
	kit_commit(copy);
	kit_store(copy, kit_fact("so-moi", "2024", 4));
	kit_begin(copy);
	g_assert_true(store_meta_set(copy, "hold", "x", NULL));
	store_rollback(copy);
	after = store_checksum(store, NULL);
	other = store_checksum(copy, NULL);
	g_assert_cmpstr(after, ==, before);
	g_assert_cmpstr(other, !=, before);
	g_assert_true(store_in_place(copy));
}

static void is_written_to_freely(struct place *place, gconstpointer data)
{
	g_autoptr(store_t) store = kit_open(place->path);
	g_autoptr(store_t) copy = NULL;
	g_autoptr(store_t) own = NULL;

	kit_store(store, kit_fact("so-y-te", "2024", 4));
	copy = snapshot(place->path);
	expect_played(store, copy);
	own = store_snapshot_of(store, NULL);
	expect_played(store, own);
}

static void of_a_store_in_memory(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(store_t) copy = NULL;
	g_autoptr(GError) error = NULL;

	kit_store(store, kit_fact("so-y-te", "2024", 4));
	g_assert_null(store_snapshot(":memory:", &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_USAGE);
	g_clear_error(&error);
	copy = store_snapshot_of(store, &error);
	g_assert_no_error(error);
	expect_played(store, copy);
}

/* What is not committed yet is not there; the writer waits for nobody. */
static void sees_what_was_committed(struct place *place, gconstpointer data)
{
	g_autoptr(store_t) store = kit_open(place->path);
	g_autoptr(store_t) copy = NULL;
	g_autoptr(fact_t) open = kit_fact("xa-a", "2024", 4);
	g_autoptr(GError) error = NULL;

	kit_store(store, kit_fact("so-y-te", "2024", 4));
	kit_begin(store);
	g_assert_true(fact_put(store, open, NULL));
	copy = snapshot(place->path);
	g_assert_cmpint(number(copy, "SELECT count(*) FROM occurrence"), ==, 1);
	g_assert_null(store_snapshot_of(store, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_STATE);
	kit_commit(store);
	g_assert_cmpint(number(store, "SELECT count(*) FROM occurrence"), ==, 2);
}

static void leaves_no_file(struct place *place, gconstpointer data)
{
	g_autoptr(store_t) store = kit_open(place->path);
	g_autoptr(store_t) copy = snapshot(place->path);
	g_autoptr(GDir) dir = g_dir_open(place->directory, 0, NULL);
	const char *name;

	g_assert_true(store != NULL && copy != NULL);
	while ((name = g_dir_read_name(dir)))
		g_assert_true(strcmp(name, "store.db") == 0 || strcmp(name, "store.db-wal") == 0 || strcmp(name, "store.db-shm") == 0);
}

static void refuses_what_is_no_store(struct place *place, gconstpointer data)
{
	g_autoptr(GError) error = NULL;

	g_assert_null(store_snapshot(place->path, &error));
	g_assert_nonnull(error);
	g_assert_false(g_file_test(place->path, G_FILE_TEST_EXISTS));
	g_clear_error(&error);
	g_assert_true(g_file_set_contents(place->path, "no store", -1, NULL));
	g_assert_null(store_snapshot(place->path, &error));
	g_assert_nonnull(error);
}

/* ---- in use ---- */

enum { ROWS = 3000, WRITES = 200 };

struct reader { const char *path; gint stop; int copies; };

/* Rows and their sums are of one moment in every copy. */
static void *copy_and_count(void *data)
{
	struct reader *reader = data;

	while (!g_atomic_int_get(&reader->stop)) {
		g_autoptr(store_t) copy = snapshot(reader->path);
		int64_t rows = number(copy, "SELECT count(*) FROM occurrence"), sums = number(copy, "SELECT sum(owed) FROM obligation_count");

		g_assert_cmpint(rows, ==, sums);
		g_assert_cmpint((rows - ROWS) % 2, ==, 0); /* two go in together */
		reader->copies++;
	}
	return NULL;
}

static void put_twins(struct store *store, int i)
{
	kit_begin(store);
	for (int j = 0; j < 2; j++) {
		g_autofree char *agency = g_strdup_printf("moi-%d-%d", i, j);
		g_autoptr(fact_t) fact = kit_fact(agency, "2025", 4);
		g_autoptr(GError) error = NULL;

		fact_put(store, fact, &error);
		g_assert_no_error(error);
	}
	kit_commit(store);
}

static void is_taken_of_a_store_in_use(struct place *place, gconstpointer data)
{
	g_autoptr(store_t) store = kit_open(place->path);
	struct reader reader = { .path = place->path };
	GThread *thread;

	kit_begin(store);
	for (int i = 0; i < ROWS; i++) {
		g_autofree char *agency = g_strdup_printf("xa-%d", i);
		g_autoptr(fact_t) fact = kit_fact(agency, "2024", 4);

		g_assert_true(fact_put(store, fact, NULL));
	}
	kit_commit(store);
	thread = g_thread_new("copies", copy_and_count, &reader);
	for (int i = 0; i < WRITES; i++)
		put_twins(store, i);
	g_atomic_int_set(&reader.stop, 1);
	g_thread_join(thread);
	g_assert_cmpint(reader.copies, >, 0);
	g_assert_cmpint(number(store, "SELECT count(*) FROM occurrence"), ==, ROWS + 2 * WRITES);
}

#define ADD_PLACE(path, test) g_test_add(path, struct place, NULL, place_make, test, place_remove)

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	ADD_PLACE("/snapshot/played", is_written_to_freely);
	g_test_add_func("/snapshot/memory", of_a_store_in_memory);
	ADD_PLACE("/snapshot/committed", sees_what_was_committed);
	ADD_PLACE("/snapshot/no-file", leaves_no_file);
	ADD_PLACE("/snapshot/refused", refuses_what_is_no_store);
	ADD_PLACE("/snapshot/in-use", is_taken_of_a_store_in_use);
	return g_test_run();
}
