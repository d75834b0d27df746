#include "edge/script.h"

#include <string.h>

#include "base/error.h"
#include "engine/orders.h"

#define FILE_MAX (1 << 20)

struct act_line {
	int line;
	struct instant at;
	bool done;
	struct order order;
};

struct script {
	char *path;
	GStringChunk *arena; /* the orders' strings */
	GArray *lines;	     /* struct act_line, in the order of the file */
};

static void clear_line(void *data)
{
	struct act_line *line = data;

	order_clear(&line->order);
}

void script_free(struct script *script)
{
	if (script == NULL)
		return;
	g_array_unref(script->lines);
	g_string_chunk_free(script->arena);
	g_free(script->path);
	g_free(script);
}

static bool read_line(struct script *script, const struct zone *zone, char *text, int number, GError **error)
{
	struct act_line line = { .line = number };
	size_t length = strcspn(text, " \t");
	g_autofree char *at = g_strndup(text, length);

	if (!zone_parse(zone, at, &line.at)) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_INPUT,
			    "%s:%d: '%s' is no moment: begin the line with YYYY-MM-DDThh:mm", script->path, number, at);
		return false;
	}
	if (orders_parse(g_strstrip(text + length), zone, script->arena, &line.order, error)) {
		line.order.user = "replay";
		g_array_append_val(script->lines, line);
		return true;
	}
	g_prefix_error(error, "%s:%d: ", script->path, number);
	return false;
}

static bool read_lines(struct script *script, const struct zone *zone, char *text, GError **error)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (int i = 0; lines[i] != NULL; i++) {
		char *line = g_strstrip(lines[i]);

		if (*line != '\0' && *line != '#' && !read_line(script, zone, line, i + 1, error))
			return false;
	}
	return true;
}

struct script *script_read(const char *path, const struct zone *zone, GError **error)
{
	g_autoptr(script_t) script = g_new0(struct script, 1);
	g_autoptr(GError) failure = NULL;
	g_autofree char *text = NULL;
	gsize size;

	script->path = g_strdup(path);
	script->arena = g_string_chunk_new(1024);
	script->lines = g_array_new(FALSE, FALSE, sizeof(struct act_line));
	g_array_set_clear_func(script->lines, clear_line);
	if (path == NULL)
		return g_steal_pointer(&script);
	if (!g_file_get_contents(path, &text, &size, &failure)) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_INPUT, "--acts: %s", failure->message);
		return NULL;
	}
	if (size > FILE_MAX || !g_utf8_validate(text, (gssize)size, NULL)) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_INPUT, "--acts: '%s' is not UTF-8 text of at most 1 MB",
			    path);
		return NULL;
	}
	return read_lines(script, zone, text, error) ? g_steal_pointer(&script) : NULL;
}

struct instant script_next(const struct script *script, struct instant now)
{
	struct instant next = INSTANT_NEVER;

	for (guint i = 0; i < script->lines->len; i++) {
		struct instant at = g_array_index(script->lines, struct act_line, i).at;

		if (instant_before(now, at))
			next = instant_min(next, at);
	}
	return next;
}

bool script_carry_out(struct script *script, struct engine *engine, struct instant now, GError **error)
{
	for (guint i = 0; i < script->lines->len; i++) {
		struct act_line *line = &g_array_index(script->lines, struct act_line, i);
		json_t *done = NULL;
		bool good;

		if (line->done || instant_before(now, line->at))
			continue;
		line->done = true;
		good = orders_run(engine, &line->order, now, &done, error);
		json_decref(done);
		if (!good) {
			g_prefix_error(error, "%s:%d: ", script->path, line->line);
			return false;
		}
	}
	return true;
}
