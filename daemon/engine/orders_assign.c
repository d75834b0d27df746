/*
 * assign: an occurrence is answered by another body than the one that owes it, or a line of content that an ended body leaves
 * to several heirs is given to one of them.
 */
#include <string.h>

#include "engine/assigned.h"
#include "engine/orders_work.h"
#include "engine/pick.h"
#include "store/requests.h"

static const struct agency *receiving(const struct work *work, GError **error)
{
	if (work->order->to == NULL) {
		error_refuse(error, DEADLINED_ERROR_USAGE, "assign: to whom? give --to AGENCY");
		return NULL;
	}
	return pick_body(work->engine->config->definitions, work->order->to, error);
}

static bool can_answer(const struct work *work, const struct agency *agency, GError **error)
{
	if (agency->collective)
		return error_refuse(error, DEADLINED_ERROR_INPUT, "assign: '%s' is a set of bodies: name one that can be written to", agency->id);
	if (!range_holds(&agency->valid, work->today))
		return error_refuse(error, DEADLINED_ERROR_INPUT, "assign: '%s' is not there today: name a body that is", agency->id);
	return true;
}

/* ---- an occurrence ---- */

static bool is_receiver(const struct obligation *obligation, const struct agency *agency, struct civil day)
{
	g_autoptr(GPtrArray) receivers = plan_receivers(obligation, day);

	return g_ptr_array_find(receivers, agency, NULL);
}

/* Who has answered it until now is named nowhere in it any more: his feeds are told as if it had been his own. */
static void touch_former(struct work *work, const struct fact *fact)
{
	g_autofree char *id = NULL;

	if (fact->assignee == NULL)
		return;
	id = g_strdup_printf("%s/%s/%s/%s", fact->plan, fact->obligation, fact->assignee, fact->period);
	engine_touch(work->engine, id);
}

/* Given back to its owner it has no assignee. */
static bool assign_one(struct work *work, struct fact *fact, GError **error)
{
	const struct obligation *obligation = engine_obligation(work->engine, fact->plan, fact->obligation);
	const struct agency *agency = receiving(work, NULL);
	bool back = strcmp(agency->id, fact->agency) == 0;
	g_auto(deed_t) deed = { .work = NULL };

	if (obligation == NULL)
		return error_refuse(error, DEADLINED_ERROR_STATE, "%s: the files no longer know it", fact->id);
	if (back ? fact->assignee == NULL : g_strcmp0(fact->assignee, agency->id) == 0)
		return error_refuse(error, DEADLINED_ERROR_STATE, "%s: '%s' answers it already", fact->id, agency->id);
	deed_begin(&deed, work, fact);
	deed_detail(&deed, "to", json_string(agency->id));
	deed_detail(&deed, "was", fact->assignee != NULL ? json_string(fact->assignee) : NULL);
	touch_former(work, fact);
	g_free(fact->assignee);
	fact->assignee = back ? NULL : g_strdup(agency->id);
	fact->internal = is_receiver(obligation, agency, fact->limit);
	return deed_finish(&deed, error);
}

/* ---- a line of content ---- */

/* The line as the files have it, among those that are nobody's; the day is that of the horizon, so that a body that is about to
 * end counts. */
static const char *line_of(const struct work *work, const struct obligation *obligation, const struct agency *agency, GError **error)
{
	struct civil day = civil_add(work->today, work->engine->config->settings.horizon_days);
	g_autoptr(GPtrArray) lines = plan_covers_unassigned(obligation, agency, day);
	g_autoptr(GString) known = g_string_new(NULL);

	for (guint i = 0; i < lines->len; i++) {
		if (strcmp(lines->pdata[i], work->order->covers) == 0)
			return lines->pdata[i];
		g_string_append_printf(known, "%s'%s'", i == 0 ? "" : ", ", (const char *)lines->pdata[i]);
	}
	if (lines->len == 0)
		error_refuse(error, DEADLINED_ERROR_STATE, "assign: no line of %s/%s waits for an heir such as '%s'", obligation->plan->id,
			    obligation->id, agency->id);
	else
		error_refuse(error, DEADLINED_ERROR_INPUT, "assign: %s/%s has no line '%.200s' that waits for an heir: there %s %s", obligation->plan->id,
			    obligation->id, work->order->covers, lines->len == 1 ? "is" : "are", known->str);
	return NULL;
}

