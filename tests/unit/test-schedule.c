#include <glib.h>
#include <string.h>

#include "model/period.h"
#include "model/schedule.h"

/* A small world built by hand: bodies a, b, c in the group `all-three`, a receiver r, and one plan `p`. */
struct world {
	struct config config;
	struct group *group;
	struct plan *plan;
};

static struct civil day(const char *text)
{
	struct civil date = CIVIL_NONE;

	g_assert_true(*text == '\0' || civil_parse(text, &date));
	return date;
}

static void off(struct world *world, const char *date)
{
	calendar_add(world->config.calendar, day(date), CALENDAR_HOLIDAY, false, "nghỉ");
}

static struct agency *body(struct world *world, const char *id)
{
	struct agency *agency = agency_new();

	agency->id = g_strdup(id);
	g_ptr_array_add(world->config.definitions->agencies, agency);
	g_hash_table_insert(world->config.definitions->by_id, agency->id, party_new(agency->id, agency, NULL));
	return agency;
}

static struct agency *find(struct world *world, const char *id)
{
	struct agency *agency = (struct agency *)plan_agency(world->config.definitions, id);

	g_assert_nonnull(agency);
	return agency;
}

static void member(struct world *world, const char *id)
{
	g_ptr_array_add(world->group->members, party_new(id, find(world, id), NULL));
}

static void setup(struct world *world, const void *unused)
{
	static const char *const ids[] = { "a", "b", "c", "r" };

	world->config = (struct config){ .definitions = definitions_new(), .calendar = calendar_new() };
	world->config.settings.zone = zone_open("Asia/Ho_Chi_Minh", NULL);
	world->config.settings.office = (struct office){ .opening = 450, .closing = 1020 };
	for (size_t i = 0; i < G_N_ELEMENTS(ids); i++)
		body(world, ids[i]);
	world->group = group_new();
	world->group->id = g_strdup("all-three");
	g_ptr_array_add(world->config.definitions->groups, world->group);
	member(world, "a");
	member(world, "b");
	member(world, "c");
	world->plan = plan_new();
	world->plan->id = g_strdup("p");
	world->plan->effective = (struct range){ day("2021-05-01"), day("2030-12-31") };
	g_ptr_array_add(world->config.definitions->plans, world->plan);
	off(world, "2026-01-01");
	off(world, "2026-11-24");
	off(world, "2024-01-01");
}

static void teardown(struct world *world, const void *unused)
{
	definitions_free(world->config.definitions);
	calendar_free(world->config.calendar);
	zone_free(world->config.settings.zone);
}

static struct obligation *owe(struct world *world, const char *id, const char *every, const char *due)
{
	struct obligation *obligation = obligation_new();
	GError *error = NULL;

	obligation->id = g_strdup(id);
	obligation->plan = world->plan;
	rhythm_parse(every, &obligation->rhythm, &error);
	g_assert_no_error(error);
	due_parse(due, &obligation->rhythm, &obligation->due, &error);
	g_assert_no_error(error);
	g_ptr_array_add(obligation->owed_by, party_new("all-three", NULL, world->group));
	g_ptr_array_add(obligation->owed_to, party_new("r", find(world, "r"), NULL));
	g_ptr_array_add(world->plan->obligations, obligation);
	return obligation;
}

/* "limit id" of each, joined by "; "; undated rows "- id xN"; internal ones with "!". Frees the list. */
static char *told(GPtrArray *list)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < list->len; i++) {
		const struct occurrence *one = list->pdata[i];
		char buffer[CIVIL_SIZE];

		g_string_append_printf(text, "%s%s %s", i > 0 ? "; " : "", one->dated ? civil_format(one->limit.limit, buffer) : "-", one->id);
		if (!one->dated)
			g_string_append_printf(text, " x%d", one->owners);
		if (one->internal)
			g_string_append_c(text, '!');
	}
	g_ptr_array_unref(list);
	return g_string_free(text, FALSE);
}

static char *between(struct world *world, const char *first, const char *last, bool undated)
{
	return told(schedule_occurrences(&world->config, world->plan, day(first), day(last), undated));
}

#define assert_told(call, expected)                 \
	do {                                        \
		g_autofree char *got = call;        \
		g_assert_cmpstr(got, ==, expected); \
	} while (0)

static void one_for_each_owner_and_period(struct world *world, const void *unused)
{
	owe(world, "nam", "year", "before 30/11");
	assert_told(between(world, "2026-01-01", "2026-12-31", true),
		    "2026-11-29 p/nam/a/2026; 2026-11-29 p/nam/b/2026; 2026-11-29 p/nam/c/2026");
	assert_told(between(world, "2026-11-29", "2026-11-29", false),
		    "2026-11-29 p/nam/a/2026; 2026-11-29 p/nam/b/2026; 2026-11-29 p/nam/c/2026");
	assert_told(between(world, "2026-11-30", "2027-11-28", false), "");
	assert_told(between(world, "", "2021-12-31", false),
		    "2021-11-29 p/nam/a/2021; 2021-11-29 p/nam/b/2021; 2021-11-29 p/nam/c/2021");
	assert_told(between(world, "2030-11-29", "", false),
		    "2030-11-29 p/nam/a/2030; 2030-11-29 p/nam/b/2030; 2030-11-29 p/nam/c/2030");
}

