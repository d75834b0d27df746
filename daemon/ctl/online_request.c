/* request: an ad hoc report, or one of the files that is owed on request. */
#include <stdio.h>

#include "base/error.h"
#include "ctl/body.h"
#include "ctl/exchange.h"
#include "ctl/print.h"

/* "departments,localities" as a list; several --from add up. */
static json_t *asked(const struct arguments *arguments)
{
	g_autoptr(GPtrArray) values = arguments_each(arguments, "from");
	json_t *list = json_array();

	for (guint i = 0; i < values->len; i++) {
		g_auto(GStrv) words = g_strsplit_set(values->pdata[i], ", ", -1);

		for (char **word = words; *word; word++) {
			if (**word)
				json_array_append_new(list, json_string(*word));
		}
	}
	return list;
}

/* The fields of the document stand in an object of their own. */
static void move_document(json_t *body)
{
	static const struct { const char *field, *name; } fields[] = {
		{ "number", "number" }, { "dated", "date" }, { "type", "type" }, { "issuer", "issuer" }, { "subject", "subject" },
	};
	json_t *document = json_object();

	for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
		json_t *value = json_object_get(body, fields[i].field);

		if (!value)
			continue;
		json_object_set(document, fields[i].name, value);
		json_object_del(body, fields[i].field);
	}
	if (json_object_size(document) > 0)
		json_object_set(body, "document", document);
	json_decref(document);
}

static int run_request(struct session *session, const struct arguments *arguments)
{
	g_autoptr(GError) error = NULL;
	json_t *body;

	if (arguments->words->len == 0 && !(arguments_has(arguments, "title") && arguments_has(arguments, "from")))
		return session_usage("request: give --title and --from, or the PLAN/OBLIGATION of the files that is asked for now");
	body = body_order(arguments, 0, NULL, &error);
	if (!body)
		return session_fail(error);
	if (arguments->words->len == 0)
		json_object_del(body, "ids");
	if (arguments_has(arguments, "from"))
		json_object_set_new(body, "from", asked(arguments));
	move_document(body);
	return exchange_post(session, "/v1/request", body, print_orders);
}

const struct command command_request = {
	.name = "request", .words = "[P/O]", .most = 1, .daemon = true, .run = run_request,
	.options = (const struct option_word[]){ { "title", "TEXT", false }, { "from", "A,A...", false }, { "to", "A", false },
						 { "due", "RULE", true }, { "document", "N", false }, { "number", "N", false },
						 { "dated", "D", false }, { "date", "D", false }, { "type", "TEXT", false },
						 { "issuer", "A", false }, { "subject", "TEXT", false }, { "period", "T", false },
						 { "policy", "P", false }, { "send-to", "TEXT", false }, { "outline", "TEXT", false },
						 { "coordinator", "A", false }, { "id", "ID", false }, { "reason", "TEXT", false },
						 { "note", "TEXT", false }, { "quiet", NULL, false }, { "dry-run", NULL, false },
						 { "as", "NAME", false }, { NULL, NULL, false } },
	.vi = "đề nghị báo cáo đột xuất", .en = "ask for a report that no plan names",
};
