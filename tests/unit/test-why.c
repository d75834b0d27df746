#include <glib.h>
#include <string.h>

#include "base/error.h"
#include "engine/contacts.h"
#include "engine/internal.h"
#include "engine/orders.h"
#include "engine/why.h"

/* Limit Thursday 15/10/2026: -7d Thursday 8/10, -3d Monday 12/10, 0d 15/10, +1wd Friday 16/10, +3wd Tuesday 20/10 to the head. The second, by
 * Wednesday 21/10: -3d on Sunday 18/10, so Friday 16/10. */
static const char files[] =
	"timezone = \"Asia/Ho_Chi_Minh\";\n"
	"office = { name = \"Sở Nội vụ\"; hours = \"07:30-17:00\"; };\n"
	"mail = { from = \"Sở Nội vụ <nhac@b.example.vn>\"; admin = \"admin@b.example.vn\"; relay = \"smtp://127.0.0.1:25\"; rate = \"%s\"; };\n"
	"agencies = (\n"
	"  { id = \"snv\"; name = \"Sở Nội vụ\"; relation = \"subordinate\"; contacts = ( { position = \"focal\"; email = \"snv@b.example.vn\"; } ); },\n"
	"  { id = \"so-y-te\"; name = \"Sở Y tế\"; short = \"SYT\"; relation = \"subordinate\";\n"
	"    contacts = ( { position = \"focal\"; email = \"An@syt.example.vn\"; } ); } );\n"
	"policies = { standard = { remind = [ \"7d\", \"3d\", \"0d\" ];\n"
	"  escalate = ( { after = \"1wd\"; to = [ \"owner:focal\" ]; }, { after = \"3wd\"; to = [ \"owner:head\" ]; } ); }; };\n"
	"plans = ( { id = \"p\"; title = \"Kế hoạch năm 2026\"; effective = \"2026-01-01..2026-12-31\"; policy = \"standard\";\n"
	"  coordinator = \"snv\"; obligations = (\n"
	"  { id = \"a\"; title = \"Báo cáo A năm 2026\"; every = \"once\"; due = \"by 15/10/2026\"; owed_by = [ \"so-y-te\" ]; owed_to = [ \"snv\" ]; },\n"
	"  { id = \"b\"; title = \"Báo cáo B năm 2026\"; every = \"once\"; due = \"by 21/10/2026\"; owed_by = [ \"so-y-te\" ]; owed_to = [ \"snv\" ]; },\n"
	"  { id = \"noi-bo\"; title = \"Báo cáo nội bộ năm 2026\"; every = \"once\"; due = \"by 21/10/2026\"; owed_by = [ \"snv\" ]; owed_to = [ \"snv\" ]; } ); } );\n";

struct world {
	struct config *config;
	struct store *store;
	struct templates *templates;
	struct engine *engine;
	struct instant now;
};

static void set_up(struct world *world, const void *data)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *text = g_strdup_printf(files, data ? (const char *)data : "none");
	g_autofree char *templates = g_test_build_filename(G_TEST_DIST, "etc", "templates", NULL);
	g_autoptr(GPtrArray) lines = NULL, directories = g_ptr_array_new();

	world->config = config_read_text("test.conf", text, strlen(text));
	lines = problems_lines(world->config->problems);
	if (!config_ok(world->config))
		g_error("%s", (char *)lines->pdata[0]);
	world->store = store_open(":memory:", &error);
	g_ptr_array_add(directories, templates);
	world->templates = templates_new(directories);
	world->engine = engine_new(world->store, world->templates);
	g_assert_true(zone_parse(world->config->settings.zone, "2026-09-01T08:00", &world->now));
	engine_load(world->engine, world->config, world->now, NULL, &error);
	g_assert_no_error(error);
}

static void tear_down(struct world *world, const void *data)
{
	engine_free(world->engine);
	templates_free(world->templates);
	store_close(world->store);
	config_free(world->config);
}

/* What the relay does with what waits. */
static void deliver(struct world *world, enum delivery_outcome outcome, int code, const char *reply)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) parcels = delivery_take(world->engine, world->now, 100, &error);
	g_autoptr(GPtrArray) results = g_ptr_array_new_with_free_func((GDestroyNotify)delivery_result_free);

	g_assert_no_error(error);
	for (guint i = 0; i < parcels->len; i++) {
		struct delivery_result *result = g_new0(struct delivery_result, 1);

		result->envelope = ((const struct parcel *)parcels->pdata[i])->envelope;
		result->outcome = outcome;
		result->code = code;
		result->reply = g_strdup(reply);
		g_ptr_array_add(results, result);
	}
	delivery_report(world->engine, world->now, results, &error);
	g_assert_no_error(error);
}

