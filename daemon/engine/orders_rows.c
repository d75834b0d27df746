/*
 * Reports as a table of another system has them: each line names a body in its own words. All lines are taken or none,
 * unless the good ones are asked for; each is answered with what was understood.
 */
#include <string.h>

#include "base/text.h"
#include "engine/orders_intake.h"
#include "render/datum.h"

struct table {
	struct work *work;
	const char *name;        /* "plan/obligation", as given */
	GPtrArray *facts;        /* struct fact *, owned: the occurrences of the obligation and period */
	GHashTable *by_name;     /* folded name -> struct fact *; NULL: more than one body has it */
	GString *bad;            /* what is wrong, line by line */
	int bad_lines;
};

static void name(struct table *table, const char *text, struct fact *fact)
{
	g_autofree char *folded = text ? text_fold(text) : NULL;
	void *other;

	if (!folded || !*folded)
		return;
	if (g_hash_table_lookup_extended(table->by_name, folded, NULL, &other) && other != fact)
		fact = NULL;
	g_hash_table_insert(table->by_name, g_steal_pointer(&folded), fact);
}

/* An occurrence is found by the body it was created for and by the one that owes it today. */
static void name_all(struct table *table)
{
	const struct definitions *definitions = table->work->engine->config->definitions;

	for (guint i = 0; i < table->facts->len; i++) {
		struct fact *fact = table->facts->pdata[i];
		const struct agency *agency = fact->agency ? plan_agency(definitions, fact->agency) : NULL;
		const struct agency *body = agency ? plan_body(agency, table->work->today) : NULL;

		name(table, fact->agency, fact);
		for (int pass = 0; pass < 2; pass++) {
			const struct agency *named = pass == 0 ? agency : body;

			if (!named || (pass == 1 && body == agency))
				continue;
			name(table, named->id, fact);
			name(table, named->name, fact);
			name(table, named->short_name, fact);
		}
	}
}

static bool open_table(struct table *table, GError **error)
{
	const struct order *order = table->work->order;
	g_auto(GStrv) parts = g_strsplit(order->ids->len == 1 ? order->ids->pdata[0] : "", "/", 3);
	struct fact_filter filter = { .plan = parts[0], .obligation = parts[0] ? parts[1] : NULL, .period = order->period };

	if (order->ids->len != 1 || g_strv_length(parts) != 2 || !order->period)
		return error_refuse(error, DEADLINED_ERROR_USAGE, "submit from a table: of which report? give --obligation PLAN/OBLIGATION and --period PERIOD");
	table->name = order->ids->pdata[0];
	table->facts = fact_list(table->work->engine->store, &filter, error);
	if (!table->facts)
		return false;
	if (table->facts->len == 0)
		return error_refuse(error, DEADLINED_ERROR_UNKNOWN_ID, "no occurrence of '%s' in %s: deadlinectl list shows them", table->name, order->period);
	name_all(table);
	return true;
}

static struct fact *find(const struct table *table, const struct order_row *row, GError **error)
{
	g_autofree char *folded = row->agency ? text_fold(row->agency) : g_strdup("");
	void *found;

	if (!*folded)
		error_refuse(error, DEADLINED_ERROR_INPUT, "no agency");
	else if (!g_hash_table_lookup_extended(table->by_name, folded, NULL, &found))
		error_refuse(error, DEADLINED_ERROR_INPUT, "'%s' is no body that owes %s in %s", row->agency, table->name, table->work->order->period);
	else if (!found)
		error_refuse(error, DEADLINED_ERROR_INPUT, "'%s' may be more than one body: give its id", row->agency);
	else
		return found;
	return NULL;
}

/* "2026-11-30", "30/11/2026", either with a time of the day behind it. */
static bool read_time(const struct table *table, const char *text, struct instant *ret)
{
	const struct zone *zone = table->work->engine->config->settings.zone;
	const char *space = strchr(text, ' ');
	g_autofree char *day = space ? g_strndup(text, (gsize)(space - text)) : g_strdup(text), *joined = NULL;
	struct civil date;
	char buffer[CIVIL_SIZE];

	if (zone_parse(zone, text, ret))
		return true;
	if (!civil_parse(day, &date))
		return false;
	if (!space) {
		*ret = zone_instant(zone, date, 0);
		return true;
	}
	while (*space == ' ')
		space++;
	joined = g_strdup_printf("%sT%s", civil_format(date, buffer), space);
	return zone_parse(zone, joined, ret);
}

