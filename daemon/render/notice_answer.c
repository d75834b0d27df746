/*
 * What an order decided, and what a consolidation waits for: the parts of a notice's context that come with the orders of a
 * report's life.
 */
#include <string.h>

#include "base/text.h"
#include "render/notice_json.h"
#include "render/words.h"

enum { NAMES_AT_MOST = 30 };

void notice_document_put(json_t *object, const struct voice *voice, const char *number, struct civil dated, const char *receipt)
{
	json_t *document = json_object();

	notice_put_text(document, "report_number", number);
	if (civil_is_set(dated))
		notice_put(document, "report_date", words_date_short(voice->language, dated));
	notice_put_text(document, "receipt_no", receipt);
	notice_put_flag(document, "numbered", json_object_size(document) > (json_object_get(document, "receipt_no") != NULL));
	if (json_object_size(document) > 0)
		json_object_set(object, "document", document);
	json_decref(document);
}

/* « (theo văn bản số … ngày …)», each as far as known. */
static void put_grant(json_t *object, const struct voice *voice, const struct notice_decision *decision)
{
	json_t *grant = json_object();

	notice_put_text(grant, "grant_number", decision->number);
	if (civil_is_set(decision->dated))
		notice_put(grant, "grant_date", words_date_short(voice->language, decision->dated));
	if (json_object_size(grant) > 0)
		json_object_set(object, "grant", grant);
	json_decref(grant);
	notice_put_text(object, "grantor",
			decision->granted_by != NULL ? decision->granted_by : voice->config->settings.office.name);
}

static void put_reasons(json_t *object, const struct notice_decision *decision)
{
	json_t *reasons = json_array();

	for (guint i = 0; i < decision->reasons->len; i++) {
		const char *reason = g_ptr_array_index(decision->reasons, i);

		if (*reason != '\0')
			json_array_append_new(reasons, json_string(reason));
	}
	notice_put_flag(object, "has_reasons", json_array_size(reasons) > 0);
	if (json_array_size(reasons) > 0)
		notice_put_text(object, "reason", json_string_value(json_array_get(reasons, 0)));
	json_object_set_new(object, "reasons", reasons);
}

/* The owner itself is spoken to as «quý cơ quan», only others by their name. */
static bool is_owner(const struct agency *owner, const char *name)
{
	g_autofree char *asked = text_fold(name);
	const char *const names[] = { owner->name, owner->short_name, owner->id };

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *own = names[i] != NULL ? text_fold(names[i]) : NULL;

		if (g_strcmp0(own, asked) == 0)
			return true;
	}
	return false;
}

static void put_asked(json_t *object, const struct voice *voice, const struct notice_decision *decision,
		      const struct notice_item *item)
{
	bool named = decision->asked_by != NULL && *decision->asked_by != '\0';

	notice_put_flag(object, "asked", named || civil_is_set(decision->asked_on));
	if (named && (item->owner == NULL || !is_owner(item->owner, decision->asked_by)))
		notice_put_text(object, "asked_by", decision->asked_by);
	if (civil_is_set(decision->asked_on))
		notice_put(object, "asked_date", words_date_short(voice->language, decision->asked_on));
	notice_put_flag(object, "asked_about", civil_is_set(decision->asked_on) || json_object_get(object, "reason") != NULL);
}

/* In the words of the document where the day it names is known, else as the day included. */
static char *original_due(const struct voice *voice, const struct notice_decision *decision, const struct notice_item *item)
{
	if (civil_is_set(decision->original.named))
		return words_due(voice->language, &item->obligation->due, &decision->original);
	if (civil_is_set(decision->original.limit))
		return words_new_limit(voice->language, decision->original.limit);
	return NULL;
}

/* «năm 2026», where there will be other periods. */
static char *this_period(const struct voice *voice, const struct notice_item *item)
{
	char *words;

	if (item->obligation->rhythm.every == EVERY_ONCE)
		return NULL;
	words = words_period(voice->language, item->period.label);
	return words != NULL ? words : g_strdup(voice->language == LANGUAGE_EN ? "this period" : "kỳ báo cáo này");
}

void notice_decision_put(json_t *object, const struct voice *voice, const struct notice_decision *decision,
			 const struct notice_item *item)
{
	enum language language = voice->language;

	notice_document_put(object, voice, decision->number, decision->dated, NULL);
	put_grant(object, voice, decision);
	put_reasons(object, decision);
	put_asked(object, voice, decision, item);
	if (civil_is_set(decision->until)) {
		notice_put(object, "until_day", words_date_weekday(language, decision->until));
		notice_put(object, "new_limit", words_new_limit(language, decision->until));
	}
	if (instant_is_set(decision->first_sent))
		notice_put(object, "first_sent", words_instant(language, voice->config->settings.zone, decision->first_sent));
	notice_put(object, "original_due", original_due(voice, decision, item));
	if (civil_is_set(decision->receipt_sent))
		notice_put(object, "receipt_date", words_date_short(language, decision->receipt_sent));
	notice_put(object, "this_period", this_period(voice, item));
}

/* ---- inputs */

