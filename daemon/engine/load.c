/*
 * Brings the store in step with the files: start, reload, and every day's step of the horizon. What a person touched stays
 * as it is; everything else follows the files. Unchanged files write nothing.
 */
#include <string.h>

#include "engine/internal.h"
#include "engine/adhoc.h"

bool load_begin(struct load *load, GError **error)
{
	if (load->writing)
		return true;
	load->writing = store_begin(load->engine->store, error);
	return load->writing;
}

static void note(GPtrArray *list, const char *id)
{
	if (list != NULL)
		g_ptr_array_add(list, g_strdup(id));
}

static void copy_dates(struct fact *fact, const struct occurrence *occurrence)
{
	fact->dated = occurrence->dated;
	fact->owners = occurrence->owners;
	fact->period_first = occurrence->period.first;
	fact->period_last = occurrence->period.last;
	fact->internal = occurrence->internal;
	if (!occurrence->dated)
		return;
	fact->last = occurrence->limit.last;
	fact->limit = occurrence->limit.limit;
	fact->aim = occurrence->limit.aim;
	fact->late_from = occurrence->limit.late_from;
	fact->provisional = occurrence->limit.provisional;
	fact->soft = occurrence->limit.soft;
	/* Nobody extended or corrected it: the files' limit is the first one and the one that counts. */
	fact->counted_limit = fact->original_limit = fact->limit;
	fact->counted_late_from = fact->original_late_from = fact->late_from;
}

static bool same_dates(const struct fact *fact, const struct occurrence *occurrence)
{
	const struct limit *limit = &occurrence->limit;

	if (fact->dated != occurrence->dated || fact->owners != occurrence->owners || fact->internal != occurrence->internal ||
	    !civil_equal(fact->period_first, occurrence->period.first) ||
	    !civil_equal(fact->period_last, occurrence->period.last))
		return false;
	return !fact->dated || (civil_equal(fact->last, limit->last) && civil_equal(fact->limit, limit->limit) &&
				civil_equal(fact->aim, limit->aim) && instant_equal(fact->late_from, limit->late_from) &&
				fact->provisional == limit->provisional && fact->soft == limit->soft);
}

static bool put(struct load *load, struct fact *fact, GError **error)
{
	fact->next = INSTANT_NEVER;
	if (fact->dated && !ladder_next(load->engine, fact, load->now, &fact->next, error))
		return false;
	engine_touch(load->engine, fact->id);
	return load_begin(load, error) && fact_put(load->engine->store, fact, error);
}

/* ---- new, known, gone ---- */

struct fact *load_fact(const struct load *load, const struct occurrence *occurrence)
{
	static const struct instant long_ago = { 1 };
	struct fact *fact = g_new0(struct fact, 1);

	fact->id = g_strdup(occurrence->id);
	fact->plan = g_strdup(occurrence->plan->id);
	fact->obligation = g_strdup(occurrence->obligation->id);
	fact->agency = g_strdup(occurrence->owner != NULL ? occurrence->owner->id : NULL);
	fact->period = g_strdup(occurrence->period.label);
	copy_dates(fact, occurrence);
	fact->version = 1;
	fact->created = load->in_time ? long_ago : load->now;
	fact->armed = load->now;
	fact->rule = load_rule(load, occurrence);
	fact->unsettled = fact->dated && !load->in_time && !instant_before(load->now, fact->late_from);
	return fact;
}

static bool create(struct load *load, const struct occurrence *occurrence, GError **error)
{
	const struct plan *plan = occurrence->plan;
	g_autoptr(fact_t) fact = load_fact(load, occurrence);

	if (fact->unsettled)
		g_hash_table_add(load->unsettled, (gpointer)(plan->coordinator != NULL ? plan->coordinator->id : "admin"));
	if (load->changes != NULL) {
		note(load->changes->created, fact->id);
		load->changes->unsettled += fact->unsettled;
		load->changes->undated += !fact->dated;
	}
	return put(load, fact, error);
}

static bool record_move(struct load *load, struct fact *fact, struct civil before, GError **error)
{
	struct act act = { .occurrence = fact->row, .at = load->now, .verb = (char *)"limit", .user = (char *)"files",
			   .limit = fact->limit, .version = fact->version };
	struct agenda_row agenda = { .kind = (char *)"request", .next = schedule_next_opening(load->engine->config, load->now) };
	char old[CIVIL_SIZE], new[CIVIL_SIZE];
	bool ok;

	if (load->changes != NULL)
		g_ptr_array_add(load->changes->moved, g_strdup_printf("%s %s %s", fact->id, civil_format(before, old),
								      civil_format(fact->limit, new)));
	if (!load_begin(load, error) || !act_append(load->engine->store, &act, error))
		return false;
	if (!civil_before(fact->limit, before) || fact->internal || fact->soft || !fact_is_open(fact))
		return true;
	agenda.subject = g_strdup_printf("request/%s/%d", fact->id, fact->version);
	ok = agenda_put(load->engine->store, &agenda, error);
	g_free(agenda.subject);
	return ok;
}

