/* The words of model/due.h: rhythm, due rule and data window as an administrator writes them. */
#include <stdarg.h>
#include <string.h>

#include "base/error.h"
#include "model/due.h"

enum { YEAR_MIN = 1900, YEAR_MAX = 2199, COUNT_MAX = 3650 };

#define FORMS "none | event | before DATE | by DATE [at HH:MM] | in YYYY | in M/YYYY | within N [working] days [of DATE]"
#define DATES "D/M/YYYY, YYYY-MM-DD, D/M [next year], D or last [next month], date"

/* A rule being read: `at` moves through the words, which are separated by single blanks. */
struct reader {
	char **at;
	const char *text;
	const struct rhythm *rhythm;
	GError **error;
};

static bool refuse(const struct reader *reader, const char *format, ...) G_GNUC_PRINTF(2, 3);

static bool refuse(const struct reader *reader, const char *format, ...)
{
	g_autofree char *why = NULL;
	va_list arguments;

	va_start(arguments, format);
	why = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	g_set_error(reader->error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG, "'%s': %s", reader->text, why);
	return false;
}

static bool take(struct reader *reader, const char *word)
{
	if (*reader->at == NULL || strcmp(*reader->at, word) != 0)
		return false;
	reader->at++;
	return true;
}

/* One to `width` digits and nothing else; -1: not a number. */
static int number(const char *text, size_t width)
{
	int value = 0;

	if (*text == '\0' || strlen(text) > width)
		return -1;
	for (; *text != '\0'; text++) {
		if (!g_ascii_isdigit(*text))
			return -1;
		value = value * 10 + (*text - '0');
	}
	return value;
}

/* "D/M" of some year, 29/2 included. */
static bool day_month(const char *text, int *day, int *month)
{
	g_auto(GStrv) parts = g_strsplit(text, "/", -1);

	if (g_strv_length(parts) != 2)
		return false;
	*day = number(parts[0], 2);
	*month = number(parts[1], 2);
	return civil_is_set(civil_make(2000, *month, *day));
}

static bool is_once(const struct reader *reader)
{
	return reader->rhythm->every == EVERY_ONCE;
}

static bool full_date(struct reader *reader, struct civil date, struct due *ret)
{
	if (!is_once(reader))
		return refuse(reader, "a date with its year comes once: use every = \"once\", or leave the year out");
	ret->date = DUE_DATE_FULL;
	civil_split(date, &ret->year, &ret->month, &ret->day);
	if (ret->year < YEAR_MIN || ret->year > YEAR_MAX)
		return refuse(reader, "the year must be one of %d to %d", YEAR_MIN, YEAR_MAX);
	return true;
}

static bool yearly_date(struct reader *reader, struct due *ret)
{
	enum every every = reader->rhythm->every;

	if (every != EVERY_YEAR && every != EVERY_NINE_MONTHS && every != EVERY_ONCE)
		return refuse(reader, "a day and month fit every = \"year\", \"nine-months\" or \"once\": give the day alone, or \"date\" "
				      "with an RRULE");
	ret->date = DUE_DATE_DAY_MONTH;
	if (take(reader, "next")) {
		ret->next = true;
		if (!take(reader, "year"))
			return refuse(reader, "after a day and month only \"next year\" is known");
	}
	return true;
}

static bool monthly_date(struct reader *reader, struct due *ret)
{
	if (reader->rhythm->every == EVERY_ONCE || reader->rhythm->every == EVERY_RRULE)
		return refuse(reader, "a day without a month fits month, quarter, half-year, nine-months and year: %s",
			      reader->rhythm->every == EVERY_ONCE ? "give the whole date" : "with an RRULE write \"date\"");
	ret->date = DUE_DATE_DAY;
	if (ret->day > 31 || ret->day < 0)
		return refuse(reader, "no month has such a day");
	if (take(reader, "next")) {
		ret->next = true;
		if (!take(reader, "month"))
			return refuse(reader, "after a day only \"next month\" is known");
	}
	return true;
}

static bool read_date(struct reader *reader, struct due *ret)
{
	struct civil date;
	const char *word = *reader->at;

	if (word == NULL)
		return refuse(reader, "a date is missing at its end: one of %s", DATES);
	reader->at++;
	if (strcmp(word, "date") == 0) {
		ret->date = DUE_DATE_OF_RULE;
		return reader->rhythm->every == EVERY_RRULE ||
		       refuse(reader, "\"date\" is the day an RRULE names: use every = \"RRULE:…\" or write the day");
	}
	if (civil_parse(word, &date))
		return full_date(reader, date, ret);
	if (day_month(word, &ret->day, &ret->month))
		return yearly_date(reader, ret);
	ret->month = 0;
	ret->day = strcmp(word, "last") == 0 ? 0 : number(word, 2);
	if (ret->day == 0 && strcmp(word, "last") != 0)
		return refuse(reader, "no month has a day 0");
	if (ret->day >= 0)
		return monthly_date(reader, ret);
	return refuse(reader, "'%s' is no date of any year: write one of %s", word, DATES);
}

/* HH:MM, 00:01 to 24:00: at 00:00 the day named would lie outside the time. */
static bool read_minute(struct reader *reader, struct due *ret)
{
	g_auto(GStrv) parts = g_strsplit(*reader->at != NULL ? *reader->at : "", ":", -1);
	int hour, minute;

	if (g_strv_length(parts) != 2 || strlen(parts[0]) != 2 || strlen(parts[1]) != 2)
		return refuse(reader, "\"at\" takes a time as HH:MM");
	hour = number(parts[0], 2);
	minute = number(parts[1], 2);
	if (hour < 0 || minute < 0 || minute > 59 || hour * 60 + minute > 1440)
		return refuse(reader, "there is no time %s: use 00:01 to 24:00", *reader->at);
	if (hour + minute == 0)
		return refuse(reader, "00:00 leaves nothing of that day: write \"before\" and the date");
	ret->minute = hour * 60 + minute;
	reader->at++;
	return true;
}

