/*
 * The JSON interface of the running service, without its transport: a path and parameters in, a status and a JSON value
 * out. The same for the control socket and for tests. Views read, orders write.
 */
#pragma once

#include <jansson.h>

#include "engine/engine.h"

struct api_request {
	const char *method; /* GET or POST */
	const char *path;   /* "/v1/list" */
	GHashTable *query;  /* char * -> char *; NULL: none */
	const json_t *body; /* an object; NULL: none */
	const char *user;   /* the peer's login name, or its uid in digits */
};

/* Always answers. `*ret` on success what the command prints (an array for lists), else {"error": sentence, "exit": code}.
 * Returns the HTTP status: 200, 400, 404, 405, 409 (refused by state), 503 (store). */
int api_call(struct engine *engine, const struct api_request *request, struct instant now, json_t **ret);
