/* How the service is, and what a reload changed. */
#include <stdio.h>
#include <string.h>

#include "ctl/print.h"

static void print_counts(const struct session *session, const json_t *object)
{
	static const struct { const char *key, *vi, *en; } counts[] = {
		{ "plans", "kế hoạch", "plans" },
		{ "due", "sắp đến hạn", "due soon" },
		{ "grace", "hết thời hạn, chưa tính quá hạn", "limit passed, not yet late" },
		{ "overdue", "quá hạn", "overdue" },
		{ "unsettled", "chờ xác nhận", "to be settled" },
		{ "nobody", "cơ quan không có ai để gửi thư", "without anybody to write to" },
		{ "holds", "đang giữ lại", "held back by a person" },
		{ "unaddressed", "bậc không có địa chỉ (7 ngày)", "steps without an address (7 days)" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(counts); i++)
		printf("%8" JSON_INTEGER_FORMAT "  %s\n", json_integer_value(json_object_get(object, counts[i].key)),
		       session_say(session, counts[i].vi, counts[i].en));
}

static void print_outbox(const struct session *session, const json_t *queue)
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
	g_autoptr(GStringChunk) arena = g_string_chunk_new(128);
	const char *next = print_time(session, object, "next", arena), *last = print_time(session, object, "last_pass", arena);
	const char *word = print_text(object, "status");
	const json_t *problem;
	size_t i;

	printf("%s\n", strcmp(word, "ok") == 0 ? session_say(session, "tốt", "ok")
		       : strcmp(word, "warning") == 0 ? session_say(session, "cần chú ý", "warning")
						      : session_say(session, "nghiêm trọng", "critical"));
	json_array_foreach (json_object_get(object, "problems"), i, problem)
		printf("  - %s\n", json_string_value(problem));
	print_counts(session, object);
	print_outbox(session, json_object_get(object, "queue"));
	if (*next)
		printf("%s %s\n", session_say(session, "Việc tới lúc", "Next moment"), next);
	if (*last)
		printf("%s %s\n", session_say(session, "Lượt gần nhất", "Last pass"), last);
	if (*print_text(object, "feeds_listen"))
		printf("%s %s\n", session_say(session, "Lịch phục vụ tại", "Feeds served at"), print_text(object, "feeds_listen"));
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
	bool told = json_is_array(json_object_get(object, "appear")), changed = told && print_changes(session, object);
	size_t j;

	/* What the diff tells it tells better; the kept are told by either. */
	for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
		list = json_object_get(object, lists[i].key);
		if (json_array_size(list) == 0 || (told && strcmp(lists[i].key, "resumed") != 0))
			continue;
		changed = true;
		printf("%s: %zu\n", session_say(session, lists[i].vi, lists[i].en), json_array_size(list));
		json_array_foreach (list, j, item)
			printf("  %s\n", json_string_value(item));
	}
	if (!changed)
		puts(session_say(session, "đã đọc lại, không có gì thay đổi", "read again, nothing changed"));
}
