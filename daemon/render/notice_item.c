#include <string.h>

#include "render/notice_json.h"
#include "render/words.h"

void notice_put(json_t *object, const char *key, char *text)
{
	if (text != NULL && *text != '\0')
		json_object_set_new(object, key, json_string(text));
	g_free(text);
}

/* What an administrator wrote may end with the full stop that the sentence around it brings, too. */
void notice_put_text(json_t *object, const char *key, const char *text)
{
	size_t length = text != NULL ? strlen(text) : 0;

	while (length > 0 && (text[length - 1] == '.' || text[length - 1] == ' '))
		length--;
	if (length > 0)
		json_object_set_new(object, key, json_stringn(text, length));
}

void notice_put_flag(json_t *object, const char *key, bool value)
{
	if (value)
		json_object_set_new(object, key, json_true());
}

void notice_put_count(json_t *object, const struct voice *voice, const char *key, int n)
{
	g_autofree char *one = g_strconcat(key, "_one", NULL);

	notice_put(object, key, words_count(voice->language, n));
	notice_put_flag(object, one, n == 1);
}

void notice_put_relation(json_t *object, const struct agency *agency)
{
	if (agency == NULL)
		return;
	switch (agency->relation) {
	case RELATION_REQUESTED:
		notice_put_flag(object, "requested", true);
		return;
	case RELATION_VERTICAL:
		notice_put_flag(object, "vertical", true);
		return;
	case RELATION_SUBORDINATE:
	case RELATION_SUPERIOR:
		notice_put_flag(object, "subordinate", true);
		return;
	}
}

char *notice_names(const struct voice *voice, const GPtrArray *agencies)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();

	for (guint i = 0; i < agencies->len; i++)
		g_ptr_array_add(names, ((const struct agency *)g_ptr_array_index(agencies, i))->name);
	return words_join(voice->language, names);
}

char *notice_capital(const char *text)
{
	const char *rest = g_utf8_next_char(text);
	g_autofree char *first = g_utf8_strup(text, (gssize)(rest - text));

	return g_strconcat(first, rest, NULL);
}

char *notice_day_words(const struct voice *voice, const struct calendar_day *day)
{
	bool english = voice->language == LANGUAGE_EN;
	g_autofree char *date = english ? words_date_weekday(LANGUAGE_EN, day->date) : words_date_short(LANGUAGE_VI, day->date);
	g_autofree char *weekday = NULL;
	const char *name = day->name != NULL && *day->name != '\0' ? day->name : NULL;
	bool says_off = name != NULL && (g_str_has_prefix(name, "Nghỉ") || g_str_has_prefix(name, "nghỉ"));
	char *comma;

	if (english)
		return g_strdup_printf(day->kind == CALENDAR_HOLIDAY ? "%s is a day off%s%s" : "%s is worked%s%s", date,
				       name != NULL ? ": " : "", name != NULL ? name : "");
	weekday = words_date_weekday(LANGUAGE_VI, day->date);
	comma = strchr(weekday, ',');
	*comma = '\0';
	if (day->kind == CALENDAR_WORKDAY)
		return g_strdup_printf("%s, ngày %s làm việc%s%s%s", weekday, date, name != NULL ? " (" : "",
				       name != NULL ? name : "", name != NULL ? ")" : "");
	if (says_off)
		return g_strdup_printf("%s, ngày %s: %s", weekday, date, name);
	return g_strdup_printf("%s, ngày %s nghỉ%s%s", weekday, date, name != NULL ? " " : "", name != NULL ? name : "");
}

/* What is to be sent, so that a plan is not called a report. */
static const char *thing(enum language language, enum obligation_kind kind)
{
	bool english = language == LANGUAGE_EN;

	switch (kind) {
	case KIND_PLAN:
		return english ? "plan" : "kế hoạch";
	case KIND_BUDGET:
		return english ? "estimate" : "dự toán";
	case KIND_DATA:
		return english ? "data" : "số liệu";
	case KIND_DECISION:
	case KIND_OTHER:
		return english ? "document" : "văn bản";
	case KIND_REPORT:
	case KIND_REVIEW:
	case KIND_INSPECTION:
	case KIND_COMMUNICATION:
		return english ? "report" : "báo cáo";
	}
	return NULL;
}

/* The same, of what went back for correction. */
static char *corrected(enum language language, enum obligation_kind kind)
{
	return g_strdup_printf(language == LANGUAGE_EN ? "corrected %s" : "%s đã bổ sung, chỉnh sửa", thing(language, kind));
}

