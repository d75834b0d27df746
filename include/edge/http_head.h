/*
 * Is the head of a request what RFC 9112 says it must be? The library forgives much: bare line feeds, folded lines, NUL, two
 * lengths, two hosts. A proxy in front may read such a request otherwise than we do, so none of it is answered. Looks only.
 */
#pragma once

#include "edge/http_door.h"

enum http_head {
	HTTP_HEAD_SOUND,
	HTTP_HEAD_MALFORMED,
	HTTP_HEAD_BODY,      /* sound, but a body is announced */
	HTTP_HEAD_LONG_URI,  /* more than HTTP_URI_MOST */
	HTTP_HEAD_TOO_LARGE, /* more than HTTP_HEAD_MOST */
};

#define HTTP_URI_MOST  2048
#define HTTP_HEAD_MOST (16 * 1024)

/* With what the library gave to the door's first call. */
enum http_head http_head_look(const struct http_client *client, const char *method, const char *version);
