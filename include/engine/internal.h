/*
 * What the files of engine/ share: the engine's record, one planning run, and the sayings it gathers. Private to the room.
 */
#pragma once

#include "engine/assigned.h"
#include "engine/delivery.h"
#include "engine/engine.h"
#include "model/schedule.h"
#include "render/notice.h"
#include "store/facts.h"
#include "store/ledger.h"
#include "store/outbox.h"

struct engine {
	struct store *store;
	struct templates *templates;
	struct links *links;       /* lent; NULL: there are no addresses of feeds */
	const struct config *config;
	GHashTable *obligations;   /* "plan/obligation" -> const struct obligation * */
	GHashTable *needed;        /* obligations that some other needs (a set) */
	struct assigned *assigned; /* lines of content that orders gave to heirs */
	GHashTable *rules;         /* rules that orders gave: text -> struct due *, NULL where it cannot be read */
	GHashTable *left_out;      /* requests the files make unreadable: id of the plan -> why */
	struct overlay *overlay;   /* the people recorded in the store, as they stand */
	unsigned people;               /* how often it was replaced by an order */
	struct civil created_to;   /* occurrences exist in the store up to this limit */
	struct civil extended_on;  /* the local day on which that was last looked at */
	struct instant last_tick;  /* as stored */
	struct instant passed;     /* the last tick that came to its end, of this process */
	struct instant relay_until; /* the whole relay backs off until then */
	int relay_failures;
	bool unheld;               /* a preview: mail.mode = hold does not count */
	struct policy_step *first_rule; /* the first notice: to owner:focal */
	GPtrArray *events;
	GPtrArray *touched;
};

/* Finds what the files say about a fact; NULL when they no longer do. */
const struct obligation *engine_obligation(const struct engine *engine, const char *plan, const char *obligation);

void engine_event_add(struct engine *engine, enum engine_event_kind kind, const char *occurrence, const char *text, ...)
	G_GNUC_PRINTF(4, 5);
struct engine_event *engine_event_last(struct engine *engine);
/* When a moment of planning will be looked at, which lies at `next`: what waits outside office hours waits for the next
 * opening, and nothing is looked at twice in a minute. */
struct instant engine_planning_moment(const struct engine *engine, struct instant next, struct instant now);
/* When an envelope is tried; INSTANT_NONE where nothing is tried by itself any more. */
struct instant engine_next_try(const struct envelope *envelope);
/* Feeds that show this occurrence must look again. */
void engine_touch(struct engine *engine, const char *id);

/* ---- a fact with what the files say about it ---- */

struct view {
	struct fact *fact;                   /* borrowed */
	const struct obligation *obligation;
	const struct agency *owner;          /* the body that answers it today: who owes it, or an order named; NULL: an undated row */
	const struct agency *instead_of;     /* in whose place, where an order named it; NULL: it owes it itself */
	const struct policy *policy;
	struct limit limit;
	const struct due *due;               /* the rule that gave the limit: the files' or an order's; NULL: a day alone, by an
	                                      * extension or for corrections */
	struct civil last_day;               /* escalation counts from it */
};

/* False when the files no longer know it. */
bool view_of(const struct engine *engine, struct fact *fact, struct civil today, struct view *ret);
void view_period(const struct fact *fact, struct period *ret);
/* Its shell as model/schedule gives it; strings borrowed from the fact. */
struct occurrence view_occurrence(const struct view *view);
bool fact_is_open(const struct fact *fact); /* waits for a report: open or returned, in service, settled */

/* rules.c: a rule as an order gave it (a date with its year), read once and kept; NULL where it cannot be read. */
GHashTable *engine_rules_new(void);
const struct due *engine_rule(const struct engine *engine, const char *text);
/* Does the rule give that last day, as far as can be told? */
bool rule_names(const struct due *due, struct civil last);
/* The one whose words the limit in force is said in; NULL as in struct view. */
const struct due *engine_rule_in_force(const struct engine *engine, const struct fact *fact, const struct obligation *obligation);

/* ---- one planning run ---- */

struct saying {
	struct fact *fact;
	struct view view;
	struct step step;
	char *role;              /* ledger role */
	const struct agency *agency; /* written to */
	const struct contact *contact; /* NULL: mailto */
	char *address;           /* NULL: unaddressed */
	bool head;               /* as the head of the body, with the head's text */
	bool others;             /* on what others owe */
	bool foretold;           /* a line of a foretold list */
	struct civil foretell_day; /* on which that list was to go */
	bool opens;              /* the first notice of this version of the limit */
	bool revived;            /* was unaddressed; the ledger row exists */
	bool direct;             /* a line under «Cần trao đổi trực tiếp» */
	bool held;               /* foretold, and kept back as things stand */
	bool copy;               /* cc */
	struct saying *primary;  /* a copy's message */
	struct saying *speaker;  /* who speaks for it; itself when it speaks */
	GPtrArray *covered;      /* struct saying *, borrowed: those it speaks for; NULL: none */
	enum notice_kind kind;
};

