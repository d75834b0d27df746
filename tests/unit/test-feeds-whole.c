/*
 * What whole obligations add up to: the first names, and that counts kept up to date line by line are those of events read anew,
 * one by one, and added up naively, whatever orders came in between and in whatever portions the plan was read.
 */
#include <glib.h>
#include <string.h>

#include "engine/engine.h"
#include "engine/feeds.h"
#include "engine/feeds_part.h"
#include "engine/orders.h"
#include "lib/sums.h"

enum { BODIES = 40, ROUNDS = 45 };

struct world {
	struct config *config;
	struct store *store;
	struct engine *engine;
	struct feeds *feeds;
	GRand *rand;
	struct instant now;
	int orders, reloads;
};

/* ---- the files */

/* Ids of which one begins another, names that are the same or read alike, days off kept by some. */
static void add_agencies(GString *text)
{
	g_string_append(text, "agencies = ( { id = \"so\"; name = \"Sở Nội vụ\"; relation = \"subordinate\"; contacts = ( { position = \"focal\";"
			      " email = \"a@b.example.vn\"; } ); }");
	for (int i = 0; i < BODIES; i++)
		g_string_append_printf(text, ",\n { id = \"xa%s%d\"; name = \"%s %d\"; relation = \"%s\"; contacts = ( { position = \"focal\"; email ="
				       " \"a%d@b.example.vn\"; } ); }", i % 3 == 0 ? "-" : "", i / 2 * 2 + i % 2, i % 2 ? "Xã Đông" : "Xã Ẩm", i % 7,
				       i % 5 ? "subordinate" : "vertical", i);
	g_string_append(text, " );\n");
}

static char *id_of(int i)
{
	return g_strdup_printf("xa%s%d", i % 3 == 0 ? "-" : "", i / 2 * 2 + i % 2);
}

static void add_group(GString *text, const char *name, int step)
{
	g_string_append_printf(text, "%s = [ \"so\"", name);
	for (int i = 0; i < BODIES; i += step) {
		g_autofree char *id = id_of(i);

		g_string_append_printf(text, ", \"%s\"", id);
	}
	g_string_append(text, " ]; ");
}

/* Of two reports one leaves the files, one has another limit, and back. */
static char *files(bool other)
{
	GString *text = g_string_new("office = { name = \"Sở Nội vụ\"; hours = \"07:30-17:00\"; };\n"
				     "mail = { from = \"Sở Nội vụ <nhac@b.example.vn>\"; admin = \"admin@b.example.vn\"; relay ="
				     " \"smtp://127.0.0.1:25\"; };\npolicies = { standard = { remind = [ \"7d\" ]; }; };\n");

	add_agencies(text);
	g_string_append(text, "groups = { ");
	add_group(text, "moi", 1);
	add_group(text, "ba", 3);
	g_string_append(text, "};\nplans = ( { id = \"p\"; title = \"Kế hoạch\"; effective = \"2026-01-01..2027-12-31\"; policy = \"standard\";"
			      " coordinator = \"so\"; campaigns = ( { id = \"thang\"; title = \"Tháng hành động\"; window = \"15/11..15/12\"; every ="
			      " \"year\"; for = [ \"ba\" ]; }, { id = \"ngay\"; title = \"Ngày\"; window = \"29/11\"; every = \"year\"; for = [ \"moi\" ]; } );"
			      " obligations = (\n { id = \"nam\"; title = \"Báo cáo năm\"; every = \"year\"; due = \"before 30/11\"; owed_by = [ \"moi\" ];"
			      " owed_to = [ \"so\" ]; nonworking = { ba = \"next\"; }; },\n");
	g_string_append_printf(text, " { id = \"thang\"; title = \"Báo cáo tháng\"; every = \"month\"; due = \"by %d\"; owed_by = [ \"ba\" ];"
				     " owed_to = [ \"so\" ]; },\n", other ? 22 : 20);
	if (!other)
		g_string_append(text, " { id = \"mot\"; title = \"Báo cáo một lần\"; every = \"once\"; period = \"2026\"; due = \"by 10/12/2026\"; owed_by ="
				      " [ \"ba\" ]; owed_to = [ \"so\" ]; },\n");
	g_string_append(text, " { id = \"cu\"; title = \"Báo cáo cũ\"; every = \"once\"; period = \"2026\"; due = \"by 15/9/2026\"; owed_by = [ \"ba\" ];"
			      " owed_to = [ \"so\" ]; },\n { id = \"khong\"; title = \"Không có hạn\"; every = \"year\"; due = \"none\"; owed_by ="
			      " [ \"moi\" ]; owed_to = [ \"so\" ]; } ); } );\n");
	return g_string_free(text, FALSE);
}

