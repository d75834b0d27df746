/*
 * A page of a list, and the statistics, over a store of 1,000,000 occurrences: not over twice the time of the bare SQL that
 * answers the same question of the same tables. And whatever is asked, a page holds the loop for less than 50 ms.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "bench.h"
#include "engine/engine.h"
#include "engine/statistics.h"
#include "engine/views.h"
#include "store/facts.h"

enum { AGENCIES = 1000, PLANS = 10, EACH = 10, YEARS = 10 };

struct listing {
	struct engine *engine;
	sqlite3 *bare;
	struct instant now;
	struct views_filter filter;
	enum counters_by by;
	const char *sql;
};

static void must(bool ok, const GError *error)
{
	if (!ok)
		g_error("%s", error->message);
}

/* The plans are known, but nothing of them is created by a load. */
static char *files(void)
{
	GString *text = g_string_new(BENCH_HEAD);

	g_string_append(text, "agencies = (\n");
	for (int i = 0; i < AGENCIES; i++)
		g_string_append_printf(text, "  { id = \"xa-%d\"; name = \"Xã %d\"; relation = \"subordinate\"; contacts ="
				       " ( { position = \"focal\"; email = \"x%d@b.example.vn\"; } ); }%s\n", i, i, i, i + 1 < AGENCIES ? "," : " );");
	g_string_append(text, "groups = { half = [ \"xa-0\"");
	for (int i = 2; i < AGENCIES; i += 2)
		g_string_append_printf(text, ", \"xa-%d\"", i);
	g_string_append(text, " ]; };\nplans = (\n");
	for (int p = 0; p < PLANS; p++) {
		g_string_append_printf(text, "  { id = \"p%d\"; title = \"Kế hoạch %d\"; effective = \"2020-01-01..2029-12-31\"; tracked = \"2099-01-01..\";"
				       " policy = \"standard\"; coordinator = \"xa-0\"; obligations = (", p, p);
		for (int o = 0; o < EACH; o++)
			g_string_append_printf(text, "%s{ id = \"o%d\"; title = \"Báo cáo %d\"; every = \"year\"; due = \"by 10/%d\"; owed_by = [ \"half\" ]; }",
					       o ? ", " : " ", o, o, 1 + o);
		g_string_append_printf(text, " ); }%s\n", p + 1 < PLANS ? "," : " );");
	}
	return g_string_free(text, FALSE);
}

static void add(struct store *store, int a, int p, int o, int y)
{
	char id[64], plan[8], obligation[8], agency[16], period[8];
	struct fact fact = { .id = id, .plan = plan, .obligation = obligation, .agency = agency, .period = period, .dated = true, .version = 1,
			     .created = { 1 }, .armed = { 1 }, .rule = (char *)"", .next = INSTANT_NEVER };
	g_autoptr(GError) error = NULL;

	g_snprintf(plan, sizeof plan, "p%d", p);
	g_snprintf(obligation, sizeof obligation, "o%d", o);
	g_snprintf(agency, sizeof agency, "xa-%d", a);
	g_snprintf(period, sizeof period, "%d", 2020 + y);
	g_snprintf(id, sizeof id, "%s/%s/%s/%s", plan, obligation, agency, period);
	fact.period_first = civil_make(2020 + y, 1, 1);
	fact.period_last = civil_make(2020 + y, 12, 31);
	fact.last = fact.limit = civil_make(2020 + y, 1 + o, 10 + p);
	fact.aim = civil_add(fact.limit, -1);
	fact.late_from = (struct instant){ ((int64_t)civil_diff(fact.limit, civil_make(1970, 1, 1)) + 1) * 86400 - 25200 };
	fact.counted_limit = fact.original_limit = fact.limit;
	fact.counted_late_from = fact.original_late_from = fact.late_from;
	if (y < 6 && (a + o) % 50 != 0) {
		fact.state = (a + p) % 97 == 0 ? STATE_WAIVED : STATE_ACCEPTED;
		fact.submitted = instant_add(fact.late_from, ((a * 7 + o) % 20 - 18) * 86400);
		fact.days_late = fact.workdays_late = MAX((a * 7 + o) % 20 - 17, 0);
	}
	must(fact_put(store, &fact, &error), error);
}

static void fill(struct store *store)
{
	g_autoptr(GError) error = NULL;

	for (int y = 0; y < YEARS; y++) {
		must(store_begin(store, &error), error);
		for (int i = 0; i < AGENCIES * PLANS * EACH; i++)
			add(store, i / (PLANS * EACH), i / EACH % PLANS, i % EACH, y);
		must(store_commit(store, &error), error);
	}
}

static void list(void *data)
{
	struct listing *listing = data;
	g_autoptr(GError) error = NULL;
	json_t *rows = views_list(listing->engine, &listing->filter, listing->now, &error);

	must(rows != NULL, error);
	json_decref(rows);
}

