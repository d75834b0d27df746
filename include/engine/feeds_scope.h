/*
 * What a feed's key means: which bodies' single events, which whole obligations and campaigns belong to it. Private to
 * engine/feeds.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "engine/feeds_kept.h"

struct feeds_scope {
	enum feed_scope scope;
	const struct plan *plan;             /* only of this one; NULL: of all */
	const struct obligation *obligation; /* the same */
	const struct agency *agency;         /* named by the key; a person's: the first */
	const struct group *group;
	GHashTable *bodies;                  /* const struct agency *; NULL: of everybody */
	char *person;                        /* the name; NULL */
	struct civil today;
};

/* NULL: DEADLINED_ERROR_UNKNOWN_ID. feeds->today is set. */
struct feeds_scope *feeds_scope_new(struct feeds *feeds, const struct feed_key *key, GError **error);
void feeds_scope_free(struct feeds_scope *scope);

/* Do bodies' single events stand in it whatever its options? */
bool feeds_scope_is_of_bodies(const struct feeds_scope *scope);
/* May `event`, of a whole obligation or a single one of it that these owners share, stand in it? Single events of its own bodies
 * apart. `owners`: const struct agency *. */
bool feeds_scope_has_whole(const struct feeds_scope *scope, const struct feed_event *event, const GPtrArray *owners);
bool feeds_scope_has_campaign(const struct feeds_scope *scope, const struct feeds_campaign *campaign);
/* Has it whole obligations of this plan, whatever stands in them? */
bool feeds_scope_reads(const struct feeds_scope *scope, const struct plan *plan);
/* May anything but single events of its bodies come from this plan? */
bool feeds_scope_has_plan(const struct feeds_scope *scope, const struct plan *plan);

typedef struct feeds_scope feeds_scope_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(feeds_scope_t, feeds_scope_free)
