#include <glib.h>
#include <string.h>

#include "../lib/storekit.h"
#include "base/error.h"

static void same_fact(const struct fact *a, const struct fact *b)
{
	g_assert_cmpint(a->row, ==, b->row);
	g_assert_cmpstr(a->id, ==, b->id);
	g_assert_cmpstr(a->plan, ==, b->plan);
	g_assert_cmpstr(a->obligation, ==, b->obligation);
	g_assert_cmpstr(a->agency, ==, b->agency);
	g_assert_cmpstr(a->period, ==, b->period);
	g_assert_cmpint(a->dated, ==, b->dated);
	g_assert_cmpint(a->owners, ==, b->owners);
	g_assert_true(civil_equal(a->period_first, b->period_first));
	g_assert_true(civil_equal(a->period_last, b->period_last));
	g_assert_true(civil_equal(a->last, b->last));
	g_assert_true(civil_equal(a->limit, b->limit));
	g_assert_true(civil_equal(a->aim, b->aim));
	g_assert_true(instant_equal(a->late_from, b->late_from));
	g_assert_cmpint(a->provisional, ==, b->provisional);
	g_assert_cmpint(a->soft, ==, b->soft);
	g_assert_cmpint(a->internal, ==, b->internal);
	g_assert_cmpint(a->version, ==, b->version);
	g_assert_true(instant_equal(a->created, b->created));
	g_assert_true(instant_equal(a->armed, b->armed));
	g_assert_cmpint(a->state, ==, b->state);
	g_assert_cmpint(a->touched, ==, b->touched);
	g_assert_cmpint(a->unsettled, ==, b->unsettled);
	g_assert_cmpint(a->withdrawn, ==, b->withdrawn);
	g_assert_cmpstr(a->rule, ==, b->rule);
	g_assert_true(instant_equal(a->submitted, b->submitted));
	g_assert_cmpstr(a->due, ==, b->due);
	g_assert_true(civil_equal(a->counted_limit, b->counted_limit));
	g_assert_true(instant_equal(a->counted_late_from, b->counted_late_from));
	g_assert_true(civil_equal(a->original_limit, b->original_limit));
	g_assert_true(instant_equal(a->original_late_from, b->original_late_from));
	g_assert_cmpint(a->days_late, ==, b->days_late);
	g_assert_cmpint(a->workdays_late, ==, b->workdays_late);
	g_assert_cmpint(a->original_days_late, ==, b->original_days_late);
	g_assert_cmpint(a->original_workdays_late, ==, b->original_workdays_late);
	g_assert_cmpint(a->grace, ==, b->grace);
	g_assert_cmpint(a->charged, ==, b->charged);
	g_assert_cmpint(a->extensions, ==, b->extensions);
	g_assert_cmpint(a->rounds, ==, b->rounds);
	g_assert_cmpint(a->entries, ==, b->entries);
	g_assert_true(instant_equal(a->asked_until, b->asked_until));
	g_assert_cmpstr(a->assignee, ==, b->assignee);
	g_assert_true(instant_equal(a->next, b->next));
}

/* Every column gets a value that no other column has. */
static void change_all(struct fact *fact)
{
	fact->owners = 7;
	fact->period_first = civil_make(2024, 2, 1);
	fact->period_last = civil_make(2024, 2, 29);
	fact->last = civil_make(2024, 3, 1);
	fact->limit = civil_make(2024, 3, 2);
	fact->aim = civil_make(2024, 3, 3);
	fact->late_from = (struct instant){ 11 };
	fact->provisional = true;
	fact->version = 3;
	fact->created = (struct instant){ 12 };
	fact->armed = (struct instant){ 13 };
	fact->state = STATE_RETURNED;
	fact->unsettled = true;
	g_free(fact->rule);
	fact->rule = g_strdup("quy tắc «mới»");
	fact->submitted = (struct instant){ 14 };
	fact->next = (struct instant){ 15 };
	fact->due = g_strdup("before 20/11/2026");
	fact->counted_limit = civil_make(2024, 3, 4);
	fact->counted_late_from = (struct instant){ 16 };
	fact->original_limit = civil_make(2024, 3, 5);
	fact->original_late_from = (struct instant){ 17 };
	fact->days_late = 18;
	fact->workdays_late = 19;
	fact->original_days_late = 20;
	fact->original_workdays_late = 21;
	fact->charged = 22;
	fact->extensions = 23;
	fact->rounds = 24;
	fact->entries = 25;
	fact->asked_until = (struct instant){ 26 };
	fact->assignee = g_strdup("so-noi-vu");
}

