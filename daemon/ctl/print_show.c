/* One occurrence with all that is recorded of it, for people. */
#include <stdio.h>
#include <string.h>

#include "ctl/output.h"
#include "ctl/print.h"

/* ---- what was promised ---- */

static void show_definition(const struct session *session, const json_t *object, GStringChunk *arena)
{
	print_field(session_say(session, "Cơ quan", "Body"), print_owner(session, object, arena));
	print_field(session_say(session, "Kỳ", "Period"), print_text(object, "period_words"));
	print_field(session_say(session, "Kế hoạch", "Plan"), print_text(object, "plan_title"));
	print_field(session_say(session, "Mục", "Clause"), print_text(object, "clause"));
	print_field(session_say(session, "Trích", "Quote"), print_text(object, "quote"));
	print_joined(session_say(session, "Gửi về", "Sent to"), json_object_get(object, "receivers"));
	print_joined(session_say(session, "Nội dung", "Covers"), json_object_get(object, "covers"));
	print_field(session_say(session, "Hình thức gửi", "How"), print_text(object, "send_to"));
	print_field(session_say(session, "Đề cương", "Outline"), print_text(object, "outline"));
	print_joined(session_say(session, "Cần có trước", "Needs"), json_object_get(object, "needs"));
}

static void show_dates(const struct session *session, const json_t *object, GStringChunk *arena)
{
	print_field(session_say(session, "Thời hạn ghi", "As written"), print_text(object, "due_text"));
	print_field(session_say(session, "Thời hạn", "Limit"), print_day(session, object, "limit", arena));
	print_field(session_say(session, "Nhắm tới", "Aim"), print_day(session, object, "aim", arena));
	print_field(session_say(session, "Chậm từ", "Late from"), print_time(session, object, "late_from", arena));
	if (json_is_true(json_object_get(object, "provisional")))
		print_field(session_say(session, "Lịch", "Calendar"), session_say(session, "tạm tính", "provisional"));
	print_field(session_say(session, "Tình trạng", "State"), print_state(session, print_text(object, "state")));
	print_field(session_say(session, "Gửi lúc", "Submitted"), print_time(session, object, "submitted", arena));
}

/* ---- what orders made of it ---- */

/* "3 ngày, 2 ngày làm việc"; kept in `arena`. "" for none. */
static const char *lateness(const struct session *session, const json_t *object, const char *days_key, const char *workdays_key,
			    GStringChunk *arena)
{
	json_int_t days = json_integer_value(json_object_get(object, days_key)), workdays = json_integer_value(json_object_get(object, workdays_key));
	g_autofree char *text = NULL;

	if (days == 0 && workdays == 0)
		return "";
	text = g_strdup_printf("%" JSON_INTEGER_FORMAT " %s, %" JSON_INTEGER_FORMAT " %s", days, session_say(session, "ngày", "day(s)"), workdays,
			       session_say(session, "ngày làm việc", "working day(s)"));
	return g_string_chunk_insert(arena, text);
}

static const char *times(const struct session *session, const json_t *object, const char *key, GStringChunk *arena)
{
	json_int_t count = json_integer_value(json_object_get(object, key));
	g_autofree char *text = g_strdup_printf("%" JSON_INTEGER_FORMAT " %s", count, session_say(session, "lần", "time(s)"));

	return count > 0 ? g_string_chunk_insert(arena, text) : "";
}

/* "Xã A 2; Xã B 0" */
static const char *counted_by_body(const json_t *items, GStringChunk *arena)
{
	g_autoptr(GString) text = g_string_new(NULL);
	const json_t *item;
	size_t i;

	json_array_foreach (items, i, item)
		g_string_append_printf(text, "%s%s %" JSON_INTEGER_FORMAT, i ? "; " : "", print_text(item, "agency_name"),
				       json_integer_value(json_object_get(item, "entries")));
	return g_string_chunk_insert(arena, text->str);
}

