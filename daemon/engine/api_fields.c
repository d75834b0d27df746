/* What comes in is read by name; every refusal names the field and says what to give. */
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "engine/api_call.h"
#include "engine/internal.h"

#define LONGEST_ID 512
#define LONGEST_ITEM 4000

void *api_refuse(const struct api_call *call, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	g_propagate_error(call->error, g_error_new_valist(DEADLINED_ERROR, DEADLINED_ERROR_USAGE, format, arguments));
	va_end(arguments);
	return NULL;
}

static bool is_among(const char *names, const char *name)
{
	size_t length = strlen(name);

	for (const char *p = names; length > 0 && !strchr(name, ' ') && (p = strstr(p, name)) != NULL; p += length) {
		if ((p == names || p[-1] == ' ') && (p[length] == ' ' || p[length] == '\0'))
			return true;
	}
	return false;
}

/* ---- text in all its kinds ---- */

static bool read_day(const struct api_call *call, const char *name, const char *text, struct civil *ret)
{
	return civil_parse(text, ret) || api_refuse(call, "%s '%.60s' is no date: give YYYY-MM-DD", name, text);
}

/* A time, or a day: its beginning. */
static bool read_time(const struct api_call *call, const char *name, const char *text, struct instant *ret)
{
	const struct zone *zone = call->engine->config->settings.zone;
	struct civil day;

	if (zone_parse(zone, text, ret))
		return true;
	if (!civil_parse(text, &day))
		return api_refuse(call, "%s '%.60s' is no time: give YYYY-MM-DDThh:mm", name, text);
	*ret = zone_instant(zone, day, 0);
	return true;
}

/* Composed, without blanks around it, so that what was typed on another keyboard is found again; empty: NULL. */
static bool read_text(const struct api_call *call, const char *name, int most, const char *text, const char **ret)
{
	g_autofree char *normal = NULL;
	size_t offset;

	if (strlen(text) > (size_t)most)
		return api_refuse(call, "%s: give text of at most %d bytes", name, most);
	if (!text_is_clean(text, strlen(text), false, &offset))
		return api_refuse(call, "%s: holds a control character", name);
	normal = text_nfc(text);
	*ret = *normal ? g_string_chunk_insert(call->arena, normal) : NULL;
	return true;
}

/* ---- parameters ---- */

bool api_known_parameters(const struct api_call *call)
{
	GHashTableIter iter;
	void *name, *value;

	if (!call->request->query)
		return true;
	g_hash_table_iter_init(&iter, call->request->query);
	while (g_hash_table_iter_next(&iter, &name, &value)) {
		if (!is_among(call->route->parameters, name))
			return api_refuse(call, "unknown parameter '%.40s'", (const char *)name);
		if (!g_utf8_validate(value, -1, NULL))
			return api_refuse(call, "%s: not UTF-8", (const char *)name);
	}
	return true;
}

static bool known_fields(const struct api_call *call)
{
	const char *name;
	json_t *value;

	if (!call->request->body)
		return true;
	if (!json_is_object(call->request->body))
		return api_refuse(call, "give a JSON object");
	json_object_foreach ((json_t *)call->request->body, name, value) {
		if (!is_among(call->route->fields, name))
			return api_refuse(call, "unknown field '%.40s'", name);
	}
	return true;
}

bool api_check(const struct api_request *request, GError **error)
{
	size_t count;
	const struct api_route *routes = api_routes(&count);

	for (size_t i = 0; i < count; i++) {
		struct api_call call = { .request = request, .route = &routes[i], .error = error };

		if (!routes[i].answer && strcmp(routes[i].path, request->path) == 0 && strcmp(routes[i].method, request->method) == 0)
			return api_known_parameters(&call) && (!routes[i].fields || known_fields(&call));
	}
	return true;
}

static bool read_cardinal(const struct api_call *call, const char *name, const char *value, int64_t *ret)
{
	guint64 number;

	if (!g_ascii_string_to_unsigned(value, 10, 0, G_MAXINT64, &number, NULL))
		return api_refuse(call, "%s '%.40s' is no number", name, value);
	*ret = (int64_t)number;
	return true;
}

static bool read_language(const struct api_call *call, const char *name, const char *value, enum language *ret)
{
	if (strcmp(value, "vi") != 0 && strcmp(value, "en") != 0)
		return api_refuse(call, "%s '%.40s': give vi or en", name, value);
	*ret = strcmp(value, "en") == 0 ? LANGUAGE_EN : LANGUAGE_VI;
	return true;
}

