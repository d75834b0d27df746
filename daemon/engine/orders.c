/*
 * Orders on occurrences: what a person says happened. Each checks the state it starts from, is one transaction, is
 * recorded in the history, and says what follows.
 */
#include "engine/orders.h"

#include <string.h>

#include "base/error.h"
#include "engine/internal.h"
#include "engine/orders_queue.h"
#include "engine/pick.h"
#include "render/datum.h"

/* One order at work. */
struct work {
	struct engine *engine;
	const struct order *order;
	struct instant now;
	json_t *answers;
	GHashTable *seen;    /* ids already done: a pattern and an id may meet */
	GHashTable *numbers; /* "plan/obligation" this order has used its number for */
};

static bool refuse(GError **error, enum deadlined_error code, const char *format, ...) G_GNUC_PRINTF(3, 4);

static bool refuse(GError **error, enum deadlined_error code, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	g_propagate_error(error, g_error_new_valist(DEADLINED_ERROR, (int)code, format, arguments));
	va_end(arguments);
	return false;
}

/* ---- submit ---- */

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
		return refuse(error, DEADLINED_ERROR_INPUT, "received %s lies ahead: give the time it came in", zone_format(zone, order->received, text));
	if (instant_before(work->now, order->sent))
		return refuse(error, DEADLINED_ERROR_INPUT, "sent %s lies ahead: give the time it was sent", zone_format(zone, order->sent, text));
	if (instant_is_set(order->received) && instant_before(order->received, order->sent))
		return refuse(error, DEADLINED_ERROR_INPUT, "received before it was sent: check both times");
	if (civil_before(zone_civil(zone, work->now), order->dated))
		return refuse(error, DEADLINED_ERROR_INPUT, "the document's date %s lies ahead", civil_format(order->dated, day));
	return true;
}

static bool check_state(const struct fact *fact, GError **error)
{
	if (!fact->dated)
		return refuse(error, DEADLINED_ERROR_STATE, "%s: the document gives no day, so nothing is awaited here", fact->id);
	if (fact->withdrawn)
		return refuse(error, DEADLINED_ERROR_STATE, "%s: withdrawn, the files no longer know it", fact->id);
	switch (fact->state) {
	case STATE_OPEN:
	case STATE_RETURNED:
		return true;
	case STATE_SUBMITTED:
	case STATE_ACCEPTED:
	case STATE_WAIVED:
	case STATE_NIL:
	case STATE_CANCELLED:
	case STATE_UNKNOWN:
		break;
	}
	return refuse(error, DEADLINED_ERROR_STATE, "%s: already %s: deadlinectl show tells when and by whom", fact->id, state_name(fact->state));
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
		return refuse(error, DEADLINED_ERROR_STATE, "%s: number %s is given for another body of the same report: say --again if both sent it",
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
			return refuse(error, DEADLINED_ERROR_STATE, "%s: number %s is recorded for %s already: say --again if it is the same document",
				      fact->id, work->order->number, other->id);
		if (!*same)
			*same = g_strdup(other->id);
	}
	return true;
}

/* The receipt leaves as the policy says, after closing at the next opening, which is what the clerk is told; none to oneself,
 * none where it only settles what was late when it was taken up. */
static bool plan_receipt(struct work *work, const struct fact *fact, bool settles, int64_t act, struct instant *ret, GError **error)
{
	const struct obligation *obligation = engine_obligation(work->engine, fact->plan, fact->obligation);
	const struct agency *owner = plan_agency(work->engine->config->definitions, fact->agency);
	const struct policy *policy = obligation && owner ? plan_policy(obligation, owner) : NULL;
	struct agenda_row row = { .kind = (char *)"receipt" };
	g_autofree char *subject = g_strdup_printf("receipt/%s/%" G_GINT64_FORMAT, fact->id, act);

	*ret = INSTANT_NONE;
	if (!policy || policy->receipt_minutes < 0 || fact->internal || owner->collective || settles)
		return true;
	row.subject = subject;
	row.next = *ret = instant_add(work->now, (int64_t)policy->receipt_minutes * 60);
	if (!schedule_in_hours(work->engine->config, *ret))
		*ret = schedule_next_opening(work->engine->config, *ret);
	return agenda_put(work->engine->store, &row, error);
}

