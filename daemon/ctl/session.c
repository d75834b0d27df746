#include "ctl/session.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"

void session_init(struct session *session)
{
	*session = (struct session){ .config_path = g_build_filename(SYSCONFDIR, "deadlined", "deadlined.conf", NULL) };
	session_language_from_environment(session);
}

void session_clear(struct session *session)
{
	g_free(session->config_path);
	g_free(session->socket);
	g_clear_pointer(&session->config, config_free);
}

bool session_language(const char *locale, enum language *ret)
{
	size_t length = strcspn(locale, "_.@");

	if (length != 2)
		return false;
	if (strncmp(locale, "vi", 2) == 0)
		*ret = LANGUAGE_VI;
	else if (strncmp(locale, "en", 2) == 0)
		*ret = LANGUAGE_EN;
	else
		return false;
	return true;
}

void session_language_from_environment(struct session *session)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		const char *value = g_getenv(names[i]);

		if (!value || !*value)
			continue;
		session->language_given = session_language(value, &session->language);
		return;
	}
}

const struct config *session_config_quiet(struct session *session)
{
	if (!session->config) {
		session->config = config_load(session->config_path);
		if (!session->language_given)
			session->language = session->config->settings.language;
	}
	return session->config;
}

bool session_config(struct session *session)
{
	g_autoptr(GPtrArray) lines = NULL;

	if (config_ok(session_config_quiet(session)))
		return true;
	lines = problems_lines(session->config->problems);
	for (guint i = 0; i < lines->len; i++)
		fprintf(stderr, "%s\n", (const char *)lines->pdata[i]);
	return false;
}

const char *session_say(const struct session *session, const char *vi, const char *en)
{
	switch (session->language) {
	case LANGUAGE_VI:
		return vi;
	case LANGUAGE_EN:
		return en;
	}
	return en;
}

int session_fail(const GError *error)
{
	fprintf(stderr, "deadlinectl: %s\n", error->message);
	return error->domain == DEADLINED_ERROR ? error->code : DEADLINED_ERROR_IO;
}

int session_usage(const char *format, ...)
{
	va_list arguments;

	fputs("deadlinectl: ", stderr);
	va_start(arguments, format);
	vfprintf(stderr, format, arguments);
	va_end(arguments);
	fputs("\n", stderr);
	return DEADLINED_ERROR_USAGE;
}
