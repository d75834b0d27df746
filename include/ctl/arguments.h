/*
 * The words after `deadlinectl`: options known to every command, options of one command, and the rest. Strings are
 * borrowed from argv. Knows no command's meaning.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "ctl/session.h"

struct option_word {
	const char *name;  /* without the dashes */
	const char *value; /* what its value is called in the usage; NULL: a switch */
	bool required;
};

struct command;

struct arguments {
	const struct command *command; /* they were read for; NULL before any */
	GPtrArray *words;   /* const char *: what is not an option, in order */
	GHashTable *values; /* const char * name -> const char * value ("" for a switch); given several times: the last */
	GPtrArray *given;   /* const char *: name, value, name, value ... as they stood */
};

struct arguments *arguments_new(void);
void arguments_free(struct arguments *arguments);

/* Reads the options every command knows from argv[*at] on, up to the first word that is no option. Errors: usage. */
bool arguments_global(struct session *session, int argc, char **argv, int *at, struct arguments *ret, GError **error);

/* Reads all that follows the command's name: its own options (ended by a NULL name) and the global ones, "--name value"
 * or "--name=value"; "--" ends the options, "-" is a word. Errors: usage. */
bool arguments_read(struct session *session, int argc, char **argv, int at, const struct option_word *options,
		    struct arguments *ret, GError **error);

/* NULL where it was not given. */
const char *arguments_get(const struct arguments *arguments, const char *name);
bool arguments_has(const struct arguments *arguments, const char *name);
/* Every value of an option that may be given several times, in order; const char *, the array is the caller's. */
GPtrArray *arguments_each(const struct arguments *arguments, const char *name);
const char *arguments_word(const struct arguments *arguments, guint index);

typedef struct arguments arguments_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(arguments_t, arguments_free)
