/* The checks that make dates of the rules: every limit of a plan within a window of years, and who stands behind it. */
#include "model/config_check.h"

#include "model/config_people.h"
#include "model/schedule.h"

#define WINDOW_YEARS 20   /* of a plan are looked at, at most */
#define CONSOLIDATION 4   /* working days a consolidation needs after its input's limit */
#define FIRST_YEAR 1900   /* as far as model/schedule goes */
#define LAST_YEAR 2199

struct check {
	struct reader *reader;
	const struct config *config;
	const struct plan *plan;
	struct range window;         /* the days whose periods are looked at */
	GHashTable *uncovered;       /* years without holiday data, as said */
	GHashTable *passing;         /* obligations whose limit passes the day named, as said */
	struct people people;
};

/* ---- the window */

static int last_covered(const struct calendar *calendar)
{
	for (int year = LAST_YEAR; year > FIRST_YEAR; year--) {
		if (calendar_year_covered(calendar, year))
			return year;
	}
	return FIRST_YEAR;
}

/* A plan without an end is looked at as far as the days off are known, for a year at least. */
static struct range window_of(const struct check *check, int covered)
{
	const struct plan *plan = check->plan;
	struct range window = plan->effective;
	int year;

	if (!civil_is_set(window.first) || civil_before(window.first, plan->tracked.first))
		window.first = plan->tracked.first;
	if (!civil_is_set(window.first) || civil_year(window.first) < FIRST_YEAR)
		window.first = civil_make(civil_is_set(window.last) ? MAX(civil_year(window.last), FIRST_YEAR) : FIRST_YEAR, 1, 1);
	year = civil_year(window.first);
	if (!civil_is_set(window.last))
		window.last = civil_make(MIN(MAX(covered, year + 1), LAST_YEAR), 12, 31);
	if (civil_year(window.last) > year + WINDOW_YEARS)
		window.last = civil_make(MIN(year + WINDOW_YEARS, LAST_YEAR), 12, 31);
	return window;
}

/* ---- one limit */

static void look_at_year(struct check *check, int year)
{
	g_autofree char *text = g_strdup_printf("%d", year);

	if (calendar_year_covered(check->config->calendar, year) || !g_hash_table_add(check->uncovered, GINT_TO_POINTER(year)))
		return;
	problems_warning_about(check->reader->problems, "no-holidays", "years", text, NULL, 0,
			       "{} {has|have} no holiday data{list}: every Monday to Friday counts as worked there, add a file to `holidays`");
}

static void look_at_limit(struct check *check, const struct obligation *obligation, const struct period *period,
			  const struct limit *limit, enum nonworking nonworking)
{
	struct civil last = due_last_day(limit, check->config->settings.zone);
	bool passes = obligation->due.kind == DUE_BEFORE &&
		      ((nonworking == NONWORKING_GRACE && !civil_before(last, limit->named)) ||
		       (nonworking == NONWORKING_NEXT && !civil_before(limit->limit, limit->named)));

	look_at_year(check, civil_year(limit->limit));
	look_at_year(check, civil_year(limit->aim));
	look_at_year(check, civil_year(last));
	if (passes && g_hash_table_add(check->passing, (void *)obligation)) {
		g_autofree char *id = g_strdup_printf("%s/%s", check->plan->id, obligation->id);
		const struct node *node = check_node(check->reader, obligation, "due");

		problems_warning_about(check->reader->problems, nonworking == NONWORKING_GRACE ? "passes-grace" : "passes-next",
				       "obligations", id, node->file, node->line,
				       nonworking == NONWORKING_GRACE ?
					       "{}: \"before\" a day, but where the day before it is a day off, nonworking = \"grace\" "
					       "counts a report of that day itself as in time{list}: write keep or previous if that is not meant" :
					       "{}: \"before\" a day, but where the day before it is a day off, nonworking = \"next\" "
					       "moves the limit to that day or past it{list}: write keep or previous if that is not meant");
	}
}

static unsigned variants_of(const struct check *check, const struct obligation *obligation)
{
	unsigned variants = 0;
	bool all = false;

	for (guint i = 0; obligation->nonworking.entries != NULL && i < obligation->nonworking.entries->len; i++) {
		const struct by_owner_entry *entry = obligation->nonworking.entries->pdata[i];

		variants |= 1u << GPOINTER_TO_INT(entry->value);
		all = all || (entry->party->agency == NULL && entry->party->group == NULL);
	}
	return all ? variants : variants | 1u << check->config->settings.nonworking;
}

static bool limit_of(const struct check *check, const struct obligation *obligation, const struct period *period,
		     enum nonworking nonworking, struct limit *limit)
{
	return due_limit(&obligation->due, &obligation->rhythm, &obligation->window, period, check->config->calendar, nonworking,
			 check->config->settings.zone, limit, NULL) &&
	       range_holds(&check->plan->tracked, limit->limit);
}

/* ---- one obligation */

static void say_early(struct check *check, const struct obligation *obligation, const struct period *period, const struct limit *limit)
{
	char limit_text[CIVIL_SIZE], first_text[CIVIL_SIZE];

	reader_warning(check->reader, check_node(check->reader, obligation, "due"),
		       "the limit of period %s, %s, lies before the period begins on %s: check the rule, \"next month\" or \"next year\" may "
		       "be missing", period->label, civil_format(limit->limit, limit_text), civil_format(period->first, first_text));
}

/* A rule without a day is no duty, and the library would look for one again at each question. */
static bool names_days(struct check *check, const struct obligation *obligation)
{
	g_autoptr(GArray) periods = NULL;

	if (obligation->rhythm.every != EVERY_RRULE || !civil_is_set(obligation->plan->effective.first))
		return true;
	periods = schedule_periods(obligation, CIVIL_NONE, check->window.last, NULL);
	if (periods == NULL || periods->len > 0)
		return true;
	reader_error(check->reader, check_node(check->reader, obligation, "every"),
		     "the RRULE names no day while the plan is in effect: correct the rule or `effective`");
	return false;
}

