#include "model/calendar.h"

#include <libical/ical.h>
#include <string.h>

#include "base/text.h"

/* One byte for each day of the years reports are kept for, so that a look-up is one load; 110 kB a calendar. Days outside
 * are Monday to Friday, in years that are not confirmed. */
enum { FIRST_YEAR = 1900, LAST_YEAR = 2200, YEARS = LAST_YEAR - FIRST_YEAR + 1, RANGE_DAYS_MAX = 366, BYTES_MAX = 1 << 20 };
enum { FLAG_OFF = 1, FLAG_WORKED = 2, FLAG_CONFIRMED_YEAR = 4 };

struct year {
	bool covered, tentative, confirmed_off;
};

struct calendar {
	int32_t base; /* struct civil of 1 January FIRST_YEAR */
	int32_t size;
	uint8_t *flags;
	struct year years[YEARS];
	GHashTable *days; /* day number -> struct calendar_day *, owned */
};

static void day_free(gpointer data)
{
	struct calendar_day *day = data;

	g_free(day->name);
	g_free(day->file);
	g_free(day->uid);
	g_free(day);
}

struct calendar *calendar_new(void)
{
	struct calendar *calendar = g_new0(struct calendar, 1);

	calendar->base = civil_make(FIRST_YEAR, 1, 1).day;
	calendar->size = civil_make(LAST_YEAR, 12, 31).day - calendar->base + 1;
	calendar->flags = g_malloc0((gsize)calendar->size);
	calendar->days = g_hash_table_new_full(NULL, NULL, NULL, day_free);
	return calendar;
}

void calendar_free(struct calendar *calendar)
{
	if (calendar == NULL)
		return;
	g_hash_table_unref(calendar->days);
	g_free(calendar->flags);
	g_free(calendar);
}

static bool in_table(const struct calendar *calendar, struct civil date)
{
	return date.day >= calendar->base && date.day - calendar->base < calendar->size;
}

static uint8_t flags_of(const struct calendar *calendar, struct civil date)
{
	return in_table(calendar, date) ? calendar->flags[date.day - calendar->base] : 0;
}

static bool stands(const struct year *facts)
{
	return facts->confirmed_off && !facts->tentative;
}

static void mark_year(struct calendar *calendar, int year, enum calendar_kind kind, bool tentative)
{
	struct year *facts = &calendar->years[year - FIRST_YEAR];
	bool stood = stands(facts);
	int32_t day = civil_make(year, 1, 1).day, last = civil_make(year, 12, 31).day;

	facts->covered = true;
	facts->tentative |= tentative;
	facts->confirmed_off |= kind == CALENDAR_HOLIDAY && !tentative;
	for (; stands(facts) != stood && day <= last; day++)
		calendar->flags[day - calendar->base] ^= FLAG_CONFIRMED_YEAR;
}

/* The first to name a day of a kind gives it its name; a second of the other kind is refused (false). */
static bool add_day(struct calendar *calendar, const struct calendar_day *template)
{
	struct calendar_day *day = g_hash_table_lookup(calendar->days, GINT_TO_POINTER(template->date.day));

	if (day != NULL && day->kind != template->kind)
		return false;
	mark_year(calendar, civil_year(template->date), template->kind, template->tentative);
	if (day != NULL) {
		day->tentative |= template->tentative;
		return true;
	}
	day = g_new0(struct calendar_day, 1);
	*day = *template;
	day->name = g_strdup(template->name);
	day->file = g_strdup(template->file);
	day->uid = g_strdup(template->uid);
	g_hash_table_insert(calendar->days, GINT_TO_POINTER(day->date.day), day);
	calendar->flags[day->date.day - calendar->base] |= day->kind == CALENDAR_HOLIDAY ? FLAG_OFF : FLAG_WORKED;
	return true;
}

void calendar_add(struct calendar *calendar, struct civil date, enum calendar_kind kind, bool tentative, const char *name)
{
	struct calendar_day day = { .date = date, .kind = kind, .tentative = tentative, .name = (char *)name };

	g_return_if_fail(in_table(calendar, date));
	add_day(calendar, &day);
}

