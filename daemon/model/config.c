#include "model/config.h"

#include <errno.h>
#include <glob.h>
#include <string.h>
#include <sys/stat.h>

#include "model/config_check.h"
#include "model/config_keys.h"
#include "model/config_refs.h"
#include "model/config_unknown.h"
#include "model/config_value.h"

/* ---- reader */

void reader_init(struct reader *reader, struct config *config)
{
	g_autofree char *directory = g_path_get_dirname(config->path);

	memset(reader, 0, sizeof *reader);
	reader->config = config;
	reader->problems = config->problems;
	reader->directory = g_canonicalize_filename(directory, NULL);
	reader->trees = g_ptr_array_new_with_free_func((GDestroyNotify)tree_free);
	reader->references = g_ptr_array_new_with_free_func((GDestroyNotify)reference_free);
	reader->unknowns = g_ptr_array_new_with_free_func((GDestroyNotify)unknown_free);
	reader->includes = g_ptr_array_new();
	reader->holidays = g_ptr_array_new();
	reader->templates = g_ptr_array_new();
	reader->faulty = g_hash_table_new(NULL, NULL);
	for (int space = 0; space < SPACES; space++)
		reader->lost[space] = g_ptr_array_new_with_free_func(g_free);
	reader->nodes = g_hash_table_new(NULL, NULL);
	reader->joined_groups = g_hash_table_new(NULL, NULL);
	reader->joiners = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
	reader->used_groups = g_hash_table_new(NULL, NULL);
}

void reader_clear(struct reader *reader)
{
	g_free(reader->directory);
	g_ptr_array_unref(reader->references);
	g_ptr_array_unref(reader->unknowns);
	g_ptr_array_unref(reader->includes);
	g_ptr_array_unref(reader->holidays);
	g_ptr_array_unref(reader->templates);
	g_hash_table_unref(reader->faulty);
	for (int space = 0; space < SPACES; space++)
		g_ptr_array_unref(reader->lost[space]);
	g_hash_table_unref(reader->nodes);
	g_hash_table_unref(reader->joined_groups);
	g_hash_table_unref(reader->joiners);
	g_hash_table_unref(reader->used_groups);
	g_ptr_array_unref(reader->trees);
}

/* ---- files */

/* `shown`: as messages name it. A file that cannot be read is one error at `place` (NULL: the main file). */
static char *read_file(struct reader *reader, const char *shown, struct node *place, gsize *length)
{
	struct config *config = reader->config;
	struct stat status;
	g_autoptr(GError) error = NULL;
	char *text = NULL;
	bool found = stat(shown, &status) == 0;

	if (!found || !S_ISREG(status.st_mode)) {
		const char *why = !found ? g_strerror(errno) : S_ISDIR(status.st_mode) ? "it is a directory" : "it is no regular file";

		if (place != NULL)
			reader_error(reader, place, "cannot read '%s' (%s): make it or correct the path", shown, why);
		else
			problems_error(config->problems, shown, 0, "cannot read the file (%s): make it or name another with -c", why);
		return NULL;
	}
	if (status.st_size > TREE_FILE_SIZE) {
		problems_error(config->problems, shown, 0, "the file is larger than 1 MB: split it");
		return NULL;
	}
	if (!g_file_get_contents(shown, &text, length, &error)) {
		problems_error(config->problems, shown, 0, "cannot read the file (%s): correct its owner or mode", error->message);
		return NULL;
	}
	config->newest = instant_max(config->newest, (struct instant){ status.st_mtime });
	return text;
}

static void source_free(void *data)
{
	struct config_source *source = data;

	g_free(source->path);
	g_bytes_unref(source->text);
	g_free(source);
}

static void keep_source(struct reader *reader, const char *path, const char *text, gsize length, bool calendar)
{
	struct config_source *source = g_new0(struct config_source, 1);

	source->path = g_strdup(path);
	source->calendar = calendar;
	source->text = g_bytes_new(text, length);
	g_ptr_array_add(reader->config->sources, source);
}

static bool is_pattern(const char *text)
{
	return strpbrk(text, "*?[") != NULL;
}

