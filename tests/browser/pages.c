/* Writes every sample page into a directory, NAME-vi.html and NAME-en.html, each with its policy beside it: what the browser's
 * test visits besides the page of a running service. */
#include <stdio.h>

#include "lib/pages.h"

static bool write_page(const char *directory, const struct pages_sample *sample, enum language language, struct templates *templates)
{
	g_autofree char *html = NULL, *policy = NULL, *page = NULL, *beside = NULL;
	g_autoptr(GError) error = NULL;
	const char *suffix = language == LANGUAGE_EN ? "en" : "vi";

	page = g_strdup_printf("%s/%s-%s.html", directory, sample->name, suffix);
	beside = g_strdup_printf("%s/%s-%s.policy", directory, sample->name, suffix);
	if (pages_render(sample, language, templates, &html, &policy, &error) && g_file_set_contents(page, html, -1, &error) &&
	    g_file_set_contents(beside, policy, -1, &error))
		return true;
	fprintf(stderr, "pages: %s\n", error->message);
	return false;
}

int main(int argc, char **argv)
{
	g_autoptr(GPtrArray) directories = g_ptr_array_new();
	g_autoptr(templates_t) templates = NULL;
	const struct pages_sample *samples;
	guint count;

	if (argc != 3) {
		fputs("usage: pages TEMPLATES DIRECTORY\n", stderr);
		return 64;
	}
	g_ptr_array_add(directories, argv[1]);
	templates = templates_new(directories);
	samples = pages_samples(&count);
	for (guint i = 0; i < count; i++) {
		for (enum language language = LANGUAGE_VI; language <= LANGUAGE_EN; language++) {
			if (!write_page(argv[2], &samples[i], language, templates))
				return 1;
		}
	}
	return 0;
}
