/* The public door within one process, so that a test says what has happened when: requests that wait, doors that close. */
#include <arpa/inet.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "edge/http_public.h"
#include "edge/socket.h"
#include "engine/contacts.h"
#include "engine/orders.h"
#include "engine/subscribe.h"
#include "store/facts.h"
#include "../lib/faultvfs.h"

static char *directory, *main_file, *store_file;

struct house {
	struct core core;
	struct instant now;
	struct http_tally tally;
	sd_event *event;
	struct http *http;
	int port;
	GRand *rand;
};

static struct instant now_of(void *data)
{
	return ((struct house *)data)->now;
}

static char *nothing(void *data)
{
	return NULL;
}

static void write_files(void)
{
	g_autofree char *data = g_test_build_filename(G_TEST_DIST, "tests", "data", "feeds", NULL);
	g_autofree char *templates = g_test_build_filename(G_TEST_DIST, "etc", "templates", NULL);
	g_autofree char *branch = g_build_filename(data, "branch.conf", NULL);
	g_autofree char *holidays = g_strdup_printf("\"%s/days-off.ics\"", data);
	g_autofree char *text = NULL;
	g_autoptr(GString) ours = NULL;

	g_assert_true(g_file_get_contents(branch, &text, NULL, NULL));
	ours = g_string_new(text);
	g_assert_cmpint(g_string_replace(ours, "\"days-off.ics\"", holidays, 0), ==, 1);
	g_string_append_printf(ours, "templates = [ \"%s\" ];\nstore = { path = \"%s\"; };\n", templates, store_file);
	g_assert_true(g_file_set_contents(main_file, ours->str, -1, NULL));
}

static void open_door(struct house *house)
{
	const struct http_public_handler handler = { .now = now_of, .health = nothing, .metrics = nothing, .data = house };
	g_autoptr(GError) error = NULL;
	g_autofree char *address = NULL;
	int fd = socket_listen_at("127.0.0.1:0", &error);

	g_assert_no_error(error);
	address = socket_address(fd);
	house->port = atoi(strrchr(address, ':') + 1);
	house->http = http_public_new(house->event, fd, &house->core, &house->tally, &handler, &error);
	g_assert_no_error(error);
}

static void begin(struct house *house)
{
	g_autoptr(GError) error = NULL;
	struct config *config;

	*house = (struct house){ .port = 0 };
	write_files();
	config = config_load(main_file);
	g_assert_true(config_ok(config));
	g_assert_true(zone_parse(config->settings.zone, "2026-11-02T09:00", &house->now));
	core_open(&house->core, main_file, config, NULL, house->now, &error);
	g_assert_no_error(error);
	g_assert_cmpint(sd_event_new(&house->event), >=, 0);
	open_door(house);
}

static void end(struct house *house)
{
	static const char *const ends[] = { "", ".lock", ".key", "-wal", "-shm" };

	g_clear_pointer(&house->http, http_free);
	sd_event_unref(house->event);
	core_close(&house->core);
	for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
		g_autofree char *path = g_strconcat(store_file, ends[i], NULL);

		g_unlink(path);
	}
}

/* The path of a new feed, "/feeds/TOKEN.ics". */
static char *add_feed(struct house *house, const char *scope, const char *target)
{
	const struct subscribe_order order = { .scope = scope, .target = target, .user = "tester" };
	g_autoptr(GError) error = NULL;
	json_t *answer = NULL;
	const char *url;
	char *path;

	subscribe_add(house->core.engine, &order, house->now, &answer, &error);
	g_assert_no_error(error);
	url = json_string_value(json_object_get(json_array_get(answer, 0), "url"));
	path = g_strdup(strstr(url, "/feeds/"));
	json_decref(answer);
	return path;
}