char *notice_due_words(const struct voice *voice, const struct obligation *obligation, const struct due *due, bool by_day,
		       const struct limit *limit)
{
	if (due == NULL && by_day && limit != NULL && civil_is_set(limit->limit))
		return words_new_limit(voice->language, limit->limit);
	return words_due(voice->language, due != NULL ? due : &obligation->due, limit);
}

static char *for_period(const struct voice *voice, const char *title, const char *label)
{
	g_autofree char *words = words_title_holds(title, label) ? NULL : words_for_period(voice->language, label);

	return words != NULL ? g_strdup_printf("%s %s", title, words) : g_strdup(title);
}

void notice_put_duty(json_t *object, const struct voice *voice, const struct obligation *obligation,
		     const struct period *period, const struct limit *limit)
{
	enum language language = voice->language;
	const char *what = thing(language, obligation->kind);

	notice_put(object, "obligation_period", words_obligation_period(language, obligation->title, period->label));
	notice_put(object, "obligation_for_period", for_period(voice, obligation->title, period->label));
	notice_put(object, "due_text", words_due(language, &obligation->due, limit));
	notice_put_text(object, "thing", what);
	if (obligation->plan == NULL)
		return;
	notice_put(object, "doc_ref", words_document(language, obligation->plan));
	notice_put(object, "doc_short", words_document_short(language, obligation->plan));
}

/* {receiver} consolidates for {final}; where nobody stands between, there is no {final}. */
static void put_receivers(json_t *object, const struct voice *voice, const struct notice_item *item)
{
	struct civil day = item->limit.limit;
	g_autoptr(GPtrArray) receivers = plan_receivers(item->obligation, day);
	g_autoptr(GPtrArray) final = plan_members(item->obligation->owed_to, NULL, day);
	g_autofree char *receiver = notice_names(voice, receivers);
	g_autofree char *last = notice_names(voice, final);

	notice_put_text(object, "receiver", receiver);
	notice_put_text(object, "sender", *receiver != '\0' ? receiver : voice->config->settings.office.name);
	if (item->obligation->via != NULL && strcmp(receiver, last) != 0)
		notice_put_text(object, "final", last);
}

/* «hết Chủ nhật, ngày …» or «16 giờ 45 phút, thứ Hai, ngày …» */
static char *last_moment(const struct voice *voice, const struct notice_item *item, const char *day)
{
	const struct due *due = item->due != NULL ? item->due : &item->obligation->due;
	bool by_rule = item->due != NULL || (!item->extended && !item->resubmission);
	int minute = by_rule ? due->minute : -1;

	if (due->kind != DUE_BY || minute < 0)
		return g_strdup_printf(voice->language == LANGUAGE_EN ? "the end of %s" : "hết %s", day);
	return g_strdup_printf(voice->language == LANGUAGE_EN ? "%02d:%02d on %s" : "%02d giờ %02d phút, %s", minute / 60,
			       minute % 60, day);
}

/* In whose words the limit is said: the document's, an order's (its rule, or a day that is included), or, of a report that
 * went back, those of the limit for its corrections. */
static void put_due(json_t *object, const struct voice *voice, const struct notice_item *item)
{
	bool by_day = item->due == NULL && (item->extended || item->resubmission);
	enum obligation_kind kind = item->obligation->kind;

	notice_put(object, "due_text", notice_due_words(voice, item->obligation, item->due, by_day, &item->limit));
	notice_put(object, "awaited", item->resubmission ? corrected(voice->language, kind) : g_strdup(thing(voice->language, kind)));
	notice_put_flag(object, "resubmission", item->resubmission);
	notice_put_flag(object, "extended", by_day && !item->resubmission);
	notice_put_flag(object, "ordered", item->due != NULL && !item->resubmission);
	notice_put_flag(object, "documented", item->due == NULL && !by_day);
}