static struct config *load(bool other)
{
	g_autofree char *text = files(other);
	struct config *config = config_read_text("t.conf", text, strlen(text));
	g_autoptr(GPtrArray) lines = problems_lines(config->problems);

	if (!config_ok(config))
		g_error("%s", (char *)lines->pdata[0]);
	return config;
}

/* ---- what is kept against what is added up naively */

static void check_same(const struct world *world, struct feed_event *event, struct feed_event *expected)
{
	g_autofree char *one = NULL, *other = NULL;

	g_clear_pointer(&event->body, g_free);
	one = feed_event_digest(event, world->config);
	other = feed_event_digest(expected, world->config);
	if (strcmp(one, other) != 0)
		g_error("%s:\n%s\nbut expected is\n%s", event->id, event->body, expected->body);
	g_assert_cmpint(event->state, ==, expected->state);
	g_assert_cmpint(event->updated.seconds, ==, expected->updated.seconds);
	g_assert_cmpint(event->extended, ==, expected->extended);
	g_assert_cmpstr(event->extension_document, ==, expected->extension_document);
}

/* What a part holds is what is expected, but for what has no place in a feed any more. */
static void check_part(const struct world *world, const struct feeds_part *part)
{
	struct instant next = INSTANT_NEVER, known = INSTANT_NEVER;
	g_autoptr(GHashTable) all = sums_expect(world->config, world->store, part, world->now, &next);
	GHashTableIter iter;
	gpointer value;

	g_assert_true(part->ready);
	for (guint i = 0; i < part->wholes->len; i++) {
		const struct feeds_whole *whole = part->wholes->pdata[i];

		known = instant_min(known, whole->next);
		for (guint j = 0; j < whole->events->len && whole->obligation != NULL; j++) {
			struct feed_event *event = whole->events->pdata[j];
			struct sum *expected = g_hash_table_lookup(all, event->id);

			if (expected == NULL)
				g_error("%s is not expected", event->id);
			check_same(world, event, expected->event);
			g_hash_table_remove(all, event->id);
		}
	}
	g_assert_cmpint(known.seconds, ==, next.seconds);
	g_hash_table_iter_init(&iter, all);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		const struct feed_event *event = ((struct sum *)value)->event;

		if (event->state != FEED_WAIVED && event->state != FEED_CANCELLED)
			g_error("%s is missing", event->id);
	}
}

/* ---- random orders */

static char *random_day(struct world *world, int least, int most)
{
	char day[CIVIL_SIZE];

	return g_strdup(civil_format(civil_add(zone_civil(world->config->settings.zone, world->now), g_rand_int_range(world->rand, least, most)), day));
}

static char *random_id(struct world *world)
{
	static const char *const reports[] = { "nam %s 2026", "nam %s 2026", "thang %s 2026-10", "thang %s 2026-11", "thang %s 2026-12", "mot %s 2026",
					       "cu %s 2026", "nam %s 2027" };
	g_auto(GStrv) parts = g_strsplit(reports[g_rand_int_range(world->rand, 0, G_N_ELEMENTS(reports))], " ", 3);
	g_autofree char *body = id_of(g_rand_int_range(world->rand, 0, BODIES / 3) * (g_rand_boolean(world->rand) ? 3 : 1));

	return g_strdup_printf("p/%s/%s/%s", parts[0], g_rand_int_range(world->rand, 0, 12) == 0 ? "*" : body, parts[2]);
}

static char *random_order(struct world *world)
{
	g_autofree char *id = random_id(world), *day = random_day(world, 1, 40), *received = random_day(world, 0, 1), *body = id_of(g_rand_int_range(world->rand, 0, BODIES));
	int n = world->orders++;

	switch (g_rand_int_range(world->rand, 0, 13)) {
	case 0: case 1: case 2: return g_strdup_printf("submit %s number %d/BC --again received %sT00:30", id, n, received);
	case 3: return g_strdup_printf("accept %s", id);
	case 4: return g_strdup_printf("return %s reason \"thiếu\" until %s", id, day);
	case 5: case 6: return g_strdup_printf("extend %s until %s reason \"chờ\" number %d/QD granted-by \"Ủy ban\"", id, day, n);
	case 7: return g_strdup_printf("waive %s reason \"mới\"", id);
	case 8: return g_strdup_printf("nil %s", id);
	case 9: return g_strdup_printf("cancel %s", id);
	case 10: return g_strdup_printf("reopen %s", id);
	case 11: return g_strdup_printf("assign %s --to %s --reason \"sáp nhập\"", id, body);
	}
	return g_strdup_printf("date p/%s/%s/2026 --due \"by %s/2027\" --document %d/A --quiet", n % 2 ? "khong" : "nam", body,
			       n % 4 < 2 ? "15/1" : "3/2", n);
}

