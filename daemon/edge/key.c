#include "edge/key.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "engine/links.h"

static void *fail(const char *path, enum deadlined_error code, const char *what, GError **error)
{
	g_set_error(error, DEADLINED_ERROR, code, "%s: %s", path, what);
	return NULL;
}

static void *fail_errno(const char *path, const char *what, GError **error)
{
	int number = errno;
	bool denied = number == EACCES || number == EPERM || number == EROFS;
	g_autofree char *sentence = g_strdup_printf("the key of the feeds' addresses %s: %s: it must belong to the service's user, and "
						    "so must its directory", what, g_strerror(number));

	return fail(path, denied ? DEADLINED_ERROR_PERMISSION : DEADLINED_ERROR_IO, sentence, error);
}

static GBytes *check(const char *path, const struct stat *st, const unsigned char *bytes, ssize_t length, GError **error)
{
	if (length < 0)
		return fail_errno(path, "cannot be read", error);
	if (st->st_mode & (S_IRWXG | S_IRWXO))
		return fail(path, DEADLINED_ERROR_PERMISSION,
			    "the key of the feeds' addresses may be read by others: take that right away (chmod 600), and if somebody did "
			    "read it, give every feed a new address (deadlinectl feed rotate)", error);
	if (!S_ISREG(st->st_mode) || length != LINKS_KEY_BYTES)
		return fail(path, DEADLINED_ERROR_CONFIG,
			    "is no key of feeds' addresses, which is a file of 32 bytes: put that of the backup back, or move it away: a "
			    "new one is then made, the addresses given out go on working, and 'deadlinectl feed rotate' gives a feed one that "
			    "can be shown", error);
	return g_bytes_new(bytes, LINKS_KEY_BYTES);
}

static GBytes *read_key(const char *path, int fd, GError **error)
{
	unsigned char bytes[LINKS_KEY_BYTES + 1];
	ssize_t length = -1;
	struct stat st;
	GBytes *key;

	if (fstat(fd, &st) == 0)
		length = S_ISREG(st.st_mode) ? read(fd, bytes, sizeof bytes) : 0;
	key = check(path, &st, bytes, length, error);
	explicit_bzero(bytes, sizeof bytes);
	return key;
}

static bool write_whole(const char *path, const unsigned char *bytes)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
	bool written;

	if (fd < 0)
		return false;
	written = fchmod(fd, 0600) == 0 && write(fd, bytes, LINKS_KEY_BYTES) == LINKS_KEY_BYTES && fsync(fd) == 0;
	return close(fd) == 0 && written;
}

/* A name that is not on the disk is lost with the power, and with it every address made until then. */
static bool keep_name(const char *path)
{
	g_autofree char *directory = g_path_get_dirname(path);
	int fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool kept = fd >= 0 && fsync(fd) == 0;

	if (fd >= 0)
		close(fd);
	return kept;
}

/* Under its name it is whole or not there. */
static GBytes *draw_key(const char *path, GError **error)
{
	g_autofree char *aside = g_strconcat(path, ".new", NULL);
	unsigned char bytes[LINKS_KEY_BYTES];
	GBytes *key = NULL;

	if (getrandom(bytes, sizeof bytes, 0) == sizeof bytes && write_whole(aside, bytes) && rename(aside, path) == 0 && keep_name(path))
		key = g_bytes_new(bytes, sizeof bytes);
	else
		fail_errno(path, "cannot be made", error);
	if (!key)
		unlink(aside);
	explicit_bzero(bytes, sizeof bytes);
	return key;
}

GBytes *key_open(const char *store_path, bool *drawn, GError **error)
{
	g_autofree char *path = g_strconcat(store_path, ".key", NULL);
	int fd = open(path, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
	GBytes *key;

	*drawn = fd < 0 && errno == ENOENT;
	if (*drawn)
		return draw_key(path, error);
	if (fd < 0)
		return fail_errno(path, "cannot be read", error);
	key = read_key(path, fd, error);
	close(fd);
	return key;
}
