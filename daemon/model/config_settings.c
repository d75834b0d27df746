/* The keys of the main file that are settings: table by table, with what needs several keys. */
#include "model/config_keys.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/address.h"
#include "model/config_value.h"

#define OFFSET(member) offsetof(struct settings, member)

const struct value_word keys_languages[] = { { "vi", LANGUAGE_VI }, { "en", LANGUAGE_EN }, { 0 } };
const struct value_word keys_nonworking[] = {
	{ "grace", NONWORKING_GRACE },
	{ "keep", NONWORKING_KEEP },
	{ "next", NONWORKING_NEXT },
	{ "previous", NONWORKING_PREVIOUS },
	{ 0 },
};
static const struct value_word tls_words[] = { { "required", TLS_REQUIRED }, { "opportunistic", TLS_OPPORTUNISTIC }, { "off", TLS_OFF }, { 0 } };
static const struct value_limits horizon_limits = { .least = 1, .most = 3660, .units = 1 << SPAN_DAYS, .example = "400d, 57w" };
static const struct value_limits past_limits = { .least = 0, .most = 3660, .units = 1 << SPAN_DAYS, .example = "90d, 13w" };
static const struct value_limits connection_limits = { .least = 1, .most = 64 };

void keys_defaults(struct settings *settings)
{
	settings->timezone = g_strdup("Asia/Ho_Chi_Minh");
	settings->language = LANGUAGE_VI;
	settings->nonworking = NONWORKING_GRACE;
	settings->horizon_days = 400;
	settings->store_path = g_strdup("/var/lib/deadlined/deadlined.db");
	settings->mail.mode = MAIL_SEND;
	settings->mail.relay = g_strdup("smtp://127.0.0.1:25");
	settings->mail.relay_kind = RELAY_SMTP;
	settings->mail.connections = 4;
	settings->mail.rate = 600;
	settings->mail.rate_seconds = 3600;
	settings->mail.calendar = true;
	settings->feeds.past_days = 90;
	settings->http_listen = g_strdup("127.0.0.1:8480");
	settings->control_socket = g_strdup("/run/deadlined/control");
	settings->templates = g_ptr_array_new_with_free_func(g_free);
}

static void read_table(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	reader_read(reader, node, key->with, field);
}

/* ---- patterns of files: kept until the main file is read */

static void keep_patterns(struct reader *reader, struct node *node, GPtrArray *patterns)
{
	for (guint i = 0; i < node->children->len; i++) {
		struct node *element = node->children->pdata[i];
		const char *text = value_element(reader, element);

		if (text != NULL && *text == '\0')
			reader_error(reader, element, "\"\" is no path: fill it in or take it out");
		else if (text != NULL)
			g_ptr_array_add(patterns, element);
	}
}

static void read_includes(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	keep_patterns(reader, node, reader->includes);
}

static void read_holidays(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	keep_patterns(reader, node, reader->holidays);
}

static void read_templates(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	keep_patterns(reader, node, reader->templates);
}

/* ---- mail */

static void read_mode(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	struct mail_settings *mail = field;
	GError *error = NULL;

	if (strcmp(node->text, "send") == 0) {
		mail->mode = MAIL_SEND;
	} else if (strcmp(node->text, "hold") == 0) {
		mail->mode = MAIL_HOLD;
	} else if (!g_str_has_prefix(node->text, "redirect:")) {
		reader_error(reader, node, "'%s' is not known here: write send, hold or redirect:ADDRESS", node->text);
	} else if (!address_check(node->text + strlen("redirect:"), &error)) {
		value_refuse(reader, node, error);
	} else {
		mail->mode = MAIL_REDIRECT;
		g_free(mail->redirect);
		mail->redirect = g_strdup(node->text + strlen("redirect:"));
	}
}

static bool read_file_relay(struct mail_settings *mail, const char *url)
{
	const char *path = url + strlen("file://");

	if (path[0] != '/' || strchr(path, '%') != NULL)
		return false;
	g_free(mail->relay_directory);
	mail->relay_directory = g_canonicalize_filename(path, "/");
	mail->relay_kind = RELAY_FILE;
	return true;
}

static bool read_smtp_relay(struct mail_settings *mail, const char *authority, enum relay_kind kind)
{
	g_autofree char *clean = g_strdup(authority);
	g_autofree char *host = NULL;
	int port = 1;

	if (g_str_has_suffix(clean, "/"))
		clean[strlen(clean) - 1] = '\0';
	if (!value_split_host(clean, &host, &port) || port == 0)
		return false;
	mail->relay_kind = kind;
	return true;
}

static void read_relay(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	struct mail_settings *mail = field;
	const char *url = node->text;
	bool fine = false;

	if (g_str_has_prefix(url, "file://"))
		fine = read_file_relay(mail, url);
	else if (g_str_has_prefix(url, "smtp://"))
		fine = read_smtp_relay(mail, url + strlen("smtp://"), RELAY_SMTP);
	else if (g_str_has_prefix(url, "smtps://"))
		fine = read_smtp_relay(mail, url + strlen("smtps://"), RELAY_SMTPS);
	if (!fine) {
		reader_error(reader, node, "'%s' is no relay: write smtp://HOST:PORT, smtps://HOST:PORT or file:///DIRECTORY/", url);
		return;
	}
	g_free(mail->relay);
	mail->relay = g_strdup(url);
}

