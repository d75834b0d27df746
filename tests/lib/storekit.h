/*
 * What the tests of store/ share: a store in memory or in a directory of its own, transactions that must succeed, and
 * sample records. Aborts the test where a step that is not under test fails.
 */
#pragma once

#include <glib.h>
#include <glib/gstdio.h>

#include "store/facts.h"
#include "store/ledger.h"
#include "store/outbox.h"
#include "store/query.h"

static inline struct store *kit_open(const char *path)
{
	g_autoptr(GError) error = NULL;
	struct store *store = store_open(path, &error);

	g_assert_no_error(error);
	g_assert_nonnull(store);
	return store;
}

static inline void kit_begin(struct store *store)
{
	g_autoptr(GError) error = NULL;

	g_assert_true(store_begin(store, &error));
	g_assert_no_error(error);
}

static inline void kit_commit(struct store *store)
{
	g_autoptr(GError) error = NULL;

	g_assert_true(store_commit(store, &error));
	g_assert_no_error(error);
}

/* A new directory under TMPDIR; kit_remove takes it away with what is in it. */
static inline char *kit_directory(void)
{
	char *path = g_dir_make_tmp("deadlined-store-XXXXXX", NULL);

	g_assert_nonnull(path);
	return path;
}

static inline void kit_remove(char *directory)
{
	GDir *dir = g_dir_open(directory, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *path = g_build_filename(directory, name, NULL);

		g_assert_cmpint(g_remove(path), ==, 0);
	}
	g_clear_pointer(&dir, g_dir_close);
	g_assert_cmpint(g_rmdir(directory), ==, 0);
	g_free(directory);
}

/* One dated, open occurrence hue-2024/result/AGENCY/PERIOD, limit `day` December 2024. */
static inline struct fact *kit_fact(const char *agency, const char *period, int day)
{
	struct fact *fact = g_new0(struct fact, 1);

	fact->id = g_strdup_printf("hue-2024/result/%s/%s", agency, period);
	fact->plan = g_strdup("hue-2024");
	fact->obligation = g_strdup("result");
	fact->agency = g_strdup(agency);
	fact->period = g_strdup(period);
	fact->dated = true;
	fact->period_first = civil_make(2024, 1, 1);
	fact->period_last = civil_make(2024, 12, 31);
	fact->last = fact->limit = fact->aim = civil_make(2024, 12, day);
	fact->late_from = (struct instant){ 1733331600 };
	fact->counted_limit = fact->original_limit = fact->limit;
	fact->counted_late_from = fact->original_late_from = fact->late_from;
	fact->version = 1;
	fact->created = fact->armed = (struct instant){ 1730000000 };
	fact->rule = g_strdup("rule");
	fact->next = INSTANT_NEVER;
	return fact;
}

/* An undated row of the same plan. */
static inline struct fact *kit_undated(const char *obligation, const char *period)
{
	struct fact *fact = g_new0(struct fact, 1);

	fact->id = g_strdup_printf("hue-2024/%s/all/%s", obligation, period);
	fact->plan = g_strdup("hue-2024");
	fact->obligation = g_strdup(obligation);
	fact->period = g_strdup(period);
	fact->owners = 39;
	fact->period_first = civil_make(2024, 1, 1);
	fact->period_last = civil_make(2024, 12, 31);
	fact->version = 1;
	fact->created = fact->armed = (struct instant){ 1730000000 };
	fact->next = INSTANT_NEVER;
	return fact;
}

/* Stored in a transaction of its own; freed. */
static inline int64_t kit_store(struct store *store, struct fact *fact)
{
	g_autoptr(GError) error = NULL;
	int64_t row;

	kit_begin(store);
	g_assert_true(fact_put(store, fact, &error));
	g_assert_no_error(error);
	kit_commit(store);
	row = fact->row;
	fact_free(fact);
	return row;
}

/* With a NUL and a byte that is no UTF-8: what was rendered is kept byte for byte. */
static const char kit_bytes[] = "Subject: =?utf-8?q?x?=\r\n\r\nKính gửi\0\xff\r\n";

/* A queued mail to so-y-te, planned at `at`; freed by the caller. */
static inline struct mail *kit_mail(const char *message_id, int64_t at)
{
	struct mail *mail = g_new0(struct mail, 1);

	mail->message_id = g_strdup(message_id);
	mail->kind = g_strdup("advance");
	mail->at = (struct instant){ at };
	mail->expires = civil_make(2024, 12, 4);
	mail->subject = g_strdup("Thời hạn gửi báo cáo năm 2024");
	mail->to = g_strdup("an.nt@syt.example.vn");
	mail->bytes = g_bytes_new_static(kit_bytes, sizeof kit_bytes);
	return mail;
}

/* Adds such a mail in a transaction of its own; returns its id. */
static inline int64_t kit_queue(struct store *store, const char *message_id, int64_t at)
{
	struct mail *mail = kit_mail(message_id, at);
	g_autoptr(GError) error = NULL;
	int64_t id;

	kit_begin(store);
	g_assert_true(outbox_add(store, mail, &error));
	g_assert_no_error(error);
	kit_commit(store);
	id = mail->id;
	mail_free(mail);
	return id;
}

/* Brings every envelope of the mail into a state, in a transaction of its own. */
static inline void kit_move(struct store *store, int64_t mail, enum mail_state state, int64_t done)
{
	g_autoptr(GPtrArray) envelopes = outbox_envelopes(store, mail, NULL);

	kit_begin(store);
	for (guint i = 0; i < envelopes->len; i++) {
		struct envelope *envelope = envelopes->pdata[i];

		envelope->state = state;
		envelope->done = (struct instant){ done };
		g_assert_true(outbox_put(store, envelope, NULL));
	}
	kit_commit(store);
}
