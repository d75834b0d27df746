#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../lib/storekit.h"
#include "base/error.h"
#include "store/migrate.h"
#include "store/schema.h"
#include "store/subscriptions.h"

static void prepares_every_statement(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");

	for (int i = 0; i < STMT_COUNT; i++) {
		g_autoptr(GError) error = NULL;
		struct query *query;

		g_assert_nonnull(sql_statement(i));
		query = query_open(store, i, &error);
		g_assert_no_error(error);
		g_assert_nonnull(query);
		query_close(query);
	}
}

/* What is large may only be searched through an index; these are allowed to walk. */
static bool may_scan(enum stmt which)
{
	return which < STMT_BEGIN || which >= STMT_DUMP_META || which == STMT_ENVELOPE_COUNT || which == STMT_ROSTER_LIST ||
	       which == STMT_FACT_PLANS_OF || which == STMT_FACT_OWED ||
	       which == STMT_REQUEST_LIST || which == STMT_ASSIGNMENT_LIST || which == STMT_SUBSCRIPTION_COUNT;
}

/* These are read in pages of a long list, so the index must give the order as well. */
static bool may_sort(enum stmt which)
{
	return which != STMT_FACT_DUE && which != STMT_FACT_EACH && which != STMT_AGENDA_DUE && which != STMT_ENVELOPE_READY &&
	       which != STMT_ENVELOPE_READY_RELEASED && !(which >= STMT_FACT_KEYS && which <= STMT_FACT_LIST_UNDATED) &&
	       !(which >= STMT_ENVELOPE_LIST && which <= STMT_ENVELOPE_LIST_ADDRESS) &&
	       which != STMT_SUBSCRIPTION_LIST && which != STMT_SUBSCRIPTION_LIST_OF;
}

static void never_walks_a_table(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");

	for (int i = 0; i < STMT_COUNT; i++) {
		g_autofree char *sql = g_strconcat("EXPLAIN QUERY PLAN ", sql_statement(i), NULL);
		sqlite3_stmt *plan = NULL;

		if (may_scan(i))
			continue;
		g_assert_cmpint(sqlite3_prepare_v2(store->db, sql, -1, &plan, NULL), ==, SQLITE_OK);
		while (sqlite3_step(plan) == SQLITE_ROW) {
			const char *step = (const char *)sqlite3_column_text(plan, 3);

			bool walks = strstr(step, "SCAN") && !strstr(step, "SCAN CONSTANT ROW");
			bool sorts = strstr(step, "TEMP B-TREE") && !may_sort(i);

			if (walks || sorts)
				g_test_message("statement %d: %s: %s", i, step, sql);
			g_assert_false(walks || sorts);
		}
		sqlite3_finalize(plan);
	}
}

/* What changes or removes several rows collects them first. A list of alternatives in a condition would be a table, too, built
 * for each row that is written. */
static bool may_gather(enum stmt which)
{
	return which == STMT_FACT_FORGET_STEPS || which == STMT_LEDGER_GIVE_BACK || which == STMT_HOLD_RELEASE;
}

static void writes_without_tables_of_its_own(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");

	for (int i = STMT_META_GET; i < STMT_COUNT; i++) {
		g_autofree char *sql = g_strconcat("EXPLAIN ", sql_statement(i), NULL);
		bool writes = !g_str_has_prefix(sql_statement(i), "SELECT") && !may_gather(i);
		sqlite3_stmt *steps = NULL;

		g_assert_cmpint(sqlite3_prepare_v2(store->db, sql, -1, &steps, NULL), ==, SQLITE_OK);
		while (writes && sqlite3_step(steps) == SQLITE_ROW) {
			const char *step = (const char *)sqlite3_column_text(steps, 1);

			if (strcmp(step, "OpenEphemeral") == 0)
				g_test_message("statement %d: %s", i, sql);
			g_assert_cmpstr(step, !=, "OpenEphemeral");
		}
		sqlite3_finalize(steps);
	}
}

