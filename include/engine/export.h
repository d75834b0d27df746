/*
 * Calendar feeds as files: all.ics, plan/ID.ics, agency/ID.ics, group/ID.ics. Each file is replaced whole (written beside
 * itself, then renamed) and only when its bytes differ, so that its modification time says when it last changed. Files are
 * 0640, directories 0750: for local readers, not for the web. Knows no clock: what is written is true at the time given.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "engine/feeds.h"
#include "model/config.h"

/* Every feed by the rules alone as at `at`: SEQUENCE 0, DTSTAMP and LAST-MODIFIED the configuration's newest time. */
bool export_files(const struct config *config, struct instant at, const char *directory, GError **error);

/* The service's own directory, kept in step with its store. Configuration and store outlive it; a reload makes a new one. */
struct export;

/* `config` names the directory (feeds.directory must be set) and its group; `feeds` is shared with whoever serves feeds
 * otherwise, and outlives it. Nothing is written yet; every feed is due. */
struct export *export_new(const struct config *config, struct feeds *feeds);
void export_free(struct export *export);

/* What stands on these keys (struct feed_key, as feeds_touch() gives them) is due. */
void export_touch(struct export *export, const GArray *keys);

/* Brings at most `most` feeds that are due up to date (0: all). `*left` (may be NULL): how many remain; call again. With a
 * day's first call all are due; the first call of all also removes files of feeds there are no more. On an error what
 * could not be written stays due. */
bool export_run(struct export *export, struct instant now, int most, int *left, GError **error);

/* When to call again though nothing is touched: at once while feeds are due, a minute after an error, else when a limit is
 * passed or a day begins. */
struct instant export_next(const struct export *export, struct instant now);

typedef struct export export_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(export_t, export_free)
