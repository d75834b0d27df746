#include "engine/subscribe.h"

#include <string.h>

#include "base/error.h"
#include "engine/internal.h"
#include "engine/links.h"
#include "engine/subscribe_target.h"
#include "model/config_value.h"

/* One order at work; its transaction is open. */
struct subscribe_work {
	struct engine *engine;
	struct links *links;
	const struct subscribe_order *order;
	const char *verb;
	struct instant now;
	GHashTable *holders;
	json_t *answers;
};

struct links *subscribe_links(const struct engine *engine, GError **error)
{
	if (!engine->links)
		error_refuse(error, DEADLINED_ERROR_UNAVAILABLE, "no addresses of feeds can be made: their key cannot be used ('deadlinectl status' says why), or the store is a trial's");
	return engine->links;
}

bool subscribe_get(struct engine *engine, const char *id, struct subscription **ret, GError **error)
{
	if (!subscription_get(engine->store, id, ret, error))
		return false;
	if (!*ret)
		return error_refuse(error, DEADLINED_ERROR_UNKNOWN_ID, "no feed is called '%.80s': 'deadlinectl feed list --all' shows them", id);
	if (engine->links)
		links_complete(engine->links, *ret);
	return true;
}

/* ---- what is done */

static void answer(struct subscribe_work *work, const struct subscription *feed)
{
	json_t *value = subscribe_value(work->engine, feed, work->holders, !work->order->dry_run);

	json_object_set_new(value, "done", json_boolean(!work->order->dry_run));
	json_array_append_new(work->answers, value);
}

static bool record(struct subscribe_work *work, const struct subscription *feed, GError **error)
{
	const struct subscribe_order *order = work->order;
	const struct subscription_act act = { .at = work->now, .verb = (char *)work->verb, .user = (char *)order->user, .as = (char *)order->as,
					      .reason = (char *)order->reason, .generation = feed->generation };

	if (!subscription_act_append(work->engine->store, feed->id, &act, error))
		return false;
	answer(work, feed);
	return true;
}

static bool check_language(const char *language, GError **error)
{
	return !language || strcmp(language, "vi") == 0 || strcmp(language, "en") == 0 ||
	       error_refuse(error, DEADLINED_ERROR_USAGE, "language '%.20s': give vi or en", language);
}

static bool check_windows(const char *windows, GError **error)
{
	static const char *const known[] = { "bar", "ends", "none", "0", NULL };

	return !windows || g_strv_contains(known, windows) ||
	       error_refuse(error, DEADLINED_ERROR_USAGE, "windows '%.20s': give bar, ends or none", windows);
}

/* As it was asked for, or made; one that any feed ever had is not given again. */
static char *choose_id(struct subscribe_work *work, const char *target, GError **error)
{
	const char *id = work->order->id;
	g_autoptr(subscription_t) taken = NULL;

	if (!id)
		return links_id(work->links, work->order->scope, target, error);
	if (!value_is_id(id) && strcmp(id, "all") != 0) {
		error_refuse(error, DEADLINED_ERROR_USAGE, "id '%.80s': use small letters without accents, digits and -, at most 64, a letter first", id);
		return NULL;
	}
	if (!subscription_get(work->engine->store, id, &taken, error))
		return NULL;
	if (!taken)
		return g_strdup(id);
	error_refuse(error, DEADLINED_ERROR_STATE, "a feed '%s' %s: choose another id, or give that one another address (deadlinectl feed rotate %s)", id,
	       instant_is_set(taken->revoked) ? "was revoked, and ids are not used twice" : "is there already", id);
	return NULL;
}

static bool make(struct subscribe_work *work, struct subscription *feed, GError **error)
{
	const struct subscribe_order *order = work->order;
	struct civil today = zone_civil(work->engine->config->settings.zone, work->now);
	enum language language;

	if (!subscribe_target_find(work->engine, order, today, &feed->target, &language, error) || !check_language(order->language, error) ||
	    !check_windows(order->windows, error))
		return false;
	feed->id = choose_id(work, feed->target, error);
	if (!feed->id)
		return false;
	feed->scope = g_strdup(order->scope);
	feed->language = g_strdup(order->language ? order->language : language == LANGUAGE_EN ? "en" : "vi");
	feed->todos = order->todo;
	feed->alarms = order->alarms;
	feed->open_only = order->open;
	feed->detail = order->detail;
	feed->windows = g_strdup(g_strcmp0(order->windows, "0") == 0 ? "none" : order->windows); /* as it is said in an address, too */
	feed->past_days = order->past;
	feed->note = g_strdup(order->note);
	feed->generation = 1;
	feed->digest = links_digest(work->links, feed->id, 1);
	feed->created = work->now;
	feed->created_by = g_strdup(order->as ? order->as : order->user);
	return true;
}