static void give(struct house *house, const char *line)
{
	g_autoptr(GStringChunk) arena = g_string_chunk_new(256);
	g_autoptr(GError) error = NULL;
	json_t *answer = NULL;
	struct order order;

	g_assert_true(orders_parse(line, house->core.config->settings.zone, arena, &order, &error));
	order.user = "tester";
	orders_run(house->core.engine, &order, house->now, &answer, &error);
	g_assert_no_error(error);
	json_decref(answer);
	order_clear(&order);
}

/* ---- a client */

static int call(const struct house *house, const char *method, const char *path)
{
	g_autofree char *request = g_strdup_printf("%s %s HTTP/1.1\r\nHost: x\r\n\r\n", method, path);
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((uint16_t)house->port) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	g_assert_cmpint(connect(fd, (struct sockaddr *)&address, sizeof address), ==, 0);
	g_assert_cmpint(send(fd, request, strlen(request), MSG_NOSIGNAL), ==, (ssize_t)strlen(request));
	return fd;
}

static void turn(struct house *house)
{
	g_assert_cmpint(sd_event_run(house->event, 1000000), >=, 0);
}

static void turn_until_waiting(struct house *house, guint64 waiting)
{
	for (int i = 0; house->tally.waited < waiting; i++) {
		g_assert_cmpint(i, <, 1000);
		turn(house);
	}
}

/* What has come, or is known to be the end: until the whole of one answer with a Content-Length is there. */
static bool is_whole(const GString *answer)
{
	const char *body = strstr(answer->str, "\r\n\r\n"), *length = strstr(answer->str, "Content-Length: ");

	return body != NULL && length != NULL && answer->len >= (gsize)(body + 4 - answer->str) + strtoul(length + 16, NULL, 10);
}

static GString *receive(struct house *house, int fd)
{
	GString *answer = g_string_new(NULL);
	char piece[4096];

	for (int i = 0; !is_whole(answer) && i < 1000; i++) {
		ssize_t size = recv(fd, piece, sizeof piece, MSG_DONTWAIT);

		if (size == 0)
			break;
		if (size > 0)
			g_string_append_len(answer, piece, size);
		else if (house->http != NULL)
			turn(house);
		else
			break;
	}
	close(fd);
	return answer;
}

static char *ask(struct house *house, const char *path)
{
	return g_string_free(receive(house, call(house, "GET", path)), FALSE);
}

static void has(const char *answer, const char *words, bool wanted)
{
	g_autoptr(GString) unfolded = g_string_new(answer);

	g_string_replace(unfolded, "\r\n ", "", 0);
	if ((strstr(unfolded->str, words) != NULL) != wanted)
		g_test_message("%s\n%s", words, unfolded->str);
	g_assert_true((strstr(unfolded->str, words) != NULL) == wanted);
}

/* ---- closing */

static void who_waits_when_the_door_closes_is_told_to_come_again(void)
{
	g_autofree char *page = NULL, *feed = NULL;
	g_autoptr(GString) first = NULL, second = NULL;
	struct house house;
	int one, other;

	begin(&house);
	feed = add_feed(&house, "agency", "so-y-te");
	page = g_strdup_printf("%.*s/", (int)(strlen(feed) - strlen(".ics")), feed);
	one = call(&house, "GET", feed);
	other = call(&house, "GET", page);
	turn_until_waiting(&house, 2);
	g_clear_pointer(&house.http, http_free);
	first = receive(&house, one);
	second = receive(&house, other);
	has(first->str, "HTTP/1.1 503 ", true);
	has(second->str, "HTTP/1.1 503 ", true);
	end(&house);
}

/* ---- what was recorded is seen by the next who asks */

