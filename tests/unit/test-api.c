#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "engine/api.h"
#include "engine/internal.h"
#include "engine/orders.h"
#include "engine/views.h"
#include "store/acts.h"
#include "store/agenda.h"
#include "store/ledger.h"
#include "lib/schema.h"

static const char files[] =
	"timezone = \"Asia/Ho_Chi_Minh\";\n"
	"office = { name = \"Sở Nội vụ\"; hours = \"07:30-17:00\"; };\n"
	"mail = { from = \"Sở Nội vụ <nhac@b.example.vn>\"; admin = \"admin@b.example.vn\"; relay = \"smtp://127.0.0.1:25\"; };\n"
	"agencies = (\n"
	"  { id = \"so-noi-vu\"; name = \"Sở Nội vụ\"; short = \"SNV\"; relation = \"subordinate\";\n"
	"    contacts = ( { position = \"focal\"; email = \"snv@b.example.vn\"; } ); },\n"
	"  { id = \"so-y-te\"; name = \"Sở Y tế\"; short = \"SYT\"; relation = \"subordinate\";\n"
	"    contacts = ( { position = \"focal\"; email = \"an@syt.example.vn\"; } ); },\n"
	"  { id = \"cong-an\"; name = \"Công an tỉnh\"; relation = \"vertical\";\n"
	"    contacts = ( { position = \"focal\"; email = \"ca@ca.example.vn\"; } ); } );\n"
	"policies = { standard = { remind = [ \"7d\", \"3wd\", \"0d\" ]; receipt = \"30min\";\n"
	"  escalate = ( { after = \"1wd\"; to = [ \"owner:focal\" ]; }, { after = \"3wd\"; to = [ \"owner:head\" ]; } ); }; };\n"
	"plans = ( { id = \"p\"; title = \"Kế hoạch năm 2026\"; effective = \"2026-01-01..2026-12-31\"; policy = \"standard\";\n"
	"  coordinator = \"so-noi-vu\"; obligations = (\n"
	"  { id = \"bc\"; title = \"Báo cáo năm 2026\"; every = \"year\"; due = \"before 30/11\";\n"
	"    owed_by = [ \"so-y-te\", \"cong-an\", \"so-noi-vu\" ]; owed_to = [ \"so-noi-vu\" ]; },\n"
	"  { id = \"khac\"; title = \"Báo cáo khác năm 2026\"; every = \"year\"; due = \"by 10/12\"; owed_by = [ \"so-y-te\" ];\n"
	"    owed_to = [ \"so-noi-vu\" ]; },\n"
	"  { id = \"yeu-cau\"; title = \"Theo yêu cầu\"; every = \"year\"; due = \"event\"; owed_by = [ \"so-y-te\" ]; },\n"
	"  { id = \"thang\"; title = \"Không thời hạn\"; every = \"half-year\"; due = \"none\"; owed_by = [ \"so-y-te\", \"cong-an\" ]; } ); } );\n";

struct world {
	char *path;
	struct config *config;
	struct store *store;
	struct templates *templates;
	struct engine *engine;
	struct instant now;
};

static void set_now(struct world *world, const char *text)
{
	g_assert_true(zone_parse(world->config->settings.zone, text, &world->now));
}

static void set_up(struct world *world, const void *data)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) lines = NULL, directories = g_ptr_array_new_with_free_func(g_free);
	int fd = g_file_open_tmp("test-api-XXXXXX", &world->path, &error);

	g_assert_no_error(error);
	close(fd);
	g_file_set_contents(world->path, files, -1, &error);
	g_assert_no_error(error);
	world->config = config_load(world->path);
	lines = problems_lines(world->config->problems);
	if (!config_ok(world->config))
		g_error("%s", (char *)lines->pdata[0]);
	world->store = store_open(":memory:", &error);
	g_assert_no_error(error);
	g_ptr_array_add(directories, g_test_build_filename(G_TEST_DIST, "etc", "templates", NULL));
	world->templates = templates_new(directories);
	world->engine = engine_new(world->store, world->templates);
	set_now(world, "2026-10-01T08:00");
	engine_load(world->engine, world->config, world->now, NULL, &error);
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

/* One call; `query` as "a=b&c=d", `body` as JSON; the answer as one line of JSON, owned by the caller. */
static char *call(struct world *world, int status, const char *method, const char *path, const char *query, const char *body)
{
	g_autoptr(GHashTable) table = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	g_auto(GStrv) pairs = g_strsplit(query ? query : "", "&", -1);
	json_t *object = body ? json_loads(body, JSON_DECODE_ANY, NULL) : NULL, *answer = NULL;
	struct api_request request = { method, path, table, object, "tester" };
	char *text;
	int got;

	for (char **pair = pairs; *pair && **pair; pair++) {
		g_auto(GStrv) halves = g_strsplit(*pair, "=", 2);

		g_hash_table_insert(table, g_strdup(halves[0]), g_strdup(halves[1]));
	}
	got = api_call(world->engine, &request, world->now, &answer);
	text = json_dumps(answer, JSON_COMPACT);
	schema_check_answer(method, path, got, answer);
	json_decref(answer);
	json_decref(object);
	if (got != status)
		g_error("%s %s: %d, not %d: %s", method, path, got, status, text);
	return text;
}

/* The values of one key over an array, joined by blanks. */
static char *column(const char *json, const char *key)
{
	json_t *array = json_loads(json, 0, NULL), *row;
	GString *joined = g_string_new(NULL);
	size_t i;

	json_array_foreach (array, i, row) {
		g_autofree char *value = json_dumps(json_object_get(row, key), JSON_ENCODE_ANY);

		g_string_append_printf(joined, "%s%s", i ? " " : "", value);
	}
	json_decref(array);
	return g_string_free(joined, FALSE);
}

