#include <glib.h>
#include <string.h>

#include "../lib/storekit.h"
#include "base/error.h"
#include "store/events.h"

static struct envelope *first_of(struct store *store, int64_t mail)
{
	g_autoptr(GPtrArray) envelopes = outbox_envelopes(store, mail, NULL);

	g_assert_cmpint(envelopes->len, >, 0);
	return outbox_envelope(store, ((struct envelope *)envelopes->pdata[0])->id, NULL);
}

static void put(struct store *store, const struct envelope *envelope)
{
	g_autoptr(GError) error = NULL;

	kit_begin(store);
	g_assert_true(outbox_put(store, envelope, &error));
	g_assert_no_error(error);
	kit_commit(store);
}

static void a_mail_is_kept_byte_for_byte(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	struct mail *mail = kit_mail("m1@example.vn", 1000), *read;

	mail->others = true;
	mail->cc = g_ptr_array_new_with_free_func(g_free);
	g_ptr_array_add(mail->cc, g_strdup("giamdoc@syt.example.vn"));
	g_ptr_array_add(mail->cc, g_strdup("b@syt.example.vn"));
	kit_begin(store);
	g_assert_true(outbox_add(store, mail, NULL));
	kit_commit(store);
	read = outbox_mail(store, mail->id, NULL);
	g_assert_cmpstr(read->message_id, ==, mail->message_id);
	g_assert_cmpstr(read->kind, ==, mail->kind);
	g_assert_true(read->others);
	g_assert_cmpint(read->at.seconds, ==, 1000);
	g_assert_true(civil_equal(read->expires, mail->expires));
	g_assert_cmpstr(read->subject, ==, mail->subject);
	g_assert_cmpstr(read->to, ==, mail->to);
	g_assert_cmpint(read->cc->len, ==, 2);
	g_assert_cmpstr(read->cc->pdata[0], ==, "giamdoc@syt.example.vn");
	g_assert_cmpstr(read->cc->pdata[1], ==, "b@syt.example.vn");
	g_assert_true(g_bytes_equal(read->bytes, mail->bytes));
	mail_free(read);
	g_assert_null(outbox_mail(store, mail->id + 1, NULL));
	mail_free(mail);
}

static void an_envelope_keeps_what_happened(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	struct envelope *envelope = first_of(store, kit_queue(store, "m1@example.vn", 1000)), *read;

	g_assert_cmpstr(envelope->address, ==, "an.nt@syt.example.vn");
	g_assert_false(envelope->copy || envelope->released);
	g_assert_cmpint(envelope->state, ==, MAIL_QUEUED);
	g_assert_cmpint(envelope->next.seconds, ==, 1000);
	g_assert_cmpint(envelope->attempts + envelope->uncertain + envelope->code, ==, 0);
	g_assert_false(instant_is_set(envelope->first) || instant_is_set(envelope->done));
	for (enum mail_state state = MAIL_QUEUED; state <= MAIL_DROPPED; state++) {
		envelope->state = state;
		envelope->released = state % 2;
		envelope->attempts = 1 + (int)state;
		envelope->uncertain = 20 + (int)state;
		envelope->next = state == MAIL_SENT ? INSTANT_NEVER : (struct instant){ 30 + state };
		envelope->first = (struct instant){ 40 + state };
		envelope->done = (struct instant){ 50 + state };
		envelope->code = 451;
		g_free(envelope->reply);
		envelope->reply = g_strdup("4.7.1 thử lại sau");
		put(store, envelope);
		read = outbox_envelope(store, envelope->id, NULL);
		g_assert_cmpint(read->state, ==, state);
		g_assert_cmpint(read->released, ==, state % 2);
		g_assert_cmpint(read->attempts, ==, 1 + (int)state);
		g_assert_cmpint(read->uncertain, ==, 20 + (int)state);
		g_assert_true(instant_equal(read->next, envelope->next));
		g_assert_cmpint(read->first.seconds, ==, 40 + (int)state);
		g_assert_cmpint(read->done.seconds, ==, 50 + (int)state);
		g_assert_cmpint(read->code, ==, 451);
		g_assert_cmpstr(read->reply, ==, envelope->reply);
		envelope_free(read);
	}
	envelope_free(envelope);
	g_assert_null(outbox_envelope(store, 99, NULL));
}

