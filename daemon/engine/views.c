#include "engine/views.h"

#include <string.h>

#include "base/error.h"
#include "engine/inputs.h"
#include "engine/pick.h"
#include "render/datum.h"
#include "render/words.h"

#define SOON_DAYS 14
#define PAGE 1000
#define FEW 100 /* bodies looked up one by one rather than found while reading all */

static const char *const state_names[] = {
	[VIEW_NOT_DUE] = "not due",
	[VIEW_DUE_SOON] = "due soon",
	[VIEW_DUE_TODAY] = "due today",
	[VIEW_GRACE] = "grace",
	[VIEW_OVERDUE] = "overdue",
	[VIEW_SUBMITTED] = "submitted",
	[VIEW_ACCEPTED] = "accepted",
	[VIEW_RETURNED] = "returned",
	[VIEW_WAIVED] = "waived",
	[VIEW_NIL] = "nil",
	[VIEW_CANCELLED] = "cancelled",
	[VIEW_UNKNOWN] = "unknown",
	[VIEW_UNSETTLED] = "unsettled",
	[VIEW_WITHDRAWN] = "withdrawn",
	[VIEW_UNDATED] = "undated",
	[VIEW_ON_EVENT] = "on event",
	NULL,
};

const char *views_state_name(enum view_state state)
{
	return state_names[state];
}

static enum view_state state_of_open(const struct fact *fact, struct civil today, struct instant now)
{
	if (!fact->dated)
		return VIEW_UNDATED;
	if (fact->unsettled)
		return VIEW_UNSETTLED;
	if (!instant_before(now, fact->late_from))
		return VIEW_OVERDUE;
	if (civil_before(fact->limit, today))
		return VIEW_GRACE;
	if (!civil_before(today, fact->aim))
		return VIEW_DUE_TODAY;
	return civil_diff(fact->limit, today) <= SOON_DAYS ? VIEW_DUE_SOON : VIEW_NOT_DUE;
}

enum view_state views_state(const struct fact *fact, const struct zone *zone, struct instant now)
{
	if (fact->withdrawn)
		return VIEW_WITHDRAWN;
	switch (fact->state) {
	case STATE_OPEN:
		return state_of_open(fact, zone_civil(zone, now), now);
	case STATE_SUBMITTED:
		return VIEW_SUBMITTED;
	case STATE_ACCEPTED:
		return VIEW_ACCEPTED;
	case STATE_RETURNED:
		return VIEW_RETURNED;
	case STATE_WAIVED:
		return VIEW_WAIVED;
	case STATE_NIL:
		return VIEW_NIL;
	case STATE_CANCELLED:
		return VIEW_CANCELLED;
	case STATE_UNKNOWN:
		return VIEW_UNKNOWN;
	}
	return VIEW_NOT_DUE;
}

const char *views_agency_name(const struct engine *engine, const char *id)
{
	const struct agency *agency = id ? plan_agency(engine->config->definitions, id) : NULL;

	return agency ? agency->name : id;
}

/* ---- one row ---- */

static char *due_words(const struct engine *engine, struct fact *fact, enum language language)
{
	struct view view;

	if (!view_of(engine, fact, fact->limit, &view))
		return NULL;
	if (fact->dated && view.due == NULL)
		return words_new_limit(language, fact->limit);
	return words_due(language, fact->dated ? view.due : &view.obligation->due, fact->dated ? &view.limit : NULL);
}

/* What it is made of, and how many items of it are recorded; a store that cannot be read says so with the next question. */
static void add_parts(struct engine *engine, const struct fact *fact, const struct obligation *obligation, json_t *row)
{
	bool counts = obligation != NULL && obligation->count > 0;
	struct inputs_count inputs;
	bool known = inputs_needed(engine, fact) && inputs_count(engine, fact, &inputs, NULL);

	json_object_set_new(row, "inputs", known ? inputs_count_json(&inputs) : json_null());
	json_object_set_new(row, "ready", json_boolean(known && inputs_ready(&inputs)));
	json_object_set_new(row, "entries", counts ? json_integer(fact->entries) : json_null());
	json_object_set_new(row, "count", counts ? json_integer(obligation->count) : json_null());
}

/* Who answers it, and in whose place. */
static char *body_words(const struct engine *engine, const struct fact *fact, enum language language)
{
	const struct agency *owner = fact->agency ? plan_agency(engine->config->definitions, fact->agency) : NULL;

	if (!fact->assignee || !owner)
		return g_strdup(views_agency_name(engine, fact->agency));
	return words_instead(language, views_agency_name(engine, fact->assignee), owner);
}

