#include "render/feed.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "render/feed_bytes.h"
#include "render/feed_component.h"
#include "render/feed_text.h"

#define MAX_OCTETS 700000
#define HEADER_OCTETS 4096 /* at most */
#define FRAME_OCTETS 125   /* at most: an event's BEGIN, stamps and END, and the folds of its UID */
#define REFRESH "PT4H"

struct feed_event *feed_event_new(void)
{
	return g_new0(struct feed_event, 1);
}

void feed_event_free(struct feed_event *event)
{
	if (event == NULL)
		return;
	g_free(event->id);
	g_free(event->title);
	g_free(event->extension_document);
	g_free(event->rule);
	due_clear(&event->due);
	g_free(event->number);
	g_free(event->reason);
	g_free(event->body);
	g_clear_pointer(&event->missing_names, g_ptr_array_unref);
	g_clear_pointer(&event->deadlines, g_ptr_array_unref);
	g_clear_pointer(&event->covers, g_ptr_array_unref);
	g_clear_pointer(&event->open, g_ptr_array_unref);
	g_free(event);
}

bool feed_body_is_asked(const struct agency *body)
{
	return body->relation == RELATION_REQUESTED || body->relation == RELATION_VERTICAL;
}

void feed_event_rule(struct feed_event *event, const char *text)
{
	static const struct rhythm once = { .every = EVERY_ONCE };

	g_clear_pointer(&event->rule, g_free);
	due_clear(&event->due);
	if (due_parse(text, &once, &event->due, NULL))
		event->rule = g_strdup(text);
}

struct feed *feed_new(enum feed_scope scope, enum language language)
{
	struct feed *feed = g_new0(struct feed, 1);

	feed->scope = scope;
	feed->options.language = language;
	feed->events = g_ptr_array_new_with_free_func((GDestroyNotify)feed_event_free);
	return feed;
}

void feed_free(struct feed *feed)
{
	if (feed == NULL)
		return;
	g_ptr_array_unref(feed->events);
	g_free(feed->person);
	g_free(feed);
}

char *feed_uid(const struct config *config, const char *id)
{
	g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, id, -1);

	return g_strdup_printf("%.32s@%s", hash, config->settings.feeds.host);
}

void feed_event_days(const struct feed_event *event, const struct config *config, struct civil *first, struct civil *last)
{
	if (event->campaign != NULL || event->information) {
		*first = event->end == 2 ? event->last : event->first;
		*last = event->end == 1 || event->information ? event->first : event->last;
		return;
	}
	*first = event->limit.aim;
	*last = event->limit.limit;
	if (event->owner != NULL && event->state == FEED_RETURNED && civil_is_set(event->fix_before)) {
		*last = civil_add(event->fix_before, -1);
		*first = calendar_previous(config->calendar, *last, NULL);
	}
}

char *feed_event_summary(const struct feed_event *event, const struct config *config, enum language language)
{
	return feed_bytes_take(feed_text_summary(event, config, language), false);
}

char *feed_shown_summary(const struct feed *feed, const struct feed_event *event, const struct config *config)
{
	struct feed_show show = feed_component_show(feed, event);

	return feed_bytes_take(feed_component_summary(event, config, &show), false);
}

char *feed_event_digest(struct feed_event *event, const struct config *config)
{
	return g_compute_checksum_for_string(G_CHECKSUM_SHA256, feed_component_usual(event, config), -1);
}

char *feed_event_title(const struct feed_event *event, enum language language)
{
	return feed_text_title(event, language);
}

static char *scope_word(const struct feed *feed)
{
	switch (feed->scope) {
	case FEED_SCOPE_ALL:
	case FEED_SCOPE_CAMPAIGNS:
		return g_strdup("all");
	case FEED_SCOPE_PLAN:
		return g_strdup(feed->plan->id);
	case FEED_SCOPE_AGENCY:
	case FEED_SCOPE_UNDER:
	case FEED_SCOPE_PERSON:
		return g_strdup(feed->agency->id);
	case FEED_SCOPE_GROUP:
		return g_strdup(feed->group->id);
	case FEED_SCOPE_OBLIGATION:
		return g_strdup_printf("%s/%s", feed->plan->id, feed->obligation->id);
	}
	g_assert_not_reached();
}

/* On the year's first day: where a reader looks, and the same for a year on end. */
struct feed_event *feed_information(const struct feed *feed, const struct config *config)
{
	struct feed_event *event = feed_event_new();
	int year = civil_year(zone_civil(config->settings.zone, feed->now));
	g_autofree char *word = scope_word(feed);

	event->id = g_strdup_printf("information/%d/%s", (int)feed->scope, word);
	event->information = true;
	event->first = civil_make(year, 1, 1);
	event->last = event->first;
	event->updated = config->newest;
	event->changed = config->newest;
	return event;
}

bool feed_event_is_asked(const struct feed_event *event, struct civil today)
{
	if (event->campaign != NULL)
		return !civil_before(event->last, today);
	switch (event->state) {
	case FEED_OPEN:
	case FEED_OVERDUE:
	case FEED_RETURNED:
		return event->owner != NULL || event->missing > 0;
	case FEED_SUBMITTED:
	case FEED_ACCEPTED:
	case FEED_WAIVED:
	case FEED_NIL:
	case FEED_CANCELLED:
		return false;
	}
	g_assert_not_reached();
}

/* ---- the calendar */

struct entry {
	struct feed_event *event;
	char *body;   /* where the kept one says it otherwise; else NULL */
	struct civil first;
	int distance; /* days between today and the limit */
	char *uid;
};

static void entry_clear(struct entry *entry)
{
	g_free(entry->uid);
	g_free(entry->body);
}

