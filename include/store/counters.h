/*
 * How obligations were met, counted with every write (triggers), so that a statistic reads a few rows whatever the number
 * of occurrences. Facts only. Undated and withdrawn occurrences are not counted.
 */
#pragma once

#include "base/civil.h"
#include "store/store.h"

enum counters_by { COUNTERS_BY_OBLIGATION, COUNTERS_BY_AGENCY, COUNTERS_BY_PERIOD };

/* Of one obligation and period, of one agency, or of one period (over its plan's obligations). In: submitted, accepted, returned
 * or nil. */
struct counter {
	char *plan, *obligation, *period, *agency; /* NULL: added up over it */
	int owed;             /* all */
	int on_time;          /* in, and not late; `grace` among them */
	int grace;            /* of these: after the limit, before it counted as late */
	int late;             /* in, late */
	int days_late, workdays_late;        /* of those, added up, by the limit that counts */
	int original_late, original_days_late, original_workdays_late; /* of those in that were extended, by their first limit */
	int charged;          /* of `late`: those whose whole lateness an input caused */
	int extended;         /* whose limit was extended at least once */
	int waived, nil, cancelled, unknown;
	int returned;         /* rounds of correction */
	int open;             /* not in: `missing` and those whose time has not come */
	int missing;          /* not in, and late at `now`; unsettled ones among them */
};

void counter_free(struct counter *counter);

/* Of a plan (NULL: all) and a year (that the period's label begins with, else of the first limit; 0: all), by plan, then obligation, period or
 * agency. Array of struct counter *, owned. */
GPtrArray *counters_read(struct store *store, const char *plan, int year, enum counters_by by, struct instant now, GError **error);