static void tick(struct world *world, const char *when)
{
	g_autoptr(GError) error = NULL;
	struct instant next;

	g_assert_true(zone_parse(world->config->settings.zone, when, &world->now));
	engine_tick(world->engine, world->now, &next, &error);
	g_assert_no_error(error);
}

static void order(struct world *world, const char *line)
{
	g_autoptr(GStringChunk) arena = g_string_chunk_new(256);
	g_autoptr(GError) error = NULL;
	struct order parsed = { 0 };
	json_t *answer = NULL;

	g_assert_true(orders_parse(line, world->config->settings.zone, arena, &parsed, &error));
	parsed.user = "tester";
	orders_run(world->engine, &parsed, world->now, &answer, &error);
	g_assert_no_error(error);
	json_decref(answer);
	order_clear(&parsed);
}

static struct civil day(const char *text)
{
	struct civil date = CIVIL_NONE;

	g_assert_true(!text || civil_parse(text, &date));
	return date;
}

/* "a -7d said | b no step", every reason of the closed list, every key there. */
static char *asked(struct world *world, const char *who, const char *on)
{
	g_autoptr(GError) error = NULL;
	json_t *rows = why_view(world->engine, who, day(on), LANGUAGE_EN, world->now, &error), *row;
	GString *told = g_string_new(NULL);
	size_t i;

	g_assert_no_error(error);
	json_array_foreach (rows, i, row) {
		const char *reason = json_string_value(json_object_get(row, "reason")), *step = json_string_value(json_object_get(row, "step"));
		g_auto(GStrv) parts = g_strsplit(json_string_value(json_object_get(row, "id")), "/", -1);

		g_assert_true(g_strv_contains(why_reasons, reason));
		g_assert_cmpint((int)json_object_size(row), ==, 18);
		g_assert_nonnull(json_string_value(json_object_get(row, "text")));
		g_string_append_printf(told, "%s%s%s%s %s", i ? " | " : "", parts[1], step ? " " : "", step ? step : "", reason);
	}
	json_decref(rows);
	return g_string_free(told, FALSE);
}

static void expect(struct world *world, const char *who, const char *on, const char *wanted)
{
	g_autofree char *told = asked(world, who, on);

	g_assert_cmpstr(told, ==, wanted);
}

static json_t *first_row(struct world *world, const char *who, const char *on)
{
	json_t *rows = why_view(world->engine, who, day(on), LANGUAGE_EN, world->now, NULL), *row = json_incref(json_array_get(rows, 0));

	json_decref(rows);
	return row;
}

static void test_said(struct world *world, const void *data)
{
	json_t *row;

	tick(world, "2026-10-08T07:30");
	deliver(world, DELIVERY_SENT, 250, "250 2.0.0 Ok: queued as 4711");
	expect(world, "an@syt.example.vn", "2026-10-08", "a -7d said | b no step");
	expect(world, "so y te", "2026-10-08", "a -7d said | b no step");
	row = first_row(world, "SYT", NULL);
	g_assert_cmpstr(json_string_value(json_object_get(row, "reply")), ==, "250 2.0.0 Ok: queued as 4711");
	/* a relay's words begin with the code: it is told once */
	g_assert_nonnull(strstr(json_string_value(json_object_get(row, "text")), " (250 2.0.0 Ok: queued as 4711)"));
	g_assert_cmpint((int)json_integer_value(json_object_get(row, "mail")), ==, 1);
	json_decref(row);
}

static void test_ahead(struct world *world, const void *data)
{
	json_t *row;

	tick(world, "2026-10-05T07:30");
	expect(world, "SYT", "2026-10-08", "a -7d not yet | b no step");
	expect(world, "SYT", "2026-10-18", "b -3d day off | a no step");
	row = first_row(world, "SYT", "2026-10-18");
	g_assert_cmpstr(json_string_value(json_object_get(row, "moved_to")), ==, "2026-10-16");
	json_decref(row);
	row = first_row(world, "SYT", "2026-10-09");
	g_assert_cmpstr(json_string_value(json_object_get(row, "next_step")), ==, "-3d");
	g_assert_cmpstr(json_string_value(json_object_get(row, "next_day")), ==, "2026-10-12");
	json_decref(row);
	expect(world, "SYT", "2026-10-20", "a +3wd fell back | b no step");
	expect(world, "snv", "2026-10-20", "noi-bo owner");
}

static void test_relay(struct world *world, const void *data)
{
	tick(world, "2026-10-08T07:30");
	deliver(world, DELIVERY_TEMPORARY, 451, "4.3.0 later");
	expect(world, "SYT", "2026-10-08", "a -7d deferred | b no step");
	order(world, "submit p/a/so-y-te/2026");
	tick(world, "2026-10-08T07:40");
	deliver(world, DELIVERY_SENT, 250, "ok");
	expect(world, "SYT", "2026-10-08", "a -7d superseded | b no step");
	expect(world, "SYT", "2026-10-12", "a -3d state | b no step");
	tick(world, "2026-10-14T07:30");
	deliver(world, DELIVERY_PERMANENT, 550, "5.1.1 no such user");
	expect(world, "SYT", "2026-10-14", "a submit refused | b -7d refused");
}

