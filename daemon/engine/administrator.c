/*
 * One mail a day about what reached nobody: notices without an address and mails the relay refused; to the administrator,
 * and what was refused also to the focal point of the plan's coordinator, who has the telephone numbers.
 */
#include <string.h>

#include "engine/internal.h"

struct concern {
	struct notice_row *row;
	const struct plan *plan; /* NULL: none of the plans in service */
	bool failed;             /* refused or given up; else there was no address */
};

static void concern_free(gpointer data)
{
	struct concern *concern = data;

	notice_row_free(concern->row);
	g_free(concern);
}

/* A row with what the subject of a ledger key tells: the report and the body, where it is an occurrence. */
static struct concern *concern_about(struct run *run, const struct ledger_row *said, GError **error)
{
	struct concern *concern = g_new0(struct concern, 1);
	g_autoptr(GError) fault = NULL;
	struct fact *fact = fact_get(run->engine->store, said->subject, &fault);
	struct view view;

	concern->row = notice_row_new();
	concern->row->step = g_strdup(said->step);
	concern->row->position = g_strdup(said->role);
	if (fault != NULL) {
		g_propagate_error(error, g_steal_pointer(&fault));
		concern_free(concern);
		return NULL;
	}
	if (fact == NULL)
		return concern;
	g_ptr_array_add(run->facts, fact);
	if (view_of(run->engine, fact, run->today, &view)) {
		concern->plan = view.obligation->plan;
		concern->row->agency = view.owner;
		concern->row->obligation = view.obligation;
		concern->row->dated = fact->dated;
		concern->row->limit = view.limit;
		view_period(fact, &concern->row->period);
	}
	return concern;
}

static bool add_unaddressed(struct run *run, struct instant since, GPtrArray *concerns, GError **error)
{
	g_autoptr(GPtrArray) rows = ledger_unaddressed(run->engine->store, since, error);

	if (rows == NULL)
		return false;
	for (guint i = 0; i < rows->len; i++) {
		struct concern *concern = concern_about(run, g_ptr_array_index(rows, i), error);

		if (concern == NULL)
			return false;
		g_ptr_array_add(concerns, concern);
	}
	return true;
}

static bool add_failure(struct run *run, const struct envelope *envelope, GPtrArray *concerns, GError **error)
{
	g_autoptr(GPtrArray) rows = ledger_of_mail(run->engine->store, envelope->mail, error);

	if (rows == NULL)
		return false;
	for (guint i = 0; i < rows->len; i++) {
		const struct ledger_row *row = g_ptr_array_index(rows, i);
		struct concern *concern;

		if (row->outcome != OUTCOME_SAID || g_str_has_prefix(row->subject, "admin/"))
			continue;
		concern = concern_about(run, row, error);
		if (concern == NULL)
			return false;
		concern->failed = true;
		concern->row->address = g_strdup(envelope->address);
		concern->row->text = g_strdup(envelope->reply);
		g_ptr_array_add(concerns, concern);
	}
	return true;
}

static bool add_failures(struct run *run, struct instant since, GPtrArray *concerns, GError **error)
{
	static const enum mail_state failed = MAIL_FAILED;
	/* A mail fails at the latest when it is given up after five days. */
	struct outbox_filter filter = { .state = &failed, .since = instant_add(since, -20 * 86400) };
	g_autoptr(GPtrArray) envelopes = NULL;

	if (since.seconds < 20 * 86400)
		filter.since = INSTANT_NONE;
	envelopes = outbox_list(run->engine->store, &filter, error);
	if (envelopes == NULL)
		return false;
	for (guint i = 0; i < envelopes->len; i++) {
		const struct envelope *envelope = g_ptr_array_index(envelopes, i);

		if (!instant_before(envelope->done, since) && !add_failure(run, envelope, concerns, error))
			return false;
	}
	return true;
}

/* ---- the mails ---- */

static struct notice_row *copy_row(const struct notice_row *row)
{
	struct notice_row *copy = notice_row_new();

	copy->agency = row->agency;
	copy->obligation = row->obligation;
	copy->period = row->period;
	copy->dated = row->dated;
	copy->limit = row->limit;
	copy->step = g_strdup(row->step);
	copy->position = g_strdup(row->position);
	copy->address = g_strdup(row->address);
	copy->text = g_strdup(row->text);
	return copy;
}

