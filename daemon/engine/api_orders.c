/* Orders that come in as JSON. */
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
