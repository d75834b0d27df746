#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "model/config.h"

static struct config *load(const char *name)
{
	g_autofree char *path = g_test_build_filename(G_TEST_DIST, name, NULL);

	return config_load(path);
}

static void print(const struct config *config)
{
	g_autoptr(GPtrArray) lines = problems_lines(config->problems);

	for (guint i = 0; i < lines->len; i++)
		g_test_message("%s", (const char *)lines->pdata[i]);
}

static void settings_are_read(void)
{
	g_autoptr(config_t) config = load("tests/data/config/every-key.conf");
	const struct settings *settings = &config->settings;

	print(config);
	g_assert_true(config_ok(config));
	g_assert_cmpstr(settings->timezone, ==, "Asia/Ho_Chi_Minh");
	g_assert_nonnull(settings->zone);
	g_assert_cmpint(settings->language, ==, LANGUAGE_EN);
	g_assert_cmpint(settings->nonworking, ==, NONWORKING_KEEP);
	g_assert_cmpint(settings->horizon_days, ==, 399);
	g_assert_cmpstr(settings->office.name, ==, "Sở Nội vụ");
	g_assert_cmpint(settings->office.opening, ==, 450);
	g_assert_cmpint(settings->office.closing, ==, 1020);
	g_assert_cmpstr(settings->store_path, ==, "/var/lib/deadlined/test.db");
	g_assert_cmpint(settings->mail.mode, ==, MAIL_REDIRECT);
	g_assert_cmpstr(settings->mail.redirect, ==, "thu@example.vn");
	g_assert_cmpint(settings->mail.tls, ==, TLS_OPPORTUNISTIC);
	g_assert_cmpstr(settings->mail.from_address, ==, "nhacviec@tỉnh.example.vn");
	g_assert_cmpstr(settings->mail.from_host, ==, "xn--tnh-dlz.example.vn");
	g_assert_cmpint(settings->mail.rate, ==, 10);
	g_assert_cmpint(settings->mail.rate_seconds, ==, 60);
	g_assert_false(settings->mail.calendar);
	g_assert_cmpstr(settings->feeds.base_url, ==, "https://lich.example.vn/a");
	g_assert_cmpstr(settings->feeds.host, ==, "lich.example.vn");
	g_assert_cmpint(settings->feeds.past_days, ==, 30);
	g_assert_true(g_path_is_absolute(settings->feeds.directory));
	g_assert_cmpstr(settings->http_listen, ==, "[::1]:0");
	g_assert_cmpuint(settings->templates->len, ==, 1);
	g_assert_true(calendar_year_confirmed(config->calendar, 2026));
	g_assert_true(instant_is_set(config->newest));
}

static void agencies_are_read(void)
{
	g_autoptr(config_t) config = load("tests/data/config/every-key.conf");
	const struct agency *old = plan_agency(config->definitions, "so-cu"), *new = plan_agency(config->definitions, "so-moi");
	const struct contact *head = plan_contact(old, "head", CIVIL_NONE);
	struct civil day = civil_make(2025, 2, 28);

	g_assert_true(old->under == plan_agency(config->definitions, "ubnd"));
	g_assert_cmpstr(old->short_name, ==, "SC");
	g_assert_cmpint(old->level, ==, LEVEL_PROVINCE);
	g_assert_true(civil_equal(old->valid.first, civil_make(2020, 1, 1)));
	g_assert_true(plan_body(old, day) == old);
	g_assert_true(plan_body(old, civil_add(day, 1)) == new);
	g_assert_cmpstr(head->phone, ==, "021438488");
	g_assert_cmpstr(head->email, ==, "an@example.vn");
	g_assert_cmpint(head->language, ==, LANGUAGE_VI);
	g_assert_cmpint(plan_contact(new, "focal", CIVIL_NONE)->language, ==, LANGUAGE_EN);
	g_assert_cmpstr(plan_contact(old, "head", civil_make(2024, 1, 1))->position, ==, "vice");
}

