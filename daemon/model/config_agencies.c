/* The keys of agencies, their contacts, and groups. */
#include "model/config_keys.h"

#include "model/config_refs.h"
#include "model/config_value.h"

static const struct value_word level_words[] = {
	{ "central", LEVEL_CENTRAL },	{ "province", LEVEL_PROVINCE },		{ "district", LEVEL_DISTRICT },
	{ "commune", LEVEL_COMMUNE },	{ "organisation", LEVEL_ORGANISATION }, { 0 },
};
const struct value_word keys_relations[] = {
	{ "subordinate", RELATION_SUBORDINATE },
	{ "vertical", RELATION_VERTICAL },
	{ "requested", RELATION_REQUESTED },
	{ "superior", RELATION_SUPERIOR },
	{ 0 },
};

/* ---- readers that references share */

void keys_read_agency(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	reference_add(reader, reference_agency, node, field);
}

static void read_references(struct reader *reader, struct node *node, reference_resolve *resolve, void *field)
{
	for (guint i = 0; i < node->children->len; i++) {
		if (value_element(reader, node->children->pdata[i]) != NULL)
			reference_add(reader, resolve, node->children->pdata[i], field);
	}
}

void keys_read_parties(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	read_references(reader, node, reference_party, *(GPtrArray **)field);
}

/* ---- contacts */

static void finish_contact(struct reader *reader, struct node *node, void *record)
{
	struct contact *contact = record;
	struct node *until = reader_good(node, "until"), *deputy = reader_good(node, "deputy_of");

	if (until != NULL && civil_is_set(contact->valid.first) && civil_is_set(contact->valid.last) &&
	    civil_before(contact->valid.last, contact->valid.first))
		reader_error(reader, until, "'%s' lies before `from`: exchange the two", until->text);
	if (deputy != NULL && g_strcmp0(contact->deputy_of, contact->position) == 0)
		reader_error(reader, deputy, "'%s' is the contact's own position: name the one it stands in for", deputy->text);
}

static void read_contacts(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	GPtrArray *contacts = *(GPtrArray **)field;

	for (guint i = 0; i < node->children->len; i++) {
		struct node *group = node->children->pdata[i];
		struct contact *contact = contact_new();

		contact->language = reader->config->settings.language;
		contact->source = (struct source){ group->file, group->line };
		g_ptr_array_add(contacts, contact);
		reader_read(reader, group, &table_contact, contact);
	}
}

/* ---- agencies */

static void read_successor(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	struct agency *agency = field;

	if (node->children != NULL) {
		read_references(reader, node, reference_heir, agency->successors);
		if (node->children->len == 0)
			reader_error(reader, node, "no heir is named: name one, or write \"none\"");
	} else if (g_strcmp0(node->text, "none") == 0) {
		agency->no_heir = true;
	} else {
		reference_add(reader, reference_heir, node, agency->successors);
	}
}

static void read_joined(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	read_references(reader, node, reference_join, field);
}

static void finish_agency(struct reader *reader, struct node *node, void *record)
{
	struct agency *agency = record;
	struct node *successor = reader_good(node, "successor"), *id = tree_child(node, "id");

	if (successor != NULL && !civil_is_set(agency->valid.last) && tree_child(node, "valid") == NULL)
		reader_error(reader, successor, "an heir needs a last day of the body: add valid = \"..YYYY-MM-DD\"");
	else if (successor != NULL && !civil_is_set(agency->valid.last) && reader_good(node, "valid") != NULL)
		reader_error(reader, successor, "`valid` has no last day, so there is nothing to inherit: add it or take this out");
	if (agency->id != NULL)
		reference_define_agency(reader, id, agency);
	else
		reader_lose(reader, SPACE_AGENCY, id);
}

void keys_read_agencies(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	for (guint i = 0; i < node->children->len; i++) {
		struct node *group = node->children->pdata[i];
		struct agency *agency = agency_new();

		agency->source = (struct source){ group->file, group->line };
		g_ptr_array_add(reader->config->definitions->agencies, agency);
		reader_read(reader, group, &table_agency, agency);
	}
}

/* ---- groups: the keys are ids */

static void read_group(struct reader *reader, struct node *node)
{
	struct group *group = group_new();

	g_ptr_array_add(reader->config->definitions->groups, group);
	group->id = g_strdup(node->name);
	group->source = (struct source){ node->file, node->line };
	if (!value_is_id(node->name)) {
		reader_lose(reader, SPACE_AGENCY, node);
		reader_error(reader, node, "'%s' is no id: use small letters without accents, digits and -, and not 'all'", node->name);
		return;
	}
	node->record = group;
	g_hash_table_insert(reader->nodes, group, node);
	if (!reference_define_group(reader, node, group))
		return;
	if (node->kind != NODE_ARRAY && node->kind != NODE_LIST)
		reader_error(reader, node, "an array of agencies and groups [ \"…\" ] is wanted here, not %s", tree_kind_words(node->kind));
	else
		read_references(reader, node, reference_party, group->members);
}

void keys_read_groups(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	for (guint i = 0; i < node->children->len; i++)
		read_group(reader, node->children->pdata[i]);
}

/* ---- tables */

static const struct key contact_keys[] = {
	{ "position", WANT_TEXT, true, value_id, offsetof(struct contact, position), NULL },
	{ "name", WANT_TEXT, false, value_text, offsetof(struct contact, name), NULL },
	{ "title", WANT_TEXT, false, value_text, offsetof(struct contact, title), NULL },
	{ "phone", WANT_TEXT, false, value_text, offsetof(struct contact, phone), NULL },
	{ "email", WANT_TEXT, true, value_address, offsetof(struct contact, email), NULL },
	{ "language", WANT_TEXT, false, value_word, offsetof(struct contact, language), keys_languages },
	{ "from", WANT_TEXT, false, value_civil, offsetof(struct contact, valid.first), NULL },
	{ "until", WANT_TEXT, false, value_civil, offsetof(struct contact, valid.last), NULL },
	{ "deputy_of", WANT_TEXT, false, value_id, offsetof(struct contact, deputy_of), NULL },
	{ 0 },
};
const struct key_table table_contact = { "contact", contact_keys, "position", true, finish_contact, NULL };

static const struct key agency_keys[] = {
	{ "id", WANT_TEXT, true, value_id, offsetof(struct agency, id), NULL },
	{ "name", WANT_TEXT, true, value_text, offsetof(struct agency, name), NULL },
	{ "short", WANT_TEXT, false, value_text, offsetof(struct agency, short_name), NULL },
	{ "level", WANT_TEXT, false, value_word, offsetof(struct agency, level), level_words },
	{ "under", WANT_TEXT, false, keys_read_agency, offsetof(struct agency, under), NULL },
	{ "relation", WANT_TEXT, true, value_word, offsetof(struct agency, relation), keys_relations },
	{ "valid", WANT_TEXT, false, value_range, offsetof(struct agency, valid), NULL },
	{ "successor", WANT_TEXT | WANT_ARRAY, false, read_successor, 0, NULL },
	{ "groups", WANT_ARRAY, false, read_joined, 0, NULL },
	{ "address_as", WANT_TEXT, false, value_text, offsetof(struct agency, address_as), NULL },
	{ "collective", WANT_SWITCH, false, value_switch, offsetof(struct agency, collective), NULL },
	{ "contacts", WANT_LIST, false, read_contacts, offsetof(struct agency, contacts), NULL },
	{ 0 },
};
const struct key_table table_agency = { "agency", agency_keys, "id", false, finish_agency, NULL };
