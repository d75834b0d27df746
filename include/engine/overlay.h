/*
 * Who holds a position on a day: the people recorded in the store laid over the contacts of the files. Of several records
 * that hold on a day the latest recorded counts, and any of them before the files; a vacancy is a record too. Read once from
 * the store and kept by the engine until somebody is recorded. Private to engine/.
 */
#pragma once

#include "model/plan.h"
#include "store/roster.h"

struct overlay;

struct overlay_entry {
	struct contact contact;        /* email NULL: vacant in that time */
	struct roster_entry *recorded; /* owned */
};

/* Every entry of the store. `language`: of people recorded without one. */
struct overlay *overlay_read(struct store *store, enum language language, GError **error);
void overlay_free(struct overlay *overlay);
/* Takes the entry over, as the latest. */
void overlay_add(struct overlay *overlay, struct roster_entry *entry);

/* Of one agency, latest recorded first: struct overlay_entry *; NULL: none. */
const GPtrArray *overlay_of(const struct overlay *overlay, const char *agency);

/* Who holds the position itself on `day`; NULL: nobody, or it is vacant. `overlay` may be NULL. */
const struct contact *overlay_holder(const struct overlay *overlay, const struct agency *agency, const char *position, struct civil day);
/* The same, else the deputy. */
const struct contact *overlay_contact(const struct overlay *overlay, const struct agency *agency, const char *position, struct civil day);
/* Whom the agency's deputy stands in for by the files; NULL: nobody. Borrowed. */
const char *overlay_deputy_of(const struct agency *agency, const char *position);
/* Is or was it the address of one of the agency's people? */
bool overlay_knows(const struct overlay *overlay, const struct agency *agency, const char *address);
/* The first day after `day` on which another person begins to hold the position; CIVIL_NONE: none. */
struct civil overlay_next(const struct overlay *overlay, const struct agency *agency, const char *position, struct civil day);
/* The first day after `day` on which the position is recorded to be vacant; CIVIL_NONE: none. */
struct civil overlay_vacant(const struct overlay *overlay, const struct agency *agency, const char *position, struct civil day);

typedef struct overlay overlay_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(overlay_t, overlay_free)
