#include <stdlib.h>
#include <string.h>

#include "render/notice_json.h"
#include "render/words.h"

/* Both texts are checked as formats by the compiler. */
G_GNUC_FORMAT(2)
G_GNUC_FORMAT(3)
static const char *pick(const struct voice *voice, const char *vi, const char *en)
{
	return voice->language == LANGUAGE_EN ? en : vi;
}

/* «Nguyễn Thị An, điện thoại 0214 …», as far as known. */
static char *person(const struct voice *voice, const struct contact *contact)
{
	const char *name = contact->name != NULL ? contact->name : "";
	const char *phone = contact->phone != NULL ? contact->phone : "";

	if (*phone == '\0')
		return g_strdup(name);
	return g_strdup_printf("%s%s%s %s", name, *name != '\0' ? ", " : "", pick(voice, "điện thoại", "telephone"), phone);
}

static char *row_state(const struct voice *voice, const struct notice_row *row)
{
	if (row->internal)
		return g_strdup(voice->language == LANGUAGE_EN ? "internal" : "nội bộ");
	if (row->grace)
		return g_strdup(words_state(voice->language, "grace"));
	return row->days_late > 0 ? words_late(voice->language, row->days_late) : NULL;
}

/* "+3wd" -> «sau thời hạn 03 ngày làm việc», "+10wd#2" -> …, «nhắc lại lần 02»; "-7d" -> «trước thời hạn 07 ngày»; others as
 * they are. */
static char *step_words(const struct voice *voice, const char *step)
{
	bool english = voice->language == LANGUAGE_EN, after = step[0] == '+';
	g_autofree char *length = NULL, *words = NULL;
	const char *repeat = strchr(step, '#');
	char *unit;
	int n;

	if (step[0] != '+' && step[0] != '-')
		return g_strdup(step);
	n = (int)strtol(step + 1, &unit, 10);
	if (g_str_has_prefix(unit, "wd"))
		length = words_working_days(voice->language, n);
	else
		length = g_strdup_printf(english ? (n == 1 ? "%d day" : "%d days") : "%02d ngày", n);
	words = english ? g_strdup_printf("%s %s the limit", length, after ? "after" : "before")
			: g_strdup_printf("%s thời hạn %s", after ? "sau" : "trước", length);
	if (repeat == NULL)
		return g_steal_pointer(&words);
	return g_strdup_printf(english ? "%s, repeat %d" : "%s, nhắc lại lần %02d", words, atoi(repeat + 1));
}

/* A relay's answer as one line of clean text. */
static char *answer(const char *text)
{
	g_autofree char *valid = text != NULL ? g_utf8_make_valid(text, -1) : NULL;
	GString *clean = g_string_new(NULL);

	for (const char *p = valid; p != NULL && *p != '\0'; p++) {
		bool blank = (unsigned char)*p <= 0x20 || *p == 0x7f;

		if (!blank)
			g_string_append_c(clean, *p);
		else if (clean->len > 0 && clean->str[clean->len - 1] != ' ')
			g_string_append_c(clean, ' ');
	}
	return g_strchomp(g_string_free(clean, FALSE));
}

/* What the administrator's list says of a mail: who was meant, what happens next, what to do. */
static void put_problem(json_t *object, const struct voice *voice, const struct notice_row *row)
{
	bool known = row->address != NULL && *row->address != '\0';

	notice_put_text(object, "address", known ? row->address : pick(voice, "chưa có địa chỉ", "no address"));
	notice_put_text(object, "position", row->position);
	notice_put(object, "text", answer(row->text));
	if (instant_is_set(row->next)) {
		g_autofree char *when = words_instant_short(voice->config->settings.zone, row->next);

		notice_put(object, "next", g_strdup_printf(pick(voice, "gửi lại lúc %s", "tries again at %s"), when));
		notice_put_text(object, "todo", pick(voice, "chờ lần gửi sau", "wait for the next try"));
	} else if (known) {
		notice_put_text(object, "next", pick(voice, "không gửi lại", "does not try again"));
		notice_put_text(object, "todo", pick(voice, "kiểm tra địa chỉ và máy chủ thư, rồi chạy deadlinectl queue retry",
						      "check the address and the relay, then run deadlinectl queue retry"));
	} else {
		notice_put_text(object, "next", pick(voice, "chờ có địa chỉ", "waits for an address"));
		notice_put_text(object, "todo", pick(voice, "bổ sung địa chỉ vào cấu hình, rồi chạy deadlinectl reload",
						      "add an address to the configuration, then run deadlinectl reload"));
	}
}

