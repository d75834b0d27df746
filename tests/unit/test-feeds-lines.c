#include "../lib/feedkit.h"

/* What the lines of an event's description say, and what they keep to themselves once they are no longer true. */

#define YEARLY "lc/nam/so-y-te/2026"
#define LAST_DAY "Ngày cuối của thời hạn: Chủ nhật\\, ngày 29/11/2026 (ngày nghỉ)\\n"
#define ASKED "Đề nghị gửi chậm nhất trong: thứ Sáu\\, ngày 27/11/2026\\n"

static void has(const char *text, const char *want)
{
	if (text == NULL || strstr(text, want) == NULL)
		g_error("no «%s» in:\n%s", want, text);
}

static void lacks(const char *text, const char *unwanted)
{
	if (text == NULL || strstr(text, unwanted) != NULL)
		g_error("«%s» in:\n%s", unwanted, text);
}

static char *event_in(struct kit *kit, enum feed_scope scope, const char *id, const char *summary)
{
	g_autofree char *text = kit_feed(kit, scope, id);
	char *event = kit_event(text, summary);

	if (event == NULL)
		g_error("no «%s» in:\n%s", summary, text);
	return event;
}

static char *own_event(struct kit *kit, const char *summary)
{
	return event_in(kit, FEED_SCOPE_AGENCY, "so-y-te", summary);
}

/* ---- what is to be corrected */

static void a_returned_report_says_what_and_by_when(void)
{
	struct kit kit;
	g_autofree char *event = NULL;

	kit_open(&kit, "branch.conf", "2026-11-20T15:00");
	kit_order(&kit, "submit " YEARLY " --number 512/BC-SYT");
	kit_order(&kit, "return " YEARLY " --reason \"ghi nhầm\" --until 2026-12-01");
	kit_order(&kit, "reopen " YEARLY " --reason \"ghi nhầm\"");
	kit_order(&kit, "return " YEARLY " --reason \"thiếu phụ lục 2\" --reason \"số liệu mục 1, 3\" --until 2026-12-07");
	event = own_event(&kit, "Bổ sung trước 08/12: BC bình đẳng giới năm 2026");
	has(event, LAST_DAY "Gửi bản bổ sung\\, chỉnh sửa chậm nhất hết: thứ Hai\\, ngày 07/12/2026\\n"
			    "Nội dung cần bổ sung\\, chỉnh sửa: thiếu phụ lục 2\\; số liệu mục 1\\, 3\\n");
	lacks(event, "Đề nghị gửi chậm nhất trong");
	lacks(event, "ghi nhầm");
	kit_close(&kit);
}

static void the_return_that_stands_gives_the_points(void)
{
	struct kit kit;
	g_autofree char *event = NULL;

	kit_open(&kit, "branch.conf", "2026-11-20T15:00");
	kit_order(&kit, "submit " YEARLY);
	kit_order(&kit, "return " YEARLY " --reason \"thiếu phụ lục 2\" --until 2026-12-07");
	kit_order(&kit, "submit " YEARLY);
	kit_order(&kit, "return " YEARLY " --reason \"sai số liệu\" --until 2026-12-07");
	kit_order(&kit, "reopen " YEARLY " --reason \"ghi nhầm\"");
	kit_order(&kit, "reopen " YEARLY " --reason \"ghi nhầm\"");
	event = own_event(&kit, "Bổ sung trước 08/12");
	has(event, "Nội dung cần bổ sung\\, chỉnh sửa: thiếu phụ lục 2\\n");
	kit_close(&kit);
}

/* ---- the day asked for */

static void what_has_come_is_not_asked_for(void)
{
	static const struct { const char *order, *summary; } answers[] = {
		{ "submit " YEARLY " --number 512/BC-SYT", "Đã gửi: BC bình đẳng giới" }, { "accept " YEARLY, "✔ BC bình đẳng giới" },
		{ "reopen " YEARLY " --reason x", "Đã gửi: BC bình đẳng giới" }, { "reopen " YEARLY " --reason x", "Hạn trước 30/11: BC" },
		{ "waive " YEARLY " --reason x", "Không phải gửi: BC" }, { "reopen " YEARLY " --reason x", "Hạn trước 30/11: BC" },
		{ "nil " YEARLY, "Không phát sinh: BC" }, { "reopen " YEARLY " --reason x", "Hạn trước 30/11: BC" },
		{ "cancel " YEARLY " --reason x", "[HỦY] BC bình đẳng giới" },
	};
	struct kit kit;

	kit_open(&kit, "branch.conf", "2026-11-20T15:00");
	g_free(own_event(&kit, "Hạn trước 30/11: BC")); /* shown before, so that it is shown cancelled */
	for (size_t i = 0; i < G_N_ELEMENTS(answers); i++) {
		g_autofree char *event = NULL;

		kit_order(&kit, answers[i].order);
		event = own_event(&kit, answers[i].summary);
		has(event, LAST_DAY);
		if (g_str_has_prefix(answers[i].summary, "Hạn"))
			has(event, LAST_DAY ASKED);
		else
			lacks(event, "Đề nghị gửi");
	}
	kit_close(&kit);
}

