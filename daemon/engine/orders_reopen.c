/*
 * The last decision on a report is taken back: what held before it holds again, the ladder looking forward only.
 */
#include <string.h>

#include "engine/history.h"
#include "engine/orders_intake.h"
#include "render/datum.h"

/* One taking back at work. */
struct undoing {
	struct deed *deed;
	GPtrArray *acts;         /* struct act *, owned */
	const struct act *act;   /* what is taken back */
	struct instant left;     /* when the receipt left; unset: it did not */
};

/* ---- the receipt ---- */

/* One that is still to be written is not written. */
static bool recall_unwritten(const struct undoing *undoing, bool *ret, GError **error)
{
	struct store *store = undoing->deed->work->engine->store;
	g_autofree char *subject = g_strdup_printf("receipt/%s/%" G_GINT64_FORMAT, undoing->deed->fact->id, undoing->act->id);
	struct agenda_row *row = NULL;

	if (!agenda_get(store, subject, &row, error))
		return false;
	*ret = row != NULL;
	agenda_row_free(row);
	return !*ret || agenda_remove(store, subject, error);
}

static bool envelope_left(struct undoing *undoing, const struct ledger_row *row, GError **error)
{
	g_autoptr(GPtrArray) envelopes = outbox_envelopes(undoing->deed->work->engine->store, row->mail, error);

	for (guint i = 0; envelopes && i < envelopes->len; i++) {
		const struct envelope *envelope = envelopes->pdata[i];

		if (envelope->state == MAIL_SENT || envelope->state == MAIL_SENDING || envelope->uncertain > 0)
			undoing->left = instant_is_set(envelope->done) ? envelope->done : row->at;
	}
	return envelopes != NULL;
}

static bool is_receipt(const struct ledger_row *row)
{
	return (strcmp(row->step, "submit") == 0 || g_str_has_prefix(row->step, "submit#")) && row->outcome == OUTCOME_SAID && row->mail != 0;
}

/* Of those written since the report was recorded the last. What waits in the outbox is superseded before it leaves. */
static bool find_receipt(struct undoing *undoing, GError **error)
{
	g_autoptr(GPtrArray) rows = ledger_of(undoing->deed->work->engine->store, undoing->deed->fact->id, 0, error);
	const struct ledger_row *last = NULL;

	for (guint i = 0; rows && i < rows->len; i++) {
		const struct ledger_row *row = rows->pdata[i];

		if (is_receipt(row) && !instant_before(row->at, undoing->act->at) && (!last || instant_before(last->at, row->at)))
			last = row;
	}
	return rows && (!last || envelope_left(undoing, last, error));
}

static bool recall_receipt(struct undoing *undoing, GError **error)
{
	bool unwritten;

	if (strcmp(undoing->act->verb, "submit") != 0)
		return true;
	if (!recall_unwritten(undoing, &unwritten, error))
		return false;
	if (unwritten)
		deed_tell(undoing->deed, "receipt_was", json_string("unsent"));
	if (unwritten)
		return true;
	if (!find_receipt(undoing, error))
		return false;
	if (!instant_is_set(undoing->left))
		return true;
	deed_tell(undoing->deed, "receipt_was", json_string("sent"));
	if (undoing->deed->work->order->mistake && !undoing->deed->work->order->quiet)
		deed_follow(undoing->deed, NOTICE_RECALLED);
	return true;
}

/* ---- what held before ---- */

/* As the files or an order's rule gave it; else from its day. */
static void counted_limit(const struct work *work, const struct fact *fact, struct limit *ret)
{
	static const struct rhythm once = { .every = EVERY_ONCE };
	const struct config *config = work->engine->config;
	const struct obligation *obligation = engine_obligation(work->engine, fact->plan, fact->obligation);
	const struct agency *owner = plan_agency(config->definitions, fact->agency);
	const struct due *due = fact->due ? engine_rule(work->engine, fact->due) : obligation ? &obligation->due : NULL;
	struct period period;

	view_period(fact, &period);
	if (due && obligation && owner && due_is_dated(due) &&
	    due_limit(due, fact->due ? &once : &obligation->rhythm, &obligation->window, &period, config->calendar,
		      plan_nonworking(obligation, owner, config->settings.nonworking), config->settings.zone, ret, NULL) &&
	    civil_equal(ret->limit, fact->counted_limit))
		return;
	work_limit_of_day(work, fact, fact->counted_limit, ret);
	ret->late_from = fact->counted_late_from;
}

