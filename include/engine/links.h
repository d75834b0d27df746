/*
 * The addresses of calendar feeds. A token is base32 (RFC 4648, lower case, unpadded: 26 characters) of the first 128 bits of
 * HMAC-SHA-256 over the feed's id and generation, under a key that stands beside the store: so it can be said again, in a
 * mail or to a clerk, though nothing but its SHA-256 is kept. Keeps what is asked for most in memory. Never in a log, never in
 * an error's text. Owned by edge/core; the store outlives it.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/config.h"
#include "store/subscriptions.h"

#define LINKS_TOKEN_LENGTH 26
#define LINKS_KEY_BYTES    32

/* Stands where a token will be filled in later; as long as one, and never one: 0 and 1 are no digits of base32. */
#define LINKS_PLACEHOLDER "0own0calendar0of0the0one01"

struct links;

/* `key`: LINKS_KEY_BYTES bytes, drawn by the edge. */
struct links *links_new(struct store *store, GBytes *key);
void links_free(struct links *links);

/* The feed of a token, borrowed until the next call of any function here; NULL without an error: unknown, revoked, or no
 * token at all: which of these cannot be told apart, by the time it takes either. */
const struct subscription *links_find(struct links *links, const char *token, GError **error);

/* The token of a feed as it stands; NULL: the key is not the one it was made with, or it is revoked. */
char *links_token(const struct links *links, const struct subscription *subscription);
/* "https://…/feeds/TOKEN.ics", and the page "https://…/feeds/TOKEN/"; by http.listen where feeds.base_url is not set. NULL as
 * links_token(). */
char *links_url(const struct links *links, const struct config *config, const struct subscription *subscription);
char *links_page_url(const struct links *links, const struct config *config, const struct subscription *subscription);

/* The feed of a person, made where there is none yet, in a transaction of the caller's. `*ret` NULL: it was revoked. */
bool links_of_person(struct links *links, const char *address, enum language language, struct instant now,
		     struct subscription **ret, GError **error);

/* Counted in memory; written by links_write() once a minute and when the service stops. */
void links_accessed(struct links *links, const struct subscription *subscription, struct instant now);
bool links_write(struct links *links, GError **error);
struct instant links_next(const struct links *links); /* when to write; INSTANT_NEVER */

/* What was changed in the store (added, rotated, revoked): nothing kept of it is used any more. */
void links_forget(struct links *links, const char *id);

typedef struct links links_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(links_t, links_free)
