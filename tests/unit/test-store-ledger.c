#include <glib.h>
#include <string.h>

#include "../lib/storekit.h"
#include "base/error.h"

#define OCCURRENCE "hue-2024/result/so-y-te/2024"

static struct ledger_row row_of(const char *subject, const char *step, const char *role, enum outcome outcome)
{
	return (struct ledger_row){ .subject = (char *)subject, .version = 1, .step = (char *)step, .role = (char *)role,
				    .outcome = outcome, .at = { 1000 } };
}

static bool put(struct store *store, const struct ledger_row *row, GError **error)
{
	bool done;

	kit_begin(store);
	done = ledger_put(store, row, error);
	kit_commit(store);
	return done;
}

static void must_put(struct store *store, const struct ledger_row *row)
{
	g_autoptr(GError) error = NULL;

	g_assert_true(put(store, row, &error));
	g_assert_no_error(error);
}

static void same_row(const struct ledger_row *a, const struct ledger_row *b)
{
	g_assert_cmpstr(a->subject, ==, b->subject);
	g_assert_cmpint(a->version, ==, b->version);
	g_assert_cmpstr(a->step, ==, b->step);
	g_assert_cmpstr(a->role, ==, b->role);
	g_assert_cmpint(a->outcome, ==, b->outcome);
	g_assert_cmpstr(a->reason, ==, b->reason);
	g_assert_cmpstr(a->address, ==, b->address);
	g_assert_cmpint(a->at.seconds, ==, b->at.seconds);
	g_assert_cmpint(a->mail, ==, b->mail);
}

static void comes_back_as_it_went(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	int64_t mail = kit_queue(store, "m1@example.vn", 1000);

	for (enum outcome outcome = OUTCOME_SAID; outcome <= OUTCOME_DROPPED; outcome++) {
		struct ledger_row row = row_of(OCCURRENCE, outcome_name(outcome), "mailto:chị.hà@example.vn", outcome);
		struct ledger_row *read = NULL;

		row.version = 2;
		row.reason = outcome == OUTCOME_SAID ? NULL : (char *)"lý do";
		row.address = outcome == OUTCOME_SAID ? (char *)"a@example.vn" : NULL;
		row.mail = outcome == OUTCOME_SAID ? mail : 0;
		must_put(store, &row);
		g_assert_true(ledger_get(store, OCCURRENCE, 2, row.step, row.role, &read, NULL));
		same_row(read, &row);
		ledger_row_free(read);
	}
}

static void absent_is_no_error(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	struct ledger_row *row = (struct ledger_row *)store;

	g_assert_true(ledger_get(store, OCCURRENCE, 1, "-7d", "owner:focal", &row, NULL));
	g_assert_null(row);
}

/* Only an unaddressed row, and one left out by a hold, may become something else; once. */
static void a_key_is_settled_once(void)
{
	static const struct { enum outcome first; const char *reason; bool open; } table[] = {
		{ OUTCOME_SAID, NULL, false },		  { OUTCOME_COVERED, NULL, false },
		{ OUTCOME_PAST, NULL, false },		  { OUTCOME_LEFT_OUT, "spacing", false },
		{ OUTCOME_LEFT_OUT, NULL, false },	  { OUTCOME_LEFT_OUT, "held", true },
		{ OUTCOME_UNADDRESSED, NULL, true },	  { OUTCOME_DROPPED, "relation", false },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
		g_autoptr(store_t) store = kit_open(":memory:");
		g_autoptr(GError) error = NULL;
		struct ledger_row row = row_of(OCCURRENCE, "-7d", "owner:focal", table[i].first), *read = NULL;

		row.reason = (char *)table[i].reason;
		must_put(store, &row);
		row.outcome = OUTCOME_SAID;
		row.reason = NULL;
		row.address = (char *)"a@example.vn";
		row.at.seconds = 2000;
		g_assert_cmpint(put(store, &row, &error), ==, table[i].open);
		g_assert_true(table[i].open ? !error : g_error_matches(error, DEADLINED_ERROR, DEADLINED_ERROR_STATE));
		g_assert_true(ledger_get(store, OCCURRENCE, 1, "-7d", "owner:focal", &read, NULL));
		g_assert_cmpint(read->outcome, ==, table[i].open ? OUTCOME_SAID : table[i].first);
		g_assert_cmpint(read->at.seconds, ==, table[i].open ? 2000 : 1000);
		ledger_row_free(read);
		g_clear_error(&error);
		g_assert_false(put(store, &row, &error));
	}
}

