#include "model/due.h"

#include "base/error.h"

bool due_is_dated(const struct due *due)
{
	return due->kind != DUE_NONE && due->kind != DUE_EVENT;
}

/* The same day in the month before, clamped. */
static struct civil month_before(struct civil date, int day)
{
	int year, month, unused;

	civil_split(date, &year, &month, &unused);
	return month > 1 ? civil_clamp(year, month - 1, day) : civil_clamp(year - 1, 12, day);
}

/* From the 15th of the month before the period to the 14th of its last month. */
static void decree_window(const struct period *period, struct civil *first, struct civil *last)
{
	int year, month, day;

	*first = month_before(period->first, 15);
	civil_split(period->last, &year, &month, &day);
	*last = civil_make(year, month, 14);
}

static void range_window(const struct data_window *window, const struct period *period, struct civil *first, struct civil *last)
{
	int year = civil_year(period->last);
	bool turns = window->first_month > window->last_month ||
		     (window->first_month == window->last_month && window->first_day > window->last_day);

	*first = civil_clamp(turns ? year - 1 : year, window->first_month, window->first_day);
	*last = civil_clamp(year, window->last_month, window->last_day);
}

bool data_window_of(const struct data_window *window, const struct rhythm *rhythm, const struct period *period, struct civil *first,
		    struct civil *last)
{
	if (window->kind == WINDOW_NOT_STATED || !civil_is_set(period->first) || !civil_is_set(period->last))
		return false;
	switch (window->kind) {
	case WINDOW_CALENDAR:
		*first = period->first;
		*last = period->last;
		break;
	case WINDOW_DECREE_09:
		if (rhythm->every == EVERY_ONCE || rhythm->every == EVERY_RRULE || rhythm->every == EVERY_NINE_MONTHS)
			return false;
		decree_window(period, first, last);
		break;
	case WINDOW_RANGE:
		range_window(window, period, first, last);
		break;
	case WINDOW_NOT_STATED:
		break;
	}
	return true;
}

/* What a computation is about, and the facts it gathers. */
struct way {
	const struct due *due;
	const struct rhythm *rhythm;
	const struct data_window *window;
	const struct period *period;
	const struct calendar *calendar;
	const struct zone *zone;
	struct due_trace *trace;
	GError **error;
};

static bool refuse(const struct way *way, const char *why)
{
	g_set_error(way->error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG, "'%s' in period '%s': %s", way->due->text, way->period->label,
		    why);
	return false;
}

/* The year a one-off's label begins with; 0: none. */
static int label_year(const char *label)
{
	int year = 0;

	for (int i = 0; i < 4; i++) {
		if (!g_ascii_isdigit(label[i]))
			return 0;
		year = year * 10 + (label[i] - '0');
	}
	return g_ascii_isdigit(label[4]) || year < 1900 || year > 2199 ? 0 : year;
}

/* Makes the date real; notes when the month lacks the day. */
static bool real(const struct way *way, int year, int month)
{
	int days = civil_month_days(year, month), day = way->due->day == 0 ? days : way->due->day;

	way->trace->asked_day = way->due->day;
	way->trace->clamped = day > days;
	way->trace->limit.named = civil_clamp(year, month, day);
	return civil_is_set(way->trace->limit.named) || refuse(way, "the day lies outside the calendar");
}

static bool real_yearly(const struct way *way)
{
	int year = way->rhythm->every == EVERY_ONCE ? label_year(way->period->label) : civil_year(way->period->last);

	if (year == 0)
		return refuse(way, "a day without a year needs a period whose label begins with one: give the year, or period = \"2026\"");
	return real(way, year + way->due->next, way->due->month);
}

static bool real_monthly(const struct way *way)
{
	int year, month, day;

	civil_split(way->period->last, &year, &month, &day);
	month += way->due->next;
	return month > 12 ? real(way, year + 1, 1) : real(way, year, month);
}

static bool real_window(const struct way *way)
{
	struct due_trace *trace = way->trace;

	trace->from_window = true;
	if (!data_window_of(way->window, way->rhythm, way->period, &trace->window_first, &trace->window_last))
		return refuse(way, "no data window to count from: add data_window, or \"of\" and a date");
	trace->limit.named = trace->window_last;
	return true;
}

/* The day the rule names, or counts from. */
static bool name_day(const struct way *way)
{
	switch (way->due->date) {
	case DUE_DATE_FULL:
		return real(way, way->due->year, way->due->month);
	case DUE_DATE_DAY_MONTH:
		return real_yearly(way);
	case DUE_DATE_DAY:
		return real_monthly(way);
	case DUE_DATE_OF_RULE:
		way->trace->limit.named = way->period->last;
		return civil_is_set(way->period->last) || refuse(way, "the period is not a day of the RRULE");
	case DUE_DATE_ABSENT:
		break;
	}
	if (way->due->kind == DUE_WITHIN)
		return real_window(way);
	way->trace->limit.named = way->due->kind == DUE_IN_YEAR ? civil_make(way->due->year, 12, 31)
								 : civil_clamp(way->due->year, way->due->month, 31);
	return true;
}

static void note_year(struct due_trace *trace, int year)
{
	if (trace->unconfirmed_first == 0 || year < trace->unconfirmed_first)
		trace->unconfirmed_first = year;
	if (year > trace->unconfirmed_last)
		trace->unconfirmed_last = year;
	trace->limit.provisional = true;
}