static void only_a(struct obligation *obligation, struct world *world)
{
	g_ptr_array_set_size(obligation->owed_by, 0);
	g_ptr_array_add(obligation->owed_by, party_new("a", find(world, "a"), NULL));
}

static void each_rhythm_has_its_labels(struct world *world, const void *unused)
{
	world->plan->effective = (struct range){ day("2025-07-01"), day("2026-06-30") };
	only_a(owe(world, "m", "month", "by 5 next month"), world);
	assert_told(between(world, "2025-01-01", "2025-09-30", false), "2025-08-05 p/m/a/2025-07; 2025-09-05 p/m/a/2025-08");
	/* the last month ends with the plan, its limit lies outside */
	assert_told(between(world, "2026-07-01", "2026-12-31", false), "2026-07-05 p/m/a/2026-06");
	g_ptr_array_set_size(world->plan->obligations, 0);
	only_a(owe(world, "q", "quarter", "by last"), world);
	assert_told(between(world, "", "", false),
		    "2025-09-30 p/q/a/2025-Q3; 2025-12-31 p/q/a/2025-Q4; 2026-03-31 p/q/a/2026-Q1; 2026-06-30 p/q/a/2026-Q2");
	g_ptr_array_set_size(world->plan->obligations, 0);
	only_a(owe(world, "h", "half-year", "by 15 next month"), world);
	assert_told(between(world, "", "", false), "2026-01-15 p/h/a/2025-H2; 2026-07-15 p/h/a/2026-H1");
	g_ptr_array_set_size(world->plan->obligations, 0);
	only_a(owe(world, "n", "nine-months", "by 10/10"), world);
	assert_told(between(world, "", "", false), "2025-10-10 p/n/a/2025-9M");
	g_ptr_array_set_size(world->plan->obligations, 0);
	only_a(owe(world, "y", "year", "by 15/1 next year"), world);
	assert_told(between(world, "", "", false), "2026-01-15 p/y/a/2025");
}

static void one_offs_and_their_labels(struct world *world, const void *unused)
{
	struct obligation *once;

	world->plan->effective = (struct range){ day("2024-01-01"), day("2024-12-31") };
	only_a(owe(world, "ke-hoach", "once", "before 31/01/2024"), world);
	only_a(owe(world, "ket-qua", "once", "before 05/12/2024"), world);
	only_a(owe(world, "tong-hop", "once", "before 10/12/2024"), world);
	assert_told(between(world, "2024-01-01", "2024-12-31", false),
		    "2024-01-30 p/ke-hoach/a/2024; 2024-12-04 p/ket-qua/a/2024; 2024-12-09 p/tong-hop/a/2024");
	once = owe(world, "so-ket", "once", "in 2025");
	only_a(once, world);
	once->period = g_strdup("2021-2025");
	/* "in 2025" lies outside `effective`, and so may a limit */
	assert_told(between(world, "2025-01-01", "2025-12-31", false), "2025-12-31 p/so-ket/a/2021-2025");
	world->plan->effective.last = day("2025-12-31");
	assert_told(between(world, "", "2024-12-31", false), ""); /* two years and no label: the checks say so */
}

static void undated_duties_are_one_row(struct world *world, const void *unused)
{
	struct obligation *none = owe(world, "kiem-tra", "quarter", "none");

	owe(world, "dot-xuat", "once", "event")->period = g_strdup("x");
	g_ptr_array_set_size(owe(world, "khong-ro", "year", "none")->owed_by, 0);
	owe(world, "nhac-lai", "year", "none")->same_as = none;
	assert_told(between(world, "2026-01-01", "2026-06-30", false), "");
	assert_told(between(world, "2026-01-01", "2026-06-30", true), "- p/kiem-tra/all/2026-Q1 x3; - p/kiem-tra/all/2026-Q2 x3");
	assert_told(between(world, "2026-03-31", "2026-04-01", true), "- p/kiem-tra/all/2026-Q1 x3; - p/kiem-tra/all/2026-Q2 x3");
	world->plan->tracked.first = day("2026-04-01");
	assert_told(between(world, "2026-01-01", "2026-06-30", true), "- p/kiem-tra/all/2026-Q2 x3");
	find(world, "c")->valid.last = day("2026-05-31");
	find(world, "c")->no_heir = true;
	assert_told(between(world, "2026-04-01", "2026-04-01", true), "- p/kiem-tra/all/2026-Q2 x2");
}

static void tracked_and_except(struct world *world, const void *unused)
{
	struct obligation *yearly = owe(world, "nam", "year", "before 30/11");

	world->plan->tracked.first = day("2025-11-30");
	g_ptr_array_add(yearly->except, party_new("b", find(world, "b"), NULL));
	assert_told(between(world, "", "2026-12-31", false), "2026-11-29 p/nam/a/2026; 2026-11-29 p/nam/c/2026");
	world->plan->tracked.first = day("2025-11-29");
	g_ptr_array_add(yearly->except, party_new("c", find(world, "c"), NULL));
	assert_told(between(world, "", "2026-12-31", false), "2025-11-29 p/nam/a/2025; 2026-11-29 p/nam/a/2026");
}

