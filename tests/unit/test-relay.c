#include <glib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/error.h"
#include "edge/relay.h"

static char *directory;

static struct mail_settings settings(const char *url)
{
	return (struct mail_settings){ .relay = (char *)url, .relay_kind = RELAY_SMTP, .from_address = (char *)"a@example.vn",
				       .from_host = (char *)"example.vn", .connections = 2, .tls = TLS_REQUIRED };
}

static char *file_with(const char *name, const char *text)
{
	char *path = g_build_filename(directory, name, NULL);

	g_assert_true(g_file_set_contents(path, text, -1, NULL));
	return path;
}

static void the_url_carries_the_name_we_say(void)
{
	static const struct {
		const char *url, *want;
	} rows[] = {
		{ "smtp://127.0.0.1:25", "smtp://127.0.0.1:25/" },
		{ "smtp://127.0.0.1:25/", "smtp://127.0.0.1:25/" },
		{ "smtp://relay.example.vn/mine.example.vn", "smtp://relay.example.vn/mine.example.vn" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct mail_settings mail = settings(rows[i].url);
		g_autoptr(relay_t) relay = relay_new(&mail, NULL);

		g_assert_true(g_str_has_prefix(relay->url, rows[i].want));
		g_assert_nonnull(strchr(relay->url + strlen("smtp://"), '.'));
		g_assert_false(g_str_has_suffix(relay->url, "/"));
	}
}

static void the_password_is_a_first_line(void)
{
	g_autofree char *path = file_with("password", "s3cret\r\nmore");
	struct mail_settings mail = settings("smtp://relay.example.vn");
	g_autoptr(relay_t) relay = NULL;

	mail.user = (char *)"clerk";
	mail.password_file = path;
	relay = relay_new(&mail, NULL);
	g_assert_cmpstr(relay->password, ==, "s3cret");
}

static void the_credential_goes_before_the_file(void)
{
	g_autofree char *credential = file_with("smtp-password", "given\n");
	struct mail_settings mail = settings("smtp://relay.example.vn");
	g_autoptr(relay_t) relay = NULL;

	mail.user = (char *)"clerk";
	mail.password_file = (char *)"/nonexistent";
	g_setenv("CREDENTIALS_DIRECTORY", directory, TRUE);
	relay = relay_new(&mail, NULL);
	g_unsetenv("CREDENTIALS_DIRECTORY");
	g_assert_nonnull(relay);
	g_assert_cmpstr(relay->password, ==, "given");
	g_unlink(credential);
}

static void a_user_needs_a_password(void)
{
	g_autofree char *empty = file_with("empty", "\n");
	g_autofree char *word = g_strnfill(2000, 'x');
	g_autofree char *large = file_with("large", word);
	const char *const files[] = { NULL, "/nonexistent/password", empty, large };

	for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
		struct mail_settings mail = settings("smtp://relay.example.vn");
		g_autoptr(GError) error = NULL;

		mail.user = (char *)"clerk";
		mail.password_file = (char *)files[i];
		g_assert_null(relay_new(&mail, &error));
		g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG);
	}
}

static void the_environment_may_shorten_the_wait(void)
{
	static const struct {
		const char *value;
		int want;
	} rows[] = { { "2", 2 }, { "0", RELAY_REPLY_TIMEOUT }, { "x", RELAY_REPLY_TIMEOUT }, { "99999", RELAY_REPLY_TIMEOUT } };

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct mail_settings mail = settings("smtp://127.0.0.1");
		g_autoptr(relay_t) relay = NULL;

		g_setenv("DEADLINED_RELAY_TIMEOUT", rows[i].value, TRUE);
		relay = relay_new(&mail, NULL);
		g_assert_cmpint(relay->reply_timeout, ==, rows[i].want);
		g_assert_cmpint(relay->connect_timeout, <=, relay->reply_timeout);
	}
	g_unsetenv("DEADLINED_RELAY_TIMEOUT");
}

static void equal_relays_are_told_from_others(void)
{
	struct mail_settings mail = settings("smtp://relay.example.vn"), other = settings("smtp://relay.example.vn");
	g_autoptr(relay_t) a = relay_new(&mail, NULL), b = relay_new(&other, NULL), c = NULL;

	g_assert_true(relay_equal(a, b));
	other.connections = 3;
	c = relay_new(&other, NULL);
	g_assert_false(relay_equal(a, c));
}

static void local_relays(void)
{
	static const struct {
		const char *url;
		bool local;
	} rows[] = {
		{ "smtp://127.0.0.1:25", true },     { "smtp://localhost:2525/", true }, { "smtp://[::1]:25", true },
		{ "smtp://127.0.0.53", true },       { "smtp://10.0.0.1", false },	  { "smtp://127.0.0.1.example.vn", false },
		{ "smtp://localhost.example.vn", false },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct mail_settings mail = settings(rows[i].url);

		g_assert_cmpint(relay_is_local(&mail), ==, rows[i].local);
	}
}

int main(int argc, char **argv)
{
	int status;

	g_test_init(&argc, &argv, NULL);
	g_unsetenv("CREDENTIALS_DIRECTORY");
	g_unsetenv("DEADLINED_RELAY_TIMEOUT");
	directory = g_dir_make_tmp("relay-XXXXXX", NULL);
	g_test_add_func("/relay/url", the_url_carries_the_name_we_say);
	g_test_add_func("/relay/password", the_password_is_a_first_line);
	g_test_add_func("/relay/credential", the_credential_goes_before_the_file);
	g_test_add_func("/relay/no-password", a_user_needs_a_password);
	g_test_add_func("/relay/timeout", the_environment_may_shorten_the_wait);
	g_test_add_func("/relay/equal", equal_relays_are_told_from_others);
	g_test_add_func("/relay/local", local_relays);
	status = g_test_run();
	for (size_t i = 0; i < 3; i++) {
		static const char *const names[] = { "password", "empty", "large" };
		g_autofree char *path = g_build_filename(directory, names[i], NULL);

		g_unlink(path);
	}
	g_rmdir(directory);
	g_free(directory);
	return status;
}
