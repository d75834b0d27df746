#include "config.h"

#include <getopt.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "edge/http.h"
#include "edge/log.h"
#include "edge/loop.h"
#include "edge/replay.h"
#include "edge/smtp.h"

struct arguments {
	const char *config;
	const char *span; /* --replay */
	struct replay replay;
	bool check, version, help;
};

enum { OPTION_CHECK = 256, OPTION_REPLAY, OPTION_ACTS, OPTION_STORE, OPTION_JSON, OPTION_VERSION, OPTION_HELP };

static const struct option options[] = {
	{ "config", required_argument, NULL, 'c' },
	{ "check-config", no_argument, NULL, OPTION_CHECK },
	{ "replay", required_argument, NULL, OPTION_REPLAY },
	{ "acts", required_argument, NULL, OPTION_ACTS },
	{ "store", required_argument, NULL, OPTION_STORE },
	{ "json", no_argument, NULL, OPTION_JSON },
	{ "version", no_argument, NULL, OPTION_VERSION },
	{ "help", no_argument, NULL, OPTION_HELP },
	{ NULL, 0, NULL, 0 },
};

static const char usage[] = "usage: deadlined [-c FILE] [--check-config] [--version]\n"
			    "       deadlined [-c FILE] --replay FROM..TO [--acts FILE] [--store FILE] [--json]\n"
			    "The manual: man 8 deadlined\n";

static bool take_option(struct arguments *arguments, int option)
{
	switch (option) {
	case 'c':
		arguments->config = optarg;
		return true;
	case OPTION_CHECK:
		arguments->check = true;
		return true;
	case OPTION_REPLAY:
		arguments->span = optarg;
		return true;
	case OPTION_ACTS:
		arguments->replay.acts = optarg;
		return true;
	case OPTION_STORE:
		arguments->replay.store = optarg;
		return true;
	case OPTION_JSON:
		arguments->replay.json = true;
		return true;
	case OPTION_VERSION:
		arguments->version = true;
		return true;
	case OPTION_HELP:
		arguments->help = true;
		return true;
	default:
		return false;
	}
}

static bool parse_arguments(int argc, char **argv, struct arguments *arguments)
{
	int option;

	while ((option = getopt_long(argc, argv, "c:", options, NULL)) != -1) {
		if (!take_option(arguments, option))
			return false;
	}
	return optind == argc && (arguments->span != NULL ||
				  (arguments->replay.acts == NULL && arguments->replay.store == NULL && !arguments->replay.json));
}

static void print_version(void)
{
	puts(PACKAGE_STRING);
	printf("GLib %u.%u.%u\n", glib_major_version, glib_minor_version, glib_micro_version);
	puts(store_library());
	puts(http_library());
	puts(smtp_library());
	printf("jansson %s\n", jansson_version_str());
}

/* To standard output where they were asked for, as deadlinectl check does; else into the log. */
static void print_problems(const struct config *config, bool asked)
{
	g_autoptr(GPtrArray) lines = problems_lines(config->problems);

	if (!asked)
		log_problems(lines);
	for (guint i = 0; asked && i < lines->len; i++)
		puts(lines->pdata[i]);
}

static int exit_status(const GError *error)
{
	return error->domain == DEADLINED_ERROR && error->code >= DEADLINED_ERROR_USAGE ? error->code : DEADLINED_ERROR_IO;
}

/* Blocked before the first thread is made, so that every thread inherits it and signals come through the loop alone. */
static void block_signals(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigprocmask(SIG_BLOCK, &set, NULL);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN); /* a limit on the size of files is an error like a full disk */
}

/* The service: core (store, templates, engine), loop (carriers, control socket, clock, signals). */
static int serve(struct config *config, const char *path)
{
	struct instant now = clock_system.now(clock_system.data);
	g_autoptr(GError) error = NULL;
	g_autoptr(loop_t) loop = NULL;
	struct core core;

	block_signals();
	if (core_open(&core, path, config, NULL, now, &error))
		loop = loop_new(&core, &clock_system, &error);
	if (loop == NULL) {
		log_error(error);
		return exit_status(error);
	}
	return loop_run(loop);
}

static int replay(struct config *config, const char *path, struct arguments *arguments)
{
	g_autoptr(GError) error = NULL;

	log_set_level(LOG_WARNING);
	signal(SIGPIPE, SIG_IGN);
	if (!replay_span(config->settings.zone, arguments->span, &arguments->replay, &error))
		config_free(config);
	else if (replay_run(config, path, &arguments->replay, &error))
		return 0;
	log_error(error);
	return exit_status(error);
}

static int run(struct arguments *arguments)
{
	struct config *config = config_load(arguments->config);

	print_problems(config, arguments->check);
	if (!config_ok(config) || arguments->check) {
		int status = config_ok(config) ? 0 : DEADLINED_ERROR_CONFIG;

		config_free(config);
		return status;
	}
	return arguments->span != NULL ? replay(config, arguments->config, arguments) : serve(config, arguments->config);
}

int main(int argc, char **argv)
{
	struct arguments arguments = { .config = SYSCONFDIR "/deadlined/deadlined.conf" };

	unsetenv("TZDIR"); /* a directory of zones is not for the environment to choose */
	setlocale(LC_ALL, "");
	setlocale(LC_NUMERIC, "C");
	if (!parse_arguments(argc, argv, &arguments)) {
		fputs(usage, stderr);
		return DEADLINED_ERROR_USAGE;
	}
	if (arguments.help) {
		fputs(usage, stdout);
		return 0;
	}
	if (arguments.version) {
		print_version();
		return 0;
	}
	log_open(LOG_INFO);
	return run(&arguments);
}
