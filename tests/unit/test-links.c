#include <glib.h>
#include <string.h>

#include "../lib/storekit.h"
#include "base/error.h"
#include "engine/links.h"

#define TEXT(text) ((char *)(text))
#define KEPT 10000

/* Bytes 0 to 31. */
static GBytes *a_key(void)
{
	unsigned char bytes[LINKS_KEY_BYTES];

	for (int i = 0; i < LINKS_KEY_BYTES; i++)
		bytes[i] = (unsigned char)i;
	return g_bytes_new(bytes, sizeof bytes);
}

static struct links *links_of(struct store *store)
{
	g_autoptr(GBytes) key = a_key();

	return links_new(store, key);
}

/* In a transaction that is open. */
static void put_person(struct store *store, struct links *links, const char *id, const char *address)
{
	g_autofree char *digest = links_digest(links, id, 1);
	struct subscription feed = { .id = TEXT(id), .scope = TEXT("person"), .target = TEXT(address), .language = TEXT("vi"),
				     .generation = 1, .digest = digest, .created = { 100 } };
	g_autoptr(GError) error = NULL;

	g_assert_true(subscription_add(store, &feed, &error));
	g_assert_no_error(error);
}

static void add_person(struct store *store, struct links *links, const char *id, const char *address)
{
	kit_begin(store);
	put_person(store, links, id, address);
	kit_commit(store);
}

static char *token_of(struct store *store, struct links *links, const char *id)
{
	g_autoptr(subscription_t) feed = NULL;

	g_assert_true(subscription_get(store, id, &feed, NULL));
	return links_token(links, feed);
}

static const char *found(struct links *links, const char *token)
{
	g_autoptr(GError) error = NULL;
	const struct subscription *feed = links_find(links, token, &error);

	g_assert_no_error(error);
	return feed ? feed->id : NULL;
}

static void sql(struct store *store, const char *text)
{
	g_assert_cmpint(sqlite3_exec(store->db, text, NULL, NULL, NULL), ==, SQLITE_OK);
}

/* ---- tokens */

/* Made elsewhere: HMAC-SHA-256, its first 128 bits in base32, and SHA-256 of that, by Python's hmac, base64 and hashlib. */
static void tokens_are_what_they_are(void)
{
	static const struct { const char *id; int generation; const char *token, *digest; } table[] = {
		{ "all", 1, "edafnktg7dvjcwbee6lrudchxu", "58569ea4f76708c09aae76901b84774bc2baa51761ec4c008b04759f6edb267b" },
		{ "all", 2, "7ckgmfyhdmzfahvdi5csgsolsm", "208cc8584b5df2bcba96d958aef6966ce6ce6da961be89870b2a3609e55c48db" },
		{ "agency-so-y-te", 1, "c3xje24qo7ypfz35wmad5qnqpe",
		  "4f04d9c23739e64bd1931d8febcba74768a4cd0508bec40d47f198b110c4fa0b" },
		{ "person-0123456789abcdef", 12, "o5q4l2xx7qq5xg4td4nqa5ox5u",
		  "9b43618e450df1dd33d3dc2960c046e26459df5cbe83db9fadf09b53b90d8a2d" },
		{ "a", 2147483647, "66pavw5gwfqije6cpwrdy4hbgm", "c9e5b113ce6c1e64a82182ac0dfbebd78df122c4123bfa4c391cce4ae43dd520" },
	};
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(links_t) links = links_of(store);

	for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
		struct subscription feed = { .id = TEXT(table[i].id), .generation = table[i].generation };
		g_autofree char *digest = links_digest(links, feed.id, feed.generation), *token = NULL;

		g_assert_cmpstr(digest, ==, table[i].digest);
		feed.digest = digest;
		token = links_token(links, &feed);
		g_assert_cmpstr(token, ==, table[i].token);
		g_assert_cmpint(strlen(token), ==, LINKS_TOKEN_LENGTH);
	}
}

