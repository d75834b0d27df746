#include "edge/http.h"

#include <microhttpd.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/error.h"
#include "edge/log.h"
#include "edge/socket.h"

/* A whole request must have come, and its answer gone, within this time: libmicrohttpd itself only counts idle time. */
#define REQUEST_SECONDS 10
/* An answer that is kept back (a mail on its way to the relay) may take longer. */
#define PENDING_SECONDS	  90
#define BODY_MAX	  (1 << 20)
#define CONNECTIONS	  64u
#define CONNECTION_MEMORY (32u * 1024u)

struct http {
	sd_event *event;
	enum http_door door;
	struct http_handler handler;
	struct MHD_Daemon *daemon;
	sd_event_source *ready, *timer;
	GPtrArray *clients;  /* struct client *, owned by their connections */
	GPtrArray *pendings; /* struct http_pending * not answered yet */
	bool called;
	bool closed; /* a connection ended */
};

/* A connection and who is at its other end. */
struct client {
	struct http *http;
	int fd;
	gint64 since;	/* monotonic; of the request that is being read or answered */
	bool waiting;	/* its answer is kept back */
	bool malformed; /* something in the request could not be decoded */
	char *user;
};

struct request {
	GString *body;
	bool too_large;
	struct http_pending *pending; /* NULL: not kept back */
};

struct http_pending {
	struct http *http;		   /* NULL: the door is closed */
	struct MHD_Connection *connection; /* NULL: the caller has gone */
	struct client *client;
	int status; /* 0: not answered yet */
	json_t *value;
};

struct route {
	const char *path;
	bool below; /* and everything under it */
	unsigned doors;
	const char *methods;
};

static const struct route routes[] = {
	{ "/v1/", true, 1u << HTTP_DOOR_CONTROL, "GET, POST" },
};

/* ---- text of requests and answers */

bool http_unescape(char *text)
{
	char *to = text;

	for (const char *p = text; *p != '\0'; p++) {
		if (*p == '%' && (!g_ascii_isxdigit(p[1]) || !g_ascii_isxdigit(p[2]) || (p[1] == '0' && p[2] == '0')))
			return false;
	}
	for (const char *p = text; *p != '\0'; p++) {
		if (*p == '%') {
			*to++ = (char)(g_ascii_xdigit_value(p[1]) << 4 | g_ascii_xdigit_value(p[2]));
			p += 2;
		} else {
			*to++ = *p;
		}
	}
	*to = '\0';
	return true;
}

json_t *http_error_value(const char *sentence, int code)
{
	return json_pack("{s:s, s:i}", "error", sentence, "exit", code);
}

static struct client *client_of(struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

	return info != NULL ? info->socket_context : NULL;
}

static size_t unescape(void *data, struct MHD_Connection *connection, char *text)
{
	struct client *client = client_of(connection);

	if (!http_unescape(text) && client != NULL)
		client->malformed = true;
	return strlen(text);
}

static enum MHD_Result answer(struct MHD_Connection *connection, const char *method, int status, const char *allow,
			      const json_t *value)
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
	queued = MHD_queue_response(connection, (unsigned)status, response);
	MHD_destroy_response(response);
	return queued;
}

static enum MHD_Result refuse(struct MHD_Connection *connection, const char *method, int status, const char *allow,
			      const char *sentence, int code)
{
	json_t *value = http_error_value(sentence, code);
	enum MHD_Result queued = answer(connection, method, status, allow, value);

	json_decref(value);
	return queued;
}

/* ---- one request */

static const struct route *route_for(enum http_door door, const char *path)
{
	for (size_t i = 0; i < G_N_ELEMENTS(routes); i++) {
		const struct route *route = &routes[i];

		if ((route->doors & 1u << door) != 0 &&
		    (route->below ? g_str_has_prefix(path, route->path) : strcmp(path, route->path) == 0))
			return route;
	}
	return NULL;
}

static bool method_allowed(const struct route *route, const char *method)
{
	return strcmp(method, "GET") == 0 || (strcmp(method, "POST") == 0 && strstr(route->methods, "POST") != NULL);
}

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

static struct http_pending *pending_new(struct client *client, struct MHD_Connection *connection)
{
	struct http_pending *pending = g_new0(struct http_pending, 1);

	pending->http = client->http;
	pending->connection = connection;
	pending->client = client;
	g_ptr_array_add(client->http->pendings, pending);
	return pending;
}

