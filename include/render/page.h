/*
 * The page of a calendar feed: what it holds, links to subscribe with in the usual programs, and how often those look again.
 * HTML made of the templates page.html of each language and page.css, whole in itself: no script, nothing fetched. Escaping
 * of HTML and of the addresses is done here. Pure.
 */
#pragma once

#include <glib.h>

#include "model/config.h"
#include "render/feed.h"
#include "render/template.h"

#define PAGE_NEXT_SHOWN 8
#define PAGE_LATE_SHOWN 3 /* of these, at most so many are past their limit */
#define PAGE_COUNTED 500  /* of more entries no number is said: a calendar's size has limits of its own */

struct page {
	const char *url;           /* of the feed: https://HOST/feeds/TOKEN.ics */
	const struct feed *feed;   /* gathered as the page's address asks for; its language is the page's */
	struct feed_options own;   /* as the feed is when nothing is asked for */
};

/* The page, and the value of its Content-Security-Policy header, in which the digest of its style stands. False with an
 * error: a template is missing or broken. */
bool page_render(const struct page *page, const struct config *config, struct templates *templates, char **html, char **policy,
		 GError **error);

/* What is to stand behind the address of a feed, or of its page, so that it is `asked` where it by itself is `own`: language,
 * reminders, tasks, only what is still to be sent, one event for each body, campaigns. "?lang=en&alarms=1", or "". */
char *page_query(const struct feed_options *own, const struct feed_options *asked);
