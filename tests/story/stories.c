/*
 * Plays stories: text files that say what happens and which mails follow, over the real engine, store, outbox and templates
 * with simulated time; only the relay is played. This driver holds no rule.
 *
 *   # a comment
 *   config NAME                   tests/story/config/NAME, once, before everything else
 *   start TIME                    the service starts; TIME is YYYY-MM-DD HH:MM
 *   until TIME                    time passes up to and including TIME
 *   at TIME                       nothing leaves before TIME; then time passes up to and including it
 *   mail ADDRESS STEP SUBJECT [KIND]     the relay took this since the last command that lets things happen
 *   also STEP SUBJECT             the mail named last says this too; `also *`: and whatever else
 *   mails N ADDRESS STEP SUBJECT [KIND]  exactly N of the others, of one thing each; * and ? in ADDRESS and SUBJECT
 *   headed WORDS                  the subject line of the mail named last holds these words
 *   says WORDS                    its plain text holds these words, white space apart; `lacks WORDS`: it does not
 *   offers ADDRESS                its footer offers the feed of this person, in both texts; `nothing`: none;
 *                                 `ADDRESS before`: one, but under an address that it has no more
 *   mail *                        passes the rest of them
 *   once each                     no two mails since then told one address of one report
 *   one a run                     nor was one address written to twice in one run on its own reports, or twice on others'
 *   tried N ADDRESS               so many attempts to hand something over since then
 *   relay CODE for N(m|h|d)       what the relay answers from now on: 4xx, 421, 5xx, `lost` (gone after the final dot) or
 *                                 `arrived` (the same, but it came through)
 *   relay CODE to ADDRESS         the same for one recipient, for good
 *   relay dies                    the service is killed with the next mails in the air; `outage` must follow
 *   relay ok
 *   do ORDER …                    an order as the control tool takes it
 *   refused ORDER …               an order that must be refused
 *   outage until TIME [NAME]      the service is off, as after a crash; it starts again then, with the files of NAME
 *   reload NAME                   another configuration
 *   contact set|end AGENCY POSITION KEY=VALUE …     a person recorded in the store; name title email phone from until number
 *   feed rotate|revoke ADDRESS    the feed of a person gets another address, or none; feeds are served where feeds.base_url is set
 *   tick                          another pass at the same moment
 *   ledger SUBJECT STEP ROLE OUTCOME     `none`: no such row; * in SUBJECT: every stored occurrence it fits, at least one
 *   state SUBJECT WORD            open, submitted …, unsettled, withdrawn, absent
 *   limit SUBJECT YYYY-MM-DD VERSION
 *   queue N STATE                 so many messages in that state of the outbox
 *   asked [N] PATH[?KEY=VALUE&...] KEY=VALUE ...     so many rows (no N: one at least) of what the interface answers to GET PATH
 *                                 hold these values; a.b: inside an object, a.0: of a list; * and ? in VALUE; no blanks
 *   unchanged                     the last command that let things happen wrote nothing
 *   nothing more for SUBJECT      to the story's end
 *
 * A mail the story does not name fails it, and so does a thing in a mail that it does not name.
 */
#include <string.h>

#include "player.h"

static const char *const OUTCOMES[] = { "said", "covered", "past", "left-out", "unaddressed", "dropped" };

/* ---- what was said ---- */

static void describe(const struct story *story, GString *text, const struct delivered *delivered)
{
	char at[INSTANT_SIZE];

	g_string_append_printf(text, "\n    %s mail %s", zone_format(story->config->settings.zone, delivered->at, at),
			       delivered->address);
	for (guint i = 0; i < delivered->rows->len && i < 12; i++) {
		const struct ledger_row *row = g_ptr_array_index(delivered->rows, i);

		g_string_append_printf(text, "%s %s %s%s%s", i == 0 ? "" : " | also", row->step, row->subject,
				       i == 0 ? " " : "", i == 0 ? delivered->kind : "");
	}
	if (delivered->rows->len > 12)
		g_string_append_printf(text, " | also %u more", delivered->rows->len - 12);
}

/* The mail named last has been told of in whole. */
static void expect_whole(struct story *story)
{
	const struct delivered *last = story->last;
	g_autoptr(GString) text = g_string_new(NULL);

	story->last = NULL;
	if (last == NULL || last->whole || last->told == last->rows->len)
		return;
	describe(story, text, last);
	story_fail(story, "before this line the story names %u thing(s) of a mail with %u:%s", last->told, last->rows->len,
		   text->str);
}

