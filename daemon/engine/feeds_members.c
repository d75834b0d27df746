#include "engine/feeds_members.h"

#include <string.h>

#include "engine/feeds_source.h"
#include "store/acts.h"

/* plan/obligation/period out of plan/obligation/agency/period, and the agency; false for what is none of these. */
static bool split_id(const char *occurrence, GString *key, char **agency)
{
	const char *obligation = strchr(occurrence, '/'), *owner = obligation != NULL ? strchr(obligation + 1, '/') : NULL;
	const char *period = owner != NULL ? strchr(owner + 1, '/') : NULL;

	if (period == NULL)
		return false;
	g_string_truncate(key, 0);
	g_string_append_len(key, occurrence, owner - occurrence);
	g_string_append(key, period);
	*agency = g_strndup(owner + 1, (gsize)(period - owner - 1));
	return true;
}

static struct feeds_whole *whole_of(struct feeds_part *part, const char *obligation, const char *period, bool gone)
{
	const struct obligation *known;
	struct feeds_whole *whole;
	char key[512];
	g_autofree char *longer = NULL;
	const char *name = key;

	if (g_snprintf(key, sizeof key, "%s/%s/%s", part->plan->id, obligation, period) >= (gint)sizeof key)
		name = longer = g_strdup_printf("%s/%s/%s", part->plan->id, obligation, period);
	whole = g_hash_table_lookup(part->by_key, name);
	if (whole != NULL)
		return whole->obligation != NULL || gone ? whole : NULL;
	known = plan_obligation(part->plan, obligation);
	if (known == NULL && !gone)
		return NULL;
	whole = feeds_whole_new(name, known);
	g_ptr_array_add(part->wholes, whole);
	g_hash_table_insert(part->by_key, whole->key, whole);
	return whole;
}

/* ---- dates */

static bool same_limit(const struct limit *one, const struct limit *other)
{
	return civil_equal(one->limit, other->limit) && civil_equal(one->last, other->last) && civil_equal(one->aim, other->aim) &&
	       instant_equal(one->late_from, other->late_from) && one->provisional == other->provisional && one->soft == other->soft;
}

static bool same_stored(const struct feeds_stored *one, const struct feeds_stored *other)
{
	return same_limit(&one->limit, &other->limit) && civil_equal(one->counted_limit, other->counted_limit) &&
	       instant_equal(one->counted_late_from, other->counted_late_from) && civil_equal(one->first, other->first) &&
	       civil_equal(one->last, other->last) && g_strcmp0(one->due, other->due) == 0 && one->nonworking == other->nonworking;
}

/* Those met last are looked at first. */
static bool find_dates(const struct feeds_whole *whole, const struct feeds_stored *stored, unsigned *ret)
{
	for (guint i = whole->dates->len; i-- > 0;) {
		if (same_stored(&g_array_index(whole->dates, struct feeds_dates, i).stored, stored)) {
			*ret = i;
			return true;
		}
	}
	return false;
}

static unsigned add_dates(struct feeds_whole *whole, const struct feed_event *event, const struct feeds_stored *stored)
{
	struct feeds_dates dates = { .stored = *stored, .period = event->period, .limit = event->limit, .original = event->original,
				     .rule = g_strdup(event->rule) };

	dates.stored.due = g_strdup(stored->due);
	g_array_append_val(whole->dates, dates);
	return whole->dates->len - 1;
}

/* What the rule itself says depends on the agency only where the obligation says so. */
static int nonworking_of(const struct feeds_whole *whole, const struct agency *body, const struct config *config)
{
	const struct obligation *obligation = whole->obligation;

	if (obligation == NULL || obligation->nonworking.entries == NULL)
		return -1;
	return (int)plan_nonworking(obligation, body, config->settings.nonworking);
}

