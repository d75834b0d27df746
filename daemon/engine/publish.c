#include "engine/publish.h"

#include <string.h>
#include <zlib.h>

#include "base/error.h"

/* What one takes beside its bytes: keys, links, and the answers made of it at the door. */
#define OVERHEAD 3072

/* One feed with one choice of options. */
struct name {
	const char *id;
	int generation;
	struct feed_options options;
};

struct entry {
	struct name name; /* first: the table's key; its id is owned */
	struct publication *publication;
	GArray *depends;            /* struct feed_key, ids owned */
	struct instant from, until; /* of the day it was built on; when a limit passes or the day is over */
	guint64 serial;             /* of the touches known when it was built or last found fresh */
	GList link;                 /* in `used` */
};

struct publish {
	const struct config *config;
	struct feeds *feeds;
	GHashTable *entries; /* struct name * -> struct entry * */
	GHashTable *touched; /* struct feed_key * -> GSIZE serial of its last touch */
	guint64 serial, all; /* last given; of the last publish_touch_all() */
	GQueue used;         /* struct entry *, asked for last at the head */
	struct publish_counts counts;
};

/* ---- publications */

struct publication *publication_ref(struct publication *publication)
{
	publication->references++;
	return publication;
}

void publication_unref(struct publication *publication)
{
	if (publication == NULL || --publication->references > 0)
		return;
	if (publication->served_free != NULL)
		publication->served_free(publication->served);
	g_bytes_unref(publication->body);
	g_bytes_unref(publication->gzip);
	g_free(publication);
}

/* Without a name and a time in its header the same bytes give the same gzip (RFC 1952; 16 asks zlib for that format). */
static GBytes *gzip_of(GBytes *body)
{
	gsize size;
	const void *data = g_bytes_get_data(body, &size);
	z_stream stream = { 0 };
	g_autofree unsigned char *out = NULL;
	uLong bound;
	int done;

	done = deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
	g_assert(done == Z_OK);
	bound = deflateBound(&stream, size);
	out = g_malloc(bound);
	stream.next_in = (Bytef *)data;
	stream.avail_in = (uInt)size;
	stream.next_out = out;
	stream.avail_out = (uInt)bound;
	done = deflate(&stream, Z_FINISH);
	g_assert(done == Z_STREAM_END);
	deflateEnd(&stream);
	return g_bytes_new(out, stream.total_out);
}

/* Takes the body over. It was written with room to spare, which would be kept with it: only a copy has its size. */
static struct publication *publication_new(GBytes *body, struct instant changed)
{
	struct publication *publication = g_new0(struct publication, 1);
	g_autofree char *digest = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, body);
	gsize size;
	const void *data = g_bytes_get_data(body, &size);

	publication->references = 1;
	publication->body = g_bytes_new(data, size);
	g_bytes_unref(body);
	body = publication->body;
	publication->gzip = gzip_of(body);
	publication->changed = changed;
	g_snprintf(publication->etag, sizeof publication->etag, "\"%.32s\"", digest);
	g_snprintf(publication->gzip_etag, sizeof publication->gzip_etag, "\"%.32sg\"", digest);
	return publication;
}

static size_t weight(const struct publication *publication)
{
	return g_bytes_get_size(publication->body) + g_bytes_get_size(publication->gzip) + OVERHEAD;
}

/* ---- tables */

static guint name_hash(gconstpointer data)
{
	const struct name *name = data;
	const struct feed_options *o = &name->options;
	guint bits = (guint)o->todos | (guint)o->alarms << 1 | (guint)o->open_only << 2 | (guint)o->detail << 3 |
		     (guint)o->language << 4 | (guint)o->windows << 6 | (guint)o->past_days << 9;

	return g_str_hash(name->id) ^ (guint)name->generation * 2654435761u ^ bits * 40503u;
}

bool publish_same_options(const struct feed_options *a, const struct feed_options *b)
{
	return a->language == b->language && a->todos == b->todos && a->alarms == b->alarms && a->open_only == b->open_only &&
	       a->detail == b->detail && a->windows == b->windows && a->past_days == b->past_days;
}

static gboolean name_equal(gconstpointer a, gconstpointer b)
{
	const struct name *one = a, *other = b;

	return one->generation == other->generation && publish_same_options(&one->options, &other->options) &&
	       strcmp(one->id, other->id) == 0;
}

static guint key_hash(gconstpointer data)
{
	const struct feed_key *key = data;

	return (key->id != NULL ? g_str_hash(key->id) : 0) * 31 + key->scope;
}

static gboolean key_equal(gconstpointer a, gconstpointer b)
{
	const struct feed_key *one = a, *other = b;

	return one->scope == other->scope && g_strcmp0(one->id, other->id) == 0;
}

static void key_free(void *data)
{
	struct feed_key *key = data;

	g_free((char *)key->id);
	g_free(key);
}

