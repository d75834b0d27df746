/*
 * The service itself, started in a directory of its own, with as many bodies as wanted: each owes a few reports a year and
 * has a feed; one more owes so many that its feed is of 50 KB. Dates go by today. Nothing is sent.
 */
#pragma once

#include <glib.h>

#include "peers.h"

#define RUNNING_LARGE "so-lon" /* the body with the large feed */
#define RUNNING_PLAN  "ke-hoach"

struct running {
	char *directory, *socket;
	int port, bodies;
	GPid pid;
};

/* `program`: deadlined. */
struct running *running_start(const char *program, int bodies);
void running_stop(struct running *running);

/* Makes a feed and returns its path: "/feeds/TOKEN.ics". */
char *running_feed(struct running *running, const char *scope, const char *target);

/* The first report of this body that is still awaited: an id. */
char *running_awaited(struct running *running, const char *agency);
/* Records it as submitted; returns when the answer is there. */
void running_submit(struct running *running, const char *id);
