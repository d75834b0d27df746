#include <string.h>

#include "base/address.h"
#include "ctl/import.h"

/* The columns that are not a person's. `list`: several values, divided by blanks or commas. */
static const struct column {
	const char *name, *key;
	bool list, wanted;
} columns[] = {
	{ "id", "id", false, true },          { "name", "name", false, true },   { "short", "short", false, false },
	{ "level", "level", false, false },   { "relation", "relation", false, true }, { "groups", "groups", true, false },
	{ "under", "under", false, false },   { "valid", "valid", false, false },      { "successor", "successor", true, false },
	{ "address_as", "address_as", false, false },
};

static const char *const person_fields[] = { "name", "title", "phone", "email" };

struct sheet {
	const char *file;
	const struct import_row *heading;
	GHashTable *seen; /* id -> line */
	GPtrArray *faults;
	GString *text;
};

static void fault(struct sheet *table, int line, const char *format, ...) G_GNUC_PRINTF(3, 4);

static void fault(struct sheet *table, int line, const char *format, ...)
{
	g_autofree char *what = NULL;
	va_list arguments;

	va_start(arguments, format);
	what = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	g_ptr_array_add(table->faults, g_strdup_printf("%s:%d: %s", table->file, line, what));
}

static const struct column *find_column(const char *name)
{
	for (size_t i = 0; i < G_N_ELEMENTS(columns); i++) {
		if (strcmp(columns[i].name, name) == 0)
			return &columns[i];
	}
	return NULL;
}

/* "focal_email": the position and the field; false for any other heading. */
static bool person_column(const char *name, char **position, const char **field)
{
	for (size_t i = 0; i < G_N_ELEMENTS(person_fields); i++) {
		g_autofree char *tail = g_strconcat("_", person_fields[i], NULL);

		if (g_str_has_suffix(name, tail) && strlen(name) > strlen(tail)) {
			*position = g_strndup(name, strlen(name) - strlen(tail));
			*field = person_fields[i];
			return true;
		}
	}
	return false;
}

static const char *cell(const struct sheet *table, const struct import_row *row, const char *name)
{
	for (guint i = 0; i < table->heading->cells->len && i < row->cells->len; i++) {
		if (strcmp(table->heading->cells->pdata[i], name) == 0)
			return row->cells->pdata[i];
	}
	return "";
}

static void check_heading(struct sheet *table)
{
	g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < table->heading->cells->len; i++) {
		const char *name = table->heading->cells->pdata[i], *field;
		g_autofree char *position = NULL;

		if (!g_hash_table_add(names, (char *)name))
			fault(table, table->heading->line, "column '%s' is there twice: remove one", name);
		else if (!find_column(name) && !person_column(name, &position, &field))
			fault(table, table->heading->line,
			      "unknown column '%s': id name short level relation groups under valid successor address_as, or POSITION_name "
			      "_title _phone _email",
			      name);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(columns); i++) {
		if (columns[i].wanted && !g_hash_table_contains(names, columns[i].name))
			fault(table, table->heading->line, "column '%s' is missing: the first row names the columns", columns[i].name);
	}
}

static bool is_id(const char *text)
{
	size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-");

	return g_ascii_islower(text[0]) && text[length] == '\0' && length <= 64 && strcmp(text, "all") != 0;
}

static bool is_one_of(const char *text, const char *const *words)
{
	return g_strv_contains(words, text);
}

static void check_row(struct sheet *table, const struct import_row *row)
{
	static const char *const relations[] = { "subordinate", "vertical", "requested", "superior", NULL };
	static const char *const levels[] = { "", "central", "province", "district", "commune", "organisation", NULL };
	const char *id = cell(table, row, "id"), *relation = cell(table, row, "relation"), *level = cell(table, row, "level");

	if (row->cells->len > table->heading->cells->len)
		fault(table, row->line, "more fields than columns, from '%s' on: quote a field that holds the separator",
		      (const char *)row->cells->pdata[table->heading->cells->len]);
	if (!is_id(id))
		fault(table, row->line, "id '%s': give a small letter, then small letters, digits and '-', at most 64", id);
	else if (!g_hash_table_add(table->seen, (char *)id))
		fault(table, row->line, "agency '%s' is there twice: remove one", id);
	if (!*cell(table, row, "name"))
		fault(table, row->line, "agency '%s' has no name", id);
	if (!is_one_of(relation, relations))
		fault(table, row->line, "relation '%s': give subordinate, vertical, requested or superior", relation);
	if (!is_one_of(level, levels))
		fault(table, row->line, "level '%s': give central, province, district, commune, organisation or nothing", level);
}