/* The body, in whose place it answers, and whether something of it is kept back. */
static char *body_words(const struct voice *voice, const struct notice_row *row)
{
	g_autofree char *name = row->instead_of != NULL ? words_instead(voice->language, row->agency->name, row->instead_of) :
							  g_strdup(row->agency->name);

	return row->held ? g_strdup_printf("%s (%s)", name, pick(voice, "đang giữ lại", "held back")) : g_steal_pointer(&name);
}

/* A template looks outward for a name its row lacks: a row's names are none of those the whole mail has («agency»). */
static void put_body(json_t *object, const struct voice *voice, const struct notice_row *row)
{
	g_autofree char *count = NULL;

	if (row->agency != NULL) {
		notice_put(object, "body", body_words(voice, row));
	} else if (row->owners > 0) {
		count = words_count(voice->language, row->owners);
		notice_put(object, "body", g_strdup_printf(voice->language != LANGUAGE_EN ? "%s cơ quan"
							     : row->owners == 1	    ? "%s body"
										    : "%s bodies",
							     count));
	}
	if (row->contact == NULL)
		return;
	notice_put_text(object, "contact_name", row->contact->name);
	notice_put_text(object, "contact_phone", row->contact->phone);
	notice_put(object, "person", person(voice, row->contact));
}

/* The code of the body within the id of what it owes, as commands take it. */
static char *code_of(const char *occurrence)
{
	g_auto(GStrv) parts = g_strsplit(occurrence, "/", 4);

	return g_strv_length(parts) == 4 ? g_strdup(parts[2]) : NULL;
}

static void put_duty(json_t *object, const struct voice *voice, const struct notice_row *row, const struct limit *limit)
{
	notice_put_duty(object, voice, row->obligation, &row->period, limit);
	notice_put(object, "due_text", notice_due_words(voice, row->obligation, row->due, row->extended, limit));
	if (row->resubmission)
		notice_put_text(object, "again", pick(voice, "chờ bản bổ sung, chỉnh sửa", "corrected version awaited"));
	if (row->occurrence != NULL)
		notice_put(object, "code", code_of(row->occurrence));
}

/* What is asked for: a later day, or a waiver; and why. */
static void put_request(json_t *object, const struct voice *voice, const struct notice_row *row)
{
	if (civil_is_set(row->asked_until))
		notice_put(object, "asked_for", words_new_limit(voice->language, row->asked_until));
	notice_put_flag(object, "asks_waiver", !civil_is_set(row->asked_until));
	notice_put(object, "asked_why", answer(row->reason));
}

json_t *notice_row_json(const struct voice *voice, const struct notice_row *row)
{
	json_t *object = json_object();
	const struct limit *limit = row->dated ? &row->limit : NULL;

	put_body(object, voice, row);
	if (row->obligation != NULL)
		put_duty(object, voice, row, limit);
	if (limit != NULL && civil_is_set(limit->limit)) {
		notice_put(object, "limit", words_date_table(limit->limit));
		notice_put_flag(object, "provisional", limit->provisional);
	}
	notice_put(object, "state", row_state(voice, row));
	if (row->step != NULL)
		notice_put(object, "step", step_words(voice, row->step));
	if (civil_is_set(row->last_reminder))
		notice_put(object, "told", words_date_table(row->last_reminder));
	if (instant_is_set(row->received))
		notice_put(object, "received", words_instant_short(voice->config->settings.zone, row->received));
	notice_put_text(object, "number", row->number);
	if (row->asks)
		put_request(object, voice, row);
	if (row->position != NULL)
		put_problem(object, voice, row);
	return object;
}

json_t *notice_rows_json(const struct voice *voice, const GPtrArray *rows)
{
	json_t *array = json_array();

	for (guint i = 0; rows != NULL && i < rows->len; i++) {
		json_t *row = notice_row_json(voice, g_ptr_array_index(rows, i));

		json_object_set_new(row, "place", json_integer((json_int_t)i + 1));
		json_array_append_new(array, row);
	}
	return array;
}

