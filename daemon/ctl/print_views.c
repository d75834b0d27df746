/* What will be sent, why somebody was or was not written to, what another configuration would change. */
#include <stdio.h>
#include <string.h>

#include "ctl/output.h"
#include "ctl/print.h"

/* ---- mails to come ---- */

static const char *joined(const json_t *array, GStringChunk *arena)
{
	g_autoptr(GString) text = g_string_new(NULL);
	const json_t *item;
	size_t i;

	json_array_foreach (array, i, item)
		g_string_append_printf(text, "%s%s", i ? " " : "", json_string_value(item));
	return g_string_chunk_insert(arena, text->str);
}

/* What it is about: the first subject, and how many more. */
static const char *about(const json_t *row, GStringChunk *arena)
{
	const json_t *subjects = json_object_get(row, "occurrences");
	const char *first = json_string_value(json_array_get(subjects, 0));
	g_autofree char *text = NULL;

	if (json_array_size(subjects) < 2)
		return first ? first : "";
	text = g_strdup_printf("%s +%zu", first, json_array_size(subjects) - 1);
	return g_string_chunk_insert(arena, text);
}

static const char *steps(const json_t *row, GStringChunk *arena)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GString) text = g_string_new(NULL);
	const json_t *step;
	size_t i;

	json_array_foreach (json_object_get(row, "step"), i, step) {
		if (g_hash_table_add(seen, (char *)json_string_value(step)))
			g_string_append_printf(text, "%s%s", text->len ? " " : "", json_string_value(step));
	}
	return g_string_chunk_insert(arena, text->str);
}

void print_mails(const struct session *session, const json_t *rows)
{
	const char *headings[] = { session_say(session, "Lúc", "At"), session_say(session, "Loại", "Kind"), session_say(session, "Bậc", "Step"),
				   session_say(session, "Tới", "To"), "Cc", session_say(session, "Về", "About"),
				   session_say(session, "Chủ đề", "Subject"), NULL };
	g_autoptr(table_t) table = table_new(headings);
	g_autoptr(GStringChunk) arena = g_string_chunk_new(4096);
	const json_t *row;
	size_t i;

	json_array_foreach (rows, i, row) {
		g_autofree char *at = g_strndup(output_field(row, "at", arena), 16);

		table_row(table, (const char *[]){ g_strdelimit(at, "T", ' '), output_field(row, "kind", arena), steps(row, arena),
						   joined(json_object_get(row, "to"), arena), joined(json_object_get(row, "cc"), arena),
						   about(row, arena), output_field(row, "subject", arena) });
	}
	output_table(table);
}

/* ---- why ---- */

void print_why(const struct session *session, const json_t *rows)
{
	const char *headings[] = { session_say(session, "Lúc", "When"), session_say(session, "Bậc", "Step"), session_say(session, "Tới", "To"), "ID",
				   session_say(session, "Vì sao", "Why"), NULL };
	g_autoptr(table_t) table = table_new(headings);
	g_autoptr(GStringChunk) arena = g_string_chunk_new(4096);
	const json_t *row;
	size_t i;

	json_array_foreach (rows, i, row) {
		const char *at = print_time(session, row, "at", arena), *to = print_text(row, "address"), *text = print_text(row, "text");

		table_row(table, (const char *[]){ *at ? at : print_day(session, row, "day", arena), print_text(row, "step"),
						   *to ? to : print_text(row, "role"), print_text(row, "id"),
						   *text ? text : print_text(row, "reason") });
	}
	output_table(table);
}

/* ---- diff ---- */

/* One list: a heading with the number, then a line each. */
static bool head(const struct session *session, const json_t *list, const char *vi, const char *en)
{
	if (json_array_size(list) == 0)
		return false;
	printf("%s: %zu\n", session_say(session, vi, en), json_array_size(list));
	return true;
}

