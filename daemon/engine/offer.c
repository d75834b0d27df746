#include "engine/offer.h"

#include <string.h>

#include "engine/feeds_person.h"
#include "engine/links.h"
#include "render/imprint.h"

/* ---- who may be offered one */

/* Everybody who holds a position in a body today, by address; looked for once in a run. */
static GHashTable *holders_of(struct run *run)
{
	if (run->holders == NULL)
		run->holders = feeds_person_holders(run->config, run->engine->overlay, run->today);
	return run->holders;
}

static const struct contact *holder_of(struct run *run, const char *address)
{
	g_autofree char *person = links_person(address);

	return g_hash_table_lookup(holders_of(run), person);
}

/* A feed that is not served, or of somebody else than who reads the mail, is offered to nobody. */
static bool is_served(const struct run *run, const struct notice *notice)
{
	const struct settings *settings = &run->config->settings;
	bool administrator = notice->contact == NULL && g_ascii_strcasecmp(notice->address, settings->mail.admin) == 0;

	return run->engine->links != NULL && settings->feeds.base_url != NULL && settings->http_listen != NULL &&
	       settings->mail.mode != MAIL_REDIRECT && notice->kind != NOTICE_ADMIN && !administrator;
}

static bool hold_positions(struct run *run, const struct notice *notice)
{
	if (holder_of(run, notice->address) == NULL)
		return false;
	for (guint i = 0; notice->cc != NULL && i < notice->cc->len; i++) {
		if (holder_of(run, g_ptr_array_index(notice->cc, i)) == NULL)
			return false;
	}
	return true;
}

/* `*ret` false: it was revoked, or was made with a key that is gone. */
static bool has_feed(struct run *run, const char *address, bool *ret, GError **error)
{
	const struct contact *contact = holder_of(run, address);
	g_autoptr(subscription_t) feed = NULL;
	g_autofree char *token = NULL;

	if (!links_of_person(run->engine->links, address, contact->language, run->now, &feed, error))
		return false;
	token = feed != NULL ? links_token(run->engine->links, feed) : NULL;
	*ret = token != NULL;
	return true;
}

bool offer_feed(struct run *run, struct notice *notice, GError **error)
{
	bool all = true;

	if (!is_served(run, notice) || !hold_positions(run, notice))
		return true;
	if (!has_feed(run, notice->address, &all, error))
		return false;
	for (guint i = 0; all && notice->cc != NULL && i < notice->cc->len; i++) {
		if (!has_feed(run, g_ptr_array_index(notice->cc, i), &all, error))
			return false;
	}
	if (all)
		notice->feed = g_strconcat(run->config->settings.feeds.base_url, "/feeds/" LINKS_PLACEHOLDER "/", NULL);
	return true;
}

/* ---- when it leaves */

/* The generation in which the feed was when the mail was written. */
static int generation_then(const GPtrArray *acts, struct instant then)
{
	int generation = 1;

	for (guint i = 0; i < acts->len; i++) {
		const struct subscription_act *act = g_ptr_array_index(acts, i);

		if (!instant_before(then, act->at))
			generation = act->generation;
	}
	return generation;
}

/* `*ret` NULL: nobody's. */
static bool token_then(struct engine *engine, const char *address, struct instant then, char **ret, GError **error)
{
	g_autofree char *person = links_person(address);
	g_autoptr(subscription_t) feed = NULL;
	g_autoptr(GPtrArray) acts = NULL;

	*ret = NULL;
	if (engine->links == NULL)
		return true;
	if (!subscription_of_person(engine->store, person, &feed, error))
		return false;
	if (feed == NULL)
		return true;
	acts = subscription_acts(engine->store, feed->id, error);
	if (acts == NULL)
		return false;
	*ret = links_token_then(engine->links, feed->id, generation_then(acts, then));
	return true;
}

GBytes *offer_fill(struct engine *engine, const struct mail *mail, const char *address, GError **error)
{
	/* A token in form that no feed has, where there is none to say: words that somebody typed may look like the place. */
	static const char nobodys[] = "aaaaaaaaaaaaaaaaaaaaaaaaaa";
	g_autofree char *token = NULL;
	g_autoptr(GBytes) filled = imprint_fill(mail->bytes, LINKS_PLACEHOLDER, nobodys);

	G_STATIC_ASSERT(sizeof nobodys == sizeof LINKS_PLACEHOLDER);
	if (filled == mail->bytes)
		return g_steal_pointer(&filled);
	if (!token_then(engine, address, mail->at, &token, error))
		return NULL;
	return token != NULL ? imprint_fill(mail->bytes, LINKS_PLACEHOLDER, token) : g_steal_pointer(&filled);
}
