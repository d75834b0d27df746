/* What is to be done, as JSON: orders, and people. */
#include <string.h>

#include "engine/api_call.h"

static json_t *carry_out(const struct api_call *call, const char *verb)
{
	struct order order = { .verb = verb, .user = call->request->user ? call->request->user : "unknown" };
	json_t *answers = NULL;

	order.ids = g_ptr_array_new_with_free_func(g_free);
	if (!api_read_body(call, &order) || !orders_run(call->engine, &order, call->now, &answers, call->error))
		answers = NULL;
	api_order_clear(&order);
	return answers;
}

json_t *api_post_order(const struct api_call *call)
{
	return carry_out(call, strrchr(call->route->path, '/') + 1);
}

json_t *api_post_queue(const struct api_call *call)
{
	static const char *const verbs[] = { "retry", "hold", "release", "drop", NULL };
	g_autofree char *verb = g_strconcat("queue-", call->rest, NULL);

	if (!g_strv_contains(verbs, call->rest))
		return api_refuse(call, "no order '%.40s': retry, hold, release or drop", call->rest);
	return carry_out(call, verb);
}

/* ---- people ---- */

typedef bool contact_deed(struct engine *engine, const struct contact_change *change, const struct contact_order *order, struct instant now,
			  json_t **ret, GError **error);

static json_t *change_contact(const struct api_call *call, contact_deed *deed)
{
	struct api_contact body = { .order.user = call->request->user ? call->request->user : "unknown" };
	json_t *answer = NULL;

	if (!api_read_body(call, &body) || !deed(call->engine, &body.change, &body.order, call->now, &answer, call->error))
		return NULL;
	return answer;
}

json_t *api_post_contact(const struct api_call *call)
{
	return change_contact(call, contacts_set);
}

json_t *api_post_contact_end(const struct api_call *call)
{
	return change_contact(call, contacts_end);
}

json_t *api_post_contact_import(const struct api_call *call)
{
	struct api_contact body = { .order.user = call->request->user ? call->request->user : "unknown" };
	json_t *answers = NULL;

	if (api_read_body(call, &body)) {
		if (!body.rows)
			api_refuse(call, "rows: give a list of people");
		else if (!contacts_import(call->engine, body.rows, &body.order, call->now, &answers, call->error))
			answers = NULL;
	}
	g_clear_pointer(&body.rows, g_ptr_array_unref);
	return answers;
}

/* ---- feeds ---- */

typedef bool feed_deed(struct engine *engine, const struct subscribe_order *order, struct instant now, json_t **ret, GError **error);

static json_t *change_feeds(const struct api_call *call, feed_deed *deed)
{
	struct subscribe_order order = { .user = call->request->user ? call->request->user : "unknown" };
	json_t *answers = NULL;

	if (!api_read_body(call, &order) || !deed(call->engine, &order, call->now, &answers, call->error))
		answers = NULL;
	g_clear_pointer(&order.ids, g_ptr_array_unref);
	return answers;
}

json_t *api_post_feed(const struct api_call *call)
{
	return change_feeds(call, subscribe_add);
}

json_t *api_post_feed_rotate(const struct api_call *call)
{
	return change_feeds(call, subscribe_rotate);
}

json_t *api_post_feed_revoke(const struct api_call *call)
{
	return change_feeds(call, subscribe_revoke);
}
