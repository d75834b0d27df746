#include <glib.h>

#include "base/civil.h"

static void parses_both_forms(void)
{
	static const struct { const char *text; int y, m, d; } good[] = {
		{ "2026-11-30", 2026, 11, 30 }, { "30/11/2026", 2026, 11, 30 }, { "3/2/2024", 2024, 2, 3 },
		{ "29/02/2024", 2024, 2, 29 },
	};
	static const char *const bad[] = { "", "31/11/2026", "29/02/2023", "2026-1-5", "2026-11-30x", "30/11/26", "30-11-2026",
					   "0/1/2026", "1/13/2026", "30/11/20266" };
	struct civil date;
	int y, m, d;

	for (size_t i = 0; i < G_N_ELEMENTS(good); i++) {
		g_assert_true(civil_parse(good[i].text, &date));
		civil_split(date, &y, &m, &d);
		g_assert_cmpint(y, ==, good[i].y);
		g_assert_cmpint(m, ==, good[i].m);
		g_assert_cmpint(d, ==, good[i].d);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
		g_assert_false(civil_parse(bad[i], &date));
}

static void weekdays_and_arithmetic(void)
{
	char buffer[CIVIL_SIZE];
	struct civil sunday = civil_make(2026, 11, 29);

	g_assert_cmpint(civil_weekday(sunday), ==, SUNDAY);
	g_assert_cmpint(civil_weekday(civil_add(sunday, 1)), ==, MONDAY);
	g_assert_cmpint(civil_diff(civil_make(2026, 3, 1), civil_make(2026, 2, 1)), ==, 28);
	g_assert_cmpstr(civil_format(civil_add(sunday, 2), buffer), ==, "2026-12-01");
	g_assert_cmpstr(civil_format(CIVIL_NONE, buffer), ==, "");
}

static void clamps_to_the_month(void)
{
	g_assert_true(civil_equal(civil_clamp(2026, 11, 31), civil_make(2026, 11, 30)));
	g_assert_true(civil_equal(civil_clamp(2025, 2, 29), civil_make(2025, 2, 28)));
	g_assert_true(civil_equal(civil_clamp(2024, 2, 29), civil_make(2024, 2, 29)));
	g_assert_false(civil_is_set(civil_clamp(2024, 13, 1)));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/civil/parse", parses_both_forms);
	g_test_add_func("/civil/arithmetic", weekdays_and_arithmetic);
	g_test_add_func("/civil/clamp", clamps_to_the_month);
	return g_test_run();
}
