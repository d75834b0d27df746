#include <glib.h>
#include <jansson.h>
#include <string.h>

#include "base/error.h"
#include "engine/assigned.h"
#include "engine/feeds.h"
#include "engine/orders.h"
#include "store/requests.h"

/* The province of the stories, on 2 November 2026. */
struct world {
	struct config *config, *other;
	struct store *store;
	struct templates *templates;
	struct engine *engine, *next;
	struct instant now;
};

static struct config *files(const char *name)
{
	g_autofree char *path = g_test_build_filename(G_TEST_DIST, "tests", "story", "config", name, NULL);
	struct config *config = config_load(path);

	g_assert_true(config_ok(config));
	return config;
}

static void world_open(struct world *world, const char *name)
{
	g_autoptr(GError) error = NULL;

	*world = (struct world){ .config = files(name) };
	g_assert_true(zone_parse(world->config->settings.zone, "2026-11-02T09:00", &world->now));
	world->store = store_open(":memory:", &error);
	g_assert_no_error(error);
	world->templates = templates_new(world->config->settings.templates);
	world->engine = engine_new(world->store, world->templates);
	engine_load(world->engine, world->config, world->now, NULL, &error);
	g_assert_no_error(error);
}

static void world_close(struct world *world)
{
	engine_free(world->next);
	engine_free(world->engine);
	templates_free(world->templates);
	store_close(world->store);
	config_free(world->other);
	config_free(world->config);
}

static bool give(struct world *world, const char *line, json_t **ret, GError **error)
{
	g_autoptr(GStringChunk) arena = g_string_chunk_new(256);
	struct order order;
	bool fine;

	g_assert_true(orders_parse(line, world->config->settings.zone, arena, &order, error));
	order.user = "tester";
	fine = orders_run(world->engine, &order, world->now, ret, error);
	order_clear(&order);
	return fine;
}

static void done(struct world *world, const char *line)
{
	g_autoptr(GError) error = NULL;
	json_t *answer = NULL;

	give(world, line, &answer, &error);
	g_assert_no_error(error);
	json_decref(answer);
}

/* ---- what calendars say ---- */

static void shown(struct world *world, enum feed_scope scope, const char *id, const char *summary, const char *says)
{
	g_autoptr(feeds_t) feeds = feeds_new(world->config, world->store);
	struct feed_want want = { .key = { .scope = scope, .id = id } };
	g_autoptr(GError) error = NULL;
	g_autoptr(feed_t) feed = feeds_gather(feeds, &want, world->now, &error);
	g_autoptr(GBytes) bytes = NULL;
	g_autoptr(GString) text = NULL;
	g_autofree char *line = g_strconcat("SUMMARY:", summary, "\r\n", NULL);
	gsize size;
	const char *data;

	g_assert_no_error(error);
	bytes = feed_render(feed, world->config, &error);
	g_assert_no_error(error);
	data = g_bytes_get_data(bytes, &size);
	text = g_string_new_len(data, (gssize)size);
	g_string_replace(text, "\r\n ", "", 0);
	if (strstr(text->str, line) == NULL || strstr(text->str, says) == NULL)
		g_error("no %s, or not «%s» in\n%s", line, says, text->str);
}

static void calendars_say_a_limit_set(void)
{
	struct world world;

	world_open(&world, "limits.conf");
	done(&world, "date kh/khong --period 2026 --owner so-y-te --due \"before 20/11\" --document 99/SNV --quiet");
	shown(&world, FEED_SCOPE_AGENCY, "so-y-te", "Hạn trước 20/11: Báo cáo rà soát năm 2026",
	      "Thời hạn được ấn định: trước ngày 20/11/2026 theo văn bản số 99/SNV");
	shown(&world, FEED_SCOPE_PLAN, "kh", "Hạn trước 20/11: Báo cáo rà soát năm 2026 – đã nhận 0/1", "Chưa ghi nhận báo cáo: Sở Y tế");
	world_close(&world);
}

