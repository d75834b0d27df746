#include <glib.h>
#include <string.h>

#include "base/error.h"
#include "model/config_add.h"
#include "model/schedule.h"

#define HEAD "office = { name = \"Sở Nội vụ\"; hours = \"07:30-17:00\"; }; mail = { from = \"a@b.vn\"; admin = \"c@b.vn\"; };\n"
#define PERSON "contacts = ( { position = \"focal\"; email = \"x@b.vn\"; } )"
#define AGENCIES \
	"agencies = (\n" \
	"  { id = \"so-noi-vu\"; name = \"Sở Nội vụ\"; relation = \"subordinate\"; " PERSON "; },\n" \
	"  { id = \"so-y-te\"; name = \"Sở Y tế\"; relation = \"subordinate\"; groups = [ \"departments\" ]; " PERSON "; },\n" \
	"  { id = \"so-cu\"; name = \"Sở cũ\"; relation = \"subordinate\"; valid = \"..2026-06-30\"; " PERSON "; },\n" \
	"  { id = \"so-ket\"; name = \"Sở kết\"; relation = \"subordinate\"; valid = \"..2026-06-30\"; successor = \"none\"; " PERSON "; } );\n"
#define POLICIES "policies = { standard = { remind = [ \"30d\", \"3wd\" ]; }; };\n"
#define FILE_PLAN \
	"plans = ( { id = \"lc-2030\"; title = \"Kế hoạch\"; effective = \"2026-01-01..2030-12-31\"; coordinator = \"so-noi-vu\"; " \
	"policy = \"standard\"; obligations = ( { id = \"nam\"; title = \"Báo cáo\"; owed_by = [ \"departments\" ]; " \
	"every = \"year\"; due = \"before 30/11\"; } ); } );\n"

static struct config *files(void)
{
	struct config *config = config_read_text("main.conf", HEAD AGENCIES POLICIES FILE_PLAN, strlen(HEAD AGENCIES POLICIES FILE_PLAN));
	g_autoptr(GPtrArray) lines = problems_lines(config->problems);

	for (guint i = 0; i < lines->len; i++)
		g_test_message("%s", (const char *)lines->pdata[i]);
	g_assert_true(config_ok(config));
	return config;
}

static char *request(const char *id, const char *owners, const char *rest)
{
	return g_strdup_printf("plans = ( { id = \"%s\"; title = \"Báo cáo nhanh\"; effective = \"2026-11-01..\"; coordinator = \"so-noi-vu\"; "
			       "policy = \"standard\"; obligations = ( { id = \"report\"; title = \"Báo cáo nhanh năm 2026\"; owed_by = [ %s ]; "
			       "owed_to = [ \"so-noi-vu\" ]; every = \"once\"; period = \"2026\"; due = \"before 20/11/2026\"; %s } ); } );",
			       id, owners, rest);
}

static void a_plan_is_added(void)
{
	g_autoptr(config_t) config = files();
	g_autofree char *text = request("request-2026-1", "\"departments\", \"so-noi-vu\"", "");
	g_autoptr(GPtrArray) occurrences = NULL;
	g_autoptr(GError) error = NULL;
	const GPtrArray *before = config->definitions->plans;
	const struct plan *plan;
	const struct occurrence *first;

	config_add(config, "request-2026-1", text, &error);
	g_assert_no_error(error);
	g_assert_cmpuint(before->len, ==, 1); /* who walked it goes on */
	g_assert_cmpuint(config->definitions->plans->len, ==, 2);
	plan = plan_find(config->definitions, "request-2026-1");
	g_assert_true(plan->policy == config->definitions->policies->pdata[0]);
	g_assert_cmpstr(plan->source.file, ==, "request-2026-1");
	occurrences = schedule_occurrences(config, plan, CIVIL_NONE, CIVIL_NONE, true);
	g_assert_cmpuint(occurrences->len, ==, 2);
	first = occurrences->pdata[0];
	g_assert_cmpstr(first->id, ==, "request-2026-1/report/so-noi-vu/2026");
	g_assert_true(first->internal);
	g_assert_true(civil_equal(first->limit.last, civil_make(2026, 11, 19)));
}

/* Read only to see what would come of it. */
static void a_plan_is_read_beside(void)
{
	g_autoptr(config_t) config = files();
	g_autofree char *text = request("request-2026-1", "\"so-y-te\"", "needs = [ \"lc-2030/nam\" ];");
	g_autoptr(GError) error = NULL;
	guint problems = config->problems->list->len;
	g_autoptr(plan_t) plan = config_read_plan(config, "x", text, &error);
	const struct obligation *obligation;

	g_assert_no_error(error);
	obligation = plan->obligations->pdata[0];
	g_assert_true(obligation->needs->pdata[0] == plan_obligation(plan_find(config->definitions, "lc-2030"), "nam"));
	g_assert_cmpuint(config->definitions->plans->len, ==, 1);
	g_assert_cmpuint(config->problems->list->len, ==, problems);
}

struct refusal {
	const char *id, *owners, *rest, *says;
};

