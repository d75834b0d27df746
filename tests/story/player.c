#include "player.h"

#include <gmime/gmime.h>
#include <string.h>

#include "engine/orders.h"

enum { MOST_MINUTES = 20, MOST_PASSES = 5 };

void story_fail(struct story *story, const char *format, ...)
{
	g_autofree char *name = g_path_get_basename(story->file);
	g_autofree char *text = NULL;
	va_list arguments;

	va_start(arguments, format);
	text = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	g_test_message("%s:%d: %s", name, story->line, text);
	g_test_fail();
	longjmp(story->failed, 1);
}

void story_check(struct story *story, bool ok, GError *const *error)
{
	if (!ok)
		story_fail(story, "%s", *error != NULL ? (*error)->message : "failed without a reason");
}

static void delivered_free(gpointer data)
{
	struct delivered *delivered = data;

	g_free(delivered->address);
	g_free(delivered->kind);
	g_free(delivered->subject);
	g_ptr_array_unref(delivered->rows);
	g_bytes_unref(delivered->bytes);
	g_free(delivered);
}

void story_begin(struct story *story, const char *file)
{
	story->file = file;
	story->delivered = g_ptr_array_new_with_free_func(delivered_free);
	story->tried = g_ptr_array_new_with_free_func(g_free);
	story->silent = g_ptr_array_new_with_free_func(g_free);
	story->refused = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	story->bytes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
}

void story_remember(struct story *story)
{
	g_autoptr(GError) error = NULL;

	g_clear_pointer(&story->checksum, g_free);
	if (story->store == NULL)
		return;
	story->checksum = store_checksum(story->store, &error);
	story_check(story, story->checksum != NULL, &error);
}

/* ---- the relay ---- */

static const char *answer(struct story *story, const char *address)
{
	const char *code = g_hash_table_lookup(story->refused, address);

	if (code != NULL)
		return code;
	if (story->relay != NULL && instant_before(story->now, story->relay_until))
		return story->relay;
	return "250";
}

static enum delivery_outcome outcome_of(const char *code)
{
	if (strcmp(code, "lost") == 0 || strcmp(code, "arrived") == 0)
		return DELIVERY_UNCERTAIN;
	if (strcmp(code, "421") == 0)
		return DELIVERY_BUSY;
	return code[0] == '2' ? DELIVERY_SENT : code[0] == '4' ? DELIVERY_TEMPORARY : DELIVERY_PERMANENT;
}

static bool is_for(const GPtrArray *rows, const char *address)
{
	for (guint i = 0; i < rows->len; i++) {
		const struct ledger_row *row = g_ptr_array_index(rows, i);

		if (row->outcome == OUTCOME_SAID && g_ascii_strcasecmp(row->address, address) == 0)
			return true;
	}
	return false;
}

/* What a mail says to one of its addresses; to the one all is redirected to, everything. */
static GPtrArray *rows_for(struct story *story, int64_t mail, const char *address)
{
	g_autoptr(GError) error = NULL;
	GPtrArray *rows = ledger_of_mail(story->store, mail, &error);
	bool known;

	story_check(story, rows != NULL, &error);
	known = is_for(rows, address);
	for (guint i = rows->len; i-- > 0;) {
		const struct ledger_row *row = g_ptr_array_index(rows, i);

		if (row->outcome != OUTCOME_SAID || (known && g_ascii_strcasecmp(row->address, address) != 0))
			g_ptr_array_remove_index(rows, i);
	}
	return rows;
}

static void note_delivered(struct story *story, const struct parcel *parcel)
{
	g_autoptr(GError) error = NULL;
	struct mail *mail = outbox_mail(story->store, parcel->mail, &error);
	struct delivered *delivered = g_new0(struct delivered, 1);

	story_check(story, mail != NULL, &error);
	delivered->address = g_strdup(parcel->address);
	delivered->kind = g_strdup(mail->kind);
	delivered->subject = g_strdup(mail->subject);
	delivered->at = story->now;
	delivered->bytes = g_bytes_ref(parcel->bytes);
	delivered->rows = rows_for(story, parcel->mail, parcel->address);
	mail_free(mail);
	g_ptr_array_add(story->delivered, delivered);
}

