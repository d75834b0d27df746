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

/*
 * What is asked of it stands in engine/api_routes, and in the description: GET lists and views, POST orders and people, an
 * object each.
 *
 * Always answers. `*ret` on success what the command prints (an array for lists), else {"error": sentence, "exit": code}.
 * Returns the HTTP status: 200, 400, 403, 404, 405, 409 (refused by state or by the configuration), 503 (store). */
int api_call(struct engine *engine, const struct api_request *request, struct instant now, json_t **ret);

/* The description of all of it, the paths of the edge among them: OpenAPI 3.1. */
json_t *api_document(void);
/* Does the request name a route of the edge with nothing but its parameters and fields? DEADLINED_ERROR_USAGE. */
bool api_check(const struct api_request *request, GError **error);
