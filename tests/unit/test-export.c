#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <utime.h>

#include "base/error.h"
#include "engine/export.h"
#include "engine/feeds.h"
#include "model/schedule.h"
#include "render/feed_bytes.h"
#include "store/acts.h"
#include "store/facts.h"

#define YEARLY "lc/nam/so-y-te/2026"

/* A service of one province on paper: configuration, store and directory. */
struct desk {
	struct config *config;
	struct store *store;
	struct feeds *feeds;
	struct export *export;
	char *directory;
};

static struct config *load(const char *name)
{
	g_autofree char *path = g_test_build_filename(G_TEST_DIST, "tests", "data", "feeds", name, NULL);
	struct config *config = config_load(path);

	g_assert_true(config_ok(config));
	return config;
}

static struct instant at(const struct config *config, const char *text)
{
	struct instant when;

	g_assert_true(zone_parse(config->settings.zone, text, &when));
	return when;
}

static void remove_tree(const char *path)
{
	g_autoptr(GDir) directory = g_dir_open(path, 0, NULL);
	const char *name;

	while (directory != NULL && (name = g_dir_read_name(directory)) != NULL) {
		g_autofree char *inside = g_build_filename(path, name, NULL);

		remove_tree(inside);
	}
	g_remove(path);
}

static void use(struct desk *desk, const char *name)
{
	g_clear_pointer(&desk->export, export_free);
	g_clear_pointer(&desk->feeds, feeds_free);
	g_clear_pointer(&desk->config, config_free);
	desk->config = load(name);
	g_free(desk->config->settings.feeds.directory);
	desk->config->settings.feeds.directory = g_strdup(desk->directory);
	desk->feeds = feeds_new(desk->config, desk->store);
	desk->export = export_new(desk->config, desk->feeds);
}

static void put(struct desk *desk, struct fact *fact, struct act *act)
{
	g_autoptr(GError) error = NULL;

	g_assert_true(store_begin(desk->store, &error));
	g_assert_true(fact_put(desk->store, fact, &error));
	if (act != NULL) {
		act->occurrence = fact->row;
		g_assert_true(act_append(desk->store, act, &error));
	}
	g_assert_true(store_commit(desk->store, &error));
	g_assert_no_error(error);
}

static struct fact *fact_of(const struct occurrence *occurrence, struct instant created)
{
	struct fact *fact = g_new0(struct fact, 1);

	fact->id = g_strdup(occurrence->id);
	fact->plan = g_strdup(occurrence->plan->id);
	fact->obligation = g_strdup(occurrence->obligation->id);
	fact->agency = g_strdup(occurrence->owner->id);
	fact->period = g_strdup(occurrence->period.label);
	fact->dated = true;
	fact->period_first = occurrence->period.first;
	fact->period_last = occurrence->period.last;
	fact->last = occurrence->limit.last;
	fact->limit = occurrence->limit.limit;
	fact->aim = occurrence->limit.aim;
	fact->late_from = occurrence->limit.late_from;
	fact->counted_limit = fact->original_limit = fact->limit;
	fact->counted_late_from = fact->original_late_from = fact->late_from;
	fact->provisional = occurrence->limit.provisional;
	fact->version = 1;
	fact->created = fact->armed = created;
	fact->rule = g_strdup("rule");
	fact->next = INSTANT_NEVER;
	return fact;
}

/* Every occurrence of the plans, taken up on 1 October 2026. */
static void take_up(struct desk *desk)
{
	struct instant created = at(desk->config, "2026-10-01T08:00");
	g_autoptr(GPtrArray) all = schedule_occurrences(desk->config, NULL, civil_make(2026, 10, 2), civil_make(2027, 11, 30), false);

	g_ptr_array_set_free_func(all, (GDestroyNotify)occurrence_free);
	g_assert_cmpuint(all->len, >, 10);
	for (guint i = 0; i < all->len; i++) {
		g_autoptr(fact_t) fact = fact_of(all->pdata[i], created);

		put(desk, fact, NULL);
	}
}

static struct desk *desk_new(void)
{
	struct desk *desk = g_new0(struct desk, 1);
	g_autoptr(GError) error = NULL;