static void test_grouped(struct world *world, const void *data)
{
	tick(world, "2026-10-16T07:30");
	expect(world, "An@syt.example.vn", "2026-10-16", "a +1wd grouped | a -0d late | a -3d late | a -7d late | b -3d grouped | b -7d covered");
}

static void test_held(struct world *world, const void *data)
{
	tick(world, "2026-10-07T07:30");
	order(world, "hold p/a/so-y-te/2026 reason x");
	expect(world, "SYT", "2026-10-08", "a -7d held | b no step");
	tick(world, "2026-10-08T07:30");
	expect(world, "SYT", "2026-10-08", "a -7d held | b no step");
}

static void test_person(struct world *world, const void *data)
{
	struct contact_change change = { .agency = "SYT", .position = "focal", .name = "Bình", .email = "binh@syt.example.vn" };
	struct contact_order by = { .user = "tester" };
	json_t *answer = NULL, *row;

	tick(world, "2026-10-07T07:30");
	g_assert_true(contacts_set(world->engine, &change, &by, world->now, &answer, NULL));
	json_decref(answer);
	tick(world, "2026-10-08T07:30");
	expect(world, "binh@syt.example.vn", "2026-10-08", "a -7d said | b no step");
	expect(world, "an@syt.example.vn", "2026-10-08", "a -7d not valid | b no step");
	row = first_row(world, "an@syt.example.vn", "2026-10-08");
	g_assert_cmpstr(json_string_value(json_object_get(row, "other")), ==, "binh@syt.example.vn");
	json_decref(row);
}

static void test_rate(struct world *world, const void *data)
{
	tick(world, "2026-10-08T07:30");
	deliver(world, DELIVERY_SENT, 250, "ok");
	tick(world, "2026-10-08T07:31");
	order(world, "submit p/b/so-y-te/2026");
	tick(world, "2026-10-08T08:02");
	expect(world, "SYT", "2026-10-08", "a -7d said | b submit rate");
}

static void test_unknown(struct world *world, const void *data)
{
	static const char *const nobody[] = { "nobody@b.example.vn", "Sở Không Có" };

	for (size_t i = 0; i < G_N_ELEMENTS(nobody); i++) {
		g_autoptr(GError) error = NULL;

		g_assert_null(why_view(world->engine, nobody[i], CIVIL_NONE, LANGUAGE_VI, world->now, &error));
		g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID);
	}
}

/* The manual names each reason, and no other. */
static void test_manual(struct world *world, const void *data)
{
	g_autofree char *path = g_test_build_filename(G_TEST_DIST, "daemon", "ctl", "deadlinectl.1", NULL), *text = NULL;
	g_autoptr(GError) error = NULL;
	g_autoptr(GHashTable) named = g_hash_table_new(g_str_hash, g_str_equal);
	g_auto(GStrv) lines = NULL;
	char *table;

	g_file_get_contents(path, &text, NULL, &error);
	g_assert_no_error(error);
	table = strstr(text, "\n.Ss Reasons\n");
	g_assert_nonnull(table);
	*strstr(table, "\n.El\n") = '\0';
	lines = g_strsplit(table, "\n", -1);
	for (char **line = lines; *line; line++) {
		char *name = *line + strlen(".It Ql ");

		if (!g_str_has_prefix(*line, ".It Ql "))
			continue;
		g_hash_table_add(named, name);
		if (!g_strv_contains(why_reasons, name))
			g_error("the manual names '%s', which is no reason", name);
	}
	for (const char *const *reason = why_reasons; *reason; reason++) {
		if (!g_hash_table_contains(named, *reason))
			g_error("the manual does not name '%s'", *reason);
	}
}

int main(int argc, char **argv)
{
	static const struct { const char *path; void (*run)(struct world *world, const void *data); const char *rate; } tests[] = {
		{ "/why/said", test_said, NULL },     { "/why/ahead", test_ahead, NULL },     { "/why/relay", test_relay, NULL },
		{ "/why/grouped", test_grouped, NULL }, { "/why/held", test_held, NULL },     { "/why/person", test_person, NULL },
		{ "/why/rate", test_rate, "1/h" },    { "/why/unknown", test_unknown, NULL }, { "/why/manual", test_manual, NULL },
	};

	g_test_init(&argc, &argv, NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, struct world, tests[i].rate, set_up, tests[i].run, tear_down);
	return g_test_run();
}
