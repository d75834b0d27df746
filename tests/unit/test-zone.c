#include <glib.h>

#include "base/error.h"
#include "base/span.h"
#include "base/zone.h"

static void vietnam_is_seven_hours_ahead(void)
{
	g_autoptr(zone_t) zone = zone_open("Asia/Ho_Chi_Minh", NULL);
	struct instant when = zone_instant(zone, civil_make(2026, 12, 1), 0);
	char buffer[INSTANT_SIZE];

	g_assert_cmpint(when.seconds, ==, 1796058000);
	g_assert_cmpstr(zone_format(zone, when, buffer), ==, "2026-12-01T00:00:00+07:00");
	g_assert_true(civil_equal(zone_civil(zone, when), civil_make(2026, 12, 1)));
	g_assert_true(civil_equal(zone_civil(zone, instant_add(when, -1)), civil_make(2026, 11, 30)));
	g_assert_cmpint(zone_minute(zone, instant_add(when, 450 * 60 + 59)), ==, 450);
}

static void parses_local_and_offset(void)
{
	g_autoptr(zone_t) zone = zone_open("Asia/Ho_Chi_Minh", NULL);
	struct instant a, b;
	static const char *const bad[] = { "2026-11-30T", "2026-11-30T25:00", "2026-11-30T07:30:61", "2026-11-31",
					   "2026-11-30T07:30+7", "2026-11-30 07:30" };

	g_assert_true(zone_parse(zone, "2026-11-30T07:30", &a));
	g_assert_true(zone_parse(zone, "2026-11-30T07:30:00+07:00", &b));
	g_assert_true(instant_equal(a, b));
	g_assert_true(zone_parse(zone, "2026-11-30T00:30:00Z", &b));
	g_assert_true(instant_equal(a, b));
	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
		g_assert_false(zone_parse(zone, bad[i], &a));
}

static void refuses_unsafe_names(void)
{
	static const char *const bad[] = { "", "../etc/passwd", "/etc/passwd", "No/Such_Zone", "tzdata.zi", "Asia/Ho Chi Minh" };

	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autoptr(GError) error = NULL;

		g_assert_null(zone_open(bad[i], &error));
		g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG);
	}
}

static void a_skipped_minute_is_the_first_after(void)
{
	g_autoptr(zone_t) zone = zone_open("America/New_York", NULL);
	char buffer[INSTANT_SIZE];

	g_assert_cmpstr(zone_format(zone, zone_instant(zone, civil_make(2026, 3, 8), 150), buffer), ==,
			"2026-03-08T03:00:00-04:00");
}

static void reads_spans(void)
{
	struct span span;

	g_assert_true(span_parse("3wd", &span));
	g_assert_cmpint(span.count, ==, 3);
	g_assert_cmpint(span.unit, ==, SPAN_WORKING_DAYS);
	g_assert_true(span_parse("2w", &span));
	g_assert_cmpint(span.count, ==, 14);
	g_assert_false(span_parse("d", &span));
	g_assert_false(span_parse("3 wd", &span));
	g_assert_false(span_parse("-3d", &span));
	g_assert_false(span_parse("123456d", &span));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/zone/vietnam", vietnam_is_seven_hours_ahead);
	g_test_add_func("/zone/parse", parses_local_and_offset);
	g_test_add_func("/zone/names", refuses_unsafe_names);
	g_test_add_func("/zone/skipped", a_skipped_minute_is_the_first_after);
	g_test_add_func("/span/parse", reads_spans);
	return g_test_run();
}
