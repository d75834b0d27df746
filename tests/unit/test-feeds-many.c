#include "../lib/feedkit.h"

enum { BODIES = 150 };

/* Monthly reports of many bodies below one. */
static char *files(void)
{
	GString *text = g_string_new("office = { name = \"Sở Nội vụ\"; hours = \"07:30-17:00\"; };\n"
				     "mail = { mode = \"hold\"; from = \"a@b.example.vn\"; admin = \"a@b.example.vn\"; };\n"
				     "feeds = { base_url = \"https://lich.example.vn\"; };\n"
				     "policies = { p = { remind = [ \"7d\" ]; }; };\nagencies = ( { id = \"so\"; name = \"Sở Nội vụ\"; "
				     "relation = \"subordinate\"; }");

	for (int i = 0; i < BODIES; i++)
		g_string_append_printf(text, ",\n { id = \"xa-%d\"; name = \"Xã %d\"; relation = \"subordinate\"; under = \"so\"; groups = [ \"xa\" ]; }",
				       i, i);
	g_string_append(text, " );\ngroups = { xa = [ ]; };\nplans = ( { id = \"p\"; title = \"Kế hoạch\"; coordinator = \"so\"; policy = \"p\"; "
			      "effective = \"2026-01-01..2027-12-31\"; obligations = ( { id = \"thang\"; title = \"Báo cáo tháng\"; owed_by = "
			      "[ \"xa\" ]; owed_to = [ \"so\" ]; every = \"month\"; due = \"by 20\"; } ); } );\n");
	return g_string_free(text, FALSE);
}

static void open_many(struct kit *kit)
{
	g_autofree char *text = files();
	struct config *config = config_read_text("many.conf", text, strlen(text));
	g_autoptr(GPtrArray) lines = problems_lines(config->problems);
	g_autoptr(GError) error = NULL;

	if (!config_ok(config))
		g_error("%s", (const char *)lines->pdata[0]);
	*kit = (struct kit){ .config = config };
	kit_at(kit, "2026-11-02T09:00");
	kit->store = store_open(":memory:", &error);
	g_assert_no_error(error);
	kit->templates = templates_new(config->settings.templates);
	kit->engine = engine_new(kit->store, kit->templates);
	engine_load(kit->engine, config, kit->now, NULL, &error);
	g_assert_no_error(error);
	kit->feeds = feeds_new(config, kit->store);
}

static int count(const char *text, const char *what)
{
	int number = 0;

	for (const char *at = strstr(text, what); at != NULL; at = strstr(at + 1, what))
		number++;
	return number;
}

/* The nearest are there, whole days of them, and what is not is counted. */
static void check_nearest(struct kit *kit, const struct feed_want *want)
{
	g_autofree char *text = kit_text(kit, want);
	g_autofree char *again = kit_text(kit, want);
	int shown = count(text, "\r\nSUMMARY:"), all;
	g_autoptr(GPtrArray) occurrences = schedule_occurrences(kit->config, NULL, civil_add(civil_make(2026, 11, 2), -90),
							       civil_add(civil_make(2026, 11, 2), 400), false);
	g_autofree char *cut = NULL;

	g_ptr_array_set_free_func(occurrences, (GDestroyNotify)occurrence_free);
	all = (int)occurrences->len;
	g_assert_cmpint(all, >, 2000);
	g_assert_cmpint(shown, >, 400);
	g_assert_cmpint(shown, <=, 1000);
	g_assert_cmpuint(strlen(text), <, 700000);
	g_assert_cmpint(count(text, "SUMMARY:Hạn hết 20/11: "), ==, BODIES);
	cut = g_strdup_printf("\\; %d sự kiện xa hơn không hiển thị", all - shown);
	if (strstr(text, cut) == NULL)
		g_error("%d of %d shown: no «%s» in %.1500s", shown, all, cut, text);
	g_assert_cmpstr(text, ==, again);
}

static void the_nearest_of_many_are_read(void)
{
	static const struct feed_want wants[] = {
		{ .key = { FEED_SCOPE_UNDER, "so" } },
		{ .key = { FEED_SCOPE_ALL, NULL }, .options = { .detail = true } },
		{ .key = { FEED_SCOPE_GROUP, "xa" }, .options = { .detail = true, .todos = true } },
		{ .key = { FEED_SCOPE_OBLIGATION, "p/thang" }, .options = { .detail = true, .alarms = true } },
	};
	struct kit kit;

	open_many(&kit);
	for (size_t i = 0; i < G_N_ELEMENTS(wants); i++)
		check_nearest(&kit, &wants[i]);
	kit_close(&kit);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/feeds-many/nearest", the_nearest_of_many_are_read);
	return g_test_run();
}
