/* The input's lines: every, due, data window, label of a one-off. Whatever is accepted must give dates in their order, and a
 * recurrence rule must end in bounded time. */
#include <stdint.h>

#include "model/period.h"
#include "model/schedule.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct zone *zone;
static struct calendar *calendar;

static void prepare(void)
{
	if (zone != NULL)
		return;
	zone = zone_open("Asia/Ho_Chi_Minh", NULL);
	calendar = calendar_new();
	for (int day = 14; day < 21; day++)
		calendar_add(calendar, civil_make(2026, 2, day), CALENDAR_HOLIDAY, false, "Tet");
	calendar_add(calendar, civil_make(2026, 11, 28), CALENDAR_WORKDAY, true, "swap");
}

static void check_dates(const struct obligation *obligation, const struct period *period)
{
	for (int rule = NONWORKING_GRACE; rule <= NONWORKING_PREVIOUS; rule++) {
		g_autoptr(GError) error = NULL;
		struct due_trace trace;

		if (!due_explain(&obligation->due, &obligation->rhythm, &obligation->window, period, calendar, (enum nonworking)rule, zone, &trace,
				 &error)) {
			g_assert(error != NULL);
			continue;
		}
		g_assert(calendar_is_working(calendar, trace.limit.aim));
		g_assert(!civil_before(trace.limit.limit, trace.limit.aim));
		g_assert(!civil_before(due_last_day(&trace.limit, zone), trace.limit.limit));
	}
}

static void check(struct obligation *obligation)
{
	g_autoptr(GArray) periods = schedule_periods(obligation, civil_make(2024, 1, 1), civil_make(2027, 12, 31), NULL);

	for (guint i = 0; periods != NULL && i < periods->len && i < 100; i++)
		check_dates(obligation, &g_array_index(periods, struct period, i));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = g_strndup((const char *)data, size);
	g_auto(GStrv) line = g_strsplit(text, "\n", 5);
	struct plan plan = { .effective = { civil_make(2021, 5, 1), civil_make(2030, 12, 31) } };
	struct obligation obligation = { .plan = &plan };
	guint lines = g_strv_length(line);

	prepare();
	if (size > 1024 || lines < 2)
		return 0;
	if (!rhythm_parse(line[0], &obligation.rhythm, NULL))
		return 0;
	if (lines > 3 && *line[3] != '\0')
		obligation.period = line[3];
	if (due_parse(line[1], &obligation.rhythm, &obligation.due, NULL)) {
		if (lines > 2)
			(void)data_window_parse(line[2], &obligation.rhythm, &obligation.window, NULL);
		check(&obligation);
		due_clear(&obligation.due);
	}
	rhythm_clear(&obligation.rhythm);
	return 0;
}
