/* The page behind a feed's address: every page in both languages, what its links say, and what it must never hold. */
#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "lib/fixture.h"
#include "lib/html.h"
#include "lib/pages.h"

static struct templates *templates;

static const struct pages_sample *sample(const char *name)
{
	guint count;
	const struct pages_sample *samples = pages_samples(&count);

	for (guint i = 0; i < count; i++) {
		if (g_str_equal(samples[i].name, name))
			return &samples[i];
	}
	g_error("no page is called '%s'", name);
}

static char *render(const struct pages_sample *of, enum language language, char **policy)
{
	g_autoptr(GError) error = NULL;
	char *html = NULL, *header = NULL;

	if (!pages_render(of, language, templates, &html, &header, &error))
		g_error("%s: %s", of->name, error->message);
	if (policy != NULL)
		*policy = header;
	else
		g_free(header);
	return html;
}

static GPtrArray *read_page(const char *name, enum language language)
{
	g_autofree char *html = render(sample(name), language, NULL);

	return html_read(html);
}

/* The words of the page's body as they are read: without tags, blanks folded. */
static char *words_of(const char *html)
{
	g_autoptr(GString) all = g_string_new(NULL);
	g_auto(GStrv) words = NULL;
	GPtrArray *kept = g_ptr_array_new();
	bool inside = false;
	char *text;

	for (const char *p = strstr(html, "<body"); *p != '\0'; p++) {
		if (*p == '<' || *p == '>')
			inside = *p == '<';
		else if (!inside)
			g_string_append_c(all, *p);
	}
	words = g_strsplit_set(all->str, " \n", -1);
	for (char **word = words; *word != NULL; word++) {
		if (**word != '\0')
			g_ptr_array_add(kept, *word);
	}
	g_ptr_array_add(kept, NULL);
	text = g_strjoinv(" ", (char **)kept->pdata);
	g_ptr_array_unref(kept);
	return text;
}

static bool says(const char *name, enum language language, const char *text)
{
	g_autofree char *html = render(sample(name), language, NULL), *words = words_of(html);

	return strstr(words, text) != NULL;
}

/* ---- every page */

static void check_reference(const GPtrArray *tags, const struct html_tag *from, const char *attribute)
{
	const char *id = html_get(from, attribute);

	for (guint i = 0; id != NULL && i < tags->len; i++) {
		if (g_strcmp0(html_get(tags->pdata[i], "id"), id) == 0)
			return;
	}
	if (id != NULL)
		g_error("%s %s=\"%s\" leads nowhere", from->name, attribute, id);
}

static void check_attributes(const struct html_tag *tag)
{
	GHashTableIter iter;
	void *name;

	g_hash_table_iter_init(&iter, tag->attributes);
	while (g_hash_table_iter_next(&iter, &name, NULL)) {
		if (g_str_has_prefix(name, "on") || g_str_equal(name, "style") || g_str_equal(name, "src"))
			g_error("%s has '%s'", tag->name, (char *)name);
	}
}

/* A link stays on this page, opens the feed, or goes to one of three services: and these learn nothing of where it stood. */
static void check_link(const struct html_tag *tag)
{
	static const char *const services[] = { "https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2F",
						"https://outlook.live.com/calendar/0/addfromweb?url=https%3A%2F%2F",
						"https://outlook.office.com/calendar/0/addfromweb?url=https%3A%2F%2F" };
	const char *href = html_get(tag, "href"), *rel = html_get(tag, "rel");

	g_assert_nonnull(href);
	for (size_t i = 0; i < G_N_ELEMENTS(services); i++) {
		if (!g_str_has_prefix(href, services[i]))
			continue;
		g_assert_nonnull(rel);
		g_assert_nonnull(strstr(rel, "noreferrer"));
		g_assert_nonnull(strstr(rel, "external"));
		return;
	}
	if (!g_str_has_prefix(href, "webcal://") && !g_str_has_prefix(href, "../") && !g_str_has_prefix(href, "./") && *href != '?')
		g_error("a link leads to %s", href);
	for (const char *p = href; *p != '\0'; p++)
		g_assert_true(g_ascii_isgraph(*p));
}