static void the_tables_refuse_by_themselves(void)
{
	static const char *const statements[] = {
		"UPDATE ledger SET outcome = 'past' WHERE step = '-7d'",
		"DELETE FROM ledger WHERE step = '-7d'",
		"UPDATE act SET note = 'x'",
		"DELETE FROM act",
		"DELETE FROM envelope",
		"UPDATE mail SET subject = 'x'",
		"INSERT INTO act (occurrence, at, verb, version) VALUES (999, 1, 'submit', 1)",
		"INSERT INTO ledger (subject, version, step, role, outcome, at) VALUES ('s', 1, '-7d', 'r', 'gone', 1)",
		"INSERT INTO ledger (subject, version, step, role, outcome, at, mail) VALUES ('s', 1, '-7d', 'r', 'said', 1, 99)",
		"INSERT INTO ledger (subject, version, step, role, outcome, at) VALUES ('s', 1, '-7d', 'r', 'said', 'noon')",
	};
	g_autoptr(store_t) store = kit_open(":memory:");
	struct ledger_row row = row_of(OCCURRENCE, "-7d", "owner:focal", OUTCOME_SAID);
	struct act act = { .at = { 5 }, .verb = (char *)"release" };

	must_put(store, &row);
	kit_queue(store, "m1@example.vn", 1000);
	kit_begin(store);
	g_assert_true(act_append(store, &act, NULL));
	kit_commit(store);
	for (size_t i = 0; i < G_N_ELEMENTS(statements); i++) {
		int code = sqlite3_exec(store->db, statements[i], NULL, NULL, NULL);

		if ((code & 0xff) != SQLITE_CONSTRAINT)
			g_test_message("accepted: %s", statements[i]);
		g_assert_cmpint(code & 0xff, ==, SQLITE_CONSTRAINT);
	}
}

static char *steps_of(GPtrArray *rows)
{
	g_autoptr(GString) text = g_string_new(NULL);

	g_assert_nonnull(rows);
	for (guint i = 0; i < rows->len; i++) {
		const struct ledger_row *row = rows->pdata[i];

		g_string_append_printf(text, "%s%s v%d %s", i ? ", " : "", row->subject, row->version, row->step);
	}
	g_ptr_array_unref(rows);
	return g_string_free(g_steal_pointer(&text), FALSE);
}

static void lists_a_subject(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	static const struct { const char *subject; int version; const char *step; int64_t at; } rows[] = {
		{ "p/o/a/2024", 2, "-7d", 50 }, { "p/o/a/2024", 1, "-3d", 60 }, { "p/o/a/2024", 1, "-7d", 40 },
		{ "p/o/a/2024x", 1, "-7d", 1 }, { "p/o/a/202", 1, "-7d", 1 },
		{ "digest/so-noi-vu/2024-11-04", 1, "digest", 1 }, { "digest/so-noi-vu/2024-11-11", 1, "digest", 1 },
		{ "digest/so-noi-vu-2/2024-11-11", 1, "digest", 1 },
	};
	g_autofree char *all = NULL, *one = NULL, *under = NULL, *none = NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct ledger_row row = row_of(rows[i].subject, rows[i].step, "owner:focal", OUTCOME_PAST);

		row.version = rows[i].version;
		row.at.seconds = rows[i].at;
		must_put(store, &row);
	}
	all = steps_of(ledger_of(store, "p/o/a/2024", 0, NULL));
	g_assert_cmpstr(all, ==, "p/o/a/2024 v1 -7d, p/o/a/2024 v1 -3d, p/o/a/2024 v2 -7d");
	one = steps_of(ledger_of(store, "p/o/a/2024", 2, NULL));
	g_assert_cmpstr(one, ==, "p/o/a/2024 v2 -7d");
	under = steps_of(ledger_under(store, "digest/so-noi-vu/", NULL));
	g_assert_cmpstr(under, ==, "digest/so-noi-vu/2024-11-04 v1 digest, digest/so-noi-vu/2024-11-11 v1 digest");
	none = steps_of(ledger_under(store, "settle/", NULL));
	g_assert_cmpstr(none, ==, "");
}

