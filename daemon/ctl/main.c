/* deadlinectl: the tool of the administrator and the clerk. */
#include "config.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "ctl/commands.h"
#include "ctl/output.h"

static int run(struct session *session, int argc, char **argv)
{
	g_autoptr(arguments_t) arguments = arguments_new();
	g_autoptr(GError) error = NULL;
	int at = 1;

	if (!arguments_global(session, argc, argv, &at, arguments, &error))
		return session_fail(error);
	if (arguments_has(arguments, "version")) {
		puts("deadlinectl " PACKAGE_VERSION);
		return output_end(0);
	}
	if (arguments_has(arguments, "help"))
		return output_end(command_help.run(session, arguments));
	if (at == argc)
		return session_usage("no command: deadlinectl help lists them");
	return commands_run(session, argc, argv, at);
}

int main(int argc, char **argv)
{
	struct session session;
	int status;

	/* A zone's file is found in the system's directory only, whatever the caller's environment says. */
	g_unsetenv("TZDIR");
	session_init(&session);
	status = run(&session, argc, argv);
	session_clear(&session);
	return status;
}
