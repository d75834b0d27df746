/*
 * One call of deadlinectl: what was asked for before any command (files, language, form of the answer), and the
 * configuration, read when a command first needs it. Owned by main(); holds no rule and opens no socket.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/config.h"

struct session {
	char *config_path;    /* -c, else the installed default */
	bool config_given;
	char *socket;         /* --socket; NULL: what the configuration says */
	bool json;
	bool language_given;  /* by --lang or the environment; else the configuration decides */
	enum language language;
	struct config *config; /* NULL until session_config */
};

void session_init(struct session *session);
void session_clear(struct session *session);

/* "vi", "vi_VN.UTF-8", "en", "en_GB" …; false for any other ("C", "POSIX", "fr_FR"). */
bool session_language(const char *locale, enum language *ret);

/* The first of LC_ALL, LC_MESSAGES and LANG that is set decides; where it names neither language, the configuration. */
void session_language_from_environment(struct session *session);

/* Reads the configuration once. False when it has errors: they are on standard error, the exit status is 78. */
bool session_config(struct session *session);

/* The same without a word: for commands that only want a setting of it. Never NULL. */
const struct config *session_config_quiet(struct session *session);

/* The text in the language of the answer; after session_config where the configuration is to decide. */
const char *session_say(const struct session *session, const char *vi, const char *en);

/* "deadlinectl: MESSAGE" on standard error; returns the exit status the error deserves. */
int session_fail(const GError *error);
int session_usage(const char *format, ...) G_GNUC_PRINTF(1, 2);
