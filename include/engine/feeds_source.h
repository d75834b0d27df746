/*
 * Single occurrences as events: from the rules alone, or from the store's facts and history. Private to engine/feeds.
 * Reads only.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "render/feed.h"
#include "store/facts.h"

/* What is looked for; NULL or unset fields do not filter. */
struct feeds_query {
	const struct plan *plan;
	GHashTable *bodies; /* const struct agency *: one of them answers */
	const char *obligation, *period;
	struct civil first, last; /* of limits */
	bool orphans;       /* only those withdrawn whose plan the files no longer have */
	bool alone;         /* each is to stand alone: with what is to be reported */
};

/* Owners' events at `now`, without stamps; those of bodies gone from the files are left out. A withdrawn occurrence is
 * FEED_CANCELLED, without an obligation where the files no longer have it. Array of struct feed_event *, owned. NULL with an
 * error. */
GPtrArray *feeds_source_facts(struct store *store, const struct config *config, const struct feeds_query *query,
			      struct instant now, GError **error);

/* The same by the rules alone: open, or overdue from late_from on. Only plan, first and last of the query are used. */
GPtrArray *feeds_source_rules(const struct config *config, const struct feeds_query *query, struct instant now);

/* What the above is put together from. The state, where an open one is never overdue; */
enum feed_state feeds_source_state(const struct fact *fact);
/* period and limits of an event with obligation and owner set; */
void feeds_source_dates(struct feed_event *event, const struct fact *fact, const struct config *config);
/* has it acts that an event tells of? and what one of them changes, in their order. */
bool feeds_source_has_history(const struct fact *fact);
void feeds_source_act(struct feed_event *event, const struct act *act, const struct zone *zone);

/* The limit the rule gives the period, for owners without a rule of their own. False where it cannot be applied. */
bool feeds_source_limit(const struct config *config, const struct obligation *obligation, const struct agency *owner,
			const struct period *period, struct limit *ret);
