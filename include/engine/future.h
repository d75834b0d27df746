/*
 * What the running service will send: the engine itself, played forward on a private copy of its store with a relay that accepts
 * everything. And what another configuration would change. Takes seconds where much is to come: for a thread of its own.
 */
#pragma once

#include <jansson.h>

#include "engine/engine.h"

/* How a play may be broken off from another thread: set to anything but 0. */
typedef volatile int future_stop;

/* Mails that wait in the outbox and those that [from, to] will bring, as rows of preview_run, by time; those that wait
 * stand at the moment of their next try. `agency` (NULL: all): only mails about it or to its people, however it is typed.
 * `copy` is written to. Errors: _UNKNOWN_ID: no such agency; _BUSY: broken off. */
json_t *future_mails(struct store *copy, const struct config *config, struct instant from, struct instant to, const char *agency,
		     future_stop *stop, GError **error);

/* What taking `wanted` into service at `now` would change against `running`; `before` and `after` are two copies of one store,
 * both written to. An object: appear [{id, limit}], vanish [{id, limit, why: "removed" | "withdrawn"}], move [{id, from, to, aim_from,
 * aim_to, late_from, late_to}], kept [id], people [{agency, position, from, to}], mails {added, removed}: [{at, to, kind, subject}]
 * of the `days` to come. */
json_t *future_diff(struct store *before, struct store *after, const struct config *running, const struct config *wanted,
		    struct instant now, int days, future_stop *stop, GError **error);
