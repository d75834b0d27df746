#include "ctl/output.h"

#include <errno.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/error.h"

void output_json(json_t *object)
{
	g_assert(object);
	json_dumpf(object, stdout, JSON_COMPACT | JSON_ENCODE_ANY);
	putchar('\n');
	json_decref(object);
}

void output_table(const struct table *table)
{
	g_autofree char *text = table_text(table);

	fputs(text, stdout);
}

int output_width(void)
{
	struct winsize size;

	if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col < 40)
		return 0;
	return size.ws_col;
}

int output_end(int status)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	fprintf(stderr, "deadlinectl: standard output: %s\n", g_strerror(errno));
	return DEADLINED_ERROR_IO;
}

const char *output_field(const json_t *object, const char *key, GStringChunk *arena)
{
	const json_t *value = json_object_get(object, key);
	char digits[32];

	if (json_is_string(value))
		return json_string_value(value);
	if (json_is_integer(value)) {
		g_snprintf(digits, sizeof digits, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
		return g_string_chunk_insert(arena, digits);
	}
	return "";
}