static void lists(struct world *world, const void *data)
{
	static const struct { const char *query, *ids; } cases[] = {
		{ "", "\"p/bc/cong-an/2026\" \"p/bc/so-noi-vu/2026\" \"p/bc/so-y-te/2026\" \"p/khac/so-y-te/2026\"" },
		{ "agency=so-y-te", "\"p/bc/so-y-te/2026\" \"p/khac/so-y-te/2026\"" },
		{ "agency=so y te", "\"p/bc/so-y-te/2026\" \"p/khac/so-y-te/2026\"" },
		{ "agency=SO\xcc\x9b\xcc\x89 Y", "\"p/bc/so-y-te/2026\" \"p/khac/so-y-te/2026\"" },
		{ "agency=SỞ  Y TẾ", "\"p/bc/so-y-te/2026\" \"p/khac/so-y-te/2026\"" },
		{ "agency=SO-Y-TE", "\"p/bc/so-y-te/2026\" \"p/khac/so-y-te/2026\"" },
		{ "agency=syt", "\"p/bc/so-y-te/2026\" \"p/khac/so-y-te/2026\"" },
		{ "agency=cong an", "\"p/bc/cong-an/2026\"" },
		{ "agency=nobody", "" },
		{ "obligation=khac", "\"p/khac/so-y-te/2026\"" },
		{ "from=2026-12-01&to=2026-12-31", "\"p/khac/so-y-te/2026\"" },
		{ "limit=2", "\"p/bc/cong-an/2026\" \"p/bc/so-noi-vu/2026\"" },
		{ "limit=2&after=p/bc/so-noi-vu/2026", "\"p/bc/so-y-te/2026\" \"p/khac/so-y-te/2026\"" },
		{ "state=overdue", "" },
		{ "state=not due&obligation=khac", "\"p/khac/so-y-te/2026\"" },
		{ "state=on event", "\"p/yeu-cau\"" },
		{ "undated=1&obligation=thang", "\"p/thang/all/2026-H1\" \"p/thang/all/2026-H2\"" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *rows = call(world, 200, "GET", "/v1/list", cases[i].query, NULL), *ids = column(rows, "id");

		g_assert_cmpstr(ids, ==, cases[i].ids);
	}
}

/* What is told at length comes in pages, too. */
static void pages_what_is_long(struct world *world, const void *data)
{
	static const struct { int status; const char *query, *ids; } cases[] = {
		{ 200, "limit=2", "\"p/bc/cong-an/2026\" \"p/bc/so-noi-vu/2026\"" },
		{ 200, "limit=2&after=p/bc/so-noi-vu/2026", "\"p/bc/so-y-te/2026\"" },
		{ 200, "limit=2&after=p/bc/so-y-te/2026", "" },
		{ 200, "limit=1000", "\"p/bc/cong-an/2026\" \"p/bc/so-noi-vu/2026\" \"p/bc/so-y-te/2026\"" },
		{ 404, "after=p/khac/so-y-te/2026", NULL },
	};
	static const char *const paths[] = { "/v1/show/p/bc/*/2026", "/v1/explain/p/bc/*/2026" };

	for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
		for (size_t j = 0; j < G_N_ELEMENTS(cases); j++) {
			g_autofree char *rows = call(world, cases[j].status, "GET", paths[i], cases[j].query, NULL);
			g_autofree char *ids = cases[j].ids ? column(rows, "id") : NULL;

			g_assert_cmpstr(ids, ==, cases[j].ids);
		}
	}
}

