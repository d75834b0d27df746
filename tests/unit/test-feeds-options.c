#include "../lib/feedkit.h"

#include "store/events.h"

#define OPEN "Hạn trước 30/11: BC bình đẳng giới năm 2026"

static struct feed_want of_agency(void)
{
	return (struct feed_want){ .key = { FEED_SCOPE_AGENCY, "so-y-te" } };
}

static void has(const char *text, const char *part)
{
	if (strstr(text, part) == NULL)
		g_error("no «%s» in\n%s", part, text);
}

static void lacks(const char *text, const char *part)
{
	if (strstr(text, part) != NULL)
		g_error("«%s» in\n%s", part, text);
}

static void check_value(const char *event, const char *property, const char *want)
{
	g_autofree char *value = kit_value(event, property);

	g_assert_cmpstr(value, ==, want);
}

/* ---- to-dos */

static void limits_are_to_dos(void)
{
	struct kit kit;
	struct feed_want want = of_agency();
	g_autofree char *text = NULL, *todo = NULL, *usual = NULL, *event = NULL;

	kit_open(&kit, "branch.conf", "2026-11-02T09:00");
	usual = kit_text(&kit, &want);
	want.options.todos = true;
	text = kit_text(&kit, &want);
	lacks(text, "BEGIN:VEVENT");
	lacks(text, "DTSTART");
	lacks(text, "TRANSP");
	lacks(text, "Tháng hành động");
	todo = kit_event(text, OPEN);
	event = kit_event(usual, OPEN);
	check_value(todo, "DUE;VALUE=DATE", "20261129");
	check_value(todo, "STATUS", "NEEDS-ACTION");
	check_value(todo, "COMPLETED", "");
	for (const char *const *name = (const char *const[]){ "UID", "SEQUENCE", "DTSTAMP", "DESCRIPTION", NULL }; *name != NULL; name++) {
		g_autofree char *value = kit_value(event, *name);

		check_value(todo, *name, value);
	}
	kit_close(&kit);
}

static void check_todo(struct kit *kit, const char *order, const char *summary, const char *status, const char *due, const char *completed,
		       const char *percent)
{
	struct feed_want want = of_agency();
	g_autofree char *text = NULL, *todo = NULL;

	want.options.todos = true;
	kit_order(kit, order);
	text = kit_text(kit, &want);
	todo = kit_event(text, summary);
	if (todo == NULL)
		g_error("no «%s» in\n%s", summary, text);
	check_value(todo, "STATUS", status);
	check_value(todo, "DUE;VALUE=DATE", due);
	check_value(todo, "COMPLETED", completed);
	check_value(todo, "PERCENT-COMPLETE", percent);
}

static void to_dos_follow_the_report(void)
{
	struct kit kit;

	kit_open(&kit, "branch.conf", "2026-11-02T09:00");
	kit_at(&kit, "2026-11-20T15:00");
	check_todo(&kit, "submit lc/nam/so-y-te/2026 --number 512/BC-SYT --date 2026-11-20 --received 2026-11-20T10:05",
		   "Đã gửi: BC bình đẳng giới năm 2026 (512/BC-SYT)", "COMPLETED", "20261129", "20261120T030500Z", "100");
	check_todo(&kit, "return lc/nam/so-y-te/2026 --reason \"thiếu phụ lục\" --until 2026-12-07",
		   "Bổ sung trước 08/12: BC bình đẳng giới năm 2026", "IN-PROCESS", "20261207", "", "");
	check_todo(&kit, "waive lc/thang/so-y-te/2026-12 --reason \"đã có số liệu\"",
		   "Không phải gửi: Báo cáo tháng của ngành y tế tháng 12 năm 2026", "CANCELLED", "20261220", "", "");
	kit_close(&kit);
}

static void a_whole_is_a_to_do_in_parts(void)
{
	struct kit kit;
	struct feed_want want = { .key = { FEED_SCOPE_OBLIGATION, "lc/nam" }, .options.todos = true };
	g_autofree char *none = NULL, *some = NULL, *todo = NULL, *begun = NULL;

	kit_open(&kit, "branch.conf", "2026-11-02T09:00");
	none = kit_text(&kit, &want);
	todo = kit_event(none, OPEN);
	check_value(todo, "STATUS", "NEEDS-ACTION");
	check_value(todo, "PERCENT-COMPLETE", "0");
	kit_order(&kit, "submit lc/nam/so-y-te/2026 --number 512/BC-SYT");
	some = kit_text(&kit, &want);
	begun = kit_event(some, OPEN " – đã nhận 1/4");
	check_value(begun, "STATUS", "IN-PROCESS");
	check_value(begun, "PERCENT-COMPLETE", "25");
	kit_close(&kit);
}

