#include "engine/delivery.h"

#include <string.h>

#include "engine/check.h"
#include "engine/offer.h"

enum {
	RETRY_FIRST = 5 * 60, RETRY_MOST = 3600, /* doubling */
	UNCERTAIN_WAIT = 15 * 60, UNCERTAIN_TRIES = 3, /* the first try and two more, the same bytes */
	GIVE_UP = 5 * 86400, /* escalations, lists and answers; a reminder lives until its day is over */
};

void parcel_free(struct parcel *parcel)
{
	if (parcel == NULL)
		return;
	g_free(parcel->address);
	g_free(parcel->message_id);
	g_clear_pointer(&parcel->bytes, g_bytes_unref);
	g_free(parcel);
}

void delivery_result_free(struct delivery_result *result)
{
	if (result == NULL)
		return;
	g_free(result->reply);
	g_free(result);
}

char *delivery_on_hold(struct engine *engine, GError **error)
{
	if (engine->config->settings.mail.mode == MAIL_HOLD && !engine->unheld)
		return g_strdup("mail.mode is hold");
	return store_meta_get(engine->store, "hold", error);
}

static bool commit_or_rollback(struct engine *engine, bool ok, GError **error)
{
	if (ok)
		return store_commit(engine->store, error);
	if (store_in_transaction(engine->store))
		store_rollback(engine->store);
	return false;
}

bool delivery_hold_all(struct engine *engine, const char *reason, GError **error)
{
	if (!store_begin(engine->store, error))
		return false;
	return commit_or_rollback(engine, store_meta_set(engine->store, "hold", reason, error), error);
}

static bool on_hold(struct engine *engine, bool *ret, GError **error)
{
	g_autoptr(GError) fault = NULL;
	g_autofree char *reason = delivery_on_hold(engine, &fault);

	*ret = reason != NULL;
	if (fault == NULL)
		return true;
	g_propagate_error(error, g_steal_pointer(&fault));
	return false;
}

/* How many may still leave within the rate; `*again` when the next may. */
static bool rate_allows(struct engine *engine, struct instant now, int *most, struct instant *again, GError **error)
{
	const struct mail_settings *mail = &engine->config->settings.mail;
	int sent, counts[MAIL_DROPPED + 1];

	*again = now;
	if (mail->rate <= 0)
		return true;
	if (!outbox_count(engine->store, counts, error))
		return false;
	/* As long as all that was ever sent lies within the rate, nothing needs to be counted. */
	if ((int64_t)counts[MAIL_SENT] + counts[MAIL_SENDING] + *most <= mail->rate)
		return true;
	if (!outbox_sent_since(engine->store, instant_add(now, -mail->rate_seconds + 1), &sent, error))
		return false;
	sent += counts[MAIL_SENDING];
	*most = MIN(*most, MAX(0, mail->rate - sent));
	if (*most == 0)
		*again = instant_add(now, MAX(1, mail->rate_seconds / MAX(1, mail->rate)));
	return true;
}

bool delivery_rate_used(struct engine *engine, struct instant now, bool *ret, struct instant *again, GError **error)
{
	int most = 1;

	if (!rate_allows(engine, now, &most, again, error))
		return false;
	*ret = most == 0;
	return true;
}

bool delivery_next(struct engine *engine, struct instant outbox, struct instant now, struct instant *ret, GError **error)
{
	struct instant again;
	int most = 1;
	bool held;

	*ret = INSTANT_NEVER;
	if (outbox.seconds == INT64_MAX)
		return true;
	if (!on_hold(engine, &held, error))
		return false;
	if (held && !outbox_next(engine->store, true, &outbox, error))
		return false;
	if (outbox.seconds == INT64_MAX)
		return true;
	*ret = instant_max(outbox, engine->relay_until);
	if (instant_before(now, *ret))
		return true;
	if (!rate_allows(engine, now, &most, &again, error))
		return false;
	*ret = most > 0 ? now : again;
	return true;
}

/* ---- taking ---- */

