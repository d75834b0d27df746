#include <glib.h>

#include "engine/adopt.h"
#include "store/acts.h"
#include "store/facts.h"
#include "store/ledger.h"
#include "store/outbox.h"

static const struct instant then = { 1764000000 }, now = { 1764100000 };

static struct store *new_store(void)
{
	g_autoptr(GError) error = NULL;
	struct store *store = store_open(":memory:", &error);
	struct fact fact = { .id = (char *)"p/bc/so-y-te/2025", .plan = (char *)"p", .obligation = (char *)"bc", .agency = (char *)"so-y-te",
			     .period = (char *)"2025", .dated = true, .period_first = civil_make(2025, 1, 1),
			     .period_last = civil_make(2025, 12, 31), .last = civil_make(2025, 12, 10), .limit = civil_make(2025, 12, 10),
			     .aim = civil_make(2025, 12, 10), .late_from = { 1765386000 }, .version = 1, .created = then, .armed = then,
			     .rule = (char *)"x", .next = INSTANT_NEVER };

	fact.counted_limit = fact.original_limit = fact.limit;
	fact.counted_late_from = fact.original_late_from = fact.late_from;
	g_assert_no_error(error);
	store_begin(store, &error);
	fact_put(store, &fact, &error);
	store_meta_set(store, "spoken", "trial", &error);
	g_assert_no_error(error);
	g_assert_true(store_commit(store, &error));
	return store;
}

/* One mail that says `step`, in `state`. */
static void say(struct store *store, const char *step, enum mail_state state)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *id = g_strdup_printf("%s@example.vn", step);
	struct mail mail = { .message_id = id, .kind = (char *)"advance", .at = then, .subject = (char *)"s", .to = (char *)"a@example.vn" };
	struct ledger_row row = { (char *)"p/bc/so-y-te/2025", 1, (char *)step, (char *)"owner:focal", OUTCOME_SAID, NULL,
				  (char *)"a@example.vn", then, 0 };
	g_autoptr(GPtrArray) envelopes = NULL;
	struct envelope *envelope;

	mail.bytes = g_bytes_new_static("x", 1);
	store_begin(store, &error);
	outbox_add(store, &mail, &error);
	row.mail = mail.id;
	ledger_put(store, &row, &error);
	envelopes = outbox_envelopes(store, mail.id, &error);
	envelope = envelopes->pdata[0];
	envelope->state = state;
	outbox_put(store, envelope, &error);
	g_assert_no_error(error);
	g_assert_true(store_commit(store, &error));
	g_bytes_unref(mail.bytes);
}

static struct adopted adopt(struct store *store, bool said, const char *spoken)
{
	g_autoptr(GError) error = NULL;
	struct adopted adopted;

	adopt_store(store, said, spoken, "root", now, &adopted, &error);
	g_assert_no_error(error);
	return adopted;
}

static guint rows(struct store *store)
{
	g_autoptr(GPtrArray) all = ledger_of(store, "p/bc/so-y-te/2025", 0, NULL);

	return all->len;
}

static struct instant next_of(struct store *store)
{
	g_autoptr(fact_t) fact = fact_get(store, "p/bc/so-y-te/2025", NULL);

	return fact->next;
}

static void keeps_what_was_said(void)
{
	struct store *store = new_store();
	struct adopted adopted;
	g_autofree char *spoken = NULL;
	g_autoptr(GPtrArray) acts = NULL;

	say(store, "-7d", MAIL_SENT);
	say(store, "-3wd", MAIL_QUEUED);
	say(store, "-1wd", MAIL_FAILED);
	adopted = adopt(store, true, "real");
	g_assert_cmpint(adopted.kept, ==, 1);
	g_assert_cmpint(adopted.unsaid, ==, 0);
	g_assert_cmpint(adopted.waiting, ==, 1);
	/* What never left in the trial is given back and looked at anew. */
	g_assert_cmpuint(rows(store), ==, 2);
	g_assert_true(instant_equal(next_of(store), now));
	spoken = store_meta_get(store, "spoken", NULL);
	g_assert_cmpstr(spoken, ==, "real");
	acts = act_list(store, 0, NULL);
	g_assert_cmpuint(acts->len, ==, 1);
	store_close(store);
}

static void gives_back_what_was_said(void)
{
	struct store *store = new_store();
	struct adopted adopted;
	g_autofree char *spoken = NULL;

	say(store, "-7d", MAIL_SENT);
	say(store, "-3wd", MAIL_UNCERTAIN);
	adopted = adopt(store, false, NULL);
	g_assert_cmpint(adopted.unsaid, ==, 2);
	g_assert_cmpuint(rows(store), ==, 0);
	g_assert_true(instant_equal(next_of(store), now));
	spoken = store_meta_get(store, "spoken", NULL);
	g_assert_null(spoken);
	/* The same message may be said again. */
	say(store, "-7d", MAIL_QUEUED);
	g_assert_cmpuint(rows(store), ==, 1);
	store_close(store);
}

static void asks_nothing_of_an_empty_store(void)
{
	struct store *store = new_store();
	struct adopted adopted = adopt(store, false, "trial");

	g_assert_cmpint(adopted.kept + adopted.unsaid + adopted.waiting, ==, 0);
	g_assert_true(instant_equal(next_of(store), INSTANT_NEVER));
	store_close(store);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/adopt/said", keeps_what_was_said);
	g_test_add_func("/adopt/unsaid", gives_back_what_was_said);
	g_test_add_func("/adopt/empty", asks_nothing_of_an_empty_store);
	return g_test_run();
}
