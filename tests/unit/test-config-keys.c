/* Takes every key of the tables and plants mistakes at its place in a file that has them all: each must be exactly one
 * error, on that line. */
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "model/config.h"

#define DEEP 16

struct place { /* a key in the file: its first and last line, counted from 1 */
	char *dotted;
	char *name;
	int first, last;
	char opening; /* of its value: '{', '(', '[', or '"' for anything else */
};

struct base {
	char *path;
	char **lines;
	GPtrArray *places;
};

static const struct {
	const char *list, *table;
} tables[] = { { "agencies", "agency" }, { "contacts", "contact" },    { "policies", "policy" },    { "escalate", "step" },
	       { "plans", "plan" },	 { "obligations", "obligation" }, { "campaigns", "campaign" } };

static const char *table_of(const char *container)
{
	for (size_t i = 0; i < G_N_ELEMENTS(tables); i++) {
		if (strcmp(tables[i].list, container) == 0)
			return tables[i].table;
	}
	return container;
}

static void place_free(void *data)
{
	struct place *place = data;

	g_free(place->dotted);
	g_free(place->name);
	g_free(place);
}

/* The file stands one key a line, and closes what spans lines on a line of its own. */
struct walk {
	const char *containers[DEEP]; /* names of the keys that are open, interned; "" for a group without one */
	struct place *open[DEEP];
	int depth;
};

/* The table a key stands in: that of the nearest named container, except that the ids of policies and the owners of a
 * value are no tables. */
static const char *current_table(const struct walk *walk)
{
	for (int i = walk->depth - 1; i >= 0; i--) {
		if (i > 0 && strcmp(walk->containers[i - 1], "policies") == 0)
			return "policy";
		if (*walk->containers[i] != '\0')
			return table_of(walk->containers[i]);
	}
	return "";
}

static struct place *place_new(const struct walk *walk, const char *name, const char *value, int line)
{
	struct place *place = g_new0(struct place, 1);
	const char *table = current_table(walk);

	place->name = g_strdup(name);
	place->dotted = g_strdup_printf("%s%s%s", table, *table != '\0' ? "." : "", name);
	place->first = place->last = line;
	place->opening = strchr("{([", value[0]) != NULL ? value[0] : '"';
	return place;
}

static void read_line(struct base *base, struct walk *walk, const char *text, int number)
{
	g_autofree char *line = g_strstrip(g_strdup(text));
	char *equals = strstr(line, " = ");
	size_t length = strlen(line);
	struct place *place = NULL;

	if (length == 0 || line[0] == '#')
		return;
	if (strchr("})", line[0]) != NULL) {
		walk->depth--;
		if (walk->open[walk->depth] != NULL)
			walk->open[walk->depth]->last = number;
		return;
	}
	if (equals != NULL) {
		*equals = '\0';
		place = place_new(walk, line, equals + 3, number);
		g_ptr_array_add(base->places, place);
		if (line[length - 1] != ';' && strchr("{(", line[length - 1]) == NULL)
			place->last = number + 1; /* the one text over two lines */
	}
	if (strchr("{(", line[length - 1]) != NULL) {
		g_assert_cmpint(walk->depth, <, DEEP);
		walk->containers[walk->depth] = place != NULL ? g_intern_string(place->name) : "";
		walk->open[walk->depth++] = place;
	}
}

static void base_read(struct base *base, const void *unused)
{
	struct walk walk = { .depth = 0 };
	g_autofree char *text = NULL;

	base->path = g_test_build_filename(G_TEST_DIST, "tests/data/config/every-key.conf", NULL);
	g_assert_true(g_file_get_contents(base->path, &text, NULL, NULL));
	base->lines = g_strsplit(text, "\n", -1);
	base->places = g_ptr_array_new_with_free_func(place_free);
	for (int i = 0; base->lines[i] != NULL; i++)
		read_line(base, &walk, base->lines[i], i + 1);
	g_assert_cmpint(walk.depth, ==, 0);
}

static void base_clear(struct base *base, const void *unused)
{
	g_ptr_array_unref(base->places);
	g_strfreev(base->lines);
	g_free(base->path);
}

static const struct place *find_place(const struct base *base, const char *dotted)
{
	for (guint i = 0; i < base->places->len; i++) {
		const struct place *place = base->places->pdata[i];

		if (strcmp(place->dotted, dotted) == 0)
			return place;
	}
	return NULL;
}

/* ---- planting */