/* Two rows of one mail about two occurrences, one of them covered. */
static int64_t say(struct store *store, const char *message_id)
{
	int64_t mail = kit_queue(store, message_id, 1000);
	struct ledger_row said = row_of("p/o/a/2024", "-7d", "owner:focal", OUTCOME_SAID);
	struct ledger_row covered = row_of("p/o/a/2024", "-14d", "owner:focal", OUTCOME_COVERED);
	struct ledger_row other = row_of("p/o/b/2024", "-7d", "owner:focal", OUTCOME_SAID);

	said.mail = covered.mail = other.mail = mail;
	must_put(store, &said);
	must_put(store, &covered);
	must_put(store, &other);
	return mail;
}

static guint rows_of_mail(struct store *store, int64_t mail)
{
	g_autoptr(GPtrArray) rows = ledger_of_mail(store, mail, NULL);

	return rows->len;
}

static void gives_back_what_did_not_leave(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	int64_t mail = say(store, "m1@example.vn");
	struct ledger_row again = row_of("p/o/a/2024", "-7d", "owner:focal", OUTCOME_SAID);

	kit_move(store, mail, MAIL_SUPERSEDED, 1500);
	g_assert_cmpint(rows_of_mail(store, mail), ==, 3);
	kit_begin(store);
	g_assert_true(ledger_give_back(store, mail, "p/o/a/2024", NULL));
	kit_commit(store);
	g_assert_cmpint(rows_of_mail(store, mail), ==, 1);
	must_put(store, &again);
	kit_begin(store);
	g_assert_true(ledger_give_back(store, mail, NULL, NULL));
	kit_commit(store);
	g_assert_cmpint(rows_of_mail(store, mail), ==, 0);
}

static void never_gives_back_what_may_have_left(void)
{
	static const enum mail_state gone[] = { MAIL_SENT, MAIL_SENDING, MAIL_UNCERTAIN };

	for (size_t i = 0; i < G_N_ELEMENTS(gone); i++) {
		g_autoptr(store_t) store = kit_open(":memory:");
		g_autoptr(GError) error = NULL;
		int64_t mail = say(store, "m1@example.vn");

		kit_move(store, mail, gone[i], 1500);
		kit_begin(store);
		g_assert_false(ledger_give_back(store, mail, NULL, &error));
		g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_STATE);
		store_rollback(store);
		g_assert_cmpint(rows_of_mail(store, mail), ==, 3);
	}
}

static void lists_the_unaddressed(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	static const struct { const char *subject, *role; enum outcome outcome; int64_t at; } rows[] = {
		{ "p/o/b/2024", "owner:head", OUTCOME_UNADDRESSED, 10 }, { "p/o/a/2024", "owner:head", OUTCOME_UNADDRESSED, 20 },
		{ "p/o/a/2024", "coordinator:focal", OUTCOME_UNADDRESSED, 30 }, { "p/o/c/2024", "owner:head", OUTCOME_SAID, 30 },
		{ "p/o/old/2024", "owner:head", OUTCOME_UNADDRESSED, 9 },
	};
	g_autofree char *found = NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct ledger_row row = row_of(rows[i].subject, "+1wd", rows[i].role, rows[i].outcome);

		row.at.seconds = rows[i].at;
		must_put(store, &row);
	}
	found = steps_of(ledger_unaddressed(store, (struct instant){ 10 }, NULL));
	g_assert_cmpstr(found, ==, "p/o/a/2024 v1 +1wd, p/o/a/2024 v1 +1wd, p/o/b/2024 v1 +1wd");
}

