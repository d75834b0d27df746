#include "engine/letter.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "engine/internal.h"
#include "engine/pick.h"
#include "render/notice_letter.h"

enum { DAYS_TO_ANSWER = 3 }; /* working days */

bool letter_form_parse(const char *name, enum letter_form *ret)
{
	for (enum letter_form form = LETTER_TXT; form <= LETTER_HTML; form++) {
		if (strcmp(letter_form_name(form), name) == 0) {
			*ret = form;
			return true;
		}
	}
	return false;
}

const char *letter_form_name(enum letter_form form)
{
	switch (form) {
	case LETTER_TXT:
		return "txt";
	case LETTER_HTML:
		return "html";
	}
	return NULL;
}

/* One that a letter may say has not reported: its day is over, nothing came, and it is not the office itself. */
static bool is_urged(const struct run *run, const struct view *view)
{
	const struct fact *fact = view->fact;

	return fact->state == STATE_OPEN && !fact->withdrawn && !fact->unsettled && !fact->internal && view->owner != NULL &&
	       !view->owner->collective && civil_before(fact->limit, run->today);
}

static int by_name(gconstpointer a, gconstpointer b)
{
	const struct notice_row *x = *(const struct notice_row *const *)a, *y = *(const struct notice_row *const *)b;

	return text_collate(x->agency->name, y->agency->name);
}

/* Headed by the limit most have: that of the first body without an order of its own. */
static void take_limit(struct notice_letter *letter, const struct view *view, bool *headed)
{
	bool common = view->fact->version == 1;

	if (letter->bodies->len > 1 && (*headed || !common))
		return;
	*headed = common;
	letter->limit = view->limit;
	letter->by_day = view->due == NULL;
	letter->due = view->due != &view->obligation->due ? view->due : NULL;
}

static bool gather(struct run *run, const char *period, struct notice_letter *letter, GError **error)
{
	g_autoptr(GPtrArray) facts = pick_period(run->engine, letter->obligation, period, error);
	bool headed = false;

	if (facts == NULL)
		return false;
	for (guint i = 0; i < facts->len; i++) {
		struct notice_row *row;
		struct view view;

		if (!view_of(run->engine, g_ptr_array_index(facts, i), run->today, &view) || !is_urged(run, &view))
			continue;
		row = run_row(run, &view, error);
		if (row == NULL)
			return false;
		if (letter->bodies->len == 0)
			view_period(view.fact, &letter->period);
		g_ptr_array_add(letter->bodies, row);
		take_limit(letter, &view, &headed);
	}
	g_ptr_array_sort(letter->bodies, by_name);
	return true;
}

static void set_issuer(struct run *run, struct notice_letter *letter)
{
	const struct agency *coordinator = letter->obligation->plan->coordinator;
	struct person head;

	letter->issuer = coordinator != NULL ? plan_body(coordinator, run->today) : NULL;
	if (letter->issuer == NULL)
		return;
	head = person_of(run->engine, letter->issuer, "head", run->today);
	if (!head.fell_back)
		letter->head = head.contact;
}

static char *write_letter(struct run *run, const struct obligation *obligation, const char *period, enum letter_form form,
			  enum language language, GError **error)
{
	g_autoptr(notice_letter_t) letter = notice_letter_new();

	letter->config = run->config;
	letter->language = language;
	letter->obligation = obligation;
	letter->today = run->today;
	letter->new_ask = calendar_count(run->config->calendar, run->today, DAYS_TO_ANSWER, NULL);
	if (!gather(run, period, letter, error) || letter->bodies->len == 0)
		return NULL;
	set_issuer(run, letter);
	return notice_letter_render(letter, run->engine->templates, form == LETTER_HTML, error);
}

char *letter_text(struct engine *engine, const char *obligation, const char *period, enum letter_form form,
		  enum language language, struct instant now, GError **error)
{
	const struct obligation *found = pick_obligation(engine, obligation, error);
	struct run *run;
	char *text;

	if (found == NULL)
		return NULL;
	run = run_new(engine, now);
	text = write_letter(run, found, period, form, language, error);
	run_free(run);
	return text;
}

json_t *letter_json(struct engine *engine, const char *obligation, const char *period, enum letter_form form,
		    enum language language, struct instant now, GError **error)
{
	g_autoptr(GError) fault = NULL;
	g_autofree char *text = letter_text(engine, obligation, period, form, language, now, &fault);

	if (fault != NULL) {
		g_propagate_error(error, g_steal_pointer(&fault));
		return NULL;
	}
	if (text == NULL) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_NOT_FOUND,
			    "no body is behind with '%s' for %s: there is nobody to write to", obligation, period);
		return NULL;
	}
	return json_pack("{s:s, s:s, s:s, s:s}", "obligation", obligation, "period", period, "form", letter_form_name(form), "text", text);
}
