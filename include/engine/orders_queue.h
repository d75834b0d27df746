/*
 * Orders on the outbox: a person's hand on single mails, or on all that waits. Which mail may leave is delivery's to
 * decide; here it is let go, kept back, tried at once, or given up. Private to the room.
 */
#pragma once

#include "engine/orders.h"

/* "queue-retry", "queue-hold", "queue-release", "queue-drop", "release". */
bool orders_queue_knows(const char *verb);

/* `ids` are numbers of envelopes; `all` (retry and release): every one the order fits; release with `all` also lifts the
 * hold of the whole service. `*ret`: an array, one object an envelope: envelope, address, state, done. */
bool orders_queue_run(struct engine *engine, const struct order *order, struct instant now, json_t **ret, GError **error);