json_t *views_row(struct engine *engine, struct fact *fact, enum language language, struct instant now)
{
	const struct zone *zone = engine->config->settings.zone;
	const struct obligation *obligation = engine_obligation(engine, fact->plan, fact->obligation);
	g_autofree char *due = due_words(engine, fact, language), *body = body_words(engine, fact, language);
	json_t *row;

	row = json_pack("{s:s, s:s, s:s, s:o, s:s, s:o, s:o, s:o, s:o, s:b, s:o, s:s, s:o, s:o, s:o}", "id", fact->id, "plan", fact->plan,
			"obligation", fact->obligation, "agency", datum_text(fact->agency), "period", fact->period, "due_text",
			datum_text(due), "limit", datum_date(fact->limit), "aim", datum_date(fact->aim), "late_from",
			datum_instant(zone, fact->late_from), "provisional", fact->provisional, "owners",
			fact->agency ? json_null() : json_integer(fact->owners), "state", views_state_name(views_state(fact, zone, now)),
			"submitted", datum_instant(zone, fact->submitted), "agency_name",
			datum_text(body), "title", datum_text(obligation ? obligation->title : NULL));
	add_parts(engine, fact, obligation, row);
	return row;
}

/* ---- what has no occurrence ---- */

static json_t *row_without(const struct plan *plan, const char *id, const char *inner, const char *due, guint owners, enum view_state state,
			   const char *title)
{
	return json_pack("{s:s, s:s, s:s, s:n, s:n, s:o, s:n, s:n, s:n, s:b, s:i, s:s, s:n, s:n, s:s, s:n, s:b, s:n, s:n}", "id", id, "plan", plan->id,
			 "obligation", inner, "agency", "period", "due_text", datum_text(due), "limit", "aim", "late_from", "provisional", 0,
			 "owners", (int)owners, "state", views_state_name(state), "submitted", "agency_name", "title", title, "inputs",
			 "ready", 0, "entries", "count");
}

static bool has_no_occurrence(const struct obligation *obligation)
{
	return !obligation->same_as && (obligation->due.kind == DUE_EVENT || obligation->owed_by->len == 0);
}

static bool state_asked(const struct views_filter *filter, enum view_state state)
{
	return !filter->state || strcmp(filter->state, views_state_name(state)) == 0;
}

static void list_obligation(json_t *rows, const struct views_filter *filter, const struct plan *plan, const struct obligation *obligation)
{
	enum view_state state = obligation->due.kind == DUE_EVENT ? VIEW_ON_EVENT : VIEW_UNDATED;
	g_autofree char *id = NULL, *due = NULL;
	g_autoptr(GPtrArray) owners = NULL;

	if (!has_no_occurrence(obligation) || (filter->obligation && strcmp(filter->obligation, obligation->id) != 0) ||
	    !state_asked(filter, state))
		return;
	id = g_strdup_printf("%s/%s", plan->id, obligation->id);
	due = words_due(filter->language, &obligation->due, NULL);
	owners = plan_members(obligation->owed_by, obligation->except, CIVIL_NONE);
	json_array_append_new(rows, row_without(plan, id, obligation->id, due, owners->len, state, obligation->title));
}

static void list_campaign(json_t *rows, const struct views_filter *filter, const struct plan *plan, const struct campaign *campaign)
{
	g_autofree char *id = NULL;
	g_autoptr(GPtrArray) parties = NULL;

	if (campaign->dated || filter->obligation || !state_asked(filter, VIEW_UNDATED))
		return;
	id = g_strdup_printf("campaign/%s/%s", plan->id, campaign->id);
	parties = plan_members(campaign->parties, NULL, CIVIL_NONE);
	json_array_append_new(rows, row_without(plan, id, campaign->id, NULL, parties->len, VIEW_UNDATED, campaign->title));
}

/* Only where nothing was asked for that such a row cannot answer. */
static void list_without(const struct engine *engine, const struct views_filter *filter, json_t *rows)
{
	const GPtrArray *plans = engine->config->definitions->plans;

	if (!filter->undated || filter->missing || (filter->agency && *filter->agency) || filter->period || civil_is_set(filter->from) ||
	    civil_is_set(filter->to))
		return;
	for (guint i = 0; i < plans->len; i++) {
		const struct plan *plan = plans->pdata[i];

		if (filter->plan && strcmp(filter->plan, plan->id) != 0)
			continue;
		for (guint j = 0; j < plan->obligations->len; j++)
			list_obligation(rows, filter, plan, plan->obligations->pdata[j]);
		for (guint j = 0; j < plan->campaigns->len; j++)
			list_campaign(rows, filter, plan, plan->campaigns->pdata[j]);
	}
}

