/* Of model/schedule.h: the steps of a ladder in time, and the office's hours. */
#include <string.h>

#include "model/schedule.h"

enum { REPEATS_MAX = 5000 };

static void name_step(struct step *step, char sign, const struct span *distance)
{
	const char *unit = distance->unit == SPAN_WORKING_DAYS ? "wd" : "d";

	if (step->repeat > 0)
		g_snprintf(step->name, sizeof step->name, "%c%d%s#%d", sign, distance->count, unit, step->repeat);
	else
		g_snprintf(step->name, sizeof step->name, "%c%d%s", sign, distance->count, unit);
}

/* A reminder `distance` before `aim`. Days off move back: what is announced early enough must not come late. */
static struct step reminder(const struct config *config, const struct policy_step *rule, struct civil aim)
{
	struct step step = { .side = STEP_REMIND, .rule = rule };

	if (rule->distance.unit == SPAN_WORKING_DAYS)
		step.counted = calendar_count(config->calendar, aim, -rule->distance.count, NULL);
	else
		step.counted = civil_add(aim, -rule->distance.count);
	step.day = calendar_previous(config->calendar, step.counted, NULL);
	step.moment = zone_instant(config->settings.zone, step.day, config->settings.office.opening);
	name_step(&step, '-', &rule->distance);
	return step;
}

/* An escalation `distance` after `from`. */
static struct step escalation(const struct config *config, const struct policy_step *rule, const struct span *distance, struct civil from)
{
	struct step step = { .side = STEP_ESCALATE, .rule = rule };

	if (distance->unit == SPAN_WORKING_DAYS)
		step.counted = calendar_count(config->calendar, from, distance->count, NULL);
	else
		step.counted = civil_add(from, distance->count);
	step.day = calendar_next(config->calendar, step.counted, NULL);
	step.moment = zone_instant(config->settings.zone, step.day, config->settings.office.opening);
	return step;
}

static bool before_plan(const struct plan *plan, struct civil day)
{
	return plan != NULL && civil_is_set(plan->effective.first) && civil_before(day, plan->effective.first);
}

static void add_reminders(const struct config *config, const GPtrArray *rules, const struct plan *plan, struct civil aim,
			  struct instant late_from, GArray *steps)
{
	for (guint i = 0; rules != NULL && i < rules->len; i++) {
		struct step step = reminder(config, rules->pdata[i], aim);

		if (!before_plan(plan, step.day) && instant_before(step.moment, late_from))
			g_array_append_val(steps, step);
	}
}

/* The step and its repeats. Each repeat counts from the day the one before it was counted to, not from where it was moved. */
static void add_escalation(const struct config *config, const struct policy_step *rule, const struct plan *plan, struct civil last_day,
			   struct instant until, GArray *steps)
{
	struct step step = escalation(config, rule, &rule->distance, last_day);
	bool endless = rule->repeat.count > 0 && rule->times == 0;
	int repeats = rule->repeat.count == 0 ? 0 : endless ? REPEATS_MAX : MIN(rule->times, REPEATS_MAX);

	for (int i = 0;; i++) {
		step.repeat = i;
		name_step(&step, '+', &rule->distance);
		if (!before_plan(plan, step.day))
			g_array_append_val(steps, step);
		if (i == repeats || (endless && i > 0 && instant_before(until, step.moment)))
			return;
		step = escalation(config, rule, &rule->repeat, step.counted);
	}
}

/* Of equal moments the speaker stands last. A reminder and an escalation have none in common: late_from lies between. */
static gint by_moment(gconstpointer a, gconstpointer b)
{
	const struct step *left = a, *right = b;

	if (!instant_equal(left->moment, right->moment))
		return instant_before(left->moment, right->moment) ? -1 : 1;
	if (!civil_equal(left->counted, right->counted))
		return civil_compare(left->counted, right->counted) * (left->side == STEP_REMIND ? 1 : -1);
	return strcmp(left->name, right->name);
}

static int distance(const struct config *config, const struct span *unit, struct civil from, struct civil to)
{
	return unit->unit == SPAN_WORKING_DAYS ? calendar_between(config->calendar, from, to) : civil_diff(to, from);
}

/* Counted back from the last reminder: one nearer than the spacing to the next kept one is left out. */
static void thin(const struct config *config, const struct span *spacing, GArray *steps)
{
	const struct step *kept = NULL;

	for (guint i = steps->len; i-- > 0;) {
		struct step *step = &g_array_index(steps, struct step, i);

		if (step->side != STEP_REMIND)
			continue;
		step->spaced = kept != NULL && distance(config, spacing, step->day, kept->day) < spacing->count;
		if (!step->spaced)
			kept = step;
	}
}

GArray *schedule_steps(const struct config *config, const struct policy *policy, const struct plan *plan, const struct limit *limit,
		       struct instant until)
{
	GArray *steps = g_array_new(FALSE, TRUE, sizeof(struct step));
	struct civil last_day = due_last_day(limit, config->settings.zone);

	if (policy == NULL || limit->soft)
		return steps;
	add_reminders(config, policy->remind, plan, limit->aim, limit->late_from, steps);
	for (guint i = 0; i < policy->escalate->len; i++)
		add_escalation(config, policy->escalate->pdata[i], plan, last_day, until, steps);
	g_array_sort(steps, by_moment);
	thin(config, &policy->spacing, steps);
	return steps;
}

GArray *schedule_campaign_steps(const struct config *config, const struct campaign *campaign, struct civil first)
{
	GArray *steps = g_array_new(FALSE, TRUE, sizeof(struct step));

	add_reminders(config, campaign->remind, campaign->plan, first, INSTANT_NEVER, steps);
	g_array_sort(steps, by_moment);
	return steps;
}

/* ---- the office's hours */

struct instant schedule_opening(const struct config *config, struct civil date)
{
	return zone_instant(config->settings.zone, calendar_next(config->calendar, date, NULL), config->settings.office.opening);
}

struct instant schedule_next_opening(const struct config *config, struct instant when)
{
	struct civil today = zone_civil(config->settings.zone, when);
	struct instant opening = schedule_opening(config, today);

	return instant_before(when, opening) ? opening : schedule_opening(config, civil_add(today, 1));
}

bool schedule_in_hours(const struct config *config, struct instant when)
{
	struct civil today = zone_civil(config->settings.zone, when);
	int minute = zone_minute(config->settings.zone, when);

	return calendar_is_working(config->calendar, today) && minute >= config->settings.office.opening &&
	       minute < config->settings.office.closing;
}
