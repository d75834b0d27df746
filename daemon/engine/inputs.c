#include "engine/inputs.h"

#include <string.h>

#include "base/text.h"

void input_free(struct input *input)
{
	if (input == NULL)
		return;
	fact_free(input->fact);
	g_free(input);
}

const char *inputs_state_name(enum input_state state)
{
	static const char *const names[] = {
		[INPUT_IN] = "in",	   [INPUT_LATE] = "late",	  [INPUT_MISSING] = "missing",
		[INPUT_WAIVED] = "waived", [INPUT_RETURNED] = "returned", [INPUT_UNDATED] = "undated",
	};

	return names[state];
}

bool inputs_needed(const struct engine *engine, const struct fact *dependent)
{
	const struct obligation *obligation = engine_obligation(engine, dependent->plan, dependent->obligation);

	return obligation != NULL && obligation->needs != NULL && obligation->needs->len > 0;
}

static GArray *needs_of(const struct engine *engine, const struct fact *dependent)
{
	const struct obligation *obligation = engine_obligation(engine, dependent->plan, dependent->obligation);
	struct period period;

	if (obligation == NULL)
		return g_array_new(false, false, sizeof(struct need));
	view_period(dependent, &period);
	return schedule_needs(obligation, &period);
}

/* ---- each by itself ---- */

/* A limit for corrections is not what lateness is judged by. */
static bool came_late(const struct fact *fact)
{
	struct instant late = instant_is_set(fact->counted_late_from) ? fact->counted_late_from : fact->late_from;

	return instant_is_set(fact->submitted) && !instant_before(fact->submitted, late);
}

static enum input_state state_of(const struct fact *fact)
{
	if (!fact->dated)
		return fact->state == STATE_CANCELLED ? INPUT_WAIVED : INPUT_UNDATED;
	switch (fact->state) {
	case STATE_OPEN:
		return INPUT_MISSING;
	case STATE_SUBMITTED:
	case STATE_ACCEPTED:
	case STATE_NIL:
		return came_late(fact) ? INPUT_LATE : INPUT_IN;
	case STATE_RETURNED:
		return INPUT_RETURNED;
	case STATE_WAIVED:
	case STATE_CANCELLED:
	case STATE_UNKNOWN:
		return INPUT_WAIVED;
	}
	g_assert_not_reached();
}

static void free_input(gpointer data)
{
	input_free(data);
}

static int by_name(gconstpointer a, gconstpointer b)
{
	const struct input *x = *(const struct input *const *)a, *y = *(const struct input *const *)b;
	int order;

	if (x->agency == NULL || y->agency == NULL)
		return (x->agency == NULL) - (y->agency == NULL);
	order = text_collate(x->agency->name, y->agency->name);
	return order != 0 ? order : strcmp(x->fact->id, y->fact->id);
}

/* Takes the fact over. */
static void add_input(struct engine *engine, const struct need *need, struct fact *fact, struct civil today, GPtrArray *list)
{
	struct input *input = g_new0(struct input, 1);
	struct view view;

	input->fact = fact;
	input->obligation = need->obligation;
	input->state = state_of(fact);
	if (view_of(engine, fact, today, &view))
		input->agency = view.owner;
	g_ptr_array_add(list, input);
}

/* The row of those that have no date yet; NULL without an error where there is none. */
static struct fact *undated_row(struct engine *engine, const struct need *need, GError **error)
{
	g_autofree char *id = g_strdup_printf("%s/%s/all/%s", need->obligation->plan->id, need->obligation->id, need->period.label);
	struct fact *fact = fact_get(engine->store, id, error);

	if (fact == NULL || (!fact->dated && !fact->withdrawn))
		return fact;
	fact_free(fact);
	return NULL;
}

static bool may_be_undated(const struct need *need)
{
	return !due_is_dated(&need->obligation->due) && need->obligation->due.kind != DUE_EVENT;
}

GPtrArray *inputs_of_need(struct engine *engine, const struct need *need, struct civil today, GError **error)
{
	struct fact_filter filter = { .plan = need->obligation->plan->id, .obligation = need->obligation->id, .period = need->period.label };
	g_autoptr(GPtrArray) facts = fact_list(engine->store, &filter, error);
	g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(free_input);
	g_autoptr(GError) fault = NULL;
	struct fact *undated;

	if (facts == NULL)
		return NULL;
	while (facts->len > 0)
		add_input(engine, need, g_ptr_array_steal_index(facts, facts->len - 1), today, list);
	g_ptr_array_sort(list, by_name);
	undated = may_be_undated(need) ? undated_row(engine, need, &fault) : NULL;
	if (fault != NULL) {
		g_propagate_error(error, g_steal_pointer(&fault));
		return NULL;
	}
	if (undated != NULL)
		add_input(engine, need, undated, today, list);
	return g_steal_pointer(&list);
}

GPtrArray *inputs_of(struct engine *engine, const struct fact *dependent, struct civil today, GError **error)
{
	g_autoptr(GArray) needs = needs_of(engine, dependent);
	g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(free_input);

	for (guint i = 0; i < needs->len; i++) {
		GPtrArray *some = inputs_of_need(engine, &g_array_index(needs, struct need, i), today, error);

		if (some == NULL)
			return NULL;
		g_ptr_array_extend_and_steal(list, some);
	}
	return g_steal_pointer(&list);
}

/* ---- how many ---- */

static bool count_need(struct engine *engine, const struct need *need, struct inputs_count *ret, GError **error)
{
	struct count count;
	g_autoptr(GError) fault = NULL;
	struct fact *undated;

	if (!fact_count(engine->store, need->obligation->plan->id, need->obligation->id, need->period.label, &count, error))
		return false;
	ret->total += count.total;
	ret->in += count.submitted + count.accepted + count.nil;
	ret->late += count.late;
	ret->missing += count.open;
	ret->returned += count.returned;
	ret->waived += count.waived + count.cancelled + count.unknown;
	undated = may_be_undated(need) ? undated_row(engine, need, &fault) : NULL;
	if (undated != NULL && undated->state == STATE_OPEN)
		ret->undated += undated->owners;
	fact_free(undated);
	if (fault != NULL)
		g_propagate_error(error, g_steal_pointer(&fault));
	return fault == NULL;
}

bool inputs_count(struct engine *engine, const struct fact *dependent, struct inputs_count *ret, GError **error)
{
	g_autoptr(GArray) needs = needs_of(engine, dependent);

	*ret = (struct inputs_count){ 0 };
	for (guint i = 0; i < needs->len; i++)
		if (!count_need(engine, &g_array_index(needs, struct need, i), ret, error))
			return false;
	return true;
}

bool inputs_ready(const struct inputs_count *count)
{
	return count->in > 0 && count->missing == 0 && count->returned == 0;
}

json_t *inputs_count_json(const struct inputs_count *count)
{
	return json_pack("{s:i, s:i, s:i, s:i, s:i, s:i, s:i}", "total", count->total, "in", count->in, "late", count->late, "missing",
			 count->missing, "waived", count->waived, "returned", count->returned, "undated", count->undated);
}
