/*
 * The facts of one report as a notice says them: working days left and late, whom it is needed by, how often it was
 * reminded of. Reads the store, writes nothing.
 */
#include <string.h>

#include "base/text.h"
#include "engine/holding.h"
#include "engine/inputs.h"

enum notice_kind run_kind(const struct run *run, const struct view *view, bool head)
{
	if (!instant_before(run->now, view->limit.late_from))
		return head ? NOTICE_HEAD : NOTICE_OVERDUE;
	return civil_before(run->today, view->limit.aim) ? NOTICE_ADVANCE : NOTICE_TODAY;
}

/* How high a step reaches: the owner's focal point, its head, the receiver, the coordinator, others named. */
static int height(const struct view *view, const struct policy_step *rule)
{
	int highest = -1;

	for (guint i = 0; rule->to != NULL && i < rule->to->len; i++) {
		const struct role *role = g_ptr_array_index(rule->to, i);
		bool head = g_strcmp0(role->position, "head") == 0;
		int rank = 0;

		switch (role->kind) {
		case ROLE_OWNER:
			rank = head ? 1 : 0;
			if (head && view->owner->relation != RELATION_SUBORDINATE && rule->only == 0)
				rank = -1;
			break;
		case ROLE_RECEIVER:
			rank = 2;
			break;
		case ROLE_COORDINATOR:
			rank = head ? 4 : 3;
			break;
		case ROLE_AGENCY:
		case ROLE_MAILTO:
			rank = 5;
			break;
		}
		highest = MAX(highest, rank);
	}
	return highest;
}

/* The last working day before the next escalation that writes to somebody higher, else three working days ahead. */
static struct civil new_ask(const struct run *run, const struct view *view, const struct step *spoken)
{
	const struct calendar *calendar = run->config->calendar;
	g_autoptr(GArray) steps = schedule_steps(run->config, view->policy, view->obligation->plan, &view->limit, run->now);
	int reached = spoken->side == STEP_ESCALATE ? height(view, spoken->rule) : 0;

	for (guint i = 0; i < steps->len; i++) {
		const struct step *step = &g_array_index(steps, struct step, i);
		struct civil ask;

		if (step->side != STEP_ESCALATE || !instant_before(run->now, step->moment) ||
		    height(view, step->rule) <= reached)
			continue;
		ask = calendar_previous(calendar, civil_add(step->day, -1), NULL);
		if (!civil_before(ask, run->today))
			return ask;
	}
	return calendar_count(calendar, run->today, 3, NULL);
}

static const struct calendar_day *day_off_before(const struct run *run, struct civil aim)
{
	g_autoptr(GPtrArray) days = NULL;

	if (!civil_before(run->today, aim))
		return NULL;
	days = calendar_list(run->config->calendar, civil_add(run->today, 1), aim);
	for (guint i = 0; i < days->len; i++) {
		const struct calendar_day *day = g_ptr_array_index(days, i);

		if (day->kind == CALENDAR_HOLIDAY && civil_weekday(day->date) < SATURDAY)
			return day;
	}
	return NULL;
}

/* As the store has it: an order may have given it a date, or another. */
static bool dependent_stands(struct run *run, struct dependent *dependent, const char *id, GError **error)
{
	g_autoptr(GError) fault = NULL;
	g_autoptr(fact_t) fact = fact_get(run->engine->store, id, &fault);
	struct view view;

	if (fault != NULL) {
		g_propagate_error(error, g_steal_pointer(&fault));
		return false;
	}
	if (fact == NULL || !view_of(run->engine, fact, run->today, &view))
		return true;
	dependent->dated = fact->dated;
	dependent->limit = view.limit;
	dependent->due = view.due;
	return true;
}

static struct dependent *dependent_new(struct run *run, const struct occurrence *occurrence, GError **error)
{
	struct dependent *dependent = g_new0(struct dependent, 1);

