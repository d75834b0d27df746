/*
 * Whole obligations as events: what the single occurrences of one obligation and period add up to, one event per limit,
 * with counts and the names of those missing. Of each occurrence only what is added up is kept, in a line of some bytes, so that
 * one that changed is put in its place and the sum taken over again. Private to engine/feeds; pure.
 */
#pragma once

#include <glib.h>

#include "engine/feeds_bodies.h"
#include "render/feed.h"

/* What the dates of an occurrence are made of. */
struct feeds_stored {
	struct limit limit;          /* as stored */
	struct civil counted_limit;  /* those in force, corrections apart */
	struct instant counted_late_from;
	struct civil first, last;    /* of the period */
	char *due;                   /* what an order said; NULL */
	int nonworking;              /* the agency's own rule for days off; -1: it has no say */
};

/* A limit as occurrences have it: most share theirs. Strings owned. */
struct feeds_dates {
	struct feeds_stored stored;
	struct period period;
	struct limit limit, original;
	char *rule;                  /* as in struct feed_event; NULL */
};

/* One occurrence to be added up. */
struct feeds_member {
	unsigned owner;              /* in feeds_bodies */
	const struct agency *body;   /* who answers it; another than the owner: `other` */
	bool other;
	unsigned dates;              /* index into whole->dates */
	enum feed_state state;       /* FEED_OPEN also where the limit is passed */
	bool calm;                   /* never overdue */
	bool extended;
	struct instant updated;      /* lateness apart */
	const char *document;        /* of its extension; NULL */
};

/* One obligation in one period. */
struct feeds_whole {
	char *key;             /* plan/obligation/period */
	const struct obligation *obligation;
	GPtrArray *events;     /* struct feed_event *, owned, by limit; as at the last sum */
	GPtrArray *owners;     /* const struct agency *: who answers each line */
	struct instant next;   /* when the next of them becomes late; INSTANT_NEVER */
	GArray *lines;         /* beside `owners`; its own */
	GArray *dates;         /* struct feeds_dates */
	GHashTable *documents; /* owner's place -> char *; NULL: none */
	GHashTable *concerned; /* GHashTable * -> whether one of that set answers a line; its own */
	const struct agency *left; /* whose line was taken away last */
	bool by_rules;         /* no store: that a limit is passed is no news of its own */
	bool changed;          /* since the last sum */
};

struct feeds_whole *feeds_whole_new(const char *key, const struct obligation *obligation);
void feeds_whole_free(struct feeds_whole *whole);

/* Adds an occurrence that is not there. */
void feeds_whole_add(struct feeds_whole *whole, const struct feeds_member *member);
/* Takes away what there is of the owner. */
void feeds_whole_remove(struct feeds_whole *whole, unsigned owner);

/* Does one of the set (const struct agency *) answer a line? Remembered: the set must not change and not go before this does. */
bool feeds_whole_concerns(struct feeds_whole *whole, GHashTable *set);

/* Is what the body owners[line] answers late at `now`? */
bool feeds_whole_is_late(const struct feeds_whole *whole, unsigned line, struct instant now);

/* Makes the events anew as at `now`; none of them has stamps. */
void feeds_whole_sum(struct feeds_whole *whole, const struct feeds_bodies *bodies, const struct config *config, struct instant now);