static void a_bad_plan_changes_nothing(void)
{
	static const struct refusal refusals[] = {
		{ "request-1", "\"so-yte\"", "", "no agency or group called 'so-yte': did you mean 'so-y-te'?" },
		{ "lc-2030", "\"so-y-te\"", "", "there is a plan 'lc-2030' already" },
		{ "Request", "\"so-y-te\"", "", "'Request'" },
		{ "request-1", "\"so-cu\"", "", "agency 'so-cu': it ends on 2026-06-30 and request-1/report has a limit on 2026-11-19" },
		{ "request-1", "\"so-y-te\"", "policy = \"strict\";", "no policy called 'strict'" },
		{ "request-1", "\"so-y-te\"", "colour = \"red\";", "there is no such key" },
		{ "request-1", "\"so-y-te\"", "needs = [ \"report\" ];", "'report' is the obligation itself" },
		{ "request-1", "\"so-y-te\", \"so-y-te\"", "", "stands here twice" },
		{ "request-1", "", "", "needs somebody who owes it" },
		{ "request-1", "\"so-y-te\"", "} ); }, { id = \"b\"; title = \"B\"; effective = \"2026-01-01..\"; obligations = ( {", "is missing" },
		{ "request-1\"; oops", "\"so-y-te\"", "", "syntax error" },
	};
	g_autoptr(config_t) config = files();
	GPtrArray *plans = config->definitions->plans;

	for (size_t i = 0; i < G_N_ELEMENTS(refusals); i++) {
		g_autofree char *text = request(refusals[i].id, refusals[i].owners, refusals[i].rest);
		g_autoptr(GError) error = NULL;

		g_assert_false(config_add(config, "request-1", text, &error));
		g_assert_error(error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG);
		g_test_message("%s", error->message);
		g_assert_nonnull(strstr(error->message, refusals[i].says));
		g_assert_true(config->definitions->plans == plans);
		g_assert_cmpuint(plans->len, ==, 1);
		g_assert_cmpuint(config->definitions->refused->len, ==, 0);
		g_assert_true(config_ok(config));
	}
}

static void a_body_without_heirs_owes_nothing(void)
{
	g_autoptr(config_t) config = files();
	g_autofree char *text = request("request-1", "\"so-y-te\", \"so-ket\"", "");
	g_autoptr(GPtrArray) occurrences = NULL;
	g_autoptr(GError) error = NULL;

	config_add(config, "request-1", text, &error);
	g_assert_no_error(error);
	occurrences = schedule_occurrences(config, plan_find(config->definitions, "request-1"), CIVIL_NONE, CIVIL_NONE, true);
	g_assert_cmpuint(occurrences->len, ==, 1);
}

/* Only plans, and exactly one: nothing else of the configuration can be slipped in. */
static void nothing_but_one_plan(void)
{
	static const char *const texts[] = { "", "plans = ( );", "plans = 3;", "agencies = ( );", POLICIES, HEAD, "plans = ( { } );", "\"",
					     FILE_PLAN POLICIES, "@include \"/etc/passwd\"", "plans = ( { id = \"a\";\n\x01 } );" };
	g_autoptr(config_t) config = files();
	g_autofree char *two = g_strconcat("plans = ( { id = \"a\"; title = \"A\"; effective = \"2026-01-01..\"; }, "
					   "{ id = \"b\"; title = \"B\"; effective = \"2026-01-01..\"; } );", NULL);
	g_autofree char *large = g_strnfill((1 << 20) + 1, ' ');
	g_autoptr(GError) error = NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_assert_false(config_add(config, "x", texts[i], NULL));
		g_assert_cmpuint(config->definitions->policies->len, ==, 1);
	}
	g_assert_false(config_add(config, "x", large, NULL));
	g_assert_false(config_add(config, "x", two, &error));
	g_assert_cmpstr(error->message, ==, "2 plans stand here: exactly one is wanted");
	g_assert_cmpuint(config->definitions->plans->len, ==, 1);
}

/* Every text that one wrong byte makes of a good one is read or refused, and the configuration frees whole. */
static void any_byte_may_be_wrong(void)
{
	g_autoptr(config_t) config = files();
	g_autofree char *text = request("request-1", "\"departments\"", "covers = { departments = [ \"a\" ]; };");
	size_t length = strlen(text);

	for (size_t i = 0; i < length; i++) {
		char was = text[i];

		for (const char *byte = "\"{}()[];=,\\ \n0z\xc3"; *byte != '\0'; byte++) {
			struct plan *plan;

			text[i] = *byte;
			plan = config_read_plan(config, "x", text, NULL);
			plan_free(plan);
		}
		text[i] = was;
	}
	g_assert_cmpuint(config->definitions->plans->len, ==, 1);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/config-add/a-plan-is-added", a_plan_is_added);
	g_test_add_func("/config-add/a-plan-is-read-beside", a_plan_is_read_beside);
	g_test_add_func("/config-add/a-bad-plan-changes-nothing", a_bad_plan_changes_nothing);
	g_test_add_func("/config-add/a-body-without-heirs-owes-nothing", a_body_without_heirs_owes_nothing);
	g_test_add_func("/config-add/nothing-but-one-plan", nothing_but_one_plan);
	g_test_add_func("/config-add/any-byte-may-be-wrong", any_byte_may_be_wrong);
	return g_test_run();
}
