/* The keys of policies and their steps. */
#include "model/config_keys.h"

#include <string.h>

#include "base/address.h"
#include "model/config_refs.h"
#include "model/config_value.h"

#define DAYS_AND_WORKING_DAYS (1 << SPAN_DAYS | 1 << SPAN_WORKING_DAYS)

static const struct value_limits remind_limits = { .least = 0, .most = 3660, .units = DAYS_AND_WORKING_DAYS, .example = "30d, 3wd, 2w" };
static const struct value_limits after_limits = { .least = 1, .most = 3660, .units = DAYS_AND_WORKING_DAYS, .example = "1wd, 5d, 2w" };
static const struct value_limits pause_limits = {
	.least = 1, .most = 366, .units = DAYS_AND_WORKING_DAYS, .example = "2wd, 3d", .also = "none",
};
static const struct value_limits receipt_limits = {
	.least = 0, .most = 10080, .units = 1 << SPAN_MINUTES, .example = "30min", .also = "off", .otherwise = -1,
};
static const struct value_limits times_limits = { .least = 1, .most = 100 };
static const struct value_word digest_words[] = { { "none", DIGEST_NONE }, { "daily", DIGEST_DAILY }, { "weekly", DIGEST_WEEKLY }, { 0 } };

/* Working days as days, to bring steps of both units into order. */
static double days_of(struct span span)
{
	return span.unit == SPAN_WORKING_DAYS ? span.count * 1.4 : span.count;
}

static int nearer_last(const void *left, const void *right)
{
	const struct policy_step *a = *(struct policy_step *const *)left, *b = *(struct policy_step *const *)right;
	double days = days_of(b->distance) - days_of(a->distance);

	return (days > 0) - (days < 0);
}

static int nearer_first(const void *left, const void *right)
{
	return nearer_last(right, left);
}

static bool same_distance(const struct policy_step *a, const struct policy_step *b)
{
	return a->distance.count == b->distance.count && a->distance.unit == b->distance.unit;
}

static bool stands_already(const GPtrArray *steps, const struct policy_step *step)
{
	for (guint i = 0; i < steps->len; i++) {
		if (steps->pdata[i] != step && same_distance(steps->pdata[i], step))
			return true;
	}
	return false;
}

/* ---- roles: "owner:focal", "so-noi-vu:head", "mailto:a@b" */

static bool read_mailto(struct reader *reader, struct node *node, const char *address, struct role *role)
{
	GError *error = NULL;

	if (!address_check(address, &error))
		return value_refuse(reader, node, error);
	role->kind = ROLE_MAILTO;
	role->address = g_strdup(address);
	return true;
}

static bool read_position(struct reader *reader, struct node *node, const char *colon, struct role *role)
{
	static const struct value_word words[] = {
		{ "owner", ROLE_OWNER }, { "receiver", ROLE_RECEIVER }, { "coordinator", ROLE_COORDINATOR }, { 0 },
	};
	g_autofree char *body = g_strndup(node->text, (size_t)(colon - node->text));

	if (!value_is_id(body) || !value_is_id(colon + 1)) {
		reader_error(reader, node, "'%s' is no recipient: write owner:focal, receiver:focal, coordinator:head, AGENCY:POSITION or "
					   "mailto:ADDRESS", node->text);
		return false;
	}
	role->kind = ROLE_AGENCY;
	role->position = g_strdup(colon + 1);
	for (const struct value_word *word = words; word->word != NULL; word++) {
		if (strcmp(word->word, body) == 0)
			role->kind = (enum role_kind)word->value;
	}
	return true;
}

/* The part before the colon names an agency: a node of its own, so that it is resolved like any other reference. */
static void refer_to_agency(struct reader *reader, struct node *node, const char *colon, struct role *role)
{
	struct reference *reference = reference_add(reader, reference_agency, node, &role->agency);

	reference->part = g_strndup(node->text, (size_t)(colon - node->text));
}

static void read_role(struct reader *reader, struct node *node, GPtrArray *roles)
{
	const char *text = value_element(reader, node);
	const char *colon = text != NULL ? strchr(text, ':') : NULL;
	struct role *role;
	bool fine;

	if (text == NULL)
		return;
	if (colon == NULL) {
		reader_error(reader, node, "'%s' is no recipient: write owner:focal, receiver:focal, coordinator:head, AGENCY:POSITION or "
					   "mailto:ADDRESS", text);
		return;
	}
	role = g_new0(struct role, 1);
	role->text = g_strdup(text);
	fine = g_str_has_prefix(text, "mailto:") ? read_mailto(reader, node, colon + 1, role) : read_position(reader, node, colon, role);
	if (!fine) {
		role_free(role);
		return;
	}
	g_ptr_array_add(roles, role);
	if (role->kind == ROLE_AGENCY)
		refer_to_agency(reader, node, colon, role);
}

static void read_roles(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	if (node->children->len == 0 && key->required)
		reader_error(reader, node, "nobody is named: name one recipient at least");
	for (guint i = 0; i < node->children->len; i++)
		read_role(reader, node->children->pdata[i], *(GPtrArray **)field);
}

static void read_only(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	unsigned set = 0;

	for (guint i = 0; i < node->children->len; i++) {
		struct node *element = node->children->pdata[i];
		int relation = -1;

		if (value_element(reader, element) == NULL)
			return;
		value_word(reader, element, &(struct key){ .with = keys_relations }, &relation);
		if (relation < 0)
			return;
		set |= 1u << relation;
	}
	if (set == 0)
		reader_error(reader, node, "no relation is named, so this step can never come: name one or take the key out");
	else
		*(unsigned *)field = set;
}

