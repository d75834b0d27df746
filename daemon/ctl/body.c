#include "ctl/body.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/civil.h"
#include "base/error.h"
#include "base/text.h"

enum form { TEXT, DAY, TIME, SWITCH, NUMBER, LIST /* may be given several times */ };

/* Every option of every order: the field it is, and its form. */
static const struct field {
	const char *option, *field;
	enum form form;
} fields[] = {
	{ "again", "again", SWITCH },         { "alarms", "alarms", SWITCH },       { "all", "all", SWITCH },
	{ "as", "as", TEXT },
	{ "asked-by", "asked_by", TEXT },     { "asked-on", "asked_on", DAY },      { "before", "before", DAY },
	{ "by", "as", TEXT },
	{ "channel", "channel", TEXT },       { "coordinator", "coordinator", TEXT }, { "covers", "covers", TEXT },
	{ "date", "dated", DAY },             { "dated", "dated", DAY },            { "days", "days", NUMBER },
	{ "detail", "detail", SWITCH },
	{ "document", "number", TEXT },       { "dry-run", "dry_run", SWITCH },     { "due", "due", TEXT },
	{ "earlier", "earlier", SWITCH },     { "email", "email", TEXT },           { "entry", "entry", TEXT },
	{ "granted-by", "granted_by", TEXT }, { "id", "id", TEXT },             { "issuer", "issuer", TEXT },         { "language", "language", TEXT },
	{ "mistake", "mistake", SWITCH },     { "name", "name", TEXT },             { "note", "note", TEXT },
	{ "number", "number", TEXT },         { "open", "open", SWITCH },           { "outline", "outline", TEXT },       { "owner", "owners", LIST },
	{ "partial", "partial", SWITCH },     { "period", "period", TEXT },         { "phone", "phone", TEXT },
	{ "policy", "policy", TEXT },         { "quiet", "quiet", SWITCH },         { "reason", "reason", TEXT },
	{ "received", "received", TIME },     { "refused", "refused", SWITCH },     { "send-to", "send_to", TEXT },
	{ "sent", "sent", TIME },             { "step", "step", TEXT },             { "subject", "subject", TEXT },
	{ "tell", "tell", SWITCH },           { "title", "title", TEXT },           { "to", "to", TEXT },
	{ "todo", "todo", SWITCH },           { "windows", "windows", TEXT },
	{ "type", "type", TEXT },             { "until", "until", DAY },            { "waive", "waive", SWITCH },
	{ "without", "without", LIST },
};

static const struct field *find_field(const char *option)
{
	for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
		if (strcmp(fields[i].option, option) == 0)
			return &fields[i];
	}
	return NULL;
}

bool body_knows(const char *option)
{
	return find_field(option) != NULL;
}

char *body_day(const char *text)
{
	struct civil date;
	char day[CIVIL_SIZE];

	return civil_parse(text, &date) ? g_strdup(civil_format(date, day)) : NULL;
}

static bool two_digits(const char *text, guint most, guint *ret)
{
	guint64 number;

	if (strlen(text) > 2 || !g_ascii_string_to_unsigned(text, 10, 0, most, &number, NULL))
		return false;
	*ret = (guint)number;
	return true;
}

/* "07:05:00" of "7:05", "07:05:00" and "7h05". */
static char *clock_time(const char *text)
{
	g_auto(GStrv) parts = g_strsplit_set(text, ":h", 3);
	guint hour, minute, second = 0;

	if (g_strv_length(parts) < 2 || !two_digits(parts[0], 24, &hour) || !two_digits(parts[1], 59, &minute))
		return NULL;
	if (parts[2] && !two_digits(parts[2], 59, &second))
		return NULL;
	return g_strdup_printf("%02u:%02u:%02u", hour, minute, second);
}

char *body_time(const char *text)
{
	g_autofree char *whole = body_day(text), *day = NULL, *clock = NULL;
	g_auto(GStrv) words = NULL;

	if (whole)
		return g_steal_pointer(&whole);
	words = g_strsplit(text, " ", 2);
	if (!words[0] || !words[1])
		return strlen(text) > 11 && g_ascii_toupper(text[10]) == 'T' ? g_strdup(text) : NULL;
	g_strstrip(words[1]);
	day = body_day(words[0]);
	clock = clock_time(day ? words[1] : words[0]);
	if (!day)
		day = body_day(words[1]);
	return day && clock ? g_strconcat(day, "T", clock, NULL) : NULL;
}

