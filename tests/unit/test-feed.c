#include <glib.h>
#include <string.h>
#include <time.h>

#include "base/error.h"
#include "render/feed.h"
#include "render/feed_bytes.h"
#include "render/feed_text.h"

/* One province's plan, made by hand: two bodies, one report, one campaign. */
struct desk {
	struct config config;
	struct agency home, province, health, front;
	struct party home_party, province_party, health_party, front_party;
	struct plan plan;
	struct obligation report;
	struct campaign campaign;
	struct by_owner_entry covers;
};

static struct agency agency(const char *id, const char *name, const char *short_name, enum relation relation)
{
	return (struct agency){ .id = (char *)id, .name = (char *)name, .short_name = (char *)short_name, .relation = relation,
				.successors = g_ptr_array_new(), .contacts = g_ptr_array_new() };
}

static struct party party_of(const struct agency *body)
{
	return (struct party){ .id = body->id, .agency = body };
}

static GPtrArray *array_of(void *item)
{
	GPtrArray *array = g_ptr_array_new();

	g_ptr_array_add(array, item);
	return array;
}

static void make_bodies(struct desk *desk)
{
	desk->home = agency("so-noi-vu", "Sở Nội vụ", NULL, RELATION_SUBORDINATE);
	desk->province = agency("ubnd-tinh", "Ủy ban nhân dân tỉnh Lào Cai", NULL, RELATION_SUPERIOR);
	desk->health = agency("so-y-te", "Sở Y tế", "SYT", RELATION_SUBORDINATE);
	desk->front = agency("mttq", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", NULL, RELATION_REQUESTED);
	desk->home_party = party_of(&desk->home);
	desk->province_party = party_of(&desk->province);
	desk->health_party = party_of(&desk->health);
	desk->front_party = party_of(&desk->front);
}

static void make_report(struct desk *desk)
{
	struct obligation *report = &desk->report;
	GPtrArray *lines = g_ptr_array_new();
	g_autoptr(GError) error = NULL;

	*report = (struct obligation){ .id = "nam", .title = "Báo cáo kết quả thực hiện công tác bình đẳng giới",
				       .short_title = "BC bình đẳng giới", .plan = &desk->plan,
				       .rhythm = { .every = EVERY_YEAR }, .via = &desk->home, .clause = "III.3" };
	g_assert_true(due_parse("before 30/11", &report->rhythm, &report->due, &error));
	report->owed_by = array_of(&desk->health_party);
	report->owed_to = array_of(&desk->province_party);
	g_ptr_array_add(lines, (void *)"Chỉ tiêu 1, 2, 3, 4 Mục tiêu 4");
	g_ptr_array_add(lines, (void *)"kết quả kiểm tra");
	desk->covers = (struct by_owner_entry){ .party = &desk->health_party, .value = lines };
	report->covers.entries = array_of(&desk->covers);
}

static struct desk *desk_new(void)
{
	struct desk *desk = g_new0(struct desk, 1);
	struct settings *settings = &desk->config.settings;

	settings->zone = zone_open("Asia/Ho_Chi_Minh", NULL);
	settings->feeds.host = "lich.laocai.example.vn";
	settings->office.name = "Sở Nội vụ tỉnh Lào Cai";
	settings->office.contact = "Phòng Công tác thanh niên, điện thoại 0214 3 000 000";
	settings->mail.from_address = "nhacviec@laocai.example.vn";
	desk->config.newest = zone_instant(settings->zone, civil_make(2026, 11, 20), 605);
	desk->config.calendar = calendar_new();
	calendar_add(desk->config.calendar, civil_make(2026, 11, 24), CALENDAR_HOLIDAY, false, "Ngày Văn hóa Việt Nam");
	make_bodies(desk);
	desk->plan = (struct plan){ .id = "lc-2030", .title = "Kế hoạch bình đẳng giới tỉnh Lào Cai",
				      .document = { .cite = "Kế hoạch thực hiện Chiến lược quốc gia về bình đẳng giới tỉnh Lào Cai",
						    .cite_short = "Kế hoạch bình đẳng giới" },
				      .send_to = "Hệ thống quản lý văn bản và điều hành" };
	make_report(desk);
	desk->campaign = (struct campaign){ .id = "thang-hanh-dong", .plan = &desk->plan, .dated = true,
					      .title = "Tháng hành động vì bình đẳng giới và phòng ngừa, ứng phó với bạo lực",
					      .short_title = "Tháng hành động vì bình đẳng giới" };
	return desk;
}

static void desk_free(struct desk *desk)
{
	struct agency *bodies[] = { &desk->home, &desk->province, &desk->health, &desk->front };

	for (size_t i = 0; i < G_N_ELEMENTS(bodies); i++) {
		g_ptr_array_unref(bodies[i]->successors);
		g_ptr_array_unref(bodies[i]->contacts);
	}
	g_ptr_array_unref(desk->covers.value);
	g_ptr_array_unref(desk->report.covers.entries);
	g_ptr_array_unref(desk->report.owed_by);
	g_ptr_array_unref(desk->report.owed_to);
	due_clear(&desk->report.due);
	calendar_free(desk->config.calendar);
	zone_free(desk->config.settings.zone);
	g_free(desk);
}

typedef struct desk desk_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(desk_t, desk_free)
typedef struct feed_event event_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(event_t, feed_event_free)

static struct period year_2026(void)
{
	return (struct period){ .label = "2026", .first = civil_make(2026, 1, 1), .last = civil_make(2026, 12, 31) };
}

static struct instant at(const struct desk *desk, int month, int day, int hour, int minute)
{
	return zone_instant(desk->config.settings.zone, civil_make(2026, month, day), hour * 60 + minute);
}

/* The report of 2026 owed by `owner`, NULL: by all. */
static struct feed_event *event_of(struct desk *desk, const struct agency *owner, enum feed_state state)
{
	struct feed_event *event = feed_event_new();

	event->id = g_strdup_printf("lc-2030/nam%s%s/2026", owner != NULL ? "/" : "", owner != NULL ? owner->id : "");
	event->obligation = &desk->report;
	event->owner = owner;
	event->period = year_2026();
	event->state = state;
	event->updated = at(desk, 11, 25, 16, 20);
	event->changed = at(desk, 11, 25, 16, 21);
	g_assert_true(due_limit(&desk->report.due, &desk->report.rhythm, &desk->report.window, &event->period,
				desk->config.calendar, NONWORKING_GRACE, desk->config.settings.zone, &event->limit, NULL));
	event->number = g_strdup("512/BC-SYT");
	event->dated = civil_make(2026, 11, 20);
	event->received = at(desk, 11, 20, 10, 5);
	event->accepted = civil_make(2026, 12, 4);
	event->fix_before = civil_make(2026, 12, 8);
	event->reason = g_strdup("đã sáp nhập");
	event->total = 118;
	event->in = 71;
	event->missing = 47;
	return event;
}

static void extend(struct desk *desk, struct feed_event *event)
{
	event->extended = true;
	event->original = event->limit;
	event->extension_document = g_strdup("88/SNV");
	due_limit_of_day(civil_make(2026, 12, 10), -1, desk->config.calendar, NONWORKING_GRACE, desk->config.settings.zone,
			 &event->limit);
}

struct said {
	enum feed_state state;
	const char *vi, *en, *category, *status;
};

static const struct said own[] = {
	{ FEED_OPEN, "Hạn trước 30/11: BC bình đẳng giới năm 2026", "Due before 30 November: BC bình đẳng giới, 2026",
	  "Thời hạn báo cáo", "chưa ghi nhận báo cáo (cập nhật 16:20 ngày 25/11/2026)" },
	{ FEED_OVERDUE, "Quá hạn: BC bình đẳng giới năm 2026 (hạn trước 30/11)",
	  "Overdue: BC bình đẳng giới, 2026 (due before 30 November)", "Quá hạn",
	  "quá thời hạn, chưa ghi nhận báo cáo (từ ngày 01/12/2026)" },
	{ FEED_SUBMITTED, "Đã gửi: BC bình đẳng giới năm 2026 (512/BC-SYT)", "Submitted: BC bình đẳng giới, 2026 (512/BC-SYT)",
	  "Đã xong",
	  "đã gửi, văn bản số 512/BC-SYT ngày 20/11/2026, tiếp nhận 10:05 ngày 20/11/2026, trong thời hạn quy định" },
	{ FEED_RETURNED, "Bổ sung trước 08/12: BC bình đẳng giới năm 2026",
	  "Corrections due before 8 December: BC bình đẳng giới, 2026", "Thời hạn báo cáo",
	  "đề nghị bổ sung, chỉnh sửa trước ngày 08/12/2026; thời điểm gửi lần đầu vẫn được ghi nhận" },
	{ FEED_ACCEPTED, "✔ BC bình đẳng giới năm 2026", "✔ BC bình đẳng giới, 2026", "Đã xong",
	  "đã tiếp nhận, đạt yêu cầu (ngày 04/12/2026)" },
	{ FEED_WAIVED, "Không phải gửi: BC bình đẳng giới năm 2026", "Not required: BC bình đẳng giới, 2026", "Đã xong",
	  "không phải báo cáo kỳ này; lý do: đã sáp nhập" },
	{ FEED_NIL, "Không phát sinh: BC bình đẳng giới năm 2026", "Nothing to report: BC bình đẳng giới, 2026", "Đã xong",
	  "không phát sinh nội dung báo cáo" },
	{ FEED_CANCELLED, "[HỦY] BC bình đẳng giới năm 2026", "[CANCELLED] BC bình đẳng giới, 2026", "Đã xong", "đã hủy" },
};

static void check_summary(const struct feed_event *event, const struct desk *desk, enum language language, const char *want)
{
	g_autofree char *summary = feed_event_summary(event, &desk->config, language);

	g_assert_cmpstr(summary, ==, want);
}

static void check_status(const struct feed_event *event, const struct desk *desk, const char *want)
{
	g_autofree char *description = feed_text_description(event, &desk->config, LANGUAGE_VI);
	g_autofree char *line = g_strdup_printf("\nTình trạng: %s\n", want);

	if (strstr(description, line) == NULL)
		g_error("no line %s in %s", line, description);
}

static void states_of_one_body(void)
{
	g_autoptr(desk_t) desk = desk_new();

	for (size_t i = 0; i < G_N_ELEMENTS(own); i++) {
		g_autoptr(event_t) event = event_of(desk, &desk->health, own[i].state);

		check_summary(event, desk, LANGUAGE_VI, own[i].vi);
		check_summary(event, desk, LANGUAGE_EN, own[i].en);
		check_status(event, desk, own[i].status);
		g_assert_cmpstr(feed_text_category(event, LANGUAGE_VI), ==, own[i].category);
	}
}

static void a_new_limit_is_named(void)
{
	g_autoptr(desk_t) desk = desk_new();
	g_autoptr(event_t) event = event_of(desk, &desk->health, FEED_OPEN);

	extend(desk, event);
	check_summary(event, desk, LANGUAGE_VI, "Hạn mới hết 10/12: BC bình đẳng giới năm 2026");
	check_status(event, desk, "được gia hạn đến hết thứ Năm, ngày 10/12/2026 theo văn bản số 88/SNV; "
				    "thời hạn ban đầu: trước ngày 30/11/2026");
	event->state = FEED_OVERDUE;
	check_summary(event, desk, LANGUAGE_VI, "Quá hạn: BC bình đẳng giới năm 2026 (hạn hết 10/12)");
	event->owner = NULL;
	event->state = FEED_OPEN;
	event->total = 1;
	event->in = 0;
	check_summary(event, desk, LANGUAGE_VI, "Hạn mới hết 10/12: BC bình đẳng giới năm 2026 – 01 cơ quan");
	event->in = 1;
	check_summary(event, desk, LANGUAGE_VI, "Hạn mới hết 10/12: BC bình đẳng giới năm 2026 – đã nhận 1/1");
}

static void states_of_all_bodies(void)
{
	g_autoptr(desk_t) desk = desk_new();
	g_autoptr(event_t) event = event_of(desk, NULL, FEED_OPEN);

	check_summary(event, desk, LANGUAGE_VI, "Hạn trước 30/11: BC bình đẳng giới năm 2026 – đã nhận 71/118");
	event->returned = 1;
	check_summary(event, desk, LANGUAGE_VI, "Hạn trước 30/11: BC bình đẳng giới năm 2026 – đã nhận 71/118, trả lại 01");
	event->state = FEED_OVERDUE;
	event->in = 87;
	event->missing = 31;
	check_summary(event, desk, LANGUAGE_VI, "Quá hạn: BC bình đẳng giới năm 2026 – còn 31/118 cơ quan");
	event->state = FEED_ACCEPTED;
	event->in = 118;
	check_summary(event, desk, LANGUAGE_VI, "✔ BC bình đẳng giới năm 2026 – đủ 118/118");
	event->state = FEED_WAIVED;
	check_summary(event, desk, LANGUAGE_VI, "Không phải gửi: BC bình đẳng giới năm 2026");
}

static void bodies_that_are_asked_are_not_accused(void)
{
	static const char *const never[] = { "quá hạn", "quá thời hạn", "được giao", "yêu cầu", "đôn đốc" };
	g_autoptr(desk_t) desk = desk_new();

	for (size_t i = 0; i < G_N_ELEMENTS(own); i++) {
		g_autoptr(event_t) event = event_of(desk, &desk->front, own[i].state);
		g_autofree char *summary = NULL;
		g_autofree char *description = NULL;
		g_autofree char *all = NULL;

		event->late = true;
		event->days_late = 3;
		summary = feed_event_summary(event, &desk->config, LANGUAGE_VI);
		description = feed_text_description(event, &desk->config, LANGUAGE_VI);
		all = g_strjoin("\n", summary, description, feed_text_category(event, LANGUAGE_VI), NULL);
		g_assert_true(own[i].state != FEED_OVERDUE || g_str_has_prefix(summary, "Chưa ghi nhận: BC"));
		for (size_t j = 0; j < G_N_ELEMENTS(never) && own[i].state != FEED_ACCEPTED; j++) {
			g_autofree char *folded = g_utf8_strdown(all, -1);

			if (strstr(folded, never[j]) != NULL)
				g_error("«%s» in %s", never[j], all);
		}
	}
}

static void description_of_an_open_report(void)
{
	g_autoptr(desk_t) desk = desk_new();
	g_autoptr(event_t) event = event_of(desk, &desk->health, FEED_OPEN);
	g_autofree char *description = feed_text_description(event, &desk->config, LANGUAGE_VI);

	g_assert_cmpstr(description, ==,
			"Báo cáo kết quả thực hiện công tác bình đẳng giới năm 2026\n"
			"Cơ quan báo cáo: Sở Y tế\n"
			"Thời hạn ghi trong văn bản: trước ngày 30/11/2026\n"
			"Ngày cuối của thời hạn: Chủ nhật, ngày 29/11/2026 (ngày nghỉ)\n"
			"Đề nghị gửi chậm nhất trong: thứ Sáu, ngày 27/11/2026\n"
			"Gửi về: Sở Nội vụ, để tổng hợp, báo cáo Ủy ban nhân dân tỉnh Lào Cai\n"
			"Hình thức gửi: Hệ thống quản lý văn bản và điều hành\n"
			"Nội dung: Chỉ tiêu 1, 2, 3, 4 Mục tiêu 4; kết quả kiểm tra\n"
			"Căn cứ: Kế hoạch thực hiện Chiến lược quốc gia về bình đẳng giới tỉnh Lào Cai, mục III.3\n"
			"Tình trạng: chưa ghi nhận báo cáo (cập nhật 16:20 ngày 25/11/2026)\n"
			"Đầu mối hỗ trợ: Phòng Công tác thanh niên, điện thoại 0214 3 000 000");
	g_assert_null(strstr(description, "01/12/2026"));
}

static void description_of_all_bodies_names_thirty(void)
{
	g_autoptr(desk_t) desk = desk_new();
	g_autoptr(event_t) event = event_of(desk, NULL, FEED_OPEN);
	g_autofree char *description = NULL;

	event->missing_names = g_ptr_array_new_with_free_func(g_free);
	for (int i = 1; i <= event->missing; i++)
		g_ptr_array_add(event->missing_names, g_strdup_printf("Xã %d", i));
	description = feed_text_description(event, &desk->config, LANGUAGE_VI);
	g_assert_nonnull(strstr(description, "\nCơ quan báo cáo: 118 cơ quan\n"));
	g_assert_nonnull(strstr(description, "; Xã 30; và 17 cơ quan khác\n"));
	g_assert_null(strstr(description, "Xã 31"));
	g_assert_nonnull(strstr(description, "\nTính quá hạn từ ngày: 01/12/2026\n"));
	g_assert_nonnull(strstr(description, "\nTình trạng: đã nhận 71/118 (cập nhật 16:20 ngày 25/11/2026)\n"));
}

static void how_timely_a_report_was(void)
{
	g_autoptr(desk_t) desk = desk_new();
	g_autoptr(event_t) event = event_of(desk, &desk->health, FEED_SUBMITTED);

	g_clear_pointer(&event->number, g_free);
	event->in_grace = true;
	check_status(event, desk, "đã gửi, tiếp nhận 10:05 ngày 20/11/2026, "
				    "trong ngày làm việc kế tiếp ngày cuối thời hạn (ngày nghỉ)");
	event->in_grace = false;
	event->late = true;
	event->days_late = 3;
	check_status(event, desk, "đã gửi, tiếp nhận 10:05 ngày 20/11/2026, sau thời hạn 03 ngày làm việc");
	check_summary(event, desk, LANGUAGE_VI, "Đã gửi: BC bình đẳng giới năm 2026");
}

static struct feed_event *campaign_of(struct desk *desk, int end)
{
	struct feed_event *event = feed_event_new();

	event->id = g_strdup_printf("campaign/lc-2030/thang-hanh-dong/2026%s", end == 0 ? "" : end == 1 ? "/first" : "/last");
	event->campaign = &desk->campaign;
	event->period = year_2026();
	event->first = civil_make(2026, 11, 15);
	event->last = civil_make(2026, 12, 15);
	event->end = end;
	event->updated = event->changed = desk->config.newest;
	return event;
}

static void campaigns(void)
{
	g_autoptr(desk_t) desk = desk_new();
	g_autoptr(event_t) bar = campaign_of(desk, 0);
	g_autoptr(event_t) start = campaign_of(desk, 1);
	g_autoptr(event_t) stop = campaign_of(desk, 2);
	g_autofree char *description = NULL;
	struct civil first, last;

	check_summary(bar, desk, LANGUAGE_VI, "Tháng hành động vì bình đẳng giới (15/11–15/12)");
	check_summary(start, desk, LANGUAGE_VI, "Bắt đầu: Tháng hành động vì bình đẳng giới (15/11–15/12)");
	check_summary(stop, desk, LANGUAGE_VI, "Kết thúc: Tháng hành động vì bình đẳng giới (15/11–15/12)");
	bar->deadlines = g_ptr_array_new_with_free_func((GDestroyNotify)feed_event_free);
	g_ptr_array_add(bar->deadlines, event_of(desk, NULL, FEED_OPEN));
	description = feed_text_description(bar, &desk->config, LANGUAGE_VI);
	g_assert_cmpstr(description, ==,
			"Tháng hành động vì bình đẳng giới và phòng ngừa, ứng phó với bạo lực năm 2026. "
			"Từ ngày 15/11 đến hết ngày 15/12/2026. "
			"Căn cứ: Kế hoạch thực hiện Chiến lược quốc gia về bình đẳng giới tỉnh Lào Cai. "
			"Thời hạn báo cáo trong thời gian này: trước ngày 30/11/2026 (BC bình đẳng giới năm 2026).");
	feed_event_days(stop, &desk->config, &first, &last);
	g_assert_true(civil_equal(first, bar->last) && civil_equal(last, bar->last));
	feed_event_days(start, &desk->config, &first, &last);
	g_assert_true(civil_equal(first, bar->first) && civil_equal(last, bar->first));
	bar->last = bar->first;
	check_summary(bar, desk, LANGUAGE_VI, "Tháng hành động vì bình đẳng giới");
}

static struct feed *feed_of(struct desk *desk, const struct agency *body)
{
	struct feed *feed = feed_new(body != NULL ? FEED_SCOPE_AGENCY : FEED_SCOPE_ALL, LANGUAGE_VI);

	feed->agency = body;
	feed->now = at(desk, 11, 25, 16, 30);
	return feed;
}

static char *rendered(struct desk *desk, struct feed *feed)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) bytes = feed_render(feed, &desk->config, &error);
	const char *data;
	gsize length;

	g_assert_no_error(error);
	data = g_bytes_get_data(bytes, &length);
	g_assert_cmpuint(length, <, 700000);
	return g_strndup(data, length);
}

