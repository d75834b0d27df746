/*
 * What one plan gives to calendar feeds: its whole obligations and its campaigns, gathered once and kept until a fact
 * changes; by the rules alone also its single occurrences. Private to engine/feeds.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "engine/feeds_stamp.h"
#include "engine/feeds_whole.h"

/* A campaign as events: the whole window, and its two ends where it has more than one day. */
struct feeds_campaign {
	struct feed_event *bar, *first, *last; /* first, last: NULL for one day */
	GPtrArray *members;                    /* const struct agency * */
};

struct feeds_part {
	const struct plan *plan;
	struct civil first, last; /* of limits shown */
	GPtrArray *wholes;        /* struct feeds_whole * */
	GPtrArray *campaigns;     /* struct feeds_campaign * */
	GPtrArray *stale;         /* char *: keys of whole obligations to be gathered anew */
	GPtrArray *members;       /* the rules alone: every owner's event, owned */
	GHashTable *by_owner;     /* and by const struct agency *: GPtrArray */
};

/* NULL with an error. */
struct feeds_part *feeds_part_load(const struct plan *plan, struct civil first, struct civil last, struct feeds_stamps *stamps,
				   GError **error);
void feeds_part_free(struct feeds_part *part);

/* Gathers anew what is stale. On an error the part must be thrown away. */
bool feeds_part_renew(struct feeds_part *part, struct feeds_stamps *stamps, GError **error);

/* Lets go of a whole obligation, to be gathered anew. */
void feeds_part_drop(struct feeds_part *part, const char *key);
const struct feeds_whole *feeds_part_find(const struct feeds_part *part, const char *key);