static void take_text(GMimeObject *parent, GMimeObject *part, gpointer data)
{
	char **text = data;

	(void)parent;
	if (*text == NULL && GMIME_IS_TEXT_PART(part) && g_mime_content_type_is_type(g_mime_object_get_content_type(part), "text", "plain"))
		*text = g_mime_text_part_get_text(GMIME_TEXT_PART(part));
}

char *story_text(const struct delivered *delivered)
{
	gsize size;
	const char *bytes = g_bytes_get_data(delivered->bytes, &size);
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes, size);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
	g_autofree char *text = NULL;
	g_auto(GStrv) words = NULL;

	g_mime_message_foreach(message, take_text, &text);
	g_object_unref(message);
	g_object_unref(parser);
	g_object_unref(stream);
	words = g_regex_split_simple("\\s+", text != NULL ? text : "", 0, 0);
	return g_strjoinv(" ", words);
}

/* A message is the same, byte for byte, each time it is handed over. */
static void same_bytes(struct story *story, const struct parcel *parcel)
{
	char *key = g_strdup_printf("envelope %" G_GINT64_FORMAT, parcel->envelope);
	char *sum = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, parcel->bytes);
	const char *before = g_hash_table_lookup(story->bytes, key);

	if (before != NULL && strcmp(before, sum) != 0)
		story_fail(story, "a message to %s has changed between two attempts", parcel->address);
	g_hash_table_replace(story->bytes, key, sum);
}

static struct delivery_result *hand_over(struct story *story, const struct parcel *parcel)
{
	struct delivery_result *result = g_new0(struct delivery_result, 1);
	const char *code = answer(story, parcel->address);

	same_bytes(story, parcel);
	story_secret(story, parcel);
	g_ptr_array_add(story->tried, g_strdup(parcel->address));
	result->envelope = parcel->envelope;
	result->outcome = outcome_of(code);
	result->code = (int)g_ascii_strtoll(code, NULL, 10);
	result->reply = g_strdup_printf("%s as the story says", code);
	if (result->outcome == DELIVERY_SENT || strcmp(code, "arrived") == 0)
		note_delivered(story, parcel);
	return result;
}

static bool deliver(struct story *story)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) parcels = delivery_take(story->engine, story->now, 100, &error);
	g_autoptr(GPtrArray) results = g_ptr_array_new_with_free_func((GDestroyNotify)delivery_result_free);

	story_check(story, parcels != NULL, &error);
	if (parcels->len > 0 && g_strcmp0(story->relay, "dies") == 0) {
		g_clear_pointer(&story->engine, engine_free);
		g_clear_pointer(&story->relay, g_free);
		return false;
	}
	for (guint i = 0; i < parcels->len; i++)
		g_ptr_array_add(results, hand_over(story, g_ptr_array_index(parcels, i)));
	story_check(story, delivery_report(story->engine, story->now, results, &error), &error);
	return parcels->len > 0;
}

void story_relay(struct story *story, char **words)
{
	static const struct { const char *unit; int seconds; } units[] = { { "m", 60 }, { "h", 3600 }, { "d", 86400 } };
	int seconds = 0;

	if (g_strcmp0(words[2], "to") == 0 && words[3] != NULL) {
		g_hash_table_insert(story->refused, g_strdup(words[3]), g_strdup(words[1]));
		return;
	}
	g_clear_pointer(&story->relay, g_free);
	if (g_strcmp0(words[1], "ok") == 0) {
		g_hash_table_remove_all(story->refused);
		return;
	}
	for (size_t i = 0; words[3] != NULL && i < G_N_ELEMENTS(units); i++)
		if (g_str_has_suffix(words[3], units[i].unit))
			seconds = units[i].seconds * (int)g_ascii_strtoll(words[3], NULL, 10);
	if (g_strcmp0(words[1], "dies") != 0 && seconds == 0)
		story_fail(story, "relay CODE for N(m|h|d), relay CODE to ADDRESS, relay ok, or relay dies");
	story->relay = g_strdup(words[1]);
	story->relay_until = instant_add(story->now, seconds);
}

/* ---- time ---- */

/* False: the service died meanwhile. */
static bool pass_once(struct story *story)
{
	g_autoptr(GError) error = NULL;

	do {
		story_check(story, engine_tick(story->engine, story->now, &story->next, &error), &error);
	} while (deliver(story));
	if (story->engine == NULL)
		return false;
	story_check(story, engine_tick(story->engine, story->now, &story->next, &error), &error);
	return true;
}

