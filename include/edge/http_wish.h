/*
 * What a reader of a feed wishes: its encoding, whether what it has is still good, and the options in the address. Texts of
 * a request read as RFC 9110 says; knows neither feeds nor connections.
 */
#pragma once

#include "render/feed.h"

/* Accept-Encoding (12.5.3): gzip, unless it is refused or identity is liked better. NULL: none was sent. */
bool http_wish_gzip(const char *accept);

/* If-None-Match (13.1.2): a list, with W/, or *. `etag` with its quotes. */
bool http_wish_names(const char *list, const char *etag);

/* An HTTP date in its three forms (5.6.7). False: none. */
bool http_wish_date(const char *text, struct instant *ret);

#define HTTP_DATE_SIZE 30
/* "Sun, 06 Nov 1994 08:49:37 GMT". Returns `buffer`. */
const char *http_wish_format(struct instant when, char buffer[static HTTP_DATE_SIZE]);

/* One parameter of the address: lang alarms todo open detail windows gzip. False: a value that none of them takes; others are
 * passed over, for clients add some of their own. `*gzip` becomes false with gzip=0. */
bool http_wish_option(const char *name, const char *value, struct feed_options *options, bool *gzip);
