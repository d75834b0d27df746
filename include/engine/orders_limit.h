/*
 * What the orders that give limits share: a rule as a person writes it made into a limit for an owner, and an occurrence
 * of its own for a duty whose document gives no day. Private to engine/.
 */
#pragma once

#include "engine/orders_work.h"

/* A due rule of an order for one obligation and period. */
struct giving {
	struct work *work;
	const struct obligation *obligation;
	struct period period;
	struct due due;       /* with its year, whatever the order left out */
	char *text;           /* the same, as it is kept with the occurrence */
};

/* Reads the order's rule; D/M is of the year of the period's label. Refused: no rule, one without a day ("none", "event",
 * "in …"). `period` must outlive nothing: it is copied. */
bool giving_init(struct giving *giving, struct work *work, const struct obligation *obligation, const struct period *period, GError **error);
void giving_clear(struct giving *giving);

/* The limit for one owner; one that is over already is refused. */
bool giving_limit(const struct giving *giving, const struct agency *owner, struct limit *ret, GError **error);

/* A new occurrence for `owner`, recorded with its act, announced unless the order is quiet, and answered. Refused where
 * there is one already. */
bool giving_raise(const struct giving *giving, const struct agency *owner, GError **error);

/* After owners of an undated duty got their own occurrences: the row of the rest counts them no more, and goes with the last. */
bool giving_shrink(const struct giving *giving, GError **error);

/* A later document or a reason stands behind what the order sets. */
bool giving_has_source(const struct work *work, GError **error);

/* A day so far ahead is a slip of the pen: DEADLINED_ERROR_INPUT more than ten years after today. Unset is fine. */
bool limit_check_near(const struct work *work, struct civil day, GError **error);

typedef struct giving giving_t;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(giving_t, giving_clear)
