/*
 * A thousand reports due at one moment. Planning and writing against bare SQLite doing the same writes; composing against
 * GMime building mails of the same parts. The time spent in message_compose is taken apart by wrapping it at link time.
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

enum { AGENCIES = 1000 };

struct bulk {
	struct config *config;
	struct templates *templates;
	GPtrArray *bytes;    /* GBytes *: what was composed */
	GPtrArray *parts;    /* struct parts * */
	double composing;
};

struct parts {
	char *subject, *to, *plain, *html, *calendar;
};

static double spent;
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
};

static void compose(void *data)
{
	struct call *call = data;

	call->ok = __real_message_compose(call->notice, call->config, call->templates, NULL, call->ret, call->error);
}

bool __wrap_message_compose(const struct notice *notice, const struct config *config, struct templates *templates,
			    const char *redirect, struct message *ret, GError **error)
{
	struct call call = { notice, config, templates, ret, error, false };

	spent += bench_time(compose, &call);
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

/* Seconds of planning and writing, without composing. */
static double plan_once(struct bulk *due)
{
	g_autofree char *directory = bench_directory();
	g_autofree char *path = g_build_filename(directory, "store.db", NULL);
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
	ticked.now = instant_add(ticked.now, 3600);
	spent = 0;
	all = bench_time(tick, &ticked);
	due->composing = spent;
	engine_free(ticked.engine);
	store_close(store);
	remove_all(directory);
	return all - spent;
}

/* ---- bare SQLite: the same rows ---- */

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

static void step(sqlite3_stmt *statement)
{
	if (sqlite3_step(statement) != SQLITE_DONE)
		g_error("%s", sqlite3_errmsg(sqlite3_db_handle(statement)));
	sqlite3_reset(statement);
}

struct bare {
	sqlite3 *db;
	const GPtrArray *bytes;
};

static void bare_writes(void *data)
{
	struct bare *bare = data;
	sqlite3_stmt *mail = prepare(bare->db, "INSERT INTO mail VALUES (?1, ?2, 'advance', 0, 1, '2026-10-28', 'subject', ?3, ?4)");
	sqlite3_stmt *envelope = prepare(bare->db, "INSERT INTO envelope VALUES (?1, ?1, ?2, 0, 0, 0, 0, 0, 1, 0, 0, 0, NULL)");
	sqlite3_stmt *ledger = prepare(bare->db, "INSERT INTO ledger VALUES (?1, 1, '-30d', 'owner:focal', 0, NULL, ?2, 1, ?3)");
	sqlite3_stmt *next = prepare(bare->db, "UPDATE occurrence SET next_at = 2 WHERE id = ?1");

	run(bare->db, "BEGIN IMMEDIATE");
	for (guint i = 0; i < bare->bytes->len; i++) {
		char id[64], address[64];
		gsize size;
		const void *bytes = g_bytes_get_data(g_ptr_array_index(bare->bytes, i), &size);

		g_snprintf(id, sizeof id, "p/o/a%u/2026", i);
		g_snprintf(address, sizeof address, "a%u@example.vn", i);
		sqlite3_bind_int(mail, 1, (int)i + 1);
		sqlite3_bind_text(mail, 2, id, -1, SQLITE_STATIC);
		sqlite3_bind_text(mail, 3, address, -1, SQLITE_STATIC);
		sqlite3_bind_blob(mail, 4, bytes, (int)size, SQLITE_STATIC);
		step(mail);
		sqlite3_bind_int(envelope, 1, (int)i + 1);
		sqlite3_bind_text(envelope, 2, address, -1, SQLITE_STATIC);
		step(envelope);
		sqlite3_bind_text(ledger, 1, id, -1, SQLITE_STATIC);
		sqlite3_bind_text(ledger, 2, address, -1, SQLITE_STATIC);
		sqlite3_bind_int(ledger, 3, (int)i + 1);
		step(ledger);
		sqlite3_bind_int(next, 1, (int)i + 1);
		step(next);
	}
	run(bare->db, "COMMIT");
	sqlite3_finalize(mail);
	sqlite3_finalize(envelope);
	sqlite3_finalize(ledger);
	sqlite3_finalize(next);
}

static double write_once(const struct bulk *due)
{
	g_autofree char *directory = bench_directory();
	g_autofree char *path = g_build_filename(directory, "bare.db", NULL);
	struct bare bare = { .bytes = due->bytes };
	double seconds;

	if (sqlite3_open(path, &bare.db) != SQLITE_OK)
		g_error("cannot open %s", path);
	run(bare.db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
		     "CREATE TABLE occurrence (id INTEGER PRIMARY KEY, name TEXT UNIQUE, next_at INTEGER) STRICT;"
		     "CREATE INDEX occurrence_next ON occurrence(next_at) WHERE next_at IS NOT NULL;"
		     "CREATE TABLE mail (id INTEGER PRIMARY KEY, message_id TEXT UNIQUE, kind TEXT, others INTEGER, at INTEGER, expires TEXT,"
		     " subject TEXT, recipient TEXT, bytes BLOB) STRICT;"
		     "CREATE TABLE envelope (id INTEGER PRIMARY KEY, mail INTEGER REFERENCES mail, address TEXT, copy INTEGER, state INTEGER,"
		     " released INTEGER, attempts INTEGER, uncertain INTEGER, next_at INTEGER, first_at INTEGER, done_at INTEGER, code INTEGER,"
		     " reply TEXT) STRICT;"
		     "CREATE INDEX envelope_next ON envelope(next_at) WHERE state = 0; CREATE INDEX envelope_mail ON envelope(mail);"
		     "CREATE TABLE ledger (subject TEXT, version INTEGER, step TEXT, role TEXT, outcome INTEGER, reason TEXT, address TEXT,"
		     " at INTEGER, mail INTEGER REFERENCES mail, PRIMARY KEY (subject, version, step, role)) STRICT, WITHOUT ROWID;"
		     "CREATE INDEX ledger_mail ON ledger(mail);"
		     "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)"
		     " INSERT INTO occurrence SELECT i, 'p/o/a' || i || '/2026', 1 FROM n;");
	seconds = bench_time(bare_writes, &bare);
	sqlite3_close(bare.db);
	remove_all(directory);
	return seconds;
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
		writing[i] = write_once(&due);
		building[i] = bench_time(bare_mails, &due);
	}
	ok = bench_report("1,000 due: planning and writing / bare SQLite's writes", bench_median(planning, TURNS),
			  bench_median(writing, TURNS), 3);
	ok &= bench_report("1,000 due: composing / GMime building the same parts", bench_median(composing, TURNS),
			   bench_median(building, TURNS), 2);
	return ok;
}
