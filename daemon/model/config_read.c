#include "model/config_read.h"

#include <string.h>

/* ---- messages */

static void append_path(GString *out, const struct node *node, const struct node *top)
{
	if (node == top || node == NULL)
		return;
	append_path(out, node->parent, top);
	if (node->name != NULL)
		g_string_append_printf(out, "%s%s", out->len > 0 ? "." : "", node->name);
}

/* "obligation 'result': due: " */
static char *place_of(const struct node *node)
{
	const struct node *top = node;
	GString *path = g_string_new(NULL);
	GString *out = g_string_new(NULL);

	while (top->label == NULL && top->parent != NULL)
		top = top->parent;
	append_path(path, node, top);
	if (top->label != NULL && *top->label != '\0')
		g_string_append_printf(out, "%s: ", top->label);
	if (path->len > 0)
		g_string_append_printf(out, "%s: ", path->str);
	g_string_free(path, TRUE);
	return g_string_free(out, FALSE);
}

/* The record being read from the node, and those it is part of. */
static void fault_records(struct reader *reader, const struct node *node)
{
	for (const struct node *up = node; up != NULL; up = up->parent) {
		if (up->record == NULL)
			continue;
		g_hash_table_add(reader->faulty, up->record);
		if (!up->part)
			return;
	}
}

void reader_fault(struct reader *reader, struct node *node)
{
	node->kind = NODE_BAD;
	fault_records(reader, node);
}

void reader_error(struct reader *reader, struct node *node, const char *format, ...)
{
	g_autofree char *place = place_of(node);
	g_autofree char *text = NULL;
	va_list args;

	va_start(args, format);
	text = g_strdup_vprintf(format, args);
	va_end(args);
	problems_error(reader->problems, node->file, node->line, "%s%s", place, text);
	reader_fault(reader, node);
}

void reader_warning(struct reader *reader, const struct node *node, const char *format, ...)
{
	g_autofree char *place = place_of(node);
	g_autofree char *text = NULL;
	va_list args;

	va_start(args, format);
	text = g_strdup_vprintf(format, args);
	va_end(args);
	problems_warning(reader->problems, node->file, node->line, "%s%s", place, text);
}

bool reader_is_faulty(const struct reader *reader, const void *record)
{
	return g_hash_table_contains(reader->faulty, record);
}

void reader_lose(struct reader *reader, enum space space, const struct node *node)
{
	const char *text = node == NULL ? NULL : node->text != NULL ? node->text : node->name;

	g_ptr_array_add(reader->lost[space], g_strdup(text != NULL ? text : ""));
}

struct node *reader_good(const struct node *group, const char *name)
{
	struct node *child = tree_child(group, name);

	return child != NULL && child->kind != NODE_BAD ? child : NULL;
}

/* ---- spelling */

#define WORD_LENGTH 40

int reader_distance(const char *a, const char *b)
{
	size_t m = strlen(a), n = strlen(b);
	int row[WORD_LENGTH + 1];

	if (m > WORD_LENGTH || n > WORD_LENGTH)
		return WORD_LENGTH;
	for (size_t j = 0; j <= n; j++)
		row[j] = (int)j;
	for (size_t i = 1; i <= m; i++) {
		int diagonal = row[0];

		row[0] = (int)i;
		for (size_t j = 1; j <= n; j++) {
			int change = diagonal + (a[i - 1] != b[j - 1]);

			diagonal = row[j];
			row[j] = MIN(change, MIN(row[j], row[j - 1]) + 1);
		}
	}
	return row[n];
}

const char *reader_nearest(const char *word, const char *const *words, size_t count)
{
	const char *nearest = NULL;
	int best = strlen(word) > 4 ? 3 : 2;

	for (size_t i = 0; i < count; i++) {
		int apart = reader_distance(word, words[i]);

		if (apart < best) {
			best = apart;
			nearest = words[i];
		}
	}
	return nearest;
}

/* ---- keys */

static const struct key *find_key(const struct key_table *table, const char *name)
{
	for (const struct key *key = table->keys; key->name != NULL; key++) {
		if (g_strcmp0(key->name, name) == 0)
			return key;
	}
	return NULL;
}