static void read_rate(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	static const struct value_word units[] = { { "s", 1 }, { "min", 60 }, { "h", 3600 }, { "d", 86400 }, { 0 } };
	struct mail_settings *mail = field;
	g_auto(GStrv) parts = g_strsplit(node->text, "/", -1);
	guint64 count = 0;
	int seconds = 0;

	if (strcmp(node->text, "none") == 0) {
		mail->rate = 0;
		return;
	}
	for (const struct value_word *unit = units; g_strv_length(parts) == 2 && unit->word != NULL; unit++) {
		if (strcmp(unit->word, parts[1]) == 0)
			seconds = unit->value;
	}
	if (seconds == 0 || !g_ascii_string_to_unsigned(parts[0], 10, 1, 1000000, &count, NULL)) {
		reader_error(reader, node, "'%s' is no rate: write N/s, N/min, N/h or N/d with N from 1 to 1000000, or none", node->text);
		return;
	}
	mail->rate = (int)count;
	mail->rate_seconds = seconds;
}

static bool is_loopback(const char *relay)
{
	const char *rest = strstr(relay, "://");
	const char *host = rest != NULL ? rest + 3 : relay;

	return g_str_has_prefix(host, "127.") || g_str_has_prefix(host, "[::1]") || g_str_has_prefix(host, "localhost:") ||
	       strcmp(host, "localhost") == 0 || strcmp(host, "localhost/") == 0;
}

/* A directory we may not look into may hold the file: only a file known to be missing is missed. */
static bool may_exist(const char *directory, const char *name)
{
	g_autofree char *path = g_build_filename(directory, name, NULL);

	return access(path, F_OK) == 0 || errno == EACCES;
}

/* The credential smtp-password: of the running service, or where systemd will find it (systemd.exec(5)). */
static bool has_credential(void)
{
	static const char *const stores[] = { "/etc/credstore", "/run/credstore", "/usr/lib/credstore", "/etc/credstore.encrypted" };
	const char *own = g_getenv("CREDENTIALS_DIRECTORY");

	if (own != NULL && may_exist(own, "smtp-password"))
		return true;
	for (size_t i = 0; i < G_N_ELEMENTS(stores); i++) {
		if (may_exist(stores[i], "smtp-password"))
			return true;
	}
	return false;
}

static void check_password(struct reader *reader, struct node *group, const struct mail_settings *mail)
{
	struct node *user = reader_good(group, "user"), *file = reader_good(group, "password_file");

	if (file != NULL && !may_exist("/", mail->password_file))
		reader_error(reader, file, "there is no file '%s': make it or correct the path", mail->password_file);
	else if (user != NULL && mail->user != NULL && tree_child(group, "password_file") == NULL && !has_credential())
		reader_error(reader, user, "there is no password for '%s': name a password_file or give the systemd credential "
					   "smtp-password", mail->user);
}

static void finish_mail(struct reader *reader, struct node *node, void *record)
{
	struct mail_settings *mail = record;
	struct node *tls = tree_child(node, "tls"), *relay = tree_child(node, "relay");

	if (tls == NULL)
		mail->tls = is_loopback(mail->relay) ? TLS_OFF : TLS_REQUIRED;
	else if (tls->kind != NODE_BAD && (relay == NULL || relay->kind != NODE_BAD) && mail->relay_kind == RELAY_SMTPS &&
		 mail->tls != TLS_REQUIRED)
		reader_error(reader, tls, "'%s' does not go with an smtps:// relay, which is encrypted from the first byte: take it out",
			     tls->text);
	check_password(reader, node, mail);
	if (reader_good(node, "from") != NULL && mail->from != NULL && address_split(mail->from, NULL, &mail->from_address, NULL))
		mail->from_host = address_domain_ascii(mail->from_address, NULL);
}

static void finish_feeds(struct reader *reader, struct node *node, void *record)
{
	struct feed_settings *feeds = record;
	struct node *group = reader_good(node, "group");
	const char *rest = feeds->base_url != NULL ? strstr(feeds->base_url, "://") : NULL;
	int port;

	if (rest != NULL) {
		g_autofree char *authority = g_strndup(rest + 3, strcspn(rest + 3, "/"));
		g_autofree char *host = NULL;

		if (value_split_host(authority, &host, &port))
			feeds->host = g_hostname_is_ip_address(host) ? g_strdup(host) : address_host_ascii(host);
	}
	if (group != NULL && tree_child(node, "directory") == NULL)
		reader_error(reader, group, "it is the group of `directory`, which is not set: set it or take this out");
}

/* ---- the main file as a whole */

static void finish_main(struct reader *reader, struct node *node, void *record)
{
	struct settings *settings = record;

	if (settings->zone == NULL && tree_child(node, "timezone") == NULL)
		settings->zone = zone_open(settings->timezone, NULL);
	if (tree_child(node, "mail") == NULL)
		settings->mail.tls = TLS_OFF;
	if (settings->feeds.host == NULL)
		settings->feeds.host = g_strdup(settings->mail.from_host);
}