static bool read_switch(const struct api_call *call, const char *name, const char *value, bool *ret)
{
	static const char *const yes[] = { "1", "true", NULL }, *const no[] = { "0", "false", NULL };

	*ret = g_strv_contains(yes, value);
	return *ret || g_strv_contains(no, value) || api_refuse(call, "%s '%.40s': give 1 or 0", name, value);
}

bool api_read_parameter(const struct api_call *call, const char *name, void *ret)
{
	const struct api_field *field = api_parameter(name);
	const char *value = call->request->query ? g_hash_table_lookup(call->request->query, name) : NULL;

	g_assert(field && is_among(call->route->parameters, name));
	if (!value || !*value)
		return true;
	switch (field->kind) {
	case API_TEXT:
		return read_text(call, name, field->most, value, ret);
	case API_DAY:
		return read_day(call, name, value, ret);
	case API_TIME:
		return read_time(call, name, value, ret);
	case API_SWITCH:
		return read_switch(call, name, value, ret);
	case API_CARDINAL:
		return read_cardinal(call, name, value, ret);
	case API_LANGUAGE:
		return read_language(call, name, value, ret);
	case API_NUMBER:
	case API_TEXTS:
	case API_IDS:
	case API_ROWS:
	case API_PEOPLE:
	case API_NAMES:
	case API_DOCUMENT:
	case API_ANY:
		break;
	}
	g_assert_not_reached();
}

/* ---- bodies ---- */

static bool read_fields(const struct api_call *call, const char *within, const json_t *object, const struct api_table *table, void *record);

static bool body_text(const struct api_call *call, const char *name, int most, const json_t *value, const char **ret)
{
	return json_is_string(value) ? read_text(call, name, most, json_string_value(value), ret)
				     : api_refuse(call, "%s: give text", name) != NULL;
}

static bool body_switch(const struct api_call *call, const char *name, const json_t *value, bool *ret)
{
	*ret = json_is_true(value);
	return json_is_boolean(value) || api_refuse(call, "%s: give true or false", name);
}

static bool body_day(const struct api_call *call, const char *name, const json_t *value, struct civil *ret)
{
	const char *text = NULL;

	return body_text(call, name, 40, value, &text) && (!text || read_day(call, name, text, ret));
}

static bool body_time(const struct api_call *call, const char *name, const json_t *value, struct instant *ret)
{
	const char *text = NULL;

	return body_text(call, name, 40, value, &text) && (!text || read_time(call, name, text, ret));
}

static bool body_number(const struct api_call *call, const struct api_field *field, const char *name, const json_t *value, int *ret)
{
	json_int_t number = json_integer_value(value);

	if (!json_is_integer(value) || number < 1 || number > field->most)
		return api_refuse(call, "%s: give a whole number from 1 to %d", name, field->most);
	*ret = (int)number;
	return true;
}

static bool is_list(const struct api_call *call, const struct api_field *field, const char *name, const json_t *value)
{
	if (json_is_array(value) && json_array_size(value) <= (size_t)field->most)
		return true;
	return api_refuse(call, "%s: give a list of at most %d", name, field->most);
}

/* `*ret` is the record's from the first on, so that it is freed with it. */
static bool body_texts(const struct api_call *call, const struct api_field *field, const char *name, const json_t *value, int longest,
		       GPtrArray **ret)
{
	const json_t *item;
	size_t i;

	if (!is_list(call, field, name, value))
		return false;
	g_clear_pointer(ret, g_ptr_array_unref);
	*ret = g_ptr_array_new_with_free_func(g_free);
	json_array_foreach (value, i, item) {
		const char *text = NULL;

		if (json_is_integer(item) && field->kind == API_IDS) {
			g_ptr_array_add(*ret, g_strdup_printf("%" JSON_INTEGER_FORMAT, json_integer_value(item)));
			continue;
		}
		if (!body_text(call, name, longest, item, &text))
			return false;
		if (!text)
			return api_refuse(call, "%s: holds an empty text", name);
		g_ptr_array_add(*ret, g_strdup(text));
	}
	return true;
}

