#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../lib/storekit.h"
#include "base/error.h"
#include "store/migrate.h"
#include "store/schema.h"

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
	return which < STMT_BEGIN || which >= STMT_DUMP_META || which == STMT_ENVELOPE_COUNT;
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

			if (strstr(step, "SCAN") && !strstr(step, "SCAN CONSTANT ROW"))
				g_test_message("statement %d: %s: %s", i, step, sql);
			g_assert_true(!strstr(step, "SCAN") || strstr(step, "SCAN CONSTANT ROW"));
		}
		sqlite3_finalize(plan);
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

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/store/prepare", prepares_every_statement);
	g_test_add_func("/store/plans", never_walks_a_table);
	g_test_add_func("/store/meta", keeps_small_facts);
	return g_test_run();
}