static void heirs_owe_what_falls_due_later(struct world *world, const void *unused)
{
	struct agency *a = find(world, "a");

	owe(world, "nam", "year", "before 30/11");
	a->valid.last = day("2025-11-29");
	g_ptr_array_add(a->successors, find(world, "b"));
	assert_told(between(world, "2025-01-01", "2026-12-31", false),
		    "2025-11-29 p/nam/a/2025; 2025-11-29 p/nam/b/2025; 2025-11-29 p/nam/c/2025; "
		    "2026-11-29 p/nam/b/2026; 2026-11-29 p/nam/c/2026");
	g_ptr_array_set_size(a->successors, 0);
	g_ptr_array_add(a->successors, body(world, "d"));
	assert_told(between(world, "2026-01-01", "2026-12-31", false),
		    "2026-11-29 p/nam/b/2026; 2026-11-29 p/nam/c/2026; 2026-11-29 p/nam/d/2026");
	g_ptr_array_set_size(a->successors, 0);
	a->no_heir = true;
	assert_told(between(world, "2026-01-01", "2026-12-31", false), "2026-11-29 p/nam/b/2026; 2026-11-29 p/nam/c/2026");
}

static void a_receiver_who_owes_is_internal(struct world *world, const void *unused)
{
	struct obligation *yearly = owe(world, "nam", "year", "before 30/11");

	yearly->via = find(world, "c");
	assert_told(between(world, "2026-01-01", "2026-12-31", false),
		    "2026-11-29 p/nam/a/2026; 2026-11-29 p/nam/b/2026; 2026-11-29 p/nam/c/2026!");
	/* the body that took the receiver's place is the receiver */
	find(world, "c")->valid.last = day("2025-12-31");
	g_ptr_array_add(find(world, "c")->successors, find(world, "b"));
	assert_told(between(world, "2026-01-01", "2026-12-31", false), "2026-11-29 p/nam/a/2026; 2026-11-29 p/nam/b/2026!");
}

static void days_off_may_be_ruled_by_owner(struct world *world, const void *unused)
{
	struct obligation *yearly = owe(world, "nam", "year", "before 30/11");
	struct by_owner_entry *entry = g_new0(struct by_owner_entry, 1);

	entry->party = party_new("b", find(world, "b"), NULL);
	entry->value = GINT_TO_POINTER(NONWORKING_NEXT);
	yearly->nonworking.entries = g_ptr_array_new();
	g_ptr_array_add(yearly->nonworking.entries, entry);
	assert_told(between(world, "2026-01-01", "2026-12-31", false),
		    "2026-11-29 p/nam/a/2026; 2026-11-29 p/nam/c/2026; 2026-11-30 p/nam/b/2026");
	assert_told(between(world, "2026-11-30", "2026-11-30", false), "2026-11-30 p/nam/b/2026");
}

static void recurrence_rules_name_days(struct world *world, const void *unused)
{
	struct obligation *rule = owe(world, "giao-ban", "RRULE:FREQ=MONTHLY;BYDAY=-1FR", "by date");

	only_a(rule, world);
	assert_told(between(world, "2026-10-01", "2026-12-31", false),
		    "2026-10-30 p/giao-ban/a/2026-10-30; 2026-11-27 p/giao-ban/a/2026-11-27; 2026-12-25 p/giao-ban/a/2026-12-25");
	g_ptr_array_set_size(world->plan->obligations, 0);
	only_a(owe(world, "nhuan", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "before date"), world);
	assert_told(between(world, "", "", false), "2024-02-28 p/nhuan/a/2024-02-29; 2028-02-28 p/nhuan/a/2028-02-29");
	g_ptr_array_set_size(world->plan->obligations, 0);
	only_a(owe(world, "dem", "RRULE:FREQ=YEARLY;COUNT=2;BYMONTH=3;BYMONTHDAY=8", "by date"), world);
	assert_told(between(world, "", "", false), "2022-03-08 p/dem/a/2022-03-08; 2023-03-08 p/dem/a/2023-03-08");
	g_ptr_array_set_size(world->plan->obligations, 0);
	only_a(owe(world, "khong", "RRULE:FREQ=YEARLY;UNTIL=20221231;BYMONTH=3;BYMONTHDAY=8", "by date"), world);
	assert_told(between(world, "", "", false), "2022-03-08 p/khong/a/2022-03-08");
	world->plan->effective.first = CIVIL_NONE;
	assert_told(between(world, "", "", false), "");
}

/* Beginning near the range gives the same days as walking there. */
static void ranges_of_a_rule_agree(struct world *world, const void *unused)
{
	static const char *const rules[] = {
		"RRULE:FREQ=DAILY;INTERVAL=9", "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "RRULE:FREQ=MONTHLY;BYDAY=-1FR",
		"RRULE:FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=31", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
		"RRULE:FREQ=YEARLY;INTERVAL=2;BYDAY=20MO", "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "RRULE:FREQ=YEARLY;BYYEARDAY=-1",
		"RRULE:FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "RRULE:FREQ=WEEKLY;INTERVAL=3", "RRULE:FREQ=MONTHLY;INTERVAL=7", "RRULE:FREQ=YEARLY",
		"RRULE:RSCALE=GREGORIAN;FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;SKIP=BACKWARD", "RRULE:FREQ=DAILY;INTERVAL=2;COUNT=900",
		"RRULE:FREQ=DAILY;BYMONTH=3;BYDAY=MO",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rules); i++) {
		struct obligation *rule = owe(world, "x", rules[i], "by date");
		g_autoptr(GArray) all = schedule_periods(rule, CIVIL_NONE, CIVIL_NONE, NULL);
		struct civil from = day("2021-05-01");
		guint seen = 0;

		g_test_message("%s", rules[i]);
		g_assert_cmpint(all->len, >, 0);
		for (; civil_before(from, day("2031-01-01")); from = civil_add(from, 97)) {
			g_autoptr(GArray) some = schedule_periods(rule, from, civil_add(from, 96), NULL);

			for (guint j = 0; j < some->len; j++, seen++) {
				g_assert_cmpint(seen, <, all->len);
				g_assert_cmpstr(g_array_index(some, struct period, j).label, ==, g_array_index(all, struct period, seen).label);
			}
		}
		g_assert_cmpint(seen, ==, all->len);
	}
}

