#include <glib.h>
#include <string.h>

#include "base/text.h"

/* Spellings of one name, apart by '|'; what all of them fold to comes first. */
static void folds_every_spelling_alike(void)
{
	static const char *const names[] = {
		"so y te|Sở Y tế|SỞ Y TẾ|sở y tế|So\xcc\x9b\xcc\x89 Y te\xcc\x82\xcc\x81|S\xc6\xa1\xcc\x89 Y t\xc3\xaa\xcc\x81|  Sở  Y\tTế |"
		"Sở\xc2\xa0Y\xc2\xa0tế|\xef\xbb\xbfSở Y tế\xe2\x80\x8b",
		"uy ban nhan dan xa hoa binh|Uỷ ban nhân dân xã Hoà Bình|Ủy ban nhân dân xã Hòa Bình|ỦY BAN NHÂN DÂN XÃ HÒA BÌNH|"
		"U\xcc\x89y ban nhân dân xã Ho\xc3\xa0 Bình|Uy\xcc\x89 ban nhan dan xa Hoa Binh",
		"doan thanh nien|Đoàn Thanh niên|\xc3\x90oàn Thanh niên|ĐOÀN THANH NIÊN|\xc3\xb0oàn thanh niên|\xc6\x89oàn Thanh niên|"
		"đoàn thanh niên|Doan Thanh nien",
		"chi cuc thuy loi|Chi cục Thuỷ lợi|Chi cục Thủy lợi|CHI CỤC THỦY LỢI",
		"so khoe|Sở Khoẻ|Sở Khỏe|SỞ KHOẺ",
		"phuong duong|Phường Đường|Phu\xcc\x9bo\xcc\x9b\xcc\x80ng \xc4\x90u\xcc\x9bo\xcc\x9b\xcc\x80ng|PHƯỜNG ĐƯỜNG|phuong duong",
		"xa nguyen|Xã Nguyễn|Xã Nguye\xcc\x82\xcc\x83n|Xã Nguy\xc3\xaa\xcc\x83n|XÃ NGUYỄN",
		"van hoa - the thao|Văn hoá – Thể thao|Văn hóa — Thể thao|Văn hóa \xe2\x80\x90 Thể thao|Văn hóa - Thể thao",
		"ban to chuc|Ban Tổ chức|Ban To\xcc\x82\xcc\x89 chu\xcc\x9b\xcc\x81" "c",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		g_auto(GStrv) spellings = g_strsplit(names[i], "|", -1);

		for (char **spelling = spellings; *spelling; spelling++) {
			g_autofree char *folded = text_fold(*spelling);

			g_assert_cmpstr(folded, ==, spellings[0]);
		}
	}
}

static void folds_different_names_apart(void)
{
	static const char *const pairs[][2] = {
		{ "Sở Y tế", "Sở Xây dựng" }, { "Sở Y tế", "Sở Yt ế" }, { "Sở Nội vụ", "Sở Ngoại vụ" }, { "xã A", "xã Ạ B" }, { "", "-" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
		g_autofree char *a = text_fold(pairs[i][0]), *b = text_fold(pairs[i][1]);

		g_assert_cmpstr(a, !=, b);
	}
}

static int sign(int number)
{
	return (number > 0) - (number < 0);
}

/* Each list stands in Vietnamese order; every pair of it is compared, both ways. */
static void collates_as_a_dictionary(void)
{
	static const char *const lists[] = {
		"a|ă|â|b|c|d|đ|e|ê|g|h|i|k|l|m|n|o|ô|ơ|p|q|r|s|t|u|ư|v|x|y",
		"ba|bà|bả|bã|bá|bạ",                /* level, then huyền hỏi ngã sắc nặng */
		"An|Anh|Ăn|Ân",
		"Dân|Dy|Đa|Đoàn|Em",
		"Hội Cựu chiến binh|Hội Liên hiệp Phụ nữ|Hội Nông dân",
		"Sở Công Thương|Sở Dân tộc|Sở Du lịch|Sở Giáo dục|Sở Khoa học|Sở Ngoại vụ|Sở Nội vụ|Sở Tài chính|Sở Tư pháp|Sở Xây dựng|Sở Y tế",
		"Xã Bản Liền|Xã Bản Xèo|Xã Bảo Hà|Xã Bát Xát",
		"Phường Lào Cai|Xã Dền Sáng|Xã Dương Quỳ|Xã Đông Cuông|Xã Gia Hội|Xã Ô Quy Hồ|Xã Ơn|Xã Phong Hải|Xã Ủ|Xã Ưu",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
		g_auto(GStrv) words = g_strsplit(lists[i], "|", -1);

		for (int j = 0; words[j]; j++) {
			for (int k = 0; words[k]; k++) {
				if (sign(text_collate(words[j], words[k])) != sign(j - k))
					g_error("«%s» and «%s»: %d", words[j], words[k], text_collate(words[j], words[k]));
			}
		}
	}
	g_assert_cmpint(text_collate("Sở Y tế", "So\xcc\x9b\xcc\x89 Y te\xcc\x82\xcc\x81"), ==, 0);
	g_assert_cmpint(text_collate("", "a"), <, 0);
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
	g_test_add_func("/text/fold/apart", folds_different_names_apart);
	g_test_add_func("/text/collate", collates_as_a_dictionary);
	g_test_add_func("/text/clean", finds_the_first_bad_byte);
	return g_test_run();
}