static int by_distance(const void *a, const void *b)
{
	const struct entry *one = a;
	const struct entry *other = b;

	if (one->distance != other->distance)
		return one->distance - other->distance;
	return strcmp(one->event->id, other->event->id);
}

static int by_day(const void *a, const void *b)
{
	const struct entry *one = a;
	const struct entry *other = b;
	int order = civil_compare(one->first, other->first);

	return order != 0 ? order : strcmp(one->event->id, other->event->id);
}

static GArray *entries_of(const struct feed *feed, const struct config *config)
{
	GArray *entries = g_array_sized_new(FALSE, TRUE, sizeof(struct entry), feed->events->len);
	struct civil today = zone_civil(config->settings.zone, feed->now);

	g_array_set_clear_func(entries, (GDestroyNotify)entry_clear);
	for (guint i = 0; i < feed->events->len; i++) {
		struct entry entry = { .event = g_ptr_array_index(feed->events, i) };
		struct civil last;

		feed_event_days(entry.event, config, &entry.first, &last);
		entry.distance = abs(civil_diff(last, today));
		entry.uid = feed_uid(config, entry.event->id);
		g_array_append_val(entries, entry);
	}
	return entries;
}

static const char *entry_body(struct entry *entry, const struct feed *feed, const struct config *config)
{
	struct feed_show show = feed_component_show(feed, entry->event);

	if (feed_component_is_usual(&show, config))
		return feed_component_usual(entry->event, config);
	if (entry->body == NULL)
		entry->body = feed_component_body(entry->event, config, &show);
	return entry->body;
}

/* Leaves the nearest that fit, sorted by first day. */
static void cut_entries(struct feed *feed, const struct config *config, GArray *entries)
{
	size_t octets = HEADER_OCTETS;
	guint kept = 0;

	g_array_sort(entries, by_distance);
	while (kept < entries->len && kept < FEED_EVENTS) {
		struct entry *entry = &g_array_index(entries, struct entry, kept);

		octets += FRAME_OCTETS + strlen(entry->uid) + strlen(entry_body(entry, feed, config));
		if (octets > MAX_OCTETS)
			break;
		kept++;
	}
	feed->cut = feed->beyond + (int)(entries->len - kept);
	g_array_set_size(entries, kept);
	g_array_sort(entries, by_day);
}

static void append_name(GString *out, const char *name)
{
	g_autofree char *plain = feed_bytes_plain(name);

	feed_bytes_property(out, "NAME", name);
	feed_bytes_property(out, "X-WR-CALNAME", plain);
}

/* No METHOD: it would make the feed a message. No UID of the calendar: some readers take it for that of one event. */
static void append_header(GString *out, const struct feed *feed, const struct config *config)
{
	g_autofree char *name = feed_text_name(feed, config);
	g_autofree char *about = feed_text_about(feed, config);

	g_string_append(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//deadlined//deadlined//EN\r\nCALSCALE:GREGORIAN\r\n");
	append_name(out, name);
	feed_bytes_property(out, "DESCRIPTION", about);
	feed_bytes_property(out, "X-WR-CALDESC", about);
	feed_bytes_property(out, "X-WR-TIMEZONE", zone_name(config->settings.zone));
	g_string_append(out, "REFRESH-INTERVAL;VALUE=DURATION:" REFRESH "\r\nX-PUBLISHED-TTL:" REFRESH "\r\n");
}

static bool check_event(const struct feed_event *event, const struct config *config, GError **error)
{
	struct civil first, last;

	feed_event_days(event, config, &first, &last);
	if (civil_is_set(first) && civil_is_set(last) && !civil_before(last, first))
		return true;
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_INPUT, "calendar event '%s' has no day to stand on", event->id);
	return false;
}

GBytes *feed_render(struct feed *feed, const struct config *config, GError **error)
{
	g_autoptr(GArray) entries = NULL;
	GString *out;

	for (guint i = 0; i < feed->events->len; i++) {
		if (!check_event(g_ptr_array_index(feed->events, i), config, error))
			return NULL;
	}
	if (feed->events->len == 0)
		g_ptr_array_add(feed->events, feed_information(feed, config));
	entries = entries_of(feed, config);
	cut_entries(feed, config, entries);
	out = g_string_sized_new(HEADER_OCTETS + entries->len * 1024);
	append_header(out, feed, config);
	for (guint i = 0; i < entries->len; i++) {
		struct entry *entry = &g_array_index(entries, struct entry, i);
		struct feed_show show = feed_component_show(feed, entry->event);

		feed_component_append(out, entry->event, show.todo, entry_body(entry, feed, config), entry->uid);
	}
	g_string_append(out, "END:VCALENDAR\r\n");
	return g_string_free_to_bytes(out);
}

/* ---- an event of a mail */

static void append_organizer(GString *out, const struct config *config)
{
	g_autofree char *address = feed_bytes_uri(config->settings.mail.from_address);
	g_autofree char *line = g_strdup_printf("ORGANIZER:mailto:%s\r\n", address);

	g_string_append(out, line);
}

char *feed_mail_part(const struct feed_event *event, const struct config *config, enum language language, GError **error)
{
	g_autofree char *uid = feed_uid(config, event->id);
	g_autofree char *own = g_strconcat("mail-", uid, NULL);
	g_autofree char *body = NULL;
	g_autoptr(GString) lines = NULL;
	struct feed_show show = { .language = language };
	GString *out;

	if (!check_event(event, config, error))
		return NULL;
	body = feed_component_body(event, config, &show);
	lines = g_string_new(NULL);
	append_organizer(lines, config);
	g_string_append(lines, body);
	out = g_string_new("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//deadlined//deadlined//EN\r\n"
			   "CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n");
	feed_component_append(out, event, false, lines->str, own);
	g_string_append(out, "END:VCALENDAR\r\n");
	return g_string_free(out, FALSE);
}
