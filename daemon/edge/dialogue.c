#include "edge/dialogue.h"

#include <string.h>

#define REPLY_MAX 400

static const char *const stage_names[] = {
	[STAGE_CONNECT] = "connect", [STAGE_BANNER] = "banner", [STAGE_EHLO] = "EHLO", [STAGE_STARTTLS] = "STARTTLS",
	[STAGE_AUTH] = "AUTH",	     [STAGE_MAIL] = "MAIL",	[STAGE_RCPT] = "RCPT", [STAGE_DATA] = "DATA",
	[STAGE_DOT] = "final dot",   [STAGE_DONE] = "QUIT",
};

const char *stage_name(enum stage stage)
{
	return stage_names[stage];
}

void dialogue_init(struct dialogue *dialogue)
{
	*dialogue = (struct dialogue){ .reply = g_string_new(NULL) };
}

void dialogue_clear(struct dialogue *dialogue)
{
	g_string_free(g_steal_pointer(&dialogue->reply), TRUE);
}

void dialogue_begin(struct dialogue *dialogue, const struct demands *demands)
{
	dialogue->stage = dialogue->stage == STAGE_DONE ? STAGE_MAIL : STAGE_CONNECT;
	dialogue->demands = *demands;
	dialogue->lacks_auth = dialogue->lacks_utf8 = false;
	dialogue->within = dialogue->over = false;
	dialogue->code = 0;
	g_string_truncate(dialogue->reply, 0);
}

void dialogue_connected(struct dialogue *dialogue)
{
	dialogue->stage = STAGE_BANNER;
	dialogue->within = false;
	dialogue->tls = dialogue->offers_starttls = dialogue->offers_auth = dialogue->offers_utf8 = false;
}

/* Written as the library compares them: what it does not recognise, it would not use either. */
static void note_offer(struct dialogue *dialogue, const char *offer)
{
	if (g_str_has_prefix(offer, "STARTTLS"))
		dialogue->offers_starttls = true;
	else if (g_str_has_prefix(offer, "AUTH "))
		dialogue->offers_auth = true;
	else if (g_str_has_prefix(offer, "SMTPUTF8"))
		dialogue->offers_utf8 = true;
}

static bool after_ehlo(struct dialogue *dialogue)
{
	if (dialogue->demands.starttls && dialogue->offers_starttls && !dialogue->tls) {
		dialogue->stage = STAGE_STARTTLS;
		return true;
	}
	if (dialogue->demands.tls && !dialogue->tls) /* the library ends it here */
		return true;
	dialogue->lacks_auth = dialogue->demands.auth && !dialogue->offers_auth;
	dialogue->lacks_utf8 = dialogue->demands.utf8 && !dialogue->offers_utf8;
	dialogue->stage = dialogue->demands.auth ? STAGE_AUTH : STAGE_MAIL;
	return !dialogue->lacks_auth && !dialogue->lacks_utf8;
}

/* Refused, the talk goes on in clear where that is allowed; the library ends it otherwise. */
static void after_starttls(struct dialogue *dialogue, int code)
{
	if (code == 220) {
		dialogue_connected(dialogue);
		dialogue->tls = true;
		dialogue->stage = STAGE_EHLO;
	} else if (!dialogue->demands.tls) {
		dialogue->stage = STAGE_MAIL;
	}
}

static bool advance(struct dialogue *dialogue, int code)
{
	bool good = code / 100 == 2 || (dialogue->stage == STAGE_DATA && code == 354);

	switch (dialogue->stage) {
	case STAGE_CONNECT:
	case STAGE_DONE:
		return true;
	case STAGE_BANNER:
		if (good)
			dialogue->stage = STAGE_EHLO;
		break;
	case STAGE_EHLO: /* a refused EHLO is followed by HELO */
		return good ? after_ehlo(dialogue) : true;
	case STAGE_STARTTLS:
		after_starttls(dialogue, code);
		return true;
	case STAGE_AUTH:
		if (code == 235)
			dialogue->stage = STAGE_MAIL;
		return true;
	case STAGE_MAIL:
	case STAGE_RCPT:
	case STAGE_DATA:
	case STAGE_DOT:
		if (good)
			dialogue->stage++;
		break;
	}
	dialogue->over = !good || dialogue->stage == STAGE_DONE;
	return true;
}

/* The relay's words are shown on terminals: no control character of theirs goes further. */
static void note_reply(struct dialogue *dialogue, int code, const char *text, bool first)
{
	gsize from;

	if (first)
		g_string_printf(dialogue->reply, "%d", code);
	dialogue->code = code;
	from = dialogue->reply->len;
	if (*text != '\0' && dialogue->reply->len < REPLY_MAX) {
		g_string_append_printf(dialogue->reply, " %s", text);
		if (dialogue->reply->len > REPLY_MAX)
			g_string_truncate(dialogue->reply, REPLY_MAX);
	}
	for (char *c = dialogue->reply->str + from; *c != '\0'; c++)
		if (g_ascii_iscntrl(*c))
			*c = ' ';
}