/* NULL with an error. */
static struct parcel *parcel_of(struct engine *engine, const struct envelope *envelope, const struct mail *mail, GError **error)
{
	GBytes *bytes = offer_fill(engine, mail, envelope->address, error);
	struct parcel *parcel;

	if (bytes == NULL)
		return NULL;
	parcel = g_new0(struct parcel, 1);

	parcel->envelope = envelope->id;
	parcel->mail = mail->id;
	parcel->address = g_strdup(envelope->address);
	parcel->message_id = g_strdup(mail->message_id);
	parcel->bytes = bytes;
	return parcel;
}

static bool take_one(struct engine *engine, struct envelope *envelope, struct instant now, GPtrArray *parcels, GError **error)
{
	struct mail *mail = outbox_mail(engine->store, envelope->mail, error);
	struct parcel *parcel;
	bool holds, ok;

	if (mail == NULL)
		return false;
	ok = check_mail(engine, mail, envelope, now, &holds, error);
	if (ok && holds) {
		envelope->state = MAIL_SENDING;
		envelope->attempts++;
		if (!instant_is_set(envelope->first))
			envelope->first = now;
		envelope->next = now;
		parcel = parcel_of(engine, envelope, mail, error);
		ok = parcel != NULL && outbox_put(engine->store, envelope, error);
		if (ok)
			g_ptr_array_add(parcels, g_steal_pointer(&parcel));
		parcel_free(parcel);
	}
	mail_free(mail);
	return ok;
}

static bool take_ready(struct engine *engine, struct instant now, GPtrArray *ready, int most, GPtrArray *parcels, GError **error)
{
	for (guint i = 0; i < ready->len && (int)parcels->len < most; i++) {
		struct envelope *envelope = g_ptr_array_index(ready, i);
		g_autoptr(GError) fault = NULL;
		/* A mail superseded with an envelope before takes this one along. */
		struct envelope *fresh = outbox_envelope(engine->store, envelope->id, &fault);
		bool ok = fault == NULL;

		if (ok && fresh != NULL && fresh->state == envelope->state)
			ok = take_one(engine, fresh, now, parcels, &fault);
		envelope_free(fresh);
		if (!ok) {
			g_propagate_error(error, g_steal_pointer(&fault));
			return false;
		}
	}
	return true;
}

/* `*most` becomes how many may leave now by back-off, hold and rate. */
static bool may_leave(struct engine *engine, struct instant now, int *most, bool *held, GError **error)
{
	struct instant again;

	if (instant_before(now, engine->relay_until))
		*most = 0;
	return *most <= 0 || (on_hold(engine, held, error) && rate_allows(engine, now, most, &again, error));
}

/* Within a transaction. */
static bool take(struct engine *engine, struct instant now, int most, GPtrArray *parcels, GError **error)
{
	g_autoptr(GPtrArray) ready = NULL;
	bool held;

	if (!may_leave(engine, now, &most, &held, error))
		return false;
	if (most <= 0)
		return true;
	ready = outbox_ready(engine->store, now, held, most, error);
	return ready != NULL && take_ready(engine, now, ready, most, parcels, error);
}

/* ---- reporting ---- */

static void event_of(struct engine *engine, enum engine_event_kind kind, const struct envelope *envelope,
		     const struct delivery_result *result, const char *what)
{
	struct engine_event *event;

	engine_event_add(engine, kind, NULL, "mail %" G_GINT64_FORMAT " to %s %s", envelope->mail, envelope->address, what);
	event = engine_event_last(engine);
	event->mail = envelope->mail;
	event->recipient = g_strdup(envelope->address);
	event->code = result->code;
	event->reply = g_strdup(result->reply);
	event->next = envelope->next;
}

/* Spread by the row's number, so that what failed together does not come back together. */
static int64_t jitter(int64_t id, int64_t wait)
{
	return (int64_t)((uint64_t)id * 2654435761u % 1000) * wait / 10000;
}

static int64_t backoff(int64_t id, int tries)
{
	int64_t wait = RETRY_FIRST;

	while (--tries > 0 && wait < RETRY_MOST)
		wait *= 2;
	wait = MIN(wait, RETRY_MOST);
	return wait + jitter(id, wait);
}

