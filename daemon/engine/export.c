#include "engine/export.h"

#include <unistd.h>

#include "engine/export_file.h"
#include "engine/feeds.h"

#define RETRY_SECONDS 60

struct export {
	const struct config *config;
	struct feeds *feeds;
	char *directory;
	gid_t group;          /* EXPORT_FILE_OWN_GROUP: the process's own */
	bool ready;           /* the directories are there */
	struct instant retry; /* after an error */
	struct civil day;     /* of the last run */
	GArray *due;          /* struct feed_key, in the order they are written */
	GHashTable *waiting;  /* char *: files of `due` */
};

static const char *const directories[] = {
	[FEED_SCOPE_ALL] = "", [FEED_SCOPE_PLAN] = "plan", [FEED_SCOPE_AGENCY] = "agency", [FEED_SCOPE_GROUP] = "group",
};

/* Of a key that feeds_keys() gives. */
static char *file_of(const struct feed_key *key)
{
	if (key->scope == FEED_SCOPE_ALL)
		return g_strdup("all.ics");
	return g_strdup_printf("%s/%s.ics", directories[key->scope], key->id);
}

static bool make_directories(const char *directory, gid_t group, GError **error)
{
	for (size_t i = 0; i < G_N_ELEMENTS(directories); i++) {
		g_autofree char *path = g_build_filename(directory, directories[i], NULL);

		if (!export_file_directory(path, group, error))
			return false;
	}
	return true;
}

static bool write_feed(struct feeds *feeds, const struct config *config, const struct feed_key *key, struct instant now,
		       const char *directory, gid_t group, GError **error)
{
	g_autofree char *file = file_of(key);
	g_autofree char *path = g_build_filename(directory, file, NULL);
	struct feed_want want = { .key = *key, .options.language = config->settings.language };
	g_autoptr(feed_t) feed = feeds_gather(feeds, &want, now, error);
	g_autoptr(GBytes) bytes = feed != NULL ? feed_render(feed, config, error) : NULL;

	return bytes != NULL && export_file_replace(path, bytes, group, error);
}

bool export_files(const struct config *config, struct instant at, const char *directory, GError **error)
{
	g_autoptr(feeds_t) feeds = feeds_new(config, NULL);
	g_autoptr(GArray) keys = feeds_keys(feeds);

	if (!make_directories(directory, EXPORT_FILE_OWN_GROUP, error))
		return false;
	for (guint i = 0; i < keys->len; i++) {
		if (!write_feed(feeds, config, &g_array_index(keys, struct feed_key, i), at, directory, EXPORT_FILE_OWN_GROUP, error))
			return false;
	}
	return true;
}

/* ---- the service's directory */

static void set_due(struct export *export, const GArray *keys)
{
	for (guint i = 0; i < keys->len; i++) {
		const struct feed_key *key = &g_array_index(keys, struct feed_key, i);

		if (g_hash_table_add(export->waiting, file_of(key)))
			g_array_append_val(export->due, *key);
	}
}

static void set_all_due(struct export *export)
{
	g_autoptr(GArray) keys = feeds_keys(export->feeds);

	set_due(export, keys);
}

struct export *export_new(const struct config *config, struct feeds *feeds)
{
	struct export *export = g_new0(struct export, 1);

	export->config = config;
	export->feeds = feeds;
	export->directory = g_strdup(config->settings.feeds.directory);
	export->group = EXPORT_FILE_OWN_GROUP;
	export->due = g_array_new(FALSE, FALSE, sizeof(struct feed_key));
	export->waiting = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	return export;
}

void export_free(struct export *export)
{
	if (export == NULL)
		return;
	g_array_unref(export->due);
	g_hash_table_unref(export->waiting);
	g_free(export->directory);
	g_free(export);
}

void export_touch(struct export *export, const GArray *keys)
{
	set_due(export, keys);
}

/* Files of bodies and plans that are no longer in the configuration would be read for ever. */
static void remove_strangers(const struct export *export, const char *subdirectory)
{
	g_autofree char *path = g_build_filename(export->directory, subdirectory, NULL);
	g_autoptr(GDir) directory = g_dir_open(path, 0, NULL);
	const char *name;

	while (directory != NULL && (name = g_dir_read_name(directory)) != NULL) {
		g_autofree char *file = g_build_filename(subdirectory, name, NULL);
		g_autofree char *whole = g_build_filename(path, name, NULL);

		if (g_str_has_suffix(name, ".ics") && !g_hash_table_contains(export->waiting, file))
			unlink(whole);
	}
}

static bool make_ready(struct export *export, GError **error)
{
	if (export->ready)
		return true;
	if (!export_file_group(export->config->settings.feeds.group, &export->group, error) || !make_directories(export->directory, export->group, error))
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(directories); i++) {
		if (*directories[i] != '\0')
			remove_strangers(export, directories[i]);
	}
	export->ready = true;
	return true;
}

/* A day begins with other limits in the window; within it limits are passed. */
static void set_passed_due(struct export *export, struct instant now)
{
	struct civil today = zone_civil(export->config->settings.zone, now);
	g_autoptr(GArray) keys = g_array_new(FALSE, FALSE, sizeof(struct feed_key));

	if (!civil_equal(today, export->day))
		set_all_due(export);
	export->day = today;
	feeds_pass(export->feeds, now, keys);
	set_due(export, keys);
}

/* Where feeds are written few at a time, what they stand on is read little by little, too. */
static bool read_ahead(struct export *export, struct instant now, int most, bool *ready, GError **error)
{
	struct feed_want want = { .key = g_array_index(export->due, struct feed_key, 0),
				  .options.language = export->config->settings.language };

	*ready = true;
	return most == 0 || feeds_ahead(export->feeds, &want, now, FEEDS_AHEAD, ready, error);
}

static bool write_next(struct export *export, struct instant now, GError **error)
{
	const struct feed_key *key = &g_array_index(export->due, struct feed_key, 0);
	g_autofree char *file = file_of(key);

	if (!write_feed(export->feeds, export->config, key, now, export->directory, export->group, error))
		return false;
	g_hash_table_remove(export->waiting, file);
	g_array_remove_index(export->due, 0);
	return true;
}

bool export_run(struct export *export, struct instant now, int most, int *left, GError **error)
{
	bool fine, ready = true;

	set_passed_due(export, now);
	fine = make_ready(export, error);
	for (int i = 0; fine && ready && export->due->len > 0 && (most == 0 || i < most); i++)
		fine = read_ahead(export, now, most, &ready, error) && (!ready || write_next(export, now, error));
	export->retry = fine ? INSTANT_NONE : instant_add(now, RETRY_SECONDS);
	if (left != NULL)
		*left = (int)export->due->len;
	return fine;
}

struct instant export_next(const struct export *export, struct instant now)
{
	if (instant_is_set(export->retry))
		return export->retry;
	return export->due->len > 0 || !export->ready ? now : feeds_next(export->feeds, now);
}
