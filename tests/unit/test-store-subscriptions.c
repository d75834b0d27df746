#include <glib.h>
#include <string.h>

#include "../lib/storekit.h"
#include "base/error.h"
#include "store/subscriptions.h"

#define TEXT(text) ((char *)(text))
#define DIGEST(digit) \
	TEXT(digit digit digit digit digit digit digit digit "0123456789abcdef0123456789abcdef0123456789abcdef01234567")

static struct subscription a_feed(const char *id, const char *scope, const char *target, const char *digest)
{
	return (struct subscription){ .id = TEXT(id), .scope = TEXT(scope), .target = TEXT(target), .language = TEXT("vi"),
				      .generation = 1, .digest = TEXT(digest), .created = { 100 }, .created_by = TEXT("lan") };
}

static bool try_add(struct store *store, const struct subscription *feed, GError **error)
{
	bool done;

	kit_begin(store);
	done = subscription_add(store, feed, error);
	if (done)
		kit_commit(store);
	else
		store_rollback(store);
	return done;
}

static void add(struct store *store, const char *id, const char *scope, const char *target, const char *digest)
{
	struct subscription feed = a_feed(id, scope, target, digest);
	g_autoptr(GError) error = NULL;

	g_assert_true(try_add(store, &feed, &error));
	g_assert_no_error(error);
}

static struct subscription *get(struct store *store, const char *id)
{
	struct subscription *feed;

	g_assert_true(subscription_get(store, id, &feed, NULL));
	return feed;
}

static void revoke(struct store *store, const char *id, int64_t at)
{
	g_autoptr(subscription_t) feed = get(store, id);

	feed->revoked = (struct instant){ at };
	kit_begin(store);
	g_assert_true(subscription_put(store, feed, NULL));
	kit_commit(store);
}

static void act(struct store *store, const char *id, const char *verb, int64_t at)
{
	struct subscription_act act = { .at = { at }, .verb = TEXT(verb), .user = TEXT("lan"), .as = TEXT("Lê Thị Lan"),
					.reason = TEXT("đổi người"), .generation = 1 };

	kit_begin(store);
	g_assert_true(subscription_act_append(store, id, &act, NULL));
	kit_commit(store);
}

static void same(const struct subscription *a, const struct subscription *b)
{
	g_assert_cmpstr(a->id, ==, b->id);
	g_assert_cmpstr(a->scope, ==, b->scope);
	g_assert_cmpstr(a->target, ==, b->target);
	g_assert_cmpstr(a->language, ==, b->language);
	g_assert_true(a->todos == b->todos && a->alarms == b->alarms && a->open_only == b->open_only && a->detail == b->detail);
	g_assert_cmpstr(a->windows, ==, b->windows);
	g_assert_cmpint(a->past_days, ==, b->past_days);
	g_assert_cmpstr(a->note, ==, b->note);
	g_assert_cmpint(a->generation, ==, b->generation);
	g_assert_cmpstr(a->digest, ==, b->digest);
	g_assert_cmpint(a->created.seconds, ==, b->created.seconds);
	g_assert_cmpstr(a->created_by, ==, b->created_by);
	g_assert_cmpint(a->revoked.seconds, ==, b->revoked.seconds);
	g_assert_cmpint(a->accessed.seconds, ==, b->accessed.seconds);
	g_assert_cmpint(a->accesses, ==, b->accesses);
	g_assert_cmpstr(a->etag, ==, b->etag);
	g_assert_cmpint(a->changed.seconds, ==, b->changed.seconds);
}

