/*
 * Answers of the public door as the library wants them: made once and shared, those of a feed's publication kept with it. The
 * same for everybody who asks for the same: nothing of the request is in them. Private to edge/http*.c.
 */
#pragma once

#include <microhttpd.h>

#include "engine/publish.h"

/* What is said in a line of text. */
enum http_say {
	HTTP_SAY_MALFORMED,
	HTTP_SAY_BODY,
	HTTP_SAY_OPTION,
	HTTP_SAY_NOT_FOUND, /* every kind of wrong address */
	HTTP_SAY_METHOD,
	HTTP_SAY_LONG_URI,
	HTTP_SAY_LARGE_HEAD,
	HTTP_SAY_BUSY,
	HTTP_SAY_TROUBLE,
};

#define HTTP_SAYS (HTTP_SAY_TROUBLE + 1)

/* All of them, made when the door is opened. */
struct http_says {
	struct MHD_Response *responses[HTTP_SAYS];
};

void http_says_init(struct http_says *says);
void http_says_clear(struct http_says *says);
unsigned http_say_status(enum http_say say);

/* The feed, or that it has not changed. Borrowed from the publication. */
struct MHD_Response *http_reply_feed(struct publication *publication, bool gzip, bool not_modified);

/* Text that nobody may keep; `type` its media type. Owned by the caller. */
struct MHD_Response *http_reply_text(const char *text, const char *type);
/* The page of a feed, with its Content-Security-Policy. */
struct MHD_Response *http_reply_page(const char *html, const char *policy);
/* To an address relative to the one asked for. */
struct MHD_Response *http_reply_moved(const char *location);
