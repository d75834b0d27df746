#include "edge/relay.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"

#define PASSWORD_MAX	1024
#define CONNECT_TIMEOUT 30
#define TIMEOUT_MAX	3600

static void wipe(char *secret)
{
	if (secret != NULL) {
		explicit_bzero(secret, strlen(secret));
		g_free(secret);
	}
}

/* Into a buffer of our own, so that no copy stays behind in a library's. */
static char *read_secret(const char *path, GError **error)
{
	char buffer[PASSWORD_MAX + 2];
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	ssize_t n = fd < 0 ? -1 : read(fd, buffer, sizeof(buffer) - 1);
	char *secret = NULL;

	if (n < 0) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG, "%s: cannot read the relay's password: %s", path,
			    g_strerror(errno));
	} else {
		buffer[n] = '\0';
		buffer[strcspn(buffer, "\r\n")] = '\0';
		if (n > PASSWORD_MAX || *buffer == '\0')
			g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG,
				    "%s: the first line must be the relay's password, of at most %d bytes", path, PASSWORD_MAX);
		else
			secret = g_strdup(buffer);
	}
	explicit_bzero(buffer, sizeof(buffer));
	if (fd >= 0)
		close(fd);
	return secret;
}

static char *find_secret(const struct mail_settings *mail, GError **error)
{
	const char *directory = getenv("CREDENTIALS_DIRECTORY");
	g_autofree char *path = directory != NULL ? g_build_filename(directory, "smtp-password", NULL) : NULL;

	if (path != NULL && access(path, F_OK) == 0)
		return read_secret(path, error);
	if (mail->password_file != NULL)
		return read_secret(mail->password_file, error);
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG,
		    "mail.user is '%s', but there is no password: set mail.password_file, or put it into "
		    "/etc/credstore/smtp-password for systemd to hand over",
		    mail->user);
	return NULL;
}

static int timeout_from_environment(void)
{
	const char *text = getenv("DEADLINED_RELAY_TIMEOUT");
	gint64 seconds = text != NULL ? g_ascii_strtoll(text, NULL, 10) : 0;

	return seconds >= 1 && seconds <= TIMEOUT_MAX ? (int)seconds : RELAY_REPLY_TIMEOUT;
}

/* A relay wants a full domain name in EHLO (RFC 5321 4.1.1.1); a host without one gives that of mail.from. */
static char *url_with_name(const struct mail_settings *mail)
{
	const char *authority = strstr(mail->relay, "://");
	const char *path = authority != NULL ? strchr(authority + 3, '/') : NULL;
	const char *host = g_get_host_name();
	g_autofree char *base = NULL;

	if (path != NULL && path[1] != '\0')
		return g_strdup(mail->relay);
	base = path != NULL ? g_strndup(mail->relay, (gsize)(path - mail->relay)) : g_strdup(mail->relay);
	return g_strdup_printf("%s/%s", base, strchr(host, '.') != NULL ? host : mail->from_host);
}

struct relay *relay_new(const struct mail_settings *mail, GError **error)
{
	g_autoptr(relay_t) relay = g_new0(struct relay, 1);

	relay->references = 1;
	relay->kind = mail->relay_kind;
	relay->directory = g_strdup(mail->relay_directory);
	relay->from = g_strdup(mail->from_address);
	relay->tls = mail->tls;
	relay->connections = MAX(mail->connections, 1);
	if (relay->kind == RELAY_FILE)
		return g_steal_pointer(&relay);
	relay->url = url_with_name(mail);
	relay->ca_file = g_strdup(getenv("SSL_CERT_FILE"));
	relay->reply_timeout = timeout_from_environment();
	relay->connect_timeout = MIN(CONNECT_TIMEOUT, relay->reply_timeout);
	relay->total_timeout = 3 * relay->reply_timeout;
	if (mail->user != NULL) {
		relay->user = g_strdup(mail->user);
		relay->password = find_secret(mail, error);
		if (relay->password == NULL)
			return NULL;
	}
	return g_steal_pointer(&relay);
}

struct relay *relay_ref(struct relay *relay)
{
	g_atomic_int_inc(&relay->references);
	return relay;
}

void relay_unref(struct relay *relay)
{
	if (relay == NULL || !g_atomic_int_dec_and_test(&relay->references))
		return;
	g_free(relay->url);
	g_free(relay->directory);
	g_free(relay->from);
	g_free(relay->user);
	g_free(relay->ca_file);
	wipe(relay->password);
	g_free(relay);
}

bool relay_equal(const struct relay *a, const struct relay *b)
{
	return a->kind == b->kind && a->tls == b->tls && a->connections == b->connections &&
	       a->reply_timeout == b->reply_timeout && g_strcmp0(a->url, b->url) == 0 &&
	       g_strcmp0(a->directory, b->directory) == 0 && g_strcmp0(a->from, b->from) == 0 &&
	       g_strcmp0(a->user, b->user) == 0 && g_strcmp0(a->password, b->password) == 0 &&
	       g_strcmp0(a->ca_file, b->ca_file) == 0;
}

bool relay_is_local(const struct mail_settings *mail)
{
	const char *authority = strstr(mail->relay, "://");
	g_autofree char *host = NULL;

	if (mail->relay_kind == RELAY_FILE)
		return true;
	if (authority == NULL)
		return false;
	authority += 3;
	if (*authority == '[')
		return g_str_has_prefix(authority, "[::1]");
	host = g_strndup(authority, strcspn(authority, ":/"));
	return strcmp(host, "localhost") == 0 || (g_str_has_prefix(host, "127.") && g_hostname_is_ip_address(host));
}
