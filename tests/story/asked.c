/* What the service answers in the middle of a story, and what it is told of people. */
#include <string.h>

#include "engine/api.h"
#include "engine/contacts.h"
#include "player.h"

static json_t *call(struct story *story, const char *target)
{
	g_auto(GStrv) halves = g_strsplit(target, "?", 2);
	g_autoptr(GHashTable) query = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	g_auto(GStrv) pairs = g_strsplit(halves[1] != NULL ? halves[1] : "", "&", -1);
	struct api_request request = { .method = "GET", .path = halves[0], .query = query, .user = "story" };
	json_t *answer = NULL;
	int status;

	for (char **pair = pairs; *pair != NULL; pair++) {
		g_auto(GStrv) parts = g_strsplit(*pair, "=", 2);

		if (parts[0] != NULL && parts[1] != NULL)
			g_hash_table_insert(query, g_strdup(parts[0]), g_strdup(parts[1]));
	}
	status = api_call(story->engine, &request, story->now, &answer);
	if (status != 200)
		story_fail(story, "%s: %d %s", target, status, json_string_value(json_object_get(answer, "error")));
	return answer;
}

/* "inputs.missing" of a row, as text; "null" for what is absent. */
static char *value_of(const json_t *row, const char *key)
{
	g_auto(GStrv) names = g_strsplit(key, ".", -1);
	const json_t *value = row;

	for (char **name = names; *name != NULL; name++)
		value = json_is_array(value) ? json_array_get(value, (size_t)g_ascii_strtoull(*name, NULL, 10)) :
					       json_object_get(value, *name);
	if (json_is_string(value))
		return g_strdup(json_string_value(value));
	return value != NULL ? json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT) : g_strdup("null");
}

/* `wanted`: KEY=VALUE, * and ? in VALUE. */
static bool row_fits(const json_t *row, char *const *wanted)
{
	for (; *wanted != NULL; wanted++) {
		g_auto(GStrv) parts = g_strsplit(*wanted, "=", 2);
		g_autofree char *value = value_of(row, parts[0]);

		if (parts[1] == NULL || !g_pattern_match_simple(parts[1], value))
			return false;
	}
	return true;
}

void story_asked(struct story *story, char **words)
{
	char *end;
	guint64 number = g_ascii_strtoull(words[1], &end, 10), found = 0;
	bool counted = *end == '\0';
	char **rest = words + (counted ? 2 : 1);
	json_t *answer = call(story, rest[0]), *rows = json_is_array(answer) ? json_incref(answer) : json_pack("[O]", answer);
	g_autofree char *shown = NULL;
	json_t *row;
	size_t i;

	json_array_foreach(rows, i, row)
		found += row_fits(row, rest + 1);
	shown = json_dumps(rows, JSON_COMPACT);
	json_decref(rows);
	json_decref(answer);
	if (counted ? found != number : found == 0)
		story_fail(story, "%" G_GUINT64_FORMAT " rows fit; the answer:\n    %.6000s", found, shown);
}

void story_contact(struct story *story, char **words)
{
	struct contact_change change = { 0 };
	const struct { const char *key; const char **place; } keys[] = {
		{ "name", &change.name }, { "title", &change.title }, { "email", &change.email },   { "phone", &change.phone },
		{ "from", &change.from }, { "until", &change.until }, { "number", &change.number },
	};
	struct contact_order order = { .user = "story" };
	g_autoptr(GError) error = NULL;
	json_t *answer = NULL;

	if (words[1] == NULL || words[2] == NULL || words[3] == NULL)
		story_fail(story, "contact set|end AGENCY POSITION KEY=VALUE ...");
	change.agency = words[2];
	change.position = words[3];
	for (char **word = words + 4; *word != NULL; word++) {
		size_t length = strcspn(*word, "="), i = 0;

		while (i < G_N_ELEMENTS(keys) && (strlen(keys[i].key) != length || strncmp(keys[i].key, *word, length) != 0))
			i++;
		if (i == G_N_ELEMENTS(keys) || (*word)[length] == '\0')
			story_fail(story, "what is %s?", *word);
		*keys[i].place = *word + length + 1;
	}
	story_check(story, (strcmp(words[1], "end") == 0 ? contacts_end : contacts_set)(story->engine, &change, &order, story->now, &answer, &error),
		    &error);
	json_decref(answer);
	story_pass(story);
}
