#include <glib.h>
#include <string.h>

#include "base/error.h"
#include "model/due.h"

/* The civil service's days of 2024 to 2026 as far as the cases touch them; 2027 tentative. */
static struct calendar *days(bool swapped)
{
	static const struct { const char *date; enum calendar_kind kind; bool tentative; } listed[] = {
		{ "2024-01-01", CALENDAR_HOLIDAY, false }, { "2024-04-29", CALENDAR_HOLIDAY, false },
		{ "2024-04-30", CALENDAR_HOLIDAY, false }, { "2024-05-01", CALENDAR_HOLIDAY, false },
		{ "2024-05-04", CALENDAR_WORKDAY, false }, { "2025-01-01", CALENDAR_HOLIDAY, false },
		{ "2026-01-01", CALENDAR_HOLIDAY, false }, { "2026-01-02", CALENDAR_HOLIDAY, false },
		{ "2026-01-10", CALENDAR_WORKDAY, false }, { "2026-02-16", CALENDAR_HOLIDAY, false },
		{ "2026-02-17", CALENDAR_HOLIDAY, false }, { "2026-02-18", CALENDAR_HOLIDAY, false },
		{ "2026-02-19", CALENDAR_HOLIDAY, false }, { "2026-02-20", CALENDAR_HOLIDAY, false },
		{ "2026-11-24", CALENDAR_HOLIDAY, false }, { "2027-01-01", CALENDAR_HOLIDAY, true },
	};
	struct calendar *calendar = calendar_new();
	struct civil date;

	for (size_t i = 0; i < G_N_ELEMENTS(listed); i++) {
		g_assert_true(civil_parse(listed[i].date, &date));
		calendar_add(calendar, date, listed[i].kind, listed[i].tentative, "a day");
	}
	if (swapped) {
		calendar_add(calendar, civil_make(2026, 11, 23), CALENDAR_HOLIDAY, false, "swap");
		calendar_add(calendar, civil_make(2026, 11, 28), CALENDAR_WORKDAY, false, "swap");
	}
	return calendar;
}

static struct zone *zone(void)
{
	struct zone *zone = zone_open("Asia/Ho_Chi_Minh", NULL);

	g_assert_nonnull(zone);
	return zone;
}

static struct period period(const char *label, const char *first, const char *last)
{
	struct period period = { .first = CIVIL_NONE };

	g_strlcpy(period.label, label, sizeof period.label);
	g_assert_true(*first == '\0' || civil_parse(first, &period.first));
	g_assert_true(*last == '\0' || civil_parse(last, &period.last));
	return period;
}

struct row {
	const char *every, *due, *window; /* window NULL: not stated */
	const char *label, *first, *last;
	enum nonworking nonworking;
	const char *limit, *aim, *late_from;
	bool provisional;
};

#define Y2024 "2024", "2024-01-01", "2024-12-31"
#define Y2025 "2025", "2025-01-01", "2025-12-31"
#define Y2026 "2026", "2026-01-01", "2026-12-31"
#define Q1 "2026-Q1", "2026-01-01", "2026-03-31"
#define Q4 "2026-Q4", "2026-10-01", "2026-12-31"
#define H1 "2026-H1", "2026-01-01", "2026-06-30"
#define H2 "2026-H2", "2026-07-01", "2026-12-31"
#define M9 "2026-9M", "2026-01-01", "2026-09-30"
#define JAN "2026-01", "2026-01-01", "2026-01-31"
#define OCT "2026-10", "2026-10-01", "2026-10-31"
#define NOV "2026-11", "2026-11-01", "2026-11-30"
#define G NONWORKING_GRACE

