#include "engine/orders_limit.h"

#include <string.h>

#include "render/words.h"

enum { FARTHEST = 3653 /* days: ten years */ };

bool giving_has_source(const struct work *work, GError **error)
{
	if (work->order->number != NULL || work->order->reason != NULL)
		return true;
	return error_refuse(error, DEADLINED_ERROR_USAGE, "%s: by which document? give --document NUMBER, or --reason TEXT", work->order->verb);
}

bool limit_check_near(const struct work *work, struct civil day, GError **error)
{
	char text[CIVIL_SIZE];

	return !civil_is_set(day) || !civil_before(civil_add(work->today, FARTHEST), day) ||
	       error_refuse(error, DEADLINED_ERROR_INPUT, "%s: %s lies more than ten years ahead: check the year", work->order->verb,
			   civil_format(day, text));
}

/* ---- the rule ---- */

/* The year a label begins with; 0: none. */
static int year_of(const char *label)
{
	int year = 0;

	for (int i = 0; i < 4; i++) {
		if (!g_ascii_isdigit(label[i]))
			return 0;
		year = year * 10 + label[i] - '0';
	}
	return g_ascii_isdigit(label[4]) ? 0 : year;
}

static char *rule_text(const struct due *due)
{
	g_autofree char *date = g_strdup_printf("%d/%d/%04d", due->day, due->month, due->year);

	if (due->kind == DUE_WITHIN)
		return g_strdup_printf("within %d %s of %s", due->count, due->working_days ? "working days" : "days", date);
	if (due->minute >= 0)
		return g_strdup_printf("by %s at %02d:%02d", date, due->minute / 60, due->minute % 60);
	return g_strdup_printf("%s %s", due->kind == DUE_BEFORE ? "before" : "by", date);
}

static bool check_rule(const struct work *work, const struct due *due, GError **error)
{
	const char *verb = work->order->verb;

	switch (due->kind) {
	case DUE_NONE:
	case DUE_EVENT:
	case DUE_IN_YEAR:
	case DUE_IN_MONTH:
		return error_refuse(error, DEADLINED_ERROR_INPUT, "%s: '%s' gives no day: write \"before D/M/YYYY\" or \"by D/M/YYYY\"", verb, due->text);
	case DUE_WITHIN:
		if (due->date == DUE_DATE_ABSENT)
			return error_refuse(error, DEADLINED_ERROR_INPUT, "%s: '%s' counts from no day: add \"of D/M/YYYY\"", verb, due->text);
		break;
	case DUE_BEFORE:
	case DUE_BY:
		break;
	}
	return true;
}

static bool add_year(struct giving *giving, struct due *due, GError **error)
{
	int year = year_of(giving->period.label);

	if (due->date == DUE_DATE_FULL)
		return true;
	if (due->date != DUE_DATE_DAY_MONTH || year == 0)
		return error_refuse(error, DEADLINED_ERROR_INPUT, "%s: '%s' names no year and neither does the period '%s': write D/M/YYYY",
				   giving->work->order->verb, due->text, giving->period.label);
	due->year = year + due->next;
	return true;
}

bool giving_init(struct giving *giving, struct work *work, const struct obligation *obligation, const struct period *period, GError **error)
{
	static const struct rhythm once = { .every = EVERY_ONCE };
	const char *verb = work->order->verb, *text = work->order->due;
	struct due due = { .text = NULL };
	bool fine;

	*giving = (struct giving){ .work = work, .obligation = obligation, .period = *period };
	if (text == NULL)
		return error_refuse(error, DEADLINED_ERROR_USAGE, "%s: until when? give --due \"before D/M/YYYY\"", verb);
	if (!due_parse(text, &once, &due, error)) {
		if (error != NULL && *error != NULL) {
			(*error)->code = DEADLINED_ERROR_INPUT;
			g_prefix_error(error, "%s: ", verb);
		}
		return false;
	}
	fine = check_rule(work, &due, error) && add_year(giving, &due, error);
	giving->text = fine ? rule_text(&due) : NULL;
	due_clear(&due);
	return fine && due_parse(giving->text, &once, &giving->due, error);
}

void giving_clear(struct giving *giving)
{
	due_clear(&giving->due);
	g_clear_pointer(&giving->text, g_free);
}

