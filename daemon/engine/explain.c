#include "engine/explain.h"

#include <string.h>

#include "engine/history.h"
#include "render/datum.h"
#include "render/words.h"

const char *explain_say(const struct explain *explain, const char *vi, const char *en)
{
	switch (explain->language) {
	case LANGUAGE_VI:
		return vi;
	case LANGUAGE_EN:
		return en;
	}
	return en;
}

static const struct zone *zone_of(const struct explain *explain)
{
	return explain->engine->config->settings.zone;
}

/* ---- an entry, with every key ---- */

static json_t *new_entry(const struct explain *explain, int version, const char *name, const char *role)
{
	static const char *const keys[] = { "counted", "day",  "moment", "moved", "reason", "outcome", "address", "mail", "message_id",
					    "state",   "code", "reply",  "next",  "at",     "text" };
	json_t *entry = json_pack("{s:i, s:s, s:o}", "version", version, "step", name, "role", datum_text(role));

	for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
		json_object_set_new(entry, keys[i], json_null());
	json_array_append_new(explain->entries, entry);
	return entry;
}

static void set_step(const struct explain *explain, json_t *entry, const struct step *step)
{
	json_object_set_new(entry, "counted", datum_date(step->counted));
	json_object_set_new(entry, "day", datum_date(step->day));
	json_object_set_new(entry, "moment", datum_instant(zone_of(explain), step->moment));
	json_object_set_new(entry, "moved", json_boolean(!civil_equal(step->counted, step->day)));
}

/* "moved from …, a day off", or nothing. */
static char *why_moved(const struct explain *explain, const struct step *step)
{
	g_autofree char *from = NULL;

	if (!step || civil_equal(step->counted, step->day))
		return g_strdup("");
	from = words_date_weekday(explain->language, step->counted);
	return g_strdup_printf(" (%s %s, %s)", explain_say(explain, "dời từ", "moved from"), from, explain_say(explain, "ngày nghỉ", "a day off"));
}

/* ---- what the ledger holds ---- */

static const char *why_reason(const struct explain *explain, const char *reason)
{
	static const struct { const char *reason, *vi, *en; } words[] = {
		{ "spacing", "quá gần một bậc khác so với khoảng giãn cách của chính sách", "too near to another step for the policy's spacing" },
		{ "held", "được giữ lại", "held back" },
		{ "relation", "cơ quan không trực thuộc nên không viết cho người đứng đầu, cần trao đổi trực tiếp",
		  "the body is not subordinate, so its head is not written to: somebody talks to it" },
		{ "superior", "cơ quan cấp trên, chỉ viết khi chính sách nêu đích danh", "a superior body is written to only where the policy names it" },
		{ "owner", "cơ quan nhận cũng là cơ quan báo cáo", "the body written to is the owner itself" },
		{ "only", "bậc này chỉ dành cho quan hệ khác (only)", "the step is for other relations (only)" },
		{ "collective", "nhóm cơ quan mà văn bản không liệt kê", "a set of bodies the document does not list" },
		{ "late", "đã qua thời gian của bậc này", "its time was over before anybody could speak" },
		{ "moved", "lịch nghỉ thay đổi và ngày mới của bậc này đã qua", "the days off changed, and its new day was over" },
	};

	for (size_t i = 0; reason && i < G_N_ELEMENTS(words); i++) {
		if (strcmp(words[i].reason, reason) == 0)
			return explain_say(explain, words[i].vi, words[i].en);
	}
	return reason ? reason : "";
}

