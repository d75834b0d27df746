/*
 * A report on its way in: the checks of its times and of its number, shared by what records it and what corrects it.
 * Private to engine/.
 */
#pragma once

#include "engine/orders_work.h"

/* What a person says of the report that came in. Strings borrowed. */
struct intake {
	const char *number, *channel, *note;
	struct civil dated;
	struct instant received, sent; /* unset: not said */
};

/* As the order gives it. */
struct intake intake_of(const struct order *order);

/* Nothing may lie ahead, and nothing is received before it was sent. */
bool intake_check_times(const struct work *work, const struct intake *intake, GError **error);

/* A number recorded before: within the obligation it is refused (unless the order says `again`), elsewhere the other occurrence
 * is named in `*same` (owned by the caller; NULL: none). What was taken back or corrected since does not count. */
bool intake_check_number(const struct work *work, const struct fact *fact, const char *number, char **same, GError **error);

/* The receipt of the submission or correction in deed->act leaves as the policy says, after closing at the next opening; none
 * to oneself, none where it only settles what was late when it was taken up. */
bool intake_plan_receipt(struct deed *deed, GError **error);

/* counted, lateness, days_late, receipt, same_document and missing into the answer. */
void intake_tell(struct deed *deed, const char *same);

/* Fixes how late the report was, and for how much of that its inputs answer, from fact->submitted. */
bool intake_judge(struct deed *deed, GError **error);

/* Records one report, of the occurrence or of a table's line, and answers. */
bool intake_take(struct deed *deed, const struct intake *intake, GError **error);

/* The lines of a table: the occurrences of one obligation and period, found by their bodies. */
bool intake_rows(struct work *work, GError **error);