static const struct row rows[] = {
	/* the yearly 30/11 of 2024 to 2026, each rule */
	{ "year", "before 30/11", NULL, Y2024, G, "2024-11-29", "2024-11-29", "2024-11-30T00:00:00+07:00", false },
	{ "year", "before 30/11", NULL, Y2024, NONWORKING_KEEP, "2024-11-29", "2024-11-29", "2024-11-30T00:00:00+07:00", false },
	{ "year", "before 30/11", NULL, Y2024, NONWORKING_NEXT, "2024-11-29", "2024-11-29", "2024-11-30T00:00:00+07:00", false },
	{ "year", "before 30/11", NULL, Y2024, NONWORKING_PREVIOUS, "2024-11-29", "2024-11-29", "2024-11-30T00:00:00+07:00", false },
	{ "year", "before 30/11", NULL, Y2025, G, "2025-11-29", "2025-11-28", "2025-12-02T00:00:00+07:00", false },
	{ "year", "before 30/11", NULL, Y2026, G, "2026-11-29", "2026-11-27", "2026-12-01T00:00:00+07:00", false },
	{ "year", "before 30/11", NULL, Y2026, NONWORKING_KEEP, "2026-11-29", "2026-11-27", "2026-11-30T00:00:00+07:00", false },
	{ "year", "before 30/11", NULL, Y2026, NONWORKING_NEXT, "2026-11-30", "2026-11-30", "2026-12-01T00:00:00+07:00", false },
	{ "year", "before 30/11", NULL, Y2026, NONWORKING_PREVIOUS, "2026-11-27", "2026-11-27", "2026-11-28T00:00:00+07:00", false },
	/* inclusive, with an hour */
	{ "year", "by 30/11", NULL, Y2026, G, "2026-11-30", "2026-11-30", "2026-12-01T00:00:00+07:00", false },
	{ "year", "by 30/11 at 17:00", NULL, Y2026, G, "2026-11-30", "2026-11-30", "2026-11-30T17:00:00+07:00", false },
	{ "year", "by 29/11 at 17:00", NULL, Y2026, G, "2026-11-29", "2026-11-27", "2026-11-30T17:00:00+07:00", false },
	{ "year", "by 29/11 at 17:00", NULL, Y2026, NONWORKING_KEEP, "2026-11-29", "2026-11-27", "2026-11-29T17:00:00+07:00", false },
	{ "year", "by 29/11 at 24:00", NULL, Y2026, NONWORKING_KEEP, "2026-11-29", "2026-11-27", "2026-11-30T00:00:00+07:00", false },
	/* a listed day off, a Saturday worked, Tet */
	{ "year", "by 24/11", NULL, Y2026, G, "2026-11-24", "2026-11-23", "2026-11-26T00:00:00+07:00", false },
	{ "year", "by 10/1", NULL, Y2026, G, "2026-01-10", "2026-01-10", "2026-01-11T00:00:00+07:00", false },
	{ "year", "before 19/02", NULL, Y2026, G, "2026-02-18", "2026-02-13", "2026-02-24T00:00:00+07:00", false },
	{ "year", "before 19/02", NULL, Y2026, NONWORKING_NEXT, "2026-02-23", "2026-02-23", "2026-02-24T00:00:00+07:00", false },
	{ "year", "before 19/02", NULL, Y2026, NONWORKING_PREVIOUS, "2026-02-13", "2026-02-13", "2026-02-14T00:00:00+07:00", false },
	{ "year", "by 29/4", NULL, Y2024, NONWORKING_NEXT, "2024-05-02", "2024-05-02", "2024-05-03T00:00:00+07:00", false },
	/* clamped days: first real, then the day before */
	{ "year", "by 29/2", NULL, Y2024, G, "2024-02-29", "2024-02-29", "2024-03-01T00:00:00+07:00", false },
	{ "year", "by 29/2", NULL, Y2025, G, "2025-02-28", "2025-02-28", "2025-03-01T00:00:00+07:00", false },
	{ "year", "before 29/02", NULL, Y2025, G, "2025-02-27", "2025-02-27", "2025-02-28T00:00:00+07:00", false },
	{ "month", "before 31", NULL, NOV, G, "2026-11-29", "2026-11-27", "2026-12-01T00:00:00+07:00", false },
	{ "month", "by 31", NULL, NOV, G, "2026-11-30", "2026-11-30", "2026-12-01T00:00:00+07:00", false },
	{ "month", "by last", NULL, NOV, G, "2026-11-30", "2026-11-30", "2026-12-01T00:00:00+07:00", false },
	{ "month", "before last", NULL, NOV, G, "2026-11-29", "2026-11-27", "2026-12-01T00:00:00+07:00", false },
	{ "month", "before 1", NULL, NOV, G, "2026-10-31", "2026-10-30", "2026-11-03T00:00:00+07:00", false },
	{ "month", "by 30 next month", NULL, JAN, G, "2026-02-28", "2026-02-27", "2026-03-03T00:00:00+07:00", false },
	/* in and after the last month of the period */
	{ "month", "by 20", NULL, OCT, G, "2026-10-20", "2026-10-20", "2026-10-21T00:00:00+07:00", false },
	{ "month", "before 5 next month", NULL, OCT, G, "2026-11-04", "2026-11-04", "2026-11-05T00:00:00+07:00", false },
	{ "quarter", "by 15", NULL, Q1, G, "2026-03-15", "2026-03-13", "2026-03-17T00:00:00+07:00", false },
	{ "quarter", "by last", NULL, Q1, G, "2026-03-31", "2026-03-31", "2026-04-01T00:00:00+07:00", false },
	{ "quarter", "by 5 next month", NULL, Q4, G, "2027-01-05", "2027-01-05", "2027-01-06T00:00:00+07:00", true },
	{ "half-year", "before 15", NULL, H1, G, "2026-06-14", "2026-06-12", "2026-06-16T00:00:00+07:00", false },
	{ "half-year", "by 10 next month", NULL, H1, G, "2026-07-10", "2026-07-10", "2026-07-11T00:00:00+07:00", false },
	{ "half-year", "by last", NULL, H2, G, "2026-12-31", "2026-12-31", "2027-01-01T00:00:00+07:00", false },
	{ "nine-months", "by 20", NULL, M9, G, "2026-09-20", "2026-09-18", "2026-09-22T00:00:00+07:00", false },
	{ "nine-months", "before 5 next month", NULL, M9, G, "2026-10-04", "2026-10-02", "2026-10-06T00:00:00+07:00", false },
	{ "nine-months", "by 15/10", NULL, M9, G, "2026-10-15", "2026-10-15", "2026-10-16T00:00:00+07:00", false },
	{ "nine-months", "by 15/1 next year", NULL, M9, G, "2027-01-15", "2027-01-15", "2027-01-16T00:00:00+07:00", true },
	{ "year", "by 15", NULL, Y2026, G, "2026-12-15", "2026-12-15", "2026-12-16T00:00:00+07:00", false },
	{ "year", "before last", NULL, Y2026, G, "2026-12-30", "2026-12-30", "2026-12-31T00:00:00+07:00", false },
	{ "year", "by last next month", NULL, Y2025, G, "2026-01-31", "2026-01-30", "2026-02-03T00:00:00+07:00", false },
	{ "year", "before 15/01 next year", NULL, Y2025, G, "2026-01-14", "2026-01-14", "2026-01-15T00:00:00+07:00", false },
	/* once */
	{ "once", "before 05/12/2024", NULL, Y2024, G, "2024-12-04", "2024-12-04", "2024-12-05T00:00:00+07:00", false },
	{ "once", "before 2024-12-10", NULL, Y2024, G, "2024-12-09", "2024-12-09", "2024-12-10T00:00:00+07:00", false },
	{ "once", "before 31/01/2024", NULL, Y2024, G, "2024-01-30", "2024-01-30", "2024-01-31T00:00:00+07:00", false },
	{ "once", "by 1/3/2026", NULL, "dot-1", "", "", G, "2026-03-01", "2026-02-27", "2026-03-03T00:00:00+07:00", false },
	{ "once", "by 15/6", NULL, "2026", "", "", G, "2026-06-15", "2026-06-15", "2026-06-16T00:00:00+07:00", false },
	{ "once", "by 15/6 next year", NULL, "2025-so-ket", "", "", G, "2026-06-15", "2026-06-15", "2026-06-16T00:00:00+07:00", false },
	{ "once", "in 2026", NULL, Y2026, G, "2026-12-31", "2026-12-31", "2027-01-01T00:00:00+07:00", false },
	{ "once", "in 11/2026", NULL, Y2026, G, "2026-11-30", "2026-11-30", "2026-12-01T00:00:00+07:00", false },
	{ "once", "in 2/2024", NULL, Y2024, G, "2024-02-29", "2024-02-29", "2024-03-01T00:00:00+07:00", false },
	{ "once", "in 5/2026", NULL, Y2026, G, "2026-05-31", "2026-05-29", "2026-06-02T00:00:00+07:00", false },
	/* within: the day counted from is not counted */
	{ "once", "within 5 working days of 20/11/2026", NULL, Y2026, G, "2026-11-30", "2026-11-30", "2026-12-01T00:00:00+07:00", false },
	{ "once", "within 5 days of 20/11/2026", NULL, Y2026, G, "2026-11-25", "2026-11-25", "2026-11-26T00:00:00+07:00", false },
	{ "once", "within 1 day of 20/11/2026", NULL, Y2026, G, "2026-11-21", "2026-11-20", "2026-11-24T00:00:00+07:00", false },
	{ "once", "within 1 working day of 22/11/2026", NULL, Y2026, G, "2026-11-23", "2026-11-23", "2026-11-24T00:00:00+07:00", false },
	{ "once", "within 1 working day of 29/12/2025", NULL, Y2025, G, "2025-12-30", "2025-12-30", "2025-12-31T00:00:00+07:00", false },
	{ "once", "within 2 working days of 31/12/2025", NULL, Y2025, G, "2026-01-06", "2026-01-06", "2026-01-07T00:00:00+07:00", false },
	{ "once", "within 10 working days", "calendar", H1, G, "2026-07-14", "2026-07-14", "2026-07-15T00:00:00+07:00", false },
	{ "month", "within 3 working days", "calendar", OCT, G, "2026-11-04", "2026-11-04", "2026-11-05T00:00:00+07:00", false },
	{ "month", "within 3 working days", "decree-09", OCT, G, "2026-10-19", "2026-10-19", "2026-10-20T00:00:00+07:00", false },
	{ "quarter", "within 5 days", "decree-09", Q1, G, "2026-03-19", "2026-03-19", "2026-03-20T00:00:00+07:00", false },
	{ "year", "within 2 working days", "15/12..14/12", Y2026, G, "2026-12-16", "2026-12-16", "2026-12-17T00:00:00+07:00", false },
	{ "year", "within 5 working days of 15/12", NULL, Y2026, G, "2026-12-22", "2026-12-22", "2026-12-23T00:00:00+07:00", false },
	{ "month", "within 2 days of last", NULL, OCT, G, "2026-11-02", "2026-11-02", "2026-11-03T00:00:00+07:00", false },
	/* the day an RRULE names */
	{ "RRULE:FREQ=MONTHLY;BYDAY=-1FR", "by date", NULL, "2026-10-30", "2026-10-30", "2026-10-30", G, "2026-10-30", "2026-10-30",
	  "2026-10-31T00:00:00+07:00", false },
	{ "RRULE:FREQ=WEEKLY;BYDAY=MO", "before date", NULL, "2026-11-02", "2026-11-02", "2026-11-02", G, "2026-11-01", "2026-10-30",
	  "2026-11-03T00:00:00+07:00", false },
	{ "RRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=8", "within 3 working days of date", NULL, "2026-03-08", "2026-03-08", "2026-03-08", G,
	  "2026-03-11", "2026-03-11", "2026-03-12T00:00:00+07:00", false },
	/* years that do not stand, also those only walked through */
	{ "once", "within 2 working days of 28/12/2023", NULL, Y2024, G, "2024-01-02", "2024-01-02", "2024-01-03T00:00:00+07:00", true },
	{ "year", "before 30/11", NULL, "2027", "2027-01-01", "2027-12-31", G, "2027-11-29", "2027-11-29", "2027-11-30T00:00:00+07:00",
	  true },
	{ "year", "before 30/11", NULL, "2031", "2031-01-01", "2031-12-31", G, "2031-11-29", "2031-11-28", "2031-12-02T00:00:00+07:00",
	  true },
	{ "year", "by 1/1", NULL, Y2025, G, "2025-01-01", "2024-12-31", "2025-01-03T00:00:00+07:00", false },
	{ "year", "by 1/1 next year", NULL, Y2026, NONWORKING_PREVIOUS, "2026-12-31", "2026-12-31", "2027-01-01T00:00:00+07:00", true },
};