static void check_limits(struct check *check, const struct obligation *obligation)
{
	g_autoptr(GArray) periods = schedule_periods(obligation, check->window.first, check->window.last, NULL);
	unsigned variants = variants_of(check, obligation);
	bool early = false;

	for (guint i = 0; periods != NULL && i < periods->len; i++) {
		const struct period *period = &g_array_index(periods, struct period, i);

		for (int nonworking = NONWORKING_GRACE; nonworking <= NONWORKING_PREVIOUS; nonworking++) {
			struct limit limit;

			if (!(variants & 1u << nonworking) || !limit_of(check, obligation, period, (enum nonworking)nonworking, &limit))
				continue;
			look_at_limit(check, obligation, period, &limit, (enum nonworking)nonworking);
			people_look(&check->people, obligation, &limit);
			if (!early && civil_is_set(period->first) && civil_before(limit.limit, period->first)) {
				say_early(check, obligation, period, &limit);
				early = true;
			}
		}
	}
}

/* ---- inputs and their consolidation */

struct gap {
	int days; /* working days, INT_MAX: none found */
	struct civil input, dependent;
};

static void measure(const struct check *check, const struct occurrence *input, const struct limit *dependent, struct gap *least)
{
	int days = calendar_between(check->config->calendar, input->limit.limit, dependent->limit);

	if (!input->dated || days >= least->days)
		return;
	*least = (struct gap){ days, input->limit.limit, dependent->limit };
}

static void say_gap(struct check *check, const struct obligation *obligation, const struct obligation *input, const struct gap *gap)
{
	char from[CIVIL_SIZE], to[CIVIL_SIZE];

	if (gap->days >= CONSOLIDATION)
		return;
	reader_warning(check->reader, check_node(check->reader, obligation, "needs"),
		       "only %d working day%s from the limit of '%s' (%s) to its own (%s): fewer than %d leave little time to consolidate, "
		       "check both", gap->days, gap->days == 1 ? "" : "s", input->id, civil_format(gap->input, from),
		       civil_format(gap->dependent, to), CONSOLIDATION);
}

/* One input over all periods of the dependent obligation. */
static void check_input(struct check *check, const struct obligation *obligation, const struct obligation *input)
{
	g_autoptr(GArray) periods = schedule_periods(obligation, check->window.first, check->window.last, NULL);
	struct gap least = { .days = INT_MAX };
	bool found = false, looked = false;

	for (guint i = 0; periods != NULL && i < periods->len; i++) {
		struct occurrence dependent = { .plan = check->plan, .obligation = obligation };
		g_autoptr(GPtrArray) inputs = NULL;

		dependent.period = g_array_index(periods, struct period, i);
		if (!limit_of(check, obligation, &dependent.period, check->config->settings.nonworking, &dependent.limit))
			continue;
		looked = true;
		inputs = schedule_inputs(check->config, &dependent);
		for (guint j = 0; j < inputs->len; j++) {
			const struct occurrence *occurrence = inputs->pdata[j];

			if (occurrence->obligation != input)
				continue;
			found = true;
			measure(check, occurrence, &dependent.limit, &least);
		}
	}
	if (looked && !found && input->same_as == NULL && input->due.kind != DUE_EVENT && input->owed_by->len > 0)
		reader_warning(check->reader, check_node(check->reader, obligation, "needs"),
			       "no period of '%s' lies within a period of this one, so it is never an input: check `every` and `period` of both",
			       input->id);
	say_gap(check, obligation, input, &least);
}

/* ---- all */

static bool has_limits(const struct obligation *obligation)
{
	return obligation->same_as == NULL && due_is_dated(&obligation->due) && obligation->owed_by->len > 0;
}

static void check_plan(struct check *check)
{
	for (guint i = 0; i < check->plan->obligations->len; i++) {
		const struct obligation *obligation = check->plan->obligations->pdata[i];

		if (!names_days(check, obligation) || !has_limits(obligation))
			continue;
		check_limits(check, obligation);
		for (guint j = 0; j < obligation->needs->len; j++) {
			const struct obligation *input = obligation->needs->pdata[j];

			if (!reader_is_faulty(check->reader, input) && !reader_is_faulty(check->reader, input->plan))
				check_input(check, obligation, input);
		}
	}
	people_look_at_campaigns(&check->people, check->plan, check->window);
}

static void check_begin(struct check *check, struct reader *reader)
{
	*check = (struct check){ .reader = reader, .config = reader->config };
	check->uncovered = g_hash_table_new(NULL, NULL);
	check->passing = g_hash_table_new(NULL, NULL);
	people_init(&check->people, reader);
}

static void check_end(struct check *check)
{
	people_clear(&check->people);
	g_hash_table_unref(check->uncovered);
	g_hash_table_unref(check->passing);
}

void check_plan_dates(struct reader *reader, const struct plan *plan)
{
	struct check check;

	check_begin(&check, reader);
	check.plan = plan;
	check.window = window_of(&check, last_covered(reader->config->calendar));
	check_plan(&check);
	check_end(&check);
}

void check_dates(struct reader *reader)
{
	const GPtrArray *plans = reader->config->definitions->plans;
	int covered = last_covered(reader->config->calendar);
	struct check check;

	check_begin(&check, reader);
	for (guint i = 0; i < plans->len; i++) {
		check.plan = plans->pdata[i];
		if (reader_is_faulty(reader, check.plan))
			continue;
		check.window = window_of(&check, covered);
		check_plan(&check);
	}
	people_never(&check.people);
	check_end(&check);
}