static void an_id_finds_its_occurrence(struct world *world, const void *unused)
{
	static const char *const none[] = { "p/nam/a/2031", "p/nam/a/2020", "p/nam/z/2026", "p/nam/all/2026", "p/x/a/2026", "q/nam/a/2026",
					    "p/nam/a/2026-Q1", "p/nam/a/2026/x", "p/nam/r/2026", "", "///", "p/chua/a/2026-Q1",
					    "p/ngay/a/2026-11-26" };
	struct occurrence *found;

	owe(world, "nam", "year", "before 30/11");
	owe(world, "chua", "quarter", "none");
	owe(world, "ngay", "RRULE:FREQ=MONTHLY;BYDAY=-1FR", "by date");
	owe(world, "mot", "once", "before 1/7/2026")->period = g_strdup("dot-1");
	for (size_t i = 0; i < G_N_ELEMENTS(none); i++) {
		g_test_message("%s", none[i]);
		g_assert_null(schedule_occurrence(&world->config, none[i]));
	}
	found = schedule_occurrence(&world->config, "p/nam/b/2026");
	g_assert_cmpstr(found->id, ==, "p/nam/b/2026");
	g_assert_true(found->owner == find(world, "b") && found->dated);
	occurrence_free(found);
	found = schedule_occurrence(&world->config, "p/chua/all/2026-Q1");
	g_assert_cmpint(found->owners, ==, 3);
	occurrence_free(found);
	found = schedule_occurrence(&world->config, "p/ngay/a/2026-11-27");
	g_assert_true(civil_equal(found->limit.limit, day("2026-11-27")));
	occurrence_free(found);
	found = schedule_occurrence(&world->config, "p/mot/c/dot-1");
	g_assert_true(civil_equal(found->limit.limit, day("2026-06-30")));
	occurrence_free(found);
}

/* Every occurrence of a range is found by its id, and ranges joined give each once. */
static void ids_and_ranges_agree(struct world *world, const void *unused)
{
	static const struct { const char *every, *due, *window; } all[] = {
		{ "month", "by last next month", NULL }, { "quarter", "before 1", NULL }, { "half-year", "within 40 working days", "calendar" },
		{ "year", "by 1/1", NULL }, { "year", "by 31/12 next year", NULL }, { "nine-months", "by 1/1", NULL },
		{ "year", "within 300 working days", "decree-09" }, { "year", "within 700 days of 31/12 next year", NULL },
		{ "RRULE:FREQ=MONTHLY;BYMONTHDAY=-1", "within 90 working days of date", NULL },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(all); i++) {
		g_autofree char *id = g_strdup_printf("o%zu", i);
		struct obligation *obligation = owe(world, id, all[i].every, all[i].due);

		if (all[i].window != NULL)
			g_assert_true(data_window_parse(all[i].window, &obligation->rhythm, &obligation->window, NULL));
	}
	for (int rule = NONWORKING_GRACE; rule <= NONWORKING_PREVIOUS; rule++) {
		g_autoptr(GPtrArray) whole = NULL;
		struct civil from = day("2019-01-01");
		guint seen = 0;

		world->config.settings.nonworking = (enum nonworking)rule;
		whole = schedule_occurrences(&world->config, NULL, CIVIL_NONE, CIVIL_NONE, false);
		for (guint i = 0; i < whole->len; i += 7) {
			const struct occurrence *one = whole->pdata[i];
			struct occurrence *found = schedule_occurrence(&world->config, one->id);

			g_assert_nonnull(found);
			g_assert_true(civil_equal(found->limit.limit, one->limit.limit));
			occurrence_free(found);
		}
		for (; civil_before(from, day("2036-01-01")); from = civil_add(from, 61)) {
			g_autoptr(GPtrArray) some = schedule_occurrences(&world->config, NULL, from, civil_add(from, 60), false);

			for (guint i = 0; i < some->len; i++, seen++)
				g_assert_cmpstr(((struct occurrence *)some->pdata[i])->id, ==, ((struct occurrence *)whole->pdata[seen])->id);
		}
		g_assert_cmpint(seen, ==, whole->len);
	}
}

