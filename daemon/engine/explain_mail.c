/* What became of the mail that said a step. */
#include <string.h>

#include "engine/explain.h"
#include "render/datum.h"
#include "render/words.h"

static const struct envelope *envelope_to(const GPtrArray *envelopes, const char *address)
{
	for (guint i = 0; i < envelopes->len; i++) {
		const struct envelope *envelope = envelopes->pdata[i];

		if (address && g_ascii_strcasecmp(envelope->address, address) == 0)
			return envelope;
	}
	return envelopes->len > 0 ? envelopes->pdata[0] : NULL;
}

static const char *fate(const struct explain *explain, const struct envelope *envelope, const char **reason)
{
	switch (envelope->state) {
	case MAIL_QUEUED:
		return explain_say(explain, "đang chờ gửi", "waits to be sent");
	case MAIL_SENDING:
		return explain_say(explain, "đang gửi", "is being sent");
	case MAIL_SENT:
		return explain_say(explain, "máy chủ thư đã nhận", "accepted by the relay");
	case MAIL_DEFERRED:
		*reason = "deferred";
		return explain_say(explain, "máy chủ thư hẹn lại", "deferred by the relay");
	case MAIL_FAILED:
		*reason = "refused";
		return explain_say(explain, "máy chủ thư từ chối", "refused by the relay");
	case MAIL_UNCERTAIN:
		return explain_say(explain, "không rõ đã tới chưa, gửi lại cùng một thư", "may have arrived, the same message goes again");
	case MAIL_SUPERSEDED:
		*reason = "superseded";
		return explain_say(explain, "không gửi nữa vì không còn đúng", "not sent: it no longer held");
	case MAIL_HELD:
	case MAIL_DROPPED:
		*reason = "held";
		return explain_say(explain, "được giữ lại", "held back");
	}
	return "";
}

/* When that was, or when it goes again. */
static char *moment_text(const struct explain *explain, const struct envelope *envelope)
{
	const struct zone *zone = explain->engine->config->settings.zone;

	if (instant_is_set(envelope->done))
		return words_instant_short(zone, envelope->done);
	if (envelope->state == MAIL_DEFERRED || envelope->state == MAIL_UNCERTAIN) {
		g_autofree char *next = words_instant_short(zone, envelope->next);

		return g_strdup_printf("%s %s", explain_say(explain, "thử lại", "again"), next);
	}
	return g_strdup("");
}

/* " (250 queued as 1)": a relay's own words begin with the code, those about a connection that failed do not. */
static char *reply_text(const struct envelope *envelope)
{
	g_autofree char *code = envelope->code ? g_strdup_printf("%d", envelope->code) : NULL;

	if (code == NULL)
		return envelope->reply ? g_strdup_printf(" (%s)", envelope->reply) : g_strdup("");
	if (envelope->reply == NULL)
		return g_strdup_printf(" (%s)", code);
	return g_str_has_prefix(envelope->reply, code) ? g_strdup_printf(" (%s)", envelope->reply)
						       : g_strdup_printf(" (%s %s)", code, envelope->reply);
}

static char *mail_text(const struct explain *explain, const struct mail *mail, const struct envelope *envelope, int others, const char **reason)
{
	g_autofree char *moment = moment_text(explain, envelope), *code = NULL, *grouped = NULL;
	const char *what = fate(explain, envelope, reason);

	code = reply_text(envelope);
	grouped = others > 0 ? g_strdup_printf(", %s %d %s", explain_say(explain, "cùng", "with"), others,
					       explain_say(explain, "mục khác", "other item(s)"))
			     : g_strdup("");
	return g_strdup_printf("%s %" G_GINT64_FORMAT " %s %s: %s%s%s%s%s", explain_say(explain, "thư", "mail"), mail->id,
			       explain_say(explain, "tới", "to"), envelope->address, what, *moment ? " " : "", moment, code, grouped);
}

static void set_fields(const struct explain *explain, json_t *entry, const struct mail *mail, const struct envelope *envelope)
{
	json_object_set_new(entry, "mail", json_integer(mail->id));
	json_object_set_new(entry, "message_id", json_string(mail->message_id));
	json_object_set_new(entry, "state", json_string(mail_state_name(envelope->state)));
	json_object_set_new(entry, "code", datum_positive(envelope->code));
	json_object_set_new(entry, "reply", datum_text(envelope->reply));
	json_object_set_new(entry, "next", datum_instant(explain->engine->config->settings.zone, engine_next_try(envelope)));
}

static bool count_others(const struct explain *explain, const struct ledger_row *row, int *ret, GError **error)
{
	g_autoptr(GPtrArray) rows = ledger_of_mail(explain->engine->store, row->mail, error);

	*ret = 0;
	for (guint i = 0; rows && i < rows->len; i++)
		*ret += strcmp(((const struct ledger_row *)rows->pdata[i])->subject, row->subject) != 0;
	return rows != NULL;
}

/* What waits though its time has come: for a person, or because the relay had all it takes in an hour. */
static bool why_it_waits(const struct explain *explain, const struct envelope *envelope, json_t *entry, const char **reason, char **told,
			 GError **error)
{
	struct engine *engine = explain->engine;
	g_autoptr(GError) fault = NULL;
	g_autofree char *hold = NULL, *before = NULL;
	struct instant again;
	bool used;

	if (envelope->state != MAIL_QUEUED || envelope->released)
		return true;
	hold = delivery_on_hold(engine, &fault);
	if (fault || !delivery_rate_used(engine, explain->at, &used, &again, fault ? NULL : &fault)) {
		g_propagate_error(error, g_steal_pointer(&fault));
		return false;
	}
	if (!hold && !used)
		return true;
	*reason = hold ? "held" : "rate";
	before = *told;
	*told = g_strdup_printf("%s; %s", before,
				hold ? explain_say(explain, "thư đang được giữ lại", "mail is on hold")
				     : explain_say(explain, "chờ vì giới hạn số thư mỗi giờ", "waits for the rate of the relay"));
	if (!hold)
		json_object_set_new(entry, "next", datum_instant(engine->config->settings.zone, again));
	return true;
}

bool explain_mail(const struct explain *explain, const struct ledger_row *row, json_t *entry, const char **reason, char **text, GError **error)
{
	g_autoptr(GPtrArray) envelopes = outbox_envelopes(explain->engine->store, row->mail, error);
	const struct envelope *envelope = envelopes ? envelope_to(envelopes, row->address) : NULL;
	struct mail *mail = envelope ? outbox_mail(explain->engine->store, row->mail, error) : NULL;
	const char *said = *reason;
	char *told;
	int others;

	if (!mail)
		return envelopes && !envelope;
	if (!count_others(explain, row, &others, error)) {
		mail_free(mail);
		return false;
	}
	set_fields(explain, entry, mail, envelope);
	told = mail_text(explain, mail, envelope, others, &said);
	if (!why_it_waits(explain, envelope, entry, &said, &told, error)) {
		g_free(told);
		mail_free(mail);
		return false;
	}
	if (row->outcome == OUTCOME_SAID) {
		*reason = strcmp(said, "said") == 0 && others > 0 ? "grouped" : said;
		g_free(*text);
		*text = told;
	} else {
		g_free(told);
	}
	mail_free(mail);
	return true;
}
