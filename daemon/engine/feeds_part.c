#include "engine/feeds_part.h"

#include <string.h>

#include "engine/feeds_edge.h"
#include "engine/feeds_members.h"
#include "engine/feeds_source.h"

#define HORIZON_SLACK 7 /* days by which the store's horizon may lie behind */
#define RENDERING 20 /* rows that could be read while an event is rendered */

static void campaign_events_free(struct feeds_campaign *campaign)
{
	g_clear_pointer(&campaign->bar, feed_event_free);
	g_clear_pointer(&campaign->first, feed_event_free);
	g_clear_pointer(&campaign->last, feed_event_free);
}

static void campaign_free(struct feeds_campaign *campaign)
{
	campaign_events_free(campaign);
	g_ptr_array_unref(campaign->members);
	g_clear_pointer(&campaign->edge, g_ptr_array_unref);
	g_free(campaign->said);
	g_free(campaign);
}

void feeds_part_free(struct feeds_part *part)
{
	g_ptr_array_unref(part->wholes);
	g_hash_table_unref(part->by_key);
	g_ptr_array_unref(part->campaigns);
	g_clear_pointer(&part->windows, g_ptr_array_unref);
	g_hash_table_unref(part->stale);
	fact_walk_clear(&part->walk);
	g_clear_pointer(&part->by_owner, g_hash_table_unref);
	g_clear_pointer(&part->members, g_ptr_array_unref);
	g_free(part);
}

/* ---- campaigns */

static bool share_a_body(const GPtrArray *one, const GPtrArray *other)
{
	g_autoptr(GHashTable) set = g_hash_table_new(NULL, NULL);

	for (guint i = 0; i < one->len; i++)
		g_hash_table_add(set, one->pdata[i]);
	for (guint i = 0; i < other->len; i++) {
		if (g_hash_table_contains(set, other->pdata[i]))
			return true;
	}
	return false;
}

static int by_limit(const void *a, const void *b)
{
	const struct feed_event *one = *(const struct feed_event *const *)a;
	const struct feed_event *other = *(const struct feed_event *const *)b;
	int order = civil_compare(one->limit.limit, other->limit.limit);

	return order != 0 ? order : strcmp(one->id, other->id);
}

/* The rule's own limit, a day within the window, of a report that is still asked for. */
static bool is_deadline(const struct feed_event *event, const struct feeds_whole *whole,
			const struct campaign_occurrence *campaign)
{
	if (event->state == FEED_WAIVED || event->state == FEED_CANCELLED || event->limit.soft)
		return false;
	return strcmp(event->id, whole->key) == 0 && !civil_before(event->limit.limit, campaign->first) &&
	       !civil_before(campaign->last, event->limit.limit);
}

/* The plan's limits within the window that concern the campaign's bodies; borrowed. */
static GPtrArray *deadlines_within(const struct feeds_part *part, const struct campaign_occurrence *campaign,
				   const GPtrArray *members)
{
	GPtrArray *deadlines = g_ptr_array_new();

	for (guint i = 0; i < part->wholes->len; i++) {
		const struct feeds_whole *whole = part->wholes->pdata[i];

		for (guint j = 0; j < whole->events->len; j++) {
			if (is_deadline(whole->events->pdata[j], whole, campaign) && share_a_body(members, whole->owners))
				g_ptr_array_add(deadlines, whole->events->pdata[j]);
		}
	}
	g_ptr_array_sort(deadlines, by_limit);
	return deadlines;
}

static struct feed_event *campaign_event(const struct campaign_occurrence *campaign, int end, const struct config *config)
{
	static const char *const suffixes[] = { "", "/first", "/last" };
	struct feed_event *event = feed_event_new();

	event->id = g_strconcat(campaign->id, suffixes[end], NULL);
	event->campaign = campaign->campaign;
	event->first = campaign->first;
	event->last = campaign->last;
	event->end = end;
	event->updated = config->newest;
	g_strlcpy(event->period.label, campaign->period, sizeof event->period.label);
	return event;
}

/* Its deadlines are borrowed from the part, which lends them anew with every change of its reports. */
static struct feed_event *stamped_campaign(const struct campaign_occurrence *campaign, int end, GPtrArray *deadlines,
					   struct feeds_stamps *stamps, GError **error)
{
	struct feed_event *event = campaign_event(campaign, end, stamps->config);
	bool shown;

	event->deadlines = g_ptr_array_ref(deadlines);
	if (!feeds_stamps_give(stamps, event, &shown, error))
		g_clear_pointer(&event, feed_event_free);
	return event;
}

