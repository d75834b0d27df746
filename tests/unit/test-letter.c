/*
 * Papers for the office: the draft letter to those whose reports are not in, the table of how everybody stands. The limit is before 30/11/2026 (last day 29/11, a
 * Sunday; late from 01/12), the day of writing Tuesday 08/12/2026: three working days ahead is Friday 11/12.
 */
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "engine/internal.h"
#include "engine/letter.h"
#include "engine/orders.h"
#include "engine/standing.h"

static const char files[] =
	"office = { name = \"Sở Nội vụ\"; hours = \"07:30-17:00\"; };\n"
	"mail = { from = \"Sở Nội vụ <nhac@b.example.vn>\"; admin = \"admin@b.example.vn\"; relay = \"smtp://127.0.0.1:25\"; };\n"
	"agencies = (\n"
	"  { id = \"ubnd\"; name = \"Ủy ban nhân dân tỉnh Lào Cai\"; relation = \"superior\"; },\n"
	"  { id = \"so-noi-vu\"; name = \"Sở Nội vụ\"; short = \"SNV\"; relation = \"subordinate\"; under = \"ubnd\"; contacts = (\n"
	"    { position = \"focal\"; email = \"snv@b.example.vn\"; },\n"
	"    { position = \"head\"; name = \"Lê Văn Hải\"; title = \"Giám đốc\"; email = \"gd@b.example.vn\"; } ); },\n"
	"  { id = \"so-y-te\"; name = \"Sở Y tế\"; relation = \"subordinate\"; contacts = (\n"
	"    { position = \"focal\"; name = \"Nguyễn Thị An\"; phone = \"0214 1\"; email = \"an@syt.example.vn\"; } ); },\n"
	"  { id = \"so-det\"; name = \"Sở Dệt\"; relation = \"subordinate\"; contacts = ( { position = \"focal\"; email = \"d@b.example.vn\"; } ); },\n"
	"  { id = \"so-dien\"; name = \"Sở Điện\"; relation = \"subordinate\"; contacts = ( { position = \"focal\"; email = \"e@b.example.vn\"; } ); },\n"
	"  { id = \"xa-a\"; name = \"Ủy ban nhân dân xã A & B\"; level = \"commune\"; relation = \"subordinate\"; contacts = (\n"
	"    { position = \"focal\"; email = \"xa@b.example.vn\"; } ); },\n"
	"  { id = \"cong-an\"; name = \"Công an tỉnh\"; relation = \"vertical\"; contacts = ( { position = \"focal\"; email = \"ca@ca.example.vn\"; } ); },\n"
	"  { id = \"hoi\"; name = \"Hội Liên hiệp Phụ nữ tỉnh\"; level = \"organisation\"; relation = \"requested\"; contacts = (\n"
	"    { position = \"focal\"; email = \"hoi@b.example.vn\"; } ); } );\n"
	"policies = { standard = { remind = [ \"7d\" ]; receipt = \"off\"; digest = \"weekly\";\n"
	"  escalate = ( { after = \"1wd\"; to = [ \"owner:focal\" ]; }, { after = \"5wd\"; to = [ \"coordinator:head\" ]; } ); }; };\n"
	"plans = ( { id = \"p\"; title = \"Kế hoạch bình đẳng giới\"; effective = \"2026-01-01..2026-12-31\"; policy = \"standard\";\n"
	"  document = { type = \"Kế hoạch\"; number = \"224/KH-UBND\"; date = \"2026-01-05\"; issuer = \"ubnd\"; subject = \"bình đẳng giới\"; };\n"
	"  coordinator = \"so-noi-vu\"; send_to = \"Hệ thống quản lý văn bản\"; obligations = (\n"
	"  { id = \"bc\"; title = \"Báo cáo bình đẳng giới\"; every = \"year\"; due = \"before 30/11\"; via = \"so-noi-vu\"; owed_to = [ \"ubnd\" ];\n"
	"    owed_by = [ \"so-y-te\", \"so-dien\", \"so-det\", \"xa-a\", \"cong-an\", \"hoi\", \"so-noi-vu\" ]; },\n"
	"  { id = \"rieng\"; title = \"Báo cáo riêng năm 2026\"; every = \"year\"; due = \"by 1/12\"; owed_to = [ \"so-noi-vu\" ]; owed_by = [ \"hoi\" ]; },\n"
	"  { id = \"gio\"; title = \"Báo cáo nhanh\"; every = \"year\"; due = \"by 20/11 at 22:23\"; owed_to = [ \"so-noi-vu\" ]; owed_by = [ \"so-dien\" ]; },\n"
	"  { id = \"cu\"; title = \"Báo cáo cũ\"; every = \"year\"; due = \"by 1/9\"; owed_to = [ \"so-noi-vu\" ]; owed_by = [ \"so-dien\", \"so-det\" ]; } ); } );\n";

