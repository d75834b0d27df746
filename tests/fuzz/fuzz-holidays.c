/* The input is a holiday file. Whatever is in it, the working days stay consistent and the file is read in bounded time. */
#include <stdint.h>

#include "model/calendar.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(calendar_t) calendar = calendar_new();
	g_autoptr(problems_t) problems = problems_new();
	g_autoptr(GPtrArray) list = NULL;
	struct civil day = civil_make(2026, 11, 29);

	calendar_read(calendar, "fuzz.ics", (const char *)data, size, problems);
	list = calendar_list(calendar, civil_make(1900, 1, 1), civil_make(2200, 12, 31));
	for (guint i = 0; i < list->len; i++) {
		const struct calendar_day *listed = list->pdata[i];

		g_assert(calendar_is_working(calendar, listed->date) == (listed->kind == CALENDAR_WORKDAY));
		g_assert(calendar_year_covered(calendar, civil_year(listed->date)));
	}
	g_assert(calendar_is_working(calendar, calendar_next(calendar, day, NULL)));
	g_assert(civil_equal(calendar_count(calendar, calendar_count(calendar, calendar_next(calendar, day, NULL), 5, NULL), -5, NULL),
			     calendar_next(calendar, day, NULL)));
	return 0;
}
