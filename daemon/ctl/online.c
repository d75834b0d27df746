/* show, explain, status, reload, test-mail, log-level: questions to the running daemon. */
#include <stdio.h>

#include "base/error.h"
#include "ctl/commands.h"
#include "ctl/exchange.h"
#include "ctl/output.h"
#include "ctl/print.h"

#define DIFF_SECONDS 30L
#define LONG_PAGE 50 /* of show and explain */

/* ---- show, explain ---- */

static bool ask_page(struct session *session, const char *view, const char *id, const char *at, const char *after, json_t **rows, GError **error)
{
	struct client_request request = { .method = "GET", .path = g_strdup_printf("/v1/%s/%s", view, id) };
	bool done;

	client_query(&request, "lang", exchange_language(session));
	client_query(&request, "at", at);
	client_query(&request, "after", after);
	done = client_call(session, &request, rows, error);
	client_request_clear(&request);
	return done;
}

/* A pattern may mean more than one page. */
static bool ask_one(struct session *session, const char *view, const char *id, const char *at, json_t **rows, GError **error)
{
	g_autofree char *after = NULL;
	bool more = true;

	*rows = json_array();
	while (more) {
		json_t *page = NULL;

		if (!ask_page(session, view, id, at, after, &page, error)) {
			json_decref(page);
			return false;
		}
		json_array_extend(*rows, page);
		more = json_array_size(page) == LONG_PAGE;
		g_free(after);
		after = more ? g_strdup(json_string_value(json_object_get(json_array_get(page, LONG_PAGE - 1), "id"))) : NULL;
		json_decref(page);
	}
	return true;
}

static int run_views(struct session *session, const struct arguments *arguments, const char *view,
		     void (*print)(const struct session *session, const json_t *object))
{
	for (guint i = 0; i < arguments->words->len; i++) {
		g_autoptr(GError) error = NULL;
		json_t *rows = NULL, *row;
		size_t j;

		if (!ask_one(session, view, arguments_word(arguments, i), arguments_get(arguments, "at"), &rows, &error)) {
			json_decref(rows);
			return session_fail(error);
		}
		if (session->json)
			exchange_lines(rows);
		json_array_foreach (rows, j, row) {
			if (session->json)
				break;
			if (i + j > 0)
				putchar('\n');
			print(session, row);
		}
		json_decref(rows);
	}
	return 0;
}

static int run_show(struct session *session, const struct arguments *arguments)
{
	return run_views(session, arguments, "show", print_show);
}

const struct command command_show = {
	.name = "show", .words = "ID...", .least = 1, .most = G_MAXUINT, .daemon = true, .run = run_show,
	.vi = "mọi điều đã ghi về một kỳ báo cáo", .en = "all that is recorded of an occurrence",
};

static int run_explain(struct session *session, const struct arguments *arguments)
{
	return run_views(session, arguments, "explain", print_explain);
}

const struct command command_explain = {
	.name = "explain", .words = "ID...", .least = 1, .most = G_MAXUINT, .daemon = true, .run = run_explain,
	.options = (const struct option_word[]){ { "at", "T", false }, { NULL, NULL, false } },
	.vi = "vì sao có các ngày ấy, các thư ấy", .en = "why its dates and its mails are what they are",
};

/* ---- status, reload, test-mail, log-level ---- */

/* For a monitor: what cannot be asked is unknown, 3. */
static int run_status(struct session *session, const struct arguments *arguments)
{
	struct client_request request = { .method = "GET", .path = g_strdup("/v1/status") };
	g_autoptr(GError) error = NULL;
	json_t *status = NULL;
	int exit = 3;

	exchange_language(session);
	if (!client_call(session, &request, &status, &error)) {
		session_fail(error);
	} else {
		exit = (int)json_integer_value(json_object_get(status, "exit"));
		if (session->json)
			output_json(json_incref(status));
		else
			print_status(session, status);
	}
	client_request_clear(&request);
	json_decref(status);
	return exit;
}