static void another_key_makes_another_token(void)
{
	static const unsigned char bytes[LINKS_KEY_BYTES] = { [0 ... LINKS_KEY_BYTES - 1] = 0xff };
	g_autoptr(GBytes) key = g_bytes_new_static(bytes, sizeof bytes);
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(links_t) links = links_of(store);
	g_autoptr(links_t) others = links_new(store, key);
	g_autofree char *digest = links_digest(others, "all", 1), *token = NULL;

	g_assert_cmpstr(digest, ==, "aea81870158f7a34e3b369d7acfd0cc4ae161f546aacb5a47c1b04577270488d");
	add_person(store, links, "person-1", "an@syt.vn");
	token = token_of(store, links, "person-1");
	g_assert_nonnull(token);
	g_assert_null(token_of(store, others, "person-1")); /* cannot be said */
	g_assert_cmpstr(found(others, token), ==, "person-1"); /* goes on working */
}

static void the_placeholder_is_no_token(void)
{
	g_assert_cmpint(strlen(LINKS_PLACEHOLDER), ==, LINKS_TOKEN_LENGTH);
	g_assert_nonnull(strpbrk(LINKS_PLACEHOLDER, "0189"));
}

/* ---- finding */

static void only_the_token_itself_is_found(void)
{
	static const char *const garbage[] = {
		"", "a", "%00", "aaaaaaaaaaaaaaaaaaaaaaaaaa", LINKS_PLACEHOLDER, "../../../../../etc/passwd", "' OR 1=1 --",
		"đđđđđđđđđđđđđ", "\xff\xfe\xff\xfe\xff\xfe\xff\xfe\xff\xfe\xff\xfe\xff\xfe\xff\xfe\xff\xfe\xff\xfe\xff\xfe\xff\xfe\xff\xfe",
	};
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(links_t) links = links_of(store);
	g_autofree char *token = NULL, *upper = NULL, *longer = NULL, *slash = NULL, *cut = NULL, *huge = g_strnfill(100000, 'a');

	add_person(store, links, "person-1", "an@syt.vn");
	token = token_of(store, links, "person-1");
	upper = g_ascii_strup(token, -1);
	longer = g_strconcat(token, "a", NULL);
	slash = g_strconcat(token, "%00", NULL);
	cut = g_strndup(token, LINKS_TOKEN_LENGTH - 1);
	for (int round = 0; round < 2; round++) { /* the second time it is kept */
		for (size_t i = 0; i < G_N_ELEMENTS(garbage); i++)
			g_assert_null(found(links, garbage[i]));
		g_assert_null(found(links, upper));
		g_assert_null(found(links, longer));
		g_assert_null(found(links, slash));
		g_assert_null(found(links, cut));
		g_assert_null(found(links, huge));
		g_assert_cmpstr(found(links, token), ==, "person-1");
	}
}

static void no_length_of_garbage_is_found(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(links_t) links = links_of(store);
	g_autofree char *token = NULL;

	add_person(store, links, "person-1", "an@syt.vn");
	token = token_of(store, links, "person-1");
	for (size_t length = 0; length < 200; length++) {
		g_autoptr(GString) text = g_string_new(NULL);

		while (text->len < length)
			g_string_append_c(text, token[text->len % LINKS_TOKEN_LENGTH]);
		g_assert_cmpint(found(links, text->str) != NULL, ==, length == LINKS_TOKEN_LENGTH);
		g_string_truncate(text, 0);
		for (size_t i = 0; i < length; i++)
			g_string_append_c(text, (char)(1 + (i * 37 + length) % 255));
		g_assert_null(found(links, text->str));
	}
}

/* Each place counts, and each other sign in it. */
static void a_single_wrong_sign_is_not_found(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(links_t) links = links_of(store);
	g_autofree char *token = NULL;

	add_person(store, links, "person-1", "an@syt.vn");
	token = token_of(store, links, "person-1");
	for (int i = 0; i < LINKS_TOKEN_LENGTH; i++) {
		const char right = token[i];

		for (int sign = 1; sign < 256; sign++) {
			token[i] = (char)sign;
			g_assert_cmpint(found(links, token) != NULL, ==, token[i] == right);
		}
		token[i] = right;
	}
}

