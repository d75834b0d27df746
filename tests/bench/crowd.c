#include "crowd.h"

#include <errno.h>
#include <glib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "peers.h"

enum { HEAD_MOST = 4096, EVENTS = 64 };

struct client {
	int fd;
	size_t got;
	char head[HEAD_MOST];
};

static void ask(const struct client *client, const char *request)
{
	if (send(client->fd, request, strlen(request), MSG_NOSIGNAL) != (ssize_t)strlen(request))
		g_error("a request cannot be sent: %s", g_strerror(errno));
}

/* Whether the answer is there, whole. */
static bool hear(struct client *client, const char *status)
{
	ssize_t got = recv(client->fd, client->head + client->got, HEAD_MOST - client->got, 0);

	if (got <= 0)
		g_error("the connection ended within an answer");
	client->got += (size_t)got;
	if (client->got < 4 || memcmp(client->head + client->got - 4, "\r\n\r\n", 4) != 0)
		return false;
	if (memcmp(client->head, "HTTP/1.1 ", 9) != 0 || memcmp(client->head + 9, status, 3) != 0)
		g_error("answered: %.*s", (int)client->got, client->head);
	client->got = 0;
	return true;
}

static guint64 hear_all(int watch, const char *request, const char *status, gint64 end)
{
	struct epoll_event events[EVENTS];
	guint64 answers = 0;

	while (g_get_monotonic_time() < end) {
		int count = epoll_wait(watch, events, EVENTS, 100);

		for (int i = 0; i < count; i++) {
			if (!hear(events[i].data.ptr, status))
				continue;
			answers++;
			ask(events[i].data.ptr, request);
		}
	}
	return answers;
}

double crowd_ask(int port, const char *request, const char *status, int clients, int seconds)
{
	g_autofree struct client *all = g_new0(struct client, clients);
	int watch = epoll_create1(EPOLL_CLOEXEC);
	gint64 start = g_get_monotonic_time();
	guint64 answers;
	double lasted;

	for (int i = 0; i < clients; i++) {
		struct epoll_event event = { .events = EPOLLIN, .data.ptr = &all[i] };

		all[i].fd = peers_connect(port);
		epoll_ctl(watch, EPOLL_CTL_ADD, all[i].fd, &event);
		ask(&all[i], request);
	}
	answers = hear_all(watch, request, status, start + seconds * G_TIME_SPAN_SECOND);
	lasted = (double)(g_get_monotonic_time() - start) / 1e6;
	for (int i = 0; i < clients; i++)
		close(all[i].fd);
	close(watch);
	return (double)answers / lasted;
}
