/*
 * People as the clerk keeps them: who holds a position of an agency from when until when. What is recorded here is laid over
 * the contacts of the files and is asked at each sending. Each change is one transaction, is recorded with who, for whom and
 * by which document, and is taken back by a further one, never by erasing. The files are never written.
 */
#pragma once

#include <jansson.h>

#include "engine/engine.h"

/* What a person gives; strings as typed, NULL or "" where nothing was. */
struct contact_change {
	int line;                 /* of a table, for messages; 0: none */
	const char *agency;       /* id, name or short name, however it is typed */
	const char *position;
	const char *name, *title, *email, *phone, *language;
	const char *from, *until; /* YYYY-MM-DD or D/M/YYYY, both days included */
	const char *number;       /* of the document */
};

struct contact_order {
	const char *user, *as;    /* the peer's login name; the clerk's */
	bool dry_run;
};

/*
 * Everybody known of one agency (id, name or short name, a part of it, or a group; NULL: of all), in the order of the files,
 * then by position and first day: agency agency_name position name title email phone language from until deputy_of source
 * ("file" or "store") state ("current", "later", "past", "replaced": another one holds in its whole time that is left) number
 * user as at (of a change; null for the files') where ("file:line"; null for the store's). `email` null: the position is
 * vacant in that time. An array.
 */
json_t *contacts_list(struct engine *engine, const char *agency, struct instant now, GError **error);

/* A person of a position, from `from` (default: today) until `until` (default: the next one recorded for later begins, else
 * without an end). What is not given stays as it is on the first day, unless another name is given: then the rest is empty.
 * `*ret`: an array of one object: agency agency_name position name title email phone language from until done changed ("set",
 * or "same": what it says is so already, nothing is recorded) was (name or address of the one before; null) woken (how many
 * reports are looked at again because of it). */
bool contacts_set(struct engine *engine, const struct contact_change *change, const struct contact_order *order, struct instant now,
		  json_t **ret, GError **error);

/* Nobody holds the position after `until` (default: yesterday), until the next one recorded for later begins. The same answer,
 * `changed` "ended"; `from` is the first vacant day, `email` null. DEADLINED_ERROR_STATE: nobody holds it then. */
bool contacts_end(struct engine *engine, const struct contact_change *change, const struct contact_order *order, struct instant now,
		  json_t **ret, GError **error);

/* A table of `contacts_set`: all of it or nothing. `changes`: struct contact_change *. `*ret`: the answers, with `line`.
 * DEADLINED_ERROR_INPUT: every bad line, as "line N: sentence", one below the other. */
bool contacts_import(struct engine *engine, const GPtrArray *changes, const struct contact_order *order, struct instant now,
		     json_t **ret, GError **error);

/* The agencies with their people from today on, as the text of a configuration file that can stand in for the agencies of the
 * files. Owned by the caller. */
char *contacts_export(struct engine *engine, struct instant now);
