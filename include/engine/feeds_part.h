/*
 * What one plan gives to calendar feeds: its whole obligations and its campaigns, read once and kept; what changes is read
 * again alone. By the rules alone also its single occurrences. Private to engine/feeds.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "engine/feeds_stamp.h"
#include "engine/feeds_whole.h"
#include "model/schedule.h"
#include "store/facts_walk.h"

/* A campaign as events: the whole window, and its two ends where it has more than one day. */
struct feeds_campaign {
	struct feed_event *bar, *first, *last; /* first, last: NULL for one day */
	GPtrArray *members;                    /* const struct agency * */
	const struct campaign_occurrence *occurrence;
	GPtrArray *edge;                       /* struct feed_event *: limits within it, where the part does not have them all; NULL */
	char *said;                            /* of the deadlines within it, when the events were made */
	bool told;                             /* since: those it is for, that it may say something else */
};

struct feeds_part {
	const struct plan *plan;
	struct civil first, last; /* of limits shown */
	GPtrArray *wholes;        /* struct feeds_whole * */
	GHashTable *by_key;       /* the same by their keys */
	GPtrArray *campaigns;     /* struct feeds_campaign * */
	GPtrArray *windows;       /* struct campaign_occurrence *: of these */
	GHashTable *stale;        /* char *: occurrences to be read anew */
	struct fact_walk walk;    /* of the first reading */
	bool ready;
	GPtrArray *members;       /* the rules alone: every owner's event, owned */
	GHashTable *by_owner;     /* and by const struct agency *: GPtrArray */
};

/* Nothing is read yet. */
struct feeds_part *feeds_part_new(const struct plan *plan, struct civil first, struct civil last);
void feeds_part_free(struct feeds_part *part);

/* Works through about `*left` occurrences of what is still to be read, and takes them off: where some are left, the part is
 * ready, with what was stale. On an error the part must be thrown away. */
bool feeds_part_read(struct feeds_part *part, struct feeds_stamps *stamps, int *left, GError **error);

/* Reads all that is still to be read. On an error the part must be thrown away. */
bool feeds_part_renew(struct feeds_part *part, struct feeds_stamps *stamps, GError **error);

/* This occurrence of the plan is to be read anew, or is a new one, or is gone. */
void feeds_part_touch(struct feeds_part *part, const char *occurrence);
/* Some of this whole obligation became late: it is to be added up anew. */
void feeds_part_pass(struct feeds_part *part, struct feeds_whole *whole);
struct feeds_whole *feeds_part_find(const struct feeds_part *part, const char *key);
