/* feed: calendar feeds with an address of their own. */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/span.h"
#include "ctl/body.h"
#include "ctl/exchange.h"
#include "ctl/output.h"
#include "ctl/print.h"

#define PAST_MOST 400

/* Options that the words of this command share with others, where they mean something else. */
static const struct body_other others[] = { { "all", "" }, { "target", "" }, { NULL, NULL } };

/* ---- list, show, url ---- */

static void ask_list(struct session *session, const void *data, const char *after, int limit, struct client_request *request)
{
	const struct arguments *arguments = data;
	g_autofree char *most = g_strdup_printf("%d", limit);

	(void)session;
	*request = (struct client_request){ .method = "GET", .path = g_strdup("/v1/feed") };
	client_query(request, "scope", arguments_get(arguments, "scope"));
	client_query(request, "target", arguments_get(arguments, "target"));
	client_query(request, "agency", arguments_get(arguments, "agency"));
	client_query(request, "revoked", arguments_has(arguments, "all") ? "1" : NULL);
	client_query(request, "after", after);
	client_query(request, "limit", most);
}

/* Whoever looks over one's shoulder sees no address that was not asked for. */
static void hide(json_t *feed)
{
	json_object_del(feed, "url");
	json_object_del(feed, "page");
}

static int feed_list(struct session *session, const struct arguments *arguments)
{
	g_autoptr(GError) error = NULL;
	json_t *rows, *row;
	int status = 0;
	size_t i;

	if (arguments->words->len > 1)
		return session_usage("feed list: --agency, --scope and --target choose; feed show ID tells of one");
	exchange_language(session);
	rows = exchange_pages(session, ask_list, arguments, "id", NULL, SIZE_MAX, &error);
	if (!rows)
		return session_fail(error);
	json_array_foreach (rows, i, row)
		hide(row);
	if (json_array_size(rows) == 0)
		status = DEADLINED_ERROR_NOT_FOUND;
	else if (session->json)
		exchange_lines(rows);
	else
		print_feeds(session, rows);
	json_decref(rows);
	return status;
}

static bool ask_one(struct session *session, const char *id, json_t **feed, GError **error)
{
	struct client_request request = { .method = "GET", .path = g_strdup_printf("/v1/feed/%s", id) };
	bool done = client_call(session, &request, feed, error);

	client_request_clear(&request);
	return done;
}

static int feed_show(struct session *session, const struct arguments *arguments)
{
	for (guint i = 1; i < arguments->words->len; i++) {
		g_autoptr(GError) error = NULL;
		json_t *feed = NULL;

		if (!ask_one(session, arguments_word(arguments, i), &feed, &error)) {
			json_decref(feed);
			return session_fail(error);
		}
		hide(feed);
		if (session->json)
			exchange_lines(feed);
		else
			print_feed(session, feed);
		json_decref(feed);
	}
	return 0;
}

static bool has_address(const char *id, const json_t *feed, GError **error)
{
	if (*print_text(feed, "url"))
		return true;
	if (*print_text(feed, "revoked"))
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_STATE,
			    "feed '%s' was revoked: 'deadlinectl feed rotate %s' brings it back under another address", id, id);
	else
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_STATE,
			    "the address of feed '%s' cannot be shown: it was made with a key that is lost, or feeds are not served (http.listen). "
			    "'deadlinectl feed rotate %s' gives it another address; the one it has ends then", id, id);
	return false;
}

static bool say_address(struct session *session, const struct arguments *arguments, const char *id, GError **error)
{
	json_t *feed = NULL;
	bool done = ask_one(session, id, &feed, error) && has_address(id, feed, error);

	if (done && session->json)
		output_json(json_pack("{s:s, s:O, s:O}", "id", print_text(feed, "id"), "url", json_object_get(feed, "url"), "page",
				      json_object_get(feed, "page")));
	else if (done)
		puts(print_text(feed, arguments_has(arguments, "page") ? "page" : "url"));
	if (done)
		print_feeds_unserved(session, feed);
	json_decref(feed);
	return done;
}

static int feed_url(struct session *session, const struct arguments *arguments)
{
	for (guint i = 1; i < arguments->words->len; i++) {
		g_autoptr(GError) error = NULL;

		if (!say_address(session, arguments, arguments_word(arguments, i), &error))
			return session_fail(error);
	}
	return 0;
}

/* ---- add, rotate, revoke ---- */

/* "30", "400d", "13w"; days where no unit stands behind. False: anything else, and what is too far. */
static bool read_past(const char *past, int *days)
{
	bool plain = *past != '\0' && strspn(past, "0123456789") == strlen(past);
	g_autofree char *text = g_strconcat(past, plain ? "d" : "", NULL);
	struct span span;

	if (!span_parse(text, &span) || span.unit != SPAN_DAYS || span.count > PAST_MOST)
		return false;
	*days = span.count;
	return true;
}

static bool put_past(json_t *body, const struct arguments *arguments, GError **error)
{
	const char *past = arguments_get(arguments, "past");
	int days;

	if (!past)
		return true;
	if (!read_past(past, &days)) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_USAGE, "--past '%s': give days (30, 30d) or weeks (13w), at most %d days", past,
			    PAST_MOST);
		return false;
	}
	if (days == 0) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_USAGE,
			    "--past '%s': one day at least; without --past a feed goes as far back as feeds.past says", past);
		return false;
	}
	json_object_set_new(body, "past", json_integer(days));
	return true;
}

