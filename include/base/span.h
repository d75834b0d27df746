/*
 * A length of time as people give it: days, working days, weeks (kept as days) or minutes. Plain value; what a working
 * day is, model/calendar.h knows.
 */
#pragma once

#include <stdbool.h>

enum span_unit { SPAN_DAYS, SPAN_WORKING_DAYS, SPAN_MINUTES };

struct span {
	int count;
	enum span_unit unit;
};

/* "Nd", "Nwd", "Nw" (weeks: 7 days each), "Nmin"; N of at most 5 digits. False for anything else. */
bool span_parse(const char *text, struct span *ret);
