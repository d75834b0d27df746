#include <string.h>

#include "engine/internal.h"

static void bundle_free(gpointer data)
{
	struct bundle *bundle = data;

	g_free(bundle->address);
	g_ptr_array_unref(bundle->sayings);
	g_ptr_array_unref(bundle->copies);
	g_ptr_array_unref(bundle->cc);
	g_ptr_array_unref(bundle->cc_sayings);
	g_ptr_array_unref(bundle->foretold);
	g_ptr_array_unref(bundle->foretell_subjects);
	g_ptr_array_unref(bundle->settle_subjects);
	g_ptr_array_unref(bundle->digest_subjects);
	g_ptr_array_unref(bundle->settle);
	g_ptr_array_unref(bundle->digest_plans);
	g_free(bundle);
}

struct run *run_new(struct engine *engine, struct instant now)
{
	struct run *run = g_new0(struct run, 1);

	run->engine = engine;
	run->config = engine->config;
	run->now = now;
	run->today = zone_civil(engine->config->settings.zone, now);
	run->speaking = schedule_in_hours(engine->config, now);
	run->facts = g_ptr_array_new_with_free_func((GDestroyNotify)fact_free);
	run->sayings = g_ptr_array_new_with_free_func((GDestroyNotify)saying_free);
	run->rows = g_ptr_array_new_with_free_func((GDestroyNotify)ledger_row_free);
	run->bundles = g_ptr_array_new_with_free_func(bundle_free);
	run->inputs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
	run->dependents = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	run->by_address = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	return run;
}

void run_free(struct run *run)
{
	g_ptr_array_unref(run->bundles);
	g_ptr_array_unref(run->sayings);
	g_ptr_array_unref(run->rows);
	g_ptr_array_unref(run->facts);
	g_hash_table_unref(run->dependents);
	g_hash_table_unref(run->inputs);
	g_hash_table_unref(run->by_address);
	g_clear_pointer(&run->holders, g_hash_table_unref);
	g_free(run);
}

struct saying *saying_new(void)
{
	return g_new0(struct saying, 1);
}

void saying_free(struct saying *saying)
{
	if (saying == NULL)
		return;
	g_clear_pointer(&saying->covered, g_ptr_array_unref);
	g_free(saying->role);
	g_free(saying->address);
	g_free(saying);
}

struct bundle *run_bundle(struct run *run, const char *address, bool others, const struct person *person, bool head)
{
	g_autofree char *folded = g_ascii_strdown(address, -1);
	g_autofree char *key = g_strconcat(others ? "others " : "own ", folded, NULL);
	struct bundle *bundle = g_hash_table_lookup(run->by_address, key);

	if (bundle != NULL && bundle->agency == NULL) {
		bundle->agency = person->agency;
		bundle->contact = person->contact;
	}
	if (bundle != NULL)
		return bundle;
	bundle = g_new0(struct bundle, 1);
	bundle->address = g_strdup(address);
	bundle->others = others;
	bundle->agency = person->agency;
	bundle->contact = person->contact;
	bundle->head = head;
	bundle->sayings = g_ptr_array_new();
	bundle->copies = g_ptr_array_new();
	bundle->cc = g_ptr_array_new_with_free_func(g_free);
	bundle->cc_sayings = g_ptr_array_new();
	bundle->foretold = g_ptr_array_new();
	bundle->foretell_subjects = g_ptr_array_new_with_free_func(g_free);
	bundle->settle_subjects = g_ptr_array_new_with_free_func(g_free);
	bundle->digest_subjects = g_ptr_array_new_with_free_func(g_free);
	bundle->settle = g_ptr_array_new();
	bundle->digest_plans = g_ptr_array_new();
	g_ptr_array_add(run->bundles, bundle);
	g_hash_table_insert(run->by_address, g_steal_pointer(&key), bundle);
	return bundle;
}

struct ledger_row *ledger_row_make(const char *subject, int version, const char *step, const char *role, enum outcome outcome,
				   const char *reason, const char *address, struct instant at)
{
	struct ledger_row *row = g_new0(struct ledger_row, 1);

	row->subject = g_strdup(subject);
	row->version = version;
	row->step = g_strdup(step);
	row->role = g_strdup(role);
	row->outcome = outcome;
	row->reason = g_strdup(reason);
	row->address = g_strdup(address);
	row->at = at;
	return row;
}
