#include "engine/pick.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "engine/internal.h"

enum {
	PARTS = 4,         /* of an id */
	MOST = 1000,       /* occurrences a pattern may mean */
	PATIENCE = 50000,  /* that are looked at to find them */
};

static const char *exact(const char *part)
{
	return strchr(part, '*') ? NULL : part;
}

/* One part of an id, in a buffer of its own; they are short. */
static bool part_matches(GPatternSpec *pattern, const char *part, size_t length)
{
	char text[128];

	if (length >= sizeof text)
		return false;
	memcpy(text, part, length);
	text[length] = '\0';
	return g_pattern_spec_match(pattern, length, text, NULL);
}

/* `patterns`: one for each part of an id; NULL: any, or said by the filter already. */
static bool id_matches(const char *id, GPatternSpec *const *patterns)
{
	for (int i = 0; i < PARTS; i++) {
		size_t length = strcspn(id, "/");

		if (patterns[i] && !part_matches(patterns[i], id, length))
			return false;
		id += length + (id[length] != '\0');
	}
	return true;
}

static bool key_matches(const struct fact_key *key, void *data)
{
	return id_matches(key->id, data);
}

static bool check_pattern(const char *pattern, char **parts, GError **error)
{
	if (g_strv_length(parts) == 4 && strlen(pattern) <= 512 && g_utf8_validate(pattern, -1, NULL) && !strchr(pattern, '?'))
		return true;
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_INPUT, "'%.80s' is no id: give PLAN/OBLIGATION/AGENCY/PERIOD, each part may hold *",
		    pattern);
	return false;
}

static GPtrArray *pick_one(struct store *store, const char *id, GError **error)
{
	g_autoptr(GPtrArray) facts = g_ptr_array_new_with_free_func((GDestroyNotify)fact_free);
	g_autoptr(GError) failure = NULL;
	struct fact *fact = fact_get(store, id, &failure);

	if (failure) {
		g_propagate_error(error, g_steal_pointer(&failure));
		return NULL;
	}
	if (!fact) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID, "no occurrence '%s': deadlinectl list shows them", id);
		return NULL;
	}
	g_ptr_array_add(facts, fact);
	return g_steal_pointer(&facts);
}

static GPtrArray *find(struct store *store, char **parts, GError **error)
{
	GPatternSpec *patterns[PARTS];
	struct fact_filter filter = { .plan = exact(parts[0]), .obligation = exact(parts[1]), .agency = exact(parts[2]),
				      .period = exact(parts[3]), .undated = true, .withdrawn = true, .limit = MOST + 1,
				      .patience = PATIENCE, .wants = key_matches, .data = patterns };
	GPtrArray *facts;

	for (int i = 0; i < PARTS; i++)
		patterns[i] = strcmp(parts[i], "*") == 0 ? NULL : g_pattern_spec_new(parts[i]);
	facts = fact_list(store, &filter, error);
	/* of those without a day the pattern was not asked yet */
	for (guint i = facts ? facts->len : 0; i-- > 0;) {
		if (!id_matches(((struct fact *)facts->pdata[i])->id, patterns))
			g_ptr_array_remove_index(facts, i);
	}
	for (int i = 0; i < PARTS; i++)
		g_clear_pointer(&patterns[i], g_pattern_spec_free);
	return facts;
}

GPtrArray *pick_facts(struct store *store, const char *pattern, GError **error)
{
	g_auto(GStrv) parts = g_strsplit(pattern, "/", 5);
	g_autoptr(GPtrArray) facts = NULL;

	if (!check_pattern(pattern, parts, error))
		return NULL;
	if (exact(pattern))
		return pick_one(store, pattern, error);
	facts = find(store, parts, error);
	if (!facts)
		return NULL;
	if (facts->len > 0 && facts->len <= MOST)
		return g_steal_pointer(&facts);
	if (facts->len == 0)
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID, "no occurrence matches '%s'", pattern);
	else
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_INPUT,
			    "'%s' means more than %d occurrences: name the plan, the obligation, the agency or the period", pattern, MOST);
	return NULL;
}

GPtrArray *pick_page(struct store *store, const struct pick_page *page, GError **error)
{
	GPtrArray *facts = pick_facts(store, page->pattern, error);
	guint first = 0;

	if (!facts)
		return NULL;
	while (page->after && first < facts->len && strcmp(((struct fact *)facts->pdata[first])->id, page->after) != 0)
		first++;
	if (page->after && first == facts->len) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID, "after: '%.80s' is none of '%s'", page->after, page->pattern);
		g_ptr_array_unref(facts);
		return NULL;
	}
	if (page->after)
		g_ptr_array_remove_range(facts, 0, first + 1);
	if (page->limit > 0 && facts->len > (guint)page->limit)
		g_ptr_array_set_size(facts, page->limit);
	return facts;
}

