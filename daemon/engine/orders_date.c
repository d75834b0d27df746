/*
 * date: a later document gives an undated duty its day, or moves a limit. Owners of an undated duty become occurrences of
 * their own; the first limit is kept, the ladder is armed anew, nothing of before is caught up.
 */
#include <string.h>

#include "engine/orders_limit.h"
#include "engine/pick.h"

/* ---- one occurrence that has a limit ---- */

static bool check_direction(const struct work *work, const struct fact *fact, const struct limit *limit, GError **error)
{
	char was[CIVIL_SIZE], wanted[CIVIL_SIZE];

	if (civil_equal(limit->last, fact->last) && instant_equal(limit->late_from, fact->late_from))
		return error_refuse(error, DEADLINED_ERROR_STATE, "%s: its limit is %s already", fact->id, civil_format(fact->limit, was));
	if (!work->order->earlier && instant_before(limit->late_from, fact->late_from))
		return error_refuse(error, DEADLINED_ERROR_STATE, "%s: %s lies before its limit of %s: say --earlier if that is meant", fact->id,
				   civil_format(limit->limit, wanted), civil_format(fact->limit, was));
	return true;
}

static bool move(const struct giving *giving, struct fact *fact, GError **error)
{
	struct work *work = giving->work;
	const struct agency *owner = plan_agency(work->engine->config->definitions, fact->agency);
	g_auto(deed_t) deed = { .work = NULL };
	struct limit limit;
	char was[CIVIL_SIZE];

	if (owner == NULL)
		return error_refuse(error, DEADLINED_ERROR_STATE, "%s: the files no longer know '%s'", fact->id, fact->agency);
	if (!giving_limit(giving, owner, &limit, error) || !check_direction(work, fact, &limit, error))
		return false;
	deed_begin(&deed, work, fact);
	deed_detail(&deed, "due", json_string(giving->text));
	deed_detail(&deed, "was", json_string(civil_format(fact->limit, was)));
	deed_limit(&deed, &limit);
	/* Of a returned report it is the time for its corrections that moves: it was in time, or not, when it first came. */
	if (fact->state == STATE_OPEN)
		deed_count(&deed);
	fact->asked_until = INSTANT_NONE;
	g_free(fact->due);
	fact->due = g_strdup(giving->text);
	if (!work->order->quiet)
		deed_follow(&deed, NOTICE_REQUEST);
	return deed_finish(&deed, error);
}

static bool move_known(struct work *work, struct fact *fact, GError **error)
{
	const struct obligation *obligation = engine_obligation(work->engine, fact->plan, fact->obligation);
	g_auto(giving_t) giving = { .work = NULL };
	struct period period;

	if (!work_may(work, fact, error))
		return false;
	if (obligation == NULL)
		return error_refuse(error, DEADLINED_ERROR_STATE, "%s: the files no longer know it", fact->id);
	view_period(fact, &period);
	work_touched(work, fact->id);
	return giving_init(&giving, work, obligation, &period, error) && move(&giving, fact, error);
}

/* ---- owners of a duty in a period ---- */

static bool names(const struct work *work, const char *name, const char *agency)
{
	const struct definitions *definitions = work->engine->config->definitions;
	const struct party *party = g_hash_table_lookup(definitions->by_id, name);
	const struct agency *body = plan_agency(definitions, agency), *named = party == NULL ? pick_body(definitions, name, NULL) : NULL;

	return strcmp(name, agency) == 0 || (named != NULL && strcmp(named->id, agency) == 0) || (party != NULL && party->group != NULL && body != NULL && party_names(party, body));
}

/* Named by the order, by itself or in a group; all are where it names nobody. */
static bool is_meant(const struct work *work, const char *agency)
{
	const GPtrArray *owners = work->order->owners;
	bool meant = owners == NULL || owners->len == 0;

	for (guint i = 0; !meant && i < owners->len; i++)
		meant = names(work, owners->pdata[i], agency);
	return meant;
}

/* Those who owe the duty in a period: by occurrences of their own, and by the undated row alone. */
struct owners {
	GPtrArray *facts;  /* struct fact *, owned */
	GPtrArray *others; /* const struct agency * */
};

static void owners_clear(struct owners *owners)
{
	g_clear_pointer(&owners->facts, g_ptr_array_unref);
	g_clear_pointer(&owners->others, g_ptr_array_unref);
}

typedef struct owners owners_t;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(owners_t, owners_clear)

