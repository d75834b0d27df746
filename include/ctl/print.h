/*
 * The daemon's answers for people: tables and paragraphs in the language of the session. Takes the JSON as the daemon
 * gave it; asks nothing.
 */
#pragma once

#include <jansson.h>

#include "ctl/session.h"

void print_list(const struct session *session, const json_t *rows);
void print_show(const struct session *session, const json_t *object);
void print_explain(const struct session *session, const json_t *object);
void print_queue(const struct session *session, const json_t *rows);
void print_envelope(const struct session *session, const json_t *object);
void print_status(const struct session *session, const json_t *object);
void print_submitted(const struct session *session, const json_t *rows);
void print_changed(const struct session *session, const json_t *rows);
void print_reload(const struct session *session, const json_t *object);

/* "chưa đến hạn" for "not due"; the word itself where there is none. */
const char *print_state(const struct session *session, const char *state);
