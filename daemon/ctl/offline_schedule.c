/* schedule: the occurrences the rules give in a range of days. */
#include <stdio.h>

#include "base/error.h"
#include "ctl/commands.h"
#include "ctl/output.h"
#include "engine/pick.h"
#include "model/schedule.h"
#include "render/account.h"
#include "render/datum.h"
#include "render/words.h"

struct wanted {
	const struct definitions *definitions;
	const struct plan *plan; /* NULL: all */
	const char *agency;      /* as typed; NULL: all */
	struct civil from, to;
};

static bool read_day(const struct arguments *arguments, const char *name, struct civil *ret, GError **error)
{
	const char *text = arguments_get(arguments, name);

	if (civil_parse(text, ret))
		return true;
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_USAGE, "--%s '%s' is no date: give YYYY-MM-DD or D/M/YYYY", name, text);
	return false;
}

static bool read_days(const struct arguments *arguments, struct wanted *ret, GError **error)
{
	if (!read_day(arguments, "from", &ret->from, error) || !read_day(arguments, "to", &ret->to, error))
		return false;
	if (!civil_before(ret->to, ret->from))
		return true;
	g_set_error_literal(error, DEADLINED_ERROR, DEADLINED_ERROR_USAGE, "--to lies before --from");
	return false;
}

static bool is_known(const struct definitions *definitions, const char *agency)
{
	for (guint i = 0; i < definitions->agencies->len; i++) {
		if (pick_agency(definitions, definitions->agencies->pdata[i], agency))
			return true;
	}
	return g_hash_table_contains(definitions->by_id, agency);
}

static bool read_names(const struct config *config, const struct arguments *arguments, struct wanted *ret, GError **error)
{
	const char *plan = arguments_get(arguments, "plan");

	ret->definitions = config->definitions;
	ret->agency = arguments_get(arguments, "agency");
	if (plan && !(ret->plan = plan_find(config->definitions, plan))) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID, "no plan '%s'", plan);
		return false;
	}
	if (ret->agency && !is_known(config->definitions, ret->agency)) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID, "no agency or group '%s'", ret->agency);
		return false;
	}
	return true;
}

static bool concerns(const struct wanted *wanted, const struct occurrence *occurrence)
{
	g_autoptr(GPtrArray) owners = NULL;

	if (occurrence->owner)
		return pick_agency(wanted->definitions, occurrence->owner, wanted->agency);
	owners = plan_members(occurrence->obligation->owed_by, occurrence->obligation->except, occurrence->period.last);
	for (guint i = 0; i < owners->len; i++) {
		if (pick_agency(wanted->definitions, owners->pdata[i], wanted->agency))
			return true;
	}
	return !wanted->agency;
}

static void print_json(const struct session *session, const struct occurrence *occurrence)
{
	bool dated = occurrence->dated;
	const struct limit *limit = &occurrence->limit;
	g_autofree char *due = words_due(session->language, &occurrence->obligation->due, dated ? limit : NULL);

	output_json(json_pack("{s:s, s:s, s:s, s:o, s:s, s:s, s:o, s:o, s:o, s:b, s:o}", "id", occurrence->id, "plan", occurrence->plan->id,
			      "obligation", occurrence->obligation->id, "agency", datum_text(occurrence->owner ? occurrence->owner->id : NULL),
			      "period", occurrence->period.label, "due_text", due, "limit", dated ? datum_date(limit->limit) : json_null(), "aim",
			      dated ? datum_date(limit->aim) : json_null(), "late_from",
			      dated ? datum_instant(session->config->settings.zone, limit->late_from) : json_null(), "provisional",
			      dated && limit->provisional, "owners", occurrence->owner ? json_null() : json_integer(occurrence->owners)));
}

static void add_row(const struct session *session, struct table *table, const struct occurrence *occurrence)
{
	const struct limit *limit = &occurrence->limit;
	g_autofree char *due = words_due(session->language, &occurrence->obligation->due, occurrence->dated ? limit : NULL);
	g_autofree char *day = occurrence->dated ? account_day(session->language, limit->limit) : NULL;
	g_autofree char *aim = occurrence->dated ? account_day(session->language, limit->aim) : NULL;
	g_autofree char *owners = g_strdup_printf("%d", occurrence->owners);
	char late[INSTANT_SIZE] = "";

	if (occurrence->dated)
		zone_format(session->config->settings.zone, limit->late_from, late);
	table_row(table, (const char *[]){ day, aim, occurrence->dated ? late : NULL,
					   occurrence->dated && limit->provisional ? session_say(session, "tạm tính", "provisional") : "",
					   occurrence->owner ? "" : owners, occurrence->id, due });
}

static void print_table(const struct session *session, const GPtrArray *occurrences)
{
	const char *headings[] = { session_say(session, "Thời hạn", "Limit"), session_say(session, "Nhắm tới", "Aim"),
				   session_say(session, "Chậm từ", "Late from"), session_say(session, "Lịch", "Calendar"),
				   session_say(session, ">Số cơ quan", ">Owners"), "ID", session_say(session, "Văn bản", "Document"), NULL };
	g_autoptr(table_t) table = table_new(headings);

	for (guint i = 0; i < occurrences->len; i++)
		add_row(session, table, occurrences->pdata[i]);
	output_table(table);
}

static void print_all(const struct session *session, const GPtrArray *occurrences)
{
	if (!session->json) {
		print_table(session, occurrences);
		return;
	}
	for (guint i = 0; i < occurrences->len; i++)
		print_json(session, occurrences->pdata[i]);
}

static int run_schedule(struct session *session, const struct arguments *arguments)
{
	struct wanted wanted = { 0 };
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) all = NULL, kept = g_ptr_array_new();

	if (!read_days(arguments, &wanted, &error))
		return session_fail(error);
	if (!session_config(session))
		return DEADLINED_ERROR_CONFIG;
	if (!read_names(session->config, arguments, &wanted, &error))
		return session_fail(error);
	all = schedule_occurrences(session->config, wanted.plan, wanted.from, wanted.to, arguments_has(arguments, "undated"));
	for (guint i = 0; i < all->len; i++) {
		if (concerns(&wanted, all->pdata[i]))
			g_ptr_array_add(kept, all->pdata[i]);
	}
	print_all(session, kept);
	return 0;
}

const struct command command_schedule = {
	.name = "schedule", .words = "", .run = run_schedule,
	.options = (const struct option_word[]){ { "from", "D", true }, { "to", "D", true }, { "plan", "P", false }, { "agency", "A", false },
						 { "undated", NULL, false }, { NULL, NULL, false } },
	.vi = "các kỳ báo cáo có thời hạn trong khoảng ngày", .en = "the occurrences whose limit falls in a range of days",
};