static void inputs_and_dependents(struct world *world, const void *unused)
{
	struct obligation *quarterly = owe(world, "quy", "quarter", "by last"), *yearly = owe(world, "nam", "year", "by 15/1 next year");
	struct obligation *once = owe(world, "tong-ket", "once", "in 2030"), *part = owe(world, "phan", "once", "before 1/7/2030");
	struct obligation *other = owe(world, "khac", "once", "before 1/7/2030");
	g_autoptr(occurrence_t) dependent = NULL;
	g_autoptr(occurrence_t) input = NULL;
	g_autoptr(GArray) above = NULL;

	only_a(yearly, world);
	only_a(once, world);
	only_a(part, world);
	once->period = g_strdup("2021-2030");
	part->period = g_strdup("2021-2030");
	other->period = g_strdup("khac"); /* another label, though of the same plan */
	g_ptr_array_add(once->needs, other);
	g_ptr_array_add(yearly->needs, quarterly);
	g_ptr_array_add(once->needs, part);
	g_ptr_array_add(once->needs, yearly);
	g_ptr_array_add(quarterly->except, party_new("c", find(world, "c"), NULL));
	dependent = schedule_occurrence(&world->config, "p/nam/a/2026");
	assert_told(told(schedule_inputs(&world->config, dependent)),
		    "2026-03-31 p/quy/a/2026-Q1; 2026-03-31 p/quy/b/2026-Q1; 2026-06-30 p/quy/a/2026-Q2; 2026-06-30 p/quy/b/2026-Q2; "
		    "2026-09-30 p/quy/a/2026-Q3; 2026-09-30 p/quy/b/2026-Q3; 2026-12-31 p/quy/a/2026-Q4; 2026-12-31 p/quy/b/2026-Q4");
	input = schedule_occurrence(&world->config, "p/quy/b/2026-Q4");
	assert_told(told(schedule_dependents(&world->config, input)), "2027-01-15 p/nam/a/2026");
	occurrence_free(g_steal_pointer(&dependent));
	dependent = schedule_occurrence(&world->config, "p/tong-ket/a/2021-2030");
	world->plan->tracked.first = day("2029-12-01");
	assert_told(told(schedule_inputs(&world->config, dependent)),
		    "2030-06-30 p/phan/a/2021-2030; 2030-01-15 p/nam/a/2029; 2031-01-15 p/nam/a/2030");
	/* What has no day itself needs others all the same. */
	once->due.kind = DUE_NONE;
	above = schedule_needed_by(&world->config, part, &dependent->period);
	g_assert_cmpint(above->len, ==, 1);
	g_assert_true(g_array_index(above, struct need, 0).obligation == once);
}

/* ---- steps */

static void rule(GPtrArray *rules, const char *distance, const char *repeat, int times)
{
	struct policy_step *step = policy_step_new();

	g_assert_true(span_parse(distance, &step->distance));
	g_assert_true(repeat == NULL || span_parse(repeat, &step->repeat));
	step->times = times;
	g_ptr_array_add(rules, step);
}

static struct policy *standard(struct world *world)
{
	static const char *const remind[] = { "30d", "14d", "7d", "3wd", "1wd", "0d" };
	struct policy *policy = policy_new();

	for (size_t i = 0; i < G_N_ELEMENTS(remind); i++)
		rule(policy->remind, remind[i], NULL, 0);
	rule(policy->escalate, "1wd", NULL, 0);
	rule(policy->escalate, "3wd", NULL, 0);
	rule(policy->escalate, "5wd", NULL, 0);
	rule(policy->escalate, "10wd", "5wd", 4);
	policy->spacing = (struct span){ 2, SPAN_WORKING_DAYS };
	g_ptr_array_add(world->config.definitions->policies, policy);
	return policy;
}

/* "-30d 28/10" of each, spaced ones in brackets. Frees the steps. */
static char *walked(GArray *steps, const struct zone *zone)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < steps->len; i++) {
		const struct step *step = &g_array_index(steps, struct step, i);
		int year, month, date;

		civil_split(step->day, &year, &month, &date);
		g_string_append_printf(text, "%s%s%s %d/%d%s", i > 0 ? ", " : "", step->spaced ? "[" : "", step->name, date, month,
				       step->spaced ? "]" : "");
		g_assert_true(civil_equal(zone_civil(zone, step->moment), step->day));
		g_assert_cmpint(zone_minute(zone, step->moment), ==, 450);
	}
	g_array_unref(steps);
	return g_string_free(text, FALSE);
}

static char *ladder(struct world *world, const struct policy *policy, const char *last, enum nonworking nonworking, int minute,
		    const char *until)
{
	struct limit limit;

	due_limit_of_day(day(last), minute, world->config.calendar, nonworking, world->config.settings.zone, &limit);
	return walked(schedule_steps(&world->config, policy, world->plan, &limit, zone_instant(world->config.settings.zone, day(until), 0)),
		      world->config.settings.zone);
}

static void the_ladder_of_2026(struct world *world, const void *unused)
{
	struct policy *policy = standard(world);

	assert_told(ladder(world, policy, "2026-11-29", NONWORKING_GRACE, -1, "2027-12-31"),
		    "-30d 28/10, -14d 13/11, [-7d 20/11], -3wd 23/11, [-1wd 26/11], -0d 27/11, "
		    "+1wd 1/12, +3wd 3/12, +5wd 7/12, +10wd 14/12, +10wd#1 21/12, +10wd#2 28/12, +10wd#3 4/1, +10wd#4 11/1");
	policy->spacing.count = 0;
	assert_told(ladder(world, policy, "2026-11-29", NONWORKING_KEEP, -1, "2027-12-31"),
		    "-30d 28/10, -14d 13/11, -7d 20/11, -3wd 23/11, -1wd 26/11, -0d 27/11, "
		    "+1wd 30/11, +3wd 2/12, +5wd 4/12, +10wd 11/12, +10wd#1 18/12, +10wd#2 25/12, +10wd#3 1/1, +10wd#4 8/1");
	off(world, "2026-11-23");
	calendar_add(world->config.calendar, day("2026-11-28"), CALENDAR_WORKDAY, false, "làm bù");
	g_ptr_array_set_size(policy->escalate, 0);
	assert_told(ladder(world, policy, "2026-11-29", NONWORKING_GRACE, -1, "2027-12-31"),
		    "-30d 29/10, -14d 13/11, -7d 20/11, -3wd 25/11, -1wd 27/11, -0d 28/11");
}

