/*
 * The one connection and its kept statements. Private to store/. Parameters are bound by name; a name the statement does
 * not have, a parameter left unbound, a value of the wrong kind or a write outside a transaction fails loudly when the
 * statement is run. Columns are taken from left to right. Never builds SQL.
 */
#pragma once

#include <sqlite3.h>
#include <sys/types.h>

#include "base/civil.h"
#include "store/sql.h"
#include "store/store.h"

enum { QUERY_PARAMETERS = 64, QUERY_DAYS = 12 };

struct query {
	struct store *store;
	sqlite3_stmt *stmt;                     /* NULL: not prepared yet */
	const char *names[QUERY_PARAMETERS];
	int parameters, expected;               /* how many; the one that is probably bound next */
	uint64_t bound;                         /* bit i: parameter i is bound */
	char days[QUERY_DAYS][CIVIL_SIZE];      /* texts of bound dates */
	int used_days, column;
	const char *trouble;                    /* first mistake in binding or taking */
	bool active;
};

struct store {
	sqlite3 *db;       /* NULL: lost, opened anew at the next use */
	char *path;
	bool memory;       /* no file of its own: lost is lost */
	bool writing;      /* between store_begin and its end */
	bool full;         /* the last write found no room */
	int code;          /* of the last failure, extended */
	int64_t serial;    /* of the last transaction, read at begin */
	int64_t changes;   /* rows changed on this connection before it */
	int lock;          /* file descriptor of the claim; -1 */
	dev_t device;      /* with `inode`: the file that was opened */
	ino_t inode;
	struct query queries[STMT_COUNT];
};

enum query_result { QUERY_ROW, QUERY_DONE, QUERY_FAILED };

/* Ready for binding; NULL: cannot be prepared, or is still being read. Binding, running and reading pass NULL through, so
 * that only the end of a chain of calls is looked at. */
struct query *query_open(struct store *store, enum stmt which, GError **error);

void query_text(struct query *query, const char *name, const char *value); /* NULL: NULL; lives until the query is closed */
void query_int(struct query *query, const char *name, int64_t value);
void query_key(struct query *query, const char *name, int64_t value);             /* 0: NULL */
void query_day(struct query *query, const char *name, struct civil value);        /* CIVIL_NONE: NULL */
void query_instant(struct query *query, const char *name, struct instant value);  /* INSTANT_NONE: NULL */
void query_moment(struct query *query, const char *name, struct instant value);   /* INSTANT_NEVER: NULL */
void query_bytes(struct query *query, const char *name, GBytes *value);           /* NULL: NULL */

/* After QUERY_DONE and QUERY_FAILED the query is closed. */
enum query_result query_step(struct query *query, GError **error);
/* Runs to the end; rows are ignored. `changed`, where not NULL: how many rows it wrote. */
bool query_run(struct query *query, int *changed, GError **error);
void query_close(struct query *query);

char *query_take_text(struct query *query); /* owned; NULL: NULL */
const char *query_peek_text(struct query *query); /* until the next step */
int64_t query_take_int(struct query *query);
bool query_take_flag(struct query *query);
struct civil query_take_day(struct query *query);
struct instant query_take_instant(struct query *query);
struct instant query_take_moment(struct query *query);
GBytes *query_take_bytes(struct query *query); /* owned; NULL: NULL */
/* Index into `words`, of which there are `count`; another word is trouble, 0 is returned. */
int query_take_word(struct query *query, const char *const *words, int count);

/* Reads every row into an array of what `read` returns; NULL on error. */
typedef void *(*query_reader)(struct query *query);
GPtrArray *query_collect(struct query *query, query_reader read, GDestroyNotify free, GError **error);
/* The first row, or *ret NULL where there is none. */
bool query_one(struct query *query, query_reader read, GDestroyNotify free, void **ret, GError **error);

/* A single number; 0 where there is no row or it is NULL. */
bool query_number(struct store *store, enum stmt which, int64_t *ret, GError **error);

/* Says what the result code means to a person; false. Remembers it in store->code. */
bool query_fail(struct store *store, int code, GError **error);
/* Finalises every kept statement. */
void query_forget(struct store *store);