static bool has_own(const struct owners *owners, const struct agency *agency)
{
	for (guint i = 0; i < owners->facts->len; i++) {
		if (strcmp(((const struct fact *)owners->facts->pdata[i])->agency, agency->id) == 0)
			return true;
	}
	return false;
}

static bool owners_find(struct owners *owners, const struct giving *giving, GError **error)
{
	const struct obligation *obligation = giving->obligation;
	struct fact_filter filter = { .plan = obligation->plan->id, .obligation = obligation->id, .period = giving->period.label,
				      .withdrawn = true };
	struct civil day = civil_is_set(giving->period.last) ? giving->period.last : giving->work->today;
	g_autoptr(GPtrArray) members = plan_members(obligation->owed_by, obligation->except, day);

	owners->facts = fact_list(giving->work->engine->store, &filter, error);
	owners->others = g_ptr_array_new();
	for (guint i = 0; owners->facts != NULL && !due_is_dated(&obligation->due) && i < members->len; i++) {
		if (!has_own(owners, members->pdata[i]))
			g_ptr_array_add(owners->others, members->pdata[i]);
	}
	return owners->facts != NULL;
}

static bool is_owed_by(const struct giving *giving, const struct owners *owners, const char *name)
{
	bool found = false;

	for (guint i = 0; !found && i < owners->facts->len; i++)
		found = names(giving->work, name, ((const struct fact *)owners->facts->pdata[i])->agency);
	for (guint i = 0; !found && i < owners->others->len; i++)
		found = names(giving->work, name, ((const struct agency *)owners->others->pdata[i])->id);
	return found;
}

static bool check_names(const struct giving *giving, const struct owners *owners, GError **error)
{
	const GPtrArray *named = giving->work->order->owners;

	for (guint i = 0; named != NULL && i < named->len; i++) {
		if (!is_owed_by(giving, owners, named->pdata[i]))
			return error_refuse(error, DEADLINED_ERROR_UNKNOWN_ID, "'%s' owes no %s/%s for %s: deadlinectl list --plan %s shows who does",
					   (const char *)named->pdata[i], giving->obligation->plan->id, giving->obligation->id,
					   giving->period.label, giving->obligation->plan->id);
	}
	return true;
}

/* Of all owners those are left out who need no limit any more; one who was named is refused with the reason. */
static bool give_fact(const struct giving *giving, struct fact *fact, bool named, bool *any, GError **error)
{
	if (!is_meant(giving->work, fact->agency) || (!named && !orders_table_allows(ORDER_DATE, orders_table_state_of(fact))))
		return true;
	*any = true;
	if (g_hash_table_contains(giving->work->seen, fact->id))
		return true;
	if (!work_may(giving->work, fact, error))
		return false;
	work_touched(giving->work, fact->id);
	return move(giving, fact, error);
}

/* The row they stand in must still be waiting for its day: what was called off gets none. */
static bool check_row(const struct giving *giving, GError **error)
{
	const struct obligation *obligation = giving->obligation;
	g_autofree char *id = g_strdup_printf("%s/%s/all/%s", obligation->plan->id, obligation->id, giving->period.label);
	g_autoptr(GError) failure = NULL;
	g_autoptr(fact_t) row = fact_get(giving->work->engine->store, id, &failure);

	if (failure != NULL) {
		g_propagate_error(error, g_steal_pointer(&failure));
		return false;
	}
	return row == NULL || work_may(giving->work, row, error);
}

static bool give_owners(const struct giving *giving, bool named, GError **error)
{
	const struct obligation *obligation = giving->obligation;
	g_auto(owners_t) owners = { .facts = NULL };
	bool any = false;

	if (!owners_find(&owners, giving, error) || !check_names(giving, &owners, error))
		return false;
	for (guint i = 0; i < owners.facts->len; i++) {
		if (!give_fact(giving, owners.facts->pdata[i], named, &any, error))
			return false;
	}
	for (guint i = 0; i < owners.others->len; i++) {
		const struct agency *owner = owners.others->pdata[i];

		if (!is_meant(giving->work, owner->id))
			continue;
		any = true;
		if (!check_row(giving, error) || !giving_raise(giving, owner, error))
			return false;
	}
	if (!any)
		return error_refuse(error, DEADLINED_ERROR_STATE, "%s/%s: nobody still owes it for %s: deadlinectl list --period %s shows how it stands",
				   obligation->plan->id, obligation->id, giving->period.label, giving->period.label);
	return giving_shrink(giving, error);
}

