/*
 * What was said, to which role, by which step: the ledger, keyed by (subject, version, step, role), which never expires.
 * Facts only. A row changes only while it may still become said, and goes only while its mail has not left.
 */
#pragma once

#include "store/agenda.h"
#include "store/store.h"

enum outcome { OUTCOME_SAID, OUTCOME_COVERED, OUTCOME_PAST, OUTCOME_LEFT_OUT, OUTCOME_UNADDRESSED, OUTCOME_DROPPED };

const char *outcome_name(enum outcome outcome); /* "said" "covered" "past" "left out" "unaddressed" "dropped" */

struct ledger_row {
	char *subject;      /* an occurrence's id, campaign/…, digest/AGENCY/DATE, foretell/…, settle/…, admin/DATE */
	int version;        /* of the limit; 1 where there is none */
	char *step;         /* "-3wd", "+1wd", "first", "digest", an order's name */
	char *role;         /* "owner:focal", "AGENCY:POSITION", "mailto:…" */
	enum outcome outcome;
	char *reason;       /* a keyword where the outcome needs one: spacing, held, relation, superior, … */
	char *address;      /* written to; NULL where nobody was */
	struct instant at;
	int64_t mail;       /* outbox mail that says it; 0: none */
};

void ledger_row_free(struct ledger_row *row);

/* False with DEADLINED_ERROR_STATE where the key is there already, unless the row may still become `said` (unaddressed,
 * left out with reason "held"). */
bool ledger_put(struct store *store, const struct ledger_row *row, GError **error);
bool ledger_get(struct store *store, const char *subject, int version, const char *step, const char *role,
		struct ledger_row **ret, GError **error); /* *ret NULL: none */
/* All rows of a subject, by version, then time; version 0: every version. Array of struct ledger_row *. */
GPtrArray *ledger_of(struct store *store, const char *subject, int version, GError **error);
GPtrArray *ledger_of_mail(struct store *store, int64_t mail, GError **error);
/* Rows with a subject that begins so, by subject ("digest/so-noi-vu/"). */
GPtrArray *ledger_under(struct store *store, const char *prefix, GError **error);
/* Gives the rows of a superseded mail back (said and covered), so that the next run says them anew: all (NULL), or one
 * subject's. DEADLINED_ERROR_STATE: the mail has left, or may have (sending, uncertain). */
bool ledger_give_back(struct store *store, int64_t mail, const char *subject, GError **error);
/* Unaddressed rows at or after `since`, by address-less role (the administrator's list). */
GPtrArray *ledger_unaddressed(struct store *store, struct instant since, GError **error);
/* How many mails the relay accepted for the agency's own roles in this version, and when the last one went. */
bool ledger_reminders(struct store *store, const char *subject, int version, int *count, struct instant *last,
		      GError **error);
