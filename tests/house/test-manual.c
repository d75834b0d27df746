/* Every key of the configuration, every command of deadlinectl and the table of states are in their manuals, and nothing else. */
#include <glib.h>
#include <string.h>

#include "ctl/commands.h"
#include "engine/orders_table.h"
#include "model/config.h"

static char *manual(const char *name)
{
	g_autofree char *path = g_test_build_filename(G_TEST_DIST, name, NULL);
	g_autoptr(GError) error = NULL;
	char *text;

	g_file_get_contents(path, &text, NULL, &error);
	g_assert_no_error(error);
	return text;
}

/* From the line `head` on, up to the next line that begins with `end`; NULL where it is missing. */
static char *part(const char *text, const char *head, const char *end)
{
	g_autofree char *line = g_strconcat("\n", head, "\n", NULL), *stop = g_strconcat("\n", end, NULL);
	const char *from = strstr(text, line), *to;

	if (!from)
		return NULL;
	from += strlen(line) - 1;
	to = strstr(from, stop);
	return to ? g_strndup(from, (gsize)(to - from)) : g_strdup(from);
}

static void look_up_key(const char *dotted, void *data)
{
	const char *text = data, *dot = strchr(dotted, '.'), *name = dot ? dot + 1 : dotted;
	g_autofree char *table = dot ? g_strndup(dotted, (gsize)(dot - dotted)) : g_strdup("Settings of the main file");
	g_autofree char *heading = g_strconcat(".Ss ", table, NULL), *head = g_strconcat(".It Ic ", name, NULL);
	g_autofree char *section = part(text, heading, ".Ss "), *item = section ? part(section, head, ".It") : NULL;

	g_test_message("%s", dotted);
	g_assert_nonnull(section);
	g_assert_nonnull(item);
	g_assert_nonnull(strstr(item, "\nValue: "));
	g_assert_nonnull(strstr(item, "Default: "));
	g_assert_nonnull(strstr(item, "\n.Bd -literal"));
}

static void holds_every_key(void)
{
	g_autofree char *text = manual("etc/deadlined.conf.5");

	config_each_key(look_up_key, text);
}

static void collect(const char *dotted, void *data)
{
	g_hash_table_add(data, g_strdup(dotted));
}

/* The other way round: what the manual names is a key. */
static void holds_no_other_key(void)
{
	g_autofree char *text = manual("etc/deadlined.conf.5");
	g_autoptr(GHashTable) keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	g_autofree char *section = g_strdup("");

	config_each_key(collect, keys);
	for (char **line = lines; *line; line++) {
		g_autofree char *dotted = NULL;

		if (g_str_has_prefix(*line, ".Ss ")) {
			g_free(section);
			section = strcmp(*line, ".Ss Settings of the main file") == 0 ? g_strdup("") : g_strconcat(*line + 4, ".", NULL);
		} else if (g_str_has_prefix(*line, ".It Ic ")) {
			dotted = g_strconcat(section, *line + strlen(".It Ic "), NULL);
			g_test_message("%s", dotted);
			g_assert_true(g_hash_table_contains(keys, dotted));
		}
	}
}

/* The items of a command, joined: "queue" has several. */
static char *items_of(const char *text, const char *name)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	GString *items = g_string_new(NULL);
	bool inside = false;

	for (char **line = lines; *line; line++) {
		if (g_str_has_prefix(*line, ".It ") || g_str_has_prefix(*line, ".El")) {
			g_auto(GStrv) words = g_strsplit(*line, " ", 4);

			inside = words[0] && words[1] && words[2] && strcmp(words[1], "Ic") == 0 && strcmp(words[2], name) == 0;
		}
		if (inside)
			g_string_append_printf(items, "%s\n", *line);
	}
	return g_string_free(items, FALSE);
}

static void holds_every_command(void)
{
	g_autofree char *text = manual("daemon/ctl/deadlinectl.1");

	for (const struct command *const *command = commands; *command; command++) {
		g_autofree char *items = items_of(text, (*command)->name);

		g_test_message("%s", (*command)->name);
		g_assert_cmpstr(items, !=, "");
		for (const struct option_word *option = (*command)->options; option && option->name; option++) {
			g_autofree char *flag = g_strconcat("Fl -", option->name, NULL);

			g_test_message("%s --%s", (*command)->name, option->name);
			g_assert_nonnull(strstr(items, flag));
		}
	}
}

