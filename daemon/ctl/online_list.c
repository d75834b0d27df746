/* list: the occurrences and how they stand; as a table to be filled in for submit --from, too. */
#include <stdio.h>
#include <string.h>

#include "base/csv.h"
#include "base/error.h"
#include "base/text.h"
#include "ctl/commands.h"
#include "ctl/exchange.h"
#include "ctl/output.h"
#include "ctl/print.h"
#include "ctl/sheet.h"

static void ask_list(struct session *session, const void *data, const char *after, int limit, struct client_request *request)
{
	static const char *const names[] = { "agency", "period", "state", "from", "to" };
	const struct arguments *arguments = data;
	const char *obligation = arguments_get(arguments, "obligation"), *slash = obligation ? strchr(obligation, '/') : NULL;
	g_autofree char *most = g_strdup_printf("%d", limit), *plan = slash ? g_strndup(obligation, (gsize)(slash - obligation)) : NULL;

	*request = (struct client_request){ .method = "GET", .path = g_strdup("/v1/list") };
	client_query(request, "plan", plan ? plan : arguments_get(arguments, "plan"));
	client_query(request, "obligation", slash ? slash + 1 : obligation);
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		client_query(request, names[i], arguments_get(arguments, names[i]));
	client_query(request, "missing", arguments_has(arguments, "missing") ? "1" : NULL);
	client_query(request, "undated", arguments_has(arguments, "undated") ? "1" : NULL);
	client_query(request, "mails", arguments_has(arguments, "csv") ? NULL : "1");
	client_query(request, "limit", most);
	client_query(request, "after", after);
	client_query(request, "lang", exchange_language(session));
}

/* ---- the table to be filled in ---- */

static const char *field(const json_t *row, const char *key)
{
	const char *text = json_string_value(json_object_get(row, key));

	return text ? text : "";
}

static char *report_of(const json_t *row)
{
	return g_strdup_printf("--obligation %s/%s --period %s", field(row, "plan"), field(row, "obligation"), field(row, "period"));
}

/* What submit --from takes is one report of one period. */
static bool one_report(const json_t *rows, GError **error)
{
	g_autofree char *first = report_of(json_array_get(rows, 0));
	const json_t *row;
	size_t i;

	json_array_foreach (rows, i, row) {
		g_autofree char *other = report_of(row);

		if (strcmp(first, other) == 0)
			continue;
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_USAGE,
			    "list --csv: these are of several reports: choose one, say with %s or with %s", first, other);
		return false;
	}
	return true;
}

/* How often each name stands there: the same name twice is no name to go by. */
static GHashTable *count_names(const json_t *rows)
{
	GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	const json_t *row;
	size_t i;

	json_array_foreach (rows, i, row) {
		char *name = text_fold(field(row, "agency_name"));
		guint count = GPOINTER_TO_UINT(g_hash_table_lookup(names, name));

		g_hash_table_replace(names, name, GUINT_TO_POINTER(count + 1));
	}
	return names;
}

static void print_sheet(const json_t *rows)
{
	g_autoptr(GHashTable) names = count_names(rows);
	g_autoptr(GString) text = g_string_new(CSV_BOM);
	const json_t *row;
	size_t i;

	sheet_head(text, sheet_reports);
	json_array_foreach (rows, i, row) {
		g_autofree char *name = text_fold(field(row, "agency_name"));
		bool alone = *name && GPOINTER_TO_UINT(g_hash_table_lookup(names, name)) == 1;
		const char *cells[] = { alone ? field(row, "agency_name") : field(row, "agency"), NULL, NULL, NULL, NULL, NULL };

		csv_row(text, cells, G_N_ELEMENTS(cells));
	}
	fputs(text->str, stdout);
}

/* ---- the command ---- */

static int print(struct session *session, const struct arguments *arguments, const json_t *rows)
{
	g_autoptr(GError) error = NULL;

	if (json_array_size(rows) == 0)
		return DEADLINED_ERROR_NOT_FOUND;
	if (arguments_has(arguments, "csv")) {
		if (!one_report(rows, &error))
			return session_fail(error);
		print_sheet(rows);
	} else if (session->json) {
		exchange_lines(rows);
	} else {
		print_list(session, rows);
	}
	return 0;
}

static int run_list(struct session *session, const struct arguments *arguments)
{
	const char *limit = arguments_get(arguments, "limit");
	g_autoptr(GError) error = NULL;
	guint64 most = G_MAXINT32;
	json_t *rows;
	int status;

	if (limit && !g_ascii_string_to_unsigned(limit, 10, 1, G_MAXINT32, &most, NULL))
		return session_usage("list: --limit '%s' is no number", limit);
	if (arguments_has(arguments, "csv") && !arguments_has(arguments, "missing"))
		return session_usage("list: --csv is the table of missing reports to be filled in: give --missing, too");
	rows = exchange_pages(session, ask_list, arguments, "id", "period", (size_t)most, &error);
	if (!rows)
		return session_fail(error);
	status = print(session, arguments, rows);
	json_decref(rows);
	return status;
}

const struct command command_list = {
	.name = "list", .words = "", .daemon = true, .run = run_list,
	.options = (const struct option_word[]){ { "plan", "P", false }, { "agency", "A", false }, { "obligation", "O", false },
						 { "period", "T", false }, { "state", "S", false }, { "missing", NULL, false },
						 { "from", "D", false }, { "to", "D", false }, { "undated", NULL, false },
						 { "limit", "N", false }, { "csv", NULL, false }, { NULL, NULL, false } },
	.vi = "các kỳ báo cáo và tình trạng", .en = "the occurrences and how they stand",
};
