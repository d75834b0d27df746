/* The keys of what is answered about feeds. */
#include "engine/api_schema.h"

const struct api_key api_feed_keys[] = {
	{ "id", "text", "Its id." },
	{ "scope", "all|plan|agency|group|under|obligation|person|campaigns", "Of what kind it is." },
	{ "target", "text?", "Id of what it is of, PLAN/OBLIGATION, or a person's address; null: all, or campaigns." },
	{ "name", "text?", "Name of the body, title of the plan or obligation." },
	{ "language", "vi|en", "Language of its texts." },
	{ "todo", "boolean", "Tasks in place of events." },
	{ "alarms", "boolean", "A reminder at 09:00 on the day before." },
	{ "open", "boolean", "Only what is still to be sent." },
	{ "detail", "boolean", "One event for each body where it would be one for all." },
	{ "windows", "bar|ends|none?", "How a campaign of several days is shown; null: as is usual for the scope." },
	{ "past", "integer?", "So many days back; null: feeds.past." },
	{ "note", "text?", "Whose it is, or what it is for." },
	{ "generation", "integer", "The number of its address, from 1." },
	{ "created", "instant?", "When it was added." },
	{ "created_by", "text?", "By whom; mail: a mail offered it." },
	{ "revoked", "instant?", "When it was revoked; null: it is in use." },
	{ "accessed", "instant?", "When this address was last asked for; null: never." },
	{ "accesses", "integer", "How often." },
	{ "lost", "boolean", "True: its address works but cannot be shown, for it was made with another key." },
	{ "served", "boolean", "False: http.listen is none, so no feed is served." },
	{ "url", "text?", "To be subscribed to, and as secret as a password; null: revoked, made with a key that is lost, only tried, or "
			 "feeds are not served." },
	{ "page", "text?", "The page with links to subscribe by." },
	{ "answered", "boolean", "False: revoked, or what it shows is no longer there: its address is as unknown as any other." },
};

const struct api_key api_feed_act_keys[] = {
	{ "at", "instant?", "When it was done." },
	{ "verb", "text", "add, rotate or revoke." },
	{ "user", "text?", "Login name of the caller; null: the service." },
	{ "as", "text?", "The clerk in whose name it was done." },
	{ "reason", "text?", "Why." },
	{ "generation", "integer", "The number of its address afterwards." },
};

const struct api_key api_feed_shown_keys[] = {
	{ "acts", "[FeedAct]", "What was done to it, oldest first." },
};

const struct api_key api_feed_set_keys[] = {
	{ "done", "boolean", "False with dry_run." },
};
