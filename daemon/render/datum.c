#include "render/datum.h"

json_t *datum_text(const char *text)
{
	g_autofree char *valid = NULL;

	if (!text)
		return json_null();
	valid = g_utf8_make_valid(text, -1);
	return json_string(valid);
}

json_t *datum_date(struct civil date)
{
	char buffer[CIVIL_SIZE];

	return civil_is_set(date) ? json_string(civil_format(date, buffer)) : json_null();
}

json_t *datum_instant(const struct zone *zone, struct instant when)
{
	char buffer[INSTANT_SIZE];

	if (!instant_is_set(when) || instant_equal(when, INSTANT_NEVER))
		return json_null();
	return json_string(zone_format(zone, when, buffer));
}

json_t *datum_positive(int64_t number)
{
	return number > 0 ? json_integer(number) : json_null();
}
