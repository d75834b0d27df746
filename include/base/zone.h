/*
 * An instant (UTC) and the time zone that joins it to a calendar date and a minute of the day. A zone is opened once at
 * start and shared read-only. Never reads the clock: "now" is always an argument. A zeroed instant is "no instant".
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/civil.h"

struct instant {
	int64_t seconds; /* since 1970-01-01T00:00:00Z; 0 = no instant */
};

#define INSTANT_NONE ((struct instant){ 0 })
#define INSTANT_NEVER ((struct instant){ INT64_MAX }) /* later than every other */
#define INSTANT_SIZE 32 /* YYYY-MM-DDThh:mm:ss+hh:mm and its NUL */

struct zone;

/* `name` of the tz database ("Asia/Ho_Chi_Minh"). Refuses names outside [A-Za-z0-9_+/-], with "..", and files that are
 * not TZif (RFC 8536), before GLib sees them. */
struct zone *zone_open(const char *name, GError **error);
void zone_free(struct zone *zone);
const char *zone_name(const struct zone *zone);

/* The instant at `minute` (0..1440) of the local day; where a clock change skips it, the first instant after. */
struct instant zone_instant(const struct zone *zone, struct civil date, int minute);
struct civil zone_civil(const struct zone *zone, struct instant when);
int zone_minute(const struct zone *zone, struct instant when);

/* YYYY-MM-DDThh:mm:ss+07:00; "" for no instant. Returns `buffer`. */
const char *zone_format(const struct zone *zone, struct instant when, char buffer[static INSTANT_SIZE]);

/* YYYY-MM-DDThh:mm[:ss][Z|+hh:mm], YYYY-MM-DD (its first instant); without an offset, local to the zone. */
bool zone_parse(const struct zone *zone, const char *text, struct instant *ret);

static inline bool instant_is_set(struct instant when) { return when.seconds != 0; }
static inline bool instant_before(struct instant a, struct instant b) { return a.seconds < b.seconds; }
static inline bool instant_equal(struct instant a, struct instant b) { return a.seconds == b.seconds; }
static inline struct instant instant_add(struct instant when, int64_t seconds) { return (struct instant){ when.seconds + seconds }; }
static inline struct instant instant_min(struct instant a, struct instant b) { return a.seconds < b.seconds ? a : b; }
static inline struct instant instant_max(struct instant a, struct instant b) { return a.seconds > b.seconds ? a : b; }


typedef struct zone zone_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(zone_t, zone_free)
