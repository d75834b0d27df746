/* preview: every mail the rules alone would send. */
#include <stdio.h>

#include "base/error.h"
#include "ctl/commands.h"
#include "ctl/output.h"
#include "engine/preview.h"

struct wanted {
	struct instant from, to, first_start;
	const struct agency *agency;
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
	ret->agency = agency ? plan_agency(config->definitions, agency) : NULL;
	return !agency || ret->agency || refuse(error, DEADLINED_ERROR_UNKNOWN_ID, "no agency", agency);
}

static const char *joined(const json_t *array, GStringChunk *arena)
{
	g_autoptr(GString) text = g_string_new(NULL);
	const json_t *item;
	size_t i;

	json_array_foreach (array, i, item)
		g_string_append_printf(text, "%s%s", i ? " " : "", json_string_value(item));
	return g_string_chunk_insert(arena, text->str);
}

/* What it is about: the first subject, and how many more. */
static const char *about(const json_t *row, GStringChunk *arena)
{
	const json_t *subjects = json_object_get(row, "occurrences");
	const char *first = json_string_value(json_array_get(subjects, 0));
	g_autofree char *text = NULL;

	if (json_array_size(subjects) < 2)
		return first ? first : "";
	text = g_strdup_printf("%s +%zu", first, json_array_size(subjects) - 1);
	return g_string_chunk_insert(arena, text);
}

static const char *steps(const json_t *row, GStringChunk *arena)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GString) text = g_string_new(NULL);
	const json_t *step;
	size_t i;

	json_array_foreach (json_object_get(row, "step"), i, step) {
		if (g_hash_table_add(seen, (char *)json_string_value(step)))
			g_string_append_printf(text, "%s%s", text->len ? " " : "", json_string_value(step));
	}
	return g_string_chunk_insert(arena, text->str);
}

static void print_table(const struct session *session, const json_t *rows)
{
	const char *headings[] = { session_say(session, "Lúc", "At"), session_say(session, "Loại", "Kind"), session_say(session, "Bậc", "Step"),
				   session_say(session, "Tới", "To"), "Cc", session_say(session, "Về", "About"),
				   session_say(session, "Chủ đề", "Subject"), NULL };
	g_autoptr(table_t) table = table_new(headings);
	g_autoptr(GStringChunk) arena = g_string_chunk_new(4096);
	const json_t *row;
	size_t i;

	json_array_foreach (rows, i, row) {
		g_autofree char *at = g_strndup(output_field(row, "at", arena), 16);

		table_row(table, (const char *[]){ g_strdelimit(at, "T", ' '), output_field(row, "kind", arena), steps(row, arena),
						   joined(json_object_get(row, "to"), arena), joined(json_object_get(row, "cc"), arena),
						   about(row, arena), output_field(row, "subject", arena) });
	}
	output_table(table);
}

static int run_preview(struct session *session, const struct arguments *arguments)
{
	g_autoptr(templates_t) templates = NULL;
	g_autoptr(GError) error = NULL;
	struct wanted wanted = { 0 };
	json_t *rows, *row;
	size_t i;

	if (!session_config(session))
		return DEADLINED_ERROR_CONFIG;
	if (!read_wanted(session->config, arguments, &wanted, &error))
		return session_fail(error);
	templates = templates_new(session->config->settings.templates);
	rows = preview_run(session->config, templates, wanted.from, wanted.to, wanted.agency, wanted.first_start, &error);
	if (!rows)
		return session_fail(error);
	if (!session->json)
		print_table(session, rows);
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
