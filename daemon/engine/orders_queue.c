#include "engine/orders_queue.h"

#include <string.h>

#include "base/error.h"
#include "engine/internal.h"
#include "render/datum.h"

enum verb { VERB_RETRY, VERB_HOLD, VERB_RELEASE, VERB_DROP, VERB_RELEASE_SERVICE, VERBS };

static const char *const verb_names[] = {
	[VERB_RETRY] = "queue-retry",
	[VERB_HOLD] = "queue-hold",
	[VERB_RELEASE] = "queue-release",
	[VERB_DROP] = "queue-drop",
	[VERB_RELEASE_SERVICE] = "release",
};

#define BIT(state) (1u << (state))
#define WAITING (BIT(MAIL_QUEUED) | BIT(MAIL_DEFERRED) | BIT(MAIL_UNCERTAIN))

/* From which states each order may start. A mail on its way, or gone, is out of reach. */
static const unsigned allowed[] = {
	[VERB_RETRY] = WAITING | BIT(MAIL_FAILED),
	[VERB_HOLD] = BIT(MAIL_QUEUED) | BIT(MAIL_DEFERRED),
	[VERB_RELEASE] = WAITING | BIT(MAIL_HELD),
	[VERB_DROP] = WAITING | BIT(MAIL_HELD) | BIT(MAIL_FAILED),
	[VERB_RELEASE_SERVICE] = WAITING | BIT(MAIL_HELD),
};

static int verb_of(const char *name)
{
	int verb = 0;

	while (verb < VERBS && strcmp(verb_names[verb], name) != 0)
		verb++;
	return verb;
}

bool orders_queue_knows(const char *verb)
{
	return verb_of(verb) < VERBS;
}

static void change(enum verb verb, struct envelope *envelope, const struct order *order, struct instant now)
{
	switch (verb) {
	case VERB_RETRY:
		envelope->state = MAIL_QUEUED;
		envelope->next = now;
		envelope->attempts = 0; /* a new life: it is not given up at the first 4xx */
		envelope->first = INSTANT_NONE;
		envelope->done = INSTANT_NONE;
		break;
	case VERB_HOLD:
		envelope->state = MAIL_HELD;
		envelope->released = false;
		break;
	case VERB_RELEASE:
	case VERB_RELEASE_SERVICE:
		if (envelope->state == MAIL_HELD) {
			envelope->state = MAIL_QUEUED;
			envelope->next = now;
		}
		envelope->released = true;
		break;
	case VERB_DROP:
		envelope->state = MAIL_DROPPED;
		envelope->done = now;
		g_free(envelope->reply);
		envelope->reply = g_strdup(order->reason);
		break;
	case VERBS:
		break;
	}
}

static bool change_one(struct engine *engine, enum verb verb, struct envelope *envelope, const struct order *order, struct instant now,
		       json_t *answers, GError **error)
{
	change(verb, envelope, order, now);
	if (!outbox_put(engine->store, envelope, error))
		return false;
	json_array_append_new(answers, json_pack("{s:I, s:s, s:s, s:b}", "envelope", (json_int_t)envelope->id, "address", envelope->address,
						 "state", mail_state_name(envelope->state), "done", !order->dry_run));
	return true;
}

static bool change_id(struct engine *engine, enum verb verb, const char *id, const struct order *order, struct instant now, json_t *answers,
		      GError **error)
{
	struct envelope *envelope;
	guint64 number;
	bool done;

	if (!g_ascii_string_to_unsigned(id, 10, 1, G_MAXINT64, &number, NULL)) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_INPUT, "'%.80s' is no mail: give its number, deadlinectl queue lists them", id);
		return false;
	}
	envelope = outbox_envelope(engine->store, (int64_t)number, error);
	if (!envelope) {
		if (error && !*error)
			g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID, "no mail %s in the queue", id);
		return false;
	}
	if (!(allowed[verb] & BIT(envelope->state))) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_STATE, "mail %s is %s: too late for that", id,
			    mail_state_name(envelope->state));
		envelope_free(envelope);
		return false;
	}
	done = change_one(engine, verb, envelope, order, now, answers, error);
	envelope_free(envelope);
	return done;
}

