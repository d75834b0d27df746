/*
 * Orders on a small province: three bodies owe a report before 30/11/2026 (a Monday: the last permitted day is Sunday 29/11, it
 * is late from Tuesday 01/12 on), one owes another by 10/12, one had to report by 15/01/2026, long before it was taken up.
 */
#include <glib.h>
#include <string.h>

#include "base/error.h"
#include "engine/internal.h"
#include "engine/orders.h"
#include "engine/orders_table.h"

static const char files[] =
	"office = { name = \"Sở Nội vụ\"; hours = \"07:30-17:00\"; };\n"
	"mail = { from = \"Sở Nội vụ <nhac@b.example.vn>\"; admin = \"admin@b.example.vn\"; relay = \"smtp://127.0.0.1:25\"; };\n"
	"agencies = (\n"
	"  { id = \"so-noi-vu\"; name = \"Sở Nội vụ\"; short = \"SNV\"; relation = \"subordinate\";\n"
	"    contacts = ( { position = \"focal\"; email = \"snv@b.example.vn\"; } ); },\n"
	"  { id = \"so-y-te\"; name = \"Sở Y tế\"; short = \"SYT\"; relation = \"subordinate\";\n"
	"    contacts = ( { position = \"focal\"; email = \"an@syt.example.vn\"; } ); },\n"
	"  { id = \"so-van-hoa\"; name = \"Sở Văn hóa\"; short = \"SVH\"; relation = \"subordinate\";\n"
	"    contacts = ( { position = \"focal\"; email = \"an@svh.example.vn\"; } ); },\n"
	"  { id = \"cong-an\"; name = \"Công an tỉnh\"; short = \"CAT\"; relation = \"vertical\";\n"
	"    contacts = ( { position = \"focal\"; email = \"ca@ca.example.vn\"; } ); } );\n"
	"policies = { standard = { remind = [ \"7d\", \"3wd\", \"0d\" ]; escalate = ( { after = \"1wd\"; to = [ \"owner:focal\" ]; } ); }; };\n"
	"plans = ( { id = \"p\"; title = \"Kế hoạch năm 2026\"; effective = \"2026-01-01..2026-12-31\"; policy = \"standard\";\n"
	"  coordinator = \"so-noi-vu\"; obligations = (\n"
	"  { id = \"bc\"; title = \"Báo cáo năm 2026\"; every = \"year\"; due = \"before 30/11\";\n"
	"    owed_by = [ \"so-y-te\", \"so-van-hoa\", \"cong-an\" ]; owed_to = [ \"so-noi-vu\" ]; },\n"
	"  { id = \"khac\"; title = \"Báo cáo khác năm 2026\"; every = \"year\"; due = \"by 10/12\"; owed_by = [ \"so-y-te\" ];\n"
	"    owed_to = [ \"so-noi-vu\" ]; },\n"
	"  { id = \"cu\"; title = \"Báo cáo cũ\"; every = \"once\"; period = \"2026\"; due = \"by 15/1/2026\"; owed_by = [ \"so-y-te\", \"cong-an\" ];\n"
	"    owed_to = [ \"so-noi-vu\" ]; },\n"
	"  { id = \"tin\"; title = \"Tin, bài\"; every = \"half-year\"; due = \"none\"; owed_by = [ \"so-y-te\", \"cong-an\" ]; owed_to = [ ]; count = 2; } ); } );\n";

#define ID "p/bc/so-y-te/2026"

struct world {
	struct config *config;
	struct store *store;
	struct templates *templates;
	struct engine *engine;
};

static struct instant at(const struct world *world, const char *text)
{
	struct instant when;

	g_assert_true(zone_parse(world->config->settings.zone, text, &when));
	return when;
}

static void set_up(struct world *world, const void *data)
{
	g_autofree char *templates = g_test_build_filename(G_TEST_DIST, "etc", "templates", NULL);
	g_autoptr(GPtrArray) directories = g_ptr_array_new(), lines = NULL;
	g_autoptr(GError) error = NULL;

	g_ptr_array_add(directories, templates);
	world->templates = templates_new(directories);
	world->config = config_read_text("t.conf", files, strlen(files));
	lines = problems_lines(world->config->problems);
	if (!config_ok(world->config))
		g_error("%s", (char *)lines->pdata[0]);
	world->store = store_open(":memory:", &error);
	g_assert_no_error(error);
	world->engine = engine_new(world->store, world->templates);
	g_assert_true(engine_load(world->engine, world->config, at(world, "2026-10-01T08:00"), NULL, &error));
	g_assert_no_error(error);
}

static void tear_down(struct world *world, const void *data)
{
	engine_free(world->engine);
	templates_free(world->templates);
	store_close(world->store);
	config_free(world->config);
}

static json_t *try(struct world *world, const char *when, const char *line, GError **error)
{
	GStringChunk *arena = g_string_chunk_new(256);
	json_t *answers = NULL;
	struct order order;

	if (orders_parse(line, world->config->settings.zone, arena, &order, error)) {
		order.user = "tester";
		if (!orders_run(world->engine, &order, at(world, when), &answers, error))
			g_assert_null(answers);
		order_clear(&order);
	}
	g_string_chunk_free(arena);
	return answers;
}

