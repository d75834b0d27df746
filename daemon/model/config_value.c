#include "model/config_value.h"

#include <string.h>

#include "base/address.h"
#include "base/text.h"

/* ---- help for others */

bool value_refuse(struct reader *reader, struct node *node, GError *error)
{
	reader_error(reader, node, "%s", error->message);
	g_error_free(error);
	return false;
}

bool value_is_id(const char *text)
{
	size_t length = strlen(text);

	if (length == 0 || length > VALUE_ID_SIZE || !g_ascii_islower(text[0]) || strcmp(text, "all") == 0)
		return false;
	for (size_t i = 1; i < length; i++) {
		if (!g_ascii_islower(text[i]) && !g_ascii_isdigit(text[i]) && text[i] != '-')
			return false;
	}
	return true;
}

const char *value_element(struct reader *reader, struct node *element)
{
	if (element->kind == NODE_BAD) {
		reader_fault(reader, element);
		return NULL;
	}
	if (element->kind == NODE_SWITCH) {
		reader_error(reader, element, "text is wanted in the array, not %s", element->text);
		return NULL;
	}
	return element->text;
}

char *value_absolute(const struct reader *reader, const char *path)
{
	g_autofree char *joined = NULL;

	if (g_path_is_absolute(path))
		return g_strdup(path);
	joined = g_build_filename(reader->directory, path, NULL);
	return g_canonicalize_filename(joined, NULL);
}

static void store(void *field, char *text)
{
	char **target = field;

	g_free(*target);
	*target = text;
}

/* ---- text */

void value_later(struct reader *reader, struct node *node, const struct key *key, void *field)
{
}

void value_text(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	const int *most = key->with;

	if (*node->text == '\0' && key->required)
		reader_error(reader, node, "the text is empty: fill it in");
	else if (most != NULL && g_utf8_strlen(node->text, -1) > *most)
		reader_error(reader, node, "'%s' is longer than %d characters: shorten it", node->text, *most);
	else if (*node->text != '\0')
		store(field, g_strdup(node->text));
}

void value_id(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	if (strcmp(node->text, "all") == 0)
		reader_error(reader, node, "'all' means everybody and cannot be an id: choose another");
	else if (!value_is_id(node->text))
		reader_error(reader, node, "'%s' is no id: use up to %d small letters without accents, digits and -, a letter first",
			     node->text, VALUE_ID_SIZE);
	else
		store(field, g_strdup(node->text));
}

static char *word_list(const struct value_word *words)
{
	GString *out = g_string_new(NULL);

	for (; words->word != NULL; words++)
		g_string_append_printf(out, "%s%s", out->len == 0 ? "" : words[1].word == NULL ? " or " : ", ", words->word);
	return g_string_free(out, FALSE);
}

void value_word(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	g_autofree char *list = NULL;

	for (const struct value_word *word = key->with; word->word != NULL; word++) {
		if (strcmp(word->word, node->text) == 0) {
			*(int *)field = word->value;
			return;
		}
	}
	list = word_list(key->with);
	reader_error(reader, node, "'%s' is not known here: write %s", node->text, list);
}

/* ---- numbers */

void value_number(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	const struct value_limits *limits = key->with;

	if (node->number < limits->least || node->number > limits->most)
		reader_error(reader, node, "%s is out of range: write a number from %d to %d", node->text, limits->least, limits->most);
	else
		*(int *)field = node->number;
}

void value_switch(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	*(bool *)field = node->on;
}

/* ---- days and spans */

static bool range_end(const char *text, struct civil *ret)
{
	g_autofree char *clean = g_strstrip(g_strdup(text));

	*ret = CIVIL_NONE;
	return *clean == '\0' || civil_parse(clean, ret);
}

