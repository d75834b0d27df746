/*
 * The words of a draft letter that urges those whose reports are not in: laid out as Decree 30/2020/ND-CP has official
 * letters, number and day blank. Bodies that are only asked get a draft of their own, in their own words. Filled in by
 * engine/letter; decides nothing. Pointers into the configuration are borrowed.
 */
#pragma once

#include "render/notice.h"

struct notice_letter {
	const struct config *config;
	enum language language;
	const struct obligation *obligation;
	struct period period;
	struct limit limit;          /* by which most owed it */
	const struct due *due;       /* as in struct notice_list */
	bool by_day;
	const struct agency *issuer; /* NULL: the office */
	const struct contact *head;  /* who would sign; NULL: not known */
	struct civil today, new_ask;
	GPtrArray *bodies;           /* struct notice_row *, owned: in the order they are named */
};

struct notice_letter *notice_letter_new(void);
void notice_letter_free(struct notice_letter *letter);

/* As text, a paragraph a line, or as one HTML file. Owned by the caller. */
char *notice_letter_render(const struct notice_letter *letter, struct templates *templates, bool html, GError **error);

typedef struct notice_letter notice_letter_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(notice_letter_t, notice_letter_free)
