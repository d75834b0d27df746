/*
 * A calendar date (proleptic Gregorian), without zone or time of day. Plain value, compared and counted in days; never
 * an instant: the zone that joins the two is in base/zone.h. A zeroed struct is "no date".
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct civil {
	int32_t day; /* days, 1 = 1 January of year 1; 0 = no date */
};

enum weekday { MONDAY = 1, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY };

#define CIVIL_NONE ((struct civil){ 0 })
#define CIVIL_SIZE 11 /* YYYY-MM-DD and its NUL */

/* CIVIL_NONE where there is no such date (31 November, year outside 1..9999). */
struct civil civil_make(int year, int month, int day);

/* As civil_make, but a day the month lacks becomes its last day (31 -> 30/11, 29/2 -> 28/2 in a common year). */
struct civil civil_clamp(int year, int month, int day);

void civil_split(struct civil date, int *year, int *month, int *day);
int civil_year(struct civil date);
enum weekday civil_weekday(struct civil date);
int civil_month_days(int year, int month);

/* YYYY-MM-DD or D/M/YYYY, the whole of `text`. */
bool civil_parse(const char *text, struct civil *ret);

/* Writes YYYY-MM-DD into `buffer` and returns it; "" for no date. */
const char *civil_format(struct civil date, char buffer[static CIVIL_SIZE]);

static inline bool civil_is_set(struct civil date) { return date.day != 0; }
static inline struct civil civil_add(struct civil date, int days) { return (struct civil){ date.day + days }; }
static inline int civil_diff(struct civil a, struct civil b) { return a.day - b.day; }
static inline int civil_compare(struct civil a, struct civil b) { return (a.day > b.day) - (a.day < b.day); }
static inline bool civil_equal(struct civil a, struct civil b) { return a.day == b.day; }
static inline bool civil_before(struct civil a, struct civil b) { return a.day < b.day; }
