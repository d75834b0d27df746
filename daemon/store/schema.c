#include "store/schema.h"

/*
 * Dates are text 'YYYY-MM-DD', instants whole seconds since 1970 (UTC), states are words: a person with the sqlite3 shell
 * reads them as they are. `date(x) IS x` holds for a real date in that form and for NULL.
 */
static const char version_1[] =
	"CREATE TABLE meta (key TEXT NOT NULL PRIMARY KEY CHECK (key <> ''), value TEXT NOT NULL) STRICT, WITHOUT ROWID;"
	"INSERT INTO meta VALUES ('serial', '0');"

	/* A removed occurrence's row number is not given again (AUTOINCREMENT): acts point at it. */
	"CREATE TABLE occurrence ("
	" row INTEGER PRIMARY KEY AUTOINCREMENT,"
	" id TEXT NOT NULL UNIQUE,"
	" plan TEXT NOT NULL CHECK (plan <> ''),"
	" obligation TEXT NOT NULL CHECK (obligation <> ''),"
	" agency TEXT CHECK (agency <> ''),"
	" period TEXT NOT NULL CHECK (period <> ''),"
	" dated INTEGER NOT NULL CHECK (dated IN (0, 1)),"
	" owners INTEGER NOT NULL CHECK (owners >= 0),"
	" period_first TEXT CHECK (period_first IS date(period_first)),"
	" period_last TEXT CHECK (period_last IS date(period_last)),"
	" last_day TEXT CHECK (last_day IS date(last_day)),"
	" limit_day TEXT CHECK (limit_day IS date(limit_day)),"
	" aim TEXT CHECK (aim IS date(aim)),"
	" late_from INTEGER,"
	" provisional INTEGER NOT NULL CHECK (provisional IN (0, 1)),"
	" soft INTEGER NOT NULL CHECK (soft IN (0, 1)),"
	" internal INTEGER NOT NULL CHECK (internal IN (0, 1)),"
	" version INTEGER NOT NULL CHECK (version >= 1),"
	" created INTEGER NOT NULL,"
	" armed INTEGER NOT NULL,"
	" state TEXT NOT NULL CHECK (state = 'open' OR state = 'submitted' OR state = 'accepted' OR state = 'returned'"
	"  OR state = 'waived' OR state = 'nil' OR state = 'cancelled'),"
	" touched INTEGER NOT NULL CHECK (touched IN (0, 1)),"
	" unsettled INTEGER NOT NULL CHECK (unsettled IN (0, 1)),"
	" withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),"
	" rule TEXT,"
	" submitted INTEGER,"
	" next_at INTEGER,"
	" CHECK (id = plan || '/' || obligation || '/' || coalesce(agency, 'all') || '/' || period),"
	" CHECK (dated = (last_day IS NOT NULL) AND dated = (limit_day IS NOT NULL) AND dated = (aim IS NOT NULL)"
	"  AND dated = (late_from IS NOT NULL)),"
	" CHECK (dated OR agency IS NULL)"
	") STRICT;"
	"CREATE INDEX occurrence_next ON occurrence (next_at, id) WHERE next_at IS NOT NULL;"
	"CREATE INDEX occurrence_limit ON occurrence (limit_day, id) WHERE limit_day IS NOT NULL;"
	"CREATE INDEX occurrence_plan ON occurrence (plan, limit_day, id) WHERE limit_day IS NOT NULL;"
	"CREATE INDEX occurrence_obligation ON occurrence (plan, obligation, limit_day, id) WHERE limit_day IS NOT NULL;"
	"CREATE INDEX occurrence_agency ON occurrence (agency, limit_day, id) WHERE limit_day IS NOT NULL;"
	"CREATE INDEX occurrence_undated ON occurrence (id) WHERE limit_day IS NULL;"

	/* Where an obligation stands in a period, kept by triggers, so that a count never walks occurrences. */
	"CREATE TABLE tally ("
	" plan TEXT NOT NULL, obligation TEXT NOT NULL, period TEXT NOT NULL, state TEXT NOT NULL,"
	" number INTEGER NOT NULL CHECK (number >= 0), late INTEGER NOT NULL CHECK (late >= 0),"
	" PRIMARY KEY (plan, obligation, period, state)) STRICT, WITHOUT ROWID;"

#define LATE(row) "coalesce(" row ".submitted >= " row ".late_from, 0)"
#define TALLY_ENTER \
	" BEGIN INSERT INTO tally VALUES (NEW.plan, NEW.obligation, NEW.period, NEW.state, 1, " LATE("NEW") ")" \
	" ON CONFLICT (plan, obligation, period, state) DO UPDATE SET number = number + 1, late = late + excluded.late; END;"
#define TALLY_LEAVE \
	" BEGIN UPDATE tally SET number = number - 1, late = late - " LATE("OLD") " WHERE plan = OLD.plan" \
	" AND obligation = OLD.obligation AND period = OLD.period AND state = OLD.state; END;"
