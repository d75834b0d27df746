#include "base/address.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"

#define HOST_OCTETS 253 /* RFC 1035 2.3.4, as text */
#define LABEL_OCTETS 63

static bool refuse(GError **error, const char *address, const char *why)
{
	g_autofree char *shown = g_utf8_make_valid(address, (gssize)strnlen(address, 80));

	g_strdelimit(shown, "\r\n\t", ' ');
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_INPUT, "'%s' is no mail address: %s", shown, why);
	return false;
}

static bool is_label(const char *label)
{
	size_t length = strlen(label);

	if (length == 0 || length > LABEL_OCTETS || label[0] == '-' || label[length - 1] == '-')
		return false;
	for (size_t i = 0; i < length; i++) {
		if (!g_ascii_isalnum(label[i]) && label[i] != '-')
			return false;
	}
	return true;
}

static bool is_host(const char *host)
{
	g_auto(GStrv) labels = g_strsplit(host, ".", -1);

	if (host[0] == '\0' || strlen(host) > HOST_OCTETS)
		return false;
	for (int i = 0; labels[i] != NULL; i++) {
		if (!is_label(labels[i]))
			return false;
	}
	return true;
}

char *address_host_ascii(const char *host)
{
	g_autofree char *ascii = NULL;
	g_autofree char *lower = NULL;

	if (strlen(host) > ADDRESS_OCTETS || !g_utf8_validate(host, -1, NULL))
		return NULL;
	ascii = g_hostname_to_ascii(host);
	if (ascii == NULL)
		return NULL;
	lower = g_ascii_strdown(ascii, -1);
	return is_host(lower) ? g_steal_pointer(&lower) : NULL;
}

/* atext and single dots between (RFC 5321 4.1.2 Dot-string) */
static bool is_dot_string(const char *text, size_t length)
{
	if (length == 0 || text[0] == '.' || text[length - 1] == '.')
		return false;
	for (size_t i = 0; i < length; i++) {
		if (text[i] == '.' && text[i + 1] == '.')
			return false;
		if (!g_ascii_isalnum(text[i]) && strchr("!#$%&'*+-/=?^_`{|}~.", text[i]) == NULL)
			return false;
	}
	return true;
}

bool address_check(const char *address, GError **error)
{
	size_t length = strnlen(address, ADDRESS_OCTETS + 1);
	const char *at = memchr(address, '@', length);
	g_autofree char *host = NULL;
	size_t bad;

	if (length > ADDRESS_OCTETS)
		return refuse(error, address, "it is longer than 254 octets");
	if (!text_is_clean(address, length, false, &bad))
		return refuse(error, address, "it holds a control character or is not UTF-8");
	if (strpbrk(address, "<> ") != NULL)
		return refuse(error, address, "write it without blanks, < and >");
	if (at == NULL || strchr(at + 1, '@') != NULL)
		return refuse(error, address, "it needs exactly one @");
	if (at - address > ADDRESS_LOCAL_OCTETS)
		return refuse(error, address, "the part before the @ is longer than 64 octets");
	if (!is_dot_string(address, (size_t)(at - address)))
		return refuse(error, address, "before the @ only letters without accents, digits, signs such as - _ + and single dots are allowed");
	host = address_host_ascii(at + 1);
	if (host == NULL)
		return refuse(error, address, "what stands behind the @ is no host name");
	if ((size_t)(at - address) + 1 + strlen(host) > ADDRESS_OCTETS)
		return refuse(error, address, "it is longer than 254 octets");
	return true;
}

static char *unquote(const char *name, size_t length)
{
	g_autofree char *text = g_strstrip(g_strndup(name, length));
	size_t end = strlen(text);

	if (end >= 2 && text[0] == '"' && text[end - 1] == '"') {
		text[end - 1] = '\0';
		memmove(text, text + 1, end - 1);
		g_strstrip(text);
	}
	return *text != '\0' ? g_steal_pointer(&text) : NULL;
}

bool address_split(const char *mailbox, char **name, char **address, GError **error)
{
	const char *open = strchr(mailbox, '<');
	g_autofree char *inner = NULL;
	g_autofree char *before = NULL;
	size_t bad;

	if (!text_is_clean(mailbox, strlen(mailbox), false, &bad))
		return refuse(error, mailbox, "it holds a control character or is not UTF-8");
	if (open == NULL) {
		inner = g_strstrip(g_strdup(mailbox));
	} else {
		const char *close = strchr(open, '>');

		if (close == NULL || close[1 + strspn(close + 1, " ")] != '\0')
			return refuse(error, mailbox, "write Name <name@host>, with nothing behind the >");
		inner = g_strndup(open + 1, (size_t)(close - open - 1));
		before = unquote(mailbox, (size_t)(open - mailbox));
	}
	if (!address_check(inner, error))
		return false;
	*address = g_steal_pointer(&inner);
	if (name != NULL)
		*name = g_steal_pointer(&before);
	return true;
}

char *address_domain_ascii(const char *address, GError **error)
{
	if (!address_check(address, error))
		return NULL;
	return address_host_ascii(strchr(address, '@') + 1);
}

char *address_ascii(const char *address, GError **error)
{
	g_autofree char *host = address_domain_ascii(address, error);

	if (host == NULL)
		return NULL;
	return g_strdup_printf("%.*s@%s", (int)(strchr(address, '@') - address), address, host);
}
