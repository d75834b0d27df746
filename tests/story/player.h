/*
 * A story being played: the real engine over a store in memory, simulated time, and a relay that answers as the story says.
 * Owned by the driver of stories; holds no rule of the product.
 */
#pragma once

#include <setjmp.h>

#include "engine/delivery.h"
#include "engine/links.h"
#include "store/ledger.h"
#include "store/outbox.h"

struct delivered { /* one message the relay took */
	char *address, *kind, *subject;
	struct instant at;
	GPtrArray *rows; /* struct ledger_row *: what it says to this address */
	GBytes *bytes;
	bool named;      /* the story told of it */
	bool whole;      /* of all its rows (also *) */
	guint told;      /* how many of its rows */
};

struct story {
	const char *file;
	int line;
	jmp_buf failed;
	struct config *config;
	struct templates *templates;
	struct store *store;
	struct engine *engine; /* NULL: the service is off */
	struct links *links;   /* NULL: the files say no feeds.base_url */
	struct instant now, next;
	GPtrArray *delivered;  /* struct delivered *, since the last command that lets things happen */
	struct delivered *last; /* the one the story named last */
	GPtrArray *tried;      /* char *: addresses of every attempt since then */
	GPtrArray *silent;     /* char *: nothing more about these */
	bool rest;             /* `mail *` */
	char *relay;           /* NULL: takes everything */
	struct instant relay_until;
	GHashTable *refused;   /* address -> code */
	GHashTable *bytes;     /* "envelope N" -> checksum of its bytes at the first attempt */
	char *checksum;        /* of the store before that command */
	int minutes;           /* wake-ups in a row that came a minute after the one before */
};

void story_begin(struct story *story, const char *file);

/* Ends the story as failed; what it held is left to the end of the process. */
void story_fail(struct story *story, const char *format, ...) G_GNUC_PRINTF(2, 3) G_NORETURN;
/* `error` is a place: an argument may be looked at before the call that sets it. */
void story_check(struct story *story, bool ok, GError *const *error);

void story_config(struct story *story, const char *name);
/* Other files, while the service is off. */
void story_replace(struct story *story, const char *name);
void story_start(struct story *story, struct instant when);
void story_reload(struct story *story, const char *name);
/* Time passes, up to and including `to`. */
void story_until(struct story *story, struct instant to);
/* One pass at the present moment: ticks and deliveries until nothing more happens. */
void story_pass(struct story *story);
void story_relay(struct story *story, char **words);
void story_order(struct story *story, const char *line, bool refused);
/* asked [N] PATH[?KEY=VALUE&…] KEY=VALUE …: N rows of the answer of GET PATH (none given: at least one) hold all of these. */
void story_asked(struct story *story, char **words);
/* contact set|end AGENCY POSITION KEY=VALUE …: a person recorded in the store. */
void story_contact(struct story *story, char **words);
/* offers ADDRESS [before]|nothing: the feed in the footer of the mail named last. */
void story_offers(struct story *story, char **words);
/* feed rotate|revoke ADDRESS: done to the feed of a person. */
void story_feed(struct story *story, char **words);
/* The engine that was started says the addresses of feeds, where the files say where they are served. */
void story_links(struct story *story);
/* What is kept of a mail holds no secret of a feed, and what leaves does. */
void story_secret(struct story *story, const struct parcel *parcel);
/* The plain text of a message, its white space as single blanks. */
char *story_text(const struct delivered *delivered);
void story_remember(struct story *story);
void story_clear(struct story *story);
