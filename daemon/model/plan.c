#include "model/plan.h"

#include <string.h>

/* ---- finding records */

const struct agency *plan_agency(const struct definitions *definitions, const char *id)
{
	const struct party *party = g_hash_table_lookup(definitions->by_id, id);

	return party != NULL ? party->agency : NULL;
}

const struct plan *plan_find(const struct definitions *definitions, const char *id)
{
	for (guint i = 0; i < definitions->plans->len; i++) {
		const struct plan *plan = definitions->plans->pdata[i];

		if (g_strcmp0(plan->id, id) == 0)
			return plan;
	}
	return NULL;
}

const struct obligation *plan_obligation(const struct plan *plan, const char *id)
{
	for (guint i = 0; i < plan->obligations->len; i++) {
		const struct obligation *obligation = plan->obligations->pdata[i];

		if (g_strcmp0(obligation->id, id) == 0)
			return obligation;
	}
	return NULL;
}

const struct campaign *plan_campaign(const struct plan *plan, const char *id)
{
	for (guint i = 0; i < plan->campaigns->len; i++) {
		const struct campaign *campaign = plan->campaigns->pdata[i];

		if (g_strcmp0(campaign->id, id) == 0)
			return campaign;
	}
	return NULL;
}

bool range_holds(const struct range *range, struct civil date)
{
	if (civil_is_set(range->first) && civil_before(date, range->first))
		return false;
	return !civil_is_set(range->last) || !civil_before(range->last, date);
}

/* ---- bodies and their heirs */

static void add_once(GPtrArray *array, const void *value)
{
	if (!g_ptr_array_find(array, value, NULL))
		g_ptr_array_add(array, (void *)value);
}

static bool stands(const struct agency *agency, struct civil day)
{
	return !civil_is_set(day) || range_holds(&agency->valid, day);
}

/* `seen` breaks circles of successors, which the loader reports. */
static void collect_heirs(const struct agency *agency, struct civil day, GPtrArray *seen, GPtrArray *heirs)
{
	if (g_ptr_array_find(seen, agency, NULL))
		return;
	g_ptr_array_add(seen, (void *)agency);
	if (stands(agency, day)) {
		add_once(heirs, agency);
		return;
	}
	if (civil_is_set(agency->valid.first) && civil_before(day, agency->valid.first))
		return;
	for (guint i = 0; i < agency->successors->len; i++)
		collect_heirs(agency->successors->pdata[i], day, seen, heirs);
}

GPtrArray *plan_heirs(const struct agency *agency, struct civil day)
{
	GPtrArray *heirs = g_ptr_array_new();
	g_autoptr(GPtrArray) seen = g_ptr_array_new();

	collect_heirs(agency, day, seen, heirs);
	return heirs;
}

const struct agency *plan_body(const struct agency *agency, struct civil day)
{
	g_autoptr(GPtrArray) heirs = plan_heirs(agency, day);

	return heirs->len > 0 ? heirs->pdata[0] : NULL;
}

/* ---- groups */

struct bodies { /* agencies named by a list of parties, groups opened, each once, in order */
	GPtrArray *agencies;
	GHashTable *known;
	GHashTable *groups; /* those already open: a group may be reached twice or contain itself */
};

static void bodies_add(struct bodies *bodies, const struct agency *agency)
{
	if (g_hash_table_add(bodies->known, (void *)agency))
		g_ptr_array_add(bodies->agencies, (void *)agency);
}

static void bodies_open(struct bodies *bodies, const GPtrArray *parties)
{
	for (guint i = 0; parties != NULL && i < parties->len; i++) {
		const struct party *party = parties->pdata[i];

		if (party->agency != NULL)
			bodies_add(bodies, party->agency);
		else if (party->group != NULL && g_hash_table_add(bodies->groups, (void *)party->group))
			bodies_open(bodies, party->group->members);
	}
}

static void bodies_init(struct bodies *bodies, const GPtrArray *parties)
{
	bodies->agencies = g_ptr_array_new();
	bodies->known = g_hash_table_new(NULL, NULL);
	bodies->groups = g_hash_table_new(NULL, NULL);
	bodies_open(bodies, parties);
}

static void bodies_clear(struct bodies *bodies)
{
	g_ptr_array_unref(bodies->agencies);
	g_hash_table_unref(bodies->known);
	g_hash_table_unref(bodies->groups);
}

