#include "../lib/feedkit.h"

#include <time.h>

#include "model/schedule.h"

#define YEARLY "lc/nam/so-y-te/2026"

/* ---- what happens to a report shows, in the same event */

struct life {
	const char *now, *order, *own, *whole; /* summaries afterwards; NULL: no longer there */
	int own_sequence, whole_sequence;
};

static const struct life lives[] = {
	{ "2026-11-20T15:00", "submit " YEARLY " --number 512/BC-SYT --date 2026-11-20 --received 2026-11-20T10:05",
	  "Đã gửi: BC bình đẳng giới năm 2026 (512/BC-SYT)", "Hạn trước 30/11: BC bình đẳng giới năm 2026 – đã nhận 1/4", 1, 1 },
	{ "2026-11-23T09:00", "return " YEARLY " --reason \"thiếu phụ lục\" --until 2026-12-07",
	  "Bổ sung trước 08/12: BC bình đẳng giới năm 2026", "Hạn trước 30/11: BC bình đẳng giới năm 2026 – đã nhận 0/4\\, trả lại 01", 2, 2 },
	{ "2026-11-25T09:00", "reopen " YEARLY " --reason \"ghi nhầm\"", "Đã gửi: BC bình đẳng giới năm 2026 (512/BC-SYT)",
	  "Hạn trước 30/11: BC bình đẳng giới năm 2026 – đã nhận 1/4", 3, 3 },
	{ "2026-11-25T10:00", "accept " YEARLY, "✔ BC bình đẳng giới năm 2026",
	  "Hạn trước 30/11: BC bình đẳng giới năm 2026 – đã nhận 1/4", 4, 4 },
	{ "2026-11-25T11:00", "reopen " YEARLY " --reason \"ghi nhầm\"", "Đã gửi: BC bình đẳng giới năm 2026 (512/BC-SYT)",
	  "Hạn trước 30/11: BC bình đẳng giới năm 2026 – đã nhận 1/4", 5, 5 },
	{ "2026-11-25T12:00", "reopen " YEARLY " --reason \"ghi nhầm\"", "Hạn trước 30/11: BC bình đẳng giới năm 2026",
	  "Hạn trước 30/11: BC bình đẳng giới năm 2026 – đã nhận 0/4", 6, 6 },
	{ "2026-11-25T13:00", "extend " YEARLY " --until 2026-12-10 --reason \"bão lụt\" --document 88/SNV",
	  "Hạn mới hết 10/12: BC bình đẳng giới năm 2026", "Hạn trước 30/11: BC bình đẳng giới năm 2026 – đã nhận 0/3", 7, 7 },
	{ "2026-11-26T09:00", "waive " YEARLY " --reason \"không có đối tượng\"", "Không phải gửi: BC bình đẳng giới năm 2026",
	  "Hạn trước 30/11: BC bình đẳng giới năm 2026 – đã nhận 0/3", 8, 7 },
	{ "2026-11-26T10:00", "reopen " YEARLY " --reason \"ghi nhầm\"", "Hạn mới hết 10/12: BC bình đẳng giới năm 2026",
	  "Hạn trước 30/11: BC bình đẳng giới năm 2026 – đã nhận 0/3", 9, 7 },
	{ "2026-11-26T11:00", "nil " YEARLY " --number 600/BC-SYT", "Không phát sinh: BC bình đẳng giới năm 2026",
	  "Hạn trước 30/11: BC bình đẳng giới năm 2026 – đã nhận 0/3", 10, 7 },
	{ "2026-11-26T12:00", "reopen " YEARLY " --reason \"ghi nhầm\"", "Hạn mới hết 10/12: BC bình đẳng giới năm 2026",
	  "Hạn trước 30/11: BC bình đẳng giới năm 2026 – đã nhận 0/3", 11, 7 },
	{ "2026-11-26T13:00", "cancel " YEARLY " --reason \"giao nhầm\"", "[HỦY] BC bình đẳng giới năm 2026",
	  "Hạn trước 30/11: BC bình đẳng giới năm 2026 – đã nhận 0/3", 12, 7 },
};