static bool stamp_campaign(struct feeds_campaign *campaign, GPtrArray *deadlines, struct feeds_stamps *stamps, GError **error)
{
	const struct campaign_occurrence *occurrence = campaign->occurrence;

	campaign_events_free(campaign);
	campaign->bar = stamped_campaign(occurrence, 0, deadlines, stamps, error);
	if (campaign->bar == NULL || civil_equal(occurrence->first, occurrence->last))
		return campaign->bar != NULL;
	campaign->first = stamped_campaign(occurrence, 1, deadlines, stamps, error);
	if (campaign->first == NULL)
		return false;
	campaign->last = stamped_campaign(occurrence, 2, deadlines, stamps, error);
	return campaign->last != NULL;
}

/* All that a campaign's text takes from the deadlines. */
static char *said_of(const GPtrArray *deadlines)
{
	GString *said = g_string_new(NULL);

	for (guint i = 0; i < deadlines->len; i++) {
		const struct feed_event *event = deadlines->pdata[i];
		const struct limit *limit = &event->limit;

		g_string_append_printf(said, "%s %d %d %d %d %" G_GINT64_FORMAT " %d\n", event->id, limit->named.day, limit->last.day,
				       limit->limit.day, limit->aim.day, limit->late_from.seconds, limit->provisional);
	}
	return g_string_free(said, FALSE);
}

static void lend_deadlines(struct feeds_campaign *campaign, GPtrArray *deadlines)
{
	struct feed_event *events[] = { campaign->bar, campaign->first, campaign->last };

	for (size_t i = 0; i < G_N_ELEMENTS(events); i++) {
		if (events[i] == NULL)
			continue;
		g_ptr_array_unref(events[i]->deadlines);
		events[i]->deadlines = g_ptr_array_ref(deadlines);
	}
}

/* A campaign whose deadlines say what they said stays as it is. */
static bool renew_campaign(struct feeds_part *part, struct feeds_campaign *campaign, struct feeds_stamps *stamps, GError **error)
{
	g_autoptr(GPtrArray) deadlines = campaign->edge != NULL ? g_ptr_array_ref(campaign->edge)
								: deadlines_within(part, campaign->occurrence, campaign->members);
	char *said = said_of(deadlines);

	campaign->told = false;

	if (g_strcmp0(said, campaign->said) == 0) {
		g_free(said);
		lend_deadlines(campaign, deadlines);
		return true;
	}
	g_free(campaign->said);
	campaign->said = said;
	return stamp_campaign(campaign, deadlines, stamps, error);
}

/* Are there days of it whose reports the part does not have, or the store may not have yet? */
static bool reaches_out(const struct feeds_part *part, const struct campaign_occurrence *campaign, const struct feeds_stamps *stamps)
{
	const struct settings *settings = &stamps->config->settings;
	struct civil last = civil_add(zone_civil(settings->zone, stamps->now), settings->horizon_days - HORIZON_SLACK);

	return civil_before(campaign->first, part->first) || civil_before(part->last, campaign->last) || civil_before(last, campaign->last);
}

static void find_campaigns(struct feeds_part *part, const struct feeds_stamps *stamps)
{
	part->windows = schedule_campaigns(stamps->config, part->plan, part->first, part->last);
	for (guint i = 0; i < part->windows->len; i++) {
		struct feeds_campaign *campaign = g_new0(struct feeds_campaign, 1);

		campaign->occurrence = part->windows->pdata[i];
		campaign->members = plan_members(campaign->occurrence->campaign->parties, NULL, campaign->occurrence->first);
		if (reaches_out(part, campaign->occurrence, stamps))
			campaign->edge = feeds_edge_deadlines(stamps->config, campaign->occurrence, campaign->members);
		g_ptr_array_add(part->campaigns, campaign);
	}
}

static bool renew_campaigns(struct feeds_part *part, struct feeds_stamps *stamps, GError **error)
{
	if (part->windows == NULL)
		find_campaigns(part, stamps);
	for (guint i = 0; i < part->campaigns->len; i++) {
		if (!renew_campaign(part, part->campaigns->pdata[i], stamps, error))
			return false;
	}
	return true;
}

/* ---- whole obligations */

static bool stamp_whole(struct feeds_whole *whole, struct feeds_stamps *stamps, GError **error)
{
	for (guint i = 0; i < whole->events->len;) {
		bool shown;

		if (!feeds_stamps_give(stamps, whole->events->pdata[i], &shown, error))
			return false;
		if (shown)
			i++;
		else
			g_ptr_array_remove_index(whole->events, i);
	}
	return true;
}

