/*
 * The way to the running daemon: one HTTP request over its control socket (libcurl), a JSON value back. Knows no
 * command. libcurl appears here alone in this room.
 */
#pragma once

#include <jansson.h>

#include "ctl/session.h"

struct client_request {
	const char *method; /* GET or POST */
	char *path;         /* "/v1/status", unescaped; owned */
	GString *query;     /* "a=b&c=d", escaped; owned; NULL: none */
	json_t *body;       /* owned; NULL: none */
	long seconds;       /* how long to wait for the answer; 0: five minutes */
};

void client_request_clear(struct client_request *request);

/* Does anybody listen on the control socket? */
bool client_reaches(struct session *session);

/* Adds "name=value" to the query; a NULL value adds nothing. */
void client_query(struct client_request *request, const char *name, const char *value);

/* True with the answer, an array or object, in `*ret`. Else an error with the exit status the daemon gave, or 69 where it
 * does not run, 77 where its socket may not be used, 74; `*ret` is then what the daemon answered, or NULL. */
bool client_call(struct session *session, const struct client_request *request, json_t **ret, GError **error);
