/* Who holds what, by the files and by the store; and the same as a file of agencies. */
#include <string.h>

#include "base/error.h"
#include "engine/contacts.h"
#include "engine/internal.h"
#include "engine/overlay.h"
#include "engine/pick.h"
#include "render/datum.h"

/* One person's time in a position. */
struct tenure {
	const struct agency *agency;
	const struct contact *contact;         /* email NULL: vacant */
	const struct roster_entry *recorded;   /* NULL: of the files */
};

static int by_position(gconstpointer a, gconstpointer b)
{
	const struct tenure *left = a, *right = b;
	int order = strcmp(left->contact->position, right->contact->position);

	if (order == 0)
		order = civil_compare(left->contact->valid.first, right->contact->valid.first);
	if (order == 0)
		order = (left->recorded != NULL) - (right->recorded != NULL);
	if (order == 0 && left->recorded)
		order = (left->recorded->id > right->recorded->id) - (left->recorded->id < right->recorded->id);
	return order;
}

/* Array of struct tenure by value. */
static GArray *tenures_of(const struct engine *engine, const struct agency *agency)
{
	GArray *tenures = g_array_new(FALSE, FALSE, sizeof(struct tenure));
	const GPtrArray *entries = overlay_of(engine->overlay, agency->id);

	for (guint i = 0; i < agency->contacts->len; i++) {
		struct tenure tenure = { agency, agency->contacts->pdata[i], NULL };

		g_array_append_val(tenures, tenure);
	}
	for (guint i = 0; entries && i < entries->len; i++) {
		const struct overlay_entry *entry = entries->pdata[i];
		struct tenure tenure = { agency, &entry->contact, entry->recorded };

		g_array_append_val(tenures, tenure);
	}
	g_array_sort(tenures, by_position);
	return tenures;
}

/* Which of the agency's records says who holds the position on the day; NULL: none does. */
static const struct tenure *decides(const GArray *tenures, const char *position, struct civil day)
{
	const struct tenure *found = NULL;

	for (guint i = 0; i < tenures->len; i++) {
		const struct tenure *tenure = &g_array_index(tenures, struct tenure, i);

		if (strcmp(tenure->contact->position, position) != 0 || !range_holds(&tenure->contact->valid, day))
			continue;
		if (!found || (tenure->recorded && (!found->recorded || found->recorded->id < tenure->recorded->id)))
			found = tenure;
	}
	return found;
}

static int by_day(gconstpointer a, gconstpointer b)
{
	return civil_compare(*(const struct civil *)a, *(const struct civil *)b);
}

/* Days on which something begins or ends for the position, from `today` on. Array of struct civil by value, in order. */
static GArray *turns_of(const GArray *tenures, const char *position, struct civil today)
{
	GArray *turns = g_array_new(FALSE, FALSE, sizeof(struct civil));

	g_array_append_val(turns, today);
	for (guint i = 0; i < tenures->len; i++) {
		const struct contact *contact = g_array_index(tenures, struct tenure, i).contact;
		struct civil first = contact->valid.first, after = civil_add(contact->valid.last, 1);

		if (strcmp(contact->position, position) != 0)
			continue;
		if (civil_before(today, first))
			g_array_append_val(turns, first);
		if (civil_is_set(contact->valid.last) && civil_before(today, after))
			g_array_append_val(turns, after);
	}
	g_array_sort(turns, by_day);
	return turns;
}

static const char *state_of(const GArray *tenures, const struct tenure *tenure, struct civil today)
{
	const char *position = tenure->contact->position;
	g_autoptr(GArray) turns = NULL;

	if (decides(tenures, position, today) == tenure)
		return "current";
	if (civil_is_set(tenure->contact->valid.last) && civil_before(tenure->contact->valid.last, today))
		return "past";
	turns = turns_of(tenures, position, today);
	for (guint i = 0; i < turns->len; i++) {
		if (decides(tenures, position, g_array_index(turns, struct civil, i)) == tenure)
			return "later";
	}
	return "replaced";
}

