/* The keys of obligations: values given by owner, and what the rule of time needs from its neighbours. */
#include "model/config_keys.h"

#include <string.h>

#include "model/config_refs.h"
#include "model/config_value.h"

static const int short_characters = 60;
static const struct value_limits count_limits = { .least = 1, .most = 9999 };
static const struct value_word kind_words[] = {
	{ "report", KIND_REPORT },	   { "plan", KIND_PLAN },	   { "budget", KIND_BUDGET },
	{ "data", KIND_DATA },		   { "review", KIND_REVIEW },	   { "inspection", KIND_INSPECTION },
	{ "communication", KIND_COMMUNICATION }, { "decision", KIND_DECISION }, { "other", KIND_OTHER },
	{ 0 },
};

/* ---- values by owner */

typedef void read_entry(struct reader *reader, struct node *node, struct by_owner_entry *entry);

static struct by_owner_entry *entry_new(struct by_owner *values)
{
	struct by_owner_entry *entry = g_new0(struct by_owner_entry, 1);

	if (values->entries == NULL)
		values->entries = g_ptr_array_new();
	g_ptr_array_add(values->entries, entry);
	return entry;
}

static void read_owner_values(struct reader *reader, struct node *node, struct by_owner *values, read_entry *read, bool array)
{
	if (node->kind != NODE_GROUP) {
		struct by_owner_entry *entry = entry_new(values);

		entry->party = party_new("all", NULL, NULL);
		read(reader, node, entry);
		return;
	}
	for (guint i = 0; i < node->children->len; i++) {
		struct node *child = node->children->pdata[i];
		struct by_owner_entry *entry = entry_new(values);

		reference_add(reader, reference_owner_key, child, &entry->party)->key = true;
		if (child->kind == NODE_BAD)
			reader_fault(reader, child);
		else if (array != (child->kind == NODE_ARRAY || child->kind == NODE_LIST) || child->kind == NODE_SWITCH ||
			 child->kind == NODE_GROUP)
			reader_error(reader, child, "%s is wanted here, not %s", array ? "an array of text [ \"…\" ]" : "text",
				     tree_kind_words(child->kind));
		else
			read(reader, child, entry);
	}
}

static void entry_policy(struct reader *reader, struct node *node, struct by_owner_entry *entry)
{
	reference_add(reader, reference_policy, node, &entry->value);
}

static void entry_text(struct reader *reader, struct node *node, struct by_owner_entry *entry)
{
	entry->value = g_strdup(node->text);
}

static void entry_lines(struct reader *reader, struct node *node, struct by_owner_entry *entry)
{
	GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < node->children->len; i++) {
		const char *text = value_element(reader, node->children->pdata[i]);

		if (text != NULL && *text != '\0')
			g_ptr_array_add(lines, g_strdup(text));
	}
	entry->value = lines;
}

static void entry_nonworking(struct reader *reader, struct node *node, struct by_owner_entry *entry)
{
	int nonworking = NONWORKING_GRACE;

	value_word(reader, node, &(struct key){ .with = keys_nonworking }, &nonworking);
	entry->value = GINT_TO_POINTER(nonworking);
}

static void read_policy(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	read_owner_values(reader, node, field, entry_policy, false);
}

static void read_covers(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	read_owner_values(reader, node, field, entry_lines, true);
}

static void read_send_to(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	read_owner_values(reader, node, field, entry_text, false);
}

static void read_nonworking(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	read_owner_values(reader, node, field, entry_nonworking, false);
}

/* ---- references to other obligations */

static void read_needs(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	struct obligation *obligation = field;

	for (guint i = 0; i < node->children->len; i++) {
		if (value_element(reader, node->children->pdata[i]) != NULL)
			reference_add(reader, reference_needed, node->children->pdata[i], obligation->needs)->owner = obligation;
	}
}

static void read_same(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	struct obligation *obligation = field;

	reference_add(reader, reference_same, node, &obligation->same_as)->owner = obligation;
}

/* ---- the period of a one-off */

