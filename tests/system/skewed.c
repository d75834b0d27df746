/*
 * The service under a clock that a test can set: deadlined's own loop, with a file that says how far the wall clock is off
 * (seconds), and "block" to stop inside a pass. The steady clock is the real one, as when somebody sets the date.
 *
 *     skewed -c CONFIGURATION SKEWFILE
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "edge/log.h"
#include "edge/loop.h"

static const char *skew_path;
static long long skew;

static struct instant skewed_now(void *data)
{
	char text[32] = "";

	for (;;) {
		FILE *file = fopen(skew_path, "r");

		if (file == NULL || fgets(text, sizeof(text), file) == NULL)
			text[0] = '\0';
		if (file != NULL)
			fclose(file);
		if (strncmp(text, "block", 5) != 0)
			break;
		usleep(10000);
	}
	skew = atoll(text);
	return (struct instant){ time(NULL) + skew };
}

/* The loop's timer goes by the real wall clock: a moment in the service's past would go off at once, again and again, and one in
 * its future years too late. Of all timers only that one is told of clocks that are set. */
int timerfd_settime(int fd, int flags, const struct itimerspec *value, struct itimerspec *old)
{
	struct itimerspec real = *value;

	if ((flags & TFD_TIMER_CANCEL_ON_SET) != 0 && real.it_value.tv_sec > 0)
		real.it_value.tv_sec = MAX(real.it_value.tv_sec - skew, 1);
	return (int)syscall(SYS_timerfd_settime, fd, flags, &real, old);
}

static int64_t steady(void *data)
{
	return clock_system.steady(NULL);
}

int main(int argc, char **argv)
{
	const struct clock clock = { skewed_now, steady, NULL };
	g_autoptr(GError) error = NULL;
	g_autoptr(loop_t) loop = NULL;
	struct config *config;
	struct core core;
	sigset_t set;

	if (argc != 4)
		return 64;
	skew_path = argv[3];
	sigemptyset(&set);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigprocmask(SIG_BLOCK, &set, NULL);
	signal(SIGPIPE, SIG_IGN);
	log_open(LOG_INFO);
	config = config_load(argv[2]);
	if (!config_ok(config))
		return 78;
	if (core_open(&core, argv[2], config, NULL, skewed_now(NULL), &error))
		loop = loop_new(&core, &clock, &error);
	if (loop == NULL) {
		log_error(error);
		return error->code;
	}
	return loop_run(loop);
}
