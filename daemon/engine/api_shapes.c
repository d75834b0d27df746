/* The shapes of the answers. */
#include "engine/api_schema.h"

#include <glib.h>

static const struct api_key error_keys[] = {
	{ "error", "text", "A sentence a person can act on." },
	{ "exit", "integer", "Exit status of a command that fails by it (sysexits.h)." },
	{ "lines", "[text]~", "reload: everything that is wrong with the files." },
	{ "sent", "boolean~", "test-mail: false." },
	{ "reply", "text~", "test-mail: what the relay said." },
};

static const struct api_key row_keys[] = {
	{ "id", "text", "PLAN/OBLIGATION/AGENCY/PERIOD; without an occurrence PLAN/OBLIGATION or campaign/PLAN/CAMPAIGN." },
	{ "plan", "text", "Id of the plan." },
	{ "obligation", "text", "Id of the obligation or campaign." },
	{ "agency", "text?", "Id of the body that owes it; null: a row of all owners." },
	{ "period", "text?", "Label of the period." },
	{ "due_text", "text?", "The limit in the document's words." },
	{ "limit", "date?", "The last day." },
	{ "aim", "date?", "The last working day reminders count back from." },
	{ "late_from", "instant?", "It is late from then on." },
	{ "provisional", "boolean", "A day on the way to the date lies in a year whose days off are not confirmed." },
	{ "owners", "integer?", "How many owe it, in a row of all owners." },
	{ "state", "State", "How it stands." },
	{ "submitted", "instant?", "The time that counts for lateness." },
	{ "agency_name", "text?", "Name of the body." },
	{ "title", "text?", "Title of the obligation." },
	{ "inputs", "Inputs?", "How the reports stand that it is made of; null: it needs none." },
	{ "ready", "boolean", "All of them are in, or not awaited." },
	{ "entries", "integer?", "Items recorded; null: it does not count them." },
	{ "count", "integer?", "Items that are wanted." },
	{ "last_mail", "LastMail?~", "What became of the last mail to the owner about it, where that was asked." },
};

static const struct api_key last_mail_keys[] = {
	{ "envelope", "integer", "Its number." },
	{ "address", "text", "Written to." },
	{ "state", "MailState", "How it stands." },
	{ "next", "instant?", "When it is tried next." },
	{ "done", "instant?", "When its state became final." },
	{ "code", "integer?", "The relay's code." },
	{ "reply", "text?", "The relay's answer." },
};

static const struct api_key inputs_keys[] = {
	{ "total", "integer", "in, missing, waived and returned together." },
	{ "in", "integer", "Those that came in." },
	{ "late", "integer", "Of those in or returned: too late." },
	{ "missing", "integer", "Those still awaited." },
	{ "waived", "integer", "Those not awaited." },
	{ "returned", "integer", "Those awaited in their corrected form." },
	{ "undated", "integer", "Bodies whose part has no date." },
};

static const struct api_key cascade_keys[] = {
	{ "needs", "[Group]", "What it is made of." },
	{ "needed_by", "[Group]", "What is made of it." },
};

static const struct api_key group_keys[] = {
	{ "obligation", "text", "PLAN/OBLIGATION." },
	{ "period", "text", "Label of the period." },
	{ "title", "text", "Title of the obligation." },
	{ "counts", "Inputs", "How they stand." },
	{ "ready", "boolean", "All of its own inputs are in." },
	{ "bodies", "[Body]", "Each body, as far as they are shown." },
	{ "more", "integer", "How many are not shown." },
	{ "needs", "[Group]", "What these are made of." },
	{ "needed_by", "[Group]", "What is made of these." },
};

static const struct api_key body_keys[] = {
	{ "id", "text", "Id of the occurrence." },
	{ "agency", "text?", "Id of the body." },
	{ "agency_name", "text?", "Its name." },
	{ "owners", "integer?", "How many, in a row of all owners." },
	{ "input", "in|late|missing|waived|returned|undated", "How it stands as an input." },
	{ "state", "State", "How it stands." },
	{ "limit", "date?", "The last day." },
	{ "submitted", "instant?", "The time that counts for lateness." },
	{ "days_late", "integer", "Working days." },
};