#define COUNTED(row) row ".dated = 1 AND " row ".withdrawn = 0"
#define MOVED \
	"(OLD.state, OLD.withdrawn, OLD.dated, OLD.submitted, OLD.late_from)" \
	" IS NOT (NEW.state, NEW.withdrawn, NEW.dated, NEW.submitted, NEW.late_from)"

	"CREATE TRIGGER tally_insert AFTER INSERT ON occurrence WHEN " COUNTED("NEW") TALLY_ENTER
	"CREATE TRIGGER tally_delete AFTER DELETE ON occurrence WHEN " COUNTED("OLD") TALLY_LEAVE
	"CREATE TRIGGER tally_leave AFTER UPDATE OF state, withdrawn, dated, submitted, late_from ON occurrence"
	" WHEN " COUNTED("OLD") " AND " MOVED TALLY_LEAVE
	"CREATE TRIGGER tally_enter AFTER UPDATE OF state, withdrawn, dated, submitted, late_from ON occurrence"
	" WHEN " COUNTED("NEW") " AND " MOVED TALLY_ENTER

	"CREATE TABLE act ("
	" id INTEGER PRIMARY KEY,"
	" occurrence INTEGER NOT NULL CHECK (occurrence >= 0),"
	" at INTEGER NOT NULL,"
	" verb TEXT NOT NULL CHECK (verb <> ''),"
	" login TEXT, clerk TEXT, number TEXT,"
	" dated TEXT CHECK (dated IS date(dated)),"
	" received INTEGER, sent INTEGER, channel TEXT, reason TEXT, note TEXT,"
	" limit_day TEXT CHECK (limit_day IS date(limit_day)),"
	" version INTEGER NOT NULL CHECK (version >= 0),"
	" detail TEXT CHECK (detail <> '')"
	") STRICT;"
	"CREATE INDEX act_occurrence ON act (occurrence, id);"
	"CREATE INDEX act_number ON act (number, id) WHERE number IS NOT NULL;"
	"CREATE INDEX act_verb ON act (verb, at, id);"
	"CREATE TRIGGER act_of_something BEFORE INSERT ON act WHEN NEW.occurrence <> 0"
	" AND NOT EXISTS (SELECT 1 FROM occurrence WHERE row = NEW.occurrence)"
	" BEGIN SELECT RAISE(ABORT, 'an act needs its occurrence'); END;"
	"CREATE TRIGGER act_kept BEFORE UPDATE ON act BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;"
	"CREATE TRIGGER act_stays BEFORE DELETE ON act BEGIN SELECT RAISE(ABORT, 'history is never removed'); END;"

	/* live: not every copy is superseded. The same message may be said anew once the older mail is not live. */
	"CREATE TABLE mail ("
	" id INTEGER PRIMARY KEY,"
	" message_id TEXT NOT NULL CHECK (message_id <> ''),"
	" kind TEXT NOT NULL CHECK (kind <> ''),"
	" others INTEGER NOT NULL CHECK (others IN (0, 1)),"
	" at INTEGER NOT NULL,"
	" expires TEXT CHECK (expires IS date(expires)),"
	" subject TEXT NOT NULL,"
	" recipient TEXT NOT NULL CHECK (recipient <> ''),"
	" live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1)),"
	" bytes BLOB NOT NULL CHECK (length(bytes) > 0)"
	") STRICT;"
	"CREATE UNIQUE INDEX mail_message_id ON mail (message_id) WHERE live = 1;"
	"CREATE TRIGGER mail_kept BEFORE UPDATE OF id, message_id, kind, others, at, expires, subject, recipient, bytes"
	" ON mail BEGIN SELECT RAISE(ABORT, 'a mail is never changed'); END;"

	"CREATE TABLE envelope ("
	" id INTEGER PRIMARY KEY,"
	" mail INTEGER NOT NULL REFERENCES mail (id),"
	" address TEXT NOT NULL CHECK (address <> ''),"
	" copy INTEGER NOT NULL CHECK (copy IN (0, 1)),"
	" state TEXT NOT NULL CHECK (" ENVELOPE_UNSETTLED " OR state = 'sent' OR state = 'failed' OR state = 'superseded'"
	"  OR state = 'dropped'),"
	" released INTEGER NOT NULL DEFAULT 0 CHECK (released IN (0, 1)),"
	" attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),"
	" uncertain INTEGER NOT NULL DEFAULT 0 CHECK (uncertain >= 0),"
	" next_at INTEGER,"
	" first_at INTEGER,"
	" done_at INTEGER,"
	" code INTEGER NOT NULL DEFAULT 0 CHECK (code BETWEEN 0 AND 999),"
	" reply TEXT,"
	" UNIQUE (mail, address)"
	") STRICT;"
	"CREATE INDEX envelope_waiting ON envelope (next_at, id) WHERE " ENVELOPE_WAITING ";"
	"CREATE INDEX envelope_released ON envelope (next_at, id)"
	" WHERE " ENVELOPE_WAITING " AND released = 1;"
	"CREATE INDEX envelope_unsettled ON envelope (address, mail)"
	" WHERE " ENVELOPE_UNSETTLED ";"
	"CREATE INDEX envelope_state ON envelope (state, id) WHERE state <> 'sent';"
	"CREATE INDEX envelope_sent ON envelope (done_at) WHERE state = 'sent';"
	"CREATE INDEX envelope_address ON envelope (address, id);"
	"CREATE TRIGGER envelope_live AFTER UPDATE OF state ON envelope"
	" WHEN (OLD.state = 'superseded') <> (NEW.state = 'superseded')"
	" BEGIN UPDATE mail SET live = EXISTS (SELECT 1 FROM envelope WHERE mail = NEW.mail AND state <> 'superseded')"
	" WHERE id = NEW.mail; END;"
	"CREATE TRIGGER envelope_stays BEFORE DELETE ON envelope"
	" BEGIN SELECT RAISE(ABORT, 'the outbox is never emptied'); END;"

	"CREATE TABLE outbox_tally (state TEXT NOT NULL PRIMARY KEY, number INTEGER NOT NULL CHECK (number >= 0))"
	" STRICT, WITHOUT ROWID;"
	"INSERT INTO outbox_tally VALUES ('queued', 0), ('sending', 0), ('sent', 0), ('deferred', 0), ('failed', 0),"
	" ('uncertain', 0), ('superseded', 0), ('held', 0), ('dropped', 0);"
	"CREATE TRIGGER outbox_tally_insert AFTER INSERT ON envelope"
	" BEGIN UPDATE outbox_tally SET number = number + 1 WHERE state = NEW.state; END;"
	"CREATE TRIGGER outbox_tally_move AFTER UPDATE OF state ON envelope WHEN OLD.state <> NEW.state"
	" BEGIN UPDATE outbox_tally SET number = number - 1 WHERE state = OLD.state;"
	" UPDATE outbox_tally SET number = number + 1 WHERE state = NEW.state; END;"

	/* What was said stays said: a row changes only where nobody was reached yet, and leaves only while its mail has not. */
	"CREATE TABLE ledger ("
	" subject TEXT NOT NULL CHECK (subject <> ''),"
	" version INTEGER NOT NULL CHECK (version >= 1),"
	" step TEXT NOT NULL CHECK (step <> ''),"
	" role TEXT NOT NULL CHECK (role <> ''),"
	" outcome TEXT NOT NULL CHECK (outcome = 'said' OR outcome = 'covered' OR outcome = 'past' OR outcome = 'left out'"
	"  OR outcome = 'unaddressed' OR outcome = 'dropped'),"
	" reason TEXT,"
	" address TEXT,"
	" at INTEGER NOT NULL,"
	" mail INTEGER REFERENCES mail (id),"
	" PRIMARY KEY (subject, version, step, role)"
	") STRICT, WITHOUT ROWID;"
	"CREATE INDEX ledger_mail ON ledger (mail) WHERE mail IS NOT NULL;"
	"CREATE INDEX ledger_unaddressed ON ledger (at) WHERE outcome = 'unaddressed';"
	"CREATE TRIGGER ledger_kept BEFORE UPDATE ON ledger"
	" WHEN NOT (OLD.outcome = 'unaddressed' OR (OLD.outcome = 'left out' AND OLD.reason IS 'held'))"
	" BEGIN SELECT RAISE(ABORT, 'what was said is never changed'); END;"
	"CREATE TRIGGER ledger_stays BEFORE DELETE ON ledger"
	" WHEN (OLD.mail IS NULL AND OLD.outcome IN ('said', 'covered'))"
	" OR EXISTS (SELECT 1 FROM envelope WHERE mail = OLD.mail AND copy = 0"
	" AND (state = 'sending' OR state = 'sent' OR state = 'uncertain'))"
	" BEGIN SELECT RAISE(ABORT, 'what was said, or may have been, is never unsaid'); END;"

	"CREATE TABLE agenda ("
	" subject TEXT NOT NULL PRIMARY KEY CHECK (subject <> ''),"
	" kind TEXT NOT NULL CHECK (kind <> ''),"
	" next_at INTEGER,"
	" detail TEXT CHECK (detail <> '')"
	") STRICT, WITHOUT ROWID;"
	"CREATE INDEX agenda_next ON agenda (next_at, subject) WHERE next_at IS NOT NULL;"
	"CREATE INDEX agenda_kind ON agenda (kind, subject);"

	"CREATE TABLE event ("
	" id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),"
	" revision INTEGER NOT NULL CHECK (revision >= 0),"
	" changed INTEGER NOT NULL,"
	" digest TEXT NOT NULL CHECK (digest <> ''),"
	" shown INTEGER NOT NULL CHECK (shown IN (0, 1)),"
	" title TEXT"
	") STRICT, WITHOUT ROWID;";

