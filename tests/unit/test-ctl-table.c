#include <glib.h>

#include "ctl/table.h"

static void counts_cells(void)
{
	static const struct { const char *text; int width; } cases[] = {
		{ "", 0 }, { "abc", 3 }, { "Sở Y tế", 7 }, { "So\xcc\x9b\xcc\x89 Y te\xcc\x82\xcc\x81", 7 }, { "Ủy ban", 6 },
		{ "日本", 4 }, { "a\xe2\x80\x8b" "b", 2 }, { "Đắk Lắk", 7 },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		g_assert_cmpint(table_width(cases[i].text), ==, cases[i].width);
}

static void aligns_vietnamese(void)
{
	g_autoptr(table_t) table = table_new((const char *[]){ "Cơ quan", ">Số", "Ghi chú", NULL });
	g_autofree char *text = NULL;

	table_row(table, (const char *[]){ "Sở Y tế", "7", "một" });
	table_row(table, (const char *[]){ "So\xcc\x9b\xcc\x89 Tu\xcc\x9b pha\xcc\x81p", "118", NULL });
	table_row(table, (const char *[]){ "SYT", "", "" });
	text = table_text(table);
	g_assert_cmpuint(table_rows(table), ==, 3);
	g_assert_cmpstr(text, ==,
			"Cơ quan      Số  Ghi chú\n"
			"Sở Y tế       7  một\n"
			"So\xcc\x9b\xcc\x89 Tu\xcc\x9b pha\xcc\x81p  118  -\n"
			"SYT\n");
}

static void keeps_to_its_line(void)
{
	g_autoptr(table_t) table = table_new((const char *[]){ "A", NULL });
	g_autofree char *text = NULL;

	table_row(table, (const char *[]){ "451 no\r\n\x1b[2J\xff" });
	text = table_text(table);
	g_assert_null(strpbrk(text + 2, "\r\x1b"));
	g_assert_cmpstr(text, ==, "A\n451 no   [2J\xef\xbf\xbd\n");
}

static void leaves_out_what_is_empty(void)
{
	g_autoptr(table_t) table = table_new((const char *[]){ "A", "B", "C", NULL });
	g_autofree char *alone = table_text(table), *text = NULL;

	table_row(table, (const char *[]){ "1", "", "3" });
	table_row(table, (const char *[]){ "4", "", "" });
	text = table_text(table);
	g_assert_cmpstr(alone, ==, "A  B  C\n");
	g_assert_cmpstr(text, ==, "A  C\n1  3\n4\n");
}

static void wraps_by_cells(void)
{
	g_autofree char *text = table_wrap("Sở Y tế gửi báo cáo", 10, 2);
	g_autofree char *whole = table_wrap("Sở Y tế gửi báo cáo", 0, 2);
	g_autofree char *word = table_wrap("một-từ-rất-dài x", 4, 0);

	g_assert_cmpstr(text, ==, "Sở Y tế\n  gửi báo\n  cáo");
	g_assert_cmpstr(whole, ==, "Sở Y tế gửi báo cáo");
	g_assert_cmpstr(word, ==, "một-từ-rất-dài\nx");
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/ctl/table/width", counts_cells);
	g_test_add_func("/ctl/table/align", aligns_vietnamese);
	g_test_add_func("/ctl/table/clean", keeps_to_its_line);
	g_test_add_func("/ctl/table/empty", leaves_out_what_is_empty);
	g_test_add_func("/ctl/table/wrap", wraps_by_cells);
	return g_test_run();
}
