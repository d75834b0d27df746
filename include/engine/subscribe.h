/*
 * Feeds as the clerk keeps them: added, given another address, revoked, listed. Each order is one transaction and is recorded
 * with who and why; a feed is never removed. Its address is said to whoever may give orders, and is in no event and no error.
 */
#pragma once

#include <jansson.h>

#include "engine/engine.h"
#include "store/subscriptions.h"

/* What a person gives; strings NULL where nothing was. */
struct subscribe_order {
	GPtrArray *ids;              /* rotate, revoke: char * */
	const char *scope;           /* add: all plan agency group under obligation person campaigns */
	const char *target;          /* an agency as it is typed; a person's address, or the agency with `position` */
	const char *position;        /* of the agency `target`: its holder today is meant */
	const char *id;              /* NULL: made of scope and target */
	const char *language;        /* "vi", "en"; NULL: the person's, else the service's */
	const char *windows;         /* "bar", "ends", "none" or "0"; NULL: as is usual for the scope */
	int past;                    /* days; 0: feeds.past */
	bool todo, alarms, open, detail;
	const char *note, *reason;
	const char *user, *as;       /* the peer's login name; the clerk's */
	bool dry_run;
};

/*
 * `*ret`: an array, one object a feed, as it then is: id scope target name (of the body, plan or obligation) language todo alarms
 * open detail windows past (null: as is usual) note generation created created_by revoked accessed accesses lost (made with a
 * key that is not the one in use) served (false: http.listen is none) url page (null: revoked, or lost) answered (false: revoked,
 * or what it shows is no longer there), and done (false with dry_run; url and page are null then). All or nothing.
 * Errors: DEADLINED_ERROR_UNKNOWN_ID, _INPUT, _USAGE, _STATE; _UNAVAILABLE where the engine has no addresses.
 */
bool subscribe_add(struct engine *engine, const struct subscribe_order *order, struct instant now, json_t **ret, GError **error);
/* Another address for each; the old one is unknown from then on. One that was revoked is in use again. */
bool subscribe_rotate(struct engine *engine, const struct subscribe_order *order, struct instant now, json_t **ret, GError **error);
/* DEADLINED_ERROR_STATE: it was revoked before. */
bool subscribe_revoke(struct engine *engine, const struct subscribe_order *order, struct instant now, json_t **ret, GError **error);

struct subscribe_filter { /* NULL: any */
	const char *scope, *target;
	const char *agency;  /* as it is typed: feeds of scope agency and under */
	bool revoked;        /* those, too */
	const char *after;   /* the last id of the page before */
	int limit;
};

/* The same objects, by id. */
json_t *subscribe_list(struct engine *engine, const struct subscribe_filter *filter, struct instant now, GError **error);
/* One, with acts (at verb user as reason generation), oldest first. */
json_t *subscribe_show(struct engine *engine, const char *id, struct instant now, GError **error);

/* Who holds a position now, by address; owned. */
GHashTable *subscribe_holders(const struct engine *engine, struct instant now);

/* How many feeds in use have an address that was made with another key, and so cannot be said. None without links. */
bool subscribe_lost(struct engine *engine, int *ret, GError **error);
/* Ids (char *) of feeds in use that show nothing, because what they are of is not in the files. */
GPtrArray *subscribe_gone(struct engine *engine, struct instant now, GError **error);

/* One object of those above; `addresses`: with url and page. */
json_t *subscribe_value(const struct engine *engine, const struct subscription *feed, GHashTable *holders, bool addresses);
/* DEADLINED_ERROR_UNAVAILABLE: the engine has none. */
struct links *subscribe_links(const struct engine *engine, GError **error);
/* `*ret` with what is not written yet. DEADLINED_ERROR_UNKNOWN_ID. */
bool subscribe_get(struct engine *engine, const char *id, struct subscription **ret, GError **error);