/*
 * A submission's life: what lateness is judged by, corrections and extensions. SQLite cannot alter a CHECK, so the table is
 * built anew. Until now a limit was only ever moved by the files, so the one in force is the first one, too. Of what was late
 * the days are counted from the end of the limit, no zone and no calendar being known here; meta's 'lateness' asks the next
 * load, which knows both, to count them again.
 */
static const char version_2[] =
	"DROP TRIGGER tally_insert; DROP TRIGGER tally_delete; DROP TRIGGER tally_leave; DROP TRIGGER tally_enter;"
	"DROP TRIGGER act_of_something;"
	"CREATE TABLE occurrence_2 ("
	" row INTEGER PRIMARY KEY AUTOINCREMENT,"
	" id TEXT NOT NULL UNIQUE,"
	" plan TEXT NOT NULL CHECK (plan <> ''),"
	" obligation TEXT NOT NULL CHECK (obligation <> ''),"
	" agency TEXT CHECK (agency <> ''),"
	" period TEXT NOT NULL CHECK (period <> ''),"
	" dated INTEGER NOT NULL CHECK (dated IN (0, 1)),"
	" owners INTEGER NOT NULL CHECK (owners >= 0),"
	" period_first TEXT CHECK (period_first IS date(period_first)),"
	" period_last TEXT CHECK (period_last IS date(period_last)),"
	" last_day TEXT CHECK (last_day IS date(last_day)),"
	" limit_day TEXT CHECK (limit_day IS date(limit_day)),"
	" aim TEXT CHECK (aim IS date(aim)),"
	" late_from INTEGER,"
	" provisional INTEGER NOT NULL CHECK (provisional IN (0, 1)),"
	" soft INTEGER NOT NULL CHECK (soft IN (0, 1)),"
	" internal INTEGER NOT NULL CHECK (internal IN (0, 1)),"
	" version INTEGER NOT NULL CHECK (version >= 1),"
	" created INTEGER NOT NULL,"
	" armed INTEGER NOT NULL,"
	" state TEXT NOT NULL CHECK (state = 'open' OR state = 'submitted' OR state = 'accepted' OR state = 'returned'"
	"  OR state = 'waived' OR state = 'nil' OR state = 'cancelled' OR state = 'unknown'),"
	" touched INTEGER NOT NULL CHECK (touched IN (0, 1)),"
	" unsettled INTEGER NOT NULL CHECK (unsettled IN (0, 1)),"
	" withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),"
	" rule TEXT,"
	" submitted INTEGER,"
	" due TEXT CHECK (due <> ''),"
	" counted_limit TEXT CHECK (counted_limit IS date(counted_limit)),"
	" counted_late_from INTEGER,"
	" original_limit TEXT CHECK (original_limit IS date(original_limit)),"
	" original_late_from INTEGER,"
	" days_late INTEGER NOT NULL CHECK (days_late >= 0),"
	" workdays_late INTEGER NOT NULL CHECK (workdays_late >= 0),"
	" original_days_late INTEGER NOT NULL CHECK (original_days_late >= 0),"
	" original_workdays_late INTEGER NOT NULL CHECK (original_workdays_late >= 0),"
	" grace INTEGER NOT NULL CHECK (grace IN (0, 1)),"
	" charged INTEGER NOT NULL CHECK (charged >= 0),"
	" extensions INTEGER NOT NULL CHECK (extensions >= 0),"
	" rounds INTEGER NOT NULL CHECK (rounds >= 0),"
	" entries INTEGER NOT NULL CHECK (entries >= 0),"
	" asked_until INTEGER,"
	" assignee TEXT CHECK (assignee <> ''),"
	" next_at INTEGER,"
	/* Where lists look for it. */
	" shelf TEXT GENERATED ALWAYS AS (CASE WHEN withdrawn THEN 'withdrawn' WHEN unsettled AND state = 'open' THEN 'unsettled'"
	"  ELSE state END) VIRTUAL,"
	" CHECK (id = plan || '/' || obligation || '/' || coalesce(agency, 'all') || '/' || period),"
	" CHECK (dated = (last_day IS NOT NULL) AND dated = (limit_day IS NOT NULL) AND dated = (aim IS NOT NULL)"
	"  AND dated = (late_from IS NOT NULL) AND dated = (counted_limit IS NOT NULL)"
	"  AND dated = (counted_late_from IS NOT NULL) AND dated = (original_limit IS NOT NULL)"
	"  AND dated = (original_late_from IS NOT NULL)),"
	" CHECK (dated OR agency IS NULL)"
	") STRICT;"

