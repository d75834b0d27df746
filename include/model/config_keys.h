/*
 * The tables of all keys the configuration has, and their enumeration. One table for each group; what a key means for the
 * product is written in model/settings.h and model/plan.h, its reader in model/config_value.h.
 */
#pragma once

#include "model/config_value.h"

extern const struct key_table table_included; /* the lists, which any file may hold */
extern const struct key_table table_main, table_office, table_store, table_mail, table_feeds, table_http, table_control;
extern const struct key_table table_agency, table_contact;
extern const struct key_table table_policy, table_step;
extern const struct key_table table_plan, table_document, table_obligation, table_campaign;

/* Readers that other tables name. */
void keys_read_agencies(struct reader *reader, struct node *node, const struct key *key, void *field);
void keys_read_groups(struct reader *reader, struct node *node, const struct key *key, void *field);
void keys_read_policies(struct reader *reader, struct node *node, const struct key *key, void *field);
void keys_read_plans(struct reader *reader, struct node *node, const struct key *key, void *field);
void keys_read_remind(struct reader *reader, struct node *node, const struct key *key, void *field); /* GPtrArray of struct policy_step * */
void keys_read_parties(struct reader *reader, struct node *node, const struct key *key, void *field); /* GPtrArray of struct party * */
void keys_read_agency(struct reader *reader, struct node *node, const struct key *key, void *field);  /* const struct agency ** */

extern const struct value_word keys_languages[], keys_nonworking[], keys_relations[];

/* Defaults of every setting. */
void keys_defaults(struct settings *settings);
