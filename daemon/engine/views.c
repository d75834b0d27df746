#include "engine/views.h"

#include <string.h>

#include "base/error.h"
#include "engine/inputs.h"
#include "engine/pick.h"
#include "render/datum.h"
#include "render/words.h"

#define SOON_DAYS 14
#define PAGE 1000
#define GAP 31 /* days: no run of days off is as long, so the aim and the end of grace lie that near the limit */

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
	struct civil today;
	GHashTable *agencies; /* ids that are meant (a set); NULL: all */
	json_t *rows;
	size_t most;
};

/* The bodies that are meant, found once: what they owe, and what they answer in another's place. */
static void find_agencies(struct listing *listing, struct fact_filter *page)
{
	const struct definitions *definitions = listing->engine->config->definitions;
	const char *text = listing->filter->agency;

	if (!text || !*text)
		return;
	page->undated = false; /* rows of all owners */
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
	page->agencies = listing->agencies;
}

/* Of one that is open and settled: what time makes of it. */
static bool key_asked(const struct fact_key *key, void *data)
{
	const struct listing *listing = data;
	struct fact fact = { .dated = true, .limit = key->limit, .aim = key->aim, .late_from = key->late_from };

	return key->shelf != STATE_OPEN || state_asked(listing->filter, state_of_open(&fact, listing->today, listing->now));
}

/* Of a row without a day, which is awaited by nobody. */
static bool undated_asked(const struct listing *listing, const struct fact *fact)
{
	return !listing->filter->missing && state_asked(listing->filter, views_state(fact, listing->engine->config->settings.zone, listing->now));
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

/* The shelf on which those of a state are found. */
static int shelf_of(enum view_state state)
{
	switch (state) {
	case VIEW_NOT_DUE:
	case VIEW_DUE_SOON:
	case VIEW_DUE_TODAY:
	case VIEW_GRACE:
	case VIEW_OVERDUE:
		return STATE_OPEN;
	case VIEW_SUBMITTED:
		return STATE_SUBMITTED;
	case VIEW_ACCEPTED:
		return STATE_ACCEPTED;
	case VIEW_RETURNED:
		return STATE_RETURNED;
	case VIEW_WAIVED:
		return STATE_WAIVED;
	case VIEW_NIL:
		return STATE_NIL;
	case VIEW_CANCELLED:
		return STATE_CANCELLED;
	case VIEW_UNKNOWN:
		return STATE_UNKNOWN;
	case VIEW_UNSETTLED:
		return SHELF_UNSETTLED;
	case VIEW_WITHDRAWN:
		return SHELF_WITHDRAWN;
	case VIEW_UNDATED:
	case VIEW_ON_EVENT:
		break;
	}
	return SHELVES; /* none: without a day */
}

static void within(struct fact_filter *page, struct civil first, struct civil last)
{
	if (civil_is_set(first) && civil_before(page->limit_first, first))
		page->limit_first = first;
	if (civil_is_set(last) && (!civil_is_set(page->limit_last) || civil_before(last, page->limit_last)))
		page->limit_last = last;
}

/* Between which limits time makes what is open stand so. */
static void narrow_days(struct fact_filter *page, enum view_state state, struct civil today)
{
	switch (state) {
	case VIEW_NOT_DUE:
		within(page, civil_add(today, SOON_DAYS + 1), CIVIL_NONE);
		break;
	case VIEW_DUE_SOON:
		within(page, today, civil_add(today, SOON_DAYS));
		break;
	case VIEW_DUE_TODAY:
		within(page, today, civil_add(today, GAP));
		break;
	case VIEW_GRACE:
		within(page, civil_add(today, -GAP), civil_add(today, -1));
		break;
	case VIEW_OVERDUE:
		within(page, CIVIL_NONE, today);
		break;
	case VIEW_SUBMITTED:
	case VIEW_ACCEPTED:
	case VIEW_RETURNED:
	case VIEW_WAIVED:
	case VIEW_NIL:
	case VIEW_CANCELLED:
	case VIEW_UNKNOWN:
	case VIEW_UNSETTLED:
	case VIEW_WITHDRAWN:
	case VIEW_UNDATED:
	case VIEW_ON_EVENT:
		break;
	}
}

/* What the store itself can leave out of the way. */
static void narrow(struct listing *listing, struct fact_filter *page)
{
	static const unsigned missing = SHELF(STATE_OPEN) | SHELF(SHELF_UNSETTLED) | SHELF(STATE_RETURNED);
	enum view_state state;

	if (listing->filter->missing) {
		page->shelves = missing;
		page->undated = false;
	}
	if (!listing->filter->state)
		return;
	state = state_of_name(listing->filter->state);
	page->shelves = (page->shelves ? page->shelves : ~0U) & SHELF(shelf_of(state));
	if (page->shelves == 0)
		page->shelves = SHELF(SHELVES);
	page->wants = key_asked;
	page->data = listing;
	narrow_days(page, state, listing->today);
}

/* Only rows without a day are still to be looked at, and these are few. */
static bool scan(struct listing *listing, struct fact_filter *page, GPtrArray *found, bool *ended, GError **error)
{
	g_autofree char *after = g_strdup(page->after);

	for (*ended = false; !*ended && found->len < listing->most;) {
		g_autoptr(GPtrArray) facts = NULL;

		page->after = after;
		facts = fact_list(listing->engine->store, page, error);
		if (!facts)
			return false;
		*ended = facts->len < listing->most;
		for (guint i = 0; i < facts->len && found->len < listing->most; i++) {
			struct fact *fact = facts->pdata[i];

			g_free(after);
			after = g_strdup(fact->id);
			if (fact->dated || undated_asked(listing, fact))
				g_ptr_array_add(found, g_steal_pointer(&facts->pdata[i]));
		}
	}
	return true;
}

static bool list_stored(struct listing *listing, bool *ended, GError **error)
{
	const struct views_filter *filter = listing->filter;
	g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func((GDestroyNotify)fact_free);
	struct fact_filter page = { .plan = filter->plan, .obligation = filter->obligation, .period = filter->period,
				    .limit_first = filter->from, .limit_last = filter->to, .undated = filter->undated,
				    .withdrawn = state_asked(filter, VIEW_WITHDRAWN), .after = filter->after, .limit = (int)listing->most };
	bool done;

	find_agencies(listing, &page);
	narrow(listing, &page);
	done = scan(listing, &page, found, ended, error);
	for (guint i = 0; done && i < found->len; i++)
		json_array_append_new(listing->rows, views_row(listing->engine, found->pdata[i], filter->language, listing->now));
	return done;
}

json_t *views_list(struct engine *engine, const struct views_filter *filter, struct instant now, GError **error)
{
	struct views_filter wider = *filter;
	struct listing listing = { .engine = engine, .filter = &wider, .now = now, .rows = json_array(),
				   .most = filter->limit > 0 && filter->limit < PAGE ? (size_t)filter->limit : PAGE };
	bool ended = false, done;

	listing.today = zone_civil(engine->config->settings.zone, now);
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
