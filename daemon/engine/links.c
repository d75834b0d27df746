#include "engine/links.h"

#include <string.h>

/* Rows kept; the store holds the rest. */
#define KEPT_MOST 10000
#define WRITE_SECONDS 60
#define DIGEST_BYTES 32
#define TOKEN_BITS 128
/* Of the id of a feed, so that a number still fits behind it. */
#define ID_MOST 60
#define ID_DIGEST 16

static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz234567"; /* RFC 4648 6, in small letters */

/* One feed in use, as the store has it. */
struct entry {
	unsigned char digest[DIGEST_BYTES];
	struct subscription *subscription;
	GList link; /* in `order` */
};

/* What its readers left behind since the last writing. */
struct readers {
	int64_t added;
	struct instant last, changed;
	char *etag;
};

struct links {
	struct store *store;
	unsigned char key[LINKS_KEY_BYTES];
	GHashTable *by_digest; /* digest -> struct entry *, owned */
	GHashTable *by_id;     /* id -> struct entry * */
	GQueue order;          /* struct entry *: asked for last, first */
	struct subscription *passing; /* lent out, not kept */
	GHashTable *readers;   /* id -> struct readers *, both owned */
	struct instant next, seen; /* when to write; when a feed was asked for last */
	int lost;              /* feeds made with another key; -1: not counted */
};

/* ---- what is kept */

static guint hash_digest(gconstpointer digest)
{
	guint hash;

	memcpy(&hash, digest, sizeof hash);
	return hash;
}

/* As long for digests that differ in the first byte as for those that differ in the last. */
static gboolean same_digest(gconstpointer a, gconstpointer b)
{
	const volatile unsigned char *x = a, *y = b;
	unsigned char differs = 0;

	for (int i = 0; i < DIGEST_BYTES; i++)
		differs |= x[i] ^ y[i];
	return differs == 0;
}

static void free_entry(void *data)
{
	struct entry *entry = data;

	subscription_free(entry->subscription);
	g_free(entry);
}

static void free_readers(void *data)
{
	struct readers *readers = data;

	g_free(readers->etag);
	g_free(readers);
}

struct links *links_new(struct store *store, GBytes *key)
{
	struct links *links = g_new0(struct links, 1);

	g_assert(g_bytes_get_size(key) == LINKS_KEY_BYTES);
	links->store = store;
	memcpy(links->key, g_bytes_get_data(key, NULL), LINKS_KEY_BYTES);
	links->by_digest = g_hash_table_new_full(hash_digest, same_digest, NULL, free_entry);
	links->by_id = g_hash_table_new(g_str_hash, g_str_equal);
	links->readers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_readers);
	links->next = INSTANT_NEVER;
	links->lost = -1;
	return links;
}

void links_free(struct links *links)
{
	if (!links)
		return;
	g_hash_table_unref(links->by_id);
	g_hash_table_unref(links->by_digest);
	g_hash_table_unref(links->readers);
	subscription_free(links->passing);
	explicit_bzero(links->key, sizeof links->key);
	g_free(links);
}

static void drop(struct links *links, struct entry *entry)
{
	g_queue_unlink(&links->order, &entry->link);
	g_hash_table_remove(links->by_id, entry->subscription->id);
	g_hash_table_remove(links->by_digest, entry->digest);
}

static void let_go(struct links *links, const char *id)
{
	struct entry *entry = g_hash_table_lookup(links->by_id, id);

	if (entry)
		drop(links, entry);
}

/* Takes the subscription over. */
static void keep(struct links *links, const unsigned char *digest, struct subscription *subscription)
{
	struct entry *entry = g_new0(struct entry, 1);

	let_go(links, subscription->id);
	while (links->order.length >= KEPT_MOST)
		drop(links, g_queue_peek_tail(&links->order));
	memcpy(entry->digest, digest, DIGEST_BYTES);
	entry->subscription = subscription;
	entry->link.data = entry;
	g_hash_table_insert(links->by_digest, entry->digest, entry);
	g_hash_table_insert(links->by_id, subscription->id, entry);
	g_queue_push_head_link(&links->order, &entry->link);
}

void links_forget(struct links *links, const char *id)
{
	struct entry *entry;

	links->lost = -1;
	while (!id && (entry = g_queue_peek_tail(&links->order)))
		drop(links, entry);
	if (id)
		let_go(links, id);
}

