/*
 * A notice: everything one mail is to say, as facts without words. Filled in by engine/ (which decides what is said to
 * whom), turned into subject, text and HTML by render/ with one whole template per kind, language and relation. Plain
 * records: pointers into the configuration are borrowed and must outlive the notice; strings and arrays are owned.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/config.h"
#include "render/template.h"

enum notice_kind {
	NOTICE_ADVANCE, NOTICE_TODAY, NOTICE_OVERDUE, NOTICE_HEAD, NOTICE_LIST, NOTICE_FORETELL, NOTICE_DIGEST, NOTICE_SETTLE,
	NOTICE_CAMPAIGN, NOTICE_RECEIPT, NOTICE_RETURNED, NOTICE_EXTENDED, NOTICE_WAIVED, NOTICE_REQUEST, NOTICE_RECALLED,
	NOTICE_READY, NOTICE_ADMIN
};

const char *notice_kind_name(enum notice_kind kind); /* "advance" … */

/* One report owed by the addressee: what texts 1-4 (advance, today, overdue, head) and answers to orders need. */
struct notice_item {
	enum notice_kind kind;       /* advance, today, overdue or head; the block it goes into */
	bool for_information;        /* a copy: «để biết» */
	const struct obligation *obligation;
	const struct agency *owner;  /* who answers it */
	const struct agency *instead_of; /* in whose place; NULL: its own */
	GPtrArray *covers, *open;    /* const char *: lines to report, and those that no heir has; NULL: as the files say */
	struct period period;
	struct limit limit;          /* in force */
	bool extended;               /* limit set by an order: shown as the inclusive new day */
	int days_left, days_late;    /* working days */
	struct civil last_workday;   /* {last_workday}: the last working day within the limit */
	struct civil new_ask;        /* «chậm nhất hết {new_ask}»; CIVIL_NONE: none */
	int reminders;               /* accepted by the relay so far */
	struct civil last_reminder;
	const struct calendar_day *day_off; /* a listed day off between today and the aim; NULL */
	const struct obligation *dependent; /* consolidation that waits for it; NULL */
	struct limit dependent_limit;       /* dated only */
	bool dependent_dated;
	const struct due *dependent_due;    /* the rule in force for it; NULL: a day alone, included */
	bool calendar_part;          /* first notice of this version: an .ics part may go with it */
	bool resubmission;           /* returned for correction: the corrected report is awaited */
	const struct due *due;       /* the rule in force where an order gave it; NULL: the obligation's */
	GPtrArray *inputs;           /* struct notice_input *: what a consolidation waits for; NULL: it needs nothing */
	char *occurrence;            /* id */
	int version;
};

enum input_state { INPUT_IN, INPUT_LATE, INPUT_MISSING, INPUT_WAIVED, INPUT_RETURNED, INPUT_UNDATED };

/* One input of a consolidation, by body. `late`: in, but after its limit. */
struct notice_input {
	const struct obligation *obligation;
	const struct agency *agency; /* NULL: an undated row */
	enum input_state state;
	struct limit limit;
	char *occurrence;            /* id */
};

/* What an order decided, for the mail that answers it (returned, extended, waived, recalled). Unset fields are left out. */
struct notice_decision {
	char *number;            /* of the document that decides (extended, waived), or of the report (returned) */
	struct civil dated;
	GPtrArray *reasons;      /* char *: returned: points to correct; else one */
	struct civil until;      /* returned: last day for the corrections; extended: the new last day, included */
	struct instant first_sent; /* returned: the first submission's time */
	char *asked_by;          /* extended: who asked */
	struct civil asked_on;
	char *granted_by;        /* NULL: the office */
	struct limit original;   /* extended: the first limit; `named` where the files give it */
	struct civil receipt_sent; /* recalled: the day the receipt left */
};

/* One row of a table about a body: list, foretell, digest, settle, admin. Unset fields are left out. */
struct notice_row {
	const struct agency *agency;
	const struct agency *instead_of;   /* in whose place it answers; NULL: its own */
	const struct contact *contact;     /* whose name and phone stand there */
	const struct obligation *obligation;
	struct period period;
	bool dated;
	struct limit limit;
	const struct due *due;             /* the rule in force where an order gave it; NULL: see `extended` */
	bool extended;                     /* the limit is a day alone, included; else the obligation's rule holds */
	bool resubmission;                 /* went back: the corrected report is awaited */
	char *occurrence;                  /* id; NULL: of no one occurrence */
	int owners;                        /* undated rows */
	char *step;                        /* foretell: "+3wd"; admin: the step */
	struct civil last_reminder;
	int days_late;
	bool grace;
	bool held;                         /* its steps, or this one, are kept back by a person */
	bool internal;                     /* owner and receiver are one: «nội bộ» */
	struct instant received;           /* digest 3 */
	char *number;                      /* document number */
	bool asks;                         /* digest 5: more time, or a waiver, is asked for */
	struct civil asked_until;          /* the day asked for; CIVIL_NONE: a waiver */
	char *reason;                      /* of the request */
	char *text;                        /* admin: the relay's answer */
	char *address;                     /* admin: recipient */
	char *position;                    /* admin: role */
	struct instant next;               /* admin: next try; unset: given up */
};