static void counts_what_the_relay_took(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	int64_t first = say(store, "m1@example.vn"), second = kit_queue(store, "m2@example.vn", 2000);
	int64_t third = kit_queue(store, "m3@example.vn", 3000);
	struct ledger_row row = row_of("p/o/a/2024", "-3d", "owner:head", OUTCOME_SAID);
	struct ledger_row receiver = row_of("p/o/a/2024", "+5wd", "receiver:focal", OUTCOME_SAID);
	struct instant last;
	int count;

	row.mail = second;
	receiver.mail = third;
	must_put(store, &row);
	must_put(store, &receiver);
	g_assert_true(ledger_reminders(store, "p/o/a/2024", 1, &count, &last, NULL));
	g_assert_cmpint(count, ==, 0);
	g_assert_false(instant_is_set(last));
	kit_move(store, first, MAIL_SENT, 1100);
	kit_move(store, second, MAIL_DEFERRED, 0);
	kit_move(store, third, MAIL_SENT, 3100);
	g_assert_true(ledger_reminders(store, "p/o/a/2024", 1, &count, &last, NULL));
	g_assert_cmpint(count, ==, 1);
	g_assert_cmpint(last.seconds, ==, 1100);
	kit_move(store, second, MAIL_SENT, 2100);
	g_assert_true(ledger_reminders(store, "p/o/a/2024", 1, &count, &last, NULL));
	g_assert_cmpint(count, ==, 2);
	g_assert_cmpint(last.seconds, ==, 2100);
	g_assert_true(ledger_reminders(store, "p/o/a/2024", 2, &count, &last, NULL));
	g_assert_cmpint(count, ==, 0);
}

static void agenda_remembers_moments(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	struct agenda_row rows[] = { { (char *)"digest/so-noi-vu", (char *)"digest", { 200 }, NULL },
				     { (char *)"digest/so-y-te", (char *)"digest", { INT64_MAX }, NULL },
				     { (char *)"campaign/p/thang/so-y-te/2024", (char *)"campaign", { 100 }, (char *)"{\"n\":1}" } };
	struct agenda_row *read = NULL;
	g_autoptr(GPtrArray) due = NULL;
	g_autoptr(GPtrArray) kind = NULL;
	struct instant plan, outbox;

	kit_begin(store);
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		g_assert_true(agenda_put(store, &rows[i], NULL));
	kit_commit(store);
	g_assert_true(store_next(store, &plan, &outbox, NULL));
	g_assert_cmpint(plan.seconds, ==, 100);
	due = agenda_due(store, (struct instant){ 200 }, NULL);
	g_assert_cmpint(due->len, ==, 2);
	g_assert_cmpstr(((struct agenda_row *)due->pdata[0])->detail, ==, "{\"n\":1}");
	kind = agenda_of_kind(store, "digest", NULL);
	g_assert_cmpint(kind->len, ==, 2);
	g_assert_true(instant_equal(((struct agenda_row *)kind->pdata[1])->next, INSTANT_NEVER));
	kit_begin(store);
	rows[0].next.seconds = 50;
	g_assert_true(agenda_put(store, &rows[0], NULL));
	g_assert_true(agenda_remove(store, rows[2].subject, NULL));
	kit_commit(store);
	g_assert_true(agenda_get(store, rows[2].subject, &read, NULL));
	g_assert_null(read);
	g_assert_true(agenda_get(store, rows[0].subject, &read, NULL));
	g_assert_cmpint(read->next.seconds, ==, 50);
	g_assert_cmpstr(read->kind, ==, "digest");
	agenda_row_free(read);
}

