#include <glib.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "ctl/sheet.h"

#define HEAD "agency,number,date,received,channel,note\n"

/* The rows of reports and the faults, as one text. */
static char *read_reports(const char *text, size_t *unfilled)
{
	g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
	json_t *rows = sheet_read("a.csv", text, strlen(text), sheet_reports, faults);
	GString *all = g_string_new(NULL);
	char *dump;

	*unfilled = sheet_filled("a.csv", rows, faults);
	dump = json_dumps(rows, JSON_COMPACT | JSON_SORT_KEYS);
	g_string_append(all, dump);
	free(dump);
	for (guint i = 0; i < faults->len; i++)
		g_string_append_printf(all, "\n%s", (const char *)faults->pdata[i]);
	json_decref(rows);
	return g_string_free(all, FALSE);
}

static void reads_reports(void)
{
	static const struct { const char *text, *rows; size_t unfilled; } cases[] = {
		{ HEAD "so-y-te,512/BC,20/11/2026,\"20/11/2026 10:05\",trục,x\n",
		  "[{\"agency\":\"so-y-te\",\"channel\":\"trục\",\"dated\":\"2026-11-20\",\"line\":2,\"note\":\"x\",\"number\":\"512/BC\",\"received\":"
		  "\"2026-11-20T10:05:00\"}]",
		  0 },
		{ "\xef\xbb\xbf" "STT;Số;Cơ quan;Ngày;Nhận lúc;Hình thức;Ghi chú\r\n1;5/BC;Sở Y tế;2026-11-20;;;\r\n",
		  "[{\"agency\":\"Sở Y tế\",\"dated\":\"2026-11-20\",\"line\":2,\"number\":\"5/BC\"}]", 0 },
		{ "agency\tnumber\nSYT\t5/BC\n", "[{\"agency\":\"SYT\",\"line\":2,\"number\":\"5/BC\"}]", 0 },
		{ HEAD "a,,,,,\nb,1,,,,\nc,,,,,\n", "[{\"agency\":\"b\",\"line\":3,\"number\":\"1\"}]", 2 },
		{ "agency\na\nb\n", "[{\"agency\":\"a\",\"line\":2},{\"agency\":\"b\",\"line\":3}]", 0 },
		{ "agency,number\na,'=1\n", "[{\"agency\":\"a\",\"line\":2,\"number\":\"=1\"}]", 0 },
		{ HEAD "a,,,,,called\nb,1,31/11/2026,soon,,\n,1,,,,\nc,1,,,,,,7\nd,1,,,,\n",
		  "[{\"agency\":\"d\",\"line\":6,\"number\":\"1\"}]\n"
		  "a.csv:3: date '31/11/2026' is no date: write DD/MM/YYYY or YYYY-MM-DD\n"
		  "a.csv:3: received 'soon' is no time: write DD/MM/YYYY hh:mm or YYYY-MM-DDThh:mm\n"
		  "a.csv:4: agency is empty\n"
		  "a.csv:5: more fields than columns, from '' on: quote a field that holds the separator\n"
		  "a.csv:2: neither number, date nor time of receipt: fill one in, or empty the rest of the line",
		  0 },
		{ "agency,colour\na,red\n",
		  "[]\na.csv:1: unknown column 'colour': take it out, or call it one of: agency number date received channel note", 0 },
		{ "number\n1\n", "[]\na.csv:1: column 'agency' is missing", 0 },
		{ "agency,agency\na,b\n", "[]\na.csv:1: column 'agency' is there twice", 0 },
		{ "agency\n\"a\n", "[]\na.csv: line 3: a quoted field is never closed", 0 },
		{ "", "[]\na.csv: the table is empty: a row of column names is needed", 0 },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		size_t unfilled;
		g_autofree char *rows = read_reports(cases[i].text, &unfilled);

		g_assert_cmpstr(rows, ==, cases[i].rows);
		g_assert_cmpuint(unfilled, ==, cases[i].unfilled);
	}
}

static void reads_what_it_writes(void)
{
	g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GString) text = g_string_new(CSV_BOM);
	json_t *rows;

	sheet_head(text, sheet_people);
	g_assert_cmpstr(text->str, ==, CSV_BOM "agency,position,name,title,email,phone,language,from,until,number\r\n");
	csv_row(text, (const char *[]){ "Sở Văn hóa, Thể thao", "focal", "\"Bé\" An", NULL, "a@x.example.vn", "+84 9", "vi", "2026-01-01", NULL, "=1" }, 10);
	rows = sheet_read("p.csv", text->str, text->len, sheet_people, faults);
	g_assert_cmpuint(faults->len, ==, 0);
	g_assert_cmpuint(json_array_size(rows), ==, 1);
	g_assert_cmpstr(json_string_value(json_object_get(json_array_get(rows, 0), "agency")), ==, "Sở Văn hóa, Thể thao");
	g_assert_cmpstr(json_string_value(json_object_get(json_array_get(rows, 0), "name")), ==, "\"Bé\" An");
	g_assert_cmpstr(json_string_value(json_object_get(json_array_get(rows, 0), "phone")), ==, "+84 9");
	g_assert_cmpstr(json_string_value(json_object_get(json_array_get(rows, 0), "number")), ==, "=1");
	g_assert_true(json_is_null(json_object_get(json_array_get(rows, 0), "title")));
	json_decref(rows);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/ctl/sheet/reports", reads_reports);
	g_test_add_func("/ctl/sheet/people", reads_what_it_writes);
	return g_test_run();
}
