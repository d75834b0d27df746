/*
 * Steps that a person keeps back, as the ladder, the look before each attempt and the views ask for them. Reads only; setting
 * and letting go is orders_hold.c. Private to engine/.
 */
#pragma once

#include "engine/internal.h"
#include "store/holds.h"

/* Those of an occurrence that were not let go; none of one that is not stored yet. Array of struct hold *, owned. */
GPtrArray *holding_of(const struct engine *engine, const struct fact *fact, GError **error);
/* What keeps the step (NULL: any step) back on `day`: of several the one that lasts longest; NULL: nothing. Borrowed. */
const struct hold *holding_on(const GPtrArray *holds, const char *step, struct civil day);
/* When what it keeps back may be said: the opening after its last day; INSTANT_NEVER: not by itself. */
struct instant holding_end(const struct engine *engine, const struct hold *hold);

/* Was the row left out by a hold, so that it may still be said? */
bool holding_left_out(const struct ledger_row *row);
