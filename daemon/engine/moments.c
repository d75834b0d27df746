/*
 * The moments of what is not an occurrence: digests, the list of those who will be told, the list to settle, campaigns and
 * answers. Each row of the agenda is taken when its moment has come and given its next one.
 */
#include <string.h>

#include "engine/inputs.h"

enum digest digest_of_plan(const struct plan *plan)
{
	enum digest digest = plan->policy != NULL ? plan->policy->digest : DIGEST_NONE;

	for (guint i = 0; digest == DIGEST_NONE && i < plan->obligations->len; i++) {
		const struct obligation *obligation = g_ptr_array_index(plan->obligations, i);

		for (guint j = 0; obligation->policy.entries != NULL && j < obligation->policy.entries->len; j++) {
			const struct by_owner_entry *entry = g_ptr_array_index(obligation->policy.entries, j);

			digest = MAX(digest, ((const struct policy *)entry->value)->digest);
		}
	}
	return digest;
}

/* Weekly: the opening of the week's first working day; daily: of each. After `now`. */
struct instant digest_next(const struct config *config, enum digest digest, struct instant now)
{
	struct civil today = zone_civil(config->settings.zone, now);
	struct civil monday = civil_add(today, 1 - (int)civil_weekday(today));

	if (digest == DIGEST_NONE)
		return INSTANT_NEVER;
	if (digest == DIGEST_DAILY)
		return schedule_next_opening(config, now);
	for (int week = 0; week < 60; week++, monday = civil_add(monday, 7)) {
		struct civil day = calendar_next(config->calendar, monday, NULL);
		struct instant opening = schedule_opening(config, day);

		if (civil_diff(day, monday) < 7 && instant_before(now, opening))
			return opening;
	}
	return INSTANT_NEVER;
}

static bool coordinates(const struct plan *plan, const char *agency, struct civil today)
{
	const struct agency *body = plan->coordinator != NULL ? plan_body(plan->coordinator, today) : NULL;

	return body != NULL && strcmp(body->id, agency) == 0;
}

/* Duties without a date are printed once a month, and when they have become others. */
static bool undated_changed(struct run *run, struct agenda_row *row, struct civil day, GError **error, bool *ret)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	const GPtrArray *plans = run->config->definitions->plans;
	int year, month, number;

	for (guint i = 0; i < plans->len; i++) {
		const struct plan *plan = g_ptr_array_index(plans, i);
		struct fact_filter filter = { .plan = plan->id, .undated = true };
		g_autoptr(GPtrArray) facts = NULL;

		if (!coordinates(plan, row->subject + strlen("digest/"), run->today))
			continue;
		facts = fact_list(run->engine->store, &filter, error);
		if (facts == NULL)
			return false;
		for (guint j = 0; j < facts->len; j++) {
			const struct fact *fact = g_ptr_array_index(facts, j);

			if (!fact->dated && !fact->withdrawn && !civil_before(run->today, fact->period_first) &&
			    !civil_before(fact->period_last, run->today))
				g_checksum_update(sum, (const guchar *)fact->id, (gssize)strlen(fact->id) + 1);
		}
	}
	civil_split(day, &year, &month, &number);
	*ret = number <= 7 || g_strcmp0(row->detail, g_checksum_get_string(sum)) != 0;
	g_free(row->detail);
	row->detail = g_strdup(g_checksum_get_string(sum));
	return true;
}

static bool digest_due(struct run *run, struct agenda_row *row, GError **error)
{
	const char *id = row->subject + strlen("digest/");
	const GPtrArray *plans = run->config->definitions->plans;
	struct civil day = zone_civil(run->config->settings.zone, row->next);
	enum digest rhythm = DIGEST_NONE;
	struct bundle *bundle = NULL;
	char date[CIVIL_SIZE];
	bool undated;

	if (!undated_changed(run, row, day, error, &undated))
		return false;
	for (guint i = 0; i < plans->len; i++) {
		const struct plan *plan = g_ptr_array_index(plans, i);
		struct person person = person_coordinating(run->engine, plan, run->today);

		if (!coordinates(plan, id, run->today) || digest_of_plan(plan) == DIGEST_NONE)
			continue;
		rhythm = rhythm == DIGEST_DAILY ? rhythm : digest_of_plan(plan);
		if (person.address == NULL)
			continue;
		bundle = run_bundle(run, person.address, true, &person, false);
		g_ptr_array_add(bundle->digest_plans, (gpointer)plan);
	}
	if (bundle != NULL) {
		g_ptr_array_add(bundle->digest_subjects, g_strdup_printf("digest/%s/%s", id, civil_format(day, date)));
		bundle->digest_span = rhythm == DIGEST_DAILY ? 1 : 7;
		bundle->digest_undated |= undated;
	}
	row->next = digest_next(run->config, rhythm, run->now);
	return agenda_put(run->engine->store, row, error);
}