/* Adds to the excepted bodies those that stand for them on the day. */
static void except_heirs(struct bodies *except, struct civil day)
{
	guint named = except->agencies->len;

	for (guint i = 0; i < named; i++) {
		g_autoptr(GPtrArray) heirs = plan_heirs(except->agencies->pdata[i], day);

		for (guint j = 0; j < heirs->len; j++)
			bodies_add(except, heirs->pdata[j]);
	}
}

GPtrArray *plan_members(const GPtrArray *parties, const GPtrArray *except, struct civil day)
{
	struct bodies named, out, members;
	GPtrArray *result;

	bodies_init(&named, parties);
	bodies_init(&out, except);
	bodies_init(&members, NULL);
	if (out.agencies->len > 0)
		except_heirs(&out, day);
	for (guint i = 0; i < named.agencies->len; i++) {
		const struct agency *agency = named.agencies->pdata[i];
		g_autoptr(GPtrArray) heirs = NULL;

		if (g_hash_table_contains(out.known, agency))
			continue;
		if (stands(agency, day)) { /* nearly always; spares the heirs' arrays */
			bodies_add(&members, agency);
			continue;
		}
		heirs = plan_heirs(agency, day);
		for (guint j = 0; j < heirs->len; j++) {
			if (!g_hash_table_contains(out.known, heirs->pdata[j]))
				bodies_add(&members, heirs->pdata[j]);
		}
	}
	result = g_ptr_array_ref(members.agencies);
	bodies_clear(&named);
	bodies_clear(&out);
	bodies_clear(&members);
	return result;
}

static bool stands_for(const struct agency *named, const struct agency *agency, struct civil day)
{
	g_autoptr(GPtrArray) heirs = NULL;

	if (stands(named, day))
		return named == agency;
	heirs = plan_heirs(named, day);
	return g_ptr_array_find(heirs, agency, NULL);
}

/* `depth` ends groups that contain themselves, which the loader reports. */
static bool any_stands_for(const GPtrArray *parties, const struct bodies *out, const struct agency *agency, struct civil day, int depth)
{
	for (guint i = 0; parties != NULL && depth < 32 && i < parties->len; i++) {
		const struct party *party = parties->pdata[i];

		if (party->group != NULL ? any_stands_for(party->group->members, out, agency, day, depth + 1) :
					   party->agency != NULL && !g_hash_table_contains(out->known, party->agency) &&
						   stands_for(party->agency, agency, day))
			return true;
	}
	return false;
}

bool plan_is_member(const GPtrArray *parties, const GPtrArray *except, const struct agency *agency, struct civil day)
{
	struct bodies out;
	bool found;

	bodies_init(&out, except);
	except_heirs(&out, day);
	found = !g_hash_table_contains(out.known, agency) && any_stands_for(parties, &out, agency, day, 0);
	bodies_clear(&out);
	return found;
}

/* ---- values by owner */

static bool leads_to(const struct agency *from, const struct agency *to, GPtrArray *seen)
{
	if (from == to)
		return true;
	if (g_ptr_array_find(seen, from, NULL))
		return false;
	g_ptr_array_add(seen, (void *)from);
	for (guint i = 0; i < from->successors->len; i++) {
		if (leads_to(from->successors->pdata[i], to, seen))
			return true;
	}
	return false;
}

static bool succeeds(const struct agency *agency, const struct agency *earlier)
{
	g_autoptr(GPtrArray) seen = NULL;

	if (earlier == agency || earlier->successors->len == 0)
		return earlier == agency;
	seen = g_ptr_array_new();
	return leads_to(earlier, agency, seen);
}

static bool is_all(const struct party *party)
{
	return party->agency == NULL && party->group == NULL;
}

/* How well a key names an owner; the larger wins. */
enum nearness { NAMES_NOT, NAMES_ALL, NAMES_HEIR_IN_GROUP, NAMES_HEIR, NAMES_IN_GROUP, NAMES_ITSELF };

/* A group that is not closed is walked in place. */
static enum nearness group_names(const struct group *group, const struct agency *agency, int depth)
{
	enum nearness best = NAMES_NOT;

