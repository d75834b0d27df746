/* The rhythm of model/due.h. Of recurrence rules (RFC 5545, 3.3.10) only what the expander does right is let in: the library
 * takes no date-by-date rule of hours or seconds in bounded time, ignores BYSETPOS in weekly rules, misreads numbers out of
 * range, and its lunar calendars are not Vietnam's. */
#include <string.h>

#include "base/error.h"
#include "model/due.h"

enum part { PART_FREQ, PART_INTERVAL, PART_COUNT, PART_UNTIL, PART_WKST, PART_BYDAY, PART_BYMONTHDAY, PART_BYYEARDAY, PART_BYWEEKNO,
	    PART_BYMONTH, PART_BYSETPOS, PART_RSCALE, PART_SKIP, PARTS };
enum freq { FREQ_YEARLY, FREQ_MONTHLY, FREQ_WEEKLY, FREQ_DAILY };

static const char *const part_names[PARTS] = { "FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTHDAY", "BYYEARDAY",
					       "BYWEEKNO", "BYMONTH", "BYSETPOS", "RSCALE", "SKIP" };

struct rule {
	const char *text;
	char *part[PARTS]; /* values, owned; NULL: absent */
	enum freq freq;
	GError **error;
};

static bool refuse(const struct rule *rule, const char *why)
{
	g_set_error(rule->error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG, "'RRULE:%s': %s", rule->text, why);
	return false;
}

/* A decimal number, with a sign only where `low` is negative; zero is never one. */
static bool number(const char *text, long low, long high, long *ret)
{
	bool sign = low < 0 && (*text == '-' || *text == '+');
	size_t digits = strlen(text + sign);

	if (digits < 1 || digits > 5 || strspn(text + sign, "0123456789") != digits)
		return false;
	*ret = strtol(text, NULL, 10);
	return *ret != 0 && *ret >= low && *ret <= high;
}

static bool numbers(const struct rule *rule, enum part part, long low, long high)
{
	g_auto(GStrv) items = g_strsplit(rule->part[part] != NULL ? rule->part[part] : "1", ",", -1);
	g_autofree char *why = NULL;
	long value;

	for (char **item = items; *item != NULL; item++) {
		if (number(*item, low, high, &value))
			continue;
		why = g_strdup_printf("%s takes numbers from %ld to %ld, not '%s'", part_names[part], low, high, *item);
		return refuse(rule, why);
	}
	return *items != NULL || refuse(rule, "a list is empty");
}