static void steps_on_days_off_move(struct world *world, const void *unused)
{
	struct policy *policy = policy_new();

	g_ptr_array_add(world->config.definitions->policies, policy);
	rule(policy->remind, "3d", NULL, 0); /* 29/11/2026 for the aim 2/12: Sunday, back to Friday */
	rule(policy->remind, "8d", NULL, 0); /* 24/11: a day off, back to Monday */
	rule(policy->escalate, "4d", "5d", 2); /* 6/12: Sunday, on to Monday; the repeats count from Sunday */
	assert_told(ladder(world, policy, "2026-12-02", NONWORKING_GRACE, -1, "2027-12-31"), "-8d 23/11, -3d 27/11, +4d 7/12, +4d#1 11/12, +4d#2 16/12");
}

/* The distance is that to the next one kept, not to one left out itself. */
static void spacing_counts_to_the_next_kept(struct world *world, const void *unused)
{
	struct policy *policy = policy_new();

	g_ptr_array_add(world->config.definitions->policies, policy);
	for (int i = 4; i >= 0; i--) {
		g_autofree char *distance = g_strdup_printf("%dwd", i);

		rule(policy->remind, distance, NULL, 0);
	}
	policy->spacing = (struct span){ 2, SPAN_WORKING_DAYS };
	assert_told(ladder(world, policy, "2026-12-04", NONWORKING_GRACE, -1, "2027-12-31"),
		    "-4wd 30/11, [-3wd 1/12], -2wd 2/12, [-1wd 3/12], -0wd 4/12");
	policy->spacing = (struct span){ 3, SPAN_DAYS };
	assert_told(ladder(world, policy, "2026-12-04", NONWORKING_GRACE, -1, "2027-12-31"),
		    "[-4wd 30/11], -3wd 1/12, [-2wd 2/12], [-1wd 3/12], -0wd 4/12");
}

static void steps_that_do_not_come(struct world *world, const void *unused)
{
	struct policy *policy = standard(world);
	struct limit soft = { .soft = true, .late_from = { 1 } };

	g_ptr_array_set_size(policy->escalate, 0);
	world->plan->effective.first = day("2026-11-20");
	assert_told(ladder(world, policy, "2026-11-29", NONWORKING_GRACE, -1, "2027-12-31"), "[-7d 20/11], -3wd 23/11, [-1wd 26/11], -0d 27/11");
	/* a limit of 07:00 is over at the opening of its day */
	assert_told(ladder(world, policy, "2026-12-02", NONWORKING_GRACE, 7 * 60, "2027-12-31"), "-7d 25/11, -3wd 27/11, -1wd 1/12");
	assert_told(walked(schedule_steps(&world->config, policy, world->plan, &soft, INSTANT_NEVER), world->config.settings.zone), "");
}

static void repeats_without_end_stop_after_until(struct world *world, const void *unused)
{
	struct policy *policy = policy_new();
	GArray *steps;
	struct limit limit;

	g_ptr_array_add(world->config.definitions->policies, policy);
	rule(policy->escalate, "1wd", "1wd", 0);
	assert_told(ladder(world, policy, "2026-12-01", NONWORKING_GRACE, -1, "2026-12-01"), "+1wd 2/12, +1wd#1 3/12");
	assert_told(ladder(world, policy, "2026-12-01", NONWORKING_GRACE, -1, "2026-12-04"), "+1wd 2/12, +1wd#1 3/12, +1wd#2 4/12");
	due_limit_of_day(day("2026-12-01"), -1, world->config.calendar, NONWORKING_GRACE, world->config.settings.zone, &limit);
	steps = schedule_steps(&world->config, policy, world->plan, &limit, INSTANT_NEVER);
	g_assert_cmpint(steps->len, <, 10000);
	g_array_unref(steps);
}

/* An escalation of the same moment stands behind a reminder, and the nearer of two reminders behind the farther. */
static void the_speaker_stands_last(struct world *world, const void *unused)
{
	struct policy *policy = policy_new();
	struct limit limit = { .aim = day("2026-12-03"), .late_from = zone_instant(world->config.settings.zone, day("2026-12-04"), 0) };
	GArray *steps;

	g_ptr_array_add(world->config.definitions->policies, policy);
	rule(policy->remind, "4d", NULL, 0);  /* Sunday 29/11, back to 27/11 */
	rule(policy->remind, "5d", NULL, 0);  /* Saturday 28/11, back to 27/11 */
	rule(policy->escalate, "2d", NULL, 0); /* Saturday 5/12, on to 7/12 */
	rule(policy->escalate, "3d", NULL, 0); /* Sunday 6/12, on to 7/12 */
	steps = schedule_steps(&world->config, policy, world->plan, &limit, INSTANT_NEVER);
	assert_told(walked(steps, world->config.settings.zone), "-5d 27/11, -4d 27/11, +3d 7/12, +2d 7/12");
}

