#include "ctl/print.h"

#include <stdio.h>
#include <string.h>

#include "ctl/output.h"
#include "render/account.h"

const char *print_state(const struct session *session, const char *state)
{
	static const struct { const char *state, *vi, *en; } words[] = {
		{ "not due", "chưa đến hạn", "not yet due" },
		{ "due soon", "sắp đến hạn", "due soon" },
		{ "due today", "đang trong ngày cuối", "last day" },
		{ "grace", "hết thời hạn, chưa tính quá hạn", "limit passed, not yet counted late" },
		{ "overdue", "quá hạn, chưa nhận được", "overdue, not received" },
		{ "submitted", "đã gửi", "submitted" },
		{ "accepted", "đạt yêu cầu", "accepted" },
		{ "returned", "trả lại để bổ sung, chỉnh sửa", "returned for correction" },
		{ "waived", "không phải báo cáo kỳ này", "not required this period" },
		{ "nil", "không phát sinh", "nothing to report" },
		{ "cancelled", "đã hủy", "cancelled" },
		{ "unsettled", "quá hạn từ trước, chờ xác nhận", "late before it was taken up, to be settled" },
		{ "withdrawn", "không còn trong tệp", "gone from the files" },
		{ "undated", "văn bản không quy định thời hạn", "no date in the document" },
		{ "on event", "khi có yêu cầu", "on request" },
		{ "on time", "trong thời hạn", "on time" },
		{ "late", "quá thời hạn", "late" },
		{ "queued", "chờ gửi", "queued" },
		{ "sending", "đang gửi", "being sent" },
		{ "sent", "máy chủ thư đã nhận", "accepted by the relay" },
		{ "deferred", "hẹn gửi lại", "deferred" },
		{ "failed", "bị từ chối", "refused" },
		{ "uncertain", "không rõ đã tới", "may have arrived" },
		{ "superseded", "không còn đúng, không gửi", "superseded" },
		{ "held", "giữ lại", "held" },
		{ "dropped", "bỏ", "dropped" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		if (strcmp(words[i].state, state) == 0)
			return session_say(session, words[i].vi, words[i].en);
	}
	return state;
}

static const char *text_of(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text ? text : "";
}

/* A date of the answer as a day of a table; kept in `arena`. */
static const char *day_of(const struct session *session, const json_t *object, const char *key, GStringChunk *arena)
{
	struct civil date;
	g_autofree char *day = NULL;

	if (!civil_parse(text_of(object, key), &date))
		return "";
	day = account_day(session->language, date);
	return g_string_chunk_insert(arena, day);
}

/* "07:30 01/12/2026" of "2026-12-01T07:30:00+07:00". */
static const char *time_of(const struct session *session, const json_t *object, const char *key, GStringChunk *arena)
{
	const char *text = text_of(object, key);
	g_autofree char *date = g_strndup(text, 10), *shown = NULL;
	struct civil civil;
	int year, month, day;

	if (strlen(text) < 16 || !civil_parse(date, &civil))
		return "";
	civil_split(civil, &year, &month, &day);
	shown = session->language == LANGUAGE_VI ? g_strdup_printf("%.5s %02d/%02d/%04d", text + 11, day, month, year)
						 : g_strdup_printf("%s %.5s", date, text + 11);
	return g_string_chunk_insert(arena, shown);
}

static const char *say(const struct session *session, const char *vi, const char *en)
{
	return session_say(session, vi, en);
}

/* ---- list ---- */

static const char *who(const struct session *session, const json_t *row, GStringChunk *arena)
{
	const json_t *owners = json_object_get(row, "owners");
	g_autofree char *text = NULL;

	if (!json_is_integer(owners))
		return text_of(row, "agency_name");
	text = g_strdup_printf("(%" JSON_INTEGER_FORMAT " %s)", json_integer_value(owners), say(session, "cơ quan", "bodies"));
	return g_string_chunk_insert(arena, text);
}

void print_list(const struct session *session, const json_t *rows)
{
	const char *headings[] = { say(session, "Thời hạn", "Limit"), say(session, "Tình trạng", "State"), say(session, "Cơ quan", "Body"), "ID",
				   say(session, "Nội dung", "What"), NULL };
	g_autoptr(table_t) table = table_new(headings);
	g_autoptr(GStringChunk) arena = g_string_chunk_new(4096);
	const json_t *row;
	size_t i;

	json_array_foreach (rows, i, row)
		table_row(table, (const char *[]){ day_of(session, row, "limit", arena), print_state(session, text_of(row, "state")),
						   who(session, row, arena), text_of(row, "id"), text_of(row, "title") });
	output_table(table);
}

/* ---- show ---- */

static void field(const char *label, const char *text)
{
	g_autofree char *wrapped = NULL;
	int width = table_width(label);

	if (!text || !*text)
		return;
	wrapped = table_wrap(text, output_width(), 26);
	printf("  %s:%*s%s\n", label, width < 23 ? 23 - width : 1, "", wrapped);
}

static void joined(const char *label, const json_t *array)
{
	g_autoptr(GString) text = g_string_new(NULL);
	const json_t *item;
	size_t i;

	json_array_foreach (array, i, item)
		g_string_append_printf(text, "%s%s", i ? "; " : "", json_string_value(item));
	field(label, text->str);
}

static void show_definition(const struct session *session, const json_t *object, GStringChunk *arena)
{
	field(say(session, "Cơ quan", "Body"), who(session, object, arena));
	field(say(session, "Kỳ", "Period"), text_of(object, "period_words"));
	field(say(session, "Kế hoạch", "Plan"), text_of(object, "plan_title"));
	field(say(session, "Mục", "Clause"), text_of(object, "clause"));
	field(say(session, "Trích", "Quote"), text_of(object, "quote"));
	joined(say(session, "Gửi về", "Sent to"), json_object_get(object, "receivers"));
	joined(say(session, "Nội dung", "Covers"), json_object_get(object, "covers"));
	field(say(session, "Hình thức gửi", "How"), text_of(object, "send_to"));
	field(say(session, "Đề cương", "Outline"), text_of(object, "outline"));
	joined(say(session, "Cần có trước", "Needs"), json_object_get(object, "needs"));
}

static void show_dates(const struct session *session, const json_t *object, GStringChunk *arena)
{
	field(say(session, "Thời hạn ghi", "As written"), text_of(object, "due_text"));
	field(say(session, "Thời hạn", "Limit"), day_of(session, object, "limit", arena));
	field(say(session, "Nhắm tới", "Aim"), day_of(session, object, "aim", arena));
	field(say(session, "Chậm từ", "Late from"), time_of(session, object, "late_from", arena));
	if (json_is_true(json_object_get(object, "provisional")))
		field(say(session, "Lịch", "Calendar"), say(session, "tạm tính", "provisional"));
	field(say(session, "Tình trạng", "State"), print_state(session, text_of(object, "state")));
	field(say(session, "Gửi lúc", "Submitted"), time_of(session, object, "submitted", arena));
}

static const char *act_text(const struct session *session, const json_t *act, GStringChunk *arena)
{
	g_autoptr(GString) text = g_string_new(NULL);
	static const char *const keys[] = { "number", "dated", "channel", "reason", "note", "limit" };

	for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
		if (*text_of(act, keys[i]))
			g_string_append_printf(text, "%s%s", text->len ? "; " : "", text_of(act, keys[i]));
	}
	if (*text_of(act, "received"))
		g_string_append_printf(text, "%s%s %s", text->len ? "; " : "", say(session, "nhận", "received"),
				       time_of(session, act, "received", arena));
	return g_string_chunk_insert(arena, text->str);
}

