#include "ctl/exchange.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "ctl/output.h"

#define PAGE 1000

const char *exchange_language(struct session *session)
{
	if (!session->language_given)
		session_config_quiet(session);
	return session->language == LANGUAGE_VI ? "vi" : "en";
}

void exchange_lines(const json_t *answer)
{
	json_t *row;
	size_t i;

	if (!json_is_array(answer)) {
		output_json(json_incref((json_t *)answer));
		return;
	}
	json_array_foreach (answer, i, row)
		output_json(json_incref(row));
}

void exchange_problems(const json_t *answer)
{
	const json_t *line;
	size_t i;

	json_array_foreach (json_object_get(answer, "lines"), i, line)
		fprintf(stderr, "%s\n", json_string_value(line));
}

int exchange_run(struct session *session, struct client_request *request, bool nothing_is_1, exchange_print *print)
{
	g_autoptr(GError) error = NULL;
	json_t *answer = NULL;
	int status = 0;

	exchange_language(session);
	if (!client_call(session, request, &answer, &error))
		status = session_fail(error);
	else if (nothing_is_1 && json_is_array(answer) && json_array_size(answer) == 0)
		status = DEADLINED_ERROR_NOT_FOUND;
	else if (session->json)
		exchange_lines(answer);
	else
		print(session, answer);
	exchange_problems(answer);
	client_request_clear(request);
	json_decref(answer);
	return status;
}

int exchange_post(struct session *session, const char *path, json_t *body, exchange_print *print)
{
	struct client_request request = { .method = "POST", .path = g_strdup(path), .body = body };

	return exchange_run(session, &request, false, print);
}

/* Where the next page begins; NULL: there is none. */
static char *last_key(const json_t *rows, const char *key, const char *while_set)
{
	const json_t *row = json_array_get(rows, json_array_size(rows) - 1), *last = json_object_get(row, key);

	if (while_set && !json_is_string(json_object_get(row, while_set)))
		return NULL;
	if (json_is_integer(last))
		return g_strdup_printf("%" JSON_INTEGER_FORMAT, json_integer_value(last));
	return g_strdup(json_string_value(last));
}

json_t *exchange_pages(struct session *session, exchange_ask *ask, const void *data, const char *key, const char *while_set, size_t most,
		       GError **error)
{
	g_autofree char *after = NULL;
	json_t *rows = json_array();
	size_t wanted, got;

	do {
		struct client_request request;
		json_t *page = NULL;
		bool done;

		wanted = MIN((size_t)PAGE, most - json_array_size(rows));
		ask(session, data, after, (int)wanted, &request);
		done = client_call(session, &request, &page, error);
		client_request_clear(&request);
		got = json_array_size(page);
		if (done)
			json_array_extend(rows, page);
		json_decref(page);
		if (!done) {
			json_decref(rows);
			return NULL;
		}
		g_free(after);
		after = last_key(rows, key, while_set);
	} while (after && got == wanted && json_array_size(rows) < most);
	return rows;
}

bool exchange_file(const char *file, char **text, gsize *length, GError **error)
{
	g_autoptr(GString) all = g_string_new(NULL);
	char buffer[4096];
	size_t got;

	if (strcmp(file, "-") != 0)
		return g_file_get_contents(file, text, length, error);
	while ((got = fread(buffer, 1, sizeof buffer, stdin)) > 0 && all->len <= 1024 * 1024)
		g_string_append_len(all, buffer, (gssize)got);
	*length = all->len;
	*text = g_string_free(g_steal_pointer(&all), FALSE);
	return true;
}

/* Never over a file: what stands there may have been edited by hand. */
static bool write_new(const char *path, const char *bytes, size_t length, GError **error)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
	FILE *file = fd >= 0 ? fdopen(fd, "w") : NULL;
	bool done;

	if (!file) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_IO, "%s: %s: give another name with --output", path, g_strerror(errno));
		return false;
	}
	done = fwrite(bytes, 1, length, file) == length;
	done = fclose(file) == 0 && done;
	if (!done) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_IO, "%s: %s", path, g_strerror(errno));
		unlink(path);
	}
	return done;
}

bool exchange_deliver(struct session *session, const char *path, const char *bytes, size_t length, GError **error)
{
	if (!path || strcmp(path, "-") == 0) {
		fwrite(bytes, 1, length, stdout);
		return true;
	}
	if (!write_new(path, bytes, length, error))
		return false;
	exchange_language(session);
	printf("%s: %s\n", path, session_say(session, "đã ghi", "written"));
	return true;
}

int exchange_text(struct session *session, struct client_request *request, const char *path)
{
	g_autoptr(GError) error = NULL;
	json_t *answer = NULL;
	const json_t *text;
	int status = 0;

	exchange_language(session);
	if (!client_call(session, request, &answer, &error)) {
		status = session_fail(error);
	} else if (session->json) {
		exchange_lines(answer);
	} else {
		text = json_object_get(answer, "text");
		if (!exchange_deliver(session, path, json_is_string(text) ? json_string_value(text) : "", json_string_length(text), &error))
			status = session_fail(error);
	}
	client_request_clear(request);
	json_decref(answer);
	return status;
}
