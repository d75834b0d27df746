#include "engine/history.h"

#include <jansson.h>
#include <string.h>

static bool is_one_of(const struct act *act, const char *const *verbs)
{
	return g_strv_contains(verbs, act->verb);
}

static bool changes_state(const struct act *act)
{
	static const char *const verbs[] = { "submit", "accept", "return", "waive", "nil", "cancel", "settle", NULL };

	return is_one_of(act, verbs);
}

static void follow(GPtrArray *standing, const struct act *act)
{
	if (changes_state(act))
		g_ptr_array_add(standing, (void *)act);
	else if (strcmp(act->verb, "reopen") == 0 && standing->len > 0)
		g_ptr_array_remove_index(standing, standing->len - 1);
}

GPtrArray *history_standing(const GPtrArray *acts)
{
	GPtrArray *standing = g_ptr_array_new();

	for (guint i = 0; i < acts->len; i++)
		follow(standing, acts->pdata[i]);
	return standing;
}

const struct act *history_act(const GPtrArray *acts, int64_t id)
{
	for (guint i = 0; i < acts->len; i++) {
		const struct act *act = acts->pdata[i];

		if (act->id == id)
			return act;
	}
	return NULL;
}

bool history_holds(const GPtrArray *acts, int64_t id)
{
	g_autoptr(GPtrArray) standing = history_standing(acts);
	bool changes = false;

	for (guint i = 0; i < acts->len; i++) {
		const struct act *act = acts->pdata[i];

		changes |= act->id == id && changes_state(act);
	}
	for (guint i = 0; i < standing->len; i++) {
		if (((const struct act *)standing->pdata[i])->id == id)
			return true;
	}
	return !changes;
}

char *history_detail(const struct act *act, const char *key)
{
	json_t *detail = act->detail ? json_loads(act->detail, 0, NULL) : NULL;
	char *text = g_strdup(json_string_value(json_object_get(detail, key)));

	json_decref(detail);
	return text;
}

/* Acts of before they told where they started from started from an open one. */
enum order_state history_from(const struct act *act)
{
	g_autofree char *from = history_detail(act, "from");
	enum order_state state = from ? orders_table_find_state(from) : ORDER_STATE_OPEN;

	return state == ORDER_STATES ? ORDER_STATE_OPEN : state;
}

static bool comes_in(const struct act *act)
{
	return strcmp(act->verb, "submit") == 0 || strcmp(act->verb, "nil") == 0;
}

static void correct(struct report *report, const struct act *act)
{
	if (act->number)
		report->number = act->number;
	if (act->channel)
		report->channel = act->channel;
	if (act->note)
		report->note = act->note;
	if (civil_is_set(act->dated))
		report->dated = act->dated;
	if (instant_is_set(act->received))
		report->received = act->received;
	if (instant_is_set(act->sent))
		report->sent = act->sent;
}

static const struct act *last_in(const GPtrArray *standing)
{
	for (guint i = standing->len; i-- > 0;) {
		if (comes_in(standing->pdata[i]))
			return standing->pdata[i];
	}
	return NULL;
}

static void find_report(const GPtrArray *acts, int64_t of, struct report *ret)
{
	g_autoptr(GPtrArray) standing = history_standing(acts);
	bool first = true;

	for (guint i = 0; i < standing->len; i++) {
		const struct act *act = standing->pdata[i];

		if (!comes_in(act))
			continue;
		if (of == 0 || act->id == of)
			*ret = (struct report){ .act = act, .first = first };
		first = false;
	}
}

/* An amendment corrects the submission that stood last when it was made. */
void history_report(const GPtrArray *acts, int64_t of, struct report *ret)
{
	g_autoptr(GPtrArray) standing = g_ptr_array_new();

	*ret = (struct report){ 0 };
	find_report(acts, of, ret);
	if (!ret->act)
		return;
	correct(ret, ret->act);
	for (guint i = 0; i < acts->len; i++) {
		const struct act *act = acts->pdata[i];

		follow(standing, act);
		if (strcmp(act->verb, "amend") == 0 && last_in(standing) == ret->act)
			correct(ret, act);
	}
}

const struct act *history_submission(const GPtrArray *acts, const struct act *of)
{
	g_autoptr(GPtrArray) standing = g_ptr_array_new();

	if (comes_in(of))
		return of;
	if (strcmp(of->verb, "amend") != 0)
		return NULL;
	for (guint i = 0; i < acts->len && acts->pdata[i] != of; i++)
		follow(standing, acts->pdata[i]);
	return last_in(standing);
}

struct instant history_counted(const struct report *report)
{
	return instant_is_set(report->sent) ? report->sent : report->received;
}

const struct act *history_asked(const GPtrArray *acts)
{
	static const char *const decisions[] = { "extend", "date", "submit", "waive", "nil", "cancel", "settle", NULL };
	const struct act *asked = NULL;

	for (guint i = 0; i < acts->len; i++) {
		const struct act *act = acts->pdata[i];
		g_autofree char *refused = strcmp(act->verb, "ask") == 0 ? history_detail(act, "refused") : NULL;

		if (strcmp(act->verb, "ask") == 0)
			asked = refused ? NULL : act;
		else if (is_one_of(act, decisions))
			asked = NULL;
	}
	return asked;
}
