#include "model/schedule.h"

#include <libical/ical.h>
#include <string.h>

#include "base/error.h"
#include "model/period.h"

/* ---- the days an RRULE names */

static struct icaltimetype to_ical(struct civil date)
{
	struct icaltimetype time = { .is_date = 1 }; /* icaltime_null_date() leaves -1 in the hours, and weekly rules lose their way */

	civil_split(date, &time.year, &time.month, &time.day);
	return time;
}

/* Far from the start the library is told to begin near `first`; it cannot where a COUNT has to be kept. */
static icalrecur_iterator *iterate(struct icalrecurrencetype rule, struct civil start, struct civil first)
{
	icalrecur_iterator *iterator = rule.freq != ICAL_NO_RECURRENCE ? icalrecur_iterator_new(rule, to_ical(start)) : NULL;

	if (iterator != NULL && rule.count == 0 && civil_diff(first, start) > 800)
		icalrecur_iterator_set_start(iterator, to_ical(first));
	return iterator;
}

/* The days named from `start` on that lie in first..last, appended as periods. */
static void rule_days(const char *text, struct civil start, struct civil first, struct civil last, GArray *periods)
{
	struct icalrecurrencetype rule = icalrecurrencetype_from_string(text);
	icalrecur_iterator *iterator = iterate(rule, start, first);

	while (iterator != NULL) {
		struct icaltimetype time = icalrecur_iterator_next(iterator);
		struct civil day = icaltime_is_null_time(time) ? CIVIL_NONE : civil_make(time.year, time.month, time.day);
		struct period period;

		if (!civil_is_set(day) || civil_before(last, day))
			break;
		if (civil_before(day, first))
			continue;
		period = period_of_day(day);
		g_array_append_val(periods, period);
	}
	if (iterator != NULL)
		icalrecur_iterator_free(iterator);
	free(rule.rscale); /* nobody else does */
}

/* ---- periods */

/* A one-off's label: as given, else the year its plan lies in. Its days: those its label names, else the plan's. */
static bool one_off(const struct obligation *obligation, struct period *ret, GError **error)
{
	const struct range *effective = &obligation->plan->effective;
	struct period period = { .first = effective->first, .last = effective->last }, named;
	enum every unused;
	int year = civil_is_set(effective->first) ? civil_year(effective->first) : 0;

	if (obligation->period != NULL) {
		g_strlcpy(period.label, obligation->period, sizeof period.label);
	} else if (year != 0 && civil_is_set(effective->last) && civil_year(effective->last) == year) {
		g_snprintf(period.label, sizeof period.label, "%04d", year);
	} else {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG,
			    "comes once, but its plan lies in more than one year: add period = \"…\", the label of this report");
		return false;
	}
	*ret = period_parse(period.label, &unused, &named) ? named : period;
	return true;
}

static struct civil later(struct civil a, struct civil b)
{
	return civil_before(a, b) ? b : a; /* an unset date is before all */
}

static struct civil earlier(struct civil a, struct civil b)
{
	if (!civil_is_set(a) || !civil_is_set(b))
		return civil_is_set(a) ? a : b;
	return civil_before(a, b) ? a : b;
}

GArray *schedule_periods(const struct obligation *obligation, struct civil first, struct civil last, GError **error)
{
	const struct range *effective = &obligation->plan->effective;
	const struct rhythm *rhythm = &obligation->rhythm;
	GArray *list = NULL;
	struct period once;

	first = later(later(first, effective->first), civil_make(1900, 1, 1));
	last = earlier(earlier(last, effective->last), civil_make(2199, 12, 31));
	if (rhythm->every != EVERY_ONCE && rhythm->every != EVERY_RRULE)
		return period_list(rhythm->every, first, last);
	if (rhythm->every == EVERY_ONCE && !one_off(obligation, &once, error))
		return NULL;
	if (rhythm->every == EVERY_RRULE && !civil_is_set(effective->first)) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG,
			    "an RRULE counts from the first day of its plan: give 'effective' a first day");
		return NULL;
	}
	list = g_array_new(FALSE, FALSE, sizeof(struct period));
	if (rhythm->every == EVERY_ONCE)
		g_array_append_val(list, once);
	else
		rule_days(rhythm->rrule, effective->first, first, last, list);
	return list;
}

