/*
 * Whose feed it is to be: from what a person writes to an id of the files or an address, with a sentence that says what to do
 * where there is no such thing. Reads only. Private to engine/subscribe.
 */
#pragma once

#include "engine/subscribe.h"

/* `*target` (owned; NULL for all and campaigns) and the language of the person meant, else the service's. */
bool subscribe_target_find(struct engine *engine, const struct subscribe_order *order, struct civil today, char **target,
			   enum language *language, GError **error);

/* What it is called; NULL: all, campaigns, a person, or nothing of that id any more. Borrowed. */
const char *subscribe_target_name(const struct engine *engine, const struct subscription *feed);

/* Is what it shows still there? `holders`: who holds a position today, by address. */
bool subscribe_target_lives(const struct engine *engine, const struct subscription *feed, GHashTable *holders);

bool subscribe_scope_known(const char *scope, GError **error);
