/* The table of what can be asked. Whatever is added here is read, refused and described by it. */
#include "engine/api_call.h"

#define COMMON "ids as reason note number dated dry_run"

#define PERSON "agency position until number"

static const struct api_route routes[] = {
	{ "GET", "/v1/list", NULL, api_get_list, "plan agency obligation period state missing from to undated mails after limit lang", NULL, "[Row]",
	  "Occurrences by limit, then id." },
	{ "GET", "/v1/show/", "id", api_get_show, "after limit lang", NULL, "[Shown]",
	  "Everything recorded of an id or pattern; 50 at most, then `after`." },
	{ "GET", "/v1/explain/", "id", api_get_explain, "at after limit lang", NULL, "[Explained]",
	  "Why its dates are what they are, and what became of each step or when it will come; 50 at most, then `after`." },
	{ "GET", "/v1/queue", NULL, api_get_queue, "state address since until after limit", NULL, "[Envelope]",
	  "The outbox, one object an envelope, by number." },
	{ "GET", "/v1/queue/", "number", api_get_envelope, "bytes", NULL, "Envelope", "One envelope with its mail." },
	{ "GET", "/v1/statistics", NULL, api_get_statistics, "plan year by lang", NULL, "[Figures]",
	  "How the obligations were met, in numbers; the last row adds them all up." },
	{ "GET", "/v1/proof/", "id", api_get_proof, "lang", NULL, "[Proof]", "Every mail that was sent about an occurrence, and every copy." },
	{ "GET", "/v1/letter", NULL, api_get_letter, "obligation period form lang", NULL, "Letter",
	  "The draft of an official reminder to those whose report is not in." },
	{ "GET", "/v1/table", NULL, api_get_table, "obligation period missing all form lang", NULL, "Table",
	  "How one obligation of a period stands, to be printed; those that are in only with `all`." },
	{ "GET", "/v1/upcoming", NULL, NULL, "days agency", NULL, "[Planned]", "What the service will send, as things stand." },
	{ "GET", "/v1/diff", NULL, NULL, "path", NULL, "Difference", "What another configuration would change." },
	{ "GET", "/v1/why/", "who", api_get_why, "on lang", NULL, "[Reason]",
	  "Why somebody was or was not written to on a day, report by report." },
	{ "GET", "/v1/contact", NULL, api_get_contacts, "agency lang", NULL, "[Person]", "People, and where they are recorded." },
	{ "GET", "/v1/contact/export", NULL, api_get_contacts_export, "lang", NULL, "Text", "People as a configuration file." },
	{ "GET", "/v1/feed", NULL, api_get_feeds, "scope target agency revoked after limit", NULL, "[Feed]",
	  "Calendar feeds that may be subscribed to, by id, with their addresses." },
	{ "GET", "/v1/feed/", "id", api_get_feed, "", NULL, "FeedShown", "One of them, and what was done to it." },
	{ "GET", "/v1/status", NULL, api_get_status, "", NULL, "Status", "How the service is." },

	{ "POST", "/v1/submit", NULL, api_post_order,
	  "", COMMON " received sent channel again without entry rows period partial", "[Done]",
	  "A report came in: by ids, or a table of them in `rows` with \"PLAN/OBLIGATION\" in `ids`." },
	{ "POST", "/v1/accept", NULL, api_post_order, "", COMMON, "[Done]", "It is as it should be." },
	{ "POST", "/v1/return", NULL, api_post_order, "", COMMON " reasons days until quiet", "[Done]", "Back for correction." },
	{ "POST", "/v1/extend", NULL, api_post_order, "", COMMON " until asked_by asked_on granted_by quiet", "[Done]", "A later limit." },
	{ "POST", "/v1/waive", NULL, api_post_order, "", COMMON " asked_by asked_on granted_by quiet", "[Done]",
	  "No report is owed for the period." },
	{ "POST", "/v1/nil", NULL, api_post_order, "", COMMON " received sent channel", "[Done]", "There was nothing to report." },
	{ "POST", "/v1/cancel", NULL, api_post_order, "", COMMON, "[Done]", "It is not awaited any more." },
	{ "POST", "/v1/reopen", NULL, api_post_order, "", COMMON " mistake", "[Done]", "Takes back the last order that changed the state." },
	{ "POST", "/v1/amend", NULL, api_post_order, "", COMMON " received sent channel tell", "[Done]", "Corrects what was recorded." },
	{ "POST", "/v1/note", NULL, api_post_order, "", COMMON, "[Done]", "A remark." },
	{ "POST", "/v1/date", NULL, api_post_order, "", COMMON " period owners all due earlier quiet", "[Done]",
	  "Gives or moves a limit by a later document; `ids`: occurrences, or one \"PLAN/OBLIGATION\"." },
	{ "POST", "/v1/ask", NULL, api_post_order, "", COMMON " until waive refused asked_by", "[Done]", "A later limit or a waiver is asked for." },
	{ "POST", "/v1/assign", NULL, api_post_order, "", COMMON " to covers", "[Done]", "Another body answers, or takes over a line of content." },
	{ "POST", "/v1/hold", NULL, api_post_order, "", COMMON " step until", "[Done]", "Keeps steps back." },
	{ "POST", "/v1/release", NULL, api_post_order, "", COMMON " step all", "[Done | Changed]",
	  "Lets held steps of occurrences go, or mails by number, or all mail." },
	{ "POST", "/v1/settle", NULL, api_post_order, "", COMMON " before outcome", "[Done]", "Decides on what was past when it was taken up." },
	{ "POST", "/v1/request", NULL, api_post_order, "",
	  COMMON " id title from to due document period policy send_to outline coordinator quiet", "[Done]",
	  "Asks agencies for a report that no plan names, or raises an obligation of the files." },
	{ "POST", "/v1/contact", NULL, api_post_contact, "", PERSON " name title email phone language from as dry_run", "[PersonSet]",
	  "Who holds a position." },
	{ "POST", "/v1/contact/end", NULL, api_post_contact_end, "", PERSON " as dry_run", "[PersonSet]", "Nobody holds it any more." },
	{ "POST", "/v1/contact/import", NULL, api_post_contact_import, "", "rows as dry_run", "[PersonSet]", "A table of people, all or nothing." },
	{ "POST", "/v1/feed", NULL, api_post_feed, "",
	  "scope target position id language todo alarms open detail windows past note reason as dry_run", "[FeedSet]", "A calendar feed with an address." },
	{ "POST", "/v1/feed/rotate", NULL, api_post_feed_rotate, "", "ids reason as dry_run", "[FeedSet]",
	  "Another address for each, the old one is unknown from then on; what was revoked is in use again." },
	{ "POST", "/v1/feed/revoke", NULL, api_post_feed_revoke, "", "ids reason as dry_run", "[FeedSet]", "The addresses are unknown from then on." },
	{ "POST", "/v1/queue/", "order", api_post_queue, "", "ids as reason note all dry_run", "[Changed]",
	  "What to do with mails of the outbox: retry, hold, release or drop." },

	{ "GET", "/v1/openapi.json", NULL, api_get_document, "", NULL, "any", "This description." },
	{ "POST", "/v1/reload", NULL, NULL, "", "", "Reloaded", "Reads the configuration again: all of it, or nothing." },
	{ "POST", "/v1/test-mail", NULL, NULL, "", "to", "Tried", "One mail to an address, now." },
	{ "POST", "/v1/log-level", NULL, NULL, "", "level", "Level", "How much is logged." },
};

const struct api_route *api_routes(size_t *count)
{
	*count = G_N_ELEMENTS(routes);
	return routes;
}