static bool record(const struct work *work, const struct fact *fact, int64_t *id, GError **error)
{
	const struct order *order = work->order;
	struct act act = { .occurrence = fact->row, .at = work->now, .verb = (char *)order->verb, .user = (char *)order->user,
			   .as = (char *)order->as, .number = (char *)order->number, .dated = order->dated,
			   .received = instant_is_set(order->received) ? order->received : work->now, .sent = order->sent,
			   .channel = (char *)order->channel, .reason = (char *)order->reason, .note = (char *)order->note,
			   .version = fact->version };

	if (!act_append(work->engine->store, &act, error))
		return false;
	*id = act.id;
	return true;
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

static void answer(struct work *work, const struct fact *fact, int64_t act, struct instant receipt, const char *same)
{
	const struct zone *zone = work->engine->config->settings.zone;
	struct lateness lateness = lateness_of(work, fact);

	json_array_append_new(work->answers,
			      json_pack("{s:s, s:b, s:s, s:o, s:o, s:s, s:i, s:o, s:o}", "id", fact->id, "done", !work->order->dry_run, "state",
					state_name(fact->state), "act", datum_positive(work->order->dry_run ? 0 : act), "counted",
					datum_instant(zone, fact->submitted), "lateness", lateness.word, "days_late", lateness.days, "receipt",
					datum_instant(zone, receipt), "same_document", datum_text(same)));
}

static bool submit_one(struct work *work, struct fact *fact, GError **error)
{
	g_autofree char *same = NULL;
	bool settles = fact->unsettled;
	struct instant receipt;
	int64_t act;

	if (!check_state(fact, error) || !check_number(work, fact, &same, error))
		return false;
	/* The first submission's time stands when a returned report comes again. */
	if (!instant_is_set(fact->submitted))
		fact->submitted = counted_at(work);
	fact->state = STATE_SUBMITTED;
	fact->touched = true;
	fact->unsettled = false;
	fact->next = INSTANT_NEVER;
	if (!record(work, fact, &act, error) || !plan_receipt(work, fact, settles, act, &receipt, error) || !fact_put(work->engine->store, fact, error))
		return false;
	answer(work, fact, act, receipt, same);
	return true;
}

static bool submit_id(struct work *work, const char *id, GError **error)
{
	g_autoptr(GPtrArray) facts = pick_facts(work->engine->store, id, error);

	for (guint i = 0; facts && i < facts->len; i++) {
		struct fact *fact = facts->pdata[i];

		if (!g_hash_table_add(work->seen, g_strdup(fact->id)))
			continue;
		if (!submit_one(work, fact, error))
			return false;
	}
	return facts != NULL;
}

static bool submit_all(struct work *work, GError **error)
{
	if (work->order->ids->len == 0)
		return refuse(error, DEADLINED_ERROR_USAGE, "submit: which occurrence? give its id");
	if (!check_times(work, error))
		return false;
	for (guint i = 0; i < work->order->ids->len; i++) {
		if (!submit_id(work, work->order->ids->pdata[i], error))
			return false;
	}
	return true;
}

/* Feeds and mails look again; one line for the log each. */
static void announce(struct work *work)
{
	GHashTableIter iter;
	void *id;

	g_hash_table_iter_init(&iter, work->seen);
	while (g_hash_table_iter_next(&iter, &id, NULL)) {
		engine_touch(work->engine, id);
		engine_event_add(work->engine, EVENT_ORDER, id, "%s: %s by %s%s%s", work->order->verb, (const char *)id, work->order->user,
				 work->order->as ? " for " : "", work->order->as ? work->order->as : "");
	}
}

static bool submit(struct work *work, GError **error)
{
	struct store *store = work->engine->store;

	if (!store_begin(store, error))
		return false;
	if (!submit_all(work, error)) {
		if (store_in_transaction(store))
			store_rollback(store);
		return false;
	}
	if (work->order->dry_run) {
		store_rollback(store);
		return true;
	}
	if (!store_commit(store, error))
		return false;
	announce(work);
	return true;
}

static bool run_submit(struct engine *engine, const struct order *order, struct instant now, json_t **ret, GError **error)
{
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GHashTable) numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	struct work work = { engine, order, now, json_array(), seen, numbers };

	if (submit(&work, error)) {
		*ret = work.answers;
		return true;
	}
	json_decref(work.answers);
	return false;
}

bool orders_run(struct engine *engine, const struct order *order, struct instant now, json_t **ret, GError **error)
{
	*ret = NULL;
	if (strcmp(order->verb, "submit") == 0)
		return run_submit(engine, order, now, ret, error);
	if (orders_queue_knows(order->verb))
		return orders_queue_run(engine, order, now, ret, error);
	return refuse(error, DEADLINED_ERROR_USAGE, "no order '%s'", order->verb);
}
