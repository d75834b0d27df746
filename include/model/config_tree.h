/*
 * A configuration file as a tree of nodes, each with its place: what libconfig understood, the text in NFC, numbers also
 * as they were written. Owned by the loader while it reads; knows no key. libconfig is known to this module alone.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/problem.h"

enum node_kind { NODE_GROUP, NODE_LIST, NODE_ARRAY, NODE_TEXT, NODE_NUMBER, NODE_REAL, NODE_SWITCH, NODE_BAD };

struct node {
	enum node_kind kind; /* NODE_BAD: already complained of */
	char *name;          /* the key; NULL in a list or array */
	char *text;          /* scalars; blanks and line breaks folded to one blank, NFC */
	int number;          /* NODE_NUMBER */
	bool on;             /* NODE_SWITCH */
	const char *file;    /* interned */
	int line;            /* an array's element has the array's line: libconfig's own is not reliable there */
	GPtrArray *children; /* struct node *, owned; aggregates only */
	struct node *parent; /* NULL: the file itself */
	char *label;         /* how messages call a group: "obligation 'result'"; set by whoever reads it */
	void *record;        /* what is being read from it, or NULL */
	bool part;           /* a fault of its record is a fault of the record above */
};

#define TREE_FILE_SIZE (1 << 20)

/* The tree of one file's text (at most 1 MB, UTF-8; a BOM and CRLF are understood). NULL after exactly one error where
 * libconfig could not read it; single values that must be refused are errors too, but leave the rest readable. */
struct node *tree_read(const char *file, const char *text, size_t length, struct problems *problems);
void tree_free(struct node *root);

/* The child of that name, or NULL. */
struct node *tree_child(const struct node *group, const char *name);
bool tree_is_scalar(const struct node *node);
/* "text", "a list" … for messages. */
const char *tree_kind_words(enum node_kind kind);

typedef struct node node_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(node_t, tree_free)
