/*
 * How a limit came about, told step by step in Vietnamese and English: the words of the document, the day they name, the
 * last permitted day, why it is or is not worked, and the three dates that follow, each with its rule. Turns the facts of
 * struct due_trace into lines; computes no date.
 */
#pragma once

#include <glib.h>

#include "model/due.h"

struct account_line {
	const char *rule; /* keyword, the same in both languages: due window named last work limit aim late_from provisional */
	char *value;      /* the date (YYYY-MM-DD) or instant it gives; NULL: none */
	char *text;       /* one sentence or two */
};

void account_line_free(struct account_line *line);

/* Array of struct account_line *, owned by the caller. */
GPtrArray *account_of_limit(enum language language, const struct due_trace *trace, const struct zone *zone);
/* The one line for a rule without a day (none, event). */
GPtrArray *account_of_undated(enum language language, const struct due *due);

/* "CN 29/11/2026" | "Sun 2026-11-29": a date in a table, with its weekday. */
char *account_day(enum language language, struct civil date);