	dependent->obligation = occurrence->obligation;
	dependent->dated = occurrence->dated;
	dependent->limit = occurrence->limit;
	dependent->due = &occurrence->obligation->due;
	if (!dependent_stands(run, dependent, occurrence->id, error))
		g_clear_pointer(&dependent, g_free);
	return dependent;
}

/* The consolidation that waits for a report; the same for all owners of one obligation and period, so asked once a run. `*ret`
 * NULL: none. */
static bool dependent_of(struct run *run, const struct view *view, const struct dependent **ret, GError **error)
{
	g_autofree char *key = g_strdup_printf("%s/%s/%s", view->fact->plan, view->fact->obligation, view->fact->period);
	struct occurrence shell = view_occurrence(view);
	g_autoptr(GPtrArray) dependents = NULL;
	struct dependent *dependent = NULL;
	gpointer found;

	*ret = NULL;
	if (!g_hash_table_contains(run->engine->needed, view->obligation))
		return true;
	if (g_hash_table_lookup_extended(run->dependents, key, NULL, &found)) {
		*ret = found;
		return true;
	}
	dependents = schedule_dependents(run->config, &shell);
	if (dependents->len > 0) {
		dependent = dependent_new(run, g_ptr_array_index(dependents, 0), error);
		if (dependent == NULL)
			return false;
	}
	g_hash_table_insert(run->dependents, g_steal_pointer(&key), dependent);
	*ret = dependent;
	return true;
}

static bool is_held(const struct run *run, const struct view *view, bool *ret, GError **error)
{
	g_autoptr(GPtrArray) holds = holding_of(run->engine, view->fact, error);

	*ret = holds != NULL && holding_on(holds, NULL, run->today) != NULL;
	return holds != NULL;
}

static bool remember_reminders(struct run *run, const struct view *view, int *count, struct civil *last, GError **error)
{
	struct instant when = INSTANT_NONE;

	*count = 0;
	*last = CIVIL_NONE;
	if (!ledger_reminders(run->engine->store, view->fact->id, view->fact->version, count, &when, error))
		return false;
	if (*count > 0 && instant_is_set(when))
		*last = zone_civil(run->config->settings.zone, when);
	return true;
}

/* The inputs of a consolidation are the same for all who owe it, and for all its mails of a run. */
static const GPtrArray *inputs_in_run(struct run *run, const struct fact *fact, GError **error)
{
	g_autofree char *key = g_strdup_printf("%s/%s/%s", fact->plan, fact->obligation, fact->period);
	GPtrArray *inputs = g_hash_table_lookup(run->inputs, key);

	if (inputs != NULL)
		return inputs;
	inputs = inputs_of(run->engine, fact, run->today, error);
	if (inputs != NULL)
		g_hash_table_insert(run->inputs, g_steal_pointer(&key), inputs);
	return inputs;
}

/* Who waits for a report is told how it stands with the parts: not who has sent it, or need not. */
static bool tells_inputs(enum notice_kind kind)
{
	return kind == NOTICE_ADVANCE || kind == NOTICE_TODAY || kind == NOTICE_OVERDUE || kind == NOTICE_HEAD || kind == NOTICE_READY ||
	       kind == NOTICE_REQUEST;
}

static bool add_inputs(struct run *run, const struct view *view, struct notice_item *item, GError **error)
{
	const GPtrArray *inputs;

	if (!tells_inputs(item->kind) || !inputs_needed(run->engine, view->fact))
		return true;
	inputs = inputs_in_run(run, view->fact, error);
	for (guint i = 0; inputs != NULL && i < inputs->len; i++) {
		const struct input *input = g_ptr_array_index(inputs, i);
		struct notice_input *line = notice_input_new();
		struct view own;

		line->obligation = input->obligation;
		line->agency = input->agency;
		line->state = input->state;
		line->occurrence = g_strdup(input->fact->id);
		if (view_of(run->engine, input->fact, run->today, &own))
			line->limit = own.limit;
		g_ptr_array_add(notice_item_inputs(item), line);
	}
	return inputs != NULL;
}

