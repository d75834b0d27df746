#include "engine/feeds.h"

#include <string.h>

#include "engine/feeds_kept.h"
#include "engine/feeds_near.h"
#include "engine/feeds_orphans.h"
#include "engine/feeds_scope.h"
#include "engine/feeds_source.h"

/* One feed on its way. */
struct gathering {
	struct feeds *feeds;
	const struct feed_want *want;
	const struct feeds_scope *scope;
	struct feed *feed;
	struct civil first;   /* of limits shown */
	bool details;         /* single events in place of whole obligations */
	GHashTable *ids;      /* of single events taken */
};

/* ---- taking events */

/* Is what happened to it to be seen in this feed? */
static bool is_wanted(const struct gathering *work, const struct feed_event *event)
{
	if (event->information)
		return true;
	if (work->want->options.open_only && !feed_event_is_asked(event, work->feeds->today))
		return false;
	return event->state != FEED_CANCELLED || !instant_before(event->changed, work->want->since);
}

static void take(struct gathering *work, struct feed_event *event)
{
	if (is_wanted(work, event))
		g_ptr_array_add(work->feed->events, event);
}

/* Gives the event its revision and takes it, unless its time is over. */
static bool take_stamped(struct gathering *work, struct feed_event *event, GError **error)
{
	bool shown;

	if (!feeds_stamps_give(&work->feeds->stamps, event, &shown, error))
		return false;
	if (shown)
		take(work, event);
	return true;
}

static bool take_loose(struct gathering *work, struct feed_event *event, GError **error)
{
	g_ptr_array_add(work->feeds->loose, event);
	return take_stamped(work, event, error);
}

/* ---- campaigns */

static enum feed_windows windows_of(const struct gathering *work)
{
	if (work->want->options.windows != FEED_WINDOWS_USUAL)
		return work->want->options.windows;
	return feeds_scope_is_of_bodies(work->scope) ? FEED_WINDOWS_ENDS : FEED_WINDOWS_BAR;
}

static void take_campaign(struct gathering *work, const struct feeds_campaign *campaign)
{
	switch (windows_of(work)) {
	case FEED_WINDOWS_NONE:
	case FEED_WINDOWS_USUAL:
		return;
	case FEED_WINDOWS_BAR:
		take(work, campaign->bar);
		return;
	case FEED_WINDOWS_ENDS:
		take(work, campaign->first != NULL ? campaign->first : campaign->bar);
		if (campaign->last != NULL)
			take(work, campaign->last);
		return;
	}
	g_assert_not_reached();
}

/* Those that are not over before the feed begins; one that touches two parts stands in the later. */
static void take_campaigns(struct gathering *work, const struct feeds_part *part)
{
	struct civil first = work->feeds->first;

	for (guint i = 0; i < part->campaigns->len; i++) {
		const struct feeds_campaign *campaign = part->campaigns->pdata[i];
		struct civil last = campaign->bar->last;

		if (civil_before(last, work->first) || (civil_before(part->last, first) && !civil_before(last, first)))
			continue;
		if (feeds_scope_has_campaign(work->scope, campaign))
			take_campaign(work, campaign);
	}
}

/* ---- whole obligations */

static void take_wholes(struct gathering *work, const struct feeds_part *part)
{
	for (guint i = 0; i < part->wholes->len; i++) {
		const struct feeds_whole *whole = part->wholes->pdata[i];

		for (guint j = 0; j < whole->events->len; j++) {
			struct feed_event *event = whole->events->pdata[j];

			if (!civil_before(event->limit.limit, work->first) && feeds_scope_has_whole(work->scope, event, whole->owners))
				take(work, event);
		}
	}
}

/* A feed that does not belong to one plan keeps what is left of those that are gone; so does a body's own, by itself. */
static bool take_orphans(struct gathering *work, GError **error)
{
	enum feed_scope scope = work->scope->scope;
	const GPtrArray *orphans;

	if (work->details || (scope != FEED_SCOPE_ALL && scope != FEED_SCOPE_GROUP))
		return true;
	orphans = feeds_kept_orphans(work->feeds, error);
	for (guint i = 0; orphans != NULL && i < orphans->len; i++) {
		const struct feeds_orphan *orphan = orphans->pdata[i];

		if (feeds_scope_has_whole(work->scope, orphan->event, orphan->owners))
			take(work, orphan->event);
	}
	return orphans != NULL;
}

/* ---- single events */

static bool take_single(struct gathering *work, struct feed_event *event, GError **error)
{
	if (g_hash_table_contains(work->ids, event->id)) {
		feed_event_free(event);
		return true;
	}
	g_hash_table_add(work->ids, g_strdup(event->id));
	return take_loose(work, event, error);
}

/* Takes over what `events` holds. */
static bool take_singles(struct gathering *work, GPtrArray *events, GError **error)
{
	for (guint i = 0; i < events->len; i++) {
		if (!take_single(work, g_steal_pointer(&events->pdata[i]), error))
			return false;
	}
	return true;
}

