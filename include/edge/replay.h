/*
 * Plays a span of time: the real engine, store, carriers and relay, with a clock that jumps to the next moment as soon as
 * no mail is in the air. Works on a new store and sends to this machine only. Prints what was said to whom.
 */
#pragma once

#include "model/config.h"

struct replay {
	struct instant from, to;
	const char *acts;  /* file of "YYYY-MM-DDThh:mm ORDER …"; NULL: none */
	const char *store; /* where the new store is to stay; NULL: in a temporary directory, removed afterwards */
	bool json;         /* one object a line, as deadlinectl preview --json */
};

/* "FROM..TO", instants or days; a day as TO is played to its end. */
bool replay_span(const struct zone *zone, const char *text, struct replay *ret, GError **error);
/* Takes over the configuration. DEADLINED_ERROR_CONFIG: the relay is not local; _INPUT: an act that is none. */
bool replay_run(struct config *config, const char *path, const struct replay *replay, GError **error);
