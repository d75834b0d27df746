/*
 * The HTTP doors of the service: the control socket, where deadlinectl is answered in JSON, and the public one with the
 * calendar feeds (edge/http_public.h). Each is a listening socket on the event loop; what may be asked and what it means is
 * not known here. Main thread only.
 */
#pragma once

#include <systemd/sd-event.h>

#include "engine/api.h"

struct http;
struct http_pending;

struct http_handler {
	/* Carries the request out: the status and `*ret`; or 0, having kept `pending` for http_answer. */
	int (*call)(void *data, const struct api_request *request, struct http_pending *pending, json_t **ret);
	/* After one or more calls: whatever they changed is to be looked at. */
	void (*called)(void *data);
	void *data;
};

/* The control door. Takes over the listening socket `fd`. */
struct http *http_control_new(sd_event *event, int fd, const struct http_handler *handler, GError **error);
/* Ends every connection; pending requests are answered 503. */
void http_free(struct http *http);

/* Answers a request kept back, exactly once; takes over `value`. The caller may have gone meanwhile. */
void http_answer(struct http_pending *pending, int status, json_t *value);

/* {"error": sentence, "exit": code} */
json_t *http_error_value(const char *sentence, int code);

/* Percent-decodes `text` in place (RFC 3986 2.1). False, leaving it as it is: %00, or % without two hex digits. */
bool http_unescape(char *text);

/* Since the door was opened. */
struct http_counts {
	unsigned connections;            /* open now */
	guint64 accepted, evicted, late; /* late: ended because they took too long */
};
void http_count(const struct http *http, struct http_counts *ret);

const char *http_library(void); /* "libmicrohttpd 0.9.75" */

typedef struct http http_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(http_t, http_free)
