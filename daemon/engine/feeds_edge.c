#include "engine/feeds_edge.h"

#include <string.h>

#include "engine/feeds_source.h"

static int by_limit(const void *a, const void *b)
{
	const struct feed_event *one = *(const struct feed_event *const *)a;
	const struct feed_event *other = *(const struct feed_event *const *)b;
	int order = civil_compare(one->limit.limit, other->limit.limit);

	return order != 0 ? order : strcmp(one->id, other->id);
}

/* The rule's own limit, not one that only some owners have. */
static bool is_rules_own(const struct config *config, const struct occurrence *occurrence)
{
	struct limit rule;

	return !occurrence->limit.soft &&
	       feeds_source_limit(config, occurrence->obligation, NULL, &occurrence->period, &rule) &&
	       civil_equal(rule.limit, occurrence->limit.limit);
}

static struct feed_event *event_of(const struct occurrence *occurrence, char *id)
{
	struct feed_event *event = feed_event_new();

	event->id = id;
	event->obligation = occurrence->obligation;
	event->period = occurrence->period;
	event->limit = occurrence->limit;
	event->original = occurrence->limit;
	return event;
}

GPtrArray *feeds_edge_deadlines(const struct config *config, const struct campaign_occurrence *campaign, const GPtrArray *members)
{
	g_autoptr(GPtrArray) all = schedule_occurrences(config, campaign->campaign->plan, campaign->first, campaign->last, false);
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	GPtrArray *deadlines = g_ptr_array_new_with_free_func((GDestroyNotify)feed_event_free);

	g_ptr_array_set_free_func(all, (GDestroyNotify)occurrence_free);
	for (guint i = 0; i < all->len; i++) {
		const struct occurrence *occurrence = all->pdata[i];
		char *id;

		if (occurrence->owner == NULL || !g_ptr_array_find((GPtrArray *)members, occurrence->owner, NULL))
			continue;
		id = g_strdup_printf("%s/%s/%s", occurrence->plan->id, occurrence->obligation->id, occurrence->period.label);
		if (g_hash_table_contains(seen, id) || !is_rules_own(config, occurrence)) {
			g_free(id);
			continue;
		}
		g_hash_table_add(seen, id);
		g_ptr_array_add(deadlines, event_of(occurrence, id));
	}
	g_ptr_array_sort(deadlines, by_limit);
	return deadlines;
}
