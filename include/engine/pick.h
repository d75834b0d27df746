/*
 * From what a person writes to stored occurrences: an id, a pattern of ids in which * stands for any characters of one
 * part, an agency by id, name or short name however it is typed. Reads only.
 */
#pragma once

#include "engine/engine.h"

/* The occurrences of an id or pattern (`*` stands for any characters of one part), by limit, then id; at most 1000.
 * Array of struct fact *, owned. Errors: DEADLINED_ERROR_UNKNOWN_ID where there is none, _INPUT for what cannot be an id, what means
 * more, and what would have to be looked for among too many. */
GPtrArray *pick_facts(struct store *store, const char *pattern, GError **error);

struct pick_page {
	const char *pattern; /* or id */
	const char *after;   /* the last id of the page before; NULL: the first page */
	int limit;           /* at most so many; 0: all */
};

/* One page of what pick_facts gives; empty behind the last. DEADLINED_ERROR_UNKNOWN_ID too where `after` is not among them. */
GPtrArray *pick_page(struct store *store, const struct pick_page *page, GError **error);

/* Is `agency` meant by `text`: its id, a group that holds it, or a part of its name or short name, without regard to
 * case, marks and white space? NULL and "" mean everybody. */
bool pick_agency(const struct definitions *definitions, const struct agency *agency, const char *text);

/* The one agency meant by `text`: its id; its name or short name; else a part of one that only it has. Errors:
 * DEADLINED_ERROR_UNKNOWN_ID where there is none, _INPUT where several are meant, which it names. */
const struct agency *pick_body(const struct definitions *definitions, const char *text, GError **error);

/* All that are meant, in the order of the files: const struct agency *, container owned. Errors: DEADLINED_ERROR_UNKNOWN_ID
 * where none is. */
GPtrArray *pick_agencies(const struct definitions *definitions, const char *text, GError **error);

/* "PLAN/OBLIGATION". DEADLINED_ERROR_UNKNOWN_ID. */
const struct obligation *pick_obligation(const struct engine *engine, const char *id, GError **error);
/* Its dated occurrences of a period, by limit, then id; array of struct fact *, owned. DEADLINED_ERROR_UNKNOWN_ID: none. */
GPtrArray *pick_period(struct engine *engine, const struct obligation *obligation, const char *period, GError **error);
