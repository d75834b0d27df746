/*
 * What is due of one occurrence at `now`: its steps compared with its ledger. Decides for each step and role whether it
 * is written, a line in a list, left out, dropped (and by which rule), or not reached; of several for one person the latest
 * speaks.
 */
#include <string.h>

#include "engine/holding.h"
#include "engine/internal.h"
#include "engine/verdict.h"

struct ladder {
	struct run *run;
	const struct engine *engine;
	const struct view *view;
	struct instant now;
	struct civil today;
	bool speaking;
	GPtrArray *ledger;    /* rows of this version */
	GPtrArray *holds;     /* struct hold * not let go */
	GArray *steps;
	GPtrArray *sayings;   /* of this fact, in the order of steps; borrowed */
	struct step first;    /* the first notice; moment unset: there is none */
	struct instant passing; /* set: steps not after it are written off, nothing is said */
	const struct config *then; /* with `was`: whose calendar held before; NULL: not known */
	const struct limit *was;
	GArray *steps_then;
	struct instant next;
};

static void look_at(struct ladder *ladder, struct instant when)
{
	ladder->next = instant_min(ladder->next, when);
}

/* Something is due and nobody may speak: at the next opening; while only the moment is asked for, at once. */
static void wait_for_opening(struct ladder *ladder)
{
	look_at(ladder, ladder->run != NULL ? schedule_next_opening(ladder->engine->config, ladder->now) : ladder->now);
}

static const struct ledger_row *row_of(const struct ladder *ladder, const char *step, const char *role)
{
	for (guint i = 0; i < ladder->ledger->len; i++) {
		const struct ledger_row *row = g_ptr_array_index(ladder->ledger, i);

		if (strcmp(row->step, step) == 0 && strcmp(row->role, role) == 0)
			return row;
	}
	return NULL;
}

/* Has the role a row of a step that comes after `step`? */
static bool later_row(const struct ladder *ladder, const struct step *step, const char *role)
{
	for (guint i = 0; i < ladder->steps->len; i++) {
		const struct step *other = &g_array_index(ladder->steps, struct step, i);

		if (instant_before(step->moment, other->moment) && row_of(ladder, other->name, role) != NULL)
			return true;
	}
	return false;
}

static void put_row(struct ladder *ladder, const struct step *step, const char *role, enum outcome outcome, const char *reason)
{
	g_ptr_array_add(ladder->run->rows, ledger_row_make(ladder->view->fact->id, ladder->view->fact->version, step->name, role,
							   outcome, reason, NULL, ladder->now));
}

/* Nothing of this version of the limit was said to the owner yet. */
static bool opens_version(const struct ladder *ladder)
{
	for (guint i = 0; i < ladder->ledger->len; i++) {
		const struct ledger_row *row = g_ptr_array_index(ladder->ledger, i);

		if (row->outcome == OUTCOME_SAID && g_str_has_prefix(row->role, "owner:"))
			return false;
	}
	return true;
}

static struct saying *add_saying(struct ladder *ladder, const struct step *step, const char *role, const struct person *person)
{
	struct saying *saying = saying_new();

	saying->fact = ladder->view->fact;
	saying->view = *ladder->view;
	saying->step = *step;
	saying->role = g_strdup(role);
	saying->agency = person->agency;
	saying->contact = person->contact;
	saying->address = g_strdup(person->address);
	saying->opens = opens_version(ladder);
	g_ptr_array_add(ladder->run->sayings, saying);
	g_ptr_array_add(ladder->sayings, saying);
	return saying;
}

static struct saying *saying_of(const struct ladder *ladder, const struct step *step, const char *role)
{
	for (guint i = 0; i < ladder->sayings->len; i++) {
		struct saying *saying = g_ptr_array_index(ladder->sayings, i);

		if (strcmp(saying->role, role) == 0 && strcmp(saying->step.name, step->name) == 0)
			return saying;
	}
	return NULL;
}

