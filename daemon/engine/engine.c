#include "engine/engine.h"

#include <stdlib.h>
#include <string.h>

#include "engine/answers.h"
#include "engine/overlay.h"

/* The first notice of an occurrence goes to whom a reminder goes to. */
static struct policy_step *first_rule_new(void)
{
	static struct role owner_focal = { ROLE_OWNER, NULL, (char *)"focal", NULL, (char *)"owner:focal" };
	struct policy_step *rule = g_new0(struct policy_step, 1);

	rule->to = g_ptr_array_new();
	g_ptr_array_add(rule->to, &owner_focal);
	return rule;
}

struct engine *engine_new(struct store *store, struct templates *templates)
{
	struct engine *engine = g_new0(struct engine, 1);

	engine->store = store;
	engine->templates = templates;
	engine->obligations = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	engine->needed = g_hash_table_new(NULL, NULL);
	engine->rules = engine_rules_new();
	engine->left_out = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	engine->first_rule = first_rule_new();
	engine->events = g_ptr_array_new_with_free_func((GDestroyNotify)engine_event_free);
	engine->touched = g_ptr_array_new_with_free_func(g_free);
	return engine;
}

struct engine *engine_successor(const struct engine *running, struct templates *templates)
{
	struct engine *engine = engine_new(running->store, templates);

	engine->config = running->config;
	engine->links = running->links;
	engine->last_tick = running->last_tick;
	engine->relay_until = running->relay_until;
	engine->relay_failures = running->relay_failures;
	return engine;
}

void engine_free(struct engine *engine)
{
	if (engine == NULL)
		return;
	g_hash_table_unref(engine->obligations);
	g_hash_table_unref(engine->needed);
	g_hash_table_unref(engine->left_out);
	g_hash_table_unref(engine->rules);
	overlay_free(engine->overlay);
	assigned_free(engine->assigned);
	g_ptr_array_unref(engine->first_rule->to);
	g_free(engine->first_rule);
	g_ptr_array_unref(engine->events);
	g_ptr_array_unref(engine->touched);
	g_free(engine);
}

void engine_use_links(struct engine *engine, struct links *links)
{
	engine->links = links;
}

struct links *engine_links(const struct engine *engine)
{
	return engine->links;
}

const struct config *engine_config(const struct engine *engine)
{
	return engine->config;
}

struct store *engine_store(const struct engine *engine)
{
	return engine->store;
}

const struct obligation *engine_obligation(const struct engine *engine, const char *plan, const char *obligation)
{
	char key[160];

	if (strlen(plan) + strlen(obligation) + 2 > sizeof key)
		return NULL;
	g_snprintf(key, sizeof key, "%s/%s", plan, obligation);
	return g_hash_table_lookup(engine->obligations, key);
}

void engine_event_free(struct engine_event *event)
{
	if (event == NULL)
		return;
	g_free(event->occurrence);
	g_free(event->agency);
	g_free(event->recipient);
	g_free(event->step);
	g_free(event->reply);
	g_free(event->text);
	g_free(event);
}

void engine_event_add(struct engine *engine, enum engine_event_kind kind, const char *occurrence, const char *text, ...)
{
	struct engine_event *event = g_new0(struct engine_event, 1);
	va_list arguments;

	va_start(arguments, text);
	event->text = g_strdup_vprintf(text, arguments);
	va_end(arguments);
	event->kind = kind;
	event->occurrence = g_strdup(occurrence);
	g_ptr_array_add(engine->events, event);
}

struct engine_event *engine_event_last(struct engine *engine)
{
	g_assert(engine->events->len > 0);
	return g_ptr_array_index(engine->events, engine->events->len - 1);
}

GPtrArray *engine_take_events(struct engine *engine)
{
	GPtrArray *taken = engine->events;

	engine->events = g_ptr_array_new_with_free_func((GDestroyNotify)engine_event_free);
	return taken;
}

void engine_touch(struct engine *engine, const char *id)
{
	g_ptr_array_add(engine->touched, g_strdup(id));
}

GPtrArray *engine_take_touched(struct engine *engine)
{
	GPtrArray *taken = engine->touched;

	engine->touched = g_ptr_array_new_with_free_func(g_free);
	return taken;
}

bool engine_has_touched(const struct engine *engine)
{
	return engine->touched->len > 0;
}

unsigned engine_people(const struct engine *engine)
{
	return engine->people;
}

struct engine_changes *engine_changes_new(void)
{
	struct engine_changes *changes = g_new0(struct engine_changes, 1);
	GPtrArray **lists[] = { &changes->created, &changes->moved, &changes->removed, &changes->withdrawn, &changes->resumed,
				&changes->kept };

