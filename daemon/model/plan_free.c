/* The records of model/plan.h: made empty and freed whole. */
#include "model/plan.h"

static void contact_free(void *data)
{
	struct contact *contact = data;

	g_free(contact->position);
	g_free(contact->name);
	g_free(contact->title);
	g_free(contact->phone);
	g_free(contact->email);
	g_free(contact->deputy_of);
	g_free(contact);
}

static void agency_free(void *data)
{
	struct agency *agency = data;

	g_free(agency->id);
	g_free(agency->name);
	g_free(agency->short_name);
	g_free(agency->address_as);
	g_ptr_array_unref(agency->successors);
	g_ptr_array_unref(agency->contacts);
	g_free(agency);
}

static void group_free(void *data)
{
	struct group *group = data;

	g_free(group->id);
	g_ptr_array_unref(group->members);
	g_clear_pointer(&group->closed, g_hash_table_unref);
	g_free(group);
}

void role_free(struct role *role)
{
	g_free(role->position);
	g_free(role->address);
	g_free(role->text);
	g_free(role);
}

static void policy_step_free(void *data)
{
	struct policy_step *step = data;

	g_ptr_array_unref(step->to);
	g_ptr_array_unref(step->cc);
	g_free(step);
}

static void policy_free(void *data)
{
	struct policy *policy = data;

	g_free(policy->id);
	g_ptr_array_unref(policy->remind);
	g_ptr_array_unref(policy->escalate);
	g_free(policy);
}

static void by_owner_clear(struct by_owner *values, GDestroyNotify free_value)
{
	if (values->entries == NULL)
		return;
	for (guint i = 0; i < values->entries->len; i++) {
		struct by_owner_entry *entry = values->entries->pdata[i];

		if (free_value != NULL && entry->value != NULL)
			free_value(entry->value);
		g_free(entry->party);
		g_free(entry);
	}
	g_ptr_array_unref(values->entries);
}

static void obligation_free(void *data)
{
	struct obligation *obligation = data;

	g_free(obligation->id);
	g_free(obligation->title);
	g_free(obligation->short_title);
	rhythm_clear(&obligation->rhythm);
	due_clear(&obligation->due);
	g_free(obligation->period);
	g_ptr_array_unref(obligation->owed_by);
	g_ptr_array_unref(obligation->except);
	g_ptr_array_unref(obligation->owed_to);
	by_owner_clear(&obligation->policy, NULL);
	by_owner_clear(&obligation->covers, (GDestroyNotify)g_ptr_array_unref);
	by_owner_clear(&obligation->send_to, g_free);
	by_owner_clear(&obligation->nonworking, NULL);
	g_free(obligation->outline);
	g_free(obligation->clause);
	g_free(obligation->quote);
	g_ptr_array_unref(obligation->needs);
	g_free(obligation);
}

static void campaign_free(void *data)
{
	struct campaign *campaign = data;

	g_free(campaign->id);
	g_free(campaign->title);
	g_free(campaign->short_title);
	rhythm_clear(&campaign->rhythm);
	g_ptr_array_unref(campaign->parties);
	g_ptr_array_unref(campaign->remind);
	g_free(campaign);
}

static void document_clear(struct document *document)
{
	g_free(document->type);
	g_free(document->subject);
	g_free(document->number);
	g_free(document->issuer_text);
	g_free(document->signer);
	g_free(document->cite);
	g_free(document->cite_short);
}

void plan_free(struct plan *plan)
{
	if (plan == NULL)
		return;
	g_free(plan->id);
	g_free(plan->title);
	document_clear(&plan->document);
	g_free(plan->send_to);
	g_free(plan->outline);
	g_ptr_array_unref(plan->obligations);
	g_ptr_array_unref(plan->campaigns);
	g_free(plan);
}

struct contact *contact_new(void)
{
	return g_new0(struct contact, 1);
}

struct agency *agency_new(void)
{
	struct agency *agency = g_new0(struct agency, 1);

	agency->successors = g_ptr_array_new();
	agency->contacts = g_ptr_array_new_with_free_func(contact_free);
	return agency;
}

struct group *group_new(void)
{
	struct group *group = g_new0(struct group, 1);

	group->members = g_ptr_array_new_with_free_func(g_free);
	return group;
}

struct policy_step *policy_step_new(void)
{
	struct policy_step *step = g_new0(struct policy_step, 1);

	step->to = g_ptr_array_new_with_free_func((GDestroyNotify)role_free);
	step->cc = g_ptr_array_new_with_free_func((GDestroyNotify)role_free);
	return step;
}

struct policy *policy_new(void)
{
	struct policy *policy = g_new0(struct policy, 1);

	policy->remind = g_ptr_array_new_with_free_func(policy_step_free);
	policy->escalate = g_ptr_array_new_with_free_func(policy_step_free);
	return policy;
}

struct obligation *obligation_new(void)
{
	struct obligation *obligation = g_new0(struct obligation, 1);

	obligation->due.minute = -1;
	obligation->owed_by = g_ptr_array_new_with_free_func(g_free);
	obligation->except = g_ptr_array_new_with_free_func(g_free);
	obligation->owed_to = g_ptr_array_new_with_free_func(g_free);
	obligation->needs = g_ptr_array_new();
	return obligation;
}

struct campaign *campaign_new(void)
{
	struct campaign *campaign = g_new0(struct campaign, 1);

	campaign->parties = g_ptr_array_new_with_free_func(g_free);
	campaign->remind = g_ptr_array_new_with_free_func(policy_step_free);
	return campaign;
}

struct plan *plan_new(void)
{
	struct plan *plan = g_new0(struct plan, 1);

	plan->obligations = g_ptr_array_new_with_free_func(obligation_free);
	plan->campaigns = g_ptr_array_new_with_free_func(campaign_free);
	return plan;
}

struct party *party_new(const char *id, const struct agency *agency, const struct group *group)
{
	struct party *party = g_new0(struct party, 1);

	party->id = id;
	party->agency = agency;
	party->group = group;
	return party;
}

struct definitions *definitions_new(void)
{
	struct definitions *definitions = g_new0(struct definitions, 1);

	definitions->agencies = g_ptr_array_new_with_free_func(agency_free);
	definitions->groups = g_ptr_array_new_with_free_func(group_free);
	definitions->policies = g_ptr_array_new_with_free_func(policy_free);
	definitions->plans = g_ptr_array_new_with_free_func((GDestroyNotify)plan_free);
	definitions->outgrown = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
	definitions->refused = g_ptr_array_new_with_free_func(obligation_free);
	definitions->by_id = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
	return definitions;
}

void plan_add(struct definitions *definitions, struct plan *plan)
{
	GPtrArray *before = definitions->plans, *plans = g_ptr_array_new_full(before->len + 1, (GDestroyNotify)plan_free);

	for (guint i = 0; i < before->len; i++)
		g_ptr_array_add(plans, before->pdata[i]);
	g_ptr_array_add(plans, plan);
	g_ptr_array_set_free_func(before, NULL);
	g_ptr_array_add(definitions->outgrown, before);
	g_atomic_pointer_set(&definitions->plans, plans);
}

void definitions_free(struct definitions *definitions)
{
	if (definitions == NULL)
		return;
	g_hash_table_unref(definitions->by_id);
	g_ptr_array_unref(definitions->refused);
	g_ptr_array_unref(definitions->plans);
	g_ptr_array_unref(definitions->outgrown);
	g_ptr_array_unref(definitions->policies);
	g_ptr_array_unref(definitions->groups);
	g_ptr_array_unref(definitions->agencies);
	g_free(definitions);
}