static void same_act(const struct act *a, const struct act *b)
{
	g_assert_cmpint(a->id, ==, b->id);
	g_assert_cmpint(a->occurrence, ==, b->occurrence);
	g_assert_cmpint(a->at.seconds, ==, b->at.seconds);
	g_assert_cmpstr(a->verb, ==, b->verb);
	g_assert_cmpstr(a->user, ==, b->user);
	g_assert_cmpstr(a->as, ==, b->as);
	g_assert_cmpstr(a->number, ==, b->number);
	g_assert_true(civil_equal(a->dated, b->dated));
	g_assert_cmpint(a->received.seconds, ==, b->received.seconds);
	g_assert_cmpint(a->sent.seconds, ==, b->sent.seconds);
	g_assert_cmpstr(a->channel, ==, b->channel);
	g_assert_cmpstr(a->reason, ==, b->reason);
	g_assert_cmpstr(a->note, ==, b->note);
	g_assert_true(civil_equal(a->limit, b->limit));
	g_assert_cmpint(a->version, ==, b->version);
	g_assert_cmpstr(a->detail, ==, b->detail);
}

static void history_comes_back(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	int64_t row = kit_store(store, kit_fact("so-y-te", "2024", 4));
	struct act full = { .occurrence = row, .at = { 100 }, .verb = (char *)"submit", .user = (char *)"hoa", .as = (char *)"Trần Thị Hoa",
			    .number = (char *)"512/BC-SYT", .dated = civil_make(2024, 12, 2), .received = { 90 }, .sent = { 80 },
			    .channel = (char *)"VBĐH", .reason = (char *)"đúng hạn", .note = (char *)"kèm phụ lục\nhai trang",
			    .limit = civil_make(2024, 12, 10), .version = 2, .detail = (char *)"{\"a\":\"ê\"}" };
	struct act bare = { .at = { 50 }, .verb = (char *)"submit" }, again = full;
	g_autoptr(GPtrArray) of_row = NULL;
	g_autoptr(GPtrArray) of_service = NULL;
	g_autoptr(GPtrArray) numbered = NULL;
	g_autoptr(GPtrArray) between = NULL;

	again.at.seconds = 200;
	kit_begin(store);
	g_assert_true(act_append(store, &full, NULL) && act_append(store, &bare, NULL) && act_append(store, &again, NULL));
	kit_commit(store);
	of_row = act_list(store, row, NULL);
	of_service = act_list(store, 0, NULL);
	numbered = act_by_number(store, "512/BC-SYT", 0, NULL);
	between = act_between(store, "submit", (struct instant){ 50 }, (struct instant){ 200 }, NULL);
	g_assert_cmpint(of_row->len, ==, 2);
	same_act(of_row->pdata[0], &full);
	same_act(of_row->pdata[1], &again);
	g_assert_cmpint(of_service->len, ==, 1);
	same_act(of_service->pdata[0], &bare);
	g_assert_cmpint(numbered->len, ==, 2);
	same_act(numbered->pdata[0], &again);
	g_assert_cmpint(between->len, ==, 2);
	same_act(between->pdata[0], &bare);
	same_act(between->pdata[1], &full);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/ledger/round-trip", comes_back_as_it_went);
	g_test_add_func("/ledger/absent", absent_is_no_error);
	g_test_add_func("/ledger/once", a_key_is_settled_once);
	g_test_add_func("/ledger/tables", the_tables_refuse_by_themselves);
	g_test_add_func("/ledger/lists", lists_a_subject);
	g_test_add_func("/ledger/give-back", gives_back_what_did_not_leave);
	g_test_add_func("/ledger/gone", never_gives_back_what_may_have_left);
	g_test_add_func("/ledger/unaddressed", lists_the_unaddressed);
	g_test_add_func("/ledger/reminders", counts_what_the_relay_took);
	g_test_add_func("/agenda/moments", agenda_remembers_moments);
	g_test_add_func("/acts/round-trip", history_comes_back);
	return g_test_run();
}