#define DAYS_LATE "CASE WHEN submitted >= late_from THEN (submitted - late_from) / 86400 + 1 ELSE 0 END"

	"INSERT INTO occurrence_2 SELECT row, id, plan, obligation, agency, period, dated, owners, period_first, period_last,"
	" last_day, limit_day, aim, late_from, provisional, soft, internal, version, created, armed, state, touched, unsettled,"
	" withdrawn, rule, submitted, NULL, limit_day, late_from, limit_day, late_from, " DAYS_LATE ", 0, " DAYS_LATE ", 0,"
	" 0, 0, 0, 0, 0, NULL, NULL, next_at FROM occurrence;"
	"INSERT INTO meta SELECT 'lateness', 'to be counted' WHERE EXISTS (SELECT 1 FROM occurrence WHERE submitted IS NOT NULL);"
	"DELETE FROM sqlite_sequence WHERE name = 'occurrence_2';"
	"INSERT INTO sqlite_sequence SELECT 'occurrence_2', seq FROM sqlite_sequence WHERE name = 'occurrence';"
	"DROP TABLE occurrence;"
	"ALTER TABLE occurrence_2 RENAME TO occurrence;"
	"CREATE INDEX occurrence_next ON occurrence (next_at, id) WHERE next_at IS NOT NULL;"
	/* A page of a list is found in the index alone: the id names the rest, the two moments say how time makes it stand. */
