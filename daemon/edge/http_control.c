/* The control door: requests and answers in JSON, one call of the handler each. */
#include "edge/http.h"

#include <string.h>

#include "base/error.h"
#include "edge/http_door.h"
#include "edge/socket.h"

#define BODY_MAX (1 << 20)
#define METHODS	 "GET, POST"

struct control_door {
	struct http_handler handler;
	GPtrArray *pendings; /* struct http_pending * not answered yet */
	bool called;
};

struct request {
	GString *body;
	bool too_large;
	struct http_pending *pending; /* NULL: not kept back */
};

struct http_pending {
	struct control_door *door;  /* NULL: the door is closed */
	struct http_client *client; /* NULL: the caller has gone */
	int status;		    /* 0: not answered yet */
	json_t *value;
};

json_t *http_error_value(const char *sentence, int code)
{
	return json_pack("{s:s, s:i}", "error", sentence, "exit", code);
}

static enum MHD_Result answer(struct http_client *client, const char *method, int status, const char *allow, const json_t *value)
{
	g_autofree char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
	g_autofree char *body = g_strconcat(text != NULL ? text : "null", "\n", NULL);
	struct MHD_Response *response = MHD_create_response_from_buffer(strlen(body), body, MHD_RESPMEM_MUST_COPY);
	enum MHD_Result queued;

	if (response == NULL)
		return MHD_NO;
	MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, "application/json; charset=utf-8");
	MHD_add_response_header(response, MHD_HTTP_HEADER_CACHE_CONTROL, "no-store");
	if (allow != NULL)
		MHD_add_response_header(response, MHD_HTTP_HEADER_ALLOW, allow);
	/* a parser that reads two lengths differently than we must not find a second request in a body */
	if (strcmp(method, "GET") != 0 || status >= 400)
		MHD_add_response_header(response, MHD_HTTP_HEADER_CONNECTION, "close");
	queued = http_client_answer(client, (unsigned)status, response);
	MHD_destroy_response(response);
	return queued;
}

static enum MHD_Result refuse(struct http_client *client, const char *method, int status, const char *allow, const char *sentence,
			      int code)
{
	json_t *value = http_error_value(sentence, code);
	enum MHD_Result queued = answer(client, method, status, allow, value);

	json_decref(value);
	return queued;
}

/* ---- one request */

struct arguments {
	GHashTable *table;
	bool clean;
};

static enum MHD_Result note_argument(void *data, enum MHD_ValueKind kind, const char *key, const char *value)
{
	struct arguments *arguments = data;

	if (!g_utf8_validate(key, -1, NULL) || (value != NULL && !g_utf8_validate(value, -1, NULL)))
		arguments->clean = false;
	else
		g_hash_table_insert(arguments->table, g_strdup(key), g_strdup(value != NULL ? value : ""));
	return MHD_YES;
}

static const char *read_body(const char *method, const struct request *request, json_t **ret)
{
	if (request->body->len == 0)
		return NULL;
	if (strcmp(method, "GET") == 0)
		return "a GET request has no body";
	*ret = json_loadb(request->body->str, request->body->len, JSON_REJECT_DUPLICATES, NULL);
	if (*ret != NULL && json_is_object(*ret))
		return NULL;
	json_decref(*ret);
	*ret = NULL;
	return "the body is not a JSON object";
}

static struct http_pending *pending_new(struct control_door *door, struct http_client *client)
{
	struct http_pending *pending = g_new0(struct http_pending, 1);

	pending->door = door;
	pending->client = client;
	g_ptr_array_add(door->pendings, pending);
	return pending;
}

static void pending_free(struct http_pending *pending)
{
	if (pending->door != NULL)
		g_ptr_array_remove_fast(pending->door->pendings, pending);
	json_decref(pending->value);
	g_free(pending);
}

/* A path that does not take one of the two methods takes the other. */
static const char *other_method(const char *method, int status)
{
	if (status != 405)
		return NULL;
	return strcmp(method, "GET") == 0 ? "POST" : "GET";
}

static enum MHD_Result call(struct http_client *client, struct request *request, const struct api_request *asked)
{
	struct control_door *door = http_door(client->http);
	struct http_pending *pending = pending_new(door, client);
	json_t *value = NULL;
	int status = door->handler.call(door->handler.data, asked, pending, &value);
	enum MHD_Result queued;

	door->called = true;
	if (status == 0 && pending->status == 0) {
		request->pending = pending;
		http_client_suspend(client);
		return MHD_YES;
	}
	if (status == 0) { /* answered from within the call */
		status = pending->status;
		value = json_incref(pending->value);
	}
	pending_free(pending);
	queued = answer(client, asked->method, status, other_method(asked->method, status), value);
	json_decref(value);
	return queued;
}

