#include "model/config_scan.h"

#include <string.h>

/* ---- words */

struct cursor {
	const char *text;
	size_t at, length;
	int line;
};

static char peek(const struct cursor *cursor, size_t ahead)
{
	return cursor->at + ahead < cursor->length ? cursor->text[cursor->at + ahead] : '\0';
}

static void step(struct cursor *cursor)
{
	if (peek(cursor, 0) == '\n')
		cursor->line++;
	cursor->at++;
}

static bool at_end(const struct cursor *cursor)
{
	return cursor->at >= cursor->length;
}

static bool skip_comment(struct cursor *cursor)
{
	if (peek(cursor, 0) == '#' || (peek(cursor, 0) == '/' && peek(cursor, 1) == '/')) {
		while (!at_end(cursor) && peek(cursor, 0) != '\n')
			step(cursor);
		return true;
	}
	if (peek(cursor, 0) != '/' || peek(cursor, 1) != '*')
		return false;
	cursor->at += 2;
	while (!at_end(cursor) && !(peek(cursor, 0) == '*' && peek(cursor, 1) == '/'))
		step(cursor);
	cursor->at = MIN(cursor->at + 2, cursor->length);
	return true;
}

static void skip_blank(struct cursor *cursor)
{
	while (!at_end(cursor)) {
		if (g_ascii_isspace(peek(cursor, 0)))
			step(cursor);
		else if (!skip_comment(cursor))
			return;
	}
}

static bool take_text(struct cursor *cursor)
{
	step(cursor);
	while (!at_end(cursor)) {
		char c = peek(cursor, 0);

		step(cursor);
		if (c == '"')
			return true;
		if (c == '\\' && !at_end(cursor))
			step(cursor);
	}
	return false;
}

static bool is_name(char c, bool first)
{
	return g_ascii_isalpha(c) || c == '*' || (!first && (g_ascii_isdigit(c) || c == '-' || c == '_'));
}

static bool begins_number(const struct cursor *cursor)
{
	char c = peek(cursor, 0);

	if (c == '-' || c == '+' || c == '.')
		return g_ascii_isdigit(peek(cursor, 1)) || peek(cursor, 1) == '.';
	return g_ascii_isdigit(c);
}

static void take_number(struct cursor *cursor)
{
	step(cursor);
	while (g_ascii_isalnum(peek(cursor, 0)) || peek(cursor, 0) == '.' ||
	       ((peek(cursor, 0) == '-' || peek(cursor, 0) == '+') && (cursor->text[cursor->at - 1] | 0x20) == 'e'))
		step(cursor);
}

static void take(struct cursor *cursor, struct scan_token *token)
{
	char c = peek(cursor, 0);

	if (c == '"') {
		token->kind = SCAN_TEXT;
		token->closed = take_text(cursor);
	} else if (is_name(c, true)) {
		token->kind = SCAN_NAME;
		while (is_name(peek(cursor, 0), false))
			step(cursor);
	} else if (begins_number(cursor)) {
		token->kind = SCAN_NUMBER;
		take_number(cursor);
	} else if (g_str_has_prefix(cursor->text + cursor->at, "@include")) {
		token->kind = SCAN_INCLUDE;
		cursor->at += strlen("@include");
	} else {
		token->kind = c != '\0' && strchr("{}()[],;=:", c) != NULL ? SCAN_SIGN : SCAN_STRANGE;
		step(cursor);
		while (token->kind == SCAN_STRANGE && (peek(cursor, 0) & 0x80) != 0)
			step(cursor);
	}
}

struct scan *scan_new(const char *text, size_t length)
{
	struct scan *scan = g_new0(struct scan, 1);
	struct cursor cursor = { .text = text, .length = length, .line = 1 };

	scan->text = text;
	scan->tokens = g_array_new(FALSE, TRUE, sizeof(struct scan_token));
	for (skip_blank(&cursor); !at_end(&cursor); skip_blank(&cursor)) {
		struct scan_token token = { .line = cursor.line, .start = cursor.at };

		take(&cursor, &token);
		token.last_line = cursor.line;
		token.length = cursor.at - token.start;
		g_array_append_val(scan->tokens, token);
	}
	return scan;
}

void scan_free(struct scan *scan)
{
	if (scan == NULL)
		return;
	g_array_unref(scan->tokens);
	g_free(scan);
}

static const struct scan_token *token_at(const struct scan *scan, guint i)
{
	return i < scan->tokens->len ? &g_array_index(scan->tokens, struct scan_token, i) : NULL;
}

static char *token_text(const struct scan *scan, const struct scan_token *token)
{
	g_autofree char *text = g_utf8_make_valid(scan->text + token->start, (gssize)MIN(token->length, 60));

	return g_strdelimit(g_steal_pointer(&text), "\n\t", ' ');
}