static void defer(struct engine *engine, struct envelope *envelope, const struct delivery_result *result, struct instant now)
{
	envelope->state = MAIL_DEFERRED;
	envelope->next = instant_add(now, backoff(envelope->id, envelope->attempts));
	event_of(engine, EVENT_DEFERRED, envelope, result, "deferred");
}

static bool fail(struct engine *engine, struct envelope *envelope, const struct delivery_result *result, struct instant now,
		 GError **error)
{
	envelope->state = MAIL_FAILED;
	envelope->done = now;
	envelope->next = INSTANT_NEVER;
	event_of(engine, EVENT_REFUSED, envelope, result, "failed; the administrator is told");
	return administrator_wake(engine, now, error);
}

static bool temporary(struct engine *engine, struct envelope *envelope, const struct delivery_result *result,
		      struct instant now, GError **error)
{
	struct mail *mail = outbox_mail(engine->store, envelope->mail, error);
	bool reminder;

	if (mail == NULL)
		return false;
	reminder = civil_is_set(mail->expires);
	mail_free(mail);
	if (!reminder && now.seconds - envelope->first.seconds >= GIVE_UP)
		return fail(engine, envelope, result, now, error);
	defer(engine, envelope, result, now);
	return true;
}

static void uncertain(struct engine *engine, struct envelope *envelope, const struct delivery_result *result,
		      struct instant now)
{
	envelope->state = MAIL_UNCERTAIN;
	envelope->uncertain++;
	envelope->next = envelope->uncertain >= UNCERTAIN_TRIES ? INSTANT_NEVER : instant_add(now, UNCERTAIN_WAIT);
	event_of(engine, EVENT_UNCERTAIN, envelope, result,
		 envelope->uncertain >= UNCERTAIN_TRIES ? "uncertain three times; left to a person" :
							  "uncertain; sent again, the same bytes, in 15 minutes");
}

static bool sent(struct engine *engine, struct envelope *envelope, const struct delivery_result *result, struct instant now,
		 GError **error)
{
	const struct mail_settings *mail = &engine->config->settings.mail;
	bool real = mail->relay_kind != RELAY_FILE && mail->mode != MAIL_REDIRECT;

	envelope->state = MAIL_SENT;
	envelope->done = now;
	envelope->next = INSTANT_NEVER;
	engine->relay_failures = 0;
	event_of(engine, EVENT_SENT, envelope, result, "sent");
	return store_meta_set(engine->store, "spoken", real ? "real" : "trial", error);
}

/* 421 or no connection: nothing else is tried meanwhile; the mail itself has lost nothing. */
static void relay_backs_off(struct engine *engine, struct instant now)
{
	engine->relay_failures++;
	engine->relay_until = instant_add(now, backoff(0, engine->relay_failures));
}

static bool apply(struct engine *engine, struct envelope *envelope, const struct delivery_result *result, struct instant now,
		  GError **error)
{
	envelope->code = result->code;
	g_free(envelope->reply);
	envelope->reply = g_strdup(result->reply);
	switch (result->outcome) {
	case DELIVERY_SENT:
		return sent(engine, envelope, result, now, error);
	case DELIVERY_TEMPORARY:
		return temporary(engine, envelope, result, now, error);
	case DELIVERY_BUSY:
	case DELIVERY_MISCONFIGURED:
		if (!instant_before(now, engine->relay_until))
			relay_backs_off(engine, now);
		return temporary(engine, envelope, result, now, error);
	case DELIVERY_PERMANENT:
		return fail(engine, envelope, result, now, error);
	case DELIVERY_UNCERTAIN:
		uncertain(engine, envelope, result, now);
		return true;
	}
	g_assert_not_reached();
}

