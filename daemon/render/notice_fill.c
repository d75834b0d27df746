#include <string.h>

#include "render/notice_json.h"

#define WIDTH 76

/* Blanks that begin a line, and behind "- " or "1. ": where its next lines begin. */
static int hanging(const char *line)
{
	int indent = (int)strspn(line, " ");
	const char *p = line + indent;

	if (g_str_has_prefix(p, "- "))
		return indent + 2;
	while (g_ascii_isdigit(*p))
		p++;
	return p > line + indent && g_str_has_prefix(p, ". ") ? (int)(p + 2 - line) : indent;
}

static void drop_blanks(GString *out)
{
	while (out->len > 0 && out->str[out->len - 1] == ' ')
		g_string_truncate(out, out->len - 1);
}

static void fill_line(GString *out, const char *line)
{
	g_auto(GStrv) words = g_strsplit(line + strspn(line, " "), " ", -1);
	int indent = (int)strspn(line, " "), hang = hanging(line), column = indent;

	g_string_append_printf(out, "%*s", indent, "");
	for (char **word = words; *word != NULL; word++) {
		int width = (int)g_utf8_strlen(*word, -1);

		if (width == 0)
			continue;
		if (column > hang && column + width > WIDTH) {
			drop_blanks(out);
			g_string_append_printf(out, "\n%*s", hang, "");
			column = hang;
		}
		g_string_append(out, *word);
		g_string_append_c(out, ' ');
		column += width + 1;
	}
	drop_blanks(out);
	g_string_append_c(out, '\n');
}

char *notice_fill(const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	GString *out = g_string_sized_new(strlen(text) + 256);
	int empty = 1; /* none at the start */

	for (char **line = lines; *line != NULL; line++) {
		g_strchomp(*line);
		empty = **line == '\0' ? empty + 1 : 0;
		if (**line != '\0')
			fill_line(out, *line);
		else if (empty == 1)
			g_string_append_c(out, '\n');
	}
	while (out->len > 1 && out->str[out->len - 2] == '\n')
		g_string_truncate(out, out->len - 1);
	return g_string_free(out, FALSE);
}
