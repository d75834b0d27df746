/*
 * Whose words a limit is said in: the files', those of the order that gave it, or none, where only a day is known.
 */
#include "engine/internal.h"

static void rule_free(gpointer data)
{
	struct due *due = data;

	if (due == NULL)
		return;
	due_clear(due);
	g_free(due);
}

GHashTable *engine_rules_new(void)
{
	return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, rule_free);
}

const struct due *engine_rule(const struct engine *engine, const char *text)
{
	static const struct rhythm once = { .every = EVERY_ONCE };
	struct due *due;
	gpointer known;

	if (g_hash_table_lookup_extended(engine->rules, text, NULL, &known))
		return known;
	due = g_new0(struct due, 1);
	if (!due_parse(text, &once, due, NULL))
		g_clear_pointer(&due, rule_free);
	g_hash_table_insert(engine->rules, g_strdup(text), due);
	return due;
}

/* An order's rule says the day itself; one that counts days cannot be told from its result. */
bool rule_names(const struct due *due, struct civil last)
{
	if (due == NULL || due->date != DUE_DATE_FULL)
		return false;
	if (due->kind != DUE_BEFORE && due->kind != DUE_BY)
		return true;
	return civil_equal(civil_add(civil_clamp(due->year, due->month, due->day), due->kind == DUE_BEFORE ? -1 : 0), last);
}

const struct due *engine_rule_in_force(const struct engine *engine, const struct fact *fact, const struct obligation *obligation)
{
	const struct due *ordered = fact->due != NULL ? engine_rule(engine, fact->due) : NULL;

	if (rule_names(ordered, fact->last))
		return ordered;
	if (fact->due != NULL || fact->extensions > 0 || !civil_equal(fact->limit, fact->counted_limit))
		return NULL;
	return &obligation->due;
}
