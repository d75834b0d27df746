#include <glib.h>

#include "edge/guard.h"

#define DAY 86400
#define T0 1796058000 /* 2026-12-01T00:00+07:00 */

static struct instant at(int64_t seconds)
{
	return (struct instant){ seconds };
}

/* After an hour of real time, the clock has gone on by `clock` seconds. */
static void jumps(void)
{
	static const struct {
		int64_t clock;
		enum guard_verdict want;
	} rows[] = {
		{ 3600, GUARD_FINE },
		{ 3600 + 35 * 3600, GUARD_FINE },  /* a wrong zone, an evening too far: not worth stopping for */
		{ 3600 - 35 * 3600, GUARD_FINE },
		{ 3600 + 36 * 3600 + 1, GUARD_DOUBT },
		{ 3600 - 36 * 3600 - 1, GUARD_DOUBT },
		{ 365 * DAY, GUARD_DOUBT },
		{ -T0 + 5, GUARD_DOUBT },          /* 1970 */
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct guard guard;

		g_assert_cmpint(guard_start(&guard, INSTANT_NONE, GUARD_ABSENCE_SECONDS, at(T0), 1000), ==, GUARD_FINE);
		g_assert_cmpint(guard_look(&guard, at(T0 + rows[i].clock), 4600), ==, rows[i].want);
		g_assert_cmpint(guard.doubting, ==, rows[i].want == GUARD_DOUBT);
	}
}

static void small_steps_add_up(void)
{
	struct guard guard;

	guard_start(&guard, INSTANT_NONE, GUARD_ABSENCE_SECONDS, at(T0), 0);
	g_assert_cmpint(guard_look(&guard, at(T0 + 20 * 3600), 10), ==, GUARD_FINE);
	g_assert_cmpint(guard_look(&guard, at(T0 + 40 * 3600), 20), ==, GUARD_DOUBT);
}

static void doubt_ends_when_the_clock_is_back(void)
{
	struct guard guard;

	guard_start(&guard, INSTANT_NONE, GUARD_ABSENCE_SECONDS, at(T0), 0);
	g_assert_cmpint(guard_look(&guard, at(T0 + 30 * DAY), 60), ==, GUARD_DOUBT);
	g_assert_cmpint(guard_look(&guard, at(T0 + 30 * DAY + 60), 120), ==, GUARD_FINE);
	g_assert_true(guard.doubting);
	g_assert_cmpint(guard_look(&guard, at(T0 + 180), 180), ==, GUARD_BELIEF);
	g_assert_cmpint(guard_look(&guard, at(T0 + 240), 240), ==, GUARD_FINE);
}

static void a_person_may_accept(void)
{
	struct guard guard;

	guard_start(&guard, INSTANT_NONE, GUARD_ABSENCE_SECONDS, at(T0), 0);
	guard_look(&guard, at(T0 + 30 * DAY), 60);
	guard_accept(&guard, at(T0 + 30 * DAY), 60);
	g_assert_cmpint(guard_look(&guard, at(T0 + 30 * DAY + 3600), 3660), ==, GUARD_FINE);
	g_assert_cmpint(guard_look(&guard, at(T0 + 3600), 3660), ==, GUARD_DOUBT);
}

static void a_long_sleep_is_no_jump(void)
{
	struct guard guard;

	guard_start(&guard, INSTANT_NONE, GUARD_ABSENCE_SECONDS, at(T0), 0);
	g_assert_cmpint(guard_look(&guard, at(T0 + 5 * DAY), 5 * DAY), ==, GUARD_FINE);
}

static void starts_after_an_absence(void)
{
	static const struct {
		int64_t away;
		enum guard_verdict want;
	} rows[] = { { 60 * DAY, GUARD_FINE }, { 60 * DAY + 1, GUARD_DOUBT }, { -36 * 3600, GUARD_FINE }, { -2 * DAY, GUARD_DOUBT } };

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct guard guard;

		g_assert_cmpint(guard_start(&guard, at(T0), GUARD_ABSENCE_SECONDS, at(T0 + rows[i].away), 77), ==, rows[i].want);
	}
}

static void a_start_before_time_is_set_waits_for_it(void)
{
	struct guard guard;

	/* no battery: 1970 until the network tells; then within what an absence may be */
	g_assert_cmpint(guard_start(&guard, at(T0), GUARD_ABSENCE_SECONDS, at(100), 5), ==, GUARD_DOUBT);
	g_assert_cmpint(guard_look(&guard, at(130), 35), ==, GUARD_FINE);
	g_assert_cmpint(guard_look(&guard, at(T0 + 20 * DAY), 65), ==, GUARD_BELIEF);
	g_assert_cmpint(guard_look(&guard, at(T0 + 40 * DAY), 95), ==, GUARD_DOUBT);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/guard/jumps", jumps);
	g_test_add_func("/guard/small-steps", small_steps_add_up);
	g_test_add_func("/guard/back", doubt_ends_when_the_clock_is_back);
	g_test_add_func("/guard/accept", a_person_may_accept);
	g_test_add_func("/guard/sleep", a_long_sleep_is_no_jump);
	g_test_add_func("/guard/absence", starts_after_an_absence);
	g_test_add_func("/guard/before-time", a_start_before_time_is_set_waits_for_it);
	return g_test_run();
}
