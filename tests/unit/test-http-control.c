/* The control door within one process: what is asked for while it closes reaches nobody. */
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "edge/http.h"
#include "edge/socket.h"

static int calls;

static struct http_pending *kept;

static int on_call(void *data, const struct api_request *request, struct http_pending *pending, json_t **ret)
{
	calls++;
	if (strcmp(request->path, "/v1/kept") == 0) {
		kept = pending;
		return 0;
	}
	*ret = json_object();
	return 200;
}

static void on_called(void *data)
{
}

static int call(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	g_strlcpy(address.sun_path, path, sizeof address.sun_path);
	g_assert_cmpint(connect(fd, (struct sockaddr *)&address, sizeof address), ==, 0);
	return fd;
}

static void ask(int fd, const char *path)
{
	g_autofree char *request = g_strdup_printf("GET %s HTTP/1.1\r\nHost: x\r\n\r\n", path);

	g_assert_cmpint(send(fd, request, strlen(request), MSG_NOSIGNAL), ==, (ssize_t)strlen(request));
}

static void turned_away(int fd)
{
	char answer[512] = "";

	g_assert_cmpint(recv(fd, answer, sizeof answer - 1, MSG_DONTWAIT), >, 0);
	g_assert_true(g_str_has_prefix(answer, "HTTP/1.1 503 "));
	close(fd);
}

static void what_is_asked_while_it_closes_reaches_nobody(void)
{
	const struct http_handler handler = { on_call, on_called, NULL };
	g_autofree char *directory = g_dir_make_tmp("deadlined-control-XXXXXX", NULL), *path = g_build_filename(directory, "control", NULL);
	g_autoptr(GError) error = NULL;
	sd_event *event = NULL;
	struct http *http;
	int one, other;

	g_assert_cmpint(sd_event_new(&event), >=, 0);
	http = http_control_new(event, socket_listen(path, &error), &handler, &error);
	g_assert_no_error(error);
	one = call(path);
	other = call(path);
	ask(one, "/v1/kept");
	for (int i = 0; calls == 0 && i < 100; i++)
		sd_event_run(event, 10000);
	g_assert_cmpint(calls, ==, 1);
	ask(other, "/v1/status");
	http_free(http);
	g_assert_cmpint(calls, ==, 1);
	turned_away(one);
	turned_away(other);
	http_answer(kept, 200, json_object()); /* nobody is there any more */
	sd_event_unref(event);
	g_unlink(path);
	g_rmdir(directory);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/http-control/what-is-asked-while-it-closes-reaches-nobody", what_is_asked_while_it_closes_reaches_nobody);
	return g_test_run();
}
