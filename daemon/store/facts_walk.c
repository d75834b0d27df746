#include "store/facts_walk.h"

#include "store/facts_keys.h"
#include "store/query.h"

void fact_walk_clear(struct fact_walk *walk)
{
	g_clear_pointer(&walk->after, g_free);
}

static void peek_days(struct query *query, struct fact *fact)
{
	fact->period_first = query_take_day(query);
	fact->period_last = query_take_day(query);
	fact->last = query_take_day(query);
	fact->limit = query_take_day(query);
	fact->aim = query_take_day(query);
	fact->late_from = query_take_instant(query);
	fact->counted_limit = query_take_day(query);
	fact->counted_late_from = query_take_instant(query);
}

/* The strings are the statement's own. */
static void peek(struct query *query, struct fact *fact)
{
	*fact = (struct fact){ .dated = true };
	fact->row = query_take_int(query);
	fact->id = (char *)query_peek_text(query);
	fact->plan = (char *)query_peek_text(query);
	fact->obligation = (char *)query_peek_text(query);
	fact->agency = (char *)query_peek_text(query);
	fact->period = (char *)query_peek_text(query);
	peek_days(query, fact);
	fact->provisional = query_take_flag(query);
	fact->soft = query_take_flag(query);
	fact->version = (int)query_take_int(query);
	fact->created = query_take_instant(query);
	fact->state = facts_take_state(query);
	fact->touched = query_take_flag(query);
	fact->unsettled = query_take_flag(query);
	fact->withdrawn = query_take_flag(query);
	fact->due = (char *)query_peek_text(query);
	fact->assignee = (char *)query_peek_text(query);
}

static struct query *open_walk(struct store *store, const struct fact_walk *walk, int most, GError **error)
{
	struct query *query = query_open(store, STMT_FACT_WALK, error);

	query_text(query, ":plan", walk->plan);
	query_text(query, ":shelf", facts_shelf_name(walk->shelf));
	query_day(query, ":day", walk->after != NULL ? walk->day : walk->first);
	query_text(query, ":after", walk->after != NULL ? walk->after : "");
	query_day(query, ":last", walk->last);
	query_int(query, ":limit", most > 0 ? most : -1);
	return query;
}

/* One shelf, from where it was left. Answers how many were visited; -1: an error, or given up. */
static int walk_shelf(struct store *store, struct fact_walk *walk, int most, fact_visitor visit, void *data, GError **error)
{
	struct query *query = open_walk(store, walk, most, error);
	enum query_result result;
	struct fact fact;
	g_autofree char *last = NULL;
	int visited = 0;

	if (query == NULL)
		return -1;
	while ((result = query_step(query, error)) == QUERY_ROW) {
		peek(query, &fact);
		if (!visit(&fact, data)) {
			query_close(query);
			return -1;
		}
		visited++;
		if (visited == most) {
			walk->day = fact.limit;
			last = g_strdup(fact.id);
		}
	}
	g_free(walk->after);
	walk->after = g_steal_pointer(&last);
	return result == QUERY_DONE ? visited : -1;
}

bool fact_walk(struct store *store, struct fact_walk *walk, int most, fact_visitor visit, void *data, GError **error)
{
	int left = most;

	while (!walk->done) {
		int visited = walk_shelf(store, walk, left, visit, data, error);

		if (visited < 0)
			return false;
		if (most > 0 && visited == left)
			return true;
		left -= most > 0 ? visited : 0;
		walk->done = ++walk->shelf == SHELVES;
	}
	return true;
}

bool fact_visit(struct store *store, const char *id, struct civil first, struct civil last, fact_visitor visit, void *data,
		GError **error)
{
	struct query *query = query_open(store, STMT_FACT_SIGHT, error);
	enum query_result result;
	struct fact fact;

	if (query == NULL)
		return false;
	query_text(query, ":id", id);
	query_day(query, ":first", first);
	query_day(query, ":last", last);
	result = query_step(query, error);
	if (result != QUERY_ROW)
		return result == QUERY_DONE;
	peek(query, &fact);
	if (visit(&fact, data))
		return query_step(query, error) == QUERY_DONE;
	query_close(query);
	return false;
}
