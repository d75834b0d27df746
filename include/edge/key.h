/*
 * The key that addresses of feeds are made with: 32 random bytes in a file of its own beside the store, drawn when it is not
 * there. Whoever reads it and the store can say every address, so nobody but the service may; a backup needs both.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* The key of the store at this path, from STORE.key; `*drawn`: it was not there and is new. The store must be claimed: nobody
 * else may be drawing. Errors: of the wrong length (78), others may read it (77), it cannot be read or written (77, 74); the
 * sentence says what to do. */
GBytes *key_open(const char *store_path, bool *drawn, GError **error);
