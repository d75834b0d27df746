/*
 * Reports of plans that left the files whole: their events stay, cancelled, as long as others that were withdrawn. Private to
 * engine/feeds. Reads only.
 */
#pragma once

#include <glib.h>

#include "engine/feeds_stamp.h"

/* One event for each obligation, period and limit. */
struct feeds_orphan {
	struct feed_event *event;
	GPtrArray *owners; /* const struct agency * */
};

/* Array of struct feeds_orphan *, owned, stamped; limits from first to last. NULL with an error. Without a store: none. */
GPtrArray *feeds_orphans_read(struct feeds_stamps *stamps, struct civil first, struct civil last, GError **error);
