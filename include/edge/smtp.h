/*
 * The carriers: a few threads, each with one connection to the relay, which take parcels and bring back what became of
 * them. They never touch store or engine: bytes in, an outcome out through an eventfd. libcurl appears here alone; a relay
 * that is a directory is served here too. All functions are called from the main thread.
 */
#pragma once

#include "edge/relay.h"
#include "engine/delivery.h"

struct smtp;

/* Starts relay->connections threads; signals must be blocked before. Takes a reference of its own; `announce` is an eventfd
 * that becomes readable with each result, kept open by the caller. */
struct smtp *smtp_new(struct relay *relay, int announce, GError **error);
/* Asks the carriers to end with what they have in the air, and does not wait. What waits stays: smtp_take_back. */
void smtp_retire(struct smtp *smtp);
/* Asks the carriers to end, waits at most `seconds` for those with a mail in the air, then breaks them off. Results that
 * came meanwhile are still to be taken. True: every thread has ended. */
bool smtp_stop(struct smtp *smtp, int seconds);
/* After smtp_stop; results not taken are lost. */
void smtp_free(struct smtp *smtp);

/* How many more parcels it takes: one in the air and one waiting for each carrier. */
int smtp_room(struct smtp *smtp);
/* Parcels handed over whose result was not taken yet. */
int smtp_pending(struct smtp *smtp);
/* Takes over the parcel. */
void smtp_submit(struct smtp *smtp, struct parcel *parcel);
/* struct delivery_result *, owned by the caller. */
GPtrArray *smtp_take_results(struct smtp *smtp);
/* The parcels no carrier has begun with; owned by the caller. */
GPtrArray *smtp_take_back(struct smtp *smtp);
const struct relay *smtp_relay(const struct smtp *smtp);

const char *smtp_library(void); /* "libcurl/7.88.1 OpenSSL/3.0.15 …" */

typedef struct smtp smtp_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(smtp_t, smtp_free)
