#include "engine/contacts.h"

#include <string.h>

#include "base/address.h"
#include "base/error.h"
#include "base/text.h"
#include "engine/internal.h"
#include "engine/overlay.h"
#include "engine/pick.h"
#include "model/config_value.h"
#include "render/datum.h"

#define LONGEST 200 /* bytes of a name or title */
#define MOST_FAULTS 50

/* One order at work; its transaction is open. */
struct contact_work {
	struct engine *engine;
	const struct contact_order *order;
	struct instant now;
	struct civil today;
	struct overlay *overlay; /* a copy that takes up what is recorded */
	GHashTable *names;       /* folded name or short name -> agency; NULL: looked for one by one */
	GHashTable *changed;     /* const struct agency *: whose people changed */
	json_t *answers;
};

/* What one change comes to. */
struct contact_step {
	const struct agency *agency;
	char *position, *name, *title, *email, *phone;
	enum language language;
	struct civil first, last;
	const struct contact *before; /* on the first day; NULL: nobody */
};

static void step_clear(struct contact_step *step)
{
	g_free(step->position);
	g_free(step->name);
	g_free(step->title);
	g_free(step->email);
	g_free(step->phone);
}

static const char *given(const char *text)
{
	return text && *text ? text : NULL;
}

/* ---- reading ---- */

static bool read_day(const char *what, const char *text, struct civil otherwise, struct civil *ret, GError **error)
{
	*ret = otherwise;
	return !given(text) || civil_parse(text, ret) ||
	       error_refuse(error, DEADLINED_ERROR_INPUT, "%s '%.40s' is no date: give YYYY-MM-DD or D/M/YYYY", what, text);
}

static bool read_text(const char *what, const char *text, const char *otherwise, char **ret, GError **error)
{
	size_t offset;

	if (given(text) && (strlen(text) > LONGEST || !text_is_clean(text, strlen(text), false, &offset)))
		return error_refuse(error, DEADLINED_ERROR_INPUT, "%s: give one line of text of at most %d bytes", what, LONGEST);
	*ret = given(text) ? text_nfc(text) : g_strdup(otherwise);
	if (*ret && !**ret)
		g_clear_pointer(ret, g_free);
	return true;
}

static bool read_language(const char *text, enum language otherwise, enum language *ret, GError **error)
{
	*ret = otherwise;
	if (!given(text))
		return true;
	if (strcmp(text, "vi") != 0 && strcmp(text, "en") != 0)
		return error_refuse(error, DEADLINED_ERROR_INPUT, "language '%.20s': give vi or en", text);
	*ret = strcmp(text, "en") == 0 ? LANGUAGE_EN : LANGUAGE_VI;
	return true;
}

static const struct agency *find_agency(const struct contact_work *work, const char *text, GError **error)
{
	g_autofree char *folded = NULL;
	const struct agency *agency = NULL;

	if (!given(text)) {
		error_refuse(error, DEADLINED_ERROR_INPUT, "whose person is it? give the agency");
		return NULL;
	}
	if (work->names && g_utf8_validate(text, -1, NULL)) {
		folded = text_fold(text);
		agency = g_hash_table_lookup(work->names, folded);
	}
	return agency ? agency : pick_body(work->engine->config->definitions, text, error);
}

static bool read_position(const char *text, char **ret, GError **error)
{
	if (!given(text))
		return error_refuse(error, DEADLINED_ERROR_INPUT, "which position? focal, head, or another one");
	if (!value_is_id(text))
		return error_refuse(error, DEADLINED_ERROR_INPUT, "'%.80s' is no position: use small letters without accents, digits and -", text);
	*ret = g_strdup(text);
	return true;
}

static bool check_email(const char *email, GError **error)
{
	g_autoptr(GError) fault = NULL;

	if (!email)
		return error_refuse(error, DEADLINED_ERROR_INPUT, "no address: give the e-mail, or end the position");
	return address_check(email, &fault) || error_refuse(error, DEADLINED_ERROR_INPUT, "%s", fault->message);
}

static bool same_text(const char *a, const char *b)
{
	return g_strcmp0(given(a), given(b)) == 0;
}