static struct limit limit_of(const struct fact *fact)
{
	return (struct limit){ .last = fact->last, .limit = fact->limit, .aim = fact->aim, .late_from = fact->late_from,
			       .soft = fact->soft };
}

/* Steps not after `before` are over (ladder_pass): nothing of them is caught up. */
static bool pass_until(struct load *load, struct fact *fact, struct instant before, const struct config *then,
		       const struct limit *was, GError **error)
{
	struct run *run;
	bool ok;

	if (!fact_is_open(fact) || !instant_is_set(before))
		return true;
	run = run_new(load->engine, load->now);
	ok = ladder_pass(run, fact, before, then, was, error);
	if (ok && run->rows->len > 0)
		ok = load_begin(load, error);
	for (guint i = 0; ok && i < run->rows->len; i++)
		ok = ledger_put(load->engine->store, g_ptr_array_index(run->rows, i), error);
	run_free(run);
	return ok;
}

/* A changed calendar moves steps; those whose new day is over are past. While the service runs the calendar of before tells
 * which have moved; at its start only what lies before the last tick can have, the rest was missed. */
static bool pass_moved(struct load *load, struct fact *fact, const struct limit *was, GError **error)
{
	struct instant midnight = zone_instant(load->engine->config->settings.zone, load->today, 0);

	if (load->before == NULL)
		return pass_until(load, fact, load->last_tick, NULL, NULL, error);
	return pass_until(load, fact, instant_add(midnight, -1), load->before, was, error);
}

/* What the files cannot move is back in them, or its steps moved with the calendar. */
static bool stay(struct load *load, struct fact *fact, GError **error)
{
	struct limit was = limit_of(fact);
	bool resumed = fact->withdrawn;

	fact->withdrawn = false;
	if (resumed && load->changes != NULL)
		note(load->changes->resumed, fact->id);
	if (!resumed && (!load->recalendared || !fact->dated))
		return true;
	load_recalendar(load, fact);
	return (resumed ? pass_until(load, fact, load->now, NULL, NULL, error) : pass_moved(load, fact, &was, error)) &&
	       put(load, fact, error);
}

/* A person's order stands against the files; it is listed. */
static bool keep(struct load *load, struct fact *fact, const struct occurrence *occurrence, GError **error)
{
	/* The limit for corrections stands beside the one that counts. */
	if (load->changes != NULL && fact->dated && !civil_equal(fact->counted_limit, occurrence->limit.limit))
		note(load->changes->kept, fact->id);
	return stay(load, fact, error);
}

static bool follow(struct load *load, struct fact *fact, const struct occurrence *occurrence, GError **error)
{
	g_autofree char *rule = load_rule(load, occurrence);
	bool ruled = g_strcmp0(rule, fact->rule) != 0, resumed = fact->withdrawn;
	struct civil before = fact->limit;
	bool moved = fact->dated && occurrence->dated && !civil_equal(before, occurrence->limit.limit);
	struct limit was = limit_of(fact);

	if (!ruled && !resumed && same_dates(fact, occurrence))
		return !load->recalendared || !fact->dated || (pass_moved(load, fact, &was, error) && put(load, fact, error));
	copy_dates(fact, occurrence);
	g_free(fact->rule);
	fact->rule = g_steal_pointer(&rule);
	fact->withdrawn = false;
	if (moved)
		fact->version++;
	/* A limit that still lies ahead settles what was late by the one before. */
	if (moved && instant_before(load->now, fact->late_from))
		fact->unsettled = false;
	if (moved || ruled)
		fact->armed = load->now;
	else if (!(resumed ? pass_until(load, fact, load->now, NULL, NULL, error) : pass_moved(load, fact, &was, error)))
		return false;
	if (resumed && load->changes != NULL)
		note(load->changes->resumed, fact->id);
	return put(load, fact, error) && (!moved || record_move(load, fact, before, error));
}