/* The path as messages show it: beside the main file as that was named. */
static char *beside(const struct reader *reader, const char *path)
{
	g_autofree char *directory = g_path_get_dirname(reader->config->path);

	if (g_path_is_absolute(path) || strcmp(directory, ".") == 0)
		return g_strdup(path);
	return g_build_filename(directory, path, NULL);
}

static bool same_file(const void *a, const void *b)
{
	struct stat one, other;

	return strcmp(a, b) == 0 ||
	       (stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev && one.st_ino == other.st_ino);
}

/* A file that two patterns find is read once; the main file is not read again. */
static void add_path(const struct reader *reader, GPtrArray *paths, const char *path)
{
	bool known = same_file(path, reader->config->path);

	for (guint i = 0; !known && i < paths->len; i++)
		known = same_file(path, paths->pdata[i]);
	if (!known)
		g_ptr_array_add(paths, g_strdup(path));
}

/* The files of one pattern in lexical order, after those already there. */
static void expand(struct reader *reader, struct node *pattern, GPtrArray *paths)
{
	g_autofree char *shown = beside(reader, pattern->text);
	glob_t found;

	if (!is_pattern(pattern->text)) {
		if (g_file_test(shown, G_FILE_TEST_EXISTS))
			add_path(reader, paths, shown);
		else
			reader_error(reader, pattern, "there is no file '%s': make it or correct the path", shown);
		return;
	}
	if (glob(shown, 0, NULL, &found) != 0 || found.gl_pathc == 0) {
		reader_warning(reader, pattern, "nothing matches '%s': put files there or take it out", shown);
		globfree(&found);
		return;
	}
	for (size_t i = 0; i < found.gl_pathc; i++)
		add_path(reader, paths, found.gl_pathv[i]);
	globfree(&found);
}

/* A file that could not be read may define what others name. */
static void lose_ids(struct reader *reader)
{
	for (int space = 0; space < SPACES; space++)
		reader->ids_unknown[space] = true;
}

/* The lists that define ids, where they could not be read at all. */
static void find_lost_lists(struct reader *reader, const struct node *node)
{
	static const struct {
		const char *name;
		enum space space;
	} lists[] = { { "agencies", SPACE_AGENCY }, { "groups", SPACE_AGENCY }, { "policies", SPACE_POLICY },
		      { "plans", SPACE_PLAN }, { "obligations", SPACE_PLAN } };

	for (size_t i = 0; node->kind == NODE_BAD && node->name != NULL && i < G_N_ELEMENTS(lists); i++) {
		if (strcmp(node->name, lists[i].name) == 0)
			reader->ids_unknown[lists[i].space] = true;
	}
	for (guint i = 0; node->children != NULL && i < node->children->len; i++)
		find_lost_lists(reader, node->children->pdata[i]);
}

static void read_tree(struct reader *reader, const char *shown, const char *text, gsize length, const struct key_table *table)
{
	struct node *root = tree_read(shown, text, length, reader->problems);

	keep_source(reader, shown, text, length, false);
	if (root == NULL) {
		lose_ids(reader);
		return;
	}
	g_ptr_array_add(reader->trees, root);
	reader_read(reader, root, table, table == &table_main ? (void *)&reader->config->settings : (void *)reader->config);
	find_lost_lists(reader, root);
}

static void read_includes(struct reader *reader)
{
	g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < reader->includes->len; i++) {
		struct node *pattern = reader->includes->pdata[i];

		expand(reader, pattern, paths);
		if (pattern->kind == NODE_BAD)
			lose_ids(reader);
	}
	for (guint i = 0; i < paths->len; i++) {
		gsize length = 0;
		g_autofree char *text = NULL;

		text = read_file(reader, paths->pdata[i], reader->includes->pdata[0], &length);
		if (text != NULL)
			read_tree(reader, paths->pdata[i], text, length, &table_included);
		else
			lose_ids(reader);
	}
}

static void read_days(struct reader *reader, const char *shown, const char *text, gsize length)
{
	keep_source(reader, shown, text, length, true);
	calendar_read(reader->config->calendar, shown, text, length, reader->problems);
}

