/*
 * The input: four octets that choose scope, options, state and counts, then texts divided by NUL, as people and files may bring
 * them. Whatever they hold, the calendar's bytes are well-formed.
 */
#include <stdint.h>
#include <string.h>

#include "render/feed.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { TEXTS = 7 };

static struct config *config_once(void)
{
	static const char text[] =
		"office = { name = \"Sở Nội vụ\"; contact = \"Phòng\"; hours = \"07:30-17:00\"; };\n"
		"mail = { mode = \"hold\"; from = \"a@b.example.vn\"; admin = \"a@b.example.vn\"; };\n"
		"agencies = ( { id = \"so\"; name = \"Sở Nội vụ\"; relation = \"subordinate\"; } );\n"
		"groups = { g = [ \"so\" ]; };\npolicies = { p = { remind = [ \"7d\" ]; }; };\n"
		"plans = ( { id = \"p\"; title = \"Kế hoạch\"; coordinator = \"so\"; policy = \"p\"; effective = \"2026-01-01..2026-12-31\";\n"
		"  obligations = ( { id = \"o\"; title = \"Báo cáo\"; owed_by = [ \"so\" ]; owed_to = [ \"so\" ]; every = \"year\"; due = \"before 30/11\"; } );\n"
		"  campaigns = ( { id = \"c\"; title = \"Tháng hành động\"; window = \"15/11..15/12\"; every = \"year\"; for = [ \"so\" ]; } ); } );\n";
	static struct config *config;

	if (config == NULL)
		config = config_read_text("fuzz.conf", text, strlen(text));
	g_assert(config_ok(config));
	return config;
}

/* Lines of at most 75 octets, each whole characters and no control ones, that end in CRLF; what begins ends. */
static void check(const char *bytes, size_t length)
{
	const char *line = bytes, *end = bytes + length;
	int depth = 0;

	while (line < end) {
		const char *stop = memchr(line, '\n', (size_t)(end - line));
		size_t octets;

		g_assert(stop != NULL && stop > line && stop[-1] == '\r');
		octets = (size_t)(stop - line) - 1;
		g_assert(octets > 0 && octets <= 75 && g_utf8_validate(line, (gssize)octets, NULL));
		for (size_t i = 0; i < octets; i++)
			g_assert((unsigned char)line[i] >= 0x20 && line[i] != 0x7f);
		depth += octets > 6 && memcmp(line, "BEGIN:", 6) == 0;
		depth -= octets > 4 && memcmp(line, "END:", 4) == 0;
		g_assert(depth >= 0 && (depth > 0 || stop + 1 == end));
		line = stop + 1;
	}
	g_assert(length > 0 && depth == 0);
}

static struct feed_event *report(const struct plan *plan, const struct agency *owner, const uint8_t *choice, char *const *texts)
{
	struct feed_event *event = feed_event_new();

	event->id = g_strdup("p/o/so/2026");
	event->obligation = choice[2] & 0x80 ? NULL : plan->obligations->pdata[0];
	event->owner = choice[2] & 0x10 ? NULL : owner;
	event->state = event->obligation != NULL ? choice[2] % (FEED_CANCELLED + 1) : FEED_CANCELLED;
	event->title = g_strdup(texts[0]);
	event->number = g_strdup(texts[1]);
	event->reason = g_strdup(texts[2]);
	event->extension_document = g_strdup(texts[3]);
	event->extended = choice[2] & 0x20;
	event->limit = (struct limit){ .named = civil_make(2026, 11, 30), .last = civil_make(2026, 11, 29), .limit = civil_make(2026, 11, 29),
				       .aim = civil_make(2026, 11, 27), .late_from = { 1796058000 } };
	event->original = event->limit;
	event->fix_before = civil_make(2026, 12, 8);
	g_strlcpy(event->period.label, "2026", sizeof event->period.label);
	event->updated = event->changed = event->received = (struct instant){ 1795600000 };
	event->in = choice[3] & 15;
	event->missing = choice[3] >> 4;
	event->total = event->in + event->missing;
	event->missing_names = g_ptr_array_new_with_free_func(g_free);
	if (event->missing > 0)
		g_ptr_array_add(event->missing_names, g_strdup(texts[4]));
	return event;
}

static struct feed_event *campaign(const struct plan *plan, int end)
{
	struct feed_event *event = feed_event_new();

	event->id = g_strdup_printf("campaign/p/c/2026/%d", end);
	event->campaign = plan->campaigns->pdata[0];
	event->first = civil_make(2026, 11, 15);
	event->last = civil_make(2026, 12, 15);
	event->end = end;
	event->changed = (struct instant){ 1795600000 };
	g_strlcpy(event->period.label, "2026", sizeof event->period.label);
	return event;
}

static void render(const uint8_t *choice, char *const *texts)
{
	struct config *config = config_once();
	const struct plan *plan = config->definitions->plans->pdata[0];
	struct agency owner = *(const struct agency *)config->definitions->agencies->pdata[0];
	g_autoptr(feed_t) feed = feed_new(choice[0] % (FEED_SCOPE_CAMPAIGNS + 1), choice[1] & 1 ? LANGUAGE_EN : LANGUAGE_VI);
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) bytes = NULL;
	gsize length;

	owner.name = texts[5];
	owner.short_name = *texts[6] != '\0' ? texts[6] : NULL;
	feed->plan = plan;
	feed->obligation = plan->obligations->pdata[0];
	feed->agency = &owner;
	feed->group = config->definitions->groups->pdata[0];
	feed->person = g_strdup(texts[5]);
	feed->options.todos = choice[1] & 2;
	feed->options.alarms = choice[1] & 4;
	feed->options.open_only = choice[1] & 8;
	feed->bodies = choice[1] & 16;
	feed->beyond = choice[3];
	feed->now = (struct instant){ 1795600000 };
	g_ptr_array_add(feed->events, report(plan, &owner, choice, texts));
	if (choice[1] & 32)
		g_ptr_array_add(feed->events, campaign(plan, MIN(choice[1] >> 6, 2)));
	bytes = feed_render(feed, config, &error);
	g_assert(bytes != NULL && error == NULL);
	check(g_bytes_get_data(bytes, &length), g_bytes_get_size(bytes));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *texts[TEXTS];
	size_t used = 4;

	if (size < 4 || size > 8192)
		return 0;
	for (int i = 0; i < TEXTS; i++) {
		texts[i] = g_strndup((const char *)data + MIN(used, size), size - MIN(used, size));
		used += strlen(texts[i]) + 1;
	}
	render(data, texts);
	for (int i = 0; i < TEXTS; i++)
		g_free(texts[i]);
	return 0;
}