static void check_elements(const GPtrArray *tags)
{
	static const char *const forbidden[] = { "script", "link", "img", "iframe", "form", "object", "font", NULL };
	int headings = 0, mains = 0;

	for (guint i = 0; i < tags->len; i++) {
		const struct html_tag *tag = g_ptr_array_index(tags, i);

		if (g_strv_contains(forbidden, tag->name))
			g_error("the page holds <%s>", tag->name);
		headings += g_str_equal(tag->name, "h1");
		mains += g_str_equal(tag->name, "main");
		check_attributes(tag);
		check_reference(tags, tag, "aria-labelledby");
		check_reference(tags, tag, "aria-describedby");
		check_reference(tags, tag, "for");
		if (g_str_equal(tag->name, "a"))
			check_link(tag);
	}
	g_assert_cmpint(headings, ==, 1);
	g_assert_cmpint(mains, ==, 1);
}

/* Traces of a value that is not there. */
static void check_words(const char *what, const char *words)
{
	static const char *const marks[] = { "{{", "}}", "()", "( ", " )", "(null)", " ,", " . ", ",,", "..", " ;", ": .", "hôm nay",
					     "ngày mai", "tuần này", "ngày ngày" };

	for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
		if (strstr(words, marks[i]) != NULL)
			g_error("%s holds '%s': %s", what, marks[i], words);
	}
	g_assert_true(g_utf8_validate(words, -1, NULL));
}

static void check_policy(const GPtrArray *tags, const char *policy)
{
	const struct html_tag *style = html_find(tags, "style", NULL, NULL);
	guint8 bytes[32];
	gsize size = sizeof bytes;
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	g_autofree char *base64 = NULL, *want = NULL;

	g_assert_nonnull(style);
	g_checksum_update(sum, (const guchar *)style->text, -1);
	g_checksum_get_digest(sum, bytes, &size);
	base64 = g_base64_encode(bytes, size);
	want = g_strdup_printf("default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
			       base64);
	g_assert_cmpstr(policy, ==, want);
	g_assert_null(strstr(style->text, "url("));
	g_assert_null(strstr(style->text, "@import"));
}

static void every_page(void)
{
	guint count;
	const struct pages_sample *samples = pages_samples(&count);

	for (guint i = 0; i < count * 2; i++) {
		enum language language = i % 2 == 0 ? LANGUAGE_VI : LANGUAGE_EN;
		g_autofree char *policy = NULL, *html = render(&samples[i / 2], language, &policy);
		g_autoptr(GPtrArray) tags = html_read(html);
		g_autofree char *words = words_of(html);

		g_test_message("%s in %s", samples[i / 2].name, language == LANGUAGE_EN ? "English" : "Vietnamese");
		g_assert_cmpstr(html_get(html_find(tags, "html", NULL, NULL), "lang"), ==, language == LANGUAGE_EN ? "en" : "vi");
		g_assert_cmpstr(html_find(tags, "title", NULL, NULL)->text, ==, html_find(tags, "h1", NULL, NULL)->text);
		check_elements(tags);
		check_policy(tags, policy);
		if (!samples[i / 2].hostile)
			check_words(samples[i / 2].name, words);
	}
}

/* ---- what it says */

static const char *href_of(const GPtrArray *tags, const char *start)
{
	for (guint i = 0; i < tags->len; i++) {
		const char *href = html_get(tags->pdata[i], "href");

		if (href != NULL && g_str_has_prefix(href, start))
			return href;
	}
	return NULL;
}

static void addresses(void)
{
	g_autoptr(GPtrArray) tags = read_page("agency", LANGUAGE_VI);

	g_assert_cmpstr(html_get(html_find(tags, "input", NULL, NULL), "value"), ==, PAGES_URL);
	g_assert_nonnull(html_get(html_find(tags, "input", NULL, NULL), "readonly"));
	g_assert_cmpstr(href_of(tags, "webcal"), ==, "webcal://lich.laocai.example.vn/feeds/abcdefghijklmnopqrstuvwxyz.ics");
	g_assert_cmpstr(href_of(tags, ".."), ==, "../abcdefghijklmnopqrstuvwxyz.ics");
	g_assert_cmpstr(href_of(tags, "https://calendar.google.com"), ==,
			"https://calendar.google.com/calendar/r?cid="
			"webcal%3A%2F%2Flich.laocai.example.vn%2Ffeeds%2Fabcdefghijklmnopqrstuvwxyz.ics");
	g_assert_cmpstr(href_of(tags, "https://outlook.live.com"), ==,
			"https://outlook.live.com/calendar/0/addfromweb?url="
			"https%3A%2F%2Flich.laocai.example.vn%2Ffeeds%2Fabcdefghijklmnopqrstuvwxyz.ics"
			"&name=Th%E1%BB%9Di%20h%E1%BA%A1n%20b%C3%A1o%20c%C3%A1o%20%E2%80%93%20S%E1%BB%9F%20Y%20t%E1%BA%BF");
	g_assert_cmpstr(href_of(tags, "https://outlook.office.com"), ==,
			"https://outlook.office.com/calendar/0/addfromweb?url="
			"https%3A%2F%2Flich.laocai.example.vn%2Ffeeds%2Fabcdefghijklmnopqrstuvwxyz.ics"
			"&name=Th%E1%BB%9Di%20h%E1%BA%A1n%20b%C3%A1o%20c%C3%A1o%20%E2%80%93%20S%E1%BB%9F%20Y%20t%E1%BA%BF");
}

