/*
 * The least that libmicrohttpd can serve a calendar with: bare_http PORT FILE. One answer made once, one thread, epoll;
 * knows two answers, 200 and 304, and checks nothing. What the service's own door is measured against.
 */
#include <arpa/inet.h>
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>

#include <glib.h>

static struct MHD_Response *whole, *same;
static char etag[36];

static struct MHD_Response *made(size_t size, char *bytes)
{
	struct MHD_Response *response = MHD_create_response_from_buffer(size, bytes, MHD_RESPMEM_PERSISTENT);

	MHD_add_response_header(response, "Content-Type", "text/calendar; charset=utf-8");
	MHD_add_response_header(response, "ETag", etag);
	return response;
}

static enum MHD_Result on_request(void *data, struct MHD_Connection *connection, const char *url, const char *method,
				  const char *version, const char *upload, size_t *upload_size, void **context)
{
	static int seen;
	const char *known;

	if (*context == NULL) {
		*context = &seen;
		return MHD_YES;
	}
	known = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "If-None-Match");
	if (known != NULL && strcmp(known, etag) == 0)
		return MHD_queue_response(connection, 304, same);
	return MHD_queue_response(connection, 200, whole);
}

int main(int argc, char **argv)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	struct MHD_Daemon *daemon;
	g_autofree char *digest = NULL;
	char *bytes;
	gsize size;

	if (argc != 3 || !g_file_get_contents(argv[2], &bytes, &size, NULL))
		return 64;
	digest = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)bytes, size);
	snprintf(etag, sizeof etag, "\"%.32s\"", digest);
	whole = made(size, bytes);
	same = made(0, bytes);
	address.sin_port = htons((uint16_t)atoi(argv[1]));
	daemon = MHD_start_daemon(MHD_USE_EPOLL, 0, NULL, NULL, on_request, NULL, MHD_OPTION_SOCK_ADDR, &address, MHD_OPTION_END);
	if (daemon == NULL)
		return 1;
	while (MHD_run_wait(daemon, -1) == MHD_YES)
		;
	return 1;
}