static int put_before(const struct ladder *ladder, const struct step *step, const char *role)
{
	const GPtrArray *rows = ladder->run != NULL ? ladder->run->rows : NULL;

	for (guint i = rows != NULL ? rows->len : 0; i-- > 0;) {
		const struct ledger_row *row = g_ptr_array_index(rows, i);

		if (strcmp(row->subject, ladder->view->fact->id) != 0)
			break;
		if (strcmp(row->step, step->name) == 0 && strcmp(row->role, role) == 0)
			return (int)i;
	}
	return -1;
}

/* A step may name one person twice, as itself and as a receiver, in `to` and in `cc`: the first name by which it may be
 * written to counts, and there is one row. */
static bool named_before(struct ladder *ladder, const struct step *step, const char *role, bool writes)
{
	int put = put_before(ladder, step, role);
	const struct ledger_row *row = put >= 0 ? g_ptr_array_index(ladder->run->rows, (guint)put) : NULL;

	if (saying_of(ladder, step, role) != NULL)
		return true;
	if (row == NULL || !writes || row->outcome != OUTCOME_DROPPED)
		return row != NULL;
	g_ptr_array_remove_index(ladder->run->rows, (guint)put);
	return false;
}

/* A reminder whose time has passed while nobody could speak: from the day after the limit nothing reminds. */
static bool overtaken(const struct ladder *ladder, const struct step *step)
{
	if (step->side != STEP_REMIND)
		return false;
	return !instant_before(ladder->now, ladder->view->limit.late_from) ||
	       civil_before(ladder->view->limit.limit, ladder->today);
}

static bool too_near(const struct ladder *ladder, struct civil notice, const struct step *step)
{
	int spacing = ladder->view->policy->spacing.count;
	struct civil day = step->day;

	if (civil_before(day, notice))
		return false;
	if (ladder->view->policy->spacing.unit == SPAN_WORKING_DAYS)
		return calendar_between(ladder->engine->config->calendar, notice, day) < spacing;
	return civil_diff(day, notice) < spacing;
}

static bool is_last_reminder(const struct ladder *ladder, const struct step *step)
{
	for (guint i = ladder->steps->len; i-- > 0;) {
		const struct step *other = &g_array_index(ladder->steps, struct step, i);

		if (other->side == STEP_REMIND && !other->spaced)
			return strcmp(other->name, step->name) == 0;
	}
	return false;
}

/* Left out: by the policy's spacing, or because a first notice or an order's own mail stands too near before it. */
static bool left_out(const struct ladder *ladder, const struct step *step)
{
	if (step->side != STEP_REMIND || strcmp(step->name, "first") == 0)
		return false;
	if (step->spaced)
		return true;
	if (ladder->view->policy->spacing.count == 0 || is_last_reminder(ladder, step))
		return false;
	if (instant_is_set(ladder->first.moment) && too_near(ladder, ladder->first.day, step))
		return true;
	for (guint i = 0; i < ladder->ledger->len; i++) {
		const struct ledger_row *row = g_ptr_array_index(ladder->ledger, i);

		if (row->outcome == OUTCOME_SAID && strchr("+-", row->step[0]) == NULL && strcmp(row->step, "first") != 0 &&
		    too_near(ladder, zone_civil(ladder->engine->config->settings.zone, row->at), step))
			return true;
	}
	return false;
}

/* Not after `passing`; where the calendar of before is known, only what was still to come by it. */
static bool passed(const struct ladder *ladder, const struct step *step)
{
	if (instant_before(ladder->passing, step->moment))
		return false;
	for (guint i = 0; ladder->steps_then != NULL && i < ladder->steps_then->len; i++) {
		const struct step *then = &g_array_index(ladder->steps_then, struct step, i);

		if (strcmp(then->name, step->name) == 0)
			return instant_before(ladder->now, then->moment);
	}
	return true;
}

