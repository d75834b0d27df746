#include "engine/orders_intake.h"

#include <string.h>

#include "engine/history.h"
#include "engine/inputs.h"
#include "engine/lateness.h"
#include "render/datum.h"

#define NEWEST 4 /* acts */

enum { LONGEST_AGO = 3653 /* days: ten years */ };

struct intake intake_of(const struct order *order)
{
	return (struct intake){ .number = order->number, .channel = order->channel, .note = order->note, .dated = order->dated,
				.received = order->received, .sent = order->sent };
}

/* A time so long ago is a slip of the pen. */
static bool check_recent(const struct work *work, const char *what, struct civil day, GError **error)
{
	char text[CIVIL_SIZE];

	return !civil_is_set(day) || !civil_before(day, civil_add(work->today, -LONGEST_AGO)) ||
	       error_refuse(error, DEADLINED_ERROR_INPUT, "%s %s lies more than ten years back: check the year", what, civil_format(day, text));
}

static bool check_all_recent(const struct work *work, const struct intake *intake, GError **error)
{
	const struct zone *zone = work->engine->config->settings.zone;
	struct civil received = instant_is_set(intake->received) ? zone_civil(zone, intake->received) : CIVIL_NONE;
	struct civil sent = instant_is_set(intake->sent) ? zone_civil(zone, intake->sent) : CIVIL_NONE;

	return check_recent(work, "received", received, error) && check_recent(work, "sent", sent, error) &&
	       check_recent(work, "dated", intake->dated, error);
}

bool intake_check_times(const struct work *work, const struct intake *intake, GError **error)
{
	const struct zone *zone = work->engine->config->settings.zone;
	char text[INSTANT_SIZE], day[CIVIL_SIZE];

	if (instant_before(work->now, intake->received))
		return error_refuse(error, DEADLINED_ERROR_INPUT, "received %s lies ahead: give the time it came in",
				   zone_format(zone, intake->received, text));
	if (instant_before(work->now, intake->sent))
		return error_refuse(error, DEADLINED_ERROR_INPUT, "sent %s lies ahead: give the time it was sent",
				   zone_format(zone, intake->sent, text));
	if (instant_is_set(intake->received) && instant_before(intake->received, intake->sent))
		return error_refuse(error, DEADLINED_ERROR_INPUT, "received before it was sent: check both times");
	if (civil_before(work->today, intake->dated))
		return error_refuse(error, DEADLINED_ERROR_INPUT, "the document's date %s lies ahead", civil_format(intake->dated, day));
	return check_all_recent(work, intake, error);
}

/* Does the act still give its occurrence that number? */
static bool still_numbered(const struct work *work, const struct act *act, bool *ret, GError **error)
{
	g_autoptr(GPtrArray) acts = act_list(work->engine->store, act->occurrence, error);
	g_autoptr(GPtrArray) standing = acts ? history_standing(acts) : NULL;

	*ret = false;
	for (guint i = 0; standing && i < standing->len; i++) {
		struct report report;

		history_report(acts, ((const struct act *)standing->pdata[i])->id, &report);
		*ret |= report.act && strcmp(report.act->verb, "submit") == 0 && g_strcmp0(report.number, act->number) == 0;
	}
	return acts != NULL;
}

static bool is_report(const struct act *act)
{
	return act->occurrence != 0 && (strcmp(act->verb, "submit") == 0 || strcmp(act->verb, "amend") == 0);
}

/* Of one that has the number: is it refused, or the one to be named? Its history is read only where that matters. */
static bool compare_number(const struct work *work, const struct fact *fact, const struct act *act, char **same, GError **error)
{
	g_autoptr(fact_t) other = fact_get_row(work->engine->store, act->occurrence, error);
	bool refused, named, stands;

	if (!other)
		return false;
	refused = !work->order->again && strcmp(other->plan, fact->plan) == 0 && strcmp(other->obligation, fact->obligation) == 0;
	named = !*same && strcmp(other->id, fact->id) != 0;
	if (!refused && !named)
		return true;
	if (!still_numbered(work, act, &stands, error))
		return false;
	if (stands && refused)
		return error_refuse(error, DEADLINED_ERROR_STATE,
				   "%s: number %s is recorded for %s already: say --again if it is the same document", fact->id, act->number,
				   other->id);
	if (stands)
		*same = g_strdup(other->id);
	return true;
}

/* The `most` newest acts (0: all) with the number, until nothing more can be found. */
static bool compare_newest(const struct work *work, const struct fact *fact, const char *number, int most, char **same, GError **error)
{
	g_autoptr(GPtrArray) acts = act_by_number(work->engine->store, number, most, error);

	for (guint i = 0; acts && i < acts->len && !(work->order->again && *same); i++) {
		if (is_report(acts->pdata[i]) && !compare_number(work, fact, acts->pdata[i], same, error))
			return false;
	}
	return acts != NULL;
}