static void change(struct store *store, struct links *links, const char *id, int generation, int64_t revoked)
{
	g_autoptr(subscription_t) feed = NULL;

	g_assert_true(subscription_get(store, id, &feed, NULL));
	g_free(feed->digest);
	feed->generation = generation;
	feed->digest = links_digest(links, id, generation);
	feed->revoked = (struct instant){ revoked };
	kit_begin(store);
	g_assert_true(subscription_put(store, feed, NULL));
	kit_commit(store);
}

static void the_old_address_ends_with_the_rotation(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(links_t) links = links_of(store);
	g_autofree char *old = NULL, *new = NULL;

	add_person(store, links, "person-1", "an@syt.vn");
	old = token_of(store, links, "person-1");
	g_assert_cmpstr(found(links, old), ==, "person-1");
	change(store, links, "person-1", 2, 0);
	links_forget(links, "person-1");
	new = token_of(store, links, "person-1");
	g_assert_cmpstr(new, !=, old);
	g_assert_null(found(links, old));
	g_assert_cmpstr(found(links, new), ==, "person-1");
}

static void the_revoked_is_neither_found_nor_said(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(links_t) links = links_of(store);
	g_autofree char *token = NULL, *again = NULL;

	add_person(store, links, "person-1", "an@syt.vn");
	token = token_of(store, links, "person-1");
	g_assert_cmpstr(found(links, token), ==, "person-1");
	change(store, links, "person-1", 1, 500);
	links_forget(links, "person-1");
	g_assert_null(found(links, token));
	g_assert_null(token_of(store, links, "person-1"));
	change(store, links, "person-1", 2, 0); /* the way back has another address */
	links_forget(links, "person-1");
	again = token_of(store, links, "person-1");
	g_assert_null(found(links, token));
	g_assert_cmpstr(found(links, again), ==, "person-1");
}

/* ---- what is kept */

static void the_known_needs_no_store(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(links_t) links = links_of(store);
	g_autofree char *token = NULL;

	add_person(store, links, "person-1", "an@syt.vn");
	token = token_of(store, links, "person-1");
	g_assert_cmpstr(found(links, token), ==, "person-1");
	sql(store, "DELETE FROM subscription");
	g_assert_cmpstr(found(links, token), ==, "person-1");
	links_forget(links, "another");
	g_assert_cmpstr(found(links, token), ==, "person-1");
	links_forget(links, NULL);
	g_assert_null(found(links, token));
}

static void the_unknown_is_not_kept(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(links_t) links = links_of(store);
	const struct subscription feed = { .id = TEXT("person-1"), .generation = 1, .digest = links_digest(links, "person-1", 1) };
	g_autofree char *token = links_token(links, &feed);

	g_free(feed.digest);
	g_assert_null(found(links, token));
	add_person(store, links, "person-1", "an@syt.vn");
	g_assert_cmpstr(found(links, token), ==, "person-1");
}

static void what_is_rolled_back_is_not_kept(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(links_t) links = links_of(store);
	g_autofree char *token = NULL;

	kit_begin(store);
	put_person(store, links, "person-1", "an@syt.vn");
	token = token_of(store, links, "person-1");
	g_assert_cmpstr(found(links, token), ==, "person-1");
	store_rollback(store);
	g_assert_null(found(links, token));
	add_person(store, links, "person-1", "an@syt.vn");
	g_assert_cmpstr(found(links, token), ==, "person-1");
}

/* Who was not asked for longest makes room. */
static void there_is_an_end_to_what_is_kept(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(links_t) links = links_of(store);
	g_autoptr(GPtrArray) tokens = g_ptr_array_new_with_free_func(g_free);

	kit_begin(store);
	for (int i = 0; i <= KEPT; i++) {
		g_autofree char *id = g_strdup_printf("person-%d", i);

		put_person(store, links, id, id);
		g_ptr_array_add(tokens, token_of(store, links, id));
	}
	kit_commit(store);
	for (int i = 0; i < KEPT; i++)
		g_assert_nonnull(found(links, tokens->pdata[i]));
	g_assert_nonnull(found(links, tokens->pdata[0]));
	g_assert_nonnull(found(links, tokens->pdata[KEPT]));
	sql(store, "DELETE FROM subscription");
	g_assert_nonnull(found(links, tokens->pdata[0]));
	g_assert_null(found(links, tokens->pdata[1]));
	g_assert_nonnull(found(links, tokens->pdata[2]));
	g_assert_nonnull(found(links, tokens->pdata[KEPT]));
}

