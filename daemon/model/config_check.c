#include "model/config_check.h"

#include <string.h>

struct node *check_node(const struct reader *reader, const void *record, const char *key)
{
	struct node *node = g_hash_table_lookup(reader->nodes, record);
	struct node *child = node != NULL && key != NULL ? tree_child(node, key) : NULL;

	return child != NULL ? child : node;
}

/* ---- contacts */

static bool overlap(const struct range *a, const struct range *b)
{
	if (civil_is_set(a->last) && civil_is_set(b->first) && civil_before(a->last, b->first))
		return false;
	return !(civil_is_set(b->last) && civil_is_set(a->first) && civil_before(b->last, a->first));
}

static const struct contact *rival(const struct reader *reader, const struct agency *agency, guint at)
{
	const struct contact *contact = agency->contacts->pdata[at];

	for (guint i = 0; i < at && !reader_is_faulty(reader, contact); i++) {
		const struct contact *other = agency->contacts->pdata[i];

		if (!reader_is_faulty(reader, other) && strcmp(other->position, contact->position) == 0 &&
		    overlap(&other->valid, &contact->valid))
			return other;
	}
	return NULL;
}

static void check_contacts(struct reader *reader)
{
	const GPtrArray *agencies = reader->config->definitions->agencies;

	for (guint i = 0; i < agencies->len; i++) {
		const struct agency *agency = agencies->pdata[i];

		for (guint j = 0; j < agency->contacts->len; j++) {
			const struct contact *other = rival(reader, agency, j);

			if (other != NULL)
				reader_error(reader, check_node(reader, agency->contacts->pdata[j], NULL),
					     "it overlaps the contact of the same position on line %d: give both `from` and `until`",
					     other->source.line);
		}
	}
}

static bool has_position(const struct agency *agency, const char *position)
{
	for (guint i = 0; i < agency->contacts->len; i++) {
		const struct contact *contact = agency->contacts->pdata[i];

		if (g_strcmp0(contact->position, position) == 0)
			return true;
	}
	return false;
}

/* A deputy of a position nobody ever holds may be a slip of the pen. */
static void check_deputies(struct reader *reader)
{
	const GPtrArray *agencies = reader->config->definitions->agencies;

	for (guint i = 0; i < agencies->len; i++) {
		const struct agency *agency = agencies->pdata[i];

		for (guint j = 0; j < agency->contacts->len; j++) {
			const struct contact *contact = agency->contacts->pdata[j];

			if (contact->deputy_of != NULL && !reader_is_faulty(reader, agency) && !has_position(agency, contact->deputy_of))
				reader_warning(reader, check_node(reader, contact, "deputy_of"),
					       "no contact of the agency has the position '%s': check the spelling", contact->deputy_of);
		}
	}
}

/* An agency that joins a group makes it, so that a misspelt one would go unseen: one that nothing names and that is
 * spelt almost like another is pointed out. */
static void check_groups(struct reader *reader)
{
	const GPtrArray *groups = reader->config->definitions->groups;

	for (guint i = 0; i < groups->len; i++) {
		const struct group *group = groups->pdata[i];
		const struct node *node = g_hash_table_lookup(reader->joined_groups, group);
		g_autoptr(GPtrArray) others = g_ptr_array_new();
		const char *nearest;

		if (node == NULL || g_hash_table_contains(reader->used_groups, group))
			continue;
		for (guint j = 0; j < groups->len; j++) {
			const struct group *other = groups->pdata[j];

			if (g_hash_table_contains(reader->used_groups, other))
				g_ptr_array_add(others, other->id);
		}
		nearest = reader_nearest(group->id, (const char *const *)others->pdata, others->len);
		if (nearest != NULL)
			reader_warning(reader, node, "nothing names the group '%s': did you mean '%s'?", group->id, nearest);
	}
}

/* ---- plans with limits */