bool calendar_is_working(const struct calendar *calendar, struct civil date)
{
	uint8_t flags = flags_of(calendar, date);

	if (flags & FLAG_WORKED)
		return true;
	return !(flags & FLAG_OFF) && civil_weekday(date) < SATURDAY;
}

const struct calendar_day *calendar_day(const struct calendar *calendar, struct civil date)
{
	return g_hash_table_lookup(calendar->days, GINT_TO_POINTER(date.day));
}

bool calendar_year_confirmed(const struct calendar *calendar, int year)
{
	const struct year *facts = &calendar->years[CLAMP(year, FIRST_YEAR, LAST_YEAR) - FIRST_YEAR];

	return year >= FIRST_YEAR && year <= LAST_YEAR && stands(facts);
}

bool calendar_year_covered(const struct calendar *calendar, int year)
{
	return year >= FIRST_YEAR && year <= LAST_YEAR && calendar->years[year - FIRST_YEAR].covered;
}

/* Looks at one day: is it worked, and does its year stand? */
static bool look(const struct calendar *calendar, struct civil date, bool *provisional)
{
	if (provisional != NULL && !(flags_of(calendar, date) & FLAG_CONFIRMED_YEAR))
		*provisional = true;
	return calendar_is_working(calendar, date);
}

static struct civil nearest(const struct calendar *calendar, struct civil date, int direction, bool *provisional)
{
	while (!look(calendar, date, provisional))
		date = civil_add(date, direction);
	return date;
}

struct civil calendar_next(const struct calendar *calendar, struct civil date, bool *provisional)
{
	return nearest(calendar, date, 1, provisional);
}

struct civil calendar_previous(const struct calendar *calendar, struct civil date, bool *provisional)
{
	return nearest(calendar, date, -1, provisional);
}

struct civil calendar_count(const struct calendar *calendar, struct civil date, int count, bool *provisional)
{
	int direction = count < 0 ? -1 : 1;

	for (; count != 0; count -= direction)
		date = nearest(calendar, civil_add(date, direction), direction, provisional);
	return date;
}

int calendar_between(const struct calendar *calendar, struct civil from, struct civil to)
{
	int count = 0;

	for (from = civil_add(from, 1); from.day <= to.day; from = civil_add(from, 1))
		count += calendar_is_working(calendar, from);
	return count;
}

static gint by_date(gconstpointer a, gconstpointer b)
{
	const struct calendar_day *const *left = a, *const *right = b;

	return civil_compare((*left)->date, (*right)->date);
}

GPtrArray *calendar_list(const struct calendar *calendar, struct civil first, struct civil last)
{
	GPtrArray *list = g_ptr_array_new();
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, calendar->days);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		const struct calendar_day *day = value;

		if (!civil_before(day->date, first) && !civil_before(last, day->date))
			g_ptr_array_add(list, value);
	}
	g_ptr_array_sort(list, by_date);
	return list;
}

/* One event being read, and where its faults go. */
struct reading {
	struct calendar *calendar;
	struct problems *problems;
	const char *file;
	icalcomponent *event;
	const char *uid;
};

static bool fault(const struct reading *reading, const char *what)
{
	problems_error(reading->problems, reading->file, 0, "event %s: %s", reading->uid, what);
	return false;
}

static bool refuse_recurrence(const struct reading *reading)
{
	static const icalproperty_kind refused[] = { ICAL_RRULE_PROPERTY, ICAL_RDATE_PROPERTY, ICAL_EXDATE_PROPERTY,
						     ICAL_EXRULE_PROPERTY, ICAL_RECURRENCEID_PROPERTY };

	for (size_t i = 0; i < G_N_ELEMENTS(refused); i++)
		if (icalcomponent_get_first_property(reading->event, refused[i]) != NULL)
			return fault(reading, "recurring events are not read: write one event for each day or range, because the days "
					      "off are decided each year");
	return true;
}

static bool refuse_garbage(const struct reading *reading)
{
	icalproperty *broken = icalcomponent_get_first_property(reading->event, ICAL_XLICERROR_PROPERTY);

	if (broken == NULL)
		return true;
	problems_error(reading->problems, reading->file, 0, "event %s: %s: correct that line", reading->uid,
		       icalproperty_get_xlicerror(broken) != NULL ? icalproperty_get_xlicerror(broken) : "a line cannot be read");
	return false;
}

