#include "engine/why.h"

#include <string.h>

#include "base/error.h"
#include "engine/explain.h"
#include "engine/overlay.h"
#include "engine/pick.h"
#include "render/datum.h"
#include "render/words.h"

enum { DAYS_BEHIND = 370, DAYS_AHEAD = 120, MOST_MAILS = 1000 };

const char *const why_reasons[] = {
	"said",	  "grouped", "no step",	  "day off",	"not yet",     "spacing",     "held",	"state",     "only",	"relation", "superior",
	"owner",  "collective", "before our time", "first sight", "late", "moved", "asked", "covered", "not valid", "fell back", "unaddressed",
	"superseded", "deferred", "refused", "rate", NULL,
};

/* One question at work. */
struct why {
	struct engine *engine;
	const char *address;   /* who was asked for; NULL: an agency */
	GPtrArray *agencies;   /* const struct agency *: whose people it is about */
	GHashTable *addresses; /* theirs: in small letters -> as written, borrowed */
	struct civil on;
	char day[CIVIL_SIZE];
	enum language language;
	struct instant at;     /* seen from */
	GHashTable *seen;      /* "id step role" told already */
	GPtrArray *rows;       /* json_t * */
};

static const char *text_of(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

static const char *say(const struct why *why, const char *vi, const char *en)
{
	return why->language == LANGUAGE_VI ? vi : en;
}

/* ---- whom it is about ---- */

static void add_address(struct why *why, const char *address)
{
	if (address)
		g_hash_table_insert(why->addresses, g_ascii_strdown(address, -1), (void *)address);
}

static bool is_theirs(const struct why *why, const char *address)
{
	g_autofree char *folded = address ? g_ascii_strdown(address, -1) : NULL;

	return folded && g_hash_table_contains(why->addresses, folded);
}

/* Of an address the spelling that mails go by; of an agency everybody's. */
static void add_person(struct why *why, const struct contact *contact)
{
	if (contact->email && (!why->address || g_ascii_strcasecmp(contact->email, why->address) == 0))
		add_address(why, contact->email);
}

static void add_people(struct why *why, const struct agency *agency)
{
	const GPtrArray *entries = overlay_of(why->engine->overlay, agency->id);

	for (guint i = 0; i < agency->contacts->len; i++)
		add_person(why, agency->contacts->pdata[i]);
	for (guint i = 0; entries && i < entries->len; i++)
		add_person(why, &((const struct overlay_entry *)entries->pdata[i])->contact);
}

static void find_agencies(struct why *why, const char *who)
{
	const struct definitions *definitions = why->engine->config->definitions;

	add_address(why, why->address);
	for (guint i = 0; i < definitions->agencies->len; i++) {
		struct agency *agency = definitions->agencies->pdata[i];

		if (why->address ? !overlay_knows(why->engine->overlay, agency, who) : !pick_agency(definitions, agency, who))
			continue;
		g_ptr_array_add(why->agencies, agency);
		add_people(why, agency);
	}
}

/* An address of nobody may have been written to all the same: by the policy, as the administrator, before a reload. */
static bool check_known(const struct why *why, const char *who, GError **error)
{
	struct outbox_filter filter = { .address = who, .limit = 1 };
	g_autoptr(GPtrArray) envelopes = NULL;

	if (why->agencies->len > 0)
		return true;
	if (why->address) {
		envelopes = outbox_list(why->engine->store, &filter, error);
		if (!envelopes || envelopes->len > 0)
			return envelopes != NULL;
	}
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID, "%s '%.80s': deadlinectl contact list shows the people",
		    why->address ? "nobody is known by the address" : "no agency", who);
	return false;
}

/* ---- a row ---- */

static void add_row(struct why *why, const char *id, const char *agency, const json_t *entry, const char *reason, const char *text)
{
	static const char *const keys[] = { "step", "role", "address", "day", "at", "mail", "message_id", "code", "reply", "next" };
	static const char *const others[] = { "moved_to", "next_step", "next_day", "other" };
	json_t *row = json_pack("{s:s, s:o}", "id", id, "agency", datum_text(agency));

	for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
		json_t *value = entry ? json_object_get(entry, keys[i]) : NULL;

		json_object_set_new(row, keys[i], value ? json_incref(value) : json_null());
	}
	json_object_set_new(row, "reason", json_string(reason));
	json_object_set_new(row, "text", datum_text(text));
	for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
		json_object_set_new(row, others[i], json_null());
	g_ptr_array_add(why->rows, row);
}

