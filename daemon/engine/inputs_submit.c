/* Of engine/inputs.h: what a dependent's submission has to do with its inputs. */
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "engine/inputs.h"

enum { NAMES = 5 }; /* that a refusal names */

/* ---- may it be submitted? ---- */

static bool same_name(const char *name, const char *folded)
{
	g_autofree char *own = name != NULL ? text_fold(name) : NULL;

	return own != NULL && strcmp(own, folded) == 0;
}

static bool names_agency(const struct definitions *definitions, const struct agency *agency, const char *word)
{
	const struct party *party = g_hash_table_lookup(definitions->by_id, word);
	g_autofree char *folded = NULL;

	if (agency == NULL)
		return false;
	if (party != NULL)
		return party->agency != NULL ? party->agency == agency : party_names(party, agency);
	folded = text_fold(word);
	return same_name(agency->name, folded) || same_name(agency->short_name, folded);
}

static bool names_input(const struct engine *engine, const struct input *input, const char *word)
{
	if (strcmp(word, "all") == 0 || strcmp(word, "*") == 0)
		return true;
	if (strchr(word, '/') != NULL)
		return strchr(word, '*') != NULL ? g_pattern_match_simple(word, input->fact->id) : strcmp(word, input->fact->id) == 0;
	return g_strcmp0(word, input->fact->agency) == 0 || names_agency(engine->config->definitions, input->agency, word);
}

static bool is_left_out(const struct engine *engine, const struct input *input, const GPtrArray *without)
{
	for (guint i = 0; without != NULL && i < without->len; i++)
		if (names_input(engine, input, g_ptr_array_index(without, i)))
			return true;
	return false;
}

static const char *name_of(const struct input *input)
{
	return input->agency != NULL ? input->agency->name : input->fact->agency;
}

static bool refuse(const struct fact *dependent, const GPtrArray *unnamed, guint total, GError **error)
{
	g_autoptr(GString) names = g_string_new(NULL);

	for (guint i = 0; i < unnamed->len && i < NAMES; i++)
		g_string_append_printf(names, "%s%s", i > 0 ? "; " : "", name_of(g_ptr_array_index(unnamed, i)));
	if (unnamed->len > NAMES)
		g_string_append_printf(names, "; and %u more", unnamed->len - NAMES);
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_STATE,
		    "%s: %u of %u inputs %s missing (%s): record what came in, or name with --without what is left out (an id, an agency, a group, or all)",
		    dependent->id, unnamed->len, total, unnamed->len == 1 ? "is" : "are", names->str);
	return false;
}

static GPtrArray *ids_new(void)
{
	return g_ptr_array_new_with_free_func(g_free);
}

bool inputs_admit(struct engine *engine, const struct fact *dependent, const GPtrArray *without, struct civil today,
		  GPtrArray **left_out, GPtrArray **returned, GError **error)
{
	g_autoptr(GPtrArray) inputs = inputs_of(engine, dependent, today, error);
	g_autoptr(GPtrArray) unnamed = g_ptr_array_new(), missing = ids_new(), corrected = ids_new();
	guint total = 0;

	if (inputs == NULL)
		return false;
	for (guint i = 0; i < inputs->len; i++) {
		struct input *input = g_ptr_array_index(inputs, i);

		total += input->state != INPUT_UNDATED;
		if (input->state == INPUT_RETURNED)
			g_ptr_array_add(corrected, g_strdup(input->fact->id));
		if (input->state != INPUT_MISSING)
			continue;
		/* What is corrected was submitted without it before. */
		if (dependent->state == STATE_RETURNED || is_left_out(engine, input, without))
			g_ptr_array_add(missing, g_strdup(input->fact->id));
		else
			g_ptr_array_add(unnamed, input);
	}
	if (unnamed->len > 0)
		return refuse(dependent, unnamed, total, error);
	*left_out = g_steal_pointer(&missing);
	*returned = g_steal_pointer(&corrected);
	return true;
}

/* ---- whose lateness is it? ---- */

/* One dependent's lateness at work. */
struct charge {
	const struct config *config;
	const struct fact *dependent;
	struct civil last, came; /* its last permitted day; the day it came in */
};

static struct civil limit_of(const struct fact *fact, bool first)
{
	struct civil limit = first ? fact->original_limit : fact->counted_limit;

	return civil_is_set(limit) ? limit : fact->limit;
}

static struct instant late_from_of(const struct fact *fact, bool first)
{
	struct instant late = first ? fact->original_late_from : fact->counted_late_from;

	return instant_is_set(late) ? late : fact->late_from;
}

/* Until when the input alone explains that the dependent was not in; unset: it explains nothing. */
static struct civil explained_until(const struct charge *charge, const struct input *input)
{
	const struct calendar *calendar = charge->config->calendar;
	struct civil came, until;
	int gap;

	switch (input->state) {
	case INPUT_MISSING:
		return charge->came;
	case INPUT_WAIVED:
	case INPUT_UNDATED:
		return CIVIL_NONE;
	case INPUT_IN:
	case INPUT_LATE:
	case INPUT_RETURNED:
		break;
	}
	if (!instant_is_set(input->fact->submitted) || instant_before(input->fact->submitted, late_from_of(input->fact, true)))
		return CIVIL_NONE;
	came = zone_civil(charge->config->settings.zone, input->fact->submitted);
	gap = calendar_between(calendar, limit_of(input->fact, true), limit_of(charge->dependent, false));
	until = gap > 0 ? calendar_count(calendar, came, gap, NULL) : came;
	return civil_before(charge->came, until) ? charge->came : until;
}

bool inputs_charge(struct engine *engine, struct fact *dependent, GPtrArray **ret, GError **error)
{
	const struct zone *zone = engine->config->settings.zone;
	struct charge charge = { .config = engine->config, .dependent = dependent };
	struct limit limit = { .late_from = late_from_of(dependent, false) };
	g_autoptr(GPtrArray) inputs = NULL;

	*ret = ids_new();
	dependent->charged = 0;
	if (dependent->workdays_late <= 0 || !instant_is_set(dependent->submitted))
		return true;
	charge.last = due_last_day(&limit, zone);
	charge.came = zone_civil(zone, dependent->submitted);
	inputs = inputs_of(engine, dependent, charge.came, error);
	for (guint i = 0; inputs != NULL && i < inputs->len; i++) {
		const struct input *input = g_ptr_array_index(inputs, i);
		struct civil until = explained_until(&charge, input);

		if (!civil_before(charge.last, until))
			continue;
		g_ptr_array_add(*ret, g_strdup(input->fact->id));
		dependent->charged = MAX(dependent->charged, calendar_between(engine->config->calendar, charge.last, until));
	}
	dependent->charged = MIN(dependent->charged, dependent->workdays_late);
	return inputs != NULL;
}