static void policies_are_read(void)
{
	g_autoptr(config_t) config = load("tests/data/config/every-key.conf");
	const struct policy *policy = config->definitions->policies->pdata[0];
	const struct policy_step *first = policy->escalate->pdata[0], *second = policy->escalate->pdata[1];
	const struct role *role = second->to->pdata[1];

	g_assert_cmpuint(policy->remind->len, ==, 3);
	g_assert_cmpint(((struct policy_step *)policy->remind->pdata[0])->distance.count, ==, 14);
	g_assert_cmpint(((struct policy_step *)policy->remind->pdata[2])->distance.count, ==, 0);
	g_assert_cmpint(first->distance.count, ==, 1);
	g_assert_cmpuint(first->only, ==, 1 << RELATION_SUBORDINATE | 1 << RELATION_VERTICAL);
	g_assert_cmpint(second->times, ==, 4);
	g_assert_true(role->agency == plan_agency(config->definitions, "so-moi"));
	g_assert_cmpint(((struct role *)second->cc->pdata[1])->kind, ==, ROLE_MAILTO);
	g_assert_cmpint(policy->receipt_minutes, ==, -1);
	g_assert_cmpint(policy->digest, ==, DIGEST_WEEKLY);
}

static void plans_are_read(void)
{
	g_autoptr(config_t) config = load("tests/data/config/every-key.conf");
	const struct plan *plan = plan_find(config->definitions, "p");
	const struct obligation *result = plan_obligation(plan, "result"), *once = plan_obligation(plan, "once");
	const struct agency *new = plan_agency(config->definitions, "so-moi"), *old = plan_agency(config->definitions, "so-cu");
	const struct campaign *month = plan_campaign(plan, "month"), *day = plan_campaign(plan, "day");

	g_assert_true(plan->document.issuer == plan_agency(config->definitions, "ubnd"));
	g_assert_true(plan->document.incomplete);
	g_assert_cmpint(result->due.kind, ==, DUE_WITHIN);
	g_assert_cmpint(result->rhythm.every, ==, EVERY_QUARTER);
	g_assert_cmpstr(result->clause, ==, "3.10");
	g_assert_cmpstr(result->quote, ==, "báo cáo hằng quý");
	g_assert_cmpstr(plan_policy(result, new)->id, ==, "light");
	g_assert_cmpstr(plan_policy(result, old)->id, ==, "standard");
	g_assert_cmpint(plan_nonworking(result, old, NONWORKING_KEEP), ==, NONWORKING_NEXT);
	g_assert_cmpstr(once->period, ==, "2026");
	g_assert_cmpstr(plan_send_to(once, new), ==, "giấy");
	g_assert_true(once->needs->pdata[0] == result);
	g_assert_true(plan_obligation(plan, "again")->same_as == once);
	g_assert_cmpint(month->last_month, ==, 12);
	g_assert_true(civil_equal(day->window.last, civil_make(2026, 10, 20)));
}

static void the_shipped_configuration_is_fine(void)
{
	g_autoptr(config_t) config = load("etc/deadlined.conf");

	print(config);
	g_assert_true(config_ok(config));
	g_assert_cmpuint(config->definitions->plans->len, ==, 5);
}

static void twelve_mistakes_are_twelve_lines(void)
{
	static const int lines[] = { 2, 3, 4, 6, 8, 11, 16, 17, 20, 25, 26, 28 };
	g_autoptr(config_t) config = load("tests/data/config/twelve.conf");
	g_autoptr(GPtrArray) printed = problems_lines(config->problems);
	guint errors = 0;

	print(config);
	for (guint i = 0; i < printed->len; i++) {
		g_autofree char *place = errors < G_N_ELEMENTS(lines) ? g_strdup_printf("twelve.conf:%d: ", lines[errors]) : NULL;

		if (strstr(printed->pdata[i], "warning: ") != NULL)
			continue;
		g_assert_nonnull(place);
		g_assert_nonnull(strstr(printed->pdata[i], place));
		errors++;
	}
	g_assert_cmpuint(errors, ==, 12);
}

/* ---- files */

struct files {
	char *directory;
	GPtrArray *paths;
};

