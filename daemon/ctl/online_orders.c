/* submit, queue, release: what a person tells the running daemon. */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "ctl/client.h"
#include "ctl/commands.h"
#include "ctl/output.h"
#include "ctl/print.h"

static void print_rows(const json_t *rows)
{
	json_t *row;
	size_t i;

	json_array_foreach (rows, i, row)
		output_json(json_incref(row));
}

/* The words from `first` on; "-" stands for the words of standard input. */
static json_t *ids_of(const struct arguments *arguments, guint first)
{
	json_t *ids = json_array();

	for (guint i = first; i < arguments->words->len; i++) {
		const char *word = arguments_word(arguments, i);
		char line[1024];

		if (strcmp(word, "-") != 0) {
			json_array_append_new(ids, json_string(word));
			continue;
		}
		while (fgets(line, sizeof line, stdin)) {
			if (*g_strstrip(line))
				json_array_append_new(ids, json_string(line));
		}
	}
	return ids;
}

static void set_text(json_t *body, const struct arguments *arguments, const char *option, const char *field)
{
	if (arguments_has(arguments, option))
		json_object_set_new(body, field, json_string(arguments_get(arguments, option)));
}

static void set_switch(json_t *body, const struct arguments *arguments, const char *option, const char *field)
{
	if (arguments_has(arguments, option))
		json_object_set_new(body, field, json_true());
}

/* Takes `body`. */
static int order(struct session *session, const char *path, json_t *body, void (*print)(const struct session *session, const json_t *rows))
{
	struct client_request request = { .method = "POST", .path = g_strdup(path), .body = body };
	g_autoptr(GError) error = NULL;
	json_t *answer = NULL;
	int status = 0;

	if (!session->language_given)
		session_config_quiet(session);
	if (!client_call(session, &request, &answer, &error))
		status = session_fail(error);
	else if (session->json)
		print_rows(answer);
	else
		print(session, answer);
	client_request_clear(&request);
	json_decref(answer);
	return status;
}

static int run_submit(struct session *session, const struct arguments *arguments)
{
	static const char *const texts[] = { "number", "dated", "received", "sent", "channel", "note", "as" };
	json_t *body = json_pack("{s:o}", "ids", ids_of(arguments, 0));

	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
		set_text(body, arguments, texts[i], texts[i]);
	set_text(body, arguments, "date", "dated");
	set_switch(body, arguments, "again", "again");
	set_switch(body, arguments, "dry-run", "dry_run");
	return order(session, "/v1/submit", body, print_submitted);
}

const struct command command_submit = {
	.name = "submit", .words = "ID...", .least = 1, .most = G_MAXUINT, .daemon = true, .run = run_submit,
	.options = (const struct option_word[]){ { "number", "N", false }, { "dated", "D", false }, { "date", "D", false },
						 { "received", "T", false }, { "sent", "T", false }, { "channel", "C", false },
						 { "note", "TEXT", false }, { "again", NULL, false }, { "dry-run", NULL, false },
						 { "as", "NAME", false }, { NULL, NULL, false } },
	.vi = "ghi nhận báo cáo đã nhận", .en = "record a report that came in",
};

/* ---- release and queue ---- */

static json_t *outbox_body(const struct arguments *arguments, guint first)
{
	json_t *body = json_pack("{s:o}", "ids", ids_of(arguments, first));

	set_text(body, arguments, "reason", "reason");
	set_text(body, arguments, "as", "as");
	set_switch(body, arguments, "all", "all");
	set_switch(body, arguments, "dry-run", "dry_run");
	return body;
}

static int run_release(struct session *session, const struct arguments *arguments)
{
	if (arguments->words->len == 0 && !arguments_has(arguments, "all"))
		return session_usage("release: give numbers of mails, or --all");
	return order(session, "/v1/release", outbox_body(arguments, 0), print_changed);
}

const struct command command_release = {
	.name = "release", .words = "[N...]", .most = G_MAXUINT, .daemon = true, .run = run_release,
	.options = (const struct option_word[]){ { "all", NULL, false }, { "reason", "TEXT", false }, { "dry-run", NULL, false },
						 { "as", "NAME", false }, { NULL, NULL, false } },
	.vi = "cho thư đang bị giữ được gửi", .en = "let mail go that is kept back",
};