static const struct api_key act_keys[] = {
	{ "act", "integer", "Its number." },
	{ "at", "instant?", "When it was recorded." },
	{ "verb", "text", "The order, or what a reload did." },
	{ "user", "text?", "Login name of the caller." },
	{ "as", "text?", "The clerk in whose name it was done." },
	{ "number", "text?", "Number of the document." },
	{ "dated", "date?", "Date on it." },
	{ "received", "instant?", "When it came in." },
	{ "sent", "instant?", "When it was sent." },
	{ "channel", "text?", "How it came in." },
	{ "reason", "text?", "Why; several points on lines of their own." },
	{ "note", "text?", "A remark." },
	{ "limit", "date?", "The last day it set." },
	{ "version", "integer?", "Of the limit, after the act." },
	{ "detail", "any?", "What else the order said: who asked, who granted it, from which state it started, and so on." },
};

static const struct api_key ledger_keys[] = {
	{ "version", "integer", "Of the limit." },
	{ "step", "text", "Name of the step or order." },
	{ "role", "text", "To whom." },
	{ "outcome", "text", "said, covered, past, left out, unaddressed or dropped." },
	{ "reason", "text?", "Why." },
	{ "address", "text?", "Written to." },
	{ "at", "instant?", "When it was decided." },
	{ "mail", "integer?", "Number of the mail." },
};

static const struct api_key carried_keys[] = {
	{ "envelope", "integer", "Its number." },
	{ "address", "text", "Written to." },
	{ "copy", "boolean", "For information." },
	{ "state", "MailState", "How it stands." },
	{ "released", "boolean", "Let go by a person." },
	{ "attempts", "integer", "How often it was tried." },
	{ "next", "instant?", "When it is tried next." },
	{ "done", "instant?", "When its state became final." },
	{ "code", "integer?", "The relay's code." },
	{ "reply", "text?", "The relay's answer." },
};

static const struct api_key mail_keys[] = {
	{ "mail", "integer", "Its number." },
	{ "kind", "text", "What kind of mail it is." },
	{ "at", "instant?", "When it was planned." },
	{ "message_id", "text", "Its Message-ID." },
	{ "to", "text", "Written to." },
	{ "subject", "text?", "Its subject." },
	{ "envelopes", "[Carried]", "One for each recipient." },
};

static const struct api_key envelope_keys[] = {
	{ "mail", "integer", "Number of its mail." },
	{ "kind", "text", "What kind of mail it is." },
	{ "at", "instant?", "When it was planned." },
	{ "message_id", "text", "Its Message-ID." },
	{ "subject", "text?", "Its subject." },
	{ "bytes", "text?~", "The message as it leaves, where it was asked for." },
};

static const struct api_key items_keys[] = {
	{ "agency", "text", "The body." },
	{ "agency_name", "text", "Its name." },
	{ "entries", "integer", "Items recorded of it in the period." },
};

