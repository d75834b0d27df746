/*
 * Occurrences as members of whole obligations: what is added up of them, from the store's facts and history or from the rules
 * alone. Private to engine/feeds. Reads only.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "engine/feeds_part.h"

/* Puts a fact of the part's plan where it belongs; those of bodies gone from the files, or of obligations gone that were not
 * withdrawn, nowhere. Reads its history where it has any. */
bool feeds_members_add_fact(struct feeds_part *part, const struct feeds_stamps *stamps, const struct fact *fact, GError **error);
/* Takes away what there is of this occurrence. */
void feeds_members_remove(struct feeds_part *part, const struct feeds_stamps *stamps, const char *occurrence);
/* The same as add_fact for an owner's event by the rules alone. */
void feeds_members_add_event(struct feeds_part *part, const struct feeds_stamps *stamps, const struct feed_event *event);