static void key_clear(void *data)
{
	g_free((char *)((struct feed_key *)data)->id);
}

static void entry_free(void *data)
{
	struct entry *entry = data;

	g_clear_pointer(&entry->depends, g_array_unref);
	publication_unref(entry->publication);
	g_free((char *)entry->name.id);
	g_free(entry);
}

struct publish *publish_new(const struct config *config, struct feeds *feeds)
{
	struct publish *publish = g_new0(struct publish, 1);

	publish->config = config;
	publish->feeds = feeds;
	publish->entries = g_hash_table_new_full(name_hash, name_equal, NULL, entry_free);
	publish->touched = g_hash_table_new_full(key_hash, key_equal, key_free, NULL);
	return publish;
}

void publish_free(struct publish *publish)
{
	if (publish == NULL)
		return;
	g_hash_table_unref(publish->entries);
	g_hash_table_unref(publish->touched);
	g_free(publish);
}

const struct publish_counts *publish_counts(const struct publish *publish)
{
	return &publish->counts;
}

/* ---- what is wanted */

static enum feed_scope scope_of(const char *name)
{
	static const char *const names[] = {
		[FEED_SCOPE_ALL] = "all",	  [FEED_SCOPE_PLAN] = "plan",		  [FEED_SCOPE_AGENCY] = "agency",
		[FEED_SCOPE_GROUP] = "group",	  [FEED_SCOPE_UNDER] = "under",		  [FEED_SCOPE_OBLIGATION] = "obligation",
		[FEED_SCOPE_PERSON] = "person",	  [FEED_SCOPE_CAMPAIGNS] = "campaigns",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		if (strcmp(names[i], name) == 0)
			return (enum feed_scope)i;
	}
	g_assert_not_reached(); /* the store holds no other */
}

static enum feed_windows windows_of(const char *name)
{
	if (name == NULL)
		return FEED_WINDOWS_USUAL;
	if (strcmp(name, "bar") == 0)
		return FEED_WINDOWS_BAR;
	return strcmp(name, "ends") == 0 ? FEED_WINDOWS_ENDS : FEED_WINDOWS_NONE;
}

void publish_options(const struct subscription *subscription, struct feed_options *ret)
{
	*ret = (struct feed_options){ .language = strcmp(subscription->language, "en") == 0 ? LANGUAGE_EN : LANGUAGE_VI,
				      .todos = subscription->todos,
				      .alarms = subscription->alarms,
				      .open_only = subscription->open_only,
				      .detail = subscription->detail,
				      .windows = windows_of(subscription->windows),
				      .past_days = subscription->past_days };
}

void publish_want(const struct subscription *subscription, const struct feed_options *options, struct feed_want *ret)
{
	*ret = (struct feed_want){ .key = { .scope = scope_of(subscription->scope), .id = subscription->target },
				   .options = *options,
				   .since = subscription->created };
}

/* ---- looking */

static guint64 touch_of(const struct publish *publish, const struct feed_key *key)
{
	return (guint64)GPOINTER_TO_SIZE(g_hash_table_lookup(publish->touched, key));
}

static bool is_fresh(const struct publish *publish, struct entry *entry, struct instant now)
{
	if (instant_before(now, entry->from) || !instant_before(now, entry->until) || entry->serial < publish->all)
		return false;
	if (entry->serial == publish->serial)
		return true;
	for (guint i = 0; i < entry->depends->len; i++) {
		if (touch_of(publish, &g_array_index(entry->depends, struct feed_key, i)) > entry->serial)
			return false;
	}
	entry->serial = publish->serial;
	return true;
}

static struct entry *entry_of(const struct publish *publish, const struct subscription *subscription,
			      const struct feed_options *options)
{
	struct name name = { .id = subscription->id, .generation = subscription->generation, .options = *options };

	return g_hash_table_lookup(publish->entries, &name);
}

static void use(struct publish *publish, struct entry *entry)
{
	if (publish->used.head == &entry->link)
		return;
	g_queue_unlink(&publish->used, &entry->link);
	g_queue_push_head_link(&publish->used, &entry->link);
}

struct publication *publish_look(struct publish *publish, const struct subscription *subscription,
				 const struct feed_options *options, struct instant now)
{
	struct entry *entry = entry_of(publish, subscription, options);

	if (entry == NULL || !is_fresh(publish, entry, now))
		return NULL;
	use(publish, entry);
	return entry->publication;
}

void publish_touch(struct publish *publish, const GArray *keys)
{
	if (keys->len == 0)
		return;
	publish->serial++;
	for (guint i = 0; i < keys->len; i++) {
		const struct feed_key *key = &g_array_index(keys, struct feed_key, i);
		struct feed_key *own = g_new(struct feed_key, 1);

		*own = (struct feed_key){ key->scope, g_strdup(key->id) };
		g_hash_table_replace(publish->touched, own, GSIZE_TO_POINTER((gsize)publish->serial));
	}
}