static void read_holidays(struct reader *reader)
{
	g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < reader->holidays->len; i++)
		expand(reader, reader->holidays->pdata[i], paths);
	for (guint i = 0; i < paths->len; i++) {
		gsize length = 0;
		g_autofree char *text = read_file(reader, paths->pdata[i], reader->holidays->pdata[0], &length);

		if (text != NULL)
			read_days(reader, paths->pdata[i], text, length);
	}
}

static void find_templates(struct reader *reader)
{
	for (guint i = 0; i < reader->templates->len; i++) {
		struct node *node = reader->templates->pdata[i];
		g_autofree char *path = value_absolute(reader, node->text);

		if (!g_file_test(path, G_FILE_TEST_IS_DIR))
			reader_warning(reader, node, "there is no directory '%s': make it or take it out", path);
		g_ptr_array_add(reader->config->settings.templates, g_steal_pointer(&path));
	}
}

/* ---- loading */

static struct config *config_new(const char *path)
{
	struct config *config = g_new0(struct config, 1);

	config->path = g_strdup(path);
	config->definitions = definitions_new();
	config->calendar = calendar_new();
	config->problems = problems_new();
	config->sources = g_ptr_array_new_with_free_func(source_free);
	keys_defaults(&config->settings);
	return config;
}

static void finish(struct reader *reader)
{
	references_resolve(reader);
	plan_close(reader->config->definitions);
	config_check(reader);
}

struct config *config_load(const char *path)
{
	struct config *config = config_new(path);
	struct reader reader;
	gsize length = 0;
	g_autofree char *text = NULL;

	reader_init(&reader, config);
	text = read_file(&reader, config->path, NULL, &length);
	if (text != NULL) {
		read_tree(&reader, config->path, text, length, &table_main);
		read_includes(&reader);
		read_holidays(&reader);
		find_templates(&reader);
		if (reader.trees->len > 0)
			finish(&reader);
	}
	reader_clear(&reader);
	return config;
}

struct config *config_read_text(const char *path, const char *text, size_t length)
{
	struct config *config = config_new(path);
	struct reader reader;

	reader_init(&reader, config);
	read_tree(&reader, config->path, text, length, &table_main);
	if (reader.trees->len > 0)
		finish(&reader);
	reader_clear(&reader);
	return config;
}

struct config *config_reread(const char *path, const GPtrArray *sources, struct instant newest)
{
	struct config *config = config_new(path);
	struct reader reader;

	config->newest = newest;
	reader_init(&reader, config);
	for (guint i = 0; i < sources->len; i++) {
		const struct config_source *source = g_ptr_array_index(sources, i);
		gsize length;
		const char *kept = g_bytes_get_data(source->text, &length), *text = kept != NULL ? kept : "";

		if (source->calendar)
			read_days(&reader, source->path, text, length);
		else
			read_tree(&reader, source->path, text, length, i == 0 ? &table_main : &table_included);
	}
	find_templates(&reader);
	if (reader.trees->len > 0)
		finish(&reader);
	reader_clear(&reader);
	return config;
}

static void settings_clear(struct settings *settings)
{
	g_free(settings->timezone);
	zone_free(settings->zone);
	g_free(settings->office.name);
	g_free(settings->office.contact);
	g_free(settings->store_path);
	g_free(settings->mail.redirect);
	g_free(settings->mail.relay);
	g_free(settings->mail.relay_directory);
	g_free(settings->mail.user);
	g_free(settings->mail.password_file);
	g_free(settings->mail.from);
	g_free(settings->mail.from_address);
	g_free(settings->mail.from_host);
	g_free(settings->mail.reply_to);
	g_free(settings->mail.admin);
	g_free(settings->feeds.base_url);
	g_free(settings->feeds.host);
	g_free(settings->feeds.directory);
	g_free(settings->feeds.group);
	g_free(settings->http_listen);
	g_free(settings->control_socket);
	g_ptr_array_unref(settings->templates);
}

void config_free(struct config *config)
{
	if (config == NULL)
		return;
	settings_clear(&config->settings);
	definitions_free(config->definitions);
	calendar_free(config->calendar);
	problems_free(config->problems);
	g_ptr_array_unref(config->sources);
	g_free(config->path);
	g_free(config);
}

bool config_ok(const struct config *config)
{
	return problems_count(config->problems, SEVERITY_ERROR) == 0;
}