#define ON_A_SHELF "shelf, limit_day, id, aim, late_from, assignee) WHERE limit_day IS NOT NULL"
	"CREATE INDEX occurrence_shelf ON occurrence (" ON_A_SHELF ";"
	"CREATE INDEX occurrence_plan ON occurrence (plan, " ON_A_SHELF ";"
	"CREATE INDEX occurrence_obligation ON occurrence (plan, obligation, " ON_A_SHELF ";"
	"CREATE INDEX occurrence_period ON occurrence (period, plan, " ON_A_SHELF ";"
	"CREATE INDEX occurrence_agency ON occurrence (agency, " ON_A_SHELF ";"
	"CREATE INDEX occurrence_assignee ON occurrence (assignee, " ON_A_SHELF " AND assignee IS NOT NULL;"
	"CREATE INDEX occurrence_undated ON occurrence (id) WHERE limit_day IS NULL;"

	/*
	 * How obligations are met, kept by triggers, so that neither a count nor a statistic walks occurrences: by obligation,
	 * period and year (of the period's label, else of the first limit), and by agency. In is what came, also what was
	 * returned after; late is what came after the limit that counts, which a correction does not move.
	 */
	"DROP TABLE tally;"

#define CAME(row) \
	"(" row ".state = 'submitted' OR " row ".state = 'accepted' OR " row ".state = 'returned' OR " row ".state = 'nil')"
#define CAME_LATE(row) "(" CAME(row) " AND coalesce(" row ".submitted >= " row ".counted_late_from, 0))"
#define EXTENDED(row) "(" row ".extensions > 0 AND " CAME(row) ")"
#define IS(row, word) "(" row ".state = '" word "')"
/* One entry a number: its column, what an occurrence adds to it. */
#define NUMBERS(entry, row) \
	entry(open, IS(row, "open")) entry(submitted, IS(row, "submitted")) entry(accepted, IS(row, "accepted")) \
	entry(returned, IS(row, "returned")) entry(waived, IS(row, "waived")) entry(nil, IS(row, "nil")) \
	entry(cancelled, IS(row, "cancelled")) entry(unknown, IS(row, "unknown")) entry(late, CAME_LATE(row)) \
	entry(grace, "(" row ".grace AND " CAME(row) " AND NOT " CAME_LATE(row) ")") \
	entry(days_late, CAME_LATE(row) " * " row ".days_late") entry(workdays_late, CAME_LATE(row) " * " row ".workdays_late") \
	entry(original_late, "(" EXTENDED(row) " AND coalesce(" row ".submitted >= " row ".original_late_from, 0))") \
	entry(original_days_late, EXTENDED(row) " * " row ".original_days_late") \
	entry(original_workdays_late, EXTENDED(row) " * " row ".original_workdays_late") \
	entry(charged, "(" CAME_LATE(row) " AND " row ".charged > 0 AND " row ".charged >= " row ".workdays_late)") \
	entry(extended, "(" row ".extensions > 0)") entry(rounds, row ".rounds")
#define NUMBER_COLUMN(name, value) #name " INTEGER NOT NULL CHECK (" #name " >= 0), "
#define NUMBER_VALUE(name, value) ", " value
#define NUMBER_ADD(name, value) ", " #name " = " #name " + excluded." #name
#define NUMBER_TAKE(name, value) ", " #name " = " #name " - " value

#define SERVED(row) row ".dated = 1 AND " row ".withdrawn = 0"
#define WAITS(row) SERVED(row) " AND " row ".state = 'open'"
/* Of the label where it begins with one; else of the first limit: a label of two years, or of none. */
#define YEAR(row) \
	"CAST(substr(CASE WHEN " row ".period GLOB '[12][0-9][0-9][0-9]*' AND " row ".period NOT GLOB" \
	" '[12][0-9][0-9][0-9]-[12][0-9][0-9][0-9]*' THEN " row ".period ELSE " row ".original_limit END, 1, 4) AS INTEGER)"
#define BY_OBLIGATION(row) row ".plan, " row ".obligation, " row ".period, " YEAR(row)
#define BY_AGENCY(row) row ".plan, " row ".agency, " YEAR(row)
#define OF_OBLIGATION \
	"plan = OLD.plan AND obligation = OLD.obligation AND period = OLD.period AND year = " YEAR("OLD")
