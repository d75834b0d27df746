#include "edge/http_reply.h"

#include <string.h>

#include "edge/http_wish.h"

static const struct {
	unsigned status;
	const char *text, *allow, *retry;
} says_table[] = {
	[HTTP_SAY_MALFORMED] = { 400, "The request is malformed.\n", NULL, NULL },
	[HTTP_SAY_BODY] = { 400, "No request body is taken here.\n", NULL, NULL },
	[HTTP_SAY_OPTION] = { 400,
			      "An option in the address has a value it does not take: lang=vi|en, windows=bar|ends|0, "
			      "alarms, todo, open and detail=1|0, gzip=0.\n",
			      NULL, NULL },
	[HTTP_SAY_NOT_FOUND] = { 404, "There is nothing under this address.\n", NULL, NULL },
	[HTTP_SAY_METHOD] = { 405, "Only GET and HEAD are served here.\n", "GET, HEAD", NULL },
	[HTTP_SAY_LONG_URI] = { 414, "The address is too long.\n", NULL, NULL },
	[HTTP_SAY_LARGE_HEAD] = { 431, "The head of the request is too large.\n", NULL, NULL },
	[HTTP_SAY_BUSY] = { 503, "Too much is asked for at once: try again in half a minute.\n", NULL, "30" },
	[HTTP_SAY_TROUBLE] = { 503, "Calendars cannot be served just now: try again in a minute.\n", NULL, "60" },
};

struct served {
	struct MHD_Response *whole, *gzip, *same, *same_gzip;
};

static void add(struct MHD_Response *response, const char *name, const char *value)
{
	MHD_add_response_header(response, name, value);
}

static void add_safety(struct MHD_Response *response)
{
	add(response, "X-Content-Type-Options", "nosniff");
	add(response, "X-Robots-Tag", "noindex");
	add(response, "Referrer-Policy", "no-referrer");
}

/* ---- lines of text */

struct MHD_Response *http_reply_text(const char *text, const char *type)
{
	struct MHD_Response *response = MHD_create_response_from_buffer(strlen(text), (void *)text, MHD_RESPMEM_MUST_COPY);

	add(response, MHD_HTTP_HEADER_CONTENT_TYPE, type);
	add(response, MHD_HTTP_HEADER_CACHE_CONTROL, "no-store");
	add_safety(response);
	return response;
}

void http_says_init(struct http_says *says)
{
	for (int i = 0; i < HTTP_SAYS; i++) {
		struct MHD_Response *response = http_reply_text(says_table[i].text, "text/plain; charset=utf-8");

		if (says_table[i].allow != NULL)
			add(response, MHD_HTTP_HEADER_ALLOW, says_table[i].allow);
		if (says_table[i].retry != NULL)
			add(response, MHD_HTTP_HEADER_RETRY_AFTER, says_table[i].retry);
		/* what else stands in the connection may have been meant otherwise */
		add(response, MHD_HTTP_HEADER_CONNECTION, "close");
		says->responses[i] = response;
	}
}

void http_says_clear(struct http_says *says)
{
	for (int i = 0; i < HTTP_SAYS; i++) {
		if (says->responses[i] != NULL)
			MHD_destroy_response(says->responses[i]);
		says->responses[i] = NULL;
	}
}

unsigned http_say_status(enum http_say say)
{
	return says_table[say].status;
}

struct MHD_Response *http_reply_page(const char *html, const char *policy)
{
	struct MHD_Response *response = http_reply_text(html, "text/html; charset=utf-8");

	add(response, "Content-Security-Policy", policy);
	add(response, "X-Frame-Options", "DENY");
	return response;
}

struct MHD_Response *http_reply_moved(const char *location)
{
	struct MHD_Response *response = http_reply_text("", "text/plain; charset=utf-8");

	add(response, MHD_HTTP_HEADER_LOCATION, location);
	return response;
}

/* ---- feeds */

static void release(void *bytes)
{
	g_bytes_unref(bytes);
}

static void add_version(struct MHD_Response *response, const char *etag, struct instant changed)
{
	char date[HTTP_DATE_SIZE];

	add(response, MHD_HTTP_HEADER_ETAG, etag);
	add(response, MHD_HTTP_HEADER_LAST_MODIFIED, http_wish_format(changed, date));
	add(response, MHD_HTTP_HEADER_CACHE_CONTROL, "private, max-age=300, must-revalidate");
	add(response, MHD_HTTP_HEADER_VARY, "Accept-Encoding");
	add_safety(response);
}

static struct MHD_Response *whole_of(GBytes *bytes, const char *etag, struct instant changed, bool gzip)
{
	gsize size;
	const void *data = g_bytes_get_data(bytes, &size);
	struct MHD_Response *response =
	    MHD_create_response_from_buffer_with_free_callback_cls(size, (void *)data, release, g_bytes_ref(bytes));

	add_version(response, etag, changed);
	add(response, MHD_HTTP_HEADER_CONTENT_TYPE, "text/calendar; charset=utf-8");
	add(response, MHD_HTTP_HEADER_CONTENT_DISPOSITION, "inline; filename=\"deadlined.ics\"");
	if (gzip)
		add(response, MHD_HTTP_HEADER_CONTENT_ENCODING, "gzip");
	return response;
}

/* RFC 9110 8.6 would have the length of the feed here, or none. The library cannot leave it out, and there are readers that wait
 * for as many bytes as any length says: with 0 nobody waits. */
static struct MHD_Response *same_of(const char *etag, struct instant changed)
{
	struct MHD_Response *response = MHD_create_response_from_buffer(0, (void *)"", MHD_RESPMEM_PERSISTENT);

	add_version(response, etag, changed);
	return response;
}

static void served_free(void *data)
{
	struct served *served = data;
	struct MHD_Response *responses[] = { served->whole, served->gzip, served->same, served->same_gzip };

	for (size_t i = 0; i < G_N_ELEMENTS(responses); i++) {
		if (responses[i] != NULL)
			MHD_destroy_response(responses[i]);
	}
	g_free(served);
}

struct MHD_Response *http_reply_feed(struct publication *publication, bool gzip, bool not_modified)
{
	GBytes *bytes = gzip ? publication->gzip : publication->body;
	const char *etag = gzip ? publication->gzip_etag : publication->etag;
	struct served *served = publication->served;
	struct MHD_Response **place;

	if (served == NULL) {
		served = publication->served = g_new0(struct served, 1);
		publication->served_free = served_free;
	}
	if (not_modified)
		place = gzip ? &served->same_gzip : &served->same;
	else
		place = gzip ? &served->gzip : &served->whole;
	if (*place == NULL)
		*place = not_modified ? same_of(etag, publication->changed) : whole_of(bytes, etag, publication->changed, gzip);
	return *place;
}