static void a_report_that_goes_to_another_body_leaves_the_first(void)
{
	g_autofree char *one = NULL, *other = NULL, *before = NULL, *taken = NULL, *given = NULL, *back = NULL;
	struct house house;

	begin(&house);
	one = add_feed(&house, "agency", "trung-tam");
	other = add_feed(&house, "agency", "so-vhttdl");
	give(&house, "assign lc/thang/so-y-te/2026-11 to trung-tam");
	before = ask(&house, one);
	has(before, "(thay Sở Y tế)", true);
	give(&house, "assign lc/thang/so-y-te/2026-11 to so-vhttdl");
	taken = ask(&house, one);
	given = ask(&house, other);
	has(taken, "(thay Sở Y tế)", false);
	has(given, "(thay Sở Y tế)", true);
	give(&house, "assign lc/thang/so-y-te/2026-11 to so-y-te");
	back = ask(&house, other);
	has(back, "(thay Sở Y tế)", false);
	end(&house);
}

static void a_request_is_seen_by_whoever_asks_for_it(void)
{
	static const char *const feeds[][2] = { { "person", "cuong@snv.example.vn" }, { "agency", "so-y-te" }, { "group", "departments" },
						{ "all", NULL }, { "person", "an@syt.example.vn" } };
	char *paths[G_N_ELEMENTS(feeds)];
	struct house house;

	begin(&house);
	for (size_t i = 0; i < G_N_ELEMENTS(feeds); i++) {
		g_autofree char *before = NULL;

		paths[i] = add_feed(&house, feeds[i][0], feeds[i][1]);
		before = ask(&house, paths[i]);
		has(before, "Báo cáo nhanh", false);
	}
	give(&house, "request --title 'Báo cáo nhanh' --from so-y-te --to so-noi-vu --due 'before 20/11/2026' --document 3163/BNV --dated 2026-11-01 "
		     "--type 'Công văn' --subject 'tình hình bão' --issuer so-noi-vu --send-to 'Trục'");
	for (size_t i = 0; i < G_N_ELEMENTS(feeds); i++) {
		g_autofree char *after = ask(&house, paths[i]);

		g_test_message("%s", feeds[i][0]);
		has(after, "Báo cáo nhanh", true);
		g_free(paths[i]);
	}
	end(&house);
}

static void a_limit_passes_though_nobody_looks(void)
{
	g_autofree char *path = NULL, *before = NULL, *after = NULL, *again = NULL;
	struct house house;

	begin(&house);
	path = add_feed(&house, "agency", "so-y-te");
	g_assert_true(zone_parse(house.core.config->settings.zone, "2026-11-20T23:59:30", &house.now) ||
		      zone_parse(house.core.config->settings.zone, "2026-11-20T23:59", &house.now));
	before = ask(&house, path);
	has(before, "Quá hạn", false);
	house.now = instant_add(house.now, 4 * 86400);
	after = ask(&house, path);
	has(after, "Quá hạn", true);
	house.now = instant_add(house.now, -4 * 86400);
	again = ask(&house, path);
	has(again, "Quá hạn", false);
	end(&house);
}

static void an_old_version_goes_on_while_it_is_replaced(void)
{
	g_autofree char *path = NULL, *fresh = NULL;
	g_autoptr(GString) old = NULL;
	struct house house;
	int fd;

	begin(&house);
	path = add_feed(&house, "agency", "so-y-te");
	fresh = ask(&house, path);
	fd = call(&house, "GET", path);
	for (int i = 0; i < 4; i++)
		turn(&house);
	give(&house, "submit lc/thang/so-y-te/2026-11 number 1/BC dated 2026-11-02");
	g_free(fresh);
	fresh = ask(&house, path);
	has(fresh, "Đã gửi", true);
	old = receive(&house, fd);
	has(old->str, "END:VCALENDAR", true);
	has(old->str, "Đã gửi", false);
	end(&house);
}

