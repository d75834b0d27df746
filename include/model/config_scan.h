/*
 * A reader of libconfig's words, beside libconfig itself: it keeps the literals as they were written, finds what must be
 * refused before libconfig sees the text, and says what is probably wrong where libconfig only says "syntax error".
 * Owned by model/config_tree; builds no settings.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/problem.h"

enum scan_kind { SCAN_NAME, SCAN_TEXT, SCAN_NUMBER, SCAN_SIGN, SCAN_INCLUDE, SCAN_STRANGE };

struct scan_token {
	enum scan_kind kind;
	int line, last_line; /* a text may run over several lines */
	size_t start, length;
	bool closed; /* SCAN_TEXT: its closing quotation mark is there */
};

struct scan {
	const char *text; /* borrowed */
	GArray *tokens;   /* struct scan_token, without comments */
};

#define SCAN_DIGITS 9 /* libconfig keeps 32 bits of a number and says nothing about the rest */

struct scan *scan_new(const char *text, size_t length);
void scan_free(struct scan *scan);

/* The number literals in the order of the text, as written; array of char *, owned. */
GPtrArray *scan_numbers(const struct scan *scan);

/* Digits of a number literal; hexadecimal ones count so that 32 bits are never passed. */
int scan_digits(const char *number);

/* What libconfig cannot be given: `@include` and NUL in a text. One error for each; false if there was one. */
bool scan_refuse(const struct scan *scan, const char *file, struct problems *problems);

/* Is a text never closed? libconfig would refuse it too, and lose memory. */
bool scan_is_open(const struct scan *scan);

/* The first place where the text breaks libconfig's grammar: a sentence (owned) and its line; NULL where none is found. */
char *scan_cause(const struct scan *scan, int *line);

typedef struct scan scan_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(scan_t, scan_free)
