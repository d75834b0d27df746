#include "engine/api.h"

#include <string.h>

#include "base/error.h"
#include "engine/internal.h"
#include "engine/orders.h"
#include "engine/views.h"

#define LONGEST_LIST 10000 /* ids in one order */

/* One call at work. */
struct call {
	struct engine *engine;
	const struct api_request *request;
	const char *rest; /* of the path, behind the route */
	struct instant now;
	GError **error;
};

static void *refuse(const struct call *call, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void *refuse(const struct call *call, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	g_propagate_error(call->error, g_error_new_valist(DEADLINED_ERROR, DEADLINED_ERROR_USAGE, format, arguments));
	va_end(arguments);
	return NULL;
}

/* ---- parameters of the path ---- */

static const char *query(const struct call *call, const char *name)
{
	const char *value = call->request->query ? g_hash_table_lookup(call->request->query, name) : NULL;

	return value && *value ? value : NULL;
}

static bool query_switch(const struct call *call, const char *name)
{
	const char *value = query(call, name);

	return value && strcmp(value, "0") != 0 && strcmp(value, "false") != 0;
}

static bool known_queries(const struct call *call, const char *const *names)
{
	GHashTableIter iter;
	void *name, *value;

	if (!call->request->query)
		return true;
	g_hash_table_iter_init(&iter, call->request->query);
	while (g_hash_table_iter_next(&iter, &name, &value)) {
		if (!g_strv_contains(names, name))
			return refuse(call, "unknown parameter '%.40s'", (const char *)name);
		if (!g_utf8_validate(value, -1, NULL))
			return refuse(call, "%s: not UTF-8", (const char *)name);
	}
	return true;
}

static bool query_day(const struct call *call, const char *name, struct civil *ret)
{
	const char *value = query(call, name);

	*ret = CIVIL_NONE;
	return !value || civil_parse(value, ret) || refuse(call, "%s '%.40s' is no date: give YYYY-MM-DD", name, value);
}

static bool query_time(const struct call *call, const char *name, struct instant otherwise, struct instant *ret)
{
	const char *value = query(call, name);

	*ret = otherwise;
	return !value || zone_parse(call->engine->config->settings.zone, value, ret) ||
	       refuse(call, "%s '%.40s' is no time: give YYYY-MM-DDThh:mm", name, value);
}

static bool query_number(const struct call *call, const char *name, gint64 *ret)
{
	const char *value = query(call, name);
	guint64 number = 0;

	if (value && !g_ascii_string_to_unsigned(value, 10, 0, G_MAXINT64, &number, NULL))
		return refuse(call, "%s '%.40s' is no number", name, value);
	*ret = (gint64)number;
	return true;
}

static bool query_language(const struct call *call, enum language *ret)
{
	const char *value = query(call, "lang");

	*ret = call->engine->config->settings.language;
	if (value && strcmp(value, "vi") != 0 && strcmp(value, "en") != 0)
		return refuse(call, "lang '%.40s': give vi or en", value);
	if (value)
		*ret = strcmp(value, "en") == 0 ? LANGUAGE_EN : LANGUAGE_VI;
	return true;
}

/* ---- views ---- */

static json_t *get_list(const struct call *call)
{
	static const char *const names[] = { "plan",    "agency", "obligation", "period", "state", "missing", "from",
					     "to",      "undated", "after",     "limit",  "lang",  NULL };
	struct views_filter filter = { .plan = query(call, "plan"), .agency = query(call, "agency"), .obligation = query(call, "obligation"),
				       .period = query(call, "period"), .state = query(call, "state"), .missing = query_switch(call, "missing"),
				       .undated = query_switch(call, "undated"), .after = query(call, "after") };
	gint64 limit;

	if (!known_queries(call, names) || !query_day(call, "from", &filter.from) || !query_day(call, "to", &filter.to) ||
	    !query_number(call, "limit", &limit) || !query_language(call, &filter.language))
		return NULL;
	filter.limit = (int)MIN(limit, 1000);
	return views_list(call->engine, &filter, call->now, call->error);
}

static json_t *get_show(const struct call *call)
{
	enum language language;

	if (!known_queries(call, (const char *const[]){ "lang", NULL }) || !query_language(call, &language))
		return NULL;
	return views_show(call->engine, call->rest, language, call->now, call->error);
}

static json_t *get_explain(const struct call *call)
{
	enum language language;
	struct instant at;

	if (!known_queries(call, (const char *const[]){ "at", "lang", NULL }) || !query_language(call, &language) ||
	    !query_time(call, "at", call->now, &at))
		return NULL;
	return views_explain(call->engine, call->rest, language, at, call->error);
}

static bool mail_state_of(const char *name, enum mail_state *ret)
{
	for (int i = 0; i <= MAIL_DROPPED; i++) {
		if (strcmp(mail_state_name((enum mail_state)i), name) == 0) {
			*ret = (enum mail_state)i;
			return true;
		}
	}
	return false;
}

static json_t *get_queue(const struct call *call)
{
	static const char *const names[] = { "state", "address", "since", "until", "after", "limit", NULL };
	struct outbox_filter filter = { .address = query(call, "address") };
	const char *name = query(call, "state");
	enum mail_state state;
	gint64 after, limit;

	if (!known_queries(call, names) || !query_time(call, "since", INSTANT_NONE, &filter.since) ||
	    !query_time(call, "until", INSTANT_NONE, &filter.until) || !query_number(call, "after", &after) ||
	    !query_number(call, "limit", &limit))
		return NULL;
	if (name && !mail_state_of(name, &state))
		return refuse(call, "no state '%.40s': queued sending sent deferred failed uncertain superseded held dropped", name);
	filter.state = name ? &state : NULL;
	filter.after = after;
	filter.limit = limit > 0 && limit < 1000 ? (int)limit : 1000;
	return views_queue(call->engine, &filter, call->error);
}

static json_t *get_envelope(const struct call *call)
{
	guint64 number;

	if (!known_queries(call, (const char *const[]){ "bytes", NULL }))
		return NULL;
	if (!g_ascii_string_to_unsigned(call->rest, 10, 1, G_MAXINT64, &number, NULL))
		return refuse(call, "'%.40s' is no number of a mail", call->rest);
	return views_envelope(call->engine, (int64_t)number, query_switch(call, "bytes"), call->error);
}

static json_t *get_status(const struct call *call)
{
	return known_queries(call, (const char *const[]){ NULL }) ? views_status(call->engine, call->now, call->error) : NULL;
}

/* ---- orders: fields of the body ---- */

static bool body_text(const struct call *call, const char *name, size_t longest, const char **ret)
{
	const json_t *value = json_object_get(call->request->body, name);

	*ret = NULL;
	if (!value || json_is_null(value))
		return true;
	if (!json_is_string(value) || json_string_length(value) > longest)
		return refuse(call, "%s: give text of at most %zu bytes", name, longest);
	for (const char *p = json_string_value(value); *p; p++) {
		if (g_ascii_iscntrl(*p))
			return refuse(call, "%s: holds a control character", name);
	}
	*ret = *json_string_value(value) ? json_string_value(value) : NULL;
	return true;
}

static bool body_switch(const struct call *call, const char *name, bool *ret)
{
	const json_t *value = json_object_get(call->request->body, name);

	if (value && !json_is_boolean(value) && !json_is_null(value))
		return refuse(call, "%s: give true or false", name);
	*ret = json_is_true(value);
	return true;
}

static bool body_day(const struct call *call, const char *name, struct civil *ret)
{
	const char *text;

	if (!body_text(call, name, 40, &text))
		return false;
	return !text || civil_parse(text, ret) || refuse(call, "%s '%s' is no date: give YYYY-MM-DD", name, text);
}

/* A time, or a day: its beginning. */
static bool body_time(const struct call *call, const char *name, struct instant *ret)
{
	const struct zone *zone = call->engine->config->settings.zone;
	const char *text;
	struct civil day;

	if (!body_text(call, name, 40, &text))
		return false;
	if (!text || zone_parse(zone, text, ret))
		return true;
	if (!civil_parse(text, &day))
		return refuse(call, "%s '%s' is no time: give YYYY-MM-DDThh:mm", name, text);
	*ret = zone_instant(zone, day, 0);
	return true;
}

static bool body_ids(const struct call *call, GPtrArray *ids)
{
	const json_t *list = json_object_get(call->request->body, "ids"), *id;
	size_t i;

	if (!list || json_is_null(list))
		return true;
	if (!json_is_array(list) || json_array_size(list) > LONGEST_LIST)
		return refuse(call, "ids: give a list of at most %d", LONGEST_LIST);
	json_array_foreach (list, i, id) {
		if (json_is_integer(id))
			g_ptr_array_add(ids, g_strdup_printf("%" JSON_INTEGER_FORMAT, json_integer_value(id)));
		else if (json_is_string(id))
			g_ptr_array_add(ids, g_strdup(json_string_value(id)));
		else
			return refuse(call, "ids: give texts or numbers");
	}
	return true;
}

static bool known_fields(const struct call *call, const char *const *names)
{
	const char *name;
	json_t *value;

	if (!json_is_object(call->request->body))
		return refuse(call, "give a JSON object");
	json_object_foreach ((json_t *)call->request->body, name, value) {
		if (!g_strv_contains(names, name))
			return refuse(call, "unknown field '%.40s'", name);
	}
	return true;
}

static json_t *carry_out(const struct call *call, struct order *order)
{
	static const char *const names[] = { "ids",  "number", "dated", "received", "sent",    "channel", "note",
					     "reason", "as",   "again", "all",      "dry_run", NULL };
	g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
	json_t *answers = NULL;

	order->ids = ids;
	order->user = call->request->user ? call->request->user : "unknown";
	if (!known_fields(call, names) || !body_ids(call, ids) || !body_text(call, "number", 200, &order->number) ||
	    !body_text(call, "channel", 200, &order->channel) || !body_text(call, "note", 4000, &order->note) ||
	    !body_text(call, "reason", 4000, &order->reason) || !body_text(call, "as", 200, &order->as) ||
	    !body_switch(call, "again", &order->again) || !body_switch(call, "all", &order->all) ||
	    !body_switch(call, "dry_run", &order->dry_run) || !body_day(call, "dated", &order->dated) ||
	    !body_time(call, "received", &order->received) || !body_time(call, "sent", &order->sent))
		return NULL;
	return orders_run(call->engine, order, call->now, &answers, call->error) ? answers : NULL;
}

static json_t *post_submit(const struct call *call)
{
	struct order order = { .verb = "submit" };

	return carry_out(call, &order);
}

static json_t *post_release(const struct call *call)
{
	struct order order = { .verb = "release" };

	return carry_out(call, &order);
}

static json_t *post_queue(const struct call *call)
{
	static const char *const verbs[] = { "retry", "hold", "release", "drop", NULL };
	g_autofree char *verb = g_strconcat("queue-", call->rest, NULL);
	struct order order = { .verb = verb };

	if (!g_strv_contains(verbs, call->rest))
		return refuse(call, "no order '%.40s': retry, hold, release or drop", call->rest);
	return carry_out(call, &order);
}

/* ---- routes ---- */

static const struct route {
	const char *method, *path; /* a path that ends in '/' has a rest */
	json_t *(*answer)(const struct call *call);
} routes[] = {
	{ "GET", "/v1/list", get_list },          { "GET", "/v1/show/", get_show },     { "GET", "/v1/explain/", get_explain },
	{ "GET", "/v1/queue", get_queue },        { "GET", "/v1/queue/", get_envelope }, { "GET", "/v1/status", get_status },
	{ "POST", "/v1/submit", post_submit },    { "POST", "/v1/release", post_release }, { "POST", "/v1/queue/", post_queue },
};

static bool matches(const struct route *route, const char *path, const char **rest)
{
	size_t length = strlen(route->path);

	if (route->path[length - 1] != '/')
		return strcmp(route->path, path) == 0;
	*rest = path + length;
	return strncmp(route->path, path, length) == 0 && **rest;
}

static int http_status(int code)
{
	switch (code) {
	case DEADLINED_ERROR_UNKNOWN_ID:
	case DEADLINED_ERROR_NOT_FOUND:
		return 404;
	case DEADLINED_ERROR_STATE:
		return 409;
	case DEADLINED_ERROR_PERMISSION:
		return 403;
	case DEADLINED_ERROR_USAGE:
	case DEADLINED_ERROR_INPUT:
		return 400;
	}
	return 503;
}

static json_t *failure(const char *message, int code)
{
	g_autofree char *text = g_utf8_make_valid(message, -1);

	return json_pack("{s:s, s:i}", "error", text, "exit", code);
}

static int answer(struct call *call, const struct route *route, json_t **ret)
{
	g_autoptr(GError) error = NULL;
	int code;

	call->error = &error;
	*ret = route->answer(call);
	if (*ret)
		return 200;
	g_assert(error);
	code = error->domain == DEADLINED_ERROR ? error->code : DEADLINED_ERROR_IO;
	*ret = failure(error->message, code);
	return http_status(code);
}

int api_call(struct engine *engine, const struct api_request *request, struct instant now, json_t **ret)
{
	struct call call = { .engine = engine, .request = request, .now = now };
	bool path_known = false;

	for (size_t i = 0; i < G_N_ELEMENTS(routes); i++) {
		if (!matches(&routes[i], request->path, &call.rest))
			continue;
		path_known = true;
		if (strcmp(routes[i].method, request->method) == 0)
			return answer(&call, &routes[i], ret);
	}
	*ret = failure(path_known ? "this path takes another method" : "no such path", DEADLINED_ERROR_USAGE);
	return path_known ? 405 : 404;
}
