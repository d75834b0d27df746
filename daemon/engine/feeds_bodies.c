#include "engine/feeds_bodies.h"

#include <string.h>

#include "base/text.h"

/* In an occurrence's id '/' follows the agency's. */
static int by_id(const void *a, const void *b)
{
	const char *one = (*(const struct agency *const *)a)->id, *other = (*(const struct agency *const *)b)->id;

	while (*one != '\0' && *one == *other) {
		one++;
		other++;
	}
	return (int)(*one != '\0' ? (unsigned char)*one : '/') - (int)(*other != '\0' ? (unsigned char)*other : '/');
}

static int by_name(const void *a, const void *b, void *list)
{
	const struct agency *one = ((const GPtrArray *)list)->pdata[*(const unsigned *)a];
	const struct agency *other = ((const GPtrArray *)list)->pdata[*(const unsigned *)b];

	return text_collate(one->name, other->name);
}

static void rank_names(struct feeds_bodies *bodies)
{
	guint length = bodies->list->len;
	g_autofree unsigned *order = g_new(unsigned, length);
	unsigned rank = 0;

	bodies->names = g_new(unsigned, length);
	for (guint i = 0; i < length; i++)
		order[i] = i;
	g_qsort_with_data(order, (gint)length, sizeof *order, by_name, bodies->list);
	for (guint i = 0; i < length; i++) {
		if (i > 0 && by_name(&order[i - 1], &order[i], bodies->list) != 0)
			rank++;
		bodies->names[order[i]] = rank;
	}
}

struct feeds_bodies *feeds_bodies_new(const struct definitions *definitions)
{
	struct feeds_bodies *bodies = g_new0(struct feeds_bodies, 1);

	bodies->list = g_ptr_array_sized_new(definitions->agencies->len);
	for (guint i = 0; i < definitions->agencies->len; i++)
		g_ptr_array_add(bodies->list, definitions->agencies->pdata[i]);
	g_ptr_array_sort(bodies->list, by_id);
	bodies->places = g_hash_table_new(g_str_hash, g_str_equal);
	for (guint i = 0; i < bodies->list->len; i++)
		g_hash_table_insert(bodies->places, ((struct agency *)bodies->list->pdata[i])->id, GUINT_TO_POINTER(i));
	rank_names(bodies);
	return bodies;
}

void feeds_bodies_free(struct feeds_bodies *bodies)
{
	if (bodies == NULL)
		return;
	g_ptr_array_unref(bodies->list);
	g_hash_table_unref(bodies->places);
	g_free(bodies->names);
	g_free(bodies);
}

bool feeds_bodies_find(const struct feeds_bodies *bodies, const char *id, unsigned *ret)
{
	gpointer place;

	if (!g_hash_table_lookup_extended(bodies->places, id, NULL, &place))
		return false;
	*ret = GPOINTER_TO_UINT(place);
	return true;
}