struct world {
	char *path;
	struct config *config;
	struct store *store;
	struct templates *templates;
	struct engine *engine;
	struct instant now;
};

static void set_now(struct world *world, const char *text)
{
	g_assert_true(zone_parse(world->config->settings.zone, text, &world->now));
}

static void set_up(struct world *world, const void *data)
{
	g_autoptr(GPtrArray) directories = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) lines = NULL;
	g_autoptr(GError) error = NULL;
	int fd = g_file_open_tmp("test-letter-XXXXXX", &world->path, &error);

	g_assert_no_error(error);
	close(fd);
	g_file_set_contents(world->path, files, -1, &error);
	g_assert_no_error(error);
	world->config = config_load(world->path);
	lines = problems_lines(world->config->problems);
	if (!config_ok(world->config))
		g_error("%s", (char *)lines->pdata[0]);
	world->store = store_open(":memory:", &error);
	g_assert_no_error(error);
	g_ptr_array_add(directories, g_test_build_filename(G_TEST_DIST, "etc", "templates", NULL));
	world->templates = templates_new(directories);
	world->engine = engine_new(world->store, world->templates);
	set_now(world, "2026-10-01T08:00");
	engine_load(world->engine, world->config, world->now, NULL, &error);
	g_assert_no_error(error);
	set_now(world, "2026-12-08T09:00");
}

static void tear_down(struct world *world, const void *data)
{
	engine_free(world->engine);
	templates_free(world->templates);
	store_close(world->store);
	config_free(world->config);
	g_unlink(world->path);
	g_free(world->path);
}

static void run_order(struct world *world, const char *line)
{
	GStringChunk *arena = g_string_chunk_new(256);
	g_autoptr(GPtrArray) ids = g_ptr_array_new();
	struct order order = { .ids = ids, .user = "tester" };
	g_autoptr(GError) error = NULL;
	json_t *answer = NULL;

	if (!orders_parse(line, world->config->settings.zone, arena, &order, &error) ||
	    !orders_run(world->engine, &order, world->now, &answer, &error))
		g_error("%s: %s", line, error->message);
	json_decref(answer);
	g_string_chunk_free(arena);
}

static char *letter(struct world *world, const char *obligation, enum letter_form form, enum language language)
{
	g_autoptr(GError) error = NULL;
	char *text = letter_text(world->engine, obligation, "2026", form, language, world->now, &error);

	g_assert_no_error(error);
	return text;
}

static void holds(const char *text, const char *part)
{
	if (strstr(text, part) == NULL)
		g_error("'%s' is not in:\n%s", part, text);
}

static void lacks(const char *text, const char *part)
{
	if (strstr(text, part) != NULL)
		g_error("'%s' is in:\n%s", part, text);
}

