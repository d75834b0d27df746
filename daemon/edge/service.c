#include "edge/service.h"

#include <stdlib.h>
#include <string.h>
#include <systemd/sd-daemon.h>

static char *last_status;

/* The supervisor reads lines: a newline in a status would be a message of its own. */
static char *one_line(const char *status)
{
	return g_strdelimit(g_strdup(status), "\r\n", ' ');
}

static void remember(char *status)
{
	g_free(last_status);
	last_status = status;
}

void service_ready(const char *status)
{
	char *line = one_line(status);

	sd_notifyf(0, "READY=1\nSTATUS=%s", line);
	remember(line);
}

void service_status(const char *status)
{
	char *line = one_line(status);

	if (g_strcmp0(line, last_status) != 0)
		sd_notifyf(0, "STATUS=%s", line);
	remember(line);
}

void service_reloading(void)
{
	sd_notifyf(0, "RELOADING=1\nMONOTONIC_USEC=%" G_GINT64_FORMAT, g_get_monotonic_time());
}

void service_stopping(const char *status)
{
	char *line = one_line(status);

	sd_notifyf(0, "STOPPING=1\nSTATUS=%s", line);
	remember(line);
}

uint64_t service_watchdog_period(void)
{
	uint64_t period = 0;

	return sd_watchdog_enabled(0, &period) > 0 ? period : 0;
}

/* Under load there are thousands of passes a second; a tenth of the period between two words is plenty. */
void service_feed_watchdog(void)
{
	static uint64_t period = UINT64_MAX;
	static int64_t fed;
	int64_t now = g_get_monotonic_time();

	if (period == UINT64_MAX)
		period = service_watchdog_period();
	if (period == 0 || (fed != 0 && now - fed < (int64_t)(period / 10)))
		return;
	fed = now;
	sd_notify(0, "WATCHDOG=1");
}

int service_listen_fd(const char *name)
{
	return service_listen_fd_at(name, 0);
}

int service_listen_fd_at(const char *name, int index)
{
	static char **names;
	static int count = -1;

	if (count < 0)
		count = sd_listen_fds_with_names(1, &names);
	for (int i = 0; i < count; i++) {
		if (names != NULL && names[i] != NULL && strcmp(names[i], name) == 0 && index-- == 0)
			return SD_LISTEN_FDS_START + i;
	}
	return -1;
}
