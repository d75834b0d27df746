/*
 * The cascade of one occurrence: what it needs and what needs it, each obligation and period one group of bodies, as far as
 * the chain goes in either direction.
 */
#include "engine/inputs.h"
#include "engine/views.h"
#include "render/datum.h"

enum { BODIES = 1000, DEPTH = 16 }; /* bodies in one answer; circles are refused with the files */

struct cascade {
	struct engine *engine;
	struct instant now;
	struct civil today;
	int left; /* bodies that may still be told */
	GError **error;
};

static json_t *groups(struct cascade *cascade, const struct obligation *obligation, const struct period *period, bool inputs, int depth);

static json_t *body_json(const struct cascade *cascade, const struct input *input)
{
	const struct zone *zone = cascade->engine->config->settings.zone;
	const struct fact *fact = input->fact;

	return json_pack("{s:s, s:o, s:o, s:o, s:s, s:s, s:o, s:o, s:i}", "id", fact->id, "agency", datum_text(fact->agency), "agency_name",
			 datum_text(input->agency != NULL ? input->agency->name : fact->agency), "owners",
			 fact->agency != NULL ? json_null() : json_integer(fact->owners), "input", inputs_state_name(input->state), "state",
			 views_state_name(views_state(fact, zone, cascade->now)), "limit", datum_date(fact->limit), "submitted",
			 datum_instant(zone, fact->submitted), "days_late", fact->workdays_late);
}

static void count(struct inputs_count *count, const struct input *input)
{
	const struct fact *fact = input->fact;

	switch (input->state) {
	case INPUT_UNDATED:
		count->undated += fact->owners;
		return;
	case INPUT_LATE:
		count->late++;
		count->in++;
		break;
	case INPUT_IN:
		count->in++;
		break;
	case INPUT_MISSING:
		count->missing++;
		break;
	case INPUT_WAIVED:
		count->waived++;
		break;
	case INPUT_RETURNED:
		count->returned++;
		break;
	}
	count->total++;
}

static json_t *bodies_json(struct cascade *cascade, const GPtrArray *all, struct inputs_count *counts, int *more)
{
	json_t *bodies = json_array();

	for (guint i = 0; i < all->len; i++) {
		const struct input *input = g_ptr_array_index(all, i);

		count(counts, input);
		if (cascade->left > 0)
			json_array_append_new(bodies, body_json(cascade, input));
		else
			(*more)++;
		cascade->left--;
	}
	return bodies;
}

/* All bodies of one obligation and period; they have the same inputs. */
static json_t *group_json(struct cascade *cascade, const struct need *need, bool inputs, int depth)
{
	g_autoptr(GPtrArray) all = inputs_of_need(cascade->engine, need, cascade->today, cascade->error);
	struct inputs_count counts = { 0 }, own = { 0 };
	json_t *bodies, *below;
	int more = 0;

	if (all == NULL)
		return NULL;
	if (all->len > 0 && !inputs_count(cascade->engine, ((struct input *)g_ptr_array_index(all, 0))->fact, &own, cascade->error))
		return NULL;
	below = groups(cascade, need->obligation, &need->period, inputs, depth + 1);
	if (below == NULL)
		return NULL;
	bodies = bodies_json(cascade, all, &counts, &more);
	return json_pack("{s:o, s:s, s:s, s:o, s:b, s:o, s:i, s:o, s:o}", "obligation",
			 json_sprintf("%s/%s", need->obligation->plan->id, need->obligation->id), "period", need->period.label, "title",
			 need->obligation->title, "counts", inputs_count_json(&counts), "ready", inputs_ready(&own), "bodies", bodies, "more",
			 more, "needs", inputs ? below : json_array(), "needed_by", inputs ? json_array() : below);
}

/* Those nobody owes yet (not created, or raised by an event) are left out. */
static json_t *groups(struct cascade *cascade, const struct obligation *obligation, const struct period *period, bool inputs, int depth)
{
	g_autoptr(GArray) needs = inputs ? schedule_needs(obligation, period)
					 : schedule_needed_by(cascade->engine->config, obligation, period);
	json_t *array = json_array();

	for (guint i = 0; depth < DEPTH && i < needs->len; i++) {
		json_t *group = group_json(cascade, &g_array_index(needs, struct need, i), inputs, depth);

		if (group == NULL) {
			json_decref(array);
			return NULL;
		}
		if (json_array_size(json_object_get(group, "bodies")) + (size_t)json_integer_value(json_object_get(group, "more")) > 0)
			json_array_append(array, group);
		json_decref(group);
	}
	return array;
}

json_t *views_cascade(struct engine *engine, const struct fact *fact, struct instant now, GError **error)
{
	struct cascade cascade = { .engine = engine, .now = now, .today = zone_civil(engine->config->settings.zone, now), .left = BODIES,
				   .error = error };
	const struct obligation *obligation = engine_obligation(engine, fact->plan, fact->obligation);
	json_t *needs, *needed_by;
	struct period period;

	if (obligation == NULL)
		return json_null();
	view_period(fact, &period);
	needs = groups(&cascade, obligation, &period, true, 0);
	needed_by = needs != NULL ? groups(&cascade, obligation, &period, false, 0) : NULL;
	if (needed_by == NULL) {
		json_decref(needs);
		return NULL;
	}
	if (json_array_size(needs) > 0 || json_array_size(needed_by) > 0)
		return json_pack("{s:o, s:o}", "needs", needs, "needed_by", needed_by);
	json_decref(needs);
	json_decref(needed_by);
	return json_null();
}
