#include <glib.h>
#include <string.h>

#include "base/error.h"
#include "ctl/body.h"

static void reads_days_and_times(void)
{
	static const struct { const char *text, *day, *time; } cases[] = {
		{ "2026-11-30", "2026-11-30", "2026-11-30" },
		{ "30/11/2026", "2026-11-30", "2026-11-30" },
		{ "2026-11-30T10:05", NULL, "2026-11-30T10:05" },
		{ "30/11/2026 10:05", NULL, "2026-11-30T10:05:00" },
		{ "30/11/2026  9:05:30", NULL, "2026-11-30T09:05:30" },
		{ "10:05 30/11/2026", NULL, "2026-11-30T10:05:00" },
		{ "9h05 3/1/2026", NULL, "2026-01-03T09:05:00" },
		{ "2026-11-30 10:05", NULL, "2026-11-30T10:05:00" },
		{ "31/11/2026", NULL, NULL }, { "30/11/2026 25:00", NULL, NULL }, { "30/11/2026 10:60", NULL, NULL }, { "10:05", NULL, NULL },
		{ "hôm nay", NULL, NULL }, { "", NULL, NULL }, { "30/11/2026 10:05x", NULL, NULL }, { "30/11/2026 -1:05", NULL, NULL },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *day = body_day(cases[i].text), *time = body_time(cases[i].text);

		g_test_message("%s", cases[i].text);
		g_assert_cmpstr(day, ==, cases[i].day);
		g_assert_cmpstr(time, ==, cases[i].time);
	}
}

/* The body an order sends, as compact JSON with sorted keys; the error's message where there is none. */
static char *body(const char *line, const struct body_other *others)
{
	struct session session = { 0 };
	g_autoptr(arguments_t) arguments = arguments_new();
	g_autoptr(GError) error = NULL;
	g_auto(GStrv) words = NULL;
	int count;
	json_t *made;
	char *text, *kept;

	g_shell_parse_argv(line, &count, &words, &error);
	g_assert_no_error(error);
	arguments->command = commands_find(words[0]);
	g_assert_nonnull(arguments->command);
	if (!arguments_read(&session, count, words, 1, arguments->command->options, arguments, &error))
		return g_strdup(error->message);
	made = body_order(arguments, 0, others, &error);
	if (!made) {
		g_assert_cmpint(error->code, ==, DEADLINED_ERROR_USAGE);
		return g_strdup(error->message);
	}
	text = json_dumps(made, JSON_COMPACT | JSON_SORT_KEYS);
	kept = g_strdup(text);
	free(text);
	json_decref(made);
	return kept;
}

static void makes_bodies(void)
{
	static const struct body_other settle[] = { { "as", "outcome" }, { "by", "as" }, { NULL, NULL } };
	static const struct body_other returned[] = { { "reason", "reasons" }, { NULL, NULL } };
	static const struct { const char *line; const struct body_other *others; const char *body; } cases[] = {
		{ "accept p/o/a/1 p/o/b/1", NULL, "{\"ids\":[\"p/o/a/1\",\"p/o/b/1\"]}" },
		{ "extend p/o/a/1 --until 10/12/2026 --reason r --document 9/QĐ --dated 2026-12-01 --dry-run --quiet", NULL,
		  "{\"dated\":\"2026-12-01\",\"dry_run\":true,\"ids\":[\"p/o/a/1\"],\"number\":\"9/QĐ\",\"quiet\":true,\"reason\":\"r\",\"until\":"
		  "\"2026-12-10\"}" },
		{ "return p/o/a/1 --reason one --reason two --days 5", returned,
		  "{\"days\":5,\"ids\":[\"p/o/a/1\"],\"reasons\":[\"one\",\"two\"]}" },
		{ "settle p --before 1/1/2026 --as unknown --by Lan --reason old", settle,
		  "{\"as\":\"Lan\",\"before\":\"2026-01-01\",\"ids\":[\"p\"],\"outcome\":\"unknown\",\"reason\":\"old\"}" },
		{ "date p/o --period 2026 --owner a --owner b --due 'before 20/11/2026'", NULL,
		  "{\"due\":\"before 20/11/2026\",\"ids\":[\"p/o\"],\"owners\":[\"a\",\"b\"],\"period\":\"2026\"}" },
		{ "submit p/o/a/1 --received '20/11/2026 10:05' --without x --without y", NULL,
		  "{\"ids\":[\"p/o/a/1\"],\"received\":\"2026-11-20T10:05:00\",\"without\":[\"x\",\"y\"]}" },
		{ "extend p/o/a/1 --until soon", NULL, "--until 'soon': give a date, YYYY-MM-DD or DD/MM/YYYY" },
		{ "return p/o/a/1 --reason x --days many", returned, "--days 'many': give a number" },
		{ "accept p/o/a/1 --note \"a\x01\"", NULL, "--note '…': give text in UTF-8 without control characters" },
		{ "accept \"p\xff\"", NULL, "an id that is not UTF-8 or holds a control character" },
		{ "extend p/o/a/1", NULL, "option '--until' is missing" },
		{ "accept p/o/a/1 --until 2026-01-01", NULL, "unknown option '--until'" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *made = body(cases[i].line, cases[i].others);

		g_assert_cmpstr(made, ==, cases[i].body);
	}
}

/* Every option of an order is a field, or the command reads it itself: none is dropped in silence. */
static void knows_every_option(void)
{
	static const char *const orders[] = { "accept", "return", "extend", "waive", "nil", "cancel", "reopen", "amend", "note", "date", "ask",
					      "assign", "hold", "release", "settle", "submit" };
	static const char *const own[] = { "from", "obligation", NULL };

	for (size_t i = 0; i < G_N_ELEMENTS(orders); i++) {
		for (const struct option_word *option = commands_find(orders[i])->options; option->name; option++)
			g_assert_true(body_knows(option->name) || g_strv_contains(own, option->name));
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/ctl/body/times", reads_days_and_times);
	g_test_add_func("/ctl/body/orders", makes_bodies);
	g_test_add_func("/ctl/body/options", knows_every_option);
	return g_test_run();
}
