/* Whatever passes the check can be given to a relay: one line, no angle bracket, ASCII in its second form. */
#include <stdint.h>
#include <string.h>

#include "base/address.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const char *address)
{
	g_autofree char *ascii = address_ascii(address, NULL);

	g_assert_nonnull(ascii);
	g_assert_cmpuint(strlen(ascii), <=, ADDRESS_OCTETS);
	g_assert_null(strpbrk(ascii, "<> \r\n\t\""));
	g_assert_true(g_str_is_ascii(ascii));
	g_assert_true(strchr(ascii, '@') == strrchr(ascii, '@'));
	g_assert_true(address_check(ascii, NULL));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = g_strndup((const char *)data, MIN(size, 1024));
	g_autofree char *name = NULL, *address = NULL;
	g_autoptr(GError) error = NULL;

	if (address_check(text, &error))
		check(text);
	else
		g_assert_true(g_utf8_validate(error->message, -1, NULL));
	if (address_split(text, &name, &address, NULL))
		check(address);
	return 0;
}
