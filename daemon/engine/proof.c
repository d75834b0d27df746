#include "engine/proof.h"

#include "engine/internal.h"
#include "engine/pick.h"
#include "render/datum.h"

static bool written_to(const struct ledger_row *row, const struct envelope *envelope)
{
	return row->address && g_ascii_strcasecmp(row->address, envelope->address) == 0;
}

static json_t *entry_of(const struct engine *engine, const struct ledger_row *row, const char *role, const struct mail *mail,
			const struct envelope *envelope)
{
	const struct zone *zone = engine->config->settings.zone;
	json_t *entry = json_pack("{s:s, s:i, s:s, s:o, s:s, s:o, s:o, s:I, s:s, s:o, s:s}", "id", row->subject, "version", row->version, "step",
				  row->step, "role", datum_text(role), "outcome", outcome_name(row->outcome), "reason",
				  datum_text(row->reason), "at", datum_instant(zone, mail->at), "mail", (json_int_t)mail->id, "kind",
				  mail->kind, "subject", datum_text(mail->subject), "message_id", mail->message_id);
	json_t *fate = json_pack("{s:I, s:s, s:b, s:s, s:i, s:o, s:o, s:o, s:o, s:o}", "envelope", (json_int_t)envelope->id, "address",
				 envelope->address, "copy", envelope->copy, "state", mail_state_name(envelope->state), "attempts",
				 envelope->attempts, "first", datum_instant(zone, envelope->first), "done",
				 datum_instant(zone, envelope->done), "next", datum_instant(zone, engine_next_try(envelope)), "code",
				 datum_positive(envelope->code), "reply", datum_text(envelope->reply));

	json_object_update_new(entry, fate);
	return entry;
}

/* Those of a mail's envelopes that nobody's row names went with the first row: copies, and a person's new address. */
static void add_rest(const struct engine *engine, const GPtrArray *said, const struct mail *mail, const GPtrArray *envelopes, json_t *ret)
{
	for (guint i = 0; i < envelopes->len; i++) {
		const struct envelope *envelope = envelopes->pdata[i];
		bool named = false;

		for (guint j = 0; j < said->len; j++)
			named |= written_to(said->pdata[j], envelope);
		if (!named)
			json_array_append_new(ret, entry_of(engine, said->pdata[0], NULL, mail, envelope));
	}
}

/* `said`: rows of one occurrence that the mail says. */
static bool add_mail(struct engine *engine, const GPtrArray *said, int64_t id, json_t *ret, GError **error)
{
	g_autoptr(GPtrArray) envelopes = outbox_envelopes(engine->store, id, error);
	struct mail *mail = envelopes ? outbox_mail(engine->store, id, error) : NULL;

	if (!mail)
		return false;
	for (guint i = 0; i < said->len; i++) {
		const struct ledger_row *row = said->pdata[i];

		for (guint j = 0; j < envelopes->len; j++) {
			if (written_to(row, envelopes->pdata[j]))
				json_array_append_new(ret, entry_of(engine, row, row->role, mail, envelopes->pdata[j]));
		}
	}
	add_rest(engine, said, mail, envelopes, ret);
	mail_free(mail);
	return true;
}

/* The rows of `rows` that this mail says, in their order. */
static GPtrArray *said_by(const GPtrArray *rows, int64_t mail)
{
	GPtrArray *said = g_ptr_array_new();

	for (guint i = 0; i < rows->len; i++) {
		struct ledger_row *row = rows->pdata[i];

		if (row->mail == mail && row->outcome == OUTCOME_SAID)
			g_ptr_array_add(said, row);
	}
	return said;
}

static int by_number(gconstpointer a, gconstpointer b)
{
	int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;

	return (left > right) - (left < right);
}

/* Mails in the order they were planned in, each once. */
static GArray *mails_of(const GPtrArray *rows)
{
	GArray *mails = g_array_new(FALSE, FALSE, sizeof(int64_t));

	for (guint i = 0; i < rows->len; i++) {
		const struct ledger_row *row = rows->pdata[i];

		if (row->mail != 0 && row->outcome == OUTCOME_SAID)
			g_array_append_val(mails, row->mail);
	}
	g_array_sort(mails, by_number);
	for (guint i = mails->len; i-- > 1;) {
		if (g_array_index(mails, int64_t, i) == g_array_index(mails, int64_t, i - 1))
			g_array_remove_index(mails, i);
	}
	return mails;
}

static bool add_occurrence(struct engine *engine, const struct fact *fact, json_t *ret, GError **error)
{
	g_autoptr(GPtrArray) rows = ledger_of(engine->store, fact->id, 0, error);
	g_autoptr(GArray) mails = rows ? mails_of(rows) : NULL;

	for (guint i = 0; mails && i < mails->len; i++) {
		int64_t mail = g_array_index(mails, int64_t, i);
		g_autoptr(GPtrArray) said = said_by(rows, mail);

		if (!add_mail(engine, said, mail, ret, error))
			return false;
	}
	return rows != NULL;
}

json_t *proof_read(struct engine *engine, const char *pattern, GError **error)
{
	g_autoptr(GPtrArray) facts = pick_facts(engine->store, pattern, error);
	json_t *ret = facts ? json_array() : NULL;

	for (guint i = 0; facts && i < facts->len; i++) {
		if (!add_occurrence(engine, facts->pdata[i], ret, error)) {
			json_decref(ret);
			return NULL;
		}
	}
	return ret;
}
