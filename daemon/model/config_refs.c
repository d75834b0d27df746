#include "model/config_refs.h"

#include <string.h>

#include "model/config_unknown.h"
#include "model/config_value.h"

/* ---- ids */

static bool define(struct reader *reader, struct node *node, const char *id, struct party *party)
{
	GHashTable *by_id = reader->config->definitions->by_id;
	const struct party *taken = g_hash_table_lookup(by_id, id);
	const struct source *source;

	if (taken == NULL) {
		g_hash_table_insert(by_id, (char *)id, party);
		return true;
	}
	source = taken->agency != NULL ? &taken->agency->source : &taken->group->source;
	g_free(party);
	reader_error(reader, node, "the id '%s' is taken (%s:%d): agencies and groups share one set of ids, choose another", id,
		     source->file, source->line);
	return false;
}

bool reference_define_agency(struct reader *reader, struct node *node, const struct agency *agency)
{
	return define(reader, node, agency->id, party_new(agency->id, agency, NULL));
}

bool reference_define_group(struct reader *reader, struct node *node, const struct group *group)
{
	return define(reader, node, group->id, party_new(group->id, NULL, group));
}

struct reference *reference_add(struct reader *reader, reference_resolve *resolve, struct node *node, void *field)
{
	struct reference *reference = g_new0(struct reference, 1);

	reference->resolve = resolve;
	reference->node = node;
	reference->field = field;
	g_ptr_array_add(reader->references, reference);
	return reference;
}

void reference_free(struct reference *reference)
{
	g_free(reference->part);
	g_free(reference);
}

static const char *wanted(const struct reference *reference)
{
	if (reference->part != NULL)
		return reference->part;
	return reference->key ? reference->node->name : reference->node->text;
}

/* ---- what leads nowhere */

static const char *nearest_id(GHashTable *table, const char *id)
{
	guint count;
	g_autofree const char **ids = (const char **)g_hash_table_get_keys_as_array(table, &count);

	return reader_nearest(id, ids, count);
}

/* Kept until all are known: a refused id explains one of the names that lead nowhere. */
static void report_unknown(struct reader *reader, const struct reference *reference, enum space space, const char *what,
			   const char *nearest)
{
	unknown_add(reader, reference->node, space, what, wanted(reference), nearest);
}

static const struct party *find_party(struct reader *reader, const struct reference *reference, const char *what)
{
	GHashTable *by_id = reader->config->definitions->by_id;
	const struct party *party = g_hash_table_lookup(by_id, wanted(reference));

	if (party == NULL)
		report_unknown(reader, reference, SPACE_AGENCY, what, nearest_id(by_id, wanted(reference)));
	else if (party->group != NULL)
		g_hash_table_add(reader->used_groups, (void *)party->group);
	return party;
}

static const struct agency *find_agency(struct reader *reader, const struct reference *reference)
{
	const struct party *party = find_party(reader, reference, "agency");

	if (party != NULL && party->agency == NULL) {
		reader_error(reader, reference->node, "'%s' is a group: name one agency", wanted(reference));
		return NULL;
	}
	return party != NULL ? party->agency : NULL;
}

/* ---- agencies, groups */

void reference_agency(struct reader *reader, struct reference *reference)
{
	const struct agency *agency = find_agency(reader, reference);

	if (agency != NULL)
		*(const struct agency **)reference->field = agency;
}

void reference_heir(struct reader *reader, struct reference *reference)
{
	const struct agency *agency = find_agency(reader, reference);

	if (agency == NULL)
		return;
	if (g_ptr_array_find(reference->field, agency, NULL))
		reader_error(reader, reference->node, "'%s' stands here twice: name it once", wanted(reference));
	else
		g_ptr_array_add(reference->field, (void *)agency);
}

static bool names_already(const GPtrArray *parties, const struct party *party)
{
	for (guint i = 0; i < parties->len; i++) {
		const struct party *other = parties->pdata[i];

		if (other->agency == party->agency && other->group == party->group)
			return true;
	}
	return false;
}

