#include "engine/feeds_kept.h"

#include "engine/feeds_orphans.h"
#include "engine/feeds_source.h"
#include "store/facts.h"

#define DAYS_AHEAD 400

struct feeds *feeds_new(const struct config *config, struct store *store)
{
	struct feeds *feeds = g_new0(struct feeds, 1);

	feeds->config = config;
	feeds_stamps_init(&feeds->stamps, config, store);
	feeds->parts = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)feeds_part_free);
	feeds->older = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)feeds_part_free);
	feeds->groups = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_hash_table_unref);
	feeds->loose = g_ptr_array_new_with_free_func((GDestroyNotify)feed_event_free);
	return feeds;
}

void feeds_clear(struct feeds *feeds)
{
	g_hash_table_remove_all(feeds->parts);
	g_hash_table_remove_all(feeds->older);
	g_hash_table_remove_all(feeds->groups);
	g_clear_pointer(&feeds->orphans, g_ptr_array_unref);
	g_ptr_array_set_size(feeds->loose, 0);
	g_ptr_array_set_size(feeds->stamps.rows, 0);
}

void feeds_free(struct feeds *feeds)
{
	if (feeds == NULL)
		return;
	g_hash_table_unref(feeds->parts);
	g_hash_table_unref(feeds->older);
	g_hash_table_unref(feeds->groups);
	g_clear_pointer(&feeds->orphans, g_ptr_array_unref);
	g_ptr_array_unref(feeds->loose);
	feeds_stamps_clear(&feeds->stamps);
	g_free(feeds);
}

void feeds_kept_now(struct feeds *feeds, struct instant now)
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

/* ---- parts of plans */

/* There, but perhaps not read. */
static struct feeds_part *part_of(struct feeds *feeds, const struct plan *plan, bool older)
{
	GHashTable *parts = older ? feeds->older : feeds->parts;
	struct feeds_part *part = g_hash_table_lookup(parts, plan);

	if (part != NULL)
		return part;
	part = older ? feeds_part_new(plan, civil_add(feeds->today, -FEEDS_PAST_DAYS), civil_add(feeds->first, -1))
		     : feeds_part_new(plan, feeds->first, feeds->last);
	g_hash_table_insert(parts, (void *)plan, part);
	return part;
}

bool feeds_kept_ahead(struct feeds *feeds, const struct plan *plan, bool older, int *left, GError **error)
{
	struct feeds_part *part = part_of(feeds, plan, older);

	if (part->ready || feeds_part_read(part, &feeds->stamps, left, error))
		return true;
	g_hash_table_remove(older ? feeds->older : feeds->parts, plan);
	return false;
}

struct feeds_part *feeds_kept_part(struct feeds *feeds, const struct plan *plan, bool older, GError **error)
{
	int left = G_MAXINT;

	return feeds_kept_ahead(feeds, plan, older, &left, error) ? part_of(feeds, plan, older) : NULL;
}

GPtrArray *feeds_kept_orphans(struct feeds *feeds, GError **error)
{
	if (feeds->orphans == NULL)
		feeds->orphans = feeds_orphans_read(&feeds->stamps, feeds->first, feeds->last, error);
	return feeds->orphans;
}

/* ---- groups */

static void add_bodies(GHashTable *set, const struct group *group, struct civil day)
{
	g_autoptr(GPtrArray) bodies = plan_members(group->members, NULL, day);

	for (guint i = 0; i < bodies->len; i++)
		g_hash_table_add(set, bodies->pdata[i]);
}

GHashTable *feeds_kept_bodies(struct feeds *feeds, const struct group *group)
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

/* ---- what changed */

void feeds_kept_key(GArray *keys, enum feed_scope scope, const char *id)
{
	struct feed_key key = { .scope = scope, .id = id };

	g_array_append_val(keys, key);
}

GArray *feeds_keys(const struct feeds *feeds)
{
	const struct definitions *definitions = feeds->config->definitions;
	GArray *keys = g_array_new(FALSE, FALSE, sizeof(struct feed_key));

	for (guint i = 0; i < definitions->plans->len; i++)
		feeds_kept_key(keys, FEED_SCOPE_PLAN, ((const struct plan *)definitions->plans->pdata[i])->id);
	feeds_kept_key(keys, FEED_SCOPE_ALL, NULL);
	for (guint i = 0; i < definitions->groups->len; i++)
		feeds_kept_key(keys, FEED_SCOPE_GROUP, ((const struct group *)definitions->groups->pdata[i])->id);
	for (guint i = 0; i < definitions->agencies->len; i++)
		feeds_kept_key(keys, FEED_SCOPE_AGENCY, ((const struct agency *)definitions->agencies->pdata[i])->id);
	return keys;
}

static void add_plan_keys(const struct plan *plan, GArray *ret)
{
	feeds_kept_key(ret, FEED_SCOPE_PLAN, plan->id);
	feeds_kept_key(ret, FEED_SCOPE_ALL, NULL);
}

/* Groups to which one of those belongs who owe the obligation. */
static void add_group_keys(struct feeds *feeds, struct feeds_whole *whole, GArray *ret)
{
	const GPtrArray *groups = feeds->config->definitions->groups;

	for (guint i = 0; i < groups->len; i++) {
		const struct group *group = groups->pdata[i];

		if (feeds_whole_concerns(whole, feeds_kept_bodies(feeds, group)))
			feeds_kept_key(ret, FEED_SCOPE_GROUP, group->id);
	}
}