/* Every day of `from`..`to` (either order) was looked at; only the first of a year and the ends can be new years. */
static void looked(const struct way *way, struct civil from, struct civil to)
{
	int first = civil_year(civil_before(from, to) ? from : to), last = civil_year(civil_before(from, to) ? to : from);

	for (; first <= last; first++)
		if (!calendar_year_confirmed(way->calendar, first))
			note_year(way->trace, first);
}

static void count_days(const struct way *way)
{
	struct limit *limit = &way->trace->limit;

	way->trace->reason = DUE_COUNTED;
	if (!way->due->working_days) {
		limit->last = civil_add(limit->named, way->due->count);
		return;
	}
	limit->last = calendar_count(way->calendar, limit->named, way->due->count, NULL);
	looked(way, civil_add(limit->named, 1), limit->last);
}

/* From the day named to the last permitted day. */
static void permit(const struct way *way)
{
	struct due_trace *trace = way->trace;

	trace->limit.last = trace->limit.named;
	switch (way->due->kind) {
	case DUE_BEFORE:
		trace->reason = DUE_DAY_BEFORE;
		trace->limit.last = civil_add(trace->limit.named, -1);
		break;
	case DUE_BY:
		trace->reason = DUE_DAY_ITSELF;
		break;
	case DUE_IN_YEAR:
		trace->reason = DUE_END_OF_YEAR;
		break;
	case DUE_IN_MONTH:
		trace->reason = DUE_END_OF_MONTH;
		break;
	case DUE_WITHIN:
		count_days(way);
		break;
	case DUE_NONE:
	case DUE_EVENT:
		break;
	}
	trace->limit.soft = way->due->kind == DUE_IN_YEAR || way->due->kind == DUE_IN_MONTH;
}

static enum due_work work_of(const struct calendar *calendar, struct civil date, const struct calendar_day *listed)
{
	bool weekend = civil_weekday(date) >= SATURDAY;

	if (calendar_is_working(calendar, date))
		return weekend ? DUE_SATURDAY_WORKED : DUE_WEEKDAY;
	return weekend && listed == NULL ? DUE_WEEKEND : DUE_DAY_OFF;
}

static struct instant end_of(const struct zone *zone, struct civil date, int minute)
{
	return minute < 0 ? zone_instant(zone, civil_add(date, 1), 0) : zone_instant(zone, date, minute);
}

/* The three dates that follow from the last permitted day. */
static void follow(const struct way *way, enum nonworking nonworking)
{
	struct due_trace *trace = way->trace;
	struct limit *limit = &trace->limit;

	trace->nonworking = nonworking;
	trace->listed = calendar_day(way->calendar, limit->last);
	trace->work = work_of(way->calendar, limit->last, trace->listed);
	trace->workday_before = calendar_previous(way->calendar, limit->last, NULL);
	trace->workday_after = calendar_next(way->calendar, limit->last, NULL);
	switch (nonworking) {
	case NONWORKING_GRACE:
		limit->limit = limit->last;
		limit->aim = trace->workday_before;
		trace->late_day = trace->workday_after;
		looked(way, limit->aim, trace->late_day);
		break;
	case NONWORKING_KEEP:
		limit->limit = trace->late_day = limit->last;
		limit->aim = trace->workday_before;
		looked(way, limit->aim, limit->last);
		break;
	case NONWORKING_NEXT:
		limit->limit = limit->aim = trace->late_day = trace->workday_after;
		looked(way, limit->last, limit->limit);
		break;
	case NONWORKING_PREVIOUS:
		limit->limit = limit->aim = trace->late_day = trace->workday_before;
		looked(way, limit->limit, limit->last);
		break;
	}
	limit->late_from = end_of(way->zone, trace->late_day, trace->minute);
}

bool due_explain(const struct due *due, const struct rhythm *rhythm, const struct data_window *window, const struct period *period,
		 const struct calendar *calendar, enum nonworking nonworking, const struct zone *zone, struct due_trace *ret, GError **error)
{
	struct way way = { due, rhythm, window, period, calendar, zone, ret, error };

	*ret = (struct due_trace){ .due = due, .minute = due->minute };
	if (!due_is_dated(due))
		return refuse(&way, "the document gives no day: it has no dates");
	if (!name_day(&way))
		return false;
	permit(&way);
	follow(&way, nonworking);
	return true;
}

bool due_limit(const struct due *due, const struct rhythm *rhythm, const struct data_window *window, const struct period *period,
	       const struct calendar *calendar, enum nonworking nonworking, const struct zone *zone, struct limit *ret, GError **error)
{
	struct due_trace trace;

	if (!due_explain(due, rhythm, window, period, calendar, nonworking, zone, &trace, error))
		return false;
	*ret = trace.limit;
	return true;
}

void due_limit_of_day(struct civil last, int minute, const struct calendar *calendar, enum nonworking nonworking, const struct zone *zone,
		      struct limit *ret)
{
	struct due_trace trace = { .reason = DUE_FIXED, .minute = minute, .limit = { .named = last, .last = last } };
	struct way way = { .calendar = calendar, .zone = zone, .trace = &trace };

	follow(&way, nonworking);
	*ret = trace.limit;
}

struct civil due_last_day(const struct limit *limit, const struct zone *zone)
{
	return zone_civil(zone, instant_add(limit->late_from, -1));
}
