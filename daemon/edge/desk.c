#include "edge/desk.h"

#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/error.h"
#include "engine/future.h"

#define UPCOMING "/v1/upcoming"
#define DIFF	 "/v1/diff"

enum { LINE = 8, DAYS = 7, DAYS_MOST = 400, DIFF_DAYS = 60 };

/* One question: what it needs of the service, then what came of it. */
struct job {
	char *store_path, *config_path;
	GPtrArray *sources; /* of the configuration in service */
	struct instant newest, now;
	int days;
	char *agency;  /* NULL: all */
	char *wanted;  /* diff: the other configuration; NULL: upcoming */
	struct http_pending *pending;
	int status;
	json_t *answer;
};

struct desk {
	int fd;
	future_stop stop;
	int waiting;        /* questions not answered yet */
	GThread *thread;
	GAsyncQueue *asked; /* struct job *; one without a store ends the thread */
	GAsyncQueue *done;  /* struct job * */
};

static void job_free(void *data)
{
	struct job *job = data;

	g_free(job->store_path);
	g_free(job->config_path);
	g_clear_pointer(&job->sources, g_ptr_array_unref);
	g_free(job->agency);
	g_free(job->wanted);
	json_decref(job->answer);
	g_free(job);
}

/* ---- in the thread ---- */

static int status_of(const GError *error)
{
	switch (error->code) {
	case DEADLINED_ERROR_UNKNOWN_ID:
		return 404;
	case DEADLINED_ERROR_CONFIG:
		return 409;
	case DEADLINED_ERROR_USAGE:
	case DEADLINED_ERROR_INPUT:
		return 400;
	default:
		return 503;
	}
}

static json_t *refused_lines(const struct config *config, GError **error)
{
	int errors = problems_count(config->problems, SEVERITY_ERROR);

	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG, "%s has %d error%s", config->path, errors, errors == 1 ? "" : "s");
	return NULL;
}

static json_t *diff(struct job *job, const struct config *running, struct store *before, future_stop *stop, GError **error)
{
	g_autoptr(config_t) wanted = config_load(job->wanted);
	g_autoptr(store_t) after = NULL;

	if (!config_ok(wanted)) {
		g_autoptr(GPtrArray) lines = problems_lines(wanted->problems);

		job->answer = json_array();
		for (guint i = 0; i < lines->len; i++)
			json_array_append_new(job->answer, json_string(g_ptr_array_index(lines, i)));
		return refused_lines(wanted, error);
	}
	after = store_snapshot(job->store_path, error);
	return after != NULL ? future_diff(before, after, running, wanted, job->now, job->days, stop, error) : NULL;
}

static json_t *look(struct job *job, future_stop *stop, GError **error)
{
	g_autoptr(config_t) running = config_reread(job->config_path, job->sources, job->newest);
	g_autoptr(store_t) copy = store_snapshot(job->store_path, error);
	struct instant to = instant_add(job->now, (int64_t)job->days * 86400);

	if (copy == NULL)
		return NULL;
	if (job->wanted != NULL)
		return diff(job, running, copy, stop, error);
	return future_mails(copy, running, job->now, to, job->agency, stop, error);
}

static void carry_out(struct job *job, future_stop *stop)
{
	g_autoptr(GError) error = NULL;
	json_t *found = look(job, stop, &error), *lines = job->answer;

	job->answer = found;
	job->status = 200;
	if (found != NULL)
		return;
	job->status = status_of(error);
	job->answer = http_error_value(error->message, error->code);
	if (lines != NULL)
		json_object_set_new(job->answer, "lines", lines);
}

static void *work(void *data)
{
	struct desk *desk = data;
	const uint64_t one = 1;

	for (;;) {
		struct job *job = g_async_queue_pop(desk->asked);

		if (job->store_path == NULL) {
			job_free(job);
			return NULL;
		}
		if (g_atomic_int_get(&desk->stop) == 0)
			carry_out(job, &desk->stop);
		g_async_queue_push(desk->done, job);
		if (write(desk->fd, &one, sizeof one) < 0)
			g_assert_not_reached(); /* an eventfd takes 2^64 - 2 of these */
	}
}

/* ---- on the main thread ---- */

struct desk *desk_new(GError **error)
{
	g_autoptr(desk_t) desk = g_new0(struct desk, 1);

	desk->fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	g_assert(desk->fd >= 0);
	desk->asked = g_async_queue_new_full(job_free);
	desk->done = g_async_queue_new_full(job_free);
	desk->thread = g_thread_try_new("views", work, desk, error);
	return desk->thread != NULL ? g_steal_pointer(&desk) : NULL;
}

/* Who asked is told that there will be no answer; what is kept for them goes with it. */
static void send_away(GAsyncQueue *queue)
{
	struct job *job;

	while ((job = g_async_queue_try_pop(queue)) != NULL) {
		http_answer(job->pending, 503, http_error_value("the service is stopping", DEADLINED_ERROR_UNAVAILABLE));
		job_free(job);
	}
}