const struct command command_status = {
	.name = "status", .words = "", .daemon = true, .run = run_status,
	.vi = "dịch vụ đang thế nào (0 tốt, 1 chú ý, 2 nghiêm trọng, 3 không rõ)",
	.en = "how the service is (0 ok, 1 warning, 2 critical, 3 unknown)",
};

/* What the files would change, asked before they are taken into service; NULL where it cannot be told in good time. A reload
 * is not kept waiting for it, nor refused by it. */
static json_t *ask_changes(struct session *session)
{
	struct client_request request = { .method = "GET", .path = g_strdup("/v1/diff"), .seconds = DIFF_SECONDS };
	g_autoptr(GError) error = NULL;
	json_t *changes = NULL;

	if (!client_call(session, &request, &changes, &error))
		g_clear_pointer(&changes, json_decref);
	client_request_clear(&request);
	return changes;
}

/* The answer of the reload with what the diff says more. */
static void add_changes(json_t *answer, const json_t *changes)
{
	static const char *const keys[] = { "appear", "vanish", "move", "people", "mails" };

	for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
		json_t *value = json_object_get(changes, keys[i]);

		json_object_set_new(answer, keys[i], value ? json_incref(value) : json_null());
	}
}

static int run_reload(struct session *session, const struct arguments *arguments)
{
	struct client_request request = { .method = "POST", .path = g_strdup("/v1/reload") };
	json_t *answer = NULL, *changes = arguments_has(arguments, "quick") ? NULL : ask_changes(session);
	g_autoptr(GError) error = NULL;
	int status = 0;

	exchange_language(session);
	if (!client_call(session, &request, &answer, &error)) {
		status = session_fail(error);
	} else {
		add_changes(answer, changes);
		if (session->json)
			output_json(json_incref(answer));
		else
			print_reload(session, answer);
	}
	exchange_problems(answer);
	client_request_clear(&request);
	json_decref(changes);
	json_decref(answer);
	return status;
}

const struct command command_reload = {
	.name = "reload", .words = "", .daemon = true, .run = run_reload,
	.options = (const struct option_word[]){ { "quick", NULL, false }, { NULL, NULL, false } },
	.vi = "đọc lại cấu hình, nói rõ điều gì thay đổi", .en = "read the configuration again and say what changed",
};

static int run_test_mail(struct session *session, const struct arguments *arguments)
{
	const char *to = arguments_word(arguments, 0);
	struct client_request request = { .method = "POST", .path = g_strdup("/v1/test-mail"), .body = json_pack("{s:s}", "to", to) };
	g_autoptr(GError) error = NULL;
	json_t *answer = NULL;
	int status = 0;

	exchange_language(session);
	if (!client_call(session, &request, &answer, &error))
		status = session_fail(error);
	else if (session->json)
		output_json(json_incref(answer));
	else
		printf("%s: %s (%s)\n", to, session_say(session, "máy chủ thư đã nhận", "accepted by the relay"),
		       json_string_value(json_object_get(answer, "reply")));
	client_request_clear(&request);
	json_decref(answer);
	return status;
}

const struct command command_test_mail = {
	.name = "test-mail", .words = "ADDRESS", .least = 1, .most = 1, .daemon = true, .run = run_test_mail,
	.vi = "gửi ngay một thư thử qua máy chủ thư", .en = "send one mail through the relay now and print its answer",
};

static void print_level(const struct session *session, const json_t *object)
{
	printf("%s: %s\n", session_say(session, "nhật ký ghi từ mức", "the log holds what is at least"), print_text(object, "level"));
}

static int run_log_level(struct session *session, const struct arguments *arguments)
{
	return exchange_post(session, "/v1/log-level", json_pack("{s:s}", "level", arguments_word(arguments, 0)), print_level);
}

const struct command command_log_level = {
	.name = "log-level", .words = "LEVEL", .least = 1, .most = 1, .daemon = true, .run = run_log_level,
	.vi = "nhật ký ghi nhiều hay ít: err, warning, notice, info, debug", .en = "how much is logged: err, warning, notice, info or debug",
};