static bool change_state(struct engine *engine, enum verb verb, enum mail_state state, const struct order *order, struct instant now,
			 json_t *answers, GError **error)
{
	struct outbox_filter filter = { .state = &state };
	g_autoptr(GPtrArray) envelopes = outbox_list(engine->store, &filter, error);

	for (guint i = 0; envelopes && i < envelopes->len; i++) {
		if (!change_one(engine, verb, envelopes->pdata[i], order, now, answers, error))
			return false;
	}
	return envelopes != NULL;
}

/* Retry tries again what was deferred or given up; release lets go all that waits. */
static bool change_all(struct engine *engine, enum verb verb, const struct order *order, struct instant now, json_t *answers, GError **error)
{
	unsigned states = verb == VERB_RETRY ? BIT(MAIL_DEFERRED) | BIT(MAIL_FAILED) : allowed[verb];

	for (int state = MAIL_QUEUED; state <= MAIL_DROPPED; state++) {
		if (states & BIT(state) && !change_state(engine, verb, (enum mail_state)state, order, now, answers, error))
			return false;
	}
	return verb != VERB_RELEASE_SERVICE || store_meta_set(engine->store, "hold", NULL, error);
}

static bool check(enum verb verb, const struct order *order, GError **error)
{
	bool takes_all = verb == VERB_RETRY || verb == VERB_RELEASE || verb == VERB_RELEASE_SERVICE;

	if (order->all == (order->ids->len > 0) || (order->all && !takes_all))
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_USAGE, "give %snumbers of mails", takes_all ? "either --all or " : "");
	else if (verb == VERB_DROP && !order->reason)
		g_set_error_literal(error, DEADLINED_ERROR, DEADLINED_ERROR_USAGE, "drop: give the reason with --reason");
	else
		return true;
	return false;
}

/* Who and why stands in the history of the service. */
static bool record(struct engine *engine, const struct order *order, struct instant now, const json_t *answers, GError **error)
{
	g_autofree char *detail = json_dumps(answers, JSON_COMPACT);
	struct act act = { .at = now, .verb = (char *)order->verb, .user = (char *)order->user, .as = (char *)order->as,
			   .reason = (char *)order->reason, .note = (char *)order->note, .detail = detail };

	return act_append(engine->store, &act, error);
}

static bool carry_out(struct engine *engine, enum verb verb, const struct order *order, struct instant now, json_t *answers, GError **error)
{
	if (order->all)
		return change_all(engine, verb, order, now, answers, error) && record(engine, order, now, answers, error);
	for (guint i = 0; i < order->ids->len; i++) {
		if (!change_id(engine, verb, order->ids->pdata[i], order, now, answers, error))
			return false;
	}
	return record(engine, order, now, answers, error);
}

bool orders_queue_run(struct engine *engine, const struct order *order, struct instant now, json_t **ret, GError **error)
{
	enum verb verb = (enum verb)verb_of(order->verb);
	json_t *answers;
	bool done;

	if (!check(verb, order, error) || !store_begin(engine->store, error))
		return false;
	answers = json_array();
	done = carry_out(engine, verb, order, now, answers, error);
	if (done && !order->dry_run)
		done = store_commit(engine->store, error);
	else if (store_in_transaction(engine->store))
		store_rollback(engine->store);
	if (!done) {
		json_decref(answers);
		return false;
	}
	/* At once: whoever asks for it has seen to the relay. */
	if (!order->dry_run && verb == VERB_RETRY)
		engine->relay_until = INSTANT_NONE;
	if (!order->dry_run)
		engine_event_add(engine, EVENT_ORDER, NULL, "%s by %s: %zu mail(s)", order->verb, order->user, json_array_size(answers));
	*ret = answers;
	return true;
}