	desk->directory = g_dir_make_tmp("deadlined-export-XXXXXX", &error);
	g_assert_no_error(error);
	desk->store = store_open(":memory:", &error);
	g_assert_no_error(error);
	use(desk, "full.conf");
	take_up(desk);
	return desk;
}

static void desk_free(struct desk *desk)
{
	export_free(desk->export);
	feeds_free(desk->feeds);
	store_close(desk->store);
	config_free(desk->config);
	remove_tree(desk->directory);
	g_free(desk->directory);
	g_free(desk);
}

typedef struct desk desk_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(desk_t, desk_free)

static void run(struct desk *desk, const char *now)
{
	g_autoptr(GError) error = NULL;
	int left = -1;

	g_assert_true(export_run(desk->export, at(desk->config, now), 0, &left, &error));
	g_assert_no_error(error);
	g_assert_cmpint(left, ==, 0);
}

static void touch(struct desk *desk, const char *id)
{
	g_autoptr(GArray) keys = g_array_new(FALSE, FALSE, sizeof(struct feed_key));

	feeds_touch(desk->feeds, id, keys);
	export_touch(desk->export, keys);
}

/* The file, unfolded. */
static char *read_feed(const struct desk *desk, const char *file)
{
	g_autofree char *path = g_build_filename(desk->directory, file, NULL);
	g_autoptr(GError) error = NULL;
	char *text;

	g_file_get_contents(path, &text, NULL, &error);
	g_assert_no_error(error);
	feed_bytes_unfold(text);
	return text;
}

/* The lines of the event whose summary begins so; "" where there is none. */
static char *event_in(const struct desk *desk, const char *file, const char *summary)
{
	g_autofree char *text = read_feed(desk, file);
	g_autofree char *line = g_strconcat("\r\nSUMMARY:", summary, NULL);
	char *found = strstr(text, line);
	const char *begin;

	if (found == NULL)
		return g_strdup("");
	begin = g_strrstr_len(text, found - text, "BEGIN:VEVENT");
	return g_strndup(begin, (gsize)(strstr(found, "END:VEVENT") - begin));
}

static void check_event(const struct desk *desk, const char *file, const char *summary, const char *line)
{
	g_autofree char *event = event_in(desk, file, summary);

	if (strstr(event, line) == NULL)
		g_error("%s: «%s»: no %s in\n%s", file, summary, line, event);
}

static bool has_event(const struct desk *desk, const char *file, const char *summary)
{
	g_autofree char *event = event_in(desk, file, summary);

	return *event != '\0';
}

static const char *const files[] = {
	"all.ics", "plan/lc.ics", "plan/mot.ics", "group/departments.ics", "group/organisations.ics", "agency/ubnd-tinh.ics",
	"agency/so-noi-vu.ics", "agency/so-y-te.ics", "agency/so-vhttdl.ics", "agency/mttq.ics",
};

static void age_files(const struct desk *desk)
{
	struct utimbuf old = { .actime = 1000000000, .modtime = 1000000000 };

	for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
		g_autofree char *path = g_build_filename(desk->directory, files[i], NULL);

		g_assert_cmpint(g_utime(path, &old), ==, 0);
	}
}

/* Names of the files written since they were aged, joined by blanks, in the order above. */
static char *written(const struct desk *desk)
{
	GString *names = g_string_new(NULL);

	for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
		g_autofree char *path = g_build_filename(desk->directory, files[i], NULL);
		struct stat info;

		g_assert_cmpint(stat(path, &info), ==, 0);
		if (info.st_mtime != 1000000000)
			g_string_append_printf(names, "%s%s", names->len > 0 ? " " : "", files[i]);
	}
	return g_string_free(names, FALSE);
}

static void submit(struct desk *desk, const char *id, const char *when)
{
	g_autoptr(fact_t) fact = fact_get(desk->store, id, NULL);
	struct act act = { .at = at(desk->config, when), .verb = (char *)"submit", .user = (char *)"clerk",
			   .number = (char *)"512/BC-SYT", .dated = civil_make(2026, 11, 20),
			   .received = at(desk->config, "2026-11-20T10:05") };

	fact->state = STATE_SUBMITTED;
	fact->touched = true;
	fact->submitted = act.received;
	put(desk, fact, &act);
}

