/* due: one rule tried on one year, told step by step. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "ctl/commands.h"
#include "ctl/output.h"
#include "model/schedule.h"
#include "render/account.h"
#include "render/datum.h"
#include "render/words.h"

/* A rule on trial: an obligation of a plan that lasts that one year. */
struct trial {
	struct plan plan;
	struct obligation obligation;
	enum nonworking nonworking;
	int year;
};

static void clear_trial(struct trial *trial)
{
	due_clear(&trial->obligation.due);
	rhythm_clear(&trial->obligation.rhythm);
	g_free(trial->obligation.period);
}

static bool usage_error(GError **error, const char *what, const char *text, const char *help)
{
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_USAGE, "due: %s '%s': %s", what, text, help);
	return false;
}

static bool read_year(struct trial *trial, const char *text, GError **error)
{
	if (strlen(text) != 4 || strspn(text, "0123456789") != 4 || atoi(text) == 0)
		return usage_error(error, "--year", text, "give four digits");
	trial->year = atoi(text);
	trial->plan.effective = (struct range){ civil_make(trial->year, 1, 1), civil_make(trial->year, 12, 31) };
	trial->obligation.period = g_strdup(text);
	return true;
}

static bool read_nonworking(struct trial *trial, const char *text, enum nonworking otherwise, GError **error)
{
	static const char *const names[] = { [NONWORKING_GRACE] = "grace", [NONWORKING_KEEP] = "keep", [NONWORKING_NEXT] = "next",
					     [NONWORKING_PREVIOUS] = "previous" };

	trial->nonworking = otherwise;
	for (size_t i = 0; text && i < G_N_ELEMENTS(names); i++) {
		if (strcmp(names[i], text) == 0) {
			trial->nonworking = (enum nonworking)i;
			return true;
		}
	}
	return !text || usage_error(error, "--nonworking", text, "give grace, keep, next or previous");
}

/* What the administrator gave on the command line is a usage error, wherever it was found. */
static bool as_usage(GError **error)
{
	if (error && *error)
		(*error)->code = DEADLINED_ERROR_USAGE;
	return false;
}

static bool read_trial(const struct config *config, const struct arguments *arguments, struct trial *ret, GError **error)
{
	struct obligation *obligation = &ret->obligation;
	const char *window = arguments_get(arguments, "data-window");

	obligation->id = (char *)"due";
	obligation->title = (char *)"";
	obligation->plan = &ret->plan;
	if (!read_year(ret, arguments_get(arguments, "year"), error) ||
	    !read_nonworking(ret, arguments_get(arguments, "nonworking"), config->settings.nonworking, error))
		return false;
	if (!rhythm_parse(arguments_get(arguments, "every"), &obligation->rhythm, error) ||
	    !due_parse(arguments_word(arguments, 0), &obligation->rhythm, &obligation->due, error))
		return as_usage(error);
	if (window && !data_window_parse(window, &obligation->rhythm, &obligation->window, error))
		return as_usage(error);
	return true;
}

static json_t *lines_json(const GPtrArray *lines)
{
	json_t *array = json_array();

	for (guint i = 0; i < lines->len; i++) {
		const struct account_line *line = lines->pdata[i];

		json_array_append_new(array, json_pack("{s:i, s:s, s:o, s:s}", "line", (int)i + 1, "rule", line->rule, "value",
						       datum_text(line->value), "text", line->text));
	}
	return array;
}

static void print_json(const struct session *session, const struct trial *trial, const struct period *period, const struct limit *limit,
		       const GPtrArray *lines)
{
	g_autofree char *due = words_due(session->language, &trial->obligation.due, limit);
	const struct zone *zone = session->config->settings.zone;

	output_json(json_pack("{s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "period", period->label, "rule",
			      trial->obligation.due.text, "due_text", due, "named", limit ? datum_date(limit->named) : json_null(), "last",
			      limit ? datum_date(limit->last) : json_null(), "limit", limit ? datum_date(limit->limit) : json_null(), "aim",
			      limit ? datum_date(limit->aim) : json_null(), "late_from",
			      limit ? datum_instant(zone, limit->late_from) : json_null(), "provisional",
			      limit ? json_boolean(limit->provisional) : json_null(), "lines", lines_json(lines)));
}

static void print_text(const struct session *session, const struct period *period, const GPtrArray *lines, bool several)
{
	g_autofree char *words = words_period(session->language, period->label);

	if (several)
		printf("%s\n", words ? words : period->label);
	for (guint i = 0; i < lines->len; i++) {
		const struct account_line *line = lines->pdata[i];
		g_autofree char *text = table_wrap(line->text, output_width(), 4);

		printf("%u. %s\n", i + 1, text);
	}
}

static bool tell_period(const struct session *session, const struct trial *trial, const struct period *period, bool several, GError **error)
{
	const struct obligation *obligation = &trial->obligation;
	g_autoptr(GPtrArray) lines = NULL;
	struct due_trace trace;

	if (!due_is_dated(&obligation->due)) {
		lines = account_of_undated(session->language, &obligation->due);
	} else {
		if (!due_explain(&obligation->due, &obligation->rhythm, &obligation->window, period, session->config->calendar,
				 trial->nonworking, session->config->settings.zone, &trace, error))
			return as_usage(error);
		lines = account_of_limit(session->language, &trace, session->config->settings.zone);
	}
	if (session->json)
		print_json(session, trial, period, due_is_dated(&obligation->due) ? &trace.limit : NULL, lines);
	else
		print_text(session, period, lines, several);
	return true;
}

static bool tell_year(const struct session *session, const struct trial *trial, GError **error)
{
	g_autoptr(GArray) periods = schedule_periods(&trial->obligation, trial->plan.effective.first, trial->plan.effective.last, error);

	if (!periods)
		return as_usage(error);
	if (periods->len == 0)
		fprintf(stderr, "deadlinectl: due: the rhythm has no period in %d\n", trial->year);
	for (guint i = 0; i < periods->len; i++) {
		if (i > 0 && !session->json)
			putchar('\n');
		if (!tell_period(session, trial, &g_array_index(periods, struct period, i), periods->len > 1, error))
			return false;
	}
	return true;
}

static int run_due(struct session *session, const struct arguments *arguments)
{
	struct trial trial = { 0 };
	g_autoptr(GError) error = NULL;
	int status = 0;

	if (!session_config(session))
		return DEADLINED_ERROR_CONFIG;
	if (!read_trial(session->config, arguments, &trial, &error) || !tell_year(session, &trial, &error))
		status = session_fail(error);
	clear_trial(&trial);
	return status;
}

const struct command command_due = {
	.name = "due", .words = "\"RULE\"", .least = 1, .most = 1, .run = run_due,
	.options = (const struct option_word[]){ { "every", "E", true }, { "year", "Y", true }, { "nonworking", "N", false },
						 { "data-window", "W", false }, { NULL, NULL, false } },
	.vi = "giải thích một quy tắc thời hạn trong một năm", .en = "explain a due rule in a year, step by step",
};
