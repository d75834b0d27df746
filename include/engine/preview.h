/*
 * What the rules alone would send: the engine itself, played on an empty store in memory with a relay that accepts
 * everything. No store of the service, no today, no horizon.
 */
#pragma once

#include <jansson.h>

#include "engine/engine.h"
#include "store/outbox.h"

/* Every mail planned in [from, to], by time, address, subject: array of objects at to cc kind step occurrences subject.
 * `first_start` unset: all before `from` was created in time and said; set: the service starts on an empty store then.
 * `agencies` (const struct agency *; NULL: all): only mails with an item about one of them or to its contacts. */
json_t *preview_run(const struct config *config, struct templates *templates, struct instant from, struct instant to,
		    const GPtrArray *agencies, struct instant first_start, GError **error);

/* The same rows out of a live store: mails planned in [from, to] that were not superseded. */
json_t *preview_mails(struct engine *engine, struct instant from, struct instant to, const GPtrArray *agencies,
		      GError **error);
/* Is a mail with such a row about one of the agencies, or to its people? NULL: all. */
bool preview_concerns(const struct engine *engine, const struct mail *mail, const json_t *row, const GPtrArray *agencies);
/* By time, address and subject. */
void preview_sort(json_t *rows);
/* Plays the service from one moment to the other; `*stop` (NULL: never) breaks it off with DEADLINED_ERROR_BUSY. */
bool preview_play(struct engine *engine, struct instant from, struct instant to, volatile int *stop, GError **error);
/* One mail as such a row. */
json_t *preview_row(struct engine *engine, const struct mail *mail, GError **error);
