#include <glib.h>
#include <glib/gstdio.h>

#include "base/error.h"
#include "edge/deposit.h"

static struct parcel parcel(const char *id, GBytes *bytes)
{
	return (struct parcel){ .envelope = 7, .mail = 3, .address = (char *)"a@example.vn", .message_id = (char *)id,
				.bytes = bytes };
}

static void one_file_an_envelope(void)
{
	g_autofree char *directory = g_dir_make_tmp("deposit-XXXXXX", NULL);
	g_autoptr(GBytes) bytes = g_bytes_new_static("Subject: x\r\n\r\ny\r\n", 17);
	struct parcel one = parcel("0123456789abcdef0123456789abcdef@example.vn", bytes);
	g_autofree char *name = NULL, *path = NULL, *text = NULL;
	g_autoptr(GDir) dir = NULL;
	gsize size;

	for (int i = 0; i < 2; i++) { /* again: the same file */
		g_clear_pointer(&name, g_free);
		g_assert_true(deposit_write(directory, &one, &name, NULL));
	}
	g_assert_cmpstr(name, ==, "0123456789abcdef0123456789abcdef-7.eml");
	path = g_build_filename(directory, name, NULL);
	g_assert_true(g_file_get_contents(path, &text, &size, NULL));
	g_assert_cmpmem(text, size, "Subject: x\r\n\r\ny\r\n", 17);
	g_unlink(path);
	dir = g_dir_open(directory, 0, NULL);
	g_assert_null(g_dir_read_name(dir));
	g_rmdir(directory);
}

static void no_name_leads_out(void)
{
	g_autofree char *directory = g_dir_make_tmp("deposit-XXXXXX", NULL);
	g_autoptr(GBytes) bytes = g_bytes_new_static("x\r\n", 3);
	struct parcel one = parcel("../../x/y@example.vn", bytes);
	g_autofree char *name = NULL, *path = NULL;

	g_assert_true(deposit_write(directory, &one, &name, NULL));
	g_assert_cmpstr(name, ==, "------x-y-7.eml");
	path = g_build_filename(directory, name, NULL);
	g_assert_cmpint(g_unlink(path), ==, 0);
	g_rmdir(directory);
}

static void a_missing_directory_is_an_error(void)
{
	g_autoptr(GBytes) bytes = g_bytes_new_static("x\r\n", 3);
	struct parcel one = parcel("ab@example.vn", bytes);
	g_autoptr(GError) error = NULL;
	g_autofree char *name = NULL;

	g_assert_false(deposit_write("/nonexistent/dir", &one, &name, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_IO);
	g_assert_null(name);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/deposit/file", one_file_an_envelope);
	g_test_add_func("/deposit/name", no_name_leads_out);
	g_test_add_func("/deposit/missing", a_missing_directory_is_an_error);
	return g_test_run();
}
