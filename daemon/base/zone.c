#include "base/zone.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"

struct zone {
	GTimeZone *tz;
	char *name;
};

static bool name_is_safe(const char *name)
{
	const char *p;

	if (*name == '\0' || *name == '/' || strstr(name, "..") != NULL)
		return false;
	for (p = name; *p != '\0'; p++)
		if (!g_ascii_isalnum(*p) && strchr("_+/-", *p) == NULL)
			return false;
	return true;
}

/* GLib aborts its caller's patience with a CRITICAL on a file that is not TZif; look first. */
static bool file_is_tzif(const char *name)
{
	g_autofree char *path = g_build_filename("/usr/share/zoneinfo", name, NULL);
	char magic[4] = "";
	FILE *file = fopen(path, "re");
	bool ok;

	if (file == NULL)
		return false;
	ok = fread(magic, 1, sizeof magic, file) == sizeof magic && memcmp(magic, "TZif", sizeof magic) == 0;
	fclose(file);
	return ok;
}

struct zone *zone_open(const char *name, GError **error)
{
	struct zone *zone;
	GTimeZone *tz = NULL;

	if (name_is_safe(name) && file_is_tzif(name))
		tz = g_time_zone_new_identifier(name);
	if (tz == NULL) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG,
			    "no time zone '%s' on this system: use a name of the tz database such as Asia/Ho_Chi_Minh",
			    name);
		return NULL;
	}
	zone = g_new0(struct zone, 1);
	zone->tz = tz;
	zone->name = g_strdup(name);
	return zone;
}

void zone_free(struct zone *zone)
{
	if (zone == NULL)
		return;
	g_time_zone_unref(zone->tz);
	g_free(zone->name);
	g_free(zone);
}

const char *zone_name(const struct zone *zone)
{
	return zone->name;
}

static const int64_t UNIX_DAY = 719163; /* struct civil of 1970-01-01 */

static int offset_at(const struct zone *zone, int64_t utc)
{
	return g_time_zone_get_offset(zone->tz, g_time_zone_find_interval(zone->tz, G_TIME_TYPE_UNIVERSAL, utc));
}

struct instant zone_instant(const struct zone *zone, struct civil date, int minute)
{
	gint64 local = ((int64_t)date.day - UNIX_DAY) * 86400 + (int64_t)minute * 60;
	int interval = g_time_zone_adjust_time(zone->tz, G_TIME_TYPE_STANDARD, &local);

	return (struct instant){ local - g_time_zone_get_offset(zone->tz, interval) };
}

struct civil zone_civil(const struct zone *zone, struct instant when)
{
	int64_t local = when.seconds + offset_at(zone, when.seconds);
	int64_t day = local >= 0 ? local / 86400 : -((86399 - local) / 86400);

	return (struct civil){ (int32_t)(day + UNIX_DAY) };
}

int zone_minute(const struct zone *zone, struct instant when)
{
	int64_t local = when.seconds + offset_at(zone, when.seconds);

	return (int)(((local % 86400) + 86400) % 86400 / 60);
}

const char *zone_format(const struct zone *zone, struct instant when, char buffer[static INSTANT_SIZE])
{
	int offset, seconds, magnitude;
	char date[CIVIL_SIZE];
	int64_t local;

	buffer[0] = '\0';
	if (!instant_is_set(when) || when.seconds == INT64_MAX)
		return buffer;
	offset = offset_at(zone, when.seconds);
	local = when.seconds + offset;
	seconds = (int)(((local % 86400) + 86400) % 86400);
	magnitude = offset < 0 ? -offset : offset;
	civil_format(zone_civil(zone, when), date);
	snprintf(buffer, INSTANT_SIZE, "%sT%02d:%02d:%02d%c%02d:%02d", date, seconds / 3600, seconds / 60 % 60, seconds % 60,
		 offset < 0 ? '-' : '+', magnitude / 3600 % 100, magnitude / 60 % 60);
	return buffer;
}

/* Reads "hh:mm[:ss]" into seconds of the day; returns what follows, NULL where it does not fit. */
static const char *parse_clock(const char *text, int *seconds)
{
	int h, m, s = 0, n = 0;

	if (sscanf(text, "%2d:%2d%n", &h, &m, &n) != 2 || n != 5)
		return NULL;
	text += n;
	if (*text == ':') {
		if (sscanf(text, ":%2d%n", &s, &n) != 1 || n != 3)
			return NULL;
		text += n;
	}
	if (h < 0 || h > 23 || m < 0 || m > 59 || s < 0 || s > 59)
		return NULL;
	*seconds = h * 3600 + m * 60 + s;
	return text;
}

bool zone_parse(const struct zone *zone, const char *text, struct instant *ret)
{
	g_autofree char *head = g_strndup(text, 10);
	struct civil date;
	int seconds = 0, oh, om, n = 0;
	const char *rest;

	if (!civil_parse(head, &date))
		return false;
	if (strlen(text) == 10) {
		*ret = zone_instant(zone, date, 0);
		return true;
	}
	if (text[10] != 'T' || (rest = parse_clock(text + 11, &seconds)) == NULL)
		return false;
	if (*rest == '\0') {
		*ret = instant_add(zone_instant(zone, date, seconds / 60), seconds % 60);
		return true;
	}
	*ret = (struct instant){ ((int64_t)date.day - UNIX_DAY) * 86400 + seconds };
	if (strcmp(rest, "Z") == 0)
		return true;
	if ((*rest != '+' && *rest != '-') || sscanf(rest + 1, "%2d:%2d%n", &oh, &om, &n) != 2 || rest[1 + n] != '\0')
		return false;
	*ret = instant_add(*ret, (*rest == '+' ? -1 : 1) * (oh * 3600 + om * 60));
	return true;
}
