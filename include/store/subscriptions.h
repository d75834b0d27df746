/*
 * Calendar feeds that somebody may subscribe to: what each shows, how, and the digest of the secret in its address. The
 * secret itself is nowhere in the store. Ids are never used twice; what was revoked stays, and who did what is kept in
 * order (append-only). Facts only: no address is made here and nobody is let in.
 */
#pragma once

#include "store/store.h"

struct subscription {
	char *id;            /* "agency-so-y-te", "person-…"; [a-z][a-z0-9-]{0,63} */
	char *scope;         /* all plan agency group under obligation person campaigns */
	char *target;        /* id; obligation: "plan/obligation"; person: an address; all, campaigns: NULL */
	char *language;      /* "vi" | "en" */
	bool todos, alarms, open_only, detail;
	char *windows;       /* "bar" | "ends" | "none"; NULL: as is usual for the scope */
	int past_days;       /* 0: feeds.past */
	char *note;          /* whose it is; NULL */
	int generation;      /* from 1; a rotation raises it */
	char *digest;        /* SHA-256 of the token, 64 hex digits */
	struct instant created;
	char *created_by;    /* "mail" where a mail offered it */
	struct instant revoked; /* INSTANT_NONE: in use */
	struct instant accessed; /* INSTANT_NONE: never */
	int64_t accesses;
	char *etag;          /* of what was served last without options in the address; NULL */
	struct instant changed; /* when that came to be: never goes back */
};

/* What was done to a feed: add, rotate, revoke. */
struct subscription_act {
	struct instant at;
	char *verb;
	char *user, *as;           /* the peer's login name; the clerk's name given with --as; both NULL: the service itself */
	char *reason;              /* NULL */
	int generation;            /* afterwards */
};

void subscription_free(struct subscription *subscription);
void subscription_act_free(struct subscription_act *act);

/* `*ret` NULL: there is none. By digest: none in use, the revoked are looked for in vain. */
bool subscription_get(struct store *store, const char *id, struct subscription **ret, GError **error);
bool subscription_by_digest(struct store *store, const char *digest, struct subscription **ret, GError **error);
/* The one that the service made for a person to offer it in mails (created_by "mail", id "person-…"), also where it is revoked;
 * none that was added for this person by an order. `address` as it was added. */
bool subscription_of_person(struct store *store, const char *address, struct subscription **ret, GError **error);

/* In a transaction of the caller's. Adding an id that is there: DEADLINED_ERROR_STATE; putting one that is not:
 * _UNKNOWN_ID. */
bool subscription_add(struct store *store, const struct subscription *subscription, GError **error);
/* Everything that may change: generation, digest, revoked, accessed, accesses, etag, changed, note. */
bool subscription_put(struct store *store, const struct subscription *subscription, GError **error);
/* `added` more accesses, the last of them then; what was served (NULL, INSTANT_NONE: as before). An id that is not there is
 * passed over. */
bool subscription_accessed(struct store *store, const char *id, struct instant accessed, int64_t added, const char *etag,
			   struct instant changed, GError **error);
bool subscription_act_append(struct store *store, const char *id, const struct subscription_act *act, GError **error);

/* By id, behind `after` (NULL: from the first), `limit` at most; `scope`, `target` NULL: all; revoked ones only with
 * `revoked`. */
GPtrArray *subscription_list(struct store *store, const char *scope, const char *target, bool revoked, const char *after,
			     int limit, GError **error);
GPtrArray *subscription_acts(struct store *store, const char *id, GError **error);
bool subscription_count(struct store *store, int64_t *in_use, int64_t *revoked, GError **error);

typedef struct subscription subscription_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(subscription_t, subscription_free)
