/*
 * One SMTP conversation followed from the outside: fed with each line the relay says, it knows at which command the talk
 * stands, what the relay offers, and what an end at this place means for the mail. Pure; the bytes move in edge/smtp.
 * Stages and replies as RFC 5321, STARTTLS RFC 3207, AUTH RFC 4954, SMTPUTF8 RFC 6531.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "engine/delivery.h"

/* The command whose reply is waited for. */
enum stage {
	STAGE_CONNECT, STAGE_BANNER, STAGE_EHLO, STAGE_STARTTLS, STAGE_AUTH, STAGE_MAIL, STAGE_RCPT, STAGE_DATA, STAGE_DOT,
	STAGE_DONE
};

const char *stage_name(enum stage stage); /* "banner", "EHLO" … as written in logs */

/* What one side asks of the other before a mail may leave. */
struct demands {
	bool starttls; /* used where offered */
	bool tls;      /* nothing is said in clear */
	bool auth;     /* without AUTH in the last EHLO nothing is sent */
	bool utf8;     /* the recipient needs SMTPUTF8 */
};

struct dialogue {
	enum stage stage;
	struct demands demands;
	bool tls, offers_starttls, offers_auth, offers_utf8; /* as of the last EHLO */
	bool lacks_auth, lacks_utf8; /* demanded, not offered: the talk was broken off */
	bool within;                 /* a reply of several lines is being read */
	bool over;                   /* an error or the last 2xx was said: later lines are the farewell */
	int code;                    /* of the last reply of this mail, 0: none */
	GString *reply;              /* that reply in one line, at most 400 bytes */
};

void dialogue_init(struct dialogue *dialogue);
void dialogue_clear(struct dialogue *dialogue);
/* The next mail: over the connection of the last one where that went well, until dialogue_connected says otherwise. */
void dialogue_begin(struct dialogue *dialogue, const struct demands *demands);
/* A new connection is being made. */
void dialogue_connected(struct dialogue *dialogue);
/* One line as received. False: break off here, before anything is said to a relay that cannot do what is demanded. */
bool dialogue_line(struct dialogue *dialogue, const char *line, size_t length);

/* How the carrying ended, whatever the relay said. */
enum ending {
	ENDING_DONE,      /* the library saw nothing wrong */
	ENDING_REPLY,     /* a reply that ends the talk */
	ENDING_LOST,      /* connection lost while reading */
	ENDING_SEND,      /* connection lost while writing */
	ENDING_TIMEOUT,
	ENDING_UNREACHED, /* no such host, refused, no route */
	ENDING_TLS_MISSING,
	ENDING_TLS_REFUSED, /* certificate or protocol not acceptable */
	ENDING_STOPPED,   /* broken off by us */
};

/* `all_read`: every byte of the mail had been handed over. */
enum delivery_outcome dialogue_outcome(const struct dialogue *dialogue, enum ending ending, bool all_read);
/* The same as a sentence for log and queue: the relay's words where it said any, else what was missing. Owned by caller. */
char *dialogue_sentence(const struct dialogue *dialogue, enum ending ending, const char *detail);
