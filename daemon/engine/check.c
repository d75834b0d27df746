#include "engine/check.h"

#include <string.h>

#include "engine/answers.h"
#include "engine/history.h"
#include "engine/holding.h"
#include "engine/inputs.h"

struct check {
	struct engine *engine;
	const struct mail *mail;
	struct instant now;
	struct civil today;
	GPtrArray *rows;      /* the mail's ledger rows */
	GHashTable *fallen;   /* subjects that no longer hold, borrowed from rows */
	const char *why;
	bool again;           /* what has fallen is given back all the same */
	const char *back;     /* why it goes back though all in it holds: to be said anew to somebody else, or later; NULL */
};

/* Kinds whose items are reports still awaited; an answer holds whatever came after it but its taking back. */
static bool awaits_reports(const struct mail *mail)
{
	static const char *const kinds[] = { "advance", "today", "overdue", "head", "list" };

	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
		if (strcmp(mail->kind, kinds[i]) == 0)
			return true;
	return false;
}

static bool is_occurrence(const struct ledger_row *row)
{
	return strcmp(row->step, "digest") != 0 && strcmp(row->step, "foretell") != 0 && strcmp(row->step, "settle") != 0 &&
	       strcmp(row->step, "admin") != 0 && !g_str_has_prefix(row->subject, "campaign/");
}

/* Has a newer mail to this person something on the same occurrence? What the same run wrote on what others owe is not newer. */
static bool said_later(const struct check *check, const struct ledger_row *row, bool *ret, GError **error)
{
	g_autoptr(GPtrArray) rows = ledger_of(check->engine->store, row->subject, row->version, error);

	*ret = false;
	if (rows == NULL)
		return false;
	for (guint i = 0; i < rows->len && !*ret; i++) {
		const struct ledger_row *other = g_ptr_array_index(rows, i);

		*ret = other->outcome == OUTCOME_SAID && other->mail > check->mail->id && instant_before(row->at, other->at) &&
		       row->address != NULL && other->address != NULL && g_ascii_strcasecmp(other->address, row->address) == 0;
	}
	return true;
}

/* An input was taken back, or the consolidation is in: what was not said may be said when they are all in again. */
static bool look_at_ready(struct check *check, const struct ledger_row *row, GError **error)
{
	bool holds;

	if (!inputs_ready_holds(check->engine, row->subject, row->version, &holds, error))
		return false;
	if (holds)
		return true;
	check->why = "no longer holds";
	check->again = true;
	g_hash_table_add(check->fallen, row->subject);
	return true;
}

/* Whom the role means today, if no longer the one the mail is to. */
static bool has_moved(const struct check *check, struct fact *fact, const struct ledger_row *row)
{
	struct person person;
	struct view view;

	if (row->address == NULL || !view_of(check->engine, fact, check->today, &view) || view.owner == NULL ||
	    !person_of_role(check->engine, &view, row->role, check->today, &person))
		return false;
	return person.address == NULL || g_ascii_strcasecmp(person.address, row->address) != 0;
}

static bool look_at_hold(struct check *check, const struct fact *fact, const struct ledger_row *row, GError **error)
{
	g_autoptr(GPtrArray) holds = holding_of(check->engine, fact, error);

	if (holds != NULL && holding_on(holds, row->step, check->today) != NULL)
		check->back = "held back";
	return holds != NULL;
}

/* Is the row of a step that waits while a request is being decided? */
static bool awaits_decision(const struct check *check, struct fact *fact, const struct ledger_row *row)
{
	const struct config *config = check->engine->config;
	g_autoptr(GArray) steps = NULL;
	struct view view;

	if (!instant_is_set(fact->asked_until) || !view_of(check->engine, fact, check->today, &view) || view.policy == NULL)
		return false;
	steps = schedule_steps(config, view.policy, view.obligation->plan, &view.limit, check->now);
	for (guint i = 0; i < steps->len; i++) {
		const struct step *step = &g_array_index(steps, struct step, i);

		if (strcmp(step->name, row->step) == 0)
			return ladder_waits(fact, step->rule, check->now);
	}
	return false;
}

