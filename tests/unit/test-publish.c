#include "../lib/feedkit.h"

#include <zlib.h>

#include "engine/publish.h"

#define OCCURRENCE "lc/nam/so-y-te/2026"

/* What the loop does before it looks: touches are told once, limits that passed likewise. */
static void freshen(struct kit *kit, struct publish *publish)
{
	g_autoptr(GPtrArray) touched = engine_take_touched(kit->engine);
	g_autoptr(GArray) keys = g_array_new(FALSE, FALSE, sizeof(struct feed_key));

	for (guint i = 0; i < touched->len; i++)
		feeds_touch(kit->feeds, touched->pdata[i], keys);
	feeds_pass(kit->feeds, kit->now, keys);
	publish_touch(publish, keys);
}

static struct subscription feed_of(const char *scope, const char *target)
{
	struct subscription subscription = { .id = (char *)"feed", .scope = (char *)scope, .target = (char *)target,
					     .language = (char *)"vi", .generation = 1, .created = { 1 } };

	return subscription;
}

static struct publication *look(struct kit *kit, struct publish *publish, const struct subscription *subscription)
{
	struct feed_options options;

	freshen(kit, publish);
	publish_options(subscription, &options);
	return publish_look(publish, subscription, &options, kit->now);
}

static struct publication *build(struct kit *kit, struct publish *publish, const struct subscription *subscription)
{
	g_autoptr(GError) error = NULL;
	struct feed_options options;
	struct publication *publication;

	freshen(kit, publish);
	publish_options(subscription, &options);
	publication = publish_build(publish, subscription, &options, kit->now, &error);
	g_assert_no_error(error);
	g_assert_nonnull(publication);
	return publication;
}

/* An order whose touches are still to be told. */
static void order(struct kit *kit, const char *line)
{
	g_autoptr(GStringChunk) arena = g_string_chunk_new(256);
	g_autoptr(GError) error = NULL;
	json_t *answer = NULL;
	struct order asked;

	g_assert_true(orders_parse(line, kit->config->settings.zone, arena, &asked, &error));
	asked.user = "tester";
	orders_run(kit->engine, &asked, kit->now, &answer, &error);
	g_assert_no_error(error);
	json_decref(answer);
	order_clear(&asked);
}

static void submit(struct kit *kit)
{
	order(kit, "submit " OCCURRENCE " number 1/BC-SYT dated 2026-11-02");
}

static void what_is_built_is_kept_until_it_changes(void)
{
	struct subscription agency = feed_of("agency", "so-y-te"), other = feed_of("agency", "so-vhttdl"), plan = feed_of("plan", "lc");
	g_autofree char *etag = NULL;
	struct publication *first;
	struct kit kit;
	g_autoptr(publish_t) publish = NULL;

	kit_open(&kit, "branch.conf", "2026-11-02T09:00");
	publish = publish_new(kit.config, kit.feeds);
	other.id = (char *)"other";
	plan.id = (char *)"plan";
	g_assert_null(look(&kit, publish, &agency));
	first = build(&kit, publish, &agency);
	etag = g_strdup(first->etag);
	build(&kit, publish, &other);
	build(&kit, publish, &plan);
	g_assert_true(look(&kit, publish, &agency) == first);
	g_assert_cmpuint(publish_counts(publish)->kept, ==, 3);
	submit(&kit);
	g_assert_null(look(&kit, publish, &agency));
	g_assert_null(look(&kit, publish, &plan));
	g_assert_nonnull(look(&kit, publish, &other));
	g_assert_cmpstr(build(&kit, publish, &agency)->etag, !=, etag);
	g_assert_cmpuint(publish_counts(publish)->kept, ==, 3);
	publish_free(g_steal_pointer(&publish));
	kit_close(&kit);
}

