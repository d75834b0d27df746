#include "engine/standing.h"

#include <string.h>

#include "base/error.h"
#include "engine/history.h"
#include "engine/internal.h"
#include "engine/pick.h"
#include "engine/views.h"
#include "render/notice_standing.h"

bool standing_form_parse(const char *name, enum standing_form *ret)
{
	for (enum standing_form form = STANDING_HTML; form <= STANDING_TXT; form++) {
		if (strcmp(standing_form_name(form), name) == 0) {
			*ret = form;
			return true;
		}
	}
	return false;
}

const char *standing_form_name(enum standing_form form)
{
	switch (form) {
	case STANDING_HTML:
		return "html";
	case STANDING_CSV:
		return "csv";
	case STANDING_TXT:
		return "txt";
	}
	return NULL;
}

static bool is_awaited(const struct fact *fact)
{
	return fact->state == STATE_OPEN || fact->state == STATE_RETURNED;
}

static void replace(char **text, const char *with)
{
	if (with == NULL || *with == '\0')
		return;
	g_free(*text);
	*text = g_strdup(with);
}

/* Which paper brought the report, as recorded and corrected since; why it is excused, or who gave it more time. */
static void take_act(struct notice_standing_row *row, const struct act *act)
{
	bool brings = strcmp(act->verb, "submit") == 0;

	if (brings || strcmp(act->verb, "amend") == 0 || strcmp(act->verb, "nil") == 0) {
		replace(&row->number, act->number);
		row->dated = civil_is_set(act->dated) ? act->dated : row->dated;
		row->received = instant_is_set(act->received) ? act->received : row->received;
		if (!brings)
			return;
	} else if (strcmp(act->verb, "waive") == 0 || strcmp(act->verb, "cancel") == 0) {
		replace(&row->note, act->reason);
		return;
	} else if (strcmp(act->verb, "extend") == 0 || strcmp(act->verb, "date") == 0) {
		replace(&row->note, act->number != NULL ? act->number : act->reason);
		return;
	} else if (strcmp(act->verb, "note") != 0) {
		return;
	}
	replace(&row->note, act->note);
}

static bool take_acts(struct run *run, const struct fact *fact, struct notice_standing_row *row, GError **error)
{
	g_autoptr(GPtrArray) acts = act_list(run->engine->store, fact->row, error);

	if (acts == NULL)
		return false;
	for (guint i = 0; i < acts->len; i++) {
		const struct act *act = g_ptr_array_index(acts, i);

		if (history_holds(acts, act->id))
			take_act(row, act);
	}
	if (row->in)
		return true;
	g_clear_pointer(&row->number, g_free); /* a report taken back by a later act */
	row->dated = CIVIL_NONE;
	row->received = INSTANT_NONE;
	return true;
}

/* A key of words_state; NULL: its day is over and nothing came. */
static const char *state_key(const struct run *run, const struct fact *fact)
{
	switch (views_state(fact, run->config->settings.zone, run->now)) {
	case VIEW_NOT_DUE:
	case VIEW_DUE_SOON:
	case VIEW_DUE_TODAY:
		return "not-due";
	case VIEW_GRACE:
		return "grace";
	case VIEW_SUBMITTED:
		return "submitted";
	case VIEW_ACCEPTED:
		return "accepted";
	case VIEW_RETURNED:
		return "returned";
	case VIEW_WAIVED:
		return "waived";
	case VIEW_NIL:
		return "nil";
	case VIEW_CANCELLED:
		return "cancelled";
	case VIEW_UNKNOWN:
	case VIEW_UNSETTLED:
		return "unsettled";
	case VIEW_WITHDRAWN:
		return "withdrawn";
	case VIEW_UNDATED:
	case VIEW_ON_EVENT:
		return "no-date";
	case VIEW_OVERDUE:
		break;
	}
	return NULL;
}

/* The last day on which a report would have been in time, corrections apart. */
static struct civil counted_last_day(const struct run *run, const struct fact *fact)
{
	const struct limit counted = { .limit = fact->counted_limit, .late_from = fact->counted_late_from };

	return due_last_day(&counted, run->config->settings.zone);
}

static void set_state(struct run *run, const struct view *view, struct notice_standing_row *row)
{
	const struct fact *fact = view->fact;

	row->state = state_key(run, fact);
	row->in = fact->state == STATE_SUBMITTED || fact->state == STATE_ACCEPTED || fact->state == STATE_RETURNED ||
		  fact->state == STATE_NIL;
	row->returned = fact->state == STATE_RETURNED;
	row->extended = fact->state == STATE_OPEN && fact->extensions > 0 && instant_before(run->now, fact->late_from);
	row->limit = fact->limit;
	row->internal = fact->internal;
	row->asked = is_awaited(fact) && instant_is_set(fact->asked_until) && instant_before(run->now, fact->asked_until);
	row->late = row->in ? !instant_before(fact->submitted, fact->counted_late_from) : row->state == NULL;
	if (row->late)
		row->days_late = calendar_between(run->config->calendar, row->in ? counted_last_day(run, fact) : view->last_day,
						  row->in ? zone_civil(run->config->settings.zone, fact->submitted) : run->today);
}

