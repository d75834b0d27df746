/*
 * The control socket in the file system and who is at its other end. Knows nothing of what is said over it.
 */
#pragma once

#include <glib.h>

/* Makes and listens at the Unix socket `path`, mode 0660 for the group deadlined-admin where that group exists and is ours
 * to give, else 0600. A socket nobody listens at is replaced; DEADLINED_ERROR_BUSY where somebody does. -1 on error. */
int socket_listen(const char *path, GError **error);

/* The login name of the process that connected (SO_PEERCRED), its number where it has no name. Owned by the caller. */
char *socket_peer_name(int fd);
