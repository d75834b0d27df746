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
 * `agency` (NULL: all): only mails with an item about it or to its contacts. */
json_t *preview_run(const struct config *config, struct templates *templates, struct instant from, struct instant to,
		    const struct agency *agency, struct instant first_start, GError **error);

/* The same rows out of a live store: mails planned in [from, to] that were not superseded. */
json_t *preview_mails(struct engine *engine, struct instant from, struct instant to, const struct agency *agency,
		      GError **error);
/* One mail as such a row. */
json_t *preview_row(struct engine *engine, const struct mail *mail, GError **error);
