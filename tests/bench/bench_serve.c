/*
 * The public door with 5,000 feeds behind it. A feed of 50 KB, whole and unchanged (304), against nginx serving the very
 * same bytes as a file, against the least that libmicrohttpd itself can do, and against Radicale with the same calendar:
 * 64 clients, in turn. Then what the service weighs when every feed has been fetched, and how long after the
 * answer to `submit` the changed feed is in hand.
 */
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench.h"
#include "running.h"
#include "peers.h"

enum { FEEDS = 5000, CLIENTS = 64, ROUNDS = 5, SECONDS = 3, RADICALE_ROUNDS = 3, SUBMISSIONS = 25, MEMORY_MB = 64, SOON_MS = 50 };

struct server {
	const char *name;
	char *url, *etag;
	int port;
	GPid pid, worker;
};

struct serve {
	char *directory;
	char *wrk, *deadlined, *bare;
	struct running *running;
	char *path;       /* of the large feed */
	GString *bytes;   /* of the large feed */
	struct server ours, nginx, library, radicale;
};

static struct reply reply;

/* ---- the servers */

static char *below(const struct serve *serve, const char *name)
{
	return g_build_filename(serve->directory, name, NULL);
}

static void write_below(const struct serve *serve, const char *name, const char *text, gssize size)
{
	g_autofree char *path = below(serve, name);
	g_autofree char *folder = g_path_get_dirname(path);
	g_autoptr(GError) error = NULL;

	g_mkdir_with_parents(folder, 0700);
	if (!g_file_set_contents(path, text, size, &error))
		g_error("%s", error->message);
}

static void get(int fd, const char *path, const char *more)
{
	g_autofree char *request = g_strdup_printf("GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n%s\r\n", path, more);

	peers_ask(fd, request, &reply);
}

/* Once, to see what it answers and to learn its ETag. */
static void look(struct server *server, int port, const char *path)
{
	int fd = peers_connect(port);

	server->port = port;
	server->url = g_strdup_printf("http://127.0.0.1:%d%s", port, path);
	get(fd, path, "");
	if (reply.status != 200)
		g_error("%s answers %d", server->name, reply.status);
	server->etag = peers_header(&reply, "ETag");
	close(fd);
}

static void must_be_same(const struct serve *serve, const char *name)
{
	if (!g_string_equal(serve->bytes, reply.body))
		g_error("%s does not serve the same bytes", name);
}

/* One worker, sendfile, no log. */
static void start_nginx(struct serve *serve, const char *program)
{
	g_autofree char *file = g_strconcat("www", serve->path, NULL), *log = below(serve, "nginx.log");
	int port = peers_free_port();
	g_autofree char *text = g_strdup_printf("%sworker_processes 1;\ndaemon off;\npid nginx.pid;\nerror_log stderr crit;\n"
						"events { worker_connections 1024; }\n"
						"http { access_log off; sendfile on; gzip off; etag on; keepalive_requests 1000000000;\n"
						"types { text/calendar ics; }\n"
						"client_body_temp_path a; proxy_temp_path b; fastcgi_temp_path c; uwsgi_temp_path d; scgi_temp_path e;\n"
						"server { listen 127.0.0.1:%d; root www; } }\n",
						geteuid() == 0 ? "user root;\n" : "", port);
	char *argv[] = { (char *)program, (char *)"-p", serve->directory, (char *)"-c", (char *)"nginx.conf", (char *)"-e", (char *)"stderr", NULL };

	write_below(serve, file, serve->bytes->str, (gssize)serve->bytes->len);
	write_below(serve, "nginx.conf", text, -1);
	serve->nginx.pid = peers_start(argv, log, port);
	serve->nginx.worker = peers_child(serve->nginx.pid);
	look(&serve->nginx, port, serve->path);
	must_be_same(serve, "nginx");
}

static void start_library(struct serve *serve)
{
	g_autofree char *file = g_strdup_printf("%s/www%s", serve->directory, serve->path), *log = below(serve, "bare.log");
	int port = peers_free_port();
	g_autofree char *number = g_strdup_printf("%d", port);
	char *argv[] = { serve->bare, number, file, NULL };

	serve->library.worker = serve->library.pid = peers_start(argv, log, port);
	look(&serve->library, port, serve->path);
	must_be_same(serve, "the bare library");
}