/* The file with `before` put at the front of the key's line, and the value replaced unless `value` is NULL. */
static char *planted(const struct base *base, const struct place *place, const char *before, const char *value)
{
	GString *text = g_string_new(NULL);

	for (int i = 0; base->lines[i] != NULL; i++) {
		int line = i + 1;

		if (line == place->first)
			g_string_append(text, before);
		if (value == NULL || line < place->first || line > place->last)
			g_string_append(text, base->lines[i]);
		else if (line == place->first)
			g_string_append_printf(text, "%s = %s;", place->name, value);
		g_string_append_c(text, '\n');
	}
	return g_string_free(text, FALSE);
}

static void assert_one_error(const struct config *config, const struct place *place, const char *what)
{
	int errors = problems_count(config->problems, SEVERITY_ERROR), line = 0;
	g_autoptr(GPtrArray) lines = problems_lines(config->problems);

	for (guint i = 0; i < config->problems->list->len; i++) {
		const struct problem *problem = config->problems->list->pdata[i];

		if (problem->severity == SEVERITY_ERROR)
			line = problem->line;
	}
	if (errors == 1 && line == place->first)
		return;
	for (guint i = 0; i < lines->len; i++)
		g_test_message("%s", (const char *)lines->pdata[i]);
	g_error("%s: %s: %d errors, the last on line %d; wanted one on line %d", place->dotted, what, errors, line, place->first);
}

static void plant(const struct base *base, const struct place *place, const char *before, const char *value, const char *what)
{
	g_autofree char *text = planted(base, place, before, value);
	g_autoptr(config_t) config = config_read_text(base->path, text, strlen(text));

	assert_one_error(config, place, what);
}

/* ---- every key */

static void collect(const char *dotted, void *data)
{
	g_ptr_array_add(data, g_strdup(dotted));
}

static GPtrArray *all_keys(void)
{
	GPtrArray *keys = g_ptr_array_new_with_free_func(g_free);

	config_each_key(collect, keys);
	return keys;
}

typedef void test_place(const struct base *base, const struct place *place);

static void each_place(const struct base *base, test_place *test)
{
	g_autoptr(GPtrArray) keys = all_keys();

	for (guint i = 0; i < keys->len; i++) {
		const struct place *place = find_place(base, keys->pdata[i]);

		if (place == NULL)
			g_error("tests/data/config/every-key.conf lacks the key %s", (const char *)keys->pdata[i]);
		test(base, place);
	}
}

static void plant_unknown(const struct base *base, const struct place *place)
{
	plant(base, place, "qqq-unknown = 1; ", NULL, "unknown sibling");
	plant(base, place, "qqq-unknown = { a = 1; }; ", NULL, "unknown group as sibling");
}

static void unknown_siblings(struct base *base, const void *unused)
{
	each_place(base, plant_unknown);
}

static bool by_owner(const struct place *place)
{
	static const char *const dotted[] = { "obligation.policy", "obligation.covers", "obligation.send_to", "obligation.nonworking" };

	for (size_t i = 0; i < G_N_ELEMENTS(dotted); i++) {
		if (strcmp(dotted[i], place->dotted) == 0)
			return true;
	}
	return false;
}

static void plant_wrong_type(const struct base *base, const struct place *place)
{
	if (place->opening != '{' && !by_owner(place))
		plant(base, place, "", "{ qqq = 1; }", "a group");
	if (place->opening != '(')
		plant(base, place, "", "( { qqq = 1; } )", "a list");
	if (place->opening != '"' && !by_owner(place))
		plant(base, place, "", "\"qqq\"", "text");
	if (strcmp(place->dotted, "agency.collective") != 0 && strcmp(place->dotted, "document.incomplete") != 0 &&
	    strcmp(place->dotted, "mail.calendar") != 0)
		plant(base, place, "", "true", "true or false");
}

static void wrong_types(struct base *base, const void *unused)
{
	each_place(base, plant_wrong_type);
}