struct notice_item *run_item(struct run *run, const struct saying *saying, GError **error)
{
	const struct view *view = &saying->view;
	const struct calendar *calendar = run->config->calendar;
	const struct dependent *dependent;
	struct notice_item *item;

	if (!dependent_of(run, view, &dependent, error))
		return NULL;
	item = notice_item_new();
	item->kind = saying->kind;
	item->for_information = saying->copy;
	item->obligation = view->obligation;
	item->owner = view->owner;
	item->instead_of = view->instead_of;
	item->covers = assigned_covers(run->engine->assigned, run->config->definitions, view->obligation, view->owner, view->limit.limit);
	item->open = assigned_open(run->engine->assigned, view->obligation, view->owner, view->limit.limit);
	view_period(view->fact, &item->period);
	item->limit = view->limit;
	item->extended = view->due == NULL;
	item->due = view->due != &view->obligation->due ? view->due : NULL;
	item->resubmission = view->fact->state == STATE_RETURNED;
	item->days_left = calendar_between(calendar, run->today, view->limit.aim);
	item->days_late = calendar_between(calendar, view->last_day, run->today);
	item->last_workday = view->limit.aim;
	if (saying->kind == NOTICE_OVERDUE || saying->kind == NOTICE_HEAD)
		item->new_ask = new_ask(run, view, &saying->step);
	item->day_off = day_off_before(run, view->limit.aim);
	item->calendar_part = saying->opens && !saying->copy && run->config->settings.mail.calendar;
	item->occurrence = g_strdup(view->fact->id);
	item->version = view->fact->version;
	if (dependent != NULL) {
		item->dependent = dependent->obligation;
		item->dependent_dated = dependent->dated;
		item->dependent_limit = dependent->limit;
		item->dependent_due = dependent->due;
	}
	if (!remember_reminders(run, view, &item->reminders, &item->last_reminder, error) || !add_inputs(run, view, item, error)) {
		notice_item_free(item);
		return NULL;
	}
	return item;
}

struct notice_row *run_row(struct run *run, const struct view *view, GError **error)
{
	struct notice_row *row = notice_row_new();
	struct person person = person_of(run->engine, view->owner, "focal", run->today);
	int count;

	row->agency = view->owner;
	row->instead_of = view->instead_of;
	row->contact = person.contact;
	row->obligation = view->obligation;
	view_period(view->fact, &row->period);
	row->dated = view->fact->dated;
	row->owners = view->fact->owners;
	row->internal = view->fact->internal;
	if (!row->dated)
		return row;
	row->limit = view->limit;
	row->extended = view->due == NULL;
	row->due = view->due != &view->obligation->due ? view->due : NULL;
	row->resubmission = view->fact->state == STATE_RETURNED;
	row->occurrence = g_strdup(view->fact->id);
	row->days_late = calendar_between(run->config->calendar, view->last_day, run->today);
	row->grace = civil_before(view->limit.limit, run->today) && instant_before(run->now, view->limit.late_from);
	if (!remember_reminders(run, view, &count, &row->last_reminder, error) || !is_held(run, view, &row->held, error)) {
		notice_row_free(row);
		return NULL;
	}
	return row;
}

/* As people look for a body: by limit, then in the order of the Vietnamese alphabet. */
static int by_limit_and_name(gconstpointer a, gconstpointer b)
{
	const struct notice_row *x = *(const struct notice_row *const *)a, *y = *(const struct notice_row *const *)b;

	if (!civil_equal(x->limit.limit, y->limit.limit))
		return civil_compare(x->limit.limit, y->limit.limit);
	if (x->agency == NULL || y->agency == NULL)
		return (x->agency != NULL) - (y->agency != NULL);
	if (x->agency != y->agency)
		return text_collate(x->agency->name, y->agency->name);
	return strcmp(x->obligation->id, y->obligation->id);
}

void run_sort_rows(GPtrArray *rows)
{
	g_ptr_array_sort(rows, by_limit_and_name);
}

