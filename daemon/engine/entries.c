#include "engine/entries.h"

#include <jansson.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"

/* ---- where an item lands ---- */

static GPtrArray *owners_of(const struct obligation *obligation, const struct fact *row, struct civil today)
{
	bool current = !civil_before(today, row->period_first) && !civil_before(row->period_last, today);

	return plan_members(obligation->owed_by, obligation->except, current ? today : row->period_last);
}

static void refuse_unknown(const char *id, GError **error)
{
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID, "no occurrence '%s': deadlinectl list --undated shows them", id);
}

/* The row named as such: whose item it is must be clear. */
static bool sole_owner(const struct engine *engine, const struct fact *row, struct civil today, char **body, GError **error)
{
	const struct obligation *obligation = engine_obligation(engine, row->plan, row->obligation);
	g_autoptr(GPtrArray) owners = obligation != NULL ? owners_of(obligation, row, today) : g_ptr_array_new();

	if (owners->len == 1) {
		*body = g_strdup(((const struct agency *)g_ptr_array_index(owners, 0))->id);
		return true;
	}
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_USAGE, "%s: whose item is it? name the body: %s/%s/AGENCY/%s", row->id, row->plan,
		    row->obligation, row->period);
	return false;
}

static bool owes(const struct engine *engine, const struct fact *row, const char *agency, struct civil today)
{
	const struct obligation *obligation = engine_obligation(engine, row->plan, row->obligation);
	const struct agency *body = plan_agency(engine->config->definitions, agency);
	g_autoptr(GPtrArray) owners = obligation != NULL && body != NULL ? owners_of(obligation, row, today) : NULL;

	return owners != NULL && g_ptr_array_find(owners, body, NULL);
}

static struct fact *find_row(struct engine *engine, const char *id, struct civil today, char **body, GError **error)
{
	g_auto(GStrv) parts = g_strsplit(id, "/", 5);
	g_autofree char *all = g_strv_length(parts) == 4 ? g_strjoin("/", parts[0], parts[1], "all", parts[3], NULL) : NULL;
	g_autoptr(GError) fault = NULL;
	g_autoptr(fact_t) row = all != NULL ? fact_get(engine->store, all, &fault) : NULL;

	if (fault != NULL) {
		g_propagate_error(error, g_steal_pointer(&fault));
		return NULL;
	}
	if (row == NULL || row->dated || !owes(engine, row, parts[2], today)) {
		refuse_unknown(id, error);
		return NULL;
	}
	*body = g_strdup(parts[2]);
	return g_steal_pointer(&row);
}

struct fact *entries_find(struct engine *engine, const char *id, struct civil today, char **body, GError **error)
{
	g_autoptr(GError) fault = NULL;
	g_autoptr(fact_t) fact = fact_get(engine->store, id, &fault);

	*body = NULL;
	if (fault != NULL) {
		g_propagate_error(error, g_steal_pointer(&fault));
		return NULL;
	}
	if (fact == NULL)
		return find_row(engine, id, today, body, error);
	if (fact->agency == NULL && !sole_owner(engine, fact, today, body, error))
		return NULL;
	return g_steal_pointer(&fact);
}

/* ---- how many of each body ---- */

static int by_name(gconstpointer a, gconstpointer b)
{
	const struct entries_body *x = *(const struct entries_body *const *)a, *y = *(const struct entries_body *const *)b;

	return text_collate(x->agency->name, y->agency->name);
}

static char *body_of_act(const struct act *act)
{
	json_t *detail = act->detail != NULL ? json_loads(act->detail, 0, NULL) : NULL;
	char *body = g_strdup(json_string_value(json_object_get(detail, "agency")));

	json_decref(detail);
	return body;
}

/* What a body that has ended brought counts for its heir. */
static void count_act(const struct engine *engine, const struct act *act, GHashTable *by_agency, struct civil today)
{
	g_autofree char *id = strcmp(act->verb, "entry") == 0 ? body_of_act(act) : NULL;
	const struct agency *agency = id != NULL ? plan_agency(engine->config->definitions, id) : NULL;
	struct entries_body *body = agency != NULL ? g_hash_table_lookup(by_agency, agency) : NULL;

	if (body == NULL && agency != NULL)
		body = g_hash_table_lookup(by_agency, plan_body(agency, today));
	if (body != NULL)
		body->entries++;
}

GPtrArray *entries_of(struct engine *engine, const struct fact *row, struct civil today, GError **error)
{
	const struct obligation *obligation = engine_obligation(engine, row->plan, row->obligation);
	g_autoptr(GPtrArray) acts = act_list(engine->store, row->row, error);
	g_autoptr(GPtrArray) owners = obligation != NULL ? owners_of(obligation, row, today) : g_ptr_array_new();
	g_autoptr(GHashTable) by_agency = g_hash_table_new(NULL, NULL);
	GPtrArray *list;

	if (acts == NULL)
		return NULL;
	list = g_ptr_array_new_with_free_func(g_free);
	for (guint i = 0; i < owners->len; i++) {
		struct entries_body *body = g_new0(struct entries_body, 1);

		body->agency = g_ptr_array_index(owners, i);
		g_hash_table_insert(by_agency, (gpointer)body->agency, body);
		g_ptr_array_add(list, body);
	}
	for (guint i = 0; i < acts->len; i++)
		count_act(engine, g_ptr_array_index(acts, i), by_agency, today);
	g_ptr_array_sort(list, by_name);
	return list;
}

