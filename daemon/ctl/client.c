#include "ctl/client.h"

#include <curl/curl.h>
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/error.h"

#define LARGEST_ANSWER (256u * 1024 * 1024)
#define CONNECT_SECONDS 10L
#define ANSWER_SECONDS 300L

void client_request_clear(struct client_request *request)
{
	g_free(request->path);
	if (request->query)
		g_string_free(request->query, TRUE);
	json_decref(request->body);
	*request = (struct client_request){ 0 };
}

void client_query(struct client_request *request, const char *name, const char *value)
{
	g_autofree char *escaped = value ? g_uri_escape_string(value, NULL, FALSE) : NULL;

	if (!value)
		return;
	if (!request->query)
		request->query = g_string_new(NULL);
	g_string_append_printf(request->query, "%s%s=%s", request->query->len ? "&" : "", name, escaped);
}

static bool fail(GError **error, enum deadlined_error code, const char *format, ...) G_GNUC_PRINTF(3, 4);

static bool fail(GError **error, enum deadlined_error code, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	g_propagate_error(error, g_error_new_valist(DEADLINED_ERROR, (int)code, format, arguments));
	va_end(arguments);
	return false;
}

static bool unreachable(const char *path, int number, GError **error)
{
	if (number == EACCES || number == EPERM)
		return fail(error, DEADLINED_ERROR_PERMISSION, "%s: %s: join group deadlined-admin", path, g_strerror(number));
	if (number == EAGAIN)
		return fail(error, DEADLINED_ERROR_BUSY, "%s: deadlined is busy: try again", path);
	return fail(error, DEADLINED_ERROR_UNAVAILABLE, "%s: %s: is deadlined running? systemctl status deadlined", path, g_strerror(number));
}

/* Whether somebody listens, and why not: libcurl does not tell. */
static bool probe(const char *path, GError **error)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd, failed;

	if (strlen(path) >= sizeof address.sun_path)
		return fail(error, DEADLINED_ERROR_CONFIG, "control.socket '%s' is longer than %zu bytes", path, sizeof address.sun_path - 1);
	strcpy(address.sun_path, path);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return fail(error, DEADLINED_ERROR_IO, "socket: %m");
	failed = connect(fd, (const struct sockaddr *)&address, sizeof address) < 0 ? errno : 0;
	close(fd);
	return failed == 0 || unreachable(path, failed, error);
}

static size_t keep(char *data, size_t size, size_t count, void *user)
{
	GString *answer = user;

	if (answer->len + size * count > LARGEST_ANSWER)
		return 0;
	g_string_append_len(answer, data, (gssize)(size * count));
	return size * count;
}

static char *url_of(const struct client_request *request)
{
	g_autofree char *path = g_uri_escape_string(request->path, "/*", FALSE);

	return g_strconcat("http://deadlined", path, request->query ? "?" : "", request->query ? request->query->str : "", NULL);
}

static void set_up(CURL *curl, const char *socket_path, const char *url, const char *body, long seconds, struct curl_slist *headers,
		   GString *answer)
{
	curl_easy_setopt(curl, CURLOPT_UNIX_SOCKET_PATH, socket_path);
	curl_easy_setopt(curl, CURLOPT_URL, url);
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http");
	curl_easy_setopt(curl, CURLOPT_PROXY, "");
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, seconds > 0 ? seconds : ANSWER_SECONDS);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, keep);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, answer);
	curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
	if (!body)
		return;
	curl_easy_setopt(curl, CURLOPT_POST, 1L);
	curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)strlen(body));
	curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body);
}

/* 0 where no answer came. */
static long perform(const char *socket_path, const struct client_request *request, GString *answer, GError **error)
{
	g_autofree char *url = url_of(request);
	char *body = strcmp(request->method, "POST") == 0 ? request->body ? json_dumps(request->body, JSON_COMPACT) : strdup("{}") : NULL;
	struct curl_slist *headers = curl_slist_append(NULL, "Content-Type: application/json");
	CURL *curl = curl_easy_init();
	long status = 0;
	CURLcode code;

	/* libcurl asks "100-continue" for large bodies, which a local socket does not need. */
	headers = curl_slist_append(headers, "Expect:");
	set_up(curl, socket_path, url, body, request->seconds, headers, answer);
	code = curl_easy_perform(curl);
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
	if (code != CURLE_OK) {
		fail(error, code == CURLE_OPERATION_TIMEDOUT ? DEADLINED_ERROR_BUSY : DEADLINED_ERROR_IO, "%s: %s", socket_path,
		     curl_easy_strerror(code));
		status = 0;
	}
	curl_easy_cleanup(curl);
	curl_slist_free_all(headers);
	free(body);
	return status;
}

static bool read_answer(long status, const GString *answer, json_t **ret, GError **error)
{
	json_error_t fault;
	const char *sentence;
	int code;

	*ret = json_loadb(answer->str, answer->len, 0, &fault);
	if (!*ret)
		return fail(error, DEADLINED_ERROR_IO, "deadlined answered %ld with what is no JSON", status);
	if (status >= 200 && status < 300)
		return true;
	sentence = json_string_value(json_object_get(*ret, "error"));
	code = (int)json_integer_value(json_object_get(*ret, "exit"));
	return fail(error, code > 0 ? (enum deadlined_error)code : DEADLINED_ERROR_IO, "%s", sentence ? sentence : "refused");
}

static const char *socket_of(struct session *session)
{
	const char *path = session->socket ? session->socket : session_config_quiet(session)->settings.control_socket;

	return path ? path : RUNSTATEDIR "/deadlined/control";
}

bool client_reaches(struct session *session)
{
	return probe(socket_of(session), NULL);
}

bool client_call(struct session *session, const struct client_request *request, json_t **ret, GError **error)
{
	const char *path = socket_of(session);
	g_autoptr(GString) answer = g_string_new(NULL);
	long status;

	*ret = NULL;
	if (!probe(path, error))
		return false;
	status = perform(path, request, answer, error);
	return status > 0 && read_answer(status, answer, ret, error);
}
