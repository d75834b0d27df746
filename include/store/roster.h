/*
 * People as the clerk keeps them, laid over the contacts of the files: who holds a position of an agency from when until
 * when. Append-only; of several entries that hold on a day the latest recorded counts. Facts only.
 */
#pragma once

#include "base/civil.h"
#include "store/store.h"

struct roster_entry {
	int64_t id;
	char *agency, *position;
	char *name, *title, *phone, *email, *language; /* email NULL: the position is vacant in that time */
	struct civil first, last;                      /* valid; CIVIL_NONE: open */
	char *number;                                  /* document; NULL */
	char *user, *as;
	struct instant at;
};

void roster_entry_free(struct roster_entry *entry);
/* Sets entry->id. Inside a transaction. */
bool roster_add(struct store *store, struct roster_entry *entry, GError **error);
/* Every entry in the order of recording, of one agency or all (NULL). Array of struct roster_entry *, owned. */
GPtrArray *roster_list(struct store *store, const char *agency, GError **error);
