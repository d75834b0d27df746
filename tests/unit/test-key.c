#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "edge/key.h"

/* A store of that name in a directory of its own; only the name counts. */
struct place { char *directory, *store, *key; };

static void place_make(struct place *place, gconstpointer data)
{
	place->directory = g_dir_make_tmp("deadlined-key-XXXXXX", NULL);
	place->store = g_build_filename(place->directory, "deadlined.db", NULL);
	place->key = g_strconcat(place->store, ".key", NULL);
}

static void place_remove(struct place *place, gconstpointer data)
{
	g_autofree char *aside = g_strconcat(place->key, ".new", NULL);

	g_assert_false(g_file_test(aside, G_FILE_TEST_EXISTS)); /* nothing is left lying about */
	if (g_remove(place->key) != 0)
		g_assert_false(g_file_test(place->key, G_FILE_TEST_EXISTS));
	g_assert_cmpint(g_rmdir(place->directory), ==, 0);
	g_free(place->directory);
	g_free(place->store);
	g_free(place->key);
}

static GBytes *opened(const struct place *place, bool wanted_drawn)
{
	g_autoptr(GError) error = NULL;
	bool drawn;
	GBytes *key = key_open(place->store, &drawn, &error);

	g_assert_no_error(error);
	g_assert_cmpint(drawn, ==, wanted_drawn);
	g_assert_cmpint(g_bytes_get_size(key), ==, 32);
	return key;
}

static void refused(const struct place *place, enum deadlined_error code, const char *words)
{
	g_autoptr(GError) error = NULL;
	bool drawn;

	g_assert_null(key_open(place->store, &drawn, &error));
	g_assert_error(error, DEADLINED_ERROR, (int)code);
	if (!strstr(error->message, words) || !strstr(error->message, place->key))
		g_test_message("%s", error->message);
	g_assert_nonnull(strstr(error->message, words));
	g_assert_nonnull(strstr(error->message, place->key));
}

static void one_is_drawn_and_kept(struct place *place, gconstpointer data)
{
	g_autoptr(GBytes) first = opened(place, true);
	g_autoptr(GBytes) again = opened(place, false);
	g_autoptr(GBytes) other = NULL;
	g_autofree char *content = NULL;
	struct stat st;
	gsize length;

	g_assert_true(g_bytes_equal(first, again));
	g_assert_cmpint(stat(place->key, &st), ==, 0);
	g_assert_cmpint(st.st_mode & 07777, ==, 0600);
	g_assert_true(g_file_get_contents(place->key, &content, &length, NULL));
	g_assert_cmpmem(content, length, g_bytes_get_data(first, NULL), 32);
	g_assert_cmpint(g_unlink(place->key), ==, 0);
	other = opened(place, true);
	g_assert_false(g_bytes_equal(first, other));
}

/* A drawing that was cut off leaves a part of a file behind, readable as it may be. */
static void what_was_begun_is_begun_anew(struct place *place, gconstpointer data)
{
	g_autofree char *aside = g_strconcat(place->key, ".new", NULL);
	g_autoptr(GBytes) key = NULL;
	struct stat st;

	g_assert_true(g_file_set_contents(aside, "seventeen bytes  and some more than are wanted", -1, NULL));
	g_assert_cmpint(g_chmod(aside, 0644), ==, 0);
	key = opened(place, true);
	g_assert_cmpint(stat(place->key, &st), ==, 0);
	g_assert_cmpint(st.st_size, ==, 32);
	g_assert_cmpint(st.st_mode & 07777, ==, 0600);
}

static void what_is_no_key_is_refused(struct place *place, gconstpointer data)
{
	for (gssize length = 0; length < 70; length++) {
		g_autofree char *content = g_strnfill((gsize)length, 'k');

		g_assert_true(g_file_set_contents(place->key, content, length, NULL));
		g_assert_cmpint(g_chmod(place->key, 0600), ==, 0);
		if (length != 32)
			refused(place, DEADLINED_ERROR_CONFIG, "32 bytes");
		else
			g_bytes_unref(opened(place, false));
	}
	g_assert_cmpint(g_unlink(place->key), ==, 0);
	g_assert_cmpint(g_mkdir(place->key, 0700), ==, 0);
	refused(place, DEADLINED_ERROR_CONFIG, "32 bytes");
}

static void others_may_not_read_it(struct place *place, gconstpointer data)
{
	static const unsigned modes[] = { 0640, 0604, 0620, 0602, 0610, 0666, 0644 };

	g_bytes_unref(opened(place, true));
	for (size_t i = 0; i < G_N_ELEMENTS(modes); i++) {
		g_assert_cmpint(g_chmod(place->key, (int)modes[i]), ==, 0);
		refused(place, DEADLINED_ERROR_PERMISSION, "chmod 600");
	}
	g_assert_cmpint(g_chmod(place->key, 0400), ==, 0);
	g_bytes_unref(opened(place, false));
}

/* Whoever runs the tests: root gives its rights up for a moment. */
static void says_what_it_may_not(struct place *place, gconstpointer data)
{
	uid_t root = geteuid();

	g_bytes_unref(opened(place, true));
	g_assert_cmpint(g_chmod(place->directory, 0755), ==, 0);
	g_assert_cmpint(g_chmod(place->key, 0), ==, 0);
	if (root == 0)
		g_assert_cmpint(seteuid(65534), ==, 0);
	refused(place, DEADLINED_ERROR_PERMISSION, "service's user");
	if (root == 0)
		g_assert_cmpint(seteuid(0), ==, 0);
	g_assert_cmpint(g_unlink(place->key), ==, 0);
	g_assert_cmpint(g_chmod(place->directory, 0555), ==, 0);
	if (root == 0)
		g_assert_cmpint(seteuid(65534), ==, 0);
	refused(place, DEADLINED_ERROR_PERMISSION, "cannot be made");
	if (root == 0)
		g_assert_cmpint(seteuid(0), ==, 0);
	g_assert_cmpint(g_chmod(place->directory, 0700), ==, 0);
}

#define ADD_PLACE(path, test) g_test_add(path, struct place, NULL, place_make, test, place_remove)

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	ADD_PLACE("/key/drawn", one_is_drawn_and_kept);
	ADD_PLACE("/key/anew", what_was_begun_is_begun_anew);
	ADD_PLACE("/key/no-key", what_is_no_key_is_refused);
	ADD_PLACE("/key/others", others_may_not_read_it);
	ADD_PLACE("/key/rights", says_what_it_may_not);
	return g_test_run();
}