/* Rows as `key`, whether there are any as "has_" key, how many as key "_count". */
static void put_rows(json_t *object, const struct voice *voice, const char *key, const GPtrArray *rows)
{
	g_autofree char *has = g_strconcat("has_", key, NULL);
	g_autofree char *count = g_strconcat(key, "_count", NULL);

	notice_put_flag(object, has, rows->len > 0);
	notice_put_count(object, voice, count, (int)rows->len);
	json_object_set_new(object, key, notice_rows_json(voice, rows));
}

/* The steps of a list, each once, in words. */
static char *steps_of(const struct voice *voice, const GPtrArray *rows)
{
	g_autoptr(GPtrArray) steps = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < rows->len; i++) {
		const struct notice_row *row = g_ptr_array_index(rows, i);
		char *words = row->step != NULL ? step_words(voice, row->step) : NULL;

		if (words != NULL && !g_ptr_array_find_with_equal_func(steps, words, g_str_equal, NULL))
			g_ptr_array_add(steps, words);
		else
			g_free(words);
	}
	return words_join(voice->language, steps);
}

static void put_counts(json_t *object, const struct voice *voice, const struct notice_list *list)
{
	const struct { const char *key; int n; } counts[] = {
		{ "total", list->total },	{ "on_time", list->on_time }, { "late", list->late },
		{ "extended", list->extended }, { "waived", list->waived },   { "missing", list->missing },
		{ "sent_back", list->returned },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(counts); i++)
		notice_put_count(object, voice, counts[i].key, counts[i].n);
	notice_put_flag(object, "has_counts", list->total > 0);
	notice_put_flag(object, "has_missing", list->missing > 0);
	notice_put_flag(object, "has_sent_back", list->returned > 0);
}

/* What a command that keeps these mails back needs: a pattern of ids, and the step where it is the same for all. */
static void put_hold(json_t *object, const struct notice_list *list)
{
	const struct notice_row *first = list->rows->len > 0 ? g_ptr_array_index(list->rows, 0) : NULL;
	const char *step = first != NULL ? first->step : NULL;

	if (first == NULL || list->obligation->plan == NULL)
		return;
	for (guint i = 1; i < list->rows->len; i++) {
		if (g_strcmp0(((const struct notice_row *)g_ptr_array_index(list->rows, i))->step, step) != 0)
			step = NULL;
	}
	notice_put(object, "hold_ids", g_strdup_printf("%s/%s/*/%s", list->obligation->plan->id, list->obligation->id,
							 list->period.label));
	notice_put_text(object, "hold_step", step);
}

json_t *notice_list_json(const struct voice *voice, const struct notice_list *list)
{
	json_t *object = json_object();
	struct civil day = list->limit.limit;
	g_autoptr(GPtrArray) final = plan_members(list->obligation->owed_to, NULL, day);

	notice_put_duty(object, voice, list->obligation, &list->period, &list->limit);
	notice_put(object, "due_text", notice_due_words(voice, list->obligation, list->due, list->by_day, &list->limit));
	put_counts(object, voice, list);
	put_hold(object, list);
	for (guint i = 0; i < list->rows->len; i++)
		notice_put_flag(object, "has_again", ((const struct notice_row *)g_ptr_array_index(list->rows, i))->resubmission);
	put_rows(object, voice, "rows", list->rows);
	put_rows(object, voice, "direct", list->direct);
	notice_put(object, "step_words", steps_of(voice, list->rows));
	notice_put(object, "final", notice_names(voice, final));
	notice_put_flag(object, "heads_told", list->escalated_to_heads);
	notice_put_flag(object, "heads_excepted", list->heads_excepted);
	notice_put_flag(object, "drafted", list->drafted);
	if (list->dependent != NULL && list->dependent_dated)
		notice_put(object, "dependent_due",
			   notice_due_words(voice, list->dependent, list->dependent_due, list->dependent_due == NULL,
					    &list->dependent_limit));
	return object;
}

static json_t *deadlines(const struct voice *voice, const GPtrArray *items)
{
	json_t *array = json_array();

	for (guint i = 0; i < items->len; i++) {
		const struct notice_item *item = g_ptr_array_index(items, i);
		json_t *object = json_object();

		notice_put_duty(object, voice, item->obligation, &item->period, &item->limit);
		notice_put(object, "due_text",
			   notice_due_words(voice, item->obligation, item->due, item->extended, &item->limit));
		json_array_append_new(array, object);
	}
	return array;
}

