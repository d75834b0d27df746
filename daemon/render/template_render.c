#include "render/template_tree.h"

#include <string.h>

#include "base/error.h"

struct run {
	GString *out;
	GPtrArray *stack; /* const json_t *, the innermost context last */
	template_find_fn find;
	void *data;
	int depth, work;
};

static bool fail(const struct template_tree *tree, const struct node *node, GError **error, const char *what)
{
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG, "%s:%d: %s", tree->path, node->line, what);
	return false;
}

/* The first part is looked for from the innermost context outward, the others only within what it names. */
static const json_t *look_up(const struct run *run, const struct node *node)
{
	const json_t *value = NULL;
	char **part = node->names;

	if (*part == NULL)
		return g_ptr_array_index(run->stack, run->stack->len - 1);
	for (guint i = run->stack->len; i > 0 && value == NULL; i--)
		value = json_object_get(g_ptr_array_index(run->stack, i - 1), *part);
	for (part++; *part != NULL && value != NULL; part++)
		value = json_object_get(value, *part);
	return value;
}

static bool holds(const json_t *value)
{
	if (value == NULL)
		return false;
	switch (json_typeof(value)) {
	case JSON_NULL:
	case JSON_FALSE:
		return false;
	case JSON_ARRAY:
		return json_array_size(value) > 0;
	case JSON_STRING:
		return json_string_length(value) > 0;
	case JSON_INTEGER:
		return json_integer_value(value) != 0;
	case JSON_REAL:
		return json_real_value(value) != 0;
	case JSON_OBJECT:
	case JSON_TRUE:
		return true;
	}
	return false;
}

static void append_escaped(GString *out, const char *text)
{
	for (;;) {
		size_t plain = strcspn(text, "&<>\"'");

		g_string_append_len(out, text, (gssize)plain);
		text += plain;
		switch (*text++) {
		case '&':
			g_string_append(out, "&amp;");
			break;
		case '<':
			g_string_append(out, "&lt;");
			break;
		case '>':
			g_string_append(out, "&gt;");
			break;
		case '"':
			g_string_append(out, "&quot;");
			break;
		case '\'':
			g_string_append(out, "&#39;");
			break;
		default:
			return;
		}
	}
}

/* The fewest digits that read back as the same number, whatever the locale. */
static void append_real(GString *out, double value)
{
	char buffer[G_ASCII_DTOSTR_BUF_SIZE];

	for (int digits = 15; digits <= 17; digits++) {
		char format[8];

		g_snprintf(format, sizeof(format), "%%.%dg", digits);
		g_ascii_formatd(buffer, sizeof(buffer), format, value);
		if (g_ascii_strtod(buffer, NULL) == value)
			break;
	}
	g_string_append(out, buffer);
}

static bool put_value(struct run *run, const struct template_tree *tree, const struct node *node, GError **error)
{
	const json_t *value = look_up(run, node);

	if (value == NULL)
		return true;
	switch (json_typeof(value)) {
	case JSON_STRING:
		if (tree->escapes && node->kind == NODE_ESCAPED)
			append_escaped(run->out, json_string_value(value));
		else
			g_string_append(run->out, json_string_value(value));
		return true;
	case JSON_INTEGER:
		g_string_append_printf(run->out, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
		return true;
	case JSON_REAL:
		append_real(run->out, json_real_value(value));
		return true;
	case JSON_TRUE:
		g_string_append(run->out, "true");
		return true;
	case JSON_FALSE:
		g_string_append(run->out, "false");
		return true;
	case JSON_NULL:
		return true;
	case JSON_OBJECT:
	case JSON_ARRAY:
		break;
	}
	return fail(tree, node, error, "this name holds a list or an object, not a text: open it with {{#name}}");
}

static bool walk(struct run *run, const struct template_tree *tree, size_t from, size_t to, GError **error);

static bool walk_with(struct run *run, const struct template_tree *tree, size_t section, const json_t *context, GError **error)
{
	const struct node *node = &g_array_index(tree->nodes, struct node, section);
	bool ok;

	g_ptr_array_add(run->stack, (void *)context);
	ok = walk(run, tree, section + 1, node->end, error);
	g_ptr_array_set_size(run->stack, (int)run->stack->len - 1);
	return ok;
}

static bool put_section(struct run *run, const struct template_tree *tree, size_t index, GError **error)
{
	const struct node *node = &g_array_index(tree->nodes, struct node, index);
	const json_t *value = look_up(run, node);
	const json_t *element;
	size_t i;

	if (node->kind == NODE_INVERTED)
		return holds(value) || walk(run, tree, index + 1, node->end, error);
	if (!holds(value))
		return true;
	if (!json_is_array(value))
		return walk_with(run, tree, index, value, error);
	json_array_foreach((json_t *)value, i, element) {
		if (!walk_with(run, tree, index, element, error))
			return false;
	}
	return true;
}

static bool put_partial(struct run *run, const struct template_tree *tree, const struct node *node, GError **error)
{
	const struct template_tree *partial = NULL;

	if (run->find == NULL)
		return true;
	if (!run->find(run->data, tree, node, &partial, error))
		return false;
	if (partial == NULL)
		return true;
	if (run->depth >= TEMPLATE_NESTING_MAX)
		return fail(tree, node, error, "sections and partials lie too deep in one another: does a partial call itself for ever?");
	return walk(run, partial, 0, partial->nodes->len, error);
}

static bool put_node(struct run *run, const struct template_tree *tree, size_t index, GError **error)
{
	const struct node *node = &g_array_index(tree->nodes, struct node, index);

	switch (node->kind) {
	case NODE_TEXT:
		g_string_append_len(run->out, node->text, (gssize)node->length);
		return true;
	case NODE_ESCAPED:
	case NODE_RAW:
		return put_value(run, tree, node, error);
	case NODE_SECTION:
	case NODE_INVERTED:
		return put_section(run, tree, index, error);
	case NODE_PARTIAL:
		return put_partial(run, tree, node, error);
	}
	return true;
}

static bool walk(struct run *run, const struct template_tree *tree, size_t from, size_t to, GError **error)
{
	run->depth++;
	for (size_t i = from; i < to;) {
		const struct node *node = &g_array_index(tree->nodes, struct node, i);

		if (++run->work > TEMPLATE_WORK_MAX || run->out->len > TEMPLATE_OUTPUT_MAX)
			return fail(tree, node, error, "the text grows beyond 8 MB or 4,000,000 tags: does a partial call itself?");
		if (!put_node(run, tree, i, error))
			return false;
		i = node->kind == NODE_SECTION || node->kind == NODE_INVERTED ? node->end : i + 1;
	}
	run->depth--;
	return true;
}

char *template_run(const struct template_tree *tree, const json_t *context, template_find_fn find, void *data, GError **error)
{
	struct run run = { .find = find, .data = data };
	bool ok;

	run.out = g_string_sized_new(4096);
	run.stack = g_ptr_array_new();
	g_ptr_array_add(run.stack, (void *)context);
	ok = walk(&run, tree, 0, tree->nodes->len, error);
	g_ptr_array_unref(run.stack);
	return g_string_free(run.out, !ok);
}