static bool add(struct subscribe_work *work, GError **error)
{
	g_autoptr(subscription_t) feed = g_new0(struct subscription, 1);

	return make(work, feed, error) && subscription_add(work->engine->store, feed, error) && record(work, feed, error);
}

/* What is counted is counted of the address. */
static void renew(struct subscribe_work *work, struct subscription *feed)
{
	feed->generation++;
	g_free(feed->digest);
	feed->digest = links_digest(work->links, feed->id, feed->generation);
	feed->revoked = feed->accessed = INSTANT_NONE;
	feed->accesses = 0;
}

static bool rotate_one(struct subscribe_work *work, struct subscription *feed, GError **error)
{
	if (feed->generation == G_MAXINT)
		return error_refuse(error, DEADLINED_ERROR_STATE, "feed '%s' had too many addresses: revoke it and add another", feed->id);
	renew(work, feed);
	return subscription_put(work->engine->store, feed, error) && record(work, feed, error);
}

static bool revoke_one(struct subscribe_work *work, struct subscription *feed, GError **error)
{
	char when[INSTANT_SIZE];

	if (instant_is_set(feed->revoked))
		return error_refuse(error, DEADLINED_ERROR_STATE, "feed '%s' was revoked on %.10s already", feed->id,
			      zone_format(work->engine->config->settings.zone, feed->revoked, when));
	feed->revoked = work->now;
	return subscription_put(work->engine->store, feed, error) && record(work, feed, error);
}

typedef bool feed_deed(struct subscribe_work *work, struct subscription *feed, GError **error);

static bool each(struct subscribe_work *work, feed_deed *deed, GError **error)
{
	const GPtrArray *ids = work->order->ids;
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

	if (!ids || ids->len == 0)
		return error_refuse(error, DEADLINED_ERROR_USAGE, "ids: which feeds? give at least one");
	for (guint i = 0; i < ids->len; i++) {
		g_autoptr(subscription_t) feed = NULL;

		if (!g_hash_table_add(seen, ids->pdata[i]))
			continue;
		if (!subscribe_get(work->engine, ids->pdata[i], &feed, error) || !deed(work, feed, error))
			return false;
	}
	return true;
}

static bool rotate(struct subscribe_work *work, GError **error)
{
	return each(work, rotate_one, error);
}

static bool revoke(struct subscribe_work *work, GError **error)
{
	return each(work, revoke_one, error);
}

/* ---- the transaction */

typedef bool subscribe_deed(struct subscribe_work *work, GError **error);

static bool carry_out(struct subscribe_work *work, subscribe_deed *deed, GError **error)
{
	struct store *store = work->engine->store;

	/* What is counted goes into the row that is written. */
	if (!links_write(work->links, error) || !store_begin(store, error))
		return false;
	if (!deed(work, error)) {
		if (store_in_transaction(store))
			store_rollback(store);
		return false;
	}
	if (!work->order->dry_run)
		return store_commit(store, error);
	store_rollback(store);
	return true;
}

/* Who keeps an old address in mind forgets it, also after a commit of which nobody knows whether it was written. */
static void settle(const struct subscribe_work *work, bool done)
{
	const struct subscribe_order *order = work->order;
	json_t *value;
	size_t i;

	json_array_foreach (work->answers, i, value) {
		const char *id = json_string_value(json_object_get(value, "id"));

		if (strcmp(work->verb, "rotate") == 0)
			links_renewed(work->links, id);
		else
			links_forget(work->links, id);
		if (done)
			engine_event_add(work->engine, EVENT_ORDER, NULL, "feed %s: %s by %s%s%s", work->verb, id, order->user,
					 order->as ? " for " : "", order->as ? order->as : "");
	}
}

static bool run(struct engine *engine, const struct subscribe_order *order, const char *verb, subscribe_deed *deed, struct instant now,
		json_t **ret, GError **error)
{
	struct subscribe_work work = { .engine = engine, .order = order, .verb = verb, .now = now, .links = subscribe_links(engine, error) };
	bool done;

	if (!work.links)
		return false;
	work.answers = json_array();
	work.holders = subscribe_holders(engine, now);
	done = carry_out(&work, deed, error);
	if (!order->dry_run)
		settle(&work, done);
	*ret = done ? json_incref(work.answers) : NULL;
	json_decref(work.answers);
	g_hash_table_unref(work.holders);
	return done;
}

bool subscribe_add(struct engine *engine, const struct subscribe_order *order, struct instant now, json_t **ret, GError **error)
{
	return run(engine, order, "add", add, now, ret, error);
}

bool subscribe_rotate(struct engine *engine, const struct subscribe_order *order, struct instant now, json_t **ret, GError **error)
{
	return run(engine, order, "rotate", rotate, now, ret, error);
}

bool subscribe_revoke(struct engine *engine, const struct subscribe_order *order, struct instant now, json_t **ret, GError **error)
{
	return run(engine, order, "revoke", revoke, now, ret, error);
}