static bool has_line(const char *ical, const char *line)
{
	g_autofree char *unfolded = g_strdup(ical);
	g_autofree char *whole = g_strdup_printf("\r\n%s\r\n", line);

	feed_bytes_unfold(unfolded);
	return strstr(unfolded, whole) != NULL;
}

static void days_do_not_move_with_the_machine(void)
{
	static const char *const zones[] = { "UTC", "Asia/Ho_Chi_Minh", "Pacific/Kiritimati", "Pacific/Pago_Pago",
					     "America/Sao_Paulo" };
	g_autoptr(desk_t) desk = desk_new();
	g_autofree char *before = NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(zones); i++) {
		g_autoptr(feed_t) feed = feed_of(desk, &desk->health);
		g_autofree char *ical = NULL;

		g_setenv("TZ", zones[i], TRUE);
		tzset();
		g_ptr_array_add(feed->events, event_of(desk, &desk->health, FEED_OPEN));
		ical = rendered(desk, feed);
		g_assert_true(has_line(ical, "DTSTART;VALUE=DATE:20261127"));
		g_assert_true(has_line(ical, "DTEND;VALUE=DATE:20261130"));
		g_assert_true(has_line(ical, "DTSTAMP:20261125T092100Z"));
		g_assert_true(before == NULL || strcmp(before, ical) == 0);
		g_free(before);
		before = g_steal_pointer(&ical);
	}
	g_unsetenv("TZ");
	tzset();
}

