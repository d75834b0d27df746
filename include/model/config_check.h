/*
 * The checks that need the whole configuration: circles, validity, what a plan with limits must have, people who cannot
 * be reached, limits and gaps as the calendar makes them. Run once by the loader after everything is read; what already
 * has an error is left alone.
 */
#pragma once

#include "model/config_read.h"

/* All of them. Takes obligations with errors out of their plans. */
void config_check(struct reader *reader);

/* Those that one plan needs which is read beside files found good before. */
void config_check_plan(struct reader *reader, const struct plan *plan);

/* The parts, in their order. */
void check_circles(struct reader *reader);
void check_plan_circles(struct reader *reader, const struct plan *plan);
void check_dates(struct reader *reader);
void check_plan_dates(struct reader *reader, const struct plan *plan);

/* Place and words of a record's key for a message; the group's own place where the key is absent. */
struct node *check_node(const struct reader *reader, const void *record, const char *key);
