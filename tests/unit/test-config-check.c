/* Texts with one fault each, and the lines they must give: syntax, values that need each other, and the checks that need
 * the whole configuration. */
#include <glib.h>
#include <string.h>

#include "model/config.h"

/* One line, so that what follows begins on line 2. */
#define OFFICE                                                                                                              \
	"office = { name = \"Sở\"; hours = \"07:30-17:00\"; }; mail = { from = \"a@b.vn\"; admin = \"c@b.vn\"; };\n"
#define FOCAL "contacts = ( { position = \"focal\"; email = \"x@b.vn\"; } ); "
#define AGENCY(id, more) "  { id = \"" id "\"; name = \"" id "\"; relation = \"subordinate\"; " FOCAL more " }"
#define PLAN(effective, more)                                                                                               \
	"plans = ( { id = \"p\"; title = \"P\"; coordinator = \"a\"; policy = \"s\"; effective = \"" effective "\"; " more     \
	" obligations = (\n"
#define END " ); } );\n"
#define POLICY "policies = { s = { remind = [ \"1wd\" ]; }; };\n"
#define TWO "agencies = (\n" AGENCY("a", "") ",\n" AGENCY("b", "") " );\n" /* lines 2-4 */

struct row {
	const char *text;
	const char *lines[4]; /* beginnings of the lines, "" or a word to stand anywhere behind "…" */
};

/* "t.conf:3: …, words" : what stands before … begins the line, what stands behind it is somewhere in it. */
static bool fits(const char *line, const char *pattern)
{
	const char *dots = strstr(pattern, "…");
	g_autofree char *start = dots != NULL ? g_strndup(pattern, (size_t)(dots - pattern)) : g_strdup(pattern);

	return g_str_has_prefix(line, start) && (dots == NULL || strstr(line, dots + strlen("…")) != NULL);
}

static bool ignored(const char *line)
{
	return strstr(line, "no plans yet") != NULL || strstr(line, "no holiday data") != NULL;
}

static void check_row(const struct row *row, size_t number)
{
	g_autoptr(config_t) config = config_read_text("t.conf", row->text, strlen(row->text));
	g_autoptr(GPtrArray) lines = problems_lines(config->problems);
	guint wanted = 0;
	bool fine = true;

	for (guint i = 0; i < lines->len; i++) {
		if (ignored(lines->pdata[i]))
			continue;
		fine = fine && wanted < G_N_ELEMENTS(row->lines) && row->lines[wanted] != NULL &&
		       fits(lines->pdata[i], row->lines[wanted]);
		wanted++;
	}
	if (fine && (wanted == G_N_ELEMENTS(row->lines) || row->lines[wanted] == NULL))
		return;
	for (guint i = 0; i < lines->len; i++)
		g_test_message("got: %s", (const char *)lines->pdata[i]);
	g_error("row %zu: %s\nwanted: %s", number, row->text, row->lines[0] != NULL ? row->lines[0] : "nothing");
}

static void check_rows(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		check_row(&rows[i], i);
}

