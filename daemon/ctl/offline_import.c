/* import-agencies: a table of agencies becomes a file the configuration includes. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "ctl/commands.h"
#include "ctl/import.h"
#include "ctl/output.h"

/* agencies.d/NAME.conf beside the main file. */
static char *default_target(const struct session *session, const char *source)
{
	g_autofree char *base = g_path_get_basename(source), *directory = g_path_get_dirname(session->config_path);
	g_autofree char *name = NULL;
	char *dot = strrchr(base, '.');

	if (dot && dot != base)
		*dot = '\0';
	name = g_strconcat(base, ".conf", NULL);
	return g_build_filename(directory, "agencies.d", name, NULL);
}

/* Never writes over a file: what stands there may have been edited by hand. */
static bool write_new(const char *path, const char *text, GError **error)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
	FILE *file = fd >= 0 ? fdopen(fd, "w") : NULL;
	bool done;

	if (!file) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_IO, "%s: %m: give another name with --output", path);
		return false;
	}
	done = fputs(text, file) >= 0;
	done = fclose(file) == 0 && done;
	if (!done) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_IO, "%s: %m", path);
		unlink(path);
	}
	return done;
}

static int deliver(struct session *session, const char *target, const char *text)
{
	g_autoptr(GError) error = NULL;

	if (strcmp(target, "-") == 0) {
		fputs(text, stdout);
		return 0;
	}
	if (!write_new(target, text, &error))
		return session_fail(error);
	if (!session->language_given)
		session_config_quiet(session);
	printf("%s: %s\n", target,
	       session_say(session, "đã ghi; chạy deadlinectl check rồi reload", "written; run deadlinectl check, then reload"));
	return 0;
}

static int run_import(struct session *session, const struct arguments *arguments)
{
	const char *source = arguments_word(arguments, 0), *output = arguments_get(arguments, "output");
	g_autofree char *text = NULL, *made = NULL, *target = output ? g_strdup(output) : default_target(session, source);
	g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GError) error = NULL;
	gsize length;

	if (!g_file_get_contents(source, &text, &length, &error))
		return session_fail(error);
	made = import_agencies(source, text, length, faults);
	if (made)
		return deliver(session, target, made);
	for (guint i = 0; i < faults->len; i++)
		fprintf(stderr, "%s\n", (const char *)faults->pdata[i]);
	return DEADLINED_ERROR_INPUT;
}

const struct command command_import_agencies = {
	.name = "import-agencies", .words = "FILE.csv", .least = 1, .most = 1, .run = run_import,
	.options = (const struct option_word[]){ { "output", "FILE|-", false }, { NULL, NULL, false } },
	.vi = "lập tệp agencies.d/*.conf từ một bảng CSV", .en = "an agencies.d/*.conf from a CSV table",
};
