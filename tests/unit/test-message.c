/* Mails as bytes: looked at line by line, and read back with the library that other mail programs use. */
#include <gmime/gmime.h>
#include <glib.h>
#include <string.h>

#include "base/error.h"
#include "lib/fixture.h"
#include "render/imprint.h"
#include "render/message.h"

static struct templates *templates;

static struct notice *advance(enum language language)
{
	struct fixture *f = fixture_get();
	struct notice *notice = notice_new(NOTICE_ADVANCE);
	struct notice_item *item = notice_item_new();

	item->kind = NOTICE_ADVANCE;
	item->obligation = &f->result;
	item->owner = &f->department;
	g_strlcpy(item->period.label, "2026", sizeof(item->period.label));
	item->limit = fixture_limit();
	item->days_left = 5;
	item->occurrence = g_strdup("lc-2030/result/so-y-te/2026");
	item->version = 1;
	notice->language = language;
	notice->agency = &f->department;
	notice->contact = &f->focal;
	notice->address = g_strdup("an.nt@syt.example.vn");
	notice->now = fixture_at("2026-11-20", 450);
	g_ptr_array_add(notice->items, item);
	g_ptr_array_add(notice->keys, g_strdup("lc-2030/result/so-y-te/2026\t1\t-7d\towner:focal"));
	g_ptr_array_add(notice->keys, g_strdup("lc-2030/result/so-y-te/2026\t1\t-14d\towner:focal"));
	return notice;
}

static struct notice_item *first_item(struct notice *notice)
{
	return g_ptr_array_index(notice->items, 0);
}

static void compose(const struct notice *notice, const char *redirect, struct message *ret)
{
	g_autoptr(GError) error = NULL;

	if (!message_compose(notice, &fixture_get()->config, templates, redirect, ret, &error))
		g_error("%s", error->message);
}

/* CRLF everywhere and nothing longer than `most` octets, nothing that is not ASCII. */
static void check_bytes(const struct message *message)
{
	gsize size;
	const char *data = g_bytes_get_data(message->bytes, &size);
	gsize start = 0;

	g_assert_cmpuint(size, >, 200);
	for (gsize i = 0; i < size; i++) {
		g_assert_cmpint((unsigned char)data[i], <, 0x80);
		g_assert_cmpint(data[i], !=, '\0');
		if (data[i] == '\r')
			g_assert_true(i + 1 < size && data[i + 1] == '\n');
		if (data[i] != '\n')
			continue;
		g_assert_true(i > 0 && data[i - 1] == '\r');
		if (i - 1 - start > 78)
			g_error("a line of %zu octets: %.*s", (size_t)(i - 1 - start), (int)(i - 1 - start), data + start);
		start = i + 1;
	}
	g_assert_cmpuint(start, ==, size);
}

static GMimeMessage *parse(const struct message *message)
{
	gsize size;
	const char *data = g_bytes_get_data(message->bytes, &size);
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(data, size);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	GMimeMessage *mail = g_mime_parser_construct_message(parser, NULL);

	g_object_unref(parser);
	g_object_unref(stream);
	g_assert_nonnull(mail);
	return mail;
}

/* GMime gives those that begin with Content- to the outermost part. */
static const char *header(GMimeMessage *mail, const char *name)
{
	const char *value = g_mime_object_get_header(GMIME_OBJECT(mail), name);

	if (value == NULL)
		value = g_mime_object_get_header(g_mime_message_get_mime_part(mail), name);

	if (value == NULL)
		g_error("no header %s", name);
	return value;
}

static char *text_of(GMimeObject *part)
{
	return g_mime_text_part_get_text(GMIME_TEXT_PART(part));
}

