/*
 * The machine that reads configuration by tables: one table for each group of keys says what each key is, whether it must
 * be there and which function takes its value. Unknown, missing and mistyped keys are found here, once for all tables.
 * Used by model/config while it loads; knows no key by name.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "model/config.h"
#include "model/config_tree.h"

enum { /* what kinds of value a key takes */
	WANT_TEXT = 1,   /* numbers too, as they are written */
	WANT_NUMBER = 2,
	WANT_SWITCH = 4,
	WANT_ARRAY = 8,  /* of text */
	WANT_GROUP = 16,
	WANT_LIST = 32,  /* of groups */
};

enum space { SPACE_AGENCY, SPACE_POLICY, SPACE_PLAN, SPACES };

struct reader {
	struct config *config;
	struct problems *problems;  /* borrowed from config */
	char *directory;            /* of the main file: what relative paths are relative to */
	GPtrArray *trees;           /* struct node *, owned; nodes live as long as the reader */
	GPtrArray *references;      /* struct reference *, owned; see model/config_refs.h */
	GPtrArray *unknowns;        /* struct unknown *, owned; see model/config_unknown.h */
	GPtrArray *includes, *holidays, *templates; /* struct node *: the patterns as written */
	GHashTable *faulty;         /* records in which something is wrong: later checks leave them alone */
	GPtrArray *lost[SPACES];    /* what stands where an id was refused, owned text: each may explain one unknown name */
	GHashTable *nodes;          /* record -> the struct node * it was read from */
	GHashTable *joined_groups;  /* struct group * made by the agencies that joined them -> the first node that did */
	GHashTable *joiners;        /* struct group * -> GPtrArray of the const struct agency * that join it */
	GHashTable *used_groups;    /* struct group * named by something */
	bool ids_unknown[SPACES];   /* whole lists could not be read: unknown references are not reported */
};

struct key {
	const char *name;
	unsigned wants;
	bool required;
	/* Takes one value of a kind it wants; complains through reader_error. */
	void (*read)(struct reader *reader, struct node *node, const struct key *key, void *field);
	size_t offset;
	const void *with; /* words, limits or a table, as `read` needs */
};

struct key_table {
	const char *name;       /* in messages and as the first half of a key's dotted name; "" for the main file's own keys */
	const struct key *keys; /* up to one without a name */
	const char *label;      /* the key whose value tells one such group from another; NULL: none */
	bool part;              /* belongs to the group around it, so that a fault here is a fault there */
	void (*finish)(struct reader *reader, struct node *node, void *record); /* what needs several keys; may be NULL */
	const struct key_table *elsewhere; /* a table whose keys belong into another file; may be NULL */
};

/* Ready to read into `config`, which it borrows; what was read stays when it is cleared. */
void reader_init(struct reader *reader, struct config *config);
void reader_clear(struct reader *reader);

/* Reads the keys in the order of the table, so that what is below may rely on what is above. */
void reader_read(struct reader *reader, struct node *node, const struct key_table *table, void *record);

/* One error at the node's place: "label: key: message". The node and its records count as faulty from then on. */
void reader_error(struct reader *reader, struct node *node, const char *format, ...) G_GNUC_PRINTF(3, 4);
void reader_warning(struct reader *reader, const struct node *node, const char *format, ...) G_GNUC_PRINTF(3, 4);
void reader_fault(struct reader *reader, struct node *node);
/* Where the id of a definition was refused or is missing (`node` NULL). */
void reader_lose(struct reader *reader, enum space space, const struct node *node);
bool reader_is_faulty(const struct reader *reader, const void *record);

/* The group's child of that name if its value was accepted so far; else NULL. */
struct node *reader_good(const struct node *group, const char *name);

/* How many letters differ; large for long words. */
int reader_distance(const char *a, const char *b);
/* The nearest of `count` words to a misspelt one, or NULL. */
const char *reader_nearest(const char *word, const char *const *words, size_t count);
