#include "engine/lateness.h"

/* The last permitted day, from the instant after it. */
static struct civil last_day(const struct config *config, struct instant late_from)
{
	return due_last_day(&(struct limit){ .late_from = late_from }, config->settings.zone);
}

struct lateness lateness_of(const struct config *config, struct instant counted, struct civil limit, struct instant late_from)
{
	struct civil day = zone_civil(config->settings.zone, counted);

	if (!instant_is_set(late_from))
		return (struct lateness){ 0 };
	if (instant_before(counted, late_from))
		return (struct lateness){ .grace = civil_before(limit, day) };
	return (struct lateness){ .late = true, .days = calendar_between(config->calendar, last_day(config, late_from), day) };
}

const char *lateness_word(const struct lateness *lateness)
{
	return lateness->late ? "late" : lateness->grace ? "grace" : "on time";
}

static int calendar_days(const struct config *config, struct instant counted, struct instant late_from)
{
	if (!instant_is_set(late_from) || instant_before(counted, late_from))
		return 0;
	return civil_diff(zone_civil(config->settings.zone, counted), last_day(config, late_from));
}

void lateness_fix(const struct config *config, struct fact *fact)
{
	struct instant when = fact->submitted;
	struct lateness counted;

	fact->days_late = fact->workdays_late = fact->original_days_late = fact->original_workdays_late = 0;
	fact->grace = false;
	if (!instant_is_set(when))
		return;
	fact->days_late = calendar_days(config, when, fact->counted_late_from);
	counted = lateness_of(config, when, fact->counted_limit, fact->counted_late_from);
	fact->workdays_late = counted.days;
	fact->grace = counted.grace;
	fact->original_days_late = calendar_days(config, when, fact->original_late_from);
	fact->original_workdays_late = lateness_of(config, when, fact->original_limit, fact->original_late_from).days;
}