static void headers(void)
{
	g_autoptr(notice_t) notice = advance(LANGUAGE_VI);
	struct message message;
	GMimeMessage *mail;
	InternetAddressMailbox *to;

	compose(notice, NULL, &message);
	if (g_test_verbose())
		g_test_message("%.*s", (int)g_bytes_get_size(message.bytes), (const char *)g_bytes_get_data(message.bytes, NULL));
	check_bytes(&message);
	mail = parse(&message);
	g_assert_cmpstr(header(mail, "Date"), ==, "Fri, 20 Nov 2026 07:30:00 +0700");
	g_assert_cmpstr(header(mail, "Message-Id"), ==, "<5b8c0c0ad24e04bd1013d70d02374376@laocai.example.vn>");
	g_assert_cmpstr(header(mail, "References"), ==, "<46bf870efc459fe90cab1e6429c78eb2@laocai.example.vn>");
	g_assert_cmpstr(header(mail, "Auto-Submitted"), ==, "auto-generated");
	g_assert_cmpstr(header(mail, "Content-Language"), ==, "vi");
	g_assert_cmpstr(header(mail, "List-Id"), ==, "\"So Noi vu tinh Lao Cai\" <deadlined.laocai.example.vn>");
	g_assert_cmpstr(g_mime_message_get_subject(mail), ==, message.subject);
	g_assert_cmpstr(message.subject, ==,
			"Nhắc thời hạn: Báo cáo kết quả thực hiện công tác bình đẳng giới năm 2026 – trước ngày 30/11/2026");
	to = INTERNET_ADDRESS_MAILBOX(internet_address_list_get_address(g_mime_message_get_to(mail), 0));
	g_assert_cmpstr(internet_address_get_name(INTERNET_ADDRESS(to)), ==, "Nguyễn Thị An");
	g_assert_cmpstr(internet_address_mailbox_get_addr(to), ==, "an.nt@syt.example.vn");
	to = INTERNET_ADDRESS_MAILBOX(internet_address_list_get_address(g_mime_message_get_from(mail), 0));
	g_assert_cmpstr(internet_address_get_name(INTERNET_ADDRESS(to)), ==, "Sở Nội vụ tỉnh Lào Cai");
	g_assert_cmpint(internet_address_list_length(g_mime_message_get_reply_to(mail)), ==, 1);
	g_assert_cmpint(internet_address_list_length(g_mime_message_get_cc(mail)), ==, 0);
	g_object_unref(mail);
	message_clear(&message);
}

static void bodies(void)
{
	for (enum language language = LANGUAGE_VI; language <= LANGUAGE_EN; language++) {
		g_autoptr(notice_t) notice = advance(language);
		g_autofree char *plain = NULL, *html = NULL;
		struct notice_text text;
		struct message message;
		GMimeMultipart *both;
		GMimeMessage *mail;

		compose(notice, NULL, &message);
		g_assert_true(notice_render(notice, &fixture_get()->config, templates, &text, NULL));
		mail = parse(&message);
		g_assert_cmpstr(header(mail, "Content-Language"), ==, language == LANGUAGE_EN ? "en" : "vi");
		both = GMIME_MULTIPART(g_mime_message_get_mime_part(mail));
		g_assert_true(g_mime_content_type_is_type(g_mime_object_get_content_type(GMIME_OBJECT(both)), "multipart", "alternative"));
		g_assert_cmpint(g_mime_multipart_get_count(both), ==, 2);
		plain = text_of(g_mime_multipart_get_part(both, 0));
		html = text_of(g_mime_multipart_get_part(both, 1));
		g_strdelimit(plain, "\r", ' ');
		g_assert_nonnull(strstr(plain, language == LANGUAGE_EN ? "To: Sở Y tế" : "Kính gửi: Sở Y tế"));
		{
			g_auto(GStrv) lines = g_strsplit(plain, " \n", -1);
			g_autofree char *back = g_strjoinv("\n", lines);

			g_assert_cmpstr(back, ==, text.plain);
		}
		g_assert_nonnull(strstr(html, "<!DOCTYPE html>"));
		g_object_unref(mail);
		notice_text_clear(&text);
		message_clear(&message);
	}
}

