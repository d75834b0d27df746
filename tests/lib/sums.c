#include "lib/sums.h"

#include <string.h>

#include "base/text.h"
#include "engine/feeds_source.h"

static void expect_missing(struct feed_event *event, const struct feed_event *member)
{
	guint at = event->missing_names->len;

	event->missing++;
	while (at > 0 && text_collate(member->owner->name, event->missing_names->pdata[at - 1]) < 0)
		at--;
	g_ptr_array_insert(event->missing_names, (int)at, g_strdup(member->owner->name));
}

static void expect(struct sum *expected, const struct feed_event *member)
{
	struct feed_event *event = expected->event;

	if (member->state == FEED_OPEN || member->state == FEED_OVERDUE || member->state == FEED_RETURNED)
		expect_missing(event, member);
	expected->overdue += member->state == FEED_OVERDUE;
	expected->asked += member->state == FEED_OVERDUE && feed_body_is_asked(member->owner);
	expected->accepted += member->state == FEED_ACCEPTED || member->state == FEED_NIL;
	event->in += member->state == FEED_SUBMITTED || member->state == FEED_ACCEPTED || member->state == FEED_NIL;
	event->returned += member->state == FEED_RETURNED;
	event->waived += member->state == FEED_WAIVED;
	event->total = event->in + event->missing;
	event->updated = instant_max(event->updated, member->updated);
	event->extended |= member->extended;
	if (event->extension_document == NULL)
		event->extension_document = g_strdup(member->extension_document);
}

static char *whole_id(const struct config *config, const struct feed_event *member)
{
	g_auto(GStrv) names = g_strsplit(member->id, "/", 4);
	struct limit rule = { .soft = false };
	char day[CIVIL_SIZE];

	if (member->obligation != NULL)
		feeds_source_limit(config, member->obligation, NULL, &member->period, &rule);
	return g_strdup_printf("%s/%s/%s%s%s", names[0], names[1], names[3], civil_equal(rule.limit, member->limit.limit) ? "" : "/",
			       civil_equal(rule.limit, member->limit.limit) ? "" : civil_format(member->limit.limit, day));
}

static struct sum *sum_new(const struct feed_event *member, const char *id)
{
	struct sum *expected = g_new0(struct sum, 1);

	expected->event = feed_event_new();
	expected->event->id = g_strdup(id);
	expected->event->obligation = member->obligation;
	expected->event->period = member->period;
	expected->event->limit = member->limit;
	expected->event->original = member->original;
	if (member->rule != NULL)
		feed_event_rule(expected->event, member->rule);
	expected->event->missing_names = g_ptr_array_new_with_free_func(g_free);
	return expected;
}

static void sum_free(struct sum *expected)
{
	feed_event_free(expected->event);
	g_free(expected);
}

static void sum_close(struct sum *expected)
{
	struct feed_event *event = expected->event;
	g_auto(GStrv) names = g_strsplit(event->id, "/", 4);

	event->extended &= g_strv_length(names) == 4;
	if (event->total == 0)
		event->state = event->waived > 0 ? FEED_WAIVED : FEED_CANCELLED;
	else if (expected->accepted == event->total)
		event->state = FEED_ACCEPTED;
	else
		event->state = expected->overdue > 0 ? FEED_OVERDUE : FEED_OPEN;
	event->asked = event->state == FEED_OVERDUE && expected->asked == expected->overdue;
}

static int by_id(const void *a, const void *b)
{
	return strcmp((*(const struct feed_event *const *)a)->id, (*(const struct feed_event *const *)b)->id);
}

GHashTable *sums_expect(const struct config *config, struct store *store, const struct feeds_part *part, struct instant now,
			struct instant *next)
{
	struct feeds_query query = { .plan = part->plan, .first = part->first, .last = part->last };
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) members = feeds_source_facts(store, config, &query, now, &error);
	GHashTable *all = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)sum_free);
	GHashTableIter iter;
	gpointer value;

	g_assert_no_error(error);
	g_ptr_array_sort(members, by_id); /* those who correct come by the days left for it */
	for (guint i = 0; i < members->len; i++) {
		const struct feed_event *member = members->pdata[i];
		char *id = whole_id(config, member);

		if (g_hash_table_lookup(all, id) == NULL)
			g_hash_table_insert(all, g_strdup(id), sum_new(member, id));
		expect(g_hash_table_lookup(all, id), member);
		g_free(id);
		if (member->state == FEED_OPEN && instant_before(now, member->limit.late_from))
			*next = instant_min(*next, member->limit.late_from);
	}
	g_hash_table_iter_init(&iter, all);
	while (g_hash_table_iter_next(&iter, NULL, &value))
		sum_close(value);
	return all;
}
