/*
 * What was past its limit when it was taken up, of years nobody asks about any more: settled many at a time, each with an act
 * of its own, without a mail to anybody.
 */
#include <string.h>

#include "engine/orders_work.h"
#include "engine/pick.h"

static bool settle_one(struct work *work, struct fact *fact, GError **error)
{
	g_auto(deed_t) deed = { 0 };

	deed_begin(&deed, work, fact);
	deed_detail(&deed, "outcome", json_string(work->order->outcome));
	fact->state = strcmp(work->order->outcome, "waived") == 0 ? STATE_WAIVED : STATE_UNKNOWN;
	fact->unsettled = false;
	return deed_finish(&deed, error);
}

static bool is_meant(const struct work *work, const struct fact *fact)
{
	return orders_table_allows(ORDER_SETTLE, orders_table_state_of(fact)) &&
	       (!civil_is_set(work->order->before) || civil_before(fact->limit, work->order->before));
}

/* Of a plan or a pattern those that wait to be settled are meant. */
static bool settle_all(struct work *work, const GPtrArray *facts, GError **error)
{
	for (guint i = 0; i < facts->len; i++) {
		struct fact *fact = facts->pdata[i];

		if (is_meant(work, fact) && g_hash_table_add(work->seen, g_strdup(fact->id)) && !settle_one(work, fact, error))
			return false;
	}
	return true;
}

static bool settle_plan(struct work *work, const char *id, GError **error)
{
	struct fact_filter filter = { .plan = id, .shelves = SHELF(SHELF_UNSETTLED) };
	g_autoptr(GPtrArray) facts = NULL;

	if (!plan_find(work->engine->config->definitions, id))
		return error_refuse(error, DEADLINED_ERROR_UNKNOWN_ID, "no plan '%s'", id);
	if (civil_is_set(work->order->before))
		filter.limit_last = civil_add(work->order->before, -1);
	facts = fact_list(work->engine->store, &filter, error);
	return facts && settle_all(work, facts, error);
}

static bool settle_id(struct work *work, const char *id, GError **error)
{
	g_autoptr(GPtrArray) facts = NULL;

	if (!strchr(id, '/'))
		return settle_plan(work, id, error);
	facts = pick_facts(work->engine->store, id, error);
	if (!facts)
		return false;
	if (!strchr(id, '*') && !work_may(work, facts->pdata[0], error))
		return false;
	return settle_all(work, facts, error);
}

bool orders_settle(struct work *work, GError **error)
{
	const char *outcome = work->order->outcome;

	if (work->order->ids->len == 0)
		return error_refuse(error, DEADLINED_ERROR_USAGE, "settle: what? give a plan or ids, and --before DATE");
	if (!outcome || (strcmp(outcome, "unknown") != 0 && strcmp(outcome, "waived") != 0))
		return error_refuse(error, DEADLINED_ERROR_USAGE, "settle: as what? give --as unknown or --as waived");
	for (guint i = 0; i < work->order->ids->len; i++) {
		if (!settle_id(work, work->order->ids->pdata[i], error))
			return false;
	}
	if (json_array_size(work->answers) == 0)
		return error_refuse(error, DEADLINED_ERROR_NOT_FOUND, "settle: nothing waits to be settled there");
	return true;
}
