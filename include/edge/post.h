/*
 * The post office between engine and carriers: hands parcels that may leave to carriers with room, brings back what became
 * of them, and keeps a result until the store has it. Changes the relay without dropping what is in the air. Main thread
 * only; waits for nothing.
 */
#pragma once

#include "edge/smtp.h"
#include "engine/delivery.h"

struct post;

/* What became of a message sent outside the outbox. */
typedef void (*post_test_done)(void *data, const struct delivery_result *result);

struct post *post_new(struct relay *relay, GError **error);
void post_free(struct post *post);

/* Readable when results wait to be collected. */
int post_fd(const struct post *post);
/* Reports results to the engine and fills the carriers. `*ret`: how many results and parcels that were; where it fails, the
 * results are kept for the next turn. */
bool post_turn(struct post *post, struct engine *engine, struct instant now, int *ret, GError **error);
/* What became of parcels since the service started, by enum delivery_outcome. */
const guint64 *post_outcomes(const struct post *post);
/* How many parcels the carriers would take now. */
int post_room(const struct post *post);
/* Parcels handed out whose result the engine does not have yet. */
int post_in_air(struct post *post);

/* From now on another relay. What was not begun goes back to the outbox. */
bool post_change(struct post *post, struct relay *relay, struct engine *engine, struct instant now, GError **error);
/* No more: what was not begun goes back, what is in the air is finished. */
bool post_retire(struct post *post, struct engine *engine, struct instant now, GError **error);
/* After post_retire: breaks off what is still in the air; its results can be collected afterwards. */
void post_break_off(struct post *post);

/* One message at once, past outbox, hold and rate. Takes over the parcel's strings and bytes; `done` is called once, from
 * post_turn. */
void post_test(struct post *post, struct parcel *parcel, post_test_done done, void *data);

typedef struct post post_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(post_t, post_free)
