#include "running.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench.h"

enum { FILE_BODIES = 1000, LARGE_OBLIGATIONS = 4 };

static void write_file(const struct running *running, const char *name, const char *text)
{
	g_autofree char *path = g_build_filename(running->directory, name, NULL);
	g_autoptr(GError) error = NULL;

	if (!g_file_set_contents(path, text, -1, &error))
		g_error("%s", error->message);
}

/* A file of the configuration holds 1 MB at most. */
static void write_bodies(const struct running *running)
{
	for (int first = 0; first < running->bodies; first += FILE_BODIES) {
		int behind = MIN(first + FILE_BODIES, running->bodies);
		g_autofree char *name = g_strdup_printf("bodies-%d.conf", first);
		g_autoptr(GString) text = g_string_new("agencies = (\n");

		for (int i = first; i < behind; i++)
			g_string_append_printf(text,
					       "{ id = \"xa-%d\"; name = \"Ủy ban nhân dân xã %d\"; short = \"Xã %d\"; relation = \"subordinate\"; groups = [ "
					       "\"communes\" ]; contacts = ( { position = \"focal\"; name = \"Nguyễn Thị %d\"; email = \"x%d@example.vn\"; } ); }%s\n",
					       i, i, i, i, i, i + 1 < behind ? "," : "");
		g_string_append(text, ");\n");
		write_file(running, name, text->str);
	}
}

static void add_obligation(GString *text, const char *id, const char *owner, const char *every, const char *due)
{
	g_string_append_printf(text,
			       "{ id = \"%s\"; title = \"Báo cáo kết quả thực hiện công tác bình đẳng giới và vì sự tiến bộ của phụ nữ (%s)\"; owed_by "
			       "= [ \"%s\" ]; owed_to = [ \"ubnd\" ]; via = \"so-noi-vu\"; every = \"%s\"; due = \"%s\"; clause = \"V.1\"; quote = "
			       "\"báo cáo Ủy ban nhân dân tỉnh kết quả thực hiện\"; }",
			       id, id, owner, every, due);
}

/* From today on; the next thirteen months stand in the feeds. */
static void write_plans(const struct running *running)
{
	g_autoptr(GDateTime) now = g_date_time_new_now_utc();
	g_autofree char *tracked = g_date_time_format(now, "%Y-%m-%d");
	int year = g_date_time_get_year(now);
	g_autoptr(GString) text = g_string_new(NULL);

	g_string_printf(text,
			"groups = { communes = [ ]; };\n"
			"plans = ( { id = \"" RUNNING_PLAN "\"; title = \"Kế hoạch bình đẳng giới\"; effective = \"%d-01-01..%d-12-31\"; tracked = \"%s..\"; "
			"policy = \"standard\"; coordinator = \"so-noi-vu\"; obligations = (\n",
			year, year + 2, tracked);
	add_obligation(text, "quy", "communes", "quarter", "before 20 next month");
	g_string_append(text, ",\n");
	add_obligation(text, "nam", "communes", "year", "before 15/1 next year");
	for (int i = 0; i < LARGE_OBLIGATIONS; i++) {
		g_autofree char *id = g_strdup_printf("thang-%d", i);

		g_string_append(text, ",\n");
		add_obligation(text, id, RUNNING_LARGE, "month", "before 10 next month");
	}
	g_string_append(text, " ); } );\n");
	write_file(running, "plans.conf", text->str);
}

