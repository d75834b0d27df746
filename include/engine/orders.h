/*
 * What a person tells the service: submit a report, act on the outbox. Each order checks the state it starts from, is
 * recorded in the history with who and why, and answers what it did and what follows. One transaction each.
 */
#pragma once

#include <jansson.h>

#include "engine/engine.h"

struct order {
	const char *verb;          /* "submit", "queue-retry", "queue-hold", "queue-release", "queue-drop", "release" */
	GPtrArray *ids;            /* char *: occurrence ids or patterns with *; envelope numbers for queue- */
	const char *user, *as;     /* the peer's login name; --as */
	const char *number;        /* document number */
	struct civil dated;
	struct instant received, sent;
	const char *channel, *note, *reason;
	bool again;                /* a number already recorded within the obligation */
	bool dry_run;
	bool all;
};

/* Carries the order out at `now`. `*ret`: an array of objects; submit, one an occurrence: id, done (false with dry_run),
 * state, act (its number), counted (the instant that counts), lateness ("on time", "grace", "late"), days_late (working
 * days), receipt (when it leaves, null: none), same_document (another occurrence with that number); those of the outbox:
 * see engine/orders_queue.h. Errors: DEADLINED_ERROR_UNKNOWN_ID, _STATE, _INPUT, _USAGE; then nothing was changed. */
bool orders_run(struct engine *engine, const struct order *order, struct instant now, json_t **ret, GError **error);

/* Reads a command line ("submit ID --number 12/BC --received 2024-12-03T10:00", or the words number/dated/received
 * without dashes as stories write them) into an order; strings are kept in `arena`, `ids` is the caller's. */
bool orders_parse(const char *line, const struct zone *zone, GStringChunk *arena, struct order *ret, GError **error);