/* ---- tables */

static const struct key office_keys[] = {
	{ "name", WANT_TEXT, true, value_text, offsetof(struct office, name), NULL },
	{ "contact", WANT_TEXT, false, value_text, offsetof(struct office, contact), NULL },
	{ "hours", WANT_TEXT, true, value_hours, offsetof(struct office, opening), NULL },
	{ 0 },
};
const struct key_table table_office = { "office", office_keys, NULL, true, NULL, NULL };

static const struct key store_keys[] = {
	{ "path", WANT_TEXT, false, value_path, 0, NULL },
	{ 0 },
};
const struct key_table table_store = { "store", store_keys, NULL, true, NULL, NULL };

static const struct key mail_keys[] = {
	{ "mode", WANT_TEXT, false, read_mode, 0, NULL },
	{ "relay", WANT_TEXT, false, read_relay, 0, NULL },
	{ "tls", WANT_TEXT, false, value_word, offsetof(struct mail_settings, tls), tls_words },
	{ "user", WANT_TEXT, false, value_text, offsetof(struct mail_settings, user), NULL },
	{ "password_file", WANT_TEXT, false, value_path, offsetof(struct mail_settings, password_file), NULL },
	{ "from", WANT_TEXT, true, value_mailbox, offsetof(struct mail_settings, from), NULL },
	{ "reply_to", WANT_TEXT, false, value_mailbox, offsetof(struct mail_settings, reply_to), NULL },
	{ "admin", WANT_TEXT, true, value_address, offsetof(struct mail_settings, admin), NULL },
	{ "connections", WANT_NUMBER, false, value_number, offsetof(struct mail_settings, connections), &connection_limits },
	{ "rate", WANT_TEXT, false, read_rate, 0, NULL },
	{ "calendar", WANT_SWITCH, false, value_switch, offsetof(struct mail_settings, calendar), NULL },
	{ 0 },
};
const struct key_table table_mail = { "mail", mail_keys, NULL, true, finish_mail, NULL };

static const struct key feed_keys[] = {
	{ "base_url", WANT_TEXT, false, value_url, offsetof(struct feed_settings, base_url), NULL },
	{ "past", WANT_TEXT, false, value_days, offsetof(struct feed_settings, past_days), &past_limits },
	{ "directory", WANT_TEXT, false, value_path, offsetof(struct feed_settings, directory), NULL },
	{ "group", WANT_TEXT, false, value_user_group, offsetof(struct feed_settings, group), NULL },
	{ 0 },
};
const struct key_table table_feeds = { "feeds", feed_keys, NULL, true, finish_feeds, NULL };

static const struct key http_keys[] = {
	{ "listen", WANT_TEXT, false, value_listen, 0, NULL },
	{ 0 },
};
const struct key_table table_http = { "http", http_keys, NULL, true, NULL, NULL };

static const struct key control_keys[] = {
	{ "socket", WANT_TEXT, false, value_socket, 0, NULL },
	{ 0 },
};
const struct key_table table_control = { "control", control_keys, NULL, true, NULL, NULL };

static const struct key main_keys[] = {
	{ "timezone", WANT_TEXT, false, value_zone, 0, NULL },
	{ "language", WANT_TEXT, false, value_word, OFFSET(language), keys_languages },
	{ "include", WANT_ARRAY, false, read_includes, 0, NULL },
	{ "holidays", WANT_ARRAY, false, read_holidays, 0, NULL },
	{ "templates", WANT_ARRAY, false, read_templates, 0, NULL },
	{ "horizon", WANT_TEXT, false, value_days, OFFSET(horizon_days), &horizon_limits },
	{ "nonworking", WANT_TEXT, false, value_word, OFFSET(nonworking), keys_nonworking },
	{ "office", WANT_GROUP, true, read_table, OFFSET(office), &table_office },
	{ "store", WANT_GROUP, false, read_table, OFFSET(store_path), &table_store },
	{ "mail", WANT_GROUP, true, read_table, OFFSET(mail), &table_mail },
	{ "feeds", WANT_GROUP, false, read_table, OFFSET(feeds), &table_feeds },
	{ "http", WANT_GROUP, false, read_table, OFFSET(http_listen), &table_http },
	{ "control", WANT_GROUP, false, read_table, OFFSET(control_socket), &table_control },
	{ "agencies", WANT_LIST, false, keys_read_agencies, 0, NULL },
	{ "groups", WANT_GROUP, false, keys_read_groups, 0, NULL },
	{ "policies", WANT_GROUP, false, keys_read_policies, 0, NULL },
	{ "plans", WANT_LIST, false, keys_read_plans, 0, NULL },
	{ 0 },
};
const struct key_table table_main = { "", main_keys, NULL, false, finish_main, NULL };

const struct key_table table_included = { "", main_keys + G_N_ELEMENTS(main_keys) - 5, NULL, false, NULL, &table_main };
