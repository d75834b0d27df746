/*
 * Dates, numbers, periods and rules in Vietnamese (official register: Decree 30/2020/ND-CP App. I, day always two digits,
 * month padded only for 01 and 02) and English. Pure functions; strings belong to the caller.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/due.h"
#include "model/plan.h"

char *words_date_long(enum language language, struct civil date);    /* ngày 03 tháng 3 năm 2026 | 3 March 2026 */
char *words_date_short(enum language language, struct civil date);   /* 03/3/2026 (document habit) | 3 March 2026 */
char *words_date_table(struct civil date);                           /* 03/03/2026 */
char *words_date_weekday(enum language language, struct civil date); /* thứ Ba, ngày 03 tháng 3 năm 2026 */
char *words_date_day(enum language language, struct civil date);     /* thứ Ba, ngày 03/3/2026 | Tuesday, 3 March 2026 */
char *words_day_month(enum language language, struct civil date);    /* 30/11 | 30 November */
char *words_range(enum language language, struct civil first, struct civil last); /* từ ngày 15/11 đến ngày 15/12/2026 */
/* Whole list with "and": «A, B và C» | A, B and C. `names`: const char *; "" for an empty list. */
char *words_join(enum language language, const GPtrArray *names);
char *words_instant(enum language language, const struct zone *zone, struct instant when); /* 07 giờ 30 phút, ngày 01/12/2026 */
char *words_instant_short(const struct zone *zone, struct instant when); /* 16:45 27/11/2026 */

char *words_count(enum language language, int n);                    /* 03 | 3 */
char *words_working_days(enum language language, int n);             /* 03 ngày làm việc | 1 working day */

/* «năm 2026», «quý III năm 2026», «tháng 10 năm 2026»; NULL for a label that is not a period of time. */
char *words_period(enum language language, const char *label);
/* In running text: "for 2026" in English, the words alone in Vietnamese; NULL as words_period. */
char *words_for_period(enum language language, const char *label);
/* Does the title already hold the period's words? */
bool words_title_holds(const char *title, const char *label);
/* The title alone when it already holds the period's words or there are none, else title + period. */
char *words_obligation_period(enum language language, const char *title, const char *label);

/* The document's own words of the limit: «trước ngày 30/11/2026» | before 30 November 2026; undated rules: «văn bản không
 * quy định thời hạn cụ thể», «khi có yêu cầu …»; D with its year once the period is known (`limit` may be NULL). */
char *words_due(enum language language, const struct due *due, const struct limit *limit);
/* A limit an order has set, always inclusive: «đến hết ngày 10/12/2026» | by the end of 10 December 2026. */
char *words_new_limit(enum language language, struct civil last);
char *words_due_short(enum language language, const struct due *due, const struct limit *limit); /* trước 30/11 */

/* {doc_ref} at first mention, {doc_short} later: `cite`/`cite_short` verbatim, else composed; a blank number leaves the
 * title alone, nothing in brackets. */
char *words_document(enum language language, const struct plan *plan);
char *words_document_short(enum language language, const struct plan *plan);
/* A body's head: «Thủ trưởng …», «đồng chí Nguyễn Văn A, Giám đốc …». */
char *words_head(enum language language, const struct agency *agency, const struct contact *head);
/* Who answers in another's place: «Sở Tài chính (thay Sở Kế hoạch và Đầu tư)» | … (in place of …); `text` may also be what is
 * answered. */
char *words_instead(enum language language, const char *text, const struct agency *instead_of);
/* {agency_you}: quý cơ quan, quý địa phương, the name for `requested`; `address_as` first. */
char *words_you(enum language language, const struct agency *agency);

/* A state as people read it, by its key: "not-due" "due-soon" "due-today" "grace" "overdue" "submitted" "received"
 * "accepted" "returned" "resubmitted" "on-time" "extended" "waived" "nil" "no-date" "waiting" "provisional" "cancelled"
 * "draft" "withdrawn" "unsettled" "internal". Static; NULL for another key. */
const char *words_state(enum language language, const char *key);
/* «quá hạn 03 ngày làm việc» | 3 working days late. */
char *words_late(enum language language, int days);
