#include "peers.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TRIES = 600, PIECE = 65536 };

struct sockaddr_in peers_loopback(int port)
{
	return (struct sockaddr_in){ .sin_family = AF_INET, .sin_port = htons((uint16_t)port),
				     .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
}

int peers_free_port(void)
{
	struct sockaddr_in address = peers_loopback(0);
	socklen_t length = sizeof address;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (bind(fd, (struct sockaddr *)&address, length) < 0 || getsockname(fd, (struct sockaddr *)&address, &length) < 0)
		g_error("no port on loopback");
	close(fd);
	return ntohs(address.sin_port);
}

bool peers_listens(int port)
{
	struct sockaddr_in address = peers_loopback(port);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool ok = connect(fd, (struct sockaddr *)&address, sizeof address) == 0;

	close(fd);
	return ok;
}

char *peers_find(const char *program)
{
	g_autofree char *beside = g_build_filename("/usr/sbin", program, NULL);
	char *path = g_find_program_in_path(program);

	if (path == NULL && g_file_test(beside, G_FILE_TEST_IS_EXECUTABLE))
		path = g_steal_pointer(&beside);
	return path;
}

/* ---- processes */

/* In the child: nothing may run on when we have failed. */
static void prepare(void *log)
{
	int fd = open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);

	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (fd < 0)
		return;
	dup2(fd, STDOUT_FILENO);
	dup2(fd, STDERR_FILENO);
}

GPid peers_start(char **argv, const char *log, int port)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *said = NULL;
	GPid pid;

	if (!g_spawn_async(NULL, argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, prepare, (void *)log, &pid, &error))
		g_error("%s", error->message);
	for (int i = 0; !peers_listens(port); i++) {
		if (i == TRIES || waitpid(pid, NULL, WNOHANG) != 0) {
			g_file_get_contents(log, &said, NULL, NULL);
			g_error("%s does not listen: %s", argv[0], said != NULL ? said : "");
		}
		g_usleep(50000);
	}
	return pid;
}

void peers_stop(GPid pid)
{
	kill(pid, SIGTERM);
	waitpid(pid, NULL, 0);
	g_spawn_close_pid(pid);
}

static char *of_process(GPid pid, const char *file)
{
	g_autofree char *path = g_strdup_printf("/proc/%d/%s", (int)pid, file);
	char *text;

	if (!g_file_get_contents(path, &text, NULL, NULL))
		g_error("%s cannot be read: has the program ended?", path);
	return text;
}

GPid peers_child(GPid pid)
{
	g_autofree char *file = g_strdup_printf("task/%d/children", (int)pid);
	g_autofree char *text = of_process(pid, file);

	return atoi(text);
}

double peers_cpu(GPid pid)
{
	g_autofree char *text = of_process(pid, "stat");
	unsigned long user, system;

	/* behind the name, which may hold anything */
	if (sscanf(strrchr(text, ')') + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system) != 2)
		g_error("/proc/%d/stat is not understood", (int)pid);
	return (double)(user + system) / (double)sysconf(_SC_CLK_TCK);
}

double peers_resident(GPid pid)
{
	g_autofree char *text = of_process(pid, "status");
	const char *line = strstr(text, "\nVmRSS:");

	if (line == NULL)
		g_error("/proc/%d/status is not understood", (int)pid);
	return atof(line + strlen("\nVmRSS:")) * 1024;
}

/* ---- asking */

static int connected(int fd, const struct sockaddr *address, socklen_t size)
{
	int on = 1;

	if (fd < 0 || connect(fd, address, size) < 0)
		g_error("no connection: %s", g_strerror(errno));
	if (address->sa_family == AF_INET)
		setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	return fd;
}

int peers_connect(int port)
{
	struct sockaddr_in address = peers_loopback(port);

	return connected(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), (struct sockaddr *)&address, sizeof address);
}

int peers_connect_local(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };

	g_strlcpy(address.sun_path, path, sizeof address.sun_path);
	return connected(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), (struct sockaddr *)&address, sizeof address);
}

static void more(int fd, GString *into)
{
	gsize had = into->len;
	ssize_t got;

	g_string_set_size(into, had + PIECE);
	got = read(fd, into->str + had, PIECE);
	if (got <= 0)
		g_error("the connection ended within an answer");
	g_string_set_size(into, had + (gsize)got);
}

char *peers_header(const struct reply *reply, const char *name)
{
	g_auto(GStrv) lines = g_strsplit(reply->head->str, "\r\n", -1);

	for (char **line = lines; *line != NULL; line++) {
		if (g_ascii_strncasecmp(*line, name, strlen(name)) == 0 && (*line)[strlen(name)] == ':')
			return g_strdup(g_strstrip(*line + strlen(name) + 1));
	}
	return NULL;
}

void peers_ask(int fd, const char *request, struct reply *reply)
{
	g_autofree char *length = NULL;
	const char *end;
	gsize rest;

	if (write(fd, request, strlen(request)) != (ssize_t)strlen(request))
		g_error("a request cannot be sent: %s", g_strerror(errno));
	g_string_truncate(reply->head, 0);
	while ((end = strstr(reply->head->str, "\r\n\r\n")) == NULL)
		more(fd, reply->head);
	rest = (gsize)(end + 4 - reply->head->str);
	g_string_truncate(reply->body, 0);
	g_string_append_len(reply->body, reply->head->str + rest, (gssize)(reply->head->len - rest));
	g_string_truncate(reply->head, rest);
	reply->status = atoi(reply->head->str + strlen("HTTP/1.1 "));
	length = peers_header(reply, "Content-Length");
	while (reply->status != 304 && length != NULL && reply->body->len < strtoull(length, NULL, 10))
		more(fd, reply->body);
}
