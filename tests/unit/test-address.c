#include <glib.h>
#include <string.h>

#include "base/address.h"
#include "base/error.h"

static void accepts_plain_addresses(void)
{
	static const char *const good[] = { "an.nt@syt.example.vn", "a@b", "root@localhost", "x+tag_1-2@a-b.example", "A'b@EXAMPLE.VN",
					    "lich@tỉnh.example.vn" };

	for (size_t i = 0; i < G_N_ELEMENTS(good); i++) {
		g_autoptr(GError) error = NULL;

		g_assert_true(address_check(good[i], &error));
		g_assert_no_error(error);
	}
}

static void refuses_what_could_harm(void)
{
	static const char *const bad[] = { "",	     "a",	    "@b",	  "a@",		 "a@b@c",	"a b@c",      "<a@b>",
					   "a@b>",   "a@b\r\nRCPT", "a\n@b",	  "a\x7f@b",	 "a@b c",	".a@b",	      "a.@b",
					   "a..b@c", "a@.b",	    "a@b..c",	  "a@-b",	 "a@b-.c",	"a@[1.2.3.4]", "á@b.vn",
					   "a,b@c",  "\"a\"@b",	    "a@b_c.vn",	  "a@b\xff",	 "a;b@c",	"a@b:25" };

	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autoptr(GError) error = NULL;

		g_assert_false(address_check(bad[i], &error));
		g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_INPUT);
		g_assert_null(strpbrk(error->message, "\r\n"));
	}
}

static char *of_lengths(size_t local, size_t host)
{
	GString *text = g_string_new(NULL);

	while (text->len < local)
		g_string_append_c(text, 'a');
	g_string_append_c(text, '@');
	for (size_t i = 0; i < host; i++)
		g_string_append_c(text, i % 50 == 49 && i + 1 < host ? '.' : 'b');
	return g_string_free(text, FALSE);
}

static void keeps_the_lengths_of_the_rfc(void)
{
	static const struct {
		size_t local, host;
		bool good;
	} rows[] = { { 64, 20, true }, { 65, 20, false }, { 64, 189, true }, { 64, 190, false }, { 5, 248, true }, { 5, 249, false } };

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *address = of_lengths(rows[i].local, rows[i].host);

		g_assert_cmpint(address_check(address, NULL), ==, rows[i].good);
	}
}

static void takes_a_mailbox_apart(void)
{
	static const struct {
		const char *mailbox, *name, *address;
	} rows[] = {
		{ "Sở Nội vụ <nhacviec@laocai.example.vn>", "Sở Nội vụ", "nhacviec@laocai.example.vn" },
		{ "\"Sở, ban\" <a@b.vn> ", "Sở, ban", "a@b.vn" },
		{ " a@b.vn ", NULL, "a@b.vn" },
		{ "<a@b.vn>", NULL, "a@b.vn" },
		{ "Tên a@b.vn", NULL, NULL },
		{ "Tên <a@b.vn", NULL, NULL },
		{ "Tên <a@b.vn> x", NULL, NULL },
		{ "Tên <a@b.vn>, <c@d.vn>", NULL, NULL },
		{ "Tên\n <a@b.vn>", NULL, NULL },
		{ "Tên <a <b>@c>", NULL, NULL },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *name = NULL;
		g_autofree char *address = NULL;

		g_assert_cmpint(address_split(rows[i].mailbox, &name, &address, NULL), ==, rows[i].address != NULL);
		g_assert_cmpstr(name, ==, rows[i].name);
		g_assert_cmpstr(address, ==, rows[i].address);
	}
}

static void writes_hosts_in_ascii(void)
{
	g_autofree char *host = address_domain_ascii("A@Tỉnh.Example.VN", NULL);
	g_autofree char *address = address_ascii("A@Tỉnh.Example.VN", NULL);
	g_autoptr(GError) error = NULL;

	g_assert_cmpstr(host, ==, "xn--tnh-dlz.example.vn");
	g_assert_cmpstr(address, ==, "A@xn--tnh-dlz.example.vn");
	g_assert_null(address_domain_ascii("nobody", &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_INPUT);
	g_assert_null(address_host_ascii("a b"));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/address/accepts", accepts_plain_addresses);
	g_test_add_func("/address/refuses", refuses_what_could_harm);
	g_test_add_func("/address/lengths", keeps_the_lengths_of_the_rfc);
	g_test_add_func("/address/split", takes_a_mailbox_apart);
	g_test_add_func("/address/ascii", writes_hosts_in_ascii);
	return g_test_run();
}
