#include "engine/feeds_orphans.h"

#include <string.h>

#include "engine/feeds_source.h"

static void orphan_free(void *data)
{
	struct feeds_orphan *orphan = data;

	feed_event_free(orphan->event);
	g_ptr_array_unref(orphan->owners);
	g_free(orphan);
}

/* plan/obligation/period out of plan/obligation/agency/period. */
static char *key_of(const struct feed_event *member)
{
	g_auto(GStrv) names = g_strsplit(member->id, "/", 4);

	return g_strdup_printf("%s/%s/%s", names[0], names[1], names[3]);
}

static int by_key(const void *a, const void *b)
{
	const struct feed_event *one = *(const struct feed_event *const *)a, *other = *(const struct feed_event *const *)b;
	g_autofree char *first = key_of(one), *second = key_of(other);
	int order = strcmp(first, second);

	if (order == 0)
		order = civil_compare(one->limit.limit, other->limit.limit);
	return order != 0 ? order : strcmp(one->id, other->id);
}

static struct feeds_orphan *orphan_new(const struct feed_event *member, char *id)
{
	struct feeds_orphan *orphan = g_new0(struct feeds_orphan, 1);

	orphan->event = feed_event_new();
	orphan->event->id = id;
	orphan->event->period = member->period;
	orphan->event->limit = member->limit;
	orphan->event->original = member->original;
	orphan->event->state = FEED_CANCELLED;
	orphan->owners = g_ptr_array_new();
	return orphan;
}

/* Sorted members of one obligation and limit stand together; the first limit has the plain id, as while the plan was there. */
static GPtrArray *add_up(const GPtrArray *members)
{
	GPtrArray *orphans = g_ptr_array_new_with_free_func(orphan_free);
	g_autofree char *last_key = NULL;
	struct feeds_orphan *orphan = NULL;

	for (guint i = 0; i < members->len; i++) {
		const struct feed_event *member = members->pdata[i];
		char *key = key_of(member), day[CIVIL_SIZE];
		bool same = g_strcmp0(key, last_key) == 0;

		if (!same || !civil_equal(orphan->event->limit.limit, member->limit.limit)) {
			orphan = orphan_new(member, same ? g_strdup_printf("%s/%s", key, civil_format(member->limit.limit, day)) : g_strdup(key));
			g_ptr_array_add(orphans, orphan);
		}
		orphan->event->updated = instant_max(orphan->event->updated, member->updated);
		g_ptr_array_add(orphan->owners, (void *)member->owner);
		g_free(last_key);
		last_key = key;
	}
	return orphans;
}

static bool stamp(GPtrArray *orphans, struct feeds_stamps *stamps, GError **error)
{
	for (guint i = orphans->len; i-- > 0;) {
		bool shown;

		if (!feeds_stamps_give(stamps, ((struct feeds_orphan *)orphans->pdata[i])->event, &shown, error))
			return false;
		if (!shown)
			g_ptr_array_remove_index(orphans, i);
	}
	return true;
}

GPtrArray *feeds_orphans_read(struct feeds_stamps *stamps, struct civil first, struct civil last, GError **error)
{
	struct feeds_query query = { .first = first, .last = last, .orphans = true };
	g_autoptr(GPtrArray) members = stamps->store == NULL ? g_ptr_array_new()
							    : feeds_source_facts(stamps->store, stamps->config, &query, stamps->now, error);
	GPtrArray *orphans;

	if (members == NULL)
		return NULL;
	g_ptr_array_sort(members, by_key);
	orphans = add_up(members);
	if (stamp(orphans, stamps, error))
		return orphans;
	g_ptr_array_unref(orphans);
	return NULL;
}
