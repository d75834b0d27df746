#include "model/period.h"

#include <stdio.h>
#include <string.h>

enum { YEAR_MIN = 1900, YEAR_MAX = 2199 };

/* How many periods of a rhythm a year has, and how many months each lasts. */
static int per_year(enum every every)
{
	switch (every) {
	case EVERY_MONTH:
		return 12;
	case EVERY_QUARTER:
		return 4;
	case EVERY_HALF_YEAR:
		return 2;
	case EVERY_NINE_MONTHS:
	case EVERY_YEAR:
		return 1;
	case EVERY_ONCE:
	case EVERY_RRULE:
		break;
	}
	return 0;
}

/* `index` counts from 1 within the year. */
static struct period make(enum every every, int year, int index)
{
	struct period period = { .label = "" };
	int months = every == EVERY_NINE_MONTHS ? 9 : 12 / per_year(every);

	switch (every) {
	case EVERY_MONTH:
		snprintf(period.label, sizeof period.label, "%04d-%02d", year, index);
		break;
	case EVERY_QUARTER:
		snprintf(period.label, sizeof period.label, "%04d-Q%d", year, index);
		break;
	case EVERY_HALF_YEAR:
		snprintf(period.label, sizeof period.label, "%04d-H%d", year, index);
		break;
	case EVERY_NINE_MONTHS:
		snprintf(period.label, sizeof period.label, "%04d-9M", year);
		break;
	case EVERY_YEAR:
	case EVERY_ONCE:
	case EVERY_RRULE:
		snprintf(period.label, sizeof period.label, "%04d", year);
		break;
	}
	period.first = civil_make(year, (index - 1) * months + 1, 1);
	period.last = civil_clamp(year, index * months, 31);
	return period;
}

struct period period_of_day(struct civil day)
{
	struct period period = { .first = day, .last = day };

	civil_format(day, period.label);
	return period;
}

/* The index within the year that the end of a label ("-Q3") names for a rhythm; 0: none. */
static int index_of(const char *end, enum every *every)
{
	size_t length = strlen(end);

	*every = EVERY_YEAR;
	if (length == 0)
		return 1;
	*every = EVERY_NINE_MONTHS;
	if (strcmp(end, "-9M") == 0)
		return 1;
	if (length != 3 || end[0] != '-' || !g_ascii_isdigit(end[2]))
		return 0;
	*every = end[1] == 'Q' ? EVERY_QUARTER : end[1] == 'H' ? EVERY_HALF_YEAR : EVERY_MONTH;
	if (*every != EVERY_MONTH)
		return end[2] - '0';
	return g_ascii_isdigit(end[1]) ? (end[1] - '0') * 10 + (end[2] - '0') : 0;
}

bool period_parse(const char *label, enum every *ret_every, struct period *ret)
{
	struct civil day;
	int year = 0, index;

	if (strlen(label) == 10 && civil_parse(label, &day) && label[4] == '-') {
		*ret_every = EVERY_RRULE;
		*ret = period_of_day(day);
		return true;
	}
	for (int i = 0; i < 4; i++) {
		if (!g_ascii_isdigit(label[i]))
			return false;
		year = year * 10 + (label[i] - '0');
	}
	index = index_of(label + 4, ret_every);
	if (year < YEAR_MIN || year > YEAR_MAX || index < 1 || index > per_year(*ret_every))
		return false;
	*ret = make(*ret_every, year, index);
	return true;
}

GArray *period_list(enum every every, struct civil first, struct civil last)
{
	GArray *list = g_array_new(FALSE, FALSE, sizeof(struct period));
	int year = MAX(civil_year(first), YEAR_MIN), end = MIN(civil_year(last), YEAR_MAX);

	for (; year <= end; year++) {
		for (int index = 1; index <= per_year(every); index++) {
			struct period period = make(every, year, index);

			if (!civil_before(period.last, first) && !civil_before(last, period.last))
				g_array_append_val(list, period);
		}
	}
	return list;
}
