/*
 * What the tests of feeds share: a service on paper (a configuration of tests/data/feeds, a store in memory, the real engine) at
 * a moment of its own, orders given to it, and feeds read back as unfolded text. Aborts the test where a step that is not under
 * test fails.
 */
#pragma once

#include <glib.h>
#include <jansson.h>
#include <string.h>

#include "base/error.h"
#include "engine/feeds.h"
#include "engine/orders.h"
#include "render/feed_bytes.h"

struct kit {
	struct config *config;
	struct store *store;
	struct templates *templates;
	struct engine *engine;
	struct feeds *feeds;
	struct instant now;
};

static inline void kit_at(struct kit *kit, const char *now)
{
	g_assert_true(zone_parse(kit->config->settings.zone, now, &kit->now));
}

static inline struct config *kit_config(const char *file)
{
	g_autofree char *path = g_test_build_filename(G_TEST_DIST, "tests", "data", "feeds", file, NULL);
	struct config *config = config_load(path);

	g_assert_true(config_ok(config));
	return config;
}

/* The service as it starts at `now` with these files. */
static inline void kit_open(struct kit *kit, const char *file, const char *now)
{
	g_autoptr(GError) error = NULL;

	*kit = (struct kit){ .config = kit_config(file) };
	kit_at(kit, now);
	kit->store = store_open(":memory:", &error);
	g_assert_no_error(error);
	kit->templates = templates_new(kit->config->settings.templates);
	kit->engine = engine_new(kit->store, kit->templates);
	engine_load(kit->engine, kit->config, kit->now, NULL, &error);
	g_assert_no_error(error);
	kit->feeds = feeds_new(kit->config, kit->store);
}

static inline void kit_close(struct kit *kit)
{
	feeds_free(kit->feeds);
	engine_free(kit->engine);
	templates_free(kit->templates);
	store_close(kit->store);
	config_free(kit->config);
}

/* Tells the feeds what was touched, as the service does. The keys that are due, as "SCOPE:ID ". */
static inline char *kit_touched(struct kit *kit)
{
	g_autoptr(GPtrArray) touched = engine_take_touched(kit->engine);
	g_autoptr(GArray) keys = g_array_new(FALSE, FALSE, sizeof(struct feed_key));
	GString *names = g_string_new("");

	for (guint i = 0; i < touched->len; i++)
		feeds_touch(kit->feeds, touched->pdata[i], keys);
	for (guint i = 0; i < keys->len; i++) {
		const struct feed_key *key = &g_array_index(keys, struct feed_key, i);

		g_string_append_printf(names, "%d:%s ", (int)key->scope, key->id != NULL ? key->id : "");
	}
	return g_string_free(names, FALSE);
}

/* An order that must succeed. */
static inline void kit_order(struct kit *kit, const char *line)
{
	g_autoptr(GStringChunk) arena = g_string_chunk_new(256);
	g_autoptr(GError) error = NULL;
	g_autofree char *keys = NULL;
	json_t *answer = NULL;
	struct order order;

	g_assert_true(orders_parse(line, kit->config->settings.zone, arena, &order, &error));
	order.user = "tester";
	orders_run(kit->engine, &order, kit->now, &answer, &error);
	g_assert_no_error(error);
	json_decref(answer);
	order_clear(&order);
	keys = kit_touched(kit);
}

/* The feed, unfolded; the caller's. */
static inline char *kit_text(struct kit *kit, const struct feed_want *want)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(feed_t) feed = feeds_gather(kit->feeds, want, kit->now, &error);
	g_autoptr(GBytes) bytes = NULL;
	gconstpointer data;
	gsize size;
	char *text;

	g_assert_no_error(error);
	bytes = feed_render(feed, kit->config, &error);
	g_assert_no_error(error);
	data = g_bytes_get_data(bytes, &size);
	text = g_strndup(data, size);
	feed_bytes_unfold(text);
	return text;
}

static inline char *kit_feed(struct kit *kit, enum feed_scope scope, const char *id)
{
	struct feed_want want = { .key = { .scope = scope, .id = id }, .options.language = LANGUAGE_VI };

	return kit_text(kit, &want);
}

/* The summaries, one a line in the order of the feed. */
static inline char *kit_summaries(const char *text)
{
	GString *out = g_string_new("");

	for (const char *at = strstr(text, "\r\nSUMMARY:"); at != NULL; at = strstr(at + 1, "\r\nSUMMARY:")) {
		g_string_append_len(out, at + 10, strstr(at + 10, "\r\n") - at - 10);
		g_string_append_c(out, '\n');
	}
	return g_string_free(out, FALSE);
}

/* The lines of the component whose summary begins so, from its UID on; NULL where there is none. */
static inline char *kit_event(const char *text, const char *summary)
{
	g_autofree char *line = g_strconcat("\r\nSUMMARY:", summary, NULL);
	const char *found = strstr(text, line);
	const char *event = found != NULL ? g_strrstr_len(text, found - text, "\r\nUID:") : NULL;
	const char *end = found;

	if (event == NULL)
		return NULL;
	while (!g_str_has_prefix(end, "END:VEVENT") && !g_str_has_prefix(end, "END:VTODO"))
		end = strstr(end, "\r\n") + 2;
	return g_strndup(event, (gsize)(end - event));
}

/* The value of a property in an event; "" where it has none. The caller's. */
static inline char *kit_value(const char *event, const char *property)
{
	g_autofree char *name = g_strconcat("\r\n", property, NULL);
	const char *at = event != NULL ? strstr(event, name) : NULL;

	return at == NULL ? g_strdup("") : g_strndup(at + strlen(name) + 1, strcspn(at + strlen(name) + 1, "\r"));
}
