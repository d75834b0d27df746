#include <glib.h>
#include <string.h>

#include "model/calendar.h"

static struct civil day(const char *text)
{
	struct civil date;

	g_assert_true(civil_parse(text, &date));
	return date;
}

#define EVENT(uid, rest) "BEGIN:VEVENT\r\nUID:" uid "\r\nDTSTAMP:20260101T000000Z\r\n" rest "END:VEVENT\r\n"
#define FILE_OF(events) "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n" events "END:VCALENDAR\r\n"

static void read_text(struct calendar *calendar, const char *text, struct problems *problems)
{
	calendar_read(calendar, "h.ics", text, strlen(text), problems);
}

static void days_and_ranges_are_read(void)
{
	static const char text[] =
		"\xef\xbb\xbf" FILE_OF(
			EVENT("a", "DTSTART;VALUE=DATE:20260101\r\nCATEGORIES:HOLIDAY\r\nSTATUS:CONFIRMED\r\nSUMMARY:Tết Dương lịch\r\n")
			EVENT("b", "DTSTART;VALUE=DATE:20260216\r\nDTEND;VALUE=DATE:20260221\r\nCATEGORIES:HOLIDAY\r\nSTATUS:CONFIRMED\r\n"
				   "SUMMARY:Tết Nguy\r\n ên đán\r\n")
			EVENT("c", "DTSTART;VALUE=DATE:20260110\r\nDURATION:P1D\r\nCATEGORIES:Bù,workday\r\nSTATUS:CONFIRMED\r\n")
			EVENT("d", "DTSTART;VALUE=DATE:20260831\r\nDTEND;VALUE=DATE:20260901\r\nCATEGORIES:HOLIDAY\r\n"));
	g_autoptr(calendar_t) calendar = calendar_new();
	g_autoptr(problems_t) problems = problems_new();
	g_autoptr(GPtrArray) list = NULL;

	read_text(calendar, text, problems);
	g_assert_cmpint(problems->list->len, ==, 0);
	g_assert_false(calendar_is_working(calendar, day("2026-01-01")));
	g_assert_true(calendar_is_working(calendar, day("2026-01-02")));
	g_assert_true(calendar_is_working(calendar, day("2026-01-10")));
	g_assert_false(calendar_is_working(calendar, day("2026-01-11")));
	g_assert_false(calendar_is_working(calendar, day("2026-02-20")));
	g_assert_false(calendar_is_working(calendar, day("2026-02-21")));
	g_assert_true(calendar_is_working(calendar, day("2026-02-23")));
	g_assert_true(calendar_is_working(calendar, day("2026-09-01")));
	g_assert_cmpstr(calendar_day(calendar, day("2026-02-18"))->name, ==, "Tết Nguyên đán");
	g_assert_null(calendar_day(calendar, day("2026-02-21")));
	g_assert_true(calendar_year_confirmed(calendar, 2026));
	g_assert_true(calendar_year_covered(calendar, 2026));
	g_assert_false(calendar_year_covered(calendar, 2025));
	list = calendar_list(calendar, day("2026-01-02"), day("2026-02-17"));
	g_assert_cmpint(list->len, ==, 3);
	g_assert_true(civil_equal(((struct calendar_day *)list->pdata[0])->date, day("2026-01-10")));
	g_assert_cmpint(((struct calendar_day *)list->pdata[0])->kind, ==, CALENDAR_WORKDAY);
}