/* Each flag on its own, so that no two are confused. */
static void a_feed_comes_back_as_it_went(void)
{
	for (int flag = 0; flag < 5; flag++) {
		g_autoptr(store_t) store = kit_open(":memory:");
		g_autoptr(subscription_t) read = NULL;
		g_autoptr(GError) error = NULL;
		struct subscription feed = a_feed("agency-so-y-te", "agency", "so-y-te", DIGEST("1"));

		feed.todos = flag == 0;
		feed.alarms = flag == 1;
		feed.open_only = flag == 2;
		feed.detail = flag == 3;
		if (flag == 4) {
			feed.language = TEXT("en");
			feed.windows = TEXT("ends");
			feed.past_days = 400;
			feed.note = TEXT("điện thoại của chị An");
			feed.generation = 7;
			feed.accessed = (struct instant){ 300 };
			feed.accesses = 5000000000;
			feed.etag = TEXT("\"abc\"");
			feed.changed = (struct instant){ 250 };
			feed.created_by = NULL;
		}
		g_assert_true(try_add(store, &feed, &error));
		g_assert_no_error(error);
		read = get(store, "agency-so-y-te");
		same(read, &feed);
	}
}

static void what_may_change_does(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	struct subscription wanted = a_feed("all", "all", NULL, DIGEST("2")), other = wanted;
	g_autoptr(subscription_t) read = NULL;
	g_autoptr(GError) error = NULL;

	add(store, "all", "all", NULL, DIGEST("1"));
	wanted.generation = 2;
	wanted.note = TEXT("phòng họp");
	wanted.accessed = (struct instant){ 900 };
	wanted.accesses = 3;
	wanted.etag = TEXT("\"e\"");
	wanted.changed = (struct instant){ 800 };
	wanted.revoked = (struct instant){ 950 };
	kit_begin(store);
	g_assert_true(subscription_put(store, &wanted, NULL));
	other.id = TEXT("none");
	g_assert_false(subscription_put(store, &other, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID);
	kit_commit(store);
	read = get(store, "all");
	same(read, &wanted);
}

static void refuses_what_is_no_feed(void)
{
	static const struct { const char *id, *scope, *target, *digest, *language, *windows; int past, generation; } table[] = {
		{ .id = "" }, { .id = "Agency" }, { .id = "1a" }, { .id = "a/b" }, { .id = "a_b" }, { .id = "đ" },
		{ .id = "a2345678901234567890123456789012345678901234567890123456789012345" },
		{ .scope = "body" }, { .scope = NULL, .target = "" }, { .scope = "all" }, { .scope = "campaigns" },
		{ .digest = "abc" }, { .digest = "X123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" },
		{ .language = "fr" }, { .windows = "usual" }, { .windows = "" }, { .past = 401 }, { .past = -1 }, { .generation = -1 },
	};
	g_autoptr(store_t) store = kit_open(":memory:");
	struct subscription nowhere = a_feed("agency-a", "agency", NULL, DIGEST("1"));
	g_autoptr(GError) error = NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
		struct subscription feed = a_feed("agency-a", "agency", "a", DIGEST("1"));

		feed.id = table[i].id ? TEXT(table[i].id) : feed.id;
		feed.scope = table[i].scope ? TEXT(table[i].scope) : feed.scope;
		feed.target = table[i].target ? TEXT(table[i].target) : feed.target;
		feed.digest = table[i].digest ? TEXT(table[i].digest) : feed.digest;
		feed.language = table[i].language ? TEXT(table[i].language) : feed.language;
		feed.windows = TEXT(table[i].windows);
		feed.past_days = table[i].past;
		feed.generation += table[i].generation;
		if (try_add(store, &feed, &error))
			g_test_message("line %zu was taken", i);
		g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_STATE);
		g_clear_error(&error);
	}
	g_assert_false(try_add(store, &nowhere, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_STATE);
	g_clear_error(&error);
	add(store, "agency-a", "agency", "a", DIGEST("1")); /* what is right is taken */
	g_assert_false(subscription_add(store, &nowhere, &error)); /* outside a transaction */
	g_assert_nonnull(error);
}

