/*
 * Working days of the civil service: Monday to Friday, less the days off, plus the Saturdays worked in exchange, as the
 * holiday files (iCalendar) say. Built once per load by the loader, then immutable and shared. Knows no limits and no
 * reports. Law: Labour Code 45/2019/QH14 art. 111-112, and the yearly notices the files carry.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "base/civil.h"
#include "base/span.h"
#include "model/problem.h"

enum calendar_kind { CALENDAR_HOLIDAY, CALENDAR_WORKDAY };

struct calendar_day {
	struct civil date;
	enum calendar_kind kind;
	bool tentative;
	char *name; /* SUMMARY */
	char *file, *uid;
};

struct calendar;

struct calendar *calendar_new(void);
void calendar_free(struct calendar *calendar);

/* Reads one holiday file's text (at most 1 MB). Each fault becomes an error "file: event UID: …" in `problems`: RRULE,
 * DATE-TIME, no or two kinds, HOLIDAY and WORKDAY on one day. */
void calendar_read(struct calendar *calendar, const char *file, const char *text, size_t length, struct problems *problems);

/* Adds one day (tests, benches). */
void calendar_add(struct calendar *calendar, struct civil date, enum calendar_kind kind, bool tentative, const char *name);

bool calendar_is_working(const struct calendar *calendar, struct civil date);

/* The listed day, or NULL for a day no file names. */
const struct calendar_day *calendar_day(const struct calendar *calendar, struct civil date);

/* A year is confirmed when the files hold at least one confirmed day off in it and no tentative day. */
bool calendar_year_confirmed(const struct calendar *calendar, int year);
/* The files hold at least one day of it. */
bool calendar_year_covered(const struct calendar *calendar, int year);

/* The nearest working day not before / not after `date`. `*provisional` (may be NULL) is set true, never false, when a
 * day looked at lies in a year that is not confirmed. */
struct civil calendar_next(const struct calendar *calendar, struct civil date, bool *provisional);
struct civil calendar_previous(const struct calendar *calendar, struct civil date, bool *provisional);

/* `count` working days after (> 0) or before (< 0) `date`, which is not counted itself (Civil Code 2015 art. 147.2). */
struct civil calendar_count(const struct calendar *calendar, struct civil date, int count, bool *provisional);

/* Working days after `from` up to and including `to`; 0 when `to` is not after `from`. */
int calendar_between(const struct calendar *calendar, struct civil from, struct civil to);

/* The days listed in the range, by date; array of const struct calendar_day *, container owned by the caller. */
GPtrArray *calendar_list(const struct calendar *calendar, struct civil first, struct civil last);

typedef struct calendar calendar_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(calendar_t, calendar_free)