static void set_state(struct desk *desk, const char *id, enum state state, const char *verb, const char *when)
{
	g_autoptr(fact_t) fact = fact_get(desk->store, id, NULL);
	struct act act = { .at = at(desk->config, when), .verb = (char *)verb, .user = (char *)"clerk",
			   .reason = (char *)"đã sáp nhập" };

	fact->state = state;
	fact->touched = true;
	put(desk, fact, &act);
}

/* ---- by the rules alone */

static void export_at(const struct desk *desk, const char *when)
{
	g_autoptr(GError) error = NULL;

	g_assert_true(export_files(desk->config, at(desk->config, when), desk->directory, &error));
	g_assert_no_error(error);
}

static void rules_give_every_feed(void)
{
	g_autoptr(desk_t) desk = desk_new();
	g_autofree char *stamp = NULL;
	g_autofree char *names = NULL;
	g_autoptr(GDateTime) newest = g_date_time_new_from_unix_utc(desk->config->newest.seconds);
	struct stat info;

	export_at(desk, "2026-11-25T16:00");
	stamp = g_date_time_format(newest, "\r\nDTSTAMP:%Y%m%dT%H%M%SZ\r\nLAST-MODIFIED:%Y%m%dT%H%M%SZ\r\nSEQUENCE:0\r\n");
	check_event(desk, "agency/so-y-te.ics", "Hạn trước 30/11: BC bình đẳng giới năm 2026", stamp);
	check_event(desk, "plan/lc.ics", "Hạn trước 30/11: BC bình đẳng giới năm 2026 – đã nhận 0/3", stamp);
	check_event(desk, "group/organisations.ics", "Hạn trước 30/11: BC bình đẳng giới năm 2026 – đã nhận 0/3", stamp);
	check_event(desk, "agency/so-y-te.ics", "Quá hạn: Báo cáo tháng của ngành y tế tháng 11 năm 2026 (hạn hết 20/11)", stamp);
	check_event(desk, "all.ics", "Tháng hành động vì bình đẳng giới (15/11–15/12)", "\r\nDTEND;VALUE=DATE:20261216\r\n");
	check_event(desk, "all.ics", "Tháng hành động vì bình đẳng giới (15/11–15/12)",
		    "Thời hạn báo cáo trong thời gian này: chậm nhất ngày 20/11/2026 (Báo cáo tháng của ngành y tế tháng 11 năm 2026)\\; "
		    "trước ngày 30/11/2026 (BC bình đẳng giới năm 2026).\r\n");
	check_event(desk, "agency/so-y-te.ics", "Kết thúc: Tháng hành động", "\r\nDTSTART;VALUE=DATE:20261215\r\n");
	check_event(desk, "agency/mttq.ics", "Ngày Phụ nữ Việt Nam", "\r\nDTSTART;VALUE=DATE:20261020\r\n");
	check_event(desk, "agency/ubnd-tinh.ics", "Chưa có thời hạn", stamp);
	g_assert_false(has_event(desk, "group/organisations.ics", "Tháng hành động"));
	g_assert_false(has_event(desk, "plan/mot.ics", "Ngày Phụ nữ"));
	age_files(desk);
	export_at(desk, "2026-11-25T17:00");
	names = written(desk);
	g_assert_cmpstr(names, ==, "");
	g_assert_cmpint(stat(desk->directory, &info), ==, 0);
}

static void directories_are_made_for_local_readers(void)
{
	g_autoptr(desk_t) desk = desk_new();
	g_autofree char *below = g_build_filename(desk->directory, "a", "b", NULL);
	g_autofree char *feed = g_build_filename(below, "agency", "so-y-te.ics", NULL);
	g_autofree char *directory = g_path_get_dirname(feed);
	g_autoptr(GError) error = NULL;
	struct stat info;

	g_assert_true(export_files(desk->config, at(desk->config, "2026-11-25"), below, &error));
	g_assert_cmpint(stat(directory, &info), ==, 0);
	g_assert_cmpint(info.st_mode & 0777, ==, 0750);
	g_assert_cmpint(stat(feed, &info), ==, 0);
	g_assert_cmpint(info.st_mode & 0777, ==, 0640);
}