static const struct api_key shown_keys[] = {
	{ "last", "date?", "The last day by the rule." },
	{ "version", "integer", "Of the limit, from 1." },
	{ "created", "instant?", "When it was taken up." },
	{ "armed", "instant?", "Since when the ladder of this version runs." },
	{ "touched", "boolean", "A person's order is recorded." },
	{ "soft", "boolean", "Only a year or month is named." },
	{ "internal", "boolean", "The owner is the receiver." },
	{ "next", "instant?", "When the service looks again." },
	{ "period_words", "text?", "The period in words." },
	{ "plan_title", "text?", "Title of the plan." },
	{ "clause", "text?", "Where it stands in the document." },
	{ "quote", "text?", "The document's words." },
	{ "receivers", "[text]?", "Names of the bodies that receive it." },
	{ "covers", "[text]?", "Lines of content." },
	{ "send_to", "text?", "How to send it." },
	{ "outline", "text?", "Its outline." },
	{ "needs", "[text]?", "PLAN/OBLIGATION of its inputs." },
	{ "due", "text?", "The rule an order gave its limit; null: the files'." },
	{ "original_limit", "date?", "The first limit there was." },
	{ "original_late_from", "instant?", "Late by it from then on." },
	{ "counted_limit", "date?", "The limit that lateness is judged by: extended or moved, but no correction's." },
	{ "counted_late_from", "instant?", "Late by it from then on." },
	{ "days_late", "integer", "Calendar days it came after the last permitted day; 0: in time, or not in." },
	{ "workdays_late", "integer", "The same in working days." },
	{ "original_days_late", "integer", "Calendar days after the first limit." },
	{ "original_workdays_late", "integer", "The same in working days." },
	{ "extensions", "integer", "How often its limit was extended." },
	{ "rounds", "integer", "How often the report was returned." },
	{ "asked_until", "instant?", "The owner's head is left in peace so long: something was asked for." },
	{ "assignee", "text?", "Id of the agency that answers in the owner's place." },
	{ "assignee_name", "text?", "Its name." },
	{ "holds", "[Hold]", "Steps that a person keeps back." },
	{ "history", "[Act]", "What was done, oldest first." },
	{ "ledger", "[Said]", "What was said or left out." },
	{ "mails", "[Mail]", "The mails of the ledger." },
	{ "left_out", "[text]", "Inputs it was submitted without." },
	{ "charged", "integer", "Of its working days late: those spent waiting for inputs." },
	{ "charged_to", "[text]", "Those inputs." },
	{ "items", "[Items]?", "Items recorded, of each body without a date of its own; null: it does not count them." },
	{ "cascade", "Cascade?", "What it is made of, and what is made of it." },
};

static const struct api_key hold_keys[] = {
	{ "step", "text?", "Name of the step; null: all." },
	{ "until", "date?", "Last day it holds; null: until it is let go." },
	{ "reason", "text?", "Why." },
	{ "at", "instant?", "When it was recorded." },
	{ "act", "integer", "Number of the act." },
};

static const struct api_key line_keys[] = {
	{ "line", "integer", "From 1." },
	{ "rule", "text", "Keyword of the rule." },
	{ "value", "text?", "What it gives." },
	{ "text", "text", "In words." },
};

static const struct api_key step_keys[] = {
	{ "version", "integer", "Of the limit." },
	{ "step", "text", "Its name." },
	{ "role", "text?", "To whom." },
	{ "counted", "date?", "The day counted." },
	{ "day", "date?", "The day it falls on." },
	{ "moment", "instant?", "Its day's opening." },
	{ "moved", "boolean?", "Moved off a day off." },
	{ "reason", "text?", "Keyword." },
	{ "outcome", "text?", "Of the ledger." },
	{ "address", "text?", "Written to." },
	{ "mail", "integer?", "Number of the mail." },
	{ "message_id", "text?", "Its Message-ID." },
	{ "state", "MailState?", "How the mail stands." },
	{ "code", "integer?", "The relay's code." },
	{ "reply", "text?", "The relay's answer." },
	{ "next", "instant?", "When it will come or is tried again." },
	{ "at", "instant?", "When it was decided." },
	{ "text", "text?", "In words." },
};

static const struct api_key reason_keys[] = {
	{ "id", "text", "The occurrence, or what else was said." },
	{ "agency", "text?", "Whose it is." },
	{ "step", "text?", "Its name." },
	{ "role", "text?", "To whom." },
	{ "address", "text?", "Written to." },
	{ "day", "date?", "The day the step falls on." },
	{ "at", "instant?", "When it was decided." },
	{ "mail", "integer?", "Number of the mail." },
	{ "message_id", "text?", "Its Message-ID." },
	{ "code", "integer?", "The relay's code." },
	{ "reply", "text?", "The relay's answer." },
	{ "next", "instant?", "When it will come or is tried again." },
	{ "reason", "text", "Keyword of a closed list; deadlinectl(1) has it." },
	{ "text", "text?", "In words." },
	{ "moved_to", "date?", "day off: where it was moved." },
	{ "next_step", "text?", "no step: the next one." },
	{ "next_day", "date?", "no step: its day." },
	{ "other", "text?", "not valid, fell back: who was written to." },
};

