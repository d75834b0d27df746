#include "engine/feeds_whole.h"

#include <string.h>

#include "base/text.h"
#include "engine/feeds_source.h"

void feeds_whole_free(struct feeds_whole *whole)
{
	if (whole == NULL)
		return;
	g_free(whole->key);
	g_ptr_array_unref(whole->events);
	g_ptr_array_unref(whole->owners);
	g_free(whole);
}

/* What the members of one limit come to. */
struct sum {
	struct feed_event *event;
	int accepted, cancelled, overdue;
};

/* Only the first names in alphabetical order are ever shown: each new one finds its place among them or falls out. */
static void sum_missing(struct sum *sum, const struct feed_event *member)
{
	GPtrArray *names = sum->event->missing_names;
	guint at = names->len;

	sum->event->missing++;
	while (at > 0 && text_collate(member->owner->name, names->pdata[at - 1]) < 0)
		at--;
	if (at == FEED_NAMES_SHOWN)
		return;
	g_ptr_array_insert(names, (int)at, g_strdup(member->owner->name));
	if (names->len > FEED_NAMES_SHOWN)
		g_ptr_array_remove_index(names, FEED_NAMES_SHOWN);
}

static void sum_state(struct sum *sum, const struct feed_event *member)
{
	switch (member->state) {
	case FEED_OVERDUE:
		sum->overdue++;
		sum_missing(sum, member);
		break;
	case FEED_OPEN:
		sum_missing(sum, member);
		break;
	case FEED_RETURNED:
		sum->event->returned++;
		sum_missing(sum, member);
		break;
	case FEED_ACCEPTED:
	case FEED_NIL:
		sum->accepted++;
		sum->event->in++;
		break;
	case FEED_SUBMITTED:
		sum->event->in++;
		break;
	case FEED_WAIVED:
		sum->event->waived++;
		break;
	case FEED_CANCELLED:
		sum->cancelled++;
		break;
	}
}

static void sum_add(struct sum *sum, const struct feed_event *member)
{
	struct feed_event *event = sum->event;

	sum_state(sum, member);
	event->updated = instant_max(event->updated, member->updated);
	event->extended |= member->extended;
	if (event->extension_document == NULL)
		event->extension_document = g_strdup(member->extension_document);
}

static enum feed_state sum_result(const struct sum *sum)
{
	const struct feed_event *event = sum->event;

	if (event->total == 0)
		return event->waived > 0 ? FEED_WAIVED : FEED_CANCELLED;
	if (sum->accepted == event->total)
		return FEED_ACCEPTED;
	return sum->overdue > 0 ? FEED_OVERDUE : FEED_OPEN;
}

static void sum_close(struct sum *sum, const char *key, bool by_rule)
{
	struct feed_event *event = sum->event;
	char day[CIVIL_SIZE];

	event->total = event->in + event->missing;
	event->extended &= !by_rule;
	event->state = sum_result(sum);
	event->id = by_rule ? g_strdup(key) : g_strdup_printf("%s/%s", key, civil_format(event->limit.limit, day));
}

static struct feed_event *whole_event(const struct feed_event *member)
{
	struct feed_event *event = feed_event_new();

	event->obligation = member->obligation;
	event->period = member->period;
	event->limit = member->limit;
	event->original = member->original;
	if (member->rule != NULL)
		feed_event_rule(event, member->rule);
	event->missing_names = g_ptr_array_new_with_free_func(g_free);
	return event;
}

/* Members are few hundreds and their limits one or two: a search in a row is enough. */
static struct sum *sum_of(GArray *sums, const struct feed_event *member)
{
	struct sum sum = { .event = NULL };

	for (guint i = 0; i < sums->len; i++) {
		struct sum *known = &g_array_index(sums, struct sum, i);

		if (civil_equal(known->event->limit.limit, member->limit.limit))
			return known;
	}
	sum.event = whole_event(member);
	g_array_append_val(sums, sum);
	return &g_array_index(sums, struct sum, sums->len - 1);
}

static bool will_be_late(const struct feed_event *member, struct instant now)
{
	return member->state == FEED_OPEN && instant_before(now, member->limit.late_from);
}

/* The event of the rule's limit has the plain id; those whose owners have another limit name it. */
static struct feeds_whole *whole_new(const struct config *config, const char *key, const GPtrArray *members, struct instant now)
{
	const struct feed_event *any = members->pdata[0];
	struct feeds_whole *whole = g_new0(struct feeds_whole, 1);
	g_autoptr(GArray) sums = g_array_new(FALSE, FALSE, sizeof(struct sum));
	struct limit rule = { .soft = false };

	if (any->obligation != NULL)
		feeds_source_limit(config, any->obligation, NULL, &any->period, &rule);
	else
		rule = any->limit;
	whole->key = g_strdup(key);
	whole->obligation = any->obligation;
	whole->events = g_ptr_array_new_with_free_func((GDestroyNotify)feed_event_free);
	whole->owners = g_ptr_array_new();
	whole->next = INSTANT_NEVER;
	for (guint i = 0; i < members->len; i++) {
		const struct feed_event *member = members->pdata[i];

		sum_add(sum_of(sums, member), member);
		g_ptr_array_add(whole->owners, (void *)member->owner);
		if (will_be_late(member, now))
			whole->next = instant_min(whole->next, member->limit.late_from);
	}
	for (guint i = 0; i < sums->len; i++) {
		struct sum *sum = &g_array_index(sums, struct sum, i);

		sum_close(sum, key, civil_equal(sum->event->limit.limit, rule.limit));
		g_ptr_array_add(whole->events, sum->event);
	}
	return whole;
}

/* plan/obligation/period out of plan/obligation/agency/period. */
static char *key_of(const struct feed_event *member)
{
	const char *agency = strchr(strchr(member->id, '/') + 1, '/');

	return g_strdup_printf("%.*s%s", (int)(agency - member->id), member->id, strchr(agency + 1, '/'));
}

GPtrArray *feeds_whole_list(const struct config *config, const GPtrArray *members, struct instant now)
{
	g_autoptr(GHashTable) groups = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
	GPtrArray *wholes = g_ptr_array_new_with_free_func((GDestroyNotify)feeds_whole_free);
	GHashTableIter iter;
	gpointer key, group;

	for (guint i = 0; i < members->len; i++) {
		g_autofree char *name = key_of(members->pdata[i]);
		GPtrArray *known = g_hash_table_lookup(groups, name);

		if (known == NULL) {
			known = g_ptr_array_new();
			g_hash_table_insert(groups, g_steal_pointer(&name), known);
		}
		g_ptr_array_add(known, members->pdata[i]);
	}
	g_hash_table_iter_init(&iter, groups);
	while (g_hash_table_iter_next(&iter, &key, &group))
		g_ptr_array_add(wholes, whole_new(config, key, group, now));
	return wholes;
}