/* The feed's first day is the schedule's aim, its last the limit. */
static void days_are_the_schedules(void)
{
	static const char *const moments[] = { "2026-11-25T00:00", "2026-11-25T23:30" };
	g_autoptr(desk_t) desk = desk_new();
	g_autoptr(GPtrArray) all = schedule_occurrences(desk->config, NULL, civil_make(2026, 9, 1), civil_make(2027, 12, 1), false);

	g_ptr_array_set_free_func(all, (GDestroyNotify)occurrence_free);
	for (size_t m = 0; m < G_N_ELEMENTS(moments); m++) {
		export_at(desk, moments[m]);
		for (guint i = 0; i < all->len; i++) {
			const struct occurrence *one = all->pdata[i];
			g_autofree char *file = g_strdup_printf("agency/%s.ics", one->owner->id);
			g_autofree char *uid = feed_uid(desk->config, one->id);
			g_autofree char *text = read_feed(desk, file);
			g_autofree char *line = g_strdup_printf("UID:%s\r\n", uid);
			int y, m1, d, y2, m2, d2;
			g_autofree char *days = NULL;
			const char *event = strstr(text, line);

			civil_split(one->limit.aim, &y, &m1, &d);
			civil_split(civil_add(one->limit.limit, 1), &y2, &m2, &d2);
			days = g_strdup_printf("DTSTART;VALUE=DATE:%04d%02d%02d\r\nDTEND;VALUE=DATE:%04d%02d%02d\r\n", y, m1, d, y2, m2,
					       d2);
			g_assert_nonnull(event);
			g_assert_true(strstr(event, days) != NULL && strstr(event, days) < strstr(event, "SUMMARY"));
		}
	}
}

/* ---- the store */

static void a_submission_changes_only_what_it_touches(void)
{
	g_autoptr(desk_t) desk = desk_new();
	g_autofree char *names = NULL;

	run(desk, "2026-11-25T16:00");
	age_files(desk);
	submit(desk, YEARLY, "2026-11-25T16:20");
	touch(desk, YEARLY);
	run(desk, "2026-11-25T16:21");
	names = written(desk);
	g_assert_cmpstr(names, ==, "all.ics plan/lc.ics group/departments.ics group/organisations.ics agency/so-y-te.ics");
	check_event(desk, "agency/so-y-te.ics", "Đã gửi: BC bình đẳng giới năm 2026 (512/BC-SYT)",
		    "\r\nDTSTAMP:20261125T092100Z\r\nLAST-MODIFIED:20261125T092100Z\r\nSEQUENCE:1\r\n");
	check_event(desk, "agency/so-y-te.ics", "Hạn hết 20/12", "\r\nSEQUENCE:0\r\n");
	check_event(desk, "agency/so-y-te.ics", "Đã gửi: BC bình đẳng giới",
		    "đã gửi\\, văn bản số 512/BC-SYT ngày 20/11/2026\\, tiếp nhận 10:05 ngày 20/11/2026\\, trong thời hạn quy định");
	check_event(desk, "plan/lc.ics", "Hạn trước 30/11: BC bình đẳng giới năm 2026 – đã nhận 1/3", "\r\nSEQUENCE:1\r\n");
	check_event(desk, "plan/lc.ics", "Hạn trước 30/11",
		    "Chưa ghi nhận báo cáo: Sở Văn hóa\\, Thể thao và Du lịch\\; Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh\\n");
	check_event(desk, "plan/lc.ics", "Hạn trước 30/11", "đã nhận 1/3 (cập nhật 16:20 ngày 25/11/2026)");
}

static void nothing_new_writes_nothing(void)
{
	g_autoptr(desk_t) desk = desk_new();
	g_autofree char *before = NULL;
	g_autofree char *after = NULL;
	g_autofree char *names = NULL;

	run(desk, "2026-11-25T16:00");
	before = store_checksum(desk->store, NULL);
	age_files(desk);
	touch(desk, YEARLY);
	run(desk, "2026-11-25T16:00");
	use(desk, "full.conf"); /* a reload of unchanged files */
	run(desk, "2026-11-25T17:00");
	after = store_checksum(desk->store, NULL);
	names = written(desk);
	g_assert_cmpstr(before, ==, after);
	g_assert_cmpstr(names, ==, "");
}

