/*
 * Where the service listens: the control socket in the file system and who is at its other end, and the address of the
 * public door. Knows nothing of what is said over either.
 */
#pragma once

#include <glib.h>

/* Makes and listens at the Unix socket `path`, mode 0660 for the group deadlined-admin where that group exists and is ours
 * to give, else 0600. A socket nobody listens at is replaced; DEADLINED_ERROR_BUSY where somebody does. -1 on error. */
int socket_listen(const char *path, GError **error);

/* The login name of the process that connected (SO_PEERCRED), its number where it has no name. Owned by the caller. */
char *socket_peer_name(int fd);

/* Makes and listens at "127.0.0.1:8480", "[::1]:0" and the like; port 0: any that is free. -1 on an error, which says what to
 * do. */
int socket_listen_at(const char *address, GError **error);
/* Where a listening socket really listens, in the same form; NULL where that is no internet address. Owned by the caller. */
char *socket_address(int fd);
