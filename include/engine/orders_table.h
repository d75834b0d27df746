/*
 * Which order may start from which state: one table, printed by the manual and asked by every order. Pure.
 */
#pragma once

#include <stdbool.h>

#include "store/facts.h"

enum order_verb {
	ORDER_SUBMIT, ORDER_ACCEPT, ORDER_RETURN, ORDER_EXTEND, ORDER_WAIVE, ORDER_NIL, ORDER_CANCEL, ORDER_REOPEN, ORDER_AMEND,
	ORDER_NOTE, ORDER_DATE, ORDER_ASK, ORDER_ASSIGN, ORDER_HOLD, ORDER_RELEASE, ORDER_SETTLE, ORDER_VERBS
};

/* The states a person sees: those stored, and what else an occurrence may be. */
enum order_state {
	ORDER_STATE_OPEN, ORDER_STATE_UNSETTLED, ORDER_STATE_SUBMITTED, ORDER_STATE_ACCEPTED, ORDER_STATE_RETURNED,
	ORDER_STATE_WAIVED, ORDER_STATE_NIL, ORDER_STATE_CANCELLED, ORDER_STATE_UNKNOWN, ORDER_STATE_UNDATED,
	ORDER_STATE_WITHDRAWN, ORDER_STATES
};

const char *orders_table_verb(enum order_verb verb);    /* "submit" ... */
const char *orders_table_state(enum order_state state); /* "open" ... */
/* ORDER_VERBS: no such order; ORDER_STATES: no such state. */
enum order_verb orders_table_find(const char *verb);
enum order_state orders_table_find_state(const char *state);

enum order_state orders_table_state_of(const struct fact *fact);
/* What the store holds of it. */
enum state orders_table_stored(enum order_state state);
bool orders_table_allows(enum order_verb verb, enum order_state state);

/* What may be done in a state, and from which states an order starts, in words: "a, b or c". Owned by the caller. */
char *orders_table_verbs_of(enum order_state state);
char *orders_table_states_of(enum order_verb verb);
