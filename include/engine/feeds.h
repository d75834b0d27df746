/*
 * What stands in each calendar feed at a given moment: facts of the store, or the rules alone, made into the events that
 * render/feed writes, each with its revision. Keeps what several feeds share (whole obligations, campaigns) until a fact or
 * the day changes. Owned by its caller; configuration and store outlive it. Writes revisions, decides nothing else.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "render/feed.h"
#include "store/store.h"

struct feeds;

/* `store` NULL: the rules alone; every event then has revision 0 and the configuration's newest time. */
struct feeds *feeds_new(const struct config *config, struct store *store);
void feeds_free(struct feeds *feeds);

/* Which feed; `id` of a plan, an agency or a group, borrowed from the configuration; NULL for all. */
struct feed_key {
	enum feed_scope scope;
	const char *id;
};

/* Every feed of the configuration: plans, all, groups, agencies. Array of struct feed_key by value. */
GArray *feeds_keys(const struct feeds *feeds);

/* The facts of this occurrence changed: what is kept of it is gathered anew. Appends the feeds it stands in to `ret` (struct
 * feed_key). An id that no feed knows adds nothing. */
void feeds_touch(struct feeds *feeds, const char *occurrence, GArray *ret);
/* Forgets everything kept. */
void feeds_clear(struct feeds *feeds);

/* One feed as it stands at `now`: limits from feeds.past before to 400 days after today; waived and cancelled ones for 30
 * days, cancelled ones only if the event was shown before. New revisions are in the store when this returns. The feed
 * borrows its events from `feeds` where they are shared: render it before the next call. NULL with an error. */
struct feed *feeds_gather(struct feeds *feeds, const struct feed_key *key, struct instant now, GError **error);

/* The next moment after `now` at which a feed changes though no fact does: a limit is passed, or a day begins. Knows of the
 * feeds gathered so far. */
struct instant feeds_next(const struct feeds *feeds, struct instant now);
/* Touches what became late up to `now`; appends to `ret` as feeds_touch(). */
void feeds_pass(struct feeds *feeds, struct instant now, GArray *ret);

typedef struct feeds feeds_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(feeds_t, feeds_free)