/* ---- occurrences */

void occurrence_free(struct occurrence *occurrence)
{
	if (occurrence == NULL)
		return;
	g_free(occurrence->id);
	g_free(occurrence);
}

static void free_occurrence(gpointer data)
{
	occurrence_free(data);
}

/* What is being expanded. */
struct expansion {
	const struct config *config;
	const struct obligation *obligation;
	struct civil first, last;    /* of limits; unset: open */
	const struct agency *only;   /* NULL: every owner */
	GHashTable *rules;           /* of this obligation: const struct agency * -> its enum nonworking */
	GPtrArray *list;             /* of struct occurrence * */
};

static struct occurrence *add(const struct expansion *expansion, const struct period *period, const char *agency)
{
	const struct obligation *obligation = expansion->obligation;
	struct occurrence *occurrence = g_new0(struct occurrence, 1);

	occurrence->id = g_strconcat(obligation->plan->id, "/", obligation->id, "/", agency, "/", period->label, NULL);
	occurrence->plan = obligation->plan;
	occurrence->obligation = obligation;
	occurrence->period = *period;
	g_ptr_array_add(expansion->list, occurrence);
	return occurrence;
}

static bool in_range(struct civil date, struct civil first, struct civil last)
{
	return !civil_before(date, first) && (!civil_is_set(last) || !civil_before(last, date));
}

static bool is_receiver(const GPtrArray *receivers, const struct agency *agency)
{
	return receivers->len > 0 && g_ptr_array_find((GPtrArray *)receivers, agency, NULL);
}

/* The owners on the limit's day, or the only one asked for. */
static GPtrArray *owners_of(const struct expansion *expansion, struct civil day)
{
	const struct obligation *obligation = expansion->obligation;
	GPtrArray *owners;

	if (expansion->only == NULL)
		return plan_members(obligation->owed_by, obligation->except, day);
	owners = g_ptr_array_new();
	if (plan_is_member(obligation->owed_by, obligation->except, expansion->only, day))
		g_ptr_array_add(owners, (void *)expansion->only);
	return owners;
}

/* The owner's rule for days off, asked for once: looking through the groups of the key costs. */
static enum nonworking rule_of(const struct expansion *expansion, const struct agency *owner)
{
	void *rule;

	if (!g_hash_table_lookup_extended(expansion->rules, owner, NULL, &rule)) {
		rule = GINT_TO_POINTER(plan_nonworking(expansion->obligation, owner, expansion->config->settings.nonworking));
		g_hash_table_insert(expansion->rules, (void *)owner, rule);
	}
	return (enum nonworking)GPOINTER_TO_INT(rule);
}

/* One row per owner. `variant` is the rule for days off the limit was computed with. */
static void add_owners(const struct expansion *expansion, const struct period *period, const struct limit *limit, enum nonworking variant)
{
	const struct obligation *obligation = expansion->obligation;
	bool by_owner = obligation->nonworking.entries != NULL;
	g_autoptr(GPtrArray) owners = owners_of(expansion, limit->limit);
	g_autoptr(GPtrArray) receivers = plan_receivers(obligation, limit->limit);

	for (guint i = 0; i < owners->len; i++) {
		const struct agency *owner = owners->pdata[i];
		struct occurrence *occurrence;

		if (by_owner && rule_of(expansion, owner) != variant)
			continue;
		occurrence = add(expansion, period, owner->id);
		occurrence->owner = owner;
		occurrence->dated = true;
		occurrence->limit = *limit;
		occurrence->internal = is_receiver(receivers, owner);
	}
}