static void days_of_corrections_end_before_the_day_named(void)
{
	g_autoptr(desk_t) desk = desk_new();
	g_autoptr(event_t) event = event_of(desk, &desk->health, FEED_RETURNED);
	struct civil first, last;

	feed_event_days(event, &desk->config, &first, &last);
	g_assert_true(civil_equal(first, civil_make(2026, 12, 7)) && civil_equal(last, first));
	event->fix_before = civil_make(2026, 12, 7);
	feed_event_days(event, &desk->config, &first, &last);
	g_assert_true(civil_equal(first, civil_make(2026, 12, 4)) && civil_equal(last, civil_make(2026, 12, 6)));
}

static void the_calendar_says_who_it_is(void)
{
	g_autoptr(desk_t) desk = desk_new();
	g_autoptr(feed_t) feed = feed_of(desk, &desk->health);
	g_autofree char *ical = NULL;

	desk->health.short_name = NULL;
	desk->health.name = "Sở Văn hóa, Thể thao; Du lịch";
	g_ptr_array_add(feed->events, event_of(desk, &desk->health, FEED_OPEN));
	ical = rendered(desk, feed);
	g_assert_true(has_line(ical, "X-WR-CALNAME:Thời hạn báo cáo – Sở Văn hóa Thể thao Du lịch"));
	g_assert_true(has_line(ical, "NAME:Thời hạn báo cáo – Sở Văn hóa\\, Thể thao\\; Du lịch"));
	g_assert_true(has_line(ical, "CATEGORIES:Thời hạn báo cáo"));
	g_assert_true(has_line(ical, "TRANSP:TRANSPARENT"));
	g_assert_true(has_line(ical, "X-MICROSOFT-CDO-BUSYSTATUS:FREE"));
	g_assert_null(strstr(ical, "METHOD"));
	g_assert_null(strstr(ical, "TZID"));
}