static bool known(struct load *load, struct fact *fact, const struct occurrence *occurrence, GError **error)
{
	if (fact->touched)
		return keep(load, fact, occurrence, error);
	if (!follow(load, fact, occurrence, error))
		return false;
	if (load->changes != NULL)
		load->changes->unsettled += fact->unsettled;
	return true;
}

static bool was_written_about(struct load *load, const struct fact *fact, bool *ret, GError **error)
{
	g_autoptr(GPtrArray) rows = ledger_of(load->engine->store, fact->id, 0, error);

	*ret = false;
	if (rows == NULL)
		return false;
	for (guint i = 0; i < rows->len; i++)
		*ret |= ((const struct ledger_row *)g_ptr_array_index(rows, i))->outcome == OUTCOME_SAID;
	return true;
}

/* Has a person recorded anything, if only a note? What the files did stands there as well. */
static bool was_ordered(struct load *load, const struct fact *fact, bool *ret, GError **error)
{
	g_autoptr(GPtrArray) acts = NULL;

	*ret = fact->touched;
	if (*ret)
		return true;
	acts = act_list(load->engine->store, fact->row, error);
	for (guint i = 0; acts != NULL && i < acts->len; i++)
		*ret |= g_strcmp0(((const struct act *)g_ptr_array_index(acts, i))->user, "files") != 0;
	return acts != NULL;
}

static bool gone(struct load *load, struct fact *fact, GError **error)
{
	bool written, ordered;

	if (fact->withdrawn)
		return true;
	if (!was_written_about(load, fact, &written, error) || !was_ordered(load, fact, &ordered, error) || !load_begin(load, error))
		return false;
	engine_touch(load->engine, fact->id);
	if (!ordered && !written && !g_hash_table_contains(load->engine->left_out, fact->plan)) {
		if (load->changes != NULL)
			note(load->changes->removed, fact->id);
		return fact_remove(load->engine->store, fact->row, error);
	}
	if (load->changes != NULL)
		note(load->changes->withdrawn, fact->id);
	fact->withdrawn = true;
	fact->next = INSTANT_NEVER;
	return fact_put(load->engine->store, fact, error);
}

/* ---- the whole ---- */

static bool gather(struct fact *fact, void *data)
{
	struct load *load = data;

	/* The horizon does not shrink; what persons decided lies where it lies. */
	if (fact->dated && !fact->touched && fact->due == NULL && civil_before(load->last, fact->limit))
		load->last = fact->limit;
	g_hash_table_insert(load->existing, fact->id, fact);
	return true;
}

static bool sync_one(struct load *load, struct occurrence *occurrence, GError **error)
{
	struct fact *fact;
	bool ok;

	if (!occurrence->dated && !load_undated(load, occurrence, error))
		return false;
	if (!occurrence->dated && occurrence->owners == 0)
		return true;
	fact = g_hash_table_lookup(load->existing, occurrence->id);
	if (fact == NULL)
		return create(load, occurrence, error);
	g_hash_table_steal(load->existing, occurrence->id);
	ok = known(load, fact, occurrence, error);
	fact_free(fact);
	return ok;
}

static bool sync_plan(struct load *load, const struct plan *plan, struct civil first, GError **error)
{
	/* Who asked for it by a request wants it recorded, however far ahead it lies. */
	struct civil last = adhoc_made(plan) ? CIVIL_NONE : load->last;
	g_autoptr(GPtrArray) occurrences = schedule_occurrences(load->engine->config, plan, first, last, true);

	for (guint i = 0; i < occurrences->len; i++) {
		if (!sync_one(load, g_ptr_array_index(occurrences, i), error))
			return false;
	}
	return true;
}

/* Not among the occurrences up to the horizon; the row of an undated duty is not where no owner is left in it. */
static bool leftover(struct load *load, struct fact *fact, GError **error)
{
	struct occurrence *beyond = fact->touched ? schedule_occurrence(load->engine->config, fact->id) : NULL;
	bool ok = beyond == NULL || beyond->dated || load_undated(load, beyond, error);

	if (ok && beyond != NULL && (beyond->dated || beyond->owners > 0))
		ok = keep(load, fact, beyond, error);
	else if (ok)
		ok = load_stays(load, fact) ? stay(load, fact, error) : gone(load, fact, error);
	if (beyond != NULL)
		occurrence_free(beyond);
	return ok;
}

static bool sync_gone(struct load *load, GError **error)
{
	GHashTableIter iter;
	gpointer fact;

	g_hash_table_iter_init(&iter, load->existing);
	while (g_hash_table_iter_next(&iter, NULL, &fact)) {
		if (!leftover(load, fact, error))
			return false;
	}
	return true;
}