static void same_notice_same_bytes(void)
{
	g_autoptr(notice_t) notice = advance(LANGUAGE_VI), other = advance(LANGUAGE_VI);
	char *key = g_ptr_array_steal_index(other->keys, 0);
	struct message a, b, c;

	first_item(notice)->calendar_part = first_item(other)->calendar_part = true;
	g_ptr_array_add(other->keys, key); /* in another order */
	compose(notice, NULL, &a);
	compose(other, NULL, &b);
	g_assert_true(g_bytes_equal(a.bytes, b.bytes));
	g_ptr_array_add(other->keys, g_strdup("one more"));
	compose(other, NULL, &c);
	g_assert_cmpstr(a.message_id, ==, b.message_id);
	g_assert_cmpstr(a.message_id, !=, c.message_id);
	message_clear(&a);
	message_clear(&b);
	message_clear(&c);
}

static void a_thread_is_that_of_the_oldest_limit(void)
{
	g_autoptr(notice_t) notice = advance(LANGUAGE_VI), single = advance(LANGUAGE_VI);
	struct notice_item *later = notice_item_new();
	struct message grouped, alone;
	GMimeMessage *a, *b;

	*later = *first_item(notice);
	later->occurrence = g_strdup("lc-2030/other/so-y-te/2026");
	later->limit.limit = fixture_day("2026-12-20");
	g_ptr_array_insert(notice->items, 0, later);
	compose(notice, NULL, &grouped);
	compose(single, NULL, &alone);
	a = parse(&grouped);
	b = parse(&alone);
	g_assert_cmpstr(header(a, "References"), ==, header(b, "References"));
	g_object_unref(a);
	g_object_unref(b);
	message_clear(&grouped);
	message_clear(&alone);
}

static void a_calendar_part_goes_along_once(void)
{
	g_autoptr(notice_t) notice = advance(LANGUAGE_VI);
	g_autofree char *calendar = NULL;
	struct message message;
	GMimeMultipart *mixed;
	GMimeObject *part;
	GMimeMessage *mail;

	first_item(notice)->calendar_part = true;
	compose(notice, NULL, &message);
	check_bytes(&message);
	mail = parse(&message);
	mixed = GMIME_MULTIPART(g_mime_message_get_mime_part(mail));
	g_assert_true(g_mime_content_type_is_type(g_mime_object_get_content_type(GMIME_OBJECT(mixed)), "multipart", "mixed"));
	g_assert_cmpint(g_mime_multipart_get_count(mixed), ==, 2);
	part = g_mime_multipart_get_part(mixed, 1);
	g_assert_true(g_mime_content_type_is_type(g_mime_object_get_content_type(part), "text", "calendar"));
	g_assert_cmpstr(g_mime_object_get_content_type_parameter(part, "method"), ==, "PUBLISH");
	calendar = text_of(part);
	g_assert_nonnull(strstr(calendar, "METHOD:PUBLISH\r\n"));
	g_assert_nonnull(strstr(calendar, "UID:mail-"));
	g_object_unref(mail);
	message_clear(&message);
	fixture_get()->config.settings.mail.calendar = false;
	compose(notice, NULL, &message);
	fixture_get()->config.settings.mail.calendar = true;
	mail = parse(&message);
	g_assert_true(g_mime_content_type_is_type(g_mime_object_get_content_type(g_mime_message_get_mime_part(mail)), "multipart",
						  "alternative"));
	g_object_unref(mail);
	message_clear(&message);
}

