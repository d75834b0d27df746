/* The description of the API (OpenAPI 3.1.0), out of the tables that the API itself goes by. */
#include <string.h>

#include "engine/api_call.h"
#include "engine/api_schema.h"

/* ---- what comes in ---- */

static json_t *table_schema(const struct api_table *table);

static json_t *text_schema(int most)
{
	return json_pack("{s:s, s:i, s:s}", "type", "string", "maxLength", most, "pattern", "^[^\\u0000-\\u001f\\u007f]*$");
}

static json_t *list_schema(const struct api_field *field, json_t *items)
{
	return json_pack("{s:s, s:o, s:i}", "type", "array", "items", items, "maxItems", field->most);
}

static json_t *document_schema(void)
{
	return json_pack("{s:[o, o]}", "anyOf", text_schema(200), table_schema(&api_document_table));
}

static json_t *kind_schema(const struct api_field *field)
{
	switch (field->kind) {
	case API_TEXT:
	case API_ANY:
		return text_schema(field->most);
	case API_DAY:
		return json_pack("{s:s, s:s}", "type", "string", "format", "date");
	case API_TIME:
		return json_pack("{s:s, s:s}", "type", "string", "pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}.*)?$");
	case API_SWITCH:
		return json_pack("{s:s}", "type", "boolean");
	case API_NUMBER:
		return json_pack("{s:s, s:i, s:i}", "type", "integer", "minimum", 1, "maximum", field->most);
	case API_CARDINAL:
		return json_pack("{s:s, s:i}", "type", "integer", "minimum", 0);
	case API_LANGUAGE:
		return json_pack("{s:s, s:[s, s]}", "type", "string", "enum", "vi", "en");
	case API_TEXTS:
		return list_schema(field, json_pack("{s:s, s:i}", "type", "string", "minLength", 1));
	case API_IDS:
		return list_schema(field, json_pack("{s:[s, s]}", "type", "string", "integer"));
	case API_ROWS:
		return list_schema(field, table_schema(&api_row_table));
	case API_PEOPLE:
		return list_schema(field, table_schema(&api_person_table));
	case API_NAMES:
		return json_pack("{s:[{s:s}, o]}", "anyOf", "type", "string", list_schema(field, json_pack("{s:s}", "type", "string")));
	case API_DOCUMENT:
		return document_schema();
	}
	return json_object();
}

/* A field that is null is not given. */
static json_t *field_schema(const struct api_field *field)
{
	json_t *schema = kind_schema(field), *type = json_object_get(schema, "type");

	json_object_set_new(schema, "description", json_string(field->about));
	if (!type)
		json_array_append_new(json_object_get(schema, "anyOf"), json_pack("{s:s}", "type", "null"));
	else if (!json_is_array(type))
		json_object_set_new(schema, "type", json_pack("[O, s]", type, "null"));
	return schema;
}

static json_t *object_schema(json_t *properties)
{
	return json_pack("{s:s, s:o, s:b}", "type", "object", "properties", properties, "additionalProperties", 0);
}

static json_t *table_schema(const struct api_table *table)
{
	json_t *properties = json_object();

	for (size_t i = 0; i < table->count; i++)
		json_object_set_new(properties, table->fields[i].name, field_schema(&table->fields[i]));
	return object_schema(properties);
}

static json_t *body_schema(const struct api_route *route)
{
	g_auto(GStrv) names = g_strsplit(route->fields, " ", -1);
	json_t *properties = json_object();

	for (char **name = names; *name && **name; name++) {
		const struct api_field *field = api_field(api_table_of(route), *name);

		g_assert(field);
		json_object_set_new(properties, *name, field_schema(field));
	}
	return object_schema(properties);
}

/* ---- one operation ---- */

static json_t *parameters_of(const struct api_route *route)
{
	g_auto(GStrv) names = g_strsplit(route->parameters, " ", -1);
	json_t *array = json_array();

	if (route->rest)
		json_array_append_new(array, json_pack("{s:s, s:s, s:b, s:{s:s}, s:s}", "name", route->rest, "in", "path", "required", 1, "schema",
						       "type", "string", "description", "Its slashes may stand as they are, or as %2F."));
	for (char **name = names; *name && **name; name++) {
		const struct api_field *field = api_parameter(*name);

		g_assert(field);
		json_array_append_new(array, json_pack("{s:s, s:s, s:b, s:o, s:s}", "name", *name, "in", "query", "required", 0, "schema",
						       kind_schema(field), "description", field->about));
	}
	return array;
}