static void derives_the_state(struct world *world, const void *data)
{
	static const struct { const char *now, *state; } cases[] = {
		{ "2026-10-01T08:00", "\"not due\"" },        { "2026-11-14T23:59", "\"not due\"" },   { "2026-11-15T00:00", "\"due soon\"" },
		{ "2026-11-26T23:59", "\"due soon\"" },       { "2026-11-27T00:00", "\"due today\"" }, { "2026-11-29T23:59", "\"due today\"" },
		{ "2026-11-30T00:00", "\"grace\"" },          { "2026-11-30T23:59", "\"grace\"" },     { "2026-12-01T00:00", "\"overdue\"" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *rows = NULL, *state = NULL;

		set_now(world, cases[i].now);
		rows = call(world, 200, "GET", "/v1/list", "agency=cong-an", NULL);
		state = column(rows, "state");
		g_assert_cmpstr(state, ==, cases[i].state);
	}
}

static void submits(struct world *world, const void *data)
{
	g_autofree char *answer = NULL, *shown = NULL, *again = NULL, *other = NULL, *missing = NULL, *state = NULL;
	g_autoptr(GPtrArray) receipts = NULL;
	g_autoptr(GError) error = NULL;
	const struct agenda_row *receipt;
	struct fact *fact;

	set_now(world, "2026-12-02T09:00");
	answer = call(world, 200, "POST", "/v1/submit", NULL,
		      "{\"ids\": [\"p/bc/so-y-te/2026\"], \"number\": \"12/BC-SYT\", \"dated\": \"2026-11-30\", "
		      "\"received\": \"2026-12-02T08:30\", \"sent\": \"2026-11-30T16:00\", \"as\": \"chi Lan\"}");
	g_assert_cmpstr(answer, ==,
			"[{\"id\":\"p/bc/so-y-te/2026\",\"order\":\"submit\",\"done\":true,\"state\":\"submitted\",\"version\":1,"
			"\"limit\":\"2026-11-29\",\"late_from\":\"2026-12-01T00:00:00+07:00\",\"act\":1,\"mail\":\"receipt\","
			"\"mail_to\":\"an@syt.example.vn\",\"mail_at\":\"2026-12-02T09:30:00+07:00\","
			"\"counted\":\"2026-11-30T16:00:00+07:00\",\"lateness\":\"grace\",\"days_late\":0,"
			"\"receipt\":\"2026-12-02T09:30:00+07:00\",\"same_document\":null,\"missing\":[],\"line\":null,\"error\":null,"
			"\"takes_back\":null,\"receipt_was\":null,\"asked_until\":null,\"entries\":null}]");
	fact = fact_get(world->store, "p/bc/so-y-te/2026", &error);
	g_assert_no_error(error);
	g_assert_cmpint(fact->state, ==, STATE_SUBMITTED);
	g_assert_true(fact->touched);
	g_assert_true(instant_equal(fact->next, INSTANT_NEVER));
	fact_free(fact);
	receipts = agenda_of_kind(world->store, "receipt", &error);
	g_assert_cmpuint(receipts->len, ==, 1);
	receipt = receipts->pdata[0];
	g_assert_cmpstr(receipt->subject, ==, "receipt/p/bc/so-y-te/2026/1");
	shown = call(world, 200, "GET", "/v1/show/p/bc/so-y-te/2026", "lang=en", NULL);
	g_assert_nonnull(strstr(shown, "\"verb\":\"submit\",\"user\":\"tester\",\"as\":\"chi Lan\",\"number\":\"12/BC-SYT\",\"dated\":\"2026-11-30\""));
	again = call(world, 409, "POST", "/v1/submit", NULL, "{\"ids\": [\"p/bc/so-y-te/2026\"]}");
	g_assert_nonnull(strstr(again, "\"exit\":76"));
	g_free(g_steal_pointer(&again));
	again = call(world, 409, "POST", "/v1/submit", NULL, "{\"ids\": [\"p/bc/cong-an/2026\"], \"number\": \"12/BC-SYT\"}");
	g_assert_nonnull(strstr(again, "recorded for p/bc/so-y-te/2026 already"));
	other = call(world, 200, "POST", "/v1/submit", NULL, "{\"ids\": [\"p/khac/so-y-te/2026\"], \"number\": \"12/BC-SYT\"}");
	g_assert_nonnull(strstr(other, "\"lateness\":\"on time\""));
	g_assert_nonnull(strstr(other, "\"same_document\":\"p/bc/so-y-te/2026\""));
	missing = call(world, 200, "GET", "/v1/list", "missing=1&state=overdue", NULL);
	state = column(missing, "id");
	g_assert_cmpstr(state, ==, "\"p/bc/cong-an/2026\" \"p/bc/so-noi-vu/2026\"");
}

/* What the clerk is told is when the receipt leaves, not when the policy's minutes have passed. */
static void tells_when_the_receipt_leaves(struct world *world, const void *data)
{
	static const struct { const char *now, *told; } cases[] = {
		{ "2026-10-09T16:30", "\"receipt\":\"2026-10-12T07:30:00+07:00\"" }, /* Friday: 17:00 is closing */
		{ "2026-10-10T09:00", "\"receipt\":\"2026-10-12T07:30:00+07:00\"" }, /* Saturday */
		{ "2026-10-12T07:10", "\"receipt\":\"2026-10-12T07:40:00+07:00\"" },
		{ "2026-10-12T06:10", "\"receipt\":\"2026-10-12T07:30:00+07:00\"" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *answer = NULL;

		set_now(world, cases[i].now);
		answer = call(world, 200, "POST", "/v1/submit", NULL, "{\"ids\": [\"p/bc/so-y-te/2026\"], \"dry_run\": true}");
		if (strstr(answer, cases[i].told) == NULL)
			g_error("%s: %s", cases[i].now, answer);
	}
}

static void submits_all_or_nothing(struct world *world, const void *data)
{
	g_autofree char *before = store_checksum(world->store, NULL), *after = NULL, *dry = NULL, *late = NULL, *days = NULL;
	static const struct { int status; const char *body; } refused[] = {
		{ 404, "{\"ids\": [\"p/bc/so-y-te/2026\", \"p/bc/so-y-te/2027\"]}" },
		{ 404, "{\"ids\": [\"p/bc/x*/2026\"]}" },
		{ 400, "{\"ids\": [\"p/bc\"]}" },
		{ 400, "{\"ids\": []}" },
		{ 400, "{}" },
		{ 400, "[]" },
		{ 400, "{\"ids\": [\"p/bc/so-y-te/2026\"], \"colour\": 1}" },
		{ 400, "{\"ids\": [\"p/bc/so-y-te/2026\"], \"number\": 12}" },
		{ 400, "{\"ids\": [\"p/bc/so-y-te/2026\"], \"number\": \"a\\nb\"}" },
		{ 400, "{\"ids\": [\"p/bc/so-y-te/2026\"], \"received\": \"2026-10-02T08:00\"}" },
		{ 400, "{\"ids\": [\"p/bc/so-y-te/2026\"], \"received\": \"soon\"}" },
		{ 400, "{\"ids\": [\"p/bc/so-y-te/2026\"], \"dated\": \"2026-10-02\"}" },
		{ 400, "{\"ids\": [{}]}" },
		{ 409, "{\"ids\": [\"p/thang/all/2026-H1\"]}" },
		{ 409, "{\"ids\": [\"p/bc/*/2026\"], \"number\": \"1\"}" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(refused); i++)
		g_free(call(world, refused[i].status, "POST", "/v1/submit", NULL, refused[i].body));
	dry = call(world, 200, "POST", "/v1/submit", NULL, "{\"ids\": [\"p/*/*/2026\"], \"dry_run\": true}");
	g_assert_nonnull(strstr(dry, "\"done\":false"));
	after = store_checksum(world->store, NULL);
	g_assert_cmpstr(before, ==, after);
	set_now(world, "2026-12-03T10:00");
	late = call(world, 200, "POST", "/v1/submit", NULL, "{\"ids\": [\"p/bc/*/2026\"], \"number\": \"1\", \"again\": true}");
	days = column(late, "days_late");
	g_assert_cmpstr(days, ==, "3 3 3");
}

/* A mail with one envelope and the ledger row it stands for. */
static int64_t put_mail(struct world *world, const char *step, enum mail_state state, int code, const char *reply)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *id = g_strdup_printf("%s@b.example.vn", step);
	struct mail mail = { .message_id = id, .kind = (char *)"advance", .at = world->now, .subject = (char *)"Nhắc", .to = (char *)"ca@ca.example.vn" };
	struct ledger_row row = { (char *)"p/bc/cong-an/2026", 1, (char *)step, (char *)"owner:focal", OUTCOME_SAID, NULL,
				  (char *)"ca@ca.example.vn", world->now, 0 };
	g_autoptr(GPtrArray) envelopes = NULL;
	struct envelope *envelope;
	int64_t number;

	mail.bytes = g_bytes_new_static("Subject: x\r\n\r\nx\r\n", 17);
	store_begin(world->store, &error);
	outbox_add(world->store, &mail, &error);
	g_assert_no_error(error);
	row.mail = mail.id;
	ledger_put(world->store, &row, &error);
	g_assert_no_error(error);
	envelopes = outbox_envelopes(world->store, mail.id, &error);
	envelope = envelopes->pdata[0];
	envelope->state = state;
	envelope->code = code;
	g_free(envelope->reply);
	envelope->reply = g_strdup(reply);
	if (state == MAIL_SENT || state == MAIL_FAILED)
		envelope->done = world->now;
	outbox_put(world->store, envelope, &error);
	g_assert_no_error(error);
	g_assert_true(store_commit(world->store, &error));
	number = envelope->id;
	g_bytes_unref(mail.bytes);
	return number;
}

static void explains(struct world *world, const void *data)
{
	g_autofree char *told = NULL, *earlier = NULL, *head = NULL;

	set_now(world, "2026-11-20T08:00");
	put_mail(world, "-7d", MAIL_SENT, 250, "2.0.0 ok");
	set_now(world, "2026-11-25T08:00");
	put_mail(world, "-3wd", MAIL_DEFERRED, 451, "later\xff");
	told = call(world, 200, "GET", "/v1/explain/p/bc/cong-an/2026", "lang=en", NULL);
	g_assert_nonnull(strstr(told, "\"rule\":\"aim\",\"value\":\"2026-11-27\""));
	g_assert_nonnull(strstr(told, "\"step\":\"-7d\",\"role\":\"owner:focal\",\"counted\":\"2026-11-20\",\"day\":\"2026-11-20\""));
	g_assert_nonnull(strstr(told, "\"reason\":\"said\",\"outcome\":\"said\",\"address\":\"ca@ca.example.vn\",\"mail\":1,\"message_id\":\"-7d@b.example.vn\","
				      "\"state\":\"sent\",\"code\":250,\"reply\":\"2.0.0 ok\""));
	g_assert_nonnull(strstr(told, "\"reason\":\"deferred\""));
	g_assert_nonnull(strstr(told, "accepted by the relay"));
	/* What is still to come: said by the ladder itself. */
	g_assert_nonnull(strstr(told, "\"step\":\"+1wd\",\"role\":\"owner:focal\",\"counted\":\"2026-12-01\",\"day\":\"2026-12-01\","
				      "\"moment\":\"2026-12-01T07:30:00+07:00\",\"moved\":false,\"reason\":\"not yet\""));
	g_assert_nonnull(strstr(told, "\"step\":\"+3wd\",\"role\":\"owner:head\""));
	g_assert_nonnull(strstr(told, "\"reason\":\"relation\""));
	earlier = call(world, 200, "GET", "/v1/explain/p/bc/cong-an/2026", "at=2026-11-01T08:00&lang=en", NULL);
	g_assert_null(strstr(earlier, "accepted by the relay"));
	g_assert_nonnull(strstr(earlier, "will go at "));
	head = call(world, 200, "GET", "/v1/explain/p/bc/so-noi-vu/2026", "lang=vi", NULL);
	g_assert_nonnull(strstr(head, "cơ quan báo cáo cũng là cơ quan nhận"));
}

static void put_past(struct world *world, const char *step, const char *reason)
{
	struct ledger_row row = { (char *)"p/bc/cong-an/2026", 1, (char *)step, (char *)"owner:focal", OUTCOME_PAST, (char *)reason, NULL,
				  world->now, 0 };
	g_autoptr(GError) error = NULL;

	store_begin(world->store, &error);
	ledger_put(world->store, &row, &error);
	g_assert_no_error(error);
	g_assert_true(store_commit(world->store, &error));
}

static void tells_why_a_step_is_past(struct world *world, const void *data)
{
	g_autofree char *told = NULL;

	set_now(world, "2026-11-26T08:00");
	put_past(world, "-7d", "late");
	put_past(world, "-3wd", "moved");
	told = call(world, 200, "GET", "/v1/explain/p/bc/cong-an/2026", "lang=en", NULL);
	g_assert_nonnull(strstr(told, "\"reason\":\"late\",\"outcome\":\"past\""));
	g_assert_nonnull(strstr(told, "before anybody could speak"));
	g_assert_nonnull(strstr(told, "\"reason\":\"moved\",\"outcome\":\"past\""));
	g_assert_nonnull(strstr(told, "the days off changed"));
}

/* Given up, while the relay rests: it goes now, and has the whole time of a new mail. */
static void retries_at_once(struct world *world, const void *data)
{
	g_autoptr(GError) error = NULL;
	struct envelope *envelope;
	struct instant outbox, next;
	int64_t number;

	set_now(world, "2026-11-20T08:00");
	number = put_mail(world, "-7d", MAIL_FAILED, 451, "later");
	envelope = outbox_envelope(world->store, number, &error);
	envelope->attempts = 9;
	envelope->first = instant_add(world->now, -5 * 86400);
	store_begin(world->store, &error);
	outbox_put(world->store, envelope, &error);
	g_assert_true(store_commit(world->store, &error));
	envelope_free(envelope);
	world->engine->relay_until = instant_add(world->now, 3600);
	g_free(call(world, 200, "POST", "/v1/queue/retry", NULL, "{\"all\": true}"));
	envelope = outbox_envelope(world->store, number, &error);
	g_assert_cmpint(envelope->attempts, ==, 0);
	g_assert_false(instant_is_set(envelope->first));
	envelope_free(envelope);
	g_assert_true(store_next(world->store, &next, &outbox, &error));
	g_assert_true(delivery_next(world->engine, outbox, world->now, &next, &error));
	g_assert_true(instant_equal(next, world->now));
}

/* Asked about a time ahead: by then the steps will have been said, each at its moment. */
static void tells_of_a_time_ahead(struct world *world, const void *data)
{
	g_autofree char *told = NULL;
	g_autoptr(GError) error = NULL;
	struct instant next;

	g_assert_true(engine_tick(world->engine, world->now, &next, &error));
	told = call(world, 200, "GET", "/v1/explain/p/bc/so-y-te/2026", "at=2026-12-10T09:00&lang=en", NULL);
	g_assert_null(strstr(told, "within the next office hours"));
	g_assert_nonnull(strstr(told, "will go at 07:30, 1 December 2026"));
}

static void tells_a_moved_day(struct world *world, const void *data)
{
	g_autofree char *told = call(world, 200, "GET", "/v1/explain/p/khac/so-y-te/2026", "lang=en", NULL);

	/* 7 days before Thursday 10/12 is a Thursday; nothing of it has moved. */
	g_assert_null(strstr(told, "moved from"));
	g_free(call(world, 404, "GET", "/v1/explain/p/khac/so-y-te/2027", NULL, NULL));
}

static void orders_the_queue(struct world *world, const void *data)
{
	int64_t first, second;
	g_autofree char *rows = NULL, *states = NULL, *path = NULL, *one = NULL, *kept = NULL, *body = NULL, *nexts = NULL;

	set_now(world, "2026-11-20T08:00");
	first = put_mail(world, "-7d", MAIL_QUEUED, 0, NULL);
	second = put_mail(world, "-3wd", MAIL_FAILED, 550, "no such user");
	g_free(call(world, 200, "POST", "/v1/queue/hold", NULL, "{\"ids\": [1]}"));
	g_free(call(world, 409, "POST", "/v1/queue/hold", NULL, "{\"ids\": [\"2\"]}"));
	g_free(call(world, 404, "POST", "/v1/queue/hold", NULL, "{\"ids\": [99]}"));
	g_free(call(world, 400, "POST", "/v1/queue/drop", NULL, "{\"ids\": [1]}"));
	g_free(call(world, 400, "POST", "/v1/queue/burn", NULL, "{\"ids\": [1]}"));
	g_free(call(world, 400, "POST", "/v1/queue/retry", NULL, "{}"));
	g_free(call(world, 200, "POST", "/v1/queue/retry", NULL, "{\"all\": true}"));
	rows = call(world, 200, "GET", "/v1/queue", NULL, NULL);
	states = column(rows, "state");
	g_assert_cmpstr(states, ==, "\"held\" \"queued\"");
	nexts = column(rows, "next");
	g_assert_cmpstr(nexts, ==, "null \"2026-11-20T08:00:00+07:00\"");
	g_free(call(world, 200, "POST", "/v1/release", NULL, "{\"all\": true}"));
	path = g_strdup_printf("/v1/queue/%" G_GINT64_FORMAT, first);
	one = call(world, 200, "GET", path, "bytes=1", NULL);
	g_assert_nonnull(strstr(one, "\"state\":\"queued\",\"released\":true"));
	g_assert_nonnull(strstr(one, "\"bytes\":\"Subject: x\\r\\n\\r\\nx\\r\\n\""));
	body = g_strdup_printf("{\"ids\": [%" G_GINT64_FORMAT "], \"reason\": \"sai người\"}", second);
	g_free(call(world, 200, "POST", "/v1/queue/drop", NULL, body));
	kept = call(world, 200, "GET", "/v1/queue", "state=dropped", NULL);
	g_assert_nonnull(strstr(kept, "\"reply\":\"sai người\""));
	g_assert_nonnull(strstr(kept, "\"next\":null"));
	g_free(call(world, 400, "GET", "/v1/queue", "state=lost", NULL));
}

static void tells_the_status(struct world *world, const void *data)
{
	g_autofree char *ok = call(world, 200, "GET", "/v1/status", NULL, NULL), *warning = NULL;

	g_assert_true(g_str_has_prefix(ok, "{\"status\":\"warning\",\"exit\":1,\"problems\":[\"the days off of 2026"));
	set_now(world, "2026-12-02T08:00");
	put_mail(world, "+1wd", MAIL_FAILED, 550, "no such user");
	warning = call(world, 200, "GET", "/v1/status", NULL, NULL);
	g_assert_nonnull(strstr(warning, "\"overdue\":3"));
	g_assert_nonnull(strstr(warning, "\"due\":1"));
	g_assert_nonnull(strstr(warning, "\"failing\":[\"ca@ca.example.vn\"]"));
	g_assert_nonnull(strstr(warning, "\"failed\":1"));
}

static void is_critical_without_a_relay(struct world *world, const void *data)
{
	g_autofree char *once = NULL, *often = NULL;

	world->engine->relay_failures = 1;
	world->engine->relay_until = instant_add(world->now, 300);
	once = call(world, 200, "GET", "/v1/status", NULL, NULL);
	g_assert_nonnull(strstr(once, "the relay takes no mail (1 times so far), trying again at 2026-10-01T08:05:00+07:00"));
	g_assert_true(g_str_has_prefix(once, "{\"status\":\"warning\",\"exit\":1"));
	world->engine->relay_failures = 5;
	often = call(world, 200, "GET", "/v1/status", NULL, NULL);
	g_assert_true(g_str_has_prefix(often, "{\"status\":\"critical\",\"exit\":2"));
}

/* A pass with nothing to do is a pass, and what is due after closing waits for the next opening. */
static void tells_the_moments(struct world *world, const void *data)
{
	g_autofree char *before = NULL, *after = NULL;
	g_autoptr(GError) error = NULL;
	struct instant next;

	set_now(world, "2026-10-09T16:45");
	g_free(call(world, 200, "POST", "/v1/submit", NULL, "{\"ids\": [\"p/bc/so-y-te/2026\"]}"));
	g_assert_true(engine_tick(world->engine, world->now, &next, &error));
	before = call(world, 200, "GET", "/v1/status", NULL, NULL);
	g_assert_nonnull(strstr(before, "\"last_pass\":\"2026-10-09T16:45:00+07:00\""));
	set_now(world, "2026-10-09T17:20");
	g_assert_true(engine_tick(world->engine, world->now, &next, &error));
	after = call(world, 200, "GET", "/v1/status", NULL, NULL);
	g_assert_nonnull(strstr(after, "\"next\":\"2026-10-12T07:30:00+07:00\",\"last_pass\":\"2026-10-09T17:20:00+07:00\""));
}

static void refuses_what_it_does_not_know(struct world *world, const void *data)
{
	static const struct { int status; const char *method, *path, *query; } cases[] = {
		{ 404, "GET", "/v1/nothing", NULL },      { 404, "GET", "/v1/show/", NULL },        { 405, "POST", "/v1/list", NULL },
		{ 405, "GET", "/v1/submit", NULL },       { 400, "GET", "/v1/list", "colour=red" }, { 400, "GET", "/v1/list", "state=lost" },
		{ 404, "GET", "/v1/list", "plan=q" },     { 400, "GET", "/v1/list", "from=soon" },  { 400, "GET", "/v1/list", "limit=x" },
		{ 400, "GET", "/v1/list", "lang=fr" },    { 404, "GET", "/v1/list", "after=p/bc/x/1" }, { 400, "GET", "/v1/show/p", NULL },
		{ 400, "GET", "/v1/list", "agency=\xff" }, { 400, "GET", "/v1/show/p/\xff/x/y", NULL },
		{ 400, "GET", "/v1/queue/x", NULL },      { 404, "GET", "/v1/queue/7", NULL },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *answer = call(world, cases[i].status, cases[i].method, cases[i].path, cases[i].query, NULL);

		g_assert_true(g_str_has_prefix(answer, "{\"error\":"));
	}
}

/* Each order takes its own fields, of their kind and size; what is refused is named. */
static void reads_the_fields(struct world *world, const void *data)
{
	g_autofree char *checksum = store_checksum(world->store, NULL), *after = NULL;
	static const struct { const char *order, *body, *told; } cases[] = {
		{ "submit", "{\"ids\": [\"p/bc/so-y-te/2026\"], \"days\": 3}", "unknown field 'days'" },
		{ "submit", "{\"ids\": \"p/bc/so-y-te/2026\"}", "ids: give a list" },
		{ "submit", "{\"ids\": [\"\"]}", "ids: holds an empty text" },
		{ "submit", "{\"ids\": [true]}", "ids: give text" },
		{ "submit", "{\"ids\": [], \"again\": 1}", "again: give true or false" },
		{ "submit", "{\"ids\": [], \"without\": \"x\"}", "without: give a list" },
		{ "submit", "{\"ids\": [], \"rows\": {}}", "rows: give a list" },
		{ "submit", "{\"ids\": [], \"rows\": [1]}", "rows[0]: give an object" },
		{ "submit", "{\"ids\": [], \"rows\": [{}, {\"name\": \"x\"}]}", "rows[1]: unknown field 'name'" },
		{ "submit", "{\"ids\": [], \"rows\": [{\"line\": 0}]}", "rows[0].line: give a whole number from 1" },
		{ "submit", "{\"ids\": [], \"rows\": [{\"agency\": 4}]}", "rows[0].agency: give text" },
		{ "accept", "{\"ids\": [], \"received\": \"2026-10-01\"}", "unknown field 'received'" },
		{ "return", "{\"ids\": [], \"days\": 0}", "days: give a whole number from 1 to 366" },
		{ "return", "{\"ids\": [], \"days\": 1.5}", "days: give a whole number" },
		{ "return", "{\"ids\": [], \"days\": 99999999999}", "days: give a whole number" },
		{ "return", "{\"ids\": [], \"until\": \"31/11/2026\"}", "until '31/11/2026' is no date" },
		{ "return", "{\"ids\": [], \"reasons\": [1]}", "reasons: give text" },
		{ "extend", "{\"ids\": [], \"until\": 20261130}", "until: give text" },
		{ "extend", "{\"ids\": [], \"earlier\": true}", "unknown field 'earlier'" },
		{ "waive", "{\"ids\": [], \"until\": \"2026-11-30\"}", "unknown field 'until'" },
		{ "nil", "{\"ids\": [], \"again\": true}", "unknown field 'again'" },
		{ "cancel", "{\"ids\": [], \"quiet\": true}", "unknown field 'quiet'" },
		{ "reopen", "{\"ids\": [], \"mistake\": \"yes\"}", "mistake: give true or false" },
		{ "amend", "{\"ids\": [], \"sent\": \"soon\"}", "sent 'soon' is no time" },
		{ "note", "{\"ids\": [], \"note\": \"a\\tb\"}", "note: holds a control character" },
		{ "date", "{\"ids\": [], \"owners\": \"all\"}", "owners: give a list" },
		{ "ask", "{\"ids\": [], \"granted_by\": \"x\"}", "unknown field 'granted_by'" },
		{ "assign", "{\"ids\": [], \"to\": [\"x\"]}", "to: give text" },
		{ "hold", "{\"ids\": [], \"step\": 3}", "step: give text" },
		{ "release", "{\"ids\": [], \"until\": \"2026-11-30\"}", "unknown field 'until'" },
		{ "settle", "{\"ids\": [], \"before\": \"tomorrow\"}", "before 'tomorrow' is no date" },
		{ "request", "{\"title\": \"x\", \"from\": [4]}", "from: give text" },
		{ "request", "{\"title\": \"x\", \"document\": {\"num\": \"1\"}}", "document: unknown field 'num'" },
		{ "request", "{\"title\": \"x\", \"document\": {\"date\": \"1\"}}", "document.date '1' is no date" },
		{ "request", "{\"title\": \"x\", \"document\": 7}", "document: give its number, or an object" },
		{ "queue/retry", "{\"ids\": [], \"number\": \"1\"}", "unknown field 'number'" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/v1/", cases[i].order, NULL);
		g_autofree char *answer = call(world, 400, "POST", path, NULL, cases[i].body);

		if (!strstr(answer, cases[i].told))
			g_error("%s %s: %s", path, cases[i].body, answer);
	}
	after = store_checksum(world->store, NULL);
	g_assert_cmpstr(checksum, ==, after);
}

static void limits_what_it_reads(struct world *world, const void *data)
{
	g_autofree char *word = g_strnfill(4001, 'x'), *body = g_strdup_printf("{\"ids\": [], \"note\": \"%s\"}", word);
	g_autofree char *long_note = call(world, 400, "POST", "/v1/note", NULL, body), *many = NULL, *got = NULL;
	GString *ids = g_string_new("{\"ids\": [");

	g_assert_nonnull(strstr(long_note, "note: give text of at most 4000 bytes"));
	for (int i = 0; i <= 10000; i++)
		g_string_append_printf(ids, "%s\"a\"", i ? "," : "");
	g_string_append(ids, "]}");
	many = g_string_free(ids, FALSE);
	got = call(world, 400, "POST", "/v1/note", NULL, many);
	g_assert_nonnull(strstr(got, "ids: give a list of at most 10000"));
}

/* What was typed with loose marks, or with blanks around it, is the same text. */
static void composes_what_it_reads(struct world *world, const void *data)
{
	g_autofree char *refused = NULL;

	g_free(call(world, 200, "POST", "/v1/submit", NULL,
		    "{\"ids\": [\"p/bc/so-y-te/2026\"], \"number\": \"12/QĐ-SYTế\"}"));
	refused = call(world, 409, "POST", "/v1/submit", NULL,
		       "{\"ids\": [\"p/bc/cong-an/2026\"], \"number\": \" 12/QĐ-SYTe\\u0302\\u0301 \"}");
	g_assert_nonnull(strstr(refused, "number 12/QĐ-SYTế is recorded for p/bc/so-y-te/2026 already"));
}

/* Every order once, and what takes it back: that the answers have the keys they should is looked at by each call. */
static void takes_every_order(struct world *world, const void *data)
{
	static const struct { int status; const char *order, *body; } orders[] = {
		{ 200, "note", "{\"ids\": [\"p/bc/*/2026\"], \"note\": \"gọi điện\"}" },
		{ 200, "ask", "{\"ids\": [\"p/bc/so-y-te/2026\"], \"until\": \"2026-12-20\", \"reason\": \"dịch bệnh\"}" },
		{ 200, "extend", "{\"ids\": [\"p/bc/so-y-te/2026\"], \"until\": \"2026-12-15\", \"number\": \"9/CV\", \"reason\": \"dịch bệnh\", "
				 "\"granted_by\": \"Giám đốc\"}" },
		{ 409, "extend", "{\"ids\": [\"p/bc/so-y-te/2026\"], \"until\": \"2026-12-01\", \"reason\": \"x\"}" },
		{ 200, "hold", "{\"ids\": [\"p/bc/so-y-te/2026\"], \"until\": \"2026-12-10\", \"reason\": \"đã hẹn\"}" },
		{ 200, "release", "{\"ids\": [\"p/bc/so-y-te/2026\"], \"reason\": \"xong\"}" },
		{ 200, "submit", "{\"ids\": [\"p/bc/so-y-te/2026\"], \"number\": \"1/BC\"}" },
		{ 200, "amend", "{\"ids\": [\"p/bc/so-y-te/2026\"], \"number\": \"2/BC\"}" },
		{ 200, "return", "{\"ids\": [\"p/bc/so-y-te/2026\"], \"reasons\": [\"thiếu biểu\", \"thiếu ký\"], \"days\": 5}" },
		{ 409, "accept", "{\"ids\": [\"p/bc/so-y-te/2026\"]}" },
		{ 200, "submit", "{\"ids\": [\"p/bc/so-y-te/2026\"], \"number\": \"3/BC\"}" },
		{ 200, "accept", "{\"ids\": [\"p/bc/so-y-te/2026\"], \"dry_run\": true}" },
		{ 200, "accept", "{\"ids\": [\"p/bc/so-y-te/2026\"]}" },
		{ 200, "reopen", "{\"ids\": [\"p/bc/so-y-te/2026\"], \"reason\": \"nhầm\"}" },
		{ 200, "waive", "{\"ids\": [\"p/bc/cong-an/2026\"], \"reason\": \"đã có báo cáo ngành\"}" },
		{ 200, "reopen", "{\"ids\": [\"p/bc/cong-an/2026\"], \"reason\": \"nhầm\"}" },
		{ 200, "nil", "{\"ids\": [\"p/bc/cong-an/2026\"], \"number\": \"7/BC\"}" },
		{ 200, "cancel", "{\"ids\": [\"p/khac/so-y-te/2026\"], \"reason\": \"bãi bỏ\"}" },
		{ 200, "date", "{\"ids\": [\"p/thang\"], \"period\": \"2026-H2\", \"all\": true, \"due\": \"by 20/12/2026\", \"number\": \"5/CV\", "
			       "\"reason\": \"theo công văn\"}" },
		{ 200, "request", "{\"title\": \"Báo cáo nhanh\", \"from\": [\"so-y-te\", \"cong-an\"], \"to\": \"so-noi-vu\", "
				  "\"due\": \"before 30/11/2026\", \"document\": {\"number\": \"8/CV\", \"date\": \"2026-09-30\"}}" },
		{ 200, "submit", "{\"ids\": [\"p/thang\"], \"period\": \"2026-H2\", \"partial\": true, \"rows\": [{\"agency\": \"SỞ Y TẾ\", "
				 "\"number\": \"10/BC\"}, {\"agency\": \"nobody\"}]}" },
	};
	static const char *const views[] = { "/v1/show/*/*/*/*", "/v1/explain/*/*/*/*", "/v1/proof/p/bc/*/2026", "/v1/list", "/v1/status" };

	for (size_t i = 0; i < G_N_ELEMENTS(orders); i++) {
		g_autofree char *path = g_strconcat("/v1/", orders[i].order, NULL);

		world->now = instant_add(world->now, 3600);
		g_free(call(world, orders[i].status, "POST", path, NULL, orders[i].body));
	}
	for (size_t i = 0; i < G_N_ELEMENTS(views); i++)
		g_free(call(world, 200, "GET", views[i], NULL, NULL));
}

static void keeps_people(struct world *world, const void *data)
{
	g_autofree char *before = store_checksum(world->store, NULL), *after = NULL, *set = NULL, *listed = NULL, *names = NULL, *file = NULL;
	static const struct { int status; const char *path, *body; } refused[] = {
		{ 400, "/v1/contact", "{\"agency\": \"so-y-te\", \"position\": \"focal\", \"colour\": 1}" },
		{ 400, "/v1/contact", "{\"agency\": \"so-y-te\", \"position\": \"focal\", \"ids\": []}" },
		{ 400, "/v1/contact", "{\"agency\": [], \"position\": \"focal\"}" },
		{ 404, "/v1/contact", "{\"agency\": \"nobody\", \"position\": \"focal\", \"email\": \"a@b.vn\"}" },
		{ 400, "/v1/contact/end", "{\"agency\": \"so-y-te\", \"position\": \"focal\", \"email\": \"a@b.vn\"}" },
		{ 400, "/v1/contact/import", "{}" },
		{ 400, "/v1/contact/import", "{\"rows\": [{\"agency\": \"so-y-te\", \"channel\": \"x\"}]}" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(refused); i++)
		g_free(call(world, refused[i].status, "POST", refused[i].path, NULL, refused[i].body));
	g_free(call(world, 200, "POST", "/v1/contact", NULL,
		    "{\"agency\": \"SO Y TE\", \"position\": \"focal\", \"name\": \"Lê Bình\", \"email\": \"b@syt.example.vn\", \"dry_run\": true}"));
	after = store_checksum(world->store, NULL);
	g_assert_cmpstr(before, ==, after);
	set = call(world, 200, "POST", "/v1/contact", NULL,
		   "{\"agency\": \"SO Y TE\", \"position\": \"focal\", \"name\": \"Lê Bình\", \"email\": \"b@syt.example.vn\", \"as\": \"Lan\"}");
	g_assert_nonnull(strstr(set, "\"agency\":\"so-y-te\""));
	g_free(call(world, 200, "POST", "/v1/contact/import", NULL,
		    "{\"rows\": [{\"agency\": \"cong-an\", \"position\": \"head\", \"name\": \"Trần C\", \"email\": \"c@ca.example.vn\"}]}"));
	g_free(call(world, 200, "POST", "/v1/contact/end", NULL, "{\"agency\": \"cong-an\", \"position\": \"focal\"}"));
	listed = call(world, 200, "GET", "/v1/contact", "agency=Sở Y tế", NULL);
	names = column(listed, "name");
	g_assert_nonnull(strstr(names, "\"Lê Bình\""));
	g_free(call(world, 404, "GET", "/v1/contact", "agency=nobody", NULL));
	file = call(world, 200, "GET", "/v1/contact/export", NULL, NULL);
	g_assert_nonnull(strstr(file, "Lê Bình"));
}

static void gives_views_of_the_whole(struct world *world, const void *data)
{
	static const struct { int status; const char *path, *query; } cases[] = {
		{ 200, "/v1/statistics", "plan=p&year=2026" },  { 200, "/v1/statistics", "by=agency&year=2026" }, { 400, "/v1/statistics", "by=agency" }, { 400, "/v1/statistics", "by=colour" },
		{ 400, "/v1/statistics", "year=soon" },         { 404, "/v1/statistics", "plan=q" },    { 404, "/v1/proof/p/bc/x/2026", NULL },
		{ 200, "/v1/proof/p/bc/so-y-te/2026", NULL },   { 400, "/v1/letter", "obligation=p/bc" }, { 404, "/v1/letter", "obligation=p/x&period=2026" },
		{ 400, "/v1/letter", "obligation=p/bc&period=2026&form=pdf" }, { 200, "/v1/letter", "obligation=p/bc&period=2026&form=html" },
		{ 200, "/v1/letter", "obligation=p/bc&period=2026&lang=vi" }, { 400, "/v1/table", "period=2026" },
		{ 200, "/v1/table", "obligation=p/bc&period=2026&all=1&form=csv" }, { 404, "/v1/table", "obligation=p/bc&period=2027" },
		{ 200, "/v1/table", "obligation=p/bc&period=2026&form=html" }, { 400, "/v1/table", "obligation=p/bc&period=2026&all=1&missing=1" },
	};

	set_now(world, "2026-12-02T08:00");
	put_mail(world, "+1wd", MAIL_SENT, 250, "ok");
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		g_free(call(world, cases[i].status, "GET", cases[i].path, cases[i].query, NULL));
}

/* What the answers are held against can tell that one does not fit. */
static void holds_answers_against_the_description(struct world *world, const void *data)
{
	static const struct { const char *schema, *value, *problem; } cases[] = {
		{ "{\"$ref\": \"#/components/schemas/Level\"}", "{\"level\": \"info\"}", NULL },
		{ "{\"$ref\": \"#/components/schemas/Level\"}", "{\"level\": null}", ".level: is of another type" },
		{ "{\"$ref\": \"#/components/schemas/Level\"}", "{}", "(the answer): lacks the key 'level'" },
		{ "{\"$ref\": \"#/components/schemas/Level\"}", "{\"level\": \"x\", \"more\": 1}",
		  ".more: is a key that the description does not have" },
		{ "{\"type\": \"array\", \"items\": {\"type\": [\"integer\", \"null\"]}}", "[1, null, \"x\"]", "[2]: is of another type" },
		{ "{\"type\": \"string\", \"format\": \"date\"}", "\"30/11/2026\"", "(the answer): is not written so" },
		{ "{\"type\": \"string\", \"format\": \"date-time\"}", "\"2026-11-30T08:00\"", "(the answer): is not written so" },
		{ "{\"$ref\": \"#/components/schemas/State\"}", "\"lost\"", "(the answer): is none of the words" },
		{ "{\"anyOf\": [{\"type\": \"null\"}, {\"type\": \"integer\"}]}", "\"1\"", "(the answer): fits none of the choices" },
	};
	json_t *document = api_document();

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		json_t *schema = json_loads(cases[i].schema, 0, NULL), *value = json_loads(cases[i].value, JSON_DECODE_ANY, NULL);
		g_autofree char *problem = NULL;

		g_assert_cmpint(schema_fits(document, schema, value, &problem), ==, cases[i].problem == NULL);
		g_assert_cmpstr(problem, ==, cases[i].problem);
		json_decref(schema);
		json_decref(value);
	}
	json_decref(document);
}

static void describes_itself(struct world *world, const void *data)
{
	g_autofree char *served = call(world, 200, "GET", "/v1/openapi.json", NULL, NULL);
	json_t *document = api_document(), *got = json_loads(served, 0, NULL);

	g_assert_true(json_equal(document, got));
	json_decref(document);
	json_decref(got);
}

/* What the edge answers itself is looked at by the same table. */
static void checks_what_is_not_its_own(struct world *world, const void *data)
{
	static const struct { const char *method, *path, *query, *body, *problem; } cases[] = {
		{ "POST", "/v1/log-level", NULL, "{\"level\": \"info\"}", NULL },
		{ "POST", "/v1/log-level", NULL, "{\"level\": \"info\", \"colour\": 1}", "unknown field 'colour'" },
		{ "POST", "/v1/log-level", "colour", "{}", "unknown parameter 'colour'" },
		{ "POST", "/v1/reload", NULL, NULL, NULL },
		{ "POST", "/v1/reload", NULL, "{}", NULL },
		{ "POST", "/v1/reload", NULL, "{\"force\": true}", "unknown field 'force'" },
		{ "GET", "/v1/reload", "colour", NULL, NULL },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GHashTable) table = g_hash_table_new(g_str_hash, g_str_equal);
		json_t *body = cases[i].body ? json_loads(cases[i].body, 0, NULL) : NULL;
		struct api_request request = { cases[i].method, cases[i].path, table, body, "tester" };
		g_autoptr(GError) error = NULL;

		if (cases[i].query)
			g_hash_table_insert(table, (char *)cases[i].query, (char *)"1");
		g_assert_cmpint(api_check(&request, &error), ==, cases[i].problem == NULL);
		g_assert_cmpstr(error ? error->message : NULL, ==, cases[i].problem);
		json_decref(body);
	}
}

static void reads_lines(struct world *world, const void *data)
{
	g_autoptr(GStringChunk) arena = g_string_chunk_new(256);
	g_autoptr(GError) error = NULL;
	const struct zone *zone = world->config->settings.zone;
	struct order order;
	char text[INSTANT_SIZE], day[CIVIL_SIZE];
	static const char *const bad[] = { "submit x --number", "submit x --colour red", "submit x received soon", "submit x dated soon",
					   "submit \"x", "" };

	g_assert_true(orders_parse("submit p/bc/so-y-te/2026 number 123/BC dated 2024-12-02 received 2024-12-03 note \"hai bản\" again", zone, arena,
				   &order, &error));
	g_assert_cmpstr(order.verb, ==, "submit");
	g_assert_cmpstr(order.ids->pdata[0], ==, "p/bc/so-y-te/2026");
	g_assert_cmpstr(order.number, ==, "123/BC");
	g_assert_cmpstr(order.note, ==, "hai bản");
	g_assert_cmpstr(civil_format(order.dated, day), ==, "2024-12-02");
	g_assert_cmpstr(zone_format(zone, order.received, text), ==, "2024-12-03T00:00:00+07:00");
	g_assert_true(order.again);
	order_clear(&order);
	g_assert_true(orders_parse("queue drop 12 13 --reason thừa", zone, arena, &order, &error));
	g_assert_cmpstr(order.verb, ==, "queue-drop");
	g_assert_cmpuint(order.ids->len, ==, 2);
	order_clear(&order);
	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_assert_false(orders_parse(bad[i], zone, arena, &order, &error));
		g_assert_nonnull(error);
		g_clear_error(&error);
	}
}

int main(int argc, char **argv)
{
	static const struct { const char *name; void (*test)(struct world *world, const void *data); } tests[] = {
		{ "/api/list", lists },
		{ "/api/pages", pages_what_is_long },
		{ "/api/state", derives_the_state },
		{ "/api/submit", submits },
		{ "/api/submit/receipt", tells_when_the_receipt_leaves },
		{ "/api/submit/refused", submits_all_or_nothing },
		{ "/api/explain", explains },
		{ "/api/explain/ahead", tells_of_a_time_ahead },
		{ "/api/explain/moved", tells_a_moved_day },
		{ "/api/explain/past", tells_why_a_step_is_past },
		{ "/api/queue/retry", retries_at_once },
		{ "/api/queue", orders_the_queue },
		{ "/api/status", tells_the_status },
		{ "/api/status/relay", is_critical_without_a_relay },
		{ "/api/status/moments", tells_the_moments },
		{ "/api/fields", reads_the_fields },
		{ "/api/fields/sizes", limits_what_it_reads },
		{ "/api/fields/composed", composes_what_it_reads },
		{ "/api/orders", takes_every_order },
		{ "/api/contact", keeps_people },
		{ "/api/whole", gives_views_of_the_whole },
		{ "/api/document", describes_itself },
		{ "/api/document/edge", checks_what_is_not_its_own },
		{ "/api/document/holds", holds_answers_against_the_description },
		{ "/api/unknown", refuses_what_it_does_not_know },
		{ "/orders/parse", reads_lines },
	};

	g_test_init(&argc, &argv, NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].name, struct world, NULL, set_up, tests[i].test, tear_down);
	return g_test_run();
}
