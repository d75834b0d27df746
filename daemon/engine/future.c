#include "engine/future.h"

#include "engine/internal.h"
#include "engine/pick.h"
#include "engine/preview.h"

/* An engine of our own in place of the running one: what is held back stands there as well. */
static struct engine *take_up(struct store *copy, const struct config *config, struct templates *templates, struct instant now,
			      struct engine_changes *changes, GError **error)
{
	g_autoptr(engine_t) engine = engine_new(copy, templates);

	engine->unheld = true;
	return engine_load(engine, config, now, changes, error) ? g_steal_pointer(&engine) : NULL;
}

/* ---- what waits already ---- */

static bool waits(enum mail_state state)
{
	return state == MAIL_QUEUED || state == MAIL_DEFERRED || state == MAIL_UNCERTAIN || state == MAIL_HELD || state == MAIL_SENDING;
}

/* Envelopes of the outbox that have not left, copies apart. Array of struct envelope *, owned. */
static GPtrArray *waiting(struct store *store, GError **error)
{
	GPtrArray *all = g_ptr_array_new_with_free_func((GDestroyNotify)envelope_free);

	for (int state = 0; state <= MAIL_DROPPED; state++) {
		enum mail_state wanted = (enum mail_state)state;
		struct outbox_filter filter = { .state = &wanted };
		GPtrArray *envelopes = waits(wanted) ? outbox_list(store, &filter, error) : NULL;

		if (envelopes == NULL && waits(wanted)) {
			g_ptr_array_unref(all);
			return NULL;
		}
		if (envelopes != NULL)
			g_ptr_array_extend_and_steal(all, envelopes);
	}
	return all;
}

/* The row of a mail that waited, at the moment of its next try; nothing where the play superseded it. */
static bool add_waiting(struct engine *engine, const struct envelope *before, struct instant from, const GPtrArray *agencies, json_t *rows,
			GError **error)
{
	struct envelope *after = before->copy ? NULL : outbox_envelope(engine->store, before->id, error);
	struct instant at = before->next.seconds == INT64_MAX ? from : instant_max(before->next, from);
	struct mail *mail;
	char text[INSTANT_SIZE];
	json_t *row;

	if (before->copy || (after != NULL && after->state == MAIL_SUPERSEDED)) {
		envelope_free(after);
		return true;
	}
	mail = after != NULL ? outbox_mail(engine->store, after->mail, error) : NULL;
	row = mail != NULL ? preview_row(engine, mail, error) : NULL;
	if (row != NULL && preview_concerns(engine, mail, row, agencies)) {
		json_object_set_new(row, "at", json_string(zone_format(engine->config->settings.zone, at, text)));
		json_array_append(rows, row);
	}
	mail_free(mail);
	envelope_free(after);
	json_decref(row);
	return row != NULL;
}

static bool add_all_waiting(struct engine *engine, const GPtrArray *before, struct instant from, const GPtrArray *agencies, json_t *rows,
			    GError **error)
{
	for (guint i = 0; i < before->len; i++)
		if (!add_waiting(engine, g_ptr_array_index(before, i), from, agencies, rows, error))
			return false;
	return true;
}

static json_t *mails_of(struct engine *engine, struct instant from, struct instant to, const GPtrArray *agencies, future_stop *stop,
			GError **error)
{
	g_autoptr(GPtrArray) before = waiting(engine->store, error);
	json_t *rows;

	if (before == NULL || !preview_play(engine, from, to, stop, error))
		return NULL;
	rows = preview_mails(engine, from, to, agencies, error);
	if (rows == NULL || !add_all_waiting(engine, before, from, agencies, rows, error)) {
		json_decref(rows);
		return NULL;
	}
	preview_sort(rows);
	return rows;
}

json_t *future_mails(struct store *copy, const struct config *config, struct instant from, struct instant to, const char *agency,
		     future_stop *stop, GError **error)
{
	g_autoptr(templates_t) templates = templates_new(config->settings.templates);
	g_autoptr(GPtrArray) agencies = agency != NULL ? pick_agencies(config->definitions, agency, error) : NULL;
	g_autoptr(engine_t) engine = NULL;

	if (agency != NULL && agencies == NULL)
		return NULL;
	engine = take_up(copy, config, templates, from, NULL, error);
	return engine != NULL ? mails_of(engine, from, to, agencies, stop, error) : NULL;
}

/* ---- what another configuration changes ---- */

static bool gather(struct fact *fact, void *data)
{
	g_hash_table_insert(data, fact->id, fact);
	return true;
}