static bool read_kind(const struct reading *reading, enum calendar_kind *kind)
{
	bool holiday = false, workday = false;
	icalproperty *property = icalcomponent_get_first_property(reading->event, ICAL_CATEGORIES_PROPERTY);

	for (; property != NULL; property = icalcomponent_get_next_property(reading->event, ICAL_CATEGORIES_PROPERTY)) {
		const char *text = icalproperty_get_categories(property);
		g_auto(GStrv) names = g_strsplit(text != NULL ? text : "", ",", -1);

		for (char **name = names; *name != NULL; name++) {
			holiday |= g_ascii_strcasecmp(g_strstrip(*name), "HOLIDAY") == 0;
			workday |= g_ascii_strcasecmp(*name, "WORKDAY") == 0;
		}
	}
	if (holiday == workday)
		return fault(reading, holiday ? "both HOLIDAY and WORKDAY: keep one of the two categories"
					      : "neither HOLIDAY nor WORKDAY: add CATEGORIES:HOLIDAY or CATEGORIES:WORKDAY");
	*kind = holiday ? CALENDAR_HOLIDAY : CALENDAR_WORKDAY;
	return true;
}

/* An event without a status is taken as confirmed. */
static bool read_status(const struct reading *reading, bool *tentative)
{
	icalproperty *property = icalcomponent_get_first_property(reading->event, ICAL_STATUS_PROPERTY);
	icalproperty_status status = property != NULL ? icalproperty_get_status(property) : ICAL_STATUS_CONFIRMED;

	if (status != ICAL_STATUS_CONFIRMED && status != ICAL_STATUS_TENTATIVE)
		return fault(reading, "STATUS must be CONFIRMED or TENTATIVE: take the event out if the day is not off");
	*tentative = status == ICAL_STATUS_TENTATIVE;
	return true;
}

static bool read_date(const struct reading *reading, struct icaltimetype time, struct civil *ret)
{
	if (icaltime_is_null_time(time))
		return fault(reading, "no readable date: write DTSTART;VALUE=DATE:YYYYMMDD");
	if (!icaltime_is_date(time))
		return fault(reading, "a date with a time of day: days off are whole days, write DTSTART;VALUE=DATE:YYYYMMDD");
	*ret = civil_make(time.year, time.month, time.day);
	if (!civil_is_set(*ret) || !in_table(reading->calendar, *ret))
		return fault(reading, "there is no such date in the years 1900 to 2200: correct DTSTART or DTEND");
	return true;
}

/* `*last` is the last day of the event: the end of an all-day event is the day after it (RFC 5545, 3.6.1). */
static bool read_range(const struct reading *reading, struct civil *first, struct civil *last)
{
	icalproperty *start = icalcomponent_get_first_property(reading->event, ICAL_DTSTART_PROPERTY);
	icalproperty *end = icalcomponent_get_first_property(reading->event, ICAL_DTEND_PROPERTY);
	icalproperty *length = icalcomponent_get_first_property(reading->event, ICAL_DURATION_PROPERTY);

	if (!read_date(reading, start != NULL ? icalproperty_get_dtstart(start) : icaltime_null_time(), first))
		return false;
	*last = *first;
	if (end != NULL) {
		if (!read_date(reading, icalproperty_get_dtend(end), last))
			return false;
		*last = civil_add(*last, -1);
	} else if (length != NULL) {
		struct icaldurationtype duration = icalproperty_get_duration(length);

		if (duration.is_neg || duration.hours != 0 || duration.minutes != 0 || duration.seconds != 0 ||
		    duration.days > RANGE_DAYS_MAX || duration.weeks > RANGE_DAYS_MAX / 7)
			return fault(reading, "a length that is not one of whole days: write DTEND;VALUE=DATE:YYYYMMDD, the day after "
					      "the last");
		*last = civil_add(*first, (int)(duration.days + duration.weeks * 7) - 1);
	}
	if (civil_before(*last, *first))
		return fault(reading, "it ends before it begins: DTEND is the day after the last day");
	if (civil_diff(*last, *first) >= RANGE_DAYS_MAX || !in_table(reading->calendar, *last))
		return fault(reading, "it lasts longer than a year: correct DTEND");
	return true;
}

