/*
 * A thousand reports due at one moment. Planning and writing against bare SQLite writing the very same rows into a copy of
 * the store as it was before; composing against GMime building mails of the same parts. The time spent in message_compose
 * is taken apart by wrapping it at link time.
 */
#include <glib/gstdio.h>
#include <gmime/gmime.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "bench.h"
#include "engine/delivery.h"
#include "render/message.h"
#include "store/outbox.h"
#include "store/sql.h"

enum { AGENCIES = 1000 };

struct bulk {
	struct config *config;
	struct templates *templates;
	GPtrArray *bytes;    /* GBytes *: what was composed */
	GPtrArray *parts;    /* struct parts * */
	double composing, writing; /* seconds of the processor; of the clock, by bare SQLite */
};

struct parts {
	char *subject, *to, *plain, *html, *calendar;
};

static double spent, worked; /* in message_compose: by the clock, by the processor */
static GPtrArray *composed;

bool __real_message_compose(const struct notice *notice, const struct config *config, struct templates *templates,
			    const char *redirect, struct message *ret, GError **error);
bool __wrap_message_compose(const struct notice *notice, const struct config *config, struct templates *templates,
			    const char *redirect, struct message *ret, GError **error);

struct call {
	const struct notice *notice;
	const struct config *config;
	struct templates *templates;
	struct message *ret;
	GError **error;
	bool ok;
	double worked;
};

static void compose(void *data)
{
	struct call *call = data;

	call->ok = __real_message_compose(call->notice, call->config, call->templates, NULL, call->ret, call->error);
}

static void compose_measured(void *data)
{
	struct call *call = data;

	call->worked = bench_cpu(compose, call);
}

bool __wrap_message_compose(const struct notice *notice, const struct config *config, struct templates *templates,
			    const char *redirect, struct message *ret, GError **error)
{
	struct call call = { notice, config, templates, ret, error, false, 0 };

	spent += bench_time(compose_measured, &call);
	worked += call.worked;
	if (composed != NULL && call.ok)
		g_ptr_array_add(composed, g_bytes_ref(ret->bytes));
	return call.ok;
}

static void must(bool ok, const GError *error)
{
	if (!ok)
		g_error("%s", error != NULL ? error->message : "failed");
}

struct ticked {
	struct engine *engine;
	struct instant now;
};

static void tick(void *data)
{
	struct ticked *ticked = data;
	g_autoptr(GError) error = NULL;
	struct instant next;

	must(engine_tick(ticked->engine, ticked->now, &next, &error), error);
}

static void remove_all(const char *directory)
{
	g_autofree char *clean = g_strdup_printf("rm -rf %s", directory);

	if (!g_spawn_command_line_sync(clean, NULL, NULL, NULL, NULL))
		g_error("cannot remove %s", directory);
}

/* ---- bare SQLite: the same rows ---- */

static const struct {
	const char *found, *write; /* with `old` the store before */
} writes[] = {
	{ "SELECT * FROM mail WHERE id NOT IN (SELECT id FROM old.mail)", "INSERT INTO mail VALUES (?,?,?,?,?,?,?,?,?,?)" },
	{ "SELECT * FROM envelope WHERE id NOT IN (SELECT id FROM old.envelope)",
	  "INSERT INTO envelope VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)" },
	{ "SELECT * FROM ledger EXCEPT SELECT * FROM old.ledger", "INSERT INTO ledger VALUES (?,?,?,?,?,?,?,?,?)" },
	{ "SELECT * FROM agenda EXCEPT SELECT * FROM old.agenda", "REPLACE INTO agenda VALUES (?,?,?,?)" },
	{ "SELECT n.next_at, n.row FROM occurrence n JOIN old.occurrence o ON o.row = n.row WHERE n.next_at IS NOT o.next_at",
	  "UPDATE occurrence SET next_at = ? WHERE row = ?" },
};

struct bare {
	sqlite3 *db;
	GPtrArray *rows[G_N_ELEMENTS(writes)]; /* of GPtrArray * of sqlite3_value * */
};

static sqlite3 *open_bare(const char *path)
{
	sqlite3 *db;

	if (sqlite3_open(path, &db) != SQLITE_OK)
		g_error("cannot open %s", path);
	return db;
}

static void run(sqlite3 *db, const char *sql)
{
	char *fault = NULL;

	if (sqlite3_exec(db, sql, NULL, NULL, &fault) != SQLITE_OK)
		g_error("%s: %s", sql, fault);
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *statement;

	if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
		g_error("%s", sqlite3_errmsg(db));
	return statement;
}

static void free_value(void *value)
{
	sqlite3_value_free(value);
}

static GPtrArray *rows_of(sqlite3 *db, const char *sql)
{
	GPtrArray *rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
	sqlite3_stmt *statement = prepare(db, sql);

	while (sqlite3_step(statement) == SQLITE_ROW) {
		GPtrArray *row = g_ptr_array_new_with_free_func(free_value);

		for (int i = 0; i < sqlite3_column_count(statement); i++)
			g_ptr_array_add(row, sqlite3_value_dup(sqlite3_column_value(statement, i)));
		g_ptr_array_add(rows, row);
	}
	sqlite3_finalize(statement);
	return rows;
}

