/*
 * What every order on occurrences shares: which are meant, the state it may start from, the act it leaves in the history,
 * the limit it sets, the moment the engine looks again, the mail that follows, the answer. An order is a function in a file
 * of its own and one line in the table of daemon/engine/orders.c; it runs inside the one transaction of orders_run, which
 * takes everything back where it fails or was only to be tried. Private to engine/.
 */
#pragma once

#include <jansson.h>

#include "base/error.h"
#include "engine/internal.h"
#include "engine/orders.h"
#include "engine/orders_table.h"

/* One order at work. */
struct work {
	struct engine *engine;
	const struct order *order;
	enum order_verb verb; /* ORDER_VERBS: not in the table of states (request) */
	struct instant now;
	struct civil today;
	json_t *answers;
	struct plan *plan;    /* a request's, owned: it becomes part of the configuration when the order is carried out */
	GHashTable *seen;     /* char *, ids already done: a pattern and an id may meet */
};

/* What the order does to one occurrence. */
struct deed {
	struct work *work;
	struct fact *fact;      /* borrowed; changed by the order between deed_begin and deed_record */
	enum order_state from;
	struct act act;         /* filled from the order; strings borrowed */
	json_t *detail;         /* what the act says besides; owned */
	json_t *told;           /* keys of the answer besides the common ones; owned */
	bool passed;            /* nothing was done: a pattern met it in a state the order does not start from */
	bool follows;           /* a mail follows */
	enum notice_kind mail;
	char *mail_to;          /* owned; NULL: nobody to write to */
	struct instant mail_at;
};


/* Calls `one` for every occurrence the order's ids and patterns mean, each once, after the look at its state. */
bool work_each(struct work *work, bool (*one)(struct work *work, struct fact *fact, GError **error), GError **error);

/* May the order start from the state it is in? The refusal says the state and what may be done instead. */
bool work_may(const struct work *work, const struct fact *fact, GError **error);

/* An answer of a shape of its own (request); stolen. */
void work_answer(struct work *work, json_t *answer);
/* Feeds and the log hear of this occurrence when the order is carried out. */
void work_touched(struct work *work, const char *id);

/* Before the fact is changed: remembers the state it starts from. */
void deed_begin(struct deed *deed, struct work *work, struct fact *fact);
void deed_clear(struct deed *deed);
/* A key of the act's detail; of the answer. The value is stolen; NULL is left out of the detail, null in the answer. */
void deed_detail(struct deed *deed, const char *key, json_t *value);
void deed_tell(struct deed *deed, const char *key, json_t *value);

/* The last permitted day `last`, included, by the calendar and rule of the occurrence's owner. */
void work_limit_of_day(const struct work *work, const struct fact *fact, struct civil last, struct limit *ret);
/* The limit in force from now on: a new version, armed now, so that no step before now is caught up; unsettled no more where it
 * lies ahead. What lateness is judged by stays: see deed_count. */
void deed_limit(struct deed *deed, const struct limit *limit);
/* The limit in force is what lateness is judged by. */
void deed_count(struct deed *deed);

/* The fact with its next moment, and the act, into the store; deed->act.id is set. */
bool deed_record(struct deed *deed, GError **error);
/* After deed_record: the mail that answers the order, to the owner's focal point, at once, in the occurrence's thread. None to
 * an owner that is the receiver, nor to a set of bodies. Where there is no address it stands in the administrator's list. */
bool deed_mail(struct deed *deed, enum notice_kind kind, GError **error);
/* The answer, with what was told, into work->answers. */
void deed_answer(struct deed *deed);
/* Records, plans the mail if one follows (deed_follow) and answers. */
bool deed_finish(struct deed *deed, GError **error);
void deed_follow(struct deed *deed, enum notice_kind kind);

typedef struct deed deed_t;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(deed_t, deed_clear)

/* The orders, each in its own file. */
bool orders_date(struct work *work, GError **error);
bool orders_request(struct work *work, GError **error);
bool orders_assign(struct work *work, GError **error);
/* After the transaction: the plan a request made is part of the configuration, or gone without a trace. */
void orders_request_end(struct work *work, bool done);
bool orders_submit(struct work *work, GError **error);
bool orders_accept(struct work *work, GError **error);
bool orders_return(struct work *work, GError **error);
bool orders_extend(struct work *work, GError **error);
bool orders_waive(struct work *work, GError **error);
bool orders_nil(struct work *work, GError **error);
bool orders_cancel(struct work *work, GError **error);
bool orders_reopen(struct work *work, GError **error);
bool orders_amend(struct work *work, GError **error);
bool orders_note(struct work *work, GError **error);
bool orders_ask(struct work *work, GError **error);
bool orders_settle(struct work *work, GError **error);
bool orders_hold(struct work *work, GError **error);
bool orders_release(struct work *work, GError **error);
