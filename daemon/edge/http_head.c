#include "edge/http_head.h"

#include <string.h>

struct scan {
	const char *expected; /* where the next line begins, if every line before it ended in CR LF; NULL: not followed */
	int hosts, lengths, codings;
	bool body, sound;
};

/* In this release the strings given to us are the bytes received, each separator and line end of one byte now a NUL; so what
 * it passed over in silence shows in where they stand. Later ones refuse such requests themselves and may keep their strings
 * elsewhere. */
static bool layout_is_known(void)
{
	return g_str_has_prefix(MHD_get_version(), "0.9.75");
}

static bool is_token(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (!g_ascii_isalnum(text[i]) && (text[i] == '\0' || strchr("!#$%&'*+-.^_`|~", text[i]) == NULL))
			return false;
	}
	return length > 0;
}

/* Visible characters, blanks, tabs, and bytes from 0x80 (RFC 9110 5.5). */
static bool is_value(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (((unsigned char)text[i] < 0x20 && text[i] != '\t') || text[i] == 0x7f)
			return false;
	}
	return true;
}

/* "key:", blanks, "value", CR LF. */
static bool follow(struct scan *scan, const char *key, size_t key_size, const char *value, size_t value_size)
{
	const char *p = key + key_size + 1;

	if (scan->expected == NULL)
		return true;
	if (key != scan->expected || value < p)
		return false;
	while (p < value && (*p == ' ' || *p == '\t'))
		p++;
	scan->expected = value + value_size + 2;
	return p == value;
}

static enum MHD_Result on_header(void *data, enum MHD_ValueKind kind, const char *key, size_t key_size, const char *value,
				 size_t value_size)
{
	struct scan *scan = data;

	if (value == NULL || !is_token(key, key_size) || !is_value(value, value_size) ||
	    !follow(scan, key, key_size, value, value_size)) {
		scan->sound = false;
		return MHD_NO;
	}
	if (g_ascii_strcasecmp(key, MHD_HTTP_HEADER_HOST) == 0) {
		scan->hosts++;
	} else if (g_ascii_strcasecmp(key, MHD_HTTP_HEADER_CONTENT_LENGTH) == 0) {
		scan->lengths++;
		scan->body = scan->body || strcmp(value, "0") != 0;
	} else if (g_ascii_strcasecmp(key, MHD_HTTP_HEADER_TRANSFER_ENCODING) == 0) {
		scan->codings++;
		scan->body = true;
	}
	return MHD_YES;
}

/* "GET /address HTTP/1.1" with one blank each. */
static bool request_line_is_sound(const struct http_client *client, const char *method, const char *version)
{
	return client->uri == method + strlen(method) + 1 && version == client->uri + client->uri_length + 1;
}

static size_t head_size(const struct http_client *client)
{
	const union MHD_ConnectionInfo *info =
	    MHD_get_connection_info(client->connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);

	return info != NULL ? info->header_size : 0;
}

enum http_head http_head_look(const struct http_client *client, const char *method, const char *version)
{
	bool known = layout_is_known();
	struct scan scan = { .expected = known ? version + strlen(version) + 2 : NULL, .sound = true };
	size_t size = head_size(client);

	if (client->malformed || client->uri == NULL || (known && !request_line_is_sound(client, method, version)))
		return HTTP_HEAD_MALFORMED;
	if (client->uri_length > HTTP_URI_MOST)
		return HTTP_HEAD_LONG_URI;
	if (size > HTTP_HEAD_MOST)
		return HTTP_HEAD_TOO_LARGE;
	MHD_get_connection_values_n(client->connection, MHD_HEADER_KIND, on_header, &scan);
	if (!scan.sound || scan.hosts > 1 || scan.lengths > 1 || scan.codings > 1 || (scan.lengths > 0 && scan.codings > 0) ||
	    (known && scan.expected + 2 != method + size))
		return HTTP_HEAD_MALFORMED;
	return scan.body ? HTTP_HEAD_BODY : HTTP_HEAD_SOUND;
}
