/*
 * Consolidations: three departments (a, b, c) report before 05/12/2024, k makes one report of it before 10/12/2024, and one
 * before 20/12/2024 of that. Between the first two limits (04/12 and 09/12) lie three working days: 05, 06, 09/12.
 */
#include <glib.h>
#include <string.h>

#include "base/error.h"
#include "engine/inputs.h"
#include "engine/views.h"

static const char files[] =
	"office = { name = \"Sở K\"; hours = \"07:30-17:00\"; };\n"
	"mail = { from = \"Sở K <nhac@k.example.vn>\"; admin = \"admin@k.example.vn\"; relay = \"smtp://127.0.0.1:25\"; };\n"
	"agencies = ( { id = \"k\"; name = \"Sở K\"; relation = \"subordinate\"; contacts = ( { position = \"focal\"; email = \"k@k.example.vn\"; } ); },\n"
	"  { id = \"a\"; name = \"Sở An toàn\"; short = \"SAT\"; relation = \"subordinate\"; groups = [ \"nhom\" ]; },\n"
	"  { id = \"b\"; name = \"Sở Bưu chính\"; relation = \"subordinate\"; groups = [ \"nhom\" ]; },\n"
	"  { id = \"c\"; name = \"Sở Công chính\"; relation = \"subordinate\"; },\n"
	"  { id = \"ubnd\"; name = \"Ủy ban\"; relation = \"superior\"; } );\n"
	"policies = { p = { remind = [ \"0d\" ]; }; };\n"
	"plans = ( { id = \"kh\"; title = \"Kế hoạch năm 2024\"; effective = \"2024-01-01..2024-12-31\"; policy = \"p\"; coordinator = \"k\";\n"
	"  obligations = (\n"
	"  { id = \"bc\"; title = \"Báo cáo năm 2024\"; every = \"once\"; due = \"before 05/12/2024\"; owed_by = [ \"a\", \"b\", \"c\" ]; owed_to = [ \"k\" ]; },\n"
	"  { id = \"kho\"; title = \"Khó khăn năm 2024\"; every = \"once\"; due = \"none\"; owed_by = [ \"a\", \"b\" ]; owed_to = [ \"k\" ]; },\n"
	"  { id = \"tin\"; title = \"Tin, bài năm 2024\"; every = \"once\"; due = \"by 20/11/2024\"; owed_by = [ \"a\" ]; owed_to = [ \"k\" ]; count = 4; },\n"
	"  { id = \"tong\"; title = \"Tổng hợp năm 2024\"; every = \"once\"; due = \"before 10/12/2024\"; owed_by = [ \"k\" ]; owed_to = [ \"ubnd\" ];\n"
	"    needs = [ \"bc\", \"kho\" ]; },\n"
	"  { id = \"cuoi\"; title = \"Cuối năm 2024\"; every = \"once\"; due = \"before 20/12/2024\"; owed_by = [ \"k\" ]; owed_to = [ \"ubnd\" ];\n"
	"    needs = [ \"tong\" ]; } ); } );\n";

struct world {
	struct config *config;
	struct store *store;
	struct engine *engine;
	struct instant now;
};

static struct instant at(const struct world *world, const char *text)
{
	struct instant when;

	g_assert_true(zone_parse(world->config->settings.zone, text, &when));
	return when;
}

static void set_up(struct world *world, const void *data)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) lines = NULL;

	world->config = config_read_text("t.conf", files, strlen(files));
	lines = problems_lines(world->config->problems);
	if (!config_ok(world->config))
		g_error("%s", (char *)lines->pdata[0]);
	world->store = store_open(":memory:", &error);
	g_assert_no_error(error);
	world->engine = engine_new(world->store, NULL);
	world->now = at(world, "2024-11-01T08:00");
	g_assert_true(engine_load(world->engine, world->config, world->now, NULL, &error));
	g_assert_no_error(error);
}

