/*
 * What goes with mails to those who coordinate: a draft of the letter they are asked to sign, tables of how everybody stands.
 */
#include <string.h>

#include "engine/internal.h"
#include "engine/letter.h"
#include "engine/standing.h"

enum { TABLES_AT_MOST = 5 };

static char *id_of(const struct obligation *obligation)
{
	return g_strdup_printf("%s/%s", obligation->plan->id, obligation->id);
}

static bool says_to_head(const GPtrArray *sayings, const struct notice_list *list)
{
	for (guint i = 0; i < sayings->len; i++) {
		const struct saying *saying = g_ptr_array_index(sayings, i);

		if (strcmp(saying->role, "coordinator:head") == 0 && saying->view.obligation == list->obligation &&
		    strcmp(saying->fact->period, list->period.label) == 0)
			return true;
	}
	return false;
}

static bool enclose_letter(struct run *run, struct notice *notice, struct notice_list *list, GError **error)
{
	const char *what = notice->language == LANGUAGE_EN ? "draft-reminder" : "du-thao-don-doc";
	g_autofree char *id = id_of(list->obligation), *name = NULL;
	g_autoptr(GError) fault = NULL;
	char *text = letter_text(run->engine, id, list->period.label, LETTER_HTML, notice->language, run->now, &fault);

	if (fault != NULL) {
		g_propagate_error(error, g_steal_pointer(&fault));
		return false;
	}
	if (text == NULL)
		return true;
	name = g_strdup_printf("%s-%s-%s.html", what, list->obligation->id, list->period.label);
	notice_attach(notice, name, "html", text);
	list->drafted = true;
	return true;
}

bool run_enclose_letters(struct run *run, const struct bundle *bundle, struct notice *notice, GError **error)
{
	for (guint i = 0; i < notice->lists->len; i++) {
		struct notice_list *list = g_ptr_array_index(notice->lists, i);

		if (list->missing == 0 || !(says_to_head(bundle->sayings, list) || says_to_head(bundle->copies, list)))
			continue;
		if (!enclose_letter(run, notice, list, error))
			return false;
	}
	return true;
}

/* Obligations and periods of the rows, each once; rows are borrowed. */
static void gather(GPtrArray *found, const GPtrArray *rows)
{
	for (guint i = 0; i < rows->len; i++) {
		struct notice_row *row = g_ptr_array_index(rows, i);
		bool known = false;

		for (guint j = 0; j < found->len && !known; j++) {
			const struct notice_row *other = g_ptr_array_index(found, j);

			known = other->obligation == row->obligation && strcmp(other->period.label, row->period.label) == 0;
		}
		if (!known)
			g_ptr_array_add(found, row);
	}
}

static bool enclose_table(struct run *run, struct notice *notice, const struct notice_row *row, GError **error)
{
	g_autofree char *id = id_of(row->obligation);
	g_autofree char *name = g_strdup_printf("%s-%s-%s.csv", row->obligation->plan->id, row->obligation->id, row->period.label);
	char *text = standing_text(run->engine, id, row->period.label, false, STANDING_CSV, notice->language, run->now, error);

	if (text == NULL)
		return false;
	notice_attach(notice, name, "csv", text);
	return true;
}

bool run_enclose_tables(struct run *run, struct notice *notice, GError **error)
{
	const struct notice_digest *digest = notice->digest;
	g_autoptr(GPtrArray) found = g_ptr_array_new();

	if (digest == NULL || civil_equal(digest->from, digest->to))
		return true;
	gather(found, digest->overdue);
	gather(found, digest->returned);
	gather(found, digest->upcoming);
	for (guint i = 0; i < found->len && i < TABLES_AT_MOST; i++) {
		if (!enclose_table(run, notice, g_ptr_array_index(found, i), error))
			return false;
	}
	notice->more_tables = found->len > TABLES_AT_MOST;
	return true;
}
