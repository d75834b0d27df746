/*
 * What one occurrence has to do with its parts, beyond the cascade: the inputs it was submitted without, the lateness they
 * caused, the items recorded of each body.
 */
#include <string.h>

#include "engine/entries.h"
#include "engine/inputs.h"
#include "engine/views.h"
#include "render/datum.h"
#include "render/words.h"

/* The ids under `key` of the newest act that says any; what was taken back since is known by the fact. Never NULL. */
static json_t *newest(const GPtrArray *acts, const char *key)
{
	for (guint i = acts->len; i-- > 0;) {
		const struct act *act = g_ptr_array_index(acts, i);
		json_t *detail = act->detail != NULL ? json_loads(act->detail, 0, NULL) : NULL;
		json_t *ids = json_incref(json_object_get(detail, key));

		json_decref(detail);
		if (json_is_array(ids))
			return ids;
		json_decref(ids);
	}
	return json_array();
}

static bool was_submitted(const struct fact *fact)
{
	return fact->state == STATE_SUBMITTED || fact->state == STATE_ACCEPTED || fact->state == STATE_RETURNED;
}

static json_t *items_json(struct engine *engine, const struct fact *fact, struct civil today, GError **error)
{
	const struct obligation *obligation = engine_obligation(engine, fact->plan, fact->obligation);
	g_autoptr(GPtrArray) bodies = NULL;
	json_t *array;

	if (obligation == NULL || obligation->count == 0 || fact->agency != NULL)
		return json_null();
	bodies = entries_of(engine, fact, today, error);
	if (bodies == NULL)
		return NULL;
	array = json_array();
	for (guint i = 0; i < bodies->len; i++) {
		const struct entries_body *body = g_ptr_array_index(bodies, i);

		json_array_append_new(array, json_pack("{s:s, s:s, s:i}", "agency", body->agency->id, "agency_name", body->agency->name,
						       "entries", body->entries));
	}
	return array;
}

bool views_parts(struct engine *engine, const struct fact *fact, const GPtrArray *acts, struct civil today, json_t *object, GError **error)
{
	json_t *items = items_json(engine, fact, today, error);

	if (items == NULL)
		return false;
	json_object_set_new(object, "left_out", was_submitted(fact) ? newest(acts, "without") : json_array());
	json_object_set_new(object, "charged", json_integer(fact->charged));
	json_object_set_new(object, "charged_to", fact->charged > 0 ? newest(acts, "charged_to") : json_array());
	json_object_set_new(object, "items", items);
	return true;
}

/* Names of the bodies of occurrences, joined. */
static char *names_of(const struct engine *engine, enum language language, const json_t *ids)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	g_autoptr(GStringChunk) arena = g_string_chunk_new(256);
	const json_t *id;
	size_t i;

	json_array_foreach (ids, i, id) {
		g_auto(GStrv) parts = g_strsplit(json_string_value(id), "/", 5);

		if (g_strv_length(parts) == 4)
			g_ptr_array_add(names, g_string_chunk_insert(arena, views_agency_name(engine, parts[2])));
	}
	return words_join(language, names);
}

char *views_charged(const struct engine *engine, const struct fact *fact, const GPtrArray *acts, enum language language)
{
	g_autofree char *names = NULL, *late = NULL, *charged = NULL;
	json_t *ids;

	if (fact->charged == 0)
		return NULL;
	ids = newest(acts, "charged_to");
	names = names_of(engine, language, ids);
	json_decref(ids);
	late = words_working_days(language, fact->workdays_late);
	charged = words_working_days(language, fact->charged);
	if (language == LANGUAGE_EN)
		return g_strdup_printf("%s late; %s of that spent waiting for %s.", late, charged, names);
	return g_strdup_printf("Quá thời hạn %s, trong đó %s do chờ báo cáo của %s.", late, charged, names);
}
