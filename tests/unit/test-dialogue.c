#include <glib.h>
#include <string.h>

#include "edge/dialogue.h"

#define EHLO_PLAIN "250-relay\n250 SIZE 1000\n"
#define EHLO_FULL "250-relay\n250-AUTH PLAIN LOGIN\n250-STARTTLS\n250 SMTPUTF8\n"
#define UP_TO_DOT "220 relay\n" EHLO_PLAIN "250 sender\n250 recipient\n354 go\n"

struct talk {
	const char *name;
	struct demands demands;
	const char *lines;
	enum ending ending;
	bool all_read;
	enum stage stage;
	enum delivery_outcome outcome;
	int code;
};

#define PLAIN { 0 }
#define SECURE { .starttls = true, .tls = true, .auth = true }
#define EAGER { .starttls = true }
#define LOGIN { .auth = true }
#define UTF8 { .utf8 = true }

static const struct demands plain = PLAIN;
static const struct demands login = LOGIN;

/* Each row: what the relay said until the end, how the library saw the end, and what that means for the mail. */
static const struct talk talks[] = {
	{ "sent", PLAIN, UP_TO_DOT "250 queued as 1\n", ENDING_DONE, true, STAGE_DONE, DELIVERY_SENT, 250 },
	{ "sent, farewell heard", PLAIN, UP_TO_DOT "250 queued\n221 bye\n", ENDING_DONE, true, STAGE_DONE, DELIVERY_SENT, 250 },
	{ "sent, then 421", PLAIN, UP_TO_DOT "250 queued\n421 going\n", ENDING_DONE, true, STAGE_DONE, DELIVERY_SENT, 250 },
	{ "host unknown", PLAIN, NULL, ENDING_UNREACHED, false, STAGE_CONNECT, DELIVERY_BUSY, 0 },
	{ "banner 4xx", PLAIN, "450 no\n", ENDING_REPLY, false, STAGE_BANNER, DELIVERY_BUSY, 450 },
	{ "banner 5xx is no verdict on the mail", PLAIN, "554 no\n", ENDING_REPLY, false, STAGE_BANNER, DELIVERY_BUSY, 554 },
	{ "banner stall", PLAIN, "", ENDING_TIMEOUT, false, STAGE_BANNER, DELIVERY_BUSY, 0 },
	{ "EHLO drop", PLAIN, "220 relay\n", ENDING_LOST, false, STAGE_EHLO, DELIVERY_BUSY, 220 },
	{ "EHLO refused, HELO taken", PLAIN, "220 r\n500 what\n250 r\n250 s\n250 r\n354 go\n250 ok\n", ENDING_DONE, true, STAGE_DONE,
	  DELIVERY_SENT, 250 },
	{ "EHLO refused, so no AUTH", LOGIN, "220 r\n500 what\n250 r\n", ENDING_REPLY, false, STAGE_AUTH, DELIVERY_MISCONFIGURED,
	  250 },
	{ "no STARTTLS", SECURE, "220 r\n" EHLO_PLAIN, ENDING_TLS_MISSING, false, STAGE_EHLO, DELIVERY_MISCONFIGURED, 250 },
	{ "STARTTLS 454", SECURE, "220 r\n" EHLO_FULL "454 later\n", ENDING_TLS_MISSING, false, STAGE_STARTTLS, DELIVERY_BUSY, 454 },
	{ "STARTTLS 502", SECURE, "220 r\n" EHLO_FULL "502 no\n", ENDING_TLS_MISSING, false, STAGE_STARTTLS, DELIVERY_MISCONFIGURED,
	  502 },
	{ "STARTTLS refused where it may be", EAGER, "220 r\n" EHLO_FULL "454 later\n250 s\n", ENDING_LOST, false, STAGE_RCPT,
	  DELIVERY_TEMPORARY, 250 },
	{ "bad certificate", SECURE, "220 r\n" EHLO_FULL "220 go\n", ENDING_TLS_REFUSED, false, STAGE_EHLO, DELIVERY_MISCONFIGURED,
	  220 },
	{ "AUTH only before TLS", SECURE, "220 r\n" EHLO_FULL "220 go\n" EHLO_PLAIN, ENDING_REPLY, false, STAGE_AUTH,
	  DELIVERY_MISCONFIGURED, 250 },
	{ "AUTH 535", LOGIN, "220 r\n" EHLO_FULL "334 \n535 wrong\n", ENDING_REPLY, false, STAGE_AUTH, DELIVERY_MISCONFIGURED, 535 },
	{ "AUTH 454", LOGIN, "220 r\n" EHLO_FULL "454 later\n", ENDING_REPLY, false, STAGE_AUTH, DELIVERY_BUSY, 454 },
	{ "AUTH drop", LOGIN, "220 r\n" EHLO_FULL, ENDING_LOST, false, STAGE_AUTH, DELIVERY_BUSY, 250 },
	{ "no SMTPUTF8", UTF8, "220 r\n" EHLO_PLAIN, ENDING_REPLY, false, STAGE_MAIL, DELIVERY_PERMANENT, 250 },
	{ "MAIL 4xx", PLAIN, "220 r\n" EHLO_PLAIN "451 later\n", ENDING_SEND, false, STAGE_MAIL, DELIVERY_TEMPORARY, 451 },
	{ "MAIL 5xx", PLAIN, "220 r\n" EHLO_PLAIN "550 no\n", ENDING_SEND, false, STAGE_MAIL, DELIVERY_PERMANENT, 550 },
	{ "MAIL 530", PLAIN, "220 r\n" EHLO_PLAIN "530 5.7.0 log in first\n", ENDING_SEND, false, STAGE_MAIL,
	  DELIVERY_MISCONFIGURED, 530 },
	{ "MAIL 421", PLAIN, "220 r\n" EHLO_PLAIN "421 busy\n", ENDING_REPLY, false, STAGE_MAIL, DELIVERY_BUSY, 421 },
	{ "MAIL drop", PLAIN, "220 r\n" EHLO_PLAIN, ENDING_LOST, false, STAGE_MAIL, DELIVERY_TEMPORARY, 250 },
	{ "RCPT 4xx, farewell", PLAIN, "220 r\n" EHLO_PLAIN "250 s\n450 grey\n221 bye\n", ENDING_SEND, false, STAGE_RCPT,
	  DELIVERY_TEMPORARY, 450 },
	{ "RCPT 5xx of several lines", PLAIN, "220 r\n" EHLO_PLAIN "250 s\n550-5.1.1 no\n550 such user\n", ENDING_SEND, false,
	  STAGE_RCPT, DELIVERY_PERMANENT, 550 },
	{ "RCPT stall", PLAIN, "220 r\n" EHLO_PLAIN "250 s\n", ENDING_TIMEOUT, false, STAGE_RCPT, DELIVERY_TEMPORARY, 250 },
	{ "DATA 5xx", PLAIN, "220 r\n" EHLO_PLAIN "250 s\n250 r\n554 no\n", ENDING_SEND, false, STAGE_DATA, DELIVERY_PERMANENT, 554 },
	{ "lost within the text", PLAIN, UP_TO_DOT, ENDING_LOST, false, STAGE_DOT, DELIVERY_TEMPORARY, 354 },
	{ "the dot could not be written", PLAIN, UP_TO_DOT, ENDING_SEND, true, STAGE_DOT, DELIVERY_TEMPORARY, 354 },
	{ "dot drop", PLAIN, UP_TO_DOT, ENDING_LOST, true, STAGE_DOT, DELIVERY_UNCERTAIN, 354 },
	{ "dot stall", PLAIN, UP_TO_DOT, ENDING_TIMEOUT, true, STAGE_DOT, DELIVERY_UNCERTAIN, 354 },
	{ "stopped after the dot", PLAIN, UP_TO_DOT, ENDING_STOPPED, true, STAGE_DOT, DELIVERY_UNCERTAIN, 354 },
	{ "dot 4xx", PLAIN, UP_TO_DOT "452 full\n", ENDING_REPLY, true, STAGE_DOT, DELIVERY_TEMPORARY, 452 },
	{ "dot 5xx", PLAIN, UP_TO_DOT "554 spam\n", ENDING_REPLY, true, STAGE_DOT, DELIVERY_PERMANENT, 554 },
	{ "dot 421", PLAIN, UP_TO_DOT "421 busy\n", ENDING_REPLY, true, STAGE_DOT, DELIVERY_BUSY, 421 },
	{ "answers that are none", PLAIN, "hello\n12\n220 r\nx\n", ENDING_LOST, false, STAGE_EHLO, DELIVERY_BUSY, 220 },
};

