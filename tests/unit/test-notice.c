/* Every text in both languages for every relation, whole, and then with each optional value missing. */
#include <glib.h>
#include <string.h>

#include "base/error.h"
#include "lib/fixture.h"
#include "render/notice.h"

enum option {
	NO_NUMBER = 1 << 0,	  /* of the document */
	NO_HELP = 1 << 1,	  /* office.contact */
	NO_SEND_TO = 1 << 2,
	NO_OUTLINE = 1 << 3,
	NO_COVERS = 1 << 4,
	NO_ASK = 1 << 5,
	NO_REMINDERS = 1 << 6,
	NO_DEPENDENT = 1 << 7,
	NO_DAY_OFF = 1 << 8,
	NO_VIA = 1 << 9,
	NO_RECEIVER = 1 << 10,
	NO_PERSON = 1 << 11,
	NO_PERIOD = 1 << 12,
	NO_COUNTS = 1 << 13,	  /* of days, of bodies */
	NO_REPORT_NUMBER = 1 << 14,
	NO_REPORT_DATE = 1 << 15,
	NO_RECEIPT_NUMBER = 1 << 16,
	NO_ROWS = 1 << 17,
	NO_DIRECT = 1 << 18,
	NO_WINDOW = 1 << 19,
	NO_AGENCY = 1 << 20,	  /* addressee */
	TO_HEAD = 1 << 21,
	EXTENDED = 1 << 22,
	WORKDAY = 1 << 23,	  /* the limit is a working day */
	SELF = 1 << 24,		  /* the coordinator receives the reports itself */
	LAST_OPTION = 1 << 25,
};

static struct templates *templates;

static struct notice_item *make_item(enum notice_kind kind, const struct agency *owner, unsigned options)
{
	struct fixture *f = fixture_get();
	struct notice_item *item = notice_item_new();

	item->kind = kind;
	item->obligation = &f->result;
	item->owner = owner;
	g_strlcpy(item->period.label, options & NO_PERIOD ? "dot-1" : "2026", sizeof(item->period.label));
	item->period.first = fixture_day("2026-01-01");
	item->period.last = fixture_day("2026-12-31");
	item->limit = fixture_limit();
	item->extended = options & EXTENDED;
	if (options & WORKDAY)
		item->limit.last = item->limit.limit = item->limit.aim;
	item->last_workday = item->limit.aim;
	item->days_left = options & NO_COUNTS ? 0 : 5;
	item->days_late = options & NO_COUNTS ? 0 : 1;
	item->new_ask = options & NO_ASK ? CIVIL_NONE : fixture_day("2026-12-04");
	item->reminders = options & NO_REMINDERS ? 0 : 4;
	item->last_reminder = fixture_day("2026-12-01");
	if (!(options & NO_DAY_OFF))
		item->day_off = calendar_day(f->config.calendar, fixture_day("2026-11-24"));
	item->dependent = options & NO_DEPENDENT ? NULL : &f->consolidated;
	item->dependent_dated = true;
	item->dependent_limit = (struct limit){ .named = fixture_day("2026-12-10"), .limit = fixture_day("2026-12-09") };
	item->occurrence = g_strdup_printf("lc-2030/result/%s/2026", owner->id);
	item->version = 1;
	return item;
}

static struct notice_row *make_row(unsigned options)
{
	struct fixture *f = fixture_get();
	struct notice_row *row = notice_row_new();

	row->agency = &f->commune;
	row->contact = options & NO_PERSON ? NULL : &f->focal;
	row->obligation = &f->result;
	g_strlcpy(row->period.label, options & NO_PERIOD ? "dot-1" : "2026", sizeof(row->period.label));
	row->dated = true;
	row->limit = fixture_limit();
	row->step = options & NO_COUNTS ? NULL : g_strdup("+3wd");
	row->last_reminder = options & NO_REMINDERS ? CIVIL_NONE : fixture_day("2026-11-27");
	row->days_late = options & NO_COUNTS ? 0 : 3;
	return row;
}

static struct notice_list *make_list(unsigned options)
{
	struct fixture *f = fixture_get();
	struct notice_list *list = notice_list_new();

