/*
 * How the obligations were met, in numbers: by obligation and period, by agency, or by period, with a row of everything. Read
 * from counters that are kept with every write, so it costs the same whatever the number of occurrences. Reads only.
 */
#pragma once

#include <jansson.h>

#include "engine/engine.h"
#include "render/words.h"
#include "store/counters.h"

/* "obligation" | "agency" | "period". False: another word. */
bool statistics_by(const char *word, enum counters_by *ret);

/* An array by plan, then obligation and period, or period, or the agency's name in Vietnamese order; the last row (plan as
 * asked, title «Tổng cộng») adds them all up; empty where
 * there is none. Keys: plan obligation period agency agency_name title owed on_time grace late
 * days_late workdays_late original_late original_days_late original_workdays_late charged extended waived nil cancelled
 * unknown returned open missing; what a row adds up over is null. The days are sums; original_*: of the extended ones, by their
 * first limit. `year`: of the period's last day, else of the first limit; 0: all. `plan` NULL: all.
 * By agency a plan or a year must be named (_USAGE): bodies of all plans and years are many. DEADLINED_ERROR_UNKNOWN_ID: neither the files nor the store know the plan. */
json_t *statistics_read(const struct engine *engine, const char *plan, int year, enum counters_by by, enum language language,
			struct instant now, GError **error);
