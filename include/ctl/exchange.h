/*
 * One question or order to the daemon and what is done with the answer: the rows as JSON lines, or printed for people; the
 * exit status either way. What the commands that talk to the daemon have in common; knows no command.
 */
#pragma once

#include "ctl/client.h"

typedef void exchange_print(const struct session *session, const json_t *answer);

/* "vi" or "en"; reads the configuration where nothing else decides. */
const char *exchange_language(struct session *session);

/* One object a line; an object alone is one line. */
void exchange_lines(const json_t *answer);

/* What the daemon found wrong in files, one line each, on standard error: "lines" of an answer. */
void exchange_problems(const json_t *answer);

/* Asks, prints, clears `request`. An empty array is exit status 1 where `nothing_is_1`. */
int exchange_run(struct session *session, struct client_request *request, bool nothing_is_1, exchange_print *print);

/* POST of `body`, which is taken. */
int exchange_post(struct session *session, const char *path, json_t *body, exchange_print *print);

/* Makes the request for at most `limit` rows after `after` (NULL: the first ones). */
typedef void exchange_ask(struct session *session, const void *data, const char *after, int limit, struct client_request *request);

/* The rows of a long list, at most `most`, page after page of 1,000; `key` is the field of a row that the next page begins
 * after; where `while_set` (NULL: none) is no text in the last row, nothing comes after it. Owned. NULL and an error where a
 * page failed. */
json_t *exchange_pages(struct session *session, exchange_ask *ask, const void *data, const char *key, const char *while_set, size_t most,
		       GError **error);

/* A file's bytes, or those of standard input for "-"; owned. */
bool exchange_file(const char *path, char **text, gsize *length, GError **error);

/* Writes what a command made to a file that is not there yet or, where `path` is NULL or "-", to standard output. */
bool exchange_deliver(struct session *session, const char *path, const char *bytes, size_t length, GError **error);

/* Asks for a document, {"text": …}, and delivers it; with --json the object. Clears `request`. */
int exchange_text(struct session *session, struct client_request *request, const char *path);
