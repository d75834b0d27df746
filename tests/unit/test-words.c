#include <glib.h>

#include "render/words.h"

#define VI LANGUAGE_VI
#define EN LANGUAGE_EN

static struct civil day(const char *text)
{
	struct civil date = CIVIL_NONE;

	g_assert_true(civil_parse(text, &date));
	return date;
}

static void is(char *text, const char *expected)
{
	g_assert_cmpstr(text, ==, expected);
	g_free(text);
}

static void dates(void)
{
	static const struct { const char *iso, *full, *brief, *table, *weekday, *day_month; } rows[] = {
		{ "2026-11-30", "ngày 30 tháng 11 năm 2026", "30/11/2026", "30/11/2026", "thứ Hai, ngày 30 tháng 11 năm 2026", "30/11" },
		{ "2026-02-05", "ngày 05 tháng 02 năm 2026", "05/02/2026", "05/02/2026", "thứ Năm, ngày 05 tháng 02 năm 2026", "05/02" },
		{ "2026-03-03", "ngày 03 tháng 3 năm 2026", "03/3/2026", "03/03/2026", "thứ Ba, ngày 03 tháng 3 năm 2026", "03/3" },
		{ "2026-10-20", "ngày 20 tháng 10 năm 2026", "20/10/2026", "20/10/2026", "thứ Ba, ngày 20 tháng 10 năm 2026", "20/10" },
		{ "2026-11-29", "ngày 29 tháng 11 năm 2026", "29/11/2026", "29/11/2026", "Chủ nhật, ngày 29 tháng 11 năm 2026", "29/11" },
		{ "2026-01-31", "ngày 31 tháng 01 năm 2026", "31/01/2026", "31/01/2026", "thứ Bảy, ngày 31 tháng 01 năm 2026", "31/01" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct civil date = day(rows[i].iso);

		is(words_date_long(VI, date), rows[i].full);
		is(words_date_short(VI, date), rows[i].brief);
		is(words_date_table(date), rows[i].table);
		is(words_date_weekday(VI, date), rows[i].weekday);
		is(words_day_month(VI, date), rows[i].day_month);
	}
	is(words_date_long(EN, day("2026-11-30")), "30 November 2026");
	is(words_date_short(EN, day("2026-03-03")), "3 March 2026");
	is(words_date_weekday(EN, day("2026-11-30")), "Monday, 30 November 2026");
	is(words_day_month(EN, day("2026-03-03")), "3 March");
	is(words_date_day(VI, day("2026-11-29")), "Chủ nhật, ngày 29/11/2026");
	is(words_date_day(VI, day("2026-03-03")), "thứ Ba, ngày 03/3/2026");
	is(words_date_day(EN, day("2026-03-03")), "Tuesday, 3 March 2026");
}

static void ranges(void)
{
	static const struct { const char *first, *last, *vi, *en; } rows[] = {
		{ "2026-11-15", "2026-12-15", "từ ngày 15/11 đến ngày 15/12/2026", "15 November to 15 December 2026" },
		{ "2026-12-15", "2027-01-15", "từ ngày 15/12/2026 đến ngày 15/01/2027", "15 December 2026 to 15 January 2027" },
		{ "2026-10-20", "2026-10-20", "ngày 20/10/2026", "20 October 2026" },
		{ "2026-06-01", "2026-06-15", "từ ngày 01/6 đến ngày 15/6/2026", "1 to 15 June 2026" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		is(words_range(VI, day(rows[i].first), day(rows[i].last)), rows[i].vi);
		is(words_range(EN, day(rows[i].first), day(rows[i].last)), rows[i].en);
	}
}

static void instants(void)
{
	g_autoptr(zone_t) zone = zone_open("Asia/Ho_Chi_Minh", NULL);
	struct instant when = zone_instant(zone, day("2026-11-27"), 16 * 60 + 45);

	is(words_instant(VI, zone, when), "16 giờ 45 phút, ngày 27/11/2026");
	is(words_instant(VI, zone, zone_instant(zone, day("2026-12-01"), 450)), "07 giờ 30 phút, ngày 01/12/2026");
	is(words_instant(EN, zone, when), "16:45, 27 November 2026");
	is(words_instant_short(zone, when), "16:45 27/11/2026");
}

static void numbers(void)
{
	static const struct { int n; const char *vi, *en, *days_vi, *days_en, *late_vi, *late_en; } rows[] = {
		{ 0, "00", "0", "00 ngày làm việc", "0 working days", "quá hạn 00 ngày làm việc", "0 working days late" },
		{ 1, "01", "1", "01 ngày làm việc", "1 working day", "quá hạn 01 ngày làm việc", "1 working day late" },
		{ 3, "03", "3", "03 ngày làm việc", "3 working days", "quá hạn 03 ngày làm việc", "3 working days late" },
		{ 12, "12", "12", "12 ngày làm việc", "12 working days", "quá hạn 12 ngày làm việc", "12 working days late" },
		{ 118, "118", "118", "118 ngày làm việc", "118 working days", "quá hạn 118 ngày làm việc", "118 working days late" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		is(words_count(VI, rows[i].n), rows[i].vi);
		is(words_count(EN, rows[i].n), rows[i].en);
		is(words_working_days(VI, rows[i].n), rows[i].days_vi);
		is(words_working_days(EN, rows[i].n), rows[i].days_en);
		is(words_late(VI, rows[i].n), rows[i].late_vi);
		is(words_late(EN, rows[i].n), rows[i].late_en);
	}
}

static void periods(void)
{
	static const struct { const char *label, *vi, *en, *en_for; } rows[] = {
		{ "2026-10", "tháng 10 năm 2026", "October 2026", "for October 2026" },
		{ "2026-02", "tháng 02 năm 2026", "February 2026", "for February 2026" },
		{ "2026-03", "tháng 3 năm 2026", "March 2026", "for March 2026" },
		{ "2026-Q1", "quý I năm 2026", "first quarter of 2026", "for the first quarter of 2026" },
		{ "2026-Q3", "quý III năm 2026", "third quarter of 2026", "for the third quarter of 2026" },
		{ "2026-Q4", "quý IV năm 2026", "fourth quarter of 2026", "for the fourth quarter of 2026" },
		{ "2026-H1", "6 tháng đầu năm 2026", "first half of 2026", "for the first half of 2026" },
		{ "2026-H2", "6 tháng cuối năm 2026", "second half of 2026", "for the second half of 2026" },
		{ "2026-9M", "9 tháng đầu năm 2026", "first nine months of 2026", "for the first nine months of 2026" },
		{ "2026", "năm 2026", "2026", "for 2026" },
		{ "2026-W48", "tuần từ ngày 23/11 đến ngày 29/11/2026", "week of 23–29 November 2026",
		  "for the week of 23–29 November 2026" },
		{ "2027-W53", "tuần từ ngày 03/01 đến ngày 09/01/2028", "week of 3–9 January 2028", "for the week of 3–9 January 2028" },
		{ "2021/2025", "giai đoạn 2021 - 2025", "2021–2025", "for 2021–2025" },
		{ "2021-2025", "giai đoạn 2021 - 2025", "2021–2025", "for 2021–2025" },
		{ "mid-term-2021-2025", "sơ kết giữa kỳ giai đoạn 2021 - 2025", "mid-term review 2021–2025",
		  "for the mid-term review 2021–2025" },
		{ "mid-term", "sơ kết giữa kỳ", "mid-term review", "for the mid-term review" },
		{ "final-2021-2030", "tổng kết giai đoạn 2021 - 2030", "final review 2021–2030", "for the final review 2021–2030" },
		{ "2026-12-04", "ngày 04/12/2026", "4 December 2026", "for 4 December 2026" },
		{ NULL, NULL, NULL, NULL },
		{ "", NULL, NULL, NULL },
		{ "dot-1", NULL, NULL, NULL },
		{ "2026-13", NULL, NULL, NULL },
		{ "2026-Q5", NULL, NULL, NULL },
		{ "2026-W54", NULL, NULL, NULL },
		{ "2026x", NULL, NULL, NULL },
		{ "2026-x", NULL, NULL, NULL },
		{ "final-x", NULL, NULL, NULL },
		{ "202", NULL, NULL, NULL },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		is(words_period(VI, rows[i].label), rows[i].vi);
		is(words_period(EN, rows[i].label), rows[i].en);
		is(words_for_period(VI, rows[i].label), rows[i].vi);
		is(words_for_period(EN, rows[i].label), rows[i].en_for);
	}
}

static void a_period_stands_once(void)
{
	static const struct { const char *title, *label, *vi, *en; } rows[] = {
		{ "Báo cáo kết quả", "2026", "Báo cáo kết quả năm 2026", "Báo cáo kết quả, 2026" },
		{ "Báo cáo kết quả năm 2024", "2024", "Báo cáo kết quả năm 2024", "Báo cáo kết quả năm 2024" },
		{ "Báo cáo NĂM 2024 về kết quả", "2024", "Báo cáo NĂM 2024 về kết quả", "Báo cáo NĂM 2024 về kết quả" },
		{ "Báo cáo kết quả năm 2024", "2026", "Báo cáo kết quả năm 2024 năm 2026", "Báo cáo kết quả năm 2024, 2026" },
		{ "Báo cáo", "2024-12-04x", "Báo cáo", "Báo cáo" },
		{ "Báo cáo", "", "Báo cáo", "Báo cáo" },
		{ "Báo cáo giai đoạn 2021 – 2025", "2021-2025", "Báo cáo giai đoạn 2021 – 2025", "Báo cáo giai đoạn 2021 – 2025" },
		{ "Báo cáo giai đoạn 2021 - 2025", "2025", "Báo cáo giai đoạn 2021 - 2025 năm 2025",
		  "Báo cáo giai đoạn 2021 - 2025, 2025" },
		{ "Báo cáo năm 20245", "2024", "Báo cáo năm 20245 năm 2024", "Báo cáo năm 20245, 2024" },
		{ "Báo cáo", "2026-Q3", "Báo cáo quý III năm 2026", "Báo cáo, third quarter of 2026" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		is(words_obligation_period(VI, rows[i].title, rows[i].label), rows[i].vi);
		is(words_obligation_period(EN, rows[i].title, rows[i].label), rows[i].en);
	}
}

static struct due due(enum due_kind kind, enum due_date date, int d, int m, int y)
{
	return (struct due){ .kind = kind, .date = date, .day = d, .month = m, .year = y, .minute = -1 };
}

static void check_due(struct due rule, const char *named, const char *vi, const char *en, const char *vi_short, const char *en_short)
{
	struct limit limit = { .named = named != NULL ? day(named) : CIVIL_NONE };
	const struct limit *known = named != NULL ? &limit : NULL;

	limit.last = limit.limit = rule.kind == DUE_BEFORE ? civil_add(limit.named, -1) : limit.named;
	is(words_due(VI, &rule, known), vi);
	is(words_due(EN, &rule, known), en);
	is(words_due_short(VI, &rule, known), vi_short);
	is(words_due_short(EN, &rule, known), en_short);
}

static void rules(void)
{
	struct due rule = due(DUE_BEFORE, DUE_DATE_DAY_MONTH, 30, 11, 0);

	check_due(rule, "2026-11-30", "trước ngày 30/11/2026", "before 30 November 2026", "trước 30/11", "before 30 November");
	check_due(rule, NULL, "trước ngày 30/11", "before 30 November", "trước ngày 30/11", "before 30 November");
	rule.next = true;
	check_due(rule, NULL, "trước ngày 30/11 năm sau", "before 30 November of the next year", "trước ngày 30/11 năm sau",
		  "before 30 November of the next year");
	check_due(due(DUE_BEFORE, DUE_DATE_FULL, 5, 3, 2024), NULL, "trước ngày 05/3/2024", "before 5 March 2024",
		  "trước ngày 05/3/2024", "before 5 March 2024");
	check_due(due(DUE_BEFORE, DUE_DATE_DAY, 15, 0, 0), NULL, "trước ngày 15 tháng cuối kỳ báo cáo",
		  "before day 15 of the period's last month", "trước ngày 15 tháng cuối kỳ báo cáo",
		  "before day 15 of the period's last month");
	rule = due(DUE_BY, DUE_DATE_DAY, 0, 0, 0);
	rule.next = true;
	check_due(rule, NULL, "chậm nhất ngày cuối tháng sau kỳ báo cáo", "by the last day of the month after the period",
		  "chậm nhất ngày cuối tháng sau kỳ báo cáo", "by the last day of the month after the period");
	check_due(rule, "2026-11-30", "chậm nhất ngày 30/11/2026", "by 30 November 2026", "hết 30/11", "by 30 November");
	rule.minute = 16 * 60 + 45;
	check_due(rule, "2026-11-30", "chậm nhất 16 giờ 45 phút, ngày 30/11/2026", "by 16:45 on 30 November 2026", "16:45 ngày 30/11",
		  "by 16:45, 30 November");
	check_due(due(DUE_BEFORE, DUE_DATE_OF_RULE, 0, 0, 0), NULL, "trước ngày định kỳ", "before the day of the schedule",
		  "trước ngày định kỳ", "before the day of the schedule");
}

static void rules_without_a_day(void)
{
	struct due rule = due(DUE_WITHIN, DUE_DATE_ABSENT, 0, 0, 0);

	rule.count = 5;
	rule.working_days = true;
	check_due(rule, NULL, "trong 05 ngày làm việc kể từ ngày kết thúc kỳ số liệu",
		  "within 5 working days of the end of the data period", "trong 05 ngày làm việc kể từ ngày kết thúc kỳ số liệu",
		  "within 5 working days of the end of the data period");
	rule = due(DUE_WITHIN, DUE_DATE_FULL, 15, 6, 2026);
	rule.count = 1;
	check_due(rule, "2026-06-16", "trong 01 ngày kể từ ngày 15/6/2026", "within 1 day of 15 June 2026", "hết 16/6", "by 16 June");
	check_due(due(DUE_IN_YEAR, DUE_DATE_ABSENT, 0, 0, 2030), "2030-12-31", "trong năm 2030", "in 2030", "trong năm 2030", "in 2030");
	check_due(due(DUE_IN_MONTH, DUE_DATE_ABSENT, 0, 10, 2026), "2026-10-31", "trong tháng 10 năm 2026", "in October 2026",
		  "trong tháng 10 năm 2026", "in October 2026");
	check_due(due(DUE_NONE, DUE_DATE_ABSENT, 0, 0, 0), NULL, "văn bản không quy định thời hạn cụ thể", "the document sets no date",
		  "chưa có thời hạn", "no date");
	check_due(due(DUE_EVENT, DUE_DATE_ABSENT, 0, 0, 0), NULL, "khi có yêu cầu hoặc khi phát sinh",
		  "on request or when the need arises", "khi có yêu cầu", "on request");
	is(words_new_limit(VI, day("2026-12-10")), "đến hết ngày 10/12/2026");
	is(words_new_limit(EN, day("2026-12-10")), "by the end of 10 December 2026");
}

static void documents(void)
{
	struct agency issuer = { .name = (char *)"Ủy ban nhân dân tỉnh Lạng Sơn" };
	struct plan plan = { .title = (char *)"Kế hoạch thực hiện công tác bình đẳng giới năm 2022 trên địa bàn tỉnh Lạng Sơn",
			     .document = { .type = (char *)"Kế hoạch", .number = (char *)"62/KH-UBND", .issuer = &issuer,
					   .subject = (char *)"thực hiện công tác bình đẳng giới năm 2022 trên địa bàn tỉnh Lạng Sơn" } };

	plan.document.date = day("2022-03-23");
	is(words_document(VI, &plan), "Kế hoạch số 62/KH-UBND ngày 23 tháng 3 năm 2022 của Ủy ban nhân dân tỉnh Lạng Sơn về thực hiện "
				      "công tác bình đẳng giới năm 2022 trên địa bàn tỉnh Lạng Sơn");
	is(words_document(EN, &plan), "Plan No. 62/KH-UBND of 23 March 2022, Ủy ban nhân dân tỉnh Lạng Sơn, “thực hiện "
				      "công tác bình đẳng giới năm 2022 trên địa bàn tỉnh Lạng Sơn”");
	is(words_document_short(VI, &plan), "Kế hoạch số 62/KH-UBND");
	is(words_document_short(EN, &plan), "Plan No. 62/KH-UBND");
	plan.document.type = NULL;
	is(words_document_short(VI, &plan), "văn bản số 62/KH-UBND");
	plan.document.number = (char *)"";
	is(words_document(VI, &plan), plan.title);
	is(words_document_short(VI, &plan), plan.title);
	plan.document.cite = (char *)"Kế hoạch của tỉnh";
	plan.document.cite_short = (char *)"Kế hoạch";
	is(words_document(EN, &plan), "Kế hoạch của tỉnh");
	is(words_document_short(VI, &plan), "Kế hoạch");
}

static void people(void)
{
	struct agency department = { .name = (char *)"Sở Y tế", .level = LEVEL_PROVINCE };
	struct agency commune = { .name = (char *)"Ủy ban nhân dân xã A", .level = LEVEL_COMMUNE };
	struct agency front = { .name = (char *)"Hội LHPN tỉnh", .level = LEVEL_PROVINCE, .relation = RELATION_REQUESTED };
	struct contact head = { .name = (char *)"Nguyễn Văn A", .title = (char *)"Giám đốc" };

	is(words_head(VI, &department, &head), "đồng chí Nguyễn Văn A, Giám đốc Sở Y tế");
	is(words_head(EN, &department, &head), "Nguyễn Văn A, Giám đốc, Sở Y tế");
	head.title = (char *)"Giám đốc Sở Y tế";
	is(words_head(VI, &department, &head), "đồng chí Nguyễn Văn A, Giám đốc Sở Y tế");
	head.title = NULL;
	is(words_head(VI, &department, &head), "đồng chí Nguyễn Văn A, Thủ trưởng Sở Y tế");
	head.name = NULL;
	head.title = (char *)"Giám đốc";
	is(words_head(VI, &department, &head), "Thủ trưởng Sở Y tế");
	is(words_head(VI, &commune, NULL), "đồng chí Chủ tịch Ủy ban nhân dân xã A");
	is(words_head(EN, &commune, NULL), "the Chair of Ủy ban nhân dân xã A");
	is(words_you(VI, &department), "quý cơ quan");
	is(words_you(VI, &commune), "quý địa phương");
	is(words_you(VI, &front), "Hội LHPN tỉnh");
	is(words_you(EN, &department), "you");
	department.address_as = (char *)"quý đơn vị";
	is(words_you(VI, &department), "quý đơn vị");
}

static void states(void)
{
	g_assert_cmpstr(words_state(VI, "grace"), ==, "hết thời hạn, chưa tính quá hạn");
	g_assert_cmpstr(words_state(EN, "grace"), ==, "limit passed, not yet counted late");
	g_assert_cmpstr(words_state(VI, "overdue"), ==, "quá hạn, chưa nhận được");
	g_assert_cmpstr(words_state(VI, "waived"), ==, "không phải báo cáo kỳ này");
	g_assert_null(words_state(VI, "none of these"));
}

static void lists(void)
{
	const char *names[] = { "A", "B", "C" };
	g_autoptr(GPtrArray) array = g_ptr_array_new();

	is(words_join(VI, array), "");
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		g_ptr_array_add(array, (void *)names[i]);
	is(words_join(VI, array), "A, B và C");
	is(words_join(EN, array), "A, B and C");
	g_ptr_array_set_size(array, 2);
	is(words_join(VI, array), "A và B");
	is(words_join(EN, NULL), "");
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/words/dates", dates);
	g_test_add_func("/words/ranges", ranges);
	g_test_add_func("/words/instants", instants);
	g_test_add_func("/words/numbers", numbers);
	g_test_add_func("/words/periods", periods);
	g_test_add_func("/words/period-once", a_period_stands_once);
	g_test_add_func("/words/rules", rules);
	g_test_add_func("/words/rules/no-day", rules_without_a_day);
	g_test_add_func("/words/documents", documents);
	g_test_add_func("/words/people", people);
	g_test_add_func("/words/states", states);
	g_test_add_func("/words/lists", lists);
	return g_test_run();
}
