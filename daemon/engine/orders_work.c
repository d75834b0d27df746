#include "engine/orders_work.h"

#include <string.h>

#include "engine/pick.h"
#include "render/datum.h"

static const char *hint(enum order_state state)
{
	switch (state) {
	case ORDER_STATE_UNDATED:
		return "; the document gives no day, so nothing is awaited here";
	case ORDER_STATE_WITHDRAWN:
		return "; the files no longer know it";
	case ORDER_STATE_UNSETTLED:
		return "; it was past its limit when it was taken up";
	case ORDER_STATE_OPEN:
	case ORDER_STATE_SUBMITTED:
	case ORDER_STATE_ACCEPTED:
	case ORDER_STATE_RETURNED:
	case ORDER_STATE_WAIVED:
	case ORDER_STATE_NIL:
	case ORDER_STATE_CANCELLED:
	case ORDER_STATE_UNKNOWN:
	case ORDER_STATES:
		break;
	}
	return "; deadlinectl show tells when and by whom";
}

bool work_may(const struct work *work, const struct fact *fact, GError **error)
{
	enum order_state state = orders_table_state_of(fact);
	g_autofree char *starts = NULL, *instead = NULL;

	if (work->verb == ORDER_VERBS || orders_table_allows(work->verb, state))
		return true;
	starts = orders_table_states_of(work->verb);
	instead = orders_table_verbs_of(state);
	return error_refuse(error, DEADLINED_ERROR_STATE, "%s is %s: %s starts from %s; possible here: %s%s", fact->id,
			   orders_table_state(state), orders_table_verb(work->verb), starts, instead, hint(state));
}

/* One that a pattern met and the order cannot start from: named in the answers, left as it is. */
static void pass_over(struct work *work, struct fact *fact, const GError *why)
{
	g_auto(deed_t) deed = { 0 };

	deed_begin(&deed, work, fact);
	deed.passed = true;
	deed_tell(&deed, "error", json_string(why->message));
	deed_answer(&deed);
}

/* An id that is named is done or refused. */
static bool named(struct work *work, struct fact *fact, bool (*one)(struct work *, struct fact *, GError **), GError **error)
{
	return !g_hash_table_add(work->seen, g_strdup(fact->id)) || (work_may(work, fact, error) && one(work, fact, error));
}

/* A pattern means those the order may start from; it is refused where it meets none. */
static bool met(struct work *work, const GPtrArray *facts, bool (*one)(struct work *, struct fact *, GError **), GError **error)
{
	g_autoptr(GError) why = NULL;
	guint done = 0;

	for (guint i = 0; i < facts->len; i++) {
		struct fact *fact = facts->pdata[i];

		if (g_hash_table_contains(work->seen, fact->id)) {
			done++;
			continue;
		}
		g_clear_error(&why);
		if (!work_may(work, fact, &why)) {
			pass_over(work, fact, why);
			continue;
		}
		g_hash_table_add(work->seen, g_strdup(fact->id));
		if (!one(work, fact, error))
			return false;
		done++;
	}
	if (done == 0 && why)
		g_propagate_error(error, g_steal_pointer(&why));
	return done > 0;
}

static bool each_of(struct work *work, const char *id, bool (*one)(struct work *, struct fact *, GError **), GError **error)
{
	g_autoptr(GPtrArray) facts = pick_facts(work->engine->store, id, error);

	if (!facts)
		return false;
	return strchr(id, '*') ? met(work, facts, one, error) : named(work, facts->pdata[0], one, error);
}

bool work_each(struct work *work, bool (*one)(struct work *, struct fact *, GError **), GError **error)
{
	if (work->order->ids->len == 0)
		return error_refuse(error, DEADLINED_ERROR_USAGE, "%s: which occurrence? give its id", work->order->verb);
	for (guint i = 0; i < work->order->ids->len; i++) {
		if (!each_of(work, work->order->ids->pdata[i], one, error))
			return false;
	}
	return true;
}

void work_answer(struct work *work, json_t *answer)
{
	json_array_append_new(work->answers, answer);
}

void work_touched(struct work *work, const char *id)
{
	g_hash_table_add(work->seen, g_strdup(id));
}

/* ---- one occurrence ---- */

void deed_begin(struct deed *deed, struct work *work, struct fact *fact)
{
	const struct order *order = work->order;

	*deed = (struct deed){ .work = work, .fact = fact, .from = orders_table_state_of(fact), .detail = json_object(), .told = json_object() };
	deed->act = (struct act){ .verb = (char *)order->verb, .user = (char *)order->user, .as = (char *)order->as,
				  .number = (char *)order->number, .dated = order->dated, .channel = (char *)order->channel,
				  .reason = (char *)order->reason, .note = (char *)order->note };
	deed_detail(deed, "from", json_string(orders_table_state(deed->from)));
}

void deed_clear(struct deed *deed)
{
	g_clear_pointer(&deed->detail, json_decref);
	g_clear_pointer(&deed->told, json_decref);
	g_clear_pointer(&deed->mail_to, g_free);
}

