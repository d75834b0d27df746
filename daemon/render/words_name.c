#include <string.h>

#include "base/text.h"
#include "render/words.h"

static bool given(const char *text)
{
	return text != NULL && *text != '\0';
}

static const char *type_of(enum language language, const char *type)
{
	static const char *const types[][2] = {
		{ "ke hoach", "Plan" },           { "chuong trinh", "Programme" }, { "quyet dinh", "Decision" },
		{ "cong van", "Official letter" }, { "nghi quyet", "Resolution" },  { "chi thi", "Directive" },
		{ "thong bao", "Notice" },         { "huong dan", "Guidance" },     { "thong tu", "Circular" },
		{ "nghi dinh", "Decree" },         { "de an", "Scheme" },
	};
	g_autofree char *folded = language == LANGUAGE_EN ? text_fold(type) : NULL;

	for (size_t i = 0; folded != NULL && i < G_N_ELEMENTS(types); i++) {
		if (strcmp(folded, types[i][0]) == 0)
			return types[i][1];
	}
	return type;
}

static const char *issuer_of(const struct document *document)
{
	if (document->issuer != NULL)
		return document->issuer->name;
	return given(document->issuer_text) ? document->issuer_text : NULL;
}

/* « ngày 23 tháng 3 năm 2022 của Ủy ban …», each as far as known. */
static void append_origin(GString *out, enum language language, const struct document *document)
{
	const char *issuer = issuer_of(document);

	if (civil_is_set(document->date)) {
		g_autofree char *day = words_date_long(language, document->date);

		g_string_append_printf(out, language == LANGUAGE_EN ? " of %s" : " %s", day);
	}
	if (issuer != NULL)
		g_string_append_printf(out, language == LANGUAGE_EN ? ", %s" : " của %s", issuer);
}

static void append_subject(GString *out, enum language language, const char *subject)
{
	if (!given(subject))
		return;
	if (language == LANGUAGE_EN)
		g_string_append_printf(out, ", “%s”", subject);
	else
		g_string_append_printf(out, g_str_has_prefix(subject, "về ") ? " %s" : " về %s", subject);
}

static char *numbered(enum language language, const struct document *document, const char *what)
{
	return g_strdup_printf(language == LANGUAGE_EN ? "%s No. %s" : "%s số %s", what, document->number);
}

char *words_document(enum language language, const struct plan *plan)
{
	const struct document *document = &plan->document;
	g_autofree char *number = NULL;
	GString *out;

	if (given(document->cite))
		return g_strdup(document->cite);
	if (!given(document->number))
		return g_strdup(plan->title);
	if (!given(document->type)) { /* a title begins with its type: the number cannot be put into it */
		number = numbered(language, document, language == LANGUAGE_EN ? "document" : "văn bản");
		out = g_string_new(number);
		append_origin(out, language, document);
		g_string_append_printf(out, ", “%s”", plan->title);
		return g_string_free(out, FALSE);
	}
	number = numbered(language, document, type_of(language, document->type));
	out = g_string_new(number);
	append_origin(out, language, document);
	append_subject(out, language, document->subject);
	return g_string_free(out, FALSE);
}

char *words_document_short(enum language language, const struct plan *plan)
{
	const struct document *document = &plan->document;

	if (given(document->cite_short))
		return g_strdup(document->cite_short);
	if (!given(document->number))
		return g_strdup(plan->title);
	if (!given(document->type))
		return numbered(language, document, language == LANGUAGE_EN ? "document" : "văn bản");
	return numbered(language, document, type_of(language, document->type));
}

/* Communes and, until 30/6/2025, districts: their committee has a chair, all other bodies a head. */
static bool is_local(const struct agency *agency)
{
	return agency->level == LEVEL_COMMUNE || agency->level == LEVEL_DISTRICT;
}

static char *head_by_office(enum language language, const struct agency *agency)
{
	if (language == LANGUAGE_EN)
		return g_strdup_printf(is_local(agency) ? "the Chair of %s" : "the Head of %s", agency->name);
	return g_strdup_printf(is_local(agency) ? "đồng chí Chủ tịch %s" : "Thủ trưởng %s", agency->name);
}

static char *title_of(enum language language, const struct agency *agency, const struct contact *head)
{
	if (!given(head->title))
		return g_strdup_printf(language == LANGUAGE_EN ? (is_local(agency) ? "Chair, %s" : "Head, %s")
							       : (is_local(agency) ? "Chủ tịch %s" : "Thủ trưởng %s"),
				       agency->name);
	if (strstr(head->title, agency->name) != NULL)
		return g_strdup(head->title);
	return g_strdup_printf(language == LANGUAGE_EN ? "%s, %s" : "%s %s", head->title, agency->name);
}

char *words_head(enum language language, const struct agency *agency, const struct contact *head)
{
	g_autofree char *title = NULL;

	if (head == NULL || !given(head->name))
		return head_by_office(language, agency);
	title = title_of(language, agency, head);
	return g_strdup_printf(language == LANGUAGE_EN ? "%s, %s" : "đồng chí %s, %s", head->name, title);
}

char *words_you(enum language language, const struct agency *agency)
{
	if (given(agency->address_as))
		return g_strdup(agency->address_as);
	if (agency->relation == RELATION_REQUESTED || agency->level == LEVEL_ORGANISATION)
		return g_strdup(agency->name);
	if (language == LANGUAGE_EN)
		return g_strdup("you");
	return g_strdup(is_local(agency) ? "quý địa phương" : "quý cơ quan");
}

char *words_instead(enum language language, const char *text, const struct agency *instead_of)
{
	return g_strdup_printf(language == LANGUAGE_EN ? "%s (in place of %s)" : "%s (thay %s)", text, instead_of->name);
}
