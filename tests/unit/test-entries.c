/*
 * Items of what is counted: three communes owe two items a quarter, without a date; a station one item a year, by 20/12. The
 * middle of the fourth quarter of 2026 is 15/11, a Sunday; that of the year 02/07.
 */
#include <glib.h>
#include <string.h>

#include "base/error.h"
#include "engine/entries.h"
#include "engine/views.h"

static const char files[] =
	"office = { name = \"Sở K\"; hours = \"07:30-17:00\"; };\n"
	"mail = { from = \"Sở K <nhac@k.example.vn>\"; admin = \"admin@k.example.vn\"; relay = \"smtp://127.0.0.1:25\"; };\n"
	"agencies = ( { id = \"k\"; name = \"Sở K\"; relation = \"subordinate\"; contacts = ( { position = \"focal\"; email = \"k@k.example.vn\"; } ); },\n"
	"  { id = \"xa-a\"; name = \"Xã A\"; relation = \"subordinate\"; }, { id = \"xa-b\"; name = \"Xã B\"; relation = \"subordinate\"; },\n"
	"  { id = \"xa-cu\"; name = \"Xã Cũ\"; relation = \"subordinate\"; valid = \"2020-01-01..2026-10-31\"; successor = \"xa-d\"; },\n"
	"  { id = \"xa-d\"; name = \"Xã D\"; relation = \"subordinate\"; valid = \"2026-11-01..\"; },\n"
	"  { id = \"dai\"; name = \"Đài\"; relation = \"subordinate\"; } );\n"
	"policies = { p = { remind = [ \"0d\" ]; digest = \"weekly\"; }; };\n"
	"plans = ( { id = \"kh\"; title = \"Kế hoạch năm 2026\"; effective = \"2026-01-01..2026-12-31\"; policy = \"p\"; coordinator = \"k\";\n"
	"  obligations = (\n"
	"  { id = \"tin\"; title = \"Tin, bài\"; every = \"quarter\"; due = \"none\"; owed_by = [ \"xa-a\", \"xa-b\", \"xa-cu\" ]; owed_to = [ ]; count = 2; },\n"
	"  { id = \"mot\"; title = \"Chuyên đề\"; every = \"quarter\"; due = \"none\"; owed_by = [ \"dai\" ]; owed_to = [ ]; count = 2; },\n"
	"  { id = \"khong\"; title = \"Không đếm\"; every = \"quarter\"; due = \"none\"; owed_by = [ \"dai\" ]; owed_to = [ ]; },\n"
	"  { id = \"nam\"; title = \"Phóng sự\"; every = \"year\"; due = \"by 20/12\"; owed_by = [ \"dai\" ]; owed_to = [ \"k\" ]; count = 1; } ); } );\n";

struct world {
	struct config *config;
	struct store *store;
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
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) lines = NULL;

	world->config = config_read_text("t.conf", files, strlen(files));
	lines = problems_lines(world->config->problems);
	if (!config_ok(world->config))
		g_error("%s", (char *)lines->pdata[0]);
	world->store = store_open(":memory:", &error);
	g_assert_no_error(error);
	world->engine = engine_new(world->store, NULL);
	g_assert_true(engine_load(world->engine, world->config, at(world, "2026-05-01T08:00"), NULL, &error));
	g_assert_no_error(error);
}

static void tear_down(struct world *world, const void *data)
{
	engine_free(world->engine);
	store_close(world->store);
	config_free(world->config);
}

/* As the order leaves it. */
static void enter(struct world *world, const char *id, const char *body)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(fact_t) fact = fact_get(world->store, id, &error);
	g_autofree char *detail = body != NULL ? g_strdup_printf("{\"agency\": \"%s\"}", body) : NULL;
	struct act act = { .at = at(world, "2026-10-05T08:00"), .verb = (char *)"entry", .version = 1, .detail = detail };

	g_assert_no_error(error);
	fact->entries++;
	act.occurrence = fact->row;
	g_assert_true(store_begin(world->store, &error) && fact_put(world->store, fact, &error) && act_append(world->store, &act, &error) &&
		      store_commit(world->store, &error));
	g_assert_no_error(error);
}

