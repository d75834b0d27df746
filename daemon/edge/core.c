#include "edge/core.h"

#include <malloc.h>
#include <string.h>

#include "base/error.h"
#include "edge/key.h"
#include "edge/log.h"
#include "edge/trial.h"
#include "engine/delivery.h"
#include "render/page.h"

/* `running`: the engine whose place it takes; NULL where there is none. */
static bool start_engine(struct core *core, const struct engine *running, struct instant now, GError **error)
{
	core->engine = running != NULL ? engine_successor(running, core->templates) : engine_new(core->store, core->templates);
	engine_use_links(core->engine, core->keyless == NULL ? core->links : NULL);
	core->changes = engine_changes_new();
	core->feeds = feeds_new(core->config, core->store);
	core->publish = publish_new(core->config, core->feeds);
	if (core->config->settings.feeds.directory != NULL)
		core->export = export_new(core->config, core->feeds);
	return engine_load(core->engine, core->config, now, core->changes, error);
}

static void stop_engine(struct core *core)
{
	g_clear_pointer(&core->publish, publish_free);
	g_clear_pointer(&core->export, export_free);
	g_clear_pointer(&core->feeds, feeds_free);
	core->passes = INSTANT_NONE;
	core->people = core->plans = 0;
	g_clear_pointer(&core->engine, engine_free);
	g_clear_pointer(&core->changes, engine_changes_free);
}

/* What was made with the old key goes on working, but cannot be said again. */
static void tell_of_new_key(const struct core *core)
{
	int64_t in_use = 0, revoked;

	if (subscription_count(core->store, &in_use, &revoked, NULL) && in_use > 0)
		log_line(LOG_WARNING,
			 "%s.key was missing: a new one was made; the addresses of %d feeds made with the old one go on working, but "
			 "cannot be shown any more: put the old key back, or give them new ones with 'deadlinectl feed rotate'",
			 core->store_path, (int)in_use);
}

static void tell_of_key(const struct core *core, enum key_state state, const char *aside)
{
	switch (state) {
	case KEY_KEPT:
		break;
	case KEY_DRAWN:
		tell_of_new_key(core);
		break;
	case KEY_OPEN:
		log_line(LOG_WARNING,
			 "%s.key could be read by others and was made private again (0600): who read it can say the addresses of all feeds, so "
			 "if somebody may have, give each another one with 'deadlinectl feed rotate'",
			 core->store_path);
		break;
	case KEY_DAMAGED:
		log_line(LOG_ERR,
			 "%s.key was no key of feeds' addresses, which is 32 bytes: it is now %s, and a new one was made; addresses given out "
			 "go on working but cannot be shown again: put the key of the backup back and restart the service, or give the feeds "
			 "new addresses with 'deadlinectl feed rotate'",
			 core->store_path, aside);
		break;
	}
}

/* Without a key feeds are found by the addresses given out, and mail goes on; only new addresses there are none. */
static bool open_links(struct core *core, GError **error)
{
	g_autoptr(GBytes) key = NULL;
	g_autoptr(GError) failure = NULL;
	g_autofree char *aside = NULL;
	enum key_state state;

	if (strcmp(core->store_path, ":memory:") == 0)
		return true;
	key = key_open(core->store_path, &state, &aside, &failure);
	if (key != NULL) {
		tell_of_key(core, state, aside);
	} else {
		core->keyless = g_strdup_printf("no new addresses of feeds, and none in mails: %s", failure->message);
		log_line(LOG_ERR, "%s", core->keyless);
		key = key_passing();
	}
	if (key == NULL) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_IO, "the system gives no random numbers");
		return false;
	}
	core->links = links_new(core->store, key);
	return true;
}

/* Reading the files and comparing them with the store takes several times what is kept of it. */
static void give_back(void)
{
#ifdef __GLIBC__
	malloc_trim(0);
#endif
}

bool core_open(struct core *core, const char *path, struct config *config, const char *store_path, struct instant now,
	       GError **error)
{
	*core = (struct core){ .path = g_strdup(path), .config = config };
	core->store_path = g_strdup(store_path != NULL ? store_path : config->settings.store_path);
	core->templates = templates_new(config->settings.templates);
	core->store = store_open(core->store_path, error);
	if (core->store != NULL && store_claim(core->store, error) && (store_path != NULL || open_links(core, error)) &&
	    trial_check(core->store, &config->settings.mail, error) && start_engine(core, NULL, now, error) &&
	    delivery_recover(core->engine, now, error)) {
		give_back();
		return true;
	}
	core_close(core);
	return false;
}

void core_close(struct core *core)
{
	stop_engine(core);
	g_clear_pointer(&core->templates, templates_free);
	g_clear_pointer(&core->links, links_free);
	g_clear_pointer(&core->store, store_close);
	g_clear_pointer(&core->config, config_free);
	g_clear_pointer(&core->store_path, g_free);
	g_clear_pointer(&core->keyless, g_free);
	g_clear_pointer(&core->path, g_free);
}

void core_draft_clear(struct core_draft *draft)
{
	g_clear_pointer(&draft->config, config_free);
	g_clear_pointer(&draft->lines, g_ptr_array_unref);
}

