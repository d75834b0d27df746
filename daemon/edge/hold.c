#include "edge/hold.h"

#include <stdlib.h>

#include "edge/log.h"
#include "engine/delivery.h"
#include "store/store.h"

/* How the reason of a hold of ours begins. */
#define OURS "clock: "
/* A sign of life is written this often: an idle service writes nothing else. */
#define NOTE_SECONDS (6 * 3600)

static bool get(struct store *store, const char *key, char **ret, GError **error)
{
	g_autoptr(GError) failure = NULL;

	*ret = store_meta_get(store, key, &failure);
	if (failure == NULL)
		return true;
	g_propagate_error(error, g_steal_pointer(&failure));
	return false;
}

static bool set(struct store *store, const char *key, const char *value, GError **error)
{
	if (!store_begin(store, error))
		return false;
	if (store_meta_set(store, key, value, error))
		return store_commit(store, error);
	store_rollback(store);
	return false;
}

static bool set_instant(struct store *store, const char *key, struct instant when, GError **error)
{
	g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, when.seconds);

	return set(store, key, text, error);
}

static bool get_instant(struct store *store, const char *key, struct instant *ret, GError **error)
{
	g_autofree char *text = NULL;

	if (!get(store, key, &text, error))
		return false;
	*ret = (struct instant){ text != NULL ? g_ascii_strtoll(text, NULL, 10) : 0 };
	return true;
}

/* The believed time and how far the clock may be ahead of it: what a doubt is made of. */
static bool keep_doubt(const struct guard *guard, struct store *store, GError **error)
{
	g_autofree char *text =
	    g_strdup_printf("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, guard->trusted.seconds, guard->allowance);

	return set(store, "trusted", text, error);
}

static bool kept_doubt(struct store *store, struct instant *trusted, int64_t *allowance, GError **error)
{
	g_autofree char *text = NULL;
	char *end;

	*trusted = INSTANT_NONE;
	if (!get(store, "trusted", &text, error))
		return false;
	if (text != NULL) {
		trusted->seconds = g_ascii_strtoll(text, &end, 10);
		*allowance = g_ascii_strtoll(end, NULL, 10);
	}
	return true;
}

/* Names both times, so that a person can judge which is right. The believed one outlives a restart. */
static bool doubt(struct hold *hold, struct engine *engine, struct instant now, int64_t steady, GError **error)
{
	const struct zone *zone = engine_config(engine)->settings.zone;
	struct instant expected = guard_expected(&hold->guard, steady);
	char says[INSTANT_SIZE], should[INSTANT_SIZE];
	g_autofree char *before = NULL, *reason = NULL;

	hold->jumps++;
	reason = g_strdup_printf(OURS "it says %s where %s was expected", zone_format(zone, now, says),
				 zone_format(zone, expected, should));
	log_event(LOG_CRIT, LOG_MESSAGE_CLOCK_JUMP, NULL,
		  "%s: mail is held until the clock is right again, or 'deadlinectl release' says that it is", reason);
	if (!get(engine_store(engine), "hold", &before, error) || !keep_doubt(&hold->guard, engine_store(engine), error))
		return false;
	return before != NULL || delivery_hold_all(engine, reason, error);
}

static bool belief(struct engine *engine, GError **error)
{
	g_autofree char *reason = NULL;

	if (!get(engine_store(engine), "hold", &reason, error) || !set(engine_store(engine), "trusted", NULL, error))
		return false;
	log_event(LOG_NOTICE, LOG_MESSAGE_CLOCK_JUMP, NULL, "the clock is believable again");
	if (reason == NULL || !g_str_has_prefix(reason, OURS))
		return true;
	return delivery_hold_all(engine, NULL, error);
}

bool hold_start(struct hold *hold, struct engine *engine, struct instant now, int64_t steady, GError **error)
{
	struct store *store = engine_store(engine);
	struct instant last;
	int64_t allowance;

	*hold = (struct hold){ .noted = now };
	if (!kept_doubt(store, &last, &allowance, error))
		return false;
	if (instant_is_set(last)) /* not settled when the service stopped */
		return guard_start(&hold->guard, last, allowance, now, steady) == GUARD_DOUBT || belief(engine, error);
	if (!get_instant(store, "last_tick", &last, error))
		return false;
	if (guard_start(&hold->guard, last, GUARD_ABSENCE_SECONDS, now, steady) == GUARD_DOUBT)
		return doubt(hold, engine, now, steady, error);
	return set_instant(store, "last_tick", now, error);
}

/* A hold of ours that is gone was let go by a person: this clock is the right one. */
static bool look_for_release(struct hold *hold, struct engine *engine, struct instant now, int64_t steady, GError **error)
{
	g_autofree char *reason = NULL;

	if (!get(engine_store(engine), "hold", &reason, error))
		return false;
	if (reason != NULL)
		return true;
	guard_accept(&hold->guard, now, steady);
	return set(engine_store(engine), "trusted", NULL, error);
}

static bool note(struct hold *hold, struct engine *engine, struct instant now, GError **error)
{
	if (llabs((long long)(now.seconds - hold->noted.seconds)) < NOTE_SECONDS)
		return true;
	hold->noted = now;
	return set_instant(engine_store(engine), "last_tick", now, error);
}

bool hold_look(struct hold *hold, struct engine *engine, struct instant now, int64_t steady, GError **error)
{
	bool doubting = hold->guard.doubting;

	switch (guard_look(&hold->guard, now, steady)) {
	case GUARD_DOUBT:
		return doubt(hold, engine, now, steady, error);
	case GUARD_BELIEF:
		return belief(engine, error);
	case GUARD_FINE:
		return doubting ? look_for_release(hold, engine, now, steady, error) : note(hold, engine, now, error);
	}
	g_assert_not_reached();
}