/* Items recorded of those wanted; where several bodies share a row, of each body. */
static const char *counted(const json_t *object, GStringChunk *arena)
{
	const json_t *entries = json_object_get(object, "entries"), *items = json_object_get(object, "items");
	g_autofree char *text = g_strdup_printf("%" JSON_INTEGER_FORMAT "/%" JSON_INTEGER_FORMAT, json_integer_value(entries),
						json_integer_value(json_object_get(object, "count")));

	if (json_is_array(items))
		return counted_by_body(items, arena);
	return json_is_integer(entries) ? g_string_chunk_insert(arena, text) : "";
}

/* A limit that is not the one in force. */
static void show_limit(const struct session *session, const json_t *object, const char *label, const char *key, GStringChunk *arena)
{
	if (strcmp(print_text(object, key), print_text(object, "limit")) != 0)
		print_field(label, print_day(session, object, key, arena));
}

static void show_life(const struct session *session, const json_t *object, GStringChunk *arena)
{
	print_field(session_say(session, "Ấn định", "Set by an order"), print_text(object, "due"));
	show_limit(session, object, session_say(session, "Thời hạn ban đầu", "First limit"), "original_limit", arena);
	show_limit(session, object, session_say(session, "Tính chậm theo", "Judged by"), "counted_limit", arena);
	print_field(session_say(session, "Chậm", "Late"), lateness(session, object, "days_late", "workdays_late", arena));
	if (json_integer_value(json_object_get(object, "extensions")) > 0)
		print_field(session_say(session, "So với hạn đầu", "By the first limit"),
			    lateness(session, object, "original_days_late", "original_workdays_late", arena));
	print_joined(session_say(session, "Chậm do đầu vào", "Late because of"), json_object_get(object, "charged_to"));
	print_joined(session_say(session, "Nộp không có", "Submitted without"), json_object_get(object, "left_out"));
	print_field(session_say(session, "Gia hạn", "Extended"), times(session, object, "extensions", arena));
	print_field(session_say(session, "Trả lại", "Returned"), times(session, object, "rounds", arena));
	print_field(session_say(session, "Chờ quyết định đến", "Asked, waits until"), print_time(session, object, "asked_until", arena));
	print_field(session_say(session, "Cơ quan thực hiện", "Answered by"), print_text(object, "assignee_name"));
	print_field(session_say(session, "Số mục", "Items"), counted(object, arena));
}

static void show_holds(const struct session *session, const json_t *holds, GStringChunk *arena)
{
	const char *headings[] = { session_say(session, "Giữ lại", "Held back"), session_say(session, "Đến hết", "Until"),
				   session_say(session, "Từ lúc", "Since"), session_say(session, "Lý do", "Why"), NULL };
	g_autoptr(table_t) table = table_new(headings);
	const json_t *hold;
	size_t i;

	json_array_foreach (holds, i, hold) {
		const char *step = print_text(hold, "step"), *until = print_date(session, print_text(hold, "until"), arena);

		table_row(table, (const char *[]){ *step ? step : session_say(session, "mọi bậc", "every step"),
						   *until ? until : session_say(session, "khi cho đi", "let go"),
						   print_time(session, hold, "at", arena), print_text(hold, "reason") });
	}
	if (table_rows(table) == 0)
		return;
	putchar('\n');
	output_table(table);
}

/* ---- history and mails ---- */

static void add_part(GString *text, const char *label, const char *part)
{
	g_auto(GStrv) lines = NULL;
	g_autofree char *joined = NULL;

	if (!part || !*part)
		return;
	lines = g_strsplit(part, "\n", -1);
	joined = g_strjoinv("; ", lines);
	g_string_append_printf(text, "%s%s%s%s", text->len ? "; " : "", label, *label ? " " : "", joined);
}