static bool has_limits(const struct obligation *obligation)
{
	return obligation->same_as == NULL && due_is_dated(&obligation->due) && obligation->owed_by->len > 0;
}

static void missing(struct reader *reader, const struct plan *plan, const char *key, const char *id)
{
	struct node *node = g_hash_table_lookup(reader->nodes, plan);

	if (node != NULL && tree_child(node, key) == NULL)
		reader_error(reader, node, "the key '%s' is missing, and obligation '%s' has a limit: add it", key, id);
}

/* The owner for whom neither the obligation nor its plan names a policy, or NULL. */
static const struct agency *without_policy(const struct obligation *obligation)
{
	g_autoptr(GPtrArray) owners = plan_members(obligation->owed_by, obligation->except, CIVIL_NONE);

	for (guint i = 0; i < owners->len; i++) {
		if (plan_policy(obligation, owners->pdata[i]) == NULL)
			return owners->pdata[i];
	}
	return NULL;
}

static void check_plan_keys(struct reader *reader, const struct plan *plan)
{
	struct node *node = g_hash_table_lookup(reader->nodes, plan);
	bool policy_missing = false, coordinator_missing = false;

	for (guint i = 0; i < plan->obligations->len; i++) {
		const struct obligation *obligation = plan->obligations->pdata[i];
		const struct agency *owner;

		if (!has_limits(obligation))
			continue;
		if (!coordinator_missing)
			missing(reader, plan, "coordinator", obligation->id);
		coordinator_missing = true;
		owner = tree_child(node, "policy") == NULL ? without_policy(obligation) : NULL;
		if (owner == NULL)
			continue;
		if (obligation->policy.entries != NULL)
			reader_error(reader, check_node(reader, obligation, "policy"),
				     "it names none for '%s', and neither does the plan: add `all`, or give the plan one", owner->id);
		else if (!policy_missing)
			missing(reader, plan, "policy", obligation->id);
		policy_missing = policy_missing || obligation->policy.entries == NULL;
	}
}

/* ---- settings */

static void check_relay(struct reader *reader)
{
	const struct settings *settings = &reader->config->settings;
	g_autofree char *state = g_path_get_dirname(settings->store_path);
	const char *directory = settings->mail.relay_directory;

	if (settings->mail.relay_kind != RELAY_FILE || directory == NULL)
		return;
	if (!g_str_has_prefix(directory, state) || (directory[strlen(state)] != '/' && directory[strlen(state)] != '\0'))
		reader_warning(reader, check_node(reader, &settings->mail, "relay"),
			       "'%s' lies outside the state directory %s: the service can neither write nor show it there, move it below",
			       directory, state);
}

/* ---- all */

static void refuse_obligations(struct reader *reader, struct plan *plan)
{
	for (guint i = plan->obligations->len; i-- > 0;) {
		if (reader_is_faulty(reader, plan->obligations->pdata[i]))
			g_ptr_array_add(reader->config->definitions->refused, g_ptr_array_steal_index(plan->obligations, i));
	}
}

void config_check_plan(struct reader *reader, const struct plan *plan)
{
	check_plan_circles(reader, plan);
	check_plan_keys(reader, plan);
	if (reader->config->settings.zone != NULL)
		check_plan_dates(reader, plan);
}

void config_check(struct reader *reader)
{
	const struct config *config = reader->config;
	const GPtrArray *plans = config->definitions->plans;

	check_contacts(reader);
	check_deputies(reader);
	check_circles(reader);
	check_groups(reader);
	check_relay(reader);
	for (guint i = 0; i < plans->len; i++)
		refuse_obligations(reader, plans->pdata[i]);
	for (guint i = 0; i < plans->len; i++)
		check_plan_keys(reader, plans->pdata[i]);
	if (config->settings.zone != NULL)
		check_dates(reader);
	if (plans->len == 0 && config_ok(config))
		problems_warning(reader->problems, NULL, 0, "no plans yet: nothing is tracked until a file named in `include` holds one");
}