/* ---- addresses */

static void addresses_are_made_by_the_settings(void)
{
	static const struct { const char *base, *listen, *wanted; } table[] = {
		{ "https://lich.example.vn", "127.0.0.1:8480", "https://lich.example.vn/feeds/TOKEN.ics" },
		{ "https://example.vn/lich", NULL, "https://example.vn/lich/feeds/TOKEN.ics" },
		{ NULL, "127.0.0.1:8480", "http://127.0.0.1:8480/feeds/TOKEN.ics" },
		{ NULL, "[::1]:80", "http://[::1]:80/feeds/TOKEN.ics" },
		{ NULL, "0.0.0.0:8480", "http://127.0.0.1:8480/feeds/TOKEN.ics" },
		{ NULL, "[::]:8480", "http://[::1]:8480/feeds/TOKEN.ics" },
		{ NULL, NULL, NULL },
	};
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(links_t) links = links_of(store);
	struct subscription feed = { .id = TEXT("all"), .generation = 1, .digest = links_digest(links, "all", 1) };

	for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
		struct config config = { .settings = { .feeds = { .base_url = TEXT(table[i].base) }, .http_listen = TEXT(table[i].listen) } };
		g_autofree char *url = links_url(links, &config, &feed), *page = links_page_url(links, &config, &feed);
		g_autoptr(GString) wanted = g_string_new(table[i].wanted);

		g_string_replace(wanted, "TOKEN", "edafnktg7dvjcwbee6lrudchxu", 0);
		g_assert_cmpstr(url, ==, table[i].wanted ? wanted->str : NULL);
		g_string_replace(wanted, ".ics", "/", 0);
		g_assert_cmpstr(page, ==, table[i].wanted ? wanted->str : NULL);
	}
	feed.revoked = (struct instant){ 5 };
	g_assert_null(links_url(links, &(struct config){ .settings.http_listen = TEXT("127.0.0.1:1") }, &feed));
	g_free(feed.digest);
}

static void ids_say_what_is_shown(void)
{
	static const struct { const char *scope, *target, *wanted; } table[] = {
		{ "all", NULL, "all" }, { "campaigns", NULL, "campaigns" }, { "agency", "so-y-te", "agency-so-y-te" },
		{ "plan", "lc-2030", "plan-lc-2030" }, { "obligation", "lc-2030/nam", "obligation-lc-2030-nam" },
		{ "person", "an@syt.vn", "person-2314043e0d725da8" },
		{ "agency", "taken", "agency-taken-3" },
		{ "obligation", "pppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppp/"
				"oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo",
		  "obligation-pppppppppppppppppppppppppppppppp-1001b5412c3d67ce" },
	};
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(links_t) links = links_of(store);

	add_person(store, links, "agency-taken", "x@y.vn");
	add_person(store, links, "agency-taken-2", "x@y.vn");
	for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
		g_autofree char *id = links_id(links, table[i].scope, table[i].target, NULL);

		g_assert_cmpstr(id, ==, table[i].wanted);
	}
}

/* ---- persons */

static struct subscription *of_person(struct store *store, struct links *links, const char *address, int64_t now)
{
	struct subscription *feed;
	g_autoptr(GError) error = NULL;

	kit_begin(store);
	g_assert_true(links_of_person(links, address, LANGUAGE_EN, (struct instant){ now }, &feed, &error));
	g_assert_no_error(error);
	kit_commit(store);
	return feed;
}