/* A few labels around today, for a message. */
static char *periods_near(const struct obligation *obligation, struct civil today)
{
	g_autoptr(GArray) periods = schedule_periods(obligation, civil_add(today, -370), civil_add(today, 400), NULL);
	GString *text = g_string_new(NULL);

	for (guint i = 0; periods != NULL && i < periods->len && i < 8; i++)
		g_string_append_printf(text, "%s%s", i == 0 ? "" : ", ", g_array_index(periods, struct period, i).label);
	if (text->len == 0)
		g_string_append(text, "none near today");
	return g_string_free(text, FALSE);
}

static bool give_period(struct work *work, const char *plan, const char *id, const char *label, bool named, GError **error)
{
	const struct obligation *obligation = engine_obligation(work->engine, plan, id);
	g_auto(giving_t) giving = { .work = NULL };
	struct period period;

	if (obligation == NULL)
		return error_refuse(error, DEADLINED_ERROR_UNKNOWN_ID, "no obligation '%s/%s' in the plans", plan, id);
	if (obligation->same_as != NULL || obligation->due.kind == DUE_EVENT || obligation->owed_by->len == 0)
		return error_refuse(error, DEADLINED_ERROR_STATE, "%s/%s has no occurrences of its own: %s", plan, id,
				   obligation->same_as != NULL ? "date the obligation it is the same as" : "raise one with request");
	if (label == NULL)
		return error_refuse(error, DEADLINED_ERROR_USAGE, "%s: which period of %s/%s? give --period", work->order->verb, plan, id);
	if (!schedule_period(obligation, label, &period)) {
		g_autofree char *near = periods_near(obligation, work->today);

		return error_refuse(error, DEADLINED_ERROR_INPUT, "%s/%s has no period '%s': its periods near today are %s", plan, id, label, near);
	}
	return giving_init(&giving, work, obligation, &period, error) && give_owners(&giving, named, error);
}

/* ---- what is meant ---- */

static bool date_obligation(struct work *work, char *const *parts, GError **error)
{
	bool named = work->order->owners != NULL && work->order->owners->len > 0;

	if (named == work->order->all)
		return error_refuse(error, DEADLINED_ERROR_USAGE, "%s: which owners of %s/%s? give --owner AGENCY, or --all", work->order->verb, parts[0],
				   parts[1]);
	return give_period(work, parts[0], parts[1], work->order->period, named, error);
}

/* An owner of an undated duty has no occurrence of its own yet. */
static bool date_new(struct work *work, char *const *parts, GError **error)
{
	g_autoptr(GPtrArray) owner = g_ptr_array_new();
	struct order alone = *work->order;
	struct work own = *work;

	g_ptr_array_add(owner, parts[2]);
	alone.owners = strcmp(parts[2], "all") == 0 ? NULL : owner;
	own.order = &alone;
	return give_period(&own, parts[0], parts[1], parts[3], alone.owners != NULL, error);
}

static bool date_ids(struct work *work, const char *id, char *const *parts, GError **error)
{
	g_autoptr(GError) failure = NULL;
	g_autoptr(GPtrArray) facts = pick_facts(work->engine->store, id, &failure);

	if (facts == NULL && strchr(id, '*') == NULL && engine_obligation(work->engine, parts[0], parts[1]) != NULL)
		return date_new(work, parts, error);
	if (facts == NULL) {
		g_propagate_error(error, g_steal_pointer(&failure));
		return false;
	}
	for (guint i = 0; i < facts->len; i++) {
		struct fact *fact = facts->pdata[i];
		g_auto(GStrv) own = g_strsplit(fact->id, "/", 4);

		if (g_hash_table_contains(work->seen, fact->id))
			continue;
		if (!(fact->dated ? move_known(work, fact, error) : date_new(work, own, error)))
			return false;
	}
	return true;
}

bool orders_date(struct work *work, GError **error)
{
	const GPtrArray *ids = work->order->ids;

	if (ids->len == 0)
		return error_refuse(error, DEADLINED_ERROR_USAGE, "%s: which limit? give PLAN/OBLIGATION with --period, or occurrences", work->order->verb);
	if (!giving_has_source(work, error))
		return false;
	for (guint i = 0; i < ids->len; i++) {
		g_auto(GStrv) parts = g_strsplit(ids->pdata[i], "/", 5);
		guint count = g_strv_length(parts);

		if (count != 2 && count != 4)
			return error_refuse(error, DEADLINED_ERROR_INPUT, "'%.80s' is neither PLAN/OBLIGATION nor an occurrence", (const char *)ids->pdata[i]);
		if (!(count == 2 ? date_obligation(work, parts, error) : date_ids(work, ids->pdata[i], parts, error)))
			return false;
	}
	return true;
}