static json_t *last_row(const struct why *why)
{
	return why->rows->pdata[why->rows->len - 1];
}

/* False: told already. */
static bool is_new(struct why *why, const char *id, const json_t *entry)
{
	const char *role = text_of(entry, "role");

	return g_hash_table_add(why->seen, g_strdup_printf("%s %s %s %d", id, text_of(entry, "step"), role ? role : "",
							   (int)json_integer_value(json_object_get(entry, "version"))));
}

/* ---- the mails of the day ---- */

static bool add_said(struct why *why, const struct ledger_row *row, GError **error)
{
	struct explain explain = { .engine = why->engine, .language = why->language, .at = why->at };
	json_t *entry = json_pack("{s:i, s:s, s:s, s:o, s:o}", "version", row->version, "step", row->step, "role", row->role, "address",
				  datum_text(row->address), "at", datum_instant(why->engine->config->settings.zone, row->at));
	g_autoptr(GError) fault = NULL;
	g_autoptr(fact_t) fact = fact_get(why->engine->store, row->subject, &fault);
	g_autofree char *text = NULL;
	const char *reason = "said";
	bool done = !fault && explain_mail(&explain, row, entry, &reason, &text, &fault);

	if (done && is_new(why, row->subject, entry))
		add_row(why, row->subject, fact ? fact->agency : NULL, entry, reason, text);
	json_decref(entry);
	if (fault)
		g_propagate_error(error, g_steal_pointer(&fault));
	return done;
}

static bool add_mail(struct why *why, int64_t mail, GError **error)
{
	g_autoptr(GPtrArray) rows = ledger_of_mail(why->engine->store, mail, error);

	for (guint i = 0; rows && i < rows->len; i++) {
		const struct ledger_row *row = rows->pdata[i];

		if (row->outcome == OUTCOME_SAID && is_theirs(why, row->address) && !add_said(why, row, error))
			return false;
	}
	return rows != NULL;
}

static bool add_mails(struct why *why, GError **error)
{
	const struct zone *zone = why->engine->config->settings.zone;
	struct outbox_filter filter = { .since = zone_instant(zone, why->on, 0), .until = zone_instant(zone, civil_add(why->on, 1), 0),
					.limit = MOST_MAILS };
	GHashTableIter iter;
	void *address;

	g_hash_table_iter_init(&iter, why->addresses);
	while (g_hash_table_iter_next(&iter, NULL, &address)) {
		g_autoptr(GPtrArray) envelopes = NULL;

		filter.address = address;
		envelopes = outbox_list(why->engine->store, &filter, error);
		if (!envelopes)
			return false;
		for (guint i = 0; i < envelopes->len; i++) {
			if (!add_mail(why, ((const struct envelope *)envelopes->pdata[i])->mail, error))
				return false;
		}
	}
	return true;
}

/* ---- the steps of what they owe ---- */

static bool falls_on(const struct why *why, const json_t *entry)
{
	static const char *const keys[] = { "day", "counted", "at", "next" };

	for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
		const char *value = text_of(entry, keys[i]);

		if (value && g_str_has_prefix(value, why->day))
			return true;
	}
	return false;
}

/* Did this address ever belong to the position? */
static bool ever_held(const struct why *why, const struct agency *agency, const char *position)
{
	const GPtrArray *entries = overlay_of(why->engine->overlay, agency->id);

	for (guint i = 0; i < agency->contacts->len; i++) {
		const struct contact *contact = agency->contacts->pdata[i];

		if (strcmp(contact->position, position) == 0 && g_ascii_strcasecmp(contact->email, why->address) == 0)
			return true;
	}
	for (guint i = 0; entries && i < entries->len; i++) {
		const struct contact *contact = &((const struct overlay_entry *)entries->pdata[i])->contact;

		if (strcmp(contact->position, position) == 0 && contact->email && g_ascii_strcasecmp(contact->email, why->address) == 0)
			return true;
	}
	return false;
}

