#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "engine/engine.h"
#include "engine/proof.h"
#include "engine/statistics.h"
#include "store/ledger.h"
#include "store/outbox.h"

#define OWNED(text) ((char *)(text))

static const char files[] =
	"office = { name = \"Sở Nội vụ\"; hours = \"07:30-17:00\"; };\n"
	"mail = { from = \"Sở Nội vụ <nhac@b.example.vn>\"; admin = \"admin@b.example.vn\"; };\n"
	"agencies = (\n"
	"  { id = \"a-vien\"; name = \"Ủy ban Mặt trận\"; relation = \"requested\";\n"
	"    contacts = ( { position = \"focal\"; email = \"mt@b.example.vn\"; } ); },\n"
	"  { id = \"b-so\"; name = \"Sở Y tế\"; relation = \"subordinate\";\n"
	"    contacts = ( { position = \"focal\"; email = \"an@syt.example.vn\"; } ); },\n"
	"  { id = \"c-dai\"; name = \"Đài Phát thanh\"; relation = \"subordinate\";\n"
	"    contacts = ( { position = \"focal\"; email = \"dai@b.example.vn\"; } ); },\n"
	"  { id = \"d-nhan\"; name = \"Sở Nội vụ\"; relation = \"subordinate\";\n"
	"    contacts = ( { position = \"focal\"; email = \"snv@b.example.vn\"; } ); } );\n"
	"policies = { standard = { remind = [ \"7d\" ]; }; };\n"
	"plans = ( { id = \"p\"; title = \"Kế hoạch\"; effective = \"2025-01-01..2026-12-31\"; policy = \"standard\";\n"
	"  coordinator = \"d-nhan\"; obligations = (\n"
	"  { id = \"nam\"; title = \"Báo cáo năm\"; every = \"year\"; due = \"by 10/12\"; owed_by = [ \"a-vien\", \"b-so\", \"c-dai\" ];\n"
	"    owed_to = [ \"d-nhan\" ]; },\n"
	"  { id = \"quy\"; title = \"Báo cáo quý\"; every = \"quarter\"; due = \"by 15\"; owed_by = [ \"b-so\" ]; owed_to = [ \"d-nhan\" ]; }\n"
	"  ); } );\n";

struct world {
	char *path;
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
	g_autoptr(GError) error = NULL;
	int fd = g_file_open_tmp("test-figures-XXXXXX", &world->path, &error);

	g_assert_no_error(error);
	close(fd);
	g_assert_true(g_file_set_contents(world->path, files, -1, &error));
	world->config = config_load(world->path);
	g_assert_true(config_ok(world->config));
	world->store = store_open(":memory:", &error);
	g_assert_no_error(error);
	world->templates = templates_new(NULL);
	world->engine = engine_new(world->store, world->templates);
	engine_load(world->engine, world->config, at(world, "2025-01-06T08:00"), NULL, &error);
	g_assert_no_error(error);
}

static void tear_down(struct world *world, const void *data)
{
	engine_free(world->engine);
	templates_free(world->templates);
	store_close(world->store);
	config_free(world->config);
	g_unlink(world->path);
	g_free(world->path);
}

/* ---- statistics ---- */

/* What orders would have left: `days` late by the limit that counts, `working` of them. */
struct life { const char *id; enum state state; const char *submitted; bool grace; int days, working, extensions, first, rounds; };

static void live(struct world *world, const struct life *life)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(fact_t) fact = fact_get(world->store, life->id, &error);

	g_assert_nonnull(fact);
	fact->state = life->state;
	if (life->submitted)
		fact->submitted = at(world, life->submitted);
	if (life->extensions > 0) /* to a week later */
		fact->counted_late_from = fact->late_from = instant_add(fact->late_from, 7 * 86400);
	fact->grace = life->grace;
	fact->days_late = life->days;
	fact->workdays_late = life->working;
	fact->extensions = life->extensions;
	fact->original_days_late = fact->original_workdays_late = life->first;
	fact->rounds = life->rounds;
	fact->touched = true;
	store_begin(world->store, &error);
	fact_put(world->store, fact, &error);
	store_commit(world->store, &error);
	g_assert_no_error(error);
}

