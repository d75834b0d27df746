#include "store/outbox.h"

#include "base/error.h"
#include "store/query.h"

enum { MAIL_STATES = MAIL_DROPPED + 1 };

static const char *const states[MAIL_STATES] = {
	[MAIL_QUEUED] = "queued", [MAIL_SENDING] = "sending",	  [MAIL_SENT] = "sent",
	[MAIL_DEFERRED] = "deferred", [MAIL_FAILED] = "failed",	  [MAIL_UNCERTAIN] = "uncertain",
	[MAIL_SUPERSEDED] = "superseded", [MAIL_HELD] = "held", [MAIL_DROPPED] = "dropped",
};

const char *mail_state_name(enum mail_state state)
{
	return states[state];
}

void mail_free(struct mail *mail)
{
	if (!mail)
		return;
	g_free(mail->message_id);
	g_free(mail->kind);
	g_free(mail->subject);
	g_free(mail->to);
	g_clear_pointer(&mail->cc, g_ptr_array_unref);
	g_clear_pointer(&mail->bytes, g_bytes_unref);
	g_free(mail);
}

void envelope_free(struct envelope *envelope)
{
	if (!envelope)
		return;
	g_free(envelope->address);
	g_free(envelope->reply);
	g_free(envelope);
}

static void free_mail(void *mail)
{
	mail_free(mail);
}

static void free_envelope(void *envelope)
{
	envelope_free(envelope);
}

static void *read_mail(struct query *query)
{
	struct mail *mail = g_new0(struct mail, 1);

	mail->id = query_take_int(query);
	mail->message_id = query_take_text(query);
	mail->kind = query_take_text(query);
	mail->others = query_take_flag(query);
	mail->at = query_take_instant(query);
	mail->expires = query_take_day(query);
	mail->subject = query_take_text(query);
	mail->to = query_take_text(query);
	mail->bytes = query_take_bytes(query);
	return mail;
}

static void *read_envelope(struct query *query)
{
	struct envelope *envelope = g_new0(struct envelope, 1);

	envelope->id = query_take_int(query);
	envelope->mail = query_take_int(query);
	envelope->address = query_take_text(query);
	envelope->copy = query_take_flag(query);
	envelope->state = (enum mail_state)query_take_word(query, states, MAIL_STATES);
	envelope->released = query_take_flag(query);
	envelope->attempts = (int)query_take_int(query);
	envelope->uncertain = (int)query_take_int(query);
	envelope->next = query_take_moment(query);
	envelope->first = query_take_instant(query);
	envelope->done = query_take_instant(query);
	envelope->code = (int)query_take_int(query);
	envelope->reply = query_take_text(query);
	return envelope;
}

static bool add_envelope(struct store *store, const struct mail *mail, const char *address, bool copy, GError **error)
{
	struct query *query = query_open(store, STMT_ENVELOPE_ADD, error);

	query_int(query, ":mail", mail->id);
	query_text(query, ":address", address);
	query_int(query, ":copy", copy);
	query_moment(query, ":next_at", mail->at);
	return query_run(query, NULL, error);
}

static bool add_mail(struct store *store, struct mail *mail, GError **error)
{
	struct query *query = query_open(store, STMT_MAIL_ADD, error);

	query_text(query, ":message_id", mail->message_id);
	query_text(query, ":kind", mail->kind);
	query_int(query, ":others", mail->others);
	query_int(query, ":at", mail->at.seconds);
	query_day(query, ":expires", mail->expires);
	query_text(query, ":subject", mail->subject);
	query_text(query, ":recipient", mail->to);
	query_bytes(query, ":bytes", mail->bytes);
	if (!query_run(query, NULL, error))
		return false;
	mail->id = sqlite3_last_insert_rowid(store->db);
	return true;
}

bool outbox_add(struct store *store, struct mail *mail, GError **error)
{
	if (!add_mail(store, mail, error) || !add_envelope(store, mail, mail->to, false, error))
		return false;
	for (guint i = 0; mail->cc && i < mail->cc->len; i++)
		if (!add_envelope(store, mail, mail->cc->pdata[i], true, error))
			return false;
	return true;
}

GPtrArray *outbox_envelopes(struct store *store, int64_t mail, GError **error)
{
	struct query *query = query_open(store, STMT_ENVELOPE_OF_MAIL, error);

	query_int(query, ":mail", mail);
	return query_collect(query, read_envelope, free_envelope, error);
}

/* The copies are the envelopes that say so; they are kept nowhere else. */
static bool add_copies(struct store *store, struct mail *mail, GError **error)
{
	g_autoptr(GPtrArray) envelopes = outbox_envelopes(store, mail->id, error);

	if (!envelopes)
		return false;
	for (guint i = 0; i < envelopes->len; i++) {
		struct envelope *envelope = envelopes->pdata[i];

		if (!envelope->copy)
			continue;
		if (!mail->cc)
			mail->cc = g_ptr_array_new_with_free_func(g_free);
		g_ptr_array_add(mail->cc, g_steal_pointer(&envelope->address));
	}
	return true;
}

static GPtrArray *with_copies(struct store *store, GPtrArray *mails, GError **error)
{
	for (guint i = 0; mails && i < mails->len; i++)
		if (!add_copies(store, mails->pdata[i], error)) {
			g_ptr_array_unref(mails);
			return NULL;
		}
	return mails;
}

struct mail *outbox_mail(struct store *store, int64_t id, GError **error)
{
	struct query *query = query_open(store, STMT_MAIL_GET, error);
	void *mail = NULL;