static void a_person_gets_one_feed(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(links_t) links = links_of(store);
	g_autoptr(subscription_t) first = of_person(store, links, "An@SYT.vn", 50);
	g_autoptr(subscription_t) again = of_person(store, links, "an@syt.vn", 60);
	g_autoptr(subscription_t) other = of_person(store, links, "binh@syt.vn", 60);
	g_autoptr(GPtrArray) acts = subscription_acts(store, first->id, NULL);
	g_autofree char *token = links_token(links, first);

	g_assert_cmpstr(first->id, ==, "person-2314043e0d725da8");
	g_assert_cmpstr(first->scope, ==, "person");
	g_assert_cmpstr(first->target, ==, "an@syt.vn");
	g_assert_cmpstr(first->language, ==, "en");
	g_assert_cmpstr(first->created_by, ==, "mail");
	g_assert_cmpint(first->created.seconds, ==, 50);
	g_assert_cmpstr(again->id, ==, first->id);
	g_assert_cmpstr(other->id, !=, first->id);
	g_assert_cmpint(acts->len, ==, 1);
	g_assert_cmpstr(((const struct subscription_act *)acts->pdata[0])->verb, ==, "add");
	g_assert_cmpstr(found(links, token), ==, first->id);
}

/* Who was shut out is offered nothing, until somebody lets him in again. */
static void a_revoked_person_gets_none(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(links_t) links = links_of(store);
	g_autoptr(subscription_t) first = of_person(store, links, "an@syt.vn", 50);
	g_autoptr(subscription_t) back = NULL;

	change(store, links, first->id, 1, 70);
	g_assert_null(of_person(store, links, "an@syt.vn", 80));
	change(store, links, first->id, 2, 0);
	back = of_person(store, links, "an@syt.vn", 90);
	g_assert_cmpstr(back->id, ==, first->id);
	g_assert_cmpint(back->generation, ==, 2);
}

/* A telephone's that is lost takes nothing away from the mails; one that is in use is offered by none. */
static void what_was_added_is_not_offered(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(links_t) links = links_of(store);
	g_autoptr(subscription_t) first = NULL, again = NULL;

	add_person(store, links, "yte-phone", "an@syt.vn");
	add_person(store, links, "person-2314043e0d725da8", "an@syt.vn");
	first = of_person(store, links, "an@syt.vn", 50);
	g_assert_cmpstr(first->id, ==, "person-2314043e0d725da8-2");
	change(store, links, "yte-phone", 1, 70);
	change(store, links, "person-2314043e0d725da8", 1, 70);
	again = of_person(store, links, "an@syt.vn", 80);
	g_assert_cmpstr(again->id, ==, first->id);
}

/* ---- readers */

static void readers(struct store *store, const char *id, int64_t accesses, int64_t accessed, const char *etag, int64_t changed)
{
	g_autoptr(subscription_t) feed = NULL;

	g_assert_true(subscription_get(store, id, &feed, NULL));
	g_assert_cmpint(feed->accesses, ==, accesses);
	g_assert_cmpint(feed->accessed.seconds, ==, accessed);
	g_assert_cmpstr(feed->etag, ==, etag);
	g_assert_cmpint(feed->changed.seconds, ==, changed);
}

static void readers_are_written_once_a_minute(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(links_t) links = links_of(store);
	g_autofree char *token = NULL;
	g_autoptr(subscription_t) complete = NULL;
	const struct subscription *feed;

	add_person(store, links, "person-1", "an@syt.vn");
	token = token_of(store, links, "person-1");
	g_assert_cmpint(links_next(links).seconds, ==, INSTANT_NEVER.seconds);
	feed = links_find(links, token, NULL);
	links_accessed(links, feed, (struct instant){ 1000 });
	links_accessed(links, feed, (struct instant){ 1030 });
	links_served(links, feed, "\"a\"", (struct instant){ 990 }, (struct instant){ 1030 });
	g_assert_cmpint(links_next(links).seconds, ==, 1060);
	readers(store, "person-1", 0, 0, NULL, 0);
	g_assert_true(subscription_get(store, "person-1", &complete, NULL));
	links_complete(links, complete);
	g_assert_cmpint(complete->accesses, ==, 2);
	g_assert_cmpint(complete->accessed.seconds, ==, 1030);
	g_assert_true(links_write(links, NULL));
	readers(store, "person-1", 2, 1030, "\"a\"", 990);
	g_assert_cmpint(links_next(links).seconds, ==, INSTANT_NEVER.seconds);
	g_assert_true(links_write(links, NULL)); /* nothing to write */
	links_accessed(links, feed, (struct instant){ 1100 });
	g_assert_true(links_write(links, NULL));
	readers(store, "person-1", 3, 1100, "\"a\"", 990);
	/* the clock is set back: they do not wait until it is that late again */
	links_accessed(links, feed, (struct instant){ 90000 });
	links_accessed(links, feed, (struct instant){ 2000 });
	g_assert_cmpint(links_next(links).seconds, ==, 2060);
}

