/*
 * Feeds ready to be served: the bytes of each with their gzip and ETag, built on the first request after a change and kept
 * until the next one, 16 MB of them at most (those not asked for longest go first). Says when a feed has changed; nothing is
 * served from here. Owned by edge/core beside the feeds it reads.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "engine/feeds.h"
#include "store/subscriptions.h"

#define PUBLISH_CACHE_BYTES (16u << 20)

struct publish;

/* One version of one feed. Counted: hold it while it is being sent. */
struct publication {
	int references;
	GBytes *body, *gzip;
	char etag[36];          /* quoted, strong: 128 bits of SHA-256 of the body; its gzip's: the same with 'g' before the quote */
	char gzip_etag[37];
	struct instant changed; /* since when these bytes stand: Last-Modified, never goes back */
	void *served;           /* the edge's own; */
	GDestroyNotify served_free;
};

struct publication *publication_ref(struct publication *publication);
void publication_unref(struct publication *publication);

struct publish *publish_new(const struct config *config, struct feeds *feeds);
void publish_free(struct publish *publish);

/* How the feed is when its address says nothing else. */
void publish_options(const struct subscription *subscription, struct feed_options *ret);
bool publish_same_options(const struct feed_options *a, const struct feed_options *b);
/* What feeds_gather() is to be asked for. Borrows from the subscription. */
void publish_want(const struct subscription *subscription, const struct feed_options *options, struct feed_want *ret);

/* What is kept of this feed with these options, if it still is what would be built at `now`; else NULL. Borrowed until the
 * next call. Quick: a table look-up and no more. */
struct publication *publish_look(struct publish *publish, const struct subscription *subscription,
				 const struct feed_options *options, struct instant now);

/* Reads some of what it will be built from, as feeds_ahead(); *ready: enough. */
bool publish_ahead(struct publish *publish, const struct subscription *subscription, const struct feed_options *options,
		   struct instant now, bool *ready, GError **error);

/* Builds it (milliseconds; writes revisions of events) and keeps it; borrowed. Before it, feeds_pass() has been told of `now`.
 * The same bytes as before are the same publication. NULL with an error: DEADLINED_ERROR_UNKNOWN_ID where what it showed is
 * gone (a body no longer in the files, a person who holds no position): to be answered as unknown. */
struct publication *publish_build(struct publish *publish, const struct subscription *subscription,
				  const struct feed_options *options, struct instant now, GError **error);

/* Feeds that stand on these keys (struct feed_key) have changed. */
void publish_touch(struct publish *publish, const GArray *keys);
/* All have: somebody's position changed, or there is another plan. */
void publish_touch_all(struct publish *publish);

struct publish_counts {
	size_t bytes;    /* kept now: bodies, their gzip and what else each takes */
	unsigned kept;
	guint64 builds; /* so far */
};
const struct publish_counts *publish_counts(const struct publish *publish);

typedef struct publish publish_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(publish_t, publish_free)