static void put_now(struct store *store, struct fact *fact)
{
	g_autoptr(GError) error = NULL;

	kit_begin(store);
	g_assert_true(fact_put(store, fact, &error));
	g_assert_no_error(error);
	kit_commit(store);
}

static void comes_back_as_it_went(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(fact_t) fact = kit_fact("so-y-te", "2024", 4);

	for (int round = 0; round < 5; round++) {
		g_autoptr(fact_t) by_id = NULL;
		g_autoptr(fact_t) by_row = NULL;

		if (round == 1)
			change_all(fact);
		fact->soft = round == 2;
		fact->internal = fact->grace = round == 3;
		fact->touched = fact->withdrawn = round == 4;
		put_now(store, fact);
		by_id = fact_get(store, fact->id, NULL);
		by_row = fact_get_row(store, fact->row, NULL);
		same_fact(by_id, fact);
		same_fact(by_row, fact);
	}
	g_assert_null(fact_get(store, "hue-2024/result/so-y-te/2025", NULL));
	g_assert_null(fact_get_row(store, fact->row + 1, NULL));
}

static void undated_comes_back(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(fact_t) fact = kit_undated("kiem-tra", "2024");
	g_autoptr(fact_t) read = NULL;

	put_now(store, fact);
	read = fact_get(store, "hue-2024/kiem-tra/all/2024", NULL);
	same_fact(read, fact);
}

static void every_state_has_its_word(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(fact_t) fact = kit_fact("so-y-te", "2024", 4);

	for (enum state state = STATE_OPEN; state <= STATE_UNKNOWN; state++) {
		g_autoptr(fact_t) read = NULL;

		fact->state = state;
		put_now(store, fact);
		read = fact_get(store, fact->id, NULL);
		g_assert_cmpint(read->state, ==, state);
	}
	g_assert_cmpstr(state_name(STATE_NIL), ==, "nil");
}

static void wrong_id(struct fact *fact) { g_free(fact->id); fact->id = g_strdup("hue-2024/result/so-khac/2024"); }
static void no_limit(struct fact *fact) { fact->limit = CIVIL_NONE; }
static void no_late(struct fact *fact) { fact->late_from = INSTANT_NONE; }
static void no_version(struct fact *fact) { fact->version = 0; }
static void no_plan(struct fact *fact) { g_clear_pointer(&fact->plan, g_free); }
static void undated_agency(struct fact *fact)
{
	fact->dated = false;
	fact->last = fact->limit = fact->aim = CIVIL_NONE;
	fact->late_from = INSTANT_NONE;
	fact->counted_limit = fact->original_limit = CIVIL_NONE;
	fact->counted_late_from = fact->original_late_from = INSTANT_NONE;
}
static void no_counted(struct fact *fact) { fact->counted_limit = CIVIL_NONE; }
static void no_counted_late(struct fact *fact) { fact->counted_late_from = INSTANT_NONE; }
static void no_original(struct fact *fact) { fact->original_limit = CIVIL_NONE; }
static void no_original_late(struct fact *fact) { fact->original_late_from = INSTANT_NONE; }
static void negative_lateness(struct fact *fact) { fact->workdays_late = -1; }
static void negative_owners(struct fact *fact) { fact->owners = -1; }

static void refuses_contradictions(void)
{
	static void (*const spoil[])(struct fact *) = { wrong_id, no_limit, no_late, no_version, no_plan, undated_agency,
							no_counted, no_counted_late, no_original, no_original_late,
							negative_lateness, negative_owners };
	g_autoptr(store_t) store = kit_open(":memory:");

	for (size_t i = 0; i < G_N_ELEMENTS(spoil); i++) {
		g_autoptr(fact_t) fact = kit_fact("so-y-te", "2024", 4);
		g_autoptr(GError) error = NULL;

		spoil[i](fact);
		kit_begin(store);
		g_assert_false(fact_put(store, fact, &error));
		g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_STATE);
		g_assert_true(store_in_transaction(store));
		store_rollback(store);
	}
}

