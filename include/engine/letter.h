/*
 * The draft of an official reminder for signature: who has not reported on an obligation of a period, as a letter whose
 * number and day stay blank until a clerk issues it. Reads the store and the files, writes nothing, decides nothing.
 */
#pragma once

#include <jansson.h>

#include "engine/engine.h"

enum letter_form { LETTER_TXT, LETTER_HTML };

bool letter_form_parse(const char *name, enum letter_form *ret); /* "txt" "html" */
const char *letter_form_name(enum letter_form form);

/* The letter on "PLAN/OBLIGATION" and a period's label, as of `now`: text in lines, or one HTML file that a word processor
 * opens. Only bodies whose limit has passed, by its hour or its day, and whose first report is not in are named; not those that
 * wait to be settled, are no single body or are the office itself. NULL where nobody is, without an error. DEADLINED_ERROR_UNKNOWN_ID: no such obligation, or it has no such period. Owned by the caller (g_free). */
char *letter_text(struct engine *engine, const char *obligation, const char *period, enum letter_form form,
		  enum language language, struct instant now, GError **error);

/* The same as {"obligation", "period", "form", "text"}; DEADLINED_ERROR_NOT_FOUND where nobody is to be written to, and how all stand. */
json_t *letter_json(struct engine *engine, const char *obligation, const char *period, enum letter_form form,
		    enum language language, struct instant now, GError **error);
