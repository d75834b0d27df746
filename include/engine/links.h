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
/* The token that a feed of this id has or had in this generation, wherever it leads now: for a mail that was written then. */
char *links_token_then(const struct links *links, const char *id, int generation);
/* SHA-256 of the token that a feed of this id and generation has, 64 hex digits: what the store is to keep of it. */
char *links_digest(const struct links *links, const char *id, int generation);
/* How many feeds in use were made with another key: they work, and links_token() is NULL. */
bool links_lost(struct links *links, int *ret, GError **error);
/* "https://…/feeds/TOKEN.ics", and the page "https://…/feeds/TOKEN/"; by http.listen where feeds.base_url is not set. NULL as
 * links_token(), or where neither is set. */
char *links_url(const struct links *links, const struct config *config, const struct subscription *subscription);
char *links_page_url(const struct links *links, const struct config *config, const struct subscription *subscription);
/* The feed's address as links_url(), for who has its token already: so it can be said though the key was lost. */
char *links_address(const struct config *config, const char *token);

/* What a person's address is as the target of a feed: in small letters, for a mailbox is the same however it is written. */
char *links_person(const char *address);
/* An id that no feed has had: "agency-so-y-te", "obligation-lc-2030-nam", a person's of a digest of the address; where it is
 * taken with "-2", "-3" … behind it. `target` may be NULL. */
char *links_id(struct links *links, const char *scope, const char *target, GError **error);
/* The feed of a person that mails offer, made where there is none yet, whatever other feeds were added for that person, in a
 * transaction of the caller's. `*ret` NULL: it was revoked. */
bool links_of_person(struct links *links, const char *address, enum language language, struct instant now,
		     struct subscription **ret, GError **error);

/* Counted in memory; written by links_write() once a minute and when the service stops. Writing needs a transaction of its
 * own; what could not be written is kept and tried a minute later. */
void links_accessed(struct links *links, const struct subscription *subscription, struct instant now);
/* What was served last without options in the address, and since when it stands: written with the next accesses. */
void links_served(struct links *links, const struct subscription *subscription, const char *etag, struct instant changed,
		  struct instant now);
bool links_write(struct links *links, GError **error);
struct instant links_next(const struct links *links); /* when to write; INSTANT_NEVER */
/* Adds to a feed as the store has it what is not written yet. */
void links_complete(const struct links *links, struct subscription *subscription);

/* What was changed in the store (rotated, revoked; NULL: anything): nothing kept of it is used any more. */
void links_forget(struct links *links, const char *id);
/* It has a new address: who used the old one is not counted for it. */
void links_renewed(struct links *links, const char *id);

typedef struct links links_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(links_t, links_free)
