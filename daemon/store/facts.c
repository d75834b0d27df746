#include "store/facts.h"

#include "base/error.h"
#include "store/facts_keys.h"
#include "store/query.h"

enum { PAGE = 500 };

static const char *const states[] = {
	[STATE_OPEN] = "open",		 [STATE_SUBMITTED] = "submitted", [STATE_ACCEPTED] = "accepted",
	[STATE_RETURNED] = "returned",	 [STATE_WAIVED] = "waived",	  [STATE_NIL] = "nil",
	[STATE_CANCELLED] = "cancelled", [STATE_UNKNOWN] = "unknown",
};

const char *state_name(enum state state)
{
	return states[state];
}

void fact_free(struct fact *fact)
{
	if (!fact)
		return;
	g_free(fact->id);
	g_free(fact->plan);
	g_free(fact->obligation);
	g_free(fact->agency);
	g_free(fact->period);
	g_free(fact->rule);
	g_free(fact->due);
	g_free(fact->assignee);
	g_free(fact);
}

static void free_fact(void *fact)
{
	fact_free(fact);
}

static void read_life(struct query *query, struct fact *fact)
{
	fact->due = query_take_text(query);
	fact->counted_limit = query_take_day(query);
	fact->counted_late_from = query_take_instant(query);
	fact->original_limit = query_take_day(query);
	fact->original_late_from = query_take_instant(query);
	fact->days_late = (int)query_take_int(query);
	fact->workdays_late = (int)query_take_int(query);
	fact->original_days_late = (int)query_take_int(query);
	fact->original_workdays_late = (int)query_take_int(query);
	fact->grace = query_take_flag(query);
	fact->charged = (int)query_take_int(query);
	fact->extensions = (int)query_take_int(query);
	fact->rounds = (int)query_take_int(query);
	fact->entries = (int)query_take_int(query);
	fact->asked_until = query_take_instant(query);
	fact->assignee = query_take_text(query);
}

enum state facts_take_state(struct query *query)
{
	return (enum state)query_take_word(query, states, G_N_ELEMENTS(states));
}

static void *read_fact(struct query *query)
{
	struct fact *fact = g_new0(struct fact, 1);

	fact->row = query_take_int(query);
	fact->id = query_take_text(query);
	fact->plan = query_take_text(query);
	fact->obligation = query_take_text(query);
	fact->agency = query_take_text(query);
	fact->period = query_take_text(query);
	fact->dated = query_take_flag(query);
	fact->owners = (int)query_take_int(query);
	fact->period_first = query_take_day(query);
	fact->period_last = query_take_day(query);
	fact->last = query_take_day(query);
	fact->limit = query_take_day(query);
	fact->aim = query_take_day(query);
	fact->late_from = query_take_instant(query);
	fact->provisional = query_take_flag(query);
	fact->soft = query_take_flag(query);
	fact->internal = query_take_flag(query);
	fact->version = (int)query_take_int(query);
	fact->created = query_take_instant(query);
	fact->armed = query_take_instant(query);
	fact->state = facts_take_state(query);
	fact->touched = query_take_flag(query);
	fact->unsettled = query_take_flag(query);
	fact->withdrawn = query_take_flag(query);
	fact->rule = query_take_text(query);
	fact->submitted = query_take_instant(query);
	read_life(query, fact);
	fact->next = query_take_moment(query);
	return fact;
}

struct fact *fact_get(struct store *store, const char *id, GError **error)
{
	struct query *query = query_open(store, STMT_FACT_GET, error);
	void *fact = NULL;

	query_text(query, ":id", id);
	return query_one(query, read_fact, free_fact, &fact, error) ? fact : NULL;
}

struct fact *fact_get_row(struct store *store, int64_t row, GError **error)
{
	struct query *query = query_open(store, STMT_FACT_GET_ROW, error);
	void *fact = NULL;

	query_int(query, ":row", row);
	return query_one(query, read_fact, free_fact, &fact, error) ? fact : NULL;
}

static void bind_identity(struct query *query, const struct fact *fact)
{
	query_text(query, ":id", fact->id);
	query_text(query, ":plan", fact->plan);
	query_text(query, ":obligation", fact->obligation);
	query_text(query, ":agency", fact->agency);
	query_text(query, ":period", fact->period);
}

static void bind_life(struct query *query, const struct fact *fact)
{
	query_text(query, ":due", fact->due);
	query_day(query, ":counted_limit", fact->counted_limit);
	query_instant(query, ":counted_late_from", fact->counted_late_from);
	query_day(query, ":original_limit", fact->original_limit);
	query_instant(query, ":original_late_from", fact->original_late_from);
	query_int(query, ":days_late", fact->days_late);
	query_int(query, ":workdays_late", fact->workdays_late);
	query_int(query, ":original_days_late", fact->original_days_late);
	query_int(query, ":original_workdays_late", fact->original_workdays_late);
	query_int(query, ":grace", fact->grace);
	query_int(query, ":charged", fact->charged);
	query_int(query, ":extensions", fact->extensions);
	query_int(query, ":rounds", fact->rounds);
	query_int(query, ":entries", fact->entries);
	query_instant(query, ":asked_until", fact->asked_until);
	query_text(query, ":assignee", fact->assignee);
}