GPtrArray *scan_numbers(const struct scan *scan)
{
	GPtrArray *numbers = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < scan->tokens->len; i++) {
		const struct scan_token *token = token_at(scan, i);

		if (token->kind == SCAN_NUMBER)
			g_ptr_array_add(numbers, g_strndup(scan->text + token->start, token->length));
	}
	return numbers;
}

int scan_digits(const char *number)
{
	bool hex = number[0] == '0' && (number[1] | 0x20) == 'x';
	int digits = 0;

	for (const char *p = hex ? number + 2 : number; *p != '\0'; p++)
		digits += hex ? g_ascii_isxdigit(*p) : g_ascii_isdigit(*p);
	return hex && digits == SCAN_DIGITS - 1 ? SCAN_DIGITS + 1 : digits;
}

/* ---- what is refused */

static bool holds_nul(const struct scan *scan, const struct scan_token *token)
{
	const char *p = scan->text + token->start, *end = p + token->length;

	for (; p + 3 < end; p++) {
		if (p[0] == '\\' && (p[1] | 0x20) == 'x' && p[2] == '0' && p[3] == '0')
			return true;
		if (p[0] == '\\')
			p++;
	}
	return false;
}

bool scan_refuse(const struct scan *scan, const char *file, struct problems *problems)
{
	bool fine = true;

	for (guint i = 0; i < scan->tokens->len; i++) {
		const struct scan_token *token = token_at(scan, i);

		if (token->kind == SCAN_INCLUDE) {
			problems_error(problems, file, token->line,
				       "@include is not supported: name the file in the key `include` of the main file");
			fine = false;
		} else if (token->kind == SCAN_TEXT && holds_nul(scan, token)) {
			problems_error(problems, file, token->line, "\\x00 in a text would end it: take it out");
			fine = false;
		}
	}
	return fine;
}

bool scan_is_open(const struct scan *scan)
{
	const struct scan_token *last = token_at(scan, scan->tokens->len - 1);

	return scan->tokens->len > 0 && last->kind == SCAN_TEXT && !last->closed;
}

/* ---- what is probably wrong: the grammar once more, with better words */

struct parser {
	const struct scan *scan;
	guint at;
	char *cause; /* set once */
	int line;
	int depth;
};

#define DEPTH 50

static const struct scan_token *current(const struct parser *parser)
{
	return token_at(parser->scan, parser->at);
}

static bool is_sign(const struct parser *parser, const char *signs)
{
	const struct scan_token *token = current(parser);

	return token != NULL && token->kind == SCAN_SIGN && strchr(signs, parser->scan->text[token->start]) != NULL;
}

static int line_here(const struct parser *parser)
{
	const struct scan_token *token = current(parser);

	if (token == NULL && parser->scan->tokens->len > 0)
		return token_at(parser->scan, parser->scan->tokens->len - 1)->last_line;
	return token != NULL ? token->line : 1;
}

/* A quotation mark left out lets a text run on to the next one, lines below, where a word follows it at once. */
static bool runs_on(const struct scan *scan, guint i)
{
	const struct scan_token *token = token_at(scan, i), *next = token_at(scan, i + 1);

	if (token->kind != SCAN_TEXT || token->last_line == token->line)
		return false;
	return !token->closed || (next != NULL && next->line == token->last_line && next->kind != SCAN_SIGN && next->kind != SCAN_TEXT);
}

static const struct scan_token *runaway(const struct parser *parser)
{
	guint end = MIN(parser->at + 1, parser->scan->tokens->len);

	for (guint i = end > 4 ? end - 4 : 0; i < end; i++) {
		if (runs_on(parser->scan, i))
			return token_at(parser->scan, i);
	}
	return NULL;
}

static bool blame(struct parser *parser, int line, char *cause)
{
	const struct scan_token *text = runaway(parser);

	if (parser->cause != NULL) {
		g_free(cause);
	} else if (text != NULL) {
		g_free(cause);
		parser->line = text->line;
		parser->cause = text->closed ? g_strdup_printf("the text that begins here runs on to line %d: is its closing quotation "
							       "mark missing?", text->last_line)
					     : g_strdup("the text that begins here is never closed: add the quotation mark");
	} else {
		parser->line = line;
		parser->cause = cause;
	}
	return false;
}

static bool parse_value(struct parser *parser);
static bool parse_settings(struct parser *parser, bool inner);

static bool parse_close(struct parser *parser, const char *close, const char *open, int opened)
{
	if (is_sign(parser, close)) {
		parser->at++;
		return true;
	}
	if (current(parser) == NULL)
		return blame(parser, opened, g_strdup_printf("the %s on this line is never closed: add %s", open, close));
	return blame(parser, line_here(parser), g_strdup_printf("is a comma missing before this? The %s of line %d is still open",
								open, opened));
}