void value_range(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	const char *dots = strstr(node->text, "..");
	g_autofree char *first = dots != NULL ? g_strndup(node->text, (size_t)(dots - node->text)) : NULL;
	struct range range;

	if (dots == NULL || !range_end(first, &range.first) || !range_end(dots + 2, &range.last) ||
	    (!civil_is_set(range.first) && !civil_is_set(range.last)))
		reader_error(reader, node, "'%s' is no range of days: write 2024-01-01..2024-12-31, or leave one end open", node->text);
	else if (civil_is_set(range.first) && civil_is_set(range.last) && civil_before(range.last, range.first))
		reader_error(reader, node, "'%s' ends before it begins: exchange its ends", node->text);
	else
		*(struct range *)field = range;
}

void value_civil(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	struct civil date = CIVIL_NONE;

	if (*node->text != '\0' && !civil_parse(node->text, &date))
		reader_error(reader, node, "'%s' is no day: write YYYY-MM-DD or D/M/YYYY", node->text);
	else
		*(struct civil *)field = date;
}

static bool span_of(struct reader *reader, struct node *node, const struct key *key, struct span *ret)
{
	const struct value_limits *limits = key->with;

	if (limits->also != NULL && strcmp(node->text, limits->also) == 0) {
		*ret = (struct span){ limits->otherwise, SPAN_DAYS };
		return true;
	}
	if (!span_parse(node->text, ret) || (limits->units & (1u << ret->unit)) == 0) {
		reader_error(reader, node, "'%s' is no such length of time: write for example %s%s%s", node->text, limits->example,
			     limits->also != NULL ? ", or " : "", limits->also != NULL ? limits->also : "");
		return false;
	}
	if (ret->count < limits->least || ret->count > limits->most) {
		reader_error(reader, node, "'%s' is out of range: from %d to %d %s", node->text, limits->least, limits->most,
			     ret->unit == SPAN_MINUTES ? "minutes" : "days");
		return false;
	}
	return true;
}

void value_span(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	struct span span;

	if (span_of(reader, node, key, &span))
		*(struct span *)field = span;
}

void value_days(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	struct span span;

	if (span_of(reader, node, key, &span))
		*(int *)field = span.count;
}

void value_minutes(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	value_days(reader, node, key, field);
}

static bool minute_of(const char *text, int *ret)
{
	int n = 0, hour = 0, minute = 0;

	for (; g_ascii_isdigit(text[n]) && n < 2; n++)
		hour = hour * 10 + (text[n] - '0');
	if (n == 0 || text[n] != ':' || strlen(text + n) != 3 || !g_ascii_isdigit(text[n + 1]) || !g_ascii_isdigit(text[n + 2]))
		return false;
	minute = (text[n + 1] - '0') * 10 + (text[n + 2] - '0');
	*ret = hour * 60 + minute;
	return minute < 60 && *ret <= 24 * 60;
}

void value_hours(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	g_auto(GStrv) parts = g_strsplit(node->text, "-", -1);
	int *minutes = field;
	int opening, closing;

	if (g_strv_length(parts) != 2 || !minute_of(g_strstrip(parts[0]), &opening) || !minute_of(g_strstrip(parts[1]), &closing) ||
	    opening >= closing) {
		reader_error(reader, node, "'%s' are no office hours: write opening and closing, such as 07:30-17:00", node->text);
		return;
	}
	minutes[0] = opening;
	minutes[1] = closing;
}

void value_zone(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	struct settings *settings = field;
	GError *error = NULL;
	struct zone *zone = zone_open(node->text, &error);

	if (zone == NULL) {
		value_refuse(reader, node, error);
		return;
	}
	zone_free(settings->zone);
	settings->zone = zone;
	store(&settings->timezone, g_strdup(node->text));
}

/* ---- addresses of mail */

void value_address(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	char *address = NULL;
	GError *error = NULL;

	if (address_split(node->text, NULL, &address, &error))
		store(field, address);
	else
		value_refuse(reader, node, error);
}

void value_mailbox(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	g_autofree char *address = NULL;
	GError *error = NULL;

	if (*node->text == '\0' && !key->required)
		return;
	if (address_split(node->text, NULL, &address, &error))
		store(field, g_strdup(node->text));
	else
		value_refuse(reader, node, error);
}

