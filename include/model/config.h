/*
 * Loads the configuration: the main file, its includes and the holiday files, into settings, definitions and a calendar,
 * collecting every error and warning on the way. The result is one immutable object owned by the caller; a reload makes a
 * new one beside it. Touches nothing but the files it reads: no store, no network, no clock.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/calendar.h"
#include "model/plan.h"
#include "model/problem.h"
#include "model/settings.h"

/* One file as it was read. */
struct config_source {
	char *path;     /* as messages name it */
	bool calendar;  /* a holiday file */
	GBytes *text;
};

struct config {
	char *path;
	struct settings settings;
	struct definitions *definitions;
	struct calendar *calendar;
	struct problems *problems;       /* what was found; with an error in it the object must not be put to work */
	struct instant newest;    /* newest modification time of the files read */
	GPtrArray *sources;       /* struct config_source *, in the order of reading: the main file first; never changed */
};

/* Never NULL. Also runs the checks that need everything: references, cycles, limits before their period, steps that can
 * never come, gaps of fewer than 4 working days between an input and its consolidation, years without holiday data. */
struct config *config_load(const char *path);
/* The same from a text in memory, without the files it names. */
struct config *config_read_text(const char *path, const char *text, size_t length);
/* The same object once more from the files as they were read, which may have changed since: another thread may so have one of
 * its own. Warnings about files that are not there are not repeated. */
struct config *config_reread(const char *path, const GPtrArray *sources, struct instant newest);
void config_free(struct config *config);
bool config_ok(const struct config *config); /* no error */

/* Every key there is, by its dotted name: "timezone", "mail.relay", "agency.id", "obligation.due". */
typedef void config_key_visitor(const char *dotted, void *data);
void config_each_key(config_key_visitor *visit, void *data);

typedef struct config config_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(config_t, config_free)