static bool print_limits(const struct session *session, const json_t *list, const char *vi, const char *en, GStringChunk *arena)
{
	const json_t *row;
	size_t i;

	if (!head(session, list, vi, en))
		return false;
	json_array_foreach (list, i, row)
		printf("  %s  %s\n", print_text(row, "id"), print_date(session, print_text(row, "limit"), arena));
	return true;
}

/* A day or an instant, from → to, where they differ. */
static void print_pair(const struct session *session, const json_t *row, const char *label, const char *from_key, const char *to_key,
		       GStringChunk *arena)
{
	const char *from = print_text(row, from_key), *to = print_text(row, to_key);

	if (strcmp(from, to) == 0)
		return;
	if (strlen(from) > 10 || strlen(to) > 10) {
		from = print_time(session, row, from_key, arena);
		to = print_time(session, row, to_key, arena);
	} else {
		from = print_date(session, from, arena);
		to = print_date(session, to, arena);
	}
	printf("  %s %s → %s", label, *from ? from : "-", *to ? to : "-");
}

static bool print_moves(const struct session *session, const json_t *list, GStringChunk *arena)
{
	const json_t *row;
	size_t i;

	if (!head(session, list, "đổi thời hạn", "moved"))
		return false;
	json_array_foreach (list, i, row) {
		printf("  %s", print_text(row, "id"));
		print_pair(session, row, session_say(session, "thời hạn", "limit"), "from", "to", arena);
		print_pair(session, row, session_say(session, "nhắm tới", "aim"), "aim_from", "aim_to", arena);
		print_pair(session, row, session_say(session, "chậm từ", "late from"), "late_from", "late_to", arena);
		putchar('\n');
	}
	return true;
}

static bool print_people_changes(const struct session *session, const json_t *list)
{
	const json_t *row;
	size_t i;

	if (!head(session, list, "đổi người", "people"))
		return false;
	json_array_foreach (list, i, row) {
		const char *from = print_text(row, "from"), *to = print_text(row, "to");

		printf("  %s:%s  %s → %s\n", print_text(row, "agency"), print_text(row, "position"), *from ? from : "-", *to ? to : "-");
	}
	return true;
}

static bool print_mail_changes(const struct session *session, const json_t *list, const char *vi, const char *en, GStringChunk *arena)
{
	const json_t *row;
	size_t i;

	if (!head(session, list, vi, en))
		return false;
	json_array_foreach (list, i, row)
		printf("  %s  %s  %s\n", print_time(session, row, "at", arena), print_text(row, "to"), print_text(row, "subject"));
	return true;
}

static bool print_ids(const struct session *session, const json_t *list, const char *vi, const char *en)
{
	const json_t *id;
	size_t i;

	if (!head(session, list, vi, en))
		return false;
	json_array_foreach (list, i, id)
		printf("  %s\n", json_string_value(id));
	return true;
}

bool print_changes(const struct session *session, const json_t *object)
{
	const json_t *mails = json_object_get(object, "mails");
	g_autoptr(GStringChunk) arena = g_string_chunk_new(1024);
	bool any = print_limits(session, json_object_get(object, "appear"), "thêm", "appear", arena);

	any |= print_limits(session, json_object_get(object, "vanish"), "mất đi", "vanish", arena);
	any |= print_moves(session, json_object_get(object, "move"), arena);
	any |= print_ids(session, json_object_get(object, "kept"), "giữ nguyên dù tệp nói khác", "kept, the files say otherwise");
	any |= print_people_changes(session, json_object_get(object, "people"));
	any |= print_mail_changes(session, json_object_get(mails, "added"), "thư thêm trong 60 ngày", "mails added in 60 days", arena);
	any |= print_mail_changes(session, json_object_get(mails, "removed"), "thư bớt trong 60 ngày", "mails removed in 60 days", arena);
	return any;
}

void print_diff(const struct session *session, const json_t *object)
{
	if (!print_changes(session, object))
		puts(session_say(session, "không có gì khác", "nothing differs"));
}