#define OF_AGENCY "plan = OLD.plan AND agency = OLD.agency AND year = " YEAR("OLD")
#define ADD_NUMBERS(key) " ON CONFLICT (" key ") DO UPDATE SET owed = owed + 1" NUMBERS(NUMBER_ADD, "x") ";"
#define ADD_WAITING(key) " ON CONFLICT (" key ") DO UPDATE SET number = number + 1;"
#define OBLIGATION_KEY "plan, obligation, period, year"
#define AGENCY_KEY "plan, agency, year"
#define WAITING_KEY "plan, obligation, period, year, limit_day, late_from, unsettled"
#define AGENCY_WAITING_KEY "plan, agency, year, late_from"

	"CREATE TABLE obligation_count ("
	" plan TEXT NOT NULL, obligation TEXT NOT NULL, period TEXT NOT NULL, year INTEGER NOT NULL,"
	" owed INTEGER NOT NULL CHECK (owed >= 0), " NUMBERS(NUMBER_COLUMN, "x")
	" PRIMARY KEY (" OBLIGATION_KEY ")) STRICT, WITHOUT ROWID;"
	"CREATE TABLE agency_count ("
	" plan TEXT NOT NULL, agency TEXT NOT NULL, year INTEGER NOT NULL,"
	" owed INTEGER NOT NULL CHECK (owed >= 0), " NUMBERS(NUMBER_COLUMN, "x")
	" PRIMARY KEY (" AGENCY_KEY ")) STRICT, WITHOUT ROWID;"
	/* What is not in, by the moments at which time changes how it stands. */
	"CREATE TABLE waiting ("
	" plan TEXT NOT NULL, obligation TEXT NOT NULL, period TEXT NOT NULL, year INTEGER NOT NULL,"
	" limit_day TEXT NOT NULL, late_from INTEGER NOT NULL, unsettled INTEGER NOT NULL,"
	" number INTEGER NOT NULL CHECK (number >= 0),"
	" PRIMARY KEY (" WAITING_KEY ")) STRICT, WITHOUT ROWID;"
	"CREATE INDEX waiting_limit ON waiting (limit_day, late_from, unsettled, number);"
	"CREATE TABLE agency_waiting ("
	" plan TEXT NOT NULL, agency TEXT NOT NULL, year INTEGER NOT NULL, late_from INTEGER NOT NULL,"
	" number INTEGER NOT NULL CHECK (number >= 0),"
	" PRIMARY KEY (" AGENCY_WAITING_KEY ")) STRICT, WITHOUT ROWID;"

	"INSERT INTO obligation_count SELECT " BY_OBLIGATION("occurrence") ", 1" NUMBERS(NUMBER_VALUE, "occurrence")
	" FROM occurrence WHERE " SERVED("occurrence") ADD_NUMBERS(OBLIGATION_KEY)
	"INSERT INTO agency_count SELECT " BY_AGENCY("occurrence") ", 1" NUMBERS(NUMBER_VALUE, "occurrence")
	" FROM occurrence WHERE " SERVED("occurrence") ADD_NUMBERS(AGENCY_KEY)
	"INSERT INTO waiting SELECT " BY_OBLIGATION("occurrence") ", limit_day, late_from, unsettled, 1"
	" FROM occurrence WHERE " WAITS("occurrence") ADD_WAITING(WAITING_KEY)
	"INSERT INTO agency_waiting SELECT " BY_AGENCY("occurrence") ", late_from, 1"
	" FROM occurrence WHERE " WAITS("occurrence") ADD_WAITING(AGENCY_WAITING_KEY)

#define COUNT_ENTER \
	" BEGIN INSERT INTO obligation_count VALUES (" BY_OBLIGATION("NEW") ", 1" NUMBERS(NUMBER_VALUE, "NEW") ")" \
	ADD_NUMBERS(OBLIGATION_KEY) \
	" INSERT INTO agency_count VALUES (" BY_AGENCY("NEW") ", 1" NUMBERS(NUMBER_VALUE, "NEW") ")" ADD_NUMBERS(AGENCY_KEY) \
	" END;"
#define COUNT_LEAVE \
	" BEGIN UPDATE obligation_count SET owed = owed - 1" NUMBERS(NUMBER_TAKE, "OLD") " WHERE " OF_OBLIGATION ";" \
	" UPDATE agency_count SET owed = owed - 1" NUMBERS(NUMBER_TAKE, "OLD") " WHERE " OF_AGENCY "; END;"
#define WAITING_ENTER \
	" BEGIN INSERT INTO waiting VALUES (" BY_OBLIGATION("NEW") ", NEW.limit_day, NEW.late_from, NEW.unsettled, 1)" \
	ADD_WAITING(WAITING_KEY) \
	" INSERT INTO agency_waiting VALUES (" BY_AGENCY("NEW") ", NEW.late_from, 1)" ADD_WAITING(AGENCY_WAITING_KEY) " END;"
#define OF_WAITING OF_OBLIGATION " AND limit_day = OLD.limit_day AND late_from = OLD.late_from AND unsettled = OLD.unsettled"
#define OF_AGENCY_WAITING OF_AGENCY " AND late_from = OLD.late_from"
#define WAITING_LEAVE \
	" BEGIN UPDATE waiting SET number = number - 1 WHERE " OF_WAITING ";" \
	" DELETE FROM waiting WHERE " OF_WAITING " AND number = 0;" \
	" UPDATE agency_waiting SET number = number - 1 WHERE " OF_AGENCY_WAITING ";" \
	" DELETE FROM agency_waiting WHERE " OF_AGENCY_WAITING " AND number = 0; END;"
#define COUNT_COLUMNS(prefix) \
	prefix "state, " prefix "withdrawn, " prefix "dated, " prefix "submitted, " prefix "counted_late_from, " \
	prefix "original_late_from, " prefix "original_limit, " prefix "period_last, " prefix "days_late, " \
	prefix "workdays_late, " prefix "original_days_late, " prefix "original_workdays_late, " prefix "grace, " \
	prefix "charged, " prefix "extensions, " prefix "rounds"
#define WAITING_COLUMNS(prefix) \
	prefix "state, " prefix "withdrawn, " prefix "dated, " prefix "limit_day, " prefix "late_from, " prefix "unsettled, " \
	prefix "original_limit, " prefix "period_last"
