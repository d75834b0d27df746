#include "base/text.h"

#include <string.h>
#include <unicode/ucol.h>
#include <unicode/ucoleitr.h>
#include <unicode/uiter.h>

static bool is_control(unsigned char byte, bool lines)
{
	if (byte == 0x7f)
		return true;
	return byte < 0x20 && !(lines && (byte == '\t' || byte == '\n'));
}

bool text_is_clean(const char *text, size_t length, bool lines, size_t *offset)
{
	const char *end;
	size_t i;

	for (i = 0; i < length; i++) {
		if (is_control((unsigned char)text[i], lines)) {
			*offset = i;
			return false;
		}
	}
	if (!g_utf8_validate_len(text, length, &end)) {
		*offset = (size_t)(end - text);
		return false;
	}
	return true;
}

char *text_nfc(const char *text)
{
	char *normal = g_utf8_normalize(text, -1, G_NORMALIZE_NFC);

	return normal != NULL ? g_strstrip(normal) : g_strdup("");
}

static gunichar fold_letter(gunichar c)
{
	switch (c) {
	case 0x110: /* Đ đ */
	case 0x111:
	case 0xd0: /* look-alikes: Eth, and the African D */
	case 0xf0:
	case 0x189:
	case 0x256:
		return 'd';
	}
	return g_unichar_type(c) == G_UNICODE_DASH_PUNCTUATION ? '-' : g_unichar_tolower(c);
}

char *text_fold(const char *text)
{
	g_autofree char *split = g_utf8_normalize(text, -1, G_NORMALIZE_NFD);
	GString *folded = g_string_new(NULL);
	const char *p;
	bool blank = false;

	for (p = split; p != NULL && *p != '\0'; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		/* Marks, and what a word processor leaves behind without being seen. */
		if (g_unichar_ismark(c) || g_unichar_type(c) == G_UNICODE_FORMAT)
			continue;
		if (g_unichar_isspace(c)) {
			blank = folded->len > 0;
			continue;
		}
		if (blank)
			g_string_append_c(folded, ' ');
		blank = false;
		g_string_append_unichar(folded, fold_letter(c));
	}
	return g_string_free(folded, FALSE);
}

static UCollator *vietnamese(void)
{
	static UCollator *collator;

	if (g_once_init_enter(&collator)) {
		UErrorCode status = U_ZERO_ERROR;
		UCollator *opened = ucol_open("vi", &status);

		g_assert(U_SUCCESS(status));
		g_once_init_leave(&collator, opened);
	}
	return collator;
}

int text_collate(const char *a, const char *b)
{
	UErrorCode status = U_ZERO_ERROR;
	UCollationResult result = ucol_strcollUTF8(vietnamese(), a, -1, b, -1, &status);

	return U_SUCCESS(status) ? (int)result : strcmp(a, b);
}
