/* What comes in, by name: its kind, its size, where it goes; every refusal names the field and says what to give. */
#include <stddef.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "engine/api_call.h"
#include "engine/internal.h"

#define LONGEST_ID 512
#define LONGEST_ITEM 4000
#define NOWHERE SIZE_MAX

static const struct api_field parameters[] = {
	{ "plan", API_TEXT, NOWHERE, 64, "Id of a plan." },
	{ "agency", API_TEXT, NOWHERE, 400, "An agency's or group's id, or a part of a name or short name, however it is typed." },
	{ "obligation", API_TEXT, NOWHERE, 129, "Id of an obligation." },
	{ "period", API_TEXT, NOWHERE, 64, "Label of a period." },
	{ "state", API_TEXT, NOWHERE, 40, "Only those in this state." },
	{ "missing", API_SWITCH, NOWHERE, 0, "Only those that wait for a report." },
	{ "undated", API_SWITCH, NOWHERE, 0, "Also what the document gives no day." },
	{ "mails", API_SWITCH, NOWHERE, 0, "Also what became of the last mail to each owner." },
	{ "from", API_DAY, NOWHERE, 0, "Limits from this day on." },
	{ "to", API_DAY, NOWHERE, 0, "Limits up to this day." },
	{ "after", API_TEXT, NOWHERE, LONGEST_ID, "Continue after this one: an id; in the outbox a number." },
	{ "limit", API_CARDINAL, NOWHERE, 0, "At most so many; 0 or above 1000: 1000." },
	{ "lang", API_LANGUAGE, NOWHERE, 0, "Language of words: vi or en." },
	{ "at", API_TIME, NOWHERE, 0, "As seen at this time." },
	{ "address", API_TEXT, NOWHERE, 254, "Only mail to this address." },
	{ "since", API_TIME, NOWHERE, 0, "Planned from this time on." },
	{ "until", API_TIME, NOWHERE, 0, "Planned before this time." },
	{ "bytes", API_SWITCH, NOWHERE, 0, "With the message as it leaves." },
	{ "year", API_CARDINAL, NOWHERE, 0, "Year of the period's last day, else of the first limit; 0: all." },
	{ "by", API_TEXT, NOWHERE, 20, "obligation, agency or period." },
};

#define AT(member) offsetof(struct order, member)

static const struct api_field fields[] = {
	{ "ids", API_IDS, AT(ids), 10000, "Ids, patterns with * in a part, PLAN/OBLIGATION, a plan, or numbers of mails: as the order says." },
	{ "as", API_TEXT, AT(as), 200, "Name of the clerk in whose name it is done." },
	{ "number", API_TEXT, AT(number), 200, "Number of the document." },
	{ "dated", API_DAY, AT(dated), 0, "Date on the document." },
	{ "reason", API_TEXT, AT(reason), 4000, "Why." },
	{ "note", API_TEXT, AT(note), 4000, "A remark." },
	{ "dry_run", API_SWITCH, AT(dry_run), 0, "Only say what would be done." },
	{ "received", API_TIME, AT(received), 0, "When it came in; absent: now." },
	{ "sent", API_TIME, AT(sent), 0, "When it was sent; what counts for lateness where it is given." },
	{ "channel", API_TEXT, AT(channel), 200, "How it came in." },
	{ "again", API_SWITCH, AT(again), 0, "The number may be recorded within the obligation already." },
	{ "without", API_TEXTS, AT(without), 1000, "Inputs that are left out: ids, patterns or agencies." },
	{ "entry", API_TEXT, AT(entry), 1000, "One item of an obligation that counts them, in words." },
	{ "rows", API_ROWS, AT(rows), 10000, "Lines of a table of reports that came in." },
	{ "period", API_TEXT, AT(period), 32, "Label of the period." },
	{ "partial", API_SWITCH, AT(partial), 0, "Take the good lines even where others are bad." },
	{ "reasons", API_TEXTS, AT(reasons), 50, "What is to be corrected, one point each." },
	{ "days", API_NUMBER, AT(days), 366, "Working days for the corrections." },
	{ "until", API_DAY, AT(until), 0, "Last day, included." },
	{ "quiet", API_SWITCH, AT(quiet), 0, "No mail." },
	{ "asked_by", API_TEXT, AT(asked_by), 200, "Who asked for it." },
	{ "asked_on", API_DAY, AT(asked_on), 0, "The day on which it was asked for." },
	{ "granted_by", API_TEXT, AT(granted_by), 200, "Who granted it." },
	{ "mistake", API_SWITCH, AT(mistake), 0, "The receipt that left is corrected by a mail." },
	{ "tell", API_SWITCH, AT(tell), 0, "With a new receipt." },
	{ "owners", API_TEXTS, AT(owners), 1000, "Ids of the agencies that are meant." },
	{ "all", API_SWITCH, AT(all), 0, "All of them: owners, or mails." },
	{ "due", API_TEXT, AT(due), 200, "A due rule as in the configuration, or \"none\"." },
	{ "earlier", API_SWITCH, AT(earlier), 0, "The limit may move nearer." },
	{ "waive", API_SWITCH, AT(waive), 0, "A waiver is asked for, not a later day." },
	{ "refused", API_SWITCH, AT(refused), 0, "What was asked for is not granted." },
	{ "to", API_TEXT, AT(to), 64, "Id of the agency that answers, or that receives." },
	{ "covers", API_TEXT, AT(covers), 1000, "The line of content that is given to it." },
	{ "step", API_TEXT, AT(step), 40, "Name of a step (-3wd, +1wd, first); absent: all." },
	{ "before", API_DAY, AT(before), 0, "Limits before this day." },
	{ "outcome", API_TEXT, AT(outcome), 20, "unknown or waived." },
	{ "id", API_TEXT, AT(plan), 64, "Id of the request; absent: request-YEAR-N." },
	{ "title", API_TEXT, AT(title), 1000, "What is asked for." },
	{ "from", API_NAMES, AT(from), 1000, "Ids of the agencies and groups that are asked." },
	{ "document", API_DOCUMENT, 0, 0, "The document that asks: its number, or an object." },
	{ "policy", API_TEXT, AT(policy), 64, "Id of the policy." },
	{ "send_to", API_TEXT, AT(send_to), 1000, "How to send it." },
	{ "outline", API_TEXT, AT(outline), 2000, "Its outline: text or an address." },
	{ "coordinator", API_TEXT, AT(coordinator), 64, "Id of the coordinating agency; absent: the receiver." },
};