static void lateness_comes_by_itself(void)
{
	g_autoptr(desk_t) desk = desk_new();
	struct instant next;

	run(desk, "2026-11-30T23:59");
	next = export_next(desk->export, at(desk->config, "2026-11-30T23:59"));
	g_assert_cmpint(next.seconds, ==, at(desk->config, "2026-12-01T00:00").seconds);
	g_assert_false(has_event(desk, "agency/so-y-te.ics", "Quá hạn: BC"));
	run(desk, "2026-12-01T00:00");
	check_event(desk, "agency/so-y-te.ics", "Quá hạn: BC bình đẳng giới năm 2026 (hạn trước 30/11)", "\r\nSEQUENCE:1\r\n");
	check_event(desk, "agency/mttq.ics", "Chưa ghi nhận: BC bình đẳng giới năm 2026", "\r\nSEQUENCE:1\r\n");
	check_event(desk, "group/departments.ics", "Quá hạn: BC bình đẳng giới năm 2026 – còn 3/3 cơ quan", "\r\nSEQUENCE:1\r\n");
	submit(desk, YEARLY, "2026-12-01T09:00");
	touch(desk, YEARLY);
	run(desk, "2026-12-01T09:00");
	check_event(desk, "group/departments.ics", "Quá hạn: BC bình đẳng giới năm 2026 – còn 2/3 cơ quan", "\r\nSEQUENCE:2\r\n");
}

static void within_a_day_a_passed_hour_counts(void)
{
	g_autoptr(desk_t) desk = desk_new();
	g_autoptr(fact_t) fact = fact_get(desk->store, "mot/tong-ket/so-vhttdl/2026", NULL);
	struct instant morning = at(desk->config, "2026-12-10T08:00");

	fact->late_from = at(desk->config, "2026-12-10T10:00");
	put(desk, fact, NULL);
	run(desk, "2026-12-10T08:00");
	g_assert_cmpint(export_next(desk->export, morning).seconds, ==, fact->late_from.seconds);
	age_files(desk);
	run(desk, "2026-12-10T10:00");
	g_assert_true(has_event(desk, "agency/so-vhttdl.ics", "Quá hạn: Báo cáo tổng kết"));
	g_assert_true(has_event(desk, "plan/mot.ics", "Quá hạn: Báo cáo tổng kết năm 2026 – còn 1/1 cơ quan"));
}

static void what_was_taken_up_late_is_not_accused(void)
{
	g_autoptr(desk_t) desk = desk_new();
	g_autoptr(fact_t) fact = fact_get(desk->store, YEARLY, NULL);

	fact->unsettled = true;
	put(desk, fact, NULL);
	run(desk, "2026-12-05T08:00");
	g_assert_true(has_event(desk, "agency/so-y-te.ics", "Hạn trước 30/11: BC bình đẳng giới năm 2026"));
}

static void waived_ones_stay_thirty_days(void)
{
	g_autoptr(desk_t) desk = desk_new();

	run(desk, "2026-11-25T08:00");
	set_state(desk, YEARLY, STATE_WAIVED, "waive", "2026-11-25T09:00");
	touch(desk, YEARLY);
	run(desk, "2026-11-25T09:01");
	check_event(desk, "agency/so-y-te.ics", "Không phải gửi: BC bình đẳng giới năm 2026", "\r\nSTATUS:CANCELLED\r\n");
	check_event(desk, "agency/so-y-te.ics", "Không phải gửi", "lý do: đã sáp nhập");
	check_event(desk, "plan/lc.ics", "Hạn trước 30/11: BC bình đẳng giới năm 2026 – đã nhận 0/2", "không phải gửi 01");
	run(desk, "2026-12-25T08:59");
	g_assert_true(has_event(desk, "agency/so-y-te.ics", "Không phải gửi: BC"));
	run(desk, "2026-12-26T00:00");
	g_assert_false(has_event(desk, "agency/so-y-te.ics", "Không phải gửi: BC"));
}

static void cancelled_ones_show_only_where_they_were_seen(void)
{
	g_autoptr(desk_t) desk = desk_new();

	set_state(desk, YEARLY, STATE_CANCELLED, "cancel", "2026-11-25T09:00");
	run(desk, "2026-11-25T09:01");
	g_assert_false(has_event(desk, "agency/so-y-te.ics", "[HỦY]"));
	set_state(desk, YEARLY, STATE_OPEN, "reopen", "2026-11-25T10:00");
	touch(desk, YEARLY);
	run(desk, "2026-11-25T10:01");
	set_state(desk, YEARLY, STATE_CANCELLED, "cancel", "2026-11-25T11:00");
	touch(desk, YEARLY);
	run(desk, "2026-11-25T11:01");
	check_event(desk, "agency/so-y-te.ics", "[HỦY] BC bình đẳng giới năm 2026", "\r\nSTATUS:CANCELLED\r\n");
	run(desk, "2026-12-26T00:00");
	g_assert_false(has_event(desk, "agency/so-y-te.ics", "[HỦY]"));
}

