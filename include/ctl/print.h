/*
 * The daemon's answers for people: tables and paragraphs in the language of the session. Takes the JSON as the daemon
 * gave it; asks nothing.
 */
#pragma once

#include <jansson.h>

#include "ctl/session.h"

void print_list(const struct session *session, const json_t *rows);
void print_show(const struct session *session, const json_t *object);
/* {"needs": [...], "needed_by": [...]} of show, or null. */
void print_cascade(const struct session *session, const json_t *cascade);
void print_explain(const struct session *session, const json_t *object);
void print_queue(const struct session *session, const json_t *rows);
void print_envelope(const struct session *session, const json_t *object);
void print_status(const struct session *session, const json_t *object);
void print_changed(const struct session *session, const json_t *rows);
void print_reload(const struct session *session, const json_t *object);

/* What orders did and which mail follows, one line an occurrence; rows of the outbox as a table. */
void print_orders(const struct session *session, const json_t *rows);
/* On standard error: the lines of a table that were not taken, and why. */
void print_refused(const json_t *rows);

/* What will be sent: rows of preview and upcoming. */
void print_mails(const struct session *session, const json_t *rows);
void print_why(const struct session *session, const json_t *rows);
void print_diff(const struct session *session, const json_t *object);
/* What a diff or reload changes, as far as the object says; false where nothing does. */
bool print_changes(const struct session *session, const json_t *object);
void print_statistics(const struct session *session, const json_t *rows);
void print_proof(const struct session *session, const json_t *rows);
/* Who holds what; and what setting and ending positions changed. */
void print_people(const struct session *session, const json_t *rows);
void print_people_set(const struct session *session, const json_t *rows);

/* Feeds; what became of them, with their addresses; those that were revoked. */
void print_feeds(const struct session *session, const json_t *rows);
void print_feed(const struct session *session, const json_t *feed);
void print_feeds_set(const struct session *session, const json_t *rows);
/* A word on standard error where its address leads nowhere now. */
void print_feeds_unserved(const struct session *session, const json_t *feed);
void print_feeds_revoked(const struct session *session, const json_t *rows);

/* Rows as a table for a spreadsheet, on standard output; `keys` ended by NULL are its columns. */
void print_csv(const json_t *rows, const char *const *keys);
extern const char *const print_statistics_keys[], *const print_proof_keys[];

/* ---- words and forms they share ---- */

/* "chưa đến hạn" for "not due"; the word itself where there is none. */
const char *print_state(const struct session *session, const char *state);

/* The text of a field, "" where there is none. Borrowed. */
const char *print_text(const json_t *object, const char *key);

/* A date of the answer as a day of a table, with its weekday; kept in `arena`. */
const char *print_day(const struct session *session, const json_t *object, const char *key, GStringChunk *arena);

/* "30/11/2026" | "2026-11-30" of a date or the day of an instant; kept in `arena`. */
const char *print_date(const struct session *session, const char *date, GStringChunk *arena);

/* "07:30 01/12/2026" | "2026-12-01 07:30" of "2026-12-01T07:30:00+07:00"; kept in `arena`. */
const char *print_time(const struct session *session, const json_t *object, const char *key, GStringChunk *arena);

/* The body that owes a row, or how many in a row of all owners; kept in `arena`. */
const char *print_owner(const struct session *session, const json_t *row, GStringChunk *arena);

/* A labelled line of a paragraph; nothing where there is no text. The second joins the texts of an array. */
void print_field(const char *label, const char *text);
void print_joined(const char *label, const json_t *array);
