#include "pages.h"

#include "fixture.h"

#define OWNED(text) ((char *)(text))

static struct feed_event *report(GPtrArray *to, enum feed_state state, struct agency *owner, const char *aim, const char *last)
{
	struct feed_event *event = feed_event_new();

	event->id = g_strdup_printf("lc-2030/result/%s/%u", owner != NULL ? owner->id : "", to->len);
	event->obligation = &fixture_get()->result;
	event->owner = owner;
	event->period = (struct period){ .label = "2026" };
	event->limit = fixture_limit();
	event->limit.aim = fixture_day(aim);
	event->limit.limit = event->limit.last = fixture_day(last);
	event->state = state;
	g_ptr_array_add(to, event);
	return event;
}

static struct feed_event *campaign(GPtrArray *to, const char *first, const char *last)
{
	struct feed_event *event = feed_event_new();

	event->id = g_strdup_printf("campaign/%u", to->len);
	event->campaign = &fixture_get()->campaign;
	event->period = (struct period){ .label = "2026" };
	event->first = fixture_day(first);
	event->last = fixture_day(last);
	g_ptr_array_add(to, event);
	return event;
}

static GPtrArray *new_events(void)
{
	return g_ptr_array_new_with_free_func((GDestroyNotify)feed_event_free);
}

/* One of each state, and more than are shown. Today is 25 November 2026. */
static GPtrArray *full(void)
{
	GPtrArray *events = new_events();
	struct fixture *f = fixture_get();
	struct feed_event *event;

	for (int day = 5; day <= 9; day++) {
		g_autofree char *limit = g_strdup_printf("2026-10-%02d", day);

		report(events, FEED_OVERDUE, &f->department, limit, limit);
	}
	report(events, FEED_ACCEPTED, &f->department, "2026-10-20", "2026-10-20");
	report(events, FEED_OPEN, &f->department, "2026-11-27", "2026-11-29");
	event = report(events, FEED_SUBMITTED, &f->department, "2026-11-27", "2026-11-29");
	event->number = g_strdup("512/BC-SYT");
	event = report(events, FEED_RETURNED, &f->department, "2026-11-27", "2026-11-29");
	event->fix_before = fixture_day("2026-12-08");
	report(events, FEED_WAIVED, &f->department, "2026-12-10", "2026-12-10");
	report(events, FEED_NIL, &f->department, "2026-12-10", "2026-12-10");
	report(events, FEED_CANCELLED, &f->department, "2026-12-15", "2026-12-15");
	event = report(events, FEED_OPEN, NULL, "2026-12-18", "2026-12-20");
	event->total = 118;
	event->in = 71;
	campaign(events, "2026-11-15", "2026-12-15");
	return events;
}

static GPtrArray *only_campaigns(void)
{
	GPtrArray *events = new_events();

	campaign(events, "2026-11-15", "2026-12-15");
	campaign(events, "2027-03-08", "2027-03-08");
	return events;
}

static GPtrArray *nothing(void)
{
	GPtrArray *events = new_events();
	struct feed_event *event = feed_event_new();

	event->id = g_strdup("information/0/x");
	event->information = true;
	event->first = event->last = fixture_day("2026-01-01");
	g_ptr_array_add(events, event);
	return events;
}

static GPtrArray *hostile(void)
{
	GPtrArray *events = new_events();
	struct feed_event *event = report(events, FEED_SUBMITTED, &fixture_get()->department, "2026-11-27", "2026-11-27");

	event->obligation = NULL;
	event->title = g_strdup(PAGES_HOSTILE);
	event->number = g_strdup("1<2&\"3\"");
	return events;
}

/* More than a page gives a number for. */
static GPtrArray *very_many(void)
{
	GPtrArray *events = new_events();

	for (int i = 0; i <= PAGE_COUNTED; i++)
		report(events, FEED_OPEN, &fixture_get()->commune, "2026-11-27", "2026-11-29");
	return events;
}

const struct pages_sample *pages_samples(guint *count)
{
	static const struct pages_sample samples[] = {
		{ .name = "person", .scope = FEED_SCOPE_PERSON, .make = full },
		{ .name = "agency", .scope = FEED_SCOPE_AGENCY, .make = full, .no_contact = true },
		{ .name = "asked", .scope = FEED_SCOPE_PLAN, .make = full,
		  .asked = { .alarms = true, .todos = true, .open_only = true } },
		{ .name = "own", .scope = FEED_SCOPE_OBLIGATION, .make = full, .own = { .alarms = true, .language = LANGUAGE_EN },
		  .asked = { .alarms = true } },
		{ .name = "campaigns", .scope = FEED_SCOPE_CAMPAIGNS, .make = only_campaigns },
		{ .name = "empty", .scope = FEED_SCOPE_AGENCY, .make = nothing, .no_calendar = true },
		{ .name = "hostile", .scope = FEED_SCOPE_PERSON, .make = hostile, .hostile = true },
		{ .name = "insecure", .scope = FEED_SCOPE_ALL, .make = full,
		  .url = "http://127.0.0.1:8480/feeds/abcdefghijklmnopqrstuvwxyz.ics" },
		{ .name = "under", .scope = FEED_SCOPE_UNDER, .make = very_many },
	};

	*count = G_N_ELEMENTS(samples);
	return samples;
}

static struct feed *make_feed(const struct pages_sample *sample, enum language language)
{
	struct feed *feed = feed_new(sample->scope, language);
	struct fixture *f = fixture_get();

	feed->plan = &f->plan;
	feed->obligation = &f->result;
	feed->agency = &f->department;
	feed->person = g_strdup(sample->hostile ? PAGES_HOSTILE : "Nguyễn Thị An");
	feed->options = sample->asked;
	feed->options.language = language;
	feed->bodies = sample->scope == FEED_SCOPE_UNDER;
	feed->now = fixture_at("2026-11-25", 600);
	g_ptr_array_unref(feed->events);
	feed->events = sample->make();
	return feed;
}

bool pages_render(const struct pages_sample *sample, enum language language, struct templates *templates, char **html,
		  char **policy, GError **error)
{
	struct config *config = &fixture_get()->config;
	struct settings before = config->settings;
	g_autoptr(feed_t) feed = make_feed(sample, language);
	struct page page = { .url = sample->url != NULL ? sample->url : PAGES_URL, .feed = feed, .own = sample->own };
	bool good;

	if (sample->no_contact)
		config->settings.office.contact = NULL;
	if (sample->hostile)
		config->settings.office = (struct office){ .name = OWNED(PAGES_HOSTILE), .contact = OWNED(PAGES_HOSTILE) };
	config->settings.mail.calendar = !sample->no_calendar;
	good = page_render(&page, config, templates, html, policy, error);
	config->settings = before;
	return good;
}
