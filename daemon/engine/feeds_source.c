#include "engine/feeds_source.h"

#include <string.h>

#include "engine/history.h"
#include "engine/internal.h"
#include "engine/lateness.h"
#include "store/acts.h"
#include "store/facts.h"

bool feeds_source_limit(const struct config *config, const struct obligation *obligation, const struct agency *owner,
			const struct period *period, struct limit *ret)
{
	enum nonworking nonworking = plan_nonworking(obligation, owner, config->settings.nonworking);

	return due_limit(&obligation->due, &obligation->rhythm, &obligation->window, period, config->calendar, nonworking,
			 config->settings.zone, ret, NULL);
}

/* ---- the rules alone */

static struct feed_event *event_of_occurrence(const struct config *config, struct occurrence *occurrence, struct instant now)
{
	struct feed_event *event = feed_event_new();
	bool overdue = !instant_before(now, occurrence->limit.late_from);

	event->id = g_strdup(occurrence->id);
	event->obligation = occurrence->obligation;
	event->owner = occurrence->owner;
	event->period = occurrence->period;
	event->limit = occurrence->limit;
	event->state = overdue ? FEED_OVERDUE : FEED_OPEN;
	event->updated = config->newest;
	return event;
}

GPtrArray *feeds_source_rules(const struct config *config, const struct feeds_query *query, struct instant now)
{
	g_autoptr(GPtrArray) occurrences = schedule_occurrences(config, query->plan, query->first, query->last, false);
	GPtrArray *events = g_ptr_array_new_with_free_func((GDestroyNotify)feed_event_free);

	for (guint i = 0; i < occurrences->len; i++) {
		struct occurrence *occurrence = occurrences->pdata[i];

		if (occurrence->owner != NULL)
			g_ptr_array_add(events, event_of_occurrence(config, occurrence, now));
	}
	return events;
}

/* ---- the store */

enum feed_state feeds_source_state(const struct fact *fact)
{
	if (fact->withdrawn)
		return FEED_CANCELLED;
	switch (fact->state) {
	case STATE_OPEN:
		return FEED_OPEN;
	case STATE_SUBMITTED:
		return FEED_SUBMITTED;
	case STATE_ACCEPTED:
		return FEED_ACCEPTED;
	case STATE_RETURNED:
		return FEED_RETURNED;
	case STATE_WAIVED:
		return FEED_WAIVED;
	case STATE_NIL:
		return FEED_NIL;
	case STATE_CANCELLED:
	case STATE_UNKNOWN:
		return FEED_CANCELLED;
	}
	g_assert_not_reached();
}

/* Taken up after its limit: nobody is told that it is late before a person has settled it. */
static enum feed_state state_at(const struct fact *fact, struct instant now)
{
	enum feed_state state = feeds_source_state(fact);

	return state == FEED_OPEN && !fact->unsettled && !instant_before(now, fact->late_from) ? FEED_OVERDUE : state;
}

static void replace(char **text, const char *with)
{
	if (with == NULL)
		return;
	g_free(*text);
	*text = g_strdup(with);
}

static void note_submission(struct feed_event *event, const GPtrArray *acts)
{
	struct report report;

	history_report(acts, 0, &report);
	replace(&event->number, report.number);
	event->dated = report.dated;
	event->received = report.received;
	event->sent = report.first ? report.sent : INSTANT_NONE;
}

/* The points of the return that stands. */
static void note_points(struct feed_event *event, const GPtrArray *acts)
{
	g_autoptr(GPtrArray) standing = history_standing(acts);

	for (guint i = 0; i < standing->len; i++) {
		const struct act *act = standing->pdata[i];

		if (strcmp(act->verb, "return") != 0)
			continue;
		g_free(event->reason);
		event->reason = g_strdup(act->reason);
	}
}

/* A new limit by a person's order: another one only where the files have a day. */
static void note_limit(struct feed_event *event, const struct act *act)
{
	if (event->obligation != NULL && strcmp(act->verb, "request") != 0)
		event->extended |= due_is_dated(&event->obligation->due) || strcmp(act->verb, "extend") == 0;
	g_clear_pointer(&event->extension_document, g_free);
	event->extension_document = g_strdup(act->number);
}

static bool sets_limit(const struct act *act)
{
	static const char *const verbs[] = { "extend", "date", "request", NULL };

	return civil_is_set(act->limit) && g_strv_contains(verbs, act->verb);
}

/* Nothing of what a feed shows changes by it. */
static bool is_only_said(const struct act *act)
{
	static const char *const verbs[] = { "note", "ask", "hold", "release", "entry", NULL };

	return g_strv_contains(verbs, act->verb);
}

