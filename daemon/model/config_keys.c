/* All keys, one after the other: for the manual's test and for the test that plants mistakes. */
#include "model/config_keys.h"

static const struct key_table *const tables[] = {
	&table_main,  &table_office,  &table_store,  &table_mail, &table_feeds, &table_http,	 &table_control,    &table_agency,
	&table_contact, &table_policy, &table_step, &table_plan, &table_document, &table_obligation, &table_campaign,
};

void config_each_key(config_key_visitor *visit, void *data)
{
	for (size_t i = 0; i < G_N_ELEMENTS(tables); i++) {
		for (const struct key *key = tables[i]->keys; key->name != NULL; key++) {
			const char *dot = *tables[i]->name != '\0' ? "." : "";
			g_autofree char *dotted = g_strdup_printf("%s%s%s", tables[i]->name, dot, key->name);

			visit(dotted, data);
		}
	}
}
