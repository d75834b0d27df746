/*
 * Mail as it will leave: the rendered message, byte for byte, and one envelope per address. Facts only: when a mail is
 * tried, given up or superseded is decided in engine/outbox.
 */
#pragma once

#include "store/store.h"

enum mail_state { MAIL_QUEUED, MAIL_SENDING, MAIL_SENT, MAIL_DEFERRED, MAIL_FAILED, MAIL_UNCERTAIN, MAIL_SUPERSEDED,
		  MAIL_HELD, MAIL_DROPPED };

const char *mail_state_name(enum mail_state state); /* "queued" … */

struct mail {
	int64_t id;
	char *message_id;      /* without <> */
	char *kind;            /* advance today overdue head list foretell digest settle campaign receipt … */
	bool others;           /* on what others owe (list, digest, foretell, settle) */
	struct instant at;     /* planned */
	struct civil expires;  /* a reminder's day; CIVIL_NONE: none */
	char *subject;         /* plain text */
	char *to;              /* address */
	GPtrArray *cc;         /* char *; NULL: none */
	GBytes *bytes;
};

struct envelope {
	int64_t id, mail;
	char *address;         /* RCPT TO */
	bool copy;             /* a cc */
	enum mail_state state;
	bool released;         /* let go by a person while mail is on hold */
	int attempts, uncertain; /* tries; how often the outcome was uncertain */
	struct instant next;   /* when to try (queued, deferred, uncertain) */
	struct instant first;  /* first try */
	struct instant done;   /* sent, failed, superseded */
	int code;              /* the relay's last reply code; 0: none */
	char *reply;           /* and its text; also the reason of superseded/dropped */
};

void mail_free(struct mail *mail);
void envelope_free(struct envelope *envelope);

/* Inserts the mail and its envelopes (queued, next = at): one to `to`, one copy to each `cc`; sets mail->id.
 * DEADLINED_ERROR_STATE: a mail of this Message-ID exists and is not superseded in all its envelopes. */
bool outbox_add(struct store *store, struct mail *mail, GError **error);
struct mail *outbox_mail(struct store *store, int64_t id, GError **error);
struct envelope *outbox_envelope(struct store *store, int64_t id, GError **error);
/* The latest mail that said something about the occurrence to its owner; `*ret` NULL where there is none. */
bool outbox_last(struct store *store, const char *subject, struct envelope **ret, GError **error);
bool outbox_put(struct store *store, const struct envelope *envelope, GError **error); /* every mutable column */
GPtrArray *outbox_envelopes(struct store *store, int64_t mail, GError **error);

/* Envelopes that may be tried at `now` (queued, deferred, uncertain with next <= now), oldest first; with `released_only`
 * those a person let go. Array of struct envelope *. */
GPtrArray *outbox_ready(struct store *store, struct instant now, bool released_only, int limit, GError **error);
/* The earliest next of those; INSTANT_NEVER. */
bool outbox_next(struct store *store, bool released_only, struct instant *ret, GError **error);

struct outbox_filter { /* NULL: any */
	const enum mail_state *state;
	const char *address;
	struct instant since, until; /* planned at */
	int64_t after;
	int limit;
};
GPtrArray *outbox_list(struct store *store, const struct outbox_filter *filter, GError **error); /* envelopes by id */
bool outbox_count(struct store *store, int ret[static MAIL_DROPPED + 1], GError **error);
/* Mails not yet settled (queued, deferred, held, uncertain, sending) to `address`. Array of struct mail * without bytes. */
GPtrArray *outbox_open_to(struct store *store, const char *address, GError **error);
/* Mails that say something about this subject and are not settled. */
GPtrArray *outbox_open_about(struct store *store, const char *subject, GError **error);
/* Sent since, to count the rate. */
bool outbox_sent_since(struct store *store, struct instant since, int *ret, GError **error);
/* When a relay last took one; INSTANT_NONE. */
bool outbox_last_sent(struct store *store, struct instant *ret, GError **error);