static bool look_at(struct check *check, const struct ledger_row *row, GError **error)
{
	g_autoptr(GError) fault = NULL;
	g_autoptr(fact_t) fact = NULL;
	bool later = false;

	if (row->outcome != OUTCOME_SAID || !is_occurrence(row))
		return true;
	fact = fact_get(check->engine->store, row->subject, &fault);
	if (fault == NULL && fact != NULL && !said_later(check, row, &later, &fault)) {
		g_propagate_error(error, g_steal_pointer(&fault));
		return false;
	}
	if (fault != NULL) {
		g_propagate_error(error, g_steal_pointer(&fault));
		return false;
	}
	if (fact == NULL || !fact_is_open(fact) || fact->version != row->version) {
		check->why = "no longer holds";
		g_hash_table_add(check->fallen, row->subject);
	} else if (later) {
		check->why = "a newer mail says it";
		g_hash_table_add(check->fallen, row->subject);
	} else if (has_moved(check, fact, row)) {
		check->back = "another person holds the position now";
	} else if (awaits_decision(check, fact, row)) {
		check->back = "a request waits for a decision";
	} else {
		return look_at_hold(check, fact, row, error);
	}
	return true;
}

/* Has somebody got the message, or may have? Then it goes to whom it was written. */
static bool has_left(const struct check *check, bool *ret, GError **error)
{
	g_autoptr(GPtrArray) envelopes = outbox_envelopes(check->engine->store, check->mail->id, error);

	*ret = false;
	for (guint i = 0; envelopes != NULL && i < envelopes->len; i++) {
		const struct envelope *envelope = g_ptr_array_index(envelopes, i);

		*ret |= envelope->uncertain > 0 || (envelope->state != MAIL_QUEUED && envelope->state != MAIL_DEFERRED &&
						    envelope->state != MAIL_HELD && envelope->state != MAIL_SUPERSEDED);
	}
	return envelopes != NULL;
}

/* An answer to an order that was taken back or overtaken is said no more; nor is a limit of the files that moved on. */
static bool look_at_answer(struct check *check, const struct ledger_row *row, GError **error)
{
	g_autoptr(GError) fault = NULL;
	g_autoptr(fact_t) fact = NULL;
	g_autoptr(GPtrArray) acts = NULL;
	struct answer answer = { .version = row->version, .act = answers_act(row) };

	if (row->outcome != OUTCOME_SAID || (answer.act == 0 && strcmp(check->mail->kind, "request") != 0))
		return true;
	fact = fact_get(check->engine->store, row->subject, &fault);
	if (fact != NULL)
		acts = act_list(check->engine->store, fact->row, &fault);
	if (fault != NULL) {
		g_propagate_error(error, g_steal_pointer(&fault));
		return false;
	}
	if (acts != NULL && answers_hold(fact, acts, check->mail->kind, &answer)) {
		if (has_moved(check, fact, row))
			check->back = "another person holds the position now";
		return true;
	}
	check->why = acts != NULL && history_holds(acts, answer.act) ? "no longer holds" : "the order was taken back";
	g_hash_table_add(check->fallen, row->subject);
	return true;
}

static bool supersede_envelopes(struct check *check, bool *any_sent, GError **error)
{
	g_autoptr(GPtrArray) envelopes = outbox_envelopes(check->engine->store, check->mail->id, error);

	*any_sent = false;
	if (envelopes == NULL)
		return false;
	for (guint i = 0; i < envelopes->len; i++) {
		struct envelope *envelope = g_ptr_array_index(envelopes, i);

		if (envelope->state == MAIL_SENT || envelope->state == MAIL_SENDING || envelope->uncertain > 0)
			*any_sent = true;
		if (envelope->state == MAIL_SENT || envelope->state == MAIL_SENDING || envelope->state == MAIL_FAILED ||
		    envelope->state == MAIL_DROPPED)
			continue;
		envelope->state = MAIL_SUPERSEDED;
		envelope->done = check->now;
		envelope->next = INSTANT_NEVER;
		g_free(envelope->reply);
		envelope->reply = g_strdup(check->why);
		if (!outbox_put(check->engine->store, envelope, error))
			return false;
	}
	return true;
}

/* What still holds is said anew by the next run: its rows go back, and the engine looks at once. */
static bool give_back(struct check *check, GError **error)
{
	for (guint i = 0; i < check->rows->len; i++) {
		const struct ledger_row *row = g_ptr_array_index(check->rows, i);
		g_autoptr(GError) fault = NULL;
		g_autoptr(fact_t) fact = NULL;
		bool ok = true;

		if (row->outcome != OUTCOME_SAID || !is_occurrence(row) || g_hash_table_contains(check->fallen, row->subject))
			continue;
		fact = fact_get(check->engine->store, row->subject, &fault);
		ok = fault == NULL && ledger_give_back(check->engine->store, check->mail->id, row->subject, &fault) &&
		     (awaits_reports(check->mail) || answers_again(check->engine, row, check->mail->kind, check->now, &fault));
		if (ok && fact != NULL)
			ok = fact_set_next(check->engine->store, fact->row, check->now, &fault);
		if (!ok) {
			g_propagate_error(error, g_steal_pointer(&fault));
			return false;
		}
	}
	return true;
}