static void who_waits_under_an_old_address_learns_nothing(void)
{
	g_autofree char *path = NULL;
	g_autoptr(GString) answer = NULL;
	g_autoptr(GPtrArray) ids = g_ptr_array_new();
	struct subscribe_order order = { .ids = ids, .user = "tester" };
	g_autoptr(GError) error = NULL;
	json_t *value = NULL;
	struct house house;
	int fd;

	begin(&house);
	path = add_feed(&house, "agency", "so-y-te");
	g_ptr_array_add(ids, (char *)"agency-so-y-te");
	fd = call(&house, "GET", path);
	turn_until_waiting(&house, 1);
	subscribe_rotate(house.core.engine, &order, house.now, &value, &error);
	g_assert_no_error(error);
	json_decref(value);
	answer = receive(&house, fd);
	has(answer->str, "HTTP/1.1 404 ", true);
	end(&house);
}

static void what_is_only_tried_shows_nowhere(void)
{
	g_autofree char *path = NULL, *before = NULL, *after = NULL;
	struct house house;

	begin(&house);
	path = add_feed(&house, "all", NULL);
	before = ask(&house, path);
	give(&house, "request --title 'Báo cáo nhanh' --from so-y-te --to so-noi-vu --due 'before 20/11/2026' --document 3163/BNV --dated 2026-11-01 "
		     "--type 'Công văn' --subject 'tình hình bão' --issuer so-noi-vu --send-to 'Trục' --dry-run");
	give(&house, "cancel lc/thang/so-y-te/2026-11 --reason x --dry-run");
	after = ask(&house, path);
	g_assert_cmpstr(strstr(before, "ETag: "), ==, strstr(after, "ETag: "));
	end(&house);
}

/* NULL where there is none. */
static char *calendar(struct house *house, const char *path)
{
	g_autofree char *answer = ask(house, path);

	return g_strdup(strstr(answer, "BEGIN:VCALENDAR"));
}

/* What is kept is what would be built by a service that has just begun. */
static void are_what_would_be_built(struct house *house, char **paths, size_t count)
{
	g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func(g_free);

	for (size_t i = 0; i < count; i++)
		g_ptr_array_add(kept, calendar(house, paths[i]));
	feeds_clear(house->core.feeds);
	publish_touch_all(house->core.publish);
	for (size_t i = 0; i < count; i++) {
		g_autofree char *built = calendar(house, paths[i]);

		if (g_strcmp0(kept->pdata[i], built) != 0)
			g_test_message("%s", paths[i]);
		g_assert_cmpstr(kept->pdata[i], ==, built);
	}
}

static void orders_show_in_every_feed_they_concern(void)
{
	static const char *const feeds[][2] = { { "agency", "so-vhttdl" }, { "agency", "so-y-te" }, { "under", "ubnd-tinh" }, { "group", "departments" },
						{ "person", "an@syt.example.vn" }, { "campaigns", NULL }, { "all", NULL }, { "plan", "lc" },
						{ "obligation", "lc/nam" }, { "person", "cuong@snv.example.vn" }, { "group", "organisations" } };
	static const char *const lines[] = { "cancel lc/thang/so-y-te/2026-11 --reason x",
					     "extend lc/nam/mttq/2026 --until 2026-12-10 --asked-by x --granted-by y --number 1/x",
					     "waive lc/nam/so-y-te/2026 --reason x",
					     "submit lc/nam/so-vhttdl/2026 --number 2/BC --dated 2026-11-02",
					     "accept lc/nam/so-vhttdl/2026",
					     "assign lc/nam/trung-tam/2026 --to so-vhttdl",
					     "assign lc/nam/trung-tam/2026 --to so-noi-vu",
					     "reopen lc/nam/so-vhttdl/2026 --reason x" };
	char *paths[G_N_ELEMENTS(feeds)];
	struct house house;

	begin(&house);
	for (size_t i = 0; i < G_N_ELEMENTS(feeds); i++) {
		paths[i] = add_feed(&house, feeds[i][0], feeds[i][1]);
		g_free(ask(&house, paths[i]));
	}
	for (size_t j = 0; j < G_N_ELEMENTS(lines); j++) {
		house.now = instant_add(house.now, 61);
		give(&house, lines[j]);
		g_test_message("%s", lines[j]);
		are_what_would_be_built(&house, paths, G_N_ELEMENTS(paths));
	}
	for (size_t i = 0; i < G_N_ELEMENTS(feeds); i++)
		g_free(paths[i]);
	end(&house);
}

