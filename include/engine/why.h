/*
 * Why was somebody written to on a day, or not: every report that could have led to a mail, each with one reason out of a
 * closed list. What has happened is read from the ledger and the outbox, what will come is found by running the ladder itself.
 * Reads only.
 */
#pragma once

#include <jansson.h>

#include "engine/engine.h"

/* The closed list: keywords as `why` and `explain` give them under `reason`, NULL at the end. */
extern const char *const why_reasons[];

/*
 * `who`: an address, or an agency (id, group, name or short name, or a part of one, however it is typed). An array, one object a
 * report and role, by time: id, step, role, agency, address (to whom), day (of the step), reason (a keyword), text (a sentence), at
 * (of the mail or the outcome), mail, message_id, code, reply, next (when something follows), moved_to, next_step and next_day (of the next
 * step), other (who was written to instead), with null for what does not apply. `on` unset: the day of `now`; may lie ahead.
 * DEADLINED_ERROR_UNKNOWN_ID: neither an address nor an agency that anybody knows.
 */
json_t *why_view(struct engine *engine, const char *who, struct civil on, enum language language, struct instant now, GError **error);
