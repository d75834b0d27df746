/* contact: who holds which position of which agency. */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "ctl/body.h"
#include "ctl/exchange.h"
#include "ctl/output.h"
#include "ctl/print.h"
#include "ctl/sheet.h"

static const struct body_other days[] = { { "from", "" }, { "until", "until" }, { NULL, NULL } };

/* ---- list, export ---- */

static bool is_valid(const json_t *row)
{
	const char *state = print_text(row, "state");

	return strcmp(state, "current") == 0 || strcmp(state, "later") == 0;
}

/* What import reads: those who hold a position, now or later. */
static void print_sheet(const json_t *rows)
{
	static const char *const keys[] = { "agency", "position", "name", "title", "email", "phone", "language", "from", "until", "number", NULL };
	json_t *kept = json_array(), *row;
	size_t i;

	json_array_foreach (rows, i, row) {
		if (is_valid(row) && *print_text(row, "email"))
			json_array_append(kept, row);
	}
	print_csv(kept, keys);
	json_decref(kept);
}

static void print_contacts_csv(const struct session *session, const json_t *rows)
{
	(void)session;
	print_sheet(rows);
}

static int contact_list(struct session *session, const struct arguments *arguments)
{
	struct client_request request = { .method = "GET" };
	bool csv = arguments_has(arguments, "csv");

	if (arguments->words->len > 2)
		return session_usage("contact list: give one agency, or none");
	request.path = g_strdup("/v1/contact");
	client_query(&request, "agency", arguments_word(arguments, 1));
	return exchange_run(session, &request, true, csv ? print_contacts_csv : print_people);
}

static int contact_export(struct session *session, const struct arguments *arguments)
{
	struct client_request request = { .method = "GET" };

	if (arguments->words->len > 1)
		return session_usage("contact export: --output names the file");
	request.path = g_strdup("/v1/contact/export");
	return exchange_text(session, &request, arguments_get(arguments, "output"));
}

/* ---- set, end, import ---- */

/* --from is a day here. */
static bool put_from(json_t *body, const struct arguments *arguments, GError **error)
{
	const char *from = arguments_get(arguments, "from");
	g_autofree char *day = from ? body_day(from) : NULL;

	if (from && !day) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_USAGE, "--from '%s': give a date, YYYY-MM-DD or DD/MM/YYYY", from);
		return false;
	}
	if (day)
		json_object_set_new(body, "from", json_string(day));
	return true;
}

static int change(struct session *session, const struct arguments *arguments, const char *path)
{
	g_autoptr(GError) error = NULL;
	json_t *body, *ids;

	if (arguments->words->len != 3)
		return session_usage("contact %s: give the agency and the position", arguments_word(arguments, 0));
	ids = body_ids(arguments, 1, &error);
	body = ids ? body_fields(arguments, days, &error) : NULL;
	if (!body || !put_from(body, arguments, &error)) {
		json_decref(ids);
		json_decref(body);
		return session_fail(error);
	}
	json_object_set(body, "agency", json_array_get(ids, 0));
	json_object_set(body, "position", json_array_get(ids, 1));
	json_decref(ids);
	return exchange_post(session, path, body, print_people_set);
}

static json_t *read_people(const char *file, GError **error)
{
	g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *text = NULL;
	json_t *rows;
	gsize length;

	if (!exchange_file(file, &text, &length, error))
		return NULL;
	rows = sheet_read(file, text, length, sheet_people, faults);
	for (guint i = 0; i + 1 < faults->len; i++)
		fprintf(stderr, "%s\n", (const char *)faults->pdata[i]);
	if (faults->len == 0)
		return rows;
	g_set_error_literal(error, DEADLINED_ERROR, DEADLINED_ERROR_INPUT, faults->pdata[faults->len - 1]);
	json_decref(rows);
	return NULL;
}

/* An empty cell says nothing: what is known of the person stays. */
static int contact_import(struct session *session, const struct arguments *arguments)
{
	g_autoptr(GError) error = NULL;
	json_t *rows, *body;

	if (arguments->words->len != 2)
		return session_usage("contact import: give one file");
	rows = read_people(arguments_word(arguments, 1), &error);
	body = rows ? body_fields(arguments, days, &error) : NULL;
	if (!body) {
		json_decref(rows);
		return session_fail(error);
	}
	json_object_set_new(body, "rows", rows);
	return exchange_post(session, "/v1/contact/import", body, print_people_set);
}

static int run_contact(struct session *session, const struct arguments *arguments)
{
	const char *word = arguments_word(arguments, 0);

	if (strcmp(word, "list") == 0)
		return contact_list(session, arguments);
	if (strcmp(word, "set") == 0)
		return change(session, arguments, "/v1/contact");
	if (strcmp(word, "end") == 0)
		return change(session, arguments, "/v1/contact/end");
	if (strcmp(word, "import") == 0)
		return contact_import(session, arguments);
	if (strcmp(word, "export") == 0)
		return contact_export(session, arguments);
	return session_usage("contact %s: list, set, end, import or export", word);
}

const struct command command_contact = {
	.name = "contact", .words = "list [A] | set A POSITION | end A POSITION | import FILE.csv | export", .least = 1, .most = 3, .daemon = true,
	.run = run_contact,
	.options = (const struct option_word[]){ { "name", "NAME", false }, { "title", "TITLE", false }, { "email", "ADDRESS", false },
						 { "phone", "PHONE", false }, { "language", "vi|en", false }, { "from", "D", false },
						 { "until", "D", false }, { "document", "N", false }, { "number", "N", false },
						 { "csv", NULL, false }, { "output", "FILE", false }, { "dry-run", NULL, false },
						 { "as", "NAME", false }, { NULL, NULL, false } },
	.vi = "đầu mối, người đứng đầu: xem, thay, thôi, nhập, xuất", .en = "people: look, set, end, read from a table, write as a file",
};
