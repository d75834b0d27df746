#include "engine/statistics.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "engine/internal.h"
#include "engine/views.h"
#include "render/datum.h"

bool statistics_by(const char *word, enum counters_by *ret)
{
	static const char *const words[] = {
		[COUNTERS_BY_OBLIGATION] = "obligation", [COUNTERS_BY_AGENCY] = "agency", [COUNTERS_BY_PERIOD] = "period" };

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		if (strcmp(words[i], word) == 0) {
			*ret = (enum counters_by)i;
			return true;
		}
	}
	return false;
}

static const struct figure { const char *key; size_t offset; } figures[] = {
#define FIGURE(name) { #name, offsetof(struct counter, name) }
	FIGURE(owed), FIGURE(on_time), FIGURE(grace), FIGURE(late), FIGURE(days_late), FIGURE(workdays_late), FIGURE(original_late),
	FIGURE(original_days_late), FIGURE(original_workdays_late), FIGURE(charged), FIGURE(extended), FIGURE(waived), FIGURE(nil),
	FIGURE(cancelled), FIGURE(unknown), FIGURE(returned), FIGURE(open), FIGURE(missing),
};

static int *figure_of(struct counter *counter, const struct figure *figure)
{
	return (int *)((char *)counter + figure->offset);
}

static json_t *row_of(struct counter *counter, const char *agency_name, const char *title)
{
	json_t *row = json_pack("{s:o, s:o, s:o, s:o, s:o, s:o}", "plan", datum_text(counter->plan), "obligation",
				datum_text(counter->obligation), "period", datum_text(counter->period), "agency",
				datum_text(counter->agency), "agency_name", datum_text(agency_name), "title", datum_text(title));

	for (size_t i = 0; i < G_N_ELEMENTS(figures); i++)
		json_object_set_new(row, figures[i].key, json_integer(*figure_of(counter, &figures[i])));
	return row;
}

static const char *title_of(const struct engine *engine, const struct counter *counter)
{
	const struct obligation *obligation;
	const struct plan *plan;

	if (counter->obligation) {
		obligation = engine_obligation(engine, counter->plan, counter->obligation);
		return obligation ? obligation->title : NULL;
	}
	plan = plan_find(engine->config->definitions, counter->plan);
	return plan ? plan->title : NULL;
}

/* Within a plan the order people look names up in. */
static int by_name(gconstpointer a, gconstpointer b, void *data)
{
	const struct counter *left = *(const struct counter *const *)a, *right = *(const struct counter *const *)b;
	int order = strcmp(left->plan, right->plan);

	if (order == 0)
		order = text_collate(views_agency_name(data, left->agency), views_agency_name(data, right->agency));
	return order != 0 ? order : strcmp(left->agency, right->agency);
}

static json_t *total_of(const GPtrArray *counters, const char *plan, enum language language)
{
	struct counter total = { .plan = (char *)plan };

	for (guint i = 0; i < counters->len; i++) {
		for (size_t j = 0; j < G_N_ELEMENTS(figures); j++)
			*figure_of(&total, &figures[j]) += *figure_of(counters->pdata[i], &figures[j]);
	}
	return row_of(&total, NULL, language == LANGUAGE_VI ? "Tổng cộng" : "Total");
}

static bool is_known(const struct engine *engine, const char *plan, const GPtrArray *counters, GError **error)
{
	if (!plan || counters->len > 0 || plan_find(engine->config->definitions, plan))
		return true;
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID, "no plan '%s'", plan);
	return false;
}

json_t *statistics_read(const struct engine *engine, const char *plan, int year, enum counters_by by, enum language language,
			struct instant now, GError **error)
{
	g_autoptr(GPtrArray) counters = NULL;
	json_t *rows;

	if (by == COUNTERS_BY_AGENCY && !plan && year == 0) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_USAGE, "by agency: of which plan, or which year?");
		return NULL;
	}
	counters = counters_read(engine->store, plan, year, by, now, error);
	if (!counters || !is_known(engine, plan, counters, error))
		return NULL;
	if (by == COUNTERS_BY_AGENCY)
		g_ptr_array_sort_with_data(counters, by_name, (void *)engine);
	rows = json_array();
	if (counters->len == 0)
		return rows;
	for (guint i = 0; i < counters->len; i++) {
		struct counter *counter = counters->pdata[i];

		json_array_append_new(rows, row_of(counter, views_agency_name(engine, counter->agency), title_of(engine, counter)));
	}
	json_array_append_new(rows, total_of(counters, plan, language));
	return rows;
}
