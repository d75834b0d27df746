#include "engine/feeds_whole.h"

#include <string.h>

#include "engine/feeds_source.h"

/* 16 bytes: a million of them are kept in passing. */
struct line {
	int64_t updated;
	uint32_t owner;
	uint32_t dates : 24, state : 4, calm : 1, extended : 1, document : 1, other : 1; /* other: another body answers it */
};

static void clear_dates(void *data)
{
	struct feeds_dates *dates = data;

	g_free(dates->rule);
	g_free(dates->stored.due);
}

struct feeds_whole *feeds_whole_new(const char *key, const struct obligation *obligation)
{
	struct feeds_whole *whole = g_new0(struct feeds_whole, 1);

	whole->key = g_strdup(key);
	whole->obligation = obligation;
	whole->events = g_ptr_array_new_with_free_func((GDestroyNotify)feed_event_free);
	whole->owners = g_ptr_array_new();
	whole->next = INSTANT_NEVER;
	whole->lines = g_array_new(FALSE, FALSE, sizeof(struct line));
	whole->dates = g_array_new(FALSE, FALSE, sizeof(struct feeds_dates));
	g_array_set_clear_func(whole->dates, clear_dates);
	whole->concerned = g_hash_table_new(NULL, NULL);
	return whole;
}

void feeds_whole_free(struct feeds_whole *whole)
{
	if (whole == NULL)
		return;
	g_free(whole->key);
	g_ptr_array_unref(whole->events);
	g_ptr_array_unref(whole->owners);
	g_array_unref(whole->lines);
	g_array_unref(whole->dates);
	g_clear_pointer(&whole->documents, g_hash_table_unref);
	g_hash_table_unref(whole->concerned);
	g_free(whole);
}

/* ---- lines */

static void keep_document(struct feeds_whole *whole, unsigned owner, const char *document)
{
	if (whole->documents == NULL)
		whole->documents = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	g_hash_table_replace(whole->documents, GUINT_TO_POINTER(owner), g_strdup(document));
}

/* A line that is taken away to be put back changes nobody's concern. */
static void note_leaving(struct feeds_whole *whole, const struct agency *body)
{
	if (whole->left != NULL && whole->left != body)
		g_hash_table_remove_all(whole->concerned);
	whole->left = body;
}

static void note_coming(struct feeds_whole *whole, const struct agency *body)
{
	if (whole->left != body)
		g_hash_table_remove_all(whole->concerned);
	whole->left = NULL;
}

static bool answers(const struct feeds_whole *whole, GHashTable *set)
{
	for (guint i = 0; i < whole->owners->len; i++) {
		if (g_hash_table_contains(set, whole->owners->pdata[i]))
			return true;
	}
	return false;
}

bool feeds_whole_concerns(struct feeds_whole *whole, GHashTable *set)
{
	gpointer known;

	if (whole->left != NULL)
		note_coming(whole, NULL);
	if (!g_hash_table_lookup_extended(whole->concerned, set, NULL, &known)) {
		known = GINT_TO_POINTER(answers(whole, set));
		g_hash_table_insert(whole->concerned, set, known);
	}
	return GPOINTER_TO_INT(known);
}

void feeds_whole_add(struct feeds_whole *whole, const struct feeds_member *member)
{
	struct line line = { .updated = member->updated.seconds, .owner = member->owner, .dates = member->dates & 0xffffff,
			     .state = (unsigned)member->state & 15, .calm = member->calm, .extended = member->extended,
			     .document = member->document != NULL, .other = member->other };

	note_coming(whole, member->body);
	g_array_append_val(whole->lines, line);
	g_ptr_array_add(whole->owners, (void *)member->body);
	if (member->document != NULL)
		keep_document(whole, member->owner, member->document);
	whole->changed = true;
}

void feeds_whole_remove(struct feeds_whole *whole, unsigned owner)
{
	for (guint i = whole->lines->len; i-- > 0;) {
		if (g_array_index(whole->lines, struct line, i).owner != owner)
			continue;
		note_leaving(whole, whole->owners->pdata[i]);
		g_array_remove_index_fast(whole->lines, i);
		g_ptr_array_remove_index_fast(whole->owners, i);
		whole->changed = true;
	}
	if (whole->documents != NULL)
		g_hash_table_remove(whole->documents, GUINT_TO_POINTER(owner));
}