static bool compute(const struct row *row, const struct calendar *calendar, struct due_trace *trace, GError **error)
{
	g_autoptr(zone_t) local = zone();
	struct period in = period(row->label, row->first, row->last);
	struct rhythm rhythm = { .every = EVERY_ONCE };
	struct data_window window = { .kind = WINDOW_NOT_STATED };
	struct due due = { .text = NULL };
	bool ok;

	ok = rhythm_parse(row->every, &rhythm, error) && due_parse(row->due, &rhythm, &due, error) &&
	     (row->window == NULL || data_window_parse(row->window, &rhythm, &window, error)) &&
	     due_explain(&due, &rhythm, &window, &in, calendar, row->nonworking, local, trace, error);
	if (ok)
		g_assert_cmpstr(due.text, ==, row->due);
	trace->due = NULL;
	due_clear(&due);
	rhythm_clear(&rhythm);
	return ok;
}

static void every_form_gives_its_dates(void)
{
	g_autoptr(calendar_t) calendar = days(false);
	g_autoptr(zone_t) local = zone();

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct due_trace trace;
		GError *error = NULL;
		char buffer[INSTANT_SIZE];

		g_test_message("%s | %s | %s", rows[i].every, rows[i].due, rows[i].label);
		compute(&rows[i], calendar, &trace, &error);
		g_assert_no_error(error);
		g_assert_cmpstr(civil_format(trace.limit.limit, buffer), ==, rows[i].limit);
		g_assert_cmpstr(civil_format(trace.limit.aim, buffer), ==, rows[i].aim);
		g_assert_cmpstr(zone_format(local, trace.limit.late_from, buffer), ==, rows[i].late_from);
		g_assert_cmpint(trace.limit.provisional, ==, rows[i].provisional);
		g_assert_cmpint(trace.limit.soft, ==, g_str_has_prefix(rows[i].due, "in "));
	}
}