/* What is asked for goes into every address; a name's letters cannot add to one. */
static void asked_addresses(void)
{
	g_autoptr(GPtrArray) asked = read_page("asked", LANGUAGE_EN);
	g_autoptr(GPtrArray) own = read_page("own", LANGUAGE_VI);
	g_autoptr(GPtrArray) hostile = read_page("hostile", LANGUAGE_VI);

	g_assert_cmpstr(html_get(html_find(asked, "input", NULL, NULL), "value"), ==, PAGES_URL "?lang=en&alarms=1&todo=1&open=1");
	g_assert_cmpstr(href_of(asked, "webcal"), ==,
			"webcal://lich.laocai.example.vn/feeds/abcdefghijklmnopqrstuvwxyz.ics?lang=en&alarms=1&todo=1&open=1");
	g_assert_cmpstr(href_of(asked, ".."), ==, "../abcdefghijklmnopqrstuvwxyz.ics?lang=en&alarms=1&todo=1&open=1");
	g_assert_null(href_of(asked, "https://")); /* Google and Outlook show no tasks */
	g_assert_cmpstr(href_of(own, "https://calendar.google.com"), ==,
			"https://calendar.google.com/calendar/r?cid="
			"webcal%3A%2F%2Flich.laocai.example.vn%2Ffeeds%2Fabcdefghijklmnopqrstuvwxyz.ics%3Flang%3Dvi");
	g_assert_nonnull(strstr(href_of(hostile, "https://outlook.live.com"),
				"%20S%E1%BB%9F%20%22Y%20t%E1%BA%BF%22%2C%20%27A%27%20%26%20B%3B%20%3Cscript%3Ealert%281%29%3C%2Fscript%3E"));
}

