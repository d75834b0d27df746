/* template: renders one template over data, as the mails are rendered. */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "ctl/commands.h"
#include "ctl/output.h"
#include "render/template.h"

static json_t *read_data(const char *path, GError **error)
{
	json_error_t fault;
	json_t *data;
	FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "re");

	if (!file) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_IO, "%s: %m", path);
		return NULL;
	}
	data = json_loadf(file, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &fault); /* Mustache takes a bare value as {{.}} */
	if (file != stdin)
		fclose(file);
	if (!data)
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_INPUT, "%s:%d: %s", path, fault.line, fault.text);
	return data;
}

/* A file that is there as it is called here, else the name of a template ("vi/advance.txt"). */
static char *find_template(const char *name)
{
	return g_file_test(name, G_FILE_TEST_IS_REGULAR) ? g_canonicalize_filename(name, NULL) : g_strdup(name);
}

static int run_template(struct session *session, const struct arguments *arguments)
{
	g_autofree char *name = find_template(arguments_word(arguments, 0)), *text = NULL;
	g_autoptr(templates_t) templates = NULL;
	g_autoptr(GError) error = NULL;
	json_t *data = read_data(arguments_word(arguments, 1), &error);

	if (!data)
		return session_fail(error);
	templates = templates_new(session_config_quiet(session)->settings.templates);
	text = templates_render(templates, name, data, &error);
	json_decref(data);
	if (!text)
		return session_fail(error);
	fputs(text, stdout);
	return 0;
}

const struct command command_template = {
	.name = "template", .words = "FILE DATA.json", .least = 2, .most = 2, .run = run_template,
	.vi = "kết xuất một mẫu văn bản từ dữ liệu JSON", .en = "render a template over a JSON object",
};
