#include "engine/feeds_part.h"

#include <string.h>

#include "engine/feeds_source.h"

static void campaign_free(struct feeds_campaign *campaign)
{
	feed_event_free(campaign->bar);
	feed_event_free(campaign->first);
	feed_event_free(campaign->last);
	g_ptr_array_unref(campaign->members);
	g_free(campaign);
}

void feeds_part_free(struct feeds_part *part)
{
	g_ptr_array_unref(part->wholes);
	g_clear_pointer(&part->campaigns, g_ptr_array_unref);
	g_ptr_array_unref(part->stale);
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

/* Its deadlines are borrowed from the part: they are made anew with every change of its reports. */
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

static bool add_campaign(struct feeds_part *part, const struct campaign_occurrence *campaign, struct feeds_stamps *stamps,
			 GError **error)
{
	struct feeds_campaign *added = g_new0(struct feeds_campaign, 1);
	g_autoptr(GPtrArray) deadlines = NULL;

	added->members = plan_members(campaign->campaign->parties, NULL, campaign->first);
	g_ptr_array_add(part->campaigns, added);
	deadlines = deadlines_within(part, campaign, added->members);
	added->bar = stamped_campaign(campaign, 0, deadlines, stamps, error);
	if (added->bar == NULL || civil_equal(campaign->first, campaign->last))
		return added->bar != NULL;
	added->first = stamped_campaign(campaign, 1, deadlines, stamps, error);
	if (added->first == NULL)
		return false;
	added->last = stamped_campaign(campaign, 2, deadlines, stamps, error);
	return added->last != NULL;
}

static bool add_campaigns(struct feeds_part *part, struct feeds_stamps *stamps, GError **error)
{
	g_autoptr(GPtrArray) list = schedule_campaigns(stamps->config, part->plan, part->first, part->last);

	g_clear_pointer(&part->campaigns, g_ptr_array_unref);
	part->campaigns = g_ptr_array_new_with_free_func((GDestroyNotify)campaign_free);
	for (guint i = 0; i < list->len; i++) {
		if (!add_campaign(part, list->pdata[i], stamps, error))
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

static bool add_wholes(struct feeds_part *part, const GPtrArray *members, struct feeds_stamps *stamps, GError **error)
{
	g_autoptr(GPtrArray) wholes = feeds_whole_list(stamps->config, members, stamps->now);

	for (guint i = 0; i < wholes->len; i++) {
		if (!stamp_whole(wholes->pdata[i], stamps, error))
			return false;
	}
	g_ptr_array_extend_and_steal(part->wholes, g_steal_pointer(&wholes));
	return true;
}

/* `key` NULL: the whole plan. */
static bool add_facts(struct feeds_part *part, const char *key, struct feeds_stamps *stamps, GError **error)
{
	g_auto(GStrv) names = key != NULL ? g_strsplit(key, "/", 3) : NULL;
	struct feeds_query query = { .plan = part->plan, .first = part->first, .last = part->last };
	g_autoptr(GPtrArray) members = NULL;

	if (names != NULL) {
		query.obligation = names[1];
		query.period = names[2];
	}
	members = feeds_source_facts(stamps->store, stamps->config, &query, stamps->now, error);
	return members != NULL && add_wholes(part, members, stamps, error);
}

static bool add_rules(struct feeds_part *part, struct feeds_stamps *stamps, GError **error)
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
	}
	return add_wholes(part, part->members, stamps, error);
}

struct feeds_part *feeds_part_load(const struct plan *plan, struct civil first, struct civil last, struct feeds_stamps *stamps,
				   GError **error)
{
	struct feeds_part *part = g_new0(struct feeds_part, 1);

	part->plan = plan;
	part->first = first;
	part->last = last;
	part->wholes = g_ptr_array_new_with_free_func((GDestroyNotify)feeds_whole_free);
	part->stale = g_ptr_array_new_with_free_func(g_free);
	if ((stamps->store != NULL ? add_facts(part, NULL, stamps, error) : add_rules(part, stamps, error)) &&
	    add_campaigns(part, stamps, error))
		return part;
	feeds_part_free(part);
	return NULL;
}

bool feeds_part_renew(struct feeds_part *part, struct feeds_stamps *stamps, GError **error)
{
	if (part->stale->len == 0)
		return true;
	for (guint i = 0; i < part->stale->len; i++) {
		if (!add_facts(part, part->stale->pdata[i], stamps, error))
			return false;
	}
	g_ptr_array_set_size(part->stale, 0);
	return add_campaigns(part, stamps, error);
}

static gboolean has_key(gconstpointer whole, gconstpointer key)
{
	return strcmp(((const struct feeds_whole *)whole)->key, key) == 0;
}

const struct feeds_whole *feeds_part_find(const struct feeds_part *part, const char *key)
{
	guint index;

	return g_ptr_array_find_with_equal_func(part->wholes, key, has_key, &index) ? part->wholes->pdata[index] : NULL;
}

void feeds_part_drop(struct feeds_part *part, const char *key)
{
	guint index;

	if (g_ptr_array_find_with_equal_func(part->wholes, key, has_key, &index))
		g_ptr_array_remove_index_fast(part->wholes, index);
	if (!g_ptr_array_find_with_equal_func(part->stale, key, g_str_equal, NULL))
		g_ptr_array_add(part->stale, g_strdup(key));
}
