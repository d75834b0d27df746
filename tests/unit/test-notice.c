/* Every text in both languages for every relation, whole, and then with each optional value missing. */
#include <glib.h>
#include <string.h>

#include "base/error.h"
#include "lib/notices.h"

static struct templates *templates;

static const char *const marks[] = { "{{", "}}", "()", "( ", " )", "[]", "(null)", " ,", " .", ",,", "..", " ;", ";;", ": .", "  ",
				     "năm 2026 năm 2026", "for for", "ngày ngày", "hôm nay", "ngày mai", "tuần này" };

static char *without_tags(const char *html)
{
	GString *out = g_string_new(NULL);
	bool inside = false;

	for (const char *p = html; *p != '\0'; p++) {
		if (*p == '<')
			inside = true;
		else if (*p == '>')
			inside = false;
		else if (!inside)
			g_string_append_c(out, *p);
	}
	return g_string_free(out, FALSE);
}

/* One line of blanks folded, as a reader sees it; leading ones are layout. */
static char *joined(const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (char **line = lines; *line != NULL; line++)
		g_strstrip(*line);
	return g_strjoinv("\n", lines);
}

static void check_part(const char *what, const char *text)
{
	g_autofree char *seen = joined(text);

	for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
		if (strstr(seen, marks[i]) != NULL)
			g_error("%s holds '%s':\n%s", what, marks[i], text);
	}
	g_assert_true(g_utf8_validate(text, -1, NULL));
}

static const char *const forbidden[] = { "quá hạn", "quá thời hạn", "được giao", "yêu cầu", "đôn đốc", "bắt buộc", "vi phạm" };

static void check_register(const char *what, const char *text)
{
	g_autofree char *folded = g_utf8_casefold(text, -1);

	g_strdelimit(folded, "\n", ' ');
	for (size_t i = 0; i < G_N_ELEMENTS(forbidden); i++) {
		if (strstr(folded, forbidden[i]) != NULL)
			g_error("%s to a body that is only asked holds '%s':\n%s", what, forbidden[i], text);
	}
}

static void check_lines(const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (char **line = lines; *line != NULL; line++) {
		bool one_word = strchr(*line + strspn(*line, " -"), ' ') == NULL;

		g_assert_true(one_word || g_str_has_prefix(*line, "    deadlinectl ") || g_utf8_strlen(*line, -1) <= 76);
		g_assert_false(g_str_has_suffix(*line, " "));
	}
	g_assert_null(strstr(text, "\n\n\n"));
	g_assert_true(g_str_has_suffix(text, "\n") && !g_str_has_suffix(text, "\n\n"));
}

/* Of a report that was sent and went back nobody says that it is not there. */
static void check_sent(const char *what, const char *text)
{
	static const char *const claims[] = { "chưa ghi nhận báo cáo của", "no record of your report", "no record of the report of" };
	g_autofree char *seen = g_strdup(text);

	g_strdelimit(seen, "\n", ' ');
	for (size_t i = 0; i < G_N_ELEMENTS(claims); i++) {
		if (strstr(seen, claims[i]) != NULL)
			g_error("%s on a report that went back holds '%s':\n%s", what, claims[i], text);
	}
}

/* The reader's own calendar feed is offered where there is one, in plain text on a line of its own, or a mail program would
 * not make a link of it. */
static void check_feed(const struct notice *notice, const struct notice_text *text)
{
	g_autofree char *line = notice->feed != NULL ? g_strdup_printf("\n%s\n", notice->feed) : NULL;
	g_autofree char *link = notice->feed != NULL ? g_strdup_printf("<a href=\"%s\"", notice->feed) : NULL;

	if (notice->feed == NULL) {
		g_assert_null(strstr(text->plain, "/feeds/"));
		g_assert_null(strstr(text->html, "/feeds/"));
		return;
	}
	g_assert_nonnull(strstr(text->plain, line));
	g_assert_nonnull(strstr(text->html, link));
	g_assert_nonnull(strstr(text->plain, notice->language == LANGUAGE_EN ? "subscribe once" : "đăng ký một lần"));
	g_assert_nonnull(strstr(text->html, notice->language == LANGUAGE_EN ? "subscribe once" : "đăng ký một lần"));
	g_assert_null(strstr(text->subject, "/feeds/"));
}