static char *row_text(const struct explain *explain, const struct ledger_row *row)
{
	const char *why = why_reason(explain, row->reason);

	switch (row->outcome) {
	case OUTCOME_SAID:
		return g_strdup(explain_say(explain, "đã gửi", "said"));
	case OUTCOME_COVERED:
		return g_strdup(explain_say(explain, "một bậc khác cùng lượt đã nói thay", "another step of the same run spoke for it"));
	case OUTCOME_PAST:
		return g_strdup(row->reason ? why : explain_say(explain, "đã qua khi bắt đầu theo dõi thời hạn này",
								"was past when this limit was taken up"));
	case OUTCOME_LEFT_OUT:
		return g_strdup_printf("%s: %s", explain_say(explain, "bỏ bớt", "left out"), why);
	case OUTCOME_UNADDRESSED:
		return g_strdup(explain_say(explain, "không có địa chỉ", "no address"));
	case OUTCOME_DROPPED:
		return g_strdup_printf("%s: %s", explain_say(explain, "không gửi", "dropped"), why);
	}
	return NULL;
}

static const char *row_reason(const struct ledger_row *row)
{
	switch (row->outcome) {
	case OUTCOME_SAID:
		return "said";
	case OUTCOME_COVERED:
		return "covered";
	case OUTCOME_PAST:
		return row->reason ? row->reason : "before our time";
	case OUTCOME_UNADDRESSED:
		return "unaddressed";
	case OUTCOME_LEFT_OUT:
	case OUTCOME_DROPPED:
		return row->reason ? row->reason : "state";
	}
	return NULL;
}

static bool add_row(const struct explain *explain, const struct ledger_row *row, const struct step *step, GError **error)
{
	json_t *entry = new_entry(explain, row->version, row->step, row->role);
	const char *reason = row_reason(row);
	g_autofree char *text = row_text(explain, row), *moved = why_moved(explain, step), *whole = NULL;

	if (step)
		set_step(explain, entry, step);
	if (row->mail && !explain_mail(explain, row, entry, &reason, &text, error))
		return false;
	json_object_set_new(entry, "outcome", json_string(outcome_name(row->outcome)));
	json_object_set_new(entry, "address", datum_text(row->address));
	json_object_set_new(entry, "at", datum_instant(zone_of(explain), row->at));
	json_object_set_new(entry, "reason", datum_text(reason));
	whole = g_strconcat(text ? text : "", moved, NULL);
	json_object_set_new(entry, "text", datum_text(whole));
	return true;
}

/* The rows of one step in this version; how many there are. */
static int add_rows(const struct explain *explain, const struct step *step, GError **error)
{
	int found = 0;

	for (guint i = 0; i < explain->ledger->len; i++) {
		const struct ledger_row *row = explain->ledger->pdata[i];

		if (row->version != explain->fact->version || strcmp(row->step, step->name) != 0 || instant_before(explain->at, row->at))
			continue;
		if (!add_row(explain, row, step, error))
			return -1;
		found++;
	}
	return found;
}

static bool is_of(const GArray *steps, const char *name)
{
	for (guint i = 0; i < steps->len; i++) {
		if (strcmp(g_array_index(steps, struct step, i).name, name) == 0)
			return true;
	}
	return false;
}

/* Earlier versions, first notices, answers to orders: what is no step of today's ladder. */
static bool add_others(const struct explain *explain, const GArray *steps, GError **error)
{
	for (guint i = 0; i < explain->ledger->len; i++) {
		const struct ledger_row *row = explain->ledger->pdata[i];

		if (instant_before(explain->at, row->at) || (row->version == explain->fact->version && is_of(steps, row->step)))
			continue;
		if (!add_row(explain, row, NULL, error))
			return false;
	}
	return true;
}

/* ---- what has no row ---- */

static void add_plain(const struct explain *explain, const struct step *step, const char *reason, const char *text)
{
	json_t *entry = new_entry(explain, explain->fact->version, step->name, NULL);
	g_autofree char *moved = why_moved(explain, step), *whole = g_strconcat(text, moved, NULL);

	set_step(explain, entry, step);
	json_object_set_new(entry, "reason", json_string(reason));
	json_object_set_new(entry, "text", datum_text(whole));
}

