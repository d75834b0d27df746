/*
 * The settings of the main file: everything that is not a definition of agencies and plans. A plain record owned by
 * struct config, immutable once loaded; every default is filled in by the loader.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "base/span.h"
#include "base/zone.h"

enum language { LANGUAGE_VI, LANGUAGE_EN };
enum nonworking { NONWORKING_GRACE, NONWORKING_KEEP, NONWORKING_NEXT, NONWORKING_PREVIOUS };
enum mail_mode { MAIL_SEND, MAIL_HOLD, MAIL_REDIRECT };
enum mail_tls { TLS_REQUIRED, TLS_OPPORTUNISTIC, TLS_OFF };
enum relay_kind { RELAY_SMTP, RELAY_SMTPS, RELAY_FILE };

struct office {
	char *name, *contact;
	int opening, closing; /* minutes of the local day */
};

struct mail_settings {
	enum mail_mode mode;
	char *redirect; /* address; NULL unless MAIL_REDIRECT */
	char *relay;    /* the URL as written */
	enum relay_kind relay_kind;
	char *relay_directory; /* RELAY_FILE only */
	enum mail_tls tls;
	char *user, *password_file; /* NULL: none */
	char *from;      /* mailbox as written: "Name <address>" */
	char *from_address; /* its address alone */
	char *from_host; /* behind the @, ASCII */
	char *reply_to;  /* NULL: none */
	char *admin;     /* address */
	int connections;
	int rate, rate_seconds; /* at most `rate` mails per so many seconds; 0: no limit */
	bool calendar;
};

struct feed_settings {
	char *base_url;  /* NULL: none */
	char *host;      /* of base_url, else of mail.from: the right side of every UID */
	int past_days;
	char *directory; /* NULL: no files */
	char *group;     /* NULL: the daemon's own */
};

struct settings {
	char *timezone;
	struct zone *zone; /* owned */
	enum language language;
	enum nonworking nonworking;
	int horizon_days;
	struct office office;
	char *store_path;
	struct mail_settings mail;
	struct feed_settings feeds;
	char *http_listen; /* "127.0.0.1:8480", "[::1]:0"; NULL: "none", no feeds over HTTP */
	char *control_socket;
	GPtrArray *templates; /* char *, directories, absolute; searched in order before the installed one */
};
