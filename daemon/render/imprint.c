#include "render/imprint.h"

#include <stdbool.h>
#include <string.h>

#define SOFT_BREAK "=\r\n"

/* How far the blank has been seen, and where each of its characters stands: with a break between them they are not side by
 * side. */
struct seen {
	const char *blank;
	size_t length, count;
	size_t *border;   /* of the first n characters: the longest beginning of the blank that they end with */
	gsize *place;     /* a ring: of the last `length` characters */
	gsize characters; /* so far */
};

static void find_borders(struct seen *seen)
{
	size_t k = 0;

	seen->border = g_new0(size_t, seen->length + 1);
	for (size_t n = 1; n < seen->length; n++) {
		while (k > 0 && seen->blank[k] != seen->blank[n])
			k = seen->border[k];
		if (seen->blank[k] == seen->blank[n])
			k++;
		seen->border[n + 1] = k;
	}
}

/* True: with this one the blank is whole. */
static bool look_at(struct seen *seen, char character, gsize place)
{
	seen->place[seen->characters++ % seen->length] = place;
	while (seen->count > 0 && seen->blank[seen->count] != character)
		seen->count = seen->border[seen->count];
	if (seen->blank[seen->count] == character)
		seen->count++;
	return seen->count == seen->length;
}

static void write_word(const struct seen *seen, const char *word, char *copy)
{
	for (size_t i = 0; i < seen->length; i++)
		copy[seen->place[(seen->characters - seen->length + i) % seen->length]] = word[i];
}

/* The copy that was written to; NULL: there was no need of one. */
static char *fill(const char *data, gsize size, struct seen *seen, const char *word)
{
	const gsize soft = strlen(SOFT_BREAK);
	char *copy = NULL;
	gsize i = 0;

	while (i < size) {
		if (seen->count == 0) {
			const char *next = memchr(data + i, seen->blank[0], size - i);

			if (next == NULL)
				break;
			i = (gsize)(next - data);
		}
		if (data[i] == '=' && size - i >= soft && memcmp(data + i, SOFT_BREAK, soft) == 0) {
			i += soft;
			continue;
		}
		if (look_at(seen, data[i], i)) {
			if (copy == NULL)
				copy = g_memdup2(data, size);
			write_word(seen, word, copy);
			seen->count = 0;
		}
		i++;
	}
	return copy;
}

GBytes *imprint_fill(GBytes *bytes, const char *blank, const char *word)
{
	struct seen seen = { .blank = blank, .length = strlen(blank) };
	gsize size;
	const char *data = g_bytes_get_data(bytes, &size);
	char *copy;

	g_assert(seen.length > 0 && seen.length == strlen(word));
	if (size < seen.length)
		return g_bytes_ref(bytes);
	find_borders(&seen);
	seen.place = g_new(gsize, seen.length);
	copy = fill(data, size, &seen, word);
	g_free(seen.place);
	g_free(seen.border);
	return copy != NULL ? g_bytes_new_take(copy, size) : g_bytes_ref(bytes);
}
