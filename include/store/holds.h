/*
 * Steps of an occurrence that a person keeps back. Facts only; which mail a hold concerns is the engine's. A hold is never
 * erased: it is let go, or its last day passes.
 */
#pragma once

#include "base/civil.h"
#include "store/store.h"

struct hold {
	int64_t id;
	int64_t occurrence;  /* fact row */
	char *step;          /* its name; NULL: every step */
	struct civil until;  /* last day it holds; CIVIL_NONE: until it is let go */
	char *reason;
	struct instant at;
	int64_t act;         /* that set it */
	bool released;
};

void hold_free(struct hold *hold);
/* Sets hold->id. Inside a transaction. DEADLINED_ERROR_STATE: no such occurrence or act. */
bool hold_add(struct store *store, struct hold *hold, GError **error);
/* Those of an occurrence not let go yet, oldest first. Array of struct hold *, owned. */
GPtrArray *hold_of(struct store *store, int64_t occurrence, GError **error);
/* Lets go those of an occurrence with that step (NULL: all); `*released`: how many. */
bool hold_release(struct store *store, int64_t occurrence, const char *step, int *released, GError **error);
/* How many hold on `today`, of all occurrences that are still awaited. */
bool hold_count(struct store *store, struct civil today, int *ret, GError **error);