static void the_same_bytes_are_the_same_version(void)
{
	struct subscription agency = feed_of("agency", "so-y-te");
	struct feed_key key = { FEED_SCOPE_AGENCY, "so-y-te" };
	g_autoptr(GArray) keys = g_array_new(FALSE, FALSE, sizeof(struct feed_key));
	struct publication *first, *again;
	struct instant changed;
	struct kit kit;
	g_autoptr(publish_t) publish = NULL;

	kit_open(&kit, "branch.conf", "2026-11-02T09:00");
	publish = publish_new(kit.config, kit.feeds);
	first = build(&kit, publish, &agency);
	changed = first->changed;
	g_assert_cmpint(changed.seconds, ==, kit.now.seconds);
	g_array_append_val(keys, key);
	publish_touch(publish, keys);
	kit_at(&kit, "2026-11-02T10:00");
	g_assert_null(look(&kit, publish, &agency));
	again = build(&kit, publish, &agency);
	g_assert_true(again == first);
	g_assert_cmpint(again->changed.seconds, ==, changed.seconds);
	kit_at(&kit, "2026-11-03T00:00"); /* another day: looked at anew, and found the same */
	g_assert_null(look(&kit, publish, &agency));
	g_assert_true(build(&kit, publish, &agency) == first);
	g_assert_nonnull(look(&kit, publish, &agency));
	kit_at(&kit, "2026-11-02T23:00"); /* a clock set back */
	g_assert_null(look(&kit, publish, &agency));
	publish_free(g_steal_pointer(&publish));
	kit_close(&kit);
}

static void a_limit_that_passes_is_a_change(void)
{
	struct subscription agency = feed_of("agency", "so-y-te");
	g_autofree char *etag = NULL;
	struct kit kit;
	g_autoptr(publish_t) publish = NULL;

	kit_open(&kit, "branch.conf", "2026-11-02T09:00");
	publish = publish_new(kit.config, kit.feeds);
	kit_at(&kit, "2026-11-30T23:59");
	etag = g_strdup(build(&kit, publish, &agency)->etag);
	g_assert_nonnull(look(&kit, publish, &agency));
	kit_at(&kit, "2026-12-01T00:00");
	g_assert_null(look(&kit, publish, &agency));
	g_assert_cmpstr(build(&kit, publish, &agency)->etag, !=, etag);
	publish_free(g_steal_pointer(&publish));
	kit_close(&kit);
}

static void since_when_it_stands_never_goes_back(void)
{
	struct subscription agency = feed_of("agency", "so-y-te");
	g_autofree char *etag = NULL;
	struct instant noted;
	struct kit kit;
	g_autoptr(publish_t) publish = NULL;

	kit_open(&kit, "branch.conf", "2026-11-02T09:00");
	publish = publish_new(kit.config, kit.feeds);
	etag = g_strdup(build(&kit, publish, &agency)->etag);
	publish_free(g_steal_pointer(&publish)); /* the service starts anew, with what the store kept */
	publish = publish_new(kit.config, kit.feeds);
	noted = agency.changed = instant_add(kit.now, -3600);
	agency.etag = etag;
	g_assert_cmpint(build(&kit, publish, &agency)->changed.seconds, ==, noted.seconds);
	submit(&kit);
	g_assert_cmpint(build(&kit, publish, &agency)->changed.seconds, ==, kit.now.seconds);
	order(&kit, "accept " OCCURRENCE); /* within the same second */
	g_assert_cmpint(build(&kit, publish, &agency)->changed.seconds, ==, kit.now.seconds + 1);
	publish_free(g_steal_pointer(&publish));
	publish = publish_new(kit.config, kit.feeds);
	agency.changed = instant_add(kit.now, 7200); /* noted by a clock that was ahead */
	g_assert_cmpint(build(&kit, publish, &agency)->changed.seconds, ==, agency.changed.seconds + 1);
	publish_free(g_steal_pointer(&publish));
	kit_close(&kit);
}

static void each_choice_of_options_is_kept(void)
{
	struct subscription agency = feed_of("agency", "so-y-te");
	struct feed_options options;
	g_autoptr(GError) error = NULL;
	struct publication *plain, *english;
	struct kit kit;
	g_autoptr(publish_t) publish = NULL;

	kit_open(&kit, "branch.conf", "2026-11-02T09:00");
	publish = publish_new(kit.config, kit.feeds);
	plain = build(&kit, publish, &agency);
	publish_options(&agency, &options);
	options.language = LANGUAGE_EN;
	g_assert_null(publish_look(publish, &agency, &options, kit.now));
	english = publish_build(publish, &agency, &options, kit.now, &error);
	g_assert_no_error(error);
	g_assert_cmpstr(english->etag, !=, plain->etag);
	g_assert_true(look(&kit, publish, &agency) == plain);
	agency.generation = 2; /* another address */
	g_assert_null(look(&kit, publish, &agency));
	publish_free(g_steal_pointer(&publish));
	kit_close(&kit);
}

