/*
 * Revisions of the calendar events we publish: a new one exactly when the event, rendered without its stamps, differs from
 * the last. Facts only; what an event says is render/feed's.
 */
#pragma once

#include "store/store.h"

struct event_row {
	char *id;               /* occurrence id, plan/obligation/period[/LIMIT], campaign/… */
	int revision;           /* SEQUENCE, from 0 */
	struct instant changed; /* DTSTAMP and LAST-MODIFIED */
	char *digest;           /* SHA-256 of the event without stamps */
	bool shown;             /* was once in a feed, not cancelled */
	char *title;            /* what it was about, for when the files no longer say; NULL */
};

void event_row_free(struct event_row *row);
bool event_get(struct store *store, const char *id, struct event_row **ret, GError **error);
bool event_put(struct store *store, const struct event_row *row, GError **error);
