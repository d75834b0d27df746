/*
 * Mail addresses as this product accepts them: plain local@domain, checked before they reach a relay, because the mail
 * library hands a line break on as a command. Pure functions; asks no name server; returned strings belong to the caller.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#define ADDRESS_OCTETS 254      /* RFC 5321 4.5.3.1.3, without the angle brackets */
#define ADDRESS_LOCAL_OCTETS 64 /* RFC 5321 4.5.3.1.1 */

/* Is it one plain address: no control character, blank, `<` or `>`, exactly one `@`, a dot-string before it (RFC 5321
 * 4.1.2; no quoted form), a host name behind it? Else false and a sentence that quotes it. */
bool address_check(const char *address, GError **error);

/* Takes "Name <local@domain>" or "local@domain" apart; quotation marks around the name go. `*name` is NULL where there is
 * none; `name` itself may be NULL. The address has passed address_check. */
bool address_split(const char *mailbox, char **name, char **address, GError **error);

/* The host behind the `@` in ASCII and lower case (RFC 5891); NULL with an error for an address that is none. */
char *address_domain_ascii(const char *address, GError **error);

/* The address with its domain in ASCII, as it is given to a relay. */
char *address_ascii(const char *address, GError **error);

/* A host name alone, to ASCII and lower case; NULL where it is none. */
char *address_host_ascii(const char *host);