static void show_history(const struct session *session, const json_t *acts, GStringChunk *arena)
{
	const char *headings[] = { say(session, "Lúc", "When"), say(session, "Việc", "What"), say(session, "Người", "Who"),
				   say(session, "Thay", "For"), "", NULL };
	g_autoptr(table_t) table = table_new(headings);
	const json_t *act;
	size_t i;

	if (json_array_size(acts) == 0)
		return;
	json_array_foreach (acts, i, act)
		table_row(table, (const char *[]){ time_of(session, act, "at", arena), text_of(act, "verb"), text_of(act, "user"),
						   text_of(act, "as"), act_text(session, act, arena) });
	printf("\n%s\n", say(session, "Lịch sử", "History"));
	output_table(table);
}

static void show_mails(const struct session *session, const json_t *mails, GStringChunk *arena)
{
	const char *headings[] = { say(session, ">Thư", ">Mail"), say(session, "Lúc", "When"), say(session, "Tới", "To"),
				   say(session, "Kết quả", "Fate"), say(session, "Chủ đề", "Subject"), NULL };
	g_autoptr(table_t) table = table_new(headings);
	const json_t *mail, *envelope;
	size_t i, j;

	if (json_array_size(mails) == 0)
		return;
	json_array_foreach (mails, i, mail) {
		json_array_foreach (json_object_get(mail, "envelopes"), j, envelope)
			table_row(table, (const char *[]){ output_field(envelope, "envelope", arena), time_of(session, mail, "at", arena),
							   text_of(envelope, "address"), print_state(session, text_of(envelope, "state")),
							   text_of(mail, "subject") });
	}
	printf("\n%s\n", say(session, "Thư", "Mail"));
	output_table(table);
}

