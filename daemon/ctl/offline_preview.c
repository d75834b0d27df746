/* preview: every mail the rules alone would send. */
#include <stdio.h>

#include "base/error.h"
#include "ctl/commands.h"
#include "ctl/output.h"
#include "ctl/print.h"
#include "engine/pick.h"
#include "engine/preview.h"

struct wanted {
	struct instant from, to, first_start;
	GPtrArray *agencies; /* const struct agency *; NULL: all */
};

static bool refuse(GError **error, enum deadlined_error code, const char *what, const char *text)
{
	g_set_error(error, DEADLINED_ERROR, (int)code, "preview: %s '%s'", what, text);
	return false;
}

/* A day, or a moment; `end`: a day means its last second. */
static bool read_moment(const struct zone *zone, const char *text, bool end, struct instant *ret, GError **error)
{
	struct civil day;

	if (civil_parse(text, &day)) {
		*ret = zone_instant(zone, end ? civil_add(day, 1) : day, 0);
		ret->seconds -= end;
		return true;
	}
	return zone_parse(zone, text, ret) || refuse(error, DEADLINED_ERROR_USAGE, "neither a date nor a time:", text);
}

static bool read_wanted(const struct config *config, const struct arguments *arguments, struct wanted *ret, GError **error)
{
	const char *agency = arguments_get(arguments, "agency"), *start = arguments_get(arguments, "first-start");
	const struct zone *zone = config->settings.zone;

	if (!read_moment(zone, arguments_get(arguments, "from"), false, &ret->from, error) ||
	    !read_moment(zone, arguments_get(arguments, "to"), true, &ret->to, error) ||
	    (start && !read_moment(zone, start, false, &ret->first_start, error)))
		return false;
	if (instant_before(ret->to, ret->from))
		return refuse(error, DEADLINED_ERROR_USAGE, "--to lies before --from:", arguments_get(arguments, "to"));
	ret->agencies = agency ? pick_agencies(config->definitions, agency, error) : NULL;
	return !agency || ret->agencies;
}

static int run_preview(struct session *session, const struct arguments *arguments)
{
	g_autoptr(templates_t) templates = NULL;
	g_autoptr(GPtrArray) agencies = NULL;
	g_autoptr(GError) error = NULL;
	struct wanted wanted = { 0 };
	json_t *rows, *row;
	size_t i;

	if (!session_config(session))
		return DEADLINED_ERROR_CONFIG;
	if (!read_wanted(session->config, arguments, &wanted, &error))
		return session_fail(error);
	agencies = wanted.agencies;
	templates = templates_new(session->config->settings.templates);
	rows = preview_run(session->config, templates, wanted.from, wanted.to, wanted.agencies, wanted.first_start, &error);
	if (!rows)
		return session_fail(error);
	if (!session->json)
		print_mails(session, rows);
	json_array_foreach (rows, i, row) {
		if (session->json)
			output_json(json_incref(row));
	}
	json_decref(rows);
	return 0;
}

const struct command command_preview = {
	.name = "preview", .words = "", .run = run_preview,
	.options = (const struct option_word[]){ { "from", "D", true }, { "to", "D", true }, { "agency", "A", false },
						 { "first-start", "T", false }, { NULL, NULL, false } },
	.vi = "mọi thư mà chỉ riêng các quy tắc sẽ gửi", .en = "every mail the rules alone would send",
};