/* A file arrives as it was, byte for byte, whatever ends its lines, and the mail is the same every time. */
static void files_go_along(void)
{
	static const char table[] = "\xef\xbb\xbf" "STT,Cơ quan\r\n1,Sở Y tế\r\n";
	g_autoptr(notice_t) notice = advance(LANGUAGE_VI);
	struct message first, second;
	GMimeStream *stream = g_mime_stream_mem_new();
	GMimeMessage *mail;
	GMimeMultipart *mixed;
	GMimePart *part;
	GByteArray *bytes;

	notice_attach(notice, "bc-2026.csv", "csv", g_strdup(table));
	notice_attach(notice, "du-thao.html", "html", g_strdup("<p>Kính gửi:</p>\n"));
	compose(notice, NULL, &first);
	compose(notice, NULL, &second);
	check_bytes(&first);
	g_assert_true(g_bytes_equal(first.bytes, second.bytes));
	mail = parse(&first);
	mixed = GMIME_MULTIPART(g_mime_message_get_mime_part(mail));
	g_assert_cmpint(g_mime_multipart_get_count(mixed), ==, 3);
	part = GMIME_PART(g_mime_multipart_get_part(mixed, 1));
	g_assert_cmpstr(g_mime_part_get_filename(part), ==, "bc-2026.csv");
	g_assert_cmpstr(g_mime_object_get_disposition(GMIME_OBJECT(part)), ==, "attachment");
	g_assert_true(g_mime_content_type_is_type(g_mime_object_get_content_type(GMIME_OBJECT(part)), "text", "csv"));
	g_mime_data_wrapper_write_to_stream(g_mime_part_get_content(part), stream);
	bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
	g_assert_cmpmem(bytes->data, bytes->len, table, strlen(table));
	part = GMIME_PART(g_mime_multipart_get_part(mixed, 2));
	g_assert_cmpstr(g_mime_part_get_filename(part), ==, "du-thao.html");
	g_object_unref(stream);
	g_object_unref(mail);
	message_clear(&first);
	message_clear(&second);
}

static void copies_stand_in_cc(void)
{
	g_autoptr(notice_t) notice = advance(LANGUAGE_VI);
	struct message message;
	GMimeMessage *mail;

	notice->cc = g_ptr_array_new_with_free_func(g_free);
	g_ptr_array_add(notice->cc, g_strdup("giamdoc@syt.example.vn"));
	compose(notice, NULL, &message);
	mail = parse(&message);
	g_assert_cmpint(internet_address_list_length(g_mime_message_get_cc(mail)), ==, 1);
	g_object_unref(mail);
	message_clear(&message);
}

/* The mail is the same one, whether it offers its reader's own feed or not, and what stands in it for the feed's secret can be
 * filled in wherever its line was broken. */
static void a_feed_is_offered(void)
{
	static const char blank[] = "0own0calendar0of0the0one01", word[] = "abcdefghijklmnopqrstuvwxyz";

	for (int more = 0; more < 60; more++) {
		g_autoptr(notice_t) notice = advance(LANGUAGE_VI), without = advance(LANGUAGE_VI);
		g_autofree char *host = g_strnfill((gsize)more, 'h'), *plain = NULL, *html = NULL, *address = NULL;
		struct message message, other;
		GMimeMultipart *both;
		GMimeMessage *mail;

		notice->feed = g_strdup_printf("https://lich%s.example.vn/feeds/%s/", host, blank);
		address = g_strdup_printf("https://lich%s.example.vn/feeds/%s/", host, word);
		compose(notice, NULL, &message);
		compose(without, NULL, &other);
		g_assert_cmpstr(message.message_id, ==, other.message_id);
		g_assert_cmpstr(message.subject, ==, other.subject);
		message_clear(&other);
		other.bytes = imprint_fill(message.bytes, blank, word);
		check_bytes(&message);
		check_bytes(&other);
		mail = parse(&other);
		both = GMIME_MULTIPART(g_mime_message_get_mime_part(mail));
		plain = text_of(g_mime_multipart_get_part(both, 0));
		html = text_of(g_mime_multipart_get_part(both, 1));
		g_assert_nonnull(strstr(plain, address));
		g_assert_nonnull(strstr(html, address));
		g_assert_null(strstr(plain, blank));
		g_assert_null(strstr(html, blank));
		g_object_unref(mail);
		message_clear(&message);
		message_clear(&other);
	}
}