static bool report_all(struct engine *engine, struct instant now, const GPtrArray *results, GError **error)
{
	for (guint i = 0; i < results->len; i++) {
		const struct delivery_result *result = g_ptr_array_index(results, i);
		g_autoptr(GError) fault = NULL;
		struct envelope *envelope = outbox_envelope(engine->store, result->envelope, &fault);
		bool ok = fault == NULL;

		if (envelope != NULL && envelope->state == MAIL_SENDING)
			ok = apply(engine, envelope, result, now, &fault) && outbox_put(engine->store, envelope, &fault);
		envelope_free(envelope);
		if (!ok) {
			g_propagate_error(error, g_steal_pointer(&fault));
			return false;
		}
	}
	return true;
}

/* ---- both at once ---- */

/* Whether a transaction is worth beginning: another process may have the store to itself. */
static bool something_waits(struct engine *engine, struct instant now, int most, bool *ret, GError **error)
{
	struct instant next = INSTANT_NEVER;
	bool held;

	if (!may_leave(engine, now, &most, &held, error) || (most > 0 && !outbox_next(engine->store, held, &next, error)))
		return false;
	*ret = !instant_before(now, next);
	return true;
}

GPtrArray *delivery_turn(struct engine *engine, struct instant now, const GPtrArray *results, int most, GError **error)
{
	g_autoptr(GPtrArray) parcels = g_ptr_array_new_with_free_func((GDestroyNotify)parcel_free);
	bool work = results != NULL && results->len > 0;

	if (!work && !something_waits(engine, now, most, &work, error))
		return NULL;
	if (!work)
		return g_steal_pointer(&parcels);
	if (!store_begin(engine->store, error))
		return NULL;
	work = (results == NULL || report_all(engine, now, results, error)) && take(engine, now, most, parcels, error);
	return commit_or_rollback(engine, work, error) ? g_steal_pointer(&parcels) : NULL;
}

GPtrArray *delivery_take(struct engine *engine, struct instant now, int most, GError **error)
{
	return delivery_turn(engine, now, NULL, most, error);
}

bool delivery_report(struct engine *engine, struct instant now, const GPtrArray *results, GError **error)
{
	g_autoptr(GPtrArray) none = delivery_turn(engine, now, results, 0, error);

	return none != NULL;
}

/* ---- giving back ---- */

static bool return_all(struct engine *engine, struct instant now, const GPtrArray *parcels, GError **error)
{
	for (guint i = 0; i < parcels->len; i++) {
		const struct parcel *parcel = g_ptr_array_index(parcels, i);
		struct envelope *envelope = outbox_envelope(engine->store, parcel->envelope, error);
		bool ok;

		if (envelope == NULL)
			return false;
		envelope->state = envelope->uncertain > 0 ? MAIL_UNCERTAIN : MAIL_QUEUED;
		envelope->attempts--;
		envelope->next = now;
		ok = outbox_put(engine->store, envelope, error);
		envelope_free(envelope);
		if (!ok)
			return false;
	}
	return true;
}

bool delivery_return(struct engine *engine, struct instant now, const GPtrArray *parcels, GError **error)
{
	if (parcels->len == 0)
		return true;
	if (!store_begin(engine->store, error))
		return false;
	return commit_or_rollback(engine, return_all(engine, now, parcels, error), error);
}

bool delivery_recover(struct engine *engine, struct instant now, GError **error)
{
	static const enum mail_state sending = MAIL_SENDING;
	struct outbox_filter filter = { .state = &sending };
	struct delivery_result result = { .reply = (char *)"the service stopped while the mail was in the air" };
	g_autoptr(GPtrArray) envelopes = outbox_list(engine->store, &filter, error);
	bool ok = true;

	if (envelopes == NULL)
		return false;
	if (envelopes->len == 0)
		return true;
	if (!store_begin(engine->store, error))
		return false;
	for (guint i = 0; ok && i < envelopes->len; i++) {
		struct envelope *envelope = g_ptr_array_index(envelopes, i);

		g_free(envelope->reply);
		envelope->reply = g_strdup(result.reply);
		uncertain(engine, envelope, &result, now);
		ok = outbox_put(engine->store, envelope, error);
	}
	return commit_or_rollback(engine, ok, error);
}