/* A value of the right type that cannot be. Text without a row here is tried with 4001 letters. */
static const struct {
	const char *dotted, *value;
} out_of_range[] = {
	{ "timezone", "\"Asia/Nowhere\"" },
	{ "language", "\"fr\"" },
	{ "include", "[ \"\" ]" },
	{ "holidays", "[ \"\" ]" },
	{ "templates", "[ \"\" ]" },
	{ "horizon", "\"0d\"" },
	{ "nonworking", "\"later\"" },
	{ "office.hours", "\"17:00-07:30\"" },
	{ "mail.mode", "\"redirect:nobody\"" },
	{ "mail.relay", "\"smtp://relay.example.vn:70000\"" },
	{ "mail.tls", "\"some\"" },
	{ "mail.from", "\"Sở <a@b@c>\"" },
	{ "mail.reply_to", "\"a b@example.vn\"" },
	{ "mail.admin", "\"quantri\"" },
	{ "mail.connections", "0" },
	{ "mail.rate", "\"0/h\"" },
	{ "mail.calendar", "2" },
	{ "feeds.base_url", "\"ftp://lich.example.vn\"" },
	{ "feeds.past", "\"9999d\"" },
	{ "feeds.directory", "\"\"" },
	{ "feeds.group", "\"www data\"" },
	{ "http.listen", "\"127.0.0.1:65536\"" },
	{ "store.path", "\"\"" },
	{ "agency.id", "\"Sở\"" },
	{ "agency.level", "\"village\"" },
	{ "agency.relation", "\"friend\"" },
	{ "agency.valid", "\"2025-02-28..2020-01-01\"" },
	{ "agency.groups", "[ \"Sở ngành\" ]" },
	{ "agency.successor", "[ ]" },
	{ "agency.collective", "2" },
	{ "agency.contacts", "( { position = \"focal\"; } )" },
	{ "contact.position", "\"Trưởng phòng\"" },
	{ "contact.email", "\"an@\"" },
	{ "contact.language", "\"fr\"" },
	{ "contact.from", "\"31/11/2024\"" },
	{ "contact.until", "\"2026-02-30\"" },
	{ "contact.deputy_of", "\"Giám đốc\"" },
	{ "policy.remind", "[ \"3wd\", \"30min\" ]" },
	{ "policy.escalate", "( { after = \"0d\"; to = [ \"owner:focal\" ]; } )" },
	{ "policy.digest", "\"hourly\"" },
	{ "policy.spacing", "\"0wd\"" },
	{ "policy.foretell", "\"500d\"" },
	{ "policy.receipt", "\"2d\"" },
	{ "step.after", "\"0wd\"" },
	{ "step.to", "[ ]" },
	{ "step.cc", "[ \"mailto:a b@c\" ]" },
	{ "step.repeat", "\"0d\"" },
	{ "step.times", "1000" },
	{ "step.only", "[ ]" },
	{ "plan.id", "\"all\"" },
	{ "plan.effective", "\"2026\"" },
	{ "plan.tracked", "\"..\"" },
	{ "document.date", "\"30/2/2026\"" },
	{ "document.incomplete", "1" },
	{ "obligation.id", "\"Báo cáo\"" },
	{ "obligation.kind", "\"letter\"" },
	{ "obligation.every", "\"fortnight\"" },
	{ "obligation.period", "\"quý 1\"" },
	{ "obligation.due", "\"before 31/11\"" },
	{ "obligation.data_window", "\"31/2..1/3\"" },
	{ "obligation.nonworking", "\"later\"" },
	{ "obligation.count", "0" },
	{ "campaign.id", "\"1\"" },
	{ "campaign.window", "\"31/11..15/12\"" },
	{ "campaign.every", "\"month\"" },
	{ "campaign.remind", "[ \"7d\", \"7d\" ]" },
	{ "agencies", "( { } )" },
	{ "groups", "{ all = [ ]; }" },
	{ "policies", "{ All = { }; }" },
};

/* Groups and lists of what has rows of its own, and arrays of references, have no range. */
static bool has_no_range(const struct place *place)
{
	return place->opening != '"';
}

static void plant_out_of_range(const struct base *base, const struct place *place)
{
	g_autofree char *letters = g_strnfill(4001, 'a');
	g_autofree char *text = g_strdup_printf("\"%s\"", letters);

	for (size_t i = 0; i < G_N_ELEMENTS(out_of_range); i++) {
		if (strcmp(out_of_range[i].dotted, place->dotted) != 0)
			continue;
		if (strcmp(place->dotted, "agencies") == 0 || strcmp(place->dotted, "policies") == 0 || strcmp(place->dotted, "groups") == 0)
			return; /* their elements are tried key by key */
		plant(base, place, "", out_of_range[i].value, "out of range");
		return;
	}
	if (!has_no_range(place))
		plant(base, place, "", text, "4001 letters");
	if (place->opening == '"')
		plant(base, place, "", "12345678901", "a number of 11 digits");
}

static void values_out_of_range(struct base *base, const void *unused)
{
	each_place(base, plant_out_of_range);
}

static void no_row_is_forgotten(struct base *base, const void *unused)
{
	for (size_t i = 0; i < G_N_ELEMENTS(out_of_range); i++) {
		if (find_place(base, out_of_range[i].dotted) == NULL)
			g_error("no such key: %s", out_of_range[i].dotted);
	}
}