static void expect_silence(struct story *story, const struct delivered *delivered)
{
	for (guint i = 0; i < story->silent->len; i++) {
		const char *subject = g_ptr_array_index(story->silent, i);

		for (guint j = 0; j < delivered->rows->len; j++)
			if (strcmp(((const struct ledger_row *)g_ptr_array_index(delivered->rows, j))->subject, subject) == 0)
				story_fail(story, "a mail about %s, of which nothing more was to come", subject);
	}
}

static void expect_all_named(struct story *story)
{
	g_autoptr(GString) text = g_string_new(NULL);
	guint unnamed = 0;

	expect_whole(story);
	for (guint i = 0; i < story->delivered->len; i++) {
		const struct delivered *delivered = g_ptr_array_index(story->delivered, i);

		if (delivered->named || story->rest)
			continue;
		if (unnamed++ < 12)
			describe(story, text, delivered);
	}
	if (unnamed > 0)
		story_fail(story, "before this line the story does not name %u mail(s):%s", unnamed, text->str);
	g_ptr_array_set_size(story->delivered, 0);
	g_ptr_array_set_size(story->tried, 0);
	story->rest = false;
}

static bool fits(const char *pattern, const char *text)
{
	return g_pattern_match_simple(pattern, text);
}

static bool holds(const struct delivered *delivered, const char *step, const char *subject)
{
	for (guint i = 0; i < delivered->rows->len; i++) {
		const struct ledger_row *row = g_ptr_array_index(delivered->rows, i);

		if (strcmp(row->step, step) == 0 && fits(subject, row->subject))
			return true;
	}
	return false;
}

static struct delivered *find(struct story *story, char **words)
{
	for (guint i = 0; i < story->delivered->len; i++) {
		struct delivered *delivered = g_ptr_array_index(story->delivered, i);

		if (!delivered->named && fits(words[0], delivered->address) && holds(delivered, words[1], words[2]) &&
		    (words[3] == NULL || strcmp(words[3], delivered->kind) == 0))
			return delivered;
	}
	return NULL;
}

static void no_such_mail(struct story *story) G_GNUC_NORETURN;

static void no_such_mail(struct story *story)
{
	g_autoptr(GString) text = g_string_new(NULL);
	guint others = 0;

	for (guint i = 0; i < story->delivered->len; i++) {
		const struct delivered *delivered = g_ptr_array_index(story->delivered, i);

		if (!delivered->named && others++ < 12)
			describe(story, text, delivered);
	}
	story_fail(story, "no such mail; of %u there are %u others:%s", story->delivered->len, others, text->str);
}

static void do_mail(struct story *story, char **words)
{
	expect_whole(story);
	if (g_strcmp0(words[1], "*") == 0) {
		story->rest = true;
		return;
	}
	if (words[1] == NULL || words[2] == NULL || words[3] == NULL)
		story_fail(story, "mail ADDRESS STEP SUBJECT [KIND]");
	story->last = find(story, words + 1);
	if (story->last == NULL)
		no_such_mail(story);
	story->last->named = true;
	story->last->told = 1;
}

static void do_mails(struct story *story, char **words)
{
	struct delivered *found;
	gint64 count = 0;

	expect_whole(story);
	if (words[2] == NULL || words[3] == NULL || words[4] == NULL)
		story_fail(story, "mails N ADDRESS STEP SUBJECT [KIND]");
	while ((found = find(story, words + 2)) != NULL) {
		found->named = true;
		found->told = 1;
		story->last = found;
		expect_whole(story);
		count++;
	}
	if (count != g_ascii_strtoll(words[1], NULL, 10))
		story_fail(story, "there are %d", (int)count);
}

static void do_also(struct story *story, char **words)
{
	if (story->last == NULL)
		story_fail(story, "no mail was named before");
	if (g_strcmp0(words[1], "*") == 0) {
		story->last->whole = true;
		return;
	}
	if (words[1] == NULL || words[2] == NULL)
		story_fail(story, "also STEP SUBJECT");
	if (!holds(story->last, words[1], words[2])) {
		g_autoptr(GString) text = g_string_new(NULL);

		describe(story, text, story->last);
		story_fail(story, "the mail does not say that:%s", text->str);
	}
	story->last->told++;
}