/* Everybody is behind but the office itself, which receives the reports: two drafts, the second to the body that is asked. */
static void names_who_is_behind(struct world *world, const void *data)
{
	g_autofree char *text = letter(world, "p/bc", LETTER_TXT, LANGUAGE_VI);
	char *second = strstr(text, "-----");

	holds(text, "ỦY BAN NHÂN DÂN TỈNH LÀO CAI\nSỞ NỘI VỤ\n");
	holds(text, "Số:        /SNV-…\nLào Cai, ngày … tháng … năm 2026\nV/v đôn đốc gửi Báo cáo bình đẳng giới năm 2026\n");
	holds(text, "Kính gửi:\n- Công an tỉnh;\n- Sở Dệt;\n- Sở Điện;\n- Sở Y tế;\n- Ủy ban nhân dân xã A & B.\n");
	holds(text, "Thực hiện Kế hoạch số 224/KH-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Lào Cai về bình đẳng giới, các cơ "
		    "quan, đơn vị gửi Báo cáo bình đẳng giới năm 2026 về Sở Nội vụ trước ngày 30/11/2026 để tổng hợp, báo cáo Ủy ban nhân "
		    "dân tỉnh Lào Cai. Tuy nhiên, đến ngày 08/12/2026, Sở Nội vụ chưa nhận được báo cáo của các cơ quan có tên trên.");
	holds(text, "chậm nhất hết thứ Sáu, ngày 11 tháng 12 năm 2026 (bản điện tử gửi qua Hệ thống quản lý văn bản).");
	holds(text, "chưa gửi báo cáo (Sở Dệt, Sở Điện, Sở Y tế và Ủy ban nhân dân xã A & B), báo cáo Ủy ban nhân dân tỉnh Lào Cai xem xét");
	holds(text, "./.\n\nNơi nhận:\n- Như trên;\n- Ủy ban nhân dân tỉnh Lào Cai (để b/c);\n- Lưu: VT, …\n\nGIÁM ĐỐC\n");
	holds(text, "Lê Văn Hải\n");
	g_assert_nonnull(second);
	holds(second, "V/v phối hợp gửi Báo cáo bình đẳng giới năm 2026\n\nKính gửi: Hội Liên hiệp Phụ nữ tỉnh\n");
	lacks(second, "đôn đốc");
	lacks(second, "chưa gửi báo cáo");
	lacks(second, "khẩn trương");
	lacks(text, "{{");
}

/* Those that reported, are excused, have time still or were never in our time are left out; one with another limit has it. */
static void leaves_others_out(struct world *world, const void *data)
{
	g_autofree char *text = NULL;

	set_now(world, "2026-11-20T09:00");
	run_order(world, "submit p/bc/so-det/2026 number 5/BC received 2026-11-20");
	set_now(world, "2026-12-08T09:00");
	run_order(world, "submit p/bc/cong-an/2026 number 6/BC received 2026-12-07");
	text = letter(world, "p/bc", LETTER_TXT, LANGUAGE_VI);
	holds(text, "Kính gửi:\n- Sở Điện;\n- Sở Y tế;\n- Ủy ban nhân dân xã A & B.\n");
	holds(text, "khẩn trương hoàn thành");
	holds(text, "tổng hợp danh sách cơ quan chưa gửi báo cáo, báo cáo Ủy ban");
}

static void one_body_is_named_in_the_text(struct world *world, const void *data)
{
	g_autofree char *text = letter(world, "p/rieng", LETTER_TXT, LANGUAGE_VI), *english = letter(world, "p/rieng", LETTER_TXT, LANGUAGE_EN);

	holds(text, "Kính gửi: Hội Liên hiệp Phụ nữ tỉnh\n");
	holds(text, "trân trọng đề nghị Hội Liên hiệp Phụ nữ tỉnh quan tâm, phối hợp gửi báo cáo về Sở Nội vụ");
	lacks(text, "đôn đốc");
	lacks(text, "để b/c");
	holds(english, "Re: cooperation on Báo cáo riêng năm 2026");
}

static void html_stands_alone(struct world *world, const void *data)
{
	g_autofree char *text = letter(world, "p/bc", LETTER_HTML, LANGUAGE_VI);

	holds(text, "<!DOCTYPE html>");
	holds(text, "<meta charset=\"utf-8\">");
	holds(text, "xã A &amp; B");
	holds(text, "<title>V/v đôn đốc gửi Báo cáo bình đẳng giới năm 2026</title>");
	lacks(text, "src=");
	lacks(text, "href=");
	lacks(text, "{{");
}