static void write_main(const struct running *running)
{
	const char *source = g_getenv("srcdir") != NULL ? g_getenv("srcdir") : ".";
	g_autofree char *top = g_canonicalize_filename(source, NULL);
	g_autofree char *text = g_strdup_printf(
		"include = [ \"bodies-*.conf\", \"plans.conf\" ];\n"
		"templates = [ \"%s/etc/templates\" ];\n"
		"office = { name = \"Sở Nội vụ tỉnh Lào Cai\"; hours = \"07:30-17:00\"; };\n"
		"mail = { mode = \"hold\"; relay = \"smtp://127.0.0.1:9\"; from = \"Sở Nội vụ <nhacviec@example.vn>\"; admin = "
		"\"quantri@example.vn\"; };\n"
		"store = { path = \"%s/store.db\"; };\n"
		"control = { socket = \"%s\"; };\n"
		"http = { listen = \"127.0.0.1:%d\"; };\n"
		"policies = { standard = { remind = [ \"7d\" ]; receipt = \"off\"; }; };\n"
		"agencies = ( { id = \"ubnd\"; name = \"Ủy ban nhân dân tỉnh\"; relation = \"superior\"; contacts = ( { position = \"focal\"; email = "
		"\"ubnd@example.vn\"; } ); },\n"
		"{ id = \"so-noi-vu\"; name = \"Sở Nội vụ\"; relation = \"subordinate\"; contacts = ( { position = \"focal\"; email = "
		"\"snv@example.vn\"; } ); },\n"
		"{ id = \"" RUNNING_LARGE "\"; name = \"Sở Y tế\"; short = \"SYT\"; relation = \"subordinate\"; contacts = ( { position = \"focal\"; "
		"email = \"syt@example.vn\"; } ); } );\n",
		top, running->directory, running->socket, running->port);

	write_file(running, "deadlined.conf", text);
}

struct running *running_start(const char *program, int bodies)
{
	struct running *running = g_new0(struct running, 1);
	g_autofree char *path = NULL, *log = NULL;
	char *argv[] = { (char *)program, (char *)"-c", NULL, NULL };

	running->directory = bench_directory();
	running->socket = g_build_filename(running->directory, "control", NULL);
	running->port = peers_free_port();
	running->bodies = bodies;
	write_bodies(running);
	write_plans(running);
	write_main(running);
	argv[2] = path = g_build_filename(running->directory, "deadlined.conf", NULL);
	log = g_build_filename(running->directory, "log", NULL);
	running->pid = peers_start(argv, log, running->port);
	return running;
}

void running_stop(struct running *running)
{
	g_autofree char *clean = g_strdup_printf("rm -rf %s", running->directory);

	peers_stop(running->pid);
	if (!g_spawn_command_line_sync(clean, NULL, NULL, NULL, NULL))
		g_error("cannot remove %s", running->directory);
	g_free(running->directory);
	g_free(running->socket);
	g_free(running);
}

/* ---- the control socket */

/* An order ends its connection. */
static json_t *call(const struct running *running, const char *request)
{
	struct reply reply = { .head = g_string_new(NULL), .body = g_string_new(NULL) };
	int fd = peers_connect_local(running->socket);
	json_t *value;

	peers_ask(fd, request, &reply);
	close(fd);
	if (reply.status != 200)
		g_error("%s answered %d: %s", request, reply.status, reply.body->str);
	value = json_loadb(reply.body->str, reply.body->len, JSON_DECODE_ANY, NULL);
	g_string_free(reply.head, TRUE);
	g_string_free(reply.body, TRUE);
	return value;
}

static json_t *post(const struct running *running, const char *path, json_t *body)
{
	g_autofree char *text = json_dumps(body, JSON_COMPACT);
	g_autofree char *request = g_strdup_printf("POST %s HTTP/1.1\r\nHost: local\r\nContent-Type: application/json\r\nContent-Length: "
						   "%zu\r\n\r\n%s",
						   path, strlen(text), text);

	json_decref(body);
	return call(running, request);
}

static char *kept(json_t *value, const char *key)
{
	const char *text = json_string_value(json_object_get(json_is_array(value) ? json_array_get(value, 0) : value, key));
	char *copy = g_strdup(text);

	if (text == NULL)
		g_error("an answer has no %s: %s", key, json_dumps(value, JSON_ENCODE_ANY));
	json_decref(value);
	return copy;
}

char *running_feed(struct running *running, const char *scope, const char *target)
{
	g_autofree char *url = kept(post(running, "/v1/feed", json_pack("{s:s, s:s}", "scope", scope, "target", target)), "url");

	return g_strdup(strstr(url, "/feeds/"));
}

char *running_awaited(struct running *running, const char *agency)
{
	g_autofree char *request = g_strdup_printf("GET /v1/list?agency=%s&missing=1&limit=1 HTTP/1.1\r\nHost: local\r\n\r\n", agency);

	return kept(call(running, request), "id");
}

void running_submit(struct running *running, const char *id)
{
	json_decref(post(running, "/v1/submit", json_pack("{s:[s], s:s}", "ids", id, "as", "bench")));
}
