/* One occurrence with all that is recorded of it. */
#include "base/error.h"
#include "engine/internal.h"
#include "engine/pick.h"
#include "engine/views.h"
#include "render/datum.h"
#include "render/words.h"

static const struct zone *zone_of(const struct engine *engine)
{
	return engine->config->settings.zone;
}

static json_t *act_json(const struct engine *engine, const struct act *act)
{
	const struct zone *zone = zone_of(engine);
	json_t *detail = act->detail ? json_loads(act->detail, 0, NULL) : NULL;

	return json_pack("{s:I, s:o, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "act", (json_int_t)act->id, "at",
			 datum_instant(zone, act->at), "verb", act->verb, "user", datum_text(act->user), "as", datum_text(act->as), "number",
			 datum_text(act->number), "dated", datum_date(act->dated), "received", datum_instant(zone, act->received), "sent",
			 datum_instant(zone, act->sent), "channel", datum_text(act->channel), "reason", datum_text(act->reason), "note",
			 datum_text(act->note), "limit", datum_date(act->limit), "version", datum_positive(act->version), "detail", detail ? detail : json_null());
}

static json_t *row_json(const struct engine *engine, const struct ledger_row *row)
{
	return json_pack("{s:i, s:s, s:s, s:s, s:o, s:o, s:o, s:o}", "version", row->version, "step", row->step, "role", row->role, "outcome",
			 outcome_name(row->outcome), "reason", datum_text(row->reason), "address", datum_text(row->address), "at",
			 datum_instant(zone_of(engine), row->at), "mail", datum_positive(row->mail));
}

struct instant engine_next_try(const struct envelope *envelope)
{
	switch (envelope->state) {
	case MAIL_QUEUED:
	case MAIL_SENDING:
	case MAIL_DEFERRED:
	case MAIL_UNCERTAIN:
		return envelope->next;
	case MAIL_SENT:
	case MAIL_FAILED:
	case MAIL_SUPERSEDED:
	case MAIL_HELD:
	case MAIL_DROPPED:
		break;
	}
	return INSTANT_NONE;
}

static json_t *envelope_json(const struct engine *engine, const struct envelope *envelope)
{
	const struct zone *zone = zone_of(engine);

	return json_pack("{s:I, s:s, s:b, s:s, s:b, s:i, s:o, s:o, s:o, s:o}", "envelope", (json_int_t)envelope->id, "address",
			 envelope->address, "copy", envelope->copy, "state", mail_state_name(envelope->state), "released", envelope->released,
			 "attempts", envelope->attempts, "next", datum_instant(zone, engine_next_try(envelope)), "done",
			 datum_instant(zone, envelope->done), "code", datum_positive(envelope->code), "reply", datum_text(envelope->reply));
}

static json_t *envelopes_json(struct engine *engine, int64_t mail, GError **error)
{
	g_autoptr(GPtrArray) envelopes = outbox_envelopes(engine->store, mail, error);
	json_t *array;

	if (!envelopes)
		return NULL;
	array = json_array();
	for (guint i = 0; i < envelopes->len; i++)
		json_array_append_new(array, envelope_json(engine, envelopes->pdata[i]));
	return array;
}

json_t *views_mail(struct engine *engine, const struct mail *mail, GError **error)
{
	json_t *envelopes = envelopes_json(engine, mail->id, error);

	if (!envelopes)
		return NULL;
	return json_pack("{s:I, s:s, s:o, s:s, s:s, s:o, s:o}", "mail", (json_int_t)mail->id, "kind", mail->kind, "at",
			 datum_instant(zone_of(engine), mail->at), "message_id", mail->message_id, "to", mail->to, "subject",
			 datum_text(mail->subject), "envelopes", envelopes);
}

static bool add_mail(struct engine *engine, json_t *mails, int64_t id, GError **error)
{
	struct mail *mail = outbox_mail(engine->store, id, error);
	json_t *value = mail ? views_mail(engine, mail, error) : NULL;

	mail_free(mail);
	return value && json_array_append_new(mails, value) == 0;
}