static void bind_standing(struct query *query, const struct fact *fact)
{
	query_int(query, ":dated", fact->dated);
	query_int(query, ":owners", fact->owners);
	query_day(query, ":period_first", fact->period_first);
	query_day(query, ":period_last", fact->period_last);
	query_day(query, ":last_day", fact->last);
	query_day(query, ":limit_day", fact->limit);
	query_day(query, ":aim", fact->aim);
	query_instant(query, ":late_from", fact->late_from);
	query_int(query, ":provisional", fact->provisional);
	query_int(query, ":soft", fact->soft);
	query_int(query, ":internal", fact->internal);
	query_int(query, ":version", fact->version);
	query_int(query, ":created", fact->created.seconds);
	query_int(query, ":armed", fact->armed.seconds);
	query_text(query, ":state", states[fact->state]);
	query_int(query, ":touched", fact->touched);
	query_int(query, ":unsettled", fact->unsettled);
	query_int(query, ":withdrawn", fact->withdrawn);
	query_text(query, ":rule", fact->rule);
	query_instant(query, ":submitted", fact->submitted);
	bind_life(query, fact);
	query_moment(query, ":next_at", fact->next);
}

static bool no_such_row(struct store *store, int64_t row, GError **error)
{
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID,
		    "store %s: there is no such occurrence in row %" G_GINT64_FORMAT, store->path, row);
	return false;
}

static bool update_by(struct store *store, enum stmt which, const struct fact *fact, int *changed, GError **error)
{
	struct query *query = query_open(store, which, error);

	bind_standing(query, fact);
	query_int(query, ":row", fact->row);
	bind_identity(query, fact);
	return query_run(query, changed, error);
}

/* A note or a hold moves nothing in the indexes: that is tried first, and finds no row where more has changed. */
static bool update(struct store *store, const struct fact *fact, GError **error)
{
	int changed;

	if (!update_by(store, STMT_FACT_UPDATE_LITTLE, fact, &changed, error))
		return false;
	if (changed == 0 && !update_by(store, STMT_FACT_UPDATE, fact, &changed, error))
		return false;
	return changed == 1 || no_such_row(store, fact->row, error);
}

bool fact_put(struct store *store, struct fact *fact, GError **error)
{
	struct query *query;

	if (fact->row != 0)
		return update(store, fact, error);
	query = query_open(store, STMT_FACT_INSERT, error);
	bind_identity(query, fact);
	bind_standing(query, fact);
	if (!query_run(query, NULL, error))
		return false;
	fact->row = sqlite3_last_insert_rowid(store->db);
	return true;
}

bool fact_set_next(struct store *store, int64_t row, struct instant next, GError **error)
{
	struct query *query = query_open(store, STMT_FACT_SET_NEXT, error);
	int changed;

	query_moment(query, ":next_at", next);
	query_int(query, ":row", row);
	if (!query_run(query, &changed, error))
		return false;
	return changed == 1 || no_such_row(store, row, error);
}

static struct fact *expect_row(struct store *store, int64_t row, GError **error)
{
	GError *failure = NULL;
	struct fact *fact = fact_get_row(store, row, &failure);

	if (failure)
		g_propagate_error(error, failure);
	else if (!fact)
		no_such_row(store, row, error);
	return fact;
}

static void *read_number(struct query *query)
{
	int64_t *number = g_new(int64_t, 1);

	*number = query_take_int(query);
	return number;
}

static bool may_go(struct store *store, const struct fact *fact, GError **error)
{
	struct query *query = query_open(store, STMT_FACT_SPOKEN, error);
	g_autofree int64_t *spoken = NULL;

	query_text(query, ":id", fact->id);
	if (!query_one(query, read_number, g_free, (void **)&spoken, error))
		return false;
	if (!*spoken && !fact->touched)
		return true;
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_STATE, "store %s: %s stays: %s", store->path, fact->id,
		    fact->touched ? "a person's order is recorded on it" : "it was written about");
	return false;
}

bool fact_remove(struct store *store, int64_t row, GError **error)
{
	g_autoptr(fact_t) fact = expect_row(store, row, error);
	struct query *query;

	if (!fact || !may_go(store, fact, error))
		return false;
	query = query_open(store, STMT_FACT_FORGET_STEPS, error);
	query_text(query, ":id", fact->id);
	if (!query_run(query, NULL, error))
		return false;
	query = query_open(store, STMT_FACT_REMOVE, error);
	query_int(query, ":row", row);
	return query_run(query, NULL, error);
}