/* The files no longer say what it was; the store does. */
static void what_left_the_files_is_cancelled(void)
{
	g_autoptr(desk_t) desk = desk_new();
	g_autoptr(fact_t) fact = fact_get(desk->store, "mot/tong-ket/so-vhttdl/2026", NULL);

	run(desk, "2026-11-25T08:00");
	fact->withdrawn = true;
	put(desk, fact, NULL);
	use(desk, "less.conf");
	run(desk, "2026-11-25T09:00");
	check_event(desk, "agency/so-vhttdl.ics", "[HỦY] Báo cáo tổng kết năm 2026", "\r\nSTATUS:CANCELLED\r\n");
	check_event(desk, "agency/so-vhttdl.ics", "[HỦY] Báo cáo tổng kết năm 2026", "\r\nSEQUENCE:1\r\n");
	check_event(desk, "agency/so-vhttdl.ics", "[HỦY] Báo cáo tổng kết năm 2026", "\r\nDTSTART;VALUE=DATE:20261210\r\n");
	check_event(desk, "plan/mot.ics", "[HỦY] Báo cáo tổng kết năm 2026", "\r\nSEQUENCE:1\r\n");
	fact->withdrawn = false;
	put(desk, fact, NULL);
	use(desk, "full.conf");
	run(desk, "2026-11-25T10:00");
	check_event(desk, "agency/so-vhttdl.ics", "Hạn hết 10/12: Báo cáo tổng kết năm 2026", "\r\nSEQUENCE:2\r\n");
}

static void a_new_limit_has_an_event_of_its_own(void)
{
	g_autoptr(desk_t) desk = desk_new();
	g_autoptr(fact_t) fact = fact_get(desk->store, YEARLY, NULL);
	struct act act = { .at = at(desk->config, "2026-11-26T09:00"), .verb = (char *)"extend", .user = (char *)"clerk",
			   .number = (char *)"88/SNV", .limit = civil_make(2026, 12, 10), .version = 2 };
	struct limit limit;

	run(desk, "2026-11-26T08:00");
	due_limit_of_day(act.limit, -1, desk->config->calendar, NONWORKING_GRACE, desk->config->settings.zone, &limit);
	fact->last = limit.last;
	fact->limit = limit.limit;
	fact->aim = limit.aim;
	fact->late_from = fact->counted_late_from = limit.late_from;
	fact->counted_limit = fact->limit;
	fact->extensions = 1;
	fact->version = 2;
	fact->touched = true;
	put(desk, fact, &act);
	touch(desk, YEARLY);
	run(desk, "2026-11-26T09:00");
	check_event(desk, "agency/so-y-te.ics", "Hạn mới hết 10/12: BC bình đẳng giới năm 2026", "theo văn bản số 88/SNV");
	check_event(desk, "plan/lc.ics", "Hạn mới hết 10/12: BC bình đẳng giới năm 2026 – 01 cơ quan", "\r\nSEQUENCE:0\r\n");
	check_event(desk, "plan/lc.ics", "Hạn trước 30/11: BC bình đẳng giới năm 2026 – đã nhận 0/2", "\r\nSEQUENCE:1\r\n");
}

static void feeds_no_longer_there_are_removed(void)
{
	g_autoptr(desk_t) desk = desk_new();
	g_autofree char *old = g_build_filename(desk->directory, "agency", "so-cu.ics", NULL);
	g_autofree char *other = g_build_filename(desk->directory, "agency", "README", NULL);

	run(desk, "2026-11-25T08:00");
	g_assert_true(g_file_set_contents(old, "x", 1, NULL) && g_file_set_contents(other, "x", 1, NULL));
	use(desk, "full.conf");
	run(desk, "2026-11-25T08:00");
	g_assert_false(g_file_test(old, G_FILE_TEST_EXISTS));
	g_assert_true(g_file_test(other, G_FILE_TEST_EXISTS));
}