static void a_feed_is_never_empty(void)
{
	g_autoptr(desk_t) desk = desk_new();
	g_autoptr(feed_t) feed = feed_of(desk, &desk->health);
	g_autoptr(feed_t) later = feed_of(desk, &desk->health);
	g_autofree char *ical = rendered(desk, feed);
	g_autofree char *again = NULL;

	g_assert_true(has_line(ical, "DTSTART;VALUE=DATE:20260101"));
	g_assert_true(has_line(ical, "SUMMARY:Chưa có thời hạn nào trong lịch này"));
	later->now = at(desk, 12, 31, 23, 59);
	again = rendered(desk, later);
	g_assert_cmpstr(again, ==, ical);
}

static void digest_is_blind_to_stamps_only(void)
{
	g_autoptr(desk_t) desk = desk_new();
	g_autoptr(feed_t) feed = feed_of(desk, &desk->health);
	struct feed_event *event = event_of(desk, &desk->health, FEED_OPEN);
	g_autoptr(event_t) stamped = event_of(desk, &desk->health, FEED_OPEN);
	g_autoptr(event_t) other = event_of(desk, &desk->health, FEED_SUBMITTED);
	g_autofree char *digest = NULL;
	g_autofree char *same = NULL;
	g_autofree char *differs = NULL;
	g_autofree char *ical = NULL;

	stamped->revision = 7;
	stamped->changed = at(desk, 12, 1, 0, 0);
	digest = feed_event_digest(event, &desk->config);
	same = feed_event_digest(stamped, &desk->config);
	differs = feed_event_digest(other, &desk->config);
	g_assert_cmpstr(digest, ==, same);
	g_assert_cmpstr(digest, !=, differs);
	event->revision = 4;
	g_ptr_array_add(feed->events, event);
	ical = rendered(desk, feed);
	g_assert_true(has_line(ical, "SEQUENCE:4"));
	g_assert_true(has_line(ical, "LAST-MODIFIED:20261125T092100Z"));
}

