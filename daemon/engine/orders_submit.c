/*
 * The report came in, and what comes in its place: an item of a count, word that there is nothing to report, a correction of
 * what was recorded.
 */
#include <string.h>

#include "engine/answers.h"
#include "engine/entries.h"
#include "engine/history.h"
#include "engine/orders_intake.h"
#include "engine/pick.h"
#include "render/datum.h"

static bool submit_one(struct work *work, struct fact *fact, GError **error)
{
	struct intake intake = intake_of(work->order);
	g_auto(deed_t) deed = { 0 };

	deed_begin(&deed, work, fact);
	if (!intake_take(&deed, &intake, error))
		return false;
	deed_answer(&deed);
	return true;
}

/* ---- an item of what is counted ---- */

static bool takes_entries(const struct work *work, const struct fact *fact, GError **error)
{
	const struct obligation *obligation = engine_obligation(work->engine, fact->plan, fact->obligation);

	switch (orders_table_state_of(fact)) {
	case ORDER_STATE_OPEN:
	case ORDER_STATE_UNSETTLED:
	case ORDER_STATE_RETURNED:
	case ORDER_STATE_UNDATED:
		break;
	case ORDER_STATE_SUBMITTED:
	case ORDER_STATE_ACCEPTED:
	case ORDER_STATE_WAIVED:
	case ORDER_STATE_NIL:
	case ORDER_STATE_CANCELLED:
	case ORDER_STATE_UNKNOWN:
	case ORDER_STATE_WITHDRAWN:
	case ORDER_STATES:
		return error_refuse(error, DEADLINED_ERROR_STATE, "%s is %s: no item can be added; reopen it first", fact->id,
				   orders_table_state(orders_table_state_of(fact)));
	}
	if (obligation && obligation->count > 0)
		return true;
	return error_refuse(error, DEADLINED_ERROR_STATE, "%s: its items are not counted (no `count` in the files): submit the report without --entry",
			   fact->id);
}

/* On the row of those without a date the act says whose item it is. */
static bool enter_one(struct work *work, struct fact *fact, const char *body, GError **error)
{
	g_auto(deed_t) deed = { 0 };

	if (!takes_entries(work, fact, error))
		return false;
	deed_begin(&deed, work, fact);
	deed.act.verb = (char *)"entry";
	deed.act.received = work->order->received;
	deed.act.sent = work->order->sent;
	deed_detail(&deed, "entry", json_string(work->order->entry));
	deed_detail(&deed, "agency", body ? json_string(body) : NULL);
	fact->entries++;
	deed_tell(&deed, "entries", json_integer(fact->entries));
	work_touched(work, fact->id);
	return deed_finish(&deed, error);
}

static bool enter_exact(struct work *work, const char *id, GError **error)
{
	g_autofree char *body = NULL;
	g_autoptr(fact_t) fact = entries_find(work->engine, id, work->today, &body, error);

	return fact && enter_one(work, fact, body, error);
}

/* A row of several bodies is refused here as by its id: whose item would it be? */
static bool enter_id(struct work *work, const char *id, GError **error)
{
	g_autoptr(GPtrArray) facts = NULL;

	if (!strchr(id, '*'))
		return enter_exact(work, id, error);
	facts = pick_facts(work->engine->store, id, error);
	for (guint i = 0; facts && i < facts->len; i++) {
		if (!enter_exact(work, ((const struct fact *)facts->pdata[i])->id, error))
			return false;
	}
	return facts != NULL;
}

static bool enter_all(struct work *work, GError **error)
{
	if (work->order->ids->len == 0)
		return error_refuse(error, DEADLINED_ERROR_USAGE, "submit: which occurrence? give its id");
	for (guint i = 0; i < work->order->ids->len; i++) {
		if (!enter_id(work, work->order->ids->pdata[i], error))
			return false;
	}
	return true;
}

bool orders_submit(struct work *work, GError **error)
{
	struct intake intake = intake_of(work->order);

	if (work->order->rows)
		return intake_rows(work, error);
	if (work->order->ids->len > 0 && !intake_check_times(work, &intake, error))
		return false;
	return work->order->entry ? enter_all(work, error) : work_each(work, submit_one, error);
}