static bool is_weekday(const char *text)
{
	static const char *const names[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU", NULL };

	return g_strv_contains(names, text);
}

/* Weekdays, numbered ones ("-1FR") within a month or year only. */
static bool check_weekdays(const struct rule *rule)
{
	g_auto(GStrv) items = g_strsplit(rule->part[PART_BYDAY] != NULL ? rule->part[PART_BYDAY] : "MO", ",", -1);
	long most = rule->freq == FREQ_YEARLY && rule->part[PART_BYMONTH] == NULL ? 53 : 5, value;

	for (char **item = items; *item != NULL; item++) {
		size_t length = strlen(*item);
		g_autofree char *count = length > 2 ? g_strndup(*item, length - 2) : NULL;

		if (length < 2 || !is_weekday(*item + length - 2))
			return refuse(rule, "BYDAY takes MO TU WE TH FR SA SU, with a number before it as in -1FR");
		if (count == NULL)
			continue;
		if (rule->freq == FREQ_WEEKLY || rule->freq == FREQ_DAILY || rule->part[PART_BYWEEKNO] != NULL)
			return refuse(rule, "a numbered weekday fits FREQ=MONTHLY and YEARLY without BYWEEKNO only");
		if (!number(count, -most, most, &value))
			return refuse(rule, "the number of a weekday is out of range");
	}
	return *items != NULL || refuse(rule, "BYDAY is empty");
}

static bool check_freq(struct rule *rule)
{
	static const char *const names[] = { "YEARLY", "MONTHLY", "WEEKLY", "DAILY" };

	for (size_t i = 0; rule->part[PART_FREQ] != NULL && i < G_N_ELEMENTS(names); i++) {
		if (strcmp(rule->part[PART_FREQ], names[i]) == 0) {
			rule->freq = (enum freq)i;
			return true;
		}
	}
	return refuse(rule, "FREQ must be YEARLY, MONTHLY, WEEKLY or DAILY");
}

static bool check_until(const struct rule *rule)
{
	const char *until = rule->part[PART_UNTIL];
	g_autofree char *iso = NULL;
	struct civil date;

	if (until == NULL)
		return true;
	if (rule->part[PART_COUNT] != NULL)
		return refuse(rule, "COUNT and UNTIL exclude each other");
	if (strlen(until) == 8)
		iso = g_strdup_printf("%.4s-%.2s-%.2s", until, until + 4, until + 6);
	return (iso != NULL && civil_parse(iso, &date)) || refuse(rule, "UNTIL takes a day, YYYYMMDD");
}

/* Parts that RFC 5545 forbids together, or that the library gets wrong together. */
static bool check_combination(const struct rule *rule)
{
	bool yearly = rule->freq == FREQ_YEARLY;

	if (rule->part[PART_BYWEEKNO] != NULL && (!yearly || rule->part[PART_BYDAY] == NULL))
		return refuse(rule, "BYWEEKNO needs FREQ=YEARLY and a BYDAY");
	if (rule->part[PART_BYYEARDAY] != NULL && !yearly)
		return refuse(rule, "BYYEARDAY needs FREQ=YEARLY");
	if (rule->part[PART_BYMONTHDAY] != NULL && rule->freq == FREQ_WEEKLY)
		return refuse(rule, "BYMONTHDAY does not fit FREQ=WEEKLY");
	if (rule->part[PART_BYSETPOS] != NULL && (rule->freq == FREQ_WEEKLY || rule->freq == FREQ_DAILY))
		return refuse(rule, "BYSETPOS needs FREQ=YEARLY or MONTHLY");
	if (rule->part[PART_BYSETPOS] != NULL && rule->part[PART_BYDAY] == NULL && rule->part[PART_BYMONTHDAY] == NULL &&
	    rule->part[PART_BYYEARDAY] == NULL)
		return refuse(rule, "BYSETPOS picks from days: add BYDAY, BYMONTHDAY or BYYEARDAY");
	if (rule->part[PART_WKST] != NULL && !is_weekday(rule->part[PART_WKST]))
		return refuse(rule, "WKST takes one of MO TU WE TH FR SA SU");
	if (rule->part[PART_RSCALE] != NULL && strcmp(rule->part[PART_RSCALE], "GREGORIAN") != 0)
		return refuse(rule, "RSCALE must be GREGORIAN: list lunar days by their solar dates");
	if (rule->part[PART_SKIP] != NULL &&
	    (rule->part[PART_RSCALE] == NULL || (strcmp(rule->part[PART_SKIP], "OMIT") != 0 &&
						 strcmp(rule->part[PART_SKIP], "BACKWARD") != 0 && strcmp(rule->part[PART_SKIP], "FORWARD") != 0)))
		return refuse(rule, "SKIP takes OMIT, BACKWARD or FORWARD and needs RSCALE=GREGORIAN");
	return true;
}

/* Does one of the numbers of a part fit? An absent part fits always; a negative number counts from `from_end`. */
static bool fits(const struct rule *rule, enum part part, int number, int from_end)
{
	g_auto(GStrv) items = g_strsplit(rule->part[part] != NULL ? rule->part[part] : "", ",", -1);

	for (char **item = items; *item != NULL; item++) {
		long value = strtol(*item, NULL, 10);

		if (value == number || (from_end > 0 && value == -from_end))
			return true;
	}
	return rule->part[part] == NULL;
}

/* The same for BYDAY: "FR" any Friday, "-1FR" the last of the month. */
static bool fits_weekday(const struct rule *rule, int month_days, int day, enum weekday weekday)
{
	static const char *const names[] = { "", "MO", "TU", "WE", "TH", "FR", "SA", "SU" };
	g_auto(GStrv) items = g_strsplit(rule->part[PART_BYDAY] != NULL ? rule->part[PART_BYDAY] : "", ",", -1);

	for (char **item = items; *item != NULL; item++) {
		long count = strtol(*item, NULL, 10);

		if (g_str_has_suffix(*item, names[weekday]) &&
		    (count == 0 || count == (day + 6) / 7 || -count == (month_days - day + 7) / 7))
			return true;
	}
	return rule->part[PART_BYDAY] == NULL;
}

/* How many days of the month a rule's parts leave, before BYSETPOS. */
static int days_left(const struct rule *rule, int year, int month)
{
	int days = civil_month_days(year, month), left = 0;

	for (int day = 1; day <= days && fits(rule, PART_BYMONTH, month, 0); day++)
		left += fits(rule, PART_BYMONTHDAY, day, days - day + 1) &&
			(rule->freq != FREQ_MONTHLY || fits_weekday(rule, days, day, civil_weekday(civil_make(year, month, day))));
	return left;
}

/* Would the rule be searched for in vain, for centuries? 28 years hold every month with every weekday. Of yearly rules with
 * weekdays or numbered days only the months are looked at: the library is quick to give up on them. */
static bool check_possible(const struct rule *rule)
{
	g_auto(GStrv) positions = g_strsplit(rule->part[PART_BYSETPOS] != NULL ? rule->part[PART_BYSETPOS] : "1", ",", -1);
	long position = 366;

	for (char **item = positions; *item != NULL; item++)
		position = MIN(position, ABS(strtol(*item, NULL, 10)));
	if (rule->freq != FREQ_MONTHLY)
		position = 1;
	for (int month = 0; month < 28 * 12; month++)
		if (days_left(rule, 2000 + month / 12, month % 12 + 1) >= position)
			return true;
	return refuse(rule, "no month named has such a day");
}

static bool check_rule(struct rule *rule)
{
	return check_freq(rule) && numbers(rule, PART_INTERVAL, 1, 999) && numbers(rule, PART_COUNT, 1, 99999) && check_until(rule) &&
	       check_weekdays(rule) && numbers(rule, PART_BYMONTHDAY, -31, 31) && numbers(rule, PART_BYYEARDAY, -366, 366) &&
	       numbers(rule, PART_BYWEEKNO, -53, 53) && numbers(rule, PART_BYMONTH, 1, 12) && numbers(rule, PART_BYSETPOS, -366, 366) &&
	       check_combination(rule) && check_possible(rule);
}

/* Takes `item` ("FREQ=MONTHLY") apart into the rule. */
static bool read_part(struct rule *rule, const char *item)
{
	const char *equals = strchr(item, '=');

	for (int i = 0; equals != NULL && i < PARTS; i++) {
		if (strlen(part_names[i]) != (size_t)(equals - item) || strncmp(item, part_names[i], strlen(part_names[i])) != 0)
			continue;
		if (rule->part[i] != NULL)
			return refuse(rule, "a part is given twice");
		rule->part[i] = g_strdup(equals + 1);
		return true;
	}
	return refuse(rule, "a part is none of FREQ INTERVAL COUNT UNTIL WKST BYDAY BYMONTHDAY BYYEARDAY BYWEEKNO BYMONTH BYSETPOS "
			    "RSCALE SKIP");
}

static bool rule_parse(const char *text, GError **error)
{
	g_auto(GStrv) items = g_strsplit(text, ";", -1);
	struct rule rule = { .text = text, .error = error };
	bool ok = true;

	for (char **item = items; ok && *item != NULL; item++)
		ok = read_part(&rule, *item);
	ok = ok && check_rule(&rule);
	for (int i = 0; i < PARTS; i++)
		g_free(rule.part[i]);
	return ok;
}

bool rhythm_parse(const char *text, struct rhythm *ret, GError **error)
{
	static const char *const names[] = { [EVERY_ONCE] = "once", [EVERY_MONTH] = "month", [EVERY_QUARTER] = "quarter",
					     [EVERY_HALF_YEAR] = "half-year", [EVERY_NINE_MONTHS] = "nine-months", [EVERY_YEAR] = "year" };

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		if (strcmp(text, names[i]) == 0) {
			*ret = (struct rhythm){ .every = (enum every)i };
			return true;
		}
	}
	if (!g_str_has_prefix(text, "RRULE:")) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG,
			    "'%s': not a rhythm: write once, month, quarter, half-year, nine-months, year or RRULE:…", text);
		return false;
	}
	if (!rule_parse(text + strlen("RRULE:"), error))
		return false;
	*ret = (struct rhythm){ .every = EVERY_RRULE, .rrule = g_strdup(text + strlen("RRULE:")) };
	return true;
}

void rhythm_clear(struct rhythm *rhythm)
{
	g_clear_pointer(&rhythm->rrule, g_free);
}
