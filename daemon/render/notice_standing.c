#include "render/notice_standing.h"

#include "base/csv.h"
#include "base/text.h"
#include "render/notice_json.h"
#include "render/words.h"

static void free_row(gpointer data)
{
	struct notice_standing_row *row = data;

	g_free(row->number);
	g_free(row->note);
	g_free(row);
}

struct notice_standing_row *notice_standing_row_new(void)
{
	return g_new0(struct notice_standing_row, 1);
}

struct notice_standing *notice_standing_new(void)
{
	struct notice_standing *standing = g_new0(struct notice_standing, 1);

	standing->rows = g_ptr_array_new_with_free_func(free_row);
	return standing;
}

void notice_standing_free(struct notice_standing *standing)
{
	if (standing == NULL)
		return;
	g_ptr_array_unref(standing->rows);
	g_free(standing);
}

/* ---- kinds of bodies, in the order of a province's lists */

enum { KINDS = 6 };

static int kind_of(const struct agency *agency)
{
	switch (agency->level) {
	case LEVEL_CENTRAL:
		return 0;
	case LEVEL_PROVINCE:
		return 1;
	case LEVEL_DISTRICT:
		return 2;
	case LEVEL_COMMUNE:
		return 3;
	case LEVEL_ORGANISATION:
		return 4;
	case LEVEL_NONE:
		break;
	}
	return agency->relation == RELATION_REQUESTED ? 4 : 5;
}

static const char *kind_words(enum language language, int kind)
{
	static const char *const words[KINDS][2] = {
		{ "Cơ quan trung ương", "Central bodies" },
		{ "Sở, ban, ngành, cơ quan cấp tỉnh", "Departments and bodies of the province" },
		{ "Huyện, thị xã, thành phố", "Districts" },
		{ "Xã, phường, đặc khu", "Communes and wards" },
		{ "Mặt trận, đoàn thể, tổ chức", "Front, unions and organisations" },
		{ "Cơ quan khác", "Others" },
	};

	return words[kind][language == LANGUAGE_EN];
}

static int by_kind_and_name(gconstpointer a, gconstpointer b)
{
	const struct notice_standing_row *x = *(const struct notice_standing_row *const *)a;
	const struct notice_standing_row *y = *(const struct notice_standing_row *const *)b;
	int order = kind_of(x->agency) - kind_of(y->agency);

	return order != 0 ? order : text_collate(x->agency->name, y->agency->name);
}

/* ---- the words of one row */

static const char *say(enum language language, const char *vi, const char *en)
{
	return language == LANGUAGE_EN ? en : vi;
}

/* Of bodies that do not answer to the office nothing is called late. */
static char *lateness(enum language language, const struct notice_standing_row *row)
{
	bool own = row->agency->relation == RELATION_SUBORDINATE;

	if (row->in && !row->late)
		return g_strdup(words_state(language, "on-time"));
	if (own && row->days_late > 0)
		return words_late(language, row->days_late);
	if (row->in)
		return g_strdup(say(language, "sau thời hạn", "after the limit"));
	return g_strdup(say(language, "chưa ghi nhận", "not on record"));
}

static char *until(enum language language, const char *what, struct civil limit)
{
	g_autofree char *day = words_new_limit(language, limit);

	return g_strdup_printf("%s, %s", what, day);
}

static char *state_of(enum language language, const struct notice_standing_row *row)
{
	g_autofree char *late = NULL;

	if (row->returned)
		return until(language, words_state(language, "returned"), row->limit);
	if (row->extended)
		return until(language, words_state(language, "extended"), row->limit);
	late = row->in || row->state == NULL ? lateness(language, row) : NULL;
	if (row->state == NULL)
		return g_steal_pointer(&late);
	return late != NULL ? g_strdup_printf("%s, %s", words_state(language, row->state), late)
			    : g_strdup(words_state(language, row->state));
}

static char *document_of(enum language language, const struct notice_standing_row *row)
{
	g_autofree char *day = civil_is_set(row->dated) ? words_date_table(row->dated) : NULL;

	if (row->number == NULL || day == NULL)
		return g_strdup(row->number != NULL ? row->number : day);
	return g_strdup_printf(language == LANGUAGE_EN ? "%s of %s" : "%s ngày %s", row->number, day);
}

static char *note_of(enum language language, const struct notice_standing_row *row)
{
	g_autoptr(GPtrArray) parts = g_ptr_array_new();

	if (row->internal)
		g_ptr_array_add(parts, (gpointer)words_state(language, "internal"));
	if (row->asked)
		g_ptr_array_add(parts, (gpointer)say(language, "đã có đề nghị, chờ ý kiến", "asked, awaiting a decision"));
	if (row->note != NULL)
		g_ptr_array_add(parts, row->note);
	g_ptr_array_add(parts, NULL);
	return parts->len > 1 ? g_strjoinv("; ", (char **)parts->pdata) : NULL;
}