static int count_of(const char *text, const char *word)
{
	int count = 0;

	for (const char *p = strstr(text, word); p != NULL; p = strstr(p + 1, word))
		count++;
	return count;
}

/* Events of one limit a day before and after the feed's day: the farthest go. */
static void the_nearest_thousand_are_kept(void)
{
	g_autoptr(desk_t) desk = desk_new();
	g_autoptr(feed_t) feed = feed_of(desk, &desk->health);
	g_autofree char *ical = NULL;

	desk->campaign.title = "x";
	for (int i = 0; i < 1005; i++) {
		struct feed_event *event = campaign_of(desk, 0);

		g_free(event->id);
		event->id = g_strdup_printf("campaign/lc-2030/c-%d/2026", i);
		event->first = event->last = civil_add(civil_make(2026, 11, 25), 1005 - i);
		g_ptr_array_add(feed->events, event);
	}
	ical = rendered(desk, feed);
	g_assert_cmpint(count_of(ical, "BEGIN:VEVENT"), ==, 1000);
	g_assert_cmpint(feed->cut, ==, 5);
	g_assert_true(has_line(ical, "DTSTART;VALUE=DATE:20261126"));
	g_assert_null(strstr(ical, "DTSTART;VALUE=DATE:20290826"));
	g_assert_nonnull(strstr(ical, "05 s"));
}

