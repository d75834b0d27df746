/*
 * Mails that stand alone, each about one thing: the receipt of a report, a limit brought nearer, a campaign.
 */
#include <stdlib.h>
#include <string.h>

#include "engine/answers.h"
#include "engine/history.h"
#include "engine/lateness.h"

struct notice *answers_stand_alone(const struct run *run, enum notice_kind kind, const struct person *person)
{
	struct notice *notice = notice_new(kind);

	notice->language = person->contact != NULL ? person->contact->language : run->config->settings.language;
	notice->agency = person->agency;
	notice->contact = person->contact;
	notice->address = g_strdup(person->address);
	notice->now = run->now;
	return notice;
}

/* "receipt/OCCURRENCE/ACT", "request/OCCURRENCE/VERSION": the fact and the number behind it. */
bool answers_subject(struct run *run, const struct agenda_row *row, struct fact **fact, int64_t *number, GError **error)
{
	const char *id = strchr(row->subject, '/') + 1;
	const char *last = strrchr(row->subject, '/');
	g_autofree char *occurrence = last > id ? g_strndup(id, (gsize)(last - id)) : g_strdup(id);
	g_autoptr(GError) fault = NULL;

	*number = g_ascii_strtoll(last + 1, NULL, 10);
	*fact = fact_get(run->engine->store, occurrence, &fault);
	if (fault != NULL) {
		g_propagate_error(error, g_steal_pointer(&fault));
		return false;
	}
	if (*fact != NULL)
		g_ptr_array_add(run->facts, *fact);
	return true;
}

/* Of several answers to one kind of order within a version, each has its own step: submit, submit#2. */
static char *answer_step(struct run *run, const struct fact *fact, int version, const char *order, const char *role, GError **error)
{
	g_autoptr(GPtrArray) rows = ledger_of(run->engine->store, fact->id, version, error);
	g_autofree char *numbered = g_strconcat(order, "#", NULL);
	int n = 0;

	if (rows == NULL)
		return NULL;
	for (guint i = 0; i < rows->len; i++) {
		const struct ledger_row *row = g_ptr_array_index(rows, i);

		if (strcmp(row->role, role) == 0 &&
		    (strcmp(row->step, order) == 0 || g_str_has_prefix(row->step, numbered)))
			n++;
	}
	return n == 0 ? g_strdup(order) : g_strdup_printf("%s#%d", order, n + 1);
}

bool answers_post(struct run *run, struct notice *notice, const struct fact *fact, const struct answer *answer,
		  const struct person *person, GError **error)
{
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)ledger_row_free);
	g_autofree char *step = answer_step(run, fact, answer->version, answer->order, "owner:focal", error);
	g_autofree char *reason = answer->act != 0 ? g_strdup_printf("act %" G_GINT64_FORMAT, answer->act) : NULL;

	if (step == NULL)
		return false;
	if (person->address == NULL) {
		g_ptr_array_add(run->rows, ledger_row_make(fact->id, answer->version, step, "owner:focal", OUTCOME_UNADDRESSED,
							   reason, NULL, run->now));
		return true;
	}
	g_ptr_array_add(rows, ledger_row_make(fact->id, answer->version, step, "owner:focal", OUTCOME_SAID, reason,
					      person->address, run->now));
	return run_post(run, notice, false, CIVIL_NONE, rows, error);
}

struct saying *answers_saying(const struct view *view, enum notice_kind kind, struct saying *saying)
{
	*saying = (struct saying){ .fact = view->fact, .view = *view, .kind = kind };
	saying->step.side = STEP_REMIND;
	return saying;
}

/* The first submission is judged by the limit that counts, one that comes again by the limit of the corrections. */
static struct notice_receipt *receipt_of(const struct run *run, const struct view *view, const struct report *report)
{
	struct notice_receipt *receipt = g_new0(struct notice_receipt, 1);
	const struct fact *fact = view->fact;
	struct instant counted = history_counted(report);
	struct lateness lateness = report->first ? lateness_of(run->config, counted, fact->counted_limit, fact->counted_late_from) :
						   lateness_of(run->config, counted, fact->limit, fact->late_from);

	receipt->number = g_strdup(report->number);
	receipt->dated = report->dated;
	receipt->received = instant_is_set(report->received) ? report->received : counted;
	receipt->receipt = g_strdup_printf("%" G_GINT64_FORMAT, report->act->id);
	receipt->late = lateness.late;
	receipt->grace = lateness.grace;
	receipt->extended = report->first && fact->extensions > 0;
	receipt->days_late = lateness.days;
	return receipt;
}