/* An order that is carried out; the answers, owned by the caller. */
static json_t *go(struct world *world, const char *when, const char *line)
{
	g_autoptr(GError) error = NULL;
	json_t *answers = try(world, when, line, &error);

	if (!answers)
		g_error("%s: %s", line, error->message);
	return answers;
}

static void done(struct world *world, const char *when, const char *line)
{
	json_decref(go(world, when, line));
}

static char *checksum(struct world *world)
{
	g_autoptr(GError) error = NULL;
	char *sum = store_checksum(world->store, &error);

	g_assert_no_error(error);
	return sum;
}

/* An order that is refused with that code and those words, and leaves nothing behind. */
static void refused(struct world *world, const char *when, const char *line, enum deadlined_error code, const char *words)
{
	g_autofree char *before = checksum(world), *after = NULL;
	g_autoptr(GError) error = NULL;
	json_t *answers = try(world, when, line, &error);

	if (answers)
		g_error("%s: carried out", line);
	g_test_message("%s: %s", line, error->message);
	g_assert_error(error, DEADLINED_ERROR, (int)code);
	if (!strstr(error->message, words))
		g_error("%s: '%s' lacks '%s'", line, error->message, words);
	after = checksum(world);
	g_assert_cmpstr(before, ==, after);
}

static struct fact *fact_now(struct world *world, const char *id)
{
	g_autoptr(GError) error = NULL;
	struct fact *fact = fact_get(world->store, id, &error);

	g_assert_no_error(error);
	g_assert_nonnull(fact);
	return fact;
}

static const char *text(const json_t *answers, const char *key)
{
	return json_string_value(json_object_get(json_array_get(answers, 0), key));
}

/* ---- the table of states ---- */

/* How an occurrence comes into each state. */
static const struct { enum order_state state; const char *id, *when, *lines[4]; } ways[] = {
	{ ORDER_STATE_OPEN, ID, "2026-11-02T09:00", { NULL } },
	{ ORDER_STATE_UNSETTLED, "p/cu/so-y-te/2026", "2026-11-02T09:00", { NULL } },
	{ ORDER_STATE_SUBMITTED, ID, "2026-11-02T09:00", { "submit " ID } },
	{ ORDER_STATE_ACCEPTED, ID, "2026-11-02T09:00", { "submit " ID, "accept " ID } },
	{ ORDER_STATE_RETURNED, ID, "2026-11-02T09:00", { "submit " ID, "return " ID " reason a days 5" } },
	{ ORDER_STATE_WAIVED, ID, "2026-11-02T09:00", { "waive " ID " reason a" } },
	{ ORDER_STATE_NIL, ID, "2026-11-02T09:00", { "nil " ID } },
	{ ORDER_STATE_CANCELLED, ID, "2026-11-02T09:00", { "cancel " ID } },
	{ ORDER_STATE_UNKNOWN, "p/cu/so-y-te/2026", "2026-11-02T09:00", { "settle p/cu/so-y-te/2026 as unknown" } },
	{ ORDER_STATE_UNDATED, "p/tin/all/2026-H2", "2026-11-02T09:00", { NULL } },
	{ ORDER_STATE_WITHDRAWN, ID, "2026-11-02T09:00", { NULL } },
};

/* What each order says besides the id, so that only the state can stand against it. */
static const char *rest_of(enum order_verb verb)
{
	switch (verb) {
	case ORDER_RETURN:
		return "reason a days 5";
	case ORDER_EXTEND:
		return "until 2026-12-31";
	case ORDER_AMEND:
		return "number 9";
	case ORDER_NOTE:
		return "note a";
	case ORDER_ASK:
		return "until 2026-12-30";
	case ORDER_SETTLE:
		return "as waived";
	case ORDER_SUBMIT:
	case ORDER_ACCEPT:
	case ORDER_WAIVE:
	case ORDER_NIL:
	case ORDER_CANCEL:
	case ORDER_REOPEN:
		return "";
	case ORDER_DATE:
	case ORDER_ASSIGN:
	case ORDER_HOLD:
	case ORDER_RELEASE:
	case ORDER_VERBS:
		break;
	}
	return NULL; /* tested where they are kept */
}

static void withdraw(struct world *world, const char *id)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(fact_t) fact = fact_now(world, id);

	fact->withdrawn = true;
	g_assert_true(store_begin(world->store, &error) && fact_put(world->store, fact, &error) && store_commit(world->store, &error));
}

static void bring(struct world *world, size_t way)
{
	g_autoptr(fact_t) fact = NULL;

	if (ways[way].state == ORDER_STATE_WITHDRAWN)
		withdraw(world, ways[way].id);
	for (size_t i = 0; ways[way].lines[i]; i++)
		done(world, ways[way].when, ways[way].lines[i]);
	fact = fact_now(world, ways[way].id);
	g_assert_cmpint(orders_table_state_of(fact), ==, ways[way].state);
}

