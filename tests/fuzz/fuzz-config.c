/* The input is the main file. Whatever stands in it, loading ends, and what is not an error is a usable configuration. */
#include <stdint.h>

#include "model/config.h"
#include "model/schedule.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
const char *__lsan_default_suppressions(void);

/* libconfig 1.5 does not free the text it was reading when it finds a syntax error. */
const char *__lsan_default_suppressions(void)
{
	return "leak:strbuf_append\nleak:libconfig_yylex";
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(config_t) config = NULL;
	g_autoptr(GPtrArray) lines = NULL;

	if (size > 16384)
		return 0;
	config = config_read_text("fuzz.conf", (const char *)data, size);
	lines = problems_lines(config->problems);
	for (guint i = 0; i < lines->len; i++)
		g_assert_true(g_utf8_validate(lines->pdata[i], -1, NULL));
	if (config_ok(config)) {
		g_autoptr(GPtrArray) occurrences =
			schedule_occurrences(config, NULL, civil_make(2026, 1, 1), civil_make(2026, 3, 31), true);

		g_assert_nonnull(occurrences);
		g_assert_nonnull(config->settings.zone);
		g_assert_nonnull(config->settings.mail.from_host);
	}
	return 0;
}
