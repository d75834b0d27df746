/*
 * Who stands behind the limits: bodies that have ended without an heir, people without an address, lines to report that
 * no heir was given, steps of a policy that no limit lets come. Fed with one limit after the other by the checks of dates;
 * what it finds it says once, at the end where it needs to have seen all.
 */
#pragma once

#include "model/config_read.h"

struct people {
	struct reader *reader;
	const struct obligation *obligation; /* the one the caches below are of */
	GHashTable *policies;  /* of that obligation: const struct agency * -> const struct policy * */
	GHashTable *said;      /* what was said already, as text */
	GHashTable *came;      /* struct policy_step * that some limit lets come */
	GHashTable *used;      /* struct policy * or struct campaign * with a limit or window -> longest plan in days */
};

void people_init(struct people *people, struct reader *reader);
void people_look(struct people *people, const struct obligation *obligation, const struct limit *limit);
void people_look_at_campaigns(struct people *people, const struct plan *plan, struct range window);
/* Says which steps never came; only for one who has seen all limits. */
void people_never(struct people *people);
void people_clear(struct people *people);