/* No more are read than a feed can hold. */
static GPtrArray *near_facts(struct gathering *work, struct feeds_query *query, GError **error)
{
	struct feeds *feeds = work->feeds;

	if (!feeds_near(feeds->stamps.store, query, feeds->today, FEED_EVENTS, &work->feed->beyond, error))
		return NULL;
	return feeds_source_facts(feeds->stamps.store, feeds->config, query, feeds->stamps.now, error);
}

static bool take_own_facts(struct gathering *work, GError **error)
{
	struct feeds_query query = { .bodies = work->scope->bodies, .first = work->first, .last = work->feeds->last, .alone = true };
	g_autoptr(GPtrArray) events = near_facts(work, &query, error);

	return events != NULL && take_singles(work, events, error);
}

static bool is_single_wanted(const struct gathering *work, const struct feed_event *event)
{
	g_autoptr(GPtrArray) owners = g_ptr_array_new();

	g_ptr_array_add(owners, (void *)event->owner);
	return feeds_scope_has_whole(work->scope, event, owners);
}

static bool take_detail_facts(struct gathering *work, const struct plan *plan, GError **error)
{
	const struct obligation *obligation = work->scope->obligation;
	struct feeds_query query = { .plan = plan, .obligation = obligation != NULL ? obligation->id : NULL, .first = work->first,
				     .last = work->feeds->last, .alone = true,
				     .bodies = work->scope->scope == FEED_SCOPE_GROUP ? work->scope->bodies : NULL };
	g_autoptr(GPtrArray) events = near_facts(work, &query, error);

	for (guint i = events != NULL ? events->len : 0; i-- > 0;) {
		if (!is_single_wanted(work, events->pdata[i]))
			g_ptr_array_remove_index(events, i);
	}
	return events != NULL && take_singles(work, events, error);
}

/* By the rules alone a part keeps every owner's event. */
static bool take_rules(struct gathering *work, const struct feeds_part *part, GError **error)
{
	for (guint i = 0; i < part->members->len; i++) {
		struct feed_event *event = part->members->pdata[i];
		bool own = feeds_scope_is_of_bodies(work->scope) && g_hash_table_contains(work->scope->bodies, event->owner);

		if (civil_before(event->limit.limit, work->first) || !(own || (work->details && is_single_wanted(work, event))))
			continue;
		if (!take_stamped(work, event, error))
			return false;
	}
	return true;
}

/* ---- the whole feed */

static bool take_part(struct gathering *work, const struct feeds_part *part, GError **error)
{
	if (part == NULL)
		return false;
	take_campaigns(work, part);
	if (!work->details)
		take_wholes(work, part);
	return work->feeds->stamps.store != NULL || take_rules(work, part, error);
}

static bool take_plan(struct gathering *work, const struct plan *plan, GError **error)
{
	struct feeds *feeds = work->feeds;

	if (!take_part(work, feeds_kept_part(feeds, plan, false, error), error))
		return false;
	if (civil_before(work->first, feeds->first) && !take_part(work, feeds_kept_part(feeds, plan, true, error), error))
		return false;
	if (!work->details || feeds->stamps.store == NULL || !feeds_scope_reads(work->scope, plan))
		return true;
	return take_detail_facts(work, plan, error);
}

static bool take_plans(struct gathering *work, GError **error)
{
	const GPtrArray *plans = work->feeds->config->definitions->plans;

	for (guint i = 0; i < plans->len; i++) {
		if (feeds_scope_has_plan(work->scope, plans->pdata[i]) && !take_plan(work, plans->pdata[i], error))
			return false;
	}
	return true;
}

/* A campaign is nothing to be ticked off. */
static void leave_campaigns_out(struct feed *feed)
{
	bool others = false;

	for (guint i = 0; i < feed->events->len && !others; i++)
		others = ((const struct feed_event *)feed->events->pdata[i])->campaign == NULL;
	for (guint i = others ? feed->events->len : 0; i-- > 0;) {
		if (((const struct feed_event *)feed->events->pdata[i])->campaign != NULL)
			g_ptr_array_remove_index(feed->events, i);
	}
}

static bool fill(struct gathering *work, GError **error)
{
	struct feeds *feeds = work->feeds;

	if (!take_plans(work, error) || !take_orphans(work, error))
		return false;
	if (feeds->stamps.store != NULL && feeds_scope_is_of_bodies(work->scope) && !take_own_facts(work, error))
		return false;
	if (work->want->options.todos)
		leave_campaigns_out(work->feed);
	if (work->feed->events->len == 0 && !take_loose(work, feed_information(work->feed, feeds->config), error))
		return false;
	return feeds_stamps_write(&feeds->stamps, error);
}

/* Whoever sees what many owe beside what is his own must be able to tell them apart. */
static bool sees_wholes(const struct feeds *feeds, const struct feeds_scope *scope)
{
	const GPtrArray *plans = feeds->config->definitions->plans;

	for (guint i = 0; scope->scope == FEED_SCOPE_PERSON && i < plans->len; i++) {
		if (feeds_scope_reads(scope, plans->pdata[i]))
			return true;
	}
	return false;
}

