#include <glib.h>

#include "model/plan.h"

#define DAY(text) day_of(text)

static struct civil day_of(const char *text)
{
	struct civil date;

	g_assert_true(civil_parse(text, &date));
	return date;
}

/* ldt ended on 2025-02-28 and went to noi-vu, y-te and giao-duc; khdt ended then too, tai-chinh is its heir; so-cu ended
 * in 2020, its heir khdt. */
struct world {
	struct agency *ldt, *noi_vu, *y_te, *giao_duc, *khdt, *tai_chinh, *so_cu;
	struct group *departments, *social, *everybody;
	GPtrArray *agencies, *parties;
};

static struct agency *agency(struct world *world, const char *id)
{
	struct agency *made = g_new0(struct agency, 1);

	made->id = g_strdup(id);
	made->successors = g_ptr_array_new();
	made->contacts = g_ptr_array_new_with_free_func(g_free);
	g_ptr_array_add(world->agencies, made);
	return made;
}

static void agency_end(void *data)
{
	struct agency *agency = data;

	g_free(agency->id);
	g_ptr_array_unref(agency->successors);
	g_ptr_array_unref(agency->contacts);
	g_free(agency);
}

static struct party *party(struct world *world, const struct agency *agency, const struct group *group)
{
	struct party *made = g_new0(struct party, 1);

	made->id = agency != NULL ? agency->id : group != NULL ? group->id : "all";
	made->agency = agency;
	made->group = group;
	g_ptr_array_add(world->parties, made);
	return made;
}

static struct group *group(const char *id)
{
	struct group *made = g_new0(struct group, 1);

	made->id = g_strdup(id);
	made->members = g_ptr_array_new();
	return made;
}

static void group_end(struct group *group)
{
	g_free(group->id);
	g_ptr_array_unref(group->members);
	g_clear_pointer(&group->closed, g_hash_table_unref);
	g_free(group);
}

static void setup(struct world *world, const void *unused)
{
	world->agencies = g_ptr_array_new_with_free_func(agency_end);
	world->parties = g_ptr_array_new_with_free_func(g_free);
	world->ldt = agency(world, "ldt");
	world->noi_vu = agency(world, "noi-vu");
	world->y_te = agency(world, "y-te");
	world->giao_duc = agency(world, "giao-duc");
	world->khdt = agency(world, "khdt");
	world->tai_chinh = agency(world, "tai-chinh");
	world->so_cu = agency(world, "so-cu");
	world->ldt->valid.last = world->khdt->valid.last = DAY("2025-02-28");
	world->so_cu->valid.last = DAY("2020-12-31");
	g_ptr_array_add(world->ldt->successors, world->noi_vu);
	g_ptr_array_add(world->ldt->successors, world->y_te);
	g_ptr_array_add(world->ldt->successors, world->giao_duc);
	g_ptr_array_add(world->khdt->successors, world->tai_chinh);
	g_ptr_array_add(world->so_cu->successors, world->khdt);
	world->departments = group("departments");
	world->social = group("social");
	world->everybody = group("everybody");
	g_ptr_array_add(world->social->members, party(world, world->ldt, NULL));
	g_ptr_array_add(world->social->members, party(world, world->y_te, NULL));
	g_ptr_array_add(world->departments->members, party(world, world->khdt, NULL));
	g_ptr_array_add(world->departments->members, party(world, world->tai_chinh, NULL));
	g_ptr_array_add(world->departments->members, party(world, NULL, world->social));
	g_ptr_array_add(world->everybody->members, party(world, NULL, world->departments));
	g_ptr_array_add(world->everybody->members, party(world, NULL, world->everybody));
	g_ptr_array_add(world->everybody->members, party(world, world->giao_duc, NULL));
}

static void teardown(struct world *world, const void *unused)
{
	group_end(world->departments);
	group_end(world->social);
	group_end(world->everybody);
	g_ptr_array_unref(world->parties);
	g_ptr_array_unref(world->agencies);
}

static char *ids(GPtrArray *agencies)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < agencies->len; i++) {
		const struct agency *member = agencies->pdata[i];

		g_string_append_printf(text, "%s%s", i > 0 ? " " : "", member->id);
	}
	g_ptr_array_unref(agencies);
	return g_string_free(text, FALSE);
}

