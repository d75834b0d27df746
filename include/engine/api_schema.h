/*
 * The shapes of what the API answers, as tables: every key of every object with its type. The description of the API is made
 * of them and of the routes, and tests hold every answer against it, so that a key that is not told here is an error. Pure.
 */
#pragma once

#include <jansson.h>
#include <stddef.h>

/*
 * A type is "text", "date", "instant", "integer", "number", "boolean", "any", the name of a shape, or "one|of|these|words";
 * "[TYPE]" a list of them. A '?' behind it: or null; a '~': the key may be absent.
 */
struct api_key {
	const char *name, *type, *about;
};

struct api_shape {
	const char *name;
	const char *base; /* its keys come first; NULL: none */
	const struct api_key *keys;
	size_t count;
	const char *about;
};

const struct api_shape *api_shapes(size_t *count);

/* Keys that stand in a file of their own. */
extern const struct api_key api_feed_keys[23], api_feed_act_keys[6], api_feed_shown_keys[1], api_feed_set_keys[1];

/* JSON Schema of a type, which points to #/components/schemas/ for shapes. */
json_t *api_type_schema(const char *type);
/* All shapes by name, the words of states among them. */
json_t *api_shapes_schemas(void);