static bool has_written_head(const struct view *view)
{
	return view->owner->relation == RELATION_SUBORDINATE && !view->owner->collective && !view->fact->internal;
}

/* A list says that the heads were told only when each head it may be said of was. */
static bool count_head(struct run *run, const struct view *view, int *told, int *untold, GError **error)
{
	g_autoptr(GPtrArray) rows = NULL;

	if (!has_written_head(view))
		return true;
	rows = ledger_of(run->engine->store, view->fact->id, view->fact->version, error);
	if (rows == NULL)
		return false;
	for (guint i = 0; i < rows->len; i++) {
		const struct ledger_row *row = g_ptr_array_index(rows, i);

		if (row->outcome == OUTCOME_SAID && strcmp(row->role, "owner:head") == 0) {
			(*told)++;
			return true;
		}
	}
	(*untold)++;
	return true;
}

static bool count_position(struct run *run, const struct view *view, struct notice_list *list, GError **error)
{
	struct fact *fact = view->fact;
	struct notice_row *row;

	list->total++;
	switch (fact->state) {
	case STATE_SUBMITTED:
	case STATE_ACCEPTED:
	case STATE_NIL:
		if (instant_before(fact->submitted, fact->counted_late_from))
			list->on_time++;
		else
			list->late++;
		return true;
	case STATE_WAIVED:
	case STATE_CANCELLED:
	case STATE_UNKNOWN:
		list->waived++;
		return true;
	case STATE_OPEN:
	case STATE_RETURNED:
		break;
	}
	if (fact->state == STATE_OPEN && fact->version > 1 && instant_before(run->now, fact->late_from)) {
		list->extended++;
		return true;
	}
	row = run_row(run, view, error);
	if (row == NULL)
		return false;
	if (row->resubmission)
		list->returned++;
	else
		list->missing++;
	g_ptr_array_add(list->rows, row);
	return true;
}

/* The limit the list is headed by: the one most have, so not that of a body with an order of its own. */
static void take_limit(struct notice_list *list, const struct view *view)
{
	list->limit = view->limit;
	list->by_day = view->due == NULL;
	list->due = view->due != &view->obligation->due ? view->due : NULL;
}

static bool fill_position(struct run *run, const struct view *view, struct notice_list *list, GError **error)
{
	struct fact_filter filter = { .plan = view->fact->plan, .obligation = view->fact->obligation,
				      .period = view->fact->period };
	g_autoptr(GPtrArray) facts = fact_list(run->engine->store, &filter, error);
	bool headed = false;
	int told = 0, untold = 0;

	if (facts == NULL)
		return false;
	for (guint i = 0; i < facts->len; i++) {
		struct view other;
		guint listed;

		if (!view_of(run->engine, g_ptr_array_index(facts, i), run->today, &other) || other.owner == NULL)
			continue;
		if (!headed && other.fact->version == 1) {
			take_limit(list, &other);
			headed = true;
		}
		listed = list->rows->len;
		if (!count_position(run, &other, list, error))
			return false;
		if (list->rows->len == listed)
			continue;
		list->heads_excepted |= !has_written_head(&other);
		if (!count_head(run, &other, &told, &untold, error))
			return false;
	}
	list->escalated_to_heads = told > 0 && untold == 0;
	return true;
}

struct notice_list *run_position(struct run *run, const struct view *view, GError **error)
{
	const struct dependent *dependent;
	struct notice_list *list;

	if (!dependent_of(run, view, &dependent, error))
		return NULL;
	list = notice_list_new();
	list->obligation = view->obligation;
	view_period(view->fact, &list->period);
	take_limit(list, view);
	if (dependent != NULL) {
		list->dependent = dependent->obligation;
		list->dependent_dated = dependent->dated;
		list->dependent_limit = dependent->limit;
		list->dependent_due = dependent->due;
	}
	if (!fill_position(run, view, list, error)) {
		notice_list_free(list);
		return NULL;
	}
	run_sort_rows(list->rows);
	return list;
}
