#include "../lib/feedkit.h"

#include "store/roster.h"

/* Says what is missing, or what is there and must not be. */
static void check(const char *text, const char *const *has, const char *const *lacks)
{
	for (; *has != NULL; has++) {
		if (strstr(text, *has) == NULL)
			g_error("no «%s» in\n%s", *has, text);
	}
	for (; *lacks != NULL; lacks++) {
		if (strstr(text, *lacks) != NULL)
			g_error("«%s» in\n%s", *lacks, text);
	}
}

#define TEXTS(...) ((const char *const[]){ __VA_ARGS__ __VA_OPT__(, ) NULL })

/* Of its name and the summaries alone. */
static void check_feed(struct kit *kit, enum feed_scope scope, const char *id, const char *const *has, const char *const *lacks)
{
	g_autofree char *text = kit_feed(kit, scope, id);
	g_auto(GStrv) lines = g_strsplit(text, "\r\n", -1);
	g_autoptr(GString) heads = g_string_new("");

	for (guint i = 0; lines[i] != NULL; i++) {
		if (g_str_has_prefix(lines[i], "SUMMARY:") || g_str_has_prefix(lines[i], "X-WR-CALNAME:"))
			g_string_append_printf(heads, "%s\r\n", lines[i]);
	}
	check(heads->str, has, lacks);
}

static void a_branch_is_a_body_and_all_below_it(void)
{
	struct kit kit;

	kit_open(&kit, "branch.conf", "2026-11-02T09:00");
	check_feed(&kit, FEED_SCOPE_UNDER, "so-y-te",
		   TEXTS("X-WR-CALNAME:Thời hạn báo cáo – SYT và cơ quan trực thuộc\r\n",
			 "SUMMARY:Hạn trước 30/11: BC bình đẳng giới năm 2026 – SYT\r\n",
			 "SUMMARY:Hạn trước 30/11: BC bình đẳng giới năm 2026 – Trung tâm Kiểm soát bệnh tật\r\n",
			 "SUMMARY:Bắt đầu: Tháng hành động vì bình đẳng giới (15/11–15/12)\r\n"),
		   TEXTS("Sở Văn hóa", "Mặt trận", "trẻ em"));
	check_feed(&kit, FEED_SCOPE_UNDER, "ubnd-tinh", TEXTS(" – SYT\r\n", " – SNV\r\n", "– Sở Văn hóa\\, Thể thao và Du lịch\r\n"),
		   TEXTS("Mặt trận"));
	check_feed(&kit, FEED_SCOPE_UNDER, "so-vhttdl", TEXTS("SUMMARY:Hạn trước 30/11: BC bình đẳng giới năm 2026\r\n"),
		   TEXTS("– SYT", "– Sở Văn hóa\\, Thể thao và Du lịch"));
	kit_close(&kit);
}

static void an_obligation_stands_alone(void)
{
	struct kit kit;

	kit_open(&kit, "branch.conf", "2026-11-02T09:00");
	check_feed(&kit, FEED_SCOPE_OBLIGATION, "lc/nam",
		   TEXTS("X-WR-CALNAME:Thời hạn báo cáo – BC bình đẳng giới\r\n",
			 "SUMMARY:Hạn trước 30/11: BC bình đẳng giới năm 2026 – đã nhận 0/4\r\n"),
		   TEXTS("ngành y tế", "Tháng hành động", "Phụ nữ"));
	kit_close(&kit);
}

static void campaigns_name_no_body(void)
{
	struct kit kit;
	g_autofree char *text = NULL;

	kit_open(&kit, "branch.conf", "2026-11-02T09:00");
	text = kit_feed(&kit, FEED_SCOPE_CAMPAIGNS, NULL);
	check(text,
		   TEXTS("X-WR-CALNAME:Các đợt chiến dịch theo kế hoạch\r\n",
			 "SUMMARY:Tháng hành động vì bình đẳng giới (15/11–15/12)\r\n", "SUMMARY:Ngày Phụ nữ Việt Nam\r\n"),
		   TEXTS("SUMMARY:Hạn", "Sở ", "Ủy ban", "Trung tâm", "SYT"));
	kit_close(&kit);
}

