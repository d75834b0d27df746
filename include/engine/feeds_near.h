/*
 * Which single occurrences a feed can show at all: of very many only those nearest to today are worth reading. Private to
 * engine/feeds. Reads only.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "engine/feeds_source.h"

/* Narrows the query's range of limits evenly around `today` until hardly more than `most` stand in it; `*beyond` grows by
 * those outside. Looks at keys alone, so that a hundred thousand cost some milliseconds. */
bool feeds_near(struct store *store, struct feeds_query *query, struct civil today, int most, int *beyond, GError **error);
