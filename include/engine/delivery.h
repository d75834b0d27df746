/*
 * The rules of the outbox: which mail may leave now, what its fate means, when it is tried again, given up or superseded.
 * edge/ carries bytes and reports what the relay said; every decision is here.
 */
#pragma once

#include "engine/engine.h"

/* One message for one recipient, on its way out. */
struct parcel {
	int64_t envelope, mail;
	char *address;    /* RCPT TO, validated, ASCII domain */
	char *message_id;
	GBytes *bytes;
};

void parcel_free(struct parcel *parcel);

enum delivery_outcome {
	DELIVERY_SENT,
	DELIVERY_TEMPORARY,  /* 4xx, connection lost before the final dot */
	DELIVERY_PERMANENT,  /* 5xx for this message */
	DELIVERY_UNCERTAIN,  /* connection lost or silent after the final dot: it may have arrived */
	DELIVERY_BUSY,       /* 421 or no connection: the whole relay backs off */
	DELIVERY_MISCONFIGURED, /* TLS or AUTH required and not offered, or refused: kept, the administrator is told */
};

struct delivery_result {
	int64_t envelope;
	enum delivery_outcome outcome;
	int code;    /* the relay's reply code, 0: none */
	char *reply; /* one line; NULL */
};

void delivery_result_free(struct delivery_result *result);

/* Before the first tick of a process: what was `sending` when the last one died is uncertain. */
bool delivery_recover(struct engine *engine, struct instant now, GError **error);

/* Records outcomes (struct delivery_result *; NULL: none), then takes up to `most` mails that may leave at `now` (hold, rate,
 * back-off, supersession and the pre-send check applied) and marks them `sending`: one transaction, for a commit waits for
 * the disk. Array of struct parcel *, owned by the caller; empty: nothing to do. NULL: neither is recorded. */
GPtrArray *delivery_turn(struct engine *engine, struct instant now, const GPtrArray *results, int most, GError **error);
/* One without the other. */
GPtrArray *delivery_take(struct engine *engine, struct instant now, int most, GError **error);
bool delivery_report(struct engine *engine, struct instant now, const GPtrArray *results, GError **error);

/* Gives taken parcels back unsent (shutdown). */
bool delivery_return(struct engine *engine, struct instant now, const GPtrArray *parcels, GError **error);

/* When delivery_take will next have something, given the earliest moment of the outbox: hold and back-off applied. */
bool delivery_next(struct engine *engine, struct instant outbox, struct instant now, struct instant *ret, GError **error);

/* Is the rate used up, so that what waits leaves at `*again`? */
bool delivery_rate_used(struct engine *engine, struct instant now, bool *ret, struct instant *again, GError **error);

/* Mail held for the whole service (mail.mode hold, a clock that jumped, a restored store): the reason, or NULL. */
char *delivery_on_hold(struct engine *engine, GError **error);
bool delivery_hold_all(struct engine *engine, const char *reason, GError **error); /* NULL: lets go */
