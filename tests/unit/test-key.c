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

static GBytes *opened(const struct place *place, enum key_state wanted)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *aside = NULL;
	enum key_state state;
	GBytes *key = key_open(place->store, &state, &aside, &error);

	g_assert_no_error(error);
	g_assert_null(aside);
	g_assert_cmpint(state, ==, wanted);
	g_assert_cmpint(g_bytes_get_size(key), ==, 32);
	return key;
}

static void refused(const struct place *place, enum deadlined_error code, const char *words)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *aside = NULL;
	enum key_state state;

	g_assert_null(key_open(place->store, &state, &aside, &error));
	g_assert_null(aside);
	g_assert_error(error, DEADLINED_ERROR, (int)code);
	if (!strstr(error->message, words) || !strstr(error->message, place->key))
		g_test_message("%s", error->message);
	g_assert_nonnull(strstr(error->message, words));
	g_assert_nonnull(strstr(error->message, place->key));
}

static void one_is_drawn_and_kept(struct place *place, gconstpointer data)
{
	g_autoptr(GBytes) first = opened(place, KEY_DRAWN);
	g_autoptr(GBytes) again = opened(place, KEY_KEPT);
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
	other = opened(place, KEY_DRAWN);
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
	key = opened(place, KEY_DRAWN);
	g_assert_cmpint(stat(place->key, &st), ==, 0);
	g_assert_cmpint(st.st_size, ==, 32);
	g_assert_cmpint(st.st_mode & 07777, ==, 0600);
}

/* A new one takes its place; what lies aside stays as it is. */
static void what_is_no_key_is_set_aside(struct place *place, gconstpointer data)
{
	static const gssize lengths[] = { 0, 1, 31, 33, 70 };

	for (size_t i = 0; i < G_N_ELEMENTS(lengths); i++) {
		g_autofree char *content = g_strnfill((gsize)lengths[i], 'k'), *aside = NULL, *kept = NULL, *wanted = NULL;
		g_autoptr(GError) error = NULL;
		g_autoptr(GBytes) key = NULL;
		enum key_state state;
		gsize length;

		g_assert_true(g_file_set_contents(place->key, content, lengths[i], NULL));
		g_assert_cmpint(g_chmod(place->key, 0600), ==, 0);
		key = key_open(place->store, &state, &aside, &error);
		g_assert_no_error(error);
		g_assert_cmpint(state, ==, KEY_DAMAGED);
		wanted = i == 0 ? g_strconcat(place->key, ".damaged", NULL) : g_strdup_printf("%s.damaged-%zu", place->key, i + 1);
		g_assert_cmpstr(aside, ==, wanted);
		g_assert_true(g_file_get_contents(aside, &kept, &length, NULL));
		g_assert_cmpmem(kept, length, content, (gsize)lengths[i]);
		g_bytes_unref(opened(place, KEY_KEPT));
	}
	for (size_t i = 1; i <= G_N_ELEMENTS(lengths); i++) {
		g_autofree char *aside = i == 1 ? g_strconcat(place->key, ".damaged", NULL) : g_strdup_printf("%s.damaged-%zu", place->key, i);

		g_assert_cmpint(g_unlink(aside), ==, 0);
	}
}

static void what_is_no_file_is_left_alone(struct place *place, gconstpointer data)
{
	g_autofree char *other = g_strconcat(place->store, ".elsewhere", NULL), *content = g_strnfill(32, 'k');

	g_assert_cmpint(g_mkdir(place->key, 0700), ==, 0);
	refused(place, DEADLINED_ERROR_CONFIG, "is no file");
	g_assert_cmpint(g_rmdir(place->key), ==, 0);
	g_assert_true(g_file_set_contents(other, content, 32, NULL));
	g_assert_cmpint(symlink(other, place->key), ==, 0);
	refused(place, DEADLINED_ERROR_IO, "is a link");
	g_assert_cmpint(g_unlink(place->key), ==, 0);
	g_assert_cmpint(g_unlink(other), ==, 0);
}

static void others_may_not_read_it(struct place *place, gconstpointer data)
{
	static const unsigned modes[] = { 0640, 0604, 0620, 0602, 0610, 0666, 0644 };
	g_autoptr(GBytes) key = opened(place, KEY_DRAWN);
	struct stat st;

	for (size_t i = 0; i < G_N_ELEMENTS(modes); i++) {
		g_autoptr(GBytes) same = NULL;

		g_assert_cmpint(g_chmod(place->key, (int)modes[i]), ==, 0);
		same = opened(place, KEY_OPEN);
		g_assert_true(g_bytes_equal(key, same));
		g_assert_cmpint(stat(place->key, &st), ==, 0);
		g_assert_cmpint(st.st_mode & 07777, ==, 0600);
	}
	g_assert_cmpint(g_chmod(place->key, 0400), ==, 0);
	g_bytes_unref(opened(place, KEY_KEPT));
}

/* Whoever runs the tests: root gives its rights up for a moment. */
static void says_what_it_may_not(struct place *place, gconstpointer data)
{
	uid_t root = geteuid();

	g_bytes_unref(opened(place, KEY_DRAWN));
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
	ADD_PLACE("/key/no-key", what_is_no_key_is_set_aside);
	ADD_PLACE("/key/no-file", what_is_no_file_is_left_alone);
	ADD_PLACE("/key/others", others_may_not_read_it);
	ADD_PLACE("/key/rights", says_what_it_may_not);
	return g_test_run();
}
