#include "engine/feeds.h"

#include <string.h>

#include "base/error.h"
#include "engine/feeds_part.h"
#include "engine/feeds_source.h"
#include "engine/feeds_stamp.h"
#include "store/facts.h"

#define DAYS_AHEAD 400

struct feeds {
	const struct config *config;
	struct feeds_stamps stamps;
	struct civil today, first, last; /* first, last: of limits shown */
	GHashTable *parts;  /* const struct plan * -> struct feeds_part * */
	GHashTable *groups; /* const struct group * -> GHashTable of const struct agency * */
	GPtrArray *loose;   /* events of the feed gathered last that nothing else keeps */
};

struct feeds *feeds_new(const struct config *config, struct store *store)
{
	struct feeds *feeds = g_new0(struct feeds, 1);

	feeds->config = config;
	feeds_stamps_init(&feeds->stamps, config, store);
	feeds->parts = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)feeds_part_free);
	feeds->groups = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_hash_table_unref);
	feeds->loose = g_ptr_array_new_with_free_func((GDestroyNotify)feed_event_free);
	return feeds;
}

void feeds_clear(struct feeds *feeds)
{
	g_hash_table_remove_all(feeds->parts);
	g_hash_table_remove_all(feeds->groups);
	g_ptr_array_set_size(feeds->loose, 0);
	g_ptr_array_set_size(feeds->stamps.rows, 0);
}

void feeds_free(struct feeds *feeds)
{
	if (feeds == NULL)
		return;
	g_hash_table_unref(feeds->parts);
	g_hash_table_unref(feeds->groups);
	g_ptr_array_unref(feeds->loose);
	feeds_stamps_clear(&feeds->stamps);
	g_free(feeds);
}

/* A new day has another window: nothing kept is good for it. */
static void set_now(struct feeds *feeds, struct instant now)
{
	struct civil today = zone_civil(feeds->config->settings.zone, now);

	feeds->stamps.now = now;
	if (civil_equal(today, feeds->today))
		return;
	feeds_clear(feeds);
	feeds->today = today;
	feeds->first = civil_add(today, -feeds->config->settings.feeds.past_days);
	feeds->last = civil_add(today, DAYS_AHEAD);
}

/* The plan's part, gathered if it is not there. On an error nothing half is kept. */
static struct feeds_part *part_of(struct feeds *feeds, const struct plan *plan, GError **error)
{
	struct feeds_part *part = g_hash_table_lookup(feeds->parts, plan);

	if (part == NULL) {
		part = feeds_part_load(plan, feeds->first, feeds->last, &feeds->stamps, error);
		if (part != NULL)
			g_hash_table_insert(feeds->parts, (void *)plan, part);
		return part;
	}
	if (feeds_part_renew(part, &feeds->stamps, error))
		return part;
	g_hash_table_remove(feeds->parts, plan);
	return NULL;
}

/* ---- groups */

static void add_bodies(GHashTable *set, const struct group *group, struct civil day)
{
	g_autoptr(GPtrArray) bodies = plan_members(group->members, NULL, day);

	for (guint i = 0; i < bodies->len; i++)
		g_hash_table_add(set, bodies->pdata[i]);
}

/* Those named, and those that stand for them now or at the end of the window. */
static GHashTable *bodies_of(struct feeds *feeds, const struct group *group)
{
	GHashTable *set = g_hash_table_lookup(feeds->groups, group);

	if (set != NULL)
		return set;
	set = g_hash_table_new(NULL, NULL);
	add_bodies(set, group, CIVIL_NONE);
	add_bodies(set, group, feeds->today);
	add_bodies(set, group, feeds->last);
	g_hash_table_insert(feeds->groups, (void *)group, set);
	return set;
}

static bool any_in(GHashTable *set, const GPtrArray *bodies)
{
	for (guint i = 0; i < bodies->len; i++) {
		if (g_hash_table_contains(set, bodies->pdata[i]))
			return true;
	}
	return false;
}

/* ---- gathering */

/* What a plan gives to feeds of whole obligations; `set` NULL: all of it, else what concerns these bodies. */
static void take_whole(struct feed *feed, const struct feeds_part *part, GHashTable *set)
{
	for (guint i = 0; i < part->wholes->len; i++) {
		const struct feeds_whole *whole = part->wholes->pdata[i];

		for (guint j = 0; (set == NULL || any_in(set, whole->owners)) && j < whole->events->len; j++)
			g_ptr_array_add(feed->events, whole->events->pdata[j]);
	}
	for (guint i = 0; i < part->campaigns->len; i++) {
		const struct feeds_campaign *campaign = part->campaigns->pdata[i];

		if (set == NULL || any_in(set, campaign->members))
			g_ptr_array_add(feed->events, campaign->bar);
	}
}

static bool take_plans(struct feeds *feeds, struct feed *feed, GHashTable *set, GError **error)
{
	const GPtrArray *plans = feeds->config->definitions->plans;

	for (guint i = 0; i < plans->len; i++) {
		struct feeds_part *part;

		if (feed->plan != NULL && feed->plan != plans->pdata[i])
			continue;
		part = part_of(feeds, plans->pdata[i], error);
		if (part == NULL)
			return false;
		take_whole(feed, part, set);
	}
	return true;
}