static void work_comes_in_portions(void)
{
	g_autoptr(desk_t) desk = desk_new();
	struct instant now = at(desk->config, "2026-11-25T08:00");
	int left = -1, calls = 1;

	g_assert_true(export_run(desk->export, now, 3, &left, NULL));
	g_assert_cmpint(left, ==, (int)G_N_ELEMENTS(files) - 3);
	g_assert_cmpint(export_next(desk->export, now).seconds, ==, now.seconds);
	for (; left > 0; calls++)
		g_assert_true(export_run(desk->export, now, 3, &left, NULL));
	g_assert_cmpint(calls, ==, 4);
	g_assert_cmpint(export_next(desk->export, now).seconds, >, now.seconds);
}

static void what_cannot_be_written_stays_due(void)
{
	g_autoptr(desk_t) desk = desk_new();
	g_autofree char *path = g_build_filename(desk->directory, "all.ics", NULL);
	g_autofree char *inside = g_build_filename(path, "x", NULL);
	g_autoptr(GError) error = NULL;
	struct instant now = at(desk->config, "2026-11-25T08:00");

	g_assert_cmpint(g_mkdir_with_parents(inside, 0700), ==, 0);
	g_assert_false(export_run(desk->export, now, 0, NULL, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_IO);
	g_assert_nonnull(strstr(error->message, path));
	g_assert_cmpint(export_next(desk->export, now).seconds, ==, now.seconds + 60);
	remove_tree(path);
	run(desk, "2026-11-25T08:01");
	g_assert_true(has_event(desk, "all.ics", "Hạn trước 30/11"));
}

static void an_unknown_group_is_a_sentence(void)
{
	g_autoptr(desk_t) desk = desk_new();
	g_autoptr(GError) error = NULL;

	g_free(desk->config->settings.feeds.group);
	desk->config->settings.feeds.group = g_strdup("no-such-group-here");
	g_assert_false(export_run(desk->export, at(desk->config, "2026-11-25"), 0, NULL, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG);
}

static void only_known_feeds_are_gathered(void)
{
	g_autoptr(desk_t) desk = desk_new();
	g_autoptr(feeds_t) feeds = feeds_new(desk->config, desk->store);
	g_autoptr(GArray) keys = g_array_new(FALSE, FALSE, sizeof(struct feed_key));
	struct feed_want want = { .key = { .scope = FEED_SCOPE_GROUP, .id = "so-y-te" } };
	g_autoptr(GError) error = NULL;

	g_assert_null(feeds_gather(feeds, &want, at(desk->config, "2026-11-25"), &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID);
	feeds_touch(feeds, "nonsense", keys);
	feeds_touch(feeds, "lc/nam/nobody/2026", keys);
	feeds_touch(feeds, "lc/undated/all/2026", keys);
	g_assert_cmpuint(keys->len, ==, 0);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/export/rules", rules_give_every_feed);
	g_test_add_func("/export/directories", directories_are_made_for_local_readers);
	g_test_add_func("/export/days", days_are_the_schedules);
	g_test_add_func("/export/submit", a_submission_changes_only_what_it_touches);
	g_test_add_func("/export/unchanged", nothing_new_writes_nothing);
	g_test_add_func("/export/late", lateness_comes_by_itself);
	g_test_add_func("/export/late-hour", within_a_day_a_passed_hour_counts);
	g_test_add_func("/export/unsettled", what_was_taken_up_late_is_not_accused);
	g_test_add_func("/export/waived", waived_ones_stay_thirty_days);
	g_test_add_func("/export/cancelled", cancelled_ones_show_only_where_they_were_seen);
	g_test_add_func("/export/withdrawn", what_left_the_files_is_cancelled);
	g_test_add_func("/export/extended", a_new_limit_has_an_event_of_its_own);
	g_test_add_func("/export/removed", feeds_no_longer_there_are_removed);
	g_test_add_func("/export/portions", work_comes_in_portions);
	g_test_add_func("/export/failure", what_cannot_be_written_stays_due);
	g_test_add_func("/export/group", an_unknown_group_is_a_sentence);
	g_test_add_func("/export/known", only_known_feeds_are_gathered);
	return g_test_run();
}
