/*
 * The due rule: what the document says about a report's time ("before 30/11", "within 5 working days"), read from the
 * configuration and made into dates for one period. Pure functions of rule, period and calendar; knows no agency.
 *
 * Three dates follow from the last permitted day L (Civil Code 2015 art. 146-148 by analogy): the limit is shown, the aim
 * is what reminders count back from, late_from is the first instant at which a report is late.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "base/civil.h"
#include "base/zone.h"
#include "model/calendar.h"
#include "model/settings.h"

enum due_kind { DUE_NONE, DUE_EVENT, DUE_BEFORE, DUE_BY, DUE_IN_YEAR, DUE_IN_MONTH, DUE_WITHIN };
enum due_date { DUE_DATE_ABSENT, DUE_DATE_FULL, DUE_DATE_DAY_MONTH, DUE_DATE_DAY, DUE_DATE_OF_RULE };
enum every { EVERY_ONCE, EVERY_MONTH, EVERY_QUARTER, EVERY_HALF_YEAR, EVERY_NINE_MONTHS, EVERY_YEAR, EVERY_RRULE };

struct rhythm {
	enum every every;
	char *rrule; /* without "RRULE:", EVERY_RRULE only */
};

struct due {
	enum due_kind kind;
	enum due_date date;
	int day, month, year; /* day 0 = "last"; those the form lacks are 0 */
	bool next;            /* "next year" or "next month" */
	int minute;           /* "at HH:MM" in minutes; -1: none, the end of the day */
	int count;            /* DUE_WITHIN */
	bool working_days;    /* DUE_WITHIN */
	char *text;           /* as written */
};

enum window_kind { WINDOW_NOT_STATED, WINDOW_CALENDAR, WINDOW_DECREE_09, WINDOW_RANGE };

struct data_window {
	enum window_kind kind;
	int first_day, first_month, last_day, last_month; /* WINDOW_RANGE */
};

#define PERIOD_LABEL_SIZE 33

struct period {
	char label[PERIOD_LABEL_SIZE];
	struct civil first, last; /* last: its last day; a one-off without a year: CIVIL_NONE both, or those of its plan */
};

struct limit {
	struct civil named;  /* the day the rule names (D) */
	struct civil last;   /* last permitted day L */
	struct civil limit, aim;
	struct instant late_from;
	bool provisional;
	bool soft; /* DUE_IN_YEAR, DUE_IN_MONTH: no ladder */
};

/* Why the last permitted day is that day. */
enum due_reason {
	DUE_DAY_BEFORE,   /* "before": the day before the one named */
	DUE_DAY_ITSELF,   /* "by": the day named */
	DUE_END_OF_YEAR,  /* "in YYYY" */
	DUE_END_OF_MONTH, /* "in M/YYYY" */
	DUE_COUNTED,      /* "within": so many days after the one counted from, which is not counted */
	DUE_FIXED,        /* due_limit_of_day: given as it stands */
};

/* Why a day is or is not worked. */
enum due_work { DUE_WEEKDAY, DUE_SATURDAY_WORKED, DUE_WEEKEND, DUE_DAY_OFF };

/* The way to the dates, fact by fact, for those who put it into words. Pointers are borrowed from rule and calendar. */
struct due_trace {
	const struct due *due; /* NULL with DUE_FIXED */
	int asked_day;         /* of the date the rule asks for, before it was made real; 0: "last", or no such date */
	bool clamped;          /* the month lacks that day: limit.named is its last day */
	bool from_window;      /* "within" counted from the end of window_first..window_last */
	struct civil window_first, window_last;
	enum due_reason reason;
	enum due_work work;               /* of the last permitted day */
	const struct calendar_day *listed; /* what the files say of that day; NULL: nothing */
	enum nonworking nonworking;       /* the rule for a last permitted day that is not worked */
	struct civil workday_before, workday_after; /* nearest to the last permitted day, itself if worked */
	struct civil late_day;            /* the day whose end, or minute, is late_from */
	int minute;                       /* of late_day; -1: its end */
	int unconfirmed_first, unconfirmed_last; /* the years looked at that are not confirmed; 0: none */
	struct limit limit;
};

bool rhythm_parse(const char *text, struct rhythm *ret, GError **error);
void rhythm_clear(struct rhythm *rhythm);

/* Errors: a form unknown, a date of no year (31/11), a form that does not fit `every`. What needs the period's label (D/M
 * with a one-off whose label begins with no year) or a data window is found by due_limit. */
bool due_parse(const char *text, const struct rhythm *rhythm, struct due *ret, GError **error);
void due_clear(struct due *due);
bool due_is_dated(const struct due *due); /* neither none nor event */

bool data_window_parse(const char *text, const struct rhythm *rhythm, struct data_window *ret, GError **error);
/* The window of a period (both ends included); false where none is stated or the kind has none for this rhythm. Source
 * of decree-09: Decree 09/2019/ND-CP art. 12. */
bool data_window_of(const struct data_window *window, const struct rhythm *rhythm, const struct period *period,
		    struct civil *first, struct civil *last);

/* The rule's dates for one period. False with an error where the rule cannot be applied (no window to count from). */
bool due_limit(const struct due *due, const struct rhythm *rhythm, const struct data_window *window,
	       const struct period *period, const struct calendar *calendar, enum nonworking nonworking,
	       const struct zone *zone, struct limit *ret, GError **error);

/* The same, with every fact on the way. */
bool due_explain(const struct due *due, const struct rhythm *rhythm, const struct data_window *window,
		 const struct period *period, const struct calendar *calendar, enum nonworking nonworking,
		 const struct zone *zone, struct due_trace *ret, GError **error);

/* The same three dates for a last permitted day fixed otherwise (an extension). `minute` as in struct due. */
void due_limit_of_day(struct civil last, int minute, const struct calendar *calendar, enum nonworking nonworking,
		      const struct zone *zone, struct limit *ret);

/* The last permitted day as counted by escalation: the local date of the second before late_from. */
struct civil due_last_day(const struct limit *limit, const struct zone *zone);
