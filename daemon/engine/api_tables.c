/* What may come in, by name: its kind, its size, where it goes. */
#include <stddef.h>
#include <string.h>

#include "engine/api_call.h"
#include "engine/feeds.h"

#define LONGEST_ID 512
#define NOWHERE SIZE_MAX

static const struct api_field parameters[] = {
	{ "plan", API_TEXT, NOWHERE, 64, "Id of a plan." },
	{ "agency", API_TEXT, NOWHERE, 400, "An agency's or group's id, or a part of a name or short name, however it is typed." },
	{ "obligation", API_TEXT, NOWHERE, 129, "Id of an obligation." },
	{ "period", API_TEXT, NOWHERE, 64, "Label of a period." },
	{ "state", API_TEXT, NOWHERE, 40, "Only those in this state." },
	{ "missing", API_SWITCH, NOWHERE, 0, "Only those that wait for a report." },
	{ "undated", API_SWITCH, NOWHERE, 0, "Also what the document gives no day." },
	{ "from", API_DAY, NOWHERE, 0, "Limits from this day on." },
	{ "to", API_DAY, NOWHERE, 0, "Limits up to this day." },
	{ "after", API_TEXT, NOWHERE, LONGEST_ID, "Continue after this one: an id; in the outbox a number." },
	{ "limit", API_CARDINAL, NOWHERE, 0, "At most so many; 0 or above 1000: 1000." },
	{ "lang", API_LANGUAGE, NOWHERE, 0, "Language of words: vi or en." },
	{ "at", API_TIME, NOWHERE, 0, "As seen at this time." },
	{ "address", API_TEXT, NOWHERE, 254, "Only mail to this address." },
	{ "since", API_TIME, NOWHERE, 0, "Planned from this time on." },
	{ "until", API_TIME, NOWHERE, 0, "Planned before this time." },
	{ "mails", API_SWITCH, NOWHERE, 0, "Also what became of the last mail to each owner." },
	{ "form", API_TEXT, NOWHERE, 10, "How it is written: txt or html; a table also csv." },
	{ "all", API_SWITCH, NOWHERE, 0, "Those that are in, too." },
	{ "days", API_CARDINAL, NOWHERE, 0, "So many days ahead, 1 to 400; absent: 7." },
	{ "path", API_TEXT, NOWHERE, 4096, "Whole path of a main configuration file." },
	{ "on", API_DAY, NOWHERE, 0, "On this day; absent: today." },
	{ "bytes", API_SWITCH, NOWHERE, 0, "With the message as it leaves." },
	{ "year", API_CARDINAL, NOWHERE, 0, "Year of the period's last day, else of the first limit; 0: all." },
	{ "by", API_TEXT, NOWHERE, 20, "obligation, agency or period." },
	{ "scope", API_TEXT, NOWHERE, 20, "all, plan, agency, group, under, obligation, person or campaigns." },
	{ "target", API_TEXT, NOWHERE, 254, "What a feed is of: an id, PLAN/OBLIGATION, or a person's address." },
	{ "revoked", API_SWITCH, NOWHERE, 0, "Also those that were revoked." },
};

#define AT(member) offsetof(struct order, member)

