/* JSON Schema out of the tables of shapes. */
#include "engine/api_schema.h"

#include <glib.h>
#include <string.h>

#include "engine/views.h"

static json_t *words(char *const *list)
{
	json_t *array = json_array();

	for (; *list; list++)
		json_array_append_new(array, json_string(*list));
	return json_pack("{s:s, s:o}", "type", "string", "enum", array);
}

static json_t *plain(const char *type)
{
	static const struct { const char *type, *json, *format; } plains[] = {
		{ "text", "string", NULL }, { "date", "string", "date" }, { "instant", "string", "date-time" },
		{ "integer", "integer", NULL }, { "number", "number", NULL }, { "boolean", "boolean", NULL },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(plains); i++) {
		if (strcmp(plains[i].type, type) == 0)
			return json_pack("{s:s, s:s*}", "type", plains[i].json, "format", plains[i].format);
	}
	return NULL;
}

static json_t *reference(const char *name)
{
	return json_pack("{s:o}", "$ref", json_sprintf("#/components/schemas/%s", name));
}

/* Null is one more type, one more word, or another choice. */
static json_t *or_null(json_t *schema)
{
	json_t *type = json_object_get(schema, "type"), *list = json_object_get(schema, "enum");

	if (!type)
		return json_pack("{s:[o, {s:s}]}", "anyOf", schema, "type", "null");
	if (list)
		json_array_append_new(list, json_null());
	json_object_set_new(schema, "type", json_pack("[O, s]", type, "null"));
	return schema;
}

static json_t *one_of_shapes(const char *type)
{
	g_auto(GStrv) names = g_strsplit(type, " | ", -1);
	json_t *choices = json_array();

	for (char **name = names; *name; name++)
		json_array_append_new(choices, reference(*name));
	return json_pack("{s:o}", "anyOf", choices);
}

static json_t *one_of_words(const char *type)
{
	g_auto(GStrv) list = g_strsplit(type, "|", -1);

	return words(list);
}

json_t *api_type_schema(const char *type)
{
	size_t length = strlen(type);
	g_autofree char *inner = NULL;
	json_t *schema;

	if (type[length - 1] == '~' || type[length - 1] == '?') {
		inner = g_strndup(type, length - 1);
		schema = api_type_schema(inner);
		return type[length - 1] == '?' ? or_null(schema) : schema;
	}
	if (*type == '[') {
		inner = g_strndup(type + 1, length - 2);
		return json_pack("{s:s, s:o}", "type", "array", "items", api_type_schema(inner));
	}
	if (strcmp(type, "any") == 0)
		return json_object();
	schema = plain(type);
	if (schema)
		return schema;
	if (strstr(type, " | "))
		return one_of_shapes(type);
	return strchr(type, '|') ? one_of_words(type) : reference(type);
}

/* ---- shapes ---- */

static const struct api_shape *find(const char *name)
{
	size_t count;
	const struct api_shape *shapes = api_shapes(&count);

	for (size_t i = 0; i < count; i++) {
		if (strcmp(shapes[i].name, name) == 0)
			return &shapes[i];
	}
	return NULL;
}

static void add_keys(const struct api_shape *shape, json_t *properties, json_t *required)
{
	if (shape->base)
		add_keys(find(shape->base), properties, required);
	for (size_t i = 0; i < shape->count; i++) {
		const struct api_key *key = &shape->keys[i];
		json_t *schema = api_type_schema(key->type);

		if (*key->about)
			json_object_set_new(schema, "description", json_string(key->about));
		json_object_set_new(properties, key->name, schema);
		if (!strchr(key->type, '~'))
			json_array_append_new(required, json_string(key->name));
	}
}

static json_t *shape_schema(const struct api_shape *shape)
{
	json_t *properties = json_object(), *required = json_array();

	add_keys(shape, properties, required);
	return json_pack("{s:s, s:s, s:o, s:o, s:b}", "type", "object", "description", shape->about, "properties", properties, "required",
			 required, "additionalProperties", 0);
}

static json_t *states(void)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();

	for (int state = VIEW_NOT_DUE; state <= VIEW_ON_EVENT; state++)
		g_ptr_array_add(names, (char *)views_state_name((enum view_state)state));
	g_ptr_array_add(names, NULL);
	return words((char **)names->pdata);
}

static json_t *mail_states(void)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();

	for (int state = MAIL_QUEUED; state <= MAIL_DROPPED; state++)
		g_ptr_array_add(names, (char *)mail_state_name((enum mail_state)state));
	g_ptr_array_add(names, NULL);
	return words((char **)names->pdata);
}

json_t *api_shapes_schemas(void)
{
	size_t count;
	const struct api_shape *shapes = api_shapes(&count);
	json_t *schemas = json_pack("{s:o, s:o}", "State", states(), "MailState", mail_states());

	for (size_t i = 0; i < count; i++)
		json_object_set_new(schemas, shapes[i].name, shape_schema(&shapes[i]));
	return schemas;
}