/* Ledger and mails; each mail once, in the order of the ledger. */
static bool add_ledger(struct engine *engine, const struct fact *fact, json_t *object, GError **error)
{
	g_autoptr(GPtrArray) rows = ledger_of(engine->store, fact->id, 0, error);
	g_autoptr(GHashTable) seen = g_hash_table_new(g_int64_hash, g_int64_equal);
	json_t *ledger = json_array(), *mails = json_array();

	json_object_set_new(object, "ledger", ledger);
	json_object_set_new(object, "mails", mails);
	if (!rows)
		return false;
	for (guint i = 0; i < rows->len; i++) {
		struct ledger_row *row = rows->pdata[i];

		json_array_append_new(ledger, row_json(engine, row));
		if (row->mail && g_hash_table_add(seen, &row->mail) && !add_mail(engine, mails, row->mail, error))
			return false;
	}
	return true;
}

static bool add_history(struct engine *engine, const struct fact *fact, struct instant now, json_t *object, GError **error)
{
	g_autoptr(GPtrArray) acts = act_list(engine->store, fact->row, error);
	json_t *history = json_array();

	json_object_set_new(object, "history", history);
	for (guint i = 0; acts && i < acts->len; i++)
		json_array_append_new(history, act_json(engine, acts->pdata[i]));
	return acts && views_parts(engine, fact, acts, zone_civil(zone_of(engine), now), object, error);
}

static json_t *names_of(const GPtrArray *agencies)
{
	json_t *names = json_array();

	for (guint i = 0; i < agencies->len; i++)
		json_array_append_new(names, json_string(((const struct agency *)agencies->pdata[i])->name));
	return names;
}

static json_t *lines_of(const GPtrArray *lines)
{
	json_t *array = json_array();

	for (guint i = 0; i < lines->len; i++)
		json_array_append_new(array, json_string(lines->pdata[i]));
	return array;
}

static json_t *needs_of(const struct obligation *obligation)
{
	json_t *array = json_array();

	for (guint i = 0; obligation->needs && i < obligation->needs->len; i++) {
		const struct obligation *input = obligation->needs->pdata[i];

		json_array_append_new(array, json_sprintf("%s/%s", input->plan->id, input->id));
	}
	return array;
}

/* What the files say of it; null where they no longer do. */
static void add_definition(struct engine *engine, struct fact *fact, enum language language, json_t *object)
{
	static const char *const keys[] = { "plan_title", "clause", "quote", "receivers", "covers", "send_to", "outline", "needs" };
	const struct obligation *obligation = engine_obligation(engine, fact->plan, fact->obligation);
	const struct agency *owner = fact->agency ? plan_agency(engine->config->definitions, fact->agency) : NULL;
	g_autofree char *period = words_period(language, fact->period);
	struct civil day = fact->dated ? fact->limit : fact->period_last;
	g_autoptr(GPtrArray) receivers = NULL, covers = NULL;

	json_object_set_new(object, "period_words", datum_text(period));
	for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
		json_object_set_new(object, keys[i], json_null());
	if (!obligation)
		return;
	receivers = plan_receivers(obligation, day);
	json_object_set_new(object, "plan_title", datum_text(obligation->plan->title));
	json_object_set_new(object, "clause", datum_text(obligation->clause));
	json_object_set_new(object, "quote", datum_text(obligation->quote));
	json_object_set_new(object, "receivers", names_of(receivers));
	json_object_set_new(object, "outline", datum_text(plan_outline(obligation)));
	json_object_set_new(object, "needs", needs_of(obligation));
	if (!owner)
		return;
	covers = assigned_covers(engine->assigned, engine->config->definitions, obligation, owner, day);
	json_object_set_new(object, "covers", lines_of(covers));
	json_object_set_new(object, "send_to", datum_text(plan_send_to(obligation, owner)));
}

