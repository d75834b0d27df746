/*
 * Mails that answer an order, each about one occurrence and alone: what they share with the other mails that stand alone, and
 * the pass that writes them. Private to engine/.
 */
#pragma once

#include "engine/internal.h"
#include "store/acts.h"

/* Which order is answered, as its ledger row says. */
struct answer {
	const char *order; /* the step */
	int version;       /* of the limit, after the order */
	int64_t act;       /* 0: no person's order */
};

struct notice *answers_stand_alone(const struct run *run, enum notice_kind kind, const struct person *person);
/* "receipt/OCCURRENCE/ACT", "request/OCCURRENCE/VERSION", "answer/OCCURRENCE/ACT": the fact (NULL: there is none; it goes with
 * the run) and the number behind it. */
bool answers_subject(struct run *run, const struct agenda_row *row, struct fact **fact, int64_t *number, GError **error);
struct saying *answers_saying(const struct view *view, enum notice_kind kind, struct saying *saying);
/* To the owner's focal point; nobody to write to becomes a row of the run. */
bool answers_post(struct run *run, struct notice *notice, const struct fact *fact, const struct answer *answer,
		  const struct person *person, GError **error);

/* Writes at most a pass's share of the answers that wait, whatever the hour: one transaction. `*more`: some are left. */
bool answers_pass(struct engine *engine, struct instant now, bool *more, GError **error);

/* Does a mail of this kind still hold, or was the order taken back, followed by another or overtaken by the report? */
bool answers_hold(const struct fact *fact, const GPtrArray *acts, const char *kind, const struct answer *answer);
/* The agenda's row of a receipt, still to be written, of the submission that stands; NULL: there is none. The caller's. */
bool answers_unwritten(struct engine *engine, const struct fact *fact, const GPtrArray *acts, struct agenda_row **ret, GError **error);

/* An answer of that kind given back is written anew, to whom it concerns now. Nothing where the row is no answer's. */
bool answers_again(struct engine *engine, const struct ledger_row *row, const char *kind, struct instant now, GError **error);
/* The act a ledger row answers, from its reason; 0: none. */
int64_t answers_act(const struct ledger_row *row);
