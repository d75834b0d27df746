#include "fixture.h"

#define OWNED(text) ((char *)(text))

static struct fixture fixture;

struct civil fixture_day(const char *text)
{
	struct civil day = CIVIL_NONE;

	g_assert_true(civil_parse(text, &day));
	return day;
}

struct instant fixture_at(const char *day, int minute)
{
	return zone_instant(fixture_get()->config.settings.zone, fixture_day(day), minute);
}

struct limit fixture_limit(void)
{
	struct limit limit = { .named = fixture_day("2026-11-30"), .last = fixture_day("2026-11-29") };

	limit.limit = limit.last;
	limit.aim = fixture_day("2026-11-27");
	limit.late_from = fixture_at("2026-12-01", 0);
	return limit;
}

static GPtrArray *party_of(struct agency *agency)
{
	GPtrArray *parties = g_ptr_array_new();
	struct party *party = g_new0(struct party, 1);

	party->id = agency->id;
	party->agency = agency;
	g_ptr_array_add(parties, party);
	return parties;
}

static struct by_owner for_all(void *value)
{
	struct by_owner_entry *entry = g_new0(struct by_owner_entry, 1);
	struct by_owner by_owner = { .entries = g_ptr_array_new() };

	entry->party = g_new0(struct party, 1);
	entry->party->id = "all";
	entry->value = value;
	g_ptr_array_add(by_owner.entries, entry);
	return by_owner;
}

static void make_agencies(void)
{
	const struct { struct agency *agency; const char *id, *name; enum level level; enum relation relation; } agencies[] = {
		{ &fixture.office, "so-noi-vu", "Sở Nội vụ", LEVEL_PROVINCE, RELATION_SUBORDINATE },
		{ &fixture.department, "so-y-te", "Sở Y tế", LEVEL_PROVINCE, RELATION_SUBORDINATE },
		{ &fixture.commune, "xa-a", "Ủy ban nhân dân xã A & B", LEVEL_COMMUNE, RELATION_SUBORDINATE },
		{ &fixture.police, "cong-an", "Công an tỉnh", LEVEL_PROVINCE, RELATION_VERTICAL },
		{ &fixture.union_, "hoi-lhpn", "Hội Liên hiệp Phụ nữ tỉnh", LEVEL_ORGANISATION, RELATION_REQUESTED },
		{ &fixture.province, "ubnd-tinh", "Ủy ban nhân dân tỉnh Lào Cai", LEVEL_PROVINCE, RELATION_SUPERIOR },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(agencies); i++) {
		agencies[i].agency->id = OWNED(agencies[i].id);
		agencies[i].agency->name = OWNED(agencies[i].name);
		agencies[i].agency->level = agencies[i].level;
		agencies[i].agency->relation = agencies[i].relation;
		agencies[i].agency->successors = g_ptr_array_new();
		agencies[i].agency->contacts = g_ptr_array_new();
		g_ptr_array_add(fixture.definitions->agencies, agencies[i].agency);
	}
	fixture.focal = (struct contact){ .position = OWNED("focal"), .name = OWNED("Nguyễn Thị An"), .title = OWNED("Chuyên viên"),
					  .phone = OWNED("0214 000 0108"), .email = OWNED("an.nt@syt.example.vn") };
	fixture.head = (struct contact){ .position = OWNED("head"), .name = OWNED("Trần Văn Bình"), .title = OWNED("Giám đốc"),
					 .email = OWNED("giamdoc@syt.example.vn") };
}

static void make_obligation(struct obligation *obligation, const char *id, const char *title, struct agency *owner, int day, int month)
{
	obligation->id = OWNED(id);
	obligation->title = OWNED(title);
	obligation->plan = &fixture.plan;
	obligation->rhythm.every = EVERY_YEAR;
	obligation->due = (struct due){ .kind = DUE_BEFORE, .date = DUE_DATE_DAY_MONTH, .day = day, .month = month, .minute = -1 };
	obligation->owed_by = party_of(owner);
	obligation->except = g_ptr_array_new();
	obligation->owed_to = party_of(&fixture.province);
	obligation->needs = g_ptr_array_new();
	g_ptr_array_add(fixture.plan.obligations, obligation);
}