static void the_swap_moves_the_aim(void)
{
	static const struct row row = { "year", "before 30/11", NULL, Y2026, G, NULL, NULL, NULL, false };
	g_autoptr(calendar_t) calendar = days(true);
	struct due_trace trace;
	char buffer[CIVIL_SIZE];

	g_assert_true(compute(&row, calendar, &trace, NULL));
	g_assert_cmpstr(civil_format(trace.limit.aim, buffer), ==, "2026-11-28");
	g_assert_cmpstr(civil_format(calendar_count(calendar, trace.limit.aim, -3, NULL), buffer), ==, "2026-11-25");
}

static void bad_rules_are_refused(void)
{
	static const struct { const char *every, *due, *says; } bad[] = {
		{ "year", "", "not a due rule" },
		{ "year", "30/11", "not a due rule" },
		{ "year", "Before 30/11", "not a due rule" },
		{ "year", "before", "date is missing" },
		{ "year", "before 31/11", "no date of any year" },
		{ "year", "before 30/02", "no date of any year" },
		{ "year", "by 0/11", "no date of any year" },
		{ "year", "by 5/13", "no date of any year" },
		{ "year", "by tomorrow", "no date of any year" },
		{ "year", "by 5/12 next month", "next year" },
		{ "year", "by 5 next year", "next month" },
		{ "year", "by 32", "no month" },
		{ "year", "by 0", "day 0" },
		{ "year", "by 30/11 now", "does not belong" },
		{ "year", "before 30/11 at 10:00", "does not belong" },
		{ "year", "by 30/11 at", "HH:MM" },
		{ "year", "by 30/11 at 7:30", "HH:MM" },
		{ "year", "by 30/11 at 24:01", "no time" },
		{ "year", "by 30/11 at 10:60", "no time" },
		{ "year", "by 30/11 at 00:00", "before" },
		{ "year", "before 30/11/2026", "once" },
		{ "month", "before 30/11", "fit every" },
		{ "quarter", "by 5/12 next year", "fit every" },
		{ "half-year", "by 5/12", "fit every" },
		{ "once", "by 5", "whole date" },
		{ "once", "by last next month", "whole date" },
		{ "once", "by date", "RRULE" },
		{ "month", "by date", "RRULE" },
		{ "once", "before 29/02/2023", "no date of any year" },
		{ "once", "before 31/11/2026", "no date of any year" },
		{ "once", "before 01/01/1899", "the year" },
		{ "once", "before 2026-1-5", "no date of any year" },
		{ "year", "in 2030", "once" },
		{ "once", "in", "in 2030" },
		{ "once", "in 30", "in 2030" },
		{ "once", "in 13/2030", "in 2030" },
		{ "once", "in 1/6/2030", "in 2030" },
		{ "once", "in 2030 at 10:00", "does not belong" },
		{ "month", "within 0 days", "1 to" },
		{ "month", "within days", "1 to" },
		{ "month", "within 99999 days", "1 to" },
		{ "month", "within -1 days", "1 to" },
		{ "month", "within 5", "counts" },
		{ "month", "within 5 weeks", "counts" },
		{ "month", "within 5 days of", "date is missing" },
		{ "month", "within 5 days after 3", "does not belong" },
		{ "month", "none at all", "does not belong" },
		{ "year", "event 30/11", "does not belong" },
		{ "RRULE:FREQ=DAILY", "by 30/11", "fit every" },
		{ "RRULE:FREQ=DAILY", "by 30", "date" },
		{ "RRULE:FREQ=DAILY", "by 30/11/2026", "once" },
		{ "RRULE:FREQ=DAILY", "within 5 days", "of date" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autoptr(GError) error = NULL;
		struct rhythm rhythm;
		struct due due;

		g_test_message("%s | %s", bad[i].every, bad[i].due);
		g_assert_true(rhythm_parse(bad[i].every, &rhythm, NULL));
		g_assert_false(due_parse(bad[i].due, &rhythm, &due, &error));
		g_assert_true(g_error_matches(error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG));
		g_test_message("%s", error->message);
		g_assert_nonnull(strstr(error->message, bad[i].says));
		rhythm_clear(&rhythm);
	}
}

static void words_may_stand_apart(void)
{
	struct rhythm rhythm = { .every = EVERY_YEAR };
	struct due due;

	g_assert_true(due_parse("  by   5/3  next\tyear ", &rhythm, &due, NULL));
	g_assert_cmpstr(due.text, ==, "by 5/3 next year");
	g_assert_true(due.next && due.day == 5 && due.month == 3);
	g_assert_true(due_is_dated(&due));
	due_clear(&due);
	g_assert_true(due_parse("none", &rhythm, &due, NULL));
	g_assert_false(due_is_dated(&due));
	due_clear(&due);
	g_assert_true(due_parse("event", &rhythm, &due, NULL));
	g_assert_false(due_is_dated(&due));
	due_clear(&due);
}

static void rules_that_cannot_be_applied(void)
{
	static const struct row bad[] = {
		{ "month", "within 5 days", NULL, OCT, G, NULL, NULL, "no data window", false },
		{ "once", "within 5 days", "calendar", "dot-1", "", "", G, NULL, NULL, "no data window", false },
		{ "once", "by 15/6", NULL, "dot-1", "", "", G, NULL, NULL, "label begins with", false },
		{ "once", "by 15/6", NULL, "20261", "", "", G, NULL, NULL, "label begins with", false },
		{ "year", "none", NULL, Y2026, G, NULL, NULL, "gives no day", false },
	};
	g_autoptr(calendar_t) calendar = days(false);

	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autoptr(GError) error = NULL;
		struct due_trace trace;

		g_assert_false(compute(&bad[i], calendar, &trace, &error));
		g_test_message("%s", error->message);
		g_assert_nonnull(strstr(error->message, bad[i].late_from));
	}
}

