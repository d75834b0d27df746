#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "engine/contacts.h"
#include "engine/internal.h"
#include "engine/overlay.h"
#include "engine/pick.h"
#include "store/acts.h"

static const char head[] =
	"timezone = \"Asia/Ho_Chi_Minh\";\n"
	"office = { name = \"Sở Nội vụ\"; hours = \"07:30-17:00\"; };\n"
	"mail = { from = \"Sở Nội vụ <nhac@b.example.vn>\"; admin = \"admin@b.example.vn\"; relay = \"smtp://127.0.0.1:25\"; };\n"
	"groups = { tat-ca = [ \"so-y-te\" ]; };\n";
static const char bodies[] =
	"agencies = (\n"
	"  { id = \"so-y-te\"; name = \"Sở Y tế\"; short = \"SYT\"; level = \"province\"; relation = \"subordinate\"; groups = [ \"so\" ];\n"
	"    contacts = ( { position = \"focal\"; name = \"An\"; phone = \"1\"; email = \"an@syt.example.vn\"; until = \"2026-12-31\"; },\n"
	"      { position = \"focal\"; name = \"Bình\"; email = \"binh@syt.example.vn\"; from = \"2027-01-01\"; },\n"
	"      { position = \"pho\"; email = \"pho@syt.example.vn\"; deputy_of = \"head\"; } ); },\n"
	"  { id = \"so-y-te-cu\"; name = \"Sở Y tế cũ\"; relation = \"vertical\"; valid = \"..2026-06-30\"; successor = [ \"so-y-te\", \"xa\" ];\n"
	"    address_as = \"quý \\\"cơ quan\\\"\"; },\n"
	"  { id = \"xa\"; name = \"Xã Một\"; relation = \"requested\"; under = \"so-y-te\"; collective = true; } );\n";

struct world {
	struct config *config;
	struct store *store;
	struct templates *templates;
	struct engine *engine;
	struct instant now;
};

static struct config *read_config(const char *rest)
{
	g_autofree char *text = g_strconcat(head, rest, NULL);
	struct config *config = config_read_text("test.conf", text, strlen(text));
	g_autoptr(GPtrArray) lines = problems_lines(config->problems);

	if (!config_ok(config))
		g_error("%s", (char *)lines->pdata[0]);
	return config;
}