	list->obligation = &f->result;
	g_strlcpy(list->period.label, options & NO_PERIOD ? "dot-1" : "2026", sizeof(list->period.label));
	list->limit = fixture_limit();
	if (!(options & NO_COUNTS)) {
		list->total = 118;
		list->on_time = 71;
		list->late = 12;
		list->extended = 3;
		list->waived = 1;
		list->missing = 31;
	}
	for (int i = 0; i < 2 && !(options & NO_ROWS); i++)
		g_ptr_array_add(list->rows, make_row(options));
	if (!(options & NO_DIRECT))
		g_ptr_array_add(list->direct, make_row(options));
	list->dependent = options & NO_DEPENDENT ? NULL : &f->consolidated;
	list->dependent_dated = true;
	list->dependent_limit = (struct limit){ .named = fixture_day("2026-12-10") };
	list->escalated_to_heads = !(options & NO_REMINDERS);
	return list;
}

static struct notice_campaign *make_campaign(unsigned options)
{
	struct fixture *f = fixture_get();
	struct notice_campaign *campaign = notice_campaign_new();

	campaign->campaign = &f->campaign;
	campaign->first = fixture_day("2026-11-15");
	campaign->last = options & NO_WINDOW ? campaign->first : fixture_day("2026-12-15");
	if (!(options & NO_DEPENDENT))
		g_ptr_array_add(campaign->deadlines, make_item(NOTICE_ADVANCE, &f->department, options));
	return campaign;
}

static struct notice_digest *make_digest(unsigned options)
{
	struct fixture *f = fixture_get();
	struct notice_digest *digest = notice_digest_new();
	GPtrArray *sections[] = { digest->overdue, digest->upcoming, digest->received, digest->returned, digest->requests };

	digest->from = fixture_day("2026-11-23");
	digest->to = options & NO_WINDOW ? digest->from : fixture_day("2026-11-29");
	for (size_t i = 0; i < G_N_ELEMENTS(sections) && !(options & NO_ROWS); i++) {
		struct notice_row *row = make_row(options);

		row->grace = i == 0 && (options & NO_REMINDERS);
		row->received = fixture_at("2026-11-27", 16 * 60 + 45);
		row->number = options & NO_REPORT_NUMBER ? NULL : g_strdup("512/BC-SYT");
		g_ptr_array_add(sections[i], row);
	}
	digest->grace = options & NO_COUNTS ? 0 : 1;
	if (!(options & NO_DIRECT)) {
		struct notice_row *undated = make_row(options);

		undated->agency = NULL;
		undated->contact = NULL;
		undated->dated = false;
		undated->owners = 118;
		g_ptr_array_add(notice_digest_undated(digest), undated);
		g_ptr_array_add(digest->touched, make_row(options));
		g_ptr_array_add(digest->campaigns, make_campaign(options));
	}
	if (!(options & NO_DAY_OFF)) {
		g_ptr_array_add(digest->days, (void *)calendar_day(f->config.calendar, fixture_day("2026-11-24")));
		g_ptr_array_add(digest->days, (void *)calendar_day(f->config.calendar, fixture_day("2026-01-10")));
	}
	return digest;
}

static void add_problems(struct notice *notice, unsigned options)
{
	for (int i = 0; i < 3; i++) {
		struct notice_row *row = make_row(options);

		row->position = g_strdup("owner:focal");
		row->address = i == 2 ? NULL : g_strdup("an.nt@syt.example.vn");
		row->text = i == 2 || (options & NO_COUNTS) ? NULL : g_strdup("550 5.1.1 no such\r\n user");
		if (i == 0)
			row->next = fixture_at("2026-12-01", 14 * 60 + 20);
		g_ptr_array_add(notice->problems, row);
	}
}

static void add_receipt(struct notice *notice, unsigned options)
{
	notice->receipt = g_new0(struct notice_receipt, 1);
	notice->receipt->number = options & NO_REPORT_NUMBER ? NULL : g_strdup("512/BC-SYT");
	notice->receipt->dated = options & NO_REPORT_DATE ? CIVIL_NONE : fixture_day("2026-11-20");
	notice->receipt->receipt = options & NO_RECEIPT_NUMBER ? NULL : g_strdup("1024");
	notice->receipt->received = fixture_at("2026-11-20", 10 * 60 + 5);
	notice->receipt->late = options & NO_ASK;
	notice->receipt->grace = options & NO_DAY_OFF;
	notice->receipt->extended = options & EXTENDED;
	notice->receipt->days_late = 1;
}

