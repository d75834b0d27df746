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

/* Why a body is not urged, and how many are not for that. */
enum spared { SPARED_EARLY, SPARED_UNSETTLED, SPARED_RETURNED, SPARED_IN, SPARED_EXCUSED, SPARED_COLLECTIVE, SPARED_INTERNAL, SPARED_KINDS, URGED };

struct spared_count {
	int of[SPARED_KINDS];
};

/* A limit with an hour passes within its day; any other when its day is over, also where the report is not late yet. */
static bool is_behind(const struct run *run, const struct fact *fact)
{
	return (instant_is_set(fact->late_from) && !instant_before(run->now, fact->late_from)) || civil_before(fact->limit, run->today);
}

static enum spared standing_of(const struct run *run, const struct view *view)
{
	const struct fact *fact = view->fact;

	switch (fact->state) {
	case STATE_OPEN:
		break;
	case STATE_RETURNED:
		return SPARED_RETURNED;
	case STATE_SUBMITTED:
	case STATE_ACCEPTED:
	case STATE_NIL:
		return SPARED_IN;
	case STATE_WAIVED:
	case STATE_CANCELLED:
	case STATE_UNKNOWN:
		return SPARED_EXCUSED;
	}
	if (fact->unsettled)
		return SPARED_UNSETTLED;
	if (!is_behind(run, fact))
		return SPARED_EARLY;
	if (fact->internal)
		return SPARED_INTERNAL;
	return view->owner->collective ? SPARED_COLLECTIVE : URGED;
}

/* Says of all others why they are not written to, and how to have those settled that could be. */
static void refuse(const struct spared_count *spared, const char *obligation, const char *period, GError **error)
{
	static const char *const words[SPARED_KINDS] = {
		[SPARED_EARLY] = "not behind yet", [SPARED_UNSETTLED] = "waiting to be settled", [SPARED_RETURNED] = "returned for correction",
		[SPARED_IN] = "in", [SPARED_EXCUSED] = "waived, cancelled or unknown", [SPARED_COLLECTIVE] = "of bodies that are not listed",
		[SPARED_INTERNAL] = "of the office itself",
	};
	g_autoptr(GString) text = g_string_new(NULL);

	for (size_t i = 0; i < SPARED_KINDS; i++) {
		if (spared->of[i] == 0)
			continue;
		g_string_append_printf(text, "%s%d %s", text->len > 0 ? ", " : " (", spared->of[i], words[i]);
		if (i == SPARED_UNSETTLED)
			g_string_append_printf(text, ": «deadlinectl settle '%s/*/%s' …» settles them", obligation, period);
	}
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_NOT_FOUND, "no body is behind with '%s' for %s: there is nobody to write to%s%s",
		    obligation, period, text->str, text->len > 0 ? ")" : "");
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

static bool gather(struct run *run, const char *period, struct notice_letter *letter, struct spared_count *spared, GError **error)
{
	g_autoptr(GPtrArray) facts = pick_period(run->engine, letter->obligation, period, error);
	bool headed = false;

	if (facts == NULL)
		return false;
	for (guint i = 0; i < facts->len; i++) {
		struct fact *fact = g_ptr_array_index(facts, i);
		struct notice_row *row;
		struct view view;
		enum spared standing;

		if (fact->withdrawn || !view_of(run->engine, fact, run->today, &view) || view.owner == NULL)
			continue;
		standing = standing_of(run, &view);
		if (standing != URGED) {
			spared->of[standing]++;
			continue;
		}
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
			  enum language language, struct spared_count *spared, GError **error)
{
	g_autoptr(notice_letter_t) letter = notice_letter_new();

	letter->config = run->config;
	letter->language = language;
	letter->obligation = obligation;
	letter->today = run->today;
	letter->new_ask = calendar_count(run->config->calendar, run->today, DAYS_TO_ANSWER, NULL);
	if (!gather(run, period, letter, spared, error) || letter->bodies->len == 0)
		return NULL;
	set_issuer(run, letter);
	return notice_letter_render(letter, run->engine->templates, form == LETTER_HTML, error);
}

static char *write_counted(struct engine *engine, const char *obligation, const char *period, enum letter_form form,
			   enum language language, struct instant now, struct spared_count *spared, GError **error)
{
	const struct obligation *found = pick_obligation(engine, obligation, error);
	struct run *run;
	char *text;

	if (found == NULL)
		return NULL;
	run = run_new(engine, now);
	text = write_letter(run, found, period, form, language, spared, error);
	run_free(run);
	return text;
}

char *letter_text(struct engine *engine, const char *obligation, const char *period, enum letter_form form,
		  enum language language, struct instant now, GError **error)
{
	struct spared_count spared = { 0 };

	return write_counted(engine, obligation, period, form, language, now, &spared, error);
}

json_t *letter_json(struct engine *engine, const char *obligation, const char *period, enum letter_form form,
		    enum language language, struct instant now, GError **error)
{
	struct spared_count spared = { 0 };
	g_autoptr(GError) fault = NULL;
	g_autofree char *text = write_counted(engine, obligation, period, form, language, now, &spared, &fault);

	if (fault != NULL) {
		g_propagate_error(error, g_steal_pointer(&fault));
		return NULL;
	}
	if (text == NULL) {
		refuse(&spared, obligation, period, error);
		return NULL;
	}
	return json_pack("{s:s, s:s, s:s, s:s}", "obligation", obligation, "period", period, "form", letter_form_name(form), "text", text);
}