void links_renewed(struct links *links, const char *id)
{
	links_forget(links, id);
	g_hash_table_remove(links->readers, id);
}

/* ---- from a token to a feed */

static void digest_of(const char *text, size_t length, unsigned char digest[static DIGEST_BYTES])
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	gsize size = DIGEST_BYTES;

	g_checksum_update(sum, (const guchar *)text, (gssize)length);
	g_checksum_get_digest(sum, digest, &size);
}

static char *hexadecimal(const unsigned char *bytes, size_t count)
{
	GString *text = g_string_sized_new(2 * count);

	for (size_t i = 0; i < count; i++)
		g_string_append_printf(text, "%02x", bytes[i]);
	return g_string_free(text, FALSE);
}

/* What was given, cut or filled up to a token's length, so that all of it goes the same way. Is it one? */
static bool copy_token(const char *given, char token[static LINKS_TOKEN_LENGTH])
{
	size_t length = strnlen(given, LINKS_TOKEN_LENGTH + 1);
	bool right = length == LINKS_TOKEN_LENGTH;

	memset(token, '0', LINKS_TOKEN_LENGTH);
	memcpy(token, given, MIN(length, LINKS_TOKEN_LENGTH));
	for (int i = 0; i < LINKS_TOKEN_LENGTH; i++)
		right &= memchr(alphabet, token[i], sizeof alphabet - 1) != NULL;
	return right;
}

/* What is not there is not remembered: whoever tries tokens would fill the memory. Nor is what may yet be rolled back. */
static bool look_up(struct links *links, const unsigned char *digest, GError **error)
{
	g_autofree char *text = hexadecimal(digest, DIGEST_BYTES);
	struct subscription *found;

	g_clear_pointer(&links->passing, subscription_free);
	if (!subscription_by_digest(links->store, text, &found, error))
		return false;
	if (!found)
		return true;
	links_complete(links, found);
	if (store_in_transaction(links->store))
		links->passing = found;
	else
		keep(links, digest, found);
	return true;
}

const struct subscription *links_find(struct links *links, const char *token, GError **error)
{
	unsigned char digest[DIGEST_BYTES];
	char copy[LINKS_TOKEN_LENGTH];
	bool right = copy_token(token, copy);
	const struct subscription *found;
	struct entry *entry;

	digest_of(copy, sizeof copy, digest);
	entry = g_hash_table_lookup(links->by_digest, digest);
	if (!entry) {
		if (!look_up(links, digest, error))
			return NULL;
		entry = g_hash_table_lookup(links->by_digest, digest);
	} else if (links->order.head != &entry->link) {
		g_queue_unlink(&links->order, &entry->link);
		g_queue_push_head_link(&links->order, &entry->link);
	}
	found = entry ? entry->subscription : links->passing;
	return right ? found : NULL;
}

/* ---- from a feed to its token */

/* Five bits a digit, the highest first; the last digit holds the three that are left. */
static void encode(const unsigned char *bytes, char token[static LINKS_TOKEN_LENGTH + 1])
{
	for (int i = 0; i < LINKS_TOKEN_LENGTH; i++) {
		int digit = 0;

		for (int bit = 5 * i; bit < 5 * i + 5; bit++)
			digit = digit * 2 + (bit < TOKEN_BITS ? bytes[bit / 8] >> (7 - bit % 8) & 1 : 0);
		token[i] = alphabet[digit];
	}
	token[LINKS_TOKEN_LENGTH] = '\0';
}

/* Over "ID/GENERATION": no id holds a slash. */
static void make_token(const struct links *links, const char *id, int generation, char token[static LINKS_TOKEN_LENGTH + 1])
{
	GHmac *hmac = g_hmac_new(G_CHECKSUM_SHA256, links->key, LINKS_KEY_BYTES);
	g_autofree char *text = g_strdup_printf("%s/%d", id, generation);
	unsigned char bytes[DIGEST_BYTES];
	gsize size = sizeof bytes;

	g_hmac_update(hmac, (const guchar *)text, -1);
	g_hmac_get_digest(hmac, bytes, &size);
	g_hmac_unref(hmac);
	encode(bytes, token);
}

