#include "model/config_tree.h"

#include <libconfig.h>
#include <string.h>

#include "base/text.h"
#include "model/config_scan.h"

#define TEXT_CHARACTERS 4000 /* no title, quotation or line is longer */

struct builder {
	const char *file;
	struct problems *problems;
	GPtrArray *numbers; /* literals in order */
	guint next;         /* the next of them */
	bool matched;       /* as many literals as number settings */
};

/* ---- nodes */

static struct node *node_new(enum node_kind kind, const char *file, int line)
{
	struct node *node = g_new0(struct node, 1);

	node->kind = kind;
	node->file = file;
	node->line = line;
	return node;
}

void tree_free(struct node *root)
{
	if (root == NULL)
		return;
	g_clear_pointer(&root->children, g_ptr_array_unref);
	g_free(root->name);
	g_free(root->text);
	g_free(root->label);
	g_free(root);
}

struct node *tree_child(const struct node *group, const char *name)
{
	for (guint i = 0; group->children != NULL && i < group->children->len; i++) {
		struct node *child = group->children->pdata[i];

		if (g_strcmp0(child->name, name) == 0)
			return child;
	}
	return NULL;
}

bool tree_is_scalar(const struct node *node)
{
	return node->children == NULL;
}

const char *tree_kind_words(enum node_kind kind)
{
	switch (kind) {
	case NODE_GROUP:
		return "a group { }";
	case NODE_LIST:
		return "a list ( )";
	case NODE_ARRAY:
		return "an array [ ]";
	case NODE_TEXT:
		return "text";
	case NODE_NUMBER:
		return "a number";
	case NODE_REAL:
		return "a number with a fraction";
	case NODE_SWITCH:
		return "true or false";
	case NODE_BAD:
		break;
	}
	return "an unreadable value";
}

/* ---- from libconfig's settings */

static char *folded(const char *text)
{
	g_autofree char *normal = text_nfc(text);
	GString *out = g_string_new(NULL);
	bool blank = false;

	for (const char *p = normal; *p != '\0'; p++) {
		if (g_ascii_isspace(*p)) {
			blank = out->len > 0;
			continue;
		}
		if (blank)
			g_string_append_c(out, ' ');
		blank = false;
		g_string_append_c(out, *p);
	}
	return g_string_free(out, FALSE);
}

static void take_text(struct builder *builder, struct node *node, const char *text)
{
	size_t bad;

	node->text = g_strdup("");
	if (text == NULL)
		return;
	if (!text_is_clean(text, strlen(text), true, &bad)) {
		problems_error(builder->problems, node->file, node->line,
			       "the text holds a control character or is not UTF-8 (byte %zu): write it again without escapes", bad + 1);
		node->kind = NODE_BAD;
		return;
	}
	g_free(node->text);
	node->text = folded(text);
	if (g_utf8_strlen(node->text, -1) > TEXT_CHARACTERS) {
		problems_error(builder->problems, node->file, node->line, "the text is longer than %d characters: shorten it",
			       TEXT_CHARACTERS);
		node->kind = NODE_BAD;
	}
}

static void take_number(struct builder *builder, struct node *node, const config_setting_t *setting)
{
	const char *literal = builder->matched ? builder->numbers->pdata[builder->next++] : NULL;

	if (node->kind == NODE_NUMBER)
		node->number = config_setting_get_int(setting);
	node->text = literal != NULL ? g_strdup(literal) : g_strdup_printf("%d", node->number);
	if (literal != NULL && node->kind == NODE_NUMBER && scan_digits(literal) > SCAN_DIGITS) {
		problems_error(builder->problems, node->file, node->line,
			       "the number %s has more than 9 digits and would be cut: put it between quotation marks", literal);
		node->kind = NODE_BAD;
	}
}

static enum node_kind kind_of(const config_setting_t *setting)
{
	switch (config_setting_type(setting)) {
	case CONFIG_TYPE_GROUP:
		return NODE_GROUP;
	case CONFIG_TYPE_LIST:
		return NODE_LIST;
	case CONFIG_TYPE_ARRAY:
		return NODE_ARRAY;
	case CONFIG_TYPE_STRING:
		return NODE_TEXT;
	case CONFIG_TYPE_INT:
	case CONFIG_TYPE_INT64:
		return NODE_NUMBER;
	case CONFIG_TYPE_FLOAT:
		return NODE_REAL;
	case CONFIG_TYPE_BOOL:
		return NODE_SWITCH;
	}
	return NODE_BAD;
}

