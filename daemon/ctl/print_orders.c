/* What orders did, and how the service is. */
#include <stdio.h>
#include <string.h>

#include "ctl/output.h"
#include "ctl/print.h"

static const char *text_of(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text ? text : "";
}

/* "07:30 2026-12-01" of an instant. */
static char *moment(const char *text)
{
	return strlen(text) < 16 ? g_strdup("") : g_strdup_printf("%.5s %.10s", text + 11, text);
}

void print_submitted(const struct session *session, const json_t *rows)
{
	const json_t *row;
	size_t i;

	json_array_foreach (rows, i, row) {
		g_autofree char *receipt = moment(text_of(row, "receipt"));
		const char *lateness = text_of(row, "lateness");
		json_int_t days = json_integer_value(json_object_get(row, "days_late"));

		printf("%s: %s, %s", text_of(row, "id"),
		       json_is_true(json_object_get(row, "done")) ? session_say(session, "đã ghi nhận", "recorded")
								  : session_say(session, "sẽ ghi nhận", "would be recorded"),
		       print_state(session, lateness));
		if (days > 0)
			printf(" %" JSON_INTEGER_FORMAT " %s", days, session_say(session, "ngày làm việc", "working day(s)"));
		if (*receipt)
			printf("; %s %s", session_say(session, "thư tiếp nhận gửi lúc", "the receipt leaves at"), receipt);
		if (*text_of(row, "same_document"))
			printf("; %s %s", session_say(session, "cùng văn bản với", "the same document as"), text_of(row, "same_document"));
		putchar('\n');
	}
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
		table_row(table, (const char *[]){ output_field(row, "envelope", arena), text_of(row, "address"),
						   print_state(session, text_of(row, "state")) });
	if (table_rows(table) > 0)
		output_table(table);
	else
		puts(session_say(session, "không có thư nào đang chờ", "no mail waits"));
}

static void print_counts(const struct session *session, const json_t *object)
{
	static const struct { const char *key, *vi, *en; } counts[] = {
		{ "plans", "kế hoạch", "plans" },
		{ "due", "sắp đến hạn", "due soon" },
		{ "grace", "hết thời hạn, chưa tính quá hạn", "limit passed, not yet late" },
		{ "overdue", "quá hạn", "overdue" },
		{ "unsettled", "chờ xác nhận", "to be settled" },
		{ "unaddressed", "bậc không có địa chỉ (7 ngày)", "steps without an address (7 days)" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(counts); i++)
		printf("%8" JSON_INTEGER_FORMAT "  %s\n", json_integer_value(json_object_get(object, counts[i].key)),
		       session_say(session, counts[i].vi, counts[i].en));
}

static void print_mails(const struct session *session, const json_t *queue)
{
	const char *state;
	json_t *count;

	json_object_foreach ((json_t *)queue, state, count) {
		if (json_integer_value(count) > 0)
			printf("%8" JSON_INTEGER_FORMAT "  %s: %s\n", json_integer_value(count), session_say(session, "thư", "mail"),
			       print_state(session, state));
	}
}

void print_status(const struct session *session, const json_t *object)
{
	g_autofree char *next = moment(text_of(object, "next")), *last = moment(text_of(object, "last_pass"));
	const char *word = text_of(object, "status");
	const json_t *problem;
	size_t i;

	printf("%s\n", strcmp(word, "ok") == 0 ? session_say(session, "tốt", "ok")
		       : strcmp(word, "warning") == 0 ? session_say(session, "cần chú ý", "warning")
						      : session_say(session, "nghiêm trọng", "critical"));
	json_array_foreach (json_object_get(object, "problems"), i, problem)
		printf("  - %s\n", json_string_value(problem));
	print_counts(session, object);
	print_mails(session, json_object_get(object, "queue"));
	if (*next)
		printf("%s %s\n", session_say(session, "Việc tới lúc", "Next moment"), next);
	if (*last)
		printf("%s %s\n", session_say(session, "Lượt gần nhất", "Last pass"), last);
}

void print_reload(const struct session *session, const json_t *object)
{
	static const struct { const char *key, *vi, *en; } lists[] = {
		{ "created", "thêm", "created" },
		{ "moved", "đổi thời hạn", "moved" },
		{ "removed", "bỏ", "removed" },
		{ "withdrawn", "rút", "withdrawn" },
		{ "resumed", "trở lại", "resumed" },
		{ "kept", "giữ nguyên dù tệp nói khác", "kept, the files say otherwise" },
	};
	const json_t *list, *item;
	bool changed = false;
	size_t j;

	for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
		list = json_object_get(object, lists[i].key);
		if (json_array_size(list) == 0)
			continue;
		changed = true;
		printf("%s: %zu\n", session_say(session, lists[i].vi, lists[i].en), json_array_size(list));
		json_array_foreach (list, j, item)
			printf("  %s\n", json_string_value(item));
	}
	if (!changed)
		puts(session_say(session, "đã đọc lại, không có gì thay đổi", "read again, nothing changed"));
}