static void tear_down(struct world *world, const void *data)
{
	engine_free(world->engine);
	store_close(world->store);
	config_free(world->config);
}

static struct fact *get(struct world *world, const char *id)
{
	g_autoptr(GError) error = NULL;
	struct fact *fact = fact_get(world->store, id, &error);

	g_assert_no_error(error);
	g_assert_nonnull(fact);
	return fact;
}

/* As an order leaves it; `when` NULL: nothing came in. */
static void put(struct world *world, const char *id, enum state state, const char *when)
{
	g_autoptr(fact_t) fact = get(world, id);
	g_autoptr(GError) error = NULL;

	fact->state = state;
	fact->submitted = when != NULL ? at(world, when) : INSTANT_NONE;
	g_assert_true(store_begin(world->store, &error) && fact_put(world->store, fact, &error) && store_commit(world->store, &error));
	g_assert_no_error(error);
}

static void assert_count(struct world *world, const char *id, const char *expected)
{
	g_autoptr(fact_t) fact = get(world, id);
	g_autoptr(GError) error = NULL;
	struct inputs_count count;
	g_autofree char *told = NULL;

	g_assert_true(inputs_count(world->engine, fact, &count, &error));
	g_assert_no_error(error);
	told = g_strdup_printf("total %d in %d late %d missing %d waived %d returned %d undated %d%s", count.total, count.in, count.late,
			       count.missing, count.waived, count.returned, count.undated, inputs_ready(&count) ? " ready" : "");
	g_assert_cmpstr(told, ==, expected);
}

static char *told(struct world *world, const char *id)
{
	g_autoptr(fact_t) fact = get(world, id);
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) inputs = inputs_of(world->engine, fact, zone_civil(world->config->settings.zone, world->now), &error);
	GString *text = g_string_new(NULL);

	g_assert_no_error(error);
	for (guint i = 0; i < inputs->len; i++) {
		const struct input *input = inputs->pdata[i];

		g_string_append_printf(text, "%s%s %s", i ? "; " : "", input->fact->id, inputs_state_name(input->state));
	}
	return g_string_free(text, FALSE);
}

static void states(struct world *world, const void *data)
{
	g_autofree char *before = NULL, *after = NULL;

	assert_count(world, "kh/tong/k/2024", "total 3 in 0 late 0 missing 3 waived 0 returned 0 undated 2");
	assert_count(world, "kh/bc/a/2024", "total 0 in 0 late 0 missing 0 waived 0 returned 0 undated 0");
	before = told(world, "kh/tong/k/2024");
	g_assert_cmpstr(before, ==, "kh/bc/a/2024 missing; kh/bc/b/2024 missing; kh/bc/c/2024 missing; kh/kho/all/2024 undated");
	put(world, "kh/bc/a/2024", STATE_ACCEPTED, "2024-12-04T16:59");
	put(world, "kh/bc/b/2024", STATE_SUBMITTED, "2024-12-05T08:00");
	put(world, "kh/bc/c/2024", STATE_RETURNED, "2024-12-03T08:00");
	assert_count(world, "kh/tong/k/2024", "total 3 in 2 late 1 missing 0 waived 0 returned 1 undated 2");
	after = told(world, "kh/tong/k/2024");
	g_assert_cmpstr(after, ==, "kh/bc/a/2024 in; kh/bc/b/2024 late; kh/bc/c/2024 returned; kh/kho/all/2024 undated");
	put(world, "kh/bc/c/2024", STATE_WAIVED, NULL);
	assert_count(world, "kh/tong/k/2024", "total 3 in 2 late 1 missing 0 waived 1 returned 0 undated 2 ready");
	put(world, "kh/bc/a/2024", STATE_NIL, "2024-12-04T16:59");
	put(world, "kh/bc/b/2024", STATE_UNKNOWN, NULL);
	put(world, "kh/kho/all/2024", STATE_CANCELLED, NULL);
	assert_count(world, "kh/tong/k/2024", "total 3 in 1 late 0 missing 0 waived 2 returned 0 undated 0 ready");
	put(world, "kh/bc/a/2024", STATE_CANCELLED, NULL);
	assert_count(world, "kh/tong/k/2024", "total 3 in 0 late 0 missing 0 waived 3 returned 0 undated 0");
}

