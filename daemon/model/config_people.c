#include "model/config_people.h"

#include <string.h>

#include "model/config_check.h"
#include "model/schedule.h"

#define LONGEST 36500 /* days of a plan without an end */

static bool is_new(struct people *people, const char *what, const void *about)
{
	return g_hash_table_add(people->said, g_strdup_printf("%s %p", what, about));
}

static void say_about(struct people *people, const char *rule, const char *noun, const char *subject, const struct source *source,
		      const char *text)
{
	problems_warning_about(people->reader->problems, rule, noun, subject, source->file, source->line, text);
}

/* ---- bodies that ended */

/* Of a body read before, with other files, only the place is known. */
static void say_heirless(struct people *people, const struct agency *agency, const struct obligation *obligation, const char *last,
			 const char *limit)
{
	struct node *node = check_node(people->reader, agency, "valid");
	g_autofree char *text = g_strdup_printf("it ends on %s and %s/%s has a limit on %s: name its successor, or \"none\"", last,
						obligation->plan->id, obligation->id, limit);

	if (node != NULL)
		reader_error(people->reader, node, "%s", text);
	else
		problems_error(people->reader->problems, agency->source.file, agency->source.line, "agency '%s': %s", agency->id, text);
}

static void say_ended(struct people *people, const struct agency *agency, const struct obligation *obligation, struct civil day)
{
	char last[CIVIL_SIZE], limit[CIVIL_SIZE];

	if (!is_new(people, "ended", agency) || reader_is_faulty(people->reader, agency))
		return;
	civil_format(agency->valid.last, last);
	civil_format(day, limit);
	if (agency->no_heir)
		say_about(people, "no-heir", "agencies", agency->id, &agency->source,
			  "{} {has|have} ended and nobody inherits{list}: limits after the last day have no occurrence of {its|theirs}");
	else
		say_heirless(people, agency, obligation, last, limit);
}

static void follow_heirs(struct people *people, const struct agency *agency, const struct obligation *obligation, struct civil day, int depth)
{
	if (!civil_is_set(agency->valid.last) || !civil_before(agency->valid.last, day) || depth > 20)
		return;
	if (agency->successors->len == 0)
		say_ended(people, agency, obligation, day);
	for (guint i = 0; i < agency->successors->len; i++)
		follow_heirs(people, agency->successors->pdata[i], obligation, day, depth + 1);
}

static void look_at_heirs(struct people *people, const struct obligation *obligation, struct civil day)
{
	g_autoptr(GPtrArray) owners = plan_members(obligation->owed_by, obligation->except, CIVIL_NONE);
	g_autoptr(GPtrArray) receivers = plan_members(obligation->owed_to, NULL, CIVIL_NONE);

	for (guint i = 0; i < owners->len; i++)
		follow_heirs(people, owners->pdata[i], obligation, day, 0);
	for (guint i = 0; i < receivers->len; i++)
		follow_heirs(people, receivers->pdata[i], obligation, day, 0);
	if (obligation->via != NULL)
		follow_heirs(people, obligation->via, obligation, day, 0);
	if (obligation->plan->coordinator != NULL)
		follow_heirs(people, obligation->plan->coordinator, obligation, day, 0);
}

static void look_at_covers(struct people *people, const struct obligation *obligation, const struct agency *owner, struct civil day)
{
	g_autoptr(GPtrArray) lines = NULL;

	if (obligation->covers.entries == NULL)
		return;
	lines = plan_covers_unassigned(obligation, owner, day);
	if (lines->len == 0 || !is_new(people, "covers", obligation))
		return;
	reader_warning(people->reader, check_node(people->reader, obligation, "covers"),
		       "%u line%s of an ended body (such as '%s') %s given to none of its heirs and will be shown to each as not yet "
		       "assigned: put each under the heir that reports it", lines->len, lines->len == 1 ? "" : "s",
		       (const char *)lines->pdata[0], lines->len == 1 ? "is" : "are");
}

/* ---- people without an address */

static char *span_text(struct span span)
{
	return g_strdup_printf("%d%s", span.count, span.unit == SPAN_WORKING_DAYS ? "wd" : "d");
}

static bool ever_held(const struct agency *agency, const char *position)
{
	return plan_contact(agency, position, CIVIL_NONE) != NULL;
}

/* True where the focal point can be written to on the day. */
static bool look_at_focal(struct people *people, const struct agency *agency, struct civil day)
{
	if (agency->collective || reader_is_faulty(people->reader, agency) || plan_contact(agency, "focal", day) != NULL)
		return true;
	if (!is_new(people, "focal", agency))
		return false;
	if (!ever_held(agency, "focal"))
		say_about(people, "no-focal", "agencies", agency->id, &agency->source,
			  "{} {has|have} no focal point{list}: nobody there can be written to, add a contact with position = \"focal\"");
	else
		say_about(people, "no-focal-then", "agencies", agency->id, &agency->source,
			  "{} {has|have} no focal point on the day of a limit{list}: check `from` and `until` of the contacts");
	return false;
}