static void a_redirected_mail_says_to_whom_it_was(void)
{
	g_autoptr(notice_t) notice = advance(LANGUAGE_VI);
	InternetAddressMailbox *to;
	struct message message;
	GMimeMessage *mail;

	notice->cc = g_ptr_array_new_with_free_func(g_free);
	g_ptr_array_add(notice->cc, g_strdup("giamdoc@syt.example.vn"));
	compose(notice, "thu@laocai.example.vn", &message);
	check_bytes(&message);
	mail = parse(&message);
	to = INTERNET_ADDRESS_MAILBOX(internet_address_list_get_address(g_mime_message_get_to(mail), 0));
	g_assert_cmpstr(internet_address_mailbox_get_addr(to), ==, "thu@laocai.example.vn");
	g_assert_cmpint(internet_address_list_length(g_mime_message_get_cc(mail)), ==, 0);
	g_assert_cmpstr(header(mail, "X-Deadlined-To"), ==, "an.nt@syt.example.vn, giamdoc@syt.example.vn");
	g_assert_true(g_str_has_prefix(g_mime_message_get_subject(mail), "[an.nt@syt.example.vn] Nhắc thời hạn"));
	g_object_unref(mail);
	message_clear(&message);
}

static void hosts_become_ascii(void)
{
	g_autoptr(notice_t) notice = advance(LANGUAGE_VI);
	InternetAddressMailbox *to;
	struct message message;
	GMimeMessage *mail;

	g_free(notice->address);
	notice->address = g_strdup("an@b\xc3\xbc" "cher.example.vn");
	compose(notice, NULL, &message);
	mail = parse(&message);
	to = INTERNET_ADDRESS_MAILBOX(internet_address_list_get_address(g_mime_message_get_to(mail), 0));
	check_bytes(&message);
	g_assert_cmpstr(internet_address_mailbox_get_idn_addr(to), ==, "an@xn--bcher-kva.example.vn");
	g_object_unref(mail);
	message_clear(&message);
}

static void wrong_ones_are_errors(void)
{
	static const char *const addresses[] = { NULL, "", "a b@example.vn", "a@example.vn\r\nBcc: x@example.vn", "a@b@c", "<a@example.vn>" };

	for (size_t i = 0; i < G_N_ELEMENTS(addresses); i++) {
		g_autoptr(notice_t) notice = advance(LANGUAGE_VI);
		g_autoptr(GError) error = NULL;
		struct message message;

		g_free(notice->address);
		notice->address = g_strdup(addresses[i]);
		g_assert_false(message_compose(notice, &fixture_get()->config, templates, NULL, &message, &error));
		g_assert_nonnull(error);
		g_assert_null(message.bytes);
		g_clear_error(&error);
		g_assert_false(message_compose(notice, &fixture_get()->config, templates, "x@example.vn", &message, &error));
		g_assert_nonnull(error);
	}
	{
		g_autoptr(notice_t) notice = advance(LANGUAGE_VI);
		g_autoptr(GError) error = NULL;
		struct message message;

		g_ptr_array_set_size(notice->keys, 0);
		g_assert_false(message_compose(notice, &fixture_get()->config, templates, NULL, &message, &error));
		g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_STATE);
	}
}

/* A word without a blank, a long name, control characters of a header: still short lines. */
static void long_words_are_folded(void)
{
	struct fixture *f = fixture_get(), kept = *f;
	g_autoptr(notice_t) notice = advance(LANGUAGE_VI);
	g_autofree char *word = g_strnfill(3000, 'x');
	g_autofree char *title = g_strdup_printf("Báo cáo %s về tình hình", word);
	struct message message;
	GMimeMessage *mail;

	f->result.title = title;
	f->focal.name = title;
	compose(notice, NULL, &message);
	*f = kept;
	{
		gsize size, start = 0;
		const char *data = g_bytes_get_data(message.bytes, &size);

		for (gsize i = 0; i < size; i++) {
			if (data[i] != '\n')
				continue;
			g_assert_true(i > 0 && data[i - 1] == '\r');
			g_assert_cmpuint(i + 1 - start, <=, 1000);
			start = i + 1;
		}
	}
	mail = parse(&message);
	g_assert_cmpstr(g_mime_message_get_subject(mail), ==, message.subject);
	g_object_unref(mail);
	message_clear(&message);
}