static void what_was_served_never_grows_older(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(links_t) links = links_of(store);
	g_autofree char *token = NULL;
	const struct subscription *feed;

	add_person(store, links, "person-1", "an@syt.vn");
	token = token_of(store, links, "person-1");
	links_served(links, links_find(links, token, NULL), "\"a\"", (struct instant){ 990 }, (struct instant){ 1000 });
	links_served(links, links_find(links, token, NULL), "\"b\"", (struct instant){ 900 }, (struct instant){ 1000 });
	feed = links_find(links, token, NULL);
	g_assert_cmpstr(feed->etag, ==, "\"b\"");
	g_assert_cmpint(feed->changed.seconds, ==, 990);
	links_forget(links, "person-1"); /* what is not written yet is known all the same */
	feed = links_find(links, token, NULL);
	g_assert_cmpstr(feed->etag, ==, "\"b\"");
	g_assert_true(links_write(links, NULL));
	readers(store, "person-1", 0, 0, "\"b\"", 990);
}

static void what_cannot_be_written_is_kept(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(links_t) links = links_of(store);
	g_autofree char *token = NULL;
	g_autoptr(GError) error = NULL;

	add_person(store, links, "person-1", "an@syt.vn");
	token = token_of(store, links, "person-1");
	links_accessed(links, links_find(links, token, NULL), (struct instant){ 1000 });
	kit_begin(store);
	g_assert_false(links_write(links, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_STATE);
	g_assert_true(store_in_transaction(store));
	store_rollback(store);
	g_assert_cmpint(links_next(links).seconds, ==, 1120);
	g_assert_true(links_write(links, NULL));
	readers(store, "person-1", 1, 1000, NULL, 0);
}

/* Whoever used the old address is not counted for the new one. */
static void a_new_address_begins_at_nothing(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(links_t) links = links_of(store);
	g_autofree char *token = NULL;

	add_person(store, links, "person-1", "an@syt.vn");
	token = token_of(store, links, "person-1");
	links_accessed(links, links_find(links, token, NULL), (struct instant){ 1000 });
	links_renewed(links, "person-1");
	g_assert_true(links_write(links, NULL));
	readers(store, "person-1", 0, 0, NULL, 0);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/links/token", tokens_are_what_they_are);
	g_test_add_func("/links/key", another_key_makes_another_token);
	g_test_add_func("/links/placeholder", the_placeholder_is_no_token);
	g_test_add_func("/links/garbage", only_the_token_itself_is_found);
	g_test_add_func("/links/lengths", no_length_of_garbage_is_found);
	g_test_add_func("/links/sign", a_single_wrong_sign_is_not_found);
	g_test_add_func("/links/rotated", the_old_address_ends_with_the_rotation);
	g_test_add_func("/links/revoked", the_revoked_is_neither_found_nor_said);
	g_test_add_func("/links/known", the_known_needs_no_store);
	g_test_add_func("/links/unknown", the_unknown_is_not_kept);
	g_test_add_func("/links/rolled-back", what_is_rolled_back_is_not_kept);
	g_test_add_func("/links/kept", there_is_an_end_to_what_is_kept);
	g_test_add_func("/links/url", addresses_are_made_by_the_settings);
	g_test_add_func("/links/id", ids_say_what_is_shown);
	g_test_add_func("/links/person", a_person_gets_one_feed);
	g_test_add_func("/links/person-revoked", a_revoked_person_gets_none);
	g_test_add_func("/links/person-added", what_was_added_is_not_offered);
	g_test_add_func("/links/readers", readers_are_written_once_a_minute);
	g_test_add_func("/links/served", what_was_served_never_grows_older);
	g_test_add_func("/links/full", what_cannot_be_written_is_kept);
	g_test_add_func("/links/new-address", a_new_address_begins_at_nothing);
	return g_test_run();
}