static bool read_row(const struct table *table, const struct order_row *row, struct intake *ret, GError **error)
{
	*ret = (struct intake){ .number = row->number, .channel = row->channel, .note = row->note };
	if (row->dated && !civil_parse(row->dated, &ret->dated))
		return error_refuse(error, DEADLINED_ERROR_INPUT, "date '%s': give YYYY-MM-DD or DD/MM/YYYY", row->dated);
	if (row->received && !read_time(table, row->received, &ret->received))
		return error_refuse(error, DEADLINED_ERROR_INPUT, "received '%s': give YYYY-MM-DD or DD/MM/YYYY, and HH:MM if known", row->received);
	return true;
}

static bool take_row(const struct table *table, const struct order_row *row, struct deed *deed, GError **error)
{
	struct fact *fact = find(table, row, error);
	struct intake intake;

	if (!fact || !read_row(table, row, &intake, error) || !work_may(table->work, fact, error))
		return false;
	deed_begin(deed, table->work, fact);
	if (!intake_take(deed, &intake, error))
		return false;
	work_touched(table->work, fact->id);
	return true;
}

/* A line that cannot be taken is answered as well; a store that cannot be written ends it all. */
static bool is_of_the_line(const GError *error)
{
	return error->domain == DEADLINED_ERROR && (error->code == DEADLINED_ERROR_INPUT || error->code == DEADLINED_ERROR_STATE ||
						    error->code == DEADLINED_ERROR_UNKNOWN_ID || error->code == DEADLINED_ERROR_USAGE);
}

static void refuse_row(struct table *table, const struct order_row *row, const char *why)
{
	static const char *const keys[] = { "state",   "version",  "limit",	"late_from", "act",	      "mail",	 "mail_to",
					    "mail_at", "counted", "lateness", "days_late", "receipt", "same_document",
					    "takes_back", "receipt_was", "asked_until", "entries" };
	json_t *answer = json_pack("{s:n, s:s, s:b}", "id", "order", table->work->order->verb, "done", 0);

	for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
		json_object_set_new(answer, keys[i], json_null());
	json_object_set_new(answer, "missing", json_array());
	json_object_set_new(answer, "line", json_integer(row->line));
	json_object_set_new(answer, "error", datum_text(why));
	work_answer(table->work, answer);
	g_string_append_printf(table->bad, "\nline %d: %s", row->line, why);
	table->bad_lines++;
}

static bool row_in(struct table *table, const struct order_row *row, GError **error)
{
	g_autoptr(GError) why = NULL;
	g_auto(deed_t) deed = { 0 };

	if (take_row(table, row, &deed, &why)) {
		deed_tell(&deed, "line", json_integer(row->line));
		deed_answer(&deed);
		return true;
	}
	if (!is_of_the_line(why)) {
		g_propagate_error(error, g_steal_pointer(&why));
		return false;
	}
	refuse_row(table, row, why->message);
	return true;
}

static bool rows_in(struct table *table, GError **error)
{
	const struct order *order = table->work->order;

	if (!open_table(table, error))
		return false;
	for (guint i = 0; i < order->rows->len; i++) {
		if (!row_in(table, order->rows->pdata[i], error))
			return false;
	}
	if (table->bad_lines == 0 || order->partial || order->dry_run)
		return true;
	return error_refuse(error, DEADLINED_ERROR_INPUT, "nothing was recorded: %d of %u lines cannot be taken (--partial takes the others):%s",
			   table->bad_lines, order->rows->len, table->bad->str);
}

bool intake_rows(struct work *work, GError **error)
{
	g_autoptr(GHashTable) by_name = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GString) bad = g_string_new(NULL);
	struct table table = { .work = work, .by_name = by_name, .bad = bad };
	bool done = rows_in(&table, error);

	g_clear_pointer(&table.facts, g_ptr_array_unref);
	return done;
}