static void a_feed_stays_under_its_octets(void)
{
	g_autoptr(desk_t) desk = desk_new();
	g_autoptr(feed_t) feed = feed_of(desk, &desk->health);
	g_autofree char *ical = NULL;
	g_autofree char *title = g_strnfill(1500, 'x');

	desk->campaign.title = title;
	for (int i = 0; i < 600; i++)
		g_ptr_array_add(feed->events, campaign_of(desk, i % 3));
	ical = rendered(desk, feed);
	g_assert_cmpint(feed->cut, >, 0);
	g_assert_cmpint(feed->cut, ==, 600 - count_of(ical, "BEGIN:VEVENT"));
	g_assert_cmpuint(strlen(ical), >, 600000);
}

static void a_mail_carries_a_message(void)
{
	g_autoptr(desk_t) desk = desk_new();
	g_autoptr(event_t) event = event_of(desk, &desk->health, FEED_OPEN);
	g_autofree char *uid = feed_uid(&desk->config, event->id);
	g_autofree char *own_uid = g_strdup_printf("UID:mail-%s", uid);
	g_autofree char *part = feed_mail_part(event, &desk->config, LANGUAGE_VI, NULL);

	g_assert_cmpuint(strlen(uid), ==, 32 + strlen("@lich.laocai.example.vn"));
	g_assert_true(has_line(part, "METHOD:PUBLISH"));
	g_assert_true(has_line(part, "ORGANIZER:mailto:nhacviec@laocai.example.vn"));
	g_assert_true(has_line(part, own_uid));
}