	if (group->closed != NULL)
		return (enum nearness)GPOINTER_TO_INT(g_hash_table_lookup(group->closed, agency)); /* absent: NAMES_NOT */
	for (guint i = 0; depth < 32 && best != NAMES_IN_GROUP && i < group->members->len; i++) {
		const struct party *party = group->members->pdata[i];
		enum nearness nearness = NAMES_NOT;

		if (party->group != NULL)
			nearness = group_names(party->group, agency, depth + 1);
		else if (party->agency == agency)
			nearness = NAMES_IN_GROUP;
		else if (best == NAMES_NOT && party->agency != NULL && succeeds(agency, party->agency))
			nearness = NAMES_HEIR_IN_GROUP;
		best = MAX(best, nearness);
	}
	return best;
}

static void close_heirs(GHashTable *closed, const struct agency *agency)
{
	for (guint i = 0; i < agency->successors->len; i++) {
		const struct agency *heir = agency->successors->pdata[i];

		if (g_hash_table_contains(closed, heir))
			continue;
		g_hash_table_insert(closed, (void *)heir, GINT_TO_POINTER(NAMES_HEIR_IN_GROUP));
		close_heirs(closed, heir);
	}
}

static void close_group(struct group *group)
{
	GHashTable *closed = g_hash_table_new(NULL, NULL);
	struct bodies bodies;

	bodies_init(&bodies, group->members);
	for (guint i = 0; i < bodies.agencies->len; i++)
		close_heirs(closed, bodies.agencies->pdata[i]);
	for (guint i = 0; i < bodies.agencies->len; i++)
		g_hash_table_insert(closed, bodies.agencies->pdata[i], GINT_TO_POINTER(NAMES_IN_GROUP));
	group->closed = closed;
	bodies_clear(&bodies);
}

void plan_close(struct definitions *definitions)
{
	for (guint i = 0; i < definitions->groups->len; i++)
		close_group(definitions->groups->pdata[i]);
}

static enum nearness names(const struct party *party, const struct agency *agency)
{
	if (is_all(party))
		return NAMES_ALL;
	if (party->group != NULL)
		return group_names(party->group, agency, 0);
	if (party->agency == agency)
		return NAMES_ITSELF;
	return succeeds(agency, party->agency) ? NAMES_HEIR : NAMES_NOT;
}

bool party_names(const struct party *party, const struct agency *agency)
{
	return names(party, agency) != NAMES_NOT;
}

/* Of two keys that name an owner alike, the one of fewer bodies is narrower. */
static guint size_of(const struct party *party)
{
	struct bodies bodies;
	guint size;

	bodies_init(&bodies, party->group != NULL ? party->group->members : NULL);
	size = bodies.agencies->len;
	bodies_clear(&bodies);
	return size;
}

static const struct by_owner_entry *narrowest(const struct by_owner *values, const struct agency *owner)
{
	const struct by_owner_entry *best = NULL;
	enum nearness best_nearness = NAMES_NOT;

	for (guint i = 0; values->entries != NULL && i < values->entries->len; i++) {
		const struct by_owner_entry *entry = values->entries->pdata[i];
		enum nearness nearness = names(entry->party, owner);

		if (nearness > best_nearness ||
		    (nearness == best_nearness && nearness != NAMES_NOT && size_of(entry->party) < size_of(best->party))) {
			best = entry;
			best_nearness = nearness;
		}
	}
	return best;
}

const struct policy *plan_policy(const struct obligation *obligation, const struct agency *owner)
{
	const struct by_owner_entry *entry = narrowest(&obligation->policy, owner);

	return entry != NULL ? entry->value : obligation->plan->policy;
}

const char *plan_send_to(const struct obligation *obligation, const struct agency *owner)
{
	const struct by_owner_entry *entry = narrowest(&obligation->send_to, owner);

	return entry != NULL ? entry->value : obligation->plan->send_to;
}

const char *plan_outline(const struct obligation *obligation)
{
	return obligation->outline != NULL ? obligation->outline : obligation->plan->outline;
}

enum nonworking plan_nonworking(const struct obligation *obligation, const struct agency *owner, enum nonworking otherwise)
{
	const struct by_owner_entry *entry = narrowest(&obligation->nonworking, owner);

	return entry != NULL ? (enum nonworking)GPOINTER_TO_INT(entry->value) : otherwise;
}

/* ---- what a report covers */

