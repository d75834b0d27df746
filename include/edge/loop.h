/*
 * The running service: waits for the next moment, a set clock, a relay's answer, a request or a signal, and after each of
 * them makes one full pass: results to the engine, what is due now, mail to the carriers, words to log and supervisor. The
 * clock is read once a pass. Owns its sources; core and post belong to it while it runs.
 */
#pragma once

#include "edge/core.h"

struct loop;

/* Where time comes from: the wall clock, and one that goes on steadily and counts sleep (both in seconds). */
struct clock {
	struct instant (*now)(void *data);
	int64_t (*steady)(void *data);
	void *data;
};

extern const struct clock clock_system;

/* Takes the opened core over. SIGHUP, SIGTERM and SIGINT must be blocked in every thread. Opens the control socket. */
struct loop *loop_new(struct core *core, const struct clock *clock, GError **error);
/* Until a signal ends it; the exit status. READY=1 is said after the first full pass. */
int loop_run(struct loop *loop);
void loop_free(struct loop *loop);

typedef struct loop loop_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(loop_t, loop_free)
