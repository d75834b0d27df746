/*
 * What stands in a plan's feed where one report is owed by 5,000 bodies and all owe ten: read for the first time, and after one of
 * them has answered. Against the least there is to do: the bare SQL that reads the same rows; what concerns the one body, one
 * event said anew and its revision written. And neither holds the loop for 50 ms, however much there is.
 */
#include <sqlite3.h>
#include <stdio.h>

#include "bench.h"
#include "engine/feeds.h"
#include "store/events.h"
#include "store/facts.h"

enum { BODIES = 5000, REPORTS = 10, TODAY = 1790000000 /* 21 September 2026 */ };

struct gathering {
	struct config *config;
	struct store *store;
	struct feeds *feeds;
	sqlite3 *bare;
	struct instant now;
	struct feed_want want;
	const char *id;       /* of who answered */
	bool ready;
};

static void must(bool ok, const GError *error)
{
	if (!ok)
		g_error("%s", error->message);
}

/* The plan is known, but nothing of it is created by a load; of a hundred groups most have nothing to do with it. */
static char *files(void)
{
	GString *text = g_string_new(BENCH_HEAD);

	g_string_append(text, "agencies = (\n");
	for (int i = 0; i < BODIES; i++)
		g_string_append_printf(text, "  { id = \"xa-%d\"; name = \"Ủy ban nhân dân xã %d\"; relation = \"subordinate\"; contacts ="
				       " ( { position = \"focal\"; email = \"x%d@b.example.vn\"; } ); }%s\n", i, i * 7 % BODIES, i, i + 1 < BODIES ? "," : " );");
	g_string_append(text, "groups = { half = [ \"xa-0\"");
	for (int i = 2; i < BODIES; i += 2)
		g_string_append_printf(text, ", \"xa-%d\"", i);
	g_string_append(text, " ]; ");
	for (int i = 0; i < 100; i++)
		g_string_append_printf(text, "g%d = [ \"xa-%d\" ]; ", i, i);
	g_string_append(text, "};\nplans = ( { id = \"p\"; title = \"Kế hoạch\"; effective = \"2020-01-01..2029-12-31\"; tracked = \"2099-01-01..\";"
			      " policy = \"standard\"; coordinator = \"xa-0\"; campaigns = ( { id = \"thang\"; title = \"Tháng hành động\";"
			      " window = \"1/9..15/12\"; every = \"year\"; for = [ \"half\" ]; } ); obligations = (");
	for (int o = 0; o < REPORTS; o++)
		g_string_append_printf(text, "%s{ id = \"o%d\"; title = \"Báo cáo %d\"; every = \"year\"; due = \"by 10/%d\"; owed_by = [ \"half\" ]; }",
				       o ? ", " : " ", o, o, 7 + o / 2);
	g_string_append(text, " ); } );\n");
	return g_string_free(text, FALSE);
}

static void act(struct store *store, const struct fact *fact, const char *verb)
{
	struct act act = { .occurrence = fact->row, .at = { TODAY - 864000 }, .verb = (char *)verb, .user = (char *)"clerk",
			   .number = (char *)"12/BC", .received = fact->submitted, .version = 1 };
	g_autoptr(GError) error = NULL;

	must(act_append(store, &act, &error), error);
}

