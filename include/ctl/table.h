/*
 * Aligned columns for a terminal, counted in cells and not in bytes: Vietnamese letters may be several code points
 * (combining marks take no cell), East Asian wide ones take two. Control characters become blanks, so that a relay's
 * answer cannot move the cursor. Pure text; prints nothing itself.
 */
#pragma once

#include <glib.h>

struct table;

/* `headings`: one per column, ended by NULL; a heading that begins with '>' names a column aligned to the right. */
struct table *table_new(const char *const *headings);
void table_free(struct table *table);

/* One row: as many cells as there are headings; NULL prints as "-". Copies. */
void table_row(struct table *table, const char *const *cells);
guint table_rows(const struct table *table);

/* The headings, then the rows, two blanks between columns, none at the end of a line; a column in which no row holds
 * anything is left out. Owned by the caller. */
char *table_text(const struct table *table);

/* Cells the text takes on a terminal. */
int table_width(const char *text);

/* `text` broken at blanks into lines that end before cell `width` when the first begins at cell `indent` (a longer word
 * stands alone), each after the first indented so far; no line break at the end. Width 0: one line. */
char *table_wrap(const char *text, int width, int indent);

typedef struct table table_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(table_t, table_free)