/* Loads of one day share a list: its detail holds the instants of them all. */
static bool put_settle(struct load *load, const char *subject, struct instant opening, GError **error)
{
	struct agenda_row *before = NULL;
	g_autofree char *detail = NULL;
	struct agenda_row row = { .subject = (char *)subject, .kind = (char *)"settle", .next = opening };

	if (!load_begin(load, error) || !agenda_get(load->engine->store, subject, &before, error))
		return false;
	detail = g_strdup_printf("%s%s%" G_GINT64_FORMAT, before != NULL ? before->detail : "", before != NULL ? " " : "",
				 load->now.seconds);
	agenda_row_free(before);
	row.detail = detail;
	return agenda_put(load->engine->store, &row, error);
}

/* What this load found already late is listed once to whoever coordinates it. */
static bool sync_settle(struct load *load, GError **error)
{
	struct instant opening = schedule_next_opening(load->engine->config, load->now);
	GHashTableIter iter;
	char date[CIVIL_SIZE];
	gpointer id;

	civil_format(zone_civil(load->engine->config->settings.zone, opening), date);
	g_hash_table_iter_init(&iter, load->unsettled);
	while (g_hash_table_iter_next(&iter, &id, NULL)) {
		g_autofree char *subject = g_strdup_printf("settle/%s/%s", (const char *)id, date);

		if (!put_settle(load, subject, opening, error))
			return false;
	}
	return true;
}

static bool sync_meta(struct load *load, GError **error)
{
	g_autofree char *now = load_calendar(load->engine->config->calendar);
	g_autoptr(GError) fault = NULL;
	g_autofree char *before = store_meta_get(load->engine->store, "calendar", &fault);

	if (fault != NULL) {
		g_propagate_error(error, g_steal_pointer(&fault));
		return false;
	}
	load->recalendared = before != NULL && strcmp(before, now) != 0;
	if (before != NULL && !load->recalendared)
		return true;
	return load_begin(load, error) && store_meta_set(load->engine->store, "calendar", now, error);
}

static bool sync_all(struct load *load, GError **error)
{
	const GPtrArray *plans = load->engine->config->definitions->plans;

	if (!sync_meta(load, error) || !fact_each(load->engine->store, gather, load, error) ||
	    !load_lateness(load, error))
		return false;
	if (load->changes != NULL)
		load->changes->first = g_hash_table_size(load->existing) == 0;
	for (guint i = 0; i < plans->len; i++)
		if (!sync_plan(load, g_ptr_array_index(plans, i), civil_make(1900, 1, 1), error))
			return false;
	return sync_gone(load, error) && sync_settle(load, error) && load_agenda(load, error);
}

static struct load load_of(struct engine *engine, struct instant now, struct engine_changes *changes)
{
	struct load load = { .engine = engine, .now = now, .since = now, .changes = changes, .last_tick = engine->last_tick };

	load.today = zone_civil(engine->config->settings.zone, now);
	load.last = civil_add(load.today, engine->config->settings.horizon_days);
	load.existing = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)fact_free);
	load.unsettled = g_hash_table_new(g_str_hash, g_str_equal);
	return load;
}

static bool load_end(struct load *load, bool ok, GError **error)
{
	if (ok && load->writing)
		ok = store_commit(load->engine->store, error);
	if (!ok && store_in_transaction(load->engine->store))
		store_rollback(load->engine->store);
	if (ok) {
		load->engine->created_to = load->last;
		load->engine->extended_on = load->today;
	}
	g_hash_table_unref(load->existing);
	g_hash_table_unref(load->unsettled);
	return ok;
}

static void index_config(struct engine *engine)
{
	const GPtrArray *plans = engine->config->definitions->plans;

	g_hash_table_remove_all(engine->obligations);
	g_hash_table_remove_all(engine->needed);
	for (guint i = 0; i < plans->len; i++) {
		const struct plan *plan = g_ptr_array_index(plans, i);

		for (guint j = 0; j < plan->obligations->len; j++) {
			const struct obligation *obligation = g_ptr_array_index(plan->obligations, j);

			g_hash_table_insert(engine->obligations, g_strdup_printf("%s/%s", plan->id, obligation->id),
					    (gpointer)obligation);
			for (guint k = 0; obligation->needs != NULL && k < obligation->needs->len; k++)
				g_hash_table_add(engine->needed, g_ptr_array_index(obligation->needs, k));
		}
	}
}