	for (size_t i = 0; i < G_N_ELEMENTS(lists); i++)
		*lists[i] = g_ptr_array_new_with_free_func(g_free);
	return changes;
}

void engine_changes_free(struct engine_changes *changes)
{
	if (changes == NULL)
		return;
	g_ptr_array_unref(changes->created);
	g_ptr_array_unref(changes->moved);
	g_ptr_array_unref(changes->removed);
	g_ptr_array_unref(changes->withdrawn);
	g_ptr_array_unref(changes->resumed);
	g_ptr_array_unref(changes->kept);
	g_free(changes);
}

static int by_id(gconstpointer a, gconstpointer b)
{
	return strcmp((*(const struct fact *const *)a)->id, (*(const struct fact *const *)b)->id);
}

/* Takes over `due`; in the order of ids, so that a run does not depend on how rows were written. */
static bool run_ladders(struct run *run, GPtrArray *due, GError **error)
{
	g_ptr_array_sort(due, by_id);
	g_ptr_array_extend_and_steal(run->facts, due);
	for (guint i = 0; i < run->facts->len; i++) {
		struct fact *fact = g_ptr_array_index(run->facts, i);
		struct instant next;

		if (!ladder_due(run, fact, &next, error))
			return false;
		if (!instant_equal(next, fact->next) && !fact_set_next(run->engine->store, fact->row, next, error))
			return false;
	}
	return true;
}

static bool run_rows(struct run *run, GError **error)
{
	for (guint i = 0; i < run->rows->len; i++)
		if (!ledger_put(run->engine->store, g_ptr_array_index(run->rows, i), error))
			return false;
	return true;
}

static bool run_all(struct run *run, GPtrArray *due, GError **error)
{
	if (!run_ladders(run, due, error))
		return false;
	if (run->speaking) {
		run_group(run);
		if (!agenda_run(run, error))
			return false;
		run_copies(run);
		if (!run_compose(run, error))
			return false;
	}
	if (!run_rows(run, error))
		return false;
	return !run->speaking || administrator_run(run, error);
}

/* One transaction over everything that is due. Outside office hours only what time alone changes is looked at. */
static bool plan(struct engine *engine, struct instant now, GError **error)
{
	GPtrArray *due = fact_due(engine->store, now, G_MAXINT, error);
	struct run *run;
	bool ok;

	if (due == NULL)
		return false;
	if (due->len == 0 && !schedule_in_hours(engine->config, now)) {
		g_ptr_array_unref(due);
		return true;
	}
	run = run_new(engine, now);
	ok = store_begin(engine->store, error);
	if (!ok)
		g_ptr_array_unref(due);
	ok = ok && run_all(run, due, error) && store_commit(engine->store, error);
	if (!ok && store_in_transaction(engine->store))
		store_rollback(engine->store);
	run_free(run);
	return ok;
}

/* The tick is remembered once an hour, so that an idle pass writes nothing. */
static bool remember_tick(struct engine *engine, struct instant now, GError **error)
{
	char text[24];

	if (llabs((long long)(now.seconds - engine->last_tick.seconds)) < 3600)
		return true;
	g_snprintf(text, sizeof text, "%" G_GINT64_FORMAT, now.seconds);
	if (!store_begin(engine->store, error))
		return false;
	if (!store_meta_set(engine->store, "last_tick", text, error)) {
		store_rollback(engine->store);
		return false;
	}
	engine->last_tick = now;
	return store_commit(engine->store, error);
}

struct instant engine_planning_moment(const struct engine *engine, struct instant next, struct instant now)
{
	if (next.seconds == INT64_MAX || instant_before(now, next))
		return next;
	return schedule_in_hours(engine->config, now) ? instant_add(now, 60) : schedule_next_opening(engine->config, now);
}

bool engine_tick(struct engine *engine, struct instant now, struct instant *next, GError **error)
{
	struct instant planning, outbox;
	bool more = false;

	g_assert(engine->config != NULL);
	if (!load_extend(engine, now, error) || !store_next(engine->store, &planning, &outbox, error))
		return false;
	if (!instant_before(now, planning)) {
		if (!answers_pass(engine, now, &more, error) || !plan(engine, now, error) || !remember_tick(engine, now, error) ||
		    !store_next(engine->store, &planning, &outbox, error))
			return false;
	}
	if (!delivery_next(engine, outbox, now, &outbox, error))
		return false;
	*next = more ? now : instant_min(engine_planning_moment(engine, planning, now), outbox);
	engine->passed = now;
	return true;
}