static void pending_free(struct http_pending *pending)
{
	if (pending->http != NULL)
		g_ptr_array_remove_fast(pending->http->pendings, pending);
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

static enum MHD_Result call(struct client *client, struct MHD_Connection *connection, struct request *request,
			    const struct api_request *asked)
{
	struct http *http = client->http;
	struct http_pending *pending = pending_new(client, connection);
	json_t *value = NULL;
	int status = http->handler.call(http->handler.data, asked, pending, &value);
	enum MHD_Result queued;

	http->called = true;
	if (status == 0 && pending->status == 0) {
		request->pending = pending;
		client->waiting = true;
		MHD_suspend_connection(connection);
		return MHD_YES;
	}
	if (status == 0) { /* answered from within the call */
		status = pending->status;
		value = json_incref(pending->value);
	}
	pending_free(pending);
	queued = answer(connection, asked->method, status, other_method(asked->method, status), value);
	json_decref(value);
	return queued;
}

static enum MHD_Result dispatch(struct client *client, struct MHD_Connection *connection, const char *url, const char *method,
				struct request *request)
{
	const struct route *route = route_for(client->http->door, url);
	g_autoptr(GHashTable) table = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	struct arguments arguments = { table, true };
	struct api_request asked = { .method = method, .path = url, .query = table, .user = client->user };
	json_t *body = NULL;
	const char *problem;
	enum MHD_Result result;

	if (client->malformed || !g_utf8_validate(url, -1, NULL))
		return refuse(connection, method, 400, NULL, "the address of the request cannot be decoded",
			      DEADLINED_ERROR_USAGE);
	if (route == NULL)
		return refuse(connection, method, 404, NULL, "there is nothing under this address", DEADLINED_ERROR_USAGE);
	if (!method_allowed(route, method))
		return refuse(connection, method, 405, route->methods, "this method is not served here", DEADLINED_ERROR_USAGE);
	if (request->too_large)
		return refuse(connection, method, 413, NULL, "the body is larger than 1 MB", DEADLINED_ERROR_INPUT);
	problem = read_body(method, request, &body);
	if (problem == NULL) {
		MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, note_argument, &arguments);
		problem = arguments.clean ? NULL : "an argument is not UTF-8";
	}
	if (problem != NULL) {
		json_decref(body);
		return refuse(connection, method, 400, NULL, problem, DEADLINED_ERROR_INPUT);
	}
	asked.body = body;
	result = call(client, connection, request, &asked);
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

/* Called first with the headers, then for each piece of a body, then once more: only there an answer keeps the connection
 * alive; and again when a kept-back answer has come. */
static enum MHD_Result on_request(void *data, struct MHD_Connection *connection, const char *url, const char *method,
				  const char *version, const char *upload, size_t *upload_size, void **context)
{
	struct request *request = *context;
	struct client *client = client_of(connection);

	if (client == NULL)
		return MHD_NO;
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
	if (request->pending == NULL)
		return dispatch(client, connection, url, method, request);
	if (request->pending->status == 0)
		return MHD_YES;
	client->waiting = false;
	return answer(connection, method, request->pending->status, NULL, request->pending->value);
}

static void on_completed(void *data, struct MHD_Connection *connection, void **context, enum MHD_RequestTerminationCode code)
{
	struct request *request = *context;
	struct client *client = client_of(connection);

	if (client != NULL) {
		client->since = g_get_monotonic_time();
		client->waiting = client->malformed = false;
	}
	if (request == NULL)
		return;
	if (request->pending != NULL && request->pending->status != 0)
		pending_free(request->pending);
	else if (request->pending != NULL)
		request->pending->connection = NULL; /* freed when the answer comes */
	g_string_free(request->body, TRUE);
	g_free(request);
	*context = NULL;
}

void http_answer(struct http_pending *pending, int status, json_t *value)
{
	struct http *http = pending->http;

	if (http == NULL || pending->connection == NULL) {
		json_decref(value);
		pending_free(pending);
		return;
	}
	pending->status = status;
	pending->value = value;
	if (pending->client->waiting) {
		MHD_resume_connection(pending->connection);
		sd_event_source_set_time_relative(http->timer, 0);
		sd_event_source_set_enabled(http->timer, SD_EVENT_ONESHOT);
	}
}

/* ---- connections */

static void on_connection(void *data, struct MHD_Connection *connection, void **context, enum MHD_ConnectionNotificationCode code)
{
	struct http *http = data;
	struct client *client = *context;

	if (code == MHD_CONNECTION_NOTIFY_STARTED) {
		client = g_new0(struct client, 1);
		client->http = http;
		client->fd = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
		client->since = g_get_monotonic_time();
		client->user = socket_peer_name(client->fd);
		g_ptr_array_add(http->clients, client);
		*context = client;
	} else if (client != NULL) {
		http->closed = true;
		g_ptr_array_remove_fast(http->clients, client);
		g_free(client->user);
		g_free(client);
		*context = NULL;
	}
}

/* Shuts the connections that took too long; microseconds until the next one will have. */
static uint64_t reap(struct http *http)
{
	gint64 now = g_get_monotonic_time(), next = REQUEST_SECONDS * G_TIME_SPAN_SECOND;

	for (guint i = 0; i < http->clients->len; i++) {
		struct client *client = http->clients->pdata[i];
		gint64 left = client->since - now;

		left += (client->waiting ? PENDING_SECONDS : REQUEST_SECONDS) * G_TIME_SPAN_SECOND;
		if (left <= 0)
			shutdown(client->fd, SHUT_RDWR);
		else
			next = MIN(next, left);
	}
	return (uint64_t)next;
}

/* The timer is exact (accuracy 1 us): sd-event would gather wake-ups over 250 ms, and a body comes in small pieces.
 * libmicrohttpd speaks of relative milliseconds; its epoll descriptor is edge-triggered, so its timeout must be kept too. */
static void arm(struct http *http)
{
	MHD_UNSIGNED_LONG_LONG milliseconds;
	uint64_t wait = reap(http);
	bool timeout = MHD_get_timeout(http->daemon, &milliseconds) == MHD_YES;
	bool again = http->closed;

	if (timeout)
		wait = MIN(wait, (uint64_t)milliseconds * 1000);
	if (again) /* full, it listens again only with the run after the one in which a place became free */
		wait = 0;
	http->closed = false;
	sd_event_source_set_time_relative(http->timer, wait);
	sd_event_source_set_enabled(http->timer, again || timeout || http->clients->len > 0 ? SD_EVENT_ONESHOT : SD_EVENT_OFF);
}

static void run(struct http *http)
{
	MHD_run(http->daemon);
	arm(http);
	if (http->called) {
		http->called = false;
		http->handler.called(http->handler.data);
	}
}

static int on_ready(sd_event_source *source, int fd, uint32_t events, void *data)
{
	run(data);
	return 0;
}

static int on_timer(sd_event_source *source, uint64_t when, void *data)
{
	run(data);
	return 0;
}

static void on_complaint(void *data, const char *format, va_list args) G_GNUC_PRINTF(2, 0);
static void on_complaint(void *data, const char *format, va_list args)
{
	g_autofree char *text = g_strdup_vprintf(format, args);

	log_line(LOG_DEBUG, "control socket: %s", g_strchomp(text));
}

/* ---- opening and closing */

static bool attach(struct http *http, GError **error)
{
	const union MHD_DaemonInfo *info = MHD_get_daemon_info(http->daemon, MHD_DAEMON_INFO_EPOLL_FD);

	if (sd_event_add_io(http->event, &http->ready, info->epoll_fd, EPOLLIN, on_ready, http) < 0 ||
	    sd_event_add_time_relative(http->event, &http->timer, CLOCK_MONOTONIC, 0, 1, on_timer, http) < 0) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_IO, "the control socket cannot be watched");
		return false;
	}
	return true;
}