/* ---- nothing to report ---- */

static bool nil_one(struct work *work, struct fact *fact, GError **error)
{
	const struct order *order = work->order;
	g_auto(deed_t) deed = { 0 };

	deed_begin(&deed, work, fact);
	deed.act.received = instant_is_set(order->received) ? order->received : work->now;
	deed.act.sent = order->sent;
	if (!instant_is_set(fact->submitted))
		fact->submitted = instant_is_set(order->sent) ? order->sent : deed.act.received;
	fact->state = STATE_NIL;
	fact->unsettled = false;
	fact->asked_until = INSTANT_NONE;
	return intake_judge(&deed, error) && deed_finish(&deed, error);
}

bool orders_nil(struct work *work, GError **error)
{
	struct intake intake = intake_of(work->order);

	return intake_check_times(work, &intake, error) && work_each(work, nil_one, error);
}

/* ---- a correction of what was recorded ---- */

static bool corrects_anything(const struct order *order)
{
	return order->number || order->channel || order->note || civil_is_set(order->dated) || instant_is_set(order->received) ||
	       instant_is_set(order->sent);
}

/* The report as it stands after the correction must be possible as well. */
static bool check_corrected(const struct work *work, const struct report *report, GError **error)
{
	struct intake intake = intake_of(work->order);

	if (!instant_is_set(intake.received))
		intake.received = report->received;
	if (!instant_is_set(intake.sent))
		intake.sent = report->sent;
	return intake_check_times(work, &intake, error);
}

/* A receipt that is still to be written says the correction as well. */
static bool tell_anew(struct deed *deed, const GPtrArray *acts, GError **error)
{
	const struct work *work = deed->work;
	struct agenda_row *waiting = NULL;
	struct view view;

	if (!answers_unwritten(work->engine, deed->fact, acts, &waiting, error))
		return false;
	if (!waiting)
		return intake_plan_receipt(deed, error);
	deed->mail_at = waiting->next;
	if (!schedule_in_hours(work->engine->config, deed->mail_at))
		deed->mail_at = schedule_next_opening(work->engine->config, deed->mail_at);
	deed_follow(deed, NOTICE_RECEIPT);
	if (view_of(work->engine, deed->fact, work->today, &view) && view.owner)
		deed->mail_to = g_strdup(person_of(work->engine, view.owner, "focal", work->today).address);
	agenda_row_free(waiting);
	return true;
}

static bool amend_one(struct work *work, struct fact *fact, GError **error)
{
	const struct order *order = work->order;
	g_autoptr(GPtrArray) acts = act_list(work->engine->store, fact->row, error);
	g_autofree char *same = NULL;
	g_auto(deed_t) deed = { 0 };
	struct report report;

	if (!acts)
		return false;
	history_report(acts, 0, &report);
	if (!report.act)
		return error_refuse(error, DEADLINED_ERROR_STATE, "%s: no submission is recorded that could be amended", fact->id);
	if (!check_corrected(work, &report, error))
		return false;
	if (g_strcmp0(order->number, report.number) != 0 && !intake_check_number(work, fact, order->number, &same, error))
		return false;
	deed_begin(&deed, work, fact);
	deed.act.received = order->received;
	deed.act.sent = order->sent;
	deed_detail(&deed, "amends", json_integer(report.act->id));
	if (instant_is_set(order->received))
		report.received = order->received;
	if (instant_is_set(order->sent))
		report.sent = order->sent;
	/* Only the first submission's time counts. */
	if (report.first && (instant_is_set(order->received) || instant_is_set(order->sent)))
		fact->submitted = history_counted(&report);
	if (!intake_judge(&deed, error) || !deed_record(&deed, error) || (order->tell && !tell_anew(&deed, acts, error)))
		return false;
	intake_tell(&deed, same);
	deed_answer(&deed);
	return true;
}

bool orders_amend(struct work *work, GError **error)
{
	if (work->order->ids->len > 0 && !corrects_anything(work->order))
		return error_refuse(error, DEADLINED_ERROR_USAGE, "amend: what is corrected? give --number, --dated, --received, --sent, --channel or --note");
	return work_each(work, amend_one, error);
}
