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

#define FEEDS_PAST_DAYS 400 /* the most that a feed may want to look back */

struct feeds;

/* `store` NULL: the rules alone; every event then has revision 0 and the configuration's newest time. */
struct feeds *feeds_new(const struct config *config, struct store *store);
void feeds_free(struct feeds *feeds);

/* Which feed; `id` of a plan, an agency (also for UNDER) or a group, "plan/obligation", an address; NULL for all and
 * campaigns. */
struct feed_key {
	enum feed_scope scope;
	const char *id;
};

/* A feed as somebody wants it. */
struct feed_want {
	struct feed_key key;
	struct feed_options options;
	struct instant since; /* what was cancelled before it was never in this feed; INSTANT_NONE: everything was */
};

/* The feeds that stand for themselves: plans, all, groups, agencies. Array of struct feed_key by value, ids borrowed from the
 * configuration. */
GArray *feeds_keys(const struct feeds *feeds);

/* The facts of this occurrence changed: what is kept of it is gathered anew. Appends the feeds it stands in to `ret` (struct
 * feed_key). An id that no feed knows adds nothing. */
void feeds_touch(struct feeds *feeds, const char *occurrence, GArray *ret);
/* Forgets everything kept. */
void feeds_clear(struct feeds *feeds);

/* Those of feeds_keys() on which this one stands, on the day of what was gathered last: it changes only when one of them is
 * touched, with a day, or, a person's, when somebody is recorded for a position. Array of struct feed_key; NULL with an error as
 * feeds_gather(). */
GArray *feeds_depends(struct feeds *feeds, const struct feed_key *key, GError **error);

/* One feed as it stands at `now`: limits from past_days before to 400 days after today; waived and cancelled ones for 30
 * days, cancelled ones only if the event was shown before. New revisions are in the store when this returns. The feed
 * borrows its events from `feeds` where they are shared: render it before the next call. NULL with an error,
 * DEADLINED_ERROR_UNKNOWN_ID where there is no such thing, or the person holds no position on that day. */
struct feed *feeds_gather(struct feeds *feeds, const struct feed_want *want, struct instant now, GError **error);

/* So much takes some ten milliseconds. */
#define FEEDS_AHEAD 1000

/* Reads some of what this feed stands on and was not read yet: `most` occurrences, or what takes as long. `*ready`: all of it is,
 * and feeds_gather() is quick. Whatever changes in between is touched as ever. */
bool feeds_ahead(struct feeds *feeds, const struct feed_want *want, struct instant now, int most, bool *ready, GError **error);

/* The next moment after `now` at which a feed changes though no fact does: a limit is passed, or a day begins. Knows of the
 * feeds gathered so far. */
struct instant feeds_next(const struct feeds *feeds, struct instant now);
/* Touches what became late up to `now`; appends to `ret` as feeds_touch(). */
void feeds_pass(struct feeds *feeds, struct instant now, GArray *ret);

typedef struct feeds feeds_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(feeds_t, feeds_free)
