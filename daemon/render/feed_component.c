#include "render/feed_component.h"

#include <libical/ical.h>
#include <string.h>

#include "render/feed_bytes.h"
#include "render/feed_text.h"

#define DAY_SECONDS 86400
#define ALARM_SECONDS (-15 * 3600) /* 09:00 on the day before: an alarm at midnight would wake people */

struct feed_show feed_component_show(const struct feed *feed, const struct feed_event *event)
{
	bool report = event->campaign == NULL && !event->information;
	bool asked = report && feed_event_is_asked(event, CIVIL_NONE);

	return (struct feed_show){ .language = feed->options.language,
				   .todo = feed->options.todos && event->campaign == NULL,
				   .alarm = feed->options.alarms && asked,
				   .body = feed->bodies && report && event->owner != NULL };
}

bool feed_component_is_usual(const struct feed_show *show, const struct config *config)
{
	return show->language == config->settings.language && !show->todo && !show->alarm && !show->body;
}

/* ---- properties */

static struct icaltimetype ical_date(struct civil date)
{
	struct icaltimetype time = icaltime_null_date();

	civil_split(date, &time.year, &time.month, &time.day);
	time.is_date = 1;
	return time;
}

/* Made of its digits: libical's own conversion marks local ones UTC. */
static struct icaltimetype ical_utc(struct instant when)
{
	struct icaltimetype time = ical_date(civil_add(civil_make(1970, 1, 1), (int)(when.seconds / 86400)));
	int seconds = (int)(when.seconds % 86400);

	time.is_date = 0;
	time.hour = seconds / 3600;
	time.minute = seconds / 60 % 60;
	time.second = seconds % 60;
	time.zone = icaltimezone_get_utc_timezone();
	return time;
}

static void add(icalcomponent *component, icalproperty *property)
{
	icalcomponent_add_property(component, property);
}

static void add_text(icalcomponent *component, icalproperty *(*make)(const char *), char *text, bool lines)
{
	g_autofree char *clean = feed_bytes_take(text, lines);

	add(component, make(clean));
}

static void add_x(icalcomponent *component, const char *name, const char *value)
{
	icalproperty *property = icalproperty_new_x(value);

	icalproperty_set_x_name(property, name);
	add(component, property);
}

char *feed_component_summary(const struct feed_event *event, const struct config *config, const struct feed_show *show)
{
	g_autofree char *summary = feed_text_summary(event, config, show->language);

	if (!show->body)
		return g_steal_pointer(&summary);
	return g_strdup_printf("%s – %s", summary, event->owner->short_name != NULL ? event->owner->short_name : event->owner->name);
}

/* ---- events */

static enum icalproperty_status event_status(enum feed_state state)
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

