/*
 * What persons made of duties without a day: occurrences of their own, which the files alone do not know. They stay as long
 * as the files know the duty, and the row without a day counts the other owners.
 */
#include "engine/internal.h"
#include "engine/lateness.h"

/* Of a duty for which the files give no day. */
static bool is_raised(const struct fact *fact)
{
	return fact->dated && fact->agency != NULL && fact->touched;
}

bool load_undated(const struct load *load, struct occurrence *occurrence, GError **error)
{
	struct fact_filter filter = { .plan = occurrence->plan->id, .obligation = occurrence->obligation->id,
				      .period = occurrence->period.label, .withdrawn = true };
	g_autoptr(GPtrArray) facts = fact_list(load->engine->store, &filter, error);
	const struct obligation *obligation = occurrence->obligation;

	for (guint i = 0; facts != NULL && i < facts->len; i++) {
		const struct fact *fact = facts->pdata[i];
		const struct agency *owner = is_raised(fact) ? plan_agency(load->engine->config->definitions, fact->agency) : NULL;

		if (owner != NULL && occurrence->owners > 0 &&
		    plan_is_member(obligation->owed_by, obligation->except, owner, occurrence->period.last))
			occurrence->owners--;
	}
	return facts != NULL;
}

bool load_stays(const struct load *load, const struct fact *fact)
{
	const struct obligation *obligation = engine_obligation(load->engine, fact->plan, fact->obligation);

	return is_raised(fact) && obligation != NULL && obligation->same_as == NULL && !due_is_dated(&obligation->due) &&
	       plan_agency(load->engine->config->definitions, fact->agency) != NULL;
}

void load_recalendar(const struct load *load, struct fact *fact)
{
	const struct config *config = load->engine->config;
	struct limit limit;
	struct view view;

	if (!fact->dated || !view_of(load->engine, fact, load->today, &view) || view.owner == NULL)
		return;
	due_limit_of_day(fact->last, view.due != NULL && view.due->kind == DUE_BY ? view.due->minute : -1, config->calendar,
			 plan_nonworking(view.obligation, view.owner, config->settings.nonworking), config->settings.zone, &limit);
	if (!civil_equal(limit.limit, fact->limit))
		return;
	if (instant_equal(fact->counted_late_from, fact->late_from))
		fact->counted_late_from = limit.late_from;
	if (instant_equal(fact->original_late_from, fact->late_from))
		fact->original_late_from = limit.late_from;
	fact->aim = limit.aim;
	fact->late_from = limit.late_from;
	fact->provisional = limit.provisional;
}

static bool count_again(struct load *load, GError **error)
{
	GHashTableIter iter;
	void *fact;

	g_hash_table_iter_init(&iter, load->existing);
	while (g_hash_table_iter_next(&iter, NULL, &fact)) {
		if (!instant_is_set(((struct fact *)fact)->submitted))
			continue;
		lateness_fix(load->engine->config, fact);
		if (!fact_put(load->engine->store, fact, error))
			return false;
	}
	return store_meta_set(load->engine->store, "lateness", NULL, error);
}

bool load_lateness(struct load *load, GError **error)
{
	g_autoptr(GError) fault = NULL;
	g_autofree char *asked = store_meta_get(load->engine->store, "lateness", &fault);

	if (fault != NULL) {
		g_propagate_error(error, g_steal_pointer(&fault));
		return false;
	}
	return asked == NULL || (load_begin(load, error) && count_again(load, error));
}
