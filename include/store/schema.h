/*
 * The tables, as a list of numbered steps from an empty file to today's form. Private to store/. A step that was once
 * released is never edited: what changes comes as the next one.
 */
#pragma once

#define SCHEMA_APPLICATION 0x444c4e45 /* "DLNE", in the file's header: this file is ours */

/* Number i makes version i + 1 out of version i. */
extern const char *const schema_steps[];
extern const int schema_version;

/* Conditions of partial indexes: a statement says them word for word, or SQLite does not use the index. Alternatives, not
 * IN: each list of more than two is a table of its own, built anew whenever a row is written. */
#define ENVELOPE_WAITING "(state = 'queued' OR state = 'deferred' OR state = 'uncertain')"
#define ENVELOPE_UNSETTLED \
	"(state = 'queued' OR state = 'sending' OR state = 'deferred' OR state = 'uncertain' OR state = 'held')"
#define SUBSCRIPTION_IN_USE "revoked IS NULL"
