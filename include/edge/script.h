/*
 * The orders of a replay: lines "YYYY-MM-DDThh:mm ORDER …" from a file, carried out at their local times. Reads the file
 * once; what an order means engine/orders knows.
 */
#pragma once

#include "engine/engine.h"

struct script;

/* NULL path: none. Blank lines and lines that begin with # are skipped. Errors name file and line. */
struct script *script_read(const char *path, const struct zone *zone, GError **error);
void script_free(struct script *script);

/* The first act after `now`; INSTANT_NEVER. */
struct instant script_next(const struct script *script, struct instant now);
/* Carries out those due at `now` that were not yet, in the order of the file. */
bool script_carry_out(struct script *script, struct engine *engine, struct instant now, GError **error);

typedef struct script script_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(script_t, script_free)
