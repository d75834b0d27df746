/*
 * Lines of content that orders gave to heirs, laid over what the files say: a line of an ended body that no heir is given
 * there is the one's who was assigned it, and nobody's no longer. Read from the store when asked to; writes nothing.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/config.h"
#include "store/store.h"

struct assigned;

/* NULL with an error. */
struct assigned *assigned_read(struct store *store, GError **error);
void assigned_free(struct assigned *assigned);

/* As plan_covers and plan_covers_unassigned, with the orders; `assigned` may be NULL. Array of const char * that belong to the
 * configuration; container owned by the caller. */
GPtrArray *assigned_covers(const struct assigned *assigned, const struct definitions *definitions, const struct obligation *obligation,
			   const struct agency *owner, struct civil day);
GPtrArray *assigned_open(const struct assigned *assigned, const struct obligation *obligation, const struct agency *owner, struct civil day);

typedef struct assigned assigned_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(assigned_t, assigned_free)
