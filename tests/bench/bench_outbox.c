/*
 * The outbox emptied into smtp-sink on loopback, against smtp-source sending the same message as often over as many
 * connections. Ours reads each mail from a store on disk, checks that it still holds, and records what became of it: passes
 * as the service's loop makes them. Both programs come out of Debian's postfix package, which is unpacked, never installed.
 */
#include <glib/gstdio.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench.h"
#include "edge/post.h"
#include "peers.h"
#include "store/ledger.h"
#include "store/outbox.h"

enum { SIZE = 4096, MAILS = 4000, SLOW_MAILS = 96, PORT_TRIES = 100 };

struct tools {
	char *directory, *source, *sink, *libraries;
};

struct sink {
	GPid pid;
	int port;
};

struct outbox {
	const struct tools *tools;
	struct config *config;
	struct store *store;
	struct engine *engine;
	struct instant now;
	int connections, mails, port;
	const char *message; /* file with the bytes of one mail */
};

static void must(bool ok, const GError *error)
{
	if (!ok)
		g_error("%s", error != NULL ? error->message : "failed");
}

/* ---- the package */

static bool fetch(struct tools *tools)
{
	const char *source = g_getenv("srcdir") != NULL ? g_getenv("srcdir") : ".";
	g_autofree char *script = g_build_filename(source, "tests", "bench", "postfix.sh", NULL);
	char *argv[] = { script, tools->directory, NULL };
	g_autofree char *why = NULL;
	g_autoptr(GError) error = NULL;
	int status;

	if (g_spawn_sync(NULL, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, &why, &status, &error) && status == 0)
		return true;
	printf("outbox: skipped: %s\n", g_strchomp(error != NULL ? error->message : why));
	return false;
}

static void set_library_path(void *libraries)
{
	setenv("LD_LIBRARY_PATH", libraries, 1);
}

static GPid start(const struct tools *tools, char **argv)
{
	g_autoptr(GError) error = NULL;
	GPid pid;

	must(g_spawn_async(NULL, argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, set_library_path, tools->libraries, &pid, &error), error);
	return pid;
}

/* ---- the sink */

/* `delay`: seconds before the answer to the final dot. A sink started by root wants another user to become. */
static struct sink sink_start(const struct tools *tools, int delay)
{
	struct sink sink = { .port = peers_free_port() };
	g_autofree char *address = g_strdup_printf("127.0.0.1:%d", sink.port);
	g_autofree char *wait = g_strdup_printf(".:%d", delay);
	g_autoptr(GPtrArray) argv = g_ptr_array_new();

	g_ptr_array_add(argv, tools->sink);
	if (geteuid() == 0) {
		g_ptr_array_add(argv, (char *)"-u");
		g_ptr_array_add(argv, (char *)"nobody");
	}
	if (delay > 0) {
		g_ptr_array_add(argv, (char *)"-W");
		g_ptr_array_add(argv, wait);
	}
	g_ptr_array_add(argv, address);
	g_ptr_array_add(argv, (char *)"100");
	g_ptr_array_add(argv, NULL);
	sink.pid = start(tools, (char **)argv->pdata);
	for (int i = 0; !peers_listens(sink.port); i++) {
		if (i == PORT_TRIES)
			g_error("smtp-sink does not listen");
		g_usleep(50000);
	}
	return sink;
}

static void sink_stop(struct sink *sink)
{
	kill(sink->pid, SIGTERM);
	waitpid(sink->pid, NULL, 0);
	g_spawn_close_pid(sink->pid);
}

/* ---- the other: smtp-source */

static void theirs(void *data)
{
	const struct outbox *outbox = data;
	g_autofree char *sessions = g_strdup_printf("%d", outbox->connections);
	g_autofree char *count = g_strdup_printf("%d", outbox->mails);
	g_autofree char *address = g_strdup_printf("127.0.0.1:%d", outbox->port);
	char *argv[] = { outbox->tools->source, (char *)"-d", (char *)"-s", sessions, (char *)"-m", count, (char *)"-F",
			 (char *)outbox->message, (char *)"-f", (char *)"nhacviec@laocai.example.vn", (char *)"-t",
			 (char *)"a@example.vn", address, NULL };
	GPid pid = start(outbox->tools, argv);
	int status;

	if (waitpid(pid, &status, 0) != pid || status != 0)
		g_error("smtp-source failed");
	g_spawn_close_pid(pid);
}