static void the_trace_says_why(void)
{
	g_autoptr(calendar_t) calendar = days(false);
	struct row row = { "month", "before 31", NULL, NOV, G, NULL, NULL, NULL, false };
	struct due_trace trace;
	char buffer[CIVIL_SIZE];

	g_assert_true(compute(&row, calendar, &trace, NULL));
	g_assert_true(trace.clamped && trace.asked_day == 31);
	g_assert_cmpstr(civil_format(trace.limit.named, buffer), ==, "2026-11-30");
	g_assert_cmpint(trace.reason, ==, DUE_DAY_BEFORE);
	g_assert_cmpint(trace.work, ==, DUE_WEEKEND);
	g_assert_null(trace.listed);
	g_assert_cmpstr(civil_format(trace.workday_before, buffer), ==, "2026-11-27");
	g_assert_cmpstr(civil_format(trace.workday_after, buffer), ==, "2026-11-30");
	g_assert_true(civil_equal(trace.late_day, trace.workday_after));
	g_assert_cmpint(trace.unconfirmed_first, ==, 0);

	row = (struct row){ "year", "by 24/11", NULL, Y2026, NONWORKING_KEEP, NULL, NULL, NULL, false };
	g_assert_true(compute(&row, calendar, &trace, NULL));
	g_assert_false(trace.clamped);
	g_assert_cmpint(trace.reason, ==, DUE_DAY_ITSELF);
	g_assert_cmpint(trace.work, ==, DUE_DAY_OFF);
	g_assert_cmpstr(trace.listed->name, ==, "a day");
	g_assert_cmpint(trace.nonworking, ==, NONWORKING_KEEP);

	row = (struct row){ "year", "by 10/01", NULL, Y2026, G, NULL, NULL, NULL, false };
	g_assert_true(compute(&row, calendar, &trace, NULL));
	g_assert_cmpint(trace.work, ==, DUE_SATURDAY_WORKED);

	row = (struct row){ "quarter", "within 10 working days", "decree-09", Q4, G, NULL, NULL, NULL, false };
	g_assert_true(compute(&row, calendar, &trace, NULL));
	g_assert_true(trace.from_window);
	g_assert_cmpint(trace.reason, ==, DUE_COUNTED);
	g_assert_cmpstr(civil_format(trace.window_first, buffer), ==, "2026-09-15");
	g_assert_cmpstr(civil_format(trace.window_last, buffer), ==, "2026-12-14");

	row = (struct row){ "year", "within 10 working days of 25/12", NULL, Y2026, G, NULL, NULL, NULL, false };
	g_assert_true(compute(&row, calendar, &trace, NULL));
	g_assert_cmpint(trace.unconfirmed_first, ==, 2027);
	g_assert_cmpint(trace.unconfirmed_last, ==, 2027);
}