/* The rules for days off that hold for some owner: bit set of 1 << enum nonworking. */
static unsigned variants_of(const struct config *config, const struct obligation *obligation)
{
	const GPtrArray *entries = obligation->nonworking.entries;
	unsigned variants = 1u << config->settings.nonworking;

	for (guint i = 0; entries != NULL && i < entries->len; i++) {
		const struct by_owner_entry *entry = entries->pdata[i];

		variants |= 1u << GPOINTER_TO_INT(entry->value);
	}
	return variants;
}

static void add_dated(const struct expansion *expansion, const struct period *period)
{
	const struct obligation *obligation = expansion->obligation;
	const struct config *config = expansion->config;
	unsigned variants = variants_of(config, obligation);

	for (int variant = NONWORKING_GRACE; variant <= NONWORKING_PREVIOUS; variant++) {
		struct limit limit;

		if (!(variants & 1u << variant))
			continue;
		if (!due_limit(&obligation->due, &obligation->rhythm, &obligation->window, period, config->calendar, (enum nonworking)variant,
			       config->settings.zone, &limit, NULL))
			continue; /* the checks of the configuration report it */
		if (in_range(limit.limit, expansion->first, expansion->last) && range_holds(&obligation->plan->tracked, limit.limit))
			add_owners(expansion, period, &limit, (enum nonworking)variant);
	}
}

/* An undated row counts its owners on the period's last day, as far as that is known. */
static void add_undated(const struct expansion *expansion, const struct period *period)
{
	const struct obligation *obligation = expansion->obligation;
	const struct range *tracked = &obligation->plan->tracked;
	struct civil day = civil_is_set(period->last) ? period->last : later(period->first, tracked->first);
	g_autoptr(GPtrArray) owners = NULL;

	if (civil_is_set(period->last) && civil_before(period->last, tracked->first))
		return;
	if (civil_is_set(tracked->last) && civil_before(tracked->last, period->first))
		return;
	owners = plan_members(obligation->owed_by, obligation->except, day);
	if (owners->len > 0)
		add(expansion, period, "all")->owners = (int)owners->len;
}

/* Nobody named, said again elsewhere, or raised by an event: no occurrence by the rules. */
static bool has_occurrences(const struct obligation *obligation)
{
	return obligation->same_as == NULL && obligation->due.kind != DUE_EVENT && obligation->owed_by != NULL && obligation->owed_by->len > 0;
}

/* How far, in days, a limit may lie before and after its period's last day; weeks are added for the days off. */
static int reach_before(const struct due *due)
{
	return due->date == DUE_DATE_DAY_MONTH ? 430 : 90;
}

static int reach_after(const struct due *due)
{
	int days = 120;

	if (due->date == DUE_DATE_DAY_MONTH)
		days += due->next ? 370 : 0;
	if (due->kind == DUE_WITHIN)
		days += due->count * (due->working_days ? 3 : 1);
	return days;
}

static struct civil shift(struct civil date, int days)
{
	return civil_is_set(date) ? civil_add(date, days) : date;
}

static void expand_dated(const struct expansion *expansion)
{
	const struct obligation *obligation = expansion->obligation;
	g_autoptr(GArray) periods = schedule_periods(obligation, shift(expansion->first, -reach_after(&obligation->due)),
						     shift(expansion->last, reach_before(&obligation->due)), NULL);

	for (guint i = 0; periods != NULL && i < periods->len; i++)
		add_dated(expansion, &g_array_index(periods, struct period, i));
}

static void expand_undated(const struct expansion *expansion)
{
	g_autoptr(GArray) periods = schedule_periods(expansion->obligation, expansion->first, shift(expansion->last, 366), NULL);

	for (guint i = 0; periods != NULL && i < periods->len; i++) {
		const struct period *period = &g_array_index(periods, struct period, i);

		if (civil_is_set(expansion->last) && civil_before(expansion->last, period->first))
			continue;
		if (!civil_is_set(period->last) || !civil_before(period->last, expansion->first))
			add_undated(expansion, period);
	}
}