static const char *state_words(enum language language, enum input_state state)
{
	bool english = language == LANGUAGE_EN;

	switch (state) {
	case INPUT_IN:
		return english ? "on record, in time" : "đã ghi nhận trong thời hạn";
	case INPUT_LATE:
		return english ? "on record, after the limit" : "đã ghi nhận sau thời hạn";
	case INPUT_MISSING:
		return english ? "not on record" : "chưa ghi nhận";
	case INPUT_WAIVED:
		return english ? "not required this period" : "không phải báo cáo kỳ này";
	case INPUT_RETURNED:
		return english ? "returned, corrected version awaited" : "đã đề nghị bổ sung, chỉnh sửa, chưa gửi lại";
	case INPUT_UNDATED:
		return english ? "no date yet" : "chưa có thời hạn";
	}
	return NULL;
}

static const char *label_of(const struct notice_input *input)
{
	const char *slash = input->occurrence != NULL ? strrchr(input->occurrence, '/') : NULL;

	return slash != NULL ? slash + 1 : "";
}

static bool of_one_part(const struct notice_input *a, const struct notice_input *b)
{
	return a->obligation == b->obligation && strcmp(label_of(a), label_of(b)) == 0;
}

static int by_name(gconstpointer a, gconstpointer b)
{
	return text_collate(*(const char *const *)a, *(const char *const *)b);
}

char *notice_names_of(const struct voice *voice, GPtrArray *names)
{
	bool english = voice->language == LANGUAGE_EN;
	int left = (int)names->len - NAMES_AT_MOST;
	g_autofree char *shown = NULL;
	GString *list;

	g_ptr_array_sort(names, by_name);
	if (left <= 0)
		return words_join(voice->language, names);
	list = g_string_new(NULL);
	for (guint i = 0; i < NAMES_AT_MOST; i++)
		g_string_append_printf(list, "%s%s", i > 0 ? ", " : "", (const char *)g_ptr_array_index(names, i));
	shown = g_string_free(list, FALSE);
	if (english)
		return g_strdup_printf(left == 1 ? "%s and %d other body" : "%s and %d other bodies", shown, left);
	return g_strdup_printf("%s và %02d cơ quan khác", shown, left);
}

static json_t *group_json(const struct voice *voice, const GPtrArray *inputs, const struct notice_input *part,
			  enum input_state state)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	json_t *group;
	int count = 0;

	for (guint i = 0; i < inputs->len; i++) {
		const struct notice_input *input = g_ptr_array_index(inputs, i);

		if (!of_one_part(input, part) || input->state != state)
			continue;
		count++;
		if (input->agency != NULL)
			g_ptr_array_add(names, input->agency->name);
	}
	if (count == 0)
		return NULL;
	group = json_object();
	notice_put_text(group, "group_state", state_words(voice->language, state));
	notice_put_count(group, voice, "group_count", count);
	notice_put(group, "group_names", notice_names_of(voice, names));
	return group;
}

static void count_part(const GPtrArray *inputs, const struct notice_input *part, int *done, int *total)
{
	*done = *total = 0;
	for (guint i = 0; i < inputs->len; i++) {
		const struct notice_input *input = g_ptr_array_index(inputs, i);

		if (!of_one_part(input, part))
			continue;
		(*total)++;
		*done += input->state == INPUT_IN || input->state == INPUT_LATE;
	}
}

/* One obligation and period of the inputs: how many are in, and by name those that are not, or not in time. */
static json_t *part_json(const struct voice *voice, const GPtrArray *inputs, const struct notice_input *part, bool with_in)
{
	static const enum input_state states[] = { INPUT_MISSING, INPUT_RETURNED, INPUT_UNDATED, INPUT_LATE, INPUT_WAIVED, INPUT_IN };
	json_t *object = json_object(), *groups = json_array();
	int done, total;

	count_part(inputs, part, &done, &total);
	notice_put(object, "input_title", words_obligation_period(voice->language, part->obligation->title, label_of(part)));
	notice_put_count(object, voice, "input_done", done);
	notice_put_count(object, voice, "input_total", total);
	for (size_t i = 0; i < G_N_ELEMENTS(states); i++) {
		json_t *group = states[i] == INPUT_IN && !with_in ? NULL : group_json(voice, inputs, part, states[i]);

		if (group != NULL)
			json_array_append_new(groups, group);
	}
	json_object_set_new(object, "input_groups", groups);
	return object;
}

void notice_inputs_put(json_t *object, const struct voice *voice, const GPtrArray *inputs, bool with_in)
{
	json_t *parts;

	if (inputs == NULL || inputs->len == 0)
		return;
	parts = json_array();
	for (guint i = 0; i < inputs->len; i++) {
		const struct notice_input *input = g_ptr_array_index(inputs, i);
		bool seen = false;

		for (guint j = 0; j < i && !seen; j++)
			seen = of_one_part(g_ptr_array_index(inputs, j), input);
		if (!seen)
			json_array_append_new(parts, part_json(voice, inputs, input, with_in));
	}
	notice_put_flag(object, "has_inputs", true);
	json_object_set_new(object, "inputs", parts);
}
