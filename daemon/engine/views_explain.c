/*
 * Why: the way to an occurrence's dates, then each step of its ladder with what became of it. What has happened is read
 * from the ledger and the outbox; what will come is found by running the ladder itself at that step's moment, so that the
 * answer cannot differ from what the engine will do.
 */
#include "engine/explain.h"
#include "engine/pick.h"
#include "engine/views.h"
#include "render/account.h"
#include "render/datum.h"
#include "render/words.h"

/* ---- the dates ---- */

static void add_lines(json_t *array, const GPtrArray *lines)
{
	for (guint i = 0; i < lines->len; i++) {
		const struct account_line *line = lines->pdata[i];

		json_array_append_new(array, json_pack("{s:i, s:s, s:o, s:s}", "line", (int)json_array_size(array) + 1, "rule", line->rule,
						       "value", datum_text(line->value), "text", line->text));
	}
}

/* The limit in force is not the rule's: an act, or the files as they were, set it. */
static void add_in_force(const struct explain *explain, json_t *array)
{
	g_autofree char *day = words_date_weekday(explain->language, explain->fact->limit);
	g_autofree char *text = g_strdup_printf("%s: %s.", explain_say(explain, "Thời hạn đang áp dụng, theo quyết định đã ghi nhận, khác với tệp cấu hình",
								       "The limit in force, by what was decided and recorded, against the files"),
						day);

	json_array_append_new(array, json_pack("{s:i, s:s, s:o, s:s}", "line", (int)json_array_size(array) + 1, "rule", "in force", "value",
					       datum_date(explain->fact->limit), "text", text));
}

static void tell_dated(const struct explain *explain, json_t *array)
{
	const struct config *config = explain->engine->config;
	static const struct rhythm once = { .every = EVERY_ONCE };
	const struct obligation *obligation = explain->view.obligation;
	const struct due *due = explain->view.due != NULL ? explain->view.due : &obligation->due;
	enum nonworking nonworking = plan_nonworking(obligation, explain->view.owner, config->settings.nonworking);
	g_autoptr(GPtrArray) lines = NULL;
	struct due_trace trace;
	struct period period;

	view_period(explain->fact, &period);
	if (due_is_dated(due) &&
	    due_explain(due, due == &obligation->due ? &obligation->rhythm : &once, &obligation->window, &period, config->calendar, nonworking,
			config->settings.zone, &trace, NULL)) {
		lines = account_of_limit(explain->language, &trace, config->settings.zone);
		add_lines(array, lines);
		if (civil_equal(trace.limit.last, explain->fact->last))
			return;
	}
	add_in_force(explain, array);
}

/* Late for waiting: said once the report is in. */
static bool add_charged(const struct explain *explain, json_t *array, GError **error)
{
	g_autoptr(GPtrArray) acts = NULL;
	g_autofree char *text = NULL;

	if (explain->fact->charged == 0 || explain->fact->state == STATE_OPEN)
		return true;
	acts = act_list(explain->engine->store, explain->fact->row, error);
	text = acts ? views_charged(explain->engine, explain->fact, acts, explain->language) : NULL;
	if (text)
		json_array_append_new(array, json_pack("{s:i, s:s, s:o, s:s}", "line", (int)json_array_size(array) + 1, "rule", "charged",
						       "value", json_sprintf("%d", explain->fact->charged), "text", text));
	return acts != NULL;
}

static bool tell_dates(const struct explain *explain, json_t *array, GError **error)
{
	if (!explain->known)
		return true;
	if (explain->fact->dated && explain->view.owner) {
		tell_dated(explain, array);
	} else {
		g_autoptr(GPtrArray) lines = account_of_undated(explain->language, &explain->view.obligation->due);

		add_lines(array, lines);
	}
	return add_charged(explain, array, error);
}

/* ---- one occurrence ---- */

static json_t *explain_one(struct engine *engine, struct fact *fact, enum language language, struct instant at, GError **error)
{
	struct explain explain = { .engine = engine, .fact = fact, .language = language, .at = at, .entries = json_array() };
	json_t *object = NULL, *lines = json_array();

	if (explain_open(&explain, error) && explain_steps(&explain, error) && tell_dates(&explain, lines, error)) {
		object = views_row(engine, fact, language, at);
		json_object_set_new(object, "at", datum_instant(engine->config->settings.zone, at));
		json_object_set(object, "lines", lines);
		json_object_set(object, "steps", explain.entries);
	}
	json_decref(lines);
	json_decref(explain.entries);
	g_clear_pointer(&explain.ledger, g_ptr_array_unref);
	return object;
}

json_t *views_explain_page(struct engine *engine, const struct pick_page *page, enum language language, struct instant at, GError **error)
{
	g_autoptr(GPtrArray) facts = pick_page(engine->store, page, error);
	json_t *array = json_array();

	for (guint i = 0; facts && i < facts->len; i++) {
		json_t *object = explain_one(engine, facts->pdata[i], language, at, error);

		if (!object) {
			json_decref(array);
			return NULL;
		}
		json_array_append_new(array, object);
	}
	if (!facts)
		g_clear_pointer(&array, json_decref);
	return array;
}

json_t *views_explain(struct engine *engine, const char *pattern, enum language language, struct instant at, GError **error)
{
	return views_explain_page(engine, &(struct pick_page){ .pattern = pattern }, language, at, error);
}
