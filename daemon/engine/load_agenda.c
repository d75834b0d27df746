/*
 * The agenda as the files have it: one row per coordinating body for its digest, one per campaign, body and period for its
 * notices. Rows of what is gone are taken away.
 */
#include <string.h>

#include "engine/internal.h"

static bool put_row(struct load *load, const char *subject, const char *kind, struct instant next, const char *detail,
		    GError **error)
{
	struct agenda_row row = { .subject = (char *)subject, .kind = (char *)kind, .next = next, .detail = (char *)detail };

	return load_begin(load, error) && agenda_put(load->engine->store, &row, error);
}

/* Subjects of a kind that are in the store now; owned by the table. */
static GHashTable *present(struct load *load, const char *kind, GError **error)
{
	g_autoptr(GPtrArray) rows = agenda_of_kind(load->engine->store, kind, error);
	GHashTable *table;

	if (rows == NULL)
		return NULL;
	table = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)agenda_row_free);
	for (guint i = 0; i < rows->len; i++) {
		struct agenda_row *row = g_ptr_array_index(rows, i);

		g_hash_table_insert(table, row->subject, row);
	}
	g_ptr_array_set_free_func(rows, NULL);
	return table;
}

static bool remove_rest(struct load *load, GHashTable *rest, GError **error)
{
	GHashTableIter iter;
	gpointer subject;

	g_hash_table_iter_init(&iter, rest);
	while (g_hash_table_iter_next(&iter, &subject, NULL))
		if (!load_begin(load, error) || !agenda_remove(load->engine->store, subject, error))
			return false;
	return true;
}

static bool sync_digests(struct load *load, GError **error)
{
	const GPtrArray *plans = load->engine->config->definitions->plans;
	g_autoptr(GHashTable) rest = present(load, "digest", error);
	g_autoptr(GHashTable) wanted = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	if (rest == NULL)
		return false;
	for (guint i = 0; i < plans->len; i++) {
		const struct plan *plan = g_ptr_array_index(plans, i);
		const struct agency *body = plan->coordinator != NULL ? plan_body(plan->coordinator, load->today) : NULL;
		enum digest digest = digest_of_plan(plan);
		g_autofree char *subject = NULL;

		if (body == NULL || digest == DIGEST_NONE)
			continue;
		subject = g_strdup_printf("digest/%s", body->id);
		if (g_hash_table_contains(wanted, subject))
			continue;
		if (!g_hash_table_remove(rest, subject) &&
		    !put_row(load, subject, "digest", digest_next(load->engine->config, digest, load->since), NULL, error))
			return false;
		g_hash_table_add(wanted, g_steal_pointer(&subject));
	}
	return remove_rest(load, rest, error);
}

/* The first of the campaign's moments that is not over. */
static struct instant campaign_next(const struct load *load, const struct campaign_occurrence *occurrence)
{
	g_autoptr(GArray) steps = schedule_campaign_steps(load->engine->config, occurrence->campaign, occurrence->first);
	struct instant next = INSTANT_NEVER;

	for (guint i = 0; i < steps->len; i++) {
		const struct step *step = &g_array_index(steps, struct step, i);

		if (!instant_before(step->moment, load->now))
			next = instant_min(next, step->moment);
	}
	return next;
}

static bool sync_campaign_of(struct load *load, GHashTable *rest, const struct campaign_occurrence *occurrence,
			     const struct agency *agency, struct instant next, GError **error)
{
	const struct campaign *campaign = occurrence->campaign;
	g_autofree char *subject = g_strdup_printf("campaign/%s/%s/%s/%s", campaign->plan->id, campaign->id, agency->id,
						   occurrence->period);
	const struct agenda_row *row = g_hash_table_lookup(rest, subject);
	g_autofree char *armed = NULL;
	bool ok = true;

	if (agency->collective || agency->relation == RELATION_SUPERIOR)
		return true;
	if (row == NULL && next.seconds != INT64_MAX) {
		armed = g_strdup_printf("%" G_GINT64_FORMAT, load->now.seconds);
		return put_row(load, subject, "campaign", next, armed, error);
	}
	/* A row that is due already waits for the next run; one whose day moved follows. */
	if (row != NULL && instant_before(load->now, row->next) && !instant_equal(row->next, next))
		ok = put_row(load, subject, "campaign", next, row->detail, error);
	if (row != NULL)
		g_hash_table_remove(rest, subject);
	return ok;
}

static bool sync_campaigns(struct load *load, GError **error)
{
	g_autoptr(GHashTable) rest = present(load, "campaign", error);
	g_autoptr(GPtrArray) all = NULL;

	if (rest == NULL)
		return false;
	all = schedule_campaigns(load->engine->config, NULL, load->today, load->last);
	for (guint i = 0; i < all->len; i++) {
		const struct campaign_occurrence *occurrence = g_ptr_array_index(all, i);
		g_autoptr(GPtrArray) members = plan_members(occurrence->campaign->parties, NULL, occurrence->first);
		struct instant next = campaign_next(load, occurrence);

		for (guint j = 0; j < members->len; j++)
			if (!sync_campaign_of(load, rest, occurrence, g_ptr_array_index(members, j), next, error))
				return false;
	}
	return remove_rest(load, rest, error);
}

bool load_agenda(struct load *load, GError **error)
{
	return sync_digests(load, error) && sync_campaigns(load, error);
}
