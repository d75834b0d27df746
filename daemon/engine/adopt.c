#include "engine/adopt.h"

#include "store/acts.h"
#include "store/facts.h"
#include "store/ledger.h"
#include "store/outbox.h"

#define PAGE 1000

/* What is due of these subjects is looked at in the next pass. */
static bool wake(struct store *store, const GPtrArray *rows, struct instant now, GError **error)
{
	for (guint i = 0; i < rows->len; i++) {
		const struct ledger_row *row = rows->pdata[i];
		g_autoptr(GError) failure = NULL;
		g_autoptr(fact_t) fact = fact_get(store, row->subject, &failure);

		if (failure) {
			g_propagate_error(error, g_steal_pointer(&failure));
			return false;
		}
		if (fact && !fact_set_next(store, fact->row, now, error))
			return false;
	}
	return true;
}

static bool give_back(struct store *store, int64_t mail, struct instant now, GError **error)
{
	g_autoptr(GPtrArray) rows = ledger_of_mail(store, mail, error);

	return rows && ledger_give_back(store, mail, NULL, error) && wake(store, rows, now, error);
}

static bool supersede(struct store *store, GPtrArray *envelopes, const char *why, struct instant now, GError **error)
{
	for (guint i = 0; i < envelopes->len; i++) {
		struct envelope *envelope = envelopes->pdata[i];

		if (envelope->state == MAIL_SUPERSEDED)
			continue;
		envelope->state = MAIL_SUPERSEDED;
		envelope->done = now;
		g_free(envelope->reply);
		envelope->reply = g_strdup(why);
		if (!outbox_put(store, envelope, error))
			return false;
	}
	return true;
}

/* Has any copy of it left, or may have? */
static bool was_delivered(const GPtrArray *envelopes)
{
	for (guint i = 0; i < envelopes->len; i++) {
		const struct envelope *envelope = envelopes->pdata[i];

		if (envelope->state == MAIL_SENT || envelope->state == MAIL_SENDING || envelope->state == MAIL_UNCERTAIN)
			return true;
	}
	return false;
}

static bool waits(const GPtrArray *envelopes)
{
	for (guint i = 0; i < envelopes->len; i++) {
		const struct envelope *envelope = envelopes->pdata[i];

		if (envelope->state == MAIL_QUEUED || envelope->state == MAIL_DEFERRED || envelope->state == MAIL_HELD)
			return true;
	}
	return false;
}

static bool adopt_mail(struct store *store, int64_t mail, bool said, struct instant now, struct adopted *ret, GError **error)
{
	g_autoptr(GPtrArray) envelopes = outbox_envelopes(store, mail, error);
	bool delivered;

	if (!envelopes)
		return false;
	delivered = was_delivered(envelopes);
	if (delivered && said) {
		ret->kept++;
		return true;
	}
	if (!delivered && !waits(envelopes))
		return true;
	*(delivered ? &ret->unsaid : &ret->waiting) += 1;
	return supersede(store, envelopes, "made on the other side of a trial", now, error) && give_back(store, mail, now, error);
}

/* Envelope by envelope; those of one mail follow each other. */
static bool adopt_all(struct store *store, bool said, struct instant now, struct adopted *ret, GError **error)
{
	struct outbox_filter filter = { .limit = PAGE };
	int64_t mail = 0;

	for (;;) {
		g_autoptr(GPtrArray) page = outbox_list(store, &filter, error);

		if (!page)
			return false;
		for (guint i = 0; i < page->len; i++) {
			const struct envelope *envelope = page->pdata[i];

			filter.after = envelope->id;
			if (envelope->mail == mail)
				continue;
			mail = envelope->mail;
			if (!adopt_mail(store, mail, said, now, ret, error))
				return false;
		}
		if (page->len < PAGE)
			return true;
	}
}

static bool record(struct store *store, bool said, const char *spoken, const char *user, struct instant now, GError **error)
{
	struct act act = { .at = now, .verb = (char *)"adopt-store", .user = (char *)user, .reason = (char *)(said ? "said" : "unsaid"),
			   .note = (char *)spoken };

	return store_meta_set(store, "spoken", spoken, error) && act_append(store, &act, error);
}

bool adopt_store(struct store *store, bool said, const char *spoken, const char *user, struct instant now, struct adopted *ret,
		 GError **error)
{
	*ret = (struct adopted){ 0 };
	if (!store_begin(store, error))
		return false;
	if (adopt_all(store, said, now, ret, error) && record(store, said, spoken, user, now, error))
		return store_commit(store, error);
	if (store_in_transaction(store))
		store_rollback(store);
	return false;
}
