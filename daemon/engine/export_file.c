#include "engine/export_file.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "base/error.h"

static bool fail(GError **error, const char *what, const char *path)
{
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_IO, "cannot %s '%s': %s", what, path, g_strerror(errno));
	return false;
}

bool export_file_directory(const char *path, gid_t group, GError **error)
{
	struct stat now;

	if (g_mkdir_with_parents(path, 0750) != 0)
		return fail(error, "create the directory", path);
	if (group == EXPORT_FILE_OWN_GROUP || (stat(path, &now) == 0 && now.st_gid == group))
		return true;
	if (chown(path, (uid_t)-1, group) != 0)
		return fail(error, "give to the group of feeds.group the directory", path);
	return chmod(path, 0750) == 0 || fail(error, "set the mode of", path);
}

static bool is_unchanged(const char *path, GBytes *bytes)
{
	g_autofree char *old = NULL;
	gsize length;
	g_autoptr(GBytes) before = NULL;

	if (!g_file_get_contents(path, &old, &length, NULL))
		return false;
	before = g_bytes_new_take(g_steal_pointer(&old), length);
	return g_bytes_equal(before, bytes);
}

static bool write_all(int file, GBytes *bytes)
{
	gsize length;
	const char *data = g_bytes_get_data(bytes, &length);

	while (length > 0) {
		ssize_t written = write(file, data, length);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return false;
		data += written;
		length -= (gsize)written;
	}
	return true;
}

/* No fsync: after a crash the next run compares and writes what is missing. */
static bool fill_file(const char *path, GBytes *bytes, gid_t group, GError **error)
{
	int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
	bool fine;

	if (file < 0)
		return fail(error, "create", path);
	fine = write_all(file, bytes) || fail(error, "write", path);
	if (fine && group != EXPORT_FILE_OWN_GROUP)
		fine = fchown(file, (uid_t)-1, group) == 0 || fail(error, "give to the group of feeds.group", path);
	if (fine)
		fine = fchmod(file, 0640) == 0 || fail(error, "set the mode of", path);
	if (close(file) != 0 && fine)
		fine = fail(error, "write", path);
	return fine;
}

bool export_file_replace(const char *path, GBytes *bytes, gid_t group, GError **error)
{
	g_autofree char *beside = g_strconcat(path, ".new", NULL);

	if (is_unchanged(path, bytes))
		return true;
	if (!fill_file(beside, bytes, group, error)) {
		unlink(beside);
		return false;
	}
	return rename(beside, path) == 0 || fail(error, "put in its place", path);
}

bool export_file_group(const char *name, gid_t *ret, GError **error)
{
	const struct group *found;

	*ret = EXPORT_FILE_OWN_GROUP;
	if (name == NULL)
		return true;
	found = getgrnam(name);
	if (found == NULL) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG,
			    "feeds.group: there is no group '%s' on this machine: create it or take the key out", name);
		return false;
	}
	*ret = found->gr_gid;
	return true;
}
