#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "render/words.h"

static const char *const quarters_vi[] = { "I", "II", "III", "IV" };
static const char *const quarters_en[] = { "first", "second", "third", "fourth" };

static char *part_of_year(enum language language, int year, const char *part)
{
	static const struct { const char *part, *vi, *en; } halves[] = {
		{ "H1", "6 tháng đầu năm %d", "first half of %d" },
		{ "H2", "6 tháng cuối năm %d", "second half of %d" },
		{ "9M", "9 tháng đầu năm %d", "first nine months of %d" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(halves); i++) {
		g_autofree char *before = NULL;
		const char *format = language == LANGUAGE_EN ? halves[i].en : halves[i].vi;

		if (strcmp(part, halves[i].part) != 0)
			continue;
		before = g_strndup(format, strlen(format) - 2); /* all end in the year */
		return g_strdup_printf("%s%d", before, year);
	}
	if (part[0] != 'Q' || part[1] < '1' || part[1] > '4' || part[2] != '\0')
		return NULL;
	if (language == LANGUAGE_EN)
		return g_strdup_printf("%s quarter of %d", quarters_en[part[1] - '1'], year);
	return g_strdup_printf("quý %s năm %d", quarters_vi[part[1] - '1'], year);
}

static char *month(enum language language, int year, int number)
{
	struct civil first = civil_make(year, number, 1);
	g_autofree char *day = NULL;

	if (!civil_is_set(first))
		return NULL;
	day = words_date_long(language, first); /* "ngày 01 tháng …", "1 November …" */
	return g_strdup(strstr(day, language == LANGUAGE_EN ? " " : "tháng") + (language == LANGUAGE_EN));
}

/* ISO 8601 week: the one that holds 4 January is the first. */
static char *week(enum language language, int year, int number)
{
	struct civil fourth = civil_make(year, 1, 4);
	struct civil monday = civil_add(fourth, (number - 1) * 7 - ((int)civil_weekday(fourth) - 1));
	g_autofree char *range = words_range(language, monday, civil_add(monday, 6));
	char **days;
	char *text;

	if (language != LANGUAGE_EN)
		return g_strdup_printf("tuần %s", range);
	days = g_strsplit(range, " to ", 2);
	text = g_strdup_printf("week of %s–%s", days[0], days[1]);
	g_strfreev(days);
	return text;
}

static char *years(enum language language, int first, int last)
{
	return g_strdup_printf(language == LANGUAGE_EN ? "%d–%d" : "giai đoạn %d - %d", first, last);
}

/* "mid-term", "final", both with or without years behind: "mid-term-2021-2025". */
static char *review(enum language language, const char *label)
{
	bool middle = g_str_has_prefix(label, "mid-term");
	const char *rest = label + strlen(middle ? "mid-term" : "final");
	const char *words = language == LANGUAGE_EN ? (middle ? "mid-term review" : "final review")
						    : (middle ? "sơ kết giữa kỳ" : "tổng kết");
	g_autofree char *span = *rest == '-' || *rest == '/' ? words_period(language, rest + 1) : NULL;

	if (span != NULL)
		return g_strdup_printf("%s %s", words, span);
	return *rest == '\0' ? g_strdup(words) : NULL;
}

static bool digits(const char *text, int count)
{
	for (int i = 0; i < count; i++) {
		if (!g_ascii_isdigit(text[i]))
			return false;
	}
	return true;
}

static char *named_day(enum language language, const char *label)
{
	struct civil day;
	g_autofree char *text = NULL;

	if (!civil_parse(label, &day))
		return NULL;
	text = words_date_short(language, day);
	return language == LANGUAGE_EN ? g_steal_pointer(&text) : g_strdup_printf("ngày %s", text);
}

char *words_period(enum language language, const char *label)
{
	size_t length = label != NULL ? strlen(label) : 0;
	int year;

	if (label != NULL && (g_str_has_prefix(label, "mid-term") || g_str_has_prefix(label, "final")))
		return review(language, label);
	if (length < 4 || !digits(label, 4))
		return NULL;
	year = atoi(label);
	if (length == 4)
		return g_strdup_printf(language == LANGUAGE_EN ? "%d" : "năm %d", year);
	if (length == 9 && strchr("-/", label[4]) != NULL && digits(label + 5, 4))
		return years(language, year, atoi(label + 5));
	if (label[4] != '-')
		return NULL;
	if (length == 7 && digits(label + 5, 2))
		return month(language, year, atoi(label + 5));
	if (length == 8 && label[5] == 'W' && digits(label + 6, 2) && atoi(label + 6) >= 1 && atoi(label + 6) <= 53)
		return week(language, year, atoi(label + 6));
	if (length == 10)
		return named_day(language, label);
	return part_of_year(language, year, label + 5);
}

char *words_for_period(enum language language, const char *label)
{
	g_autofree char *words = words_period(language, label);

	if (words == NULL || language != LANGUAGE_EN)
		return g_steal_pointer(&words);
	if (g_str_has_prefix(words, "first ") || g_str_has_prefix(words, "second ") || g_str_has_prefix(words, "third ") ||
	    g_str_has_prefix(words, "fourth ") || g_str_has_prefix(words, "week ") || g_str_has_prefix(words, "mid-term") ||
	    g_str_has_prefix(words, "final"))
		return g_strdup_printf("for the %s", words);
	return g_strdup_printf("for %s", words);
}

/* As text_fold, every dash the same: titles write «2021 – 2025». */
static char *folded(const char *text)
{
	g_autofree char *fold = text_fold(text);
	g_auto(GStrv) pieces = g_strsplit(fold, "–", -1);

	return g_strjoinv("-", pieces);
}

/* Is there a letter, a figure or a dash (the end of a span of years) before or behind? */
static bool joined(const char *text, const char *from, const char *to)
{
	const char *before = from, *after = to;

	while (before > text && before[-1] == ' ')
		before--;
	while (*after == ' ')
		after++;
	if ((before > text && before[-1] == '-') || *after == '-')
		return true;
	return (from > text && g_ascii_isalnum(from[-1])) || g_ascii_isalnum(*to);
}

/* A title that ends in the very words, behind a blank and a letter. */
static bool ends_in(const char *title, const char *words)
{
	size_t length = strlen(title), tail = strlen(words);

	return length > tail + 1 && strcmp(title + length - tail, words) == 0 && title[length - tail - 1] == ' ' &&
	       g_ascii_isalpha(title[length - tail - 2]);
}

static bool holds_words(const char *title, const char *words)
{
	g_autofree char *where = NULL, *what = NULL;
	size_t length;

	if (ends_in(title, words))
		return true;
	where = folded(title);
	what = folded(words);
	length = strlen(what);
	for (const char *found = strstr(where, what); found != NULL; found = strstr(found + 1, what)) {
		if (!joined(where, found, found + length))
			return true;
	}
	return false;
}

/* The words of a label that begins with a year have figures, most titles none. */
static bool cannot_hold(const char *title, const char *label)
{
	return label != NULL && g_ascii_isdigit(*label) && strpbrk(title, "0123456789") == NULL;
}

bool words_title_holds(const char *title, const char *label)
{
	if (cannot_hold(title, label))
		return false;
	for (enum language language = LANGUAGE_VI; language <= LANGUAGE_EN; language++) {
		g_autofree char *words = words_period(language, label);

		if (words != NULL && holds_words(title, words))
			return true;
	}
	return false;
}

char *words_obligation_period(enum language language, const char *title, const char *label)
{
	g_autofree char *words = words_period(language, label);

	if (words == NULL || words_title_holds(title, label))
		return g_strdup(title);
	return g_strdup_printf(language == LANGUAGE_EN ? "%s, %s" : "%s %s", title, words);
}