static char *digest_of_token(const char *token)
{
	unsigned char digest[DIGEST_BYTES];

	digest_of(token, LINKS_TOKEN_LENGTH, digest);
	return hexadecimal(digest, DIGEST_BYTES);
}

char *links_token_then(const struct links *links, const char *id, int generation)
{
	char token[LINKS_TOKEN_LENGTH + 1];

	make_token(links, id, generation, token);
	return g_strdup(token);
}

char *links_digest(const struct links *links, const char *id, int generation)
{
	char token[LINKS_TOKEN_LENGTH + 1];

	make_token(links, id, generation, token);
	return digest_of_token(token);
}

char *links_token(const struct links *links, const struct subscription *subscription)
{
	g_autofree char *digest = NULL;
	char token[LINKS_TOKEN_LENGTH + 1];

	if (instant_is_set(subscription->revoked))
		return NULL;
	make_token(links, subscription->id, subscription->generation, token);
	digest = digest_of_token(token);
	return strcmp(digest, subscription->digest) == 0 ? g_strdup(token) : NULL;
}

/* Two digests a feed: not for every time somebody asks how the service is. */
bool links_lost(struct links *links, int *ret, GError **error)
{
	g_autoptr(GPtrArray) feeds = NULL;
	int lost = 0;

	*ret = links->lost;
	if (links->lost >= 0)
		return true;
	feeds = subscription_list(links->store, NULL, NULL, false, NULL, G_MAXINT, error);
	if (!feeds)
		return false;
	for (guint i = 0; i < feeds->len; i++) {
		g_autofree char *token = links_token(links, feeds->pdata[i]);

		lost += !token;
	}
	*ret = links->lost = lost;
	return true;
}

/* Who listens everywhere is reached on this machine, at least. */
static char *own_address(const char *listen)
{
	if (g_str_has_prefix(listen, "0.0.0.0:"))
		return g_strconcat("http://127.0.0.1", listen + strlen("0.0.0.0"), NULL);
	if (g_str_has_prefix(listen, "[::]:"))
		return g_strconcat("http://[::1]", listen + strlen("[::]"), NULL);
	return g_strconcat("http://", listen, NULL);
}

static char *address(const struct config *config, const char *token, const char *end)
{
	const struct settings *settings = &config->settings;
	g_autofree char *own = NULL;
	const char *base = settings->feeds.base_url;

	if (!base && !settings->http_listen)
		return NULL;
	if (!base)
		base = own = own_address(settings->http_listen);
	return g_strconcat(base, "/feeds/", token, end, NULL);
}

char *links_address(const struct config *config, const char *token)
{
	return address(config, token, ".ics");
}

static char *url(const struct links *links, const struct config *config, const struct subscription *subscription, const char *end)
{
	g_autofree char *token = links_token(links, subscription);

	return token ? address(config, token, end) : NULL;
}

char *links_url(const struct links *links, const struct config *config, const struct subscription *subscription)
{
	return url(links, config, subscription, ".ics");
}

char *links_page_url(const struct links *links, const struct config *config, const struct subscription *subscription)
{
	return url(links, config, subscription, "/");
}

/* ---- ids, and the feeds of persons */

char *links_person(const char *address)
{
	return g_ascii_strdown(address, -1);
}

/* Without anything of the address in it: ids are said in places that addresses are not. */
static char *wanted_id(const char *scope, const char *target)
{
	g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, target ? target : scope, -1);
	g_autofree char *id = NULL;

	sum[ID_DIGEST] = '\0';
	if (strcmp(scope, "person") == 0)
		return g_strconcat("person-", sum, NULL);
	id = target ? g_strconcat(scope, "-", target, NULL) : g_strdup(scope);
	g_strcanon(id, "abcdefghijklmnopqrstuvwxyz0123456789-", '-');
	if (strlen(id) <= ID_MOST)
		return g_steal_pointer(&id);
	return g_strdup_printf("%.*s-%s", ID_MOST - ID_DIGEST - 1, id, sum);
}

char *links_id(struct links *links, const char *scope, const char *target, GError **error)
{
	g_autofree char *wanted = wanted_id(scope, target), *id = g_strdup(wanted);

	for (int number = 2;; number++) {
		g_autoptr(subscription_t) taken = NULL;

		if (!subscription_get(links->store, id, &taken, error))
			return NULL;
		if (!taken)
			return g_steal_pointer(&id);
		g_free(id);
		id = g_strdup_printf("%s-%d", wanted, number);
	}
}

