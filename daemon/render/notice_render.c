#include <string.h>

#include "base/error.h"
#include "render/notice_json.h"

void notice_text_clear(struct notice_text *text)
{
	g_clear_pointer(&text->subject, g_free);
	g_clear_pointer(&text->plain, g_free);
	g_clear_pointer(&text->html, g_free);
}

static bool lacks(const struct notice *notice, const char *what, GError **error)
{
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_STATE, "a notice of kind '%s' to %s without %s: nothing to write",
		    notice_kind_name(notice->kind), notice->address != NULL ? notice->address : "nobody", what);
	return false;
}

/* Each kind needs its own part of the record; without it the text would have holes. */
static bool is_whole(const struct notice *notice, GError **error)
{
	switch (notice->kind) {
	case NOTICE_ADVANCE:
	case NOTICE_TODAY:
	case NOTICE_OVERDUE:
	case NOTICE_HEAD:
		return notice->items->len > 0 || lacks(notice, "an item", error);
	case NOTICE_LIST:
		return notice->lists->len > 0 || lacks(notice, "a list", error);
	case NOTICE_FORETELL:
		return notice->foretold->len > 0 || lacks(notice, "a list", error);
	case NOTICE_DIGEST:
		return notice->digest != NULL || lacks(notice, "a digest", error);
	case NOTICE_SETTLE:
		return notice->settle->len > 0 || lacks(notice, "a row", error);
	case NOTICE_CAMPAIGN:
		return (notice->campaign != NULL && notice->agency != NULL) || lacks(notice, "a campaign and a body", error);
	case NOTICE_RECEIPT:
		return (notice->receipt != NULL && notice->items->len == 1) || lacks(notice, "a receipt and its item", error);
	case NOTICE_REQUEST:
		return notice->request != NULL || lacks(notice, "what is asked for", error);
	case NOTICE_ADMIN:
		return notice->problems->len > 0 || lacks(notice, "a row", error);
	case NOTICE_RETURNED:
	case NOTICE_EXTENDED:
	case NOTICE_WAIVED:
	case NOTICE_RECALLED:
		return (notice->decision != NULL && notice->items->len == 1) || lacks(notice, "a decision and its item", error);
	case NOTICE_READY:
		return notice->items->len == 1 || lacks(notice, "the item that is ready", error);
	}
	return false;
}

static bool is_grouped(const struct notice *notice)
{
	return notice->items->len > 1;
}

static const char *suffix(const struct notice *notice)
{
	const struct notice_item *item = notice->items->len > 0 ? g_ptr_array_index(notice->items, 0) : notice->request;
	const struct agency *agency = item != NULL && item->owner != NULL ? item->owner : notice->agency;

	if (agency == NULL)
		return "";
	switch (agency->relation) {
	case RELATION_REQUESTED:
		return "-requested";
	case RELATION_VERTICAL:
		return "-vertical";
	case RELATION_SUBORDINATE:
	case RELATION_SUPERIOR:
		return "";
	}
	return "";
}

/* "vi/advance-requested.txt" where there is one, else "vi/advance.txt". */
static char *template_name(const struct notice *notice, struct templates *templates, const char *ending)
{
	const char *language = notice->language == LANGUAGE_EN ? "en" : "vi";
	const char *kind = is_grouped(notice) ? "grouped" : notice_kind_name(notice->kind);
	g_autofree char *own = g_strdup_printf("%s/%s%s.%s", language, kind, suffix(notice), ending);

	if (templates_have(templates, own))
		return g_steal_pointer(&own);
	return g_strdup_printf("%s/%s.%s", language, kind, ending);
}

static char *render(const struct notice *notice, struct templates *templates, const char *ending, const json_t *context,
		    GError **error)
{
	g_autofree char *name = template_name(notice, templates, ending);

	return templates_render(templates, name, context, error);
}

/* One blank between words: a value that is missing leaves two. */
static char *single_blanks(char *text)
{
	char *to = text;

	for (const char *from = text; *from != '\0'; from++) {
		if (*from != ' ' || (to > text && to[-1] != ' '))
			*to++ = *from;
	}
	*to = '\0';
	return g_strchomp(text);
}

bool notice_render(const struct notice *notice, const struct config *config, struct templates *templates,
		   struct notice_text *ret, GError **error)
{
	g_autofree char *plain = NULL;
	json_t *context;

	memset(ret, 0, sizeof(*ret));
	if (!is_whole(notice, error))
		return false;
	context = notice_context(notice, config);
	ret->subject = render(notice, templates, "subject", context, error);
	if (ret->subject != NULL)
		plain = render(notice, templates, "txt", context, error);
	if (plain != NULL)
		ret->html = render(notice, templates, "html", context, error);
	json_decref(context);
	if (ret->html == NULL) {
		notice_text_clear(ret);
		return false;
	}
	single_blanks(ret->subject);
	ret->plain = notice_fill(plain);
	return true;
}
