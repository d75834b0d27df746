/*
 * Notices of every kind over the province of fixture.h, whole or with parts missing, for tests of words and mails.
 */
#pragma once

#include "lib/fixture.h"
#include "render/notice.h"

enum option {
	NO_NUMBER = 1 << 0,	  /* of the document */
	NO_HELP = 1 << 1,	  /* office.contact */
	NO_SEND_TO = 1 << 2,
	NO_OUTLINE = 1 << 3,
	NO_COVERS = 1 << 4,
	NO_ASK = 1 << 5,
	NO_REMINDERS = 1 << 6,
	NO_DEPENDENT = 1 << 7,
	NO_DAY_OFF = 1 << 8,
	NO_VIA = 1 << 9,
	NO_RECEIVER = 1 << 10,
	NO_PERSON = 1 << 11,
	NO_PERIOD = 1 << 12,
	NO_COUNTS = 1 << 13,	  /* of days, of bodies */
	NO_REPORT_NUMBER = 1 << 14,
	NO_REPORT_DATE = 1 << 15,
	NO_RECEIPT_NUMBER = 1 << 16,
	NO_ROWS = 1 << 17,
	NO_DIRECT = 1 << 18,
	NO_WINDOW = 1 << 19,
	NO_AGENCY = 1 << 20,	  /* addressee */
	TO_HEAD = 1 << 21,
	EXTENDED = 1 << 22,
	WORKDAY = 1 << 23,	  /* the limit is a working day */
	SELF = 1 << 24,		  /* the coordinator receives the reports itself */
	NO_INPUTS = 1 << 25,	  /* what a consolidation waits for */
	RESUBMISSION = 1 << 26,
	ORDERED = 1 << 27,	  /* the rule in force is an order's */
	NO_FEED = 1 << 28,	  /* none is offered */
	LAST_OPTION = 1 << 29,
};

struct notice_item *notices_item(enum notice_kind kind, const struct agency *owner, unsigned options);
struct notice_row *notices_row(unsigned options);
struct notice_list *notices_list(unsigned options);
struct notice_digest *notices_digest(unsigned options);
/* `count` items or lists; several items are one of each sort. */
struct notice *notices_make(enum notice_kind kind, int count, const struct agency *agency, enum language language,
			    unsigned options);
/* Takes what is missing out of the configuration, too; returns the fixture as it was, to be put back. */
struct fixture notices_strip(unsigned options);