static void a_feed_of_to_dos_is_never_without_any(void)
{
	struct kit kit;
	struct feed_want empty = { .key = { FEED_SCOPE_AGENCY, "ubnd-tinh" }, .options.todos = true };
	struct feed_want campaigns = { .key = { FEED_SCOPE_CAMPAIGNS, NULL }, .options.todos = true };
	g_autofree char *text = NULL, *windows = NULL, *todo = NULL;

	kit_open(&kit, "branch.conf", "2026-11-02T09:00");
	text = kit_text(&kit, &empty);
	todo = kit_event(text, "Chưa có thời hạn nào trong lịch này");
	check_value(todo, "STATUS", "COMPLETED");
	check_value(todo, "DUE;VALUE=DATE", "20260101");
	has(text, "BEGIN:VTODO");
	windows = kit_text(&kit, &campaigns);
	has(windows, "BEGIN:VEVENT");
	lacks(windows, "BEGIN:VTODO");
	kit_close(&kit);
}

/* ---- alarms */

static void alarms_ring_for_what_is_asked(void)
{
	struct kit kit;
	struct feed_want want = of_agency();
	g_autofree char *plain = NULL, *text = NULL, *open = NULL, *sent = NULL, *todo = NULL, *window = NULL, *event = NULL;

	kit_open(&kit, "branch.conf", "2026-11-02T09:00");
	plain = kit_text(&kit, &want);
	lacks(plain, "VALARM");
	want.options.alarms = true;
	text = kit_text(&kit, &want);
	open = kit_event(text, OPEN);
	has(open, "BEGIN:VALARM\r\n");
	has(open, "ACTION:DISPLAY\r\n");
	has(open, "\r\nTRIGGER:-PT15H\r\n");
	has(open, "DESCRIPTION:" OPEN "\r\nEND:VALARM\r\n");
	window = kit_event(text, "Bắt đầu: Tháng hành động");
	lacks(window, "VALARM");
	want.options.todos = true;
	todo = kit_text(&kit, &want);
	event = kit_event(todo, OPEN);
	has(event, "\r\nTRIGGER;RELATED=END:-P2DT15H\r\n");
	want.options.todos = false;
	kit_order(&kit, "submit lc/nam/so-y-te/2026 --number 512/BC-SYT");
	g_free(text);
	text = kit_text(&kit, &want);
	sent = kit_event(text, "Đã gửi: BC bình đẳng giới năm 2026");
	lacks(sent, "VALARM");
	kit_close(&kit);
}

/* ---- what is shown */

static void only_what_is_open(void)
{
	struct kit kit;
	struct feed_want own = of_agency();
	struct feed_want plan = { .key = { FEED_SCOPE_PLAN, "lc" }, .options.open_only = true };
	g_autofree char *text = NULL, *whole = NULL, *later = NULL;

	kit_open(&kit, "branch.conf", "2026-11-02T09:00");
	own.options.open_only = true;
	kit_order(&kit, "submit lc/nam/so-y-te/2026 --number 512/BC-SYT");
	kit_order(&kit, "waive lc/thang/so-y-te/2026-12 --reason \"đã có số liệu\"");
	text = kit_text(&kit, &own);
	lacks(text, "BC bình đẳng giới năm 2026\r\n");
	lacks(text, "(512/BC-SYT)");
	lacks(text, "y tế tháng 12 năm 2026\r\n");
	has(text, "SUMMARY:Hạn hết 20/11");
	has(text, "SUMMARY:Bắt đầu: Tháng hành động vì bình đẳng giới");
	lacks(text, "Ngày Phụ nữ Việt Nam\r\nDESCRIPTION:Ngày Phụ nữ Việt Nam năm 2026");
	whole = kit_text(&kit, &plan);
	has(whole, OPEN " – đã nhận 1/4\r\n");
	lacks(whole, "Không phải gửi");
	kit_at(&kit, "2026-12-16T09:00");
	later = kit_text(&kit, &own);
	lacks(later, "Kết thúc: Tháng hành động vì bình đẳng giới (15/11–15/12)\r\nDESCRIPTION:Tháng hành động vì bình đẳng giới năm 2026");
	kit_close(&kit);
}