static void do_headed(struct story *story, const char *words)
{
	if (story->last == NULL)
		story_fail(story, "no mail was named before");
	if (strstr(story->last->subject, words) == NULL)
		story_fail(story, "its subject is: %s", story->last->subject);
}

static void do_says(struct story *story, const char *words, bool wanted)
{
	g_autofree char *text = NULL;

	if (story->last == NULL)
		story_fail(story, "no mail was named before");
	text = story_text(story->last);
	if ((strstr(text, words) != NULL) != wanted)
		story_fail(story, "it says: %s", text);
}

/* One address and one report: a line of the same obligation's list and an own mail are of different reports. */
static void do_once(struct story *story, char **words)
{
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	(void)words;
	for (guint i = 0; i < story->delivered->len; i++) {
		const struct delivered *delivered = g_ptr_array_index(story->delivered, i);
		g_autoptr(GHashTable) own = g_hash_table_new(g_str_hash, g_str_equal);

		for (guint j = 0; j < delivered->rows->len; j++) {
			const struct ledger_row *row = g_ptr_array_index(delivered->rows, j);

			if (g_hash_table_add(own, row->subject) &&
			    !g_hash_table_add(seen, g_strconcat(delivered->address, " ", row->subject, NULL)))
				story_fail(story, "%s was told twice of %s", delivered->address, row->subject);
		}
	}
}

/* Mails that stand alone are not counted: campaigns, answers to orders, the administrator's. */
static const char *side_of(const char *kind)
{
	static const char *const own[] = { "advance", "today", "overdue", "head", NULL };
	static const char *const others[] = { "list", "foretell", "settle", "digest", NULL };

	return g_strv_contains(own, kind) ? "own" : g_strv_contains(others, kind) ? "others" : NULL;
}

static void do_one(struct story *story, char **words)
{
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	(void)words;
	for (guint i = 0; i < story->delivered->len; i++) {
		const struct delivered *delivered = g_ptr_array_index(story->delivered, i);
		const char *side = side_of(delivered->kind);

		if (side != NULL && !g_hash_table_add(seen, g_strdup_printf("%s %s %" G_GINT64_FORMAT, delivered->address, side,
									    delivered->at.seconds)))
			story_fail(story, "%s was written to twice in one run (%s)", delivered->address, delivered->kind);
	}
}

static void do_tried(struct story *story, char **words)
{
	gint64 count = 0;

	if (words[1] == NULL || words[2] == NULL)
		story_fail(story, "tried N ADDRESS");
	for (guint i = 0; i < story->tried->len; i++)
		count += fits(words[2], g_ptr_array_index(story->tried, i));
	if (count != g_ascii_strtoll(words[1], NULL, 10))
		story_fail(story, "%d time(s)", (int)count);
}

/* ---- what is stored ---- */

static void expect_row(struct story *story, const char *subject, char **words)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) rows = ledger_of(story->store, subject, 0, &error);
	const char *found = "none";

	story_check(story, rows != NULL, &error);
	for (guint i = 0; i < rows->len; i++) {
		const struct ledger_row *row = g_ptr_array_index(rows, i);

		if (strcmp(row->step, words[2]) == 0 && strcmp(row->role, words[3]) == 0)
			found = OUTCOMES[row->outcome];
	}
	if (strcmp(found, words[4]) != 0)
		story_fail(story, "the ledger says of %s: %s", subject, found);
}

static void do_ledger(struct story *story, char **words)
{
	g_autoptr(GError) error = NULL;
	struct fact_filter filter = { .withdrawn = true };
	g_autoptr(GPtrArray) facts = NULL;
	guint count = 0;

	if (words[1] == NULL || words[2] == NULL || words[3] == NULL || words[4] == NULL)
		story_fail(story, "ledger SUBJECT STEP ROLE OUTCOME");
	if (strchr(words[1], '*') == NULL) {
		expect_row(story, words[1], words);
		return;
	}
	facts = fact_list(story->store, &filter, &error);
	story_check(story, facts != NULL, &error);
	for (guint i = 0; i < facts->len; i++) {
		const struct fact *fact = g_ptr_array_index(facts, i);

		if (!fits(words[1], fact->id))
			continue;
		expect_row(story, fact->id, words);
		count++;
	}
	if (count == 0)
		story_fail(story, "nothing stored fits %s", words[1]);
}

static struct fact *fact_of(struct story *story, const char *id)
{
	g_autoptr(GError) error = NULL;
	struct fact *fact = fact_get(story->store, id, &error);

