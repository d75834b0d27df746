/*
 * The public door: calendar feeds and their pages under /feeds/, /healthz and /metrics, for GET and HEAD alone. Whoever has
 * a feed's address may read it; who has not learns nothing. Feeds that must be built first wait in line, one a turn of the
 * loop, so that mail and control go on. Asks core for everything; decides no content.
 */
#pragma once

#include "edge/core.h"
#include "edge/http.h"

/* What was answered, by status; goes on when the door is closed and opened again. */
enum http_answer_code {
	HTTP_ANSWER_200, HTTP_ANSWER_301, HTTP_ANSWER_304, HTTP_ANSWER_400, HTTP_ANSWER_404, HTTP_ANSWER_405, HTTP_ANSWER_414,
	HTTP_ANSWER_431, HTTP_ANSWER_503
};

#define HTTP_ANSWER_CODES (HTTP_ANSWER_503 + 1)

struct http_tally {
	guint64 answers[HTTP_ANSWER_CODES];
	guint64 waited; /* requests that had to wait for a feed to be built */
};

int http_answer_status(enum http_answer_code code);

struct http_public_handler {
	struct instant (*now)(void *data);
	/* Why the service is not well, in a sentence that names nobody; NULL: it is. Owned by the caller. */
	char *(*health)(void *data);
	char *(*metrics)(void *data);
	void *data;
};

/* Takes over the listening socket; core and tally outlive the door. */
struct http *http_public_new(sd_event *event, int fd, struct core *core, struct http_tally *tally,
			     const struct http_public_handler *handler, GError **error);
