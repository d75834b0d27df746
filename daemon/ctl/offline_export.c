/* export: every calendar feed as a file, by the rules alone. */
#include <stdio.h>
#include <time.h>

#include "base/error.h"
#include "ctl/commands.h"
#include "ctl/output.h"
#include "engine/export.h"

static bool read_moment(const struct zone *zone, const char *text, struct instant *ret, GError **error)
{
	if (text == NULL) {
		ret->seconds = time(NULL);
		return true;
	}
	if (zone_parse(zone, text, ret))
		return true;
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_USAGE,
		    "export: --at '%s': give a date (2026-11-25) or a moment (2026-11-25T16:00)", text);
	return false;
}

static void report(const struct session *session, const char *directory)
{
	const struct definitions *definitions = session->config->definitions;
	int feeds = (int)(1 + definitions->plans->len + definitions->groups->len + definitions->agencies->len);

	if (session->json)
		output_json(json_pack("{s:s, s:i}", "directory", directory, "feeds", feeds));
	else
		printf("%d %s %s\n", feeds, session_say(session, "lịch trong", "feeds in"), directory);
}

static int run_export(struct session *session, const struct arguments *arguments)
{
	const char *directory = arguments_word(arguments, 0);
	g_autoptr(GError) error = NULL;
	struct instant at;

	if (!session_config(session))
		return DEADLINED_ERROR_CONFIG;
	if (!read_moment(session->config->settings.zone, arguments_get(arguments, "at"), &at, &error) ||
	    !export_files(session->config, at, directory, &error))
		return session_fail(error);
	report(session, directory);
	return 0;
}

static const struct option_word options[] = { { "at", "T", false }, { NULL, NULL, false } };

const struct command command_export = {
	.name = "export", .words = "DIR", .least = 1, .most = 1, .options = options, .run = run_export,
	.vi = "ghi các lịch (iCalendar) thành tệp, chỉ theo quy định", .en = "the calendar feeds as files, by the rules alone",
};