static void plain(void)
{
	struct fixture *f = fixture_get();
	g_autoptr(GError) error = NULL;
	g_autofree char *text = NULL;
	struct message message;
	GMimeMessage *mail;

	g_assert_true(message_compose_plain(&f->config, "quantri@laocai.example.vn", "test/1", "Thư thử của deadlined", "Xin chào.\n.\nHết.\n",
					    fixture_at("2026-11-20", 450), &message, &error));
	g_assert_no_error(error);
	check_bytes(&message);
	mail = parse(&message);
	g_assert_cmpstr(g_mime_message_get_subject(mail), ==, "Thư thử của deadlined");
	g_assert_cmpstr(header(mail, "Auto-Submitted"), ==, "auto-generated");
	text = text_of(g_mime_message_get_mime_part(mail));
	g_assert_cmpstr(text, ==, "Xin chào.\r\n.\r\nHết.\r\n");
	g_object_unref(mail);
	message_clear(&message);
	g_assert_false(message_compose_plain(&f->config, "no address", "test/1", "s", "t", fixture_at("2026-11-20", 450), &message, &error));
	g_assert_nonnull(error);
}

/* Lists and the rest have threads of their own. */
static void every_mail_has_a_thread(void)
{
	struct fixture *f = fixture_get();
	g_autoptr(notice_t) notice = notice_new(NOTICE_SETTLE);
	struct notice_row *row = notice_row_new();
	struct message message;
	GMimeMessage *mail;

	row->obligation = &f->result;
	g_ptr_array_add(notice->settle, row);
	notice->now = fixture_at("2026-11-20", 450);
	notice->address = g_strdup("quantri@laocai.example.vn");
	g_ptr_array_add(notice->keys, g_strdup("settle/admin/2026-11-20\t1\tsettle\tadmin"));
	compose(notice, NULL, &message);
	check_bytes(&message);
	mail = parse(&message);
	g_assert_nonnull(strstr(header(mail, "References"), "@laocai.example.vn>"));
	g_object_unref(mail);
	message_clear(&message);
}

int main(int argc, char **argv)
{
	g_autoptr(GPtrArray) directories = g_ptr_array_new_with_free_func(g_free);
	int result;

	g_test_init(&argc, &argv, NULL);
	g_mime_init();
	g_ptr_array_add(directories, g_test_build_filename(G_TEST_DIST, "etc", "templates", NULL));
	templates = templates_new(directories);
	g_test_add_func("/message/headers", headers);
	g_test_add_func("/message/bodies", bodies);
	g_test_add_func("/message/same-bytes", same_notice_same_bytes);
	g_test_add_func("/message/thread", a_thread_is_that_of_the_oldest_limit);
	g_test_add_func("/message/calendar", a_calendar_part_goes_along_once);
	g_test_add_func("/message/files", files_go_along);
	g_test_add_func("/message/cc", copies_stand_in_cc);
	g_test_add_func("/message/feed", a_feed_is_offered);
	g_test_add_func("/message/redirect", a_redirected_mail_says_to_whom_it_was);
	g_test_add_func("/message/hosts", hosts_become_ascii);
	g_test_add_func("/message/errors", wrong_ones_are_errors);
	g_test_add_func("/message/long-words", long_words_are_folded);
	g_test_add_func("/message/plain", plain);
	g_test_add_func("/message/threads", every_mail_has_a_thread);
	result = g_test_run();
	templates_free(templates);
	return result;
}