/* What found no address, or was held back, may still be said while its role was told nothing later: now, or when is it looked
 * at again? */
static bool may_revive(struct ladder *ladder, const struct step *step, const struct ledger_row *row, const struct hold *hold,
		       const struct person *person)
{
	bool held = holding_left_out(row);

	if ((!held && row->outcome != OUTCOME_UNADDRESSED) || later_row(ladder, step, row->role))
		return false;
	if (held && hold != NULL)
		look_at(ladder, holding_end(ladder->engine, hold));
	else if (person->address == NULL)
		look_at(ladder, schedule_next_opening(ladder->engine->config, ladder->now));
	else
		return true;
	return false;
}

/* The head of a body that is not subordinate is not written to: its place is a line to the coordinator. */
static void say_directly(struct ladder *ladder, const struct step *step, const struct hold *hold)
{
	static const char key[] = "coordinator:focal";
	struct person person = person_coordinating(ladder->engine, ladder->view->obligation->plan, ladder->today);
	const struct ledger_row *row = row_of(ladder, step->name, key);
	struct saying *saying = saying_of(ladder, step, key);

	if (person.agency == NULL || person.agency == ladder->view->owner)
		return;
	if (saying == NULL &&
	    ((row != NULL && !may_revive(ladder, step, row, hold, &person)) || named_before(ladder, step, key, true)))
		return;
	if (!ladder->speaking) {
		wait_for_opening(ladder);
		return;
	}
	if (saying == NULL) {
		saying = add_saying(ladder, step, key, &person);
		saying->revived = row != NULL;
	}
	saying->others = true;
	saying->direct = true;
	saying->copy = false;
}

/* The head's row stands, but its line may not: the list it was in was taken back before it left, nobody could be written to, or
 * the step was kept back. Not where the coordinator heard of a later step. */
static void say_directly_again(struct ladder *ladder, const struct step *step, const struct ledger_row *row, const char *reason,
			       const struct hold *hold)
{
	bool held = holding_left_out(row);

	if ((!held && (row->outcome != OUTCOME_DROPPED || g_strcmp0(row->reason, reason) != 0)) ||
	    instant_is_set(ladder->passing) || overtaken(ladder, step) || later_row(ladder, step, "coordinator:focal") ||
	    named_before(ladder, step, row->role, false))
		return;
	if (hold != NULL) {
		look_at(ladder, holding_end(ladder->engine, hold));
		return;
	}
	if (held && ladder->speaking)
		put_row(ladder, step, row->role, OUTCOME_DROPPED, reason);
	else if (held)
		wait_for_opening(ladder);
	say_directly(ladder, step, hold);
}

static void role_due(struct ladder *ladder, const struct step *step, const char *key, enum verdict verdict, const char *reason,
		     const struct role *role, const struct person *person, bool copy)
{
	const struct hold *hold = holding_on(ladder->holds, step->name, ladder->today);
	const struct ledger_row *row = row_of(ladder, step->name, key);
	bool revived = row != NULL && verdict != VERDICT_DIRECT && may_revive(ladder, step, row, hold, person);
	struct saying *saying;

	if (row != NULL && verdict == VERDICT_DIRECT) {
		say_directly_again(ladder, step, row, reason, hold);
		return;
	}
	if ((row != NULL && !revived) ||
	    named_before(ladder, step, key, verdict == VERDICT_WRITE || verdict == VERDICT_LIST))
		return;
	if (instant_is_set(ladder->passing)) {
		if (row == NULL && passed(ladder, step))
			put_row(ladder, step, key, OUTCOME_PAST, "moved");
		return;
	}
	if (!ladder->speaking) {
		wait_for_opening(ladder);
		return;
	}
	if (overtaken(ladder, step)) {
		if (!revived)
			put_row(ladder, step, key, OUTCOME_PAST, "late");
		return;
	}
	if (!revived && left_out(ladder, step)) {
		put_row(ladder, step, key, OUTCOME_LEFT_OUT, "spacing");
		return;
	}
	if (verdict == VERDICT_DROP || (verdict == VERDICT_DIRECT && hold == NULL)) {
		if (revived)
			return;
		put_row(ladder, step, key, OUTCOME_DROPPED, reason);
		if (verdict == VERDICT_DIRECT)
			say_directly(ladder, step, hold);
		return;
	}
	if (hold != NULL) {
		put_row(ladder, step, key, OUTCOME_LEFT_OUT, "held");
		look_at(ladder, holding_end(ladder->engine, hold));
		return;
	}
	saying = add_saying(ladder, step, key, person);
	saying->others = verdict == VERDICT_LIST;
	saying->head = role_is_head(role) && !person->fell_back;
	saying->copy = copy;
	saying->revived = revived;
}

