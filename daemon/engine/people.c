#include <string.h>

#include "engine/internal.h"
#include "engine/overlay.h"

bool engine_read_people(struct engine *engine, enum language language, GError **error)
{
	struct overlay *overlay = overlay_read(engine->store, language, error);

	if (overlay == NULL)
		return false;
	overlay_free(engine->overlay);
	engine->overlay = overlay;
	return true;
}

static bool has_ended(const struct agency *agency, struct civil today)
{
	return civil_is_set(agency->valid.last) && civil_before(agency->valid.last, today);
}

const struct agency *body_of(const struct agency *agency, struct civil today)
{
	const struct agency *body = agency != NULL ? plan_body(agency, today) : NULL;

	return body != NULL ? body : agency;
}

struct person person_of(const struct engine *engine, const struct agency *agency, const char *position, struct civil today)
{
	struct person person = { 0 };

	if (agency == NULL || agency->collective)
		return person;
	person.agency = agency;
	if (has_ended(agency, today))
		return person;
	person.contact = overlay_contact(engine->overlay, agency, position, today);
	if (person.contact == NULL && strcmp(position, "focal") != 0) {
		person.contact = overlay_contact(engine->overlay, agency, "focal", today);
		person.fell_back = person.contact != NULL;
	}
	person.address = person.contact != NULL ? person.contact->email : NULL;
	return person;
}

struct person person_coordinating(const struct engine *engine, const struct plan *plan, struct civil today)
{
	return person_of(engine, body_of(plan->coordinator, today), "focal", today);
}

GPtrArray *receivers_of(const struct obligation *obligation, struct civil today)
{
	GPtrArray *receivers = plan_receivers(obligation, today);

	if (receivers->len > 0)
		return receivers;
	g_ptr_array_unref(receivers);
	receivers = plan_members(obligation->owed_to, NULL, CIVIL_NONE);
	if (obligation->via != NULL)
		g_ptr_array_insert(receivers, 0, (gpointer)obligation->via);
	if (receivers->len > 1)
		g_ptr_array_set_size(receivers, 1);
	return receivers;
}

/* The body behind the first word of a ledger role; NULL: none, or several. */
static const struct agency *body_of_role(const struct engine *engine, const struct view *view, const char *word, struct civil today)
{
	g_autoptr(GPtrArray) receivers = NULL;

	if (strcmp(word, "owner") == 0)
		return view->owner;
	if (strcmp(word, "coordinator") == 0)
		return body_of(view->obligation->plan->coordinator, today);
	if (strcmp(word, "receiver") != 0)
		return body_of(plan_agency(engine->config->definitions, word), today);
	receivers = receivers_of(view->obligation, today);
	return receivers->len == 1 ? g_ptr_array_index(receivers, 0) : NULL;
}

bool person_of_role(const struct engine *engine, const struct view *view, const char *role, struct civil today, struct person *ret)
{
	g_auto(GStrv) words = g_strsplit(role, ":", 2);
	const struct agency *body;

	*ret = (struct person){ 0 };
	if (words[0] == NULL || words[1] == NULL || strcmp(words[0], "mailto") == 0)
		return false;
	body = body_of_role(engine, view, words[0], today);
	if (body == NULL)
		return false;
	*ret = person_of(engine, body, words[1], today);
	return true;
}

bool fact_is_open(const struct fact *fact)
{
	return fact->dated && (fact->state == STATE_OPEN || fact->state == STATE_RETURNED) && !fact->withdrawn && !fact->unsettled;
}

void view_period(const struct fact *fact, struct period *ret)
{
	memset(ret, 0, sizeof *ret);
	g_strlcpy(ret->label, fact->period, sizeof ret->label);
	ret->first = fact->period_first;
	ret->last = fact->period_last;
}

/* The day the rule names is not stored: it is the last permitted day, or the one after for a `before`. */
static void view_limit(const struct fact *fact, const struct due *due, struct limit *ret)
{
	*ret = (struct limit){ .last = fact->last, .limit = fact->limit, .aim = fact->aim, .late_from = fact->late_from,
			       .provisional = fact->provisional, .soft = fact->soft };
	ret->named = due != NULL && due->kind == DUE_BEFORE ? civil_add(fact->last, 1) : fact->last;
}

bool view_of(const struct engine *engine, struct fact *fact, struct civil today, struct view *ret)
{
	*ret = (struct view){ .fact = fact };
	ret->obligation = engine_obligation(engine, fact->plan, fact->obligation);
	if (ret->obligation == NULL)
		return false;
	if (fact->agency != NULL) {
		const struct definitions *definitions = engine->config->definitions;
		const struct agency *agency = plan_agency(definitions, fact->agency);
		const struct agency *assignee = fact->assignee != NULL ? plan_agency(definitions, fact->assignee) : NULL;

		if (agency == NULL)
			return false;
		ret->owner = body_of(assignee != NULL ? assignee : agency, today);
		ret->instead_of = assignee != NULL ? agency : NULL;
		ret->policy = plan_policy(ret->obligation, agency);
	}
	if (fact->dated) {
		ret->due = engine_rule_in_force(engine, fact, ret->obligation);
		view_limit(fact, ret->due, &ret->limit);
		ret->last_day = due_last_day(&ret->limit, engine->config->settings.zone);
	}
	return true;
}

struct occurrence view_occurrence(const struct view *view)
{
	struct occurrence occurrence = { .id = view->fact->id, .plan = view->obligation->plan, .obligation = view->obligation,
					 .owner = view->owner, .dated = view->fact->dated, .limit = view->limit,
					 .owners = view->fact->owners, .internal = view->fact->internal };

	view_period(view->fact, &occurrence.period);
	return occurrence;
}