	story_check(story, error == NULL, &error);
	return fact;
}

static void do_state(struct story *story, char **words)
{
	g_autoptr(fact_t) fact = fact_of(story, words[1]);
	const char *found = fact == NULL	? "absent" :
			    fact->withdrawn	? "withdrawn" :
			    fact->unsettled	? "unsettled" :
						  state_name(fact->state);

	if (g_strcmp0(found, words[2]) != 0)
		story_fail(story, "it is %s", found);
}

static void do_limit(struct story *story, char **words)
{
	g_autoptr(fact_t) fact = fact_of(story, words[1]);
	char date[CIVIL_SIZE];

	if (words[2] == NULL || words[3] == NULL)
		story_fail(story, "limit SUBJECT DATE VERSION");
	if (fact == NULL || strcmp(civil_format(fact->limit, date), words[2]) != 0 ||
	    fact->version != (int)g_ascii_strtoll(words[3], NULL, 10))
		story_fail(story, "it is %s, version %d", fact != NULL ? civil_format(fact->limit, date) : "absent",
			   fact != NULL ? fact->version : 0);
}

static void do_queue(struct story *story, char **words)
{
	int counts[MAIL_DROPPED + 1];
	g_autoptr(GError) error = NULL;

	story_check(story, outbox_count(story->store, counts, &error), &error);
	for (int state = MAIL_QUEUED; state <= MAIL_DROPPED; state++) {
		if (g_strcmp0(mail_state_name((enum mail_state)state), words[2]) != 0)
			continue;
		if (counts[state] != (int)g_ascii_strtoll(words[1], NULL, 10))
			story_fail(story, "there are %d", counts[state]);
		return;
	}
	story_fail(story, "queue N STATE");
}

static void do_unchanged(struct story *story, char **words)
{
	g_autofree char *before = g_steal_pointer(&story->checksum);

	(void)words;
	story_remember(story);
	if (g_strcmp0(before, story->checksum) != 0)
		story_fail(story, "the store has changed");
}

/* ---- what happens ---- */

static struct instant time_of(struct story *story, const char *date, const char *clock)
{
	g_autofree char *text = NULL;
	struct instant when = INSTANT_NONE;

	if (date == NULL || clock == NULL || story->config == NULL)
		story_fail(story, "a time is YYYY-MM-DD HH:MM, and comes after `config`");
	text = g_strdup_printf("%sT%s", date, clock);
	if (!zone_parse(story->config->settings.zone, text, &when))
		story_fail(story, "not a time: %s %s", date, clock);
	return when;
}

static void do_config(struct story *story, char **words)
{
	story_config(story, words[1]);
}

static void do_start(struct story *story, char **words)
{
	story_start(story, time_of(story, words[1], words[2]));
}

static void do_until(struct story *story, char **words)
{
	story_until(story, time_of(story, words[1], words[2]));
}

static void do_at(struct story *story, char **words)
{
	struct instant when = time_of(story, words[1], words[2]);

	story_until(story, instant_add(when, -1));
	expect_all_named(story);
	story_until(story, when);
}

static void do_outage(struct story *story, char **words)
{
	struct instant when = time_of(story, words[2], words[3]);

	if (words[4] != NULL)
		story_replace(story, words[4]);
	story_start(story, when);
}

static void do_reload(struct story *story, char **words)
{
	story_reload(story, words[1]);
}

static void do_tick(struct story *story, char **words)
{
	(void)words;
	story_pass(story);
}

static void do_nothing(struct story *story, char **words)
{
	if (g_strcmp0(words[1], "more") != 0 || g_strcmp0(words[2], "for") != 0 || words[3] == NULL)
		story_fail(story, "nothing more for SUBJECT");
	g_ptr_array_add(story->silent, g_strdup(words[3]));
}

static const struct {
	const char *word;
	void (*run)(struct story *story, char **words);
	bool happens; /* lets things happen: what came before must have been named */
} COMMANDS[] = {
	{ "config", do_config, false }, { "start", do_start, true },   { "until", do_until, true },   { "at", do_at, true },
	{ "outage", do_outage, true },	{ "reload", do_reload, true }, { "tick", do_tick, true },     { "mail", do_mail, false },
	{ "mails", do_mails, false },	{ "also", do_also, false },    { "once", do_once, false },    { "one", do_one, false },    { "tried", do_tried, false },
	{ "relay", story_relay, false }, { "ledger", do_ledger, false }, { "state", do_state, false }, { "limit", do_limit, false },
	{ "queue", do_queue, false },	{ "unchanged", do_unchanged, false }, { "nothing", do_nothing, false },
	{ "asked", story_asked, false }, { "contact", story_contact, true },
	{ "offers", story_offers, false }, { "feed", story_feed, true },
};