static void lands(struct world *world, const void *data)
{
	static const struct { const char *id, *day, *fact, *body; int code; } cases[] = {
		{ "kh/tin/xa-a/2026-Q4", "2026-11-10", "kh/tin/all/2026-Q4", "xa-a", 0 },
		{ "kh/tin/xa-cu/2026-Q3", "2026-11-10", "kh/tin/all/2026-Q3", "xa-cu", 0 }, /* that period is over, and was its own */
		{ "kh/tin/xa-d/2026-Q4", "2026-11-10", "kh/tin/all/2026-Q4", "xa-d", 0 },
		{ "kh/tin/xa-d/2026-Q4", "2026-10-10", NULL, NULL, DEADLINED_ERROR_UNKNOWN_ID },
		{ "kh/tin/dai/2026-Q4", "2026-11-10", NULL, NULL, DEADLINED_ERROR_UNKNOWN_ID },
		{ "kh/tin/xa-a/2025-Q4", "2026-11-10", NULL, NULL, DEADLINED_ERROR_UNKNOWN_ID },
		{ "kh/tin/khong-ai/2026-Q4", "2026-11-10", NULL, NULL, DEADLINED_ERROR_UNKNOWN_ID },
		{ "so", "2026-11-10", NULL, NULL, DEADLINED_ERROR_UNKNOWN_ID },
		{ "kh/tin/all/2026-Q4", "2026-11-10", NULL, NULL, DEADLINED_ERROR_USAGE },
		{ "kh/mot/all/2026-Q4", "2026-11-10", "kh/mot/all/2026-Q4", "dai", 0 },
		{ "kh/nam/dai/2026", "2026-11-10", "kh/nam/dai/2026", NULL, 0 },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		g_autofree char *body = NULL;
		struct civil today;
		g_autoptr(fact_t) fact = NULL;

		g_assert_true(civil_parse(cases[i].day, &today));
		fact = entries_find(world->engine, cases[i].id, today, &body, &error);
		if (cases[i].code != 0) {
			g_assert_error(error, DEADLINED_ERROR, cases[i].code);
			g_assert_null(fact);
			continue;
		}
		g_assert_no_error(error);
		g_assert_cmpstr(fact->id, ==, cases[i].fact);
		g_assert_cmpstr(body, ==, cases[i].body);
	}
}

static void by_body(struct world *world, const void *data)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(fact_t) row = NULL;
	g_autoptr(GPtrArray) bodies = NULL;
	GString *text = g_string_new(NULL);

	enter(world, "kh/tin/all/2026-Q4", "xa-b");
	enter(world, "kh/tin/all/2026-Q4", "xa-cu"); /* before it ended: counts for its heir */
	enter(world, "kh/tin/all/2026-Q4", "xa-b");
	enter(world, "kh/tin/all/2026-Q3", "xa-a");
	row = fact_get(world->store, "kh/tin/all/2026-Q4", &error);
	bodies = entries_of(world->engine, row, civil_make(2026, 11, 10), &error);
	g_assert_no_error(error);
	for (guint i = 0; i < bodies->len; i++) {
		const struct entries_body *body = bodies->pdata[i];

		g_string_append_printf(text, "%s %d; ", body->agency->id, body->entries);
	}
	g_assert_cmpstr(text->str, ==, "xa-a 0; xa-b 2; xa-d 1; ");
	g_assert_cmpint(row->entries, ==, 3);
	g_string_free(text, TRUE);
}

/* The lines of a digest of that day, `before` the one that went before it. */
static char *lines_on(struct world *world, const char *before, const char *now)
{
	g_autoptr(GPtrArray) counts = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GError) error = NULL;
	struct run *run = run_new(world->engine, at(world, now));
	g_autofree char *subject = before != NULL ? g_strconcat("digest/k/", before, NULL) : NULL;
	struct ledger_row row = { .subject = subject, .version = 1, .step = (char *)"digest", .role = (char *)"coordinator:focal",
				  .outcome = OUTCOME_SAID, .at = run->now };
	GString *text = g_string_new(NULL);

	g_assert_true(store_begin(world->store, &error));
	g_assert_true(before == NULL || ledger_put(world->store, &row, &error));
	g_assert_true(entries_digest(run, world->config->definitions->plans->pdata[0], counts, &error));
	g_assert_no_error(error);
	store_rollback(world->store);
	for (guint i = 0; i < counts->len; i++) {
		const struct notice_count *count = counts->pdata[i];

		g_string_append_printf(text, "%s %s: %d, %d/%d; ", count->obligation->id, count->period.label, count->entries, count->enough,
				       count->owners);
	}
	run_free(run);
	return g_string_free(text, FALSE);
}