void desk_free(struct desk *desk)
{
	if (desk == NULL)
		return;
	g_atomic_int_set(&desk->stop, 1);
	if (desk->thread != NULL) {
		g_async_queue_push(desk->asked, g_new0(struct job, 1));
		g_thread_join(desk->thread);
		send_away(desk->done);
	}
	g_async_queue_unref(desk->asked);
	g_async_queue_unref(desk->done);
	close(desk->fd);
	g_free(desk);
}

bool desk_knows(const char *path)
{
	return strcmp(path, UPCOMING) == 0 || strcmp(path, DIFF) == 0;
}

static int refuse(json_t **ret, int status, int code, const char *format, ...) G_GNUC_PRINTF(4, 5);

static int refuse(json_t **ret, int status, int code, const char *format, ...)
{
	g_autofree char *sentence = NULL;
	va_list arguments;

	va_start(arguments, format);
	sentence = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	*ret = http_error_value(sentence, code);
	return status;
}

static const char *parameter(const struct api_request *request, const char *name)
{
	return request->query != NULL ? g_hash_table_lookup(request->query, name) : NULL;
}

/* 0, or the status of what was refused. */
static int check_parameters(const struct api_request *request, const char *const *names, json_t **ret)
{
	GHashTableIter iter;
	void *name, *value;

	if (strcmp(request->method, "GET") != 0)
		return refuse(ret, 405, DEADLINED_ERROR_USAGE, "this is asked with GET");
	if (request->query == NULL)
		return 0;
	g_hash_table_iter_init(&iter, request->query);
	while (g_hash_table_iter_next(&iter, &name, &value)) {
		if (!g_strv_contains(names, name))
			return refuse(ret, 400, DEADLINED_ERROR_USAGE, "unknown parameter '%.40s'", (const char *)name);
		if (!g_utf8_validate(value, -1, NULL) || strlen(value) > 4096)
			return refuse(ret, 400, DEADLINED_ERROR_USAGE, "%s: not UTF-8, or longer than 4096 bytes", (const char *)name);
	}
	return 0;
}

static int read_upcoming(const struct api_request *request, struct job *job, json_t **ret)
{
	static const char *const names[] = { "days", "agency", NULL };
	const char *days = parameter(request, "days"), *agency = parameter(request, "agency");
	guint64 number = DAYS;
	int status = check_parameters(request, names, ret);

	if (status != 0)
		return status;
	if (days != NULL && *days != '\0' && !g_ascii_string_to_unsigned(days, 10, 1, DAYS_MOST, &number, NULL))
		return refuse(ret, 400, DEADLINED_ERROR_USAGE, "days '%.20s': give a number from 1 to %d", days, DAYS_MOST);
	job->days = (int)number;
	job->agency = agency != NULL && *agency != '\0' ? g_strdup(agency) : NULL;
	return 0;
}

static int read_diff(const struct api_request *request, const struct core *core, struct job *job, json_t **ret)
{
	static const char *const names[] = { "path", NULL };
	const char *path = parameter(request, "path");
	int status = check_parameters(request, names, ret);

	if (status != 0)
		return status;
	if (path != NULL && !g_path_is_absolute(path))
		return refuse(ret, 400, DEADLINED_ERROR_USAGE, "path: give the whole path of a main configuration file");
	job->wanted = g_strdup(path != NULL ? path : core->path);
	job->days = DIFF_DAYS;
	return 0;
}

int desk_call(struct desk *desk, const struct core *core, const struct api_request *request, struct http_pending *pending,
	      struct instant now, json_t **ret)
{
	struct job *job = g_new0(struct job, 1);
	int status = strcmp(request->path, DIFF) == 0 ? read_diff(request, core, job, ret) : read_upcoming(request, job, ret);

	if (status == 0 && desk->waiting >= LINE)
		status = refuse(ret, 503, DEADLINED_ERROR_BUSY, "%d such questions are being answered: ask again in a moment", LINE);
	if (status != 0) {
		job_free(job);
		return status;
	}
	job->store_path = g_strdup(core->store_path);
	job->config_path = g_strdup(core->path);
	job->sources = g_ptr_array_ref(core->config->sources);
	job->newest = core->config->newest;
	job->now = now;
	job->pending = pending;
	desk->waiting++;
	g_async_queue_push(desk->asked, job);
	return 0;
}

int desk_fd(const struct desk *desk)
{
	return desk->fd;
}

void desk_collect(struct desk *desk)
{
	struct job *job;
	uint64_t count;

	if (read(desk->fd, &count, sizeof count) < 0)
		return;
	while ((job = g_async_queue_try_pop(desk->done)) != NULL) {
		desk->waiting--;
		http_answer(job->pending, job->status, g_steal_pointer(&job->answer));
		job_free(job);
	}
}
