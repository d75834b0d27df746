/*
 * A word put into the bytes of a finished mail in place of another of the same length, so that what is secret need not be
 * kept with the mail. Every line stays as long as it was, and so does the whole. Knows no MIME but the soft line break of
 * quoted-printable (RFC 2045 6.7 (5)), which may stand anywhere within the word that is replaced. Pure.
 */
#pragma once

#include <glib.h>

/* `bytes` with each `blank` made `word`; both of the same length and made of characters that quoted-printable leaves alone
 * (letters, digits). The same GBytes, counted once more, where there is no `blank`. Takes the time to read the bytes once,
 * whatever they are. */
GBytes *imprint_fill(GBytes *bytes, const char *blank, const char *word);