/* `count` items of the kind; several are one of each sort. */
static void add_items(struct notice *notice, int count, const struct agency *owner, unsigned options)
{
	static const enum notice_kind sorts[] = { NOTICE_OVERDUE, NOTICE_TODAY, NOTICE_ADVANCE, NOTICE_OVERDUE };

	for (int i = 0; i < count; i++) {
		struct notice_item *item = make_item(count == 1 ? notice->kind : sorts[i], owner, options);

		item->for_information = i == 3;
		g_ptr_array_add(notice->items, item);
	}
}

static struct notice *make_notice(enum notice_kind kind, int count, const struct agency *agency, enum language language,
				  unsigned options)
{
	struct fixture *f = fixture_get();
	struct notice *notice = notice_new(kind);

	notice->language = language;
	notice->agency = agency;
	notice->contact = options & TO_HEAD ? (options & NO_PERSON ? NULL : &f->head) : &f->focal;
	notice->to_head = options & TO_HEAD;
	notice->address = g_strdup("an.nt@syt.example.vn");
	notice->now = fixture_at("2026-12-01", 450);
	notice->coordinator_is_receiver = options & SELF;
	switch (kind) {
	case NOTICE_ADVANCE:
	case NOTICE_TODAY:
	case NOTICE_OVERDUE:
	case NOTICE_HEAD:
	case NOTICE_RECEIPT:
		add_items(notice, count, agency, options);
		break;
	case NOTICE_LIST:
		for (int i = 0; i < count; i++)
			g_ptr_array_add(notice->lists, make_list(options));
		break;
	case NOTICE_FORETELL:
		for (int i = 0; i < count; i++)
			g_ptr_array_add(notice->foretold, make_list(options));
		notice->foretold_at = options & NO_WINDOW ? INSTANT_NONE : fixture_at("2026-12-02", 450);
		break;
	case NOTICE_SETTLE:
		g_ptr_array_add(notice->settle, make_row(options));
		break;
	case NOTICE_CAMPAIGN:
		notice->campaign = make_campaign(options);
		break;
	case NOTICE_REQUEST:
		notice->request = make_item(kind, agency, options);
		notice->request->version = options & EXTENDED ? 2 : 1;
		break;
	case NOTICE_ADMIN:
		add_problems(notice, options);
		break;
	case NOTICE_DIGEST:
		notice->digest = make_digest(options);
		break;
	case NOTICE_RETURNED:
	case NOTICE_EXTENDED:
	case NOTICE_WAIVED:
	case NOTICE_RECALLED:
	case NOTICE_READY:
		break;
	}
	if (kind == NOTICE_RECEIPT)
		add_receipt(notice, options);
	if ((options & NO_AGENCY) && kind != NOTICE_CAMPAIGN)
		notice->agency = NULL;
	return notice;
}

/* The same for what stands in the configuration; returns it as it was, to be put back. */
static struct fixture strip_fixture(unsigned options)
{
	struct fixture *f = fixture_get(), kept = *f;
	static GPtrArray *nobody;

	if (nobody == NULL)
		nobody = g_ptr_array_new();
	if (options & NO_NUMBER)
		f->plan.document.number = (char *)"";
	if (options & NO_HELP)
		f->config.settings.office.contact = NULL;
	if (options & NO_SEND_TO)
		f->result.send_to.entries = NULL;
	if (options & NO_OUTLINE)
		f->plan.outline = NULL;
	if (options & NO_COVERS)
		f->result.covers.entries = NULL;
	if (options & NO_WINDOW)
		f->result.window.kind = WINDOW_NOT_STATED;
	if (options & (NO_VIA | NO_RECEIVER))
		f->result.via = NULL;
	if (options & NO_RECEIVER)
		f->result.owed_to = nobody;
	if (options & NO_PERSON)
		f->focal.name = NULL;
	return kept;
}

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

		g_assert_true(one_word || g_utf8_strlen(*line, -1) <= 76);
		g_assert_false(g_str_has_suffix(*line, " "));
	}
	g_assert_null(strstr(text, "\n\n\n"));
	g_assert_true(g_str_has_suffix(text, "\n") && !g_str_has_suffix(text, "\n\n"));
}

