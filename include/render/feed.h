/*
 * iCalendar (RFC 5545, 7986): the events people subscribe to, the same bytes for the same facts. All escaping and folding
 * of calendar text lives here. What is in a feed and which revision an event has, its caller says.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/config.h"
#include "model/schedule.h"

#define FEED_NAMES_SHOWN 30
#define FEED_EVENTS 1000 /* at most: Google loses events silently above some 1,100 events or 1 MB */

/* How an event looks to its reader. */
enum feed_state {
	FEED_OPEN, FEED_OVERDUE, FEED_SUBMITTED, FEED_RETURNED, FEED_ACCEPTED, FEED_WAIVED, FEED_NIL, FEED_CANCELLED
};

/* Whose or what a feed is. UNDER: an agency and all below it; CAMPAIGNS: no reports and nobody's, it may be public. */
enum feed_scope {
	FEED_SCOPE_ALL, FEED_SCOPE_PLAN, FEED_SCOPE_AGENCY, FEED_SCOPE_GROUP, FEED_SCOPE_UNDER, FEED_SCOPE_OBLIGATION,
	FEED_SCOPE_PERSON, FEED_SCOPE_CAMPAIGNS
};

/* How a campaign of several days stands in a feed: one bar across them, «Bắt đầu» and «Kết thúc», or not at all. USUAL: ends
 * in feeds of bodies and persons, else a bar. */
enum feed_windows { FEED_WINDOWS_USUAL, FEED_WINDOWS_BAR, FEED_WINDOWS_ENDS, FEED_WINDOWS_NONE };

/* How a feed is to be, chosen for it or in its address. */
struct feed_options {
	enum language language;
	bool todos;     /* VTODO in place of VEVENT */
	bool alarms;    /* a reminder at 09:00 on the day before */
	bool open_only; /* nothing that is in, waived or cancelled */
	bool detail;    /* one event for each body where it would be one for all */
	enum feed_windows windows;
	int past_days;  /* 0: feeds.past */
};

/* One event. Pointers into the configuration are borrowed, strings and arrays owned. */
struct feed_event {
	char *id;                    /* as store/events.h */
	const struct obligation *obligation; /* NULL: a campaign, an obligation gone from the files, or information */
	char *title;                 /* what it was called, of an obligation gone from the files; else NULL */
	bool information;            /* only says that nothing is to be shown, on the day `first` */
	const struct agency *owner;  /* who answers it; NULL: an event for a whole obligation */
	const struct agency *instead_of; /* in whose place; NULL: its own */
	GPtrArray *covers, *open;    /* const char *: lines to report, and those that no heir has; NULL: as the files say */
	struct period period;
	struct limit limit;
	enum feed_state state;
	bool extended;               /* the limit is not the rule's */
	struct limit original;       /* the rule's own, where extended */
	char *extension_document;    /* NULL */
	char *rule;                  /* what an order gave the limit, as feed_event_rule took it; NULL: the files' or a day alone */
	struct due due;              /* the same, read */
	/* submitted, accepted */
	char *number;
	struct civil dated, accepted;
	struct instant received, sent; /* sent: where it is known and counts */
	bool late, in_grace;
	int days_late;
	char *reason;                /* waived; returned: what is to be corrected, a line each */
	struct civil fix_before;     /* returned */
	struct instant updated;      /* of the line «Tình trạng» */
	/* a whole obligation; waived bodies are not in the total, returned ones are missing */
	int total, in, missing, returned, waived;
	bool asked;                  /* overdue: all whom it is of may only be asked */
	GPtrArray *missing_names;    /* char *, collated; no more than the first FEED_NAMES_SHOWN are needed */
	/* a campaign */
	const struct campaign *campaign;
	struct civil first, last;
	int end;                     /* 0: the bar, 1: «Bắt đầu», 2: «Kết thúc» */
	GPtrArray *deadlines;        /* struct feed_event *: limits within the campaign, for its description; NULL */
	/* stamps */
	int revision;
	struct instant changed;
	char *body;                  /* rendered the usual way without stamps; render/feed's own */
};

/* The office may only ask it: no event accuses it of anything. */
bool feed_body_is_asked(const struct agency *body);

struct feed_event *feed_event_new(void);
/* The limit is said in the words of this rule, a date with its year; one that cannot be read is left out. */
void feed_event_rule(struct feed_event *event, const char *text);
void feed_event_free(struct feed_event *event);

struct feed {
	enum feed_scope scope;
	const struct plan *plan;     /* by scope; an obligation's: its own */
	const struct obligation *obligation;
	const struct agency *agency; /* a person's: the first of those it works for */
	const struct group *group;
	char *person;                /* the name; NULL: not known */
	struct feed_options options;
	bool bodies;                 /* single events of several bodies stand beside each other: each says whose it is */
	struct instant now;          /* only for what may not be said of the past: never printed */
	GPtrArray *events;           /* struct feed_event *, owned */
	int beyond;                  /* events too far away to be made at all */
	int cut;                     /* these, and those left out by the cap */
};

struct feed *feed_new(enum feed_scope scope, enum language language);
void feed_free(struct feed *feed);

/* Is something still to be sent? Of a campaign: is it not over on `today`? */
bool feed_event_is_asked(const struct feed_event *event, struct civil today);

/* The days it is shown on, both included: from the aim to the limit, a campaign's window or one end of it, the days left
 * for corrections. */
void feed_event_days(const struct feed_event *event, const struct config *config, struct civil *first, struct civil *last);

/* The summary line alone, clean and unescaped. */
char *feed_event_summary(const struct feed_event *event, const struct config *config, enum language language);

/* The same as this feed shows it: in its language, and whose it is where bodies stand beside each other. */
char *feed_shown_summary(const struct feed *feed, const struct feed_event *event, const struct config *config);

/* What it is about, without its state: «BC bình đẳng giới năm 2026». */
char *feed_event_title(const struct feed_event *event, enum language language);

/* An event that stands in a feed with nothing else in it; stamps are the caller's. */
struct feed_event *feed_information(const struct feed *feed, const struct config *config);

/* UID: 32 hex digits of SHA-256 of the id, '@', the feeds' host. */
char *feed_uid(const struct config *config, const char *id);

/* SHA-256 of the event rendered the usual way (in the settings' language, VEVENT, no alarm, no body's name), without DTSTAMP,
 * LAST-MODIFIED and SEQUENCE, whatever the feeds that show it make of it. The rendering is kept for feed_render(), so the event
 * must not change between the two except in its stamps. */
char *feed_event_digest(struct feed_event *event, const struct config *config);

/* The whole file: sorted, capped at 1,000 events and 700 KB (nearest limits first; what was cut is said in
 * X-WR-CALDESC), never without an event. CRLF, folded at 75 octets on character boundaries. */
GBytes *feed_render(struct feed *feed, const struct config *config, GError **error);

/* One event as a calendar of its own for a mail's text/calendar part: METHOD:PUBLISH, ORGANIZER, UID "mail-"…. */
char *feed_mail_part(const struct feed_event *event, const struct config *config, enum language language, GError **error);

typedef struct feed feed_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(feed_t, feed_free)
