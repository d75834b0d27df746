/* The input is a template, then after a NUL a JSON context, then after another NUL the text of a partial called "p". */
#include <stdint.h>
#include <string.h>

#include "render/template.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = g_strndup((const char *)data, size);
	g_autofree char *rest = NULL, *partial = NULL;
	g_autoptr(GHashTable) partials = g_hash_table_new(g_str_hash, g_str_equal);
	size_t used = strnlen((const char *)data, size) + 1;
	json_t *context = NULL;

	if (size > 4096)
		return 0;
	if (used < size) {
		rest = g_strndup((const char *)data + used, size - used);
		used += strlen(rest) + 1;
		context = json_loads(rest, JSON_DECODE_ANY, NULL);
	}
	if (used < size) {
		partial = g_strndup((const char *)data + used, size - used);
		g_hash_table_insert(partials, (void *)"p", partial);
	}
	for (int i = 0; i < 2; i++) {
		g_autoptr(GError) error = NULL;
		g_autofree char *out = template_render_text(i == 0 ? "a.txt" : "a.html", text, context, partials, &error);

		g_assert((out == NULL) == (error != NULL));
	}
	json_decref(context);
	return 0;
}