/* What only a restart can change. */
static bool replaceable(const struct settings *running, const struct settings *wanted, GError **error)
{
	const char *key = NULL;

	if (strcmp(running->store_path, wanted->store_path) != 0)
		key = "store.path";
	else if (strcmp(running->control_socket, wanted->control_socket) != 0)
		key = "control.socket";
	if (key == NULL)
		return true;
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG,
		    "%s cannot change while the service runs: restart it ('systemctl restart deadlined')", key);
	return false;
}

bool core_read(const struct core *core, struct core_draft *draft, GError **error)
{
	struct config *config = config_load(core->path);
	int errors = problems_count(config->problems, SEVERITY_ERROR);

	*draft = (struct core_draft){ .config = config, .lines = problems_lines(config->problems) };
	if (errors == 0)
		return replaceable(&core->config->settings, &config->settings, error) &&
		       trial_check(core->store, &config->settings.mail, error);
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG,
		    "the configuration has %d error%s: it was not taken into service, the running one stays", errors,
		    errors == 1 ? "" : "s");
	return false;
}

bool core_reload(struct core *core, struct core_draft *draft, struct instant now, GError **error)
{
	struct core next = { .store = core->store, .links = core->links, .keyless = core->keyless, .config = draft->config };

	next.templates = templates_new(next.config->settings.templates);
	if (!start_engine(&next, core->engine, now, error)) {
		stop_engine(&next);
		templates_free(next.templates);
		return false;
	}
	draft->config = NULL;
	next.path = g_steal_pointer(&core->path);
	next.store_path = g_steal_pointer(&core->store_path);
	core->store = NULL;
	core->links = NULL;
	core->keyless = NULL;
	core_close(core);
	*core = next;
	give_back();
	return true;
}

bool core_reopen(struct core *core, struct instant now, GError **error)
{
	stop_engine(core);
	if (core->links != NULL)
		links_forget(core->links, NULL);
	return store_reopen(core->store, error) && start_engine(core, NULL, now, error);
}

/* ---- calendars */

static void touch(struct core *core, const GArray *keys)
{
	publish_touch(core->publish, keys);
	if (core->export != NULL)
		export_touch(core->export, keys);
}

void core_gathered(struct core *core, struct instant now)
{
	core->passes = feeds_next(core->feeds, now);
}

void core_freshen(struct core *core, struct instant now)
{
	g_autoptr(GPtrArray) touched = engine_has_touched(core->engine) ? engine_take_touched(core->engine) : NULL;
	g_autoptr(GArray) keys = NULL;

	if (core->people != engine_people(core->engine) || core->plans != core->config->definitions->plans->len) {
		core->people = engine_people(core->engine);
		core->plans = core->config->definitions->plans->len;
		publish_touch_all(core->publish);
	}
	if (touched == NULL && instant_before(now, core->passes))
		return;
	keys = g_array_new(FALSE, FALSE, sizeof(struct feed_key));
	for (guint i = 0; touched != NULL && i < touched->len; i++)
		feeds_touch(core->feeds, touched->pdata[i], keys);
	feeds_pass(core->feeds, now, keys);
	touch(core, keys);
	core_gathered(core, now);
}

const struct subscription *core_feed_find(struct core *core, const char *token, GError **error)
{
	if (core->engine == NULL) { /* the store could not be opened again: it is the end */
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_IO, "the store is closed");
		return NULL;
	}
	return core->links != NULL ? links_find(core->links, token, error) : NULL;
}

struct publication *core_feed_look(struct core *core, const struct subscription *subscription, const struct feed_options *options,
				   struct instant now)
{
	core_freshen(core, now);
	return publish_look(core->publish, subscription, options, now);
}

/* What goes wrong here goes wrong again where it is built, and is said there. */
bool core_feed_ahead(struct core *core, const struct subscription *subscription, const struct feed_options *options,
		     struct instant now)
{
	bool ready = true, fine;

	core_freshen(core, now);
	fine = publish_ahead(core->publish, subscription, options, now, &ready, NULL);
	core_gathered(core, now);
	return !fine || ready;
}

struct publication *core_feed_build(struct core *core, const struct subscription *subscription, const struct feed_options *options,
				    struct instant now, GError **error)
{
	struct publication *publication;

	core_freshen(core, now);
	publication = publish_build(core->publish, subscription, options, now, error);
	core_gathered(core, now);
	return publication;
}

bool core_feed_page(struct core *core, const struct subscription *subscription, const char *token,
		    const struct feed_options *options, struct instant now, char **html, char **policy, GError **error)
{
	g_autofree char *url = links_address(core->config, token);
	g_autoptr(feed_t) feed = NULL;
	struct page page = { .url = url };
	struct feed_want want;

	if (url == NULL) { /* the files have changed a moment ago */
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID, "feeds are not served any more");
		return false;
	}
	core_freshen(core, now);
	publish_want(subscription, options, &want);
	publish_options(subscription, &page.own);
	page.feed = feed = feeds_gather(core->feeds, &want, now, error);
	core_gathered(core, now);
	return feed != NULL && page_render(&page, core->config, core->templates, html, policy, error);
}

void core_feed_served(struct core *core, const struct subscription *subscription, const struct feed_options *options,
		      const struct publication *publication, struct instant now)
{
	struct feed_options own;

	links_accessed(core->links, subscription, now);
	publish_options(subscription, &own);
	if (publish_same_options(&own, options) &&
	    (g_strcmp0(subscription->etag, publication->etag) != 0 || !instant_equal(subscription->changed, publication->changed)))
		links_served(core->links, subscription, publication->etag, publication->changed, now);
}