static json_t *tenure_json(const struct engine *engine, const GArray *tenures, const struct tenure *tenure, struct civil today)
{
	const struct contact *contact = tenure->contact;
	const struct roster_entry *recorded = tenure->recorded;
	const struct zone *zone = engine->config->settings.zone;
	g_autofree char *where = recorded ? NULL : g_strdup_printf("%s:%d", contact->source.file, contact->source.line);
	const char *language = contact->language == LANGUAGE_EN ? "en" : "vi";

	return json_pack("{s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:s, s:s, s:o, s:o, s:o, s:o, s:o}", "agency",
			 tenure->agency->id, "agency_name", tenure->agency->name, "position", contact->position, "name",
			 datum_text(contact->name), "title", datum_text(contact->title), "email", datum_text(contact->email), "phone",
			 datum_text(contact->phone), "language", contact->email ? datum_text(language) : json_null(), "from",
			 datum_date(contact->valid.first), "until", datum_date(contact->valid.last), "deputy_of",
			 datum_text(overlay_deputy_of(tenure->agency, contact->position)), "source", recorded ? "store" : "file", "state",
			 state_of(tenures, tenure, today), "number", datum_text(recorded ? recorded->number : NULL), "user",
			 datum_text(recorded ? recorded->user : NULL), "as", datum_text(recorded ? recorded->as : NULL), "at",
			 recorded ? datum_instant(zone, recorded->at) : json_null(), "where", datum_text(where));
}

json_t *contacts_list(struct engine *engine, const char *text, struct instant now, GError **error)
{
	const struct definitions *definitions = engine->config->definitions;
	struct civil today = zone_civil(engine->config->settings.zone, now);
	json_t *rows = json_array();
	bool found = false;

	for (guint i = 0; i < definitions->agencies->len; i++) {
		const struct agency *agency = definitions->agencies->pdata[i];
		g_autoptr(GArray) tenures = NULL;

		if (!pick_agency(definitions, agency, text))
			continue;
		found = true;
		tenures = tenures_of(engine, agency);
		for (guint j = 0; j < tenures->len; j++)
			json_array_append_new(rows, tenure_json(engine, tenures, &g_array_index(tenures, struct tenure, j), today));
	}
	if (found || !text || !*text)
		return rows;
	json_decref(rows);
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID, "no agency '%.80s'", text);
	return NULL;
}

/* ---- as a file ---- */

static void put_text(GString *text, const char *key, const char *value)
{
	if (!value || !*value)
		return;
	g_string_append_printf(text, " %s = \"", key);
	for (; *value; value++) {
		if (*value == '"' || *value == '\\')
			g_string_append_c(text, '\\');
		g_string_append_c(text, *value);
	}
	g_string_append(text, "\";");
}

static void put_day(GString *text, const char *key, struct civil day)
{
	char buffer[CIVIL_SIZE];

	put_text(text, key, civil_format(day, buffer));
}

static const char *relation_word(enum relation relation)
{
	switch (relation) {
	case RELATION_SUBORDINATE:
		return "subordinate";
	case RELATION_VERTICAL:
		return "vertical";
	case RELATION_REQUESTED:
		return "requested";
	case RELATION_SUPERIOR:
		return "superior";
	}
	return NULL;
}

static const char *level_word(enum level level)
{
	switch (level) {
	case LEVEL_NONE:
		return NULL;
	case LEVEL_CENTRAL:
		return "central";
	case LEVEL_PROVINCE:
		return "province";
	case LEVEL_DISTRICT:
		return "district";
	case LEVEL_COMMUNE:
		return "commune";
	case LEVEL_ORGANISATION:
		return "organisation";
	}
	return NULL;
}

static void put_contact(GString *text, const struct tenure *tenure, struct civil first, struct civil last, enum language otherwise)
{
	const struct contact *contact = tenure->contact;

	g_string_append(text, "      {");
	put_text(text, "position", contact->position);
	put_text(text, "name", contact->name);
	put_text(text, "title", contact->title);
	put_text(text, "phone", contact->phone);
	put_text(text, "email", contact->email);
	if (contact->language != otherwise)
		put_text(text, "language", contact->language == LANGUAGE_EN ? "en" : "vi");
	put_day(text, "from", first);
	put_day(text, "until", last);
	put_text(text, "deputy_of", tenure->recorded ? overlay_deputy_of(tenure->agency, contact->position) : contact->deputy_of);
	g_string_append(text, " },\n");
}

