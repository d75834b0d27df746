#include "edge/http_public.h"

#include <string.h>
#include <time.h>

#include "base/error.h"
#include "edge/http_door.h"
#include "edge/http_head.h"
#include "edge/http_reply.h"
#include "edge/http_wish.h"
#include "edge/log.h"
#include "engine/links.h"
#include "engine/publish.h"

/* One line about trouble in so many seconds: every reader would bring another. */
#define COMPLAINT_SECONDS 60
/* So many requests may wait for feeds and pages that must be built. */
#define LINE 256

struct public_door {
	struct core *core;
	struct http_tally *tally;
	struct http_public_handler handler;
	struct http_says says;
	sd_event_source *builder;
	GQueue line; /* struct visitor * that wait for a feed or a page */
	gint64 complained; /* monotonic: when the log was last told of trouble */
};

enum target { TARGET_NONE, TARGET_FEED, TARGET_PAGE, TARGET_BARE };

/* Who is at the other end of a connection, and what the request at hand is for. */
struct visitor {
	struct http_client *client;
	GList link; /* in the line */
	bool waiting;
	bool failed; /* what was waited for did not come; `failure` says why */
	enum http_say failure;
	enum target target;
	char token[LINKS_TOKEN_LENGTH + 1];
	struct feed_options options;
	bool gzip;
	char *page, *policy; /* what was waited for; NULL */
};

static const int statuses[] = {
	[HTTP_ANSWER_200] = 200, [HTTP_ANSWER_301] = 301, [HTTP_ANSWER_304] = 304, [HTTP_ANSWER_400] = 400, [HTTP_ANSWER_404] = 404,
	[HTTP_ANSWER_405] = 405, [HTTP_ANSWER_414] = 414, [HTTP_ANSWER_431] = 431, [HTTP_ANSWER_503] = 503,
};

int http_answer_status(enum http_answer_code code)
{
	return statuses[code];
}

/* ---- answering */

static enum MHD_Result answer(struct visitor *visitor, unsigned status, struct MHD_Response *response)
{
	struct public_door *door = http_door(visitor->client->http);

	for (int i = 0; i < HTTP_ANSWER_CODES; i++) {
		if (statuses[i] == (int)status)
			door->tally->answers[i]++;
	}
	return http_client_answer(visitor->client, status, response);
}

static enum MHD_Result say(struct visitor *visitor, enum http_say what)
{
	struct public_door *door = http_door(visitor->client->http);

	return answer(visitor, http_say_status(what), door->says.responses[what]);
}

static enum MHD_Result answer_once(struct visitor *visitor, unsigned status, struct MHD_Response *response)
{
	enum MHD_Result queued = answer(visitor, status, response);

	MHD_destroy_response(response);
	return queued;
}

static const char *header(const struct visitor *visitor, const char *name)
{
	return MHD_lookup_connection_value(visitor->client->connection, MHD_HEADER_KIND, name);
}

/* What the reader has is still good. The answer names the version it has, which may be the other encoding's. */
static bool not_modified(const struct visitor *visitor, const struct publication *publication, bool *gzip)
{
	const char *names = header(visitor, MHD_HTTP_HEADER_IF_NONE_MATCH);
	const char *since = names == NULL ? header(visitor, MHD_HTTP_HEADER_IF_MODIFIED_SINCE) : NULL;
	struct instant when;

	if (names == NULL)
		return since != NULL && http_wish_date(since, &when) && !instant_before(when, publication->changed);
	if (http_wish_names(names, *gzip ? publication->gzip_etag : publication->etag))
		return true;
	if (!http_wish_names(names, *gzip ? publication->etag : publication->gzip_etag))
		return false;
	*gzip = !*gzip;
	return true;
}

static enum MHD_Result serve(struct visitor *visitor, const struct subscription *subscription, struct publication *publication,
			     struct instant now)
{
	struct public_door *door = http_door(visitor->client->http);
	bool gzip = visitor->gzip && http_wish_gzip(header(visitor, MHD_HTTP_HEADER_ACCEPT_ENCODING));
	bool same = not_modified(visitor, publication, &gzip);

	if (log_level() >= LOG_DEBUG)
		log_line(LOG_DEBUG, "feed %s: %s, %zu bytes%s", subscription->id, same ? "not modified" : "served",
			 g_bytes_get_size(gzip ? publication->gzip : publication->body), gzip ? " (gzip)" : "");
	core_feed_served(door->core, subscription, &visitor->options, publication, now);
	return answer(visitor, same ? 304 : 200, http_reply_feed(publication, gzip, same));
}

