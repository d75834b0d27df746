#include "render/words.h"

/* Both texts are checked as formats by the compiler. */
G_GNUC_FORMAT(2)
G_GNUC_FORMAT(3)
static const char *pick(enum language language, const char *vi, const char *en)
{
	return language == LANGUAGE_EN ? en : vi;
}

/* The day a rule names while its period is not known. */
static char *named_without_period(enum language language, const struct due *due)
{
	struct civil day;
	g_autofree char *text = NULL;
	const char *month;

	switch (due->date) {
	case DUE_DATE_FULL:
		return words_date_short(language, civil_clamp(due->year, due->month, due->day));
	case DUE_DATE_DAY_MONTH:
		day = civil_clamp(2000, due->month, due->day); /* a leap year: 29/2 stays */
		text = words_day_month(language, day);
		if (!due->next)
			return g_steal_pointer(&text);
		return g_strdup_printf(pick(language, "%s năm sau", "%s of the next year"), text);
	case DUE_DATE_DAY:
		month = due->next ? pick(language, "tháng sau kỳ báo cáo", "the month after the period")
				  : pick(language, "tháng cuối kỳ báo cáo", "the period's last month");
		if (due->day == 0)
			return g_strdup_printf(pick(language, "cuối %s", "the last day of %s"), month);
		return g_strdup_printf(pick(language, "%02d %s", "day %d of %s"), due->day, month);
	case DUE_DATE_OF_RULE:
		return g_strdup(pick(language, "định kỳ", "the day of the schedule"));
	case DUE_DATE_ABSENT:
		break;
	}
	return g_strdup("");
}

static char *named(enum language language, const struct due *due, const struct limit *limit)
{
	if (limit != NULL && civil_is_set(limit->named))
		return words_date_short(language, limit->named);
	return named_without_period(language, due);
}

static char *by(enum language language, const struct due *due, const char *day)
{
	if (due->minute < 0)
		return g_strdup_printf(pick(language, "chậm nhất ngày %s", "by %s"), day);
	return g_strdup_printf(pick(language, "chậm nhất %02d giờ %02d phút, ngày %s", "by %02d:%02d on %s"), due->minute / 60,
			       due->minute % 60, day);
}

static char *within(enum language language, const struct due *due)
{
	g_autofree char *day = due->date != DUE_DATE_ABSENT ? named_without_period(language, due) : NULL;
	const char *unit = due->working_days ? pick(language, "ngày làm việc", due->count == 1 ? "working day" : "working days")
					     : pick(language, "ngày", due->count == 1 ? "day" : "days");
	g_autofree char *count = words_count(language, due->count);

	if (day == NULL)
		return g_strdup_printf(pick(language, "trong %s %s kể từ ngày kết thúc kỳ số liệu",
					    "within %s %s of the end of the data period"),
				       count, unit);
	return g_strdup_printf(pick(language, "trong %s %s kể từ ngày %s", "within %s %s of %s"), count, unit, day);
}

static char *month_of(enum language language, const struct due *due)
{
	g_autofree char *label = g_strdup_printf("%04d-%02d", due->year, due->month);

	return words_period(language, label);
}

char *words_due(enum language language, const struct due *due, const struct limit *limit)
{
	g_autofree char *day = named(language, due, limit);
	g_autofree char *month = NULL;

	switch (due->kind) {
	case DUE_NONE:
		return g_strdup(pick(language, "văn bản không quy định thời hạn cụ thể", "the document sets no date"));
	case DUE_EVENT:
		return g_strdup(pick(language, "khi có yêu cầu hoặc khi phát sinh", "on request or when the need arises"));
	case DUE_BEFORE:
		return g_strdup_printf(pick(language, "trước ngày %s", "before %s"), day);
	case DUE_BY:
		return by(language, due, day);
	case DUE_IN_YEAR:
		return g_strdup_printf(pick(language, "trong năm %d", "in %d"), due->year);
	case DUE_IN_MONTH:
		month = month_of(language, due);
		return g_strdup_printf(pick(language, "trong %s", "in %s"), month);
	case DUE_WITHIN:
		return within(language, due);
	}
	return NULL;
}

char *words_new_limit(enum language language, struct civil last)
{
	g_autofree char *day = words_date_short(language, last);

	return g_strdup_printf(pick(language, "đến hết ngày %s", "by the end of %s"), day);
}

/* «hết 30/11»: a day that is itself permitted. */
static char *inclusive(enum language language, const struct due *due, struct civil last)
{
	g_autofree char *day = words_day_month(language, last);

	if (due->kind == DUE_BY && due->minute >= 0)
		return g_strdup_printf(pick(language, "%02d:%02d ngày %s", "by %02d:%02d, %s"), due->minute / 60, due->minute % 60,
				       day);
	return g_strdup_printf(pick(language, "hết %s", "by %s"), day);
}

char *words_due_short(enum language language, const struct due *due, const struct limit *limit)
{
	g_autofree char *day = NULL;

	switch (due->kind) {
	case DUE_NONE:
		return g_strdup(pick(language, "chưa có thời hạn", "no date"));
	case DUE_EVENT:
		return g_strdup(pick(language, "khi có yêu cầu", "on request"));
	case DUE_IN_YEAR:
	case DUE_IN_MONTH:
		return words_due(language, due, limit);
	case DUE_BEFORE:
		if (limit == NULL || !civil_is_set(limit->named))
			return words_due(language, due, limit);
		day = words_day_month(language, limit->named);
		return g_strdup_printf(pick(language, "trước %s", "before %s"), day);
	case DUE_BY:
	case DUE_WITHIN:
		return limit != NULL && civil_is_set(limit->last) ? inclusive(language, due, limit->last)
								  : words_due(language, due, limit);
	}
	return NULL;
}