/* Who holds the position from today on, without gaps filled or two at a time: each until the day before the next turn. */
static void put_position(GString *text, const GArray *tenures, const char *position, struct civil today, enum language otherwise)
{
	g_autoptr(GArray) turns = turns_of(tenures, position, today);
	const struct tenure *holder = decides(tenures, position, today);
	struct civil first = holder ? holder->contact->valid.first : CIVIL_NONE;

	for (guint i = 1; i < turns->len; i++) {
		struct civil turn = g_array_index(turns, struct civil, i);
		const struct tenure *next = decides(tenures, position, turn);

		if (next == holder)
			continue;
		if (holder && holder->contact->email)
			put_contact(text, holder, first, civil_add(turn, -1), otherwise);
		holder = next;
		first = turn;
	}
	if (holder && holder->contact->email)
		put_contact(text, holder, first, CIVIL_NONE, otherwise);
}

static void put_contacts(GString *text, const struct engine *engine, const struct agency *agency, struct civil today)
{
	g_autoptr(GArray) tenures = tenures_of(engine, agency);
	g_autoptr(GString) list = g_string_new(NULL);
	const char *before = NULL;

	for (guint i = 0; i < tenures->len; i++) {
		const char *position = g_array_index(tenures, struct tenure, i).contact->position;

		if (g_strcmp0(before, position) != 0)
			put_position(list, tenures, position, today, engine->config->settings.language);
		before = position;
	}
	if (list->len == 0)
		return;
	g_string_truncate(list, list->len - 2);
	g_string_append_printf(text, "\n    contacts = (\n%s );", list->str);
}

static void put_list(GString *text, const char *key, const GPtrArray *ids)
{
	if (ids->len == 0)
		return;
	g_string_append_printf(text, " %s = [", key);
	for (guint i = 0; i < ids->len; i++)
		g_string_append_printf(text, "%s \"%s\"", i ? "," : "", (const char *)ids->pdata[i]);
	g_string_append(text, " ];");
}

static void put_ties(GString *text, const struct definitions *definitions, const struct agency *agency)
{
	g_autoptr(GPtrArray) groups = g_ptr_array_new(), heirs = g_ptr_array_new();

	for (guint i = 0; i < definitions->groups->len; i++) {
		const struct group *group = definitions->groups->pdata[i];

		for (guint j = 0; j < group->members->len; j++) {
			if (((const struct party *)group->members->pdata[j])->agency == agency)
				g_ptr_array_add(groups, group->id);
		}
	}
	for (guint i = 0; i < agency->successors->len; i++)
		g_ptr_array_add(heirs, ((const struct agency *)agency->successors->pdata[i])->id);
	put_list(text, "groups", groups);
	put_list(text, "successor", heirs);
	if (agency->no_heir)
		put_text(text, "successor", "none");
}

static void put_agency(GString *text, const struct engine *engine, const struct agency *agency, struct civil today)
{
	char first[CIVIL_SIZE], last[CIVIL_SIZE];
	g_autofree char *valid = NULL;

	g_string_append(text, "  {");
	put_text(text, "id", agency->id);
	put_text(text, "name", agency->name);
	put_text(text, "short", agency->short_name);
	put_text(text, "level", level_word(agency->level));
	put_text(text, "relation", relation_word(agency->relation));
	put_text(text, "under", agency->under ? agency->under->id : NULL);
	valid = g_strdup_printf("%s..%s", civil_format(agency->valid.first, first), civil_format(agency->valid.last, last));
	if (strcmp(valid, "..") != 0)
		put_text(text, "valid", valid);
	put_ties(text, engine->config->definitions, agency);
	put_text(text, "address_as", agency->address_as);
	if (agency->collective)
		g_string_append(text, " collective = true;");
	put_contacts(text, engine, agency, today);
	g_string_append(text, " },\n");
}

char *contacts_export(struct engine *engine, struct instant now)
{
	const GPtrArray *agencies = engine->config->definitions->agencies;
	struct civil today = zone_civil(engine->config->settings.zone, now);
	GString *text = g_string_new("agencies = (\n");

	for (guint i = 0; i < agencies->len; i++)
		put_agency(text, engine, agencies->pdata[i], today);
	if (agencies->len > 0)
		g_string_truncate(text, text->len - 2);
	g_string_append(text, "\n);\n");
	return g_string_free(text, FALSE);
}