#define UPDATE_OF(columns) " AFTER UPDATE OF " columns("") " ON occurrence WHEN "
#define CHANGED(columns) " AND (" columns("OLD.") ") IS NOT (" columns("NEW.") ")"

	"CREATE TRIGGER count_insert AFTER INSERT ON occurrence WHEN " SERVED("NEW") COUNT_ENTER
	"CREATE TRIGGER count_delete AFTER DELETE ON occurrence WHEN " SERVED("OLD") COUNT_LEAVE
	"CREATE TRIGGER count_leave" UPDATE_OF(COUNT_COLUMNS) SERVED("OLD") CHANGED(COUNT_COLUMNS) COUNT_LEAVE
	"CREATE TRIGGER count_enter" UPDATE_OF(COUNT_COLUMNS) SERVED("NEW") CHANGED(COUNT_COLUMNS) COUNT_ENTER
	"CREATE TRIGGER waiting_insert AFTER INSERT ON occurrence WHEN " WAITS("NEW") WAITING_ENTER
	"CREATE TRIGGER waiting_delete AFTER DELETE ON occurrence WHEN " WAITS("OLD") WAITING_LEAVE
	"CREATE TRIGGER waiting_leave" UPDATE_OF(WAITING_COLUMNS) WAITS("OLD") CHANGED(WAITING_COLUMNS) WAITING_LEAVE
	"CREATE TRIGGER waiting_enter" UPDATE_OF(WAITING_COLUMNS) WAITS("NEW") CHANGED(WAITING_COLUMNS) WAITING_ENTER
	"CREATE TRIGGER act_of_something BEFORE INSERT ON act WHEN NEW.occurrence <> 0"
	" AND NOT EXISTS (SELECT 1 FROM occurrence WHERE row = NEW.occurrence)"
	" BEGIN SELECT RAISE(ABORT, 'an act needs its occurrence'); END;"

	/* Let go or not is all that changes of a hold. */
	"CREATE TABLE hold ("
	" id INTEGER PRIMARY KEY,"
	" occurrence INTEGER NOT NULL,"
	" step TEXT CHECK (step <> ''),"
	" until TEXT CHECK (until IS date(until)),"
	" reason TEXT CHECK (reason <> ''),"
	" at INTEGER NOT NULL,"
	" act INTEGER,"
	" released INTEGER NOT NULL CHECK (released IN (0, 1))"
	") STRICT;"
	"CREATE INDEX hold_kept ON hold (occurrence, id) WHERE released = 0;"
	"CREATE INDEX hold_until ON hold (until) WHERE released = 0;"
	"CREATE TRIGGER hold_of_something BEFORE INSERT ON hold"
	" WHEN NOT EXISTS (SELECT 1 FROM occurrence WHERE row = NEW.occurrence)"
	" OR (NEW.act IS NOT NULL AND NOT EXISTS (SELECT 1 FROM act WHERE id = NEW.act))"
	" BEGIN SELECT RAISE(ABORT, 'a hold needs its occurrence and its act'); END;"
	"CREATE TRIGGER hold_kept_as_it_is BEFORE UPDATE OF id, occurrence, step, until, reason, at, act ON hold"
	" BEGIN SELECT RAISE(ABORT, 'a hold is never changed'); END;"
	"CREATE TRIGGER hold_let_go BEFORE UPDATE OF released ON hold WHEN OLD.released = 1"
	" BEGIN SELECT RAISE(ABORT, 'what was let go is not taken back'); END;"
	"CREATE TRIGGER hold_stays BEFORE DELETE ON hold BEGIN SELECT RAISE(ABORT, 'history is never removed'); END;"

	"CREATE TABLE roster ("
	" id INTEGER PRIMARY KEY,"
	" agency TEXT NOT NULL CHECK (agency <> ''),"
	" position TEXT NOT NULL CHECK (position <> ''),"
	" name TEXT, title TEXT, phone TEXT,"
	" email TEXT CHECK (email <> ''),"
	" language TEXT CHECK (language <> ''),"
	" first_day TEXT CHECK (first_day IS date(first_day)),"
	" last_day TEXT CHECK (last_day IS date(last_day)),"
	" number TEXT, login TEXT, clerk TEXT,"
	" at INTEGER NOT NULL,"
	" CHECK (last_day IS NULL OR first_day IS NULL OR first_day <= last_day)"
	") STRICT;"
	"CREATE INDEX roster_agency ON roster (agency, id);"
	"CREATE TRIGGER roster_kept BEFORE UPDATE ON roster BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;"
	"CREATE TRIGGER roster_stays BEFORE DELETE ON roster BEGIN SELECT RAISE(ABORT, 'history is never removed'); END;"

	"CREATE TABLE request ("
	" id INTEGER PRIMARY KEY,"
	" plan TEXT NOT NULL UNIQUE CHECK (plan <> ''),"
	" content TEXT NOT NULL CHECK (content <> ''),"
	" login TEXT, clerk TEXT,"
	" at INTEGER NOT NULL,"
	" ended INTEGER NOT NULL CHECK (ended IN (0, 1))"
	") STRICT;"
	"CREATE TRIGGER request_kept BEFORE UPDATE OF id, plan, content, login, clerk, at ON request"
	" BEGIN SELECT RAISE(ABORT, 'a request is never changed'); END;"
	"CREATE TRIGGER request_over BEFORE UPDATE OF ended ON request WHEN OLD.ended = 1"
	" BEGIN SELECT RAISE(ABORT, 'what ended does not begin again'); END;"
	"CREATE TRIGGER request_stays BEFORE DELETE ON request"
	" BEGIN SELECT RAISE(ABORT, 'history is never removed'); END;"

	"CREATE TABLE assignment ("
	" id INTEGER PRIMARY KEY,"
	" plan TEXT NOT NULL CHECK (plan <> ''),"
	" obligation TEXT NOT NULL CHECK (obligation <> ''),"
	" line TEXT NOT NULL CHECK (line <> ''),"
	" agency TEXT NOT NULL CHECK (agency <> ''),"
	" act INTEGER"
	") STRICT;"
	"CREATE TRIGGER assignment_of_something BEFORE INSERT ON assignment"
	" WHEN NEW.act IS NOT NULL AND NOT EXISTS (SELECT 1 FROM act WHERE id = NEW.act)"
	" BEGIN SELECT RAISE(ABORT, 'an assignment needs its act'); END;"
	"CREATE TRIGGER assignment_kept BEFORE UPDATE ON assignment"
	" BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;"
	"CREATE TRIGGER assignment_stays BEFORE DELETE ON assignment"
	" BEGIN SELECT RAISE(ABORT, 'history is never removed'); END;";

