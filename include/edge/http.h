/*
 * One HTTP door of the service on the event loop: a listening socket, the routes that are open at it, and for each request
 * one call of the handler. What may be asked and what it means is not known here; what may not pass (slow, oversized,
 * malformed requests) ends here. libmicrohttpd appears here alone. Main thread only.
 */
#pragma once

#include <systemd/sd-event.h>

#include "engine/api.h"

struct http;
struct http_pending;

/* Which routes are open. */
enum http_door { HTTP_DOOR_CONTROL };

struct http_handler {
	/* Carries the request out: the status and `*ret`; or 0, having kept `pending` for http_answer. */
	int (*call)(void *data, const struct api_request *request, struct http_pending *pending, json_t **ret);
	/* After one or more calls: whatever they changed is to be looked at. */
	void (*called)(void *data);
	void *data;
};

/* Takes over the listening socket `fd`. */
struct http *http_new(sd_event *event, enum http_door door, int fd, const struct http_handler *handler, GError **error);
/* Ends every connection; pending requests are answered 503. */
void http_free(struct http *http);

/* Answers a request kept back, exactly once; takes over `value`. The caller may have gone meanwhile. */
void http_answer(struct http_pending *pending, int status, json_t *value);

/* {"error": sentence, "exit": code} */
json_t *http_error_value(const char *sentence, int code);

/* Percent-decodes `text` in place (RFC 3986 2.1). False, leaving it as it is: %00, or % without two hex digits. */
bool http_unescape(char *text);

const char *http_library(void); /* "libmicrohttpd 0.9.75" */

typedef struct http http_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(http_t, http_free)