static const struct api_field fields[] = {
	{ "ids", API_IDS, AT(ids), 10000, "Ids, patterns with * in a part, PLAN/OBLIGATION, a plan, or numbers of mails: as the order says." },
	{ "as", API_TEXT, AT(as), 200, "Name of the clerk in whose name it is done." },
	{ "number", API_TEXT, AT(number), 200, "Number of the document." },
	{ "dated", API_DAY, AT(dated), 0, "Date on the document." },
	{ "reason", API_TEXT, AT(reason), 4000, "Why." },
	{ "note", API_TEXT, AT(note), 4000, "A remark." },
	{ "dry_run", API_SWITCH, AT(dry_run), 0, "Only say what would be done." },
	{ "received", API_TIME, AT(received), 0, "When it came in; absent: now." },
	{ "sent", API_TIME, AT(sent), 0, "When it was sent; what counts for lateness where it is given." },
	{ "channel", API_TEXT, AT(channel), 200, "How it came in." },
	{ "again", API_SWITCH, AT(again), 0, "The number may be recorded within the obligation already." },
	{ "without", API_TEXTS, AT(without), 1000, "Inputs that are left out: ids, patterns or agencies." },
	{ "entry", API_TEXT, AT(entry), 1000, "One item of an obligation that counts them, in words." },
	{ "rows", API_ROWS, AT(rows), 10000, "Lines of a table of reports that came in." },
	{ "period", API_TEXT, AT(period), 32, "Label of the period." },
	{ "partial", API_SWITCH, AT(partial), 0, "Take the good lines even where others are bad." },
	{ "reasons", API_TEXTS, AT(reasons), 50, "What is to be corrected, one point each." },
	{ "days", API_NUMBER, AT(days), 366, "Working days for the corrections." },
	{ "until", API_DAY, AT(until), 0, "Last day, included." },
	{ "quiet", API_SWITCH, AT(quiet), 0, "No mail." },
	{ "asked_by", API_TEXT, AT(asked_by), 200, "Who asked for it." },
	{ "asked_on", API_DAY, AT(asked_on), 0, "The day on which it was asked for." },
	{ "granted_by", API_TEXT, AT(granted_by), 200, "Who granted it." },
	{ "mistake", API_SWITCH, AT(mistake), 0, "The receipt that left is corrected by a mail." },
	{ "tell", API_SWITCH, AT(tell), 0, "With a new receipt." },
	{ "owners", API_TEXTS, AT(owners), 1000, "Ids of the agencies that are meant." },
	{ "all", API_SWITCH, AT(all), 0, "All of them: owners, or mails." },
	{ "due", API_TEXT, AT(due), 200, "A due rule as in the configuration, or \"none\"." },
	{ "earlier", API_SWITCH, AT(earlier), 0, "The limit may move nearer." },
	{ "waive", API_SWITCH, AT(waive), 0, "A waiver is asked for, not a later day." },
	{ "refused", API_SWITCH, AT(refused), 0, "What was asked for is not granted." },
	{ "to", API_TEXT, AT(to), 64, "Id of the agency that answers, or that receives." },
	{ "covers", API_TEXT, AT(covers), 1000, "The line of content that is given to it." },
	{ "step", API_TEXT, AT(step), 40, "Name of a step (-3wd, +1wd, first); absent: all." },
	{ "before", API_DAY, AT(before), 0, "Limits before this day." },
	{ "outcome", API_TEXT, AT(outcome), 20, "unknown or waived." },
	{ "id", API_TEXT, AT(plan), 64, "Id of the request; absent: request-YEAR-N." },
	{ "title", API_TEXT, AT(title), 1000, "What is asked for." },
	{ "from", API_NAMES, AT(from), 1000, "Ids of the agencies and groups that are asked." },
	{ "document", API_DOCUMENT, 0, 0, "The document that asks: its number, or an object." },
	{ "policy", API_TEXT, AT(policy), 64, "Id of the policy." },
	{ "send_to", API_TEXT, AT(send_to), 1000, "How to send it." },
	{ "outline", API_TEXT, AT(outline), 2000, "Its outline: text or an address." },
	{ "coordinator", API_TEXT, AT(coordinator), 64, "Id of the coordinating agency; absent: the receiver." },
};

#define PERSON(member) offsetof(struct contact_change, member)
#define PERSON_FIELDS \
	{ "agency", API_TEXT, PERSON(agency), 400, "Id, name or short name, however it is typed." }, \
	{ "position", API_TEXT, PERSON(position), 64, "focal, head or another." }, \
	{ "name", API_TEXT, PERSON(name), 200, "The person's name." }, \
	{ "title", API_TEXT, PERSON(title), 200, "The person's title." }, \
	{ "email", API_TEXT, PERSON(email), 254, "The person's address." }, \
	{ "phone", API_TEXT, PERSON(phone), 100, "The person's telephone." }, \
	{ "language", API_TEXT, PERSON(language), 2, "vi or en." }, \
	{ "from", API_TEXT, PERSON(from), 40, "First day: YYYY-MM-DD or D/M/YYYY; absent: today." }, \
	{ "until", API_TEXT, PERSON(until), 40, "Last day, included." }, \
	{ "number", API_TEXT, PERSON(number), 200, "Number of the document." }

static const struct api_field person_fields[] = {
	{ "line", API_NUMBER, PERSON(line), G_MAXINT, "Line of the file; absent: its place in the list." },
	PERSON_FIELDS,
};

#define CONTACT(member) offsetof(struct api_contact, member)

/* The change stands first in the record. */
static const struct api_field contact_fields[] = {
	PERSON_FIELDS,
	{ "rows", API_PEOPLE, CONTACT(rows), 10000, "Lines of a table of people." },
	{ "as", API_TEXT, CONTACT(order.as), 200, "Name of the clerk in whose name it is done." },
	{ "dry_run", API_SWITCH, CONTACT(order.dry_run), 0, "Only say what would be done." },
};