static void owner_role_due(struct ladder *ladder, const struct step *step, const struct role *role, bool copy, bool direct)
{
	struct person person = person_of(ladder->engine, ladder->view->owner, role->position, ladder->today);
	const char *reason;
	enum verdict verdict = verdict_owner(ladder->view, step->rule, role, &reason);

	if (direct && verdict == VERDICT_WRITE) {
		verdict = VERDICT_DROP;
		reason = "relation";
	}
	role_due(ladder, step, role->text, verdict, reason, role, &person, copy);
}

static void body_role_due(struct ladder *ladder, const struct step *step, const char *key, const struct role *role,
			  const struct agency *body, bool copy)
{
	struct person person = person_of(ladder->engine, body, role->position, ladder->today);
	const char *reason;
	enum verdict verdict = verdict_others(ladder->view, step->rule, role, body, &reason);

	role_due(ladder, step, key, verdict, reason, role, &person, copy);
}

/* One receiver has the role's own name; of several each is named. */
static void receivers_due(struct ladder *ladder, const struct step *step, const struct role *role, bool copy)
{
	g_autoptr(GPtrArray) receivers = receivers_of(ladder->view->obligation, ladder->today);

	for (guint i = 0; i < receivers->len; i++) {
		const struct agency *body = g_ptr_array_index(receivers, i);
		g_autofree char *key = receivers->len == 1 ? g_strdup(role->text) :
							     g_strdup_printf("%s:%s", body->id, role->position);

		body_role_due(ladder, step, key, role, body, copy);
	}
}

static void one_role_due(struct ladder *ladder, const struct step *step, const struct role *role, bool copy, bool direct)
{
	struct person person = { 0 };
	const struct agency *body;
	enum verdict verdict;
	const char *reason;

	switch (role->kind) {
	case ROLE_OWNER:
		owner_role_due(ladder, step, role, copy, direct);
		return;
	case ROLE_RECEIVER:
		receivers_due(ladder, step, role, copy);
		return;
	case ROLE_COORDINATOR:
		body = body_of(ladder->view->obligation->plan->coordinator, ladder->today);
		if (body != NULL)
			body_role_due(ladder, step, role->text, role, body, copy);
		return;
	case ROLE_AGENCY:
		body = body_of(role->agency, ladder->today);
		if (body != NULL)
			body_role_due(ladder, step, role->text, role, body, copy);
		return;
	case ROLE_MAILTO:
		person.address = role->address;
		verdict = verdict_others(ladder->view, step->rule, role, NULL, &reason);
		role_due(ladder, step, role->text, verdict, reason, role, &person, copy);
		return;
	}
}

