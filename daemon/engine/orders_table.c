#include "engine/orders_table.h"

#include <string.h>

static const char *const verbs[] = {
	[ORDER_SUBMIT] = "submit", [ORDER_ACCEPT] = "accept", [ORDER_RETURN] = "return",   [ORDER_EXTEND] = "extend",
	[ORDER_WAIVE] = "waive",   [ORDER_NIL] = "nil",	      [ORDER_CANCEL] = "cancel",   [ORDER_REOPEN] = "reopen",
	[ORDER_AMEND] = "amend",   [ORDER_NOTE] = "note",     [ORDER_DATE] = "date",	   [ORDER_ASK] = "ask",
	[ORDER_ASSIGN] = "assign", [ORDER_HOLD] = "hold",     [ORDER_RELEASE] = "release", [ORDER_SETTLE] = "settle",
};

static const char *const states[] = {
	[ORDER_STATE_OPEN] = "open",		 [ORDER_STATE_UNSETTLED] = "unsettled", [ORDER_STATE_SUBMITTED] = "submitted",
	[ORDER_STATE_ACCEPTED] = "accepted",	 [ORDER_STATE_RETURNED] = "returned",	[ORDER_STATE_WAIVED] = "waived",
	[ORDER_STATE_NIL] = "nil",		 [ORDER_STATE_CANCELLED] = "cancelled", [ORDER_STATE_UNKNOWN] = "unknown",
	[ORDER_STATE_UNDATED] = "undated",	 [ORDER_STATE_WITHDRAWN] = "withdrawn",
};

#define IN(state) (1u << ORDER_STATE_##state)
#define WAITING (IN(OPEN) | IN(UNSETTLED) | IN(RETURNED))
#define CLOSED (IN(SUBMITTED) | IN(ACCEPTED) | IN(WAIVED) | IN(NIL) | IN(CANCELLED) | IN(UNKNOWN))

/* From which states each order may start. */
static const unsigned allowed[] = {
	[ORDER_SUBMIT] = WAITING,
	[ORDER_ACCEPT] = IN(SUBMITTED),
	[ORDER_RETURN] = IN(SUBMITTED) | IN(ACCEPTED),
	[ORDER_EXTEND] = WAITING,
	[ORDER_WAIVE] = WAITING,
	[ORDER_NIL] = WAITING,
	[ORDER_CANCEL] = WAITING | IN(UNDATED),
	[ORDER_REOPEN] = CLOSED | IN(RETURNED),
	[ORDER_AMEND] = IN(SUBMITTED) | IN(ACCEPTED) | IN(RETURNED),
	[ORDER_NOTE] = (1u << ORDER_STATES) - 1,
	[ORDER_DATE] = WAITING | IN(UNDATED),
	[ORDER_ASK] = IN(OPEN) | IN(RETURNED),
	[ORDER_ASSIGN] = WAITING,
	[ORDER_HOLD] = IN(OPEN) | IN(RETURNED),
	[ORDER_RELEASE] = IN(OPEN) | IN(RETURNED),
	[ORDER_SETTLE] = IN(UNSETTLED),
};

G_STATIC_ASSERT(G_N_ELEMENTS(verbs) == ORDER_VERBS && G_N_ELEMENTS(allowed) == ORDER_VERBS);
G_STATIC_ASSERT(G_N_ELEMENTS(states) == ORDER_STATES);

const char *orders_table_verb(enum order_verb verb)
{
	return verbs[verb];
}

const char *orders_table_state(enum order_state state)
{
	return states[state];
}

enum order_verb orders_table_find(const char *verb)
{
	int i = 0;

	while (i < ORDER_VERBS && strcmp(verbs[i], verb) != 0)
		i++;
	return (enum order_verb)i;
}

enum order_state orders_table_find_state(const char *state)
{
	int i = 0;

	while (i < ORDER_STATES && strcmp(states[i], state) != 0)
		i++;
	return (enum order_state)i;
}

enum order_state orders_table_state_of(const struct fact *fact)
{
	if (fact->withdrawn)
		return ORDER_STATE_WITHDRAWN;
	switch (fact->state) {
	case STATE_OPEN:
		return !fact->dated ? ORDER_STATE_UNDATED : fact->unsettled ? ORDER_STATE_UNSETTLED : ORDER_STATE_OPEN;
	case STATE_SUBMITTED:
		return ORDER_STATE_SUBMITTED;
	case STATE_ACCEPTED:
		return ORDER_STATE_ACCEPTED;
	case STATE_RETURNED:
		return ORDER_STATE_RETURNED;
	case STATE_WAIVED:
		return ORDER_STATE_WAIVED;
	case STATE_NIL:
		return ORDER_STATE_NIL;
	case STATE_CANCELLED:
		return ORDER_STATE_CANCELLED;
	case STATE_UNKNOWN:
		return ORDER_STATE_UNKNOWN;
	}
	g_assert_not_reached();
}

enum state orders_table_stored(enum order_state state)
{
	switch (state) {
	case ORDER_STATE_OPEN:
	case ORDER_STATE_UNSETTLED:
	case ORDER_STATE_UNDATED:
	case ORDER_STATE_WITHDRAWN:
	case ORDER_STATES:
		return STATE_OPEN;
	case ORDER_STATE_SUBMITTED:
		return STATE_SUBMITTED;
	case ORDER_STATE_ACCEPTED:
		return STATE_ACCEPTED;
	case ORDER_STATE_RETURNED:
		return STATE_RETURNED;
	case ORDER_STATE_WAIVED:
		return STATE_WAIVED;
	case ORDER_STATE_NIL:
		return STATE_NIL;
	case ORDER_STATE_CANCELLED:
		return STATE_CANCELLED;
	case ORDER_STATE_UNKNOWN:
		return STATE_UNKNOWN;
	}
	g_assert_not_reached();
}

bool orders_table_allows(enum order_verb verb, enum order_state state)
{
	return (allowed[verb] & (1u << state)) != 0;
}

/* The names of a set, as a sentence has them: "a, b or c". */
static char *named(const GPtrArray *names)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < names->len; i++)
		g_string_append_printf(text, "%s%s", i == 0 ? "" : i + 1 == names->len ? " or " : ", ", (const char *)names->pdata[i]);
	return g_string_free(text, FALSE);
}

char *orders_table_verbs_of(enum order_state state)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();

	for (int i = 0; i < ORDER_VERBS; i++) {
		if (orders_table_allows((enum order_verb)i, state))
			g_ptr_array_add(names, (void *)verbs[i]);
	}
	return named(names);
}

char *orders_table_states_of(enum order_verb verb)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();

	for (int i = 0; i < ORDER_STATES; i++) {
		if (orders_table_allows(verb, (enum order_state)i))
			g_ptr_array_add(names, (void *)states[i]);
	}
	return named(names);
}
