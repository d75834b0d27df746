/*
 * The SQLite file: opened, checked, migrated, and written in transactions. Owns the one connection and every prepared
 * statement of the product (daemon/store/sql.c holds all SQL). Everything in store/ is facts: no rule is applied here, no
 * clock is read, SQL holds neither now nor random().
 *
 * WAL, synchronous=FULL, foreign keys, STRICT tables; numbered forward-only migrations in one transaction after an
 * automatic backup beside the file; a newer version is refused.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/zone.h"

struct store;

const char *store_library(void); /* "SQLite 3.40.1" */

/* `path` or ":memory:". Creates the file (0600) where it is missing. Errors: not ours, newer, damaged, locked, I/O. */
struct store *store_open(const char *path, GError **error);
void store_close(struct store *store);

/* Closes and opens the file anew, after an I/O error; the next use of a lost store tries it by itself. */
bool store_reopen(struct store *store, GError **error);

/* Keeps every other process that claims it away until it is closed (deadlined while it runs, offline commands that write).
 * DEADLINED_ERROR_BUSY: another one has it. */
bool store_claim(struct store *store, GError **error);

/* The last write found the disk full, and none has succeeded since. */
bool store_is_full(const struct store *store);

/* Is the file that was opened still the one of its name? Removed or replaced, it takes what is written with it when it is
 * closed. */
bool store_in_place(const struct store *store);

/* One write transaction at a time (BEGIN IMMEDIATE); they do not nest. */
bool store_begin(struct store *store, GError **error);
/* False: nothing of the transaction is there (also where SQLite left it unknown: the serial written with every
 * transaction is read again before this answers; only where even that cannot be read, the error says that it is not
 * known). The transaction is over either way. Error codes: DEADLINED_ERROR_BUSY (disk full, locked), _IO. A transaction
 * that changed no row writes nothing. */
bool store_commit(struct store *store, GError **error);
void store_rollback(struct store *store);
bool store_in_transaction(const struct store *store);

/* Small facts about the store itself. Keys in use: "spoken" (unset, "real", "trial"), "hold" (a reason), "last_tick",
 * "config" (fingerprint of the loaded files), "lateness" (set: days late are to be counted again). Absent: NULL. Setting NULL removes. Set only inside a transaction. */
char *store_meta_get(struct store *store, const char *key, GError **error);
bool store_meta_set(struct store *store, const char *key, const char *value, GError **error);

/* The earliest moment at which anything waits: of occurrences, agenda and outbox, each by its index. */
bool store_next(struct store *store, struct instant *ret_plan, struct instant *ret_outbox, GError **error);

/* SHA-256 over every row of every table, in order (tests: "nothing changed"), but for `meta`'s last_tick, the serial of
 * transactions, and what readers of a feed leave behind: accessed, accesses, etag and changed of subscriptions. */
char *store_checksum(struct store *store, GError **error);

/* Copies the store, page by page, into a new file and verifies it (integrity_check). Refuses an existing file. */
bool store_backup(struct store *store, const char *path, GError **error);

/* A private copy of the store at `path` as it is now, for views that play the future: written to freely, gone when closed.
 * Reads through a connection of its own, so that another thread may call it while the store is in use, and neither waits for
 * the other. Not of ":memory:" (_USAGE), which has no second reader: store_snapshot_of. */
struct store *store_snapshot(const char *path, GError **error);
/* The same of an open store, by its own thread. DEADLINED_ERROR_STATE: a transaction is open. */
struct store *store_snapshot_of(struct store *store, GError **error);

typedef struct store store_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(store_t, store_close)