static void add_groups_of(struct feeds *feeds, const struct agency *owner, GArray *ret)
{
	const GPtrArray *groups = feeds->config->definitions->groups;

	for (guint i = 0; i < groups->len; i++) {
		const struct group *group = groups->pdata[i];

		if (g_hash_table_contains(feeds_kept_bodies(feeds, group), owner))
			feeds_kept_key(ret, FEED_SCOPE_GROUP, group->id);
	}
}

/* Who answers it in another's place. */
static void add_assignee(struct feeds *feeds, const struct fact *fact, GArray *ret)
{
	const struct agency *agency = fact != NULL && fact->assignee != NULL ? plan_agency(feeds->config->definitions, fact->assignee) : NULL;

	if (agency == NULL)
		return;
	feeds_kept_key(ret, FEED_SCOPE_AGENCY, agency->id);
	add_groups_of(feeds, agency, ret);
}

static bool is_dropped(enum feed_state state)
{
	return state == FEED_WAIVED || state == FEED_CANCELLED;
}

/* Is it still asked for, of one who answered before and by a limit that the whole had, so that a campaign around it goes on
 * saying what it said to the same bodies? */
static bool stays_as_it_was(const struct feeds_whole *whole, const struct agency *owner, const struct fact *fact)
{
	if (fact == NULL || fact->assignee != NULL || is_dropped(feeds_source_state(fact)) ||
	    !g_ptr_array_find(whole->owners, owner, NULL))
		return false;
	for (guint i = 0; i < whole->events->len; i++) {
		const struct feed_event *event = whole->events->pdata[i];

		if (civil_equal(event->limit.limit, fact->counted_limit))
			return !is_dropped(event->state);
	}
	return false;
}

/* A campaign's text names limits of others, too: all it is for are told, once until it is made anew. */
static void add_campaigns(struct feeds *feeds, const struct feeds_part *part, GArray *ret)
{
	for (guint i = 0; i < part->campaigns->len; i++) {
		struct feeds_campaign *campaign = part->campaigns->pdata[i];

		for (guint j = 0; !campaign->told && j < campaign->members->len; j++) {
			const struct agency *body = campaign->members->pdata[j];

			feeds_kept_key(ret, FEED_SCOPE_AGENCY, body->id);
			add_groups_of(feeds, body, ret);
		}
		campaign->told = true;
	}
}

static void touch_part(struct feeds *feeds, struct feeds_part *part, const char *key, const char *occurrence, const struct agency *owner,
		       const struct fact *fact, GArray *ret)
{
	struct feeds_whole *whole = part != NULL ? feeds_part_find(part, key) : NULL;

	if (whole != NULL)
		add_group_keys(feeds, whole, ret);
	if (part == NULL)
		return;
	if (whole == NULL || !stays_as_it_was(whole, owner, fact))
		add_campaigns(feeds, part, ret);
	feeds_part_touch(part, occurrence);
}

/* Who else owes it is not known before the plan is read. */
static void add_every_group(struct feeds *feeds, GArray *ret)
{
	const GPtrArray *groups = feeds->config->definitions->groups;

	for (guint i = 0; i < groups->len; i++)
		feeds_kept_key(ret, FEED_SCOPE_GROUP, ((const struct group *)groups->pdata[i])->id);
}

void feeds_touch(struct feeds *feeds, const char *occurrence, GArray *ret)
{
	g_auto(GStrv) names = g_strsplit(occurrence, "/", 4);
	const struct plan *plan = g_strv_length(names) == 4 ? plan_find(feeds->config->definitions, names[0]) : NULL;
	const struct agency *owner = plan != NULL ? plan_agency(feeds->config->definitions, names[2]) : NULL;
	struct feeds_part *part = plan != NULL ? g_hash_table_lookup(feeds->parts, plan) : NULL;
	g_autofree char *key = NULL;
	g_autoptr(fact_t) fact = NULL;

	if (owner == NULL)
		return;
	if (feeds->stamps.store != NULL)
		fact = fact_get(feeds->stamps.store, occurrence, NULL);
	add_assignee(feeds, fact, ret);
	key = g_strdup_printf("%s/%s/%s", names[0], names[1], names[3]);
	feeds_kept_key(ret, FEED_SCOPE_AGENCY, owner->id);
	add_plan_keys(plan, ret);
	if (part != NULL && part->walk.done)
		add_groups_of(feeds, owner, ret);
	else
		add_every_group(feeds, ret);
	touch_part(feeds, part, key, occurrence, owner, fact, ret);
	touch_part(feeds, g_hash_table_lookup(feeds->older, plan), key, occurrence, owner, fact, ret);
}

static void pass_whole(struct feeds *feeds, struct feeds_part *part, struct feeds_whole *whole, struct instant now, GArray *ret)
{
	for (guint i = 0; i < whole->owners->len; i++) {
		if (feeds_whole_is_late(whole, i, now))
			feeds_kept_key(ret, FEED_SCOPE_AGENCY, ((const struct agency *)whole->owners->pdata[i])->id);
	}
	add_plan_keys(part->plan, ret);
	add_group_keys(feeds, whole, ret);
	feeds_part_pass(part, whole);
}

/* Older parts hold nothing that is still to become late: what is open there is so already. */
void feeds_pass(struct feeds *feeds, struct instant now, GArray *ret)
{
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, feeds->parts);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		struct feeds_part *part = value;

		for (guint i = 0; i < part->wholes->len; i++) {
			struct feeds_whole *whole = part->wholes->pdata[i];

			if (!instant_before(now, whole->next))
				pass_whole(feeds, part, whole, now, ret);
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