static enum MHD_Result dispatch(struct http_client *client, const char *url, const char *method, struct request *request)
{
	g_autoptr(GHashTable) table = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	struct arguments arguments = { table, true };
	struct api_request asked = { .method = method, .path = url, .query = table, .user = client->own };
	json_t *body = NULL;
	const char *problem;
	enum MHD_Result result;

	if (client->malformed || !g_utf8_validate(url, -1, NULL))
		return refuse(client, method, 400, NULL, "the address of the request cannot be decoded", DEADLINED_ERROR_USAGE);
	if (!g_str_has_prefix(url, "/v1/"))
		return refuse(client, method, 404, NULL, "there is nothing under this address", DEADLINED_ERROR_USAGE);
	if (strcmp(method, "GET") != 0 && strcmp(method, "POST") != 0)
		return refuse(client, method, 405, METHODS, "this method is not served here", DEADLINED_ERROR_USAGE);
	if (request->too_large)
		return refuse(client, method, 413, NULL, "the body is larger than 1 MB", DEADLINED_ERROR_INPUT);
	problem = read_body(method, request, &body);
	if (problem == NULL) {
		MHD_get_connection_values(client->connection, MHD_GET_ARGUMENT_KIND, note_argument, &arguments);
		problem = arguments.clean ? NULL : "an argument is not UTF-8";
	}
	if (problem != NULL) {
		json_decref(body);
		return refuse(client, method, 400, NULL, problem, DEADLINED_ERROR_INPUT);
	}
	asked.body = body;
	result = call(client, request, &asked);
	json_decref(body);
	return result;
}

static void take_upload(struct request *request, const char *data, size_t *size)
{
	if (request->body->len + *size > BODY_MAX)
		request->too_large = true;
	else
		g_string_append_len(request->body, data, (gssize)*size);
	*size = 0;
}

static enum MHD_Result turn_away(struct http_client *client, const char *method)
{
	return refuse(client, method, 503, NULL, "the service is stopping", DEADLINED_ERROR_UNAVAILABLE);
}

/* Called first with the headers, then for each piece of a body, then once more: only there an answer keeps the connection
 * alive; and again when a kept-back answer has come. */
static enum MHD_Result on_request(struct http_client *client, const char *url, const char *method, const char *version,
				  const char *upload, size_t *upload_size, void **context)
{
	struct request *request = *context;

	if (request == NULL) {
		request = g_new0(struct request, 1);
		request->body = g_string_new(NULL);
		*context = request;
		return MHD_YES;
	}
	if (*upload_size > 0) {
		take_upload(request, upload, upload_size);
		return MHD_YES;
	}
	if (http_is_closing(client->http) && (request->pending == NULL || request->pending->status == 0))
		return turn_away(client, method);
	if (request->pending == NULL)
		return dispatch(client, url, method, request);
	if (request->pending->status == 0)
		return MHD_YES;
	return answer(client, method, request->pending->status, NULL, request->pending->value);
}

static void on_completed(struct http_client *client, void **context)
{
	struct request *request = *context;

	if (request == NULL)
		return;
	if (request->pending != NULL && request->pending->status != 0)
		pending_free(request->pending);
	else if (request->pending != NULL)
		request->pending->client = NULL; /* freed when the answer comes */
	g_string_free(request->body, TRUE);
	g_free(request);
	*context = NULL;
}

void http_answer(struct http_pending *pending, int status, json_t *value)
{
	if (pending->door == NULL || pending->client == NULL) {
		json_decref(value);
		pending_free(pending);
		return;
	}
	pending->status = status;
	pending->value = value;
	if (pending->client->suspended)
		http_client_resume(pending->client);
}

/* ---- the door */

static void on_opened(struct http_client *client)
{
	client->own = socket_peer_name(client->fd);
}

static void on_closed(struct http_client *client)
{
	g_free(client->own);
}

static void on_ran(void *data)
{
	struct control_door *door = data;

	if (!door->called)
		return;
	door->called = false;
	door->handler.called(door->handler.data);
}

static void on_freed(void *data)
{
	struct control_door *door = data;

	for (guint i = 0; i < door->pendings->len; i++)
		((struct http_pending *)door->pendings->pdata[i])->door = NULL;
	g_ptr_array_unref(door->pendings);
	g_free(door);
}

struct http *http_control_new(sd_event *event, int fd, const struct http_handler *handler, GError **error)
{
	/* a mail on its way to the relay keeps its answer back for longer than a request may take to come */
	static const struct http_manner manner = { .name = "control socket",
						   .connections = 64,
						   .seconds = { [HTTP_READING] = 10, [HTTP_KEPT] = 90, [HTTP_ANSWERING] = 10 },
						   .request = on_request,
						   .completed = on_completed,
						   .opened = on_opened,
						   .closed = on_closed,
						   .ran = on_ran,
						   .freed = on_freed };
	struct control_door *door = g_new0(struct control_door, 1);

	door->handler = *handler;
	door->pendings = g_ptr_array_new();
	return http_new(event, &manner, door, fd, error);
}