static void put_days(json_t *object, const struct voice *voice, const struct notice_item *item)
{
	enum language language = voice->language;
	struct civil limit = item->limit.limit;
	struct civil workday = civil_is_set(item->last_workday) ? item->last_workday : item->limit.aim;
	g_autofree char *day = NULL;

	if (civil_is_set(limit)) {
		day = words_date_weekday(language, limit);
		notice_put_text(object, "last_day", day);
		notice_put(object, "last_day_start", notice_capital(day));
		notice_put(object, "last_moment", last_moment(voice, item, day));
		notice_put_flag(object, "limit_is_day_off", !calendar_is_working(voice->config->calendar, limit));
	}
	if (civil_is_set(workday)) {
		notice_put(object, "last_workday", words_date_weekday(language, workday));
		notice_put(object, "aim_short", words_day_month(language, workday));
	}
	if (item->days_left > 0)
		notice_put(object, "days_left", words_working_days(language, item->days_left));
	if (item->days_late > 0)
		notice_put(object, "days_late", words_working_days(language, item->days_late));
	if (civil_is_set(item->new_ask))
		notice_put(object, "new_ask", words_date_weekday(language, item->new_ask));
	if (item->day_off != NULL)
		notice_put(object, "calendar_note", notice_day_words(voice, item->day_off));
}

/* What to report; what an ended body reported and no heir was given yet is shown to each of them. */
static json_t *covers(const struct voice *voice, const struct notice_item *item)
{
	const struct obligation *obligation = item->obligation;
	struct civil day = item->limit.limit;
	g_autoptr(GPtrArray) own = item->covers != NULL ? g_ptr_array_ref(item->covers) : plan_covers(obligation, item->owner, day);
	g_autoptr(GPtrArray) open = item->open != NULL ? g_ptr_array_ref(item->open) : plan_covers_unassigned(obligation, item->owner, day);
	json_t *lines = json_array();

	for (guint i = 0; i < own->len; i++)
		json_array_append_new(lines, json_string(g_ptr_array_index(own, i)));
	for (guint i = 0; i < open->len; i++) {
		const char *line = g_ptr_array_index(open, i);
		const char *note = voice->language == LANGUAGE_EN ? "not yet assigned" : "chưa phân công";

		json_array_append_new(lines, json_sprintf("%s (%s)", line, note));
	}
	return lines;
}

static void put_content(json_t *object, const struct voice *voice, const struct notice_item *item)
{
	json_t *lines = covers(voice, item);
	struct civil first, last;

	notice_put_flag(object, "has_covers", json_array_size(lines) > 0);
	json_object_set_new(object, "covers", lines);
	notice_put_text(object, "send_to", plan_send_to(item->obligation, item->owner));
	notice_put_text(object, "outline", plan_outline(item->obligation));
	if (item->obligation->window.kind != WINDOW_CALENDAR && civil_is_set(item->period.first) &&
	    data_window_of(&item->obligation->window, &item->obligation->rhythm, &item->period, &first, &last))
		notice_put(object, "data_window", words_range(voice->language, first, last));
}

static void put_history(json_t *object, const struct voice *voice, const struct notice_item *item)
{
	enum language language = voice->language;

	if (item->reminders > 0) {
		notice_put_count(object, voice, "reminder_count", item->reminders);
		if (civil_is_set(item->last_reminder))
			notice_put(object, "last_reminder", words_date_short(language, item->last_reminder));
	}
	if (item->dependent != NULL && item->dependent_dated) {
		notice_put(object, "dependent_item",
			   words_obligation_period(language, item->dependent->title, item->period.label));
		notice_put(object, "dependent_due",
			   notice_due_words(voice, item->dependent, item->dependent_due, item->dependent_due == NULL,
					    &item->dependent_limit));
	}
}

/* What is answered for another body says so wherever it is named. */
static void put_instead(json_t *object, const struct voice *voice, const struct agency *instead_of)
{
	static const char *const keys[] = { "obligation_period", "obligation_for_period" };

	for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
		const char *title = json_string_value(json_object_get(object, keys[i]));

		notice_put(object, keys[i], words_instead(voice->language, title, instead_of));
	}
}

json_t *notice_item_json(const struct voice *voice, const struct notice_item *item, struct instant now)
{
	json_t *object = json_object();

	notice_put_duty(object, voice, item->obligation, &item->period, &item->limit);
	if (item->instead_of != NULL)
		put_instead(object, voice, item->instead_of);
	notice_put(object, "as_of", words_instant(voice->language, voice->config->settings.zone, now));
	if (item->owner != NULL) {
		notice_put_text(object, "agency", item->owner->name);
		notice_put(object, "agency_you", words_you(voice->language, item->owner));
	}
	notice_put_relation(object, item->owner);
	put_receivers(object, voice, item);
	put_due(object, voice, item);
	put_days(object, voice, item);
	put_content(object, voice, item);
	put_history(object, voice, item);
	notice_inputs_put(object, voice, item->inputs, item->kind == NOTICE_READY);
	notice_put_flag(object, "moved", item->version > 1);
	return object;
}