static struct node *build(struct builder *builder, config_setting_t *setting, struct node *parent)
{
	bool element = parent != NULL && (parent->kind == NODE_ARRAY || (parent->kind == NODE_LIST && !config_setting_is_group(setting)));
	int line = element ? parent->line : (int)config_setting_source_line(setting);
	struct node *node = node_new(kind_of(setting), builder->file, line);

	node->parent = parent;
	node->name = g_strdup(config_setting_name(setting));
	if (config_setting_is_aggregate(setting)) {
		node->children = g_ptr_array_new_with_free_func((GDestroyNotify)tree_free);
		for (int i = 0; i < config_setting_length(setting); i++)
			g_ptr_array_add(node->children, build(builder, config_setting_get_elem(setting, (unsigned)i), node));
	} else if (node->kind == NODE_TEXT) {
		take_text(builder, node, config_setting_get_string(setting));
	} else if (node->kind == NODE_SWITCH) {
		node->on = config_setting_get_bool(setting);
		node->text = g_strdup(node->on ? "true" : "false");
	} else {
		take_number(builder, node, setting);
	}
	return node;
}

static guint count_numbers(config_setting_t *setting)
{
	guint count = 0;

	if (!config_setting_is_aggregate(setting))
		return config_setting_is_number(setting) ? 1 : 0;
	for (int i = 0; i < config_setting_length(setting); i++)
		count += count_numbers(config_setting_get_elem(setting, (unsigned)i));
	return count;
}

/* ---- the text before libconfig sees it */

static int line_of(const char *text, size_t offset)
{
	int line = 1;

	for (size_t i = 0; i < offset; i++)
		line += text[i] == '\n';
	return line;
}

/* Without BOM, CRLF as LF; NULL after an error. */
static char *prepared(const char *file, const char *text, size_t length, struct problems *problems)
{
	GString *out;
	size_t bad;

	if (length > TREE_FILE_SIZE) {
		problems_error(problems, file, 0, "the file is larger than 1 MB: split it and name the parts in `include`");
		return NULL;
	}
	if (length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		text += 3;
		length -= 3;
	}
	out = g_string_sized_new(length + 1);
	for (size_t i = 0; i < length; i++) {
		if (!(text[i] == '\r' && i + 1 < length && text[i + 1] == '\n'))
			g_string_append_c(out, text[i]);
	}
	if (!text_is_clean(out->str, out->len, true, &bad)) {
		bool control = (unsigned char)out->str[bad] < 0x80;

		problems_error(problems, file, line_of(out->str, bad), control ? "a control character stands on this line: take it out"
									      : "this line is not UTF-8: save the file as UTF-8");
		g_string_free(out, TRUE);
		return NULL;
	}
	return g_string_free(out, FALSE);
}

/* ---- libconfig's refusals in our words */

static void report_refusal(const struct scan *scan, config_t *parsed, const char *file, struct problems *problems)
{
	const char *said = config_error_text(parsed); /* NULL: libconfig was not asked */
	int line = config_error_line(parsed), cause_line = 0;
	g_autofree char *cause = NULL;

	if (said != NULL && strstr(said, "duplicate") != NULL) {
		problems_error(problems, file, line, "the key on this line stands twice in one group: keep one (syntax error)");
		return;
	}
	if (said != NULL && strstr(said, "mismatched") != NULL) {
		problems_error(problems, file, line, "an array [ ] holds values of one kind only, text or numbers (syntax error)");
		return;
	}
	cause = scan_cause(scan, &cause_line);
	if (cause != NULL)
		problems_error(problems, file, cause_line, "syntax error: %s", cause);
	else
		problems_error(problems, file, line, "syntax error: look for a missing or surplus sign here or on the line before");
}

static struct node *build_tree(const struct scan *scan, config_t *parsed, const char *file, struct problems *problems)
{
	struct builder builder = { .file = g_intern_string(file), .problems = problems };
	struct node *root;

	builder.numbers = scan_numbers(scan);
	builder.matched = builder.numbers->len == count_numbers(config_root_setting(parsed));
	root = build(&builder, config_root_setting(parsed), NULL);
	g_ptr_array_unref(builder.numbers);
	return root;
}

struct node *tree_read(const char *file, const char *text, size_t length, struct problems *problems)
{
	g_autofree char *clean = prepared(file, text, length, problems);
	g_autoptr(scan_t) scan = NULL;
	struct node *root = NULL;
	config_t parsed;

	if (clean == NULL)
		return NULL;
	scan = scan_new(clean, strlen(clean));
	if (!scan_refuse(scan, file, problems))
		return NULL;
	config_init(&parsed);
	if (!scan_is_open(scan) && config_read_string(&parsed, clean))
		root = build_tree(scan, &parsed, file, problems);
	else
		report_refusal(scan, &parsed, file, problems);
	config_destroy(&parsed);
	return root;
}