/* ---- persons */

static void a_person_sees_what_is_owed_and_what_is_asked_for(void)
{
	struct kit kit;

	kit_open(&kit, "branch.conf", "2026-11-02T09:00");
	/* Of two bodies, one of which coordinates a plan; letters' case does not matter. */
	check_feed(&kit, FEED_SCOPE_PERSON, "an@SYT.example.vn",
		   TEXTS("X-WR-CALNAME:Thời hạn báo cáo – Nguyễn Thị An\r\n", "BC bình đẳng giới năm 2026 – SYT\r\n",
			 "BC bình đẳng giới năm 2026 – Trung tâm Kiểm soát bệnh tật\r\n",
			 "SUMMARY:Hạn hết 10/01: Báo cáo quý về trẻ em quý IV năm 2026 – đã nhận 0/2\r\n"),
		   TEXTS("BC bình đẳng giới năm 2026 – đã nhận", "an@"));
	/* Receiver, and heir of the coordinator. */
	check_feed(&kit, FEED_SCOPE_PERSON, "cuong@snv.example.vn",
		   TEXTS("SUMMARY:Hạn hết 10/01: Báo cáo quý về trẻ em quý IV năm 2026 – SNV\r\n", "BC bình đẳng giới năm 2026 – đã nhận 0/4\r\n",
			 "SUMMARY:Hạn hết 20/11: Báo cáo tháng của ngành y tế tháng 11 năm 2026 – đã nhận 0/1\r\n"),
		   TEXTS("quý về trẻ em quý IV năm 2026 – đã nhận"));
	/* Without a name it is the body's. */
	check_feed(&kit, FEED_SCOPE_PERSON, "van-thu@tt.example.vn",
		   TEXTS("X-WR-CALNAME:Thời hạn báo cáo – Trung tâm Kiểm soát bệnh tật\r\n", "BC bình đẳng giới năm 2026\r\n"), TEXTS("– SYT"));
	kit_close(&kit);
}

static void check_unknown(struct kit *kit, enum feed_scope scope, const char *id)
{
	struct feed_want want = { .key = { scope, id } };
	g_autoptr(GError) error = NULL;

	g_assert_null(feeds_gather(kit->feeds, &want, kit->now, &error));
	g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID);
}

static void only_those_who_hold_a_position_today_have_one(void)
{
	struct kit kit;
	struct feed_want head = { .key = { FEED_SCOPE_PERSON, "dung@snv.example.vn" } };
	struct roster_entry *entry = g_new0(struct roster_entry, 1);
	g_autoptr(GError) error = NULL;
	g_autofree char *before = NULL;

	kit_open(&kit, "branch.conf", "2026-10-31T23:30");
	before = kit_text(&kit, &head);
	kit_at(&kit, "2026-11-01T00:00");
	check_unknown(&kit, FEED_SCOPE_PERSON, "dung@snv.example.vn"); /* until 31 October */
	check_unknown(&kit, FEED_SCOPE_PERSON, "cu@sld.example.vn");   /* a body that ended */
	check_unknown(&kit, FEED_SCOPE_PERSON, "nobody@example.vn");
	check_unknown(&kit, FEED_SCOPE_OBLIGATION, "lc/none");
	check_unknown(&kit, FEED_SCOPE_OBLIGATION, "lc");
	check_unknown(&kit, FEED_SCOPE_UNDER, "departments");
	/* Who is recorded takes the place of the one in the files. */
	*entry = (struct roster_entry){ .agency = g_strdup("so-y-te"), .position = g_strdup("focal"), .name = g_strdup("Vũ Giang"),
					.email = g_strdup("giang@syt.example.vn"), .user = g_strdup("tester"), .at = kit.now };
	g_assert_true(store_begin(kit.store, &error) && roster_add(kit.store, entry, &error) && store_commit(kit.store, &error));
	check_feed(&kit, FEED_SCOPE_PERSON, "giang@syt.example.vn", TEXTS("CALNAME:Thời hạn báo cáo – Vũ Giang\r\n", "trẻ em", "– SYT\r\n"), TEXTS("Trung tâm"));
	check_feed(&kit, FEED_SCOPE_PERSON, "an@syt.example.vn", TEXTS("BC bình đẳng giới năm 2026\r\n"), TEXTS("trẻ em"));
	roster_entry_free(entry);
	kit_close(&kit);
}