/* What the step's role has to do with whom it is about; `*reason` what that makes of the step's own. */
static bool concerns(const struct why *why, const struct explain *explain, const json_t *entry, const char **reason)
{
	const char *role = text_of(entry, "role"), *address = text_of(entry, "address"), *colon = role ? strchr(role, ':') : NULL;
	struct person person;

	if (!role)
		return true;
	if (!colon || !explain->known || !explain->view.owner ||
	    !person_of_role(why->engine, &explain->view, role, why->on, &person) || !person.agency)
		return is_theirs(why, address);
	if (why->address && !is_theirs(why, address)) {
		*reason = address ? "not valid" : *reason;
		return ever_held(why, person.agency, colon + 1);
	}
	if (!g_ptr_array_find(why->agencies, person.agency, NULL))
		return is_theirs(why, address);
	if (address && strcmp(colon + 1, "focal") != 0 && !overlay_contact(why->engine->overlay, person.agency, colon + 1, why->on) &&
	    (strcmp(*reason, "said") == 0 || strcmp(*reason, "not yet") == 0))
		*reason = "fell back";
	return true;
}

static char *text_for(const struct why *why, const json_t *entry, const char *reason)
{
	const char *text = text_of(entry, "text"), *address = text_of(entry, "address");

	if (strcmp(reason, "not valid") == 0)
		return g_strdup_printf("%s %s", say(why, "ngày này người giữ vị trí là", "another person held the position that day:"), address);
	if (strcmp(reason, "fell back") == 0)
		return g_strdup_printf("%s %s; %s", say(why, "vị trí không có ai, chuyển tới đầu mối", "nobody holds the position, so it fell back to"),
				       address, text ? text : "");
	return g_strdup(text);
}

static void add_entry(struct why *why, const struct fact *fact, const json_t *entry, const char *reason)
{
	const char *day = text_of(entry, "day");
	bool moved = json_is_true(json_object_get(entry, "moved")) && g_strcmp0(text_of(entry, "counted"), why->day) == 0;
	g_autofree char *text = NULL;

	if (!is_new(why, fact->id, entry))
		return;
	/* The day itself is off: the step has another. */
	if (moved && g_strcmp0(day, why->day) != 0)
		reason = "day off";
	text = text_for(why, entry, reason);
	add_row(why, fact->id, fact->agency, entry, reason, text);
	if (moved)
		json_object_set(last_row(why), "moved_to", json_object_get(entry, "day"));
	if (strcmp(reason, "not valid") == 0 || strcmp(reason, "fell back") == 0)
		json_object_set(last_row(why), "other", json_object_get(entry, "address"));
}

/* A step that was said, or will be if nothing changes until then. */
static bool speaks(const char *reason)
{
	static const char *const coming[] = { "said", "grouped", "not yet", "day off", "fell back", "unaddressed", "asked", "deferred", "refused", NULL };

	return reason && g_strv_contains(coming, reason);
}

/* Nothing of it fell on that day: what comes next. */
static void add_none(struct why *why, const struct explain *explain)
{
	const json_t *next = NULL;
	g_autofree char *text = NULL;
	json_t *entry;
	size_t i;

	json_array_foreach (explain->entries, i, entry) {
		const char *day = text_of(entry, "day"), *reason = text_of(entry, "reason");

		if (day && strcmp(day, why->day) > 0 && (!next || strcmp(day, text_of(next, "day")) < 0) && concerns(why, explain, entry, &reason) && speaks(reason))
			next = entry;
	}
	if (explain->fact->internal) {
		add_row(why, explain->fact->id, explain->fact->agency, NULL, "owner",
			say(why, "cơ quan báo cáo cũng là cơ quan nhận: không nhắc", "the owner is also the receiver: no ladder"));
		return;
	}
	text = next ? g_strdup_printf("%s: %s, %s", say(why, "ngày này không có bậc nào; bậc sau", "no step that day; next"), text_of(next, "step"),
				      text_of(next, "day")) :
		      g_strdup(say(why, "ngày này không có bậc nào", "no step that day"));
	add_row(why, explain->fact->id, explain->fact->agency, NULL, "no step", text);
	if (next) {
		json_object_set(last_row(why), "next_step", json_object_get(next, "step"));
		json_object_set(last_row(why), "next_day", json_object_get(next, "day"));
	}
}

