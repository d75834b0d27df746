/*
 * One obligation of a period as a table to be printed, signed and passed on: every body, its person and telephone, its
 * document, how it stands, how often it was reminded. A4 landscape as HTML, a spreadsheet as CSV, lines as text. Reads the
 * store and the files, writes nothing.
 */
#pragma once

#include <jansson.h>

#include "engine/engine.h"

enum standing_form { STANDING_HTML, STANDING_CSV, STANDING_TXT };

bool standing_form_parse(const char *name, enum standing_form *ret); /* "html" "csv" "txt" */
const char *standing_form_name(enum standing_form form);

/* The table of "PLAN/OBLIGATION" and a period's label as of `now`; `missing`: only bodies whose report is not in.
 * DEADLINED_ERROR_UNKNOWN_ID: no such obligation, or it has no such period. Owned by the caller (g_free). */
char *standing_text(struct engine *engine, const char *obligation, const char *period, bool missing, enum standing_form form,
		 enum language language, struct instant now, GError **error);

/* The same as {"obligation", "period", "form", "rows", "text"}; `rows`: how many bodies stand in it. */
json_t *standing_json(struct engine *engine, const char *obligation, const char *period, bool missing, enum standing_form form,
		   enum language language, struct instant now, GError **error);