static void an_empty_feed_of_open_ones_says_so(void)
{
	struct kit kit;
	struct feed_want want = { .key = { FEED_SCOPE_AGENCY, "ubnd-tinh" }, .options = { .open_only = true } };
	g_autofree char *text = NULL;

	kit_open(&kit, "branch.conf", "2026-11-02T09:00");
	text = kit_text(&kit, &want);
	has(text, "SUMMARY:Chưa có thời hạn nào trong lịch này\r\n");
	kit_close(&kit);
}

static void windows_are_chosen(void)
{
	static const struct { enum feed_scope scope; const char *id; enum feed_windows windows; bool bar, ends; } cases[] = {
		{ FEED_SCOPE_AGENCY, "so-y-te", FEED_WINDOWS_USUAL, false, true },
		{ FEED_SCOPE_AGENCY, "so-y-te", FEED_WINDOWS_BAR, true, false },
		{ FEED_SCOPE_AGENCY, "so-y-te", FEED_WINDOWS_NONE, false, false },
		{ FEED_SCOPE_UNDER, "so-y-te", FEED_WINDOWS_USUAL, false, true },
		{ FEED_SCOPE_PERSON, "an@syt.example.vn", FEED_WINDOWS_USUAL, false, true },
		{ FEED_SCOPE_PLAN, "lc", FEED_WINDOWS_USUAL, true, false },
		{ FEED_SCOPE_PLAN, "lc", FEED_WINDOWS_ENDS, false, true },
		{ FEED_SCOPE_ALL, NULL, FEED_WINDOWS_NONE, false, false },
		{ FEED_SCOPE_GROUP, "departments", FEED_WINDOWS_USUAL, true, false },
		{ FEED_SCOPE_CAMPAIGNS, NULL, FEED_WINDOWS_USUAL, true, false },
		{ FEED_SCOPE_OBLIGATION, "lc/nam", FEED_WINDOWS_BAR, false, false },
	};
	struct kit kit;

	kit_open(&kit, "branch.conf", "2026-11-02T09:00");
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct feed_want want = { .key = { cases[i].scope, cases[i].id }, .options.windows = cases[i].windows };
		g_autofree char *text = kit_text(&kit, &want);

		g_assert_cmpint(strstr(text, "SUMMARY:Tháng hành động vì bình đẳng giới (") != NULL, ==, cases[i].bar);
		g_assert_cmpint(strstr(text, "SUMMARY:Bắt đầu: Tháng hành động vì bình") != NULL, ==, cases[i].ends);
		g_assert_cmpint(strstr(text, "SUMMARY:Kết thúc: Tháng hành động vì bình") != NULL, ==, cases[i].ends);
		g_assert_cmpint(strstr(text, "SUMMARY:Ngày Phụ nữ Việt Nam\r\n") != NULL, ==, cases[i].bar || cases[i].ends);
	}
	kit_close(&kit);
}

/* ---- how far back */

static void months_back_are_chosen(void)
{
	static const struct { int days; bool october, may, last_year; } cases[] = {
		{ 0, true, false, false }, { 30, true, false, false }, { 10, false, false, false }, { 200, true, true, false },
		{ 400, true, true, true }, { 5000, true, true, true },
	};
	static const enum feed_scope scopes[] = { FEED_SCOPE_AGENCY, FEED_SCOPE_OBLIGATION };
	struct kit kit;

	kit_open(&kit, "branch.conf", "2026-11-02T09:00");
	for (size_t i = 0; i < 2 * G_N_ELEMENTS(cases); i++) {
		size_t row = i / 2;
		struct feed_want want = { .key = { scopes[i % 2], i % 2 == 0 ? "so-y-te" : "lc/thang" }, .options.past_days = cases[row].days };
		g_autofree char *text = kit_text(&kit, &want);

		g_assert_cmpint(strstr(text, "tháng 10 năm 2026") != NULL, ==, cases[row].october);
		g_assert_cmpint(strstr(text, "tháng 5 năm 2026") != NULL, ==, cases[row].may);
		g_assert_cmpint(strstr(text, "tháng 10 năm 2025") != NULL, ==, cases[row].last_year);
		lacks(text, "tháng 8 năm 2025");
	}
	kit_close(&kit);
}

