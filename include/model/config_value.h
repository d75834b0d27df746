/*
 * The values a configuration key can have, each read by one function that a table of keys names: text, ids, words,
 * numbers, ranges, spans, addresses, paths. Each complains once, at the value's place, and leaves the field alone then.
 */
#pragma once

#include "model/config_read.h"

typedef void value_read(struct reader *reader, struct node *node, const struct key *key, void *field);

struct value_word {
	const char *word; /* NULL: the end */
	int value;
};

struct value_limits {
	int least, most;
	const char *also;   /* a word taken as `otherwise`, or NULL */
	int otherwise;
	unsigned units;     /* spans: bits of 1 << enum span_unit */
	const char *example; /* spans: "90d, 12w" */
};

#define VALUE_ID_SIZE 64

value_read value_text;     /* char *; blank = absent, an error where required; with: most characters (int *) or NULL */
value_read value_id;       /* char *; an id of [a-z][a-z0-9-]{0,63}, not "all" */
value_read value_word;     /* enum; with: struct value_word[] */
value_read value_number;   /* int; with: struct value_limits */
value_read value_switch;   /* bool */
value_read value_range;    /* struct range */
value_read value_civil;    /* struct civil; blank = none */
value_read value_span;     /* struct span; with: struct value_limits */
value_read value_days;     /* int, days; with: struct value_limits */
value_read value_minutes;  /* int, minutes; with: struct value_limits */
value_read value_hours;    /* two int, opening and closing: "07:30-17:00" */
value_read value_address;  /* char *; the address alone */
value_read value_mailbox;  /* char *; "Name <address>" as written */
value_read value_path;     /* char *, absolute */
value_read value_socket;   /* the same, short enough for a socket */
value_read value_url;      /* char *; http(s), without a slash at its end */
value_read value_listen;   /* char *; IP address and port, or "none" (stored as NULL) */
value_read value_user_group; /* char *; the name of a group of the system */
value_read value_zone;     /* struct settings: timezone and zone */
value_read value_later;    /* nothing: read by the table's finish, which needs other keys too */

bool value_is_id(const char *text);

/* Takes "host", "host:port" or "[v6]:port" apart and checks it; `*port` is left alone where none is written. */
bool value_split_host(const char *text, char **host, int *port);

/* The text of an array's element; NULL after an error, or where the element was refused before. */
const char *value_element(struct reader *reader, struct node *element);

/* Lets functions that give a GError speak at a node's place; false always. Frees the error. */
bool value_refuse(struct reader *reader, struct node *node, GError *error);

/* A path of the configuration: absolute, else below the main file's directory. */
char *value_absolute(const struct reader *reader, const char *path);