static bool post(struct run *run, const struct person *person, const char *address, const char *role, const GPtrArray *concerns,
		 GError **error)
{
	g_autoptr(notice_t) notice = notice_new(NOTICE_ADMIN);
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)ledger_row_free);
	g_autofree char *subject = NULL;
	char date[CIVIL_SIZE];

	notice->language = person->contact != NULL ? person->contact->language : run->config->settings.language;
	notice->agency = person->agency;
	notice->contact = person->contact;
	notice->address = g_strdup(address);
	for (guint i = 0; i < concerns->len; i++)
		g_ptr_array_add(notice->problems, copy_row(((const struct concern *)g_ptr_array_index(concerns, i))->row));
	subject = g_strdup_printf("admin/%s", civil_format(run->today, date));
	g_ptr_array_add(rows, ledger_row_make(subject, 1, "admin", role, OUTCOME_SAID, NULL, address, run->now));
	return run_post(run, notice, true, CIVIL_NONE, rows, error);
}

static bool tell_coordinators(struct run *run, const GPtrArray *concerns, GError **error)
{
	g_autoptr(GHashTable) told = g_hash_table_new(g_str_hash, g_str_equal);

	g_hash_table_add(told, run->config->settings.mail.admin);
	for (guint i = 0; i < concerns->len; i++) {
		const struct concern *concern = g_ptr_array_index(concerns, i);
		g_autoptr(GPtrArray) own = g_ptr_array_new();
		g_autofree char *role = NULL;
		struct person person;

		if (concern->plan == NULL || !concern->failed)
			continue;
		person = person_coordinating(run->engine, concern->plan, run->today);
		if (person.address == NULL || !g_hash_table_add(told, (gpointer)person.address))
			continue;
		for (guint j = 0; j < concerns->len; j++) {
			struct concern *other = g_ptr_array_index(concerns, j);

			if (other->plan != NULL && other->failed && g_strcmp0(person_coordinating(run->engine, other->plan, run->today).address,
							     person.address) == 0)
				g_ptr_array_add(own, other);
		}
		role = g_strdup_printf("%s:focal", person.agency->id);
		if (!post(run, &person, person.address, role, own, error))
			return false;
	}
	return true;
}

static bool told_today(struct run *run, bool *ret, GError **error)
{
	g_autofree char *subject = NULL;
	struct ledger_row *row = NULL;
	char date[CIVIL_SIZE];

	subject = g_strdup_printf("admin/%s", civil_format(run->today, date));
	if (!ledger_get(run->engine->store, subject, 1, "admin", "admin", &row, error))
		return false;
	*ret = row != NULL;
	ledger_row_free(row);
	return true;
}

static bool remember(struct run *run, struct instant covered, struct instant next, GError **error)
{
	g_autofree char *detail = g_strdup_printf("%" G_GINT64_FORMAT, covered.seconds);
	struct agenda_row row = { .subject = (char *)"admin", .kind = (char *)"admin", .next = next, .detail = detail };

	return agenda_put(run->engine->store, &row, error);
}

static bool covered_until(struct engine *engine, struct instant *covered, struct instant *next, GError **error)
{
	struct agenda_row *row = NULL;

	*covered = INSTANT_NONE;
	*next = INSTANT_NEVER;
	if (!agenda_get(engine->store, "admin", &row, error))
		return false;
	if (row != NULL) {
		covered->seconds = row->detail != NULL ? g_ascii_strtoll(row->detail, NULL, 10) : 0;
		*next = row->next;
		agenda_row_free(row);
	}
	return true;
}

bool administrator_run(struct run *run, GError **error)
{
	g_autoptr(GPtrArray) concerns = g_ptr_array_new_with_free_func(concern_free);
	struct person nobody = { 0 };
	struct instant covered, next;
	bool today;

	if (!covered_until(run->engine, &covered, &next, error) ||
	    !add_unaddressed(run, instant_add(covered, 1), concerns, error) ||
	    !add_failures(run, instant_add(covered, 1), concerns, error))
		return false;
	if (concerns->len == 0)
		return instant_before(run->now, next) || remember(run, covered, INSTANT_NEVER, error);
	if (!told_today(run, &today, error))
		return false;
	if (today)
		return remember(run, covered, schedule_next_opening(run->config, run->now), error);
	return post(run, &nobody, run->config->settings.mail.admin, "admin", concerns, error) &&
	       tell_coordinators(run, concerns, error) && remember(run, run->now, INSTANT_NEVER, error);
}

bool administrator_wake(struct engine *engine, struct instant now, GError **error)
{
	struct instant covered, next;
	g_autofree char *detail = NULL;
	struct agenda_row row = { .subject = (char *)"admin", .kind = (char *)"admin", .next = now };

	if (!covered_until(engine, &covered, &next, error))
		return false;
	if (!instant_before(now, next))
		return true;
	detail = g_strdup_printf("%" G_GINT64_FORMAT, covered.seconds);
	row.detail = detail;
	return agenda_put(engine->store, &row, error);
}