/* Tried first, which must leave nothing; then carried out. */
static void may(struct world *world, size_t way, const char *line)
{
	g_autofree char *tried = g_strconcat(line, " dry-run", NULL), *before = checksum(world), *after = NULL;
	json_t *answers = go(world, ways[way].when, tried);

	g_assert_true(json_is_false(json_object_get(json_array_get(answers, 0), "done")));
	g_assert_true(json_is_null(json_object_get(json_array_get(answers, 0), "act")));
	json_decref(answers);
	after = checksum(world);
	g_assert_cmpstr(before, ==, after);
	answers = go(world, ways[way].when, line);
	g_assert_true(json_is_true(json_object_get(json_array_get(answers, 0), "done")));
	g_assert_cmpstr(text(answers, "id"), ==, ways[way].id);
	json_decref(answers);
}

static void may_not(struct world *world, size_t way, enum order_verb verb, const char *line)
{
	g_autofree char *is = g_strdup_printf("%s is %s: %s starts from ", ways[way].id, orders_table_state(ways[way].state),
					      orders_table_verb(verb));
	g_autofree char *instead = orders_table_verbs_of(ways[way].state), *possible = g_strconcat("possible here: ", instead, NULL);

	refused(world, ways[way].when, line, DEADLINED_ERROR_STATE, is);
	refused(world, ways[way].when, line, DEADLINED_ERROR_STATE, possible);
}

static void every_order_from_every_state(void)
{
	G_STATIC_ASSERT(G_N_ELEMENTS(ways) == ORDER_STATES);

	for (size_t way = 0; way < G_N_ELEMENTS(ways); way++) {
		for (int verb = 0; verb < ORDER_VERBS; verb++) {
			const char *rest = rest_of((enum order_verb)verb);
			g_autofree char *line = g_strdup_printf("%s %s %s", orders_table_verb((enum order_verb)verb), ways[way].id, rest ? rest : "");
			struct world world;

			if (!rest)
				continue;
			set_up(&world, NULL);
			bring(&world, way);
			if (orders_table_allows((enum order_verb)verb, ways[way].state))
				may(&world, way, line);
			else
				may_not(&world, way, (enum order_verb)verb, line);
			tear_down(&world, NULL);
		}
	}
}

static void finds_its_words(struct world *world, const void *data)
{
	for (int i = 0; i < ORDER_VERBS; i++)
		g_assert_cmpint(orders_table_find(orders_table_verb((enum order_verb)i)), ==, i);
	for (int i = 0; i < ORDER_STATES; i++)
		g_assert_cmpint(orders_table_find_state(orders_table_state((enum order_state)i)), ==, i);
	g_assert_cmpint(orders_table_find("drop"), ==, ORDER_VERBS);
	g_assert_cmpint(orders_table_find_state("late"), ==, ORDER_STATES);
	refused(world, "2026-11-02T09:00", "burn " ID, DEADLINED_ERROR_USAGE, "no order 'burn'");
}

/* ---- lateness ---- */

static void expect_days(struct world *world, const char *id, const char *days)
{
	g_autoptr(fact_t) fact = fact_now(world, id);
	g_autofree char *got = g_strdup_printf("%d %d %d %d", fact->days_late, fact->workdays_late, fact->original_days_late,
					       fact->original_workdays_late);

	g_assert_cmpstr(got, ==, days);
}

