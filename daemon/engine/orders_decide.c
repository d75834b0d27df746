/*
 * What the office decides: a report is good, or to be corrected; its limit is later; it is not owed at all.
 */
#include "engine/answers.h"
#include "engine/history.h"
#include "engine/orders_limit.h"

/* ---- good, or to be corrected ---- */

static bool accept_one(struct work *work, struct fact *fact, GError **error)
{
	g_auto(deed_t) deed = { 0 };

	deed_begin(&deed, work, fact);
	fact->state = STATE_ACCEPTED;
	return deed_finish(&deed, error);
}

bool orders_accept(struct work *work, GError **error)
{
	return work_each(work, accept_one, error);
}

static struct civil correction_day(const struct work *work)
{
	const struct order *order = work->order;

	return civil_is_set(order->until) ? order->until : calendar_count(work->engine->config->calendar, work->today, order->days, NULL);
}

static bool check_return(const struct work *work, GError **error)
{
	const struct order *order = work->order;
	char day[CIVIL_SIZE];

	if (!order->reason && (!order->reasons || order->reasons->len == 0))
		return error_refuse(error, DEADLINED_ERROR_USAGE, "return: what is to be corrected? give each point with --reason");
	if ((order->days > 0) == civil_is_set(order->until))
		return error_refuse(error, DEADLINED_ERROR_USAGE, "return: until when? give --days N (working days) or --until DATE");
	if (civil_is_set(order->until) && civil_before(order->until, work->today))
		return error_refuse(error, DEADLINED_ERROR_INPUT, "return: %s is over: give a day to come", civil_format(order->until, day));
	return true;
}

/* One point a line. */
static char *points(const struct order *order)
{
	g_autoptr(GString) text = g_string_new(NULL);

	if (!order->reasons || order->reasons->len == 0)
		return g_strdup(order->reason);
	for (guint i = 0; i < order->reasons->len; i++)
		g_string_append_printf(text, "%s%s", i == 0 ? "" : "\n", (const char *)order->reasons->pdata[i]);
	return g_strdup(text->str);
}

/* "Received" after "please correct" would confuse: a receipt that is still to be written is not written. */
static bool drop_receipts(struct deed *deed, GError **error)
{
	struct engine *engine = deed->work->engine;
	g_autoptr(GPtrArray) acts = act_list(engine->store, deed->fact->row, error);
	struct agenda_row *waiting = NULL;
	bool ok = acts && answers_unwritten(engine, deed->fact, acts, &waiting, error);

	while (ok && waiting) {
		deed_tell(deed, "receipt_was", json_string("unsent"));
		ok = agenda_remove(engine->store, waiting->subject, error);
		agenda_row_free(g_steal_pointer(&waiting));
		ok = ok && answers_unwritten(engine, deed->fact, acts, &waiting, error);
	}
	return ok;
}

/* For when the return is taken back. */
static void tell_limit(struct deed *deed)
{
	g_autofree char *late = g_strdup_printf("%" G_GINT64_FORMAT, deed->fact->late_from.seconds);
	char day[CIVIL_SIZE];

	deed_detail(deed, "before", json_string(civil_format(deed->fact->last, day)));
	deed_detail(deed, "before_late", json_string(late));
}

/* The corrections have a limit of their own, which lateness is not judged by. */
static bool return_one(struct work *work, struct fact *fact, GError **error)
{
	g_autofree char *reasons = points(work->order);
	g_auto(deed_t) deed = { 0 };
	struct limit limit;

	deed_begin(&deed, work, fact);
	if (!drop_receipts(&deed, error))
		return false;
	deed.act.reason = reasons;
	work_limit_of_day(work, fact, correction_day(work), &limit);
	fact->state = STATE_RETURNED;
	fact->rounds++;
	tell_limit(&deed);
	deed_limit(&deed, &limit);
	if (!work->order->quiet)
		deed_follow(&deed, NOTICE_RETURNED);
	return deed_finish(&deed, error);
}

bool orders_return(struct work *work, GError **error)
{
	if (work->order->ids->len > 0 && !check_return(work, error))
		return false;
	return work_each(work, return_one, error);
}

/* ---- a later limit ---- */

static void tell_who(struct deed *deed, const struct act *asked)
{
	const struct order *order = deed->work->order;
	char day[CIVIL_SIZE];

	if (civil_is_set(order->asked_on))
		deed_detail(deed, "asked_on", json_string(civil_format(order->asked_on, day)));
	deed_detail(deed, "asked_by", order->asked_by ? json_string(order->asked_by) : NULL);
	deed_detail(deed, "granted_by", order->granted_by ? json_string(order->granted_by) : NULL);
	deed_detail(deed, "asked", asked ? json_integer(asked->id) : NULL);
}

