#include "ctl/arguments.h"

#include <string.h>

#include "base/error.h"

static const struct option_word global_options[] = {
	{ "config", "FILE", false }, { "socket", "PATH", false }, { "json", NULL, false },    { "lang", "vi|en", false },
	{ "help", NULL, false },     { "version", NULL, false },  { NULL, NULL, false },
};

struct arguments *arguments_new(void)
{
	struct arguments *arguments = g_new0(struct arguments, 1);

	arguments->words = g_ptr_array_new();
	arguments->values = g_hash_table_new(g_str_hash, g_str_equal);
	arguments->given = g_ptr_array_new();
	return arguments;
}

void arguments_free(struct arguments *arguments)
{
	if (!arguments)
		return;
	g_ptr_array_unref(arguments->words);
	g_hash_table_unref(arguments->values);
	g_ptr_array_unref(arguments->given);
	g_free(arguments);
}

const char *arguments_get(const struct arguments *arguments, const char *name)
{
	return g_hash_table_lookup(arguments->values, name);
}

bool arguments_has(const struct arguments *arguments, const char *name)
{
	return arguments_get(arguments, name) != NULL;
}

GPtrArray *arguments_each(const struct arguments *arguments, const char *name)
{
	GPtrArray *values = g_ptr_array_new();

	for (guint i = 0; i < arguments->given->len; i += 2) {
		if (strcmp(arguments->given->pdata[i], name) == 0)
			g_ptr_array_add(values, arguments->given->pdata[i + 1]);
	}
	return values;
}

const char *arguments_word(const struct arguments *arguments, guint index)
{
	return index < arguments->words->len ? arguments->words->pdata[index] : NULL;
}

static bool usage_error(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);

static bool usage_error(GError **error, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	g_propagate_error(error, g_error_new_valist(DEADLINED_ERROR, DEADLINED_ERROR_USAGE, format, arguments));
	va_end(arguments);
	return false;
}

static const struct option_word *find_option(const struct option_word *options, const char *name, size_t length)
{
	for (; options && options->name; options++) {
		if (strlen(options->name) == length && strncmp(options->name, name, length) == 0)
			return options;
	}
	return NULL;
}

static const char *short_option(const char *word)
{
	if (strcmp(word, "-c") == 0)
		return "--config";
	if (strcmp(word, "-h") == 0)
		return "--help";
	return word;
}

static bool keep_global(struct session *session, const char *name, const char *value, GError **error)
{
	if (strcmp(name, "config") == 0) {
		g_free(session->config_path);
		session->config_path = g_strdup(value);
		session->config_given = true;
	} else if (strcmp(name, "socket") == 0) {
		g_free(session->socket);
		session->socket = g_strdup(value);
	} else if (strcmp(name, "json") == 0) {
		session->json = true;
	} else if (strcmp(name, "lang") == 0) {
		if (!session_language(value, &session->language))
			return usage_error(error, "--lang '%s': give vi or en", value);
		session->language_given = true;
	}
	return true;
}

/* Reads the option at argv[*at] and moves past it and its value. */
static bool read_option(struct session *session, int argc, char **argv, int *at, const struct option_word *options,
			struct arguments *ret, GError **error)
{
	const char *word = argv[*at], *name = short_option(word), *equals, *value = NULL;
	const struct option_word *option, *global;
	size_t length;

	if (strncmp(name, "--", 2) != 0)
		return usage_error(error, "unknown option '%s'", word);
	name += 2;
	equals = strchr(name, '=');
	length = equals ? (size_t)(equals - name) : strlen(name);
	option = find_option(options, name, length);
	global = option ? NULL : find_option(global_options, name, length);
	if (!option && !global)
		return usage_error(error, "unknown option '%s'", word);
	if (!option)
		option = global;
	if (option->value) {
		value = equals ? equals + 1 : *at + 1 < argc ? argv[++*at] : NULL;
		if (!value)
			return usage_error(error, "option '%s' needs a value", word);
	} else if (equals) {
		return usage_error(error, "option '%s' takes no value", word);
	}
	++*at;
	if (global && !keep_global(session, option->name, value, error))
		return false;
	g_hash_table_insert(ret->values, (char *)option->name, (char *)(value ? value : ""));
	g_ptr_array_add(ret->given, (char *)option->name);
	g_ptr_array_add(ret->given, (char *)(value ? value : ""));
	return true;
}

bool arguments_global(struct session *session, int argc, char **argv, int *at, struct arguments *ret, GError **error)
{
	while (*at < argc && argv[*at][0] == '-') {
		if (!read_option(session, argc, argv, at, NULL, ret, error))
			return false;
	}
	return true;
}

static bool required_given(const struct option_word *options, const struct arguments *arguments, GError **error)
{
	for (; options && options->name; options++) {
		if (options->required && !arguments_has(arguments, options->name))
			return usage_error(error, "option '--%s' is missing", options->name);
	}
	return true;
}

bool arguments_read(struct session *session, int argc, char **argv, int at, const struct option_word *options,
		    struct arguments *ret, GError **error)
{
	bool only_words = false;

	while (at < argc) {
		if (!only_words && strcmp(argv[at], "--") == 0) {
			only_words = true;
			at++;
		} else if (only_words || argv[at][0] != '-' || argv[at][1] == '\0') {
			g_ptr_array_add(ret->words, argv[at++]);
		} else if (!read_option(session, argc, argv, &at, options, ret, error)) {
			return false;
		}
	}
	return arguments_has(ret, "help") || required_given(options, ret, error);
}