static void calendars_say_a_limit_moved(void)
{
	struct world world;

	world_open(&world, "limits.conf");
	done(&world, "date kh/bc --period 2026 --owner so-y-te --due \"before 10/12\" --document 12/UBND --earlier --quiet");
	shown(&world, FEED_SCOPE_AGENCY, "so-y-te", "Hạn mới trước 10/12: Báo cáo kết quả công tác năm 2026",
	      "thời hạn mới: trước ngày 10/12/2026 theo văn bản số 12/UBND\\; thời hạn ban đầu: chậm nhất ngày 15/12/2026");
	shown(&world, FEED_SCOPE_ALL, NULL, "Hạn mới trước 10/12: Báo cáo kết quả công tác năm 2026 – 01 cơ quan", "BEGIN:VEVENT");
	shown(&world, FEED_SCOPE_ALL, NULL, "Hạn hết 15/12: Báo cáo kết quả công tác năm 2026 – đã nhận 0/2", "BEGIN:VEVENT");
	world_close(&world);
}

static void calendars_say_a_request(void)
{
	struct world world;

	world_open(&world, "limits.conf");
	done(&world, "request --title \"Báo cáo nhanh\" --from departments --to so-noi-vu --due \"by 20/11\" --document 7/SNV --quiet");
	shown(&world, FEED_SCOPE_AGENCY, "so-tu-phap", "Hạn hết 20/11: Báo cáo nhanh năm 2026",
	      "Thời hạn ghi trong văn bản: chậm nhất ngày 20/11/2026");
	shown(&world, FEED_SCOPE_PLAN, "request-2026-1", "Hạn hết 20/11: Báo cáo nhanh năm 2026 – đã nhận 0/3", "BEGIN:VEVENT");
	shown(&world, FEED_SCOPE_GROUP, "departments", "Hạn hết 20/11: Báo cáo nhanh năm 2026 – đã nhận 0/3", "BEGIN:VEVENT");
	world_close(&world);
}

static void calendars_follow_who_answers(void)
{
	struct world world;

	world_open(&world, "assign.conf");
	done(&world, "assign kh/bc/so-tu-phap/2026 --to cong-an");
	done(&world, "assign kh/bc --covers \"Chỉ tiêu 1\" --to so-xay-dung");
	shown(&world, FEED_SCOPE_AGENCY, "cong-an", "Hạn hết 15/12: Báo cáo kết quả công tác năm 2026 (thay Sở Tư pháp)",
	      "Cơ quan báo cáo: Công an tỉnh (thay Sở Tư pháp)");
	shown(&world, FEED_SCOPE_AGENCY, "so-tu-phap", "Chưa có thời hạn nào trong lịch này", "BEGIN:VEVENT");
	shown(&world, FEED_SCOPE_AGENCY, "so-xay-dung", "Hạn hết 15/12: Báo cáo kết quả công tác năm 2026",
	      "Nội dung: Chỉ tiêu 1\\; Chỉ tiêu 2 (chưa phân công)");
	shown(&world, FEED_SCOPE_AGENCY, "so-y-te", "Hạn hết 15/12: Báo cáo kết quả công tác năm 2026", "Y tế\\; Chỉ tiêu 2 (chưa phân công)");
	world_close(&world);
}

/* ---- requests and the files ---- */

static void a_try_leaves_nothing(void)
{
	struct world world;
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) kept = NULL;
	g_autofree char *before = NULL, *after = NULL;
	json_t *answer = NULL, *first;

	world_open(&world, "limits.conf");
	before = store_checksum(world.store, &error);
	give(&world, "request --title X --from departments --to so-noi-vu --due \"by 20/11/2026\" --dry-run", &answer, &error);
	g_assert_no_error(error);
	g_assert_cmpuint(json_array_size(answer), ==, 3);
	first = json_array_get(answer, 0);
	g_assert_cmpstr(json_string_value(json_object_get(first, "id")), ==, "request-2026-1/report/so-y-te/2026");
	g_assert_cmpstr(json_string_value(json_object_get(first, "mail_to")), ==, "dau-moi@syt.example.vn");
	g_assert_cmpstr(json_string_value(json_object_get(first, "limit")), ==, "2026-11-20");
	g_assert_false(json_is_true(json_object_get(first, "done")));
	json_decref(answer);
	after = store_checksum(world.store, &error);
	g_assert_cmpstr(before, ==, after);
	g_assert_cmpuint(world.config->definitions->plans->len, ==, 1);
	kept = request_list(world.store, &error);
	g_assert_cmpuint(kept->len, ==, 0);
	world_close(&world);
}

