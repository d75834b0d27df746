#include <glib.h>
#include <string.h>

#include "base/text.h"

static void folds_every_spelling_alike(void)
{
	static const char *const same[] = { "Sở Y tế", "so y te", "SỞ  Y TẾ ", "So\xcc\x9b\xcc\x89 Y te\xcc\x82\xcc\x81" };
	static const char *const pairs[][2] = { { "Uỷ ban", "Ủy ban" }, { "hoà", "hòa" }, { "Đoàn", "\xc3\x90oàn" } };

	for (size_t i = 0; i < G_N_ELEMENTS(same); i++) {
		g_autofree char *folded = text_fold(same[i]);

		g_assert_cmpstr(folded, ==, "so y te");
	}
	for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
		g_autofree char *a = text_fold(pairs[i][0]);
		g_autofree char *b = text_fold(pairs[i][1]);

		g_assert_cmpstr(a, ==, b);
	}
}

static void d_with_stroke_follows_d(void)
{
	g_assert_cmpint(text_collate("Dân", "Đoàn"), <, 0);
	g_assert_cmpint(text_collate("Đoàn", "Em"), <, 0);
	g_assert_cmpint(text_collate("Ân", "Anh"), >, 0);
	g_assert_cmpint(text_collate("Sở", "Sở"), ==, 0);
}

static void finds_the_first_bad_byte(void)
{
	size_t offset = 99;

	g_assert_true(text_is_clean("Sở\nY tế", strlen("Sở\nY tế"), true, &offset));
	g_assert_false(text_is_clean("a\nb", 3, false, &offset));
	g_assert_cmpuint(offset, ==, 1);
	g_assert_false(text_is_clean("ab\x01", 3, true, &offset));
	g_assert_cmpuint(offset, ==, 2);
	g_assert_false(text_is_clean("abc\xff", 4, true, &offset));
	g_assert_cmpuint(offset, ==, 3);
	g_assert_false(text_is_clean("a\0b", 3, true, &offset));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/text/fold", folds_every_spelling_alike);
	g_test_add_func("/text/collate", d_with_stroke_follows_d);
	g_test_add_func("/text/clean", finds_the_first_bad_byte);
	return g_test_run();
}
