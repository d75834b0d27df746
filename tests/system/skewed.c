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
#include <time.h>
#include <unistd.h>

#include "edge/log.h"
#include "edge/loop.h"

static const char *skew_path;

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
	return (struct instant){ time(NULL) + atoll(text) };
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