/* Where a number may come again, one letter often brings many reports, and the newest of them is all that is asked for. */
bool intake_check_number(const struct work *work, const struct fact *fact, const char *number, char **same, GError **error)
{
	*same = NULL;
	if (!number)
		return true;
	if (work->order->again && !compare_newest(work, fact, number, NEWEST, same, error))
		return false;
	return *same || compare_newest(work, fact, number, 0, same, error);
}

bool intake_plan_receipt(struct deed *deed, GError **error)
{
	const struct work *work = deed->work;
	const struct fact *fact = deed->fact;
	struct agenda_row row = { .kind = (char *)"receipt" };
	g_autofree char *subject = g_strdup_printf("receipt/%s/%" G_GINT64_FORMAT, fact->id, deed->act.id);
	struct view view;

	if (fact->internal || deed->from == ORDER_STATE_UNSETTLED || !view_of(work->engine, deed->fact, work->today, &view) || !view.owner ||
	    view.owner->collective || !view.policy || view.policy->receipt_minutes < 0)
		return true;
	row.subject = subject;
	row.next = deed->mail_at = instant_add(work->now, (int64_t)view.policy->receipt_minutes * 60);
	if (!schedule_in_hours(work->engine->config, deed->mail_at))
		deed->mail_at = schedule_next_opening(work->engine->config, deed->mail_at);
	deed_follow(deed, NOTICE_RECEIPT);
	deed->mail_to = g_strdup(person_of(work->engine, view.owner, "focal", work->today).address);
	return agenda_put(work->engine->store, &row, error);
}

void intake_tell(struct deed *deed, const char *same)
{
	const struct config *config = deed->work->engine->config;
	const struct fact *fact = deed->fact;
	struct lateness lateness = lateness_of(config, fact->submitted, fact->counted_limit, fact->counted_late_from);

	deed_tell(deed, "counted", datum_instant(config->settings.zone, fact->submitted));
	deed_tell(deed, "lateness", json_string(lateness_word(&lateness)));
	deed_tell(deed, "days_late", json_integer(lateness.days));
	deed_tell(deed, "receipt", datum_instant(config->settings.zone, deed->mail_at));
	deed_tell(deed, "same_document", datum_text(same));
	if (!json_object_get(deed->told, "missing"))
		deed_tell(deed, "missing", json_array());
}

/* What counts for lateness: when it was sent, else when it came in, else now. */
static struct instant counted_at(const struct work *work, const struct intake *intake)
{
	if (instant_is_set(intake->sent))
		return intake->sent;
	return instant_is_set(intake->received) ? intake->received : work->now;
}

static void fill(struct deed *deed, const struct intake *intake)
{
	struct act *act = &deed->act;

	act->number = (char *)intake->number;
	act->channel = (char *)intake->channel;
	act->note = (char *)intake->note;
	act->dated = intake->dated;
	act->received = instant_is_set(intake->received) ? intake->received : deed->work->now;
	act->sent = intake->sent;
}

static json_t *ids_json(const GPtrArray *ids)
{
	json_t *array = json_array();

	for (guint i = 0; i < ids->len; i++)
		json_array_append_new(array, json_string(ids->pdata[i]));
	return array;
}

/* A consolidation with inputs missing names those it leaves out; that stays in the history. */
static bool admit(struct deed *deed, GError **error)
{
	struct work *work = deed->work;
	g_autoptr(GPtrArray) left_out = NULL, returned = NULL;

	if (!inputs_needed(work->engine, deed->fact))
		return true;
	if (!inputs_admit(work->engine, deed->fact, work->order->without, work->today, &left_out, &returned, error))
		return false;
	deed_detail(deed, "without", left_out->len > 0 ? ids_json(left_out) : NULL);
	deed_detail(deed, "returned", returned->len > 0 ? ids_json(returned) : NULL);
	deed_tell(deed, "missing", ids_json(left_out));
	return true;
}

bool intake_judge(struct deed *deed, GError **error)
{
	struct work *work = deed->work;
	g_autoptr(GPtrArray) caused = NULL;

	lateness_fix(work->engine->config, deed->fact);
	deed->fact->charged = 0;
	if (!inputs_needed(work->engine, deed->fact))
		return true;
	if (!inputs_charge(work->engine, deed->fact, &caused, error))
		return false;
	deed_detail(deed, "charged_to", caused->len > 0 ? ids_json(caused) : NULL);
	return true;
}

bool intake_take(struct deed *deed, const struct intake *intake, GError **error)
{
	struct fact *fact = deed->fact;
	g_autofree char *same = NULL;

	if (!intake_check_times(deed->work, intake, error) ||
	    !intake_check_number(deed->work, fact, intake->number, &same, error) || !admit(deed, error))
		return false;
	/* The first submission's time stands when a returned report comes again. */
	if (!instant_is_set(fact->submitted))
		fact->submitted = counted_at(deed->work, intake);
	fact->state = STATE_SUBMITTED;
	fact->unsettled = false;
	fact->asked_until = INSTANT_NONE;
	fill(deed, intake);
	if (!intake_judge(deed, error) || !deed_record(deed, error) || !intake_plan_receipt(deed, error))
		return false;
	intake_tell(deed, same);
	return true;
}
