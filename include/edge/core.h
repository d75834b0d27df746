/*
 * The heart of the running service: one configuration with the store, templates and engine that serve it, opened, exchanged
 * and closed together. A reload is made beside what runs and takes its place only when all of it is good. Reads no clock.
 */
#pragma once

#include "engine/engine.h"
#include "engine/export.h"
#include "engine/links.h"
#include "engine/publish.h"

struct core {
	char *path;       /* of the configuration */
	char *store_path;
	struct config *config;
	struct store *store;
	struct templates *templates;
	struct engine *engine;
	struct engine_changes *changes; /* of the last load */
	struct feeds *feeds;   /* what every calendar is gathered from, files and addresses alike */
	struct export *export; /* NULL: feeds.directory is not set */
	struct links *links;   /* NULL: a store for a trial, or in memory, has no addresses */
	char *keyless;         /* why addresses are found but none can be made; NULL: they can */
	struct publish *publish;
	struct instant passes; /* when the next limit passes, for `feeds` */
	unsigned people;       /* as the calendars know them: engine_people() */
	unsigned plans;        /* likewise: how many there are, for a request adds one */
};

/* Opens the store and takes `config` (without errors; taken over) into service. `store_path` NULL: that of the settings; else
 * it is a trial, whose mails carry no addresses of feeds. */
bool core_open(struct core *core, const char *path, struct config *config, const char *store_path, struct instant now,
	       GError **error);
void core_close(struct core *core);

/* A configuration read beside the running one. `config` NULL: it had errors; `lines` is what there is to print. */
struct core_draft {
	struct config *config;
	GPtrArray *lines;
};

/* Reads the files again. False with DEADLINED_ERROR_CONFIG where they cannot replace the running ones; draft->lines then
 * holds every error. */
bool core_read(const struct core *core, struct core_draft *draft, GError **error);
/* Puts the draft into service; on an error everything stays as it was. Takes the draft's configuration. */
bool core_reload(struct core *core, struct core_draft *draft, struct instant now, GError **error);
void core_draft_clear(struct core_draft *draft);

/* Closes the store and opens it again, with the same configuration (an I/O error may pass). */
bool core_reopen(struct core *core, struct instant now, GError **error);

/* Tells files and addresses what was recorded and which limits have passed since the last call. Before either is looked at;
 * quick where nothing was. */
void core_freshen(struct core *core, struct instant now);
/* After feeds were gathered: they may know of an earlier limit. */
void core_gathered(struct core *core, struct instant now);

/* A feed by the token in its address, as links_find(). */
const struct subscription *core_feed_find(struct core *core, const char *token, GError **error);
/* As publish_look() and publish_build(), of facts as they are at `now`. */
struct publication *core_feed_look(struct core *core, const struct subscription *subscription, const struct feed_options *options,
				   struct instant now);
/* Before building: reads some of what it is built from. True where enough is read, or nothing can be. */
bool core_feed_ahead(struct core *core, const struct subscription *subscription, const struct feed_options *options,
		     struct instant now);
struct publication *core_feed_build(struct core *core, const struct subscription *subscription, const struct feed_options *options,
				    struct instant now, GError **error);
/* The page behind the feed's address, of which `token` is a part, asked for with these options: its HTML and the value of its
 * Content-Security-Policy. False with an error as publish_build(), or where a template is missing or broken. */
bool core_feed_page(struct core *core, const struct subscription *subscription, const char *token,
		    const struct feed_options *options, struct instant now, char **html, char **policy, GError **error);
/* It was given to a reader. */
void core_feed_served(struct core *core, const struct subscription *subscription, const struct feed_options *options,
		      const struct publication *publication, struct instant now);
