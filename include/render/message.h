/*
 * The mail itself: a notice's words as RFC 5322/2045 bytes, composed with GMime, the same bytes for the same notice. The
 * Message-ID is the first 32 hex digits of SHA-256 over the sorted ledger keys, the MIME boundaries derive from it.
 * Checks addresses; decides nothing.
 */
#pragma once

#include "render/notice.h"

struct message {
	char *message_id; /* without <> */
	char *subject;    /* plain text */
	GBytes *bytes;    /* CRLF, lines <= 76 where text, never over 998 */
};

void message_clear(struct message *message);

/* Headers: Date (notice->now), From, Reply-To, To, Cc, Message-ID, References (one root id per occurrence), Auto-Submitted:
 * auto-generated, Content-Language, List-Id; text/plain and HTML as alternatives, a text/calendar part where wanted
 * (method PUBLISH, ORGANIZER, UID with the prefix "mail-"). `redirect` (or NULL): the true address goes into the subject
 * and X-Deadlined-To. */
bool message_compose(const struct notice *notice, const struct config *config, struct templates *templates,
		     const char *redirect, struct message *ret, GError **error);

/* A short mail of the service itself (test-mail): text/plain alone. */
bool message_compose_plain(const struct config *config, const char *to, const char *key, const char *subject,
			   const char *text, struct instant now, struct message *ret, GError **error);
