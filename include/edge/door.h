/*
 * The public door as part of the service: opened where http.listen or a socket of systemd says, kept in step with the
 * configuration, tried again where it cannot be opened. That nobody can read calendars keeps no mail from being sent.
 */
#pragma once

#include "edge/http_public.h"

struct door;

/* Not opened yet; core outlives it. */
struct door *door_new(sd_event *event, struct core *core, const struct http_public_handler *handler);
void door_free(struct door *door);

/* Opens it, closes it, or moves it to where the configuration now says; once a minute after a failure, which is logged. */
void door_keep(struct door *door, struct instant now);
void door_close(struct door *door);
/* When to call door_keep() again; INSTANT_NEVER. */
struct instant door_next(const struct door *door);

/* Where it listens, "127.0.0.1:8480", several where systemd passed several; NULL: nowhere. Borrowed. */
const char *door_listen(const struct door *door);
/* Why feeds are not served though they should be; NULL. Borrowed. */
const char *door_problem(const struct door *door);

/* Adds both to the answer to /v1/status, and that no addresses can be made. */
void door_tell(const struct door *door, json_t *status);

const struct http_tally *door_tally(const struct door *door);
void door_count(const struct door *door, struct http_counts *ret);

typedef struct door door_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(door_t, door_free)