/* ---- sums */

/* Of one that is missing: where its name stands, and among those of one name, itself. */
struct place {
	unsigned name, owner;
	const struct agency *body;
};

/* What the members of one limit come to. */
struct sum {
	struct feed_event *event;
	unsigned first, document; /* owners: of what all share, and of the document, the first by id speaks */
	const struct feeds_dates *dates;
	int accepted, cancelled, overdue, asked, names; /* asked: of those overdue */
	struct place places[FEED_NAMES_SHOWN + 1];
};

struct adding {
	const struct feeds_whole *whole;
	const struct feeds_bodies *bodies;
	struct instant now;
	GPtrArray *sums;     /* struct sum *, owned */
	GPtrArray *by_dates; /* struct sum *: of whole->dates[i]; NULL: not met yet */
};

static bool is_before(const struct place *one, const struct place *other)
{
	return one->name != other->name ? one->name < other->name : one->owner < other->owner;
}

/* Only the first names in alphabetical order are ever shown: each new one finds its place among them or falls out. */
static void sum_missing(const struct adding *adding, struct sum *sum, const struct line *line, const struct agency *body)
{
	struct place place = { .owner = line->owner, .body = body };
	unsigned named = line->owner;
	int at = sum->names;

	if (line->other)
		feeds_bodies_find(adding->bodies, body->id, &named);
	place.name = adding->bodies->names[named];
	sum->event->missing++;
	while (at > 0 && is_before(&place, &sum->places[at - 1]))
		at--;
	if (at == FEED_NAMES_SHOWN)
		return;
	memmove(&sum->places[at + 1], &sum->places[at], (size_t)(sum->names - at) * sizeof place);
	sum->places[at] = place;
	sum->names = MIN(sum->names + 1, FEED_NAMES_SHOWN);
}