/* True: it was carried out. */
static bool give(struct world *world, const char *line)
{
	GStringChunk *arena = g_string_chunk_new(256);
	g_autoptr(GError) error = NULL;
	json_t *answers = NULL;
	struct order order;
	bool done = false;

	if (orders_parse(line, world->config->settings.zone, arena, &order, &error)) {
		order.user = "tester";
		done = orders_run(world->engine, &order, world->now, &answers, &error);
		order_clear(&order);
	}
	g_test_message("%s: %s", line, done ? "done" : error->message);
	json_decref(answers);
	g_string_chunk_free(arena);
	return done;
}

static void pass_touched(struct world *world)
{
	g_autoptr(GPtrArray) touched = engine_take_touched(world->engine);
	g_autoptr(GArray) keys = g_array_new(FALSE, FALSE, sizeof(struct feed_key));

	g_ptr_array_set_free_func(touched, g_free);
	for (guint i = 0; i < touched->len; i++)
		feeds_touch(world->feeds, touched->pdata[i], keys);
	feeds_pass(world->feeds, world->now, keys);
}

/* ---- the feeds */

static char *render(struct feeds *feeds, const struct world *world, enum feed_scope scope, const char *id, int past_days)
{
	struct feed_want want = { .key = { scope, id }, .options = { .language = LANGUAGE_VI, .past_days = past_days } };
	g_autoptr(GError) error = NULL;
	g_autoptr(feed_t) feed = feeds_gather(feeds, &want, world->now, &error);
	g_autoptr(GBytes) bytes = NULL;

	g_assert_no_error(error);
	bytes = feed_render(feed, world->config, &error);
	g_assert_no_error(error);
	return g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
}

/* At times a part of it is read before, or all. */
static void read_ahead(struct world *world, const struct feed_key *key)
{
	struct feed_want want = { .key = *key, .options.language = LANGUAGE_VI };
	g_autoptr(GError) error = NULL;
	bool ready = false;

	for (int i = g_rand_int_range(world->rand, 0, 60); i > 0 && !ready; i--) {
		g_assert_true(feeds_ahead(world->feeds, &want, world->now, 40, &ready, &error));
		g_assert_no_error(error);
	}
}

/* Kept feeds, and those of somebody who knows nothing yet, are the same bytes. */
static void check_feeds(struct world *world)
{
	static const struct feed_key keys[] = {
		{ FEED_SCOPE_PLAN, "p" }, { FEED_SCOPE_ALL, NULL }, { FEED_SCOPE_GROUP, "ba" }, { FEED_SCOPE_AGENCY, "xa1" }, { FEED_SCOPE_AGENCY, "xa-3" },
	};
	int past_days = g_rand_int_range(world->rand, 0, 4) == 0 ? 300 : 0;

	read_ahead(world, &keys[g_rand_int_range(world->rand, 0, G_N_ELEMENTS(keys))]);
	for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
		g_autofree char *kept = render(world->feeds, world, keys[i].scope, keys[i].id, past_days);
		g_autoptr(feeds_t) other = feeds_new(world->config, world->store);
		g_autofree char *anew = render(other, world, keys[i].scope, keys[i].id, past_days);

		g_assert_cmpstr(kept, ==, anew);
	}
}

static struct feeds_part *part_new(const struct world *world)
{
	struct civil today = zone_civil(world->config->settings.zone, world->now);

	return feeds_part_new(plan_find(world->config->definitions, "p"), civil_add(today, -90), civil_add(today, 400));
}

static void read_whole(struct feeds_part *part, struct feeds_stamps *stamps)
{
	g_autoptr(GError) error = NULL;

	g_assert_true(feeds_part_renew(part, stamps, &error));
	g_assert_no_error(error);
}

/* ---- a service of some months */

static void load_files(struct world *world, bool other)
{
	struct config *old = world->config;
	g_autoptr(GError) error = NULL;

	world->config = load(other);
	engine_load(world->engine, world->config, world->now, NULL, &error);
	g_assert_no_error(error);
	g_clear_pointer(&world->feeds, feeds_free);
	world->feeds = feeds_new(world->config, world->store);
	config_free(old);
}