/* Feeds line by line, as received; returns false where the talk was broken off. */
static bool hear(struct dialogue *dialogue, const char *lines)
{
	while (*lines != '\0') {
		size_t length = strcspn(lines, "\n") + 1;

		if (!dialogue_line(dialogue, lines, length))
			return false;
		lines += length;
	}
	return true;
}

static void every_end_has_its_meaning(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(talks); i++) {
		const struct talk *talk = &talks[i];
		g_autofree char *sentence = NULL;
		struct dialogue dialogue;

		g_test_message("%s", talk->name);
		dialogue_init(&dialogue);
		dialogue_begin(&dialogue, &talk->demands);
		if (talk->lines != NULL) {
			dialogue_connected(&dialogue);
			hear(&dialogue, talk->lines);
		}
		g_assert_cmpstr(stage_name(dialogue.stage), ==, stage_name(talk->stage));
		g_assert_cmpint(dialogue_outcome(&dialogue, talk->ending, talk->all_read), ==, talk->outcome);
		g_assert_cmpint(dialogue.code, ==, talk->code);
		sentence = dialogue_sentence(&dialogue, talk->ending, "detail");
		g_assert_cmpuint(strlen(sentence), >, 3);
		g_assert_null(strpbrk(sentence, "\r\n"));
		dialogue_clear(&dialogue);
	}
}

