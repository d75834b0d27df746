/*
 * What the store and the files say, for people: lists, one occurrence with all its history, why each date and each mail,
 * the outbox, the state of the service. JSON values with keys in a fixed order, null for what is absent. Reads only;
 * every moment is an argument.
 */
#pragma once

#include <jansson.h>

#include "engine/engine.h"
#include "engine/pick.h"
#include "store/outbox.h"

/* How it stands at a moment; the words of enum state and what time makes of them. */
enum view_state {
	VIEW_NOT_DUE,
	VIEW_DUE_SOON,  /* within 14 days of the limit */
	VIEW_DUE_TODAY, /* from the aim to the limit */
	VIEW_GRACE,     /* after the limit, before late_from */
	VIEW_OVERDUE,
	VIEW_SUBMITTED,
	VIEW_ACCEPTED,
	VIEW_RETURNED,
	VIEW_WAIVED,
	VIEW_NIL,
	VIEW_CANCELLED,
	VIEW_UNKNOWN,   /* settled: nobody knows any more */
	VIEW_UNSETTLED, /* past when it was taken up: waits for a person */
	VIEW_WITHDRAWN, /* gone from the files */
	VIEW_UNDATED,
	VIEW_ON_EVENT,  /* waits for a request: no occurrence */
};

enum view_state views_state(const struct fact *fact, const struct zone *zone, struct instant now);
const char *views_state_name(enum view_state state); /* "not due" … */

struct views_filter { /* NULL, unset: any */
	const char *plan, *agency, *obligation, *period;
	const char *state;  /* a name of enum view_state */
	bool missing;       /* waits for a report, or was returned */
	bool undated;       /* also what the document gives no day */
	struct civil from, to; /* limit */
	bool mails;         /* tell what became of the last mail to each owner: last_mail */
	const char *after;  /* continue after this id */
	int limit;          /* at most so many; 0: 1000 */
	enum language language;
};

/* Occurrences by limit, then id: id plan obligation agency period due_text limit aim late_from provisional owners state
 * submitted agency_name title, inputs (of a consolidation: total in late missing waived returned undated; else null), ready
 * (all its inputs are in), entries and count (of an obligation that counts items; else null). With `undated` the last page ends with what has no occurrence (on event, without owner,
 * campaigns without dates). An array. */
json_t *views_list(struct engine *engine, const struct views_filter *filter, struct instant now, GError **error);

/* Adds last_mail to rows of a list: {envelope address state next done code reply} of the last mail to the owner about it; null. */
bool views_last_mails(struct engine *engine, json_t *rows, GError **error);

/* Everything recorded of an id or pattern: an array. Each with `cascade`: {needs, needed_by} (null: it stands alone), arrays of
 * groups, one an obligation and period: obligation period title counts (as `inputs` above) ready bodies more (not told) needs
 * needed_by; the chain goes on in `needs` below, in `needed_by` above. A body: id agency agency_name owners input (in late
 * missing waived returned undated) state limit submitted days_late. And what orders made of it: due (a rule an order gave),
 * original_limit original_late_from counted_limit counted_late_from, days_late workdays_late and the same by the first limit
 * (original_*), extensions rounds asked_until assignee assignee_name, holds: [{step until reason at act}]. */
json_t *views_show(struct engine *engine, const char *pattern, enum language language, struct instant now, GError **error);
json_t *views_show_page(struct engine *engine, const struct pick_page *page, enum language language, struct instant now, GError **error);

/* Why its dates are what they are, then each step: its day, from where it was moved and why, what became of it (ledger,
 * mail, relay) or when it will come, as seen at `at`. An array, one object an occurrence. */
json_t *views_explain(struct engine *engine, const char *pattern, enum language language, struct instant at, GError **error);
json_t *views_explain_page(struct engine *engine, const struct pick_page *page, enum language language, struct instant at, GError **error);

/* The outbox, one object an envelope. */
json_t *views_queue(struct engine *engine, const struct outbox_filter *filter, GError **error);
/* One envelope with its mail; `bytes`: and the message as it leaves. */
json_t *views_envelope(struct engine *engine, int64_t envelope, bool bytes, GError **error);

/* "state" ok | warning | critical and "exit" 0 | 1 | 2, what is wrong in words, and the counts. */
json_t *views_status(struct engine *engine, struct instant now, GError **error);

/* Shared by the views: one occurrence as it stands in a list; one mail of the outbox with its envelopes. */
json_t *views_row(struct engine *engine, struct fact *fact, enum language language, struct instant now);
json_t *views_mail(struct engine *engine, const struct mail *mail, GError **error);
/* What it needs and what needs it, as in views_show; null where it stands alone. */
json_t *views_cascade(struct engine *engine, const struct fact *fact, struct instant now, GError **error);
/* Adds to what show tells what orders made of it. */
bool views_life(struct engine *engine, const struct fact *fact, json_t *object, GError **error);
/* left_out (ids of inputs it was submitted without), charged (of its working days late, those spent waiting for inputs),
 * charged_to (their ids) and items (of a row without a date that counts items: agency agency_name entries, each body; else
 * null) into `object`. `acts`: its history. */
bool views_parts(struct engine *engine, const struct fact *fact, const GPtrArray *acts, struct civil today, json_t *object, GError **error);
/* A sentence on its lateness that inputs caused; NULL: none. */
char *views_charged(const struct engine *engine, const struct fact *fact, const GPtrArray *acts, enum language language);
/* Name of an agency or its id where the files no longer know it; NULL for NULL. Borrowed. */
const char *views_agency_name(const struct engine *engine, const char *id);
