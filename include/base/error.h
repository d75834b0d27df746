/*
 * The one GError domain. A message is a sentence a person can act on, written where the fact is known; the code says
 * which exit status of sysexits.h the failure deserves when it ends a command. Never printed here.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#define DEADLINED_ERROR (deadlined_error_quark())

/* The values are the exit statuses themselves (sysexits.h), so that main() needs no table. */
enum deadlined_error {
	DEADLINED_ERROR_NOT_FOUND = 1,
	DEADLINED_ERROR_USAGE = 64,
	DEADLINED_ERROR_INPUT = 65,
	DEADLINED_ERROR_UNKNOWN_ID = 66,
	DEADLINED_ERROR_UNAVAILABLE = 69,
	DEADLINED_ERROR_IO = 74,
	DEADLINED_ERROR_BUSY = 75,
	DEADLINED_ERROR_STATE = 76,
	DEADLINED_ERROR_PERMISSION = 77,
	DEADLINED_ERROR_CONFIG = 78,
};

GQuark deadlined_error_quark(void);

/* Sets the error and is false, so that a refusal is one line. */
bool error_refuse(GError **error, enum deadlined_error code, const char *format, ...) G_GNUC_PRINTF(3, 4);