static void step_due(struct ladder *ladder, const struct step *step)
{
	bool direct = verdict_direct(ladder->view, step->rule);

	if (instant_before(step->moment, ladder->view->fact->armed))
		return;
	if (instant_before(ladder->now, step->moment)) {
		look_at(ladder, step->moment);
		return;
	}
	if (ladder_waits(ladder->view->fact, step->rule, ladder->now) && !instant_is_set(ladder->passing)) {
		look_at(ladder, ladder->view->fact->asked_until);
		return;
	}
	for (guint i = 0; step->rule->to != NULL && i < step->rule->to->len; i++)
		one_role_due(ladder, step, g_ptr_array_index(step->rule->to, i), false, direct);
	for (guint i = 0; step->rule->cc != NULL && i < step->rule->cc->len; i++)
		one_role_due(ladder, step, g_ptr_array_index(step->rule->cc, i), true, direct);
}

/* Created after one of its reminders should have gone: one notice at the next opening after the load. */
static void plan_first(struct ladder *ladder)
{
	const struct fact *fact = ladder->view->fact;

	/* What an order raised, the order's own mail announces. */
	if (fact->version != 1 || fact->due != NULL)
		return;
	for (guint i = 0; i < ladder->steps->len; i++) {
		const struct step *step = &g_array_index(ladder->steps, struct step, i);

		if (step->side != STEP_REMIND || step->spaced || !instant_before(step->moment, fact->created))
			continue;
		ladder->first = (struct step){ .name = "first", .side = STEP_REMIND, .rule = ladder->engine->first_rule };
		ladder->first.moment = schedule_next_opening(ladder->engine->config, fact->created);
		ladder->first.day = zone_civil(ladder->engine->config->settings.zone, ladder->first.moment);
		ladder->first.counted = ladder->first.day;
		return;
	}
}

static struct instant foretell_moment(const struct ladder *ladder, const struct step *step)
{
	const struct config *config = ladder->engine->config;
	struct span span = ladder->view->policy->foretell;
	struct civil day;

	if (span.unit == SPAN_WORKING_DAYS)
		day = calendar_count(config->calendar, step->day, -span.count, NULL);
	else
		day = calendar_previous(config->calendar, civil_add(step->day, -span.count), NULL);
	return schedule_opening(config, day);
}

/* The coordinator's focal point hears of an escalation that writes to owners so long before it. */
static void foretell(struct ladder *ladder, const struct step *step)
{
	struct person person = person_coordinating(ladder->engine, ladder->view->obligation->plan, ladder->today);
	struct saying *saying;
	struct instant moment;
	bool direct;

	if (ladder->view->policy->foretell.count == 0 || step->side != STEP_ESCALATE ||
	    !instant_before(ladder->now, step->moment) || instant_before(step->moment, ladder->view->fact->armed) ||
	    ladder_waits(ladder->view->fact, step->rule, step->moment))
		return;
	if (person.address == NULL || person.agency == ladder->view->owner ||
	    !verdict_to_owner(ladder->view, step->rule, &direct))
		return;
	moment = foretell_moment(ladder, step);
	if (instant_before(moment, ladder->view->fact->armed))
		return;
	if (instant_before(ladder->now, moment)) {
		look_at(ladder, moment);
		return;
	}
	if (!ladder->speaking) {
		wait_for_opening(ladder);
		return;
	}
	saying = saying_new();
	saying->fact = ladder->view->fact;
	saying->view = *ladder->view;
	saying->step = *step;
	saying->agency = person.agency;
	saying->contact = person.contact;
	saying->address = g_strdup(person.address);
	saying->others = saying->foretold = true;
	saying->direct = direct;
	saying->held = holding_on(ladder->holds, step->name, step->day) != NULL;
	saying->foretell_day = zone_civil(ladder->engine->config->settings.zone, moment);
	g_ptr_array_add(ladder->run->sayings, saying);
}

/* Nobody to write to: recorded, and told to the administrator. What another step of the same role says is covered by it. */
static void settle_unaddressed(struct ladder *ladder)
{
	for (guint i = 0; i < ladder->sayings->len; i++) {
		const struct saying *saying = g_ptr_array_index(ladder->sayings, i);
		const struct saying *speaker = saying->speaker;

		if (speaker->address != NULL || saying->revived)
			continue;
		put_row(ladder, &saying->step, saying->role, speaker == saying ? OUTCOME_UNADDRESSED : OUTCOME_COVERED, NULL);
		look_at(ladder, schedule_next_opening(ladder->engine->config, ladder->now));
	}
}

