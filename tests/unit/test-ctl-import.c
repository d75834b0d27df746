#include <glib.h>
#include <string.h>

#include "ctl/import.h"

static void reads_what_spreadsheets_write(void)
{
	static const struct { const char *text; const char *cells; } cases[] = {
		{ "a,b\n1,2\n", "a|b/1|2/" },
		{ "\xef\xbb\xbf" "a;b\r\n1;2\r\n", "a|b/1|2/" },
		{ "a\tb\n1\t\"x, \"\"y\"\"; z\"", "a|b/1|x, \"y\"; z/" },
		{ "a;b\n\"one\nline\";2\n\n;;\n3;4", "a|b/one line|2/3|4/" },
		{ "a,b\n So\xcc\x9b\xcc\x89 ,2", "a|b/Sở|2/" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(GPtrArray) rows = import_table(cases[i].text, strlen(cases[i].text), &error);
		g_autoptr(GString) seen = g_string_new(NULL);

		g_assert_no_error(error);
		for (guint r = 0; r < rows->len; r++) {
			const struct import_row *row = rows->pdata[r];

			for (guint c = 0; c < row->cells->len; c++)
				g_string_append_printf(seen, "%s%s", c ? "|" : "", (const char *)row->cells->pdata[c]);
			g_string_append_c(seen, '/');
		}
		g_assert_cmpstr(seen->str, ==, cases[i].cells);
	}
}

static void refuses_with_the_line(void)
{
	static const struct { const char *text; size_t length; const char *says; } cases[] = {
		{ "a,b\n1,\"2\n3", 0, "line 3: a quoted field is never closed" },
		{ "a,b\n\n1,\"2\"x\n", 0, "line 3: text after a closing quote" },
		{ "a,b\n\xff,2\n", 0, "line 2: not UTF-8" },
		{ "a,b\n1,\x07\n", 0, "line 2: a control character" },
		{ "a,b\n1\0,2\n", 9, "NUL" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		size_t length = cases[i].length ? cases[i].length : strlen(cases[i].text);

		g_assert_null(import_table(cases[i].text, length, &error));
		g_assert_nonnull(strstr(error->message, cases[i].says));
	}
}

static char *import(const char *text, GPtrArray *faults)
{
	return import_agencies("a.csv", text, strlen(text), faults);
}

static void writes_agencies(void)
{
	g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *made = import("id;name;short;relation;groups;focal_name;focal_email;head_name;head_email\r\n"
				       "so-y-te;Sở \"\"Y\"\" tế;SYT;subordinate;departments so;Nguyễn Thị An;an@syt.example.vn;;\r\n"
				       "xa-01;Xã Một;;subordinate;;;;;\r\n",
				       faults);

	g_assert_cmpuint(faults->len, ==, 0);
	g_assert_cmpstr(made, ==,
			"agencies = (\n"
			"  { id = \"so-y-te\"; name = \"Sở \\\"\\\"Y\\\"\\\" tế\"; short = \"SYT\"; relation = \"subordinate\"; groups = [ "
			"\"departments\", \"so\" ];\n"
			"    contacts = (\n"
			"      { position = \"focal\"; name = \"Nguyễn Thị An\"; email = \"an@syt.example.vn\"; } ); },\n"
			"  { id = \"xa-01\"; name = \"Xã Một\"; relation = \"subordinate\"; }\n"
			");\n");
}

static void names_every_fault(void)
{
	static const struct { const char *text; const char *says[4]; } cases[] = {
		{ "id,name\nx,X\n", { "a.csv:1: column 'relation' is missing" } },
		{ "id,name,relation,colour\nx,X,subordinate,red\n", { "a.csv:1: unknown column 'colour'" } },
		{ "id,name,relation\nX,,boss\nso,Sở,vertical\nso,Sở,vertical\n",
		  { "a.csv:2: id 'X'", "a.csv:2: agency 'X' has no name", "a.csv:2: relation 'boss'", "a.csv:4: agency 'so' is there twice" } },
		{ "id,name,relation,focal_name,focal_email\na,A,vertical,An,\nb,B,vertical,Bé,b@@x\n",
		  { "a.csv:2: focal_email is empty", "a.csv:3:" } },
		{ "id,name,relation\na,A,vertical,more\n", { "a.csv:2: more fields than columns" } },
		{ "id,name,relation\n", { "a.csv: no agency" } },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
		guint expected = 0;

		g_assert_null(import(cases[i].text, faults));
		for (; expected < 4 && cases[i].says[expected]; expected++)
			g_assert_true(g_str_has_prefix(faults->pdata[expected], cases[i].says[expected]));
		g_assert_cmpuint(faults->len, ==, expected);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/ctl/import/table", reads_what_spreadsheets_write);
	g_test_add_func("/ctl/import/table-errors", refuses_with_the_line);
	g_test_add_func("/ctl/import/agencies", writes_agencies);
	g_test_add_func("/ctl/import/faults", names_every_fault);
	return g_test_run();
}
