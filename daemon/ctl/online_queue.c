/* queue: the outbox. */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "ctl/body.h"
#include "ctl/exchange.h"
#include "ctl/output.h"
#include "ctl/print.h"

static void ask_list(struct session *session, const void *data, const char *after, int limit, struct client_request *request)
{
	const struct arguments *arguments = data;
	g_autofree char *most = g_strdup_printf("%d", limit);

	(void)session;
	*request = (struct client_request){ .method = "GET", .path = g_strdup("/v1/queue") };
	client_query(request, "state", arguments_get(arguments, "state"));
	client_query(request, "address", arguments_get(arguments, "to"));
	client_query(request, "after", after);
	client_query(request, "limit", most);
}

static int queue_list(struct session *session, const struct arguments *arguments)
{
	g_autoptr(GError) error = NULL;
	json_t *rows = exchange_pages(session, ask_list, arguments, "envelope", NULL, SIZE_MAX, &error);
	int status = 0;

	if (!rows)
		return session_fail(error);
	if (json_array_size(rows) == 0)
		status = DEADLINED_ERROR_NOT_FOUND;
	else if (session->json)
		exchange_lines(rows);
	else
		print_queue(session, rows);
	json_decref(rows);
	return status;
}

static void print_bytes(const struct session *session, const json_t *object)
{
	(void)session;
	fputs(json_string_value(json_object_get(object, "bytes")), stdout);
}

static int queue_show(struct session *session, const struct arguments *arguments)
{
	bool bytes = arguments_has(arguments, "eml");
	struct client_request request = { .method = "GET" };

	if (arguments->words->len != 2)
		return session_usage("queue show: give one number");
	request.path = g_strdup_printf("/v1/queue/%s", arguments_word(arguments, 1));
	client_query(&request, "bytes", bytes ? "1" : NULL);
	return exchange_run(session, &request, false, bytes ? print_bytes : print_envelope);
}

static int queue_order(struct session *session, const struct arguments *arguments)
{
	g_autofree char *path = g_strdup_printf("/v1/queue/%s", arguments_word(arguments, 0));
	g_autoptr(GError) error = NULL;
	json_t *body = body_order(arguments, 1, (const struct body_other[]){ { "to", "" }, { NULL, NULL } }, &error);

	return body ? exchange_post(session, path, body, print_changed) : session_fail(error);
}

static int run_queue(struct session *session, const struct arguments *arguments)
{
	static const char *const orders[] = { "retry", "hold", "release", "drop", NULL };
	const char *word = arguments_word(arguments, 0);

	exchange_language(session);
	if (!word || (strcmp(word, "list") == 0 && arguments->words->len == 1))
		return queue_list(session, arguments);
	if (strcmp(word, "show") == 0)
		return queue_show(session, arguments);
	if (!g_strv_contains(orders, word))
		return session_usage("queue %s: list, show, retry, hold, release or drop", word);
	if (arguments->words->len == 1 && !arguments_has(arguments, "all"))
		return session_usage("queue %s: give numbers of mails", word);
	return queue_order(session, arguments);
}

const struct command command_queue = {
	.name = "queue", .words = "[list | show N | retry N... | hold N... | release N... | drop N...]", .most = G_MAXUINT, .daemon = true,
	.run = run_queue,
	.options = (const struct option_word[]){ { "state", "S", false }, { "to", "ADDRESS", false }, { "eml", NULL, false },
						 { "all", NULL, false }, { "reason", "TEXT", false }, { "dry-run", NULL, false },
						 { "as", "NAME", false }, { NULL, NULL, false } },
	.vi = "thư đi: xem, gửi lại, giữ, cho đi, bỏ", .en = "the outbox: look, try again, hold, let go, drop",
};
