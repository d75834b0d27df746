#include "engine/verdict.h"

#include <string.h>

bool role_is_head(const struct role *role)
{
	return g_strcmp0(role->position, "head") == 0;
}

enum verdict verdict_owner(const struct view *view, const struct policy_step *rule, const struct role *role,
				const char **reason)
{
	enum relation relation = view->owner->relation;

	if (rule->only != 0) {
		bool named = (rule->only & (1u << relation)) != 0;

		*reason = named ? "collective" : "only";
		return named && !view->owner->collective ? VERDICT_WRITE : VERDICT_DROP;
	}
	*reason = "relation";
	if (role_is_head(role) && relation != RELATION_SUBORDINATE)
		return VERDICT_DIRECT;
	*reason = view->owner->collective ? "collective" : "superior";
	return view->owner->collective || relation == RELATION_SUPERIOR ? VERDICT_DROP : VERDICT_WRITE;
}

enum verdict verdict_others(const struct view *view, const struct policy_step *rule, const struct role *role,
				 const struct agency *body, const char **reason)
{
	bool subordinate = view->owner->relation == RELATION_SUBORDINATE;

	*reason = "only";
	if (rule->only != 0 && (rule->only & (1u << view->owner->relation)) == 0)
		return VERDICT_DROP;
	*reason = "owner";
	if (body == view->owner)
		return VERDICT_DROP;
	*reason = "superior";
	if (body != NULL && body->relation == RELATION_SUPERIOR && !(role->kind == ROLE_AGENCY && subordinate))
		return VERDICT_DROP;
	*reason = "relation";
	if ((role->kind == ROLE_AGENCY || role->kind == ROLE_MAILTO) && !subordinate && rule->only == 0)
		return VERDICT_DROP;
	*reason = "collective";
	return body != NULL && body->collective ? VERDICT_DROP : VERDICT_LIST;
}

bool verdict_direct(const struct view *view, const struct policy_step *rule)
{
	const char *reason;

	for (guint i = 0; rule->to != NULL && i < rule->to->len; i++) {
		const struct role *role = g_ptr_array_index(rule->to, i);

		if (role->kind == ROLE_OWNER && verdict_owner(view, rule, role, &reason) == VERDICT_DIRECT)
			return true;
	}
	return false;
}

bool verdict_to_owner(const struct view *view, const struct policy_step *rule, bool *direct)
{
	const char *reason;

	*direct = verdict_direct(view, rule);
	for (guint i = 0; rule->to != NULL && i < rule->to->len; i++) {
		const struct role *role = g_ptr_array_index(rule->to, i);

		if (role->kind == ROLE_OWNER && verdict_owner(view, rule, role, &reason) == VERDICT_WRITE)
			return true;
	}
	return *direct;
}
