/*
 * Ad hoc requests: each is a plan of its own, kept as the text of a configuration so that it is read by the same rules as
 * the files. And lines of content given to an agency by an order. Facts only; append-only but for `ended`.
 */
#pragma once

#include "store/store.h"

struct request {
	int64_t id;
	char *plan;          /* id of its plan */
	char *text;          /* `plans = ( { ... } );` */
	char *user, *as;
	struct instant at;
	bool ended;          /* cancelled whole: read no more */
};

void request_free(struct request *request);
/* Sets request->id. DEADLINED_ERROR_STATE: its plan's id was used before, by one that has ended, too. */
bool request_add(struct store *store, struct request *request, GError **error);
/* DEADLINED_ERROR_UNKNOWN_ID: no such request, or it has ended already. */
bool request_end(struct store *store, const char *plan, GError **error);
/* Not ended, in the order of recording. Array of struct request *, owned. */
GPtrArray *request_list(struct store *store, GError **error);

/* A line of an obligation's content that an agency is to cover. The latest for a line counts. */
struct assignment {
	int64_t id;
	char *plan, *obligation, *line, *agency;
	int64_t act;
};

void assignment_free(struct assignment *assignment);
bool assignment_add(struct store *store, struct assignment *assignment, GError **error);
GPtrArray *assignment_list(struct store *store, GError **error); /* struct assignment *, owned, in the order of recording */