/* How often the UID stands in the feed. */
static int times(const char *text, const char *uid)
{
	g_autofree char *line = g_strdup_printf("\r\nUID:%s\r\n", uid);
	int count = 0;

	for (const char *at = strstr(text, line); at != NULL; at = strstr(at + 1, line))
		count++;
	return count;
}

static void check_life(struct kit *kit, enum feed_scope scope, const char *id, const char *event_id, const char *summary, int sequence)
{
	g_autofree char *text = kit_feed(kit, scope, id);
	g_autofree char *again = kit_feed(kit, scope, id);
	g_autofree char *event = kit_event(text, summary);
	g_autofree char *uid = feed_uid(kit->config, event_id);
	g_autofree char *has = kit_value(event, "UID");
	g_autofree char *number = kit_value(event, "SEQUENCE");

	g_assert_cmpstr(text, ==, again);
	if (event == NULL)
		g_error("no «%s» in\n%s", summary, text);
	g_assert_cmpstr(has, ==, uid);
	if (atoi(number) != sequence)
		g_error("«%s» has SEQUENCE %s, not %d", summary, number, sequence);
	g_assert_cmpint(times(text, uid), ==, 1);
}

static void every_order_shows_once(void)
{
	struct kit kit;

	kit_open(&kit, "branch.conf", "2026-11-02T09:00");
	check_life(&kit, FEED_SCOPE_AGENCY, "so-y-te", YEARLY, "Hạn trước 30/11: BC bình đẳng giới năm 2026", 0);
	check_life(&kit, FEED_SCOPE_PLAN, "lc", "lc/nam/2026", "Hạn trước 30/11: BC bình đẳng giới năm 2026 – đã nhận 0/4", 0);
	for (size_t i = 0; i < G_N_ELEMENTS(lives); i++) {
		kit_at(&kit, lives[i].now);
		kit_order(&kit, lives[i].order);
		check_life(&kit, FEED_SCOPE_AGENCY, "so-y-te", YEARLY, lives[i].own, lives[i].own_sequence);
		check_life(&kit, FEED_SCOPE_PLAN, "lc", "lc/nam/2026", lives[i].whole, lives[i].whole_sequence);
		check_life(&kit, FEED_SCOPE_OBLIGATION, "lc/nam", "lc/nam/2026", lives[i].whole, lives[i].whole_sequence);
	}
	kit_close(&kit);
}

/* What was given in memory is what a new start reads. */
static void a_new_start_changes_no_byte(void)
{
	static const struct feed_want wants[] = {
		{ .key = { FEED_SCOPE_ALL, NULL } },
		{ .key = { FEED_SCOPE_AGENCY, "so-y-te" }, .options = { .todos = true, .alarms = true } },
		{ .key = { FEED_SCOPE_UNDER, "ubnd-tinh" }, .options = { .language = LANGUAGE_EN } },
		{ .key = { FEED_SCOPE_GROUP, "departments" }, .options = { .detail = true, .past_days = 400 } },
		{ .key = { FEED_SCOPE_PERSON, "cuong@snv.example.vn" }, .options = { .open_only = true } },
		{ .key = { FEED_SCOPE_CAMPAIGNS, NULL }, .options = { .windows = FEED_WINDOWS_ENDS } },
	};
	char *before[G_N_ELEMENTS(wants)];
	struct kit kit;

	kit_open(&kit, "branch.conf", "2026-11-02T09:00");
	kit_order(&kit, "submit " YEARLY " --number 512/BC-SYT");
	for (size_t i = 0; i < G_N_ELEMENTS(wants); i++)
		before[i] = kit_text(&kit, &wants[i]);
	feeds_free(kit.feeds);
	kit.feeds = feeds_new(kit.config, kit.store);
	kit_at(&kit, "2026-11-02T16:00");
	for (size_t i = G_N_ELEMENTS(wants); i-- > 0;) {
		g_autofree char *after = kit_text(&kit, &wants[i]);

		g_assert_cmpstr(before[i], ==, after);
		g_free(before[i]);
	}
	kit_close(&kit);
}

/* ---- plans that go */

/* The same files without their second plan. */
static struct config *without_plan(void)
{
	g_autofree char *path = g_test_build_filename(G_TEST_DIST, "tests", "data", "feeds", "branch.conf", NULL);
	g_autofree char *text = NULL;
	g_autoptr(GString) less = NULL;
	struct config *config;
	char *cut;

