#include "schema.h"

#include <glib.h>
#include <string.h>

#include "engine/api.h"

struct look {
	const json_t *document;
	GString *where;
	char *problem; /* the first one */
};

static bool fits(struct look *look, const json_t *schema, const json_t *value);

static bool fail(struct look *look, const char *what)
{
	if (!look->problem)
		look->problem = g_strdup_printf("%s: %s", look->where->len ? look->where->str : "(the answer)", what);
	return false;
}

static const json_t *resolve(const struct look *look, const char *reference)
{
	g_auto(GStrv) parts = g_strsplit(reference, "/", -1);
	const json_t *found = look->document;

	g_assert_cmpstr(parts[0], ==, "#");
	for (int i = 1; parts[i]; i++)
		found = json_object_get(found, parts[i]);
	if (!found)
		g_error("the description has no %s", reference);
	return found;
}

static bool has_type(const json_t *value, const char *type)
{
	static const struct { const char *name; json_type type; } types[] = {
		{ "object", JSON_OBJECT }, { "array", JSON_ARRAY }, { "string", JSON_STRING }, { "integer", JSON_INTEGER }, { "null", JSON_NULL },
	};

	if (strcmp(type, "boolean") == 0)
		return json_is_boolean(value);
	if (strcmp(type, "number") == 0)
		return json_is_number(value);
	for (size_t i = 0; i < G_N_ELEMENTS(types); i++) {
		if (strcmp(types[i].name, type) == 0)
			return json_typeof(value) == types[i].type;
	}
	g_error("the description has a type %s", type);
}

static bool fits_type(struct look *look, const json_t *type, const json_t *value)
{
	const json_t *one;
	size_t i;

	if (json_is_string(type))
		return has_type(value, json_string_value(type)) || fail(look, "is of another type");
	json_array_foreach (type, i, one) {
		if (has_type(value, json_string_value(one)))
			return true;
	}
	return fail(look, "is of another type");
}

static bool fits_any(struct look *look, const json_t *choices, const json_t *value)
{
	const json_t *choice;
	size_t i;

	json_array_foreach (choices, i, choice) {
		struct look own = { look->document, g_string_new(NULL), NULL };
		bool good = fits(&own, choice, value);

		g_string_free(own.where, TRUE);
		g_free(own.problem);
		if (good)
			return true;
	}
	return fail(look, "fits none of the choices");
}

static bool fits_enum(struct look *look, const json_t *words, const json_t *value)
{
	const json_t *word;
	size_t i;

	json_array_foreach (words, i, word) {
		if (json_equal(word, value))
			return true;
	}
	return fail(look, "is none of the words");
}

static bool fits_required(struct look *look, const json_t *names, const json_t *value)
{
	const json_t *name;
	size_t i;

	json_array_foreach (names, i, name) {
		g_autofree char *what = g_strdup_printf("lacks the key '%s'", json_string_value(name));

		if (json_is_object(value) && !json_object_get(value, json_string_value(name)))
			return fail(look, what);
	}
	return true;
}

static bool fits_properties(struct look *look, const json_t *properties, bool others, const json_t *value)
{
	const char *name;
	json_t *member;

	json_object_foreach ((json_t *)value, name, member) {
		const json_t *schema = json_object_get(properties, name);
		gsize length = look->where->len;
		bool good;

		g_string_append_printf(look->where, ".%s", name);
		good = schema ? fits(look, schema, member) : others || fail(look, "is a key that the description does not have");
		g_string_truncate(look->where, length);
		if (!good)
			return false;
	}
	return true;
}

static bool fits_items(struct look *look, const json_t *items, const json_t *value)
{
	const json_t *item;
	size_t i;

	json_array_foreach (value, i, item) {
		gsize length = look->where->len;
		bool good;

		g_string_append_printf(look->where, "[%zu]", i);
		good = fits(look, items, item);
		g_string_truncate(look->where, length);
		if (!good)
			return false;
	}
	return true;
}