/* ---- the list ---- */

/* One listing at work. */
struct listing {
	struct engine *engine;
	const struct views_filter *filter;
	struct instant now;
	GHashTable *agencies; /* ids that are meant (a set); NULL: all */
	json_t *rows;
	size_t most;
};

/* The bodies that are meant, found once. */
static void find_agencies(struct listing *listing)
{
	const struct definitions *definitions = listing->engine->config->definitions;
	const char *text = listing->filter->agency;

	if (!text || !*text)
		return;
	listing->agencies = g_hash_table_new(g_str_hash, g_str_equal);
	for (guint i = 0; i < definitions->agencies->len; i++) {
		const struct agency *agency = definitions->agencies->pdata[i];

		if (pick_agency(definitions, agency, text))
			g_hash_table_add(listing->agencies, agency->id);
	}
	/* One that is gone from the files may still be in the store. */
	if (plan_agency(definitions, text) || g_hash_table_size(listing->agencies) == 0) {
		g_hash_table_remove_all(listing->agencies);
		g_hash_table_add(listing->agencies, (char *)text);
	}
}

static bool is_missing(const struct fact *fact)
{
	return fact->dated && !fact->withdrawn && (fact->state == STATE_OPEN || fact->state == STATE_RETURNED);
}

static bool is_of(const struct listing *listing, const char *agency)
{
	return agency && g_hash_table_contains(listing->agencies, agency);
}

static bool asked(const struct listing *listing, const struct fact *fact)
{
	if (listing->filter->missing && !is_missing(fact))
		return false;
	if (listing->agencies && !is_of(listing, fact->agency) && !is_of(listing, fact->assignee))
		return false;
	return state_asked(listing->filter, views_state(fact, listing->engine->config->settings.zone, listing->now));
}

static bool check_filter(const struct engine *engine, const struct views_filter *filter, GError **error)
{
	if (filter->state && !g_strv_contains(state_names, filter->state)) {
		g_autofree char *names = g_strjoinv(", ", (char **)state_names);

		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_USAGE, "no state '%s': one of %s", filter->state, names);
		return false;
	}
	if (filter->plan && !plan_find(engine->config->definitions, filter->plan)) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID, "no plan '%s'", filter->plan);
		return false;
	}
	return true;
}

static bool wants_undated(const struct views_filter *filter)
{
	return filter->undated || (filter->state && (state_asked(filter, VIEW_UNDATED) || state_asked(filter, VIEW_ON_EVENT)));
}

static enum view_state state_of_name(const char *name)
{
	int state = VIEW_NOT_DUE;

	while (strcmp(state_names[state], name) != 0)
		state++;
	return (enum view_state)state;
}

/* The stored state behind a name; NULL: any. */
static const enum state *stored_state(enum view_state state)
{
	static const enum state open = STATE_OPEN, submitted = STATE_SUBMITTED, accepted = STATE_ACCEPTED, returned = STATE_RETURNED,
				waived = STATE_WAIVED, nil = STATE_NIL, cancelled = STATE_CANCELLED, unknown = STATE_UNKNOWN;

	switch (state) {
	case VIEW_NOT_DUE:
	case VIEW_DUE_SOON:
	case VIEW_DUE_TODAY:
	case VIEW_GRACE:
	case VIEW_OVERDUE:
	case VIEW_UNSETTLED:
		return &open;
	case VIEW_SUBMITTED:
		return &submitted;
	case VIEW_ACCEPTED:
		return &accepted;
	case VIEW_RETURNED:
		return &returned;
	case VIEW_WAIVED:
		return &waived;
	case VIEW_NIL:
		return &nil;
	case VIEW_CANCELLED:
		return &cancelled;
	case VIEW_UNKNOWN:
		return &unknown;
	case VIEW_WITHDRAWN:
	case VIEW_UNDATED:
	case VIEW_ON_EVENT:
		break;
	}
	return NULL;
}

/* What the store itself can leave out of the way. */
static void narrow(const struct listing *listing, struct fact_filter *page)
{
	struct civil today = zone_civil(listing->engine->config->settings.zone, listing->now);
	enum view_state state;

	if (!listing->filter->state)
		return;
	state = state_of_name(listing->filter->state);
	page->state = stored_state(state);
	if ((state == VIEW_OVERDUE || state == VIEW_GRACE || state == VIEW_UNSETTLED) &&
	    (!civil_is_set(page->limit_last) || civil_before(today, page->limit_last)))
		page->limit_last = today;
}