/* ---- ours */

/* One pass of the service. */
static int pass(struct outbox *outbox, struct post *post)
{
	g_autoptr(GError) error = NULL;
	struct instant next;
	int moved;

	must(engine_tick(outbox->engine, outbox->now, &next, &error), error);
	must(post_turn(post, outbox->engine, outbox->now, &moved, &error), error);
	if (moved > 0)
		must(engine_tick(outbox->engine, outbox->now, &next, &error), error);
	g_ptr_array_unref(engine_take_events(outbox->engine));
	return post_in_air(post);
}

static void ours(void *data)
{
	struct outbox *outbox = data;
	g_autoptr(GError) error = NULL;
	struct relay *relay = relay_new(&outbox->config->settings.mail, &error);
	struct post *post = relay != NULL ? post_new(relay, &error) : NULL;
	struct pollfd waiting = { .events = POLLIN };

	must(post != NULL, error);
	waiting.fd = post_fd(post);
	while (pass(outbox, post) > 0)
		if (poll(&waiting, 1, 60000) <= 0)
			g_error("the relay does not answer");
	post_free(post);
	relay_unref(relay);
}

static struct config *configure(const struct outbox *outbox)
{
	g_autoptr(GString) text = g_string_new("office = { name = \"Sở Nội vụ tỉnh Lào Cai\"; hours = \"07:30-17:00\"; };\n");

	g_string_append_printf(text,
			       "mail = { relay = \"smtp://127.0.0.1:%d\"; from = \"Sở Nội vụ <nhacviec@laocai.example.vn>\"; tls = \"off\"; "
			       "admin = \"quantri@laocai.example.vn\"; rate = \"none\"; connections = %d; };\n"
			       "policies = { standard = { remind = [ \"30d\" ]; }; };\n"
			       "agencies = ( { id = \"a\"; name = \"A\"; relation = \"subordinate\"; contacts = ( { position = \"focal\"; email = "
			       "\"a@example.vn\"; } ); }",
			       outbox->port, outbox->connections);
	for (int i = 0; i < outbox->mails; i++)
		g_string_append_printf(text,
				       ",\n{ id = \"a%d\"; name = \"A\"; relation = \"subordinate\"; groups = [ \"communes\" ]; contacts = ( { position "
				       "= \"focal\"; email = \"a%d@example.vn\"; } ); }",
				       i, i);
	g_string_append(text, " );\ngroups = { communes = [ ]; };\n"
			      "plans = ( { id = \"p\"; title = \"P\"; effective = \"2026-01-01..2026-12-31\"; coordinator = \"a\"; policy = \"standard\"; "
			      "obligations = ( { id = \"o\"; title = \"O\"; owed_by = [ \"communes\" ]; owed_to = [ \"a\" ]; every = \"year\"; "
			      "due = \"before 30/11\"; } ); } );\n");
	return bench_config(text->str);
}

static GBytes *message(int number)
{
	g_autoptr(GString) text = g_string_sized_new(SIZE);

	g_string_printf(text,
			"From: nhacviec@laocai.example.vn\r\nTo: a@example.vn\r\nSubject: Report\r\nMessage-ID: "
			"<%032d@laocai.example.vn>\r\n\r\n",
			number);
	while (text->len < SIZE)
		g_string_append(text, "The report on the work of the year is due on the twenty-ninth of November.\r\n");
	g_string_truncate(text, SIZE - 2);
	g_string_append(text, "\r\n");
	return g_string_free_to_bytes(g_steal_pointer(&text));
}

/* A reminder of one occurrence, with the ledger row it stands for. */
static void queue(struct outbox *outbox, int number)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *address = g_strdup_printf("a%d@example.vn", number);
	g_autofree char *subject = g_strdup_printf("p/o/a%d/2026", number);
	g_autofree char *id = g_strdup_printf("%032d@laocai.example.vn", number);
	struct mail mail = { .message_id = id, .kind = (char *)"advance", .at = outbox->now, .subject = (char *)"Report", .to = address };
	struct ledger_row row = { .subject = subject, .version = 1, .step = (char *)"-30d", .role = (char *)"owner:focal",
				  .outcome = OUTCOME_SAID, .address = address, .at = outbox->now };

	mail.bytes = message(number);
	must(outbox_add(outbox->store, &mail, &error), error);
	row.mail = mail.id;
	must(ledger_put(outbox->store, &row, &error), error);
	g_bytes_unref(mail.bytes);
}

