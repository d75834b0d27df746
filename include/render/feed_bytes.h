/*
 * The bytes of iCalendar (RFC 5545 sections 3.1 and 3.3.11): text cleaned before it enters libical, content lines folded
 * after they leave it. libical 3.0.16 passes control characters and line breaks through and breaks its own CRLF while
 * folding ("CR CR LF"), so nothing of its folding survives here. Private to render/feed; knows no events.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* NFC, valid UTF-8, no control characters (with `lines`, LF stays), no byte order mark, nothing blank at the ends. */
char *feed_bytes_text(const char *text, bool lines);
/* The same of a text of the caller's, which is taken over. */
char *feed_bytes_take(char *text, bool lines);

/* The same without what X-WR-CALNAME and CATEGORIES cannot carry through libical: comma, semicolon, backslash. */
char *feed_bytes_plain(const char *text);

/* Everything RFC 3986 does not allow in a URI percent-encoded, line breaks and controls dropped. */
char *feed_bytes_uri(const char *uri);

/* Appends one content line, folded at 75 octets on character boundaries, never after a blank, with its CRLF. */
void feed_bytes_line(GString *out, const char *line, size_t length);

/* Appends "NAME:text", the text cleaned and escaped. */
void feed_bytes_property(GString *out, const char *name, const char *text);

/* Unfolds what libical wrote: lines end in CRLF, none is folded or blank. In place. */
void feed_bytes_unfold(char *ical);
/* Appends unfolded lines, each folded. */
void feed_bytes_fold(GString *out, const char *lines);