/* ---- the same event everywhere */

static void check_same(const char *one, const char *other, const char *summary, const char *named)
{
	static const char *const stamps[] = { "UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART;VALUE=DATE", "DESCRIPTION" };
	g_autofree char *first = kit_event(one, summary);
	g_autofree char *second = kit_event(other, named);

	g_assert_nonnull(first);
	g_assert_nonnull(second);
	for (size_t i = 0; i < G_N_ELEMENTS(stamps); i++) {
		g_autofree char *a = kit_value(first, stamps[i]);
		g_autofree char *b = kit_value(second, stamps[i]);

		g_assert_cmpstr(a, !=, "");
		g_assert_cmpstr(a, ==, b);
	}
}

static void an_event_is_one_in_every_feed(void)
{
	struct kit kit;
	struct feed_want detail = { .key = { FEED_SCOPE_PLAN, "lc" }, .options.detail = true };
	g_autofree char *agency = NULL, *under = NULL, *details = NULL, *again = NULL;

	kit_open(&kit, "branch.conf", "2026-11-02T09:00");
	details = kit_text(&kit, &detail);
	kit_at(&kit, "2026-11-02T10:00");
	agency = kit_feed(&kit, FEED_SCOPE_AGENCY, "so-y-te");
	under = kit_feed(&kit, FEED_SCOPE_UNDER, "so-y-te");
	again = kit_text(&kit, &detail);
	g_assert_cmpstr(details, ==, again);
	check_same(agency, under, "Hạn trước 30/11: BC bình đẳng giới năm 2026", "Hạn trước 30/11: BC bình đẳng giới năm 2026 – SYT");
	check_same(agency, details, "Hạn trước 30/11: BC bình đẳng giới năm 2026", "Hạn trước 30/11: BC bình đẳng giới năm 2026 – SYT");
	check(details, TEXTS(" – SYT\r\n", "Nội dung: Chỉ tiêu 1", "Mặt trận Tổ quốc Việt Nam tỉnh\r\n"), TEXTS("đã nhận"));
	kit_close(&kit);
}

/* ---- on what it stands */