/* What was in force when the report was returned, which the act says. */
static bool limit_before(const struct undoing *undoing, struct limit *ret)
{
	g_autofree char *day = history_detail(undoing->act, "before"), *late = history_detail(undoing->act, "before_late");
	struct civil last;

	if (!day || !late || !civil_parse(day, &last))
		return false;
	work_limit_of_day(undoing->deed->work, undoing->deed->fact, last, ret);
	ret->late_from.seconds = g_ascii_strtoll(late, NULL, 10);
	return true;
}

/* Was the report returned before, and does that still stand? */
static bool returned_before(const struct undoing *undoing)
{
	g_autoptr(GPtrArray) standing = history_standing(undoing->acts);

	for (guint i = 0; i + 1 < standing->len; i++) {
		if (strcmp(((const struct act *)standing->pdata[i])->verb, "return") == 0)
			return true;
	}
	return false;
}

/* The limit of the corrections is gone: that of the earlier ones is in force again, else the one that counts. */
static void restore_limit(struct undoing *undoing)
{
	struct limit limit;

	if (!returned_before(undoing) || !limit_before(undoing, &limit))
		counted_limit(undoing->deed->work, undoing->deed->fact, &limit);
	deed_limit(undoing->deed, &limit);
}

static bool has_submission(const struct undoing *undoing)
{
	g_autoptr(GPtrArray) standing = history_standing(undoing->acts);

	for (guint i = 0; i + 1 < standing->len; i++) {
		const struct act *act = standing->pdata[i];

		if (strcmp(act->verb, "submit") == 0 || strcmp(act->verb, "nil") == 0)
			return true;
	}
	return false;
}

static void restore(struct undoing *undoing)
{
	struct fact *fact = undoing->deed->fact;
	enum order_state before = history_from(undoing->act);

	if (strcmp(undoing->act->verb, "return") == 0) {
		fact->rounds--;
		restore_limit(undoing);
	}
	fact->state = orders_table_stored(before);
	fact->unsettled = before == ORDER_STATE_UNSETTLED;
	if (!has_submission(undoing))
		fact->submitted = INSTANT_NONE;
	fact->armed = undoing->deed->work->now;
}

static bool take_back(struct undoing *undoing, GError **error)
{
	g_autoptr(GPtrArray) standing = NULL;
	struct deed *deed = undoing->deed;
	char day[CIVIL_SIZE];

	undoing->acts = act_list(deed->work->engine->store, deed->fact->row, error);
	if (!undoing->acts)
		return false;
	standing = history_standing(undoing->acts);
	if (standing->len == 0)
		return error_refuse(error, DEADLINED_ERROR_STATE, "%s: nothing is recorded that could be taken back", deed->fact->id);
	undoing->act = standing->pdata[standing->len - 1];
	deed_detail(deed, "takes_back", json_integer(undoing->act->id));
	deed_tell(deed, "takes_back", json_string(undoing->act->verb));
	if (!recall_receipt(undoing, error))
		return false;
	restore(undoing);
	if (!intake_judge(deed, error))
		return false;
	if (instant_is_set(undoing->left))
		deed_detail(deed, "receipt_left",
			    json_string(civil_format(zone_civil(deed->work->engine->config->settings.zone, undoing->left), day)));
	return deed_finish(deed, error);
}

static bool reopen_one(struct work *work, struct fact *fact, GError **error)
{
	g_auto(deed_t) deed = { 0 };
	struct undoing undoing = { .deed = &deed };
	bool done;

	deed_begin(&deed, work, fact);
	done = take_back(&undoing, error);
	g_clear_pointer(&undoing.acts, g_ptr_array_unref);
	return done;
}

bool orders_reopen(struct work *work, GError **error)
{
	return work_each(work, reopen_one, error);
}
