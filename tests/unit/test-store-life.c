#include <glib.h>
#include <string.h>

#include "../lib/storekit.h"
#include "base/error.h"
#include "store/acts.h"
#include "store/holds.h"
#include "store/requests.h"
#include "store/roster.h"

#define TEXT(text) ((char *)(text))

static void run_sql(struct store *store, const char *sql)
{
	g_assert_cmpint(sqlite3_exec(store->db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

/* Each statement runs against a rule of its table. */
static void all_refused(struct store *store, const char *const *statements, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		int code = sqlite3_exec(store->db, statements[i], NULL, NULL, NULL);

		if ((code & 0xff) != SQLITE_CONSTRAINT)
			g_test_message("accepted: %s", statements[i]);
		g_assert_cmpint(code & 0xff, ==, SQLITE_CONSTRAINT);
	}
}

/* ---- holds ---- */

static int64_t new_act(struct store *store, int64_t occurrence)
{
	struct act act = { .occurrence = occurrence, .at = { 5 }, .verb = TEXT("hold"), .version = 1 };

	kit_begin(store);
	g_assert_true(act_append(store, &act, NULL));
	kit_commit(store);
	return act.id;
}

static bool add_hold(struct store *store, struct hold *hold, GError **error)
{
	bool done;

	kit_begin(store);
	done = hold_add(store, hold, error);
	if (done)
		kit_commit(store);
	else
		store_rollback(store);
	return done;
}

static int64_t hold_step(struct store *store, int64_t occurrence, const char *step, struct civil until)
{
	struct hold hold = { .occurrence = occurrence, .step = TEXT(step), .until = until, .reason = TEXT("chờ công văn"), .at = { 9 } };
	g_autoptr(GError) error = NULL;

	hold.act = new_act(store, occurrence);
	g_assert_true(add_hold(store, &hold, &error));
	g_assert_no_error(error);
	return hold.id;
}

static guint holds(struct store *store, int64_t occurrence)
{
	g_autoptr(GPtrArray) rows = hold_of(store, occurrence, NULL);

	return rows->len;
}

static void a_hold_comes_back_as_it_went(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	int64_t row = kit_store(store, kit_fact("so-y-te", "2024", 4));
	int64_t first = hold_step(store, row, "+1wd", civil_make(2024, 12, 9));
	int64_t second = hold_step(store, row, NULL, CIVIL_NONE);
	g_autoptr(GPtrArray) rows = hold_of(store, row, NULL);
	const struct hold *hold = rows->pdata[0], *other = rows->pdata[1];

	g_assert_cmpint(rows->len, ==, 2);
	g_assert_cmpint(hold->id, ==, first);
	g_assert_cmpint(hold->occurrence, ==, row);
	g_assert_cmpstr(hold->step, ==, "+1wd");
	g_assert_true(civil_equal(hold->until, civil_make(2024, 12, 9)));
	g_assert_cmpstr(hold->reason, ==, "chờ công văn");
	g_assert_cmpint(hold->at.seconds, ==, 9);
	g_assert_cmpint(hold->act, ==, 1);
	g_assert_false(hold->released);
	g_assert_cmpint(other->id, ==, second);
	g_assert_null(other->step);
	g_assert_false(civil_is_set(other->until));
}

static void letting_go_goes_by_step(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	int64_t row = kit_store(store, kit_fact("so-y-te", "2024", 4)), other = kit_store(store, kit_fact("xa-a", "2024", 4));
	int released;

	hold_step(store, row, "+1wd", CIVIL_NONE);
	hold_step(store, row, "+3wd", CIVIL_NONE);
	hold_step(store, row, NULL, CIVIL_NONE);
	hold_step(store, other, NULL, CIVIL_NONE);
	kit_begin(store);
	g_assert_true(hold_release(store, row, "+1wd", &released, NULL));
	g_assert_cmpint(released, ==, 1);
	g_assert_true(hold_release(store, row, "+1wd", &released, NULL));
	g_assert_cmpint(released, ==, 0);
	g_assert_cmpint(holds(store, row), ==, 2);
	g_assert_true(hold_release(store, row, NULL, &released, NULL));
	g_assert_cmpint(released, ==, 2);
	kit_commit(store);
	g_assert_cmpint(holds(store, row), ==, 0);
	g_assert_cmpint(holds(store, other), ==, 1);
}

static void holds_are_counted_by_day(void)
{
	static const struct { int day, count; } table[] = { { 8, 3 }, { 9, 3 }, { 10, 2 }, { 12, 1 } };
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(fact_t) answered = kit_fact("xa-b", "2024", 4);
	int64_t row = kit_store(store, kit_fact("so-y-te", "2024", 4));
	int count, released;

	answered->state = STATE_SUBMITTED;
	kit_begin(store);
	g_assert_true(fact_put(store, answered, NULL));
	kit_commit(store);
	hold_step(store, row, "+1wd", civil_make(2024, 12, 9));
	hold_step(store, row, "+3wd", civil_make(2024, 12, 11));
	hold_step(store, row, NULL, CIVIL_NONE);
	hold_step(store, answered->row, NULL, CIVIL_NONE);
	for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
		g_assert_true(hold_count(store, civil_make(2024, 12, table[i].day), &count, NULL));
		g_assert_cmpint(count, ==, table[i].count);
	}
	kit_begin(store);
	g_assert_true(hold_release(store, row, NULL, &released, NULL));
	kit_commit(store);
	g_assert_true(hold_count(store, civil_make(2024, 12, 8), &count, NULL));
	g_assert_cmpint(count, ==, 0);
}

static void holds_are_never_changed(void)
{
	static const char *const statements[] = {
		"DELETE FROM hold", "UPDATE hold SET reason = 'khác'", "UPDATE hold SET released = 0 WHERE id = 1",
		"UPDATE hold SET until = NULL",
		"INSERT INTO hold (occurrence, at, released) VALUES (99, 1, 0)",
		"INSERT INTO hold (occurrence, step, at, released) VALUES (1, '', 1, 0)",
		"INSERT INTO hold (occurrence, until, at, released) VALUES (1, '2024-13-01', 1, 0)",
		"INSERT INTO hold (occurrence, at, act, released) VALUES (1, 1, 99, 0)",
	};
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(GError) error = NULL;
	struct hold nowhere = { .occurrence = 99, .at = { 9 } };
	int64_t row = kit_store(store, kit_fact("so-y-te", "2024", 4));

	hold_step(store, row, NULL, CIVIL_NONE);
	run_sql(store, "UPDATE hold SET released = 1");
	all_refused(store, statements, G_N_ELEMENTS(statements));
	g_assert_false(add_hold(store, &nowhere, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_STATE);
	g_clear_error(&error);
	g_assert_false(hold_add(store, &nowhere, &error)); /* outside a transaction */
	g_assert_nonnull(error);
}

/* ---- the roster ---- */

static bool add_entry(struct store *store, struct roster_entry *entry, GError **error)
{
	bool done;

	kit_begin(store);
	done = roster_add(store, entry, error);
	if (done)
		kit_commit(store);
	else
		store_rollback(store);
	return done;
}

static struct roster_entry person(const char *agency, const char *email)
{
	return (struct roster_entry){ .agency = TEXT(agency), .position = TEXT("focal"), .name = TEXT("Nguyễn Thị An"),
				      .title = TEXT("Chuyên viên"), .phone = TEXT("0214"), .email = TEXT(email), .language = TEXT("vi"),
				      .first = civil_make(2026, 1, 1), .last = civil_make(2026, 12, 31), .number = TEXT("12/QĐ"),
				      .user = TEXT("lan"), .as = TEXT("Lan"), .at = { 77 } };
}

static void the_roster_comes_back_as_it_went(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	struct roster_entry first = person("so-y-te", "an@syt.vn"), second = person("xa-a", NULL), third = person("so-y-te", "b@syt.vn");
	g_autoptr(GPtrArray) all = NULL;
	g_autoptr(GPtrArray) own = NULL;
	g_autoptr(GPtrArray) none = NULL;
	const struct roster_entry *entry;

	third.first = third.last = CIVIL_NONE;
	third.name = third.title = third.phone = third.language = third.number = third.user = third.as = NULL;
	g_assert_true(add_entry(store, &first, NULL) && add_entry(store, &second, NULL) && add_entry(store, &third, NULL));
	all = roster_list(store, NULL, NULL);
	own = roster_list(store, "so-y-te", NULL);
	none = roster_list(store, "so-khac", NULL);
	g_assert_cmpint(all->len, ==, 3);
	g_assert_cmpint(own->len, ==, 2);
	g_assert_cmpint(none->len, ==, 0);
	entry = own->pdata[0];
	g_assert_cmpint(entry->id, ==, first.id);
	g_assert_cmpstr(entry->agency, ==, "so-y-te");
	g_assert_cmpstr(entry->position, ==, "focal");
	g_assert_cmpstr(entry->name, ==, "Nguyễn Thị An");
	g_assert_cmpstr(entry->title, ==, "Chuyên viên");
	g_assert_cmpstr(entry->phone, ==, "0214");
	g_assert_cmpstr(entry->email, ==, "an@syt.vn");
	g_assert_cmpstr(entry->language, ==, "vi");
	g_assert_true(civil_equal(entry->first, civil_make(2026, 1, 1)));
	g_assert_true(civil_equal(entry->last, civil_make(2026, 12, 31)));
	g_assert_cmpstr(entry->number, ==, "12/QĐ");
	g_assert_cmpstr(entry->user, ==, "lan");
	g_assert_cmpstr(entry->as, ==, "Lan");
	g_assert_cmpint(entry->at.seconds, ==, 77);
	g_assert_null(((const struct roster_entry *)all->pdata[1])->email);
	entry = own->pdata[1];
	g_assert_cmpint(entry->id, ==, third.id);
	g_assert_null(entry->name);
	g_assert_false(civil_is_set(entry->first) || civil_is_set(entry->last));
}

static void the_roster_refuses(void)
{
	static const char *const statements[] = {
		"UPDATE roster SET email = 'x@y.vn'", "DELETE FROM roster",
		"INSERT INTO roster (agency, position, email, at) VALUES ('', 'focal', 'x@y.vn', 1)",
		"INSERT INTO roster (agency, position, email, at) VALUES ('a', 'focal', '', 1)",
		"INSERT INTO roster (agency, position, first_day, at) VALUES ('a', 'focal', '2026-13-01', 1)",
	};
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(GError) error = NULL;
	struct roster_entry good = person("so-y-te", "an@syt.vn"), nobody = person(NULL, "an@syt.vn"), backwards = good;

	backwards.first = civil_make(2027, 1, 1);
	g_assert_true(add_entry(store, &good, NULL));
	g_assert_false(add_entry(store, &nobody, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_STATE);
	g_clear_error(&error);
	g_assert_false(add_entry(store, &backwards, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_STATE);
	all_refused(store, statements, G_N_ELEMENTS(statements));
}

/* ---- requests and assignments ---- */

static bool add_request(struct store *store, const char *plan, const char *text, GError **error)
{
	struct request request = { .plan = TEXT(plan), .text = TEXT(text), .user = TEXT("lan"), .as = TEXT("Lan"), .at = { 42 } };
	bool done;

	kit_begin(store);
	done = request_add(store, &request, error);
	if (done)
		kit_commit(store);
	else
		store_rollback(store);
	return done;
}

static void requests_come_back_until_they_end(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(GPtrArray) both = NULL;
	g_autoptr(GPtrArray) one = NULL;
	g_autoptr(GError) error = NULL;
	const struct request *request;

	g_assert_true(add_request(store, "request-2026-1", "plans = ( { «một» } );", NULL));
	g_assert_true(add_request(store, "request-2026-2", "plans = ( { } );", NULL));
	both = request_list(store, NULL);
	g_assert_cmpint(both->len, ==, 2);
	request = both->pdata[0];
	g_assert_cmpint(request->id, ==, 1);
	g_assert_cmpstr(request->plan, ==, "request-2026-1");
	g_assert_cmpstr(request->text, ==, "plans = ( { «một» } );");
	g_assert_cmpstr(request->user, ==, "lan");
	g_assert_cmpstr(request->as, ==, "Lan");
	g_assert_cmpint(request->at.seconds, ==, 42);
	g_assert_false(request->ended);
	kit_begin(store);
	g_assert_true(request_end(store, "request-2026-1", NULL));
	g_assert_false(request_end(store, "request-2026-1", &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID);
	kit_commit(store);
	one = request_list(store, NULL);
	g_assert_cmpint(one->len, ==, 1);
	g_assert_cmpstr(((const struct request *)one->pdata[0])->plan, ==, "request-2026-2");
}

static void requests_refuse(void)
{
	static const char *const statements[] = {
		"UPDATE request SET content = 'x'", "UPDATE request SET ended = 0", "DELETE FROM request",
		"INSERT INTO request (plan, content, at, ended) VALUES ('b', '', 1, 0)",
		"INSERT INTO request (plan, content, at, ended) VALUES ('', 'x', 1, 0)",
	};
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(GError) error = NULL;

	g_assert_true(add_request(store, "a", "x", NULL));
	run_sql(store, "UPDATE request SET ended = 1");
	g_assert_false(add_request(store, "a", "y", &error)); /* an id is used once */
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_STATE);
	all_refused(store, statements, G_N_ELEMENTS(statements));
}

static void assignments_come_back_in_order(void)
{
	static const char *const statements[] = {
		"UPDATE assignment SET agency = 'x'", "DELETE FROM assignment",
		"INSERT INTO assignment (plan, obligation, line, agency) VALUES ('p', 'o', '', 'a')",
		"INSERT INTO assignment (plan, obligation, line, agency, act) VALUES ('p', 'o', 'l', 'a', 99)",
	};
	g_autoptr(store_t) store = kit_open(":memory:");
	struct assignment first = { .plan = TEXT("lc-2030"), .obligation = TEXT("nam"), .line = TEXT("Chỉ tiêu 1"), .agency = TEXT("so-y-te") };
	struct assignment second = first;
	g_autoptr(GPtrArray) rows = NULL;
	const struct assignment *read;

	first.act = new_act(store, 0);
	second.agency = TEXT("so-noi-vu");
	kit_begin(store);
	g_assert_true(assignment_add(store, &first, NULL) && assignment_add(store, &second, NULL));
	kit_commit(store);
	rows = assignment_list(store, NULL);
	g_assert_cmpint(rows->len, ==, 2);
	read = rows->pdata[0];
	g_assert_cmpint(read->id, ==, first.id);
	g_assert_cmpstr(read->plan, ==, "lc-2030");
	g_assert_cmpstr(read->obligation, ==, "nam");
	g_assert_cmpstr(read->line, ==, "Chỉ tiêu 1");
	g_assert_cmpstr(read->agency, ==, "so-y-te");
	g_assert_cmpint(read->act, ==, first.act);
	read = rows->pdata[1];
	g_assert_cmpstr(read->agency, ==, "so-noi-vu");
	g_assert_cmpint(read->act, ==, 0);
	all_refused(store, statements, G_N_ELEMENTS(statements));
}

/* What is recorded is part of the sum that tests compare stores by. */
static void the_checksum_sees_them(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	int64_t row = kit_store(store, kit_fact("so-y-te", "2024", 4));
	struct roster_entry entry = person("so-y-te", "an@syt.vn");
	char *sums[5];

	sums[0] = store_checksum(store, NULL);
	hold_step(store, row, NULL, CIVIL_NONE);
	sums[1] = store_checksum(store, NULL);
	g_assert_true(add_entry(store, &entry, NULL));
	sums[2] = store_checksum(store, NULL);
	g_assert_true(add_request(store, "a", "x", NULL));
	sums[3] = store_checksum(store, NULL);
	run_sql(store, "UPDATE hold SET released = 1");
	sums[4] = store_checksum(store, NULL);
	for (int i = 0; i < 4; i++) {
		g_assert_cmpstr(sums[i], !=, sums[i + 1]);
		g_free(sums[i]);
	}
	g_free(sums[4]);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/life/hold", a_hold_comes_back_as_it_went);
	g_test_add_func("/life/hold-release", letting_go_goes_by_step);
	g_test_add_func("/life/hold-count", holds_are_counted_by_day);
	g_test_add_func("/life/hold-kept", holds_are_never_changed);
	g_test_add_func("/life/roster", the_roster_comes_back_as_it_went);
	g_test_add_func("/life/roster-refuses", the_roster_refuses);
	g_test_add_func("/life/request", requests_come_back_until_they_end);
	g_test_add_func("/life/request-refuses", requests_refuse);
	g_test_add_func("/life/assignment", assignments_come_back_in_order);
	g_test_add_func("/life/checksum", the_checksum_sees_them);
	return g_test_run();
}