static const struct api_field edge_fields[] = {
	{ "to", API_ANY, 0, 254, "Address of the test mail." },
	{ "level", API_ANY, 0, 20, "err, warning, notice, info or debug." },
};

static const struct api_field document_fields[] = {
	{ "number", API_TEXT, AT(number), 200, "Number of the document." },
	{ "date", API_DAY, AT(dated), 0, "Date on it." },
	{ "type", API_TEXT, AT(type), 200, "What kind of document it is." },
	{ "issuer", API_TEXT, AT(issuer), 64, "Id of the agency that issued it." },
	{ "subject", API_TEXT, AT(subject), 2000, "What it is about." },
};

#define CELL(member) offsetof(struct order_row, member)

static const struct api_field row_fields[] = {
	{ "line", API_NUMBER, CELL(line), G_MAXINT, "Line of the file; absent: its place in the list." },
	{ "agency", API_TEXT, CELL(agency), 400, "Id, name or short name, however it is typed." },
	{ "number", API_TEXT, CELL(number), 200, "Number of the document." },
	{ "dated", API_TEXT, CELL(dated), 40, "Date on it: YYYY-MM-DD or DD/MM/YYYY." },
	{ "received", API_TEXT, CELL(received), 40, "When it came in." },
	{ "channel", API_TEXT, CELL(channel), 200, "How it came in." },
	{ "note", API_TEXT, CELL(note), 4000, "A remark." },
};

static const struct api_field *find(const struct api_field *table, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(table[i].name, name) == 0)
			return &table[i];
	}
	return NULL;
}

const struct api_field *api_parameter(const char *name)
{
	return find(parameters, G_N_ELEMENTS(parameters), name);
}

const struct api_field *api_field(const char *name)
{
	return find(fields, G_N_ELEMENTS(fields), name);
}

const struct api_field *api_edge_field(const char *name)
{
	return find(edge_fields, G_N_ELEMENTS(edge_fields), name);
}

const struct api_field *api_row_fields(size_t *count)
{
	*count = G_N_ELEMENTS(row_fields);
	return row_fields;
}

const struct api_field *api_document_fields(size_t *count)
{
	*count = G_N_ELEMENTS(document_fields);
	return document_fields;
}

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
	case API_NAMES:
	case API_DOCUMENT:
	case API_ANY:
		break;
	}
	g_assert_not_reached();
}

/* ---- bodies ---- */

static bool read_fields(const struct api_call *call, const char *within, const json_t *object, const struct api_field *table, size_t count,
			void *record);

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

static bool body_rows(const struct api_call *call, const struct api_field *field, const char *name, const json_t *value, GPtrArray **ret)
{
	const json_t *item;
	size_t i;

	if (!is_list(call, field, name, value))
		return false;
	*ret = g_ptr_array_new_with_free_func(g_free);
	json_array_foreach (value, i, item) {
		g_autofree char *within = g_strdup_printf("%s[%zu]", name, i);
		struct order_row *row = g_new0(struct order_row, 1);

		g_ptr_array_add(*ret, row);
		row->line = (int)i + 1;
		if (!json_is_object(item))
			return api_refuse(call, "%s: give an object", within);
		if (!read_fields(call, within, item, row_fields, G_N_ELEMENTS(row_fields), row))
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
	return read_fields(call, name, value, document_fields, G_N_ELEMENTS(document_fields), order);
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
		return body_rows(call, field, name, value, to);
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
static bool read_fields(const struct api_call *call, const char *within, const json_t *object, const struct api_field *table, size_t count,
			void *record)
{
	const char *name;
	json_t *value;

	json_object_foreach ((json_t *)object, name, value) {
		const struct api_field *field = find(table, count, name);
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
		const struct api_field *field = is_among(call->route->fields, name) ? api_field(name) : NULL;

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