/* Radicale takes the calendar apart and stores each event. */
static void start_radicale(struct serve *serve, const char *program)
{
	g_autofree char *config = below(serve, "radicale.conf"), *log = below(serve, "radicale.log");
	int port = peers_free_port(), fd;
	g_autofree char *text = g_strdup_printf("[server]\nhosts = 127.0.0.1:%d\n[auth]\ntype = none\n[rights]\ntype = from_file\nfile = "
						"%s/rights\n[storage]\nfilesystem_folder = %s/radicale\n[logging]\nlevel = critical\n",
						port, serve->directory, serve->directory);
	g_autofree char *put = g_strdup_printf("PUT /bench/feed/ HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Basic YmVuY2g6eA==\r\n"
					       "Content-Type: text/calendar\r\nContent-Length: %zu\r\n\r\n%s",
					       serve->bytes->len, serve->bytes->str);
	char *argv[] = { (char *)program, (char *)"-C", config, NULL };

	write_below(serve, "rights", "[any]\nuser: .*\ncollection: .*\npermissions: RrWw\n", -1);
	write_below(serve, "radicale.conf", text, -1);
	serve->radicale.worker = serve->radicale.pid = peers_start(argv, log, port);
	fd = peers_connect(port);
	peers_ask(fd, put, &reply);
	close(fd);
	if (reply.status != 201)
		g_error("Radicale does not take the calendar: %d", reply.status);
	look(&serve->radicale, port, "/bench/feed/");
}

static void stop(struct server *server)
{
	if (server->pid != 0)
		peers_stop(server->pid);
	g_free(server->url);
	g_free(server->etag);
}

/* ---- asking as fast as it goes */

struct rates {
	double clock[ROUNDS], cpu[ROUNDS]; /* answers a second, and a second of the server's processor */
};

/* wrk says «12345 requests in 3.00s, 1.50GB read» and «Requests/sec: 4115.00». */
static double understood(const struct serve *serve, const char *text, bool whole)
{
	const char *count = strstr(text, " requests in "), *rate = strstr(text, "Requests/sec:");
	const char *read = count != NULL ? strstr(count, "s, ") : NULL;
	double size;
	char unit;

	if (read == NULL || rate == NULL || strstr(text, "Non-2xx") != NULL || strstr(text, "Socket errors") != NULL ||
	    sscanf(read, "s, %lf%c", &size, &unit) != 2)
		g_error("wrk says: %s", text);
	while (count > text && g_ascii_isdigit(count[-1]))
		count--;
	size *= unit == 'G' ? 1 << 30 : unit == 'M' ? 1 << 20 : 1 << 10;
	size /= atof(count) * (double)serve->bytes->len;
	if (whole ? size < 0.9 : size > 0.1)
		g_error("these are not the answers that were asked for: %s", text);
	return atof(rate + strlen("Requests/sec:"));
}

/* `known`: the version the asker has, as a header; NULL: none. */
static double ask(const struct serve *serve, const struct server *server, int connections, char *known)
{
	g_autofree char *count = g_strdup_printf("-c%d", connections), *lasting = g_strdup_printf("-d%ds", SECONDS);
	g_autofree char *said = NULL;
	g_autoptr(GError) error = NULL;
	char *argv[] = { serve->wrk, (char *)"-t1", count, lasting, server->url, known != NULL ? (char *)"-H" : NULL, known, NULL };

	if (!g_spawn_sync(NULL, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &said, NULL, NULL, &error))
		g_error("%s", error->message);
	return understood(serve, said, known == NULL);
}

static double ask_whole(const struct serve *serve, const struct server *server, int connections)
{
	return ask(serve, server, connections, NULL);
}

static double ask_unchanged(const struct serve *serve, const struct server *server, int connections)
{
	g_autofree char *known = g_strdup_printf("If-None-Match: %s", server->etag);

	return ask(serve, server, connections, known);
}

typedef double (*asking)(const struct serve *serve, const struct server *server, int connections);

