#include "store/sql.h"

#include "store/schema.h"

#define FACT_COLUMNS \
	"row, id, plan, obligation, agency, period, dated, owners, period_first, period_last, last_day, limit_day, aim, " \
	"late_from, provisional, soft, internal, version, created, armed, state, touched, unsettled, withdrawn, rule, " \
	"submitted, due, counted_limit, counted_late_from, original_limit, original_late_from, days_late, workdays_late, " \
	"original_days_late, original_workdays_late, grace, charged, extensions, rounds, entries, asked_until, assignee, next_at"

/* What is counted in passing. */
#define FACT_SIGHT \
	"row, id, plan, obligation, agency, period, period_first, period_last, last_day, limit_day, aim, late_from, counted_limit," \
	" counted_late_from, provisional, soft, version, created, state, touched, unsettled, withdrawn, due, assignee"

/* Of one shelf, by limit and id: what lies after (:day, :after) up to (:last, :before). */
#define FACT_KEYS(index, first) \
	"SELECT row, id, limit_day, aim, late_from, assignee FROM occurrence INDEXED BY " index " WHERE " first \
	"shelf = :shelf AND limit_day IS NOT NULL AND (limit_day, id) > (:day, :after) AND (limit_day, id) <= (:last, :before) ORDER BY limit_day, id"

/* In the order of struct counter; `missing`: those of table `from` that are late, by a condition on its key. */
#define COUNTERS(keys, table, group, from, key) \
	"SELECT " keys ", sum(owed), sum(submitted + accepted + returned + nil - late), sum(grace), sum(late), sum(days_late)," \
	" sum(workdays_late), sum(original_late), sum(original_days_late), sum(original_workdays_late), sum(charged)," \
	" sum(extended), sum(waived), sum(nil), sum(cancelled), sum(unknown), sum(rounds), sum(open)," \
	" sum((SELECT coalesce(sum(number), 0) FROM " from " WHERE " key " AND late_from <= :at)) FROM " table \
	" WHERE t.plan >= :first AND t.plan <= :last AND (:year = 0 OR t.year = :year) AND owed > 0" \
	" GROUP BY " group " ORDER BY " group

#define ACT_COLUMNS \
	"id, occurrence, at, verb, login, clerk, number, dated, received, sent, channel, reason, note, limit_day, version, " \
	"detail"

#define LEDGER_COLUMNS "subject, version, step, role, outcome, reason, address, at, mail"

#define AGENDA_COLUMNS "subject, kind, next_at, detail"

#define HOLD_COLUMNS "id, occurrence, step, until, reason, at, act, released"

#define ROSTER_COLUMNS \
	"id, agency, position, name, title, phone, email, language, first_day, last_day, number, login, clerk, at"

/* Of the holds that were not let go: those on what is still awaited. */
#define HOLD_COUNT(condition) \
	"(SELECT count(*) FROM hold INDEXED BY hold_until CROSS JOIN occurrence ON occurrence.row = hold.occurrence" \
	" WHERE released = 0 AND " condition " AND (state = 'open' OR state = 'returned') AND withdrawn = 0)"

#define MAIL_COLUMNS "mail.id, message_id, kind, others, at, expires, subject, recipient"

#define ENVELOPE_COLUMNS \
	"envelope.id, mail, address, copy, state, released, attempts, uncertain, next_at, first_at, done_at, code, reply"

#define ENVELOPE_LIST(index, first) \
	"SELECT " ENVELOPE_COLUMNS " FROM envelope " index " CROSS JOIN mail ON mail.id = envelope.mail" \
	" WHERE envelope.id > :after AND " first " AND (:address IS NULL OR address = :address)" \
	" AND (:state IS NULL OR state = :state) AND mail.at >= :since AND mail.at < :until" \
	" ORDER BY envelope.id LIMIT :limit"

#define SUBSCRIPTION_WHAT \
	"id, scope, target, language, todos, alarms, open_only, detail, windows, past_days, note, generation, digest, created, " \
	"created_by, revoked"
#define SUBSCRIPTION_COLUMNS SUBSCRIPTION_WHAT ", accessed, accesses, etag, changed"

