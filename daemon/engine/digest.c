/*
 * The coordinator's digest: overdue, upcoming, received, returned, asked for; then campaigns, duties without a date and
 * notes on the calendar. Reads the store, decides only what belongs where.
 */
#include <string.h>

#include "engine/entries.h"
#include "engine/history.h"
#include "engine/internal.h"

enum { UPCOMING_DAYS = 14, SOFT_DAYS = 90, ASKED_DAYS = 366 };

static bool add_row(struct run *run, GPtrArray *rows, struct fact *fact, GError **error)
{
	struct view view;
	struct notice_row *row;

	if (!view_of(run->engine, fact, run->today, &view))
		return true;
	row = run_row(run, &view, error);
	if (row == NULL)
		return false;
	g_ptr_array_add(rows, row);
	return true;
}

/* What comes is one row per obligation, period and limit, with the number of bodies that still owe it. */
static bool add_upcoming(struct run *run, GPtrArray *rows, struct fact *fact, GError **error)
{
	for (guint i = 0; i < rows->len; i++) {
		struct notice_row *row = g_ptr_array_index(rows, i);

		if (strcmp(row->obligation->id, fact->obligation) == 0 && strcmp(row->obligation->plan->id, fact->plan) == 0 &&
		    strcmp(row->period.label, fact->period) == 0 && civil_equal(row->limit.limit, fact->limit)) {
			row->owners++;
			row->agency = NULL;
			row->contact = NULL;
			return true;
		}
	}
	if (!add_row(run, rows, fact, error))
		return false;
	if (rows->len > 0)
		((struct notice_row *)g_ptr_array_index(rows, rows->len - 1))->owners = 1;
	return true;
}

static bool sort_fact(struct run *run, struct notice_digest *digest, struct fact *fact, GError **error)
{
	int ahead = civil_diff(fact->limit, run->today);

	if (fact->state == STATE_RETURNED && !fact->withdrawn)
		return add_row(run, digest->returned, fact, error);
	if (!fact_is_open(fact))
		return true;
	if (ahead < 0) {
		if (instant_before(run->now, fact->late_from))
			digest->grace++;
		return add_row(run, digest->overdue, fact, error);
	}
	if (ahead <= (fact->soft ? SOFT_DAYS : UPCOMING_DAYS))
		return add_upcoming(run, digest->upcoming, fact, error);
	return true;
}

static bool add_facts(struct run *run, struct notice_digest *digest, const struct plan *plan, GError **error)
{
	struct fact_filter filter = { .plan = plan->id, .limit_last = civil_add(run->today, SOFT_DAYS) };
	GPtrArray *facts = fact_list(run->engine->store, &filter, error);

	if (facts == NULL)
		return false;
	for (guint i = 0; i < facts->len; i++) {
		if (!sort_fact(run, digest, g_ptr_array_index(facts, i), error)) {
			g_ptr_array_unref(facts);
			return false;
		}
	}
	g_ptr_array_extend_and_steal(run->facts, facts);
	return true;
}

static bool coordinates(const struct bundle *bundle, const char *plan)
{
	for (guint i = 0; i < bundle->digest_plans->len; i++)
		if (strcmp(((const struct plan *)g_ptr_array_index(bundle->digest_plans, i))->id, plan) == 0)
			return true;
	return false;
}

/* Borrowed from the run; NULL with an error. */
static struct fact *fact_of(struct run *run, int64_t row, GError **error)
{
	struct fact *fact = fact_get_row(run->engine->store, row, error);

	if (fact != NULL)
		g_ptr_array_add(run->facts, fact);
	return fact;
}

/* The row that was just added, if one was: the files may know the report no longer. */
static struct notice_row *added(GPtrArray *rows, guint before)
{
	return rows->len > before ? g_ptr_array_index(rows, rows->len - 1) : NULL;
}

static bool receive(struct run *run, struct notice_digest *digest, const struct bundle *bundle, const struct act *act, GError **error)
{
	struct fact *fact = fact_of(run, act->occurrence, error);
	g_autoptr(GPtrArray) acts = fact != NULL ? act_list(run->engine->store, fact->row, error) : NULL;
	guint before = digest->received->len;
	struct notice_row *row;
	struct report report;

	if (acts == NULL)
		return false;
	history_report(acts, 0, &report);
	if (report.act == NULL || report.act->id != act->id || !coordinates(bundle, fact->plan)) /* taken back, or came again since */
		return true;
	if (!add_row(run, digest->received, fact, error))
		return false;
	row = added(digest->received, before);
	if (row == NULL)
		return true;
	row->number = g_strdup(report.number);
	row->received = report.received;
	return true;
}

static bool add_received(struct run *run, struct notice_digest *digest, const struct bundle *bundle, GError **error)
{
	static const char *const verbs[] = { "submit", "nil" };
	struct instant from = zone_instant(run->config->settings.zone, digest->from, 0);

	for (size_t v = 0; v < G_N_ELEMENTS(verbs); v++) {
		g_autoptr(GPtrArray) acts = act_between(run->engine->store, verbs[v], from, run->now, error);

		if (acts == NULL)
			return false;
		for (guint i = 0; i < acts->len; i++)
			if (!receive(run, digest, bundle, g_ptr_array_index(acts, i), error))
				return false;
	}
	return true;
}

