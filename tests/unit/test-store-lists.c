#include <glib.h>
#include <string.h>

#include "../lib/storekit.h"
#include "base/error.h"

enum { AGENCIES = 40, ROUNDS = 600 };

/* Occurrences drawn by lot, the same ones each time. */
static struct fact *draw(GRand *lot)
{
	g_autofree char *agency = g_strdup_printf("xa-%d", g_rand_int_range(lot, 0, AGENCIES));
	struct fact *fact = kit_fact(agency, "k", 4);

	g_free(fact->plan);
	g_free(fact->obligation);
	g_free(fact->period);
	g_free(fact->id);
	fact->plan = g_strdup_printf("p%d", g_rand_int_range(lot, 0, 3));
	fact->obligation = g_strdup_printf("o%d", g_rand_int_range(lot, 0, 3));
	fact->period = g_strdup_printf("202%d", g_rand_int_range(lot, 4, 8));
	fact->id = g_strdup_printf("%s/%s/%s/%s", fact->plan, fact->obligation, fact->agency, fact->period);
	fact->limit = fact->last = civil_make(2024, g_rand_int_range(lot, 1, 5), g_rand_int_range(lot, 1, 4));
	fact->aim = civil_add(fact->limit, -1);
	fact->state = g_rand_boolean(lot) ? STATE_OPEN : (enum state)g_rand_int_range(lot, STATE_OPEN, STATE_UNKNOWN + 1);
	fact->unsettled = g_rand_int_range(lot, 0, 4) == 0;
	fact->withdrawn = g_rand_int_range(lot, 0, 7) == 0;
	if (g_rand_int_range(lot, 0, 12) == 0)
		fact->assignee = g_strdup_printf("xa-%d", g_rand_int_range(lot, 0, AGENCIES));
	return fact;
}

static void fill(struct store *store, GRand *lot, int count)
{
	kit_begin(store);
	for (int i = 0; i < count; i++) {
		g_autoptr(fact_t) fact = draw(lot);
		g_autoptr(fact_t) known = fact_get(store, fact->id, NULL);

		if (!known)
			g_assert_true(fact_put(store, fact, NULL));
	}
	kit_commit(store);
}

static bool keep_all(struct fact *fact, void *data)
{
	g_ptr_array_add(data, fact);
	return true;
}

static int by_limit(gconstpointer a, gconstpointer b)
{
	const struct fact *left = *(const struct fact *const *)a, *right = *(const struct fact *const *)b;
	int order = civil_compare(left->limit, right->limit);

	return order != 0 ? order : strcmp(left->id, right->id);
}

static GPtrArray *everything(struct store *store)
{
	GPtrArray *facts = g_ptr_array_new_with_free_func((GDestroyNotify)fact_free);

	g_assert_true(fact_each(store, keep_all, facts, NULL));
	g_ptr_array_sort(facts, by_limit);
	return facts;
}

/* ---- what a filter means, said over one occurrence ---- */

static int shelf_of(const struct fact *fact)
{
	if (fact->withdrawn)
		return SHELF_WITHDRAWN;
	return fact->state == STATE_OPEN && fact->unsettled ? SHELF_UNSETTLED : (int)fact->state;
}

static bool same(const char *wanted, const char *text)
{
	return !wanted || strcmp(wanted, text) == 0;
}

static bool is_meant(const struct fact_filter *filter, const struct fact *fact)
{
	if (!same(filter->plan, fact->plan) || !same(filter->obligation, fact->obligation) || !same(filter->agency, fact->agency) ||
	    !same(filter->period, fact->period))
		return false;
	if (filter->assignee && !same(filter->assignee, fact->assignee ? fact->assignee : ""))
		return false;
	if (filter->agencies && !g_hash_table_contains(filter->agencies, fact->agency) &&
	    !(fact->assignee && g_hash_table_contains(filter->agencies, fact->assignee)))
		return false;
	if ((civil_is_set(filter->limit_first) && civil_before(fact->limit, filter->limit_first)) ||
	    (civil_is_set(filter->limit_last) && civil_before(filter->limit_last, fact->limit)))
		return false;
	if (filter->wants && civil_is_set(fact->limit) && fact->limit.day % 2 != 0)
		return false;
	if (filter->shelves)
		return (filter->shelves & SHELF(shelf_of(fact))) != 0;
	if (fact->withdrawn)
		return filter->withdrawn;
	return !filter->state || fact->state == *filter->state;
}

