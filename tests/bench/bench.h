/*
 * Measuring in ratios: the same work done by us and by something bare, in turn, in one run; the median of the turns counts.
 */
#pragma once

#include <stdbool.h>

#include "model/config.h"

#define TURNS 7

/* Seconds that `work` takes, and those that the processor works on it: for what waits for nothing, whatever else runs. */
double bench_time(void (*work)(void *data), void *data);
double bench_cpu(void (*work)(void *data), void *data);

double bench_median(double *values, int count);

/* One line: what, ours, the other, their ratio, the goal. Returns whether the goal is met: a ratio of seconds at most, of
 * rates at least. */
bool bench_report(const char *what, double ours, double other, double goal);
bool bench_report_rate(const char *what, double ours, double other, double goal);
/* A limit that is not the time of anything: bytes, say. */
bool bench_report_limit(const char *what, double ours, double limit, const char *unit);
/* One line without a goal: what it costs beside something that does less. */
void bench_note(const char *what, double ours, double other, const char *unit);

/* A configuration written into a temporary directory and loaded; ends the program where it is wrong. */
struct config *bench_config(const char *text);
char *bench_directory(void); /* a new one below TMPDIR; owned by the caller */

extern const char BENCH_HEAD[]; /* settings of every bench's configuration */

bool bench_schedule(void);
bool bench_idle(void);
bool bench_due(void);
bool bench_feed(void);
bool bench_gather(void);
bool bench_list(void);
bool bench_serve(void);
bool bench_outbox(void);
