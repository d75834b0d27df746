/* check, calendar: what the files say and what is wrong with them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "ctl/commands.h"
#include "ctl/output.h"
#include "render/account.h"
#include "render/datum.h"

/* The sentence, with its subject where it has a place for one. */
static char *problem_text(const struct problem *problem)
{
	const char *mark = problem->subject ? strstr(problem->text, "{}") : NULL;

	return mark ? g_strdup_printf("%.*s%s%s", (int)(mark - problem->text), problem->text, problem->subject, mark + 2)
		    : g_strdup(problem->text);
}

static void print_problems_json(const struct problems *problems)
{
	for (guint i = 0; i < problems->list->len; i++) {
		const struct problem *problem = problems->list->pdata[i];
		g_autofree char *text = problem_text(problem);

		output_json(json_pack("{s:s, s:o, s:o, s:o, s:s}", "severity", problem->severity == SEVERITY_ERROR ? "error" : "warning",
				      "file", datum_text(problem->file), "line", problem->line ? json_integer(problem->line) : json_null(),
				      "subject", datum_text(problem->subject), "text", text));
	}
}

static void print_problems(const struct problems *problems)
{
	g_autoptr(GPtrArray) lines = problems_lines(problems);

	for (guint i = 0; i < lines->len; i++)
		puts(lines->pdata[i]);
}

static int run_check(struct session *session, const struct arguments *arguments)
{
	const struct config *config = session_config_quiet(session);

	if (session->json)
		print_problems_json(config->problems);
	else
		print_problems(config->problems);
	if (!config_ok(config))
		return DEADLINED_ERROR_CONFIG;
	return arguments_has(arguments, "strict") && problems_count(config->problems, SEVERITY_WARNING) > 0 ? DEADLINED_ERROR_CONFIG : 0;
}

const struct command command_check = {
	.name = "check", .words = "", .run = run_check,
	.options = (const struct option_word[]){ { "strict", NULL, false }, { NULL, NULL, false } },
	.vi = "mọi lỗi và cảnh báo của cấu hình", .en = "every error and warning of the configuration",
};

static const char *kind_word(const struct session *session, enum calendar_kind kind)
{
	switch (kind) {
	case CALENDAR_HOLIDAY:
		return session_say(session, "ngày nghỉ", "day off");
	case CALENDAR_WORKDAY:
		return session_say(session, "đi làm bù", "worked");
	}
	return "";
}

static void print_day_json(const struct calendar_day *day)
{
	output_json(json_pack("{s:o, s:s, s:o, s:s}", "date", datum_date(day->date), "kind",
			      day->kind == CALENDAR_HOLIDAY ? "holiday" : "workday", "name", datum_text(day->name), "status",
			      day->tentative ? "tentative" : "confirmed"));
}

static void print_year(const struct session *session, const GPtrArray *days, int year)
{
	const char *headings[] = { session_say(session, "Ngày", "Date"), session_say(session, "Loại", "Kind"),
				   session_say(session, "Tên", "Name"), session_say(session, "Tình trạng", "Status"), NULL };
	g_autoptr(table_t) table = table_new(headings);

	for (guint i = 0; i < days->len; i++) {
		const struct calendar_day *day = days->pdata[i];
		g_autofree char *date = account_day(session->language, day->date);

		table_row(table, (const char *[]){ date, kind_word(session, day->kind), day->name,
						   day->tentative ? session_say(session, "dự kiến", "tentative")
								  : session_say(session, "xác nhận", "confirmed") });
	}
	output_table(table);
	if (!calendar_year_confirmed(session->config->calendar, year))
		printf("%d: %s\n", year,
		       session_say(session, "lịch chưa được xác nhận, mọi ngày tính qua năm này là tạm tính",
				   "not confirmed: every date counted through this year is provisional"));
}

static int run_calendar(struct session *session, const struct arguments *arguments)
{
	const char *text = arguments_word(arguments, 0);
	int year = strlen(text) == 4 && strspn(text, "0123456789") == 4 ? atoi(text) : 0;
	g_autoptr(GPtrArray) days = NULL;

	if (year == 0)
		return session_usage("calendar: '%s' is not a year: give four digits", text);
	if (!session_config(session))
		return DEADLINED_ERROR_CONFIG;
	days = calendar_list(session->config->calendar, civil_make(year, 1, 1), civil_make(year, 12, 31));
	if (!session->json) {
		print_year(session, days, year);
		return 0;
	}
	for (guint i = 0; i < days->len; i++)
		print_day_json(days->pdata[i]);
	return 0;
}

const struct command command_calendar = {
	.name = "calendar", .words = "YEAR", .least = 1, .most = 1, .run = run_calendar,
	.vi = "ngày nghỉ và ngày làm bù của một năm", .en = "the days off and the days worked in exchange of a year",
};