static unsigned dates_of_fact(struct feeds_whole *whole, const struct agency *body, const struct fact *fact, const struct config *config)
{
	struct feeds_stored stored = { .limit = { .last = fact->last, .limit = fact->limit, .aim = fact->aim, .late_from = fact->late_from,
						  .provisional = fact->provisional, .soft = fact->soft },
				       .counted_limit = fact->counted_limit, .counted_late_from = fact->counted_late_from,
				       .first = fact->period_first, .last = fact->period_last, .due = fact->due,
				       .nonworking = nonworking_of(whole, body, config) };
	struct feed_event *event;
	unsigned index;

	if (find_dates(whole, &stored, &index))
		return index;
	event = feed_event_new();
	event->obligation = whole->obligation;
	event->owner = body;
	feeds_source_dates(event, fact, config);
	index = add_dates(whole, event, &stored);
	feed_event_free(event);
	return index;
}

/* ---- members */

static bool note_history(const struct feeds_whole *whole, const struct feeds_stamps *stamps, const struct fact *fact,
			 struct feed_event *event, GError **error)
{
	g_autoptr(GPtrArray) acts = NULL;

	event->obligation = whole->obligation;
	event->updated = fact->created;
	if (!feeds_source_has_history(fact))
		return true;
	acts = act_list(stamps->store, fact->row, error);
	for (guint i = 0; acts != NULL && i < acts->len; i++)
		feeds_source_act(event, acts->pdata[i], stamps->config->settings.zone);
	return acts != NULL;
}

static void take_body(struct feeds_member *member, const struct feeds_bodies *bodies, const char *assignee)
{
	unsigned place;

	member->body = bodies->list->pdata[member->owner];
	if (assignee == NULL || !feeds_bodies_find(bodies, assignee, &place))
		return;
	member->body = bodies->list->pdata[place];
	member->other = place != member->owner;
}

/* A report is found by the days left for its corrections, but it stands with its limit. */
static bool is_within(const struct feeds_part *part, const struct limit *limit)
{
	return !civil_before(limit->limit, part->first) && !civil_before(part->last, limit->limit);
}

bool feeds_members_add_fact(struct feeds_part *part, const struct feeds_stamps *stamps, const struct fact *fact, GError **error)
{
	struct feeds_member member = { .calm = fact->unsettled };
	struct feeds_whole *whole;
	struct feed_event *event;
	bool fine;

	if (fact->agency == NULL || !feeds_bodies_find(stamps->bodies, fact->agency, &member.owner))
		return true;
	whole = whole_of(part, fact->obligation, fact->period, fact->withdrawn);
	if (whole == NULL)
		return true;
	take_body(&member, stamps->bodies, fact->assignee);
	member.state = feeds_source_state(fact);
	member.dates = dates_of_fact(whole, member.body, fact, stamps->config);
	if (!is_within(part, &g_array_index(whole->dates, struct feeds_dates, member.dates).limit))
		return true;
	event = feed_event_new();
	fine = note_history(whole, stamps, fact, event, error);
	member.updated = event->updated;
	member.extended = event->extended;
	member.document = event->extension_document;
	if (fine)
		feeds_whole_add(whole, &member);
	feed_event_free(event);
	return fine;
}

void feeds_members_remove(struct feeds_part *part, const struct feeds_stamps *stamps, const char *occurrence)
{
	g_autoptr(GString) key = g_string_new(NULL);
	g_autofree char *agency = NULL;
	struct feeds_whole *whole;
	unsigned owner;

	if (!split_id(occurrence, key, &agency) || !feeds_bodies_find(stamps->bodies, agency, &owner))
		return;
	whole = feeds_part_find(part, key->str);
	if (whole != NULL)
		feeds_whole_remove(whole, owner);
}

void feeds_members_add_event(struct feeds_part *part, const struct feeds_stamps *stamps, const struct feed_event *event)
{
	struct feeds_whole *whole = whole_of(part, event->obligation->id, event->period.label, false);
	struct feeds_member member = { .state = FEED_OPEN, .updated = event->updated };
	struct feeds_stored stored = { .limit = event->limit, .first = event->period.first, .last = event->period.last,
				       .nonworking = nonworking_of(whole, event->owner, stamps->config) };

	whole->by_rules = true;
	feeds_bodies_find(stamps->bodies, event->owner->id, &member.owner);
	member.body = event->owner;
	if (!find_dates(whole, &stored, &member.dates))
		member.dates = add_dates(whole, event, &stored);
	feeds_whole_add(whole, &member);
}
