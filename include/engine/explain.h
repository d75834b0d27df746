/*
 * One occurrence's ladder under explanation. Private to the views of engine/; reads only.
 */
#pragma once

#include <jansson.h>

#include "engine/internal.h"

struct explain {
	struct engine *engine;
	struct fact *fact;      /* as it stood at `at`; a copy that is never written */
	struct view view;
	bool known;             /* the files still know it; else `view` holds nothing */
	enum language language;
	struct instant at;      /* as seen then */
	GPtrArray *ledger;      /* struct ledger_row *, every version */
	json_t *entries;        /* the answer: one object a step and role */
};

/* Given engine, fact, language, at: the fact as it stood then, what the files say of it, its ledger. */
bool explain_open(struct explain *explain, GError **error);

const char *explain_say(const struct explain *explain, const char *vi, const char *en);

/* Every step: version step role counted day moment moved reason outcome address mail message_id state code reply next at
 * text. What has a row of the ledger, then what has none, by moment. */
bool explain_steps(struct explain *explain, GError **error);

/* The fate of a ledger row's mail to one address, as words and fields of `entry`; `*reason` its keyword. */
bool explain_mail(const struct explain *explain, const struct ledger_row *row, json_t *entry, const char **reason, char **text,
		  GError **error);
