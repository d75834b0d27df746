/*
 * Whole obligations as events: what the single occurrences of one obligation and period add up to, one event per limit,
 * with counts and the names of those missing. Private to engine/feeds; pure.
 */
#pragma once

#include <glib.h>

#include "render/feed.h"

/* One obligation in one period. */
struct feeds_whole {
	char *key;             /* plan/obligation/period */
	const struct obligation *obligation;
	GPtrArray *events;     /* struct feed_event *, owned, by limit */
	GPtrArray *owners;     /* const struct agency * */
	struct instant next;   /* when the next of them becomes late; INSTANT_NEVER */
};

void feeds_whole_free(struct feeds_whole *whole);

/* Owners' events (struct feed_event *) taken together. Array of struct feeds_whole *, owned. */
GPtrArray *feeds_whole_list(const struct config *config, const GPtrArray *members, struct instant now);