bool giving_limit(const struct giving *giving, const struct agency *owner, struct limit *ret, GError **error)
{
	static const struct rhythm once = { .every = EVERY_ONCE };
	const struct config *config = giving->work->engine->config;
	enum nonworking nonworking = plan_nonworking(giving->obligation, owner, config->settings.nonworking);
	char day[CIVIL_SIZE];

	if (!due_limit(&giving->due, &once, &giving->obligation->window, &giving->period, config->calendar, nonworking, config->settings.zone,
		       ret, error))
		return false;
	if (!civil_before(ret->last, giving->work->today) && instant_before(giving->work->now, ret->late_from))
		return limit_check_near(giving->work, ret->last, error);
	return error_refuse(error, DEADLINED_ERROR_INPUT, "%s: '%s' is over: its last day was %s; give a day that is still to come",
			   giving->work->order->verb, giving->work->order->due, civil_format(ret->last, day));
}

/* ---- occurrences of their own ---- */

static bool is_receiver(const struct obligation *obligation, const struct agency *owner, struct civil day)
{
	g_autoptr(GPtrArray) receivers = plan_receivers(obligation, day);

	return g_ptr_array_find(receivers, owner, NULL);
}

static struct fact *new_fact(const struct giving *giving, const struct agency *owner, const struct limit *limit)
{
	struct work *work = giving->work;
	struct load load = { .engine = work->engine, .now = work->now, .today = work->today };
	const struct obligation *obligation = giving->obligation;
	g_autofree char *id = g_strdup_printf("%s/%s/%s/%s", obligation->plan->id, obligation->id, owner->id, giving->period.label);
	struct occurrence occurrence = { .id = id, .plan = obligation->plan, .obligation = obligation, .owner = owner, .period = giving->period,
					 .dated = true, .limit = *limit,
					 .internal = is_receiver(obligation, owner, limit->limit) };
	struct fact *fact = load_fact(&load, &occurrence);

	fact->due = g_strdup(giving->text);
	return fact;
}

static bool is_new(const struct giving *giving, const char *id, GError **error)
{
	g_autoptr(GError) failure = NULL;
	g_autoptr(fact_t) known = fact_get(giving->work->engine->store, id, &failure);

	if (failure != NULL) {
		g_propagate_error(error, g_steal_pointer(&failure));
		return false;
	}
	return known == NULL ||
	       error_refuse(error, DEADLINED_ERROR_STATE, "%s: there is such an occurrence already, %s: date moves its limit, reopen takes it up again",
			   id, orders_table_state(orders_table_state_of(known)));
}

bool giving_raise(const struct giving *giving, const struct agency *owner, GError **error)
{
	g_autoptr(fact_t) fact = NULL;
	g_auto(deed_t) deed = { .work = NULL };
	struct limit limit;

	if (!giving_limit(giving, owner, &limit, error))
		return false;
	fact = new_fact(giving, owner, &limit);
	if (!is_new(giving, fact->id, error))
		return false;
	work_touched(giving->work, fact->id);
	deed_begin(&deed, giving->work, fact);
	deed.act.limit = fact->last;
	deed_detail(&deed, "due", json_string(giving->text));
	if (!giving->work->order->quiet)
		deed_follow(&deed, NOTICE_REQUEST);
	return deed_finish(&deed, error);
}

bool giving_shrink(const struct giving *giving, GError **error)
{
	struct work *work = giving->work;
	struct load load = { .engine = work->engine, .now = work->now, .today = work->today };
	g_autoptr(GPtrArray) occurrences = schedule_of_period(work->engine->config, giving->obligation, &giving->period);
	struct occurrence *rest = occurrences->len > 0 ? occurrences->pdata[0] : NULL;
	g_autoptr(GError) failure = NULL;
	g_autoptr(fact_t) row = rest != NULL && !rest->dated ? fact_get(work->engine->store, rest->id, &failure) : NULL;

	if (failure != NULL) {
		g_propagate_error(error, g_steal_pointer(&failure));
		return false;
	}
	if (row == NULL)
		return true;
	if (!load_undated(&load, rest, error))
		return false;
	work_touched(work, row->id);
	row->owners = rest->owners;
	if (row->owners > 0)
		return fact_put(work->engine->store, row, error);
	if (!row->touched)
		return fact_remove(work->engine->store, row->row, error);
	row->withdrawn = true;
	return fact_put(work->engine->store, row, error);
}
