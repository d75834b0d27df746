#include "store/counters.h"

#include "store/query.h"

/* After every id there can be. */
#define LAST_ID "\x7f"

void counter_free(struct counter *counter)
{
	if (!counter)
		return;
	g_free(counter->plan);
	g_free(counter->obligation);
	g_free(counter->period);
	g_free(counter->agency);
	g_free(counter);
}

static void free_counter(void *counter)
{
	counter_free(counter);
}

static void *read_counter(struct query *query)
{
	struct counter *counter = g_new0(struct counter, 1);

	counter->plan = query_take_text(query);
	counter->obligation = query_take_text(query);
	counter->period = query_take_text(query);
	counter->agency = query_take_text(query);
	counter->owed = (int)query_take_int(query);
	counter->on_time = (int)query_take_int(query);
	counter->grace = (int)query_take_int(query);
	counter->late = (int)query_take_int(query);
	counter->days_late = (int)query_take_int(query);
	counter->workdays_late = (int)query_take_int(query);
	counter->original_late = (int)query_take_int(query);
	counter->original_days_late = (int)query_take_int(query);
	counter->original_workdays_late = (int)query_take_int(query);
	counter->charged = (int)query_take_int(query);
	counter->extended = (int)query_take_int(query);
	counter->waived = (int)query_take_int(query);
	counter->nil = (int)query_take_int(query);
	counter->cancelled = (int)query_take_int(query);
	counter->unknown = (int)query_take_int(query);
	counter->returned = (int)query_take_int(query);
	counter->open = (int)query_take_int(query);
	counter->missing = (int)query_take_int(query);
	return counter;
}

static enum stmt statement_of(enum counters_by by)
{
	switch (by) {
	case COUNTERS_BY_OBLIGATION:
		return STMT_COUNTERS_OBLIGATION;
	case COUNTERS_BY_AGENCY:
		return STMT_COUNTERS_AGENCY;
	case COUNTERS_BY_PERIOD:
		return STMT_COUNTERS_PERIOD;
	}
	g_assert_not_reached();
}

GPtrArray *counters_read(struct store *store, const char *plan, int year, enum counters_by by, struct instant now, GError **error)
{
	struct query *query = query_open(store, statement_of(by), error);

	query_int(query, ":at", now.seconds);
	query_text(query, ":first", plan ? plan : "");
	query_text(query, ":last", plan ? plan : LAST_ID);
	query_int(query, ":year", year);
	return query_collect(query, read_counter, free_counter, error);
}