GPtrArray *fact_due(struct store *store, struct instant now, int limit, GError **error)
{
	struct query *query = query_open(store, STMT_FACT_DUE, error);

	query_int(query, ":at", now.seconds);
	query_int(query, ":limit", limit);
	return query_collect(query, read_fact, free_fact, error);
}

GPtrArray *fact_undated(struct store *store, const struct fact_filter *filter, const char *after, int limit, GError **error)
{
	struct query *query = query_open(store, STMT_FACT_LIST_UNDATED, error);
	struct civil first = civil_is_set(filter->limit_first) ? filter->limit_first : civil_make(1, 1, 1);
	struct civil last = civil_is_set(filter->limit_last) ? filter->limit_last : civil_make(9999, 12, 31);

	query_text(query, ":after", after);
	query_day(query, ":first", first);
	query_day(query, ":last", last);
	query_text(query, ":plan", filter->plan);
	query_text(query, ":obligation", filter->obligation);
	query_text(query, ":agency", filter->agency);
	query_text(query, ":period", filter->period);
	query_text(query, ":state", filter->state ? states[*filter->state] : NULL);
	query_int(query, ":withdrawn", filter->withdrawn);
	query_int(query, ":limit", limit > 0 ? limit : -1);
	return query_collect(query, read_fact, free_fact, error);
}

static GPtrArray *read_page(struct store *store, int64_t after, int64_t top, GError **error)
{
	struct query *query = query_open(store, STMT_FACT_EACH, error);

	query_int(query, ":after", after);
	query_int(query, ":top", top);
	query_int(query, ":limit", PAGE);
	return query_collect(query, read_fact, free_fact, error);
}

/* In pages, so that no statement is open while the callback writes. */
bool fact_each(struct store *store, bool (*visit)(struct fact *fact, void *data), void *data, GError **error)
{
	int64_t after = 0, top;

	if (!query_number(store, STMT_FACT_TOP, &top, error))
		return false;
	while (after < top) {
		g_autoptr(GPtrArray) page = read_page(store, after, top, error);

		if (!page)
			return false;
		for (guint i = 0; i < page->len; i++) {
			struct fact *fact = g_steal_pointer(&page->pdata[i]);

			after = fact->row;
			if (!visit(fact, data))
				return true;
		}
		if (page->len < PAGE)
			break;
	}
	return true;
}

static void *read_count(struct query *query)
{
	struct count *count = g_new0(struct count, 1);

	count->total = (int)query_take_int(query);
	count->open = (int)query_take_int(query);
	count->submitted = (int)query_take_int(query);
	count->accepted = (int)query_take_int(query);
	count->returned = (int)query_take_int(query);
	count->waived = (int)query_take_int(query);
	count->nil = (int)query_take_int(query);
	count->cancelled = (int)query_take_int(query);
	count->unknown = (int)query_take_int(query);
	count->late = (int)query_take_int(query);
	return count;
}

bool fact_count(struct store *store, const char *plan, const char *obligation, const char *period, struct count *ret,
		GError **error)
{
	struct query *query = query_open(store, STMT_FACT_COUNT, error);
	g_autofree struct count *count = NULL;

	*ret = (struct count){ 0 };
	query_text(query, ":plan", plan);
	query_text(query, ":obligation", obligation);
	query_text(query, ":period", period);
	if (!query_one(query, read_count, g_free, (void **)&count, error))
		return false;
	*ret = *count;
	return true;
}

bool fact_waiting(struct store *store, struct civil today, struct civil last, struct instant now, struct waiting *ret, GError **error)
{
	struct query *query = query_open(store, STMT_FACT_WAITING, error);
	enum query_result result;

	*ret = (struct waiting){ 0 };
	if (!query)
		return false;
	query_day(query, ":last", last);
	while ((result = query_step(query, error)) == QUERY_ROW) {
		struct civil limit = query_take_day(query);
		struct instant late_from = query_take_instant(query);
		bool unsettled = query_take_flag(query);
		int number = (int)query_take_int(query);

		if (unsettled)
			ret->unsettled += number;
		else if (!instant_before(now, late_from))
			ret->overdue += number;
		else if (civil_before(limit, today))
			ret->grace += number;
		else
			ret->due += number;
	}
	return result == QUERY_DONE;
}

bool fact_next_limit(struct store *store, struct civil today, struct civil *ret, GError **error)
{
	struct query *query = query_open(store, STMT_FACT_NEXT_LIMIT, error);
	enum query_result result;

	*ret = CIVIL_NONE;
	if (query == NULL)
		return false;
	query_day(query, ":today", today);
	result = query_step(query, error);
	if (result == QUERY_ROW) {
		*ret = query_take_day(query);
		query_close(query);
	}
	return result != QUERY_FAILED;
}