/* That a consolidation can begin, as it stands now. */
static bool tell_again(struct check *check, GError **error)
{
	if (!ledger_give_back(check->engine->store, check->mail->id, NULL, error))
		return false;
	for (guint i = 0; i < check->rows->len; i++) {
		const struct ledger_row *row = g_ptr_array_index(check->rows, i);

		if (g_hash_table_contains(check->fallen, row->subject) &&
		    !inputs_ready_again(check->engine, row->subject, check->now, error))
			return false;
	}
	return true;
}

static bool supersede(struct check *check, GError **error)
{
	struct engine_event *event;
	bool any_sent;

	if (!supersede_envelopes(check, &any_sent, error) || (!any_sent && !give_back(check, error)))
		return false;
	if (!any_sent && check->again && !tell_again(check, error))
		return false;
	engine_event_add(check->engine, EVENT_SUPERSEDED, NULL, "mail %" G_GINT64_FORMAT " to %s superseded: %s",
			 check->mail->id, check->mail->to, check->why);
	event = engine_event_last(check->engine);
	event->mail = check->mail->id;
	event->recipient = g_strdup(check->mail->to);
	return true;
}

static bool decide(struct check *check, const struct envelope *envelope, bool *holds, GError **error)
{
	bool expired = civil_is_set(check->mail->expires) && civil_before(check->mail->expires, check->today);
	guint items = 0;
	bool more = false; /* a digest, a list to settle or of who will be told: nothing says that anew */
	bool left = true;

	for (guint i = 0; i < check->rows->len; i++) {
		const struct ledger_row *row = g_ptr_array_index(check->rows, i);

		items += row->outcome == OUTCOME_SAID && is_occurrence(row);
		more |= row->outcome == OUTCOME_SAID && !is_occurrence(row);
		if (!(awaits_reports(check->mail) ? look_at(check, row, error) : look_at_answer(check, row, error)))
			return false;
		if (strcmp(check->mail->kind, "ready") == 0 && !look_at_ready(check, row, error))
			return false;
	}
	if (expired)
		check->why = "its day is over";
	*holds = !expired && (g_hash_table_size(check->fallen) == 0 || items == 0 || more);
	if (check->back != NULL && *holds && !more && !has_left(check, &left, error))
		return false;
	if (!left) {
		check->why = check->back;
		*holds = false;
	}
	/* What may have arrived is sent again with the same bytes while anything in it holds. */
	if (envelope->uncertain > 0 && !*holds)
		*holds = !expired && g_hash_table_size(check->fallen) < items;
	return *holds || supersede(check, error);
}

bool check_mail(struct engine *engine, const struct mail *mail, const struct envelope *envelope, struct instant now,
		bool *holds, GError **error)
{
	g_autoptr(GPtrArray) rows = ledger_of_mail(engine->store, mail->id, error);
	g_autoptr(GHashTable) fallen = g_hash_table_new(g_str_hash, g_str_equal);
	struct check check = { .engine = engine, .mail = mail, .now = now, .rows = rows, .fallen = fallen };

	if (rows == NULL)
		return false;
	check.today = zone_civil(engine->config->settings.zone, now);
	return decide(&check, envelope, holds, error);
}

static bool check_open(struct engine *engine, const struct mail *mail, struct instant now, int *taken, GError **error)
{
	g_autoptr(GPtrArray) envelopes = outbox_envelopes(engine->store, mail->id, error);

	for (guint i = 0; envelopes != NULL && i < envelopes->len; i++) {
		const struct envelope *envelope = g_ptr_array_index(envelopes, i);
		bool holds;

		if (envelope->state != MAIL_QUEUED && envelope->state != MAIL_DEFERRED && envelope->state != MAIL_HELD)
			continue;
		if (!check_mail(engine, mail, envelope, now, &holds, error))
			return false;
		*taken += !holds;
		break;
	}
	return envelopes != NULL;
}

bool check_open_about(struct engine *engine, const char *id, struct instant now, int *taken, GError **error)
{
	g_autoptr(GPtrArray) mails = outbox_open_about(engine->store, id, error);

	*taken = 0;
	for (guint i = 0; mails != NULL && i < mails->len; i++)
		if (!check_open(engine, g_ptr_array_index(mails, i), now, taken, error))
			return false;
	return mails != NULL;
}
