/* submit: reports that came in, by their ids or from a table. */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "ctl/body.h"
#include "ctl/exchange.h"
#include "ctl/print.h"
#include "ctl/sheet.h"

/* What a table gave. */
struct intake {
	json_t *rows;     /* those that can be sent; owned */
	guint faults;     /* lines that cannot */
	size_t unfilled;  /* lines nobody filled in */
};

static bool read_table(const char *file, struct intake *ret, GError **error)
{
	g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *text = NULL;
	gsize length;

	if (!exchange_file(file, &text, &length, error))
		return false;
	ret->rows = sheet_read(file, text, length, sheet_reports, faults);
	ret->unfilled = sheet_filled(file, ret->rows, faults);
	ret->faults = faults->len;
	for (guint i = 0; i < faults->len; i++)
		fprintf(stderr, "%s\n", (const char *)faults->pdata[i]);
	return true;
}

static void tell_unfilled(struct session *session, size_t count)
{
	exchange_language(session);
	if (count > 0)
		fprintf(stderr, "%zu %s\n", count, session_say(session, "dòng chưa điền, bỏ qua", "line(s) not filled in, passed over"));
}

/* Exit status 65 where a line was not taken, by us or by the daemon. */
static int answer_status(const json_t *answer, guint faults)
{
	const json_t *row;
	size_t i;

	json_array_foreach (answer, i, row) {
		if (json_is_string(json_object_get(row, "error")))
			return DEADLINED_ERROR_INPUT;
	}
	return faults > 0 ? DEADLINED_ERROR_INPUT : 0;
}

static int send(struct session *session, json_t *body, guint faults)
{
	struct client_request request = { .method = "POST", .path = g_strdup("/v1/submit"), .body = body };
	g_autoptr(GError) error = NULL;
	json_t *answer = NULL;
	int status;

	if (!client_call(session, &request, &answer, &error)) {
		status = session_fail(error);
		print_refused(json_object_get(answer, "rows"));
	} else {
		status = answer_status(answer, faults);
		if (session->json)
			exchange_lines(answer);
		else
			print_orders(session, answer);
	}
	client_request_clear(&request);
	json_decref(answer);
	return status;
}

static int submit_table(struct session *session, const struct arguments *arguments)
{
	const char *report = arguments_get(arguments, "obligation"), *file = arguments_get(arguments, "from");
	struct intake intake = { 0 };
	g_autoptr(GError) error = NULL;
	json_t *body;

	if (!report || !arguments_has(arguments, "period") || arguments->words->len > 0)
		return session_usage("submit --from: give --obligation PLAN/OBLIGATION and --period, and no ids");
	if (!read_table(file, &intake, &error))
		return session_fail(error);
	tell_unfilled(session, intake.unfilled);
	if (json_array_size(intake.rows) == 0 || (intake.faults > 0 && !arguments_has(arguments, "partial"))) {
		json_decref(intake.rows);
		return intake.faults > 0 ? DEADLINED_ERROR_INPUT : DEADLINED_ERROR_NOT_FOUND;
	}
	body = body_fields(arguments, NULL, &error);
	if (!body) {
		json_decref(intake.rows);
		return session_fail(error);
	}
	json_object_set_new(body, "ids", json_pack("[s]", report));
	json_object_set_new(body, "rows", intake.rows);
	return send(session, body, intake.faults);
}

static int run_submit(struct session *session, const struct arguments *arguments)
{
	g_autoptr(GError) error = NULL;
	json_t *body;

	if (arguments_has(arguments, "from"))
		return submit_table(session, arguments);
	if (arguments->words->len == 0)
		return session_usage("submit: which occurrence? give its id, or a table with --from");
	body = body_order(arguments, 0, NULL, &error);
	return body ? exchange_post(session, "/v1/submit", body, print_orders) : session_fail(error);
}

const struct command command_submit = {
	.name = "submit", .words = "[ID...]", .most = G_MAXUINT, .daemon = true, .run = run_submit,
	.options = (const struct option_word[]){ { "number", "N", false }, { "document", "N", false }, { "dated", "D", false },
						 { "date", "D", false }, { "received", "T", false }, { "sent", "T", false },
						 { "channel", "C", false }, { "note", "TEXT", false }, { "again", NULL, false },
						 { "without", "WHAT", false }, { "entry", "TEXT", false }, { "from", "FILE.csv", false },
						 { "obligation", "P/O", false }, { "period", "T", false }, { "partial", NULL, false },
						 { "dry-run", NULL, false }, { "as", "NAME", false }, { NULL, NULL, false } },
	.vi = "ghi nhận báo cáo đã nhận", .en = "record a report that came in",
};