static void judges_lateness(void)
{
	/* The last permitted day is Monday 30/11, the day after the Sunday; Saturday 05/12 is five days, four working days after. */
	static const struct { const char *before, *line, *word, *days; } cases[] = {
		{ NULL, "submit " ID " received 2026-11-29T20:00", "on time", "0 0 0 0" },
		{ NULL, "submit " ID " received 2026-11-30T23:59", "grace", "0 0 0 0" },
		{ NULL, "submit " ID " received 2026-12-01T00:00", "late", "1 1 1 1" },
		{ NULL, "submit " ID " received 2026-12-05T09:00", "late", "5 4 5 4" },
		{ NULL, "submit " ID " received 2026-12-05T09:00 sent 2026-11-30T16:00", "grace", "0 0 0 0" },
		{ NULL, "submit " ID, "late", "10 8 10 8" },
		{ NULL, "nil " ID " received 2026-12-02", NULL, "2 2 2 2" },
		{ "extend " ID " until 2026-12-04", "submit " ID " received 2026-12-04T16:00", "on time", "0 0 4 4" },
		{ "extend " ID " until 2026-12-04", "submit " ID " received 2026-12-07T08:00", "late", "3 1 7 5" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct world world;
		json_t *answers;

		set_up(&world, NULL);
		if (cases[i].before)
			done(&world, "2026-11-27T09:00", cases[i].before);
		answers = go(&world, "2026-12-10T09:00", cases[i].line);
		g_assert_cmpstr(text(answers, "lateness"), ==, cases[i].word);
		json_decref(answers);
		expect_days(&world, ID, cases[i].days);
		tear_down(&world, NULL);
	}
}

static void keeps_the_first_time(struct world *world, const void *data)
{
	g_autoptr(fact_t) fact = NULL;
	char day[CIVIL_SIZE];

	done(world, "2026-12-02T10:00", "submit " ID " received 2026-12-02T09:00 number 1");
	done(world, "2026-12-03T10:00", "return " ID " reason a reason b until 2026-12-31");
	expect_days(world, ID, "2 2 2 2");
	done(world, "2026-12-20T10:00", "submit " ID " received 2026-12-20T09:00 number 2");
	expect_days(world, ID, "2 2 2 2");
	done(world, "2026-12-21T10:00", "return " ID " reason a days 3");
	done(world, "2026-12-22T10:00", "extend " ID " until 2027-01-15");
	fact = fact_now(world, ID);
	g_assert_cmpint(fact->rounds, ==, 2);
	g_assert_cmpint(fact->extensions, ==, 0);
	g_assert_cmpstr(civil_format(fact->limit, day), ==, "2027-01-15");
	g_assert_cmpstr(civil_format(fact->counted_limit, day), ==, "2026-11-29");
	expect_days(world, ID, "2 2 2 2");
}

/* Each step back, to where nothing had happened. */
static void takes_back_step_by_step(struct world *world, const void *data)
{
	static const struct { const char *takes_back, *state, *limit, *days; int version; } steps[] = {
		{ "accept", "submitted", "2026-12-31", "2 2 2 2", 2 }, { "submit", "returned", "2026-12-31", "2 2 2 2", 2 },
		{ "return", "submitted", "2026-11-29", "2 2 2 2", 3 }, { "submit", "open", "2026-11-29", "0 0 0 0", 3 },
	};

	g_autoptr(fact_t) fact = NULL;
	char day[CIVIL_SIZE], moment[INSTANT_SIZE];

	done(world, "2026-12-02T10:00", "submit " ID " received 2026-12-02T09:00");
	done(world, "2026-12-03T10:00", "return " ID " reason a until 2026-12-31");
	done(world, "2026-12-20T10:00", "submit " ID);
	done(world, "2026-12-21T10:00", "accept " ID);
	for (size_t i = 0; i < G_N_ELEMENTS(steps); i++) {
		json_t *answers = go(world, "2026-12-22T10:00", "reopen " ID);

		g_assert_cmpstr(text(answers, "takes_back"), ==, steps[i].takes_back);
		g_assert_cmpstr(text(answers, "state"), ==, steps[i].state);
		g_assert_cmpstr(text(answers, "limit"), ==, steps[i].limit);
		g_assert_cmpint(json_integer_value(json_object_get(json_array_get(answers, 0), "version")), ==, steps[i].version);
		json_decref(answers);
		expect_days(world, ID, steps[i].days);
	}
	fact = fact_now(world, ID);
	g_assert_cmpstr(civil_format(fact->aim, day), ==, "2026-11-27");
	g_assert_cmpstr(zone_format(world->config->settings.zone, fact->late_from, moment), ==, "2026-12-01T00:00:00+07:00");
	refused(world, "2026-12-22T10:00", "reopen " ID, DEADLINED_ERROR_STATE, "is open: reopen starts from");
	done(world, "2026-12-22T10:00", "settle p/cu/cong-an/2026 as waived");
	done(world, "2026-12-22T10:00", "reopen p/cu/cong-an/2026");
	done(world, "2026-12-22T10:00", "cancel p/cu/cong-an/2026");
	done(world, "2026-12-22T10:00", "reopen p/cu/cong-an/2026");
	done(world, "2026-12-22T10:00", "settle p/cu/cong-an/2026 as unknown");
}

static void amends(struct world *world, const void *data)
{
	done(world, "2026-12-10T09:00", "submit " ID " received 2026-11-27 number 1");
	expect_days(world, ID, "0 0 0 0");
	refused(world, "2026-12-10T09:00", "amend " ID, DEADLINED_ERROR_USAGE, "what is corrected?");
	refused(world, "2026-12-10T09:00", "amend " ID " received 2026-12-11", DEADLINED_ERROR_INPUT, "lies ahead");
	refused(world, "2026-12-10T09:00", "amend " ID " sent 2026-11-28", DEADLINED_ERROR_INPUT, "received before it was sent");
	done(world, "2026-12-10T09:00", "amend " ID " received 2026-12-02");
	expect_days(world, ID, "2 2 2 2");
	done(world, "2026-12-10T09:00", "amend " ID " number 2");
	expect_days(world, ID, "2 2 2 2");
	/* The old number is free, the new one is not. */
	refused(world, "2026-12-10T09:00", "submit p/bc/cong-an/2026 number 2", DEADLINED_ERROR_STATE, "number 2 is recorded for " ID " already");
	done(world, "2026-12-10T09:00", "submit p/bc/cong-an/2026 number 1");
	/* Taken back, its corrections go with it. */
	done(world, "2026-12-10T09:00", "reopen " ID);
	done(world, "2026-12-10T09:00", "submit " ID " received 2026-11-27 number 2");
	expect_days(world, ID, "0 0 0 0");
}

static void looks_at_numbers(struct world *world, const void *data)
{
	json_t *answers;

	done(world, "2026-11-02T09:00", "submit " ID " number 12/BC");
	refused(world, "2026-11-02T09:00", "submit p/bc/*/2026 number 13/BC", DEADLINED_ERROR_STATE, "number 13/BC is recorded for p/bc/cong-an/2026");
	refused(world, "2026-11-02T09:00", "submit p/bc/cong-an/2026 number 12/BC", DEADLINED_ERROR_STATE, "say --again");
	done(world, "2026-11-02T09:00", "submit p/bc/cong-an/2026 number 12/BC again");
	answers = go(world, "2026-11-02T09:00", "submit p/khac/so-y-te/2026 number 12/BC");
	g_assert_nonnull(text(answers, "same_document"));
	json_decref(answers);
}

/* ---- many at once ---- */

static struct order_row row(int line, const char *agency, const char *number, const char *received)
{
	return (struct order_row){ .line = line, .agency = (char *)agency, .number = (char *)number, .received = (char *)received,
				   .dated = (char *)"27/11/2026" };
}

static json_t *table(struct world *world, struct order *order, struct order_row *rows, guint count, GError **error)
{
	g_autoptr(GPtrArray) ids = g_ptr_array_new(), lines = g_ptr_array_new();
	json_t *answers = NULL;

	for (guint i = 0; i < count; i++)
		g_ptr_array_add(lines, &rows[i]);
	g_ptr_array_add(ids, (void *)"p/bc");
	order->verb = "submit";
	order->user = "tester";
	order->ids = ids;
	order->rows = lines;
	order->period = "2026";
	orders_run(world->engine, order, at(world, "2026-12-10T09:00"), &answers, error);
	return answers;
}

static void takes_tables(struct world *world, const void *data)
{
	struct order_row rows[] = { row(2, "SỞ Y TẾ", "1", "27/11/2026 10:05"), row(3, "so van hoa", "2", "2026-12-02"), row(4, "cat", "3", NULL) };
	struct order order = { .dry_run = true };
	g_autofree char *before = checksum(world), *after = NULL;
	json_t *answers = table(world, &order, rows, 3, NULL);

	g_assert_cmpuint(json_array_size(answers), ==, 3);
	g_assert_cmpint(json_integer_value(json_object_get(json_array_get(answers, 1), "line")), ==, 3);
	json_decref(answers);
	after = checksum(world);
	g_assert_cmpstr(before, ==, after);
	order.dry_run = false;
	answers = table(world, &order, rows, 3, NULL);
	g_assert_cmpstr(text(answers, "id"), ==, ID);
	g_assert_cmpstr(text(answers, "counted"), ==, "2026-11-27T10:05:00+07:00");
	json_decref(answers);
	expect_days(world, "p/bc/so-van-hoa/2026", "2 2 2 2");
}

static void takes_all_lines_or_none(struct world *world, const void *data)
{
	struct order_row rows[] = { row(2, "Sở Y tế", "1", NULL), row(3, "Sở Lạ", "2", NULL), row(4, "cong-an", "1", NULL),
				    row(5, NULL, "9", NULL),	  row(6, "SVH", "4", "mai"),  row(7, "so-y-te", "7", NULL) };
	g_autofree char *before = checksum(world), *after = NULL;
	g_autoptr(GError) error = NULL;
	struct order order = { 0 };
	json_t *answers = table(world, &order, rows, G_N_ELEMENTS(rows), &error);

	g_assert_null(answers);
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_INPUT);
	g_assert_nonnull(strstr(error->message, "5 of 6 lines cannot be taken"));
	g_assert_nonnull(strstr(error->message, "\nline 3: 'Sở Lạ' is no body that owes p/bc in 2026"));
	g_assert_nonnull(strstr(error->message, "\nline 4: p/bc/cong-an/2026: number 1 is recorded for " ID));
	g_assert_nonnull(strstr(error->message, "\nline 5: no agency"));
	g_assert_nonnull(strstr(error->message, "\nline 6: received 'mai'"));
	g_assert_nonnull(strstr(error->message, "\nline 7: " ID " is submitted"));
	after = checksum(world);
	g_assert_cmpstr(before, ==, after);
	order.partial = true;
	answers = table(world, &order, rows, G_N_ELEMENTS(rows), NULL);
	g_assert_cmpuint(json_array_size(answers), ==, 6);
	g_assert_true(json_is_true(json_object_get(json_array_get(answers, 0), "done")));
	for (size_t i = 1; i < 6; i++) {
		g_assert_true(json_is_false(json_object_get(json_array_get(answers, i), "done")));
		g_assert_true(json_is_string(json_object_get(json_array_get(answers, i), "error")));
		g_assert_cmpuint(json_object_size(json_array_get(answers, i)), ==, json_object_size(json_array_get(answers, 0)));
	}
	json_decref(answers);
}