static void syntax(void)
{
	static const struct row rows[] = {
		{ OFFICE "a = ( { b = 1; }, );\n", { "t.conf:2: syntax error: there is a comma before ): take it out" } },
		{ OFFICE "a = [ \"x\",\n  ];\n", { "t.conf:3: syntax error: there is a comma before ]: take it out" } },
		{ OFFICE "a = ( { b = 1; }\n  { b = 1; } );\n", { "t.conf:3: syntax error: is a comma missing before this? The ( of line 2" } },
		{ OFFICE "a = [ \"x\"\n \"y\" \"z\" 1 ];\n", { "t.conf:3: syntax error: is a comma missing" } },
		{ OFFICE "\n\"so-y-te\" = 1;\n", { "t.conf:3: syntax error: a key stands without quotation marks: take them off \"so-y-te\"" } },
		{ OFFICE "3so = 1;\n", { "t.conf:2: syntax error: a key begins with a letter, not with '3so'" } },
		{ OFFICE "xã = 1;\n", { "t.conf:2: syntax error: a key holds only letters" } },
		{ OFFICE "a = yes;\n", { "t.conf:2: syntax error: 'yes' must stand between quotation marks" } },
		{ OFFICE "a = ;\n", { "t.conf:2: syntax error: a value is missing before ';'" } },
		{ OFFICE "a = { b = 1;\n c = 2;\n", { "t.conf:2: syntax error: the { on this line is never closed: add }" } },
		{ OFFICE "a = ( { b = 1; );\n", { "t.conf:2: syntax error: ')' stands where a key or the end" } },
		{ OFFICE "a = \"x;\nb = \"y\";\n", { "t.conf:2: syntax error: the text that begins here runs on to line 3" } },
		{ OFFICE "a = 1;\nb = \"x;\n", { "t.conf:3: syntax error: the text that begins here is never closed" } },
		{ OFFICE "a = \"long\nquote\";\nb = [ 1, ];\n", { "t.conf:4: syntax error: there is a comma before ]" } },
		{ OFFICE "a b\n", { "t.conf:2: syntax error: is a comma or semicolon missing before 'a'" } },
		{ OFFICE "language = \"vi\";\nlanguage = \"en\";\n", { "t.conf:3: the key on this line stands twice" } },
		{ OFFICE "a = [ 1, \"x\" ];\n", { "t.conf:2: an array [ ] holds values of one kind only" } },
		{ OFFICE "# @include \"x\"\n@include \"x.conf\"\n", { "t.conf:3: @include is not supported" } },
		{ OFFICE "timezone = \"a\\x00b\";\n", { "t.conf:2: \\x00" } },
		{ OFFICE "timezone = \"a\\x01b\";\n", { "t.conf:2: the text holds a control character" } },
		{ OFFICE "timezone = \"a\x01\";\n", { "t.conf:2: a control character stands on this line" } },
		{ OFFICE "\ntimezone = \"\xff\";\n", { "t.conf:3: this line is not UTF-8" } },
		{ OFFICE "agencies = ( { id = 12345678901; name = \"a\"; relation = \"vertical\"; } );\n", { "t.conf:2: the number 12345678901 has" } },
		{ OFFICE "agencies = ( { id = 0x12345678; name = \"a\"; relation = \"vertical\"; } );\n", { "t.conf:2: the number 0x12345678 has" } },
		{ "\xef\xbb\xbf" OFFICE "language = \"vi\";\r\n# CRLF\r\nlanguag = 1;\r\n", { "t.conf:4: languag: there is no such key: did you mean 'language'?" } },
		{ "", { "t.conf:1: the key 'office' is missing", "t.conf:1: the key 'mail' is missing" } },
		{ OFFICE, { NULL } },
	};

	check_rows(rows, G_N_ELEMENTS(rows));
}

static void large_files_are_refused(void)
{
	g_autofree char *blanks = g_strnfill((1 << 20) + 1, ' ');
	g_autoptr(config_t) config = config_read_text("t.conf", blanks, strlen(blanks));
	g_autoptr(GPtrArray) lines = problems_lines(config->problems);

	g_assert_cmpuint(lines->len, ==, 1);
	g_assert_true(fits(lines->pdata[0], "t.conf: the file is larger than 1 MB"));
}

static void deep_brackets_are_survived(void)
{
	g_autofree char *open = g_strnfill(200000, '(');
	g_autofree char *text = g_strconcat("a = ", open, NULL);
	g_autoptr(config_t) config = config_read_text("t.conf", text, strlen(text));

	g_assert_cmpint(problems_count(config->problems, SEVERITY_ERROR), ==, 1);
}

