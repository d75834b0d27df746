#include "bench.h"

#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

const char BENCH_HEAD[] =
	"office = { name = \"Sở Nội vụ tỉnh Lào Cai\"; hours = \"07:30-17:00\"; };\n"
	"mail = { relay = \"smtp://127.0.0.1:25\"; from = \"Sở Nội vụ <nhacviec@laocai.example.vn>\"; admin = \"quantri@laocai.example.vn\"; rate = \"1000000/h\"; };\n"
	"policies = { standard = { remind = [ \"30d\", \"14d\", \"7d\", \"3wd\", \"1wd\", \"0d\" ];\n"
	"  escalate = ( { after = \"1wd\"; to = [ \"owner:focal\" ]; }, { after = \"3wd\"; to = [ \"owner:head\" ]; } ); }; };\n";

static double seconds(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double measure(clockid_t clock, void (*work)(void *data), void *data)
{
	double start = seconds(clock);

	work(data);
	return seconds(clock) - start;
}

double bench_time(void (*work)(void *data), void *data)
{
	return measure(CLOCK_MONOTONIC, work, data);
}

double bench_cpu(void (*work)(void *data), void *data)
{
	return measure(CLOCK_THREAD_CPUTIME_ID, work, data);
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

double bench_median(double *values, int count)
{
	qsort(values, (size_t)count, sizeof *values, by_size);
	return values[count / 2];
}

static GString *missed; /* lines */

static bool judge(const char *what, double ours, double other, const char *unit, double goal, bool at_most)
{
	double ratio = ours / other;
	bool ok = at_most ? ratio <= goal : ratio >= goal;

	printf("%-58s %10.3f %-3s %10.3f %-3s  ratio %6.2f  goal %s %.2f  %s\n", what, ours, unit, other, unit, ratio,
	       at_most ? "<=" : ">=", goal, ok ? "met" : "MISSED");
	fflush(stdout);
	if (!ok)
		g_string_append_printf(missed, "missed: %s: %.2f\n", what, ratio);
	return ok;
}

bool bench_report(const char *what, double ours, double other, double goal)
{
	return judge(what, ours * 1e3, other * 1e3, "ms", goal, true);
}

bool bench_report_rate(const char *what, double ours, double other, double goal)
{
	return judge(what, ours, other, "/s", goal, false);
}

bool bench_report_limit(const char *what, double ours, double limit, const char *unit)
{
	return judge(what, ours, limit, unit, 1, true);
}

void bench_note(const char *what, double ours, double other, const char *unit)
{
	printf("%-58s %10.3f %-3s %10.3f %-3s  ratio %6.2f\n", what, ours, unit, other, unit, ours / other);
	fflush(stdout);
}

char *bench_directory(void)
{
	g_autoptr(GError) error = NULL;
	char *path = g_dir_make_tmp("deadlined-bench-XXXXXX", &error);

	if (path == NULL)
		g_error("%s", error->message);
	return path;
}

struct config *bench_config(const char *text)
{
	g_autofree char *directory = bench_directory();
	g_autofree char *path = g_build_filename(directory, "bench.conf", NULL);
	struct config *config;

	if (!g_file_set_contents(path, text, -1, NULL))
		g_error("cannot write %s", path);
	config = config_load(path);
	if (!config_ok(config)) {
		g_autoptr(GPtrArray) lines = problems_lines(config->problems);

		g_error("%s", (const char *)g_ptr_array_index(lines, 0));
	}
	remove(path);
	remove(directory);
	return config;
}

int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		bool (*run)(void);
	} benches[] = {
		{ "schedule", bench_schedule }, { "idle", bench_idle }, { "due", bench_due }, { "feed", bench_feed }, { "gather", bench_gather },
		{ "list", bench_list }, { "serve", bench_serve }, { "outbox", bench_outbox },
	};
	bool ok = true;

	missed = g_string_new(NULL);
	printf("%-58s %14s %14s\n", "", "ours", "bare");
	for (size_t i = 0; i < G_N_ELEMENTS(benches); i++)
		if (argc < 2 || strcmp(argv[1], benches[i].name) == 0)
			ok &= benches[i].run();
	printf("%s", ok ? "no goal is missed\n" : missed->str);
	return ok ? 0 : 1;
}
