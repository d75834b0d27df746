/*
 * Orders: what a person says happened. Here is the one transaction each of them is, and who is told; what an order does
 * stands in its own file.
 */
#include "engine/orders.h"

#include <string.h>

#include "engine/inputs.h"
#include "engine/orders_queue.h"
#include "engine/orders_work.h"

static const struct {
	const char *verb;
	bool (*run)(struct work *work, GError **error);
} orders[] = {
	{ "date", orders_date },     { "request", orders_request }, { "assign", orders_assign },
	{ "submit", orders_submit }, { "accept", orders_accept }, { "return", orders_return }, { "extend", orders_extend },
	{ "waive", orders_waive },   { "nil", orders_nil },	  { "cancel", orders_cancel }, { "reopen", orders_reopen },
	{ "amend", orders_amend },   { "note", orders_note },	  { "ask", orders_ask },       { "settle", orders_settle },
	{ "hold", orders_hold },     { "release", orders_release },
};

static bool (*order_of(const char *verb))(struct work *work, GError **error)
{
	for (size_t i = 0; i < G_N_ELEMENTS(orders); i++) {
		if (strcmp(orders[i].verb, verb) == 0)
			return orders[i].run;
	}
	return NULL;
}

/* Feeds look again; one line for the log each. */
static void announce(struct work *work)
{
	const struct order *order = work->order;
	GHashTableIter iter;
	void *id;

	g_hash_table_iter_init(&iter, work->seen);
	while (g_hash_table_iter_next(&iter, &id, NULL)) {
		engine_touch(work->engine, id);
		engine_event_add(work->engine, EVENT_ORDER, id, "%s: %s by %s%s%s", order->verb, (const char *)id, order->user,
				 order->as ? " for " : "", order->as ? order->as : "");
	}
}

/* Does the order bring reports in, or say that they are not awaited? */
static bool brings_in(enum order_verb verb)
{
	return verb == ORDER_SUBMIT || verb == ORDER_NIL || verb == ORDER_WAIVE || verb == ORDER_CANCEL || verb == ORDER_SETTLE;
}

/* An order that was only to be tried says what it would do and leaves nothing behind. */
static bool carry_out(struct work *work, bool (*run)(struct work *, GError **), GError **error)
{
	struct store *store = work->engine->store;

	if (!store_begin(store, error))
		return false;
	if (!run(work, error) || !inputs_follow(work->engine, work->seen, brings_in(work->verb), work->now, error)) {
		if (store_in_transaction(store))
			store_rollback(store);
		return false;
	}
	if (work->order->dry_run) {
		store_rollback(store);
		return true;
	}
	if (!store_commit(store, error))
		return false;
	announce(work);
	return true;
}

static bool run_order(struct engine *engine, const struct order *order, struct instant now, json_t **ret, GError **error)
{
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	guint events = engine->events->len, touched = engine->touched->len;
	struct work work = { .engine = engine, .order = order, .verb = orders_table_find(order->verb), .now = now,
			     .today = zone_civil(engine->config->settings.zone, now), .answers = json_array(), .seen = seen };

	bool done = carry_out(&work, order_of(order->verb), error);

	/* What was said of mails and feeds on the way did not come about. */
	if (!done || order->dry_run) {
		g_ptr_array_set_size(engine->events, (int)events);
		g_ptr_array_set_size(engine->touched, (int)touched);
	}
	orders_request_end(&work, done && !order->dry_run);
	/* What fails here, the next load reads. */
	if (done && order->covers != NULL)
		engine_read_assigned(engine, NULL);
	if (done)
		*ret = work.answers;
	else
		json_decref(work.answers);
	return done;
}

/* `release` lets go mails of the outbox, by number or all, or the steps of occurrences that are held. */
static bool is_for_outbox(const struct order *order)
{
	const char *first = order->ids->len > 0 ? order->ids->pdata[0] : NULL;

	if (!orders_queue_knows(order->verb))
		return false;
	return strcmp(order->verb, "release") != 0 || order->all || !first || !strchr(first, '/');
}

bool orders_run(struct engine *engine, const struct order *order, struct instant now, json_t **ret, GError **error)
{
	*ret = NULL;
	if (is_for_outbox(order))
		return orders_queue_run(engine, order, now, ret, error);
	if (order_of(order->verb))
		return run_order(engine, order, now, ret, error);
	return error_refuse(error, DEADLINED_ERROR_USAGE, "no order '%s'", order->verb);
}

void order_clear(struct order *order)
{
	g_clear_pointer(&order->ids, g_ptr_array_unref);
	g_clear_pointer(&order->reasons, g_ptr_array_unref);
	g_clear_pointer(&order->owners, g_ptr_array_unref);
	g_clear_pointer(&order->without, g_ptr_array_unref);
	g_clear_pointer(&order->rows, g_ptr_array_unref);
}