/* ---- steps */

static void finish_step(struct reader *reader, struct node *node, void *record)
{
	struct policy_step *step = record;
	struct node *times = reader_good(node, "times");

	if (times != NULL && tree_child(node, "repeat") == NULL)
		reader_error(reader, times, "it says how often to repeat, but `repeat` is not set: set it or take this out");
	if (step->only != 0 && reader_good(node, "only") != NULL)
		reader_warning(reader, tree_child(node, "only"),
			       "it overrides to whom a step may go: heads of bodies that are not subordinate may be written to");
}

static void read_escalate(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	GPtrArray *steps = *(GPtrArray **)field;

	for (guint i = 0; i < node->children->len; i++) {
		struct node *group = node->children->pdata[i];
		struct policy_step *step = policy_step_new();

		step->source = (struct source){ group->file, group->line };
		g_ptr_array_add(steps, step);
		reader_read(reader, group, &table_step, step);
		if (reader_good(group, "after") != NULL && stands_already(steps, step))
			reader_error(reader, tree_child(group, "after"), "there is a step at that distance already: join the two");
	}
	g_ptr_array_sort(steps, nearer_first);
}

static struct policy_step *remind_step(const struct node *element, struct span distance)
{
	struct policy_step *step = policy_step_new();
	struct role *role = g_new0(struct role, 1);

	role->kind = ROLE_OWNER;
	role->position = g_strdup("focal");
	role->text = g_strdup("owner:focal");
	g_ptr_array_add(step->to, role);
	step->distance = distance;
	step->source = (struct source){ element->file, element->line };
	return step;
}

void keys_read_remind(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	GPtrArray *steps = *(GPtrArray **)field;

	for (guint i = 0; i < node->children->len; i++) {
		struct node *element = node->children->pdata[i];
		struct span distance = { -1, SPAN_DAYS };
		struct policy_step *step;

		if (value_element(reader, element) == NULL)
			continue;
		value_span(reader, element, &(struct key){ .with = &remind_limits }, &distance);
		if (distance.count < 0)
			continue;
		step = remind_step(element, distance);
		g_ptr_array_add(steps, step);
		if (stands_already(steps, step))
			reader_error(reader, element, "'%s' stands here twice: name it once", element->text);
	}
	g_ptr_array_sort(steps, nearer_last);
}

/* ---- policies: the keys are ids */

static bool is_taken(const GPtrArray *policies, const char *id)
{
	for (guint i = 0; i < policies->len; i++) {
		const struct policy *policy = policies->pdata[i];

		if (g_strcmp0(policy->id, id) == 0)
			return true;
	}
	return false;
}

static void read_policy(struct reader *reader, struct node *node)
{
	GPtrArray *policies = reader->config->definitions->policies;
	struct policy *policy;

	if (!value_is_id(node->name)) {
		reader_lose(reader, SPACE_POLICY, node);
		reader_error(reader, node, "'%s' is no id: use small letters without accents, digits and -, and not 'all'", node->name);
		return;
	}
	if (is_taken(policies, node->name)) {
		reader_error(reader, node, "there is a policy '%s' already: choose another id", node->name);
		return;
	}
	policy = policy_new();
	policy->id = g_strdup(node->name);
	policy->receipt_minutes = 30;
	policy->source = (struct source){ node->file, node->line };
	g_ptr_array_add(policies, policy);
	if (node->kind == NODE_GROUP) {
		reader_read(reader, node, &table_policy, policy);
	} else {
		node->record = policy;
		reader_error(reader, node, "a group { … } is wanted here, not %s", tree_kind_words(node->kind));
	}
}

void keys_read_policies(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	for (guint i = 0; i < node->children->len; i++)
		read_policy(reader, node->children->pdata[i]);
}

/* ---- tables */

static const struct key step_keys[] = {
	{ "after", WANT_TEXT, true, value_span, offsetof(struct policy_step, distance), &after_limits },
	{ "to", WANT_ARRAY, true, read_roles, offsetof(struct policy_step, to), NULL },
	{ "cc", WANT_ARRAY, false, read_roles, offsetof(struct policy_step, cc), NULL },
	{ "repeat", WANT_TEXT, false, value_span, offsetof(struct policy_step, repeat), &after_limits },
	{ "times", WANT_NUMBER, false, value_number, offsetof(struct policy_step, times), &times_limits },
	{ "only", WANT_ARRAY, false, read_only, offsetof(struct policy_step, only), NULL },
	{ 0 },
};
const struct key_table table_step = { "step", step_keys, "after", true, finish_step, NULL };

static const struct key policy_keys[] = {
	{ "remind", WANT_ARRAY, false, keys_read_remind, offsetof(struct policy, remind), NULL },
	{ "escalate", WANT_LIST, false, read_escalate, offsetof(struct policy, escalate), NULL },
	{ "digest", WANT_TEXT, false, value_word, offsetof(struct policy, digest), digest_words },
	{ "spacing", WANT_TEXT, false, value_span, offsetof(struct policy, spacing), &pause_limits },
	{ "foretell", WANT_TEXT, false, value_span, offsetof(struct policy, foretell), &pause_limits },
	{ "receipt", WANT_TEXT, false, value_minutes, offsetof(struct policy, receipt_minutes), &receipt_limits },
	{ 0 },
};
const struct key_table table_policy = { "policy", policy_keys, "", false, NULL, NULL };