static bool recall_tick(struct engine *engine, GError **error)
{
	g_autoptr(GError) fault = NULL;
	g_autofree char *text = store_meta_get(engine->store, "last_tick", &fault);

	if (fault != NULL) {
		g_propagate_error(error, g_steal_pointer(&fault));
		return false;
	}
	if (text != NULL && !instant_is_set(engine->last_tick))
		engine->last_tick.seconds = g_ascii_strtoll(text, NULL, 10);
	return true;
}

bool engine_read_assigned(struct engine *engine, GError **error)
{
	struct assigned *assigned = assigned_read(engine->store, error);

	if (assigned == NULL)
		return false;
	assigned_free(engine->assigned);
	engine->assigned = assigned;
	return true;
}

/* Of a start the log says what was left out; a reload is refused instead. */
static bool take_requests(struct engine *engine, const struct config *config, GError **error)
{
	GHashTableIter iter;
	gpointer plan, why;

	g_hash_table_remove_all(engine->left_out);
	if (!adhoc_add(engine->store, config, engine->config != NULL, engine->left_out, error))
		return false;
	g_hash_table_iter_init(&iter, engine->left_out);
	while (g_hash_table_iter_next(&iter, &plan, &why))
		engine_event_add(engine, EVENT_LOADED, NULL, "the request '%s' cannot be read with these files, what it asks for is withdrawn: %s",
				 (const char *)plan, (const char *)why);
	return true;
}

static bool take(struct engine *engine, const struct config *config, struct instant now, bool in_time,
		 struct engine_changes *changes, GError **error)
{
	const struct config *before = engine->config;
	struct load load;
	bool ok;

	if (!recall_tick(engine, error) || !engine_read_people(engine, config->settings.language, error) ||
	    !engine_read_assigned(engine, error) || !take_requests(engine, config, error))
		return false;
	engine->config = config;
	index_config(engine);
	load = load_of(engine, now, changes);
	load.before = before;
	load.in_time = in_time;
	ok = load_end(&load, sync_all(&load, error), error);
	if (!ok) {
		engine->config = before;
		if (before != NULL)
			index_config(engine);
	}
	return ok;
}

bool engine_load(struct engine *engine, const struct config *config, struct instant now, struct engine_changes *changes,
		 GError **error)
{
	return take(engine, config, now, false, changes, error);
}

bool engine_load_in_time(struct engine *engine, const struct config *config, struct instant from, GError **error)
{
	return take(engine, config, from, true, NULL, error);
}

static bool extend_plan(struct load *load, const struct plan *plan, GError **error)
{
	g_autoptr(GPtrArray) occurrences = schedule_occurrences(load->engine->config, plan,
								civil_add(load->engine->created_to, 1), load->last, true);

	for (guint i = 0; i < occurrences->len; i++) {
		struct occurrence *occurrence = g_ptr_array_index(occurrences, i);
		g_autoptr(GError) fault = NULL;
		g_autoptr(fact_t) fact = fact_get(load->engine->store, occurrence->id, &fault);

		if (fault != NULL) {
			g_propagate_error(error, g_steal_pointer(&fault));
			return false;
		}
		if (fact != NULL)
			continue;
		if (!occurrence->dated && !load_undated(load, occurrence, error))
			return false;
		if ((occurrence->dated || occurrence->owners > 0) && !create(load, occurrence, error))
			return false;
	}
	return true;
}

bool load_extend(struct engine *engine, struct instant now, GError **error)
{
	struct civil today = zone_civil(engine->config->settings.zone, now);
	const GPtrArray *plans = engine->config->definitions->plans;
	struct load load;
	bool ok = true;

	if (!civil_before(engine->extended_on, today))
		return true;
	load = load_of(engine, now, NULL);
	/* The first pass of a day may come with its opening. */
	load.since = zone_instant(engine->config->settings.zone, today, 0);
	if (!civil_before(engine->created_to, load.last))
		load.last = engine->created_to;
	for (guint i = 0; ok && civil_before(engine->created_to, load.last) && i < plans->len; i++)
		ok = extend_plan(&load, g_ptr_array_index(plans, i), error);
	ok = ok && load_agenda(&load, error);
	return load_end(&load, ok, error);
}

bool load_digests(struct engine *engine, struct instant now, GError **error)
{
	struct civil created_to = engine->created_to, extended_on = engine->extended_on;
	struct load load = load_of(engine, now, NULL);
	bool ok;

	load.last = created_to;
	ok = load_end(&load, load_agenda(&load, error), error);
	engine->created_to = created_to;
	engine->extended_on = extended_on;
	return ok;
}
