/*
 * Brings a store's tables to today's form: numbered steps forward, all of them in one transaction, after a backup beside
 * the file. Private to store/. Never goes back, never touches a file that is not ours.
 */
#pragma once

#include "store/query.h"

/* Version 0: an empty file. DEADLINED_ERROR_CONFIG: another program's file, or written by a newer deadlined. */
bool migrate_check(struct store *store, int newest, int *version, GError **error);

/* Steps 0 .. count - 1 of store/schema.h; those already taken are skipped. */
bool migrate_run(struct store *store, const char *const *steps, int count, GError **error);
