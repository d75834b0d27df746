#include "edge/door.h"

#include <errno.h>
#include <fcntl.h>

#include "base/error.h"
#include "edge/log.h"
#include "edge/service.h"
#include "edge/socket.h"

#define RETRY_SECONDS 60

struct door {
	sd_event *event;
	struct core *core;
	struct http_public_handler handler;
	GPtrArray *open;         /* struct http *: one, or one for each socket that was passed */
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
	door->open = g_ptr_array_new_with_free_func((GDestroyNotify)http_free);
	return door;
}

void door_count(const struct door *door, struct http_counts *ret)
{
	*ret = door->gone;
	for (guint i = 0; i < door->open->len; i++) {
		struct http_counts counts;

		http_count(door->open->pdata[i], &counts);
		ret->connections += counts.connections;
		ret->accepted += counts.accepted;
		ret->evicted += counts.evicted;
		ret->late += counts.late;
	}
}

void door_close(struct door *door)
{
	door_count(door, &door->gone);
	door->gone.connections = 0;
	g_ptr_array_set_size(door->open, 0);
	g_clear_pointer(&door->listen, g_free);
	g_clear_pointer(&door->problem, g_free);
	door->retry = INSTANT_NONE;
}

void door_free(struct door *door)
{
	if (door == NULL)
		return;
	door_close(door);
	g_ptr_array_unref(door->open);
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

static bool serve(struct door *door, int fd, GString *where, GError **error)
{
	g_autofree char *address = socket_address(fd);
	struct http *http = http_public_new(door->event, fd, door->core, &door->tally, &door->handler, error);

	if (http == NULL)
		return false;
	g_ptr_array_add(door->open, http);
	g_string_append_printf(where, "%s%s", where->len > 0 ? ", " : "", address != NULL ? address : "a socket of systemd");
	return true;
}

/* They stay ours when the door closes, so copies are served. */
static bool serve_passed(struct door *door, GString *where, GError **error)
{
	int passed;

	for (int i = 0; (passed = service_listen_fd_at("http", i)) >= 0; i++) {
		int fd = fcntl(passed, F_DUPFD_CLOEXEC, 3);

		if (fd < 0) {
			g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_IO, "a socket of systemd cannot be used: %s", g_strerror(errno));
			return false;
		}
		fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
		if (!serve(door, fd, where, error))
			return false;
	}
	return true;
}

/* Sockets of systemd's go before the address in the configuration. */
static bool try_open(struct door *door, GError **error)
{
	g_autoptr(GString) where = g_string_new(NULL);
	int fd = -1;

	if (service_listen_fd("http") < 0 && (fd = socket_listen_at(door->wanted, error)) < 0)
		return false;
	if (fd >= 0 ? !serve(door, fd, where, error) : !serve_passed(door, where, error)) {
		g_ptr_array_set_size(door->open, 0);
		return false;
	}
	door->listen = g_strdup(where->str);
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
	door->problem = g_strdup_printf("feeds are not served: %s", error->message);
	door->retry = instant_add(now, RETRY_SECONDS);
	if (g_strcmp0(before, door->problem) != 0)
		log_line(LOG_ERR, "%s; mail goes on, trying again every minute", door->problem);
}

/* A clock that was set back since makes no longer a rest. */
static bool rests(const struct door *door, struct instant now)
{
	return instant_before(now, door->retry) && !instant_before(instant_add(now, RETRY_SECONDS), door->retry);
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
	} else if (instant_is_set(door->retry) && !rests(door, now)) {
		open_again(door, now);
	}
}

static void warn(json_t *status, const char *problem)
{
	json_array_append_new(json_object_get(status, "problems"), json_string(problem));
	if (json_integer_value(json_object_get(status, "exit")) > 0)
		return;
	json_object_set_new(status, "exit", json_integer(1));
	json_object_set_new(status, "status", json_string("warning"));
}

void door_tell(const struct door *door, json_t *status)
{
	if (door->listen != NULL)
		json_object_set_new(status, "feeds_listen", json_string(door->listen));
	if (door->problem != NULL)
		warn(status, door->problem);
	if (door->core->keyless != NULL)
		warn(status, door->core->keyless);
}