static json_t *refuse(GError **error, const char *option, const char *value, const char *wanted)
{
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_USAGE, "--%s '%s': give %s", option, value, wanted);
	return NULL;
}

static json_t *text_value(const char *option, const char *value, GError **error)
{
	size_t offset;

	return text_is_clean(value, strlen(value), false, &offset) ? json_string(value)
								   : refuse(error, option, "…", "text in UTF-8 without control characters");
}

static json_t *number_value(const char *option, const char *value, GError **error)
{
	guint64 number;

	return g_ascii_string_to_unsigned(value, 10, 0, 9999, &number, NULL) ? json_integer((json_int_t)number)
									      : refuse(error, option, value, "a number");
}

/* One value; NULL and an error. */
static json_t *value_of(enum form form, const char *option, const char *value, GError **error)
{
	g_autofree char *when = NULL;

	switch (form) {
	case TEXT:
	case LIST:
		return text_value(option, value, error);
	case DAY:
		when = body_day(value);
		return when ? json_string(when) : refuse(error, option, value, "a date, YYYY-MM-DD or DD/MM/YYYY");
	case TIME:
		when = body_time(value);
		return when ? json_string(when) : refuse(error, option, value, "a time, YYYY-MM-DDThh:mm or \"DD/MM/YYYY hh:mm\", or a date");
	case SWITCH:
		return json_true();
	case NUMBER:
		return number_value(option, value, error);
	}
	return NULL;
}

static bool put(json_t *body, const struct arguments *arguments, const char *option, const char *field, enum form form, GError **error)
{
	g_autoptr(GPtrArray) values = arguments_each(arguments, option);
	json_t *value = NULL;

	for (guint i = 0; i < values->len; i++) {
		value = value_of(form, option, values->pdata[i], error);
		if (!value)
			return false;
		if (form != LIST) {
			json_object_set_new(body, field, value);
			continue;
		}
		if (!json_object_get(body, field))
			json_object_set_new(body, field, json_array());
		json_array_append_new(json_object_get(body, field), value);
	}
	return true;
}

static const char *field_name(const struct body_other *others, const struct field *field)
{
	for (; others && others->option; others++) {
		if (strcmp(others->option, field->option) == 0)
			return others->field;
	}
	return field->field;
}

static enum form field_form(const char *name, enum form form)
{
	return strcmp(name, "reasons") == 0 ? LIST : form;
}

json_t *body_fields(const struct arguments *arguments, const struct body_other *others, GError **error)
{
	json_t *body = json_object();

	for (const struct option_word *option = arguments->command->options; option && option->name; option++) {
		const struct field *field = find_field(option->name);
		const char *name = field ? field_name(others, field) : NULL;

		/* An empty field: the command itself deals with the option. */
		if (!name || !*name || put(body, arguments, option->name, name, field_form(name, field->form), error))
			continue;
		json_decref(body);
		return NULL;
	}
	return body;
}

static bool add_id(json_t *ids, const char *word, GError **error)
{
	size_t offset;

	if (text_is_clean(word, strlen(word), false, &offset))
		return json_array_append_new(ids, json_string(word)) == 0;
	g_set_error_literal(error, DEADLINED_ERROR, DEADLINED_ERROR_USAGE, "an id that is not UTF-8 or holds a control character");
	return false;
}

/* The ids of standard input, one a line. */
static bool add_lines(json_t *ids, GError **error)
{
	char *line = NULL;
	size_t size = 0;
	bool good = true;

	while (good && getline(&line, &size, stdin) >= 0) {
		if (*g_strstrip(line))
			good = add_id(ids, line, error);
	}
	free(line);
	return good;
}

json_t *body_ids(const struct arguments *arguments, guint first, GError **error)
{
	json_t *ids = json_array();
	bool good = true;

	for (guint i = first; good && i < arguments->words->len; i++) {
		const char *word = arguments_word(arguments, i);

		good = strcmp(word, "-") == 0 ? add_lines(ids, error) : add_id(ids, word, error);
	}
	if (good)
		return ids;
	json_decref(ids);
	return NULL;
}

json_t *body_order(const struct arguments *arguments, guint first, const struct body_other *others, GError **error)
{
	json_t *ids = body_ids(arguments, first, error), *body = ids ? body_fields(arguments, others, error) : NULL, *both;

	if (!body) {
		json_decref(ids);
		return NULL;
	}
	both = json_pack("{s:o}", "ids", ids);
	json_object_update(both, body);
	json_decref(body);
	return both;
}