static bool post_receipt(struct run *run, struct fact *fact, const struct report *report, GError **error)
{
	struct answer answer = { .order = "submit", .version = report->act->version, .act = report->act->id };
	struct person person;
	g_autoptr(notice_t) notice = NULL;
	struct notice_item *item;
	struct saying saying;
	struct view view;

	if (!view_of(run->engine, fact, run->today, &view) || view.owner == NULL)
		return true;
	person = person_of(run->engine, view.owner, "focal", run->today);
	if (person.agency == NULL)
		return true;
	notice = answers_stand_alone(run, NOTICE_RECEIPT, &person);
	item = run_item(run, answers_saying(&view, NOTICE_RECEIPT, &saying), error);
	if (item == NULL)
		return false;
	g_ptr_array_add(notice->items, item);
	notice->receipt = receipt_of(run, &view, report);
	return answers_post(run, notice, fact, &answer, &person, error);
}

bool answers_unwritten(struct engine *engine, const struct fact *fact, const GPtrArray *acts, struct agenda_row **ret, GError **error)
{
	struct report report;

	*ret = NULL;
	history_report(acts, 0, &report);
	for (guint i = 0; report.act != NULL && *ret == NULL && i < acts->len; i++) {
		const struct act *act = acts->pdata[i];
		g_autofree char *subject = g_strdup_printf("receipt/%s/%" G_GINT64_FORMAT, fact->id, act->id);

		if (history_submission(acts, act) == report.act && !agenda_get(engine->store, subject, ret, error))
			return false;
	}
	return true;
}

/* The receipt of a submission, or anew of the one that stands where an amendment corrected it. */
static bool send_receipt(struct run *run, struct fact *fact, int64_t id, GError **error)
{
	g_autoptr(GPtrArray) acts = act_list(run->engine->store, fact->row, error);
	const struct act *act = acts != NULL ? history_act(acts, id) : NULL;
	struct report report;

	if (acts == NULL)
		return false;
	if (act == NULL)
		return true;
	history_report(acts, strcmp(act->verb, "submit") == 0 ? id : 0, &report);
	return report.act == NULL || report.act != history_submission(acts, act) || post_receipt(run, fact, &report, error);
}

/* A report taken back or returned before its receipt was written gets none; one accepted meanwhile did come in. */
bool answer_receipt(struct run *run, const struct agenda_row *row, GError **error)
{
	struct fact *fact;
	int64_t id;

	if (!answers_subject(run, row, &fact, &id, error))
		return false;
	if (fact != NULL && !fact->withdrawn && !send_receipt(run, fact, id, error))
		return false;
	return agenda_remove(run->engine->store, row->subject, error);
}

static bool send_request(struct run *run, struct fact *fact, GError **error)
{
	struct answer answer = { .order = "reload", .version = fact->version };
	struct person person;
	g_autoptr(notice_t) notice = NULL;
	struct saying saying;
	struct view view;

	if (!view_of(run->engine, fact, run->today, &view) || view.owner == NULL)
		return true;
	person = person_of(run->engine, view.owner, "focal", run->today);
	if (person.agency == NULL)
		return true;
	notice = answers_stand_alone(run, NOTICE_REQUEST, &person);
	notice->request = run_item(run, answers_saying(&view, NOTICE_REQUEST, &saying), error);
	return notice->request != NULL && answers_post(run, notice, fact, &answer, &person, error);
}

/* A limit that a reload brought nearer is announced, unless it has changed again or the report has come in. */
bool answer_request(struct run *run, const struct agenda_row *row, GError **error)
{
	struct fact *fact;
	int64_t version;

	if (!answers_subject(run, row, &fact, &version, error))
		return false;
	if (fact != NULL && fact_is_open(fact) && fact->version == version && instant_before(run->now, fact->late_from) &&
	    !send_request(run, fact, error))
		return false;
	return agenda_remove(run->engine->store, row->subject, error);
}

/* ---- campaigns ---- */

struct campaign_view {
	const struct campaign *campaign;
	const struct agency *agency;
	const char *period;
	struct civil first, last;
};

static bool campaign_of(struct run *run, char **parts, struct campaign_view *ret)
{
	const struct plan *plan = plan_find(run->config->definitions, parts[1]);
	g_autoptr(GPtrArray) all = NULL;

	if (plan == NULL)
		return false;
	ret->campaign = plan_campaign(plan, parts[2]);
	ret->agency = plan_agency(run->config->definitions, parts[3]);
	ret->period = parts[4];
	if (ret->campaign == NULL || ret->agency == NULL)
		return false;
	all = schedule_campaigns(run->config, plan, run->today, civil_add(run->today, 800));
	for (guint i = 0; i < all->len; i++) {
		const struct campaign_occurrence *occurrence = g_ptr_array_index(all, i);

		if (occurrence->campaign == ret->campaign && strcmp(occurrence->period, ret->period) == 0) {
			ret->first = occurrence->first;
			ret->last = occurrence->last;
			return true;
		}
	}
	return false;
}