static void keeps_small_facts(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autofree char *value = NULL;

	g_assert_null(store_meta_get(store, "hold", NULL));
	kit_begin(store);
	g_assert_true(store_meta_set(store, "hold", "đồng hồ nhảy", NULL));
	kit_commit(store);
	value = store_meta_get(store, "hold", NULL);
	g_assert_cmpstr(value, ==, "đồng hồ nhảy");
	kit_begin(store);
	g_assert_true(store_meta_set(store, "hold", NULL, NULL));
	kit_commit(store);
	g_assert_null(store_meta_get(store, "hold", NULL));
}

/* A store file in a directory of its own. */
struct place { char *directory, *path; };

static void place_make(struct place *place, gconstpointer data)
{
	place->directory = kit_directory();
	place->path = g_build_filename(place->directory, "deadlined.db", NULL);
}

static void place_remove(struct place *place, gconstpointer data)
{
	g_free(place->path);
	kit_remove(place->directory);
}

static void expect_refusal(const char *path, enum deadlined_error code, const char *words)
{
	g_autoptr(GError) error = NULL;
	struct store *store = store_open(path, &error);

	g_assert_null(store);
	g_assert_error(error, DEADLINED_ERROR, (int)code);
	if (!strstr(error->message, words) || !strstr(error->message, path))
		g_test_message("%s", error->message);
	g_assert_nonnull(strstr(error->message, words));
	g_assert_nonnull(strstr(error->message, path));
}

