#include "engine/feeds_scope.h"

#include <string.h>

#include "base/error.h"
#include "engine/feeds_person.h"

void feeds_scope_free(struct feeds_scope *scope)
{
	if (scope == NULL)
		return;
	g_clear_pointer(&scope->bodies, g_hash_table_unref);
	g_free(scope->person);
	g_free(scope);
}

static bool any_in(GHashTable *set, const GPtrArray *bodies)
{
	for (guint i = 0; i < bodies->len; i++) {
		if (g_hash_table_contains(set, bodies->pdata[i]))
			return true;
	}
	return false;
}

/* ---- what a key names */

static bool stands_under(const struct agency *agency, const struct agency *above)
{
	while (agency != NULL && agency != above)
		agency = agency->under;
	return agency != NULL;
}

static bool name_agency(struct feeds_scope *scope, const struct feeds *feeds, const char *id)
{
	const GPtrArray *agencies = feeds->config->definitions->agencies;

	scope->agency = plan_agency(feeds->config->definitions, id);
	if (scope->agency == NULL)
		return false;
	scope->bodies = g_hash_table_new(NULL, NULL);
	g_hash_table_add(scope->bodies, (void *)scope->agency);
	for (guint i = 0; scope->scope == FEED_SCOPE_UNDER && i < agencies->len; i++) {
		if (stands_under(agencies->pdata[i], scope->agency))
			g_hash_table_add(scope->bodies, agencies->pdata[i]);
	}
	return true;
}

static bool name_group(struct feeds_scope *scope, struct feeds *feeds, const char *id)
{
	const struct party *party = g_hash_table_lookup(feeds->config->definitions->by_id, id);

	scope->group = party != NULL ? party->group : NULL;
	if (scope->group != NULL)
		scope->bodies = g_hash_table_ref(feeds_kept_bodies(feeds, scope->group));
	return scope->group != NULL;
}

static bool name_obligation(struct feeds_scope *scope, const struct feeds *feeds, const char *id)
{
	g_auto(GStrv) names = g_strsplit(id, "/", 2);

	if (names[0] == NULL || names[1] == NULL)
		return false;
	scope->plan = plan_find(feeds->config->definitions, names[0]);
	scope->obligation = scope->plan != NULL ? plan_obligation(scope->plan, names[1]) : NULL;
	return scope->obligation != NULL;
}

static bool name_person(struct feeds_scope *scope, const struct feeds *feeds, const char *address, GError **error)
{
	g_autoptr(GPtrArray) agencies = feeds_person_agencies(feeds->config, feeds->stamps.store, address, feeds->today,
							      &scope->person, error);

	if (agencies == NULL || agencies->len == 0)
		return false;
	scope->agency = agencies->pdata[0];
	scope->bodies = g_hash_table_new(NULL, NULL);
	for (guint i = 0; i < agencies->len; i++)
		g_hash_table_add(scope->bodies, agencies->pdata[i]);
	return true;
}

static bool name(struct feeds_scope *scope, struct feeds *feeds, const char *id, GError **error)
{
	switch (scope->scope) {
	case FEED_SCOPE_ALL:
	case FEED_SCOPE_CAMPAIGNS:
		return true;
	case FEED_SCOPE_PLAN:
		scope->plan = plan_find(feeds->config->definitions, id);
		return scope->plan != NULL;
	case FEED_SCOPE_AGENCY:
	case FEED_SCOPE_UNDER:
		return name_agency(scope, feeds, id);
	case FEED_SCOPE_GROUP:
		return name_group(scope, feeds, id);
	case FEED_SCOPE_OBLIGATION:
		return name_obligation(scope, feeds, id);
	case FEED_SCOPE_PERSON:
		return name_person(scope, feeds, id, error);
	}
	g_assert_not_reached();
}

static void refuse(const struct feed_key *key, GError **error)
{
	static const char *const what[] = {
		[FEED_SCOPE_PLAN] = "plan", [FEED_SCOPE_AGENCY] = "agency", [FEED_SCOPE_GROUP] = "group",
		[FEED_SCOPE_UNDER] = "agency", [FEED_SCOPE_OBLIGATION] = "obligation",
	};

	if (key->scope == FEED_SCOPE_PERSON)
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID, "nobody holds a position today under the address '%s'",
			    key->id);
	else
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID, "no %s is called '%s'", what[key->scope], key->id);
}

