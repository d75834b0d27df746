#include "engine/subscribe_target.h"

#include <string.h>

#include "base/address.h"
#include "base/error.h"
#include "engine/feeds_person.h"
#include "engine/internal.h"
#include "engine/links.h"
#include "engine/overlay.h"
#include "engine/pick.h"

/* Ids that are named where one is not known. */
#define NAMED_MOST 12

static const char *const scopes[] = { "all", "plan", "agency", "group", "under", "obligation", "person", "campaigns", NULL };

bool subscribe_scope_known(const char *scope, GError **error)
{
	if (scope && g_strv_contains(scopes, scope))
		return true;
	return error_refuse(error, DEADLINED_ERROR_USAGE,
		      "scope '%.40s': give all, plan, agency, group, under, obligation, person or campaigns", scope ? scope : "");
}

/* ---- what the files name */

/* "a, b, c and 4 more" */
static char *some(const GPtrArray *ids)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < ids->len && i < NAMED_MOST; i++)
		g_string_append_printf(text, "%s%s", i ? ", " : "", (const char *)ids->pdata[i]);
	if (ids->len > NAMED_MOST)
		g_string_append_printf(text, " and %u more", ids->len - NAMED_MOST);
	return g_string_free(text, FALSE);
}

static bool refuse_among(const char *what, const char *target, const GPtrArray *ids, GError **error)
{
	g_autofree char *named = some(ids);

	if (ids->len == 0)
		return error_refuse(error, DEADLINED_ERROR_UNKNOWN_ID, "no %s is called '%.130s': the files name none", what, target);
	return error_refuse(error, DEADLINED_ERROR_UNKNOWN_ID, "no %s is called '%.130s': give one of %s", what, target, named);
}

static bool find_plan(const struct definitions *definitions, const char *text, char **target, GError **error)
{
	const struct plan *plan = plan_find(definitions, text);
	g_autoptr(GPtrArray) ids = NULL;

	if (plan) {
		*target = g_strdup(plan->id);
		return true;
	}
	ids = g_ptr_array_new();
	for (guint i = 0; i < definitions->plans->len; i++)
		g_ptr_array_add(ids, ((const struct plan *)definitions->plans->pdata[i])->id);
	return refuse_among("plan", text, ids, error);
}

static bool find_group(const struct definitions *definitions, const char *text, char **target, GError **error)
{
	const struct party *party = g_hash_table_lookup(definitions->by_id, text);
	g_autoptr(GPtrArray) ids = NULL;

	if (party && party->group) {
		*target = g_strdup(party->group->id);
		return true;
	}
	ids = g_ptr_array_new();
	for (guint i = 0; i < definitions->groups->len; i++)
		g_ptr_array_add(ids, ((const struct group *)definitions->groups->pdata[i])->id);
	return refuse_among("group", text, ids, error);
}

static bool find_obligation(const struct engine *engine, const char *text, char **target, GError **error)
{
	g_auto(GStrv) parts = g_strsplit(text, "/", 2);
	const struct plan *plan = parts[0] ? plan_find(engine->config->definitions, parts[0]) : NULL;
	g_autoptr(GPtrArray) ids = NULL;

	if (!plan || !parts[1])
		return error_refuse(error, DEADLINED_ERROR_UNKNOWN_ID, "no obligation is called '%.130s': give PLAN/OBLIGATION", text);
	if (plan_obligation(plan, parts[1])) {
		*target = g_strdup(text);
		return true;
	}
	ids = g_ptr_array_new();
	for (guint i = 0; i < plan->obligations->len; i++)
		g_ptr_array_add(ids, ((const struct obligation *)plan->obligations->pdata[i])->id);
	return refuse_among("obligation of that plan", parts[1], ids, error);
}

/* NULL and an error that says where they are listed. */
static const struct agency *body_of_text(const struct engine *engine, const char *text, GError **error)
{
	const struct agency *agency = pick_body(engine->config->definitions, text, error);

	if (!agency && error && g_error_matches(*error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID)) {
		g_clear_error(error);
		error_refuse(error, DEADLINED_ERROR_UNKNOWN_ID,
		       "no agency is called '%.130s': give its id, name or short name ('deadlinectl contact list' shows them)", text);
	}
	return agency;
}

static bool find_agency(const struct engine *engine, const char *text, char **target, GError **error)
{
	const struct agency *agency = body_of_text(engine, text, error);

	if (agency)
		*target = g_strdup(agency->id);
	return agency != NULL;
}

/* ---- persons */

static void look_at(const struct contact *contact, const char *person, enum language *language)
{
	if (contact->email && g_ascii_strcasecmp(contact->email, person) == 0)
		*language = contact->language;
}

/* As it is recorded; the latest record counts. */
static enum language language_of(const struct engine *engine, const GPtrArray *agencies, const char *person)
{
	enum language language = engine->config->settings.language;

	for (guint i = agencies->len; i-- > 0;) {
		const struct agency *agency = agencies->pdata[i];
		const GPtrArray *recorded = overlay_of(engine->overlay, agency->id);

		for (guint j = 0; j < agency->contacts->len; j++)
			look_at(agency->contacts->pdata[j], person, &language);
		for (guint j = 0; recorded && j < recorded->len; j++)
			look_at(&((const struct overlay_entry *)recorded->pdata[j])->contact, person, &language);
	}
	return language;
}

