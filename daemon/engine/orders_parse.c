/* An order as one line of words, as stories and files of acts hold it. */
#include <string.h>

#include "base/error.h"
#include "engine/orders.h"

struct line {
	char **words;
	int at, count;
	const struct zone *zone;
	GStringChunk *arena;
	GError **error;
};

enum shape { SHAPE_TEXT, SHAPE_DAY, SHAPE_TIME, SHAPE_LIST, SHAPE_NUMBER, SHAPE_SWITCH };

/* The fields of an order by the names of the control tool's options; without the dashes in stories. */
static const struct field {
	const char *key;
	enum shape shape;
	size_t place;
} fields[] = {
#define FIELD(key, shape, name) { key, SHAPE_##shape, G_STRUCT_OFFSET(struct order, name) }
	FIELD("as", TEXT, as),			 FIELD("by", TEXT, as),
	FIELD("number", TEXT, number),		 FIELD("document", TEXT, number),
	FIELD("dated", DAY, dated),		 FIELD("received", TIME, received),
	FIELD("sent", TIME, sent),		 FIELD("channel", TEXT, channel),
	FIELD("note", TEXT, note),		 FIELD("reason", LIST, reasons),
	FIELD("until", DAY, until),		 FIELD("days", NUMBER, days),
	FIELD("due", TEXT, due),		 FIELD("period", TEXT, period),
	FIELD("owner", LIST, owners),		 FIELD("asked-by", TEXT, asked_by),
	FIELD("asked-on", DAY, asked_on),	 FIELD("granted-by", TEXT, granted_by),
	FIELD("before", DAY, before),		 FIELD("outcome", TEXT, outcome),
	FIELD("step", TEXT, step),		 FIELD("to", TEXT, to),
	FIELD("covers", TEXT, covers),		 FIELD("id", TEXT, plan),
	FIELD("title", TEXT, title),		 FIELD("from", TEXT, from),
	FIELD("policy", TEXT, policy),		 FIELD("outline", TEXT, outline),
	FIELD("send-to", TEXT, send_to),	 FIELD("issuer", TEXT, issuer),
	FIELD("subject", TEXT, subject),	 FIELD("coordinator", TEXT, coordinator),
	FIELD("type", TEXT, type),		 FIELD("without", LIST, without),
	FIELD("entry", TEXT, entry),		 FIELD("again", SWITCH, again),
	FIELD("dry-run", SWITCH, dry_run),	 FIELD("all", SWITCH, all),
	FIELD("earlier", SWITCH, earlier),	 FIELD("quiet", SWITCH, quiet),
	FIELD("tell", SWITCH, tell),		 FIELD("mistake", SWITCH, mistake),
	FIELD("waive", SWITCH, waive),		 FIELD("refused", SWITCH, refused),
	FIELD("partial", SWITCH, partial),
#undef FIELD
};

static const struct field *field_of(const char *key)
{
	for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
		if (strcmp(fields[i].key, key) == 0)
			return &fields[i];
	}
	return NULL;
}

static bool refuse(const struct line *line, const char *what, const char *word)
{
	g_set_error(line->error, DEADLINED_ERROR, DEADLINED_ERROR_INPUT, "%s '%s'", what, word);
	return false;
}

static bool read_time(const struct line *line, const char *text, struct instant *ret)
{
	struct civil day;

	if (zone_parse(line->zone, text, ret))
		return true;
	if (!civil_parse(text, &day))
		return refuse(line, "give a time as YYYY-MM-DDThh:mm, not", text);
	*ret = zone_instant(line->zone, day, 0);
	return true;
}

static bool read_number(const struct line *line, const char *text, int *ret)
{
	gint64 number;

	if (!g_ascii_string_to_signed(text, 10, 1, 10000, &number, NULL))
		return refuse(line, "give a number from 1 on, not", text);
	*ret = (int)number;
	return true;
}