static const struct api_key explained_keys[] = {
	{ "at", "instant?", "As seen then." },
	{ "lines", "[Line]", "The way to its dates." },
	{ "steps", "[Step]", "Each step of its ladder." },
};

static const struct api_key queue_keys[] = {
	{ "queued", "integer", "" }, { "sending", "integer", "" }, { "sent", "integer", "" },
	{ "deferred", "integer", "" }, { "failed", "integer", "" }, { "uncertain", "integer", "" },
	{ "superseded", "integer", "" }, { "held", "integer", "" }, { "dropped", "integer", "" },
};

static const struct api_key status_keys[] = {
	{ "status", "ok|warning|critical", "The worst of what was found." },
	{ "exit", "integer", "0, 1 or 2." },
	{ "problems", "[text]", "What is wrong." },
	{ "plans", "integer", "How many there are." },
	{ "due", "integer", "Open, limit within 14 days." },
	{ "grace", "integer", "Past the limit, not yet counted late." },
	{ "overdue", "integer", "Late." },
	{ "unsettled", "integer", "Past when they were taken up." },
	{ "nobody", "integer", "Due within 14 days or late, and the owner has nobody to write to." },
	{ "queue", "Queue", "Envelopes by state." },
	{ "failing", "[text]", "Addresses that the relay refuses or puts off." },
	{ "unaddressed", "integer", "Steps of the last week that found no address." },
	{ "hold", "text?", "Why mail is on hold." },
	{ "holds", "integer", "How often a person keeps steps of a report back." },
	{ "next", "instant?", "The next moment." },
	{ "last_pass", "instant?", "The last full pass." },
	{ "relay_failures", "integer", "How often the relay took no mail, in a row." },
	{ "relay_again", "instant?", "When it is tried again." },
	{ "years_not_confirmed", "[integer]", "Years whose days off are not confirmed." },
	{ "feeds_listen", "text?", "Where calendar feeds are served over HTTP; null: nowhere." },
};

static const struct api_key done_keys[] = {
	{ "id", "text?", "Id of the occurrence, or PLAN/OBLIGATION; null: a line that was not taken." },
	{ "order", "text", "The order." },
	{ "done", "boolean", "False with dry_run." },
	{ "state", "text?", "The state it has now." },
	{ "version", "integer?", "Of the limit." },
	{ "limit", "date?", "The last day in force." },
	{ "late_from", "instant?", "It is late from then on." },
	{ "act", "integer?", "Number of the act." },
	{ "mail", "text?", "Kind of the mail that follows." },
	{ "mail_to", "text?", "To whom." },
	{ "mail_at", "instant?", "When it leaves." },
	{ "counted", "instant?~", "submit: the time that counts." },
	{ "lateness", "on time|grace|late?~", "submit: by the limit that counts." },
	{ "days_late", "integer?~", "submit: working days." },
	{ "receipt", "instant?~", "submit: when the receipt leaves." },
	{ "same_document", "text?~", "submit: another occurrence with that number." },
	{ "missing", "[text]?~", "submit: inputs that were left out." },
	{ "step", "text?~", "hold, release: the step; null: all." },
	{ "until", "date?~", "hold: the last day." },
	{ "mails", "integer?~", "hold: how many that waited will not leave." },
	{ "released", "integer?~", "release: how many holds." },
	{ "line", "integer?~", "submit: line of the table." },
	{ "error", "text?~", "submit: why the line was not taken." },
	{ "takes_back", "text?~", "reopen: the order that holds no more." },
	{ "receipt_was", "unsent|sent?~", "reopen, return: of the report's receipt; unsent: it will not leave." },
	{ "asked_until", "instant?~", "ask: the owner's head is left in peace until then." },
	{ "entries", "integer?~", "submit of an item: how many there are now." },
};

static const struct api_key changed_keys[] = {
	{ "envelope", "integer", "Its number." },
	{ "address", "text", "Written to." },
	{ "state", "MailState", "The state it has now." },
	{ "done", "boolean", "False with dry_run." },
};