void feeds_source_act(struct feed_event *event, const struct act *act, const struct zone *zone)
{
	if (!is_only_said(act))
		event->updated = instant_max(event->updated, act->at);
	if (strcmp(act->verb, "accept") == 0)
		event->accepted = civil_is_set(act->dated) ? act->dated : zone_civil(zone, act->at);
	else if (strcmp(act->verb, "waive") == 0)
		replace(&event->reason, act->reason);
	else if (strcmp(act->verb, "return") == 0)
		event->fix_before = civil_add(act->limit, 1);
	else if (sets_limit(act))
		note_limit(event, act);
}

bool feeds_source_has_history(const struct fact *fact)
{
	return fact->touched || fact->withdrawn || fact->version > 1;
}

static bool note_history(struct feed_event *event, struct store *store, const struct fact *fact, const struct zone *zone,
			 GError **error)
{
	g_autoptr(GPtrArray) acts = NULL;

	if (!feeds_source_has_history(fact))
		return true;
	acts = act_list(store, fact->row, error);
	if (acts == NULL)
		return false;
	for (guint i = 0; i < acts->len; i++)
		feeds_source_act(event, acts->pdata[i], zone);
	note_submission(event, acts);
	if (fact->state != STATE_RETURNED)
		return true;
	/* A later extension gives more time for corrections, too. */
	event->fix_before = civil_add(fact->last, 1);
	note_points(event, acts);
	return true;
}

/* What counts is the first submission, against the limit in force, corrections apart. */
static void note_lateness(struct feed_event *event, const struct fact *fact, const struct config *config)
{
	struct lateness lateness;

	if (!instant_is_set(fact->submitted))
		return;
	lateness = lateness_of(config, fact->submitted, fact->counted_limit, fact->counted_late_from);
	event->late = lateness.late;
	event->in_grace = lateness.grace;
	event->days_late = lateness.days;
	if (!instant_is_set(event->received))
		event->received = fact->submitted;
}

/* Facts come by limit: the owners of one report stand together and share the rule's dates. */
struct shared_limit {
	const struct obligation *obligation;
	struct period period;
	struct limit limit;
};

static struct limit rule_limit(struct shared_limit *shared, const struct feed_event *event, const struct config *config)
{
	const struct obligation *obligation = event->obligation;
	bool same = obligation != NULL && obligation == shared->obligation && strcmp(event->period.label, shared->period.label) == 0;
	struct limit limit = { .soft = false };

	if (same && obligation->nonworking.entries == NULL)
		return shared->limit;
	if (obligation == NULL || !feeds_source_limit(config, obligation, event->owner, &event->period, &limit))
		return event->limit;
	*shared = (struct shared_limit){ obligation, event->period, limit };
	return limit;
}

/* Days left for corrections are no new limit: whoever corrects has answered. */
static void leave_corrections_out(struct feed_event *event, const struct fact *fact, const struct config *config)
{
	enum nonworking nonworking = config->settings.nonworking;

	if (!civil_is_set(fact->counted_limit) || civil_equal(fact->counted_limit, fact->limit))
		return;
	if (event->obligation != NULL && event->owner != NULL)
		nonworking = plan_nonworking(event->obligation, event->owner, nonworking);
	if (civil_equal(event->original.limit, fact->counted_limit))
		event->limit = event->original;
	else
		due_limit_of_day(fact->counted_limit, -1, config->calendar, nonworking, config->settings.zone, &event->limit);
	event->limit.late_from = fact->counted_late_from;
}

static void take_dates(struct feed_event *event, const struct fact *fact, const struct config *config, struct shared_limit *shared)
{
	event->period.first = fact->period_first;
	event->period.last = fact->period_last;
	g_strlcpy(event->period.label, fact->period, sizeof event->period.label);
	event->limit = (struct limit){ .named = fact->last, .last = fact->last, .limit = fact->limit, .aim = fact->aim,
				       .late_from = fact->late_from, .provisional = fact->provisional, .soft = fact->soft };
	event->original = rule_limit(shared, event, config);
	leave_corrections_out(event, fact, config);
	event->limit.named = event->original.named;
	if (fact->due == NULL)
		return;
	feed_event_rule(event, fact->due);
	if (event->rule != NULL && !rule_names(&event->due, event->limit.last))
		g_clear_pointer(&event->rule, g_free);
	if (event->rule != NULL)
		event->limit.named = civil_add(event->limit.last, event->due.kind == DUE_BEFORE ? 1 : 0);
}

void feeds_source_dates(struct feed_event *event, const struct fact *fact, const struct config *config)
{
	struct shared_limit shared = { .obligation = NULL };

	take_dates(event, fact, config, &shared);
}

