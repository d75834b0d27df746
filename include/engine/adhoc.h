/*
 * Ad hoc requests as the plans they are: what the store keeps of them becomes part of the configuration an engine works
 * with, beside the plans of the files. Reads the store; writes nothing.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/config.h"
#include "store/store.h"

/* Was the plan made by a request? */
bool adhoc_made(const struct plan *plan);

/* Adds to `config` the plans of those requests it does not hold yet. With `strict` (a reload: somebody is there, and a running
 * configuration stays) one that these files make unreadable is DEADLINED_ERROR_CONFIG and says why; else (a start) it is
 * left out, and `left_out` gets its plan's id -> the reason (char *, owned). One of which nothing is open, submitted or returned
 * is left out quietly. */
bool adhoc_add(struct store *store, const struct config *config, bool strict, GHashTable *left_out, GError **error);
