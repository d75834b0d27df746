/*
 * A table a clerk filled in, read by the names of its columns: what import_table gives, made into the rows an order takes.
 * Every fault is a sentence with its line. Text in, JSON out; reads no file.
 */
#pragma once

#include <glib.h>
#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

enum sheet_form { SHEET_TEXT, SHEET_DAY, SHEET_TIME };

struct sheet_column {
	const char *name;        /* heading, as it is written */
	const char *field;       /* key of the row */
	const char *also;        /* other headings it may have, folded (base/text.h), divided by '|' */
	enum sheet_form form;
	bool wanted;             /* a table without it is refused, and a line whose cell is empty */
};

/* Ended by a NULL name: what submit --from and contact import read, and list --missing --csv and contact export write. */
extern const struct sheet_column sheet_reports[], sheet_people[];

/* Appends the row of headings. */
void sheet_head(GString *text, const struct sheet_column *columns);

/* {"line": N, field: text or null, …} for each good line, in order: days as YYYY-MM-DD, times as YYYY-MM-DDThh:mm:ss or
 * YYYY-MM-DD, null where the cell is empty; columns the table lacks are not there. What could not be read is "FILE:LINE: …" in
 * `faults`; with a fault in the headings, or where the text is no table, there are no rows. Owned. */
json_t *sheet_read(const char *file, const char *text, size_t length, const struct sheet_column *columns, GPtrArray *faults);

/* Takes out of rows of reports the lines nobody has filled in: the table has a number, a date or a time of receipt, and all
 * of them are empty. With a channel or a note alone such a line is a fault. Nulls go, too. The number of lines taken out. */
size_t sheet_filled(const char *file, json_t *rows, GPtrArray *faults);