static void sum_state(const struct adding *adding, struct sum *sum, const struct line *line, enum feed_state state,
		      const struct agency *body)
{
	switch (state) {
	case FEED_OVERDUE:
		sum->overdue++;
		sum->asked += feed_body_is_asked(body);
		sum_missing(adding, sum, line, body);
		break;
	case FEED_OPEN:
		sum_missing(adding, sum, line, body);
		break;
	case FEED_RETURNED:
		sum->event->returned++;
		sum_missing(adding, sum, line, body);
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

static void sum_first(const struct adding *adding, struct sum *sum, const struct line *line)
{
	if (line->owner < sum->first) {
		sum->first = line->owner;
		sum->dates = &g_array_index(adding->whole->dates, struct feeds_dates, line->dates);
	}
	if (line->document)
		sum->document = MIN(sum->document, line->owner);
}

/* Of limits there are one or two: a search in a row is enough, and done once for the dates that many share. */
static struct sum *sum_of(struct adding *adding, unsigned index)
{
	const struct feeds_dates *dates = &g_array_index(adding->whole->dates, struct feeds_dates, index);
	struct sum *sum = adding->by_dates->pdata[index];

	for (guint i = 0; sum == NULL && i < adding->sums->len; i++) {
		struct sum *known = adding->sums->pdata[i];

		if (civil_equal(known->dates->limit.limit, dates->limit.limit))
			sum = known;
	}
	if (sum == NULL) {
		sum = g_new0(struct sum, 1);
		sum->event = feed_event_new();
		sum->first = sum->document = G_MAXUINT;
		sum->dates = dates;
		g_ptr_array_add(adding->sums, sum);
	}
	adding->by_dates->pdata[index] = sum;
	return sum;
}

static struct instant late_from_of(const struct feeds_whole *whole, const struct line *line)
{
	return g_array_index(whole->dates, struct feeds_dates, line->dates).limit.late_from;
}

static bool is_late(const struct line *line, struct instant late_from, struct instant now)
{
	return line->state == FEED_OPEN && !line->calm && !instant_before(now, late_from);
}

bool feeds_whole_is_late(const struct feeds_whole *whole, unsigned line, struct instant now)
{
	const struct line *one = &g_array_index(whole->lines, struct line, line);

	return is_late(one, late_from_of(whole, one), now);
}

static struct instant sum_add(struct adding *adding, const struct line *line, const struct agency *body)
{
	struct sum *sum = sum_of(adding, line->dates);
	struct instant late_from = late_from_of(adding->whole, line);
	bool late = is_late(line, late_from, adding->now);

	sum_first(adding, sum, line);
	sum_state(adding, sum, line, late ? FEED_OVERDUE : (enum feed_state)line->state, body);
	sum->event->updated = instant_max(sum->event->updated, (struct instant){ line->updated });
	if (late && !adding->whole->by_rules)
		sum->event->updated = instant_max(sum->event->updated, late_from);
	sum->event->extended |= line->extended;
	return line->state == FEED_OPEN && instant_before(adding->now, late_from) ? late_from : INSTANT_NEVER;
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

/* What the first of them says of the limit. */
static void sum_describe(const struct sum *sum, const struct feeds_whole *whole)
{
	struct feed_event *event = sum->event;

	event->obligation = whole->obligation;
	event->period = sum->dates->period;
	event->limit = sum->dates->limit;
	event->original = sum->dates->original;
	if (sum->dates->rule != NULL)
		feed_event_rule(event, sum->dates->rule);
	if (sum->document != G_MAXUINT)
		event->extension_document = g_strdup(g_hash_table_lookup(whole->documents, GUINT_TO_POINTER(sum->document)));
	event->missing_names = g_ptr_array_new_with_free_func(g_free);
	for (int i = 0; i < sum->names; i++)
		g_ptr_array_add(event->missing_names, g_strdup(sum->places[i].body->name));
}

/* The event of the rule's limit has the plain id; those whose owners have another limit name it. */
static struct feed_event *sum_close(struct sum *sum, const struct feeds_whole *whole, struct civil rule)
{
	struct feed_event *event = sum->event;
	bool by_rule = civil_equal(sum->dates->limit.limit, rule);
	char day[CIVIL_SIZE];

	sum_describe(sum, whole);
	event->total = event->in + event->missing;
	event->extended &= !by_rule;
	event->state = sum_result(sum);
	event->asked = event->state == FEED_OVERDUE && sum->asked == sum->overdue;
	event->id = by_rule ? g_strdup(whole->key) : g_strdup_printf("%s/%s", whole->key, civil_format(event->limit.limit, day));
	return event;
}

static int by_limit(const void *a, const void *b)
{
	const struct sum *one = *(const struct sum *const *)a, *other = *(const struct sum *const *)b;

	return civil_compare(one->dates->limit.limit, other->dates->limit.limit);
}

/* The day of the rule itself; of a report that left the files, that of the first member. */
static struct civil rule_day(const struct feeds_whole *whole, const struct feeds_dates *first, const struct config *config)
{
	struct limit rule = { .soft = false };

	if (whole->obligation == NULL)
		return first->limit.limit;
	feeds_source_limit(config, whole->obligation, NULL, &first->period, &rule);
	return rule.limit;
}

void feeds_whole_sum(struct feeds_whole *whole, const struct feeds_bodies *bodies, const struct config *config, struct instant now)
{
	g_autoptr(GPtrArray) sums = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) by_dates = g_ptr_array_new();
	struct adding adding = { .whole = whole, .bodies = bodies, .now = now, .sums = sums, .by_dates = by_dates };
	struct civil rule;

	g_ptr_array_set_size(by_dates, (int)whole->dates->len);
	g_ptr_array_set_size(whole->events, 0);
	whole->next = INSTANT_NEVER;
	whole->changed = false;
	for (guint i = 0; i < whole->lines->len; i++)
		whole->next = instant_min(whole->next, sum_add(&adding, &g_array_index(whole->lines, struct line, i), whole->owners->pdata[i]));
	if (sums->len == 0)
		return;
	g_ptr_array_sort(sums, by_limit);
	rule = rule_day(whole, ((struct sum *)sums->pdata[0])->dates, config);
	for (guint i = 0; i < sums->len; i++)
		g_ptr_array_add(whole->events, sum_close(sums->pdata[i], whole, rule));
}
