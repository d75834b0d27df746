/* Statistics and proofs: figures and evidence. */
#include <stdio.h>
#include <string.h>

#include "base/csv.h"
#include "ctl/output.h"
#include "ctl/print.h"

const char *const print_statistics_keys[] = {
	"plan", "obligation", "period", "agency", "agency_name", "title", "owed", "on_time", "grace", "late", "days_late", "workdays_late",
	"original_late", "original_days_late", "original_workdays_late", "charged", "extended", "waived", "nil", "cancelled", "unknown",
	"returned", "open", "missing", NULL,
};

const char *const print_proof_keys[] = {
	"id", "version", "step", "role", "outcome", "reason", "at", "mail", "kind", "subject", "message_id", "envelope", "address", "copy",
	"state", "attempts", "first", "done", "next", "code", "reply", NULL,
};

static const char *cell(const json_t *row, const char *key, GStringChunk *arena)
{
	const json_t *value = json_object_get(row, key);

	if (json_is_boolean(value))
		return json_is_true(value) ? "1" : "0";
	return output_field(row, key, arena);
}

void print_csv(const json_t *rows, const char *const *keys)
{
	g_autoptr(GStringChunk) arena = g_string_chunk_new(4096);
	g_autoptr(GString) text = g_string_new(CSV_BOM);
	g_autofree const char **cells = g_new0(const char *, g_strv_length((char **)keys));
	size_t count = g_strv_length((char **)keys), i;
	const json_t *row;

	csv_row(text, keys, count);
	json_array_foreach (rows, i, row) {
		for (size_t k = 0; k < count; k++)
			cells[k] = cell(row, keys[k], arena);
		csv_row(text, cells, count);
	}
	fputs(text->str, stdout);
}

/* ---- statistics ---- */

static const struct { const char *key, *vi, *en; } figures[] = {
	{ "owed", ">Phải gửi", ">Owed" },
	{ "on_time", ">Đúng hạn", ">On time" },
	{ "grace", ">Trong đó ngày kế tiếp", ">Of these next day" },
	{ "late", ">Chậm", ">Late" },
	{ "days_late", ">Số ngày", ">Days" },
	{ "workdays_late", ">Ngày làm việc", ">Working days" },
	{ "original_late", ">Chậm so với hạn đầu", ">Late by the first limit" },
	{ "original_days_late", ">Số ngày (hạn đầu)", ">Days (first)" },
	{ "original_workdays_late", ">Ngày làm việc (hạn đầu)", ">Working days (first)" },
	{ "charged", ">Do đầu vào", ">By an input" },
	{ "extended", ">Gia hạn", ">Extended" },
	{ "waived", ">Được miễn", ">Waived" },
	{ "nil", ">Không phát sinh", ">Nothing" },
	{ "cancelled", ">Hủy", ">Cancelled" },
	{ "unknown", ">Không rõ", ">Unknown" },
	{ "returned", ">Lần trả lại", ">Returned" },
	{ "missing", ">Còn thiếu", ">Missing" },
	{ "open", ">Chưa nhận", ">Not in" },
};

/* A column of zeros says nothing, and is left out where it is empty. */
static bool is_told(const json_t *rows, size_t i)
{
	static const char *const always[] = { "owed", "on_time", "late", "missing", NULL };
	const json_t *row;
	size_t r;

	if (g_strv_contains(always, figures[i].key))
		return true;
	json_array_foreach (rows, r, row) {
		if (json_integer_value(json_object_get(row, figures[i].key)) != 0)
			return true;
	}
	return false;
}

static const char *what(const json_t *row, GStringChunk *arena)
{
	const char *agency = print_text(row, "agency_name"), *obligation = print_text(row, "obligation"), *title = print_text(row, "title");
	g_autofree char *report = NULL;

	if (*agency || *print_text(row, "agency"))
		return *agency ? agency : print_text(row, "agency");
	if (!*obligation)
		return *title ? title : print_text(row, "plan");
	report = g_strdup_printf("%s/%s %s", print_text(row, "plan"), obligation, title);
	return g_string_chunk_insert(arena, report);
}

void print_statistics(const struct session *session, const json_t *rows)
{
	const char *headings[G_N_ELEMENTS(figures) + 3] = { session_say(session, "Nội dung", "What"), session_say(session, "Kỳ", "Period") };
	const char *cells[G_N_ELEMENTS(figures) + 2];
	bool told[G_N_ELEMENTS(figures)];
	g_autoptr(GStringChunk) arena = g_string_chunk_new(4096);
	g_autoptr(table_t) table = NULL;
	const json_t *row;
	size_t r;

	for (size_t i = 0; i < G_N_ELEMENTS(figures); i++) {
		headings[i + 2] = session_say(session, figures[i].vi, figures[i].en);
		told[i] = is_told(rows, i);
	}
	table = table_new(headings);
	json_array_foreach (rows, r, row) {
		cells[0] = what(row, arena);
		cells[1] = print_text(row, "period");
		for (size_t i = 0; i < G_N_ELEMENTS(figures); i++)
			cells[i + 2] = told[i] ? output_field(row, figures[i].key, arena) : "";
		table_row(table, cells);
	}
	output_table(table);
}

/* ---- proof ---- */

static void say_mail(const struct session *session, const json_t *row, GStringChunk *arena)
{
	const char *reply = print_text(row, "reply");

	print_field(session_say(session, "Chủ đề", "Subject"), print_text(row, "subject"));
	print_field(session_say(session, "Tới", "To"), print_text(row, "address"));
	print_field("Message-ID", print_text(row, "message_id"));
	print_field(session_say(session, "Tình trạng", "State"), print_state(session, print_text(row, "state")));
	print_field(session_say(session, "Lúc", "At"), print_time(session, row, "done", arena));
	print_field(session_say(session, "Máy chủ thư", "The relay"), *reply ? reply : output_field(row, "code", arena));
}

void print_proof(const struct session *session, const json_t *rows)
{
	g_autoptr(GStringChunk) arena = g_string_chunk_new(4096);
	const char *of = "";
	const json_t *row;
	size_t i;

	json_array_foreach (rows, i, row) {
		const char *at = print_time(session, row, "at", arena), *role = print_text(row, "role");

		if (i > 0)
			putchar('\n');
		if (strcmp(print_text(row, "id"), of) != 0)
			puts(print_text(row, "id"));
		of = print_text(row, "id");
		printf("%s  %s  %s\n", at, print_text(row, "step"), *role ? role : session_say(session, "để biết", "for information"));
		say_mail(session, row, arena);
	}
}