static bool parse_elements(struct parser *parser, const char *open, const char *close, int opened)
{
	while (!is_sign(parser, close)) {
		if (!parse_value(parser))
			return false;
		if (!is_sign(parser, ","))
			break;
		parser->at++;
		if (is_sign(parser, close))
			return blame(parser, line_here(parser), g_strdup_printf("there is a comma before %s: take it out", close));
	}
	return parse_close(parser, close, open, opened);
}

static bool parse_nested(struct parser *parser)
{
	int opened = line_here(parser);
	bool group = is_sign(parser, "{"), list = is_sign(parser, "(");
	bool fine;

	if (++parser->depth > DEPTH)
		return blame(parser, opened, g_strdup("the brackets are nested too deeply: close the outer ones first"));
	parser->at++;
	if (group)
		fine = parse_settings(parser, true) && parse_close(parser, "}", "{", opened);
	else if (list)
		fine = parse_elements(parser, "(", ")", opened);
	else
		fine = parse_elements(parser, "[", "]", opened);
	parser->depth--;
	return fine;
}

static bool is_truth(const struct parser *parser, const struct scan_token *token)
{
	const char *text = parser->scan->text + token->start;

	return (token->length == 4 && g_ascii_strncasecmp(text, "true", 4) == 0) ||
	       (token->length == 5 && g_ascii_strncasecmp(text, "false", 5) == 0);
}

static bool blame_value(struct parser *parser, const struct scan_token *token)
{
	g_autofree char *text = token != NULL ? token_text(parser->scan, token) : NULL;

	if (token == NULL)
		return blame(parser, line_here(parser), g_strdup("the file ends where a value should stand"));
	if (token->kind == SCAN_SIGN)
		return blame(parser, token->line, g_strdup_printf("a value is missing before '%s'", text));
	return blame(parser, token->line, g_strdup_printf("'%s' must stand between quotation marks: \"…\"", text));
}

static bool parse_text(struct parser *parser)
{
	const struct scan_token *token;

	for (token = current(parser); token != NULL && token->kind == SCAN_TEXT; token = current(parser)) {
		if (!token->closed)
			return blame(parser, token->line, g_strdup("the text that begins here is never closed: add the quotation mark"));
		parser->at++;
	}
	return true;
}

static bool parse_value(struct parser *parser)
{
	const struct scan_token *token = current(parser);

	if (is_sign(parser, "{(["))
		return parse_nested(parser);
	if (token != NULL && token->kind == SCAN_TEXT)
		return parse_text(parser);
	if (token == NULL || !(token->kind == SCAN_NUMBER || (token->kind == SCAN_NAME && is_truth(parser, token))))
		return blame_value(parser, token);
	parser->at++;
	return true;
}

static bool blame_key(struct parser *parser, const struct scan_token *token)
{
	g_autofree char *text = token_text(parser->scan, token);

	if (token->kind == SCAN_TEXT)
		return blame(parser, token->line, g_strdup_printf("a key stands without quotation marks: take them off %s", text));
	if (token->kind == SCAN_NUMBER)
		return blame(parser, token->line, g_strdup_printf("a key begins with a letter, not with '%s'", text));
	if (token->kind == SCAN_STRANGE)
		return blame(parser, token->line, g_strdup_printf("a key holds only letters a-z without accents, digits, - and _, not '%s'", text));
	return blame(parser, token->line, g_strdup_printf("'%s' stands where a key or the end of the group should be", text));
}

static bool parse_setting(struct parser *parser)
{
	const struct scan_token *key = current(parser);
	g_autofree char *name = NULL;

	if (key->kind != SCAN_NAME)
		return blame_key(parser, key);
	name = token_text(parser->scan, key);
	parser->at++;
	if (current(parser) != NULL && current(parser)->kind == SCAN_STRANGE)
		return blame_key(parser, current(parser));
	if (!is_sign(parser, "=:"))
		return blame(parser, key->line, g_strdup_printf("is a comma or semicolon missing before '%s', or = after it?", name));
	parser->at++;
	if (!parse_value(parser))
		return false;
	if (is_sign(parser, ";,"))
		parser->at++;
	return true;
}

static bool parse_settings(struct parser *parser, bool inner)
{
	while (current(parser) != NULL && !(inner && is_sign(parser, "}"))) {
		if (!parse_setting(parser))
			return false;
	}
	return true;
}

char *scan_cause(const struct scan *scan, int *line)
{
	struct parser parser = { .scan = scan };

	parse_settings(&parser, false);
	*line = parser.line;
	return parser.cause;
}
