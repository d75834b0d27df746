/*
 * The input is one request: "METHOD PATH?NAME=VALUE&...", a line feed, the body. Whatever it asks of a small service in
 * memory, it is answered as the description says, and a refusal has changed nothing.
 */
#include <stdint.h>
#include <string.h>

#include "engine/api.h"
#include "engine/engine.h"
#include "engine/links.h"
#include "engine/subscribe.h"
#include "lib/schema.h"
#include "model/config.h"
#include "store/store.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
const char *__lsan_default_suppressions(void);

static const char files[] =
	"office = { name = \"Sở Nội vụ\"; hours = \"07:30-17:00\"; };\n"
	"mail = { from = \"Sở Nội vụ <nhac@b.example.vn>\"; admin = \"admin@b.example.vn\"; };\n"
	"agencies = ( { id = \"snv\"; name = \"Sở Nội vụ\"; relation = \"subordinate\";\n"
	"    contacts = ( { position = \"focal\"; email = \"snv@b.example.vn\"; } ); },\n"
	"  { id = \"a\"; name = \"Sở Y tế\"; relation = \"subordinate\"; contacts = ( { position = \"focal\"; email = \"a@b.example.vn\"; } ); },\n"
	"  { id = \"b\"; name = \"Công an tỉnh\"; relation = \"vertical\"; contacts = ( { position = \"focal\"; email = \"b@b.example.vn\"; } ); } );\n"
	"policies = { standard = { remind = [ \"7d\", \"0d\" ]; escalate = ( { after = \"1wd\"; to = [ \"owner:focal\" ]; } ); }; };\n"
	"plans = ( { id = \"p\"; title = \"Kế hoạch\"; effective = \"2026-01-01..2026-12-31\"; policy = \"standard\"; coordinator = \"snv\";\n"
	"  obligations = ( { id = \"r\"; title = \"Báo cáo\"; every = \"year\"; due = \"before 30/11\"; owed_by = [ \"a\", \"b\" ]; owed_to = [ \"snv\" ]; },\n"
	"  { id = \"c\"; title = \"Tổng hợp\"; every = \"year\"; due = \"by 10/12\"; owed_by = [ \"snv\" ]; owed_to = [ \"snv\" ]; needs = [ \"r\" ]; },\n"
	"  { id = \"e\"; title = \"Theo yêu cầu\"; every = \"year\"; due = \"event\"; owed_by = [ \"a\" ]; },\n"
	"  { id = \"n\"; title = \"Không thời hạn\"; every = \"half-year\"; due = \"none\"; owed_by = [ \"a\", \"b\" ]; } ); } );\n";

struct world {
	struct store *store;
	struct engine *engine;
	struct links *links;
};

/* libconfig 1.5 does not free the text it was reading when it finds a syntax error. */
const char *__lsan_default_suppressions(void)
{
	return "leak:strbuf_append\nleak:libconfig_yylex";
}

static const struct config *config(void)
{
	static struct config *read;

	if (!read)
		read = config_read_text("fuzz.conf", files, strlen(files));
	g_assert_true(config_ok(read));
	return read;
}

static struct instant now(void)
{
	struct instant now;

	g_assert_true(zone_parse(config()->settings.zone, "2026-11-25T09:00", &now));
	return now;
}

static struct templates *templates(void)
{
	static struct templates *read;

	if (!read)
		read = templates_new(NULL);
	return read;
}

/* One feed to begin with. */
static void open_feeds(struct world *world)
{
	static const unsigned char bytes[LINKS_KEY_BYTES] = { 1 };
	const struct subscribe_order order = { .scope = "person", .target = "a@b.example.vn", .id = "f", .user = "fuzz" };
	g_autoptr(GBytes) key = g_bytes_new_static(bytes, sizeof bytes);
	json_t *answer = NULL;

	world->links = links_new(world->store, key);
	engine_use_links(world->engine, world->links);
	g_assert_true(subscribe_add(world->engine, &order, now(), &answer, NULL));
	json_decref(answer);
}

static void open_world(struct world *world)
{
	g_autoptr(GError) error = NULL;

	world->store = store_open(":memory:", &error);
	g_assert_no_error(error);
	world->engine = engine_new(world->store, templates());
	engine_load(world->engine, config(), now(), NULL, &error);
	g_assert_no_error(error);
	open_feeds(world);
}

static GHashTable *query_of(char *text)
{
	GHashTable *table = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	g_auto(GStrv) pairs = g_strsplit(text ? text : "", "&", 20);

	for (char **pair = pairs; *pair && **pair; pair++) {
		g_auto(GStrv) halves = g_strsplit(*pair, "=", 2);

		g_hash_table_insert(table, g_strdup(halves[0]), g_strdup(halves[1] ? halves[1] : ""));
	}
	return table;
}

/* One service serves until an order was carried out: what is refused, and what is read, leaves it as it was. */
static void ask(const struct api_request *request)
{
	static struct world world;
	static char *before;
	g_autofree char *after = NULL;
	json_t *answer = NULL;
	int status;

	if (!world.engine) {
		open_world(&world);
		before = store_checksum(world.store, NULL);
	}
	status = api_call(world.engine, request, now(), &answer);
	schema_check_answer(request->method, request->path, status, answer);
	json_decref(answer);
	after = store_checksum(world.store, NULL);
	if (status != 200 || strcmp(request->method, "GET") == 0)
		g_assert_cmpstr(before, ==, after);
	if (strcmp(before, after) == 0)
		return;
	engine_free(world.engine);
	links_free(world.links);
	store_close(world.store);
	world = (struct world){ 0 };
	g_clear_pointer(&before, g_free);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = g_strndup((const char *)data, size);
	char *body = strchr(text, '\n'), *path = strchr(text, ' '), *query;
	g_autoptr(GHashTable) table = NULL;
	json_t *object = NULL;

	if (size > 4096 || !body || !path || path > body || !g_utf8_validate(text, body - text, NULL))
		return 0;
	*body++ = '\0';
	*path++ = '\0';
	query = strchr(path, '?');
	if (query)
		*query++ = '\0';
	table = query_of(query);
	if (strcmp(text, "POST") == 0 && *body) {
		object = json_loads(body, JSON_REJECT_DUPLICATES, NULL);
		if (!json_is_object(object)) {
			json_decref(object);
			return 0;
		}
	}
	ask(&(struct api_request){ text, path, table, object, "fuzz" });
	json_decref(object);
	return 0;
}