void deed_detail(struct deed *deed, const char *key, json_t *value)
{
	if (value != NULL)
		json_object_set_new(deed->detail, key, value);
}

void deed_tell(struct deed *deed, const char *key, json_t *value)
{
	json_object_set_new(deed->told, key, value != NULL ? value : json_null());
}

void work_limit_of_day(const struct work *work, const struct fact *fact, struct civil last, struct limit *ret)
{
	const struct config *config = work->engine->config;
	const struct obligation *obligation = engine_obligation(work->engine, fact->plan, fact->obligation);
	const struct agency *owner = fact->agency ? plan_agency(config->definitions, fact->agency) : NULL;
	enum nonworking nonworking = config->settings.nonworking;

	if (obligation && owner)
		nonworking = plan_nonworking(obligation, owner, nonworking);
	due_limit_of_day(last, -1, config->calendar, nonworking, config->settings.zone, ret);
}

void deed_limit(struct deed *deed, const struct limit *limit)
{
	struct fact *fact = deed->fact;

	fact->last = limit->last;
	fact->limit = limit->limit;
	fact->aim = limit->aim;
	fact->late_from = limit->late_from;
	fact->provisional = limit->provisional;
	fact->soft = limit->soft;
	fact->version++;
	fact->armed = deed->work->now;
	if (instant_before(deed->work->now, limit->late_from))
		fact->unsettled = false;
	deed->act.limit = limit->last;
}

void deed_count(struct deed *deed)
{
	deed->fact->counted_limit = deed->fact->limit;
	deed->fact->counted_late_from = deed->fact->late_from;
}

/* Orders that decide nothing about the report: its limit and state go on following the files. */
static bool only_says(enum order_verb verb)
{
	return verb == ORDER_NOTE || verb == ORDER_ASK || verb == ORDER_HOLD || verb == ORDER_RELEASE;
}

bool deed_record(struct deed *deed, GError **error)
{
	struct store *store = deed->work->engine->store;
	struct fact *fact = deed->fact;
	g_autofree char *detail = json_dumps(deed->detail, JSON_COMPACT | JSON_SORT_KEYS);

	fact->touched |= !only_says(deed->work->verb);
	if (!ladder_next(deed->work->engine, fact, deed->work->now, &fact->next, error) || !fact_put(store, fact, error))
		return false;
	deed->act.occurrence = fact->row;
	deed->act.at = deed->work->now;
	deed->act.version = fact->version;
	deed->act.detail = detail;
	if (!act_append(store, &deed->act, error))
		return false;
	deed->act.detail = NULL;
	return true;
}

bool deed_mail(struct deed *deed, enum notice_kind kind, GError **error)
{
	struct agenda_row row = { .kind = (char *)"answer", .detail = (char *)notice_kind_name(kind), .next = deed->work->now };
	g_autofree char *subject = g_strdup_printf("answer/%s/%" G_GINT64_FORMAT, deed->fact->id, deed->act.id);
	struct person person;
	struct view view;

	if (!view_of(deed->work->engine, deed->fact, deed->work->today, &view) || view.owner == NULL || view.owner->collective ||
	    deed->fact->internal)
		return true;
	person = person_of(deed->work->engine, view.owner, "focal", deed->work->today);
	deed->follows = true;
	deed->mail = kind;
	deed->mail_to = g_strdup(person.address);
	deed->mail_at = deed->work->now;
	row.subject = subject;
	return agenda_put(deed->work->engine->store, &row, error);
}

void deed_answer(struct deed *deed)
{
	static const char *const others[] = { "counted", "lateness", "days_late", "receipt", "same_document", "missing", "line", "error",
					      "takes_back", "receipt_was", "asked_until", "entries" };
	const struct zone *zone = deed->work->engine->config->settings.zone;
	const struct fact *fact = deed->fact;
	bool dry = deed->work->order->dry_run;
	json_t *answer = json_pack("{s:s, s:s, s:b, s:s, s:i, s:o, s:o, s:o, s:o, s:o, s:o}", "id", fact->id, "order", deed->work->order->verb,
				   "done", !dry && !deed->passed, "state", orders_table_state(orders_table_state_of(fact)), "version", fact->version, "limit",
				   datum_date(fact->limit), "late_from", datum_instant(zone, fact->late_from), "act",
				   datum_positive(dry ? 0 : deed->act.id), "mail",
				   datum_text(deed->follows ? notice_kind_name(deed->mail) : NULL), "mail_to", datum_text(deed->mail_to),
				   "mail_at", datum_instant(zone, deed->mail_at));

	for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
		json_object_set_new(answer, others[i], json_null());
	json_object_update(answer, deed->told);
	work_answer(deed->work, answer);
}

void deed_follow(struct deed *deed, enum notice_kind kind)
{
	deed->follows = true;
	deed->mail = kind;
}

bool deed_finish(struct deed *deed, GError **error)
{
	bool follows = deed->follows;

	deed->follows = false;
	if (!deed_record(deed, error) || (follows && !deed_mail(deed, deed->mail, error)))
		return false;
	deed_answer(deed);
	return true;
}