static bool created_in(const struct fact *fact, char **loads)
{
	char created[24];

	g_snprintf(created, sizeof created, "%" G_GINT64_FORMAT, fact->created.seconds);
	return g_strv_contains((const char *const *)loads, created);
}

static bool settle_facts(struct run *run, const struct plan *plan, char **loads, struct bundle *bundle, GError **error)
{
	struct fact_filter filter = { .plan = plan->id };
	GPtrArray *facts = fact_list(run->engine->store, &filter, error);

	if (facts == NULL)
		return false;
	for (guint i = 0; i < facts->len; i++) {
		struct fact *fact = g_ptr_array_index(facts, i);

		if (fact->unsettled && !fact->withdrawn && created_in(fact, loads))
			g_ptr_array_add(bundle->settle, fact);
	}
	g_ptr_array_extend_and_steal(run->facts, facts);
	return true;
}

/* settle/AGENCY/DATE: what the loads before that opening found already late, once, to the coordinating person, else to the
 * administrator. */
static bool settle_due(struct run *run, struct agenda_row *row, GError **error)
{
	g_auto(GStrv) parts = g_strsplit(row->subject, "/", 3);
	g_auto(GStrv) loads = g_strsplit(row->detail != NULL ? row->detail : "", " ", -1);
	const GPtrArray *plans = run->config->definitions->plans;

	for (guint i = 0; i < plans->len; i++) {
		const struct plan *plan = g_ptr_array_index(plans, i);
		struct person person = person_coordinating(run->engine, plan, run->today);
		const char *address = person.address != NULL ? person.address : run->config->settings.mail.admin;
		g_autofree char *subject = NULL;
		struct bundle *bundle;
		guint before;

		if (strcmp(plan->coordinator != NULL ? plan->coordinator->id : "admin", parts[1]) != 0)
			continue;
		if (person.address == NULL)
			person = (struct person){ 0 };
		bundle = run_bundle(run, address, true, &person, false);
		before = bundle->settle->len;
		if (!settle_facts(run, plan, loads, bundle, error))
			return false;
		subject = g_strdup_printf("settle/%s/%s", person.address != NULL ? parts[1] : "admin", parts[2]);
		if (bundle->settle->len > before &&
		    !g_ptr_array_find_with_equal_func(bundle->settle_subjects, subject, g_str_equal, NULL))
			g_ptr_array_add(bundle->settle_subjects, g_steal_pointer(&subject));
	}
	return agenda_remove(run->engine->store, row->subject, error);
}

/* Lines of the lists of those who will be told; a list that went already takes no later lines. */
static bool foretold_due(struct run *run, GError **error)
{
	for (guint i = 0; i < run->sayings->len; i++) {
		struct saying *saying = g_ptr_array_index(run->sayings, i);
		struct person person = { .agency = saying->agency, .contact = saying->contact };
		g_autofree char *subject = NULL;
		struct ledger_row *row = NULL;
		struct bundle *bundle;
		char date[CIVIL_SIZE];

		if (!saying->foretold)
			continue;
		subject = g_strdup_printf("foretell/%s/%s", saying->agency->id, civil_format(saying->foretell_day, date));
		if (!ledger_get(run->engine->store, subject, 1, "foretell", "coordinator:focal", &row, error))
			return false;
		if (row != NULL) {
			ledger_row_free(row);
			continue;
		}
		bundle = run_bundle(run, saying->address, true, &person, false);
		g_ptr_array_add(bundle->foretold, saying);
		if (!instant_is_set(bundle->foretold_at) || instant_before(saying->step.moment, bundle->foretold_at))
			bundle->foretold_at = saying->step.moment;
		if (!g_ptr_array_find_with_equal_func(bundle->foretell_subjects, subject, g_str_equal, NULL))
			g_ptr_array_add(bundle->foretell_subjects, g_steal_pointer(&subject));
	}
	return true;
}

static bool row_due(struct run *run, struct agenda_row *row, GError **error)
{
	if (strcmp(row->kind, "digest") == 0)
		return digest_due(run, row, error);
	if (strcmp(row->kind, "settle") == 0)
		return settle_due(run, row, error);
	if (strcmp(row->kind, "campaign") == 0)
		return answer_campaign(run, row, error);
	if (strcmp(row->kind, "request") == 0)
		return answer_request(run, row, error);
	if (strcmp(row->kind, "receipt") == 0)
		return answer_receipt(run, row, error);
	if (strcmp(row->kind, "ready") == 0)
		return inputs_ready_due(run, row, error);
	return true; /* admin: after everything else of the run */
}

bool agenda_run(struct run *run, GError **error)
{
	g_autoptr(GPtrArray) rows = agenda_due(run->engine->store, run->now, error);

	if (rows == NULL)
		return false;
	for (guint i = 0; i < rows->len; i++)
		if (!row_due(run, g_ptr_array_index(rows, i), error))
			return false;
	return foretold_due(run, error);
}
