/*
 * What the HTTP doors have in common: connections on the event loop, how long each may take, which one goes when there are
 * too many. A door says what is answered; what may not pass (slow, oversized, malformed requests) ends here. Private to
 * edge/http*.c, where alone libmicrohttpd appears. Main thread only.
 */
#pragma once

#include <glib.h>
#include <microhttpd.h>
#include <stdbool.h>
#include <systemd/sd-event.h>

#include "edge/http.h"

/* Where a connection is with its request. Each phase has its own patience. */
enum http_phase {
	HTTP_READING,   /* between requests, or one is on its way */
	HTTP_KEPT,      /* its answer is kept back */
	HTTP_ANSWERING,
	HTTP_CLOSING,   /* shut: what it still holds goes with the next run */
};

#define HTTP_PHASES (HTTP_CLOSING + 1)

struct http_client {
	struct http *http;
	struct MHD_Connection *connection;
	GList link;     /* in its phase, by `since` */
	enum http_phase phase;
	gint64 since;   /* monotonic: of the phase */
	int fd;
	bool suspended;
	bool malformed; /* something in the address could not be decoded */
	const char *uri; /* of the request line, as it came */
	size_t uri_length;
	void *own;      /* the door's */
};

struct http_manner {
	const char *name;            /* in the log: "control socket" */
	unsigned connections;        /* at most */
	unsigned crowded;            /* from so many on the one that is waited for longest goes for each new one; 0: never */
	int seconds[HTTP_CLOSING];   /* a phase may last; for reading: until all headers and the body are there */

	/* As MHD_AccessHandlerCallback: with the headers, for each piece of a body, then once more, where it may answer;
	 * and again after http_client_resume(). */
	enum MHD_Result (*request)(struct http_client *client, const char *url, const char *method, const char *version,
				   const char *upload, size_t *upload_size, void **context);
	/* The request is over, answered or not; the client may be NULL. */
	void (*completed)(struct http_client *client, void **context);
	void (*opened)(struct http_client *client);
	void (*closed)(struct http_client *client);
	/* After requests were looked at. */
	void (*ran)(void *door);
	/* The last connection is gone. */
	void (*freed)(void *door);
};

/* Takes over the listening socket and the door, whatever comes of it. */
struct http *http_new(sd_event *event, const struct http_manner *manner, void *door, int fd, GError **error);
void *http_door(const struct http *http);
/* It is being closed: whoever is still there must be answered at once, for nothing that is kept back now goes on. */
bool http_is_closing(const struct http *http);

/* A response goes out: from now on its own time runs. */
enum MHD_Result http_client_answer(struct http_client *client, unsigned status, struct MHD_Response *response);
/* Keeps the request back until it is resumed; then `request` is called again. */
void http_client_suspend(struct http_client *client);
void http_client_resume(struct http_client *client);
