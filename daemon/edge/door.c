#include "edge/door.h"

#include <fcntl.h>

#include "edge/log.h"
#include "edge/service.h"
#include "edge/socket.h"

#define RETRY_SECONDS 60

struct door {
	sd_event *event;
	struct core *core;
	struct http_public_handler handler;
	struct http *http;       /* NULL: closed */
	char *wanted;            /* http.listen as it was when last opened or tried; NULL: none */
	char *listen, *problem;
	struct instant retry;    /* INSTANT_NONE: nothing failed */
	bool known;              /* `wanted` was taken from a configuration */
	struct http_tally tally;
	struct http_counts gone; /* of doors closed before */
};

struct door *door_new(sd_event *event, struct core *core, const struct http_public_handler *handler)
{
	struct door *door = g_new0(struct door, 1);

	door->event = sd_event_ref(event);
	door->core = core;
	door->handler = *handler;
	return door;
}

void door_count(const struct door *door, struct http_counts *ret)
{
	*ret = (struct http_counts){ 0 };
	if (door->http != NULL)
		http_count(door->http, ret);
	ret->accepted += door->gone.accepted;
	ret->evicted += door->gone.evicted;
	ret->late += door->gone.late;
}

void door_close(struct door *door)
{
	struct http_counts counts;

	door_count(door, &counts);
	g_clear_pointer(&door->http, http_free);
	door->gone = counts;
	g_clear_pointer(&door->listen, g_free);
	g_clear_pointer(&door->problem, g_free);
	door->retry = INSTANT_NONE;
}

void door_free(struct door *door)
{
	if (door == NULL)
		return;
	door_close(door);
	g_free(door->wanted);
	sd_event_unref(door->event);
	g_free(door);
}

const char *door_listen(const struct door *door)
{
	return door->listen;
}

const char *door_problem(const struct door *door)
{
	return door->problem;
}

const struct http_tally *door_tally(const struct door *door)
{
	return &door->tally;
}

struct instant door_next(const struct door *door)
{
	return instant_is_set(door->retry) ? door->retry : INSTANT_NEVER;
}

/* A socket of systemd's goes before the address in the configuration. It stays ours when the door closes: a copy is served. */
static int listening_socket(const struct door *door, GError **error)
{
	int fd = service_listen_fd("http");

	if (fd < 0)
		return socket_listen_at(door->wanted, error);
	fd = fcntl(fd, F_DUPFD_CLOEXEC, 3);
	if (fd >= 0)
		fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
	return fd;
}

static bool try_open(struct door *door, GError **error)
{
	int fd = listening_socket(door, error);
	g_autofree char *address = fd >= 0 ? socket_address(fd) : NULL;

	door->http = fd >= 0 ? http_public_new(door->event, fd, door->core, &door->tally, &door->handler, error) : NULL;
	if (door->http == NULL)
		return false;
	door->listen = address != NULL ? g_steal_pointer(&address) : g_strdup("a socket of systemd");
	return true;
}

static void open_again(struct door *door, struct instant now)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *before = g_steal_pointer(&door->problem);

	door->retry = INSTANT_NONE;
	if (try_open(door, &error)) {
		log_line(LOG_NOTICE, "feeds are served at %s", door->listen);
		return;
	}
	door->problem = g_strdup_printf("feeds are not served: %s", error != NULL ? error->message : "no socket");
	door->retry = instant_add(now, RETRY_SECONDS);
	if (g_strcmp0(before, door->problem) != 0)
		log_line(LOG_ERR, "%s; mail goes on, trying again every minute", door->problem);
}

void door_keep(struct door *door, struct instant now)
{
	const char *wanted = door->core->config->settings.http_listen;

	if (!door->known || g_strcmp0(wanted, door->wanted) != 0) {
		door_close(door);
		g_free(door->wanted);
		door->wanted = g_strdup(wanted);
		door->known = true;
		if (wanted != NULL)
			open_again(door, now);
		else
			log_line(LOG_NOTICE, "feeds are not served: http.listen is \"none\"");
	} else if (instant_is_set(door->retry) && !instant_before(now, door->retry)) {
		open_again(door, now);
	}
}

void door_tell(const struct door *door, json_t *status)
{
	json_int_t exit = json_integer_value(json_object_get(status, "exit"));

	if (door->listen != NULL)
		json_object_set_new(status, "feeds_listen", json_string(door->listen));
	if (door->problem == NULL)
		return;
	json_array_append_new(json_object_get(status, "problems"), json_string(door->problem));
	if (exit == 0) {
		json_object_set_new(status, "exit", json_integer(1));
		json_object_set_new(status, "status", json_string("warning"));
	}
}