static void bad_references(struct base *base, const void *unused)
{
	static const struct {
		const char *dotted, *value;
	} rows[] = {
		{ "groups", "{ everybody = [ \"departments\", \"nobody\" ]; }" },
		{ "agency.under", "\"nobody\"" },
		{ "agency.under", "\"departments\"" },
		{ "agency.under", "\"so-cu\"" },
		{ "agency.successor", "[ \"so-moi\", \"nobody\" ]" },
		{ "agency.successor", "\"departments\"" },
		{ "agency.successor", "\"so-cu\"" },
		{ "agency.groups", "[ \"departments\", \"social\", \"so-moi\" ]" },
		{ "step.to", "[ \"owner:head\", \"nobody:head\" ]" },
		{ "step.to", "[ \"departments:head\" ]" },
		{ "step.to", "[ \"owner\" ]" },
		{ "step.cc", "[ \"nobody:focal\" ]" },
		{ "document.issuer", "\"nobody\"" },
		{ "plan.coordinator", "\"nobody\"" },
		{ "plan.coordinator", "\"departments\"" },
		{ "plan.policy", "\"harsh\"" },
		{ "obligation.owed_by", "[ \"everybody\", \"nobody\" ]" },
		{ "obligation.owed_by", "[ \"all\" ]" },
		{ "obligation.owed_by", "[ \"so-moi\", \"so-moi\" ]" },
		{ "obligation.except", "[ \"nobody\" ]" },
		{ "obligation.owed_to", "[ \"nobody\" ]" },
		{ "obligation.via", "\"nobody\"" },
		{ "obligation.policy", "\"harsh\"" },
		{ "obligation.policy", "{ so-moi = \"harsh\"; }" },
		{ "obligation.policy", "{ nobody = \"light\"; }" },
		{ "obligation.covers", "{ nobody = [ \"a\" ]; }" },
		{ "obligation.send_to", "{ nobody = \"a\"; }" },
		{ "obligation.nonworking", "{ nobody = \"keep\"; }" },
		{ "obligation.needs", "[ \"nothing\" ]" },
		{ "obligation.needs", "[ \"p/nothing\" ]" },
		{ "obligation.needs", "[ \"q/result\" ]" },
		{ "obligation.needs", "[ \"once\" ]" },
		{ "obligation.same_as", "\"nothing\"" },
		{ "obligation.same_as", "\"again\"" },
		{ "campaign.for", "[ \"everybody\", \"nobody\" ]" },
		{ "mail.password_file", "\"/nonexistent/password\"" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		const struct place *place = find_place(base, rows[i].dotted);

		g_assert_nonnull(place);
		plant(base, place, "", rows[i].value, rows[i].value);
	}
}

static void plant_missing(const struct base *base, const struct place *place)
{
	struct place around = { .dotted = place->dotted, .first = place->first - 1 }; /* the group that lacks it */
	g_autofree char *text = planted(base, place, "# ", NULL);
	g_autoptr(config_t) config = config_read_text(base->path, text, strlen(text));

	assert_one_error(config, &around, "a missing id");
}

/* References to what an error has made unreadable are not reported as well. */
static void lost_ids_hide_references(struct base *base, const void *unused)
{
	for (guint i = 0; i < base->places->len; i++) {
		const struct place *place = base->places->pdata[i];

		if (strcmp(place->name, "id") == 0) {
			plant(base, place, "", "{ qqq = 1; }", "an id that is a group");
			plant_missing(base, place);
		}
	}
}

/* Paths are looked at only when a file is loaded from its directory. */
static void bad_paths(struct base *base, const void *unused)
{
	static const char *const dotted[] = { "include", "holidays" };
	g_autofree char *directory = g_dir_make_tmp("config-keys-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(directory, "every-key.conf", NULL);

	for (size_t i = 0; i < G_N_ELEMENTS(dotted); i++) {
		const struct place *place = find_place(base, dotted[i]);
		g_autofree char *text = planted(base, place, "", "[ \"missing.conf\" ]");
		g_autoptr(config_t) config = NULL;

		g_assert_true(g_file_set_contents(path, text, -1, NULL));
		config = config_load(path);
		assert_one_error(config, place, "a missing file");
	}
	g_remove(path);
	g_rmdir(directory);
}

static void add(const char *name, void (*test)(struct base *base, const void *unused))
{
	g_test_add(name, struct base, NULL, base_read, test, base_clear);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_unsetenv("CREDENTIALS_DIRECTORY");
	add("/config-keys/unknown", unknown_siblings);
	add("/config-keys/types", wrong_types);
	add("/config-keys/range", values_out_of_range);
	add("/config-keys/rows", no_row_is_forgotten);
	add("/config-keys/references", bad_references);
	add("/config-keys/lost-ids", lost_ids_hide_references);
	add("/config-keys/paths", bad_paths);
	return g_test_run();
}