static void write_rows(sqlite3 *db, const char *sql, const GPtrArray *rows)
{
	sqlite3_stmt *statement = prepare(db, sql);

	for (guint i = 0; i < rows->len; i++) {
		const GPtrArray *row = g_ptr_array_index(rows, i);

		for (guint j = 0; j < row->len; j++)
			sqlite3_bind_value(statement, (int)j + 1, g_ptr_array_index(row, j));
		if (sqlite3_step(statement) != SQLITE_DONE)
			g_error("%s: %s", sql, sqlite3_errmsg(db));
		sqlite3_reset(statement);
	}
	sqlite3_finalize(statement);
}

static void bare_writes(void *data)
{
	struct bare *bare = data;

	run(bare->db, "BEGIN IMMEDIATE");
	for (size_t i = 0; i < G_N_ELEMENTS(writes); i++)
		write_rows(bare->db, writes[i].write, bare->rows[i]);
	run(bare->db, "COMMIT");
}

/* Seconds that the rows by which `after` differs from `before` take to be written into `before`. */
static double write_once(const char *before, const char *after)
{
	g_autofree char *attach = g_strdup_printf("ATTACH '%s' AS old", before);
	sqlite3 *both = open_bare(after);
	struct bare bare = { 0 };
	double seconds;

	run(both, attach);
	for (size_t i = 0; i < G_N_ELEMENTS(writes); i++)
		bare.rows[i] = rows_of(both, writes[i].found);
	sqlite3_close(both);
	if (bare.rows[0]->len != AGENCIES || bare.rows[2]->len < AGENCIES || bare.rows[4]->len != AGENCIES)
		g_error("%u mails, %u ledger rows, %u next moments were written", bare.rows[0]->len, bare.rows[2]->len, bare.rows[4]->len);
	bare.db = open_bare(before);
	run(bare.db, sql_statement(STMT_JOURNAL));
	run(bare.db, sql_settings);
	seconds = bench_time(bare_writes, &bare);
	sqlite3_close(bare.db);
	for (size_t i = 0; i < G_N_ELEMENTS(writes); i++)
		g_ptr_array_unref(bare.rows[i]);
	return seconds;
}

/* ---- ours ---- */

/* Seconds of planning and writing, without composing. */
static double plan_once(struct bulk *due)
{
	g_autofree char *directory = bench_directory();
	g_autofree char *path = g_build_filename(directory, "store.db", NULL);
	g_autofree char *before = g_build_filename(directory, "before.db", NULL);
	g_autoptr(GError) error = NULL;
	struct store *store = store_open(path, &error);
	struct ticked ticked = { 0 };
	struct instant created;
	double all;

	must(store != NULL, error);
	zone_parse(due->config->settings.zone, "2026-06-01T10:00", &created);
	zone_parse(due->config->settings.zone, "2026-10-28T07:30", &ticked.now);
	ticked.engine = engine_new(store, due->templates);
	must(engine_load(ticked.engine, due->config, created, NULL, &error), error);
	/* The day's step of the horizon is not what is measured. */
	ticked.now = instant_add(ticked.now, -3600);
	tick(&ticked);
	must(store_backup(store, before, &error), error);
	ticked.now = instant_add(ticked.now, 3600);
	spent = worked = 0;
	all = bench_time(tick, &ticked);
	due->composing = worked;
	engine_free(ticked.engine);
	store_close(store);
	due->writing = write_once(before, path);
	remove_all(directory);
	return all - spent;
}

/* ---- bare GMime: mails of the same parts ---- */

static char *content(GMimePart *part)
{
	GMimeStream *stream = g_mime_stream_mem_new();
	GByteArray *array;
	char *text;

	g_mime_data_wrapper_write_to_stream(g_mime_part_get_content(part), stream);
	array = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
	text = g_strndup((const char *)array->data, array->len);
	g_object_unref(stream);
	return text;
}

static void take_part(GMimeObject *parent, GMimeObject *object, gpointer data)
{
	struct parts *parts = data;
	GMimeContentType *type = g_mime_object_get_content_type(object);

	if (!GMIME_IS_PART(object))
		return;
	if (g_mime_content_type_is_type(type, "text", "html"))
		parts->html = content(GMIME_PART(object));
	else if (g_mime_content_type_is_type(type, "text", "calendar"))
		parts->calendar = content(GMIME_PART(object));
	else
		parts->plain = content(GMIME_PART(object));
}

static struct parts *parts_of(GBytes *bytes)
{
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
	struct parts *parts = g_new0(struct parts, 1);