bool dialogue_line(struct dialogue *dialogue, const char *line, size_t length)
{
	g_autofree char *text = g_strndup(line, length);
	int code;
	bool more;

	g_strchomp(text);
	if (dialogue->over || strlen(text) < 3 || !g_ascii_isdigit(text[0]) || !g_ascii_isdigit(text[1]) ||
	    !g_ascii_isdigit(text[2]))
		return true;
	code = (text[0] - '0') * 100 + (text[1] - '0') * 10 + (text[2] - '0');
	if (code == 221) /* the answer to QUIT says nothing of the mail */
		return true;
	more = text[3] == '-';
	note_reply(dialogue, code, text[3] == '\0' ? "" : text + 4, !dialogue->within);
	dialogue->within = more;
	if (dialogue->stage == STAGE_EHLO && code == 250 && text[3] != '\0')
		note_offer(dialogue, text + 4);
	return more || advance(dialogue, code);
}

/* RFC 4954, RFC 3207: the relay wants a login or TLS first; that is no verdict on the mail. */
static bool wants_login(int code)
{
	return code == 530 || code == 534 || code == 535 || code == 538;
}

static enum delivery_outcome verdict(const struct dialogue *dialogue)
{
	if (dialogue->code / 100 == 4)
		return DELIVERY_TEMPORARY;
	return dialogue->stage == STAGE_MAIL && wants_login(dialogue->code) ? DELIVERY_MISCONFIGURED : DELIVERY_PERMANENT;
}

static enum delivery_outcome outcome_of_mail(const struct dialogue *dialogue, enum ending ending, bool all_read)
{
	if (dialogue->code >= 400)
		return verdict(dialogue);
	if (dialogue->stage == STAGE_DONE)
		return DELIVERY_SENT;
	if (dialogue->stage == STAGE_DOT && all_read && ending != ENDING_SEND)
		return DELIVERY_UNCERTAIN;
	return DELIVERY_TEMPORARY;
}

enum delivery_outcome dialogue_outcome(const struct dialogue *dialogue, enum ending ending, bool all_read)
{
	if (dialogue->lacks_auth)
		return DELIVERY_MISCONFIGURED;
	if (dialogue->lacks_utf8)
		return DELIVERY_PERMANENT;
	if (dialogue->code == 421 || ending == ENDING_UNREACHED)
		return DELIVERY_BUSY;
	switch (dialogue->stage) {
	case STAGE_CONNECT:
	case STAGE_BANNER:
	case STAGE_EHLO:
	case STAGE_STARTTLS:
		if (ending == ENDING_TLS_REFUSED || (ending == ENDING_TLS_MISSING && dialogue->code / 100 != 4))
			return DELIVERY_MISCONFIGURED;
		return DELIVERY_BUSY;
	case STAGE_AUTH:
		return ending == ENDING_REPLY && dialogue->code / 100 != 4 ? DELIVERY_MISCONFIGURED : DELIVERY_BUSY;
	case STAGE_MAIL:
	case STAGE_RCPT:
	case STAGE_DATA:
	case STAGE_DOT:
	case STAGE_DONE:
		return outcome_of_mail(dialogue, ending, all_read);
	}
	g_assert_not_reached();
}

char *dialogue_sentence(const struct dialogue *dialogue, enum ending ending, const char *detail)
{
	const char *stage = stage_name(dialogue->stage);

	if (dialogue->lacks_auth)
		return g_strdup("the relay offers no AUTH, and mail.user is set: nothing was sent");
	if (dialogue->lacks_utf8)
		return g_strdup("the relay does not take addresses with letters outside ASCII before the @ (no SMTPUTF8)");
	if (dialogue->code >= 400 || dialogue->stage == STAGE_DONE)
		return g_strdup(dialogue->reply->str);
	switch (ending) {
	case ENDING_TLS_MISSING:
		return g_strdup("the relay offers no STARTTLS, and mail.tls requires it: nothing was sent");
	case ENDING_TLS_REFUSED:
		return g_strdup_printf("TLS with the relay failed: %s", detail);
	case ENDING_UNREACHED:
		return g_strdup_printf("the relay cannot be reached: %s", detail);
	case ENDING_TIMEOUT:
		return g_strdup_printf("no answer from the relay at %s", stage);
	case ENDING_LOST:
	case ENDING_SEND:
		return g_strdup_printf("connection to the relay lost at %s", stage);
	case ENDING_STOPPED:
		return g_strdup_printf("broken off at %s: the service is stopping", stage);
	case ENDING_REPLY:
	case ENDING_DONE:
		return g_strdup_printf("the talk with the relay ended at %s: %s", stage, detail);
	}
	g_assert_not_reached();
}
