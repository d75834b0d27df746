#include "render/template_tree.h"

#include <string.h>

#include "base/error.h"

struct parser {
	struct template_tree *tree;
	const char *at, *end;
	char *open, *close; /* the delimiters in force */
	int line;           /* of `counted` */
	const char *counted;
	GArray *sections;   /* size_t: indices of the open ones */
};

static void node_clear(void *data)
{
	struct node *node = data;

	g_strfreev(node->names);
	g_free(node->name);
	g_free(node->indent);
}

void template_tree_free(struct template_tree *tree)
{
	if (tree == NULL)
		return;
	g_array_unref(tree->nodes);
	g_free(tree->source);
	g_free(tree->path);
	g_free(tree);
}

bool template_escapes(const char *name)
{
	return !g_str_has_suffix(name, ".txt") && !g_str_has_suffix(name, ".subject");
}

static int line_of(struct parser *parser, const char *where)
{
	for (; parser->counted < where; parser->counted++)
		parser->line += *parser->counted == '\n';
	return parser->line;
}

G_GNUC_PRINTF(4, 5)
static bool fail(const struct parser *parser, int line, GError **error, const char *format, ...)
{
	g_autofree char *what = NULL;
	va_list args;

	va_start(args, format);
	what = g_strdup_vprintf(format, args);
	va_end(args);
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG, "%s:%d: %s", parser->tree->path, line, what);
	return false;
}

static struct node *add(struct parser *parser, enum node_kind kind, int line)
{
	struct node node = { .kind = kind, .line = line };

	g_array_append_val(parser->tree->nodes, node);
	return &g_array_index(parser->tree->nodes, struct node, parser->tree->nodes->len - 1);
}

static void add_text(struct parser *parser, const char *from, const char *to)
{
	struct node *node;

	if (to <= from)
		return;
	node = add(parser, NODE_TEXT, 0);
	node->text = from;
	node->length = (size_t)(to - from);
}

/* "a.b.c" -> its parts; "." -> none. */
static bool split_name(struct parser *parser, struct node *node, const char *name, GError **error)
{
	int line = node->line;

	node->name = g_strdup(name);
	if (strcmp(name, ".") == 0) {
		node->names = g_new0(char *, 1);
		return true;
	}
	node->names = g_strsplit(name, ".", TEMPLATE_NAME_PARTS_MAX + 1);
	if (g_strv_length(node->names) > TEMPLATE_NAME_PARTS_MAX)
		return fail(parser, line, error, "the name '%s' has more than %d parts: shorten it", name, TEMPLATE_NAME_PARTS_MAX);
	for (char **part = node->names; *part != NULL; part++) {
		if (**part == '\0')
			return fail(parser, line, error, "'%s' is not a name: a part between two dots is empty", name);
	}
	return true;
}

static bool open_section(struct parser *parser, enum node_kind kind, const char *name, int line, GError **error)
{
	struct node *node = add(parser, kind, line);
	size_t index = parser->tree->nodes->len - 1;

	if (!split_name(parser, node, name, error))
		return false;
	if (parser->sections->len >= TEMPLATE_DEPTH_MAX)
		return fail(parser, line, error, "more than %d sections inside one another: move the inner ones into a partial",
			    TEMPLATE_DEPTH_MAX);
	g_array_append_val(parser->sections, index);
	return true;
}

static bool close_section(struct parser *parser, const char *name, int line, GError **error)
{
	struct node *node;

	if (parser->sections->len == 0)
		return fail(parser, line, error, "{{/%s}} closes a section that was not opened: remove it or open it before", name);
	node = &g_array_index(parser->tree->nodes, struct node,
			      g_array_index(parser->sections, size_t, parser->sections->len - 1));
	if (strcmp(node->name, name) != 0)
		return fail(parser, line, error, "{{/%s}} stands where {{/%s}} (opened in line %d) must come first", name, node->name,
			    node->line);
	node->end = parser->tree->nodes->len;
	g_array_set_size(parser->sections, parser->sections->len - 1);
	return true;
}