void reference_party(struct reader *reader, struct reference *reference)
{
	const struct party *party = find_party(reader, reference, "agency or group");

	if (party == NULL)
		return;
	if (names_already(reference->field, party))
		reader_error(reader, reference->node, "'%s' stands here twice: name it once", wanted(reference));
	else
		g_ptr_array_add(reference->field, party_new(party->id, party->agency, party->group));
}

void reference_owner_key(struct reader *reader, struct reference *reference)
{
	const struct party *party;
	struct party **field = reference->field;

	if (strcmp(wanted(reference), "all") == 0) {
		*field = party_new("all", NULL, NULL);
		return;
	}
	party = find_party(reader, reference, "agency or group");
	if (party != NULL)
		*field = party_new(party->id, party->agency, party->group);
}

static struct group *group_of(struct reader *reader, const struct reference *reference)
{
	struct definitions *definitions = reader->config->definitions;
	struct group *group = group_new();

	group->id = g_strdup(wanted(reference));
	group->source = (struct source){ reference->node->file, reference->node->line };
	g_ptr_array_add(definitions->groups, group);
	g_hash_table_insert(reader->joined_groups, group, reference->node);
	g_hash_table_insert(definitions->by_id, group->id, party_new(group->id, NULL, group));
	return group;
}

static GPtrArray *joiners_of(struct reader *reader, struct group *group)
{
	GPtrArray *joiners = g_hash_table_lookup(reader->joiners, group);

	if (joiners == NULL) {
		joiners = g_ptr_array_new();
		g_hash_table_insert(reader->joiners, group, joiners);
	}
	return joiners;
}

/* A group need not be declared: an agency that joins it makes it. */
void reference_join(struct reader *reader, struct reference *reference)
{
	const struct party *party = g_hash_table_lookup(reader->config->definitions->by_id, wanted(reference));
	const struct agency *agency = reference->field;
	struct group *group = NULL;

	if (!value_is_id(wanted(reference)))
		reader_error(reader, reference->node, "'%s' is no id of a group: use small letters without accents, digits and -",
			     wanted(reference));
	else if (party != NULL && party->group == NULL)
		reader_error(reader, reference->node, "'%s' is an agency: only groups can be joined", wanted(reference));
	else
		group = party != NULL ? (struct group *)party->group : group_of(reader, reference);
	if (group != NULL && agency->id != NULL)
		g_ptr_array_add(joiners_of(reader, group), (void *)agency);
}

/* Behind those the group itself names; who joins and is named stands in it once. */
static void add_joiners(struct group *group, const GPtrArray *joiners)
{
	g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);

	for (guint i = 0; i < group->members->len; i++) {
		const struct party *party = group->members->pdata[i];

		g_hash_table_add(known, (void *)party->agency);
	}
	for (guint i = 0; i < joiners->len; i++) {
		const struct agency *agency = joiners->pdata[i];

		if (g_hash_table_add(known, (void *)agency))
			g_ptr_array_add(group->members, party_new(agency->id, agency, NULL));
	}
}

/* ---- policies, obligations */

void reference_policy(struct reader *reader, struct reference *reference)
{
	const GPtrArray *policies = reader->config->definitions->policies;
	g_autoptr(GPtrArray) ids = g_ptr_array_new();

	for (guint i = 0; i < policies->len; i++) {
		const struct policy *policy = policies->pdata[i];

		if (g_strcmp0(policy->id, wanted(reference)) == 0) {
			*(const struct policy **)reference->field = policy;
			return;
		}
		if (policy->id != NULL)
			g_ptr_array_add(ids, policy->id);
	}
	report_unknown(reader, reference, SPACE_POLICY, "policy",
		       reader_nearest(wanted(reference), (const char *const *)ids->pdata, ids->len));
}

