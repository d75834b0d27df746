/* What a person's orders made of an occurrence: its limits, how late it came by each, what holds it. */
#include "engine/internal.h"
#include "engine/views.h"
#include "render/datum.h"
#include "store/holds.h"
#include "store/outbox.h"

static json_t *hold_json(const struct zone *zone, const struct hold *hold)
{
	return json_pack("{s:o, s:o, s:o, s:o, s:I}", "step", datum_text(hold->step), "until", datum_date(hold->until), "reason", datum_text(hold->reason),
			 "at", datum_instant(zone, hold->at), "act", (json_int_t)hold->act);
}

static json_t *holds_of(struct engine *engine, const struct fact *fact, GError **error)
{
	g_autoptr(GPtrArray) holds = hold_of(engine->store, fact->row, error);
	json_t *array;

	if (!holds)
		return NULL;
	array = json_array();
	for (guint i = 0; i < holds->len; i++)
		json_array_append_new(array, hold_json(engine->config->settings.zone, holds->pdata[i]));
	return array;
}

bool views_life(struct engine *engine, const struct fact *fact, json_t *object, GError **error)
{
	const struct zone *zone = engine->config->settings.zone;
	json_t *holds = holds_of(engine, fact, error);
	json_t *life = json_pack("{s:o, s:o, s:o, s:o, s:o, s:i, s:i, s:i, s:i, s:i, s:i, s:o, s:o, s:o}", "due", datum_text(fact->due),
				 "original_limit", datum_date(fact->original_limit), "original_late_from",
				 datum_instant(zone, fact->original_late_from), "counted_limit", datum_date(fact->counted_limit),
				 "counted_late_from", datum_instant(zone, fact->counted_late_from), "days_late", fact->days_late, "workdays_late",
				 fact->workdays_late, "original_days_late", fact->original_days_late, "original_workdays_late",
				 fact->original_workdays_late, "extensions", fact->extensions, "rounds", fact->rounds, "asked_until",
				 datum_instant(zone, fact->asked_until), "assignee", datum_text(fact->assignee), "assignee_name",
				 datum_text(views_agency_name(engine, fact->assignee)));

	json_object_update(object, life);
	json_decref(life);
	if (!holds)
		return false;
	json_object_set_new(object, "holds", holds);
	return true;
}

static json_t *last_mail(struct engine *engine, const char *id, GError **error)
{
	const struct zone *zone = engine->config->settings.zone;
	struct envelope *envelope;
	json_t *value;

	if (!outbox_last(engine->store, id, &envelope, error))
		return NULL;
	if (!envelope)
		return json_null();
	value = json_pack("{s:I, s:s, s:s, s:o, s:o, s:o, s:o}", "envelope", (json_int_t)envelope->id, "address", envelope->address, "state",
			  mail_state_name(envelope->state), "next", datum_instant(zone, engine_next_try(envelope)), "done",
			  datum_instant(zone, envelope->done), "code", datum_positive(envelope->code), "reply", datum_text(envelope->reply));
	envelope_free(envelope);
	return value;
}

bool views_last_mails(struct engine *engine, json_t *rows, GError **error)
{
	json_t *row;
	size_t i;

	json_array_foreach (rows, i, row) {
		json_t *value = last_mail(engine, json_string_value(json_object_get(row, "id")), error);

		if (!value)
			return false;
		json_object_set_new(row, "last_mail", value);
	}
	return true;
}