static void report_unknown(struct reader *reader, struct node *node, const struct key_table *table)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	const char *nearest;

	if (table->elsewhere != NULL && find_key(table->elsewhere, node->name) != NULL) {
		reader_error(reader, node, "this key belongs into the main file: move it there");
		return;
	}
	for (const struct key *key = table->keys; key->name != NULL; key++)
		g_ptr_array_add(names, (char *)key->name);
	nearest = reader_nearest(node->name, (const char *const *)names->pdata, names->len);
	if (nearest != NULL)
		reader_error(reader, node, "there is no such key: did you mean '%s'?", nearest);
	else
		reader_error(reader, node, "there is no such key%s%s: take it out", *table->name != '\0' ? " in " : "", table->name);
}

static bool holds_only(const struct node *node, bool scalars)
{
	for (guint i = 0; i < node->children->len; i++) {
		const struct node *child = node->children->pdata[i];

		if (scalars ? !tree_is_scalar(child) : child->kind != NODE_GROUP)
			return false;
	}
	return true;
}

static bool accepts(unsigned wants, const struct node *node)
{
	switch (node->kind) {
	case NODE_GROUP:
		return (wants & WANT_GROUP) != 0;
	case NODE_LIST:
	case NODE_ARRAY:
		return ((wants & WANT_ARRAY) != 0 && holds_only(node, true)) || ((wants & WANT_LIST) != 0 && holds_only(node, false));
	case NODE_TEXT:
		return (wants & WANT_TEXT) != 0;
	case NODE_NUMBER:
		return (wants & (WANT_TEXT | WANT_NUMBER)) != 0;
	case NODE_REAL:
		return (wants & WANT_TEXT) != 0;
	case NODE_SWITCH:
		return (wants & WANT_SWITCH) != 0;
	case NODE_BAD:
		break;
	}
	return false;
}

static char *wanted_words(unsigned wants)
{
	static const char *const words[] = { "text \"…\"", "a whole number", "true or false", "an array of text [ \"…\", \"…\" ]",
					     "a group { … }", "a list of groups ( { … }, { … } )" };
	GString *out = g_string_new(NULL);

	for (unsigned i = 0; i < G_N_ELEMENTS(words); i++) {
		if ((wants & (1u << i)) != 0)
			g_string_append_printf(out, "%s%s", out->len > 0 ? " or " : "", words[i]);
	}
	return g_string_free(out, FALSE);
}

static void read_key(struct reader *reader, struct node *node, const struct key *key, void *record)
{
	if (node->kind == NODE_BAD) {
		reader_fault(reader, node);
	} else if (!accepts(key->wants, node)) {
		g_autofree char *words = wanted_words(key->wants);

		reader_error(reader, node, "%s is wanted here, not %s", words, tree_kind_words(node->kind));
	} else {
		key->read(reader, node, key, (char *)record + key->offset);
	}
}

/* ---- groups */

static char *label_of(const struct node *node, const struct key_table *table)
{
	const struct node *id = table->label != NULL ? tree_child(node, table->label) : NULL;
	const char *value = id != NULL && tree_is_scalar(id) && id->text != NULL ? id->text : NULL;
	const struct node *above = node->parent;
	g_autofree char *own = NULL;

	if (value == NULL && table->label != NULL && *table->label == '\0')
		value = node->name;
	own = value != NULL ? g_strdup_printf("%s '%.64s'", table->name, value) : g_strdup(table->name);
	while (above != NULL && above->label == NULL)
		above = above->parent;
	if (!table->part || above == NULL || *above->label == '\0')
		return g_steal_pointer(&own);
	return g_strdup_printf("%s: %s", above->label, own);
}

static void find_missing(struct reader *reader, struct node *node, const struct key_table *table)
{
	for (const struct key *key = table->keys; key->name != NULL; key++) {
		if (!key->required || tree_child(node, key->name) != NULL)
			continue;
		problems_error(reader->problems, node->file, MAX(node->line, 1), "%s%sthe key '%s' is missing: add it", node->label,
			       *node->label != '\0' ? ": " : "", key->name);
		fault_records(reader, node);
	}
}

void reader_read(struct reader *reader, struct node *node, const struct key_table *table, void *record)
{
	node->record = record;
	node->part = table->part;
	node->label = label_of(node, table);
	g_hash_table_insert(reader->nodes, record, node);
	for (guint i = 0; i < node->children->len; i++) {
		struct node *child = node->children->pdata[i];

		if (find_key(table, child->name) == NULL)
			report_unknown(reader, child, table);
	}
	for (const struct key *key = table->keys; key->name != NULL; key++) {
		struct node *child = tree_child(node, key->name);

		if (child != NULL)
			read_key(reader, child, key, record);
	}
	find_missing(reader, node, table);
	if (table->finish != NULL)
		table->finish(reader, node, record);
}