/* NULL without an error: not for a feed. */
static struct feed_event *event_of_fact(struct store *store, const struct config *config, const struct fact *fact,
					struct shared_limit *shared, struct instant now, GError **error)
{
	const struct plan *plan = plan_find(config->definitions, fact->plan);
	const struct obligation *obligation = plan != NULL ? plan_obligation(plan, fact->obligation) : NULL;
	const struct agency *owner = fact->agency != NULL ? plan_agency(config->definitions, fact->agency) : NULL;
	const struct agency *assignee = fact->assignee != NULL ? plan_agency(config->definitions, fact->assignee) : NULL;
	struct feed_event *event;

	if ((obligation == NULL && !fact->withdrawn) || owner == NULL || !fact->dated)
		return NULL;
	event = feed_event_new();
	event->id = g_strdup(fact->id);
	event->obligation = obligation;
	event->owner = assignee != NULL ? assignee : owner;
	event->instead_of = assignee != NULL ? owner : NULL;
	event->state = state_at(fact, now);
	event->updated = fact->created;
	take_dates(event, fact, config, shared);
	if (!note_history(event, store, fact, config->settings.zone, error)) {
		feed_event_free(event);
		return NULL;
	}
	if (event->state == FEED_OVERDUE)
		event->updated = instant_max(event->updated, fact->late_from);
	note_lateness(event, fact, config);
	return event;
}

/* What they owe and no other answers, and what they answer for others. */
static GPtrArray *facts_of_bodies(struct store *store, const struct config *config, const struct fact_filter *filter,
				  GHashTable *bodies, GError **error)
{
	g_autoptr(GHashTable) ids = g_hash_table_new(g_str_hash, g_str_equal);
	struct fact_filter own = *filter;
	GHashTableIter iter;
	gpointer body;
	GPtrArray *facts;

	g_hash_table_iter_init(&iter, bodies);
	while (g_hash_table_iter_next(&iter, &body, NULL))
		g_hash_table_add(ids, ((struct agency *)body)->id);
	own.agencies = ids;
	facts = fact_list(store, &own, error);
	for (guint i = facts != NULL ? facts->len : 0; i-- > 0;) {
		const struct fact *fact = facts->pdata[i];

		if (fact->assignee != NULL && !g_hash_table_contains(ids, fact->assignee) &&
		    plan_agency(config->definitions, fact->assignee) != NULL)
			g_ptr_array_remove_index(facts, i);
	}
	return facts;
}

/* Counts of many say nothing of what each is to report. */
static bool add_content(GPtrArray *events, struct store *store, const struct config *config, GError **error)
{
	g_autoptr(assigned_t) assigned = assigned_read(store, error);

	for (guint i = 0; assigned != NULL && i < events->len; i++) {
		struct feed_event *event = events->pdata[i];

		if (event->obligation == NULL)
			continue;
		event->covers = assigned_covers(assigned, config->definitions, event->obligation, event->owner, event->limit.limit);
		event->open = assigned_open(assigned, event->obligation, event->owner, event->limit.limit);
	}
	return assigned != NULL;
}

GPtrArray *feeds_source_facts(struct store *store, const struct config *config, const struct feeds_query *query,
			      struct instant now, GError **error)
{
	struct fact_filter filter = { .plan = query->plan != NULL ? query->plan->id : NULL,
				      .obligation = query->obligation, .period = query->period,
				      .limit_first = query->first, .limit_last = query->last, .withdrawn = true,
				      .shelves = query->orphans ? SHELF(SHELF_WITHDRAWN) : 0 };
	g_autoptr(GPtrArray) facts = query->bodies != NULL ? facts_of_bodies(store, config, &filter, query->bodies, error)
							   : fact_list(store, &filter, error);
	g_autoptr(GPtrArray) events = NULL;
	struct shared_limit shared = { .obligation = NULL };

	if (facts == NULL)
		return NULL;
	events = g_ptr_array_new_with_free_func((GDestroyNotify)feed_event_free);
	for (guint i = 0; i < facts->len; i++) {
		GError *failure = NULL;
		struct feed_event *event;

		if (query->orphans && plan_find(config->definitions, ((struct fact *)facts->pdata[i])->plan) != NULL)
			continue;
		event = event_of_fact(store, config, facts->pdata[i], &shared, now, &failure);

		if (failure != NULL) {
			g_propagate_error(error, failure);
			return NULL;
		}
		if (event != NULL)
			g_ptr_array_add(events, event);
	}
	if (query->alone && !add_content(events, store, config, error))
		return NULL;
	return g_steal_pointer(&events);
}