static json_t *responses_of(const struct api_route *route)
{
	static const struct { const char *status; bool read, write; } refusals[] = {
		{ "400", true, true }, { "403", false, true }, { "404", true, true }, { "409", true, true }, { "413", false, true },
		{ "503", true, true },
	};
	json_t *responses = json_object();

	json_object_set_new(responses, "200", json_pack("{s:s, s:{s:{s:o}}}", "description", "Done.", "content", "application/json", "schema",
							api_type_schema(route->reply)));
	for (size_t i = 0; i < G_N_ELEMENTS(refusals); i++) {
		if (route->fields ? refusals[i].write : refusals[i].read)
			json_object_set_new(responses, refusals[i].status,
					    json_pack("{s:o}", "$ref", json_sprintf("#/components/responses/%s", refusals[i].status)));
	}
	return responses;
}

static char *operation_name(const struct api_route *route)
{
	char *name = g_strconcat(route->fields ? "post" : "get", route->path + strlen("/v1"), route->rest, NULL);

	return g_strdelimit(name, "/-.", '_');
}

static json_t *operation(const struct api_route *route)
{
	g_autofree char *name = operation_name(route);
	json_t *object = json_pack("{s:s, s:s, s:o}", "operationId", name, "summary", route->about, "parameters", parameters_of(route));

	if (route->fields)
		json_object_set_new(object, "requestBody", json_pack("{s:b, s:{s:{s:o}}}", "required", *route->fields != '\0', "content",
								     "application/json", "schema", body_schema(route)));
	json_object_set_new(object, "responses", responses_of(route));
	return object;
}

static json_t *paths(void)
{
	size_t count;
	const struct api_route *routes = api_routes(&count);
	json_t *object = json_object();

	for (size_t i = 0; i < count; i++) {
		g_autofree char *path = routes[i].rest ? g_strdup_printf("%s{%s}", routes[i].path, routes[i].rest) : g_strdup(routes[i].path);
		g_autofree char *method = g_ascii_strdown(routes[i].method, -1);
		json_t *item = json_object_get(object, path);

		if (!item) {
			item = json_object();
			json_object_set_new(object, path, item);
		}
		json_object_set_new(item, method, operation(&routes[i]));
	}
	return object;
}

/* ---- the whole ---- */

static json_t *refusals(void)
{
	static const char *const told[][2] = {
		{ "400", "Something in the request is not as it should be; the sentence names it." },
		{ "403", "Not allowed." },
		{ "404", "No such path, occurrence, plan, agency or mail." },
		{ "405", "The path takes another method." },
		{ "409", "Refused by the state it is in, or by the configuration." },
		{ "413", "The body is larger than 1 MB." },
		{ "503", "The store cannot be read or written now, or the service is stopping." },
	};
	json_t *object = json_object();

	for (size_t i = 0; i < G_N_ELEMENTS(told); i++)
		json_object_set_new(object, told[i][0], json_pack("{s:s, s:{s:{s:{s:s}}}}", "description", told[i][1], "content",
								  "application/json", "schema", "$ref", "#/components/schemas/Error"));
	return object;
}

static json_t *about(void)
{
	return json_pack("{s:s, s:s, s:s}", "title", "deadlined", "version", "1", "description",
			 "Served on the control socket, a Unix socket; the caller is known by the login name of its process. Every answer is "
			 "JSON: what was asked for, or an Error. Keys are always there, null where there is nothing. Dates are YYYY-MM-DD, "
			 "instants YYYY-MM-DDThh:mm:ss with the office's offset. What is not named here is refused.");
}

json_t *api_document(void)
{
	return json_pack("{s:s, s:o, s:[{s:s, s:s}], s:o, s:{s:o, s:o}}", "openapi", "3.1.0", "info", about(), "servers", "url",
			 "http://localhost", "description", "the control socket", "paths", paths(), "components", "schemas",
			 api_shapes_schemas(), "responses", refusals());
}

/* Made once: it is asked by whoever knocks. */
json_t *api_get_document(const struct api_call *call)
{
	static json_t *document;

	(void)call;
	if (!document)
		document = api_document();
	return json_incref(document);
}
