/*
 * The page of a calendar feed: what it holds, links to subscribe with in the usual programs, and how often those look again.
 * HTML made of the templates page.html of each language, whole in itself: no script, nothing fetched. Escaping of HTML and of
 * the addresses is done here. Pure.
 */
#pragma once

#include <glib.h>

#include "render/feed.h"
#include "render/template.h"

#define PAGE_NEXT_SHOWN 8

struct page {
	enum language language;  /* of the page, which may be another than the feed's */
	const char *url;         /* of the feed: https://HOST/feeds/TOKEN.ics */
	const char *name, *about; /* of the feed, as its subscribers read them */
	const struct feed_options *options;
	const GPtrArray *next;   /* struct feed_event *: the next PAGE_NEXT_SHOWN to come, by day */
	int events;              /* in the feed */
	bool person, campaigns;  /* a person's own; for everybody */
};

/* The page, and the value of its Content-Security-Policy header (the digest of its style is in it). False with an error: the
 * template is missing or broken. */
bool page_render(const struct page *page, const struct config *config, struct templates *templates, char **html, char **policy,
		 GError **error);
