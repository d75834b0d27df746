#include "render/notice_json.h"
#include "render/words.h"

static const struct agency *addressee(const struct notice *notice)
{
	const struct notice_item *item = NULL;

	if (notice->agency != NULL)
		return notice->agency;
	if (notice->items->len > 0)
		item = g_ptr_array_index(notice->items, 0);
	else if (notice->request != NULL)
		item = notice->request;
	return item != NULL ? item->owner : NULL;
}

static void put_addressee(json_t *object, const struct voice *voice, const struct notice *notice)
{
	const struct agency *agency = addressee(notice);

	if (agency == NULL)
		return;
	notice_put_text(object, "agency", agency->name);
	notice_put(object, "agency_you", words_you(voice->language, agency));
	notice_put_relation(object, agency);
	notice_put_flag(object, "to_head", notice->to_head);
	notice_put(object, "addressee", notice->to_head ? words_head(voice->language, agency, notice->contact)
							: g_strdup(agency->name));
}

static const char *part_of(const struct notice_item *item)
{
	if (item->for_information)
		return "information";
	return item->kind == NOTICE_OVERDUE || item->kind == NOTICE_HEAD ? "overdue" : "coming";
}

/* The blocks of a mail with several items: what has passed its limit, what comes, what is sent for information. */
static void put_group(json_t *object, const struct voice *voice, const struct notice *notice)
{
	static const char *const parts[] = { "overdue", "coming", "information" };
	static const char *const numerals[] = { "I", "II", "III" };
	int sections = 0;

	notice_put_count(object, voice, "item_count", (int)notice->items->len);
	for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
		json_t *blocks = json_array();

		for (guint j = 0; j < notice->items->len; j++) {
			const struct notice_item *item = g_ptr_array_index(notice->items, j);
			json_t *block;

			if (!g_str_equal(part_of(item), parts[i]))
				continue;
			block = notice_item_json(voice, item, notice->now);
			notice_put_flag(block, "is_overdue", item->kind == NOTICE_OVERDUE || item->kind == NOTICE_HEAD);
			notice_put_flag(block, "is_today", item->kind == NOTICE_TODAY);
			notice_put_flag(block, "is_advance", item->kind == NOTICE_ADVANCE);
			json_array_append_new(blocks, block);
			json_object_set_new(block, "place", json_integer((json_int_t)json_array_size(blocks)));
		}
		if (json_array_size(blocks) > 0) {
			json_t *section = json_pack("{s:s, s:O}", "numeral", numerals[sections++], "blocks", blocks);

			json_object_set_new(object, parts[i], section);
		}
		json_decref(blocks);
	}
}

static void merge(json_t *object, json_t *part)
{
	json_object_update(object, part);
	json_decref(part);
}

static void put_items(json_t *object, const struct voice *voice, const struct notice *notice)
{
	const struct notice_item *item = notice->request;

	if (notice->items->len > 1)
		put_group(object, voice, notice);
	if (notice->items->len > 0)
		item = g_ptr_array_index(notice->items, 0);
	if (item != NULL && notice->items->len <= 1)
		merge(object, notice_item_json(voice, item, notice->now));
}

/* Said of the report, not of the date on it: a report of the day after a limit on a day off is in time, but not within the
 * limit itself. */
static char *timeliness(const struct voice *voice, const struct notice_receipt *receipt)
{
	bool english = voice->language == LANGUAGE_EN;
	g_autofree char *days = words_working_days(voice->language, receipt->days_late);

	if (receipt->late)
		return g_strdup_printf(english ? "%s after the limit" : "sau thời hạn %s", days);
	if (receipt->grace)
		return g_strdup(english ? "on the working day following the last day of the limit (a day off)"
					: "trong ngày làm việc kế tiếp ngày cuối thời hạn (ngày nghỉ)");
	if (receipt->extended)
		return g_strdup(english ? "within the extended limit" : "trong thời hạn được gia hạn");
	return g_strdup(english ? "within the time limit" : "trong thời hạn quy định");
}

static void put_receipt(json_t *object, const struct voice *voice, const struct notice_receipt *receipt)
{
	enum language language = voice->language;

	notice_document_put(object, voice, receipt->number, receipt->dated, receipt->receipt);
	if (instant_is_set(receipt->received))
		notice_put(object, "received_at", words_instant(language, voice->config->settings.zone, receipt->received));
	notice_put(object, "timeliness", timeliness(voice, receipt));
}

static int rows_in(const GPtrArray *lists)
{
	int count = 0;

	for (guint i = 0; i < lists->len; i++)
		count += (int)((const struct notice_list *)g_ptr_array_index(lists, i))->rows->len;
	return count;
}

