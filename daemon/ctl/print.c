#include "ctl/print.h"

#include <stdio.h>
#include <string.h>

#include "ctl/output.h"

/* ---- list ---- */

/* "accepted by the relay 2026-11-23 07:30"; what went wrong is told with the answer. */
static const char *fate(const struct session *session, const json_t *mail, GStringChunk *arena)
{
	const char *when = *print_text(mail, "done") ? "done" : "next", *state = print_text(mail, "state");
	bool good = strcmp(state, "sent") == 0 || strcmp(state, "queued") == 0 || strcmp(state, "sending") == 0;
	g_autofree char *text = NULL;

	if (!*state)
		return "";
	text = g_strdup_printf("%s %s%s%s", print_state(session, state), print_time(session, mail, when, arena), good ? "" : " ",
			       good ? "" : print_text(mail, "reply"));
	return g_string_chunk_insert(arena, text);
}

void print_list(const struct session *session, const json_t *rows)
{
	const char *headings[] = { session_say(session, "Thời hạn", "Limit"), session_say(session, "Tình trạng", "State"), session_say(session, "Cơ quan", "Body"), "ID",
				   session_say(session, "Nội dung", "What"), session_say(session, "Thư gần nhất", "Last mail"), NULL };
	g_autoptr(table_t) table = table_new(headings);
	g_autoptr(GStringChunk) arena = g_string_chunk_new(4096);
	const json_t *row;
	size_t i;

	json_array_foreach (rows, i, row)
		table_row(table, (const char *[]){ print_day(session, row, "limit", arena), print_state(session, print_text(row, "state")),
						   print_owner(session, row, arena), print_text(row, "id"), print_text(row, "title"),
						   fate(session, json_object_get(row, "last_mail"), arena) });
	output_table(table);
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
