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

/* So many damaged keys are kept. */
#define ASIDE_MOST 100

static bool fail(const char *path, enum deadlined_error code, const char *what, GError **error)
{
	g_set_error(error, DEADLINED_ERROR, code, "%s: %s", path, what);
	return false;
}

static bool fail_errno(const char *path, const char *what, GError **error)
{
	int number = errno;
	bool denied = number == EACCES || number == EPERM || number == EROFS;
	g_autofree char *sentence = g_strdup_printf("the key of the feeds' addresses %s: %s: it must be a file of the service's user, "
						    "and so must its directory; then restart the service", what, g_strerror(number));

	return fail(path, denied ? DEADLINED_ERROR_PERMISSION : DEADLINED_ERROR_IO, sentence, error);
}

/* What is no file, or a link to one, was put there by a person. */
static bool is_file(const char *path, int fd, struct stat *st, GError **error)
{
	if (fstat(fd, st) != 0)
		return fail_errno(path, "cannot be read", error);
	return S_ISREG(st->st_mode) ||
	       fail(path, DEADLINED_ERROR_CONFIG, "is no file, so no key of feeds' addresses: put that of the backup in its place, or remove "
			    "it, then restart the service: a new one is then made", error);
}

/* NULL without an error: what it holds is no key. */
static GBytes *read_key(int fd)
{
	unsigned char bytes[LINKS_KEY_BYTES + 1];
	GBytes *key = read(fd, bytes, sizeof bytes) == LINKS_KEY_BYTES ? g_bytes_new(bytes, LINKS_KEY_BYTES) : NULL;

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

/* Nothing that lies there is overwritten. */
static char *set_aside(const char *path, GError **error)
{
	for (int i = 1; i < ASIDE_MOST; i++) {
		g_autofree char *aside = i == 1 ? g_strconcat(path, ".damaged", NULL) : g_strdup_printf("%s.damaged-%d", path, i);

		if (link(path, aside) == 0 && unlink(path) == 0)
			return g_steal_pointer(&aside);
		if (errno != EEXIST)
			break;
	}
	fail_errno(path, "is damaged and cannot be set aside", error);
	return NULL;
}

static GBytes *use_file(const char *path, int fd, enum key_state *state, char **aside, GError **error)
{
	struct stat st;
	GBytes *key;

	if (!is_file(path, fd, &st, error))
		return NULL;
	key = read_key(fd);
	if (!key) {
		*state = KEY_DAMAGED;
		*aside = set_aside(path, error);
		return *aside ? draw_key(path, error) : NULL;
	}
	if ((st.st_mode & (S_IRWXG | S_IRWXO)) == 0)
		return key;
	*state = KEY_OPEN;
	if (fchmod(fd, 0600) == 0)
		return key;
	fail_errno(path, "may be read by others, and this cannot be changed", error);
	g_bytes_unref(key);
	return NULL;
}

GBytes *key_open(const char *store_path, enum key_state *state, char **aside, GError **error)
{
	g_autofree char *path = g_strconcat(store_path, ".key", NULL);
	int fd = open(path, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
	GBytes *key;

	*aside = NULL;
	*state = fd < 0 && errno == ENOENT ? KEY_DRAWN : KEY_KEPT;
	if (*state == KEY_DRAWN)
		return draw_key(path, error);
	if (fd < 0) {
		fail_errno(path, errno == ELOOP ? "is a link" : "cannot be read", error);
		return NULL;
	}
	key = use_file(path, fd, state, aside, error);
	close(fd);
	return key;
}

GBytes *key_passing(void)
{
	unsigned char bytes[LINKS_KEY_BYTES];
	GBytes *key = getrandom(bytes, sizeof bytes, 0) == sizeof bytes ? g_bytes_new(bytes, sizeof bytes) : NULL;

	explicit_bzero(bytes, sizeof bytes);
	return key;
}