/* Those that changed are added up again; one of which nothing is left goes. */
static bool renew_wholes(struct feeds_part *part, struct feeds_stamps *stamps, int *left, GError **error)
{
	for (guint i = part->wholes->len; i-- > 0 && *left > 0;) {
		struct feeds_whole *whole = part->wholes->pdata[i];

		if (!whole->changed)
			continue;
		feeds_whole_sum(whole, stamps->bodies, stamps->config, stamps->now);
		if (!stamp_whole(whole, stamps, error))
			return false;
		*left -= RENDERING * (int)whole->events->len + (int)whole->lines->len / RENDERING;
		if (whole->lines->len > 0)
			continue;
		g_hash_table_remove(part->by_key, whole->key);
		g_ptr_array_remove_index_fast(part->wholes, i);
	}
	return true;
}

/* ---- reading */

struct reading {
	struct feeds_part *part;
	const struct feeds_stamps *stamps;
	int count;
	GError **error;
};

static bool take_fact(const struct fact *fact, void *data)
{
	struct reading *reading = data;

	reading->count++;
	return feeds_members_add_fact(reading->part, reading->stamps, fact, reading->error);
}

static bool read_facts(struct feeds_part *part, struct feeds_stamps *stamps, int *left, GError **error)
{
	struct reading reading = { part, stamps, 0, error };

	if (!fact_walk(stamps->store, &part->walk, *left, take_fact, &reading, error))
		return false;
	*left -= reading.count;
	return true;
}

static bool read_stale(struct feeds_part *part, struct feeds_stamps *stamps, int *left, GError **error)
{
	struct reading reading = { part, stamps, 0, error };
	GHashTableIter iter;
	gpointer id;

	g_hash_table_iter_init(&iter, part->stale);
	while (*left > 0 && g_hash_table_iter_next(&iter, &id, NULL)) {
		feeds_members_remove(part, stamps, id);
		if (!fact_visit(stamps->store, id, part->first, part->last, take_fact, &reading, error))
			return false;
		g_hash_table_iter_remove(&iter);
		*left -= 2;
	}
	return true;
}

static void read_rules(struct feeds_part *part, struct feeds_stamps *stamps)
{
	struct feeds_query query = { .plan = part->plan, .first = part->first, .last = part->last };

	part->members = feeds_source_rules(stamps->config, &query, stamps->now);
	part->by_owner = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
	for (guint i = 0; i < part->members->len; i++) {
		struct feed_event *event = part->members->pdata[i];
		GPtrArray *own = g_hash_table_lookup(part->by_owner, event->owner);

		if (own == NULL) {
			own = g_ptr_array_new();
			g_hash_table_insert(part->by_owner, (void *)event->owner, own);
		}
		g_ptr_array_add(own, event);
		feeds_members_add_event(part, stamps, event);
	}
	part->walk.done = true;
}

bool feeds_part_read(struct feeds_part *part, struct feeds_stamps *stamps, int *left, GError **error)
{
	feeds_stamps_bodies(stamps);
	part->ready = false;
	if (!part->walk.done && stamps->store == NULL)
		read_rules(part, stamps);
	if (!part->walk.done && !read_facts(part, stamps, left, error))
		return false;
	if (!part->walk.done)
		return true;
	if (!read_stale(part, stamps, left, error) || !renew_wholes(part, stamps, left, error))
		return false;
	if (*left <= 0)
		return true;
	part->ready = renew_campaigns(part, stamps, error);
	return part->ready;
}

struct feeds_part *feeds_part_new(const struct plan *plan, struct civil first, struct civil last)
{
	struct feeds_part *part = g_new0(struct feeds_part, 1);

	part->plan = plan;
	part->first = first;
	part->last = last;
	part->wholes = g_ptr_array_new_with_free_func((GDestroyNotify)feeds_whole_free);
	part->by_key = g_hash_table_new(g_str_hash, g_str_equal);
	part->campaigns = g_ptr_array_new_with_free_func((GDestroyNotify)campaign_free);
	part->stale = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	part->walk = (struct fact_walk){ .plan = plan->id, .first = first, .last = last };
	return part;
}

bool feeds_part_renew(struct feeds_part *part, struct feeds_stamps *stamps, GError **error)
{
	int left = G_MAXINT;

	return part->ready || feeds_part_read(part, stamps, &left, error);
}

void feeds_part_touch(struct feeds_part *part, const char *occurrence)
{
	g_hash_table_add(part->stale, g_strdup(occurrence));
	part->ready = false;
}

void feeds_part_pass(struct feeds_part *part, struct feeds_whole *whole)
{
	whole->changed = true;
	whole->next = INSTANT_NEVER;
	part->ready = false;
}

struct feeds_whole *feeds_part_find(const struct feeds_part *part, const char *key)
{
	return g_hash_table_lookup(part->by_key, key);
}
