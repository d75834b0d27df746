/*
 * Encoded words (RFC 2047) for a subject or a name. GMime writes base64 words whose padding its own reader, and so the mail
 * programs built on it, take for the end of the whole run: text behind it is lost (GMime issue 133). Quoted words have no
 * padding. Of no use outside render/message.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* The text as one or several words of at most 64 characters, each on a line of its own behind the first ("\n "), split
 * between characters; NULL where plain ASCII of moderate length needs none. Owned by the caller. */
char *message_words(const char *text);
