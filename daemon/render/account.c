#include "render/account.h"

#include "render/words.h"

void account_line_free(struct account_line *line)
{
	if (!line)
		return;
	g_free(line->value);
	g_free(line->text);
	g_free(line);
}

static void free_line(void *line)
{
	account_line_free(line);
}

static const char *say(enum language language, const char *vi, const char *en)
{
	switch (language) {
	case LANGUAGE_VI:
		return vi;
	case LANGUAGE_EN:
		return en;
	}
	return en;
}

/* Adds a line; takes `text`. */
static void add(GPtrArray *lines, const char *rule, const char *value, char *text)
{
	struct account_line *line = g_new0(struct account_line, 1);

	line->rule = rule;
	line->value = g_strdup(value);
	line->text = text;
	g_ptr_array_add(lines, line);
}

static void add_date(GPtrArray *lines, enum language language, const char *rule, struct civil date, const char *label, const char *why)
{
	char buffer[CIVIL_SIZE];
	g_autofree char *day = words_date_weekday(language, date);

	add(lines, rule, civil_format(date, buffer), g_strdup_printf("%s: %s (%s). %s", label, day, civil_format(date, buffer), why));
}

char *account_day(enum language language, struct civil date)
{
	static const char *const vi[] = { "", "T2", "T3", "T4", "T5", "T6", "T7", "CN" };
	static const char *const en[] = { "", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
	g_autofree char *day = NULL;
	char buffer[CIVIL_SIZE];

	if (!civil_is_set(date))
		return g_strdup("");
	day = words_date_table(date);
	return language == LANGUAGE_VI ? g_strdup_printf("%s %s", vi[civil_weekday(date)], day)
				       : g_strdup_printf("%s %s", en[civil_weekday(date)], civil_format(date, buffer));
}

static void tell_words(GPtrArray *lines, enum language language, const struct due_trace *trace)
{
	g_autofree char *words = NULL;

	if (!trace->due) {
		add(lines, "due", NULL, g_strdup(say(language, "Thời hạn do một văn bản sau ấn định.", "The limit was set by a later act.")));
		return;
	}
	words = words_due(language, trace->due, &trace->limit);
	add(lines, "due", NULL,
	    g_strdup_printf("%s: %s (%s \"%s\").", say(language, "Văn bản", "The document"), words, say(language, "quy tắc", "rule"),
			    trace->due->text));
}

static void tell_window(GPtrArray *lines, enum language language, const struct due_trace *trace)
{
	g_autofree char *range = NULL;

	if (!trace->from_window)
		return;
	range = words_range(language, trace->window_first, trace->window_last);
	add(lines, "window", NULL,
	    g_strdup_printf("%s: %s. %s", say(language, "Thời gian lấy số liệu", "The data window"), range,
			    say(language, "Thời hạn tính từ ngày cuối.", "The limit is counted from its end.")));
}

static char *why_named(enum language language, const struct due_trace *trace)
{
	if (trace->clamped)
		return g_strdup_printf("%s (%d).", say(language, "Tháng không có ngày ấy nên lấy ngày cuối tháng",
						       "The month lacks that day, so its last day stands"),
				       trace->asked_day);
	switch (trace->reason) {
	case DUE_DAY_BEFORE:
	case DUE_DAY_ITSELF:
	case DUE_FIXED:
		return g_strdup(say(language, "Đúng như văn bản.", "As the document has it."));
	case DUE_END_OF_YEAR:
		return g_strdup(say(language, "Văn bản chỉ nêu năm: ngày cuối năm.", "The document names only a year: its last day."));
	case DUE_END_OF_MONTH:
		return g_strdup(say(language, "Văn bản chỉ nêu tháng: ngày cuối tháng.", "The document names only a month: its last day."));
	case DUE_COUNTED:
		return g_strdup(say(language, "Ngày này không tính vào thời hạn.", "That day itself is not counted."));
	}
	return g_strdup("");
}

static char *why_last(enum language language, const struct due_trace *trace)
{
	switch (trace->reason) {
	case DUE_DAY_BEFORE:
		return g_strdup(say(language, "«Trước» không kể ngày được nêu: là ngày liền trước.",
				    "\"Before\" leaves the named day out: it is the day before."));
	case DUE_DAY_ITSELF:
		return g_strdup(say(language, "«Chậm nhất», «đến hết» kể cả ngày được nêu.", "\"By\" includes the named day."));
	case DUE_END_OF_YEAR:
	case DUE_END_OF_MONTH:
		return g_strdup(say(language, "Văn bản không nêu ngày: không có bậc nhắc nào tới cơ quan báo cáo.",
				    "The document gives no day: no step writes to the owner."));
	case DUE_COUNTED:
		return g_strdup_printf("%d %s", trace->due->count,
				       trace->due->working_days ? say(language, "ngày làm việc sau ngày đó.", "working day(s) after that day.")
								: say(language, "ngày sau ngày đó.", "day(s) after that day."));
	case DUE_FIXED:
		break;
	}
	return g_strdup(say(language, "Kể cả ngày này.", "That day included."));
}

static void tell_last(GPtrArray *lines, enum language language, const struct due_trace *trace)
{
	g_autofree char *named = why_named(language, trace), *last = why_last(language, trace);

	add_date(lines, language, "named", trace->limit.named, say(language, "Ngày được nêu", "The day named"), named);
	add_date(lines, language, "last", trace->limit.last, say(language, "Ngày cuối của thời hạn", "The last permitted day"), last);
}

static const char *why_work(enum language language, enum due_work work)
{
	switch (work) {
	case DUE_WEEKDAY:
		return say(language, "là ngày làm việc: ngày trong tuần, không phải ngày nghỉ", "is a working day: a weekday, not a day off");
	case DUE_SATURDAY_WORKED:
		return say(language, "là ngày làm việc: ngày nghỉ hằng tuần nhưng đi làm bù", "is a working day: a weekend day worked in exchange");
	case DUE_WEEKEND:
		return say(language, "không phải ngày làm việc: ngày nghỉ hằng tuần", "is not a working day: a weekend");
	case DUE_DAY_OFF:
		return say(language, "không phải ngày làm việc: ngày nghỉ", "is not a working day: a day off");
	}
	return "";
}

static void tell_work(GPtrArray *lines, enum language language, const struct due_trace *trace)
{
	char buffer[CIVIL_SIZE];
	bool named = trace->listed && trace->listed->name && trace->work != DUE_WEEKDAY;
	g_autofree char *day = words_date_weekday(language, trace->limit.last);

	civil_format(trace->limit.last, buffer);
	add(lines, "work", trace->work == DUE_WEEKDAY || trace->work == DUE_SATURDAY_WORKED ? "true" : "false",
	    g_strdup_printf("%s (%s) %s%s%s%s.", day, buffer, why_work(language, trace->work), named ? " («" : "",
			    named ? trace->listed->name : "", named ? "»)" : ""));
}

static const char *why_limit(enum language language, enum nonworking nonworking)
{
	switch (nonworking) {
	case NONWORKING_GRACE:
		return say(language, "Quy tắc grace: giữ ngày cuối của thời hạn, dù là ngày nghỉ.",
			   "Rule grace: the last permitted day stays, worked or not.");
	case NONWORKING_KEEP:
		return say(language, "Quy tắc keep: giữ ngày cuối của thời hạn, dù là ngày nghỉ.",
			   "Rule keep: the last permitted day stays, worked or not.");
	case NONWORKING_NEXT:
		return say(language, "Quy tắc next: ngày làm việc đầu tiên kể từ ngày cuối của thời hạn.",
			   "Rule next: the first working day from the last permitted day on.");
	case NONWORKING_PREVIOUS:
		return say(language, "Quy tắc previous: ngày làm việc cuối cùng tính đến ngày cuối của thời hạn.",
			   "Rule previous: the last working day up to the last permitted day.");
	}
	return "";
}

static const char *why_aim(enum language language, enum nonworking nonworking)
{
	switch (nonworking) {
	case NONWORKING_GRACE:
	case NONWORKING_KEEP:
		return say(language, "Nhắc tính lùi từ ngày làm việc cuối cùng tính đến ngày cuối của thời hạn.",
			   "Reminders count back from the last working day up to the last permitted day.");
	case NONWORKING_NEXT:
	case NONWORKING_PREVIOUS:
		return say(language, "Nhắc tính lùi từ thời hạn.", "Reminders count back from the limit.");
	}
	return "";
}

static const char *why_late(enum language language, const struct due_trace *trace)
{
	if (trace->minute >= 0)
		return say(language, "Quá giờ ghi trong văn bản,", "After the time the document gives,");
	switch (trace->nonworking) {
	case NONWORKING_GRACE:
		return say(language, "Hết ngày làm việc đầu tiên kể từ ngày cuối của thời hạn,",
			   "The end of the first working day from the last permitted day on,");
	case NONWORKING_KEEP:
		return say(language, "Hết ngày cuối của thời hạn,", "The end of the last permitted day,");
	case NONWORKING_NEXT:
	case NONWORKING_PREVIOUS:
		return say(language, "Hết ngày của thời hạn,", "The end of the limit,");
	}
	return "";
}

static void tell_dates(GPtrArray *lines, enum language language, const struct due_trace *trace, const struct zone *zone)
{
	char stamp[INSTANT_SIZE];
	g_autofree char *late_day = words_date_weekday(language, trace->late_day);

	add_date(lines, language, "limit", trace->limit.limit, say(language, "Thời hạn (limit)", "The limit"),
		 why_limit(language, trace->nonworking));
	add_date(lines, language, "aim", trace->limit.aim, say(language, "Ngày nhắm tới (aim)", "The aim"),
		 why_aim(language, trace->nonworking));
	zone_format(zone, trace->limit.late_from, stamp);
	add(lines, "late_from", stamp,
	    g_strdup_printf("%s: %s. %s %s.", say(language, "Tính là chậm từ (late_from)", "Late from"), stamp, why_late(language, trace), late_day));
}

static void tell_provisional(GPtrArray *lines, enum language language, const struct due_trace *trace)
{
	g_autofree char *years = NULL;

	if (!trace->limit.provisional) {
		add(lines, "provisional", "false",
		    g_strdup(say(language, "Không có gì tạm tính: lịch nghỉ của các năm liên quan đã được xác nhận.",
				 "Nothing is provisional: the days off of the years looked at are confirmed.")));
		return;
	}
	years = trace->unconfirmed_first == trace->unconfirmed_last
			? g_strdup_printf("%d", trace->unconfirmed_first)
			: g_strdup_printf("%d–%d", trace->unconfirmed_first, trace->unconfirmed_last);
	add(lines, "provisional", "true",
	    g_strdup_printf("%s: %s.", say(language, "Tạm tính, lịch nghỉ chưa được xác nhận của năm", "Provisional, the days off are not confirmed of"),
			    years));
}

GPtrArray *account_of_limit(enum language language, const struct due_trace *trace, const struct zone *zone)
{
	GPtrArray *lines = g_ptr_array_new_with_free_func(free_line);

	tell_words(lines, language, trace);
	tell_window(lines, language, trace);
	tell_last(lines, language, trace);
	tell_work(lines, language, trace);
	tell_dates(lines, language, trace, zone);
	tell_provisional(lines, language, trace);
	return lines;
}

GPtrArray *account_of_undated(enum language language, const struct due *due)
{
	GPtrArray *lines = g_ptr_array_new_with_free_func(free_line);
	g_autofree char *words = words_due(language, due, NULL);

	add(lines, "due", NULL,
	    g_strdup_printf("%s: %s (%s \"%s\"). %s", say(language, "Văn bản", "The document"), words, say(language, "quy tắc", "rule"), due->text,
			    say(language, "Không có ngày nên không nhắc.", "There is no day, so there is no reminder.")));
	return lines;
}