void story_pass(struct story *story)
{
	int passes = 0;

	do {
		if (!pass_once(story))
			return;
	} while (!instant_before(story->now, story->next) && ++passes < MOST_PASSES);
	if (!instant_before(story->now, story->next))
		story_fail(story, "the engine asks to be called again at once");
	g_ptr_array_unref(engine_take_events(story->engine));
	g_ptr_array_unref(engine_take_touched(story->engine));
}

static void step_on(struct story *story, struct instant to)
{
	story->minutes = to.seconds - story->now.seconds == 60 ? story->minutes + 1 : 0;
	if (story->minutes > MOST_MINUTES)
		story_fail(story, "the engine asks to be called every minute");
	story->now = to;
	story_pass(story);
}

void story_until(struct story *story, struct instant to)
{
	if (instant_before(to, story->now))
		story_fail(story, "time runs backwards");
	while (story->engine != NULL && !instant_before(to, story->next))
		step_on(story, instant_max(story->next, story->now));
	story->now = to;
}

/* ---- the service ---- */

static struct config *load_config(struct story *story, const char *name)
{
	g_autofree char *directory = g_path_get_dirname(story->file);
	g_autofree char *path = g_build_filename(directory, "config", name, NULL);
	struct config *config = config_load(path);

	if (!config_ok(config)) {
		g_autoptr(GPtrArray) lines = problems_lines(config->problems);

		story_fail(story, "%s", (const char *)g_ptr_array_index(lines, 0));
	}
	return config;
}

void story_config(struct story *story, const char *name)
{
	g_autofree char *templates = g_test_build_filename(G_TEST_DIST, "etc", "templates", NULL);
	g_autoptr(GPtrArray) directories = g_ptr_array_new();
	g_autoptr(GError) error = NULL;

	g_ptr_array_add(directories, templates);
	story->config = load_config(story, name);
	story->templates = templates_new(directories);
	story->store = store_open(":memory:", &error);
	story_check(story, story->store != NULL, &error);
}

void story_replace(struct story *story, const char *name)
{
	g_clear_pointer(&story->engine, engine_free);
	config_free(story->config);
	story->config = load_config(story, name);
}

void story_start(struct story *story, struct instant when)
{
	g_autoptr(GError) error = NULL;

	g_clear_pointer(&story->engine, engine_free);
	story->now = when;
	story->engine = engine_new(story->store, story->templates);
	story_links(story);
	story_check(story, engine_load(story->engine, story->config, when, NULL, &error), &error);
	story_check(story, delivery_recover(story->engine, when, &error), &error);
	story_pass(story);
}

void story_reload(struct story *story, const char *name)
{
	struct config *before = story->config;
	g_autoptr(GError) error = NULL;

	story->config = load_config(story, name);
	story_check(story, engine_load(story->engine, story->config, story->now, NULL, &error), &error);
	story_pass(story);
	config_free(before);
}

static bool carry_out(struct story *story, const char *line, GError **error)
{
	GStringChunk *arena = g_string_chunk_new(256);
	struct order order = { 0 };
	json_t *answers = NULL;
	bool ok = orders_parse(line, story->config->settings.zone, arena, &order, error);

	order.user = "story";
	ok = ok && orders_run(story->engine, &order, story->now, &answers, error);
	json_decref(answers);
	order_clear(&order);
	g_string_chunk_free(arena);
	return ok;
}

void story_order(struct story *story, const char *line, bool refused)
{
	g_autoptr(GError) error = NULL;
	bool ok = carry_out(story, line, &error);

	if (ok && refused)
		story_fail(story, "the order was carried out");
	story_check(story, ok || refused, &error);
	story_pass(story);
}

void story_clear(struct story *story)
{
	engine_free(story->engine);
	links_free(story->links);
	store_close(story->store);
	templates_free(story->templates);
	config_free(story->config);
	g_ptr_array_unref(story->delivered);
	g_ptr_array_unref(story->tried);
	g_ptr_array_unref(story->silent);
	g_hash_table_unref(story->refused);
	g_hash_table_unref(story->bytes);
	g_free(story->relay);
	g_free(story->checksum);
}