static void world_open(struct world *world, guint32 seed)
{
	g_autoptr(GError) error = NULL;

	*world = (struct world){ .rand = g_rand_new_with_seed(seed), .store = store_open(":memory:", &error) };
	g_assert_no_error(error);
	world->engine = engine_new(world->store, NULL);
	world->now = (struct instant){ 1790900000 }; /* 2 October 2026, 07:33 */
	load_files(world, false);
}

static void world_close(struct world *world)
{
	feeds_free(world->feeds);
	engine_free(world->engine);
	store_close(world->store);
	config_free(world->config);
	g_rand_free(world->rand);
}

/* Hours, at times days, go by, and the files change now and then. */
static void go_on(struct world *world)
{
	world->now = instant_add(world->now, g_rand_int_range(world->rand, 60, g_rand_int_range(world->rand, 0, 4) == 0 ? 4 * 86400 : 3600));
	if (g_rand_int_range(world->rand, 0, 15) == 0)
		load_files(world, world->reloads++ % 2 == 0);
}

static int order_some(struct world *world)
{
	int done = 0;

	for (int i = g_rand_int_range(world->rand, 1, 6); i > 0; i--) {
		g_autofree char *line = random_order(world);

		done += give(world, line);
	}
	return done;
}

static guint32 seed_of(int turn)
{
	const char *given = g_getenv("FEEDS_SEED");

	return given != NULL ? (guint32)g_ascii_strtoull(given, NULL, 10) : g_test_rand_int_range(0, G_MAXINT32) + (guint32)turn;
}

static void kept_feeds_are_those_read_anew(void)
{
	for (int turn = 0; turn < 3; turn++) {
		guint32 seed = seed_of(turn);
		struct world world;
		int done = 0;

		g_test_message("FEEDS_SEED=%u", seed);
		world_open(&world, seed);
		for (int i = 0; i < ROUNDS; i++) {
			go_on(&world);
			done += order_some(&world);
			pass_touched(&world);
			check_feeds(&world);
		}
		g_test_message("%d of %d orders carried out, %d reloads", done, world.orders, world.reloads);
		g_assert_cmpint(done, >, ROUNDS / 2);
		world_close(&world);
	}
}

/* The same part is kept while time goes by within a day. */
static void sums_are_those_of_single_events(void)
{
	struct feeds_stamps stamps;
	struct feeds_part *part;
	struct world world;
	guint32 seed = seed_of(0);

	g_test_message("FEEDS_SEED=%u", seed);
	world_open(&world, seed);
	feeds_stamps_init(&stamps, world.config, world.store);
	stamps.now = world.now;
	part = part_new(&world);
	for (int i = 0; i < ROUNDS; i++) {
		g_autoptr(GPtrArray) touched = NULL;

		order_some(&world);
		touched = engine_take_touched(world.engine);
		g_ptr_array_set_free_func(touched, g_free);
		for (guint j = 0; j < touched->len; j++)
			feeds_part_touch(part, touched->pdata[j]);
		world.now = instant_add(world.now, g_rand_int_range(world.rand, 60, 3 * 86400));
		stamps.now = world.now;
		for (guint j = 0; j < part->wholes->len; j++)
			feeds_part_pass(part, part->wholes->pdata[j]);
		read_whole(part, &stamps);
		check_part(&world, part);
	}
	feeds_part_free(part);
	feeds_stamps_clear(&stamps);
	world_close(&world);
}

/* Orders come in while a part is read in portions. */
static void portions_make_the_same_whole(void)
{
	struct feeds_stamps stamps;
	struct world world;
	guint32 seed = seed_of(0);

	g_test_message("FEEDS_SEED=%u", seed);
	world_open(&world, seed);
	feeds_stamps_init(&stamps, world.config, world.store);
	for (int i = 0; i < 8; i++) {
		struct feeds_part *part = part_new(&world);
		int portions = 0;

		while (!part->ready) {
			g_autoptr(GPtrArray) touched = NULL;
			g_autoptr(GError) error = NULL;
			int left = g_rand_int_range(world.rand, 1, 60);

			stamps.now = world.now;
			g_assert_true(feeds_part_read(part, &stamps, &left, &error));
			g_assert_no_error(error);
			portions++;
			if (portions % 3 == 0)
				order_some(&world);
			touched = engine_take_touched(world.engine);
			g_ptr_array_set_free_func(touched, g_free);
			for (guint j = 0; j < touched->len; j++)
				feeds_part_touch(part, touched->pdata[j]);
		}
		g_assert_cmpint(portions, >, 3);
		check_part(&world, part);
		feeds_part_free(part);
	}
	feeds_stamps_clear(&stamps);
	world_close(&world);
}

