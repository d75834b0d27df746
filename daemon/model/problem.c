#include "model/problem.h"

#include <string.h>

#define SUBJECTS_NAMED 2 /* of a merged warning; the rest is a number */

struct merged {
	const struct problem *first;
	GPtrArray *subjects; /* borrowed, without repeats */
};

static void problem_free(void *data)
{
	struct problem *problem = data;

	g_free(problem->file);
	g_free(problem->rule);
	g_free(problem->noun);
	g_free(problem->subject);
	g_free(problem->text);
	g_free(problem);
}

struct problems *problems_new(void)
{
	struct problems *problems = g_new0(struct problems, 1);

	problems->list = g_ptr_array_new_with_free_func(problem_free);
	return problems;
}

void problems_free(struct problems *problems)
{
	if (problems == NULL)
		return;
	g_ptr_array_unref(problems->list);
	g_free(problems);
}

static struct problem *add(struct problems *problems, enum severity severity, const char *file, int line, char *text)
{
	struct problem *problem = g_new0(struct problem, 1);

	problem->severity = severity;
	problem->file = g_strdup(file);
	problem->line = line;
	problem->text = text;
	g_ptr_array_add(problems->list, problem);
	return problem;
}

void problems_error(struct problems *problems, const char *file, int line, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(problems, SEVERITY_ERROR, file, line, g_strdup_vprintf(format, args));
	va_end(args);
}

void problems_warning(struct problems *problems, const char *file, int line, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(problems, SEVERITY_WARNING, file, line, g_strdup_vprintf(format, args));
	va_end(args);
}

void problems_warning_about(struct problems *problems, const char *rule, const char *noun, const char *subject,
			    const char *file, int line, const char *text)
{
	struct problem *problem = add(problems, SEVERITY_WARNING, file, line, g_strdup(text));

	problem->rule = g_strdup(rule);
	problem->noun = g_strdup(noun);
	problem->subject = g_strdup(subject);
}

int problems_count(const struct problems *problems, enum severity severity)
{
	int count = 0;

	for (guint i = 0; i < problems->list->len; i++) {
		const struct problem *problem = problems->list->pdata[i];

		count += problem->severity == severity;
	}
	return count;
}

/* ---- wording of merged warnings */

static char *several(const struct merged *merged)
{
	return g_strdup_printf("%u %s", merged->subjects->len, merged->first->noun);
}

static char *names(const struct merged *merged)
{
	GString *text = g_string_new(" (");

	for (guint i = 0; i < merged->subjects->len && i < SUBJECTS_NAMED; i++)
		g_string_append_printf(text, "%s%s", i > 0 ? ", " : "", (const char *)merged->subjects->pdata[i]);
	if (merged->subjects->len > SUBJECTS_NAMED)
		g_string_append_printf(text, ", … +%u", merged->subjects->len - SUBJECTS_NAMED);
	g_string_append_c(text, ')');
	return g_string_free(text, FALSE);
}

/* One mark "{…}" of the text; `body` is what stands between the braces. */
static void append_mark(GString *out, const struct merged *merged, const char *body, size_t length, bool list_apart)
{
	bool many = merged->subjects->len > 1;
	const char *bar = memchr(body, '|', length);
	g_autofree char *list = many ? names(merged) : g_strdup("");

	if (bar != NULL) {
		if (many)
			g_string_append_len(out, bar + 1, (gssize)(length - (size_t)(bar + 1 - body)));
		else
			g_string_append_len(out, body, bar - body);
	} else if (length > 0) {
		g_string_append(out, list);
	} else if (many) {
		g_autofree char *count = several(merged);

		g_string_append_printf(out, "%s%s", count, list_apart ? "" : list);
	} else {
		g_string_append(out, merged->first->subject);
	}
}

static char *worded(const struct merged *merged)
{
	const char *text = merged->first->text;
	bool list_apart = strstr(text, "{list}") != NULL;
	GString *out;

	if (merged->first->rule == NULL || merged->first->subject == NULL)
		return g_strdup(text);
	out = g_string_new(NULL);
	while (*text != '\0') {
		const char *open = strchr(text, '{');
		const char *close = open != NULL ? strchr(open, '}') : NULL;

		if (close == NULL)
			break;
		g_string_append_len(out, text, open - text);
		append_mark(out, merged, open + 1, (size_t)(close - open - 1), list_apart);
		text = close + 1;
	}
	g_string_append(out, text);
	return g_string_free(out, FALSE);
}

static char *line_of(const struct merged *merged)
{
	const struct problem *first = merged->first;
	const char *mark = first->severity == SEVERITY_WARNING ? "warning: " : "";
	g_autofree char *text = worded(merged);

	if (first->file == NULL || merged->subjects->len > 1)
		return g_strdup_printf("%s%s", mark, text);
	if (first->line <= 0)
		return g_strdup_printf("%s: %s%s", first->file, mark, text);
	return g_strdup_printf("%s:%d: %s%s", first->file, first->line, mark, text);
}

/* ---- merging and order */

static void merged_free(void *data)
{
	struct merged *merged = data;

	g_ptr_array_unref(merged->subjects);
	g_free(merged);
}

static struct merged *merged_new(const struct problem *problem)
{
	struct merged *merged = g_new0(struct merged, 1);

	merged->first = problem;
	merged->subjects = g_ptr_array_new();
	return merged;
}

static GPtrArray *merge(const struct problems *problems)
{
	GPtrArray *all = g_ptr_array_new_with_free_func(merged_free);
	g_autoptr(GHashTable) by_rule = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < problems->list->len; i++) {
		const struct problem *problem = problems->list->pdata[i];
		g_autofree char *key = g_strdup_printf("%s\n%s", problem->rule != NULL ? problem->rule : "", problem->text);
		struct merged *merged = problem->rule != NULL ? g_hash_table_lookup(by_rule, key) : NULL;

		if (merged == NULL) {
			merged = merged_new(problem);
			g_ptr_array_add(all, merged);
			if (problem->rule != NULL)
				g_hash_table_insert(by_rule, g_steal_pointer(&key), merged);
		}
		if (problem->subject != NULL &&
		    !g_ptr_array_find_with_equal_func(merged->subjects, problem->subject, g_str_equal, NULL))
			g_ptr_array_add(merged->subjects, problem->subject);
	}
	return all;
}

static bool has_place(const struct merged *merged)
{
	return merged->first->file != NULL && merged->subjects->len <= 1;
}

/* Stable because GLib sorts pointer arrays by merging; the order of discovery is kept among equals. */
static int compare(const void *left, const void *right)
{
	const struct merged *a = *(struct merged *const *)left, *b = *(struct merged *const *)right;
	int order;

	if (has_place(a) != has_place(b))
		return has_place(a) ? -1 : 1;
	if (has_place(a)) {
		order = strcmp(a->first->file, b->first->file);
		if (order != 0)
			return order;
		if (a->first->line != b->first->line)
			return a->first->line < b->first->line ? -1 : 1;
	}
	return (int)a->first->severity - (int)b->first->severity;
}

GPtrArray *problems_lines(const struct problems *problems)
{
	GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) all = merge(problems);

	g_ptr_array_sort(all, compare);
	for (guint i = 0; i < all->len; i++)
		g_ptr_array_add(lines, line_of(all->pdata[i]));
	return lines;
}