static void an_id_and_an_address_are_used_once(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	struct subscription again = a_feed("agency-a", "agency", "b", DIGEST("2")), secret = a_feed("agency-b", "agency", "b", DIGEST("1"));
	g_autoptr(GError) error = NULL;

	add(store, "agency-a", "agency", "a", DIGEST("1"));
	g_assert_false(try_add(store, &again, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_STATE);
	g_clear_error(&error);
	g_assert_false(try_add(store, &secret, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_STATE);
	g_clear_error(&error);
	revoke(store, "agency-a", 500);
	g_assert_false(try_add(store, &again, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_STATE);
}

/* Revoked, and never there: the same. */
static void the_revoked_are_not_found(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(subscription_t) found = NULL;
	struct subscription *none;

	add(store, "agency-a", "agency", "a", DIGEST("1"));
	add(store, "agency-b", "agency", "b", DIGEST("2"));
	g_assert_true(subscription_by_digest(store, DIGEST("2"), &found, NULL));
	g_assert_cmpstr(found->id, ==, "agency-b");
	g_assert_true(subscription_by_digest(store, DIGEST("3"), &none, NULL));
	g_assert_null(none);
	revoke(store, "agency-b", 500);
	g_assert_true(subscription_by_digest(store, DIGEST("2"), &none, NULL));
	g_assert_null(none);
	g_assert_true(subscription_get(store, "none", &none, NULL));
	g_assert_null(none);
}

static const char *of_person(struct store *store)
{
	static char id[65];
	g_autoptr(subscription_t) feed = NULL;

	g_assert_true(subscription_of_person(store, "an@syt.vn", &feed, NULL));
	g_strlcpy(id, feed ? feed->id : "", sizeof id);
	return id;
}

static void add_made(struct store *store, const char *id, const char *scope, const char *by, const char *digest)
{
	struct subscription feed = a_feed(id, scope, "an@syt.vn", digest);
	g_autoptr(GError) error = NULL;

	feed.created_by = TEXT(by);
	g_assert_true(try_add(store, &feed, &error));
	g_assert_no_error(error);
}

/* What was added by an order, under whatever id, is not the one that mails offer, nor is it in its way. */
static void a_person_has_one_that_mails_offer(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");

	g_assert_cmpstr(of_person(store), ==, "");
	add_made(store, "agency-a", "agency", "mail", DIGEST("1")); /* no person's */
	add_made(store, "person-1", "person", "lan", DIGEST("2"));
	add_made(store, "yte-phone", "person", "mail", DIGEST("3")); /* of a clerk of that name */
	g_assert_cmpstr(of_person(store), ==, "");
	add_made(store, "person-2", "person", "mail", DIGEST("4"));
	g_assert_cmpstr(of_person(store), ==, "person-2");
	revoke(store, "person-1", 500);
	g_assert_cmpstr(of_person(store), ==, "person-2");
	revoke(store, "person-2", 550);
	g_assert_cmpstr(of_person(store), ==, "person-2");
}

static char *ids(struct store *store, const char *scope, const char *target, bool revoked, const char *after, int limit)
{
	g_autoptr(GPtrArray) feeds = subscription_list(store, scope, target, revoked, after, limit, NULL);
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < feeds->len; i++)
		g_string_append_printf(text, "%s%s", i ? " " : "", ((const struct subscription *)feeds->pdata[i])->id);
	return g_string_free(text, FALSE);
}

static void lists_by_id_and_page(void)
{
	static const struct { const char *scope, *target; bool revoked; const char *after; int limit; const char *wanted; } table[] = {
		{ NULL, NULL, false, NULL, 0, "all b d" },
		{ NULL, NULL, true, NULL, 0, "all b c d" },
		{ NULL, NULL, true, NULL, 2, "all b" },
		{ NULL, NULL, true, "b", 2, "c d" },
		{ NULL, NULL, true, "bb", 1, "c" },
		{ "agency", NULL, false, NULL, 0, "b" },
		{ "agency", "x", true, NULL, 0, "b c" },
		{ "agency", "x", false, NULL, 0, "b" },
		{ "agency", "x", true, "b", 0, "c" },
		{ NULL, "x", false, NULL, 0, "b d" },
		{ "agency", "y", true, NULL, 0, "" },
		{ "all", NULL, true, NULL, 0, "all" },
	};
	g_autoptr(store_t) store = kit_open(":memory:");
	int64_t in_use, gone;

	add(store, "d", "under", "x", DIGEST("1"));
	add(store, "c", "agency", "x", DIGEST("2"));
	add(store, "b", "agency", "x", DIGEST("3"));
	add(store, "all", "all", NULL, DIGEST("4"));
	revoke(store, "c", 500);
	for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
		g_autofree char *got = ids(store, table[i].scope, table[i].target, table[i].revoked, table[i].after, table[i].limit);

		g_assert_cmpstr(got, ==, table[i].wanted);
	}
	g_assert_true(subscription_count(store, &in_use, &gone, NULL));
	g_assert_cmpint(in_use, ==, 3);
	g_assert_cmpint(gone, ==, 1);
}

static void readers_are_counted(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(subscription_t) read = NULL;
	g_autoptr(subscription_t) later = NULL;

	add(store, "all", "all", NULL, DIGEST("1"));
	kit_begin(store);
	g_assert_true(subscription_accessed(store, "all", (struct instant){ 700 }, 3, "\"a\"", (struct instant){ 650 }, NULL));
	g_assert_true(subscription_accessed(store, "gone", (struct instant){ 700 }, 3, NULL, INSTANT_NONE, NULL));
	kit_commit(store);
	read = get(store, "all");
	g_assert_cmpint(read->accessed.seconds, ==, 700);
	g_assert_cmpint(read->accesses, ==, 3);
	g_assert_cmpstr(read->etag, ==, "\"a\"");
	g_assert_cmpint(read->changed.seconds, ==, 650);
	kit_begin(store);
	g_assert_true(subscription_accessed(store, "all", (struct instant){ 760 }, 2, NULL, INSTANT_NONE, NULL));
	kit_commit(store);
	later = get(store, "all");
	g_assert_cmpint(later->accessed.seconds, ==, 760);
	g_assert_cmpint(later->accesses, ==, 5);
	g_assert_cmpstr(later->etag, ==, "\"a\"");
	g_assert_cmpint(later->changed.seconds, ==, 650);
}

static void what_was_done_is_kept_in_order(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	struct subscription_act lost = { .at = { 5 }, .verb = TEXT("add"), .generation = 1 };
	g_autoptr(GPtrArray) acts = NULL;
	g_autoptr(GError) error = NULL;
	const struct subscription_act *second;

	add(store, "a", "agency", "a", DIGEST("1"));
	add(store, "b", "agency", "b", DIGEST("2"));
	act(store, "a", "add", 10);
	act(store, "b", "add", 11);
	act(store, "a", "revoke", 9);
	acts = subscription_acts(store, "a", NULL);
	g_assert_cmpint(acts->len, ==, 2);
	g_assert_cmpstr(((const struct subscription_act *)acts->pdata[0])->verb, ==, "add");
	second = acts->pdata[1];
	g_assert_cmpstr(second->verb, ==, "revoke");
	g_assert_cmpint(second->at.seconds, ==, 9);
	g_assert_cmpstr(second->user, ==, "lan");
	g_assert_cmpstr(second->as, ==, "Lê Thị Lan");
	g_assert_cmpstr(second->reason, ==, "đổi người");
	g_assert_cmpint(second->generation, ==, 1);
	kit_begin(store);
	g_assert_false(subscription_act_append(store, "none", &lost, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_STATE);
	store_rollback(store);
}

static void nothing_is_taken_back(void)
{
	static const char *const statements[] = {
		"UPDATE subscription SET scope = 'under'", "UPDATE subscription SET target = 'c'", "UPDATE subscription SET id = 'c'",
		"UPDATE subscription SET todos = 1", "UPDATE subscription SET created = 1", "UPDATE subscription SET language = 'en'",
		"UPDATE subscription SET generation = 1", "UPDATE subscription SET accesses = -1", "DELETE FROM subscription",
		"UPDATE subscription_act SET reason = 'khác'", "DELETE FROM subscription_act",
		"INSERT INTO subscription_act (subscription, at, verb, generation) VALUES ('a', 1, '', 1)",
		"INSERT INTO subscription_act (subscription, at, verb, generation) VALUES ('a', 1, 'add', 0)",
	};
	g_autoptr(store_t) store = kit_open(":memory:");

	add(store, "a", "agency", "a", DIGEST("1"));
	act(store, "a", "add", 10);
	g_assert_cmpint(sqlite3_exec(store->db, "UPDATE subscription SET generation = 2", NULL, NULL, NULL), ==, SQLITE_OK);
	for (size_t i = 0; i < G_N_ELEMENTS(statements); i++) {
		int code = sqlite3_exec(store->db, statements[i], NULL, NULL, NULL);

		if ((code & 0xff) != SQLITE_CONSTRAINT)
			g_test_message("accepted: %s", statements[i]);
		g_assert_cmpint(code & 0xff, ==, SQLITE_CONSTRAINT);
	}
}

/* The one thing that may go: a person's, with what was done to it, and nothing of anybody else. */
static void a_person_can_be_forgotten(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(GPtrArray) own = NULL;
	g_autoptr(GPtrArray) others = NULL;

	add(store, "a", "agency", "a", DIGEST("1"));
	add(store, "person-1", "person", "an@syt.vn", DIGEST("2"));
	act(store, "a", "add", 10);
	act(store, "person-1", "add", 10);
	g_assert_cmpint(sqlite3_exec(store->db, "DELETE FROM subscription WHERE scope = 'person' AND target = 'an@syt.vn'", NULL, NULL, NULL),
			==, SQLITE_OK);
	own = subscription_acts(store, "person-1", NULL);
	others = subscription_acts(store, "a", NULL);
	g_assert_cmpint(own->len, ==, 0);
	g_assert_cmpint(others->len, ==, 1);
	g_assert_cmpstr(of_person(store), ==, "");
}

/* Who reads changes nothing that is known; who may read does. */
static void the_checksum_passes_readers_over(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	char *sums[5];

	sums[0] = store_checksum(store, NULL);
	add(store, "a", "agency", "a", DIGEST("1"));
	sums[1] = store_checksum(store, NULL);
	act(store, "a", "add", 10);
	sums[2] = store_checksum(store, NULL);
	kit_begin(store);
	g_assert_true(subscription_accessed(store, "a", (struct instant){ 700 }, 3, "\"a\"", (struct instant){ 650 }, NULL));
	kit_commit(store);
	sums[3] = store_checksum(store, NULL);
	revoke(store, "a", 20);
	sums[4] = store_checksum(store, NULL);
	g_assert_cmpstr(sums[0], !=, sums[1]);
	g_assert_cmpstr(sums[1], !=, sums[2]);
	g_assert_cmpstr(sums[2], ==, sums[3]);
	g_assert_cmpstr(sums[3], !=, sums[4]);
	for (size_t i = 0; i < G_N_ELEMENTS(sums); i++)
		g_free(sums[i]);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/subscriptions/round-trip", a_feed_comes_back_as_it_went);
	g_test_add_func("/subscriptions/put", what_may_change_does);
	g_test_add_func("/subscriptions/refused", refuses_what_is_no_feed);
	g_test_add_func("/subscriptions/once", an_id_and_an_address_are_used_once);
	g_test_add_func("/subscriptions/digest", the_revoked_are_not_found);
	g_test_add_func("/subscriptions/person", a_person_has_one_that_mails_offer);
	g_test_add_func("/subscriptions/list", lists_by_id_and_page);
	g_test_add_func("/subscriptions/readers", readers_are_counted);
	g_test_add_func("/subscriptions/acts", what_was_done_is_kept_in_order);
	g_test_add_func("/subscriptions/kept", nothing_is_taken_back);
	g_test_add_func("/subscriptions/forgotten", a_person_can_be_forgotten);
	g_test_add_func("/subscriptions/checksum", the_checksum_passes_readers_over);
	return g_test_run();
}
