/* The cascade of an occurrence, drawn: what it is made of, body by body, and what is made of it. */
#include <stdio.h>
#include <string.h>

#include "ctl/output.h"
#include "ctl/print.h"

static const struct { const char *input, *vi, *en; } kinds[] = {
	{ "missing", "còn thiếu", "missing" },
	{ "late", "đã nhận, chậm", "in, late" },
	{ "returned", "trả lại", "returned" },
	{ "waived", "không phải gửi", "waived" },
	{ "undated", "không có thời hạn", "no date" },
	{ "in", "đã nhận", "in" },
};

/* "Sở A (chậm 3), Sở B": the bodies of a group that stand so. */
static char *names(const struct session *session, const json_t *bodies, const char *input)
{
	GString *text = g_string_new(NULL);
	const json_t *body;
	size_t i;

	json_array_foreach (bodies, i, body) {
		json_int_t days = json_integer_value(json_object_get(body, "days_late"));

		if (strcmp(print_text(body, "input"), input) != 0)
			continue;
		g_string_append_printf(text, "%s%s", text->len ? ", " : "", print_text(body, "agency_name"));
		if (json_is_integer(json_object_get(body, "owners")))
			g_string_append_printf(text, "(%" JSON_INTEGER_FORMAT ")", json_integer_value(json_object_get(body, "owners")));
		if (days > 0)
			g_string_append_printf(text, " (%s %" JSON_INTEGER_FORMAT ")", session_say(session, "chậm", "late"), days);
	}
	return g_string_free(text, FALSE);
}

static void draw_bodies(const struct session *session, const json_t *group, int depth)
{
	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
		g_autofree char *text = names(session, json_object_get(group, "bodies"), kinds[i].input), *wrapped = NULL;
		const char *label = session_say(session, kinds[i].vi, kinds[i].en);

		if (!*text)
			continue;
		wrapped = table_wrap(text, output_width(), depth * 3 + 7 + table_width(label));
		printf("%*s%s: %s\n", depth * 3 + 5, "", label, wrapped);
	}
	if (json_integer_value(json_object_get(group, "more")) > 0)
		printf("%*s… +%" JSON_INTEGER_FORMAT "\n", depth * 3 + 5, "", json_integer_value(json_object_get(group, "more")));
}

static void draw(const struct session *session, const json_t *groups, const char *key, int depth)
{
	const json_t *group;
	size_t i;

	json_array_foreach (groups, i, group) {
		const json_t *counts = json_object_get(group, "counts");

		printf("%*s└─ %s %s  %s  (%s %" JSON_INTEGER_FORMAT "/%" JSON_INTEGER_FORMAT ")\n", depth * 3 + 2, "",
		       print_text(group, "obligation"), print_text(group, "period"), print_text(group, "title"),
		       session_say(session, "đã nhận", "in"), json_integer_value(json_object_get(counts, "in")),
		       json_integer_value(json_object_get(counts, "total")));
		draw_bodies(session, group, depth);
		draw(session, json_object_get(group, key), key, depth + 1);
	}
}

void print_cascade(const struct session *session, const json_t *cascade)
{
	const json_t *needs = json_object_get(cascade, "needs"), *needed_by = json_object_get(cascade, "needed_by");

	if (json_array_size(needs) > 0)
		printf("\n%s\n", session_say(session, "Được tổng hợp từ", "Made of"));
	draw(session, needs, "needs", 0);
	if (json_array_size(needed_by) > 0)
		printf("\n%s\n", session_say(session, "Dùng để tổng hợp", "Goes into"));
	draw(session, needed_by, "needed_by", 0);
}