static json_t *row_json(const struct notice_standing *standing, const struct notice_standing_row *row, int place)
{
	const struct voice voice = { .config = standing->config, .language = standing->language };
	json_t *object = json_object();

	json_object_set_new(object, "place", json_integer(place));
	notice_put_text(object, "body", row->agency->name);
	if (row->contact != NULL) {
		notice_put_text(object, "contact_name", row->contact->name);
		notice_put_text(object, "contact_phone", row->contact->phone);
	}
	notice_put(object, "row_document", document_of(voice.language, row));
	if (instant_is_set(row->received))
		notice_put(object, "row_received", words_instant_short(standing->config->settings.zone, row->received));
	notice_put(object, "row_state", state_of(voice.language, row));
	notice_put_flag(object, "row_open", !row->in);
	if (row->reminders > 0) {
		notice_put_count(object, &voice, "row_reminders", row->reminders);
		if (civil_is_set(row->last_reminder))
			notice_put(object, "row_reminded", words_date_table(row->last_reminder));
	}
	notice_put(object, "row_note", note_of(voice.language, row));
	return object;
}

/* ---- the whole */

static json_t *groups_json(const struct notice_standing *standing)
{
	json_t *groups = json_array(), *rows = NULL;
	int kind = -1;

	for (guint i = 0; i < standing->rows->len; i++) {
		const struct notice_standing_row *row = g_ptr_array_index(standing->rows, i);

		if (kind_of(row->agency) != kind) {
			kind = kind_of(row->agency);
			rows = json_array();
			json_array_append_new(groups, json_pack("{s:s, s:o}", "group", kind_words(standing->language, kind), "rows", rows));
		}
		json_array_append_new(rows, row_json(standing, row, (int)i + 1));
	}
	if (json_array_size(groups) == 1) /* a heading over everything tells nothing */
		json_object_del(json_array_get(groups, 0), "group");
	return groups;
}

static json_t *context_of(const struct notice_standing *standing)
{
	const struct voice voice = { .config = standing->config, .language = standing->language };
	const struct { const char *key; int n; } counts[] = { { "total", standing->total }, { "on_time", standing->on_time },
							      { "late", standing->late },   { "open", standing->open },
							      { "excused", standing->excused } };
	const char *office = standing->office != NULL ? standing->office->name : standing->config->settings.office.name;
	json_t *object = json_object();

	notice_put_duty(object, &voice, standing->obligation, &standing->period, &standing->limit);
	notice_put(object, "due_text",
		   notice_due_words(&voice, standing->obligation, standing->due, standing->by_day, &standing->limit));
	notice_put(object, "office", office != NULL ? g_utf8_strup(office, -1) : NULL);
	notice_put(object, "as_of", words_instant(voice.language, standing->config->settings.zone, standing->now));
	notice_put_flag(object, "only_missing", standing->missing);
	for (size_t i = 0; i < G_N_ELEMENTS(counts); i++)
		notice_put_count(object, &voice, counts[i].key, counts[i].n);
	json_object_set_new(object, "groups", groups_json(standing));
	notice_put_flag(object, "has_rows", standing->rows->len > 0);
	return object;
}

char *notice_standing_render(struct notice_standing *standing, struct templates *templates, bool html, GError **error)
{
	const char *language = standing->language == LANGUAGE_EN ? "en" : "vi";
	g_autofree char *name = g_strdup_printf("%s/table.%s", language, html ? "html" : "txt");
	g_autofree char *text = NULL;
	json_t *context;

	g_ptr_array_sort(standing->rows, by_kind_and_name);
	context = context_of(standing);
	text = templates_render(templates, name, context, error);
	json_decref(context);
	if (text == NULL || html)
		return g_steal_pointer(&text);
	return notice_fill(text);
}

char *notice_standing_csv(struct notice_standing *standing)
{
	static const char *const heads[][10] = {
		{ "STT", "Cơ quan", "Đầu mối", "Điện thoại", "Số và ngày văn bản", "Nhận lúc", "Tình trạng", "Đã nhắc (lần)",
		  "Lần nhắc cuối", "Ghi chú" },
		{ "No.", "Body", "Contact", "Telephone", "Document", "Received", "State", "Notices sent", "Last notice", "Note" },
	};
	static const char *const keys[] = { "body", "contact_name", "contact_phone", "row_document", "row_received", "row_state",
					    "row_reminders", "row_reminded", "row_note" };
	GString *text = g_string_new(CSV_BOM);

	g_ptr_array_sort(standing->rows, by_kind_and_name);
	csv_row(text, heads[standing->language == LANGUAGE_EN], 10);
	for (guint i = 0; i < standing->rows->len; i++) {
		json_t *row = row_json(standing, g_ptr_array_index(standing->rows, i), (int)i + 1);
		g_autofree char *place = g_strdup_printf("%u", i + 1);
		const char *cells[10] = { place };

		for (size_t k = 0; k < G_N_ELEMENTS(keys); k++)
			cells[k + 1] = json_string_value(json_object_get(row, keys[k]));
		csv_row(text, cells, 10);
		json_decref(row);
	}
	return g_string_free(text, FALSE);
}
