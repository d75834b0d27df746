/*
 * For which agencies the holder of an address works on a day: the people recorded in the store laid over those of the files.
 * Private to the room.
 */
#pragma once

#include <glib.h>

#include "engine/overlay.h"
#include "model/config.h"
#include "store/store.h"

/* const struct agency *, in the order of the files: bodies in office on `day` in which the address holds a position then; empty:
 * none. `*name` (may be NULL) owned: what the person is called; NULL where no one says. `store` NULL: by the files alone. NULL with
 * an error. */
GPtrArray *feeds_person_agencies(const struct config *config, struct store *store, const char *address, struct civil day,
				 char **name, GError **error);

/* Everybody who holds a position in a body in office on `day`: address in small letters (owned) -> const struct contact *. */
GHashTable *feeds_person_holders(const struct config *config, const struct overlay *overlay, struct civil day);
