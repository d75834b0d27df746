/*
 * Occurrences as they stand (how they came to, store/acts.h tells). A record is a copy owned by the caller; writing
 * happens only inside a transaction of store.h. No rule is applied here: what is written was decided in engine/.
 */
#pragma once

#include "base/civil.h"
#include "store/acts.h"
#include "store/store.h"

/* The states a person's acts lead to; what time does to them (due soon, grace, overdue) is not stored. */
enum state { STATE_OPEN, STATE_SUBMITTED, STATE_ACCEPTED, STATE_RETURNED, STATE_WAIVED, STATE_NIL, STATE_CANCELLED,
	     STATE_UNKNOWN /* settled: nobody knows any more */ };

const char *state_name(enum state state); /* "open" … */

struct fact {
	int64_t row;                /* 0: not stored yet */
	char *id;                   /* plan/obligation/agency/period */
	char *plan, *obligation, *agency, *period; /* agency NULL: an undated row */
	bool dated;
	int owners;                 /* undated rows */
	struct civil period_first, period_last;
	struct civil last, limit, aim; /* see model/due.h; CIVIL_NONE where undated */
	struct instant late_from;
	bool provisional, soft, internal;
	int version;                /* of the limit, from 1 */
	struct instant created, armed;
	enum state state;
	bool touched;               /* a person's order is recorded */
	bool unsettled;             /* created at or after late_from, waits for a person */
	bool withdrawn;             /* gone from the files */
	char *rule;                 /* fingerprint of what the files say about its limit and ladder */
	struct instant submitted;   /* what counts for lateness: sent, else received; first submission */
	char *due;                  /* the rule an order gave the limit ("before 20/11/2026"); NULL: the files' */
	/* What lateness is judged by: the limit in force, corrections apart; and the first one there was. Set wherever dated. */
	struct civil counted_limit, original_limit;
	struct instant counted_late_from, original_late_from;
	int days_late, workdays_late; /* of `submitted`, by the counted limit; 0: in time */
	int original_days_late, original_workdays_late;
	bool grace;                 /* `submitted` lies after the counted limit's day, yet in time */
	int charged;                /* of the working days late: those that a late input caused */
	int extensions, rounds;     /* how often its limit was extended, how often the report was returned */
	struct instant asked_until; /* steps to the owner's head wait so long for a decision that was asked for; unset: none */
	int entries;                /* items recorded of an obligation that counts them */
	char *assignee;             /* the agency that answers in the owner's place; NULL: the owner */
	struct instant next;        /* when the engine must look again; INSTANT_NEVER: not until something happens */
};

void fact_free(struct fact *fact);

/* NULL without an error where there is none. */
struct fact *fact_get(struct store *store, const char *id, GError **error);
struct fact *fact_get_row(struct store *store, int64_t row, GError **error);

/* Inserts (row 0) or updates every column but the identity. DEADLINED_ERROR_STATE: the id exists already, or a value
 * contradicts another; _UNKNOWN_ID: no such row, or it is another occurrence's. */
bool fact_put(struct store *store, struct fact *fact, GError **error);
bool fact_set_next(struct store *store, int64_t row, struct instant next, GError **error);
/* Only those never written about and untouched may go (else DEADLINED_ERROR_STATE); their ledger rows go with them. */
bool fact_remove(struct store *store, int64_t row, GError **error);

/* Those whose `next` is not after `now`, by next, then id; at most `limit`. Array of struct fact *, owned. */
GPtrArray *fact_due(struct store *store, struct instant now, int limit, GError **error);

/* The shelf an occurrence stands on in lists: withdrawn, unsettled, else its state. */
enum { SHELF_UNSETTLED = STATE_UNKNOWN + 1, SHELF_WITHDRAWN, SHELVES };
#define SHELF(shelf) (1u << (shelf)) /* in a set of them */

/* What is known of a dated occurrence before it is read. */
struct fact_key {
	int64_t row;
	char *id, *assignee; /* NULL: the owner answers */
	int shelf;          /* an enum state, or one of the two above */
	struct civil limit, aim;
	struct instant late_from;
};

struct fact_filter {        /* NULL or unset fields do not filter */
	const char *plan, *obligation, *agency, *period;
	const char *assignee; /* dated ones that it answers in another's place */
	struct civil limit_first, limit_last;
	const enum state *state; /* unsettled ones are open */
	bool undated;       /* include undated rows */
	bool withdrawn;     /* include withdrawn ones, whatever their state */
	unsigned shelves;   /* only these, in place of `state` and `withdrawn`; 0: as they say */
	GHashTable *agencies; /* any of these (a set of char *) owes it, or answers it in the owner's place */
	bool (*wants)(const struct fact_key *key, void *data); /* the last word on a dated one */
	void *data;
	int patience;       /* DEADLINED_ERROR_INPUT after so many keys were looked at; 0: goes on */
	const char *after;  /* continue after this id (order: limit, id) */
	int limit;          /* at most so many; 0: all */
};

/* By limit, then id; undated rows after the dated ones, by id: with a range of limits, those whose period ends in it. Array of
 * struct fact *, owned. Found in indexes; only what is returned is read. DEADLINED_ERROR_UNKNOWN_ID: `after` is not stored. */
GPtrArray *fact_list(struct store *store, const struct fact_filter *filter, GError **error);

/* Calls back with every fact stored when it is called, in the order of rows (reload). The callback may write; it gives up by
 * returning false, which is no error. The fact belongs to the callback. */
bool fact_each(struct store *store, bool (*visit)(struct fact *fact, void *data), void *data, GError **error);

/* late: of those that are in (submitted, accepted, returned, nil), first submission at or after counted_late_from. */
struct count { int total, open, submitted, accepted, returned, waived, nil, cancelled, unknown, late; };

/* One obligation's position in a period; undated rows and withdrawn ones are left out. Kept with every write, so it costs one
 * look-up. */
bool fact_count(struct store *store, const char *plan, const char *obligation, const char *period, struct count *ret,
		GError **error);

/* Of what is open and in service: taken up too late, late at `now`, past its limit but not late, limit from today to `last`. Kept
 * with every write: a few rows are read. */
struct waiting { int unsettled, overdue, grace, due; };

bool fact_waiting(struct store *store, struct civil today, struct civil last, struct instant now, struct waiting *ret, GError **error);
/* The next limit from `today` on of what is not in; CIVIL_NONE. */
bool fact_next_limit(struct store *store, struct civil today, struct civil *ret, GError **error);

typedef struct fact fact_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(fact_t, fact_free)