static void what_is_late_was_asked_for(void)
{
	struct kit kit;
	g_autofree char *own = NULL, *whole = NULL, *returned = NULL;

	kit_open(&kit, "branch.conf", "2026-11-20T15:00");
	kit_order(&kit, "submit lc/nam/trung-tam/2026");
	kit_order(&kit, "return lc/nam/trung-tam/2026 --reason x --until 2026-12-07");
	kit_order(&kit, "waive " YEARLY " --reason x");
	returned = event_in(&kit, FEED_SCOPE_PLAN, "lc", "Hạn trước 30/11: BC bình đẳng giới năm 2026 – đã nhận 0/3\\, trả lại 01");
	has(returned, LAST_DAY ASKED);
	has(returned, "Tình trạng: đã nhận 0/3\\, trả lại 01\\, không phải gửi 01 (");
	kit_order(&kit, "reopen " YEARLY " --reason x");
	kit_at(&kit, "2026-12-01T08:00");
	own = own_event(&kit, "Quá hạn: BC bình đẳng giới năm 2026");
	has(own, LAST_DAY);
	has(own, "quá thời hạn\\, chưa ghi nhận báo cáo (từ ngày 01/12/2026)");
	lacks(own, "Đề nghị gửi");
	/* Whoever may only be asked is counted, and named among those of whom nothing is recorded. */
	whole = event_in(&kit, FEED_SCOPE_PLAN, "lc", "Quá hạn: BC bình đẳng giới năm 2026 – còn 4/4 cơ quan");
	has(whole, "Tính quá hạn từ ngày: 01/12/2026\\n");
	has(whole, "Chưa ghi nhận báo cáo: ");
	has(whole, "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh\\n");
	lacks(whole, "Đề nghị gửi");
	kit_close(&kit);
}

static void nobody_is_left_to_ask(void)
{
	static const char *const owners[] = { "so-y-te", "so-vhttdl", "trung-tam", "mttq" };
	struct kit kit;
	g_autofree char *event = NULL;

	kit_open(&kit, "branch.conf", "2026-11-20T15:00");
	for (size_t i = 0; i < G_N_ELEMENTS(owners); i++) {
		g_autofree char *order = g_strdup_printf("submit lc/nam/%s/2026", owners[i]);

		kit_order(&kit, order);
	}
	event = event_in(&kit, FEED_SCOPE_PLAN, "lc", "Hạn trước 30/11: BC bình đẳng giới năm 2026 – đã nhận 4/4");
	has(event, LAST_DAY);
	lacks(event, "Đề nghị gửi");
	kit_close(&kit);
}

/* ---- when it came */