/* Transparent for iCalendar readers and free for Outlook: a limit makes nobody busy. */
static void add_event_end(icalcomponent *component, const struct feed_event *event)
{
	add(component, icalproperty_new_status(event_status(event->state)));
	add(component, icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
	add_x(component, "X-MICROSOFT-CDO-BUSYSTATUS", "FREE");
}

/* ---- to-dos */

/* What is done counts as done when it came in. */
static void add_completed(icalcomponent *component, const struct feed_event *event)
{
	struct instant when = event->owner != NULL && instant_is_set(event->received) ? event->received : event->updated;

	add(component, icalproperty_new_status(ICAL_STATUS_COMPLETED));
	add(component, icalproperty_new_completed(ical_utc(when)));
	add(component, icalproperty_new_percentcomplete(100));
}

static void add_started(icalcomponent *component, const struct feed_event *event)
{
	bool begun = event->owner == NULL ? event->in > 0 : event->state == FEED_RETURNED;

	add(component, icalproperty_new_status(begun ? ICAL_STATUS_INPROCESS : ICAL_STATUS_NEEDSACTION));
	if (event->owner == NULL && event->total > 0)
		add(component, icalproperty_new_percentcomplete(event->in * 100 / event->total));
}

static void add_todo_end(icalcomponent *component, const struct feed_event *event)
{
	if (event_status(event->state) == ICAL_STATUS_CANCELLED)
		add(component, icalproperty_new_status(ICAL_STATUS_CANCELLED));
	else if (feed_event_is_asked(event, CIVIL_NONE))
		add_started(component, event);
	else
		add_completed(component, event);
}

/* ---- both */

/* Of a to-do it counts from the end: it has no beginning. Both ring before the day asked for: the last one may lie behind days
 * off. */
static void add_alarm(icalcomponent *component, const struct feed_event *event, const struct config *config,
		      const struct feed_show *show)
{
	struct icaltriggertype trigger = { .time = icaltime_null_time() };
	icalcomponent *alarm = icalcomponent_new(ICAL_VALARM_COMPONENT);
	struct civil first, last;
	icalproperty *when;

	feed_event_days(event, config, &first, &last);
	trigger.duration = icaldurationtype_from_int(ALARM_SECONDS - (show->todo ? civil_diff(last, first) * DAY_SECONDS : 0));
	when = icalproperty_new_trigger(trigger);
	if (show->todo)
		icalproperty_add_parameter(when, icalparameter_new_related(ICAL_RELATED_END));
	add(alarm, icalproperty_new_action(ICAL_ACTION_DISPLAY));
	add(alarm, when);
	add_text(alarm, icalproperty_new_description, feed_component_summary(event, config, show), false);
	icalcomponent_add_component(component, alarm);
}

/* A to-do is due on the last day; a DTSTART on the same day would be forbidden (RFC 5545 3.8.2.3), and on the day before it would
 * hide it until then. */
static void add_days(icalcomponent *component, const struct feed_event *event, const struct config *config, bool todo)
{
	struct civil first, last;

	feed_event_days(event, config, &first, &last);
	if (todo) {
		add(component, icalproperty_new_due(ical_date(last)));
		return;
	}
	add(component, icalproperty_new_dtstart(ical_date(first)));
	add(component, icalproperty_new_dtend(ical_date(civil_add(last, 1))));
}

static icalcomponent *component_of(const struct feed_event *event, const struct config *config, const struct feed_show *show)
{
	icalcomponent *component = icalcomponent_new(show->todo ? ICAL_VTODO_COMPONENT : ICAL_VEVENT_COMPONENT);
	g_autofree char *category = feed_bytes_plain(feed_text_category(event, show->language));

	add_days(component, event, config, show->todo);
	add_text(component, icalproperty_new_summary, feed_component_summary(event, config, show), false);
	add_text(component, icalproperty_new_description, feed_text_description(event, config, show->language), true);
	add(component, icalproperty_new_categories(category));
	if (show->todo)
		add_todo_end(component, event);
	else
		add_event_end(component, event);
	if (show->alarm)
		add_alarm(component, event, config, show);
	return component;
}

char *feed_component_body(const struct feed_event *event, const struct config *config, const struct feed_show *show)
{
	icalcomponent *component = component_of(event, config, show);
	char *ical = icalcomponent_as_ical_string_r(component);
	GString *body = g_string_sized_new(1024);

	feed_bytes_unfold(ical);
	*g_strrstr(ical, show->todo ? "END:VTODO" : "END:VEVENT") = '\0';
	feed_bytes_fold(body, strstr(ical, "\r\n") + 2);
	icalmemory_free_buffer(ical);
	icalcomponent_free(component);
	return g_string_free(body, FALSE);
}

const char *feed_component_usual(struct feed_event *event, const struct config *config)
{
	struct feed_show usual = { .language = config->settings.language };

	if (event->body == NULL)
		event->body = feed_component_body(event, config, &usual);
	return event->body;
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

void feed_component_append(GString *out, const struct feed_event *event, bool todo, const char *body, const char *uid)
{
	g_autofree char *line = g_strdup_printf("UID:%s", uid);

	g_string_append(out, todo ? "BEGIN:VTODO\r\n" : "BEGIN:VEVENT\r\n");
	feed_bytes_line(out, line, strlen(line));
	append_stamps(out, event);
	g_string_append(out, body);
	g_string_append(out, todo ? "END:VTODO\r\n" : "END:VEVENT\r\n");
}