static void read_period(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	const char *text = node->text;
	size_t length = strlen(text);
	bool fine = length >= 1 && length < PERIOD_LABEL_SIZE;

	for (size_t i = 0; fine && i < length; i++)
		fine = g_ascii_isalnum(text[i]) || text[i] == '-';
	if (fine)
		*(char **)field = g_strdup(text);
	else
		reader_error(reader, node, "'%s' is no label of a period: use 1 to %d letters without accents, digits and -", text,
			     PERIOD_LABEL_SIZE - 1);
}

static bool has_year(const char *label)
{
	for (int i = 0; i < 4; i++) {
		if (!g_ascii_isdigit(label[i]))
			return false;
	}
	return !g_ascii_isdigit(label[4]);
}

static int year_of_plan(const struct plan *plan)
{
	int first = civil_is_set(plan->effective.first) ? civil_year(plan->effective.first) : 0;
	int last = civil_is_set(plan->effective.last) ? civil_year(plan->effective.last) : -1;

	return first == last ? first : 0;
}

/* Only a one-off whose owners get rows needs a label: what comes on request gets it with the request. */
static void check_label(struct reader *reader, struct node *node, const struct obligation *obligation, bool effective_known)
{
	struct node *period = tree_child(node, "period"), *due = reader_good(node, "due");
	bool once = obligation->rhythm.every == EVERY_ONCE;
	struct node *owed_by = tree_child(node, "owed_by");
	bool nobody = owed_by != NULL && owed_by->children != NULL && owed_by->children->len == 0;
	bool rows = !nobody && !(obligation->due.text != NULL && obligation->due.kind == DUE_EVENT);

	if (period != NULL && period->kind != NODE_BAD && !once) {
		reader_error(reader, period, "only every = \"once\" takes a period, a rhythm has its own: take it out");
	} else if (once && period == NULL && effective_known && rows && year_of_plan(obligation->plan) == 0) {
		reader_error(reader, tree_child(node, "every"), "the plan runs over several years: add period = \"2026\" or another label");
	} else if (once && due != NULL && obligation->due.date == DUE_DATE_DAY_MONTH && obligation->due.text != NULL &&
		   (obligation->period != NULL ? !has_year(obligation->period) : false)) {
		reader_error(reader, due, "'%s' names no year and neither does the period '%s': write D/M/YYYY", due->text,
			     obligation->period);
	}
}

/* ---- what needs several keys */

static bool parse_rhythm(struct reader *reader, struct node *node, struct obligation *obligation, bool effective_known)
{
	struct node *every = reader_good(node, "every");
	GError *error = NULL;

	if (every == NULL)
		return false;
	if (!rhythm_parse(every->text, &obligation->rhythm, &error))
		return value_refuse(reader, every, error);
	if (obligation->rhythm.every != EVERY_ONCE && effective_known && !civil_is_set(obligation->plan->effective.first)) {
		reader_error(reader, every, "a rhythm counts from the plan's first day: give `effective` one");
		return false;
	}
	return true;
}

static void parse_due(struct reader *reader, struct node *node, struct obligation *obligation)
{
	struct node *due = reader_good(node, "due"), *window = reader_good(node, "data_window"), *owed_by = reader_good(node, "owed_by");
	GError *error = NULL;

	if (window != NULL && !data_window_parse(window->text, &obligation->rhythm, &obligation->window, &error)) {
		value_refuse(reader, window, error);
		error = NULL;
	}
	if (due == NULL)
		return;
	if (!due_parse(due->text, &obligation->rhythm, &obligation->due, &error))
		value_refuse(reader, due, error);
	else if (obligation->due.kind == DUE_WITHIN && obligation->due.date == DUE_DATE_ABSENT && tree_child(node, "data_window") == NULL)
		reader_error(reader, due, "'%s' counts from the end of the data window: add data_window or \"of\" a date", due->text);
	else if (due_is_dated(&obligation->due) && owed_by != NULL && owed_by->children->len == 0)
		reader_error(reader, due, "'%s' needs somebody who owes it: fill owed_by or write none or event", due->text);
}

static void require(struct reader *reader, struct node *node, const char *const *names, const char *why)
{
	for (; *names != NULL; names++) {
		if (tree_child(node, *names) == NULL)
			problems_error(reader->problems, node->file, node->line, "%s: the key '%s' is missing%s: add it", node->label,
				       *names, why);
		if (tree_child(node, *names) == NULL)
			g_hash_table_add(reader->faulty, node->record);
	}
}

