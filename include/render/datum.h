/*
 * Facts as JSON values, the same for every command and view: dates YYYY-MM-DD, instants YYYY-MM-DDThh:mm:ss+07:00, null
 * for what is absent. New references.
 */
#pragma once

#include <jansson.h>

#include "base/zone.h"

json_t *datum_text(const char *text); /* bytes that are not UTF-8 (a relay's reply) become U+FFFD */
json_t *datum_date(struct civil date);
json_t *datum_instant(const struct zone *zone, struct instant when); /* null for none and never */
json_t *datum_positive(int64_t number); /* null for 0 */
