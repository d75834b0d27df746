#include <glib.h>
#include <string.h>

#include "render/account.h"

static struct calendar *calendar_of_the_day(void)
{
	struct calendar *calendar = calendar_new();

	/* Vietnam Culture Day, and one day so that each year is confirmed but 2027. */
	calendar_add(calendar, civil_make(2026, 11, 24), CALENDAR_HOLIDAY, false, "Ngày Văn hóa Việt Nam");
	calendar_add(calendar, civil_make(2024, 1, 1), CALENDAR_HOLIDAY, false, "Tết Dương lịch");
	calendar_add(calendar, civil_make(2025, 1, 1), CALENDAR_HOLIDAY, false, "Tết Dương lịch");
	calendar_add(calendar, civil_make(2027, 1, 1), CALENDAR_HOLIDAY, true, "Tết Dương lịch");
	calendar_add(calendar, civil_make(2024, 5, 4), CALENDAR_WORKDAY, false, "làm bù");
	return calendar;
}

/* The rule told for one year, its lines joined by line breaks: "RULE VALUE". `texts`: the sentences instead. */
static char *tell(const char *rule, int year, enum nonworking nonworking, enum language language, bool texts)
{
	struct calendar *calendar = calendar_of_the_day();
	struct zone *zone = zone_open("Asia/Ho_Chi_Minh", NULL);
	struct period period = { "", civil_make(year, 1, 1), civil_make(year, 12, 31) };
	struct data_window window = { WINDOW_CALENDAR, 0, 0, 0, 0 };
	g_autoptr(GPtrArray) lines = NULL;
	g_autoptr(GError) error = NULL;
	GString *told = g_string_new(NULL);
	struct rhythm rhythm;
	struct due_trace trace;
	struct due due;

	g_snprintf(period.label, sizeof period.label, "%d", year);
	g_assert_true(rhythm_parse("year", &rhythm, NULL));
	g_assert_true(due_parse(rule, &rhythm, &due, NULL));
	due_explain(&due, &rhythm, &window, &period, calendar, nonworking, zone, &trace, &error);
	g_assert_no_error(error);
	lines = account_of_limit(language, &trace, zone);
	for (guint i = 0; i < lines->len; i++) {
		const struct account_line *line = lines->pdata[i];

		g_assert_true(g_utf8_validate(line->text, -1, NULL));
		if (texts)
			g_string_append_printf(told, "%s\n", line->text);
		else
			g_string_append_printf(told, "%s %s\n", line->rule, line->value ? line->value : "-");
	}
	due_clear(&due);
	rhythm_clear(&rhythm);
	zone_free(zone);
	calendar_free(calendar);
	return g_string_free(told, FALSE);
}

static void tells_before_30_november(void)
{
	static const struct { int year; const char *lines; } cases[] = {
		{ 2024, "due -\nnamed 2024-11-30\nlast 2024-11-29\nwork true\nlimit 2024-11-29\naim 2024-11-29\n"
			"late_from 2024-11-30T00:00:00+07:00\nprovisional false\n" },
		{ 2025, "due -\nnamed 2025-11-30\nlast 2025-11-29\nwork false\nlimit 2025-11-29\naim 2025-11-28\n"
			"late_from 2025-12-02T00:00:00+07:00\nprovisional false\n" },
		{ 2026, "due -\nnamed 2026-11-30\nlast 2026-11-29\nwork false\nlimit 2026-11-29\naim 2026-11-27\n"
			"late_from 2026-12-01T00:00:00+07:00\nprovisional false\n" },
		{ 2027, "due -\nnamed 2027-11-30\nlast 2027-11-29\nwork true\nlimit 2027-11-29\naim 2027-11-29\n"
			"late_from 2027-11-30T00:00:00+07:00\nprovisional true\n" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *vi = tell("before 30/11", cases[i].year, NONWORKING_GRACE, LANGUAGE_VI, false);
		g_autofree char *en = tell("before 30/11", cases[i].year, NONWORKING_GRACE, LANGUAGE_EN, false);

		g_assert_cmpstr(vi, ==, cases[i].lines);
		g_assert_cmpstr(en, ==, cases[i].lines);
	}
}

static void says_why(void)
{
	static const struct { const char *rule; int year; enum nonworking nonworking; enum language language; const char *says; } cases[] = {
		{ "before 30/11", 2026, NONWORKING_GRACE, LANGUAGE_VI, "trước ngày 30/11/2026" },
		{ "before 30/11", 2026, NONWORKING_GRACE, LANGUAGE_VI, "Chủ nhật, ngày 29 tháng 11 năm 2026 (2026-11-29) không phải ngày làm việc" },
		{ "before 30/11", 2026, NONWORKING_GRACE, LANGUAGE_VI, "Hết ngày làm việc đầu tiên kể từ ngày cuối của thời hạn, thứ Hai" },
		{ "before 30/11", 2026, NONWORKING_GRACE, LANGUAGE_EN, "Sunday, 29 November 2026 (2026-11-29) is not a working day: a weekend." },
		{ "before 30/11", 2026, NONWORKING_NEXT, LANGUAGE_EN, "The limit: Monday, 30 November 2026 (2026-11-30). Rule next" },
		{ "before 30/11", 2026, NONWORKING_PREVIOUS, LANGUAGE_EN, "The limit: Friday, 27 November 2026 (2026-11-27). Rule previous" },
		{ "before 30/11", 2026, NONWORKING_KEEP, LANGUAGE_EN, "Late from: 2026-11-30T00:00:00+07:00. The end of the last permitted day" },
		{ "by 24/11", 2026, NONWORKING_GRACE, LANGUAGE_VI, "ngày nghỉ («Ngày Văn hóa Việt Nam»)" },
		{ "by 4/5", 2024, NONWORKING_GRACE, LANGUAGE_EN, "a weekend day worked in exchange («làm bù»)" },
		{ "by 29/2", 2026, NONWORKING_GRACE, LANGUAGE_EN, "The month lacks that day, so its last day stands (29)" },
		{ "by 30/11 at 16:30", 2026, NONWORKING_GRACE, LANGUAGE_EN, "Late from: 2026-11-30T16:30:00+07:00. After the time" },
		{ "within 5 working days", 2025, NONWORKING_GRACE, LANGUAGE_EN, "The data window: " },
		{ "within 5 working days", 2025, NONWORKING_GRACE, LANGUAGE_EN, "5 working day(s) after that day." },
		{ "by 30/11", 2027, NONWORKING_GRACE, LANGUAGE_VI, "Tạm tính, lịch nghỉ chưa được xác nhận của năm: 2027." },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *told = tell(cases[i].rule, cases[i].year, cases[i].nonworking, cases[i].language, true);

		if (!strstr(told, cases[i].says))
			g_error("'%s' is missing in:\n%s", cases[i].says, told);
	}
}

static void shortens_a_day(void)
{
	g_autofree char *vi = account_day(LANGUAGE_VI, civil_make(2026, 11, 29)), *en = account_day(LANGUAGE_EN, civil_make(2026, 11, 27));
	g_autofree char *none = account_day(LANGUAGE_VI, CIVIL_NONE);

	g_assert_cmpstr(vi, ==, "CN 29/11/2026");
	g_assert_cmpstr(en, ==, "Fri 2026-11-27");
	g_assert_cmpstr(none, ==, "");
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/account/before-30-november", tells_before_30_november);
	g_test_add_func("/account/why", says_why);
	g_test_add_func("/account/day", shortens_a_day);
	return g_test_run();
}
