/*
 * What systemd is told and gives: readiness, status line, watchdog (sd_notify(3)) and listening sockets
 * (sd_listen_fds(3)). All of it does nothing where no supervisor listens. Main thread only.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

void service_ready(const char *status);
/* A line for `systemctl status`; sent only when it differs from the last. */
void service_status(const char *status);
/* Between these two a reload is under way; the second is service_ready. */
void service_reloading(void);
void service_stopping(const char *status);

/* Every how many microseconds the watchdog wants to hear from us; 0: no watchdog. */
uint64_t service_watchdog_period(void);
/* At the end of a pass and nowhere else. */
void service_feed_watchdog(void);

/* A listening socket passed under this name (FileDescriptorName=), or -1. Owned by the caller. */
int service_listen_fd(const char *name);
/* One of several under the same name (a unit with more than one ListenStream=), counted from 0; -1 behind the last. */
int service_listen_fd_at(const char *name, int index);
