/*
 * What the owner is told of an order: its report is to be corrected, its limit is later, it owes nothing, a receipt was sent by
 * mistake, a limit was set. Written at once, a few at a pass, so that no pass is long.
 */
#include <stdlib.h>
#include <string.h>

#include "engine/adhoc.h"
#include "engine/answers.h"
#include "engine/history.h"

enum { SHARE = 16 };

/* One answer being written. */
struct writing {
	struct run *run;
	struct fact *fact;
	struct view view;
	GPtrArray *acts;        /* struct act *, owned by the caller */
	const struct act *act;
	enum notice_kind kind;
};

static struct civil day_of(const char *text)
{
	struct civil day = CIVIL_NONE;

	if (text != NULL && !civil_parse(text, &day))
		return CIVIL_NONE;
	return day;
}

/* ---- what was decided ---- */

static void add_reasons(struct notice_decision *decision, const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text != NULL ? text : "", "\n", -1);

	for (char **line = lines; *line != NULL; line++)
		if (**line != '\0')
			g_ptr_array_add(decision->reasons, g_strdup(*line));
}

static void fill_returned(const struct writing *writing, struct notice_decision *decision)
{
	struct report report;

	history_report(writing->acts, 0, &report);
	decision->number = g_strdup(report.number);
	decision->dated = report.dated;
	decision->until = writing->act->limit;
	decision->first_sent = writing->fact->submitted;
}

/* The first limit, in the words of the files where it is the one they give. */
static struct limit original_limit(const struct writing *writing)
{
	const struct fact *fact = writing->fact;
	const struct config *config = writing->run->config;
	const struct obligation *obligation = writing->view.obligation;
	struct limit limit = { .last = fact->original_limit, .limit = fact->original_limit, .late_from = fact->original_late_from };
	struct limit ruled;
	struct period period;

	view_period(fact, &period);
	if (due_is_dated(&obligation->due) &&
	    due_limit(&obligation->due, &obligation->rhythm, &obligation->window, &period, config->calendar,
		      plan_nonworking(obligation, writing->view.owner, config->settings.nonworking), config->settings.zone, &ruled, NULL) &&
	    civil_equal(ruled.limit, fact->original_limit))
		return ruled;
	return limit;
}

static void fill_granted(const struct writing *writing, struct notice_decision *decision)
{
	const struct act *act = writing->act;
	g_autofree char *asked_on = history_detail(act, "asked_on");

	decision->number = g_strdup(act->number);
	decision->dated = act->dated;
	decision->asked_by = history_detail(act, "asked_by");
	decision->asked_on = day_of(asked_on);
	decision->granted_by = history_detail(act, "granted_by");
	decision->until = act->limit;
	decision->original = original_limit(writing);
}

static void fill_recalled(const struct writing *writing, struct notice_decision *decision)
{
	g_autofree char *left = history_detail(writing->act, "receipt_left");

	decision->receipt_sent = day_of(left);
}

static struct notice_decision *decision_of(const struct writing *writing)
{
	struct notice_decision *decision = notice_decision_new();

	add_reasons(decision, writing->act->reason);
	if (writing->kind == NOTICE_RETURNED)
		fill_returned(writing, decision);
	else if (writing->kind == NOTICE_RECALLED)
		fill_recalled(writing, decision);
	else
		fill_granted(writing, decision);
	return decision;
}

/* The document behind a limit, where it is another than the plan's; NULL: none is known. */
static struct notice_decision *source_of(const struct writing *writing)
{
	struct notice_decision *decision;

	if (writing->act->number == NULL || adhoc_made(writing->view.obligation->plan))
		return NULL;
	decision = notice_decision_new();
	decision->number = g_strdup(writing->act->number);
	decision->dated = writing->act->dated;
	return decision;
}

/* ---- one answer ---- */

/* The order's own mail is the first notice of the limit it set. */
static bool sets_limit(enum notice_kind kind)
{
	return kind == NOTICE_RETURNED || kind == NOTICE_EXTENDED || kind == NOTICE_REQUEST;
}

static struct answer answer_of(const struct act *act)
{
	return (struct answer){ .order = act->verb, .version = act->version, .act = act->id };
}

static bool write_answer(struct writing *writing, GError **error)
{
	struct run *run = writing->run;
	struct answer answer = answer_of(writing->act);
	struct person person = person_of(run->engine, writing->view.owner, "focal", run->today);
	g_autoptr(notice_t) notice = NULL;
	struct notice_item *item;
	struct saying saying;

	if (person.agency == NULL)
		return true;
	notice = answers_stand_alone(run, writing->kind, &person);
	answers_saying(&writing->view, writing->kind, &saying);
	saying.opens = sets_limit(writing->kind);
	item = run_item(run, &saying, error);
	if (item == NULL)
		return false;
	if (writing->kind == NOTICE_REQUEST) {
		notice->request = item;
		notice->decision = source_of(writing);
	} else {
		g_ptr_array_add(notice->items, item);
		notice->decision = decision_of(writing);
	}
	return answers_post(run, notice, writing->fact, &answer, &person, error);
}

