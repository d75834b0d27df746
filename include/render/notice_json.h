/*
 * The parts a notice's context is put together from, one function per record: facts in, words of one language out, as
 * jansson objects the templates read. Shared between render/notice_*; of no use elsewhere. A name without a value is
 * left out of the object, never an empty string.
 */
#pragma once

#include <jansson.h>

#include "render/notice.h"

struct voice { /* in whose words */
	const struct config *config;
	enum language language;
};

/* Sets a name to a text it takes over; NULL and "" set nothing. */
void notice_put(json_t *object, const char *key, char *text);
void notice_put_text(json_t *object, const char *key, const char *text);
void notice_put_flag(json_t *object, const char *key, bool value);
/* «03» as `key`, and `key` + "_one" where it is 1, for plurals. */
void notice_put_count(json_t *object, const struct voice *voice, const char *key, int n);
/* requested, vertical or subordinate: true. */
void notice_put_relation(json_t *object, const struct agency *agency);

/* The limit in the words of the rule in force: an order's (`due`), the obligation's, or the day alone, included. */
char *notice_due_words(const struct voice *voice, const struct obligation *obligation, const struct due *due, bool by_day,
		       const struct limit *limit);
/* obligation_period and its kin, due_text, doc_ref and doc_short of one duty. */
void notice_put_duty(json_t *object, const struct voice *voice, const struct obligation *obligation,
		     const struct period *period, const struct limit *limit);

json_t *notice_item_json(const struct voice *voice, const struct notice_item *item, struct instant now);
json_t *notice_row_json(const struct voice *voice, const struct notice_row *row);
json_t *notice_rows_json(const struct voice *voice, const GPtrArray *rows);
json_t *notice_list_json(const struct voice *voice, const struct notice_list *list);
json_t *notice_campaign_json(const struct voice *voice, const struct notice_campaign *campaign);
/* What an order decided about the item: reasons, the document it rests on, who asked, who granted, the days. */
void notice_decision_put(json_t *object, const struct voice *voice, const struct notice_decision *decision,
			 const struct notice_item *item);
/* `document`: number and date of a report, the number of its receipt; nothing where all are missing. */
void notice_document_put(json_t *object, const struct voice *voice, const char *number, struct civil dated,
			 const char *receipt);
/* `inputs`: by obligation and period, how many are in, then by name those that are not, were late or are not required; with
 * `with_in` also those in time. NULL or empty puts nothing. */
void notice_inputs_put(json_t *object, const struct voice *voice, const GPtrArray *inputs, bool with_in);
json_t *notice_digest_json(const struct voice *voice, const struct notice_digest *digest);

/* «thứ Ba, ngày 24/11/2026 nghỉ Ngày Văn hóa Việt Nam» */
char *notice_day_words(const struct voice *voice, const struct calendar_day *day);
/* As a line begins: «Thứ Ba, …». */
char *notice_capital(const char *text);
/* Names of bodies, joined with "and". */
char *notice_names(const struct voice *voice, const GPtrArray *agencies);

/* Names (char *) in the order of the Vietnamese alphabet, 30 at most: «A, B và 12 cơ quan khác». Sorts the array. */
char *notice_names_of(const struct voice *voice, GPtrArray *names);

/* The plain text as it is sent: lines filled to 76 characters, list items with a hanging indent, at most one empty line
 * in a row, no blank at an end. Lines that begin with four blanks stay as they are. */
char *notice_fill(const char *text);
