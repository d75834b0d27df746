/*
 * Other programs on this machine that are measured against: finding, starting and stopping them, what the kernel says of
 * them, and talking HTTP to a server, one request after the other over one connection. Ends the program on any failure
 * that is no measurement.
 */
#pragma once

#include <glib.h>
#include <netinet/in.h>
#include <stdbool.h>

/* A port of loopback that nobody listens at. */
int peers_free_port(void);
struct sockaddr_in peers_loopback(int port);
bool peers_listens(int port);

/* The program's path, looked for in PATH and where daemons are; NULL: it is not installed. */
char *peers_find(const char *program);

/* Starts it and waits until it listens at `port`; what it says goes into the file `log`. */
GPid peers_start(char **argv, const char *log, int port);
void peers_stop(GPid pid);

/* Its only child. */
GPid peers_child(GPid pid);
double peers_cpu(GPid pid);      /* seconds of the processor it used since it was started */
double peers_resident(GPid pid); /* bytes: VmRSS */

/* A connection. */
int peers_connect(int port);
int peers_connect_local(const char *path);

struct reply {
	int status;
	GString *head, *body;
};

/* Sends `request` and reads the whole answer into `reply`, whose strings are used again. */
void peers_ask(int fd, const char *request, struct reply *reply);
/* The value of a header; NULL where there is none. Owned by the caller. */
char *peers_header(const struct reply *reply, const char *name);