static void no_envelope_is_invented(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	const struct envelope envelope = { .id = 7, .next = INSTANT_NEVER };
	g_autoptr(GError) error = NULL;

	kit_begin(store);
	g_assert_false(outbox_put(store, &envelope, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID);
	store_rollback(store);
}

static bool add(struct store *store, const char *message_id, GError **error)
{
	struct mail *mail = kit_mail(message_id, 2000);
	bool done;

	kit_begin(store);
	done = outbox_add(store, mail, error);
	if (done)
		kit_commit(store);
	else
		store_rollback(store);
	mail_free(mail);
	return done;
}

static void one_message_id_until_superseded(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autoptr(GError) error = NULL;
	int64_t first = kit_queue(store, "m1@example.vn", 1000);

	g_assert_false(add(store, "m1@example.vn", &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_STATE);
	kit_move(store, first, MAIL_SENT, 1100);
	g_assert_false(add(store, "m1@example.vn", NULL));
	kit_move(store, first, MAIL_SUPERSEDED, 1200);
	g_assert_true(add(store, "m1@example.vn", NULL));
	g_assert_false(add(store, "m1@example.vn", NULL));
}

/* Superseded in one envelope only: the other still stands for the Message-ID. */
static void half_superseded_is_alive(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	struct mail *mail = kit_mail("m1@example.vn", 1000);
	struct envelope *envelope;

	mail->cc = g_ptr_array_new_with_free_func(g_free);
	g_ptr_array_add(mail->cc, g_strdup("b@syt.example.vn"));
	kit_begin(store);
	g_assert_true(outbox_add(store, mail, NULL));
	kit_commit(store);
	envelope = first_of(store, mail->id);
	envelope->state = MAIL_SUPERSEDED;
	put(store, envelope);
	g_assert_false(add(store, "m1@example.vn", NULL));
	envelope_free(envelope);
	mail_free(mail);
}

static void refuses_bad_mails(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");

	for (int i = 0; i < 5; i++) {
		struct mail *mail = kit_mail(i == 0 ? "" : "m@example.vn", 1000);
		g_autoptr(GError) error = NULL;

		if (i == 1)
			g_clear_pointer(&mail->bytes, g_bytes_unref);
		if (i == 2)
			g_clear_pointer(&mail->to, g_free);
		if (i == 3)
			g_clear_pointer(&mail->subject, g_free);
		if (i == 4) {
			mail->cc = g_ptr_array_new_with_free_func(g_free);
			g_ptr_array_add(mail->cc, g_strdup(mail->to));
		}
		kit_begin(store);
		g_assert_false(outbox_add(store, mail, &error));
		g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_STATE);
		store_rollback(store);
		mail_free(mail);
	}
}

static char *mails(GPtrArray *envelopes)
{
	g_autoptr(GString) text = g_string_new(NULL);

	g_assert_nonnull(envelopes);
	for (guint i = 0; i < envelopes->len; i++)
		g_string_append_printf(text, "%" G_GINT64_FORMAT " ", ((struct envelope *)envelopes->pdata[i])->mail);
	g_ptr_array_unref(envelopes);
	return g_string_free(g_steal_pointer(&text), FALSE);
}

static void finds_what_may_be_tried(void)
{
	/* by mail: 1 queued, 2 deferred, 3 uncertain, 4 held, 5 sending, 6 sent, 7 queued later, 8 deferred without a moment */
	static const struct { enum mail_state state; int64_t next; bool released; } rows[] = {
		{ MAIL_QUEUED, 300, false },  { MAIL_DEFERRED, 100, true }, { MAIL_UNCERTAIN, 200, false }, { MAIL_HELD, 1, true },
		{ MAIL_SENDING, 1, true },    { MAIL_SENT, 1, true },	    { MAIL_QUEUED, 301, true },	    { MAIL_DEFERRED, INT64_MAX, true },
	};
	g_autoptr(store_t) store = kit_open(":memory:");
	g_autofree char *all = NULL, *two = NULL, *released = NULL;
	struct instant next, plan;

	g_assert_true(outbox_next(store, false, &next, NULL));
	g_assert_true(instant_equal(next, INSTANT_NEVER));
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *message_id = g_strdup_printf("m%zu@example.vn", i);
		struct envelope *envelope = first_of(store, kit_queue(store, message_id, 1000));

		envelope->state = rows[i].state;
		envelope->next = (struct instant){ rows[i].next };
		envelope->released = rows[i].released;
		put(store, envelope);
		envelope_free(envelope);
	}
	all = mails(outbox_ready(store, (struct instant){ 300 }, false, 0, NULL));
	g_assert_cmpstr(all, ==, "2 3 1 ");
	two = mails(outbox_ready(store, (struct instant){ 300 }, false, 2, NULL));
	g_assert_cmpstr(two, ==, "2 3 ");
	released = mails(outbox_ready(store, (struct instant){ 400 }, true, 0, NULL));
	g_assert_cmpstr(released, ==, "2 7 ");
	g_assert_true(outbox_next(store, false, &next, NULL));
	g_assert_cmpint(next.seconds, ==, 100);
	g_assert_true(store_next(store, &plan, &next, NULL));
	g_assert_cmpint(next.seconds, ==, 100);
	kit_move(store, 2, MAIL_SENT, 5);
	g_assert_true(outbox_next(store, true, &next, NULL));
	g_assert_cmpint(next.seconds, ==, 301);
}

