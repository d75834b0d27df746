/*
 * What a command prints: one JSON object a line, with keys in a fixed order and null for what is absent, or text. Writes
 * to standard output only; a full disk or a closed pipe is found at the end.
 */
#pragma once

#include <jansson.h>

#include "ctl/session.h"
#include "ctl/table.h"

/* One line; takes the reference. */
void output_json(json_t *object);
void output_table(const struct table *table);

/* Cells of a line for paragraphs: those of the terminal; 0, do not break lines, where the output is no terminal. */
int output_width(void);

/* Flushes; `status`, or 74 when something could not be written. */
int output_end(int status);

/* Fields of an answer for a table: the text of a string or number, "" for null or absent. Borrowed from the object, or
 * kept in `arena`. */
const char *output_field(const json_t *object, const char *key, GStringChunk *arena);
