/*
 * What the service says of itself: the engine's events as lines of the log, addresses that keep refusing, and the status
 * line. Remembers refusals only as long as the process lives.
 */
#pragma once

#include "edge/core.h"

struct report;

struct report *report_new(void);
void report_free(struct report *report);

/* One line in the log for each event since the last call. */
void report_events(struct report *report, struct engine *engine);
/* "3 due today, 0 failing, next 2026-11-30 07:30"; owned by the caller. */
char *report_status(const struct core *core, struct instant now, struct instant next);
/* What a load changed, as one line of the log. */
void report_changes(const struct engine_changes *changes);

typedef struct report report_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(report_t, report_free)
