#include "edge/http_wish.h"

#include <stdio.h>
#include <string.h>

static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };

static const char *skip(const char *p, const char *set)
{
	return p + strspn(p, set);
}

/* ---- encodings */

/* ";q=0.5" in thousandths; -1: not understood. None: 1. */
static int quality(const char *parameters)
{
	const char *p = skip(parameters, " \t");
	int value, digits = 100;

	if (*p == '\0')
		return 1000;
	if (*p != ';')
		return -1;
	p = skip(p + 1, " \t");
	if ((*p != 'q' && *p != 'Q') || p[1] != '=' || (p[2] != '0' && p[2] != '1'))
		return -1;
	value = (p[2] - '0') * 1000;
	p += 3;
	if (*p == '.') {
		for (p++; g_ascii_isdigit(*p) && digits > 0; p++, digits /= 10)
			value += (*p - '0') * digits;
	}
	return *skip(p, " \t") == '\0' && value <= 1000 ? value : -1;
}

bool http_wish_gzip(const char *accept)
{
	int gzip = -1, identity = -1, any = -1;

	if (accept == NULL)
		return false;
	for (const char *p = accept; *p != '\0'; p += *p == ',') {
		size_t length = strcspn(p, ",");
		g_autofree char *item = g_strndup(p, length);
		char *name = (char *)skip(item, " \t");
		size_t end = strcspn(name, " \t;");
		int q = quality(name + end);

		name[end] = '\0';
		p += length;
		if (g_ascii_strcasecmp(name, "gzip") == 0 || g_ascii_strcasecmp(name, "x-gzip") == 0)
			gzip = MAX(q, 0);
		else if (g_ascii_strcasecmp(name, "identity") == 0)
			identity = MAX(q, 0);
		else if (strcmp(name, "*") == 0)
			any = MAX(q, 0);
	}
	if (gzip < 0)
		gzip = MAX(any, 0);
	return gzip > 0 && gzip >= identity;
}

/* ---- what the reader has */

bool http_wish_names(const char *list, const char *etag)
{
	size_t length = strlen(etag);
	const char *p = skip(list, " \t,");

	if (*p == '*' && *skip(p + 1, " \t") == '\0')
		return true;
	while (*p != '\0') {
		const char *end;

		if (g_str_has_prefix(p, "W/"))
			p += 2;
		if (*p != '"' || (end = strchr(p + 1, '"')) == NULL)
			return false; /* no entity tag: what follows means nothing either */
		if ((size_t)(end + 1 - p) == length && memcmp(p, etag, length) == 0)
			return true;
		p = skip(end + 1, " \t,");
	}
	return false;
}

static int index_of(const char *const *names, int count, const char *name)
{
	for (int i = 0; i < count; i++) {
		if (strcmp(names[i], name) == 0)
			return i;
	}
	return -1;
}

/* RFC 850's years of two digits are those of 1970 to 2069. */
static int whole_year(int year)
{
	if (year >= 100)
		return year;
	return year < 70 ? year + 2000 : year + 1900;
}

bool http_wish_date(const char *text, struct instant *ret)
{
	int day, year, hour, minute, second, month, end = -1;
	g_autoptr(GDateTime) when = NULL;
	char name[4];

	if (strlen(text) > 40)
		return false;
	if (sscanf(text, "%*3[A-Za-z], %2d %3[A-Za-z] %4d %2d:%2d:%2d GMT%n", &day, name, &year, &hour, &minute, &second, &end) < 6 ||
	    end < 0) {
		end = -1;
		if (sscanf(text, "%*9[A-Za-z], %2d-%3[A-Za-z]-%2d %2d:%2d:%2d GMT%n", &day, name, &year, &hour, &minute, &second,
			   &end) < 6 || end < 0) {
			end = -1;
			if (sscanf(text, "%*3[A-Za-z] %3[A-Za-z] %2d %2d:%2d:%2d %4d%n", name, &day, &hour, &minute, &second, &year,
				   &end) < 6)
				return false;
		}
	}
	month = index_of(months, G_N_ELEMENTS(months), name) + 1;
	if (end < 0 || *skip(text + end, " ") != '\0' || month == 0 || second > 60)
		return false;
	when = g_date_time_new_utc(whole_year(year), month, day, hour, minute, MIN(second, 59));
	if (when == NULL)
		return false;
	ret->seconds = g_date_time_to_unix(when);
	return true;
}

const char *http_wish_format(struct instant when, char buffer[static HTTP_DATE_SIZE])
{
	g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(when.seconds);

	g_snprintf(buffer, HTTP_DATE_SIZE, "%s, %02d %s %04d %02d:%02d:%02d GMT", days[g_date_time_get_day_of_week(utc) - 1],
		   g_date_time_get_day_of_month(utc), months[g_date_time_get_month(utc) - 1], g_date_time_get_year(utc),
		   g_date_time_get_hour(utc), g_date_time_get_minute(utc), g_date_time_get_second(utc));
	return buffer;
}

/* ---- options */

static bool take_language(const char *value, struct feed_options *options)
{
	if (strcmp(value, "vi") != 0 && strcmp(value, "en") != 0)
		return false;
	options->language = *value == 'v' ? LANGUAGE_VI : LANGUAGE_EN;
	return true;
}

static bool take_windows(const char *value, struct feed_options *options)
{
	if (strcmp(value, "bar") == 0)
		options->windows = FEED_WINDOWS_BAR;
	else if (strcmp(value, "ends") == 0)
		options->windows = FEED_WINDOWS_ENDS;
	else if (strcmp(value, "none") == 0 || strcmp(value, "0") == 0)
		options->windows = FEED_WINDOWS_NONE;
	else
		return false;
	return true;
}

static bool take_switch(const char *value, bool *ret)
{
	if (strcmp(value, "0") != 0 && strcmp(value, "1") != 0)
		return false;
	*ret = *value == '1';
	return true;
}

bool http_wish_option(const char *name, const char *value, struct feed_options *options, bool *gzip)
{
	if (value == NULL)
		value = "";
	if (strcmp(name, "lang") == 0)
		return take_language(value, options);
	if (strcmp(name, "windows") == 0)
		return take_windows(value, options);
	if (strcmp(name, "alarms") == 0)
		return take_switch(value, &options->alarms);
	if (strcmp(name, "todo") == 0)
		return take_switch(value, &options->todos);
	if (strcmp(name, "open") == 0)
		return take_switch(value, &options->open_only);
	if (strcmp(name, "detail") == 0)
		return take_switch(value, &options->detail);
	if (strcmp(name, "gzip") != 0)
		return true;
	*gzip = false;
	return strcmp(value, "0") == 0;
}
