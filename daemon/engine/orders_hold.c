/* Steps kept back, and let go. */
#include <string.h>

#include "engine/check.h"
#include "engine/holding.h"
#include "engine/orders_limit.h"
#include "render/datum.h"

/* ---- hold ---- */

/* A step of the ladder, the first notice among them; of one repeated without an end as many as a year brings. */
static bool check_step(const struct work *work, struct fact *fact, const char *name, GError **error)
{
	g_autoptr(GArray) steps = NULL;
	g_autoptr(GString) names = g_string_new("first");
	struct view view;

	if (!view_of(work->engine, fact, work->today, &view) || !view.policy)
		return error_refuse(error, DEADLINED_ERROR_STATE, "%s has no steps: nothing can be held", fact->id);
	steps = schedule_steps(work->engine->config, view.policy, view.obligation->plan, &view.limit, instant_add(work->now, 366 * 86400));
	for (guint i = 0; i < steps->len; i++) {
		const char *own = g_array_index(steps, struct step, i).name;

		if (strcmp(own, name) == 0)
			return true;
		g_string_append_printf(names, " %s", own);
	}
	return strcmp(name, "first") == 0 || error_refuse(error, DEADLINED_ERROR_INPUT, "%s has no step '%.24s': %s", fact->id, name, names->str);
}

/* Held already, by the same words and as long. */
static bool check_new(const struct work *work, const struct fact *fact, const GPtrArray *holds, GError **error)
{
	const struct order *order = work->order;
	char day[CIVIL_SIZE];

	for (guint i = 0; i < holds->len; i++) {
		const struct hold *hold = holds->pdata[i];

		if (g_strcmp0(hold->step, order->step) != 0 || (civil_is_set(hold->until) && civil_before(hold->until, work->today)) ||
		    (civil_is_set(hold->until) && (!civil_is_set(order->until) || civil_before(hold->until, order->until))))
			continue;
		return error_refuse(error, DEADLINED_ERROR_STATE, "%s is held already%s%s (%s): release lets it go", fact->id,
				   civil_is_set(hold->until) ? " until " : "", civil_format(hold->until, day), hold->reason);
	}
	return true;
}

static bool look_again(struct work *work, struct fact *fact, GError **error)
{
	return ladder_next(work->engine, fact, work->now, &fact->next, error) &&
	       fact_set_next(work->engine->store, fact->row, fact->next, error);
}

static bool keep_back(struct deed *deed, int *taken, GError **error)
{
	struct work *work = deed->work;
	struct hold hold = { .occurrence = deed->fact->row, .step = (char *)work->order->step, .until = work->order->until,
			     .reason = (char *)work->order->reason, .at = work->now, .act = deed->act.id };

	return hold_add(work->engine->store, &hold, error) && check_open_about(work->engine, deed->fact->id, work->now, taken, error) &&
	       look_again(work, deed->fact, error);
}

static bool hold_one(struct work *work, struct fact *fact, GError **error)
{
	const struct order *order = work->order;
	g_autoptr(GPtrArray) holds = holding_of(work->engine, fact, error);
	g_auto(deed_t) deed = { 0 };
	int taken;

	if (!holds || (order->step && !check_step(work, fact, order->step, error)) || !check_new(work, fact, holds, error))
		return false;
	deed_begin(&deed, work, fact);
	deed_detail(&deed, "step", datum_text(order->step));
	deed_detail(&deed, "until", datum_date(order->until));
	if (!deed_record(&deed, error) || !keep_back(&deed, &taken, error))
		return false;
	deed_tell(&deed, "step", datum_text(order->step));
	deed_tell(&deed, "until", datum_date(order->until));
	deed_tell(&deed, "mails", json_integer(taken));
	deed_answer(&deed);
	return true;
}

bool orders_hold(struct work *work, GError **error)
{
	const struct order *order = work->order;

	if (!order->reason)
		return error_refuse(error, DEADLINED_ERROR_USAGE, "hold: give the reason");
	if (civil_is_set(order->until) && civil_before(order->until, work->today))
		return error_refuse(error, DEADLINED_ERROR_INPUT, "hold: the last day is over already");
	return limit_check_near(work, work->order->until, error) && work_each(work, hold_one, error);
}

/* ---- release ---- */

/* Is there something to let go, and is it what was named? */
static bool check_held(const struct work *work, const struct fact *fact, const GPtrArray *holds, GError **error)
{
	const char *step = work->order->step;

	if (!holding_on(holds, NULL, work->today))
		return error_refuse(error, DEADLINED_ERROR_STATE, "%s: nothing of it is held", fact->id);
	for (guint i = 0; i < holds->len; i++) {
		if (!step || g_strcmp0(((const struct hold *)holds->pdata[i])->step, step) == 0)
			return true;
	}
	return error_refuse(error, DEADLINED_ERROR_STATE, "%s: step %s is not held by itself: release without a step lets all go", fact->id, step);
}

static bool release_one(struct work *work, struct fact *fact, GError **error)
{
	const char *step = work->order->step;
	g_autoptr(GPtrArray) holds = holding_of(work->engine, fact, error);
	g_auto(deed_t) deed = { 0 };
	int released;

	if (!holds || !check_held(work, fact, holds, error))
		return false;
	deed_begin(&deed, work, fact);
	deed_detail(&deed, "step", datum_text(step));
	if (!deed_record(&deed, error) || !hold_release(work->engine->store, fact->row, step, &released, error) ||
	    !look_again(work, fact, error))
		return false;
	deed_tell(&deed, "step", datum_text(step));
	deed_tell(&deed, "released", json_integer(released));
	deed_answer(&deed);
	return true;
}

bool orders_release(struct work *work, GError **error)
{
	return work_each(work, release_one, error);
}