static void put_word(json_t *body, const char *field, const json_t *words, size_t index)
{
	json_t *word = json_array_get(words, index);

	if (word)
		json_object_set(body, field, word);
}

/* Behind the command's name the language is the feed's, too. */
static void put_language(json_t *body, const struct arguments *arguments)
{
	const char *language = arguments_get(arguments, "lang");

	if (language)
		json_object_set_new(body, "language", json_stringn(language, 2));
}

static int feed_add(struct session *session, const struct arguments *arguments)
{
	g_autoptr(GError) error = NULL;
	json_t *words = body_ids(arguments, 1, &error), *body = words ? body_fields(arguments, others, &error) : NULL;

	if (!body || !put_past(body, arguments, &error)) {
		json_decref(words);
		json_decref(body);
		return session_fail(error);
	}
	put_word(body, "scope", words, 0);
	put_word(body, "target", words, 1);
	put_word(body, "position", words, 2);
	put_language(body, arguments);
	json_decref(words);
	return exchange_post(session, "/v1/feed", body, print_feeds_set);
}

static int change(struct session *session, const struct arguments *arguments, const char *path, exchange_print *print)
{
	g_autoptr(GError) error = NULL;
	json_t *body = body_order(arguments, 1, others, &error);

	return body ? exchange_post(session, path, body, print) : session_fail(error);
}

static int feed_rotate(struct session *session, const struct arguments *arguments)
{
	return change(session, arguments, "/v1/feed/rotate", print_feeds_set);
}

static int feed_revoke(struct session *session, const struct arguments *arguments)
{
	return change(session, arguments, "/v1/feed/revoke", print_feeds_revoked);
}

/* ---- the command ---- */

static const struct deed {
	const char *word;
	guint least, most;      /* words, its own among them */
	const char *missing;    /* what to give */
	const char *const options[13];
	int (*run)(struct session *session, const struct arguments *arguments);
} deeds[] = {
	{ "add", 2, 4, "of what? give all, campaigns, plan P, agency A, under A, group G, obligation P/O, person ADDRESS or person A POSITION",
	  { "id", "todo", "alarms", "open", "detail", "windows", "past", "note", "dry-run", "as" }, feed_add },
	{ "list", 1, 1, "", { "scope", "agency", "target", "all" }, feed_list },
	{ "show", 2, G_MAXUINT, "give ids of feeds", { NULL }, feed_show },
	{ "url", 2, G_MAXUINT, "give ids of feeds", { "page" }, feed_url },
	{ "rotate", 2, G_MAXUINT, "give ids of feeds", { "reason", "dry-run", "as" }, feed_rotate },
	{ "revoke", 2, G_MAXUINT, "give ids of feeds", { "reason", "dry-run", "as" }, feed_revoke },
};

/* The first option that belongs to another word; NULL: none. */
static const char *foreign(const struct deed *deed, const struct arguments *arguments)
{
	for (const struct option_word *option = arguments->command->options; option->name; option++) {
		if (arguments_has(arguments, option->name) && !g_strv_contains(deed->options, option->name))
			return option->name;
	}
	return NULL;
}

static int carry_out(struct session *session, const struct arguments *arguments, const struct deed *deed)
{
	const char *option = foreign(deed, arguments);

	if (option)
		return session_usage("feed %s: --%s does not belong to it", deed->word, option);
	if (arguments->words->len < deed->least)
		return session_usage("feed %s: %s", deed->word, deed->missing);
	if (arguments->words->len > deed->most)
		return session_usage("feed %s: too many words", deed->word);
	exchange_language(session);
	return deed->run(session, arguments);
}

static int run_feed(struct session *session, const struct arguments *arguments)
{
	const char *word = arguments_word(arguments, 0);

	for (size_t i = 0; i < G_N_ELEMENTS(deeds); i++) {
		if (strcmp(deeds[i].word, word) == 0)
			return carry_out(session, arguments, &deeds[i]);
	}
	return session_usage("feed %s: add, list, show, url, rotate or revoke", word);
}

const struct command command_feed = {
	.name = "feed", .words = "add SCOPE [TARGET [POSITION]] [--lang vi|en] | list | show ID... | url ID... | rotate ID... | revoke ID...", .least = 1,
	.most = G_MAXUINT, .daemon = true, .run = run_feed,
	.options = (const struct option_word[]){ { "id", "ID", false }, { "todo", NULL, false }, { "alarms", NULL, false },
						 { "open", NULL, false }, { "detail", NULL, false }, { "windows", "bar|ends|none", false },
						 { "past", "N", false }, { "note", "TEXT", false }, { "scope", "SCOPE", false },
						 { "agency", "A", false }, { "target", "TARGET", false }, { "all", NULL, false },
						 { "page", NULL, false }, { "reason", "TEXT", false }, { "dry-run", NULL, false },
						 { "as", "NAME", false }, { NULL, NULL, false } },
	.vi = "lịch để đăng ký: cấp, xem, đổi địa chỉ, thu hồi", .en = "calendar feeds: give out, look, another address, revoke",
};