static void add_lines(GPtrArray *lines, const GPtrArray *more)
{
	for (guint i = 0; i < more->len; i++) {
		if (!g_ptr_array_find_with_equal_func(lines, more->pdata[i], g_str_equal, NULL))
			g_ptr_array_add(lines, more->pdata[i]);
	}
}

static void add_lines_of(const struct obligation *obligation, const struct agency *owner, enum nearness wanted, GPtrArray *lines)
{
	for (guint i = 0; obligation->covers.entries != NULL && i < obligation->covers.entries->len; i++) {
		const struct by_owner_entry *entry = obligation->covers.entries->pdata[i];

		if (names(entry->party, owner) == wanted)
			add_lines(lines, entry->value);
	}
}

/* The ended body of a key of `covers` whose heirs on `day` include `owner`; NULL for any other key. */
static GPtrArray *heirs_of_key(const struct by_owner_entry *entry, const struct agency *owner, struct civil day)
{
	const struct agency *ended = entry->party->agency;
	g_autoptr(GPtrArray) heirs = NULL;

	if (ended == NULL || ended == owner || !civil_is_set(day) || range_holds(&ended->valid, day))
		return NULL;
	heirs = plan_heirs(ended, day);
	return g_ptr_array_find(heirs, owner, NULL) ? g_steal_pointer(&heirs) : NULL;
}

GPtrArray *plan_covers(const struct obligation *obligation, const struct agency *owner, struct civil day)
{
	GPtrArray *lines = g_ptr_array_new();

	add_lines_of(obligation, owner, NAMES_ALL, lines);
	add_lines_of(obligation, owner, NAMES_IN_GROUP, lines);
	add_lines_of(obligation, owner, NAMES_ITSELF, lines);
	for (guint i = 0; obligation->covers.entries != NULL && i < obligation->covers.entries->len; i++) {
		const struct by_owner_entry *entry = obligation->covers.entries->pdata[i];
		g_autoptr(GPtrArray) heirs = heirs_of_key(entry, owner, day);

		if (heirs != NULL && heirs->len == 1)
			add_lines(lines, entry->value);
	}
	return lines;
}

static bool given_to_one_of(const struct obligation *obligation, const GPtrArray *heirs, const char *line)
{
	for (guint i = 0; i < heirs->len; i++) {
		g_autoptr(GPtrArray) lines = g_ptr_array_new();

		add_lines_of(obligation, heirs->pdata[i], NAMES_ITSELF, lines);
		if (g_ptr_array_find_with_equal_func(lines, line, g_str_equal, NULL))
			return true;
	}
	return false;
}

GPtrArray *plan_covers_unassigned(const struct obligation *obligation, const struct agency *owner, struct civil day)
{
	GPtrArray *lines = g_ptr_array_new();

	for (guint i = 0; obligation->covers.entries != NULL && i < obligation->covers.entries->len; i++) {
		const struct by_owner_entry *entry = obligation->covers.entries->pdata[i];
		g_autoptr(GPtrArray) heirs = heirs_of_key(entry, owner, day);
		const GPtrArray *own = entry->value;

		for (guint j = 0; heirs != NULL && heirs->len > 1 && j < own->len; j++) {
			if (!given_to_one_of(obligation, heirs, own->pdata[j]))
				g_ptr_array_add(lines, own->pdata[j]);
		}
	}
	return lines;
}

/* ---- who receives, who is written to */

GPtrArray *plan_receivers(const struct obligation *obligation, struct civil day)
{
	if (obligation->via != NULL)
		return plan_heirs(obligation->via, day);
	return plan_members(obligation->owed_to, NULL, day);
}

static bool holds_on(const struct contact *contact, struct civil day)
{
	return !civil_is_set(day) || range_holds(&contact->valid, day);
}

const struct contact *plan_contact(const struct agency *agency, const char *position, struct civil day)
{
	const struct contact *deputy = NULL;

	for (guint i = 0; i < agency->contacts->len; i++) {
		const struct contact *contact = agency->contacts->pdata[i];

		if (!holds_on(contact, day))
			continue;
		if (g_strcmp0(contact->position, position) == 0)
			return contact;
		if (deputy == NULL && g_strcmp0(contact->deputy_of, position) == 0)
			deputy = contact;
	}
	return deputy;
}