/* Another name, also than none, is another person, of whom nothing is known; else what is not given stays. */
static bool read_person(const struct contact_work *work, const struct contact_change *change, struct contact_step *step, GError **error)
{
	const struct contact *before = step->before;
	g_autofree char *name = NULL;

	if (!read_text("name", change->name, NULL, &name, error))
		return false;
	if (name && before && g_strcmp0(name, before->name) != 0)
		before = NULL;
	step->name = name ? g_steal_pointer(&name) : g_strdup(before ? before->name : NULL);
	return read_text("title", change->title, before ? before->title : NULL, &step->title, error) &&
	       read_text("phone", change->phone, before ? before->phone : NULL, &step->phone, error) &&
	       read_text("email", change->email, before ? before->email : NULL, &step->email, error) && check_email(step->email, error) &&
	       read_language(change->language, before ? before->language : work->engine->config->settings.language, &step->language, error);
}

/* Until the day before the next one recorded begins. */
static struct civil until_next(const struct contact_work *work, const struct contact_step *step)
{
	struct civil next = overlay_next(work->overlay, step->agency, step->position, step->first);

	return civil_is_set(next) ? civil_add(next, -1) : CIVIL_NONE;
}

static struct civil earlier(struct civil a, struct civil b)
{
	return civil_is_set(a) && (!civil_is_set(b) || civil_before(a, b)) ? a : b;
}

/* The same person goes as before: what is known of the end stays, by their own record and by that of a vacancy. */
static struct civil until_known(const struct contact_work *work, const struct contact_change *change, const struct contact_step *step)
{
	const struct contact *before = step->before;
	struct civil vacant, last = until_next(work, step);

	if (!before || (given(change->name) && before->name && !same_text(change->name, before->name)))
		return last;
	vacant = overlay_vacant(work->overlay, step->agency, step->position, step->first);
	last = earlier(civil_is_set(vacant) ? civil_add(vacant, -1) : CIVIL_NONE, last);
	return earlier(before->valid.last, last);
}

static bool read_set(const struct contact_work *work, const struct contact_change *change, struct contact_step *step, GError **error)
{
	step->agency = find_agency(work, change->agency, error);
	if (!step->agency || !read_position(change->position, &step->position, error) ||
	    !read_day("from", change->from, work->today, &step->first, error))
		return false;
	step->before = overlay_holder(work->overlay, step->agency, step->position, step->first);
	if (!read_day("until", change->until, until_known(work, change, step), &step->last, error))
		return false;
	if (civil_is_set(step->last) && civil_before(step->last, step->first))
		return error_refuse(error, DEADLINED_ERROR_INPUT, "until lies before from: exchange the two");
	return read_person(work, change, step, error);
}

static bool refuse_end(const struct contact_step *step, const struct contact *holder, GError **error)
{
	char day[CIVIL_SIZE];

	civil_format(step->first, day);
	if (!holder)
		return error_refuse(error, DEADLINED_ERROR_STATE, "%s: nobody holds %s on %s: deadlinectl contact list shows who does when",
			      step->agency->id, step->position, day);
	return error_refuse(error, DEADLINED_ERROR_STATE, "%s: another one holds %s from %s on (%s): the one before ends then already", step->agency->id,
		      step->position, day, holder->name ? holder->name : holder->email);
}

static bool read_end(const struct contact_work *work, const struct contact_change *change, struct contact_step *step, GError **error)
{
	const struct contact *last;
	struct civil until;

	step->agency = find_agency(work, change->agency, error);
	if (!step->agency || !read_position(change->position, &step->position, error) ||
	    !read_day("until", change->until, civil_add(work->today, -1), &until, error))
		return false;
	step->first = civil_add(until, 1);
	step->before = overlay_holder(work->overlay, step->agency, step->position, step->first);
	last = overlay_holder(work->overlay, step->agency, step->position, until);
	if (!step->before || (given(change->until) && last && last != step->before))
		return refuse_end(step, step->before, error);
	step->last = until_next(work, step);
	step->language = step->before->language;
	return true;
}

/* ---- recording ---- */