static void check_title(struct reader *reader, const struct node *node, const struct obligation *obligation)
{
	const struct node *title = reader_good(node, "title");
	g_autofree char *id = NULL;

	if (title == NULL || obligation->title == NULL || obligation->kind != KIND_REPORT || obligation->period != NULL)
		return;
	for (const char *p = obligation->title; *p != '\0'; p++) {
		if ((p == obligation->title || !g_ascii_isdigit(p[-1])) && strlen(p) >= 4 && has_year(p))
			return;
	}
	id = g_strdup_printf("%s/%s", obligation->plan->id != NULL ? obligation->plan->id : "?", obligation->id != NULL ? obligation->id : "?");
	problems_warning_about(reader->problems, "no-year", "one-off reports", id, title->file, title->line,
			       "{} {has|have} neither a period nor a year in {its|their} title{list}: readers cannot tell which year is "
			       "meant, add one");
}

static void finish_obligation(struct reader *reader, struct node *node, void *record)
{
	static const char *const own[] = { "owed_by", "every", "due", NULL }, *const repeated[] = { "clause", "quote", NULL };
	struct obligation *obligation = record;
	bool effective_known = reader_good(node->parent->parent, "effective") != NULL;

	if (tree_child(node, "same_as") != NULL) {
		require(reader, node, repeated, ", which same_as needs");
		return;
	}
	require(reader, node, own, "");
	if (!parse_rhythm(reader, node, obligation, effective_known))
		return;
	parse_due(reader, node, obligation);
	check_label(reader, node, obligation, effective_known);
	if (obligation->rhythm.every == EVERY_ONCE)
		check_title(reader, node, obligation);
}

/* ---- the table */

#define FIELD(member) offsetof(struct obligation, member)

static const struct key obligation_keys[] = {
	{ "id", WANT_TEXT, true, value_id, FIELD(id), NULL },
	{ "title", WANT_TEXT, true, value_text, FIELD(title), NULL },
	{ "short", WANT_TEXT, false, value_text, FIELD(short_title), &short_characters },
	{ "kind", WANT_TEXT, false, value_word, FIELD(kind), kind_words },
	{ "owed_by", WANT_ARRAY, false, keys_read_parties, FIELD(owed_by), NULL },
	{ "except", WANT_ARRAY, false, keys_read_parties, FIELD(except), NULL },
	{ "owed_to", WANT_ARRAY, false, keys_read_parties, FIELD(owed_to), NULL },
	{ "via", WANT_TEXT, false, keys_read_agency, FIELD(via), NULL },
	{ "every", WANT_TEXT, false, value_later, 0, NULL },
	{ "period", WANT_TEXT, false, read_period, FIELD(period), NULL },
	{ "due", WANT_TEXT, false, value_later, 0, NULL },
	{ "data_window", WANT_TEXT, false, value_later, 0, NULL },
	{ "nonworking", WANT_TEXT | WANT_GROUP, false, read_nonworking, FIELD(nonworking), NULL },
	{ "policy", WANT_TEXT | WANT_GROUP, false, read_policy, FIELD(policy), NULL },
	{ "covers", WANT_ARRAY | WANT_GROUP, false, read_covers, FIELD(covers), NULL },
	{ "send_to", WANT_TEXT | WANT_GROUP, false, read_send_to, FIELD(send_to), NULL },
	{ "outline", WANT_TEXT, false, value_text, FIELD(outline), NULL },
	{ "needs", WANT_ARRAY, false, read_needs, 0, NULL },
	{ "same_as", WANT_TEXT, false, read_same, 0, NULL },
	{ "count", WANT_NUMBER, false, value_number, FIELD(count), &count_limits },
	{ "clause", WANT_TEXT, false, value_text, FIELD(clause), NULL },
	{ "quote", WANT_TEXT, false, value_text, FIELD(quote), NULL },
	{ 0 },
};
const struct key_table table_obligation = { "obligation", obligation_keys, "id", false, finish_obligation, NULL };
