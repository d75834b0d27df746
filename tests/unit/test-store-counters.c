#include <glib.h>
#include <string.h>

#include "../lib/storekit.h"
#include "base/error.h"
#include "store/counters.h"

/* What the numbers mean, said over the occurrences themselves. */
#define IN "state IN ('submitted', 'accepted', 'returned', 'nil')"
#define LATE "(" IN " AND submitted IS NOT NULL AND submitted >= counted_late_from)"
#define YEAR "CAST(substr(CASE WHEN period IN ('2024', '2025-Q3') THEN period ELSE original_limit END, 1, 4) AS INTEGER)"
#define WALK(keys, group) \
	"SELECT " keys ", count(*), count(*) FILTER (WHERE " IN " AND NOT " LATE ")," \
	" count(*) FILTER (WHERE " IN " AND NOT " LATE " AND grace), count(*) FILTER (WHERE " LATE ")," \
	" coalesce(sum(days_late) FILTER (WHERE " LATE "), 0), coalesce(sum(workdays_late) FILTER (WHERE " LATE "), 0)," \
	" count(*) FILTER (WHERE " IN " AND extensions > 0 AND submitted IS NOT NULL AND submitted >= original_late_from)," \
	" coalesce(sum(original_days_late) FILTER (WHERE " IN " AND extensions > 0), 0)," \
	" coalesce(sum(original_workdays_late) FILTER (WHERE " IN " AND extensions > 0), 0)," \
	" count(*) FILTER (WHERE " LATE " AND charged > 0 AND charged >= workdays_late)," \
	" count(*) FILTER (WHERE extensions > 0), count(*) FILTER (WHERE state = 'waived'), count(*) FILTER (WHERE state = 'nil')," \
	" count(*) FILTER (WHERE state = 'cancelled'), count(*) FILTER (WHERE state = 'unknown'), sum(rounds)," \
	" count(*) FILTER (WHERE state = 'open'), count(*) FILTER (WHERE state = 'open' AND late_from <= ?1)" \
	" FROM occurrence WHERE dated AND NOT withdrawn AND (?2 IS NULL OR plan = ?2) AND (?3 = 0 OR " YEAR " = ?3)" \
	" GROUP BY " group " ORDER BY " group

static const char *const walks[] = {
	[COUNTERS_BY_OBLIGATION] = WALK("plan, obligation, period, NULL", "plan, obligation, period"),
	[COUNTERS_BY_AGENCY] = WALK("plan, NULL, NULL, agency", "plan, agency"),
	[COUNTERS_BY_PERIOD] = WALK("plan, NULL, period, NULL", "plan, period"),
};

static char *walk(struct store *store, const char *plan, int year, enum counters_by by, int64_t now)
{
	g_autoptr(GString) text = g_string_new(NULL);
	sqlite3_stmt *stmt;

	g_assert_cmpint(sqlite3_prepare_v2(store->db, walks[by], -1, &stmt, NULL), ==, SQLITE_OK);
	sqlite3_bind_int64(stmt, 1, now);
	sqlite3_bind_text(stmt, 2, plan, -1, SQLITE_STATIC);
	sqlite3_bind_int(stmt, 3, year);
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		for (int i = 0; i < sqlite3_column_count(stmt); i++)
			g_string_append_printf(text, "%s ", (const char *)sqlite3_column_text(stmt, i) ?: "-");
		g_string_append_c(text, '\n');
	}
	sqlite3_finalize(stmt);
	return g_string_free(g_steal_pointer(&text), FALSE);
}

static char *read_counters(struct store *store, const char *plan, int year, enum counters_by by, int64_t now)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) rows = counters_read(store, plan, year, by, (struct instant){ now }, &error);
	g_autoptr(GString) text = g_string_new(NULL);

	g_assert_no_error(error);
	for (guint i = 0; i < rows->len; i++) {
		const struct counter *c = rows->pdata[i];
		const int numbers[] = { c->owed, c->on_time, c->grace, c->late, c->days_late, c->workdays_late, c->original_late,
					c->original_days_late, c->original_workdays_late, c->charged, c->extended, c->waived, c->nil,
					c->cancelled, c->unknown, c->returned, c->open, c->missing };

		g_string_append_printf(text, "%s %s %s %s ", c->plan, c->obligation ?: "-", c->period ?: "-", c->agency ?: "-");
		for (size_t j = 0; j < G_N_ELEMENTS(numbers); j++)
			g_string_append_printf(text, "%d ", numbers[j]);
		g_string_append_c(text, '\n');
	}
	return g_string_free(g_steal_pointer(&text), FALSE);
}

