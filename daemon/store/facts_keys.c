#include "store/facts_keys.h"

#include <string.h>

#include "base/error.h"
#include "store/query.h"

enum {
	FEW = 24,      /* bodies that are looked up one by one at once */
	TRIAL = 20000, /* keys of an index that may turn out to be the wrong one */
	SHORT = 100000, /* a walk of so many is better than one for each body */
};

#define LAST_ID "\x7f" /* after every id */

/* One search at work. */
struct search {
	struct store *store;
	const struct fact_filter *filter;
	struct civil day, last;
	const char *id;     /* it begins after `day` and this */
	unsigned shelves;
	guint most;
	GArray *found;      /* struct fact_key by limit, then id */
	int looked;         /* keys seen */
	int trial;          /* it gives up after so many; 0: it does not */
	bool given_up;
};

/* Where it walks: the values that the index begins with. */
struct path {
	enum stmt which;
	const char *plan, *obligation, *period, *agency;
};

static void clear_key(void *data)
{
	struct fact_key *key = data;

	g_free(key->id);
	g_free(key->assignee);
}

static GArray *keys_new(void)
{
	GArray *keys = g_array_new(FALSE, FALSE, sizeof(struct fact_key));

	g_array_set_clear_func(keys, clear_key);
	return keys;
}

/* ---- what an id says ---- */

static bool is_part(const char *part, const char *end, const char *wanted)
{
	size_t length = (size_t)(end - part);

	return !wanted || (strncmp(part, wanted, length) == 0 && wanted[length] == '\0');
}

static bool is_one_of(GHashTable *agencies, const char *part, const char *end)
{
	char name[128];
	size_t length = (size_t)(end - part);

	if (!agencies)
		return true;
	if (length >= sizeof name)
		return false;
	memcpy(name, part, length);
	name[length] = '\0';
	return g_hash_table_contains(agencies, name);
}

static bool is_meant(const struct search *search, const struct fact_key *key)
{
	const struct fact_filter *filter = search->filter;
	const char *obligation = strchr(key->id, '/') + 1, *agency = strchr(obligation, '/') + 1, *period = strchr(agency, '/') + 1;

	return is_part(key->id, obligation - 1, filter->plan) && is_part(obligation, agency - 1, filter->obligation) &&
	       is_part(agency, period - 1, filter->agency) && (!filter->period || strcmp(period, filter->period) == 0) &&
	       (is_one_of(filter->agencies, agency, period - 1) ||
		(key->assignee && g_hash_table_contains(filter->agencies, key->assignee))) && (!filter->wants || filter->wants(key, filter->data));
}

/* ---- one walk ---- */

const char *facts_shelf_name(int shelf)
{
	if (shelf == SHELF_WITHDRAWN)
		return "withdrawn";
	return shelf == SHELF_UNSETTLED ? "unsettled" : state_name((enum state)shelf);
}

/* No further than where the page found so far ends. */
static struct query *open_walk(const struct search *search, const struct path *path, int shelf, GError **error)
{
	struct query *query = query_open(search->store, path->which, error);
	bool full = search->found->len == search->most;
	const struct fact_key *end = full ? &g_array_index(search->found, struct fact_key, search->most - 1) : NULL;

	if (path->plan)
		query_text(query, ":plan", path->plan);
	if (path->obligation)
		query_text(query, ":obligation", path->obligation);
	if (path->period)
		query_text(query, ":period", path->period);
	if (path->agency)
		query_text(query, ":agency", path->agency);
	query_text(query, ":shelf", facts_shelf_name(shelf));
	query_day(query, ":day", search->day);
	query_text(query, ":after", search->id);
	query_day(query, ":last", full ? end->limit : search->last);
	query_text(query, ":before", full ? end->id : LAST_ID);
	return query;
}

static bool too_many(struct search *search, GError **error)
{
	search->looked++;
	if (search->trial > 0 && search->looked > search->trial) {
		search->given_up = true;
		return true;
	}
	if (search->filter->patience == 0 || search->looked <= search->filter->patience)
		return false;
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_INPUT,
		    "more than %d occurrences would have to be looked at: name the plan, the agency or the period",
		    search->filter->patience);
	return true;
}

static enum query_result collect(struct search *search, struct query *query, int shelf, GArray *fresh, GError **error)
{
	enum query_result result;

