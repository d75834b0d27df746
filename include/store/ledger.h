/*
 * What was said, to which role, by which step: the ledger, keyed by (subject, version, step, role), which never expires;
 * and the agenda, the moments of everything that is not an occurrence (campaigns, digests, lists). Facts only.
 */
#pragma once

#include "store/store.h"

enum outcome { OUTCOME_SAID, OUTCOME_COVERED, OUTCOME_PAST, OUTCOME_LEFT_OUT, OUTCOME_UNADDRESSED, OUTCOME_DROPPED };

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
/* Gives the rows of a superseded mail back, so that the next run says them anew: all, or one subject's. */
bool ledger_give_back(struct store *store, int64_t mail, const char *subject, GError **error);
/* Unaddressed rows at or after `since`, by address-less role (the administrator's list). */
GPtrArray *ledger_unaddressed(struct store *store, struct instant since, GError **error);
/* How many mails the relay accepted for the agency's own roles in this version, and when the last one went. */
bool ledger_reminders(struct store *store, const char *subject, int version, int *count, struct instant *last,
		      GError **error);

struct agenda_row {
	char *subject;       /* without its date where it recurs: digest/AGENCY */
	char *kind;          /* campaign, digest, settle, foretell, admin, receipt … */
	struct instant next; /* INSTANT_NEVER: done */
	char *detail;        /* JSON; NULL */
};

void agenda_row_free(struct agenda_row *row);
bool agenda_put(struct store *store, const struct agenda_row *row, GError **error); /* inserts or replaces */
bool agenda_get(struct store *store, const char *subject, struct agenda_row **ret, GError **error);
bool agenda_remove(struct store *store, const char *subject, GError **error);
GPtrArray *agenda_due(struct store *store, struct instant now, GError **error);
GPtrArray *agenda_of_kind(struct store *store, const char *kind, GError **error);
