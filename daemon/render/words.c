#include "render/words.h"

static const char *const weekdays[][2] = {
	[MONDAY] = { "thứ Hai", "Monday" },     [TUESDAY] = { "thứ Ba", "Tuesday" }, [WEDNESDAY] = { "thứ Tư", "Wednesday" },
	[THURSDAY] = { "thứ Năm", "Thursday" }, [FRIDAY] = { "thứ Sáu", "Friday" },  [SATURDAY] = { "thứ Bảy", "Saturday" },
	[SUNDAY] = { "Chủ nhật", "Sunday" },
};

static const char *const months[] = { "",     "January", "February",  "March",   "April",    "May",     "June",
				      "July", "August",  "September", "October", "November", "December" };

struct parts {
	int year, month, day;
};

static struct parts parts(struct civil date)
{
	struct parts parts;

	civil_split(date, &parts.year, &parts.month, &parts.day);
	return parts;
}

/* Months 1 and 2 with a zero, 3 to 9 without (Decree 30/2020/ND-CP, appendix I, part I.II.4): figures that could be turned
 * into another month by a stroke of the pen get one. */
static const char *month_text(int month, char buffer[static 3])
{
	g_snprintf(buffer, 3, month <= 2 ? "%02d" : "%d", month);
	return buffer;
}

char *words_date_long(enum language language, struct civil date)
{
	struct parts d = parts(date);
	char month[3];

	if (language == LANGUAGE_EN)
		return g_strdup_printf("%d %s %d", d.day, months[d.month], d.year);
	return g_strdup_printf("ngày %02d tháng %s năm %d", d.day, month_text(d.month, month), d.year);
}

char *words_date_short(enum language language, struct civil date)
{
	struct parts d = parts(date);
	char month[3];

	if (language == LANGUAGE_EN)
		return words_date_long(language, date);
	return g_strdup_printf("%02d/%s/%d", d.day, month_text(d.month, month), d.year);
}

char *words_date_table(struct civil date)
{
	struct parts d = parts(date);

	return g_strdup_printf("%02d/%02d/%d", d.day, d.month, d.year);
}

char *words_date_weekday(enum language language, struct civil date)
{
	g_autofree char *day = words_date_long(language, date);

	return g_strdup_printf("%s, %s", weekdays[civil_weekday(date)][language == LANGUAGE_EN], day);
}

char *words_date_day(enum language language, struct civil date)
{
	g_autofree char *day = words_date_short(language, date);

	return g_strdup_printf(language == LANGUAGE_EN ? "%s, %s" : "%s, ngày %s",
			       weekdays[civil_weekday(date)][language == LANGUAGE_EN], day);
}

char *words_day_month(enum language language, struct civil date)
{
	struct parts d = parts(date);
	char month[3];

	if (language == LANGUAGE_EN)
		return g_strdup_printf("%d %s", d.day, months[d.month]);
	return g_strdup_printf("%02d/%s", d.day, month_text(d.month, month));
}

/* The first day as far as it differs from the last: "23", "30 November", "30 November 2026". */
static char *first_of_range(struct civil first, struct civil last, bool day_alone)
{
	struct parts a = parts(first), b = parts(last);

	if (a.year != b.year)
		return words_date_long(LANGUAGE_EN, first);
	if (a.month != b.month || !day_alone)
		return words_day_month(LANGUAGE_EN, first);
	return g_strdup_printf("%d", a.day);
}

char *words_range(enum language language, struct civil first, struct civil last)
{
	g_autofree char *from = NULL;
	g_autofree char *to = words_date_short(language, last);

	if (language == LANGUAGE_EN) {
		from = first_of_range(first, last, true);
		return civil_equal(first, last) ? g_steal_pointer(&to) : g_strdup_printf("%s to %s", from, to);
	}
	if (civil_equal(first, last))
		return g_strdup_printf("ngày %s", to);
	from = civil_year(first) == civil_year(last) ? words_day_month(language, first) : words_date_short(language, first);
	return g_strdup_printf("từ ngày %s đến ngày %s", from, to);
}

char *words_join(enum language language, const GPtrArray *names)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; names != NULL && i < names->len; i++) {
		if (i > 0)
			g_string_append(out, i + 1 < names->len ? ", " : language == LANGUAGE_EN ? " and " : " và ");
		g_string_append(out, g_ptr_array_index(names, i));
	}
	return g_string_free(out, FALSE);
}

char *words_instant(enum language language, const struct zone *zone, struct instant when)
{
	int minute = zone_minute(zone, when);
	g_autofree char *day = words_date_short(language, zone_civil(zone, when));

	return g_strdup_printf(language == LANGUAGE_EN ? "%02d:%02d, %s" : "%02d giờ %02d phút, ngày %s", minute / 60, minute % 60,
			       day);
}

char *words_instant_short(const struct zone *zone, struct instant when)
{
	int minute = zone_minute(zone, when);
	g_autofree char *day = words_date_table(zone_civil(zone, when));

	return g_strdup_printf("%02d:%02d %s", minute / 60, minute % 60, day);
}

char *words_count(enum language language, int n)
{
	return g_strdup_printf(language == LANGUAGE_EN ? "%d" : "%02d", n);
}

char *words_working_days(enum language language, int n)
{
	if (language == LANGUAGE_EN)
		return g_strdup_printf(n == 1 ? "%d working day" : "%d working days", n);
	return g_strdup_printf("%02d ngày làm việc", n);
}

char *words_late(enum language language, int days)
{
	g_autofree char *count = words_working_days(language, days);

	return g_strdup_printf(language == LANGUAGE_EN ? "%s late" : "quá hạn %s", count);
}

const char *words_state(enum language language, const char *key)
{
	static const struct { const char *key, *words[2]; } states[] = {
		{ "not-due", { "chưa đến hạn", "not yet due" } },
		{ "due-soon", { "sắp đến hạn", "due soon" } },
		{ "due-today", { "đến hạn hôm nay", "due today" } },
		{ "grace", { "hết thời hạn, chưa tính quá hạn", "limit passed, not yet counted late" } },
		{ "overdue", { "quá hạn, chưa nhận được", "overdue, not received" } },
		{ "submitted", { "đã gửi", "submitted" } },
		{ "received", { "đã tiếp nhận", "received" } },
		{ "accepted", { "đạt yêu cầu", "accepted" } },
		{ "returned", { "trả lại để bổ sung, chỉnh sửa", "returned for correction" } },
		{ "resubmitted", { "đã gửi lại", "resubmitted" } },
		{ "on-time", { "đúng hạn", "on time" } },
		{ "extended", { "được gia hạn", "extended" } },
		{ "waived", { "không phải báo cáo kỳ này", "not required this period" } },
		{ "nil", { "không phát sinh", "nothing to report" } },
		{ "no-date", { "văn bản không quy định thời hạn", "no date in the document" } },
		{ "waiting", { "chờ văn bản hướng dẫn", "awaiting guidance" } },
		{ "provisional", { "lịch tạm tính", "provisional calendar" } },
		{ "cancelled", { "đã hủy", "cancelled" } },
		{ "draft", { "bản nháp", "draft" } },
		{ "withdrawn", { "không còn trong kế hoạch", "no longer in the plan" } },
		{ "unsettled", { "chờ xác nhận", "to be settled" } },
		{ "internal", { "nội bộ", "internal" } },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(states); i++) {
		if (g_str_equal(states[i].key, key))
			return states[i].words[language == LANGUAGE_EN];
	}
	return NULL;
}