	while ((result = query_step(query, error)) == QUERY_ROW) {
		struct fact_key key = { .row = query_take_int(query), .shelf = shelf };

		key.id = query_take_text(query);
		key.limit = query_take_day(query);
		key.aim = query_take_day(query);
		key.late_from = query_take_instant(query);
		key.assignee = query_take_text(query);
		if (too_many(search, error)) {
			clear_key(&key);
			query_close(query);
			return search->given_up ? QUERY_DONE : QUERY_FAILED;
		}
		if (!is_meant(search, &key)) {
			clear_key(&key);
			continue;
		}
		g_array_append_val(fresh, key);
		if (fresh->len == search->most) {
			query_close(query);
			return QUERY_DONE;
		}
	}
	return result;
}

static int compare(const struct fact_key *a, const struct fact_key *b)
{
	int order = civil_compare(a->limit, b->limit);

	return order != 0 ? order : strcmp(a->id, b->id);
}

/* Both are in order; what lies behind the page goes, and what was found by its owner already. */
static void merge(struct search *search, GArray *fresh)
{
	GArray *old = search->found, *both;
	guint i = 0, j = 0;

	if (fresh->len == 0)
		return;
	both = keys_new();
	while (both->len < search->most && (i < old->len || j < fresh->len)) {
		struct fact_key *left = i < old->len ? &g_array_index(old, struct fact_key, i) : NULL;
		struct fact_key *right = j < fresh->len ? &g_array_index(fresh, struct fact_key, j) : NULL;
		int order = !right ? -1 : left ? compare(left, right) : 1;
		struct fact_key *key = order <= 0 ? left : right;

		g_array_append_val(both, *key);
		key->id = key->assignee = NULL;
		i += order <= 0;
		j += order >= 0;
	}
	g_array_unref(old);
	search->found = both;
}

static unsigned shelves_of(const struct fact_filter *filter)
{
	unsigned shelves = SHELF(SHELF_WITHDRAWN) - 1;

	if (filter->shelves != 0)
		return filter->shelves;
	if (filter->state)
		shelves = SHELF(*filter->state) | (*filter->state == STATE_OPEN ? SHELF(SHELF_UNSETTLED) : 0);
	return shelves | (filter->withdrawn ? SHELF(SHELF_WITHDRAWN) : 0);
}

static bool walk(struct search *search, const struct path *path, GError **error)
{
	unsigned shelves = search->shelves;

	for (int shelf = 0; shelf < SHELVES && !search->given_up; shelf++) {
		g_autoptr(GArray) fresh = NULL;
		struct query *query;

		if (!(shelves & SHELF(shelf)))
			continue;
		query = open_walk(search, path, shelf, error);
		fresh = keys_new();
		if (!query || collect(search, query, shelf, fresh, error) == QUERY_FAILED)
			return false;
		merge(search, fresh);
	}
	return true;
}

/* ---- which walks ---- */

/* Most shelves are empty, which is soon known, but not worth asking for every body. */
static bool drop_empty_shelves(struct search *search, GError **error)
{
	for (int shelf = 0; shelf < SHELVES; shelf++) {
		struct query *query;
		enum query_result result;

		if (!(search->shelves & SHELF(shelf)))
			continue;
		query = open_walk(search, &(struct path){ .which = STMT_FACT_KEYS }, shelf, error);
		result = query ? query_step(query, error) : QUERY_FAILED;
		if (result == QUERY_FAILED)
			return false;
		if (result == QUERY_DONE)
			search->shelves &= ~SHELF(shelf);
		else
			query_close(query);
	}
	return true;
}

static bool walk_bodies(struct search *search, GError **error)
{
	GHashTableIter iter;
	int64_t assigned;
	void *id;

	if (!drop_empty_shelves(search, error) || !query_number(search->store, STMT_FACT_ASSIGNED, &assigned, error))
		return false;
	g_hash_table_iter_init(&iter, search->filter->agencies);
	while (g_hash_table_iter_next(&iter, &id, NULL)) {
		if (!walk(search, &(struct path){ .which = STMT_FACT_KEYS_AGENCY, .agency = id }, error) ||
		    (assigned && !walk(search, &(struct path){ .which = STMT_FACT_KEYS_ASSIGNEE, .agency = id }, error)))
			return false;
	}
	return true;
}

static void *read_text(struct query *query)
{
	return query_take_text(query);
}

