#include "ctl/print.h"

#include <stdio.h>
#include <string.h>

#include "ctl/output.h"

/* ---- list ---- */

static const char *who(const struct session *session, const json_t *row, GStringChunk *arena)
{
	const json_t *owners = json_object_get(row, "owners");
	g_autofree char *text = NULL;

	if (!json_is_integer(owners))
		return print_text(row, "agency_name");
	text = g_strdup_printf("(%" JSON_INTEGER_FORMAT " %s)", json_integer_value(owners), session_say(session, "cơ quan", "bodies"));
	return g_string_chunk_insert(arena, text);
}

void print_list(const struct session *session, const json_t *rows)
{
	const char *headings[] = { session_say(session, "Thời hạn", "Limit"), session_say(session, "Tình trạng", "State"), session_say(session, "Cơ quan", "Body"), "ID",
				   session_say(session, "Nội dung", "What"), NULL };
	g_autoptr(table_t) table = table_new(headings);
	g_autoptr(GStringChunk) arena = g_string_chunk_new(4096);
	const json_t *row;
	size_t i;

	json_array_foreach (rows, i, row)
		table_row(table, (const char *[]){ print_day(session, row, "limit", arena), print_state(session, print_text(row, "state")),
						   who(session, row, arena), print_text(row, "id"), print_text(row, "title") });
	output_table(table);
}

/* ---- show ---- */

static void show_definition(const struct session *session, const json_t *object, GStringChunk *arena)
{
	print_field(session_say(session, "Cơ quan", "Body"), who(session, object, arena));
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

static const char *act_text(const struct session *session, const json_t *act, GStringChunk *arena)
{
	g_autoptr(GString) text = g_string_new(NULL);
	static const char *const keys[] = { "number", "dated", "channel", "reason", "note", "limit" };

	for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
		if (*print_text(act, keys[i]))
			g_string_append_printf(text, "%s%s", text->len ? "; " : "", print_text(act, keys[i]));
	}
	if (*print_text(act, "received"))
		g_string_append_printf(text, "%s%s %s", text->len ? "; " : "", session_say(session, "nhận", "received"),
				       print_time(session, act, "received", arena));
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
	print_cascade(session, json_object_get(object, "cascade"));
	show_history(session, json_object_get(object, "history"), arena);
	show_mails(session, json_object_get(object, "mails"), arena);
}

/* ---- explain ---- */

static void explain_steps(const struct session *session, const json_t *steps)
{
	const char *headings[] = { session_say(session, "Bậc", "Step"), session_say(session, "Ngày", "Day"), session_say(session, "Ai", "Role"),
				   session_say(session, "Kết quả", "What became of it"), NULL };
	g_autoptr(table_t) table = table_new(headings);
	g_autoptr(GStringChunk) arena = g_string_chunk_new(1024);
	const json_t *step;
	size_t i;

	json_array_foreach (steps, i, step) {
		const char *day = print_day(session, step, "day", arena);

		table_row(table, (const char *[]){ print_text(step, "step"), *day ? day : print_time(session, step, "at", arena), print_text(step, "role"),
						   print_text(step, "text") });
	}
	if (table_rows(table) > 0)
		output_table(table);
}

void print_explain(const struct session *session, const json_t *object)
{
	const json_t *line;
	size_t i;

	printf("%s  (%s)\n", print_text(object, "id"), print_state(session, print_text(object, "state")));
	json_array_foreach (json_object_get(object, "lines"), i, line) {
		g_autofree char *text = table_wrap(print_text(line, "text"), output_width(), 4);

		printf("%" JSON_INTEGER_FORMAT ". %s\n", json_integer_value(json_object_get(line, "line")), text);
	}
	putchar('\n');
	explain_steps(session, json_object_get(object, "steps"));
}

/* ---- the outbox ---- */

void print_queue(const struct session *session, const json_t *rows)
{
	const char *headings[] = { session_say(session, ">Thư", ">Mail"), session_say(session, "Lúc", "Planned"), session_say(session, "Tới", "To"),
				   session_say(session, "Tình trạng", "State"), session_say(session, "Lần tới", "Next try"), session_say(session, "Trả lời", "Reply"),
				   session_say(session, "Chủ đề", "Subject"), NULL };
	g_autoptr(table_t) table = table_new(headings);
	g_autoptr(GStringChunk) arena = g_string_chunk_new(4096);
	const json_t *row;
	size_t i;

	json_array_foreach (rows, i, row)
		table_row(table, (const char *[]){ output_field(row, "envelope", arena), print_time(session, row, "at", arena), print_text(row, "address"),
						   print_state(session, print_text(row, "state")), print_time(session, row, "next", arena),
						   print_text(row, "reply"), print_text(row, "subject") });
	output_table(table);
}

void print_envelope(const struct session *session, const json_t *object)
{
	g_autoptr(GStringChunk) arena = g_string_chunk_new(256);

	printf("%s %s\n", session_say(session, "Thư", "Mail"), output_field(object, "envelope", arena));
	print_field(session_say(session, "Chủ đề", "Subject"), print_text(object, "subject"));
	print_field(session_say(session, "Tới", "To"), print_text(object, "address"));
	print_field(session_say(session, "Loại", "Kind"), print_text(object, "kind"));
	print_field("Message-ID", print_text(object, "message_id"));
	print_field(session_say(session, "Tình trạng", "State"), print_state(session, print_text(object, "state")));
	print_field(session_say(session, "Số lần thử", "Attempts"), output_field(object, "attempts", arena));
	print_field(session_say(session, "Lần tới", "Next try"), print_time(session, object, "next", arena));
	print_field(session_say(session, "Xong lúc", "Done"), print_time(session, object, "done", arena));
	print_field(session_say(session, "Mã trả lời", "Code"), output_field(object, "code", arena));
	print_field(session_say(session, "Trả lời", "Reply"), print_text(object, "reply"));
}