static void fill(struct world *world)
{
	static const struct life lives[] = {
		{ "p/nam/a-vien/2025", STATE_NIL, "2025-12-01T09:00", false, 0, 0, 0, 0, 0 },
		{ "p/nam/b-so/2025", STATE_ACCEPTED, "2025-12-15T09:00", false, 0, 0, 1, 5, 2 },
		{ "p/quy/b-so/2025-Q1", STATE_SUBMITTED, "2025-03-19T09:00", false, 4, 2, 0, 0, 0 },
		{ "p/quy/b-so/2025-Q2", STATE_WAIVED, NULL, false, 0, 0, 0, 0, 0 },
		{ "p/quy/b-so/2025-Q3", STATE_SUBMITTED, "2025-09-15T09:00", true, 0, 0, 0, 0, 0 },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(lives); i++)
		live(world, &lives[i]);
}

static json_t *read_figures(struct world *world, int year, enum counters_by by)
{
	g_autoptr(GError) error = NULL;
	json_t *rows = statistics_read(world->engine, "p", year, by, LANGUAGE_VI, at(world, "2025-12-20T08:00"), &error);

	g_assert_no_error(error);
	return rows;
}

static const char *text(const json_t *row, const char *key)
{
	const char *value = json_string_value(json_object_get(row, key));

	return value ? value : "-";
}

static void figures(const json_t *row, const char *want)
{
	static const char *const keys[] = { "owed", "on_time", "grace", "late", "days_late", "workdays_late", "original_late",
					    "original_days_late", "extended", "waived", "nil", "returned", "open", "missing" };
	g_autoptr(GString) got = g_string_new(NULL);

	g_string_append_printf(got, "%s %s %s:", text(row, "obligation"), text(row, "period"), text(row, "agency"));
	for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
		g_string_append_printf(got, " %d", (int)json_integer_value(json_object_get(row, keys[i])));
	g_assert_cmpstr(got->str, ==, want);
}

static void by_obligation(struct world *world, const void *data)
{
	json_t *rows;

	fill(world);
	rows = read_figures(world, 2025, COUNTERS_BY_OBLIGATION);
	g_assert_cmpint(json_array_size(rows), ==, 6);
	/*                                                   owed on grace late days wd  1st days ext waived nil rounds open missing */
	figures(json_array_get(rows, 0), "nam 2025 -: 3 2 0 0 0 0 1 5 1 0 1 2 1 1");
	figures(json_array_get(rows, 1), "quy 2025-Q1 -: 1 0 0 1 4 2 0 0 0 0 0 0 0 0");
	figures(json_array_get(rows, 2), "quy 2025-Q2 -: 1 0 0 0 0 0 0 0 0 1 0 0 0 0");
	figures(json_array_get(rows, 3), "quy 2025-Q3 -: 1 1 1 0 0 0 0 0 0 0 0 0 0 0");
	figures(json_array_get(rows, 4), "quy 2025-Q4 -: 1 0 0 0 0 0 0 0 0 0 0 0 1 1");
	figures(json_array_get(rows, 5), "- - -: 7 3 1 1 4 2 1 5 1 1 1 2 2 2");
	g_assert_cmpstr(text(json_array_get(rows, 0), "title"), ==, "Báo cáo năm");
	g_assert_cmpstr(text(json_array_get(rows, 5), "title"), ==, "Tổng cộng");
	g_assert_cmpstr(text(json_array_get(rows, 5), "plan"), ==, "p");
	json_decref(rows);
}

/* Đ comes after D and before S: neither by bytes, where it is last, nor by id. */
static void by_agency(struct world *world, const void *data)
{
	json_t *rows;

	fill(world);
	rows = read_figures(world, 2025, COUNTERS_BY_AGENCY);
	g_assert_cmpint(json_array_size(rows), ==, 4);
	figures(json_array_get(rows, 0), "- - c-dai: 1 0 0 0 0 0 0 0 0 0 0 0 1 1");
	figures(json_array_get(rows, 1), "- - b-so: 5 2 1 1 4 2 1 5 1 1 0 2 1 1");
	figures(json_array_get(rows, 2), "- - a-vien: 1 1 0 0 0 0 0 0 0 0 1 0 0 0");
	figures(json_array_get(rows, 3), "- - -: 7 3 1 1 4 2 1 5 1 1 1 2 2 2");
	g_assert_cmpstr(text(json_array_get(rows, 0), "agency_name"), ==, "Đài Phát thanh");
	json_decref(rows);
}

static void by_period(struct world *world, const void *data)
{
	json_t *rows;

	fill(world);
	rows = read_figures(world, 2025, COUNTERS_BY_PERIOD);
	g_assert_cmpint(json_array_size(rows), ==, 6);
	figures(json_array_get(rows, 0), "- 2025 -: 3 2 0 0 0 0 1 5 1 0 1 2 1 1");
	g_assert_cmpstr(text(json_array_get(rows, 0), "title"), ==, "Kế hoạch");
	figures(json_array_get(rows, 5), "- - -: 7 3 1 1 4 2 1 5 1 1 1 2 2 2");
	json_decref(rows);
}