/* Dates and instants as the interface writes them. */
static bool fits_format(struct look *look, const char *format, const json_t *value)
{
	const char *pattern = strcmp(format, "date") == 0 ? "^\\d{4}-\\d\\d-\\d\\d$" : "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[+-]\\d\\d:\\d\\d$";

	return !json_is_string(value) || g_regex_match_simple(pattern, json_string_value(value), 0, 0) || fail(look, "is not written so");
}

static bool fits_keyword(struct look *look, const json_t *schema, const char *keyword, const json_t *rule, const json_t *value)
{
	if (strcmp(keyword, "type") == 0)
		return fits_type(look, rule, value);
	if (strcmp(keyword, "$ref") == 0)
		return fits(look, resolve(look, json_string_value(rule)), value);
	if (strcmp(keyword, "anyOf") == 0)
		return fits_any(look, rule, value);
	if (strcmp(keyword, "enum") == 0)
		return fits_enum(look, rule, value);
	if (strcmp(keyword, "required") == 0)
		return fits_required(look, rule, value);
	if (strcmp(keyword, "properties") == 0)
		return !json_is_object(value) ||
		       fits_properties(look, rule, !json_is_false(json_object_get(schema, "additionalProperties")), value);
	if (strcmp(keyword, "items") == 0)
		return !json_is_array(value) || fits_items(look, rule, value);
	if (strcmp(keyword, "format") == 0)
		return fits_format(look, json_string_value(rule), value);
	if (strcmp(keyword, "description") != 0 && strcmp(keyword, "additionalProperties") != 0)
		g_error("no test knows the keyword %s of the description", keyword);
	return true;
}

static bool fits(struct look *look, const json_t *schema, const json_t *value)
{
	const char *keyword;
	json_t *rule;

	json_object_foreach ((json_t *)schema, keyword, rule) {
		if (!fits_keyword(look, schema, keyword, rule, value))
			return false;
	}
	return true;
}

bool schema_fits(const json_t *document, const json_t *schema, const json_t *value, char **ret)
{
	struct look look = { document, g_string_new(NULL), NULL };
	bool good = fits(&look, schema, value);

	g_string_free(look.where, TRUE);
	*ret = look.problem;
	return good;
}

/* The operation behind a path: one that is it, or that it begins with. */
static const json_t *operation(const json_t *document, const char *method, const char *path)
{
	g_autofree char *verb = g_ascii_strdown(method, -1);
	const char *name;
	json_t *item;
	const json_t *found = json_object_get(json_object_get(json_object_get(document, "paths"), path), verb);

	if (found)
		return found;
	json_object_foreach (json_object_get(document, "paths"), name, item) {
		const char *brace = strchr(name, '{');

		if (brace && strncmp(name, path, (size_t)(brace - name)) == 0 && path[brace - name] && json_object_get(item, verb))
			return json_object_get(item, verb);
	}
	return NULL;
}

static const json_t *schema_of(const json_t *document, const char *method, const char *path, int status)
{
	const json_t *asked = operation(document, method, path), *response;
	char code[16];

	g_snprintf(code, sizeof code, "%d", status);
	if (!asked || status == 405)
		return json_object_get(json_object_get(json_object_get(document, "components"), "schemas"), "Error");
	response = json_object_get(json_object_get(asked, "responses"), code);
	if (!response)
		g_error("%s %s: the description has no status %d", method, path, status);
	if (json_object_get(response, "$ref")) {
		struct look look = { document, NULL, NULL };

		response = resolve(&look, json_string_value(json_object_get(response, "$ref")));
	}
	return json_object_get(json_object_get(json_object_get(response, "content"), "application/json"), "schema");
}

void schema_check_answer(const char *method, const char *path, int status, const json_t *answer)
{
	static json_t *document;
	g_autofree char *problem = NULL;

	if (!document)
		document = api_document();
	if (!schema_fits(document, schema_of(document, method, path, status), answer, &problem)) {
		g_autofree char *text = json_dumps(answer, JSON_COMPACT);

		g_error("%s %s: %d: %s: %s", method, path, status, problem, text);
	}
}