void print_show(const struct session *session, const json_t *object)
{
	g_autoptr(GStringChunk) arena = g_string_chunk_new(1024);

	printf("%s\n  %s\n", text_of(object, "id"), text_of(object, "title"));
	show_definition(session, object, arena);
	show_dates(session, object, arena);
	show_history(session, json_object_get(object, "history"), arena);
	show_mails(session, json_object_get(object, "mails"), arena);
}

/* ---- explain ---- */

static void explain_steps(const struct session *session, const json_t *steps)
{
	const char *headings[] = { say(session, "Bậc", "Step"), say(session, "Ngày", "Day"), say(session, "Ai", "Role"),
				   say(session, "Kết quả", "What became of it"), NULL };
	g_autoptr(table_t) table = table_new(headings);
	g_autoptr(GStringChunk) arena = g_string_chunk_new(1024);
	const json_t *step;
	size_t i;

	json_array_foreach (steps, i, step) {
		const char *day = day_of(session, step, "day", arena);

		table_row(table, (const char *[]){ text_of(step, "step"), *day ? day : time_of(session, step, "at", arena), text_of(step, "role"),
						   text_of(step, "text") });
	}
	if (table_rows(table) > 0)
		output_table(table);
}

void print_explain(const struct session *session, const json_t *object)
{
	const json_t *line;
	size_t i;

	printf("%s  (%s)\n", text_of(object, "id"), print_state(session, text_of(object, "state")));
	json_array_foreach (json_object_get(object, "lines"), i, line) {
		g_autofree char *text = table_wrap(text_of(line, "text"), output_width(), 4);

		printf("%" JSON_INTEGER_FORMAT ". %s\n", json_integer_value(json_object_get(line, "line")), text);
	}
	putchar('\n');
	explain_steps(session, json_object_get(object, "steps"));
}

/* ---- the outbox ---- */

void print_queue(const struct session *session, const json_t *rows)
{
	const char *headings[] = { say(session, ">Thư", ">Mail"), say(session, "Lúc", "Planned"), say(session, "Tới", "To"),
				   say(session, "Tình trạng", "State"), say(session, "Lần tới", "Next try"), say(session, "Trả lời", "Reply"),
				   say(session, "Chủ đề", "Subject"), NULL };
	g_autoptr(table_t) table = table_new(headings);
	g_autoptr(GStringChunk) arena = g_string_chunk_new(4096);
	const json_t *row;
	size_t i;

	json_array_foreach (rows, i, row)
		table_row(table, (const char *[]){ output_field(row, "envelope", arena), time_of(session, row, "at", arena), text_of(row, "address"),
						   print_state(session, text_of(row, "state")), time_of(session, row, "next", arena),
						   text_of(row, "reply"), text_of(row, "subject") });
	output_table(table);
}

void print_envelope(const struct session *session, const json_t *object)
{
	g_autoptr(GStringChunk) arena = g_string_chunk_new(256);

	printf("%s %s\n", say(session, "Thư", "Mail"), output_field(object, "envelope", arena));
	field(say(session, "Chủ đề", "Subject"), text_of(object, "subject"));
	field(say(session, "Tới", "To"), text_of(object, "address"));
	field(say(session, "Loại", "Kind"), text_of(object, "kind"));
	field("Message-ID", text_of(object, "message_id"));
	field(say(session, "Tình trạng", "State"), print_state(session, text_of(object, "state")));
	field(say(session, "Số lần thử", "Attempts"), output_field(object, "attempts", arena));
	field(say(session, "Lần tới", "Next try"), time_of(session, object, "next", arena));
	field(say(session, "Xong lúc", "Done"), time_of(session, object, "done", arena));
	field(say(session, "Mã trả lời", "Code"), output_field(object, "code", arena));
	field(say(session, "Trả lời", "Reply"), text_of(object, "reply"));
}
