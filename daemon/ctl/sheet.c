#include "ctl/sheet.h"

#include <string.h>

#include "base/csv.h"
#include "base/text.h"
#include "ctl/body.h"
#include "ctl/import.h"

const struct sheet_column sheet_reports[] = {
	{ "agency", "agency", "co quan|don vi|co quan bao cao|ten co quan", SHEET_TEXT, true },
	{ "number", "number", "so|so van ban|so ky hieu|so, ky hieu|document", SHEET_TEXT, false },
	{ "date", "dated", "ngay|ngay van ban|ngay ban hanh|dated", SHEET_DAY, false },
	{ "received", "received", "nhan luc|ngay nhan|thoi gian nhan|thoi diem nhan", SHEET_TIME, false },
	{ "channel", "channel", "hinh thuc|hinh thuc gui|kenh", SHEET_TEXT, false },
	{ "note", "note", "ghi chu", SHEET_TEXT, false },
	{ NULL, NULL, NULL, SHEET_TEXT, false },
};

const struct sheet_column sheet_people[] = {
	{ "agency", "agency", "co quan|don vi", SHEET_TEXT, true },
	{ "position", "position", "vi tri", SHEET_TEXT, true },
	{ "name", "name", "ho ten|ho va ten|ten", SHEET_TEXT, false },
	{ "title", "title", "chuc vu|chuc danh", SHEET_TEXT, false },
	{ "email", "email", "thu dien tu|e-mail|dia chi thu", SHEET_TEXT, false },
	{ "phone", "phone", "dien thoai|so dien thoai", SHEET_TEXT, false },
	{ "language", "language", "ngon ngu", SHEET_TEXT, false },
	{ "from", "from", "tu ngay", SHEET_DAY, false },
	{ "until", "until", "den ngay|den het ngay", SHEET_DAY, false },
	{ "number", "number", "van ban|so van ban|document", SHEET_TEXT, false },
	{ NULL, NULL, NULL, SHEET_TEXT, false },
};

/* One table being read. */
struct work {
	const char *file;
	GPtrArray *faults;
	const struct sheet_column **columns; /* of each cell; NULL: the cell is passed over */
	guint count;
};

static void fault(const struct work *work, int line, const char *format, ...) G_GNUC_PRINTF(3, 4);

static void fault(const struct work *work, int line, const char *format, ...)
{
	g_autofree char *what = NULL;
	va_list arguments;

	va_start(arguments, format);
	what = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	g_ptr_array_add(work->faults, g_strdup_printf("%s:%d: %s", work->file, line, what));
}

void sheet_head(GString *text, const struct sheet_column *columns)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();

	for (; columns->name; columns++)
		g_ptr_array_add(names, (char *)columns->name);
	csv_row(text, (const char *const *)names->pdata, names->len);
}

/* ---- headings ---- */

static bool is_called(const struct sheet_column *column, const char *folded)
{
	g_auto(GStrv) also = g_strsplit(column->also, "|", -1);

	return strcmp(column->name, folded) == 0 || g_strv_contains((const char *const *)also, folded);
}

static const struct sheet_column *find(const struct sheet_column *columns, const char *heading)
{
	g_autofree char *folded = text_fold(heading);

	for (; columns->name; columns++) {
		if (is_called(columns, folded))
			return columns;
	}
	return NULL;
}

/* A running number of the lines says nothing. */
static bool is_passed_over(const char *heading)
{
	static const char *const names[] = { "", "stt", "tt", "#", NULL };
	g_autofree char *folded = text_fold(heading);

	return g_strv_contains(names, folded);
}

static char *names_of(const struct sheet_column *columns)
{
	GString *names = g_string_new(NULL);

	for (; columns->name; columns++)
		g_string_append_printf(names, "%s%s", names->len ? " " : "", columns->name);
	return g_string_free(names, FALSE);
}

static void read_heading(struct work *work, const struct import_row *row, const struct sheet_column *columns, guint at)
{
	const char *heading = row->cells->pdata[at];
	g_autofree char *names = names_of(columns);

	work->columns[at] = find(columns, heading);
	if (!work->columns[at] && !is_passed_over(heading))
		fault(work, row->line, "unknown column '%s': take it out, or call it one of: %s", heading, names);
	for (guint i = 0; i < at; i++) {
		if (work->columns[at] && work->columns[i] == work->columns[at])
			fault(work, row->line, "column '%s' is there twice", work->columns[at]->name);
	}
}