/* "=<% %>=": `body` is what stands between the equals signs. */
static bool set_delimiters(struct parser *parser, char *body, int line, GError **error)
{
	g_auto(GStrv) words = NULL;
	char *blank;

	g_strdelimit(body, "\t\r\n", ' ');
	g_strstrip(body);
	blank = strchr(body, ' ');
	if (blank == NULL)
		return fail(parser, line, error, "a change of delimiters needs two of them: write {{=<%% %%>=}}");
	words = g_strsplit(body, " ", 2);
	g_strstrip(words[1]);
	if (words[0][0] == '\0' || words[1][0] == '\0' || strpbrk(words[0], "= ") != NULL || strpbrk(words[1], "= ") != NULL)
		return fail(parser, line, error, "delimiters hold neither '=' nor white space: write {{=<%% %%>=}}");
	g_free(parser->open);
	g_free(parser->close);
	parser->open = g_strdup(words[0]);
	parser->close = g_strdup(words[1]);
	return true;
}

static bool add_value(struct parser *parser, enum node_kind kind, const char *name, int line, GError **error)
{
	return split_name(parser, add(parser, kind, line), name, error);
}

static void add_partial(struct parser *parser, const char *name, const char *indent, const char *tag, bool alone, int line)
{
	struct node *node = add(parser, NODE_PARTIAL, line);

	node->name = g_strdup(name);
	if (alone && tag > indent)
		node->indent = g_strndup(indent, (size_t)(tag - indent));
}

/* A tag that may stand alone on its line: where the line begins (only white space before the tag), or NULL. */
static const char *blank_before(const struct parser *parser, const char *tag)
{
	const char *p = tag;

	while (p > parser->tree->source && (p[-1] == ' ' || p[-1] == '\t'))
		p--;
	return p == parser->tree->source || p[-1] == '\n' ? p : NULL;
}

/* Behind the line's end when only white space follows the tag, or NULL. */
static const char *blank_after(const struct parser *parser, const char *after)
{
	const char *p = after;

	while (p < parser->end && (*p == ' ' || *p == '\t'))
		p++;
	if (p == parser->end)
		return p;
	if (*p == '\r' && p + 1 < parser->end && p[1] == '\n')
		p++;
	return *p == '\n' ? p + 1 : NULL;
}

struct tag {
	char sigil;          /* one of # ^ / > ! = { & or 0 */
	const char *start;   /* its first delimiter */
	const char *after;   /* behind its last */
	char *body;          /* between, stripped (not for `=`) */
	int line;
};

static bool read_tag(struct parser *parser, const char *start, struct tag *tag, GError **error)
{
	const char *body = start + strlen(parser->open);
	g_autofree char *closing = NULL;
	const char *stop;

	tag->start = start;
	tag->line = line_of(parser, start);
	tag->sigil = body < parser->end && strchr("#^/>!={&", *body) != NULL ? *body : '\0';
	if (tag->sigil != '\0')
		body++;
	closing = g_strconcat(tag->sigil == '{' ? "}" : tag->sigil == '=' ? "=" : "", parser->close, NULL);
	stop = strstr(body, closing);
	if (stop == NULL)
		return fail(parser, tag->line, error, "the tag opened here is not closed: add '%s'", closing);
	tag->after = stop + strlen(closing);
	tag->body = g_strstrip(g_strndup(body, (size_t)(stop - body)));
	return true;
}

static bool check_name(struct parser *parser, const struct tag *tag, GError **error)
{
	if (tag->sigil == '!' || tag->sigil == '=')
		return true;
	if (tag->body[0] == '\0')
		return fail(parser, tag->line, error, "a tag without a name: write one between the braces");
	if (strpbrk(tag->body, " \t\r\n") != NULL)
		return fail(parser, tag->line, error, "'%s' is not a name: names hold no white space", tag->body);
	return true;
}