static void an_event_without_a_day_is_refused(void)
{
	g_autoptr(desk_t) desk = desk_new();
	g_autoptr(feed_t) feed = feed_of(desk, &desk->health);
	g_autoptr(GError) error = NULL;
	struct feed_event *event = event_of(desk, &desk->health, FEED_OPEN);

	event->limit.limit = CIVIL_NONE;
	g_ptr_array_add(feed->events, event);
	g_assert_null(feed_render(feed, &desk->config, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_INPUT);
}

/* ---- bytes */

static void text_is_cleaned(void)
{
	static const struct { const char *dirty, *line, *lines; } cases[] = {
		{ "Sở Y tế", "Sở Y tế", "Sở Y tế" },
		{ "So\xcc\x9b\xcc\x89", "Sở", "Sở" },
		{ " a\r\nb\tc\x01\x7f ", "a b c", "a\nb c" },
		{ "\xef\xbb\xbfx\xc2\x85y\xe2\x80\xa8z", "xy z", "xy z" },
		{ "«a\xcc\x82\xcc\xa3» A\xcc\x80 \xe2\x84\xab", "«ậ» À Å", "«ậ» À Å" },
		{ "a\xff", "a\xef\xbf\xbd", "a\xef\xbf\xbd" },
		{ "", "", "" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *line = feed_bytes_text(cases[i].dirty, false);
		g_autofree char *lines = feed_bytes_text(cases[i].dirty, true);

		g_assert_cmpstr(line, ==, cases[i].line);
		g_assert_cmpstr(lines, ==, cases[i].lines);
	}
}

static void uris_hold_no_line_breaks(void)
{
	g_autofree char *uri = feed_bytes_uri("https://x.vn/Sở y\r\nBEGIN:VEVENT\"\\");

	g_assert_cmpstr(uri, ==, "https://x.vn/S%E1%BB%9F%20yBEGIN:VEVENT%22%5C");
}

static void check_folded(const char *folded, const char *line)
{
	g_autofree char *back = g_strdup(folded);
	g_auto(GStrv) parts = g_strsplit(folded, "\r\n", -1);
	g_autofree char *whole = g_strdup_printf("%s\r\n", line);

	for (int i = 0; parts[i] != NULL && parts[i + 1] != NULL; i++) {
		g_assert_cmpuint(strlen(parts[i]), <=, 75);
		g_assert_cmpuint(strlen(parts[i]), >, i > 0 ? 1 : 0);
		g_assert_true(g_utf8_validate(parts[i], -1, NULL));
		g_assert_true(parts[i + 2] == NULL || !g_str_has_suffix(parts[i], " "));
	}
	feed_bytes_unfold(back);
	g_assert_cmpstr(back, ==, whole);
}

static void every_fold_unfolds(void)
{
	static const char *const letters[] = { "a", "đ", "ệ", "😀", " ", "b c", ";" };
	guint32 seed = 12345;

	for (int i = 0; i < 20000; i++) {
		g_autoptr(GString) line = g_string_new("SUMMARY:");
		g_autoptr(GString) out = g_string_new(NULL);
		int length = 1 + i % 200;

		for (int j = 0; j < length; j++) {
			seed = seed * 1664525u + 1013904223u;
			g_string_append(line, letters[(seed >> 16) % G_N_ELEMENTS(letters)]);
		}
		g_string_append_c(line, '.');
		feed_bytes_line(out, line->str, line->len);
		check_folded(out->str, line->str);
	}
}

/* libical 3.0.16 writes CR CR LF SP LF where the last run without a blank is 73 octets. */
static void what_libical_breaks_is_mended(void)
{
	char broken[] = "BEGIN:VEVENT\r\nURL:\r\n https://x.vn\r\r\n \nX:1\r\n \r\nEND:VEVENT\r\n";
	g_autoptr(GString) out = g_string_new(NULL);

	feed_bytes_unfold(broken);
	feed_bytes_fold(out, broken);
	g_assert_cmpstr(out->str, ==, "BEGIN:VEVENT\r\nURL:https://x.vn\r\nX:1\r\nEND:VEVENT\r\n");
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/feed/states", states_of_one_body);
	g_test_add_func("/feed/extended", a_new_limit_is_named);
	g_test_add_func("/feed/whole", states_of_all_bodies);
	g_test_add_func("/feed/asked", bodies_that_are_asked_are_not_accused);
	g_test_add_func("/feed/description", description_of_an_open_report);
	g_test_add_func("/feed/description-whole", description_of_all_bodies_names_thirty);
	g_test_add_func("/feed/timeliness", how_timely_a_report_was);
	g_test_add_func("/feed/campaigns", campaigns);
	g_test_add_func("/feed/zones", days_do_not_move_with_the_machine);
	g_test_add_func("/feed/corrections", days_of_corrections_end_before_the_day_named);
	g_test_add_func("/feed/name", the_calendar_says_who_it_is);
	g_test_add_func("/feed/empty", a_feed_is_never_empty);
	g_test_add_func("/feed/digest", digest_is_blind_to_stamps_only);
	g_test_add_func("/feed/cap-events", the_nearest_thousand_are_kept);
	g_test_add_func("/feed/cap-octets", a_feed_stays_under_its_octets);
	g_test_add_func("/feed/mail", a_mail_carries_a_message);
	g_test_add_func("/feed/no-day", an_event_without_a_day_is_refused);
	g_test_add_func("/feed/bytes/text", text_is_cleaned);
	g_test_add_func("/feed/bytes/uri", uris_hold_no_line_breaks);
	g_test_add_func("/feed/bytes/fold", every_fold_unfolds);
	g_test_add_func("/feed/bytes/libical", what_libical_breaks_is_mended);
	return g_test_run();
}