static char *coming_text(const struct explain *explain, const struct saying *saying)
{
	g_autofree char *when = words_instant(explain->language, zone_of(explain), saying->step.moment);
	g_autofree char *moved = why_moved(explain, &saying->step);

	if (!saying->address)
		return g_strdup_printf("%s %s: %s%s", explain_say(explain, "sẽ đến lúc", "will come at"), when,
				       explain_say(explain, "nhưng không có địa chỉ", "but there is no address"), moved);
	return g_strdup_printf("%s %s: %s%s%s", explain_say(explain, "sẽ gửi lúc", "will go at"), when, saying->address,
			       saying->direct ? explain_say(explain, ", một dòng «Cần trao đổi trực tiếp»", ", a line among those to talk to") : "",
			       moved);
}

static void add_saying(const struct explain *explain, const struct saying *saying)
{
	json_t *entry = new_entry(explain, explain->fact->version, saying->step.name, saying->role);
	g_autofree char *text = coming_text(explain, saying);

	set_step(explain, entry, &saying->step);
	json_object_set_new(entry, "reason",
			    saying->address ? json_string(civil_equal(saying->step.counted, saying->step.day) ? "not yet" : "day off")
					    : json_string("unaddressed"));
	json_object_set_new(entry, "address", datum_text(saying->address));
	json_object_set_new(entry, "next", datum_instant(zone_of(explain), saying->step.moment));
	json_object_set_new(entry, "text", datum_text(text));
}

static void add_coming_row(const struct explain *explain, const struct ledger_row *row, const struct step *step)
{
	json_t *entry = new_entry(explain, row->version, row->step, row->role);
	g_autofree char *text = row_text(explain, row), *moved = why_moved(explain, step), *whole = g_strconcat(text, moved, NULL);

	set_step(explain, entry, step);
	json_object_set_new(entry, "reason", datum_text(row_reason(row)));
	json_object_set_new(entry, "next", datum_instant(zone_of(explain), step->moment));
	json_object_set_new(entry, "text", datum_text(whole));
}

/* The ladder itself, run at the step's moment. */
static bool add_coming(const struct explain *explain, const struct step *step, GError **error)
{
	struct run *run = run_new(explain->engine, step->moment);
	struct instant next;
	bool done = ladder_due(run, explain->fact, &next, error);

	for (guint i = 0; done && i < run->sayings->len; i++) {
		const struct saying *saying = run->sayings->pdata[i];

		if (saying->role && strcmp(saying->step.name, step->name) == 0)
			add_saying(explain, saying);
	}
	for (guint i = 0; done && i < run->rows->len; i++) {
		const struct ledger_row *row = run->rows->pdata[i];

		if (strcmp(row->step, step->name) == 0 && row->outcome != OUTCOME_UNADDRESSED)
			add_coming_row(explain, row, step);
	}
	run_free(run);
	return done;
}

static const char *state_text(const struct explain *explain)
{
	return explain_say(explain, "không cần nữa: đã có kết quả", "no longer needed: it is answered");
}

/* Of a time ahead what the ladder will do is told, not that it has been missed. */
static bool to_come(const struct explain *explain, struct instant moment)
{
	struct instant passed = explain->engine->passed;

	return instant_before(explain->at, moment) || (instant_is_set(passed) && instant_before(passed, moment));
}

/* A request waits for a decision: the step comes when the time for that is over, unless it is decided. */
static void add_asked(const struct explain *explain, const struct step *step)
{
	struct instant next = explain->fact->asked_until;
	json_t *entry = new_entry(explain, explain->fact->version, step->name, NULL);

	if (!schedule_in_hours(explain->engine->config, next))
		next = schedule_next_opening(explain->engine->config, next);
	set_step(explain, entry, step);
	json_object_set_new(entry, "reason", json_string("asked"));
	json_object_set_new(entry, "next", datum_instant(zone_of(explain), next));
	json_object_set_new(entry, "text",
			    json_string(explain_say(explain, "chờ cho ý kiến về đề nghị gia hạn hoặc miễn báo cáo",
						    "waits for the decision on the request for more time or a waiver")));
}

