/* An order as one line of words, as stories and files of acts hold it. */
#include <string.h>

#include "base/error.h"
#include "engine/orders.h"

struct line {
	char **words;
	int at, count;
	const struct zone *zone;
	GStringChunk *arena;
	GError **error;
};

static bool refuse(const struct line *line, const char *what, const char *word)
{
	g_set_error(line->error, DEADLINED_ERROR, DEADLINED_ERROR_INPUT, "%s '%s'", what, word);
	return false;
}

static bool read_time(const struct line *line, const char *text, struct instant *ret)
{
	struct civil day;

	if (zone_parse(line->zone, text, ret))
		return true;
	if (!civil_parse(text, &day))
		return refuse(line, "give a time as YYYY-MM-DDThh:mm, not", text);
	*ret = zone_instant(line->zone, day, 0);
	return true;
}

static bool read_word(const struct line *line, const char *key, const char *text, struct order *ret)
{
	const struct { const char *key; const char **place; } places[] = {
		{ "number", &ret->number }, { "channel", &ret->channel }, { "note", &ret->note }, { "reason", &ret->reason }, { "as", &ret->as },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
		if (strcmp(places[i].key, key) == 0) {
			*places[i].place = text;
			return true;
		}
	}
	if (strcmp(key, "dated") == 0 || strcmp(key, "date") == 0)
		return civil_parse(text, &ret->dated) || refuse(line, "give a date as YYYY-MM-DD, not", text);
	return read_time(line, text, strcmp(key, "sent") == 0 ? &ret->sent : &ret->received);
}

static bool is_switch(const char *key, struct order *ret)
{
	if (strcmp(key, "again") == 0)
		ret->again = true;
	else if (strcmp(key, "dry-run") == 0)
		ret->dry_run = true;
	else if (strcmp(key, "all") == 0)
		ret->all = true;
	else
		return false;
	return true;
}

static bool is_key(const char *word)
{
	static const char *const keys[] = { "number", "channel", "note", "reason", "as", "dated", "date", "received", "sent", NULL };

	return g_strv_contains(keys, word);
}

static bool read_next(struct line *line, struct order *ret)
{
	const char *word = line->words[line->at++], *key = g_str_has_prefix(word, "--") ? word + 2 : word;

	if (is_switch(key, ret))
		return true;
	if (is_key(key)) {
		if (line->at == line->count)
			return refuse(line, "a value is missing after", word);
		return read_word(line, key, g_string_chunk_insert(line->arena, line->words[line->at++]), ret);
	}
	if (key != word)
		return refuse(line, "unknown option", word);
	g_ptr_array_add(ret->ids, g_string_chunk_insert(line->arena, word));
	return true;
}

bool orders_parse(const char *text, const struct zone *zone, GStringChunk *arena, struct order *ret, GError **error)
{
	g_auto(GStrv) words = NULL;
	g_autoptr(GPtrArray) ids = g_ptr_array_new();
	struct line line = { .zone = zone, .arena = arena, .error = error };

	*ret = (struct order){ .ids = ids };
	if (!g_shell_parse_argv(text, &line.count, &words, error)) {
		if (error && *error)
			g_prefix_error(error, "order '%s': ", text);
		return false;
	}
	line.words = words;
	ret->verb = g_string_chunk_insert(arena, words[line.at++]);
	/* "queue drop 12" is the order queue-drop. */
	if (strcmp(ret->verb, "queue") == 0 && line.at < line.count) {
		g_autofree char *verb = g_strconcat("queue-", words[line.at++], NULL);

		ret->verb = g_string_chunk_insert(arena, verb);
	}
	while (line.at < line.count) {
		if (!read_next(&line, ret))
			return false;
	}
	ret->ids = g_steal_pointer(&ids);
	return true;
}