static void when_it_came(void)
{
	static const struct { const char *received, *said; } cases[] = {
		{ "--received 2026-11-20", "đã gửi\\, tiếp nhận ngày 20/11/2026\\, trong thời hạn quy định\\n" },
		{ "--received 2026-11-20T10:05 --sent 2026-11-20T09:00", "đã gửi\\, tiếp nhận 10:05 ngày 20/11/2026\\, trong" },
		{ "--received 2026-12-02T08:10 --sent 2026-11-28",
		  "đã gửi\\, gửi ngày 28/11/2026\\, tiếp nhận 08:10 ngày 02/12/2026\\, trong thời hạn quy định\\n" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *order = g_strdup_printf("submit " YEARLY " %s", cases[i].received);
		g_autofree char *event = NULL;
		struct kit kit;

		kit_open(&kit, "branch.conf", "2026-11-18T15:00");
		kit_at(&kit, "2026-12-02T15:00");
		kit_order(&kit, order);
		event = own_event(&kit, "Đã gửi: BC bình đẳng giới năm 2026");
		has(event, cases[i].said);
		kit_close(&kit);
	}
}

/* ---- a limit with an hour */

static void a_limit_with_an_hour_names_it(void)
{
	struct kit kit;
	g_autofree char *own = NULL, *whole = NULL, *late = NULL, *extended = NULL;

	kit_open(&kit, "hour.conf", "2026-11-20T15:00");
	own = own_event(&kit, "Hạn 16:00 ngày 02/12: BC bình đẳng giới năm 2026");
	has(own, "Ngày cuối của thời hạn: chậm nhất 16 giờ 00 phút\\, thứ Tư\\, ngày 02/12/2026\\n");
	whole = event_in(&kit, FEED_SCOPE_PLAN, "lc", "Hạn 16:00 ngày 02/12: BC bình đẳng giới năm 2026");
	has(whole, "chậm nhất 16 giờ 00 phút\\, thứ Tư\\, ngày 02/12/2026\\nTính quá hạn từ: 16 giờ 00 phút\\, ngày 02/12/2026\\n");
	kit_order(&kit, "extend lc/nam/so-noi-vu/2026 --until 2026-12-10 --reason x --document 88/SNV");
	extended = event_in(&kit, FEED_SCOPE_AGENCY, "so-noi-vu", "Hạn mới hết 10/12");
	has(extended, "Ngày cuối của thời hạn: thứ Năm\\, ngày 10/12/2026\\n");
	kit_at(&kit, "2026-12-02T17:00");
	late = own_event(&kit, "Quá hạn: BC bình đẳng giới năm 2026");
	has(late, "chưa ghi nhận báo cáo (từ 16 giờ 00 phút\\, ngày 02/12/2026)");
	kit_close(&kit);
}

/* ---- to-dos, and whose it is */

static void a_to_do_rings_before_the_day_asked_for(void)
{
	struct feed_want want = { .key = { FEED_SCOPE_AGENCY, "so-y-te" }, .options = { .todos = true, .alarms = true } };
	g_autofree char *text = NULL, *yearly = NULL, *monthly = NULL;
	struct kit kit;

	kit_open(&kit, "branch.conf", "2026-11-02T09:00");
	text = kit_text(&kit, &want);
	yearly = kit_event(text, "Hạn trước 30/11: BC"); /* Sunday 29/11, asked for on Friday */
	has(yearly, "\r\nDUE;VALUE=DATE:20261129\r\n");
	has(yearly, "\r\nTRIGGER;RELATED=END:-P2DT15H\r\n");
	monthly = kit_event(text, "Hạn hết 20/11: Báo cáo tháng"); /* a Friday */
	has(monthly, "\r\nDUE;VALUE=DATE:20261120\r\n");
	has(monthly, "\r\nTRIGGER;RELATED=END:-PT15H\r\n");
	kit_close(&kit);
}

static void what_is_ones_own_beside_what_all_owe_says_whose(void)
{
	g_autofree char *coordinator = NULL, *other = NULL, *agency = NULL;
	struct kit kit;

	kit_open(&kit, "hour.conf", "2026-11-20T15:00");
	coordinator = kit_feed(&kit, FEED_SCOPE_PERSON, "cuong@snv.example.vn");
	has(coordinator, "SUMMARY:Hạn 16:00 ngày 02/12: BC bình đẳng giới năm 2026 – SNV\r\n");
	has(coordinator, "SUMMARY:Hạn 16:00 ngày 02/12: BC bình đẳng giới năm 2026 – đã nhận 0/2\r\n");
	other = kit_feed(&kit, FEED_SCOPE_PERSON, "an@syt.example.vn");
	has(other, "SUMMARY:Hạn 16:00 ngày 02/12: BC bình đẳng giới năm 2026\r\n");
	agency = kit_feed(&kit, FEED_SCOPE_AGENCY, "so-noi-vu");
	has(agency, "SUMMARY:Hạn 16:00 ngày 02/12: BC bình đẳng giới năm 2026\r\n");
	kit_close(&kit);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/feeds/lines/returned", a_returned_report_says_what_and_by_when);
	g_test_add_func("/feeds/lines/points", the_return_that_stands_gives_the_points);
	g_test_add_func("/feeds/lines/answered", what_has_come_is_not_asked_for);
	g_test_add_func("/feeds/lines/late", what_is_late_was_asked_for);
	g_test_add_func("/feeds/lines/all-in", nobody_is_left_to_ask);
	g_test_add_func("/feeds/lines/received", when_it_came);
	g_test_add_func("/feeds/lines/hour", a_limit_with_an_hour_names_it);
	g_test_add_func("/feeds/lines/alarm", a_to_do_rings_before_the_day_asked_for);
	g_test_add_func("/feeds/lines/whose", what_is_ones_own_beside_what_all_owe_says_whose);
	return g_test_run();
}