static void files_init(struct files *files, const void *unused)
{
	files->directory = g_dir_make_tmp("config-XXXXXX", NULL);
	files->paths = g_ptr_array_new_with_free_func(g_free);
}

static void files_clear(struct files *files, const void *unused)
{
	for (guint i = files->paths->len; i-- > 0;)
		g_remove(files->paths->pdata[i]);
	g_ptr_array_unref(files->paths);
	g_rmdir(files->directory);
	g_free(files->directory);
}

static const char *file(struct files *files, const char *name, const char *text)
{
	char *path = g_build_filename(files->directory, name, NULL);

	if (text == NULL)
		g_assert_cmpint(g_mkdir(path, 0700), ==, 0);
	else
		g_assert_true(g_file_set_contents(path, text, -1, NULL));
	g_ptr_array_add(files->paths, path);
	return path;
}

#define OFFICE "office = { name = \"Sở\"; hours = \"07:30-17:00\"; }; mail = { from = \"a@b.vn\"; admin = \"c@b.vn\"; };\n"
#define AGENCY(id) "agencies = ( { id = \"" id "\"; name = \"x\"; relation = \"vertical\"; } );\n"

/* `expected`: what the lines say behind the directory, in order. */
static void assert_lines(struct files *files, const struct config *config, const char *const *expected)
{
	g_autoptr(GPtrArray) lines = problems_lines(config->problems);
	g_autofree char *prefix = g_strconcat(files->directory, "/", NULL);
	guint wanted = 0;

	print(config);
	for (guint i = 0; i < lines->len; i++) {
		if (strstr(lines->pdata[i], "no plans yet") != NULL)
			continue;
		g_assert_nonnull(expected[wanted]);
		g_assert_true(g_str_has_prefix(lines->pdata[i], prefix));
		g_assert_true(g_str_has_prefix((const char *)lines->pdata[i] + strlen(prefix), expected[wanted]));
		wanted++;
	}
	g_assert_null(expected[wanted]);
}

static void includes_are_read_in_order(struct files *files, const void *unused)
{
	static const char *const expected[] = { NULL };
	const char *path = file(files, "main.conf", OFFICE AGENCY("zero") "include = [ \"d/*.conf\", \"one.conf\", \"./d/../d/b.conf\" ];\n");
	g_autoptr(config_t) config = NULL;
	GString *ids = g_string_new(NULL);

	file(files, "d", NULL);
	file(files, "d/b.conf", "\xef\xbb\xbf" AGENCY("b"));
	file(files, "d/a.conf", AGENCY("a") "groups = { g = [ \"b\", \"zero\" ]; };\r\n");
	file(files, "d/a.conf~", "syntax error here");
	file(files, "one.conf", AGENCY("one"));
	config = config_load(path);
	for (guint i = 0; i < config->definitions->agencies->len; i++)
		g_string_append_printf(ids, "%s ", ((struct agency *)config->definitions->agencies->pdata[i])->id);
	g_assert_cmpstr(ids->str, ==, "zero a b one ");
	assert_lines(files, config, expected);
	g_assert_true(config_ok(config));
	g_string_free(ids, TRUE);
}

static void one_syntax_error_a_file_and_no_unknown_names(struct files *files, const void *unused)
{
	static const char *const expected[] = { "a.conf:2: syntax error: ", "b.conf:1: syntax error: ", "c.conf:2: agency 'c': level: ", NULL };
	const char *path = file(files, "main.conf", OFFICE "include = [ \"?.conf\" ];\n");
	g_autoptr(config_t) config = NULL;

	file(files, "a.conf", "agencies = (\n { id = \"a\"; }, );\nplans = ( , );\n");
	file(files, "b.conf", "\"x\" = 1;\n");
	file(files, "c.conf", "agencies = ( { id = \"c\"; name = \"x\"; relation = \"vertical\"; under = \"a\";\n level = \"x\"; } );\n");
	config = config_load(path);
	assert_lines(files, config, expected);
}