static struct feed *open_feed(const struct feeds *feeds, const struct feed_want *want, const struct feeds_scope *scope)
{
	struct feed *feed = feed_new(want->key.scope, want->options.language);

	g_ptr_array_set_free_func(feed->events, NULL);
	feed->options = want->options;
	feed->now = feeds->stamps.now;
	feed->plan = scope->plan;
	feed->obligation = scope->obligation;
	feed->agency = scope->agency;
	feed->group = scope->group;
	feed->person = g_strdup(scope->person);
	if (feeds_scope_is_of_bodies(scope))
		feed->bodies = g_hash_table_size(scope->bodies) > 1 || (want->options.detail && scope->scope == FEED_SCOPE_PERSON) ||
			       sees_wholes(feeds, scope);
	else
		feed->bodies = want->options.detail;
	return feed;
}

static struct civil first_day(const struct feeds *feeds, const struct feed_options *options)
{
	return options->past_days == 0 ? feeds->first : civil_add(feeds->today, -MIN(options->past_days, FEEDS_PAST_DAYS));
}

struct feed *feeds_gather(struct feeds *feeds, const struct feed_want *want, struct instant now, GError **error)
{
	g_autoptr(feeds_scope_t) scope = NULL;
	g_autoptr(GHashTable) ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	struct gathering work = { .feeds = feeds, .want = want, .ids = ids };

	feeds_kept_now(feeds, now);
	g_ptr_array_set_size(feeds->loose, 0);
	scope = feeds_scope_new(feeds, &want->key, error);
	if (scope == NULL)
		return NULL;
	work.scope = scope;
	work.feed = open_feed(feeds, want, scope);
	work.first = first_day(feeds, &want->options);
	work.details = want->options.detail && want->key.scope != FEED_SCOPE_CAMPAIGNS;
	if (fill(&work, error))
		return work.feed;
	feed_free(work.feed);
	feeds_clear(feeds); /* revisions given but not written must not be kept */
	return NULL;
}

/* ---- reading ahead */

static bool read_ahead(struct feeds *feeds, const struct feeds_scope *scope, bool older, int *left, GError **error)
{
	const GPtrArray *plans = feeds->config->definitions->plans;

	for (guint i = 0; i < plans->len && *left > 0; i++) {
		if (feeds_scope_has_plan(scope, plans->pdata[i]) && !feeds_kept_ahead(feeds, plans->pdata[i], older, left, error))
			return false;
	}
	return true;
}

bool feeds_ahead(struct feeds *feeds, const struct feed_want *want, struct instant now, int most, bool *ready, GError **error)
{
	g_autoptr(feeds_scope_t) scope = NULL;
	int left = most;
	bool fine;

	feeds_kept_now(feeds, now);
	scope = feeds_scope_new(feeds, &want->key, error);
	if (scope == NULL)
		return false;
	fine = read_ahead(feeds, scope, false, &left, error);
	if (fine && civil_before(first_day(feeds, &want->options), feeds->first))
		fine = read_ahead(feeds, scope, true, &left, error);
	fine = fine && feeds_stamps_write(&feeds->stamps, error);
	if (!fine)
		feeds_clear(feeds); /* revisions given but not written must not be kept */
	*ready = left > 0;
	return fine;
}

/* ---- what it stands on */

static void add_bodies(const struct feeds *feeds, GHashTable *bodies, GArray *keys)
{
	const GPtrArray *agencies = feeds->config->definitions->agencies;

	for (guint i = 0; i < agencies->len; i++) {
		const struct agency *agency = agencies->pdata[i];

		if (g_hash_table_contains(bodies, agency))
			feeds_kept_key(keys, FEED_SCOPE_AGENCY, agency->id);
	}
}

static void add_plans(const struct feeds *feeds, const struct feeds_scope *scope, GArray *keys)
{
	const GPtrArray *plans = feeds->config->definitions->plans;

	for (guint i = 0; i < plans->len; i++) {
		const struct plan *plan = plans->pdata[i];

		if (feeds_scope_reads(scope, plan))
			feeds_kept_key(keys, FEED_SCOPE_PLAN, plan->id);
	}
}

GArray *feeds_depends(struct feeds *feeds, const struct feed_key *key, GError **error)
{
	g_autoptr(feeds_scope_t) scope = feeds_scope_new(feeds, key, error);
	GArray *keys;

	if (scope == NULL)
		return NULL;
	keys = g_array_new(FALSE, FALSE, sizeof(struct feed_key));
	if (scope->scope == FEED_SCOPE_ALL)
		feeds_kept_key(keys, FEED_SCOPE_ALL, NULL);
	else if (scope->scope == FEED_SCOPE_GROUP)
		feeds_kept_key(keys, FEED_SCOPE_GROUP, scope->group->id);
	else
		add_plans(feeds, scope, keys);
	if (feeds_scope_is_of_bodies(scope))
		add_bodies(feeds, scope->bodies, keys);
	return keys;
}
