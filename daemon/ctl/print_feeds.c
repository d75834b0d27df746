/* Feeds for people. No address but that of what was just made. */
#include <stdio.h>
#include <string.h>

#include "ctl/output.h"
#include "ctl/print.h"

static bool flag(const json_t *feed, const char *key)
{
	return json_is_true(json_object_get(feed, key));
}

static bool is(const json_t *feed, const char *scope)
{
	return strcmp(print_text(feed, "scope"), scope) == 0;
}

/* "Sở Y tế", "nhóm departments", "an.nt@syt.example.vn" */
static const char *of_what(const struct session *session, const json_t *feed, GStringChunk *arena)
{
	const char *name = *print_text(feed, "name") ? print_text(feed, "name") : print_text(feed, "target");
	g_autofree char *text = NULL;

	if (is(feed, "all"))
		return session_say(session, "tất cả", "everything");
	if (is(feed, "campaigns"))
		return session_say(session, "các đợt cao điểm", "campaigns");
	if (is(feed, "under"))
		text = g_strconcat(name, " ", session_say(session, "và các đơn vị trực thuộc", "and all below it"), NULL);
	else if (is(feed, "group"))
		text = g_strconcat(session_say(session, "nhóm", "group"), " ", name, NULL);
	else
		return name;
	return g_string_chunk_insert(arena, text);
}

static void add_word(GString *text, bool wanted, const char *word)
{
	if (wanted)
		g_string_append_printf(text, "%s%s", text->len > 0 ? ", " : "", word);
}

/* As they are given to feed add. */
static const char *options(const json_t *feed, GStringChunk *arena)
{
	static const char *const switches[] = { "todo", "alarms", "open", "detail" };
	g_autoptr(GString) text = g_string_new(print_text(feed, "language"));
	json_int_t past = json_integer_value(json_object_get(feed, "past"));
	g_autofree char *days = g_strdup_printf("past %" JSON_INTEGER_FORMAT "d", past);
	g_autofree char *windows = g_strdup_printf("windows %s", print_text(feed, "windows"));

	for (size_t i = 0; i < G_N_ELEMENTS(switches); i++)
		add_word(text, flag(feed, switches[i]), switches[i]);
	add_word(text, *print_text(feed, "windows"), windows);
	add_word(text, past > 0, days);
	return g_string_chunk_insert(arena, text->str);
}

static const char *state(const struct session *session, const json_t *feed, GStringChunk *arena)
{
	g_autofree char *text = NULL;

	if (flag(feed, "answered") && flag(feed, "lost"))
		return session_say(session, "không hiện lại được địa chỉ", "address cannot be shown");
	if (flag(feed, "answered"))
		return "";
	if (!*print_text(feed, "revoked"))
		return session_say(session, "không trả lời: đối tượng của lịch không còn", "not answered: what it shows is no longer there");
	text = g_strdup_printf("%s %s", session_say(session, "thu hồi", "revoked"), print_time(session, feed, "revoked", arena));
	return g_string_chunk_insert(arena, text);
}

void print_feeds(const struct session *session, const json_t *rows)
{
	const char *headings[] = { "ID", session_say(session, "Lịch của", "Of"), session_say(session, "Tùy chọn", "Options"),
				   session_say(session, "Đọc lần cuối", "Last read"), session_say(session, ">Số lần", ">Times"),
				   session_say(session, "Tình trạng", "State"), session_say(session, "Ghi chú", "Note"), NULL };
	g_autoptr(table_t) table = table_new(headings);
	g_autoptr(GStringChunk) arena = g_string_chunk_new(4096);
	const json_t *row;
	size_t i;

	json_array_foreach (rows, i, row)
		table_row(table, (const char *[]){ print_text(row, "id"), of_what(session, row, arena), options(row, arena),
						   print_time(session, row, "accessed", arena), output_field(row, "accesses", arena),
						   state(session, row, arena), print_text(row, "note") });
	output_table(table);
}

static const char *verb(const struct session *session, const char *verb)
{
	if (strcmp(verb, "add") == 0)
		return session_say(session, "cấp", "added");
	if (strcmp(verb, "rotate") == 0)
		return session_say(session, "đổi địa chỉ", "another address");
	return strcmp(verb, "revoke") == 0 ? session_say(session, "thu hồi", "revoked") : verb;
}