/* Of bodies that may only be asked no calendar says that they are late: neither their own, nor one that shows them together. */
static void nobody_is_accused_who_may_only_be_asked(void)
{
	static const struct feed_key keys[] = { { FEED_SCOPE_AGENCY, "mttq" }, { FEED_SCOPE_GROUP, "organisations" }, { FEED_SCOPE_PLAN, "lc" },
						{ FEED_SCOPE_OBLIGATION, "lc/nam" }, { FEED_SCOPE_ALL, NULL },
						{ FEED_SCOPE_PERSON, "cuong@snv.example.vn" } };
	struct kit kit;

	kit_open(&kit, "branch.conf", "2026-11-02T09:00");
	kit_order(&kit, "submit lc/nam/so-y-te/2026 number 1/BC dated 2026-11-02");
	kit_order(&kit, "submit lc/nam/so-vhttdl/2026 number 2/BC dated 2026-11-02");
	kit_at(&kit, "2026-12-03T09:00");
	check_feed(&kit, FEED_SCOPE_GROUP, "organisations", TEXTS("SUMMARY:Quá hạn: BC bình đẳng giới năm 2026 – còn 2/4 cơ quan\r\n"), TEXTS());
	kit_order(&kit, "submit lc/nam/trung-tam/2026 number 3/BC dated 2026-11-02");
	for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
		struct feed_want want = { .key = keys[i], .options.language = LANGUAGE_VI };

		for (want.options.detail = false; ; want.options.detail = true) {
			g_autofree char *text = kit_text(&kit, &want), *event = kit_event(text, "Chưa ghi nhận: BC bình đẳng giới năm 2026");

			check(event, TEXTS("CATEGORIES:Thời hạn báo cáo"), TEXTS("Quá hạn", "quá thời hạn"));
			check(text, TEXTS(), TEXTS("Quá hạn: BC bình đẳng giới năm 2026"));
			if (want.options.detail)
				break;
		}
	}
	check_feed(&kit, FEED_SCOPE_GROUP, "organisations", TEXTS("SUMMARY:Chưa ghi nhận: BC bình đẳng giới năm 2026 – còn 1/4 cơ quan\r\n"), TEXTS());
	kit_close(&kit);
}

static void check_depends(struct kit *kit, enum feed_scope scope, const char *id, const char *want)
{
	struct feed_key key = { scope, id };
	g_autoptr(GError) error = NULL;
	g_autoptr(GArray) keys = feeds_depends(kit->feeds, &key, &error);
	g_autoptr(GString) names = g_string_new("");

	g_assert_no_error(error);
	for (guint i = 0; i < keys->len; i++) {
		const struct feed_key *one = &g_array_index(keys, struct feed_key, i);

		g_string_append_printf(names, "%d:%s ", (int)one->scope, one->id != NULL ? one->id : "");
	}
	g_assert_cmpstr(names->str, ==, want);
}

static void a_feed_knows_on_what_it_stands(void)
{
	struct kit kit;
	g_autofree char *text = NULL;

	kit_open(&kit, "branch.conf", "2026-11-02T09:00");
	text = kit_feed(&kit, FEED_SCOPE_ALL, NULL);
	check_depends(&kit, FEED_SCOPE_ALL, NULL, "0: ");
	check_depends(&kit, FEED_SCOPE_PLAN, "te", "1:te ");
	check_depends(&kit, FEED_SCOPE_AGENCY, "mttq", "2:mttq ");
	check_depends(&kit, FEED_SCOPE_GROUP, "departments", "3:departments ");
	check_depends(&kit, FEED_SCOPE_UNDER, "so-y-te", "2:so-y-te 2:trung-tam ");
	check_depends(&kit, FEED_SCOPE_OBLIGATION, "lc/nam", "1:lc ");
	check_depends(&kit, FEED_SCOPE_PERSON, "an@syt.example.vn", "1:te 2:so-y-te 2:trung-tam ");
	check_depends(&kit, FEED_SCOPE_PERSON, "cuong@snv.example.vn", "1:lc 2:so-noi-vu ");
	check_depends(&kit, FEED_SCOPE_CAMPAIGNS, NULL, "1:lc 1:te ");
	kit_close(&kit);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/feeds-scope/under", a_branch_is_a_body_and_all_below_it);
	g_test_add_func("/feeds-scope/obligation", an_obligation_stands_alone);
	g_test_add_func("/feeds-scope/campaigns", campaigns_name_no_body);
	g_test_add_func("/feeds-scope/person", a_person_sees_what_is_owed_and_what_is_asked_for);
	g_test_add_func("/feeds-scope/person-today", only_those_who_hold_a_position_today_have_one);
	g_test_add_func("/feeds-scope/same-event", an_event_is_one_in_every_feed);
	g_test_add_func("/feeds-scope/only-asked", nobody_is_accused_who_may_only_be_asked);
	g_test_add_func("/feeds-scope/depends", a_feed_knows_on_what_it_stands);
	return g_test_run();
}