static void look_at_position(struct people *people, const struct agency *agency, const char *position, const struct policy_step *step,
			     struct civil day)
{
	g_autofree char *distance = NULL;
	g_autofree char *text = NULL;

	if (agency->collective || reader_is_faulty(people->reader, agency) || !look_at_focal(people, agency, day))
		return;
	if (strcmp(position, "focal") == 0 || plan_contact(agency, position, day) != NULL)
		return;
	distance = span_text(step->distance);
	text = g_strdup_printf("{} {has|have} no %s{list}: {its|their} step `%s` goes to the focal point", position, distance);
	say_about(people, "no-position", "agencies", agency->id, &agency->source, text);
}

/* Is a step of the policy written to this body itself? Others stand in a list (relations of model/plan.h). */
static bool reaches(const struct policy_step *step, const struct role *role, const struct agency *owner)
{
	bool head = strcmp(role->position, "focal") != 0;

	if (step->only != 0)
		return (step->only & 1u << owner->relation) != 0;
	return owner->relation == RELATION_SUBORDINATE || (!head && owner->relation != RELATION_SUPERIOR);
}

static void look_at_step(struct people *people, const struct policy_step *step, const struct obligation *obligation,
			 const struct agency *owner, const GPtrArray *receivers, struct civil day)
{
	for (guint i = 0; i < step->to->len; i++) {
		const struct role *role = step->to->pdata[i];
		const struct agency *body = role->agency;

		if (role->kind == ROLE_OWNER && reaches(step, role, owner))
			look_at_position(people, owner, role->position, step, day);
		if (role->kind == ROLE_COORDINATOR)
			body = obligation->plan->coordinator;
		if ((role->kind == ROLE_COORDINATOR || role->kind == ROLE_AGENCY) && body != NULL && plan_body(body, day) != NULL)
			look_at_position(people, plan_body(body, day), role->position, step, day);
		for (guint j = 0; role->kind == ROLE_RECEIVER && j < receivers->len; j++) {
			const struct agency *receiver = receivers->pdata[j];

			if (receiver->relation != RELATION_SUPERIOR)
				look_at_position(people, receiver, role->position, step, day);
		}
	}
}

static const struct policy *policy_of(struct people *people, const struct obligation *obligation, const struct agency *owner)
{
	void *policy;

	if (!g_hash_table_lookup_extended(people->policies, owner, NULL, &policy)) {
		policy = (void *)plan_policy(obligation, owner);
		g_hash_table_insert(people->policies, (void *)owner, policy);
	}
	return policy;
}

/* Whoever else is written to, lists and digests go to the coordinator's focal point. */
static void look_at_coordinator(struct people *people, const struct obligation *obligation, struct civil day)
{
	const struct agency *coordinator = obligation->plan->coordinator;

	coordinator = coordinator != NULL ? plan_body(coordinator, day) : NULL;
	if (coordinator != NULL)
		look_at_focal(people, coordinator, day);
}

/* Owners of one policy and limit differ in their people only; steps are computed once. */
static void look_at_owners(struct people *people, const struct obligation *obligation, struct civil day, GHashTable *policies)
{
	g_autoptr(GPtrArray) owners = plan_members(obligation->owed_by, obligation->except, day);
	g_autoptr(GPtrArray) receivers = plan_receivers(obligation, day);

	for (guint i = 0; i < owners->len; i++) {
		const struct agency *owner = owners->pdata[i];
		const struct policy *policy = policy_of(people, obligation, owner);

		look_at_covers(people, obligation, owner, day);
		if (policy == NULL || reader_is_faulty(people->reader, policy) || g_ptr_array_find(receivers, owner, NULL))
			continue;
		g_hash_table_add(policies, (void *)policy);
		if (policy->remind->len > 0)
			look_at_focal(people, owner, day);
		for (guint j = 0; j < policy->escalate->len; j++)
			look_at_step(people, policy->escalate->pdata[j], obligation, owner, receivers, day);
	}
}

/* ---- steps that come */

static int days_of(const struct range *range)
{
	if (!civil_is_set(range->first) || !civil_is_set(range->last))
		return LONGEST;
	return civil_diff(range->last, range->first) + 1;
}

