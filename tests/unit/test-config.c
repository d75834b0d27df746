#include <glib.h>

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

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_unsetenv("CREDENTIALS_DIRECTORY");
	g_test_add_func("/config/settings", settings_are_read);
	g_test_add_func("/config/agencies", agencies_are_read);
	g_test_add_func("/config/policies", policies_are_read);
	g_test_add_func("/config/plans", plans_are_read);
	return g_test_run();
}