json_t *notice_campaign_json(const struct voice *voice, const struct notice_campaign *notice)
{
	json_t *object = json_object();
	const struct campaign *campaign = notice->campaign;
	const char *brief = campaign->short_title != NULL ? campaign->short_title : campaign->title;
	g_autofree char *year = g_strdup_printf("%04d", civil_year(notice->first));
	g_autofree char *window = words_range(voice->language, notice->first, notice->last);
	char *end = strstr(window, " đến ngày ");

	notice_put_text(object, "campaign", campaign->title);
	notice_put_text(object, "campaign_short", brief);
	notice_put(object, "campaign_period", words_obligation_period(voice->language, campaign->title, year));
	notice_put_text(object, "window", window);
	if (end != NULL) {
		*end = '\0';
		notice_put(object, "window_inclusive", g_strdup_printf("%s đến hết ngày %s", window, end + strlen(" đến ngày ")));
	} else {
		notice_put_text(object, "window_inclusive", window);
	}
	if (campaign->plan != NULL) {
		notice_put(object, "doc_ref", words_document(voice->language, campaign->plan));
		notice_put(object, "doc_short", words_document_short(voice->language, campaign->plan));
	}
	json_object_set_new(object, "deadlines", deadlines(voice, notice->deadlines));
	return object;
}

static void put_campaigns(json_t *object, const struct voice *voice, const GPtrArray *campaigns)
{
	json_t *array = json_array();

	for (guint i = 0; i < campaigns->len; i++)
		json_array_append_new(array, notice_campaign_json(voice, g_ptr_array_index(campaigns, i)));
	notice_put_flag(object, "has_campaigns", campaigns->len > 0);
	json_object_set_new(object, "campaigns", array);
}

/* How far a count has come, without a word of anybody being late. */
static void put_items(json_t *object, const struct voice *voice, const GPtrArray *counts)
{
	json_t *array = json_array();

	for (guint i = 0; i < counts->len; i++) {
		const struct notice_count *count = g_ptr_array_index(counts, i);
		json_t *line = json_object();

		notice_put_duty(line, voice, count->obligation, &count->period, NULL);
		notice_put_count(line, voice, "items", count->entries);
		notice_put_count(line, voice, "items_due", count->obligation->count);
		notice_put_count(line, voice, "bodies_enough", count->enough);
		notice_put_count(line, voice, "bodies_all", count->owners);
		json_array_append_new(array, line);
	}
	notice_put_flag(object, "has_counts", counts->len > 0);
	json_object_set_new(object, "counts", array);
}

static void put_days(json_t *object, const struct voice *voice, const GPtrArray *days)
{
	json_t *array = json_array();

	for (guint i = 0; i < days->len; i++) {
		const struct calendar_day *day = g_ptr_array_index(days, i);
		g_autofree char *words = notice_day_words(voice, day);
		json_t *line = json_object();

		notice_put(line, "words", notice_capital(words));
		notice_put_flag(line, "tentative", day->tentative);
		json_array_append_new(array, line);
	}
	notice_put_flag(object, "has_days", days->len > 0);
	json_object_set_new(object, "days", array);
}

json_t *notice_digest_json(const struct voice *voice, const struct notice_digest *digest)
{
	json_t *object = json_object();
	const struct { const char *key; const GPtrArray *rows; } sections[] = {
		{ "overdue", digest->overdue },	  { "upcoming", digest->upcoming }, { "received", digest->received },
		{ "returned", digest->returned }, { "requests", digest->requests }, { "touched", digest->touched },
	};

	notice_put(object, "week", words_range(voice->language, digest->from, digest->to));
	notice_put_flag(object, "weekly", !civil_equal(digest->from, digest->to));
	for (size_t i = 0; i < G_N_ELEMENTS(sections); i++)
		put_rows(object, voice, sections[i].key, sections[i].rows);
	notice_put_flag(object, "has_grace", digest->grace > 0);
	notice_put_count(object, voice, "grace_count", digest->grace);
	put_campaigns(object, voice, digest->campaigns);
	put_items(object, voice, digest->counts);
	notice_put_flag(object, "undated_printed", digest->undated != NULL);
	if (digest->undated != NULL)
		put_rows(object, voice, "undated", digest->undated);
	put_days(object, voice, digest->days);
	return object;
}