static void read_head(struct work *work, const struct import_row *row, const struct sheet_column *columns)
{
	work->count = row->cells->len;
	work->columns = g_new0(const struct sheet_column *, work->count);
	for (guint i = 0; i < work->count; i++)
		read_heading(work, row, columns, i);
	for (; columns->name; columns++) {
		bool there = !columns->wanted;

		for (guint i = 0; i < work->count && !there; i++)
			there = work->columns[i] == columns;
		if (!there)
			fault(work, row->line, "column '%s' is missing", columns->name);
	}
}

/* ---- lines ---- */

static json_t *cell_value(const struct work *work, int line, const struct sheet_column *column, const char *cell)
{
	g_autofree char *when = NULL;

	if (!*cell && column->wanted)
		fault(work, line, "%s is empty", column->name);
	if (!*cell)
		return json_null();
	switch (column->form) {
	case SHEET_TEXT:
		return json_string(cell);
	case SHEET_DAY:
		when = body_day(cell);
		break;
	case SHEET_TIME:
		when = body_time(cell);
		break;
	}
	if (when)
		return json_string(when);
	fault(work, line, "%s '%s' is no %s: write %s", column->name, cell, column->form == SHEET_DAY ? "date" : "time",
	      column->form == SHEET_DAY ? "DD/MM/YYYY or YYYY-MM-DD" : "DD/MM/YYYY hh:mm or YYYY-MM-DDThh:mm");
	return json_null();
}

/* NULL where a cell is wrong. */
static json_t *read_line(const struct work *work, const struct import_row *row)
{
	guint before = work->faults->len;
	json_t *object = json_pack("{s:i}", "line", row->line);

	if (row->cells->len > work->count)
		fault(work, row->line, "more fields than columns, from '%s' on: quote a field that holds the separator",
		      (const char *)row->cells->pdata[work->count]);
	for (guint i = 0; i < work->count; i++) {
		const char *cell = i < row->cells->len ? csv_plain(row->cells->pdata[i]) : "";

		if (work->columns[i])
			json_object_set_new(object, work->columns[i]->field, cell_value(work, row->line, work->columns[i], cell));
	}
	if (work->faults->len == before)
		return object;
	json_decref(object);
	return NULL;
}

json_t *sheet_read(const char *file, const char *text, size_t length, const struct sheet_column *columns, GPtrArray *faults)
{
	struct work work = { .file = file, .faults = faults };
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) rows = import_table(text, length, &error);
	json_t *objects = json_array();

	if (!rows) {
		g_ptr_array_add(faults, g_strdup_printf("%s: %s", file, error->message));
		return objects;
	}
	if (rows->len == 0) {
		g_ptr_array_add(faults, g_strdup_printf("%s: the table is empty: a row of column names is needed", file));
		return objects;
	}
	read_head(&work, rows->pdata[0], columns);
	for (guint i = 1; i < rows->len && (i > 1 || faults->len == 0); i++) {
		json_t *object = read_line(&work, rows->pdata[i]);

		if (object)
			json_array_append_new(objects, object);
	}
	g_free(work.columns);
	return objects;
}

/* ---- reports ---- */

static bool is_filled(const json_t *row, const char *const *keys)
{
	for (; *keys; keys++) {
		if (json_is_string(json_object_get(row, *keys)))
			return true;
	}
	return false;
}

static bool has_column(const json_t *row, const char *const *keys)
{
	for (; *keys; keys++) {
		if (json_object_get(row, *keys))
			return true;
	}
	return false;
}

static void drop_nulls(json_t *row)
{
	const char *key;
	json_t *value;
	void *next;

	json_object_foreach_safe (row, next, key, value) {
		if (json_is_null(value))
			json_object_del(row, key);
	}
}

size_t sheet_filled(const char *file, json_t *rows, GPtrArray *faults)
{
	static const char *const facts[] = { "number", "dated", "received", NULL }, *const words[] = { "channel", "note", NULL };
	const struct work work = { .file = file, .faults = faults };
	size_t taken = 0;

	for (size_t i = 0; i < json_array_size(rows);) {
		json_t *row = json_array_get(rows, i);
		bool empty = has_column(row, facts) && !is_filled(row, facts);

		if (empty && is_filled(row, words))
			fault(&work, (int)json_integer_value(json_object_get(row, "line")),
			      "neither number, date nor time of receipt: fill one in, or empty the rest of the line");
		drop_nulls(row);
		if (!empty) {
			i++;
			continue;
		}
		taken += !is_filled(row, words);
		json_array_remove(rows, i);
	}
	return taken;
}