static void agree(struct store *store)
{
	static const struct { const char *plan; int year; int64_t now; } asked[] = {
		{ NULL, 0, 1000 }, { NULL, 2024, 40 }, { "p1", 2025, 60 }, { "p0", 0, 0 }, { "p0", 2024, 55 }, { "khac", 0, 50 } };

	for (size_t i = 0; i < G_N_ELEMENTS(asked); i++) {
		for (enum counters_by by = COUNTERS_BY_OBLIGATION; by <= COUNTERS_BY_PERIOD; by++) {
			g_autofree char *want = walk(store, asked[i].plan, asked[i].year, by, asked[i].now);
			g_autofree char *got = read_counters(store, asked[i].plan, asked[i].year, by, asked[i].now);

			g_assert_cmpstr(got, ==, want);
		}
	}
}

/* ---- occurrences drawn by lot, the same ones each time ---- */

static bool chance(GRand *lot, int one_in)
{
	return g_rand_int_range(lot, 0, one_in) == 0;
}

static void shuffle(struct fact *fact, GRand *lot)
{
	fact->state = (enum state)g_rand_int_range(lot, STATE_OPEN, STATE_UNKNOWN + 1);
	if (chance(lot, 3))
		fact->state = STATE_OPEN;
	fact->submitted = (struct instant){ chance(lot, 2) ? 0 : g_rand_int_range(lot, 1, 100) };
	fact->limit = civil_make(2024 + g_rand_int_range(lot, 0, 2), g_rand_int_range(lot, 1, 13), 5);
	fact->late_from = (struct instant){ g_rand_int_range(lot, 30, 70) };
	fact->counted_late_from = (struct instant){ g_rand_int_range(lot, 30, 70) };
	fact->original_late_from = (struct instant){ g_rand_int_range(lot, 30, 70) };
	fact->original_limit = civil_make(2024 + g_rand_int_range(lot, 0, 2), 6, 5);
	fact->period_last = chance(lot, 3) ? CIVIL_NONE : civil_make(2024 + g_rand_int_range(lot, 0, 2), 12, 31);
	fact->days_late = g_rand_int_range(lot, 0, 9);
	fact->workdays_late = g_rand_int_range(lot, 0, 7);
	fact->original_days_late = g_rand_int_range(lot, 0, 20);
	fact->original_workdays_late = g_rand_int_range(lot, 0, 15);
	fact->grace = chance(lot, 3);
	fact->charged = g_rand_int_range(lot, 0, 7);
	fact->extensions = g_rand_int_range(lot, 0, 6) / 2;
	fact->rounds = g_rand_int_range(lot, 0, 6) / 2;
	fact->unsettled = chance(lot, 4);
	fact->withdrawn = chance(lot, 6);
}

/* Each column alone, too: a sum that listens to all but one of them would be right as long as they move together. */
static void change_one(struct fact *fact, GRand *lot)
{
	struct fact other = *fact;
	int which = g_rand_int_range(lot, 0, 18);

	shuffle(&other, lot);
	switch (which) {
	case 0: fact->state = other.state; break;
	case 1: fact->submitted = other.submitted; break;
	case 2: fact->limit = other.limit; break;
	case 3: fact->late_from = other.late_from; break;
	case 4: fact->counted_late_from = other.counted_late_from; break;
	case 5: fact->original_late_from = other.original_late_from; break;
	case 6: fact->original_limit = other.original_limit; break;
	case 7: fact->period_last = other.period_last; break;
	case 8: fact->days_late = other.days_late; break;
	case 9: fact->workdays_late = other.workdays_late; break;
	case 10: fact->original_days_late = other.original_days_late; break;
	case 11: fact->original_workdays_late = other.original_workdays_late; break;
	case 12: fact->grace = other.grace; break;
	case 13: fact->charged = other.charged; break;
	case 14: fact->extensions = other.extensions; break;
	case 15: fact->rounds = other.rounds; break;
	case 16: fact->unsettled = other.unsettled; break;
	case 17: fact->withdrawn = other.withdrawn; break;
	}
}

static struct fact *draw(GRand *lot, int number)
{
	g_autofree char *agency = g_strdup_printf("so-%d", g_rand_int_range(lot, 0, 6));
	static const char *const labels[] = { "2024", "2025-Q3", "2024-2025", "so-ket" };
	g_autofree char *period = g_strdup_printf("k%d", number);
	struct fact *fact = kit_fact(agency, period, 4);

	g_free(fact->plan);
	g_free(fact->id);
	fact->plan = g_strdup_printf("p%d", g_rand_int_range(lot, 0, 2));
	g_free(fact->obligation);
	fact->obligation = g_strdup_printf("o%d", g_rand_int_range(lot, 0, 3));
	/* few periods, so that they meet; what is drawn twice is told apart by a longer obligation */
	g_free(fact->period);
	fact->period = g_strdup(labels[g_rand_int_range(lot, 0, G_N_ELEMENTS(labels))]);
	fact->id = g_strdup_printf("%s/%s/%s/%s", fact->plan, fact->obligation, fact->agency, fact->period);
	shuffle(fact, lot);
	return fact;
}