static void settings(void)
{
	static const struct row rows[] = {
		{ "office = { name = \"\"; hours = \"07:30-17:00\"; };\nmail = { from = \"a@b.vn\"; };\n",
		  { "t.conf:1: office: name: the text is empty", "t.conf:2: mail: the key 'admin' is missing" } },
		{ "office = { name = \"S\"; hours = \"7h-17h\"; };\nmail = { from = \"a@b.vn\"; admin = \"a@b.vn\";\n user = \"u\"; };\n",
		  { "t.conf:1: office: hours: '7h-17h'", "t.conf:3: mail: user: there is no password for 'u'" } },
		{ "office = { name = \"S\"; hours = \"07:30-17:00\"; };\nmail = { from = \"a@b.vn\"; admin = \"a@b.vn\";\n tls = \"off\"; relay = "
		  "\"smtps://r\"; };\n",
		  { "t.conf:3: mail: tls: 'off' does not go with an smtps:// relay" } },
		{ "office = { name = \"S\"; hours = \"07:30-17:00\"; };\nmail = { from = \"a@b.vn\"; admin = \"a@b.vn\";\n relay = "
		  "\"file:///tmp/mail/\"; };\n",
		  { "t.conf:3: warning: mail: relay: '/tmp/mail' lies outside the state directory /var/lib/deadlined" } },
		{ "office = { name = \"S\"; hours = \"07:30-17:00\"; };\nmail = { from = \"a@b.vn\"; admin = \"a@b.vn\";\n relay = "
		  "\"file:///var/lib/deadlined/mail/\"; };\n",
		  { NULL } },
		{ "office = { name = \"S\"; hours = \"07:30-17:00\"; };\nmail = { from = \"a@b.vn\"; admin = \"a@b.vn\";\n relay = "
		  "\"file:///var/lib/deadlined-mail/\"; };\n",
		  { "t.conf:3: warning: mail: relay: '/var/lib/deadlined-mail' lies outside" } },
		{ OFFICE "feeds = { group = \"www-data\"; };\n", { "t.conf:2: feeds: group: it is the group of `directory`" } },
	};

	check_rows(rows, G_N_ELEMENTS(rows));
}

static void agencies(void)
{
	static const struct row rows[] = {
		{ OFFICE "agencies = (\n" AGENCY("a", "") ",\n" AGENCY("a", "") " );\n", { "t.conf:4: agency 'a': id: the id 'a' is taken (t.conf:3)" } },
		{ OFFICE "agencies = (\n" AGENCY("a", "") " );\ngroups = {\n a = [ ]; };\n", { "t.conf:5: groups.a: the id 'a' is taken" } },
		{ OFFICE "agencies = (\n" AGENCY("a", "under = \"b\";") ",\n" AGENCY("b", "under = \"a\";") " );\n",
		  { "t.conf:4: agency 'b': under: 'a' -> 'b' -> 'a' is a circle" } },
		{ OFFICE "agencies = (\n" AGENCY("a", "valid = \"..2025-01-01\"; successor = \"b\";") ",\n" AGENCY(
			  "b", "valid = \"..2025-01-01\"; successor = [ \"a\" ];") " );\n",
		  { "t.conf:4: agency 'b': successor: 'a' -> 'b' -> 'a' is a circle" } },
		{ OFFICE "agencies = (\n" AGENCY("a", "groups = [ \"g\" ];") " );\ngroups = { g = [ \"a\" ]; };\n", { NULL } },
		{ OFFICE "agencies = (\n" AGENCY("a", "") " );\ngroups = {\n g = [ \"a\", \"a\" ]; };\n", { "t.conf:5: groups.g: 'a' stands here twice" } },
		{ OFFICE TWO "groups = {\n x = [ \"y\" ];\n y = [ \"a\", \"x\" ]; };\n", { "t.conf:7: groups.y: 'x' -> 'y' -> 'x' is a circle" } },
		{ OFFICE "agencies = (\n" AGENCY("a", "valid = \"2020-01-01..\"; successor = \"none\";") " );\n",
		  { "t.conf:3: agency 'a': successor: `valid` has no last day" } },
		{ OFFICE "agencies = (\n" AGENCY("a", "groups = [ \"departmets\" ];") ",\n" AGENCY("b", "groups = [ \"departments\" ];") " );\n"
			 "groups = { x = [ \"departments\" ]; };\n",
		  { "t.conf:3: warning: agency 'a': groups: nothing names the group 'departmets': did you mean 'departments'?" } },
		{ OFFICE "agencies = ( { id = \"a\"; name = \"a\"; relation = \"vertical\"; contacts = (\n"
			 " { position = \"focal\"; email = \"x@b.vn\"; until = \"2026-03-31\"; },\n"
			 " { position = \"focal\"; email = \"y@b.vn\"; from = \"2026-04-01\"; },\n"
			 " { position = \"focal\"; email = \"z@b.vn\"; from = \"2026-06-01\"; } ); } );\n",
		  { "t.conf:5: agency 'a': contact 'focal': it overlaps the contact of the same position on line 4" } },
		{ OFFICE "agencies = ( { id = \"a\"; name = \"a\"; relation = \"vertical\"; contacts = (\n"
			 " { position = \"focal\"; email = \"x@b.vn\"; from = \"2026-04-01\"; until = \"2026-03-31\"; },\n"
			 " { position = \"vice\"; email = \"y@b.vn\"; deputy_of = \"vice\"; },\n"
			 " { position = \"third\"; email = \"y@b.vn\"; deputy_of = \"head\"; } ); } );\n",
		  { "t.conf:3: agency 'a': contact 'focal': until: '2026-03-31' lies before `from`",
		    "t.conf:4: agency 'a': contact 'vice': deputy_of: 'vice' is the contact's own position" } },
		{ OFFICE "agencies = ( { id = \"a\"; name = \"a\"; relation = \"vertical\"; contacts = (\n"
			 " { position = \"vice\"; email = \"y@b.vn\"; deputy_of = \"head\"; } ); } );\n",
		  { "t.conf:3: warning: agency 'a': contact 'vice': deputy_of: no contact of the agency has the position 'head'" } },
		{ OFFICE "policies = { s = { escalate = (\n { after = \"1wd\"; to = [ \"owner:focal\" ]; times = 2; },\n"
			 " { after = \"1wd\"; to = [ \"owner:head\" ]; } ); }; };\n",
		  { "t.conf:3: policy 's': step '1wd': times: it says how often", "t.conf:4: policy 's': step '1wd': after: there is a step at that" } },
	};

	check_rows(rows, G_N_ELEMENTS(rows));
}

