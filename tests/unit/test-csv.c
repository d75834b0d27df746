#include <glib.h>
#include <string.h>

#include "base/csv.h"

static void writes_rows(void)
{
	static const struct { const char *cells[3]; const char *row; } cases[] = {
		{ { "a", "b", "c" }, "a,b,c\r\n" },
		{ { "", NULL, "x" }, ",,x\r\n" },
		{ { "Sở Văn hóa, Thể thao và Du lịch", "\"x\"", "1;2" }, "\"Sở Văn hóa, Thể thao và Du lịch\",\"\"\"x\"\"\",\"1;2\"\r\n" },
		{ { "one\ntwo", " blank", "12/BC" }, "\"one\ntwo\",\" blank\",12/BC\r\n" },
		{ { "=1+1", "+84 912", "-3" }, "'=1+1,'+84 912,'-3\r\n" },
		{ { "@x", "'=x", "it's" }, "'@x,''=x,it's\r\n" },
		{ { "=A(1,\"2\")", "'tis", "a=b" }, "\"'=A(1,\"\"2\"\")\",'tis,a=b\r\n" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GString) text = g_string_new(NULL);

		csv_row(text, cases[i].cells, 3);
		g_assert_cmpstr(text->str, ==, cases[i].row);
	}
}

static void reads_back(void)
{
	static const struct { const char *cell, *plain; } cases[] = {
		{ "'=1", "=1" }, { "'+84", "+84" }, { "''=x", "'=x" }, { "'tis", "'tis" }, { "", "" }, { "'", "'" }, { "-3", "-3" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		g_assert_cmpstr(csv_plain(cases[i].cell), ==, cases[i].plain);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/csv/write", writes_rows);
	g_test_add_func("/csv/plain", reads_back);
	return g_test_run();
}
