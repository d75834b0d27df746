#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "engine/api.h"
#include "engine/contacts.h"
#include "engine/links.h"
#include "engine/subscribe.h"
#include "lib/schema.h"
#include "store/acts.h"

static const char files[] =
	"timezone = \"Asia/Ho_Chi_Minh\";\n"
	"office = { name = \"Sở Nội vụ\"; hours = \"07:30-17:00\"; };\n"
	"mail = { from = \"Sở Nội vụ <nhac@b.example.vn>\"; admin = \"admin@b.example.vn\"; relay = \"smtp://127.0.0.1:25\"; };\n"
	"feeds = { base_url = \"https://lich.example.vn\"; };\n"
	"agencies = (\n"
	"  { id = \"so-noi-vu\"; name = \"Sở Nội vụ\"; short = \"SNV\"; relation = \"subordinate\"; groups = [ \"so\" ];\n"
	"    contacts = ( { position = \"focal\"; email = \"snv@b.example.vn\"; } ); },\n"
	"  { id = \"so-y-te\"; name = \"Sở Y tế\"; short = \"SYT\"; relation = \"subordinate\"; groups = [ \"so\" ]; under = \"so-noi-vu\";\n"
	"    contacts = ( { position = \"focal\"; name = \"An\"; email = \"An@SYT.example.vn\"; language = \"en\"; },\n"
	"      { position = \"head\"; email = \"gd@syt.example.vn\"; until = \"2026-03-31\"; } ); } );\n"
	"policies = { standard = { remind = [ \"7d\" ]; escalate = ( { after = \"1wd\"; to = [ \"owner:focal\" ]; } ); }; };\n"
	"plans = ( { id = \"p\"; title = \"Kế hoạch năm 2026\"; effective = \"2026-01-01..2026-12-31\"; policy = \"standard\";\n"
	"  coordinator = \"so-noi-vu\"; obligations = (\n"
	"  { id = \"bc\"; title = \"Báo cáo năm 2026\"; every = \"year\"; due = \"before 30/11\"; owed_by = [ \"so\" ];\n"
	"    owed_to = [ \"so-noi-vu\" ]; } ); } );\n";

struct world {
	char *path;
	struct config *config;
	struct store *store;
	struct templates *templates;
	struct engine *engine;
	struct links *links;
	struct instant now;
};

static void set_up(struct world *world, const void *data)
{
	static const unsigned char bytes[LINKS_KEY_BYTES] = { 7 };
	g_autoptr(GBytes) key = g_bytes_new_static(bytes, sizeof bytes);
	g_autoptr(GPtrArray) lines = NULL, directories = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GError) error = NULL;
	int fd = g_file_open_tmp("test-subscribe-XXXXXX", &world->path, &error);

	g_assert_no_error(error);
	close(fd);
	g_assert_true(g_file_set_contents(world->path, files, -1, NULL));
	world->config = config_load(world->path);
	lines = problems_lines(world->config->problems);
	if (!config_ok(world->config))
		g_error("%s", (char *)lines->pdata[0]);
	world->store = store_open(":memory:", &error);
	g_ptr_array_add(directories, g_test_build_filename(G_TEST_DIST, "etc", "templates", NULL));
	world->templates = templates_new(directories);
	world->engine = engine_new(world->store, world->templates);
	world->links = links_new(world->store, key);
	engine_use_links(world->engine, world->links);
	g_assert_true(zone_parse(world->config->settings.zone, "2026-10-01T08:00", &world->now));
	engine_load(world->engine, world->config, world->now, NULL, &error);
	g_assert_no_error(error);
}

static void tear_down(struct world *world, const void *data)
{
	engine_free(world->engine);
	links_free(world->links);
	templates_free(world->templates);
	store_close(world->store);
	config_free(world->config);
	g_unlink(world->path);
	g_free(world->path);
}

