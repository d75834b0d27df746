/*
 * Tables for spreadsheets, written as RFC 4180 has it: commas, CRLF, quotes where a cell needs them, UTF-8 with a BOM. A
 * cell a spreadsheet would take for a formula is written with an apostrophe before it, which reading takes off again, so
 * nothing is lost on the way there and back. Pure text; knows no column's meaning.
 */
#pragma once

#include <glib.h>
#include <stddef.h>

/* What a file of the kind begins with. */
#define CSV_BOM "\xef\xbb\xbf"

/* Appends one row of `count` cells; NULL is an empty one. */
void csv_row(GString *text, const char *const *cells, size_t count);

/* A cell as it was before csv_row: without the apostrophe that stood before a formula's sign. Points into `cell`. */
const char *csv_plain(const char *cell);