static bool even_day(const struct fact_key *key, void *data)
{
	g_assert_true(data == GINT_TO_POINTER(7));
	g_assert_cmpint(civil_diff(key->limit, key->aim), ==, 1);
	g_assert_cmpint(key->late_from.seconds, ==, 1733331600);
	return key->limit.day % 2 == 0;
}

static char *ids(GPtrArray *facts, const struct fact_filter *filter)
{
	g_autoptr(GString) text = g_string_new(NULL);
	int count = 0;

	for (guint i = 0; i < facts->len; i++) {
		const struct fact *fact = facts->pdata[i];

		if (filter && (!is_meant(filter, fact) || (filter->limit > 0 && count == filter->limit)))
			continue;
		count++;
		g_string_append_printf(text, "%s\n", fact->id);
	}
	return g_string_free(g_steal_pointer(&text), FALSE);
}

/* Names that may be asked for, one of them unknown. */
struct words { char text[6][16]; enum state state; GHashTable *few, *many; };

static const char *pick(GRand *lot, char *text, const char *prefix, int count)
{
	if (g_rand_boolean(lot))
		return NULL;
	g_snprintf(text, 16, "%s%d", prefix, g_rand_int_range(lot, 0, count + 1));
	return text;
}

static struct fact_filter ask(GRand *lot, struct words *words)
{
	struct fact_filter filter = { .plan = pick(lot, words->text[0], "p", 3), .obligation = pick(lot, words->text[1], "o", 3),
				      .period = pick(lot, words->text[2], "202", 8) };
	int which = g_rand_int_range(lot, 0, 9);

	if (which == 0)
		filter.agency = pick(lot, words->text[3], "xa-", AGENCIES);
	else if (which == 8)
		filter.assignee = pick(lot, words->text[3], "xa-", AGENCIES);
	else if (which < 3)
		filter.agencies = which == 1 ? words->few : words->many;
	if (g_rand_int_range(lot, 0, 3) == 0)
		filter.shelves = g_rand_int_range(lot, 1, 1 << SHELVES);
	words->state = (enum state)g_rand_int_range(lot, STATE_OPEN, STATE_UNKNOWN + 1);
	if (g_rand_int_range(lot, 0, 3) == 0 && !filter.shelves)
		filter.state = &words->state;
	filter.withdrawn = g_rand_boolean(lot);
	if (g_rand_int_range(lot, 0, 3) == 0)
		filter.limit_first = civil_make(2024, 2, g_rand_int_range(lot, 1, 4));
	if (g_rand_int_range(lot, 0, 3) == 0)
		filter.limit_last = civil_make(2024, 3, g_rand_int_range(lot, 1, 4));
	if (g_rand_int_range(lot, 0, 5) == 0) {
		filter.wants = even_day;
		filter.data = GINT_TO_POINTER(7);
	}
	filter.limit = g_rand_boolean(lot) ? g_rand_int_range(lot, 1, 30) : 0;
	return filter;
}

static GHashTable *bodies(int step)
{
	GHashTable *set = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (int i = 0; i < AGENCIES; i += step)
		g_hash_table_add(set, g_strdup_printf("xa-%d", i));
	return set;
}

static void a_list_is_a_walk_with_a_sieve(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(GHashTable) few = bodies(9), many = bodies(1);
	g_autoptr(GPtrArray) all = NULL;
	struct words words = { .few = few, .many = many };
	GRand *lot = g_rand_new_with_seed(11);
	int found = 0;

	fill(store, lot, 500);
	g_hash_table_remove(many, "xa-3");
	all = everything(store);
	for (int round = 0; round < ROUNDS; round++) {
		struct fact_filter filter = ask(lot, &words);
		g_autoptr(GError) error = NULL;
		g_autoptr(GPtrArray) got = fact_list(store, &filter, &error);
		g_autofree char *text = NULL, *want = NULL;

		g_assert_no_error(error);
		text = ids(got, NULL);
		want = ids(all, &filter);
		g_assert_cmpstr(text, ==, want);
		found += got->len > 0;
	}
	g_assert_cmpint(found, >, ROUNDS / 4);
	g_rand_free(lot);
}

