/*
 * What a person tells the service: what became of a report, a new limit, an ad hoc request, what to do with the outbox. Each
 * order checks the state it starts from (engine/orders_table.h), is recorded in the history with who and why, and answers
 * what it did and what mail follows. One transaction each; taken back by a further order, never by erasing.
 */
#pragma once

#include <jansson.h>

#include "engine/engine.h"

/* One line of a table of reports that came in; strings as given, NULL where the cell is empty. */
struct order_row {
	int line;                  /* of the file, for messages */
	char *agency;              /* id, name or short name, however it is typed */
	char *number, *dated, *received, *channel, *note;
};

struct order {
	const char *verb;          /* "submit", "accept", "return" ... "queue-drop"; orders_table_verb names them */
	GPtrArray *ids;            /* char *: occurrence ids or patterns with *; PLAN/OBLIGATION; a plan; envelope numbers */
	const char *user, *as;     /* the peer's login name; --as */
	const char *number;        /* document number */
	struct civil dated;        /* date on the document */
	struct instant received, sent;
	const char *channel, *note, *reason;
	GPtrArray *reasons;        /* return: char *, one a point; NULL or empty: none */
	struct civil until;        /* extend, ask: the new last day, included; hold: its last day */
	int days;                  /* return: working days for the corrections; 0: not given */
	const char *due;           /* date, request: a rule as in the files, or "none" */
	const char *period;        /* date, submit with rows, request */
	GPtrArray *owners;         /* date: agency ids; NULL: see `all` */
	const char *asked_by, *granted_by; /* extend, waive */
	struct civil asked_on;     /* extend: day of the request; else that of the open `ask` */
	struct civil before;       /* settle: limits before that day */
	const char *outcome;       /* settle: "unknown" or "waived" */
	const char *step;          /* hold, release: a step's name; NULL: all */
	const char *to;            /* assign: the agency that answers; request: the receiver */
	const char *covers;        /* assign: the line of content that is given to it */
	const char *plan, *title, *from, *policy, *outline, *send_to, *issuer, *subject, *coordinator, *type; /* request */
	GPtrArray *rows;           /* submit: struct order_row *; NULL: by ids */
	GPtrArray *without;        /* submit: inputs that are left out, char *: occurrence ids, patterns or agencies; NULL: none */
	const char *entry;         /* submit: an item of a `count` obligation, in words */
	bool again;                /* a number already recorded within the obligation */
	bool dry_run;
	bool all;                  /* queue orders: all; date: all owners */
	bool earlier;              /* date: the limit may move nearer */
	bool quiet;                /* date, request, extend, waive, return: no mail */
	bool tell;                 /* amend: a new receipt */
	bool mistake;              /* reopen: the receipt that left is corrected */
	bool waive;                /* ask: for a waiver instead of a later day */
	bool refused;              /* ask: the open request is not granted */
	bool partial;              /* submit with rows: the good lines even where others are bad */
};

/* Lets go what the order owns: its arrays. */
void order_clear(struct order *order);

/* Carries the order out at `now`. `*ret`: an array with one object an occurrence, keys always there, null where absent:
 * id, order, done (false with dry_run), state, version, limit, late_from, act (its number), mail (kind of the mail that
 * follows), mail_to, mail_at; submit adds counted (the instant that counts), lateness ("on time", "grace", "late"), days_late
 * (working days), receipt (when it leaves), same_document (another occurrence with that number), missing (inputs left out),
 * line (of a table), error (a table's line that was not taken); reopen: takes_back (the order that holds no more), receipt_was
 * ("unsent": it will not leave; "sent": it had left); ask: asked_until (the head is left in peace until then); submit of an item:
 * entries (how many there are now). Orders on the outbox: see engine/orders_queue.h.
 * Errors: DEADLINED_ERROR_UNKNOWN_ID, _STATE, _INPUT, _USAGE; then nothing was changed. */
bool orders_run(struct engine *engine, const struct order *order, struct instant now, json_t **ret, GError **error);

/* Reads a command line ("submit ID --number 12/BC --received 2024-12-03T10:00", or the words number/dated/received
 * without dashes as stories write them) into an order; strings are kept in `arena`, the arrays go with order_clear. */
bool orders_parse(const char *line, const struct zone *zone, GStringChunk *arena, struct order *ret, GError **error);