/* A third has answered and was accepted. */
static void add(struct store *store, int a, int o)
{
	char id[64], obligation[8], agency[16];
	struct fact fact = { .id = id, .plan = (char *)"p", .obligation = obligation, .agency = agency, .period = (char *)"2026", .dated = true,
			     .version = 1, .created = { 1 }, .armed = { 1 }, .rule = (char *)"", .next = INSTANT_NEVER };
	g_autoptr(GError) error = NULL;

	g_snprintf(obligation, sizeof obligation, "o%d", o);
	g_snprintf(agency, sizeof agency, "xa-%d", a);
	g_snprintf(id, sizeof id, "p/o%d/xa-%d/2026", o, a);
	fact.period_first = civil_make(2026, 1, 1);
	fact.period_last = civil_make(2026, 12, 31);
	fact.last = fact.limit = civil_make(2026, 7 + o / 2, 10);
	fact.aim = civil_add(fact.limit, -1);
	fact.late_from = (struct instant){ ((int64_t)civil_diff(fact.limit, civil_make(1970, 1, 1)) + 1) * 86400 - 25200 };
	fact.counted_limit = fact.original_limit = fact.limit;
	fact.counted_late_from = fact.original_late_from = fact.late_from;
	fact.touched = (a + o) % 3 == 0;
	fact.state = fact.touched ? STATE_ACCEPTED : STATE_OPEN;
	fact.submitted = fact.touched ? instant_add(fact.late_from, -86400) : INSTANT_NONE;
	must(fact_put(store, &fact, &error), error);
	if (fact.touched) {
		act(store, &fact, "submit");
		act(store, &fact, "accept");
	}
}

static void fill(struct store *store)
{
	g_autoptr(GError) error = NULL;

	must(store_begin(store, &error), error);
	for (int i = 0; i < BODIES * REPORTS; i++)
		add(store, i / REPORTS, i % REPORTS);
	must(store_commit(store, &error), error);
}

/* ---- ours */

static void gather(void *data)
{
	struct gathering *g = data;
	g_autoptr(GError) error = NULL;
	g_autoptr(feed_t) feed = feeds_gather(g->feeds, &g->want, g->now, &error);

	must(feed != NULL, error);
}

static void touch_and_gather(void *data)
{
	struct gathering *g = data;
	g_autoptr(GArray) keys = g_array_new(FALSE, FALSE, sizeof(struct feed_key));

	feeds_touch(g->feeds, g->id, keys);
	gather(g);
}

static void read_ahead(void *data)
{
	struct gathering *g = data;
	g_autoptr(GError) error = NULL;

	must(feeds_ahead(g->feeds, &g->want, g->now, FEEDS_AHEAD, &g->ready, &error), error);
}

/* ---- the least there is to do */

/* Every column of every row, as text. */
static void run_sql(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *stmt;
	volatile int bytes = 0;

	if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
		g_error("%s", sqlite3_errmsg(db));
	while (sqlite3_step(stmt) == SQLITE_ROW)
		for (int i = 0; i < sqlite3_column_count(stmt); i++)
			bytes += sqlite3_column_text(stmt, i) != NULL ? sqlite3_column_bytes(stmt, i) : 0;
	sqlite3_finalize(stmt);
}

#define SEEN "occurrence.limit_day > '2026-06-23' AND occurrence.limit_day < '2027-10-27'"

static void read_rows(void *data)
{
	struct gathering *g = data;

	run_sql(g->bare, "SELECT row, id, agency, period, limit_day, aim, late_from, created, state, touched, due, assignee FROM occurrence"
			 " WHERE plan = 'p' AND " SEEN);
	run_sql(g->bare, "SELECT act.at, act.verb, act.number, act.limit_day FROM occurrence CROSS JOIN act ON act.occurrence = row"
			 " WHERE plan = 'p' AND touched AND " SEEN);
}

static void say_anew(struct gathering *g)
{
	const struct plan *plan = plan_find(g->config->definitions, "p");
	struct feed_event *event = feed_event_new();
	g_autoptr(GError) error = NULL;
	struct event_row *row = NULL;

	must(event_get(g->store, "p/o9/2026", &row, &error), error);
	event->id = g_strdup("p/o9/2026");
	event->obligation = plan_obligation(plan, "o9");
	event->limit = (struct limit){ .named = civil_make(2026, 11, 10), .last = civil_make(2026, 11, 10), .limit = civil_make(2026, 11, 10),
				       .aim = civil_make(2026, 11, 9), .late_from = { TODAY + 5000000 } };
	event->updated = g->now;
	event->in = 1700;
	event->missing = BODIES - event->in;
	event->total = BODIES;
	event->missing_names = g_ptr_array_new_with_free_func(g_free);
	for (int i = 0; i < FEED_NAMES_SHOWN; i++)
		g_ptr_array_add(event->missing_names, g_strdup_printf("Ủy ban nhân dân xã %d", i));
	g_free(row->digest);
	row->digest = feed_event_digest(event, g->config);
	must(store_begin(g->store, &error) && event_put(g->store, row, &error) && store_commit(g->store, &error), error);
	event_row_free(row);
	feed_event_free(event);
}