/* What an order said besides: who asked for it, who granted it, an item, another agency. */
static void add_detail(const struct session *session, GString *text, const json_t *detail, GStringChunk *arena)
{
	static const struct { const char *key, *vi, *en; } parts[] = {
		{ "asks", "đề nghị", "asked:" }, { "asked_by", "theo đề nghị của", "asked by" }, { "asked_on", "ngày", "on" },
		{ "granted_by", "cho phép:", "granted by" }, { "until", "đến hết", "until" }, { "due", "thời hạn:", "limit:" },
		{ "to", "giao", "to" }, { "entry", "mục:", "item:" }, { "outcome", "là", "as" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
		const char *value = print_text(detail, parts[i].key), *date = print_date(session, value, arena);

		add_part(text, session_say(session, parts[i].vi, parts[i].en), *date ? date : value);
	}
	if (json_is_string(json_object_get(detail, "refused")))
		add_part(text, "", session_say(session, "không được chấp thuận", "not granted"));
}

static const char *act_text(const struct session *session, const json_t *act, GStringChunk *arena)
{
	g_autoptr(GString) text = g_string_new(NULL);

	add_part(text, "", print_text(act, "number"));
	add_part(text, session_say(session, "ngày", "of"), print_date(session, print_text(act, "dated"), arena));
	add_part(text, "", print_text(act, "channel"));
	add_part(text, "", print_text(act, "reason"));
	add_part(text, "", print_text(act, "note"));
	add_part(text, session_say(session, "hạn đến hết", "limit"), print_date(session, print_text(act, "limit"), arena));
	add_part(text, session_say(session, "nhận", "received"), print_time(session, act, "received", arena));
	add_part(text, session_say(session, "gửi", "sent"), print_time(session, act, "sent", arena));
	add_detail(session, text, json_object_get(act, "detail"), arena);
	return g_string_chunk_insert(arena, text->str);
}

static void show_history(const struct session *session, const json_t *acts, GStringChunk *arena)
{
	const char *headings[] = { session_say(session, "Lúc", "When"), session_say(session, "Việc", "What"), session_say(session, "Người", "Who"),
				   session_say(session, "Thay", "For"), "", NULL };
	g_autoptr(table_t) table = table_new(headings);
	const json_t *act;
	size_t i;

	if (json_array_size(acts) == 0)
		return;
	json_array_foreach (acts, i, act)
		table_row(table, (const char *[]){ print_time(session, act, "at", arena), print_text(act, "verb"), print_text(act, "user"),
						   print_text(act, "as"), act_text(session, act, arena) });
	printf("\n%s\n", session_say(session, "Lịch sử", "History"));
	output_table(table);
}

static void show_mails(const struct session *session, const json_t *mails, GStringChunk *arena)
{
	const char *headings[] = { session_say(session, ">Thư", ">Mail"), session_say(session, "Lúc", "When"), session_say(session, "Tới", "To"),
				   session_say(session, "Kết quả", "Fate"), session_say(session, "Chủ đề", "Subject"), NULL };
	g_autoptr(table_t) table = table_new(headings);
	const json_t *mail, *envelope;
	size_t i, j;

	if (json_array_size(mails) == 0)
		return;
	json_array_foreach (mails, i, mail) {
		json_array_foreach (json_object_get(mail, "envelopes"), j, envelope)
			table_row(table, (const char *[]){ output_field(envelope, "envelope", arena), print_time(session, mail, "at", arena),
							   print_text(envelope, "address"), print_state(session, print_text(envelope, "state")),
							   print_text(mail, "subject") });
	}
	printf("\n%s\n", session_say(session, "Thư", "Mail"));
	output_table(table);
}

void print_show(const struct session *session, const json_t *object)
{
	g_autoptr(GStringChunk) arena = g_string_chunk_new(1024);

	printf("%s\n  %s\n", print_text(object, "id"), print_text(object, "title"));
	show_definition(session, object, arena);
	show_dates(session, object, arena);
	show_life(session, object, arena);
	show_holds(session, json_object_get(object, "holds"), arena);
	print_cascade(session, json_object_get(object, "cascade"));
	show_history(session, json_object_get(object, "history"), arena);
	show_mails(session, json_object_get(object, "mails"), arena);
}