/* The clerk, else the login name, else the service. */
static const char *who(const struct session *session, const json_t *act)
{
	if (*print_text(act, "as"))
		return print_text(act, "as");
	return *print_text(act, "user") ? print_text(act, "user") : session_say(session, "(hệ thống)", "(the service)");
}

static void print_acts(const struct session *session, const json_t *acts)
{
	const char *headings[] = { session_say(session, "Lúc", "When"), session_say(session, "Việc", "What"), session_say(session, "Ai", "Who"),
				   session_say(session, "Lý do", "Why"), NULL };
	g_autoptr(table_t) table = table_new(headings);
	g_autoptr(GStringChunk) arena = g_string_chunk_new(1024);
	const json_t *act;
	size_t i;

	json_array_foreach (acts, i, act)
		table_row(table, (const char *[]){ print_time(session, act, "at", arena), verb(session, print_text(act, "verb")), who(session, act),
						   print_text(act, "reason") });
	output_table(table);
}

void print_feed(const struct session *session, const json_t *feed)
{
	g_autoptr(GStringChunk) arena = g_string_chunk_new(1024);

	puts(print_text(feed, "id"));
	print_field(session_say(session, "Lịch của", "Of"), of_what(session, feed, arena));
	print_field(session_say(session, "Mã", "Target"), print_text(feed, "target"));
	print_field(session_say(session, "Tùy chọn", "Options"), options(feed, arena));
	print_field(session_say(session, "Ghi chú", "Note"), print_text(feed, "note"));
	print_field(session_say(session, "Địa chỉ thứ", "Address number"), output_field(feed, "generation", arena));
	print_field(session_say(session, "Đọc lần cuối", "Last read"), print_time(session, feed, "accessed", arena));
	print_field(session_say(session, "Số lần", "Times"), output_field(feed, "accesses", arena));
	print_field(session_say(session, "Tình trạng", "State"), state(session, feed, arena));
	print_acts(session, json_object_get(feed, "acts"));
}

void print_feeds_unserved(const struct session *session, const json_t *feed)
{
	if (json_is_false(json_object_get(feed, "served")))
		fprintf(stderr, "deadlinectl: %s\n", session_say(session, "hiện không phục vụ lịch nào: http.listen là \"none\"",
								 "no feed is served now: http.listen is \"none\""));
}

static void say_address(const struct session *session, const json_t *feed)
{
	if (!*print_text(feed, "url")) {
		printf("    %s\n", session_say(session, "lịch chưa được phục vụ: đặt http.listen và feeds.base_url",
					       "feeds are not served: set http.listen and feeds.base_url"));
		return;
	}
	printf("    %s\n    %s %s\n", print_text(feed, "url"), session_say(session, "trang:", "page:"), print_text(feed, "page"));
}

void print_feeds_set(const struct session *session, const json_t *rows)
{
	g_autoptr(GStringChunk) arena = g_string_chunk_new(256);
	bool said = false, renewed = false;
	const json_t *row;
	size_t i;

	json_array_foreach (rows, i, row) {
		bool done = flag(row, "done");

		printf("%s  %s%s\n", print_text(row, "id"), of_what(session, row, arena), done ? "" : session_say(session, "  (chạy thử)", "  (dry run)"));
		if (done)
			say_address(session, row);
		if (!flag(row, "answered"))
			printf("    %s\n", state(session, row, arena));
		said |= done && *print_text(row, "url");
		renewed |= done && json_integer_value(json_object_get(row, "generation")) > 1;
	}
	print_feeds_unserved(session, json_array_get(rows, 0));
	if (renewed)
		puts(session_say(session, "Địa chỉ cũ không còn dùng được.", "The address it had before is unknown now."));
	if (said)
		puts(session_say(session, "Ai có địa chỉ này đều xem được lịch: chỉ đưa cho người cần.",
				 "Whoever has such an address can read the feed: give it to nobody else."));
}

void print_feeds_revoked(const struct session *session, const json_t *rows)
{
	g_autoptr(GStringChunk) arena = g_string_chunk_new(256);
	const json_t *row;
	size_t i;

	json_array_foreach (rows, i, row)
		printf("%s  %s  %s%s\n", print_text(row, "id"), of_what(session, row, arena),
		       session_say(session, "đã thu hồi, địa chỉ không còn dùng được", "revoked, its address is unknown now"),
		       flag(row, "done") ? "" : session_say(session, "  (chạy thử)", "  (dry run)"));
}