#define assert_ids(agencies, expected)                  \
	do {                                            \
		g_autofree char *got = ids(agencies);   \
		g_assert_cmpstr(got, ==, expected);     \
	} while (0)

static void heirs_stand_for_ended_bodies(struct world *world, const void *unused)
{
	assert_ids(plan_heirs(world->ldt, DAY("2025-02-28")), "ldt");
	assert_ids(plan_heirs(world->ldt, DAY("2025-03-01")), "noi-vu y-te giao-duc");
	assert_ids(plan_heirs(world->so_cu, DAY("2022-01-01")), "khdt");
	assert_ids(plan_heirs(world->so_cu, DAY("2026-01-01")), "tai-chinh");
	assert_ids(plan_heirs(world->so_cu, CIVIL_NONE), "so-cu");
	g_assert_true(plan_body(world->ldt, DAY("2026-01-01")) == world->noi_vu);
	world->noi_vu->valid.first = DAY("2025-03-01");
	assert_ids(plan_heirs(world->noi_vu, DAY("2024-01-01")), "");
	world->noi_vu->valid.last = DAY("2025-12-31");
	g_ptr_array_add(world->noi_vu->successors, world->ldt);
	assert_ids(plan_heirs(world->ldt, DAY("2026-01-01")), "y-te giao-duc");
	g_assert_null(plan_body(world->noi_vu, DAY("2024-01-01")));
}

static void members_are_opened_once_in_order(struct world *world, const void *unused)
{
	g_autoptr(GPtrArray) all = g_ptr_array_new();
	g_autoptr(GPtrArray) except = g_ptr_array_new();

	g_ptr_array_add(all, party(world, NULL, world->everybody));
	assert_ids(plan_members(all, NULL, CIVIL_NONE), "khdt tai-chinh ldt y-te giao-duc");
	assert_ids(plan_members(all, NULL, DAY("2026-01-01")), "tai-chinh noi-vu y-te giao-duc");
	g_ptr_array_add(except, party(world, world->y_te, NULL));
	assert_ids(plan_members(all, except, DAY("2026-01-01")), "tai-chinh noi-vu giao-duc");
	g_ptr_array_add(except, party(world, NULL, world->departments));
	assert_ids(plan_members(all, except, DAY("2024-01-01")), "giao-duc");
	assert_ids(plan_members(all, except, DAY("2026-01-01")), "");
	assert_ids(plan_members(NULL, NULL, DAY("2026-01-01")), "");
}

/* Asked one by one, the bodies are those of the list. */
static void members_asked_one_by_one(struct world *world, const void *unused)
{
	static const char *const days[] = { "2020-06-01", "2022-01-01", "2025-02-28", "2025-03-01", "2026-01-01", "" };
	const struct group *const excepted[] = { NULL, world->social, world->departments, world->everybody };

	for (size_t i = 0; i < G_N_ELEMENTS(excepted) * G_N_ELEMENTS(days); i++) {
		struct civil day = *days[i % 6] != '\0' ? DAY(days[i % 6]) : CIVIL_NONE;
		g_autoptr(GPtrArray) all = g_ptr_array_new();
		g_autoptr(GPtrArray) except = g_ptr_array_new();
		g_autoptr(GPtrArray) members = NULL;

		g_ptr_array_add(all, party(world, NULL, world->everybody));
		g_ptr_array_add(all, party(world, world->so_cu, NULL));
		if (excepted[i / 6] != NULL)
			g_ptr_array_add(except, party(world, NULL, excepted[i / 6]));
		members = plan_members(all, except, day);
		for (guint j = 0; j < world->agencies->len; j++)
			g_assert_cmpint(plan_is_member(all, except, world->agencies->pdata[j], day), ==,
					g_ptr_array_find(members, world->agencies->pdata[j], NULL));
	}
}

static void parties_name_bodies_and_their_heirs(struct world *world, const void *unused)
{
	g_assert_true(party_names(party(world, world->ldt, NULL), world->noi_vu));
	g_assert_false(party_names(party(world, world->noi_vu, NULL), world->ldt));
	g_assert_true(party_names(party(world, NULL, world->everybody), world->ldt));
	g_assert_true(party_names(party(world, NULL, world->departments), world->giao_duc));
	g_assert_false(party_names(party(world, NULL, world->departments), world->so_cu));
	g_assert_true(party_names(party(world, NULL, NULL), world->so_cu));
}

