/*
 * The append-only history: what a person or a reload did, when, why and by which document. Nothing in it is ever changed
 * or removed, which the tables themselves refuse. Written only inside a transaction of store.h.
 */
#pragma once

#include "base/civil.h"
#include "store/store.h"

/* An act of a person or of a reload. Absent strings NULL, absent dates zero. Appended, never changed. */
struct act {
	int64_t id;
	int64_t occurrence; /* fact row; 0: concerns the service (release, reload) */
	struct instant at;
	char *verb;         /* "submit", "extend", "created", "limit", "withdrawn" ... */
	char *user, *as;    /* the peer's login name; the clerk's name given with --as */
	char *number;       /* document number */
	struct civil dated; /* date on the document */
	struct instant received, sent;
	char *channel, *reason, *note;
	struct civil limit; /* a limit it set */
	int version;        /* of the limit after the act */
	char *detail;       /* JSON of anything else; NULL */
};

void act_free(struct act *act);
/* Sets act->id. */
bool act_append(struct store *store, struct act *act, GError **error);
/* Oldest first. Array of struct act *, owned. */
GPtrArray *act_list(struct store *store, int64_t occurrence, GError **error);
/* Acts with that document number, newest first; at most so many, 0: all. */
GPtrArray *act_by_number(struct store *store, const char *number, int limit, GError **error);
/* Acts of a verb in [first, last). Array of struct act *. */
GPtrArray *act_between(struct store *store, const char *verb, struct instant first, struct instant last, GError **error);

typedef struct act act_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(act_t, act_free)
