/* Internet addresses: numbers alone, so that no name server is waited for. */
#include "config.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/error.h"
#include "edge/socket.h"

#define BACKLOG 1024

/* "HOST:PORT", "[HOST]:PORT". */
static struct addrinfo *parse(const char *address)
{
	const struct addrinfo hints = { .ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV };
	g_autofree char *host = g_strdup(address);
	char *colon = strrchr(host, ':'), *name = host;
	struct addrinfo *found = NULL;
	size_t length;

	if (colon == NULL)
		return NULL;
	*colon = '\0';
	length = strlen(name);
	if (length > 2 && name[0] == '[' && name[length - 1] == ']') {
		name[length - 1] = '\0';
		name++;
	}
	return getaddrinfo(name, colon + 1, &hints, &found) == 0 ? found : NULL;
}

static int open_at(const struct addrinfo *where)
{
	int fd = socket(where->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), yes = 1, no = 0, saved;

	if (fd < 0)
		return -1;
	/* there is one address to listen on: [::] is for all, whatever the machine's own default is */
	if (where->ai_family == AF_INET6)
		setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &no, sizeof no);
	if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == 0 &&
	    bind(fd, where->ai_addr, where->ai_addrlen) == 0 && listen(fd, BACKLOG) == 0)
		return fd;
	saved = errno;
	close(fd);
	errno = saved;
	return -1;
}

static const char *advice(int number)
{
	switch (number) {
	case EADDRINUSE:
		return "another service listens there, stop it or name another port";
	case EADDRNOTAVAIL:
		return "this machine has no such address";
	case EACCES:
	case EPERM:
		return "ports below 1024 need a socket unit, see deadlined(8)";
	default:
		return "see http.listen in deadlined.conf(5)";
	}
}

int socket_listen_at(const char *address, GError **error)
{
	struct addrinfo *where = parse(address);
	int fd;

	if (where == NULL) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG, "http.listen: '%s' is no address to listen on: write IP:PORT",
			    address);
		return -1;
	}
	fd = open_at(where);
	if (fd < 0)
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_IO, "cannot listen on %s: %s: %s", address, g_strerror(errno),
			    advice(errno));
	freeaddrinfo(where);
	return fd;
}

char *socket_address(int fd)
{
	struct sockaddr_storage address;
	socklen_t size = sizeof address;
	char host[INET6_ADDRSTRLEN], port[8];

	if (getsockname(fd, (struct sockaddr *)&address, &size) < 0 ||
	    (address.ss_family != AF_INET && address.ss_family != AF_INET6) ||
	    getnameinfo((struct sockaddr *)&address, size, host, sizeof host, port, sizeof port, NI_NUMERICHOST | NI_NUMERICSERV) != 0)
		return NULL;
	return g_strdup_printf(address.ss_family == AF_INET6 ? "[%s]:%s" : "%s:%s", host, port);
}