static const char *text_at(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

/* One group of `where`, as "plan/obligation/period: id input, …". */
static char *group_told(const json_t *group)
{
	GString *text = g_string_new(NULL);
	const json_t *body;
	size_t i;

	g_string_append_printf(text, "%s/%s:", text_at(group, "obligation"), text_at(group, "period"));
	json_array_foreach (json_object_get(group, "bodies"), i, body)
		g_string_append_printf(text, " %s %s %s", text_at(body, "id"), text_at(body, "input"), text_at(body, "agency_name"));
	return g_string_free(text, FALSE);
}

static void cascade(struct world *world, const void *data)
{
	g_autoptr(fact_t) middle = get(world, "kh/tong/k/2024"), alone = get(world, "kh/tin/a/2024");
	g_autofree char *first = NULL, *above = NULL, *deep = NULL;
	json_t *tree, *none, *top;

	put(world, "kh/bc/a/2024", STATE_SUBMITTED, "2024-12-05T08:00");
	tree = views_cascade(world->engine, middle, world->now, NULL);
	first = group_told(json_array_get(json_object_get(tree, "needs"), 0));
	g_assert_cmpstr(first, ==, "kh/bc/2024: kh/bc/a/2024 late Sở An toàn kh/bc/b/2024 missing Sở Bưu chính kh/bc/c/2024 missing Sở Công chính");
	g_assert_cmpint(json_array_size(json_object_get(tree, "needs")), ==, 2);
	above = group_told(json_array_get(json_object_get(tree, "needed_by"), 0));
	g_assert_cmpstr(above, ==, "kh/cuoi/2024: kh/cuoi/k/2024 missing Sở K");
	json_decref(tree);
	/* Down the whole chain from its top, and up from its bottom. */
	g_clear_pointer(&middle, fact_free);
	middle = get(world, "kh/cuoi/k/2024");
	tree = views_cascade(world->engine, middle, world->now, NULL);
	top = json_array_get(json_object_get(tree, "needs"), 0);
	deep = group_told(json_array_get(json_object_get(top, "needs"), 0));
	g_assert_cmpstr(deep, ==, first);
	g_assert_false(json_boolean_value(json_object_get(top, "ready")));
	json_decref(tree);
	none = views_cascade(world->engine, alone, world->now, NULL);
	g_assert_true(json_is_null(none));
	json_decref(none);
}

static void rows(struct world *world, const void *data)
{
	g_autoptr(fact_t) dependent = get(world, "kh/tong/k/2024"), counted = get(world, "kh/tin/a/2024");
	json_t *row = views_row(world->engine, dependent, LANGUAGE_EN, world->now), *other;

	g_assert_cmpint(json_integer_value(json_object_get(json_object_get(row, "inputs"), "missing")), ==, 3);
	g_assert_true(json_is_false(json_object_get(row, "ready")));
	g_assert_true(json_is_null(json_object_get(row, "count")));
	json_decref(row);
	other = views_row(world->engine, counted, LANGUAGE_EN, world->now);
	g_assert_true(json_is_null(json_object_get(other, "inputs")));
	g_assert_cmpint(json_integer_value(json_object_get(other, "count")), ==, 4);
	g_assert_true(json_is_integer(json_object_get(other, "entries")));
	json_decref(other);
}

/* ---- submitting with inputs missing; a is in ---- */

static void admits(struct world *world, const void *data)
{
	static const struct { const char *without, *left_out, *refused; } cases[] = {
		{ NULL, NULL, "kh/tong/k/2024: 2 of 3 inputs are missing (Sở Bưu chính; Sở Công chính)" },
		{ "b", NULL, "kh/tong/k/2024: 1 of 3 inputs is missing (Sở Công chính)" },
		{ "Sở", NULL, "2 of 3" }, /* a part of a name names nobody */
		{ "a c", NULL, "1 of 3 inputs is missing (Sở Bưu chính)" },
		{ "b c", "kh/bc/b/2024 kh/bc/c/2024", NULL },
		{ "kh/bc/b/2024 SO-CONG-CHINH", NULL, "1 of 3" },
		{ "kh/bc/b/2024 c", "kh/bc/b/2024 kh/bc/c/2024", NULL },
		{ "nhom c", "kh/bc/b/2024 kh/bc/c/2024", NULL },
		{ "kh/*/*/2024", "kh/bc/b/2024 kh/bc/c/2024", NULL },
		{ "all", "kh/bc/b/2024 kh/bc/c/2024", NULL },
		{ "*", "kh/bc/b/2024 kh/bc/c/2024", NULL },
	};
	g_autoptr(fact_t) dependent = get(world, "kh/tong/k/2024");

	put(world, "kh/bc/a/2024", STATE_RETURNED, "2024-12-03T08:00");
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_auto(GStrv) words = cases[i].without != NULL ? g_strsplit(cases[i].without, " ", -1) : NULL;
		g_autoptr(GPtrArray) without = g_ptr_array_new(), left_out = NULL, returned = NULL;
		g_autoptr(GError) error = NULL;
		g_autofree char *text = NULL;

		for (char **word = words; word != NULL && *word != NULL; word++)
			g_ptr_array_add(without, *word);
		if (!inputs_admit(world->engine, dependent, without, civil_make(2024, 12, 9), &left_out, &returned, &error)) {
			g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_STATE);
			g_assert_nonnull(cases[i].refused);
			g_assert_nonnull(strstr(error->message, cases[i].refused));
			continue;
		}
		g_assert_null(cases[i].refused);
		g_ptr_array_add(left_out, NULL);
		text = g_strjoinv(" ", (char **)left_out->pdata);
		g_assert_cmpstr(text, ==, cases[i].left_out);
		g_assert_cmpint(returned->len, ==, 1);
		g_assert_cmpstr(returned->pdata[0], ==, "kh/bc/a/2024");
	}
}