static void nobody_and_nothing(struct world *world, const void *data)
{
	g_autoptr(GError) error = NULL;

	set_now(world, "2026-11-29T09:00");
	g_assert_null(letter(world, "p/bc", LETTER_TXT, LANGUAGE_VI));
	g_assert_null(letter_json(world->engine, "p/bc", "2026", LETTER_TXT, LANGUAGE_VI, world->now, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_NOT_FOUND);
	g_clear_error(&error);
	g_assert_null(letter_text(world->engine, "p/xx", "2026", LETTER_TXT, LANGUAGE_VI, world->now, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID);
	g_clear_error(&error);
	g_assert_null(letter_text(world->engine, "p/bc", "2019", LETTER_TXT, LANGUAGE_VI, world->now, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID);
}

/* A limit with an hour has passed on its own day; the minute before it has not. */
static void an_hour_passes_within_its_day(struct world *world, const void *data)
{
	g_autofree char *text = NULL;

	set_now(world, "2026-11-20T22:22");
	g_assert_null(letter(world, "p/gio", LETTER_TXT, LANGUAGE_VI));
	set_now(world, "2026-11-20T22:24");
	text = letter(world, "p/gio", LETTER_TXT, LANGUAGE_VI);
	g_assert_nonnull(text);
	holds(text, "Kính gửi: Sở Điện\n");
}

static void refused(struct world *world, const char *obligation, const char *why)
{
	g_autoptr(GError) error = NULL;

	g_assert_null(letter_json(world->engine, obligation, "2026", LETTER_TXT, LANGUAGE_VI, world->now, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_NOT_FOUND);
	g_assert_cmpstr(error->message, ==, why);
}

/* Where nobody is named, how all stand is told. */
static void says_why_nobody(struct world *world, const void *data)
{
	refused(world, "p/cu", "no body is behind with 'p/cu' for 2026: there is nobody to write to (2 waiting to be settled: «deadlinectl settle "
			       "'p/cu/*/2026' …» settles them)");
	run_order(world, "waive p/cu/so-det/2026 reason r");
	run_order(world, "submit p/gio/so-dien/2026 number 1/BC received 2026-11-20");
	run_order(world, "return p/gio/so-dien/2026 days 2 reason thiếu");
	refused(world, "p/cu", "no body is behind with 'p/cu' for 2026: there is nobody to write to (1 waiting to be settled: «deadlinectl settle "
			       "'p/cu/*/2026' …» settles them, 1 waived, cancelled or unknown)");
	refused(world, "p/gio", "no body is behind with 'p/gio' for 2026: there is nobody to write to (1 returned for correction)");
}

static char *table(struct world *world, bool missing, enum standing_form form)
{
	g_autoptr(GError) error = NULL;
	char *text = standing_text(world->engine, "p/bc", "2026", missing, form, LANGUAGE_VI, world->now, &error);

	g_assert_no_error(error);
	return text;
}

/* The last day on which nobody is late is Monday 30/11. Three in (one late, one in time, one of them a body nobody calls late), the rest behind; by kind of body, then by name. */
static void record_three(struct world *world)
{
	set_now(world, "2026-11-20T09:00");
	run_order(world, "submit p/bc/so-det/2026 number 5/BC dated 2026-11-19 received 2026-11-20T08:15");
	set_now(world, "2026-12-08T09:00");
	run_order(world, "submit p/bc/so-y-te/2026 number =6/BC received 2026-12-03");
	run_order(world, "submit p/bc/cong-an/2026 number 7/BC received 2026-12-04");
}

static void table_for_a_spreadsheet(struct world *world, const void *data)
{
	g_autofree char *all = NULL, *missing = NULL;

	record_three(world);
	all = table(world, false, STANDING_CSV);
	g_assert_cmpstr(all, ==,
			"\xef\xbb\xbf"
			"STT,Cơ quan,Đầu mối,Điện thoại,Số và ngày văn bản,Nhận lúc,Tình trạng,Đã nhắc (lần),Lần nhắc cuối,Ghi chú\r\n"
			"1,Ủy ban nhân dân xã A & B,,,,,quá hạn 06 ngày làm việc,,,\r\n"
			"2,Hội Liên hiệp Phụ nữ tỉnh,,,,,chưa ghi nhận,,,\r\n"
			"3,Công an tỉnh,,,7/BC,00:00 04/12/2026,\"đã gửi, sau thời hạn\",,,\r\n"
			"4,Sở Dệt,,,5/BC ngày 19/11/2026,08:15 20/11/2026,\"đã gửi, đúng hạn\",,,\r\n"
			"5,Sở Điện,,,,,quá hạn 06 ngày làm việc,,,\r\n"
			"6,Sở Nội vụ,,,,,quá hạn 06 ngày làm việc,,,nội bộ\r\n"
			"7,Sở Y tế,Nguyễn Thị An,0214 1,'=6/BC,00:00 03/12/2026,\"đã gửi, quá hạn 03 ngày làm việc\",,,\r\n");
	missing = table(world, true, STANDING_CSV);
	lacks(missing, "Sở Dệt");
	holds(missing, "3,Sở Điện,");
}

static void table_for_print(struct world *world, const void *data)
{
	g_autofree char *html = NULL, *text = NULL, *missing = NULL;

	record_three(world);
	html = table(world, false, STANDING_HTML);
	holds(html, "@page { size: A4 landscape;");
	holds(html, "<h1>Tình hình gửi Báo cáo bình đẳng giới năm 2026</h1>");
	holds(html, "Tính đến 09 giờ 00 phút, ngày 08/12/2026");
	holds(html, "Tổng số 07 cơ quan: đúng hạn 01; sau thời hạn 02; chưa ghi nhận hoặc chờ bổ sung 04; không phải gửi 00");
	holds(html, "<tr class=\"group\"><td colspan=\"9\">Xã, phường, đặc khu</td></tr>");
	holds(html, "xã A &amp; B");
	holds(html, "NGƯỜI LẬP BIỂU");
	lacks(html, "{{");
	lacks(html, "src=");
	text = table(world, false, STANDING_TXT);
	holds(text, "4. Sở Dệt: đã gửi, đúng hạn; văn bản số 5/BC ngày 19/11/2026, nhận 08:15");
	missing = table(world, true, STANDING_HTML);
	holds(missing, "năm 2026 – các cơ quan chưa gửi</h1>");
}

/* What was taken back is no reason any more. */
static void table_notes_what_stands(struct world *world, const void *data)
{
	g_autofree char *waived = NULL, *reopened = NULL;

	run_order(world, "waive p/bc/so-det/2026 reason miễn");
	waived = table(world, false, STANDING_CSV);
	holds(waived, ",miễn\r\n");
	run_order(world, "reopen p/bc/so-det/2026");
	reopened = table(world, false, STANDING_CSV);
	lacks(reopened, "miễn");
}

/* The one mail that has this file, counted. */
static int mails_with(struct world *world, const char *file)
{
	g_autoptr(GError) error = NULL;
	struct outbox_filter filter = { 0 };
	g_autoptr(GPtrArray) envelopes = outbox_list(world->store, &filter, &error);
	int found = 0;

	g_assert_no_error(error);
	for (guint i = 0; i < envelopes->len; i++) {
		struct mail *mail = outbox_mail(world->store, ((const struct envelope *)envelopes->pdata[i])->mail, &error);
		gsize size;
		const char *bytes = g_bytes_get_data(mail->bytes, &size);

		found += g_strstr_len(bytes, (gssize)size, file) != NULL;
		mail_free(mail);
	}
	return found;
}

/* Monday 07/12 is the fifth working day after the limit: the director's list, and the week's digest to the focal point. */
static void mails_carry_them(struct world *world, const void *data)
{
	g_autoptr(GError) error = NULL;
	struct instant next;

	set_now(world, "2026-12-07T07:30");
	g_assert_true(engine_tick(world->engine, world->now, &next, &error));
	g_assert_no_error(error);
	g_assert_cmpint(mails_with(world, "du-thao-don-doc-bc-2026.html"), ==, 1);
	g_assert_cmpint(mails_with(world, "p-bc-2026.csv"), ==, 1);
	g_assert_cmpint(mails_with(world, "p-rieng-2026.csv"), ==, 1);
}

#define ADD(path, test) g_test_add(path, struct world, NULL, set_up, test, tear_down)

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	ADD("/letter/behind", names_who_is_behind);
	ADD("/letter/others", leaves_others_out);
	ADD("/letter/one", one_body_is_named_in_the_text);
	ADD("/letter/html", html_stands_alone);
	ADD("/letter/nobody", nobody_and_nothing);
	ADD("/letter/hour", an_hour_passes_within_its_day);
	ADD("/letter/why-nobody", says_why_nobody);
	ADD("/letter/mails", mails_carry_them);
	ADD("/standing/spreadsheet", table_for_a_spreadsheet);
	ADD("/standing/print", table_for_print);
	ADD("/standing/taken-back", table_notes_what_stands);
	return g_test_run();
}
