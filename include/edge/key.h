/*
 * The key that addresses of feeds are made with: 32 random bytes in a file of its own beside the store, drawn when it is not
 * there. Whoever reads it and the store can say every address, so nobody but the service may; a backup needs both.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* How the key was found. */
enum key_state {
	KEY_KEPT,    /* as it should be */
	KEY_DRAWN,   /* it was not there and is new */
	KEY_OPEN,    /* others could read it; it is private again */
	KEY_DAMAGED, /* what was there is no key, and was set aside; it is new */
};

/* The key of the store at this path, from STORE.key. `*aside`: what was no key, under its new name, of the caller; else NULL. The
 * store must be claimed: nobody else may be drawing. Errors: it is no file of the service's own (78), or cannot be read, made or
 * set aside (77, 74); the sentence says what to do. */
GBytes *key_open(const char *store_path, enum key_state *state, char **aside, GError **error);
/* One that is kept nowhere: to find feeds by their addresses, for which no key is needed. */
GBytes *key_passing(void);