static const char *nearest_obligation(const struct plan *plan, const char *id)
{
	g_autoptr(GPtrArray) ids = g_ptr_array_new();

	for (guint i = 0; i < plan->obligations->len; i++) {
		const struct obligation *obligation = plan->obligations->pdata[i];

		if (obligation->id != NULL)
			g_ptr_array_add(ids, obligation->id);
	}
	return reader_nearest(id, (const char *const *)ids->pdata, ids->len);
}

/* "obligation" of the same plan, or "plan/obligation". */
static const struct obligation *find_obligation(struct reader *reader, const struct reference *reference)
{
	const struct obligation *own = reference->owner, *found = NULL;
	const char *text = wanted(reference), *slash = strchr(text, '/');
	g_autofree char *plan_id = slash != NULL ? g_strndup(text, (size_t)(slash - text)) : NULL;
	const struct plan *plan = slash != NULL ? plan_find(reader->config->definitions, plan_id) : own->plan;

	if (plan != NULL)
		found = plan_obligation(plan, slash != NULL ? slash + 1 : text);
	if (found == NULL)
		report_unknown(reader, reference, SPACE_PLAN, "obligation", plan != NULL ? nearest_obligation(plan, text) : NULL);
	else if (found == own)
		reader_error(reader, reference->node, "'%s' is the obligation itself: name another", text);
	else
		return found;
	return NULL;
}

void reference_needed(struct reader *reader, struct reference *reference)
{
	const struct obligation *found = find_obligation(reader, reference);

	if (found == NULL)
		return;
	if (g_ptr_array_find(reference->field, found, NULL))
		reader_error(reader, reference->node, "'%s' stands here twice: name it once", wanted(reference));
	else
		g_ptr_array_add(reference->field, (void *)found);
}

void reference_same(struct reader *reader, struct reference *reference)
{
	const struct obligation *found = find_obligation(reader, reference);

	if (found != NULL)
		*(const struct obligation **)reference->field = found;
}

/* ---- all of them */

static void resolve_some(struct reader *reader, bool joins)
{
	for (guint i = 0; i < reader->references->len; i++) {
		struct reference *reference = reader->references->pdata[i];

		if ((reference->resolve == reference_join) == joins)
			reference->resolve(reader, reference);
	}
}

/* Takes out the values whose key or whose policy leads nowhere: those who ask need no word for them. */
static void prune(struct by_owner *values, GDestroyNotify free_value, bool valued)
{
	guint kept = 0;

	for (guint i = 0; values->entries != NULL && i < values->entries->len; i++) {
		struct by_owner_entry *entry = values->entries->pdata[i];

		if (entry->party != NULL && (entry->value != NULL || !valued)) {
			values->entries->pdata[kept++] = entry;
			continue;
		}
		if (free_value != NULL && entry->value != NULL)
			free_value(entry->value);
		g_free(entry->party);
		g_free(entry);
	}
	if (values->entries != NULL)
		g_ptr_array_set_size(values->entries, (int)kept);
}

static void prune_plan(const struct plan *plan)
{
	for (guint i = 0; i < plan->obligations->len; i++) {
		struct obligation *obligation = plan->obligations->pdata[i];

		prune(&obligation->policy, NULL, true);
		prune(&obligation->covers, (GDestroyNotify)g_ptr_array_unref, true);
		prune(&obligation->send_to, g_free, true);
		prune(&obligation->nonworking, NULL, false);
	}
}

void references_resolve(struct reader *reader)
{
	const GPtrArray *plans = reader->config->definitions->plans;
	GHashTableIter iter;
	void *group, *joiners;

	resolve_some(reader, true);
	resolve_some(reader, false);
	g_hash_table_iter_init(&iter, reader->joiners);
	while (g_hash_table_iter_next(&iter, &group, &joiners))
		add_joiners(group, joiners);
	for (guint i = 0; i < plans->len; i++) {
		if (g_hash_table_contains(reader->nodes, plans->pdata[i]))
			prune_plan(plans->pdata[i]);
	}
	unknown_report(reader);
}