static void ask_fast(const struct serve *serve, const struct server *server, asking way, int connections, struct rates *rates, int round)
{
	double used = peers_cpu(server->worker);
	gint64 start = g_get_monotonic_time();
	double lasted;

	rates->clock[round] = way(serve, server, connections);
	lasted = (double)(g_get_monotonic_time() - start) / 1e6;
	rates->cpu[round] = rates->clock[round] * lasted / (peers_cpu(server->worker) - used);
}

/* Servers in turn, so that what else the machine does falls on all of them. */
static bool compare(const struct serve *serve, const char *what, asking way, double goal)
{
	const struct server *servers[] = { &serve->ours, &serve->nginx, &serve->library };
	struct rates rates[G_N_ELEMENTS(servers)];
	double clock[G_N_ELEMENTS(servers)], cpu[G_N_ELEMENTS(servers)];
	bool ok = true;

	for (int round = 0; round < ROUNDS; round++)
		for (size_t i = 0; i < G_N_ELEMENTS(servers); i++)
			ask_fast(serve, servers[i], way, CLIENTS, &rates[i], round);
	for (size_t i = 0; i < G_N_ELEMENTS(servers); i++) {
		clock[i] = bench_median(rates[i].clock, ROUNDS);
		cpu[i] = bench_median(rates[i].cpu, ROUNDS);
	}
	for (size_t i = 1; i < G_N_ELEMENTS(servers); i++) {
		g_autofree char *by_clock = g_strdup_printf("%s / %s", what, servers[i]->name);

		if (servers[i] == &serve->nginx)
			ok = bench_report_rate(by_clock, clock[0], clock[i], goal);
		else
			bench_note(by_clock, clock[0], clock[i], "/s");
		bench_note("  the same, by the server's processor", cpu[0], cpu[i], "/s");
	}
	return ok;
}

/* Radicale is asked over one connection: with more it only gets slower. */
static bool compare_radicale(const struct serve *serve)
{
	struct rates ours, theirs;

	for (int round = 0; round < RADICALE_ROUNDS; round++) {
		ask_fast(serve, &serve->ours, ask_whole, CLIENTS, &ours, round);
		ask_fast(serve, &serve->radicale, ask_whole, 1, &theirs, round);
	}
	return bench_report_rate("serve: 200 / Radicale", bench_median(ours.clock, RADICALE_ROUNDS),
				 bench_median(theirs.clock, RADICALE_ROUNDS), 100);
}

/* ---- weight */

static char **fetch_all(struct serve *serve)
{
	char **paths = g_new0(char *, FEEDS + 1);
	int fd;

	for (int i = 0; i < FEEDS; i++) {
		g_autofree char *agency = g_strdup_printf("xa-%d", i);

		paths[i] = running_feed(serve->running, "agency", agency);
	}
	fd = peers_connect(serve->running->port);
	for (int i = 0; i < FEEDS; i++) {
		get(fd, paths[i], "");
		if (reply.status != 200 || strstr(reply.body->str, "BEGIN:VEVENT") == NULL)
			g_error("feed %d: %d", i, reply.status);
	}
	close(fd);
	return paths;
}

/* ---- after an order */

static double fetch(int fd, const char *path)
{
	gint64 start = g_get_monotonic_time();

	get(fd, path, "");
	if (reply.status != 200)
		g_error("the feed is answered %d", reply.status);
	return (double)(g_get_monotonic_time() - start) / 1e6;
}

/* Seconds from the answer to the order until the changed feed is there; `*again`: for the same, asked once more. */
static double change(struct serve *serve, int number, int fd, const char *path, double *again)
{
	g_autofree char *agency = g_strdup_printf("xa-%d", number);
	g_autofree char *id = running_awaited(serve->running, agency);
	g_autofree char *before = NULL, *after = NULL;
	double seconds;

	get(fd, path, "");
	before = peers_header(&reply, "ETag");
	running_submit(serve->running, id);
	seconds = fetch(fd, path);
	after = peers_header(&reply, "ETag");
	if (g_strcmp0(before, after) == 0)
		g_error("%s was submitted, but the feed is the same", id);
	*again = fetch(fd, path);
	return seconds;
}