static const struct api_key reloaded_keys[] = {
	{ "created", "[text]", "Ids of what is new." },
	{ "moved", "[text]", "Ids of what has another limit." },
	{ "removed", "[text]", "Ids of what is gone." },
	{ "withdrawn", "[text]", "Ids of what is gone from the files but was written about." },
	{ "resumed", "[text]", "Ids of what is back." },
	{ "kept", "[text]", "Ids of what the files say otherwise but an order decided." },
	{ "unsettled", "integer", "How many were past when they were taken up." },
	{ "undated", "integer", "How many have no day." },
	{ "lines", "[text]", "Warnings." },
};

static const struct api_key tried_keys[] = {
	{ "sent", "boolean", "true" },
	{ "reply", "text", "What the relay said." },
};

static const struct api_key level_keys[] = {
	{ "level", "text", "The level in force." },
};

static const struct api_key figures_keys[] = {
	{ "plan", "text?", "Id of the plan; null: all." },
	{ "obligation", "text?", "Id of the obligation; null: all." },
	{ "period", "text?", "Label of the period; null: all." },
	{ "agency", "text?", "Id of the body; null: all." },
	{ "agency_name", "text?", "Its name." },
	{ "title", "text?", "Title of the obligation, else of the plan; of the last row: what it is." },
	{ "owed", "integer", "All." },
	{ "on_time", "integer", "In, and not late." },
	{ "grace", "integer", "Of these: on the working day that follows a last day off." },
	{ "late", "integer", "In, late by the limit that counts." },
	{ "days_late", "integer", "Of these: days after the last permitted one, added up." },
	{ "workdays_late", "integer", "The same in working days." },
	{ "original_late", "integer", "Of those whose limit was extended: in, late by their first limit." },
	{ "original_days_late", "integer", "Of these: days, added up." },
	{ "original_workdays_late", "integer", "The same in working days." },
	{ "charged", "integer", "Of the late ones: those that a late input made late." },
	{ "extended", "integer", "Whose limit was extended." },
	{ "waived", "integer", "Not to be sent." },
	{ "nil", "integer", "In, with nothing to report." },
	{ "cancelled", "integer", "Cancelled." },
	{ "unknown", "integer", "Settled as unknown." },
	{ "returned", "integer", "How often a report was returned for correction." },
	{ "open", "integer", "Not in." },
	{ "missing", "integer", "Of these: late." },
};

static const struct api_key proof_keys[] = {
	{ "id", "text", "Id of the occurrence." },
	{ "version", "integer", "Of the limit." },
	{ "step", "text", "Name of the step or order." },
	{ "role", "text?", "To whom; null: a copy." },
	{ "outcome", "text", "said" },
	{ "reason", "text?", "Why." },
	{ "at", "instant?", "When it was planned." },
	{ "mail", "integer", "Number of the mail." },
	{ "kind", "text", "What kind of mail it is." },
	{ "subject", "text?", "Its subject." },
	{ "message_id", "text", "Its Message-ID." },
	{ "envelope", "integer", "Number of the envelope." },
	{ "address", "text", "Written to." },
	{ "copy", "boolean", "For information." },
	{ "state", "MailState", "How it stands." },
	{ "attempts", "integer", "How often it was tried." },
	{ "first", "instant?", "When it was tried first." },
	{ "done", "instant?", "When its state became final." },
	{ "next", "instant?", "When it is tried next." },
	{ "code", "integer?", "The relay's code." },
	{ "reply", "text?", "The relay's answer." },
};

static const struct api_key letter_keys[] = {
	{ "obligation", "text", "PLAN/OBLIGATION." },
	{ "period", "text", "Label of the period." },
	{ "form", "txt|html", "How it is written." },
	{ "text", "text", "The letter; its number and day are blank." },
};

static const struct api_key table_keys[] = {
	{ "obligation", "text", "PLAN/OBLIGATION." },
	{ "period", "text", "Label of the period." },
	{ "form", "html|csv|txt", "How it is written." },
	{ "rows", "integer", "How many bodies stand in it." },
	{ "text", "text", "The table." },
};

static const struct api_key text_keys[] = {
	{ "text", "text", "The file." },
};