/* ---- months of a service, by chance */

static const char *const read_feeds[][2] = {
	{ "agency", "so-vhttdl" }, { "agency", "so-y-te" }, { "agency", "trung-tam" }, { "agency", "mttq" }, { "under", "ubnd-tinh" },
	{ "under", "so-y-te" }, { "group", "departments" }, { "group", "organisations" }, { "person", "an@syt.example.vn" },
	{ "person", "cuong@snv.example.vn" }, { "campaigns", NULL }, { "all", NULL }, { "plan", "lc" }, { "plan", "te" },
	{ "obligation", "lc/nam" }, { "obligation", "te/quy" },
};

static const char *const read_options[] = { "", "?open=1", "?detail=1", "?todo=1", "?windows=bar", "?alarms=1&lang=en" };

static int chance(const struct house *house, int least, int end)
{
	return g_rand_int_range(house->rand, least, end);
}

static char *random_id(struct house *house)
{
	struct civil today = zone_civil(house->core.config->settings.zone, house->now);
	struct fact_filter filter = { .limit_first = civil_add(today, -60), .limit_last = civil_add(today, 60), .withdrawn = true };
	g_autoptr(GPtrArray) facts = fact_list(house->core.store, &filter, NULL);

	if (facts->len == 0)
		return g_strdup("lc/nam/so-y-te/2026");
	return g_strdup(((const struct fact *)facts->pdata[chance(house, 0, (gint)facts->len)])->id);
}

static char *random_order(struct house *house)
{
	static const char *const bodies[] = { "so-y-te", "so-vhttdl", "trung-tam", "mttq", "so-noi-vu" };
	g_autofree char *id = random_id(house);
	const char *body = bodies[chance(house, 0, G_N_ELEMENTS(bodies))];
	int number = chance(house, 1, 100000);
	char day[CIVIL_SIZE];

	civil_format(civil_add(zone_civil(house->core.config->settings.zone, house->now), chance(house, 1, 50)), day);
	switch (chance(house, 0, 13)) {
	case 0:
	case 1:
	case 2:
		return g_strdup_printf("submit %s --number %d/BC", id, number);
	case 3:
		return g_strdup_printf("accept %s", id);
	case 4:
		return g_strdup_printf("return %s --reason x --until %s", id, day);
	case 5:
		return g_strdup_printf("waive %s --reason x --granted-by x --number 1/x", id);
	case 6:
		return g_strdup_printf("nil %s", id);
	case 7:
		return g_strdup_printf("cancel %s --reason x", id);
	case 8:
		return g_strdup_printf("extend %s --until %s --reason x --granted-by x --number 1/x", id, day);
	case 9:
		return g_strdup_printf("reopen %s --reason x", id);
	case 10:
	case 11:
		return g_strdup_printf("assign %s --to %s", id, body);
	default:
		return g_strdup_printf("request --title 'Báo cáo %d' --from %s --to so-noi-vu --due 'by %s' --document %d/BNV --dated 2026-11-01 "
				       "--type 'Công văn' --subject 'x' --issuer so-noi-vu --send-to 'Trục'", number, body, day, number);
	}
}

static bool try(struct house *house, const char *line)
{
	g_autoptr(GStringChunk) arena = g_string_chunk_new(256);
	g_autoptr(GError) error = NULL;
	json_t *answer = NULL;
	struct order order;
	bool done;

	g_assert_true(orders_parse(line, house->core.config->settings.zone, arena, &order, &error));
	order.user = "tester";
	done = orders_run(house->core.engine, &order, house->now, &answer, &error);
	json_decref(answer);
	order_clear(&order);
	return done;
}

