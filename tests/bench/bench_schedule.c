/* Occurrences of RRULE obligations against libical's iterator alone giving the same dates. */
#include <libical/ical.h>
#include <stdio.h>
#include <string.h>

#include "bench.h"
#include "model/schedule.h"

enum { OBLIGATIONS = 40 };

static const char RULE[] = "FREQ=MONTHLY;BYDAY=-1FR";

struct work {
	struct config *config;
	guint dates;
};

static void ours(void *data)
{
	struct work *work = data;
	g_autoptr(GPtrArray) found = schedule_occurrences(work->config, NULL, civil_make(2000, 1, 1), civil_make(2040, 12, 31), false);

	work->dates = found->len;
}

static void bare(void *data)
{
	struct work *work = data;

	work->dates = 0;
	for (int i = 0; i < OBLIGATIONS; i++) {
		struct icalrecurrencetype rule = icalrecurrencetype_from_string(RULE);
		struct icaltimetype start = icaltime_from_string("20210101"), when;
		icalrecur_iterator *iterator = icalrecur_iterator_new(rule, start);

		while (when = icalrecur_iterator_next(iterator), !icaltime_is_null_time(when) && when.year <= 2040)
			work->dates++;
		icalrecur_iterator_free(iterator);
	}
}

bool bench_schedule(void)
{
	g_autoptr(GString) text = g_string_new(BENCH_HEAD);
	struct work a = { 0 }, b = { 0 };
	double x[TURNS], y[TURNS];

	g_string_append(text, "agencies = ( { id = \"a\"; name = \"A\"; relation = \"subordinate\"; contacts = ( { position = \"focal\"; "
			      "email = \"a@example.vn\"; } ); } );\n"
			      "plans = ( { id = \"p\"; title = \"P\"; effective = \"2021-01-01..2040-12-31\"; coordinator = \"a\"; policy = "
			      "\"standard\"; obligations = (\n");
	for (int i = 0; i < OBLIGATIONS; i++)
		g_string_append_printf(text, "%s{ id = \"o%d\"; title = \"O\"; owed_by = [ \"a\" ]; every = \"RRULE:%s\"; due = \"by date\"; }",
				       i > 0 ? ",\n" : "", i, RULE);
	g_string_append(text, " ); } );\n");
	a.config = bench_config(text->str);
	for (int i = 0; i < TURNS; i++) {
		x[i] = bench_cpu(ours, &a);
		y[i] = bench_cpu(bare, &b);
	}
	if (a.dates != b.dates)
		g_error("%u dates by us, %u by the bare iterator", a.dates, b.dates);
	g_autofree char *what = g_strdup_printf("schedule: %u occurrences / libical's iterator", a.dates);

	config_free(a.config);
	return bench_report(what, bench_median(x, TURNS), bench_median(y, TURNS), 1.5);
}
