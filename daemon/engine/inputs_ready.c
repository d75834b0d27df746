/*
 * Of engine/inputs.h: the consolidation that opens early. When the last of its inputs comes in, its owner's focal point is told
 * once, within office hours; not where the input is taken back before that.
 */
#include <string.h>

#include "engine/inputs.h"

static bool can_begin(struct engine *engine, const struct fact *dependent, bool *ret, GError **error)
{
	struct inputs_count count;

	*ret = false;
	if (!dependent->dated || dependent->withdrawn || dependent->unsettled || dependent->state != STATE_OPEN)
		return true;
	if (!inputs_count(engine, dependent, &count, error))
		return false;
	*ret = inputs_ready(&count);
	return true;
}

static bool was_told(struct engine *engine, const struct fact *dependent, bool *ret, GError **error)
{
	struct ledger_row *row = NULL;

	if (!ledger_get(engine->store, dependent->id, dependent->version, "ready", "owner:focal", &row, error))
		return false;
	*ret = row != NULL;
	ledger_row_free(row);
	return true;
}

static bool follow_one(struct engine *engine, const struct fact *dependent, bool brings, struct instant now, GError **error)
{
	g_autofree char *subject = g_strdup_printf("ready/%s/%d", dependent->id, dependent->version);
	struct agenda_row row = { .subject = subject, .kind = (char *)"ready", .next = now };
	bool begins, told = false;

	if (!can_begin(engine, dependent, &begins, error) || !was_told(engine, dependent, &told, error))
		return false;
	if (!begins)
		return agenda_remove(engine->store, subject, error);
	return told || !brings || agenda_put(engine->store, &row, error);
}

static bool follow_need(struct engine *engine, const struct need *need, bool brings, struct instant now, GError **error)
{
	struct fact_filter filter = { .plan = need->obligation->plan->id, .obligation = need->obligation->id, .period = need->period.label };
	g_autoptr(GPtrArray) facts = fact_list(engine->store, &filter, error);

	for (guint i = 0; facts != NULL && i < facts->len; i++)
		if (!follow_one(engine, g_ptr_array_index(facts, i), brings, now, error))
			return false;
	return facts != NULL;
}

/* All that needs the obligation in that period. */
static bool follow(struct engine *engine, const struct obligation *obligation, const char *id, bool brings, struct instant now, GError **error)
{
	g_autoptr(GError) fault = NULL;
	g_autoptr(fact_t) fact = fact_get(engine->store, id, &fault);
	g_autoptr(GArray) needs = NULL;
	struct period period;

	if (fault != NULL) {
		g_propagate_error(error, g_steal_pointer(&fault));
		return false;
	}
	if (fact == NULL)
		return true;
	view_period(fact, &period);
	needs = schedule_needed_by(engine->config, obligation, &period);
	for (guint i = 0; i < needs->len; i++)
		if (!follow_need(engine, &g_array_index(needs, struct need, i), brings, now, error))
			return false;
	return true;
}

bool inputs_follow(struct engine *engine, GHashTable *ids, bool brings, struct instant now, GError **error)
{
	g_autoptr(GHashTable) done = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	GHashTableIter iter;
	gpointer id;

	g_hash_table_iter_init(&iter, ids);
	while (g_hash_table_iter_next(&iter, &id, NULL)) {
		g_auto(GStrv) parts = g_strsplit(id, "/", 5);
		const struct obligation *obligation = g_strv_length(parts) == 4 ? engine_obligation(engine, parts[0], parts[1]) : NULL;

		if (obligation == NULL || !g_hash_table_contains(engine->needed, obligation) ||
		    !g_hash_table_add(done, g_strjoin("/", parts[0], parts[1], parts[3], NULL)))
			continue;
		if (!follow(engine, obligation, id, brings, now, error))
			return false;
	}
	return true;
}

/* ---- the mail ---- */

bool inputs_ready_holds(struct engine *engine, const char *id, int version, bool *ret, GError **error)
{
	g_autoptr(GError) fault = NULL;
	g_autoptr(fact_t) fact = fact_get(engine->store, id, &fault);

	*ret = false;
	if (fault != NULL) {
		g_propagate_error(error, g_steal_pointer(&fault));
		return false;
	}
	if (fact == NULL)
		return true;
	return fact->version != version || can_begin(engine, fact, ret, error);
}

bool inputs_ready_again(struct engine *engine, const char *id, struct instant now, GError **error)
{
	g_autoptr(GError) fault = NULL;
	g_autoptr(fact_t) fact = fact_get(engine->store, id, &fault);

	if (fault != NULL) {
		g_propagate_error(error, g_steal_pointer(&fault));
		return false;
	}
	return fact == NULL || follow_one(engine, fact, true, now, error);
}

static struct notice *ready_notice(struct run *run, const struct view *view, const struct person *person, GError **error)
{
	g_autoptr(notice_t) notice = notice_new(NOTICE_READY);
	struct saying saying = { .fact = view->fact, .view = *view, .kind = NOTICE_READY, .step.side = STEP_REMIND };
	struct notice_item *item = run_item(run, &saying, error);

	if (item == NULL)
		return NULL;
	notice->language = person->contact != NULL ? person->contact->language : run->config->settings.language;
	notice->agency = person->agency;
	notice->contact = person->contact;
	notice->address = g_strdup(person->address);
	notice->now = run->now;
	g_ptr_array_add(notice->items, item);
	return g_steal_pointer(&notice);
}

static bool tell(struct run *run, struct fact *fact, GError **error)
{
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)ledger_row_free);
	g_autoptr(notice_t) notice = NULL;
	struct person person;
	struct view view;

	if (!view_of(run->engine, fact, run->today, &view) || view.owner == NULL || view.owner->relation == RELATION_SUPERIOR)
		return true;
	person = person_of(run->engine, view.owner, "focal", run->today);
	if (person.agency == NULL)
		return true;
	if (person.address == NULL) {
		g_ptr_array_add(run->rows, ledger_row_make(fact->id, fact->version, "ready", "owner:focal", OUTCOME_UNADDRESSED, NULL, NULL,
							   run->now));
		return true;
	}
	notice = ready_notice(run, &view, &person, error);
	g_ptr_array_add(rows, ledger_row_make(fact->id, fact->version, "ready", "owner:focal", OUTCOME_SAID, NULL, person.address, run->now));
	return notice != NULL && run_post(run, notice, false, CIVIL_NONE, rows, error);
}

/* The limit may have moved since the row was put: what is told is how it stands. */
bool inputs_ready_due(struct run *run, const struct agenda_row *row, GError **error)
{
	const char *id = strchr(row->subject, '/') + 1, *last = strrchr(row->subject, '/');
	g_autofree char *occurrence = last > id ? g_strndup(id, (gsize)(last - id)) : g_strdup(id);
	g_autoptr(GError) fault = NULL;
	struct fact *fact;
	bool begins, told = false;

	if (!agenda_remove(run->engine->store, row->subject, error))
		return false;
	fact = fact_get(run->engine->store, occurrence, &fault);
	if (fault != NULL) {
		g_propagate_error(error, g_steal_pointer(&fault));
		return false;
	}
	if (fact == NULL)
		return true;
	g_ptr_array_add(run->facts, fact);
	if (!can_begin(run->engine, fact, &begins, error) || !was_told(run->engine, fact, &told, error))
		return false;
	return !begins || told || tell(run, fact, error);
}
