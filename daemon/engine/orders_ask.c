/*
 * What is only said: a note, and a request that waits for a decision, for which the owner's head is left in peace a while.
 */
#include "engine/check.h"
#include "engine/history.h"
#include "engine/orders_limit.h"
#include "render/datum.h"

enum { PATIENCE = 3 /* working days */ };

static bool note_one(struct work *work, struct fact *fact, GError **error)
{
	g_auto(deed_t) deed = { 0 };

	deed_begin(&deed, work, fact);
	return deed_finish(&deed, error);
}

bool orders_note(struct work *work, GError **error)
{
	if (work->order->ids->len > 0 && !work->order->note && !work->order->reason)
		return error_refuse(error, DEADLINED_ERROR_USAGE, "note: what is to be noted? give it with --note");
	return work_each(work, note_one, error);
}

/* ---- a request ---- */

static bool find_asked(struct work *work, const struct fact *fact, bool *ret, GError **error)
{
	g_autoptr(GPtrArray) acts = act_list(work->engine->store, fact->row, error);

	*ret = acts && instant_is_set(fact->asked_until) && history_asked(acts);
	return acts != NULL;
}

static struct instant patience(const struct work *work)
{
	const struct config *config = work->engine->config;
	struct civil last = calendar_count(config->calendar, work->today, PATIENCE, NULL);

	return zone_instant(config->settings.zone, civil_add(last, 1), 0);
}

static void tell_request(struct deed *deed)
{
	const struct order *order = deed->work->order;
	char day[CIVIL_SIZE];

	deed_detail(deed, "asked_by", order->asked_by ? json_string(order->asked_by) : NULL);
	deed_detail(deed, "asks", json_string(order->waive ? "waive" : "extend"));
	if (!order->waive)
		deed_detail(deed, "until", json_string(civil_format(order->until, day)));
}

static bool ask_one(struct work *work, struct fact *fact, GError **error)
{
	const struct order *order = work->order;
	g_auto(deed_t) deed = { 0 };
	char day[CIVIL_SIZE];
	bool open;
	int taken;

	if (!find_asked(work, fact, &open, error))
		return false;
	if (open && instant_before(work->now, fact->asked_until))
		return error_refuse(error, DEADLINED_ERROR_STATE, "%s: a request waits for a decision already: extend, waive or ask --refused decides it", fact->id);
	if (!order->waive && !civil_before(fact->last, order->until))
		return error_refuse(error, DEADLINED_ERROR_STATE, "%s: its limit is %s already: ask for a later day", fact->id,
				   civil_format(fact->last, day));
	deed_begin(&deed, work, fact);
	tell_request(&deed);
	fact->asked_until = patience(work);
	deed_tell(&deed, "asked_until", datum_instant(work->engine->config->settings.zone, fact->asked_until));
	/* What is written to the head and has not left waits too. */
	return deed_finish(&deed, error) && check_open_about(work->engine, fact->id, work->now, &taken, error);
}

static bool refuse_one(struct work *work, struct fact *fact, GError **error)
{
	g_auto(deed_t) deed = { 0 };
	bool open;

	if (!find_asked(work, fact, &open, error))
		return false;
	if (!open)
		return error_refuse(error, DEADLINED_ERROR_STATE, "%s: no request waits for a decision: ask records one", fact->id);
	deed_begin(&deed, work, fact);
	deed_detail(&deed, "refused", json_string("yes"));
	fact->asked_until = INSTANT_NONE;
	deed_tell(&deed, "asked_until", NULL);
	return deed_finish(&deed, error);
}

bool orders_ask(struct work *work, GError **error)
{
	const struct order *order = work->order;

	if (order->ids->len > 0 && order->refused + order->waive + civil_is_set(order->until) != 1)
		return error_refuse(error, DEADLINED_ERROR_USAGE, "ask: for what? give --until DATE or --waive; --refused when it is not granted");
	return limit_check_near(work, work->order->until, error) && work_each(work, order->refused ? refuse_one : ask_one, error);
}
