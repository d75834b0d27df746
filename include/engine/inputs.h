/*
 * Consolidations and what they are made of: which inputs of a dependent report are in, late, missing, left out, and what
 * follows from it. The rules say which obligations and periods are needed (model/schedule.h), the store says how each
 * stands. Owns nothing but the arrays it gives out; writes only where a function says so.
 *
 * An input is in when it was submitted, accepted or said to be nil; late when its first submission came after its limit.
 * One that was returned is awaited in its corrected form: it holds nothing up, and it is named. Waived, cancelled and those of
 * which nobody knows any more are not awaited. What has no date can neither come in nor be missing; it is only named.
 */
#pragma once

#include <jansson.h>

#include "engine/internal.h"

struct input {
	struct fact *fact;                   /* owned */
	const struct obligation *obligation;
	const struct agency *agency;         /* the body that owes it today; NULL: an undated row */
	enum input_state state;
};

void input_free(struct input *input);

/* total = in + missing + waived + returned. `late` of those in or returned; `undated`: bodies whose part has no date. */
struct inputs_count { int total, in, late, missing, waived, returned, undated; };

/* Does the fact's obligation need others, by the files? */
bool inputs_needed(const struct engine *engine, const struct fact *dependent);

/* Every input of a dependent: in the order of `needs`, of periods, then of names. Array of struct input *, owned. */
GPtrArray *inputs_of(struct engine *engine, const struct fact *dependent, struct civil today, GError **error);
/* The same of one obligation in one period. */
GPtrArray *inputs_of_need(struct engine *engine, const struct need *need, struct civil today, GError **error);
/* How many there are of each; from the counts the store keeps, one look-up for each obligation and period. */
bool inputs_count(struct engine *engine, const struct fact *dependent, struct inputs_count *ret, GError **error);
/* All are in or not awaited, and at least one is in: the consolidation can begin. */
bool inputs_ready(const struct inputs_count *count);

const char *inputs_state_name(enum input_state state); /* "in" "late" "missing" "waived" "returned" "undated" */
json_t *inputs_count_json(const struct inputs_count *count);

/* May a dependent be submitted? Each missing input must be left out by name: `without` holds ids, patterns of ids, agencies
 * or groups (by id, name or short name), "all" or "*"; NULL: none. `*left_out`: ids of those left out, `*returned`: of those
 * whose corrected form is still awaited (char *, owned; empty: none). DEADLINED_ERROR_STATE where one is not named, with the
 * names. What needs nothing may always be, and what was returned may come again as it was. */
bool inputs_admit(struct engine *engine, const struct fact *dependent, const GPtrArray *without, struct civil today,
		  GPtrArray **left_out, GPtrArray **returned, GError **error);

/* Sets fact->charged of a dependent whose lateness was just fixed: of its working days late, those an input caused. Whoever
 * consolidates has as many working days after the last input as lie between the two limits by the rules (the input's first
 * one); days late within them are the input's, all of them where one was left out. `*ret`: ids of the inputs that caused any
 * (char *, owned; empty: none). */
bool inputs_charge(struct engine *engine, struct fact *dependent, GPtrArray **ret, GError **error);

/* After an order, within its transaction: whatever needs one of these occurrences (a set of ids) opens where the order `brings`
 * them in or lets them go and all are in now; a word of it that has not left is taken back where they no longer are. */
bool inputs_follow(struct engine *engine, GHashTable *ids, bool brings, struct instant now, GError **error);
/* The agenda's row "ready/OCCURRENCE/VERSION": one mail to the owner's focal point, at most one for each version of the limit.
 * None to a set of bodies or a superior; one that receives its own report gets it, for it reminds of nothing. */
bool inputs_ready_due(struct run *run, const struct agenda_row *row, GError **error);
/* Does that mail still hold: the dependent awaited, in this version, and all its inputs in? */
bool inputs_ready_holds(struct engine *engine, const char *id, int version, bool *ret, GError **error);
/* After that mail was taken back because it no longer holds: it is planned anew where that is for a limit that moved. */
bool inputs_ready_again(struct engine *engine, const char *id, struct instant now, GError **error);