static void choices(void)
{
	static const struct { const char *page; enum language language; const char *href; } links[] = {
		{ "agency", LANGUAGE_VI, "?lang=en" },           { "agency", LANGUAGE_EN, "./" },
		{ "agency", LANGUAGE_VI, "?alarms=1" },          { "agency", LANGUAGE_EN, "?lang=en&alarms=1" },
		{ "agency", LANGUAGE_VI, "?todo=1" },            { "agency", LANGUAGE_VI, "?open=1" },
		{ "asked", LANGUAGE_VI, "?alarms=1&todo=1" },    { "asked", LANGUAGE_VI, "?alarms=1&open=1" },
		{ "asked", LANGUAGE_VI, "?todo=1&open=1" },      { "own", LANGUAGE_EN, "?alarms=0" },
		{ "own", LANGUAGE_VI, "./" },                    { "own", LANGUAGE_VI, "?lang=vi&todo=1" },
		{ "campaigns", LANGUAGE_VI, "?lang=en" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(links); i++) {
		g_autoptr(GPtrArray) tags = read_page(links[i].page, links[i].language);

		if (html_find(tags, "a", "href", links[i].href) == NULL)
			g_error("%s: no link to %s", links[i].page, links[i].href);
	}
	g_assert_false(says("campaigns", LANGUAGE_VI, "Tùy chọn"));
	g_assert_true(says("agency", LANGUAGE_VI, "✓ Không nhắc Nhắc lúc 09 giờ 00"));
	g_assert_true(says("asked", LANGUAGE_VI, "Không nhắc ✓ Nhắc lúc 09 giờ 00"));
	g_assert_false(says("agency", LANGUAGE_VI, "Đã chọn"));
	g_assert_true(says("own", LANGUAGE_VI, "Đã chọn: nhắc lúc 09 giờ 00 ngày hôm trước."));
	g_assert_true(says("asked", LANGUAGE_EN, "Chosen: only what is still to be sent; reminders at 09:00 on the day before; shown as tasks."));
}

static void states(void)
{
	static const char *const want[] = {
		"late|Thứ Tư, ngày 07/10/2026|Quá hạn", "late|Thứ Năm, ngày 08/10/2026|Quá hạn", "late|Thứ Sáu, ngày 09/10/2026|Quá hạn",
		"campaign|Từ ngày 15/11 đến ngày 15/12/2026|Tháng hành động",
		"open|Thứ Sáu, ngày 27/11/2026 – Chủ nhật, ngày 29/11/2026|Hạn trước 30/11",
		"done|Thứ Sáu, ngày 27/11/2026 – Chủ nhật, ngày 29/11/2026|Đã gửi",
		"back|Thứ Hai, ngày 07/12/2026|Bổ sung trước 08/12", "done|Thứ Năm, ngày 10/12/2026|Không phát sinh",
	};
	g_autoptr(GPtrArray) tags = read_page("agency", LANGUAGE_VI);
	guint found = 0;

	for (guint i = 1; i < tags->len; i++) {
		const struct html_tag *time = g_ptr_array_index(tags, i), *item = g_ptr_array_index(tags, i - 1);
		g_auto(GStrv) part = NULL;

		if (!g_str_equal(time->name, "time"))
			continue;
		g_assert_cmpuint(found, <, G_N_ELEMENTS(want));
		part = g_strsplit(want[found++], "|", 3);
		g_assert_cmpstr(html_get(item, "class"), ==, part[0]);
		g_assert_cmpstr(time->text, ==, part[1]);
		g_assert_nonnull(strstr(item->text, part[2]));
	}
	g_assert_cmpuint(found, ==, PAGE_NEXT_SHOWN);
	g_assert_true(says("agency", LANGUAGE_VI, "Lịch hiện có 14 nội dung."));
	g_assert_true(says("agency", LANGUAGE_VI, "còn 06 nội dung khác"));
	g_assert_true(says("agency", LANGUAGE_EN, "6 other entries"));
	g_assert_false(says("campaigns", LANGUAGE_EN, "other entr"));
	g_assert_true(says("under", LANGUAGE_VI, "năm 2026 – Ủy ban nhân dân xã A &amp; B"));
	g_assert_false(says("under", LANGUAGE_VI, "Lịch hiện"));
	g_assert_false(says("under", LANGUAGE_VI, "nội dung khác"));
}

struct sentence {
	const char *page, *vi, *en;
	bool not;
};

static void sentences(void)
{
	static const struct sentence sentences[] = {
		{ "person", "được cấp riêng cho quý vị", "This address is yours alone", false },
		{ "agency", "được cấp riêng cho quý vị", "This address is yours alone", true },
		{ "agency", "chỉ dành cho người được cấp", "only for those it was given to", false },
		{ "campaigns", "Ai có địa chỉ", "Whoever has it", true },
		{ "campaigns", "có thể chia sẻ", "may be shared", false },
		{ "person", "Đã đăng ký lịch thì không cần thêm tệp .ics trong thư.", "no need to add the .ics file of a mail", false },
		{ "campaigns", "tệp .ics trong thư", ".ics file of a mail", true },
		{ "empty", "tệp .ics trong thư", ".ics file of a mail", true }, /* mail.calendar = false */
		{ "empty", "Lịch hiện chưa có nội dung nào", "The calendar is empty at present", false },
		{ "person", "Đầu mối hỗ trợ: Phòng Bình đẳng giới, điện thoại 0214 000 0100.", "Help:", false },
		{ "agency", "Đầu mối hỗ trợ", "Phòng Bình đẳng giới", true },
		{ "agency", "Hỗ trợ: liên hệ Sở Nội vụ tỉnh Lào Cai.", "Sở Nội vụ tỉnh Lào Cai", false },
		{ "insecure", "không dùng kết nối mã hóa", "does not use an encrypted connection", false },
		{ "insecure", "được chuyển cho dịch vụ đó", "that service is given", true },
		{ "agency", "không dùng kết nối mã hóa", "does not use an encrypted connection", true },
		{ "agency", "4 đến 24 giờ", "4 to 24 hours", false },
		{ "agency", "khi gửi, nhận thư, nhưng không quá một lần trong 4 giờ", "received, but not more often than every 4 hours", false },
		{ "asked", "4 đến 24 giờ", "4 to 24 hours", true },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(sentences); i++) {
		if (says(sentences[i].page, LANGUAGE_VI, sentences[i].vi) == sentences[i].not)
			g_error("%s: %s", sentences[i].page, sentences[i].vi);
		if (says(sentences[i].page, LANGUAGE_EN, sentences[i].en) == sentences[i].not)
			g_error("%s: %s", sentences[i].page, sentences[i].en);
	}
}

static void insecure(void)
{
	g_autoptr(GPtrArray) tags = read_page("insecure", LANGUAGE_VI);

	g_assert_cmpstr(href_of(tags, "webcal"), ==, "webcal://127.0.0.1:8480/feeds/abcdefghijklmnopqrstuvwxyz.ics");
	g_assert_null(href_of(tags, "https://"));
}

static void queries(void)
{
	static const struct { struct feed_options own, asked; const char *query; } cases[] = {
		{ { .alarms = true }, { .alarms = true }, "" },
		{ { .alarms = true }, { .todos = true }, "?alarms=0&todo=1" },
		{ { .language = LANGUAGE_EN }, { .open_only = true }, "?lang=vi&open=1" },
		{ { .detail = true, .past_days = 3 }, { .windows = FEED_WINDOWS_NONE }, "?detail=0&windows=0" },
		{ { .language = LANGUAGE_VI }, { .detail = true, .windows = FEED_WINDOWS_BAR }, "?detail=1&windows=bar" },
		{ { .windows = FEED_WINDOWS_ENDS }, { .windows = FEED_WINDOWS_ENDS, .todos = true }, "?todo=1" },
		{ { .windows = FEED_WINDOWS_BAR }, { .windows = FEED_WINDOWS_ENDS }, "?windows=ends" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *query = page_query(&cases[i].own, &cases[i].asked);

		g_assert_cmpstr(query, ==, cases[i].query);
	}
}

/* An office may write its own: the policy follows what its page holds. */
static void own_templates(void)
{
	g_autofree char *directory = g_dir_make_tmp("page-XXXXXX", NULL), *folder = g_build_filename(directory, "vi", NULL);
	g_autofree char *file = g_build_filename(folder, "page.html", NULL), *html = NULL, *policy = NULL;
	g_autoptr(GPtrArray) directories = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(templates_t) own = NULL;
	g_autoptr(GError) error = NULL;
	const struct pages_sample *of = sample("agency");

	g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
	g_assert_true(g_file_set_contents(file, "<p>{{name}}</p>{{#style}}{{/style}}", -1, NULL));
	g_ptr_array_add(directories, g_strdup(directory));
	g_ptr_array_add(directories, g_test_build_filename(G_TEST_DIST, "etc", "templates", NULL));
	own = templates_new(directories);
	g_assert_true(pages_render(of, LANGUAGE_VI, own, &html, &policy, &error));
	g_assert_cmpstr(html, ==, "<p>Thời hạn báo cáo – Sở Y tế</p>");
	g_assert_cmpstr(policy, ==, "default-src 'none'; style-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
	g_clear_pointer(&html, g_free);
	g_clear_pointer(&policy, g_free);
	g_assert_true(g_file_set_contents(file, "<p>{{name}</p>", -1, NULL));
	templates_free(g_steal_pointer(&own));
	own = templates_new(directories);
	g_assert_false(pages_render(of, LANGUAGE_VI, own, &html, &policy, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG);
	g_assert_nonnull(strstr(error->message, "page.html:1"));
	g_remove(file);
	g_rmdir(folder);
	g_rmdir(directory);
}

int main(int argc, char **argv)
{
	g_autoptr(GPtrArray) directories = g_ptr_array_new_with_free_func(g_free);
	int result;

	g_test_init(&argc, &argv, NULL);
	g_ptr_array_add(directories, g_test_build_filename(G_TEST_DIST, "etc", "templates", NULL));
	templates = templates_new(directories);
	g_test_add_func("/page/every", every_page);
	g_test_add_func("/page/addresses", addresses);
	g_test_add_func("/page/asked", asked_addresses);
	g_test_add_func("/page/choices", choices);
	g_test_add_func("/page/states", states);
	g_test_add_func("/page/sentences", sentences);
	g_test_add_func("/page/insecure", insecure);
	g_test_add_func("/page/queries", queries);
	g_test_add_func("/page/templates", own_templates);
	result = g_test_run();
	templates_free(templates);
	return result;
}