static void settles(struct world *world, const void *data)
{
	g_autoptr(fact_t) fact = NULL;
	json_t *answers;

	refused(world, "2026-11-02T09:00", "settle p before 2026-02-01", DEADLINED_ERROR_USAGE, "settle: as what?");
	refused(world, "2026-11-02T09:00", "settle p before 2026-01-15 as unknown", DEADLINED_ERROR_NOT_FOUND, "nothing waits");
	refused(world, "2026-11-02T09:00", "settle q as unknown", DEADLINED_ERROR_UNKNOWN_ID, "no plan 'q'");
	answers = go(world, "2026-11-02T09:00", "settle p before 2026-02-01 as unknown by Lan reason \"năm cũ\"");
	g_assert_cmpuint(json_array_size(answers), ==, 2);
	g_assert_cmpstr(text(answers, "state"), ==, "unknown");
	g_assert_null(text(answers, "mail"));
	json_decref(answers);
	fact = fact_now(world, ID);
	g_assert_cmpint(fact->state, ==, STATE_OPEN);
	g_assert_false(fact->touched);
}

/* Nobody was written to about what was late when it was taken up, and nobody is; but where it is to come after all. */
static void settles_silently(struct world *world, const void *data)
{
	static const struct { const char *line, *mail; } cases[] = {
		{ "submit p/cu/so-y-te/2026", NULL },	{ "waive p/cu/so-y-te/2026", NULL },
		{ "nil p/cu/so-y-te/2026", NULL },	{ "cancel p/cu/so-y-te/2026", NULL },
		{ "extend p/cu/so-y-te/2026 until 2026-11-20", "extended" }, { "extend p/cu/so-y-te/2026 until 2026-11-21 quiet", NULL },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *line = g_strconcat(cases[i].line, " dry-run", NULL);
		json_t *answers = go(world, "2026-11-02T09:00", line);

		g_assert_cmpstr(text(answers, "mail"), ==, cases[i].mail);
		g_assert_cmpstr(text(answers, "state"), !=, "unsettled");
		json_decref(answers);
	}
	/* A limit that is over as well would leave it to be settled. */
	refused(world, "2026-11-02T09:00", "extend p/cu/so-y-te/2026 until 2026-10-20", DEADLINED_ERROR_INPUT, "is over too");
	refused(world, "2026-11-02T09:00", "ask p/cu/so-y-te/2026 until 2026-12-01", DEADLINED_ERROR_STATE, "is unsettled");
}

