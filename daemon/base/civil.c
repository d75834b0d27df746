#include "base/civil.h"

#include <glib.h>
#include <string.h>

struct civil civil_make(int year, int month, int day)
{
	GDate date;

	if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
		return CIVIL_NONE;
	if (!g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
		return CIVIL_NONE;
	g_date_clear(&date, 1);
	g_date_set_dmy(&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
	return (struct civil){ (int32_t)g_date_get_julian(&date) };
}

struct civil civil_clamp(int year, int month, int day)
{
	int last;

	if (year < 1 || year > 9999 || month < 1 || month > 12)
		return CIVIL_NONE;
	last = civil_month_days(year, month);
	return civil_make(year, month, day > last ? last : day);
}

void civil_split(struct civil date, int *year, int *month, int *day)
{
	GDate split;

	*year = *month = *day = 0;
	if (!civil_is_set(date) || date.day < 0)
		return;
	g_date_clear(&split, 1);
	g_date_set_julian(&split, (guint32)date.day);
	*year = g_date_get_year(&split);
	*month = (int)g_date_get_month(&split);
	*day = g_date_get_day(&split);
}

int civil_year(struct civil date)
{
	int year, month, day;

	civil_split(date, &year, &month, &day);
	return year;
}

/* 1 January of year 1 was a Monday. */
enum weekday civil_weekday(struct civil date)
{
	return (enum weekday)((date.day - 1) % 7 + 1);
}

int civil_month_days(int year, int month)
{
	return g_date_get_days_in_month((GDateMonth)month, (GDateYear)year);
}

/* At most `width` digits, at least one; -1 where there is none. Moves `*text` behind them. */
static int digits(const char **text, int width)
{
	int value = 0, n = 0;

	while (n < width && g_ascii_isdigit(**text)) {
		value = value * 10 + (**text - '0');
		(*text)++;
		n++;
	}
	return n > 0 ? value : -1;
}

bool civil_parse(const char *text, struct civil *ret)
{
	int a, b, c;
	bool iso = strlen(text) == 10 && text[4] == '-';
	char separator = iso ? '-' : '/';

	a = digits(&text, iso ? 4 : 2);
	if (a < 0 || *text++ != separator)
		return false;
	b = digits(&text, 2);
	if (b < 0 || *text++ != separator)
		return false;
	c = digits(&text, iso ? 2 : 4);
	if (c < 0 || *text != '\0' || (!iso && c < 1000))
		return false;
	*ret = iso ? civil_make(a, b, c) : civil_make(c, b, a);
	return civil_is_set(*ret);
}

/* Days are written by the thousand into one statement or page: printf would be most of the time. */
static void put_digits(char *text, int width, unsigned value)
{
	for (; width > 0; value /= 10)
		text[--width] = (char)('0' + value % 10);
}

const char *civil_format(struct civil date, char buffer[static CIVIL_SIZE])
{
	int year, month, day;

	buffer[0] = '\0';
	if (!civil_is_set(date))
		return buffer;
	civil_split(date, &year, &month, &day);
	put_digits(buffer, 4, (unsigned)year);
	buffer[4] = '-';
	put_digits(buffer + 5, 2, (unsigned)month);
	buffer[7] = '-';
	put_digits(buffer + 8, 2, (unsigned)day);
	buffer[10] = '\0';
	return buffer;
}