/* A request that no decision followed, with what was asked for and why. */
static bool await(struct run *run, struct notice_digest *digest, const struct bundle *bundle, const struct act *act, GError **error)
{
	struct fact *fact = fact_of(run, act->occurrence, error);
	g_autoptr(GPtrArray) acts = NULL;
	g_autofree char *until = NULL;
	const struct act *asked;
	struct notice_row *row;
	guint before = digest->requests->len;

	if (fact == NULL)
		return false;
	if (!fact_is_open(fact) || !instant_is_set(fact->asked_until) || !coordinates(bundle, fact->plan))
		return true;
	acts = act_list(run->engine->store, fact->row, error);
	if (acts == NULL)
		return false;
	asked = history_asked(acts);
	if (asked == NULL || asked->id != act->id)
		return true;
	if (!add_row(run, digest->requests, fact, error))
		return false;
	row = added(digest->requests, before);
	if (row == NULL)
		return true;
	until = history_detail(asked, "until");
	row->asks = true;
	if (until != NULL && !civil_parse(until, &row->asked_until))
		row->asked_until = CIVIL_NONE;
	row->reason = g_strdup(asked->reason);
	return true;
}

static bool add_requests(struct run *run, struct notice_digest *digest, const struct bundle *bundle, GError **error)
{
	struct instant from = zone_instant(run->config->settings.zone, civil_add(run->today, -ASKED_DAYS), 0);
	g_autoptr(GPtrArray) acts = act_between(run->engine->store, "ask", from, run->now, error);

	for (guint i = 0; acts != NULL && i < acts->len; i++)
		if (!await(run, digest, bundle, g_ptr_array_index(acts, i), error))
			return false;
	return acts != NULL;
}

static bool add_undated(struct run *run, struct notice_digest *digest, const struct plan *plan, GError **error)
{
	struct fact_filter filter = { .plan = plan->id, .undated = true };
	g_autoptr(GPtrArray) facts = fact_list(run->engine->store, &filter, error);

	if (facts == NULL)
		return false;
	for (guint i = 0; i < facts->len; i++) {
		struct fact *fact = g_ptr_array_index(facts, i);

		if (fact->dated || fact->withdrawn || civil_before(run->today, fact->period_first) ||
		    civil_before(fact->period_last, run->today))
			continue;
		if (!add_row(run, digest->undated, fact, error))
			return false;
	}
	return true;
}

static void add_campaigns(struct run *run, struct notice_digest *digest, const struct plan *plan)
{
	g_autoptr(GPtrArray) found =
		schedule_campaigns(run->config, plan, run->today, civil_add(run->today, UPCOMING_DAYS));

	for (guint i = 0; i < found->len; i++) {
		const struct campaign_occurrence *occurrence = g_ptr_array_index(found, i);
		struct notice_campaign *campaign = notice_campaign_new();

		campaign->campaign = occurrence->campaign;
		campaign->first = occurrence->first;
		campaign->last = occurrence->last;
		g_ptr_array_add(digest->campaigns, campaign);
	}
}

static bool fill(struct run *run, struct notice_digest *digest, const struct bundle *bundle, GError **error)
{
	for (guint i = 0; i < bundle->digest_plans->len; i++) {
		const struct plan *plan = g_ptr_array_index(bundle->digest_plans, i);

		if (!add_facts(run, digest, plan, error))
			return false;
		if (bundle->digest_undated && !add_undated(run, digest, plan, error))
			return false;
		add_campaigns(run, digest, plan);
		if (!entries_digest(run, plan, digest->counts, error))
			return false;
	}
	return add_received(run, digest, bundle, error) && add_requests(run, digest, bundle, error);
}

struct notice_digest *digest_build(struct run *run, const struct bundle *bundle, GError **error)
{
	struct notice_digest *digest = notice_digest_new();

	digest->from = civil_add(run->today, -bundle->digest_span);
	digest->to = civil_add(run->today, -1);
	g_clear_pointer(&digest->undated, g_ptr_array_unref);
	if (bundle->digest_undated)
		digest->undated = g_ptr_array_new_with_free_func((GDestroyNotify)notice_row_free);
	if (!fill(run, digest, bundle, error)) {
		notice_digest_free(digest);
		return NULL;
	}
	g_clear_pointer(&digest->days, g_ptr_array_unref);
	run_sort_rows(digest->overdue);
	run_sort_rows(digest->upcoming);
	run_sort_rows(digest->returned);
	digest->days = calendar_list(run->config->calendar, run->today, civil_add(run->today, UPCOMING_DAYS));
	return digest;
}

bool digest_is_empty(const struct notice_digest *digest)
{
	return digest->overdue->len == 0 && digest->upcoming->len == 0 && digest->received->len == 0 &&
	       digest->returned->len == 0 && digest->requests->len == 0;
}
