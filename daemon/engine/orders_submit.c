/*
 * The report came in: its number, when it was sent and received, and with that, once and for all, whether it was in time.
 */
#include <string.h>

#include "engine/orders_work.h"
#include "render/datum.h"

/* What counts for lateness: when it was sent, else when it came in, else now. */
static struct instant counted_at(const struct work *work)
{
	const struct order *order = work->order;

	if (instant_is_set(order->sent))
		return order->sent;
	return instant_is_set(order->received) ? order->received : work->now;
}

static bool check_times(const struct work *work, GError **error)
{
	const struct order *order = work->order;
	const struct zone *zone = work->engine->config->settings.zone;
	char text[INSTANT_SIZE], day[CIVIL_SIZE];

	if (instant_before(work->now, order->received))
		return work_refuse(error, DEADLINED_ERROR_INPUT, "received %s lies ahead: give the time it came in", zone_format(zone, order->received, text));
	if (instant_before(work->now, order->sent))
		return work_refuse(error, DEADLINED_ERROR_INPUT, "sent %s lies ahead: give the time it was sent", zone_format(zone, order->sent, text));
	if (instant_is_set(order->received) && instant_before(order->received, order->sent))
		return work_refuse(error, DEADLINED_ERROR_INPUT, "received before it was sent: check both times");
	if (civil_before(work->today, order->dated))
		return work_refuse(error, DEADLINED_ERROR_INPUT, "the document's date %s lies ahead", civil_format(order->dated, day));
	return true;
}

/* A number recorded before: within the obligation it is refused (unless `again`), elsewhere named in the answer. */
static bool check_number(struct work *work, const struct fact *fact, char **same, GError **error)
{
	g_autofree char *key = g_strdup_printf("%s/%s", fact->plan, fact->obligation);
	g_autoptr(GPtrArray) acts = NULL;

	*same = NULL;
	if (!work->order->number || work->order->again)
		return true;
	if (g_hash_table_contains(work->numbers, key))
		return work_refuse(error, DEADLINED_ERROR_STATE, "%s: number %s is given for another body of the same report: say --again if both sent it",
				   fact->id, work->order->number);
	acts = act_by_number(work->engine->store, work->order->number, error);
	if (!acts)
		return false;
	g_hash_table_add(work->numbers, g_steal_pointer(&key));
	for (guint i = 0; i < acts->len; i++) {
		const struct act *act = acts->pdata[i];
		g_autoptr(fact_t) other = fact_get_row(work->engine->store, act->occurrence, NULL);

		if (!other || strcmp(act->verb, "submit") != 0)
			continue;
		if (strcmp(other->plan, fact->plan) == 0 && strcmp(other->obligation, fact->obligation) == 0)
			return work_refuse(error, DEADLINED_ERROR_STATE, "%s: number %s is recorded for %s already: say --again if it is the same document",
					   fact->id, work->order->number, other->id);
		if (!*same)
			*same = g_strdup(other->id);
	}
	return true;
}

/* The receipt leaves as the policy says, after closing at the next opening, which is what the clerk is told; none to oneself,
 * none where it only settles what was late when it was taken up. */
static bool plan_receipt(struct deed *deed, GError **error)
{
	const struct work *work = deed->work;
	const struct fact *fact = deed->fact;
	const struct obligation *obligation = engine_obligation(work->engine, fact->plan, fact->obligation);
	const struct agency *owner = plan_agency(work->engine->config->definitions, fact->agency);
	const struct policy *policy = obligation && owner ? plan_policy(obligation, owner) : NULL;
	struct agenda_row row = { .kind = (char *)"receipt" };
	g_autofree char *subject = g_strdup_printf("receipt/%s/%" G_GINT64_FORMAT, fact->id, deed->act.id);
	struct view view;

	if (!policy || policy->receipt_minutes < 0 || fact->internal || owner->collective || deed->from == ORDER_STATE_UNSETTLED)
		return true;
	row.subject = subject;
	row.next = deed->mail_at = instant_add(work->now, (int64_t)policy->receipt_minutes * 60);
	if (!schedule_in_hours(work->engine->config, deed->mail_at))
		deed->mail_at = schedule_next_opening(work->engine->config, deed->mail_at);
	deed_follow(deed, NOTICE_RECEIPT);
	if (view_of(work->engine, deed->fact, work->today, &view))
		deed->mail_to = g_strdup(person_of(work->engine, view.owner, "focal", work->today).address);
	return agenda_put(work->engine->store, &row, error);
}

struct lateness {
	const char *word; /* "on time" | "grace" | "late" */
	int days;         /* working days late */
};

static struct lateness lateness_of(const struct work *work, const struct fact *fact)
{
	const struct config *config = work->engine->config;
	struct limit limit = { .late_from = fact->late_from };
	struct civil day = zone_civil(config->settings.zone, fact->submitted);

	if (instant_before(fact->submitted, fact->late_from))
		return (struct lateness){ civil_before(fact->limit, day) ? "grace" : "on time", 0 };
	return (struct lateness){ "late", calendar_between(config->calendar, due_last_day(&limit, config->settings.zone), day) };
}

static void answer(struct deed *deed, const char *same)
{
	const struct zone *zone = deed->work->engine->config->settings.zone;
	struct lateness lateness = lateness_of(deed->work, deed->fact);

	deed_tell(deed, "counted", datum_instant(zone, deed->fact->submitted));
	deed_tell(deed, "lateness", json_string(lateness.word));
	deed_tell(deed, "days_late", json_integer(lateness.days));
	deed_tell(deed, "receipt", datum_instant(zone, deed->mail_at));
	deed_tell(deed, "same_document", datum_text(same));
	deed_answer(deed);
}

static bool submit_one(struct work *work, struct fact *fact, GError **error)
{
	g_auto(deed_t) deed = { 0 };
	g_autofree char *same = NULL;

	deed_begin(&deed, work, fact);
	if (!check_number(work, fact, &same, error))
		return false;
	/* The first submission's time stands when a returned report comes again. */
	if (!instant_is_set(fact->submitted))
		fact->submitted = counted_at(work);
	fact->state = STATE_SUBMITTED;
	fact->unsettled = false;
	deed.act.received = instant_is_set(work->order->received) ? work->order->received : work->now;
	deed.act.sent = work->order->sent;
	if (!deed_record(&deed, error) || !plan_receipt(&deed, error))
		return false;
	answer(&deed, same);
	return true;
}

bool orders_submit(struct work *work, GError **error)
{
	if (work->order->ids->len > 0 && !check_times(work, error))
		return false;
	return work_each(work, submit_one, error);
}