#define OB(id, more) " { id = \"" id "\"; title = \"Báo cáo 2026\"; owed_by = [ \"b\" ]; " more " }"

static void obligations(void)
{
	static const struct row rows[] = { /* the obligations begin on line 7 */
		{ OFFICE TWO POLICY PLAN("2026-01-01..2026-12-31", "") OB("x", "every = \"once\"; due = \"before 01/12/2026\";") END, { NULL } },
		{ OFFICE TWO POLICY PLAN("2026-01-01..2027-12-31", "") OB("x", "every = \"once\"; due = \"before 01/12/2026\";") END,
		  { "t.conf:7: obligation 'x': every: the plan runs over several years: add period" } },
		{ OFFICE TWO POLICY PLAN("2026-01-01..2027-12-31", "") OB("x", "every = \"once\"; due = \"event\";") END, { NULL } },
		{ OFFICE TWO POLICY PLAN("2026-01-01..2027-12-31", "") OB("x", "every = \"once\"; period = \"dot-1\"; due = \"before 01/12\";") END,
		  { "t.conf:7: obligation 'x': due: 'before 01/12' names no year and neither does the period 'dot-1'" } },
		{ OFFICE TWO POLICY PLAN("2026-01-01..2027-12-31", "") OB("x", "every = \"year\"; period = \"2026\"; due = \"before 01/12\";") END,
		  { "t.conf:7: obligation 'x': period: only every = \"once\" takes a period" } },
		{ OFFICE TWO POLICY PLAN("..2027-12-31", "") OB("x", "every = \"year\"; due = \"before 01/12\";") END,
		  { "t.conf:7: obligation 'x': every: a rhythm counts from the plan's first day" } },
		{ OFFICE TWO POLICY PLAN("2026-01-01..2026-12-31", "") OB("x", "every = \"month\"; due = \"within 5 days\";") END,
		  { "t.conf:7: obligation 'x': due: 'within 5 days' counts from the end of the data window" } },
		{ OFFICE TWO POLICY PLAN("2026-01-01..2026-12-31", "") OB("x", "every = \"month\"; due = \"before 32\";") END,
		  { "t.conf:7: obligation 'x': due: …32" } },
		{ OFFICE TWO POLICY PLAN("2026-01-01..2026-12-31", "") OB("x", "every = \"month\"; due = \"before 31/11\"; data_window = \"w\";") END,
		  { "t.conf:7: obligation 'x': data_window: ", "t.conf:7: obligation 'x': due: " } },
		{ OFFICE TWO POLICY PLAN("2026-01-01..2026-12-31", "") OB("x", "every = \"monthly\"; due = \"before 31/11\"; data_window = \"w\";") END,
		  { "t.conf:7: obligation 'x': every: …monthly" } },
		{ OFFICE TWO POLICY PLAN("2026-01-01..2026-12-31", "") " { id = \"x\"; title = \"B 2026\"; owed_by = [ ]; every = \"once\"; due = \"by 1/12/2026\"; }" END,
		  { "t.conf:7: obligation 'x': due: 'by 1/12/2026' needs somebody who owes it" } },
		{ OFFICE TWO POLICY PLAN("2026-01-01..2026-12-31", "") " { id = \"x\"; title = \"B 2026\"; }" END,
		  { "t.conf:7: obligation 'x': the key 'owed_by'", "t.conf:7: obligation 'x': the key 'every'", "t.conf:7: obligation 'x': the key 'due'" } },
		{ OFFICE TWO POLICY PLAN("2026-01-01..2026-12-31", "") OB("x", "every = \"once\"; due = \"none\";") ",\n { id = \"y\"; title = \"B\"; same_as = \"x\"; }" END,
		  { "t.conf:8: obligation 'y': the key 'clause' is missing, which same_as", "t.conf:8: obligation 'y': the key 'quote'" } },
		{ OFFICE TWO POLICY PLAN("2026-01-01..2026-12-31", "") OB("x", "every = \"once\"; due = \"none\";") ",\n" OB("x", "every = \"once\"; due = \"none\";") END,
		  { "t.conf:8: obligation 'x': id: there is an obligation 'x' already" } },
		{ OFFICE TWO POLICY PLAN("2026-01-01..2026-12-31", "") OB("x", "every = \"once\"; due = \"none\"; needs = [ \"z\" ];") ",\n" OB(
			  "y", "every = \"once\"; due = \"none\"; needs = [ \"x\" ];") ",\n" OB("z", "every = \"once\"; due = \"none\"; needs = [ \"y\" ];") END,
		  { "t.conf:8: obligation 'y': needs: 'x' -> 'z' -> 'y' -> 'x' is a circle" } },
		{ OFFICE TWO POLICY PLAN("2026-01-01..2026-12-31", "") " { id = \"x\"; title = \"Báo cáo\"; owed_by = [ \"b\" ]; every = \"once\"; due = \"none\"; }" END,
		  { "t.conf:7: warning: p/x has neither a period nor a year in its title: readers" } },
		{ OFFICE TWO "plans = ( { id = \"p\"; title = \"P\"; effective = \"2026-01-01..2026-12-31\"; obligations = (\n" OB(
			  "x", "every = \"month\"; due = \"by 5\";") ",\n" OB("y", "every = \"month\"; due = \"by 6\";") END,
		  { "t.conf:5: plan 'p': the key 'coordinator' is missing, and obligation 'x' has a limit",
		    "t.conf:5: plan 'p': the key 'policy' is missing, and obligation 'x' has a limit" } },
		{ OFFICE TWO POLICY "plans = ( { id = \"p\"; title = \"P\"; coordinator = \"a\"; effective = \"2026-01-01..2026-12-31\"; obligations = (\n" OB(
			  "x", "every = \"month\"; due = \"by 25\"; policy = { a = \"s\"; };") END,
		  { "t.conf:7: obligation 'x': policy: it names none for 'b'" } },
		{ OFFICE TWO POLICY PLAN("2026-01-01..2026-12-31", "") "); campaigns = (\n { id = \"c\"; title = \"C\"; every = \"once\"; window = \"20/10\"; for = [ \"a\" ]; },\n"
			 " { id = \"d\"; title = \"D\"; every = \"year\"; window = \"2026-10-20\"; for = [ \"a\" ]; },\n"
			 " { id = \"e\"; title = \"E\"; every = \"once\"; window = \"2026-10-20..2026-10-10\"; for = [ \"a\" ]; }" END,
		  { "t.conf:8: campaign 'c': window: '20/10' does not fit every = \"once\"", "t.conf:9: campaign 'd': window: '2026-10-20' does not fit",
		    "t.conf:10: campaign 'e': window: '2026-10-20..2026-10-10' does not fit" } },
		{ OFFICE TWO POLICY PLAN("2026-01-01..2026-12-31", "document = { number = \"\"; };") END,
		  { "t.conf:6: warning: p: document: number blank, mails cite the title only" } },
	};

	check_rows(rows, G_N_ELEMENTS(rows));
}