void publish_touch_all(struct publish *publish)
{
	publish->all = ++publish->serial;
}

/* ---- building */

static void drop(struct publish *publish, struct entry *entry)
{
	g_queue_unlink(&publish->used, &entry->link);
	publish->counts.bytes -= weight(entry->publication);
	publish->counts.kept--;
	g_hash_table_remove(publish->entries, &entry->name);
}

/* Since when these bytes stand: what was noted in the store, where they are those, else now; always later than what stood
 * before, for a reader may compare nothing but this second. */
static struct instant change_of(const struct subscription *subscription, const struct feed_options *options,
				const struct publication *before, const char *etag, struct instant now)
{
	struct feed_options own;
	struct instant changed = now;

	publish_options(subscription, &own);
	if (before != NULL)
		changed = instant_max(changed, instant_add(before->changed, 1));
	if (!publish_same_options(&own, options) || !instant_is_set(subscription->changed))
		return changed;
	if (before == NULL && g_strcmp0(subscription->etag, etag) == 0)
		return subscription->changed;
	return instant_max(changed, instant_add(subscription->changed, 1));
}

static struct entry *entry_new(struct publish *publish, const struct subscription *subscription, const struct feed_options *options)
{
	struct entry *entry = g_new0(struct entry, 1);

	entry->name = (struct name){ g_strdup(subscription->id), subscription->generation, *options };
	entry->link.data = entry;
	g_queue_push_head_link(&publish->used, &entry->link);
	g_hash_table_insert(publish->entries, &entry->name, entry);
	publish->counts.kept++;
	return entry;
}

static GArray *own_keys(const GArray *keys)
{
	GArray *own = g_array_sized_new(FALSE, FALSE, sizeof(struct feed_key), keys->len);

	g_array_set_clear_func(own, key_clear);
	for (guint i = 0; i < keys->len; i++) {
		const struct feed_key *key = &g_array_index(keys, struct feed_key, i);
		struct feed_key copy = { key->scope, g_strdup(key->id) };

		g_array_append_val(own, copy);
	}
	return own;
}

static void keep(struct publish *publish, struct entry *entry, struct publication *publication)
{
	if (entry->publication != NULL)
		publish->counts.bytes -= weight(entry->publication);
	publication_unref(entry->publication);
	entry->publication = publication;
	publish->counts.bytes += weight(publication);
	use(publish, entry);
	while (publish->counts.bytes > PUBLISH_CACHE_BYTES && publish->used.tail != &entry->link)
		drop(publish, publish->used.tail->data);
}

static GBytes *render(const struct publish *publish, const struct feed_want *want, struct instant now, GArray **depends, GError **error)
{
	g_autoptr(feed_t) feed = feeds_gather(publish->feeds, want, now, error);
	g_autoptr(GBytes) body = feed != NULL ? feed_render(feed, publish->config, error) : NULL;
	g_autoptr(GArray) keys = body != NULL ? feeds_depends(publish->feeds, &want->key, error) : NULL;

	if (keys == NULL)
		return NULL;
	*depends = own_keys(keys);
	return g_steal_pointer(&body);
}

bool publish_ahead(struct publish *publish, const struct subscription *subscription, const struct feed_options *options,
		   struct instant now, bool *ready, GError **error)
{
	struct feed_want want;

	publish_want(subscription, options, &want);
	return feeds_ahead(publish->feeds, &want, now, FEEDS_AHEAD, ready, error);
}

struct publication *publish_build(struct publish *publish, const struct subscription *subscription,
				  const struct feed_options *options, struct instant now, GError **error)
{
	const struct zone *zone = publish->config->settings.zone;
	struct feed_want want;
	struct entry *entry;
	GArray *depends = NULL;
	GBytes *body;

	publish_want(subscription, options, &want);
	body = render(publish, &want, now, &depends, error);
	if (body == NULL)
		return NULL;
	publish->counts.builds++;
	entry = entry_of(publish, subscription, options);
	if (entry == NULL)
		entry = entry_new(publish, subscription, options);
	if (entry->publication != NULL && g_bytes_equal(entry->publication->body, body)) {
		g_bytes_unref(body);
		use(publish, entry);
	} else {
		struct publication *fresh = publication_new(body, now);

		fresh->changed = change_of(subscription, options, entry->publication, fresh->etag, now);
		keep(publish, entry, fresh);
	}
	g_clear_pointer(&entry->depends, g_array_unref);
	entry->depends = depends;
	entry->from = zone_instant(zone, zone_civil(zone, now), 0);
	entry->until = feeds_next(publish->feeds, now);
	entry->serial = publish->serial;
	return entry->publication;
}
