/*
 * What a list of acts amounts to: which of them hold after those that took others back, and what is recorded of the report
 * that came in, corrections applied. Pure; borrows from the list it is given. Private to engine/.
 */
#pragma once

#include "engine/orders_table.h"
#include "store/acts.h"

/* The acts that changed the state and were not taken back, oldest first: a `reopen` takes back the last before it. Array of
 * const struct act *, the container owned by the caller. `acts` oldest first, as act_list gives them. */
GPtrArray *history_standing(const GPtrArray *acts);

/* The act of that number; NULL: not among them. */
const struct act *history_act(const GPtrArray *acts, int64_t id);

/* Has this act not been taken back? True for acts that change no state. */
bool history_holds(const GPtrArray *acts, int64_t act);

/* The state an act started from. */
enum order_state history_from(const struct act *act);

/* A text of an act's detail, owned by the caller; NULL where there is none. */
char *history_detail(const struct act *act, const char *key);

/* A report as it is recorded now. Strings borrowed. */
struct report {
	const struct act *act;   /* the submission; NULL: none stands */
	bool first;              /* of its kind: what lateness is judged by */
	const char *number, *channel, *note;
	struct civil dated;
	struct instant received, sent;
};

/* The last submission that stands, as corrected; that of the act `of` (0: the last). */
void history_report(const GPtrArray *acts, int64_t of, struct report *ret);

/* The submission that an act recorded or corrects: its own act, or what an amendment was made to; NULL: neither. */
const struct act *history_submission(const GPtrArray *acts, const struct act *of);

/* When it counts as handed in: sent, else received. */
struct instant history_counted(const struct report *report);

/* The decision that is still awaited: the last `ask` that neither a decision nor a refusal followed; NULL. */
const struct act *history_asked(const GPtrArray *acts);
