/*
 * Reporting periods: the months, quarters, half-years, nine months and years of the calendar, and their labels (2026,
 * 2026-H1, 2026-9M, 2026-Q3, 2026-10). Pure functions; which periods a plan has, model/schedule.h knows.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/due.h"

/* The period a label names, with its rhythm; a day (2026-10-05) is EVERY_RRULE. False for any other label. */
bool period_parse(const char *label, enum every *ret_every, struct period *ret);

/* The periods of a rhythm (neither EVERY_ONCE nor EVERY_RRULE) whose last day lies in first..last, in order. Array of
 * struct period by value. */
GArray *period_list(enum every every, struct civil first, struct civil last);

/* The period that is one day, as an RRULE names it. */
struct period period_of_day(struct civil day);