	g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
	cut = strstr(text, ",\n  { id = \"te\"");
	g_assert_nonnull(cut);
	*cut = '\0';
	less = g_string_new(text);
	g_string_append(less, " );\n");
	config = config_read_text(path, less->str, less->len);
	g_assert_true(config_ok(config));
	return config;
}

static void use_without_plan(struct kit *kit)
{
	struct config *old = kit->config;
	g_autoptr(GError) error = NULL;

	kit->config = without_plan();
	engine_load(kit->engine, kit->config, kit->now, NULL, &error);
	g_assert_no_error(error);
	feeds_free(kit->feeds);
	kit->feeds = feeds_new(kit->config, kit->store);
	config_free(old);
}

static void check_cancelled(struct kit *kit, enum feed_scope scope, const char *id, const char *event_id, bool there)
{
	g_autofree char *text = kit_feed(kit, scope, id);
	g_autofree char *event = kit_event(text, "[HỦY] Báo cáo quý về trẻ em quý IV năm 2026");
	g_autofree char *uid = feed_uid(kit->config, event_id), *has = kit_value(event, "UID"), *sequence = kit_value(event, "SEQUENCE");
	g_autofree char *status = kit_value(event, "STATUS");

	if ((event != NULL) != there)
		g_error("%s", text);
	g_assert_cmpstr(has, ==, there ? uid : "");
	g_assert_cmpstr(sequence, ==, there ? "1" : "");
	g_assert_cmpstr(status, ==, there ? "CANCELLED" : "");
}

static void a_plan_that_leaves_the_files_is_cancelled(void)
{
	struct kit kit;

	kit_open(&kit, "branch.conf", "2026-11-02T09:00");
	kit_order(&kit, "submit te/quy/so-vhttdl/2026-Q4 --number 7/BC");
	kit_order(&kit, "reopen te/quy/so-vhttdl/2026-Q4 --reason \"ghi nhầm\"");
	check_life(&kit, FEED_SCOPE_ALL, NULL, "te/quy/2026-Q4", "Hạn hết 10/01: Báo cáo quý về trẻ em quý IV năm 2026 – đã nhận 0/2", 0);
	check_life(&kit, FEED_SCOPE_AGENCY, "so-vhttdl", "te/quy/so-vhttdl/2026-Q4", "Hạn hết 10/01: Báo cáo quý về trẻ em quý IV năm 2026", 0);
	kit_at(&kit, "2026-11-03T09:00");
	use_without_plan(&kit);
	for (int days = 0; days < 2; days++) {
		check_cancelled(&kit, FEED_SCOPE_ALL, NULL, "te/quy/2026-Q4", days == 0);
		check_cancelled(&kit, FEED_SCOPE_GROUP, "departments", "te/quy/2026-Q4", days == 0);
		check_cancelled(&kit, FEED_SCOPE_GROUP, "organisations", "te/quy/2026-Q4", false);
		check_cancelled(&kit, FEED_SCOPE_AGENCY, "so-vhttdl", "te/quy/so-vhttdl/2026-Q4", days == 0);
		kit_at(&kit, "2026-12-04T09:00");
	}
	kit_close(&kit);
}

/* ---- campaigns at the edge of what is read */

static void check_campaign(struct kit *kit, const char *period, const char *limits)
{
	g_autofree char *text = kit_feed(kit, FEED_SCOPE_CAMPAIGNS, NULL);
	g_autofree char *id = g_strdup_printf("campaign/lc/thang-hanh-dong/%s", period), *uid = feed_uid(kit->config, id);
	g_autofree char *line = g_strdup_printf("\r\nUID:%s\r\n", uid), *description = NULL, *sequence = NULL;
	const char *found = strstr(text, line);

	g_assert_nonnull(found);
	description = kit_value(found, "DESCRIPTION");
	sequence = kit_value(found, "SEQUENCE");
	if (strstr(description, limits) == NULL)
		g_error("%s", description);
	g_assert_cmpstr(sequence, ==, "0");
}