static void counts_items(struct world *world, const void *data)
{
	json_t *answers = go(world, "2026-11-02T09:00", "submit p/tin/so-y-te/2026-H2 entry \"bài trên báo tỉnh\" number 5");
	g_autoptr(fact_t) fact = NULL;

	g_assert_cmpstr(text(answers, "id"), ==, "p/tin/all/2026-H2");
	g_assert_cmpstr(text(answers, "state"), ==, "undated");
	json_decref(answers);
	done(world, "2026-11-02T09:00", "submit p/tin/cong-an/2026-H2 entry \"phóng sự\"");
	fact = fact_now(world, "p/tin/all/2026-H2");
	g_assert_cmpint(fact->entries, ==, 2);
	refused(world, "2026-11-02T09:00", "submit " ID " entry a", DEADLINED_ERROR_STATE, "its items are not counted");
	refused(world, "2026-11-02T09:00", "submit p/tin/all/2026-H2", DEADLINED_ERROR_STATE, "is undated");
	done(world, "2026-11-02T09:00", "cancel p/tin/all/2026-H2");
	refused(world, "2026-11-02T09:00", "submit p/tin/so-y-te/2026-H2 entry a", DEADLINED_ERROR_STATE, "no item can be added");
}

/* ---- what stands against them besides the state ---- */