struct feeds_scope *feeds_scope_new(struct feeds *feeds, const struct feed_key *key, GError **error)
{
	struct feeds_scope *scope = g_new0(struct feeds_scope, 1);
	GError *failure = NULL;

	scope->scope = key->scope;
	scope->today = feeds->today;
	if (name(scope, feeds, key->id, &failure))
		return scope;
	if (failure != NULL)
		g_propagate_error(error, failure);
	else
		refuse(key, error);
	feeds_scope_free(scope);
	return NULL;
}

/* ---- what belongs to it */

bool feeds_scope_is_of_bodies(const struct feeds_scope *scope)
{
	switch (scope->scope) {
	case FEED_SCOPE_AGENCY:
	case FEED_SCOPE_UNDER:
	case FEED_SCOPE_PERSON:
		return true;
	case FEED_SCOPE_ALL:
	case FEED_SCOPE_PLAN:
	case FEED_SCOPE_GROUP:
	case FEED_SCOPE_OBLIGATION:
	case FEED_SCOPE_CAMPAIGNS:
		return false;
	}
	g_assert_not_reached();
}

static bool coordinates(const struct feeds_scope *scope, const struct plan *plan)
{
	g_autoptr(GPtrArray) heirs = plan->coordinator != NULL ? plan_heirs(plan->coordinator, scope->today) : NULL;

	return heirs != NULL && any_in(scope->bodies, heirs);
}

/* Is it one of them that asks for it? Whoever stands for the receiver today: what is past is his to see, too. */
static bool receives(const struct feeds_scope *scope, const struct obligation *obligation)
{
	g_autoptr(GPtrArray) receivers = NULL;

	if (obligation == NULL)
		return false;
	if (coordinates(scope, obligation->plan))
		return true;
	receivers = plan_receivers(obligation, scope->today);
	return any_in(scope->bodies, receivers);
}

bool feeds_scope_has_whole(const struct feeds_scope *scope, const struct feed_event *event, const GPtrArray *owners)
{
	switch (scope->scope) {
	case FEED_SCOPE_ALL:
	case FEED_SCOPE_PLAN:
		return true;
	case FEED_SCOPE_GROUP:
		return any_in(scope->bodies, owners);
	case FEED_SCOPE_OBLIGATION:
		return event->obligation == scope->obligation;
	case FEED_SCOPE_PERSON:
		return receives(scope, event->obligation);
	case FEED_SCOPE_AGENCY:
	case FEED_SCOPE_UNDER:
	case FEED_SCOPE_CAMPAIGNS:
		return false;
	}
	g_assert_not_reached();
}

bool feeds_scope_has_campaign(const struct feeds_scope *scope, const struct feeds_campaign *campaign)
{
	switch (scope->scope) {
	case FEED_SCOPE_ALL:
	case FEED_SCOPE_PLAN:
	case FEED_SCOPE_CAMPAIGNS:
		return true;
	case FEED_SCOPE_PERSON:
		return any_in(scope->bodies, campaign->members) || coordinates(scope, campaign->bar->campaign->plan);
	case FEED_SCOPE_AGENCY:
	case FEED_SCOPE_UNDER:
	case FEED_SCOPE_GROUP:
		return any_in(scope->bodies, campaign->members);
	case FEED_SCOPE_OBLIGATION:
		return false;
	}
	g_assert_not_reached();
}

bool feeds_scope_has_plan(const struct feeds_scope *scope, const struct plan *plan)
{
	return scope->plan == NULL || scope->plan == plan;
}

bool feeds_scope_reads(const struct feeds_scope *scope, const struct plan *plan)
{
	if (scope->scope != FEED_SCOPE_PERSON)
		return !feeds_scope_is_of_bodies(scope) && feeds_scope_has_plan(scope, plan);
	if (coordinates(scope, plan))
		return true;
	for (guint i = 0; i < plan->obligations->len; i++) {
		if (receives(scope, plan->obligations->pdata[i]))
			return true;
	}
	return false;
}