static bool ask_queue(struct session *session, const char *path, const struct arguments *arguments, const char *after, json_t **ret,
		      GError **error)
{
	struct client_request request = { .method = "GET", .path = g_strdup(path) };
	bool done;

	client_query(&request, "state", arguments_get(arguments, "state"));
	client_query(&request, "address", arguments_get(arguments, "to"));
	client_query(&request, "bytes", arguments_has(arguments, "eml") ? "1" : NULL);
	client_query(&request, "after", after);
	done = client_call(session, &request, ret, error);
	client_request_clear(&request);
	return done;
}

static int queue_list(struct session *session, const struct arguments *arguments)
{
	g_autofree char *after = NULL;
	g_autoptr(GError) error = NULL;
	json_t *rows = json_array();
	size_t got;

	do {
		json_t *page = NULL;
		const json_t *last;

		if (!ask_queue(session, "/v1/queue", arguments, after, &page, &error)) {
			json_decref(page);
			json_decref(rows);
			return session_fail(error);
		}
		got = json_array_size(page);
		json_array_extend(rows, page);
		json_decref(page);
		last = json_object_get(json_array_get(rows, json_array_size(rows) - 1), "envelope");
		g_free(after);
		after = g_strdup_printf("%" JSON_INTEGER_FORMAT, json_integer_value(last));
	} while (got == 1000);
	if (session->json)
		print_rows(rows);
	else if (json_array_size(rows) > 0)
		print_queue(session, rows);
	got = json_array_size(rows);
	json_decref(rows);
	return got > 0 ? 0 : DEADLINED_ERROR_NOT_FOUND;
}

static int queue_show(struct session *session, const struct arguments *arguments)
{
	g_autofree char *path = NULL;
	g_autoptr(GError) error = NULL;
	json_t *row = NULL;

	if (arguments->words->len != 2)
		return session_usage("queue show: give one number");
	path = g_strdup_printf("/v1/queue/%s", arguments_word(arguments, 1));
	if (!ask_queue(session, path, arguments, NULL, &row, &error)) {
		json_decref(row);
		return session_fail(error);
	}
	if (session->json)
		output_json(json_incref(row));
	else if (arguments_has(arguments, "eml"))
		fputs(json_string_value(json_object_get(row, "bytes")), stdout);
	else
		print_envelope(session, row);
	json_decref(row);
	return 0;
}

static int run_queue(struct session *session, const struct arguments *arguments)
{
	static const char *const orders[] = { "retry", "hold", "release", "drop", NULL };
	const char *word = arguments_word(arguments, 0);
	g_autofree char *path = NULL;

	if (!session->language_given)
		session_config_quiet(session);
	if (!word || (strcmp(word, "list") == 0 && arguments->words->len == 1))
		return queue_list(session, arguments);
	if (strcmp(word, "show") == 0)
		return queue_show(session, arguments);
	if (!g_strv_contains(orders, word))
		return session_usage("queue %s: list, show, retry, hold, release or drop", word);
	if (arguments->words->len == 1 && !arguments_has(arguments, "all"))
		return session_usage("queue %s: give numbers of mails", word);
	path = g_strdup_printf("/v1/queue/%s", word);
	return order(session, path, outbox_body(arguments, 1), print_changed);
}

const struct command command_queue = {
	.name = "queue", .words = "[list | show N | retry N... | hold N... | release N... | drop N...]", .most = G_MAXUINT, .daemon = true,
	.run = run_queue,
	.options = (const struct option_word[]){ { "state", "S", false }, { "to", "ADDRESS", false }, { "eml", NULL, false },
						 { "all", NULL, false }, { "reason", "TEXT", false }, { "dry-run", NULL, false },
						 { "as", "NAME", false }, { NULL, NULL, false } },
	.vi = "thư đi: xem, gửi lại, giữ, cho đi, bỏ", .en = "the outbox: look, try again, hold, let go, drop",
};
