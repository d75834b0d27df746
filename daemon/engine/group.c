/*
 * Who gets what of a run: the sayings of all occurrences by person, at most one bundle on the person's own reports and one
 * on what others owe.
 */
#include <string.h>

#include "engine/internal.h"

static struct bundle *bundle_of(struct run *run, const struct saying *saying)
{
	struct person person = { .agency = saying->agency, .contact = saying->contact };

	return run_bundle(run, saying->address, saying->others, &person, saying->head);
}

static bool has_bundle(struct run *run, const struct saying *saying)
{
	g_autofree char *folded = g_ascii_strdown(saying->address, -1);
	g_autofree char *key = g_strconcat(saying->others ? "others " : "own ", folded, NULL);

	return g_hash_table_contains(run->by_address, key);
}

static void add_cc(struct bundle *bundle, struct saying *copy)
{
	for (guint i = 0; i < bundle->cc->len; i++) {
		if (g_ascii_strcasecmp(g_ptr_array_index(bundle->cc, i), copy->address) == 0) {
			g_ptr_array_add(bundle->cc_sayings, copy);
			return;
		}
	}
	g_ptr_array_add(bundle->cc, g_strdup(copy->address));
	g_ptr_array_add(bundle->cc_sayings, copy);
}

static bool speaks(const struct saying *saying)
{
	return !saying->foretold && saying->speaker == saying && saying->address != NULL;
}

void run_group(struct run *run)
{
	for (guint i = 0; i < run->sayings->len; i++) {
		struct saying *saying = g_ptr_array_index(run->sayings, i);

		if (!speaks(saying) || saying->copy)
			continue;
		saying->kind = saying->others ? NOTICE_LIST : run_kind(run, &saying->view, saying->head);
		g_ptr_array_add(bundle_of(run, saying)->sayings, saying);
	}
}

/* A copy goes into the reader's own mail where there is one («để biết»). */
void run_copies(struct run *run)
{
	for (guint i = 0; i < run->sayings->len; i++) {
		struct saying *copy = g_ptr_array_index(run->sayings, i);

		if (!speaks(copy) || !copy->copy)
			continue;
		copy->kind = copy->primary->kind;
		if (has_bundle(run, copy))
			g_ptr_array_add(bundle_of(run, copy)->copies, copy);
		else
			add_cc(bundle_of(run, copy->primary), copy);
	}
}