static bool apply_tag(struct parser *parser, const struct tag *tag, const char *indent, bool alone, GError **error)
{
	switch (tag->sigil) {
	case '#':
		return open_section(parser, NODE_SECTION, tag->body, tag->line, error);
	case '^':
		return open_section(parser, NODE_INVERTED, tag->body, tag->line, error);
	case '/':
		return close_section(parser, tag->body, tag->line, error);
	case '>':
		add_partial(parser, tag->body, indent, tag->start, alone, tag->line);
		return true;
	case '!':
		return true;
	case '=':
		return set_delimiters(parser, tag->body, tag->line, error);
	case '{':
	case '&':
		return add_value(parser, NODE_RAW, tag->body, tag->line, error);
	}
	return add_value(parser, NODE_ESCAPED, tag->body, tag->line, error);
}

/* Takes the tag at `start` and the text before it; the white space of a line that holds nothing else goes with it. */
static bool take_tag(struct parser *parser, const char *start, GError **error)
{
	struct tag tag = { 0 };
	const char *indent = NULL, *next = NULL;
	bool alone = false, ok;

	if (!read_tag(parser, start, &tag, error))
		return false;
	if (tag.sigil != '\0' && tag.sigil != '{' && tag.sigil != '&') {
		indent = blank_before(parser, start);
		next = blank_after(parser, tag.after);
		alone = indent != NULL && next != NULL;
	}
	add_text(parser, parser->at, alone ? indent : start);
	ok = check_name(parser, &tag, error) && apply_tag(parser, &tag, indent, alone, error);
	parser->at = alone ? next : tag.after;
	g_free(tag.body);
	return ok;
}

static bool parse(struct parser *parser, GError **error)
{
	const struct node *open;

	while (parser->at < parser->end) {
		const char *start = strstr(parser->at, parser->open);

		if (start == NULL)
			break;
		if (!take_tag(parser, start, error))
			return false;
	}
	add_text(parser, parser->at, parser->end);
	if (parser->sections->len == 0)
		return true;
	open = &g_array_index(parser->tree->nodes, struct node,
			      g_array_index(parser->sections, size_t, parser->sections->len - 1));
	return fail(parser, open->line, error, "the section '%s' opened here is not closed: add {{/%s}}", open->name, open->name);
}

static char *indented(const char *text, const char *indent)
{
	GString *out = g_string_sized_new(strlen(text) + 64);
	const char *p = text;

	while (*p != '\0') {
		const char *newline = strchr(p, '\n');
		size_t length = newline != NULL ? (size_t)(newline + 1 - p) : strlen(p);

		g_string_append(out, indent);
		g_string_append_len(out, p, (gssize)length);
		p += length;
	}
	return g_string_free(out, FALSE);
}

struct template_tree *template_parse(const char *path, const char *text, const char *indent, bool escapes, GError **error)
{
	g_autoptr(template_tree_t) tree = g_new0(struct template_tree, 1);
	struct parser parser = { .tree = tree, .line = 1 };
	bool ok;

	if (g_str_has_prefix(text, "\xef\xbb\xbf")) /* a byte order mark is no text */
		text += 3;
	tree->path = g_strdup(path);
	tree->source = indent != NULL ? indented(text, indent) : g_strdup(text);
	tree->nodes = g_array_new(FALSE, FALSE, sizeof(struct node));
	tree->escapes = escapes;
	g_array_set_clear_func(tree->nodes, node_clear);
	if (!g_utf8_validate(tree->source, -1, NULL) || strlen(tree->source) > TEMPLATE_SIZE_MAX) {
		fail(&parser, 1, error, "not UTF-8 text of at most 1 MB: save it as such");
		return NULL;
	}
	parser.at = parser.counted = tree->source;
	parser.end = tree->source + strlen(tree->source);
	parser.open = g_strdup("{{");
	parser.close = g_strdup("}}");
	parser.sections = g_array_new(FALSE, FALSE, sizeof(size_t));
	ok = parse(&parser, error);
	g_array_unref(parser.sections);
	g_free(parser.open);
	g_free(parser.close);
	return ok ? g_steal_pointer(&tree) : NULL;
}