static void count(struct notice_standing *standing, const struct fact *fact)
{
	standing->total++;
	switch (fact->state) {
	case STATE_OPEN:
	case STATE_RETURNED:
		standing->open++;
		return;
	case STATE_SUBMITTED:
	case STATE_ACCEPTED:
	case STATE_NIL:
		if (instant_before(fact->submitted, fact->counted_late_from))
			standing->on_time++;
		else
			standing->late++;
		return;
	case STATE_WAIVED:
	case STATE_CANCELLED:
	case STATE_UNKNOWN:
		standing->excused++;
		return;
	}
}

static bool add_row(struct run *run, struct notice_standing *standing, const struct view *view, GError **error)
{
	struct notice_standing_row *row = notice_standing_row_new();
	struct instant when = INSTANT_NONE;

	g_ptr_array_add(standing->rows, row);
	row->agency = view->owner;
	row->contact = person_of(run->engine, view->owner, "focal", run->today).contact;
	set_state(run, view, row);
	if (!take_acts(run, view->fact, row, error) ||
	    !ledger_reminders(run->engine->store, view->fact->id, view->fact->version, &row->reminders, &when, error))
		return false;
	if (row->reminders > 0 && instant_is_set(when))
		row->last_reminder = zone_civil(run->config->settings.zone, when);
	return true;
}

/* Headed by the limit most have: the first without an order of its own. */
static void take_limit(struct notice_standing *standing, const struct view *view, bool *headed)
{
	bool common = view->fact->version == 1;

	if (standing->total > 1 && (*headed || !common))
		return;
	*headed = common;
	view_period(view->fact, &standing->period);
	standing->limit = view->limit;
	standing->by_day = view->due == NULL;
	standing->due = view->due != &view->obligation->due ? view->due : NULL;
}

static bool gather(struct run *run, struct notice_standing *standing, const char *period, GError **error)
{
	g_autoptr(GPtrArray) facts = pick_period(run->engine, standing->obligation, period, error);
	bool headed = false;

	if (facts == NULL)
		return false;
	for (guint i = 0; i < facts->len; i++) {
		struct fact *fact = g_ptr_array_index(facts, i);
		struct view view;

		if (fact->withdrawn || !view_of(run->engine, fact, run->today, &view) || view.owner == NULL)
			continue;
		count(standing, fact);
		take_limit(standing, &view, &headed);
		if ((!standing->missing || is_awaited(fact)) && !add_row(run, standing, &view, error))
			return false;
	}
	return true;
}

static char *write_table(struct run *run, const struct obligation *obligation, const char *period, bool missing,
			 enum standing_form form, enum language language, int *rows, GError **error)
{
	g_autoptr(notice_standing_t) standing = notice_standing_new();
	const struct agency *coordinator = obligation->plan->coordinator;

	standing->config = run->config;
	standing->language = language;
	standing->obligation = obligation;
	standing->now = run->now;
	standing->missing = missing;
	standing->office = coordinator != NULL ? plan_body(coordinator, run->today) : NULL;
	if (!gather(run, standing, period, error))
		return NULL;
	*rows = (int)standing->rows->len;
	if (form == STANDING_CSV)
		return notice_standing_csv(standing);
	return notice_standing_render(standing, run->engine->templates, form == STANDING_HTML, error);
}

static char *write_counted(struct engine *engine, const char *obligation, const char *period, bool missing, enum standing_form form,
			   enum language language, struct instant now, int *rows, GError **error)
{
	const struct obligation *found = pick_obligation(engine, obligation, error);
	struct run *run;
	char *text;

	if (found == NULL)
		return NULL;
	run = run_new(engine, now);
	text = write_table(run, found, period, missing, form, language, rows, error);
	run_free(run);
	return text;
}

char *standing_text(struct engine *engine, const char *obligation, const char *period, bool missing, enum standing_form form,
		    enum language language, struct instant now, GError **error)
{
	int rows;

	return write_counted(engine, obligation, period, missing, form, language, now, &rows, error);
}

json_t *standing_json(struct engine *engine, const char *obligation, const char *period, bool missing, enum standing_form form,
		      enum language language, struct instant now, GError **error)
{
	int rows = 0;
	g_autofree char *text = write_counted(engine, obligation, period, missing, form, language, now, &rows, error);

	if (text == NULL)
		return NULL;
	return json_pack("{s:s, s:s, s:s, s:i, s:s}", "obligation", obligation, "period", period, "form", standing_form_name(form), "rows",
			 rows, "text", text);
}
