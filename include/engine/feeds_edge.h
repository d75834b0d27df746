/*
 * The limits within a campaign that reaches beyond what is read of its plan: by the rules alone, so that its description says
 * the same from the day it comes into sight until the day it is left behind. Private to engine/feeds; pure.
 */
#pragma once

#include <glib.h>

#include "model/schedule.h"
#include "render/feed.h"

/* struct feed_event *, owned, by limit, then id; of reports that one of `members` (const struct agency *) owes. */
GPtrArray *feeds_edge_deadlines(const struct config *config, const struct campaign_occurrence *campaign, const GPtrArray *members);
