/*
 * What engine/feeds keeps between two feeds, and how a plan's part is come by. Private to engine/feeds.
 */
#pragma once

#include <glib.h>

#include "engine/feeds.h"
#include "engine/feeds_part.h"
#include "engine/feeds_stamp.h"

struct feeds {
	const struct config *config;
	struct feeds_stamps stamps;
	struct civil today, first, last; /* first, last: of limits shown where a feed says nothing else */
	GHashTable *parts;  /* const struct plan * -> struct feeds_part *: limits from first to last */
	GHashTable *older;  /* the same, limits before first: only of plans somebody wanted so far back */
	GHashTable *groups; /* const struct group * -> GHashTable of const struct agency * */
	GPtrArray *orphans; /* struct feeds_orphan *; NULL: not read yet */
	GPtrArray *loose;   /* events of the feed gathered last that nothing else keeps */
};

/* Takes note of the time: nothing kept is good for another day, which has another window. */
void feeds_kept_now(struct feeds *feeds, struct instant now);

/* The plan's part, `older`: that of limits before feeds->first; gathered if it is not there. On an error nothing half is kept. */
struct feeds_part *feeds_kept_part(struct feeds *feeds, const struct plan *plan, bool older, GError **error);
/* Reads ahead for it, as feeds_part_read(). */
bool feeds_kept_ahead(struct feeds *feeds, const struct plan *plan, bool older, int *left, GError **error);

/* What is left of plans that the files no longer have. Borrowed; NULL with an error. */
GPtrArray *feeds_kept_orphans(struct feeds *feeds, GError **error);

/* Those named, and those that stand for them now or at the end of the window: set of const struct agency *. Borrowed. */
GHashTable *feeds_kept_bodies(struct feeds *feeds, const struct group *group);

/* Appends one to keys (struct feed_key). */
void feeds_kept_key(GArray *keys, enum feed_scope scope, const char *id);