static void note_use(struct people *people, const void *user, const struct plan *plan, GArray *steps)
{
	int longest = MAX(GPOINTER_TO_INT(g_hash_table_lookup(people->used, user)), days_of(&plan->effective));

	g_hash_table_insert(people->used, (void *)user, GINT_TO_POINTER(longest));
	for (guint i = 0; i < steps->len; i++)
		g_hash_table_add(people->came, (void *)g_array_index(steps, struct step, i).rule);
}

void people_look(struct people *people, const struct obligation *obligation, const struct limit *limit)
{
	const struct config *config = people->reader->config;
	g_autoptr(GHashTable) policies = g_hash_table_new(NULL, NULL);
	GHashTableIter iter;
	void *policy;

	if (people->obligation != obligation)
		g_hash_table_remove_all(people->policies);
	people->obligation = obligation;
	look_at_heirs(people, obligation, limit->limit);
	look_at_coordinator(people, obligation, limit->limit);
	if (limit->soft)
		return;
	look_at_owners(people, obligation, limit->limit, policies);
	g_hash_table_iter_init(&iter, policies);
	while (g_hash_table_iter_next(&iter, &policy, NULL)) {
		g_autoptr(GArray) steps = schedule_steps(config, policy, obligation->plan, limit, limit->late_from);

		note_use(people, policy, obligation->plan, steps);
	}
}

static void look_at_members(struct people *people, const struct campaign_occurrence *occurrence)
{
	g_autoptr(GPtrArray) members = plan_members(occurrence->campaign->parties, NULL, occurrence->first);

	for (guint i = 0; i < members->len && occurrence->campaign->remind->len > 0; i++)
		look_at_focal(people, members->pdata[i], occurrence->first);
}

void people_look_at_campaigns(struct people *people, const struct plan *plan, struct range window)
{
	const struct config *config = people->reader->config;
	g_autoptr(GPtrArray) campaigns = schedule_campaigns(config, plan, window.first, window.last);

	for (guint i = 0; i < campaigns->len; i++) {
		const struct campaign_occurrence *occurrence = campaigns->pdata[i];
		g_autoptr(GArray) steps = NULL;

		if (reader_is_faulty(people->reader, occurrence->campaign))
			continue;
		look_at_members(people, occurrence);
		steps = schedule_campaign_steps(config, occurrence->campaign, occurrence->first);
		note_use(people, occurrence->campaign, plan, steps);
	}
}

/* ---- steps that never come */

static void say_never(struct people *people, const void *user, const struct policy_step *step, int longest, const char *key)
{
	g_autofree char *distance = span_text(step->distance);
	int days = step->distance.unit == SPAN_WORKING_DAYS ? step->distance.count * 7 / 5 : step->distance.count;
	struct node *node = check_node(people->reader, user, key);

	if (days > longest)
		reader_error(people->reader, node, "step `%s` can never come: no plan that uses it is that long, take it out", distance);
	else
		reader_warning(people->reader, node,
			       "step `%s` never comes: with every limit it would fall before the first day of its plan", distance);
}

static void find_never(struct people *people, const void *user, const GPtrArray *steps, int longest, const char *key)
{
	for (guint i = 0; i < steps->len; i++) {
		if (!g_hash_table_contains(people->came, steps->pdata[i]))
			say_never(people, user, steps->pdata[i], longest, key);
	}
}

void people_never(struct people *people)
{
	const struct definitions *definitions = people->reader->config->definitions;
	void *longest;

	for (guint i = 0; i < definitions->policies->len; i++) {
		const struct policy *policy = definitions->policies->pdata[i];

		if (!g_hash_table_lookup_extended(people->used, policy, NULL, &longest))
			continue;
		find_never(people, policy, policy->remind, GPOINTER_TO_INT(longest), "remind");
		find_never(people, policy, policy->escalate, GPOINTER_TO_INT(longest), "escalate");
	}
	for (guint i = 0; i < definitions->plans->len; i++) {
		const struct plan *plan = definitions->plans->pdata[i];

		for (guint j = 0; j < plan->campaigns->len; j++) {
			const struct campaign *campaign = plan->campaigns->pdata[j];

			if (g_hash_table_lookup_extended(people->used, campaign, NULL, &longest))
				find_never(people, campaign, campaign->remind, GPOINTER_TO_INT(longest), "remind");
		}
	}
}

void people_init(struct people *people, struct reader *reader)
{
	memset(people, 0, sizeof *people);
	people->reader = reader;
	people->policies = g_hash_table_new(NULL, NULL);
	people->said = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	people->came = g_hash_table_new(NULL, NULL);
	people->used = g_hash_table_new(NULL, NULL);
}

void people_clear(struct people *people)
{
	g_hash_table_unref(people->policies);
	g_hash_table_unref(people->said);
	g_hash_table_unref(people->came);
	g_hash_table_unref(people->used);
}
