#include "render/page.h"

#include <string.h>

#include "render/feed_text.h"
#include "render/words.h"

/* ---- addresses */

static void add_flag(GString *query, const char *name, bool own, bool asked)
{
	if (own != asked)
		g_string_append_printf(query, "%c%s=%d", query->len == 0 ? '?' : '&', name, asked);
}

/* Usual ones cannot be asked for: they are what stands where nothing is. */
static void add_windows(GString *query, enum feed_windows own, enum feed_windows asked)
{
	static const char *const names[] = { [FEED_WINDOWS_BAR] = "bar", [FEED_WINDOWS_ENDS] = "ends", [FEED_WINDOWS_NONE] = "0" };

	if (own != asked && asked != FEED_WINDOWS_USUAL)
		g_string_append_printf(query, "%cwindows=%s", query->len == 0 ? '?' : '&', names[asked]);
}

char *page_query(const struct feed_options *own, const struct feed_options *asked)
{
	GString *query = g_string_new(NULL);

	if (own->language != asked->language)
		g_string_append(query, asked->language == LANGUAGE_EN ? "?lang=en" : "?lang=vi");
	add_flag(query, "alarms", own->alarms, asked->alarms);
	add_flag(query, "todo", own->todos, asked->todos);
	add_flag(query, "open", own->open_only, asked->open_only);
	add_flag(query, "detail", own->detail, asked->detail);
	add_windows(query, own->windows, asked->windows);
	return g_string_free(query, FALSE);
}

/* A programme for calendars is registered for this scheme, which otherwise means the same address. */
static char *webcal(const char *url)
{
	const char *rest = strstr(url, "://");

	return g_strconcat("webcal", rest != NULL ? rest : "://", NULL);
}

/* `value` as one part of a query: everything but letters, digits and -._~ encoded (RFC 3986, 2.3). */
static char *encode(const char *value)
{
	return g_uri_escape_string(value, NULL, FALSE);
}

static void put(json_t *object, const char *key, char *text)
{
	if (text != NULL)
		json_object_set_new(object, key, json_string(text));
	g_free(text);
}

static void put_flag(json_t *object, const char *key, bool flag)
{
	json_object_set_new(object, key, json_boolean(flag));
}

/* Google takes a webcal address and fails with https; both kinds of Outlook on the web take https and a name. None of them
 * reads an address without TLS, or shows tasks. */
static void put_services(json_t *object, const struct page *page, const char *url, const char *subscribe)
{
	g_autofree char *cid = encode(subscribe), *address = encode(url), *name = encode(json_string_value(json_object_get(object, "name")));

	if (!g_str_has_prefix(url, "https://") || page->feed->options.todos)
		return;
	put(object, "google", g_strconcat("https://calendar.google.com/calendar/r?cid=", cid, NULL));
	put(object, "outlook",
	    g_strconcat("https://outlook.live.com/calendar/0/addfromweb?url=", address, "&name=", name, NULL));
	put(object, "office365",
	    g_strconcat("https://outlook.office.com/calendar/0/addfromweb?url=", address, "&name=", name, NULL));
	put_flag(object, "services", true);
}

static void put_addresses(json_t *object, const struct page *page)
{
	g_autofree char *query = page_query(&page->own, &page->feed->options);
	g_autofree char *url = g_strconcat(page->url, query, NULL);
	g_autofree char *subscribe = webcal(url);
	g_autofree char *file = g_path_get_basename(page->url);

	put(object, "url", g_strdup(url));
	put(object, "webcal", g_strdup(subscribe));
	put(object, "download", g_strconcat("../", file, query, NULL));
	put_flag(object, "insecure", !g_str_has_prefix(url, "https://"));
	put_services(object, page, url, subscribe);
}

/* ---- choices: links to this page asked for in another way */

static char *here(const struct page *page, const struct feed_options *asked)
{
	g_autofree char *query = page_query(&page->own, asked);

	return g_strdup(*query != '\0' ? query : "./");
}

static void put_choice(json_t *object, const char *key, const struct page *page, const struct feed_options *other, bool on)
{
	json_t *choice = json_object();

	put_flag(choice, "on", on);
	put(choice, "href", here(page, other));
	json_object_set_new(object, key, choice);
}