static void one_alone(void *data)
{
	struct gathering *g = data;
	g_autofree char *fact = g_strdup_printf("SELECT * FROM occurrence WHERE id = '%s'", g->id);
	g_autofree char *acts = g_strdup_printf("SELECT act.* FROM occurrence CROSS JOIN act ON act.occurrence = row WHERE occurrence.id = '%s'", g->id);

	run_sql(g->bare, fact);
	run_sql(g->bare, acts);
	say_anew(g);
}

/* ---- the comparisons */

static void submit(struct gathering *g, bool in)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(fact_t) fact = fact_get(g->store, g->id, &error);

	must(fact != NULL && store_begin(g->store, &error), error);
	fact->state = in ? STATE_SUBMITTED : STATE_OPEN;
	fact->submitted = in ? g->now : INSTANT_NONE;
	fact->touched = true;
	must(fact_put(g->store, fact, &error), error);
	act(g->store, fact, in ? "submit" : "reopen");
	must(store_commit(g->store, &error), error);
}

static bool compare_first(struct gathering *g)
{
	double x[TURNS], y[TURNS], longest = 0;

	for (int i = 0; i < TURNS; i++) {
		feeds_clear(g->feeds);
		x[i] = bench_cpu(gather, g);
		y[i] = bench_cpu(read_rows, g);
	}
	feeds_clear(g->feeds);
	for (g->ready = false; !g->ready;)
		longest = MAX(longest, bench_cpu(read_ahead, g));
	return bench_report("gather: 50,000 occurrences, first time / bare SQL", bench_median(x, TURNS), bench_median(y, TURNS), 2) &
	       bench_report("  the longest of its portions / 50 ms", longest, 0.05, 1);
}

static bool compare_answer(struct gathering *g)
{
	double x[TURNS], y[TURNS];

	for (int i = 0; i < TURNS; i++) {
		submit(g, i % 2 == 0);
		x[i] = bench_cpu(touch_and_gather, g);
		y[i] = bench_cpu(one_alone, g);
	}
	return bench_report("gather: after one of 5,000 answers / that one alone", bench_median(x, TURNS), bench_median(y, TURNS), 3) &
	       bench_report("  the same / 50 ms", x[TURNS - 1], 0.05, 1);
}

bool bench_gather(void)
{
	g_autofree char *directory = bench_directory(), *text = files();
	g_autofree char *path = g_build_filename(directory, "store.db", NULL);
	g_autofree char *clean = g_strdup_printf("rm -rf %s", directory);
	g_autoptr(GError) error = NULL;
	struct gathering g = { .now = { TODAY }, .want = { .key = { FEED_SCOPE_PLAN, "p" } }, .id = "p/o9/xa-2/2026" };
	bool ok;

	g.config = bench_config(text);
	g.store = store_open(path, &error);
	must(g.store != NULL, error);
	fill(g.store);
	if (sqlite3_open_v2(path, &g.bare, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
		g_error("cannot open %s", path);
	g.feeds = feeds_new(g.config, g.store);
	ok = compare_first(&g);
	ok &= compare_answer(&g);
	feeds_free(g.feeds);
	sqlite3_close(g.bare);
	store_close(g.store);
	config_free(g.config);
	if (!g_spawn_command_line_sync(clean, NULL, NULL, NULL, NULL))
		g_error("cannot remove %s", directory);
	return ok;
}
