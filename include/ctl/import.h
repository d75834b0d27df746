/*
 * A table of agencies (CSV as spreadsheets write it: comma, semicolon or tab, BOM, CRLF, quoted fields of several lines)
 * made into a configuration file. Text in, text out; reads and writes no file.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* The rows of a table; array of struct import_row *, owned. Errors (input): a quote left open, text after a closing
 * quote, invalid UTF-8, over 1 MB; "line N: …". */
struct import_row {
	int line;
	GPtrArray *cells; /* char *, NFC, without outer blanks */
};

GPtrArray *import_table(const char *text, size_t length, GError **error);

/* The `agencies = ( … );` of the table whose first row names the columns: id name short level relation groups (divided
 * by blanks or commas) under valid successor address_as, and for each person POSITION_name, POSITION_title,
 * POSITION_phone, POSITION_email. `id`, `name` and `relation` are wanted. Each fault is a sentence "FILE:LINE: …" in
 * `faults`; NULL when there is one. */
char *import_agencies(const char *file, const char *text, size_t length, GPtrArray *faults);
