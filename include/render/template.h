/*
 * Mustache (https://mustache.github.io/mustache.5.html and its specification: interpolation, sections, inverted sections,
 * comments, partials, set-delimiter, standalone-line white space) over jansson values. Escaping goes by the file's name:
 * *.txt and *.subject none, everything else HTML. No lambdas, no inheritance, no dynamic names. Templates are found in the
 * directories of the settings first, then in the installed data directory; read once, kept, immutable.
 */
#pragma once

#include <glib.h>
#include <jansson.h>
#include <stdbool.h>

struct templates;

/* `directories`: char *, searched in order; may be NULL. Copies them. */
struct templates *templates_new(const GPtrArray *directories);
void templates_free(struct templates *templates);

/* Renders "vi/advance.txt" (or an absolute path) over an object. NULL with an error naming file and line. `.subject`:
 * line breaks become blanks. */
char *templates_render(struct templates *templates, const char *name, const json_t *context, GError **error);
/* Is there such a template? */
bool templates_have(struct templates *templates, const char *name);

/* One text, without files (tests, fuzzing); `name` decides escaping, `partials` maps names to texts, may be NULL. */
char *template_render_text(const char *name, const char *text, const json_t *context, GHashTable *partials, GError **error);

typedef struct templates templates_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(templates_t, templates_free)