/* ---- the line of those who wait */

static void leave_line(struct visitor *visitor)
{
	struct public_door *door = http_door(visitor->client->http);

	if (visitor->waiting)
		g_queue_unlink(&door->line, &visitor->link);
	visitor->waiting = false;
}

/* With the next turn, after whoever waited before: a deferred source that is set again and again goes before all others. */
static void build_soon(struct public_door *door)
{
	sd_event_source_set_time_relative(door->builder, 0);
	sd_event_source_set_enabled(door->builder, SD_EVENT_ONESHOT);
}

static enum MHD_Result stand_in_line(struct visitor *visitor)
{
	struct public_door *door = http_door(visitor->client->http);

	if (door->line.length >= LINE)
		return say(visitor, HTTP_SAY_BUSY);
	door->tally->waited++;
	visitor->waiting = true;
	g_queue_push_tail_link(&door->line, &visitor->link);
	http_client_suspend(visitor->client);
	build_soon(door);
	return MHD_YES;
}

static void complain(struct public_door *door, const char *feed, const char *message)
{
	gint64 now = g_get_monotonic_time();

	if (door->complained != 0 && now - door->complained < COMPLAINT_SECONDS * G_TIME_SPAN_SECOND)
		return;
	door->complained = now;
	log_line(LOG_ERR, "feed %s cannot be served: %s; its readers are asked to come again", feed, message);
}

/* Each of them would wait for the lock as long as the first did, and mail and orders with them. */
static void turn_away_line(struct public_door *door)
{
	struct visitor *visitor;

	while ((visitor = g_queue_peek_head(&door->line)) != NULL) {
		visitor->failed = true;
		visitor->failure = HTTP_SAY_TROUBLE;
		leave_line(visitor);
		http_client_resume(visitor->client);
	}
}

static void fail(struct visitor *visitor, const struct subscription *subscription, const GError *error)
{
	bool gone = g_error_matches(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID);

	visitor->failed = true;
	visitor->failure = gone ? HTTP_SAY_NOT_FOUND : HTTP_SAY_TROUBLE;
	if (gone)
		log_line(LOG_DEBUG, "feed %s: %s", subscription->id, error->message);
	else
		complain(http_door(visitor->client->http), subscription->id, error->message);
	if (g_error_matches(error, DEADLINED_ERROR, DEADLINED_ERROR_BUSY))
		turn_away_line(http_door(visitor->client->http));
}

static void build_page(struct public_door *door, struct visitor *visitor, const struct subscription *subscription, struct instant now)
{
	g_autoptr(GError) error = NULL;

	if (!core_feed_page(door->core, subscription, visitor->token, &visitor->options, now, &visitor->page, &visitor->policy, &error))
		fail(visitor, subscription, error);
}

/* True where something had to be built. */
static bool build_for(struct public_door *door, struct visitor *visitor)
{
	struct instant now = door->handler.now(door->handler.data);
	const struct subscription *subscription = core_feed_find(door->core, visitor->token, NULL);
	g_autoptr(GError) error = NULL;

	if (subscription == NULL)
		return false;
	if (visitor->target == TARGET_PAGE) {
		build_page(door, visitor, subscription, now);
		return true;
	}
	if (core_feed_look(door->core, subscription, &visitor->options, now) != NULL)
		return false;
	if (core_feed_build(door->core, subscription, &visitor->options, now, &error) == NULL)
		fail(visitor, subscription, error);
	return true;
}

/* Much is read little by little, so that mail and orders go on meanwhile. True where it has to be gone on with. */
static bool reads_on(struct public_door *door, const struct visitor *visitor)
{
	struct instant now = door->handler.now(door->handler.data);
	const struct subscription *subscription = core_feed_find(door->core, visitor->token, NULL);

	return subscription != NULL && core_feed_look(door->core, subscription, &visitor->options, now) == NULL &&
	       !core_feed_ahead(door->core, subscription, &visitor->options, now);
}

/* One feed, and whoever else waited for it. */
static int on_build(sd_event_source *source, uint64_t when, void *data)
{
	struct public_door *door = data;
	bool built = false;

	while (!built && door->line.length > 0) {
		struct visitor *visitor = g_queue_peek_head(&door->line);

		if (reads_on(door, visitor))
			break;
		leave_line(visitor);
		built = build_for(door, visitor);
		http_client_resume(visitor->client);
	}
	if (door->line.length > 0)
		build_soon(door);
	return 0;
}

