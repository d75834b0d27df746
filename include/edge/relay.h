/*
 * The relay as the carriers need it: where, how, with whose credential. Made from the settings when they are loaded,
 * immutable, shared with the worker threads by counting references; the password is wiped with the last one.
 */
#pragma once

#include "model/settings.h"

struct relay {
	gint references;
	enum relay_kind kind;
	char *url;       /* with the name we say in EHLO as its path */
	char *directory; /* RELAY_FILE only */
	char *from;      /* MAIL FROM */
	enum mail_tls tls;
	char *user, *password; /* NULL: none */
	char *ca_file;   /* NULL: the system's */
	int reply_timeout, connect_timeout, total_timeout; /* seconds */
	int connections;
};

/* One answer of the relay may take this long where DEADLINED_RELAY_TIMEOUT does not say otherwise. libcurl has one limit
 * for all replies, so it is the longest RFC 5321 4.5.3.2 asks for: ten minutes after the final dot. */
#define RELAY_REPLY_TIMEOUT 600

/* Reads the credential ($CREDENTIALS_DIRECTORY/smtp-password, else password_file) and the environment (SSL_CERT_FILE,
 * DEADLINED_RELAY_TIMEOUT). DEADLINED_ERROR_CONFIG: a user without a password, a file that cannot be read. */
struct relay *relay_new(const struct mail_settings *mail, GError **error);
struct relay *relay_ref(struct relay *relay);
void relay_unref(struct relay *relay);
/* Same place, same manner, same credential? */
bool relay_equal(const struct relay *a, const struct relay *b);
/* A loopback address or a directory: where --replay may send to. */
bool relay_is_local(const struct mail_settings *mail);

typedef struct relay relay_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(relay_t, relay_unref)
