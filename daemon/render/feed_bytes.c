#include "render/feed_bytes.h"

#include <string.h>

#define LINE_OCTETS 75

static bool is_ascii(const char *text)
{
	for (; *text != '\0'; text++) {
		if ((unsigned char)*text >= 0x80)
			return false;
	}
	return true;
}

/* The character to write for `c`, 0 for none. */
static gunichar clean_letter(gunichar c, bool lines)
{
	if (c == '\n')
		return lines ? c : ' ';
	if (c == '\t' || c == 0x2028 || c == 0x2029)
		return ' ';
	if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xfeff)
		return 0;
	return c;
}

static char *normal_form(const char *text)
{
	g_autofree char *valid = NULL;

	if (is_ascii(text))
		return g_strdup(text);
	valid = g_utf8_make_valid(text, -1);
	return g_utf8_normalize(valid, -1, G_NORMALIZE_NFC);
}

static bool needs_cleaning(const char *text, bool lines)
{
	for (const unsigned char *p = (const unsigned char *)text; *p != '\0'; p++) {
		if ((*p < 0x20 && !(*p == '\n' && lines)) || *p == 0x7f)
			return true;
		if (*p == 0xc2 || *p == 0xe2 || *p == 0xef) /* lead bytes of C1 controls, line separators and the mark */
			return true;
	}
	return false;
}

char *feed_bytes_text(const char *text, bool lines)
{
	g_autofree char *normal = normal_form(text);
	GString *clean;

	if (!needs_cleaning(normal, lines))
		return g_strstrip(g_steal_pointer(&normal));
	clean = g_string_sized_new(strlen(normal));
	for (const char *p = normal; *p != '\0'; p = g_utf8_next_char(p)) {
		gunichar c = clean_letter(g_utf8_get_char(p), lines);

		if (c != 0)
			g_string_append_unichar(clean, c);
	}
	return g_strstrip(g_string_free(clean, FALSE));
}

char *feed_bytes_plain(const char *text)
{
	char *plain = feed_bytes_text(text, false);
	char *to = plain;

	for (const char *from = plain; *from != '\0'; from++) {
		if (strchr(",;\\", *from) == NULL)
			*to++ = *from;
	}
	*to = '\0';
	return plain;
}

char *feed_bytes_uri(const char *uri)
{
	static const char allowed[] = "-._~:/?#[]@!$&'()*+,;=%";
	GString *clean = g_string_new(NULL);

	for (const unsigned char *p = (const unsigned char *)uri; *p != '\0'; p++) {
		if (*p < 0x20 || *p == 0x7f)
			continue;
		if (g_ascii_isalnum(*p) || strchr(allowed, *p) != NULL)
			g_string_append_c(clean, (char)*p);
		else
			g_string_append_printf(clean, "%%%02X", *p);
	}
	return g_string_free(clean, FALSE);
}

static bool inside_character(const char *p)
{
	return ((unsigned char)*p & 0xc0) == 0x80;
}

/* How many of the octets fit: whole characters, and not up to a blank, which tools strip at the end of a line. */
static size_t fitting(const char *line, size_t length, size_t room)
{
	size_t cut = room;

	if (length <= room)
		return length;
	while (cut > 1 && inside_character(line + cut))
		cut--;
	for (size_t back = cut; back > 1; back--) {
		if (line[back - 1] != ' ')
			return back;
	}
	return cut;
}

void feed_bytes_line(GString *out, const char *line, size_t length)
{
	size_t taken = fitting(line, length, LINE_OCTETS);

	g_string_append_len(out, line, (gssize)taken);
	while (taken < length) {
		size_t next = fitting(line + taken, length - taken, LINE_OCTETS - 1);

		g_string_append_len(out, "\r\n ", 3);
		g_string_append_len(out, line + taken, (gssize)next);
		taken += next;
	}
	g_string_append_len(out, "\r\n", 2);
}

static void append_escaped(GString *line, const char *text)
{
	for (; *text != '\0'; text++) {
		if (*text == '\n') {
			g_string_append(line, "\\n");
			continue;
		}
		if (strchr("\\;,", *text) != NULL)
			g_string_append_c(line, '\\');
		g_string_append_c(line, *text);
	}
}

void feed_bytes_property(GString *out, const char *name, const char *text)
{
	g_autofree char *clean = feed_bytes_text(text, true);
	g_autoptr(GString) line = g_string_new(name);

	g_string_append_c(line, ':');
	append_escaped(line, clean);
	feed_bytes_line(out, line->str, line->len);
}

static bool is_fold(const char *p)
{
	return p[0] == '\r' && p[1] == '\n' && (p[2] == ' ' || p[2] == '\t');
}

void feed_bytes_unfold(char *ical)
{
	char *to = ical;

	for (const char *from = ical; *from != '\0';) {
		if (is_fold(from)) {
			from += 3;
			continue;
		}
		*to++ = *from++;
	}
	*to = '\0';
}

void feed_bytes_fold(GString *out, const char *lines)
{
	while (*lines != '\0') {
		const char *end = strstr(lines, "\r\n");
		size_t length = end != NULL ? (size_t)(end - lines) : strlen(lines);

		if (length > 0)
			feed_bytes_line(out, lines, length);
		lines += length + (end != NULL ? 2 : 0);
	}
}
