/*
 * The engine: given `now`, compares what should have been said with what the store says was said, writes what is missing
 * as mail into the outbox, and answers when to ask again. Owns nothing it is given: store and templates outlive it, the
 * configuration is replaced by engine_load. Never reads a clock, opens a socket, or logs: what is worth a line in the log
 * is handed out as events.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/config.h"
#include "render/template.h"
#include "store/facts.h"
#include "store/store.h"

struct engine;
struct links;

struct engine *engine_new(struct store *store, struct templates *templates);
/* An engine on the same store that is to take the place of `running`, with other templates: its first engine_load is a
 * reload, and a relay that backs off goes on doing so. Events and touched occurrences stay where they are. */
struct engine *engine_successor(const struct engine *running, struct templates *templates);
void engine_free(struct engine *engine);

/* The addresses of feeds, lent: with them mails say the recipient's own, and /v1/feed answers. A successor has them, too.
 * NULL, as it begins: no mail carries a link. */
void engine_use_links(struct engine *engine, struct links *links);
struct links *engine_links(const struct engine *engine);

/* What a load changed; arrays of ids (char *). */
struct engine_changes {
	GPtrArray *created, *moved, *removed, *withdrawn, *resumed, *kept; /* kept: touched, the files now say otherwise */
	int unsettled, undated;
	bool first; /* the store was empty */
};

struct engine_changes *engine_changes_new(void);
void engine_changes_free(struct engine_changes *changes);

/* Takes a configuration into service (start, reload): one transaction that brings occurrences and agenda in step with the
 * files up to the horizon. `config` is borrowed until the next load. Unchanged files write no row. On an error the old
 * configuration stays in force. `changes` may be NULL. */
bool engine_load(struct engine *engine, const struct config *config, struct instant now, struct engine_changes *changes,
		 GError **error);

/* Makes a trial store believe that all of `config` was created long before and everything with a moment before `from` was
 * said in time (preview). Once, on an empty store, in place of the first engine_load. */
bool engine_load_in_time(struct engine *engine, const struct config *config, struct instant from, GError **error);

/* One full pass. `*next`: the next moment at which something is due (planning or outbox); INSTANT_NEVER: nothing. Also
 * extends the horizon as days go by. Two ticks at the same `now` change nothing the second time. */
bool engine_tick(struct engine *engine, struct instant now, struct instant *next, GError **error);

const struct config *engine_config(const struct engine *engine);
struct store *engine_store(const struct engine *engine);

enum engine_event_kind {
	EVENT_PLANNED, EVENT_SENT, EVENT_DEFERRED, EVENT_REFUSED, EVENT_UNCERTAIN, EVENT_SUPERSEDED, EVENT_HELD,
	EVENT_UNADDRESSED, EVENT_LOADED, EVENT_ORDER
};

/* For the log: one line each, fields absent are NULL or 0. */
struct engine_event {
	enum engine_event_kind kind;
	char *occurrence, *agency, *recipient, *step, *reply;
	int64_t mail;
	int code;
	struct instant next; /* what happens next, where something does */
	char *text;          /* the sentence */
};

void engine_event_free(struct engine_event *event);
/* The events since the last call, oldest first; array owned by the caller. */
GPtrArray *engine_take_events(struct engine *engine);

/* Occurrences whose facts changed since the last call (ids; feeds re-render what they touch). */
GPtrArray *engine_take_touched(struct engine *engine);
bool engine_has_touched(const struct engine *engine);
/* How often people were recorded for positions since the engine was made: another number, other people. */
unsigned engine_people(const struct engine *engine);

typedef struct engine engine_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(engine_t, engine_free)
typedef struct engine_changes engine_changes_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(engine_changes_t, engine_changes_free)