/* Every limit of ten years: reminders lie on working days not after the aim and before late_from, escalations behind. */
static void steps_keep_their_places(struct world *world, const void *unused)
{
	struct policy *policy = standard(world);
	struct civil last = day("2021-07-01");

	for (; civil_before(last, day("2030-12-31")); last = civil_add(last, 1)) {
		for (int nonworking = NONWORKING_GRACE; nonworking <= NONWORKING_PREVIOUS; nonworking++) {
			struct limit limit;
			g_autoptr(GArray) steps = NULL;
			const struct step *final = NULL;

			due_limit_of_day(last, -1, world->config.calendar, (enum nonworking)nonworking, world->config.settings.zone, &limit);
			steps = schedule_steps(&world->config, policy, world->plan, &limit, INSTANT_NEVER);
			g_assert_cmpint(steps->len, ==, 6 + 8);
			for (guint i = 0; i < steps->len; i++) {
				const struct step *step = &g_array_index(steps, struct step, i);

				g_assert_true(calendar_is_working(world->config.calendar, step->day));
				if (step->side == STEP_ESCALATE) {
					g_assert_false(instant_before(step->moment, limit.late_from));
					continue;
				}
				g_assert_true(instant_before(step->moment, limit.late_from));
				g_assert_false(civil_before(limit.aim, step->day));
				if (final != NULL && !step->spaced)
					g_assert_cmpint(calendar_between(world->config.calendar, final->day, step->day), >=, 2);
				if (!step->spaced)
					final = step;
			}
			g_assert_cmpstr(final->name, ==, "-0d");
			g_assert_true(civil_equal(final->day, limit.aim));
		}
	}
}

/* ---- campaigns and hours */

static struct campaign *campaign(struct world *world, const char *id)
{
	struct campaign *made = campaign_new();

	made->id = g_strdup(id);
	made->plan = world->plan;
	made->dated = true;
	g_ptr_array_add(world->plan->campaigns, made);
	return made;
}

static char *windows(struct world *world, const char *first, const char *last)
{
	g_autoptr(GPtrArray) list = schedule_campaigns(&world->config, world->plan, day(first), day(last));
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < list->len; i++) {
		const struct campaign_occurrence *one = list->pdata[i];
		char from[CIVIL_SIZE], to[CIVIL_SIZE];

		g_string_append_printf(text, "%s%s %s..%s", i > 0 ? "; " : "", one->id, civil_format(one->first, from), civil_format(one->last, to));
	}
	return g_string_free(text, FALSE);
}

static void campaigns_have_windows(struct world *world, const void *unused)
{
	struct campaign *month = campaign(world, "thang"), *turn = campaign(world, "nam-moi"), *once = campaign(world, "le");

	month->rhythm.every = turn->rhythm.every = EVERY_YEAR;
	month->first_day = month->last_day = 15;
	month->first_month = 11;
	month->last_month = 12;
	turn->first_day = 20;
	turn->first_month = 12;
	turn->last_day = 10;
	turn->last_month = 1;
	once->rhythm.every = EVERY_ONCE;
	once->window = (struct range){ day("2026-03-08"), day("2026-03-08") };
	campaign(world, "khong-ngay")->dated = false;
	assert_told(windows(world, "2026-01-05", "2026-11-15"),
		    "campaign/p/nam-moi/2025 2025-12-20..2026-01-10; campaign/p/le/2026 2026-03-08..2026-03-08; "
		    "campaign/p/thang/2026 2026-11-15..2026-12-15");
	assert_told(windows(world, "2020-01-01", "2021-11-30"), "campaign/p/thang/2021 2021-11-15..2021-12-15");
	world->plan->tracked.first = day("2026-01-11");
	assert_told(windows(world, "2025-01-01", "2026-03-08"), "campaign/p/le/2026 2026-03-08..2026-03-08");
	rule(month->remind, "30d", NULL, 0);
	rule(month->remind, "7d", NULL, 0);
	rule(month->remind, "0d", NULL, 0);
	assert_told(walked(schedule_campaign_steps(&world->config, month, day("2026-11-15")), world->config.settings.zone),
		    "-30d 16/10, -7d 6/11, -0d 13/11");
}

static void the_office_opens(struct world *world, const void *unused)
{
	static const struct { const char *when, *opens; bool open; } all[] = {
		{ "2026-11-23T07:29", "2026-11-23T07:30:00+07:00", false }, { "2026-11-23T07:30", "2026-11-25T07:30:00+07:00", true },
		{ "2026-11-23T16:59", "2026-11-25T07:30:00+07:00", true },  { "2026-11-23T17:00", "2026-11-25T07:30:00+07:00", false },
		{ "2026-11-24T10:00", "2026-11-25T07:30:00+07:00", false }, { "2026-11-28T10:00", "2026-11-30T07:30:00+07:00", false },
	};
	const struct zone *zone = world->config.settings.zone;
	char buffer[INSTANT_SIZE];

	for (size_t i = 0; i < G_N_ELEMENTS(all); i++) {
		struct instant when;

		g_assert_true(zone_parse(zone, all[i].when, &when));
		g_assert_cmpstr(zone_format(zone, schedule_next_opening(&world->config, when), buffer), ==, all[i].opens);
		g_assert_cmpint(schedule_in_hours(&world->config, when), ==, all[i].open);
	}
	g_assert_cmpstr(zone_format(zone, schedule_opening(&world->config, day("2026-11-24")), buffer), ==, "2026-11-25T07:30:00+07:00");
	g_assert_cmpstr(zone_format(zone, schedule_opening(&world->config, day("2026-11-25")), buffer), ==, "2026-11-25T07:30:00+07:00");
}

