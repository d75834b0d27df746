#include "html.h"

#include <stdbool.h>
#include <string.h>

static void tag_free(void *data)
{
	struct html_tag *tag = data;

	g_free(tag->name);
	g_free(tag->text);
	g_hash_table_unref(tag->attributes);
	g_free(tag);
}

static G_GNUC_NORETURN void wrong(const char *page, const char *at, const char *why)
{
	g_error("HTML: %s at byte %d: %.80s", why, (int)(at - page), at);
}

/* The five entities that a page of ours may hold, and blanks that do not break. */
static char *resolve(const char *page, const char *from, size_t length)
{
	static const struct { const char *entity; const char *text; } entities[] = {
		{ "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" }, { "&#39;", "'" },
	};
	GString *out = g_string_new(NULL);

	for (const char *p = from; p < from + length;) {
		size_t i = 0;

		while (*p == '&' && i < G_N_ELEMENTS(entities) && !g_str_has_prefix(p, entities[i].entity))
			i++;
		if (*p == '&' && i == G_N_ELEMENTS(entities))
			wrong(page, p, "an entity that is none of the five");
		g_string_append_len(out, *p == '&' ? entities[i].text : p, 1);
		p += *p == '&' ? strlen(entities[i].entity) : 1;
	}
	return g_string_free(out, FALSE);
}

/* One attribute: NAME or NAME="VALUE". */
static const char *read_attribute(const char *page, const char *p, struct html_tag *tag)
{
	size_t length = strcspn(p, "= >\"'<");
	char *name = g_strndup(p, length);
	const char *end;

	if (length == 0)
		wrong(page, p, "no name of an attribute");
	if (g_hash_table_contains(tag->attributes, name))
		wrong(page, p, "an attribute twice");
	p += length;
	if (*p != '=') {
		g_hash_table_insert(tag->attributes, name, g_strdup(""));
		return p;
	}
	if (p[1] != '"' || (end = strchr(p + 2, '"')) == NULL || memchr(p + 2, '<', (size_t)(end - p - 2)) != NULL)
		wrong(page, p, "a value that is not quoted");
	g_hash_table_insert(tag->attributes, name, resolve(page, p + 2, (size_t)(end - p - 2)));
	return end + 1;
}

static const char *read_tag(const char *page, const char *p, struct html_tag *tag)
{
	size_t length = strspn(++p, "abcdefghijklmnopqrstuvwxyz0123456789");

	if (length == 0)
		wrong(page, p, "no element's name behind '<'");
	tag->name = g_strndup(p, length);
	for (p += length; *p == ' ';)
		p = read_attribute(page, p + strspn(p, " "), tag);
	if (*p != '>')
		wrong(page, p, "a tag without an end");
	return p + 1;
}

static bool is_void(const char *name)
{
	static const char *const names[] = { "meta", "input", "br", "link", "img", NULL };

	return g_strv_contains(names, name);
}

/* The text up to the next tag belongs to the innermost open element; of a style all up to its end does. */
static const char *read_text(const char *page, const char *p, GPtrArray *open)
{
	struct html_tag *inner = open->len > 0 ? g_ptr_array_index(open, open->len - 1) : NULL;
	bool style = inner != NULL && g_str_equal(inner->name, "style");
	const char *end = style ? strstr(p, "</style>") : p + strcspn(p, "<");
	g_autofree char *text = NULL, *before = NULL;

	if (end == NULL)
		wrong(page, p, "a style without an end");
	if (memchr(p, '>', (size_t)(end - p)) != NULL && !style)
		wrong(page, p, "a bare '>'");
	text = style ? g_strndup(p, (size_t)(end - p)) : resolve(page, p, (size_t)(end - p));
	if (inner == NULL)
		return end;
	before = inner->text;
	inner->text = g_strconcat(before, text, NULL);
	return end;
}

static const char *close_tag(const char *page, const char *p, GPtrArray *open)
{
	struct html_tag *inner = open->len > 0 ? g_ptr_array_index(open, open->len - 1) : NULL;
	size_t length = strcspn(p + 2, ">");

	if (inner == NULL || strlen(inner->name) != length || strncmp(inner->name, p + 2, length) != 0)
		wrong(page, p, "closes what is not open");
	g_ptr_array_set_size(open, (int)open->len - 1);
	return p + 2 + length + 1;
}

GPtrArray *html_read(const char *page)
{
	GPtrArray *tags = g_ptr_array_new_with_free_func(tag_free);
	g_autoptr(GPtrArray) open = g_ptr_array_new();
	const char *p = page;

	if (!g_str_has_prefix(page, "<!DOCTYPE html>\n"))
		wrong(page, page, "no document type");
	for (p = strchr(page, '\n') + 1; *p != '\0';) {
		if (*p == '<' && p[1] == '/') {
			p = close_tag(page, p, open);
		} else if (*p == '<') {
			struct html_tag *tag = g_new0(struct html_tag, 1);

			tag->attributes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
			tag->text = g_strdup("");
			g_ptr_array_add(tags, tag);
			p = read_tag(page, p, tag);
			if (!is_void(tag->name))
				g_ptr_array_add(open, tag);
		} else {
			p = read_text(page, p, open);
		}
	}
	if (open->len > 0)
		wrong(page, p, "not everything is closed");
	return tags;
}

const char *html_get(const struct html_tag *tag, const char *attribute)
{
	return g_hash_table_lookup(tag->attributes, attribute);
}

const struct html_tag *html_find(const GPtrArray *tags, const char *name, const char *attribute, const char *value)
{
	for (guint i = 0; i < tags->len; i++) {
		const struct html_tag *tag = g_ptr_array_index(tags, i);

		if (g_str_equal(tag->name, name) && (attribute == NULL || g_strcmp0(html_get(tag, attribute), value) == 0))
			return tag;
	}
	return NULL;
}