/* Orders, positions that change hands, hours, days. True where something was done. */
static bool go_on(struct house *house)
{
	g_autofree char *line = NULL;
	struct instant next;
	bool done = true;

	if (chance(house, 0, 6) == 0)
		house->now = instant_add(house->now, chance(house, 1, 20) * 86400);
	house->now = instant_add(house->now, chance(house, 1, 7200));
	if (chance(house, 0, 3) == 0) {
		struct contact_change change = { .agency = "so-noi-vu", .position = "focal", .email = chance(house, 0, 2) ? "an@syt.example.vn"
										: "cuong@snv.example.vn", .name = "X" };
		struct contact_order order = { .user = "tester" };
		json_t *answer = NULL;

		done = contacts_set(house->core.engine, &change, &order, house->now, &answer, NULL);
		json_decref(answer);
	}
	if (chance(house, 0, 2) == 0)
		g_assert_true(engine_tick(house->core.engine, house->now, &next, NULL));
	line = random_order(house);
	done = try(house, line);
	if (done)
		g_test_message("%s", line);
	return done;
}

static void live(guint32 seed, int turns)
{
	char *paths[G_N_ELEMENTS(read_feeds) * G_N_ELEMENTS(read_options) + 1] = { NULL };
	struct house house;
	size_t count = 0;

	g_test_message("seed %u", seed);
	begin(&house);
	house.rand = g_rand_new_with_seed(seed);
	for (size_t i = 0; i < G_N_ELEMENTS(read_feeds); i++) {
		g_autofree char *path = add_feed(&house, read_feeds[i][0], read_feeds[i][1]);

		for (size_t j = 0; j < G_N_ELEMENTS(read_options); j++)
			paths[count++] = g_strconcat(path, read_options[j], NULL);
	}
	for (int i = 0; i < turns; i++) {
		while (!go_on(&house))
			;
		are_what_would_be_built(&house, paths, count);
	}
	for (size_t i = 0; i < count; i++)
		g_free(paths[i]);
	g_rand_free(house.rand);
	end(&house);
}

/* With -m slow other ones each time. */
static void feeds_show_what_is_recorded_whatever_happens(void)
{
	live(1, 15);
	for (int i = 0; g_test_slow() && i < 20; i++)
		live((guint32)g_test_rand_int(), 60);
}

/* ---- trouble */

static bool is_refused(const char *answer)
{
	return g_str_has_prefix(answer, "HTTP/1.1 503 ") && strstr(answer, "Retry-After: ") != NULL && strstr(answer, "BEGIN:") == NULL;
}

static void what_cannot_be_written_down_is_not_served(void)
{
	static const struct fault faults[] = { { .write = SQLITE_FULL }, { .write = SQLITE_IOERR_WRITE }, { .write = SQLITE_READONLY },
					       { .sync = SQLITE_IOERR_FSYNC } };

	for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
		g_autofree char *path = NULL, *first = NULL, *before = NULL, *broken = NULL, *still = NULL, *healed = NULL;
		struct house house;

		begin(&house);
		path = add_feed(&house, "agency", "so-y-te");
		fault = faults[i];
		first = ask(&house, path);
		fault = (struct fault){ 0 };
		before = ask(&house, path);
		give(&house, "submit lc/thang/so-y-te/2026-11 number 1/BC dated 2026-11-02");
		house.now = instant_add(house.now, 60);
		fault = faults[i];
		broken = ask(&house, path);
		still = ask(&house, path);
		fault = (struct fault){ 0 };
		healed = ask(&house, path);
		if (faults[i].sync == 0) {
			g_assert_true(is_refused(first));
			g_assert_true(is_refused(broken));
			g_assert_true(is_refused(still));
		}
		has(before, "SEQUENCE:1\r\n", false);
		has(before, "HTTP/1.1 200 ", true);
		has(healed, "HTTP/1.1 200 ", true);
		has(healed, "Đã gửi", true);
		has(healed, "SEQUENCE:1\r\n", true);
		has(healed, "SEQUENCE:2\r\n", false);
		end(&house);
	}
}