/* Runs SQL on the file behind the store's back, as another program would. */
static void behind_its_back(const char *path, const char *sql)
{
	sqlite3 *db;

	g_assert_cmpint(sqlite3_open(path, &db), ==, SQLITE_OK);
	g_assert_cmpint(sqlite3_exec(db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
	g_assert_cmpint(sqlite3_close(db), ==, SQLITE_OK);
}

static int64_t pragma(struct store *store, const char *sql)
{
	sqlite3_stmt *stmt;
	int64_t value;

	g_assert_cmpint(sqlite3_prepare_v2(store->db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
	g_assert_cmpint(sqlite3_step(stmt), ==, SQLITE_ROW);
	value = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return value;
}

static void a_new_file_is_private_and_safe(struct place *place, gconstpointer data)
{
	struct store *store = kit_open(place->path);
	struct stat status;

	g_assert_cmpint(stat(place->path, &status), ==, 0);
	g_assert_cmpint(status.st_mode & 0777, ==, 0600);
	g_assert_cmpint(pragma(store, "PRAGMA synchronous"), ==, 2);
	g_assert_cmpint(pragma(store, "PRAGMA foreign_keys"), ==, 1);
	g_assert_cmpint(pragma(store, "PRAGMA trusted_schema"), ==, 0);
	g_assert_cmpint(pragma(store, "PRAGMA application_id"), ==, SCHEMA_APPLICATION);
	g_assert_cmpint(pragma(store, "PRAGMA user_version"), ==, schema_version);
	g_assert_cmpint(pragma(store, "SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'wal'"), ==, 1);
	g_assert_cmpint(pragma(store, "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND strict = 0"
				      " AND name NOT LIKE 'sqlite_%'"), ==, 0);
	g_assert_cmpint(sqlite3_exec(store->db, "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema", NULL, NULL, NULL), !=,
			SQLITE_OK);
	store_close(store);
}

static void what_was_written_is_there_again(struct place *place, gconstpointer data)
{
	struct store *store = kit_open(place->path);
	g_autofree char *huge = g_strnfill(3 * 1024 * 1024, 'x');
	g_autofree char *read = NULL;

	kit_begin(store);
	g_assert_true(store_meta_set(store, "config", huge, NULL));
	kit_commit(store);
	store_close(store);
	store = kit_open(place->path);
	read = store_meta_get(store, "config", NULL);
	g_assert_cmpstr(read, ==, huge);
	store_close(store);
}

static void a_value_has_an_end(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autofree char *huge = g_strnfill(65 * 1024 * 1024, 'x');
	g_autoptr(GError) error = NULL;

	kit_begin(store);
	g_assert_false(store_meta_set(store, "config", huge, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_INPUT);
	store_rollback(store);
}

static void refuses_what_is_not_ours(struct place *place, gconstpointer data)
{
	g_autofree char *content = NULL;

	g_assert_true(g_file_set_contents(place->path, "timezone = \"Asia/Ho_Chi_Minh\";\n", -1, NULL));
	expect_refusal(place->path, DEADLINED_ERROR_CONFIG, "not a store of deadlined");
	g_assert_cmpint(g_unlink(place->path), ==, 0);
	behind_its_back(place->path, "CREATE TABLE t (x)");
	expect_refusal(place->path, DEADLINED_ERROR_CONFIG, "database of another program");
	behind_its_back(place->path, "PRAGMA application_id = 252006673; PRAGMA user_version = 1");
	expect_refusal(place->path, DEADLINED_ERROR_CONFIG, "database of another program");
	/* and leaves it as it was */
	g_assert_true(g_file_get_contents(place->path, &content, NULL, NULL));
	g_assert_cmpint(content[18], ==, 1);
}

static void refuses_a_newer_one(struct place *place, gconstpointer data)
{
	g_autofree char *sql = g_strdup_printf("PRAGMA user_version = %d", schema_version + 1);

	store_close(kit_open(place->path));
	behind_its_back(place->path, sql);
	expect_refusal(place->path, DEADLINED_ERROR_CONFIG, "newer deadlined");
}

static void notices_that_its_file_is_gone(struct place *place, gconstpointer data)
{
	struct store *store = kit_open(place->path);
	g_autofree char *aside = g_strconcat(place->path, "-aside", NULL);
	struct store *memory = kit_open(":memory:");

	g_assert_true(store_in_place(store));
	g_assert_true(store_in_place(memory));
	g_assert_cmpint(g_rename(place->path, aside), ==, 0);
	g_assert_false(store_in_place(store));
	g_assert_true(g_file_set_contents(place->path, "another", -1, NULL));
	g_assert_false(store_in_place(store));
	g_assert_cmpint(g_rename(aside, place->path), ==, 0);
	g_assert_true(store_in_place(store));
	store_close(memory);
	store_close(store);
}

/* Whoever runs the tests: root gives its rights up for a moment. */
static void says_what_it_may_not(struct place *place, gconstpointer data)
{
	g_autofree char *nowhere = g_build_filename(place->directory, "missing", "deadlined.db", NULL);
	uid_t root = geteuid();

	expect_refusal(nowhere, DEADLINED_ERROR_IO, "its directory must exist");
	g_assert_cmpint(g_chmod(place->directory, 0555), ==, 0);
	if (root == 0)
		g_assert_cmpint(seteuid(65534), ==, 0);
	expect_refusal(place->path, DEADLINED_ERROR_PERMISSION, "writable for the service's user");
	if (root == 0)
		g_assert_cmpint(seteuid(0), ==, 0);
	g_assert_cmpint(g_chmod(place->directory, 0755), ==, 0);
	store_close(kit_open(place->path));
	g_assert_cmpint(g_chmod(place->path, 0), ==, 0);
	if (root == 0)
		g_assert_cmpint(seteuid(65534), ==, 0);
	expect_refusal(place->path, DEADLINED_ERROR_PERMISSION, "writable for the service's user");
	if (root == 0)
		g_assert_cmpint(seteuid(0), ==, 0);
	g_assert_cmpint(g_chmod(place->path, 0600), ==, 0);
	g_assert_cmpint(g_chmod(place->directory, 0700), ==, 0);
}

static void notices_a_damaged_page(struct place *place, gconstpointer data)
{
	struct store *store = kit_open(place->path);
	g_autofree char *content = NULL;
	gsize length;

	kit_begin(store);
	for (int i = 0; i < 300; i++) {
		g_autofree char *agency = g_strdup_printf("xa-%d", i);
		g_autoptr(fact_t) fact = kit_fact(agency, "2024", 4);

		g_assert_true(fact_put(store, fact, NULL));
	}
	kit_commit(store);
	store_close(store);
	g_assert_true(g_file_get_contents(place->path, &content, &length, NULL));
	g_assert_cmpint(length, >, 40 * 4096);
	for (size_t page = 30; page < 40; page++)
		memset(content + page * 4096, 0x5a, 512);
	g_assert_true(g_file_set_contents(place->path, content, (gssize)length, NULL));
	expect_refusal(place->path, DEADLINED_ERROR_IO, "is damaged");
}

static void two_writers_take_turns(struct place *place, gconstpointer data)
{
	struct store *one = kit_open(place->path), *two = kit_open(place->path);
	g_autoptr(GError) error = NULL;
	g_autofree char *read = NULL;

	sqlite3_busy_timeout(two->db, 10);
	kit_begin(one);
	g_assert_true(store_meta_set(one, "hold", "one", NULL));
	g_assert_null(store_meta_get(two, "hold", NULL));
	g_assert_false(store_begin(two, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_BUSY);
	g_assert_nonnull(strstr(error->message, "another program"));
	g_assert_false(store_in_transaction(two));
	g_assert_false(store_is_full(two));
	kit_commit(one);
	kit_begin(two);
	read = store_meta_get(two, "hold", NULL);
	g_assert_cmpstr(read, ==, "one");
	kit_commit(two);
	store_close(one);
	store_close(two);
}

static void one_claim_at_a_time(struct place *place, gconstpointer data)
{
	struct store *one = kit_open(place->path), *two = kit_open(place->path);
	g_autoptr(GError) error = NULL;

	g_assert_true(store_claim(one, NULL) && store_claim(one, NULL));
	g_assert_false(store_claim(two, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_BUSY);
	store_close(one);
	g_assert_true(store_claim(two, NULL));
	store_close(two);
}

static void transactions_do_not_nest(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(GError) error = NULL;

	g_assert_false(store_commit(store, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_STATE);
	g_clear_error(&error);
	store_rollback(store);
	kit_begin(store);
	g_assert_true(store_in_transaction(store));
	g_assert_false(store_begin(store, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_STATE);
	g_assert_true(store_meta_set(store, "hold", "x", NULL));
	store_rollback(store);
	g_assert_false(store_in_transaction(store));
	g_assert_null(store_meta_get(store, "hold", NULL));
}

static void writes_only_in_a_transaction(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(GError) error = NULL;

	g_assert_false(store_meta_set(store, "hold", "x", &error));
	g_assert_nonnull(strstr(error->message, "outside a transaction"));
	g_assert_null(store_meta_get(store, "hold", NULL));
}

static void a_slip_of_the_pen_is_loud(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");

	for (int i = 0; i < 3; i++) {
		g_autoptr(GError) error = NULL;
		struct query *query = query_open(store, STMT_META_GET, NULL);

		if (i == 0)
			query_text(query, ":kye", "hold");
		if (i == 2) {
			query_text(query, ":key", "hold");
			g_assert_null(query_open(store, STMT_META_GET, &error));
			g_assert_nonnull(strstr(error->message, "within itself"));
			query_close(query);
			continue;
		}
		g_assert_cmpint(query_step(query, &error), ==, QUERY_FAILED);
		g_assert_nonnull(strstr(error->message, i == 0 ? ":kye" : ":key"));
		g_assert_false(query->active);
	}
}

static void checksum_sees_every_change_but_the_tick(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autofree char *empty = store_checksum(store, NULL), *ticked = NULL, *held = NULL, *stored = NULL, *moved = NULL;
	int64_t row;

	g_assert_cmpint(strlen(empty), ==, 64);
	kit_begin(store);
	g_assert_true(store_meta_set(store, "last_tick", "1733331600", NULL));
	kit_commit(store);
	ticked = store_checksum(store, NULL);
	g_assert_cmpstr(ticked, ==, empty);
	kit_begin(store);
	g_assert_true(store_meta_set(store, "hold", "x", NULL));
	kit_commit(store);
	held = store_checksum(store, NULL);
	g_assert_cmpstr(held, !=, ticked);
	row = kit_store(store, kit_fact("so-y-te", "2024", 4));
	stored = store_checksum(store, NULL);
	g_assert_cmpstr(stored, !=, held);
	kit_begin(store);
	g_assert_true(fact_set_next(store, row, (struct instant){ 5 }, NULL));
	kit_commit(store);
	moved = store_checksum(store, NULL);
	g_assert_cmpstr(moved, !=, stored);
}

static void an_idle_transaction_writes_nothing(struct place *place, gconstpointer data)
{
	struct store *store = kit_open(place->path);
	g_autofree char *log = g_strconcat(place->path, "-wal", NULL);
	struct stat before, after;

	kit_begin(store);
	g_assert_true(store_meta_set(store, "hold", "x", NULL));
	kit_commit(store);
	g_assert_cmpint(stat(log, &before), ==, 0);
	for (int i = 0; i < 3; i++) {
		kit_begin(store);
		kit_commit(store);
	}
	g_assert_cmpint(stat(log, &after), ==, 0);
	g_assert_cmpint(before.st_size, ==, after.st_size);
	store_close(store);
}

static void a_copy_is_a_store(struct place *place, gconstpointer data)
{
	struct store *store = kit_open(place->path), *copy;
	g_autofree char *path = g_build_filename(place->directory, "copy.db", NULL), *log = g_strconcat(path, "-wal", NULL);
	g_autofree char *sum = NULL, *sum_of_copy = NULL;
	g_autoptr(GError) error = NULL;
	struct stat status;

	kit_store(store, kit_fact("so-y-te", "2024", 4));
	sum = store_checksum(store, NULL);
	g_assert_true(store_backup(store, path, &error));
	g_assert_no_error(error);
	g_assert_cmpint(stat(path, &status), ==, 0);
	g_assert_cmpint(status.st_mode & 0777, ==, 0600);
	g_assert_false(g_file_test(log, G_FILE_TEST_EXISTS));
	g_assert_false(store_backup(store, path, &error));
	g_assert_nonnull(strstr(error->message, "File exists"));
	g_clear_error(&error);
	kit_begin(store);
	g_assert_false(store_backup(store, "/nowhere", &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_STATE);
	store_rollback(store);
	store_close(store);
	copy = kit_open(path);
	sum_of_copy = store_checksum(copy, NULL);
	g_assert_cmpstr(sum_of_copy, ==, sum);
	store_close(copy);
}

static const char *const next_steps[] = { NULL, NULL, NULL, "ALTER TABLE agenda ADD COLUMN note TEXT",
					  "CREATE TABLE extra (x INTEGER) STRICT" };
static const char *const broken_steps[] = { NULL, NULL, NULL, "ALTER TABLE agenda ADD COLUMN note TEXT", "CREATE TABLE occurrence (x)" };

static bool has_file(const struct place *place, const char *end)
{
	g_autofree char *path = g_strconcat(place->path, end, NULL);

	return g_file_test(path, G_FILE_TEST_EXISTS);
}

static void moves_forward_after_a_copy(struct place *place, gconstpointer data)
{
	struct store *store = kit_open(place->path);
	g_autofree char *copy = g_strconcat(place->path, ".before-5", NULL);
	g_autoptr(GError) error = NULL;

	kit_store(store, kit_fact("so-y-te", "2024", 4));
	g_assert_false(has_file(place, ".before-1"));
	g_assert_true(migrate_run(store, next_steps, 5, &error));
	g_assert_no_error(error);
	g_assert_cmpint(pragma(store, "PRAGMA user_version"), ==, 5);
	g_assert_cmpint(pragma(store, "SELECT count(*) FROM extra"), ==, 0);
	g_assert_cmpint(pragma(store, "SELECT count(*) FROM occurrence"), ==, 1);
	store_close(store);
	/* the copy is the store as it was */
	store = kit_open(copy);
	g_assert_cmpint(pragma(store, "SELECT count(*) FROM occurrence"), ==, 1);
	store_close(store);
	expect_refusal(place->path, DEADLINED_ERROR_CONFIG, "newer deadlined");
}

static void moves_whole_or_not_at_all(struct place *place, gconstpointer data)
{
	struct store *store = kit_open(place->path);
	g_autofree char *before = store_checksum(store, NULL), *after = NULL;
	g_autoptr(GError) error = NULL;

	g_assert_false(migrate_run(store, broken_steps, 5, &error));
	g_assert_nonnull(strstr(error->message, "nothing is changed"));
	g_assert_cmpint(pragma(store, "PRAGMA user_version"), ==, schema_version);
	after = store_checksum(store, NULL);
	g_assert_cmpstr(after, ==, before);
	g_assert_true(migrate_run(store, next_steps, 5, NULL));
	g_assert_true(has_file(place, ".before-5") && has_file(place, ".before-5.2"));
	store_close(store);
}

static char *definitions(struct store *store)
{
	g_autoptr(GString) text = g_string_new(NULL);
	sqlite3_stmt *stmt;

	g_assert_cmpint(sqlite3_prepare_v2(store->db, "SELECT sql FROM sqlite_schema ORDER BY name", -1, &stmt, NULL), ==, SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW)
		g_string_append_printf(text, "%s;\n", sqlite3_column_text(stmt, 0));
	sqlite3_finalize(stmt);
	return g_string_free(g_steal_pointer(&text), FALSE);
}

/* Of a limit that nobody moved: it is the one that counts, and the first one. Sums and row numbers go on. */
static void keeps_the_first_limit(struct store *store, const struct fact *fact)
{
	struct count count;

	g_assert_true(civil_equal(fact->counted_limit, civil_make(2024, 12, 4)));
	g_assert_true(civil_equal(fact->original_limit, civil_make(2024, 12, 4)));
	g_assert_true(instant_equal(fact->counted_late_from, fact->late_from));
	g_assert_true(instant_equal(fact->original_late_from, fact->late_from));
	g_assert_cmpint(fact->days_late, ==, 0);
	g_assert_cmpint(fact->extensions + fact->rounds + fact->charged + fact->entries, ==, 0);
	g_assert_true(fact_count(store, "hue-2024", "result", "2024", &count, NULL));
	g_assert_cmpint(count.total, ==, 2);
	g_assert_cmpint(count.submitted, ==, 1);
	g_assert_cmpint(kit_store(store, kit_fact("so-y-te", "2025", 4)), ==, 4);
}

static const char late_of_old[] =
	"UPDATE occurrence SET submitted = late_from + CASE row WHEN 1 THEN 0 ELSE 2 * 86400 + 5 END, state = 'submitted'"
	" WHERE row < 3; UPDATE sqlite_sequence SET seq = 70;";

/* What was late stays late, in days from the end of the limit; a removed row's number is not given again. */
static void counts_what_was_late(struct place *place, gconstpointer data)
{
	g_autofree char *fixture = g_test_build_filename(G_TEST_DIST, "tests/data/store-1.sql", NULL), *sql = NULL;
	g_autofree char *asked = NULL;
	g_autoptr(fact_t) first = NULL;
	g_autoptr(fact_t) second = NULL;
	struct store *store;

	g_assert_true(g_file_get_contents(fixture, &sql, NULL, NULL));
	behind_its_back(place->path, sql);
	behind_its_back(place->path, late_of_old);
	store = kit_open(place->path);
	first = fact_get_row(store, 1, NULL);
	second = fact_get_row(store, 2, NULL);
	g_assert_cmpint(first->days_late, ==, 1);
	g_assert_cmpint(second->days_late, ==, 3);
	g_assert_cmpint(second->original_days_late, ==, 3);
	asked = store_meta_get(store, "lateness", NULL);
	g_assert_nonnull(asked);
	g_assert_cmpint(kit_store(store, kit_fact("so-y-te", "2025", 4)), ==, 71);
	store_close(store);
}

/* Of form 3 on: one in use and one revoked, with what was done to them. Older ones have none. */
static void keeps_the_feeds(struct store *store, int version)
{
	g_autoptr(subscription_t) feed = NULL;
	g_autoptr(GPtrArray) acts = subscription_acts(store, "agency-so-y-te", NULL);
	int64_t in_use, revoked;

	g_assert_true(subscription_count(store, &in_use, &revoked, NULL));
	g_assert_cmpint(in_use, ==, version >= 3);
	g_assert_cmpint(revoked, ==, version >= 3);
	g_assert_true(subscription_get(store, "agency-so-y-te", &feed, NULL));
	g_assert_cmpint(feed != NULL, ==, version >= 3);
	g_assert_cmpint(acts->len, ==, version >= 3 ? 2 : 0);
	if (feed == NULL)
		return;
	g_assert_cmpint(feed->generation, ==, 2);
	g_assert_cmpint(feed->accesses, ==, 41);
	g_assert_cmpstr(feed->target, ==, "so-y-te");
}

/* What a released version left on disk opens, and comes to have the tables that a new file has. */
static void opens_what_was_released(struct place *place, gconstpointer data)
{
	for (int version = 1; version <= schema_version; version++) {
		g_autofree char *name = g_strdup_printf("tests/data/store-%d.sql", version);
		g_autofree char *fixture = g_test_build_filename(G_TEST_DIST, name, NULL);
		g_autofree char *sql = NULL;
		g_autofree char *tables = NULL, *fresh_tables = NULL;
		g_autoptr(store_t) fresh = kit_open(":memory:");
		g_autoptr(fact_t) fact = NULL;
		struct store *store;

		g_assert_true(g_file_get_contents(fixture, &sql, NULL, NULL));
		behind_its_back(place->path, sql);
		store = kit_open(place->path);
		fact = fact_get(store, "hue-2024/result/so-y-te/2024", NULL);
		g_assert_nonnull(fact);
		g_assert_cmpint(fact->state, ==, STATE_SUBMITTED);
		keeps_the_first_limit(store, fact);
		tables = definitions(store);
		fresh_tables = definitions(fresh);
		g_assert_cmpstr(tables, ==, fresh_tables);
		keeps_the_feeds(store, version);
		store_close(store);
		g_assert_cmpint(g_unlink(place->path), ==, 0);
	}
}

#define ADD_PLACE(path, test) g_test_add(path, struct place, NULL, place_make, test, place_remove)

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/store/prepare", prepares_every_statement);
	g_test_add_func("/store/plans", never_walks_a_table);
	g_test_add_func("/store/writes-without-tables-of-its-own", writes_without_tables_of_its_own);
	g_test_add_func("/store/meta", keeps_small_facts);
	g_test_add_func("/store/size", a_value_has_an_end);
	g_test_add_func("/store/transactions", transactions_do_not_nest);
	g_test_add_func("/store/outside", writes_only_in_a_transaction);
	g_test_add_func("/store/slips", a_slip_of_the_pen_is_loud);
	g_test_add_func("/store/checksum", checksum_sees_every_change_but_the_tick);
	ADD_PLACE("/store/new", a_new_file_is_private_and_safe);
	ADD_PLACE("/store/again", what_was_written_is_there_again);
	ADD_PLACE("/store/foreign", refuses_what_is_not_ours);
	ADD_PLACE("/store/newer", refuses_a_newer_one);
	ADD_PLACE("/store/in-place", notices_that_its_file_is_gone);
	ADD_PLACE("/store/rights", says_what_it_may_not);
	ADD_PLACE("/store/damaged", notices_a_damaged_page);
	ADD_PLACE("/store/busy", two_writers_take_turns);
	ADD_PLACE("/store/claim", one_claim_at_a_time);
	ADD_PLACE("/store/idle", an_idle_transaction_writes_nothing);
	ADD_PLACE("/store/backup", a_copy_is_a_store);
	ADD_PLACE("/store/migrate", moves_forward_after_a_copy);
	ADD_PLACE("/store/migrate-whole", moves_whole_or_not_at_all);
	ADD_PLACE("/store/released", opens_what_was_released);
	ADD_PLACE("/store/released-late", counts_what_was_late);
	return g_test_run();
}