/* Of a campaign an agency reads when it begins and when it ends; a bar across every day of a month would hide the rest. */
static void take_ends(struct feed *feed, const struct feeds_part *part)
{
	for (guint i = 0; i < part->campaigns->len; i++) {
		const struct feeds_campaign *campaign = part->campaigns->pdata[i];

		if (!g_ptr_array_find(campaign->members, feed->agency, NULL))
			continue;
		g_ptr_array_add(feed->events, campaign->first != NULL ? campaign->first : campaign->bar);
		if (campaign->last != NULL)
			g_ptr_array_add(feed->events, campaign->last);
	}
}

static bool take_loose(struct feeds *feeds, struct feed *feed, struct feed_event *event, GError **error)
{
	bool shown;

	g_ptr_array_add(feeds->loose, event);
	if (!feeds_stamps_give(&feeds->stamps, event, &shown, error))
		return false;
	if (shown)
		g_ptr_array_add(feed->events, event);
	return true;
}

static bool take_own_facts(struct feeds *feeds, struct feed *feed, GError **error)
{
	struct feeds_query query = { .agency = feed->agency, .first = feeds->first, .last = feeds->last };
	g_autoptr(GPtrArray) events = feeds_source_facts(feeds->stamps.store, feeds->config, &query, feeds->stamps.now, error);

	while (events != NULL && events->len > 0) {
		if (!take_loose(feeds, feed, g_ptr_array_steal_index_fast(events, 0), error))
			return false;
	}
	return events != NULL;
}

static bool take_own_rules(struct feeds *feeds, struct feed *feed, const struct feeds_part *part, GError **error)
{
	const GPtrArray *own = g_hash_table_lookup(part->by_owner, feed->agency);

	for (guint i = 0; own != NULL && i < own->len; i++) {
		bool shown;

		if (!feeds_stamps_give(&feeds->stamps, own->pdata[i], &shown, error))
			return false;
		if (shown)
			g_ptr_array_add(feed->events, own->pdata[i]);
	}
	return true;
}

static bool take_agency(struct feeds *feeds, struct feed *feed, GError **error)
{
	const GPtrArray *plans = feeds->config->definitions->plans;

	for (guint i = 0; i < plans->len; i++) {
		const struct feeds_part *part = part_of(feeds, plans->pdata[i], error);

		if (part == NULL)
			return false;
		take_ends(feed, part);
		if (feeds->stamps.store == NULL && !take_own_rules(feeds, feed, part, error))
			return false;
	}
	return feeds->stamps.store == NULL || take_own_facts(feeds, feed, error);
}

static bool take_all(struct feeds *feeds, struct feed *feed, GError **error)
{
	switch (feed->scope) {
	case FEED_SCOPE_ALL:
	case FEED_SCOPE_PLAN:
		return take_plans(feeds, feed, NULL, error);
	case FEED_SCOPE_GROUP:
		return take_plans(feeds, feed, bodies_of(feeds, feed->group), error);
	case FEED_SCOPE_AGENCY:
		return take_agency(feeds, feed, error);
	}
	g_assert_not_reached();
}

static struct feed *open_feed(const struct feeds *feeds, const struct feed_key *key, GError **error)
{
	struct feed *feed = feed_new(key->scope);
	const struct party *party = key->id != NULL ? g_hash_table_lookup(feeds->config->definitions->by_id, key->id) : NULL;

	g_ptr_array_set_free_func(feed->events, NULL);
	feed->language = feeds->config->settings.language;
	feed->now = feeds->stamps.now;
	if (key->scope == FEED_SCOPE_PLAN)
		feed->plan = plan_find(feeds->config->definitions, key->id);
	else if (key->scope == FEED_SCOPE_AGENCY)
		feed->agency = party != NULL ? party->agency : NULL;
	else if (key->scope == FEED_SCOPE_GROUP)
		feed->group = party != NULL ? party->group : NULL;
	if (key->scope == FEED_SCOPE_ALL || feed->plan != NULL || feed->agency != NULL || feed->group != NULL)
		return feed;
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID, "no plan, agency or group called '%s' has a feed", key->id);
	feed_free(feed);
	return NULL;
}

static bool fill(struct feeds *feeds, struct feed *feed, GError **error)
{
	if (!take_all(feeds, feed, error))
		return false;
	if (feed->events->len == 0 && !take_loose(feeds, feed, feed_information(feed, feeds->config), error))
		return false;
	return feeds_stamps_write(&feeds->stamps, error);
}

struct feed *feeds_gather(struct feeds *feeds, const struct feed_key *key, struct instant now, GError **error)
{
	struct feed *feed;

	set_now(feeds, now);
	g_ptr_array_set_size(feeds->loose, 0);
	feed = open_feed(feeds, key, error);
	if (feed == NULL)
		return NULL;
	if (fill(feeds, feed, error))
		return feed;
	feed_free(feed);
	feeds_clear(feeds); /* revisions given but not written must not be kept */
	return NULL;
}