/* The consolidation that waits for a report, as it stands. */
struct dependent {
	const struct obligation *obligation;
	bool dated;
	struct limit limit;
	const struct due *due;   /* the rule in force; NULL: a day alone */
};

struct run {
	struct engine *engine;
	const struct config *config;
	struct instant now;
	struct civil today;
	bool speaking;           /* within office hours */
	GPtrArray *facts;        /* struct fact *, owned */
	GPtrArray *sayings;      /* struct saying *, owned */
	GPtrArray *rows;         /* struct ledger_row *, owned: outcomes without a mail */
	GPtrArray *bundles;      /* struct bundle *, owned */
	GHashTable *by_address;  /* side and address -> struct bundle *, borrowed */
	GHashTable *inputs;      /* "plan/obligation/period" of a consolidation -> GPtrArray of struct input *, owned */
	GHashTable *dependents;  /* "plan/obligation/period" -> struct dependent * (owned) or NULL */
	GHashTable *holders;     /* address -> const struct contact *: who holds a position today; NULL: not asked for yet */
};

struct run *run_new(struct engine *engine, struct instant now);
void run_free(struct run *run);

/* Everything one address gets in a run on one side (own reports, or what others owe). */
struct bundle {
	char *address;
	bool others;
	const struct agency *agency;
	const struct contact *contact;
	bool head;
	GPtrArray *sayings;      /* struct saying *, borrowed: it speaks */
	GPtrArray *copies;       /* struct saying *, borrowed: «để biết» */
	GPtrArray *cc;           /* char *, owned: addresses */
	GPtrArray *cc_sayings;   /* struct saying *, borrowed */
	GPtrArray *foretold;     /* struct saying *, borrowed: who will be told */
	struct instant foretold_at;
	GPtrArray *foretell_subjects, *settle_subjects, *digest_subjects; /* char *, owned */
	GPtrArray *settle;       /* struct fact *, borrowed from run->facts */
	GPtrArray *digest_plans; /* const struct plan * */
	bool digest_undated;
	int digest_span;         /* days it reports on: 7 or 1 */
};

struct saying *saying_new(void);
void saying_free(struct saying *saying);

/* ladder.c: what is due of one fact. Appends sayings and rows; `*next` the moment it must be looked at again. */
bool ladder_due(struct run *run, struct fact *fact, struct instant *next, GError **error);
/* The next moment of a fact that was just created or changed, without saying anything. */
bool ladder_next(struct engine *engine, struct fact *fact, struct instant now, struct instant *next, GError **error);

/* Does the step, at that moment, wait for the decision on a request? Those to the owner's head do. */
bool ladder_waits(const struct fact *fact, const struct policy_step *rule, struct instant at);

/* Steps whose moment is not after `before` and that have no row are over: rows `past` are added to the run. With `then` (NULL:
 * not known), the configuration of before, and the limit by it, only steps that were still to come by its calendar. */
bool ladder_pass(struct run *run, struct fact *fact, struct instant before, const struct config *then, const struct limit *was,
		 GError **error);

/* ladder_choose.c: of an occurrence's sayings in one run, who speaks for whom; and whose message a copy goes with. */
void ladder_choose(GPtrArray *sayings);

/* people.c: who is written to. */

/* Reads the people recorded in the store; those it knew stay where that fails. */
bool engine_read_people(struct engine *engine, enum language language, GError **error);

struct person {
	const struct agency *agency;
	const struct contact *contact;
	const char *address; /* borrowed; NULL: nobody */
	bool fell_back;      /* to the focal point */
};

/* The body that stands for `agency` today; an ended one that nobody inherits from stands for itself: it is named, and has
 * nobody to write to. NULL for NULL. */
const struct agency *body_of(const struct agency *agency, struct civil today);
/* The person of a position in a body today; falls back to its focal point. Address NULL: nobody, as in a body that has ended. */
struct person person_of(const struct engine *engine, const struct agency *agency, const char *position, struct civil today);
/* Who takes the report in today; where all have ended and left no heir one of them, who has nobody to write to. Array of const
 * struct agency *, container owned. */
GPtrArray *receivers_of(const struct obligation *obligation, struct civil today);
/* The person behind a role of the ledger ("owner:head", "so-y-te:focal") today. False: the role names no position of one body. */
bool person_of_role(const struct engine *engine, const struct view *view, const char *role, struct civil today, struct person *ret);
struct person person_coordinating(const struct engine *engine, const struct plan *plan, struct civil today);

