/*
 * Whole obligations added up naively, from single events read one by one: what engine/feeds_whole must come to, too.
 */
#pragma once

#include "engine/feeds_part.h"

struct sum {
	struct feed_event *event; /* without stamps */
	int accepted, overdue, asked; /* asked: of those late, who may only be asked */
};

/* What the part's plan comes to at `now`, also what has no place in a feed any more: struct sum * by the events' ids. `*next`: the
 * earliest at which one becomes late, if that is earlier. */
GHashTable *sums_expect(const struct config *config, struct store *store, const struct feeds_part *part, struct instant now,
			struct instant *next);