static struct subscription *new_person(struct links *links, const char *person, enum language language, struct instant now, GError **error)
{
	g_autoptr(subscription_t) made = g_new0(struct subscription, 1);
	struct subscription_act act = { .at = now, .verb = (char *)"add", .generation = 1 };

	made->id = links_id(links, "person", person, error);
	if (!made->id)
		return NULL;
	made->scope = g_strdup("person");
	made->target = g_strdup(person);
	made->language = g_strdup(language == LANGUAGE_EN ? "en" : "vi");
	made->generation = 1;
	made->digest = links_digest(links, made->id, made->generation);
	made->created = now;
	made->created_by = g_strdup("mail");
	if (!subscription_add(links->store, made, error) || !subscription_act_append(links->store, made->id, &act, error))
		return NULL;
	return g_steal_pointer(&made);
}

bool links_of_person(struct links *links, const char *address, enum language language, struct instant now, struct subscription **ret,
		     GError **error)
{
	g_autofree char *person = links_person(address);

	if (!subscription_of_person(links->store, person, ret, error))
		return false;
	if (!*ret) {
		*ret = new_person(links, person, language, now, error);
		return *ret != NULL;
	}
	if (instant_is_set((*ret)->revoked))
		g_clear_pointer(ret, subscription_free);
	return true;
}

/* ---- readers */

static struct readers *readers_of(struct links *links, const char *id, struct instant now)
{
	struct readers *readers = g_hash_table_lookup(links->readers, id);

	links->seen = now;
	links->next = instant_min(links->next, instant_add(now, WRITE_SECONDS)); /* also where the clock was set back */
	if (readers)
		return readers;
	readers = g_new0(struct readers, 1);
	g_hash_table_insert(links->readers, g_strdup(id), readers);
	return readers;
}

void links_accessed(struct links *links, const struct subscription *subscription, struct instant now)
{
	struct readers *readers = readers_of(links, subscription->id, now);

	readers->added++;
	readers->last = now;
}

void links_served(struct links *links, const struct subscription *subscription, const char *etag, struct instant changed, struct instant now)
{
	struct readers *readers = readers_of(links, subscription->id, now);
	struct entry *entry = g_hash_table_lookup(links->by_id, subscription->id);
	char *copy = g_strdup(etag);

	g_free(readers->etag);
	readers->etag = copy;
	readers->changed = instant_max(subscription->changed, changed);
	if (!entry)
		return;
	g_free(entry->subscription->etag);
	entry->subscription->etag = g_strdup(readers->etag);
	entry->subscription->changed = readers->changed;
}

void links_complete(const struct links *links, struct subscription *subscription)
{
	const struct readers *readers = g_hash_table_lookup(links->readers, subscription->id);

	if (!readers)
		return;
	subscription->accesses += readers->added;
	if (instant_is_set(readers->last))
		subscription->accessed = readers->last;
	if (!readers->etag)
		return;
	g_free(subscription->etag);
	subscription->etag = g_strdup(readers->etag);
	subscription->changed = readers->changed;
}

static bool write_readers(struct links *links, GError **error)
{
	GHashTableIter iter;
	void *id, *value;

	g_hash_table_iter_init(&iter, links->readers);
	while (g_hash_table_iter_next(&iter, &id, &value)) {
		const struct readers *readers = value;

		if (!subscription_accessed(links->store, id, readers->last, readers->added, readers->etag, readers->changed, error))
			return false;
	}
	return true;
}

bool links_write(struct links *links, GError **error)
{
	if (g_hash_table_size(links->readers) == 0)
		return true;
	if (!store_begin(links->store, error))
		goto kept;
	if (write_readers(links, error) && store_commit(links->store, error)) {
		g_hash_table_remove_all(links->readers);
		links->next = INSTANT_NEVER;
		return true;
	}
	if (store_in_transaction(links->store))
		store_rollback(links->store);
kept:
	links->next = instant_add(instant_max(links->next, links->seen), WRITE_SECONDS);
	return false;
}

struct instant links_next(const struct links *links)
{
	return links->next;
}