static void give(struct world *world, struct by_owner *values, const struct agency *agency, const struct group *group, void *value)
{
	struct by_owner_entry *entry = g_new0(struct by_owner_entry, 1);

	if (values->entries == NULL)
		values->entries = g_ptr_array_new_with_free_func(g_free);
	entry->party = party(world, agency, group);
	entry->value = value;
	g_ptr_array_add(values->entries, entry);
}

static void the_narrowest_value_wins(struct world *world, const void *unused)
{
	struct plan plan = { .send_to = (char *)"plan" };
	struct obligation obligation = { .plan = &plan };

	g_assert_cmpstr(plan_send_to(&obligation, world->y_te), ==, "plan");
	g_assert_cmpint(plan_nonworking(&obligation, world->y_te, NONWORKING_KEEP), ==, NONWORKING_KEEP);
	give(world, &obligation.send_to, NULL, NULL, (char *)"all");
	give(world, &obligation.send_to, NULL, world->departments, (char *)"departments");
	give(world, &obligation.send_to, NULL, world->social, (char *)"social");
	give(world, &obligation.send_to, world->ldt, NULL, (char *)"ldt");
	give(world, &obligation.nonworking, NULL, world->social, GINT_TO_POINTER(NONWORKING_NEXT));
	g_assert_cmpstr(plan_send_to(&obligation, world->so_cu), ==, "all");
	g_assert_cmpstr(plan_send_to(&obligation, world->tai_chinh), ==, "departments");
	g_assert_cmpstr(plan_send_to(&obligation, world->y_te), ==, "social");
	g_assert_cmpstr(plan_send_to(&obligation, world->ldt), ==, "ldt");
	g_assert_cmpstr(plan_send_to(&obligation, world->noi_vu), ==, "ldt");
	g_assert_cmpint(plan_nonworking(&obligation, world->y_te, NONWORKING_KEEP), ==, NONWORKING_NEXT);
	g_ptr_array_unref(obligation.send_to.entries);
	g_ptr_array_unref(obligation.nonworking.entries);
}

static GPtrArray *lines_of(const char *const *texts)
{
	GPtrArray *lines = g_ptr_array_new();

	for (; *texts != NULL; texts++)
		g_ptr_array_add(lines, (char *)*texts);
	return lines;
}

static char *joined(GPtrArray *lines)
{
	g_ptr_array_add(lines, NULL);
	return g_strjoinv("|", (char **)lines->pdata);
}

#define assert_lines(lines_, expected)                          \
	do {                                                    \
		g_autoptr(GPtrArray) lines = lines_;            \
		g_autofree char *got = joined(lines);           \
		g_assert_cmpstr(got, ==, expected);             \
	} while (0)

static void covers_add_up(struct world *world, const void *unused)
{
	static const char *const common[] = { "common", NULL }, *const social[] = { "social", "common", NULL };
	static const char *const of_ldt[] = { "wages", "children", "schools", NULL }, *const of_y_te[] = { "children", NULL };
	static const char *const of_khdt[] = { "budget", NULL };
	struct civil before = DAY("2025-01-01"), after = DAY("2026-01-01");
	struct obligation obligation = { 0 };

	give(world, &obligation.covers, world->ldt, NULL, lines_of(of_ldt));
	give(world, &obligation.covers, world->y_te, NULL, lines_of(of_y_te));
	give(world, &obligation.covers, world->khdt, NULL, lines_of(of_khdt));
	give(world, &obligation.covers, NULL, world->social, lines_of(social));
	give(world, &obligation.covers, NULL, NULL, lines_of(common));
	assert_lines(plan_covers(&obligation, world->ldt, before), "common|social|wages|children|schools");
	assert_lines(plan_covers(&obligation, world->y_te, before), "common|social|children");
	assert_lines(plan_covers(&obligation, world->y_te, after), "common|social|children");
	assert_lines(plan_covers(&obligation, world->tai_chinh, before), "common");
	assert_lines(plan_covers(&obligation, world->tai_chinh, after), "common|budget");
	assert_lines(plan_covers_unassigned(&obligation, world->tai_chinh, after), "");
	assert_lines(plan_covers_unassigned(&obligation, world->noi_vu, before), "");
	assert_lines(plan_covers_unassigned(&obligation, world->noi_vu, after), "wages|schools");
	for (guint i = 0; i < obligation.covers.entries->len; i++)
		g_ptr_array_unref(((struct by_owner_entry *)obligation.covers.entries->pdata[i])->value);
	g_ptr_array_unref(obligation.covers.entries);
}

