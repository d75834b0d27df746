#include <glib.h>
#include <glib/gstdio.h>

#include "base/error.h"
#include "edge/core.h"
#include "store/ledger.h"

static char *directory, *main_file, *store_file;

/* The main file of a story, read from a directory of ours; `more` are further files of holidays. */
static void write_files(const char *more)
{
	g_autofree char *stories = g_test_build_filename(G_TEST_DIST, "tests", "story", "config", NULL);
	g_autofree char *templates = g_test_build_filename(G_TEST_DIST, "etc", "templates", NULL);
	g_autofree char *one = g_build_filename(stories, "one.conf", NULL);
	g_autofree char *include = g_strdup_printf("\"%s/people.inc\"", stories);
	g_autofree char *holidays = g_strdup_printf("\"%s/../../../etc/holidays.d/*.ics\"%s%s%s%s", stories, more != NULL ? ", \"" : "",
						    more != NULL ? stories : "", more != NULL ? more : "", more != NULL ? "\"" : "");
	g_autofree char *text = NULL;
	g_autoptr(GString) ours = NULL;

	g_assert_true(g_file_get_contents(one, &text, NULL, NULL));
	ours = g_string_new(text);
	g_assert_cmpint(g_string_replace(ours, "\"people.inc\"", include, 0), ==, 1);
	g_assert_cmpint(g_string_replace(ours, "\"../../../etc/holidays.d/*.ics\"", holidays, 0), ==, 1);
	g_assert_cmpint(g_string_replace(ours, "spacing = \"2wd\";", "", 0), ==, 1);
	g_string_append_printf(ours, "templates = [ \"%s\" ];\nstore = { path = \"%s\"; };\n", templates, store_file);
	g_assert_true(g_file_set_contents(main_file, ours->str, -1, NULL));
}

static struct instant at(const struct config *config, const char *text)
{
	struct instant when;

	g_assert_true(zone_parse(config->settings.zone, text, &when));
	return when;
}

/* `store` NULL: that of the settings, which is the same file. */
static void begin_with(struct core *core, const char *store)
{
	struct config *config;
	g_autoptr(GError) error = NULL;

	write_files(NULL);
	config = config_load(main_file);
	g_assert_true(config_ok(config));
	core_open(core, main_file, config, store, at(config, "2026-08-03T09:00"), &error);
	g_assert_no_error(error);
}

static void begin(struct core *core)
{
	begin_with(core, store_file);
}

static void end(struct core *core)
{
	g_autofree char *lock = g_strconcat(store_file, ".lock", NULL);

	core_close(core);
	g_unlink(lock);
	g_unlink(store_file);
}

static void tick(struct core *core, const char *when)
{
	g_autoptr(GError) error = NULL;
	struct instant next;

	engine_tick(core->engine, at(core->config, when), &next, &error);
	g_assert_no_error(error);
}

static void reload(struct core *core, const char *when)
{
	g_autoptr(GError) error = NULL;
	struct core_draft draft = { 0 };

	g_assert_true(core_read(core, &draft, &error));
	g_assert_true(core_reload(core, &draft, at(core->config, when), &error));
	core_draft_clear(&draft);
}

static enum outcome outcome_of(const struct core *core, const char *step)
{
	g_autoptr(GError) error = NULL;
	struct ledger_row *row;
	enum outcome outcome;

	g_assert_true(ledger_get(core->store, "kh/bc/so-y-te/2026", 1, step, "owner:focal", &row, &error));
	g_assert_nonnull(row);
	outcome = row->outcome;
	ledger_row_free(row);
	return outcome;
}

/* On 8/10 at 10:00 other holidays move 3wd from 12/10 to this day's opening: the day is not over, so it is said. */
static void a_step_that_a_reload_moves_to_today_is_said(void)
{
	struct core core;

	begin(&core);
	tick(&core, "2026-10-08T09:50");
	write_files("/off-2026-10.ics");
	reload(&core, "2026-10-08T10:00");
	tick(&core, "2026-10-08T10:00");
	g_assert_cmpint(outcome_of(&core, "-3wd"), ==, OUTCOME_SAID);
	end(&core);
}