static void says_what_is_missing(struct world *world, const void *data)
{
	static const struct { const char *line; enum deadlined_error code; const char *words; } cases[] = {
		{ "submit", DEADLINED_ERROR_USAGE, "which occurrence?" },
		{ "accept", DEADLINED_ERROR_USAGE, "which occurrence?" },
		{ "submit p/bc/so-y-te/2027", DEADLINED_ERROR_UNKNOWN_ID, "no occurrence" },
		{ "submit p/bc", DEADLINED_ERROR_INPUT, "is no id" },
		{ "submit " ID " received 2026-11-03", DEADLINED_ERROR_INPUT, "lies ahead" },
		{ "submit " ID " dated 2026-11-03", DEADLINED_ERROR_INPUT, "lies ahead" },
		{ "submit " ID " sent 2026-11-01 received 2026-10-30", DEADLINED_ERROR_INPUT, "received before it was sent" },
		{ "nil " ID " received 2026-11-03", DEADLINED_ERROR_INPUT, "lies ahead" },
		{ "return " ID " days 5", DEADLINED_ERROR_USAGE, "what is to be corrected?" },
		{ "return " ID " reason a", DEADLINED_ERROR_USAGE, "until when?" },
		{ "return " ID " reason a days 5 until 2026-11-30", DEADLINED_ERROR_USAGE, "until when?" },
		{ "return " ID " reason a until 2026-11-01", DEADLINED_ERROR_INPUT, "is over" },
		{ "extend " ID, DEADLINED_ERROR_USAGE, "until when?" },
		{ "extend " ID " until 2026-11-29", DEADLINED_ERROR_STATE, "is no later" },
		{ "ask " ID, DEADLINED_ERROR_USAGE, "for what?" },
		{ "ask " ID " until 2026-12-30 waive", DEADLINED_ERROR_USAGE, "for what?" },
		{ "ask " ID " until 2026-11-20", DEADLINED_ERROR_STATE, "ask for a later day" },
		{ "ask " ID " refused", DEADLINED_ERROR_STATE, "no request waits" },
		{ "extend " ID " until 2062-12-20", DEADLINED_ERROR_INPUT, "ten years ahead" },
		{ "ask " ID " until 2062-12-20", DEADLINED_ERROR_INPUT, "ten years ahead" },
		{ "hold " ID " until 2062-12-20 reason x", DEADLINED_ERROR_INPUT, "ten years ahead" },
		{ "date " ID " due \"before 20/12/2062\" number 1", DEADLINED_ERROR_INPUT, "ten years ahead" },
		{ "submit " ID " received 2006-11-01", DEADLINED_ERROR_INPUT, "ten years back" },
		{ "submit " ID " sent 2006-11-01", DEADLINED_ERROR_INPUT, "ten years back" },
		{ "submit " ID " dated 2006-11-01", DEADLINED_ERROR_INPUT, "ten years back" },
		{ "note " ID, DEADLINED_ERROR_USAGE, "what is to be noted?" },
		{ "settle as unknown", DEADLINED_ERROR_USAGE, "settle: what?" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		refused(world, "2026-11-02T09:00", cases[i].line, cases[i].code, cases[i].words);
}

/* One bad id, and nothing of the good ones is left. */
static void is_all_or_nothing(struct world *world, const void *data)
{
	done(world, "2026-11-02T09:00", "nil p/bc/so-van-hoa/2026");
	refused(world, "2026-11-02T09:00", "extend " ID " p/bc/so-van-hoa/2026 until 2026-12-20", DEADLINED_ERROR_STATE, "p/bc/so-van-hoa/2026 is nil");
}

/* A pattern means those the order may start from, and tells which it passed over. */
static void passes_over(struct world *world, const void *data)
{
	json_t *answers, *row;
	int passed = 0;
	size_t i;

	done(world, "2026-11-02T09:00", "nil p/bc/so-van-hoa/2026");
	answers = go(world, "2026-11-02T09:00", "extend p/bc/*/2026 until 2026-12-20");
	json_array_foreach (answers, i, row) {
		bool over = strcmp(json_string_value(json_object_get(row, "id")), "p/bc/so-van-hoa/2026") == 0;

		g_assert_cmpint(json_is_true(json_object_get(row, "done")), ==, !over);
		g_assert_cmpint(json_is_string(json_object_get(row, "error")), ==, over);
		passed += over;
	}
	g_assert_cmpint(passed, ==, 1);
	json_decref(answers);
	refused(world, "2026-11-02T09:00", "accept p/bc/so-v*/2026", DEADLINED_ERROR_STATE, "is nil");
}

/* A mail that waits is looked at by the order, which says nothing of it where it was only tried or is refused after all. */
static void says_nothing_when_only_tried(struct world *world, const void *data)
{
	static const char *const lines[] = { "hold " ID " reason x dry-run", "hold " ID " p/bc/cong-an/2027 reason x" };
	struct instant now = at(world, "2026-11-24T08:00"), next;
	g_autoptr(GError) error = NULL;

	g_assert_true(engine_tick(world->engine, now, &next, &error));
	g_ptr_array_unref(engine_take_events(world->engine));
	g_ptr_array_unref(engine_take_touched(world->engine));
	for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
		g_autoptr(GPtrArray) events = NULL, touched = NULL;

		json_decref(try(world, "2026-11-24T08:00", lines[i], NULL));
		events = engine_take_events(world->engine);
		touched = engine_take_touched(world->engine);
		g_assert_cmpuint(events->len, ==, 0);
		g_assert_cmpuint(touched->len, ==, 0);
	}
	done(world, "2026-11-24T08:00", "hold " ID " reason x");
	g_assert_cmpuint(world->engine->events->len, ==, 2);
}

static void keeps_the_request(struct world *world, const void *data)
{
	g_autoptr(GPtrArray) acts = NULL;
	g_autoptr(GError) error = NULL;
	g_autoptr(fact_t) fact = NULL;
	const struct act *act;
	json_t *answers = go(world, "2026-11-26T09:00", "ask " ID " until 2026-12-10 reason \"chờ số liệu\" asked-by \"Sở Y tế\"");

	/* Three working days after Thursday 26/11: the end of Tuesday 01/12. */
	g_assert_cmpstr(text(answers, "asked_until"), ==, "2026-12-02T00:00:00+07:00");
	json_decref(answers);
	refused(world, "2026-11-27T09:00", "ask " ID " waive", DEADLINED_ERROR_STATE, "waits for a decision already");
	done(world, "2026-11-27T09:00", "extend " ID " until 2026-12-04 number 5/SNV");
	fact = fact_now(world, ID);
	g_assert_false(instant_is_set(fact->asked_until));
	acts = act_list(world->store, fact->row, &error);
	act = acts->pdata[acts->len - 1];
	g_assert_cmpstr(act->reason, ==, "chờ số liệu");
	g_assert_nonnull(strstr(act->detail, "\"asked_by\":\"Sở Y tế\",\"asked_on\":\"2026-11-26\",\"before\":\"2026-11-29\""));
}

/* No pass writes more than its share, and each body gets one mail. */
static void answers_a_few_at_a_pass(struct world *world, const void *data)
{
	g_autoptr(GError) error = NULL;
	struct instant now = at(world, "2026-11-02T20:00"), next;
	g_autoptr(GPtrArray) waiting = NULL, none = NULL;
	int counts[MAIL_DROPPED + 1];

	for (int i = 0; i < 10; i++) {
		g_autofree char *until = g_strdup_printf("extend p/bc/*/2026 until 2026-12-%02d", 10 + i);

		done(world, "2026-11-02T20:00", until);
	}
	/* Only the last ten of an occurrence's limits stands, but all thirty wait to be looked at. */
	g_assert_true(engine_tick(world->engine, now, &next, &error));
	g_assert_no_error(error);
	waiting = agenda_of_kind(world->store, "answer", &error);
	g_assert_cmpuint(waiting->len, ==, 14);
	g_assert_true(instant_equal(next, now));
	g_assert_true(engine_tick(world->engine, now, &next, &error));
	none = agenda_of_kind(world->store, "answer", &error);
	g_assert_cmpuint(none->len, ==, 0);
	g_assert_true(outbox_count(world->store, counts, &error));
	g_assert_cmpint(counts[MAIL_QUEUED], ==, 3);
}

static void reads_every_field(struct world *world, const void *data)
{
	g_autoptr(GStringChunk) arena = g_string_chunk_new(256);
	g_autoptr(GError) error = NULL;
	const struct zone *zone = world->config->settings.zone;
	struct order order;
	char day[CIVIL_SIZE];

	g_assert_true(orders_parse("return a/b/c/d --days 5 --reason một --reason hai --quiet --as Lan --dry-run", zone, arena, &order, &error));
	g_assert_cmpint(order.days, ==, 5);
	g_assert_cmpstr(order.reason, ==, "một\nhai");
	g_assert_cmpuint(order.reasons->len, ==, 2);
	g_assert_true(order.quiet && order.dry_run);
	order_clear(&order);
	g_assert_true(orders_parse("settle p before 2026-01-01 as waived by Lan", zone, arena, &order, &error));
	g_assert_cmpstr(order.outcome, ==, "waived");
	g_assert_cmpstr(order.as, ==, "Lan");
	g_assert_cmpstr(civil_format(order.before, day), ==, "2026-01-01");
	order_clear(&order);
	g_assert_true(orders_parse("date p/bc --period 2026 --owner a --owner b --due \"before 20/11/2026\" --document 5/CV --earlier", zone, arena, &order,
				   &error));
	g_assert_cmpstr(order.due, ==, "before 20/11/2026");
	g_assert_cmpstr(order.number, ==, "5/CV");
	g_assert_cmpuint(order.owners->len, ==, 2);
	g_assert_true(order.earlier);
	order_clear(&order);
	g_assert_false(orders_parse("return a days 0", zone, arena, &order, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_INPUT);
}

int main(int argc, char **argv)
{
	static const struct { const char *name; void (*test)(struct world *world, const void *data); } tests[] = {
		{ "/orders/words", finds_its_words },
		{ "/orders/parse/fields", reads_every_field },
		{ "/orders/first-time", keeps_the_first_time },
		{ "/orders/taken-back", takes_back_step_by_step },
		{ "/orders/amend", amends },
		{ "/orders/numbers", looks_at_numbers },
		{ "/orders/table", takes_tables },
		{ "/orders/table/faults", takes_all_lines_or_none },
		{ "/orders/settle", settles },
		{ "/orders/settle/silent", settles_silently },
		{ "/orders/entries", counts_items },
		{ "/orders/missing", says_what_is_missing },
		{ "/orders/all-or-nothing", is_all_or_nothing },
		{ "/orders/passes-over", passes_over },
		{ "/orders/only-tried", says_nothing_when_only_tried },
		{ "/orders/ask", keeps_the_request },
		{ "/orders/answers", answers_a_few_at_a_pass },
	};

	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/orders/states", every_order_from_every_state);
	g_test_add_func("/orders/lateness", judges_lateness);
	for (size_t i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].name, struct world, NULL, set_up, tests[i].test, tear_down);
	return g_test_run();
}