/* Pages through the store until enough facts are found, appended to `found`; `*ended`: the store holds no more. */
static bool scan(struct listing *listing, const struct fact_filter *filter, GPtrArray *found, bool *ended, GError **error)
{
	struct fact_filter page = *filter;
	g_autofree char *after = g_strdup(filter->after);
	guint enough = found->len + (guint)listing->most;

	for (*ended = false; !*ended && found->len < enough;) {
		g_autoptr(GPtrArray) facts = NULL;

		page.after = after;
		facts = fact_list(listing->engine->store, &page, error);
		if (!facts)
			return false;
		*ended = facts->len < PAGE;
		if (facts->len > 0) {
			g_free(after);
			after = g_strdup(((struct fact *)facts->pdata[facts->len - 1])->id);
		}
		for (guint i = 0; i < facts->len && found->len < enough; i++) {
			if (asked(listing, facts->pdata[i]))
				g_ptr_array_add(found, g_steal_pointer(&facts->pdata[i]));
		}
	}
	return true;
}

/* The order of lists: by limit, then id; undated rows last. */
static int by_limit(gconstpointer a, gconstpointer b)
{
	const struct fact *left = *(const struct fact *const *)a, *right = *(const struct fact *const *)b;
	int order = (int)right->dated - (int)left->dated;

	if (order == 0)
		order = civil_compare(left->limit, right->limit);
	return order != 0 ? order : strcmp(left->id, right->id);
}

static void drop_twins(GPtrArray *found)
{
	for (guint i = found->len; i-- > 1;) {
		if (strcmp(((const struct fact *)found->pdata[i])->id, ((const struct fact *)found->pdata[i - 1])->id) == 0)
			g_ptr_array_remove_index(found, i);
	}
}

/* A few bodies: what each owes and what it answers in another's place, each by its own index, then put together. */
static bool scan_each(struct listing *listing, const struct fact_filter *filter, GPtrArray *found, bool *ended, GError **error)
{
	struct fact_filter own = *filter;
	GHashTableIter iter;
	void *id;
	bool all = true;

	g_hash_table_iter_init(&iter, listing->agencies);
	while (g_hash_table_iter_next(&iter, &id, NULL)) {
		bool last, last_assigned;

		own.agency = id;
		own.assignee = NULL;
		if (!scan(listing, &own, found, &last, error))
			return false;
		own.agency = NULL;
		own.assignee = id;
		if (!scan(listing, &own, found, &last_assigned, error))
			return false;
		all = all && last && last_assigned;
	}
	g_ptr_array_sort(found, by_limit);
	drop_twins(found);
	*ended = all && found->len <= listing->most;
	return true;
}

static bool list_stored(struct listing *listing, bool *ended, GError **error)
{
	const struct views_filter *filter = listing->filter;
	g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func((GDestroyNotify)fact_free);
	struct fact_filter page = { .plan = filter->plan, .obligation = filter->obligation, .period = filter->period,
				    .limit_first = filter->from, .limit_last = filter->to, .undated = filter->undated,
				    .withdrawn = state_asked(filter, VIEW_WITHDRAWN), .after = filter->after, .limit = PAGE };
	bool few, done;

	find_agencies(listing);
	narrow(listing, &page);
	few = listing->agencies && g_hash_table_size(listing->agencies) <= FEW;
	done = few ? scan_each(listing, &page, found, ended, error) : scan(listing, &page, found, ended, error);
	for (guint i = 0; done && i < found->len && i < listing->most; i++)
		json_array_append_new(listing->rows, views_row(listing->engine, found->pdata[i], filter->language, listing->now));
	return done;
}

json_t *views_list(struct engine *engine, const struct views_filter *filter, struct instant now, GError **error)
{
	struct views_filter wider = *filter;
	struct listing listing = { .engine = engine, .filter = &wider, .now = now, .rows = json_array(),
				   .most = filter->limit > 0 && filter->limit < PAGE ? (size_t)filter->limit : PAGE };
	bool ended = false, done;

	wider.undated = wants_undated(filter);
	done = check_filter(engine, filter, error) && list_stored(&listing, &ended, error);
	if (done && ended && json_array_size(listing.rows) < listing.most)
		list_without(engine, &wider, listing.rows);
	done = done && (!filter->mails || views_last_mails(engine, listing.rows, error));
	if (!done)
		g_clear_pointer(&listing.rows, json_decref);
	g_clear_pointer(&listing.agencies, g_hash_table_unref);
	return listing.rows;
}
