/*
 * The words of calendar feeds: summaries, descriptions, categories and the feed's own name, in the official register and
 * its English counterpart. A summary changes only with a fact, never with the day it is read on: no «còn 3 ngày», no
 * «hôm nay». Private to render/feed and render/page; knows nothing of iCalendar.
 */
#pragma once

#include "render/feed.h"

char *feed_text_summary(const struct feed_event *event, const struct config *config, enum language language);
/* Lines separated by LF. `late_from` is said only of whole obligations, which coordinators read: in an agency's own event
 * it would become the new deadline. */
char *feed_text_description(const struct feed_event *event, const struct config *config, enum language language);
const char *feed_text_category(const struct feed_event *event, enum language language);

/* «Thời hạn báo cáo – SYT»; what the feed holds, and what the cap left out. Of a feed of campaigns neither names anybody. */
char *feed_text_name(const struct feed *feed, const struct config *config);
char *feed_text_about(const struct feed *feed, const struct config *config);

/* The sentence of the language. */
const char *feed_text_say(enum language language, const char *vi, const char *en) G_GNUC_FORMAT(2) G_GNUC_FORMAT(3);
/* Of a body the office may only ask, or a whole obligation of which only such bodies are late: it accuses nobody. */
bool feed_text_is_asked(const struct feed_event *event);
/* «BC bình đẳng giới năm 2026» */
char *feed_text_title(const struct feed_event *event, enum language language);