static void put(struct store *store, struct fact *fact)
{
	g_autoptr(GError) error = NULL;

	fact_put(store, fact, &error);
	g_assert_no_error(error);
}

static void one_change(struct store *store, GRand *lot, int number)
{
	g_autoptr(fact_t) drawn = draw(lot, number);
	g_autoptr(fact_t) known = fact_get(store, drawn->id, NULL);

	if (!known) {
		put(store, drawn);
	} else if (chance(lot, 5) && !known->touched) {
		g_assert_true(fact_remove(store, known->row, NULL));
	} else {
		if (chance(lot, 4))
			known->owners++; /* nothing that is counted */
		else if (chance(lot, 8))
			shuffle(known, lot);
		else
			change_one(known, lot);
		put(store, known);
	}
}

static void numbers_are_those_of_a_walk(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	GRand *lot = g_rand_new_with_seed(2024);

	kit_store(store, kit_undated("o1", "k1"));
	agree(store);
	for (int round = 0; round < 120; round++) {
		kit_begin(store);
		for (int i = 0; i < 40; i++)
			one_change(store, lot, i);
		kit_commit(store);
		agree(store);
	}
	g_rand_free(lot);
}

/* ---- what waits ---- */

static const char waiting_walk[] =
	"SELECT count(*) FILTER (WHERE unsettled), count(*) FILTER (WHERE NOT unsettled AND late_from <= 50),"
	" count(*) FILTER (WHERE NOT unsettled AND late_from > 50 AND limit_day < '2024-07-01'),"
	" count(*) FILTER (WHERE NOT unsettled AND late_from > 50 AND limit_day >= '2024-07-01')"
	" FROM occurrence WHERE dated AND NOT withdrawn AND state = 'open' AND limit_day <= '2025-01-31'";

static void what_waits_is_that_of_a_walk(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	GRand *lot = g_rand_new_with_seed(7);
	struct waiting got;
	sqlite3_stmt *stmt;

	kit_begin(store);
	for (int i = 0; i < 300; i++)
		one_change(store, lot, i);
	kit_commit(store);
	g_assert_true(fact_waiting(store, civil_make(2024, 7, 1), civil_make(2025, 1, 31), (struct instant){ 50 }, &got, NULL));
	g_assert_cmpint(sqlite3_prepare_v2(store->db, waiting_walk, -1, &stmt, NULL), ==, SQLITE_OK);
	g_assert_cmpint(sqlite3_step(stmt), ==, SQLITE_ROW);
	g_assert_cmpint(got.unsettled, ==, sqlite3_column_int(stmt, 0));
	g_assert_cmpint(got.overdue, ==, sqlite3_column_int(stmt, 1));
	g_assert_cmpint(got.grace, ==, sqlite3_column_int(stmt, 2));
	g_assert_cmpint(got.due, ==, sqlite3_column_int(stmt, 3));
	g_assert_cmpint(MIN(MIN(got.unsettled, got.overdue), MIN(got.grace, got.due)), >, 0);
	sqlite3_finalize(stmt);
	g_rand_free(lot);
}

/* A sum that went wrong would be noticed by the table itself, and nothing is left where nothing waits. */
static void empties_when_everything_is_gone(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(GPtrArray) rows = NULL;
	GRand *lot = g_rand_new_with_seed(99);
	sqlite3_stmt *stmt;

	kit_begin(store);
	for (int i = 0; i < 200; i++)
		one_change(store, lot, i);
	g_assert_cmpint(sqlite3_exec(store->db, "DELETE FROM occurrence", NULL, NULL, NULL), ==, SQLITE_OK);
	kit_commit(store);
	rows = counters_read(store, NULL, 0, COUNTERS_BY_AGENCY, (struct instant){ 50 }, NULL);
	g_assert_cmpint(rows->len, ==, 0);
	g_assert_cmpint(sqlite3_prepare_v2(store->db, "SELECT (SELECT count(*) FROM waiting) + (SELECT count(*) FROM agency_waiting)", -1,
					   &stmt, NULL), ==, SQLITE_OK);
	g_assert_cmpint(sqlite3_step(stmt), ==, SQLITE_ROW);
	g_assert_cmpint(sqlite3_column_int(stmt, 0), ==, 0);
	sqlite3_finalize(stmt);
	g_rand_free(lot);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/counters/walk", numbers_are_those_of_a_walk);
	g_test_add_func("/counters/waiting", what_waits_is_that_of_a_walk);
	g_test_add_func("/counters/empty", empties_when_everything_is_gone);
	return g_test_run();
}