/*
 * Calendar feeds that somebody may subscribe to. A feed is found by the digest of the secret in its address: of those in use
 * alone, so that what was revoked is found no more than what never was. What it shows never changes, and neither it nor what
 * was done to it is removed; but what belongs to a person may be, all of it at once, when that person is to be forgotten.
 */
static const char version_3[] =
	"CREATE TABLE subscription ("
	" id TEXT NOT NULL PRIMARY KEY CHECK (length(id) <= 64 AND id GLOB '[a-z]*' AND id NOT GLOB '*[^a-z0-9-]*'),"
	" scope TEXT NOT NULL CHECK (scope = 'all' OR scope = 'plan' OR scope = 'agency' OR scope = 'group' OR scope = 'under'"
	"  OR scope = 'obligation' OR scope = 'person' OR scope = 'campaigns'),"
	" target TEXT CHECK (target <> ''),"
	" language TEXT NOT NULL CHECK (language = 'vi' OR language = 'en'),"
	" todos INTEGER NOT NULL CHECK (todos IN (0, 1)),"
	" alarms INTEGER NOT NULL CHECK (alarms IN (0, 1)),"
	" open_only INTEGER NOT NULL CHECK (open_only IN (0, 1)),"
	" detail INTEGER NOT NULL CHECK (detail IN (0, 1)),"
	" windows TEXT CHECK (windows = 'bar' OR windows = 'ends' OR windows = 'none'),"
	" past_days INTEGER NOT NULL CHECK (past_days BETWEEN 0 AND 400),"
	" note TEXT CHECK (note <> ''),"
	" generation INTEGER NOT NULL CHECK (generation >= 1),"
	" digest TEXT NOT NULL CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),"
	" created INTEGER NOT NULL,"
	" created_by TEXT CHECK (created_by <> ''),"
	" revoked INTEGER,"
	" accessed INTEGER,"
	" accesses INTEGER NOT NULL CHECK (accesses >= 0),"
	" etag TEXT CHECK (etag <> ''),"
	" changed INTEGER,"
	" CHECK ((target IS NULL) = (scope = 'all' OR scope = 'campaigns'))"
	") STRICT, WITHOUT ROWID;"
	"CREATE UNIQUE INDEX subscription_digest ON subscription (digest) WHERE " SUBSCRIPTION_IN_USE ";"
	"CREATE INDEX subscription_target ON subscription (scope, target, id);"
	"CREATE TRIGGER subscription_kept BEFORE UPDATE OF id, scope, target, language, todos, alarms, open_only, detail, windows,"
	" past_days, created, created_by ON subscription BEGIN SELECT RAISE(ABORT, 'what a feed shows is never changed'); END;"
	"CREATE TRIGGER subscription_onward BEFORE UPDATE OF generation ON subscription WHEN NEW.generation < OLD.generation"
	" BEGIN SELECT RAISE(ABORT, 'an address that was given up does not come back'); END;"
	"CREATE TRIGGER subscription_stays BEFORE DELETE ON subscription WHEN OLD.scope <> 'person'"
	" BEGIN SELECT RAISE(ABORT, 'a feed is revoked, never removed'); END;"

	"CREATE TABLE subscription_act ("
	" number INTEGER PRIMARY KEY,"
	" subscription TEXT NOT NULL REFERENCES subscription (id) ON DELETE CASCADE,"
	" at INTEGER NOT NULL,"
	" verb TEXT NOT NULL CHECK (verb <> ''),"
	" login TEXT, clerk TEXT,"
	" reason TEXT CHECK (reason <> ''),"
	" generation INTEGER NOT NULL CHECK (generation >= 1)"
	") STRICT;"
	"CREATE INDEX subscription_act_of ON subscription_act (subscription, number);"
	"CREATE TRIGGER subscription_act_kept BEFORE UPDATE ON subscription_act"
	" BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;"
	"CREATE TRIGGER subscription_act_stays BEFORE DELETE ON subscription_act"
	" WHEN EXISTS (SELECT 1 FROM subscription WHERE id = OLD.subscription)"
	" BEGIN SELECT RAISE(ABORT, 'history is never removed'); END;";

const char *const schema_steps[] = {
	version_1,
	version_2,
	version_3,
};

const int schema_version = sizeof schema_steps / sizeof schema_steps[0];
