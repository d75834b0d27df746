/*
 * Revisions of calendar events: a new one exactly when an event, rendered without its stamps, differs from the last one
 * published (RFC 5545 3.8.7: SEQUENCE, LAST-MODIFIED). Private to engine/feeds. Collects rows and writes them together.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "engine/feeds_bodies.h"
#include "render/feed.h"
#include "store/store.h"

struct feeds_stamps {
	const struct config *config;
	struct store *store; /* NULL: the rules alone */
	struct instant now;
	struct feeds_bodies *bodies; /* for what is counted; NULL until feeds_stamps_bodies() */
	GPtrArray *rows;     /* struct event_row *: to be written */
};

void feeds_stamps_init(struct feeds_stamps *stamps, const struct config *config, struct store *store);
void feeds_stamps_clear(struct feeds_stamps *stamps);

/* Fills in `bodies`: names are compared once for all plans. */
void feeds_stamps_bodies(struct feeds_stamps *stamps);

/* Sets the event's revision and instant. `*shown` false, and nothing set, where it has no place in a feed: waived or
 * cancelled over 30 days ago, cancelled and never published before. */
bool feeds_stamps_give(struct feeds_stamps *stamps, struct feed_event *event, bool *shown, GError **error);

/* Writes what was given, in a transaction of its own; nothing is written where nothing is new. */
bool feeds_stamps_write(struct feeds_stamps *stamps, GError **error);