static bool record_line(struct work *work, const struct obligation *obligation, const char *line, const struct agency *heir, int64_t *ret,
			GError **error)
{
	const struct order *order = work->order;
	json_t *what = json_pack("{s:o, s:s, s:s}", "obligation", json_sprintf("%s/%s", obligation->plan->id, obligation->id), "covers", line,
				 "to", heir->id);
	g_autofree char *detail = json_dumps(what, JSON_COMPACT);
	struct act act = { .at = work->now, .verb = (char *)order->verb, .user = (char *)order->user, .as = (char *)order->as,
			   .number = (char *)order->number, .dated = order->dated, .reason = (char *)order->reason,
			   .note = (char *)order->note, .detail = detail };
	struct assignment assignment = { .plan = obligation->plan->id, .obligation = obligation->id, .line = (char *)line,
					 .agency = heir->id };

	json_decref(what);
	if (!act_append(work->engine->store, &act, error))
		return false;
	assignment.act = *ret = act.id;
	return assignment_add(work->engine->store, &assignment, error);
}

/* Every heir's text changes: the line is one's, and no longer shown to the others. */
static bool touch_heirs(struct work *work, const struct obligation *obligation, const char *line, GError **error)
{
	struct fact_filter filter = { .plan = obligation->plan->id, .obligation = obligation->id };
	g_autoptr(GPtrArray) facts = fact_list(work->engine->store, &filter, error);

	for (guint i = 0; facts != NULL && i < facts->len; i++) {
		const struct fact *fact = facts->pdata[i];
		const struct agency *owner = plan_agency(work->engine->config->definitions, fact->agency);
		g_autoptr(GPtrArray) open = owner != NULL ? plan_covers_unassigned(obligation, owner, fact->limit) : NULL;

		if (open != NULL && g_ptr_array_find_with_equal_func(open, line, g_str_equal, NULL))
			work_touched(work, fact->id);
	}
	return facts != NULL;
}

static bool assign_line(struct work *work, const struct agency *agency, GError **error)
{
	const char *id = work->order->ids->len == 1 ? work->order->ids->pdata[0] : "";
	g_auto(GStrv) parts = g_strsplit(id, "/", 3);
	const struct obligation *obligation = g_strv_length(parts) == 2 ? engine_obligation(work->engine, parts[0], parts[1]) : NULL;
	const char *line;
	int64_t act;

	if (work->order->ids->len != 1)
		return error_refuse(error, DEADLINED_ERROR_USAGE, "assign: of which obligation is the line? give one PLAN/OBLIGATION");
	if (obligation == NULL)
		return error_refuse(error, DEADLINED_ERROR_UNKNOWN_ID, "no obligation '%.80s' in the plans: give PLAN/OBLIGATION", id);
	line = line_of(work, obligation, agency, error);
	if (line == NULL || !record_line(work, obligation, line, agency, &act, error) || !touch_heirs(work, obligation, line, error))
		return false;
	work_answer(work, json_pack("{s:s, s:s, s:b, s:n, s:n, s:n, s:n, s:o, s:n, s:n, s:n}", "id", id, "order", work->order->verb, "done",
				    !work->order->dry_run, "state", "version", "limit", "late_from", "act",
				    work->order->dry_run ? json_null() : json_integer(act), "mail", "mail_to", "mail_at"));
	return true;
}

bool orders_assign(struct work *work, GError **error)
{
	const struct agency *agency = receiving(work, error);

	if (agency == NULL || !can_answer(work, agency, error))
		return false;
	return work->order->covers != NULL ? assign_line(work, agency, error) : work_each(work, assign_one, error);
}