/* ---- keys and changes */

static void add_key(GArray *keys, enum feed_scope scope, const char *id)
{
	struct feed_key key = { .scope = scope, .id = id };

	g_array_append_val(keys, key);
}

GArray *feeds_keys(const struct feeds *feeds)
{
	const struct definitions *definitions = feeds->config->definitions;
	GArray *keys = g_array_new(FALSE, FALSE, sizeof(struct feed_key));

	for (guint i = 0; i < definitions->plans->len; i++)
		add_key(keys, FEED_SCOPE_PLAN, ((const struct plan *)definitions->plans->pdata[i])->id);
	add_key(keys, FEED_SCOPE_ALL, NULL);
	for (guint i = 0; i < definitions->groups->len; i++)
		add_key(keys, FEED_SCOPE_GROUP, ((const struct group *)definitions->groups->pdata[i])->id);
	for (guint i = 0; i < definitions->agencies->len; i++)
		add_key(keys, FEED_SCOPE_AGENCY, ((const struct agency *)definitions->agencies->pdata[i])->id);
	return keys;
}

/* Feeds of whole obligations in which one that these bodies owe stands. */
static void add_whole_keys(struct feeds *feeds, const struct plan *plan, const GPtrArray *owners, GArray *ret)
{
	const GPtrArray *groups = feeds->config->definitions->groups;

	add_key(ret, FEED_SCOPE_PLAN, plan->id);
	add_key(ret, FEED_SCOPE_ALL, NULL);
	for (guint i = 0; i < groups->len; i++) {
		const struct group *group = groups->pdata[i];

		if (any_in(bodies_of(feeds, group), owners))
			add_key(ret, FEED_SCOPE_GROUP, group->id);
	}
}

/* Who answers it in another's place. */
static void add_assignee(struct feeds *feeds, const char *occurrence, GArray *ret)
{
	g_autoptr(fact_t) fact = feeds->stamps.store != NULL ? fact_get(feeds->stamps.store, occurrence, NULL) : NULL;
	const struct agency *agency = fact != NULL && fact->assignee != NULL ? plan_agency(feeds->config->definitions, fact->assignee) : NULL;

	if (agency != NULL)
		add_key(ret, FEED_SCOPE_AGENCY, agency->id);
}

void feeds_touch(struct feeds *feeds, const char *occurrence, GArray *ret)
{
	g_auto(GStrv) names = g_strsplit(occurrence, "/", 4);
	const struct plan *plan = g_strv_length(names) == 4 ? plan_find(feeds->config->definitions, names[0]) : NULL;
	const struct agency *owner = plan != NULL ? plan_agency(feeds->config->definitions, names[2]) : NULL;
	struct feeds_part *part = plan != NULL ? g_hash_table_lookup(feeds->parts, plan) : NULL;
	g_autofree char *key = NULL;
	g_autoptr(GPtrArray) owners = g_ptr_array_new();

	if (owner == NULL)
		return;
	add_assignee(feeds, occurrence, ret);
	key = g_strdup_printf("%s/%s/%s", names[0], names[1], names[3]);
	g_ptr_array_add(owners, (void *)owner);
	add_key(ret, FEED_SCOPE_AGENCY, owner->id);
	add_whole_keys(feeds, plan, owners, ret);
	if (part == NULL)
		return;
	if (feeds_part_find(part, key) != NULL)
		add_whole_keys(feeds, plan, feeds_part_find(part, key)->owners, ret);
	feeds_part_drop(part, key);
}

static void pass_whole(struct feeds *feeds, struct feeds_part *part, const struct feeds_whole *whole, GArray *ret)
{
	g_autofree char *key = g_strdup(whole->key);

	for (guint i = 0; i < whole->owners->len; i++)
		add_key(ret, FEED_SCOPE_AGENCY, ((const struct agency *)whole->owners->pdata[i])->id);
	add_whole_keys(feeds, part->plan, whole->owners, ret);
	feeds_part_drop(part, key);
}

void feeds_pass(struct feeds *feeds, struct instant now, GArray *ret)
{
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, feeds->parts);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		struct feeds_part *part = value;

		for (guint i = part->wholes->len; i > 0; i--) { /* a dropped one's place is taken by the last */
			const struct feeds_whole *whole = part->wholes->pdata[i - 1];

			if (!instant_before(now, whole->next))
				pass_whole(feeds, part, whole, ret);
		}
	}
}

struct instant feeds_next(const struct feeds *feeds, struct instant now)
{
	const struct zone *zone = feeds->config->settings.zone;
	struct instant next = zone_instant(zone, civil_add(zone_civil(zone, now), 1), 0);
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, feeds->parts);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		const struct feeds_part *part = value;

		for (guint i = 0; i < part->wholes->len; i++)
			next = instant_min(next, ((const struct feeds_whole *)part->wholes->pdata[i])->next);
	}
	return next;
}