static void check_text(enum notice_kind kind, int count, const struct agency *agency, enum language language, unsigned options)
{
	struct fixture kept = notices_strip(options);
	g_autoptr(notice_t) notice = notices_make(kind, count, agency, language, options);
	g_autofree char *what = g_strdup_printf("%s x%d to %s (%s, %x)", notice_kind_name(kind), count, agency->id,
						language == LANGUAGE_EN ? "en" : "vi", options);
	g_autoptr(GError) error = NULL;
	struct notice_text text;
	g_autofree char *bare = NULL;

	if (!notice_render(notice, &fixture_get()->config, templates, &text, &error))
		g_error("%s: %s", what, error->message);
	*fixture_get() = kept;
	bare = without_tags(text.html);
	g_test_message("%s\n%s\n\n%s", what, text.subject, text.plain);
	g_assert_null(strchr(text.subject, '\n'));
	g_assert_cmpuint(strlen(text.subject), >, 0);
	check_part(what, text.subject);
	check_part(what, text.plain);
	check_part(what, bare);
	check_lines(text.plain);
	check_feed(notice, &text);
	if (options & RESUBMISSION) {
		check_sent(what, text.plain);
		check_sent(what, bare);
	}
	if (agency->relation == RELATION_REQUESTED && !(options & NO_AGENCY)) {
		check_register(what, text.subject);
		check_register(what, text.plain);
		check_register(what, bare);
	}
	notice_text_clear(&text);
}

static void check_all(enum notice_kind kind, int count)
{
	struct fixture *f = fixture_get();
	const struct agency *const agencies[] = { &f->department, &f->commune, &f->police, &f->union_, &f->office };
	unsigned head = kind == NOTICE_HEAD ? TO_HEAD : 0;

	for (size_t i = 0; i < G_N_ELEMENTS(agencies); i++) {
		for (enum language language = LANGUAGE_VI; language <= LANGUAGE_EN; language++) {
			check_text(kind, count, agencies[i], language, head);
			check_text(kind, count, agencies[i], language, head | (TO_HEAD - 1));
			check_text(kind, count, agencies[i], language, head | (LAST_OPTION - 1));
			for (unsigned option = 1; option < LAST_OPTION; option <<= 1)
				check_text(kind, count, agencies[i], language, head | option);
		}
	}
}