static void a_campaign_says_the_same_as_long_as_it_is_seen(void)
{
	struct kit kit;

	kit_open(&kit, "branch.conf", "2026-11-02T09:00");
	check_campaign(&kit, "2026", "chậm nhất ngày 20/11/2026 (Báo cáo tháng của ngành y tế tháng 11 năm 2026)\\; trước ngày 30/11/2026");
	check_campaign(&kit, "2027", "chậm nhất ngày 20/11/2027 (Báo cáo tháng của ngành y tế tháng 11 năm 2027)\\; trước ngày 30/11/2027");
	kit_at(&kit, "2026-11-25T09:00");
	check_campaign(&kit, "2027", "trước ngày 30/11/2027");
	kit_at(&kit, "2027-02-24T09:00"); /* back to 26 November */
	check_campaign(&kit, "2026", "chậm nhất ngày 20/11/2026 (Báo cáo tháng của ngành y tế tháng 11 năm 2026)\\; trước ngày 30/11/2026");
	kit_close(&kit);
}

/* ---- days */

static void check_days(struct kit *kit, const char *text, const struct occurrence *occurrence)
{
	g_autofree char *uid = feed_uid(kit->config, occurrence->id);
	g_autofree char *line = g_strdup_printf("\r\nUID:%s\r\n", uid);
	const char *found = strstr(text, line);
	int y, m, d;
	g_autofree char *first = NULL, *end = NULL, *want_first = NULL, *want_end = NULL;

	if (found == NULL)
		g_error("no event of %s", occurrence->id);
	first = kit_value(found, "DTSTART;VALUE=DATE");
	end = kit_value(found, "DTEND;VALUE=DATE");
	civil_split(occurrence->limit.aim, &y, &m, &d);
	want_first = g_strdup_printf("%04d%02d%02d", y, m, d);
	civil_split(civil_add(occurrence->limit.limit, 1), &y, &m, &d);
	want_end = g_strdup_printf("%04d%02d%02d", y, m, d);
	g_assert_cmpstr(first, ==, want_first);
	g_assert_cmpstr(end, ==, want_end);
}

/* Whatever zone the machine is in, and whatever the hour: the first day is the schedule's aim, the last its limit. */
static void days_are_the_schedules(void)
{
	static const char *const zones[] = { "UTC", "Asia/Ho_Chi_Minh", "America/New_York" };
	static const char *const hours[] = { "2026-11-02T00:10", "2026-11-02T23:30" };
	g_autofree char *before = NULL;
	struct kit kit;

	kit_open(&kit, "branch.conf", "2026-11-02T00:00");
	for (size_t i = 0; i < G_N_ELEMENTS(zones) * G_N_ELEMENTS(hours); i++) {
		struct feed_want want = { .key = { FEED_SCOPE_UNDER, "ubnd-tinh" } };
		g_autoptr(GPtrArray) all = schedule_occurrences(kit.config, NULL, civil_make(2026, 8, 10), civil_make(2027, 11, 30), false);
		g_autofree char *text = NULL;
		int checked = 0;

		g_setenv("TZ", zones[i / 2], TRUE);
		tzset();
		kit_at(&kit, hours[i % 2]);
		text = kit_text(&kit, &want);
		g_ptr_array_set_free_func(all, (GDestroyNotify)occurrence_free);
		for (guint j = 0; j < all->len; j++) {
			const struct occurrence *occurrence = all->pdata[j];

			if (occurrence->owner == NULL || occurrence->owner->relation == RELATION_REQUESTED)
				continue;
			check_days(&kit, text, occurrence);
			checked++;
		}
		g_assert_cmpint(checked, >, 15);
		g_assert_true(before == NULL || strcmp(before, text) == 0);
		g_free(before);
		before = g_steal_pointer(&text);
	}
	g_unsetenv("TZ");
	tzset();
	kit_close(&kit);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/feeds-life/orders", every_order_shows_once);
	g_test_add_func("/feeds-life/restart", a_new_start_changes_no_byte);
	g_test_add_func("/feeds-life/plan-gone", a_plan_that_leaves_the_files_is_cancelled);
	g_test_add_func("/feeds-life/campaigns", a_campaign_says_the_same_as_long_as_it_is_seen);
	g_test_add_func("/feeds-life/days", days_are_the_schedules);
	return g_test_run();
}
