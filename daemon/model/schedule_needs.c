/* Of model/schedule.h: inputs and what is made of them, and campaigns. */
#include <string.h>

#include "model/period.h"
#include "model/schedule.h"

static bool within(const struct period *inner, const struct period *outer)
{
	if (civil_is_set(outer->first) && (!civil_is_set(inner->first) || civil_before(inner->first, outer->first)))
		return false;
	return !civil_is_set(outer->last) || (civil_is_set(inner->last) && !civil_before(outer->last, inner->last));
}

/* Is the period of the one obligation an input of that of the other? */
static bool feeds(const struct obligation *input, const struct period *in, const struct obligation *dependent, const struct period *out)
{
	if (input->rhythm.every == EVERY_ONCE && dependent->rhythm.every == EVERY_ONCE)
		return strcmp(in->label, out->label) == 0;
	return within(in, out);
}

static void append(GPtrArray *list, GPtrArray *more)
{
	g_ptr_array_extend_and_steal(list, more);
}

static void free_occurrence(gpointer data)
{
	occurrence_free(data);
}

static void add_periods(GArray *needs, const struct obligation *obligation, struct civil first, struct civil last,
			const struct obligation *other, const struct period *period, bool as_input)
{
	g_autoptr(GArray) periods = schedule_periods(obligation, first, last, NULL);

	for (guint i = 0; periods != NULL && i < periods->len; i++) {
		struct need need = { .obligation = obligation, .period = g_array_index(periods, struct period, i) };

		if (as_input ? feeds(obligation, &need.period, other, period) : feeds(other, period, obligation, &need.period))
			g_array_append_val(needs, need);
	}
}

GArray *schedule_needs(const struct obligation *dependent, const struct period *period)
{
	GArray *needs = g_array_new(false, true, sizeof(struct need));

	for (guint i = 0; dependent->needs != NULL && i < dependent->needs->len; i++)
		add_periods(needs, dependent->needs->pdata[i], period->first, period->last, dependent, period, true);
	return needs;
}

GArray *schedule_needed_by(const struct config *config, const struct obligation *input, const struct period *period)
{
	const GPtrArray *plans = config->definitions->plans;
	struct civil last = civil_is_set(period->last) ? civil_add(period->last, 366) : CIVIL_NONE;
	GArray *needs = g_array_new(false, true, sizeof(struct need));

	for (guint i = 0; i < plans->len; i++) {
		const struct plan *plan = plans->pdata[i];

		for (guint j = 0; j < plan->obligations->len; j++) {
			const struct obligation *obligation = plan->obligations->pdata[j];

			if (obligation->needs != NULL && g_ptr_array_find(obligation->needs, input, NULL))
				add_periods(needs, obligation, period->last, last, input, period, false);
		}
	}
	return needs;
}

GPtrArray *schedule_inputs(const struct config *config, const struct occurrence *dependent)
{
	g_autoptr(GArray) needs = schedule_needs(dependent->obligation, &dependent->period);
	GPtrArray *list = g_ptr_array_new_with_free_func(free_occurrence);

	for (guint i = 0; i < needs->len; i++) {
		const struct need *need = &g_array_index(needs, struct need, i);

		append(list, schedule_of_period(config, need->obligation, &need->period));
	}
	return list;
}

GPtrArray *schedule_dependents(const struct config *config, const struct occurrence *input)
{
	g_autoptr(GArray) needs = schedule_needed_by(config, input->obligation, &input->period);
	GPtrArray *list = g_ptr_array_new_with_free_func(free_occurrence);

	for (guint i = 0; i < needs->len; i++) {
		const struct need *need = &g_array_index(needs, struct need, i);

		if (due_is_dated(&need->obligation->due))
			append(list, schedule_of_period(config, need->obligation, &need->period));
	}
	return list;
}

/* ---- campaigns */

void campaign_occurrence_free(struct campaign_occurrence *occurrence)
{
	if (occurrence == NULL)
		return;
	g_free(occurrence->id);
	g_free(occurrence);
}

static void free_campaign(gpointer data)
{
	campaign_occurrence_free(data);
}

/* A window of the campaign, if it touches the range and is tracked. Its label is the year of its first day. */
static void add_window(const struct campaign *campaign, struct civil from, struct civil to, struct civil first, struct civil last,
		       GPtrArray *list)
{
	const struct plan *plan = campaign->plan;
	struct campaign_occurrence *occurrence;

	if (civil_before(to, first) || (civil_is_set(last) && civil_before(last, from)) || civil_before(to, plan->tracked.first))
		return;
	occurrence = g_new0(struct campaign_occurrence, 1);
	occurrence->campaign = campaign;
	occurrence->first = from;
	occurrence->last = to;
	g_snprintf(occurrence->period, sizeof occurrence->period, "%04d", civil_year(from));
	occurrence->id = g_strconcat("campaign/", plan->id, "/", campaign->id, "/", occurrence->period, NULL);
	g_ptr_array_add(list, occurrence);
}

/* One of a year belongs to the plan when its first day lies in `effective`. */
static void add_yearly(const struct campaign *campaign, struct civil first, struct civil last, GPtrArray *list)
{
	const struct range *effective = &campaign->plan->effective;
	bool turns = campaign->last_month < campaign->first_month ||
		     (campaign->last_month == campaign->first_month && campaign->last_day < campaign->first_day);
	int year = MAX(MAX(civil_year(first) - 1, civil_year(effective->first)), 1900), end = 2199;

	if (civil_is_set(last))
		end = MIN(end, civil_year(last));
	if (civil_is_set(effective->last))
		end = MIN(end, civil_year(effective->last));
	for (; year <= end; year++) {
		struct civil from = civil_clamp(year, campaign->first_month, campaign->first_day);
		struct civil to = civil_clamp(turns ? year + 1 : year, campaign->last_month, campaign->last_day);

		if (range_holds(effective, from))
			add_window(campaign, from, to, first, last, list);
	}
}

static gint by_first_day(gconstpointer a, gconstpointer b)
{
	const struct campaign_occurrence *left = *(const struct campaign_occurrence *const *)a;
	const struct campaign_occurrence *right = *(const struct campaign_occurrence *const *)b;
	int order = civil_compare(left->first, right->first);

	return order != 0 ? order : strcmp(left->id, right->id);
}

GPtrArray *schedule_campaigns(const struct config *config, const struct plan *plan, struct civil first, struct civil last)
{
	const GPtrArray *plans = config->definitions->plans;
	GPtrArray *list = g_ptr_array_new_with_free_func(free_campaign);

	for (guint i = 0; i < plans->len; i++) {
		const struct plan *one = plans->pdata[i];

		if (plan != NULL && one != plan)
			continue;
		for (guint j = 0; j < one->campaigns->len; j++) {
			const struct campaign *campaign = one->campaigns->pdata[j];

			if (campaign->dated && campaign->rhythm.every == EVERY_YEAR)
				add_yearly(campaign, first, last, list);
			else if (campaign->dated)
				add_window(campaign, campaign->window.first, campaign->window.last, first, last, list);
		}
	}
	g_ptr_array_sort(list, by_first_day);
	return list;
}
