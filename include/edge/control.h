/*
 * What deadlinectl may ask of the process itself, beside the engine's views and orders: take the files again, try the
 * relay, change the level of the log. Each answers as the JSON interface does.
 */
#pragma once

#include "edge/core.h"
#include "edge/http.h"
#include "edge/post.h"

struct control {
	struct core *core;
	struct post *post;
};

/* Is this path answered here (and not by the engine)? */
bool control_knows(const char *path);
bool control_is_reload(const struct api_request *request);
/* Status and *ret, or 0 with `pending` kept; not for a reload. */
int control_call(struct control *control, const struct api_request *request, struct http_pending *pending, struct instant now,
		 json_t **ret);

/* POST /v1/reload, and SIGHUP: everything or nothing; logged. *ret: created moved removed withdrawn resumed kept (ids),
 * unsettled undated (numbers), lines (warnings); refused: error exit lines. Returns the HTTP status. */
int control_reload(struct control *control, struct instant now, json_t **ret);