static const char *language_word(enum language language)
{
	switch (language) {
	case LANGUAGE_VI:
		return "vi";
	case LANGUAGE_EN:
		return "en";
	}
	return NULL;
}

/* The history of the service names the position, not the person: that stands in the record itself. */
static bool record(struct contact_work *work, const struct contact_change *change, const struct contact_step *step, GError **error)
{
	struct roster_entry *entry = g_new0(struct roster_entry, 1);
	g_autofree char *detail = NULL;
	struct act act = { .at = work->now, .verb = (char *)"contact", .user = (char *)work->order->user, .as = (char *)work->order->as,
			   .number = (char *)given(change->number) };
	json_t *what;

	entry->agency = g_strdup(step->agency->id);
	entry->position = g_strdup(step->position);
	entry->name = g_strdup(step->name);
	entry->title = g_strdup(step->title);
	entry->phone = g_strdup(step->phone);
	entry->email = g_strdup(step->email);
	entry->language = g_strdup(step->email ? language_word(step->language) : NULL);
	entry->first = step->first;
	entry->last = step->last;
	entry->number = g_strdup(given(change->number));
	entry->user = g_strdup(work->order->user);
	entry->as = g_strdup(work->order->as);
	entry->at = work->now;
	if (!roster_add(work->engine->store, entry, error)) {
		roster_entry_free(entry);
		return false;
	}
	overlay_add(work->overlay, entry);
	g_hash_table_add(work->changed, (void *)step->agency);
	what = json_pack("{s:s, s:s, s:I}", "agency", entry->agency, "position", entry->position, "entry", (json_int_t)entry->id);
	act.detail = detail = json_dumps(what, JSON_COMPACT);
	json_decref(what);
	return act_append(work->engine->store, &act, error);
}

static void answer(struct contact_work *work, const struct contact_change *change, const struct contact_step *step, const char *changed)
{
	const char *was = !step->before ? NULL : step->before->name ? step->before->name : step->before->email;

	json_array_append_new(work->answers,
			      json_pack("{s:o, s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:b, s:s, s:o}", "line", datum_positive(change->line),
					"agency", step->agency->id, "agency_name", step->agency->name, "position", step->position, "name",
					datum_text(step->name), "title", datum_text(step->title), "email", datum_text(step->email), "phone",
					datum_text(step->phone), "language", step->email ? datum_text(language_word(step->language)) : json_null(),
					"from", datum_date(step->first), "until", datum_date(step->last), "done", !work->order->dry_run, "changed",
					changed, "was", datum_text(was)));
}

/* The same person with the same particulars, who holds it in all that time anyway. */
static bool is_same(const struct contact_change *change, const struct contact_step *step)
{
	const struct contact *before = step->before;

	return before && same_text(before->name, step->name) && same_text(before->title, step->title) &&
	       same_text(before->email, step->email) && same_text(before->phone, step->phone) && before->language == step->language &&
	       (!given(change->until) || civil_equal(before->valid.last, step->last));
}

static bool set_one(struct contact_work *work, const struct contact_change *change, GError **error)
{
	struct contact_step step = { 0 };
	bool done = read_set(work, change, &step, error), same = done && is_same(change, &step);

	done = done && (same || record(work, change, &step, error));
	if (done)
		answer(work, change, &step, same ? "same" : "set");
	step_clear(&step);
	return done;
}

static bool end_one(struct contact_work *work, const struct contact_change *change, GError **error)
{
	struct contact_step step = { 0 };
	bool done = read_end(work, change, &step, error) && record(work, change, &step, error);

	if (done)
		answer(work, change, &step, "ended");
	step_clear(&step);
	return done;
}

/* ---- what follows ---- */

/* Is one of them the body that owes it, takes it in or coordinates it today? */
static bool concerns(const struct contact_work *work, struct fact *fact)
{
	g_autoptr(GPtrArray) receivers = NULL;
	struct view view;

	if (!fact_is_open(fact) || !view_of(work->engine, fact, work->today, &view) || !view.owner)
		return false;
	if (g_hash_table_contains(work->changed, view.owner) ||
	    g_hash_table_contains(work->changed, body_of(view.obligation->plan->coordinator, work->today)))
		return true;
	receivers = plan_receivers(view.obligation, work->today);
	for (guint i = 0; i < receivers->len; i++) {
		if (g_hash_table_contains(work->changed, receivers->pdata[i]))
			return true;
	}
	return false;
}