static void lists_and_counts(void)
{
	static const enum mail_state sent = MAIL_SENT, failed = MAIL_FAILED;
	static const struct { struct outbox_filter filter; const char *found; } table[] = {
		{ { .limit = 0 }, "1 2 3 4 5 " },
		{ { .limit = 2 }, "1 2 " },
		{ { .after = 2, .limit = 2 }, "3 4 " },
		{ { .state = &sent }, "1 3 " },
		{ { .state = &failed }, "2 " },
		{ { .state = &failed, .after = 2 }, "" },
		{ { .address = "an.nt@syt.example.vn", .after = 3 }, "4 5 " },
		{ { .address = "an.nt@syt.example.vn", .state = &sent }, "1 3 " },
		{ { .address = "khac@example.vn" }, "" },
		{ { .since = { 2000 }, .until = { 4000 } }, "2 3 " },
	};
	g_autoptr(store_t) store = kit_open(":memory:");
	int number[MAIL_DROPPED + 1], since;

	for (int i = 1; i <= 5; i++) {
		g_autofree char *message_id = g_strdup_printf("m%d@example.vn", i);

		kit_queue(store, message_id, 1000 * i);
	}
	kit_move(store, 1, MAIL_SENT, 1100);
	kit_move(store, 3, MAIL_SENT, 3100);
	kit_move(store, 2, MAIL_FAILED, 2100);
	for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
		g_autofree char *found = mails(outbox_list(store, &table[i].filter, NULL));

		g_assert_cmpstr(found, ==, table[i].found);
	}
	g_assert_true(outbox_count(store, number, NULL));
	for (int state = 0; state <= MAIL_DROPPED; state++)
		g_assert_cmpint(number[state], ==, state == MAIL_QUEUED || state == MAIL_SENT ? 2 : state == MAIL_FAILED);
	g_assert_true(outbox_sent_since(store, (struct instant){ 1101 }, &since, NULL));
	g_assert_cmpint(since, ==, 1);
	g_assert_true(outbox_sent_since(store, (struct instant){ 1100 }, &since, NULL));
	g_assert_cmpint(since, ==, 2);
}