	parts->subject = g_strdup(g_mime_message_get_subject(message));
	parts->to = internet_address_list_to_string(g_mime_message_get_to(message), NULL, FALSE);
	g_mime_message_foreach(message, take_part, parts);
	g_object_unref(message);
	g_object_unref(parser);
	g_object_unref(stream);
	return parts;
}

static void add_part(GMimeMultipart *into, const char *subtype, const char *text)
{
	GMimeTextPart *part;

	if (text == NULL)
		return;
	part = g_mime_text_part_new_with_subtype(subtype);
	g_mime_text_part_set_charset(part, "utf-8");
	g_mime_text_part_set_text(part, text);
	g_mime_part_set_content_encoding(GMIME_PART(part), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
	g_mime_multipart_add(into, GMIME_OBJECT(part));
	g_object_unref(part);
}

static void bare_mails(void *data)
{
	const struct bulk *due = data;

	for (guint i = 0; i < due->parts->len; i++) {
		const struct parts *parts = g_ptr_array_index(due->parts, i);
		GMimeMessage *message = g_mime_message_new(TRUE);
		GMimeMultipart *body = g_mime_multipart_new_with_subtype("alternative");
		GMimeStream *stream = g_mime_stream_mem_new();
		GDateTime *date = g_date_time_new_from_unix_utc(1793154600);

		g_mime_message_set_subject(message, parts->subject, "utf-8");
		g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_FROM, "Sở Nội vụ", "nhacviec@laocai.example.vn");
		g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_TO, NULL, parts->to);
		g_mime_message_set_date(message, date);
		g_mime_message_set_message_id(message, "00000000000000000000000000000000@laocai.example.vn");
		add_part(body, "plain", parts->plain);
		add_part(body, "html", parts->html);
		add_part(body, "calendar", parts->calendar);
		g_mime_message_set_mime_part(message, GMIME_OBJECT(body));
		g_mime_object_write_to_stream(GMIME_OBJECT(message), NULL, stream);
		g_date_time_unref(date);
		g_object_unref(stream);
		g_object_unref(body);
		g_object_unref(message);
	}
}

static struct config *thousand(void)
{
	g_autoptr(GString) text = g_string_new(BENCH_HEAD);

	g_string_append(text, "agencies = ( { id = \"so-noi-vu\"; name = \"Sở Nội vụ\"; relation = \"subordinate\"; contacts = ( { position = "
			      "\"focal\"; email = \"noivu@example.vn\"; } ); }");
	for (int i = 0; i < AGENCIES; i++)
		g_string_append_printf(text,
				       ",\n{ id = \"a%d\"; name = \"Ủy ban nhân dân xã số %d\"; relation = \"subordinate\"; groups = [ \"communes\" ]; "
				       "contacts = ( { position = \"focal\"; name = \"Nguyễn Văn %d\"; email = \"a%d@example.vn\"; } ); }",
				       i, i, i, i);
	g_string_append(text, " );\ngroups = { communes = [ ]; };\n"
			      "plans = ( { id = \"p\"; title = \"Kế hoạch bình đẳng giới năm 2026\"; effective = \"2026-01-01..2026-12-31\"; "
			      "coordinator = \"so-noi-vu\"; policy = \"standard\"; obligations = ( { id = \"o\"; title = \"Báo cáo kết quả thực hiện công "
			      "tác bình đẳng giới\"; owed_by = [ \"communes\" ]; owed_to = [ \"so-noi-vu\" ]; every = \"year\"; due = \"before 30/11\"; } ); } "
			      ");\n");
	return bench_config(text->str);
}

bool bench_due(void)
{
	struct bulk due = { 0 };
	double planning[TURNS], writing[TURNS], composing[TURNS], building[TURNS];
	g_autoptr(GPtrArray) directories = g_ptr_array_new();
	g_autofree char *templates = g_build_filename(g_getenv("srcdir") != NULL ? g_getenv("srcdir") : ".", "etc", "templates", NULL);
	bool ok;

	g_mime_init();
	g_ptr_array_add(directories, templates);
	due.config = thousand();
	due.templates = templates_new(directories);
	due.bytes = composed = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
	plan_once(&due);
	composed = NULL;
	if (due.bytes->len != AGENCIES)
		g_error("%u mails were composed, not %d", due.bytes->len, AGENCIES);
	due.parts = g_ptr_array_new();
	for (guint i = 0; i < due.bytes->len; i++)
		g_ptr_array_add(due.parts, parts_of(g_ptr_array_index(due.bytes, i)));
	for (int i = 0; i < TURNS; i++) {
		planning[i] = plan_once(&due);
		composing[i] = due.composing;
		writing[i] = due.writing;
		building[i] = bench_cpu(bare_mails, &due);
	}
	ok = bench_report("1,000 due: planning and writing / bare SQLite's writes", bench_median(planning, TURNS),
			  bench_median(writing, TURNS), 3);
	ok &= bench_report("1,000 due: composing / GMime building the same parts", bench_median(composing, TURNS),
			   bench_median(building, TURNS), 2);
	return ok;
}