static const struct api_key planned_keys[] = {
	{ "at", "instant", "When it leaves." },
	{ "to", "[text]", "Addresses." },
	{ "cc", "[text]", "Addresses of copies." },
	{ "kind", "text", "What kind of mail it is." },
	{ "step", "[text]", "Steps, one for each of `occurrences`." },
	{ "occurrences", "[text]", "What it is about." },
	{ "subject", "text?", "Its subject." },
};

static const struct api_key appears_keys[] = {
	{ "id", "text", "Id of the occurrence." },
	{ "limit", "date?", "Its last day." },
};

static const struct api_key vanishes_keys[] = {
	{ "id", "text", "Id of the occurrence." },
	{ "limit", "date?", "Its last day." },
	{ "why", "removed|withdrawn", "withdrawn: it was written about, or an order decided." },
};

static const struct api_key moves_keys[] = {
	{ "id", "text", "Id of the occurrence." },
	{ "from", "date?", "Its last day now." },
	{ "to", "date?", "Its last day then." },
	{ "aim_from", "date?", "The day reminders count back from, now." },
	{ "aim_to", "date?", "The same then." },
	{ "late_from", "instant?", "Late from, now." },
	{ "late_to", "instant?", "Late from, then." },
};

static const struct api_key replaced_keys[] = {
	{ "agency", "text", "Id of the agency." },
	{ "position", "text", "The position." },
	{ "from", "text?", "Who holds it by the files now." },
	{ "to", "text?", "Who holds it then." },
};

static const struct api_key mailed_keys[] = {
	{ "at", "instant", "When it leaves." },
	{ "to", "text?", "To whom." },
	{ "kind", "text", "What kind of mail it is." },
	{ "subject", "text?", "Its subject." },
};

static const struct api_key mails_keys[] = {
	{ "added", "[Mailed]", "Mails of the next 60 days that there are only then." },
	{ "removed", "[Mailed]", "Those that there are only now." },
};

static const struct api_key difference_keys[] = {
	{ "appear", "[Appears]", "New occurrences." },
	{ "vanish", "[Vanishes]", "Occurrences that go." },
	{ "move", "[Moves]", "Occurrences with another limit." },
	{ "kept", "[text]", "Ids of what the files say otherwise but an order decided." },
	{ "people", "[Replaced]", "People who change." },
	{ "mails", "Mails", "What differs in the mails." },
};

static const struct api_key person_keys[] = {
	{ "agency", "text", "Id of the agency." },
	{ "agency_name", "text", "Its name." },
	{ "position", "text", "focal, head or another." },
	{ "name", "text?", "The person's name." },
	{ "title", "text?", "The person's title." },
	{ "email", "text?", "The person's address; null: the position is vacant." },
	{ "phone", "text?", "The person's telephone." },
	{ "language", "vi|en?", "Language of the mails." },
	{ "from", "date?", "First day." },
	{ "until", "date?", "Last day." },
};

static const struct api_key known_keys[] = {
	{ "deputy_of", "text?", "Position it stands in for." },
	{ "source", "file|store", "Where it is recorded." },
	{ "state", "current|later|past|replaced", "Whether it holds today." },
	{ "number", "text?", "Number of the document." },
	{ "user", "text?", "Login name of the caller." },
	{ "as", "text?", "The clerk in whose name it was done." },
	{ "at", "instant?", "When it was recorded." },
	{ "where", "text?", "FILE:LINE." },
};

static const struct api_key set_keys[] = {
	{ "line", "integer?", "Line of the table." },
	{ "done", "boolean", "False with dry_run." },
	{ "changed", "set|same|ended", "same: it was so already." },
	{ "was", "text?", "Who held it before." },
	{ "woken", "integer", "Reports that are looked at again because of it." },
};

#define KEYS(table) table, G_N_ELEMENTS(table)

