/*
 * The words of an order on the command line made into the object the daemon reads: which field an option is, in which
 * form. Days and times are taken as people write them and passed on as the daemon reads them. Knows no order's meaning.
 */
#pragma once

#include <jansson.h>

#include "ctl/commands.h"

/* An option that means another field for one command; ended by a NULL option. */
struct body_other {
	const char *option, *field;
};

/* {"ids": the words from `first` on ("-": those of standard input), and every option of arguments->command}. Options that
 * are no field (files) are passed over. NULL and a usage error where a value cannot be read. Owned. */
json_t *body_order(const struct arguments *arguments, guint first, const struct body_other *others, GError **error);

/* The same without ids. */
json_t *body_fields(const struct arguments *arguments, const struct body_other *others, GError **error);

/* The words from `first` on; "-" stands for the lines of standard input, with white space around them taken off. Errors: usage. */
json_t *body_ids(const struct arguments *arguments, guint first, GError **error);

/* YYYY-MM-DD of "2026-11-30", "30/11/2026"; NULL: no date. Owned. */
char *body_day(const char *text);

/* YYYY-MM-DD or YYYY-MM-DDThh:mm[:ss][offset] of those, of "30/11/2026 10:05" and of "10:05 30/11/2026"; NULL: no time. Owned. */
char *body_time(const char *text);

/* Is the option a field of an order? */
bool body_knows(const char *option);
