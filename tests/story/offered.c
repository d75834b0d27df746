/* The reader's own calendar feed in the footer of a mail the relay took, and what is done to it meanwhile. */
#include <gmime/gmime.h>
#include <string.h>

#include "engine/subscribe.h"
#include "player.h"
#include "render/imprint.h"

#define PLACE "/feeds/"

void story_links(struct story *story)
{
	g_autofree char *key = g_strnfill(LINKS_KEY_BYTES, 'k');
	g_autoptr(GBytes) bytes = g_bytes_new(key, LINKS_KEY_BYTES);

	if (story->links == NULL && story->config->settings.feeds.base_url != NULL)
		story->links = links_new(story->store, bytes);
	engine_use_links(story->engine, story->links);
}

/* What is kept of a mail holds the place of a secret and no secret, what leaves a secret and no such place. */
void story_secret(struct story *story, const struct parcel *parcel)
{
	g_autofree char *other = g_strnfill(LINKS_TOKEN_LENGTH, 'z');
	g_autoptr(GError) error = NULL;
	struct mail *mail = outbox_mail(story->store, parcel->mail, &error);
	g_autoptr(GBytes) left = imprint_fill(parcel->bytes, LINKS_PLACEHOLDER, other);
	g_autoptr(GBytes) kept = NULL;

	story_check(story, mail != NULL, &error);
	kept = imprint_fill(mail->bytes, LINKS_PLACEHOLDER, other);
	if (left != parcel->bytes)
		story_fail(story, "a mail to %s left without what belongs into it", parcel->address);
	if ((kept != mail->bytes) == g_bytes_equal(parcel->bytes, mail->bytes))
		story_fail(story, "what is kept of a mail to %s is not what it should be", parcel->address);
	mail_free(mail);
}

static void add_text(GMimeObject *parent, GMimeObject *part, gpointer data)
{
	GPtrArray *texts = data;

	(void)parent;
	if (GMIME_IS_TEXT_PART(part))
		g_ptr_array_add(texts, g_mime_text_part_get_text(GMIME_TEXT_PART(part)));
}

/* The addresses of feeds in a mail's texts, each as often as it stands there. */
static GPtrArray *offered_in(const struct delivered *delivered)
{
	g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
	GPtrArray *found = g_ptr_array_new_with_free_func(g_free);
	gsize size;
	const char *bytes = g_bytes_get_data(delivered->bytes, &size);
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes, size);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);

	g_mime_message_foreach(message, add_text, texts);
	g_object_unref(message);
	g_object_unref(parser);
	g_object_unref(stream);
	for (guint i = 0; i < texts->len; i++) {
		g_auto(GStrv) pieces = g_regex_split_simple("(https?://[^\\s\"<>]+" PLACE "[^\\s\"<>]*)", g_ptr_array_index(texts, i), 0, 0);

		for (guint j = 1; pieces[0] != NULL && pieces[j] != NULL; j += 2)
			g_ptr_array_add(found, g_strdup(pieces[j]));
	}
	return found;
}

static struct subscription *feed_of(struct story *story, const char *address)
{
	g_autofree char *person = links_person(address);
	g_autoptr(GError) error = NULL;
	struct subscription *feed = NULL;

	story_check(story, subscription_of_person(story->store, person, &feed, &error), &error);
	return feed;
}

/* Once in plain text, in HTML as a link and as its words. */
static void expect_offered(struct story *story, const GPtrArray *found, const char *wanted)
{
	if (found->len != 3)
		story_fail(story, "it holds %u addresses of feeds", found->len);
	for (guint i = 0; i < found->len; i++)
		if (strcmp(g_ptr_array_index(found, i), wanted) != 0)
			story_fail(story, "it offers %s, not %s", (const char *)g_ptr_array_index(found, i), wanted);
}

void story_offers(struct story *story, char **words)
{
	g_autoptr(GPtrArray) found = NULL;
	g_autoptr(subscription_t) feed = NULL;
	g_autofree char *wanted = NULL;

	if (story->last == NULL || words[1] == NULL)
		story_fail(story, "offers ADDRESS|nothing, of the mail named last");
	found = offered_in(story->last);
	if (strcmp(words[1], "nothing") == 0) {
		if (found->len > 0)
			story_fail(story, "it offers %s", (const char *)g_ptr_array_index(found, 0));
		return;
	}
	feed = feed_of(story, words[1]);
	if (feed == NULL || story->links == NULL)
		story_fail(story, "there is no feed of %s", words[1]);
	wanted = links_page_url(story->links, story->config, feed);
	if (g_strcmp0(words[2], "before") == 0) {
		if (found->len != 3 || g_strcmp0(g_ptr_array_index(found, 0), wanted) == 0)
			story_fail(story, "it offers the feed as it stands, or none");
		return;
	}
	if (wanted == NULL)
		story_fail(story, "the feed of %s has no address", words[1]);
	expect_offered(story, found, wanted);
}

/* Whose it is, or its own id. */
static char *id_of(struct story *story, const char *word)
{
	g_autoptr(subscription_t) feed = strchr(word, '@') != NULL ? feed_of(story, word) : NULL;

	return feed != NULL || strchr(word, '@') == NULL ? g_strdup(feed != NULL ? feed->id : word) : NULL;
}

void story_feed(struct story *story, char **words)
{
	g_autofree char *id = words[1] != NULL && words[2] != NULL ? id_of(story, words[2]) : NULL;
	g_autoptr(GPtrArray) ids = g_ptr_array_new();
	struct subscribe_order order = { .ids = ids, .user = "story" };
	g_autoptr(GError) error = NULL;
	json_t *answer = NULL;
	bool ok;

	if (id == NULL)
		story_fail(story, "feed rotate|revoke ADDRESS|ID, feed add ID ADDRESS, of somebody who has one");
	g_ptr_array_add(ids, id);
	if (strcmp(words[1], "add") == 0) {
		order.scope = "person";
		order.id = id;
		order.target = words[3];
		ok = subscribe_add(story->engine, &order, story->now, &answer, &error);
	} else {
		ok = (strcmp(words[1], "rotate") == 0 ? subscribe_rotate : subscribe_revoke)(story->engine, &order, story->now, &answer, &error);
	}
	story_check(story, ok, &error);
	json_decref(answer);
	story_pass(story);
}
