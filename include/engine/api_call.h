/*
 * What the files of engine/api* share: one call at work, the table of routes, and the readers of what comes in. A route names
 * the parameters, the fields and the answer it has; reading, refusing and describing all go by these names. Private to them.
 */
#pragma once

#include "engine/api.h"
#include "engine/contacts.h"
#include "engine/orders.h"
#include "engine/subscribe.h"
#include "render/words.h"

struct api_call {
	struct engine *engine;
	const struct api_request *request;
	const struct api_route *route;
	const char *rest;      /* of the path, behind the route; "" where it has none */
	struct instant now;
	GStringChunk *arena;   /* of strings that the body does not hold itself */
	GError **error;
};

/* One thing that can be asked. `answer` returns what goes out, NULL after setting call->error. */
struct api_route {
	const char *method, *path; /* a path that ends in '/' has a rest */
	const char *rest;          /* what that is: "id"; NULL: the path is whole */
	json_t *(*answer)(const struct api_call *call); /* NULL: asked of the edge, only described here */
	const char *parameters;    /* names of the query, apart by blanks; "" */
	const char *fields;        /* names of the body; NULL: no body */
	const char *reply;         /* "[Row]": an array of them; see api_schema.c */
	const char *about;
};

enum api_kind {
	API_TEXT,     /* const char * */
	API_DAY,      /* struct civil */
	API_TIME,     /* struct instant; a day stands for its beginning */
	API_SWITCH,   /* bool */
	API_NUMBER,   /* int, from 1 */
	API_CARDINAL, /* int64_t, from 0 */
	API_LANGUAGE, /* enum language; a parameter only */
	API_TEXTS,    /* GPtrArray * of char *, NULL where not given */
	API_IDS,      /* the same, numbers become text; never NULL */
	API_ROWS,     /* GPtrArray * of struct order_row * */
	API_PEOPLE,   /* GPtrArray * of struct contact_change * */
	API_NAMES,    /* const char *: a list, joined by commas */
	API_DOCUMENT, /* number, dated, type, issuer, subject of struct order */
	API_ANY,      /* read by the route itself */
};

/* A parameter or a field: where it goes in a record, how long it may be. */
struct api_field {
	const char *name;
	enum api_kind kind;
	size_t offset;
	int most; /* bytes of a text, items of a list, the highest number */
	const char *about;
};

struct api_table {
	const struct api_field *fields;
	size_t count;
};

extern const struct api_table api_order_table, api_row_table, api_document_table; /* into struct order, struct order_row, struct order */
extern const struct api_table api_person_table, api_contact_table; /* into struct contact_change, struct api_contact */
extern const struct api_table api_feed_table;                      /* into struct subscribe_order */
extern const struct api_table api_edge_table;                      /* of what the edge answers itself: names only */

struct api_contact {
	struct contact_change change;
	struct contact_order order;
	GPtrArray *rows; /* struct contact_change *, owned; NULL: none */
};

const struct api_route *api_routes(size_t *count);
/* By name; NULL: unknown, which no route may hold. */
const struct api_field *api_parameter(const char *name);
const struct api_field *api_field(const struct api_table *table, const char *name);
/* That the route's fields are of: people, feeds, the edge, else orders. */
const struct api_table *api_table_of(const struct api_route *route);

/* Sets the error (DEADLINED_ERROR_USAGE); NULL, which also is false. */
void *api_refuse(const struct api_call *call, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Are only parameters of the route given, in UTF-8? */
bool api_known_parameters(const struct api_call *call);
/* Reads one parameter; absent or empty: what `ret` holds stays. `ret` is of the parameter's kind. */
bool api_read_parameter(const struct api_call *call, const char *name, void *ret);

/* Reads the body by the route's fields into `record`; pointers of lists are owned by `record`, see api_order_clear. */
bool api_read_body(const struct api_call *call, void *record);
void api_order_clear(struct order *order);

/* ---- what the routes are answered by ---- */

json_t *api_get_list(const struct api_call *call);
json_t *api_get_show(const struct api_call *call);
json_t *api_get_explain(const struct api_call *call);
json_t *api_get_queue(const struct api_call *call);
json_t *api_get_envelope(const struct api_call *call);
json_t *api_get_status(const struct api_call *call);
json_t *api_get_statistics(const struct api_call *call);
json_t *api_get_proof(const struct api_call *call);
json_t *api_get_document(const struct api_call *call);
json_t *api_post_order(const struct api_call *call); /* the order is the last part of the path */
json_t *api_get_why(const struct api_call *call);
json_t *api_get_contacts(const struct api_call *call);
json_t *api_get_contacts_export(const struct api_call *call);
json_t *api_post_contact(const struct api_call *call);
json_t *api_post_contact_end(const struct api_call *call);
json_t *api_post_contact_import(const struct api_call *call);
json_t *api_get_feeds(const struct api_call *call);
json_t *api_get_feed(const struct api_call *call);
json_t *api_post_feed(const struct api_call *call);
json_t *api_post_feed_rotate(const struct api_call *call);
json_t *api_post_feed_revoke(const struct api_call *call);
json_t *api_get_table(const struct api_call *call);
json_t *api_get_letter(const struct api_call *call);
json_t *api_post_queue(const struct api_call *call);
