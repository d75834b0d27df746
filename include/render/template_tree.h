/*
 * A parsed Mustache template: the tree as one flat array, shared between render/template_parse (makes it),
 * render/template_render (walks it) and render/template (keeps it). Immutable once parsed; owns a copy of its text, into
 * which the nodes point. Of no use outside render/template*.
 */
#pragma once

#include <glib.h>
#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#define TEMPLATE_SIZE_MAX (1024 * 1024)       /* bytes of one template */
#define TEMPLATE_OUTPUT_MAX (8 * 1024 * 1024) /* bytes rendered */
#define TEMPLATE_DEPTH_MAX 64                 /* open sections of one text */
#define TEMPLATE_NESTING_MAX 200              /* sections and partials together, when rendering */
#define TEMPLATE_WORK_MAX 4000000             /* nodes visited, so that partials that call themselves twice end */
#define TEMPLATE_NAME_PARTS_MAX 16            /* of a dotted name */

enum node_kind { NODE_TEXT, NODE_ESCAPED, NODE_RAW, NODE_SECTION, NODE_INVERTED, NODE_PARTIAL };

struct node {
	enum node_kind kind;
	const char *text;  /* NODE_TEXT: `length` bytes of the source */
	size_t length;
	char **names;      /* the parts of a dotted name, NULL-terminated; none: the implicit iterator */
	char *name;        /* as written */
	char *indent;      /* NODE_PARTIAL: white space before a standalone tag; NULL: none */
	size_t end;        /* sections: index behind their last node */
	int line;
};

struct template_tree {
	char *path;    /* for messages */
	char *source;
	GArray *nodes; /* struct node */
	bool escapes;  /* HTML */
};

/* Escaping goes by the name: *.txt and *.subject none, all others HTML. */
bool template_escapes(const char *name);

/* `text` is copied, each of its lines after `indent` (NULL: none). Errors name `path` and the line. */
struct template_tree *template_parse(const char *path, const char *text, const char *indent, bool escapes, GError **error);
void template_tree_free(struct template_tree *tree);

/* Finds the tree of a partial. False with an error; *ret NULL where there is no such partial (renders as nothing). */
typedef bool (*template_find_fn)(void *data, const struct template_tree *from, const struct node *node,
				 const struct template_tree **ret, GError **error);
char *template_run(const struct template_tree *tree, const json_t *context, template_find_fn find, void *data, GError **error);

typedef struct template_tree template_tree_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(template_tree_t, template_tree_free)