static bool ladder_open(struct ladder *ladder, GError **error)
{
	const struct fact *fact = ladder->view->fact;
	const struct view *view = ladder->view;

	ladder->ledger = ledger_of(ladder->engine->store, fact->id, fact->version, error);
	if (ladder->ledger == NULL)
		return false;
	ladder->holds = holding_of(ladder->engine, fact, error);
	if (ladder->holds == NULL) {
		g_ptr_array_unref(ladder->ledger);
		return false;
	}
	ladder->steps = schedule_steps(ladder->engine->config, view->policy, view->obligation->plan, &view->limit, ladder->now);
	if (ladder->then != NULL)
		ladder->steps_then = schedule_steps(ladder->then, view->policy, view->obligation->plan, ladder->was, ladder->now);
	plan_first(ladder);
	return true;
}

static void ladder_climb(struct ladder *ladder)
{
	if (instant_is_set(ladder->first.moment))
		step_due(ladder, &ladder->first);
	for (guint i = 0; i < ladder->steps->len; i++)
		step_due(ladder, &g_array_index(ladder->steps, struct step, i));
	for (guint i = 0; i < ladder->steps->len && !instant_is_set(ladder->passing); i++)
		foretell(ladder, &g_array_index(ladder->steps, struct step, i));
	if (ladder->speaking) {
		ladder_choose(ladder->sayings);
		settle_unaddressed(ladder);
	}
}

static bool has_ladder(const struct view *view)
{
	return fact_is_open(view->fact) && !view->fact->soft && !view->fact->internal && view->owner != NULL &&
	       view->policy != NULL;
}

static bool climb(struct ladder *ladder, struct fact *fact, struct instant *next, GError **error)
{
	g_autoptr(GPtrArray) sayings = g_ptr_array_new();
	struct view view;

	ladder->sayings = sayings;
	ladder->next = INSTANT_NEVER;
	*next = INSTANT_NEVER;
	ladder->today = zone_civil(ladder->engine->config->settings.zone, ladder->now);
	if (!fact_is_open(fact) || !view_of(ladder->engine, fact, ladder->today, &view))
		return true;
	ladder->view = &view;
	if (instant_before(ladder->now, fact->late_from))
		look_at(ladder, fact->late_from);
	if (has_ladder(&view)) {
		if (!ladder_open(ladder, error))
			return false;
		ladder_climb(ladder);
		g_ptr_array_unref(ladder->ledger);
		g_ptr_array_unref(ladder->holds);
		g_array_unref(ladder->steps);
		g_clear_pointer(&ladder->steps_then, g_array_unref);
	}
	*next = ladder->next;
	return true;
}

bool ladder_due(struct run *run, struct fact *fact, struct instant *next, GError **error)
{
	/* From this instant on it is late: feeds show it. */
	if (fact_is_open(fact) && !instant_before(run->now, fact->late_from) && !instant_before(fact->late_from, fact->next))
		engine_touch(run->engine, fact->id);
	return climb(&(struct ladder){ .run = run, .engine = run->engine, .now = run->now, .speaking = run->speaking }, fact, next,
		     error);
}

bool ladder_next(struct engine *engine, struct fact *fact, struct instant now, struct instant *next, GError **error)
{
	return climb(&(struct ladder){ .engine = engine, .now = now }, fact, next, error);
}

bool ladder_pass(struct run *run, struct fact *fact, struct instant before, const struct config *then, const struct limit *was,
		 GError **error)
{
	struct ladder ladder = { .run = run, .engine = run->engine, .now = run->now, .passing = before, .then = then, .was = was };
	struct instant next;

	return climb(&ladder, fact, &next, error);
}
