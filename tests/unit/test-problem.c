#include <glib.h>

#include "model/problem.h"

static void assert_lines(const struct problems *problems, const char *const *expected)
{
	g_autoptr(GPtrArray) lines = problems_lines(problems);
	guint i;

	for (i = 0; expected[i] != NULL && i < lines->len; i++)
		g_assert_cmpstr(lines->pdata[i], ==, expected[i]);
	g_assert_cmpuint(lines->len, ==, i);
	g_assert_null(expected[i]);
}

static void sorts_by_place(void)
{
	static const char *const expected[] = {
		"a.conf:2: first",	    "a.conf:10: warning: second",     "b.conf:1: third", "b.conf:1: fourth",
		"b.conf:1: warning: fifth", "nowhere, an error", "warning: nowhere", NULL,
	};
	g_autoptr(problems_t) problems = problems_new();

	problems_warning(problems, NULL, 0, "nowhere");
	problems_warning(problems, "b.conf", 1, "fifth");
	problems_error(problems, "b.conf", 1, "third");
	problems_error(problems, NULL, 0, "nowhere, %s", "an error");
	problems_error(problems, "b.conf", 1, "fourth");
	problems_warning(problems, "a.conf", 10, "second");
	problems_error(problems, "a.conf", 2, "first");
	assert_lines(problems, expected);
	g_assert_cmpint(problems_count(problems, SEVERITY_ERROR), ==, 4);
	g_assert_cmpint(problems_count(problems, SEVERITY_WARNING), ==, 3);
}

static void about(struct problems *problems, const char *subject)
{
	problems_warning_about(problems, "no-head", "agencies", subject, "c.conf", 7, "{} {has|have} no head{list}: their step");
}

static void joins_equal_warnings(void)
{
	static const char *const one[] = { "c.conf:7: warning: xa-01 has no head: their step", NULL };
	static const char *const two[] = { "warning: 2 agencies have no head (xa-01, xa-02): their step", NULL };
	static const char *const many[] = { "warning: 99 agencies have no head (xa-01, xa-02, … +97): their step", NULL };
	g_autoptr(problems_t) problems = problems_new();

	about(problems, "xa-01");
	assert_lines(problems, one);
	about(problems, "xa-01");
	assert_lines(problems, one);
	about(problems, "xa-02");
	assert_lines(problems, two);
	for (int i = 3; i <= 99; i++) {
		g_autofree char *id = g_strdup_printf("xa-%02d", i);

		about(problems, id);
	}
	assert_lines(problems, many);
}

static void keeps_different_warnings_apart(void)
{
	static const char *const expected[] = { "warning: rule: 2 plans (a, b)", "warning: rule: 2 years (a, b)", NULL };
	g_autoptr(problems_t) problems = problems_new();

	problems_warning_about(problems, "x", "plans", "a", NULL, 0, "rule: {}");
	problems_warning_about(problems, "y", "years", "a", NULL, 0, "rule: {}");
	problems_warning_about(problems, "x", "plans", "b", NULL, 0, "rule: {}");
	problems_warning_about(problems, "y", "years", "b", NULL, 0, "rule: {}");
	assert_lines(problems, expected);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/problem/order", sorts_by_place);
	g_test_add_func("/problem/joined", joins_equal_warnings);
	g_test_add_func("/problem/apart", keeps_different_warnings_apart);
	return g_test_run();
}