static void add(GPtrArray **list, const char *text)
{
	if (*list == NULL)
		*list = g_ptr_array_new();
	g_ptr_array_add(*list, (void *)text);
}

/* The strings stay in the arena. */
static bool read_value(const struct line *line, const struct field *field, const char *text, struct order *ret)
{
	void *place = G_STRUCT_MEMBER_P(ret, field->place);

	switch (field->shape) {
	case SHAPE_TEXT:
		*(const char **)place = text;
		return true;
	case SHAPE_DAY:
		return civil_parse(text, place) || refuse(line, "give a date as YYYY-MM-DD, not", text);
	case SHAPE_TIME:
		return read_time(line, text, place);
	case SHAPE_LIST:
		add(place, text);
		return true;
	case SHAPE_NUMBER:
		return read_number(line, text, place);
	case SHAPE_SWITCH:
		*(bool *)place = true;
		return true;
	}
	g_assert_not_reached();
}

/* `settle … --as unknown|waived` says what they are settled as; the clerk's name is `--by` there. */
static const struct field *field_in(const struct order *order, const char *key, const char *value)
{
	bool outcome = g_strcmp0(value, "unknown") == 0 || g_strcmp0(value, "waived") == 0;

	if (strcmp(order->verb, "settle") == 0 && strcmp(key, "as") == 0 && outcome)
		return field_of("outcome");
	return field_of(strcmp(key, "date") == 0 ? "dated" : key);
}

static bool read_next(struct line *line, struct order *ret)
{
	const char *word = line->words[line->at++], *key = g_str_has_prefix(word, "--") ? word + 2 : word;
	const char *value = line->at < line->count ? line->words[line->at] : NULL;
	const struct field *field = field_in(ret, key, value);

	if (field != NULL && field->shape == SHAPE_SWITCH)
		return read_value(line, field, NULL, ret);
	if (field != NULL) {
		if (value == NULL)
			return refuse(line, "a value is missing after", word);
		line->at++;
		return read_value(line, field, g_string_chunk_insert(line->arena, value), ret);
	}
	if (key != word)
		return refuse(line, "unknown option", word);
	g_ptr_array_add(ret->ids, g_string_chunk_insert(line->arena, word));
	return true;
}

/* Most orders have one reason, which is the reasons' line by line. */
static void join_reasons(const struct line *line, struct order *ret)
{
	g_autoptr(GString) text = g_string_new(NULL);

	if (ret->reasons == NULL)
		return;
	for (guint i = 0; i < ret->reasons->len; i++)
		g_string_append_printf(text, "%s%s", i == 0 ? "" : "\n", (const char *)ret->reasons->pdata[i]);
	ret->reason = g_string_chunk_insert(line->arena, text->str);
}

static bool read_words(struct line *line, struct order *ret)
{
	ret->verb = g_string_chunk_insert(line->arena, line->words[line->at++]);
	/* "queue drop 12" is the order queue-drop. */
	if (strcmp(ret->verb, "queue") == 0 && line->at < line->count) {
		g_autofree char *verb = g_strconcat("queue-", line->words[line->at++], NULL);

		ret->verb = g_string_chunk_insert(line->arena, verb);
	}
	while (line->at < line->count) {
		if (!read_next(line, ret))
			return false;
	}
	join_reasons(line, ret);
	return true;
}

bool orders_parse(const char *text, const struct zone *zone, GStringChunk *arena, struct order *ret, GError **error)
{
	g_auto(GStrv) words = NULL;
	struct line line = { .zone = zone, .arena = arena, .error = error };

	*ret = (struct order){ 0 };
	if (!g_shell_parse_argv(text, &line.count, &words, error)) {
		if (error && *error)
			g_prefix_error(error, "order '%s': ", text);
		return false;
	}
	line.words = words;
	ret->ids = g_ptr_array_new();
	if (read_words(&line, ret))
		return true;
	order_clear(ret);
	return false;
}