static void fill(struct outbox *outbox)
{
	g_autoptr(GError) error = NULL;
	struct instant next;

	outbox->engine = engine_new(outbox->store, NULL);
	zone_parse(outbox->config->settings.zone, "2026-06-01T10:00", &outbox->now);
	must(engine_load(outbox->engine, outbox->config, outbox->now, NULL, &error), error);
	must(engine_tick(outbox->engine, outbox->now, &next, &error), error);
	must(store_begin(outbox->store, &error), error);
	for (int i = 0; i < outbox->mails; i++)
		queue(outbox, i);
	must(store_commit(outbox->store, &error), error);
}

static void see_sent(const struct outbox *outbox)
{
	g_autoptr(GError) error = NULL;
	int counts[MAIL_DROPPED + 1];

	must(outbox_count(outbox->store, counts, &error), error);
	if (counts[MAIL_SENT] != outbox->mails)
		g_error("%d of %d mails were sent", counts[MAIL_SENT], outbox->mails);
}

static double send_once(struct outbox *outbox, const char *directory)
{
	g_autofree char *path = g_build_filename(directory, "store.db", NULL);
	g_autofree char *clean = g_strdup_printf("sh -c 'rm -f %s*'", path);
	g_autoptr(GError) error = NULL;
	double seconds;

	outbox->store = store_open(path, &error);
	must(outbox->store != NULL, error);
	fill(outbox);
	seconds = bench_time(ours, outbox);
	see_sent(outbox);
	engine_free(outbox->engine);
	store_close(outbox->store);
	must(g_spawn_command_line_sync(clean, NULL, NULL, NULL, &error), error);
	return seconds;
}

static bool compare(const struct tools *tools, int connections, int mails, int delay, double goal)
{
	enum { MOST = 5 };
	g_autofree char *file = g_build_filename(tools->directory, "message", NULL);
	struct sink sink = sink_start(tools, delay);
	struct outbox outbox = { .tools = tools, .connections = connections, .mails = mails, .port = sink.port, .message = file };
	g_autofree char *what = g_strdup_printf("outbox: %d connection%s%s / smtp-source", connections, connections > 1 ? "s" : "",
						delay > 0 ? ", dot answered after 1 s" : "");
	double x[MOST], y[MOST];
	int turns = delay > 0 ? 1 : MOST;

	outbox.config = configure(&outbox);
	for (int i = 0; i < turns; i++) {
		x[i] = send_once(&outbox, tools->directory);
		y[i] = bench_time(theirs, &outbox);
	}
	config_free(outbox.config);
	sink_stop(&sink);
	return bench_report_rate(what, mails / bench_median(x, turns), mails / bench_median(y, turns), goal);
}

bool bench_outbox(void)
{
	struct tools tools = { .directory = bench_directory() };
	g_autofree char *clean = g_strdup_printf("rm -rf %s", tools.directory);
	g_autofree char *file = g_build_filename(tools.directory, "message", NULL);
	g_autoptr(GBytes) bytes = message(0);
	g_auto(GStrv) lines = NULL;
	g_autofree char *plain = NULL;
	bool ok = true;

	tools.source = g_build_filename(tools.directory, "usr", "sbin", "smtp-source", NULL);
	tools.sink = g_build_filename(tools.directory, "usr", "sbin", "smtp-sink", NULL);
	tools.libraries = g_build_filename(tools.directory, "usr", "lib", "postfix", NULL);
	lines = g_strsplit(g_bytes_get_data(bytes, NULL), "\r\n", -1);
	plain = g_strjoinv("\n", lines);
	must(g_file_set_contents(file, plain, SIZE - (gssize)g_strv_length(lines) + 1, NULL), NULL);
	if (fetch(&tools)) {
		ok = compare(&tools, 1, MAILS, 0, 0.9);
		ok &= compare(&tools, 16, MAILS, 0, 0.4);
		ok &= compare(&tools, 16, SLOW_MAILS, 1, 0.9);
	}
	g_spawn_command_line_sync(clean, NULL, NULL, NULL, NULL);
	g_free(tools.directory);
	g_free(tools.source);
	g_free(tools.sink);
	g_free(tools.libraries);
	return ok;
}