static void every_text(void)
{
	static const struct { enum notice_kind kind; int count; } texts[] = {
		{ NOTICE_ADVANCE, 1 }, { NOTICE_TODAY, 1 },    { NOTICE_OVERDUE, 1 }, { NOTICE_HEAD, 1 },   { NOTICE_OVERDUE, 4 },
		{ NOTICE_LIST, 1 },    { NOTICE_LIST, 2 },     { NOTICE_FORETELL, 1 }, { NOTICE_FORETELL, 2 }, { NOTICE_DIGEST, 1 },
		{ NOTICE_SETTLE, 1 },  { NOTICE_CAMPAIGN, 1 }, { NOTICE_RECEIPT, 1 }, { NOTICE_REQUEST, 1 }, { NOTICE_ADMIN, 1 },
		{ NOTICE_RETURNED, 1 }, { NOTICE_EXTENDED, 1 }, { NOTICE_WAIVED, 1 }, { NOTICE_RECALLED, 1 }, { NOTICE_READY, 1 },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
		check_all(texts[i].kind, texts[i].count);
}

static void render(struct notice *notice, struct notice_text *ret)
{
	g_autoptr(GError) error = NULL;

	if (!notice_render(notice, &fixture_get()->config, templates, ret, &error))
		g_error("%s", error->message);
	g_strdelimit(ret->plain, "\n", ' ');
	notice_free(notice);
}

static void holds(const char *text, const char *part)
{
	if (strstr(text, part) == NULL)
		g_error("'%s' is not in:\n%s", part, text);
}

static const struct { enum notice_kind kind; int count; int agency; unsigned options; const char *subject, *part; } said[] = {
	{ NOTICE_ADVANCE, 1, 0, 0,
	  "Nhắc thời hạn: Báo cáo kết quả thực hiện công tác bình đẳng giới năm 2026 – trước ngày 30/11/2026",
	  "(chậm nhất hết Chủ nhật, ngày 29 tháng 11 năm 2026)" },
	{ NOTICE_ADVANCE, 1, 0, 0, NULL, "còn lại là 05 ngày làm việc (thứ Ba, ngày 24/11/2026 nghỉ Ngày Văn hóa Việt Nam)" },
	{ NOTICE_ADVANCE, 1, 0, 0, NULL, "Hình thức gửi: Hệ thống quản lý văn bản và điều hành. Đề cương, biểu mẫu: https" },
	{ NOTICE_ADVANCE, 1, 1, 0, NULL, "của quý địa phương" },
	{ NOTICE_ADVANCE, 1, 2, 0, NULL, "đề nghị Công an tỉnh phối hợp gửi" },
	{ NOTICE_ADVANCE, 1, 3, 0, "Về việc phối hợp gửi Báo cáo kết quả thực hiện công tác bình đẳng giới năm 2026",
	  "rất mong nhận được trong thứ Sáu, ngày 27 tháng 11 năm 2026 để kịp tổng hợp." },
	{ NOTICE_TODAY, 1, 0, 0,
	  "Ngày làm việc cuối của thời hạn (27/11): Báo cáo kết quả thực hiện công tác bình đẳng giới năm 2026",
	  "là Chủ nhật, ngày 29 tháng 11 năm 2026, ngày nghỉ; ngày làm việc cuối cùng trong thời hạn là thứ Sáu, ngày 27 tháng" },
	{ NOTICE_TODAY, 1, 0, WORKDAY, NULL, "Thứ Sáu, ngày 27 tháng 11 năm 2026 là ngày cuối của thời hạn gửi" },
	{ NOTICE_OVERDUE, 1, 0, 0,
	  "Đề nghị gửi Báo cáo kết quả thực hiện công tác bình đẳng giới năm 2026 (đã quá thời hạn 01 ngày làm việc)",
	  "Tính đến 07 giờ 30 phút, ngày 01/12/2026, Hệ thống chưa ghi nhận báo cáo của quý cơ quan." },
	{ NOTICE_OVERDUE, 1, 0, 0, NULL, "chậm nhất hết thứ Sáu, ngày 04 tháng 12 năm 2026" },
	{ NOTICE_OVERDUE, 1, 3, 0, "Về việc phối hợp gửi Báo cáo kết quả thực hiện công tác bình đẳng giới năm 2026 (nhắc lại)",
	  "chưa ghi nhận thông tin của Hội Liên hiệp Phụ nữ tỉnh; kính đề nghị Hội Liên hiệp Phụ nữ tỉnh quan tâm" },
	{ NOTICE_OVERDUE, 1, 0, EXTENDED, NULL, "là đến hết ngày 29/11/2026." },
	{ NOTICE_HEAD, 1, 0, TO_HEAD, "Về việc chưa ghi nhận Báo cáo kết quả thực hiện công tác bình đẳng giới năm 2026 của Sở Y tế",
	  "Kính gửi: đồng chí Trần Văn Bình, Giám đốc Sở Y tế" },
	{ NOTICE_HEAD, 1, 0, TO_HEAD, NULL, "đầu mối của cơ quan đã được thông báo 04 lần, gần nhất ngày 01/12/2026." },
	{ NOTICE_HEAD, 1, 0, TO_HEAD, NULL, "thời hạn trước ngày 10/12/2026. Kính đề nghị đồng chí" },
	{ NOTICE_HEAD, 1, 1, TO_HEAD | NO_PERSON, NULL, "Kính gửi: đồng chí Chủ tịch Ủy ban nhân dân xã A & B" },
	{ NOTICE_OVERDUE, 4, 0, 0, "Thời hạn báo cáo của Sở Y tế: 04 nội dung", "I. Đã hết thời hạn, chưa ghi nhận  1. Theo" },
	{ NOTICE_OVERDUE, 4, 0, 0, NULL, "II. Sắp đến hạn" },
	{ NOTICE_OVERDUE, 4, 0, 0, NULL, "III. Để biết" },
	{ NOTICE_OVERDUE, 4, 3, 0, NULL, "I. Xin được nhắc lại" },
	{ NOTICE_LIST, 1, 4, 0, NULL, "- Chưa ghi nhận: 31 cơ quan, gồm:" },
	{ NOTICE_LIST, 1, 4, 0, NULL, "báo cáo Ủy ban nhân dân tỉnh Lào Cai trước ngày 10/12/2026, kính đề nghị Sở Nội vụ xem xét" },
	{ NOTICE_LIST, 1, 4, SELF | TO_HEAD, NULL,
	  "Kính báo cáo đồng chí xem xét, cho ý kiến chỉ đạo việc ban hành văn bản đôn đốc. Dự thảo văn bản đôn đốc được gửi kèm." },
	{ NOTICE_LIST, 1, 4, 0, NULL, "Cần trao đổi trực tiếp" },
	{ NOTICE_FORETELL, 1, 4, 0, "Sẽ gửi vào 07 giờ 30 phút, ngày 02/12/2026: 02 thông báo về Báo cáo kết quả thực hiện công tác "
				    "bình đẳng giới năm 2026",
	  "sẽ nhận thông báo (sau thời hạn 03 ngày làm việc)" },
	{ NOTICE_DIGEST, 1, 4, 0, "Tổng hợp tình hình thực hiện báo cáo, tuần từ ngày 23/11 đến ngày 29/11/2026",
	  "1. Hết thời hạn, chưa nhận được (01; trong đó chưa tính quá hạn do ngày cuối là ngày nghỉ: 01)" },
	{ NOTICE_DIGEST, 1, 4, NO_ROWS, NULL, "4. Trả lại để bổ sung, chưa gửi lại (00) Không có." },
	{ NOTICE_DIGEST, 1, 4, 0, NULL, "- Thứ Ba, ngày 24/11/2026 nghỉ Ngày Văn hóa Việt Nam." },
	{ NOTICE_SETTLE, 1, 4, 0, "Nội dung đã qua thời hạn trước khi đưa vào theo dõi: 01 mục cần xác nhận",
	  "Khi đưa Kế hoạch số 224/KH-UBND vào theo dõi ngày 01/12/2026, có 01 mục" },
	{ NOTICE_CAMPAIGN, 1, 0, 0, "Tháng hành động vì bình đẳng giới: từ ngày 15/11 đến ngày 15/12/2026",
	  "năm 2026 diễn ra từ ngày 15/11 đến hết ngày 15/12/2026." },
	{ NOTICE_RECEIPT, 1, 0, 0, NULL,
	  "(văn bản số 512/BC-SYT ngày 20/11/2026; mã tiếp nhận 1024) vào hồi 10 giờ 05 phút, ngày 20/11/2026, trong thời hạn" },
	{ NOTICE_RECEIPT, 1, 0, NO_DAY_OFF, NULL, "trong ngày làm việc kế tiếp ngày cuối thời hạn (ngày nghỉ)" },
	{ NOTICE_RECEIPT, 1, 0, NO_REPORT_NUMBER | NO_REPORT_DATE, NULL, "(mã tiếp nhận 1024)" },
	{ NOTICE_REQUEST, 1, 0, 0,
	  "Đề nghị gửi Báo cáo kết quả thực hiện công tác bình đẳng giới năm 2026 – trước ngày 30/11/2026",
	  "để quý cơ quan chủ động theo dõi." },
	{ NOTICE_RETURNED, 1, 0, 0, "Đề nghị bổ sung, chỉnh sửa Báo cáo kết quả thực hiện công tác bình đẳng giới năm 2026",
	  "(văn bản số 512/BC-SYT ngày 20/11/2026), Sở Nội vụ đề nghị quý cơ quan bổ sung, chỉnh sửa các nội dung sau: "
	  "- thiếu số liệu chỉ tiêu 1 - số liệu chưa tách biệt theo giới tính Đề nghị gửi lại" },
	{ NOTICE_RETURNED, 1, 0, 0, NULL,
	  "chậm nhất hết thứ Năm, ngày 10 tháng 12 năm 2026. Bản gửi lại thay thế bản đã gửi; thời điểm gửi lần đầu (10 giờ 05 phút, "
	  "ngày 20/11/2026) vẫn được ghi nhận." },
	{ NOTICE_RETURNED, 1, 2, 0, NULL, "đề nghị quý cơ quan phối hợp bổ sung, chỉnh sửa" },
	{ NOTICE_RETURNED, 1, 3, 0, "Về việc phối hợp bổ sung, chỉnh sửa Báo cáo kết quả thực hiện công tác bình đẳng giới năm 2026",
	  "trân trọng đề nghị Hội Liên hiệp Phụ nữ tỉnh quan tâm, phối hợp bổ sung, chỉnh sửa các nội dung sau:" },
	{ NOTICE_EXTENDED, 1, 0, 0,
	  "Đồng ý gia hạn gửi Báo cáo kết quả thực hiện công tác bình đẳng giới năm 2026 đến hết ngày 10/12/2026",
	  "Xem xét đề nghị của quý cơ quan (ngày 18/11/2026; lý do: thiếu số liệu chỉ tiêu 1), Ủy ban nhân dân tỉnh Lào Cai đồng ý "
	  "gia hạn thời gian gửi Báo cáo kết quả thực hiện công tác bình đẳng giới năm 2026 đến hết thứ Năm, ngày 10 tháng 12 năm "
	  "2026 (theo văn bản số 88/SNV-CCHC ngày 20/11/2026)." },
	{ NOTICE_EXTENDED, 1, 0, 0, NULL, "Thời hạn ban đầu (trước ngày 30/11/2026) được lưu" },
	{ NOTICE_EXTENDED, 1, 0, WORKDAY, NULL, "Thời hạn ban đầu (đến hết ngày 29/11/2026) được lưu" },
	{ NOTICE_EXTENDED, 1, 0, NO_VIA, NULL, "Xem xét đề nghị của Chi cục Dân số (ngày 18/11/2026;" },
	{ NOTICE_EXTENDED, 1, 0, NO_REMINDERS | NO_COUNTS,
	  "Gia hạn gửi Báo cáo kết quả thực hiện công tác bình đẳng giới năm 2026 đến hết ngày 10/12/2026",
	  "Lào Cai thông báo gia hạn thời gian gửi" },
	{ NOTICE_EXTENDED, 1, 0, NO_REMINDERS | NO_COUNTS | NO_RECEIPT_NUMBER, NULL, "Sở Nội vụ tỉnh Lào Cai thông báo gia hạn" },
	{ NOTICE_EXTENDED, 1, 3, 0, NULL, "Trân trọng đề nghị Hội Liên hiệp Phụ nữ tỉnh quan tâm, phối hợp gửi trong thời gian nêu trên" },
	{ NOTICE_WAIVED, 1, 0, 0, "Thông báo không phải gửi Báo cáo kết quả thực hiện công tác bình đẳng giới năm 2026",
	  "theo Kế hoạch số 224/KH-UBND (theo văn bản số 88/SNV-CCHC ngày 20/11/2026). Lý do: thiếu số liệu chỉ tiêu 1. Thông báo "
	  "này chỉ áp dụng cho năm 2026; các kỳ tiếp theo thực hiện theo quy định." },
	{ NOTICE_RECALLED, 1, 0, 0,
	  "Đính chính thông báo tiếp nhận Báo cáo kết quả thực hiện công tác bình đẳng giới năm 2026",
	  "gửi ngày 20/11/2026 do ghi nhận nhầm, xin được hủy. Tính đến 07 giờ 30 phút, ngày 01/12/2026, Hệ thống chưa ghi nhận" },
	{ NOTICE_RECALLED, 1, 0, 0, NULL, "thời hạn: trước ngày 30/11/2026 (chậm nhất hết Chủ nhật, ngày 29 tháng 11 năm 2026)." },
	{ NOTICE_RECALLED, 1, 0, RESUBMISSION, NULL, "chưa ghi nhận bản bổ sung, chỉnh sửa Báo cáo" },
	{ NOTICE_ADVANCE, 1, 0, RESUBMISSION,
	  "Nhắc thời hạn bổ sung, chỉnh sửa: Báo cáo kết quả thực hiện công tác bình đẳng giới năm 2026 – đến hết ngày 29/11/2026",
	  "Sở Nội vụ đã đề nghị Sở Y tế bổ sung, chỉnh sửa và gửi lại báo cáo đã bổ sung, chỉnh sửa về Sở Nội vụ chậm nhất hết Chủ "
	  "nhật, ngày 29 tháng 11 năm 2026." },
	{ NOTICE_ADVANCE, 1, 0, RESUBMISSION, NULL, "Hệ thống chưa ghi nhận báo cáo đã bổ sung, chỉnh sửa của quý cơ quan." },
	{ NOTICE_ADVANCE, 1, 3, RESUBMISSION,
	  "Về việc phối hợp bổ sung, chỉnh sửa Báo cáo kết quả thực hiện công tác bình đẳng giới năm 2026",
	  "Sở Nội vụ trân trọng cảm ơn Hội Liên hiệp Phụ nữ tỉnh đã gửi Báo cáo" },
	{ NOTICE_TODAY, 1, 0, RESUBMISSION, NULL, "Ngày cuối của thời hạn gửi lại báo cáo đã bổ sung, chỉnh sửa (Báo cáo kết quả" },
	{ NOTICE_TODAY, 1, 0, RESUBMISSION, NULL, "Hệ thống chưa ghi nhận báo cáo đã bổ sung, chỉnh sửa của quý cơ quan." },
	{ NOTICE_TODAY, 1, 0, ORDERED | WORKDAY, NULL, "(thời hạn: chậm nhất 16 giờ 00 phút, ngày 30/11/2026)" },
	{ NOTICE_TODAY, 1, 0, EXTENDED, NULL, "(thời hạn được gia hạn: đến hết ngày 29/11/2026)" },
	{ NOTICE_OVERDUE, 1, 0, RESUBMISSION,
	  "Đề nghị gửi bản bổ sung, chỉnh sửa Báo cáo kết quả thực hiện công tác bình đẳng giới năm 2026 (đã quá thời hạn 01 ngày làm "
	  "việc)",
	  "thời hạn gửi lại về Sở Nội vụ là đến hết ngày 29/11/2026. Tính đến 07 giờ 30 phút, ngày 01/12/2026, Hệ thống chưa ghi nhận "
	  "báo cáo đã bổ sung, chỉnh sửa của quý cơ quan." },
	{ NOTICE_OVERDUE, 4, 0, RESUBMISSION, NULL, "I. Đã hết thời hạn, chưa ghi nhận 1. Qua rà soát" },
	{ NOTICE_HEAD, 1, 0, TO_HEAD | RESUBMISSION, NULL,
	  "Sở Y tế đã gửi Báo cáo kết quả thực hiện công tác bình đẳng giới năm 2026 theo Kế hoạch" },
	{ NOTICE_LIST, 1, 4, RESUBMISSION,
	  "Tình hình gửi Báo cáo kết quả thực hiện công tác bình đẳng giới năm 2026: còn 02/118 cơ quan chờ bản bổ sung, chỉnh sửa",
	  "- Đã gửi, chờ bản bổ sung, chỉnh sửa: 02 cơ quan;" },
	{ NOTICE_LIST, 1, 4, ORDERED, NULL, "năm 2026 là chậm nhất 16 giờ 00 phút, ngày 30/11/2026." },
	{ NOTICE_FORETELL, 1, 4, 0, NULL, "trước thời điểm trên; cần giữ lại: lệnh ghi dưới mỗi danh sách." },
	{ NOTICE_FORETELL, 1, 4, 0, NULL, "--step +3wd --reason \"chờ xác minh\"" },
	{ NOTICE_FORETELL, 1, 4, 0, NULL, "nhắc gần nhất ngày 27/11/2026; mã xa-a" },
	{ NOTICE_FORETELL, 1, 4, RESUBMISSION, NULL, "chưa được ghi nhận báo cáo hoặc bản bổ sung, chỉnh sửa và sẽ nhận" },
	{ NOTICE_REQUEST, 1, 0, ORDERED, NULL, "Thời hạn này theo văn bản số 88/SNV-CCHC ngày 20/11/2026. Văn bản đề nghị" },
	{ NOTICE_READY, 1, 4, 0, "Đã đủ báo cáo đầu vào để tổng hợp Báo cáo tổng hợp công tác bình đẳng giới năm 2026",
	  "Đề nghị quý cơ quan tổng hợp, hoàn thiện và gửi báo cáo về Ủy ban nhân dân tỉnh Lào Cai, thời hạn" },
	{ NOTICE_READY, 1, 4, 0, NULL, "- đã ghi nhận trong thời hạn (02): Sở Y tế" },
	{ NOTICE_OVERDUE, 1, 0, 0, NULL,
	  "- Báo cáo kết quả thực hiện công tác bình đẳng giới năm 2026: đã ghi nhận 03/40 cơ quan - chưa ghi nhận (34): Sở Y tế, Xã Đ01" },
	{ NOTICE_OVERDUE, 1, 0, 0, NULL, "Xã Đ29 và 04 cơ quan khác" },
	{ NOTICE_OVERDUE, 1, 0, 0, NULL, "giới: đã ghi nhận 02/06 cơ quan" },
	{ NOTICE_OVERDUE, 1, 0, ORDERED, NULL, "là chậm nhất 16 giờ 00 phút, ngày 30/11/2026." },
	{ NOTICE_ADMIN, 1, 4, 0, "[deadlined] 03 thông báo chưa tới người nhận", "550 5.1.1 no such user" },
	{ NOTICE_ADVANCE, 1, 0, NO_NUMBER, NULL,
	  "Thực hiện Kế hoạch thực hiện Chiến lược quốc gia về bình đẳng giới tỉnh Lào Cai, Sở Y tế được giao gửi" },
	{ NOTICE_ADVANCE, 1, 0, 0, NULL, "trả lời thư này hoặc liên hệ Phòng Bình đẳng giới, điện thoại 0214 000 0100." },
	{ NOTICE_ADVANCE, 1, 0, 0, NULL, "Cập nhật đầu mối nhận thông báo: trả lời thư này." },
};

/* As one line, blanks folded. */
static char *folded(const char *text)
{
	g_autoptr(GRegex) blanks = g_regex_new("\\s+", 0, 0, NULL);

	return g_regex_replace_literal(blanks, text, -1, 0, " ", 0, NULL);
}

static void sentences(void)
{
	struct fixture *f = fixture_get();
	const struct agency *const agencies[] = { &f->department, &f->commune, &f->police, &f->union_, &f->office };

	for (size_t i = 0; i < G_N_ELEMENTS(said); i++) {
		struct fixture kept = notices_strip(said[i].options);
		g_autofree char *plain = NULL, *part = folded(said[i].part);
		struct notice_text text;

		render(notices_make(said[i].kind, said[i].count, agencies[said[i].agency], LANGUAGE_VI, said[i].options), &text);
		*f = kept;
		plain = folded(text.plain);
		if (said[i].subject != NULL)
			g_assert_cmpstr(text.subject, ==, said[i].subject);
		holds(plain, part);
		notice_text_clear(&text);
	}
}

static void plural_follows_the_number(void)
{
	struct fixture *f = fixture_get();
	struct notice_text text;

	render(notices_make(NOTICE_OVERDUE, 1, &f->department, LANGUAGE_EN, 0), &text);
	holds(text.subject, "(1 working day past the limit)");
	notice_text_clear(&text);
	render(notices_make(NOTICE_ADVANCE, 1, &f->department, LANGUAGE_EN, 0), &text);
	holds(text.plain, "5 working days");
	notice_text_clear(&text);
}

/* List, foretold list, settle list and digest of one person are one mail. */
static void parts_join(void)
{
	struct fixture *f = fixture_get();
	struct notice *notice = notices_make(NOTICE_LIST, 1, &f->office, LANGUAGE_VI, 0);
	struct notice_text text;

	g_ptr_array_add(notice->foretold, notices_list(0));
	notice->foretold_at = fixture_at("2026-12-02", 450);
	g_ptr_array_add(notice->settle, notices_row(0));
	notice->digest = notices_digest(0);
	render(notice, &text);
	holds(text.subject, "Tình hình gửi Báo cáo kết quả");
	holds(text.plain, "Chưa ghi nhận: 31 cơ quan");
	holds(text.plain, "Vào 07 giờ 30 phút, ngày 02/12/2026, Hệ thống sẽ gửi 02 thông báo.");
	holds(text.plain, "Khi đưa Kế hoạch");
	holds(text.plain, "8. Lưu ý về lịch");
	notice_text_clear(&text);
}

/* Only what is attached is spoken of. */
static void tables_are_counted(void)
{
	struct fixture *f = fixture_get();
	struct notice *notice = notices_make(NOTICE_DIGEST, 1, &f->office, LANGUAGE_VI, 0);
	struct notice_text text;

	notice_attach(notice, "a.csv", "csv", g_strdup(""));
	notice_attach(notice, "b.csv", "csv", g_strdup(""));
	notice->more_tables = true;
	render(notice, &text);
	holds(text.plain, "Gửi kèm: bảng theo dõi của 02 nội dung (.csv); các nội dung khác: deadlinectl table.");
	notice_text_clear(&text);
	render(notices_make(NOTICE_DIGEST, 1, &f->office, LANGUAGE_VI, 0), &text);
	g_assert_null(strstr(text.plain, "Gửi kèm"));
	notice_text_clear(&text);
}

static void a_row_never_shows_the_addressee(void)
{
	struct fixture *f = fixture_get();
	struct notice *notice = notices_make(NOTICE_DIGEST, 1, &f->department, LANGUAGE_VI, NO_ROWS);
	struct notice_row *row = notices_row(0);
	struct notice_text text;

	row->agency = NULL;
	g_ptr_array_add(notice->digest->upcoming, row);
	render(notice, &text);
	g_assert_null(strstr(text.plain, "- Sở Y tế"));
	notice_text_clear(&text);
}

static void html_is_escaped(void)
{
	struct fixture *f = fixture_get();
	struct notice_text text;

	render(notices_make(NOTICE_ADVANCE, 1, &f->commune, LANGUAGE_VI, 0), &text);
	holds(text.html, "xã A &amp; B");
	holds(text.plain, "xã A & B");
	g_assert_null(strstr(text.html, "<img"));
	g_assert_null(strstr(text.html, "src="));
	notice_text_clear(&text);
}

/* The manual lists the names of the text on one report; each is there when everything is known. */
static void documented_names_exist(void)
{
	struct fixture *f = fixture_get();
	g_autofree char *path = g_test_build_filename(G_TEST_DIST, "etc", "deadlined.conf.5", NULL);
	g_autoptr(notice_t) notice = notices_make(NOTICE_HEAD, 1, &f->department, LANGUAGE_VI, TO_HEAD | EXTENDED);
	json_t *context = notice_context(notice, &f->config);
	g_autofree char *manual = NULL;
	g_auto(GStrv) lines = NULL;
	int names = 0;

	g_assert_true(g_file_get_contents(path, &manual, NULL, NULL));
	lines = g_strsplit(strstr(manual, "Names in the text on one report"), "\n", -1);
	for (char **line = lines; *line != NULL && strcmp(*line, ".El") != 0; line++) {
		g_auto(GStrv) words = g_strsplit(*line, " ", -1);

		for (guint i = 2; g_str_has_prefix(*line, ".It Cm ") && words[i] != NULL; i++, names++) {
			if (json_object_get(context, words[i]) == NULL)
				g_error("the manual names '%s', which no mail has", words[i]);
		}
	}
	g_assert_cmpint(names, >, 30);
	json_decref(context);
}

/* What has no text yet, or a notice without its own part, is an error to report. */
static void holes_are_errors(void)
{
	struct fixture *f = fixture_get();

	for (enum notice_kind kind = NOTICE_ADVANCE; kind <= NOTICE_ADMIN; kind++) {
		g_autoptr(notice_t) notice = notice_new(kind);
		g_autoptr(GError) error = NULL;
		struct notice_text text;

		notice->agency = &f->department;
		g_assert_false(notice_render(notice, &f->config, templates, &text, &error));
		g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_STATE);
		g_assert_nonnull(strstr(error->message, notice_kind_name(kind)));
		g_assert_null(text.subject);
	}
}

int main(int argc, char **argv)
{
	g_autoptr(GPtrArray) directories = g_ptr_array_new_with_free_func(g_free);
	int result;

	g_test_init(&argc, &argv, NULL);
	g_ptr_array_add(directories, g_test_build_filename(G_TEST_DIST, "etc", "templates", NULL));
	templates = templates_new(directories);
	g_test_add_func("/notice/every-text", every_text);
	g_test_add_func("/notice/sentences", sentences);
	g_test_add_func("/notice/plural", plural_follows_the_number);
	g_test_add_func("/notice/joined", parts_join);
	g_test_add_func("/notice/tables", tables_are_counted);
	g_test_add_func("/notice/rows", a_row_never_shows_the_addressee);
	g_test_add_func("/notice/html", html_is_escaped);
	g_test_add_func("/notice/manual", documented_names_exist);
	g_test_add_func("/notice/holes", holes_are_errors);
	result = g_test_run();
	templates_free(templates);
	return result;
}