static void add_facts(struct engine *engine, const struct fact *fact, json_t *object)
{
	const struct zone *zone = zone_of(engine);

	json_object_set_new(object, "last", datum_date(fact->last));
	json_object_set_new(object, "version", json_integer(fact->version));
	json_object_set_new(object, "created", datum_instant(zone, fact->created));
	json_object_set_new(object, "armed", datum_instant(zone, fact->armed));
	json_object_set_new(object, "touched", json_boolean(fact->touched));
	json_object_set_new(object, "soft", json_boolean(fact->soft));
	json_object_set_new(object, "internal", json_boolean(fact->internal));
	json_object_set_new(object, "next", datum_instant(zone, fact->next));
}

static bool add_fact(struct engine *engine, struct fact *fact, enum language language, struct instant now, json_t *array, GError **error)
{
	json_t *object = views_row(engine, fact, language, now), *cascade;

	json_array_append_new(array, object);
	add_facts(engine, fact, object);
	add_definition(engine, fact, language, object);
	cascade = views_cascade(engine, fact, now, error);
	if (!cascade)
		return false;
	json_object_set_new(object, "cascade", cascade);
	return views_life(engine, fact, object, error) && add_history(engine, fact, now, object, error) &&
	       add_ledger(engine, fact, object, error);
}

json_t *views_show_page(struct engine *engine, const struct pick_page *page, enum language language, struct instant now, GError **error)
{
	g_autoptr(GPtrArray) facts = pick_page(engine->store, page, error);
	json_t *array = json_array();

	for (guint i = 0; facts && i < facts->len; i++) {
		if (!add_fact(engine, facts->pdata[i], language, now, array, error)) {
			json_decref(array);
			return NULL;
		}
	}
	if (!facts)
		g_clear_pointer(&array, json_decref);
	return array;
}

json_t *views_show(struct engine *engine, const char *pattern, enum language language, struct instant now, GError **error)
{
	return views_show_page(engine, &(struct pick_page){ .pattern = pattern }, language, now, error);
}

/* ---- the outbox ---- */

static json_t *queue_row(struct engine *engine, const struct envelope *envelope, bool bytes, GError **error)
{
	struct mail *mail = outbox_mail(engine->store, envelope->mail, error);
	json_t *row;

	if (!mail)
		return NULL;
	row = envelope_json(engine, envelope);
	json_object_set_new(row, "mail", json_integer(mail->id));
	json_object_set_new(row, "kind", json_string(mail->kind));
	json_object_set_new(row, "at", datum_instant(zone_of(engine), mail->at));
	json_object_set_new(row, "message_id", json_string(mail->message_id));
	json_object_set_new(row, "subject", datum_text(mail->subject));
	if (bytes) {
		gsize size;
		const char *data = g_bytes_get_data(mail->bytes, &size);
		g_autofree char *text = g_strndup(data, size);

		json_object_set_new(row, "bytes", datum_text(text));
	}
	mail_free(mail);
	return row;
}

json_t *views_queue(struct engine *engine, const struct outbox_filter *filter, GError **error)
{
	g_autoptr(GPtrArray) envelopes = outbox_list(engine->store, filter, error);
	json_t *array = json_array();

	for (guint i = 0; envelopes && i < envelopes->len; i++) {
		json_t *row = queue_row(engine, envelopes->pdata[i], false, error);

		if (!row) {
			json_decref(array);
			return NULL;
		}
		json_array_append_new(array, row);
	}
	if (!envelopes)
		g_clear_pointer(&array, json_decref);
	return array;
}

json_t *views_envelope(struct engine *engine, int64_t id, bool bytes, GError **error)
{
	g_autoptr(GError) failure = NULL;
	struct envelope *envelope = outbox_envelope(engine->store, id, &failure);
	json_t *row;

	if (!envelope) {
		if (failure)
			g_propagate_error(error, g_steal_pointer(&failure));
		else
			g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID, "no mail %" G_GINT64_FORMAT " in the queue", id);
		return NULL;
	}
	row = queue_row(engine, envelope, bytes, error);
	envelope_free(envelope);
	return row;
}