static void what_is_not_asked_for_goes_first(void)
{
	struct subscription agency = feed_of("plan", "lc"), first = agency;
	struct publication *held;
	struct kit kit;
	g_autoptr(publish_t) publish = NULL;
	unsigned number = 0;

	kit_open(&kit, "branch.conf", "2026-11-02T09:00");
	publish = publish_new(kit.config, kit.feeds);
	first.id = (char *)"first";
	held = publication_ref(build(&kit, publish, &first));
	for (; publish_counts(publish)->kept == number + 1 && number < 20000; number++) {
		g_autofree char *id = g_strdup_printf("feed-%u", number + 1);

		agency.id = id;
		build(&kit, publish, &agency);
		g_assert_cmpuint(publish_counts(publish)->bytes, <=, PUBLISH_CACHE_BYTES);
		if (number == 0) /* the first is asked for again, so the second goes before it */
			look(&kit, publish, &first);
		if (number == 5)
			look(&kit, publish, &first);
	}
	g_assert_cmpuint(number, >, 100);
	agency.id = (char *)"feed-1";
	g_assert_null(look(&kit, publish, &agency));
	g_assert_nonnull(look(&kit, publish, &first));
	publish_free(g_steal_pointer(&publish));
	g_assert_cmpuint(g_bytes_get_size(held->body), >, 100); /* who is being sent it still has it */
	publication_unref(held);
	kit_close(&kit);
}

static void its_gzip_holds_the_same(void)
{
	struct subscription agency = feed_of("agency", "so-y-te");
	z_stream stream = { 0 };
	struct publication *publication;
	const unsigned char *gzip;
	g_autofree char *out = NULL;
	gsize size;
	struct kit kit;
	g_autoptr(publish_t) publish = NULL;

	kit_open(&kit, "branch.conf", "2026-11-02T09:00");
	publish = publish_new(kit.config, kit.feeds);
	publication = build(&kit, publish, &agency);
	gzip = g_bytes_get_data(publication->gzip, &size);
	out = g_malloc(1 << 20);
	stream.next_in = (Bytef *)gzip;
	stream.avail_in = (uInt)size;
	stream.next_out = (Bytef *)out;
	stream.avail_out = 1 << 20;
	g_assert_cmpint(inflateInit2(&stream, 15 + 16), ==, Z_OK);
	g_assert_cmpint(inflate(&stream, Z_FINISH), ==, Z_STREAM_END);
	g_assert_cmpmem(out, stream.total_out, g_bytes_get_data(publication->body, NULL), g_bytes_get_size(publication->body));
	inflateEnd(&stream);
	for (int i = 3; i < 8; i++) /* flags and time of RFC 1952: neither a name nor a moment */
		g_assert_cmpint(gzip[i], ==, 0);
	g_assert_true(g_str_has_suffix(publication->gzip_etag, "g\""));
	publish_free(g_steal_pointer(&publish));
	kit_close(&kit);
}

static void what_is_gone_is_unknown(void)
{
	static const char *const feeds[][2] = { { "agency", "nobody" }, { "plan", "none" }, { "person", "stranger@example.vn" },
						{ "obligation", "lc/none" }, { "group", "none" }, { "under", "nobody" } };
	struct kit kit;
	g_autoptr(publish_t) publish = NULL;

	kit_open(&kit, "branch.conf", "2026-11-02T09:00");
	publish = publish_new(kit.config, kit.feeds);
	for (size_t i = 0; i < G_N_ELEMENTS(feeds); i++) {
		struct subscription subscription = feed_of(feeds[i][0], feeds[i][1]);
		struct feed_options options;
		g_autoptr(GError) error = NULL;

		publish_options(&subscription, &options);
		g_assert_null(publish_build(publish, &subscription, &options, kit.now, &error));
		g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID);
	}
	g_assert_cmpuint(publish_counts(publish)->kept, ==, 0);
	publish_free(g_steal_pointer(&publish));
	kit_close(&kit);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/publish/kept", what_is_built_is_kept_until_it_changes);
	g_test_add_func("/publish/same", the_same_bytes_are_the_same_version);
	g_test_add_func("/publish/limit", a_limit_that_passes_is_a_change);
	g_test_add_func("/publish/changed", since_when_it_stands_never_goes_back);
	g_test_add_func("/publish/options", each_choice_of_options_is_kept);
	g_test_add_func("/publish/cap", what_is_not_asked_for_goes_first);
	g_test_add_func("/publish/gzip", its_gzip_holds_the_same);
	g_test_add_func("/publish/gone", what_is_gone_is_unknown);
	return g_test_run();
}