#define ENDED(id, more) AGENCY(id, "valid = \"..2026-02-28\"; " more)

static void dates(void)
{
	static const struct row rows[] = {
		{ OFFICE TWO POLICY PLAN("2026-01-01..2026-12-31", "") OB("x", "every = \"month\"; due = \"by 5\";") END, { NULL } },
		{ OFFICE TWO POLICY PLAN("2026-01-01..2027-12-31", "") OB("x", "every = \"year\"; due = \"before 1/1\";") END,
		  { "t.conf:7: warning: obligation 'x': due: the limit of period 2026, 2025-12-31, lies before the period begins on 2026-01-01" } },
		{ OFFICE TWO POLICY PLAN("2026-01-01..2026-12-31", "") OB("x", "every = \"year\"; due = \"before 30/11\";") END,
		  { "t.conf:7: warning: p/x: \"before\" a day, …nonworking = \"grace\"" } },
		{ OFFICE TWO POLICY PLAN("2026-01-01..2026-12-31", "") OB("x", "every = \"year\"; due = \"before 30/11\"; nonworking = \"next\";") END,
		  { "t.conf:7: warning: p/x: \"before\" a day, …nonworking = \"next\"" } },
		{ OFFICE TWO POLICY PLAN("2026-01-01..2026-12-31", "") OB("x", "every = \"year\"; due = \"before 30/11\"; nonworking = \"keep\";") END, { NULL } },
		{ OFFICE TWO POLICY PLAN("2024-01-01..2024-12-31", "") OB("x", "every = \"once\"; period = \"2024\"; due = \"before 05/12/2024\";") ",\n" OB(
			  "y", "every = \"once\"; period = \"2024\"; due = \"before 10/12/2024\"; needs = [ \"x\" ];") END,
		  { "t.conf:8: warning: obligation 'y': needs: only 3 working days from the limit of 'x' (2024-12-04) to its own (2024-12-09)" } },
		{ OFFICE TWO POLICY PLAN("2024-01-01..2024-12-31", "") OB("x", "every = \"once\"; period = \"2024\"; due = \"before 04/12/2024\";") ",\n" OB(
			  "y", "every = \"once\"; period = \"2024\"; due = \"before 10/12/2024\"; needs = [ \"x\" ];") END,
		  { NULL } },
		{ OFFICE TWO POLICY PLAN("2024-01-01..2024-12-31", "") OB("x", "every = \"once\"; period = \"a2024\"; due = \"before 04/12/2024\";") ",\n" OB(
			  "y", "every = \"once\"; period = \"2024\"; due = \"before 10/12/2024\"; needs = [ \"x\" ];") END,
		  { "t.conf:8: warning: obligation 'y': needs: no period of 'x' lies within a period of this one" } },
		{ OFFICE "agencies = (\n" AGENCY("a", "") ",\n" ENDED("b", "") " );\n" POLICY PLAN("2026-01-01..2026-12-31", "") OB(
			  "x", "every = \"month\"; due = \"by 20\";") END,
		  { "t.conf:4: agency 'b': valid: it ends on 2026-02-28 and p/x has a limit on 2026-03-20: name its successor" } },
		{ OFFICE "agencies = (\n" AGENCY("a", "") ",\n" ENDED("b", "successor = \"none\"; ") " );\n" POLICY PLAN("2026-01-01..2026-12-31", "") OB(
			  "x", "every = \"month\"; due = \"by 20\";") END,
		  { "t.conf:4: warning: b has ended and nobody inherits: limits" } },
		{ OFFICE "agencies = (\n" AGENCY("a", "") ",\n" ENDED("b", "successor = \"a\"; ") " );\n" POLICY PLAN("2026-01-01..2026-12-31", "") OB(
			  "x", "every = \"month\"; due = \"by 20\";") END,
		  { NULL } },
		{ OFFICE "agencies = (\n" AGENCY("a", "") ",\n" ENDED("b", "") " );\n" POLICY PLAN("2026-01-01..2026-12-31", "tracked = \"..2026-02-28\";") OB(
			  "x", "every = \"month\"; due = \"by 20\";") END,
		  { NULL } },
		{ OFFICE "agencies = (\n" AGENCY("a", "") ",\n" ENDED("b", "successor = [ \"a\", \"c\" ]; ") ",\n" AGENCY("c", "") " );\n" POLICY PLAN(
			  "2026-01-01..2026-12-31", "") OB("x", "every = \"month\"; due = \"by 20\"; covers = { b = [ \"lương\", \"trẻ em\" ]; c = [ \"trẻ em\" ]; };") END,
		  { "t.conf:8: warning: obligation 'x': covers: 1 line of an ended body (such as 'lương') is given to none of its heirs" } },
		{ OFFICE TWO "policies = { s = { remind = [ \"1wd\",\n \"400d\" ]; }; };\n" PLAN("2026-01-01..2026-12-31", "") OB("x", "every = \"month\"; due = \"by 20\";") END,
		  { "t.conf:5: policy 's': remind: step `400d` can never come: no plan that uses it is that long" } },
		{ OFFICE TWO "policies = { s = { remind = [ \"1wd\", \"30d\" ]; }; };\n" PLAN("2026-01-01..2026-12-31", "") OB("x", "every = \"once\"; due = \"by 20/01/2026\";") END,
		  { "t.conf:5: warning: policy 's': remind: step `30d` never comes" } },
		{ OFFICE TWO POLICY PLAN("2026-01-01..2026-12-31", "") "); campaigns = (\n { id = \"c\"; title = \"C\"; every = \"year\"; window = \"20/10\"; for = [ \"a\" ]; remind = [ \"3660d\" ]; }" END,
		  { "t.conf:8: campaign 'c': remind: step `3660d` can never come" } },
		{ OFFICE TWO "policies = { s = { escalate = ( { after = \"1wd\"; to = [ \"owner:head\" ]; only = [ \"vertical\" ]; } ); }; };\n",
		  { "t.conf:5: warning: policy 's': step '1wd': only: it overrides to whom a step may go" } },
	};

	check_rows(rows, G_N_ELEMENTS(rows));
}

