#include "render/template.h"

#include <string.h>

#include <glib/gstdio.h>

#include "base/error.h"
#include "render/template_tree.h"

struct templates {
	GPtrArray *directories; /* char * */
	GHashTable *found;      /* name -> char * path, or NULL for "looked, not there" */
	GHashTable *trees;      /* path, LF, indent -> struct template_tree * */
};

static void tree_free(void *tree)
{
	template_tree_free(tree);
}

/* Where templates are installed; a program that was built but not installed, in a directory of its source tree, has
 * them beside it. */
static char *installed_directory(void)
{
	g_autofree char *program = NULL, *place = NULL, *beside = NULL;

	if (g_file_test(DATADIR "/templates", G_FILE_TEST_IS_DIR))
		return g_strdup(DATADIR "/templates");
	program = g_file_read_link("/proc/self/exe", NULL);
	place = program != NULL ? g_path_get_dirname(program) : g_strdup("/");
	beside = g_build_filename(place, "..", "etc", "templates", NULL);
	return g_file_test(beside, G_FILE_TEST_IS_DIR) ? g_canonicalize_filename(beside, "/") : g_strdup(DATADIR "/templates");
}

struct templates *templates_new(const GPtrArray *directories)
{
	struct templates *templates = g_new0(struct templates, 1);

	templates->directories = g_ptr_array_new_with_free_func(g_free);
	for (guint i = 0; directories != NULL && i < directories->len; i++)
		g_ptr_array_add(templates->directories, g_strdup(g_ptr_array_index(directories, i)));
	g_ptr_array_add(templates->directories, installed_directory());
	templates->found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	templates->trees = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, tree_free);
	return templates;
}

void templates_free(struct templates *templates)
{
	if (templates == NULL)
		return;
	g_hash_table_unref(templates->trees);
	g_hash_table_unref(templates->found);
	g_ptr_array_unref(templates->directories);
	g_free(templates);
}

static char *search(const struct templates *templates, const char *name)
{
	if (g_path_is_absolute(name))
		return g_file_test(name, G_FILE_TEST_IS_REGULAR) ? g_strdup(name) : NULL;
	for (guint i = 0; i < templates->directories->len; i++) {
		char *path = g_build_filename(g_ptr_array_index(templates->directories, i), name, NULL);

		if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
			return path;
		g_free(path);
	}
	return NULL;
}

/* The file of that name, or NULL; asked of the file system once. */
static const char *locate(struct templates *templates, const char *name)
{
	void *path;

	if (!g_hash_table_lookup_extended(templates->found, name, NULL, &path)) {
		path = search(templates, name);
		g_hash_table_insert(templates->found, g_strdup(name), path);
	}
	return path;
}

static char *read_file(const char *path, GError **error)
{
	g_autofree char *text = NULL;
	GStatBuf info;
	gsize length;

	if (g_stat(path, &info) == 0 && info.st_size > TEMPLATE_SIZE_MAX) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG, "%s:1: a template of more than 1 MB: shorten it", path);
		return NULL;
	}
	if (!g_file_get_contents(path, &text, &length, error))
		return NULL;
	if (strlen(text) != length) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG, "%s:1: holds a NUL byte: save it as UTF-8 text", path);
		return NULL;
	}
	return g_steal_pointer(&text);
}

static const struct template_tree *load(struct templates *templates, const char *path, const char *indent, GError **error)
{
	g_autofree char *key = g_strconcat(path, "\n", indent, NULL);
	struct template_tree *tree = g_hash_table_lookup(templates->trees, key);
	g_autofree char *text = NULL;

	if (tree != NULL)
		return tree;
	text = read_file(path, error);
	if (text == NULL)
		return NULL;
	tree = template_parse(path, text, indent, template_escapes(path), error);
	if (tree != NULL)
		g_hash_table_insert(templates->trees, g_steal_pointer(&key), tree);
	return tree;
}

/* The file name's ending with its dot ("" where it has none). */
static const char *ending(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *dot = strrchr(slash != NULL ? slash : path, '.');

	return dot != NULL ? dot : "";
}