static void finds_what_is_still_open(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	int64_t mail = kit_queue(store, "m1@example.vn", 1000);
	struct ledger_row row = { .subject = (char *)"p/o/a/2024", .version = 1, .step = (char *)"-7d", .role = (char *)"owner:focal",
				  .at = { 5 }, .mail = mail };

	kit_begin(store);
	g_assert_true(ledger_put(store, &row, NULL));
	kit_commit(store);
	for (enum mail_state state = MAIL_QUEUED; state <= MAIL_DROPPED; state++) {
		bool open = state != MAIL_SENT && state != MAIL_FAILED && state != MAIL_SUPERSEDED && state != MAIL_DROPPED;
		g_autoptr(GPtrArray) to = NULL;
		g_autoptr(GPtrArray) about = NULL;
		g_autoptr(GPtrArray) else_about = NULL;

		kit_move(store, mail, state, 5);
		to = outbox_open_to(store, "an.nt@syt.example.vn", NULL);
		about = outbox_open_about(store, "p/o/a/2024", NULL);
		else_about = outbox_open_about(store, "p/o/b/2024", NULL);
		g_assert_cmpint(to->len, ==, open);
		g_assert_cmpint(about->len, ==, open);
		g_assert_cmpint(else_about->len, ==, 0);
		if (open)
			g_assert_null(((struct mail *)to->pdata[0])->bytes);
	}
}

static void finds_the_last_to_the_owner(void)
{
	static const struct { const char *step, *role, *id; int at; } rows[] = {
		{ "-7d", "owner:focal", "m1@example.vn", 10 }, { "-3d", "owner:focal", "m2@example.vn", 20 },
		{ "+5wd", "receiver:focal", "m3@example.vn", 30 },
	};
	g_autoptr(store_t) store = kit_open(":memory:");
	struct envelope *envelope;

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct ledger_row row = { .subject = (char *)"p/o/a/2024", .version = 1, .step = (char *)rows[i].step, .role = (char *)rows[i].role,
					  .address = (char *)"an.nt@syt.example.vn", .at = { rows[i].at },
					  .mail = kit_queue(store, rows[i].id, rows[i].at) };

		kit_begin(store);
		g_assert_true(ledger_put(store, &row, NULL));
		kit_commit(store);
	}
	g_assert_true(outbox_last(store, "p/o/a/2024", &envelope, NULL));
	g_assert_cmpint(envelope->mail, ==, 2);
	envelope_free(envelope);
	g_assert_true(outbox_last(store, "p/o/b/2024", &envelope, NULL));
	g_assert_null(envelope);
}

static void events_have_revisions(void)
{
	g_autoptr(store_t) store = kit_open(":memory:");
	struct event_row row = { .id = (char *)"hue-2024/result/2024", .changed = { 100 }, .digest = (char *)"ab", .shown = true };
	struct event_row *read = NULL;

	g_assert_true(event_get(store, row.id, &read, NULL));
	g_assert_null(read);
	for (; row.revision < 3; row.revision++, row.changed.seconds++, row.shown = !row.shown) {
		kit_begin(store);
		g_assert_true(event_put(store, &row, NULL));
		kit_commit(store);
		g_assert_true(event_get(store, row.id, &read, NULL));
		g_assert_cmpint(read->revision, ==, row.revision);
		g_assert_cmpint(read->changed.seconds, ==, row.changed.seconds);
		g_assert_cmpint(read->shown, ==, row.shown);
		g_assert_cmpstr(read->digest, ==, "ab");
		event_row_free(read);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/outbox/mail", a_mail_is_kept_byte_for_byte);
	g_test_add_func("/outbox/envelope", an_envelope_keeps_what_happened);
	g_test_add_func("/outbox/unknown", no_envelope_is_invented);
	g_test_add_func("/outbox/message-id", one_message_id_until_superseded);
	g_test_add_func("/outbox/half", half_superseded_is_alive);
	g_test_add_func("/outbox/bad", refuses_bad_mails);
	g_test_add_func("/outbox/ready", finds_what_may_be_tried);
	g_test_add_func("/outbox/list", lists_and_counts);
	g_test_add_func("/outbox/open", finds_what_is_still_open);
	g_test_add_func("/outbox/last", finds_the_last_to_the_owner);
	g_test_add_func("/events/revisions", events_have_revisions);
	return g_test_run();
}