static void a_kept_connection_starts_at_mail(void)
{
	struct dialogue dialogue;

	dialogue_init(&dialogue);
	dialogue_begin(&dialogue, &plain);
	dialogue_connected(&dialogue);
	g_assert_true(hear(&dialogue, UP_TO_DOT "250 one\n"));
	dialogue_begin(&dialogue, &plain);
	g_assert_true(hear(&dialogue, "250 sender\n550-n\033o\n550 w\ty\177\n"));
	g_assert_cmpint(dialogue.stage, ==, STAGE_RCPT);
	g_assert_cmpint(dialogue_outcome(&dialogue, ENDING_SEND, false), ==, DELIVERY_PERMANENT);
	g_assert_cmpstr(dialogue.reply->str, ==, "550 n o w y ");
	dialogue_begin(&dialogue, &plain);
	g_assert_cmpint(dialogue.stage, ==, STAGE_CONNECT);
	dialogue_clear(&dialogue);
}

static void breaks_off_before_mail(void)
{
	struct dialogue dialogue;

	dialogue_init(&dialogue);
	dialogue_begin(&dialogue, &login);
	dialogue_connected(&dialogue);
	g_assert_false(hear(&dialogue, "220 r\n" EHLO_PLAIN));
	g_assert_true(dialogue.lacks_auth);
	dialogue_clear(&dialogue);
}

static void a_long_answer_is_cut(void)
{
	g_autofree char *word = g_strnfill(300, 'x');
	g_autofree char *line = g_strdup_printf("550-%s\n", word);
	struct dialogue dialogue;

	dialogue_init(&dialogue);
	dialogue_begin(&dialogue, &plain);
	dialogue_connected(&dialogue);
	for (int i = 0; i < 1000; i++)
		g_assert_true(dialogue_line(&dialogue, line, strlen(line)));
	g_assert_cmpuint(dialogue.reply->len, <=, 400);
	dialogue_clear(&dialogue);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/dialogue/outcomes", every_end_has_its_meaning);
	g_test_add_func("/dialogue/kept-connection", a_kept_connection_starts_at_mail);
	g_test_add_func("/dialogue/breaks-off", breaks_off_before_mail);
	g_test_add_func("/dialogue/long-answer", a_long_answer_is_cut);
	return g_test_run();
}
