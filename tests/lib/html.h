/*
 * A strict reader of HTML for tests: every element closed in order, every attribute quoted and given once, no bare '<' or '&',
 * every entity one of the five that are needed. What a page may hold beyond that is its own test's.
 */
#pragma once

#include <glib.h>

/* Array of struct html_tag *, in the order of the page; stops the test where the page is wrong. */
struct html_tag {
	char *name;
	GHashTable *attributes; /* char * -> char *, entities resolved */
	char *text;             /* directly inside of it, entities resolved; of an element without text "" */
};

GPtrArray *html_read(const char *page);
/* The value, or NULL. */
const char *html_get(const struct html_tag *tag, const char *attribute);
/* The first of this name, or NULL; with `attribute` = `value` where given. */
const struct html_tag *html_find(const GPtrArray *tags, const char *name, const char *attribute, const char *value);