G_STATIC_ASSERT(offsetof(struct api_contact, change) == 0);

#define FEED(member) offsetof(struct subscribe_order, member)

static const struct api_field feed_fields[] = {
	{ "ids", API_IDS, FEED(ids), 1000, "Ids of feeds." },
	{ "scope", API_TEXT, FEED(scope), 20, "all, plan, agency, group, under, obligation, person or campaigns." },
	{ "target", API_TEXT, FEED(target), 400,
	  "Id of the plan or group, PLAN/OBLIGATION, an agency however it is typed, or a person's address; of all and campaigns nothing." },
	{ "position", API_TEXT, FEED(position), 64, "The person meant is who holds this position of the agency in `target` today." },
	{ "id", API_TEXT, FEED(id), 64, "Id of the feed; absent: made of scope and target." },
	{ "language", API_TEXT, FEED(language), 2, "vi or en; absent: the person's, else the service's." },
	{ "todo", API_SWITCH, FEED(todo), 0, "Tasks in place of events." },
	{ "alarms", API_SWITCH, FEED(alarms), 0, "A reminder at 09:00 on the day before." },
	{ "open", API_SWITCH, FEED(open), 0, "Only what is still to be sent." },
	{ "detail", API_SWITCH, FEED(detail), 0, "One event for each body where it would be one for all." },
	{ "windows", API_TEXT, FEED(windows), 10, "How a campaign of several days is shown: bar, ends or none (0 is the same); absent: as is usual for the scope." },
	{ "past", API_NUMBER, FEED(past), FEEDS_PAST_DAYS, "So many days back; absent: feeds.past." },
	{ "note", API_TEXT, FEED(note), 1000, "Whose it is, or what it is for." },
	{ "reason", API_TEXT, FEED(reason), 4000, "Why." },
	{ "as", API_TEXT, FEED(as), 200, "Name of the clerk in whose name it is done." },
	{ "dry_run", API_SWITCH, FEED(dry_run), 0, "Only say what would be done." },
};

static const struct api_field edge_fields[] = {
	{ "to", API_ANY, 0, 254, "Address of the test mail." },
	{ "level", API_ANY, 0, 20, "err, warning, notice, info or debug." },
};

static const struct api_field document_fields[] = {
	{ "number", API_TEXT, AT(number), 200, "Number of the document." },
	{ "date", API_DAY, AT(dated), 0, "Date on it." },
	{ "type", API_TEXT, AT(type), 200, "What kind of document it is." },
	{ "issuer", API_TEXT, AT(issuer), 64, "Id of the agency that issued it." },
	{ "subject", API_TEXT, AT(subject), 2000, "What it is about." },
};

#define CELL(member) offsetof(struct order_row, member)

static const struct api_field row_fields[] = {
	{ "line", API_NUMBER, CELL(line), G_MAXINT, "Line of the file; absent: its place in the list." },
	{ "agency", API_TEXT, CELL(agency), 400, "Id, name or short name, however it is typed." },
	{ "number", API_TEXT, CELL(number), 200, "Number of the document." },
	{ "dated", API_TEXT, CELL(dated), 40, "Date on it: YYYY-MM-DD or DD/MM/YYYY." },
	{ "received", API_TEXT, CELL(received), 40, "When it came in." },
	{ "channel", API_TEXT, CELL(channel), 200, "How it came in." },
	{ "note", API_TEXT, CELL(note), 4000, "A remark." },
};

#define TABLE(fields) { fields, G_N_ELEMENTS(fields) }

const struct api_table api_order_table = TABLE(fields), api_row_table = TABLE(row_fields), api_document_table = TABLE(document_fields);
const struct api_table api_person_table = TABLE(person_fields), api_contact_table = TABLE(contact_fields);
const struct api_table api_feed_table = TABLE(feed_fields), api_edge_table = TABLE(edge_fields);

const struct api_field *api_field(const struct api_table *table, const char *name)
{
	for (size_t i = 0; i < table->count; i++) {
		if (strcmp(table->fields[i].name, name) == 0)
			return &table->fields[i];
	}
	return NULL;
}

const struct api_field *api_parameter(const char *name)
{
	static const struct api_table table = TABLE(parameters);

	return api_field(&table, name);
}

const struct api_table *api_table_of(const struct api_route *route)
{
	if (!route->answer)
		return &api_edge_table;
	if (g_str_has_prefix(route->path, "/v1/feed"))
		return &api_feed_table;
	return g_str_has_prefix(route->path, "/v1/contact") ? &api_contact_table : &api_order_table;
}