static void holds_no_other_command(void)
{
	g_autofree char *text = manual("daemon/ctl/deadlinectl.1");
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (char **line = lines; *line; line++) {
		g_auto(GStrv) words = NULL;

		if (!g_str_has_prefix(*line, ".It Ic "))
			continue;
		words = g_strsplit(*line, " ", -1);
		g_test_message("%s", words[2]);
		g_assert_nonnull(commands_find(words[2]));
	}
}

static void add_state(GString *line, const char *name)
{
	g_string_append_printf(line, "%s%s", line->len > 0 ? " " : "", name);
}

/* The states behind an order's item, on however many lines. */
static char *states_behind(const char *section, const char *order)
{
	g_autofree char *head = g_strconcat(".It Ic ", order, NULL), *item = part(section, head, ".");
	g_auto(GStrv) lines = g_strsplit(item ? item : "", "\n", -1);
	GString *states = g_string_new(NULL);

	for (char **line = lines; *line; line++) {
		if (**line)
			add_state(states, *line);
	}
	return g_string_free(states, FALSE);
}

/* What the manual prints is what every order asks. */
static void prints_the_states(void)
{
	g_autofree char *text = manual("daemon/ctl/deadlinectl.1"), *section = part(text, ".Ss Orders and states", ".Ss");
	int items = 0;

	g_assert_nonnull(section);
	for (int verb = 0; verb < ORDER_VERBS; verb++) {
		const char *name = orders_table_verb((enum order_verb)verb);
		g_autofree char *printed = states_behind(section, name);
		g_autoptr(GString) states = g_string_new(NULL);

		for (int state = 0; state < ORDER_STATES; state++) {
			if (orders_table_allows((enum order_verb)verb, (enum order_state)state))
				add_state(states, orders_table_state((enum order_state)state));
		}
		g_test_message("%s", name);
		g_assert_cmpstr(printed, ==, states->str);
	}
	for (const char *item = section; (item = strstr(item, "\n.It ")) != NULL; item++)
		items++;
	g_assert_cmpint(items, ==, ORDER_VERBS);
}

/* Clean but for manuals that are not installed yet. */
static void lint(const char *name)
{
	g_autofree char *path = g_test_build_filename(G_TEST_DIST, name, NULL), *found = g_find_program_in_path("mandoc"), *said = NULL;
	char *words[] = { found, (char *)"-T", (char *)"lint", path, NULL };
	g_auto(GStrv) lines = NULL;
	g_autoptr(GError) error = NULL;

	if (!found) {
		g_test_skip("mandoc is not installed");
		return;
	}
	g_spawn_sync(NULL, words, NULL, G_SPAWN_DEFAULT, NULL, NULL, &said, NULL, NULL, &error);
	g_assert_no_error(error);
	lines = g_strsplit(said, "\n", -1);
	for (char **line = lines; *line; line++) {
		if (**line && !strstr(*line, "referenced manual not found"))
			g_error("%s", *line);
	}
}

static void lints_the_configuration(void)
{
	lint("etc/deadlined.conf.5");
}

static void lints_the_tool(void)
{
	lint("daemon/ctl/deadlinectl.1");
}

static void lints_the_daemon(void)
{
	lint("daemon/deadlined.8");
}

/* Every kind of feed and every option. */
static void tells_of_every_feed(void)
{
	static const char *const words[] = { "agency", "under", "person", "plan", "group", "obligation", "all", "campaigns", "language",
					     "todo", "alarms", "open", "detail", "windows", "past" };
	g_autofree char *text = manual("daemon/render/deadlined-feeds.7");

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		g_autofree char *item = g_strdup_printf("\n.It Cm %s", words[i]);

		if (strstr(text, item) == NULL)
			g_error("no item %s", words[i]);
	}
}

static void lints_the_feeds(void)
{
	lint("daemon/render/deadlined-feeds.7");
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/manual/keys", holds_every_key);
	g_test_add_func("/manual/keys/other", holds_no_other_key);
	g_test_add_func("/manual/commands", holds_every_command);
	g_test_add_func("/manual/commands/other", holds_no_other_command);
	g_test_add_func("/manual/states", prints_the_states);
	g_test_add_func("/manual/feeds", tells_of_every_feed);
	g_test_add_func("/manual/lint/feeds", lints_the_feeds);
	g_test_add_func("/manual/lint/configuration", lints_the_configuration);
	g_test_add_func("/manual/lint/tool", lints_the_tool);
	g_test_add_func("/manual/lint/daemon", lints_the_daemon);
	return g_test_run();
}