	query_int(query, ":id", id);
	if (!query_one(query, read_mail, free_mail, &mail, error) || !mail)
		return NULL;
	if (add_copies(store, mail, error))
		return mail;
	mail_free(mail);
	return NULL;
}

struct envelope *outbox_envelope(struct store *store, int64_t id, GError **error)
{
	struct query *query = query_open(store, STMT_ENVELOPE_GET, error);
	void *envelope = NULL;

	query_int(query, ":id", id);
	return query_one(query, read_envelope, free_envelope, &envelope, error) ? envelope : NULL;
}

bool outbox_last(struct store *store, const char *subject, struct envelope **ret, GError **error)
{
	struct query *query = query_open(store, STMT_ENVELOPE_LAST, error);
	void *envelope = NULL;
	bool done;

	query_text(query, ":subject", subject);
	done = query_one(query, read_envelope, free_envelope, &envelope, error);
	*ret = envelope;
	return done;
}

bool outbox_put(struct store *store, const struct envelope *envelope, GError **error)
{
	struct query *query = query_open(store, STMT_ENVELOPE_PUT, error);
	int changed;

	query_text(query, ":state", states[envelope->state]);
	query_int(query, ":released", envelope->released);
	query_int(query, ":attempts", envelope->attempts);
	query_int(query, ":uncertain", envelope->uncertain);
	query_moment(query, ":next_at", envelope->next);
	query_instant(query, ":first_at", envelope->first);
	query_instant(query, ":done_at", envelope->done);
	query_int(query, ":code", envelope->code);
	query_text(query, ":reply", envelope->reply);
	query_int(query, ":id", envelope->id);
	if (!query_run(query, &changed, error))
		return false;
	if (changed == 1)
		return true;
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID, "store %s: there is no envelope %" G_GINT64_FORMAT,
		    store->path, envelope->id);
	return false;
}

GPtrArray *outbox_ready(struct store *store, struct instant now, bool released_only, int limit, GError **error)
{
	struct query *query = query_open(store, released_only ? STMT_ENVELOPE_READY_RELEASED : STMT_ENVELOPE_READY, error);

	query_int(query, ":at", now.seconds);
	query_int(query, ":limit", limit > 0 ? limit : -1);
	return query_collect(query, read_envelope, free_envelope, error);
}

bool outbox_next(struct store *store, bool released_only, struct instant *ret, GError **error)
{
	struct query *query = query_open(store, released_only ? STMT_ENVELOPE_NEXT_RELEASED : STMT_ENVELOPE_NEXT, error);

	if (!query || query_step(query, error) != QUERY_ROW)
		return false;
	*ret = query_take_moment(query);
	query_close(query);
	return true;
}

/* Sent ones are most of all, so only the others have an index by state. */
static enum stmt walk_of(const struct outbox_filter *filter)
{
	if (filter->address)
		return STMT_ENVELOPE_LIST_ADDRESS;
	return filter->state && *filter->state != MAIL_SENT ? STMT_ENVELOPE_LIST_STATE : STMT_ENVELOPE_LIST;
}

GPtrArray *outbox_list(struct store *store, const struct outbox_filter *filter, GError **error)
{
	struct query *query = query_open(store, walk_of(filter), error);

	query_int(query, ":after", filter->after);
	query_text(query, ":address", filter->address);
	query_text(query, ":state", filter->state ? states[*filter->state] : NULL);
	query_int(query, ":since", filter->since.seconds);
	query_int(query, ":until", instant_is_set(filter->until) ? filter->until.seconds : INT64_MAX);
	query_int(query, ":limit", filter->limit > 0 ? filter->limit : -1);
	return query_collect(query, read_envelope, free_envelope, error);
}

bool outbox_count(struct store *store, int ret[static MAIL_STATES], GError **error)
{
	struct query *query = query_open(store, STMT_ENVELOPE_COUNT, error);
	enum query_result result;

	for (int i = 0; i < MAIL_STATES; i++)
		ret[i] = 0;
	if (!query)
		return false;
	while ((result = query_step(query, error)) == QUERY_ROW) {
		int state = query_take_word(query, states, MAIL_STATES);

		ret[state] = (int)query_take_int(query);
	}
	return result == QUERY_DONE;
}

GPtrArray *outbox_open_to(struct store *store, const char *address, GError **error)
{
	struct query *query = query_open(store, STMT_MAIL_OPEN_TO, error);

	query_text(query, ":address", address);
	return with_copies(store, query_collect(query, read_mail, free_mail, error), error);
}

GPtrArray *outbox_open_about(struct store *store, const char *subject, GError **error)
{
	struct query *query = query_open(store, STMT_MAIL_OPEN_ABOUT, error);

	query_text(query, ":subject", subject);
	return with_copies(store, query_collect(query, read_mail, free_mail, error), error);
}

bool outbox_sent_since(struct store *store, struct instant since, int *ret, GError **error)
{
	struct query *query = query_open(store, STMT_ENVELOPE_SENT_SINCE, error);

	query_int(query, ":since", since.seconds);
	if (!query || query_step(query, error) != QUERY_ROW)
		return false;
	*ret = (int)query_take_int(query);
	query_close(query);
	return true;
}

bool outbox_last_sent(struct store *store, struct instant *ret, GError **error)
{
	struct query *query = query_open(store, STMT_ENVELOPE_SENT_LAST, error);
	enum query_result result = query != NULL ? query_step(query, error) : QUERY_FAILED;

	*ret = INSTANT_NONE;
	if (result == QUERY_ROW) {
		*ret = query_take_instant(query);
		query_close(query);
	}
	return result != QUERY_FAILED;
}
