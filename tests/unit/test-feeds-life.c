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
	g_test_add_func("/feeds-life/days", days_are_the_schedules);
	return g_test_run();
}