static gint by_limit(gconstpointer a, gconstpointer b)
{
	const struct occurrence *left = *(const struct occurrence *const *)a, *right = *(const struct occurrence *const *)b;
	int order = left->dated == right->dated ? civil_compare(left->limit.limit, right->limit.limit) : left->dated ? -1 : 1;

	return order != 0 ? order : strcmp(left->id, right->id);
}

static void expansion_init(struct expansion *expansion, const struct config *config, const struct obligation *obligation)
{
	*expansion = (struct expansion){ .config = config, .obligation = obligation };
	expansion->rules = g_hash_table_new(NULL, NULL);
	expansion->list = g_ptr_array_new_with_free_func(free_occurrence);
}

/* Sorts and gives up the list. */
static GPtrArray *expansion_finish(struct expansion *expansion)
{
	g_hash_table_unref(expansion->rules);
	g_ptr_array_sort(expansion->list, by_limit);
	return expansion->list;
}

static void expand_plan(struct expansion *expansion, const struct plan *plan, bool undated)
{
	for (guint i = 0; i < plan->obligations->len; i++) {
		expansion->obligation = plan->obligations->pdata[i];
		g_hash_table_remove_all(expansion->rules);
		if (!has_occurrences(expansion->obligation))
			continue;
		if (due_is_dated(&expansion->obligation->due))
			expand_dated(expansion);
		else if (undated)
			expand_undated(expansion);
	}
}

GPtrArray *schedule_occurrences(const struct config *config, const struct plan *plan, struct civil first, struct civil last, bool undated)
{
	const GPtrArray *plans = config->definitions->plans;
	struct expansion expansion;

	expansion_init(&expansion, config, NULL);
	expansion.first = first;
	expansion.last = last;
	for (guint i = 0; i < plans->len; i++)
		if (plan == NULL || plans->pdata[i] == plan)
			expand_plan(&expansion, plans->pdata[i], undated);
	return expansion_finish(&expansion);
}

GPtrArray *schedule_of_period(const struct config *config, const struct obligation *obligation, const struct period *period)
{
	struct expansion expansion;

	expansion_init(&expansion, config, obligation);
	if (has_occurrences(obligation) && due_is_dated(&obligation->due))
		add_dated(&expansion, period);
	else if (has_occurrences(obligation))
		add_undated(&expansion, period);
	return expansion_finish(&expansion);
}

bool schedule_period(const struct obligation *obligation, const char *label, struct period *ret)
{
	g_autoptr(GArray) periods = NULL;
	struct period named = { .first = CIVIL_NONE };
	enum every every;

	if (obligation->rhythm.every != EVERY_ONCE && (!period_parse(label, &every, &named) || every != obligation->rhythm.every))
		return false;
	periods = schedule_periods(obligation, named.last, named.last, NULL);
	for (guint i = 0; periods != NULL && i < periods->len; i++) {
		*ret = g_array_index(periods, struct period, i);
		if (strcmp(ret->label, label) == 0)
			return true;
	}
	return false;
}

struct occurrence *schedule_occurrence(const struct config *config, const char *id)
{
	g_auto(GStrv) part = g_strsplit(id, "/", -1);
	const struct plan *plan = g_strv_length(part) == 4 ? plan_find(config->definitions, part[0]) : NULL;
	const struct obligation *obligation = plan != NULL ? plan_obligation(plan, part[1]) : NULL;
	struct expansion expansion;
	struct period period;
	g_autoptr(GPtrArray) list = NULL;

	if (obligation == NULL || !has_occurrences(obligation) || !schedule_period(obligation, part[3], &period))
		return NULL;
	expansion_init(&expansion, config, obligation);
	expansion.only = plan_agency(config->definitions, part[2]);
	if (expansion.only != NULL && due_is_dated(&obligation->due))
		add_dated(&expansion, &period);
	else if (strcmp(part[2], "all") == 0 && !due_is_dated(&obligation->due))
		add_undated(&expansion, &period);
	list = expansion_finish(&expansion);
	return list->len > 0 ? g_ptr_array_steal_index(list, 0) : NULL;
}
