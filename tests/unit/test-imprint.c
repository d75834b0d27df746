/* What stands in a kept mail for a secret is filled in when it leaves, and nothing else of it changes. */
#include <gmime/gmime.h>
#include <stdbool.h>
#include <string.h>
#include <time.h>

#include "render/imprint.h"

#define BLANK "0own0calendar0of0the0one01"
#define WORD  "abcdefghijklmnopqrstuvwxyz"

static char *fill(const char *text, const char *blank, const char *word)
{
	g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text)), filled = imprint_fill(bytes, blank, word);
	gsize size;
	const char *data = g_bytes_get_data(filled, &size);

	g_assert_cmpuint(size, ==, strlen(text));
	g_assert_true((filled == bytes) == g_bytes_equal(filled, bytes));
	return size > 0 ? g_strndup(data, size) : g_strdup("");
}

static void cases(void)
{
	static const struct { const char *blank, *word, *text, *filled; } table[] = {
		{ BLANK, WORD, "https://h/feeds/" BLANK "/\r\n", "https://h/feeds/" WORD "/\r\n" },
		{ BLANK, WORD, BLANK, WORD },
		{ BLANK, WORD, BLANK BLANK, WORD WORD },
		{ BLANK, WORD, "a" BLANK "b" BLANK, "a" WORD "b" WORD },
		{ BLANK, WORD, "", "" },
		{ BLANK, WORD, "nothing\r\n", "nothing\r\n" },
		{ BLANK, WORD, "0own0calendar0of0the0one0", "0own0calendar0of0the0one0" },
		{ BLANK, WORD, "0own0calendar0of0the0one00own0calendar0of0the0one01", "0own0calendar0of0the0one0" WORD },
		{ BLANK, WORD, "0OWN0calendar0of0the0one01", "0OWN0calendar0of0the0one01" },
		{ BLANK, WORD, "0own0calendar0of0the0one0=\r\n1", "abcdefghijklmnopqrstuvwxy=\r\nz" },
		{ BLANK, WORD, "0own0calendar0of0the0one0=\r\n", "0own0calendar0of0the0one0=\r\n" },
		/* several breaks in one, and in every place of it */
		{ "0ab1", "wxyz", "0=\r\na=\r\nb=\r\n1", "w=\r\nx=\r\ny=\r\nz" },
		{ "0ab1", "wxyz", "=\r\n=\r\n0=\r\n=\r\nab1=\r\n", "=\r\n=\r\nw=\r\n=\r\nxyz=\r\n" },
		/* a line's end that is no soft break parts it, and so does anything else */
		{ "0ab1", "wxyz", "0a\r\nb1", "0a\r\nb1" },
		{ "0ab1", "wxyz", "0a=\nb1", "0a=\nb1" },
		{ "0ab1", "wxyz", "0a=\rb1", "0a=\rb1" },
		{ "0ab1", "wxyz", "0a=0Ab1", "0a=0Ab1" },
		{ "0ab1", "wxyz", "0a=", "0a=" },
		{ "0ab1", "wxyz", "0a=\r", "0a=\r" },
		{ "0ab1", "wxyz", "0a==\r\nb1", "0a==\r\nb1" },
		/* a beginning within a beginning */
		{ "aab", "xyz", "aaab", "axyz" },
		{ "aab", "xyz", "aa=\r\naab", "aa=\r\nxyz" },
		{ "abac", "wxyz", "ababac abac", "abwxyz wxyz" },
		{ "aa", "xy", "aaaaa", "xyxya" },
		{ "0", "1", "0=\r\n00", "1=\r\n11" },
		/* the word may hold the blank's characters */
		{ "ab", "ba", "aab", "aba" },
		{ "ab", "ba", "abb", "bab" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
		g_autofree char *filled = fill(table[i].text, table[i].blank, table[i].word);

		g_assert_cmpstr(filled, ==, table[i].filled);
	}
}

static GMimePart *part_of(const char *text, GMimeContentEncoding encoding)
{
	GMimePart *part = g_mime_part_new_with_type("text", "plain");
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(text, strlen(text));
	GMimeDataWrapper *content = g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);

	g_mime_part_set_content_encoding(part, encoding);
	g_mime_part_set_content(part, content);
	g_object_unref(content);
	g_object_unref(stream);
	return part;
}

static GBytes *written(const char *text, GMimeContentEncoding encoding)
{
	GMimePart *part = part_of(text, encoding);
	GMimeFormatOptions *format = g_mime_format_options_new();
	GMimeStream *stream = g_mime_stream_mem_new();
	GByteArray *bytes = g_byte_array_new();

	g_mime_format_options_set_newline_format(format, GMIME_NEWLINE_FORMAT_DOS);
	g_mime_stream_mem_set_byte_array(GMIME_STREAM_MEM(stream), bytes);
	g_mime_object_write_to_stream(GMIME_OBJECT(part), format, stream);
	g_mime_format_options_free(format);
	g_object_unref(stream);
	g_object_unref(part);
	return g_byte_array_free_to_bytes(bytes);
}