/* Files that make a request unreadable are not taken into service while others run; the sentence says what is missing. */
static void a_reload_is_refused(void)
{
	struct world world;
	g_autoptr(GError) error = NULL;
	g_autofree char *before = NULL, *after = NULL;

	world_open(&world, "limits.conf");
	done(&world, "request --title X --from so-y-te --to so-noi-vu --due \"by 20/11/2026\" --quiet");
	before = store_checksum(world.store, NULL);
	world.other = files("limits-renamed.conf");
	world.next = engine_successor(world.engine, world.templates);
	g_assert_false(engine_load(world.next, world.other, world.now, NULL, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG);
	g_assert_nonnull(strstr(error->message, "the request 'request-2026-1' cannot be read with these files"));
	g_assert_nonnull(strstr(error->message, "no agency or group called 'so-y-te'"));
	after = store_checksum(world.store, NULL);
	g_assert_cmpstr(before, ==, after);
	g_assert_nonnull(plan_find(world.config->definitions, "request-2026-1"));
	world_close(&world);
}

/* A start has no configuration to stay with: it goes on without, and says so. */
static void a_start_goes_on(void)
{
	struct world world;
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) events = NULL;
	g_autoptr(fact_t) fact = NULL;

	world_open(&world, "limits.conf");
	done(&world, "request --title X --from so-y-te --to so-noi-vu --due \"by 20/11/2026\" --quiet");
	world.other = files("limits-renamed.conf");
	world.next = engine_new(world.store, world.templates);
	engine_load(world.next, world.other, world.now, NULL, &error);
	g_assert_no_error(error);
	events = engine_take_events(world.next);
	g_assert_cmpuint(events->len, ==, 1);
	g_assert_nonnull(strstr(((const struct engine_event *)events->pdata[0])->text, "no agency or group called 'so-y-te'"));
	fact = fact_get(world.store, "request-2026-1/report/so-y-te/2026", &error);
	g_assert_true(fact->withdrawn);
	world_close(&world);
}

/* What a person moved stands against files that say otherwise, and is listed; a rule that says the same is not. */
static void what_stands_against_the_files_is_listed(void)
{
	struct world world;
	g_autoptr(GError) error = NULL;
	struct engine_changes *changes = engine_changes_new();

	world_open(&world, "limits.conf");
	done(&world, "date kh/bc --period 2026 --owner so-y-te --due \"before 10/12\" --document 1/A --earlier --quiet");
	done(&world, "date kh/khong --period 2026 --all --due \"before 10/12\" --document 1/A --quiet");
	done(&world, "request --title X --from so-y-te --to so-noi-vu --due \"by 20/11/2026\" --quiet");
	world.other = files("limits.conf");
	world.next = engine_successor(world.engine, world.templates);
	engine_load(world.next, world.other, world.now, changes, &error);
	g_assert_no_error(error);
	g_assert_cmpuint(changes->kept->len, ==, 1);
	g_assert_cmpstr(changes->kept->pdata[0], ==, "kh/bc/so-y-te/2026");
	g_assert_cmpuint(changes->created->len + changes->removed->len + changes->withdrawn->len + changes->moved->len, ==, 0);
	engine_changes_free(changes);
	world_close(&world);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/orders-limit/calendars-say-a-limit-set", calendars_say_a_limit_set);
	g_test_add_func("/orders-limit/calendars-say-a-limit-moved", calendars_say_a_limit_moved);
	g_test_add_func("/orders-limit/calendars-say-a-request", calendars_say_a_request);
	g_test_add_func("/orders-limit/calendars-follow-who-answers", calendars_follow_who_answers);
	g_test_add_func("/orders-limit/a-try-leaves-nothing", a_try_leaves_nothing);
	g_test_add_func("/orders-limit/a-reload-is-refused", a_reload_is_refused);
	g_test_add_func("/orders-limit/a-start-goes-on", a_start_goes_on);
	g_test_add_func("/orders-limit/what-stands-against-the-files-is-listed", what_stands_against_the_files_is_listed);
	return g_test_run();
}
