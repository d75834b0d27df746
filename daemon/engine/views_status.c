/* How the service is: what the administrator's monitoring asks every minute. */
#include <stdlib.h>

#include "engine/internal.h"
#include "engine/subscribe.h"
#include "engine/views.h"
#include "store/holds.h"
#include "render/datum.h"

#define SOON_DAYS 14
#define RELAY_TRIES 5 /* from then on it is critical: more than an hour without one mail */
#define TROUBLE_SECONDS (7 * 86400)

struct health {
	struct engine *engine;
	struct instant now;
	struct civil today;
	int exit;           /* 0 ok, 1 warning, 2 critical */
	json_t *problems;   /* sentences */
};

static void complain(struct health *health, int exit, const char *format, ...) G_GNUC_PRINTF(3, 4);

static void complain(struct health *health, int exit, const char *format, ...)
{
	g_autofree char *text = NULL;
	va_list arguments;

	va_start(arguments, format);
	text = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	json_array_append_new(health->problems, datum_text(text));
	health->exit = MAX(health->exit, exit);
}

/* The bodies that nobody can be written to, and how many reports of theirs are due or late. */
static bool count_nobody(const struct health *health, int *reports, int *bodies, GString *named, GError **error)
{
	static const enum state open = STATE_OPEN;
	const struct engine *engine = health->engine;
	const GPtrArray *agencies = engine->config->definitions->agencies;

	*reports = *bodies = 0;
	for (guint i = 0; i < agencies->len; i++) {
		const struct agency *agency = agencies->pdata[i], *body = body_of(agency, health->today);
		struct fact_filter filter = { .agency = agency->id, .limit_last = civil_add(health->today, SOON_DAYS), .state = &open };
		g_autoptr(GPtrArray) facts = NULL;
		int own = 0;

		if (body->collective || person_of(engine, body, "focal", health->today).address)
			continue;
		facts = fact_list(engine->store, &filter, error);
		if (!facts)
			return false;
		for (guint j = 0; j < facts->len; j++) {
			const struct fact *fact = facts->pdata[j];

			own += fact_is_open(fact) && !fact->internal && !fact->soft;
		}
		*reports += own;
		if (own > 0 && ++*bodies <= 3)
			g_string_append_printf(named, "%s%s", named->len ? ", " : "", agency->id);
	}
	return true;
}

static bool add_nobody(struct health *health, json_t *object, GError **error)
{
	g_autoptr(GString) named = g_string_new(NULL);
	int reports, bodies;

	if (!count_nobody(health, &reports, &bodies, named, error))
		return false;
	json_object_set_new(object, "nobody", json_integer(reports));
	if (reports > 0)
		complain(health, 1, "%d report(s) due or late have nobody to write to (%s%s): deadlinectl contact set", reports, named->str,
			 bodies > 3 ? " and others" : "");
	return true;
}

static bool add_occurrences(struct health *health, json_t *object, GError **error)
{
	struct waiting waiting;

	if (!fact_waiting(health->engine->store, health->today, civil_add(health->today, SOON_DAYS), health->now, &waiting, error))
		return false;
	json_object_set_new(object, "due", json_integer(waiting.due));
	json_object_set_new(object, "grace", json_integer(waiting.grace));
	json_object_set_new(object, "overdue", json_integer(waiting.overdue));
	json_object_set_new(object, "unsettled", json_integer(waiting.unsettled));
	return add_nobody(health, object, error);
}

static bool add_queue(struct health *health, json_t *object, GError **error)
{
	int counts[MAIL_DROPPED + 1];
	json_t *queue = json_object();

	json_object_set_new(object, "queue", queue);
	if (!outbox_count(health->engine->store, counts, error))
		return false;
	for (int i = 0; i <= MAIL_DROPPED; i++)
		json_object_set_new(queue, mail_state_name((enum mail_state)i), json_integer(counts[i]));
	return true;
}

/* Addresses the relay refused within a week, or that wait for another try. */
static bool collect_failing(const struct health *health, enum mail_state state, GHashTable *addresses, GError **error)
{
	struct outbox_filter filter = { .state = &state, .since = instant_add(health->now, -TROUBLE_SECONDS) };
	g_autoptr(GPtrArray) envelopes = outbox_list(health->engine->store, &filter, error);

	for (guint i = 0; envelopes && i < envelopes->len; i++)
		g_hash_table_add(addresses, g_strdup(((struct envelope *)envelopes->pdata[i])->address));
	return envelopes != NULL;
}

static bool add_failing(struct health *health, json_t *object, GError **error)
{
	g_autoptr(GHashTable) addresses = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GList) sorted = NULL;
	json_t *array = json_array();

	json_object_set_new(object, "failing", array);
	if (!collect_failing(health, MAIL_FAILED, addresses, error) || !collect_failing(health, MAIL_DEFERRED, addresses, error))
		return false;
	sorted = g_list_sort(g_hash_table_get_keys(addresses), (GCompareFunc)g_strcmp0);
	for (GList *item = sorted; item; item = item->next)
		json_array_append_new(array, json_string(item->data));
	if (sorted)
		complain(health, 1, "mail to %u address(es) is refused or deferred: deadlinectl queue", g_hash_table_size(addresses));
	return true;
}