/* Limits of the addressee that fall into the campaign. */
static bool campaign_deadlines(struct run *run, const struct campaign_view *view, struct notice_campaign *ret, GError **error)
{
	struct fact_filter filter = { .plan = view->campaign->plan->id, .agency = view->agency->id,
				      .limit_first = view->first, .limit_last = view->last };
	GPtrArray *facts = fact_list(run->engine->store, &filter, error);
	guint from = run->facts->len;

	if (facts == NULL)
		return false;
	g_ptr_array_extend_and_steal(run->facts, facts); /* leaves `facts` empty */
	for (guint i = from; i < run->facts->len; i++) {
		struct fact *fact = g_ptr_array_index(run->facts, i);
		struct notice_item *item;
		struct saying saying;
		struct view own;

		if (!fact_is_open(fact) || !view_of(run->engine, fact, run->today, &own))
			continue;
		item = run_item(run, answers_saying(&own, NOTICE_ADVANCE, &saying), error);
		if (item == NULL)
			return false;
		g_ptr_array_add(ret->deadlines, item);
	}
	return true;
}

static bool post_campaign(struct run *run, const struct campaign_view *view, const char *subject, GPtrArray *rows,
			  GError **error)
{
	struct person person = person_of(run->engine, body_of(view->agency, run->today), "focal", run->today);
	g_autoptr(notice_t) notice = NULL;

	if (person.address == NULL) {
		for (guint i = 0; i < rows->len; i++) {
			struct ledger_row *row = g_ptr_array_index(rows, i);

			if (row->outcome == OUTCOME_SAID)
				row->outcome = OUTCOME_UNADDRESSED;
			if (!ledger_put(run->engine->store, row, error))
				return false;
		}
		return true;
	}
	for (guint i = 0; i < rows->len; i++) {
		struct ledger_row *row = g_ptr_array_index(rows, i);

		if (row->outcome == OUTCOME_SAID)
			row->address = g_strdup(person.address);
	}
	notice = answers_stand_alone(run, NOTICE_CAMPAIGN, &person);
	notice->campaign = notice_campaign_new();
	notice->campaign->campaign = view->campaign;
	notice->campaign->first = view->first;
	notice->campaign->last = view->last;
	return campaign_deadlines(run, view, notice->campaign, error) &&
	       run_post(run, notice, false, CIVIL_NONE, rows, error);
}

/* The campaign's due steps that have no row yet: the latest speaks, unless the campaign has begun; `*next` what follows. */
static bool campaign_rows(struct run *run, const struct campaign_view *view, const struct agenda_row *agenda, GPtrArray *rows,
			  struct instant *next, GError **error)
{
	g_autoptr(GArray) steps = schedule_campaign_steps(run->config, view->campaign, view->first);
	struct instant armed = { agenda->detail != NULL ? g_ascii_strtoll(agenda->detail, NULL, 10) : 0 };
	bool begun = civil_before(view->first, run->today);

	*next = INSTANT_NEVER;
	for (guint i = 0; i < steps->len; i++) {
		const struct step *step = &g_array_index(steps, struct step, i);
		struct ledger_row *row = NULL;

		if (instant_before(step->moment, armed))
			continue;
		if (instant_before(run->now, step->moment)) {
			*next = instant_min(*next, step->moment);
			continue;
		}
		if (!ledger_get(run->engine->store, agenda->subject, 1, step->name, "owner:focal", &row, error))
			return false;
		if (row != NULL) {
			ledger_row_free(row);
			continue;
		}
		if (rows->len > 0 && !begun)
			((struct ledger_row *)g_ptr_array_index(rows, rows->len - 1))->outcome = OUTCOME_COVERED;
		g_ptr_array_add(rows, ledger_row_make(agenda->subject, 1, step->name, "owner:focal",
						      begun ? OUTCOME_PAST : OUTCOME_SAID, NULL, NULL, run->now));
	}
	return true;
}

static bool put_rows(struct run *run, const GPtrArray *rows, GError **error)
{
	for (guint i = 0; i < rows->len; i++)
		if (!ledger_put(run->engine->store, g_ptr_array_index(rows, i), error))
			return false;
	return true;
}

bool answer_campaign(struct run *run, const struct agenda_row *row, GError **error)
{
	g_auto(GStrv) parts = g_strsplit(row->subject, "/", 5);
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)ledger_row_free);
	struct agenda_row again = *row;
	struct campaign_view view;
	bool ok = true;

	if (g_strv_length(parts) != 5 || !campaign_of(run, parts, &view))
		return agenda_remove(run->engine->store, row->subject, error);
	if (!campaign_rows(run, &view, row, rows, &again.next, error))
		return false;
	if (rows->len > 0 && ((struct ledger_row *)g_ptr_array_index(rows, rows->len - 1))->outcome == OUTCOME_SAID)
		ok = post_campaign(run, &view, row->subject, rows, error);
	else
		ok = put_rows(run, rows, error);
	if (ok && again.next.seconds == INT64_MAX)
		return agenda_remove(run->engine->store, row->subject, error);
	return ok && agenda_put(run->engine->store, &again, error);
}
