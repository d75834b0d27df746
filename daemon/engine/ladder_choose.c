/* Of several steps of one occurrence for one person, one speaks; and none to a head while a request is being decided. */
#include <string.h>

#include "engine/internal.h"
#include "engine/verdict.h"

static bool same_person(const struct saying *a, const struct saying *b)
{
	if (a->others != b->others)
		return false;
	if (a->address != NULL && b->address != NULL)
		return g_ascii_strcasecmp(a->address, b->address) == 0;
	return strcmp(a->role, b->role) == 0;
}

/* The later speaks; at one moment an escalation before a reminder, then the one counted nearest the limit, then who is
 * addressed. Of two one always speaks, or both would. */
static bool speaks_before(const struct saying *a, const struct saying *b)
{
	bool first_a = strcmp(a->step.name, "first") == 0, first_b = strcmp(b->step.name, "first") == 0;

	if (!instant_equal(a->step.moment, b->step.moment))
		return instant_before(b->step.moment, a->step.moment);
	if (a->step.side != b->step.side)
		return a->step.side == STEP_ESCALATE;
	if (first_a != first_b)
		return first_b;
	if (!civil_equal(a->step.counted, b->step.counted))
		return civil_before(b->step.counted, a->step.counted) == (a->step.side == STEP_REMIND);
	if (strcmp(a->step.name, b->step.name) != 0)
		return strcmp(a->step.name, b->step.name) > 0;
	if (a->copy != b->copy)
		return b->copy;
	if (a->head != b->head)
		return a->head;
	return strcmp(a->role, b->role) < 0;
}

static void choose_speakers(GPtrArray *sayings)
{
	for (guint i = 0; i < sayings->len; i++) {
		struct saying *saying = g_ptr_array_index(sayings, i);

		saying->speaker = saying;
		for (guint j = 0; j < sayings->len; j++) {
			struct saying *other = g_ptr_array_index(sayings, j);

			if (same_person(saying, other) && speaks_before(other, saying->speaker))
				saying->speaker = other;
		}
		if (saying->speaker == saying || saying->speaker->address == NULL || saying->revived)
			continue;
		if (saying->speaker->covered == NULL)
			saying->speaker->covered = g_ptr_array_new();
		g_ptr_array_add(saying->speaker->covered, saying);
	}
}

/* A copy goes with the message of its step; where that says nothing to anybody it becomes a mail of its own. */
static void find_primaries(GPtrArray *sayings)
{
	for (guint i = 0; i < sayings->len; i++) {
		struct saying *copy = g_ptr_array_index(sayings, i);

		if (!copy->copy || copy->speaker != copy)
			continue;
		for (guint j = 0; j < sayings->len && copy->primary == NULL; j++) {
			struct saying *saying = g_ptr_array_index(sayings, j);

			if (!saying->copy && saying->speaker == saying && saying->address != NULL &&
			    saying->others == copy->others && strcmp(saying->step.name, copy->step.name) == 0)
				copy->primary = saying;
		}
		copy->copy = copy->primary != NULL;
	}
}

void ladder_choose(GPtrArray *sayings)
{
	choose_speakers(sayings);
	find_primaries(sayings);
}

static bool is_for_owner_head(const struct policy_step *rule)
{
	for (guint i = 0; rule->to != NULL && i < rule->to->len; i++) {
		const struct role *role = g_ptr_array_index(rule->to, i);

		if (role->kind == ROLE_OWNER && role_is_head(role))
			return true;
	}
	return false;
}

/* A request is being decided: the head is left in peace that long, whoever else the step would tell. */
bool ladder_waits(const struct fact *fact, const struct policy_step *rule, struct instant at)
{
	return instant_is_set(fact->asked_until) && instant_before(at, fact->asked_until) && is_for_owner_head(rule);
}