/* The folder of a template within the directory it was found in ("vi"), NULL where it lies in none of them. */
static char *folder_of(const struct templates *templates, const char *path)
{
	g_autofree char *folder = g_path_get_dirname(path);

	for (guint i = 0; i < templates->directories->len; i++) {
		const char *directory = g_ptr_array_index(templates->directories, i);
		size_t length = strlen(directory);

		if (strncmp(folder, directory, length) != 0)
			continue;
		if (folder[length] == '\0' || folder[length] == '/')
			return g_strdup(folder[length] == '/' ? folder + length + 1 : "");
	}
	return NULL;
}

/* A partial stands in the folder of the template that calls it, in whichever directory is searched first; its ending is
 * the caller's unless written. A template that lies elsewhere finds those beside it first, then those of the folder of
 * the same name: so a changed text can be tried before it is installed. */
static const char *locate_partial(struct templates *templates, const char *from, const char *name)
{
	g_autofree char *folder = folder_of(templates, from);
	g_autofree char *directory = g_path_get_dirname(from);
	g_autofree char *last = g_path_get_basename(directory);
	g_autofree char *whole = g_strconcat(name, ending(from), NULL);
	const char *const names[] = { whole, name };

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *beside = g_build_filename(directory, names[i], NULL);
		g_autofree char *relative = g_build_filename(folder != NULL ? folder : last, names[i], NULL);
		const char *path = folder == NULL ? locate(templates, beside) : NULL;

		if (path == NULL)
			path = locate(templates, relative);
		if (path != NULL)
			return path;
	}
	return NULL;
}

static bool find_file(void *data, const struct template_tree *from, const struct node *node,
		      const struct template_tree **ret, GError **error)
{
	struct templates *templates = data;
	const char *path;

	if (g_path_is_absolute(node->name) || strstr(node->name, "..") != NULL) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG,
			    "%s:%d: the partial '%s' must lie beside the template: name it without a path", from->path, node->line,
			    node->name);
		return false;
	}
	path = locate_partial(templates, from->path, node->name);
	*ret = path != NULL ? load(templates, path, node->indent, error) : NULL;
	return path == NULL || *ret != NULL;
}

/* A subject is one line: line breaks become blanks, and the file's last one goes. */
static char *one_line(char *text)
{
	for (char *p = text; *p != '\0'; p++) {
		if (*p == '\n' || *p == '\r')
			*p = ' ';
	}
	return g_strstrip(text);
}

static char *finish(const char *name, char *text)
{
	return text != NULL && g_str_has_suffix(name, ".subject") ? one_line(text) : text;
}

char *templates_render(struct templates *templates, const char *name, const json_t *context, GError **error)
{
	const char *path = locate(templates, name);
	const struct template_tree *tree;

	if (path == NULL) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG,
			    "no template '%s' in the directories of 'templates' nor in " DATADIR "/templates: reinstall or write it", name);
		return NULL;
	}
	tree = load(templates, path, NULL, error);
	return tree != NULL ? finish(name, template_run(tree, context, find_file, templates, error)) : NULL;
}

bool templates_have(struct templates *templates, const char *name)
{
	return locate(templates, name) != NULL;
}

struct texts {
	GHashTable *partials; /* name -> text; borrowed */
	GHashTable *trees;    /* name, LF, indent -> struct template_tree * */
	bool escapes;
};

static bool find_text(void *data, const struct template_tree *from, const struct node *node,
		      const struct template_tree **ret, GError **error)
{
	struct texts *texts = data;
	const char *text = texts->partials != NULL ? g_hash_table_lookup(texts->partials, node->name) : NULL;
	g_autofree char *key = g_strconcat(node->name, "\n", node->indent, NULL);
	struct template_tree *tree = g_hash_table_lookup(texts->trees, key);

	if (text != NULL && tree == NULL) {
		tree = template_parse(node->name, text, node->indent, texts->escapes, error);
		if (tree == NULL)
			return false;
		g_hash_table_insert(texts->trees, g_steal_pointer(&key), tree);
	}
	*ret = tree;
	return true;
}

char *template_render_text(const char *name, const char *text, const json_t *context, GHashTable *partials, GError **error)
{
	struct texts texts = { .partials = partials, .escapes = template_escapes(name) };
	g_autoptr(template_tree_t) tree = template_parse(name, text, NULL, texts.escapes, error);
	char *out;

	if (tree == NULL)
		return NULL;
	texts.trees = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, tree_free);
	out = template_run(tree, context, find_text, &texts, error);
	g_hash_table_unref(texts.trees);
	return finish(name, out);
}
