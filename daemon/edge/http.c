#include "edge/http.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/error.h"
#include "edge/http_door.h"
#include "edge/log.h"

#define CONNECTION_MEMORY (32u * 1024u)
/* Of what the library complains about, one line in so many seconds is enough. */
#define COMPLAINT_SECONDS 10

struct http {
	sd_event *event;
	const struct http_manner *manner;
	void *door;
	struct MHD_Daemon *daemon;
	sd_event_source *ready, *again, *timer;
	GQueue phases[HTTP_PHASES]; /* struct http_client *, each by how long it has been there */
	gint64 armed;               /* when the timer goes off; 0: it does not */
	gint64 complained;
	unsigned unsaid; /* complaints not logged since */
	struct http_counts counts;
	bool closed; /* a connection ended */
	bool closing;
};

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

void *http_door(const struct http *http)
{
	return http->door;
}

bool http_is_closing(const struct http *http)
{
	return http->closing;
}

void http_count(const struct http *http, struct http_counts *ret)
{
	*ret = http->counts;
}

/* ---- connections and their phases */

static struct http_client *client_of(struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

	return info != NULL ? info->socket_context : NULL;
}

static void enter(struct http_client *client, enum http_phase phase)
{
	struct http *http = client->http;

	if (client->phase == HTTP_CLOSING)
		return;
	g_queue_unlink(&http->phases[client->phase], &client->link);
	client->phase = phase;
	client->since = g_get_monotonic_time();
	g_queue_push_tail_link(&http->phases[phase], &client->link);
}

/* The library notices the end at its next run. */
static void shut(struct http_client *client)
{
	enter(client, HTTP_CLOSING);
	shutdown(client->fd, SHUT_RDWR);
}

/* More have come than can be kept waiting: whoever has taken longest with a request, or has none, makes room. */
static void make_room(struct http *http)
{
	struct http_client *oldest;

	if (http->manner->crowded == 0 || http->counts.connections <= http->manner->crowded)
		return;
	oldest = g_queue_peek_head(&http->phases[HTTP_READING]);
	if (oldest != NULL) {
		http->counts.evicted++;
		shut(oldest);
	}
}

static void client_new(struct http *http, struct MHD_Connection *connection, void **context)
{
	struct http_client *client = g_new0(struct http_client, 1);

	client->http = http;
	client->connection = connection;
	client->fd = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
	client->since = g_get_monotonic_time();
	client->link.data = client;
	http->counts.connections++;
	http->counts.accepted++;
	make_room(http);
	g_queue_push_tail_link(&http->phases[HTTP_READING], &client->link);
	*context = client;
	if (http->manner->opened != NULL)
		http->manner->opened(client);
}

static void client_free(struct http_client *client)
{
	struct http *http = client->http;

	if (http->manner->closed != NULL)
		http->manner->closed(client);
	g_queue_unlink(&http->phases[client->phase], &client->link);
	http->counts.connections--;
	http->closed = true;
	g_free(client);
}

static void on_connection(void *data, struct MHD_Connection *connection, void **context, enum MHD_ConnectionNotificationCode code)
{
	if (code == MHD_CONNECTION_NOTIFY_STARTED) {
		client_new(data, connection, context);
	} else if (*context != NULL) {
		client_free(*context);
		*context = NULL;
	}
}

/* With the next turn, after whoever waited before: a deferred source that is set again and again goes before all others. */
static void run_again(struct http *http)
{
	sd_event_source_set_time_relative(http->again, 0);
	sd_event_source_set_enabled(http->again, SD_EVENT_ONESHOT);
}

enum MHD_Result http_client_answer(struct http_client *client, unsigned status, struct MHD_Response *response)
{
	enter(client, HTTP_ANSWERING);
	return MHD_queue_response(client->connection, status, response);
}

void http_client_suspend(struct http_client *client)
{
	enter(client, HTTP_KEPT);
	client->suspended = true;
	MHD_suspend_connection(client->connection);
}

void http_client_resume(struct http_client *client)
{
	client->suspended = false;
	MHD_resume_connection(client->connection);
	run_again(client->http);
}

/* ---- what the library calls */

static size_t unescape(void *data, struct MHD_Connection *connection, char *text)
{
	struct http_client *client = client_of(connection);

	if (!http_unescape(text) && client != NULL)
		client->malformed = true;
	return strlen(text);
}

static void *on_address(void *data, const char *uri, struct MHD_Connection *connection)
{
	struct http_client *client = client_of(connection);

	if (client != NULL) {
		client->uri = uri;
		client->uri_length = uri != NULL ? strlen(uri) : 0;
	}
	return NULL; /* the request's own context, which the door makes */
}

static enum MHD_Result on_request(void *data, struct MHD_Connection *connection, const char *url, const char *method,
				  const char *version, const char *upload, size_t *upload_size, void **context)
{
	struct http *http = data;
	struct http_client *client = client_of(connection);

	return client != NULL ? http->manner->request(client, url, method, version, upload, upload_size, context) : MHD_NO;
}

static void on_completed(void *data, struct MHD_Connection *connection, void **context, enum MHD_RequestTerminationCode code)
{
	struct http *http = data;
	struct http_client *client = client_of(connection);

	if (http->manner->completed != NULL)
		http->manner->completed(client, context);
	if (client != NULL) {
		enter(client, HTTP_READING);
		client->malformed = false;
		client->uri = NULL;
	}
}