static void windows_close_where_the_decree_says(void)
{
	static const struct { const char *every, *window, *label, *from, *to, *first, *last; } good[] = {
		{ "month", "decree-09", OCT, "2026-09-15", "2026-10-14" },
		{ "month", "decree-09", JAN, "2025-12-15", "2026-01-14" },
		{ "quarter", "decree-09", "2026-Q3", "2026-07-01", "2026-09-30", "2026-06-15", "2026-09-14" },
		{ "half-year", "decree-09", H1, "2025-12-15", "2026-06-14" },
		{ "half-year", "decree-09", H2, "2026-06-15", "2026-12-14" },
		{ "year", "decree-09", Y2026, "2025-12-15", "2026-12-14" },
		{ "year", "calendar", Y2026, "2026-01-01", "2026-12-31" },
		{ "nine-months", "calendar", M9, "2026-01-01", "2026-09-30" },
		{ "year", "1/11..31/10", Y2026, "2025-11-01", "2026-10-31" },
		{ "year", "1/1..29/2", Y2026, "2026-01-01", "2026-02-28" },
	};
	static const struct { const char *every, *window; } bad[] = {
		{ "nine-months", "decree-09" }, { "once", "decree-09" }, { "month", "1/11..31/10" }, { "year", "1/11..31/11" },
		{ "year", "1/11" }, { "year", "1/11..2/11..3/11" }, { "year", "" }, { "RRULE:FREQ=DAILY", "calendar" },
	};
	struct rhythm rhythm;
	struct data_window window;
	struct civil first, last;
	char buffer[CIVIL_SIZE];

	for (size_t i = 0; i < G_N_ELEMENTS(good); i++) {
		struct period in = period(good[i].label, good[i].from, good[i].to);

		g_assert_true(rhythm_parse(good[i].every, &rhythm, NULL));
		g_assert_true(data_window_parse(good[i].window, &rhythm, &window, NULL));
		g_assert_true(data_window_of(&window, &rhythm, &in, &first, &last));
		g_assert_cmpstr(civil_format(first, buffer), ==, good[i].first);
		g_assert_cmpstr(civil_format(last, buffer), ==, good[i].last);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autoptr(GError) error = NULL;

		g_assert_true(rhythm_parse(bad[i].every, &rhythm, NULL));
		g_assert_false(data_window_parse(bad[i].window, &rhythm, &window, &error));
		g_assert_nonnull(error);
		rhythm_clear(&rhythm);
	}
}