/* The address of who holds a position of an agency today. */
static bool find_holder(const struct engine *engine, const struct subscribe_order *order, struct civil today, char **person, GError **error)
{
	const struct agency *agency = body_of_text(engine, order->target, error);
	const struct contact *holder;

	if (!agency)
		return false;
	holder = overlay_contact(engine->overlay, agency, order->position, today);
	if (!holder || !holder->email)
		return error_refuse(error, DEADLINED_ERROR_UNKNOWN_ID,
			      "%s: nobody holds the position '%.64s' today: 'deadlinectl contact list' shows who holds what, 'deadlinectl contact "
			      "set' records somebody", agency->id, order->position);
	*person = links_person(holder->email);
	return true;
}

static bool find_address(const struct subscribe_order *order, char **person, GError **error)
{
	g_autoptr(GError) fault = NULL;

	if (!strchr(order->target, '@'))
		return error_refuse(error, DEADLINED_ERROR_USAGE, "whose? give an address, or an agency and a position (focal, head)");
	if (!address_check(order->target, &fault))
		return error_refuse(error, DEADLINED_ERROR_INPUT, "%s", fault->message);
	*person = links_person(order->target);
	return true;
}

static bool find_person(struct engine *engine, const struct subscribe_order *order, struct civil today, char **target,
			enum language *language, GError **error)
{
	g_autofree char *person = NULL;
	g_autoptr(GPtrArray) agencies = NULL;

	if (order->position ? !find_holder(engine, order, today, &person, error) : !find_address(order, &person, error))
		return false;
	agencies = feeds_person_agencies(engine->config, engine->store, person, today, NULL, error);
	if (!agencies)
		return false;
	if (agencies->len == 0)
		return error_refuse(error, DEADLINED_ERROR_UNKNOWN_ID,
			      "nobody holds a position today under the address '%s': record it first (deadlinectl contact set AGENCY POSITION "
			      "--email %s)", person, person);
	*language = language_of(engine, agencies, person);
	*target = g_steal_pointer(&person);
	return true;
}

/* ---- */

static bool has_target(const char *scope)
{
	return strcmp(scope, "all") != 0 && strcmp(scope, "campaigns") != 0;
}

static bool check_words(const struct subscribe_order *order, GError **error)
{
	if (!subscribe_scope_known(order->scope, error))
		return false;
	if (has_target(order->scope) != (order->target != NULL))
		return error_refuse(error, DEADLINED_ERROR_USAGE, order->target ? "a feed of scope '%s' is of everything: give no target"
									   : "a feed of scope '%s' is of something: give a target", order->scope);
	if (order->position && strcmp(order->scope, "person") != 0)
		return error_refuse(error, DEADLINED_ERROR_USAGE, "position: only a person holds one");
	return true;
}

bool subscribe_target_find(struct engine *engine, const struct subscribe_order *order, struct civil today, char **target,
			   enum language *language, GError **error)
{
	const struct definitions *definitions = engine->config->definitions;

	*target = NULL;
	*language = engine->config->settings.language;
	if (!check_words(order, error))
		return false;
	if (!has_target(order->scope))
		return true;
	if (strcmp(order->scope, "plan") == 0)
		return find_plan(definitions, order->target, target, error);
	if (strcmp(order->scope, "group") == 0)
		return find_group(definitions, order->target, target, error);
	if (strcmp(order->scope, "obligation") == 0)
		return find_obligation(engine, order->target, target, error);
	if (strcmp(order->scope, "person") == 0)
		return find_person(engine, order, today, target, language, error);
	return find_agency(engine, order->target, target, error);
}

static const struct obligation *obligation_of(const struct engine *engine, const char *target)
{
	g_auto(GStrv) parts = g_strsplit(target, "/", 2);
	const struct plan *plan = parts[0] ? plan_find(engine->config->definitions, parts[0]) : NULL;

	return plan && parts[1] ? plan_obligation(plan, parts[1]) : NULL;
}

const char *subscribe_target_name(const struct engine *engine, const struct subscription *feed)
{
	const struct definitions *definitions = engine->config->definitions;
	const struct obligation *obligation;
	const struct agency *agency;
	const struct plan *plan;

	if (strcmp(feed->scope, "plan") == 0) {
		plan = plan_find(definitions, feed->target);
		return plan ? plan->title : NULL;
	}
	if (strcmp(feed->scope, "obligation") == 0) {
		obligation = obligation_of(engine, feed->target);
		return obligation ? obligation->title : NULL;
	}
	if (strcmp(feed->scope, "agency") != 0 && strcmp(feed->scope, "under") != 0)
		return NULL;
	agency = plan_agency(definitions, feed->target);
	return agency ? agency->name : NULL;
}

bool subscribe_target_lives(const struct engine *engine, const struct subscription *feed, GHashTable *holders)
{
	const struct party *party;

	if (!has_target(feed->scope))
		return true;
	if (strcmp(feed->scope, "person") == 0)
		return g_hash_table_contains(holders, feed->target);
	party = g_hash_table_lookup(engine->config->definitions->by_id, feed->target);
	return strcmp(feed->scope, "group") == 0 ? party && party->group : subscribe_target_name(engine, feed) != NULL;
}