/* Accents, letters and a short name do not matter. */
static void admits_by_name(struct world *world, const void *data)
{
	g_autoptr(fact_t) dependent = get(world, "kh/tong/k/2024");
	g_autoptr(GPtrArray) without = g_ptr_array_new(), left_out = NULL, returned = NULL;
	g_autoptr(GError) error = NULL;

	g_ptr_array_add(without, (char *)"sat");
	g_ptr_array_add(without, (char *)"so buu chinh");
	g_ptr_array_add(without, (char *)"SỞ CÔNG CHÍNH");
	g_assert_true(inputs_admit(world->engine, dependent, without, civil_make(2024, 12, 9), &left_out, &returned, &error));
	g_assert_no_error(error);
	g_assert_cmpint(left_out->len, ==, 3);
}

/* ---- whose lateness; c came in time ---- */

static void charges(struct world *world, const void *data)
{
	/* The last permitted day of kh/tong is Monday 09/12. Days late: 10, 11, 12, 13, 16, 17/12 … */
	static const struct { const char *a, *b, *dependent; int late, charged; const char *to; } cases[] = {
		{ "2024-12-04T10:00", "2024-12-04T10:00", "2024-12-12T10:00", 3, 0, "" }, /* all in time: its own */
		{ "2024-12-04T10:00", "2024-12-09T10:00", "2024-12-12T10:00", 3, 3, "kh/bc/b/2024" }, /* three days late: until 12/12 */
		{ "2024-12-04T10:00", "2024-12-09T10:00", "2024-12-16T10:00", 5, 3, "kh/bc/b/2024" }, /* two days are its own */
		{ "2024-12-04T10:00", "2024-12-05T10:00", "2024-12-12T10:00", 3, 1, "kh/bc/b/2024" }, /* 06, 09, 10/12 */
		{ "2024-12-06T10:00", "2024-12-05T10:00", "2024-12-12T10:00", 3, 2, "kh/bc/a/2024 kh/bc/b/2024" }, /* the last one counts */
		{ "2024-12-04T10:00", NULL, "2024-12-12T10:00", 3, 3, "kh/bc/b/2024" }, /* left out */
		{ "2024-12-04T10:00", "2024-12-20T10:00", "2024-12-12T10:00", 3, 3, "kh/bc/b/2024" }, /* not in yet then */
		{ "2024-12-04T10:00", "2024-12-09T10:00", "2024-12-09T10:00", 0, 0, "" }, /* not late at all */
	};

	put(world, "kh/bc/c/2024", STATE_SUBMITTED, "2024-12-02T10:00");
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(fact_t) dependent = get(world, "kh/tong/k/2024");
		g_autoptr(GPtrArray) to = NULL;
		g_autoptr(GError) error = NULL;
		g_autofree char *text = NULL;

		put(world, "kh/bc/a/2024", STATE_SUBMITTED, cases[i].a);
		put(world, "kh/bc/b/2024", cases[i].b != NULL ? STATE_SUBMITTED : STATE_OPEN, cases[i].b);
		dependent->submitted = at(world, cases[i].dependent);
		dependent->workdays_late = cases[i].late;
		g_assert_true(inputs_charge(world->engine, dependent, &to, &error));
		g_assert_no_error(error);
		g_ptr_array_add(to, NULL);
		text = g_strjoinv(" ", (char **)to->pdata);
		g_assert_cmpstr(text, ==, cases[i].to);
		g_assert_cmpint(dependent->charged, ==, cases[i].charged);
	}
}

