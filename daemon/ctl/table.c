#include "ctl/table.h"

#include <stdbool.h>
#include <string.h>

#define GAP 2

struct table {
	guint columns;
	bool *right;
	GPtrArray *rows; /* char ** of `columns` cells, the headings first */
};

static void free_cells(void *cells)
{
	g_strfreev(cells);
}

/* A copy on one line. */
static char *clean_cell(const char *text)
{
	GString *clean = g_string_new(NULL);

	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (g_unichar_iscntrl(c))
			g_string_append_c(clean, ' ');
		else
			g_string_append_unichar(clean, c);
	}
	return g_string_free(clean, FALSE);
}

static void add_cells(struct table *table, const char *const *cells, bool headings)
{
	char **row = g_new0(char *, table->columns + 1);

	for (guint i = 0; i < table->columns; i++) {
		g_autofree char *valid = g_utf8_make_valid(cells[i] ? cells[i] : "-", -1);

		row[i] = clean_cell(valid + (headings && valid[0] == '>' ? 1 : 0));
	}
	g_ptr_array_add(table->rows, row);
}

struct table *table_new(const char *const *headings)
{
	struct table *table = g_new0(struct table, 1);

	while (headings[table->columns])
		table->columns++;
	table->right = g_new0(bool, table->columns);
	for (guint i = 0; i < table->columns; i++)
		table->right[i] = headings[i][0] == '>';
	table->rows = g_ptr_array_new_with_free_func(free_cells);
	add_cells(table, headings, true);
	return table;
}

void table_free(struct table *table)
{
	if (!table)
		return;
	g_ptr_array_unref(table->rows);
	g_free(table->right);
	g_free(table);
}

void table_row(struct table *table, const char *const *cells)
{
	add_cells(table, cells, false);
}

guint table_rows(const struct table *table)
{
	return table->rows->len - 1;
}

int table_width(const char *text)
{
	int width = 0;

	for (; *text; text = g_utf8_next_char(text)) {
		gunichar c = g_utf8_get_char(text);

		if (g_unichar_iszerowidth(c) || g_unichar_combining_class(c) != 0)
			continue;
		width += g_unichar_iswide(c) ? 2 : 1;
	}
	return width;
}

static void append_blanks(GString *text, int count)
{
	for (; count > 0; count--)
		g_string_append_c(text, ' ');
}

/* `widths` 0: the column is left out. */
static void append_row(GString *text, const struct table *table, char *const *cells, const int *widths)
{
	for (guint i = 0; i < table->columns; i++) {
		int missing = widths[i] - table_width(cells[i]);

		if (widths[i] == 0)
			continue;
		if (table->right[i])
			append_blanks(text, missing);
		g_string_append(text, cells[i]);
		append_blanks(text, (table->right[i] ? 0 : missing) + GAP);
	}
	while (text->len > 0 && text->str[text->len - 1] == ' ')
		g_string_truncate(text, text->len - 1);
	g_string_append_c(text, '\n');
}

char *table_text(const struct table *table)
{
	g_autofree int *widths = g_new0(int, table->columns);
	GString *text = g_string_new(NULL);

	for (guint row = table->rows->len; row-- > 0;) {
		char **cells = table->rows->pdata[row];

		for (guint i = 0; i < table->columns; i++) {
			if (row > 0 || widths[i] > 0 || table->rows->len == 1)
				widths[i] = MAX(widths[i], table_width(cells[i]));
		}
	}
	for (guint row = 0; row < table->rows->len; row++)
		append_row(text, table, table->rows->pdata[row], widths);
	return g_string_free(text, FALSE);
}

char *table_wrap(const char *text, int width, int indent)
{
	g_auto(GStrv) words = g_strsplit(text, " ", -1);
	GString *wrapped = g_string_new(NULL);
	int used = 0;

	for (char **word = words; *word; word++) {
		int cells = table_width(*word);

		if (width > 0 && used > 0 && indent + used + 1 + cells > width) {
			g_string_append_c(wrapped, '\n');
			append_blanks(wrapped, indent);
			used = 0;
		} else if (word != words) {
			g_string_append_c(wrapped, ' ');
			used++;
		}
		g_string_append(wrapped, *word);
		used += cells;
	}
	return g_string_free(wrapped, FALSE);
}