static void read_event(struct reading *reading)
{
	const char *summary = icalcomponent_get_summary(reading->event);
	g_autofree char *name = text_nfc(summary != NULL ? summary : "");
	struct calendar_day day = { .name = name, .file = (char *)reading->file, .uid = (char *)reading->uid };
	struct civil first, last;

	if (!refuse_garbage(reading) || !refuse_recurrence(reading) || !read_kind(reading, &day.kind) ||
	    !read_status(reading, &day.tentative) || !read_range(reading, &first, &last))
		return;
	for (day.date = first; day.date.day <= last.day; day.date = civil_add(day.date, 1)) {
		char text[CIVIL_SIZE];

		if (add_day(reading->calendar, &day))
			continue;
		problems_error(reading->problems, reading->file, 0,
			       "event %s: %s is both HOLIDAY and WORKDAY (other event: %s): take one of the two events out", reading->uid,
			       civil_format(day.date, text), calendar_day(reading->calendar, day.date)->uid);
		return;
	}
}

static void read_calendar(struct reading *reading, icalcomponent *vcalendar)
{
	icalcomponent *event = icalcomponent_get_first_component(vcalendar, ICAL_VEVENT_COMPONENT);

	for (; event != NULL; event = icalcomponent_get_next_component(vcalendar, ICAL_VEVENT_COMPONENT)) {
		const char *uid = icalcomponent_get_uid(event);

		reading->event = event;
		reading->uid = uid != NULL ? uid : "without UID";
		read_event(reading);
	}
}

/* The bytes as a string libical may read: no BOM, no carriage returns; NULL after an error. */
static char *clean(const char *file, const char *text, size_t length, struct problems *problems)
{
	g_autoptr(GString) copy = NULL;
	size_t offset;

	if (length > BYTES_MAX) {
		problems_error(problems, file, 0, "larger than 1 MB: a holiday file holds some dozens of days, split it");
		return NULL;
	}
	if (length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		text += 3;
		length -= 3;
	}
	copy = g_string_new_len(text, (gssize)length);
	for (offset = 0, length = 0; offset < copy->len; offset++)
		if (copy->str[offset] != '\r')
			copy->str[length++] = copy->str[offset];
	g_string_truncate(copy, length);
	if (!text_is_clean(copy->str, copy->len, true, &offset)) {
		problems_error(problems, file, 0, "byte %zu is not UTF-8 text or is a control character: save the file as UTF-8",
			       offset + 1);
		return NULL;
	}
	return g_string_free(g_steal_pointer(&copy), FALSE);
}

void calendar_read(struct calendar *calendar, const char *file, const char *text, size_t length, struct problems *problems)
{
	struct reading reading = { .calendar = calendar, .problems = problems, .file = file };
	g_autofree char *copy = clean(file, text, length, problems);
	icalcomponent *root, *inner;

	if (copy == NULL)
		return;
	icalerror_set_errors_are_fatal(0); /* a bad file is the administrator's mistake, not ours */
	root = icalparser_parse_string(copy);
	if (root == NULL || (icalcomponent_isa(root) != ICAL_VCALENDAR_COMPONENT && icalcomponent_isa(root) != ICAL_XROOT_COMPONENT)) {
		problems_error(problems, file, 0, "not an iCalendar file: it must begin with BEGIN:VCALENDAR and end with END:VCALENDAR");
	} else if (icalcomponent_isa(root) == ICAL_VCALENDAR_COMPONENT) {
		read_calendar(&reading, root);
	} else {
		inner = icalcomponent_get_first_component(root, ICAL_VCALENDAR_COMPONENT);
		for (; inner != NULL; inner = icalcomponent_get_next_component(root, ICAL_VCALENDAR_COMPONENT))
			read_calendar(&reading, inner);
	}
	if (root != NULL)
		icalcomponent_free(root);
}
