/*
 * The service in numbers, as monitoring collects them (Prometheus text format 0.0.4): queue, sends, passes, deadlines, store,
 * clock, feeds and their readers. Nothing in it names a person, a body or a feed. Looks up, scans nothing.
 */
#pragma once

#include "edge/door.h"
#include "edge/hold.h"
#include "edge/post.h"

struct metrics {
	const struct core *core;
	const struct door *door;
	const struct post *post;
	const struct hold *hold;
	struct instant started;
	struct instant next;    /* when the loop means to look again; INSTANT_NEVER */
	double pass_age;        /* seconds since the last full pass; negative: none yet */
	guint64 clock_set;      /* how often somebody set the clock */
	/* Its own: feeds as last counted. */
	struct instant counted;
	int64_t in_use, revoked;
};

/* Owned by the caller. */
char *metrics_text(struct metrics *metrics, struct instant now);