static void people(void)
{
	static const struct row rows[] = {
		{ OFFICE "agencies = (\n" AGENCY("a", "") ",\n { id = \"b\"; name = \"b\"; relation = \"subordinate\"; } );\n" POLICY PLAN(
			  "2026-01-01..2026-12-31", "") OB("x", "every = \"month\"; due = \"by 20\";") END,
		  { "t.conf:4: warning: b has no focal point: nobody there can be written to" } },
		{ OFFICE "agencies = (\n" AGENCY("a", "") ",\n { id = \"b\"; name = \"b\"; relation = \"subordinate\"; collective = true; } );\n" POLICY PLAN(
			  "2026-01-01..2026-12-31", "") OB("x", "every = \"month\"; due = \"by 20\";") END,
		  { NULL } },
		{ OFFICE "agencies = (\n" AGENCY("a", "") ",\n { id = \"b\"; name = \"b\"; relation = \"subordinate\"; contacts = ( { position = \"focal\"; "
			 "email = \"x@b.vn\"; until = \"2026-06-30\"; } ); } );\n" POLICY PLAN("2026-01-01..2026-12-31", "") OB(
			  "x", "every = \"month\"; due = \"by 20\";") END,
		  { "t.conf:4: warning: b has no focal point on the day of a limit: check `from` and `until`" } },
		{ OFFICE TWO "policies = { s = { escalate = ( { after = \"3wd\"; to = [ \"owner:head\" ]; } ); }; };\n" PLAN("2026-01-01..2026-12-31", "") OB(
			  "x", "every = \"month\"; due = \"by 20\";") END,
		  { "t.conf:4: warning: b has no head: its step `3wd` goes to the focal point" } },
		{ OFFICE "agencies = (\n" AGENCY("a", "") ",\n { id = \"b\"; name = \"b\"; relation = \"requested\"; " FOCAL " } );\n"
			 "policies = { s = { escalate = ( { after = \"3wd\"; to = [ \"owner:head\" ]; } ); }; };\n" PLAN("2026-01-01..2026-12-31", "") OB(
				 "x", "every = \"month\"; due = \"by 20\";") END,
		  { NULL } },
		{ OFFICE TWO "policies = { s = { escalate = ( { after = \"3wd\"; to = [ \"coordinator:head\", \"receiver:head\" ]; } ); }; };\n" PLAN(
			  "2026-01-01..2026-12-31", "") OB("x", "every = \"month\"; due = \"by 20\"; owed_to = [ \"a\" ];") END,
		  { "t.conf:3: warning: a has no head: its step `3wd` goes to the focal point" } },
	};

	check_rows(rows, G_N_ELEMENTS(rows));
}