static void recurrence_rules(void)
{
	static const char *const good[] = {
		"RRULE:FREQ=MONTHLY;BYDAY=-1FR", "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;WKST=MO", "RRULE:FREQ=DAILY;COUNT=10",
		"RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "RRULE:RSCALE=GREGORIAN;FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;SKIP=BACKWARD",
		"RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "RRULE:FREQ=YEARLY;BYYEARDAY=-1", "RRULE:FREQ=MONTHLY;BYMONTHDAY=31,-1",
		"RRULE:FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "RRULE:FREQ=YEARLY;BYDAY=20MO", "RRULE:FREQ=MONTHLY;UNTIL=20301231",
		"RRULE:FREQ=MONTHLY;BYDAY=MO,WE,FR;BYSETPOS=14", "RRULE:FREQ=MONTHLY;BYDAY=5SU;BYMONTH=2", "RRULE:FREQ=MONTHLY;BYDAY=-1FR;BYMONTHDAY=-1",
	};
	static const struct { const char *rule, *says; } bad[] = {
		{ "RRULE:", "FREQ must be" },
		{ "RRULE:FREQ=SECONDLY", "FREQ must be" },
		{ "RRULE:FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30", "FREQ must be" },
		{ "RRULE:FREQ=MINUTELY", "FREQ must be" },
		{ "RRULE:freq=daily", "a part is none" },
		{ "RRULE:INTERVAL=2", "FREQ must be" },
		{ "RRULE:FREQ=DAILY;BYHOUR=3", "a part is none" },
		{ "RRULE:FREQ=DAILY;FREQ=DAILY", "twice" },
		{ "RRULE:FREQ=DAILY;", "a part is none" },
		{ "RRULE:FREQ=DAILY;INTERVAL=0", "INTERVAL takes" },
		{ "RRULE:FREQ=DAILY;INTERVAL=-1", "INTERVAL takes" },
		{ "RRULE:FREQ=DAILY;COUNT=3;UNTIL=20261231", "exclude" },
		{ "RRULE:FREQ=DAILY;UNTIL=20261331", "UNTIL" },
		{ "RRULE:FREQ=DAILY;UNTIL=20261231T000000Z", "UNTIL" },
		{ "RRULE:FREQ=MONTHLY;BYDAY=255SU", "out of range" },
		{ "RRULE:FREQ=MONTHLY;BYDAY=6SU", "out of range" },
		{ "RRULE:FREQ=MONTHLY;BYDAY=0SU", "out of range" },
		{ "RRULE:FREQ=MONTHLY;BYDAY=", "BYDAY" },
		{ "RRULE:FREQ=MONTHLY;BYDAY=XX", "BYDAY" },
		{ "RRULE:FREQ=WEEKLY;BYDAY=1SU", "numbered" },
		{ "RRULE:FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=1", "BYSETPOS" },
		{ "RRULE:FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS" },
		{ "RRULE:FREQ=YEARLY;BYWEEKNO=53", "BYWEEKNO" },
		{ "RRULE:FREQ=MONTHLY;BYYEARDAY=1", "BYYEARDAY" },
		{ "RRULE:FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY" },
		{ "RRULE:FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY takes" },
		{ "RRULE:FREQ=YEARLY;BYMONTH=13", "BYMONTH takes" },
		{ "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "no month named" },
		{ "RRULE:FREQ=DAILY;BYMONTH=2,4,6;BYMONTHDAY=31,-31", "no month named" },
		{ "RRULE:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6", "no month named" },
		{ "RRULE:FREQ=MONTHLY;BYDAY=MO,WE,FR;BYSETPOS=15", "no month named" },
		{ "RRULE:FREQ=MONTHLY;BYDAY=-1FR;BYMONTHDAY=1", "no month named" },
		{ "RRULE:FREQ=MONTHLY;BYDAY=5FR;BYMONTH=2;BYMONTHDAY=-2", "no month named" },
		{ "RRULE:FREQ=YEARLY;RSCALE=CHINESE;BYMONTH=1;BYMONTHDAY=1", "RSCALE" },
		{ "RRULE:FREQ=YEARLY;SKIP=BACKWARD", "SKIP" },
		{ "RRULE:FREQ=WEEKLY;WKST=XX", "WKST" },
		{ "weekly", "not a rhythm" },
		{ "", "not a rhythm" },
		{ "Year", "not a rhythm" },
	};
	struct rhythm rhythm;

	for (size_t i = 0; i < G_N_ELEMENTS(good); i++) {
		GError *error = NULL;

		rhythm_parse(good[i], &rhythm, &error);
		g_assert_no_error(error);
		g_assert_cmpint(rhythm.every, ==, EVERY_RRULE);
		g_assert_cmpstr(rhythm.rrule, ==, good[i] + strlen("RRULE:"));
		rhythm_clear(&rhythm);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autoptr(GError) error = NULL;

		g_test_message("%s", bad[i].rule);
		g_assert_false(rhythm_parse(bad[i].rule, &rhythm, &error));
		g_test_message("%s", error->message);
		g_assert_nonnull(strstr(error->message, bad[i].says));
	}
}

/* For each day of ten years and each rule: the order of the three dates, and that they are worked where they must be. */
static void the_dates_keep_their_order(void)
{
	g_autoptr(calendar_t) calendar = days(true);
	g_autoptr(zone_t) local = zone();
	struct civil last = civil_make(2021, 1, 1), end = civil_make(2030, 12, 31);

	for (; !civil_before(end, last); last = civil_add(last, 1)) {
		for (int rule = NONWORKING_GRACE; rule <= NONWORKING_PREVIOUS; rule++) {
			struct limit limit;
			struct civil late;

			due_limit_of_day(last, -1, calendar, (enum nonworking)rule, local, &limit);
			late = due_last_day(&limit, local);
			g_assert_true(calendar_is_working(calendar, limit.aim));
			g_assert_false(civil_before(limit.limit, limit.aim));
			g_assert_false(civil_before(late, limit.limit));
			g_assert_cmpint(zone_minute(local, limit.late_from), ==, 0);
			g_assert_cmpint(limit.late_from.seconds % 86400, ==, 17 * 3600);
			if (calendar_is_working(calendar, last))
				g_assert_true(civil_equal(limit.aim, last) && civil_equal(limit.limit, last) && civil_equal(late, last));
			if (rule == NONWORKING_NEXT)
				g_assert_false(civil_before(limit.limit, last));
			if (rule == NONWORKING_PREVIOUS)
				g_assert_false(civil_before(last, limit.limit));
			if (rule == NONWORKING_GRACE || rule == NONWORKING_KEEP)
				g_assert_true(civil_equal(limit.limit, last));
			if (rule == NONWORKING_GRACE)
				g_assert_true(civil_equal(late, calendar_next(calendar, last, NULL)));
			if (rule == NONWORKING_KEEP)
				g_assert_true(civil_equal(late, last));
		}
	}
}

int main(int argc, char **argv)
{
	g_setenv("TZ", "Pacific/Apia", TRUE); /* a day away: the machine's own zone must not matter */
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/due/forms", every_form_gives_its_dates);
	g_test_add_func("/due/swap", the_swap_moves_the_aim);
	g_test_add_func("/due/errors", bad_rules_are_refused);
	g_test_add_func("/due/blanks", words_may_stand_apart);
	g_test_add_func("/due/inapplicable", rules_that_cannot_be_applied);
	g_test_add_func("/due/trace", the_trace_says_why);
	g_test_add_func("/due/windows", windows_close_where_the_decree_says);
	g_test_add_func("/due/rhythm", recurrence_rules);
	g_test_add_func("/due/order", the_dates_keep_their_order);
	return g_test_run();
}