static void assert_lines(struct world *world, const char *before, const char *now, const char *expected)
{
	g_autofree char *lines = lines_on(world, before, now);

	g_assert_cmpstr(lines, ==, expected);
}

static void digests(struct world *world, const void *data)
{
	assert_lines(world, "2026-11-09", "2026-11-16T07:30", ""); /* nothing of it was ever recorded */
	enter(world, "kh/tin/all/2026-Q3", "xa-a");
	assert_lines(world, "2026-11-09", "2026-11-16T07:30", "tin 2026-Q4: 0, 0/3; ");
	enter(world, "kh/tin/all/2026-Q4", "xa-b");
	enter(world, "kh/tin/all/2026-Q4", "xa-b");
	assert_lines(world, "2026-11-09", "2026-11-16T07:30", "tin 2026-Q4: 2, 1/3; ");
	assert_lines(world, "2026-11-02", "2026-11-09T07:30", ""); /* before the middle */
	assert_lines(world, "2026-11-16", "2026-11-23T07:30", ""); /* said */
	assert_lines(world, "2026-11-09", "2026-11-23T07:30", "tin 2026-Q4: 2, 1/3; "); /* a week without a digest */
	assert_lines(world, NULL, "2026-11-23T07:30", "tin 2026-Q4: 2, 1/3; ");
	assert_lines(world, "2026-11-09", "2027-01-04T07:30", ""); /* the period is over */
	for (int i = 0; i < 2; i++) {
		enter(world, "kh/tin/all/2026-Q4", "xa-a");
		enter(world, "kh/tin/all/2026-Q4", "xa-d");
	}
	assert_lines(world, "2026-11-09", "2026-11-16T07:30", ""); /* everybody has enough */
}

static void dated(struct world *world, const void *data)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(fact_t) fact = NULL;

	enter(world, "kh/nam/dai/2026", NULL);
	assert_lines(world, "2026-06-29", "2026-07-06T07:30", "");
	fact = fact_get(world->store, "kh/nam/dai/2026", &error);
	fact->state = STATE_OPEN;
	((struct obligation *)engine_obligation(world->engine, "kh", "nam"))->count = 2;
	assert_lines(world, "2026-06-29", "2026-07-06T07:30", "nam 2026: 1, 0/1; ");
	fact->state = STATE_WAIVED;
	g_assert_true(store_begin(world->store, &error) && fact_put(world->store, fact, &error) && store_commit(world->store, &error));
	assert_lines(world, "2026-06-29", "2026-07-06T07:30", "");
}

/* What show tells of a row without a date. */
static void shown(struct world *world, const void *data)
{
	g_autoptr(GError) error = NULL;
	json_t *array, *items;

	enter(world, "kh/tin/all/2026-Q4", "xa-b");
	array = views_show(world->engine, "kh/tin/all/2026-Q4", LANGUAGE_EN, at(world, "2026-11-10T08:00"), &error);
	g_assert_no_error(error);
	items = json_object_get(json_array_get(array, 0), "items");
	g_assert_cmpint(json_array_size(items), ==, 3);
	g_assert_cmpstr(json_string_value(json_object_get(json_array_get(items, 1), "agency")), ==, "xa-b");
	g_assert_cmpint(json_integer_value(json_object_get(json_array_get(items, 1), "entries")), ==, 1);
	g_assert_cmpint(json_integer_value(json_object_get(json_array_get(array, 0), "entries")), ==, 1);
	json_decref(array);
	array = views_show(world->engine, "kh/khong/all/2026-Q4", LANGUAGE_EN, at(world, "2026-11-10T08:00"), &error);
	g_assert_true(json_is_null(json_object_get(json_array_get(array, 0), "items")));
	json_decref(array);
}

#define TEST(name, function) g_test_add(name, struct world, NULL, (void (*)(struct world *, const void *))set_up, function, tear_down)

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	TEST("/entries/lands", lands);
	TEST("/entries/by-body", by_body);
	TEST("/entries/digests", digests);
	TEST("/entries/dated", dated);
	TEST("/entries/shown", shown);
	return g_test_run();
}