static void of_a_year_or_a_plan(struct world *world, const void *data)
{
	g_autoptr(GError) error = NULL;
	enum counters_by by;
	json_t *rows = read_figures(world, 2024, COUNTERS_BY_OBLIGATION);

	g_assert_cmpint(json_array_size(rows), ==, 0);
	json_decref(rows);
	rows = read_figures(world, 2031, COUNTERS_BY_OBLIGATION);
	g_assert_cmpint(json_array_size(rows), ==, 0);
	json_decref(rows);
	rows = statistics_read(world->engine, NULL, 0, COUNTERS_BY_PERIOD, LANGUAGE_EN, at(world, "2025-12-20T08:00"), NULL);
	g_assert_cmpstr(text(json_array_get(rows, json_array_size(rows) - 1), "title"), ==, "Total");
	g_assert_cmpstr(text(json_array_get(rows, json_array_size(rows) - 1), "plan"), ==, "-");
	json_decref(rows);
	g_assert_null(statistics_read(world->engine, "khong", 0, COUNTERS_BY_PERIOD, LANGUAGE_VI, at(world, "2025-12-20T08:00"), &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID);
	g_clear_error(&error);
	g_assert_null(statistics_read(world->engine, NULL, 0, COUNTERS_BY_AGENCY, LANGUAGE_VI, at(world, "2025-12-20T08:00"), &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_USAGE);
	g_assert_true(statistics_by("agency", &by) && by == COUNTERS_BY_AGENCY);
	g_assert_false(statistics_by("Agency", &by));
}

/* Of a store of an older form, which counted days from the end of the limit: the next load counts them by the calendar, once. */
static void an_older_store_is_counted_again(struct world *world, const void *data)
{
	static const struct life lives[] = {
		{ "p/quy/b-so/2025-Q1", STATE_SUBMITTED, "2025-03-24T09:00", false, 99, 0, 0, 99, 0 }, /* Monday; limit: Saturday, till Monday 17 */
		{ "p/quy/b-so/2025-Q2", STATE_SUBMITTED, "2025-06-16T09:00", false, 9, 9, 0, 0, 0 },   /* limit Sunday, on Monday */
	};
	g_autoptr(fact_t) late = NULL;
	g_autoptr(fact_t) grace = NULL;
	g_autofree char *asked = NULL;
	g_autoptr(GError) error = NULL;

	live(world, &lives[0]);
	live(world, &lives[1]);
	store_begin(world->store, &error);
	store_meta_set(world->store, "lateness", "x", &error);
	store_commit(world->store, &error);
	engine_load(world->engine, world->config, at(world, "2025-07-01T08:00"), NULL, &error);
	g_assert_no_error(error);
	late = fact_get(world->store, lives[0].id, NULL);
	grace = fact_get(world->store, lives[1].id, NULL);
	g_assert_cmpint(late->days_late, ==, 7);
	g_assert_cmpint(late->workdays_late, ==, 5);
	g_assert_cmpint(late->original_days_late, ==, 7);
	g_assert_false(late->grace);
	g_assert_cmpint(grace->days_late + grace->workdays_late, ==, 0);
	g_assert_true(grace->grace);
	asked = store_meta_get(world->store, "lateness", NULL);
	g_assert_null(asked);
}

/* ---- proof ---- */

static void say(struct world *world, int64_t mail, const char *subject, const char *step, const char *role, enum outcome outcome, const char *address)
{
	const struct ledger_row row = { .subject = OWNED(subject), .version = 1, .step = OWNED(step), .role = OWNED(role), .outcome = outcome,
					.address = OWNED(address), .at = at(world, "2025-12-03T07:30"), .mail = mail };

	g_assert_true(ledger_put(world->store, &row, NULL));
}

static int64_t queue(struct world *world, const char *message_id, const char *to, const char *cc)
{
	struct mail mail = { .message_id = OWNED(message_id), .kind = OWNED("advance"), .at = at(world, "2025-12-03T07:30"),
			     .subject = OWNED("Thời hạn gửi báo cáo"), .to = OWNED(to) };
	g_autoptr(GPtrArray) copies = g_ptr_array_new();

	if (cc) {
		g_ptr_array_add(copies, OWNED(cc));
		mail.cc = copies;
	}
	mail.bytes = g_bytes_new_static("x", 1);
	g_assert_true(outbox_add(world->store, &mail, NULL));
	g_bytes_unref(mail.bytes);
	return mail.id;
}

static void answer(struct world *world, int64_t mail)
{
	g_autoptr(GPtrArray) envelopes = outbox_envelopes(world->store, mail, NULL);
	struct envelope *envelope = envelopes->pdata[0];

	envelope->state = MAIL_SENT;
	envelope->attempts = 2;
	envelope->first = at(world, "2025-12-03T07:30");
	envelope->done = at(world, "2025-12-03T07:35");
	envelope->code = 250;
	envelope->reply = g_strdup("queued as 4F");
	g_assert_true(outbox_put(world->store, envelope, NULL));
}

static void send_all(struct world *world)
{
	int64_t first, second;

	g_assert_true(store_begin(world->store, NULL));
	first = queue(world, "one@b.example.vn", "an@syt.example.vn", "snv@b.example.vn");
	say(world, first, "p/nam/b-so/2025", "-7d", "owner:focal", OUTCOME_SAID, "AN@syt.example.vn");
	say(world, first, "p/nam/b-so/2025", "-14d", "owner:focal", OUTCOME_COVERED, "an@syt.example.vn");
	say(world, first, "p/quy/b-so/2025-Q4", "-7d", "owner:focal", OUTCOME_SAID, "an@syt.example.vn");
	second = queue(world, "two@b.example.vn", "snv@b.example.vn", NULL);
	say(world, second, "p/nam/b-so/2025", "+5wd", "d-nhan:focal", OUTCOME_SAID, "snv@b.example.vn");
	say(world, second, "p/nam/b-so/2025", "+5wd", "mailto:snv@b.example.vn", OUTCOME_SAID, "snv@b.example.vn");
	say(world, 0, "p/nam/b-so/2025", "-30d", "owner:focal", OUTCOME_PAST, NULL);
	answer(world, first);
	g_assert_true(store_commit(world->store, NULL));
}

static void same_entry(const json_t *row, const char *want)
{
	g_autofree char *got = g_strdup_printf("%s %s %s %s %s %s %d %s %s", text(row, "id"), text(row, "step"), text(row, "role"),
					       text(row, "message_id"), text(row, "address"),
					       json_is_true(json_object_get(row, "copy")) ? "copy" : "to",
					       (int)json_integer_value(json_object_get(row, "code")), text(row, "reply"), text(row, "done"));

	g_assert_cmpstr(got, ==, want);
}

static void proves_every_envelope(struct world *world, const void *data)
{
	json_t *rows;

	send_all(world);
	rows = proof_read(world->engine, "p/nam/b-so/2025", NULL);
	g_assert_cmpint(json_array_size(rows), ==, 4);
	same_entry(json_array_get(rows, 0),
		   "p/nam/b-so/2025 -7d owner:focal one@b.example.vn an@syt.example.vn to 250 queued as 4F 2025-12-03T07:35:00+07:00");
	same_entry(json_array_get(rows, 1), "p/nam/b-so/2025 -7d - one@b.example.vn snv@b.example.vn copy 0 - -");
	same_entry(json_array_get(rows, 2), "p/nam/b-so/2025 +5wd d-nhan:focal two@b.example.vn snv@b.example.vn to 0 - -");
	same_entry(json_array_get(rows, 3), "p/nam/b-so/2025 +5wd mailto:snv@b.example.vn two@b.example.vn snv@b.example.vn to 0 - -");
	json_decref(rows);
	rows = proof_read(world->engine, "p/*/b-so/2025*", NULL);
	g_assert_cmpint(json_array_size(rows), ==, 6);
	json_decref(rows);
}

static void proves_nothing_of_nothing(struct world *world, const void *data)
{
	g_autoptr(GError) error = NULL;
	json_t *rows = proof_read(world->engine, "p/nam/c-dai/2025", NULL);

	g_assert_cmpint(json_array_size(rows), ==, 0);
	json_decref(rows);
	g_assert_null(proof_read(world->engine, "p/nam/khong/2025", &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID);
}

#define ADD(path, test) g_test_add(path, struct world, NULL, set_up, test, tear_down)

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	ADD("/figures/obligation", by_obligation);
	ADD("/figures/agency", by_agency);
	ADD("/figures/period", by_period);
	ADD("/figures/year", of_a_year_or_a_plan);
	ADD("/figures/older", an_older_store_is_counted_again);
	ADD("/figures/proof", proves_every_envelope);
	ADD("/figures/no-proof", proves_nothing_of_nothing);
	return g_test_run();
}