/* The rest of a line after its first word. */
static const char *after_word(const char *line)
{
	line += strcspn(line, " \t");
	return line + strspn(line, " \t");
}

static void before_happening(struct story *story)
{
	expect_all_named(story);
	story_remember(story);
}

static void after_happening(struct story *story)
{
	for (guint i = 0; i < story->delivered->len; i++)
		expect_silence(story, g_ptr_array_index(story->delivered, i));
}

static void run_command(struct story *story, const char *line, char **words)
{
	for (size_t i = 0; i < G_N_ELEMENTS(COMMANDS); i++) {
		if (strcmp(words[0], COMMANDS[i].word) != 0)
			continue;
		if (COMMANDS[i].happens)
			before_happening(story);
		COMMANDS[i].run(story, words);
		if (COMMANDS[i].happens)
			after_happening(story);
		return;
	}
	if (strcmp(words[0], "do") == 0 || strcmp(words[0], "refused") == 0) {
		before_happening(story);
		story_order(story, after_word(line), words[0][0] == 'r');
		after_happening(story);
	} else if (strcmp(words[0], "headed") == 0) {
		do_headed(story, after_word(line));
	} else if (strcmp(words[0], "says") == 0 || strcmp(words[0], "lacks") == 0) {
		do_says(story, after_word(line), words[0][0] == 's');
	} else {
		story_fail(story, "unknown command '%s'", words[0]);
	}
}

static void run_line(struct story *story, char *line)
{
	g_auto(GStrv) raw = NULL;
	g_autoptr(GPtrArray) words = g_ptr_array_new();

	g_strstrip(line);
	if (*line == '\0' || *line == '#')
		return;
	raw = g_strsplit_set(line, " \t", -1);
	for (char **word = raw; *word != NULL; word++)
		if (**word != '\0')
			g_ptr_array_add(words, *word);
	for (int i = 0; i < 6; i++)
		g_ptr_array_add(words, NULL);
	run_command(story, line, (char **)words->pdata);
}

static void play_lines(struct story *story, char **lines)
{
	for (char **line = lines; *line != NULL; line++) {
		story->line++;
		run_line(story, *line);
	}
	expect_all_named(story);
}

static void play(gconstpointer data)
{
	static struct story story; /* static: it is used after a longjmp */
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;

	memset(&story, 0, sizeof story);
	story_begin(&story, data);
	g_assert_true(g_file_get_contents(data, &text, NULL, NULL));
	lines = g_strsplit(text, "\n", -1);
	if (setjmp(story.failed) != 0)
		return;
	play_lines(&story, lines);
	story_clear(&story);
}

static int by_name(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *stories_in(const char *directory)
{
	GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GDir) dir = g_dir_open(directory, 0, NULL);
	const char *name;

	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL)
		if (g_str_has_suffix(name, ".story"))
			g_ptr_array_add(files, g_build_filename(directory, name, NULL));
	g_ptr_array_sort(files, by_name);
	return files;
}

int main(int argc, char **argv)
{
	g_autofree char *directory = NULL;
	g_autoptr(GPtrArray) files = NULL;
	char *arguments[] = { argv[0], (char *)"-k", argc > 1 ? argv[1] : NULL, argc > 2 ? argv[2] : NULL, NULL };
	int count = MIN(argc, 3) + 1;

	argv = arguments; /* keeps going after a story that fails */
	argc = count;
	g_test_init(&argc, &argv, NULL);
	directory = g_test_build_filename(G_TEST_DIST, "tests", "story", NULL);
	files = stories_in(directory);
	for (guint i = 0; i < files->len; i++) {
		g_autofree char *base = g_path_get_basename(g_ptr_array_index(files, i));
		g_autofree char *path = g_strdup_printf("/story/%.*s", (int)(strlen(base) - strlen(".story")), base);

		g_test_add_data_func(path, g_ptr_array_index(files, i), play);
	}
	g_assert_cmpuint(files->len, >, 0);
	return g_test_run();
}