static bool see_changes(struct serve *serve, const char *what, char **paths, bool same)
{
	g_autofree char *worst = g_strdup_printf("%s, the worst of %d / %d ms", what, SUBMISSIONS, SOON_MS);
	g_autofree char *median = g_strdup_printf("%s / %d ms", what, SOON_MS);
	double seconds[SUBMISSIONS], again[SUBMISSIONS], middle;
	int fd = peers_connect(serve->running->port);
	bool ok;

	for (int i = 0; i < SUBMISSIONS; i++) {
		int number = same ? FEEDS / 2 + i : i * FEEDS / SUBMISSIONS;

		seconds[i] = change(serve, number, fd, same ? paths[0] : paths[number], &again[i]);
	}
	close(fd);
	middle = bench_median(seconds, SUBMISSIONS);
	ok = bench_report(median, middle, SOON_MS / 1e3, 1);
	ok &= bench_report(worst, seconds[SUBMISSIONS - 1], SOON_MS / 1e3, 1);
	bench_note("  the median / the same feed, nothing changed", middle * 1e3, bench_median(again, SUBMISSIONS) * 1e3, "ms");
	return ok;
}

/* ---- all of it */

static bool measure(struct serve *serve)
{
	g_autofree char *radicale = peers_find("radicale"), *nginx = peers_find("nginx");
	g_autofree char *plan = running_feed(serve->running, "plan", RUNNING_PLAN);
	g_auto(GStrv) paths = fetch_all(serve);
	char *one[] = { plan, NULL };
	bool ok = bench_report_limit("serve: memory with 5,000 feeds, all fetched / 64 MB",
				     peers_resident(serve->ours.worker) / (1 << 20), MEMORY_MB, "MB");

	ok &= see_changes(serve, "serve: submit to an agency's feed", paths, false);
	ok &= see_changes(serve, "serve: submit to the plan's feed", one, true);
	if (serve->wrk == NULL || nginx == NULL) {
		printf("serve: not compared with nginx: %s is not installed\n", nginx == NULL ? "nginx" : "wrk");
		return ok;
	}
	start_nginx(serve, nginx);
	start_library(serve);
	ok &= compare(serve, "serve: 200", ask_whole, 1.0);
	ok &= compare(serve, "serve: 304", ask_unchanged, 1.2);
	if (radicale == NULL) {
		printf("serve: not compared with Radicale: radicale is not installed\n");
		return ok;
	}
	start_radicale(serve, radicale);
	return compare_radicale(serve) && ok;
}

bool bench_serve(void)
{
	struct serve serve = { .directory = bench_directory(), .wrk = peers_find("wrk"), .deadlined = g_canonicalize_filename("deadlined", NULL),
			       .bare = g_canonicalize_filename("tests/bench/bare-http", NULL), .bytes = g_string_new(NULL),
			       .ours = { .name = "deadlined" }, .nginx = { .name = "nginx" }, .library = { .name = "the bare library" },
			       .radicale = { .name = "Radicale" } };
	g_autofree char *clean = g_strdup_printf("rm -rf %s", serve.directory);
	bool ok;

	reply = (struct reply){ .head = g_string_new(NULL), .body = g_string_new(NULL) };
	serve.running = running_start(serve.deadlined, FEEDS);
	serve.path = running_feed(serve.running, "agency", RUNNING_LARGE);
	serve.ours.pid = 0; /* stopped by running_stop */
	serve.ours.worker = serve.running->pid;
	look(&serve.ours, serve.running->port, serve.path);
	g_string_append_len(serve.bytes, reply.body->str, (gssize)reply.body->len);
	ok = measure(&serve);
	stop(&serve.ours);
	stop(&serve.nginx);
	stop(&serve.library);
	stop(&serve.radicale);
	running_stop(serve.running);
	if (!g_spawn_command_line_sync(clean, NULL, NULL, NULL, NULL))
		g_error("cannot remove %s", serve.directory);
	g_free(serve.directory);
	g_free(serve.wrk);
	g_free(serve.deadlined);
	g_free(serve.bare);
	g_free(serve.path);
	g_string_free(serve.bytes, TRUE);
	g_string_free(reply.head, TRUE);
	g_string_free(reply.body, TRUE);
	return ok;
}