/* Of its sentences only the form is logged: filled in, it might hold a request's address. */
static void on_complaint(void *data, const char *format, va_list args)
{
	struct http *http = data;
	gint64 now = g_get_monotonic_time();
	g_autofree char *text = NULL;

	if (http->complained != 0 && now - http->complained < COMPLAINT_SECONDS * G_TIME_SPAN_SECOND) {
		http->unsaid++;
		return;
	}
	text = g_strdup(format);
	log_line(LOG_DEBUG, "%s: %s (%u more like it)", http->manner->name, g_strchomp(text), http->unsaid);
	http->complained = now;
	http->unsaid = 0;
}

/* ---- running */

/* Shuts the connections that took too long; when the next one will have, 0: there is none. */
static gint64 reap(struct http *http)
{
	gint64 now = g_get_monotonic_time(), next = 0;

	for (int phase = 0; phase < HTTP_CLOSING; phase++) {
		gint64 patience = http->manner->seconds[phase] * G_TIME_SPAN_SECOND;
		struct http_client *client;

		while ((client = g_queue_peek_head(&http->phases[phase])) != NULL && client->since + patience <= now) {
			http->counts.late++;
			shut(client);
		}
		if (client != NULL && (next == 0 || client->since + patience < next))
			next = client->since + patience;
	}
	return next;
}

/* The library's epoll descriptor is edge-triggered: what it has not finished it says through its timeout. Set back only when
 * an earlier end comes up: most requests are over long before theirs. */
static void arm(struct http *http)
{
	MHD_UNSIGNED_LONG_LONG milliseconds;
	gint64 next = reap(http);

	/* full, it listens again only with the run after the one in which a place became free */
	if ((MHD_get_timeout(http->daemon, &milliseconds) == MHD_YES && milliseconds == 0) || http->closed)
		run_again(http);
	http->closed = false;
	if (next == 0 || (http->armed != 0 && http->armed <= next))
		return;
	http->armed = next;
	sd_event_source_set_time(http->timer, (uint64_t)next);
	sd_event_source_set_enabled(http->timer, SD_EVENT_ONESHOT);
}

static void run(struct http *http)
{
	MHD_run(http->daemon);
	arm(http);
	if (http->manner->ran != NULL)
		http->manner->ran(http->door);
}

static int on_ready(sd_event_source *source, int fd, uint32_t events, void *data)
{
	run(data);
	return 0;
}

static int on_again(sd_event_source *source, uint64_t when, void *data)
{
	run(data);
	return 0;
}

static int on_timer(sd_event_source *source, uint64_t when, void *data)
{
	struct http *http = data;

	http->armed = 0;
	run(http);
	return 0;
}

/* ---- opening and closing */

/* The timer counts what g_get_monotonic_time() counts; a quarter of a second more or less is nothing to it. */
static bool attach(struct http *http, GError **error)
{
	const union MHD_DaemonInfo *info = MHD_get_daemon_info(http->daemon, MHD_DAEMON_INFO_EPOLL_FD);

	if (sd_event_add_io(http->event, &http->ready, info->epoll_fd, EPOLLIN, on_ready, http) >= 0 &&
	    sd_event_add_time_relative(http->event, &http->again, CLOCK_MONOTONIC, 0, 1, on_again, http) >= 0 &&
	    sd_event_add_time(http->event, &http->timer, CLOCK_MONOTONIC, 0, 0, on_timer, http) >= 0)
		return true;
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_IO, "the %s cannot be watched", http->manner->name);
	return false;
}

struct http *http_new(sd_event *event, const struct http_manner *manner, void *door, int fd, GError **error)
{
	g_autoptr(http_t) http = g_new0(struct http, 1);

	http->event = sd_event_ref(event);
	http->manner = manner;
	http->door = door;
	http->daemon = MHD_start_daemon(MHD_USE_EPOLL | MHD_USE_ERROR_LOG | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, on_request,
					http, MHD_OPTION_EXTERNAL_LOGGER, on_complaint, http, MHD_OPTION_LISTEN_SOCKET, fd,
					MHD_OPTION_NOTIFY_CONNECTION, on_connection, http, MHD_OPTION_NOTIFY_COMPLETED,
					on_completed, http, MHD_OPTION_UNESCAPE_CALLBACK, unescape, http,
					MHD_OPTION_URI_LOG_CALLBACK, on_address, http, MHD_OPTION_STRICT_FOR_CLIENT, 1,
					MHD_OPTION_CONNECTION_LIMIT, manner->connections, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
					(size_t)CONNECTION_MEMORY, MHD_OPTION_END);
	if (http->daemon == NULL) {
		close(fd);
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_IO, "the %s cannot be served: %s", manner->name, g_strerror(errno));
		return NULL;
	}
	return attach(http, error) ? g_steal_pointer(&http) : NULL;
}

/* What is still kept back must go on before the library lets go of its connections. */
static void resume_all(struct http *http)
{
	for (int phase = 0; phase < HTTP_PHASES; phase++) {
		for (GList *link = http->phases[phase].head; link != NULL; link = link->next) {
			struct http_client *client = link->data;

			if (client->suspended)
				MHD_resume_connection(client->connection);
		}
	}
}

void http_free(struct http *http)
{
	if (http == NULL)
		return;
	http->closing = true;
	http->ready = sd_event_source_disable_unref(http->ready);
	http->again = sd_event_source_disable_unref(http->again);
	http->timer = sd_event_source_disable_unref(http->timer);
	if (http->daemon != NULL) {
		resume_all(http);
		MHD_run(http->daemon);
		MHD_stop_daemon(http->daemon);
	}
	http->manner->freed(http->door);
	sd_event_unref(http->event);
	g_free(http);
}

const char *http_library(void)
{
	static char text[64];

	g_snprintf(text, sizeof(text), "libmicrohttpd %s", MHD_get_version());
	return text;
}
