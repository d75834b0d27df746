/* A feed of a thousand events against libical building and serialising the same properties. */
#include <libical/ical.h>
#include <stdio.h>
#include <string.h>

#include "bench.h"
#include "render/feed.h"

enum { EVENTS = 1000 };

struct work {
	struct config *config;
	struct feed *feed;
	icalcomponent *parsed;
	GBytes *bytes;
};

/* A rendered event is kept; a round begins with none. */
static void forget(struct feed *feed)
{
	for (guint i = 0; i < feed->events->len; i++) {
		struct feed_event *event = g_ptr_array_index(feed->events, i);

		g_clear_pointer(&event->body, g_free);
	}
}

static void ours(void *data)
{
	struct work *work = data;
	g_autoptr(GError) error = NULL;

	g_clear_pointer(&work->bytes, g_bytes_unref);
	work->bytes = feed_render(work->feed, work->config, &error);
	if (work->bytes == NULL)
		g_error("%s", error->message);
}

/* One event at a time: its properties made again, serialised, freed. */
static void bare(void *data)
{
	struct work *work = data;
	icalcomponent *event;

	for (event = icalcomponent_get_first_component(work->parsed, ICAL_VEVENT_COMPONENT); event != NULL;
	     event = icalcomponent_get_next_component(work->parsed, ICAL_VEVENT_COMPONENT)) {
		icalcomponent *copy = icalcomponent_new(ICAL_VEVENT_COMPONENT);
		icalproperty *property;
		char *text;

		for (property = icalcomponent_get_first_property(event, ICAL_ANY_PROPERTY); property != NULL;
		     property = icalcomponent_get_next_property(event, ICAL_ANY_PROPERTY))
			icalcomponent_add_property(copy, icalproperty_new_clone(property));
		text = icalcomponent_as_ical_string_r(copy);
		icalmemory_free_buffer(text);
		icalcomponent_free(copy);
	}
}

static struct feed *feed_of(const struct config *config)
{
	struct feed *feed = feed_new(FEED_SCOPE_AGENCY, LANGUAGE_VI);
	const struct plan *plan = g_ptr_array_index(config->definitions->plans, 0);

	feed->agency = plan_agency(config->definitions, "a");
	for (int i = 0; i < EVENTS; i++) {
		struct feed_event *event = feed_event_new();
		struct civil day = civil_add(civil_make(2026, 1, 1), i % 365);

		event->id = g_strdup_printf("p/o/a/%d", i);
		event->obligation = g_ptr_array_index(plan->obligations, 0);
		event->owner = feed->agency;
		g_snprintf(event->period.label, sizeof event->period.label, "2026-%02d", i % 12 + 1);
		event->limit = (struct limit){ .named = civil_add(day, 1), .last = day, .limit = day, .aim = day };
		event->limit.late_from = zone_instant(config->settings.zone, civil_add(day, 1), 0);
		event->updated = event->changed = (struct instant){ 1767225600 };
		g_ptr_array_add(feed->events, event);
	}
	return feed;
}

bool bench_feed(void)
{
	g_autofree char *text = g_strconcat(
		BENCH_HEAD,
		"agencies = ( { id = \"a\"; name = \"Sở Y tế\"; short = \"SYT\"; relation = \"subordinate\"; contacts = ( { position = \"focal\"; "
		"email = \"a@example.vn\"; } ); } );\n"
		"plans = ( { id = \"p\"; title = \"Kế hoạch bình đẳng giới\"; effective = \"2026-01-01..2026-12-31\"; coordinator = \"a\"; "
		"policy = \"standard\"; obligations = ( { id = \"o\"; title = \"Báo cáo tháng về công tác bình đẳng giới\"; owed_by = [ \"a\" ]; "
		"owed_to = [ \"a\" ]; every = \"month\"; due = \"before 25\"; } ); } );\n",
		NULL);
	struct work work = { .config = bench_config(text) };
	double x[TURNS], y[TURNS];

	work.feed = feed_of(work.config);
	ours(&work);
	work.parsed = icalparser_parse_string(g_bytes_get_data(work.bytes, NULL));
	if (work.parsed == NULL || icalcomponent_count_components(work.parsed, ICAL_VEVENT_COMPONENT) < EVENTS / 2)
		g_error("the feed does not hold the events");
	for (int i = 0; i < TURNS; i++) {
		forget(work.feed);
		x[i] = bench_cpu(ours, &work);
		y[i] = bench_cpu(bare, &work);
	}
	g_autofree char *what = g_strdup_printf("feed: %d events / libical building and serialising",
						icalcomponent_count_components(work.parsed, ICAL_VEVENT_COMPONENT));

	return bench_report(what, bench_median(x, TURNS), bench_median(y, TURNS), 2);
}