static void make_plan(void)
{
	GPtrArray *covers = g_ptr_array_new();

	fixture.plan.id = OWNED("lc-2030");
	fixture.plan.title = OWNED("Kế hoạch thực hiện Chiến lược quốc gia về bình đẳng giới tỉnh Lào Cai");
	fixture.plan.document = (struct document){ .type = OWNED("Kế hoạch"), .number = OWNED("224/KH-UBND"),
						   .subject = OWNED("thực hiện Chiến lược quốc gia về bình đẳng giới"),
						   .issuer = &fixture.province, .date = fixture_day("2021-05-26") };
	fixture.plan.coordinator = &fixture.office;
	fixture.plan.obligations = g_ptr_array_new();
	fixture.plan.campaigns = g_ptr_array_new();
	fixture.plan.outline = OWNED("https://laocai.example.vn/mau.docx");
	g_ptr_array_add(fixture.definitions->plans, &fixture.plan);
	make_obligation(&fixture.result, "result", "Báo cáo kết quả thực hiện công tác bình đẳng giới", &fixture.department, 30, 11);
	make_obligation(&fixture.consolidated, "consolidated", "Báo cáo tổng hợp công tác bình đẳng giới", &fixture.office, 10, 12);
	fixture.result.via = &fixture.office;
	g_ptr_array_add(covers, OWNED("Chỉ tiêu 1 Mục tiêu 4: tỷ số giới tính khi sinh"));
	g_ptr_array_add(covers, OWNED("Số liệu thống kê có tách biệt giới tính"));
	fixture.result.covers = for_all(covers);
	fixture.result.send_to = for_all(OWNED("Hệ thống quản lý văn bản và điều hành."));
	fixture.result.window = (struct data_window){ .kind = WINDOW_RANGE, .first_day = 15, .first_month = 11, .last_day = 14,
						      .last_month = 11 };
	fixture.campaign = (struct campaign){ .id = OWNED("action-month"), .plan = &fixture.plan,
					      .title = OWNED("Tháng hành động vì bình đẳng giới và phòng, chống bạo lực"),
					      .short_title = OWNED("Tháng hành động vì bình đẳng giới") };
}

static void make_settings(void)
{
	struct settings *settings = &fixture.config.settings;

	settings->zone = zone_open("Asia/Ho_Chi_Minh", NULL);
	settings->office = (struct office){ .name = OWNED("Sở Nội vụ tỉnh Lào Cai"),
					    .contact = OWNED("Phòng Bình đẳng giới, điện thoại 0214 000 0100."),
					    .opening = 450, .closing = 1020 };
	settings->mail = (struct mail_settings){ .from = OWNED("Sở Nội vụ tỉnh Lào Cai <nhacviec@laocai.example.vn>"),
						 .from_address = OWNED("nhacviec@laocai.example.vn"),
						 .from_host = OWNED("laocai.example.vn"), .calendar = true,
						 .reply_to = OWNED("binhdanggioi@laocai.example.vn"),
						 .admin = OWNED("quantri@laocai.example.vn") };
	settings->feeds.host = OWNED("lich.laocai.example.vn");
}

struct fixture *fixture_get(void)
{
	static bool made;

	if (made)
		return &fixture;
	made = true;
	fixture.definitions = g_new0(struct definitions, 1);
	fixture.definitions->agencies = g_ptr_array_new();
	fixture.definitions->groups = g_ptr_array_new();
	fixture.definitions->policies = g_ptr_array_new();
	fixture.definitions->plans = g_ptr_array_new();
	fixture.definitions->by_id = g_hash_table_new(g_str_hash, g_str_equal);
	fixture.config.definitions = fixture.definitions;
	fixture.config.calendar = calendar_new();
	make_settings();
	make_agencies();
	make_plan();
	calendar_add(fixture.config.calendar, fixture_day("2026-11-24"), CALENDAR_HOLIDAY, false, "Ngày Văn hóa Việt Nam");
	calendar_add(fixture.config.calendar, fixture_day("2026-01-10"), CALENDAR_WORKDAY, true, "Làm bù cho thứ Sáu 02/01");
	return &fixture;
}
