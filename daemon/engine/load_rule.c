/*
 * Fingerprints of what the files say: of one occurrence's limit and ladder, of the days off. Equal ones move nothing.
 */
#include <string.h>

#include "engine/internal.h"

static void sum_text(GChecksum *sum, const char *text)
{
	g_checksum_update(sum, (const guchar *)(text != NULL ? text : ""), text != NULL ? (gssize)strlen(text) + 1 : 1);
}

static void sum_number(GChecksum *sum, int number)
{
	g_checksum_update(sum, (const guchar *)&number, sizeof number);
}

static void sum_roles(GChecksum *sum, const GPtrArray *roles)
{
	for (guint i = 0; roles != NULL && i < roles->len; i++)
		sum_text(sum, ((const struct role *)g_ptr_array_index(roles, i))->text);
}

static void sum_steps(GChecksum *sum, const GPtrArray *steps)
{
	for (guint i = 0; steps != NULL && i < steps->len; i++) {
		const struct policy_step *step = g_ptr_array_index(steps, i);

		sum_number(sum, step->distance.count);
		sum_number(sum, (int)step->distance.unit);
		sum_roles(sum, step->to);
		sum_text(sum, "cc");
		sum_roles(sum, step->cc);
		sum_number(sum, (int)step->only);
		sum_number(sum, step->repeat.count);
		sum_number(sum, (int)step->repeat.unit);
		sum_number(sum, step->times);
	}
}

char *load_rule(const struct load *load, const struct occurrence *occurrence)
{
	const struct obligation *obligation = occurrence->obligation;
	const struct policy *policy = occurrence->owner != NULL ? plan_policy(obligation, occurrence->owner) : NULL;
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);

	sum_text(sum, obligation->due.text);
	sum_number(sum, (int)obligation->rhythm.every);
	sum_text(sum, obligation->rhythm.rrule);
	if (occurrence->owner != NULL)
		sum_number(sum, (int)plan_nonworking(obligation, occurrence->owner,
						     load->engine->config->settings.nonworking));
	if (policy != NULL) {
		sum_steps(sum, policy->remind);
		sum_text(sum, "escalate");
		sum_steps(sum, policy->escalate);
		sum_number(sum, policy->spacing.count);
	}
	return g_strndup(g_checksum_get_string(sum), 16);
}

char *load_calendar(const struct calendar *calendar)
{
	g_autoptr(GPtrArray) days = calendar_list(calendar, civil_make(1900, 1, 1), civil_make(2200, 1, 1));
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);

	for (guint i = 0; i < days->len; i++) {
		const struct calendar_day *day = g_ptr_array_index(days, i);

		sum_number(sum, day->date.day);
		sum_number(sum, (int)day->kind);
		sum_number(sum, day->tentative);
	}
	return g_strdup(g_checksum_get_string(sum));
}