/* One call, its answer held against the description; owned by the caller. */
static json_t *call(struct world *world, int status, const char *method, const char *path, const char *query, const char *body)
{
	g_autoptr(GHashTable) table = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	g_auto(GStrv) pairs = g_strsplit(query ? query : "", "&", -1);
	json_t *object = body ? json_loads(body, JSON_DECODE_ANY, NULL) : NULL, *answer = NULL;
	struct api_request request = { method, path, table, object, "tester" };
	int got;

	for (char **pair = pairs; *pair && **pair; pair++) {
		g_auto(GStrv) halves = g_strsplit(*pair, "=", 2);

		g_hash_table_insert(table, g_strdup(halves[0]), g_strdup(halves[1]));
	}
	got = api_call(world->engine, &request, world->now, &answer);
	schema_check_answer(method, path, got, answer);
	json_decref(object);
	if (got != status) {
		g_autofree char *text = json_dumps(answer, JSON_COMPACT);

		g_error("%s %s %s: %d, not %d: %s", method, path, body ? body : "", got, status, text);
	}
	return answer;
}

static json_t *post(struct world *world, int status, const char *order, const char *body)
{
	g_autofree char *path = g_strconcat("/v1/feed", order, NULL);

	return call(world, status, "POST", path, NULL, body);
}

/* The feed that was added. */
static json_t *add(struct world *world, const char *body)
{
	json_t *answer = post(world, 200, "", body), *feed;

	g_assert_cmpuint(json_array_size(answer), ==, 1);
	feed = json_incref(json_array_get(answer, 0));
	json_decref(answer);
	return feed;
}

