/* Feeds as they stand, for whoever keeps them. */
#include <string.h>

#include "base/error.h"
#include "engine/feeds_person.h"
#include "engine/internal.h"
#include "engine/links.h"
#include "engine/pick.h"
#include "engine/subscribe_target.h"
#include "render/datum.h"

GHashTable *subscribe_holders(const struct engine *engine, struct instant now)
{
	return feeds_person_holders(engine->config, engine->overlay, zone_civil(engine->config->settings.zone, now));
}

/* Made with another key: it works, but cannot be said. */
static bool is_lost(const struct engine *engine, const struct subscription *feed)
{
	g_autofree char *token = engine->links ? links_token(engine->links, feed) : NULL;

	return engine->links && !token && !instant_is_set(feed->revoked);
}

bool subscribe_lost(struct engine *engine, int *ret, GError **error)
{
	*ret = 0;
	return !engine->links || links_lost(engine->links, ret, error);
}

GPtrArray *subscribe_gone(struct engine *engine, struct instant now, GError **error)
{
	g_autoptr(GPtrArray) feeds = subscription_list(engine->store, NULL, NULL, false, NULL, G_MAXINT, error);
	g_autoptr(GHashTable) holders = subscribe_holders(engine, now);
	GPtrArray *ids;

	if (!feeds)
		return NULL;
	ids = g_ptr_array_new_with_free_func(g_free);
	for (guint i = 0; i < feeds->len; i++) {
		const struct subscription *feed = feeds->pdata[i];

		if (!subscribe_target_lives(engine, feed, holders))
			g_ptr_array_add(ids, g_strdup(feed->id));
	}
	return ids;
}

json_t *subscribe_value(const struct engine *engine, const struct subscription *feed, GHashTable *holders, bool addresses)
{
	bool answered = !instant_is_set(feed->revoked) && subscribe_target_lives(engine, feed, holders);
	const struct zone *zone = engine->config->settings.zone;
	g_autofree char *url = addresses ? links_url(engine->links, engine->config, feed) : NULL;
	g_autofree char *page = addresses ? links_page_url(engine->links, engine->config, feed) : NULL;

	return json_pack("{s:s, s:s, s:o, s:o, s:s, s:b, s:b, s:b, s:b, s:o, s:o, s:o, s:i, s:o, s:o, s:o, s:o, s:I, s:b, s:b, s:o, s:o, s:b}", "id",
			 feed->id, "scope", feed->scope, "target", datum_text(feed->target), "name",
			 datum_text(subscribe_target_name(engine, feed)), "language", feed->language, "todo", feed->todos, "alarms", feed->alarms,
			 "open", feed->open_only, "detail", feed->detail, "windows", datum_text(feed->windows), "past",
			 datum_positive(feed->past_days), "note", datum_text(feed->note), "generation", feed->generation, "created",
			 datum_instant(zone, feed->created), "created_by", datum_text(feed->created_by), "revoked",
			 datum_instant(zone, feed->revoked), "accessed", datum_instant(zone, feed->accessed), "accesses",
			 (json_int_t)feed->accesses, "lost", is_lost(engine, feed), "served", engine->config->settings.http_listen != NULL, "url",
			 datum_text(url), "page", datum_text(page), "answered", answered);
}

static int by_id(gconstpointer a, gconstpointer b)
{
	return strcmp((*(const struct subscription *const *)a)->id, (*(const struct subscription *const *)b)->id);
}

/* Its own, and that of all below it. */
static GPtrArray *of_id(struct engine *engine, const char *id, const struct subscribe_filter *filter, GError **error)
{
	GPtrArray *own = subscription_list(engine->store, "agency", id, filter->revoked, filter->after, filter->limit, error), *under;

	under = own ? subscription_list(engine->store, "under", id, filter->revoked, filter->after, filter->limit, error) : NULL;
	if (!under) {
		g_clear_pointer(&own, g_ptr_array_unref);
		return NULL;
	}
	g_ptr_array_extend_and_steal(own, under);
	g_ptr_array_sort(own, by_id);
	if (own->len > (guint)filter->limit)
		g_ptr_array_set_size(own, filter->limit);
	return own;
}

/* Of a body as it is typed; of one that the files have no more, by the id it had, as long as there is a feed of it. */
static GPtrArray *of_agency(struct engine *engine, const struct subscribe_filter *filter, GError **error)
{
	const struct subscribe_filter any = { .revoked = true, .limit = 1 };
	g_autoptr(GError) unknown = NULL;
	const struct agency *agency = pick_body(engine->config->definitions, filter->agency, &unknown);
	g_autoptr(GPtrArray) ever = NULL;

	if (agency)
		return of_id(engine, agency->id, filter, error);
	ever = of_id(engine, filter->agency, &any, error);
	if (ever && ever->len > 0)
		return of_id(engine, filter->agency, filter, error);
	if (ever)
		g_propagate_error(error, g_steal_pointer(&unknown));
	return NULL;
}

json_t *subscribe_list(struct engine *engine, const struct subscribe_filter *filter, struct instant now, GError **error)
{
	g_autoptr(GHashTable) holders = NULL;
	g_autoptr(GPtrArray) feeds = NULL;
	json_t *values;

	if (!subscribe_links(engine, error) || (filter->scope && !subscribe_scope_known(filter->scope, error)))
		return NULL;
	if (filter->agency)
		feeds = of_agency(engine, filter, error);
	else
		feeds = subscription_list(engine->store, filter->scope, filter->target, filter->revoked, filter->after, filter->limit, error);
	if (!feeds)
		return NULL;
	holders = subscribe_holders(engine, now);
	values = json_array();
	for (guint i = 0; i < feeds->len; i++) {
		links_complete(engine->links, feeds->pdata[i]);
		json_array_append_new(values, subscribe_value(engine, feeds->pdata[i], holders, true));
	}
	return values;
}

static json_t *act_value(const struct engine *engine, const struct subscription_act *act)
{
	return json_pack("{s:o, s:s, s:o, s:o, s:o, s:i}", "at", datum_instant(engine->config->settings.zone, act->at), "verb", act->verb, "user",
			 datum_text(act->user), "as", datum_text(act->as), "reason", datum_text(act->reason), "generation", act->generation);
}

json_t *subscribe_show(struct engine *engine, const char *id, struct instant now, GError **error)
{
	g_autoptr(subscription_t) feed = NULL;
	g_autoptr(GHashTable) holders = NULL;
	g_autoptr(GPtrArray) acts = NULL;
	json_t *value, *list;

	if (!subscribe_links(engine, error) || !subscribe_get(engine, id, &feed, error))
		return NULL;
	acts = subscription_acts(engine->store, id, error);
	if (!acts)
		return NULL;
	list = json_array();
	for (guint i = 0; i < acts->len; i++)
		json_array_append_new(list, act_value(engine, acts->pdata[i]));
	holders = subscribe_holders(engine, now);
	value = subscribe_value(engine, feed, holders, true);
	json_object_set_new(value, "acts", list);
	return value;
}