/* ---- in the middle of a period ---- */

/* The day of the coordinator's digest before this one; none: unset. */
static bool digest_before(struct run *run, const struct plan *plan, struct civil *ret, GError **error)
{
	const struct agency *body = body_of(plan->coordinator, run->today);
	g_autofree char *prefix = g_strdup_printf("digest/%s/", body != NULL ? body->id : "");
	g_autoptr(GPtrArray) rows = ledger_under(run->engine->store, prefix, error);

	*ret = CIVIL_NONE;
	for (guint i = 0; rows != NULL && i < rows->len; i++) {
		const struct ledger_row *row = g_ptr_array_index(rows, i);
		struct civil day;

		if (row->outcome == OUTCOME_SAID && civil_parse(row->subject + strlen(prefix), &day) && civil_before(day, run->today) &&
		    civil_before(*ret, day))
			*ret = day;
	}
	return rows != NULL;
}

/* Is the period running, and did its middle come since the digest before? */
static bool in_the_middle(const struct run *run, const struct fact *fact, struct civil before)
{
	struct civil middle;

	if (!civil_is_set(fact->period_first) || civil_before(fact->period_last, run->today))
		return false;
	middle = civil_add(fact->period_first, civil_diff(fact->period_last, fact->period_first) / 2);
	return !civil_before(run->today, middle) && civil_before(before, middle);
}

static struct notice_count *count_of(GPtrArray *counts, const struct obligation *obligation, const struct fact *fact)
{
	struct notice_count *count;

	for (guint i = 0; i < counts->len; i++) {
		count = g_ptr_array_index(counts, i);
		if (count->obligation == obligation && strcmp(count->period.label, fact->period) == 0)
			return count;
	}
	count = notice_count_new();
	count->obligation = obligation;
	view_period(fact, &count->period);
	g_ptr_array_add(counts, count);
	return count;
}

static void add_body(struct notice_count *count, int entries)
{
	count->owners++;
	count->entries += entries;
	count->enough += entries >= count->obligation->count;
}

static bool awaits_items(const struct fact *fact)
{
	return fact->state != STATE_WAIVED && fact->state != STATE_CANCELLED && fact->state != STATE_UNKNOWN && fact->state != STATE_NIL;
}

static bool add_fact(struct run *run, struct notice_count *count, const struct fact *fact, GError **error)
{
	g_autoptr(GPtrArray) bodies = NULL;

	if (fact->agency != NULL) {
		add_body(count, fact->entries);
		return true;
	}
	bodies = entries_of(run->engine, fact, run->today, error);
	for (guint i = 0; bodies != NULL && i < bodies->len; i++)
		add_body(count, ((const struct entries_body *)g_ptr_array_index(bodies, i))->entries);
	return bodies != NULL;
}

static bool count_obligation(struct run *run, const struct obligation *obligation, struct civil before, GPtrArray *counts, GError **error)
{
	struct fact_filter filter = { .plan = obligation->plan->id, .obligation = obligation->id, .undated = true };
	g_autoptr(GPtrArray) facts = fact_list(run->engine->store, &filter, error);
	bool ever = false;

	for (guint i = 0; facts != NULL && i < facts->len; i++)
		ever |= ((const struct fact *)g_ptr_array_index(facts, i))->entries > 0;
	for (guint i = 0; ever && i < facts->len; i++) {
		const struct fact *fact = g_ptr_array_index(facts, i);

		if (in_the_middle(run, fact, before) && awaits_items(fact) && !add_fact(run, count_of(counts, obligation, fact), fact, error))
			return false;
	}
	return facts != NULL;
}

bool entries_digest(struct run *run, const struct plan *plan, GPtrArray *counts, GError **error)
{
	guint from = counts->len;
	struct civil before;
	bool looked = false;

	for (guint i = 0; i < plan->obligations->len; i++) {
		const struct obligation *obligation = g_ptr_array_index(plan->obligations, i);

		if (obligation->count == 0)
			continue;
		if (!looked && !digest_before(run, plan, &before, error))
			return false;
		looked = true;
		if (!count_obligation(run, obligation, before, counts, error))
			return false;
	}
	for (guint i = counts->len; i-- > from;) {
		const struct notice_count *count = g_ptr_array_index(counts, i);

		if (count->enough >= count->owners)
			g_ptr_array_remove_index(counts, i);
	}
	return true;
}
