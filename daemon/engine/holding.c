#include "engine/holding.h"

#include <string.h>

GPtrArray *holding_of(const struct engine *engine, const struct fact *fact, GError **error)
{
	if (fact->row == 0)
		return g_ptr_array_new();
	return hold_of(engine->store, fact->row, error);
}

static bool lasts_longer(const struct hold *a, const struct hold *b)
{
	if (!civil_is_set(a->until) || !civil_is_set(b->until))
		return civil_is_set(b->until);
	return civil_before(b->until, a->until);
}

const struct hold *holding_on(const GPtrArray *holds, const char *step, struct civil day)
{
	const struct hold *found = NULL;

	for (guint i = 0; i < holds->len; i++) {
		const struct hold *hold = g_ptr_array_index(holds, i);

		if (step != NULL && hold->step != NULL && strcmp(hold->step, step) != 0)
			continue;
		if (civil_is_set(hold->until) && civil_before(hold->until, day))
			continue;
		if (found == NULL || lasts_longer(hold, found))
			found = hold;
	}
	return found;
}

struct instant holding_end(const struct engine *engine, const struct hold *hold)
{
	return civil_is_set(hold->until) ? schedule_opening(engine->config, civil_add(hold->until, 1)) : INSTANT_NEVER;
}

bool holding_left_out(const struct ledger_row *row)
{
	return row->outcome == OUTCOME_LEFT_OUT && g_strcmp0(row->reason, "held") == 0;
}