/* ---- what is asked for */

static enum MHD_Result note_option(void *data, enum MHD_ValueKind kind, const char *name, const char *value)
{
	struct visitor *visitor = data;

	if (http_wish_option(name, value, &visitor->options, &visitor->gzip))
		return MHD_YES;
	visitor->target = TARGET_NONE;
	return MHD_NO;
}

/* TOKEN.ics, TOKEN/ or TOKEN; of anything else no token is kept, and that is looked for like every other. */
static void read_target(struct visitor *visitor, const char *rest)
{
	static const struct {
		const char *tail;
		enum target target;
	} tails[] = { { ".ics", TARGET_FEED }, { "/", TARGET_PAGE }, { "", TARGET_BARE } };
	size_t length = strlen(rest);

	visitor->target = TARGET_NONE;
	memset(visitor->token, '0', LINKS_TOKEN_LENGTH);
	visitor->token[LINKS_TOKEN_LENGTH] = '\0';
	for (size_t i = 0; i < G_N_ELEMENTS(tails) && length >= LINKS_TOKEN_LENGTH; i++) {
		if (strcmp(rest + LINKS_TOKEN_LENGTH, tails[i].tail) == 0) {
			visitor->target = tails[i].target;
			memcpy(visitor->token, rest, LINKS_TOKEN_LENGTH);
		}
	}
}

/* False: one of them has a value that it does not take. */
static bool read_options(struct visitor *visitor, const struct subscription *subscription)
{
	publish_options(subscription, &visitor->options);
	visitor->gzip = true;
	MHD_get_connection_values(visitor->client->connection, MHD_GET_ARGUMENT_KIND, note_option, visitor);
	return visitor->target != TARGET_NONE;
}

static enum MHD_Result answer_feed(struct visitor *visitor, const struct subscription *subscription, struct instant now)
{
	struct public_door *door = http_door(visitor->client->http);
	struct publication *publication;

	if (!read_options(visitor, subscription))
		return say(visitor, HTTP_SAY_OPTION);
	publication = core_feed_look(door->core, subscription, &visitor->options, now);
	return publication != NULL ? serve(visitor, subscription, publication, now) : stand_in_line(visitor);
}

static void forget_page(struct visitor *visitor)
{
	g_clear_pointer(&visitor->page, g_free);
	g_clear_pointer(&visitor->policy, g_free);
}

static enum MHD_Result answer_page(struct visitor *visitor, const struct subscription *subscription)
{
	struct MHD_Response *response;

	if (!read_options(visitor, subscription))
		return say(visitor, HTTP_SAY_OPTION);
	if (visitor->page == NULL)
		return stand_in_line(visitor);
	response = http_reply_page(visitor->page, visitor->policy);
	forget_page(visitor);
	return answer_once(visitor, 200, response);
}

/* The address without its last '/' is that of the page, too: relative, for a proxy may have put something before it. */
static enum MHD_Result answer_bare(struct visitor *visitor)
{
	g_autofree char *location = g_strconcat(visitor->token, "/", NULL);

	return answer_once(visitor, 301, http_reply_moved(location));
}

static enum MHD_Result answer_target(struct visitor *visitor, const char *rest)
{
	struct public_door *door = http_door(visitor->client->http);
	struct instant now = door->handler.now(door->handler.data);
	const struct subscription *subscription;
	g_autoptr(GError) error = NULL;

	if (visitor->failed) {
		visitor->failed = false;
		return say(visitor, visitor->failure);
	}
	read_target(visitor, rest);
	subscription = core_feed_find(door->core, visitor->token, &error);
	if (error != NULL) {
		complain(door, "(any)", error->message);
		return say(visitor, HTTP_SAY_TROUBLE);
	}
	if (subscription == NULL || visitor->target == TARGET_NONE)
		return say(visitor, HTTP_SAY_NOT_FOUND);
	switch (visitor->target) {
	case TARGET_FEED:
		return answer_feed(visitor, subscription, now);
	case TARGET_PAGE:
		return answer_page(visitor, subscription);
	case TARGET_BARE:
		return answer_bare(visitor);
	case TARGET_NONE:
		break;
	}
	g_assert_not_reached();
}

static enum MHD_Result answer_health(struct visitor *visitor)
{
	struct public_door *door = http_door(visitor->client->http);
	g_autofree char *problem = door->handler.health(door->handler.data);
	g_autofree char *text = g_strconcat(problem != NULL ? problem : "ok", "\n", NULL);

