/*
 * Whether a report was in time, and by how much not: fixed when it comes in, in calendar and in working days, by the limit
 * that counts and by the first one there was. Pure. Private to engine/.
 */
#pragma once

#include "model/config.h"
#include "store/facts.h"

/* Fills the fact's days of lateness, and whether it came in grace, from `submitted` (unset: none). Call after each change of it. */
void lateness_fix(const struct config *config, struct fact *fact);

struct lateness {
	bool late, grace; /* grace: after the limit, before it counted as late */
	int days;         /* working days late */
};

/* Of something handed in at `counted`, by a limit and the instant from which it is late. */
struct lateness lateness_of(const struct config *config, struct instant counted, struct civil limit, struct instant late_from);
const char *lateness_word(const struct lateness *lateness); /* "on time" | "grace" | "late" */