static GHashTable *facts_of(struct store *store, GError **error)
{
	g_autoptr(GHashTable) facts = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)fact_free);

	return fact_each(store, gather, facts, error) ? g_steal_pointer(&facts) : NULL;
}

static json_t *day(struct civil date)
{
	char text[CIVIL_SIZE];

	return civil_is_set(date) ? json_string(civil_format(date, text)) : json_null();
}

static json_t *moment(const struct zone *zone, struct instant when)
{
	char text[INSTANT_SIZE];

	return instant_is_set(when) ? json_string(zone_format(zone, when, text)) : json_null();
}

static bool stands(const struct fact *fact)
{
	return fact != NULL && !fact->withdrawn;
}

static json_t *move_of(const struct fact *was, const struct fact *is, const struct zone *zone)
{
	return json_pack("{s:s, s:o, s:o, s:o, s:o, s:o, s:o}", "id", is->id, "from", day(was->limit), "to", day(is->limit), "aim_from",
			 day(was->aim), "aim_to", day(is->aim), "late_from", moment(zone, was->late_from), "late_to",
			 moment(zone, is->late_from));
}

static bool same_times(const struct fact *a, const struct fact *b)
{
	return civil_equal(a->limit, b->limit) && civil_equal(a->aim, b->aim) && instant_equal(a->late_from, b->late_from);
}

static int by_text(gconstpointer a, gconstpointer b)
{
	return g_strcmp0(*(const char *const *)a, *(const char *const *)b);
}

/* Every id of the two tables, in order; container owned. */
static GPtrArray *ids_of(GHashTable *was, GHashTable *is)
{
	g_autoptr(GPtrArray) ids = g_ptr_array_new();
	GHashTableIter iter;
	void *id;

	g_hash_table_iter_init(&iter, was);
	while (g_hash_table_iter_next(&iter, &id, NULL))
		g_ptr_array_add(ids, id);
	g_hash_table_iter_init(&iter, is);
	while (g_hash_table_iter_next(&iter, &id, NULL)) {
		if (!g_hash_table_contains(was, id))
			g_ptr_array_add(ids, id);
	}
	g_ptr_array_sort(ids, by_text);
	return g_steal_pointer(&ids);
}

static void compare_facts(json_t *object, GHashTable *was, GHashTable *is, const struct zone *zone)
{
	json_t *appear = json_array(), *vanish = json_array(), *move = json_array();
	g_autoptr(GPtrArray) ids = ids_of(was, is);

	for (guint i = 0; i < ids->len; i++) {
		const struct fact *before = g_hash_table_lookup(was, g_ptr_array_index(ids, i));
		const struct fact *after = g_hash_table_lookup(is, g_ptr_array_index(ids, i));

		if (!stands(before) && stands(after))
			json_array_append_new(appear, json_pack("{s:s, s:o}", "id", after->id, "limit", day(after->limit)));
		else if (stands(before) && !stands(after))
			json_array_append_new(vanish, json_pack("{s:s, s:o, s:s}", "id", before->id, "limit", day(before->limit), "why",
								after != NULL ? "withdrawn" : "removed"));
		else if (stands(before) && !same_times(before, after))
			json_array_append_new(move, move_of(before, after, zone));
	}
	json_object_set_new(object, "appear", appear);
	json_object_set_new(object, "vanish", vanish);
	json_object_set_new(object, "move", move);
}

/* ---- people ---- */

/* "agency/position" -> "Name <address> from..until, ...": who holds it by the files. */
static GHashTable *people_of(const struct config *config)
{
	GHashTable *people = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	const GPtrArray *agencies = config->definitions->agencies;

	for (guint i = 0; i < agencies->len; i++) {
		const struct agency *agency = g_ptr_array_index(agencies, i);

		for (guint j = 0; j < agency->contacts->len; j++) {
			const struct contact *contact = g_ptr_array_index(agency->contacts, j);
			char *key = g_strdup_printf("%s/%s", agency->id, contact->position);
			const char *others = g_hash_table_lookup(people, key);
			char first[CIVIL_SIZE] = "", last[CIVIL_SIZE] = "";
			bool bound = civil_is_set(contact->valid.first) || civil_is_set(contact->valid.last);

			if (civil_is_set(contact->valid.first))
				civil_format(contact->valid.first, first);
			if (civil_is_set(contact->valid.last))
				civil_format(contact->valid.last, last);
			g_hash_table_insert(people, key,
					    g_strdup_printf("%s%s%s%s<%s>%s%s%s%s", others != NULL ? others : "", others != NULL ? ", " : "",
							    contact->name != NULL ? contact->name : "", contact->name != NULL ? " " : "",
							    contact->email, bound ? " " : "", first, bound ? ".." : "", last));
		}
	}
	return people;
}