static void many_agencies_are_one_line(void)
{
	GString *text = g_string_new(OFFICE "agencies = (\n" AGENCY("a", ""));
	g_autoptr(config_t) config = NULL;
	g_autoptr(GPtrArray) lines = NULL;
	bool found = false;

	for (int i = 1; i <= 99; i++)
		g_string_append_printf(text, ",\n { id = \"xa-%02d\"; name = \"x\"; relation = \"subordinate\"; groups = [ \"g\" ]; " FOCAL " }", i);
	g_string_append(text, " );\npolicies = { s = { escalate = ( { after = \"3wd\"; to = [ \"owner:head\" ]; } ); }; };\n");
	g_string_append(text, PLAN("2026-01-01..2026-12-31", "") " { id = \"x\"; title = \"X\"; owed_by = [ \"g\" ]; every = \"month\"; due = \"by 20\"; }" END);
	config = config_read_text("t.conf", text->str, text->len);
	lines = problems_lines(config->problems);
	for (guint i = 0; i < lines->len; i++)
		found = found || strcmp(lines->pdata[i], "warning: 99 agencies have no head (xa-01, xa-02, … +97): their step `3wd` goes to the "
							 "focal point") == 0;
	g_assert_true(found);
	g_string_free(text, TRUE);
}

static void holiday_years(void)
{
	static const char text[] = OFFICE TWO POLICY PLAN("2026-01-01..2028-12-31", "") OB("x", "every = \"month\"; due = \"by 20\";") END;
	g_autoptr(config_t) config = config_read_text("t.conf", text, strlen(text));
	g_autoptr(GPtrArray) lines = problems_lines(config->problems);

	g_assert_cmpuint(lines->len, ==, 1);
	g_assert_true(fits(lines->pdata[0], "warning: 3 years have no holiday data (2026, 2027, … +1): "));
}

static void no_plan_is_said(void)
{
	g_autoptr(config_t) config = config_read_text("t.conf", OFFICE, strlen(OFFICE));
	g_autoptr(GPtrArray) lines = problems_lines(config->problems);

	g_assert_true(config_ok(config));
	g_assert_cmpuint(lines->len, ==, 1);
	g_assert_true(fits(lines->pdata[0], "warning: no plans yet"));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_unsetenv("CREDENTIALS_DIRECTORY");
	g_test_add_func("/config-check/syntax", syntax);
	g_test_add_func("/config-check/large", large_files_are_refused);
	g_test_add_func("/config-check/deep", deep_brackets_are_survived);
	g_test_add_func("/config-check/settings", settings);
	g_test_add_func("/config-check/agencies", agencies);
	g_test_add_func("/config-check/obligations", obligations);
	g_test_add_func("/config-check/dates", dates);
	g_test_add_func("/config-check/people", people);
	g_test_add_func("/config-check/merged", many_agencies_are_one_line);
	g_test_add_func("/config-check/holidays", holiday_years);
	g_test_add_func("/config-check/no-plan", no_plan_is_said);
	return g_test_run();
}
