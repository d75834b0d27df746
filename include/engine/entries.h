/*
 * Items of what is counted (`count`: at least so many from each body in a period). An item of a body with an occurrence of its
 * own is kept there; one of a body whose part has no date, on the row of those without one, the body in the act's detail
 * ("agency"). Too few of them are never late and nobody is reminded: the coordinator's digest tells once, in the middle of the
 * period. Reads only.
 */
#pragma once

#include "engine/internal.h"

/* Where an item of that id lands: the occurrence, or the row of those without a date, with the body it is of (`*body`, its id,
 * owned; NULL: the occurrence's own). DEADLINED_ERROR_UNKNOWN_ID: no such occurrence, and the body owes nothing there;
 * _USAGE: the row itself, where several bodies owe. */
struct fact *entries_find(struct engine *engine, const char *id, struct civil today, char **body, GError **error);

struct entries_body {
	const struct agency *agency;
	int entries;
};

/* Of a row without a date: every body that owes, with the items recorded of it, in the order of names. Array of struct
 * entries_body *, owned. */
GPtrArray *entries_of(struct engine *engine, const struct fact *row, struct civil today, GError **error);

/* For a digest: the counts of a plan whose period is in its middle since the coordinator's digest before this one. Appends
 * struct notice_count * where an item of the obligation was ever recorded and some body has fewer than it should. */
bool entries_digest(struct run *run, const struct plan *plan, GPtrArray *counts, GError **error);
