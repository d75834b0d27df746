#include "base/csv.h"

#include <stdbool.h>
#include <string.h>

/* Would a spreadsheet take it for a formula: = + - @ or a tab first (a carriage return, too), be it behind apostrophes of
 * its own, which would be taken off when it is read again. */
static bool is_formula(const char *cell)
{
	cell += strspn(cell, "'");
	return *cell && strchr("=+-@\t\r", *cell);
}

static void append_cell(GString *text, const char *cell)
{
	bool quoted = strpbrk(cell, ",;\t\"\r\n") || g_ascii_isspace(*cell);

	if (quoted)
		g_string_append_c(text, '"');
	if (is_formula(cell))
		g_string_append_c(text, '\'');
	for (; *cell; cell++) {
		if (*cell == '"')
			g_string_append_c(text, '"');
		g_string_append_c(text, *cell);
	}
	if (quoted)
		g_string_append_c(text, '"');
}

void csv_row(GString *text, const char *const *cells, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			g_string_append_c(text, ',');
		append_cell(text, cells[i] ? cells[i] : "");
	}
	g_string_append(text, "\r\n");
}

const char *csv_plain(const char *cell)
{
	return *cell == '\'' && is_formula(cell) ? cell + 1 : cell;
}