/* By id; `:revoked` 0: those in use. */
#define SUBSCRIPTION_LIST(condition) \
	"SELECT " SUBSCRIPTION_COLUMNS " FROM subscription WHERE id > :after AND " condition \
	" AND (revoked IS NULL OR :revoked) ORDER BY id LIMIT :limit"

static const char *const statements[STMT_COUNT] = {
	[STMT_APPLICATION] = "PRAGMA application_id",
	[STMT_USER_VERSION] = "PRAGMA user_version",
	[STMT_TABLES] = "SELECT count(*) FROM sqlite_schema",
	[STMT_JOURNAL] = "PRAGMA journal_mode = WAL",
	[STMT_QUICK_CHECK] = "PRAGMA quick_check(1)",
	[STMT_INTEGRITY_CHECK] = "PRAGMA integrity_check(1)",
	[STMT_BEGIN] = "BEGIN IMMEDIATE",
	[STMT_COMMIT] = "COMMIT",
	[STMT_ROLLBACK] = "ROLLBACK",
	[STMT_SERIAL] = "SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'serial'",
	[STMT_SERIAL_SET] = "UPDATE meta SET value = CAST(:value AS TEXT) WHERE key = 'serial'",
	[STMT_META_GET] = "SELECT value FROM meta WHERE key = :key",
	[STMT_META_SET] = "INSERT INTO meta (key, value) VALUES (:key, :value)"
			  " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
	[STMT_META_REMOVE] = "DELETE FROM meta WHERE key = :key",
	[STMT_NEXT] = "SELECT (SELECT min(next_at) FROM occurrence WHERE next_at IS NOT NULL),"
		      " (SELECT min(next_at) FROM agenda WHERE next_at IS NOT NULL),"
		      " (SELECT min(next_at) FROM envelope INDEXED BY envelope_waiting WHERE " ENVELOPE_WAITING
		      " AND next_at IS NOT NULL)",

	[STMT_FACT_GET] = "SELECT " FACT_COLUMNS " FROM occurrence WHERE id = :id",
	[STMT_FACT_GET_ROW] = "SELECT " FACT_COLUMNS " FROM occurrence WHERE row = :row",
	[STMT_FACT_INSERT] =
		"INSERT INTO occurrence (id, plan, obligation, agency, period, dated, owners, period_first, period_last, last_day,"
		" limit_day, aim, late_from, provisional, soft, internal, version, created, armed, state, touched, unsettled,"
		" withdrawn, rule, submitted, due, counted_limit, counted_late_from, original_limit, original_late_from, days_late,"
		" workdays_late, original_days_late, original_workdays_late, grace, charged, extensions, rounds, entries, asked_until,"
		" assignee, next_at) VALUES (:id, :plan, :obligation, :agency, :period, :dated, :owners,"
		" :period_first, :period_last, :last_day, :limit_day, :aim, :late_from, :provisional, :soft, :internal, :version,"
		" :created, :armed, :state, :touched, :unsettled, :withdrawn, :rule, :submitted, :due, :counted_limit,"
		" :counted_late_from, :original_limit, :original_late_from, :days_late, :workdays_late, :original_days_late,"
		" :original_workdays_late, :grace, :charged, :extensions, :rounds, :entries, :asked_until, :assignee, :next_at)",
	/* The identity is compared, not written: it never changes. */
	[STMT_FACT_UPDATE] =
		"UPDATE occurrence SET dated = :dated, owners = :owners, period_first = :period_first,"
		" period_last = :period_last, last_day = :last_day, limit_day = :limit_day, aim = :aim, late_from = :late_from,"
		" provisional = :provisional, soft = :soft, internal = :internal, version = :version, created = :created,"
		" armed = :armed, state = :state, touched = :touched, unsettled = :unsettled, withdrawn = :withdrawn,"
		" rule = :rule, submitted = :submitted, due = :due, counted_limit = :counted_limit,"
		" counted_late_from = :counted_late_from, original_limit = :original_limit,"
		" original_late_from = :original_late_from, days_late = :days_late, workdays_late = :workdays_late,"
		" original_days_late = :original_days_late, original_workdays_late = :original_workdays_late, grace = :grace,"
		" charged = :charged, extensions = :extensions, rounds = :rounds, entries = :entries, asked_until = :asked_until,"
		" assignee = :assignee, next_at = :next_at"
		" WHERE row = :row AND id = :id AND plan = :plan AND obligation = :obligation AND agency IS :agency"
		" AND period = :period",
	/* What neither an index nor a count knows of, where all the rest is as it was: the same at a part of the cost. */
	[STMT_FACT_UPDATE_LITTLE] =
		"UPDATE occurrence SET owners = :owners, last_day = :last_day, provisional = :provisional, soft = :soft,"
		" internal = :internal, version = :version, created = :created, armed = :armed, touched = :touched, rule = :rule,"
		" due = :due, counted_limit = :counted_limit, entries = :entries, asked_until = :asked_until, next_at = :next_at"
		" WHERE row = :row AND id = :id AND plan = :plan AND obligation = :obligation AND agency IS :agency"
		" AND period = :period AND dated = :dated AND period_first IS :period_first AND period_last IS :period_last"
		" AND limit_day IS :limit_day AND aim IS :aim AND late_from IS :late_from AND state = :state"
		" AND unsettled = :unsettled AND withdrawn = :withdrawn AND submitted IS :submitted"
		" AND counted_late_from IS :counted_late_from AND original_limit IS :original_limit"
		" AND original_late_from IS :original_late_from AND days_late = :days_late AND workdays_late = :workdays_late"
		" AND original_days_late = :original_days_late AND original_workdays_late = :original_workdays_late"
		" AND grace = :grace AND charged = :charged AND extensions = :extensions AND rounds = :rounds"
		" AND assignee IS :assignee",
	[STMT_FACT_SET_NEXT] = "UPDATE occurrence SET next_at = :next_at WHERE row = :row",
	[STMT_FACT_SPOKEN] = "SELECT EXISTS (SELECT 1 FROM ledger WHERE subject = :id"
			     " AND (outcome IN ('said', 'covered') OR mail IS NOT NULL))",
	[STMT_FACT_FORGET_STEPS] = "DELETE FROM ledger WHERE subject = :id",
	[STMT_FACT_REMOVE] = "DELETE FROM occurrence WHERE row = :row",
	[STMT_FACT_DUE] = "SELECT " FACT_COLUMNS " FROM occurrence WHERE next_at IS NOT NULL AND next_at <= :at"
			  " ORDER BY next_at, id LIMIT :limit",
	[STMT_FACT_KEYS] = FACT_KEYS("occurrence_shelf", ""),
	[STMT_FACT_KEYS_PLAN] = FACT_KEYS("occurrence_plan", "plan = :plan AND "),
	[STMT_FACT_KEYS_OBLIGATION] = FACT_KEYS("occurrence_obligation", "plan = :plan AND obligation = :obligation AND "),
	[STMT_FACT_KEYS_PERIOD] = FACT_KEYS("occurrence_period", "period = :period AND plan = :plan AND "),
	[STMT_FACT_KEYS_AGENCY] = FACT_KEYS("occurrence_agency", "agency = :agency AND "),
	[STMT_FACT_KEYS_ASSIGNEE] = FACT_KEYS("occurrence_assignee", "assignee IS NOT NULL AND assignee = :agency AND "),
	[STMT_FACT_WALK] = "SELECT " FACT_SIGHT " FROM occurrence INDEXED BY occurrence_plan WHERE plan = :plan AND shelf = :shelf"
			   " AND limit_day IS NOT NULL AND (limit_day, id) > (:day, :after) AND limit_day <= :last"
			   " ORDER BY limit_day, id LIMIT :limit",
	[STMT_FACT_SIGHT] = "SELECT " FACT_SIGHT " FROM occurrence WHERE id = :id AND limit_day >= :first AND limit_day <= :last",
	[STMT_FACT_ASSIGNED] = "SELECT EXISTS (SELECT 1 FROM occurrence INDEXED BY occurrence_assignee WHERE assignee IS NOT NULL"
			       " AND limit_day IS NOT NULL AND assignee > '')",
	[STMT_FACT_LIST_UNDATED] =
		"SELECT " FACT_COLUMNS " FROM occurrence INDEXED BY occurrence_undated WHERE limit_day IS NULL AND id > :after"
		" AND period_last >= :first AND period_last <= :last"
		" AND (:plan IS NULL OR plan = :plan) AND (:obligation IS NULL OR obligation = :obligation)"
		" AND (:agency IS NULL OR agency = :agency) AND (:period IS NULL OR period = :period)"
		" AND (:state IS NULL OR state = :state) AND (:withdrawn OR withdrawn = 0) ORDER BY id LIMIT :limit",
	[STMT_FACT_OWED] = "SELECT coalesce(sum(owed), 0) FROM obligation_count WHERE (:plan IS NULL OR plan = :plan)"
			   " AND (:obligation IS NULL OR obligation = :obligation)",
	[STMT_FACT_PLANS_OF] = "SELECT DISTINCT plan FROM obligation_count"
			       " WHERE (:obligation IS NULL OR obligation = :obligation) AND (:period IS NULL OR period = :period)",
	[STMT_FACT_TOP] = "SELECT max(row) FROM occurrence",
	[STMT_FACT_EACH] = "SELECT " FACT_COLUMNS " FROM occurrence WHERE row > :after AND row <= :top"
			   " ORDER BY row LIMIT :limit",
	[STMT_FACT_COUNT] =
		"SELECT sum(owed), sum(open), sum(submitted), sum(accepted), sum(returned), sum(waived), sum(nil), sum(cancelled),"
		" sum(unknown), sum(late) FROM obligation_count"
		" WHERE plan = :plan AND obligation = :obligation AND period = :period",
	[STMT_FACT_WAITING] = "SELECT limit_day, late_from, unsettled, sum(number) FROM waiting INDEXED BY waiting_limit"
			      " WHERE limit_day <= :last GROUP BY limit_day, late_from, unsettled",

	[STMT_FACT_NEXT_LIMIT] = "SELECT limit_day FROM waiting INDEXED BY waiting_limit WHERE limit_day >= :today AND number > 0"
				 " ORDER BY limit_day LIMIT 1",
	[STMT_COUNTERS_OBLIGATION] =
		COUNTERS("t.plan, t.obligation, t.period, NULL", "obligation_count t", "t.plan, t.obligation, t.period", "waiting w",
			 "w.plan = t.plan AND w.obligation = t.obligation AND w.period = t.period AND w.year = t.year"),
	[STMT_COUNTERS_AGENCY] = COUNTERS("t.plan, NULL, NULL, t.agency", "agency_count t", "t.plan, t.agency", "agency_waiting w",
					  "w.plan = t.plan AND w.agency = t.agency AND w.year = t.year"),
	[STMT_COUNTERS_PERIOD] =
		COUNTERS("t.plan, NULL, t.period, NULL", "obligation_count t", "t.plan, t.period", "waiting w",
			 "w.plan = t.plan AND w.obligation = t.obligation AND w.period = t.period AND w.year = t.year"),

	[STMT_ACT_APPEND] =
		"INSERT INTO act (occurrence, at, verb, login, clerk, number, dated, received, sent, channel, reason, note,"
		" limit_day, version, detail) VALUES (:occurrence, :at, :verb, :login, :clerk, :number, :dated, :received, :sent,"
		" :channel, :reason, :note, :limit_day, :version, :detail)",
	[STMT_ACT_LIST] = "SELECT " ACT_COLUMNS " FROM act WHERE occurrence = :occurrence ORDER BY id",
	[STMT_ACT_BY_NUMBER] = "SELECT " ACT_COLUMNS " FROM act WHERE number IS NOT NULL AND number = :number ORDER BY id DESC"
			     " LIMIT :limit",
	[STMT_ACT_BETWEEN] = "SELECT " ACT_COLUMNS " FROM act WHERE verb = :verb AND at >= :first AND at < :last"
			     " ORDER BY at, id",

	/* A row that is there stays as it is, unless it may still become said. */
	[STMT_LEDGER_PUT] =
		"INSERT INTO ledger (subject, version, step, role, outcome, reason, address, at, mail)"
		" VALUES (:subject, :version, :step, :role, :outcome, :reason, :address, :at, :mail)"
		" ON CONFLICT (subject, version, step, role) DO UPDATE SET outcome = excluded.outcome, reason = excluded.reason,"
		" address = excluded.address, at = excluded.at, mail = excluded.mail"
		" WHERE ledger.outcome = 'unaddressed' OR (ledger.outcome = 'left out' AND ledger.reason = 'held')",
	[STMT_LEDGER_GET] = "SELECT " LEDGER_COLUMNS " FROM ledger WHERE subject = :subject AND version = :version"
			    " AND step = :step AND role = :role",
	[STMT_LEDGER_OF] = "SELECT " LEDGER_COLUMNS " FROM ledger WHERE subject = :subject"
			   " AND (:version = 0 OR version = :version) ORDER BY version, at, step, role",
	[STMT_LEDGER_OF_MAIL] = "SELECT " LEDGER_COLUMNS " FROM ledger WHERE mail IS NOT NULL AND mail = :mail"
				" ORDER BY subject, version, step, role",
	[STMT_LEDGER_UNDER] = "SELECT " LEDGER_COLUMNS " FROM ledger WHERE subject >= :first AND subject < :last"
			      " ORDER BY subject, version, step, role",
	[STMT_LEDGER_GIVE_BACK] = "DELETE FROM ledger WHERE mail IS NOT NULL AND mail = :mail"
				  " AND (:subject IS NULL OR subject = :subject)",
	[STMT_LEDGER_UNADDRESSED] = "SELECT " LEDGER_COLUMNS " FROM ledger WHERE outcome = 'unaddressed' AND at >= :since"
				    " ORDER BY role, subject, version, step",
	/* The agency's own roles are "owner:…"; ';' follows ':'. */
	[STMT_LEDGER_REMINDERS] =
		"SELECT count(DISTINCT ledger.mail), max(envelope.done_at) FROM ledger CROSS JOIN envelope"
		" ON envelope.mail = ledger.mail AND envelope.copy = 0 AND envelope.state = 'sent'"
		" WHERE subject = :subject AND version = :version AND role >= 'owner:' AND role < 'owner;'",

	[STMT_AGENDA_PUT] = "INSERT INTO agenda (subject, kind, next_at, detail) VALUES (:subject, :kind, :next_at, :detail)"
			    " ON CONFLICT (subject) DO UPDATE SET kind = excluded.kind, next_at = excluded.next_at,"
			    " detail = excluded.detail",
	[STMT_AGENDA_GET] = "SELECT " AGENDA_COLUMNS " FROM agenda WHERE subject = :subject",
	[STMT_AGENDA_REMOVE] = "DELETE FROM agenda WHERE subject = :subject",
	[STMT_AGENDA_DUE] = "SELECT " AGENDA_COLUMNS " FROM agenda WHERE next_at IS NOT NULL AND next_at <= :at"
			    " ORDER BY next_at, subject",
	[STMT_AGENDA_FIRST] = "SELECT " AGENDA_COLUMNS " FROM agenda WHERE kind = :kind ORDER BY subject LIMIT :limit",
	[STMT_AGENDA_OF_KIND] = "SELECT " AGENDA_COLUMNS " FROM agenda WHERE kind = :kind ORDER BY subject",

	[STMT_MAIL_ADD] = "INSERT INTO mail (message_id, kind, others, at, expires, subject, recipient, bytes)"
			  " VALUES (:message_id, :kind, :others, :at, :expires, :subject, :recipient, :bytes)",
	[STMT_MAIL_GET] = "SELECT " MAIL_COLUMNS ", bytes FROM mail WHERE id = :id",
	[STMT_ENVELOPE_ADD] = "INSERT INTO envelope (mail, address, copy, state, next_at)"
			      " VALUES (:mail, :address, :copy, 'queued', :next_at)",
	[STMT_ENVELOPE_GET] = "SELECT " ENVELOPE_COLUMNS " FROM envelope WHERE id = :id",
	[STMT_ENVELOPE_PUT] =
		"UPDATE envelope SET state = :state, released = :released, attempts = :attempts, uncertain = :uncertain,"
		" next_at = :next_at, first_at = :first_at, done_at = :done_at, code = :code, reply = :reply WHERE id = :id",
	[STMT_ENVELOPE_OF_MAIL] = "SELECT " ENVELOPE_COLUMNS " FROM envelope WHERE mail = :mail ORDER BY envelope.id",
	[STMT_ENVELOPE_LAST] = "SELECT " ENVELOPE_COLUMNS " FROM envelope WHERE envelope.id = (SELECT e.id FROM ledger l"
			       " CROSS JOIN envelope e ON e.mail = l.mail AND e.address = l.address"
			       " WHERE l.subject = :subject AND l.mail IS NOT NULL AND l.role GLOB 'owner:*'"
			       " ORDER BY l.at DESC, e.id DESC LIMIT 1)",
	[STMT_ENVELOPE_READY] = "SELECT " ENVELOPE_COLUMNS " FROM envelope INDEXED BY envelope_waiting WHERE " ENVELOPE_WAITING
				" AND next_at <= :at ORDER BY next_at, id LIMIT :limit",
	[STMT_ENVELOPE_READY_RELEASED] = "SELECT " ENVELOPE_COLUMNS " FROM envelope INDEXED BY envelope_released WHERE " ENVELOPE_WAITING
					 " AND released = 1 AND next_at <= :at ORDER BY next_at, id LIMIT :limit",
	[STMT_ENVELOPE_NEXT] = "SELECT min(next_at) FROM envelope INDEXED BY envelope_waiting WHERE " ENVELOPE_WAITING
			       " AND next_at IS NOT NULL",
	[STMT_ENVELOPE_NEXT_RELEASED] = "SELECT min(next_at) FROM envelope INDEXED BY envelope_released WHERE " ENVELOPE_WAITING
					" AND released = 1 AND next_at IS NOT NULL",
	[STMT_ENVELOPE_LIST] = ENVELOPE_LIST("NOT INDEXED", "1"),
	[STMT_ENVELOPE_LIST_STATE] = ENVELOPE_LIST("INDEXED BY envelope_state", "state <> 'sent' AND state = :state"),
	[STMT_ENVELOPE_LIST_ADDRESS] = ENVELOPE_LIST("INDEXED BY envelope_address", "address = :address"),
	[STMT_ENVELOPE_COUNT] = "SELECT state, number FROM outbox_tally",
	[STMT_MAIL_OPEN_TO] = "SELECT " MAIL_COLUMNS ", NULL FROM mail WHERE id IN (SELECT mail FROM envelope"
			      " INDEXED BY envelope_unsettled WHERE address = :address AND copy = 0 AND " ENVELOPE_UNSETTLED ")"
			      " ORDER BY mail.id",
	[STMT_MAIL_OPEN_ABOUT] = "SELECT " MAIL_COLUMNS ", NULL FROM mail WHERE id IN (SELECT ledger.mail FROM ledger"
				 " WHERE ledger.subject = :subject AND ledger.mail IS NOT NULL AND EXISTS (SELECT 1 FROM envelope"
				 " WHERE envelope.mail = ledger.mail AND " ENVELOPE_UNSETTLED ")) ORDER BY mail.id",
	[STMT_ENVELOPE_SENT_LAST] = "SELECT done_at FROM envelope INDEXED BY envelope_sent WHERE state = 'sent' AND done_at > 0"
				    " ORDER BY done_at DESC LIMIT 1",
	[STMT_ENVELOPE_SENT_SINCE] = "SELECT count(*) FROM envelope INDEXED BY envelope_sent WHERE state = 'sent'"
				     " AND done_at >= :since",

	[STMT_EVENT_GET] = "SELECT id, revision, changed, digest, shown, title FROM event WHERE id = :id",
	[STMT_EVENT_PUT] = "INSERT INTO event (id, revision, changed, digest, shown, title)"
			   " VALUES (:id, :revision, :changed, :digest, :shown, :title) ON CONFLICT (id) DO UPDATE SET"
			   " revision = excluded.revision, changed = excluded.changed, digest = excluded.digest,"
			   " shown = excluded.shown, title = excluded.title",

	[STMT_HOLD_ADD] = "INSERT INTO hold (occurrence, step, until, reason, at, act, released)"
			  " VALUES (:occurrence, :step, :until, :reason, :at, :act, :released)",
	[STMT_HOLD_OF] = "SELECT " HOLD_COLUMNS " FROM hold INDEXED BY hold_kept WHERE released = 0"
			 " AND occurrence = :occurrence ORDER BY id",
	[STMT_HOLD_RELEASE] = "UPDATE hold INDEXED BY hold_kept SET released = 1 WHERE released = 0 AND occurrence = :occurrence"
			      " AND (:step IS NULL OR step = :step)",
	[STMT_HOLD_COUNT] = "SELECT " HOLD_COUNT("until IS NULL") " + " HOLD_COUNT("until >= :today"),

	[STMT_ROSTER_ADD] = "INSERT INTO roster (agency, position, name, title, phone, email, language, first_day, last_day,"
			    " number, login, clerk, at) VALUES (:agency, :position, :name, :title, :phone, :email, :language,"
			    " :first_day, :last_day, :number, :login, :clerk, :at)",
	[STMT_ROSTER_LIST] = "SELECT " ROSTER_COLUMNS " FROM roster ORDER BY id",
	[STMT_ROSTER_OF] = "SELECT " ROSTER_COLUMNS " FROM roster WHERE agency = :agency ORDER BY id",

	[STMT_REQUEST_ADD] = "INSERT INTO request (plan, content, login, clerk, at, ended)"
			     " VALUES (:plan, :content, :login, :clerk, :at, :ended)",
	[STMT_REQUEST_END] = "UPDATE request SET ended = 1 WHERE plan = :plan AND ended = 0",
	[STMT_REQUEST_LIST] = "SELECT id, plan, content, login, clerk, at, ended FROM request WHERE ended = 0 ORDER BY id",
	[STMT_ASSIGNMENT_ADD] = "INSERT INTO assignment (plan, obligation, line, agency, act)"
				" VALUES (:plan, :obligation, :line, :agency, :act)",
	[STMT_ASSIGNMENT_LIST] = "SELECT id, plan, obligation, line, agency, act FROM assignment ORDER BY id",

	[STMT_SUBSCRIPTION_GET] = "SELECT " SUBSCRIPTION_COLUMNS " FROM subscription WHERE id = :id",
	[STMT_SUBSCRIPTION_BY_DIGEST] = "SELECT " SUBSCRIPTION_COLUMNS " FROM subscription INDEXED BY subscription_digest"
					" WHERE digest = :digest AND " SUBSCRIPTION_IN_USE,
	[STMT_SUBSCRIPTION_OF_PERSON] = "SELECT " SUBSCRIPTION_COLUMNS " FROM subscription WHERE scope = 'person'"
					" AND target = :address AND created_by = 'mail' AND id GLOB 'person-*'"
					" ORDER BY revoked IS NOT NULL, revoked DESC, created, id LIMIT 1",
	[STMT_SUBSCRIPTION_ADD] =
		"INSERT INTO subscription (" SUBSCRIPTION_COLUMNS ") VALUES (:id, :scope, :target, :language, :todos, :alarms,"
		" :open_only, :detail, :windows, :past_days, :note, :generation, :digest, :created, :created_by, :revoked,"
		" :accessed, :accesses, :etag, :changed)",
	[STMT_SUBSCRIPTION_PUT] =
		"UPDATE subscription SET note = :note, generation = :generation, digest = :digest, revoked = :revoked,"
		" accessed = :accessed, accesses = :accesses, etag = :etag, changed = :changed WHERE id = :id",
	/* Neither index knows of these columns: what was asked for a hundred times costs one small write. */
	[STMT_SUBSCRIPTION_ACCESS] =
		"UPDATE subscription SET accessed = coalesce(:accessed, accessed), accesses = accesses + :added,"
		" etag = coalesce(:etag, etag), changed = coalesce(:changed, changed) WHERE id = :id",
	[STMT_SUBSCRIPTION_LIST] = SUBSCRIPTION_LIST("(:scope IS NULL OR scope = :scope) AND (:target IS NULL OR target = :target)"),
	[STMT_SUBSCRIPTION_LIST_OF] = SUBSCRIPTION_LIST("scope = :scope AND target = :target"),
	[STMT_SUBSCRIPTION_COUNT] = "SELECT count(*) - count(revoked), count(revoked) FROM subscription",
	[STMT_SUBSCRIPTION_ACT_ADD] = "INSERT INTO subscription_act (subscription, at, verb, login, clerk, reason, generation)"
				      " VALUES (:subscription, :at, :verb, :login, :clerk, :reason, :generation)",
	[STMT_SUBSCRIPTION_ACT_LIST] = "SELECT at, verb, login, clerk, reason, generation FROM subscription_act"
				       " WHERE subscription = :subscription ORDER BY number",

	/* serial and last_tick change with every transaction and tick: they are not facts about the service. */
	[STMT_DUMP_META] = "SELECT * FROM meta WHERE key NOT IN ('serial', 'last_tick') ORDER BY key",
	[STMT_DUMP_OCCURRENCE] = "SELECT * FROM occurrence ORDER BY row",
	[STMT_DUMP_OBLIGATION_COUNT] = "SELECT * FROM obligation_count ORDER BY plan, obligation, period, year",
	[STMT_DUMP_AGENCY_COUNT] = "SELECT * FROM agency_count ORDER BY plan, agency, year",
	[STMT_DUMP_WAITING] = "SELECT * FROM waiting ORDER BY plan, obligation, period, year, limit_day, late_from, unsettled",
	[STMT_DUMP_AGENCY_WAITING] = "SELECT * FROM agency_waiting ORDER BY plan, agency, year, late_from",
	[STMT_DUMP_ACT] = "SELECT * FROM act ORDER BY id",
	[STMT_DUMP_LEDGER] = "SELECT * FROM ledger ORDER BY subject, version, step, role",
	[STMT_DUMP_AGENDA] = "SELECT * FROM agenda ORDER BY subject",
	[STMT_DUMP_MAIL] = "SELECT * FROM mail ORDER BY id",
	[STMT_DUMP_ENVELOPE] = "SELECT * FROM envelope ORDER BY id",
	[STMT_DUMP_OUTBOX_TALLY] = "SELECT * FROM outbox_tally ORDER BY state",
	[STMT_DUMP_HOLD] = "SELECT * FROM hold ORDER BY id",
	[STMT_DUMP_ROSTER] = "SELECT * FROM roster ORDER BY id",
	[STMT_DUMP_REQUEST] = "SELECT * FROM request ORDER BY id",
	[STMT_DUMP_ASSIGNMENT] = "SELECT * FROM assignment ORDER BY id",
	/* Who reads a feed, and what was served to him, changes nothing that the service knows. */
	[STMT_DUMP_SUBSCRIPTION] = "SELECT " SUBSCRIPTION_WHAT " FROM subscription ORDER BY id",
	[STMT_DUMP_SUBSCRIPTION_ACT] = "SELECT * FROM subscription_act ORDER BY number",
	[STMT_DUMP_EVENT] = "SELECT * FROM event ORDER BY id",
};

/*
 * FULL, not NORMAL: under WAL, NORMAL loses acknowledged transactions when the power fails. Nothing goes to temporary
 * files: the service may write only beside the store.
 */
const char sql_settings[] = "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;"
			    " PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8192;"
			    " PRAGMA journal_size_limit = 16777216;";

const char sql_checks_off[] = "PRAGMA ignore_check_constraints = ON;";
const char sql_checks_on[] = "PRAGMA ignore_check_constraints = OFF;";

const char sql_copy_settings[] = "PRAGMA journal_mode = DELETE;";

const char sql_snapshot_settings[] = "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;";

const char *sql_statement(enum stmt which)
{
	return statements[which];
}
