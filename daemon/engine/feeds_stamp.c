#include "engine/feeds_stamp.h"

#include <string.h>

#include "store/events.h"

#define SECONDS_SHOWN (30 * 86400) /* of waived and cancelled ones */

void feeds_stamps_init(struct feeds_stamps *stamps, const struct config *config, struct store *store)
{
	*stamps = (struct feeds_stamps){ .config = config, .store = store };
	stamps->rows = g_ptr_array_new_with_free_func((GDestroyNotify)event_row_free);
}

void feeds_stamps_clear(struct feeds_stamps *stamps)
{
	g_clear_pointer(&stamps->rows, g_ptr_array_unref);
	g_clear_pointer(&stamps->bodies, feeds_bodies_free);
}

void feeds_stamps_bodies(struct feeds_stamps *stamps)
{
	if (stamps->bodies == NULL)
		stamps->bodies = feeds_bodies_new(stamps->config->definitions);
}

/* Of an obligation that the files no longer have; what it was called, its last revision knows. */
static bool is_gone(const struct feed_event *event)
{
	return event->obligation == NULL && event->campaign == NULL && !event->information;
}

static void row_queue(struct feeds_stamps *stamps, const struct feed_event *event, char *digest)
{
	struct event_row *row = g_new0(struct event_row, 1);

	row->id = g_strdup(event->id);
	row->revision = event->revision;
	row->changed = event->changed;
	row->digest = digest;
	row->shown = true;
	row->title = event->obligation != NULL ? feed_event_title(event, stamps->config->settings.language)
						: g_strdup(event->title);
	g_ptr_array_add(stamps->rows, row);
}

/* `row` NULL: never published. A clock that was set back gives no earlier instant than the last revision had. True where
 * the event differs from what was published; `*digest` is then the caller's to keep. */
static bool revise(const struct feeds_stamps *stamps, struct feed_event *event, const struct event_row *row, char **digest)
{
	*digest = feed_event_digest(event, stamps->config);
	event->revision = row != NULL ? row->revision : 0;
	event->changed = row != NULL ? row->changed : stamps->now;
	if (row != NULL && strcmp(row->digest, *digest) == 0)
		return false;
	if (row != NULL) {
		event->revision++;
		event->changed = instant_max(stamps->now, row->changed);
	}
	return true;
}

static bool is_recent(const struct feeds_stamps *stamps, struct instant since)
{
	return instant_before(stamps->now, instant_add(since, SECONDS_SHOWN));
}

/* Cancelled events count from the revision that cancelled them: files that no longer name a report say no day. */
static bool has_place(const struct feeds_stamps *stamps, const struct feed_event *event)
{
	switch (event->state) {
	case FEED_WAIVED:
		return is_recent(stamps, event->updated);
	case FEED_CANCELLED:
		return is_recent(stamps, event->changed);
	case FEED_OPEN:
	case FEED_OVERDUE:
	case FEED_SUBMITTED:
	case FEED_RETURNED:
	case FEED_ACCEPTED:
	case FEED_NIL:
		return true;
	}
	g_assert_not_reached();
}

static void give(struct feeds_stamps *stamps, struct feed_event *event, const struct event_row *row, bool *shown)
{
	g_autofree char *digest = NULL;
	bool new = revise(stamps, event, row, &digest);

	*shown = has_place(stamps, event);
	if (*shown && new)
		row_queue(stamps, event, g_steal_pointer(&digest));
}

bool feeds_stamps_give(struct feeds_stamps *stamps, struct feed_event *event, bool *shown, GError **error)
{
	struct event_row *row = NULL;

	if (stamps->store == NULL) {
		event->changed = stamps->config->newest;
		*shown = true;
		return true;
	}
	if (!event_get(stamps->store, event->id, &row, error))
		return false;
	*shown = event->state != FEED_CANCELLED || (row != NULL && row->shown);
	if (*shown && is_gone(event)) {
		event->title = g_strdup(row->title);
		*shown = event->title != NULL;
	}
	if (*shown)
		give(stamps, event, row, shown);
	event_row_free(row);
	return true;
}

bool feeds_stamps_write(struct feeds_stamps *stamps, GError **error)
{
	if (stamps->rows->len == 0)
		return true;
	if (!store_begin(stamps->store, error))
		return false;
	for (guint i = 0; i < stamps->rows->len; i++) {
		if (!event_put(stamps->store, stamps->rows->pdata[i], error)) {
			store_rollback(stamps->store);
			return false;
		}
	}
	if (!store_commit(stamps->store, error))
		return false;
	g_ptr_array_set_size(stamps->rows, 0);
	return true;
}
