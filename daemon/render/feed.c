#include "render/feed.h"

#include <libical/ical.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "render/feed_bytes.h"
#include "render/feed_text.h"

/* Google loses events silently above some 1,100 events or 1 MB. */
#define MAX_EVENTS 1000
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

void feed_event_rule(struct feed_event *event, const char *text)
{
	static const struct rhythm once = { .every = EVERY_ONCE };

	g_clear_pointer(&event->rule, g_free);
	due_clear(&event->due);
	if (due_parse(text, &once, &event->due, NULL))
		event->rule = g_strdup(text);
}

struct feed *feed_new(enum feed_scope scope)
{
	struct feed *feed = g_new0(struct feed, 1);

	feed->scope = scope;
	feed->events = g_ptr_array_new_with_free_func((GDestroyNotify)feed_event_free);
	return feed;
}

void feed_free(struct feed *feed)
{
	if (feed == NULL)
		return;
	g_ptr_array_unref(feed->events);
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

char *feed_event_title(const struct feed_event *event, enum language language)
{
	return feed_text_title(event, language);
}

static const char *scope_word(const struct feed *feed)
{
	switch (feed->scope) {
	case FEED_SCOPE_ALL:
		return "all";
	case FEED_SCOPE_PLAN:
		return feed->plan->id;
	case FEED_SCOPE_AGENCY:
		return feed->agency->id;
	case FEED_SCOPE_GROUP:
		return feed->group->id;
	}
	g_assert_not_reached();
}

/* On the year's first day: where a reader looks, and the same for a year on end. */
struct feed_event *feed_information(const struct feed *feed, const struct config *config)
{
	struct feed_event *event = feed_event_new();
	int year = civil_year(zone_civil(config->settings.zone, feed->now));

	event->id = g_strdup_printf("information/%d/%s", (int)feed->scope, scope_word(feed));
	event->information = true;
	event->first = civil_make(year, 1, 1);
	event->last = event->first;
	event->updated = config->newest;
	event->changed = config->newest;
	return event;
}

/* ---- one event through libical */

static struct icaltimetype ical_date(struct civil date)
{
	struct icaltimetype time = icaltime_null_date();

	civil_split(date, &time.year, &time.month, &time.day);
	time.is_date = 1;
	return time;
}

static void add_text(icalcomponent *component, icalproperty *(*make)(const char *), char *text, bool lines)
{
	g_autofree char *clean = feed_bytes_take(text, lines);

	icalcomponent_add_property(component, make(clean));
}

static void add_x(icalcomponent *component, const char *name, const char *value)
{
	icalproperty *property = icalproperty_new_x(value);

	icalproperty_set_x_name(property, name);
	icalcomponent_add_property(component, property);
}

static enum icalproperty_status ical_status(enum feed_state state)
{
	switch (state) {
	case FEED_WAIVED:
	case FEED_CANCELLED:
		return ICAL_STATUS_CANCELLED;
	case FEED_OPEN:
	case FEED_OVERDUE:
	case FEED_SUBMITTED:
	case FEED_RETURNED:
	case FEED_ACCEPTED:
	case FEED_NIL:
		return ICAL_STATUS_CONFIRMED;
	}
	g_assert_not_reached();
}

/* Everything of the event but its UID and stamps. Transparent for iCalendar readers and free for Outlook: a limit makes
 * nobody busy. */
static icalcomponent *event_component(const struct feed_event *event, const struct config *config, enum language language)
{
	icalcomponent *component = icalcomponent_new(ICAL_VEVENT_COMPONENT);
	g_autofree char *category = feed_bytes_plain(feed_text_category(event, language));
	struct civil first, last;

	feed_event_days(event, config, &first, &last);
	icalcomponent_add_property(component, icalproperty_new_dtstart(ical_date(first)));
	icalcomponent_add_property(component, icalproperty_new_dtend(ical_date(civil_add(last, 1))));
	add_text(component, icalproperty_new_summary, feed_text_summary(event, config, language), false);
	add_text(component, icalproperty_new_description, feed_text_description(event, config, language), true);
	icalcomponent_add_property(component, icalproperty_new_categories(category));
	icalcomponent_add_property(component, icalproperty_new_status(ical_status(event->state)));
	icalcomponent_add_property(component, icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
	add_x(component, "X-MICROSOFT-CDO-BUSYSTATUS", "FREE");
	return component;
}

/* The component's lines, folded, without BEGIN and END. */
static char *event_body(const struct feed_event *event, const struct config *config, enum language language)
{
	icalcomponent *component = event_component(event, config, language);
	char *ical = icalcomponent_as_ical_string_r(component);
	GString *body = g_string_sized_new(1024);

	feed_bytes_unfold(ical);
	*g_strrstr(ical, "END:VEVENT") = '\0';
	feed_bytes_fold(body, strstr(ical, "\r\n") + 2);
	icalmemory_free_buffer(ical);
	icalcomponent_free(component);
	return g_string_free(body, FALSE);
}

static const char *body_of(struct feed_event *event, const struct config *config, enum language language)
{
	if (event->body == NULL)
		event->body = event_body(event, config, language);
	return event->body;
}

char *feed_event_digest(const struct feed *feed, struct feed_event *event, const struct config *config)
{
	return g_compute_checksum_for_string(G_CHECKSUM_SHA256, body_of(event, config, feed->language), -1);
}

static void append_stamps(GString *out, const struct feed_event *event)
{
	int seconds = (int)(event->changed.seconds % 86400);
	int year, month, day;
	char text[24];

	civil_split(civil_add(civil_make(1970, 1, 1), (int)(event->changed.seconds / 86400)), &year, &month, &day);
	g_snprintf(text, sizeof text, "%04d%02d%02dT%02d%02d%02dZ", year, month, day, seconds / 3600, seconds / 60 % 60, seconds % 60);
	g_string_append_printf(out, "DTSTAMP:%s\r\nLAST-MODIFIED:%s\r\nSEQUENCE:%d\r\n", text, text, event->revision);
}

/* The stamps stand outside the component that libical wrote, so that a digest of the latter cannot depend on them. */
static void append_event(GString *out, const struct feed_event *event, const char *body, const char *uid)
{
	g_autofree char *line = g_strdup_printf("UID:%s", uid);

	g_string_append(out, "BEGIN:VEVENT\r\n");
	feed_bytes_line(out, line, strlen(line));
	append_stamps(out, event);
	g_string_append(out, body);
	g_string_append(out, "END:VEVENT\r\n");
}

/* ---- the calendar */

struct entry {
	struct feed_event *event;
	struct civil first;
	int distance; /* days between today and the limit */
	char *uid;
};

static void entry_clear(struct entry *entry)
{
	g_free(entry->uid);
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

/* Leaves the nearest that fit, sorted by first day. */
static void cut_entries(struct feed *feed, const struct config *config, GArray *entries)
{
	size_t octets = HEADER_OCTETS;
	guint kept = 0;

	g_array_sort(entries, by_distance);
	while (kept < entries->len && kept < MAX_EVENTS) {
		const struct entry *entry = &g_array_index(entries, struct entry, kept);

		octets += FRAME_OCTETS + strlen(entry->uid) + strlen(body_of(entry->event, config, feed->language));
		if (octets > MAX_OCTETS)
			break;
		kept++;
	}
	feed->cut = (int)(entries->len - kept);
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
		const struct entry *entry = &g_array_index(entries, struct entry, i);

		append_event(out, entry->event, entry->event->body, entry->uid);
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
	GString *out;

	if (!check_event(event, config, error))
		return NULL;
	body = event_body(event, config, language);
	lines = g_string_new(NULL);
	append_organizer(lines, config);
	g_string_append(lines, body);
	out = g_string_new("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//deadlined//deadlined//EN\r\n"
			   "CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n");
	append_event(out, event, lines->str, own);
	g_string_append(out, "END:VCALENDAR\r\n");
	return g_string_free(out, FALSE);
}