static void put_choices(json_t *object, const struct page *page)
{
	struct feed_options alarms = page->feed->options, todos = alarms, open = alarms, language = alarms;

	alarms.alarms = !alarms.alarms;
	todos.todos = !todos.todos;
	open.open_only = !open.open_only;
	language.language = language.language == LANGUAGE_EN ? LANGUAGE_VI : LANGUAGE_EN;
	put(object, "other_language", here(page, &language));
	if (page->feed->scope == FEED_SCOPE_CAMPAIGNS)
		return;
	put_flag(object, "choices", true);
	put_flag(object, "chosen", page->feed->options.open_only || page->feed->options.alarms || page->feed->options.todos);
	put_flag(object, "more_chosen", page->feed->options.alarms || page->feed->options.todos);
	put_choice(object, "alarms", page, &alarms, page->feed->options.alarms);
	put_choice(object, "todos", page, &todos, page->feed->options.todos);
	put_choice(object, "open_only", page, &open, page->feed->options.open_only);
}

/* ---- what the feed holds */

/* For the eye only: the summary says it in words. */
static const char *tint(const struct feed_event *event)
{
	if (event->campaign != NULL)
		return "campaign";
	switch (event->state) {
	case FEED_OPEN:
		return "open";
	case FEED_OVERDUE:
		return feed_text_is_asked(event) ? "open" : "late";
	case FEED_RETURNED:
		return "back";
	case FEED_SUBMITTED:
	case FEED_ACCEPTED:
	case FEED_NIL:
		return "done";
	case FEED_WAIVED:
	case FEED_CANCELLED:
		return "off";
	}
	g_assert_not_reached();
}

static bool is_late(const struct feed_event *event)
{
	return event->campaign == NULL && !event->information && event->state == FEED_OVERDUE;
}

struct entry {
	const struct feed_event *event;
	struct civil first, last;
};

static int by_day(const void *a, const void *b)
{
	const struct entry *one = a, *other = b;
	int order = civil_compare(one->first, other->first);

	if (order == 0)
		order = civil_compare(one->last, other->last);
	return order != 0 ? order : g_strcmp0(one->event->id, other->event->id);
}

/* The late ones and those to come, by day: of the late ones the last PAGE_LATE_SHOWN, then what there is room for. `*held`:
 * how many there are in the feed. Array of struct entry. */
static GArray *choose(const struct page *page, const struct config *config, guint *held)
{
	GArray *late = g_array_new(FALSE, FALSE, sizeof(struct entry));
	g_autoptr(GArray) coming = g_array_new(FALSE, FALSE, sizeof(struct entry));
	struct civil today = zone_civil(config->settings.zone, page->feed->now);

	*held = 0;
	for (guint i = 0; i < page->feed->events->len; i++) {
		struct entry entry = { .event = g_ptr_array_index(page->feed->events, i) };

		if (entry.event->information)
			continue;
		(*held)++;
		feed_event_days(entry.event, config, &entry.first, &entry.last);
		if (is_late(entry.event))
			g_array_append_val(late, entry);
		else if (!civil_before(entry.last, today))
			g_array_append_val(coming, entry);
	}
	g_array_sort(late, by_day);
	g_array_sort(coming, by_day);
	if (late->len > PAGE_LATE_SHOWN)
		g_array_remove_range(late, 0, late->len - PAGE_LATE_SHOWN);
	if (coming->len > 0)
		g_array_append_vals(late, coming->data, MIN(coming->len, PAGE_NEXT_SHOWN - late->len));
	return late;
}

/* It begins a line. Takes the text over. */
static char *capital(char *text)
{
	const char *rest = g_utf8_next_char(text);
	g_autofree char *first = g_utf8_strup(text, (gssize)(rest - text));
	char *begun = g_strconcat(first, rest, NULL);

	g_free(text);
	return begun;
}

/* «thứ Sáu, ngày 27/11/2026 – Chủ nhật, ngày 29/11/2026»; of more than a week without the days' names. */
static char *days(enum language language, const struct entry *entry)
{
	g_autofree char *first = words_date_day(language, entry->first), *last = words_date_day(language, entry->last);

	if (civil_equal(entry->first, entry->last))
		return g_steal_pointer(&first);
	if (civil_diff(entry->last, entry->first) > 7)
		return words_range(language, entry->first, entry->last);
	return g_strdup_printf("%s – %s", first, last);
}

