/*
 * Many occurrences in passing: only what a calendar counts by is read, into a record that is good for the moment. Reads in
 * portions, so that whoever walks may do something else in between. Never writes.
 */
#pragma once

#include "store/facts.h"

/* A plan's dated occurrences with a limit from first to last, withdrawn ones too. Zeroed before the first call apart from the
 * first three. */
struct fact_walk {
	const char *plan;
	struct civil first, last;
	/* where it goes on */
	int shelf;
	struct civil day;
	char *after;  /* owned; NULL: the shelf's first */
	bool done;
};

void fact_walk_clear(struct fact_walk *walk);

/* Of the record: row, id, plan, obligation, agency, period, their days, late_from, what counts of these, provisional, soft, version, created, state,
 * touched, unsettled, withdrawn, due, assignee; all else is zero. It and its strings are good until the visitor returns. The
 * visitor may read the store, and gives up by returning false. */
typedef bool (*fact_visitor)(const struct fact *fact, void *data);

/* Visits at most so many more (0: all). False: an error, or the visitor gave up (no error set). */
bool fact_walk(struct store *store, struct fact_walk *walk, int most, fact_visitor visit, void *data, GError **error);

/* The one occurrence, if it is there, dated, and its limit lies from first to last; as above. */
bool fact_visit(struct store *store, const char *id, struct civil first, struct civil last, fact_visitor visit, void *data,
		GError **error);