/* Forty bodies, met in an order that is not the alphabet's. */
static void the_first_names_are_kept(void)
{
	g_autoptr(definitions_t) definitions = definitions_new();
	g_autofree char *key = g_strdup("p/o/2026");
	struct feeds_bodies *bodies;
	struct feeds_whole *whole = feeds_whole_new(key, NULL);
	struct feeds_dates dates = { .limit = { .limit = civil_make(2026, 11, 29) } };
	const struct feed_event *event;

	for (int i = 0; i < 40; i++) {
		struct agency *agency = agency_new();

		agency->id = g_strdup_printf("xa-%d", i);
		agency->name = g_strdup_printf("Xã %02d", i * 17 % 40);
		g_ptr_array_add(definitions->agencies, agency);
	}
	bodies = feeds_bodies_new(definitions);
	g_array_append_val(whole->dates, dates);
	for (unsigned i = 0; i < 40; i++) {
		struct feeds_member member = { .owner = i, .body = bodies->list->pdata[i] };

		member.state = strcmp(member.body->id, "xa-0") == 0 ? FEED_SUBMITTED : FEED_OPEN;
		member.calm = true;
		feeds_whole_add(whole, &member);
	}
	feeds_whole_sum(whole, bodies, NULL, (struct instant){ 0 });
	g_assert_cmpuint(whole->events->len, ==, 1);
	event = whole->events->pdata[0];
	g_assert_cmpint(event->missing, ==, 39);
	g_assert_cmpuint(event->missing_names->len, ==, 30);
	for (guint i = 0; i < 30; i++) {
		g_autofree char *name = g_strdup_printf("Xã %02u", i + 1);

		g_assert_cmpstr(event->missing_names->pdata[i], ==, name);
	}
	feeds_whole_free(whole);
	feeds_bodies_free(bodies);
}

/* Of one limit with two aims the first by id says which; a name with a soft hyphen is read like one without. */
static void the_first_by_id_speaks_for_all(void)
{
	static const char *const names[] = { "Xã\xc2\xad Một", "Xã Một", "Xã Ba" };
	g_autoptr(definitions_t) definitions = definitions_new();
	struct feeds_dates dates[] = { { .limit = { .limit = civil_make(2026, 11, 29), .aim = civil_make(2026, 11, 28) } },
				       { .limit = { .limit = civil_make(2026, 11, 29), .aim = civil_make(2026, 11, 27) } } };
	struct feeds_whole *whole = feeds_whole_new("p/o/2026", NULL);
	struct feeds_bodies *bodies;
	const struct feed_event *event;

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		struct agency *agency = agency_new();

		agency->id = g_strdup_printf("xa-%zu", i);
		agency->name = g_strdup(names[i]);
		g_ptr_array_add(definitions->agencies, agency);
	}
	bodies = feeds_bodies_new(definitions);
	g_array_append_vals(whole->dates, dates, 2);
	for (unsigned i = 3; i-- > 0;)
		feeds_whole_add(whole, &(struct feeds_member){ .owner = i, .body = bodies->list->pdata[i], .dates = i == 0, .calm = true });
	feeds_whole_sum(whole, bodies, NULL, (struct instant){ 0 });
	event = whole->events->pdata[0];
	g_assert_cmpint(event->limit.aim.day, ==, dates[1].limit.aim.day);
	g_assert_cmpstr(event->missing_names->pdata[0], ==, names[2]);
	g_assert_cmpstr(event->missing_names->pdata[1], ==, names[0]);
	g_assert_cmpstr(event->missing_names->pdata[2], ==, names[1]);
	feeds_whole_free(whole);
	feeds_bodies_free(bodies);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/feeds-whole/the-first-names-are-kept", the_first_names_are_kept);
	g_test_add_func("/feeds-whole/the-first-by-id-speaks-for-all", the_first_by_id_speaks_for_all);
	g_test_add_func("/feeds-whole/sums-are-those-of-single-events", sums_are_those_of_single_events);
	g_test_add_func("/feeds-whole/portions-make-the-same-whole", portions_make_the_same_whole);
	g_test_add_func("/feeds-whole/kept-feeds-are-those-read-anew", kept_feeds_are_those_read_anew);
	return g_test_run();
}