static void closed_groups_name_the_same(struct world *world, const void *unused)
{
	struct group *const groups[] = { world->departments, world->social, world->everybody };
	struct definitions definitions = { .groups = g_ptr_array_new() };
	bool walked[21];

	for (size_t i = 0; i < 21; i++)
		walked[i] = party_names(party(world, NULL, groups[i / 7]), world->agencies->pdata[i % 7]);
	for (size_t i = 0; i < 3; i++)
		g_ptr_array_add(definitions.groups, groups[i]);
	plan_close(&definitions);
	for (size_t i = 0; i < 21; i++)
		g_assert_cmpint(party_names(party(world, NULL, groups[i / 7]), world->agencies->pdata[i % 7]), ==, walked[i]);
	the_narrowest_value_wins(world, unused);
	covers_add_up(world, unused);
	g_ptr_array_unref(definitions.groups);
}

static struct contact *person(struct agency *agency, const char *position, const char *first, const char *last)
{
	struct contact *contact = g_new0(struct contact, 1);

	contact->position = (char *)position;
	contact->valid.first = first != NULL ? DAY(first) : CIVIL_NONE;
	contact->valid.last = last != NULL ? DAY(last) : CIVIL_NONE;
	g_ptr_array_add(agency->contacts, contact);
	return contact;
}

static void the_person_valid_then_is_found(struct world *world, const void *unused)
{
	struct contact *first = person(world->y_te, "focal", NULL, "2026-03-31");
	struct contact *deputy = person(world->y_te, "vice", NULL, "2026-05-31");
	struct contact *second = person(world->y_te, "focal", "2026-05-01", NULL);

	deputy->deputy_of = (char *)"focal";
	g_assert_true(plan_contact(world->y_te, "focal", DAY("2026-03-31")) == first);
	g_assert_true(plan_contact(world->y_te, "focal", DAY("2026-04-01")) == deputy);
	g_assert_true(plan_contact(world->y_te, "focal", DAY("2026-05-01")) == second);
	g_assert_null(plan_contact(world->y_te, "head", DAY("2026-05-01")));
	g_assert_true(plan_contact(world->y_te, "focal", CIVIL_NONE) == first);
}

static void receivers_are_via_or_all(struct world *world, const void *unused)
{
	struct obligation obligation = { .owed_to = g_ptr_array_new() };

	g_ptr_array_add(obligation.owed_to, party(world, world->giao_duc, NULL));
	g_ptr_array_add(obligation.owed_to, party(world, world->khdt, NULL));
	assert_ids(plan_receivers(&obligation, DAY("2026-01-01")), "giao-duc tai-chinh");
	obligation.via = world->khdt;
	assert_ids(plan_receivers(&obligation, DAY("2024-01-01")), "khdt");
	g_ptr_array_unref(obligation.owed_to);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add("/plan/heirs", struct world, NULL, setup, heirs_stand_for_ended_bodies, teardown);
	g_test_add("/plan/members", struct world, NULL, setup, members_are_opened_once_in_order, teardown);
	g_test_add("/plan/member", struct world, NULL, setup, members_asked_one_by_one, teardown);
	g_test_add("/plan/closed", struct world, NULL, setup, closed_groups_name_the_same, teardown);
	g_test_add("/plan/party", struct world, NULL, setup, parties_name_bodies_and_their_heirs, teardown);
	g_test_add("/plan/narrowest", struct world, NULL, setup, the_narrowest_value_wins, teardown);
	g_test_add("/plan/covers", struct world, NULL, setup, covers_add_up, teardown);
	g_test_add("/plan/contact", struct world, NULL, setup, the_person_valid_then_is_found, teardown);
	g_test_add("/plan/receivers", struct world, NULL, setup, receivers_are_via_or_all, teardown);
	return g_test_run();
}