static bool kind_of(const char *name, enum notice_kind *ret)
{
	static const enum notice_kind kinds[] = { NOTICE_RETURNED, NOTICE_EXTENDED, NOTICE_WAIVED, NOTICE_RECALLED, NOTICE_REQUEST };

	for (size_t i = 0; name != NULL && i < G_N_ELEMENTS(kinds); i++) {
		if (strcmp(notice_kind_name(kinds[i]), name) == 0) {
			*ret = kinds[i];
			return true;
		}
	}
	return false;
}

/* What says a limit holds while a report is awaited by that one; word of a receipt sent by mistake until the report is in. */
bool answers_hold(const struct fact *fact, const GPtrArray *acts, const char *kind, const struct answer *answer)
{
	if (strcmp(kind, notice_kind_name(NOTICE_EXTENDED)) == 0 || strcmp(kind, notice_kind_name(NOTICE_REQUEST)) == 0)
		return fact_is_open(fact) && fact->version == answer->version;
	if (strcmp(kind, notice_kind_name(NOTICE_RECALLED)) == 0)
		return !fact->withdrawn && (fact->state == STATE_OPEN || fact->state == STATE_RETURNED);
	return history_holds(acts, answer->act);
}

int64_t answers_act(const struct ledger_row *row)
{
	return row->reason != NULL && g_str_has_prefix(row->reason, "act ") ? g_ascii_strtoll(row->reason + 4, NULL, 10) : 0;
}

bool answers_again(struct engine *engine, const struct ledger_row *row, const char *kind, struct instant now, GError **error)
{
	struct agenda_row again = { .kind = (char *)"answer", .next = now, .detail = (char *)kind };
	enum notice_kind known;
	int64_t number = answers_act(row);
	g_autofree char *subject = NULL;

	if (strcmp(kind, notice_kind_name(NOTICE_RECEIPT)) == 0 || (number == 0 && strcmp(kind, notice_kind_name(NOTICE_REQUEST)) == 0))
		again = (struct agenda_row){ .kind = (char *)kind, .next = now };
	else if (number == 0 || !kind_of(kind, &known))
		return true;
	subject = g_strdup_printf("%s/%s/%" G_GINT64_FORMAT, again.kind, row->subject, number != 0 ? number : row->version);
	again.subject = subject;
	return agenda_put(engine->store, &again, error);
}

static bool answer_one(struct run *run, const struct agenda_row *row, GError **error)
{
	struct writing writing = { .run = run };
	g_autoptr(GPtrArray) acts = NULL;
	struct answer answer;
	int64_t id;

	if (!answers_subject(run, row, &writing.fact, &id, error))
		return false;
	acts = writing.fact != NULL ? act_list(run->engine->store, writing.fact->row, error) : NULL;
	if (writing.fact != NULL && acts == NULL)
		return false;
	writing.acts = acts;
	writing.act = acts != NULL ? history_act(acts, id) : NULL;
	answer = writing.act != NULL ? answer_of(writing.act) : (struct answer){ 0 };
	if (writing.act != NULL && !writing.fact->withdrawn && kind_of(row->detail, &writing.kind) &&
	    answers_hold(writing.fact, acts, row->detail, &answer) && view_of(run->engine, writing.fact, run->today, &writing.view) &&
	    writing.view.owner != NULL && !write_answer(&writing, error))
		return false;
	return agenda_remove(run->engine->store, row->subject, error);
}

/* ---- a pass ---- */

static bool answer_all(struct run *run, const GPtrArray *rows, GError **error)
{
	for (guint i = 0; i < rows->len; i++)
		if (!answer_one(run, g_ptr_array_index(rows, i), error))
			return false;
	for (guint i = 0; i < run->rows->len; i++)
		if (!ledger_put(run->engine->store, g_ptr_array_index(run->rows, i), error))
			return false;
	return run->rows->len == 0 || administrator_wake(run->engine, run->now, error);
}

bool answers_pass(struct engine *engine, struct instant now, bool *more, GError **error)
{
	g_autoptr(GPtrArray) rows = agenda_first(engine->store, "answer", SHARE, error);
	struct run *run;
	bool ok;

	*more = rows != NULL && rows->len == SHARE;
	if (rows == NULL || rows->len == 0)
		return rows != NULL;
	run = run_new(engine, now);
	ok = store_begin(engine->store, error) && answer_all(run, rows, error) && store_commit(engine->store, error);
	if (!ok && store_in_transaction(engine->store))
		store_rollback(engine->store);
	run_free(run);
	return ok;
}