/* Pages joined are the whole, whatever is asked. */
static void pages_join(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(GHashTable) few = bodies(9), many = bodies(1);
	struct words words = { .few = few, .many = many };
	GRand *lot = g_rand_new_with_seed(5);

	fill(store, lot, 400);
	for (int round = 0; round < 60; round++) {
		struct fact_filter filter = ask(lot, &words);
		g_autoptr(GPtrArray) joined = g_ptr_array_new_with_free_func((GDestroyNotify)fact_free);
		g_autoptr(GPtrArray) whole = NULL;
		g_autofree char *text = NULL, *want = NULL;
		guint got;

		filter.limit = 0;
		whole = fact_list(store, &filter, NULL);
		filter.limit = 7;
		do {
			GPtrArray *page = fact_list(store, &filter, NULL);

			got = page->len;
			g_ptr_array_extend_and_steal(joined, page);
			filter.after = joined->len ? ((struct fact *)joined->pdata[joined->len - 1])->id : NULL;
		} while (got == 7);
		text = ids(joined, NULL);
		want = ids(whole, NULL);
		g_assert_cmpstr(text, ==, want);
	}
	g_rand_free(lot);
}

/* ---- where the first index is the wrong one ---- */

static void put(struct store *store, const char *plan, const char *obligation, const char *agency, const char *period, int day)
{
	g_autoptr(fact_t) fact = kit_fact(agency, period, day);
	g_autoptr(GError) error = NULL;

	g_free(fact->plan);
	g_free(fact->obligation);
	g_free(fact->id);
	fact->plan = g_strdup(plan);
	fact->obligation = g_strdup(obligation);
	fact->id = g_strdup_printf("%s/%s/%s/%s", plan, obligation, agency, period);
	fact_put(store, fact, &error);
	g_assert_no_error(error);
}

static void expect(struct store *store, struct fact_filter filter, const char *want)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) got = fact_list(store, &filter, &error);
	g_autofree char *text = NULL;

	g_assert_no_error(error);
	text = ids(got, NULL);
	g_assert_cmpstr(text, ==, want);
}

/* More of others than a trial looks at; what is asked for lies behind them. */
static void looks_elsewhere(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(GHashTable) rare = bodies(1);
	g_autoptr(GError) error = NULL;
	struct fact_filter nothing = { .patience = 20000, .period = "2031" };

	kit_begin(store);
	for (int i = 0; i < 21000; i++) {
		char agency[16], period[16];

		g_snprintf(agency, sizeof agency, "so-%d", i % 3000);
		g_snprintf(period, sizeof period, "%d", 2020 + i / 3000);
		put(store, "p", "o", agency, period, 4);
	}
	put(store, "p", "o", "xa-1", "2029", 20);
	put(store, "p", "o", "xa-2", "2029", 19);
	put(store, "q", "o", "xa-2", "2029", 18);
	kit_commit(store);
	expect(store, (struct fact_filter){ .agencies = rare }, "q/o/xa-2/2029\np/o/xa-2/2029\np/o/xa-1/2029\n");
	expect(store, (struct fact_filter){ .agencies = rare, .limit = 2 }, "q/o/xa-2/2029\np/o/xa-2/2029\n");
	expect(store, (struct fact_filter){ .agencies = rare, .plan = "p" }, "p/o/xa-2/2029\np/o/xa-1/2029\n");
	expect(store, (struct fact_filter){ .agencies = rare, .period = "2029", .obligation = "o" },
	       "q/o/xa-2/2029\np/o/xa-2/2029\np/o/xa-1/2029\n");
	expect(store, (struct fact_filter){ .plan = "p", .obligation = "o", .period = "2029" }, "p/o/xa-2/2029\np/o/xa-1/2029\n");
	expect(store, nothing, "");
	nothing.period = NULL;
	g_assert_null(fact_list(store, &nothing, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_INPUT);
	g_assert_nonnull(strstr(error->message, "name the plan"));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/lists/walk", a_list_is_a_walk_with_a_sieve);
	g_test_add_func("/lists/pages", pages_join);
	g_test_add_func("/lists/elsewhere", looks_elsewhere);
	return g_test_run();
}