static char *read_back(GBytes *bytes)
{
	gsize size;
	const char *data = g_bytes_get_data(bytes, &size);
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(data, size), *out = g_mime_stream_mem_new();
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	GMimeObject *part = g_mime_parser_construct_part(parser, NULL);
	GByteArray *decoded;
	char *text;

	g_mime_data_wrapper_write_to_stream(g_mime_part_get_content(GMIME_PART(part)), out);
	decoded = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(out));
	text = g_strndup((const char *)decoded->data, decoded->len);
	g_object_unref(out);
	g_object_unref(part);
	g_object_unref(parser);
	g_object_unref(stream);
	return text;
}

/* The same lines, each as long as before, with breaks in the same places. */
static void check_lines(GBytes *before, GBytes *after)
{
	gsize size, other;
	const char *a = g_bytes_get_data(before, &size), *b = g_bytes_get_data(after, &other);

	g_assert_cmpuint(size, ==, other);
	for (gsize i = 0; i < size; i++) {
		g_assert_cmpint(a[i] == '\r', ==, b[i] == '\r');
		g_assert_cmpint(a[i] == '\n', ==, b[i] == '\n');
		g_assert_cmpint(a[i] == '=', ==, b[i] == '=');
	}
}

/* Where the first soft break within a blank falls: behind so many of its characters; 0: there is none. */
static size_t broken_behind(GBytes *bytes)
{
	const char *data = g_bytes_get_data(bytes, NULL);
	gsize size = g_bytes_get_size(bytes);

	for (size_t n = 1; n < strlen(BLANK); n++) {
		g_autofree char *broken = g_strdup_printf("%.*s=\r\n%s", (int)n, BLANK, &BLANK[n]);

		if (g_strstr_len(data, (gssize)size, broken) != NULL)
			return n;
	}
	return 0;
}

/* Behind ever more characters, the break falls before, into every place of, and behind the word. */
static void every_break(void)
{
	bool seen[sizeof BLANK] = { false };

	for (int before = 0; before < 200; before++) {
		g_autofree char *lead = g_strnfill((gsize)before, 'x');
		g_autofree char *text = g_strdup_printf("Địa chỉ: %s/%s/ và %s", lead, BLANK, BLANK);
		g_autofree char *wanted = g_strdup_printf("Địa chỉ: %s/%s/ và %s", lead, WORD, WORD);
		g_autoptr(GBytes) bytes = written(text, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
		g_autoptr(GBytes) filled = imprint_fill(bytes, BLANK, WORD);
		g_autofree char *back = read_back(filled);

		g_assert_cmpstr(back, ==, wanted);
		check_lines(bytes, filled);
		seen[broken_behind(bytes)] = true;
	}
	for (size_t n = 0; n < strlen(BLANK); n++)
		g_assert_true(seen[n]);
}

/* What somebody attached is nobody's link. */
static void base64_stays(void)
{
	g_autofree char *text = g_strdup_printf("%s%s", BLANK, BLANK);
	g_autoptr(GBytes) bytes = written(text, GMIME_CONTENT_ENCODING_BASE64), filled = imprint_fill(bytes, BLANK, WORD);

	g_assert_true(bytes == filled);
}

static void the_kept_bytes_stay(void)
{
	g_autoptr(GBytes) bytes = g_bytes_new_static(BLANK, strlen(BLANK)), filled = imprint_fill(bytes, BLANK, WORD);

	g_assert_cmpmem(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), BLANK, strlen(BLANK));
	g_assert_cmpmem(g_bytes_get_data(filled, NULL), g_bytes_get_size(filled), WORD, strlen(WORD));
}

/* Of the processor: other programs may run meanwhile. */
static clock_t time_of(const char *unit, gsize size)
{
	GString *text = g_string_sized_new(size + 64);
	g_autoptr(GBytes) bytes = NULL, filled = NULL;
	clock_t before;

	while (text->len < size)
		g_string_append(text, unit);
	bytes = g_string_free_to_bytes(text);
	before = clock();
	filled = imprint_fill(bytes, BLANK, WORD);
	return clock() - before;
}

/* Beginnings that come to nothing, with breaks between, cost no more than the bytes: eight times as many, not sixty-four. */
static void in_linear_time(void)
{
	static const char *const units[] = { "0", "0=\r\n", "=\r\n", "0own0calendar0of0the0one0", "0own0=\r\n=\r\n=\r\n", BLANK };

	for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
		clock_t small = G_MAXINT64, large = G_MAXINT64;

		for (int round = 0; round < 5; round++) {
			small = MIN(small, time_of(units[i], 250 * 1000));
			large = MIN(large, time_of(units[i], 2000 * 1000));
		}
		g_assert_cmpint(large, <, small * 32 + CLOCKS_PER_SEC / 50);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_mime_init();
	g_test_add_func("/imprint/cases", cases);
	g_test_add_func("/imprint/breaks", every_break);
	g_test_add_func("/imprint/base64", base64_stays);
	g_test_add_func("/imprint/kept", the_kept_bytes_stay);
	g_test_add_func("/imprint/time", in_linear_time);
	return g_test_run();
}