static void labels_are_read_back(struct world *world, const void *unused)
{
	static const char *const bad[] = { "", "202", "2026-", "2026-Q0", "2026-Q5", "2026-H3", "2026-13", "2026-00", "2026-9m", "2026-8M",
					   "2026-Q", "2026-Q12", "dot-1", "0001", "2026-02-30", "30/11/2026" };
	struct period period;
	enum every every;

	for (int i = EVERY_MONTH; i <= EVERY_YEAR; i++) {
		g_autoptr(GArray) list = period_list((enum every)i, day("2024-01-01"), day("2026-12-31"));
		static const guint counts[] = { [EVERY_MONTH] = 36, [EVERY_QUARTER] = 12, [EVERY_HALF_YEAR] = 6, [EVERY_NINE_MONTHS] = 3, [EVERY_YEAR] = 3 };

		g_assert_cmpint(list->len, ==, counts[i]);
		for (guint j = 0; j < list->len; j++) {
			const struct period *one = &g_array_index(list, struct period, j);

			g_assert_true(period_parse(one->label, &every, &period));
			g_assert_cmpint(every, ==, i);
			g_assert_true(civil_equal(period.first, one->first) && civil_equal(period.last, one->last));
		}
	}
	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
		g_assert_false(period_parse(bad[i], &every, &period));
	g_assert_true(period_parse("2026-9M", &every, &period) && civil_equal(period.last, day("2026-09-30")));
	g_assert_true(period_parse("2026-10-05", &every, &period) && civil_equal(period.last, day("2026-10-05")));
}

/* The dates the shipped plans are known to give. */
static void the_shipped_plans(struct world *world, const void *unused)
{
	static const struct { const char *id, *limit, *aim, *late_from; } known[] = {
		{ "hue-2024/hue-01/hue-so-y-te/2024", "2024-01-30", "2024-01-30", "2024-01-31T00:00:00+07:00" },
		{ "hue-2024/hue-02/hue-so-y-te/2024", "2024-12-04", "2024-12-04", "2024-12-05T00:00:00+07:00" },
		{ "hue-2024/hue-03/hue-so-ldtbxh/2024", "2024-12-09", "2024-12-09", "2024-12-10T00:00:00+07:00" },
		{ "lc-2030/lc-01/lao-cai-so-y-te/2026", "2026-11-29", "2026-11-27", "2026-12-01T00:00:00+07:00" },
	};
	g_autofree char *path = g_build_filename(g_getenv("G_TEST_SRCDIR"), "etc", "deadlined.conf", NULL);
	g_autoptr(config_t) config = config_load(path);

	g_assert_true(config_ok(config));
	for (size_t i = 0; i < G_N_ELEMENTS(known); i++) {
		g_autoptr(occurrence_t) one = schedule_occurrence(config, known[i].id);
		char buffer[INSTANT_SIZE];

		g_test_message("%s", known[i].id);
		g_assert_nonnull(one);
		g_assert_cmpstr(civil_format(one->limit.limit, buffer), ==, known[i].limit);
		g_assert_cmpstr(civil_format(one->limit.aim, buffer), ==, known[i].aim);
		g_assert_cmpstr(zone_format(config->settings.zone, one->limit.late_from, buffer), ==, known[i].late_from);
		g_assert_false(one->limit.provisional);
	}
}

#define TEST(path, function) g_test_add(path, struct world, NULL, setup, function, teardown)

int main(int argc, char **argv)
{
	g_setenv("TZ", "Pacific/Apia", TRUE);
	g_test_init(&argc, &argv, NULL);
	TEST("/schedule/owners", one_for_each_owner_and_period);
	TEST("/schedule/rhythms", each_rhythm_has_its_labels);
	TEST("/schedule/once", one_offs_and_their_labels);
	TEST("/schedule/undated", undated_duties_are_one_row);
	TEST("/schedule/tracked", tracked_and_except);
	TEST("/schedule/heirs", heirs_owe_what_falls_due_later);
	TEST("/schedule/internal", a_receiver_who_owes_is_internal);
	TEST("/schedule/by-owner", days_off_may_be_ruled_by_owner);
	TEST("/schedule/rrule", recurrence_rules_name_days);
	TEST("/schedule/rrule-ranges", ranges_of_a_rule_agree);
	TEST("/schedule/ids", an_id_finds_its_occurrence);
	TEST("/schedule/ids-and-ranges", ids_and_ranges_agree);
	TEST("/schedule/needs", inputs_and_dependents);
	TEST("/steps/2026", the_ladder_of_2026);
	TEST("/steps/days-off", steps_on_days_off_move);
	TEST("/steps/spacing", spacing_counts_to_the_next_kept);
	TEST("/steps/absent", steps_that_do_not_come);
	TEST("/steps/repeats", repeats_without_end_stop_after_until);
	TEST("/steps/equal", the_speaker_stands_last);
	TEST("/steps/places", steps_keep_their_places);
	TEST("/campaigns", campaigns_have_windows);
	TEST("/hours", the_office_opens);
	TEST("/labels", labels_are_read_back);
	TEST("/shipped", the_shipped_plans);
	return g_test_run();
}