static bool add_fact(struct why *why, struct fact *fact, GError **error)
{
	struct explain explain = { .engine = why->engine, .fact = fact, .language = why->language, .at = why->at, .entries = json_array() };
	bool open = fact_is_open(fact) && !fact->soft, done = explain_open(&explain, error) && explain_steps(&explain, error);
	guint before = why->rows->len, told = g_hash_table_size(why->seen);
	bool any = false;
	json_t *entry;
	size_t i;

	if (done) {
		json_array_foreach (explain.entries, i, entry) {
			const char *reason = text_of(entry, "reason");

			if (!falls_on(why, entry) || !concerns(why, &explain, entry, &reason))
				continue;
			any = true;
			add_entry(why, fact, entry, reason);
		}
		if (open && !any && before == why->rows->len && told == g_hash_table_size(why->seen))
			add_none(why, &explain);
	}
	json_decref(explain.entries);
	g_clear_pointer(&explain.ledger, g_ptr_array_unref);
	return done;
}

static bool add_owner(struct why *why, const char *agency, GError **error)
{
	struct fact_filter filter = { .agency = agency, .limit_first = civil_add(why->on, -DAYS_BEHIND),
				      .limit_last = civil_add(why->on, DAYS_AHEAD) };
	g_autoptr(GPtrArray) facts = fact_list(why->engine->store, &filter, error);

	for (guint i = 0; facts && i < facts->len; i++) {
		if (!add_fact(why, facts->pdata[i], error))
			return false;
	}
	return facts != NULL;
}

/* What the bodies owe, and those whose heirs they are that day. */
static bool add_owners(struct why *why, GError **error)
{
	const GPtrArray *all = why->engine->config->definitions->agencies;

	for (guint i = 0; i < all->len; i++) {
		const struct agency *agency = all->pdata[i];

		if (!g_ptr_array_find(why->agencies, agency, NULL) && !g_ptr_array_find(why->agencies, body_of(agency, why->on), NULL))
			continue;
		if (!add_owner(why, agency->id, error))
			return false;
	}
	return true;
}

/* ---- the answer ---- */

static const char *time_of(const json_t *row)
{
	const char *at = text_of(row, "at");

	return at ? at : text_of(row, "day") ? text_of(row, "day") : "~";
}

static int by_time(gconstpointer a, gconstpointer b)
{
	const json_t *left = *(json_t *const *)a, *right = *(json_t *const *)b;
	int order = strcmp(time_of(left), time_of(right));

	if (order == 0)
		order = strcmp(text_of(left, "id"), text_of(right, "id"));
	return order != 0 ? order : g_strcmp0(text_of(left, "step"), text_of(right, "step"));
}

static json_t *rows_of(struct why *why)
{
	json_t *array = json_array();

	g_ptr_array_sort(why->rows, by_time);
	for (guint i = 0; i < why->rows->len; i++)
		json_array_append(array, why->rows->pdata[i]);
	return array;
}

json_t *why_view(struct engine *engine, const char *who, struct civil on, enum language language, struct instant now, GError **error)
{
	const struct zone *zone = engine->config->settings.zone;
	g_autoptr(GPtrArray) agencies = g_ptr_array_new(), rows = g_ptr_array_new_with_free_func((GDestroyNotify)json_decref);
	g_autoptr(GHashTable) addresses = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	struct why why = { .engine = engine, .agencies = agencies, .addresses = addresses, .language = language, .seen = seen, .rows = rows };

	why.on = civil_is_set(on) ? on : zone_civil(zone, now);
	civil_format(why.on, why.day);
	why.at = instant_max(now, instant_add(zone_instant(zone, civil_add(why.on, 1), 0), -1));
	if (civil_equal(why.on, zone_civil(zone, now)))
		why.at = now;
	why.address = strchr(who, '@') ? who : NULL;
	if (!*who) {
		g_set_error_literal(error, DEADLINED_ERROR, DEADLINED_ERROR_USAGE, "whose mail? give an address or an agency");
		return NULL;
	}
	find_agencies(&why, who);
	if (!check_known(&why, who, error) || !add_mails(&why, error) || !add_owners(&why, error))
		return NULL;
	return rows_of(&why);
}
