/*
 * One event through libical: a VEVENT or a VTODO, with an alarm or without. Private to render/feed.
 */
#pragma once

#include "render/feed.h"

/* How one event is shown. The usual way: in the settings' language, VEVENT, without an alarm or a body's name. */
struct feed_show {
	enum language language;
	bool todo, alarm;
	bool body; /* the summary says whose it is */
};

struct feed_show feed_component_show(const struct feed *feed, const struct feed_event *event);
bool feed_component_is_usual(const struct feed_show *show, const struct config *config);

char *feed_component_summary(const struct feed_event *event, const struct config *config, const struct feed_show *show);
/* The component's lines, folded, without BEGIN, UID, stamps and END. */
char *feed_component_body(const struct feed_event *event, const struct config *config, const struct feed_show *show);
/* The same the usual way, kept with the event. */
const char *feed_component_usual(struct feed_event *event, const struct config *config);

/* Writes the whole component. Its stamps stand outside the lines that libical wrote, so that a digest of these cannot depend on
 * them. */
void feed_component_append(GString *out, const struct feed_event *event, bool todo, const char *body, const char *uid);