/* One obligation's whole position (list), or one group of rows (foretell, settle). */
struct notice_list {
	const struct obligation *obligation;
	struct period period;
	struct limit limit;
	const struct due *due;  /* the rule in force where an order gave it */
	bool by_day;            /* the limit is a day alone, included; else the obligation's rule holds */
	int total, on_time, late, extended, waived, returned, missing;
	GPtrArray *rows;        /* struct notice_row *: missing bodies and those whose report went back / who will be told */
	GPtrArray *direct;      /* struct notice_row *: «Cần trao đổi trực tiếp» */
	const struct obligation *dependent;
	struct limit dependent_limit;
	bool dependent_dated;
	const struct due *dependent_due; /* the rule in force for it; NULL: a day alone, included */
	bool escalated_to_heads; /* every head that is written to by rule was */
	bool heads_excepted;     /* some are not written to by rule */
	bool drafted;            /* a draft letter to the missing is attached */
};

struct notice_campaign {
	const struct campaign *campaign;
	struct civil first, last;
	GPtrArray *deadlines;   /* struct notice_item *: limits of the addressee within the window */
};

/* Items of what is counted, in the middle of a period. */
struct notice_count {
	const struct obligation *obligation; /* its `count`: so many are due from each body */
	struct period period;
	int entries;            /* recorded, of all bodies */
	int enough, owners;     /* bodies that have as many as are due; all */
};

/* Digest sections 1 to 8; an empty array reads «Không có.» */
struct notice_digest {
	struct civil from, to;
	GPtrArray *overdue, *upcoming, *received, *returned, *requests; /* struct notice_row * */
	int grace;              /* of `overdue`: limit passed on a day off, not yet late */
	GPtrArray *campaigns;   /* struct notice_campaign * */
	GPtrArray *counts;      /* struct notice_count *: lines of the same section */
	GPtrArray *undated;     /* struct notice_row *; NULL: section not printed this time */
	GPtrArray *days;        /* const struct calendar_day *: calendar notes */
	GPtrArray *touched;     /* struct notice_row *: kept by a reload against the files */
};

struct notice_receipt {
	char *number;
	struct civil dated;
	struct instant received;
	char *receipt;          /* receipt number: the act's */
	bool late, grace, extended;
	int days_late;
};

/* A file that goes with the mail. */
struct notice_attachment {
	char *name;       /* ASCII */
	const char *type; /* of text: "html", "csv" */
	char *text;
};

struct notice {
	enum notice_kind kind;            /* of the whole mail */
	enum language language;
	const struct agency *agency;      /* Kính gửi; NULL: the administrator */
	const struct contact *contact;    /* person written to; NULL: mailto or admin */
	bool to_head;                     /* addressed as {head} */
	bool coordinator_is_receiver;     /* changes the last paragraph of a list */
	char *address;
	GPtrArray *cc;                    /* char *; NULL: none */
	char *feed;                       /* the page of the reader's own calendar feed; NULL: none is offered */
	struct instant now;
	GPtrArray *items;                 /* struct notice_item *: own reports; several: the grouped text */
	GPtrArray *lists;                 /* struct notice_list * */
	GPtrArray *foretold;              /* struct notice_list *: a section of the same mail */
	struct instant foretold_at;       /* when those will be told */
	GPtrArray *settle;                /* struct notice_row * */
	struct notice_digest *digest;     /* NULL: no digest in this mail */
	struct notice_campaign *campaign;
	struct notice_receipt *receipt;
	struct notice_item *request;      /* a new limit or ad hoc request; NULL */
	struct notice_decision *decision; /* with one item: returned, extended, waived, recalled; with a request: the
					   * document that set the limit; NULL */
	GPtrArray *attachments;           /* struct notice_attachment * */
	bool more_tables;                 /* a digest with more tables than are attached */
	GPtrArray *problems;              /* struct notice_row *: to the administrator */
	GPtrArray *keys;                  /* char *: the mail's ledger keys, sorted by render/message for the Message-ID */
};

/* Every array is there and owns what is put into it, but for `cc` and the digest's `undated` (NULL) and its `days`
 * (borrowed records). */
struct notice *notice_new(enum notice_kind kind);
void notice_free(struct notice *notice);
struct notice_item *notice_item_new(void);
void notice_item_free(struct notice_item *item);
struct notice_row *notice_row_new(void);
void notice_row_free(struct notice_row *row);
/* What the item waits for: its array, empty at first. */
GPtrArray *notice_item_inputs(struct notice_item *item);
struct notice_input *notice_input_new(void);
void notice_input_free(struct notice_input *input);
struct notice_decision *notice_decision_new(void);
void notice_decision_free(struct notice_decision *decision);
/* Attaches a text; takes it over. */
void notice_attach(struct notice *notice, const char *name, const char *type, char *text);
struct notice_list *notice_list_new(void);
void notice_list_free(struct notice_list *list);
struct notice_campaign *notice_campaign_new(void);
void notice_campaign_free(struct notice_campaign *campaign);
struct notice_count *notice_count_new(void);
struct notice_digest *notice_digest_new(void);
void notice_digest_free(struct notice_digest *digest);
/* Makes the section printed: its rows, empty at first. */
GPtrArray *notice_digest_undated(struct notice_digest *digest);

/* The words: subject (one line), text/plain and HTML bodies. Strings owned by the caller. */
struct notice_text { char *subject, *plain, *html; };
void notice_text_clear(struct notice_text *text);
bool notice_render(const struct notice *notice, const struct config *config, struct templates *templates,
		   struct notice_text *ret, GError **error);
/* The template's context, as `deadlinectl template` takes it. */
json_t *notice_context(const struct notice *notice, const struct config *config);

typedef struct notice notice_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(notice_t, notice_free)
