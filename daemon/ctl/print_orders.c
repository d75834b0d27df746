/* What orders did and which mail follows. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "ctl/output.h"
#include "ctl/print.h"

/* "đã gia hạn" or "sẽ gia hạn"; "extended" or "would be extended". */
static const struct { const char *order, *vi, *en; } deeds[] = {
	{ "submit", "ghi nhận", "recorded" },
	{ "accept", "xác nhận đạt yêu cầu", "accepted" },
	{ "return", "trả lại để bổ sung, chỉnh sửa", "returned for correction" },
	{ "extend", "gia hạn", "extended" },
	{ "waive", "cho phép không phải báo cáo kỳ này", "waived" },
	{ "nil", "ghi nhận không phát sinh", "recorded as nothing to report" },
	{ "cancel", "hủy", "cancelled" },
	{ "reopen", "mở lại", "reopened" },
	{ "amend", "sửa nội dung đã ghi", "amended" },
	{ "note", "ghi chú", "noted" },
	{ "date", "ấn định thời hạn", "given a limit" },
	{ "ask", "ghi nhận đề nghị", "recorded as asked for" },
	{ "assign", "giao", "assigned" },
	{ "hold", "giữ thư lại", "held back" },
	{ "release", "cho thư đi", "let go" },
	{ "settle", "xác nhận", "settled" },
	{ "request", "đề nghị", "requested" },
	{ "entry", "ghi nhận một mục", "recorded as one item" },
	{ "refusal", "ghi nhận đề nghị không được chấp thuận", "recorded: the request is refused" },
};

static const struct { const char *kind, *vi, *en; } mails[] = {
	{ "receipt", "thư tiếp nhận", "the receipt" },
	{ "returned", "thư đề nghị bổ sung, chỉnh sửa", "the request for corrections" },
	{ "extended", "thư gia hạn", "the notice of the extension" },
	{ "waived", "thư thông báo không phải báo cáo", "the notice of the waiver" },
	{ "recalled", "thư đính chính", "the correction of the receipt" },
	{ "request", "thư đề nghị", "the request" },
	{ "ready", "thư báo đã đủ dữ liệu", "the notice that all inputs are in" },
};

static const char *deed(const struct session *session, const char *order)
{
	for (size_t i = 0; i < G_N_ELEMENTS(deeds); i++) {
		if (strcmp(deeds[i].order, order) == 0)
			return session_say(session, deeds[i].vi, deeds[i].en);
	}
	return order;
}

static const char *mail_name(const struct session *session, const char *kind)
{
	for (size_t i = 0; i < G_N_ELEMENTS(mails); i++) {
		if (strcmp(mails[i].kind, kind) == 0)
			return session_say(session, mails[i].vi, mails[i].en);
	}
	return session_say(session, "thư", "a mail");
}

/* ---- one line ---- */

/* The order by its name; of a request that was put, and now waits for nothing, its refusal. */
static const char *order_of(const json_t *row)
{
	const char *order = print_text(row, "order");

	if (strcmp(order, "ask") == 0 && json_is_null(json_object_get(row, "asked_until")))
		return "refusal";
	return *order ? order : "submit";
}

static void say_deed(const struct session *session, const json_t *row)
{
	const char *what = deed(session, order_of(row));
	bool done = json_is_true(json_object_get(row, "done"));

	printf("%s: %s%s", print_text(row, "id"), done ? session_say(session, "đã ", "") : session_say(session, "sẽ ", "would be "), what);
}

static void say_limit(const struct session *session, const json_t *row, GStringChunk *arena)
{
	static const char *const setting[] = { "return", "extend", "date", "request", NULL };
	const char *limit = print_date(session, print_text(row, "limit"), arena);

	if (*limit && g_strv_contains(setting, print_text(row, "order")))
		printf(" %s %s", session_say(session, "đến hết", "to the end of"), limit);
}

/* Where the order itself does not name the state it leads to. */
static void say_state(const struct session *session, const json_t *row)
{
	static const char *const leading[] = { "reopen", "settle", NULL };
	const char *state = print_text(row, "state");

	if (*state && g_strv_contains(leading, print_text(row, "order")))
		printf(": %s", print_state(session, state));
}

static void say_lateness(const struct session *session, const json_t *row)
{
	const char *lateness = print_text(row, "lateness");
	json_int_t days = json_integer_value(json_object_get(row, "days_late"));

	if (!*lateness)
		return;
	printf(", %s", strcmp(lateness, "grace") == 0
			       ? session_say(session, "trong ngày làm việc kế tiếp ngày cuối thời hạn (ngày nghỉ)",
					     "on the working day following the last day of the limit (a day off)")
			       : print_state(session, lateness));
	if (days > 0)
		printf(" %" JSON_INTEGER_FORMAT " %s", days, session_say(session, "ngày làm việc", "working day(s)"));
}

static bool is_now(const char *instant)
{
	g_autoptr(GDateTime) at = g_date_time_new_from_iso8601(instant, NULL);

	return at && g_date_time_to_unix(at) <= (gint64)time(NULL) + 1;
}

