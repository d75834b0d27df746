#include "config.h"

#include "edge/socket.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/error.h"

#define BACKLOG 512

static bool somebody_listens(const struct sockaddr_un *address)
{
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool yes = fd >= 0 && connect(fd, (const struct sockaddr *)address, sizeof(*address)) == 0;

	if (fd >= 0)
		close(fd);
	return yes;
}

/* The group may be missing (a trial in one's own directory), or not be ours to give: then the owner alone has access. Under
 * the shipped unit it is the process's own, and nothing needs to be given. */
static void open_to_group(const char *path)
{
	char buffer[16384];
	struct group entry, *found = NULL;
	struct stat st;

	if (getgrnam_r("deadlined-admin", &entry, buffer, sizeof(buffer), &found) != 0 || found == NULL || stat(path, &st) != 0)
		return;
	if (st.st_gid == found->gr_gid || chown(path, (uid_t)-1, found->gr_gid) == 0)
		chmod(path, 0660);
}

static int bind_and_listen(const struct sockaddr_un *address)
{
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), saved;
	mode_t mask = umask(0177);

	if (fd >= 0 && bind(fd, (const struct sockaddr *)address, sizeof(*address)) == 0) {
		umask(mask);
		open_to_group(address->sun_path);
		if (listen(fd, BACKLOG) == 0)
			return fd;
	}
	saved = errno;
	umask(mask);
	if (fd >= 0)
		close(fd);
	errno = saved;
	return -1;
}

/* A socket that nobody serves is what a killed service left; anything else there is not ours to take away. */
static bool clear(const char *path, GError **error)
{
	struct stat st;

	if (lstat(path, &st) == 0 && !S_ISSOCK(st.st_mode)) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG,
			    "control.socket: '%s' is there already and is no socket: name another, or move this away", path);
		return false;
	}
	unlink(path);
	return true;
}

static void fail_to_listen(const char *path, int number, GError **error)
{
	bool denied = number == EACCES || number == EPERM || number == EROFS;

	g_set_error(error, DEADLINED_ERROR, denied ? DEADLINED_ERROR_PERMISSION : DEADLINED_ERROR_IO,
		    "%s: the control socket cannot be made there: %s: its directory must exist and be writable for the service's user", path,
		    g_strerror(number));
}

int socket_listen(const char *path, GError **error)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd;

	if (strlen(path) >= sizeof(address.sun_path)) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG, "control.socket: '%s' is longer than %zu bytes", path,
			    sizeof(address.sun_path) - 1);
		return -1;
	}
	strcpy(address.sun_path, path);
	if (somebody_listens(&address)) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_BUSY,
			    "another deadlined answers at %s: stop it first, or give this one a control.socket of its own", path);
		return -1;
	}
	if (!clear(path, error))
		return -1;
	fd = bind_and_listen(&address);
	if (fd < 0)
		fail_to_listen(path, errno, error);
	return fd;
}

char *socket_peer_name(int fd)
{
	struct ucred peer = { .uid = (uid_t)-1 };
	socklen_t size = sizeof(peer);
	struct passwd entry, *found = NULL;
	char buffer[4096];

	if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) < 0 || peer.uid == (uid_t)-1)
		return g_strdup("unknown");
	if (getpwuid_r(peer.uid, &entry, buffer, sizeof(buffer), &found) == 0 && found != NULL)
		return g_strdup(found->pw_name);
	return g_strdup_printf("%lu", (unsigned long)peer.uid);
}