	return answer_once(visitor, problem != NULL ? 503 : 200, http_reply_text(text, "text/plain; charset=utf-8"));
}

static enum MHD_Result answer_metrics(struct visitor *visitor)
{
	struct public_door *door = http_door(visitor->client->http);
	g_autofree char *text = door->handler.metrics(door->handler.data);

	return answer_once(visitor, 200, http_reply_text(text, "text/plain; version=0.0.4; charset=utf-8"));
}

static enum MHD_Result route(struct visitor *visitor, const char *url)
{
	if (visitor->client->malformed)
		return say(visitor, HTTP_SAY_MALFORMED);
	if (http_is_closing(visitor->client->http))
		return say(visitor, HTTP_SAY_TROUBLE);
	if (g_str_has_prefix(url, "/feeds/"))
		return answer_target(visitor, url + strlen("/feeds/"));
	if (strcmp(url, "/healthz") == 0)
		return answer_health(visitor);
	if (strcmp(url, "/metrics") == 0)
		return answer_metrics(visitor);
	return say(visitor, HTTP_SAY_NOT_FOUND);
}

/* What is refused by its head alone is answered at once, which ends the connection; the rest is let through. */
static enum MHD_Result look_at_head(struct visitor *visitor, const char *method, const char *version)
{
	enum http_head head = http_head_look(visitor->client, method, version);

	switch (head) {
	case HTTP_HEAD_MALFORMED:
		return say(visitor, HTTP_SAY_MALFORMED);
	case HTTP_HEAD_LONG_URI:
		return say(visitor, HTTP_SAY_LONG_URI);
	case HTTP_HEAD_TOO_LARGE:
		return say(visitor, HTTP_SAY_LARGE_HEAD);
	case HTTP_HEAD_BODY:
	case HTTP_HEAD_SOUND:
		break;
	}
	if (strcmp(method, MHD_HTTP_METHOD_GET) != 0 && strcmp(method, MHD_HTTP_METHOD_HEAD) != 0)
		return say(visitor, HTTP_SAY_METHOD);
	return head == HTTP_HEAD_BODY ? say(visitor, HTTP_SAY_BODY) : MHD_YES;
}

/* First with the head; then again, where an answer keeps the connection; and once more when what was waited for is there. */
static enum MHD_Result on_request(struct http_client *client, const char *url, const char *method, const char *version,
				  const char *upload, size_t *upload_size, void **context)
{
	struct visitor *visitor = client->own;

	if (*context == NULL) {
		*context = visitor;
		return look_at_head(visitor, method, version);
	}
	if (*upload_size > 0)
		return MHD_NO; /* none was announced */
	return route(visitor, url);
}

/* ---- the door */

static void on_completed(struct http_client *client, void **context)
{
	struct visitor *visitor = *context;

	if (visitor != NULL) {
		leave_line(visitor);
		forget_page(visitor);
		visitor->failed = false;
	}
	*context = NULL;
}

static void on_opened(struct http_client *client)
{
	struct visitor *visitor = g_new0(struct visitor, 1);

	visitor->client = client;
	visitor->link.data = visitor;
	client->own = visitor;
}

static void on_closed(struct http_client *client)
{
	leave_line(client->own);
	forget_page(client->own);
	g_free(client->own);
}

static void on_freed(void *data)
{
	struct public_door *door = data;

	sd_event_source_disable_unref(door->builder);
	http_says_clear(&door->says);
	g_free(door);
}

struct http *http_public_new(sd_event *event, int fd, struct core *core, struct http_tally *tally,
			     const struct http_public_handler *handler, GError **error)
{
	static const struct http_manner manner = { .name = "feeds' door",
						   .connections = 1024,
						   .crowded = 768,
						   .seconds = { [HTTP_READING] = 10, [HTTP_KEPT] = 30, [HTTP_ANSWERING] = 30 },
						   .request = on_request,
						   .completed = on_completed,
						   .opened = on_opened,
						   .closed = on_closed,
						   .freed = on_freed };
	struct public_door *door = g_new0(struct public_door, 1);

	door->core = core;
	door->tally = tally;
	door->handler = *handler;
	http_says_init(&door->says);
	if (sd_event_add_time_relative(event, &door->builder, CLOCK_MONOTONIC, 0, 1, on_build, door) < 0)
		door->builder = NULL;
	else
		sd_event_source_set_enabled(door->builder, SD_EVENT_OFF);
	return http_new(event, &manner, door, fd, error);
}