static json_t *text_or_null(const char *text)
{
	return text != NULL ? json_string(text) : json_null();
}

static json_t *compare_people(const struct config *running, const struct config *wanted)
{
	g_autoptr(GHashTable) was = people_of(running), is = people_of(wanted);
	g_autoptr(GPtrArray) keys = ids_of(was, is);
	json_t *list = json_array();

	for (guint i = 0; i < keys->len; i++) {
		const char *key = g_ptr_array_index(keys, i), *before = g_hash_table_lookup(was, key), *after = g_hash_table_lookup(is, key);
		g_auto(GStrv) parts = g_strsplit(key, "/", 2);

		if (g_strcmp0(before, after) != 0)
			json_array_append_new(list, json_pack("{s:s, s:s, s:o, s:o}", "agency", parts[0], "position", parts[1], "from",
							      text_or_null(before), "to", text_or_null(after)));
	}
	return list;
}

/* ---- mails ---- */

static char *mail_key(const json_t *row)
{
	g_autofree char *occurrences = json_dumps(json_object_get(row, "occurrences"), JSON_COMPACT);
	g_autofree char *steps = json_dumps(json_object_get(row, "step"), JSON_COMPACT);

	return g_strdup_printf("%s %s %s %s %s %s", json_string_value(json_object_get(row, "at")),
			       json_string_value(json_array_get(json_object_get(row, "to"), 0)), json_string_value(json_object_get(row, "kind")),
			       json_string_value(json_object_get(row, "subject")), occurrences, steps);
}

/* Those of `rows` that are not among `others`, by what they say, to whom and when. */
static json_t *only_in(const json_t *rows, const json_t *others)
{
	g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	json_t *list = json_array();
	const json_t *row;
	size_t i;

	json_array_foreach (others, i, row)
		g_hash_table_add(known, mail_key(row));
	json_array_foreach (rows, i, row) {
		g_autofree char *key = mail_key(row);

		if (!g_hash_table_contains(known, key))
			json_array_append_new(list, json_pack("{s:O, s:O, s:O, s:O}", "at", json_object_get(row, "at"), "to",
							      json_array_get(json_object_get(row, "to"), 0), "kind",
							      json_object_get(row, "kind"), "subject", json_object_get(row, "subject")));
	}
	return list;
}

struct side {
	struct templates *templates;
	struct engine *engine;
	GHashTable *facts; /* as they stand after the load */
	json_t *mails;
};

static void side_clear(struct side *side)
{
	json_decref(side->mails);
	g_clear_pointer(&side->facts, g_hash_table_unref);
	g_clear_pointer(&side->engine, engine_free);
	g_clear_pointer(&side->templates, templates_free);
}

static bool side_play(struct side *side, struct store *copy, const struct config *config, struct instant now, struct instant to,
		      struct engine_changes *changes, future_stop *stop, GError **error)
{
	side->templates = templates_new(config->settings.templates);
	side->engine = take_up(copy, config, side->templates, now, changes, error);
	side->facts = side->engine != NULL ? facts_of(copy, error) : NULL;
	side->mails = side->facts != NULL ? mails_of(side->engine, now, to, NULL, stop, error) : NULL;
	return side->mails != NULL;
}

json_t *future_diff(struct store *before, struct store *after, const struct config *running, const struct config *wanted,
		    struct instant now, int days, future_stop *stop, GError **error)
{
	struct instant to = instant_add(now, (int64_t)days * 86400);
	g_autoptr(engine_changes_t) changes = engine_changes_new();
	struct side was = { 0 }, is = { 0 };
	json_t *object = NULL, *kept = json_array();

	if (side_play(&was, before, running, now, to, NULL, stop, error) && side_play(&is, after, wanted, now, to, changes, stop, error)) {
		for (guint i = 0; i < changes->kept->len; i++)
			json_array_append_new(kept, json_string(g_ptr_array_index(changes->kept, i)));
		object = json_object();
		compare_facts(object, was.facts, is.facts, wanted->settings.zone);
		json_object_set(object, "kept", kept);
		json_object_set_new(object, "people", compare_people(running, wanted));
		json_object_set_new(object, "mails", json_pack("{s:o, s:o}", "added", only_in(is.mails, was.mails), "removed",
							       only_in(was.mails, is.mails)));
	}
	json_decref(kept);
	side_clear(&was);
	side_clear(&is);
	return object;
}
