#include "engine/api.h"

#include <string.h>

#include "base/error.h"
#include "engine/api_call.h"

static bool matches(const struct api_route *route, const char *path, const char **rest)
{
	size_t length = strlen(route->path);

	*rest = path + length;
	if (!route->rest)
		return strcmp(route->path, path) == 0;
	return strncmp(route->path, path, length) == 0 && **rest;
}

static int http_status(int code)
{
	switch (code) {
	case DEADLINED_ERROR_UNKNOWN_ID:
	case DEADLINED_ERROR_NOT_FOUND:
		return 404;
	case DEADLINED_ERROR_STATE:
	case DEADLINED_ERROR_CONFIG:
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

static int answer(struct api_call *call, json_t **ret)
{
	g_autoptr(GStringChunk) arena = g_string_chunk_new(256);
	g_autoptr(GError) error = NULL;
	int code;

	call->arena = arena;
	call->error = &error;
	*ret = api_known_parameters(call) ? call->route->answer(call) : NULL;
	if (*ret)
		return 200;
	g_assert(error);
	code = error->domain == DEADLINED_ERROR ? error->code : DEADLINED_ERROR_IO;
	*ret = failure(error->message, code);
	return http_status(code);
}

int api_call(struct engine *engine, const struct api_request *request, struct instant now, json_t **ret)
{
	struct api_call call = { .engine = engine, .request = request, .now = now };
	bool path_known = false;
	size_t count;
	const struct api_route *routes = api_routes(&count);

	for (size_t i = 0; i < count; i++) {
		if (!routes[i].answer || !matches(&routes[i], request->path, &call.rest))
			continue;
		path_known = true;
		call.route = &routes[i];
		if (strcmp(routes[i].method, request->method) == 0)
			return answer(&call, ret);
	}
	*ret = failure(path_known ? "this path takes another method" : "no such path", DEADLINED_ERROR_USAGE);
	return path_known ? 405 : 404;
}
