#include "edge/report.h"

#include "edge/log.h"
#include "engine/delivery.h"
#include "store/ledger.h"
#include "store/outbox.h"

/* From so many refused mails on an address is called failing. */
#define FAILING 2

struct report {
	GHashTable *refusals; /* address -> number of mails refused for good */
	char *hold;	      /* why mail is on hold, as last said; NULL: it is not */
};

struct report *report_new(void)
{
	struct report *report = g_new0(struct report, 1);

	report->refusals = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	return report;
}

void report_free(struct report *report)
{
	if (report == NULL)
		return;
	g_hash_table_unref(report->refusals);
	g_free(report->hold);
	g_free(report);
}

static void count_refusal(struct report *report, const struct engine_event *event)
{
	int number = GPOINTER_TO_INT(g_hash_table_lookup(report->refusals, event->recipient)) + 1;
	struct log_fields fields = { .recipient = event->recipient, .mail = event->mail, .reply = event->reply };

	g_hash_table_insert(report->refusals, g_strdup(event->recipient), GINT_TO_POINTER(number));
	if (number >= FAILING)
		log_event(LOG_WARNING, LOG_MESSAGE_ADDRESS_FAILING, &fields,
			  "%s has refused mail %d times: correct the address of this contact, then 'deadlinectl reload'",
			  event->recipient, number);
}

static bool is_occurrence(const char *subject)
{
	int slashes = 0;

	for (const char *p = subject; *p != '\0'; p++)
		slashes += *p == '/';
	return slashes == 3 && !g_str_has_prefix(subject, "campaign/");
}

/* The third part of plan/obligation/agency/period. */
static char *agency_of(const char *occurrence)
{
	g_auto(GStrv) parts = g_strsplit(occurrence, "/", 4);

	return g_strdup(parts[2]);
}

/* Adds what the ledger knows of the mail to what the event says. */
static void log_with_fields(struct engine *engine, const struct engine_event *event)
{
	g_autoptr(GPtrArray) rows = event->mail != 0 ? ledger_of_mail(engine_store(engine), event->mail, NULL) : NULL;
	g_autoptr(GPtrArray) ids = g_ptr_array_new();
	struct log_fields fields = { .agency = event->agency,
				     .recipient = event->recipient,
				     .step = event->step,
				     .reply = event->reply,
				     .mail = event->mail };
	g_autofree char *agency = NULL;

	if (rows == NULL && event->occurrence != NULL)
		g_ptr_array_add(ids, event->occurrence);
	for (guint i = 0; rows != NULL && i < rows->len; i++) {
		const struct ledger_row *row = rows->pdata[i];

		if (is_occurrence(row->subject) && !g_ptr_array_find_with_equal_func(ids, row->subject, g_str_equal, NULL))
			g_ptr_array_add(ids, row->subject);
		if (fields.step == NULL)
			fields.step = row->step;
	}
	if (fields.agency == NULL && ids->len > 0 && is_occurrence(ids->pdata[0]))
		fields.agency = agency = agency_of(ids->pdata[0]);
	g_ptr_array_add(ids, NULL);
	fields.occurrences = (const char *const *)ids->pdata;
	log_engine_event(event, &fields, engine_config(engine)->settings.zone);
}

static void log_hold(struct report *report, struct engine *engine)
{
	char *reason = delivery_on_hold(engine, NULL);

	if (reason != NULL && g_strcmp0(reason, report->hold) != 0)
		log_event(LOG_NOTICE, LOG_MESSAGE_HELD, NULL,
			  "mail is on hold (%s): it is planned and waits for 'deadlinectl release'", reason);
	else if (reason == NULL && report->hold != NULL)
		log_event(LOG_NOTICE, LOG_MESSAGE_HELD, NULL, "mail is no longer on hold");
	g_free(report->hold);
	report->hold = reason;
}

void report_events(struct report *report, struct engine *engine)
{
	g_autoptr(GPtrArray) events = engine_take_events(engine);

	log_hold(report, engine);
	for (guint i = 0; i < events->len; i++) {
		const struct engine_event *event = events->pdata[i];

		log_with_fields(engine, event);
		if (event->kind == EVENT_REFUSED && event->recipient != NULL)
			count_refusal(report, event);
		if (event->kind == EVENT_SENT && event->recipient != NULL)
			g_hash_table_remove(report->refusals, event->recipient);
	}
}

static int due_today(const struct core *core, struct civil today)
{
	struct fact_filter filter = { .limit_first = today, .limit_last = today };
	g_autoptr(GPtrArray) facts = fact_list(core->store, &filter, NULL);
	int due = 0;

	for (guint i = 0; facts != NULL && i < facts->len; i++) {
		const struct fact *fact = facts->pdata[i];

		due += fact->state == STATE_OPEN || fact->state == STATE_RETURNED;
	}
	return due;
}

static int failing(const struct core *core)
{
	int counts[MAIL_DROPPED + 1];

	if (!outbox_count(core->store, counts, NULL))
		return 0;
	return counts[MAIL_DEFERRED] + counts[MAIL_UNCERTAIN];
}

char *report_status(const struct core *core, struct instant now, struct instant next)
{
	const struct zone *zone = core->config->settings.zone;
	g_autofree char *hold = delivery_on_hold(core->engine, NULL);
	GString *text = g_string_new(NULL);
	char when[INSTANT_SIZE];

	if (core->config->definitions->plans->len == 0)
		g_string_append(text, "no plans yet");
	else
		g_string_append_printf(text, "%d due today, %d failing", due_today(core, zone_civil(zone, now)), failing(core));
	if (next.seconds != INT64_MAX) {
		zone_format(zone, next, when);
		g_string_append_printf(text, ", next %.10s %.5s", when, when + 11);
	}
	if (hold != NULL)
		g_string_append_printf(text, "; mail on hold: %s", hold);
	return g_string_free(text, FALSE);
}

void report_changes(const struct engine_changes *changes)
{
	log_line(LOG_NOTICE, "%u created, %u moved, %u removed, %u withdrawn, %u resumed, %u kept as recorded%s",
		 changes->created->len, changes->moved->len, changes->removed->len, changes->withdrawn->len,
		 changes->resumed->len, changes->kept->len, changes->first ? " (a new store)" : "");
	if (changes->unsettled > 0)
		log_line(LOG_WARNING, "%d were late already when they were taken up: nobody is told until each is settled",
			 changes->unsettled);
}
