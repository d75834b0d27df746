#include "engine/overlay.h"

#include <string.h>

struct overlay {
	GHashTable *agencies; /* id, borrowed from an entry -> GPtrArray of struct overlay_entry *, oldest first */
	enum language language;
};

static void entry_free(void *data)
{
	struct overlay_entry *entry = data;

	roster_entry_free(entry->recorded);
	g_free(entry);
}

void overlay_free(struct overlay *overlay)
{
	if (!overlay)
		return;
	g_hash_table_unref(overlay->agencies);
	g_free(overlay);
}

static enum language language_of(const struct overlay *overlay, const char *word)
{
	if (!word)
		return overlay->language;
	return strcmp(word, "en") == 0 ? LANGUAGE_EN : LANGUAGE_VI;
}

void overlay_add(struct overlay *overlay, struct roster_entry *recorded)
{
	GPtrArray *entries = g_hash_table_lookup(overlay->agencies, recorded->agency);
	struct overlay_entry *entry = g_new0(struct overlay_entry, 1);

	entry->recorded = recorded;
	/* Lent: the entry's strings live as long as it. */
	entry->contact = (struct contact){ .position = recorded->position, .name = recorded->name, .title = recorded->title,
					   .phone = recorded->phone, .email = recorded->email,
					   .language = language_of(overlay, recorded->language),
					   .valid = { recorded->first, recorded->last } };
	if (!entries) {
		entries = g_ptr_array_new_with_free_func(entry_free);
		g_hash_table_insert(overlay->agencies, g_strdup(recorded->agency), entries);
	}
	g_ptr_array_add(entries, entry);
}

struct overlay *overlay_read(struct store *store, enum language language, GError **error)
{
	g_autoptr(GPtrArray) recorded = roster_list(store, NULL, error);
	struct overlay *overlay;

	if (!recorded)
		return NULL;
	overlay = g_new0(struct overlay, 1);
	overlay->language = language;
	overlay->agencies = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
	for (guint i = 0; i < recorded->len; i++)
		overlay_add(overlay, g_steal_pointer(&recorded->pdata[i]));
	return overlay;
}

const GPtrArray *overlay_of(const struct overlay *overlay, const char *agency)
{
	return overlay ? g_hash_table_lookup(overlay->agencies, agency) : NULL;
}

/* The latest record of the position that holds on the day, a vacancy among them. */
static const struct overlay_entry *recorded_on(const struct overlay *overlay, const struct agency *agency, const char *position, struct civil day)
{
	const GPtrArray *entries = overlay_of(overlay, agency->id);

	for (guint i = entries ? entries->len : 0; i-- > 0;) {
		const struct overlay_entry *entry = entries->pdata[i];

		if (strcmp(entry->contact.position, position) == 0 && range_holds(&entry->contact.valid, day))
			return entry;
	}
	return NULL;
}

const struct contact *overlay_holder(const struct overlay *overlay, const struct agency *agency, const char *position, struct civil day)
{
	const struct overlay_entry *entry = recorded_on(overlay, agency, position, day);

	if (entry)
		return entry->contact.email ? &entry->contact : NULL;
	for (guint i = 0; i < agency->contacts->len; i++) {
		const struct contact *contact = agency->contacts->pdata[i];

		if (strcmp(contact->position, position) == 0 && range_holds(&contact->valid, day))
			return contact;
	}
	return NULL;
}

const struct contact *overlay_contact(const struct overlay *overlay, const struct agency *agency, const char *position, struct civil day)
{
	const struct contact *holder = overlay_holder(overlay, agency, position, day);

	for (guint i = 0; !holder && i < agency->contacts->len; i++) {
		const struct contact *deputy = agency->contacts->pdata[i];

		if (g_strcmp0(deputy->deputy_of, position) != 0)
			continue;
		holder = overlay_holder(overlay, agency, deputy->position, day);
		/* Another person of the files in the deputy's position may stand in for somebody else. */
		if (holder && holder != deputy && g_ptr_array_find(agency->contacts, holder, NULL))
			holder = NULL;
	}
	return holder;
}

const char *overlay_deputy_of(const struct agency *agency, const char *position)
{
	for (guint i = 0; i < agency->contacts->len; i++) {
		const struct contact *contact = agency->contacts->pdata[i];

		if (strcmp(contact->position, position) == 0 && contact->deputy_of)
			return contact->deputy_of;
	}
	return NULL;
}

/* Nearer than what was found, and does this one then hold the position? */
static void look_at(const struct overlay *overlay, const struct agency *agency, const struct contact *contact, const char *position,
		    struct civil day, struct civil *next)
{
	struct civil first = contact->valid.first;

	if (strcmp(contact->position, position) != 0 || !contact->email || !civil_before(day, first) ||
	    (civil_is_set(*next) && !civil_before(first, *next)))
		return;
	if (overlay_holder(overlay, agency, position, first) == contact)
		*next = first;
}

struct civil overlay_next(const struct overlay *overlay, const struct agency *agency, const char *position, struct civil day)
{
	const GPtrArray *entries = overlay_of(overlay, agency->id);
	struct civil next = CIVIL_NONE;

	for (guint i = 0; entries && i < entries->len; i++)
		look_at(overlay, agency, &((const struct overlay_entry *)entries->pdata[i])->contact, position, day, &next);
	for (guint i = 0; i < agency->contacts->len; i++)
		look_at(overlay, agency, agency->contacts->pdata[i], position, day, &next);
	return next;
}

struct civil overlay_vacant(const struct overlay *overlay, const struct agency *agency, const char *position, struct civil day)
{
	const GPtrArray *entries = overlay_of(overlay, agency->id);
	struct civil next = CIVIL_NONE;

	for (guint i = 0; entries && i < entries->len; i++) {
		const struct overlay_entry *entry = entries->pdata[i];
		struct civil first = entry->contact.valid.first;

		if (!entry->contact.email && strcmp(entry->contact.position, position) == 0 && civil_before(day, first) &&
		    recorded_on(overlay, agency, position, first) == entry && (!civil_is_set(next) || civil_before(first, next)))
			next = first;
	}
	return next;
}

bool overlay_knows(const struct overlay *overlay, const struct agency *agency, const char *address)
{
	const GPtrArray *entries = overlay_of(overlay, agency->id);

	for (guint i = 0; entries && i < entries->len; i++) {
		const struct overlay_entry *entry = entries->pdata[i];

		if (entry->contact.email && g_ascii_strcasecmp(entry->contact.email, address) == 0)
			return true;
	}
	for (guint i = 0; i < agency->contacts->len; i++) {
		const struct contact *contact = agency->contacts->pdata[i];

		if (contact->email && g_ascii_strcasecmp(contact->email, address) == 0)
			return true;
	}
	return false;
}
