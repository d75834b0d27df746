/* upcoming, why, statistics, proof, letter, table, diff: what the daemon finds out for people. */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "ctl/body.h"
#include "ctl/commands.h"
#include "ctl/exchange.h"
#include "ctl/print.h"

static struct client_request ask(struct session *session, const char *path)
{
	struct client_request request = { .method = "GET", .path = g_strdup(path) };

	client_query(&request, "lang", exchange_language(session));
	return request;
}

/* ---- upcoming, why ---- */

static int run_upcoming(struct session *session, const struct arguments *arguments)
{
	struct client_request request = { .method = "GET", .path = g_strdup("/v1/upcoming") };

	client_query(&request, "days", arguments_get(arguments, "days"));
	client_query(&request, "agency", arguments_get(arguments, "agency"));
	return exchange_run(session, &request, true, print_mails);
}

const struct command command_upcoming = {
	.name = "upcoming", .words = "", .daemon = true, .run = run_upcoming,
	.options = (const struct option_word[]){ { "days", "N", false }, { "agency", "A", false }, { NULL, NULL, false } },
	.vi = "thư sẽ gửi trong những ngày tới", .en = "the mails of the days to come",
};

static int run_why(struct session *session, const struct arguments *arguments)
{
	g_autofree char *path = g_strconcat("/v1/why/", arguments_word(arguments, 0), NULL), *day = NULL;
	const char *on = arguments_get(arguments, "on");
	struct client_request request;

	day = on ? body_day(on) : NULL;
	if (on && !day)
		return session_usage("why: --on '%s': give a date, YYYY-MM-DD or DD/MM/YYYY", on);
	request = ask(session, path);
	client_query(&request, "on", day);
	return exchange_run(session, &request, true, print_why);
}

const struct command command_why = {
	.name = "why", .words = "ADDRESS|AGENCY", .least = 1, .most = 1, .daemon = true, .run = run_why,
	.options = (const struct option_word[]){ { "on", "D", false }, { NULL, NULL, false } },
	.vi = "vì sao một người được hay không được gửi thư", .en = "why a person was or was not written to",
};

/* ---- statistics, proof ---- */

static void print_statistics_csv(const struct session *session, const json_t *rows)
{
	(void)session;
	print_csv(rows, print_statistics_keys);
}

static int run_statistics(struct session *session, const struct arguments *arguments)
{
	struct client_request request = ask(session, "/v1/statistics");

	client_query(&request, "plan", arguments_get(arguments, "plan"));
	client_query(&request, "year", arguments_get(arguments, "year"));
	client_query(&request, "by", arguments_get(arguments, "by"));
	return exchange_run(session, &request, true, arguments_has(arguments, "csv") ? print_statistics_csv : print_statistics);
}

const struct command command_statistics = {
	.name = "statistics", .words = "", .daemon = true, .run = run_statistics,
	.options = (const struct option_word[]){ { "plan", "P", true }, { "year", "Y", true }, { "by", "agency|obligation|period", false },
						 { "csv", NULL, false }, { NULL, NULL, false } },
	.vi = "bảng đúng hạn, chậm, gia hạn, còn thiếu", .en = "how many were on time, late, extended, missing",
};

static void print_proof_csv(const struct session *session, const json_t *rows)
{
	(void)session;
	print_csv(rows, print_proof_keys);
}

static int run_proof(struct session *session, const struct arguments *arguments)
{
	struct client_request request = { .method = "GET", .path = g_strconcat("/v1/proof/", arguments_word(arguments, 0), NULL) };

	return exchange_run(session, &request, true, arguments_has(arguments, "csv") ? print_proof_csv : print_proof);
}

const struct command command_proof = {
	.name = "proof", .words = "ID", .least = 1, .most = 1, .daemon = true, .run = run_proof,
	.options = (const struct option_word[]){ { "csv", NULL, false }, { NULL, NULL, false } },
	.vi = "mọi thư đã gửi về một kỳ báo cáo, máy chủ thư trả lời gì", .en = "every mail about an occurrence and the relay's answer",
};

/* ---- letter, table ---- */

/* --html, --csv or --txt; at most one. */
static const char *form_of(const struct arguments *arguments, const char *const *forms)
{
	const char *form = NULL;

	for (; *forms; forms++) {
		if (!arguments_has(arguments, *forms))
			continue;
		if (form)
			return NULL;
		form = *forms;
	}
	return form ? form : "txt";
}

static int run_document(struct session *session, const struct arguments *arguments, const char *path, const char *const *forms)
{
	const char *form = form_of(arguments, forms);
	struct client_request request;

	if (!form)
		return session_usage("%s: one form at a time", arguments->command->name);
	request = ask(session, path);
	client_query(&request, "obligation", arguments_get(arguments, "obligation"));
	client_query(&request, "period", arguments_get(arguments, "period"));
	client_query(&request, "all", arguments_has(arguments, "all") ? "1" : NULL);
	client_query(&request, "form", form);
	return exchange_text(session, &request, arguments_get(arguments, "output"));
}

static int run_letter(struct session *session, const struct arguments *arguments)
{
	return run_document(session, arguments, "/v1/letter", (const char *const[]){ "html", "txt", NULL });
}

const struct command command_letter = {
	.name = "letter", .words = "", .daemon = true, .run = run_letter,
	.options = (const struct option_word[]){ { "obligation", "P/O", true }, { "period", "T", true }, { "html", NULL, false },
						 { "txt", NULL, false }, { "output", "FILE", false }, { NULL, NULL, false } },
	.vi = "dự thảo công văn đôn đốc", .en = "the draft of the official reminder letter",
};

static int run_table(struct session *session, const struct arguments *arguments)
{
	if (arguments_has(arguments, "all") && arguments_has(arguments, "missing"))
		return session_usage("table: --missing or --all");
	return run_document(session, arguments, "/v1/table", (const char *const[]){ "html", "csv", "txt", NULL });
}

const struct command command_table = {
	.name = "table", .words = "", .daemon = true, .run = run_table,
	.options = (const struct option_word[]){ { "obligation", "P/O", true }, { "period", "T", true }, { "missing", NULL, false },
						 { "all", NULL, false }, { "html", NULL, false }, { "csv", NULL, false },
						 { "txt", NULL, false }, { "output", "FILE", false }, { NULL, NULL, false } },
	.vi = "bảng theo dõi một báo cáo, để in", .en = "how one report stands, to be printed",
};

/* ---- diff ---- */

static int run_diff(struct session *session, const struct arguments *arguments)
{
	g_autofree char *path = g_canonicalize_filename(arguments_word(arguments, 0), NULL);
	struct client_request request = { .method = "GET", .path = g_strdup("/v1/diff") };

	client_query(&request, "path", path);
	return exchange_run(session, &request, false, print_diff);
}

const struct command command_diff = {
	.name = "diff", .words = "NEW.conf", .least = 1, .most = 1, .daemon = true, .run = run_diff,
	.vi = "cấu hình mới sẽ thay đổi những gì", .en = "what another configuration would change",
};
