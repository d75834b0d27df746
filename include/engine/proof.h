/*
 * The proof of what was sent about an occurrence: every mail that said something of it, each copy, with its Message-ID and what
 * the relay answered. From the ledger and the outbox, which never forget. Reads only.
 */
#pragma once

#include <jansson.h>

#include "engine/engine.h"

/* Of an id or pattern: an array, one object an envelope, by occurrence, then the time it was planned at. Keys: id version step
 * role outcome reason at mail kind subject message_id envelope address copy state attempts first done next code reply. A copy has
 * the step it went with, role null. What was never to be sent (past, left out, unaddressed) is not in it. Errors as
 * pick_facts. */
json_t *proof_read(struct engine *engine, const char *pattern, GError **error);
