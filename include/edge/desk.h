/*
 * Views that take seconds, carried out beside the loop: one thread, with a configuration read anew from the files as they
 * are in service and a private copy of the store, so that nothing is shared with what runs. Questions wait in line; too many
 * are refused. Everything here but the thread's own work happens on the main thread.
 *
 * GET /v1/upcoming   days (1 to 400; 7), agency: what the live store will send
 * GET /v1/diff       path (absolute, of a main configuration file; absent: the one in service, as it stands on the disk now): what taking it into service now would change
 */
#pragma once

#include "edge/core.h"
#include "edge/http.h"

struct desk;

struct desk *desk_new(GError **error);
/* Breaks off what is being worked on and waits for its end; who still waits is answered 503. Before the HTTP door is closed. */
void desk_free(struct desk *desk);

bool desk_knows(const char *path);
/* 0 with `pending` kept, or the status and *ret of what was refused at once. */
int desk_call(struct desk *desk, const struct core *core, const struct api_request *request, struct http_pending *pending,
	      struct instant now, json_t **ret);

/* Readable when answers are ready; desk_collect gives them to who asked. */
int desk_fd(const struct desk *desk);
void desk_collect(struct desk *desk);

typedef struct desk desk_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(desk_t, desk_free)
