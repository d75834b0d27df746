/* The words and forms all printed answers share. */
#include <stdio.h>
#include <string.h>

#include "ctl/output.h"
#include "ctl/print.h"
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
		{ "open", "chưa nhận được", "not received" },
		{ "unknown", "không còn rõ", "nobody knows any more" },
		{ "extended", "được gia hạn", "extended" },
		{ "missing", "chưa nhận được", "missing" },
		{ "in", "đã nhận", "received" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		if (strcmp(words[i].state, state) == 0)
			return session_say(session, words[i].vi, words[i].en);
	}
	return state;
}

const char *print_text(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text ? text : "";
}

const char *print_day(const struct session *session, const json_t *object, const char *key, GStringChunk *arena)
{
	struct civil date;
	g_autofree char *day = NULL;

	if (!civil_parse(print_text(object, key), &date))
		return "";
	day = account_day(session->language, date);
	return g_string_chunk_insert(arena, day);
}

const char *print_date(const struct session *session, const char *text, GStringChunk *arena)
{
	g_autofree char *date = g_strndup(text, 10), *shown = NULL;
	struct civil civil;
	int year, month, day;

	if (!civil_parse(date, &civil))
		return "";
	civil_split(civil, &year, &month, &day);
	shown = session->language == LANGUAGE_VI ? g_strdup_printf("%02d/%02d/%04d", day, month, year) : g_strdup(date);
	return g_string_chunk_insert(arena, shown);
}

const char *print_time(const struct session *session, const json_t *object, const char *key, GStringChunk *arena)
{
	const char *text = print_text(object, key), *date = print_date(session, text, arena);
	g_autofree char *shown = NULL;

	if (strlen(text) < 16 || !*date)
		return "";
	shown = session->language == LANGUAGE_VI ? g_strdup_printf("%.5s %s", text + 11, date) : g_strdup_printf("%s %.5s", date, text + 11);
	return g_string_chunk_insert(arena, shown);
}

void print_field(const char *label, const char *text)
{
	g_autofree char *wrapped = NULL;
	int width = table_width(label);

	if (!text || !*text)
		return;
	wrapped = table_wrap(text, output_width(), 26);
	printf("  %s:%*s%s\n", label, width < 23 ? 23 - width : 1, "", wrapped);
}

void print_joined(const char *label, const json_t *array)
{
	g_autoptr(GString) text = g_string_new(NULL);
	const json_t *item;
	size_t i;

	json_array_foreach (array, i, item)
		g_string_append_printf(text, "%s%s", i ? "; " : "", json_string_value(item));
	print_field(label, text->str);
}

const char *print_owner(const struct session *session, const json_t *row, GStringChunk *arena)
{
	const json_t *owners = json_object_get(row, "owners");
	g_autofree char *text = NULL;

	if (!json_is_integer(owners))
		return print_text(row, "agency_name");
	text = g_strdup_printf("(%" JSON_INTEGER_FORMAT " %s)", json_integer_value(owners), session_say(session, "cơ quan", "bodies"));
	return g_string_chunk_insert(arena, text);
}