/* A list, or one text, joined by commas. */
static bool body_names(const struct api_call *call, const struct api_field *field, const char *name, const json_t *value, const char **ret)
{
	g_autoptr(GPtrArray) names = NULL;
	g_autofree char *joined = NULL;

	if (json_is_string(value))
		return body_text(call, name, LONGEST_ITEM, value, ret);
	if (!body_texts(call, field, name, value, 64, &names))
		return false;
	g_ptr_array_add(names, NULL);
	joined = g_strjoinv(",", (char **)names->pdata);
	*ret = *joined ? g_string_chunk_insert(call->arena, joined) : NULL;
	return true;
}

/* Lines of a table, each a record of `size` bytes that begins as `table` says; its place in the list is its line. */
static bool body_rows(const struct api_call *call, const struct api_field *field, const char *name, const json_t *value,
		      const struct api_table *table, size_t size, GPtrArray **ret)
{
	const struct api_field *line = api_field(table, "line");
	const json_t *item;
	size_t i;

	if (!is_list(call, field, name, value))
		return false;
	*ret = g_ptr_array_new_with_free_func(g_free);
	json_array_foreach (value, i, item) {
		g_autofree char *within = g_strdup_printf("%s[%zu]", name, i);
		char *row = g_malloc0(size);

		g_ptr_array_add(*ret, row);
		*(int *)(void *)(row + line->offset) = (int)i + 1;
		if (!json_is_object(item))
			return api_refuse(call, "%s: give an object", within);
		if (!read_fields(call, within, item, table, row))
			return false;
	}
	return true;
}

static bool body_document(const struct api_call *call, const char *name, const json_t *value, struct order *order)
{
	if (json_is_string(value))
		return body_text(call, name, 200, value, &order->number);
	if (!json_is_object(value))
		return api_refuse(call, "%s: give its number, or an object", name);
	return read_fields(call, name, value, &api_document_table, order);
}

static bool read_value(const struct api_call *call, const struct api_field *field, const char *name, const json_t *value, void *record)
{
	void *to = (char *)record + field->offset;

	switch (field->kind) {
	case API_TEXT:
		return body_text(call, name, field->most, value, to);
	case API_DAY:
		return body_day(call, name, value, to);
	case API_TIME:
		return body_time(call, name, value, to);
	case API_SWITCH:
		return body_switch(call, name, value, to);
	case API_NUMBER:
		return body_number(call, field, name, value, to);
	case API_TEXTS:
		return body_texts(call, field, name, value, LONGEST_ITEM, to);
	case API_IDS:
		return body_texts(call, field, name, value, LONGEST_ID, to);
	case API_ROWS:
		return body_rows(call, field, name, value, &api_row_table, sizeof(struct order_row), to);
	case API_PEOPLE:
		return body_rows(call, field, name, value, &api_person_table, sizeof(struct contact_change), to);
	case API_NAMES:
		return body_names(call, field, name, value, to);
	case API_DOCUMENT:
		return body_document(call, name, value, record);
	case API_CARDINAL:
	case API_LANGUAGE:
	case API_ANY:
		break;
	}
	return true;
}

/* An object within the body: all of `table` may stand in it. */
static bool read_fields(const struct api_call *call, const char *within, const json_t *object, const struct api_table *table, void *record)
{
	const char *name;
	json_t *value;

	json_object_foreach ((json_t *)object, name, value) {
		const struct api_field *field = api_field(table, name);
		g_autofree char *label = g_strdup_printf("%s.%s", within, name);

		if (!field)
			return api_refuse(call, "%s: unknown field '%.40s'", within, name);
		if (!json_is_null(value) && !read_value(call, field, label, value, record))
			return false;
	}
	return true;
}

bool api_read_body(const struct api_call *call, void *record)
{
	const json_t *body = call->request->body;
	const char *name;
	json_t *value;

	if (!json_is_object(body))
		return api_refuse(call, "give a JSON object");
	json_object_foreach ((json_t *)body, name, value) {
		const struct api_field *field = is_among(call->route->fields, name) ? api_field(api_table_of(call->route), name) : NULL;

		if (!field)
			return api_refuse(call, "unknown field '%.40s': %s takes %s", name, call->request->path, call->route->fields);
		if (!json_is_null(value) && !read_value(call, field, name, value, record))
			return false;
	}
	return true;
}

void api_order_clear(struct order *order)
{
	GPtrArray **lists[] = { &order->ids, &order->reasons, &order->owners, &order->rows, &order->without };

	for (size_t i = 0; i < G_N_ELEMENTS(lists); i++)
		g_clear_pointer(lists[i], g_ptr_array_unref);
}
