/*
 * Finding occurrences for lists in indexes alone: each holds one shelf after the other, so what is asked is put together from
 * as many short walks as there are shelves (and bodies) in question, each ending where the page would. Private to store/.
 */
#pragma once

#include "store/facts.h"

/* What the filter means of the dated ones, after (`day`, `id`), by limit, then id; at most filter->limit. Array of struct
 * fact_key; ids are owned by the array. */
GArray *facts_keys(struct store *store, const struct fact_filter *filter, struct civil day, const char *id, GError **error);

/* As the column calls it. */
const char *facts_shelf_name(int shelf);

struct query;
/* In facts.c: the next column, as a state. */
enum state facts_take_state(struct query *query);
/* In facts.c: undated rows after `after`. */
GPtrArray *fact_undated(struct store *store, const struct fact_filter *filter, const char *after, int limit, GError **error);
