#include "edge/deposit.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"

#define ID_MAX 64

/* The id's left side is hexadecimal; whatever else comes must not lead out of the directory. */
static char *name_of(const struct parcel *parcel)
{
	g_autofree char *id = g_strndup(parcel->message_id, MIN(strcspn(parcel->message_id, "@"), ID_MAX));

	g_strcanon(id, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-", '-');
	return g_strdup_printf("%s-%" G_GINT64_FORMAT ".eml", id, parcel->envelope);
}

static bool write_all(int fd, const char *data, size_t size)
{
	while (size > 0) {
		ssize_t n = write(fd, data, size);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		data += n;
		size -= (size_t)n;
	}
	return true;
}

static bool write_file(int directory, const char *temporary, const char *name, const struct parcel *parcel)
{
	size_t size;
	const char *data = g_bytes_get_data(parcel->bytes, &size);
	int fd = openat(directory, temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0640);
	bool good;

	if (fd < 0)
		return false;
	good = write_all(fd, data, size) && fsync(fd) == 0;
	good = close(fd) == 0 && good;
	return good && renameat(directory, temporary, directory, name) == 0 && fsync(directory) == 0;
}

bool deposit_write(const char *directory, const struct parcel *parcel, char **ret_name, GError **error)
{
	g_autofree char *name = name_of(parcel);
	g_autofree char *temporary = g_strconcat(".", name, ".new", NULL);
	int fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool good = fd >= 0 && write_file(fd, temporary, name, parcel);

	if (!good) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_IO, "%s/%s cannot be written: %s", directory, name,
			    g_strerror(errno));
		if (fd >= 0)
			unlinkat(fd, temporary, 0);
	}
	if (fd >= 0)
		close(fd);
	if (good)
		*ret_name = g_steal_pointer(&name);
	return good;
}