static void a_store_that_is_locked_is_waited_for_once(void)
{
	static const char *const bodies[] = { "so-y-te", "so-vhttdl", "trung-tam" };
	int connections[G_N_ELEMENTS(bodies)];
	struct house house;

	begin(&house);
	for (size_t i = 0; i < G_N_ELEMENTS(bodies); i++) {
		g_autofree char *path = add_feed(&house, "agency", bodies[i]);

		connections[i] = call(&house, "GET", path);
	}
	fault = (struct fault){ .write = SQLITE_BUSY, .times = 2 }; /* reading ahead, and building */
	turn_until_waiting(&house, G_N_ELEMENTS(bodies));
	for (size_t i = 0; i < G_N_ELEMENTS(bodies); i++) {
		g_autoptr(GString) answer = receive(&house, connections[i]);

		g_assert_true(is_refused(answer->str));
	}
	fault = (struct fault){ 0 };
	end(&house);
}

static void readers_are_counted_later(void)
{
	g_autofree char *path = NULL, *answer = NULL;
	g_autoptr(GError) error = NULL;
	g_autoptr(subscription_t) row = NULL;
	struct house house;

	begin(&house);
	path = add_feed(&house, "agency", "so-y-te");
	answer = ask(&house, path);
	fault = (struct fault){ .write = SQLITE_FULL };
	g_assert_false(links_write(house.core.links, NULL));
	g_assert_false(store_in_transaction(house.core.store));
	fault = (struct fault){ 0 };
	g_assert_true(links_write(house.core.links, &error));
	g_assert_true(subscription_get(house.core.store, "agency-so-y-te", &row, &error));
	g_assert_cmpint(row->accesses, ==, 1);
	g_assert_nonnull(row->etag);
	end(&house);
}

int main(int argc, char **argv)
{
	int status;

	g_test_init(&argc, &argv, NULL);
	fault_register();
	directory = g_dir_make_tmp("deadlined-door-XXXXXX", NULL);
	main_file = g_build_filename(directory, "deadlined.conf", NULL);
	store_file = g_build_filename(directory, "deadlined.db", NULL);
	g_test_add_func("/http-public/who-waits-when-the-door-closes-is-told-to-come-again", who_waits_when_the_door_closes_is_told_to_come_again);
	g_test_add_func("/http-public/a-report-that-goes-to-another-body-leaves-the-first", a_report_that_goes_to_another_body_leaves_the_first);
	g_test_add_func("/http-public/a-request-is-seen-by-whoever-asks-for-it", a_request_is_seen_by_whoever_asks_for_it);
	g_test_add_func("/http-public/a-limit-passes-though-nobody-looks", a_limit_passes_though_nobody_looks);
	g_test_add_func("/http-public/an-old-version-goes-on-while-it-is-replaced", an_old_version_goes_on_while_it_is_replaced);
	g_test_add_func("/http-public/who-waits-under-an-old-address-learns-nothing", who_waits_under_an_old_address_learns_nothing);
	g_test_add_func("/http-public/what-is-only-tried-shows-nowhere", what_is_only_tried_shows_nowhere);
	g_test_add_func("/http-public/what-cannot-be-written-down-is-not-served", what_cannot_be_written_down_is_not_served);
	g_test_add_func("/http-public/readers-are-counted-later", readers_are_counted_later);
	g_test_add_func("/http-public/orders-show-in-every-feed-they-concern", orders_show_in_every_feed_they_concern);
	g_test_add_func("/http-public/feeds-show-what-is-recorded-whatever-happens", feeds_show_what_is_recorded_whatever_happens);
	g_test_add_func("/http-public/a-store-that-is-locked-is-waited-for-once", a_store_that_is_locked_is_waited_for_once);
	status = g_test_run();
	g_unlink(main_file);
	g_rmdir(directory);
	g_free(directory);
	g_free(main_file);
	g_free(store_file);
	return status;
}