static void check_text(enum notice_kind kind, int count, const struct agency *agency, enum language language, unsigned options)
{
	struct fixture kept = strip_fixture(options);
	g_autoptr(notice_t) notice = make_notice(kind, count, agency, language, options);
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

static void sentences(void)
{
	struct fixture *f = fixture_get();
	static const struct { enum notice_kind kind; int count; int agency; unsigned options; const char *subject, *part; } rows[] = {
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
		  "Kính báo cáo đồng chí xem xét, cho ý kiến chỉ đạo việc ban hành văn bản đôn đốc." },
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
		{ NOTICE_ADMIN, 1, 4, 0, "[deadlined] 03 thông báo chưa tới người nhận", "550 5.1.1 no such user" },
		{ NOTICE_ADVANCE, 1, 0, NO_NUMBER, NULL,
		  "Thực hiện Kế hoạch thực hiện Chiến lược quốc gia về bình đẳng giới tỉnh Lào Cai, Sở Y tế được giao gửi" },
		{ NOTICE_ADVANCE, 1, 0, 0, NULL, "trả lời thư này hoặc liên hệ Phòng Bình đẳng giới, điện thoại 0214 000 0100." },
		{ NOTICE_ADVANCE, 1, 0, 0, NULL, "Cập nhật đầu mối nhận thông báo: trả lời thư này." },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		const struct agency *const agencies[] = { &f->department, &f->commune, &f->police, &f->union_, &f->office };
		struct fixture kept = strip_fixture(rows[i].options);
		struct notice_text text;

		render(make_notice(rows[i].kind, rows[i].count, agencies[rows[i].agency], LANGUAGE_VI, rows[i].options), &text);
		*f = kept;
		if (rows[i].subject != NULL)
			g_assert_cmpstr(text.subject, ==, rows[i].subject);
		{
			g_auto(GStrv) words = g_strsplit_set(text.plain, " ", -1);
			g_autofree char *all = g_strjoinv(" ", words), *plain = NULL;
			g_autoptr(GRegex) blanks = g_regex_new(" +", 0, 0, NULL);
			g_autofree char *part = g_regex_replace_literal(blanks, rows[i].part, -1, 0, " ", 0, NULL);

			plain = g_regex_replace_literal(blanks, all, -1, 0, " ", 0, NULL);
			holds(plain, part);
		}
		notice_text_clear(&text);
	}
}

static void plural_follows_the_number(void)
{
	struct fixture *f = fixture_get();
	struct notice_text text;

	render(make_notice(NOTICE_OVERDUE, 1, &f->department, LANGUAGE_EN, 0), &text);
	holds(text.subject, "(1 working day past the limit)");
	notice_text_clear(&text);
	render(make_notice(NOTICE_ADVANCE, 1, &f->department, LANGUAGE_EN, 0), &text);
	holds(text.plain, "5 working days");
	notice_text_clear(&text);
}

/* List, foretold list, settle list and digest of one person are one mail. */
static void parts_join(void)
{
	struct fixture *f = fixture_get();
	struct notice *notice = make_notice(NOTICE_LIST, 1, &f->office, LANGUAGE_VI, 0);
	struct notice_text text;

	g_ptr_array_add(notice->foretold, make_list(0));
	notice->foretold_at = fixture_at("2026-12-02", 450);
	g_ptr_array_add(notice->settle, make_row(0));
	notice->digest = make_digest(0);
	render(notice, &text);
	holds(text.subject, "Tình hình gửi Báo cáo kết quả");
	holds(text.plain, "Chưa ghi nhận: 31 cơ quan");
	holds(text.plain, "Vào 07 giờ 30 phút, ngày 02/12/2026, Hệ thống sẽ gửi 02 thông báo.");
	holds(text.plain, "Khi đưa Kế hoạch");
	holds(text.plain, "8. Lưu ý về lịch");
	notice_text_clear(&text);
}

static void a_row_never_shows_the_addressee(void)
{
	struct fixture *f = fixture_get();
	struct notice *notice = make_notice(NOTICE_DIGEST, 1, &f->department, LANGUAGE_VI, NO_ROWS);
	struct notice_row *row = make_row(0);
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

	render(make_notice(NOTICE_ADVANCE, 1, &f->commune, LANGUAGE_VI, 0), &text);
	holds(text.html, "xã A &amp; B");
	holds(text.plain, "xã A & B");
	g_assert_null(strstr(text.html, "<img"));
	g_assert_null(strstr(text.html, "src="));
	notice_text_clear(&text);
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
	g_test_add_func("/notice/rows", a_row_never_shows_the_addressee);
	g_test_add_func("/notice/html", html_is_escaped);
	g_test_add_func("/notice/holes", holes_are_errors);
	result = g_test_run();
	templates_free(templates);
	return result;
}
