/*
 * The moments of everything that is not an occurrence: campaigns, digests, lists, receipts. Facts only; written inside a
 * transaction of store.h.
 */
#pragma once

#include "store/store.h"

struct agenda_row {
	char *subject;       /* without its date where it recurs: digest/AGENCY */
	char *kind;          /* campaign, digest, settle, foretell, admin, receipt … */
	struct instant next; /* INSTANT_NEVER: done */
	char *detail;        /* JSON; NULL */
};

void agenda_row_free(struct agenda_row *row);
bool agenda_put(struct store *store, const struct agenda_row *row, GError **error); /* inserts or replaces */
bool agenda_get(struct store *store, const char *subject, struct agenda_row **ret, GError **error);
bool agenda_remove(struct store *store, const char *subject, GError **error);
GPtrArray *agenda_due(struct store *store, struct instant now, GError **error);
/* At most so many of a kind, by subject, whatever their moment. */
GPtrArray *agenda_first(struct store *store, const char *kind, int limit, GError **error);
GPtrArray *agenda_of_kind(struct store *store, const char *kind, GError **error);