static bool holds(const char *text, const char *folded)
{
	g_autofree char *own = text ? text_fold(text) : NULL;

	return own && strstr(own, folded);
}

static const struct party *party_of(const struct definitions *definitions, const char *text)
{
	const struct party *party = g_hash_table_lookup(definitions->by_id, text);
	g_autofree char *lower = g_ascii_strdown(text, -1);

	return party ? party : g_hash_table_lookup(definitions->by_id, lower);
}

bool pick_agency(const struct definitions *definitions, const struct agency *agency, const char *text)
{
	const struct party *party;
	g_autofree char *folded = NULL;

	if (!text || !*text)
		return true;
	party = party_of(definitions, text);
	if (party)
		return party->agency ? party->agency == agency : party_names(party, agency);
	folded = text_fold(text);
	return holds(agency->name, folded) || holds(agency->short_name, folded);
}

static bool is_called(const struct agency *agency, const char *folded)
{
	g_autofree char *name = agency->name ? text_fold(agency->name) : NULL;
	g_autofree char *short_name = agency->short_name ? text_fold(agency->short_name) : NULL;

	return g_strcmp0(name, folded) == 0 || g_strcmp0(short_name, folded) == 0;
}

static const struct agency *several(const char *text, const GPtrArray *found, GError **error)
{
	g_autoptr(GString) ids = g_string_new(NULL);

	for (guint i = 0; i < found->len && i < 5; i++)
		g_string_append_printf(ids, "%s%s", i ? ", " : "", ((const struct agency *)found->pdata[i])->id);
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_INPUT, "'%.80s' may be %s%s: give the id", text, ids->str,
		    found->len > 5 ? " and others" : "");
	return NULL;
}

const struct agency *pick_body(const struct definitions *definitions, const char *text, GError **error)
{
	const struct agency *agency = text ? plan_agency(definitions, text) : NULL;
	g_autofree char *folded = text && g_utf8_validate(text, -1, NULL) ? text_fold(text) : NULL;
	g_autoptr(GPtrArray) called = g_ptr_array_new(), held = g_ptr_array_new();

	if (agency)
		return agency;
	for (guint i = 0; folded && *folded && i < definitions->agencies->len; i++) {
		struct agency *other = definitions->agencies->pdata[i];

		if (is_called(other, folded))
			g_ptr_array_add(called, other);
		if (holds(other->name, folded) || holds(other->short_name, folded))
			g_ptr_array_add(held, other);
	}
	if (called->len == 1 || held->len == 1)
		return called->len == 1 ? called->pdata[0] : held->pdata[0];
	if (held->len > 1)
		return several(text, called->len > 1 ? called : held, error);
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID, "no agency '%.80s'", text ? text : "");
	return NULL;
}

GPtrArray *pick_agencies(const struct definitions *definitions, const char *text, GError **error)
{
	g_autoptr(GPtrArray) found = g_ptr_array_new();

	for (guint i = 0; i < definitions->agencies->len; i++) {
		if (pick_agency(definitions, definitions->agencies->pdata[i], text))
			g_ptr_array_add(found, definitions->agencies->pdata[i]);
	}
	if (found->len > 0)
		return g_steal_pointer(&found);
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID, "no agency or group '%.80s'", text);
	return NULL;
}

const struct obligation *pick_obligation(const struct engine *engine, const char *id, GError **error)
{
	g_auto(GStrv) parts = g_strsplit(id, "/", 2);
	const struct obligation *obligation =
		g_strv_length(parts) == 2 ? engine_obligation(engine, parts[0], parts[1]) : NULL;

	if (obligation == NULL)
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID, "no obligation '%.200s': give PLAN/OBLIGATION", id);
	return obligation;
}

GPtrArray *pick_period(struct engine *engine, const struct obligation *obligation, const char *period, GError **error)
{
	struct fact_filter filter = { .plan = obligation->plan->id, .obligation = obligation->id, .period = period };
	GPtrArray *facts = fact_list(engine->store, &filter, error);

	if (facts == NULL || facts->len > 0)
		return facts;
	g_ptr_array_unref(facts);
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID, "'%s/%s' has no period '%.40s' with a date",
		    obligation->plan->id, obligation->id, period);
	return NULL;
}