/* A later limit by an order makes an input no less late for those who wait: the gap is that of the two limits of the plan. */
static void charges_by_first_limit(struct world *world, const void *data)
{
	g_autoptr(fact_t) dependent = get(world, "kh/tong/k/2024"), input = get(world, "kh/bc/b/2024");
	g_autoptr(GPtrArray) to = NULL;
	g_autoptr(GError) error = NULL;

	put(world, "kh/bc/a/2024", STATE_SUBMITTED, "2024-12-02T10:00");
	put(world, "kh/bc/c/2024", STATE_SUBMITTED, "2024-12-02T10:00");
	input->state = STATE_SUBMITTED;
	input->submitted = at(world, "2024-12-10T10:00");
	input->limit = input->last = input->aim = input->counted_limit = civil_make(2024, 12, 10);
	input->late_from = input->counted_late_from = at(world, "2024-12-11T00:00");
	g_assert_true(store_begin(world->store, &error) && fact_put(world->store, input, &error) && store_commit(world->store, &error));
	dependent->submitted = at(world, "2024-12-13T10:00");
	dependent->workdays_late = 4;
	g_assert_true(inputs_charge(world->engine, dependent, &to, &error));
	g_assert_no_error(error);
	g_assert_cmpint(dependent->charged, ==, 4);
	assert_count(world, "kh/tong/k/2024", "total 3 in 3 late 0 missing 0 waived 0 returned 0 undated 2 ready");
}

#define TEST(name, function) g_test_add(name, struct world, NULL, (void (*)(struct world *, const void *))set_up, function, tear_down)

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	TEST("/inputs/states", states);
	TEST("/inputs/cascade", cascade);
	TEST("/inputs/rows", rows);
	TEST("/inputs/admits", admits);
	TEST("/inputs/admits-by-name", admits_by_name);
	TEST("/inputs/charges", charges);
	TEST("/inputs/charges-by-first-limit", charges_by_first_limit);
	return g_test_run();
}