static void set_up(struct world *world, const void *data)
{
	g_autoptr(GError) error = NULL;

	world->config = read_config(bodies);
	world->store = store_open(":memory:", &error);
	world->templates = templates_new(NULL);
	world->engine = engine_new(world->store, world->templates);
	g_assert_true(zone_parse(world->config->settings.zone, "2026-10-01T08:00", &world->now));
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

static const struct contact_order by_tester = { .user = "tester", .as = "Lan" };

/* Who is written to: the address, "-" for nobody. */
static const char *written_to(const struct world *world, const char *agency, const char *position, int year, int month, int day)
{
	struct person person = person_of(world->engine, plan_agency(world->config->definitions, agency), position, civil_make(year, month, day));

	return person.address ? person.address : "-";
}

static json_t *must(struct world *world, bool end, struct contact_change change)
{
	g_autoptr(GError) error = NULL;
	json_t *answer = NULL;

	(end ? contacts_end : contacts_set)(world->engine, &change, &by_tester, world->now, &answer, &error);
	g_assert_no_error(error);
	return answer;
}

static void expect(json_t *answer, size_t row, const char *key, const char *wanted)
{
	const json_t *value = json_object_get(json_array_get(answer, row), key);
	g_autofree char *text = json_is_string(value) ? g_strdup(json_string_value(value)) : json_dumps(value, JSON_ENCODE_ANY);

	g_assert_cmpstr(text, ==, wanted);
}

static void refused(struct world *world, bool end, struct contact_change change, int code, const char *words)
{
	g_autoptr(GError) error = NULL;
	json_t *answer = NULL;
	g_autofree char *before = store_checksum(world->store, NULL), *after = NULL;

	g_assert_false((end ? contacts_end : contacts_set)(world->engine, &change, &by_tester, world->now, &answer, &error));
	g_assert_error(error, DEADLINED_ERROR, code);
	if (!strstr(error->message, words))
		g_error("%s", error->message);
	after = store_checksum(world->store, NULL);
	g_assert_cmpstr(before, ==, after);
}

/* A new person until the next one of the files begins; the same one with another telephone keeps the rest. */
static void test_set(struct world *world, const void *data)
{
	json_t *answer = must(world, false, (struct contact_change){ .agency = "so y te", .position = "focal", .name = "Chi",
								     .email = "chi@syt.example.vn", .number = "7/QĐ" });

	expect(answer, 0, "agency", "so-y-te");
	expect(answer, 0, "changed", "set");
	expect(answer, 0, "was", "An");
	expect(answer, 0, "phone", "null");
	expect(answer, 0, "from", "2026-10-01");
	expect(answer, 0, "until", "2026-12-31");
	json_decref(answer);
	g_assert_cmpstr(written_to(world, "so-y-te", "focal", 2026, 9, 30), ==, "an@syt.example.vn");
	g_assert_cmpstr(written_to(world, "so-y-te", "focal", 2026, 10, 1), ==, "chi@syt.example.vn");
	g_assert_cmpstr(written_to(world, "so-y-te", "focal", 2027, 1, 1), ==, "binh@syt.example.vn");
	answer = must(world, false, (struct contact_change){ .agency = "SYT", .position = "focal", .phone = "99" });
	expect(answer, 0, "name", "Chi");
	expect(answer, 0, "email", "chi@syt.example.vn");
	expect(answer, 0, "phone", "99");
	json_decref(answer);
	answer = must(world, false, (struct contact_change){ .agency = "SYT", .position = "focal", .phone = "99" });
	expect(answer, 0, "changed", "same");
	json_decref(answer);
}

static void test_dry_run(struct world *world, const void *data)
{
	struct contact_change change = { .agency = "so-y-te", .position = "focal", .email = "chi@syt.example.vn" };
	struct contact_order order = { .user = "tester", .dry_run = true };
	g_autofree char *before = store_checksum(world->store, NULL), *after = NULL;
	json_t *answer = NULL;

	g_assert_true(contacts_set(world->engine, &change, &order, world->now, &answer, NULL));
	expect(answer, 0, "done", "false");
	json_decref(answer);
	after = store_checksum(world->store, NULL);
	g_assert_cmpstr(before, ==, after);
	g_assert_cmpstr(written_to(world, "so-y-te", "focal", 2026, 10, 1), ==, "an@syt.example.vn");
}

/* Vacant until the next one begins; the head's deputy stands in, then the focal point. */
static void test_end(struct world *world, const void *data)
{
	json_t *answer;

	refused(world, true, (struct contact_change){ .agency = "so-y-te", .position = "focal", .until = "2026-12-31" }, DEADLINED_ERROR_STATE,
		"ends then already");
	answer = must(world, true, (struct contact_change){ .agency = "so-y-te", .position = "focal" });

	expect(answer, 0, "changed", "ended");
	expect(answer, 0, "from", "2026-10-01");
	expect(answer, 0, "until", "2026-12-31");
	expect(answer, 0, "email", "null");
	json_decref(answer);
	g_assert_cmpstr(written_to(world, "so-y-te", "focal", 2026, 10, 1), ==, "-");
	g_assert_cmpstr(written_to(world, "so-y-te", "head", 2026, 10, 1), ==, "pho@syt.example.vn");
	g_assert_cmpstr(written_to(world, "so-y-te", "focal", 2027, 1, 1), ==, "binh@syt.example.vn");
	json_decref(must(world, false, (struct contact_change){ .agency = "so-y-te", .position = "pho", .email = "pho2@syt.example.vn" }));
	g_assert_cmpstr(written_to(world, "so-y-te", "head", 2026, 10, 1), ==, "pho2@syt.example.vn");
	json_decref(must(world, true, (struct contact_change){ .agency = "so-y-te", .position = "pho" }));
	g_assert_cmpstr(written_to(world, "so-y-te", "head", 2026, 10, 1), ==, "-");
	g_assert_cmpstr(written_to(world, "so-y-te", "head", 2027, 2, 1), ==, "binh@syt.example.vn");
	refused(world, true, (struct contact_change){ .agency = "so-y-te", .position = "pho" }, DEADLINED_ERROR_STATE, "nobody holds pho");
}

/* A body that has ended has nobody, whoever is recorded. */
static void test_ended_body(struct world *world, const void *data)
{
	json_decref(must(world, false, (struct contact_change){ .agency = "so-y-te-cu", .position = "focal", .email = "cu@syt.example.vn" }));
	g_assert_cmpstr(written_to(world, "so-y-te-cu", "focal", 2026, 10, 1), ==, "-");
	g_assert_cmpstr(written_to(world, "xa", "focal", 2026, 10, 1), ==, "-");
}

static void test_refused(struct world *world, const void *data)
{
	static const struct { struct contact_change change; int code; const char *words; } cases[] = {
		{ { .agency = "so-y-te", .position = "focal", .email = "a b@c" }, DEADLINED_ERROR_INPUT, "a b@c" },
		{ { .agency = "so-y-te", .position = "focal", .email = "a@b.vn\nBcc: x@y.vn" }, DEADLINED_ERROR_INPUT, "one line" },
		{ { .agency = "so-y-te", .position = "focal", .name = "Khác" }, DEADLINED_ERROR_INPUT, "no address" },
		{ { .agency = "so-y-te", .position = "pho", .name = "Người mới" }, DEADLINED_ERROR_INPUT, "no address" },
		{ { .agency = "so-y-te", .position = "Trưởng phòng", .email = "a@b.vn" }, DEADLINED_ERROR_INPUT, "no position" },
		{ { .agency = "so-y-te", .email = "a@b.vn" }, DEADLINED_ERROR_INPUT, "which position" },
		{ { .agency = "không có", .position = "focal", .email = "a@b.vn" }, DEADLINED_ERROR_UNKNOWN_ID, "no agency" },
		{ { .agency = "sở", .position = "focal", .email = "a@b.vn" }, DEADLINED_ERROR_INPUT, "so-y-te, so-y-te-cu" },
		{ { .position = "focal", .email = "a@b.vn" }, DEADLINED_ERROR_INPUT, "give the agency" },
		{ { .agency = "so-y-te", .position = "focal", .email = "a@b.vn", .from = "31/11/2026" }, DEADLINED_ERROR_INPUT, "no date" },
		{ { .agency = "so-y-te", .position = "focal", .email = "a@b.vn", .from = "2026-11-02", .until = "1/11/2026" },
		  DEADLINED_ERROR_INPUT, "before" },
		{ { .agency = "so-y-te", .position = "focal", .email = "a@b.vn", .language = "fr" }, DEADLINED_ERROR_INPUT, "vi or en" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		refused(world, false, cases[i].change, cases[i].code, cases[i].words);
}

static void test_list(struct world *world, const void *data)
{
	json_t *rows;

	json_decref(must(world, false, (struct contact_change){ .agency = "SYT", .position = "focal", .email = "chi@syt.example.vn", .number = "7/QĐ" }));
	json_decref(must(world, false, (struct contact_change){ .agency = "SYT", .position = "focal", .email = "dung@syt.example.vn", .until = "2026-10-31" }));
	rows = contacts_list(world->engine, "so-y-te", world->now, NULL);
	g_assert_cmpint((int)json_array_size(rows), ==, 5);
	expect(rows, 0, "email", "an@syt.example.vn");
	expect(rows, 0, "state", "replaced");
	expect(rows, 0, "source", "file");
	expect(rows, 0, "where", "test.conf:7");
	expect(rows, 1, "email", "chi@syt.example.vn");
	expect(rows, 1, "state", "later");
	expect(rows, 1, "source", "store");
	expect(rows, 1, "number", "7/QĐ");
	expect(rows, 1, "as", "Lan");
	expect(rows, 2, "email", "dung@syt.example.vn");
	expect(rows, 2, "state", "current");
	expect(rows, 3, "email", "binh@syt.example.vn");
	expect(rows, 3, "state", "later");
	expect(rows, 4, "deputy_of", "head");
	json_decref(rows);
	g_assert_null(contacts_list(world->engine, "không có", world->now, NULL));
}

static json_t *import(struct world *world, struct contact_change *changes, size_t count, GError **error)
{
	g_autoptr(GPtrArray) rows = g_ptr_array_new();
	json_t *answer = NULL;

	for (size_t i = 0; i < count; i++)
		g_ptr_array_add(rows, &changes[i]);
	contacts_import(world->engine, rows, &by_tester, world->now, &answer, error);
	return answer;
}

static void test_import(struct world *world, const void *data)
{
	struct contact_change good[] = {
		{ .line = 2, .agency = "Sở Y Tế", .position = "focal", .name = "An", .email = "an@syt.example.vn", .phone = "1" },
		{ .line = 3, .agency = "xa", .position = "focal", .email = "hai@xa.example.vn", .from = "1/12/2026" },
		{ .line = 4, .agency = "xa", .position = "focal", .email = "mot@xa.example.vn" },
	};
	struct contact_change bad[] = {
		{ .line = 2, .agency = "xa", .position = "head", .email = "mot@xa.example.vn" },
		{ .line = 3, .agency = "xa", .position = "head", .email = "hai@xa.example.vn" },
		{ .line = 4, .agency = "xạ", .position = "head" },
	};
	g_autoptr(GError) error = NULL;
	g_autofree char *before = NULL, *after = NULL;
	json_t *answer = import(world, good, G_N_ELEMENTS(good), &error);

	g_assert_no_error(error);
	expect(answer, 0, "changed", "same");
	expect(answer, 1, "line", "3");
	expect(answer, 2, "until", "2026-11-30");
	json_decref(answer);
	before = store_checksum(world->store, NULL);
	g_assert_null(import(world, bad, G_N_ELEMENTS(bad), &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_INPUT);
	g_assert_true(g_str_has_prefix(error->message, "line 3: line 2 gives this position"));
	g_assert_nonnull(strstr(error->message, "\nline 4: "));
	after = store_checksum(world->store, NULL);
	g_assert_cmpstr(before, ==, after);
}

/* What is written can stand in for the files, and says the same of today and of later. */
static void test_export(struct world *world, const void *data)
{
	g_autofree char *text = NULL;
	const struct agency *ended;
	struct config *config;

	json_decref(must(world, false, (struct contact_change){ .agency = "SYT", .position = "focal", .name = "\"Chi\" \\", .email = "chi@syt.example.vn",
								.until = "2026-10-31" }));
	json_decref(must(world, true, (struct contact_change){ .agency = "SYT", .position = "pho", .until = "2026-11-15" }));
	text = contacts_export(world->engine, world->now);
	config = read_config(text);
	for (int day = 1; day < 200; day++) {
		struct civil date = civil_add(civil_make(2026, 10, 1), day);
		static const char *const positions[] = { "focal", "head" };

		for (size_t i = 0; i < G_N_ELEMENTS(positions); i++) {
			const struct contact *is = overlay_contact(NULL, plan_agency(config->definitions, "so-y-te"), positions[i], date);
			const struct contact *was = overlay_contact(world->engine->overlay, plan_agency(world->config->definitions, "so-y-te"),
								    positions[i], date);

			g_assert_cmpstr(is ? is->email : NULL, ==, was ? was->email : NULL);
			g_assert_cmpstr(is ? is->name : NULL, ==, was ? was->name : NULL);
		}
	}
	ended = plan_agency(config->definitions, "so-y-te-cu");
	g_assert_cmpint((int)ended->successors->len, ==, 2);
	g_assert_cmpstr(ended->address_as, ==, "quý \"cơ quan\"");
	g_assert_true(plan_agency(config->definitions, "xa")->collective);
	g_assert_true(party_names(g_hash_table_lookup(config->definitions->by_id, "so"), plan_agency(config->definitions, "so-y-te")));
	config_free(config);
}

/* The history of the service says that somebody was recorded, by whom and by which document; no name, no address. */
static void test_history(struct world *world, const void *data)
{
	g_autoptr(GPtrArray) acts = NULL;
	const struct act *act;

	json_decref(must(world, false, (struct contact_change){ .agency = "SYT", .position = "focal", .email = "chi@syt.example.vn", .number = "7/QĐ" }));
	acts = act_between(world->store, "contact", INSTANT_NONE, instant_add(world->now, 1), NULL);
	g_assert_cmpint((int)acts->len, ==, 1);
	act = acts->pdata[0];
	g_assert_cmpstr(act->as, ==, "Lan");
	g_assert_cmpstr(act->number, ==, "7/QĐ");
	g_assert_null(strstr(act->detail, "chi@"));
}

int main(int argc, char **argv)
{
	static const struct { const char *path; void (*run)(struct world *world, const void *data); } tests[] = {
		{ "/contacts/set", test_set },       { "/contacts/dry-run", test_dry_run }, { "/contacts/end", test_end },
		{ "/contacts/ended-body", test_ended_body }, { "/contacts/refused", test_refused }, { "/contacts/list", test_list },
		{ "/contacts/import", test_import }, { "/contacts/export", test_export },   { "/contacts/history", test_history },
	};

	g_test_init(&argc, &argv, NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, struct world, NULL, set_up, tests[i].run, tear_down);
	return g_test_run();
}
