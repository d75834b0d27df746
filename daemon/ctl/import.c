#include "ctl/import.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"

#define LARGEST (1024 * 1024)

struct reader {
	const char *at, *end;
	char separator;
	int line;
	GError **error;
};

static void free_row(void *data)
{
	struct import_row *row = data;

	g_ptr_array_unref(row->cells);
	g_free(row);
}

static bool refuse(const struct reader *reader, const char *why)
{
	g_set_error(reader->error, DEADLINED_ERROR, DEADLINED_ERROR_INPUT, "line %d: %s", reader->line, why);
	return false;
}

/* The separator the first line uses most. */
static char find_separator(const char *text, const char *end)
{
	static const char candidates[] = { ',', ';', '\t' };
	int counts[] = { 0, 0, 0 }, best = 0;

	for (; text < end && *text != '\n'; text++) {
		for (int i = 0; i < 3; i++)
			counts[i] += *text == candidates[i];
	}
	for (int i = 1; i < 3; i++) {
		if (counts[i] > counts[best])
			best = i;
	}
	return candidates[best];
}

static bool ends_cell(const struct reader *reader)
{
	return reader->at == reader->end || *reader->at == reader->separator || *reader->at == '\n';
}

/* After the opening quote. A doubled quote stands for one; a line break is a blank. */
static bool read_quoted(struct reader *reader, GString *cell)
{
	for (; reader->at < reader->end; reader->at++) {
		if (*reader->at == '"' && reader->at + 1 < reader->end && reader->at[1] == '"') {
			reader->at++;
		} else if (*reader->at == '"') {
			reader->at++;
			return ends_cell(reader) || refuse(reader, "text after a closing quote: double the quotes inside a field");
		} else if (*reader->at == '\n') {
			reader->line++;
			g_string_append_c(cell, ' ');
			continue;
		}
		g_string_append_c(cell, *reader->at);
	}
	return refuse(reader, "a quoted field is never closed");
}

static bool read_cell(struct reader *reader, GPtrArray *cells)
{
	g_autoptr(GString) cell = g_string_new(NULL);

	if (reader->at < reader->end && *reader->at == '"') {
		reader->at++;
		if (!read_quoted(reader, cell))
			return false;
	} else {
		for (; !ends_cell(reader); reader->at++)
			g_string_append_c(cell, *reader->at);
	}
	g_ptr_array_add(cells, text_nfc(cell->str));
	return true;
}

static bool is_blank(const struct import_row *row)
{
	for (guint i = 0; i < row->cells->len; i++) {
		if (*(const char *)row->cells->pdata[i])
			return false;
	}
	return true;
}

/* One row; rows without text are passed over. */
static bool read_row(struct reader *reader, GPtrArray *rows)
{
	struct import_row *row = g_new0(struct import_row, 1);
	bool more = true;

	row->line = reader->line;
	row->cells = g_ptr_array_new_with_free_func(g_free);
	while (more) {
		if (!read_cell(reader, row->cells)) {
			free_row(row);
			return false;
		}
		more = reader->at < reader->end && *reader->at == reader->separator;
		if (more)
			reader->at++;
	}
	if (reader->at < reader->end && *reader->at == '\n')
		reader->at++;
	reader->line++;
	if (is_blank(row))
		free_row(row);
	else
		g_ptr_array_add(rows, row);
	return true;
}

/* A copy without BOM and without carriage returns. */
static char *plain_lines(const char *text, size_t length)
{
	size_t at = length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	GString *plain = g_string_sized_new(length);

	for (; at < length; at++) {
		if (text[at] != '\r')
			g_string_append_c(plain, text[at]);
	}
	return g_string_free(plain, FALSE);
}

static bool check_text(struct reader *reader)
{
	size_t length = (size_t)(reader->end - reader->at), offset = 0;
	const char *bad;

	if (text_is_clean(reader->at, length, true, &offset))
		return true;
	for (size_t i = 0; i < offset; i++)
		reader->line += reader->at[i] == '\n';
	return g_utf8_validate_len(reader->at, length, &bad) ? refuse(reader, "a control character: remove it")
							     : refuse(reader, "not UTF-8: save the table as \"CSV UTF-8\"");
}

GPtrArray *import_table(const char *text, size_t length, GError **error)
{
	struct reader reader = { .line = 1, .error = error };
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(free_row);
	g_autofree char *plain = NULL;

	if (length > LARGEST) {
		refuse(&reader, "the file is larger than 1 MB");
		return NULL;
	}
	plain = plain_lines(text, length);
	reader.at = plain;
	reader.end = plain + strlen(plain);
	if (memchr(text, 0, length)) {
		refuse(&reader, "a NUL byte: save the table as \"CSV UTF-8\"");
		return NULL;
	}
	if (!check_text(&reader))
		return NULL;
	reader.separator = find_separator(reader.at, reader.end);
	while (reader.at < reader.end) {
		if (!read_row(&reader, rows))
			return NULL;
	}
	return g_steal_pointer(&rows);
}