struct http *http_new(sd_event *event, enum http_door door, int fd, const struct http_handler *handler, GError **error)
{
	g_autoptr(http_t) http = g_new0(struct http, 1);

	http->event = sd_event_ref(event);
	http->door = door;
	http->handler = *handler;
	http->clients = g_ptr_array_new();
	http->pendings = g_ptr_array_new();
	http->daemon = MHD_start_daemon(MHD_USE_EPOLL | MHD_USE_ERROR_LOG | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, on_request,
					http, MHD_OPTION_EXTERNAL_LOGGER, on_complaint, http, MHD_OPTION_LISTEN_SOCKET, fd,
					MHD_OPTION_NOTIFY_CONNECTION, on_connection, http, MHD_OPTION_NOTIFY_COMPLETED,
					on_completed, http, MHD_OPTION_UNESCAPE_CALLBACK, unescape, http,
					MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_CONNECTION_LIMIT, CONNECTIONS,
					MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY, MHD_OPTION_END);
	if (http->daemon == NULL) {
		close(fd);
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_IO, "the control socket cannot be served: %s",
			    g_strerror(errno));
		return NULL;
	}
	return attach(http, error) ? g_steal_pointer(&http) : NULL;
}

void http_free(struct http *http)
{
	if (http == NULL)
		return;
	for (guint i = 0; i < http->pendings->len; i++) {
		struct http_pending *pending = http->pendings->pdata[i];

		if (pending->connection != NULL)
			MHD_resume_connection(pending->connection);
		pending->http = NULL;
	}
	sd_event_source_disable_unref(http->ready);
	sd_event_source_disable_unref(http->timer);
	if (http->daemon != NULL) {
		MHD_run(http->daemon);
		MHD_stop_daemon(http->daemon);
	}
	g_ptr_array_unref(http->pendings);
	g_ptr_array_unref(http->clients);
	sd_event_unref(http->event);
	g_free(http);
}

const char *http_library(void)
{
	static char text[64];

	g_snprintf(text, sizeof(text), "libmicrohttpd %s", MHD_get_version());
	return text;
}
