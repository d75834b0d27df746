#include "render/notice_letter.h"

#include <string.h>

#include "render/notice_json.h"
#include "render/words.h"

static void free_row(gpointer row)
{
	notice_row_free(row);
}

struct notice_letter *notice_letter_new(void)
{
	struct notice_letter *letter = g_new0(struct notice_letter, 1);

	letter->bodies = g_ptr_array_new_with_free_func(free_row);
	return letter;
}

void notice_letter_free(struct notice_letter *letter)
{
	if (letter == NULL)
		return;
	g_ptr_array_unref(letter->bodies);
	g_free(letter);
}

static void put_upper(json_t *object, const char *key, const char *text)
{
	notice_put(object, key, text != NULL ? g_utf8_strup(text, -1) : NULL);
}

/* A province's body dates its letters in the province: «Lào Cai», out of «Ủy ban nhân dân tỉnh Lào Cai». */
static const char *place_of(const struct agency *issuer)
{
	static const char *const units[] = { " tỉnh ", " thành phố " };
	const char *above = issuer != NULL && issuer->under != NULL ? issuer->under->name : NULL;

	for (size_t i = 0; above != NULL && i < G_N_ELEMENTS(units); i++) {
		const char *at = strstr(above, units[i]);

		if (at != NULL)
			return at + strlen(units[i]);
	}
	return NULL;
}

static void put_head(json_t *object, const struct notice_letter *letter)
{
	const struct agency *issuer = letter->issuer;
	g_autofree char *year = g_strdup_printf("%04d", civil_year(letter->today));

	put_upper(object, "parent", issuer != NULL && issuer->under != NULL ? issuer->under->name : NULL);
	put_upper(object, "issuer_upper", issuer != NULL ? issuer->name : letter->config->settings.office.name);
	notice_put_text(object, "issuer", issuer != NULL ? issuer->name : letter->config->settings.office.name);
	notice_put_text(object, "abbr", issuer != NULL ? issuer->short_name : NULL);
	notice_put_text(object, "place", place_of(issuer));
	notice_put_text(object, "year", year);
	if (letter->head != NULL) {
		put_upper(object, "signer_title", letter->head->title);
		notice_put_text(object, "signer_name", letter->head->name);
	}
}

/* A body with another limit than the rest is named with it. */
static char *limit_note(const struct voice *voice, const struct notice_letter *letter, const struct notice_row *row)
{
	if (civil_equal(row->limit.limit, letter->limit.limit))
		return NULL;
	return notice_due_words(voice, letter->obligation, row->due, row->extended, &row->limit);
}

static json_t *bodies_json(const struct voice *voice, const struct notice_letter *letter, const GPtrArray *rows)
{
	json_t *bodies = json_array();

	for (guint i = 0; i < rows->len; i++) {
		const struct notice_row *row = g_ptr_array_index(rows, i);
		json_t *body = json_object();

		notice_put_text(body, "body", row->agency->name);
		notice_put(body, "note", limit_note(voice, letter, row));
		notice_put_flag(body, "last", i + 1 == rows->len);
		json_array_append_new(bodies, body);
	}
	return bodies;
}

/* Who may be reported upward: those who answer to whom it is reported to. All of them need not be named. */
static void put_upward(json_t *object, const struct voice *voice, const GPtrArray *rows)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();

	for (guint i = 0; i < rows->len; i++) {
		const struct notice_row *row = g_ptr_array_index(rows, i);

		if (row->agency->relation == RELATION_SUBORDINATE)
			g_ptr_array_add(names, row->agency->name);
	}
	notice_put_flag(object, "urgent", names->len == rows->len);
	if (names->len == 0 || json_object_get(object, "final") == NULL)
		return;
	notice_put_flag(object, "upward", true);
	if (names->len < rows->len)
		notice_put(object, "upward_names", words_join(voice->language, names));
}

static void put_receivers(json_t *object, const struct voice *voice, const struct notice_letter *letter)
{
	g_autoptr(GPtrArray) receivers = plan_receivers(letter->obligation, letter->today);
	g_autoptr(GPtrArray) final = plan_members(letter->obligation->owed_to, NULL, letter->today);
	g_autofree char *receiver = notice_names(voice, receivers), *last = notice_names(voice, final);
	const char *issuer = json_string_value(json_object_get(object, "issuer"));

	notice_put_text(object, "receiver", *receiver != '\0' ? receiver : issuer);
	if (letter->obligation->via != NULL && strcmp(receiver, last) != 0)
		notice_put_text(object, "final", last);
}

/* How to send, where all of them are told the same. */
static const char *channel_of(const struct notice_letter *letter, const GPtrArray *rows)
{
	const char *channel = NULL;

	for (guint i = 0; i < rows->len; i++) {
		const struct notice_row *row = g_ptr_array_index(rows, i);
		const char *own = plan_send_to(letter->obligation, row->agency);

		if (i > 0 && g_strcmp0(own, channel) != 0)
			return NULL;
		channel = own;
	}
	return channel;
}

static json_t *letter_json(const struct voice *voice, const struct notice_letter *letter, const GPtrArray *rows, bool requested)
{
	json_t *object = json_object();
	const struct notice_row *first = g_ptr_array_index(rows, 0);

	notice_put_duty(object, voice, letter->obligation, &letter->period, &letter->limit);
	notice_put(object, "due_text", notice_due_words(voice, letter->obligation, letter->due, letter->by_day, &letter->limit));
	put_head(object, letter);
	put_receivers(object, voice, letter);
	if (!requested)
		put_upward(object, voice, rows);
	notice_put_flag(object, "requested", requested);
	if (rows->len == 1)
		notice_put_text(object, "one", first->agency->name);
	json_object_set_new(object, "bodies", bodies_json(voice, letter, rows));
	notice_put_text(object, "send_to", channel_of(letter, rows));
	notice_put(object, "today", words_date_short(voice->language, letter->today));
	if (civil_is_set(letter->new_ask))
		notice_put(object, "new_ask", words_date_weekday(voice->language, letter->new_ask));
	return object;
}

static void add_letter(json_t *letters, const struct voice *voice, const struct notice_letter *letter, bool requested)
{
	g_autoptr(GPtrArray) rows = g_ptr_array_new();
	json_t *object;

	for (guint i = 0; i < letter->bodies->len; i++) {
		struct notice_row *row = g_ptr_array_index(letter->bodies, i);

		if ((row->agency->relation == RELATION_REQUESTED) == requested)
			g_ptr_array_add(rows, row);
	}
	if (rows->len == 0)
		return;
	object = letter_json(voice, letter, rows, requested);
	notice_put_flag(object, "second", json_array_size(letters) > 0);
	json_array_append_new(letters, object);
}

char *notice_letter_render(const struct notice_letter *letter, struct templates *templates, bool html, GError **error)
{
	const struct voice voice = { .config = letter->config, .language = letter->language };
	g_autofree char *name = g_strdup_printf("%s/letter.%s", letter->language == LANGUAGE_EN ? "en" : "vi", html ? "html" : "txt");
	json_t *context = json_object(), *letters = json_array();
	char *text;

	add_letter(letters, &voice, letter, false);
	add_letter(letters, &voice, letter, true);
	json_object_set_new(context, "letters", letters);
	text = templates_render(templates, name, context, error);
	json_decref(context);
	return text;
}
