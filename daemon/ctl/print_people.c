/* Who holds which position, and what changed. */
#include <stdio.h>
#include <string.h>

#include "ctl/output.h"
#include "ctl/print.h"

static const char *tenure(const struct session *session, const char *state)
{
	static const struct { const char *state, *vi, *en; } words[] = {
		{ "current", "đang giữ", "holds it" },
		{ "later", "sẽ giữ", "will hold it" },
		{ "past", "đã thôi", "held it" },
		{ "replaced", "đã thay", "replaced" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		if (strcmp(words[i].state, state) == 0)
			return session_say(session, words[i].vi, words[i].en);
	}
	return state;
}

/* Of the store, by whom; or the line of the file. */
static const char *source(const struct session *session, const json_t *row, GStringChunk *arena)
{
	const char *where = print_text(row, "where"), *as = print_text(row, "as"), *user = print_text(row, "user");
	g_autofree char *text = NULL;

	if (*where)
		return where;
	text = g_strdup_printf("%s %s%s%s", session_say(session, "lệnh của", "order of"), *as ? as : user,
			       *print_text(row, "number") ? ", " : "", print_text(row, "number"));
	return g_string_chunk_insert(arena, text);
}

static const char *name_of(const struct session *session, const json_t *row)
{
	if (*print_text(row, "name"))
		return print_text(row, "name");
	return *print_text(row, "email") ? "" : session_say(session, "(khuyết)", "(vacant)");
}

void print_people(const struct session *session, const json_t *rows)
{
	const char *headings[] = { session_say(session, "Cơ quan", "Body"), session_say(session, "Vị trí", "Position"),
				   session_say(session, "Họ tên", "Name"), session_say(session, "Chức vụ", "Title"),
				   session_say(session, "Thư điện tử", "E-mail"), session_say(session, "Điện thoại", "Phone"),
				   session_say(session, "Từ", "From"), session_say(session, "Đến hết", "Until"),
				   session_say(session, "Tình trạng", "State"), session_say(session, "Theo", "By"), NULL };
	g_autoptr(table_t) table = table_new(headings);
	g_autoptr(GStringChunk) arena = g_string_chunk_new(4096);
	const json_t *row;
	size_t i;

	json_array_foreach (rows, i, row)
		table_row(table, (const char *[]){ print_text(row, "agency_name"), print_text(row, "position"), name_of(session, row),
						   print_text(row, "title"), print_text(row, "email"), print_text(row, "phone"),
						   print_date(session, print_text(row, "from"), arena),
						   print_date(session, print_text(row, "until"), arena),
						   tenure(session, print_text(row, "state")), source(session, row, arena) });
	output_table(table);
}

static void say_change(const struct session *session, const json_t *row, GStringChunk *arena)
{
	const char *changed = print_text(row, "changed"), *was = print_text(row, "was"), *until = print_date(session, print_text(row, "until"), arena);
	bool done = json_is_true(json_object_get(row, "done"));

	printf("%s:%s  %s → %s", print_text(row, "agency"), print_text(row, "position"), *was ? was : "-",
	       *print_text(row, "name") ? print_text(row, "name") : *print_text(row, "email") ? print_text(row, "email") : "-");
	if (strcmp(changed, "same") == 0) {
		printf("  %s\n", session_say(session, "không đổi", "as it was"));
		return;
	}
	printf("  %s %s", session_say(session, "từ", "from"), print_date(session, print_text(row, "from"), arena));
	if (*until)
		printf(" %s %s", session_say(session, "đến hết", "until"), until);
	printf("%s\n", done ? "" : session_say(session, "  (chạy thử)", "  (dry run)"));
}

void print_people_set(const struct session *session, const json_t *rows)
{
	g_autoptr(GStringChunk) arena = g_string_chunk_new(1024);
	const json_t *row;
	json_int_t woken = 0;
	size_t i;

	json_array_foreach (rows, i, row) {
		say_change(session, row, arena);
		woken = json_integer_value(json_object_get(row, "woken"));
	}
	if (woken > 0)
		printf("%" JSON_INTEGER_FORMAT " %s\n", woken,
		       session_say(session, "kỳ báo cáo trước đây không có địa chỉ, nay được gửi", "occurrence(s) that had no address are written to now"));
}