static bool waits_for_address(const struct contact_work *work, const struct fact *fact, bool *ret, GError **error)
{
	g_autoptr(GPtrArray) rows = ledger_of(work->engine->store, fact->id, fact->version, error);

	*ret = false;
	for (guint i = 0; rows && i < rows->len; i++)
		*ret |= ((const struct ledger_row *)rows->pdata[i])->outcome == OUTCOME_UNADDRESSED;
	return rows != NULL;
}

/* What found no address is looked at again at each opening; within office hours it need not wait for that. */
static bool wake(struct contact_work *work, int *woken, GError **error)
{
	struct engine *engine = work->engine;
	g_autoptr(GPtrArray) facts = NULL;

	*woken = 0;
	if (g_hash_table_size(work->changed) == 0 || !schedule_in_hours(engine->config, work->now))
		return true;
	facts = fact_due(engine->store, schedule_next_opening(engine->config, instant_add(work->now, 60)), G_MAXINT, error);
	for (guint i = 0; facts && i < facts->len; i++) {
		struct fact *fact = facts->pdata[i];
		bool waits = false;

		if (!concerns(work, fact))
			continue;
		if (!waits_for_address(work, fact, &waits, error) || (waits && !fact_set_next(engine->store, fact->row, work->now, error)))
			return false;
		*woken += waits;
	}
	return facts != NULL;
}

static void tell_woken(struct contact_work *work, int woken)
{
	json_t *row;
	size_t i;

	json_array_foreach (work->answers, i, row)
		json_object_set_new(row, "woken", json_integer(woken));
}

/* ---- the transaction ---- */

typedef bool contact_deed(struct contact_work *work, const GPtrArray *changes, GError **error);

static bool carry_out(struct contact_work *work, contact_deed *deed, const GPtrArray *changes, GError **error)
{
	struct store *store = work->engine->store;
	int woken;

	if (!store_begin(store, error))
		return false;
	work->overlay = overlay_read(store, work->engine->config->settings.language, error);
	if (!work->overlay || !deed(work, changes, error) || !wake(work, &woken, error)) {
		if (store_in_transaction(store))
			store_rollback(store);
		return false;
	}
	tell_woken(work, woken);
	if (work->order->dry_run) {
		store_rollback(store);
		return true;
	}
	if (!store_commit(store, error))
		return false;
	overlay_free(work->engine->overlay);
	work->engine->overlay = g_steal_pointer(&work->overlay);
	work->engine->people++;
	return true;
}

static void announce(const struct contact_work *work)
{
	const struct contact_order *order = work->order;
	json_t *row;
	size_t i;

	json_array_foreach (work->answers, i, row)
		engine_event_add(work->engine, EVENT_ORDER, NULL, "contact %s: %s %s by %s%s%s", json_string_value(json_object_get(row, "changed")),
				 json_string_value(json_object_get(row, "agency")), json_string_value(json_object_get(row, "position")),
				 order->user, order->as ? " for " : "", order->as ? order->as : "");
}

static bool run(struct engine *engine, const struct contact_order *order, struct instant now, contact_deed *deed, const GPtrArray *changes,
		json_t **ret, GError **error)
{
	struct contact_work work = { .engine = engine, .order = order, .now = now, .answers = json_array() };
	bool done;

	work.today = zone_civil(engine->config->settings.zone, now);
	work.changed = g_hash_table_new(NULL, NULL);
	done = carry_out(&work, deed, changes, error);
	if (done && !order->dry_run)
		announce(&work);
	*ret = done ? json_incref(work.answers) : NULL;
	json_decref(work.answers);
	overlay_free(work.overlay);
	g_hash_table_unref(work.changed);
	g_clear_pointer(&work.names, g_hash_table_unref);
	return done;
}

static bool set_first(struct contact_work *work, const GPtrArray *changes, GError **error)
{
	return set_one(work, changes->pdata[0], error);
}

