/*
 * The look at a mail before each attempt: does what it says still hold? Private to engine/.
 */
#pragma once

#include "engine/engine.h"
#include "store/outbox.h"

/* `*holds` false: the mail was superseded (and what still holds in it given back, so that the next run says it anew).
 * Inside the caller's transaction. */
bool check_mail(struct engine *engine, const struct mail *mail, const struct envelope *envelope, struct instant now,
		bool *holds, GError **error);

/* The same of every mail about an occurrence that waits, after an order by which it may hold no more; `*taken`: so many do not
 * leave. Inside the caller's transaction. */
bool check_open_about(struct engine *engine, const char *id, struct instant now, int *taken, GError **error);