static bool add_unaddressed(struct health *health, json_t *object, GError **error)
{
	g_autoptr(GPtrArray) rows = ledger_unaddressed(health->engine->store, instant_add(health->now, -TROUBLE_SECONDS), error);

	if (!rows)
		return false;
	json_object_set_new(object, "unaddressed", json_integer(rows->len));
	if (rows->len > 0)
		complain(health, 1, "%u step(s) of the last week found no address: give the agencies a focal point", rows->len);
	return true;
}

static bool add_hold(struct health *health, json_t *object, GError **error)
{
	g_autoptr(GError) failure = NULL;
	g_autofree char *hold = delivery_on_hold(health->engine, &failure);
	int holds;

	if (failure) {
		g_propagate_error(error, g_steal_pointer(&failure));
		return false;
	}
	json_object_set_new(object, "hold", datum_text(hold));
	if (!hold_count(health->engine->store, health->today, &holds, error))
		return false;
	json_object_set_new(object, "holds", json_integer(holds));
	if (hold)
		complain(health, 1, "mail is on hold: %s", hold);
	return true;
}

/* No connection, or a relay that refuses everybody: until it answers nothing leaves. */
static void add_relay(struct health *health, json_t *object)
{
	const struct engine *engine = health->engine;
	const struct zone *zone = engine->config->settings.zone;
	bool waits = engine->relay_failures > 0 && instant_before(health->now, engine->relay_until);
	char again[INSTANT_SIZE];

	json_object_set_new(object, "relay_failures", json_integer(engine->relay_failures));
	json_object_set_new(object, "relay_again", waits ? datum_instant(zone, engine->relay_until) : json_null());
	if (engine->relay_failures > 0)
		complain(health, engine->relay_failures >= RELAY_TRIES ? 2 : 1, "the relay takes no mail (%d times so far)%s%s",
			 engine->relay_failures, waits ? ", trying again at " : "", waits ? zone_format(zone, engine->relay_until, again) : "");
}

static bool add_moments(struct health *health, json_t *object, GError **error)
{
	const struct zone *zone = health->engine->config->settings.zone;
	struct engine *engine = health->engine;
	struct instant planning, outbox, last = engine->passed;
	g_autofree char *text = NULL;

	if (!store_next(engine->store, &planning, &outbox, error) || !delivery_next(engine, outbox, health->now, &outbox, error))
		return false;
	planning = engine_planning_moment(engine, planning, health->now);
	if (!instant_is_set(last) && (text = store_meta_get(engine->store, "last_tick", NULL)) != NULL)
		last.seconds = g_ascii_strtoll(text, NULL, 10);
	json_object_set_new(object, "next", datum_instant(zone, instant_min(planning, outbox)));
	json_object_set_new(object, "last_pass", datum_instant(zone, last));
	return true;
}

/* The years the horizon reaches that no notice has confirmed yet. */
static void add_years(struct health *health, json_t *object)
{
	const struct config *config = health->engine->config;
	int last = civil_year(civil_add(health->today, config->settings.horizon_days));
	json_t *years = json_array();

	json_object_set_new(object, "years_not_confirmed", years);
	for (int year = civil_year(health->today); year <= last; year++) {
		if (calendar_year_confirmed(config->calendar, year))
			continue;
		json_array_append_new(years, json_integer(year));
		if (year == civil_year(health->today))
			complain(health, 1, "the days off of %d are not confirmed: dates counted through it are provisional", year);
	}
}

/* The key of another store, or of another time. */
static bool add_lost(struct health *health, GError **error)
{
	int lost;

	if (!subscribe_lost(health->engine, &lost, error))
		return false;
	if (lost > 0)
		complain(health, 1,
			 "the addresses of %d feed(s) work but cannot be shown, nor offered in mails: they were made with another key; put that "
			 "of the backup back beside the store and restart the service, or 'deadlinectl feed rotate'",
			 lost);
	return true;
}

static void add_plans(struct health *health, json_t *object)
{
	guint plans = health->engine->config->definitions->plans->len;

	json_object_set_new(object, "plans", json_integer(plans));
	if (plans == 0)
		complain(health, 1, "no plans yet");
	if (!store_in_place(health->engine->store))
		complain(health, 2, "the file of the store was removed or replaced: what is recorded now is lost at the next start, restart the service");
	if (store_is_full(health->engine->store))
		complain(health, 2, "the disk is full: nothing new is planned");
}

static bool examine(struct health *health, json_t *object, GError **error)
{
	add_plans(health, object);
	if (!add_occurrences(health, object, error) || !add_queue(health, object, error) || !add_failing(health, object, error) ||
	    !add_unaddressed(health, object, error) || !add_hold(health, object, error) || !add_moments(health, object, error) ||
	    !add_lost(health, error))
		return false;
	add_relay(health, object);
	add_years(health, object);
	json_object_set_new(object, "feeds_listen", json_null()); /* whoever opens the door fills it in */
	return true;
}

json_t *views_status(struct engine *engine, struct instant now, GError **error)
{
	static const char *const words[] = { "ok", "warning", "critical" };
	struct health health = { .engine = engine, .now = now, .problems = json_array() };
	json_t *object = json_object();

	health.today = zone_civil(engine->config->settings.zone, now);
	json_object_set_new(object, "status", json_null());
	json_object_set_new(object, "exit", json_null());
	json_object_set_new(object, "problems", health.problems);
	if (!examine(&health, object, error)) {
		json_decref(object);
		return NULL;
	}
	json_object_set_new(object, "status", json_string(words[health.exit]));
	json_object_set_new(object, "exit", json_integer(health.exit));
	return object;
}