static bool add_without_row(const struct explain *explain, const struct step *step, GError **error)
{
	const struct fact *fact = explain->fact;

	if (instant_before(step->moment, fact->armed)) {
		add_plain(explain, step, "before our time",
			  explain_say(explain, "đã qua khi bắt đầu theo dõi thời hạn này", "was past when this limit was taken up"));
	} else if (fact->unsettled) {
		add_plain(explain, step, "first sight",
			  explain_say(explain, "đã quá hạn khi đưa vào theo dõi: chờ xác nhận, không gửi gì",
				      "late when it was taken up: waits to be settled, nothing is sent"));
	} else if (fact->internal) {
		add_plain(explain, step, "owner",
			  explain_say(explain, "cơ quan báo cáo cũng là cơ quan nhận: không nhắc", "the owner is also the receiver: no ladder"));
	} else if (!fact_is_open(fact)) {
		add_plain(explain, step, "state", state_text(explain));
	} else if (ladder_waits(fact, step->rule, instant_max(step->moment, explain->at))) {
		add_asked(explain, step);
	} else if (to_come(explain, step->moment)) {
		return add_coming(explain, step, error);
	} else {
		add_plain(explain, step, "not yet", explain_say(explain, "sẽ gửi trong giờ làm việc tới", "will go within the next office hours"));
	}
	return true;
}

/* A first notice that is still to come has no step of the policy: the ladder knows it. */
static bool add_first(const struct explain *explain, GError **error)
{
	const struct fact *fact = explain->fact;
	struct step first = { .name = "first" };

	first.moment = schedule_next_opening(explain->engine->config, fact->created);
	first.day = first.counted = zone_civil(zone_of(explain), first.moment);
	if (fact->version != 1 || !fact_is_open(fact) || !to_come(explain, first.moment))
		return true;
	return add_coming(explain, &first, error);
}

bool explain_steps(struct explain *explain, GError **error)
{
	const struct fact *fact = explain->fact;
	g_autoptr(GArray) steps = NULL;
	bool ladder = explain->known && fact->dated && !fact->soft && explain->view.owner && explain->view.policy;

	steps = ladder ? schedule_steps(explain->engine->config, explain->view.policy, explain->view.obligation->plan, &explain->view.limit,
					explain->at)
		       : g_array_new(FALSE, FALSE, sizeof(struct step));
	if (!add_others(explain, steps, error) || (ladder && !add_first(explain, error)))
		return false;
	for (guint i = 0; i < steps->len; i++) {
		const struct step *step = &g_array_index(steps, struct step, i);
		int found = add_rows(explain, step, error);

		if (found < 0 || (found == 0 && !add_without_row(explain, step, error)))
			return false;
	}
	return true;
}

/* ---- as it stood ---- */

/* In the state from which the first order after that moment started. */
static void see_as_then(const struct explain *explain, const GPtrArray *acts)
{
	for (guint i = 0; i < acts->len; i++) {
		const struct act *act = acts->pdata[i];

		if (!instant_before(explain->at, act->at) || orders_table_find(act->verb) == ORDER_VERBS)
			continue;
		explain->fact->state = orders_table_stored(history_from(act));
		explain->fact->unsettled = history_from(act) == ORDER_STATE_UNSETTLED;
		return;
	}
}

bool explain_open(struct explain *explain, GError **error)
{
	const struct zone *zone = explain->engine->config->settings.zone;
	struct fact *fact = explain->fact;
	g_autoptr(GPtrArray) acts = act_list(explain->engine->store, fact->row, error);

	if (!acts)
		return false;
	see_as_then(explain, acts);
	fact->next = INSTANT_NEVER;
	explain->known = view_of(explain->engine, fact, zone_civil(zone, explain->at), &explain->view);
	explain->ledger = ledger_of(explain->engine->store, fact->id, 0, error);
	return explain->ledger != NULL;
}