/* A string of libconfig; the cells hold no control character. */
static void append_quoted(GString *text, const char *value)
{
	g_string_append_c(text, '"');
	for (; *value; value++) {
		if (*value == '"' || *value == '\\')
			g_string_append_c(text, '\\');
		g_string_append_c(text, *value);
	}
	g_string_append_c(text, '"');
}

static void append_list(GString *text, const char *value)
{
	g_auto(GStrv) words = g_strsplit_set(value, " ,", -1);
	const char *gap = "[ ";

	for (char **word = words; *word; word++) {
		if (!**word)
			continue;
		g_string_append(text, gap);
		append_quoted(text, *word);
		gap = ", ";
	}
	g_string_append(text, " ]");
}

static bool has_person(const struct sheet *table, const struct import_row *row, const char *position)
{
	for (size_t i = 0; i < G_N_ELEMENTS(person_fields); i++) {
		g_autofree char *name = g_strdup_printf("%s_%s", position, person_fields[i]);

		if (*cell(table, row, name))
			return true;
	}
	return false;
}

static void append_person(struct sheet *table, const struct import_row *row, const char *position)
{
	g_autofree char *email_column = g_strconcat(position, "_email", NULL);
	const char *email = cell(table, row, email_column);
	g_autoptr(GError) error = NULL;

	if (!*email)
		fault(table, row->line, "%s is empty: a person needs an address", email_column);
	else if (!address_check(email, &error))
		fault(table, row->line, "%s", error->message);
	g_string_append(table->text, "\n      { position = ");
	append_quoted(table->text, position);
	for (size_t i = 0; i < G_N_ELEMENTS(person_fields); i++) {
		g_autofree char *name = g_strdup_printf("%s_%s", position, person_fields[i]);

		if (!*cell(table, row, name))
			continue;
		g_string_append_printf(table->text, "; %s = ", person_fields[i]);
		append_quoted(table->text, cell(table, row, name));
	}
	g_string_append(table->text, "; }");
}

static void append_people(struct sheet *table, const struct import_row *row)
{
	g_autoptr(GHashTable) done = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	const char *before = "\n    contacts = (";

	for (guint i = 0; i < table->heading->cells->len; i++) {
		const char *field;
		char *position;

		if (!person_column(table->heading->cells->pdata[i], &position, &field))
			continue;
		if (!g_hash_table_add(done, position) || !has_person(table, row, position))
			continue;
		g_string_append(table->text, before);
		append_person(table, row, position);
		before = ",";
	}
	if (before[0] == ',')
		g_string_append(table->text, " );");
}

static void append_agency(struct sheet *table, const struct import_row *row, bool last)
{
	g_string_append(table->text, "  {");
	for (size_t i = 0; i < G_N_ELEMENTS(columns); i++) {
		const char *value = cell(table, row, columns[i].name);

		if (!*value)
			continue;
		g_string_append_printf(table->text, " %s = ", columns[i].key);
		if (columns[i].list)
			append_list(table->text, value);
		else
			append_quoted(table->text, value);
		g_string_append_c(table->text, ';');
	}
	append_people(table, row);
	g_string_append(table->text, last ? " }\n" : " },\n");
}

char *import_agencies(const char *file, const char *text, size_t length, GPtrArray *faults)
{
	struct sheet table = { .file = file, .faults = faults };
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GString) out = g_string_new("agencies = (\n");
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) rows = import_table(text, length, &error);

	if (!rows) {
		g_ptr_array_add(faults, g_strdup_printf("%s: %s", file, error->message));
		return NULL;
	}
	if (rows->len < 2) {
		g_ptr_array_add(faults, g_strdup_printf("%s: no agency: a row of column names and one row for each are needed", file));
		return NULL;
	}
	table.seen = seen;
	table.text = out;
	table.heading = rows->pdata[0];
	check_heading(&table);
	for (guint i = 1; i < rows->len && (i > 1 || faults->len == 0); i++)
		check_row(&table, rows->pdata[i]);
	for (guint i = 1; i < rows->len; i++)
		append_agency(&table, rows->pdata[i], i + 1 == rows->len);
	g_string_append(out, ");\n");
	return faults->len == 0 ? g_string_free(g_steal_pointer(&out), FALSE) : NULL;
}
