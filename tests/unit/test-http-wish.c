#include <glib.h>

#include "edge/http_wish.h"

static void gzip_only_where_it_is_wanted(void)
{
	static const struct {
		const char *accept;
		bool gzip;
	} table[] = {
		{ NULL, false }, { "", false }, { " ", false }, { ",,", false }, { "gzip", true }, { "GZip", true }, { "x-gzip", true },
		{ "gzip;q=0", false }, { "gzip; q=0.0", false }, { "gzip;q=0.001", true }, { "gzip ; q=1.000", true }, { "gzip;q=1.001", false },
		{ "gzip;q=2", false }, { "gzip;q=", false }, { "gzip;q=x", false }, { "gzip;level=9", false }, { "gzip;q=0.5x", false },
		{ "gzip;q=0.0001", false }, { "identity", false }, { "deflate, br", false }, { "gzip, deflate, br", true }, { "*", true },
		{ "*;q=0", false }, { "gzip;q=0, *", false }, { "*, gzip;q=0", false }, { "identity;q=0, gzip;q=0.1", true },
		{ "identity, gzip;q=0.9", false }, { "identity;q=0.9, gzip", true }, { "identity;q=0.5,gzip;q=0.5", true }, { "gzipx", false },
		{ "xgzip", false }, { "gzip deflate", false }, { "gzip\t", true },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
		if (http_wish_gzip(table[i].accept) != table[i].gzip)
			g_error("Accept-Encoding: %s", table[i].accept);
	}
}

static void names_are_compared_weakly(void)
{
	static const struct {
		const char *list;
		bool has;
	} table[] = {
		{ "\"a\"", true }, { "W/\"a\"", true }, { "\"b\", \"a\"", true }, { "\"b\",W/\"a\"", true }, { " , ,\"a\" , ", true }, { "*", true },
		{ " * ", true }, { "", false }, { "\"\"", false }, { "\"b\"", false }, { "a", false }, { "\"a", false }, { "\"aa\"", false },
		{ "\"b\" x \"a\"", false }, { "w/\"a\"", false }, { "*, \"b\"", false }, { "\"A\"", false }, { "\"b\"\"a\"", true },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
		if (http_wish_names(table[i].list, "\"a\"") != table[i].has)
			g_error("If-None-Match: %s", table[i].list);
	}
}

static void dates_have_three_forms(void)
{
	static const char *const good[] = { "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
					    "Sun, 06 Nov 1994 08:49:37 GMT " };
	static const char *const bad[] = { "", "yesterday", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 UTC", "06 Nov 1994 08:49:37 GMT",
					   "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 Nox 1994 08:49:37 GMT",
					   "Sun, 06 Nov 1994 08:49:37 GMT; length=5", "Sun, 06 Nov 1994 08:60:37 GMT", "784111777",
					   "Sun, 00 Nov 1994 08:49:37 GMT", "Sun, -6 Nov 1994 08:49:37 GMT" };
	char buffer[HTTP_DATE_SIZE];
	struct instant when;

	for (size_t i = 0; i < G_N_ELEMENTS(good); i++) {
		if (!http_wish_date(good[i], &when) || when.seconds != 784111777)
			g_error("%s", good[i]);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
		if (http_wish_date(bad[i], &when))
			g_error("%s", bad[i]);
	}
	g_assert_cmpstr(http_wish_format((struct instant){ 784111777 }, buffer), ==, good[0]);
}

static void options_take_their_own_values(void)
{
	static const struct {
		const char *name, *value;
		bool good;
	} table[] = {
		{ "lang", "vi", true }, { "lang", "en", true }, { "lang", "EN", false }, { "lang", NULL, false }, { "windows", "bar", true },
		{ "windows", "ends", true }, { "windows", "0", true }, { "windows", "none", true }, { "windows", "", false }, { "alarms", "1", true }, { "alarms", "0", true },
		{ "alarms", "", false }, { "alarms", "11", false }, { "todo", "1", true }, { "open", "1", true }, { "detail", "1", true },
		{ "detail", "yes", false }, { "gzip", "0", true }, { "gzip", "1", false }, { "LANG", "x", true }, { "utm_source", "mail", true },
		{ "", "", true },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
		struct feed_options options = { 0 };
		bool gzip = true;

		if (http_wish_option(table[i].name, table[i].value, &options, &gzip) != table[i].good)
			g_error("%s=%s", table[i].name, table[i].value);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/http-wish/gzip", gzip_only_where_it_is_wanted);
	g_test_add_func("/http-wish/names", names_are_compared_weakly);
	g_test_add_func("/http-wish/dates", dates_have_three_forms);
	g_test_add_func("/http-wish/options", options_take_their_own_values);
	return g_test_run();
}