static json_t *entry_json(const struct page *page, const struct config *config, const struct entry *entry)
{
	json_t *object = json_object();
	char day[CIVIL_SIZE];

	put(object, "date", g_strdup(civil_format(entry->first, day)));
	put(object, "days", capital(days(page->feed->options.language, entry)));
	put(object, "summary", feed_shown_summary(page->feed, entry->event, config));
	put(object, "tint", g_strdup(tint(entry->event)));
	return object;
}

/* As words for its language, with a flag where it is one; nothing for none. */
static void put_number(json_t *object, const char *key, const struct page *page, guint number)
{
	g_autofree char *one = g_strconcat("one_", key, NULL);

	if (number > 0)
		put(object, key, words_count(page->feed->options.language, (int)number));
	put_flag(object, one, number == 1);
}

static void put_events(json_t *object, const struct page *page, const struct config *config)
{
	guint held;
	g_autoptr(GArray) shown = choose(page, config, &held);
	json_t *list = json_array();

	for (guint i = 0; i < shown->len; i++)
		json_array_append_new(list, entry_json(page, config, &g_array_index(shown, struct entry, i)));
	put_flag(object, "shown", shown->len > 0);
	json_object_set_new(object, "events", list);
	put_flag(object, "empty", held == 0);
	if (held > PAGE_COUNTED)
		return;
	put_number(object, "held", page, held);
	put_number(object, "more", page, held - shown->len);
}

/* ---- the page */

static void put_office(json_t *object, const struct config *config)
{
	const struct office *office = &config->settings.office;
	g_autofree char *contact = g_strdup(office->contact != NULL ? office->contact : "");
	size_t length;

	g_strstrip(contact);
	length = strlen(contact);
	while (length > 0 && contact[length - 1] == '.')
		contact[--length] = '\0';
	put(object, "office", g_strdup(office->name));
	if (length > 0)
		put(object, "contact", g_steal_pointer(&contact));
}

static json_t *context(const struct page *page, const struct config *config, char *style)
{
	json_t *object = json_object();

	put(object, "style", style);
	put(object, "name", feed_text_name(page->feed, config));
	put(object, "about", feed_text_about(page->feed, config));
	put_flag(object, "person", page->feed->scope == FEED_SCOPE_PERSON);
	put_flag(object, "campaigns", page->feed->scope == FEED_SCOPE_CAMPAIGNS);
	put_flag(object, "tasks", page->feed->options.todos);
	put_flag(object, "mail_part", config->settings.mail.calendar && page->feed->scope != FEED_SCOPE_CAMPAIGNS);
	put_office(object, config);
	put_addresses(object, page);
	put_choices(object, page);
	put_events(object, page, config);
	return object;
}

/* 'sha256-…' of what stands between the tags (Content Security Policy Level 3, 6.7.3.3). */
static char *digest(const char *text, size_t length)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	guint8 bytes[32];
	gsize size = sizeof bytes;
	g_autofree char *base64 = NULL;

	g_checksum_update(sum, (const guchar *)text, (gssize)length);
	g_checksum_get_digest(sum, bytes, &size);
	base64 = g_base64_encode(bytes, size);
	return g_strdup_printf(" 'sha256-%s'", base64);
}

/* Read from the page itself, so that it fits whatever an office has made of the templates. A name in the page cannot look
 * like a tag: it is escaped. */
static char *policy_of(const char *html)
{
	GString *policy = g_string_new("default-src 'none'; style-src");
	const char *end = html, *open;
	bool found = false;

	while ((open = strstr(end, "<style")) != NULL && (open = strchr(open, '>')) != NULL &&
	       (end = strstr(open, "</style>")) != NULL) {
		g_autofree char *hash = digest(open + 1, (size_t)(end - open - 1));

		g_string_append(policy, hash);
		found = true;
	}
	g_string_append_printf(policy, "%s; base-uri 'none'; form-action 'none'; frame-ancestors 'none'", found ? "" : " 'none'");
	return g_string_free(policy, FALSE);
}

bool page_render(const struct page *page, const struct config *config, struct templates *templates, char **html, char **policy,
		 GError **error)
{
	const char *name = page->feed->options.language == LANGUAGE_EN ? "en/page.html" : "vi/page.html";
	json_t *nothing = json_object(), *object;
	char *style = templates_render(templates, "page.css", nothing, error);

	json_decref(nothing);
	if (style == NULL)
		return false;
	object = context(page, config, style);
	*html = templates_render(templates, name, object, error);
	json_decref(object);
	if (*html == NULL)
		return false;
	*policy = policy_of(*html);
	return true;
}