static void one_of_each_id(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(fact_t) twin = kit_fact("so-y-te", "2024", 4);
	g_autoptr(fact_t) other = kit_fact("so-tu-phap", "2024", 4);
	g_autoptr(GError) error = NULL;
	int64_t row = kit_store(store, kit_fact("so-y-te", "2024", 4));

	kit_begin(store);
	g_assert_false(fact_put(store, twin, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_STATE);
	g_clear_error(&error);
	/* a row is never turned into another occurrence, and none is invented */
	other->row = row;
	g_assert_false(fact_put(store, other, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID);
	g_clear_error(&error);
	g_assert_false(fact_set_next(store, row + 7, INSTANT_NEVER, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID);
	store_rollback(store);
}

static void finds_what_is_due(void)
{
	static const struct { const char *agency; int64_t next; } rows[] = {
		{ "d", 300 }, { "b", 100 }, { "a", 100 }, { "e", INT64_MAX }, { "c", 200 } };
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(GPtrArray) due = NULL;
	g_autoptr(GPtrArray) two = NULL;
	struct instant plan, outbox;
	g_autoptr(GString) order = g_string_new(NULL);

	g_assert_true(store_next(store, &plan, &outbox, NULL));
	g_assert_true(instant_equal(plan, INSTANT_NEVER) && instant_equal(outbox, INSTANT_NEVER));
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct fact *fact = kit_fact(rows[i].agency, "2024", 4);

		fact->next = (struct instant){ rows[i].next };
		kit_store(store, fact);
	}
	g_assert_true(store_next(store, &plan, &outbox, NULL));
	g_assert_cmpint(plan.seconds, ==, 100);
	due = fact_due(store, (struct instant){ 200 }, 10, NULL);
	for (guint i = 0; i < due->len; i++)
		g_string_append(order, ((struct fact *)due->pdata[i])->agency);
	g_assert_cmpstr(order->str, ==, "abc");
	two = fact_due(store, (struct instant){ 1000 }, 2, NULL);
	g_assert_cmpint(two->len, ==, 2);
}

static void set_next_moves_it(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	int64_t row = kit_store(store, kit_fact("so-y-te", "2024", 4));
	struct instant plan, outbox;

	kit_begin(store);
	g_assert_true(fact_set_next(store, row, (struct instant){ 500 }, NULL));
	kit_commit(store);
	g_assert_true(store_next(store, &plan, &outbox, NULL));
	g_assert_cmpint(plan.seconds, ==, 500);
	kit_begin(store);
	g_assert_true(fact_set_next(store, row, INSTANT_NEVER, NULL));
	kit_commit(store);
	g_assert_true(store_next(store, &plan, &outbox, NULL));
	g_assert_true(instant_equal(plan, INSTANT_NEVER));
}

/* Eight dated rows of two plans, one of them withdrawn and one submitted, and two undated ones. */
static void fill(struct store *store)
{
	for (int i = 0; i < 8; i++) {
		g_autofree char *agency = g_strdup_printf("so-%d", i % 4);
		struct fact *fact = kit_fact(agency, i < 4 ? "2024" : "2025", 20 - 2 * i);

		fact->withdrawn = i == 5;
		fact->state = i == 6 ? STATE_SUBMITTED : STATE_OPEN;
		if (i == 7) {
			g_free(fact->plan);
			fact->plan = g_strdup("lc-2030");
			g_free(fact->id);
			fact->id = g_strdup_printf("lc-2030/result/%s/2025", agency);
		}
		kit_store(store, fact);
	}
	kit_store(store, kit_undated("tin-bai", "2024"));
	kit_store(store, kit_undated("kiem-tra", "2024"));
}

static char *names(GPtrArray *facts)
{
	g_autoptr(GString) text = g_string_new(NULL);

	g_assert_nonnull(facts);
	for (guint i = 0; i < facts->len; i++)
		g_string_append_printf(text, "%s%s", i ? " " : "", strchr(((struct fact *)facts->pdata[i])->id, '/') + 1);
	return g_string_free(g_steal_pointer(&text), FALSE);
}

static void lists_by_filter(void)
{
	static const enum state submitted = STATE_SUBMITTED;
	static const struct { struct fact_filter filter; int first, last; const char *found; } table[] = {
		{ { .plan = "hue-2024" }, 0, 0, "result/so-2/2025 result/so-0/2025 result/so-3/2024 result/so-2/2024 "
						"result/so-1/2024 result/so-0/2024" },
		{ { .plan = "lc-2030" }, 0, 0, "result/so-3/2025" },
		{ { .plan = "lc" }, 0, 0, "" },
		{ { .obligation = "result", .limit = 2 }, 0, 0, "result/so-3/2025 result/so-2/2025" },
		{ { .plan = "hue-2024", .obligation = "result", .period = "2025" }, 0, 0, "result/so-2/2025 result/so-0/2025" },
		{ { .agency = "so-1" }, 0, 0, "result/so-1/2024" },
		{ { .agency = "so-1", .withdrawn = true }, 0, 0, "result/so-1/2025 result/so-1/2024" },
		{ { .agency = "so-3", .plan = "lc-2030" }, 0, 0, "result/so-3/2025" },
		{ { .state = &submitted }, 0, 0, "result/so-2/2025" },
		{ { .plan = NULL }, 14, 18, "result/so-3/2024 result/so-2/2024 result/so-1/2024" },
		{ { .plan = NULL, .undated = true }, 18, 18, "result/so-1/2024" },
		{ { .plan = NULL, .undated = true }, 18, 31, "result/so-1/2024 result/so-0/2024 kiem-tra/all/2024 tin-bai/all/2024" },
		{ { .obligation = "tin-bai", .undated = true }, 0, 0, "tin-bai/all/2024" },
		{ { .period = "2024", .undated = true, .limit = 5 }, 0, 0,
		  "result/so-3/2024 result/so-2/2024 result/so-1/2024 result/so-0/2024 kiem-tra/all/2024" },
	};
	g_autoptr(store_t) store = kit_open(":memory:");

	fill(store);
	for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
		struct fact_filter filter = table[i].filter;
		g_autoptr(GPtrArray) facts = NULL;
		g_autofree char *found = NULL;

		if (table[i].first) {
			filter.limit_first = civil_make(2024, 12, table[i].first);
			filter.limit_last = civil_make(2024, 12, table[i].last);
		}
		facts = fact_list(store, &filter, NULL);
		found = names(facts);
		g_assert_cmpstr(found, ==, table[i].found);
	}
}

/* Pages of every size put together are the whole list. */
static void pages_join_without_a_seam(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	struct fact_filter filter = { .undated = true, .withdrawn = true };
	g_autoptr(GPtrArray) all = NULL;
	g_autofree char *whole = NULL;

	fill(store);
	all = fact_list(store, &filter, NULL);
	g_assert_cmpint(all->len, ==, 10);
	whole = names(all);
	for (int size = 1; size <= 11; size++) {
		g_autoptr(GPtrArray) joined = g_ptr_array_new_with_free_func((GDestroyNotify)fact_free);
		g_autofree char *text = NULL;

		filter.limit = size;
		filter.after = NULL;
		for (;;) {
			GPtrArray *page = fact_list(store, &filter, NULL);
			guint length = page->len;

			g_ptr_array_extend_and_steal(joined, page);
			if (length < (guint)size)
				break;
			filter.after = ((struct fact *)joined->pdata[joined->len - 1])->id;
		}
		text = names(joined);
		g_assert_cmpstr(text, ==, whole);
	}
}

static void after_must_exist(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(GError) error = NULL;
	const struct fact_filter filter = { .after = "hue-2024/result/khong-co/2024" };

	g_assert_null(fact_list(store, &filter, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID);
}

struct walk { struct store *store; int seen, stop; };

static bool write_while_walking(struct fact *given, void *data)
{
	g_autoptr(fact_t) fact = given;
	struct walk *walk = data;
	g_autofree char *period = g_strdup_printf("new-%d", walk->seen);

	walk->seen++;
	fact->touched = true;
	g_assert_true(fact_put(walk->store, fact, NULL));
	if (walk->seen <= 10) {
		g_autoptr(fact_t) fresh = kit_fact("so-moi", period, 4);

		g_assert_true(fact_put(walk->store, fresh, NULL));
	}
	return walk->seen != walk->stop;
}

static void walks_while_writing(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	struct walk walk = { store, 0, 0 };

	kit_begin(store);
	for (int i = 0; i < 1203; i++) {
		g_autofree char *agency = g_strdup_printf("xa-%d", i);
		g_autoptr(fact_t) fact = kit_fact(agency, "2024", 4);

		g_assert_true(fact_put(store, fact, NULL));
	}
	g_assert_true(fact_each(store, write_while_walking, &walk, NULL));
	g_assert_cmpint(walk.seen, ==, 1203);
	walk = (struct walk){ store, 20, 23 };
	g_assert_true(fact_each(store, write_while_walking, &walk, NULL));
	g_assert_cmpint(walk.seen, ==, 23);
	kit_commit(store);
}

static void counts(struct store *store, const char *period, struct count want)
{
	struct count got;

	g_assert_true(fact_count(store, "hue-2024", "result", period, &got, NULL));
	g_assert_cmpmem(&got, sizeof got, &want, sizeof want);
}

static void counters_follow_every_change(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(fact_t) a = kit_fact("a", "2024", 4);
	g_autoptr(fact_t) b = kit_fact("b", "2024", 4);

	counts(store, "2024", (struct count){ 0 });
	put_now(store, a);
	put_now(store, b);
	kit_store(store, kit_fact("a", "2025", 4));
	kit_store(store, kit_undated("result", "2024"));
	counts(store, "2024", (struct count){ .total = 2, .open = 2 });
	a->state = STATE_SUBMITTED;
	a->submitted = instant_add(a->late_from, -1);
	put_now(store, a);
	counts(store, "2024", (struct count){ .total = 2, .open = 1, .submitted = 1 });
	a->submitted = a->late_from;
	a->late_from = instant_add(a->late_from, 86400); /* a correction's limit is not what lateness is judged by */
	put_now(store, a);
	put_now(store, a);
	counts(store, "2024", (struct count){ .total = 2, .open = 1, .submitted = 1, .late = 1 });
	b->state = STATE_WAIVED;
	put_now(store, b);
	a->withdrawn = true;
	put_now(store, a);
	counts(store, "2024", (struct count){ .total = 1, .waived = 1 });
	a->withdrawn = false;
	a->state = STATE_ACCEPTED;
	put_now(store, a);
	kit_begin(store);
	g_assert_true(fact_remove(store, b->row, NULL));
	kit_commit(store);
	counts(store, "2024", (struct count){ .total = 1, .accepted = 1, .late = 1 });
	counts(store, "2025", (struct count){ .total = 1, .open = 1 });
}

static void put_step(struct store *store, const char *subject, enum outcome outcome)
{
	const struct ledger_row row = { .subject = (char *)subject, .version = 1, .step = (char *)"-7d", .role = (char *)"owner:focal",
					.outcome = outcome, .at = { 5 } };

	g_assert_true(ledger_put(store, &row, NULL));
}

static void goes_only_when_nobody_was_told(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) left = NULL;
	g_autoptr(fact_t) touched = kit_fact("c", "2024", 4);
	int64_t past = kit_store(store, kit_fact("a", "2024", 4)), said = kit_store(store, kit_fact("b", "2024", 4));

	touched->touched = true;
	put_now(store, touched);
	kit_begin(store);
	put_step(store, "hue-2024/result/a/2024", OUTCOME_PAST);
	put_step(store, "hue-2024/result/b/2024", OUTCOME_SAID);
	g_assert_true(fact_remove(store, past, &error));
	g_assert_no_error(error);
	g_assert_false(fact_remove(store, said, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_STATE);
	g_clear_error(&error);
	g_assert_false(fact_remove(store, touched->row, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_STATE);
	g_clear_error(&error);
	g_assert_false(fact_remove(store, past, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID);
	g_assert_false(fact_remove(store, past, NULL));
	kit_commit(store);
	left = ledger_of(store, "hue-2024/result/a/2024", 0, NULL);
	g_assert_cmpint(left->len, ==, 0);
	/* its number is not given to another one */
	g_assert_cmpint(kit_store(store, kit_fact("a", "2024", 4)), >, touched->row);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/facts/round-trip", comes_back_as_it_went);
	g_test_add_func("/facts/undated", undated_comes_back);
	g_test_add_func("/facts/states", every_state_has_its_word);
	g_test_add_func("/facts/contradictions", refuses_contradictions);
	g_test_add_func("/facts/identity", one_of_each_id);
	g_test_add_func("/facts/due", finds_what_is_due);
	g_test_add_func("/facts/next", set_next_moves_it);
	g_test_add_func("/facts/list", lists_by_filter);
	g_test_add_func("/facts/pages", pages_join_without_a_seam);
	g_test_add_func("/facts/after", after_must_exist);
	g_test_add_func("/facts/each", walks_while_writing);
	g_test_add_func("/facts/count", counters_follow_every_change);
	g_test_add_func("/facts/remove", goes_only_when_nobody_was_told);
	return g_test_run();
}
