#include "render/message_words.h"

#include <string.h>

#define PREFIX "=?utf-8?Q?"
#define ROOM 52 /* encoded characters a word: with a header's name before it the line stays below 76 */
#define PLAIN_MAX 60

/* Those that RFC 2047 5 (3) allows within a phrase, too. */
static bool is_plain(unsigned char byte)
{
	return g_ascii_isalnum((char)byte) || (byte != '\0' && strchr("!*+-/", byte) != NULL);
}

static void append_byte(GString *word, unsigned char byte)
{
	static const char digits[] = "0123456789ABCDEF";
	const char code[] = { '=', digits[byte >> 4], digits[byte & 15] };

	if (byte == ' ')
		g_string_append_c(word, '_');
	else if (is_plain(byte))
		g_string_append_c(word, (char)byte);
	else
		g_string_append_len(word, code, sizeof(code));
}

static bool is_short_ascii(const char *text)
{
	size_t length = 0;

	for (; text[length] != '\0'; length++) {
		if ((unsigned char)text[length] < 0x20 || (unsigned char)text[length] >= 0x7f)
			return false;
	}
	return length <= PLAIN_MAX;
}

char *message_words(const char *text)
{
	g_autoptr(GString) letter = g_string_new(NULL);
	GString *out;
	size_t used = 0;

	if (is_short_ascii(text))
		return NULL;
	out = g_string_new(PREFIX);
	while (*text != '\0') {
		const char *next = g_utf8_next_char(text);

		g_string_truncate(letter, 0);
		for (; text < next; text++)
			append_byte(letter, (unsigned char)*text);
		if (used + letter->len > ROOM) {
			g_string_append(out, "?=\n " PREFIX);
			used = 0;
		}
		g_string_append(out, letter->str);
		used += letter->len;
	}
	g_string_append(out, "?=");
	return g_string_free(out, FALSE);
}