/* What happened to an old one is seen, and the same campaign says the same whoever looks how far back. */
static void what_is_old_changes_too(void)
{
	struct kit kit;
	struct feed_want far = { .key = { FEED_SCOPE_OBLIGATION, "lc/thang" }, .options.past_days = 400 };
	g_autofree char *before = NULL, *after = NULL, *event = NULL, *later = NULL;

	kit_open(&kit, "branch.conf", "2026-11-02T09:00");
	before = kit_text(&kit, &far);
	event = kit_event(before, "Hạn hết 20/5");
	check_value(event, "SEQUENCE", "0");
	kit_order(&kit, "submit lc/thang/so-y-te/2026-05 --number 1/BC");
	after = kit_text(&kit, &far);
	later = kit_event(after, "Hạn hết 20/5: Báo cáo tháng của ngành y tế tháng 5 năm 2026 – đã nhận 1/1");
	check_value(later, "SEQUENCE", "1");
	kit_close(&kit);
}

/* ---- since */

static void cancelled_ones_are_shown_to_those_who_saw_them(void)
{
	struct kit kit;
	struct feed_want old = of_agency(), new = of_agency();
	g_autofree char *first = NULL, *seen = NULL, *unseen = NULL, *unpublished = NULL;

	kit_open(&kit, "branch.conf", "2026-11-02T09:00");
	old.since = kit.now;
	kit_at(&kit, "2026-11-03T09:00");
	first = kit_text(&kit, &old);
	kit_order(&kit, "cancel lc/nam/so-y-te/2026 --reason \"ghi nhầm\"");
	kit_at(&kit, "2026-11-03T09:05");
	seen = kit_text(&kit, &old);
	has(seen, "SUMMARY:[HỦY] BC bình đẳng giới năm 2026\r\n");
	has(seen, "STATUS:CANCELLED\r\n");
	kit_at(&kit, "2026-11-04T09:00");
	new.since = kit.now;
	unseen = kit_text(&kit, &new);
	lacks(unseen, "[HỦY]");
	/* Cancelled before any feed had it. */
	kit_order(&kit, "cancel lc/nam/trung-tam/2026 --reason \"ghi nhầm\"");
	unpublished = kit_feed(&kit, FEED_SCOPE_AGENCY, "trung-tam");
	lacks(unpublished, "[HỦY]");
	kit_close(&kit);
}

/* ---- language */

static void another_language_has_the_same_stamps(void)
{
	struct kit kit;
	struct feed_want vi = { .key = { FEED_SCOPE_PLAN, "lc" } }, en = vi;
	g_autofree char *one = NULL, *other = NULL, *again = NULL, *a = NULL, *b = NULL, *window = NULL, *bar = NULL;

	kit_open(&kit, "branch.conf", "2026-11-02T09:00");
	en.options.language = LANGUAGE_EN;
	other = kit_text(&kit, &en);
	kit_at(&kit, "2026-11-02T11:00");
	one = kit_text(&kit, &vi);
	again = kit_text(&kit, &en);
	g_assert_cmpstr(other, ==, again);
	a = kit_event(one, OPEN " – đã nhận 0/4");
	b = kit_event(other, "Due before 30 November: BC bình đẳng giới\\, 2026 – received 0/4");
	g_assert_nonnull(b);
	for (const char *const *name = (const char *const[]){ "UID", "SEQUENCE", "DTSTAMP", NULL }; *name != NULL; name++) {
		g_autofree char *value = kit_value(a, *name);

		check_value(b, *name, value);
	}
	has(other, "CATEGORIES:Reporting limit\r\n");
	bar = kit_event(one, "Tháng hành động vì bình đẳng giới (15/11–15/12)");
	has(bar, "Thời hạn báo cáo trong thời gian này: chậm nhất ngày 20/11/2026");
	window = kit_event(other, "Tháng hành động vì bình đẳng giới (15 November");
	has(window, "Reporting limits in this time:");
	kit_close(&kit);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/feeds-options/todos", limits_are_to_dos);
	g_test_add_func("/feeds-options/todos-states", to_dos_follow_the_report);
	g_test_add_func("/feeds-options/todos-whole", a_whole_is_a_to_do_in_parts);
	g_test_add_func("/feeds-options/todos-empty", a_feed_of_to_dos_is_never_without_any);
	g_test_add_func("/feeds-options/alarms", alarms_ring_for_what_is_asked);
	g_test_add_func("/feeds-options/open", only_what_is_open);
	g_test_add_func("/feeds-options/open-empty", an_empty_feed_of_open_ones_says_so);
	g_test_add_func("/feeds-options/windows", windows_are_chosen);
	g_test_add_func("/feeds-options/past", months_back_are_chosen);
	g_test_add_func("/feeds-options/past-changes", what_is_old_changes_too);
	g_test_add_func("/feeds-options/since", cancelled_ones_are_shown_to_those_who_saw_them);
	g_test_add_func("/feeds-options/language", another_language_has_the_same_stamps);
	return g_test_run();
}