static void refuse_another(const struct core *core)
{
	struct config *config = config_load(main_file);
	g_autoptr(GError) error = NULL;
	struct core other;

	g_assert_false(core_open(&other, main_file, config, core->store_path, at(core->config, "2026-08-03T09:01"), &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_BUSY);
}

static void a_store_has_one_service(void)
{
	g_autoptr(GError) error = NULL;
	struct core core;

	begin(&core);
	refuse_another(&core);
	g_assert_true(core_reopen(&core, at(core.config, "2026-08-03T09:02"), &error));
	refuse_another(&core);
	reload(&core, "2026-08-03T09:03");
	refuse_another(&core);
	end(&core);
}

static char *token_of_all(struct core *core)
{
	struct subscription feed = { .id = (char *)"all", .generation = 1, .digest = links_digest(core->links, "all", 1) };
	char *token = links_token(core->links, &feed);

	g_free(feed.digest);
	return token;
}

/* The key outlives the service; what carries addresses is given it with every engine. */
static void a_service_has_addresses(void)
{
	g_autofree char *key = g_strconcat(store_file, ".key", NULL), *first = NULL, *again = NULL;
	g_autoptr(GError) error = NULL;
	struct core core;

	begin_with(&core, NULL);
	g_assert_nonnull(core.links);
	g_assert_true(engine_links(core.engine) == core.links);
	first = token_of_all(&core);
	reload(&core, "2026-08-03T09:03");
	g_assert_nonnull(core.links);
	g_assert_true(engine_links(core.engine) == core.links);
	g_assert_true(core_reopen(&core, at(core.config, "2026-08-03T09:04"), &error));
	g_assert_true(engine_links(core.engine) == core.links);
	core_close(&core);
	begin_with(&core, NULL);
	again = token_of_all(&core);
	g_assert_cmpstr(first, ==, again);
	end(&core);
	g_assert_cmpint(g_unlink(key), ==, 0);
}

/* Mail goes on: addresses given out are found, but the engine can make none. */
static void a_bad_key_stops_no_service(void)
{
	g_autofree char *key = g_strconcat(store_file, ".key", NULL);
	struct core core;

	g_assert_cmpint(g_mkdir(key, 0700), ==, 0);
	begin_with(&core, NULL);
	g_assert_nonnull(core.links);
	g_assert_nonnull(core.keyless);
	g_assert_null(engine_links(core.engine));
	reload(&core, "2026-08-03T09:03");
	g_assert_nonnull(core.keyless);
	g_assert_null(engine_links(core.engine));
	end(&core);
	g_assert_cmpint(g_rmdir(key), ==, 0);
}

static void a_trial_has_none(void)
{
	g_autofree char *key = g_strconcat(store_file, ".key", NULL);
	struct core core;

	begin(&core);
	g_assert_null(core.links);
	g_assert_null(engine_links(core.engine));
	reload(&core, "2026-08-03T09:03");
	g_assert_null(engine_links(core.engine));
	end(&core);
	g_assert_false(g_file_test(key, G_FILE_TEST_EXISTS));
}

int main(int argc, char **argv)
{
	int status;

	g_test_init(&argc, &argv, NULL);
	directory = g_dir_make_tmp("deadlined-core-XXXXXX", NULL);
	main_file = g_build_filename(directory, "deadlined.conf", NULL);
	store_file = g_build_filename(directory, "deadlined.db", NULL);
	g_test_add_func("/core/a-step-that-a-reload-moves-to-today-is-said", a_step_that_a_reload_moves_to_today_is_said);
	g_test_add_func("/core/a-store-has-one-service", a_store_has_one_service);
	g_test_add_func("/core/a-service-has-addresses", a_service_has_addresses);
	g_test_add_func("/core/a-bad-key-stops-no-service", a_bad_key_stops_no_service);
	g_test_add_func("/core/a-trial-has-none", a_trial_has_none);
	status = g_test_run();
	g_unlink(main_file);
	g_rmdir(directory);
	g_free(directory);
	g_free(main_file);
	g_free(store_file);
	return status;
}
