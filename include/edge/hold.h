/*
 * The guard of the clock put to work: looks at each wake-up, keeps mail back while the clock is not believable, lets it go
 * when it is again, and leaves a sign of life in the store from which the next start can tell how long it was away. A
 * hold that a person, mail.mode or a restored store has put up is never touched.
 */
#pragma once

#include "edge/guard.h"
#include "engine/engine.h"

struct hold {
	struct guard guard;
	struct instant noted; /* the last sign of life */
	unsigned jumps;       /* how often the clock ceased to be believed */
};

bool hold_start(struct hold *hold, struct engine *engine, struct instant now, int64_t steady, GError **error);
bool hold_look(struct hold *hold, struct engine *engine, struct instant now, int64_t steady, GError **error);