struct bundle *run_bundle(struct run *run, const char *address, bool others, const struct person *person, bool head);

/* group.c: groups what is due by person; moments.c adds digests, lists, campaigns; when everybody's own mails are known, the
 * copies; compose.c writes the mails. */
void run_group(struct run *run);
bool agenda_run(struct run *run, GError **error);
void run_copies(struct run *run);
bool run_compose(struct run *run, GError **error);

/* items.c: facts of one report as a notice says them. Each is owned by the caller. */
struct notice_item *run_item(struct run *run, const struct saying *saying, GError **error);
struct notice_row *run_row(struct run *run, const struct view *view, GError **error);
/* One obligation's whole position in a period, without direct lines. */
struct notice_list *run_position(struct run *run, const struct view *view, GError **error);
/* Rows about bodies: by limit, then by name. */
void run_sort_rows(GPtrArray *rows);
enum notice_kind run_kind(const struct run *run, const struct view *view, bool head);

/* When what is not an occurrence comes round. */
struct instant digest_next(const struct config *config, enum digest digest, struct instant now);
enum digest digest_of_plan(const struct plan *plan);

/* answers.c: mails that stand alone: a receipt, a new limit, a campaign. */
bool answer_receipt(struct run *run, const struct agenda_row *row, GError **error);
bool answer_request(struct run *run, const struct agenda_row *row, GError **error);
bool answer_campaign(struct run *run, const struct agenda_row *row, GError **error);

/* enclose.c: a draft letter with each list that goes to the head who signs it; with a weekly digest, tables of what is missing
 * or due. */
bool run_enclose_letters(struct run *run, const struct bundle *bundle, struct notice *notice, GError **error);
bool run_enclose_tables(struct run *run, struct notice *notice, GError **error);

/* digest.c */
struct notice_digest *digest_build(struct run *run, const struct bundle *bundle, GError **error);
bool digest_is_empty(const struct notice_digest *digest);

/* One mail, rendered and put into the outbox with its ledger rows. `rows` get the mail's id. */
bool run_post(struct run *run, struct notice *notice, bool others, struct civil expires, GPtrArray *rows, GError **error);
struct ledger_row *ledger_row_make(const char *subject, int version, const char *step, const char *role, enum outcome outcome,
				   const char *reason, const char *address, struct instant at);

/* load.c: on a new local day, occurrences up to the horizon. */
bool load_extend(struct engine *engine, struct instant now, GError **error);
/* load_agenda.c: digests and campaigns as the files have them now. Opens a transaction only when it must write. */
struct load;
bool load_agenda(struct load *load, GError **error);

struct load {
	struct engine *engine;
	struct instant now;
	struct instant since;         /* digests after it are to come: now, or the new day's beginning */
	struct civil today, last;     /* up to this limit */
	bool in_time;                 /* as if all had been created long before */
	bool writing;                 /* the transaction is open */
	bool recalendared;            /* the holiday files are not those of the last load */
	struct instant last_tick;
	const struct config *before;  /* whose place the files take; NULL: the service starts */
	GHashTable *existing;         /* id -> struct fact *, owned; those seen in the files are taken out */
	GHashTable *unsettled;        /* coordinator's id -> itself: whom a list to settle goes to */
	struct engine_changes *changes; /* NULL: nobody asks */
};

bool load_begin(struct load *load, GError **error);

/* A new occurrence, not yet in the store, as a load makes it: first version, armed now; owned by the caller. */
struct fact *load_fact(const struct load *load, const struct occurrence *occurrence);

/* The agenda as the configuration has it now, in a transaction of its own: it has one plan more. */
bool load_digests(struct engine *engine, struct instant now, GError **error);

/* load.c: the lines that orders gave to heirs, as the store has them now. */
bool engine_read_assigned(struct engine *engine, GError **error);

/* load_rule.c: fingerprints; owned by the caller. */
char *load_rule(const struct load *load, const struct occurrence *occurrence);
char *load_calendar(const struct calendar *calendar);

/* load_orders.c: a store of an older form knows no working days: what was late is counted again, once. */
bool load_lateness(struct load *load, GError **error);
/* load_orders.c: an undated occurrence of the files counts only the owners whom no order gave a day. */
bool load_undated(const struct load *load, struct occurrence *occurrence, GError **error);
/* Not among the occurrences of the files, but an order made it of a duty without a day that they still know. */
bool load_stays(const struct load *load, const struct fact *fact);
/* The limit a person set stays; aim and late_from follow the days off. */
void load_recalendar(const struct load *load, struct fact *fact);

/* administrator.c: one mail a day about what did not reach anybody. */
bool administrator_run(struct run *run, GError **error);
/* Something failed after the run: the administrator's mail is due at the next planning. */
bool administrator_wake(struct engine *engine, struct instant now, GError **error);
