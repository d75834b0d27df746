/* A tick with nothing due, over stores of 10,000 and 1,000,000 occurrences: not over 0.1 ms, not growing. */
#include <glib/gstdio.h>
#include <stdio.h>

#include "bench.h"
#include "engine/engine.h"
#include "store/facts.h"

enum { TICKS = 2000 };

struct idle {
	struct engine *engine;
	struct instant now;
};

static void must(bool ok, const GError *error)
{
	if (!ok)
		g_error("%s", error->message);
}

static void fill(struct store *store, int count)
{
	g_autoptr(GError) error = NULL;

	must(store_begin(store, &error), error);
	for (int i = 0; i < count; i++) {
		char id[64], agency[16];
		struct fact fact = { .id = id, .plan = (char *)"p", .obligation = (char *)"o", .agency = agency, .dated = true,
				     .period = (char *)"2030", .version = 1, .created = { 1 }, .armed = { 1 }, .rule = (char *)"" };

		g_snprintf(agency, sizeof agency, "a%07d", i); /* in the order of every index */
		g_snprintf(id, sizeof id, "p/o/%s/2030", agency);
		fact.period_first = civil_make(2030, 1, 1);
		fact.period_last = civil_make(2030, 12, 31);
		fact.last = fact.limit = fact.aim = civil_make(2030, 11, 29);
		fact.late_from = (struct instant){ 1922000000 };
		fact.counted_limit = fact.original_limit = fact.limit;
		fact.counted_late_from = fact.original_late_from = fact.late_from;
		fact.next = (struct instant){ 1919000000 + i };
		must(fact_put(store, &fact, &error), error);
	}
	must(store_commit(store, &error), error);
}

static void ticks(void *data)
{
	struct idle *idle = data;
	g_autoptr(GError) error = NULL;
	struct instant next;

	for (int i = 0; i < TICKS; i++)
		must(engine_tick(idle->engine, instant_add(idle->now, i % 60), &next, &error), error);
}

static double measure(const struct config *config, int count)
{
	g_autofree char *directory = bench_directory();
	g_autofree char *path = g_build_filename(directory, "store.db", NULL);
	g_autofree char *clean = g_strdup_printf("rm -rf %s", directory);
	g_autoptr(GError) error = NULL;
	struct store *store = store_open(path, &error);
	struct idle idle = { 0 };
	double x[TURNS];

	must(store != NULL, error);
	zone_parse(config->settings.zone, "2026-03-02T10:00", &idle.now);
	idle.engine = engine_new(store, NULL);
	must(engine_load(idle.engine, config, idle.now, NULL, &error), error);
	fill(store, count);
	ticks(&idle);
	for (int i = 0; i < TURNS; i++)
		x[i] = bench_cpu(ticks, &idle) / TICKS;
	engine_free(idle.engine);
	store_close(store);
	if (!g_spawn_command_line_sync(clean, NULL, NULL, NULL, NULL))
		g_error("cannot remove %s", directory);
	return bench_median(x, TURNS);
}

bool bench_idle(void)
{
	struct config *config = bench_config(BENCH_HEAD);
	double small = measure(config, 10000), large = measure(config, 1000000);
	bool ok = bench_report("idle tick: 10,000 occurrences / 0.1 ms", small, 1e-4, 1);

	ok &= bench_report("idle tick: 1,000,000 occurrences / 0.1 ms", large, 1e-4, 1);
	ok &= bench_report("idle tick: 1,000,000 / 10,000 occurrences", large, small, 2);
	config_free(config);
	return ok;
}