static bool read_in(struct reader *reader, struct due *ret)
{
	const char *word = *reader->at != NULL ? *reader->at : "";
	g_auto(GStrv) parts = g_strsplit(word, "/", -1);
	guint count = g_strv_length(parts);

	if (!is_once(reader))
		return refuse(reader, "\"in\" a year or month comes once: use every = \"once\", or \"none\" for a duty without a day");
	ret->kind = count == 2 ? DUE_IN_MONTH : DUE_IN_YEAR;
	ret->year = count > 0 && strlen(parts[count - 1]) == 4 ? number(parts[count - 1], 4) : -1;
	ret->month = count == 2 ? number(parts[0], 2) : 0;
	if (count < 1 || count > 2 || ret->year < YEAR_MIN || ret->year > YEAR_MAX || (count == 2 && (ret->month < 1 || ret->month > 12)))
		return refuse(reader, "\"in\" takes a year or a month of one: in 2030, in 6/2030");
	reader->at++;
	return true;
}

static bool read_within(struct reader *reader, struct due *ret)
{
	ret->kind = DUE_WITHIN;
	ret->count = *reader->at != NULL ? number(*reader->at, 5) : -1;
	if (ret->count < 1 || ret->count > COUNT_MAX)
		return refuse(reader, "\"within\" takes a number of days from 1 to %d", COUNT_MAX);
	reader->at++;
	ret->working_days = take(reader, "working");
	if (!take(reader, "days") && !take(reader, "day"))
		return refuse(reader, "\"within\" counts \"days\" or \"working days\"");
	if (take(reader, "of"))
		return read_date(reader, ret);
	if (reader->rhythm->every == EVERY_RRULE)
		return refuse(reader, "with an RRULE there is no data window to count from: add \"of date\"");
	return true;
}

static bool read_by(struct reader *reader, struct due *ret)
{
	ret->kind = DUE_BY;
	return read_date(reader, ret) && (!take(reader, "at") || read_minute(reader, ret));
}

static bool read_rule(struct reader *reader, struct due *ret)
{
	if (take(reader, "none"))
		ret->kind = DUE_NONE;
	else if (take(reader, "event"))
		ret->kind = DUE_EVENT;
	else if (take(reader, "in"))
		return read_in(reader, ret);
	else if (take(reader, "within"))
		return read_within(reader, ret);
	else if (take(reader, "before"))
		return read_date(reader, ret);
	else if (take(reader, "by"))
		return read_by(reader, ret);
	else
		return refuse(reader, "not a due rule: write one of %s", FORMS);
	return true;
}

bool due_parse(const char *text, const struct rhythm *rhythm, struct due *ret, GError **error)
{
	g_auto(GStrv) words = g_strsplit_set(text, " \t", -1);
	struct reader reader = { words, text, rhythm, error };
	struct due due = { .kind = DUE_BEFORE, .date = DUE_DATE_ABSENT, .minute = -1 };
	char **from = words, **to = words;

	for (; *from != NULL; from++) { /* drop the empty words of repeated blanks */
		if (**from == '\0')
			g_free(*from);
		else
			*to++ = *from;
	}
	*to = NULL;
	if (!read_rule(&reader, &due))
		return false;
	if (*reader.at != NULL)
		return refuse(&reader, "'%s' does not belong here: write one of %s", *reader.at, FORMS);
	due.text = g_strjoinv(" ", words);
	*ret = due;
	return true;
}

void due_clear(struct due *due)
{
	g_clear_pointer(&due->text, g_free);
}

static bool refuse_window(const char *text, const char *why, GError **error)
{
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG, "'%s': %s", text, why);
	return false;
}

static bool range_parse(const char *text, struct data_window *ret)
{
	g_auto(GStrv) ends = g_strsplit(text, "..", -1);

	return g_strv_length(ends) == 2 && day_month(ends[0], &ret->first_day, &ret->first_month) &&
	       day_month(ends[1], &ret->last_day, &ret->last_month);
}

bool data_window_parse(const char *text, const struct rhythm *rhythm, struct data_window *ret, GError **error)
{
	struct data_window window = { .kind = WINDOW_RANGE };
	enum every every = rhythm->every;

	if (every == EVERY_RRULE)
		return refuse_window(text, "a day named by an RRULE has no data window: leave the key out", error);
	if (strcmp(text, "calendar") == 0) {
		window.kind = WINDOW_CALENDAR;
	} else if (strcmp(text, "decree-09") == 0) {
		window.kind = WINDOW_DECREE_09;
		if (every != EVERY_MONTH && every != EVERY_QUARTER && every != EVERY_HALF_YEAR && every != EVERY_YEAR)
			return refuse_window(text, "Decree 09/2019 knows windows of a month, quarter, half-year and year only: give the "
						   "window the document states", error);
	} else if (!range_parse(text, &window)) {
		return refuse_window(text, "not a window: write calendar, decree-09 or D/M..D/M", error);
	} else if (every != EVERY_YEAR) {
		return refuse_window(text, "a window D/M..D/M fits every = \"year\" only", error);
	}
	*ret = window;
	return true;
}
