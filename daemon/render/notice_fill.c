#include <string.h>

#include "render/notice_json.h"

#define WIDTH 76
#define VERBATIM "    " /* begins a line that is left as it is: a command to be copied */

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

static void append_blanks(GString *out, int count)
{
	while (count-- > 0)
		g_string_append_c(out, ' ');
}

/* The length of a word, and its characters: bytes that continue one are not counted. */
static size_t measure(const char *word, int *width)
{
	size_t length = 0;

	*width = 0;
	for (; word[length] != ' ' && word[length] != '\n' && word[length] != '\0'; length++)
		*width += ((unsigned char)word[length] & 0xc0) != 0x80;
	return length;
}

static void fill_line(GString *out, const char *line, const char *end)
{
	int indent = (int)strspn(line, " "), hang = hanging(line), column = 0;
	const char *p = line + indent;

	append_blanks(out, indent);
	while (p < end) {
		int width;
		size_t length = measure(p, &width);

		if (column == 0) {
			column = indent;
		} else if (column > hang && column + 1 + width > WIDTH) {
			g_string_append_c(out, '\n');
			append_blanks(out, hang);
			column = hang;
		} else {
			g_string_append_c(out, ' ');
			column++;
		}
		g_string_append_len(out, p, (gssize)length);
		column += width;
		for (p += length; *p == ' '; p++)
			;
	}
	g_string_append_c(out, '\n');
}

/* The end of what is seen of a line. */
static const char *seen_end(const char *line, const char *newline)
{
	while (newline > line && (newline[-1] == ' ' || newline[-1] == '\t' || newline[-1] == '\r'))
		newline--;
	return newline;
}

char *notice_fill(const char *text)
{
	GString *out = g_string_sized_new(strlen(text) + 256);
	int empty = 1; /* none at the start */

	while (*text != '\0') {
		const char *newline = text + strcspn(text, "\n"), *end = seen_end(text, newline);

		empty = end == text ? empty + 1 : 0;
		if (end > text && g_str_has_prefix(text, VERBATIM))
			g_string_append_printf(out, "%.*s\n", (int)(end - text), text);
		else if (end > text)
			fill_line(out, text, end);
		else if (empty == 1)
			g_string_append_c(out, '\n');
		text = *newline == '\n' ? newline + 1 : newline;
	}
	while (out->len > 1 && out->str[out->len - 1] == '\n' && out->str[out->len - 2] == '\n')
		g_string_truncate(out, out->len - 1);
	return g_string_free(out, FALSE);
}