static const char *text(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

static void drop(json_t *value)
{
	json_decref(value);
}

static bool is_served(struct world *world, const char *url)
{
	g_autofree char *token = g_strdup(strrchr(url, '/') + 1);

	g_assert_true(g_str_has_suffix(token, ".ics"));
	token[strlen(token) - strlen(".ics")] = '\0';
	return links_find(world->links, token, NULL) != NULL;
}

/* ---- adding ---- */

static void adds_each_scope(struct world *world, const void *data)
{
	static const struct { const char *body, *id, *target, *name, *language; } table[] = {
		{ "{\"scope\": \"all\"}", "all", NULL, NULL, "vi" },
		{ "{\"scope\": \"campaigns\"}", "campaigns", NULL, NULL, "vi" },
		{ "{\"scope\": \"plan\", \"target\": \"p\"}", "plan-p", "p", "Kế hoạch năm 2026", "vi" },
		{ "{\"scope\": \"agency\", \"target\": \"so y te\"}", "agency-so-y-te", "so-y-te", "Sở Y tế", "vi" },
		{ "{\"scope\": \"agency\", \"target\": \"SYT\", \"language\": \"en\"}", "agency-so-y-te-2", "so-y-te", "Sở Y tế", "en" },
		{ "{\"scope\": \"under\", \"target\": \"so-noi-vu\"}", "under-so-noi-vu", "so-noi-vu", "Sở Nội vụ", "vi" },
		{ "{\"scope\": \"group\", \"target\": \"so\"}", "group-so", "so", NULL, "vi" },
		{ "{\"scope\": \"obligation\", \"target\": \"p/bc\"}", "obligation-p-bc", "p/bc", "Báo cáo năm 2026", "vi" },
		{ "{\"scope\": \"person\", \"target\": \"AN@syt.example.vn\"}", "person-09ccc511ec70d4ff", "an@syt.example.vn", NULL, "en" },
		{ "{\"scope\": \"person\", \"target\": \"Sở Y tế\", \"position\": \"focal\", \"id\": \"dien-thoai-an\"}", "dien-thoai-an",
		  "an@syt.example.vn", NULL, "en" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
		json_t *feed = add(world, table[i].body);

		g_assert_cmpstr(text(feed, "id"), ==, table[i].id);
		g_assert_cmpstr(text(feed, "target"), ==, table[i].target);
		g_assert_cmpstr(text(feed, "name"), ==, table[i].name);
		g_assert_cmpstr(text(feed, "language"), ==, table[i].language);
		g_assert_true(json_is_true(json_object_get(feed, "done")));
		g_assert_true(g_str_has_prefix(text(feed, "url"), "https://lich.example.vn/feeds/"));
		g_assert_true(is_served(world, text(feed, "url")));
		drop(feed);
	}
}

static void keeps_how_it_is_to_be(struct world *world, const void *data)
{
	json_t *feed = add(world, "{\"scope\": \"all\", \"todo\": true, \"alarms\": true, \"open\": true, \"detail\": true, \"windows\": "
				  "\"none\", \"past\": 400, \"note\": \"màn hình phòng họp\", \"as\": \"Lan\"}");
	json_t *none = add(world, "{\"scope\": \"all\", \"id\": \"none\", \"windows\": \"0\"}");
	json_t *plain = add(world, "{\"scope\": \"all\"}"), *shown = call(world, 200, "GET", "/v1/feed/all", NULL, NULL);
	static const char *const switches[] = { "todo", "alarms", "open", "detail" };

	for (size_t i = 0; i < G_N_ELEMENTS(switches); i++) {
		g_assert_true(json_is_true(json_object_get(feed, switches[i])));
		g_assert_true(json_is_false(json_object_get(plain, switches[i])));
	}
	g_assert_cmpstr(text(feed, "windows"), ==, "none");
	g_assert_cmpstr(text(none, "windows"), ==, "none");
	drop(none);
	g_assert_null(text(plain, "windows"));
	g_assert_cmpint(json_integer_value(json_object_get(feed, "past")), ==, 400);
	g_assert_true(json_is_null(json_object_get(plain, "past")));
	g_assert_cmpstr(text(shown, "note"), ==, "màn hình phòng họp");
	g_assert_cmpstr(text(shown, "created_by"), ==, "Lan");
	g_assert_cmpstr(text(plain, "created_by"), ==, "tester");
	g_assert_cmpstr(text(shown, "url"), ==, text(feed, "url"));
	g_assert_true(json_is_true(json_object_get(shown, "answered")));
	drop(feed);
	drop(plain);
	drop(shown);
}

static void refuses_what_is_not_there(struct world *world, const void *data)
{
	static const struct { int status; const char *body, *told; } table[] = {
		{ 400, "{}", "scope" },
		{ 400, "{\"scope\": \"body\"}", "give all, plan, agency" },
		{ 400, "{\"scope\": \"all\", \"target\": \"p\"}", "give no target" },
		{ 400, "{\"scope\": \"plan\"}", "give a target" },
		{ 404, "{\"scope\": \"plan\", \"target\": \"q\"}", "give one of p" },
		{ 404, "{\"scope\": \"group\", \"target\": \"q\"}", "give one of so" },
		{ 404, "{\"scope\": \"group\", \"target\": \"so-y-te\"}", "give one of so" },
		{ 404, "{\"scope\": \"agency\", \"target\": \"nobody\"}", "deadlinectl contact list" },
		{ 404, "{\"scope\": \"person\", \"target\": \"nobody\", \"position\": \"focal\"}", "deadlinectl contact list" },
		{ 400, "{\"scope\": \"agency\", \"target\": \"so\"}", "so-noi-vu" },
		{ 404, "{\"scope\": \"obligation\", \"target\": \"bc\"}", "PLAN/OBLIGATION" },
		{ 404, "{\"scope\": \"obligation\", \"target\": \"p/x\"}", "give one of bc" },
		{ 400, "{\"scope\": \"person\", \"target\": \"an\"}", "an address, or an agency and a position" },
		{ 400, "{\"scope\": \"person\", \"target\": \"an@\"}", "no mail address" },
		{ 400, "{\"scope\": \"person\", \"target\": \"a@b@c.vn\"}", "exactly one @" },
		{ 404, "{\"scope\": \"person\", \"target\": \"x@syt.example.vn\"}", "deadlinectl contact set" },
		{ 404, "{\"scope\": \"person\", \"target\": \"gd@syt.example.vn\"}", "deadlinectl contact set" },
		{ 404, "{\"scope\": \"person\", \"target\": \"so-y-te\", \"position\": \"head\"}", "nobody holds the position 'head'" },
		{ 400, "{\"scope\": \"agency\", \"target\": \"so-y-te\", \"position\": \"focal\"}", "only a person" },
		{ 400, "{\"scope\": \"all\", \"id\": \"Tất cả\"}", "small letters" },
		{ 400, "{\"scope\": \"all\", \"language\": \"fr\"}", "give vi or en" },
		{ 400, "{\"scope\": \"all\", \"windows\": \"usual\"}", "bar, ends or none" },
		{ 400, "{\"scope\": \"all\", \"past\": 401}", "from 1 to 400" },
		{ 400, "{\"scope\": \"all\", \"colour\": 1}", "unknown field 'colour'" },
		{ 409, "{\"scope\": \"all\", \"id\": \"taken\"}", "is there already" },
	};
	g_autofree char *before = NULL, *after = NULL;

	drop(add(world, "{\"scope\": \"all\", \"id\": \"taken\"}"));
	before = store_checksum(world->store, NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
		json_t *answer = post(world, table[i].status, "", table[i].body);

		if (!strstr(text(answer, "error"), table[i].told))
			g_error("%s: %s", table[i].body, text(answer, "error"));
		drop(answer);
	}
	after = store_checksum(world->store, NULL);
	g_assert_cmpstr(before, ==, after);
}

/* Whoever is recorded in the store is known as those of the files are; who has left is not. */
static void knows_the_people_of_today(struct world *world, const void *data)
{
	json_t *feed;

	drop(call(world, 200, "POST", "/v1/contact", NULL,
		  "{\"agency\": \"so-y-te\", \"position\": \"focal\", \"name\": \"Bình\", \"email\": \"binh@syt.example.vn\", \"language\": \"vi\"}"));
	drop(post(world, 404, "", "{\"scope\": \"person\", \"target\": \"an@syt.example.vn\"}"));
	feed = add(world, "{\"scope\": \"person\", \"target\": \"so-y-te\", \"position\": \"focal\"}");
	g_assert_cmpstr(text(feed, "target"), ==, "binh@syt.example.vn");
	g_assert_cmpstr(text(feed, "language"), ==, "vi");
	drop(feed);
}

static void a_trial_changes_nothing(struct world *world, const void *data)
{
	g_autofree char *before = NULL, *after = NULL;
	json_t *feed, *answer;

	drop(add(world, "{\"scope\": \"all\"}"));
	before = store_checksum(world->store, NULL);
	feed = add(world, "{\"scope\": \"plan\", \"target\": \"p\", \"dry_run\": true}");
	g_assert_cmpstr(text(feed, "id"), ==, "plan-p");
	g_assert_true(json_is_false(json_object_get(feed, "done")));
	g_assert_null(text(feed, "url"));
	drop(feed);
	answer = post(world, 200, "/rotate", "{\"ids\": [\"all\"], \"dry_run\": true}");
	g_assert_null(text(json_array_get(answer, 0), "url"));
	drop(answer);
	drop(post(world, 200, "/revoke", "{\"ids\": [\"all\"], \"dry_run\": true}"));
	after = store_checksum(world->store, NULL);
	g_assert_cmpstr(before, ==, after);
}

/* ---- another address, and none ---- */

static void gives_another_address(struct world *world, const void *data)
{
	json_t *old = add(world, "{\"scope\": \"all\"}"), *answer, *new;

	g_assert_true(is_served(world, text(old, "url")));
	answer = post(world, 200, "/rotate", "{\"ids\": [\"all\", \"all\"], \"reason\": \"chuyển nhầm\", \"as\": \"Lan\"}");
	g_assert_cmpuint(json_array_size(answer), ==, 1); /* named twice is meant once */
	new = json_array_get(answer, 0);
	g_assert_cmpint(json_integer_value(json_object_get(new, "generation")), ==, 2);
	g_assert_cmpstr(text(new, "url"), !=, text(old, "url"));
	g_assert_false(is_served(world, text(old, "url")));
	g_assert_true(is_served(world, text(new, "url")));
	drop(answer);
	drop(old);
}

static void revokes_until_it_is_given_another(struct world *world, const void *data)
{
	json_t *feed = add(world, "{\"scope\": \"all\"}"), *answer, *shown, *acts;

	g_assert_true(is_served(world, text(feed, "url")));
	answer = post(world, 200, "/revoke", "{\"ids\": [\"all\"], \"reason\": \"thôi dùng\"}");
	g_assert_null(text(json_array_get(answer, 0), "url"));
	g_assert_nonnull(text(json_array_get(answer, 0), "revoked"));
	drop(answer);
	g_assert_false(is_served(world, text(feed, "url")));
	answer = post(world, 409, "/revoke", "{\"ids\": [\"all\"]}");
	g_assert_nonnull(strstr(text(answer, "error"), "revoked on 2026-10-01 already"));
	drop(answer);
	answer = post(world, 409, "", "{\"scope\": \"all\", \"id\": \"all\"}");
	g_assert_nonnull(strstr(text(answer, "error"), "ids are not used twice"));
	drop(answer);
	answer = post(world, 200, "/rotate", "{\"ids\": [\"all\"]}");
	g_assert_true(is_served(world, text(json_array_get(answer, 0), "url")));
	g_assert_false(is_served(world, text(feed, "url")));
	drop(answer);
	shown = call(world, 200, "GET", "/v1/feed/all", NULL, NULL);
	acts = json_object_get(shown, "acts");
	g_assert_cmpuint(json_array_size(acts), ==, 3);
	g_assert_cmpstr(text(json_array_get(acts, 0), "verb"), ==, "add");
	g_assert_cmpstr(text(json_array_get(acts, 1), "verb"), ==, "revoke");
	g_assert_cmpstr(text(json_array_get(acts, 1), "reason"), ==, "thôi dùng");
	g_assert_cmpstr(text(json_array_get(acts, 1), "user"), ==, "tester");
	g_assert_cmpstr(text(json_array_get(acts, 2), "verb"), ==, "rotate");
	drop(shown);
	drop(feed);
}

static void all_or_nothing(struct world *world, const void *data)
{
	static const struct { int status; const char *order, *body, *told; } table[] = {
		{ 404, "/revoke", "{\"ids\": [\"all\", \"none\"]}", "no feed is called 'none'" },
		{ 404, "/rotate", "{\"ids\": [\"all\", \"none\"]}", "deadlinectl feed list" },
		{ 409, "/revoke", "{\"ids\": [\"all\", \"old\"]}", "already" },
		{ 400, "/revoke", "{}", "give at least one" },
		{ 400, "/rotate", "{\"ids\": []}", "give at least one" },
		{ 400, "/rotate", "{\"ids\": [\"all\"], \"scope\": \"all\"}", "unknown field 'scope'" },
	};
	json_t *feed = add(world, "{\"scope\": \"all\"}");
	g_autofree char *before = NULL, *after = NULL;

	drop(add(world, "{\"scope\": \"all\", \"id\": \"old\"}"));
	drop(post(world, 200, "/revoke", "{\"ids\": [\"old\"]}"));
	before = store_checksum(world->store, NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
		json_t *answer = post(world, table[i].status, table[i].order, table[i].body);

		if (!strstr(text(answer, "error"), table[i].told))
			g_error("%s %s: %s", table[i].order, table[i].body, text(answer, "error"));
		drop(answer);
	}
	after = store_checksum(world->store, NULL);
	g_assert_cmpstr(before, ==, after);
	g_assert_true(is_served(world, text(feed, "url")));
	drop(feed);
}

/* The readers of the old address are not those of the new one. */
static void counts_by_address(struct world *world, const void *data)
{
	json_t *feed = add(world, "{\"scope\": \"all\"}"), *shown, *answer;
	g_autofree char *token = g_strndup(strrchr(text(feed, "url"), '/') + 1, LINKS_TOKEN_LENGTH);

	links_accessed(world->links, links_find(world->links, token, NULL), world->now);
	links_accessed(world->links, links_find(world->links, token, NULL), world->now);
	shown = call(world, 200, "GET", "/v1/feed/all", NULL, NULL);
	g_assert_cmpint(json_integer_value(json_object_get(shown, "accesses")), ==, 2);
	g_assert_cmpstr(text(shown, "accessed"), ==, "2026-10-01T08:00:00+07:00");
	drop(shown);
	answer = post(world, 200, "/rotate", "{\"ids\": [\"all\"]}");
	g_assert_cmpint(json_integer_value(json_object_get(json_array_get(answer, 0), "accesses")), ==, 0);
	g_assert_null(text(json_array_get(answer, 0), "accessed"));
	drop(answer);
	drop(feed);
}

/* ---- looking ---- */

static char *ids(struct world *world, const char *query)
{
	json_t *answer = call(world, 200, "GET", "/v1/feed", query, NULL), *feed;
	GString *all = g_string_new(NULL);
	size_t i;

	json_array_foreach (answer, i, feed)
		g_string_append_printf(all, "%s%s", i ? " " : "", text(feed, "id"));
	drop(answer);
	return g_string_free(all, FALSE);
}

static void lists(struct world *world, const void *data)
{
	static const char *const bodies[] = {
		"{\"scope\": \"all\"}", "{\"scope\": \"agency\", \"target\": \"so-y-te\"}", "{\"scope\": \"under\", \"target\": \"so-y-te\"}",
		"{\"scope\": \"agency\", \"target\": \"so-noi-vu\"}", "{\"scope\": \"person\", \"target\": \"an@syt.example.vn\", \"id\": \"an\"}",
	};
	static const struct { const char *query, *ids; } table[] = {
		{ NULL, "agency-so-y-te all an under-so-y-te" },
		{ "revoked=1", "agency-so-noi-vu agency-so-y-te all an under-so-y-te" },
		{ "limit=2", "agency-so-y-te all" }, { "limit=2&after=all", "an under-so-y-te" },
		{ "agency=SYT", "agency-so-y-te under-so-y-te" }, { "agency=SYT&limit=1", "agency-so-y-te" },
		{ "agency=SYT&limit=1&after=agency-so-y-te", "under-so-y-te" },
		{ "scope=person", "an" }, { "scope=person&target=an@syt.example.vn", "an" }, { "target=so-y-te", "agency-so-y-te under-so-y-te" },
		{ "scope=plan", "" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(bodies); i++)
		drop(add(world, bodies[i]));
	drop(post(world, 200, "/revoke", "{\"ids\": [\"agency-so-noi-vu\"]}"));
	for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
		g_autofree char *got = ids(world, table[i].query);

		g_assert_cmpstr(got, ==, table[i].ids);
	}
	drop(call(world, 404, "GET", "/v1/feed", "agency=nobody", NULL));
	drop(call(world, 400, "GET", "/v1/feed", "scope=body", NULL));
	drop(call(world, 400, "GET", "/v1/feed", "agency=SYT&scope=under", NULL));
	drop(call(world, 404, "GET", "/v1/feed/none", NULL, NULL));
}

/* Whose position ended has a feed that answers nobody. */
static void says_that_nobody_is_answered(struct world *world, const void *data)
{
	json_t *shown;

	drop(add(world, "{\"scope\": \"person\", \"target\": \"an@syt.example.vn\", \"id\": \"an\"}"));
	drop(call(world, 200, "POST", "/v1/contact/end", NULL, "{\"agency\": \"so-y-te\", \"position\": \"focal\"}"));
	shown = call(world, 200, "GET", "/v1/feed/an", NULL, NULL);
	g_assert_true(json_is_false(json_object_get(shown, "answered")));
	g_assert_nonnull(text(shown, "url"));
	drop(shown);
}

/* "so-cu false" */
static char *answered(const json_t *feeds)
{
	GString *all = g_string_new(NULL);
	const json_t *feed;
	size_t i;

	json_array_foreach (feeds, i, feed)
		g_string_append_printf(all, "%s%s %s", i ? ", " : "", text(feed, "id"),
				       json_is_true(json_object_get(feed, "answered")) ? "answered" : "gone");
	return g_string_free(all, FALSE);
}

/* As one that was added before the files lost what it is of. */
static void put(struct world *world, const char *id, const char *scope, const char *target)
{
	g_autofree char *digest = links_digest(world->links, id, 1);
	struct subscription feed = { .id = (char *)id, .scope = (char *)scope, .target = (char *)target, .language = (char *)"vi",
				     .generation = 1, .digest = digest, .created = world->now };
	g_autoptr(GError) error = NULL;

	g_assert_true(store_begin(world->store, &error) && subscription_add(world->store, &feed, &error) &&
		      store_commit(world->store, &error));
}

static void tells_of_those_that_nobody_is_answered(struct world *world, const void *data)
{
	static const struct { const char *query, *wanted; } table[] = {
		{ NULL, "an gone, before gone, binh answered, group-so answered, of-cu gone, of-x gone, plan-x gone, under-cu gone" },
		{ "revoked=1", "an gone, before gone, binh answered, group-so answered, of-cu gone, of-x gone, over gone, plan-x gone, under-cu gone" },
		{ "agency=so-cu", "of-cu gone, under-cu gone" },
		{ "agency=so-cu&after=under-cu", "" },
		{ "agency=so-het", "" }, /* revoked: there, but not asked for */
	};
	json_t *answer;

	drop(add(world, "{\"scope\": \"person\", \"target\": \"an@syt.example.vn\", \"id\": \"an\"}"));
	drop(add(world, "{\"scope\": \"group\", \"target\": \"so\"}"));
	drop(call(world, 200, "POST", "/v1/contact", NULL,
		  "{\"agency\": \"so-y-te\", \"position\": \"focal\", \"email\": \"binh@syt.example.vn\"}"));
	drop(add(world, "{\"scope\": \"person\", \"target\": \"binh@syt.example.vn\", \"id\": \"binh\"}"));
	put(world, "of-cu", "agency", "so-cu");
	put(world, "under-cu", "under", "so-cu");
	put(world, "plan-x", "plan", "x");
	put(world, "of-x", "obligation", "p/x");
	put(world, "before", "person", "gd@syt.example.vn"); /* until March */
	put(world, "over", "agency", "so-het");
	drop(post(world, 200, "/revoke", "{\"ids\": [\"over\"]}"));
	for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
		json_t *feeds = call(world, 200, "GET", "/v1/feed", table[i].query, NULL);
		g_autofree char *got = answered(feeds);

		drop(feeds);
		g_assert_cmpstr(got, ==, table[i].wanted);
	}
	answer = post(world, 200, "/rotate", "{\"ids\": [\"of-cu\", \"binh\"]}");
	g_assert_true(json_is_false(json_object_get(json_array_get(answer, 0), "answered")));
	g_assert_true(json_is_true(json_object_get(json_array_get(answer, 1), "answered")));
	drop(answer);
}

/* ---- what is said of it ---- */

static void no_secret_is_in_the_log(struct world *world, const void *data)
{
	json_t *feed = add(world, "{\"scope\": \"person\", \"target\": \"an@syt.example.vn\", \"as\": \"Lan\"}"), *answer;
	g_autofree char *old = g_strndup(strrchr(text(feed, "url"), '/') + 1, LINKS_TOKEN_LENGTH), *id = g_strdup(text(feed, "id")), *body = NULL;
	g_autofree char *new = NULL;
	g_autoptr(GPtrArray) events = NULL;

	body = g_strdup_printf("{\"ids\": [\"%s\"]}", id);
	answer = post(world, 200, "/rotate", body);
	new = g_strndup(strrchr(text(json_array_get(answer, 0), "url"), '/') + 1, LINKS_TOKEN_LENGTH);
	drop(answer);
	drop(post(world, 200, "/revoke", body));
	events = engine_take_events(world->engine);
	g_assert_cmpuint(events->len, >=, 3);
	for (guint i = 0; i < events->len; i++) {
		const struct engine_event *event = events->pdata[i];

		g_assert_null(strstr(event->text, old));
		g_assert_null(strstr(event->text, new));
		g_assert_null(strstr(event->text, "an@syt"));
	}
	g_assert_cmpstr(((const struct engine_event *)events->pdata[events->len - 3])->text, ==, "feed add: person-09ccc511ec70d4ff by tester for Lan");
	drop(feed);
}

static void without_addresses_there_are_none(struct world *world, const void *data)
{
	engine_use_links(world->engine, NULL);
	drop(post(world, 503, "", "{\"scope\": \"all\"}"));
	drop(post(world, 503, "/rotate", "{\"ids\": [\"all\"]}"));
	drop(post(world, 503, "/revoke", "{\"ids\": [\"all\"]}"));
	drop(call(world, 503, "GET", "/v1/feed", NULL, NULL));
	drop(call(world, 503, "GET", "/v1/feed/all", NULL, NULL));
}

int main(int argc, char **argv)
{
	static const struct { const char *name; void (*test)(struct world *world, const void *data); } tests[] = {
		{ "/subscribe/add", adds_each_scope },
		{ "/subscribe/options", keeps_how_it_is_to_be },
		{ "/subscribe/refused", refuses_what_is_not_there },
		{ "/subscribe/people", knows_the_people_of_today },
		{ "/subscribe/dry-run", a_trial_changes_nothing },
		{ "/subscribe/rotate", gives_another_address },
		{ "/subscribe/revoke", revokes_until_it_is_given_another },
		{ "/subscribe/whole", all_or_nothing },
		{ "/subscribe/readers", counts_by_address },
		{ "/subscribe/list", lists },
		{ "/subscribe/answered", says_that_nobody_is_answered },
		{ "/subscribe/answered-list", tells_of_those_that_nobody_is_answered },
		{ "/subscribe/log", no_secret_is_in_the_log },
		{ "/subscribe/none", without_addresses_there_are_none },
	};

	g_test_init(&argc, &argv, NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].name, struct world, NULL, set_up, tests[i].test, tear_down);
	return g_test_run();
}