static void count(void *data)
{
	struct listing *listing = data;
	g_autoptr(GError) error = NULL;
	json_t *rows = statistics_read(listing->engine, "p3", 2025, listing->by, LANGUAGE_VI, listing->now, &error);

	must(rows != NULL, error);
	json_decref(rows);
}

/* Every column of every row, as text. */
static void bare(void *data)
{
	struct listing *listing = data;
	sqlite3_stmt *stmt;
	volatile int bytes = 0;

	if (sqlite3_prepare_v2(listing->bare, listing->sql, -1, &stmt, NULL) != SQLITE_OK)
		g_error("%s", sqlite3_errmsg(listing->bare));
	while (sqlite3_step(stmt) == SQLITE_ROW)
		for (int i = 0; i < sqlite3_column_count(stmt); i++)
			bytes += sqlite3_column_text(stmt, i) != NULL ? sqlite3_column_bytes(stmt, i) : 0;
	sqlite3_finalize(stmt);
}

static double median(void (*work)(void *), struct listing *listing)
{
	double x[TURNS];

	work(listing);
	for (int i = 0; i < TURNS; i++)
		x[i] = bench_cpu(work, listing);
	return bench_median(x, TURNS);
}

#define IN "state IN ('submitted', 'accepted', 'returned', 'nil')"
#define LATE "(" IN " AND submitted >= counted_late_from)"
#define COUNTS \
	"count(*), sum(" IN " AND NOT " LATE "), sum(" LATE "), sum(" LATE " * days_late), sum(" LATE " * workdays_late), sum(extensions > 0)," \
	" sum(state = 'waived'), sum(state = 'nil'), sum(rounds), sum(state = 'open' AND late_from <= 1779000000) FROM occurrence" \
	" WHERE plan = 'p3' AND substr(period_last, 1, 4) = '2025' AND withdrawn = 0 AND dated = 1"

static bool compare_lists(struct listing *listing)
{
	static const struct { const char *what; struct views_filter filter; const char *where; } asked[] = {
		{ "list: a page of everything / bare SQL", { .plan = NULL }, "1" },
		{ "list: of a plan / bare SQL", { .plan = "p3" }, "plan = 'p3'" },
		{ "list: what is missing / bare SQL", { .missing = true }, "(state = 'open' OR state = 'returned')" },
		{ "list: what is overdue in a plan / bare SQL", { .plan = "p3", .state = "overdue" },
		  "plan = 'p3' AND state = 'open' AND unsettled = 0 AND late_from <= 1779000000" },
		{ "list: of half the bodies, a year / bare SQL", { .agency = "half", .period = "2027" },
		  "period = '2027' AND substr(agency, 4) % 2 = 0" },
	};
	bool ok = true;

	for (size_t i = 0; i < G_N_ELEMENTS(asked); i++) {
		g_autofree char *sql = g_strdup_printf("SELECT * FROM occurrence WHERE %s AND withdrawn = 0 AND limit_day IS NOT NULL"
						       " ORDER BY limit_day, id LIMIT 1000", asked[i].where);
		double ours;

		listing->filter = asked[i].filter;
		listing->sql = sql;
		ours = median(list, listing);
		ok &= bench_report(asked[i].what, ours, median(bare, listing), 2);
		ok &= bench_report("  the same / 50 ms", ours, 0.05, 1);
	}
	return ok;
}

static bool compare_statistics(struct listing *listing)
{
	listing->by = COUNTERS_BY_OBLIGATION;
	listing->sql = "SELECT plan, obligation, period, " COUNTS " GROUP BY plan, obligation, period";
	if (!bench_report("statistics: by obligation / bare SQL", median(count, listing), median(bare, listing), 2))
		return false;
	listing->by = COUNTERS_BY_AGENCY;
	listing->sql = "SELECT plan, agency, " COUNTS " GROUP BY plan, agency";
	return bench_report("statistics: by agency / bare SQL", median(count, listing), median(bare, listing), 2);
}

bool bench_list(void)
{
	g_autofree char *directory = bench_directory(), *text = files();
	g_autofree char *path = g_build_filename(directory, "store.db", NULL);
	g_autofree char *clean = g_strdup_printf("rm -rf %s", directory);
	g_autoptr(GError) error = NULL;
	struct config *config = bench_config(text);
	struct store *store = store_open(path, &error);
	struct listing listing = { .now = { 1779000000 } };
	bool ok;

	must(store != NULL, error);
	/* Before there is anything: a load would find that the files do not name it. */
	listing.engine = engine_new(store, NULL);
	must(engine_load(listing.engine, config, listing.now, NULL, &error), error);
	fill(store);
	if (sqlite3_open_v2(path, &listing.bare, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
		g_error("cannot open %s", path);
	ok = compare_lists(&listing);
	ok &= compare_statistics(&listing);
	sqlite3_close(listing.bare);
	engine_free(listing.engine);
	store_close(store);
	config_free(config);
	if (!g_spawn_command_line_sync(clean, NULL, NULL, NULL, NULL))
		g_error("cannot remove %s", directory);
	return ok;
}
