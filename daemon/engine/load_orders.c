/*
 * What persons made of duties without a day: occurrences of their own, which the files alone do not know. They stay as long
 * as the files know the duty, and the row without a day counts the other owners.
 */
#include "engine/internal.h"

static bool is_raised(const struct fact *fact)
{
	return fact->dated && fact->due != NULL && fact->agency != NULL;
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

	return is_raised(fact) && fact->touched && obligation != NULL && obligation->same_as == NULL && !due_is_dated(&obligation->due) &&
	       plan_agency(load->engine->config->definitions, fact->agency) != NULL;
}