static const struct api_shape shapes[] = {
	{ "Error", NULL, KEYS(error_keys), "What was refused, and why." },
	{ "Row", NULL, KEYS(row_keys), "One occurrence in a list." },
	{ "LastMail", NULL, KEYS(last_mail_keys), "What became of the last mail to an owner." },
	{ "Inputs", NULL, KEYS(inputs_keys), "How the reports stand that another is made of." },
	{ "Cascade", NULL, KEYS(cascade_keys), "What an occurrence needs and what needs it." },
	{ "Group", NULL, KEYS(group_keys), "The bodies of one obligation and period." },
	{ "Body", NULL, KEYS(body_keys), "One of them." },
	{ "Items", NULL, KEYS(items_keys), "How many items of a body are recorded." },
	{ "Act", NULL, KEYS(act_keys), "One entry of the history." },
	{ "Said", NULL, KEYS(ledger_keys), "One entry of the ledger." },
	{ "Carried", NULL, KEYS(carried_keys), "A mail on its way to one recipient." },
	{ "Mail", NULL, KEYS(mail_keys), "One mail with its envelopes." },
	{ "Envelope", "Carried", KEYS(envelope_keys), "One envelope with its mail." },
	{ "Shown", "Row", KEYS(shown_keys), "Everything recorded of an occurrence." },
	{ "Hold", NULL, KEYS(hold_keys), "Steps kept back." },
	{ "Line", NULL, KEYS(line_keys), "One line of an account." },
	{ "Step", NULL, KEYS(step_keys), "One step and role." },
	{ "Reason", NULL, KEYS(reason_keys), "Why somebody was or was not written to about one report." },
	{ "Explained", "Row", KEYS(explained_keys), "Why an occurrence's dates and mails are what they are." },
	{ "Queue", NULL, KEYS(queue_keys), "Envelopes by state." },
	{ "Status", NULL, KEYS(status_keys), "How the service is." },
	{ "Figures", NULL, KEYS(figures_keys), "How obligations were met, in numbers." },
	{ "Proof", NULL, KEYS(proof_keys), "One mail to one recipient about an occurrence." },
	{ "Done", NULL, KEYS(done_keys), "What an order did to one occurrence." },
	{ "Changed", NULL, KEYS(changed_keys), "What an order did to one envelope." },
	{ "Reloaded", NULL, KEYS(reloaded_keys), "What a reload did." },
	{ "Tried", NULL, KEYS(tried_keys), "A test mail that was taken." },
	{ "Level", NULL, KEYS(level_keys), "The level of the log." },
	{ "Letter", NULL, KEYS(letter_keys), "A draft." },
	{ "Table", NULL, KEYS(table_keys), "A table to be printed." },
	{ "Text", NULL, KEYS(text_keys), "A file." },
	{ "Planned", NULL, KEYS(planned_keys), "A mail that will leave." },
	{ "Appears", NULL, KEYS(appears_keys), "What another configuration brings." },
	{ "Vanishes", NULL, KEYS(vanishes_keys), "What another configuration takes away." },
	{ "Moves", NULL, KEYS(moves_keys), "What has another limit by another configuration." },
	{ "Replaced", NULL, KEYS(replaced_keys), "A position that somebody else holds by another configuration." },
	{ "Mailed", NULL, KEYS(mailed_keys), "A mail that only one of two configurations brings." },
	{ "Mails", NULL, KEYS(mails_keys), "Mails that differ." },
	{ "Difference", NULL, KEYS(difference_keys), "What another configuration would change." },
	{ "PersonKnown", NULL, KEYS(person_keys), "A person." },
	{ "Person", "PersonKnown", KEYS(known_keys), "A person, and where it is recorded." },
	{ "PersonSet", "PersonKnown", KEYS(set_keys), "What was recorded of a person." },
	{ "Feed", NULL, KEYS(api_feed_keys), "A calendar feed that may be subscribed to." },
	{ "FeedAct", NULL, KEYS(api_feed_act_keys), "What was done to it." },
	{ "FeedShown", "Feed", KEYS(api_feed_shown_keys), "One feed, and what was done to it." },
	{ "FeedSet", "Feed", KEYS(api_feed_set_keys), "What became of a feed." },
};

const struct api_shape *api_shapes(size_t *count)
{
	*count = G_N_ELEMENTS(shapes);
	return shapes;
}
