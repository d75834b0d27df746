/*
 * The words of a table that shows how every body stands with one obligation of a period: for print, for a spreadsheet, as
 * lines. Filled in by engine/standing; decides nothing. Pointers into the configuration are borrowed.
 */
#pragma once

#include "render/notice.h"

struct notice_standing_row {
	const struct agency *agency;
	const struct contact *contact; /* NULL: nobody */
	char *number;                  /* of the report's document */
	struct civil dated;
	struct instant received;
	const char *state;             /* a key of words_state; NULL: limit passed, not in */
	bool in;                       /* the report came, or came once */
	bool returned;                 /* and went back: `limit` is the one for its corrections */
	bool extended;                 /* still to come, by a later limit */
	struct civil limit;
	bool late;                     /* came late, or is late */
	int days_late;                 /* working days of it; 0 where those were days off */
	int reminders;                 /* accepted by the relay in this version of the limit */
	struct civil last_reminder;
	bool internal, asked;          /* owner and receiver are one; a decision was asked for */
	char *note;
};

struct notice_standing {
	const struct config *config;
	enum language language;
	const struct obligation *obligation;
	struct period period;
	struct limit limit;            /* by which most owe it; as in struct notice_list */
	const struct due *due;
	bool by_day;
	const struct agency *office;   /* who keeps the table; NULL: the office of the settings */
	struct instant now;
	bool missing;                  /* only those whose report is not in are shown */
	int total, on_time, late, open, excused; /* of all bodies */
	GPtrArray *rows;               /* struct notice_standing_row *, owned */
};

struct notice_standing_row *notice_standing_row_new(void);
struct notice_standing *notice_standing_new(void);
void notice_standing_free(struct notice_standing *standing);

/* Sorts the rows by kind of body, then by name. One HTML file for A4 landscape, or plain text; owned by the caller. */
char *notice_standing_render(struct notice_standing *standing, struct templates *templates, bool html, GError **error);
/* The same as a spreadsheet opens it (base/csv.h), names of the columns first. */
char *notice_standing_csv(struct notice_standing *standing);

typedef struct notice_standing notice_standing_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(notice_standing_t, notice_standing_free)