static void settings_belong_into_the_main_file(struct files *files, const void *unused)
{
	static const char *const expected[] = { "a.conf:1: language: this key belongs into the main file", "a.conf:2: qqq: there is no such key",
						"b.conf:1: agency 'a': id: the id 'a' is taken", NULL };
	const char *path = file(files, "main.conf", OFFICE "include = [ \"?.conf\" ];\n");
	g_autoptr(config_t) config = NULL;

	file(files, "a.conf", "language = \"vi\";\nqqq = 1;\n" AGENCY("a"));
	file(files, "b.conf", AGENCY("a"));
	config = config_load(path);
	assert_lines(files, config, expected);
}

static void missing_files_are_errors_and_empty_globs_warnings(struct files *files, const void *unused)
{
	static const char *const expected[] = { "main.conf:2: include: there is no file '", "main.conf:3: warning: holidays: nothing matches '",
						"main.conf:4: warning: templates: there is no directory", NULL };
	static const char *const nothing[] = { "nothing.conf: cannot read the file (", NULL };
	static const char *const directory[] = { "d: cannot read the file (it is a directory", NULL };
	const char *path = file(files, "main.conf", OFFICE "include = [ \"missing.conf\" ];\nholidays = [ \"*.ics\" ];\ntemplates = [ \"t\" ];\n");
	g_autofree char *missing = g_build_filename(files->directory, "nothing.conf", NULL);
	g_autoptr(config_t) config = config_load(path), none = config_load(missing), folder = NULL;

	folder = config_load(file(files, "d", NULL));
	assert_lines(files, config, expected);
	assert_lines(files, none, nothing);
	assert_lines(files, folder, directory);
}

/* Read once more the files may be gone, and the first object too. */
static void files_are_read_once_more_as_they_were(struct files *files, const void *unused)
{
	const char *path = file(files, "main.conf", OFFICE "include = [ \"*.inc\" ];\nholidays = [ \"days.ics\" ];\n");
	const char *agency = file(files, "a.inc", AGENCY("a"));
	const char *days = file(files, "days.ics",
				"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n"
				"DTSTART;VALUE=DATE:20260902\r\nSUMMARY:Nghỉ\r\nCATEGORIES:HOLIDAY\r\nSTATUS:CONFIRMED\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
	struct config *first = config_load(path);
	g_autoptr(GPtrArray) sources = g_ptr_array_ref(first->sources);
	struct instant newest = first->newest;
	g_autoptr(config_t) again = NULL;

	print(first);
	g_assert_true(config_ok(first));
	config_free(first);
	g_assert_cmpint(g_unlink(path) | g_unlink(agency) | g_unlink(days), ==, 0);
	again = config_reread(path, sources, newest);
	g_assert_true(config_ok(again));
	g_assert_cmpuint(again->sources->len, ==, 3);
	g_assert_cmpstr(again->settings.office.name, ==, "Sở");
	g_assert_nonnull(plan_agency(again->definitions, "a"));
	g_assert_false(calendar_is_working(again->calendar, civil_make(2026, 9, 2)));
	g_assert_true(instant_equal(again->newest, newest));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_unsetenv("CREDENTIALS_DIRECTORY");
	g_test_add_func("/config/settings", settings_are_read);
	g_test_add_func("/config/agencies", agencies_are_read);
	g_test_add_func("/config/policies", policies_are_read);
	g_test_add_func("/config/plans", plans_are_read);
	g_test_add_func("/config/twelve", twelve_mistakes_are_twelve_lines);
	g_test_add_func("/config/shipped", the_shipped_configuration_is_fine);
	g_test_add("/config/includes", struct files, NULL, files_init, includes_are_read_in_order, files_clear);
	g_test_add("/config/syntax-errors", struct files, NULL, files_init, one_syntax_error_a_file_and_no_unknown_names, files_clear);
	g_test_add("/config/main-only", struct files, NULL, files_init, settings_belong_into_the_main_file, files_clear);
	g_test_add("/config/missing-files", struct files, NULL, files_init, missing_files_are_errors_and_empty_globs_warnings, files_clear);
	g_test_add("/config/once-more", struct files, NULL, files_init, files_are_read_once_more_as_they_were, files_clear);
	return g_test_run();
}