static bool end_first(struct contact_work *work, const GPtrArray *changes, GError **error)
{
	return end_one(work, changes->pdata[0], error);
}

static GPtrArray *alone(const struct contact_change *change)
{
	GPtrArray *changes = g_ptr_array_new();

	g_ptr_array_add(changes, (void *)change);
	return changes;
}

bool contacts_set(struct engine *engine, const struct contact_change *change, const struct contact_order *order, struct instant now,
		  json_t **ret, GError **error)
{
	g_autoptr(GPtrArray) changes = alone(change);

	return run(engine, order, now, set_first, changes, ret, error);
}

bool contacts_end(struct engine *engine, const struct contact_change *change, const struct contact_order *order, struct instant now,
		  json_t **ret, GError **error)
{
	g_autoptr(GPtrArray) changes = alone(change);

	return run(engine, order, now, end_first, changes, ret, error);
}

/* ---- a table ---- */

static void add_name(GHashTable *names, const char *name, const struct agency *agency)
{
	char *folded = name ? text_fold(name) : NULL;

	/* Of two of one name none is meant by it. */
	if (folded)
		g_hash_table_insert(names, folded, g_hash_table_contains(names, folded) ? NULL : (void *)agency);
}

static GHashTable *name_all(const struct definitions *definitions)
{
	GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < definitions->agencies->len; i++) {
		const struct agency *agency = definitions->agencies->pdata[i];

		add_name(names, agency->name, agency);
		if (g_strcmp0(agency->name, agency->short_name) != 0)
			add_name(names, agency->short_name, agency);
		add_name(names, agency->id, agency);
	}
	return names;
}

/* Two lines on one position from one day on contradict each other. */
static bool check_once(GHashTable *seen, const struct contact_change *change, const json_t *row, GError **error)
{
	char *key = g_strdup_printf("%s %s %s", json_string_value(json_object_get(row, "agency")),
				    json_string_value(json_object_get(row, "position")), json_string_value(json_object_get(row, "from")));
	int line = GPOINTER_TO_INT(g_hash_table_lookup(seen, key));

	g_hash_table_insert(seen, key, GINT_TO_POINTER(line ? line : change->line));
	return !line || error_refuse(error, DEADLINED_ERROR_INPUT, "line %d gives this position from the same day on: keep one of the two", line);
}

static bool import_one(struct contact_work *work, GHashTable *seen, const struct contact_change *change, GError **error)
{
	return set_one(work, change, error) &&
	       check_once(seen, change, json_array_get(work->answers, json_array_size(work->answers) - 1), error);
}

/* Faults of the table are gathered; a store that fails ends it at once. */
static bool note_fault(GString *faults, int *count, const struct contact_change *change, GError *fault, GError **error)
{
	if (fault->domain != DEADLINED_ERROR || (fault->code != DEADLINED_ERROR_INPUT && fault->code != DEADLINED_ERROR_UNKNOWN_ID &&
						 fault->code != DEADLINED_ERROR_STATE)) {
		g_propagate_error(error, fault);
		return false;
	}
	if (++*count <= MOST_FAULTS)
		g_string_append_printf(faults, "%sline %d: %s", *count > 1 ? "\n" : "", change->line, fault->message);
	g_error_free(fault);
	return true;
}

static bool import_all(struct contact_work *work, const GPtrArray *changes, GError **error)
{
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GString) faults = g_string_new(NULL);
	int count = 0;

	work->names = name_all(work->engine->config->definitions);
	for (guint i = 0; i < changes->len; i++) {
		GError *fault = NULL;

		if (!import_one(work, seen, changes->pdata[i], &fault) && !note_fault(faults, &count, changes->pdata[i], fault, error))
			return false;
	}
	if (count > MOST_FAULTS)
		g_string_append_printf(faults, "\nand %d more", count - MOST_FAULTS);
	return count == 0 || error_refuse(error, DEADLINED_ERROR_INPUT, "%s", faults->str);
}

bool contacts_import(struct engine *engine, const GPtrArray *changes, const struct contact_order *order, struct instant now,
		     json_t **ret, GError **error)
{
	return run(engine, order, now, import_all, changes, ret, error);
}