/* What a decision does not say of the request it answers, the request says. */
static bool take_request(struct deed *deed, char **by, char **reason, GError **error)
{
	const struct work *work = deed->work;
	g_autoptr(GPtrArray) acts = act_list(work->engine->store, deed->fact->row, error);
	const struct act *asked = acts ? history_asked(acts) : NULL;
	char day[CIVIL_SIZE];

	if (!acts)
		return false;
	tell_who(deed, asked);
	if (!asked)
		return true;
	*by = history_detail(asked, "asked_by");
	if (*by && !work->order->asked_by)
		deed_detail(deed, "asked_by", json_string(*by));
	if (!civil_is_set(work->order->asked_on))
		deed_detail(deed, "asked_on",
			    json_string(civil_format(zone_civil(work->engine->config->settings.zone, asked->at), day)));
	*reason = g_strdup(asked->reason);
	if (!deed->act.reason)
		deed->act.reason = *reason;
	return true;
}

static bool extend_one(struct work *work, struct fact *fact, GError **error)
{
	g_autofree char *by = NULL, *reason = NULL;
	g_auto(deed_t) deed = { 0 };
	struct limit limit;
	char before[CIVIL_SIZE], day[CIVIL_SIZE];

	if (!civil_before(fact->last, work->order->until))
		return error_refuse(error, DEADLINED_ERROR_STATE, "%s: its limit is %s already, %s is no later: extend only lengthens; date moves a limit nearer",
				   fact->id, civil_format(fact->last, before), civil_format(work->order->until, day));
	work_limit_of_day(work, fact, work->order->until, &limit);
	if (fact->unsettled && !instant_before(work->now, limit.late_from))
		return error_refuse(error, DEADLINED_ERROR_INPUT, "%s: %s is over too, it would stay unsettled: give a day to come, or settle it",
				   fact->id, civil_format(work->order->until, day));
	deed_begin(&deed, work, fact);
	if (!take_request(&deed, &by, &reason, error))
		return false;
	deed_detail(&deed, "before", json_string(civil_format(fact->last, before)));
	deed_limit(&deed, &limit);
	fact->asked_until = INSTANT_NONE;
	/* Of a returned report only the time for its corrections is longer: it was in time, or not, when it first came, by the rule
	 * that it came under. */
	if (fact->state == STATE_OPEN) {
		g_clear_pointer(&fact->due, g_free);
		fact->extensions++;
		deed_count(&deed);
	}
	if (!work->order->quiet)
		deed_follow(&deed, NOTICE_EXTENDED);
	return deed_finish(&deed, error);
}

bool orders_extend(struct work *work, GError **error)
{
	if (work->order->ids->len > 0 && !civil_is_set(work->order->until))
		return error_refuse(error, DEADLINED_ERROR_USAGE, "extend: until when? give the new last day with --until");
	return limit_check_near(work, work->order->until, error) && work_each(work, extend_one, error);
}

/* ---- not owed ---- */

/* Nobody was written to about what was late when it was taken up, and nobody is now. */
static bool waive_one(struct work *work, struct fact *fact, GError **error)
{
	g_autofree char *by = NULL, *reason = NULL;
	g_auto(deed_t) deed = { 0 };

	deed_begin(&deed, work, fact);
	if (!take_request(&deed, &by, &reason, error))
		return false;
	fact->state = STATE_WAIVED;
	fact->unsettled = false;
	fact->asked_until = INSTANT_NONE;
	if (!work->order->quiet && deed.from != ORDER_STATE_UNSETTLED)
		deed_follow(&deed, NOTICE_WAIVED);
	return deed_finish(&deed, error);
}

bool orders_waive(struct work *work, GError **error)
{
	return work_each(work, waive_one, error);
}

static bool cancel_one(struct work *work, struct fact *fact, GError **error)
{
	g_auto(deed_t) deed = { 0 };

	deed_begin(&deed, work, fact);
	fact->state = STATE_CANCELLED;
	fact->unsettled = false;
	fact->asked_until = INSTANT_NONE;
	return deed_finish(&deed, error);
}

bool orders_cancel(struct work *work, GError **error)
{
	return work_each(work, cancel_one, error);
}
