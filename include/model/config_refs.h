/*
 * References between definitions: collected while the files are read, resolved once all are, because a plan may name what
 * a later file defines. Each that leads nowhere is one error at its place, unless the id it names was refused itself.
 */
#pragma once

#include "model/config_read.h"

struct reference;

typedef void reference_resolve(struct reader *reader, struct reference *reference);

struct reference {
	reference_resolve *resolve;
	struct node *node; /* its text is the id; where `key`, its name; where `part` is set, that */
	bool key;
	char *part;        /* owned */
	void *field;
	void *owner;       /* what else `resolve` needs */
};

reference_resolve reference_agency;    /* field: const struct agency ** */
reference_resolve reference_heir;      /* field: GPtrArray of const struct agency * */
reference_resolve reference_party;     /* field: GPtrArray of struct party *, owned */
reference_resolve reference_owner_key; /* field: struct party **, owned; "all" allowed */
reference_resolve reference_policy;    /* field: const struct policy ** */
reference_resolve reference_join;      /* a group an agency joins; field: struct agency */
reference_resolve reference_needed;    /* field: GPtrArray of const struct obligation *; owner: its obligation */
reference_resolve reference_same;      /* field: const struct obligation **; owner: its obligation */

struct reference *reference_add(struct reader *reader, reference_resolve *resolve, struct node *node, void *field);

/* Resolves all that were added; groups are joined first. */
void references_resolve(struct reader *reader);

void reference_free(struct reference *reference);

/* Makes the id known; false after an error where it is taken. */
bool reference_define_agency(struct reader *reader, struct node *node, const struct agency *agency);
bool reference_define_group(struct reader *reader, struct node *node, const struct group *group);