/* ---- paths, hosts */

void value_path(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	if (*node->text == '\0')
		reader_error(reader, node, "the path is empty: fill it in or take the key out");
	else
		store(field, value_absolute(reader, node->text));
}

#define SOCKET_PATH 107 /* sun_path of unix(7) without its NUL */

void value_socket(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	g_autofree char *path = value_absolute(reader, node->text);

	if (*node->text == '\0')
		reader_error(reader, node, "the path is empty: fill it in or take the key out");
	else if (strlen(path) > SOCKET_PATH)
		reader_error(reader, node, "'%s' is too long for a socket: at most %d bytes", path, SOCKET_PATH);
	else
		store(field, g_steal_pointer(&path));
}

static bool is_host(const char *host)
{
	g_autofree char *ascii = g_hostname_is_ip_address(host) ? g_strdup(host) : address_host_ascii(host);

	return ascii != NULL;
}

/* host[:port] or [v6][:port]; `*port` stays where none is given. */
static bool split_host(const char *text, char **host, int *port)
{
	const char *colon = strrchr(text, ':');
	const char *close = text[0] == '[' ? strchr(text, ']') : NULL;
	guint64 number;

	if (close != NULL) {
		*host = g_strndup(text + 1, (size_t)(close - text - 1));
		colon = close[1] == ':' ? close + 1 : NULL;
		if (!g_hostname_is_ip_address(*host) || (colon == NULL && close[1] != '\0'))
			return false;
	} else {
		*host = g_strndup(text, colon != NULL ? (size_t)(colon - text) : strlen(text));
		if (strchr(*host, ':') != NULL || !is_host(*host))
			return false;
	}
	if (colon == NULL)
		return true;
	if (!g_ascii_string_to_unsigned(colon + 1, 10, 0, 65535, &number, NULL))
		return false;
	*port = (int)number;
	return true;
}

bool value_split_host(const char *text, char **host, int *port)
{
	*host = NULL;
	if (split_host(text, host, port))
		return true;
	g_clear_pointer(host, g_free);
	return false;
}

void value_url(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	static const char *const schemes[] = { "https://", "http://" };
	g_autofree char *host = NULL;
	g_autofree char *url = NULL;
	int port = 1;

	for (size_t i = 0; i < G_N_ELEMENTS(schemes) && host == NULL; i++) {
		if (g_str_has_prefix(node->text, schemes[i])) {
			const char *rest = node->text + strlen(schemes[i]);
			g_autofree char *authority = g_strndup(rest, strcspn(rest, "/"));

			if (!value_split_host(authority, &host, &port))
				break;
		}
	}
	if (host == NULL || port == 0 || strpbrk(node->text, " ?#\"<>\\") != NULL) {
		reader_error(reader, node, "'%s' is no such URL: write https://host or https://host/path", node->text);
		return;
	}
	url = g_strdup(node->text);
	while (g_str_has_suffix(url, "/"))
		url[strlen(url) - 1] = '\0';
	store(field, g_steal_pointer(&url));
}

void value_listen(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	g_autofree char *host = NULL;
	int port = -1;

	if (strcmp(node->text, "none") == 0)
		store(field, NULL);
	else if (!value_split_host(node->text, &host, &port) || port < 0 || !g_hostname_is_ip_address(host))
		reader_error(reader, node, "'%s' is no address to listen on: write IP:PORT, such as 127.0.0.1:8480, or none", node->text);
	else
		store(field, g_strdup(node->text));
}

void value_user_group(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	const char *text = node->text;
	bool fine = g_ascii_isalpha(text[0]) || text[0] == '_';

	for (size_t i = 0; fine && text[i] != '\0'; i++)
		fine = i < 32 && (g_ascii_isalnum(text[i]) || strchr("_-.", text[i]) != NULL);
	if (fine)
		store(field, g_strdup(text));
	else
		reader_error(reader, node, "'%s' is no name of a group: write one of getent group", text);
}