static void each_fault_is_one_error(void)
{
	static const struct { const char *text, *says; } bad[] = {
		{ FILE_OF(EVENT("x", "DTSTART;VALUE=DATE:20260101\r\nCATEGORIES:HOLIDAY\r\nRRULE:FREQ=YEARLY\r\n")), "h.ics: event x: recurring" },
		{ FILE_OF(EVENT("x", "DTSTART;VALUE=DATE:20260101\r\nCATEGORIES:HOLIDAY\r\nRDATE;VALUE=DATE:20270101\r\n")), "recurring" },
		{ FILE_OF(EVENT("x", "DTSTART:20260101T000000\r\nCATEGORIES:HOLIDAY\r\n")), "event x: a date with a time" },
		{ FILE_OF(EVENT("x", "DTSTART;TZID=Asia/Ho_Chi_Minh:20260101T000000\r\nCATEGORIES:HOLIDAY\r\n")), "a date with a time" },
		{ FILE_OF(EVENT("x", "DTSTART;VALUE=DATE:20260101\r\nDTEND:20260102T000000Z\r\nCATEGORIES:HOLIDAY\r\n")), "with a time" },
		{ FILE_OF(EVENT("x", "DTSTART;VALUE=DATE:20260101\r\n")), "neither HOLIDAY nor WORKDAY" },
		{ FILE_OF(EVENT("x", "DTSTART;VALUE=DATE:20260101\r\nCATEGORIES:Nghỉ\r\n")), "neither HOLIDAY nor WORKDAY" },
		{ FILE_OF(EVENT("x", "DTSTART;VALUE=DATE:20260101\r\nCATEGORIES:HOLIDAY,WORKDAY\r\n")), "both HOLIDAY and WORKDAY" },
		{ FILE_OF(EVENT("x", "CATEGORIES:HOLIDAY\r\n")), "no readable date" },
		{ FILE_OF(EVENT("x", "DTSTART;VALUE=DATE:20260105\r\nDTEND;VALUE=DATE:20260105\r\nCATEGORIES:HOLIDAY\r\n")), "ends before" },
		{ FILE_OF(EVENT("x", "DTSTART;VALUE=DATE:20260105\r\nDTEND;VALUE=DATE:20270205\r\nCATEGORIES:HOLIDAY\r\n")), "longer than a year" },
		{ FILE_OF(EVENT("x", "DTSTART;VALUE=DATE:20260105\r\nDURATION:PT3H\r\nCATEGORIES:HOLIDAY\r\n")), "whole days" },
		{ FILE_OF(EVENT("x", "DTSTART;VALUE=DATE:20260105\r\nSTATUS:CANCELLED\r\nCATEGORIES:HOLIDAY\r\n")), "CONFIRMED or TENTATIVE" },
		{ FILE_OF(EVENT("x", "DTSTART;VALUE=DATE:18990105\r\nCATEGORIES:HOLIDAY\r\n")), "years 1900 to" },
		{ FILE_OF(EVENT("x", "DTSTART;VALUE=DATE:20260230\r\nCATEGORIES:HOLIDAY\r\n")), "event x" },
		{ FILE_OF(EVENT("x", "DTSTART;VALUE=DATE:tomorrow\r\nCATEGORIES:HOLIDAY\r\n")), "event x" },
		{ FILE_OF(EVENT("x", "DTSTART;VALUE=DATE:20260105\r\nCATEGORIES:HOLIDAY\r\n")
			  EVENT("y", "DTSTART;VALUE=DATE:20260101\r\nDTEND;VALUE=DATE:20260110\r\nCATEGORIES:WORKDAY\r\n")),
		  "event y: 2026-01-05 is both HOLIDAY and WORKDAY (other event: x)" },
		{ "hello", "not an iCalendar file" },
		{ "", "not an iCalendar file" },
		{ "BEGIN:VEVENT\r\nUID:x\r\nEND:VEVENT\r\n", "not an iCalendar file" },
		{ "BEGIN:VCALENDAR\r\nX-A:\xff\r\nEND:VCALENDAR\r\n", "not UTF-8" },
		{ "BEGIN:VCALENDAR\r\nX-A:\x01\r\nEND:VCALENDAR\r\n", "control character" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autoptr(calendar_t) calendar = calendar_new();
		g_autoptr(problems_t) problems = problems_new();
		g_autoptr(GPtrArray) lines = NULL;

		read_text(calendar, bad[i].text, problems);
		lines = problems_lines(problems);
		g_test_message("%s", lines->len > 0 ? (char *)lines->pdata[0] : "(nothing)");
		g_assert_cmpint(problems_count(problems, SEVERITY_ERROR), ==, 1);
		g_assert_nonnull(strstr(lines->pdata[0], bad[i].says));
	}
}

static void all_faults_of_a_file_are_told(void)
{
	g_autoptr(calendar_t) calendar = calendar_new();
	g_autoptr(problems_t) problems = problems_new();

	read_text(calendar,
		  FILE_OF(EVENT("x", "DTSTART;VALUE=DATE:20260101\r\n") EVENT("y", "DTSTART;VALUE=DATE:20260430\r\nCATEGORIES:HOLIDAY\r\n")
			  EVENT("z", "CATEGORIES:HOLIDAY\r\n")),
		  problems);
	g_assert_cmpint(problems_count(problems, SEVERITY_ERROR), ==, 2);
	g_assert_false(calendar_is_working(calendar, day("2026-04-30")));
}

static void a_file_that_is_too_large_is_refused(void)
{
	g_autoptr(calendar_t) calendar = calendar_new();
	g_autoptr(problems_t) problems = problems_new();
	g_autofree char *text = g_strnfill((1 << 20) + 1, 'x');

	read_text(calendar, text, problems);
	g_assert_cmpint(problems_count(problems, SEVERITY_ERROR), ==, 1);
}

static void years_stand_or_not(void)
{
	g_autoptr(calendar_t) calendar = calendar_new();
	bool provisional = false;

	calendar_add(calendar, day("2026-01-10"), CALENDAR_WORKDAY, false, "a Saturday alone confirms nothing");
	g_assert_true(calendar_year_covered(calendar, 2026));
	g_assert_false(calendar_year_confirmed(calendar, 2026));
	calendar_add(calendar, day("2026-01-01"), CALENDAR_HOLIDAY, false, "New Year");
	g_assert_true(calendar_year_confirmed(calendar, 2026));
	calendar_next(calendar, day("2026-11-29"), &provisional);
	g_assert_false(provisional);
	calendar_next(calendar, day("2027-11-29"), &provisional);
	g_assert_true(provisional);
	provisional = false;
	calendar_count(calendar, day("2026-12-31"), 1, &provisional);
	g_assert_true(provisional);
	calendar_add(calendar, day("2026-11-23"), CALENDAR_HOLIDAY, true, "swap");
	g_assert_false(calendar_year_confirmed(calendar, 2026));
	g_assert_false(calendar_is_working(calendar, day("2026-11-23")));
	g_assert_false(calendar_year_confirmed(calendar, 1500));
	g_assert_false(calendar_year_covered(calendar, 9999));
}

static void counting_and_distances(void)
{
	g_autoptr(calendar_t) calendar = calendar_new();
	static const struct { const char *from; int count; const char *to; } counts[] = {
		{ "2026-11-27", -3, "2026-11-23" }, { "2026-11-27", 0, "2026-11-27" }, { "2026-11-30", 1, "2026-12-01" },
		{ "2026-11-30", 10, "2026-12-14" }, { "2026-11-29", 1, "2026-11-30" }, { "2026-11-29", -1, "2026-11-27" },
		{ "2026-11-24", 1, "2026-11-25" }, { "2026-11-23", 1, "2026-11-25" },
	};
	static const struct { const char *from, *to; int days; } between[] = {
		{ "2024-12-04", "2024-12-09", 3 }, { "2026-11-26", "2026-11-27", 1 }, { "2026-11-23", "2026-11-27", 3 },
		{ "2026-11-27", "2026-11-27", 0 }, { "2026-11-27", "2026-11-20", 0 }, { "2026-11-27", "2026-11-29", 0 },
	};

	calendar_add(calendar, day("2026-11-24"), CALENDAR_HOLIDAY, false, "Ngày Văn hóa Việt Nam");
	for (size_t i = 0; i < G_N_ELEMENTS(counts); i++) {
		char buffer[CIVIL_SIZE];

		g_assert_cmpstr(civil_format(calendar_count(calendar, day(counts[i].from), counts[i].count, NULL), buffer), ==, counts[i].to);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(between); i++)
		g_assert_cmpint(calendar_between(calendar, day(between[i].from), day(between[i].to)), ==, between[i].days);
}

static void read_shipped(struct calendar *calendar, const char *name)
{
	g_autoptr(problems_t) problems = problems_new();
	g_autofree char *path = g_build_filename(g_getenv("G_TEST_SRCDIR"), "etc", "holidays.d", name, NULL);
	g_autofree char *text = NULL;
	gsize length;
	GError *error = NULL;

	g_file_get_contents(path, &text, &length, &error);
	g_assert_no_error(error);
	calendar_read(calendar, path, text, length, problems);
	g_assert_cmpint(problems->list->len, ==, 0);
}

/* Days that every year's notice shows; 2026 without the undecided swap. */
static void the_shipped_years(void)
{
	static const struct { const char *date; bool working; } known[] = {
		{ "2024-02-08", false }, { "2024-02-14", false }, { "2024-02-15", true }, { "2024-05-04", true },
		{ "2025-04-26", true },  { "2025-05-02", false }, { "2026-01-10", true }, { "2026-08-22", true },
		{ "2026-11-23", true },  { "2026-11-24", false }, { "2026-11-28", false }, { "2025-11-24", true },
		{ "2021-11-24", true },  { "2023-01-20", false },
	};
	g_autoptr(calendar_t) calendar = calendar_new();

	for (int year = 2021; year <= 2030; year++) {
		g_autofree char *name = g_strdup_printf("%d.ics", year);

		read_shipped(calendar, name);
		g_assert_true(calendar_year_covered(calendar, year));
		g_assert_cmpint(calendar_year_confirmed(calendar, year), ==, year <= 2026);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(known); i++) {
		g_test_message("%s", known[i].date);
		g_assert_cmpint(calendar_is_working(calendar, day(known[i].date)), ==, known[i].working);
	}
}

/* For each day of ten years: the neighbours are worked and nothing worked lies between; counting there and back agrees. */
static void neighbours_agree(void)
{
	g_autoptr(calendar_t) calendar = calendar_new();
	struct civil date = day("2021-01-01"), end = day("2030-12-31");

	calendar_add(calendar, day("2026-02-16"), CALENDAR_HOLIDAY, false, "Tết");
	calendar_add(calendar, day("2026-02-17"), CALENDAR_HOLIDAY, false, "Tết");
	calendar_add(calendar, day("2026-02-21"), CALENDAR_WORKDAY, false, "bù");
	for (; !civil_before(end, date); date = civil_add(date, 1)) {
		struct civil next = calendar_next(calendar, date, NULL), previous = calendar_previous(calendar, date, NULL);

		g_assert_true(calendar_is_working(calendar, next) && calendar_is_working(calendar, previous));
		g_assert_cmpint(calendar_between(calendar, date, next), ==, civil_equal(date, next) ? 0 : 1);
		g_assert_true(civil_equal(calendar_count(calendar, calendar_count(calendar, next, 7, NULL), -7, NULL), next));
		g_assert_cmpint(calendar_between(calendar, date, calendar_count(calendar, date, 12, NULL)), ==, 12);
	}
}

int main(int argc, char **argv)
{
	g_setenv("TZ", "Pacific/Apia", TRUE);
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/calendar/read", days_and_ranges_are_read);
	g_test_add_func("/calendar/faults", each_fault_is_one_error);
	g_test_add_func("/calendar/all-faults", all_faults_of_a_file_are_told);
	g_test_add_func("/calendar/large", a_file_that_is_too_large_is_refused);
	g_test_add_func("/calendar/years", years_stand_or_not);
	g_test_add_func("/calendar/counting", counting_and_distances);
	g_test_add_func("/calendar/shipped", the_shipped_years);
	g_test_add_func("/calendar/neighbours", neighbours_agree);
	return g_test_run();
}
