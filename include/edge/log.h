/*
 * The service's log: one line per event, saying what happened and what happens next. Goes to the journal with fields when
 * standard error is the journal, else to standard error with sd-daemon(3) prefixes (`<4>`; none on a terminal). The only
 * module that logs; main thread only. Never given a token or a password.
 */
#pragma once

#include <stdarg.h>
#include <stdbool.h>
#include <sys/uio.h>
#include <syslog.h>

#include "engine/engine.h"

/* One MESSAGE_ID each, so that `journalctl MESSAGE_ID=…` finds every event of a kind. */
enum log_message {
	LOG_MESSAGE_NONE,
	LOG_MESSAGE_PLANNED,
	LOG_MESSAGE_SENT,
	LOG_MESSAGE_DEFERRED,
	LOG_MESSAGE_REFUSED,
	LOG_MESSAGE_UNCERTAIN,
	LOG_MESSAGE_SUPERSEDED,
	LOG_MESSAGE_HELD,
	LOG_MESSAGE_RELOAD_OK,
	LOG_MESSAGE_RELOAD_REFUSED,
	LOG_MESSAGE_ADDRESS_FAILING,
	LOG_MESSAGE_CLOCK_JUMP,
};

/* 32 hex digits; "" for LOG_MESSAGE_NONE. */
const char *log_message_id(enum log_message message);

/* What a line is about; absent: NULL, mail 0. Borrowed. A mail may be about several occurrences: each is a field. */
struct log_fields {
	const char *const *occurrences; /* up to a NULL */
	const char *agency, *recipient, *step, *reply;
	int64_t mail;
};

/* Finds out where standard error leads (JOURNAL_STREAM, systemd.exec(5)). Lines above `level` (LOG_ERR … LOG_DEBUG of
 * syslog.h) are dropped. */
void log_open(int level);
void log_set_level(int level);
int log_level(void);
/* err warning notice info debug; false for anything else. */
bool log_level_parse(const char *name, int *ret);

void log_line(int level, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* The lines of problems_lines(), each at its own priority; NULL: none. */
void log_problems(const GPtrArray *lines);
void log_event(int level, enum log_message message, const struct log_fields *fields, const char *format, ...) G_GNUC_PRINTF(4, 5);
/* An error where it is dealt with: its sentence at LOG_ERR. */
void log_error(const GError *error);
/* What the engine did, in one line with these fields; times as of `zone`. */
void log_engine_event(const struct engine_event *event, const struct log_fields *fields, const struct zone *zone);

/* The fields of one line as sd_journal_sendv(3) takes them, without those that are absent; `text` is MESSAGE=. Fields and
 * their strings belong to the array. */
GPtrArray *log_journal_fields(int level, enum log_message message, const struct log_fields *fields, const char *text);
/* Control characters (a relay's reply holds what it likes) become blanks. */
char *log_clean(const char *text);
