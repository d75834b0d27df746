/*
 * The bodies of a configuration with their places: by id, as occurrences of one limit follow each other, and by name, as people
 * read them. Comparing names by the rules of Vietnamese is dear; here it is done once. Private to engine/feeds; never changed.
 */
#pragma once

#include <glib.h>

#include "model/plan.h"

struct feeds_bodies {
	GPtrArray *list;     /* const struct agency *, by id */
	unsigned *names;     /* of each: its name's place in the alphabet; the same for names that are read alike */
	GHashTable *places;  /* const char * id -> its place in `list` */
};

struct feeds_bodies *feeds_bodies_new(const struct definitions *definitions);
void feeds_bodies_free(struct feeds_bodies *bodies);

/* False: no body of the configuration. */
bool feeds_bodies_find(const struct feeds_bodies *bodies, const char *id, unsigned *ret);