static json_t *lists_json(const struct voice *voice, const GPtrArray *lists)
{
	json_t *array = json_array();

	for (guint i = 0; i < lists->len; i++)
		json_array_append_new(array, notice_list_json(voice, g_ptr_array_index(lists, i)));
	return array;
}

/* Lists as `key`; the first of them, for a subject about one, as `key` + "_only". */
static void put_lists(json_t *object, const struct voice *voice, const char *key, const GPtrArray *lists)
{
	g_autofree char *one = g_strconcat(key, "_only", NULL), *has = g_strconcat("has_", key, NULL);
	g_autofree char *count = g_strconcat(key, "_count", NULL);

	if (lists->len == 0)
		return;
	notice_put_flag(object, has, true);
	notice_put_count(object, voice, count, (int)lists->len);
	json_object_set_new(object, key, lists_json(voice, lists));
	if (lists->len == 1)
		json_object_set_new(object, one, notice_list_json(voice, g_ptr_array_index(lists, 0)));
}

/* The plans whose past is to be settled, each once. */
static char *documents(const struct voice *voice, const GPtrArray *rows)
{
	g_autoptr(GPtrArray) plans = g_ptr_array_new();
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < rows->len; i++) {
		const struct notice_row *row = g_ptr_array_index(rows, i);
		const struct plan *plan = row->obligation != NULL ? row->obligation->plan : NULL;

		if (plan == NULL || g_ptr_array_find(plans, plan, NULL))
			continue;
		g_ptr_array_add(plans, (void *)plan);
		g_ptr_array_add(names, words_document_short(voice->language, plan));
	}
	return words_join(voice->language, names);
}

static void put_settle(json_t *object, const struct voice *voice, const struct notice *notice)
{
	if (notice->settle->len == 0)
		return;
	notice_put_flag(object, "has_settle", true);
	notice_put_count(object, voice, "settle_count", (int)notice->settle->len);
	notice_put(object, "doc_list", documents(voice, notice->settle));
	json_object_set_new(object, "settle", notice_rows_json(voice, notice->settle));
}

/* Tables that go with a digest. */
static void put_tables(json_t *object, const struct voice *voice, const struct notice *notice)
{
	int tables = 0;

	for (guint i = 0; i < notice->attachments->len; i++) {
		const struct notice_attachment *attachment = g_ptr_array_index(notice->attachments, i);

		tables += g_str_equal(attachment->type, "csv");
	}
	if (tables > 0)
		notice_put_count(object, voice, "tables", tables);
	notice_put_flag(object, "more_tables", notice->more_tables);
}

static void put_problems(json_t *object, const struct voice *voice, const struct notice *notice)
{
	if (notice->problems->len == 0)
		return;
	notice_put_count(object, voice, "problem_count", (int)notice->problems->len);
	json_object_set_new(object, "problems", notice_rows_json(voice, notice->problems));
}

json_t *notice_context(const struct notice *notice, const struct config *config)
{
	const struct voice voice = { .config = config, .language = notice->language };
	const struct settings *settings = &config->settings;
	struct civil today = zone_civil(settings->zone, notice->now);
	json_t *object = json_object();

	notice_put_text(object, "kind", notice_kind_name(notice->kind));
	notice_put_text(object, "office", settings->office.name);
	notice_put_text(object, "contact", settings->office.contact);
	notice_put_text(object, "feed", notice->feed);
	notice_put(object, "as_of", words_instant(voice.language, settings->zone, notice->now));
	notice_put(object, "today", words_date_short(voice.language, today));
	put_items(object, &voice, notice);
	put_addressee(object, &voice, notice);
	put_lists(object, &voice, "lists", notice->lists);
	put_lists(object, &voice, "foretold", notice->foretold);
	notice_put_count(object, &voice, "told_count", rows_in(notice->foretold));
	if (instant_is_set(notice->foretold_at))
		notice_put(object, "foretold_at", words_instant(voice.language, settings->zone, notice->foretold_at));
	notice_put_flag(object, "coordinator_is_receiver", notice->coordinator_is_receiver);
	put_settle(object, &voice, notice);
	put_problems(object, &voice, notice);
	put_tables(object, &voice, notice);
	if (notice->digest != NULL)
		json_object_set_new(object, "digest", notice_digest_json(&voice, notice->digest));
	if (notice->campaign != NULL)
		merge(object, notice_campaign_json(&voice, notice->campaign));
	if (notice->receipt != NULL)
		put_receipt(object, &voice, notice->receipt);
	if (notice->decision != NULL && (notice->items->len == 1 || notice->request != NULL))
		notice_decision_put(object, &voice, notice->decision,
				    notice->items->len == 1 ? g_ptr_array_index(notice->items, 0) : notice->request);
	return object;
}