/* An obligation's id or a period alone is found in whichever plans have it. */
static bool walk_plans(struct search *search, enum stmt which, GError **error)
{
	const struct fact_filter *filter = search->filter;
	struct query *query = query_open(search->store, STMT_FACT_PLANS_OF, error);
	g_autoptr(GPtrArray) plans = NULL;

	query_text(query, ":obligation", filter->obligation);
	query_text(query, ":period", filter->period);
	plans = query_collect(query, read_text, g_free, error);
	if (!plans || (plans->len > FEW && !drop_empty_shelves(search, error)))
		return false;
	for (guint i = 0; i < plans->len; i++) {
		struct path path = { .which = which, .plan = plans->pdata[i] };

		if (which == STMT_FACT_KEYS_OBLIGATION)
			path.obligation = filter->obligation;
		else
			path.period = filter->period;
		if (!walk(search, &path, error))
			return false;
	}
	return true;
}

static bool walk_period(struct search *search, GError **error)
{
	const struct fact_filter *filter = search->filter;

	if (!filter->plan)
		return walk_plans(search, STMT_FACT_KEYS_PERIOD, error);
	return walk(search, &(struct path){ .which = STMT_FACT_KEYS_PERIOD, .plan = filter->plan, .period = filter->period }, error);
}

static bool walk_widest(struct search *search, GError **error)
{
	const struct fact_filter *filter = search->filter;

	if (filter->plan && filter->obligation)
		return walk(search, &(struct path){ .which = STMT_FACT_KEYS_OBLIGATION, .plan = filter->plan,
						    .obligation = filter->obligation }, error);
	if (filter->obligation)
		return walk_plans(search, STMT_FACT_KEYS_OBLIGATION, error);
	if (filter->period)
		return walk_period(search, error);
	if (filter->plan)
		return walk(search, &(struct path){ .which = STMT_FACT_KEYS_PLAN, .plan = filter->plan }, error);
	return walk(search, &(struct path){ .which = STMT_FACT_KEYS }, error);
}

/* Mostly what is asked for is soon found in the widest index; where it is rare, another one is narrower. */
static bool walk_trial(struct search *search, bool (*otherwise)(struct search *search, GError **error), GError **error)
{
	search->trial = search->looked + TRIAL;
	if (!walk_widest(search, error))
		return false;
	search->trial = 0;
	if (!search->given_up)
		return true;
	search->given_up = false;
	g_array_set_size(search->found, 0);
	return otherwise(search, error);
}

static void *read_number(struct query *query)
{
	int64_t *number = g_new(int64_t, 1);

	*number = query_take_int(query);
	return number;
}

/* Of many bodies: the plan or obligation whole where it is short, else body by body. */
static bool walk_shorter(struct search *search, GError **error)
{
	const struct fact_filter *filter = search->filter;
	struct query *query;
	g_autofree int64_t *owed = NULL;

	if (filter->period)
		return walk_period(search, error);
	if (!filter->plan && !filter->obligation)
		return walk_bodies(search, error);
	query = query_open(search->store, STMT_FACT_OWED, error);
	query_text(query, ":plan", filter->plan);
	query_text(query, ":obligation", filter->obligation);
	if (!query_one(query, read_number, g_free, (void **)&owed, error))
		return false;
	return *owed <= SHORT ? walk_widest(search, error) : walk_bodies(search, error);
}

static bool walk_all(struct search *search, GError **error)
{
	const struct fact_filter *filter = search->filter;

	if (filter->assignee)
		return walk(search, &(struct path){ .which = STMT_FACT_KEYS_ASSIGNEE, .agency = filter->assignee }, error);
	if (filter->agency)
		return walk(search, &(struct path){ .which = STMT_FACT_KEYS_AGENCY, .agency = filter->agency }, error);
	if (filter->agencies)
		return g_hash_table_size(filter->agencies) <= FEW ? walk_bodies(search, error) : walk_trial(search, walk_shorter, error);
	if (filter->period && filter->obligation)
		return walk_trial(search, walk_period, error);
	return walk_widest(search, error);
}

GArray *facts_keys(struct store *store, const struct fact_filter *filter, struct civil day, const char *id, GError **error)
{
	struct search search = { .store = store, .filter = filter, .day = day, .id = id, .found = keys_new() };

	search.shelves = shelves_of(filter);
	search.last = civil_is_set(filter->limit_last) ? filter->limit_last : civil_make(9999, 12, 31);
	search.most = filter->limit > 0 ? (guint)filter->limit : G_MAXUINT;
	if (walk_all(&search, error))
		return search.found;
	g_array_unref(search.found);
	return NULL;
}