/* "an@syt.example.vn, binh@syt.example.vn" of a text or an array. */
static char *addresses(const json_t *value)
{
	GString *text = g_string_new(json_string_value(value));
	const json_t *item;
	size_t i;

	json_array_foreach (value, i, item)
		g_string_append_printf(text, "%s%s", i ? ", " : "", json_string_value(item));
	return g_string_free(text, FALSE);
}

static void say_mail(const struct session *session, const json_t *row, GStringChunk *arena)
{
	static const char *const speaking[] = { "submit", "return", "extend", "waive", "nil", "cancel", "reopen", "amend", "date", "request", NULL };
	g_autofree char *to = addresses(json_object_get(row, "mail_to"));
	const char *kind = print_text(row, "mail"), *when = print_time(session, row, "mail_at", arena);

	if (!*kind) {
		if (g_strv_contains(speaking, print_text(row, "order")))
			printf("; %s", session_say(session, "không có thư", "no mail follows"));
		return;
	}
	printf("; %s", mail_name(session, kind));
	if (!*to) {
		printf(" %s", session_say(session, "không có ai để gửi, sẽ nằm trong danh sách của quản trị",
					  "has nobody to go to, and will stand in the administrator's list"));
		return;
	}
	printf(" %s %s", session_say(session, "gửi", "goes to"), to);
	if (*when && is_now(print_text(row, "mail_at")))
		printf(" %s", session_say(session, "ngay bây giờ", "now"));
	else if (*when)
		printf(" %s %s", session_say(session, "lúc", "at"), when);
}

/* What a taking back or a return leaves of the report's receipt. */
static void say_receipt(const struct session *session, const json_t *row)
{
	const char *was = print_text(row, "receipt_was");
	bool done = json_is_true(json_object_get(row, "done"));

	if (strcmp(was, "unsent") == 0)
		printf("; %s", session_say(session, "thư tiếp nhận chưa đi, được thu hồi", "the receipt is recalled unsent"));
	if (strcmp(was, "sent") != 0 || *print_text(row, "mail"))
		return;
	printf("; %s, ", session_say(session, "thư tiếp nhận đã đi", "the receipt has left"));
	if (done)
		fputs(session_say(session, "nếu dùng ngay reopen --mistake thì đã có thư đính chính",
				  "and reopen --mistake, given at once instead, would have corrected it"), stdout);
	else
		fputs(session_say(session, "reopen --mistake sẽ gửi thư đính chính",
				  "and reopen --mistake, given at once instead, would correct it"), stdout);
}

static void say_taken_back(const struct session *session, const json_t *row)
{
	const char *order = print_text(row, "takes_back");

	if (*order)
		printf(", %s «%s»", session_say(session, "không còn hiệu lực:", "taking back"), deed(session, order));
}

static void say_list(const char *label, const json_t *list)
{
	g_autofree char *text = addresses(list);

	if (*text)
		printf("; %s %s", label, text);
}

static void say_row(const struct session *session, const json_t *row, GStringChunk *arena)
{
	say_deed(session, row);
	say_limit(session, row, arena);
	say_state(session, row);
	say_taken_back(session, row);
	say_lateness(session, row);
	say_mail(session, row, arena);
	say_receipt(session, row);
	say_list(session_say(session, "cùng văn bản với", "the same document as"), json_object_get(row, "same_document"));
	say_list(session_say(session, "không có", "without"), json_object_get(row, "missing"));
	putchar('\n');
}

static void say_line_error(FILE *out, const json_t *row)
{
	const json_t *line = json_object_get(row, "line");

	if (json_is_integer(line))
		fprintf(out, "line %" JSON_INTEGER_FORMAT ": ", json_integer_value(line));
	fprintf(out, "%s\n", print_text(row, "error"));
}

void print_refused(const json_t *rows)
{
	const json_t *row;
	size_t i;

	json_array_foreach (rows, i, row) {
		if (*print_text(row, "error"))
			say_line_error(stderr, row);
	}
}

void print_orders(const struct session *session, const json_t *rows)
{
	g_autoptr(GStringChunk) arena = g_string_chunk_new(1024);
	json_t *others = json_array(), *row;
	size_t i;

	json_array_foreach (rows, i, row) {
		if (json_object_get(row, "envelope"))
			json_array_append(others, row);
		else if (!*print_text(row, "error"))
			say_row(session, row, arena);
	}
	if (json_array_size(others) > 0 || json_array_size(rows) == 0)
		print_changed(session, others);
	json_decref(others);
	print_refused(rows);
}

void print_changed(const struct session *session, const json_t *rows)
{
	const char *headings[] = { session_say(session, ">Thư", ">Mail"), session_say(session, "Tới", "To"),
				   session_say(session, "Tình trạng", "State"), NULL };
	g_autoptr(table_t) table = table_new(headings);
	g_autoptr(GStringChunk) arena = g_string_chunk_new(1024);
	const json_t *row;
	size_t i;

	json_array_foreach (rows, i, row)
		table_row(table, (const char *[]){ output_field(row, "envelope", arena), print_text(row, "address"),
						   print_state(session, print_text(row, "state")) });
	if (table_rows(table) > 0)
		output_table(table);
	else
		puts(session_say(session, "không có thư nào đang chờ", "no mail waits"));
}
