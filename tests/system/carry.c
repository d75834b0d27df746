/*
 * Carries a few messages to a relay with the real carriers and prints what became of each, one line a message:
 * OUTCOME CODE REPLY. For the tests beside it: no store, no engine.
 *
 *     carry URL [tls=required|opportunistic|off] [user=U] [password-file=F] [connections=N] [count=N] [to=ADDRESS] [stop=SECONDS]
 */
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "edge/smtp.h"

struct wish {
	struct mail_settings mail;
	const char *to;
	int count, stop; /* stop: seconds after which the carriers are told to end; -1: never */
};

static enum mail_tls tls_named(const char *name)
{
	if (strcmp(name, "required") == 0)
		return TLS_REQUIRED;
	return strcmp(name, "opportunistic") == 0 ? TLS_OPPORTUNISTIC : TLS_OFF;
}

static void take_word(struct wish *wish, char *word)
{
	char *value = strchr(word, '=');

	if (value == NULL)
		exit(64);
	*value++ = '\0';
	if (strcmp(word, "tls") == 0)
		wish->mail.tls = tls_named(value);
	else if (strcmp(word, "user") == 0)
		wish->mail.user = value;
	else if (strcmp(word, "password-file") == 0)
		wish->mail.password_file = value;
	else if (strcmp(word, "connections") == 0)
		wish->mail.connections = atoi(value);
	else if (strcmp(word, "count") == 0)
		wish->count = atoi(value);
	else if (strcmp(word, "to") == 0)
		wish->to = value;
	else if (strcmp(word, "stop") == 0)
		wish->stop = atoi(value);
	else
		exit(64);
}

static struct parcel *parcel(int number, const char *to)
{
	struct parcel *parcel = g_new0(struct parcel, 1);
	g_autofree char *text = g_strdup_printf("From: <a@example.vn>\r\nTo: <%s>\r\nMessage-ID: <%032x@example.vn>\r\n"
						"Subject: number %d\r\n\r\n.a dot at the start\r\nlast line\r\n",
						to, number, number);

	parcel->envelope = parcel->mail = number;
	parcel->address = g_strdup(to);
	parcel->message_id = g_strdup_printf("%032x@example.vn", number);
	parcel->bytes = g_bytes_new(text, strlen(text));
	return parcel;
}

static const char *outcome_name(enum delivery_outcome outcome)
{
	switch (outcome) {
	case DELIVERY_SENT:
		return "sent";
	case DELIVERY_TEMPORARY:
		return "temporary";
	case DELIVERY_PERMANENT:
		return "permanent";
	case DELIVERY_UNCERTAIN:
		return "uncertain";
	case DELIVERY_BUSY:
		return "busy";
	case DELIVERY_MISCONFIGURED:
		return "misconfigured";
	}
	return "?";
}

static int announce;

static int print_results(struct smtp *smtp)
{
	g_autoptr(GPtrArray) results = smtp_take_results(smtp);
	uint64_t count;

	if (read(announce, &count, sizeof(count)) < 0)
		return 0;
	for (guint i = 0; i < results->len; i++) {
		const struct delivery_result *result = results->pdata[i];

		printf("%s %d %s\n", outcome_name(result->outcome), result->code, result->reply != NULL ? result->reply : "");
		fflush(stdout);
	}
	return (int)results->len;
}

static void carry_all(struct smtp *smtp, const struct wish *wish)
{
	int given = 0, done = 0;

	while (done < wish->count) {
		struct pollfd waiting = { .fd = announce, .events = POLLIN };

		while (given < wish->count && smtp_room(smtp) > 0)
			smtp_submit(smtp, parcel(++given, wish->to));
		if (poll(&waiting, 1, wish->stop >= 0 ? wish->stop * 1000 : -1) == 0)
			break;
		done += print_results(smtp);
	}
	if (wish->stop >= 0) {
		g_autoptr(GPtrArray) back = smtp_take_back(smtp);

		printf("back %u\n", back->len);
		printf("ended %d\n", smtp_stop(smtp, 1));
		print_results(smtp);
	}
}

int main(int argc, char **argv)
{
	struct wish wish = { .mail = { .from_address = (char *)"a@example.vn", .from_host = (char *)"example.vn",
				       .connections = 1, .tls = TLS_OFF },
			     .to = "b@example.vn", .count = 1, .stop = -1 };
	g_autoptr(GError) error = NULL;
	g_autoptr(relay_t) relay = NULL;
	g_autoptr(smtp_t) smtp = NULL;

	if (argc < 2)
		return 64;
	announce = eventfd(0, EFD_NONBLOCK);
	signal(SIGPIPE, SIG_IGN);
	wish.mail.relay = argv[1];
	wish.mail.relay_kind = g_str_has_prefix(argv[1], "smtps:") ? RELAY_SMTPS : RELAY_SMTP;
	for (int i = 2; i < argc; i++)
		take_word(&wish, argv[i]);
	relay = relay_new(&wish.mail, &error);
	smtp = relay != NULL ? smtp_new(relay, announce, &error) : NULL;
	if (smtp == NULL) {
		fprintf(stderr, "carry: %s\n", error->message);
		return error->code;
	}
	carry_all(smtp, &wish);
	return 0;
}
