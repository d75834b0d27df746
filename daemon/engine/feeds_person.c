#include "engine/feeds_person.h"

#include "engine/overlay.h"

static const struct contact *held_by(const struct overlay *overlay, const struct agency *agency, const struct contact *contact,
				     const char *address, struct civil day)
{
	if (contact->email == NULL || g_ascii_strcasecmp(contact->email, address) != 0)
		return NULL;
	return overlay_holder(overlay, agency, contact->position, day) == contact ? contact : NULL;
}

/* The position in which the address stands on the day; NULL: none. */
static const struct contact *position_of(const struct overlay *overlay, const struct agency *agency, const char *address,
					 struct civil day)
{
	const GPtrArray *entries = overlay_of(overlay, agency->id);
	const struct contact *found = NULL;

	for (guint i = 0; found == NULL && i < agency->contacts->len; i++)
		found = held_by(overlay, agency, agency->contacts->pdata[i], address, day);
	for (guint i = entries != NULL ? entries->len : 0; found == NULL && i-- > 0;)
		found = held_by(overlay, agency, &((const struct overlay_entry *)entries->pdata[i])->contact, address, day);
	return found;
}

GPtrArray *feeds_person_agencies(const struct config *config, struct store *store, const char *address, struct civil day,
				 char **name, GError **error)
{
	const GPtrArray *agencies = config->definitions->agencies;
	g_autoptr(overlay_t) overlay = NULL;
	GPtrArray *found;
	char *called = NULL;

	if (store != NULL && (overlay = overlay_read(store, config->settings.language, error)) == NULL)
		return NULL;
	found = g_ptr_array_new();
	for (guint i = 0; i < agencies->len; i++) {
		const struct agency *agency = agencies->pdata[i];
		const struct contact *contact = position_of(overlay, agency, address, day);

		if (contact == NULL || agency->collective || !range_holds(&agency->valid, day))
			continue;
		g_ptr_array_add(found, (void *)agency);
		if (called == NULL)
			called = g_strdup(contact->name);
	}
	if (name != NULL)
		*name = g_steal_pointer(&called);
	g_free(called);
	return found;
}

static void add_holder(GHashTable *holders, const struct overlay *overlay, const struct agency *agency, const char *position,
		       struct civil day)
{
	const struct contact *holder = overlay_holder(overlay, agency, position, day);
	char *address = holder != NULL && holder->email != NULL ? g_ascii_strdown(holder->email, -1) : NULL;

	if (address == NULL || g_hash_table_contains(holders, address))
		g_free(address);
	else
		g_hash_table_insert(holders, address, (gpointer)holder);
}

GHashTable *feeds_person_holders(const struct config *config, const struct overlay *overlay, struct civil day)
{
	const GPtrArray *agencies = config->definitions->agencies;
	GHashTable *holders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < agencies->len; i++) {
		const struct agency *agency = agencies->pdata[i];
		const GPtrArray *recorded = overlay_of(overlay, agency->id);

		if (agency->collective || !range_holds(&agency->valid, day))
			continue;
		for (guint j = 0; j < agency->contacts->len; j++)
			add_holder(holders, overlay, agency, ((const struct contact *)agency->contacts->pdata[j])->position, day);
		for (guint j = 0; recorded != NULL && j < recorded->len; j++)
			add_holder(holders, overlay, agency, ((const struct overlay_entry *)recorded->pdata[j])->contact.position, day);
	}
	return holders;
}
