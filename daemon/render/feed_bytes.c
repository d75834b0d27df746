#include "render/feed_bytes.h"

#include <string.h>

#define LINE_OCTETS 75

/* How many octets the character at `p` has, if it is surely composed (Unicode UAX 15: NFC_QC=Yes), no control and of the
 * blocks Vietnamese is written in: Latin-1 to IPA (lead bytes C2 to CB), Latin Extended Additional (E1 B8 to BB), dashes
 * and quotation marks (E2 80 90 to A7). 0: it must be looked at. */
static int plain_letter(const unsigned char *p)
{
	if (*p < 0x80)
		return *p >= 0x20 && *p != 0x7f;
	if (*p >= 0xc2 && *p <= 0xcb)
		return (p[1] & 0xc0) == 0x80 && (*p > 0xc2 || p[1] >= 0xa0) ? 2 : 0;
	if (*p == 0xe1)
		return p[1] >= 0xb8 && p[1] <= 0xbb && (p[2] & 0xc0) == 0x80 ? 3 : 0;
	return *p == 0xe2 && p[1] == 0x80 && p[2] >= 0x90 && p[2] <= 0xa7 ? 3 : 0;
}

static bool is_clean(const char *text, bool lines)
{
	const unsigned char *p = (const unsigned char *)text;

	while (*p != '\0') {
		int octets = *p == '\n' && lines ? 1 : plain_letter(p);

		if (octets == 0)
			return false;
		p += octets;
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

static char *cleaned(const char *text, bool lines)
{
	g_autofree char *valid = g_utf8_make_valid(text, -1);
	g_autofree char *normal = g_utf8_normalize(valid, -1, G_NORMALIZE_NFC);
	GString *clean = g_string_sized_new(strlen(normal));

	for (const char *p = normal; *p != '\0'; p = g_utf8_next_char(p)) {
		gunichar c = clean_letter(g_utf8_get_char(p), lines);

		if (c != 0)
			g_string_append_unichar(clean, c);
	}
	return g_string_free(clean, FALSE);
}

char *feed_bytes_take(char *text, bool lines)
{
	char *clean = text;

	if (!is_clean(text, lines)) {
		clean = cleaned(text, lines);
		g_free(text);
	}
	return g_strstrip(clean);
}

char *feed_bytes_text(const char *text, bool lines)
{
	return feed_bytes_take(g_strdup(text), lines);
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
	return p[1] == '\n' && (p[2] == ' ' || p[2] == '\t');
}

void feed_bytes_unfold(char *ical)
{
	char *to = ical;
	const char *from = ical;

	for (const char *cr = strchr(from, '\r'); cr != NULL; cr = strchr(from, '\r')) {
		bool fold = is_fold(cr);
		size_t length = (size_t)(cr - from) + !fold;

		memmove(to, from, length);
		to += length;
		from += length + (fold ? 3 : 0);
	}
	memmove(to, from, strlen(from) + 1);
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
